"""Reading the plan that the user names, through LibreOffice where nothing else opens it."""

from typing import TYPE_CHECKING

from planforms.cli.files import STANDARD, read_input

if TYPE_CHECKING:
    from planforms.findings import Reading


def read_plan(source: str, number: int = 1) -> "Reading":
    """The plan in the file called *source*, or on standard input for ``-``; *number* chooses one of several.

    Raises:
        PlanformsError: as ``planforms.read``, or the file cannot be read.
    """
    from planforms.api import read

    return read(*named_bytes(source), number=number)


def named_bytes(source: str) -> tuple[bytes, str]:
    """The bytes of *source* in a form that planforms reads, and the name they go by."""
    from planforms.office import opened

    name = "standard input" if source == STANDARD else source
    return opened(read_input(source), name), name
