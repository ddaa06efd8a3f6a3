"""``planforms roll``: next year's draft from this year's plan, and the list of what changed."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from planforms.cli.copies import check_ending
from planforms.cli.files import STANDARD, check_distinct, check_input, check_output, read_input, write_output
from planforms.cli.reading import ReadOptions, named_bytes, read_as, reading_options
from planforms.cli.voice import Voice, voice
from planforms.errors import UsageError
from planforms.model import Plan
from planforms.period import format_period

if TYPE_CHECKING:
    from planforms.reports.changes import Listed

_FORMATS = ("docx", "xlsx", "json")
_WORKBOOKS = {"xlsx", "xlsm"}
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
        data, name = named_bytes(source)
        from planforms.api import draft_names, roll_over
        from planforms.reports import changes

        reading = read_as(data, name, ReadOptions(plan, since or period, heading_row, columns))
        rolled = roll_over(reading.plan, to, days=days, accept_suggestions=accept_suggestions)
        target, kind = _target(source, output, kind, reading.plan, rolled.plan)
        outputs = [target, report] if report else [target]
        check_distinct(outputs, (source, template))
        for each in outputs:
            check_output(each, force=force)
        made_by = read_input(template) if template else None
        if kind == "xlsx":
            named = draft_names(data, name, reading.plan, rolled.plan)
            rolled = replace(rolled, changes=(*rolled.changes, *named))
        listed = changes.Listed(rolled=rolled, reading=reading)
        draft = _draft(listed, kind, data, name, made_by, speak)
        check_ending(target, draft, name)
        write_output(target, draft, force=force)
        if report:
            told = changes.json(listed, speak) + "\n" if written == "json" else changes.html(listed, speak)
            write_output(report, told.encode(), force=force)
        colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        speak.note(changes.text(listed, speak, colour=colour))


def _target(source: str, output: str | None, kind: str | None, old: Plan, new: Plan) -> tuple[str, str]:
    """The file to write and its format; by default beside IN, a workbook from a workbook."""
    own = Path(source).suffix.casefold().lstrip(".")
    if output is None:
        kind = kind or ("xlsx" if own in _WORKBOOKS else "docx")
        if source == STANDARD:
            return STANDARD, kind
        ending = own if kind == "xlsx" and own in _WORKBOOKS else kind
        return str(Path(source).with_name(f"{_stem(Path(source).stem, old, new)}.{ending}")), kind
    ending = Path(output).suffix.casefold().lstrip(".")
    known = "xlsx" if ending in _WORKBOOKS else ending if ending in _FORMATS else None
    if kind is None and known is None and output != STANDARD:
        raise UsageError(
            "The ending of “{name}” tells no format of a draft; end it in .docx, .xlsx or .json, or add --format.",
            name=output,
        )
    return output, kind or known or "docx"


def _stem(stem: str, old: Plan, new: Plan) -> str:
    """The name of the draft: that of the plan with the years of the new period, or the period after it."""
    from planforms.rollover.texts import roll_name
    from planforms.timing.moving.shift import shift_to

    if old.period is None or new.period is None:
        return stem
    named = roll_name(stem, shift_to(old.period, new.period)) if old.period != new.period else stem
    return named if named != stem else f"{stem}-{format_period(new.period)}"


def _report_kind(report: str | None) -> str:
    ending = Path(report or ".json").suffix.casefold() if report else ".json"
    if ending not in {".json", ".html"}:
        raise UsageError("A report is a .json or an .html file; “{name}” is neither.", name=report)
    return ending.lstrip(".")


def _draft(  # noqa: PLR0913, PLR0917 -- a draft is made of the plan, its file and the user's language
    listed: "Listed", kind: str, data: bytes, name: str, template: bytes | None, speak: Voice
) -> bytes:
    from planforms.api import draft_document, draft_workbook, write
    from planforms.reports import changes

    if kind == "json":
        return write(listed.rolled.plan, "json")
    told = changes.comments(listed, speak)
    if kind == "docx":
        return draft_document(listed.rolled.plan, told, template=template)
    lines = changes.lines(listed, speak)
    edited = draft_workbook(data, name, listed.reading, listed.rolled.plan, told, lines=lines)
    for left in edited.left:
        speak.tell(
            "{place}: “{old}” could not be changed to “{new}” in the workbook; change it by hand.",
            place=left.place,
            old=left.old,
            new=left.new,
        )
    return edited.data
