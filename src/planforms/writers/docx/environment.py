"""Jinja as the rendering uses it: a sandbox in which a name that is missing is an error, and what its filters do.

It reads only what ``program`` writes. A document has a bound on its length, so that a long title printed in every one
of many rows ends in a sentence.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct

from planforms.errors import TemplateError
from planforms.model import Run
from planforms.writers.docx.runs import Line
from planforms.writers.docx.typography import plain

_LONGEST = 200_000_000  # letters of XML; a plan of ten thousand rows makes a tenth of it
_BATCH = 1024


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which fields of our own values are reached without asking of each what it is."""

    def getattr(self, obj: object, attribute: str) -> object:
        """As the sandbox does it, but at once where *attribute* is a field of a printed value of ours."""
        if attribute in _fields(type(obj)):  # type: ignore[arg-type]  # every class is hashable
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def concat(self, chunks: Iterable[str]) -> str:
        """Join what is printed, no more of it than a document may hold."""
        left, parts, coming = _LONGEST, [], iter(chunks)
        while batch := list(islice(coming, _BATCH)):
            left -= sum(map(len, batch))
            if left < 0:
                raise TemplateError(
                    "The template prints far more than a document holds, so it was stopped; see what it repeats in "
                    "each row, or take the built-in template."
                )
            parts.append("".join(batch))
        return "".join(parts)


@lru_cache(maxsize=256)
def _fields(kind: type) -> frozenset[str]:
    """The names of the plain data in a printed value; none for any other value."""
    return frozenset(kind.__struct_fields__) if issubclass(kind, Struct) else frozenset()


def environment() -> Environment:
    """The Jinja environment of every template."""
    made = SafeEnvironment(undefined=StrictUndefined, autoescape=True)
    made.globals = {}
    made.filters = {
        "inside": _inside,
        "runs": _runs,
        "said": _said,
        "join": _join,
        "upper": lambda value: _said(value).upper(),
        "lower": lambda value: _said(value).lower(),
        "default": lambda value, otherwise="": value or otherwise,
    }
    return made


def _inside(value: object, base: str) -> Markup:
    return _line(value).inside(base)


def _runs(value: object, base: str) -> Markup:
    line = _line(value)
    return line.runs(base) if base else line.xml


def _line(value: object) -> Line:
    return value if isinstance(value, Line) else Line.of((Run(str(value)),))


def _said(value: object) -> str:
    """The plain words of a value, as a person would write them in a tag."""
    return plain(value.words if isinstance(value, Line) else str(value))


def _join(values: Sequence[object], between: str = "") -> str:
    return between.join(map(_said, values))
