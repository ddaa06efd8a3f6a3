"""The zip of a changed file: new bytes for the parts that change, every other part copied as it was packed.

Source: PKWARE APPNOTE 6.3.10.
"""

import struct
import zipfile
from collections.abc import Iterator, Mapping

from planforms.package import Archive, open_package
from planforms.packing import Entry, archive, entry, packed

_UTF8_NAME = 1 << 11
_SIZES_FOLLOW = 1 << 3
_LOCAL_HEADER = 30  # bytes, without the name and the extra field
_NAME_LENGTHS = struct.Struct("<2H")  # of a local header: the name's and the extra field's
_NAME_LENGTHS_AT = 26


def repacked(data: Archive, changed: Mapping[str, bytes]) -> bytes:
    """The archive *data* with the parts of *changed* (by name as in the archive) changed or added, others as packed."""
    return archive(_entries(data, changed))


def _entries(data: Archive, changed: Mapping[str, bytes]) -> Iterator[Entry]:
    left = dict(changed)
    package = open_package(data, "")
    for info in package.entries:
        if (new := left.pop(info.filename, None)) is not None:
            yield packed(info.filename, new)
        else:
            yield _copied(package.data, info)
    for name, new in left.items():
        yield packed(name, new)


def _copied(data: bytes, info: zipfile.ZipInfo) -> Entry:
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
