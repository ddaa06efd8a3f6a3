"""Which rows of a grid are its headings, and the tables that they head: columns, rows, and what is above them.

The second pass, from the facts of ``facts`` to ``Table`` values. What is a row of headings is decided over the whole
grid: by the words of a plan's headings, over one to three rows, with the rows that the file itself marks, and how
unlike the rows below it a row is. What the rows say is decided after it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planforms.period import month_named
from planforms.place import Place
from planforms.recognise.facts import Kind, Shown, ShownRow
from planforms.recognise.headings import SURE, could_head, guess, heading_key, is_heading_row
from planforms.source import Grid, GridCell

_DEEPEST = 4
_FRAGMENTS = frozenset({"nr", "asmenys", "asmuo", "pavadinimas", "data", "laikas", "terminas", "vieta", "saltinis"})
_FEWEST_MONTHS = 3
_ROMAN = {
    name: n
    for n, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), start=1)
}
_LOOKED_AT = 40  # rows of a grid that can hold its first headings where the words do not tell
_SAMPLE = 200
_MOST = 0.6
_ALIKE = 0.6
_LONGEST_UNKNOWN = 60


class TableColumn(NamedTuple):
    """A column of the table: the grid columns ``first`` to ``last``, both included, and its heading as written."""

    first: int
    last: int
    heading: str
    place: Place


class Placed(NamedTuple):
    """A cell in its column; ``joined`` when a vertical merge brings it down from a row above."""

    cell: GridCell
    joined: bool


class TableRow(NamedTuple):
    """A row of the table.

    ``cells`` maps an index of ``Table.columns`` to what is there, ``own`` are the cells that begin in this row;
    ``heads`` is true of a row that repeats the headings or counts the columns.
    """

    number: int
    cells: Mapping[int, tuple[Placed, ...]]
    own: tuple[Shown, ...]
    heads: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the row's own cells, in order."""
        return tuple(str(shown.cell.text) for shown in self.own)

    def place_of_blank(self, column: TableColumn) -> Place:
        """Where the blank cell under *column* is; where another cell of the row covers it, that cell."""
        first = self.own[0].cell
        own = (shown.cell for shown in self.own)
        over = next((cell for cell in own if cell.column <= column.first < cell.column + cell.columns), None)
        return over.place if over else replace(first.place, column=column.first + first.place.column - first.column)


class Table(Struct, frozen=True):
    """A grid, or the part of one under its headings, in columns and rows.

    Attributes:
        heads: the rows of its headings; none where it has no headings.
        known: whether its headings are words of a plan's headings.
        caption: what is written above it where several are side by side.
    """

    grid: Grid
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    heads: tuple[ShownRow, ...] = ()
    known: bool = False
    caption: GridCell | None = None

    @property
    def headed(self) -> bool:
        """Whether it has headings."""
        return bool(self.heads)

    @property
    def headings(self) -> list[str]:
        """The headings as written, a column each."""
        return [column.heading for column in self.columns]


class Block(NamedTuple):
    """The rows of headings among the rows of a grid: indices, the last not included."""

    first: int
    stop: int


class Split(NamedTuple):
    """A grid taken apart: the rows above its first table, and its tables."""

    above: list[ShownRow]
    tables: list[Table]


def split_grid(grid: Grid, rows: Sequence[ShownRow], blocks: Sequence[Block], *, known: bool = True) -> Split:
    """The tables that *blocks* head in *grid*; all its rows are above where there are no blocks.

    Blocks that repeat the headings of the one before go on with its table. Rows of data above the first block are a
    table without headings, as a page cut it off.
    """
    if not blocks:
        return Split(list(rows), [])
    tables: list[Table] = []
    above = list(rows[: blocks[0].first])
    first = _columns(cells_of(rows[blocks[0].first : blocks[0].stop]), rows[blocks[0].stop :])
    data = next((i for i, row in enumerate(above) if _is_data(row)), len(above))
    if sum(map(_is_data, above[data:])) > 1:
        tables.append(_table(grid, (), above[data:], first, known=known))
        above = above[:data]
    begun = 0
    for i, block in enumerate(blocks):
        after = blocks[i + 1] if i + 1 < len(blocks) else None
        if after and _repeats(rows, block, after):
            continue
        made = _headed(grid, rows, blocks[begun : i + 1], after.first if after else len(rows), known=known)
        if begun == 0 and len(made) > 1 and above and len(above[-1].cells) <= len(made):
            made = _captioned(made, above.pop())
        tables += made
        begun = i + 1
    return Split(above, tables)


