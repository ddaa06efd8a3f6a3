"""The reader of Word documents (.docx, .docm, .dotx, .dotm): bytes in, a Source out, by a walk of its own.

The parts of the document are found by their relationships and opened safely. A ``Story`` walks over the body, a header
or a text box: its paragraphs become lines, its tables grids, in order, and nothing is asked about meaning.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.errors import UnreadableFileError
from planforms.model import Paragraph, Run, Text
from planforms.package import DEFAULT_LIMITS, Allowance, Archive, Limits, Package, Relationship, open_package
from planforms.place import Place
from planforms.readers.docx.elements import (
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RELATION,
    SECTION,
    TABLE,
    TYPE,
    has_switch,
    safe_link,
    unwrapped,
    w,
    words_in,
)
from planforms.readers.docx.inline import InlineReader
from planforms.readers.docx.numbering import Numbering
from planforms.readers.docx.styles import Format, Styles
from planforms.readers.docx.tables import Placed, in_reading_order, is_layout, lay_out
from planforms.readers.notices import OWN, Notices
from planforms.source import PROMPT_SPACE, Block, Grid, GridCell, Line, Source
from planforms.text import is_blank, is_blank_text

_DOCUMENT = w("document")
_SECTION_PATHS = (
    SECTION,
    f"{PARAGRAPH}/{PARAGRAPH_PROPERTIES}/{SECTION}",
    f"{CONTROL}/{CONTROL_CONTENT}/{PARAGRAPH}/{PARAGRAPH_PROPERTIES}/{SECTION}",
)
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
# What another Office program begins its main part with, and what to say of it.
_OTHERS = {
    "workbook": "“{name}” is an Excel workbook; marks are filled in Word documents, so make the document of it.",
    "presentation": "“{name}” is a PowerPoint presentation; copy the plan into a Word or Excel file and give that.",
}


class Furniture(NamedTuple):
    """A header or a footer: its name in the package, its root, its links, and whether any page shows it."""

    name: str
    root: etree._Element
    links: Mapping[str, str]
    part: str
    shown: bool


class WordDocument:
    """The parts of an opened document; *root* is that of its main part, where it was parsed before."""

    def __init__(self, package: Package, root: etree._Element | None = None) -> None:
        self._package = package
        self._main = package.main_part()
        root = package.xml(self._main) if root is None else root
        name = etree.QName(root).localname
        if root.tag != _DOCUMENT:
            raise UnreadableFileError(
                _OTHERS.get(
                    name,
                    "“{name}” is not a Word document, whatever its file extension says; give the file with the plan.",
                ),
                name=package.name,
            )
        body = root.find(w("body"))
        self.body = etree.Element(w("body")) if body is None else body
        self._related = package.relationships(self._main)
        self.links = _links(self._related)

    def root_of(self, kind: str) -> etree._Element | None:
        """The root of the related part of that kind (``styles``, ``numbering``), or ``None`` where it is missing."""
        part = self._package.related(self._main, kind)
        return None if part is None else self._package.xml(part)

    def notes(self) -> dict[tuple[str, str], str]:
        """The words of footnotes, endnotes and comments, by kind and id; planforms' own comments are none."""
        found: dict[tuple[str, str], str] = {}
        for kind, one in _NOTES.items():
            root = self.root_of(kind)
            for note in () if root is None else root.iterchildren(w(one)):
                if note.get(TYPE) not in _SEPARATORS and note.get(w("author")) != OWN:
                    found[one, note.get(w("id"), "")] = words_in(note)
        return found

    def _sections(self) -> Iterator[etree._Element]:
        # The whole tree is not searched: a section never ends inside a table.
        for path in reversed(_SECTION_PATHS):
            yield from self.body.iterfind(path)

    def furniture(self) -> Iterator[Furniture]:
        """The headers and footers that the sections name, each once."""
        settings = self.root_of("settings")
        evens = has_switch(settings, "evenAndOddHeaders")
        named: dict[str, tuple[str, bool]] = {}
        for section in self._sections():
            firsts = has_switch(section, "titlePg")
            for part in ("header", "footer"):
                for reference in section.iterchildren(w(f"{part}Reference")):
                    relationship = self._related.get(reference.get(RELATION, ""))
                    if relationship is None or relationship.external or relationship.target not in self._package:
                        continue
                    kind = reference.get(TYPE, "default")
                    shown = {"first": firsts, "even": evens}.get(kind, True)
                    known = named.get(relationship.target, (part, False))
                    named[relationship.target] = part, shown or known[1]
        for target, (part, shown) in named.items():
            links = _links(self._package.relationships(target))
            yield Furniture(target, self._package.xml(target), links, part, shown)


def _links(related: Mapping[str, Relationship]) -> Mapping[str, str]:
    return {
        key: link
        for key, relationship in related.items()
        if relationship.kind == "hyperlink" and relationship.external and (link := safe_link(relationship.target))
    }


