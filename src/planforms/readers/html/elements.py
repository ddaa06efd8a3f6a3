"""The elements of a web page: their looks, the cells of tables, and words gathered into paragraphs.

Rows and columns are worked out as the HTML standard does; white space is what HTML takes it for.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.model import Paragraph, Run, Script
from planforms.source import Align
from planforms.text import is_blank, join_runs

_RULE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BY_NAME = {
    **dict.fromkeys(("b", "strong"), ("bold", True)),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), ("italic", True)),
    **dict.fromkeys(("u", "ins"), ("underline", True)),
    **dict.fromkeys(("s", "strike", "del"), ("struck", True)),
    "sup": ("script", Script.SUPER),
    "sub": ("script", Script.SUB),
}
_SCRIPTS = {"super": Script.SUPER, "sub": Script.SUB, "baseline": Script.BASE}
_ALIGN = {"center": Align.CENTRE, "right": Align.END, "end": Align.END}
_LINKS = ("http://", "https://", "mailto:")
_MOST_RULES = 10_000

Declarations = Mapping[str, str]


class Styles:
    """The rules of a page that are for one class; everything else of CSS is left alone."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for match in list(_RULE.finditer(_COMMENT.sub(" ", sheet.text or "")))[:_MOST_RULES]:
                self._rules.setdefault(match[1], {}).update(_declarations(match[2]))

    def of(self, element: etree._Element) -> Declarations:
        """What is declared for *element*, its own style attribute last."""
        classes, style = element.get("class"), element.get("style")
        if not classes and not style:
            return {}
        declared: dict[str, str] = {}
        for name in (classes or "").split():
            declared.update(self._rules.get(name, {}))
        declared.update(_declarations(style or ""))
        return declared


def _declarations(written: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in written.split(";"))
    return {name.strip().lower(): " ".join(value.lower().split()) for name, _, value in pairs if value}


def look(element: etree._Element, declared: Declarations, base: Run) -> Run:
    """The looks inside *element*, which is among the looks of *base*."""
    named = _BY_NAME.get(str(element.tag))
    changes: dict[str, object] = dict([named]) if named else {}
    if element.tag == "a" and (address := (element.get("href") or "").strip()).lower().startswith(_LINKS):
        changes["link"] = address
    if weight := declared.get("font-weight"):
        changes["bold"] = weight.startswith("bold") or (weight.isdecimal() and int(weight[:4]) >= 600)  # noqa: PLR2004
    if slant := declared.get("font-style"):
        changes["italic"] = slant.startswith(("italic", "oblique"))
    line = declared.get("text-decoration-line") or declared.get("text-decoration") or ""
    if "line-through" in line:
        changes["struck"] = True
    if "underline" in line:
        changes["underline"] = True
    if base.link or "link" in changes:
        changes["underline"] = False  # an underlined link only looks like a link
    if place := declared.get("vertical-align"):
        changes["script"] = _SCRIPTS.get(place, base.script)
    return replace(base, **changes) if changes else base


def hidden(element: etree._Element, declared: Declarations) -> bool:
    """Whether nobody sees *element*."""
    return (
        declared.get("display") == "none"
        or declared.get("visibility") in {"hidden", "collapse"}
        or declared.get("mso-hide") == "all"
        or element.get("hidden") is not None
    )


def align(element: etree._Element, declared: Declarations, base: Align) -> Align:
    """How paragraphs in *element* are aligned."""
    if element.tag == "center":
        return Align.CENTRE
    said = declared.get("text-align") or (element.get("align") or "").lower()
    return _ALIGN.get(said, Align.START) if said else base


_GROUPS = {"thead", "tbody", "tfoot"}
_CELLS = {"td", "th"}
MOST_COLUMNS = 1000  # the standard's own bound for a colspan


