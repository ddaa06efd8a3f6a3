"""Where the results of one or several files go: to a file, or to a folder under their names."""

import os
from collections.abc import Sequence
from pathlib import Path

from planforms.cli.files import STANDARD, check_distinct, check_output, is_folder, write_output
from planforms.errors import UsageError
from planforms.naming import check_copy_ending, copy_ending, copy_name, ending


class Copies:
    """Where the results of *sources* go: *out* is a file, or a folder where they are several or it is one already."""

    def __init__(self, out: str, sources: Sequence[str], *, force: bool) -> None:
        self._out = out
        self._folder = len(sources) > 1 or is_folder(out) or out.endswith(("/", os.sep))
        self._sources = sources
        self._force = force
        self._expected: set[str] = set()
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

    def expected(self, ending: str = "") -> list[str]:
        """The names that the results will most likely have; the endings of copies are certain only when files are read.

        Whoever asks looks whether they are distinct; ``write`` does not look again.
        """
        names = [self.target(source, ending or copy_ending(source)) for source in self._sources]
        self._expected.update(names)
        return names

    @property
    def folder(self) -> bool:
        """Whether the results go to a folder."""
        return self._folder

    @property
    def ending(self) -> str | None:
        """The ending that was chosen for the copy, without its dot; ``None`` where its name does not say it."""
        return None if self._folder or self._out == STANDARD else ending(self._out)

    def write(self, source: str, data: bytes, ending: str) -> str:
        """Write the result of *source*, and give its name.

        Raises:
            UsageError: it exists, it is the file that is read, or another copy has its name.
        """
        target = self.target(source, ending)
        if target not in self._expected:
            check_distinct([*self._written, target], self._sources)
        self.make_folder()
        check_output(target, force=self._force)
        write_output(target, data, force=self._force)
        self._written.append(target)
        return target

    def target(self, source: str, ending: str) -> str:
        """Where the result of *source* goes that has this *ending*."""
        if not self._folder:
            return self._out
        return str(Path(self._out, copy_name("planas" if source == STANDARD else source, ending)))

    def make_folder(self) -> None:
        """Make the folder of the results, where they go to one.

        Raises:
            UsageError: it cannot be made.
        """
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
