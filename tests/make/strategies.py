"""Plans drawn by hypothesis: any plan the model can hold."""

import datetime as dt

from hypothesis import strategies as st

from planforms.model import (
    Act,
    Activity,
    ActKind,
    Column,
    ColumnRole,
    Details,
    Heading,
    Mark,
    MarkKind,
    Note,
    Paragraph,
    Period,
    PeriodKind,
    Plan,
    Responsible,
    Run,
    Script,
    Section,
    SectionRole,
    Signatory,
    Text,
    Timing,
    TimingProblem,
)
from planforms.text import without_forbidden

# Any text but what no document can hold, which readers remove.
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20).map(without_forbidden)
days = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))

runs = st.builds(
    Run,
    words,
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    struck=st.booleans(),
    script=st.sampled_from(Script),
    link=words,
)
paragraphs = st.builds(Paragraph, st.lists(runs, max_size=3).map(tuple), words)
texts = words.map(Text.of) | st.lists(paragraphs, max_size=3).map(tuple).map(Text)
acts = st.builds(Act, st.none() | st.sampled_from(ActKind), st.none() | days, words)
marks = st.builds(
    Mark,
    word=words,
    kind=st.sampled_from(MarkKind),
    words=texts,
    by=words,
    acts=st.lists(acts, max_size=2).map(tuple),
    amended=st.none() | acts,
    signatory=st.none() | st.builds(Signatory, words, words),
)
sections = st.builds(Section, role=st.sampled_from(SectionRole), label=words, text=texts)
timings = st.builds(
    Timing,
    words=texts,
    edtf=words,
    rrule=words,
    clock=words,
    anchor=words,
    year_inferred=st.booleans(),
    unread=st.lists(words, max_size=2).map(tuple),
    problem=st.none() | st.sampled_from(TimingProblem),
)
people = st.builds(Responsible, words=texts, parties=st.lists(words, max_size=3).map(tuple), ambiguous=st.booleans())
activities = st.builds(
    Activity,
    st.fixed_dictionaries(
        {}, optional={"number": texts, "title": texts, "when": timings, "when-2": timings, "performers": people,
                      "responsible": people, "other-1": texts},
    ),
    st.lists(st.sampled_from(["title", "when"]), unique=True, max_size=2).map(tuple),
)  # fmt: skip
rows = activities | st.builds(Heading, texts, st.integers(1, 9)) | st.builds(Note, texts)
plans = st.builds(
    Plan,
    title=texts,
    period=st.none() | st.builds(Period, st.sampled_from(PeriodKind), days, days),
    marks=st.lists(marks, max_size=2).map(tuple),
    sections=st.lists(sections, max_size=2).map(tuple),
    columns=st.lists(st.builds(Column, words, st.sampled_from(ColumnRole), words), max_size=3).map(tuple),
    rows=st.lists(rows, max_size=4).map(tuple),
    closing=st.lists(sections, max_size=1).map(tuple),
    details=st.builds(Details, institution=words, town=words, head_position=words, head_name=words),
)
