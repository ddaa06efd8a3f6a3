"""One cell of a sheet: what it shows and the value behind it, with the styles and the strings that it names.

It knows cells of SpreadsheetML (ECMA-376 part 1, 18.3.1.4), their number formats, fonts and rich text; it does not
know rows or merges.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from planforms.dates import Shown, date_words, precision_of, value_of
from planforms.findings import Finding
from planforms.model import Paragraph, Run, Script, Text
from planforms.numberformat import (
    BUILT_IN,
    GENERAL,
    date_frame,
    duration_words,
    from_serial,
    number_words,
    shown_parts,
    text_frame,
)
from planforms.package import Allowance, Limits
from planforms.place import Place
from planforms.readers.notices import notice
from planforms.remembered import pattern_of
from planforms.source import Precision
from planforms.text import join_runs, without_forbidden

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PLAIN = Run("")
_OFF = {"0", "false", "none", "off"}
_SCRIPTS = {"superscript": Script.SUPER, "subscript": Script.SUB}


class Style(Struct, frozen=True):
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
    found = Run(
        "",
        bold=on.get("b", "0") not in _OFF,
        italic=on.get("i", "0") not in _OFF,
        underline=on.get("u", "none") not in _OFF,
        struck=on.get("strike", "0") not in _OFF,
        script=_SCRIPTS.get(on.get("vertAlign", ""), Script.BASE),
    )
    return PLAIN if found == PLAIN else found


def in_look(words: str, look: Run) -> Run:
    """A run of *words* in the looks of *look*."""
    return Run(words) if look is PLAIN else replace(look, text=words)


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
_ESCAPE = pattern_of("_x([0-9A-Fa-f]{4})_")
_SURROGATE = pattern_of("[\ud800-\udfff]")


class Strings:
    """The shared strings, turned into Text when a cell asks for one.

    Attributes:
        removed: how many characters were left out because no document can hold them.
    """

    def __init__(self, root: etree._Element | None = None) -> None:
        self.removed = 0
        self._items = [] if root is None else list(root.iterchildren(f"{MAIN}si"))
        self._texts: dict[tuple[int, Run], Text] = {}

    def shared(self, index: int, base: Run) -> Text | None:
        """The shared string at *index*, if it is there, in a cell with the looks of *base*."""
        if not 0 <= index < len(self._items):
            return None
        text = self._texts.get((index, base))
        if text is None:
            text = self._texts[index, base] = self.item(self._items[index], base)
        return text

    def item(self, item: etree._Element, base: Run) -> Text:
        """A string item (``si``, ``is``, a note's ``text``); phonetic guides are no words of it."""
        if len(item) == 1:
            only = item[0]
            if only.tag == _WORDS:
                return self.plain(only.text or "", base)
        return _text(list(self._runs(item, base)))

    def plain(self, words: str, base: Run = PLAIN) -> Text:
        """Words without rich text, in a cell with the looks of *base*."""
        if "_x" in words or "\r" in words:
            words = self.words(words)
        if "\n" in words:
            return _text([in_look(words, base)])
        if base is PLAIN:
            return Text.of(words) if words else _BLANK
        return Text((Paragraph((in_look(words, base),)),)) if words else _BLANK

    def words(self, written: str) -> str:
        """The characters that *written* means: ``_x000D_`` is one; ends of lines are line feeds."""
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
                yield in_look(self.words(child.text or ""), base)
            elif child.tag == _RICH:
                written = "".join([part.text or "" for part in child.iterchildren(_WORDS)])
                font = child.find(_FONT)
                # A run without properties has the cell's font; one with properties has no other.
                yield in_look(self.words(written), base if font is None else look(font))


def _text(runs: list[Run]) -> Text:
    """Runs as a Text, a paragraph a line."""
    if not any(run.text for run in runs):
        return _BLANK
    if not any("\n" in run.text for run in runs):
        return Text((Paragraph(tuple(join_runs(runs))),))
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(in_look(first, run))
        lines.extend([in_look(words, run)] for words in rest)
    return Text(tuple(Paragraph(tuple(join_runs(line))) for line in lines))


_VALUE = f"{MAIN}v"
_FORMULA = f"{MAIN}f"
_INLINE = f"{MAIN}is"
_DATE = Shown.YEAR | Shown.MONTH | Shown.DAY | Shown.WEEKDAY
_BLANK_FOR_EACH = 10  # blank cells, for each that holds words
_FIRST_SURE_DAY = 61  # 1 March 1900
_WEEKS = 70
_PLAIN_STYLE = Style()

Value = dt.date | dt.datetime | dt.time | float | None


class Content(Struct, frozen=True, gc=False):
    """What a cell holds."""

    text: Text
    value: Value = None
    precision: Precision | None = None


_NOTHING = Content(_BLANK)


class Book(NamedTuple):
    """What the cells of a workbook share; ``since_1904`` says whether its dates are counted from 1904."""

    strings: Strings
    styles: tuple[Style, ...]
    since_1904: bool


class CellReader:
    """Reads the cells of a workbook; one for all of its sheets.

    Attributes:
        strings: the shared strings, which also count the characters left out.
        report: takes a finding.
        allowance: how many more cells may be read.
        looked: how many more rows and cells may be looked at, blank ones too.
    """

    def __init__(self, book: Book, report: Callable[[Finding], None], name: str, limits: Limits) -> None:
        self.strings, self._styles, self._since_1904 = book
        self._by_look: dict[str | None, Style] = {}
        self.report = report
        self.allowance = Allowance(limits, name)
        self.looked = Allowance(limits, name, cells=limits.cells * _BLANK_FOR_EACH)
        self._known: dict[tuple[str, str, str | None], Content | None] = {}

    def content(self, cell: etree._Element, place: Place) -> Content:
        """What the cell element *cell* at *place* holds."""
        value = formula = inline = None
        for child in cell:
            tag = child.tag
            if tag == _VALUE:
                value = child.text
            elif tag == _INLINE:
                inline = child
            elif tag == _FORMULA:
                formula = child
        look = cell.get("s")
        if inline is not None:
            style = self._style(look)
            text = self.strings.item(inline, style.look)
            return Content(text if style.code is GENERAL else _framed(text, style))
        kind = cell.get("t", "n")
        if value is None:
            # A text formula that gave "" has the kind "str" and an empty value; a program that writes a formula without
            # working it out writes neither.
            return _NOTHING if formula is None or kind == "str" else self._unworked(formula, self._style(look), place)
        content = self._remembered(kind, value, look)
        if kind == "e":
            self.report(notice("cell with an error", value, place))
        elif content is None:
            self.report(notice("words missing", place=place))
        elif kind == "n" and content.value and not content.text:
            self.report(notice("number not shown", value, place))
        return content or _NOTHING

    def _remembered(self, kind: str, value: str, look: str | None) -> Content | None:
        """What ``_valued`` gives; a column holds few of its words, numbers and dates many times."""
        if kind not in {"s", "n"}:
            return self._valued(kind, value, self._style(look))
        key = kind, value, look
        content = self._known.get(key)
        if content is None:
            content = self._known[key] = self._valued(kind, value, self._style(look))
        return content

    def _style(self, written: str | None) -> Style:
        style = self._by_look.get(written)
        if style is None:
            index = number(written)
            style = self._styles[index] if 0 <= index < len(self._styles) else _PLAIN_STYLE
            self._by_look[written] = style
        return style

    def _valued(self, kind: str, value: str, style: Style) -> Content | None:
        """What a *value* of a *kind* is in *style*; ``None`` for words that the file does not hold."""
        match kind:
            case "s":
                text = self.strings.shared(number(value, default=-1), style.look)
                return None if text is None else Content(_framed(text, style))
            case "b":
                return Content(self.strings.plain("TAIP" if value.strip() == "1" else "NE", style.look))
            case "e":
                return Content(self.strings.plain(value, style.look))
            case "d":
                return self._dated(value, style)
            case "n":
                return self._numbered(value.strip(), style)
            case _:
                return Content(_framed(self.strings.plain(value, style.look), style))

    def _numbered(self, value: str, style: Style) -> Content:
        try:
            found = float(value)
        except ValueError:
            return Content(self.strings.plain(value, style.look))
        shown = shown_parts(style.code)
        if Shown.DURATION in shown:
            return Content(self.strings.plain(duration_words(found), style.look), found)
        if shown and found < 1 and not self._since_1904:
            # Day 0 is no day: it is a time alone, or beside a date the 0 of a blank cell that a formula names.
            shown = Shown.NOTHING if found == 0 and shown & _DATE else shown & Shown.CLOCK
        if shown == Shown.WEEKDAY and found < _FIRST_SURE_DAY:
            found += _WEEKS  # spreadsheets agree on the weekdays of the numbers from 1, and not on their days
        moment = from_serial(found, since_1904=self._since_1904) if shown else None
        if moment is None:
            return Content(self.strings.plain(number_words(found, style.code), style.look), found)
        return self._moment(moment, shown, style)

    def _dated(self, value: str, style: Style) -> Content:
        try:
            moment = dt.datetime.fromisoformat(value.strip()).replace(tzinfo=None)
        except ValueError:
            return Content(self.strings.plain(value, style.look))
        shown = shown_parts(style.code) & ~Shown.DURATION
        return self._moment(moment, shown or _DATE & ~Shown.WEEKDAY | Shown.CLOCK, style)

    def _moment(self, moment: dt.datetime, shown: Shown, style: Style) -> Content:
        before, after = date_frame(style.code)
        text = self.strings.plain(f"{before}{date_words(moment, shown)}{after}".strip(), style.look)
        return Content(text, value_of(moment, shown), precision_of(moment, shown))

    def _unworked(self, formula: etree._Element, style: Style, place: Place) -> Content:
        words = f"={self.strings.words(formula.text or '')}"
        self.report(notice("formula without a value", words, place))
        return Content(self.strings.plain(words, style.look))


def _framed(text: Text, style: Style) -> Text:
    """*text* with what the number format shows around it (``"Nr. "@``)."""
    before, after = text_frame(style.code)
    if not (before or after) or not text:
        return text
    paragraphs = [list(paragraph.runs) for paragraph in text.paragraphs]
    paragraphs[0][:0] = [in_look(before, style.look)]
    paragraphs[-1].append(in_look(after, style.look))
    return Text(tuple(Paragraph(tuple(run for run in runs if run.text)) for runs in paragraphs))
