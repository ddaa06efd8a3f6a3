"""A template: opened with care, read part by part, and compiled, so that each part with tags is a function.

docxtpl looks for tags in all that follows, again and again, so a part has a bound on its length and its tags. What is
wrong in a template is found on the way and kept as ``faults``: the check reports them all, and the rendering refuses
the first that is an error, so both see one and the same template.

Source: ECMA-376 part 2 (parts and relationships); docxtpl 0.20.2 (``patch_xml``).
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part as OpcPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from planforms.errors import TemplateError, UnreadableFileError
from planforms.faults import TemplateFault
from planforms.findings import Severity, Terms
from planforms.package import Limits, Package, open_package
from planforms.place import Place
from planforms.writers.docx.dangers import dangers
from planforms.writers.docx.document import (
    NOTES,
    Compiled,
    Member,
    Notes,
    Printer,
    as_text,
    escaped,
    inside,
    joined,
    member,
    members,
    runs,
)
from planforms.writers.docx.layout import NO_LAYOUT, lay_out
from planforms.writers.docx.names import Shape
from planforms.writers.docx.program import Program
from planforms.writers.docx.source import highest_numbers
from planforms.writers.docx.tags import Story, with_markers_alone

# A template is a page or two of tags and perhaps a picture; docxtpl's own work on more than that has no bound.
_LIMITS = Limits(unpacked=64 << 20, part=32 << 20, parts=500)
_LONGEST_PART = 1 << 20
_MOST_TAGS = 2000
_REMARK = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_BYTES_OPENING = re.compile(rb"\{[{%#]")
# What python-docx raises from a package that holds no document or a damaged one, found by fuzzing.
_NO_DOCUMENT = (
    *(PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError),
    *(AttributeError, IndexError, KeyError, TypeError, ValueError),
)
_EARLY_PROPERTIES = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
_NO_DATE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (python-docx takes UTC without a zone)
_HEADERS = {"default": "header", "first": "header of the first page", "even": "header of even pages"}
_FOOTERS = {"default": "footer", "first": "footer of the first page", "even": "footer of even pages"}
# What is of one document only, and is wrong where a loop repeats it; no reader needs it.
_PARAGRAPH_ID = re.compile(r"\}(?:paraId|textId)\Z")
# docxtpl puts the span of a cell before its width; ECMA-376 part 1, 17.4.69 has it behind.
_SPAN_BEFORE_WIDTH = re.compile(r"(<w:gridSpan [^<>]*/>)(<w:tcW [^<>]*/>)")
# The properties that docxtpl fills.
FILLED_PROPERTIES = {"creator", "description", "identifier", "language", "subject", "title"}


class Part(NamedTuple):
    """A part whose tags are filled.

    ``place`` is its name among the places of the check, empty for the main text; ``name`` that in the package.
    """

    place: str
    name: str
    root: etree._Element


class Opened(NamedTuple):
    """A template: its package as it came, docxtpl's view of it and of its styles, and the parts whose tags are filled.

    ``dangers`` are what is active in it; ``members`` all parts as python-docx saves them, by name.
    """

    package: Package
    dangers: tuple[TemplateFault, ...]
    template: DocxTemplate
    styles: etree._Element
    parts: tuple[Part, ...]
    members: tuple[tuple[str, bytes], ...]


def open_template(data: bytes) -> Opened:
    """Open a template whose parts are no more than a page or two of tags.

    Raises:
        TemplateError: it is not a Word document, or a machine's and not a person's.
    """
    try:
        package = open_package(data, "template", _LIMITS)
        package.verify()
        for name in package.parts:
            _see_small(package, name)
        found = tuple(dangers(package))
    except UnreadableFileError as error:
        raise no_document() from error
    try:
        template = DocxTemplate(io.BytesIO(data))
        template.init_docx()
        _settle_properties(template.docx)
        _settle_grids(template.docx)
        parts, styles, saved = tuple(_parts(template.docx)), template.docx.styles.element, io.BytesIO()
        template.docx.save(saved)
    except _NO_DOCUMENT as error:
        raise (refusal(found[0]) if found else no_document()) from error
    for part in parts:
        _forget_identities(part.root)
    return Opened(package, found, template, styles, parts, members(saved.getvalue()))


def _see_small(package: Package, part: str) -> None:
    """Refuse a *part* that is not XML where it should be, and one with more tags than a document has."""
    if not part.casefold().endswith((".xml", ".rels")):
        return
    data = package.read(part)
    if not data.strip() or part.casefold().startswith("customxml/"):
        return  # of another program, which Word only carries along
    if b"\0" in data:  # UTF-16, which Word reads and does not write: no check of bytes sees its tags
        raise no_document()
    root = package.xml(part)
    if any(_BYTES_OPENING.search(remark) for remark in _REMARK.findall(data)):
        raise TemplateError(
            "The template has tags in remarks of a programmer, in its part “{part}”, and Word writes none; save it "
            "again in Word as .docx.",
            part=part,
        )
    words = etree.tostring(root, encoding="unicode")
    if "{" in words and (words.count("{") > _MOST_TAGS or len(words) > _LONGEST_PART):
        raise TemplateError(
            "The template has more tags than a document has; write one row for each kind of row, in a loop over rows."
        )


def _parts(document: Document) -> Iterator[Part]:
    """The main text, headers, footers, footnotes and properties, in this order: what docxtpl fills."""
    main, root = document.part, document.element
    if root.tag != qn("w:document") or root.find(qn("w:body")) is None:
        raise no_document()
    yield Part("", _name(main), _plain(root))
    kinds = {one.get(qn("r:id")): one.get(qn("w:type"), "") for one in root.iter(
        qn("w:headerReference"), qn("w:footerReference"))}  # fmt: skip
    for kind, names in ((RELATIONSHIP_TYPE.HEADER, _HEADERS), (RELATIONSHIP_TYPE.FOOTER, _FOOTERS)):
        for code, link in main.rels.items():
            if link.reltype == kind and not link.is_external:
                part = link.target_part
                place = names.get(kinds.get(code, ""), names["default"])
                yield Part(place, _name(part), etree.fromstring(part.blob))
    for part in document.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            yield Part("footnote", _name(part), etree.fromstring(part.blob))
    core = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    yield Part("properties", _name(core), _plain(core.element))


def _plain(root: etree._Element) -> etree._Element:
    """A copy of *root* whose elements are lxml's own: python-docx gives some of its own a ``text`` that is another."""
    return etree.fromstring(etree.tostring(root))


