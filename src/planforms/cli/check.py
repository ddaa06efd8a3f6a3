"""``planforms check``: what is wrong in plans, for people and for programs."""

import datetime as dt
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from planforms.cli.copies import Copies, annotated, mended
from planforms.cli.files import STANDARD, check_distinct, plans_in
from planforms.cli.reading import ReadOptions, named_bytes, read_as, reading_options
from planforms.cli.voice import COULD_NOT, Voice, voice
from planforms.errors import PlanformsError

if TYPE_CHECKING:
    from planforms.findings import Finding, Reading
    from planforms.fixes import Mended
    from planforms.reports import Checked

_FORMATS = ("text", "json", "html", "github", "sarif")
_FOUND = 1


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "--format", "kind", type=click.Choice(_FORMATS), default="text", help="Form of the report; html is a page."
)
@click.option(
    "--annotate",
    metavar="OUT",
    help="Write a copy of IN with the findings in it: comments, and in a workbook colours and a first sheet.",
)
@click.option(
    "--fix",
    "repair",
    metavar="OUT",
    help="Write a copy of IN with what is certain mended, and report on that copy.",
)
@click.option("--force", is_flag=True, help="Replace OUT if it exists.")
@click.option("--select", multiple=True, metavar="CODES", help="Only these findings: codes, their beginnings or names.")
@click.option("--ignore", multiple=True, metavar="CODES", help="All but these findings.")
@click.option("--strict", is_flag=True, help="Exit with code 1 for warnings too.")
@reading_options
@click.pass_context
def check(  # noqa: PLR0913 -- a command has as many parameters as options
    ctx: click.Context,
    *,
    sources: tuple[str, ...],
    kind: str,
    annotate: str | None,
    repair: str | None,
    force: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    plan: str,
    period: str | None,
    heading_row: int | None,
    columns: str | None,
) -> None:
    """Report what is wrong in the plans in IN, where, and what to do.

    IN may be a folder; all plans in it are checked. CODES are T106, T (all of timing) or outside-period, with commas
    between. “planforms rule” lists them. The exit code is 1 where there are errors, and 2 where a file cannot be read
    or a copy cannot be written. With several files OUT is a folder. IN itself is never changed.
    """
    speak = voice(ctx)
    with speak.errors_told():
        from planforms.reports import ReportFormat, render
        from planforms.rules import selected

        sources = tuple(plans_in(sources))
        wanted = _Wanted(
            options=ReadOptions(plan, period, heading_row, columns),
            select=_words(select),
            ignore=_words(ignore),
            annotate=Copies(annotate, sources, force=force) if annotate is not None else None,
            fix=Copies(repair, sources, force=force) if repair is not None else None,
        )
        _check_copies(wanted, sources)
        selected(wanted.select, wanted.ignore)
        files = [_checked(source, wanted, speak) for source in sources]
        text = render(ReportFormat(kind), files, speak, colour=_in_colour())
        if STANDARD in {annotate, repair}:  # a copy on standard output leaves it to the copy
            speak.note(text)
        else:
            speak.report(text, machine=kind != "text")
    raise SystemExit(_exit_code(files, strict=strict))


class _Wanted(Struct, frozen=True, kw_only=True):
    """What is asked of each file."""

    options: ReadOptions
    select: list[str]
    ignore: list[str]
    annotate: Copies | None
    fix: Copies | None


def _words(options: Iterable[str]) -> list[str]:
    return [word for option in options for word in option.split(",") if word.strip()]


def _check_copies(wanted: _Wanted, sources: Sequence[str]) -> None:
    """Refuse copies that would be written over one another or over a file that is read."""
    asked = [copies for copies in (wanted.annotate, wanted.fix) if copies]
    check_distinct([name for copies in asked for name in copies.expected()], sources)
    for copies in asked:
        copies.check()


def _checked(source: str, wanted: _Wanted, speak: Voice) -> "Checked":
    """The findings in one file, or why it could not be read: the other files are checked all the same."""
    from planforms.reports import Checked

    checked = Checked(name=source)
    try:
        data, name = named_bytes(source)
        reading, findings = _looked_at(data, name, wanted.options, wanted)
        checked = Checked(name=source, reading=reading, findings=findings)
        if wanted.annotate:
            copy = annotated(data, name, checked, wanted.annotate, speak)
            _tell_written(speak, wanted.annotate.write(source, copy))
        if wanted.fix:
            checked = _fixed(checked, reading, data, wanted, speak)
    except PlanformsError as error:
        return replace(checked, error=error)
    return checked


def _looked_at(data: bytes, name: str, options: ReadOptions, wanted: _Wanted) -> "tuple[Reading, tuple[Finding, ...]]":
    from planforms.api import check as check_plan

    reading = read_as(data, name, options)
    return reading, check_plan(reading, today=_today(), select=wanted.select, ignore=wanted.ignore)


def _fixed(checked: "Checked", reading: "Reading", data: bytes, wanted: _Wanted, speak: Voice) -> "Checked":
    """The findings in the mended copy, with what was mended in it."""
    from planforms.api import fix
    from planforms.fixes import stands

    if wanted.fix is None:
        return checked
    wished: dict[str, Mended] = {}
    undone: set[str] = set()
    while True:  # a fix of which a step cannot be made in this file is not made at all
        fixed = fix(reading.plan, today=_today(), select=wanted.select, ignore=wanted.ignore, leave=undone)
        copy = mended(data, checked.name, reading, fixed, wanted.fix)
        # A copy made anew is the official document: only its period is still to be said.
        options = wanted.options if copy.in_place else ReadOptions(period=wanted.options.period)
        after, findings = _looked_at(copy.data, f"planas.{copy.ending}", options, wanted)
        wished = wished or {made.at: made for made in fixed.made}
        failed = {made.at for made in fixed.made if not stands(made, after.plan)}
        if not failed:
            break
        undone |= failed
    _tell_written(speak, wanted.fix.write(checked.name, copy))
    done = {made.at for made in fixed.made}
    unfixed = tuple(made for at, made in wished.items() if at not in done)
    return replace(checked, reading=after, findings=findings, fixed=fixed.made, unfixed=unfixed)


def _tell_written(speak: Voice, target: str) -> None:
    if target != STANDARD:
        speak.tell("Written: {target}", target=target)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _in_colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _exit_code(files: Iterable["Checked"], *, strict: bool) -> int:
    from planforms.findings import Severity

    told = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    found = any(finding.severity in told for checked in files for finding in checked.findings)
    return COULD_NOT if any(checked.error for checked in files) else _FOUND if found else 0
