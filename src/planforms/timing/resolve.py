"""From points to stretches of the calendar: months and what is in them, terms, seasons, years, named days and breaks.

Half-years and trimesters are the schools' own choice; these are the months that they mostly are (``docs/phrases.md``).
"""

import datetime as dt
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from planforms.dates import (
    WEEKDAYS,
    Break,
    advent_sunday,
    days_in_month,
    easter,
    feast_day,
    nth_weekday,
    public_holiday,
    school_break,
)
from planforms.model import PeriodKind, TimingProblem
from planforms.timing.grammar import BLANK, Point
from planforms.timing.parts import PartKind as K
from planforms.timing.recognisers.named import CHRISTMAS_TIME, EASTER_TIME
from planforms.timing.stretches import (
    AUTUMN,
    MONTHS,
    NotUnderstoodError,
    Stretch,
    Years,
    edge_of,
    months_edtf,
    period_edtf,
    weekday_of,
    year_digits,
)
from planforms.timing.words import END, MIDDLE, START

_FORTNIGHT, _DECADE = 15, 10
_LAST_WORKDAY = 5
_LEAP_YEAR, _COMMON_YEAR = 2000, 2001  # for a month of any year: a day that some year has; the days that all have


def _month_of(years: Years, point: Point) -> int:
    """The month that something inside a month is of; 0 where none is written, or it is to be filled in."""
    if point.month > MONTHS:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    return years.month_of(point) if point.month != BLANK else 0


def day(point: Point, year: int, month: int) -> Stretch:
    """A day of a month; blank, or the last where its number is -1."""
    if point.text == "XX":
        return Stretch(first=f"{year_digits(year)}-{month:02}-XX", year=year, months=(month,))
    days = days_in_month(year or _LEAP_YEAR, month)
    number = days if point.number < 0 else point.number
    if not 1 <= number <= days:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    edtf = f"{year_digits(year)}-{month:02}-{number:02}"
    return Stretch(first=edtf, year=year, months=(month,), days=(point.number,))


def month(years: Years, point: Point) -> Stretch | None:
    """A month, its beginning, middle or end; or one to be filled in."""
    number = point.number
    if point.text == "XX":
        return Stretch(first=f"{year_digits(point.year)}-XX", year=point.year) if point.year else None
    if not 1 <= number <= MONTHS:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    year = years.year_of(point, number)
    years.month = number
    edtf = f"{year_digits(year)}-{number:02}"
    if not point.edge:
        return Stretch(first=edtf, year=year, months=(number,))
    return edge_of(point.edge, edtf, edtf, edtf, edtf)


def _day_of_blank_month(years: Years, point: Point) -> Stretch | None:
    years.year = point.year or years.year
    edtf = f"{year_digits(point.year)}-XX-{f'{point.number:02}' if point.number > 0 else 'XX'}"
    return Stretch(first=edtf, year=point.year) if point.year else None


def week(point: Point, year: int, month: int) -> Stretch:
    """The n-th week of a month, Monday to Sunday; the first is that of the month's first Monday."""
    anchor = f"{year_digits(year)}-{month:02}/W{point.number:+}"
    if not year:
        return Stretch(first=f"XXXX-{month:02}", anchor=anchor, months=(month,))
    monday = nth_weekday(year, month, 1, point.number)
    if monday is None:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    sunday = monday + dt.timedelta(days=6)
    return Stretch(first=f"{monday}", last=f"{sunday}", anchor=anchor, year=year, months=(month,))


def working_day(point: Point, year: int, month: int) -> Stretch | None:
    """The n-th working day of a month, past weekends and public holidays."""
    if not year:
        return None
    days = [dt.date(year, month, day) for day in range(1, days_in_month(year, month) + 1)]
    working = [day for day in days if day.isoweekday() <= _LAST_WORKDAY and not public_holiday(day)]
    nth = point.number - 1 if point.number > 0 else point.number
    if not -len(working) <= nth < len(working):
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    return Stretch(first=f"{working[nth]}", year=year, months=(month,))


def fraction(point: Point, year: int, month: int) -> Stretch:
    """A half (days 1–15 and the rest) or a third (tens of days) of a month."""
    length = _FORTNIGHT if point.second == 2 else _DECADE  # noqa: PLR2004 - halves
    first = length * (point.number - 1) + 1
    last = first + length - 1 if point.number < point.second else days_in_month(year or _COMMON_YEAR, month)
    start, end = (f"{year_digits(year)}-{month:02}-{day:02}" for day in (first, last))
    return Stretch(first=start, last=end, year=year, months=(month,), days=tuple(range(first, last + 1)))


_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_WINTER = 24
_SCHOOL_HALVES = {1: (9, 5), 2: (2, 5)}  # first month, how many: I to January, II to June
_TRIMESTERS = {1: (9, 3), 2: (12, 4), 3: (3, 4)}


