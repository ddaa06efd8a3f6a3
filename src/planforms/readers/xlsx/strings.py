"""The strings of a workbook as Text: shared, inline and those of notes, with their rich text.

It knows string items of SpreadsheetML (ECMA-376 part 1, 18.4 and 22.9.2.19) and no cell.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec.structs import replace

from planforms.model import Paragraph, Run, Text
from planforms.readers.xlsx.styles import MAIN, PLAIN, look
from planforms.text import join_runs, without_forbidden

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Strings:
    """The shared strings, turned into Text when a cell asks for one.

    Attributes:
        removed: how many characters were left out because no document can hold them.
    """

    def __init__(self, root: etree._Element | None = None) -> None:
        self.removed = 0
        self._items = [] if root is None else list(root.iterchildren(f"{MAIN}si"))
        self._texts: dict[tuple[int, Run], Text] = {}

    def __len__(self) -> int:
        return len(self._items)

    def shared(self, index: int, base: Run) -> Text:
        """The shared string at *index*, which must exist, in a cell with the looks of *base*."""
        text = self._texts.get((index, base))
        if text is None:
            text = self._texts[index, base] = self.item(self._items[index], base)
        return text

    def item(self, item: etree._Element, base: Run) -> Text:
        """A string item (``si``, ``is``, a note's ``text``); phonetic guides are no words of it."""
        runs = list(self._runs(item, base))
        return Text(tuple(Paragraph(tuple(line)) for line in _lines(runs)) if any(run.text for run in runs) else ())

    def plain(self, words: str, base: Run = PLAIN) -> Text:
        """Words without rich text, in a cell with the looks of *base*."""
        return Text(
            tuple(Paragraph((replace(base, text=line),) if line else ()) for line in self.words(words).split("\n"))
        )

    def words(self, written: str) -> str:
        """The characters that *written* stands for: ``_x000D_`` is one; ends of lines are line feeds."""
        if "_x" in written:
            written = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), written)
            if _SURROGATE.search(written):
                written = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            clean = without_forbidden(written)
            self.removed += len(written) - len(clean)
            written = clean
        return written.replace("\r\n", "\n").replace("\r", "\n") if "\r" in written else written

    def _runs(self, item: etree._Element, base: Run) -> Iterator[Run]:
        for child in item.iterchildren(f"{MAIN}t", f"{MAIN}r"):
            if child.tag == f"{MAIN}t":
                yield replace(base, text=self.words(child.text or ""))
            else:
                written = "".join(part.text or "" for part in child.iterchildren(f"{MAIN}t"))
                font = child.find(f"{MAIN}rPr")
                # A run without properties has the cell's font; one with properties has no other.
                yield replace(base if font is None else look(font), text=self.words(written))


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for words in rest:
            yield join_runs(line)
            line = [replace(run, text=words)]
    yield join_runs(line)
