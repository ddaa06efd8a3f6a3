"""The reader of Word documents (.docx, .docm, .dotx, .dotm): bytes in, a Source out, by a walk of its own.

The parts of the document are found by their relationships and opened safely; ``story`` walks over each of them.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from planforms.errors import UnreadableFileError
from planforms.package import DEFAULT_LIMITS, Allowance, Archive, Limits, Package, Relationship, open_package
from planforms.readers.docx.elements import (
    CONTROL,
    CONTROL_CONTENT,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RELATION,
    SECTION,
    TYPE,
    has_switch,
    safe_link,
    w,
    words_in,
)
from planforms.readers.docx.numbering import Numbering
from planforms.readers.docx.story import Shared, Story
from planforms.readers.docx.styles import Styles
from planforms.readers.notices import OWN, Notices
from planforms.source import Line, Source

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


class Furniture:
    """A header or a footer: its name in the package, its root, its links, and whether any page shows it."""

    def __init__(self, name: str, root: etree._Element, links: Mapping[str, str], part: str, *, shown: bool) -> None:
        self.name = name
        self.root = root
        self.links = links
        self.part = part
        self.shown = shown


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
        for relationship in self._related.values():
            if relationship.kind == kind and not relationship.external and relationship.target in self._package:
                return self._package.xml(relationship.target)
        return None

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
            yield Furniture(target, self._package.xml(target), links, part, shown=shown)


def _links(related: Mapping[str, Relationship]) -> Mapping[str, str]:
    return {
        key: link
        for key, relationship in related.items()
        if relationship.kind == "hyperlink" and relationship.external and (link := safe_link(relationship.target))
    }


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
