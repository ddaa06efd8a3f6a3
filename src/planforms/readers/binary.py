"""What python-calamine leaves out of old and binary workbooks: number formats, looks, merges, what is hidden or frozen.

It knows the records that say so, and no cell's words: those of .xlsb (MS-XLSB, 2.1.4), and those of .xls (BIFF8,
MS-XLS, 2.4) in their compound files (MS-CFB). Nothing is found in an older or damaged .xls: it is read without it.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from planforms.errors import UnreadableFileError
from planforms.model import Run
from planforms.numberformat import BUILT_IN, GENERAL
from planforms.package import Bound, Package, too_large
from planforms.readers.xlsx.cells import Style
from planforms.readers.xlsx.sheet import Range

_SMALL_STREAM = 4096
_ENTRY = 128  # bytes of a directory entry
_LAST_SECTOR = 0xFFFFFFFA
_FIRST_SECTORS = 109  # of the allocation table, named in the header
_NO_FONT = 4  # in no file: the fifth font is called 5
_BOLD = 600
_MOST_SHEETS = 256
_GLOBALS = b"\x00\x06\x05\x00"  # how the body of BOF begins: BIFF8, the workbook as a whole
_BOF, _EOF, _SHEET, _FONT, _FORMAT, _XF = 0x809, 0x0A, 0x85, 0x31, 0x41E, 0xE0
_ROW, _COLUMNS, _PANE, _WINDOW, _MANY_NUMBERS = 0x208, 0x7D, 0x41, 0x23E, 0xBD
_STRINGS, _CONTINUED, _SHARED_STRING = 0xFC, 0x3C, 0xFD
_CELLS = frozenset({0x06, 0x203, 0x27E, _SHARED_STRING, 0x204, 0x205})


class SheetLooks(Struct):
    """What a sheet says of its cells, counted from 1; the merged ranges are of .xlsb alone."""

    styles: dict[tuple[int, int], Style] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    frozen_rows: int = 0


def sheet_looks(data: bytes) -> list[SheetLooks]:
    """What each sheet of the workbook *data* says of its cells, in the order of the tabs; nothing where not known."""
    try:
        return list(_sheets(_workbook_stream(data)))
    except (struct.error, LookupError, ValueError):
        return []


def _workbook_stream(data: bytes) -> bytes:
    """The stream called Workbook of a compound file."""
    size = 4096 if struct.unpack_from("<H", data, 30)[0] == 12 else 512  # noqa: PLR2004 - its power of two; else 9
    directory, small_table = struct.unpack_from("<I", data, 48)[0], struct.unpack_from("<I", data, 60)[0]
    chain = _allocation_table(data, size)
    entries = b"".join(_sectors(data[size:], size, chain, directory))
    found = {
        entries[at : at + struct.unpack_from("<H", entries, at + 64)[0]].decode("utf-16-le", "replace"): at
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)
    }
    first, length = struct.unpack_from("<II", entries, found["Workbook\0"] + 116)
    if length >= _SMALL_STREAM:
        return b"".join(_sectors(data[size:], size, chain, first))[:length]
    small = b"".join(_sectors(data[size:], size, chain, struct.unpack_from("<I", entries, 116)[0]))
    links = b"".join(_sectors(data[size:], size, chain, small_table))
    return b"".join(_sectors(small, 64, list(struct.unpack(f"<{len(links) // 4}I", links)), first))[:length]


def _allocation_table(data: bytes, size: int) -> list[int]:
    """The sector that follows each sector of the file."""
    sectors = list(struct.unpack_from(f"<{_FIRST_SECTORS}I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    needed = len(data) // (size * size // 4) + 1
    while more < _LAST_SECTOR and len(sectors) < needed:
        *named, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += named
    tables = [sector for sector in sectors if sector < _LAST_SECTOR][:needed]
    return [number for at in tables for number in struct.unpack_from(f"<{size // 4}I", data, (at + 1) * size)]


def _sectors(data: bytes, size: int, chain: list[int], first: int) -> Iterator[bytes]:
    """The sectors of a stream that begins in sector *first*; a chain that goes in a circle ends."""
    for _ in range(len(chain)):
        if first >= _LAST_SECTOR:
            return
        yield data[first * size : (first + 1) * size]
        first = chain[first]


def _sheets(stream: bytes) -> Iterator[SheetLooks]:
    fonts: list[Run] = []
    codes = dict(BUILT_IN)
    cell_formats: list[tuple[int, int]] = []
    starts: list[int] = []
    strings: list[bytes] = []
    in_strings = False
    for kind, body in _records(stream, 0):
        if kind == _BOF and not body.startswith(_GLOBALS):
            return
        if kind == _FONT:
            flags, weight = struct.unpack_from("<H", body, 2)[0], struct.unpack_from("<H", body, 6)[0]
            line = body[10] if len(body) > 10 else 0  # noqa: PLR2004 - where the underline is
            looks = {"bold": weight >= _BOLD, "italic": bool(flags & 2), "struck": bool(flags & 8)}
            fonts.append(Run("", underline=bool(line), **looks))
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", body, 0)[0]] = _words(body, 2)
        elif kind == _XF:
            cell_formats.append(struct.unpack_from("<HH", body, 0))
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<I", body, 0)[0])
        in_strings = kind == _STRINGS or (in_strings and kind == _CONTINUED)
        if in_strings:
            strings.append(body)
    fonts.insert(_NO_FONT, Run(""))
    styles = [
        Style(codes.get(code, GENERAL), fonts[font] if font < len(fonts) else Run("")) for font, code in cell_formats
    ]
    rich = frozenset(_rich_strings(strings))
    for start in starts[:_MOST_SHEETS]:
        yield _sheet(stream, start, styles, rich)


def _rich_strings(bodies: list[bytes]) -> Iterator[int]:
    """The shared strings with looks of their own in them; *bodies* are their record and those that continue it."""
    table = _Strings(bodies)
    table.skip(8)
    for index in range(struct.unpack_from("<I", bodies[0], 4)[0] if bodies else 0):
        if table.at_end():
            return
        length, flags = struct.unpack("<HB", table.take(3))
        runs = struct.unpack("<H", table.take(2))[0] if flags & 8 else 0
        more = struct.unpack("<I", table.take(4))[0] if flags & 4 else 0
        table.skip_characters(length, wide=bool(flags & 1))
        table.skip(4 * runs + more)
        if runs:
            yield index


class _Strings:
    """The table of strings, read through the records that it is cut into."""

    def __init__(self, bodies: list[bytes]) -> None:
        self._bodies = iter(bodies)
        self._body, self._at = next(self._bodies, b""), 0

    def at_end(self) -> bool:
        """Whether nothing is left, the next record begun where this one ends."""
        while self._at >= len(self._body):
            body = next(self._bodies, None)
            if body is None:
                return True
            self._body, self._at = body, 0
        return False

    def take(self, count: int) -> bytes:
        """The next *count* bytes, which no record ends in."""
        self.at_end()
        self._at += count
        return self._body[self._at - count : self._at]

    def skip(self, count: int) -> None:
        """Pass over *count* bytes."""
        while count and not self.at_end():
            here = min(count, len(self._body) - self._at)
            self._at += here
            count -= here

    def skip_characters(self, count: int, *, wide: bool) -> None:
        """Pass over *count* characters; where a record ends in them, the next says anew whether they are wide."""
        while True:
            here = min(count, (len(self._body) - self._at) >> wide)
            self._at += here << wide
            count -= here
            if not count or (self._at < len(self._body) and not here) or self.at_end():
                return
            wide, self._at = bool(self._body[self._at] & 1), self._at + 1


def _sheet(stream: bytes, start: int, styles: list[Style], rich: frozenset[int]) -> SheetLooks:
    sheet = SheetLooks()
    panes, frozen = 0, False
    for kind, body in _records(stream, start):
        if kind in _CELLS:
            row, column, style = struct.unpack_from("<HHH", body, 0)
            mixed = kind == _SHARED_STRING and struct.unpack_from("<I", body, 6)[0] in rich
            sheet.styles[row + 1, column + 1] = Style(styles[style].code) if mixed else styles[style]
        elif kind == _MANY_NUMBERS:
            row, first = struct.unpack_from("<HH", body, 0)
            for index in range((len(body) - 6) // 6):
                style = struct.unpack_from("<H", body, 4 + 6 * index)[0]
                sheet.styles[row + 1, first + index + 1] = styles[style]
        elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            sheet.hidden_rows.add(struct.unpack_from("<H", body, 0)[0] + 1)
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body, 0)
            sheet.hidden_columns.update(range(first + 1, min(last, 255) + 2))
        elif kind == _PANE:
            panes = struct.unpack_from("<H", body, 2)[0]
        elif kind == _WINDOW:
            frozen = bool(struct.unpack_from("<H", body, 0)[0] & 8)
    sheet.frozen_rows = panes if frozen else 0
    return sheet


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records from *at* to the end of the part that begins there; charts inside it are passed over."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if not depth:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _words(body: bytes, at: int) -> str:
    """A string of BIFF8: its length, whether its characters are wide, the characters."""
    length, wide = struct.unpack_from("<HB", body, at)
    return body[at + 3 : at + 3 + (length << (wide & 1))].decode("utf-16-le" if wide & 1 else "latin-1", "replace")


_BINARY_ROW = 0
_LAST_CELL = 11  # records 1 to 11 are cells, which begin with their column
_SHORT_CELLS = range(12, 20)  # cells without a column, which some exporters write and calamine passes over
_BINARY_FORMAT, _STYLE, _CELL_STYLES, _CELL_STYLES_END = 44, 47, 617, 618
_BINARY_SHEET = 156
_MERGE = 176
_MOST_PLACES = 8_000_000  # blank ones too: calamine keeps the rectangle of all
_MOST_MERGES = 100_000


def binary_sheets(package: Package) -> Mapping[str, SheetLooks]:
    """The sheets of the workbook, by their names.

    Raises:
        UnreadableFileError: a sheet is too large to open, or of a form that loses words.
    """
    main = package.main_part()
    relationships = package.relationships(main)
    part = package.related(main, "styles")
    styles = [] if part is None else list(_styles(package.read(part)))
    found: dict[str, SheetLooks] = {}
    for kind, body in _binary_records(package.read(main)):
        if kind == _BINARY_SHEET:
            relationship, after = _wide_string(body, 8)
            name, _ = _wide_string(body, after)
            target = relationships.get(relationship)
            if target and target.target in package:
                found[name] = _binary_sheet(package.read(target.target), package.name, styles)
    return found


def _styles(part: bytes) -> Iterator[Style]:
    """The styles that cells name by index: their number formats."""
    codes, of_cells = dict(BUILT_IN), False
    for kind, body in _binary_records(part):
        if kind == _BINARY_FORMAT:
            codes[int.from_bytes(body[:2], "little")] = _wide_string(body, 2)[0]
        elif kind in {_CELL_STYLES, _CELL_STYLES_END}:
            of_cells = kind == _CELL_STYLES
        elif kind == _STYLE and of_cells:
            yield Style(codes.get(int.from_bytes(body[2:4], "little"), GENERAL))


def _binary_sheet(part: bytes, name: str, styles: Sequence[Style]) -> SheetLooks:
    row = last_row = last_column = 0
    sheet = SheetLooks()
    for kind, body in _binary_records(part):
        if kind == _BINARY_ROW:
            row = _number(body, 0)
        elif kind <= _LAST_CELL:
            column, style = _number(body, 0), int.from_bytes(body[4:7], "little")
            last_row, last_column = max(last_row, row), max(last_column, column)
            if 0 < style < len(styles):
                sheet.styles[row + 1, column + 1] = styles[style]
        elif kind in _SHORT_CELLS:
            raise UnreadableFileError(
                "“{name}” is a binary workbook of a form that not every program reads; open it and save it as .xlsx.",
                name=name,
            )
        elif kind == _MERGE and len(sheet.merges) < _MOST_MERGES:
            top, bottom, left, right = (_number(body, at) + 1 for at in (0, 4, 8, 12))
            sheet.merges.append(Range(top, left, bottom, right))
    if (last_row + 1) * (last_column + 1) > _MOST_PLACES:
        raise too_large(name, Bound.CELLS, _MOST_PLACES)
    return sheet


def _binary_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: their kind and body."""
    at = 0
    while at < len(part):
        kind, at = _varying(part, at, most=2)
        length, at = _varying(part, at, most=4)
        yield kind, part[at : at + length]
        at += length


def _varying(part: bytes, at: int, *, most: int) -> tuple[int, int]:
    """A number in seven bits a byte, and where it ends; the bytes of a kind keep their high bit out too."""
    number = 0
    for index, byte in enumerate(part[at : at + most]):
        number |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:  # noqa: PLR2004 - the high bit says that another byte follows
            return number, at + index + 1
    return number, at + most


def _number(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 4], "little")


def _wide_string(body: bytes, at: int) -> tuple[str, int]:
    """A string of the file's kind, and where it ends."""
    end = at + 4 + 2 * _number(body, at)
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
