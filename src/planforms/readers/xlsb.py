"""What python-calamine does not give of a binary workbook (.xlsb): merged cells, number formats, whether it is safe.

It knows the records of MS-XLSB (2.1.4) that say so, and no cell's words.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from planforms.errors import UnreadableFileError
from planforms.numberformat import BUILT_IN, GENERAL
from planforms.package import Bound, Package, too_large
from planforms.readers.xlsx.cells import Style
from planforms.readers.xlsx.sheet import Range

_ROW = 0
_LAST_CELL = 11  # records 1 to 11 are cells, which begin with their column
_SHORT_CELLS = range(12, 20)  # cells without a column, which some exporters write and calamine passes over
_FORMAT, _STYLE, _CELL_STYLES, _CELL_STYLES_END = 44, 47, 617, 618
_SHEET = 156
_MERGE = 176
_MOST_PLACES = 8_000_000  # blank ones too: calamine keeps the rectangle of all
_MOST_MERGES = 100_000


class BinarySheet(NamedTuple):
    """What calamine does not give of a sheet: its merged ranges, and the styles of its cells, counted from 1."""

    merges: list[Range]
    styles: dict[tuple[int, int], Style]


def binary_sheets(package: Package) -> Mapping[str, BinarySheet]:
    """The sheets of the workbook, by their names.

    Raises:
        UnreadableFileError: a sheet is too large to open, or of a form that loses words.
    """
    main = package.main_part()
    relationships = package.relationships(main)
    styles = [
        style
        for item in relationships.values()
        if item.kind == "styles" and item.target in package
        for style in _styles(package.read(item.target))
    ]
    found: dict[str, BinarySheet] = {}
    for kind, body in _records(package.read(main)):
        if kind == _SHEET:
            relationship, after = _wide_string(body, 8)
            name, _ = _wide_string(body, after)
            target = relationships.get(relationship)
            if target and target.target in package:
                found[name] = _sheet(package.read(target.target), package.name, styles)
    return found


def _styles(part: bytes) -> Iterator[Style]:
    """The styles that cells name by index: their number formats."""
    codes, of_cells = dict(BUILT_IN), False
    for kind, body in _records(part):
        if kind == _FORMAT:
            codes[int.from_bytes(body[:2], "little")] = _wide_string(body, 2)[0]
        elif kind in {_CELL_STYLES, _CELL_STYLES_END}:
            of_cells = kind == _CELL_STYLES
        elif kind == _STYLE and of_cells:
            yield Style(codes.get(int.from_bytes(body[2:4], "little"), GENERAL))


def _sheet(part: bytes, name: str, styles: Sequence[Style]) -> BinarySheet:
    row = last_row = last_column = 0
    sheet = BinarySheet([], {})
    for kind, body in _records(part):
        if kind == _ROW:
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


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
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
