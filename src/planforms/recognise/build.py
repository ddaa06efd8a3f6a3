"""A draft, its lines and tables known, as a plan with the place of every part and the recogniser's findings."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planforms.errors import UsageError
from planforms.findings import Finding, Reading
from planforms.marks import fill_mark
from planforms.model import Mark, MarkKind, Period, Plan, Section, Text
from planforms.period import find_period, school_year_of, school_years
from planforms.place import Place
from planforms.recognise.activities import Body, build_body
from planforms.recognise.details import Known, known
from planforms.recognise.drafts import Draft
from planforms.recognise.prose import (
    Placed,
    Sentence,
    closing,
    filled_in,
    sections,
    sentences,
    take_marks,
    take_title,
    title_text,
)
from planforms.recognise.rows import is_time_heading, names_month
from planforms.source import Line
from planforms.text import fold

# A plan approved from June on is for the school year to come.
_PLANNING_BEGINS = 6


class _Said(NamedTuple):
    """Words of a header or footer that are in no part of the plan."""

    words: str
    place: Place


class _Prose(NamedTuple):
    """What the lines around the table say."""

    title: list[Sentence]
    marks: list[Placed[Mark]]
    sections: list[Placed[Section]]
    closing: list[Placed[Section]]
    headings: list[Sentence]
    left_out: list[_Said]


def build(draft: Draft, margins: Sequence[Line]) -> Reading:
    """The plan of *draft*. *margins* are the lines of headers and footers, from which marks and a title are taken."""
    details = known(draft.pairs)
    prose = _prose(draft, margins)
    title = title_text(prose.title) or details.title
    marks = _with_details(prose.marks, details)
    period = _period(title, details, prose, marks)
    body = build_body(draft.tables, prose.headings, period)
    marks = sorted([*marks, *body.marks], key=lambda placed: placed.part.kind is not MarkKind.APPROVED)
    plan = Plan(
        title=title,
        period=period,
        marks=tuple(placed.part for placed in marks),
        sections=tuple(placed.part for placed in prose.sections),
        columns=body.columns,
        rows=body.rows,
        closing=tuple(placed.part for placed in prose.closing),
        details=details.details,
    )
    return Reading(
        plan=plan,
        findings=(*_left_out(prose, details, period), *body.findings),
        places=_places(prose, details, marks, body),
    )


def _prose(draft: Draft, margins: Sequence[Line]) -> _Prose:
    top_marks, top = take_marks(filled_in(sentences(draft.before)))
    title, top = take_title(top)
    end_marks, end = take_marks(filled_in(sentences(draft.after)))
    margin_marks, margin = take_marks(sentences(margins))
    if not title:
        title, margin = take_title(margin)
    headings: list[Sentence] = []
    while draft.tables and top and _heads_table(top[-1], draft):
        headings.insert(0, top.pop())
    marks = [*top_marks, *end_marks]
    on_page = {fold(str(placed.part.words)) for placed in marks}
    repeated = [placed for placed in margin_marks if fold(str(placed.part.words)) in on_page]
    marks += [placed for placed in margin_marks if placed not in repeated]
    parts = sections(top, before_table=bool(draft.tables))
    left_out = [*(_Said(str(p.part.words), p.place) for p in repeated), *(_Said(s.words, s.place) for s in margin)]
    return _Prose(title, marks, parts, closing(end), headings, left_out)


def _heads_table(line: Sentence, draft: Draft) -> bool:
    """Whether a line right above the first table is a heading of its rows: a month, or the title of a month's part."""
    part = len(draft.tables) > 1 and line.titular and names_month(line.words)
    return part or is_time_heading(line.words)


def _with_details(marks: Sequence[Placed[Mark]], details: Known) -> list[Placed[Mark]]:
    """*marks* with what only the sheet of details knows: a mark not in the document, or a blank act of one that is."""
    made = list(marks)
    for told, places in details.marks:
        same = next((i for i, placed in enumerate(marks) if _same_mark(placed.part, told)), None)
        if same is None:
            made.append(Placed(told, next(iter(places.values())), places))
        elif not made[same].part.acts and told.acts:
            act = told.acts[0]
            try:
                filled = fill_mark(made[same].part, act=act.kind, date=act.date, number=act.number or None)
            except UsageError:
                made.append(Placed(told, next(iter(places.values())), places))
                continue
            made[same] = made[same]._replace(part=filled, parts={at: places[at] for at in places if at != "by"})
    return made


def _same_mark(mark: Mark, told: Mark) -> bool:
    return mark.kind is told.kind and fold(told.by) in {fold(mark.by), ""}


def _period(title: Text, details: Known, prose: _Prose, marks: Sequence[Placed[Mark]]) -> Period | None:
    """The period by the title, the details, the lines above the table, or the date of the approval."""
    told = find_period(str(title)) or details.period
    lines = (f"{placed.part.label} {placed.part.text}" for placed in prose.sections)
    for words in lines:
        told = told or (find_period(words) if "m. m." in words or "mokslo met" in fold(words) else None)
    if told:
        return told
    dates = [act.date for p in marks for act in p.part.acts if act.date]
    if not dates:
        return None
    return school_years(dates[0].year) if dates[0].month >= _PLANNING_BEGINS else school_year_of(dates[0])


def _left_out(prose: _Prose, details: Known, period: Period | None) -> Iterable[Finding]:
    if prose.title and details.title and fold(str(details.title)) != fold(str(title_text(prose.title))):
        words, place = str(details.title), details.places["title"]
        yield _told("R120", "A second title, “{words}”, is left out", words, place)
    if details.period_words and details.period is None:
        words, place = details.period_words, details.places["period"]
        yield _told("R120", "The period “{words}” is not understood and is left out", words, place)
    elif details.period_words and details.period != period:
        words, place = details.period_words, details.places["period"]
        yield _told("R120", "The period “{words}” is left out; the title names another", words, place)
    for cell in details.again:
        yield _told("R120", "A second value of a detail, “{words}”, is left out", str(cell.text), cell.place)
    for cell in details.remarks:
        yield _told("R120", "The remark “{words}” beside a detail is left out", str(cell.text), cell.place)
    for cell in details.unread:
        yield _told("R120", "The date “{words}” is no whole day and is left out", str(cell.text), cell.place)
    for words, place in prose.left_out:
        yield _told("R110", "The header or footer “{words}” is left out", words, place)


def _told(code: str, message: str, words: str, place: Place | None) -> Finding:
    return Finding(code=code, message=message, words=words, place=place, arguments={"words": words})


def _places(prose: _Prose, details: Known, marks: Sequence[Placed[Mark]], body: Body) -> dict[str, Place]:
    places = {**details.places, **body.places}
    if prose.title:
        places["title"] = prose.title[0].place
    stood: list[tuple[str, Placed[Mark] | Placed[Section]]] = [
        *((f"marks[{i}]", placed) for i, placed in enumerate(marks)),
        *((f"sections[{i}]", placed) for i, placed in enumerate(prose.sections)),
        *((f"closing[{i}]", placed) for i, placed in enumerate(prose.closing)),
    ]
    for at, placed in stood:
        places[at] = placed.place
        places |= {f"{at}.{part}": place for part, place in placed.parts.items()}
    return places
