"""One description of the printed page for all formats: which marks are where, what each row shows, what is joined.

Values in, texts out. It knows no format: docx, xlsx and the pages of HTML print what is described here.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from msgspec.structs import replace

from planforms.model import (
    Activity,
    Cell,
    Heading,
    Mark,
    MarkKind,
    Paragraph,
    Plan,
    Responsible,
    Row,
    Run,
    Section,
    Text,
)
from planforms.people import format_responsible
from planforms.text import map_runs, split_lines, without_forbidden
from planforms.timing import format_timing

_NONE: AbstractSet[str] = frozenset()
_NO_TEXTS: Mapping[str, Text] = {}
_NO_TEXT = Text()


class PageRow(NamedTuple):
    """A row of the table.

    Attributes:
        row: the heading, note or activity.
        texts: the words of an activity by column, those of joined cells too; nothing for headings and notes.
        joined: the columns in which the value of the row above goes on; a value of its own is shown, joined or not.
    """

    row: Row
    texts: Mapping[str, Text]
    joined: AbstractSet[str]

    def shown(self) -> dict[str, Text]:
        """The words of the cells that begin in this row."""
        return {column: text for column, text in self.texts.items() if column not in self.joined}


def page_rows(plan: Plan) -> Iterator[PageRow]:
    """The rows of the table from the first."""
    columns = [column.id for column in plan.columns]
    above: Mapping[str, Text] = _NO_TEXTS
    for row in plan.rows:
        if not isinstance(row, Activity):
            above = _NO_TEXTS
            yield PageRow(row, _NO_TEXTS, _NONE)
            continue
        cells = row.cells
        texts = {}
        for column in columns:
            cell = cells.get(column)
            texts[column] = cell if isinstance(cell, Text) else cell_text(cell)
        if not row.joined:
            above = texts
            yield PageRow(row, texts, _NONE)
            continue
        joined = {column for column in row.joined if column in above and texts.get(column) in (above[column], _NO_TEXT)}
        yield PageRow(row, texts, joined)
        above = {column: above[column] if column in joined else text for column, text in texts.items()}


def row_spans(rows: Sequence[PageRow]) -> dict[tuple[int, str], int]:
    """Over how many rows each cell goes, by the row and the column in which it begins."""
    spans: dict[tuple[int, str], int] = {}
    begun: dict[str, int] = {}
    for number, row in enumerate(rows):
        for column in row.texts:
            if column not in row.joined:
                begun[column] = number
            key = begun[column], column
            spans[key] = spans.get(key, 0) + 1
    return spans


def row_groups(rows: Sequence[PageRow]) -> list[list[tuple[int, PageRow]]]:
    """*rows* with their numbers from 0, in groups that begin at the headings; what is before the first is a group."""
    groups: list[list[tuple[int, PageRow]]] = [[]]
    for number, row in enumerate(rows):
        if isinstance(row.row, Heading) and number:
            groups.append([])
        groups[-1].append((number, row))
    return groups


def placed_marks(plan: Plan, *, endorsements_first: bool = False) -> tuple[list[Mark], list[Mark]]:
    """The marks before the text, and those after it."""
    top = [mark for mark in plan.marks if endorsements_first or mark.kind is MarkKind.APPROVED]
    return top, [] if endorsements_first else [mark for mark in plan.marks if mark.kind is not MarkKind.APPROVED]


def cell_text(cell: Cell | None) -> Text:
    """The words of a cell, or what its parts say where it has none."""
    if isinstance(cell, Text):
        return cell
    if cell is None:
        return _NO_TEXT
    if cell.words:
        return cell.words
    return Text.of(format_responsible(cell.parties) if isinstance(cell, Responsible) else format_timing(cell))


def section_lines(section: Section) -> tuple[str, tuple[Paragraph, ...]]:
    """The label of a section and its lines: „Tikslas:“ opens the only line; a heading, or one of a list, is apart."""
    lines = text_lines(section.text)
    if not goes_on(section, lines):
        return section.label, lines
    return "", (Paragraph((Run(section.label, bold=True), Run(" "), *lines[0].runs)),)


def goes_on(section: Section, lines: Sequence[Paragraph]) -> bool:
    """Whether the label of a section ends so that its only line goes on from it."""
    return section.label.rstrip().endswith((":", "–", "-")) and len(lines) == 1 and not lines[0].marker


def text_lines(text: Text) -> tuple[Paragraph, ...]:
    """The lines of *text*, whichever way they end."""
    if "\r" in str(text):
        text = map_runs(text, lambda run: replace(run, text=_with_line_feeds(run.text)))
    return split_lines(text)


def _with_line_feeds(words: str) -> str:
    return words.removesuffix("\r").replace("\r\n", "\n").replace("\r", "\n")


def clean_lines(text: Text) -> tuple[Paragraph, ...]:
    """The lines of *text* less what no file can hold."""
    return text_lines(map_runs(text, lambda run: replace(run, text=without_forbidden(run.text))))
