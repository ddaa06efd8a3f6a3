"""Stretches of the calendar as EDTF and as parts of a yearly rule, and the year of a date that does not say it.

The year is written, or carried over from the dates before, or the only one that the plan's period leaves. Dates win
over a term or a named day that is written with them: I pusmetis – rugsėjo 1 d. – sausio 31 d.
"""

import datetime as dt
from itertools import pairwise

from msgspec import Struct

from planforms.dates import WEEKDAYS, days_in_month, last_of_month, nth_weekday
from planforms.model import Period, PeriodKind, TimingProblem
from planforms.remembered import pattern_of
from planforms.timing.grammar import Item, Point, Statement
from planforms.timing.parts import PartKind as K
from planforms.timing.words import EDGE_NAMES, END, MIDDLE, START

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
        month: the last month written, 0 for none.
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
        if point.year_shared:
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
        """The month a day or week is of: written with it or before it, or that of a month's plan; 0 for none."""
        if point.month:
            self.month = point.month
        elif not self.month and self.period and f"{self.period.first:%Y-%m}" == f"{self.period.last:%Y-%m}":
            self.month = self.period.first.month
        return self.month

    def _around(self, month: int) -> list[int]:
        """The year of a month that a month's plan names besides its month: near it and of the same school year."""
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
            if first <= dt.date(year, month, min(day, days_in_month(year, month))) <= last
        ]
        if not years and self.period.kind is PeriodKind.MONTH:
            years = self._around(month)
        if len(years) > 1:
            self.yearly = True
        if len(years) != 1:
            return 0
        self.inferred = True
        return years[0]


class NotUnderstoodError(Exception):
    """The words look like a timing and can not be one; internal to this package."""

    def __init__(self, problem: TimingProblem | None) -> None:
        super().__init__(problem)
        self.problem = problem


class Stretch(Struct, kw_only=True):
    """A stretch of the calendar: ``first`` and ``last`` are EDTF of its ends, ``whole`` of it as one.

    An end that is not given is ``first``.
    ``months``, ``days`` and ``weekday`` say the same for a yearly rule; ``year`` is 0 where it is not known.
    """

    first: str
    last: str = ""
    whole: str = ""
    anchor: str = ""
    year: int = 0
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekday: str = ""

    def __post_init__(self) -> None:
        self.last = self.last or self.first
        self.whole = self.whole or (self.first if self.first == self.last else f"{self.first}/{self.last}")


def months_edtf(year: int, month: int, count: int) -> tuple[str, str]:
    """The first and the last of *count* months from *month* of *year*; the year is ``XXXX`` for 0."""
    later, last = divmod(month + count - 2, MONTHS)
    return f"{year_digits(year)}-{month:02}", f"{year_digits(year + later if year else 0)}-{last + 1:02}"


def period_edtf(period: Period) -> str:
    """The EDTF of all of *period*, by months where it is whole months."""
    first, last = period.first, period.last
    if first == last:
        return first.isoformat()
    if first.day != 1 or last != last_of_month(last.year, last.month):
        return f"{first}/{last}"
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first:%Y-%m}/{last:%Y-%m}"


def year_digits(year: int) -> str:
    """Four digits, ``XXXX`` for 0."""
    return f"{year:04}" if year else "XXXX"


def edge_of(edge: int, anchor_of: str, first: str, middle: str, last: str) -> Stretch:
    """The beginning, middle or end of a stretch between the months *first* and *last*."""
    month = {START: first, MIDDLE: middle, END: last}[edge]
    number, year = int(month[5:]), 0 if month.startswith("X") else int(month[:4])
    end = f"{last_of_month(year, number)}" if year else month
    day = {START: f"{month}-01", MIDDLE: f"{month}-15~", END: end}[edge]
    anchor = f"{EDGE_NAMES[edge]}:{anchor_of}"
    return Stretch(first=day, whole=f"{month}~", anchor=anchor, year=year, months=(number,))


def weekday_of(year: int, month: int, weekday: int, nth: int) -> Stretch:
    """The *nth* *weekday* of a month whose year may be 0, not known; then its month."""
    code = WEEKDAYS[weekday - 1]
    anchor, rule = f"{year_digits(year)}-{month:02}/{code}{nth:+}", f"{nth}{code}"
    day = nth_weekday(year, month, weekday, nth) if year else None
    if year and day is None:
        raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
    edtf = f"{day}" if day else f"XXXX-{month:02}"
    return Stretch(first=edtf, anchor=anchor, year=year, months=(month,), weekday=rule)


# An item, the stretch of its first point and that of its last.
Dated = tuple[Item, Stretch, Stretch | None]


def runs_backwards(first: Stretch, last: Stretch) -> bool:
    """Whether a range ends before it begins, as far as years are known."""
    start, end = first.first.rstrip("~"), last.last.rstrip("~")
    if not start or not end or start.startswith("X") != end.startswith("X"):
        return False
    if start.startswith("X") and start[:7] != end[:7]:
        return False
    if not start.startswith("X"):
        start, end = start.replace("XX", "00"), end.replace("XX", "99")
    return start > end + "-99" if len(end) < len(start) else start > end


