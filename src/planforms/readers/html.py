"""The reader of web pages and of tables pasted from them: bytes in, a Source out.

It ends at a Source and knows nothing of plans. Rows and columns are worked out as the HTML standard does. Nothing that
a page names is fetched or run. A table that only lays out other tables, or is one box, is read as the text in it.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.model import Paragraph, Run, Script, Text
from planforms.package import DEFAULT_LIMITS, Allowance, Bound, Limits, too_large
from planforms.place import Place
from planforms.readers.encoding import Decoded, decode
from planforms.readers.notices import notice
from planforms.remembered import pattern_of
from planforms.source import LINKS, TABLE_CAPTION, Align, Block, Grid, GridCell, Line, Source
from planforms.text import is_blank, join_runs

if TYPE_CHECKING:
    from planforms.findings import Finding


_RULE = pattern_of(r"\.([\w-]+)\s*\{([^{}]*)\}")
_COMMENT = pattern_of(r"/\*.*?\*/|<!--|-->", re.DOTALL)
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
    if element.tag == "a" and (address := (element.get("href") or "").strip()).lower().startswith(LINKS):
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
    """The cells of *rows* with their places; none is past ``MOST_COLUMNS``.

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


_SPACE = pattern_of("[ \t\n\r\f]+")


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
            line.append(replace(last, text=last.text.rstrip(" ")))
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
            self._line.append(replace(look, text=words))
            self._at_space = words.endswith(" ")


