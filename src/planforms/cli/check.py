"""``planforms check``: what is wrong in plans, for people and for programs."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from planforms.cli.files import STANDARD, check_distinct, opened, plans_in
from planforms.cli.options import force_option, reading_options
from planforms.cli.targets import Targets
from planforms.cli.voice import COULD_NOT, Voice, in_colour, today
from planforms.errors import PlanformsError

if TYPE_CHECKING:
    from planforms.api import ReadOptions
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
    from planforms.api import annotate_file, fix_file, read_file, render
    from planforms.api import check as check_plan
    from planforms.reports import Checked
    from planforms.rules import selected

    sources = tuple(plans_in(sources))
    chosen: Any = {"today": today(), "select": _words(select), "ignore": _words(ignore)}
    selected(chosen["select"], chosen["ignore"])
    annotated, fixed = (Targets(out, sources, force=force) if out is not None else None for out in (annotate, repair))
    asked = [targets for targets in (annotated, fixed) if targets]
    check_distinct([name for targets in asked for name in targets.expected()], sources)
    for targets in asked:
        targets.check()

    def write(targets: Targets, source: str, data: bytes, ending: str) -> None:
        if (target := targets.write(source, data, ending)) != STANDARD:
            speak.message("Written: {target}", target=target)

    def check_one(source: str) -> "Checked":
        """The findings in one file, or why it could not be read: the other files are checked all the same."""
        checked = Checked(name=source)
        try:
            file = opened(source)
            reading = read_file(file, options)
            checked = replace(checked, reading=reading, findings=check_plan(reading, **chosen))
            if annotated:
                copy = annotate_file(file, reading, checked.findings, speak.language, ending=annotated.ending)
                write(annotated, source, copy, file.ending)
            if fixed:
                made = fix_file(file, reading, options=options, ending=fixed.ending, **chosen)
                write(fixed, source, made.data, made.ending)
                checked = replace(
                    checked, reading=made.reading, findings=made.findings, fixed=made.made, unfixed=made.unfixed
                )
        except PlanformsError as error:
            return replace(checked, error=error)
        return checked

    files = [check_one(source) for source in sources]
    text = render(files, kind, speak.language, colour=in_colour(sys.stdout))
    if STANDARD in {annotate, repair}:  # a copy on standard output leaves it to the copy
        speak.note(text)
    else:
        speak.report(text, machine=kind != "text")
    raise SystemExit(_exit_code(files, strict=strict))


def _words(options: Iterable[str]) -> list[str]:
    return [word for option in options for word in option.split(",") if word.strip()]


def _exit_code(files: Iterable["Checked"], *, strict: bool) -> int:
    from planforms.findings import Severity

    counted = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    found = any(finding.severity in counted for checked in files for finding in checked.findings)
    return COULD_NOT if any(checked.error for checked in files) else _FOUND if found else 0
