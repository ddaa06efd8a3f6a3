"""The orders and the extract of the minutes as documents: values in, bytes out, by their templates."""

from collections.abc import Sequence

from msgspec.structs import asdict

from planforms.companions.documents import Amendment, CompanionKind, Minutes, Order
from planforms.model import Run
from planforms.writers.docx import TemplateKind, fill
from planforms.writers.docx.lines import Line

_BLANK = "___"  # begins a line to fill in by hand


_KINDS = {Order: CompanionKind.ORDER, Minutes: CompanionKind.MINUTES, Amendment: CompanionKind.AMENDMENT}


def write(companion: Order | Minutes | Amendment, template: bytes | None = None) -> bytes:
    """The document, by *template* or the one that comes with planforms.

    Raises:
        TemplateError: the template cannot be used.
    """
    return fill(TemplateKind(_KINDS[type(companion)]), values(companion), template)


def values(companion: Order | Minutes | Amendment) -> dict[str, Line | Sequence[Line] | bool]:
    """The names that a template of this companion may use, and their words."""
    words = {name: value for name, value in asdict(companion).items() if isinstance(value, str)}
    blanks = any(_BLANK in value for value in words.values())
    made: dict[str, Line | Sequence[Line] | bool] = {name: Line.of((Run(value),)) for name, value in words.items()}
    if isinstance(companion, Amendment):
        made["clauses"] = [Line.of((Run(clause),)) for clause in companion.clauses]
    return {**made, "blanks": blanks}
