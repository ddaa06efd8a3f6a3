"""A stretch of the calendar that a point says, as EDTF and as parts of a yearly rule."""

from msgspec import Struct

from planforms.calendars import last_of_month
from planforms.model import Period, TimingProblem
from planforms.timing.words import EDGE_NAMES, END, MIDDLE, START
from planforms.timing.years import MONTHS


class NotUnderstoodError(Exception):
    """The words look like a timing and can not be one; internal to this package."""

    def __init__(self, problem: TimingProblem | None) -> None:
        super().__init__(problem)
        self.problem = problem


class Stretch(Struct, kw_only=True):
    """A stretch of the calendar: ``first`` and ``last`` EDTF of its ends, ``whole`` EDTF of it as one.

    ``months``, ``days`` and ``weekday`` say the same for a yearly rule; ``year`` is 0 where it is not known.
    """

    first: str
    last: str
    whole: str
    anchor: str = ""
    year: int = 0
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekday: str = ""


def months_edtf(year: int, month: int, count: int) -> tuple[str, str]:
    """The first and the last of *count* months from *month* of *year*; the year is ``XXXX`` for 0."""
    later, last = divmod(month + count - 2, MONTHS)
    return f"{year_digits(year)}-{month:02}", f"{year_digits(year + later if year else 0)}-{last + 1:02}"


def period_edtf(period: Period) -> str:
    """The EDTF of all of *period*, by months where it is whole months."""
    first, last = period.first, period.last
    if first == last:
        return first.isoformat()
    if first.day != 1 or last != last_of_month(last.year, last.month):
        return f"{first}/{last}"
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first:%Y-%m}/{last:%Y-%m}"


def year_digits(year: int) -> str:
    """Four digits, ``XXXX`` for 0."""
    return f"{year:04}" if year else "XXXX"


def edge_of(edge: int, anchor_of: str, first: str, middle: str, last: str) -> Stretch:
    """The beginning, middle or end of a stretch between the months *first* and *last*."""
    month = {START: first, MIDDLE: middle, END: last}[edge]
    day = _edge_day(edge, month)
    number = int(month[5:])
    year = 0 if month.startswith("X") else int(month[:4])
    anchor = f"{EDGE_NAMES[edge]}:{anchor_of}"
    return Stretch(first=day, last=day, whole=f"{month}~", anchor=anchor, year=year, months=(number,))


def _edge_day(edge: int, month: str) -> str:
    if edge == START:
        return f"{month}-01"
    if edge == MIDDLE:
        return f"{month}-15~"
    if month.startswith("X"):
        return month
    return last_of_month(int(month[:4]), int(month[5:])).isoformat()
