"""Where the marks of a plan are: in paragraphs, in lines side by side, in cells beside the table; the rest as lines.

Every other module of ``recognise`` asks here for marks, and for cells of no table as lines.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, takewhile
from types import MappingProxyType
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from planforms.marks import MarkLine, mark_extent, mark_parts, parse_mark, starts_mark
from planforms.model import Mark, Paragraph, Run, Section, SectionRole, Text
from planforms.place import Place
from planforms.recognise.facts import (
    SPACES,
    TABS,
    Listing,
    Sentence,
    Shown,
    ShownRow,
    cells_of,
    divide,
    section_label,
)
from planforms.remembered import pattern_of
from planforms.source import PROMPT_SPACE, GridCell, Line
from planforms.text import Edit, beside, edited, tidy, tidy_text, without_bold

# What is left of a line to fill in where words were typed into it and not over it: „direktoriaus____“.
_LEFTOVER = pattern_of(r"(?<=[^\W_])(?<!\d{4})(?<!\b[Nn]r)_+(?=\s|$)(?!\s*m\b)|(?<!\S)_+(?=[^\W_])(?!(?:m|d|mėn)\b)")
_PAIR = 2
_FEWEST_ROWS, _FEWEST_IN_PAIRS = 2, 4
_SIGNATURE = pattern_of(r"_{3,}|\(parasas\)|^(?:pa)?reng(?:e|ejas|eja|ejai)\b|^data[:_ ]*_|\ba\. ?v\.$")
_LONGEST_MARK = 24  # rows or lines


Part = TypeVar("Part", Mark, Section)


class Placed(Struct, Generic[Part], frozen=True):
    """A part of the plan and where it is; ``parts`` has the places of its own parts that are in cells of their own."""

    part: Part
    place: Place
    parts: Mapping[str, Place] = MappingProxyType({})


class MarkLines(Struct, frozen=True):
    """A mark, and the lines that it was read from: their words together have blanks that the mark's have not."""

    mark: Mark
    words: Text
    lines: tuple[Sentence, ...]

    @property
    def placed(self) -> Placed[Mark]:
        """The mark with its place."""
        return Placed(self.mark, self.lines[0].place)


class Passage(Struct, frozen=True):
    """Lines that are together in a file: the marks in them, and the sentences that belong to none."""

    marks: list[MarkLines]
    rest: list[Sentence]

    @property
    def words(self) -> list[str]:
        """All words of it."""
        return [*(str(mark.words) for mark in self.marks), *(sentence.words for sentence in self.rest)]


def sentences(lines: Iterable[Line]) -> list[Sentence]:
    """The non-blank lines of text in *lines*; marks set side by side by tabs are put one after the other."""
    flat: list[Sentence] = []
    for block, line in enumerate(lines):
        if isinstance(line, Listing):
            flat.append(Sentence(_as_one(str(line.text)), line.place, block, listing=line))
            continue
        for paragraph in _tidied(line.text).paragraphs:
            prompt = _is_prompt(paragraph)
            if prompt or paragraph.runs or paragraph.marker:
                known = _filled_by_hand(paragraph) if prompt else paragraph
                flat.append(Sentence(known, line.place, block, line.align, line.outline, prompt=prompt))
    return list(_uncolumned(flat))


def _tidied(text: Text) -> Text:
    """*text* tidied, but for the lines that are nothing but the prompt of an empty control."""
    if PROMPT_SPACE not in str(text):
        return tidy_text(text)
    parts = [(prompts, tuple(lines)) for prompts, lines in groupby(text.paragraphs, _is_prompt)]
    return Text(tuple(p for prompts, lines in parts for p in (lines if prompts else tidy_text(Text(lines)).paragraphs)))


def _is_prompt(line: Paragraph) -> bool:
    return bool(line.runs) and not str(line).strip(PROMPT_SPACE)


def _filled_by_hand(line: Paragraph) -> Paragraph:
    """A prompt as a line to fill in."""
    return Paragraph((Run(str(line).replace(PROMPT_SPACE, "_")),))


def _as_one(words: str) -> Paragraph:
    return Paragraph((Run(" ".join(words.split())),))


def without(paragraph: Paragraph, pattern: re.Pattern[str]) -> Paragraph:
    """*paragraph* less what *pattern* finds of a line to fill in; a line and nothing else stays."""
    words = "".join(run.text for run in paragraph.runs)
    found = [Edit(*match.span(), "") for match in pattern.finditer(words)] if "_" in words else []
    if not found or not words.strip("_ "):
        return paragraph  # a line and nothing else, maybe with a number before it
    (left,) = edited(Text((replace(paragraph, marker=""),)), found).paragraphs
    return replace(left, marker=paragraph.marker)


