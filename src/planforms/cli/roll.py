"""``planforms roll``: next year's drafts from this year's plans, and the list of what changed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from planforms.cli.files import STANDARD, check_distinct, check_input, check_output, opened, plans_in, write_output
from planforms.cli.options import reading_options, template_option
from planforms.cli.settings import find_settings
from planforms.cli.targets import Targets, check_ending
from planforms.cli.voice import Voice, in_colour
from planforms.errors import UsageError
from planforms.naming import DRAFTED, draft_format, draft_format_of, draft_name, ending

if TYPE_CHECKING:
    from planforms.api import ReadOptions
    from planforms.model import Plan

_DAYS = ("weekday", "month", "blank", "same")


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "--to",
    metavar="PERIOD",
    help="The new period: 2026-2027, 2026, 2026-04 or 2026-II (a half-year); by default the one after the plan's.",
)
@click.option("--from", "since", metavar="PERIOD", help="The period of the plan, where it names none or a wrong one.")
@click.option("-o", "--output", metavar="OUT", help="File to write; its extension is its format. For several a folder.")
@click.option(
    "--format", "kind", type=click.Choice(DRAFTED), help="Format, where the file extension of OUT does not name it."
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
@template_option
@click.option("--force", is_flag=True, help="Replace OUT and the report if they exist.")
@click.pass_obj
def roll(  # noqa: PLR0913 -- a command has as many parameters as options
    speak: Voice,
    *,
    sources: tuple[str, ...],
    to: str | None,
    since: str | None,
    output: str | None,
    kind: str | None,
    days: str,
    accept_suggestions: bool,
    report: str | None,
    options: "ReadOptions",
    template: str | None,
    force: bool,
) -> None:
    """Make the draft of the next plan from the plan in IN.

    From a workbook the draft is a copy of it with the changed cells changed; from any other file it is the official
    document. What somebody must look at has comments in the draft and is in the list of changes, which is printed on
    standard error. IN may be a folder; with several plans OUT is a folder too.
    """
    from planforms.api import draft_file, read_file, render
    from planforms.api import roll as roll_plan
    from planforms.period import parse_period, period_words
    from planforms.reports.changes import Listed
    from planforms.settings import school_breaks

    sources = tuple(plans_in(sources))
    if report and len(sources) > 1:
        raise UsageError("--report is for one plan; roll the plans one by one, or leave it out.")
    listing = _report_format(report)
    drafts = _Drafts(output, sources, kind, force=force)
    if since:
        options = replace(options, period=parse_period(since))

    def draft_one(source: str) -> None:
        """Write the draft of the plan in *source*, and the list of its changes."""
        check_input(source)
        file = opened(source)
        reading = read_file(file, options)
        known = find_settings(source)
        rolled = roll_plan(
            reading.plan,
            to,
            days=days,
            accept_suggestions=accept_suggestions,
            breaks=school_breaks(known.settings),
        )
        target, made_as = drafts.of(source, reading.plan, rolled.plan)
        outputs = [target, report] if report else [target]
        check_distinct(outputs, (source, template))
        for each in outputs:
            check_output(each, force=force)
        made_by = known.read_template(template) if made_as == "docx" else None
        draft = draft_file(file, reading, rolled, made_as, speak.language, template=made_by)
        if made_as != "json":
            check_ending(target, file.ending if made_as == "xlsx" else made_as, file.name)
        for left in draft.left:
            speak.message(
                "{place}: “{old}” could not be changed to “{new}” in the workbook; change it by hand.",
                place=left.place,
                old=left.old,
                new=left.new,
            )
        write_output(target, draft.data, force=force)
        listed = Listed(rolled=draft.rolled, reading=reading)
        if report:
            changes = render(listed, listing, speak.language)
            write_output(report, f"{changes}\n".encode() if listing == "json" else changes.encode(), force=force)
        speak.note(render(listed, "text", speak.language, colour=in_colour(sys.stderr)))
        if target != STANDARD:
            speak.message("{target}: the draft for {period}", target=target, period=_words(draft.rolled.plan))

    def _words(plan: "Plan") -> str:
        return period_words(plan.period) if plan.period else ""

    speak.each(sources, draft_one)


class _Drafts:
    """The files to write: by default beside their plans, a workbook for a workbook."""

    def __init__(self, output: str | None, sources: tuple[str, ...], kind: str | None, *, force: bool) -> None:
        self._targets = Targets(output, sources, force=force, beside=lambda name, _: name)
        self._kind = kind
        self._taken: set[str] = set()

    def of(self, source: str, old: "Plan", new: "Plan") -> tuple[str, str]:
        """The file for the draft *new* of the plan *old* in *source*, and its format.

        Raises:
            UsageError: its extension is not that of a draft, or it has the name of another draft.
        """
        if (file := self._targets.file) is not None:
            known = draft_format_of(file)
            if self._kind is None and not known and file != STANDARD:
                raise UsageError(
                    "The file extension of “{name}” is not a supported format of a draft; end it in .docx, .xlsx or "
                    ".json, or add --format.",
                    name=file,
                )
            return file, self._kind or known or "docx"
        kind = self._kind or draft_format(source)
        name = STANDARD if source == STANDARD else draft_name(source, old, new, kind)
        self._targets.make_folder()
        target = self._targets.of(name, ending(name) or kind)
        if target in self._taken:  # by the draft of another file; --force does not mean that
            raise UsageError("“{name}” is named for two results; give each a file of its own.", name=target)
        self._taken.add(target)
        return target, kind


def _report_format(report: str | None) -> str:
    kind = Path(report or "x.json").suffix.casefold().lstrip(".")
    if kind not in {"json", "html"}:
        raise UsageError("A report is a .json or an .html file; “{name}” is neither.", name=report)
    return kind
