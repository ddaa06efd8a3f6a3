"""``planforms blank``: a form to fill in, a workbook or the official document."""

from pathlib import Path

import click

from planforms.cli.files import STANDARD, check_output, is_folder, write_output
from planforms.cli.options import force_option
from planforms.cli.settings import find_settings
from planforms.cli.voice import Voice, today
from planforms.errors import UsageError

_FORMATS = ("xlsx", "docx")


@click.command()
@click.argument("period", metavar="[PERIOD]", nargs=-1)
@click.option("--year", metavar="PERIOD", help="The period of the plan: 2026-2027, 2026 or 2026-04.")
@click.option(
    "-o", "--output", metavar="OUT", help="File to write; it ends in .xlsx or .docx. “-” is standard output, for .xlsx."
)
@force_option
@click.pass_obj
def blank(speak: Voice, *, period: tuple[str, ...], year: str | None, output: str | None, force: bool) -> None:
    """Make a form to fill in.

    PERIOD is a school year (2026-2027), a year or a month; by default the school year that comes. A .xlsx is a
    workbook that explains itself: sheet “Planas” has the table with times to choose from, sheet “Rekvizitai” takes the
    title, the institution and the marks. A .docx is the empty official document. Without -o the workbook is written to
    this folder. Filled in, either is a plan that all commands read.
    """
    from planforms.api import blank as form
    from planforms.naming import blank_name
    from planforms.period import coming_school_year, parse_period, period_words

    words = year or " ".join(period)
    covered = parse_period(words) if words else coming_school_year(today())
    target = output or blank_name(covered)
    kind = _kind(target)
    check_output(target, force=force)
    write_output(target, form(covered, kind, school=find_settings(target).settings), force=force)
    speak.message(
        "{target}: a form for {period}",
        target=speak.say("standard output") if target == STANDARD else target,
        period=period_words(covered),
    )
    if target != STANDARD and kind == _FORMATS[0]:
        speak.message("Fill it in and save it; then “planforms convert {target}” makes the document.", target=target)


def _kind(target: str) -> str:
    ending = Path(target).suffix.casefold().lstrip(".")
    if target == STANDARD:
        return _FORMATS[0]
    if ending not in _FORMATS and not is_folder(target):
        raise UsageError("The file extension of “{name}” is not that of a form; end it in .xlsx or .docx.", name=target)
    return ending
