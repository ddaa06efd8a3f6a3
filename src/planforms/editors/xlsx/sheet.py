"""One worksheet under edit: its cells found or made, their words changed in the runs that hold them."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from planforms.editors import changes, distribute, find_only, translate_edits
from planforms.editors.parts import Markup, words
from planforms.place import Place, column_letters
from planforms.readers.xlsx.cells import MAIN, CellReader, Strings, number
from planforms.readers.xlsx.sheet import Range, position, range_of
from planforms.remembered import pattern_of
from planforms.text import Edit, tidy_text

# What comes after a worksheet's legacy drawing (CT_Worksheet), so that it can be put in its place.
_AFTER_DRAWINGS = {
    f"{MAIN}{name}"
    for name in ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts")
} | {f"{MAIN}extLst"}
_WHOLE = pattern_of(r"[1-9]\d{0,14}")
_AFTER_DATA = f"{MAIN}sheetData"
_FORMULA = f"{MAIN}f"
_OF_MANY_CELLS = frozenset({"array", "dataTable"})


def is_whole(content: str) -> bool:
    """Whether *content* is a whole number, which a blank cell holds as a number and not as words."""
    return _WHOLE.fullmatch(content) is not None


class SheetMarkup:
    """The worksheet in *markup*; styles and new cells are gathered and written by ``finish``."""

    def __init__(self, markup: Markup) -> None:
        self.markup = markup
        self._rows: dict[int, etree._Element] = {}
        self._cells: dict[tuple[int, int], etree._Element] = {}
        self._styled: dict[tuple[int, int], int] = {}
        self._written: dict[tuple[int, int], str] = {}
        self._bound: list[Range] = []
        self._index()

    def cell(self, row: int, column: int) -> etree._Element | None:
        """The element of a cell, ``None`` where the sheet has none."""
        return self._cells.get((row, column))

    def bind(self, area: Range) -> None:
        """Leave the words in *area* alone from now on: something else in the workbook makes or repeats them."""
        self._bound.append(area)

    def bound(self, row: int, column: int) -> bool:
        """Whether the words of a cell are not to be changed: those that an array formula gives, for instance."""
        return any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self._bound)

    def style(self, row: int, column: int) -> int:
        """The index of the style that a cell is shown in: its own, its row's or its column's."""
        if (row, column) in self._styled:
            return self._styled[row, column]
        cell, line = self._cells.get((row, column)), self._rows.get(row)
        if cell is not None:
            return number(cell.get("s"))
        if line is not None and line.get("customFormat") in {"1", "true"}:
            return number(line.get("s"))
        for item in self.markup.root.iterfind(f"{MAIN}cols/{MAIN}col"):
            if number(item.get("min")) <= column <= number(item.get("max")):
                return number(item.get("style"))
        return 0

    def set_style(self, row: int, column: int, style: int) -> None:
        """Show a cell in another style; one that is not there is made."""
        self._styled[row, column] = style

    def write(self, row: int, column: int, content: str) -> bool:
        """Write words, or a whole number as such, where the sheet has no cell yet; whether that could be done."""
        if (row, column) in self._cells or (row, column) in self._written:
            return False
        self._written[row, column] = content
        return True

    def add_drawing(self, tag: str, key: str, namespace: str) -> None:
        """Name the legacy drawing with relationship *key* where the schema wants it."""
        root = self.markup.root
        name = self.markup.tag(root, tag)
        xml = f'<{name} xmlns:r="{namespace}" r:id="{key}"/>'
        following = next((child for child in root if child.tag in _AFTER_DRAWINGS), None)
        if following is None:
            self.markup.append(root, xml)
        else:
            self.markup.before(following, xml)

    def finish(self) -> None:
        """Write the styles and words, and the cells that were made for them."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted({*self._styled, *self._written}):
            if (cell := self._cells.get((row, column))) is None:
                rows.setdefault(row, []).append(column)
            else:
                self.markup.set(cell, "s", str(self._styled[row, column]))
        for row, columns in rows.items():
            line = self._rows.get(row)
            if line is None:
                self._write_row(row, "".join(self._cell_xml(row, column) for column in columns))
            else:
                for column in columns:
                    self._write_cell(line, row, column, self._cell_xml(row, column))
        self._styled.clear()
        self._written.clear()

    def _index(self) -> None:
        row = 0
        for line in self.markup.root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
            row = number(line.get("r"), row + 1)
            self._rows.setdefault(row, line)
            column = 0
            for cell in line.iterchildren(f"{MAIN}c"):
                row, column = position(cell.get("r", "")) or (row, column + 1)
                self._cells.setdefault((row, column), cell)
                formula = cell.find(_FORMULA)
                if (
                    formula is not None
                    and formula.get("t") in _OF_MANY_CELLS
                    and (area := range_of(formula.get("ref", "")))
                ):
                    self.bind(area)

    def _cell_xml(self, row: int, column: int) -> str:
        cell, value, inline, text = (self.markup.tag(self.markup.root, name) for name in ("c", "v", "is", "t"))
        start = f'<{cell} r="{column_letters(column)}{row}" s="{self.style(row, column)}"'
        content = self._written.get((row, column), "")
        if is_whole(content):
            return f"{start}><{value}>{content}</{value}></{cell}>"
        if content:
            inside = f'<{inline}><{text} xml:space="preserve">{words(content)}</{text}></{inline}>'
            return f'{start} t="inlineStr">{inside}</{cell}>'
        return f"{start}/>"

    def _write_row(self, row: int, cells: str) -> None:
        name = self.markup.tag(self.markup.root, "row")
        xml = f'<{name} r="{row}">{cells}</{name}>'
        later = min((known for known in self._rows if known > row), default=None)
        if later is not None:
            self.markup.before(self._rows[later], xml)
        elif (data := self.markup.root.find(_AFTER_DATA)) is not None:
            self.markup.append(data, xml)

    def _write_cell(self, line: etree._Element, row: int, column: int, xml: str) -> None:
        columns = (at[1] for cell in line.iterchildren(f"{MAIN}c") if (at := position(cell.get("r", ""))))
        later = min((known for known in columns if known > column and (row, known) in self._cells), default=None)
        if later is None:
            self.markup.append(line, xml)
        else:
            self.markup.before(self._cells[row, later], xml)


