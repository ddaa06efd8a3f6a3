"""What a source means: the step from paragraphs and grids to a plan. Knows plans, and nothing of file formats."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from planforms.errors import NoPlanError, UsageError
from planforms.findings import Finding, Reading
from planforms.letters import fold
from planforms.marks import fill_mark
from planforms.model import Mark, MarkKind, Period, PeriodKind, Plan, Section, Text
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
from planforms.recognise.details import Known, institution, is_form, known, without_form
from planforms.recognise.facts import SPACES, TABS
from planforms.recognise.marks import Passage, Placed
from planforms.recognise.plans import NOTHING_SAID, Draft, Drafts, Overrides, draft_plans
from planforms.recognise.prose import Prose, read_prose, title_text
from planforms.remembered import garbage_later
from planforms.source import Source

# A plan approved from June on is for the school year to come.
_PLANNING_BEGINS = 6
_TYPED = (
    "Columns made with tabs or spaces are read only where each row has them all; make a table of them (in Word: "
    "Insert – Table – Convert Text to Table)."
)
_UNHEADED = (
    "Check that the table has a row of headings such as “Veiklos pavadinimas” and “Data”, "
    "or say which row that is with --heading-row."
)
__all__ = ["NOTHING_SAID", "Overrides", "plan_titles", "recognise"]


@garbage_later()
def recognise(source: Source, number: int = 1, overrides: Overrides = NOTHING_SAID) -> Reading:
    """The plan in *source*; *number* chooses one where there are several, from 1; *overrides* win over what is found.

    What is left out (another plan, a hidden sheet, a header) comes back as findings, as does a source that has a
    title or marks but no table. Of planforms' own form only what a person filled in is looked at.

    Raises:
        NoPlanError: the source has no plan, or no plan of that *number*.
        UsageError: *overrides* name a sheet or a row that is not there, or too few columns.
    """
    if is_form(source):
        source = without_form(source)
    drafts = draft_plans(source, overrides)
    if not 1 <= number <= len(drafts.drafts):
        raise NoPlanError(
            "The file has {count} plans, and plan {number} was asked for; choose a number from 1 to {count}.",
            count=len(drafts.drafts),
            number=number,
        )
    reading = _build(drafts.drafts[number - 1], drafts.margins, overrides.period)
    plan = reading.plan
    if not (plan.columns or plan.title or plan.marks):
        raise NoPlanError(
            "The file has no plan: no table with headings such as “Veiklos pavadinimas” and “Data”, no title, no mark. "
            "Check that it is the right file; --heading-row says which row has the headings."
        )
    return replace(reading, findings=(*source.findings, *reading.findings, *_about_file(drafts, number, reading)))


def plan_titles(source: Source) -> tuple[str, ...]:
    """The titles of all plans in *source*, in the order of their numbers; the name of the sheet where one has none.

    Raises:
        NoPlanError: the source has no plan.
    """
    if is_form(source):
        source = without_form(source)
    drafts = draft_plans(source)
    if len(drafts.drafts) > 1:
        return tuple(_title(_build(draft, drafts.margins)) for draft in drafts.drafts)
    return (_title(recognise(source)),)


def _title(reading: Reading) -> str:
    title = " ".join(str(reading.plan.title).split())
    return title or next((place.sheet for place in reading.places.values() if place.sheet), "")


def _about_file(drafts: Drafts, number: int, reading: Reading) -> Iterator[Finding]:
    """What is to be reported of the whole file: no table, other plans, sheets that are left out or were hidden."""
    if not reading.plan.columns:
        typed = sum(map(_has_columns, drafts.drafts[number - 1].words)) > 2  # noqa: PLR2004 -- marks, a signature
        yield Finding(code="S101", message="The plan has no table of activities", hint=_TYPED if typed else _UNHEADED)
    for index, draft in enumerate(drafts.drafts, start=1):
        if index != number:
            yield Finding(
                code="R121",
                message="The file has another plan, number {number}, which is left out",
                hint="Read it with --plan {number}.",
                words="\n".join(draft.words),
                arguments={"number": index},
            )
    for grids, code, message, hint in (
        (
            drafts.aside,
            "R120",
            "The sheet “{name}” has nothing of a plan and is left out",
            "If it has the plan, say so with --plan “{name}”.",
        ),
        (
            drafts.shown,
            "R105",
            "The sheet “{name}” is hidden; it was read, because no other holds a plan",
            "Show the sheet and look it through.",
        ),
        (
            drafts.hidden,
            "R105",
            "The hidden sheet “{name}” is left out",
            "Show the sheet if it belongs to the plan, or read it with --plan “{name}”.",
        ),
    ):
        for grid in grids:
            words = "" if grids is drafts.shown else "\n".join(str(cell.text) for cell in grid.cells)
            place, arguments = Place(sheet=grid.name), {"name": grid.name}
            yield Finding(code=code, message=message, hint=hint, words=words, place=place, arguments=arguments)


def _has_columns(words: str) -> bool:
    return bool(TABS.search(words) or SPACES.search(words))


def _build(draft: Draft, margins: Passage, period: Period | None = None) -> Reading:
    """The plan of *draft*. *margins* are the lines of headers and footers, from which marks and a title are taken.

    *period* is the plan's period where a person says it.
    """
    details = known(draft.pairs)
    prose = read_prose(draft, margins)
    title = title_text(prose.title) or details.title
    marks = _with_details(prose.marks, details)
    named = period or _all_months(_period(title, details, prose), draft)
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
            made[same] = replace(made[same], part=filled, parts={at: places[at] for at in places if at != "by"})
    return made


def _same_mark(mark: Mark, detail: Mark) -> bool:
    return mark.kind is detail.kind and fold(detail.by) in {fold(mark.by), ""}


def _period(title: Text, details: Known, prose: Prose) -> Period | None:
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


def _all_months(period: Period | None, draft: Draft) -> Period | None:
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


def _top(draft: Draft, prose: Prose) -> frozenset[str]:
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
        yield _finding("R120", "A table that only repeats another is left out", again.words, place)


def _left_out(prose: Prose, details: Known, period: Period | None) -> Iterator[Finding]:
    title, written = str(details.title), details.period_words
    if prose.title and title and fold(title) != fold(str(title_text(prose.title))):
        yield _finding("R120", "A second title, “{words}”, is left out", title, details.places["title"])
    if written and details.period is None:
        place = details.places["period"]
        yield _finding("R120", "The period “{words}” is not understood and is left out", written, place)
    elif written and details.period != period:
        place = details.places["period"]
        yield _finding("R120", "The period “{words}” is left out; the title names another", written, place)
    for message, cells in (
        ("A second value of a detail, “{words}”, is left out", details.again),
        ("The remark “{words}” beside a detail is left out", details.remarks),
        ("The date “{words}” is not a whole day and is left out", details.unread),
    ):
        yield from (_finding("R120", message, str(cell.text), cell.place) for cell in cells)
    for words, place in prose.left_out:
        yield _finding("R110", "The header or footer “{words}” is left out", words, place)


def _finding(code: str, message: str, words: str, place: Place | None) -> Finding:
    return Finding(code=code, message=message, words=words, place=place, arguments={"words": words})


def _places(prose: Prose, details: Known, marks: Sequence[Placed[Mark]], body: Body) -> dict[str, Place]:
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
