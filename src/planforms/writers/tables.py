"""Plain tables as a workbook: a sheet each, with a heading that stays in sight, filters and links.

It is for reports and registers, and knows nothing of plans.
"""

from collections.abc import Sequence

from msgspec import Struct

from planforms.model import Text


class Link(Struct, frozen=True):
    """The words of a cell and the file that they lead to, as a relative address."""

    words: str
    target: str


Cell = str | int | Link


class Sheet(Struct, frozen=True, kw_only=True):
    """A table: its name, its headings with the widths of their columns in letters, its rows, and a total below them.

    The cells of *text_columns*, counted from 0, stay text when somebody types into them.
    """

    name: str
    headings: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()
    text_columns: frozenset[int] = frozenset()


def write_workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """*sheets* as the bytes of an .xlsx workbook; the same sheets give the same bytes."""
    from openpyxl.utils import get_column_letter

    from planforms.writers.xlsx.book import CELL, POINTS, Book, Look, set_page, set_widths, text_height

    link, text = Look(border=True, underline=True, colour="0563C1"), Look(border=True, number_format="@")
    bold = Look(bold=True, border=True, fill="F2F2F2")
    head = Look(bold=True, align="center", valign="center", border=True, fill="E7E6E6")
    book = Book(title=title)
    for table in sheets:
        sheet = book.sheet(table.name)
        set_page(sheet, landscape=True)
        set_widths(sheet, [width for _, width in table.headings])
        for column, (heading, _) in enumerate(table.headings, start=1):
            book.text(sheet, 1, column, Text.of(heading), head)
        heights = (text_height(Text.of(words), width * POINTS, bold=True) for words, width in table.headings)
        sheet.row_dimensions[1].height = max(heights, default=0)
        for row, cells in enumerate([*table.rows, table.total], start=2):
            look = bold if cells is table.total else CELL
            for column, cell in enumerate(cells, start=1):
                plain = text if column - 1 in table.text_columns else look
                match cell:
                    case int():
                        book.style(sheet.cell(row, column, cell), look)
                    case Link(words=words, target=target):
                        book.text(sheet, row, column, Text.of(words), link)
                        sheet.cell(row, column).hyperlink = target
                    case "":
                        book.style(sheet.cell(row, column), plain)
                    case _:
                        book.text(sheet, row, column, Text.of(cell), plain)
            widths = [width * POINTS for _, width in table.headings]
            texts = [Text.of(cell.words if isinstance(cell, Link) else str(cell)) for cell in cells]
            book.fit_row(sheet, row, max(map(text_height, texts, widths), default=0))
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        last = f"{get_column_letter(len(table.headings))}{len(table.rows) + 1}"
        sheet.auto_filter.ref = f"A1:{last}"
    return book.save()