_VALUE = f"{MAIN}v"
_OF_WORDS = frozenset({"s", "str", "inlineStr"})
_INLINE = f"{MAIN}is"
_ESCAPED = pattern_of("_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = dt.date(1899, 12, 30)
_DAY_ZERO_1904 = dt.date(1904, 1, 1)


class _Piece(NamedTuple):
    """A stretch of a cell's words in one look: the look as it is written (an ``rPr`` or nothing), and the words."""

    look: str
    words: str


class Shared(NamedTuple):
    """What the cells of a workbook share."""

    reader: CellReader
    strings: Markup | None
    items: Sequence[etree._Element]  # of the strings
    since_1904: bool


class CellWords:
    """The words of *cell*, an element of *markup*; changes are gathered and written by ``finish``."""

    def __init__(self, cell: etree._Element, markup: Markup, shared: Shared) -> None:
        self._cell = cell
        self._markup = markup
        self._shared = shared
        self._strings = Strings()
        self._pieces = self._read()
        self._value = ""
        self._changed = False

    def change(self, old: str, new: str, date: dt.date | None) -> bool:
        """Change the words *old* to *new*, or the real date behind them to *date*; whether that could be done.

        A formula is left alone. Words must be those that the reader gives, or be among them once.
        """
        if self._cell.find(_FORMULA) is not None:
            return False
        if self._pieces is None:
            return self._change_value(old, new, date)
        written = "".join(piece.words for piece in self._pieces)
        edits = _found(old, new, written)
        if edits is None:
            return False
        if not written and is_whole(new):
            self._pieces, self._value, self._changed = None, new, True
            return True
        distributed = distribute([piece.words for piece in self._pieces], edits)
        self._pieces = [piece._replace(words=content) for piece, content in zip(self._pieces, distributed, strict=True)]
        self._changed = True
        return True

    def finish(self) -> None:
        """Write what was changed."""
        if not self._changed:
            return
        markup, cell = self._markup, self._cell
        if self._pieces is None:
            name = markup.tag(cell, "v")
            markup.fill(cell, f"<{name}>{words(self._value)}</{name}>")
            if cell.get("t") in _OF_WORDS:
                markup.set(cell, "t", None)
        else:
            markup.fill(cell, self._inline(self._pieces))
            markup.set(cell, "t", "inlineStr")

    def _read(self) -> list[_Piece] | None:
        """The pieces of a cell that holds words; ``None`` for a value of another kind."""
        kind = self._cell.get("t", "n")
        inline = self._cell.find(_INLINE)
        if inline is not None:
            return self._runs(inline, self._markup)
        value = self._cell.findtext(_VALUE)
        if value is None:
            return [_Piece("", "")]
        if kind == "s" and self._shared.strings is not None:
            items = self._shared.items
            index = int(value) if value.strip().isdecimal() else -1
            return self._runs(items[index], self._shared.strings) if 0 <= index < len(items) else None
        return [_Piece("", self._strings.words(value))] if kind == "str" else None

    def _runs(self, item: etree._Element, markup: Markup) -> list[_Piece]:
        pieces = []
        for child in item.iterchildren(f"{MAIN}t", f"{MAIN}r"):
            font = child.find(f"{MAIN}rPr")
            texts = [child] if child.tag == f"{MAIN}t" else child.findall(f"{MAIN}t")
            content = self._strings.words("".join(text.text or "" for text in texts))
            pieces.append(_Piece("" if font is None else self._with_our_prefix(markup.written(font), font), content))
        return pieces or [_Piece("", "")]

    def _with_our_prefix(self, xml: str, element: etree._Element) -> str:
        """*xml* from another part with the prefix that this part has for the main name space."""
        theirs, ours = element.prefix or "", self._cell.prefix or ""
        if theirs == ours:
            return xml
        before = f"{theirs}:" if theirs else ""
        return re.sub(rf"(</?){before}(?=\w)", rf"\1{ours}:" if ours else r"\1", xml)

    def _change_value(self, old: str, new: str, date: dt.date | None) -> bool:
        """Change a date or a number; one that becomes something else becomes words."""
        shown = self._shown(self._value or None)
        if shown != old:
            return False
        for value in self._values(new, date):
            if self._shown(value) == new:
                self._value, self._changed = value, True
                return True
        self._pieces, self._changed = [_Piece("", new)], True
        return True

    def _values(self, new: str, date: dt.date | None) -> Sequence[str]:
        """What could be written so that the cell shows *new*."""
        written = self._value or self._cell.findtext(_VALUE) or ""
        values = [new.replace(",", ".")] if re.fullmatch(r"-?\d+(?:,\d+)?", new) else []
        if date is None:
            return values
        if self._cell.get("t") == "d":
            return [f"{date.isoformat()}{written[len('2000-01-01') :]}"]
        serial = (date - (_DAY_ZERO_1904 if self._shared.since_1904 else _DAY_ZERO)).days
        fraction = written.partition(".")[2]
        return [f"{serial}.{fraction}" if fraction else str(serial), *values]

    def _shown(self, value: str | None) -> str:
        """What the cell shows, with *value* in the place of its value where one is given."""
        cell = self._cell
        if value is not None:
            cell = etree.Element(f"{MAIN}c", {"t": self._cell.get("t", "n"), "s": self._cell.get("s", "0")})
            etree.SubElement(cell, _VALUE).text = value
        return str(tidy_text(self._shared.reader.content(cell, Place()).text))

    def _inline(self, pieces: Sequence[_Piece]) -> str:
        tag = self._markup.tag
        text, run, inline = (tag(self._cell, name) for name in ("t", "r", "is"))
        kept = [piece for piece in pieces if piece.words] or pieces[:1]
        inside = ""
        for look, content in kept:
            written = words(_ESCAPED.sub("_x005F_", content))
            piece = f'<{text} xml:space="preserve">{written}</{text}>'
            inside += piece if len(kept) == 1 and not look else f"<{run}>{look}{piece}</{run}>"
        return f"<{inline}>{inside}</{inline}>"


def _found(old: str, new: str, written: str) -> list[Edit] | None:
    """The edits of *written* that change *old*, which is all of it or is in it once, to *new*."""
    places = find_only(old, written)
    return None if places is None else translate_edits(changes(old, new), places)
