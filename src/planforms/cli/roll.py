"""``planforms roll``: next year's drafts from this year's plans, and the list of what changed."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct, field

from planforms.cli.copies import Copies, check_ending
from planforms.cli.files import STANDARD, check_distinct, check_input, check_output, plans_in, write_output
from planforms.cli.reading import opened, reading_options
from planforms.cli.settings import find_settings
from planforms.cli.voice import Voice, voice
from planforms.errors import UsageError
from planforms.model import Plan
from planforms.naming import draft_format, draft_format_of, draft_name, ending

if TYPE_CHECKING:
    from planforms.drafting import DraftFile

_FORMATS = ("docx", "xlsx", "json")
_DAYS = ("weekday", "month", "blank", "same")


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "--to",
    required=True,
    metavar="PERIOD",
    help="The new period: 2026-2027, 2026, 2026-04 (a month) or 2026-II (a half-year).",
)
@click.option("--from", "since", metavar="PERIOD", help="The period of the plan, where it names none or a wrong one.")
@click.option("-o", "--output", metavar="OUT", help="File to write; its extension is its format. For several a folder.")
@click.option(
    "--format", "kind", type=click.Choice(_FORMATS), help="Format, where the file extension of OUT does not name it."
)
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
    sources: tuple[str, ...],
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
    standard error. IN may be a folder; with several plans OUT is a folder too.
    """
    speak = voice(ctx)
    with speak.exit_on_error():
        sources = tuple(plans_in(sources))
        if report and len(sources) > 1:
            raise UsageError("--report is for one plan; roll the plans one by one, or leave it out.")
        asked = _Asked(
            to=to,
            since=since,
            output=output,
            copies=Copies(output, sources, force=force) if output else None,
            kind=kind,
            days=days,
            accept_suggestions=accept_suggestions,
            report=report,
            reading=(plan, since or period, heading_row, columns),
            template=template,
            force=force,
        )
        _report_kind(report)
        speak.each(sources, lambda source: _roll(source, asked, speak))


class _Asked(Struct, frozen=True, kw_only=True):
    """What is asked of each draft."""

    to: str
    since: str | None
    output: str | None
    copies: Copies | None
    kind: str | None
    days: str
    accept_suggestions: bool
    report: str | None
    reading: tuple[str, str | None, int | None, str | None]
    template: str | None
    force: bool
    taken: set[str] = field(default_factory=set)


def _roll(source: str, asked: _Asked, speak: Voice) -> None:
    """Write the draft of the plan in *source*, and the list of its changes."""
    from planforms.api import draft_file, read_file, read_options, render
    from planforms.api import roll as roll_plan
    from planforms.reports.changes import Listed
    from planforms.settings import school_breaks

    check_input(source)
    file = opened(source)
    reading = read_file(file, read_options(*asked.reading))
    known = find_settings(source)
    breaks = school_breaks(known.settings)
    rolled = roll_plan(
        reading.plan, asked.to, days=asked.days, accept_suggestions=asked.accept_suggestions, breaks=breaks
    )
    target, kind = _target(source, asked, reading.plan, rolled.plan)
    outputs = [target, asked.report] if asked.report else [target]
    check_distinct(outputs, (source, asked.template))
    for each in outputs:
        check_output(each, force=asked.force)
    made_by = known.read_template(asked.template) if kind == "docx" else None
    draft = draft_file(file, reading, rolled, kind, speak.language, template=made_by)
    if kind != "json":
        check_ending(target, file.ending if kind == "xlsx" else kind, file.name)
    _tell_left(speak, draft)
    write_output(target, draft.data, force=asked.force)
    listed = Listed(rolled=draft.rolled, reading=reading)
    if asked.report:
        written = _report_kind(asked.report)
        listed_changes = render(listed, written, speak.language)
        write_output(
            asked.report,
            f"{listed_changes}\n".encode() if written == "json" else listed_changes.encode(),
            force=asked.force,
        )
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    speak.note(render(listed, "text", speak.language, colour=colour))


def _target(source: str, asked: _Asked, old: Plan, new: Plan) -> tuple[str, str]:
    """The file to write and its format; by default beside IN, a workbook from a workbook."""
    kind = asked.kind
    if asked.copies is None or asked.copies.folder:
        kind = kind or draft_format(source)
        name = STANDARD if source == STANDARD else draft_name(source, old, new, kind)
        if asked.copies is None:
            return name, kind
        asked.copies.make_folder()
        target = asked.copies.target(name if name != STANDARD else f"planas.{kind}", ending(name) or kind)
        if target in asked.taken:  # by the draft of another file; --force does not mean that
            raise UsageError("“{name}” is named for two results; give each a file of its own.", name=target)
        asked.taken.add(target)
        return target, kind
    output = str(asked.output)
    known = draft_format_of(output)
    if kind is None and not known and output != STANDARD:
        raise UsageError(
            "The file extension of “{name}” is not a supported format of a draft; end it in .docx, .xlsx or .json, or "
            "add --format.",
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
        speak.message(
            "{place}: “{old}” could not be changed to “{new}” in the workbook; change it by hand.",
            place=left.place,
            old=left.old,
            new=left.new,
        )
