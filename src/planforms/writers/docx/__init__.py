"""The official documents: a plan, an order or an extract printed by a Word template, the built-in one or a school's.

It knows how the parts of this package come together. Plan and template in, bytes out: no clock, no path but that of the
built-in template.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec.structs import asdict

from planforms.model import Plan, Run
from planforms.writers.docx.context import context
from planforms.writers.docx.document import Compiled, TemplateKind
from planforms.writers.docx.lines import Line

if TYPE_CHECKING:
    from planforms.companions.documents import Amendment, Minutes, Order

    Companion: TypeAlias = Order | Minutes | Amendment

__all__ = ["TemplateKind", "built_in_template", "companion_values", "fill", "write", "write_companion"]

_BLANK = "___"  # begins a line to fill in by hand
_CACHED = 8  # templates kept compiled; a school has one or two


def write(
    plan: Plan, template: bytes | None = None, *, landscape: bool | None = None, endorsements_first: bool = False
) -> bytes:
    """The official document of *plan*, by *template* or the one that comes with planforms.

    ``landscape`` forces the page; by default it is landscape where the columns need that. Endorsement marks are after
    the text, or with ``endorsements_first`` before it. The same plan and template give the same bytes. A template
    whose table does not loop over the columns keeps its own page and widths.

    Raises:
        TemplateError: the template is no Word document, or has a tag that is wrong or not allowed.
    """
    compiled = _compiled(template, TemplateKind.PLAN)
    values = context(
        plan,
        compiled.sheet,
        landscape=landscape,
        endorsements_first=endorsements_first,
        names=compiled.used,
    )
    return compiled.render(values)


def write_companion(companion: "Companion", template: bytes | None = None) -> bytes:
    """An order or an extract of minutes, by *template* or the one that comes with planforms.

    Raises:
        TemplateError: as ``write``.
    """
    return fill(TemplateKind(type(companion).__name__.casefold()), companion_values(companion), template)


def companion_values(companion: "Companion") -> dict[str, Line | Sequence[Line] | bool]:
    """The names that a template of this companion may use, and their words."""
    words = {name: value for name, value in asdict(companion).items() if name != "gaps"}
    lists = {name: [Line.of((Run(one),)) for one in value] for name, value in words.items() if isinstance(value, tuple)}
    lines = {name: Line.of((Run(value),)) for name, value in words.items() if name not in lists}
    return {**lines, **lists, "blanks": any(_BLANK in line.words for line in lines.values())}


def fill(kind: TemplateKind, values: Mapping[str, object], template: bytes | None = None) -> bytes:
    """A document of *kind* that prints *values*, by *template* or the one that comes with planforms.

    Raises:
        TemplateError: as ``write``.
    """
    return _compiled(template, kind).render(values)


@cache
def built_in_template(kind: TemplateKind = TemplateKind.PLAN) -> bytes:
    """The bytes of a template that comes with planforms."""
    here = Path(__file__)
    installed = here.parents[2] / "templates" / f"{kind}.docx"
    # An editable install has no copy of its own: the templates are kept once, at the root of the repository.
    return (installed if installed.is_file() else here.parents[4] / "templates" / installed.name).read_bytes()


@lru_cache(maxsize=_CACHED)
def _compiled(template: bytes | None, kind: TemplateKind) -> Compiled:
    if template is None:
        from planforms.writers.docx.built_in import compiled

        return compiled(kind, built_in_template(kind))
    from planforms.writers.docx.template import Template

    return Template(template, kind).compiled()
