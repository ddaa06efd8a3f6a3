"""A template compiled once: docxtpl opens and patches it, Jinja compiles it, and a document is then one rendering.

The parts that hold tags are templates of their own; all others are deflated once and copied as they are. What this way
cannot do is left to docxtpl itself, in ``plain``; tests hold both to the same documents, part by part.

Source: ECMA-376 part 2 (parts and relationships); docxtpl 0.20.2 (``render``, whose steps these are).
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from jinja2 import Environment, Template
from lxml import etree

from planforms.writers.docx import plain
from planforms.writers.docx.archive import Member, archive, member, members
from planforms.writers.docx.layout import needs_docxtpl
from planforms.writers.docx.plain import COMMANDS, PlanTemplate, environment
from planforms.writers.docx.sandbox import words_only

if TYPE_CHECKING:
    from planforms.writers.docx.widths import Sheet

_TAG = re.compile(r"\{[{%#]")
# What docxtpl prints for a tag that is to stand as it is written, once the data is in; here before it.
_LITERAL = {"{_{": "{{ '{{' }}", "}_}": "{{ '}}' }}", "{_%": "{{ '{%' }}", "%_}": "{{ '%}' }}"}
_LITERALS = re.compile("|".join(map(re.escape, _LITERAL)))
# The properties that docxtpl renders.
_PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
_RENDERED_PROPERTIES = {"creator", "description", "identifier", "language", "subject", "title"}

# A block tag, any other tag (passed over), or an element's tag.
_TOKEN = re.compile(r"\{%[-+]?\s*(\w+).*?%\}|\{\{.*?\}\}|\{#.*?#\}|<(/?)([\w:]+)[^<>]*?(/?)>", re.DOTALL)
_BLOCKS = {"for", "if", "with", "filter", "autoescape"}
_BRANCHES = {"else", "elif"}
_STATEMENTS = {"set", "do"}
_BODY = re.compile("<w:body[^>]*>")
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_Renderer = Callable[[Mapping[str, object]], bytes]


class _UnbalancedError(Exception):
    """The tags of a template cut across its XML."""


class CompiledTemplate:
    """A template, opened and compiled.

    ``sheet`` is the room it has for a plan's columns, ``None`` where it sets its own. ``plain`` tells that it is left
    to docxtpl.

    *bare* leaves out the layout step, so that tests can hold the rest against docxtpl alone.

    Raises:
        jinja2.TemplateSyntaxError: a tag is not understood.
    """

    def __init__(self, data: bytes, *, bare: bool = False) -> None:
        self._data = data
        self._bare = bare
        self._template = PlanTemplate(data, bare=bare)
        self._template.init_docx()
        self.sheet: Sheet | None = self._template.sheet
        self.plain = needs_docxtpl(self._template.docx)
        self._parts: tuple[Member | tuple[str, _Renderer], ...] = ()
        if not self.plain:
            try:
                self._parts = tuple(self._compile())
            except _UnbalancedError:
                self.plain = True

    def render(self, context: Mapping[str, object]) -> bytes:
        """The document that the template makes of *context*: the same values, the same bytes.

        Raises:
            jinja2.TemplateError: the template names what *context* does not have, or does what it may not.
        """
        if self.plain:
            return plain.render(PlanTemplate(self._data, bare=self._bare), context)
        return archive(part if isinstance(part, Member) else member(part[0], part[1](context)) for part in self._parts)

    def _compile(self) -> Iterator[Member | tuple[str, _Renderer]]:
        rendered = dict(self._rendered())
        saved = io.BytesIO()
        self._template.docx.save(saved)
        for name, data in members(saved.getvalue()):
            yield (name, rendered[name]) if name in rendered else member(name, data)

    def _rendered(self) -> Iterator[tuple[str, _Renderer]]:
        """The name and the rendering of each part that has tags, which are the parts that docxtpl renders."""
        template, jinja = self._template, environment()
        document = template.docx.part
        yield _name(document), self._document(jinja)
        for relationship in document.rels.values():
            if relationship.reltype in {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}:
                part = relationship.target_part
                yield from self._tagged(_name(part), template.get_part_xml(part), jinja)
        for part in document.package.iter_parts():
            if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
                yield from self._tagged(_name(part), part.blob.decode(), jinja)
        properties = template.docx.core_properties
        for name in _PROPERTIES:
            # As docxtpl does it: a property that was missing is blank from now on.
            setattr(properties, name, getattr(properties, name))
        core = document.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES)
        source = _core_source(core.element)
        if _TAG.search(source):
            # A value is printed as its words: a property is text, and holds no runs.
            yield _name(core), self._renderer(jinja.overlay(finalize=words_only).from_string(source))

    def _tagged(self, name: str, xml: str, jinja: Environment) -> Iterator[tuple[str, _Renderer]]:
        source = self._template.patch_xml(xml)
        if _TAG.search(source) or _LITERALS.search(source):
            yield name, self._renderer(jinja.from_string(_balanced(_with_literals(source))))

    def _document(self, jinja: Environment) -> _Renderer:
        """The main part. Its body, which docxtpl patches alone, goes back between what stands around it."""
        document = self._template.docx.element
        body = _with_literals(self._template.patch_xml(self._template.get_xml()))
        if document.body.nsmap == document.nsmap:
            # Taken alone, the body declares the name spaces of the document again.
            body = _BODY.sub("<w:body>", body, count=1)
        whole = etree.tostring(document, encoding="unicode")
        before, after = whole[: whole.index("<w:body")], whole[whole.rindex("</w:body>") + len("</w:body>") :]
        return self._renderer(jinja.from_string(_balanced(before + body + after)))

    def _renderer(self, template: Template) -> _Renderer:
        def render(context: Mapping[str, object]) -> bytes:
            xml = template.render(context)
            if any(sign in xml for sign in COMMANDS):
                xml = self._template.resolve_listing(xml)
            return (xml if xml.startswith("<?xml") else _DECLARATION + xml).encode()

        return render


def _balanced(source: str) -> str:
    """*source*, if whatever its blocks do it gives well-formed XML: each branch closes what it opens, and nothing else.

    Where tags cut across the XML docxtpl repairs what comes out.

    Raises:
        _UnbalancedError: that is not so, or cannot be seen.
    """
    opened: list[str] = []
    blocks: list[tuple[str, int]] = []
    for found in _TOKEN.finditer(source):
        block, closing, element, empty = found.groups()
        floor = blocks[-1][1] if blocks else 0
        if block in _BLOCKS:
            blocks.append((f"end{block}", len(opened)))
        elif block in _BRANCHES:
            _expect(len(opened) == floor)
        elif block and block.startswith("end"):
            _expect(blocks.pop() == (block, len(opened)) if blocks else False)
        elif block:
            _expect(block in _STATEMENTS)
        elif closing:
            _expect(len(opened) > floor and opened.pop() == element)
        elif element and not empty:
            opened.append(element)
    _expect(not opened and not blocks)
    return source


def _expect(balanced: bool) -> None:  # noqa: FBT001 (a condition, not an option)
    if not balanced:
        raise _UnbalancedError


def _name(part: Part) -> str:
    return str(part.partname).removeprefix("/")


def _with_literals(source: str) -> str:
    return _LITERALS.sub(lambda found: _LITERAL[found[0]], source)


def _core_source(properties: etree._Element) -> str:
    """The core properties as a template; what docxtpl leaves alone stays as it is, tags or not."""
    copy = etree.fromstring(etree.tostring(properties))
    for one in copy:
        if etree.QName(one).localname not in _RENDERED_PROPERTIES and _TAG.search(one.text or ""):
            one.text = f"{{% raw %}}{one.text}{{% endraw %}}"
    return etree.tostring(copy, encoding="unicode")