_BLOCKS = frozenset({PARAGRAPH, TABLE})
NOTHING = Text()
_LOOSE = Format()
TEXT_BOX = "text box"


class Shared(NamedTuple):
    """What the stories of one document share: its styles, how far its lists have counted, and the ledger."""

    styles: Styles
    numbering: Numbering
    notices: Notices
    allowance: Allowance


class Story:
    """Reads one story of a document.

    Attributes:
        tables: how many tables have been read; grids are numbered by it.
    """

    def __init__(
        self,
        root: etree._Element,
        shared: Shared,
        links: Mapping[str, str],
        part: str = "",
    ) -> None:
        self.tables = 0
        self._root = root
        self._shared = shared
        self._styles, self._numbering, self._notices, self._allowance = shared
        self._links = links
        self._part = part
        self._line = 0
        self._nested_in = 0
        self._inline = self._inline_reader()
        self._plain_texts = {"": NOTHING}

    def blocks(self) -> Iterator[Block]:
        """The blocks of the story in document order; a text box is before what it is anchored in."""
        return self._blocks(self._within(self._root))

    def lines(self) -> Iterator[Line]:
        """The same as lines only, the paragraphs of tables among them; lines without words left out."""
        for block in self.blocks():
            texts = [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]
            align = block.align if isinstance(block, Line) else Line(text=NOTHING).align
            for text in texts:
                if str(text).strip() or PROMPT_SPACE in str(text):
                    yield Line(text=text, place=Place(part=self._part), align=align)

    def _inline_reader(self) -> InlineReader:
        return InlineReader(
            self._styles,
            self._links,
            self._notices,
            self._allowance,
            page_numbers=self._part not in {"header", "footer"},
        )

    def _inner(self, box: etree._Element, place: Place) -> "Story":  # noqa: ARG002 - for whoever traces words
        """The story in a text box that is anchored at *place*."""
        return Story(box, self._shared, self._links, TEXT_BOX)

    def _within(self, parent: etree._Element) -> Iterator[etree._Element]:
        return unwrapped(parent, _BLOCKS, self._notices)

    def _blocks(self, elements: Iterable[etree._Element]) -> Iterator[Block]:
        last = _LOOSE
        for element in elements:
            if element.tag == TABLE:
                yield from self._rest(last)
                yield from self._laid_out(element) if is_layout(element) else self._table(element)
                last = _LOOSE
                continue
            self._line += 1
            self._notices.place = place = Place(line=self._line, part=self._part)
            last = self._inline.read(element)
            if not last.joins_next:
                yield from self._line_of(last, place)
        yield from self._rest(last)

    def _laid_out(self, table: etree._Element) -> Iterator[Block]:
        """What is in a table that is only layout, as if it were on the page itself."""
        for placed in in_reading_order(lay_out(table, self._notices, self._allowance)):
            self._report(placed)
            yield from self._blocks(placed.blocks)

    def _rest(self, last: Format) -> Iterator[Block]:
        """What a deleted paragraph mark would have joined to a paragraph that does not follow."""
        if last.joins_next:
            yield from self._line_of(last, self._notices.place)

    def _line_of(self, format_: Format, place: Place) -> Iterator[Block]:
        paragraphs = self._paragraphs(format_)
        yield from self._boxes(place)
        self._notices.place = place
        text = Text(paragraphs)
        if is_blank_text(text) and not str(text).isspace():  # invisible marks alone; spaces may be a line to fill in
            text = Text(tuple([Paragraph(marker=paragraph.marker) for paragraph in paragraphs]))
        yield Line(text=text, place=place, align=format_.align, outline=format_.outline)

    def _paragraphs(self, format_: Format) -> tuple[Paragraph, ...]:
        """The paragraphs just read, the first with its list sign."""
        paragraphs = self._inline.take()
        if format_.number and (marker := self._marker(format_)):
            first, *rest = paragraphs
            return (Paragraph(first.runs, marker), *rest)
        return paragraphs

    def _marker(self, format_: Format) -> str:
        level = format_.level
        if format_.number_style:
            of_style = self._numbering.level_of_style(format_.number, format_.number_style)
            level = level if of_style is None else of_style
        return self._numbering.step(format_.number, level or 0)

    def _boxes(self, place: Place) -> Iterator[Block]:
        boxes, self._inline.boxes = self._inline.boxes, []
        for box in boxes:
            if self._part != TEXT_BOX:
                self._notices.report(TEXT_BOX, words_in(box), place)
            for block in self._inner(box, place).blocks():
                if isinstance(block, Grid):
                    self.tables += 1
                    yield replace(block, number=self.tables, place=Place(part=TEXT_BOX))
                elif block.text:
                    yield Line(
                        text=block.text,
                        place=Place(line=place.line, table=place.table, row=place.row, part=TEXT_BOX),
                        align=block.align,
                        outline=block.outline,
                    )

    def _table(self, table: etree._Element) -> Iterator[Block]:
        self.tables += 1
        number = self.tables
        cells: list[GridCell] = []
        headings: set[int] = set()
        for placed in lay_out(table, self._notices, self._allowance):
            place = Place(table=number, row=placed.row, column=placed.column)
            self._notices.place = place
            text = self._cell(placed.blocks)
            self._report(placed)
            if self._inline.boxes:
                yield from self._boxes(place)
            if placed.heading:
                headings.add(placed.row)
            if text is not NOTHING or placed.merged:
                cells.append(
                    GridCell(
                        row=placed.row,
                        column=placed.column,
                        text=text,
                        rows=placed.rows,
                        columns=placed.columns,
                        hidden=placed.hidden,
                        place=place,
                    )
                )
        place = Place(table=number, part=self._part)
        yield Grid(number=number, cells=tuple(cells), place=place, heading_rows=tuple(headings))

    def _report(self, placed: Placed) -> None:
        for element in placed.covered:
            self._notices.report("covered cell", words_in(element))
        if placed.hidden and not self._nested_in:
            row = Place(table=self._notices.place.table, row=placed.row)
            self._notices.report("hidden row", " ".join(map(words_in, placed.blocks)), row)

    def _cell(self, blocks: Sequence[etree._Element]) -> Text:
        if len(blocks) == 1 and (words := self._inline.plain_words(blocks[0])) is not None:
            return self._plain_text(words)
        paragraphs: list[Paragraph] = []
        last = _LOOSE
        for element in blocks:
            if element.tag == TABLE:
                if last.joins_next:
                    paragraphs += self._paragraphs(last)
                    last = _LOOSE
                paragraphs += self._nested(element)
                continue
            last = self._inline.read(element)
            if not last.joins_next:
                paragraphs += self._paragraphs(last)
        if last.joins_next:
            paragraphs += self._paragraphs(last)
        return _cell_text(paragraphs)

    def _plain_text(self, words: str) -> Text:
        """*words* without a look; the same words, as places and persons often are, are one text."""
        known = self._plain_texts.get(words)
        if known is None:
            known = NOTHING if is_blank(words) else Text((Paragraph((Run(words),)),))
            self._plain_texts[words] = known
        return known

    def _nested(self, table: etree._Element) -> list[Paragraph]:
        """A table inside a cell: a paragraph a row, tabs between its cells."""
        if not self._nested_in:  # what is inside it is reported with it
            self._notices.report("nested table", words_in(table))
        self._nested_in += 1
        rows: dict[int, list[Text]] = {}
        for placed in lay_out(table, self._notices, self._allowance):
            rows.setdefault(placed.row, []).append(self._cell(placed.blocks))
            self._report(placed)
        self._nested_in -= 1
        return [Paragraph(tuple(_row_runs(texts))) for texts in rows.values()]


