"""What stands in one cell under edit: its words changed in the runs that hold them, its date or number as a value.

It knows cells and rich strings of SpreadsheetML (ECMA-376 part 1, 18.3.1.4 and 18.4) and neither sheets nor plans.
"""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from planforms.editors.changes import carried, changes, dealt, whole
from planforms.editors.markup import Markup, words
from planforms.editors.xlsx.sheet import is_whole
from planforms.place import Place
from planforms.readers.xlsx.cells import CellReader
from planforms.readers.xlsx.styles import MAIN, Strings
from planforms.spans import Edit
from planforms.text import tidy_text

_VALUE = f"{MAIN}v"
_FORMULA = f"{MAIN}f"
_OF_WORDS = frozenset({"s", "str", "inlineStr"})
_INLINE = f"{MAIN}is"
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
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

        A formula is left alone. Words must be those that the reader gives, or stand among them once.
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
        told = dealt([piece.words for piece in self._pieces], edits)
        self._pieces = [piece._replace(words=said) for piece, said in zip(self._pieces, told, strict=True)]
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
            said = self._strings.words("".join(text.text or "" for text in texts))
            pieces.append(_Piece("" if font is None else self._own(markup.written(font), font), said))
        return pieces or [_Piece("", "")]

    def _own(self, xml: str, element: etree._Element) -> str:
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
        """What the cell shows, with *value* in the place of its own where one is given."""
        cell = self._cell
        if value is not None:
            cell = etree.Element(f"{MAIN}c", {"t": self._cell.get("t", "n"), "s": self._cell.get("s", "0")})
            etree.SubElement(cell, _VALUE).text = value
        return str(tidy_text(self._shared.reader.content(cell, Place).text))

    def _inline(self, pieces: Sequence[_Piece]) -> str:
        tag = self._markup.tag
        text, run, inline = (tag(self._cell, name) for name in ("t", "r", "is"))
        kept = [piece for piece in pieces if piece.words] or pieces[:1]
        inside = ""
        for look, said in kept:
            written = words(_ESCAPED.sub("_x005F_", said))
            piece = f'<{text} xml:space="preserve">{written}</{text}>'
            inside += piece if len(kept) == 1 and not look else f"<{run}>{look}{piece}</{run}>"
        return f"<{inline}>{inside}</{inline}>"


def _found(old: str, new: str, written: str) -> list[Edit] | None:
    """The edits of *written* that change *old*, which is all it says or stands in it once, to *new*."""
    places = whole(old, written)
    return None if places is None else carried(changes(old, new), places)
