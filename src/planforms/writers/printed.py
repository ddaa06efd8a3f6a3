"""What a plan's parts say when they are printed, in whatever format: words for what has only parts, lines, labels.

Values in, texts out. It knows no format.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from planforms.model import Activity, Cell, Paragraph, Plan, Responsible, Row, Run, Section, Text, Timing, words_of
from planforms.people import format_responsible
from planforms.text import map_runs, split_lines, without_forbidden
from planforms.timing import format_timing

_LINE_END = re.compile(r"\r\n?")


def cell_text(cell: Cell | None) -> Text:
    """The words of a cell, or what its parts say where it has none."""
    match cell:
        case None:
            return Text()
        case Responsible(words=words, parties=parties) if not words:
            return Text.of(format_responsible(parties))
        case Timing(words=words) if not words:
            return Text.of(format_timing(cell))
        case _:
            return words_of(cell)


def table_rows(plan: Plan) -> Iterator[tuple[Row, Mapping[str, Text | None]]]:
    """The rows of the table with the texts of their cells by column, none for headings and notes.

    A text is ``None`` where the value of the row above goes on; a value of its own is shown, joined or not.
    """
    above: Mapping[str, Text] = {}
    for row in plan.rows:
        if not isinstance(row, Activity):
            above = {}
            yield row, {}
            continue
        texts = {column.id: cell_text(row.cells.get(column.id)) for column in plan.columns}
        going_on = {column for column in row.joined if column in above and texts.get(column) in (above[column], Text())}
        yield row, {key: None if key in going_on else text for key, text in texts.items()}
        above = {key: above[key] if key in going_on else text for key, text in texts.items()}


def heights_of(rows: Sequence[Mapping[str, Text | None]]) -> dict[tuple[int, str], int]:
    """Over how many rows each cell is, by the row and the column in which it begins."""
    heights: dict[tuple[int, str], int] = {}
    begun: dict[str, int] = {}
    for i, texts in enumerate(rows):
        for column, text in texts.items():
            if text is not None:
                begun[column] = i
            key = begun[column], column
            heights[key] = heights.get(key, 0) + 1
    return heights


def section_text(section: Section) -> Text:
    """A section with its label in bold: before its body where that is one line, else on a line of its own."""
    label = Run(section.label, bold=True)
    lines = clean(section.text)
    if len(lines) == 1 and not lines[0].marker:
        return Text((Paragraph((label, Run(" "), *lines[0].runs)),)) if section.label else Text(lines)
    return Text(((Paragraph((label,)),) if section.label else ()) + lines)


def clean(text: Text) -> tuple[Paragraph, ...]:
    """The lines of *text*, whichever way they end, less what no file can hold."""
    return split_lines(
        map_runs(
            text, lambda run: replace(run, text=without_forbidden(_LINE_END.sub("\n", run.text.removesuffix("\r"))))
        )
    )
