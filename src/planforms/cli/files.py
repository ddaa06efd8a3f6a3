"""Reading what the user names and writing a result whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from planforms.errors import UsageError

STANDARD = "-"
_PLANS = frozenset(
    {".docx", ".docm", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".html", ".htm", ".txt", ".json"}
)


def read_input(name: str) -> bytes:
    """The bytes of the file called *name*, or of standard input for ``-``.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    if name == STANDARD:
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise UsageError("There is no file “{name}”; check its name and folder.", name=name) from None
    except IsADirectoryError:
        raise UsageError("“{name}” is a folder; name the file with the plan inside it.", name=name) from None
    except OSError as error:
        raise UsageError(
            "“{name}” cannot be read: {reason}.", name=name, reason=error.strerror or str(error)
        ) from error


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


def write_output(name: str, data: bytes, *, force: bool) -> None:
    """Write *data* to the file called *name*, or to standard output for ``-``.

    The bytes go to a temporary file beside it first, so the file is written whole or not at all.

    Raises:
        UsageError: the file exists and *force* is not given, or it cannot be written.
    """
    if name == STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    check_output(name, force=force)
    path = Path(name)
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(data)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise UsageError(
            "“{name}” cannot be written: {reason}.", name=name, reason=error.strerror or str(error)
        ) from error


def check_output(name: str, *, force: bool, sources: Iterable[str | None] = ()) -> None:
    """Refuse an output that could not be written, before the work is done. *sources* are the files that are read.

    Raises:
        UsageError: the file exists and *force* is not given, it is a folder, its folder does not exist, or it is
            one of *sources*.
    """
    path = Path(name)
    if name == STANDARD:
        return
    read = [Path(source) for source in sources if source and source != STANDARD]
    if path.exists() and any(source.exists() and path.samefile(source) for source in read):
        raise UsageError("“{name}” is the file that is read, which is never changed; choose another name.", name=name)
    if path.is_dir():
        raise UsageError("“{name}” is a folder; name a file in it.", name=name)
    if not path.parent.is_dir():
        raise UsageError("There is no folder “{folder}”; make it first, or choose another.", folder=path.parent)
    if path.exists() and not force:
        raise UsageError("“{name}” exists already; choose another name, or add --force to replace it.", name=name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