def cells_of(rows: Sequence[ShownRow]) -> list[GridCell]:
    """The cells of *rows* in order."""
    return [shown.cell for row in rows for shown in row.cells]


def headless_table(grid: Grid, rows: Sequence[ShownRow]) -> Table:
    """The whole grid as a table without headings."""
    cells = cells_of(rows)
    starts = sorted({cell.column for cell in cells if cell.columns == 1} or {1})
    width = max((cell.column + cell.columns - 1 for cell in cells), default=1)
    columns = [
        TableColumn(start, after - 1, "", Place())
        for start, after in zip(starts, [*starts[1:], width + 1], strict=True)
    ]
    return _table(grid, (), rows, columns)


def table_under(grid: Grid, rows: Sequence[ShownRow], above: Table) -> Table | None:
    """The whole grid as a table in the columns of *above*, some of them blank; ``None`` where a cell is in none."""
    starts = {column.first for column in above.columns}
    if not all(shown.cell.column in starts for row in rows for shown in row.cells):
        return None
    return _table(grid, (), rows, [TableColumn(column.first, column.last, "", Place()) for column in above.columns])


def same_columns(table: Table, other: Table) -> bool:
    """Whether two tables have the same headings, or one of them none and as many columns."""
    if table.headed and other.headed:
        return list(map(heading_key, table.headings)) == list(map(heading_key, other.headings))
    return len(table.columns) == len(other.columns)


# --- which rows are headings


def heading_blocks(grid: Grid, rows: Sequence[ShownRow]) -> list[Block]:
    """The blocks of headings that their words name: the first in *rows*, and those after it that surely are others."""
    blocks: list[Block] = []
    marked = frozenset(grid.heading_rows)
    i = 0
    while i < len(rows):
        block = _block(rows, i)
        if block and (_again(rows, blocks[-1], block, marked) if blocks else _is_first(rows, block, marked)):
            blocks.append(block)
            i = block.stop
        else:
            i += 1
    return blocks


def forced_block(grid: Grid, rows: Sequence[ShownRow], number: int) -> list[Block]:
    """The row that a person says is the headings, by its number in the sheet or the table."""
    for i, row in enumerate(rows):
        if number in {row.cells[0].cell.place.row, row.number if not grid.name else 0}:
            known = _block(rows, i)
            return [known or Block(i, i + 1)]
    return []


