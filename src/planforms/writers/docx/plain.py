"""docxtpl as planforms uses it: sandboxed and strict, with the layout step, and with words that keep their looks.

It knows templates and values, not plans. Rendering here is docxtpl's own, the way for any template it accepts.
"""

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Environment

from planforms.writers.docx.archive import archive, member, members
from planforms.writers.docx.budget import spend
from planforms.writers.docx.layout import WIDTH_OF_ALL, lay_out
from planforms.writers.docx.sandbox import environment

if TYPE_CHECKING:
    from planforms.writers.docx.widths import Sheet

__all__ = ["COMMANDS", "PlanTemplate", "environment", "render"]

_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?((?:(?!<w:r[ >]).)*?)</w:r>(?:\{\{ ((?:(?!\}\}).)*?) ?\}\})?", re.DOTALL
)
_PRINTED = re.compile(r"\{\{-?((?:(?!\}\}).)*?)-?\}\}", re.DOTALL)
_SPAN_BEFORE_WIDTH = re.compile(rf"(<w:gridSpan [^<>]*/>)(<w:tcW [^<>]*{re.escape(WIDTH_OF_ALL)}[^<>]*/>)")
# What stands between the two signs that open or close a tag, and what stands in one; as docxtpl finds them.
_BETWEEN_SIGNS = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")
_TAG = re.compile(r"\{%(?:(?!%\}).)*|\{\{(?:(?!\}\}).)*", re.DOTALL)
# What Word makes of quotation marks and blanks as they are typed, and letters that nobody sees.
_RETYPED = str.maketrans(
    {**dict.fromkeys("„“”«»", '"'), **dict.fromkeys("‚‘’", "'"), **dict.fromkeys("\u00a0\u2007\u202f", " ")}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
# Characters that docxtpl takes for commands inside a text.
COMMANDS = "\t\n\a\f"
_EARLY_PROPERTIES = "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
_NO_DATE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (python-docx takes UTC without a zone)


class PlanTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A template as docxtpl opens it, with the layout step of planforms; *bare* leaves that step out."""

    def __init__(self, data: bytes, *, bare: bool = False) -> None:
        super().__init__(io.BytesIO(data))
        self.sheet: Sheet | None = None
        self._bare = bare

    def init_docx(self, reload: bool = True) -> None:  # noqa: FBT001, FBT002 (docxtpl's signature)
        """Open the template, and lay it out once."""
        before = self.docx
        super().init_docx(reload)
        if self.docx is not before:
            _settle_properties(self.docx)
            _settle_grids(self.docx)
            self.sheet = None if self._bare else lay_out(self.docx)

    def patch_xml(self, src_xml: str) -> str:
        """The XML as docxtpl patches it, but a printed line takes over the looks of the run that its tag is in.

        Quotation marks and blanks in a tag are taken for those that a keyboard has, whatever Word made of them.
        The span of a cell that the layout step made comes after its width, as ECMA-376 has it; docxtpl puts it first.
        """
        typed = _TAG.sub(lambda tag: retyped(tag[0]), _BETWEEN_SIGNS.sub("", src_xml))
        return _RUN.sub(_with_looks, _SPAN_BEFORE_WIDTH.sub(r"\2\1", super().patch_xml(typed)))

    def resolve_listing(self, xml: str) -> str:
        """Turn signs that stand for commands into elements, so many of them as a document may cost."""
        spend(sum(map(xml.count, COMMANDS)))
        resolved: str = super().resolve_listing(xml)
        return resolved

    def render_properties(self, context: Mapping[str, object], jinja_env: Environment | None = None) -> None:
        """Set the properties without escaping: docxtpl sets them as text, which is escaped anyway."""
        unescaped = (jinja_env or environment()).overlay(autoescape=False)
        super().render_properties(dict(context), unescaped)


def _with_looks(run: re.Match[str]) -> str:
    base, content, after = run[1] or "", run[2], run[3]
    quoted = base.replace("\\", "\\\\").replace("'", "\\'")
    opening = run[0][: run[0].index(">") + 1]
    kept = _PRINTED.sub(lambda tag: f"{{{{ ({tag[1].strip()})|inside('{quoted}') }}}}", content)
    said = f"{opening}{base}{kept}</w:r>"
    if not after:
        return said
    return f"{said}{{{{ ({after})|runs('{quoted}') }}}}"


def retyped(tag: str) -> str:
    """The words of a tag as they were typed, before Word put in Lithuanian quotation marks and blanks that hold."""
    return tag.translate(_RETYPED)


def _settle_properties(document: Document) -> None:
    """See that python-docx finds the properties, and give a template without any some that hold no clock.

    LibreOffice may relate them as the first edition of ECMA-376 does; python-docx would add others beside them.
    """
    for relationship in document.part.package.rels.values():
        if relationship.reltype == _EARLY_PROPERTIES:
            relationship._reltype = RELATIONSHIP_TYPE.CORE_PROPERTIES  # noqa: SLF001 (python-docx sets it once)
    if any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in document.part.package.rels.values()):
        return
    made = document.core_properties
    made.created = made.modified = _NO_DATE
    made.title = made.last_modified_by = ""


def _settle_grids(document: Document) -> None:
    """Give a table without a grid one without columns: docxtpl counts them anew, and fails where there is none."""
    for table in document.element.iter(qn("w:tbl")):
        if table.find(qn("w:tblGrid")) is None:
            properties = table.find(qn("w:tblPr"))
            table.insert(0 if properties is None else table.index(properties) + 1, OxmlElement("w:tblGrid"))


def render(template: PlanTemplate, context: Mapping[str, object]) -> bytes:
    """The document that docxtpl makes of *template* and *context*, in a zip without dates."""
    saved = io.BytesIO()
    template.render(dict(context), environment(), autoescape=True)
    template.save(saved)
    return archive(member(name, data) for name, data in members(saved.getvalue()))
