"""The findings of the readers of sheets and texts: one wording for what is left out or resolved, whatever the format.

Comments and sheets with the signature of planforms are left out without a finding.
"""

from collections.abc import Callable, Iterable, Iterator

from planforms.findings import Finding
from planforms.model import Text
from planforms.place import Place, column_letters
from planforms.source import GridCell

OWN = "planforms"
# Before planforms' words in a comment that someone else began; reading stops here.
UNDER = f"\n— {OWN} —\n"


_WRITE_IN_CELL = "If it belongs to the plan, write it in a cell."


def characters_removed(count: int) -> Finding:
    """*count* characters that no document can hold, or no program can read, are gone."""
    return Finding(
        code="R101",
        message="{count} damaged or forbidden characters of the file could not be kept.",
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


def box_read(words: str, place: Place) -> Finding:
    """The paragraphs of a text box became Lines."""
    return Finding(
        code="R103",
        message="“{words}” stands in a text box, and was read as paragraphs beside the table.",
        hint="See that it stands in the right place of the document.",
        words=words,
        place=place,
        arguments={"words": words},
    )


def note_left_out(words: str, place: Place) -> Finding:
    """A note (comment) on a cell is left out."""
    return Finding(
        code="R113",
        message="The note “{words}” was left out.",
        hint=_WRITE_IN_CELL,
        words=words,
        place=place,
        arguments={"words": words},
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


def formula_unworked(words: str, place: Place) -> Finding:
    """A formula has no value in the file."""
    return Finding(
        code="R107",
        message="The formula “{words}” was never worked out, so it is printed as it stands.",
        hint="Open the file in Excel, save it again, and convert that copy; or write the words in the cell.",
        words=words,
        place=place,
        arguments={"words": words},
    )


def cell_error(words: str, place: Place) -> Finding:
    """A formula went wrong, and the cell says so."""
    return Finding(
        code="R108",
        message="The cell shows the error “{words}”.",
        hint="Correct the formula, or write the words in the cell.",
        words=words,
        place=place,
        arguments={"words": words},
    )


def words_missing(place: Place) -> Finding:
    """A cell names words that the file does not hold."""
    return Finding(
        code="R108",
        message="The words of a cell are missing from the file.",
        hint="Open the file in the program it was made with, look at the cell, and save it again.",
        place=place,
    )


def object_left_out(sheet: str, words: str = "") -> Finding:
    """A picture, a chart or another object of *sheet* is left out, and the *words* on it."""
    message = "A picture, a chart or another object of sheet “{sheet}” was left out."
    if words:
        message = "An object of sheet “{sheet}” that says “{words}” was left out."
    return Finding(
        code="R109",
        message=message,
        hint=_WRITE_IN_CELL,
        words=words,
        place=Place(sheet=sheet),
        arguments={"sheet": sheet, "words": words},
    )


def covered(text: Text, place: Place) -> Finding:
    """Words lie under a merged cell, where nobody sees them, and are left out."""
    return Finding(
        code="R112",
        message="“{words}” lies under a merged cell, where nobody sees it, and was left out.",
        hint="Unmerge the cells, and move the words or delete them.",
        words=str(text),
        place=place,
        arguments={"words": str(text)},
    )


def unshown_number(words: str, place: Place) -> Finding:
    """The format of a cell shows nothing of its number, and the number is left out."""
    return Finding(
        code="R112",
        message="The number {words} is not shown, as the format of its cell has it, and was left out.",
        hint="If it belongs to the plan, give the cell another number format.",
        words=words,
        place=place,
        arguments={"words": words},
    )


def hidden_words(words: str) -> Finding:
    """A page holds words that it does not show, and they are left out."""
    return Finding(
        code="R112",
        message="“{words}” is hidden on the page, and was left out.",
        hint="If it belongs to the plan, write it where it is seen.",
        words=words,
        arguments={"words": words},
    )


def menu_left_out(words: str) -> Finding:
    """The menu of a page is left out."""
    return Finding(
        code="R120",
        message="The menu of the page was left out: “{words}”.",
        words=words,
        arguments={"words": words},
    )


def table_in_cell(words: str, place: Place) -> Finding:
    """A table inside a cell is read as the lines of the cell."""
    return Finding(
        code="R106",
        message="A table inside a cell was read as lines of text: “{words}”.",
        hint="Look at the cell, and write it as plain text.",
        words=words,
        place=place,
        arguments={"words": words},
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
