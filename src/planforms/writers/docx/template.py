"""A template: opened with care, read part by part, checked, and compiled: each part with tags is a function.

docxtpl looks for tags in all that follows, again and again, so a part has a bound on its length and its tags. What is
wrong in a template is found on the way and kept as ``faults``: the check reports them all, and the rendering refuses
the first that is an error, so both see one and the same template.

Source: ECMA-376 part 2 (parts and relationships); docxtpl 0.20.2 (``patch_xml``).
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part as OpcPart
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from planforms.errors import TemplateError, UnreadableFileError
from planforms.faults import TemplateCheck, TemplateFault
from planforms.findings import Severity, Terms
from planforms.package import Limits, Package, open_package
from planforms.packing import packed
from planforms.place import Place
from planforms.remembered import pattern_of
from planforms.writers.docx import NOTES, Compiled, Printer, TemplateKind, Values, lines, members
from planforms.writers.docx.contents import (
    dangers,
    foreign_tags,
    merge_fields,
    unfilled_tags,
    unprinted,
)
from planforms.writers.docx.language import ROOTS, parts_of
from planforms.writers.docx.layout import lay_out
from planforms.writers.docx.program import Program
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
_PARAGRAPH_ID = pattern_of(r"\}(?:paraId|textId)\Z")
# docxtpl puts the span of a cell before its width; ECMA-376 part 1, 17.4.69 has it behind.
_SPAN_BEFORE_WIDTH = pattern_of(r"(<w:gridSpan [^<>]*/>)(<w:tcW [^<>]*/>)")
_WITH_PARAGRAPHS = [qn(f"w:{name}") for name in ("tc", "hdr", "ftr", "footnote", "txbxContent")]
_WORD = pattern_of(r"[^\W\d]\w*")
_MOST_REPORTED = 200


class Part(NamedTuple):
    """A part whose tags are filled.

    ``place`` is its name among the places of the check, empty for the main text; ``name`` that in the package.
    """

    place: str
    name: str
    root: etree._Element


def _checked_package(data: bytes) -> tuple[Package, list[TemplateFault]]:
    """The package, whose parts are no more than a page or two of tags, and what is active in it.

    Raises:
        TemplateError: it is not a Word document, or a machine's and not a person's.
    """
    try:
        package = open_package(data, "template", _LIMITS)
        package.verify()
        for name in package.parts:
            _check_part(package, name)
        return package, list(dangers(package))
    except UnreadableFileError as error:
        raise _no_document() from error


def _check_part(package: Package, part: str) -> None:
    """Refuse a *part* that is not XML where it should be, and one with more tags than a document has."""
    if not part.casefold().endswith((".xml", ".rels")):
        return
    data = package.read(part)
    if not data.strip() or part.casefold().startswith("customxml/"):
        return  # of another program, which Word only carries along
    if b"\0" in data:  # UTF-16, which Word reads and does not write: no check of bytes sees its tags
        raise _no_document()
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


def _parts(docx: Document) -> Iterator[Part]:
    """The main text, headers, footers, footnotes and properties, in this order: what docxtpl fills."""
    root = docx.element
    if root.tag != qn("w:document") or root.find(qn("w:body")) is None:
        raise _no_document()
    # Its elements become lxml's own: python-docx gives some of its own a ``text`` that is another.
    yield _part("", docx.part, etree.tostring(root))
    kinds = {one.get(qn("r:id")): one.get(qn("w:type"), "") for one in root.iter(
        qn("w:headerReference"), qn("w:footerReference"))}  # fmt: skip
    for kind, names in ((RELATIONSHIP_TYPE.HEADER, _HEADERS), (RELATIONSHIP_TYPE.FOOTER, _FOOTERS)):
        for code, link in docx.part.rels.items():
            if link.reltype == kind and not link.is_external:
                yield _part(names.get(kinds.get(code, ""), names["default"]), link.target_part, link.target_part.blob)
    for part in docx.part.package.iter_parts():
        if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
            yield _part("footnote", part, part.blob)
    properties = docx.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
    yield _part("properties", properties, etree.tostring(properties.element))


def _part(place: str, part: OpcPart, xml: bytes) -> Part:
    """The *part* without the numbers of paragraphs and content controls, which may not come twice in a document."""
    root = etree.fromstring(xml)
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if _PARAGRAPH_ID.search(str(name))]:
            del element.attrib[name]
        if element.tag == qn("w:sdtPr"):
            for number in element.findall(qn("w:id")):
                element.remove(number)
    return Part(place, str(part.partname).removeprefix("/"), root)


def _settle_properties(docx: Document) -> None:
    """See that python-docx finds the properties, and give a template without any some that hold no clock.

    LibreOffice may relate them as the first edition of ECMA-376 does; python-docx would add others to them.
    """
    links = docx.part.package.rels
    for relationship in links.values():
        if relationship.reltype == _EARLY_PROPERTIES:
            relationship._reltype = RELATIONSHIP_TYPE.CORE_PROPERTIES  # noqa: SLF001 (python-docx sets it once)
    had = any(link.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for link in links.values())
    properties = docx.core_properties
    if not had:
        properties.created = properties.modified = _NO_DATE
        properties.title = properties.last_modified_by = ""
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        # As docxtpl does it: a property that was missing is blank from now on.
        setattr(properties, name, getattr(properties, name))


def _refusal(fault: TemplateFault) -> TemplateError:
    """The error for a template that cannot be used because of this *fault*."""
    return TemplateError(
        "The template cannot be used; {place}: {fault}{tag}. “planforms template check” reports all that is wrong.",
        place=fault.place if fault.place != Place() else Terms(("the whole template",)),
        fault=fault,
        tag=f": „{fault.tag}“" if fault.tag else "",
    )


def _no_document() -> TemplateError:
    """The error for what Word did not save as a document."""
    return TemplateError("The template is not a Word document that can be opened; save it again in Word as .docx.")


def without_emptied(xml: str) -> str:
    """*xml* without tables that have no row left, and with a paragraph where Word asks for one.

    Word wants one at the end of each cell, and something in a header, a footer, a note and a text box.
    """
    root = etree.fromstring(xml.encode())
    for table in [one for one in root.iter(qn("w:tbl")) if one.find(f".//{qn('w:tr')}") is None]:
        table.getparent().remove(table)  # type: ignore[union-attr]  # a table is in something
    for holder in root.iter(*_WITH_PARAGRAPHS):
        if len(holder) == 0 or (holder.tag == qn("w:tc") and holder[-1].tag in {qn("w:tcPr"), qn("w:tbl")}):
            etree.SubElement(holder, qn("w:p"))
    return etree.tostring(root, encoding="unicode")


def check_template(data: bytes, kind: TemplateKind | None = None) -> TemplateCheck:
    """All that is wrong in a template of that *kind*, part by part and in the order of each part.

    Raises:
        TemplateError: as ``Template``.
    """
    template = Template(data, kind)
    faults = list(template.faults)
    for part, story, _ in template.read:
        faults += foreign_tags(story, parts_of(ROOTS[template.kind]).keys())
        faults += merge_fields(part.root, part.place)
    faults += unfilled_tags(template.package)
    if template.kind is TemplateKind.PLAN:
        faults += unprinted(template.used)
    once = (fault for number, fault in enumerate(faults[:_MOST_REPORTED]) if fault not in faults[:number])
    return TemplateCheck(template.kind, tuple(once))


class Template:
    """A template of a *kind*, by default of that whose names it uses most: what is wrong in it is in ``faults``.

    ``package`` is the file as it came, ``read`` its parts. ``sheet`` is the room that it has for a plan's columns,
    ``None`` where it sets its own. ``used`` are the names that it asks for, by the class they are of. *bare* leaves out
    the layout step and keeps runs that hold nothing, so that tests can hold the rest against docxtpl.

    Raises:
        TemplateError: *data* is not a Word document, or a machine's and not a person's.
    """

    def __init__(self, data: bytes, kind: TemplateKind | None = None, *, bare: bool = False) -> None:
        self.package, self.faults = _checked_package(data)
        try:
            template, saved = DocxTemplate(io.BytesIO(data)), io.BytesIO()
            template.init_docx()
            _settle_properties(template.docx)
            parts, styles = list(_parts(template.docx)), template.docx.styles.element
            template.docx.save(saved)
        except _NO_DOCUMENT as error:
            raise (_refusal(self.faults[0]) if self.faults else _no_document()) from error
        self._members, self._bare = members(saved.getvalue()), bare
        stories = [Story(part.root, part.place) for part in parts]
        self.kind = kind or _likely_kind(stories)
        self.sheet = None if bare else lay_out(parts[0].root, styles, stories[0].tags)
        self.read: list[tuple[Part, Story, Program]] = []
        for part, story in zip(parts, stories, strict=True):
            story.mark()
            self.read.append((part, story, Program(_patched(template, part), story.tags, parts_of(ROOTS[self.kind]))))
        programs = [program for *_, program in self.read]
        for _, story, program in self.read:
            self.faults += (one.fault for one in sorted((*story.faults, *program.faults), key=lambda one: one.start))
        self.used = {name for program in programs for name in program.used}
        self._looped = {number for program in programs for number in program.looped}

    def compiled(self) -> Compiled:
        """The template ready to print documents.

        Raises:
            TemplateError: a fault in it is an error, or it has no tag at all.
        """
        tagless = self.kind is TemplateKind.PLAN and not any(story.tags for _, story, _ in self.read)
        rowless = unprinted(self.used) if tagless else ()
        fault = next((fault for fault in (*self.faults, *rowless) if fault.severity is Severity.ERROR), None)
        if fault is not None:
            raise _refusal(fault)
        printers = {name: _function(source) for name, source in self.sources().items()}
        if self._looped:  # a note comes as often as what refers to it
            notes = {name: data.decode() for name, data in self._members if name.endswith(NOTES)}
            printers |= {name: partial(_unchanged, xml) for name, xml in notes.items() if name not in printers}
        made = [name if name in printers else packed(name, data) for name, data in self._members]
        used = frozenset(name for shape, name in self.used if shape is None)
        return Compiled(made, printers, self.sheet, used, self._looped, self._highest() if self._looped else 0)

    def sources(self) -> dict[str, str]:
        """The Python of each part that is printed, by its name."""
        return {
            part.name: program.source(empty_runs=self._bare or bool(part.place))
            for part, story, program in self.read
            if story.tags
        }

    def _highest(self) -> int:
        """The highest number of anything that a loop may repeat."""
        parts = (data for name, data in self._members if name.endswith(".xml"))
        return max((int(number) for data in parts for number in re.findall(rb'[ :]id="(\d{1,9})"', data)), default=0)


def _likely_kind(stories: Sequence[Story]) -> TemplateKind:
    words = {word for story in stories for tag in story.tags for word in _WORD.findall(tag.words)}
    return max(TemplateKind, key=lambda one: len(words & parts_of(ROOTS[one]).keys()))


def _patched(template: DocxTemplate, part: Part) -> str:
    """The XML of a *part* whose tags are marked, as docxtpl patches it; properties have nothing to patch."""
    xml: str = with_markers_alone(etree.tostring(part.root, encoding="unicode"))
    return xml if part.place == "properties" else _SPAN_BEFORE_WIDTH.sub(r"\2\1", template.patch_xml(xml))


def _unchanged(xml: str, _values: Values) -> Iterator[str]:
    yield xml


def _function(source: str) -> Printer:
    names: dict[str, Any] = {name: getattr(lines, name) for name in ("as_text", "escaped", "inside", "joined", "runs")}
    exec(compile(f"from __future__ import annotations\n{source}", "template", "exec"), names)  # noqa: S102 (``source`` quotes all that it is given)
    made: Printer = names["print_part"]
    return made
