"""Named days and school breaks: the days of their year, where that is known."""

import datetime as dt

from planforms.calendars import WEEKDAYS, Break, feast_day, school_break
from planforms.timing.grammar import Point
from planforms.timing.resolving.days import weekday_of
from planforms.timing.stretches import Stretch, year_digits
from planforms.timing.years import Years

_LONGEST_YEAR = 366


def feast(years: Years, point: Point) -> Stretch:
    """A named day; one that moves has its rule for an anchor, and no date where the year is not known."""
    rule = point.text
    if rule.startswith("easter"):
        year = _feast_year(years, point)
        moved = feast_day(rule, year) if year else None
        edtf = f"{moved}" if moved else ""
        return Stretch(first=edtf, last=edtf, whole=edtf, anchor=rule, year=year)
    month = int(rule[:2])
    if "/" in rule:
        weekday, nth = WEEKDAYS.index(rule[3:5]) + 1, int(rule[5:])
        return weekday_of(years.year_of(point, month), month, weekday, nth)
    day = int(rule[3:])
    year = years.year_of(point, month, day)
    edtf = f"{year_digits(year)}-{rule}"
    return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,), days=(day,))


def _feast_year(years: Years, point: Point) -> int:
    if point.year or years.year or years.period is None or not years.infer:
        # Every movable feast is in spring, in the second of school years.
        return years.year_of(point, 4)
    first, last = years.period.first, years.period.last
    days = [feast_day(point.text, year) for year in range(first.year, last.year + 1)]
    inside = [day.year for day in days if day and first <= day <= last]
    years.yearly = years.yearly or len(inside) > 1
    years.inferred = years.inferred or len(inside) == 1
    return inside[0] if len(inside) == 1 else 0


def school_holiday(years: Years, point: Point) -> Stretch:
    """A break of the school year; its year alone, or nothing, where the days are not known."""
    known = _breaks(years, point)
    if len(known) != 1:
        early = point.text.removeprefix("break:") in {Break.AUTUMN, Break.CHRISTMAS}
        year = point.year if early else point.last_year or point.year
        edtf = str(year) if year else ""  # the days are not known, the year is
        return Stretch(first=edtf, last=edtf, whole=edtf, anchor=point.text, year=year)
    first, last = known[0]
    return Stretch(first=f"{first}", last=f"{last}", whole=f"{first}/{last}", anchor=point.text, year=first.year)


def _breaks(years: Years, point: Point) -> list[tuple[dt.date, dt.date]]:
    """The breaks of this name in the year written or in the period."""
    name = point.text.removeprefix("break:")
    if point.year:
        autumns = (point.year,) if point.last_year else (point.year - 1, point.year)
        known = [school_break(name, autumn) for autumn in autumns]
        return [days for days in known if days and (point.last_year or days[0].year == point.year)]
    if not years.period or not years.infer:
        return []
    first, last = years.period.first, years.period.last
    if (last - first).days > _LONGEST_YEAR:
        years.yearly = True
        return []
    known = [school_break(name, autumn) for autumn in range(first.year - 1, last.year + 1)]
    found = [days for days in known if days and first <= days[0] <= last]
    years.inferred = years.inferred or len(found) == 1
    return found
