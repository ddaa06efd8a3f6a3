"""A plan as a tidy workbook: sheet „Planas“ with marks, title, sections and the table, and sheet „Rekvizitai“.

It is for people to go on working in: real widths, a heading that stays in sight, a page set up for A4; and planforms
reads it back as the same plan. The same plan gives the same bytes.
"""

from planforms.blankform import DETAILS_SHEET, PLAN_SHEET
from planforms.model import Plan
from planforms.period import period_words
from planforms.writers.xlsx.book import Book
from planforms.writers.xlsx.rows import Band, Cells, Gap, Listed, bands, measured


def write(plan: Plan, *, landscape: bool | None = None) -> bytes:
    """*plan* as the bytes of an .xlsx workbook; ``None`` for *landscape* leaves the page to what the columns need.

    Raises:
        UsageError: a text is longer than a cell can hold.
    """
    lines = list(bands(plan))
    book = Book(title=" ".join(str(plan.title).split()))
    sheet = book.plan_sheet(PLAN_SHEET, measured(plan, lines, landscape=landscape))
    for row, line in enumerate(lines, start=1):
        match line:
            case Band():
                sheet.band(row, line)
            case Cells():
                sheet.cells(row, line)
            case Listed():
                sheet.listed(row, line)
            case Gap():
                sheet.end_table(row)
    sheet.end_table(len(lines) + 1)
    details = plan.details
    book.details_sheet(
        DETAILS_SHEET,
        {
            "Įstaiga": details.institution,
            "Miestas": details.town,
            "Vadovo pareigos": details.head_position,
            "Vadovas": details.head_name,
            "Laikotarpis": period_words(plan.period) if plan.period else "",
        },
    )
    return book.save()
