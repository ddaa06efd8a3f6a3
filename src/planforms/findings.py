"""What is wrong in a plan, as data: findings, the codes of what readers notice, and a reading that holds them.

A finding is never raised. It carries a message id and arguments; only the command line, the page and reports translate.
The code of a rule, its severity, name and page are the rule's own (``planforms.rules``); ``NOTICES`` has the others.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from planforms.faults import Severity, Terms
from planforms.language import Speaker
from planforms.model import Plan
from planforms.place import Place
from planforms.text import Edit

__all__ = ["NOTICES", "Account", "Code", "Finding", "Mend", "Reading", "Severity", "Terms"]


class Code(Struct, frozen=True):
    """A kind of finding: its stable code, its kebab name, its severity, and its page (message id)."""

    code: str
    name: str
    severity: Severity
    page: str


class Mend(Struct, frozen=True):
    """A step of a certain fix: an edit of the words at the path ``at``.

    The words of a path are the ``str()`` of the text there: of a cell for ``rows[3].when``, a heading or note for
    ``rows[3]``, a mark for ``marks[0]``, ``sections[0].label`` and ``sections[0].text``, a heading for ``columns[1]``.
    """

    at: str
    edit: Edit


class Finding(Struct, frozen=True, kw_only=True, gc=False):
    """One fault in one place.

    Attributes:
        code: a code of the registry, ``R101``; never reused.
        at: a path into the plan (``rows[3].when``, ``marks[0]``, ``title``), or empty for the whole.
        message: English message id; ``arguments`` fill its braces.
        hint: message id of what to do, filled by the same arguments.
        words: the plan's own words that are at fault, as written.
        place: where the user sees it, where the finder knew it; else ask ``Reading.place(at)``.
        fix: what mends it; empty where no fix is certain. Edits at one path are apart from one another.
        kind: what the code means, as the rule that made the finding has it; ``None`` for a code of ``NOTICES``.
    """

    code: str
    message: str
    at: str = ""
    hint: str = ""
    words: str = ""
    place: Place | None = None
    arguments: Mapping[str, object] = msgspec.field(default_factory=dict)
    fix: tuple[Mend, ...] = ()
    kind: Code | None = None

    @property
    def name(self) -> str:
        """The kebab name, ``text-box-kept``."""
        return self._kind.name

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self._kind.severity

    @property
    def page(self) -> str:
        """The page of its code (message id): what it means."""
        return self._kind.page

    def text(self, language: str = "lt") -> str:
        """What is wrong, as a sentence in *language* (``lt`` or ``en``)."""
        return Speaker(language).say(self.message, **self.arguments)

    @property
    def _kind(self) -> Code:
        return self.kind or NOTICES[self.code]

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

    def said(self, speaker: Speaker) -> str:
        """„The table has 23 rows: 18 activities, …“; empty where there is no table."""
        if not self.rows:
            return ""
        parts = [
            (self.activities, speaker.count("{count} activity", "{count} activities", self.activities)),
            (self.headings, speaker.count("{count} heading", "{count} headings", self.headings)),
            (self.notes, speaker.count("{count} note", "{count} notes", self.notes)),
            (self.heads, speaker.count("{count} row of headings", "{count} rows of headings", self.heads)),
            (self.continued, speaker.count("{count} row continued", "{count} rows continued", self.continued)),
            (self.empty, speaker.count("{count} row not filled in", "{count} rows not filled in", self.empty)),
        ]
        rows = speaker.count("The table has {count} row", "The table has {count} rows", self.rows)
        return f"{rows}: {', '.join(words for count, words in parts if count)}"


class Reading(Struct, frozen=True, kw_only=True):
    """A plan, what was odd about reading it, where its parts are in the file, and what became of its rows."""

    plan: Plan
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = msgspec.field(default_factory=dict)
    account: Account = Account()

    def place(self, at: str) -> Place | None:
        """Where the part at path *at*, or the nearest part that holds it, is; ``None`` where not known."""
        while at and at not in self.places:
            at = at.rpartition(".")[0]
        return self.places.get(at)


def _by_code(*codes: Code) -> Mapping[str, Code]:
    return {code.code: code for code in codes}


# What a reader or the recogniser left out, resolved or did not find.
NOTICES = _by_code(
    Code(
        "R101",
        "characters-removed",
        Severity.WARNING,
        """Characters that no document may hold were removed.

They are control characters that programs leave behind; nobody sees them. All other words are kept.""",
    ),
    Code(
        "R102",
        "revisions-resolved",
        Severity.WARNING,
        """Tracked changes were taken as accepted.

Inserted words are in the plan, deleted ones are not. Accept or reject the changes in Word to decide yourself.""",
    ),
    Code(
        "R103",
        "text-box-read",
        Severity.ADVICE,
        """The words of a text box were read as a part of the text.

