"""The findings of the readers: one wording for what is left out or resolved, and what a Word document may have of it.

Comments and sheets with the signature of planforms are left out without a finding.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from planforms.findings import Finding
from planforms.place import Place, column_letters
from planforms.source import GridCell

OWN = "planforms"
# Before planforms' words in a comment that someone else began; reading stops here.
UNDER = f"\n— {OWN} —\n"

# What is said of one thing in one place, whatever the format of the file: the code, the message and the hint.
_NOTICES: Mapping[str, tuple[str, str, str]] = {
    "text box": (
        "R103",
        "A text box was read as ordinary text: “{words}”.",
        "See that it is in the right place of the document.",
    ),
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
        "R112",
        "Words under a merged cell, where nobody sees them, were left out: “{words}”.",
        "Unmerge the cells, and move the words or delete them.",
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
        "Show it and delete it, or make it visible.",
    ),
    "comment": ("R113", "A comment was left out: “{words}”.", "If it belongs to the plan, write it in a cell."),
    "equation": (
        "R114",
        "An equation was read as a line of plain text: “{words}”.",
        "See that it still says the same.",
    ),
    "placeholder": ("R115", "A prompt that nobody filled in was left out: “{words}”.", ""),
    "formula without a value": (
        "R107",
        "The formula “{words}” was never worked out, so it is printed as it is.",
        "Open the file in Excel, save it again, and convert that copy; or write the words in the cell.",
    ),
    "cell with an error": (
        "R108",
        "The cell shows the error “{words}”.",
        "Correct the formula, or write the words in the cell.",
    ),
    "words missing": (
        "R108",
        "The words of a cell are missing from the file.",
        "Open the file in the program it was made with, look at the cell, and save it again.",
    ),
    "number not shown": (
        "R112",
        "The number {words} is not shown, as the format of its cell has it, and was left out.",
        "If it belongs to the plan, give the cell another number format.",
    ),
    "menu": ("R120", "The menu of the page was left out: “{words}”.", ""),
}


def notice(what: str, words: str = "", place: Place | None = None) -> Finding:
    """The finding that *what*, a key of the table, was met at *place*; *words* are those it is about."""
    code, message, hint = _NOTICES[what]
    return Finding(code=code, message=message, hint=hint, words=words, place=place, arguments={"words": words})


def characters_removed(count: int) -> Finding:
    """*count* characters that no document can hold, or no program can read, are gone."""
    return Finding(
        code="R101",
        message="Characters that no document may hold were removed: {count}.",
        hint="Look the plan through for gaps in words.",
        arguments={"count": count},
    )


def cell_cut(letters: int, most: int, place: Place) -> Finding:
    """Of the *letters* of a cell those after the first *most* are left out."""
    return Finding(
        code="R120",
        message="The cell holds {letters} characters; those after the first {most} were left out.",
        hint="Divide the words among several cells.",
        place=place,
        arguments={"letters": letters, "most": most},
    )


def hidden_cells(cells: Iterable[GridCell], sheet: str, hidden_row: Callable[[int], bool]) -> Iterator[Finding]:
    """The rows of *sheet*, and its columns, that are hidden and hold words: a finding for either."""
    seen = [cell for cell in cells if cell.hidden]
    in_rows = [cell for cell in seen if hidden_row(cell.row)]
    in_columns = [cell for cell in seen if not hidden_row(cell.row)]
    if in_rows:
        rows = sorted({cell.row for cell in in_rows})
        yield Finding(
            code="R105",
            message="Hidden rows of sheet “{sheet}” were read like the others: {rows}.",
            hint="Show the rows (and clear the filter) and look at them; delete what is not wanted.",
            words="\n".join(str(cell.text) for cell in in_rows),
            place=Place(sheet=sheet, row=rows[0]),
            arguments={"sheet": sheet, "rows": _ranges(rows, str)},
        )
    if in_columns:
        columns = sorted({cell.column for cell in in_columns})
        yield Finding(
            code="R105",
            message="Hidden columns of sheet “{sheet}” were read like the others: {columns}.",
            hint="Show the columns and look at them; delete what is not wanted.",
            words="\n".join(str(cell.text) for cell in in_columns),
            place=Place(sheet=sheet, column=columns[0]),
            arguments={"sheet": sheet, "columns": _ranges(columns, column_letters)},
        )


def object_left_out(sheet: str, words: str = "") -> Finding:
    """A picture, a chart or another object of *sheet* is left out, and the *words* on it."""
    message = "A picture, a chart or another object of sheet “{sheet}” was left out."
    if words:
        message = "An object of sheet “{sheet}” that says “{words}” was left out."
    return Finding(
        code="R109",
        message=message,
        hint="If it belongs to the plan, write it in a cell.",
        words=words,
        place=Place(sheet=sheet),
        arguments={"sheet": sheet, "words": words},
    )


def _ranges(numbers: list[int], name: Callable[[int], str]) -> str:
    """Sorted *numbers* as people write them, ``5–7, 9``."""
    groups: list[list[int]] = []
    for each in numbers:
        if groups and groups[-1][-1] == each - 1:
            groups[-1].append(each)
        else:
            groups.append([each])
    return ", ".join(name(g[0]) if len(g) == 1 else f"{name(g[0])}–{name(g[-1])}" for g in groups)


_IN_PIECES = frozenset({"hidden text"})  # reported run by run, and a run may end inside a word


class Notices:
    """A ledger of oddities. ``place`` is where the reader is now."""

    def __init__(self, notes: Mapping[tuple[str, str], str]) -> None:
        self.place = Place()
        self._notes = dict(notes)
        self._revisions: Counter[str] = Counter()
        self._pictures = 0
        self._noted: dict[tuple[str, Place], list[str]] = {}

    def report(self, what: str, words: str = "", place: Place | None = None) -> None:
        """Note that *what* (a key of the common table) was met; words of one kind in one place come together."""
        if words.strip() or what in {"object", "inserted file"}:
            self._noted.setdefault((what, place or self.place), []).append(words)

    def note(self, kind: str, key: str) -> None:
        """Report the words of a footnote, endnote or comment, here where it is referred to."""
        self.report(kind, self._notes.pop((kind, key), ""))

    def revision(self, what: str) -> None:
        """Count a tracked change: ``inserted``, ``deleted``, ``moved``."""
        self._revisions[what] += 1

    def picture(self) -> None:
        """Count a picture."""
        self._pictures += 1

    def findings(self, removed_characters: int) -> Iterator[Finding]:
        """Everything noted: what is counted first, then each thing in the order it was met."""
        for (kind, _), words in self._notes.items():  # nothing refers to these any more
            self.report(kind, words, Place())
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
        for (what, place), found in self._noted.items():
            yield notice(what, ("" if what in _IN_PIECES else " ").join(found).strip(), place)
