"""What is wrong, as data: severities, terms in messages, and the faults of a template, which are never raised."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from planforms.place import Place


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # klaida
    WARNING = "warning"  # įspėjimas
    ADVICE = "advice"  # patarimas


class Terms(Struct, frozen=True):
    """Message ids as one argument of a message: each is given in the user's language, with commas between."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.names)


class TemplateFault(Struct, frozen=True, kw_only=True):
    """One thing that is wrong in one place of a template.

    Attributes:
        message: English message id; ``arguments`` fill its braces.
        hint: message id of what to do, filled by the same arguments.
        tag: the tag as it is written, or the words that are at fault; empty for the whole template.
        place: the part of the document, and the table and row or the paragraph.
        severity: an error stops the document or spoils it, a warning loses something; advice does neither.
    """

    message: str
    hint: str = ""
    tag: str = ""
    place: Place = Place()
    severity: Severity = Severity.ERROR
    arguments: Mapping[str, object] = msgspec.field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**self.arguments)


class TemplateCheck(Struct, frozen=True):
    """What a template was checked as (``plan``, ``order`` or ``minutes``), and all that is wrong in it."""

    kind: str
    faults: tuple[TemplateFault, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it prints all it should: there is at most advice."""
        return all(fault.severity is Severity.ADVICE for fault in self.faults)
