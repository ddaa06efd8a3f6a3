"""The styles and strings of a workbook: number formats, looks of fonts, and words as Text with their rich text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from planforms.model import Paragraph, Run, Script, Text
from planforms.numberformat import BUILT_IN, GENERAL
from planforms.text import join_runs, without_forbidden

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLAIN = Run("")
_OFF = {"0", "false", "none", "off"}
_SCRIPTS = {"superscript": Script.SUPER, "subscript": Script.SUB}


class Style(NamedTuple):
    """How a cell is shown: the code of its number format, and its looks as a run without words."""

    code: str = GENERAL
    look: Run = PLAIN


def read_styles(root: etree._Element) -> tuple[Style, ...]:
    """The styles that cells name by index, from the root of the styles part."""
    codes = dict(BUILT_IN)
    for item in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
        codes[number(item.get("numFmtId"))] = item.get("formatCode") or GENERAL
    looks = [look(font) for font in root.iterfind(f"{MAIN}fonts/{MAIN}font")]
    return tuple(_style(item, codes, looks) for item in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))


def _style(item: etree._Element, codes: dict[int, str], looks: list[Run]) -> Style:
    font = number(item.get("fontId"))
    return Style(codes.get(number(item.get("numFmtId")), GENERAL), looks[font] if 0 <= font < len(looks) else PLAIN)


def look(font: etree._Element | None) -> Run:
    """The looks of a ``font`` or an ``rPr``, as a run without words."""
    if font is None:
        return PLAIN
    on = {child.tag.removeprefix(MAIN): child.get("val", "1") for child in font.iterchildren(f"{MAIN}*")}
    return Run(
        "",
        bold=on.get("b", "0") not in _OFF,
        italic=on.get("i", "0") not in _OFF,
        underline=on.get("u", "none") not in _OFF,
        struck=on.get("strike", "0") not in _OFF,
        script=_SCRIPTS.get(on.get("vertAlign", ""), Script.BASE),
    )


def number(written: str | None, default: int = 0) -> int:
    """A whole number as written in an attribute; *default* where there is none that makes sense."""
    try:
        return int(written[:12]) if written else default
    except ValueError:
        return default


_WORDS = f"{MAIN}t"
_RICH = f"{MAIN}r"
_FONT = f"{MAIN}rPr"
_BLANK = Text()
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")


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
            return _text([_string_run(words, base)])
        return Text((Paragraph((_string_run(words, base),)),)) if words else _BLANK

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
                yield _string_run(self.words(child.text or ""), base)
            elif child.tag == _RICH:
                written = "".join([part.text or "" for part in child.iterchildren(_WORDS)])
                font = child.find(_FONT)
                # A run without properties has the cell's font; one with properties has no other.
                yield _string_run(self.words(written), base if font is None else look(font))


def _string_run(words: str, base: Run) -> Run:
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
        lines[-1].append(_string_run(first, run))
        lines.extend([_string_run(words, run)] for words in rest)
    return Text(tuple(Paragraph(tuple(join_runs(line))) for line in lines))
