"""``planforms convert``: a plan from Word, Excel or text becomes the official document."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from planforms.cli.files import STANDARD, check_input
from planforms.cli.marking import MARK_OPTIONS, mark_options
from planforms.cli.output import output_options, wanted_output, write_plan
from planforms.cli.reading import opened, reading_options
from planforms.cli.voice import Voice, voice
from planforms.naming import converted_name

if TYPE_CHECKING:
    from planforms.findings import Reading
    from planforms.model import Mark, Plan

_LONGEST_QUOTE = 60


@click.command()
@click.argument("source", metavar="IN")
@reading_options
@mark_options
@output_options
@click.option("--amended-no", metavar="NUMBER", help="Number of the order that amended the approved plan: V-98.")
@click.option("--amended-date", metavar="DATE", help="Date of that order: 2026-03-25.")
@click.option("--blank-mark", is_flag=True, help="Where the plan has no approval mark, a blank one to fill in by hand.")
@click.pass_context
def convert(  # noqa: PLR0913 -- a command has as many parameters as options
    ctx: click.Context,
    /,
    *,
    source: str,
    plan: str,
    period: str | None,
    heading_row: int | None,
    columns: str | None,
    blank_mark: bool,
    **given: Any,  # noqa: ANN401 -- as click gives them
) -> None:
    """Make the official document of the plan in IN, or a page, a calendar or a PDF.

    IN is a .docx, .xlsx, .xls, .ods, .csv, .html, .txt or .json file, where LibreOffice is installed also a .doc, .odt
    or .rtf file, or “-” for standard input. Without -o the document is written beside IN. LibreOffice makes the PDF.
    """
    speak = voice(ctx)
    with speak.errors_told():
        check_input(source)
        marks = {name: given.pop(name) for name in (*MARK_OPTIONS, "amended_no", "amended_date")}
        wanted = wanted_output(source, lambda kind: converted_name(source, kind), **given)
        file = opened(source)
        from planforms.api import fill_marks, read_file, read_options
        from planforms.marking import with_blank_approval

        reading = read_file(file, read_options(plan, period, heading_row, columns))
        made = fill_marks(reading.plan, **marks)
        made = with_blank_approval(made) if blank_mark else made
        lines = write_plan(speak, made, wanted)
        _tell(speak, reading, made, wanted.target)
        for line in lines:
            speak.note(line)
        _tell_check(speak, replace(reading, plan=made), source if source != STANDARD else wanted.target)


def _tell_check(speak: Voice, reading: "Reading", name: str) -> None:
    """One line: how many errors and warnings the plan has, and how to see them."""
    from planforms.api import check
    from planforms.findings import Severity

    severities = [finding.severity for finding in check(reading, today=dt.datetime.now().astimezone().date())]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    told = [
        speak.count("{count} error", "{count} errors", errors) if errors else "",
        speak.count("{count} warning", "{count} warnings", warnings) if warnings else "",
    ]
    if found := ", ".join(words for words in told if words):
        speak.tell("The plan has {found}; see them with “planforms check {name}”.", found=found, name=name)


def _tell(speak: Voice, reading: "Reading", plan: "Plan", target: str) -> None:
    """A few lines: what was made, what the marks hold, what is blank, what was left out."""
    from planforms.period import period_words

    period = period_words(plan.period) if plan.period else speak.say("period not known")
    activities = speak.count("{count} activity", "{count} activities", len(plan.activities))
    columns = speak.count("{count} column", "{count} columns", len(plan.columns))
    made = speak.say("standard output") if target == STANDARD else target
    speak.tell(
        "{target}: {activities}, {columns}, {period}",
        target=made,
        activities=activities,
        columns=columns,
        period=period,
    )
    from planforms.marking import is_approved
    from planforms.reports.checked import account

    if said := account(reading.account, speak):
        speak.tell("{account}", account=said)
    if not is_approved(plan):
        speak.tell(
            "The plan has no approval mark; add one with --approved-by, --order-date and --order-no, or a blank one "
            "with --blank-mark."
        )
    for mark in plan.marks:
        _tell_mark(speak, mark)
    for finding in reading.findings:
        where = speak.place(finding.place or reading.place(finding.at))
        said = speak.say(finding.message, **finding.arguments)
        quote = _short(finding.words) if finding.words and finding.words not in said else ""
        speak.tell("{code} {said}", code=finding.code, said=": ".join(part for part in (where, said, quote) if part))


def _tell_mark(speak: Voice, mark: "Mark") -> None:
    from planforms.marks import format_mark

    speak.tell("{words}", words=" ".join(str(format_mark(mark)).split()))
    act = mark.acts[0] if mark.acts else None
    blank = [
        name
        for name, value in (
            (speak.say("who"), mark.by or mark.signatory),
            (speak.say("date"), act and act.date),
            (speak.say("number"), (act and act.number) or mark.signatory),
        )
        if not value
    ]
    if blank:
        speak.tell("  left blank, to be filled in: {parts}", parts=", ".join(blank))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"„{line}“" if len(line) <= _LONGEST_QUOTE else f"„{line[:_LONGEST_QUOTE].rstrip()}…“"
