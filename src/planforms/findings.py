"""What is wrong in a plan, as data: findings, their codes in one registry, and a reading that holds them.

A finding is never raised. It carries a message id and arguments; only the command line, the page and reports translate.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from planforms.model import Plan
from planforms.place import Place


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # klaida
    WARNING = "warning"  # įspėjimas
    ADVICE = "advice"  # patarimas


class Code(Struct, frozen=True):
    """An entry of the registry: the stable code, its kebab name and its severity."""

    code: str
    name: str
    severity: Severity


class Finding(Struct, frozen=True, kw_only=True):
    """One fault in one place.

    Attributes:
        code: a code of the registry, ``R101``; never reused.
        at: a path into the plan (``rows[3].when``, ``marks[0]``, ``title``), or empty for the whole.
        message: English message id; ``arguments`` fill its braces.
        hint: message id of what to do, filled by the same arguments.
        words: the plan's own words that are at fault, as written.
        place: where the user sees it, where the finder knew it; else ask ``Reading.place(at)``.
    """

    code: str
    message: str
    at: str = ""
    hint: str = ""
    words: str = ""
    place: Place | None = None
    arguments: Mapping[str, object] = msgspec.field(default_factory=dict)

    @property
    def name(self) -> str:
        """The kebab name, ``text-box-kept``."""
        return CODES[self.code].name

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return CODES[self.code].severity

    def __str__(self) -> str:
        return self.message.format(**self.arguments)


class Reading(Struct, frozen=True, kw_only=True):
    """A plan, what was odd about reading it, and where its parts stood in the file."""

    plan: Plan
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = msgspec.field(default_factory=dict)

    def place(self, at: str) -> Place | None:
        """Where the part at path *at*, or the nearest part that holds it, stood; ``None`` where not known."""
        while at and at not in self.places:
            at = at.rpartition(".")[0]
        return self.places.get(at)


def _registry(*codes: Code) -> Mapping[str, Code]:
    return {code.code: code for code in codes}


CODES: Mapping[str, Code] = _registry(
    # R: what a reader or the recogniser left out or resolved.
    Code("R101", "characters-removed", Severity.WARNING),
    Code("R102", "revisions-resolved", Severity.WARNING),
    Code("R103", "text-box-read", Severity.ADVICE),
    Code("R104", "note-left-out", Severity.WARNING),
    Code("R105", "hidden-content", Severity.WARNING),
    Code("R106", "nested-table", Severity.WARNING),
    Code("R107", "formula-without-value", Severity.WARNING),
    Code("R108", "cell-error", Severity.WARNING),
    Code("R109", "object-left-out", Severity.WARNING),
    Code("R110", "header-left-out", Severity.ADVICE),
    Code("R111", "symbol-replaced", Severity.WARNING),
    Code("R112", "text-hidden", Severity.WARNING),
    Code("R113", "comment-left-out", Severity.ADVICE),
    Code("R114", "equation-flattened", Severity.WARNING),
    Code("R115", "prompt-left-out", Severity.ADVICE),
    Code("R116", "only-cells-read", Severity.ADVICE),
    Code("R120", "content-left-out", Severity.WARNING),
    Code("R121", "other-plan-left-out", Severity.WARNING),
    Code("R123", "words-and-values-disagree", Severity.WARNING),
    Code("R124", "empty-rows-left-out", Severity.ADVICE),
    Code("R125", "heading-row-repeated", Severity.ADVICE),
    Code("R122", "several-columns-one-role", Severity.ADVICE),
    # S: structure.
    Code("S101", "no-table", Severity.ERROR),
    Code("S102", "headings-missing", Severity.WARNING),
    Code("S103", "tables-differ", Severity.WARNING),
)
