"""Which rows of a grid are headings: decided over the whole grid, and never again by a later pass.

What decides is the words of a plan's headings, over one to four rows, with what the file itself marks; where no words
are known, how unlike the cells below it a row is. A row of data is like the others, whatever words it has.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from planforms.letters import fold
from planforms.period import month_label, month_named
from planforms.recognise.facts import Kind, Shown, ShownRow, cells_of, columns_of, kind_of
from planforms.recognise.headings import SURE, UNITS, could_head, guess, heading_key, is_heading_row
from planforms.remembered import pattern_of
from planforms.source import Grid, GridCell

_DEEPEST = 4
_LONGEST_NUMBER = 4
_FRAGMENTS = frozenset({"nr", "asmenys", "asmuo", "pavadinimas", "data", "laikas", "terminas", "vieta", "saltinis"})
_FEWEST_MONTHS = 3
_NUMBERED = pattern_of(r"(?:\d+|[IVXL]+)[.)]\s|.*:$")
_LOOKED_AT = 40  # rows of a grid that can hold its first headings where the words do not decide
_SAMPLE = 200
_MOST = 0.6
_ALIKE = 0.6
_LONGEST_UNKNOWN = 60


class Block(Struct, frozen=True):
    """The rows of headings among the rows of a grid: indices, the last not included."""

    first: int
    stop: int


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
    """The first row whose cells are unlike those below it, where the words do not name the headings.

    Its cells are short words of their own; below one of them most are numbers, times or names, or the row alone is
    bold, or the file marks it.
    """
    usual = sorted(len(row.cells) for row in rows[:_SAMPLE])[len(rows[:_SAMPLE]) // 2] if rows else 0
    for i, row in enumerate(rows[:_LOOKED_AT]):
        below = [other for other in rows[i + 1 : i + 1 + _SAMPLE] if len(other.cells) > 1]
        if len(row.cells) < 2 or len(row.cells) * 2 < usual or len(below) < 2:  # noqa: PLR2004
            continue
        months = month_columns(row.texts)
        words = [shown for i, shown in enumerate(row.cells) if i not in months]
        if not all(shown.kind in _HEADING_KINDS and len(shown.words) <= _LONGEST_UNKNOWN for shown in words):
            return []
        bold = all(shown.bold for shown in row.cells) and not any(s.bold for other in below for s in other.cells)
        marked = row.number in grid.heading_rows or row.number == grid.frozen_rows
        if not (bold or marked or _unlike_below(row, below)):
            return []
        first = Block(i, i + _merged_depth(rows, i))
        heads = {shown.folded for shown in row.cells}
        return [first, *(Block(j, j + 1) for j in range(first.stop, len(rows)) if _are(rows[j], heads))]
    return []


def lower_block(grid: Grid, rows: Sequence[ShownRow]) -> list[Block]:
    """The first such row below a table of another kind: after a missing row, or words over the table."""
    for above in unlike_block(grid, rows)[:1]:
        for i in range(above.stop + 1, len(rows)):
            if _is_apart(rows, Block(i, i + 1)) and len(rows[i].cells) > 1:
                return [Block(i + b.first, i + b.stop) for b in unlike_block(grid, rows[i:])]
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
    going_on = depth > 1 and all(_is_fragment(shown, capitals=False) for shown in rows[i + 1].cells)
    if depth > 1 and not _tall(rows[i]) and (not going_on or any(map(_says_data, rows[i].cells))):
        lower = [_score(rows[j : i + depth]) for j in range(i + 1, i + depth)]
        if any(other.heads and other.sure >= best.sure and other.unknown <= best.unknown for other in lower):
            return None
    return Block(i, i + depth)


class _Score(Struct, frozen=True):
    """How much rows put together look like headings."""

    sure: int
    unknown: int
    heads: bool


def _score(rows: Sequence[ShownRow]) -> _Score:
    headings = tuple(c.heading for c in columns_of(cells_of(rows), ()) if c.heading.strip())
    months = month_columns(headings)
    rest = [words for i, words in enumerate(headings) if i not in months]
    sure = sum(guess(words).strength >= SURE and kind_of(words, fold(words)) is not Kind.TIME for words in rest)
    named = [words for words in rest if could_head(words)]
    parts = {shown.cell.column for row in rows[1:] for shown in row.cells}
    own = [
        s
        for row in rows
        for s in row.cells
        if s.cell.columns == 1 and (row is not rows[0] or s.cell.column not in parts)
    ]
    times = [shown for shown in own if shown.kind is Kind.TIME]
    data = sum(not could_head(words) and guess(words).strength < SURE for words in rest)
    data += sum(map(_says_data, own))
    plain = not data and (bool(months) or not times)
    enough = plain or (sure > 2 and data * 2 < len(headings))  # noqa: PLR2004 -- more than chance
    heads = enough and is_heading_row((*named, *["Data"] * bool(months)))
    return _Score(sure, len([words for words in rest if not guess(words).strength]), heads)


def _says_data(shown: Shown) -> bool:
    """Whether a cell by its form is one of data: a name, but not „E. Nr.“, or a time that is no month or quarter."""
    formed = shown.kind in _DATA_KINDS and len(shown.words) > 1 and not _QUARTER.fullmatch(shown.folded)
    return formed and not month_named(shown.words) and guess(shown.words).strength < SURE


@lru_cache(maxsize=64)
def month_columns(headings: tuple[str, ...]) -> Mapping[int, str]:
    """The columns that are headed by months one after the other (``IX X XI``, ``Rugsėjis Spalis``), or by quarters.

    Each has the words of its time.
    """
    quarters = {i: named[1] for i, heading in enumerate(headings) if (named := _QUARTER.fullmatch(fold(heading)))}
    if list(quarters.values()) in (["i", "ii", "iii", "iv"], ["1", "2", "3", "4"]):
        return {i: f"{number} ketv." for i, number in quarters.items()}
    found: dict[int, int] = {}
    for i, heading in enumerate(headings):
        key = heading_key(heading).strip(" .").split("\n")[-1].split(" ")[-1]
        if len(heading) <= _LONGEST_UNKNOWN and (number := month_label(key)):
            found[i] = number
    numbers = list(found.values())
    ordered = all(after == before % 12 + 1 for before, after in pairwise(numbers))
    return {i: _MONTHS[number - 1] for i, number in found.items()} if len(found) >= _FEWEST_MONTHS and ordered else {}


_MONTHS = ("sausis", "vasaris", "kovas", "balandis", "gegužė", "birželis", "liepa", "rugpjūtis", "rugsėjis",
           "spalis", "lapkritis", "gruodis")  # fmt: skip
_QUARTER = pattern_of(r"(i{1,3}|iv|[1-4])\s+ketv(?:\.|irtis)?", needs=("ketv",))


def _may_begin(rows: Sequence[ShownRow], i: int) -> bool:
    """Whether headings can begin in row *i*: words of headings are in it or right below, and no number of a row."""
    if len(rows[i].cells) < 2:  # noqa: PLR2004
        return False
    short = [shown.words for shown in rows[i].cells if len(shown.words) <= _LONGEST_NUMBER]
    numbers = [words for words in short if words.rstrip(".)").isdigit()]
    if 0 < len(numbers) < _FEWEST_MONTHS:
        return False
    near = rows[i : i + 2] if i + 1 < len(rows) and rows[i + 1].number == rows[i].number + 1 else rows[i : i + 1]
    return any(guess(s.words).strength for row in near for s in row.cells if len(s.words) <= _LONGEST_UNKNOWN)


def _tall(row: ShownRow) -> bool:
    return any(shown.cell.rows > 1 or shown.cell.columns > 1 for shown in row.cells)


def _merged_depth(rows: Sequence[ShownRow], i: int) -> int:
    """How many rows merged headings take: those of a tall cell, or with the parts of wide ones below."""
    heads = [shown.cell for shown in rows[i].cells]
    reach = max(head.rows for head in heads)
    wide = [range(head.column, head.column + head.columns) for head in heads if head.columns > 1 or head.rows < reach]
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
    first = row.cells[0]
    over = [shown for shown in rows[i].cells if shown.cell.column == first.cell.column]
    whole = all(guess(shown.words).strength >= SURE and shown.words[-1] not in ",-" for shown in over)
    group = len(row.cells) == 1 and ((first.words.isupper() and whole) or _NUMBERED.match(first.words))
    group = group and not _is_fragment(first, capitals=False)
    return below and not group and all(s.kind is Kind.WORDS and len(s.words) <= _LONGEST_UNKNOWN for s in row.cells)


def _are_fragments(rows: Sequence[ShownRow], first: int, at: int) -> bool:
    """Whether the row *at* only goes on with the words above it: small letters, brackets, or capitals as above.

    The row below it must be written in another way, as the first row of data is.
    """
    if at + 1 >= len(rows):
        return False
    capitals = all(shown.words.isupper() for shown in rows[first].cells)
    below = rows[at + 1].cells
    others = sum(not _is_fragment(shown, capitals=capitals) for shown in below)
    enough = others * 2 >= len(below) or (others and len(rows[at].cells) < min(len(rows[first].cells), len(below)))
    return bool(enough) and all(_is_fragment(shown, capitals=capitals) for shown in rows[at].cells)


def _is_fragment(shown: Shown, *, capitals: bool) -> bool:
    first = shown.words[:1]
    rest = first.islower() or not first.isalnum() or shown.folded.strip(" .") in _FRAGMENTS | UNITS
    return rest or (capitals and shown.words.isupper())


def _is_first(rows: Sequence[ShownRow], block: Block, marked: frozenset[int]) -> bool:
    """Whether *block* is the first headings; below rows of data only where no other is as sure."""
    if rows[block.first].number in marked or not any(map(is_data, rows[: block.first])):
        return True
    score = _score(rows[block.first : block.stop])
    few = 1 if _is_apart(rows, block) else 2  # two such words may come in a row of data
    return score.sure > few and not score.unknown


def _is_apart(rows: Sequence[ShownRow], block: Block) -> bool:
    """Whether a row is missing above *block*, or only words over the table are there."""
    above = rows[block.first - 1]
    return rows[block.first].number > above.number + 1 or len(above.cells) == 1


def _again(rows: Sequence[ShownRow], before: Block, block: Block, marked: frozenset[int]) -> bool:
    """Whether *block*, below the headings *before*, is headings too: the same again, or surely others."""
    if repeats(rows, before, block) or rows[block.first].number in marked:
        return True
    score = _score(rows[block.first : block.stop])
    heads = [shown for row in rows[block.first : block.stop] for shown in row.cells]
    exact = all(guess(shown.words).strength > SURE for shown in heads)
    apart = exact and _is_apart(rows, block)
    bold = all(shown.bold for shown in rows[block.first].cells) and not all(s.bold for s in rows[block.first - 1].cells)
    return not score.unknown and (score.sure > 2 or apart or bold)  # noqa: PLR2004


def repeats(rows: Sequence[ShownRow], block: Block, other: Block) -> bool:
    """Whether two blocks of headings say mostly the same."""
    one, two = (_heads(rows, each) for each in (block, other))
    return len(one & two) >= _ALIKE * max(len(one), len(two))


def _heads(rows: Sequence[ShownRow], block: Block) -> set[str]:
    return {heading_key(shown.words) for row in rows[block.first : block.stop] for shown in row.cells}


def is_data(row: ShownRow) -> bool:
    """Whether a row can only be one of a table: several cells, a time among them or a number before them."""
    kinds = [shown.kind for shown in row.cells]
    return len(kinds) > 2 and (Kind.TIME in kinds or kinds[0] is Kind.NUMBER)  # noqa: PLR2004
