"""What a cell's words become, by the id of its column."""

from planforms.model import Cell, ColumnRole, Period, Responsible, Text, Timing
from planforms.people import parse_responsible
from planforms.timing import parse_timing


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
