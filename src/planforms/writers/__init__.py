"""From a plan to the bytes of a new document; a writer is imported only when its format is asked for."""

from enum import StrEnum
from typing import assert_never

from planforms.blankform import blank_plan
from planforms.errors import NoPlanError
from planforms.model import Period, Plan
from planforms.naming import OutputFormat
from planforms.remembered import garbage_later
from planforms.settings import NO_SETTINGS, Settings

__all__ = ["FormFormat", "OutputFormat", "blank", "write"]


class FormFormat(StrEnum):
    """A format that a form to fill in is made in; also the file's ending."""

    XLSX = "xlsx"
    DOCX = "docx"


@garbage_later()
def write(  # noqa: PLR0913 -- each is one thing that may be asked of one format
    plan: Plan,
    kind: OutputFormat,
    *,
    template: bytes | None = None,
    landscape: bool | None = None,
    endorsements_first: bool = False,
    fragment: bool = False,
    months: bool = False,
) -> bytes:
    """*plan* as the bytes of a file of that kind.

    *template* and *endorsements_first* are for the official DOCX, *fragment* for a page, *months* for a calendar.

    Raises:
        NoPlanError: the plan has no table, and a document is asked for.
        TemplateError: the template cannot be used.
        UsageError: a text is longer than a cell of a workbook can hold; a calendar cannot be made.
    """
    match kind:
        case OutputFormat.DOCX:
            if not plan.columns:
                raise NoPlanError(
                    "The plan has a title or marks but no table of activities, so there is nothing to make a document "
                    "of. Check that the table has a row of headings such as “Veiklos pavadinimas” and “Data”."
                )
            from planforms.writers import docx

            return docx.write(plan, template, landscape=landscape, endorsements_first=endorsements_first)
        case OutputFormat.XLSX:
            from planforms.writers import xlsx

            return xlsx.write(plan, landscape=landscape)
        case OutputFormat.JSON:
            from planforms import jsonform

            return jsonform.write(plan)
        case OutputFormat.HTML:
            from planforms.writers import html

            return html.write(plan, fragment=fragment)
        case OutputFormat.ICS:
            from planforms.writers import ics

            return ics.write(plan, months=months)
    assert_never(kind)


def blank(period: Period, kind: FormFormat, school: Settings = NO_SETTINGS) -> bytes:
    """The form of *period* to fill in; in a workbook what is known of the *school* is filled in already."""
    match kind:
        case FormFormat.XLSX:
            from planforms.writers.xlsx import form

            return form.write(period, school)
        case FormFormat.DOCX:
            return write(blank_plan(period), OutputFormat.DOCX)
    assert_never(kind)
