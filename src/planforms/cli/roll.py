"""``planforms roll``: next year's draft from this year's plan, and the list of what changed."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforms.cli.copies import check_ending
from planforms.cli.files import STANDARD, check_distinct, check_input, check_output, read_input, write_output
from planforms.cli.reading import opened, reading_options
from planforms.cli.voice import Voice, voice
from planforms.errors import UsageError
from planforms.model import Plan
from planforms.naming import draft_format, draft_format_of, draft_name

if TYPE_CHECKING:
    from planforms.drafting import DraftFile

_FORMATS = ("docx", "xlsx", "json")
_DAYS = ("weekday", "month", "blank", "same")


@click.command()
@click.argument("source", metavar="IN")
@click.option(
    "--to",
    required=True,
    metavar="PERIOD",
    help="The new period: 2026-2027, 2026, 2026-04 (a month) or 2026-II (a half-year).",
)
@click.option("--from", "since", metavar="PERIOD", help="The period of the plan, where it names none or a wrong one.")
@click.option("-o", "--output", metavar="OUT", help="File to write; its ending tells the format.")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="Format, where the ending of OUT does not tell it.")
@click.option(
    "--days",
    type=click.Choice(_DAYS),
    default="weekday",
    help="What becomes of a plain day: the nearest same weekday, its month alone, a line to fill in, or the same date.",
)
@click.option("--accept-suggestions", is_flag=True, help="Take the suggested years and ordinals in titles.")
@click.option("--report", metavar="FILE", help="Write the list of changes to a .json or .html file too.")
@reading_options
@click.option("--template", metavar="T.docx", help="A template of your own in place of the built-in one.")
@click.option("--force", is_flag=True, help="Replace OUT and the report if they exist.")
@click.pass_context
def roll(  # noqa: PLR0913 -- a command has as many parameters as options
    ctx: click.Context,
    *,
    source: str,
    to: str,
    since: str | None,
    output: str | None,
    kind: str | None,
    days: str,
    accept_suggestions: bool,
    report: str | None,
    plan: str,
    period: str | None,
    heading_row: int | None,
    columns: str | None,
    template: str | None,
    force: bool,
) -> None:
    """Make the draft of the next plan from the plan in IN.

    From a workbook the draft is a copy of it with the changed cells changed; from any other file it is the official
    document. What somebody must look at has comments in the draft and stands in the list of changes, which is told on
    standard error.
    """
    speak = voice(ctx)
    with speak.errors_told():
        check_input(source)
        written = _report_kind(report)
        file = opened(source)
        from planforms.api import draft_file, read_file, read_options, render, roll_over
        from planforms.reports.changes import Listed

        reading = read_file(file, read_options(plan, since or period, heading_row, columns))
        rolled = roll_over(reading.plan, to, days=days, accept_suggestions=accept_suggestions)
        target, kind = _target(source, output, kind, reading.plan, rolled.plan)
        outputs = [target, report] if report else [target]
        check_distinct(outputs, (source, template))
        for each in outputs:
            check_output(each, force=force)
        made_by = read_input(template) if template else None
        draft = draft_file(file, reading, rolled, kind, speak.language, template=made_by)
        if kind != "json":
            check_ending(target, file.ending if kind == "xlsx" else kind, file.name)
        _tell_left(speak, draft)
        write_output(target, draft.data, force=force)
        listed = Listed(rolled=draft.rolled, reading=reading)
        if report:
            told = render(listed, written, speak.language)
            write_output(report, f"{told}\n".encode() if written == "json" else told.encode(), force=force)
        colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        speak.note(render(listed, "text", speak.language, colour=colour))


def _target(source: str, output: str | None, kind: str | None, old: Plan, new: Plan) -> tuple[str, str]:
    """The file to write and its format; by default beside IN, a workbook from a workbook."""
    if output is None:
        kind = kind or draft_format(source)
        return (STANDARD if source == STANDARD else draft_name(source, old, new, kind)), kind
    known = draft_format_of(output)
    if kind is None and not known and output != STANDARD:
        raise UsageError(
            "The ending of “{name}” tells no format of a draft; end it in .docx, .xlsx or .json, or add --format.",
            name=output,
        )
    return output, kind or known or "docx"


def _report_kind(report: str | None) -> str:
    ending = Path(report or ".json").suffix.casefold() if report else ".json"
    if ending not in {".json", ".html"}:
        raise UsageError("A report is a .json or an .html file; “{name}” is neither.", name=report)
    return ending.lstrip(".")


def _tell_left(speak: Voice, draft: "DraftFile") -> None:
    """A line for each cell that somebody must change by hand."""
    for left in draft.left:
        speak.tell(
            "{place}: “{old}” could not be changed to “{new}” in the workbook; change it by hand.",
            place=left.place,
            old=left.old,
            new=left.new,
        )
