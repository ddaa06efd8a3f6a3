"""What is odd about a day of the new period: a weekend, a public holiday, a school break."""

import datetime as dt
from collections.abc import Iterator

from planforms.dates import Break, public_holiday, school_break
from planforms.model import Period, PeriodKind
from planforms.period import school_year_of
from planforms.rollover import reasons
from planforms.rollover.changes import Change, ChangeKind
from planforms.rollover.timings.named import Named, day_named

_SATURDAY = 6


def flags(day: dt.date, named: Named | None = None) -> Iterator[Change]:
    """The doubts about *day*; none about its being the holiday, or of the weekday, that it is *named* for."""
    if day.isoweekday() >= _SATURDAY and not (named and named.on_a_weekday):
        weekday = reasons.SATURDAY if day.isoweekday() == _SATURDAY else reasons.SUNDAY
        yield _doubt(reasons.WEEKEND, day=day.isoformat(), weekday=weekday)
    name = public_holiday(day)
    if name and not named:
        yield _doubt(reasons.HOLIDAY, day=day.isoformat(), name=name)
    elif not named and (other := day_named(day, "")):
        yield _doubt(reasons.ON_NAMED_DAY, day=day.isoformat(), name=other.name)
    autumn = school_year_of(day).first.year
    for which in Break:
        known = school_break(which, autumn)
        if known and known[0] <= day <= known[1]:
            first, last = (each.isoformat() for each in known)
            yield _doubt(reasons.IN_BREAK, day=day.isoformat(), first=first, last=last)


def breaks_unknown(period: Period) -> Iterator[Change]:
    """A doubt about *period* where no break of its first school year is known."""
    if period.kind is PeriodKind.DAY:
        return
    years = {school_year_of(period.first).first.year, school_year_of(period.last).first.year}
    unknown = sorted(year for year in years if not any(school_break(which, year) for which in Break))
    if unknown:
        yield _doubt(reasons.BREAKS_UNKNOWN, years=", ".join(f"{year}–{year + 1}" for year in unknown))


def _doubt(reason: str, **arguments: object) -> Change:
    return Change(kind=ChangeKind.DOUBTFUL, reason=reason, arguments=arguments)
