"""The parts of a template: those whose tags are filled, and those where tags stand in vain."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from lxml.etree import QName, SubElement, _Element

from planforms.errors import UnreadableFileError
from planforms.findings import Severity
from planforms.package import Package
from planforms.place import Place
from planforms.writers.docx.checking.tags import OPENING, Found, Tag

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W: Final = f"{{{_WORDS}}}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADERS: Final = {"default": "header", "first": "header of the first page", "even": "header of even pages"}
_FOOTERS: Final = {"default": "footer", "first": "footer of the first page", "even": "footer of even pages"}
_VAIN: Final[Mapping[str, str]] = {
    "comments": "comment",
    "endnotes": "endnote",
    "chart": "chart",
    "diagramData": "diagram",
    "extended-properties": "properties",
    "custom-properties": "properties",
}
# The properties that docxtpl fills.
_FILLED: Final = {"creator", "description", "identifier", "language", "subject", "title"}
_MOST_TOLD: Final = 20
_QUOTED: Final = 60


class Part(NamedTuple):
    """A part whose tags are filled, under the name that its places have; the main text has none."""

    name: str
    root: _Element


def filled(package: Package) -> Iterator[Part]:
    """The main text, headers, footers, footnotes and each property, in this order.

    Raises:
        UnreadableFileError: the package is no Word document.
    """
    main = package.main_part()
    document = package.xml(main)
    if document.tag != f"{_W}document":
        raise UnreadableFileError("“{name}” is no Word document; save it in Word as .docx.", name=package.name)
    yield Part("", document)
    linked = [one for one in package.relationships(main).items() if not one[1].external and one[1].target in package]
    kinds = {reference.get(f"{_R}id"): reference.get(f"{_W}type", "") for reference in document.iter(
        f"{_W}headerReference", f"{_W}footerReference")}  # fmt: skip
    for kind, names in (("header", _HEADERS), ("footer", _FOOTERS)):
        for code, one in linked:
            if one.kind == kind:
                yield Part(names.get(kinds.get(code, ""), kind), package.xml(one.target))
    for _, one in linked:
        if one.kind == "footnotes":
            yield Part("footnote", package.xml(one.target))
    for one in package.relationships().values():
        if one.kind == "core-properties" and one.target in package:
            yield from _properties(package.xml(one.target))


def _properties(core: _Element) -> Iterator[Part]:
    """Each property that is filled, as a paragraph."""
    for one in core:
        if QName(one).localname in _FILLED:
            paragraph = core.makeelement(f"{_W}p")
            SubElement(paragraph, f"{_W}t").text = one.text
            yield Part("properties", paragraph)


def in_vain(package: Package) -> Iterator[Found]:
    """Tags where none is filled: they stay in the document as they are written."""
    main = package.main_part()
    links = [*package.relationships(main).values(), *package.relationships().values()]
    told = 0
    for link in links:
        if link.external or link.target not in package or told >= _MOST_TOLD:
            continue
        if link.kind in _VAIN:
            words = _joined(package.xml(link.target))
        elif link.kind == "core-properties":
            others = (one for one in package.xml(link.target) if QName(one).localname not in _FILLED)
            words = "".join(one.text or "" for one in others)
        else:
            continue
        for opening in OPENING.finditer(words):
            place = Place(part=_VAIN.get(link.kind, "properties"))
            written = _quoted(words[opening.start() : opening.start() + _QUOTED])
            told += 1
            if told > _MOST_TOLD:
                return
            yield Tag("", "", written, 0, place).fault(
                message="No tag is filled in this place; it stays as it is written",
                hint="Move it to the text, a header, a footer, a footnote or the title property, or delete it.",
                severity=Severity.WARNING,
            )


def _joined(root: _Element) -> str:
    return "".join(str(words) for words in root.itertext())


def _quoted(words: str) -> str:
    """The tag that *words* begin with, as far as it goes."""
    ends = [words.find(end) + 2 for end in ("}}", "%}", "#}") if end in words]
    return " ".join(words[: min(ends, default=_QUOTED)].split())
