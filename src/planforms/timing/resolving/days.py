"""Months and what is inside them: days, weeks, n-th weekdays, halves, beginnings and ends."""

import calendar
import datetime as dt

from msgspec.structs import replace

from planforms.calendars import WEEKDAYS, nth_weekday, public_holiday
from planforms.model import TimingProblem
from planforms.timing.grammar import BLANK, Point
from planforms.timing.stretches import NotUnderstoodError, Stretch, edge_of, year_digits
from planforms.timing.years import MONTHS, Years

_FORTNIGHT, _DECADE = 15, 10
_LAST_WORKDAY = 5


def _month_of(years: Years, point: Point) -> int:
    """The month that something inside a month is of; 0 where none is said, or it is to be filled in."""
    if point.month > MONTHS:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    return years.month_of(point) if point.month != BLANK else 0


def day(years: Years, point: Point) -> Stretch | None:
    """A day of a month; blank, or the last where its number is -1."""
    if point.month == BLANK:
        return _blank_month(years, point)
    month = _month_of(years, point)
    if not month:
        return None
    year = years.year_of(point, month, max(point.number, 1))
    days = calendar.monthrange(year or 2000, month)[1]
    if point.text == "XX":
        edtf = f"{year_digits(year)}-{month:02}-XX"
        return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,))
    day = days if point.number < 0 else point.number
    if not 1 <= day <= days:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    edtf = f"{year_digits(year)}-{month:02}-{day:02}"
    return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,), days=(point.number,))


def month(years: Years, point: Point) -> Stretch | None:
    """A month, its beginning, middle or end; or one to be filled in."""
    number = point.number
    if point.text == "XX":
        edtf = f"{year_digits(point.year)}-XX"
        return Stretch(first=edtf, last=edtf, whole=edtf, year=point.year) if point.year else None
    if not 1 <= number <= MONTHS:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    year = years.year_of(point, number)
    years.month = number
    edtf = f"{year_digits(year)}-{number:02}"
    if not point.edge:
        return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(number,))
    return edge_of(point.edge, edtf, edtf, edtf, edtf)


def _blank_month(years: Years, point: Point) -> Stretch | None:
    years.year = point.year or years.year
    edtf = f"{year_digits(point.year)}-XX-{f'{point.number:02}' if point.number > 0 else 'XX'}"
    return Stretch(first=edtf, last=edtf, whole=edtf, year=point.year) if point.year else None


def week(years: Years, point: Point) -> Stretch | None:
    """The n-th week of a month, Monday to Sunday; the first is that of the month's first Monday."""
    month = _month_of(years, point)
    if not month:
        return None
    year = years.year_of(point, month)
    anchor = f"{year_digits(year)}-{month:02}/W{point.number:+}"
    if not year:
        edtf = f"XXXX-{month:02}"
        return Stretch(first=edtf, last=edtf, whole=edtf, anchor=anchor, months=(month,))
    monday = nth_weekday(year, month, 1, point.number)
    if monday is None:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    sunday = monday + dt.timedelta(days=6)
    return Stretch(
        first=f"{monday}", last=f"{sunday}", whole=f"{monday}/{sunday}", anchor=anchor, year=year, months=(month,)
    )


def nth_of_month(years: Years, point: Point) -> Stretch | None:
    """The n-th weekday of a month."""
    month = _month_of(years, point)
    if not month:
        return None
    return weekday_of(years.year_of(point, month), month, point.second, point.number)


def weekday_of(year: int, month: int, weekday: int, nth: int) -> Stretch:
    """The *nth* *weekday* of a month whose year may be 0, not known; then its month."""
    code = WEEKDAYS[weekday - 1]
    anchor, rule = f"{year_digits(year)}-{month:02}/{code}{nth:+}", f"{nth}{code}"
    day = nth_weekday(year, month, weekday, nth) if year else None
    if year and day is None:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    edtf = f"{day}" if day else f"XXXX-{month:02}"
    return Stretch(first=edtf, last=edtf, whole=edtf, anchor=anchor, year=year, months=(month,), weekday=rule)


def working_day(years: Years, point: Point) -> Stretch | None:
    """The n-th working day of a month, past weekends and public holidays."""
    month = _month_of(years, point)
    year = years.year_of(point, month) if month else 0
    if not year:
        return None
    days = [dt.date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1)]
    working = [day for day in days if day.isoweekday() <= _LAST_WORKDAY and not public_holiday(day)]
    nth = point.number - 1 if point.number > 0 else point.number
    if not -len(working) <= nth < len(working):
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    day = f"{working[nth]}"
    return Stretch(first=day, last=day, whole=day, year=year, months=(month,))


def fraction(years: Years, point: Point) -> Stretch | None:
    """A half (days 1–15 and the rest) or a third (tens of days) of a month."""
    month = _month_of(years, point)
    if not month:
        return None
    year = years.year_of(point, month)
    length = _FORTNIGHT if point.second == 2 else _DECADE  # noqa: PLR2004 - halves
    days = calendar.monthrange(year or 2001, month)[1]
    first = length * (point.number - 1) + 1
    last = days if point.number == point.second else first + length - 1
    ends = (f"{year_digits(year)}-{month:02}-{first:02}", f"{year_digits(year)}-{month:02}-{last:02}")
    return Stretch(
        first=ends[0],
        last=ends[1],
        whole="/".join(ends),
        year=year,
        months=(month,),
        days=tuple(range(first, last + 1)),
    )


def edge_alone(years: Years, point: Point) -> Stretch | None:
    """A beginning or end that names no month: of the month before it, or of a month's plan."""
    of = _month_of(years, point)
    return month(years, replace(point, edge=point.number, number=of, text="")) if of else None
