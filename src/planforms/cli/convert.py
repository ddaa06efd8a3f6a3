"""``planforms convert``: a plan from Word, Excel or text becomes the official document."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from planforms.cli.files import STANDARD, check_distinct, check_input, check_output, plans_in, read_plan, write_output
from planforms.cli.options import amendment_options, mark_options, reading_options
from planforms.cli.output import Wanted, format_of, make_document, output_options
from planforms.cli.targets import Targets
from planforms.cli.voice import Voice, today
from planforms.errors import NoPlanError, PlanformsError
from planforms.naming import PDF, converted_name

if TYPE_CHECKING:
    from planforms.api import ReadOptions
    from planforms.findings import Reading
    from planforms.model import Mark, Plan

_LONGEST_QUOTE = 60


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@reading_options
@mark_options
@output_options
@amendment_options
@click.option("--blank-mark", is_flag=True, help="Where the plan has no approval mark, a blank one to fill in by hand.")
@click.pass_obj
def convert(  # noqa: PLR0913 -- a command has as many parameters as options
    speak: Voice,
    /,
    *,
    sources: tuple[str, ...],
    output: str | None,
    kind: str | None,
    options: "ReadOptions",
    blank_mark: bool,
    marks: Mapping[str, Any],
    amended: Mapping[str, Any],
    **given: Any,  # noqa: ANN401 -- as click gives them
) -> None:
    """Make the official document, a page, a calendar or a PDF.

    IN is a .docx, .xlsx, .xls, .ods, .csv, .html, .txt or .json file, where LibreOffice is installed also a .doc, .odt
    or .rtf file, a folder of such files, or “-” for standard input. Without -o the document is written beside IN. With
    several files OUT is a folder. LibreOffice makes the PDF.
    """
    sources = tuple(plans_in(sources))
    for source in sources[:1] if len(sources) == 1 else ():
        check_input(source)
    places = Targets(output, sources, force=True, beside=converted_name)
    kind = format_of(places.file, kind) if places.file is not None else kind or "docx"
    places.make_folder()
    targets = places.expected(kind)
    wanted = Wanted(kind=kind, **given)
    wanted.check(targets[0])
    check_distinct(targets, [*sources, wanted.template])
    asked = _Asked(
        wanted=wanted,
        options=options,
        marks={**marks, **amended},
        blank_mark=blank_mark,
    )
    made = (_made(source, target, asked, speak) for source, target in zip(sources, targets, strict=True))
    failed = 0
    for each in _as_pdf(made) if kind == PDF else made:
        failed += not _finished(each, asked, speak, alone=len(sources) == 1)
    if len(sources) > 1:
        speak.sum_up(len(sources), failed)


class _Asked(Struct, frozen=True, kw_only=True):
    """What is asked of each document."""

    wanted: Wanted
    options: "ReadOptions"
    marks: Mapping[str, Any]
    blank_mark: bool


class _Made(Struct, frozen=True, kw_only=True):
    """A document that is still to be written, or why there is none."""

    source: str
    target: str
    reading: "Reading | None" = None
    data: bytes = b""
    lines: tuple[str, ...] = ()
    error: PlanformsError | None = None


def _made(source: str, target: str, asked: _Asked, speak: Voice) -> _Made:
    from planforms.api import fill_marks
    from planforms.marking import with_blank_approval

    wanted = asked.wanted
    try:
        check_output(target, force=wanted.force, sources=(source, wanted.template))
        reading = read_plan(source, asked.options)
        plan = fill_marks(reading.plan, **asked.marks)
        plan = with_blank_approval(plan) if asked.blank_mark else plan
        data, lines = make_document(speak, plan, wanted, source)
    except PlanformsError as error:
        return _Made(source=source, target=target, error=error)
    return _Made(source=source, target=target, reading=replace(reading, plan=plan), data=data, lines=lines)


def _as_pdf(documents: Iterator[_Made]) -> Iterator[_Made]:
    """*documents* with a PDF in the place of each DOCX, many of them made by one LibreOffice."""
    from planforms.office import GROUP, pdfs

    while group := list(islice(documents, GROUP)):
        wanted = [each for each in group if each.error is None]
        made = dict(
            zip((each.source for each in wanted), pdfs([(each.source, each.data) for each in wanted]), strict=True)
        )
        for each in group:
            match made.get(each.source):
                case bytes(data):
                    yield replace(each, data=data)
                case PlanformsError() as error:
                    yield replace(each, error=error)
                case _:
                    yield each


def _finished(made: _Made, asked: _Asked, speak: Voice, *, alone: bool) -> bool:
    """Whether the document could be written; of one *alone* the error is raised."""
    try:
        if made.error or made.reading is None:
            raise made.error or NoPlanError("The plan could not be read.")
        write_output(made.target, made.data, force=asked.wanted.force)
    except PlanformsError as error:
        if alone:
            raise
        speak.error(error, made.source)
        return False
    _report(speak, made.reading, made.reading.plan, made.target)
    for line in made.lines:
        speak.note(line)
    _report_check(speak, made.reading, made.source if made.source != STANDARD else made.target)
    return True


def _report_check(speak: Voice, reading: "Reading", name: str) -> None:
    """One line: how many errors and warnings the plan has, and how to see them."""
    from planforms.api import check
    from planforms.findings import Severity

    severities = [finding.severity for finding in check(reading, today=today())]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    counts = [
        speak.count("{count} error", "{count} errors", errors) if errors else "",
        speak.count("{count} warning", "{count} warnings", warnings) if warnings else "",
    ]
    if found := ", ".join(words for words in counts if words):
        speak.message("The plan has {found}; see them with “planforms check {name}”.", found=found, name=name)


def _report(speak: Voice, reading: "Reading", plan: "Plan", target: str) -> None:
    """A few lines: what was made, what the marks hold, what is blank, what was left out."""
    from planforms.period import period_words

    period = period_words(plan.period) if plan.period else speak.say("period not known")
    activities = speak.count("{count} activity", "{count} activities", len(plan.activities))
    columns = speak.count("{count} column", "{count} columns", len(plan.columns))
    made = speak.say("standard output") if target == STANDARD else target
    speak.message(
        "{target}: {activities}, {columns}, {period}",
        target=made,
        activities=activities,
        columns=columns,
        period=period,
    )
    from planforms.marking import is_approved

    if said := reading.account.said(speak):
        speak.message("{account}", account=said)
    if not is_approved(plan):
        speak.message(
            "The plan has no approval mark; add one with --approved-by, --order-date and --order-no, or a blank one "
            "with --blank-mark."
        )
    for mark in plan.marks:
        _report_mark(speak, mark)
    for finding in reading.findings:
        where = speak.place(finding.place or reading.place(finding.at))
        said = speak.say(finding.message, **finding.arguments)
        quote = _short(finding.words) if finding.words and finding.words not in said else ""
        speak.message("{code} {said}", code=finding.code, said=": ".join(part for part in (where, said, quote) if part))


def _report_mark(speak: Voice, mark: "Mark") -> None:
    from planforms.marks import format_mark

    speak.message("{words}", words=" ".join(str(format_mark(mark)).split()))
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
        speak.message("  left blank, to be filled in: {parts}", parts=", ".join(blank))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return f"„{line}“" if len(line) <= _LONGEST_QUOTE else f"„{line[:_LONGEST_QUOTE].rstrip()}…“"
