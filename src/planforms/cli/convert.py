"""``planforms convert``: a plan from Word, Excel or text becomes the official document."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from planforms.cli.copies import Copies
from planforms.cli.files import STANDARD, check_distinct, check_input, check_output, plans_in, write_output
from planforms.cli.marking import mark_options
from planforms.cli.reading import opened, reading_options
from planforms.cli.settings import find_settings
from planforms.cli.voice import Voice, voice
from planforms.errors import NoPlanError, PlanformsError, UsageError
from planforms.naming import converted_name, ending

if TYPE_CHECKING:
    from planforms.api import ReadOptions
    from planforms.findings import Reading
    from planforms.model import Mark, Plan

_FORMATS = ("docx", "pdf", "xlsx", "json")
_PDF = "pdf"
_LONGEST_QUOTE = 60


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="File to write; its extension is its format. For several a folder. “-” is standard output.",
)
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="Format, where the ending of OUT does not tell it.")
@reading_options
@mark_options
@click.option("--template", metavar="T.docx", help="A template of your own in place of the built-in one.")
@click.option(
    "--landscape/--portrait", default=None, help="Page on its side or upright; by default as the columns need."
)
@click.option("--endorsements-first", is_flag=True, help="Endorsements above the text, not below the table.")
@click.option("--blank-mark", is_flag=True, help="Where the plan has no approval mark, a blank one to fill in by hand.")
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@click.pass_context
def convert(  # noqa: PLR0913 -- a command has as many parameters as options
    ctx: click.Context,
    /,
    *,
    sources: tuple[str, ...],
    output: str | None,
    kind: str | None,
    plan: str,
    period: str | None,
    heading_row: int | None,
    columns: str | None,
    template: str | None,
    landscape: bool | None,
    endorsements_first: bool,
    blank_mark: bool,
    force: bool,
    **marks: Any,  # noqa: ANN401 -- as click gives them
) -> None:
    """Make the official document of the plan in IN.

    IN is a .docx, .xlsx, .xls, .ods, .csv, .html, .txt or .json file, a folder of such files, or “-” for standard
    input. Without -o the document is written beside IN. With several files OUT is a folder.
    """
    speak = voice(ctx)
    with speak.errors_told():
        from planforms.api import read_options

        sources = tuple(plans_in(sources))
        for source in sources[:1] if len(sources) == 1 else ():
            check_input(source)
        kind, targets = _targets(sources, output, kind)
        _check_options(kind, targets[0], template, endorsements_first=endorsements_first)
        check_distinct(targets, [*sources, template])
        asked = _Asked(
            kind=kind,
            options=read_options(plan, period, heading_row, columns),
            marks=marks,
            template=template,
            landscape=landscape,
            endorsements_first=endorsements_first,
            blank_mark=blank_mark,
            force=force,
        )
        made = (_made(source, target, asked) for source, target in zip(sources, targets, strict=True))
        failed = 0
        for each in _as_pdf(made) if kind == _PDF else made:
            failed += not _finished(each, asked, speak, alone=len(sources) == 1)
        if len(sources) > 1:
            speak.sum_up(len(sources), failed)


class _Asked(Struct, frozen=True, kw_only=True):
    """What is asked of each document."""

    kind: str
    options: "ReadOptions"
    marks: Mapping[str, Any]
    template: str | None
    landscape: bool | None
    endorsements_first: bool
    blank_mark: bool
    force: bool


class _Made(Struct, frozen=True, kw_only=True):
    """A document that is still to be written, or why there is none."""

    source: str
    target: str
    reading: "Reading | None" = None
    data: bytes = b""
    error: PlanformsError | None = None


def _check_options(kind: str, target: str, template: str | None, *, endorsements_first: bool) -> None:
    if kind not in {"docx", _PDF} and (template or endorsements_first):
        raise UsageError(
            "--template and --endorsements-first are for a .docx document, and “{name}” is to be .{kind}; "
            "leave them out, or end the name in .docx.",
            name=target,
            kind=kind,
        )


def _made(source: str, target: str, asked: _Asked) -> _Made:
    from planforms.api import fill_marks, read_file, write
    from planforms.marking import with_blank_approval

    try:
        check_output(target, force=asked.force, sources=(source, asked.template))
        file = opened(source)
        document = "docx" if asked.kind == _PDF else asked.kind
        made_by = find_settings(source).read_template(asked.template) if document == "docx" else None
        reading = read_file(file, asked.options)
        plan = fill_marks(reading.plan, **asked.marks)
        plan = with_blank_approval(plan) if asked.blank_mark else plan
        data = write(
            plan,
            document,
            template=made_by,
            landscape=asked.landscape,
            endorsements_first=asked.endorsements_first,
        )
    except PlanformsError as error:
        return _Made(source=source, target=target, error=error)
    return _Made(source=source, target=target, reading=replace(reading, plan=plan), data=data)


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
        write_output(made.target, made.data, force=asked.force)
    except PlanformsError as error:
        if alone:
            raise
        speak.error(error, made.source)
        return False
    _tell(speak, made.reading, made.reading.plan, made.target)
    _tell_check(speak, made.reading, made.source if made.source != STANDARD else made.target)
    return True


def _targets(sources: Sequence[str], output: str | None, kind: str | None) -> tuple[str, list[str]]:
    """The format, and the file to write for each of *sources*."""
    if output is None:
        kind = kind or "docx"
        return kind, [STANDARD if source == STANDARD else converted_name(source, kind) for source in sources]
    copies = Copies(output, sources, force=True)
    if copies.folder:
        kind = kind or "docx"
        copies.make_folder()
        return kind, copies.expected(kind)
    own = ending(output)
    if kind is None and output != STANDARD and own not in _FORMATS:
        raise UsageError(
            "The file extension of “{name}” is not a supported output format; end it in .docx, .pdf, .xlsx or .json, "
            "or add --format.",
            name=output,
        )
    return kind or (own if own in _FORMATS else "docx"), [output]


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