# Stretches that may be written with their dates, and those of them that each school sets for itself.
_LABELS = {K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.SEASON, K.FEAST, K.BREAK, K.WEEK, K.MONTH, K.SCHOOL_YEAR}
_SET_BY_SCHOOL = {K.HALF_YEAR, K.TRIMESTER, K.BREAK, K.WEEK}
# The days that a label may be of.
_DAYS = {K.DAY, K.NTH_WEEKDAY, K.WORKING_DAY}
_FINER = {K.FEAST: {K.DAY}, K.BREAK: {K.DAY}, K.MONTH: {*_DAYS, K.FEAST}}
_DAY_DIGITS = len("2026-10-05")
_MOST_MOVED = 14  # days that a celebration is held from its feast


def is_label(each: Dated, dated: list[Dated]) -> bool:
    """Whether a term or a named day only names the days beside it: II sav. (10–14 d.), Europos diena, gegužės 9 d.

    Raises:
        NotUnderstoodError: it is joined to its days by „ir“ or „ar“, and would be counted twice.
    """
    at = dated.index(each)
    joiners = {each[0].joiner, dated[at + 1][0].joiner if dated[at + 1 :] else None}
    if not _names(each, dated):
        return False
    if joiners & {K.AND, K.OR}:
        raise NotUnderstoodError(None)
    return True


def _names(each: Dated, dated: list[Dated]) -> bool:
    item, first, last = each
    finer = _FINER.get(item.first.kind, _DAYS)
    days = [
        other
        for other in dated
        if (other[0].first.kind in finer or (other[0].remark and other[0].first.kind is K.MONTH))
        and other is not each
        and not other[0].opened
    ]
    one_kind = item.last is None or item.last.kind is item.first.kind
    if item.first.kind not in _LABELS or not one_kind or item.first.edge or item.first.about or item.opened:
        return False
    if item.first.kind is K.BREAK and not first.first:
        return bool(days)
    if item.first.kind in _SET_BY_SCHOOL and item.remark:
        return bool(days)
    if item.first.kind is K.FEAST and not item.remark and is_moved(each, dated):
        return True
    coarse = item.first.kind is K.WEEK
    start, end = _day_bounds(first, last, coarse=coarse)
    bounds = [_day_bounds(*day[1:], coarse=coarse) for day in days]
    if item.first.kind in _SET_BY_SCHOOL:
        return any(low <= end and start <= high for low, high in bounds)
    return any(start <= low and high <= end for low, high in bounds)


def is_moved(each: Dated, dated: list[Dated]) -> bool:
    """Whether a day near a feast, and not on it, is when it is held: Užgavėnės, vasario 13 d."""
    item, feast, last = each
    if item.first.kind is not K.FEAST or last or len(feast.first) != _DAY_DIGITS or "X" in feast.first:
        return False
    days = [first.first for other, first, end in dated if other.first.kind is K.DAY and not end and not other.opened]
    apart = [
        abs(dt.date.fromisoformat(day) - dt.date.fromisoformat(feast.first)).days for day in days if "X" not in day
    ]
    return bool(apart) and 0 < min(apart) <= _MOST_MOVED


def _day_bounds(first: Stretch, last: Stretch | None, *, coarse: bool) -> tuple[str, str]:
    """The first and the last day of a stretch, to compare with others; only its months where *coarse*."""
    start, end = first.first, (last or first).last
    if coarse:
        start, end = start[:7], end[:7]
    return start, end + "-99" if len(end) < _DAY_DIGITS else end


_JOINED_ONLY = pattern_of(r"\W*(?:ir)?\W*")
_IN_A_YEAR = {K.MONTH, K.DAY, K.QUARTER, K.HALF_YEAR, K.SEASON, K.WEEK, K.NTH_WEEKDAY}
_MOST_YEARS = 20
_YEAR_OF = pattern_of(r"\d{4}(?=-)")
_PLAIN_DATES = pattern_of(r"[\d-]+(?:/[\d-]+)?")


def after_lone_year(words: str, statement: Statement) -> bool:
    """Whether a month or a day may be of a year before it too: 2025, 2026 m. gruodis."""
    return any(
        before.first.kind is K.YEAR
        and after.first.kind in _IN_A_YEAR
        and after.first.year > 0
        and _JOINED_ONLY.fullmatch(words[before.first.stop : after.first.start]) is not None
        for before, after in pairwise(statement.items)
    )


def in_each_year(edtf: str, statement: Statement) -> str:
    """*edtf*, the date in one of several years, in each of them: 2025–2027 m. IV ketv."""
    first = statement.items[0].first if len(statement.items) == 1 else None
    if first is None or first.kind not in _IN_A_YEAR or not 1 < first.last_year - first.year < _MOST_YEARS:
        return edtf
    if statement.items[0].opened or not _PLAIN_DATES.fullmatch(edtf):
        return edtf
    later = [
        _YEAR_OF.sub(lambda found: str(int(found[0]) + year - int(edtf[:4])), edtf)  # noqa: B023 -- called at once
        for year in range(first.year, first.last_year + 1)
    ]
    return "{" + ",".join(each.replace("/", "..") for each in later) + "}"


def shares_month(words: str, before: Point, after: Point) -> bool:
    """Whether a day or week may be of the month *before* too: sausio–vasario mėn. 12 d., sausis, vasaris (12 d.)."""
    if before.kind is not K.MONTH or after.month < 1 or after.kind not in {K.DAY, K.WEEK, K.NTH_WEEKDAY}:
        return False
    first, between = words[before.start : before.stop].lower(), words[before.stop : after.start].lower()
    if "iki" in between or "mėn" in between:
        return False
    return first.endswith(("o", "ės")) or "(" in words[after.start : after.stop]
