"""A template compiled once: docxtpl opens and patches it, Jinja compiles it, and a document is then one rendering.

The parts that hold tags become Jinja templates; all others are deflated once and copied as they are. What is wrong in
a template is found on the way and kept as ``faults``: the check reports them all, and the rendering refuses the first
that is an error. So both see one and the same template.

Source: ECMA-376 part 2 (parts and relationships); docxtpl 0.20.2 (``patch_xml``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from docx.oxml.ns import qn
from jinja2 import Template
from lxml import etree

from planforms.faults import TemplateFault
from planforms.findings import Severity
from planforms.writers.docx.archive import Member, archive, inflated, member
from planforms.writers.docx.environment import environment
from planforms.writers.docx.layout import lay_out
from planforms.writers.docx.names import Shape
from planforms.writers.docx.numbering import NOTES, Numbers, highest_numbers, repeat_notes
from planforms.writers.docx.opening import Opened, Part
from planforms.writers.docx.program import Program
from planforms.writers.docx.tags import Found, Story, with_markers_alone

if TYPE_CHECKING:
    from planforms.writers.docx.widths import Sheet

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# docxtpl puts the span of a cell before its width; ECMA-376 part 1, 17.4.69 has it behind.
_SPAN_BEFORE_WIDTH = re.compile(r"(<w:gridSpan [^<>]*/>)(<w:tcW [^<>]*/>)")
# docxtpl ends a run before a printed line and begins one after it; most of these hold nothing.
_EMPTY_RUN = re.compile(r"<w:r(?: [^<>]*)?>(?:<w:rPr>(?:<(?!/w:rPr>)[^<>]*>)*</w:rPr>)?<w:t(?: [^<>]*)?></w:t></w:r>")
_EMPTIED = re.compile(r"</w:tblGrid></w:tbl>|<w:tc>(?:<w:tcPr/>)?</w:tc>|</w:tcPr></w:tc>|</w:tbl></w:tc>")
# The properties that docxtpl fills.
FILLED_PROPERTIES = {"creator", "description", "identifier", "language", "subject", "title"}


class Read(NamedTuple):
    """A part as it was read: its story, whose tags are marked now, its Jinja, and all that is wrong in it."""

    part: Part
    story: Story
    program: Program
    faults: Sequence[TemplateFault]


class _Filled(NamedTuple):
    """A part that is rendered for each document."""

    name: str
    template: Template


class CompiledTemplate:
    """A template, read part by part. It is compiled when the first document is made of it.

    ``sheet`` is the room that it has for a plan's columns, ``None`` where it sets its own. ``used`` are the names that
    it asks for, by the class they are of. *bare* leaves out the layout step, so that tests can hold the rest against
    docxtpl.
    """

    def __init__(self, opened: Opened, names: Mapping[str, Shape], *, bare: bool = False) -> None:
        self._opened = opened
        self._bare = bare
        self._patch = opened.template.patch_xml
        self.sheet: Sheet | None = None
        self.parts = tuple(self._read(part, names, bare=bare) for part in opened.parts)
        self.faults = [*opened.dangers, *(fault for read in self.parts for fault in read.faults)]
        self.used = frozenset().union(*(read.program.used for read in self.parts))
        self._members: tuple[Member | _Filled, ...] = ()
        self._highest: Mapping[str, int] = {}
        self._looped: dict[str, set[str]] = {}

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document that the template makes of *context*: the same values, the same bytes.

        Raises:
            TemplateError: it would be far longer than any document.
        """
        if not self._members:
            self._members = tuple(self._compile())
        numbers = Numbers(self._highest)
        values = {**context, "numbers": numbers}
        made = [one if isinstance(one, Member) else member(one.name, _document(one.template.render(values))) for one in
                self._members]  # fmt: skip
        return archive(self._with_notes(made, numbers) if self._looped else made)

    def _read(self, part: Part, names: Mapping[str, Shape], *, bare: bool) -> Read:
        if part.place == "properties":
            return self._read_properties(part, names)
        story = Story(part.root, part.place)
        own: Sequence[str] = ()
        if not (part.place or bare):
            laid = lay_out(part.root, self._opened.styles)
            self.sheet, own = laid.sheet, laid.tags
        story.mark(0)
        patched = _SPAN_BEFORE_WIDTH.sub(r"\2\1", self._patch(_xml(part.root)))
        program = Program(patched, story.tags, names, own)
        return Read(part, story, program, _in_order(story.faults + program.faults))

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
        program = Program(_xml(part.root), story.tags, names)
        return Read(part, story, program, _in_order(story.faults + program.faults))

    def _compile(self) -> Iterator[Member | _Filled]:
        jinja = environment()
        filled = {read.part.name: read for read in self.parts if read.story.tags or read.program.own}
        for name, data in self._opened.members:
            if name in filled:
                yield _Filled(name, jinja.from_string(self._source(filled[name])))
            else:
                yield member(name, data)
        roots = [read.part.root for read in self.parts]
        self._highest = highest_numbers(roots)
        self._looped = self.parts[0].program.looped_notes

    def _source(self, read: Read) -> str:
        source = read.program.source
        return source if read.part.place or self._bare else _EMPTY_RUN.sub("", source)

    def _with_notes(self, made: Sequence[Member], numbers: Numbers) -> Iterator[Member]:
        """The members with comments and notes repeated as often as the main part has them."""
        for one in made:
            name = one.name.decode()
            family = next((one for one in NOTES if name.endswith(f"/{one}s.xml") and one in self._looped), "")
            if family:
                notes = repeat_notes(inflated(one).decode(), family, numbers.given, self._looped[family])
                yield member(name, notes.encode())
            else:
                yield one


def _xml(root: etree._Element) -> str:
    return with_markers_alone(etree.tostring(root, encoding="unicode"))


def _document(xml: str) -> bytes:
    if _EMPTIED.search(xml):
        xml = _without_emptied(xml)
    return (xml if xml.startswith("<?xml") else _DECLARATION + xml).encode()


def _without_emptied(xml: str) -> str:
    """*xml* without tables that have no row left, and with a paragraph at the end of each cell, which Word asks for."""
    root = etree.fromstring(xml.encode())
    for table in [one for one in root.iter(qn("w:tbl")) if one.find(f".//{qn('w:tr')}") is None]:
        table.getparent().remove(table)  # type: ignore[union-attr]  # a table is in something
    for cell in root.iter(qn("w:tc")):
        if len(cell) == 0 or cell[-1].tag in {qn("w:tcPr"), qn("w:tbl")}:
            etree.SubElement(cell, qn("w:p"))
    return etree.tostring(root, encoding="unicode")


def _in_order(found: Sequence[Found]) -> list[TemplateFault]:
    return [one.fault for one in sorted(found, key=lambda one: one.start)]


def first_error(faults: Sequence[TemplateFault]) -> TemplateFault | None:
    """The first of the *faults* that stops a document."""
    return next((fault for fault in faults if fault.severity is Severity.ERROR), None)