def _row_runs(texts: list[Text]) -> Iterator[Run]:
    for index, text in enumerate(texts):
        if index:
            yield Run("\t")
        for line, paragraph in enumerate(text.paragraphs):
            if line:
                yield Run(" ")
            if paragraph.marker:
                yield Run(f"{paragraph.marker} ")
            yield from paragraph.runs


def _cell_text(paragraphs: list[Paragraph]) -> Text:
    """The text of a cell. Where all it has are automatic numbers, they are its text: Word's „Eil. Nr.“ column."""
    text = Text(tuple(paragraphs))
    if not is_blank_text(text):
        return text
    numbers = [p.marker for p in paragraphs if any(map(str.isalnum, p.marker))]
    return Text(tuple(Paragraph((Run(number),)) for number in numbers)) if numbers else NOTHING


def read(data: Archive, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the Word document in *data*, the bytes of a file called *name*.

    Lines of headers come before the body and those of footers after it; a text box is before the paragraph
    that it is anchored in. Blank paragraphs of the body are lines without words.

    Raises:
        UnreadableFileError: the bytes are no whole Word document, or one over the limits.
    """
    package = open_package(data, name, limits)
    document = WordDocument(package)
    notices = Notices(document.notes())
    styles = document.root_of("styles")
    package.expect_few_styles(0 if styles is None else len(styles))
    shared = Shared(
        Styles(styles),
        Numbering(lambda: document.root_of("numbering")),
        notices,
        Allowance(limits, name),
    )
    body = Story(document.body, shared, document.links)
    blocks = list(body.blocks())
    headers: list[Line] = []
    footers: list[Line] = []
    for furniture in document.furniture():
        (headers if furniture.part == "header" else footers).extend(_lines(furniture, shared))
    findings = tuple(notices.findings(package.removed_characters))
    return Source(blocks=(*headers, *blocks, *footers), findings=findings)


def _lines(furniture: Furniture, shared: Shared) -> Iterator[Line]:
    if not furniture.shown:
        shared.notices.report("unused header", words_in(furniture.root))
        return
    story = Story(furniture.root, shared, furniture.links, furniture.part)
    yield from story.lines()
