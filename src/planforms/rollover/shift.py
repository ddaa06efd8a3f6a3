"""From the old period to the new one: which year a month has there. Knows periods, no words."""

import calendar
import datetime as dt

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.model import Period, PeriodKind
from planforms.period import format_period, month

_FIRST_YEAR, _LAST_YEAR = 1900, 2098  # what words of timings can name
_YEARS = {PeriodKind.SCHOOL_YEARS, PeriodKind.CALENDAR_YEARS}


class Shift(Struct, frozen=True):
    """The way from period *old* to period *new*."""

    old: Period
    new: Period

    @property
    def years(self) -> int:
        """How many years later the new period begins."""
        return self.new.first.year - self.old.first.year

    @property
    def alike(self) -> bool:
        """Whether the periods are of one kind and length, so that every date has its own in the other."""
        return self.old.kind is self.new.kind and _length(self.old) == _length(self.new)

    @property
    def old_years(self) -> range:
        """The calendar years that the old period touches."""
        return range(self.old.first.year, self.old.last.year + 1)

    def year(self, year: int, number: int) -> int:
        """The year that month *number* of *year* has in the new period."""
        if not self.alike:
            fits = [each for each in range(self.new.first.year, self.new.last.year + 1) if self._holds(each, number)]
            if len(fits) == 1:
                return fits[0]
        return year + self.years

    def _holds(self, year: int, number: int) -> bool:
        last = calendar.monthrange(year, number)[1]
        return dt.date(year, number, last) >= self.new.first and dt.date(year, number, 1) <= self.new.last

    def named_year(self, year: int) -> int:
        """The year of the new period for a *year* that is named alone."""
        if year == self.old.last.year:
            return self.new.last.year
        return year + self.years

    def stale(self, year: int) -> bool:
        """Whether *year* is of the old period and not of the new one."""
        return year in self.old_years and not self.new.first.year <= year <= self.new.last.year


def _length(period: Period) -> int:
    return period.last.year - period.first.year


def shift_to(old: Period, to: Period) -> Shift:
    """The shift of a plan for *old* to *to*; of a month's or half-year's plan, *to* may be a bare year.

    Raises:
        UsageError: a plan for such a period can not become one for the other.
    """
    if to.first.year < _FIRST_YEAR or to.last.year > _LAST_YEAR:
        raise UsageError(
            "A plan cannot be rolled over to {new}; choose a year from {first} to {last}.",
            new=format_period(to),
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )
    if to.kind is PeriodKind.CALENDAR_YEARS and to.first.year == to.last.year:
        if old.kind is PeriodKind.HALF_YEAR:
            years = to.first.year - old.first.year
            first, last = old.first.replace(year=to.first.year), old.last.replace(year=old.last.year + years)
            return Shift(old, replace(old, first=first, last=last))
        if old.kind is PeriodKind.MONTH:
            return Shift(old, month(to.first.year, old.first.month))
    same_month = old.kind is not PeriodKind.MONTH or old.first.month == to.first.month
    if (old.kind in _YEARS and to.kind in _YEARS) or (old.kind is to.kind and same_month):
        return Shift(old, to)
    raise UsageError(
        "A plan for {old} cannot be rolled over to {new}; choose a period of the same kind, such as the same months "
        "of another year.",
        old=format_period(old),
        new=format_period(to),
    )
