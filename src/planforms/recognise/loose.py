"""Cells that belong to no table of activities, as lines: layout tables, the rows above and below a plan in a sheet."""

from collections.abc import Iterable, Iterator, Sequence

from planforms.marks import mark_extent, mark_parts, starts_mark
from planforms.model import Paragraph, SectionRole, Text
from planforms.recognise.labels import section_label
from planforms.source import GridCell, Line
from planforms.text import beside, tidy, tidy_text

_PAIR = 2
_LONGEST_MARK = 24  # rows


def loose_lines(cells: Iterable[GridCell]) -> Iterator[Line]:
    """*cells* as lines, row by row.

    A mark set in several cells one under the other comes whole, though cells of other columns stand between. Other
    cells of one row come as one line: a section's label with its body under it, short cells with tabs between.
    """
    left = sorted((cell for cell in cells if tidy(str(cell.text)).strip()), key=lambda cell: (cell.row, cell.column))
    taken: set[int] = set()
    for i, cell in enumerate(left):
        if i in taken:
            continue
        stack = _stack(left, i, taken) if starts_mark(_first_line(cell)) else _row(left, i, taken)
        taken.update(stack)
        yield _line([left[j] for j in stack])


def _first_line(cell: GridCell) -> str:
    return next((words for line in str(cell.text).split("\n") if (words := line.strip())), "")


def _row(cells: Sequence[GridCell], start: int, taken: set[int]) -> list[int]:
    """The indices of the cells that go on one line with the cell at *start*."""
    row = [start]
    for j in range(start + 1, len(cells)):
        if cells[j].row != cells[start].row or starts_mark(_first_line(cells[j])):
            break
        if j not in taken:
            row.append(j)
    together = [cells[j] for j in row]
    short = all(len(tidy_text(cell.text).paragraphs) == 1 for cell in together)
    return row if short or _labelled(together) else [start]


def _stack(cells: Sequence[GridCell], start: int, taken: set[int]) -> list[int]:
    """The indices of the cells that hold the mark which begins in the cell at *start*."""
    first = cells[start]
    under = range(first.column, first.column + first.columns)
    below = [j for j in range(start, len(cells)) if j not in taken and _overlap(cells[j], under)]
    looked_at = below
    stack = _as_far_as_the_mark(cells, below)
    if len(stack) == 1 and start + 1 < len(cells) and cells[start + 1].row == first.row:
        # Nothing under the word itself: the rest may be in the column to its right.
        beside = range(cells[start + 1].column, cells[start + 1].column + cells[start + 1].columns)
        right = [j for j in range(start + 1, len(cells)) if j not in taken and _overlap(cells[j], beside)]
        looked_at = [start, *right]
        stack = _as_far_as_the_mark(cells, looked_at)
    spread = _spread(cells, start, taken)
    if len(spread) > len(stack) and spread != looked_at:
        # Its lines may be typed over several columns: so they are where that makes a mark that says more.
        whole = _as_far_as_the_mark(cells, spread)
        stack = max(stack, whole, key=lambda indices: _parts_known(cells, indices))
    return stack


def _spread(cells: Sequence[GridCell], start: int, taken: set[int]) -> list[int]:
    """The indices of the cells under the one at *start* and to their right, up to another mark."""
    first = cells[start]
    near = [j for j in range(start, len(cells)) if cells[j].row < first.row + _LONGEST_MARK]
    others = (cells[j].column for j in near if j != start and starts_mark(_first_line(cells[j])))
    limit = min((column for column in others if column > first.column), default=first.column + _LONGEST_MARK)
    columns = range(first.column, limit)
    return [j for j in near if j not in taken and cells[j].column in columns]


def _parts_known(cells: Sequence[GridCell], indices: Sequence[int]) -> int:
    """How much of a mark *indices* tell: dates and numbers, and that nothing is left of an act."""
    parts = mark_parts("\n".join(line for line in _lines(cells, indices)[0]))
    if parts is None:
        return -1
    return sum(
        bool(part) for act in parts.acts for part in (act.kind, act.date, act.number and act.label, act.act.number)
    )


def _overlap(cell: GridCell, columns: range) -> bool:
    return cell.column < columns.stop and cell.column + cell.columns > columns.start


def _as_far_as_the_mark(cells: Sequence[GridCell], indices: Sequence[int]) -> list[int]:
    lines, owners = _lines(cells, indices)
    reach = mark_extent(lines)
    return sorted({index for owner in owners[:reach] for index in owner}) or [indices[0]]


def _lines(cells: Sequence[GridCell], indices: Sequence[int]) -> tuple[list[str], list[list[int]]]:
    """The lines of the cells at *indices* and the cells that each is of: short cells of one row are one line."""
    lines: list[str] = []
    owners: list[list[int]] = []
    row = 0
    for j in indices:
        words = [line for line in str(tidy_text(cells[j].text)).split("\n") if line]
        if len(words) == 1 and owners and cells[j].row == row:
            lines[-1] += f" {words[0]}"
            owners[-1].append(j)
        else:
            lines += words
            owners += [[j] for _ in words]
        row = cells[j].row if len(words) == 1 else 0
    return lines, owners


def _labelled(row: Sequence[GridCell]) -> bool:
    if len(row) != _PAIR:
        return False
    paragraphs = tidy_text(row[0].text).paragraphs
    label = section_label(paragraphs[0]) if len(paragraphs) == 1 else None
    return label is not None and label.role is not SectionRole.OTHER and not label.body.runs


def _line(cells: Sequence[GridCell]) -> Line:
    texts = [tidy_text(cell.text) for cell in cells]
    if starts_mark(_first_line(cells[0])):
        rows: dict[int, list[Paragraph]] = {}
        for cell, text in zip(cells, texts, strict=True):
            row = rows.setdefault(cell.row, [])
            first, *more = text.paragraphs or (Paragraph(),)
            row[-1:] = [beside([*row[-1:], first], " "), *more]
        return Line(text=Text(tuple(p for row in rows.values() for p in row)), place=cells[0].place)
    if _labelled(cells) or any(len(text.paragraphs) > 1 for text in texts):
        paragraphs = tuple(paragraph for text in texts for paragraph in text.paragraphs)
        return Line(text=Text(paragraphs), place=cells[0].place)
    return Line(text=Text((beside([text.paragraphs[0] for text in texts], "\t"),)), place=cells[0].place)
