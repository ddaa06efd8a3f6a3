"""docxtpl as planforms uses it: sandboxed and strict, with the layout step, and with words that keep their looks.

It knows templates and values, not plans. Rendering here is docxtpl's own, the way for any template it accepts.
"""

import datetime as dt
import io
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

from planforms.writers.docx.archive import archive, member, members
from planforms.writers.docx.layout import WIDTH_OF_ALL, lay_out
from planforms.writers.docx.runs import Line

if TYPE_CHECKING:
    from planforms.writers.docx.widths import Sheet

_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?((?:(?!<w:r[ >]).)*?)</w:r>(?:\{\{ ((?:(?!\}\}).)*?) ?\}\})?", re.DOTALL
)
_PRINTED = re.compile(r"\{\{-?((?:(?!\}\}).)*?)-?\}\}", re.DOTALL)
_SPAN_BEFORE_WIDTH = re.compile(rf"(<w:gridSpan [^<>]*/>)(<w:tcW [^<>]*{re.escape(WIDTH_OF_ALL)}[^<>]*/>)")
_NO_DATE = dt.datetime(1980, 1, 1)  # noqa: DTZ001 (python-docx takes UTC without a zone)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which a name that is missing is an error."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 (Jinja's signature)
        """As the sandbox does it, but at once where *obj* is a printed value of ours and *attribute* one of its fields.

        The sandbox asks of each value anew what it is; of values that are plain data there is nothing to ask.
        """
        if attribute in _fields(type(obj)):  # type: ignore[arg-type]  # every class is hashable
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@lru_cache(maxsize=256)
def _fields(kind: type) -> frozenset[str]:
    """The names of the plain data in a printed value; none for any other value."""
    return frozenset(kind.__struct_fields__) if issubclass(kind, Struct) else frozenset()


def environment() -> Environment:
    """The Jinja environment of every template, which may come from a stranger."""
    made = _Environment(undefined=StrictUndefined, autoescape=True)
    made.filters["inside"] = lambda value, base: value.inside(base) if isinstance(value, Line) else value
    made.filters["runs"] = lambda value, base: value.runs(base) if isinstance(value, Line) else value
    return made


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
            self.sheet = None if self._bare else lay_out(self.docx)

    def patch_xml(self, src_xml: str) -> str:
        """The XML as docxtpl patches it, but a printed line takes over the looks of the run that its tag is in.

        The span of a cell that the layout step made comes after its width, as ECMA-376 has it; docxtpl puts it first.
        """
        return _RUN.sub(_with_looks, _SPAN_BEFORE_WIDTH.sub(r"\2\1", super().patch_xml(src_xml)))

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
    return f"{said}{{{{ ({after})|runs('{quoted}') }}}}" if base else f"{said}{{{{ {after} }}}}"


def _settle_properties(document: Document) -> None:
    """Give a template without properties some that hold no clock; python-docx would look at one."""
    if any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in document.part.package.rels.values()):
        return
    made = document.core_properties
    made.created = made.modified = _NO_DATE
    made.title = made.last_modified_by = ""


def render(template: PlanTemplate, context: Mapping[str, object]) -> bytes:
    """The document that docxtpl makes of *template* and *context*, in a zip without dates."""
    saved = io.BytesIO()
    template.render(dict(context), environment(), autoescape=True)
    template.save(saved)
    return archive(member(name, data) for name, data in members(saved.getvalue()))