class Slot(NamedTuple):
    """A cell where it is; rows and columns count from 1."""

    element: etree._Element
    row: int
    column: int
    rows: int
    columns: int


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of each row of *table*, not those of tables in it; a cell outside any row makes a row."""
    rows: list[list[etree._Element]] = []
    for child in table:
        if child.tag == "tr":
            rows.append([cell for cell in child if cell.tag in _CELLS])
        elif child.tag in _GROUPS:
            rows += rows_of(child)
        elif child.tag in _CELLS:
            rows.append([child])
    return rows


def is_heading(cells: list[etree._Element]) -> bool:
    """Whether a row of *cells* is marked as headings: in ``thead``, or of several cells that are all ``th``."""
    row = cells[0].getparent() if cells else None
    group = None if row is None else row.getparent()
    in_head = row is not None and group is not None and "thead" in {row.tag, group.tag}
    return in_head or (len(cells) > 1 and all(cell.tag == "th" for cell in cells))


def lay_out(rows: list[list[etree._Element]]) -> Iterator[Slot]:
    """The cells of *rows* with their places; none stands past ``MOST_COLUMNS``.

    Raises:
        OverflowError: a row is wider than that.
    """
    taken: dict[int, int] = {}  # column → last row that a cell from above takes
    for row, cells in enumerate(rows, start=1):
        column = 1
        for cell in cells:
            while taken.get(column, 0) >= row:
                column += 1
            columns = min(_span(cell, "colspan") or 1, MOST_COLUMNS)
            rows_down = min(_span(cell, "rowspan") or len(rows), len(rows) - row + 1)
            if column + columns - 1 > MOST_COLUMNS and columns > 1:
                columns = max(MOST_COLUMNS - column + 1, 1)
            if column > MOST_COLUMNS:
                raise OverflowError
            yield Slot(cell, row, column, rows_down, columns)
            if rows_down > 1:
                taken.update(dict.fromkeys(range(column, column + columns), row + rows_down - 1))
            column += columns


def _span(cell: etree._Element, attribute: str) -> int:
    written = (cell.get(attribute) or "1").strip()[:9]
    return int(written) if written.isdecimal() else 1


_SPACE = re.compile("[ \t\n\r\f]+")


class Flow:
    """Paragraphs as they come; ``marker`` is the list sign that the next one takes."""

    def __init__(self) -> None:
        self.marker = ""
        self._paragraphs: list[Paragraph] = []
        self._line: list[Run] = []
        self._at_space = True

    def add(self, words: str, look: Run, *, kept: bool = False) -> None:
        """Add *words* in the looks of *look*; their white space is one space unless it is *kept* (``pre``)."""
        if kept:
            first, *rest = words.split("\n")
            self._append(first, look)
            for line in rest:
                self.end_line()
                self._append(line, look)
            return
        words = _SPACE.sub(" ", words)
        if self._at_space:
            words = words.lstrip(" ")
        self._append(words, look)

    def end_line(self) -> None:
        """End a line; a blank one inside the words stays, as people part things by it."""
        line = join_runs(self._line)
        if line and line[-1].text.endswith(" "):
            last = line.pop()
            line += [
                Run(last.text.rstrip(" "), last.bold, last.italic, last.underline, last.struck, last.script, last.link)
            ]
        self._paragraphs.append(Paragraph(tuple(join_runs(line)), self.marker if line else ""))
        if line:
            self.marker = ""
        self._line = []
        self._at_space = True

    def end_block(self) -> None:
        """End a line, if one is begun."""
        if self._line:
            self.end_line()

    def take(self) -> tuple[Paragraph, ...]:
        """The paragraphs so far, less blank ones at the ends; the flow begins anew."""
        self.end_block()
        paragraphs, self._paragraphs = self._paragraphs, []
        while paragraphs and is_blank(str(paragraphs[-1])):
            paragraphs.pop()
        start = next((i for i, paragraph in enumerate(paragraphs) if not is_blank(str(paragraph))), 0)
        return tuple(paragraphs[start:])

    def _append(self, words: str, look: Run) -> None:
        if words:
            self._line.append(Run(words, look.bold, look.italic, look.underline, look.struck, look.script, look.link))
            self._at_space = words.endswith(" ")
