"""Reading the plan that the user names, through LibreOffice where nothing else opens it; the options of reading."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planforms.cli.files import STANDARD, read_input

if TYPE_CHECKING:
    from planforms.findings import Reading
    from planforms.readers import File

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--plan", metavar="N|SHEET", default="1", help="Which plan, where the file has several: number or sheet."
    ),
    click.option(
        "--period", metavar="PERIOD", help="The plan's period, where the file says none or a wrong one: 2026-2027."
    ),
    click.option(
        "--heading-row", metavar="N", type=click.IntRange(min=1), help="Which row of the sheet has the headings."
    ),
    click.option(
        "--columns",
        metavar="ROLES",
        help="What the columns are, from the left: number,title,when,place,responsible,other.",
    ),
)


def reading_options(command: _Command) -> _Command:
    """Add the options of reading to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_plan(source: str, number: int = 1) -> "Reading":
    """The plan in the file called *source*, or on standard input for ``-``; *number* chooses one of several.

    Raises:
        PlanformsError: as ``planforms.read``, or the file cannot be read.
    """
    from planforms.api import ReadOptions, read_file

    return read_file(opened(source), ReadOptions(plan_number=number))


def opened(source: str) -> "File":
    """The file called *source*, or standard input for ``-``, made one that planforms reads where only LibreOffice can.

    Raises:
        PlanformsError: as ``planforms.api.open_file``, or the file cannot be read.
    """
    from planforms import office
    from planforms.readers import open_file

    name = "standard input" if source == STANDARD else source
    return open_file(office.opened(read_input(source), name), name)
