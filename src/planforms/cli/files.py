"""Files that the user names: reading them and their plans, and writing a result whole or not at all.

An output is compared with every input and every other output before anything is written, so no input is written over.
"""

import errno
import os
import stat
import sys
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from planforms.errors import UsageError
from planforms.process import temporary_file

if TYPE_CHECKING:
    from planforms.api import ReadOptions
    from planforms.findings import Reading
    from planforms.readers import File

STANDARD = "-"
_STANDARD_INPUT, _STANDARD_OUTPUT = 0, 1
_PLANS = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".html", ".htm", ".txt", ".json"}
)


def read_input(name: str) -> bytes:
    """The bytes of the file called *name*, or of standard input for ``-``; a pipe is read no further than the bound.

    Raises:
        UsageError: there is no such file, or it cannot be read.
        UnreadableFileError: it is longer than any plan.
    """
    from planforms.disk import read_path, read_stream, unreadable

    try:
        if name == STANDARD:
            return read_stream(sys.stdin.buffer, "standard input")
    except OSError as error:
        raise unreadable(name, error) from error
    return read_path(name)


def check_input(name: str) -> None:
    """Refuse a file that does not exist or is a folder, before its name is used to make that of a result.

    Raises:
        UsageError: as ``read_input``.
    """
    from planforms.disk import unreadable

    try:
        found = _status(name, _STANDARD_INPUT)
    except OSError as error:
        raise unreadable(name, error) from error
    if name == STANDARD:
        return
    if found is None:
        raise unreadable(name, FileNotFoundError())
    if stat.S_ISDIR(found.st_mode):
        raise unreadable(name, IsADirectoryError())


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


def plans_in(names: Iterable[str]) -> Iterator[str]:
    """The files called *names*; in the place of a folder the plans in it, by name, without those in its own folders.

    Raises:
        UsageError: a folder holds no file of a kind that plans are in.
    """
    for name in names:
        folder = Path(name)
        if name == STANDARD or not folder.is_dir():
            yield name
            continue
        files = [file for file in sorted(folder.iterdir()) if file.suffix.casefold() in _PLANS and file.is_file()]
        found = [str(file) for file in files if not file.name.startswith(("~$", "."))]
        if not found:
            raise UsageError("The folder “{name}” holds no file that a plan could be in.", name=name)
        yield from found


def plans_under(names: Sequence[str], leave_out: Iterable[str]) -> dict[str, str]:
    """The files called *names* and the plans in folders and their own folders; with what each is called in a folder.

    A result of a file in a folder keeps its place in it; where there are several folders, each has one of its own.

    Args:
        names: files and folders.
        leave_out: files and folders that are none of the plans, though they may be among them.

    Raises:
        UsageError: there is no such file, or a folder holds no file of a kind that plans are in.
    """
    found: dict[str, str] = {}
    out = {os.path.realpath(name) for name in leave_out}
    several = sum(Path(name).is_dir() for name in names) > 1
    for name in names:
        folder = Path(name)
        if not folder.is_dir():
            check_input(name)
            found[name] = str(Path(folder.name).with_suffix(""))
            continue
        files = [str(file) for file in _plans_below(folder, out)]
        if not files:
            raise UsageError("The folder “{name}” holds no file that a plan could be in.", name=name)
        above = Path(folder.resolve().name) if several else Path()
        found |= {file: str((above / Path(file).relative_to(folder)).with_suffix("")) for file in files}
    return found


