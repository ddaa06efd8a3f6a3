"""``planforms check``: what is wrong in plans, for people and for programs."""

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from planforms.cli.copies import Copies
from planforms.cli.files import STANDARD, check_distinct, plans_in
from planforms.cli.options import force_option, reading_options
from planforms.cli.reading import opened
from planforms.cli.voice import COULD_NOT, Voice, in_colour
from planforms.errors import PlanformsError

if TYPE_CHECKING:
    from planforms.api import ReadOptions
    from planforms.findings import Reading
    from planforms.readers import File
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
@force_option
@click.option("--select", multiple=True, metavar="CODES", help="Only these findings: codes, their beginnings or names.")
@click.option("--ignore", multiple=True, metavar="CODES", help="All but these findings.")
@click.option("--strict", is_flag=True, help="Exit with code 1 for warnings too.")
@reading_options
@click.pass_obj
def check(  # noqa: PLR0913 -- a command has as many parameters as options
    speak: Voice,
    *,
    sources: tuple[str, ...],
    kind: str,
    annotate: str | None,
    repair: str | None,
    force: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    options: "ReadOptions",
) -> None:
    """Report what is wrong in plans, where, and what to do.

    IN may be a folder; all plans in it are checked. CODES are T106, T (all of timing) or outside-period, with commas
    between. “planforms rule” lists them. The exit code is 1 where there are errors, and 2 where a file cannot be read
    or a copy cannot be written. With several files OUT is a folder. IN itself is never changed.
    """
    from planforms.api import render
    from planforms.rules import selected

    sources = tuple(plans_in(sources))
    wanted = _Wanted(
        options=options,
        select=_words(select),
        ignore=_words(ignore),
        annotate=Copies(annotate, sources, force=force) if annotate is not None else None,
        fix=Copies(repair, sources, force=force) if repair is not None else None,
    )
    _check_copies(wanted, sources)
    selected(wanted.select, wanted.ignore)
    files = [_checked(source, wanted, speak) for source in sources]
    text = render(files, kind, speak.language, colour=in_colour(sys.stdout))
    if STANDARD in {annotate, repair}:  # a copy on standard output leaves it to the copy
        speak.note(text)
    else:
        speak.report(text, machine=kind != "text")
    raise SystemExit(_exit_code(files, strict=strict))


class _Wanted(Struct, frozen=True, kw_only=True):
    """What is asked of each file."""

    options: "ReadOptions"
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
    from planforms.api import annotate_file, read_file
    from planforms.api import check as check_plan
    from planforms.reports import Checked

    checked = Checked(name=source)
    try:
        file = opened(source)
        reading = read_file(file, wanted.options)
        findings = check_plan(reading, today=_today(), select=wanted.select, ignore=wanted.ignore)
        checked = Checked(name=source, reading=reading, findings=findings)
        if wanted.annotate:
            copy = annotate_file(file, reading, findings, speak.language, ending=wanted.annotate.ending)
            _tell_written(speak, wanted.annotate.write(source, copy, file.ending))
        if wanted.fix:
            checked = _fixed(file, checked, reading, wanted.fix, wanted, speak)
    except PlanformsError as error:
        return replace(checked, error=error)
    return checked


def _fixed(  # noqa: PLR0913, PLR0917 -- the file, what was found in it, and what is asked of the copy
    file: "File", checked: "Checked", reading: "Reading", copies: Copies, wanted: _Wanted, speak: Voice
) -> "Checked":
    """The findings in the mended copy, with what was mended in it."""
    from planforms.api import fix_file

    copy = fix_file(
        file,
        reading,
        today=_today(),
        select=wanted.select,
        ignore=wanted.ignore,
        options=wanted.options,
        ending=copies.ending,
    )
    _tell_written(speak, copies.write(checked.name, copy.data, copy.ending))
    return replace(checked, reading=copy.reading, findings=copy.findings, fixed=copy.made, unfixed=copy.unfixed)


def _tell_written(speak: Voice, target: str) -> None:
    if target != STANDARD:
        speak.message("Written: {target}", target=target)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _exit_code(files: Iterable["Checked"], *, strict: bool) -> int:
    from planforms.findings import Severity

    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    found = any(finding.severity in counted for checked in files for finding in checked.findings)
    return COULD_NOT if any(checked.error for checked in files) else _FOUND if found else 0
