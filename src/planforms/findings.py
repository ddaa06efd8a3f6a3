"""What is wrong in a plan, as data: findings, their codes in one registry, and a reading that holds them.

A finding is never raised. It carries a message id and arguments; only the command line, the page and reports translate.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from planforms.model import Plan
from planforms.place import Place
from planforms.spans import Edit


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


class Terms(Struct, frozen=True):
    """Message ids as one argument of a message: each is said in the user's language, with commas between."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.names)


class Mend(Struct, frozen=True):
    """A step of a certain fix: an edit of the words at the path ``at``.

    The words of a path are the ``str()`` of the text there: of a cell for ``rows[3].when``, a heading or note for
    ``rows[3]``, a mark for ``marks[0]``, ``sections[0].label`` and ``sections[0].text``, a heading for ``columns[1]``.
    """

    at: str
    edit: Edit


class Finding(Struct, frozen=True, kw_only=True):
    """One fault in one place.

    Attributes:
        code: a code of the registry, ``R101``; never reused.
        at: a path into the plan (``rows[3].when``, ``marks[0]``, ``title``), or empty for the whole.
        message: English message id; ``arguments`` fill its braces.
        hint: message id of what to do, filled by the same arguments.
        words: the plan's own words that are at fault, as written.
        place: where the user sees it, where the finder knew it; else ask ``Reading.place(at)``.
        fix: what mends it; empty where no fix is certain. Edits at one path are apart from one another.
    """

    code: str
    message: str
    at: str = ""
    hint: str = ""
    words: str = ""
    place: Place | None = None
    arguments: Mapping[str, object] = msgspec.field(default_factory=dict)
    fix: tuple[Mend, ...] = ()

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


class Account(Struct, frozen=True, kw_only=True):
    """What became of the rows of the plan's table that hold anything; together they are all its rows.

    ``heads`` are rows of headings, repeated ones and those that count the columns too; ``continued`` rows go on with
    the activity above them; ``empty`` hold a number and nothing more.
    """

    activities: int = 0
    headings: int = 0
    notes: int = 0
    heads: int = 0
    continued: int = 0
    empty: int = 0

    @property
    def rows(self) -> int:
        """All of them."""
        return self.activities + self.headings + self.notes + self.heads + self.continued + self.empty

    def plus(self, other: "Account") -> "Account":
        """The sum of both."""
        names = self.__struct_fields__
        return Account(**{name: getattr(self, name) + getattr(other, name) for name in names})


class Reading(Struct, frozen=True, kw_only=True):
    """A plan, what was odd about reading it, where its parts stood in the file, and what became of its rows."""

    plan: Plan
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = msgspec.field(default_factory=dict)
    account: Account = Account()

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
    Code("R126", "period-guessed", Severity.ADVICE),
    # S: structure.
    Code("S101", "no-table", Severity.ERROR),
    Code("S102", "headings-missing", Severity.WARNING),
    Code("S103", "tables-differ", Severity.WARNING),
    Code("S104", "empty-plan", Severity.ERROR),
    Code("S105", "column-missing", Severity.WARNING),
    Code("S106", "cell-empty", Severity.WARNING),
    Code("S107", "row-empty", Severity.WARNING),
    Code("S108", "column-empty", Severity.WARNING),
    Code("S109", "numbering-broken", Severity.WARNING),
    Code("S110", "row-cut", Severity.WARNING),
    Code("S111", "activity-repeated", Severity.WARNING),
    Code("S112", "several-activities-in-row", Severity.ADVICE),
    Code("S113", "heading-without-activities", Severity.WARNING),
    # T: timing.
    Code("T101", "timing-not-understood", Severity.WARNING),
    Code("T102", "timing-read-in-part", Severity.ADVICE),
    Code("T103", "no-such-day", Severity.ERROR),
    Code("T104", "range-backwards", Severity.ERROR),
    Code("T105", "timing-ambiguous", Severity.WARNING),
    Code("T106", "outside-period", Severity.ERROR),
    Code("T107", "year-left-over", Severity.ADVICE),
    Code("T108", "weekday-disagrees", Severity.ERROR),
    Code("T109", "on-weekend", Severity.WARNING),
    Code("T110", "on-public-holiday", Severity.WARNING),
    Code("T111", "in-school-break", Severity.ADVICE),
    Code("T112", "deadline-before-approval", Severity.WARNING),
    Code("T113", "out-of-order", Severity.ADVICE),
    Code("T114", "date-forms-mixed", Severity.ADVICE),
    Code("T115", "date-form-unofficial", Severity.ADVICE),
    # M: marks.
    Code("M101", "approval-missing", Severity.WARNING),
    Code("M102", "mark-part-blank", Severity.WARNING),
    Code("M103", "number-malformed", Severity.WARNING),
    Code("M104", "endorsed-after-approval", Severity.ERROR),
    Code("M105", "mark-left-over", Severity.ERROR),
    Code("M106", "mark-date-in-future", Severity.WARNING),
    Code("M107", "act-in-wrong-case", Severity.ADVICE),
    Code("M108", "form-approval-only", Severity.WARNING),
    Code("M109", "periods-disagree", Severity.ERROR),
    # P: people.
    Code("P101", "nobody-responsible", Severity.WARNING),
    Code("P102", "names-unseparated", Severity.WARNING),
    Code("P103", "name-spelt-two-ways", Severity.WARNING),
    Code("P104", "initials-differ", Severity.ADVICE),
    Code("P105", "comma-inside-name", Severity.WARNING),
    Code("P106", "party-ambiguous", Severity.ADVICE),
    # W: wording and typography; advice, because no law asks for it.
    Code("W101", "quotation-marks-wrong", Severity.ADVICE),
    Code("W102", "quotation-mark-unpaired", Severity.ADVICE),
    Code("W103", "hyphen-for-dash", Severity.ADVICE),
    Code("W104", "space-doubled", Severity.ADVICE),
    Code("W105", "space-missing", Severity.ADVICE),
    Code("W106", "space-before-sign", Severity.ADVICE),
    Code("W107", "alphabets-mixed", Severity.WARNING),
    Code("W108", "letters-decomposed", Severity.ADVICE),
    Code("W109", "separator-trailing", Severity.ADVICE),
    Code("W110", "abbreviation-unspaced", Severity.ADVICE),
)