def _uncolumned(flat: Sequence[Sentence]) -> Iterator[Sentence]:
    i = 0
    while i < len(flat):
        words = flat[i].words
        gap = TABS if "\t" in words else SPACES
        parts = divide(flat[i].paragraph, gap) if gap.search(words) else ()
        if not any(starts_mark(str(part)) for part in parts[1:]):
            yield flat[i]
            i += 1
            continue
        columns: list[list[Sentence]] = [[] for _ in parts]
        after = i
        while after < len(flat) and len(cells := divide(flat[after].paragraph, gap, len(parts))) > 1:
            for lines, cell in zip(columns, cells, strict=False):
                lines.append(replace(flat[after], paragraph=cell))
            after += 1
        while (
            after < len(flat) and not flat[after].listing and (longer := _column_of(columns, flat[after])) is not None
        ):
            longer.append(flat[after])
            after += 1
        for lines in columns:
            yield from (line for line in lines if line.words.strip())
        i = after


def _column_of(columns: Sequence[list[Sentence]], line: Sentence) -> list[Sentence] | None:
    """The column whose mark goes on in *line*, which no other column has words beside; ``None`` where none does.

    Of several it is the one whose mark has no number yet, else the last.
    """
    going: list[list[Sentence]] = []
    for lines in columns:
        words = [sentence.words for sentence in lines if sentence.words.strip()]
        if words and starts_mark(words[0]) and mark_extent([*words, line.words]) > len(words):
            parts = mark_parts("\n".join(words))
            if parts and not any(act.act.number for act in parts.acts):
                return lines
            going.append(lines)
    return going[-1] if going else None


def passage(lines: Iterable[Line]) -> Passage:
    """*lines* divided into marks and sentences, without what is left of lines to fill in that words were typed into."""
    flat = sentences(lines)
    filled = [replace(s, paragraph=without(s.paragraph, _LEFTOVER)) if "_" in s.words else s for s in flat]
    made = Passage([], [])
    i = 0
    while i < len(flat):
        extent = mark_extent(_mark_lines(filled[i : i + _LONGEST_MARK])) if _begins_mark(filled[i]) else 0
        mark = parse_mark(_text(filled[i : i + extent])) if extent else None
        if mark is None:
            made.rest.extend([] if filled[i].prompt else [filled[i]])
            i += 1
        else:
            made.marks.append(MarkLines(mark, _text(flat[i : i + extent]), tuple(flat[i : i + extent])))
            i += extent
    return made


def _text(lines: Sequence[Sentence]) -> Text:
    return without_bold(Text(tuple(line.paragraph for line in lines)))


def _begins_mark(line: Sentence) -> bool:
    return not line.listing and starts_mark(line.words)


def _mark_lines(flat: Sequence[Sentence]) -> list[MarkLine]:
    """*flat* with what decides where the mark ends that its first line begins."""
    made = [MarkLine(flat[0].words)]
    for before, line in pairwise(flat):
        outlined = line.outline > 0 and flat[0].outline == 0
        other = outlined or line.of_section or (line.titular and line.names_plan)
        apart = line.align not in {flat[0].align, before.align}
        made.append(MarkLine(line.words, gap=line.block > before.block + 1, apart=apart, other=other))
    return made


def lines_of(rows: Sequence[ShownRow], *, sheet: bool) -> Iterator[Line]:
    """*rows* of a grid that are of no plan's table: as lines, and those of a table of another kind as that table."""
    waiting: list[ShownRow] = []
    for run in _runs(rows, sheet=sheet):
        if _is_listing(run, sheet=sheet) and not _under_mark(run, waiting):
            yield from unplaced_lines(cells_of(waiting))
            waiting = []
            yield _listing(run)
        else:
            waiting += run
    yield from unplaced_lines(cells_of(waiting))


def _under_mark(run: Sequence[ShownRow], above: Sequence[ShownRow]) -> bool:
    """Whether the row right above *run* begins a mark, which then goes on over the columns of *run*."""
    return bool(above) and above[-1].number + 1 == run[0].number and starts_mark(_first_line(above[-1].cells[0].cell))


