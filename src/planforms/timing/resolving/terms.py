"""Stretches of several months: quarters, half-years, trimesters, seasons, years, the whole period.

Half-years and trimesters are the schools' own choice; these are the months that they mostly are (``docs/phrases.md``).
"""

from msgspec.structs import replace

from planforms.model import PeriodKind, TimingProblem
from planforms.timing.grammar import Point
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import NotUnderstoodError, Stretch, edge_of, months_edtf, period_edtf, year_digits
from planforms.timing.words import END, MIDDLE, START
from planforms.timing.years import AUTUMN, MONTHS, Years

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
    return Stretch(first=first, last=last, whole=f"{first}/{last}", year=year, months=months)


def quarter(years: Years, point: Point) -> Stretch:
    """A calendar quarter."""
    return _months(years, point, 3 * point.number - 2, 3)


def half_year(years: Years, point: Point) -> Stretch:
    """A half-year: of school years from September, of a calendar year from January.

    Raises:
        NotUnderstoodError: neither the words nor the period tell of which.
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
        found = _months(years, replace(point, year=period.first.year, last_year=0, lent=True), 12, 3)
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
    whole = first if first == last else f"{first}/{last}"
    return Stretch(first=first, last=last, whole=whole, year=point.number)


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
        return Stretch(first="", last="", whole="")
    first, _, last = period_edtf(years.period).partition("/")
    return Stretch(first=first, last=last or first, whole=period_edtf(years.period), year=years.period.first.year)
