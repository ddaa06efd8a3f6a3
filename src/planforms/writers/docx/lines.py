"""The words of a plan as WordprocessingML runs: the values that a template prints. It knows no plan and no template.

A :class:`Line` prints as runs in the place of docxtpl's ``{{r … }}``, as docxtpl's RichText does. Cell text is data: it
is escaped, never evaluated, and what XML cannot hold is left out.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Self

from msgspec import Struct

from planforms.model import Run, Script
from planforms.remembered import Kept, pattern_of
from planforms.text import without_forbidden
from planforms.writers.typesetting import (
    LONGEST_ADDRESS,
    REGULAR,
    SPACE,
    Widths,
    bind,
    line_widths,
    pieces,
    plain,
    settle,
)

# The order of ECMA-376 part 1, 17.3.2.28, as far as a template's own properties and ours may meet.
_ORDER = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
    *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
    *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs"),
    *("em", "lang", "eastAsianLayout", "specVanish", "oMath"),
)
_PROPERTY = pattern_of(r"<w:(\w+)\b[^<>]*/>")
_SAFE_LINK = pattern_of(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_TEXT = '<w:t xml:space="preserve">'
_HYPHEN = pattern_of(r"(?<=\d)-(?=\d)")
# 2026-09-01 is one word; the sign is Word's own, and no other letter.
_NO_BREAK_HYPHEN = f"</w:t><w:noBreakHyphen/>{_TEXT}"
_TAB, _BREAK = f"</w:t><w:tab/>{_TEXT}", f"</w:t><w:br/>{_TEXT}"
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})
SHORT = 200  # letters of a line that may come again
_GRID_WIDTH = 9639  # between the margins of an upright page, in twentieths of a point
_GRID_FORM = (
    '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="autofit"/></w:tblPr>'
)


class Line(Struct, gc=False):
    """One printed paragraph: its words, bound by typography, and the same as runs; and the sign of its list.

    A line is false when it has no words; ``marker`` is empty where the paragraph had no sign. ``bold``: some
    of it is bold, and so wider.
    """

    words: str
    xml: str
    marker: str
    bold: bool
    source: Sequence[Run]
    measured: tuple[int, int] | None = None

    @classmethod
    def of(cls, runs: Sequence[Run], marker: str = "") -> Self:
        """The line that these runs make; a list sign comes before it."""
        if len(runs) == 1:
            only = bind(without_forbidden(runs[0].text))
            return cls(only, _run(only, runs[0]), without_forbidden(marker), runs[0].bold, runs)
        words = _bound(runs)
        xml = "".join(map(_run, words, runs))
        bold = any(run.bold for run in runs)
        return cls("".join(words), xml, without_forbidden(marker), bold, runs)

    def widths(self) -> tuple[int, int]:
        """The width of the longest word and of the whole line, in thousandths of the type size."""
        if self.measured is None:
            self.measured = line_widths(self.words, self.marker, bold=self.bold)
        return self.measured

    def __bool__(self) -> bool:
        return bool(self.words)

    def __str__(self) -> str:
        return self.words

    def __html__(self) -> str:
        return self.xml

    def runs(self, base: str) -> str:
        """The line as runs, each with the properties *base* (a ``w:rPr``) and its own looks."""
        made = (_run(words, run, base) for words, run in zip(_bound(self.source), self.source, strict=True))
        return "".join(made)

    def inside(self, base: str) -> str:
        """The line for a place inside the ``w:t`` of a run that has the properties *base*, or none."""
        if all(run.plain for run in self.source):
            return _written(self.words)
        return f"</w:t></w:r>{self.runs(base)}<w:r>{base}{_TEXT}"


def _bound(runs: Sequence[Run]) -> list[str]:
    """The words of each run that can be printed. Binding looks over the borders of runs, and keeps the length."""
    kept = [without_forbidden(run.text) for run in runs]
    line = bind("".join(kept))
    return [line[end - len(words) : end] for end, words in zip(accumulate(map(len, kept)), kept, strict=True)]


def _run(words: str, run: Run, base: str = "") -> str:
    if not words:
        return ""
    properties = ""
    if base or not run.plain:
        properties = _properties(run.bold, run.italic, run.underline, run.struck, run.script, base)
    xml = f"<w:r>{properties}{_TEXT}{_written(words)}</w:t></w:r>"
    if words == words.strip() and words.isprintable():  # no blank at an end of it that Word would leave out
        xml = xml.replace(_TEXT, "<w:t>")
    return _linked(xml, run.link) if run.link else xml


def in_markup(words: str) -> str:
    """*words* for XML, in an attribute too."""
    return words.translate(_MARKUP)


def _written(words: str) -> str:
    words = settle(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    words = _HYPHEN.sub(_NO_BREAK_HYPHEN, words) if "-" in words else words
    return words.replace("\t", _TAB).replace("\n", _BREAK)


def _linked(run: str, link: str) -> str:
    """*run* as a link where its address is one that a reader of the document may follow.

    A field needs no relationship, so a link costs no other part of the package (ECMA-376 part 1, 17.16.5.25).
    """
    if not _SAFE_LINK.fullmatch(link):
        return run
    address = without_forbidden(link).replace("\\", "%5C").replace('"', "%22")
    instruction = in_markup(f' HYPERLINK "{address}" ')
    return f'<w:fldSimple w:instr="{instruction}">{run}</w:fldSimple>'


@lru_cache(maxsize=256)
def _properties(*looks_and_base: bool | Script | str) -> str:
    """*base* with the looks of a run: bold, italic, underline, struck and script."""
    bold, italic, underline, struck, script, base = looks_and_base
    kept = {found[1]: found[0] for found in _PROPERTY.finditer(str(base))}
    kept |= {name: f"<w:{name}/>" for name, on in (("b", bold), ("i", italic), ("strike", struck)) if on}
    if underline:
        kept["u"] = '<w:u w:val="single"/>'
    if script is not Script.BASE:
        kept["vertAlign"] = f'<w:vertAlign w:val="{script}script"/>'
    return f"<w:rPr>{''.join(kept[name] for name in sorted(kept, key=_rank))}</w:rPr>" if kept else ""


def _rank(name: str) -> int:
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


class Grid(Line, gc=False):
    """A table in the place of a printed line: the line's paragraph ends before it, and another begins after it.

    So every template that prints the lines of a section prints its table, as with a sub-document of docxtpl.
    """

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Sequence[Line]]]) -> Self:
        """The table of *rows*: the lines of each cell, at least one."""
        columns = max(map(len, rows), default=0)
        grid = f'<w:gridCol w:w="{_GRID_WIDTH // max(columns, 1)}"/>' * columns
        made = "".join(f"<w:tr>{''.join(map(_grid_cell, row))}</w:tr>" for row in rows)
        xml = f"</w:p><w:tbl>{_GRID_FORM}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl><w:p>"
        words = "\n".join("\t".join(" ".join(line.words for line in cell) for cell in row) for row in rows)
        return cls(words, xml, "", False, ())  # noqa: FBT003 -- not bold

    def runs(self, base: str) -> str:  # noqa: ARG002 -- the cells have looks of their own
        """The table."""
        return self.xml

    def inside(self, base: str) -> str:
        """The table for a place inside the ``w:t`` of a run that has the properties *base*."""
        return f"</w:t></w:r>{self.xml}<w:r>{base}{_TEXT}"


def _grid_cell(lines: Sequence[Line]) -> str:
    paragraphs = "".join(f"<w:p>{_signed(line)}</w:p>" for line in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{paragraphs}</w:tc>'


def _signed(line: Line) -> str:
    return (_run(f"{line.marker} ", Run("")) if line.marker else "") + line.xml


def plain_line(words: str) -> Line:
    """``Line.of`` words that have no looks and no list sign, can be printed as they are, and are on one line.

    Most cells hold such words, and most words are usual: written as they are, and broken nowhere.
    """
    bound = text = bind(words)
    widest, whole = 0, -SPACE
    for word in bound.split(" "):
        wide = _WIDTHS[word]
        widest = max(widest, wide)
        whole += SPACE + wide
    if widest >= _UNUSUAL:
        text = _written(bound)
        widest, whole = line_widths(bound, bold=False)
    if bound == words == words.strip():
        xml = f"<w:r><w:t>{text if text is bound else text.replace(_TEXT, '<w:t>')}</w:t></w:r>"
    else:
        xml = f"<w:r>{_TEXT}{text}</w:t></w:r>"
    return Line(bound, xml, "", False, (Run(words),), (widest, whole))  # noqa: FBT003 -- not bold


# In the place of the width of what is not usual: a sign that is written otherwise, a word that may break inside.
_UNUSUAL = 1 << 20
_LETTERS = Widths(REGULAR | {_UNUSUAL: "&<>–-"})


def _usual_width(word: str) -> int:
    if len(word) > LONGEST_ADDRESS and len(pieces(word)) > 1:
        return _UNUSUAL
    return sum(map(_LETTERS.__getitem__, word))


_WIDTHS = Kept(_usual_width)


def line_of(runs: tuple[Run, ...], marker: str = "") -> Line:
    """The line that *runs* make. Places, people and months come again in row after row, and in plan after plan."""
    letters = len(runs[0].text) if len(runs) == 1 else sum([len(run.text) for run in runs])
    return _kept_line(runs, marker) if letters < SHORT else Line.of(runs, marker)


@lru_cache(maxsize=1024)
def _kept_line(runs: tuple[Run, ...], marker: str) -> Line:
    return Line.of(runs, marker)


NOTHING = Line.of(())


# What the functions that print a template call.


def inside(value: object, base: str) -> str:
    """A value inside the ``w:t`` of a run with the properties *base*."""
    return _as_line(value).inside(base)


def runs(value: object, base: str) -> str:
    """A value as runs with the properties *base*."""
    return _as_line(value).runs(base)


def as_text(value: object) -> str:
    """The plain words of a value, as a person would write them in a tag."""
    return plain(value.words if isinstance(value, Line) else str(value))


def escaped(value: object) -> str:
    """The plain words of a value for XML."""
    return in_markup(as_text(value))


def joined(values: Sequence[object], between: str = "") -> str:
    """The plain words of *values* with *between* them."""
    return between.join(map(as_text, values))


def _as_line(value: object) -> Line:
    return value if isinstance(value, Line) else Line.of((Run(str(value)),))
