"""The one step that planforms adds to a template: room for the columns of a plan, joined cells, kept rows, the page.

It works on the opened template, before docxtpl patches its tags, and adds tags in places that a person cannot reach in
Word: the table's grid, the properties of cells, rows, paragraphs and page. It acts only on a table that loops over
``columns`` or over a row's ``cells``; any other table keeps the form that its template gives it.
"""

import re
from collections.abc import Iterator

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from planforms.writers.docx.widths import Sheet

_COLUMN_LOOP = re.compile(r"\{%\s*tc\s+for\s+(\w+)\s+in\s+(?:columns|\w+\.cells)\b")
_ROW_LOOP = re.compile(r"\{%\s*tr\s+for\s+(\w+)\s+in\s+rows\b")
_LOOP_END = re.compile(r"\{%\s*tc\s+endfor\b")
_ROW_TAG = re.compile(r"\{%\s*tr\s+(\w+)")
_SPAN = re.compile(r"\{%\s*colspan\b")
_CELL_TAG = re.compile(r"\{[%{]\s*tc\b|\{%\s*(?:colspan|hm)\b")
_PADDING = 2 * 108  # Word's own, left and right
_SIZE = 10.0  # Word's own, where no style says


def lay_out(document: Document) -> Sheet | None:
    """Add the tags to *document*; ``None``, with nothing added, where no table of it loops over columns."""
    sheet = None
    for table in document.element.body.iter(qn("w:tbl")):
        body = [found for row in _rows(table) for found in _looped_cells(row)]
        if body:
            sheet = sheet or _sheet(document, table, body[-1][1])
            _widen(table, body)
            _keep(table)
    if sheet:
        _turn(document.sections[-1]._sectPr, lying=sheet.turned)  # noqa: SLF001 (python-docx hides its elements)
    return sheet


def needs_docxtpl(document: Document) -> bool:
    """Whether docxtpl has more to do with *document* than to render its text.

    It numbers pictures anew, and fits the grid of a table to the cells that came out.
    """
    body = document.element.body
    return next(body.iter(qn("wp:docPr")), None) is not None or any(map(_is_ragged, body.iter(qn("w:tbl"))))


def _is_ragged(table: Element) -> bool:
    if next(table.iter(qn("w:gridCol"))).get(qn("w:w"), "").startswith("{{"):
        return False
    rows = [row for row in _rows(table) if not _ROW_TAG.search(_words(row))]
    if _CELL_TAG.search(_words(table)):
        return True
    columns = len(table.find(qn("w:tblGrid")))
    return columns != max((sum(map(_span, _cells(row))) for row in rows), default=columns)


def _looped_cells(row: Element) -> Iterator[tuple[str, Element]]:
    """The cells of *row* that stand for one column each."""
    loop = None
    for cell in _cells(row):
        words = _words(cell)
        if begins := _COLUMN_LOOP.search(words):
            loop = begins
        elif _LOOP_END.search(words):
            loop = None
        elif loop:
            yield loop[1], cell


def _widen(table: Element, body: list[tuple[str, Element]]) -> None:
    """A grid of the plan's columns; each cell as wide as its column, and joined to the one above where it is."""
    grid = table.find(qn("w:tblGrid"))
    for column in grid[1:]:
        grid.remove(column)
    grid[0].set(qn("w:w"), "{{ column.width }}")
    grid.text, grid[0].tail = "{% for column in columns %}", "{% endfor %}"
    for name, cell in body:
        properties = cell.get_or_add_tcPr()
        for own in properties.xpath("w:cnfStyle | w:tcW"):
            properties.remove(own)
        properties.text = f"{{{{ {name}.form }}}}"
    for row in _rows(table):
        for cell in _cells(row):
            if _SPAN.search(_words(cell)):
                width = cell.get_or_add_tcPr().get_or_add_tcW()
                width.set(qn("w:type"), "dxa")
                width.set(qn("w:w"), "{{ columns|sum(attribute='width') }}")


def _keep(table: Element) -> None:
    """Rows on one page where a page can hold them, and the last rows with what follows the table."""
    name = ""
    for row in _rows(table):
        words = _words(row)
        if loop := _ROW_LOOP.search(words):
            name = loop[1]
        elif name and not _ROW_TAG.search(words):
            for whole in row.iter(qn("w:cantSplit")):
                _surround(whole, f"{{% if {name}.whole %}}", "{% endif %}")
            for paragraph in row.iter(qn("w:p")):
                _keep_with_next(paragraph, name)


def _keep_with_next(paragraph: Element, name: str) -> None:
    properties = paragraph.get_or_add_pPr()
    if properties.find(qn("w:keepNext")) is not None:
        return
    kept = OxmlElement("w:keepNext")
    properties.insert(0 if properties.find(qn("w:pStyle")) is None else 1, kept)
    _surround(kept, f"{{% if {name}.keep %}}", "{% endif %}")


def _turn(section: Element, *, lying: bool) -> None:
    """Two page sizes, of which the plan takes one."""
    size = section.find(qn("w:pgSz"))
    other = OxmlElement("w:pgSz")
    for name, value in size.attrib.items():
        other.set(name, value)
    other.set(qn("w:w"), size.get(qn("w:h")))
    other.set(qn("w:h"), size.get(qn("w:w")))
    other.set(qn("w:orient"), "portrait" if lying else "landscape")
    size.addnext(other)
    _surround(size, f"{{% if lying == {lying} %}}", "{% else %}")
    other.tail = "{% endif %}"


def _sheet(document: Document, table: Element, cell: Element) -> Sheet:
    section = document.sections[-1]
    sides = section.left_margin.twips + section.right_margin.twips
    ends = section.top_margin.twips + section.bottom_margin.twips
    short, long = sorted((section.page_width.twips, section.page_height.twips))
    return Sheet(
        upright=short - sides,
        lying=long - sides,
        tall=short - ends,
        turned=section.page_width > section.page_height,
        padding=_padding(table),
        size=_size(document, cell),
    )


def _padding(table: Element) -> int:
    margins = table.tblPr.find(qn("w:tblCellMar"))
    if margins is None:
        return _PADDING
    sides = [side for name in ("left", "start", "right", "end") for side in margins.iterchildren(qn(f"w:{name}"))]
    return sum(int(side.get(qn("w:w"), "0")) for side in sides)


def _size(document: Document, cell: Element) -> float:
    """The type size of the cell's first paragraph that has a style of its own, in points."""
    for code in cell.iter(qn("w:pStyle")):
        style = next((style for style in document.styles if style.style_id == code.get(qn("w:val"))), None)
        while style is not None:
            if style.font.size:
                return float(style.font.size.pt)
            style = style.base_style
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    return _SIZE if defaults is None else int(defaults.get(qn("w:val"))) / 2


def _surround(element: Element, before: str, after: str) -> None:
    previous = element.getprevious()
    if previous is None:
        parent = element.getparent()
        parent.text = (parent.text or "") + before
    else:
        previous.tail = (previous.tail or "") + before
    element.tail = (element.tail or "") + after


def _rows(table: Element) -> list[Element]:
    return list(table.iterchildren(qn("w:tr")))


def _cells(row: Element) -> list[Element]:
    return list(row.iterchildren(qn("w:tc")))


def _span(cell: Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return 1 if span is None else int(span.get(qn("w:val")))


def _words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))