def _months(years: Years, point: Point, month: int, count: int) -> Stretch:
    year = years.year_of(point, month)
    first, last = months_edtf(year, month, count)
    if point.edge:
        _, middle = months_edtf(year, month, count // 2 + 1)
        return edge_of(point.edge, f"{first}/{last}", first, middle, last)
    months = tuple((month + i - 1) % MONTHS + 1 for i in range(count))
    return Stretch(first=first, last=last, year=year, months=months)


def quarter(years: Years, point: Point) -> Stretch:
    """A calendar quarter."""
    return _months(years, point, 3 * point.number - 2, 3)


def half_year(years: Years, point: Point) -> Stretch:
    """A half-year: of school years from September, of a calendar year from January.

    Raises:
        NotUnderstoodError: neither the words nor the period show of which.
    """
    kind = years.period.kind if years.period else None
    school = kind is PeriodKind.SCHOOL_YEARS and not years.year
    if point.last_year or (not point.year and (school or years.school)):
        return _months(years, point, *_SCHOOL_HALVES[point.number])
    if point.year or years.year or kind in {PeriodKind.CALENDAR_YEARS, PeriodKind.HALF_YEAR}:
        return _months(years, point, 6 * point.number - 5, 6)
    raise NotUnderstoodError(TimingProblem.AMBIGUOUS)


def trimester(years: Years, point: Point) -> Stretch:
    """A trimester of a school year."""
    return _months(years, point, *_TRIMESTERS[point.number])


def season(years: Years, point: Point) -> Stretch:
    """A season, of the year that it begins in; winter begins in December."""
    month = _SEASON_STARTS[point.number]
    if point.number == _WINTER and years.period and years.infer and not point.edge:
        return _winter(years, point)
    found = _months(years, point, month, 3)
    if found.year and not point.edge:
        found.whole = f"{year_digits(found.year)}-{point.number}"
    return found


def _winter(years: Years, point: Point) -> Stretch:
    """The winter of a plan, which may begin in the December before the year that is written.

    Raises:
        NotUnderstoodError: a calendar year has the end of one winter and the beginning of another.
    """
    period = years.period
    written = point.last_year or point.year
    if period is None or period.last.year - period.first.year > 1:
        found = _months(years, point, 12, 3)
    elif period.kind is not PeriodKind.SCHOOL_YEARS or (written and written > period.last.year):
        raise NotUnderstoodError(TimingProblem.AMBIGUOUS)
    else:
        years.inferred = years.inferred or not written
        found = _months(years, replace(point, year=period.first.year, last_year=0, year_shared=True), 12, 3)
    if found.year:
        found.whole = f"{year_digits(found.year)}-{point.number}"
    return found


def school_year(years: Years, point: Point) -> Stretch:
    """``mokslo metų pabaigoje``: teaching ends in June, the year on 31 August."""
    month = {START: 9, MIDDLE: 1, END: 6}[point.edge]
    year = years.year_of(point, month)
    autumn = year if month >= AUTUMN else year - 1 if year else 0
    first, last = months_edtf(autumn, AUTUMN, 10)
    found = edge_of(point.edge, f"{first}/{last}", first, f"{year_digits(year)}-01", last)
    if point.edge == END:
        found.first = found.last = f"{year_digits(year)}-08-31"
    return found


def calendar_year(years: Years, point: Point) -> Stretch:
    """``metų pabaigoje``: the plan's year, be it school or calendar; with a year written, that calendar year.

    „Kalendorinių metų pabaigoje“, text ``calendar``, is December in any plan.
    """
    if years.period and years.period.kind is PeriodKind.SCHOOL_YEARS and not point.year and not point.text:
        return school_year(years, point)
    month = {START: 1, MIDDLE: 6, END: 12}[point.edge]
    year = years.year_of(point, month)
    first, last = months_edtf(year, 1, 12)
    return edge_of(point.edge, f"{first}/{last}", first, f"{year_digits(year)}-06", last)


def whole_years(years: Years, point: Point) -> Stretch:
    """Years or school years as written, or their beginning or end."""
    if point.edge:
        school = _is_school(years, point)
        return school_year(years, point) if school else calendar_year(years, point)
    if point.kind is K.SCHOOL_YEARS and _is_school(years, point):
        first, last = f"{point.number}-09", f"{point.second}-08"
    else:
        first, last = str(point.number), str(max(point.second, point.number))
    return Stretch(first=first, last=last, year=point.number)


def _is_school(years: Years, point: Point) -> bool:
    if point.text == "school":
        return True
    period = years.period
    return (
        point.kind is K.SCHOOL_YEARS
        and period is not None
        and period.kind is PeriodKind.SCHOOL_YEARS
        and (period.first.year, period.last.year) == (point.number, point.second)
    )


def whole(years: Years, point: Point) -> Stretch:
    """All the plan's period, or the year that is written with it; blank where there is neither."""
    if point.last_year:
        return whole_years(years, replace(point, kind=K.SCHOOL_YEARS, number=point.year, second=point.last_year))
    if point.year:
        return whole_years(years, replace(point, kind=K.YEAR, number=point.year))
    if years.period is None:
        return Stretch(first="")
    first, _, last = period_edtf(years.period).partition("/")
    return Stretch(first=first, last=last, whole=period_edtf(years.period), year=years.period.first.year)


_LONGEST_YEAR = 366


def feast(years: Years, point: Point) -> Stretch:
    """A named day; one that moves has its rule for an anchor, and no date where the year is not known."""
    rule = point.text
    if rule in {"advent", "lent", CHRISTMAS_TIME, EASTER_TIME}:
        return _church_time(years, point)
    if rule.startswith("advent"):
        year = years.year_of(point, 12)
        sunday = f"{advent_sunday(year) + dt.timedelta(days=int(rule[6:]))}" if year else ""
        return Stretch(first=sunday, anchor=rule, year=year)
    if rule.startswith("easter"):
        year = _feast_year(years, point)
        return Stretch(first=f"{feast_day(rule, year)}" if year else "", anchor=rule, year=year)
    month = int(rule[:2])
    if "/" in rule:
        weekday, nth = WEEKDAYS.index(rule[3:5]) + 1, int(rule[5:])
        return weekday_of(years.year_of(point, month), month, weekday, nth)
    day = int(rule[3:])
    year = years.year_of(point, month, day)
    return Stretch(first=f"{year_digits(year)}-{rule}", year=year, months=(month,), days=(day,))


def _church_time(years: Years, point: Point) -> Stretch:
    """Advent, Lent, and the time around Christmas or Easter, which is their month."""
    winter = point.text in {"advent", CHRISTMAS_TIME}
    year = years.year_of(point, 12 if winter else 4)
    if point.text == CHRISTMAS_TIME:
        month = f"{year_digits(year)}-12"
        return Stretch(first=month, whole=f"{month}~", year=year, months=(12,))
    if not year:
        return Stretch(first="", anchor=point.text)
    if point.text == EASTER_TIME:
        month = f"{easter(year):%Y-%m}"
        return Stretch(first=month, whole=f"{month}~", anchor=point.text, year=year, months=(int(month[5:]),))
    if point.text == "advent":
        days = (f"{advent_sunday(year)}", f"{year}-12-24")
    else:
        days = (f"{easter(year) - dt.timedelta(days=46)}", f"{easter(year) - dt.timedelta(days=1)}")
    return Stretch(first=days[0], last=days[1], anchor=point.text, year=year)


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
        return Stretch(first=str(year or ""), anchor=point.text, year=year)  # the days are not known, the year is
    first, last = known[0]
    if point.number:
        monday = last + dt.timedelta(days=8 - last.isoweekday()) + dt.timedelta(weeks=point.number - 1)
        if point.number < 0:
            monday = first - dt.timedelta(days=1)
            monday -= dt.timedelta(days=monday.isoweekday() - 1)
        first, last = monday, monday + dt.timedelta(days=6)
        return Stretch(first=f"{first}", last=f"{last}", year=first.year)
    return Stretch(first=f"{first}", last=f"{last}", anchor=point.text, year=first.year)


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


_INSIDE_MONTHS: Mapping[K, Callable[[Point, int, int], Stretch | None]] = {
    K.DAY: day,
    K.WEEK: week,
    K.NTH_WEEKDAY: lambda point, year, month: weekday_of(year, month, point.second, point.number),
    K.WORKING_DAY: working_day,
    K.FRACTION: fraction,
}
_RESOLVERS: Mapping[K, Callable[[Years, Point], Stretch | None]] = {
    K.MONTH: month,
    K.QUARTER: quarter,
    K.HALF_YEAR: half_year,
    K.TRIMESTER: trimester,
    K.SEASON: season,
    K.SCHOOL_YEAR: school_year,
    K.CALENDAR_YEAR: calendar_year,
    K.YEAR: whole_years,
    K.SCHOOL_YEARS: whole_years,
    K.WHOLE: whole,
    K.FEAST: feast,
    K.BREAK: school_holiday,
}

_WITHOUT_EDGES = {K.FEAST, K.BREAK, K.WHOLE}
_EDGES_ALONE = {K.SCHOOL_YEAR, K.CALENDAR_YEAR}


def resolve(point: Point, years: Years) -> Stretch | None:
    """The stretch of *point*, or ``None`` where its month or year is not known.

    Raises:
        NotUnderstoodError: there is no such day, or several readings.
    """
    if point.edge and point.kind in _WITHOUT_EDGES:
        raise NotUnderstoodError(None)  # Advento pradžia
    if not point.edge and point.kind in _EDGES_ALONE:
        return None  # a month before it has taken its edge: gruodis, baigiantis metams
    if point.kind is K.DAY and point.month == BLANK:
        return _day_of_blank_month(years, point)
    if point.kind is not K.EDGE and point.kind not in _INSIDE_MONTHS:
        return _RESOLVERS[point.kind](years, point)
    of = _month_of(years, point)
    if not of:
        return None
    if point.kind is K.EDGE:  # a beginning or end that names no month: of the month before it, or of a month's plan
        return month(years, replace(point, edge=point.number, number=of, text=""))
    number = max(point.number, 1) if point.kind is K.DAY else 1
    return _INSIDE_MONTHS[point.kind](point, years.year_of(point, of, number), of)
