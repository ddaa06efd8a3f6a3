"""The reader of Excel workbooks (.xlsx, .xlsm, .xltx, .xltm): bytes in, a Source out, a Grid for each sheet.

It walks over SpreadsheetML itself, as the Word reader walks over its own: parts come from the one safe opener, and one
walk gives what openpyxl needs two loads for (a formula and its value) or does not give at all (a text box, a Strict
workbook, ``_x000D_``), in less time. Text boxes beside the cells are read as Lines; notes, pictures and charts are
reported. It knows nothing of plans.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from lxml import etree
from msgspec import Struct

from planforms.errors import UnreadableFileError
from planforms.model import Paragraph, Run, Script, Text
from planforms.package import DEFAULT_LIMITS, Archive, Limits, Package, Relationship, open_package
from planforms.place import Place
from planforms.readers.notices import OWN, UNDER, characters_removed, notice, object_left_out
from planforms.readers.xlsx.cells import MAIN, PLAIN, Book, CellReader, Strings, number, read_styles
from planforms.readers.xlsx.sheet import (
    RELATIONSHIP_ID,
    Report,
    frozen_rows,
    heading_rows,
    position,
    print_titles,
    read_cells,
)
from planforms.remembered import pattern_of
from planforms.source import Align, Block, Grid, Line, Source
from planforms.text import join_runs

if TYPE_CHECKING:
    from planforms.findings import Finding

_MISSING = Relationship("", "")


class _Sheet(Struct, frozen=True):
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
        self._main = main
        self._root = root
        self._relationships = package.relationships(main)
        self._print_titles = print_titles(root)
        self._findings: list[Finding] = []
        strings, styles = self._shared("sharedStrings"), self._shared("styles")
        package.expect_few_styles(0 if styles is None else len(list(styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))))
        self._strings = Strings(strings)
        book = Book(self._strings, () if styles is None else read_styles(styles), is_since_1904(root))
        self._cells = CellReader(book, self._findings.append, package.name, package.limits)

    def source(self) -> Source:
        blocks = tuple(block for sheet in self._sheets() for block in self._blocks(sheet))
        if removed := self._strings.removed + self._package.removed_characters:
            self._findings.append(characters_removed(removed))
        return Source(blocks=blocks, findings=tuple(self._findings))

    def _shared(self, kind: str) -> etree._Element | None:
        part = self._package.related(self._main, kind)
        return None if part is None else self._package.xml(part)

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


def is_since_1904(root: etree._Element) -> bool:
    """Whether the workbook in *root* counts its days from 1904."""
    properties = root.find(f"{MAIN}workbookPr")
    return properties is not None and properties.get("date1904") in {"1", "true"}


_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ALIGN = {"ctr": Align.CENTRE, "r": Align.END}
# &L &C &R begin a part of a header, &P and the like mean a number, &"…" &12 &K… set a font.
_HEADER_CODE = pattern_of(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|&|.)', re.DOTALL)
_PART_OF_HEADER = pattern_of("&[LCRlcr]")
_PAGE_WORDS = {
    "",
    "-",
    "–",
    "/",
    "page",
    "of",
    "puslapis",
    "psl",
    "p",
    "iš",
}  # what LibreOffice puts in each file
_OBJECTS = {"oleObject", "package", "control", "ctrlProp"}


class Box(Struct, frozen=True):
    """A paragraph of a text box, and the row of the sheet that the box begins in."""

    row: int
    line: Line


class Surroundings:
    """What is beside the cells of the sheet called *sheet*, found by the *relationships* of its part."""

    def __init__(self, package: Package, sheet: str, relationships: Mapping[str, Relationship], report: Report) -> None:
        self._package = package
        self._sheet = sheet
        self._relationships = relationships
        self._report = report
        self._strings = Strings()

    def tables(self) -> Iterator[etree._Element]:
        """The roots of the tables (ListObjects) that the sheet has."""
        return (root for root, _ in self._roots("table"))

    def boxes(self) -> list[Box]:
        """The text boxes in their order; everything else that floats over the sheet is reported."""
        return [box for root, part in self._roots("drawing") for box in self._drawing(root, part)]

    def tell_notes(self) -> None:
        """A finding for each note (comment); a threaded one is stored twice and reported once."""
        threaded: set[str] = set()
        for root, _ in self._roots("threadedComment"):
            for item in root.iterchildren("{*}threadedComment"):
                threaded.add(item.get("ref", ""))
                self._tell_note(item.get("ref", ""), item.findtext("{*}text") or "")
        for root, _ in self._roots("comments"):
            authors = [author.text for author in root.iterfind(f"{MAIN}authors/{MAIN}author")]
            for item in root.iterfind(f"{MAIN}commentList/{MAIN}comment"):
                text = item.find(f"{MAIN}text")
                author = number(item.get("authorId"))
                own = author < len(authors) and authors[author] == OWN
                if text is not None and item.get("ref", "") not in threaded and not own:
                    self._tell_note(item.get("ref", ""), str(self._strings.item(text, PLAIN)).partition(UNDER)[0])

    def headers(self, root: etree._Element) -> list[Line]:
        """What the sheet in *root* prints at the top or the bottom of each page: a Line for each part with words."""
        lines: list[Line] = []
        for item in root.iterfind(f"{MAIN}headerFooter/*"):
            written = self._strings.words(item.text or "")
            part = "footer" if etree.QName(item).localname.endswith("Footer") else "header"
            for words in _PART_OF_HEADER.split(written):
                text = _HEADER_CODE.sub(lambda code: "&" if code[0] == "&&" else " ", words)
                if _says(" ".join(text.split())):
                    lines.append(Line(text=Text.of(text.strip()), place=Place(sheet=self._sheet, part=part)))
        return lines

    def tell_objects(self) -> None:
        """A finding where something is embedded in the sheet, and one for the words of old drawings."""
        if any(relationship.kind in _OBJECTS for relationship in self._relationships.values()):
            self._report_object("")
        for root, _ in self._roots("vmlDrawing"):
            for shape in root.iter("{urn:schemas-microsoft-com:vml}shape"):
                kind = shape.find("{urn:schemas-microsoft-com:office:excel}ClientData")
                box = shape.find("{urn:schemas-microsoft-com:vml}textbox")
                words = "" if box is None else " ".join(str(box.xpath("string()")).split())
                if words and (kind is None or kind.get("ObjectType") != "Note"):
                    self._report_object(words)

    def _roots(self, kind: str) -> Iterator[tuple[etree._Element, str]]:
        yield from self._targets(self._relationships, kind)

    def _targets(self, relationships: Mapping[str, Relationship], *kinds: str) -> Iterator[tuple[etree._Element, str]]:
        """The root and the name of each part that *relationships* lead to by one of *kinds*, each once."""
        targets = [r.target for r in relationships.values() if r.kind in kinds and not r.external]
        for target in dict.fromkeys(targets):
            try:
                yield self._package.xml(target), target
            except UnreadableFileError:
                self._report_object("")

    def _drawing(self, root: etree._Element, part: str) -> Iterator[Box]:
        for anchor in root.iterchildren(f"{_SHEET_DRAWING}*"):
            row = number(anchor.findtext(f"{_SHEET_DRAWING}from/{_SHEET_DRAWING}row")) + 1
            for body in anchor.iter(f"{_SHEET_DRAWING}txBody"):
                if next(body.iterancestors(_FALLBACK), None) is None and (lines := list(self._lines(body))):
                    words = "\n".join(str(line.text) for line in lines)
                    self._report(notice("text box", words, lines[0].place))
                    yield from (Box(row, line) for line in lines)
        if next(root.iter(f"{_SHEET_DRAWING}pic"), None) is not None:
            self._report_object("")
        relationships = self._package.relationships(part)
        for other, _ in self._targets(relationships, "chart", "chartEx", "diagramData"):
            self._report_object(" ".join(" ".join(t.text or "" for t in other.iter(f"{_DRAWING}t")).split()))

    def _lines(self, body: etree._Element) -> Iterator[Line]:
        place = Place(sheet=self._sheet, part="text box")
        for paragraph in body.iterchildren(f"{_DRAWING}p"):
            text = Text(tuple(Paragraph(tuple(line)) for line in _split(self._runs(paragraph))))
            if not str(text).strip():
                continue
            properties = paragraph.find(f"{_DRAWING}pPr")
            align = Align.START if properties is None else _ALIGN.get(properties.get("algn", ""), Align.START)
            yield Line(text=text, place=place, align=align)

    def _runs(self, paragraph: etree._Element) -> Iterator[Run]:
        for child in paragraph.iterchildren(f"{_DRAWING}r", f"{_DRAWING}fld", f"{_DRAWING}br"):
            if child.tag == f"{_DRAWING}br":
                yield Run("\n")
            else:
                words = self._strings.words(child.findtext(f"{_DRAWING}t") or "")
                yield _look(words, child.find(f"{_DRAWING}rPr"))

    def _tell_note(self, reference: str, words: str) -> None:
        row, column = position(reference) or (0, 0)
        if words := words.strip():
            self._report(notice("comment", words, Place(sheet=self._sheet, row=row, column=column)))

    def _report_object(self, words: str) -> None:
        self._report(object_left_out(self._sheet, words))


def _says(words: str) -> bool:
    """Whether *words* say more than that a number is a page's."""
    return any(c.isalpha() for c in words) and not {w.strip(".:").casefold() for w in words.split()} <= _PAGE_WORDS


def _split(runs: Iterator[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == "\n":
            lines.append([])
        else:
            lines[-1].append(run)
    return [join_runs(line) for line in lines]


def _look(words: str, properties: etree._Element | None) -> Run:
    if properties is None:
        return Run(words)
    baseline = number(properties.get("baseline"))
    return Run(
        words,
        bold=properties.get("b") in {"1", "true"},
        italic=properties.get("i") in {"1", "true"},
        underline=properties.get("u", "none") != "none",
        struck=properties.get("strike", "noStrike") != "noStrike",
        script=Script.SUPER if baseline > 0 else Script.SUB if baseline < 0 else Script.BASE,
    )
