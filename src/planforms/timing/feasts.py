"""Named days and school breaks: the days of their year, where that is known."""

import datetime as dt

from planforms.dates import WEEKDAYS, Break, advent_sunday, easter, feast_day, school_break
from planforms.timing.grammar import Point
from planforms.timing.recognisers.named import CHRISTMAS_TIME, EASTER_TIME
from planforms.timing.stretches import Stretch, Years, weekday_of, year_digits

_LONGEST_YEAR = 366


def feast(years: Years, point: Point) -> Stretch:
    """A named day; one that moves has its rule for an anchor, and no date where the year is not known."""
    rule = point.text
    if rule in {"advent", "lent", CHRISTMAS_TIME, EASTER_TIME}:
        return _church_time(years, point)
    if rule.startswith("advent"):
        year = years.year_of(point, 12)
        sunday = f"{advent_sunday(year) + dt.timedelta(days=int(rule[6:]))}" if year else ""
        return Stretch(first=sunday, last=sunday, whole=sunday, anchor=rule, year=year)
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


def _church_time(years: Years, point: Point) -> Stretch:
    """Advent, Lent, and the time around Christmas or Easter, which is their month."""
    winter = point.text in {"advent", CHRISTMAS_TIME}
    year = years.year_of(point, 12 if winter else 4)
    if point.text == CHRISTMAS_TIME:
        month = f"{year_digits(year)}-12"
        return Stretch(first=month, last=month, whole=f"{month}~", year=year, months=(12,))
    if not year:
        return Stretch(first="", last="", whole="", anchor=point.text)
    if point.text == EASTER_TIME:
        month = f"{easter(year):%Y-%m}"
        return Stretch(
            first=month, last=month, whole=f"{month}~", anchor=point.text, year=year, months=(int(month[5:]),)
        )
    if point.text == "advent":
        days = (f"{advent_sunday(year)}", f"{year}-12-24")
    else:
        days = (f"{easter(year) - dt.timedelta(days=46)}", f"{easter(year) - dt.timedelta(days=1)}")
    return Stretch(first=days[0], last=days[1], whole="/".join(days), anchor=point.text, year=year)


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
    if point.number:
        monday = last + dt.timedelta(days=8 - last.isoweekday()) + dt.timedelta(weeks=point.number - 1)
        if point.number < 0:
            monday = first - dt.timedelta(days=1)
            monday -= dt.timedelta(days=monday.isoweekday() - 1)
        first, last = monday, monday + dt.timedelta(days=6)
        return Stretch(first=f"{first}", last=f"{last}", whole=f"{first}/{last}", year=first.year)
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
