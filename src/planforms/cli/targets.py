"""Where the results of files go: to the file or the folder that was named, or beside the files."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from planforms.cli.files import STANDARD, check_distinct, check_output, is_folder, write_output
from planforms.errors import UsageError
from planforms.naming import check_copy_ending, copy_ending, copy_name, ending


class Targets:
    """Where the results of *sources* go.

    Args:
        out: a file, a folder where there are several or it is one already, or ``None`` for beside the sources.
        sources: the files that are read.
        force: whether a file that exists is replaced.
        beside: what the result of a file is called beside it, given its name and the ending of the result.
        inside: what it is called in a folder.

    Raises:
        UsageError: several results were to go to standard output.
    """

    def __init__(
        self,
        out: str | None,
        sources: Sequence[str],
        *,
        force: bool,
        beside: Callable[[str, str], str] = copy_name,
        inside: Callable[[str, str], str] = copy_name,
    ) -> None:
        self._out = out
        self.folder = out is not None and (len(sources) > 1 or is_folder(out) or out.endswith(("/", os.sep)))
        self._sources = sources
        self._force = force
        self._beside, self._inside = beside, inside
        self._expected: set[str] = set()
        self._written: list[str] = []
        if self.folder and out == STANDARD:
            raise UsageError("Several files cannot go to standard output together; name a folder.")

    @property
    def file(self) -> str | None:
        """The one file that was named for the result, ``-`` for standard output."""
        return None if self.folder else self._out

    @property
    def ending(self) -> str | None:
        """The ending that was chosen for the result, without its dot; ``None`` where its name does not say it."""
        return None if self.file in {None, STANDARD} else ending(str(self.file))

    def of(self, source: str, ending: str) -> str:
        """Where the result of *source* goes that has this *ending*."""
        if self.file is not None:
            return self.file
        if self._out is not None:
            return str(Path(self._out, self._inside("planas" if source == STANDARD else source, ending)))
        return STANDARD if source == STANDARD else self._beside(source, ending)

    def expected(self, ending: str = "") -> list[str]:
        """The names that the results will most likely have; the endings of copies are certain only when files are read.

        Whoever asks looks whether they are distinct; ``write`` does not look again.
        """
        names = [self.of(source, ending or copy_ending(source)) for source in self._sources]
        self._expected.update(names)
        return names

    def check(self) -> None:
        """Refuse, before the work is done, a file that could not be written.

        Raises:
            UsageError: it exists, or is a file that is read.
        """
        if self.file is not None:
            check_output(self.file, force=self._force, sources=self._sources)

    def write(self, source: str, data: bytes, ending: str) -> str:
        """Write the result of *source*, and give its name.

        Raises:
            UsageError: it exists, it is the file that is read, or another result has its name.
        """
        target = self.of(source, ending)
        if target not in self._expected:
            check_distinct([*self._written, target], self._sources)
        self.make_folder()
        check_output(target, force=self._force)
        write_output(target, data, force=self._force)
        self._written.append(target)
        return target

    def make_folder(self) -> None:
        """Make the folder of the results, where they go to one.

        Raises:
            UsageError: it cannot be made.
        """
        if self.folder and self._out:
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
