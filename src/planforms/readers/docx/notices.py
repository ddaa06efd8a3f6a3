"""What the reader of Word documents left out or resolved, gathered as it goes and reported as R findings.

It knows what can be odd in a document, and neither XML nor plans.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from planforms.findings import Finding
from planforms.place import Place
from planforms.readers.notices import characters_removed, notice

_IN_PIECES = frozenset({"hidden text"})  # reported run by run, and a run may end inside a word


class Notices:
    """A ledger of oddities. ``place`` is where the reader is now."""

    def __init__(self, notes: Mapping[tuple[str, str], str]) -> None:
        self.place = Place()
        self._notes = dict(notes)
        self._revisions: Counter[str] = Counter()
        self._pictures = 0
        self._told: dict[tuple[str, Place], list[str]] = {}

    def tell(self, what: str, words: str = "", place: Place | None = None) -> None:
        """Note that *what* (a key of the common table) was met; words of one kind in one place come together."""
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
            yield characters_removed(removed_characters)
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
            yield notice(what, ("" if what in _IN_PIECES else " ").join(heard).strip(), place)
