"""Stretches of the calendar as EDTF and as parts of a yearly rule, and the year of a date that does not say it.

The year is written, or carried over from the dates before, or the only one that the plan's period leaves.
"""

import calendar
import datetime as dt

from msgspec import Struct

from planforms.dates import WEEKDAYS, last_of_month, nth_weekday
from planforms.model import Period, PeriodKind, TimingProblem
from planforms.timing.grammar import Point
from planforms.timing.words import EDGE_NAMES, END, MIDDLE, START

AUTUMN = 9  # the month a school year begins in
MONTHS = 12
# A range or list that goes on past New Year is shorter than this; a longer one runs backwards.
LONGEST_ROLL = 10


class Years:
    """What is known of year and month while the points of one timing are resolved in order.

    Attributes:
        period: the plan's period.
        infer: whether the period may give years.
        inferred: whether it gave one.
        yearly: whether several of its years fit, so that the date comes every year.
        year: the last year written, 0 for none.
        school: whether that year was written as school years.
        month: the last month said, 0 for none.
    """

    __slots__ = ("_before", "infer", "inferred", "month", "period", "school", "year", "yearly")

    def __init__(self, period: Period | None, *, infer: bool = True) -> None:
        self.period = period
        self.infer = infer
        self.inferred = False
        self.yearly = False
        self.year = 0
        self.school = False
        self.month = 0
        self._before = 0  # the month that the last year was of

    def year_of(self, point: Point, month: int, day: int = 1) -> int:
        """The year of *month* in *point*: written, carried over from before, or the period's; 0 for none."""
        if point.lent:
            return point.year
        before, self._before = self._before, month
        if point.year:
            self.school = bool(point.last_year)
            self.year = point.last_year if self.school and month < AUTUMN else point.year
        elif not self.year:
            return self._from_period(month, day)
        elif month < before and (month - before) % MONTHS < LONGEST_ROLL:
            self.year += 1
        return self.year

    def month_of(self, point: Point) -> int:
        """The month a day or week is of: said with it, said before, or that of a month's plan; 0 for none."""
        if point.month:
            self.month = point.month
        elif not self.month and self.period and f"{self.period.first:%Y-%m}" == f"{self.period.last:%Y-%m}":
            self.month = self.period.first.month
        return self.month

    def _around(self, month: int) -> list[int]:
        """The year of a month that a month's plan names beside its own: near it and of the same school year."""
        if self.period is None:
            return []
        here = self.period.first
        autumn = here.year - (here.month < AUTUMN)
        of_school = autumn + (month < AUTUMN)
        nearest = min(
            (here.year + n for n in (-1, 0, 1)), key=lambda y: abs((y - here.year) * MONTHS + month - here.month)
        )
        return [nearest] if nearest == of_school else []

    def _from_period(self, month: int, day: int) -> int:
        if self.period is None or not self.infer:
            return 0
        first, last = self.period.first, self.period.last
        # A day that only some years have, or none, still has its month.
        years = [
            year
            for year in range(first.year, last.year + 1)
            if first <= dt.date(year, month, min(day, calendar.monthrange(year, month)[1])) <= last
        ]
        if not years and self.period.kind is PeriodKind.MONTH:
            years = self._around(month)
        if len(years) > 1:
            self.yearly = True
        if len(years) != 1:
            return 0
        self.inferred = True
        return years[0]


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


def weekday_of(year: int, month: int, weekday: int, nth: int) -> Stretch:
    """The *nth* *weekday* of a month whose year may be 0, not known; then its month."""
    code = WEEKDAYS[weekday - 1]
    anchor, rule = f"{year_digits(year)}-{month:02}/{code}{nth:+}", f"{nth}{code}"
    day = nth_weekday(year, month, weekday, nth) if year else None
    if year and day is None:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    edtf = f"{day}" if day else f"XXXX-{month:02}"
    return Stretch(first=edtf, last=edtf, whole=edtf, anchor=anchor, year=year, months=(month,), weekday=rule)
