"""The strings of a workbook as Text: shared, inline and those of notes, with their rich text.

It knows string items of SpreadsheetML (ECMA-376 part 1, 18.4 and 22.9.2.19) and no cell.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from planforms.model import Paragraph, Run, Text
from planforms.readers.xlsx.styles import MAIN, PLAIN, look
from planforms.text import join_runs, without_forbidden

_WORDS: Final = f"{MAIN}t"
_RICH: Final = f"{MAIN}r"
_FONT: Final = f"{MAIN}rPr"
_BLANK: Final = Text()
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
        first = item[0] if len(item) else None
        if first is not None and first.tag == _WORDS and len(item) == 1:
            return self.plain(first.text or "", base)
        return _text(list(self._runs(item, base)))

    def plain(self, words: str, base: Run = PLAIN) -> Text:
        """Words without rich text, in a cell with the looks of *base*."""
        words = self.words(words)
        if "\n" in words:
            return _text([_run(words, base)])
        return Text((Paragraph((_run(words, base),)),)) if words else _BLANK

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
        for child in item:
            if child.tag == _WORDS:
                yield _run(self.words(child.text or ""), base)
            elif child.tag == _RICH:
                written = "".join([part.text or "" for part in child.iterchildren(_WORDS)])
                font = child.find(_FONT)
                # A run without properties has the cell's font; one with properties has no other.
                yield _run(self.words(written), base if font is None else look(font))


def _run(words: str, base: Run) -> Run:
    return Run(words, base.bold, base.italic, base.underline, base.struck, base.script, base.link)


def _text(runs: list[Run]) -> Text:
    """Runs as a Text, a paragraph a line."""
    if not any(run.text for run in runs):
        return _BLANK
    if not any("\n" in run.text for run in runs):
        return Text((Paragraph(tuple(join_runs(runs))),))
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(_run(first, run))
        lines.extend([_run(words, run)] for words in rest)
    return Text(tuple(Paragraph(tuple(join_runs(line))) for line in lines))
