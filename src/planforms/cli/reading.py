"""Reading the plan that the user names, through LibreOffice where nothing else opens it; the options of reading."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from planforms.cli.files import STANDARD, read_input

if TYPE_CHECKING:
    from planforms.findings import Reading

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


class ReadOptions(Struct, frozen=True):
    """The options that say how a file is read, as given."""

    plan: str = "1"
    period: str | None = None
    heading_row: int | None = None
    columns: str | None = None

    @property
    def number(self) -> int:
        """Which plan, from 1; the first where a sheet is named."""
        return int(self.plan) if self.plan.isdecimal() else 1


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
    from planforms.api import read

    return read(*named_bytes(source), number=number)


def read_as(data: bytes, name: str, options: ReadOptions) -> "Reading":
    """The plan in *data*, read as *options* say.

    Raises:
        PlanformsError: as ``planforms.read``.
    """
    from planforms.api import read

    return read(
        data,
        name,
        number=options.number,
        sheet="" if options.plan.isdecimal() else options.plan,
        period=options.period,
        heading_row=options.heading_row,
        columns=[role.strip() for role in options.columns.split(",")] if options.columns else (),
    )


def named_bytes(source: str) -> tuple[bytes, str]:
    """The bytes of *source* in a form that planforms reads, and the name they go by."""
    from planforms.office import opened

    name = "standard input" if source == STANDARD else source
    return opened(read_input(source), name), name
