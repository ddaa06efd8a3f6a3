"""The time a plan covers: read from short forms and from the words of a title, and written back."""

import datetime as dt
import re

from planforms.dates import MONTH_STEMS, Shown, date_words
from planforms.errors import UsageError
from planforms.model import Period, PeriodKind
from planforms.text import fold, tidy

_DASH = r"\s*[-‐‑‒–—−/]\s*"
_SCHOOL_YEARS = re.compile(rf"(?<!\d)(20\d\d|19\d\d)(?:{_DASH}|\s+(?=\d)|(?=20\d\d|19\d\d))(20\d\d|19\d\d)(?!\d)")
_SHORT_SECOND_YEAR = re.compile(rf"(?<!\d)(20\d\d|19\d\d){_DASH}(\d\d)(?=\s*m\.?\s*m\.|\s*mokslo)")
_YEAR = re.compile(r"(?<![\d-])(20\d\d|19\d\d)(?![\d-])")
_DAY = re.compile(r"\w* (\d{1,2}) d\b")  # right after the stem of a month, so no day of a range
_YEARS = range(1000, 10_000)
_FIRST_SCHOOL_MONTH = 9


def school_years(first: int, last: int | None = None) -> Period:
    """The school years from the autumn of *first* to the summer of *last* (the next year if not given)."""
    return Period(PeriodKind.SCHOOL_YEARS, dt.date(first, 9, 1), dt.date(last or first + 1, 8, 31))


def calendar_years(first: int, last: int | None = None) -> Period:
    """The calendar years *first* to *last*, both included."""
    return Period(PeriodKind.CALENDAR_YEARS, dt.date(first, 1, 1), dt.date(last or first, 12, 31))


def month(year: int, number: int) -> Period:
    """One month."""
    after = dt.date(year + number // 12, number % 12 + 1, 1)
    return Period(PeriodKind.MONTH, dt.date(year, number, 1), after - dt.timedelta(days=1))


def parse_period(words: str) -> Period:
    """The period of a short form.

    ``2023-2024`` and ``2016-2020`` are school years, ``2021`` a calendar year, ``2015-04`` a month and
    ``2017-01-13`` a day.
    Any dash or a slash may join the years.

    Raises:
        UsageError: the words are none of these forms, or no such date exists.
    """
    short = re.sub(r"\s+", "", re.sub("[‐‑‒–—−/]", "-", tidy(words))).strip(".")
    try:
        match [int(part) for part in short.split("-")]:
            case [year] if year in _YEARS:
                return calendar_years(year)
            case [first, last] if first in _YEARS and last in _YEARS and first < last:
                return school_years(first, last)
            case [year, number] if year in _YEARS and number not in _YEARS:
                return month(year, number)
            case [year, number, day]:
                date = dt.date(year, number, day)
                return Period(PeriodKind.DAY, date, date)
            case _:
                pass
    except ValueError:
        pass
    raise UsageError(
        "“{words}” is no period; write a school year (2026-2027), a year (2026) or a month (2026-04).",
        words=words,
    )


def find_period(words: str) -> Period | None:
    """The period that a title or another sentence names, or ``None``.

    School years (``2023–2024 M. M.``, ``2023/2024``, glued ``20232024``, ``2023–24 m. m.``), half-years
    (``2022 metų I pusmečio``), a day or a month of a year (``2024 m. kovo 5 d.``, ``2024 m. kovo mėn.``) and a calendar
    year (``2023 METŲ``).
    """
    line = tidy(words).replace("\n", " ")
    if years := _SCHOOL_YEARS.search(line):
        first, last = int(years[1]), int(years[2])
        return school_years(first, last) if first < last else None
    if years := _SHORT_SECOND_YEAR.search(fold(line)):
        first = int(years[1])
        return school_years(first) if (first + 1) % 100 == int(years[2]) else None
    if not (found := _YEAR.search(line)):
        return None
    year, rest = int(found[1]), fold(line)
    if half := re.search(r"\b(ii|i|2|1)(?:-\w+)?\.?\s+pusm", rest):
        return _half_year(year, second=half[1] in {"ii", "2"})
    months = [(n, said) for n, stem in enumerate(MONTH_STEMS, start=1) if (said := re.search(rf"\b(?:{stem})", rest))]
    if len(months) != 1:
        return calendar_years(year)
    number, said = months[0]
    day = _DAY.match(rest, said.end())
    return (_day(year, number, int(day[1])) if day else None) or month(year, number)


def _half_year(year: int, *, second: bool) -> Period:
    first, last = (7, 12) if second else (1, 6)
    return Period(PeriodKind.HALF_YEAR, dt.date(year, first, 1), month(year, last).last)


def _day(year: int, number: int, day: int) -> Period | None:
    try:
        date = dt.date(year, number, day)
    except ValueError:
        return None
    return Period(PeriodKind.DAY, date, date)


def school_year_of(day: dt.date) -> Period:
    """The school year that *day* falls in."""
    return school_years(day.year if day.month >= _FIRST_SCHOOL_MONTH else day.year - 1)


def format_period(period: Period) -> str:
    """The short form that ``parse_period`` reads; a half-year is its year."""
    match period.kind:
        case PeriodKind.SCHOOL_YEARS:
            return f"{period.first.year}-{period.last.year}"
        case PeriodKind.CALENDAR_YEARS | PeriodKind.HALF_YEAR:
            return f"{period.first.year}"
        case PeriodKind.MONTH:
            return f"{period.first:%Y-%m}"
        case PeriodKind.DAY:
            return f"{period.first:%Y-%m-%d}"


def period_words(period: Period) -> str:
    """The period as a plan says it, for ``find_period`` to read: ``2026–2027 m. m.``, ``2026 m. I pusmetis``."""
    first = dt.datetime.combine(period.first, dt.time())
    match period.kind:
        case PeriodKind.SCHOOL_YEARS:
            return f"{period.first.year}–{period.last.year} m. m."
        case PeriodKind.CALENDAR_YEARS:
            return f"{period.first.year} m."
        case PeriodKind.HALF_YEAR:
            return f"{period.first.year} m. {'I' if period.first.month == 1 else 'II'} pusmetis"
        case PeriodKind.MONTH:
            return date_words(first, Shown.YEAR | Shown.MONTH)
        case PeriodKind.DAY:
            return date_words(first, Shown.YEAR | Shown.MONTH | Shown.DAY)
