"""The zip of a changed file: new bytes for the parts that change, every other part copied as it was packed.

Source: PKWARE APPNOTE 6.3.10.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planforms.package import Archive, open_package

_LEVEL = 6
_UTF8_NAME = 1 << 11
_SIZES_FOLLOW = 1 << 3
_FIRST_DAY = (1 << 5) | 1  # 1980-01-01, the first day that a zip can name
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_NAME_LENGTHS = struct.Struct("<2H")  # of a local header: the name's and the extra field's
_NAME_LENGTHS_AT = 26


class _Entry(NamedTuple):
    """An entry of the directory: the fields that are in both of its headers, its name and its packed bytes."""

    about: tuple[int, ...]
    attributes: int
    name: bytes
    packed: bytes


def repacked(data: Archive, changed: Mapping[str, bytes]) -> bytes:
    """The archive *data* with the parts of *changed* (by name as in the archive) changed or added, others as packed."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for about, attributes, name, packed in _entries(data, changed):
        local = _LOCAL.pack(b"PK\x03\x04", *about, len(name), 0)
        pieces += (local, name, packed)
        directory += (
            _CENTRAL.pack(b"PK\x01\x02", about[0], *about, len(name), 0, 0, 0, 0, attributes, offset),
            name,
        )
        offset += len(local) + len(name) + len(packed)
    central = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*pieces, central, end))


def _entries(data: Archive, changed: Mapping[str, bytes]) -> Iterator[_Entry]:
    left = dict(changed)
    package = open_package(data, "")
    for info in package.entries:
        if (new := left.pop(info.filename, None)) is not None:
            yield _packed(info.filename, new)
        else:
            yield _copied(package.data, info)
    for name, new in left.items():
        yield _packed(name, new)


def _copied(data: bytes, info: zipfile.ZipInfo) -> _Entry:
    name_length, extra_length = _NAME_LENGTHS.unpack_from(data, info.header_offset + _NAME_LENGTHS_AT)
    start = info.header_offset + _LOCAL.size + name_length + extra_length
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
    return _Entry(about, info.external_attr, name, data[start : start + info.compress_size])


def _packed(name: str, data: bytes) -> _Entry:
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(data) + deflate.flush()
    about = (20, _UTF8_NAME, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY, zlib.crc32(data), len(packed), len(data))
    return _Entry(about, 0, name.encode(), packed)
