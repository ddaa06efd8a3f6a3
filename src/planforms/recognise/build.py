"""A draft, its lines and tables known, as a plan with the place of every part and the recogniser's findings."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.findings import Finding, Reading
from planforms.marks import fill_mark
from planforms.model import Mark, MarkKind, Period, PeriodKind, Plan, Section, SectionRole, Text
from planforms.period import (
    find_period,
    format_period,
    month,
    month_in,
    month_standing,
    school_year_of,
    span,
)
from planforms.place import Place
from planforms.recognise.activities import Body, build_body
from planforms.recognise.details import Known, institution, known
from planforms.recognise.facts import Sentence
from planforms.recognise.marks import Passage, Placed
from planforms.recognise.plans import Draft
from planforms.recognise.prose import closing, sections, take_letterhead, take_title, title_text
from planforms.recognise.rows import heading_form, heads_rows, is_time_heading, names_month
from planforms.text import fold, tidy_text

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


def build(draft: Draft, margins: Passage, period: Period | None = None) -> Reading:
    """The plan of *draft*. *margins* are the lines of headers and footers, from which marks and a title are taken.

    *period* is the plan's period where a person says it.
    """
    details = known(draft.pairs)
    prose = _prose(draft, margins)
    title = title_text(prose.title) or details.title
    marks = _with_details(prose.marks, details)
    named = period or _whole(_period(title, details, prose), draft)
    period = named or _guessed(marks)
    body = build_body(draft.tables, prose.headings, period, _top(draft, prose))
    marks = sorted([*marks, *body.marks], key=lambda placed: placed.part.kind is not MarkKind.APPROVED)
    parts = tuple(placed.part for placed in marks)
    whose = details.details.institution or institution(title, parts)
    plan = Plan(
        title=title,
        period=period,
        marks=parts,
        sections=tuple(placed.part for placed in prose.sections),
        columns=tuple(body.columns),
        rows=tuple(body.rows),
        closing=tuple(placed.part for placed in prose.closing),
        details=replace(details.details, institution=whose),
    )
    guess = [] if named or period is None else [_period_guessed(period)]
    return Reading(
        plan=plan,
        findings=(*_left_out(prose, details, period), *guess, *_repeated(draft), *body.findings),
        places=_places(prose, details, marks, body),
        account=body.account,
    )


def _prose(draft: Draft, margins: Passage) -> _Prose:
    title, top = take_title(draft.before.rest)
    margin = margins.rest
    title, top, letterhead = _without_letterhead(title, top)
    if not title:
        title, margin = take_title(margin)
    headings: list[Sentence] = []
    while len(title) > 1 and _is_above_table(title[-1], top) and _heads_like_others(title[-1], draft):
        headings.insert(0, title.pop())
    start = _first_part(top, draft)
    top, headings = top[:start], [*headings, *top[start:]]
    while draft.tables and top and _heads_table(top[-1], draft):
        headings.insert(0, top.pop())
    marks = [mark.placed for mark in (*draft.before.marks, *draft.after.marks)]
    on_page = {fold(str(placed.part.words)) for placed in marks}
    repeated = [mark.placed for mark in margins.marks if fold(str(mark.mark.words)) in on_page]
    marks += [mark.placed for mark in margins.marks if mark.placed not in repeated]
    parts = [*_letterhead(letterhead), *sections(top, before_table=bool(draft.tables))]
    left_out = [*(_Said(str(p.part.words), p.place) for p in repeated), *(_Said(s.words, s.place) for s in margin)]
    return _Prose(title, marks, parts, closing(draft.after.rest), headings, left_out)


def _without_letterhead(
    title: list[Sentence], lines: list[Sentence]
) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """The title, the other lines, and the letterhead above the title."""
    if not title:
        return title, lines, []
    above = [line for line in lines if line.block <= title[0].block and line not in title]
    above = [line for line in above if lines.index(line) < _index_after(lines, title[0])]
    letterhead, rest = take_letterhead(above)
    return title, [*rest, *(line for line in lines if line not in above)], letterhead


def _index_after(lines: Sequence[Sentence], title: Sentence) -> int:
    """How many of *lines*, which the title is taken from, were above it."""
    return next((i for i, line in enumerate(lines) if line.block > title.block), len(lines))


def _letterhead(lines: Sequence[Sentence]) -> list[Placed[Section]]:
    if not lines:
        return []
    text = tidy_text(Text(tuple(line.paragraph for line in lines)))
    return [Placed(Section(role=SectionRole.LETTERHEAD, text=text), lines[0].place)]


def _is_above_table(line: Sentence, lines: Sequence[Sentence]) -> bool:
    """Whether *line*, of the title, has none of the other *lines* between it and the table."""
    return all(other.block < line.block for other in lines)


def _heads_like_others(line: Sentence, draft: Draft) -> bool:
    """Whether *line* is of the same form as the headings above the other tables of the plan."""
    others = [s for table in draft.tables[1:] for s in table.above.rest if heads_rows(s)]
    form = heading_form(line.words)
    alike = [s for s in others if heading_form(s.words) == form and (s.bold, s.align) == (line.bold, line.align)]
    return bool(alike) and not line.names_plan


def _first_part(lines: Sequence[Sentence], draft: Draft) -> int:
    """Where the first part of the plan begins among the lines above its table: at a month, as the parts after it do."""
    for i, line in enumerate(lines):
        if is_time_heading(line.words) and _heads_like_others(line, draft) and not any(map(_of_text, lines[i:])):
            return i
    return len(lines)


def _of_text(line: Sentence) -> bool:
    return line.listing is not None or (line.label is not None and line.label.role is not SectionRole.OTHER)


def _heads_table(line: Sentence, draft: Draft) -> bool:
    """Whether a line right above the first table is a heading of its rows.

    It is where it is a month, the title of a month's part, or of the same form as the headings above the other tables.
    """
    if is_time_heading(line.words):
        return True
    if len(draft.tables) < 2 or not heads_rows(line):  # noqa: PLR2004 -- one table has no others
        return False
    label = line.label
    plain = label is None or label.role is SectionRole.OTHER
    return (line.titular and names_month(line.words)) or (plain and _heads_like_others(line, draft))


def _with_details(marks: Sequence[Placed[Mark]], details: Known) -> list[Placed[Mark]]:
    """*marks* with what only the sheet of details knows: a mark not in the document, or a blank act of one that is."""
    made = list(marks)
    for detail, places in details.marks:
        same = next((i for i, placed in enumerate(marks) if _same_mark(placed.part, detail)), None)
        if same is None:
            made.append(Placed(detail, next(iter(places.values())), places))
        elif not made[same].part.acts and detail.acts:
            act = detail.acts[0]
            try:
                filled = fill_mark(made[same].part, act=act.kind, date=act.date, number=act.number or None)
            except UsageError:
                made.append(Placed(detail, next(iter(places.values())), places))
                continue
            made[same] = made[same]._replace(part=filled, parts={at: places[at] for at in places if at != "by"})
    return made


def _same_mark(mark: Mark, detail: Mark) -> bool:
    return mark.kind is detail.kind and fold(detail.by) in {fold(mark.by), ""}


def _period(title: Text, details: Known, prose: _Prose) -> Period | None:
    """The period by the title, the details or the lines above the table; a month of the title is one of its year."""
    words = str(title)
    titled = find_period(words)
    number = month_standing(words)
    named = titled or details.period
    if named is None:
        parts = [placed.part for placed in prose.sections]
        lines = [" ".join([part.label, *(str(text) for _, text in part.bodies())]) for part in parts]
        named = next((p for line in lines if _of_years(line) and (p := find_period(line))), None)
    if titled is None and named and number:
        return month_in(named, number) or named
    return named


def _of_years(words: str) -> bool:
    """Whether a line above the table is about school years."""
    return bool(re.search(r"\bm\. ?m\.|\bmokslo met|^\W*(?:plano )?laikotarpis", fold(words)))


def _whole(period: Period | None, draft: Draft) -> Period | None:
    """The period of a plan with a sheet a month: of all its months, where its title names only the first."""
    months = [known.month for known in draft.tables if known.month]
    if period is None or period.kind is not PeriodKind.MONTH or len(set(months)) < 2:  # noqa: PLR2004 -- one is a month
        return period
    year = period.first.year
    if any(after < before for before, after in pairwise(months)):
        return school_year_of(period.first)
    return span(month(year, min(months)).first, month(year, max(months)).last)


def _guessed(marks: Sequence[Placed[Mark]]) -> Period | None:
    """The school year that a plan approved on the day of its approval is most likely for."""
    dates = [act.date for p in marks for act in p.part.acts if act.date]
    if not dates:
        return None
    planned = dates[0].replace(month=12, day=1) if dates[0].month >= _PLANNING_BEGINS else dates[0]
    return school_year_of(planned)


def _period_guessed(period: Period) -> Finding:
    return Finding(
        code="R126",
        message="No period is named; {period} was taken from the date of a mark",
        hint="Write the period in the title, or say it with --period.",
        arguments={"period": format_period(period)},
    )


def _top(draft: Draft, prose: _Prose) -> frozenset[str]:
    """The lines of the plan's head as they may come again above a further table: of its title, on sheets all."""
    several = len({known.table.grid.name for known in draft.tables}) > 1
    head = [*draft.before.rest, *(line for mark in draft.before.marks for line in mark.lines)]
    lines = {line.folded for line in (head if several else prose.title)}
    whole = fold(" ".join(line.words for line in prose.title))
    return frozenset({*lines, whole} - {line.folded for line in prose.headings} - {""})


