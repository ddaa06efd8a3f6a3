"""The zip of a document: the same parts give the same bytes, and parts that do not change are deflated once.

``zipfile`` writes the clock and cannot take what is deflated already. Source: PKWARE APPNOTE 6.3.10.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_LEVEL = 6
_VERSION = 20  # needed to inflate; nothing newer is used
_UTF8_NAMES = 1 << 11
_DEFLATED = 8
_DATE = (1 << 5) | 1  # 1980-01-01, the first day that a zip can name
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


class Member(NamedTuple):
    """A part of the package, deflated."""

    name: bytes
    data: bytes
    size: int
    checksum: int


def member(name: str, data: bytes) -> Member:
    """The part *name* that holds *data*."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name.encode(), deflate.compress(data) + deflate.flush(), len(data), zlib.crc32(data))


def archive(members: Iterable[Member]) -> bytes:
    """The zip of *members*, in their order, with no date of its own."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data, size, checksum in members:
        about = (_VERSION, _UTF8_NAMES, _DEFLATED, 0, _DATE, checksum, len(data), size, len(name), 0)
        parts += (_LOCAL.pack(b"PK\x03\x04", *about), name, data)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, *about, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(data)
    central = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*parts, central, end))


def inflated(one: Member) -> bytes:
    """The bytes that the part *one* holds."""
    return zlib.decompress(one.data, -zlib.MAX_WBITS)


def members(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """The names and contents of the parts of a zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return tuple((entry.filename, package.read(entry)) for entry in package.infolist() if not entry.is_dir())
