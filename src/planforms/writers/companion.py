"""The order and the extract of the minutes as documents: values in, bytes out, by their templates."""

from msgspec.structs import asdict

from planforms.companions import CompanionKind, Minutes, Order
from planforms.model import Run
from planforms.writers.docx import TemplateKind, fill
from planforms.writers.docx.lines import Line

_BLANK = "___"  # begins a line to fill in by hand


def write(companion: Order | Minutes, template: bytes | None = None) -> bytes:
    """The document, by *template* or the one that comes with planforms.

    Raises:
        TemplateError: the template cannot be used.
    """
    kind = CompanionKind.ORDER if isinstance(companion, Order) else CompanionKind.MINUTES
    return fill(TemplateKind(kind), values(companion), template)


def values(companion: Order | Minutes) -> dict[str, Line | bool]:
    """The names that a template of this companion may use, and their words."""
    words = {name: value for name, value in asdict(companion).items() if isinstance(value, str)}
    blanks = any(_BLANK in value for value in words.values())
    return {**{name: Line.of((Run(value),)) for name, value in words.items()}, "blanks": blanks}
