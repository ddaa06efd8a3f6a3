"""Reading the plan that the user names, through LibreOffice where nothing else opens it; the options of reading."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planforms.cli.files import STANDARD, read_input
from planforms.errors import UsageError

if TYPE_CHECKING:
    from planforms.findings import Reading
    from planforms.readers import File

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS: dict[str, dict[str, Any]] = {
    "--plan": {"metavar": "N|SHEET", "help": "Which plan, where the file has several: number or sheet."},
    "--period": {
        "metavar": "PERIOD", "help": "The plan's period, where the file says none or a wrong one: 2026-2027."
    },
    "--heading-row": {
        "metavar": "N", "type": click.IntRange(min=1), "help": "Which row of the sheet has the headings."
    },
    "--columns": {
        "metavar": "ROLES", "help": "What the columns are, from the left: number,title,when,place,responsible,other."
    },
}  # fmt: skip


def reading_options(command: _Command) -> _Command:
    """Add the options of reading to a command."""
    for name, settings in reversed(_OPTIONS.items()):
        command = click.option(name, **settings)(command)
    return command


def reading_options_of_two(command: _Command) -> _Command:
    """Add the options of reading to a command that reads two files: given once for both, twice for one each."""
    for name, settings in reversed(_OPTIONS.items()):
        command = click.option(name, multiple=True, **settings)(command)
    return command


def read_plan(source: str, **options: Any) -> "Reading":  # noqa: ANN401 -- as click gives them
    """The plan in the file called *source*, or on standard input for ``-``, read as *options* say.

    Raises:
        PlanformsError: as ``planforms.read``, or the file cannot be read.
    """
    from planforms.api import read_file, read_options

    return read_file(opened(source), read_options(**options))


def read_two(old: str, new: str, **options: tuple[Any, ...]) -> "tuple[Reading, Reading]":
    """The plans in two files, read as *options* say: each holds nothing, a value for both files or one for each.

    Raises:
        PlanformsError: as ``planforms.read``, a file cannot be read, or an option is given more than twice.
    """
    for name, values in options.items():
        if len(values) > 2:  # noqa: PLR2004 -- there are two files
            raise UsageError("Give --{name} at most twice: for the old plan, then for the new.", name=_dashed(name))
    first, last = ({name: values[i] for name, values in options.items() if values} for i in (0, -1))
    return read_plan(old, **first), read_plan(new, **last)


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def opened(source: str) -> "File":
    """The file called *source*, or standard input for ``-``, made one that planforms reads where only LibreOffice can.

    Raises:
        PlanformsError: as ``planforms.api.open_file``, or the file cannot be read.
    """
    from planforms.api import open_file
    from planforms.package.signatures import foreign

    name = "standard input" if source == STANDARD else source
    data = read_input(source)
    if foreign(data) is not None:
        from planforms import office

        data = office.opened(data, name)
    return open_file(data, name)
