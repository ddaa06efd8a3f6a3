"""A template compiled once: docxtpl opens and patches it, each part with tags becomes a function that prints it.

The other parts are deflated once and copied as they are. What is wrong in
a template is found on the way and kept as ``faults``: the check reports them all, and the rendering refuses the first
that is an error. So both see one and the same template.

Source: ECMA-376 part 2 (parts and relationships); docxtpl 0.20.2 (``patch_xml``).
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from planforms.faults import TemplateFault
from planforms.findings import Severity
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
    runs,
)
from planforms.writers.docx.layout import NO_LAYOUT, lay_out
from planforms.writers.docx.names import Shape
from planforms.writers.docx.opening import Opened, Part
from planforms.writers.docx.program import Program
from planforms.writers.docx.source import highest_numbers
from planforms.writers.docx.tags import Story, with_markers_alone

# docxtpl puts the span of a cell before its width; ECMA-376 part 1, 17.4.69 has it behind.
_SPAN_BEFORE_WIDTH = re.compile(r"(<w:gridSpan [^<>]*/>)(<w:tcW [^<>]*/>)")
# The properties that docxtpl fills.
FILLED_PROPERTIES = {"creator", "description", "identifier", "language", "subject", "title"}


class Read(NamedTuple):
    """A part as it was read: its story, whose tags are marked now, what prints it, and all that is wrong in it."""

    part: Part
    story: Story
    program: Program
    faults: Sequence[TemplateFault]


class Template:
    """A template, read part by part: what is wrong in it is in ``faults``.

    ``sheet`` is the room that it has for a plan's columns, ``None`` where it sets its own. ``used`` are the names that
    it asks for, by the class they are of. *bare* leaves out the layout step, so that tests can hold the rest against
    docxtpl.
    """

    def __init__(self, opened: Opened, names: Mapping[str, Shape], *, bare: bool = False) -> None:
        self._opened = opened
        self._patch = opened.template.patch_xml
        self.sheet = NO_LAYOUT.sheet
        self.parts = tuple(self._read(part, names, bare=bare) for part in opened.parts)
        self.faults = [*opened.dangers, *(fault for read in self.parts for fault in read.faults)]
        self.used = frozenset().union(*(read.program.used for read in self.parts))

    def compiled(self) -> Compiled:
        """The template ready to print documents; only where no fault is an error."""
        printers = {name: _function(source) for name, source in self.sources().items()}
        used = frozenset(name for shape, name in self.used if shape is None)
        return Compiled(tuple(self._members(printers)), printers, self.sheet, used, self.highest())

    def sources(self) -> dict[str, str]:
        """The Python of each part that is printed, by its name."""
        return {read.part.name: read.program.source() for read in self.parts if read.story.tags or read.program.added}

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

    def _read(self, part: Part, names: Mapping[str, Shape], *, bare: bool) -> Read:
        if part.place == "properties":
            return self._read_properties(part, names)
        story = Story(part.root, part.place)
        layout = NO_LAYOUT if part.place or bare else lay_out(part.root, self._opened.styles)
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
