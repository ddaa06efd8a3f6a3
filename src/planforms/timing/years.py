"""Which year and month a date of a plan has when it does not say: from the dates before it, or the plan's period."""

import calendar
import datetime as dt

from planforms.model import Period, PeriodKind
from planforms.timing.grammar import Point

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