def _name(part: OpcPart) -> str:
    return str(part.partname).removeprefix("/")


def _settle_properties(document: Document) -> None:
    """See that python-docx finds the properties, and give a template without any some that hold no clock.

    LibreOffice may relate them as the first edition of ECMA-376 does; python-docx would add others to them.
    """
    links = document.part.package.rels
    for relationship in links.values():
        if relationship.reltype == _EARLY_PROPERTIES:
            relationship._reltype = RELATIONSHIP_TYPE.CORE_PROPERTIES  # noqa: SLF001 (python-docx sets it once)
    had = any(link.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for link in links.values())
    properties = document.core_properties
    if not had:
        properties.created = properties.modified = _NO_DATE
        properties.title = properties.last_modified_by = ""
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        # As docxtpl does it: a property that was missing is blank from now on.
        setattr(properties, name, getattr(properties, name))


def _settle_grids(document: Document) -> None:
    """Give a table without a grid one without columns, which ECMA-376 part 1, 17.4.48 asks for."""
    for table in document.element.iter(qn("w:tbl")):
        if table.find(qn("w:tblGrid")) is None:
            properties = table.find(qn("w:tblPr"))
            table.insert(0 if properties is None else table.index(properties) + 1, OxmlElement("w:tblGrid"))


def _forget_identities(root: etree._Element) -> None:
    """Take away the numbers of paragraphs and content controls, which may not come twice in a document."""
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if _PARAGRAPH_ID.search(str(name))]:
            del element.attrib[name]
        if element.tag == qn("w:sdtPr"):
            for number in element.findall(qn("w:id")):
                element.remove(number)


def refusal(fault: TemplateFault) -> TemplateError:
    """The error for a template that cannot be used because of this *fault*."""
    return TemplateError(
        "The template cannot be used; {place}: {fault}{tag}. “planforms template check” reports all that is wrong.",
        place=fault.place if fault.place != Place() else Terms(("the whole template",)),
        fault=fault,
        tag=f": „{fault.tag}“" if fault.tag else "",
    )


def no_document() -> TemplateError:
    """The error for what Word did not save as a document."""
    return TemplateError("The template is no Word document that can be opened; save it again in Word as .docx.")


def without_emptied(xml: str) -> str:
    """*xml* without tables that have no row left, and with a paragraph at the end of each cell, which Word asks for."""
    root = etree.fromstring(xml.encode())
    for table in [one for one in root.iter(qn("w:tbl")) if one.find(f".//{qn('w:tr')}") is None]:
        table.getparent().remove(table)  # type: ignore[union-attr]  # a table is in something
    for cell in root.iter(qn("w:tc")):
        if len(cell) == 0 or cell[-1].tag in {qn("w:tcPr"), qn("w:tbl")}:
            etree.SubElement(cell, qn("w:p"))
    return etree.tostring(root, encoding="unicode")


