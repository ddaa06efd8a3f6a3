"""Where something is in a file, as its user would find it."""

from msgspec import Struct


class Place(Struct, frozen=True, kw_only=True, gc=False):
    """A spot in a file; everything counts from 1, and 0 or ``""`` means it does not apply.

    A cell of a sheet has ``sheet``, ``row`` and ``column`` (``Lapas1!C12``); a cell of a Word table ``table``,
    ``row`` and ``column``; a paragraph outside tables, or a line of a text file, ``line``. ``part`` names a
    region apart from the main text: ``header``, ``footer``, ``text box``, ``footnote``; in a template also
    ``properties``, ``comment``, ``endnote``, ``chart``, ``diagram`` and headers and footers of certain pages.
    """

    sheet: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    line: int = 0
    part: str = ""

    def __str__(self) -> str:
        if self.sheet:
            cell = f"{column_letters(self.column)}{self.row or ''}"
            return f"{self.sheet}!{cell}" if cell else self.sheet
        counted = {"table": self.table, "row": self.row, "column": self.column, "paragraph": self.line}
        said = [f"{name} {count}" for name, count in counted.items() if count]
        return ", ".join([self.part, *said] if self.part else said)


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column: 1 → ``A``, 27 → ``AA``; empty for 0."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