def _plans_below(folder: Path, leave_out: Container[str]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(("~$", ".")) or os.path.realpath(path) in leave_out:
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _plans_below(path, leave_out)
        elif path.suffix.casefold() in _PLANS and path.is_file():
            yield path


def write_output(name: str, data: bytes | Iterable[bytes], *, force: bool) -> None:
    """Write *data*, whole or piece by piece, to the file called *name*, or to standard output for ``-``.

    The bytes go to a temporary file beside it first, so the file is written whole or not at all; it keeps the
    permissions that it had. A symbolic link stays one; a device or a pipe is written to as it is.

    Raises:
        UsageError: the file exists and *force* is not given, or it cannot be written.
    """
    if name == STANDARD:
        write_standard_output(data if isinstance(data, bytes) else b"".join(data))
        return
    check_output(name, force=force)
    try:
        found = _status(name)
        if found and not stat.S_ISREG(found.st_mode):
            with Path(name).open("wb", buffering=0) as stream:
                _write_all(stream, data)
        else:
            _replace(os.path.realpath(name), data, found)
    except OSError as error:
        raise _unwritable(name, error) from error


def write_standard_output(data: bytes) -> None:
    """Write *data* to standard output.

    Raises:
        UsageError: it is closed, nobody reads it, or its disk is full.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise standard_output_error(error) from error


def check_output(name: str, *, force: bool, sources: Iterable[str | None] = ()) -> None:
    """Refuse an output that could not be written, before the work is done. *sources* are the files that are read.

    Raises:
        UsageError: the file exists and *force* is not given, it is a folder, its folder does not exist, or it is
            one of *sources*.
    """
    check_distinct((name,), sources)
    try:
        _check_name(name, force=force)
    except OSError as error:
        raise _unwritable(name, error) from error


def check_distinct(names: Sequence[str], sources: Iterable[str | None]) -> None:
    """Refuse results that would take the place of one another or of a file that is read.

    Files are compared by their identity, whatever their names and links, and by their real paths without regard to
    capitals, since a file system may be blind to them.

    Raises:
        UsageError: two of *names* are one file, or one is among *sources*.
    """
    read = {_identity(_source_status(source)) for source in sources if source}
    taken: set[object] = set()
    for name in names:
        try:
            found = _identity(_status(name))
        except OSError as error:
            raise _unwritable(name, error) from error
        if found and found in read:
            raise UsageError(
                "“{name}” is the file that is read, which is never changed; choose another name.", name=name
            )
        known = {found, _plain_path(name)} - {None}
        if known & taken:
            raise UsageError("“{name}” is named for two results; give each a file of its own.", name=name)
        taken |= known


def is_folder(name: str) -> bool:
    """Whether there is a folder called *name*; no name is too long to be asked for."""
    return os.path.isdir(name)  # noqa: PTH112 -- Path.is_dir raises for a name that is too long


def _check_name(name: str, *, force: bool) -> None:
    found = _status(name)
    if name == STANDARD:
        return
    path = Path(name)
    if found and stat.S_ISDIR(found.st_mode):
        raise UsageError("“{name}” is a folder; name a file in it.", name=name)
    if not found and path.is_symlink():
        raise UsageError("“{name}” is a link to a file that does not exist; name the file itself.", name=name)
    if not path.parent.is_dir():
        raise UsageError("There is no folder “{folder}”; make it first, or choose another.", folder=path.parent)
    if found and stat.S_ISREG(found.st_mode) and not force:
        raise UsageError("“{name}” exists already; choose another name, or add --force to replace it.", name=name)


def _status(name: str, standard: int = _STANDARD_OUTPUT) -> os.stat_result | None:
    """What the system knows of the file called *name*, or of the *standard* stream for ``-``; ``None`` for no file."""
    try:
        return os.fstat(standard) if name == STANDARD else os.stat(name)  # noqa: PTH116 -- one call for both
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        if name == STANDARD:
            return None  # it is closed
        raise


def _source_status(name: str) -> os.stat_result | None:
    try:
        return _status(name, _STANDARD_INPUT)
    except OSError:
        return None  # it cannot be read either, and that is reported then


def _identity(found: os.stat_result | None) -> tuple[int, int] | None:
    """What a regular file has in common under all its names; a terminal may be both input and output."""
    return (found.st_dev, found.st_ino) if found and stat.S_ISREG(found.st_mode) else None


def _plain_path(name: str) -> str:
    """The real path in one spelling of capitals and accents."""
    return name if name == STANDARD else unicodedata.normalize("NFC", os.path.realpath(name)).casefold()


def _replace(path: str, data: bytes | Iterable[bytes], found: os.stat_result | None) -> None:
    """Put *data* in the place of the file at *path*, of which *found* is known where it exists."""
    with temporary_file(os.path.dirname(path)) as temporary:  # noqa: PTH120 -- a real path, as a text
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with open(descriptor, "wb", buffering=0) as stream:  # noqa: PTH123 -- a descriptor
            if found:
                Path(temporary).chmod(stat.S_IMODE(found.st_mode))
            _write_all(stream, data)
        os.replace(temporary, path)  # noqa: PTH105 -- texts


def _write_all(stream: BinaryIO, data: bytes | Iterable[bytes]) -> None:
    for piece in (data,) if isinstance(data, bytes) else data:
        left = memoryview(piece)
        while left:
            left = left[stream.write(left) :]


def standard_output_error(error: OSError) -> UsageError:
    """The error for standard output that is closed, that nobody reads, or whose disk is full."""
    if error.errno == errno.EBADF:
        return UsageError("Standard output is closed, so nothing can be printed; open it, or send it to a file.")
    return UsageError("Standard output cannot be written: {reason}.", reason=_reason(error))


def _unwritable(name: str, error: OSError) -> UsageError:
    return UsageError("“{name}” cannot be written: {reason}.", name=name, reason=_reason(error))


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