class Read(NamedTuple):
    """A part as it was read: its story, whose tags are marked now, what prints it, and all that is wrong in it."""

    part: Part
    story: Story
    program: Program
    faults: Sequence[TemplateFault]


class Template:
    """A template, read part by part: what is wrong in it is in ``faults``.

    ``sheet`` is the room that it has for a plan's columns, ``None`` where it sets its own. ``used`` are the names that
    it asks for, by the class they are of. *bare* leaves out the layout step and keeps runs that hold nothing, so that
    tests can hold the rest against docxtpl.
    """

    def __init__(self, opened: Opened, names: Mapping[str, Shape], *, bare: bool = False) -> None:
        self._opened = opened
        self._bare = bare
        self._patch = opened.template.patch_xml
        self.sheet = NO_LAYOUT.sheet
        self.parts = tuple(self._read(part, names) for part in opened.parts)
        self.faults = [*opened.dangers, *(fault for read in self.parts for fault in read.faults)]
        self.used = frozenset().union(*(read.program.used for read in self.parts))

    def compiled(self) -> Compiled:
        """The template ready to print documents; only where no fault is an error."""
        printers = {name: _function(source) for name, source in self.sources().items()}
        used = frozenset(name for shape, name in self.used if shape is None)
        return Compiled(tuple(self._members(printers)), printers, self.sheet, used, self.highest())

    def sources(self) -> dict[str, str]:
        """The Python of each part that is printed, by its name."""
        printed = [read for read in self.parts if read.story.tags or read.program.added]
        return {read.part.name: read.program.source(empty_runs=self._bare or bool(read.part.place)) for read in printed}

    def highest(self) -> dict[str, int]:
        """The highest number in use, by what has it."""
        return highest_numbers([read.part.root for read in self.parts])

    def _members(self, printed: Container[str]) -> Iterator[Member | Notes | str]:
        looped = self.parts[0].program.looped_notes
        for name, data in self._opened.members:
            family = next((one for one in NOTES if name.endswith(f"/{one}s.xml") and one in looped), "")
            if family:
                yield Notes(name, "" if name in printed else data.decode(), family, looped[family])
            elif name in printed:
                yield name
            else:
                yield member(name, data)

    def _read(self, part: Part, names: Mapping[str, Shape]) -> Read:
        if part.place == "properties":
            return self._read_properties(part, names)
        story = Story(part.root, part.place)
        layout = NO_LAYOUT if part.place or self._bare else lay_out(part.root, self._opened.styles)
        self.sheet = self.sheet or layout.sheet
        story.mark(0)
        patched = _SPAN_BEFORE_WIDTH.sub(r"\2\1", self._patch(_xml(part.root)))
        return _read_part(part, story, Program(patched, story.tags, names, layout.added))

    def _read_properties(self, part: Part, names: Mapping[str, Shape]) -> Read:
        """Each property that is filled, as a text of its own; the rest is not looked at."""
        whole = part.root.makeelement(qn("w:p"))
        held = [one for one in part.root if etree.QName(one).localname in FILLED_PROPERTIES and one.text]
        for one in held:
            etree.SubElement(whole, qn("w:t")).text = one.text
        story = Story(whole, part.place)
        story.mark(0)
        for one, marked in zip(held, whole, strict=True):
            one.text = marked.text
        return _read_part(part, story, Program(_xml(part.root), story.tags, names))


def _read_part(part: Part, story: Story, program: Program) -> Read:
    found = sorted((*story.faults, *program.faults), key=lambda one: one.start)
    return Read(part, story, program, [one.fault for one in found])


def _function(source: str) -> Printer:
    names: dict[str, Any] = {one.__name__: one for one in (as_text, escaped, inside, joined, runs)}
    exec(compile(f"from __future__ import annotations\n{source}", "template", "exec"), names)  # noqa: S102 (``source`` quotes all that it is given)
    made: Printer = names["print_part"]
    return made


def _xml(root: etree._Element) -> str:
    return with_markers_alone(etree.tostring(root, encoding="unicode"))


def first_error(faults: Sequence[TemplateFault]) -> TemplateFault | None:
    """The first of the *faults* that stops a document."""
    return next((fault for fault in faults if fault.severity is Severity.ERROR), None)
