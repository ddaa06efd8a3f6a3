"""The official document: a plan printed by a Word template, the built-in one or a school's own.

It knows how the parts of this package come together. Plan and template in, bytes out: no clock, no path but that of the
built-in template.
"""

import io
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import jinja2
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from planforms.errors import TemplateError
from planforms.model import Plan
from planforms.writers.docx.budget import bounded
from planforms.writers.docx.compiled import CompiledTemplate
from planforms.writers.docx.context import context
from planforms.writers.docx.opening import no_document, open_template, see_sound

# What the tags of a stranger's template may raise: Jinja's own errors, and what their expressions come to.
_FAULTS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# What python-docx raises from a package that holds no document, or a damaged one.
_NO_DOCUMENT = (
    *(PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError),
    *(AttributeError, IndexError, KeyError, TypeError, ValueError),
)
# What Jinja and Python's compiler come to where tags are nested without end.
_TOO_DEEP = (MemoryError, RecursionError, SyntaxError)
_LONGEST_REASON = 300  # letters of what Jinja says, which may quote a whole value
_CACHED = 8  # templates kept compiled; a school has one or two


class TemplateKind(StrEnum):
    """A template that comes with planforms; also the name of its file."""

    PLAN = "plan"
    ORDER = "order"
    MINUTES = "minutes"


def write(
    plan: Plan, template: bytes | None = None, *, landscape: bool | None = None, endorsements_first: bool = False
) -> bytes:
    """The official document of *plan*, by *template* or the one that comes with planforms.

    ``landscape`` forces the page to lie or to stand; by default it lies where the columns need that. Endorsement marks
    stand after the text, or with ``endorsements_first`` before it. The same plan and template give the same bytes.
    A template whose table does not loop over the columns keeps its own page and widths.

    Raises:
        TemplateError: the template is no Word document, or has a tag that is wrong or not allowed.
    """
    compiled = _compiled(built_in_template() if template is None else template)
    values = context(plan, compiled.sheet, landscape=landscape, endorsements_first=endorsements_first)
    return _rendered(compiled, values, own=template is not None, cells=len(plan.rows) * len(plan.columns))


def fill(kind: TemplateKind, values: Mapping[str, object], template: bytes | None = None) -> bytes:
    """A document of *kind* that prints *values*, by *template* or the one that comes with planforms.

    Raises:
        TemplateError: as ``write``.
    """
    compiled = _compiled(built_in_template(kind) if template is None else template)
    return _rendered(compiled, values, own=template is not None)


def _rendered(compiled: CompiledTemplate, values: Mapping[str, object], *, own: bool, cells: int = 0) -> bytes:
    """The document; an *own* template is a person's, and so are its faults."""
    try:
        with bounded(cells):
            document = compiled.render(values)
    except _FAULTS as error:
        if not own:
            raise
        raise (_too_deep() if isinstance(error, RecursionError) else _refusal(error)) from error
    if own:
        _see_whole(document)
    return document


class BrokenPartError(TemplateError):
    """The tags of a template make a *part* that is no XML, and so a document that nothing opens."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(
            "The tags of the template cut the document into pieces that do not fit together, so nothing was made; "
            "see that each loop and each if begins and ends in the same kind of place."
        )


def _see_whole(document: bytes) -> None:
    """Refuse a document with a part that is no XML."""
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    etree.fromstring(package.read(name), parser)
                except etree.XMLSyntaxError as error:
                    raise BrokenPartError(name) from error


@cache
def built_in_template(kind: TemplateKind = TemplateKind.PLAN) -> bytes:
    """The bytes of a template that comes with planforms."""
    name = f"{kind}.docx"
    installed = files("planforms") / "templates" / name
    if installed.is_file():
        return installed.read_bytes()
    # An editable install has no copy of its own: the templates stand once, at the root of the repository.
    return (Path(__file__).parents[4] / "templates" / name).read_bytes()


@lru_cache(maxsize=_CACHED)
def _compiled(template: bytes) -> CompiledTemplate:
    see_sound(open_template(template).tagged.values())
    try:
        return CompiledTemplate(template)
    except _TOO_DEEP as error:
        raise _too_deep() from error
    except jinja2.TemplateError as error:
        raise _refusal(error) from error
    except _NO_DOCUMENT as error:
        raise no_document() from error


def _too_deep() -> TemplateError:
    return TemplateError(
        "The template has a tag or a table that is nested too deep; take the built-in template and begin from it."
    )


def _refusal(error: Exception) -> TemplateError:
    return TemplateError(
        "The template has a tag that cannot be used: {reason}. Correct the tag in Word and try again; "
        "“planforms template check” tells all that is wrong in it.",
        reason=str(error)[:_LONGEST_REASON].rstrip("."),
    )