def unlike_block(grid: Grid, rows: Sequence[ShownRow]) -> list[Block]:
    """The first row whose cells are unlike those below it, where the words do not tell the headings.

    Its cells are short words of their own; below one of them most are numbers, times or names, or the row alone is
    bold, or the file marks it.
    """
    usual = sorted(len(row.cells) for row in rows[:_SAMPLE])[len(rows[:_SAMPLE]) // 2] if rows else 0
    for i, row in enumerate(rows[:_LOOKED_AT]):
        below = [other for other in rows[i + 1 : i + 1 + _SAMPLE] if len(other.cells) > 1]
        if len(row.cells) < 2 or len(row.cells) * 2 < usual or len(below) < 2:  # noqa: PLR2004
            continue
        if not all(shown.kind in _HEADING_KINDS and len(shown.words) <= _LONGEST_UNKNOWN for shown in row.cells):
            return []
        bold = all(shown.bold for shown in row.cells) and not any(s.bold for other in below for s in other.cells)
        marked = row.number in grid.heading_rows or row.number == grid.frozen_rows
        if not (bold or marked or _unlike_below(row, below)):
            return []
        first = Block(i, i + _merged_depth(rows, i))
        heads = {shown.folded for shown in row.cells}
        return [first, *(Block(j, j + 1) for j in range(first.stop, len(rows)) if _are(rows[j], heads))]
    return []


def _are(row: ShownRow, heads: set[str]) -> bool:
    return len(row.cells) > 1 and sum(shown.folded in heads for shown in row.cells) >= _ALIKE * len(heads)


_HEADING_KINDS = frozenset({Kind.WORDS, Kind.SIGN})
_DATA_KINDS = frozenset({Kind.TIME, Kind.NAME, Kind.SIGN, Kind.BLANK})


def _unlike_below(row: ShownRow, below: Sequence[ShownRow]) -> bool:
    for head in row.cells:
        kinds = [shown.kind for other in below for shown in other.cells if shown.cell.column == head.cell.column]
        if kinds and sum(kind is not Kind.WORDS for kind in kinds) >= _MOST * len(kinds):
            return True
    return False


def _block(rows: Sequence[ShownRow], i: int) -> Block | None:
    """The block of headings that begins at row *i*: as many rows as make its headings surest."""
    if not _may_begin(rows, i):
        return None
    depth = _merged_depth(rows, i)
    best = _score(rows[i : i + depth])
    while depth < _DEEPEST and i + depth < len(rows) and _goes_on(rows, i, depth):
        deeper = _score(rows[i : i + depth + 1])
        surer = deeper.sure > best.sure and deeper.unknown <= best.unknown
        if not (surer or (deeper.heads and best.heads and _are_fragments(rows, i, i + depth))):
            break
        best, depth = deeper, depth + 1
    if not best.heads:
        return None
    # Words above the headings that only look better with them are not part of them.
    if depth > 1 and not _tall(rows[i]) and not all(s.words[:1].islower() for s in rows[i + 1].cells):
        lower = _score(rows[i + 1 : i + depth])
        if lower.heads and lower.sure >= best.sure and lower.unknown <= best.unknown:
            return None
    return Block(i, i + depth)


class _Score(NamedTuple):
    """How much rows put together look like headings."""

    sure: int
    unknown: int
    heads: bool


def _score(rows: Sequence[ShownRow]) -> _Score:
    headings = [words for words in (c.heading for c in _columns(cells_of(rows), ())) if words.strip()]
    months = month_columns(headings)
    rest = [words for i, words in enumerate(headings) if i not in months]
    sure = sum(guess(words).strength >= SURE for words in rest)
    named = [words for words in rest if could_head(words) or guess(words).strength >= SURE]
    data = (
        len(rest)
        - len(named)
        + sum(
            shown.kind in _DATA_KINDS
            and shown.cell.columns == 1
            and len(shown.words) > 1
            and not month_named(shown.words)
            for row in rows[:1]
            for shown in row.cells
            if not guess(shown.words).strength
        )
    )
    times = [shown for row in rows for shown in row.cells if shown.kind is Kind.TIME and shown.cell.columns == 1]
    plain = not data and (bool(months) or not times)
    enough = plain or (sure > 2 and data * 2 < len(headings))  # noqa: PLR2004 -- more than chance
    heads = enough and is_heading_row(named + ["Data"] * bool(months))
    return _Score(sure, len([words for words in rest if not guess(words).strength]), heads)


def month_columns(headings: Sequence[str]) -> dict[int, int]:
    """The columns that are headed by months one after the other (``IX X XI``, ``Rugsėjis Spalis``), and the months."""
    found: dict[int, int] = {}
    for i, heading in enumerate(headings):
        key = heading_key(heading).strip(" .").split("\n")[-1].split(" ")[-1].strip(".")
        number = _ROMAN.get(key) or (month_named(key) if len(heading) <= _LONGEST_UNKNOWN else 0)
        number = number or (int(key) if key.isdigit() and 0 < int(key) <= len(_ROMAN) else 0)
        if number:
            found[i] = number
    numbers = list(found.values())
    ordered = all(after == before % 12 + 1 for before, after in pairwise(numbers))
    return found if len(found) >= _FEWEST_MONTHS and ordered else {}


def _may_begin(rows: Sequence[ShownRow], i: int) -> bool:
    """Whether headings can begin in row *i*: words of headings are in it or right below, and no number of a row."""
    numbers = sum(shown.words[:3].rstrip(".)").isdigit() for shown in rows[i].cells)
    if len(rows[i].cells) < 2 or 0 < numbers < _FEWEST_MONTHS:  # noqa: PLR2004
        return False
    near = rows[i : i + 2] if i + 1 < len(rows) and rows[i + 1].number == rows[i].number + 1 else rows[i : i + 1]
    return any(guess(s.words).strength for row in near for s in row.cells if len(s.words) <= _LONGEST_UNKNOWN)


def _tall(row: ShownRow) -> bool:
    return any(shown.cell.rows > 1 or shown.cell.columns > 1 for shown in row.cells)


def _merged_depth(rows: Sequence[ShownRow], i: int) -> int:
    """How many rows merged headings take: those of a tall cell, or with the parts of wide ones below."""
    heads = [shown.cell for shown in rows[i].cells]
    wide = [range(head.column, head.column + head.columns) for head in heads if head.columns > 1]
    reach = max(head.rows for head in heads)
    if i + 1 >= len(rows) or rows[i + 1].number != rows[i].number + 1:
        return 1
    depth = 1
    while i + depth < len(rows) and depth < _DEEPEST:
        row = rows[i + depth]
        inside = wide and all(any(s.cell.column in span for span in wide) for s in row.cells)
        parts = inside and all(s.kind is not Kind.NAME and len(s.words) <= _LONGEST_UNKNOWN for s in row.cells)
        within = row.number < rows[i].number + reach
        if row.number > rows[i].number + depth or not parts or not (within or _parts_of_untall(heads, row)):
            break
        depth += 1
        if not within:
            break
    return depth


def _parts_of_untall(heads: Sequence[GridCell], row: ShownRow) -> bool:
    """Whether *row* divides wide headings though those beside them are not merged down."""
    return all(head.rows == 1 for head in heads) and all(
        s.kind is Kind.WORDS and could_head(s.words) for s in row.cells
    )


def _goes_on(rows: Sequence[ShownRow], i: int, depth: int) -> bool:
    """Whether the row after *depth* rows of headings can be more of them: right below, and of words."""
    row = rows[i + depth]
    below = row.number == rows[i + depth - 1].number + 1
    return below and all(s.kind is Kind.WORDS and len(s.words) <= _LONGEST_UNKNOWN for s in row.cells)


def _are_fragments(rows: Sequence[ShownRow], first: int, at: int) -> bool:
    """Whether the row *at* only goes on with the words above it: small letters, brackets, or capitals as above.

    The row below it must be written in another way, as the first row of data is.
    """
    if at + 1 >= len(rows):
        return False
    capitals = all(shown.words.isupper() for shown in rows[first].cells)
    below = rows[at + 1].cells
    others = sum(not _is_fragment(shown, capitals=capitals) for shown in below)
    return all(_is_fragment(shown, capitals=capitals) for shown in rows[at].cells) and others * 2 >= len(below)


def _is_fragment(shown: Shown, *, capitals: bool) -> bool:
    first = shown.words[:1]
    rest = first.islower() or not first.isalnum() or shown.folded.strip(" .") in _FRAGMENTS
    return rest or (capitals and shown.words.isupper())


def _is_first(rows: Sequence[ShownRow], block: Block, marked: frozenset[int]) -> bool:
    """Whether *block* is the first headings; below rows of data only where no other is as sure."""
    if rows[block.first].number in marked or not any(map(_is_data, rows[: block.first])):
        return True
    score = _score(rows[block.first : block.stop])
    return score.sure > 2 and not score.unknown  # noqa: PLR2004 -- two such words may come in a row of data


def _again(rows: Sequence[ShownRow], before: Block, block: Block, marked: frozenset[int]) -> bool:
    """Whether *block*, below the headings *before*, is headings too: the same again, or surely others."""
    if _repeats(rows, before, block) or rows[block.first].number in marked:
        return True
    score = _score(rows[block.first : block.stop])
    apart = rows[block.first].number > rows[block.first - 1].number + 1 or len(rows[block.first - 1].cells) == 1
    bold = all(shown.bold for shown in rows[block.first].cells) and not all(s.bold for s in rows[block.first - 1].cells)
    return not score.unknown and (score.sure > 2 or apart or bold)  # noqa: PLR2004


def _repeats(rows: Sequence[ShownRow], block: Block, other: Block) -> bool:
    """Whether two blocks of headings say mostly the same."""
    one, two = (_heads(rows, each) for each in (block, other))
    return len(one & two) >= _ALIKE * max(len(one), len(two))


def _heads(rows: Sequence[ShownRow], block: Block) -> set[str]:
    return {heading_key(shown.words) for row in rows[block.first : block.stop] for shown in row.cells}


def _is_data(row: ShownRow) -> bool:
    """Whether a row can only be one of a table: several cells, a time among them or a number before them."""
    kinds = [shown.kind for shown in row.cells]
    return len(kinds) > 2 and (Kind.TIME in kinds or kinds[0] is Kind.NUMBER)  # noqa: PLR2004


# --- tables in columns and rows


def _headed(grid: Grid, rows: Sequence[ShownRow], blocks: Sequence[Block], stop: int, *, known: bool) -> list[Table]:
    """The table under the first of *blocks*, the others its repeats; several where equal ones are side by side."""
    first = blocks[0]
    heads = rows[first.first : first.stop]
    repeats = {row.number for block in blocks[1:] for row in rows[block.first : block.stop]}
    body = list(rows[first.stop : stop])
    if body and _counts_columns(body[0]):
        repeats.add(body[0].number)
    columns = _columns(cells_of(heads), [row for row in body if row.number not in repeats])
    parts = _side_by_side(columns)
    if not parts:
        return [_table(grid, heads, body, columns, repeats, known=known)]
    made: list[Table] = []
    for part in parts:
        span = range(part[0].first, part[-1].last + 1)
        inside = [_within(row, span) for row in (*heads, *body)]
        lines = [row for row in inside if row.cells]
        head = [row for row in lines if row.number in {h.number for h in heads}]
        made.append(_table(grid, head, lines[len(head) :], part, repeats, known=known))
    return made


def _within(row: ShownRow, columns: range) -> ShownRow:
    return ShownRow(row.number, tuple(shown for shown in row.cells if shown.cell.column in columns))


def _side_by_side(columns: Sequence[TableColumn]) -> list[list[TableColumn]]:
    """The columns as those of equal tables set side by side; none where there is one table."""
    named = [column for column in columns if column.heading.strip()]
    keys = [heading_key(column.heading) for column in named]
    for count in range(2, len(named) // 2 + 1):
        each, rest = divmod(len(named), count)
        if rest or any(keys[:each] != keys[i : i + each] for i in range(0, len(keys), each)):
            continue
        firsts = [named[i].first for i in range(0, len(named), each)] + [max(column.last for column in columns) + 1]
        return [[c for c in columns if first <= c.first < after] for first, after in pairwise(firsts)]
    return []


def _captioned(tables: Sequence[Table], row: ShownRow) -> list[Table]:
    """*tables* side by side with the cell of *row* above each."""
    left = list(row.cells)
    made: list[Table] = []
    for table in reversed(tables):
        mine = left.pop() if left and left[-1].cell.column >= table.columns[0].first else None
        made.insert(0, replace(table, caption=mine.cell if mine else None))
    return made


def _counts_columns(row: ShownRow) -> bool:
    """Whether a row only counts the columns."""
    counts = [shown.words.strip("().") for shown in row.cells]
    return len(counts) > 2 and counts == [str(i) for i in range(1, len(counts) + 1)]  # noqa: PLR2004


def _table(  # noqa: PLR0913 -- what a table is made of
    grid: Grid,
    heads: Sequence[ShownRow],
    body: Sequence[ShownRow],
    columns: Sequence[TableColumn],
    repeats: set[int] | frozenset[int] = frozenset(),
    *,
    known: bool = False,
) -> Table:
    return Table(grid, tuple(columns), tuple(_table_rows(body, columns, repeats)), tuple(heads), known)


def _columns(heads: Sequence[GridCell], body: Sequence[ShownRow]) -> list[TableColumn]:
    """Columns of the heading cells, read down column by column, and of body cells that no heading covers."""
    stacks: dict[int, list[GridCell]] = {}
    for head in sorted(heads, key=lambda head: (head.row, head.column)):
        for column in range(head.column, head.column + head.columns):
            stacks.setdefault(column, []).append(head)
    made: list[TableColumn] = []
    lowest: GridCell | None = None
    under: list[GridCell] = []
    for column in sorted(stacks):
        stack = stacks[column]
        if made and stack[-1] is lowest and made[-1].last == column - 1:
            under += [head for head in stack if head not in under]
            made[-1] = made[-1]._replace(last=column, heading=_heading(under))
        else:
            lowest, under = stack[-1], list(stack)
            made.append(TableColumn(column, column, _heading(under), lowest.place))
    parts = _starts_under(made, body)
    divided = [part for i, column in enumerate(made) for part in _parted(column, parts.get(i, ()))]
    bare = {shown.cell.column for row in body for shown in row.cells if shown.cell.columns == 1} - stacks.keys()
    return sorted([*divided, *(TableColumn(column, column, "", Place()) for column in bare)])


def _heading(stack: Sequence[GridCell]) -> str:
    return "\n".join(str(head.text) for head in sorted(stack, key=lambda head: (head.row, head.column)))


def _starts_under(columns: Sequence[TableColumn], body: Sequence[ShownRow]) -> dict[int, set[int]]:
    """For each wide column under which some row has several cells, where they start."""
    index = {grid: i for i, c in enumerate(columns) if c.last > c.first for grid in range(c.first, c.last + 1)}
    starts: dict[int, set[int]] = {}
    several: set[int] = set()
    if not index:
        return {}
    for row in body:
        seen: set[int] = set()
        for shown in row.cells:
            wide = index.get(shown.cell.column)
            if wide is not None:
                starts.setdefault(wide, set()).add(shown.cell.column)
                several.update({wide} & seen)
                seen.add(wide)
    return {wide: starts[wide] for wide in several}


def _parted(column: TableColumn, starts: set[int] | tuple[()]) -> Iterator[TableColumn]:
    bounds = [column.first, *sorted(start for start in starts if start > column.first), column.last + 1]
    for i, (first, after) in enumerate(pairwise(bounds)):
        yield TableColumn(first, after - 1, "" if i else column.heading, column.place)


def _table_rows(
    rows: Sequence[ShownRow], columns: Sequence[TableColumn], repeats: set[int] | frozenset[int]
) -> Iterator[TableRow]:
    where = _index(columns)
    tall: list[GridCell] = []
    for row in rows:
        tall = [cell for cell in tall if cell.row + cell.rows > row.number]
        cells: dict[int, tuple[Placed, ...]] = {}
        for joined, cell in [*((True, cell) for cell in tall), *((False, shown.cell) for shown in row.cells)]:
            column = where(cell.column)
            # What begins in this row takes the place of what a merge brings down.
            beside = [placed for placed in cells.get(column, ()) if placed.joined == joined]
            cells[column] = (*beside, Placed(cell, joined))
        yield TableRow(row.number, cells, row.cells, row.number in repeats)
        tall += [shown.cell for shown in row.cells if shown.cell.rows > 1]


def _index(columns: Sequence[TableColumn]) -> Callable[[int], int]:
    """The column of a place in the grid; a place in a gap belongs to the last column before it."""
    index: dict[int, int] = {}
    for i, column in enumerate(columns):
        after = columns[i + 1].first if i + 1 < len(columns) else column.last + 1
        index |= dict.fromkeys(range(column.first, max(after, column.last + 1)), i)
    first, last = columns[0].first, len(columns) - 1
    return lambda grid: index.get(grid, 0 if grid < first else last)