_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]*encoding=[\"']([\w-]+)", re.IGNORECASE)
_DECLARATION = pattern_of(r"\s*<\?xml.*?\?>", re.DOTALL)
_HEAD = 4096
_PLAIN = Run("")
# No words of the page. The head is not among them: the parser keeps elements in it that it does not know (section).
_SILENT = {"script", "style", "title", "template", "meta", "link", "base"}
_BLOCKS = {
    *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "footer", "aside"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "center", "address", "figure", "figcaption", "form"),
    *("fieldset", "legend", "caption", "hr", "body", "html", "td", "th", "tr", "tbody", "thead", "tfoot", "table"),
}
_FEW_ROWS = 3


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the page, or the piece of one from the clipboard, in *data*, the bytes of a file called *name*.

    Raises:
        UnreadableFileError: the bytes are no text, or far more of it than a plan.
    """
    decoded = _decoded(data, name, limits)
    page = decoded.words
    if page.startswith("Version:") and "StartHTML:" in page[:_HEAD]:
        page = page[page.find("<") :]  # the header that Windows puts before HTML on the clipboard
    page = _DECLARATION.sub("", page, count=1) if page.lstrip().startswith("<?xml") else page
    if 2 * (page.count("<") + page.count("=")) > limits.nodes:  # an element and a text, or an attribute, for each
        raise too_large(name, Bound.NODES, limits.nodes)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode(), parser) if page.strip() else None
    except etree.XMLSyntaxError:
        root = None  # nothing in it but white space and comments
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise too_large(name, Bound.PARSER, 256)
    if root is None:
        return Source(blocks=(), findings=decoded.findings)
    reader = _PageReader(Styles(root), name, limits)
    return reader.source(root, decoded)


def _decoded(data: bytes, name: str, limits: Limits) -> Decoded:
    """The page as its own ``charset`` says, unless it is not so."""
    said = _CHARSET.search(data[:_HEAD])
    if said and len(data) <= limits.part:
        try:
            encoding = codecs.lookup((said[1] or said[2]).decode("ascii")).name
            words = data.decode(encoding)
        except (LookupError, UnicodeError, ValueError):
            pass
        else:
            return decode(words.encode("utf-8", "replace"), name, limits)
    return decode(data, name, limits)


class _PageReader:
    """Reads one page: the blocks and findings so far."""

    def __init__(self, styles: Styles, name: str, limits: Limits) -> None:
        self._styles = styles
        self._name = name
        self._limits = limits
        self._allowance = Allowance(limits, name)
        self._findings: list[Finding] = []
        self._blocks: list[Block] = []
        self._flow = Flow()
        self._in_cell = False
        self._tables = 0
        self._lines = 0
        self._numbers: dict[etree._Element, int] = {}  # the next number of each numbered list

    def source(self, root: etree._Element, decoded: Decoded) -> Source:
        self._walk(root, _PLAIN, Align.START, kept=False)
        self._end_paragraph(Align.START, 0)
        return Source(blocks=tuple(self._blocks), findings=(*decoded.findings, *self._findings))

    def _walk(self, element: etree._Element, base: Run, aligned: Align, *, kept: bool) -> None:
        """Gather the words inside *element*; its paragraphs go to the page, or to the cell being read."""
        declared = self._styles.of(element)
        if self._left_out(element, declared):
            return
        inside, aligned = look(element, declared, base), align(element, declared, aligned)
        kept = kept or element.tag == "pre" or declared.get("white-space", "").startswith(("pre", "break-spaces"))
        block = element.tag in _BLOCKS
        if block:
            self._end_paragraph(aligned, 0)
        if element.tag == "li":
            self._flow.marker = self._marker(element)
        if element.tag == "table" and not self._in_cell and (rows := rows_of(element)) and not _only_layout(rows):
            self._captions(element, inside, aligned)
            self._grid(rows, inside)
            return
        if element.tag == "br":
            self._flow.end_line()
        if element.text:
            self._flow.add(element.text, inside, kept=kept)
        for child in element:
            self._walk(child, inside, aligned, kept=kept)
            if child.tail:
                self._flow.add(child.tail, inside, kept=kept)
        if block:
            self._end_paragraph(aligned, _outline(element))

    def _left_out(self, element: etree._Element, declared: Declarations) -> bool:
        """Whether the words of *element* are not the page's; those that somebody wrote to be read are reported."""
        if element.tag in _SILENT:
            return True
        menu = element.tag == "nav" or element.get("role") == "navigation"
        if not menu and not hidden(element, declared):
            return False
        if words := " ".join(_words(element)):
            self._findings.append(notice("menu" if menu else "hidden text", words))
        return True

    def _end_paragraph(self, aligned: Align, outline: int) -> None:
        self._flow.end_block()
        if not self._in_cell and (paragraphs := self._flow.take()):
            self._lines += 1
            self._allowance.spend()
            place = Place(line=self._lines)
            self._blocks.append(Line(text=Text(paragraphs), place=place, align=aligned, outline=outline))

    def _marker(self, item: etree._Element) -> str:
        """The sign of a list item as a browser shows it, for plain and for numbered lists."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return "•"
        first = parent.get("start") or "1"
        number = self._numbers.get(parent, int(first[:6]) if first.isdecimal() else 1)
        self._numbers[parent] = number + 1
        return f"{number}."

    def _captions(self, table: etree._Element, base: Run, aligned: Align) -> None:
        for caption in table.iterchildren("caption"):
            if caption.text != TABLE_CAPTION:
                self._walk(caption, base, aligned, kept=False)

    def _grid(self, rows: list[list[etree._Element]], base: Run) -> None:
        self._tables += 1
        number = self._tables
        try:
            cells = tuple(cell for slot in lay_out(rows) if (cell := self._cell(slot, number, base)))
        except OverflowError:
            raise too_large(self._name, Bound.COLUMNS, MOST_COLUMNS) from None
        if cells:
            headings = tuple(row for row, elements in enumerate(rows, start=1) if is_heading(elements))
            self._blocks.append(Grid(number=number, cells=cells, place=Place(table=number), heading_rows=headings))

    def _cell(self, slot: Slot, table: int, base: Run) -> GridCell | None:
        row = slot.element.getparent()
        if row is not None and row.tag == "tr":
            declared = self._styles.of(row)
            if self._left_out_row(row, slot.element, declared):
                return None
            base = look(row, declared, base)
        outer, self._flow, self._in_cell = self._flow, Flow(), True
        try:
            self._walk(slot.element, base, Align.START, kept=False)
            text = Text(self._flow.take())
        finally:
            self._flow, self._in_cell = outer, False
        if not text:
            return None
        self._allowance.spend()
        place = Place(table=table, row=slot.row, column=slot.column)
        if next(slot.element.iter("table"), None) is not None:
            self._findings.append(notice("nested table", str(text), place))
        return GridCell(row=slot.row, column=slot.column, text=text, rows=slot.rows, columns=slot.columns, place=place)

    def _left_out_row(self, row: etree._Element, cell: etree._Element, declared: Declarations) -> bool:
        if not hidden(row, declared):
            return False
        if words := " ".join(_words(cell)):
            self._findings.append(notice("hidden text", words))
        return True


def _only_layout(rows: list[list[etree._Element]]) -> bool:
    """Whether a table of *rows* is one box, or holds tables and hardly any words beside them."""
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1:
        return True
    if not any(next(cell.iter("table"), None) is not None for cell in cells):
        return False
    data = [row for row in rows if sum(any(_words(cell)) for cell in row) > 1]
    return len(data) < _FEW_ROWS


def _words(element: etree._Element) -> Iterator[str]:
    for part in element.iter():
        if part.tag not in _SILENT:
            yield from (part.text or "").split()
        if part is not element:
            yield from (part.tail or "").split()


def _outline(element: etree._Element) -> int:
    tag = str(element.tag)
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else 0  # noqa: PLR2004 - h1 to h6
