"""Where an element of a Word part stands, as a person counts: tables with rows and cells, paragraphs outside them."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml.etree import _Element

from planforms.place import Place

_TABLE, _ROW, _CELL, _PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_UNCOUNTED = ("footnote", "properties")  # a person sees no numbers of paragraphs there
_BOX = qn("w:txbxContent")


class Places:
    """The places of one part, which is called *part* (empty for the main text)."""

    def __init__(self, root: _Element, part: str) -> None:
        self._part = part
        self._numbers: dict[_Element, int] = {}
        self._counted: set[_Element] = set()
        tables = paragraphs = 0
        for one in root.iter(_TABLE, _PARAGRAPH):
            if next(one.iterancestors(_TABLE, _BOX), None) is not None:
                continue
            if one.tag == _TABLE:
                tables += 1
                self._numbers[one] = tables
            else:
                paragraphs += 1
                self._numbers[one] = paragraphs

    def of(self, element: _Element) -> Place:
        """Where *element* stands; an inner table's words stand in the cell that holds it."""
        above = (element, *element.iterancestors())
        part = self._part or ("text box" if any(one.tag == _BOX for one in above) else "")
        outermost = next((one for one in above if one in self._numbers and one.tag in {_TABLE, _PARAGRAPH}), None)
        if outermost is None or self._part in _UNCOUNTED:
            return Place(part=part)
        if outermost.tag == _PARAGRAPH:
            return Place(part=part, line=self._numbers[outermost])
        self._count(outermost)
        row = self._number(above, _ROW)
        return Place(part=part, table=self._numbers[outermost], row=row, column=self._number(above, _CELL))

    def _number(self, above: tuple[_Element, ...], name: str) -> int:
        return next((self._numbers[one] for one in above if one.tag == name and one in self._numbers), 0)

    def _count(self, table: _Element) -> None:
        """Number the rows of *table* and their cells, those in content controls too."""
        if table in self._counted:
            return
        self._counted.add(table)
        for number, row in enumerate(_own(table, table, _ROW), start=1):
            self._numbers[row] = number
            for place, cell in enumerate(_own(row, table, _CELL), start=1):
                self._numbers[cell] = place


def _own(parent: _Element, table: _Element, name: str) -> Iterator[_Element]:
    """What is called *name* inside *parent* and belongs to *table*, not to an inner one."""
    return (one for one in parent.iter(name) if next(one.iterancestors(_TABLE)) is table)


def paragraph_of(element: _Element) -> _Element | None:
    """The paragraph that *element* stands in."""
    return next(element.iterancestors(_PARAGRAPH), None)
