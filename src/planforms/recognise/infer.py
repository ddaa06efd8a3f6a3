"""What the columns of a table without headings mean, told from the cells."""

import re
from collections.abc import Callable, Sequence

from planforms.model import ColumnRole
from planforms.people import parse_responsible
from planforms.recognise.layout import Table
from planforms.timing import parse_timing

_NUMBER = re.compile(r"\d{1,4}[.)]?")
_INITIAL = re.compile(
    r"\b[A-ZĄČĘĖĮŠŲŪŽ]\.\s?[A-ZĄČĘĖĮŠŲŪŽ]|[A-ZĄČĘĖĮŠŲŪŽ][a-ząčęėįšųūž]+ien[ėe]\b|vadov|mokytoj|pavaduotoj"
)
_SAMPLE = 60
_MOST = 0.6
_FEWEST_ROWS = 2


def looks_like_plan(table: Table) -> bool:
    """Whether a table without headings has a column of activities and one of timings."""
    rows = [row for row in table.rows if len(row.own) > 1]
    if len(rows) < _FEWEST_ROWS or len(table.columns) < 2:  # noqa: PLR2004 -- one column is no table
        return False
    return {ColumnRole.TITLE, ColumnRole.WHEN} <= set(infer_roles(table))


def infer_roles(table: Table) -> tuple[ColumnRole, ...]:
    """The role of each column by what most of its cells are; what is left is the title, the longest, then the place."""
    columns = [_column(table, index) for index in range(len(table.columns))]
    roles: list[ColumnRole | None] = [None] * len(columns)
    for role, share in (
        (ColumnRole.NUMBER, [_share(cells, _NUMBER.fullmatch) for cells in columns]),
        (ColumnRole.WHEN, [_share(cells, _times) for cells in columns]),
        (ColumnRole.RESPONSIBLE, [_share(cells, _people) for cells in columns]),
    ):
        open_columns = [i for i, known in enumerate(roles) if known is None and share[i] >= _MOST]
        if open_columns:
            roles[max(open_columns, key=lambda i: (share[i], -i))] = role
    left = [i for i, known in enumerate(roles) if known is None and columns[i]]
    if left:
        title = max(left, key=lambda i: sum(map(len, columns[i])) / len(columns[i]))
        roles[title] = ColumnRole.TITLE
        left.remove(title)
    if left:
        roles[left[0]] = ColumnRole.PLACE
    return tuple(role or ColumnRole.OTHER for role in roles)


def _column(table: Table, index: int) -> list[str]:
    cells = [str(p.cell.text).strip() for row in table.rows if len(row.own) > 1 for p in row.cells.get(index, ())]
    return cells[:_SAMPLE]


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(words)) for words in cells) / len(cells) if cells else 0.0


def _times(words: str) -> bool:
    timing = parse_timing(words)
    return timing.understood and len(" ".join(timing.unread)) < len(words) / 2


def _people(words: str) -> bool:
    return bool(_INITIAL.search(words)) and bool(parse_responsible(words).parties)
