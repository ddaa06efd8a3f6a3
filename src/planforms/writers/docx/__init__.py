"""The official document: a plan printed by a Word template, the built-in one or a school's own.

It knows how the parts of this package come together. Plan and template in, bytes out: no clock, no path but that of the
built-in template.
"""

import zipfile
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import jinja2
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from planforms.errors import TemplateError, UnreadableFileError
from planforms.model import Plan
from planforms.package import open_package
from planforms.writers.docx.compiled import CompiledTemplate
from planforms.writers.docx.context import context

_BUILT_IN = "plan.docx"
# What the tags of a stranger's template may raise: Jinja's own errors, and what their expressions come to.
_FAULTS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_CACHED = 8  # templates kept compiled; a school has one or two


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
    try:
        return compiled.render(values)
    except _FAULTS as error:
        if template is None:
            raise
        raise _refusal(error) from error


@cache
def built_in_template() -> bytes:
    """The bytes of the template that comes with planforms."""
    installed = files("planforms") / "templates" / _BUILT_IN
    if installed.is_file():
        return installed.read_bytes()
    # An editable install has no copy of its own: the template stands once, at the root of the repository.
    return (Path(__file__).parents[4] / "templates" / _BUILT_IN).read_bytes()


@lru_cache(maxsize=_CACHED)
def _compiled(template: bytes) -> CompiledTemplate:
    try:
        open_package(template, "template").verify()
        return CompiledTemplate(template)
    except jinja2.TemplateError as error:
        raise _refusal(error) from error
    except (
        UnreadableFileError,
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
    ) as error:
        raise TemplateError(
            "The template is no Word document that can be opened; save it again in Word as .docx."
        ) from error


def _refusal(error: Exception) -> TemplateError:
    return TemplateError(
        "The template has a tag that cannot be used: {reason}. Correct the tag in Word and try again.",
        reason=str(error).rstrip("."),
    )
