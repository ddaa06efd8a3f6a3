"""A zip of parts that are packed already, or made new; it has no clock, so the same parts give the same bytes.

``zipfile`` would write the clock, and cannot take what is deflated already.

Source: PKWARE APPNOTE 6.3.10.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_LEVEL = 6
_SMALL = 1024  # bytes, for which making the usual tables takes five times as long as deflating
_SMALL_WINDOW, _SMALL_MEMORY = 12, 5  # 4 KB and 2 048 signs: enough for them, so they come out the same
_VERSION = 20  # needed to inflate; nothing newer is used
_UTF8_NAME = 1 << 11
_DEFLATED = 8
_FIRST_DAY = (1 << 5) | 1  # 1980-01-01, the first day that a zip can name
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5HI")  # as far as the place of the local header
_PLACE = 4  # bytes that say where a local header is
_END = struct.Struct("<4s4H2IH")


class Entry(NamedTuple):
    """An entry of a zip: its header, its packed bytes, and its line of the directory without the place and the name."""

    local: bytes
    packed: bytes
    central: bytes
    name: bytes


def entry(about: tuple[int, ...], attributes: int, name: bytes, packed: bytes) -> Entry:
    """An entry of the fields that are in both of its headers, its name and its packed bytes."""
    local = _LOCAL.pack(b"PK\x03\x04", *about, len(name), 0) + name
    central = _CENTRAL.pack(b"PK\x01\x02", about[0], *about, len(name), 0, 0, 0, 0, attributes)
    return Entry(local, packed, central, name)


def packed(name: str, data: bytes) -> Entry:
    """The part *name* that holds *data*, with no date of its own."""
    window, memory = (_SMALL_WINDOW, _SMALL_MEMORY) if len(data) <= _SMALL else (zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL)
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -window, memory)
    deflated = deflate.compress(data) + deflate.flush()
    about = (_VERSION, _UTF8_NAME, _DEFLATED, 0, _FIRST_DAY, zlib.crc32(data), len(deflated), len(data))
    return entry(about, 0, name.encode(), deflated)


def archive(entries: Iterable[Entry]) -> bytes:
    """The zip of *entries*, in their order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for local, packed, central, name in entries:
        pieces += (local, packed)
        directory += (central, offset.to_bytes(_PLACE, "little"), name)
        offset += len(local) + len(packed)
    whole = b"".join(directory)
    count = len(pieces) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(whole), offset, 0)
    return b"".join((*pieces, whole, end))
