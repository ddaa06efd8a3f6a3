"""The one step that planforms adds to a template: room for the columns of a plan, joined cells, kept rows, the page.

It works on the opened template, before docxtpl patches its tags, and adds tags in places that a person cannot reach in
Word: the table's grid, the properties of cells, rows, paragraphs and page. It acts only on a table that loops over
``columns`` or over a row's ``cells``; any other table keeps the form that its template gives it.
"""

from collections.abc import Iterator
from copy import copy

from docx.oxml.ns import qn
from lxml.etree import QName, SubElement, _Element

from planforms.remembered import pattern_of
from planforms.writers.docx.tags import Tag, of_table
from planforms.writers.typesetting import Room, Sheet

_COLUMN_LOOP = pattern_of(r"\{%\s*tc\s+for\s+(\w+)\s+in\s+(?:columns|\w+\.cells)\b")
_ROW_LOOP = pattern_of(r"\{%\s*tr\s+for\s+(\w+)\s+in\s+rows\b")
_ROW_LOOP_END = pattern_of(r"\{%\s*tr\s+endfor\b")
_LOOP_END = pattern_of(r"\{%\s*tc\s+endfor\b")
_ROW_TAG = pattern_of(r"\{%\s*tr\b")
_SPAN = pattern_of(r"\{%\s*colspan\b")
_A4 = (11906, 16838)
_UNITS = {"": 1.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 1440 / 25.4}
_MEASURE = pattern_of(rf"(-?\d{{1,9}}(?:\.\d{{1,9}})?)({'|'.join(_UNITS)})")
# What Word takes where a template does not say: the margins of cells, left and right, and the type size.
_PADDING = 2 * 108
_SIZE = 10.0


class _Step:
    """Adds tags of ours to a document: a marker in the place of each, and the tag itself among *tags*."""

    def __init__(self, tags: list[Tag]) -> None:
        self._tags = tags

    def marker(self, words: str, *, statement: bool = False) -> str:
        """What takes the place of the tag *words* until the part is patched."""
        self._tags.append(Tag("{%" if statement else "{{", words))
        return self._tags[-1].marker(len(self._tags) - 1)

    def surround(self, element: _Element, before: str, after: str) -> None:
        """Put the statements *before* and *after* around an *element*."""
        previous, parent = element.getprevious(), element.getparent()
        if previous is not None:
            previous.tail = (previous.tail or "") + self.marker(before, statement=True)
        elif parent is not None:
            parent.text = (parent.text or "") + self.marker(before, statement=True)
        element.tail = self.marker(after, statement=True) + (element.tail or "")


def lay_out(document: _Element, styles: _Element, tags: list[Tag]) -> Sheet | None:
    """Add *tags* to the *document* element, which has these *styles*; the room that it has for a plan's columns.

    ``None`` where no table loops over columns.
    """
    sheet, step = None, _Step(tags)
    body = _first(document, "body")
    for table in body.iter(qn("w:tbl")):
        looped = [cell for row in _rows(table) for cell in _looped_cells(row)]
        if looped:
            sheet = sheet or _sheet(body, styles, table, looped[-1][1])
            _set_grid(table, step)
            for name, cell in looped:
                _set_form(name, cell, step)
            for spanning in (cell for row in _rows(table) for cell in _cells(row) if _SPAN.search(_words(cell))):
                width = _first(_first(spanning, "tcPr"), "tcW", after=("cnfStyle",))
                width.set(qn("w:type"), "dxa")
                width.set(qn("w:w"), step.marker("table_width"))
            _keep_rows(table, step)
    if sheet:
        _turn(body, step, lying=sheet.turned)
    return sheet


def _looped_cells(row: _Element) -> Iterator[tuple[str, _Element]]:
    """The cells that are repeated for each column, and the names that their loops give the value."""
    name = ""
    for cell in _cells(row):
        words = _words(cell)
        if loop := _COLUMN_LOOP.search(words):
            name = loop[1]
        elif _LOOP_END.search(words):
            name = ""
        elif name:
            yield name, cell


def _set_grid(table: _Element, step: _Step) -> None:
    """One column of the grid for each of the plan's."""
    grid = _first(table, "tblGrid", after=("tblPr",))
    for column in list(grid):
        grid.remove(column)
    column = SubElement(grid, qn("w:gridCol"), {qn("w:w"): step.marker("column.width")})
    step.surround(column, "for column in columns", "endfor")


def _set_form(name: str, cell: _Element, step: _Step) -> None:
    """As wide as its column, and joined to its neighbours where it is."""
    properties = _first(cell, "tcPr")
    for old in properties.findall(qn("w:cnfStyle")) + properties.findall(qn("w:tcW")):
        properties.remove(old)
    properties.text = step.marker(f"{name}.form")


