"""What a source means: the step from paragraphs and grids to a plan. Knows plans, and nothing of file formats."""

from collections.abc import Iterator

from msgspec.structs import replace

from planforms.errors import NoPlanError
from planforms.findings import Finding, Reading
from planforms.place import Place
from planforms.recognise.build import build
from planforms.recognise.details import is_form, without_form
from planforms.recognise.facts import SPACES, TABS
from planforms.recognise.plans import NOTHING_SAID, Drafts, Overrides, draft_plans, words_of_draft
from planforms.remembered import garbage_later
from planforms.source import Grid, Source

_TYPED = (
    "Columns made with tabs or spaces are read only where each row has them all; make a table of them (in Word: "
    "Insert – Table – Convert Text to Table)."
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
    reading = build(drafts.drafts[number - 1], drafts.margins, overrides.period)
    plan = reading.plan
    if not (plan.columns or plan.title or plan.marks):
        raise NoPlanError(
            "The file has no plan: no table with headings such as “Veiklos pavadinimas” and “Data”, no title, no mark. "
            "Check that it is the right file; --heading-row says which row has the headings."
        )
    return replace(reading, findings=(*source.findings, *reading.findings, *_whole(drafts, number, reading)))


def plan_titles(source: Source) -> tuple[str, ...]:
    """The titles of all plans in *source*, in the order of their numbers; the name of the sheet where one has none.

    Raises:
        NoPlanError: the source has no plan.
    """
    if is_form(source):
        source = without_form(source)
    drafts = draft_plans(source)
    if len(drafts.drafts) > 1:
        return tuple(_title(build(draft, drafts.margins)) for draft in drafts.drafts)
    return (_title(recognise(source)),)


def _title(reading: Reading) -> str:
    title = " ".join(str(reading.plan.title).split())
    return title or next((place.sheet for place in reading.places.values() if place.sheet), "")


def _whole(drafts: Drafts, number: int, reading: Reading) -> Iterator[Finding]:
    if not reading.plan.columns:
        yield Finding(
            code="S101",
            message="The plan has no table of activities",
            hint=_TYPED
            if sum(map(_has_columns, words_of_draft(drafts.drafts[number - 1]))) > 2  # noqa: PLR2004 -- marks, a signature
            else "Check that the table has a row of headings such as “Veiklos pavadinimas” and “Data”, "
            "or say which row that is with --heading-row.",
        )
    for index, draft in enumerate(drafts.drafts, start=1):
        if index != number:
            words = "\n".join(words_of_draft(draft))
            yield Finding(
                code="R121",
                message="The file has another plan, number {number}, which is left out",
                hint="Read it with --plan {number}.",
                words=words,
                arguments={"number": index},
            )
    for grid in drafts.aside:
        yield Finding(
            code="R120",
            message="The sheet “{name}” has nothing of a plan and is left out",
            hint="If it has the plan, say so with --plan “{name}”.",
            words=_words(grid),
            place=Place(sheet=grid.name),
            arguments={"name": grid.name},
        )
    for grid in drafts.shown:
        yield Finding(
            code="R105",
            message="The sheet “{name}” is hidden; it was read, because no other holds a plan",
            hint="Show the sheet and look it through.",
            place=Place(sheet=grid.name),
            arguments={"name": grid.name},
        )
    for grid in drafts.hidden:
        yield Finding(
            code="R105",
            message="The hidden sheet “{name}” is left out",
            hint="Show the sheet if it belongs to the plan, or read it with --plan “{name}”.",
            place=Place(sheet=grid.name),
            words=_words(grid),
            arguments={"name": grid.name},
        )


def _has_columns(words: str) -> bool:
    return bool(TABS.search(words) or SPACES.search(words))


def _words(grid: Grid) -> str:
    return "\n".join(str(cell.text) for cell in grid.cells)
