"""Styles of a workbook under edit, and the sheet that planforms adds, which needs most of them.

It knows the styles part and a worksheet of SpreadsheetML (ECMA-376 part 1, 18.8 and 18.3), and no finding.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from lxml import etree

from planforms.editors import SummaryRow
from planforms.editors.parts import Markup, attribute, words
from planforms.place import Place, column_letters
from planforms.readers.xlsx.cells import MAIN, PLAIN, Strings, number
from planforms.readers.xlsx.sheet import position
from planforms.remembered import pattern_of

_COLOUR = pattern_of('<fgColor[^>]* rgb="[0-9A-Fa-f]{2}([0-9A-Fa-f]{6})"')
_APPLIES = pattern_of(' applyFill="[^"]*"')
NO_FILL = '<fill><patternFill patternType="none"/></fill>'
BARE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


class StylesMarkup:
    """The styles part in *markup*; new fills and styles are put after those that are there."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        self._fills = _List(markup, "fills")
        self._fonts = _List(markup, "fonts")
        self._formats = _List(markup, "cellXfs")
        self._origins: dict[int, tuple[int, int]] = {}  # the style and the fill that a new style is made of

    def solid(self, colour: str) -> int:
        """The index of the fill of one *colour*, ``RRGGBB``."""
        return self.fill(
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
            "</patternFill></fill>"
        )

    def fill(self, xml: str) -> int:
        """The index of the fill written as *xml* (without prefixes), added where it is missing."""
        return self._fills.index(xml)

    def fill_of(self, style: int) -> tuple[str, str]:
        """The fill of the style at index *style* as written without prefixes, and its colour, empty for none."""
        known = self._origins.get(style)
        written = self._fills.written(number(self._formats.item(style).get("fillId")) if known is None else known[1])
        colour = _COLOUR.search(written)
        return written, colour[1] if colour else ""

    def with_fill(self, style: int, fill: int) -> int:
        """The index of the style that is the one at *style* but for its fill."""
        style = self._origins.get(style, (style, 0))[0]
        index = self._formats.like(self._formats.item(style), {"fillId": str(fill), "applyFill": "1"})
        self._origins[index] = style, fill
        return index

    def heading(self) -> int:
        """The index of a plain style in bold."""
        font = self._fonts.index('<font><b/><sz val="11"/><name val="Calibri"/></font>')
        return self._formats.index(f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"/>')

    def wrapped(self, colour: str = "") -> int:
        """The index of a plain style whose lines wrap, on *colour* (``RRGGBB``) where it is given."""
        fill = self.solid(colour) if colour else 0
        return self._formats.index(
            f'<xf numFmtId="0" fontId="0" fillId="{fill}" borderId="0" applyFill="1" applyAlignment="1">'
            '<alignment vertical="top" wrapText="1"/></xf>'
        )

    def linked(self) -> int:
        """The index of the style of a link."""
        font = self._fonts.index('<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font>')
        return self._formats.index(
            f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" applyFont="1" applyAlignment="1">'
            '<alignment vertical="top" wrapText="1"/></xf>'
        )


class _List:
    """One list of the styles part (``fills``), which says how long it is."""

    def __init__(self, markup: Markup, name: str) -> None:
        self._markup = markup
        found = markup.root.find(f"{MAIN}{name}")
        self._list = markup.root if found is None else found
        self._items = [] if found is None else list(found)
        self._written = [_bare(item) for item in self._items]
        self._asked: dict[str, int] = {}
        self._alike: dict[str, int] = {}
        for index, written in enumerate(self._written):
            self._alike.setdefault(_APPLIES.sub("", written), index)

    def item(self, index: int) -> etree._Element:
        """The item at *index*, or the first where it is missing; a list without items has an empty one."""
        if 0 <= index < len(self._items):
            return self._items[index]
        return self._items[0] if self._items else etree.Element(f"{MAIN}xf")

    def index(self, xml: str) -> int:
        """The index of the item written as *xml* (without prefixes), added where it is missing."""
        if xml not in self._asked:
            bare = _bare(etree.fromstring(xml))
            prefix = self._list.prefix
            known = bare in self._written
            place = self._written.index(bare) if known else self._put(_prefixed(xml, prefix) if prefix else xml, bare)
            self._asked[xml] = place
        return self._asked[xml]

    def written(self, index: int) -> str:
        """The item at *index* as written without prefixes, empty where it is missing."""
        return self._written[index] if 0 <= index < len(self._written) else ""

    def like(self, item: etree._Element, attributes: dict[str, str]) -> int:
        """The index of an item that is *item* but for some *attributes*, added where it is missing.

        Whether it has applyFill does not matter: a cell is shown in its fill either way.
        """
        attributes_ = {
            str(name): str(value) for name, value in item.attrib.items() if "}" not in str(name)
        } | attributes
        bare = _tag("xf", attributes_, "".join(map(_bare, item)))
        if (known := self._alike.get(_APPLIES.sub("", bare))) is not None:
            return known
        name = self._markup.tag(self._list, "xf")
        return self._put(_tag(name, attributes_, "".join(map(self._markup.written, item))), bare)

    def _put(self, xml: str, bare: str) -> int:
        self._markup.append(self._list, xml)
        self._alike.setdefault(_APPLIES.sub("", bare), len(self._written))
        self._written.append(bare)
        if self._list.get("count") is not None:
            self._markup.set(self._list, "count", str(len(self._written)))
        return len(self._written) - 1


def _bare(item: etree._Element) -> str:
    """An element of the main name space written without prefixes, however it was written."""
    attributes_ = {str(name): str(value) for name, value in item.attrib.items()}
    return _tag(etree.QName(item).localname, attributes_, "".join(map(_bare, item)))


def _tag(name: str, attributes: dict[str, str], inside: str) -> str:
    attributes_ = "".join(f" {key}={attribute(attributes[key])}" for key in sorted(attributes))
    return f"<{name}{attributes_}>{inside}</{name}>"


def _prefixed(xml: str, prefix: str) -> str:
    return xml.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")


_WIDTHS = (18, 14, 50, 50, 36)
_LINE = 15  # points
_FILLED = 0.9  # of a line, before the next word does not fit on it
_MEMORY = 20  # the first of the hidden columns that hold the colours of before
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN[1:-1]}">'