def _keep_rows(table: _Element, step: _Step) -> None:
    """A row stays on one page where a page can hold it, and with what follows where the plan asks for it."""
    name = ""
    for row in _rows(table):
        words = _words(row)
        if loop := _ROW_LOOP.search(words):
            name = loop[1]
        elif _ROW_LOOP_END.search(words):
            name = ""
        elif name and not _ROW_TAG.search(words):
            for whole in list(row.iter(qn("w:cantSplit"))):
                step.surround(whole, f"if {name}.whole", "endif")
            for paragraph in row.iter(qn("w:p")):
                properties = _first(paragraph, "pPr")
                if properties.find(qn("w:keepNext")) is None:
                    kept = _first(properties, "keepNext", after=("pStyle",))
                    step.surround(kept, f"if {name}.keep", "endif")


def _turn(body: _Element, step: _Step, *, lying: bool) -> None:
    """Two page sizes, of which the plan takes one."""
    size = _page_size(body)
    turned = copy(size)
    width, height = _page(size)
    size.addnext(turned)
    turned.set(qn("w:w"), str(height))
    turned.set(qn("w:h"), str(width))
    turned.set(qn("w:orient"), "portrait" if lying else "landscape")
    step.surround(size, "if lying" if lying else "if not lying", "else")
    turned.tail = step.marker("endif", statement=True)


def _sheet(body: _Element, styles: _Element, table: _Element, cell: _Element) -> Sheet:
    size = _page_size(body)
    margins = size.getparent().find(qn("w:pgMar"))  # type: ignore[union-attr]  # it has a parent, the section
    sides, ends = (sum(_number(margins, name, 0) for name in names) for names in (("left", "right"), ("top", "bottom")))
    short, long = sorted(_page(size))
    return Sheet(
        upright=Room(short - sides, long - ends),
        lying=Room(long - sides, short - ends),
        turned=_page(size)[0] > short,
        padding=_padding(table),
        size=_type_size(styles, cell),
    )


def _page_size(body: _Element) -> _Element:
    """The page size of the last section, added where the template has none."""
    section = _first(body, "sectPr", last=True)
    return _first(section, "pgSz", after=("headerReference", "footerReference", "footnotePr", "endnotePr", "type"))


def _page(size: _Element) -> tuple[int, int]:
    return _number(size, "w", _A4[0]), _number(size, "h", _A4[1])


def _padding(table: _Element) -> int:
    margins = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    if margins is None:
        return _PADDING
    return sum(_number(margins.find(qn(f"w:{side}")), "w", _PADDING // 2) for side in ("left", "right"))


def _type_size(styles: _Element, cell: _Element) -> float:
    """The type size that the style of the cell's first paragraph gives, in points."""
    by_code = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    chosen = next(cell.iter(qn("w:pStyle")), None)
    style = None if chosen is None else by_code.pop(chosen.get(qn("w:val")), None)
    while style is not None:
        size = style.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        if size is not None:
            return _number(size, "val", 0) / 2
        base = style.find(qn("w:basedOn"))
        # A style that is its own ancestor is looked at once.
        style = None if base is None else by_code.pop(base.get(qn("w:val")), None)
    default = styles.find("/".join(qn(f"w:{name}") for name in ("docDefaults", "rPrDefault", "rPr", "sz")))
    return _number(default, "val", int(_SIZE * 2)) / 2


def _first(parent: _Element, name: str, *, after: tuple[str, ...] = (), last: bool = False) -> _Element:
    """The child *name* of *parent*, made where it is missing: behind the children named, else at the front or end."""
    found = (
        parent.find(qn(f"w:{name}")) if not last else next(parent.iterchildren(qn(f"w:{name}"), reversed=True), None)
    )
    if found is not None:
        return found
    made = parent.makeelement(qn(f"w:{name}"))
    places = [index for index, child in enumerate(parent) if QName(child).localname in after]
    parent.insert(len(parent) if last else max(places, default=-1) + 1, made)
    return made


def _rows(table: _Element) -> list[_Element]:
    """The rows of *table*, those in content controls too."""
    return [row for row in table.iter(qn("w:tr")) if of_table(row, table)]


def _cells(row: _Element) -> list[_Element]:
    table = next(row.iterancestors(qn("w:tbl")))
    return [cell for cell in row.iter(qn("w:tc")) if of_table(cell, table)]


def _number(element: _Element | None, attribute: str, otherwise: int) -> int:
    """A measure in twentieths of a point, or a plain number; *otherwise* where it is missing or not one."""
    found = _MEASURE.fullmatch("" if element is None else element.get(qn(f"w:{attribute}"), ""))
    return round(float(found[1]) * _UNITS[found[2]]) if found else otherwise


def _words(element: _Element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))