Marks of approval are often in one. Check that they came to the right place.""",
    ),
    Code(
        "R104",
        "note-left-out",
        Severity.WARNING,
        """A footnote or an endnote was left out.

The official document has no place for it; put what matters into the text.""",
    ),
    Code(
        "R105",
        "hidden-content",
        Severity.WARNING,
        """Something hidden was found: a sheet, a row, a column.

It was left out or read, as the message says. Show it or delete it to make sure.""",
    ),
    Code(
        "R106",
        "nested-table",
        Severity.WARNING,
        """A table inside a cell was read as lines of that cell.

Check the cell, and make rows of it where they are activities.""",
    ),
    Code(
        "R107",
        "formula-without-value",
        Severity.WARNING,
        """A cell has a formula and no value that was kept with it.

Open the file in Excel and save it, so that the values are in it.""",
    ),
    Code(
        "R108",
        "cell-error",
        Severity.WARNING,
        """A cell shows an error, such as #DIV/0!.

Mend the formula, or write the value.""",
    ),
    Code(
        "R109",
        "object-left-out",
        Severity.WARNING,
        """A picture, a chart or another object was left out.

The official document holds words only.""",
    ),
    Code(
        "R110",
        "header-left-out",
        Severity.ADVICE,
        """The words of a page's header or footer were left out.

Marks and a title are taken from there; other words are not a part of a plan.""",
    ),
    Code(
        "R111",
        "symbol-replaced",
        Severity.WARNING,
        """A symbol of a special font was replaced by the same sign as a letter, or left out.

A tick of the font Wingdings is a letter for a program. Check the sign.""",
    ),
    Code(
        "R112",
        "text-hidden",
        Severity.WARNING,
        """Words that are formatted as hidden were left out.

Delete them, or make them visible.""",
    ),
    Code(
        "R113",
        "comment-left-out",
        Severity.ADVICE,
        """Comments were left out.

They are no part of the document.""",
    ),
    Code(
        "R114",
        "equation-flattened",
        Severity.WARNING,
        """An equation was read as plain words.

Check that it can still be read.""",
    ),
    Code(
        "R115",
        "prompt-left-out",
        Severity.ADVICE,
        """The prompt of a field that nobody filled in was left out.

„Įveskite tekstą“ is no text of the plan. Fill the field in.""",
    ),
    Code(
        "R116",
        "only-cells-read",
        Severity.ADVICE,
        """Only the cells of the file were read.

Files of this format give their cells and no more; looks, comments and drawings are not seen.""",
    ),
    Code(
        "R117",
        "signature-not-verified",
        Severity.ADVICE,
        """The document was taken out of a signed container.

Whether the signature is valid is not verified: planforms reads the words alone.""",
    ),
    Code(
        "R118",
        "encoding-doubtful",
        Severity.WARNING,
        """It is not sure which letters the bytes of the file mean.

The file was not written as UTF-8. Look at the Lithuanian letters of the plan, and save the file as UTF-8.""",
    ),
    Code(
        "R120",
        "content-left-out",
        Severity.WARNING,
        """A part of the file was left out, as the message says.

Check whether it belongs to the plan.""",
    ),
    Code(
        "R121",
        "other-plan-left-out",
        Severity.WARNING,
        """The file holds another plan.

One plan is read at a time; choose which with --plan.""",
    ),
    Code(
        "R123",
        "words-and-values-disagree",
        Severity.WARNING,
        """In a JSON plan the words of a part and its values disagree.

The words are what is printed. Correct one of them.""",
    ),
    Code(
        "R124",
        "empty-rows-left-out",
        Severity.ADVICE,
        """Rows with a number and nothing more, below the last activity, were left out.

They were prepared and not filled in.""",
    ),
    Code(
        "R125",
        "heading-row-repeated",
        Severity.ADVICE,
        """A row that repeats the headings, or counts the columns, was left out.

Tables that go on over a page often have one; the official document repeats its headings by itself.""",
    ),
    Code(
        "R126",
        "period-guessed",
        Severity.ADVICE,
        """No part of the plan names its period; it was taken from the date of the approval.

Write the period in the title, or give it with --period.""",
    ),
    Code(
        "S101",
        "no-table",
        Severity.ERROR,
        """The file has a title or marks and no table of activities.

It can be read and not converted. Mostly the row of headings was not recognised: it should hold words such as
„Veiklos pavadinimas“ and „Data“.""",
    ),
    Code(
        "S102",
        "headings-missing",
        Severity.WARNING,
        """The table has no row of headings; the meaning of its columns was recognised by their cells.

Write the headings above the table, so that nothing has to be guessed.""",
    ),
    Code(
        "S103",
        "tables-differ",
        Severity.WARNING,
        """Tables with different columns were made one table with the columns of both.

Check that each cell is in the column that you meant.""",
    ),
)