def _repeated(draft: Draft) -> Iterable[Finding]:
    for again in draft.again:
        grid = again.table.grid
        place = Place(sheet=grid.name) if grid.name else grid.place
        yield _left_out_finding("R120", "A table that only repeats another is left out", again.words, place)


def _left_out(prose: _Prose, details: Known, period: Period | None) -> Iterable[Finding]:
    if prose.title and details.title and fold(str(details.title)) != fold(str(title_text(prose.title))):
        words, place = str(details.title), details.places["title"]
        yield _left_out_finding("R120", "A second title, “{words}”, is left out", words, place)
    if details.period_words and details.period is None:
        words, place = details.period_words, details.places["period"]
        yield _left_out_finding("R120", "The period “{words}” is not understood and is left out", words, place)
    elif details.period_words and details.period != period:
        words, place = details.period_words, details.places["period"]
        yield _left_out_finding("R120", "The period “{words}” is left out; the title names another", words, place)
    for cell in details.again:
        yield _left_out_finding(
            "R120", "A second value of a detail, “{words}”, is left out", str(cell.text), cell.place
        )
    for cell in details.remarks:
        yield _left_out_finding("R120", "The remark “{words}” beside a detail is left out", str(cell.text), cell.place)
    for cell in details.unread:
        yield _left_out_finding(
            "R120", "The date “{words}” is not a whole day and is left out", str(cell.text), cell.place
        )
    for words, place in prose.left_out:
        yield _left_out_finding("R110", "The header or footer “{words}” is left out", words, place)


def _left_out_finding(code: str, message: str, words: str, place: Place | None) -> Finding:
    return Finding(code=code, message=message, words=words, place=place, arguments={"words": words})


def _places(prose: _Prose, details: Known, marks: Sequence[Placed[Mark]], body: Body) -> dict[str, Place]:
    places = {**details.places, **body.places}
    if prose.title:
        places["title"] = prose.title[0].place
    placed_parts: list[tuple[str, Placed[Mark] | Placed[Section]]] = [
        *((f"marks[{i}]", placed) for i, placed in enumerate(marks)),
        *((f"sections[{i}]", placed) for i, placed in enumerate(prose.sections)),
        *((f"closing[{i}]", placed) for i, placed in enumerate(prose.closing)),
    ]
    for at, placed in placed_parts:
        places[at] = placed.place
        places |= {f"{at}.{part}": place for part, place in placed.parts.items()}
    return places
