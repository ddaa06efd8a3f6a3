"""``planforms check``: what is wrong in plans, for people and for programs."""

import datetime as dt
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from planforms.cli.files import STANDARD, read_input
from planforms.cli.voice import COULD_NOT, voice
from planforms.errors import PlanformsError

if TYPE_CHECKING:
    from planforms.reports import Checked

_FORMATS = ("text", "json", "html", "github", "sarif")
_FOUND = 1


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option(
    "--format", "kind", type=click.Choice(_FORMATS), default="text", help="Form of the report; html is a page."
)
@click.option("--select", multiple=True, metavar="CODES", help="Only these findings: codes, their beginnings or names.")
@click.option("--ignore", multiple=True, metavar="CODES", help="All but these findings.")
@click.option("--strict", is_flag=True, help="Exit with code 1 for warnings too.")
@click.option("--plan", "number", type=click.IntRange(min=1), default=1, help="Which plan, where a file has several.")
@click.pass_context
def check(  # noqa: PLR0913 -- a command has as many parameters as options
    ctx: click.Context,
    *,
    sources: tuple[str, ...],
    kind: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    number: int,
) -> None:
    """Tell what is wrong in the plans in IN, where, and what to do.

    CODES are T106, T (all of timing) or outside-period, with commas between. “planforms rule” lists them. The exit
    code is 1 where there are errors, and 2 where a file cannot be read.
    """
    speak = voice(ctx)
    with speak.errors_told():
        from planforms.reports import ReportFormat, render
        from planforms.rules import selected

        chosen, left = _words(select), _words(ignore)
        selected(chosen, left)
        files = [_checked(source, number, chosen, left) for source in sources]
        text = render(ReportFormat(kind), files, speak, colour=_in_colour())
        # Programs read UTF-8, whatever the encoding of the terminal.
        click.echo(text if kind == "text" else text.encode())
    raise SystemExit(_exit_code(files, strict=strict))


def _words(options: Iterable[str]) -> list[str]:
    return [word for option in options for word in option.split(",") if word.strip()]


def _checked(source: str, number: int, select: Sequence[str], ignore: Sequence[str]) -> "Checked":
    """The findings in one file, or why it could not be read: the other files are checked all the same."""
    from planforms.api import check as check_plan
    from planforms.api import read
    from planforms.reports import Checked

    today = dt.datetime.now().astimezone().date()
    try:
        reading = read(read_input(source), source if source != STANDARD else "", number=number)
        findings = check_plan(reading, today=today, select=select, ignore=ignore)
    except PlanformsError as error:
        return Checked(name=source, error=error)
    return Checked(name=source, reading=reading, findings=findings)


def _in_colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _exit_code(files: Iterable["Checked"], *, strict: bool) -> int:
    from planforms.findings import Severity

    told = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    found = any(finding.severity in told for checked in files for finding in checked.findings)
    return COULD_NOT if any(checked.error for checked in files) else _FOUND if found else 0
