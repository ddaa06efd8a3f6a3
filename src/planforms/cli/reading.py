"""Reading the plan that the user names, through LibreOffice where nothing else opens it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planforms.cli.files import STANDARD, read_input
from planforms.errors import UsageError

if TYPE_CHECKING:
    from planforms.api import ReadOptions
    from planforms.findings import Reading
    from planforms.readers import File


def read_plan(source: str, options: "ReadOptions | None" = None) -> "Reading":
    """The plan in the file called *source*, or on standard input for ``-``, read as *options* say.

    Raises:
        PlanformsError: as ``planforms.read``, or the file cannot be read.
    """
    from planforms.api import AS_IT_IS, read_file

    return read_file(opened(source), options or AS_IT_IS)


def read_two(old: str, new: str, given: Mapping[str, tuple[Any, ...]]) -> "tuple[Reading, Reading]":
    """The plans in two files, read by the options *given*: each holds nothing, a value for both files or one for each.

    Raises:
        PlanformsError: as ``planforms.read``, a file cannot be read, or an option is given more than twice.
    """
    from planforms.api import read_options

    for name, values in given.items():
        if len(values) > 2:  # noqa: PLR2004 -- there are two files
            raise UsageError(
                "Give --{name} at most twice: for the old plan, then for the new.", name=name.replace("_", "-")
            )
    first, last = (read_options(**{name: values[i] for name, values in given.items() if values}) for i in (0, -1))
    return read_plan(old, first), read_plan(new, last)


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
