"""From the old period to the new one: which month and year a day has there, and which school breaks are known.

Knows periods, no words.
"""

import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from planforms.dates import Break, SchoolBreak, last_of_month, school_break
from planforms.errors import UsageError
from planforms.model import Period, PeriodKind
from planforms.period import format_period, next_period, period_words

FIRST_YEAR, LAST_YEAR = 1900, 2098  # what words of timings can name
_YEARS = {PeriodKind.SCHOOL_YEARS, PeriodKind.CALENDAR_YEARS}
_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.HALF_YEAR: 6}
_YEAR = 12


class Shift(Struct, frozen=True):
    """The way from period *old* to period *new*; *breaks* are the school's, which win over the known ones."""

    old: Period
    new: Period
    breaks: tuple[SchoolBreak, ...] = ()

    @property
    def years(self) -> int:
        """How many years later the new period begins."""
        return self.new.first.year - self.old.first.year

    @property
    def months(self) -> int:
        """By how many months a month's or a half-year's plan moves, whole years left out; 0 for plans of years."""
        if self.old.kind not in _MONTHS:
            return 0
        return (self.new.first.month - self.old.first.month) % _YEAR

    @property
    def alike(self) -> bool:
        """Whether the periods are of one kind and length, so that every date has one in the other."""
        return self.old.kind is self.new.kind and _length(self.old) == _length(self.new)

    @property
    def old_years(self) -> range:
        """The calendar years that the old period touches."""
        return range(self.old.first.year, self.old.last.year + 1)

    def year(self, year: int, number: int) -> int:
        """The year that month *number* of *year* has in the new period."""
        return self.month(year, number)[0]

    def month(self, year: int, number: int) -> tuple[int, int]:
        """The year and month that month *number* of *year* becomes."""
        if self.old.kind in _MONTHS:
            by = self.years * _YEAR + self.new.first.month - self.old.first.month
            later, rest = divmod(year * _YEAR + number - 1 + by, _YEAR)
            return later, rest + 1
        if not self.alike:
            fits = [
                each
                for each in range(self.new.first.year, self.new.last.year + 1)
                if last_of_month(each, number) >= self.new.first and dt.date(each, number, 1) <= self.new.last
            ]
            if len(fits) == 1:
                return fits[0], number
        return year + self.years, number

    def named_year(self, year: int) -> int:
        """The year of the new period for a *year* that is named alone."""
        if year == self.old.last.year:
            return self.new.last.year
        return year + self.years

    def stale(self, year: int) -> bool:
        """Whether *year* is of the old period and not of the new one."""
        return year in self.old_years and not self.new.first.year <= year <= self.new.last.year

    def holds(self, day: dt.date) -> bool:
        """Whether *day* is in the new period."""
        return self.new.first <= day <= self.new.last

    def school_break(self, name: Break, school_year: int, *, upper: bool = False) -> tuple[dt.date, dt.date] | None:
        """The days of a break, the school's before those that are known of all; ``None`` where none are known."""
        of_school = [known for known in self.breaks if (known.name, known.school_year) == (name, school_year)]
        of_school.sort(key=lambda known: known.upper is not upper)
        if of_school:
            return of_school[0].first, of_school[0].last
        return school_break(name, school_year, upper=upper)


def _length(period: Period) -> int:
    return period.last.year - period.first.year


def _count(period: Period) -> int:
    """How many years a plan of years covers."""
    return _length(period) + (period.kind is PeriodKind.CALENDAR_YEARS)


def shift_to(old: Period, to: Period, breaks: tuple[SchoolBreak, ...] = ()) -> Shift:
    """The shift of a plan for *old* to *to*; of a month's or half-year's plan, *to* may be a bare year.

    Raises:
        UsageError: a plan for such a period can not become one for the other.
    """
    if to.first.year < FIRST_YEAR or to.last.year > LAST_YEAR:
        raise UsageError(
            "A plan cannot be rolled over to {new}; choose a year from {first} to {last}.",
            new=period_words(to),
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    if to.kind is PeriodKind.CALENDAR_YEARS and to.first.year == to.last.year and old.kind in _MONTHS:
        first, last = old.first.replace(year=to.first.year), last_of_month(to.first.year, old.last.month)
        return Shift(old, replace(old, first=first, last=last), breaks)
    of_years = {old.kind, to.kind} <= _YEARS and _count(old) == _count(to)
    if of_years or (old.kind is to.kind and old.kind not in _YEARS):
        return Shift(old, to, breaks)
    raise UsageError(
        "A plan for {old} cannot be rolled over to {new}; choose a period of the same length, such as {example}.",
        old=period_words(old),
        new=period_words(to),
        example=format_period(next_period(old)) if old.last.year < LAST_YEAR - _length(old) else LAST_YEAR,
    )
