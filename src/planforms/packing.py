"""A zip of parts that are packed already, or made new; it has no clock, so the same parts give the same bytes.

So a changed file is packed too: new bytes for the parts that change, every other part copied as it was packed.

``zipfile`` would write the clock, and cannot take what is deflated already.

Source: PKWARE APPNOTE 6.3.10.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import zipfile

    from planforms.package import Archive

_LEVEL = 6
_SMALL = 1024  # bytes, for which making the usual tables takes five times as long as deflating
_SMALL_WINDOW, _SMALL_MEMORY = 12, 5  # 4 KB and 2 048 signs: enough for them, so they come out the same
_VERSION = 20  # needed to inflate; nothing newer is used
_UTF8_NAME = 1 << 11
_SIZES_FOLLOW = 1 << 3
_LOCAL_HEADER = 30  # bytes, without the name and the extra field
_NAME_LENGTHS = struct.Struct("<2H")  # of a local header: the name's and the extra field's
_NAME_LENGTHS_AT = 26
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


def repacked(data: "Archive", changed: Mapping[str, bytes]) -> bytes:
    """The archive *data* with the parts of *changed* (by name as in the archive) changed or added, others as packed."""
    return archive(_entries(data, changed))


def _entries(data: "Archive", changed: Mapping[str, bytes]) -> Iterator[Entry]:
    from planforms.package import open_package  # what only makes zips needs no library

    left = dict(changed)
    package = open_package(data, "")
    for info in package.entries:
        if (new := left.pop(info.filename, None)) is not None:
            yield packed(info.filename, new)
        else:
            yield _copied(package.data, info)
    for name, new in left.items():
        yield packed(name, new)


def _copied(data: bytes, info: "zipfile.ZipInfo") -> Entry:
    name_length, extra_length = _NAME_LENGTHS.unpack_from(data, info.header_offset + _NAME_LENGTHS_AT)
    start = info.header_offset + _LOCAL_HEADER + name_length + extra_length
    year, month, day, hour, minute, second = info.date_time
    about = (
        max(info.extract_version, 10),
        info.flag_bits & ~_SIZES_FOLLOW,
        info.compress_type,
        hour << 11 | minute << 5 | second // 2,
        (year - 1980) << 9 | month << 5 | day,
        *(info.CRC, info.compress_size, info.file_size),
    )
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")
    return entry(about, info.external_attr, name, data[start : start + info.compress_size])
