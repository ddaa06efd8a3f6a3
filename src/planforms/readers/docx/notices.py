"""What the reader of Word documents left out or resolved, gathered as it goes and told as R findings.

It knows what can be odd in a document, and neither XML nor plans.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from planforms.findings import Finding
from planforms.place import Place

# What to say of one thing in one place, by what it is: the code, the message and the hint.
_SAYINGS = {
    "text box": ("R103", "A text box was read as ordinary text: “{words}”.", ""),
    "footnote": (
        "R104",
        "A footnote was left out: “{words}”.",
        "Put its words in the text or in a cell if the plan needs them.",
    ),
    "endnote": (
        "R104",
        "An endnote was left out: “{words}”.",
        "Put its words in the text or in a cell if the plan needs them.",
    ),
    "hidden row": (
        "R105",
        "A hidden row of the table was read: “{words}”.",
        "Delete the row in the file if it does not belong to the plan.",
    ),
    "covered cell": (
        "R105",
        "Words in a cell that is merged away were left out: “{words}”.",
        "Split the cell in Word to see them.",
    ),
    "unused header": (
        "R105",
        "A header or footer that no page shows was left out: “{words}”.",
        "",
    ),
    "nested table": (
        "R106",
        "A table inside a cell was read as lines of that cell: “{words}”.",
        "Move the inner table out of the cell if its rows are activities.",
    ),
    "object": (
        "R109",
        "An embedded object was left out.",
        "If the plan's table is in it, copy the table itself into the document.",
    ),
    "inserted file": (
        "R109",
        "Another file that this document includes was left out.",
        "Open the document in Word, save it again and give that copy.",
    ),
    "drawn words": ("R109", "Words in a drawing were left out: “{words}”.", ""),
    "ruby": ("R109", "A reading aid above words was left out: “{words}”.", ""),
    "symbol": (
        "R111",
        "The symbol {words} has no counterpart in ordinary text and was left out.",
        "Type the character itself instead of the symbol.",
    ),
    "hidden text": (
        "R112",
        "Hidden text was left out: “{words}”.",
        "Show hidden text in Word (¶) and delete it, or make it visible.",
    ),
    "comment": ("R113", "A comment was left out: “{words}”.", ""),
    "equation": (
        "R114",
        "An equation was read as a line of plain text: “{words}”.",
        "See that it still says the same.",
    ),
    "placeholder": ("R115", "A prompt that nobody filled in was left out: “{words}”.", ""),
}

_IN_PIECES = frozenset({"hidden text"})  # told run by run, and a run may end inside a word


class Notices:
    """A ledger of oddities. ``place`` is where the reader stands now."""

    def __init__(self, notes: Mapping[tuple[str, str], str]) -> None:
        self.place = Place()
        self._notes = dict(notes)
        self._revisions: Counter[str] = Counter()
        self._pictures = 0
        self._told: dict[tuple[str, Place], list[str]] = {}

    def tell(self, what: str, words: str = "", place: Place | None = None) -> None:
        """Note that *what* (a key of the sayings) was met; words of one kind in one place are told together."""
        if words.strip() or what in {"object", "inserted file"}:
            self._told.setdefault((what, place or self.place), []).append(words)

    def note(self, kind: str, key: str) -> None:
        """Tell the words of a footnote, endnote or comment, here where it is referred to."""
        self.tell(kind, self._notes.pop((kind, key), ""))

    def revision(self, what: str) -> None:
        """Count a tracked change: ``inserted``, ``deleted``, ``moved``."""
        self._revisions[what] += 1

    def picture(self) -> None:
        """Count a picture."""
        self._pictures += 1

    def findings(self, removed_characters: int) -> Iterator[Finding]:
        """Everything noted: what is counted first, then each thing in the order it was met."""
        for (kind, _), words in self._notes.items():  # nothing refers to these any more
            self.tell(kind, words, Place())
        if removed_characters:
            yield Finding(
                code="R101",
                message="Characters that no document may hold were removed: {count}.",
                arguments={"count": removed_characters},
            )
        if self._revisions:
            yield Finding(
                code="R102",
                message="Tracked changes were accepted: {inserted} inserted, {deleted} deleted, {moved} moved.",
                hint="Accept or reject the changes in Word if that is not what you mean.",
                arguments={what: self._revisions[what] for what in ("inserted", "deleted", "moved")},
            )
        if self._pictures:
            yield Finding(code="R109", message="Pictures were left out: {count}.", arguments={"count": self._pictures})
        for (what, place), heard in self._told.items():
            code, message, hint = _SAYINGS[what]
            words = ("" if what in _IN_PIECES else " ").join(heard).strip()
            yield Finding(code=code, message=message, hint=hint, words=words, place=place, arguments={"words": words})
