"""The sheet to fill in: a table of numbered blank rows with times to choose from, and the details with explanations.

What it says stands in ``blankform``; how it looks stands here. Nothing that is typed into it becomes a number or a date
by itself, but for the two dates of the acts.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from planforms import blankform
from planforms.blankform import Field
from planforms.model import Period, Text
from planforms.period import period_words
from planforms.writers.xlsx.book import FORMS, POINTS, Book, set_page
from planforms.writers.xlsx.measure import LINE, text_height

_WIDTHS: Final = {"number": 6, "title": 34, "when": 20, "place": 14, "responsible": 20}  # in letters
_DETAIL_WIDTHS: Final = (18, 46, 68)
_FIRST, _LAST = 1, 999  # the rows that times are offered in, from 0
_ROW: Final = 1.4 * LINE  # of a row to write in
_MANY_LINES: Final = 3 * LINE
_TEXT: Final = {"num_format": "@"}  # else Excel makes a date of the minutes' number 5-2
_DATE: Final = {"num_format": "yyyy-mm-dd", "align": "left"}
_EXAMPLE: Final = {"italic": True, "font_color": "#666666"}
_GREY: Final = {**_EXAMPLE, "align": "left", "indent": 1}
_TO_FILL: Final = {"border": 1, "bg_color": "#FFF8DC"}
_PROMPTS: Final[Mapping[str, str]] = {
    "title": "Viena veikla – viena eilutė. Jei eilučių pritrūksta, rašykite žemiau arba įterpkite naujų.",
    "when": "Pasirinkite iš sąrašo arba rašykite savaip: „spalio 14 d.“, „spalio 14–16 d.“, „iki gegužės 5 d.“",
    "place": "Kur vyks: „Aktų salė“, „Biblioteka“, nuotoliu.",
    "responsible": "Vardas ir pavardė arba pareigos. Kelis asmenis atskirkite kableliais.",
}


def write(period: Period) -> bytes:
    """The workbook to fill in for *period*."""
    with Book(title=f"Veiklos planas, {period_words(period)}") as book:
        offered = blankform.times(period)
        _plan_sheet(book, f"='{blankform.TIMES_SHEET}'!$A$2:$A${len(offered) + 1}")
        _details_sheet(book, period)
        _times_sheet(book, offered)
    return book.data


def _plan_sheet(book: Book, offered: str) -> None:
    sheet: Any = book.sheet(blankform.PLAN_SHEET)
    columns = blankform.COLUMNS
    blank = {**FORMS["cell"], **_TEXT}
    for index, column in enumerate(columns):
        number = column.id == "number"
        sheet.set_column(index, index, _WIDTHS[column.id], book.format({"align": "center"} if number else _TEXT))
        book.text(sheet, 0, index, Text.of(column.heading), FORMS["head"])
        book.text(sheet, 1, index, Text.of(blankform.EXAMPLE[index]), {**blank, **_EXAMPLE})
        for row in range(2, blankform.ROWS + 2):
            if number:
                sheet.write_number(row, index, row - 1, book.format(FORMS["number"]))
            else:
                sheet.write_blank(row, index, None, book.format(blank))
        if column.id in _PROMPTS:
            sheet.data_validation(_FIRST, index, _LAST, index, _prompt(column.id, column.heading, offered))
    texts = zip(map(Text.of, blankform.EXAMPLE), _WIDTHS.values(), strict=True)
    book.row(sheet, 1, max(text_height(text, letters * POINTS) for text, letters in texts))
    for row in range(2, blankform.ROWS + 2):
        book.row(sheet, row, _ROW)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_selection(2, 1, 2, 1)
    set_page(sheet)


def _prompt(column: str, heading: str, offered: str) -> dict[str, object]:
    prompt: dict[str, object] = {"validate": "any", "input_title": heading, "input_message": _PROMPTS[column]}
    if column == "when":
        # With its alert off a list only offers: any other words may be typed.
        prompt |= {"validate": "list", "source": offered, "show_error": False}
    return prompt


def _details_sheet(book: Book, period: Period) -> None:
    sheet: Any = book.sheet(blankform.DETAILS_SHEET)
    for index, letters in enumerate(_DETAIL_WIDTHS):
        sheet.set_column(index, index, letters)
    sheet.merge_range(0, 0, 0, len(_DETAIL_WIDTHS) - 1, "", book.format(_EXAMPLE))
    book.text(sheet, 0, 0, Text.of(blankform.INSTRUCTION), _EXAMPLE)
    known = {blankform.TITLE: blankform.title_words(period), blankform.PERIOD: period_words(period)}
    row = 1
    for group in blankform.FIELDS:
        row += 1
        for field in group:
            _field(book, sheet, row, field, known.get(field, ""))
            row += 1
    set_page(sheet, lying=True)


def _field(book: Book, sheet: Any, row: int, field: Field, value: str) -> None:  # noqa: ANN401 -- a worksheet, whose methods carry no types
    form = {**_TO_FILL, **(_DATE if field.label.endswith(" data") else _TEXT)}
    book.text(sheet, row, 0, Text.of(field.label), FORMS["label"])
    if value:
        book.text(sheet, row, 1, Text.of(value), form)
    else:
        sheet.write_blank(row, 1, None, book.format(form))
    explanation = Text.of(field.explanation)
    book.text(sheet, row, 2, explanation, _GREY)
    lines = _MANY_LINES if field.label in blankform.SECTION_LABELS else 0.0
    book.row(sheet, row, max(text_height(explanation, _DETAIL_WIDTHS[2] * POINTS), _ROW, lines))


def _times_sheet(book: Book, offered: Sequence[str]) -> None:
    sheet: Any = book.sheet(blankform.TIMES_SHEET)
    sheet.set_column(0, 0, _DETAIL_WIDTHS[1])
    book.text(sheet, 0, 0, Text.of(blankform.TIMES_HEADING), _GREY)
    for row, words in enumerate(offered, start=1):
        book.text(sheet, row, 0, Text.of(words), _TEXT)
    sheet.hide()