class Kept(NamedTuple):
    """A cell that was coloured: where it is, the fill it had as written, and the colour it was given."""

    sheet: str
    row: int
    column: int
    fill: str
    colour: str


class Looks(NamedTuple):
    """The indexes of the styles of the sheet: of headings, of links, and of other cells by their colour."""

    heading: int
    linked: int
    wrapped: Mapping[str, int]


def sheet_xml(rows: Sequence[SummaryRow], kept: Sequence[Kept], looks: Looks) -> bytes:
    """The part of a sheet of *rows*, which notes the colours *kept*."""
    columns = "".join(
        f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>'
        for index, width in enumerate(_WIDTHS, start=1)
    )
    columns += f'<col min="{_MEMORY}" max="{_MEMORY + 4}" width="9" hidden="1" customWidth="1"/>'
    data = "".join(_row(index, rows, kept, looks) for index in range(max(len(rows), len(kept))))
    links = "".join(_links(rows))
    return (
        f'{_HEAD}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{columns}</cols><sheetData>{data}</sheetData>'
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def kept_fills(root: etree._Element) -> Iterator[Kept]:
    """The colours that an earlier such sheet took note of."""
    strings = Strings()
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        text: dict[int, str] = {}
        for cell in row.iterchildren(f"{MAIN}c"):
            inline = cell.find(f"{MAIN}is")
            at = position(cell.get("r", ""))
            if inline is not None and at:
                text[at[1] - _MEMORY] = str(strings.item(inline, PLAIN))
        at = position(text.get(1, ""))
        if at and text.get(0):
            yield Kept(text[0], *at, text.get(2, ""), text.get(3, ""))


def _row(index: int, rows: Sequence[SummaryRow], kept: Sequence[Kept], looks: Looks) -> str:
    cells = ""
    if index < len(rows):
        row = rows[index]
        # A sentence alone in its row runs on over the columns beside it.
        plain = looks.heading if row.heading else looks.wrapped[""] if len(row.cells) > 1 else 0
        styles = {1: looks.linked if _leads(row) else plain, 2: looks.wrapped[row.colour] if row.colour else plain}
        cells += "".join(
            _cell(index, column, text, styles.get(column, plain))
            for column, text in enumerate(row.cells, start=1)
            if text
        )
    if index < len(kept):
        sheet, row_number, column, fill, colour = kept[index]
        parts = (sheet, f"{column_letters(column)}{row_number}", fill, colour)
        cells += "".join(_cell(index, _MEMORY + offset, text, 0) for offset, text in enumerate(parts))
    height = f' ht="{_LINE * lines}" customHeight="1"' if (lines := _lines(rows, index)) > 1 else ""
    return f'<row r="{index + 1}"{height}>{cells}</row>'


def _lines(rows: Sequence[SummaryRow], index: int) -> int:
    """How many lines the cells of a row take; a sentence alone in its row takes one."""
    cells = rows[index].cells if index < len(rows) and len(rows[index].cells) > 1 else ()
    return max((ceil(len(text) / (wide * _FILLED)) for text, wide in zip(cells, _WIDTHS, strict=False)), default=1)


def _cell(index: int, column: int, text: str, style: int) -> str:
    reference = f"{column_letters(column)}{index + 1}"
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{words(text)}</t></is></c>'


def _leads(row: SummaryRow) -> bool:
    return row.place is not None and bool(row.place.sheet)


def _links(rows: Sequence[SummaryRow]) -> Iterator[str]:
    for index, row in enumerate(rows, start=1):
        if row.place is not None and _leads(row):
            parts = f"location={attribute(_address(row.place))} display={attribute(row.cells[0])}"
            yield f'<hyperlink ref="A{index}" {parts}/>'


def _address(place: Place) -> str:
    sheet = place.sheet.replace("'", "''")
    return f"'{sheet}'!{column_letters(max(place.column, 1))}{max(place.row, 1)}"
