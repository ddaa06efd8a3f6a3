"""The official document: a plan printed by a Word template, the built-in one or a school's own.

It knows how the parts of this package come together. Plan and template in, bytes out: no clock, no path but that of the
built-in template.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from planforms.model import Plan
from planforms.writers.docx.context import context
from planforms.writers.docx.document import Compiled, TemplateKind

__all__ = ["TemplateKind", "built_in_template", "fill", "write"]

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