def _runs(rows: Sequence[ShownRow], *, sheet: bool) -> Iterator[list[ShownRow]]:
    """*rows* cut before the first row of several cells; on a sheet also after the last, and where a row is missing."""
    run: list[ShownRow] = []
    for row in rows:
        if sheet and run and row.number != run[-1].number + 1:
            yield from _trimmed(run, sheet=sheet)
            run = []
        run.append(row)
    yield from _trimmed(run, sheet=sheet)


def _trimmed(run: list[ShownRow], *, sheet: bool) -> Iterator[list[ShownRow]]:
    wide = [i for i, row in enumerate(run) if len(row.cells) > 1]
    first = wide[0] if wide else 0
    after = wide[-1] + 1 if sheet and wide else len(run)
    yield from (part for part in (run[:first], run[first:after], run[after:]) if part)


def _is_listing(run: Sequence[ShownRow], *, sheet: bool) -> bool:
    """Whether rows are a table of another kind: staff, breaks, a SWOT; not marks, labels or signatures set in cells.

    On a sheet words are put in cells for many reasons, so there two columns take more rows.
    """
    wide = [row for row in run if len(row.cells) > 1]
    columns = {shown.cell.column for row in run for shown in row.cells}
    fewest = _FEWEST_IN_PAIRS if sheet and len(columns) == _PAIR else _FEWEST_ROWS
    if len(wide) < fewest or len(wide) * 2 <= len(run):
        return False
    if any(_labelled([shown.cell for shown in row.cells]) for row in run):
        return False
    return not any(map(_is_of_text, (shown for row in run for shown in row.cells)))


def _is_of_text(shown: Shown) -> bool:
    """Whether a cell is of a mark, a title, a letterhead or a signature, and so of no table."""
    if starts_mark(_first_line(shown.cell)) or _SIGNATURE.search(shown.folded):
        return True
    return shown.line.names_plan and (shown.line.capitals or shown.bold)


def _listing(run: Sequence[ShownRow]) -> Listing:
    columns = sorted({shown.cell.column for row in run for shown in row.cells})
    rows = tuple(tuple({s.cell.column: s.cell for s in row.cells}.get(column) for column in columns) for row in run)
    words = "\n".join("\t".join(row.texts) for row in run)
    return Listing(text=Text.of(words), place=run[0].cells[0].cell.place, rows=rows)


def unplaced_lines(cells: Iterable[GridCell]) -> Iterator[Line]:
    """*cells*, in reading order, as lines, row by row.

    A mark set in several cells one under the other comes whole, though cells of other columns are between. Other
    cells of one row come as one line: a section's label with its body under it, short cells with tabs between.
    """
    left = [cell for cell in cells if tidy(str(cell.text)).strip() or PROMPT_SPACE in str(cell.text)]
    taken: set[int] = set()
    for i, cell in enumerate(left):
        if i in taken:
            continue
        stack = _stack(left, i, taken) if starts_mark(_first_line(cell)) else _row(left, i, taken)
        taken.update(stack)
        yield _line([left[j] for j in stack])


def _first_line(cell: GridCell) -> str:
    return str(cell.text).strip().partition("\n")[0].strip()


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
    if _is_plain_column(cells[start:], under):
        return [start]
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


def _is_plain_column(cells: Sequence[GridCell], columns: range) -> bool:
    """Whether the *cells* that a mark begins are one under the other, so that their lines show where it ends."""
    near = list(takewhile(lambda cell: cell.row < cells[0].row + _LONGEST_MARK, cells))
    return all(_overlap(cell, columns) for cell in near) and all(a.row < b.row for a, b in pairwise(near))


def _spread(cells: Sequence[GridCell], start: int, taken: set[int]) -> list[int]:
    """The indices of the cells under the one at *start* and to their right, up to another mark."""
    first = cells[start]
    near = [j for j in range(start, len(cells)) if cells[j].row < first.row + _LONGEST_MARK]
    others = (cells[j].column for j in near if j != start and starts_mark(_first_line(cells[j])))
    limit = min((column for column in others if column > first.column), default=first.column + _LONGEST_MARK)
    columns = range(first.column, limit)
    return [j for j in near if j not in taken and cells[j].column in columns]


def _parts_known(cells: Sequence[GridCell], indices: Sequence[int]) -> int:
    """How much of a mark *indices* hold: dates and numbers, and that nothing is left of an act."""
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
        words = [line for line in str(_tidied(cells[j].text)).replace(PROMPT_SPACE, "_").split("\n") if line]
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
    texts = [_tidied(cell.text) for cell in cells]
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
