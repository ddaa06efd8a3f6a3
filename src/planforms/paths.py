"""The words of a plan by their paths, as findings and changes name them: ``rows[3].when``, ``sections[0].text``.

What new words of a cell are understood as follows from the id of the column.
"""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct

from planforms.model import (
    Activity,
    Cell,
    Column,
    ColumnRole,
    Heading,
    Mark,
    Period,
    Plan,
    Responsible,
    Section,
    Text,
    Timing,
)
from planforms.people import parse_responsible
from planforms.remembered import pattern_of
from planforms.timing import parse_timing

PATH = pattern_of(r"(?P<part>[a-z]*)(?:\[(?P<index>\d+)\])?(?:\.(?P<inner>.+))?")


class Kind(Enum):
    """What part of a plan a text is."""

    TITLE = auto()
    MARK = auto()
    LABEL = auto()
    BODY = auto()
    COLUMN = auto()
    HEADING = auto()
    NOTE = auto()
    CELL = auto()


class Written(Struct, frozen=True, gc=False):
    """Words of the plan at a path; ``role`` is the column's for a cell."""

    at: str
    words: str
    kind: Kind
    role: ColumnRole = ColumnRole.OTHER


def texts(plan: Plan) -> Iterator[Written]:
    """Every text of the plan with its path, in the order of the page; a joined one where it begins."""
    yield Written("title", str(plan.title), Kind.TITLE)
    yield from (Written(f"marks[{index}]", str(mark.words), Kind.MARK) for index, mark in enumerate(plan.marks))
    yield from _section_texts("sections", plan.sections)
    yield from (Written(f"columns[{i}]", column.heading, Kind.COLUMN) for i, column in enumerate(plan.columns))
    roles = {column.id: column.role for column in plan.columns}
    other, of_cell = ColumnRole.OTHER, Kind.CELL  # an enum takes its time to find a member
    for index, row in enumerate(plan.rows):
        if isinstance(row, Activity):
            at, joined = f"rows[{index}].", row.joined
            for column, cell in row.cells.items():
                if column not in joined:
                    words = cell if isinstance(cell, Text) else cell.words
                    yield Written(at + column, str(words), of_cell, roles.get(column, other))
        else:
            kind = Kind.HEADING if isinstance(row, Heading) else Kind.NOTE
            yield Written(f"rows[{index}]", str(row.text), kind)
    yield from _section_texts("closing", plan.closing)


def _section_texts(name: str, sections: Sequence[Section]) -> Iterator[Written]:
    for index, section in enumerate(sections):
        yield Written(f"{name}[{index}].label", section.label, Kind.LABEL)
        yield from (Written(f"{name}[{index}].{inner}", str(text), Kind.BODY) for inner, text in section.bodies())


def words_at(plan: Plan, at: str) -> str:
    """The words at the path *at*, as findings name it; empty where there is nothing."""
    part, index, inner = steps(at)
    value = getattr(plan, part)
    if index is None:
        return str(value)
    value = value[index]
    match value:
        case Activity():
            return str(value.text(inner))
        case Mark():
            return str(value.words)
        case Section():
            return value.label if inner == "label" else str(dict(value.bodies())[inner])
        case Column():
            return value.heading
        case _:
            return str(value.text)


def steps(at: str) -> tuple[str, int | None, str]:
    """The part of the plan that a path begins with, the index in it, and what is after the dot.

    Raises:
        ValueError: *at* is not a path.
    """
    found = PATH.fullmatch(at)
    if not found or not found["part"]:
        raise ValueError(at)
    return found["part"], int(found["index"]) if found["index"] else None, found["inner"] or ""


@lru_cache(maxsize=64)
def cell_type(column: str) -> type[Text | Timing | Responsible]:
    """What the column with id *column* holds: the id is the role, or the role, a hyphen and a number."""
    match column.partition("-")[0]:
        case ColumnRole.WHEN:
            return Timing
        case ColumnRole.RESPONSIBLE | ColumnRole.PERFORMERS:
            return Responsible
        case _:
            return Text


def understand(column: str, words: Text, period: Period | None) -> Cell:
    """The value of *words* in the column with id *column*; a missing year is taken from *period*."""
    kind = cell_type(column)
    if kind is Timing:
        return parse_timing(words, period)
    return parse_responsible(words) if kind is Responsible else words
