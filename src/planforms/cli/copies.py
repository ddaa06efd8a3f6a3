"""Where the copies of the user's files go that ``planforms check`` writes."""

import os
from collections.abc import Sequence
from pathlib import Path

from planforms.cli.files import STANDARD, check_distinct, check_output, is_folder, write_output
from planforms.errors import UsageError
from planforms.naming import check_copy_ending, copy_ending, copy_name, ending


class Copies:
    """Where the copies of *sources* go: *out* is a file, or a folder where they are several or it is one already."""

    def __init__(self, out: str, sources: Sequence[str], *, force: bool) -> None:
        self._out = out
        self._folder = len(sources) > 1 or is_folder(out) or out.endswith(("/", os.sep))
        self._sources = sources
        self._force = force
        self._written: list[str] = []
        if self._folder and out == STANDARD:
            raise UsageError("Several files cannot go to standard output together; name a folder.")

    def check(self) -> None:
        """Refuse, before the work is done, a file that could not be written.

        Raises:
            UsageError: it exists, or is a file that is read.
        """
        if not self._folder:
            check_output(self._out, force=self._force, sources=self._sources)

    def expected(self) -> list[str]:
        """The names that the copies will most likely have: their endings are certain only when the files are read."""
        return [self._target(source, copy_ending(source)) for source in self._sources]

    @property
    def ending(self) -> str | None:
        """The ending that was chosen for the copy, without its dot; ``None`` where its name does not say it."""
        return None if self._folder or self._out == STANDARD else ending(self._out)

    def write(self, source: str, data: bytes, ending: str) -> str:
        """Write the copy of *source*, and give its name.

        Raises:
            UsageError: it exists, it is the file that is read, or another copy has its name.
        """
        target = self._target(source, ending)
        check_distinct([*self._written, target], self._sources)
        self._make_folder()
        check_output(target, force=self._force)
        write_output(target, data, force=self._force)
        self._written.append(target)
        return target

    def _target(self, source: str, ending: str) -> str:
        if not self._folder:
            return self._out
        return str(Path(self._out, copy_name("planas" if source == STANDARD else source, ending)))

    def _make_folder(self) -> None:
        if self._folder:
            try:
                Path(self._out).mkdir(exist_ok=True)
            except OSError as error:
                raise UsageError(
                    "The folder “{name}” cannot be made: {reason}.", name=self._out, reason=error.strerror or str(error)
                ) from error


def check_ending(target: str, own: str, name: str) -> None:
    """Refuse a *target* under which no program opens a changed copy of the file *name*, which must end in *own*.

    Raises:
        UsageError: it ends in another way.
    """
    if own and target != STANDARD:
        check_copy_ending(ending(target), own, name)
