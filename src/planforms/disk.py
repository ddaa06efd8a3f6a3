"""Files that are read by their paths: within bounds, and what cannot be read is one sentence."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

from planforms.errors import UsageError
from planforms.package import DEFAULT_LIMITS, Bound, Limits, too_large


def read_path(path: "str | os.PathLike[str]", limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of the file at *path*.

    Raises:
        UsageError: there is no such file, or it cannot be read.
        UnreadableFileError: it is longer than *limits* allow.
    """
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as stream:
            return read_stream(stream, name, limits)
    except (OSError, ValueError) as error:  # ValueError: a path with a zero in it
        raise unreadable(name, error) from error


def read_stream(stream: BinaryIO, name: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of *stream*, which is called *name*; a pipe is read no further than the bound.

    Raises:
        UnreadableFileError: it is longer than *limits* allow.
    """
    data = stream.read(limits.file + 1)
    if len(data) > limits.file:
        raise too_large(name, Bound.FILE, limits.file >> 20)
    return data


def unreadable(name: str, error: Exception) -> UsageError:
    """The error for the file *name*, of which the system says *error*."""
    match error:
        case FileNotFoundError():
            return UsageError("There is no file “{name}”; check its name and folder.", name=name)
        case IsADirectoryError():
            return UsageError("“{name}” is a folder; name the file with the plan inside it.", name=name)
        case OSError(errno=errno.EBADF):
            return UsageError("Standard input is closed; name a file, or send the plan to standard input.")
        case _:
            return UsageError("“{name}” cannot be read: {reason}.", name=name, reason=reason(error))


def reason(error: Exception) -> str:
    """What the system says of a file, in its own words."""
    return (isinstance(error, OSError) and error.strerror) or str(error)
