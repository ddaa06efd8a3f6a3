"""The reader of Excel workbooks (.xlsx, .xlsm, .xltx, .xltm): bytes in, a Source out, a Grid for each sheet.

It walks over SpreadsheetML itself, as the Word reader walks over its own: parts come from the one safe opener, and one
walk gives what openpyxl needs two loads for (a formula and its value) or does not give at all (a text box, a Strict
workbook, ``_x000D_``), in less time. It knows nothing of plans.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from planforms.errors import UnreadableFileError
from planforms.package import DEFAULT_LIMITS, Archive, Limits, Package, Relationship, open_package
from planforms.place import Place
from planforms.readers.notices import OWN, characters_removed, object_left_out
from planforms.readers.xlsx.cells import MAIN, Book, CellReader, Strings, read_styles
from planforms.readers.xlsx.drawings import Surroundings
from planforms.readers.xlsx.sheet import RELATIONSHIP_ID, frozen_rows, heading_rows, print_titles, read_cells
from planforms.source import Block, Grid, Source

if TYPE_CHECKING:
    from planforms.findings import Finding

_MISSING = Relationship("", "")


class _Sheet(NamedTuple):
    number: int
    name: str
    part: str
    hidden: bool


def read(data: Archive, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the workbook in *data*, the bytes of a file called *name*.

    Each sheet with words is a Grid; its text boxes are Lines before it, or after it where they are below its cells.
    Hidden rows, columns and sheets are read, marked and reported. A formula gives the value that the file keeps for it.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    package = open_package(data, name, limits)
    main = package.main_part()
    root = _workbook(package, main)
    return _Workbook(package, main, root).source()


def _workbook(package: Package, main: str) -> etree._Element:
    if main.endswith(".bin"):
        raise UnreadableFileError(
            "“{name}” is a binary Excel workbook; give it the extension .xlsb, or save it as .xlsx.", name=package.name
        )
    root = package.xml(main)
    if root.tag != f"{MAIN}workbook":
        raise UnreadableFileError(
            "“{name}” is not an Excel workbook, whatever its file extension; open it and save it as .xlsx.",
            name=package.name,
        )
    return root


class _Workbook:
    """A workbook being read: what its sheets share, and the findings so far."""

    def __init__(self, package: Package, main: str, root: etree._Element) -> None:
        self._package = package
        self._root = root
        self._relationships = package.relationships(main)
        self._print_titles = print_titles(root)
        self._findings: list[Finding] = []
        strings, styles = self._shared("sharedStrings"), self._shared("styles")
        package.expect_few_styles(0 if styles is None else len(list(styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))))
        self._strings = Strings(strings)
        book = Book(self._strings, () if styles is None else read_styles(styles), _since_1904(root))
        self._cells = CellReader(book, self._findings.append, package.name, package.limits)

    def source(self) -> Source:
        blocks = tuple(block for sheet in self._sheets() for block in self._blocks(sheet))
        if removed := self._strings.removed + self._package.removed_characters:
            self._findings.append(characters_removed(removed))
        return Source(blocks=blocks, findings=tuple(self._findings))

    def _shared(self, kind: str) -> etree._Element | None:
        for relationship in self._relationships.values():
            if relationship.kind == kind and relationship.target in self._package:
                return self._package.xml(relationship.target)
        return None

    def _sheets(self) -> Iterator[_Sheet]:
        """The worksheets in the order of their tabs; what else has a tab is reported."""
        seen: set[str] = set()
        for index, item in enumerate(self._root.iterfind(f"{MAIN}sheets/{MAIN}sheet"), start=1):
            name = self._strings.words(item.get("name", ""))
            if name == OWN:
                continue
            target = self._relationships.get(item.get(RELATIONSHIP_ID, ""), _MISSING)
            if target.kind == "worksheet" and target.target in self._package and target.target not in seen:
                seen.add(target.target)
                yield _Sheet(index, name, target.target, item.get("state", "visible") != "visible")
            else:
                self._findings.append(object_left_out(name))

    def _blocks(self, sheet: _Sheet) -> list[Block]:
        root = self._package.xml(sheet.part)
        relationships = self._package.relationships(sheet.part)
        cells = read_cells(root, sheet.name, self._cells, relationships)
        beside = Surroundings(self._package, sheet.name, relationships, self._findings.append)
        marked = heading_rows(root, beside.tables(), self._print_titles.get(sheet.number - 1, ""))
        grid = Grid(
            number=sheet.number,
            cells=cells,
            name=sheet.name,
            place=Place(sheet=sheet.name),
            hidden=sheet.hidden,
            heading_rows=tuple(marked),
            frozen_rows=frozen_rows(root),
        )
        boxes = beside.boxes()
        beside.tell_notes()
        beside.tell_objects()
        last = max((cell.row + cell.rows - 1 for cell in cells), default=0)
        above = [box.line for box in boxes if box.row <= last]
        below = [box.line for box in boxes if box.row > last]
        return [*above, *([grid] if cells else []), *below, *beside.headers(root)]


def _since_1904(root: etree._Element) -> bool:
    properties = root.find(f"{MAIN}workbookPr")
    return properties is not None and properties.get("date1904") in {"1", "true"}
