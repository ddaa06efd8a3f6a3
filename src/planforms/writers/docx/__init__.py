"""The official document: a plan printed by a Word template, the built-in one or a school's own.

It knows how the parts of this package come together. Plan and template in, bytes out: no clock, no path but that of the
built-in template.
"""

import re
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import jinja2
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from planforms.errors import TemplateError, UnreadableFileError
from planforms.model import Plan
from planforms.package import Limits, Package, open_package
from planforms.writers.docx.compiled import CompiledTemplate
from planforms.writers.docx.context import context
from planforms.writers.docx.sandbox import bounded

# A template is a page or two of tags and perhaps a picture; docxtpl's own work on more than that has no bound.
_LIMITS = Limits(unpacked=64 << 20, part=32 << 20, parts=500)
_LONGEST_PART = 2 << 20
_MOST_TAGS = 2000
_LONGEST_TAG = 4000
_QUOTED = 30
_XML = re.compile(rb"<[^<>]*>")
_OPENING = re.compile(rb"\{[{%#]")
_CLOSING = {b"{{": b"}}", b"{%": b"%}", b"{#": b"#}"}
# What the tags of a stranger's template may raise: Jinja's own errors, and what their expressions come to.
_FAULTS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
# What Jinja and Python's compiler come to where tags are nested without end.
_TOO_DEEP = (MemoryError, RecursionError, SyntaxError)
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
            return compiled.render(values)
    except _FAULTS as error:
        if not own:
            raise
        raise _refusal(error) from error


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
    open_template(template)
    try:
        return CompiledTemplate(template)
    except _TOO_DEEP as error:
        raise TemplateError(
            "The template has a tag or a table that is nested too deep; take the built-in template and begin from it."
        ) from error
    except jinja2.TemplateError as error:
        raise _refusal(error) from error
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise _no_document() from error


def open_template(template: bytes) -> Package:
    """The parts of a template, none of them more than a page or two of tags.

    Raises:
        TemplateError: it is no Word document, or a machine's and not a person's.
    """
    try:
        package = open_package(template, "template", _LIMITS)
        package.verify()
        texts = [package.read(part) for part in package.parts if part.casefold().endswith(".xml")]
    except UnreadableFileError as error:
        raise _no_document() from error
    if any(text.count(b"{") > _MOST_TAGS or (b"{" in text and len(text) > _LONGEST_PART) for text in texts):
        raise TemplateError(
            "The template has more tags than a document has; write one row for each kind of row, in a loop over rows."
        )
    for text in texts:
        _see_closed(text)
    return package


def _see_closed(xml: bytes) -> None:
    """Refuse a tag that is not closed before docxtpl looks for its end, again and again, in all that follows."""
    words = _XML.sub(b"", xml)
    for opening in _OPENING.finditer(words):
        stretch = words[opening.end() : opening.end() + _LONGEST_TAG]
        if _CLOSING[opening[0]] not in stretch:
            begun = opening[0] + stretch[:_QUOTED]
            raise TemplateError(
                "The template has a tag that is not closed: “{tag}”. Close it in Word as it was opened and try again; "
                "“planforms template check” tells all that is wrong in it.",
                tag=begun.decode(errors="ignore"),
            )


def _no_document() -> TemplateError:
    return TemplateError("The template is no Word document that can be opened; save it again in Word as .docx.")


def _refusal(error: Exception) -> TemplateError:
    return TemplateError(
        "The template has a tag that cannot be used: {reason}. Correct the tag in Word and try again; "
        "“planforms template check” tells all that is wrong in it.",
        reason=str(error).rstrip("."),
    )
