"""From points to calendar stretches: the year from the plan's period, the days of feasts, weeks and terms.

Dates stay EDTF strings, because a day may be blank and a year unknown (``XXXX``).
"""

import calendar
import datetime as dt

from msgspec import Struct

from planforms.calendars import WEEKDAYS, feast_day, last_of_month, nth_weekday, school_break
from planforms.model import Period, PeriodKind, TimingProblem
from planforms.timing.grammar import BLANK, Point
from planforms.timing.parts import PartKind as K
from planforms.timing.words import END, MIDDLE, START

AUTUMN = 9  # the month a school year begins in
MONTHS = 12
# A range or list that goes on past New Year is shorter than this; a longer one runs backwards.
_LONGEST_ROLL = 10
_EDGE_NAMES = {START: "start", MIDDLE: "middle", END: "end"}
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
_SCHOOL_HALVES = {1: (9, 5), 2: (2, 5)}  # first month, how many: I to January, II to June
_TRIMESTERS = {1: (9, 3), 2: (12, 4), 3: (3, 4)}
_FORTNIGHT, _DECADE = 15, 10


class NotUnderstoodError(Exception):
    """The words look like a timing and can not be one; internal to this package."""

    def __init__(self, problem: TimingProblem | None) -> None:
        super().__init__(problem)
        self.problem = problem


class Stretch(Struct, kw_only=True):
    """A stretch of the calendar: ``first`` and ``last`` EDTF of its ends, ``whole`` EDTF of it as one.

    ``months``, ``days`` and ``weekday`` say the same for a yearly rule; ``year`` is 0 where it is not known.
    """

    first: str
    last: str
    whole: str
    anchor: str = ""
    year: int = 0
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekday: str = ""


def months_edtf(year: int, month: int, count: int) -> tuple[str, str]:
    """The first and the last of *count* months from *month* of *year*; the year is ``XXXX`` for 0."""
    later, last = divmod(month + count - 2, MONTHS)
    return f"{_year(year)}-{month:02}", f"{_year(year + later if year else 0)}-{last + 1:02}"


def period_edtf(period: Period) -> str:
    """The EDTF of all of *period*, by months where it is whole months."""
    first, last = period.first, period.last
    if first == last:
        return first.isoformat()
    if first.day != 1 or last != last_of_month(last.year, last.month):
        return f"{first}/{last}"
    return f"{first:%Y-%m}" if (first.year, first.month) == (last.year, last.month) else f"{first:%Y-%m}/{last:%Y-%m}"


def _year(year: int) -> str:
    return f"{year:04}" if year else "XXXX"


class Resolver:
    """Resolves the points of one timing in order; later points take month and year from earlier ones."""

    def __init__(self, period: Period | None, *, infer: bool = True) -> None:
        self.period = period
        self.infer = infer  # whether the period may give years
        self.inferred = False  # whether the period gave a year
        self.yearly = False  # whether several years of the period fit
        self.year = 0  # the last year written
        self.month = 0  # the last month said

    def stretch(self, point: Point) -> Stretch | None:
        """The stretch of *point*, or ``None`` where nothing tells its month or year.

        Raises:
            NotUnderstoodError: there is no such day, or several readings.
        """
        resolve = _RESOLVERS[point.kind]
        return resolve(self, point)

    def year_of(self, point: Point, month: int, day: int = 1) -> int:
        """The year of *month* in *point*: written, carried over from before, or the period's; 0 for none."""
        if point.year:
            self.year = point.year
            if point.last_year:
                self.year = point.year if month >= AUTUMN else point.last_year
            return self.year
        if self.year:
            if month < self.month and (month - self.month) % MONTHS < _LONGEST_ROLL:
                self.year += 1
            return self.year
        return self._from_period(month, day)

    def _from_period(self, month: int, day: int) -> int:
        if self.period is None or not self.infer:
            return 0
        first, last = self.period.first, self.period.last
        # A day that only some years have, or none, still has its month.
        years = [
            year
            for year in range(first.year, last.year + 1)
            if first <= dt.date(year, month, min(day, calendar.monthrange(year, month)[1])) <= last
        ]
        if len(years) > 1:
            self.yearly = True
        if len(years) != 1:
            return 0
        self.inferred = True
        return years[0]

    def _month(self, point: Point) -> Stretch | None:
        month = point.number
        if point.text == "XX":
            year = point.year
            edtf = f"{_year(year)}-XX"
            return Stretch(first=edtf, last=edtf, whole=edtf, year=year) if year else None
        if not 1 <= month <= MONTHS:
            raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
        year = self.year_of(point, month)
        self.month = month
        edtf = f"{_year(year)}-{month:02}"
        if not point.edge:
            return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,))
        return self._edge(point.edge, edtf, edtf, edtf, edtf)

    def _edge(self, edge: int, anchor_of: str, first: str, middle: str, last: str) -> Stretch:
        """The beginning, middle or end of a stretch between the months *first* and *last*."""
        month = {START: first, MIDDLE: middle, END: last}[edge]
        day = self._edge_day(edge, month)
        number = int(month[5:])
        year = 0 if month.startswith("X") else int(month[:4])
        anchor = f"{_EDGE_NAMES[edge]}:{anchor_of}"
        return Stretch(first=day, last=day, whole=f"{month}~", anchor=anchor, year=year, months=(number,))

    @staticmethod
    def _edge_day(edge: int, month: str) -> str:
        if edge == START:
            return f"{month}-01"
        if edge == MIDDLE:
            return f"{month}-15~"
        if month.startswith("X"):
            return month
        return last_of_month(int(month[:4]), int(month[5:])).isoformat()

    def _month_of(self, point: Point) -> int:
        """The month a day or week is of: said with it, said before, or that of a month's plan."""
        if point.month:
            self.month = point.month
            return point.month
        if not self.month and self.period and self.period.first.month == self.period.last.month:
            if self.period.first.year == self.period.last.year:
                self.month = self.period.first.month
        return self.month

    def _day(self, point: Point) -> Stretch | None:
        if point.month == BLANK:
            return self._blank_month(point)
        before = self.month
        month = self._month_of(point)
        if not month:
            return None
        if not 1 <= month <= MONTHS:
            raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
        self.month = before or month
        year = self.year_of(point, month, max(point.number, 1))
        self.month = month
        days = calendar.monthrange(year or 2000, month)[1]
        if point.text == "XX":
            edtf = f"{_year(year)}-{month:02}-XX"
            return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,))
        day = days if point.number < 0 else point.number
        if not 1 <= day <= days:
            raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
        edtf = f"{_year(year)}-{month:02}-{day:02}"
        return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,), days=(point.number,))

    @staticmethod
    def _blank_month(point: Point) -> Stretch | None:
        edtf = f"{_year(point.year)}-XX-{f'{point.number:02}' if point.number > 0 else 'XX'}"
        return Stretch(first=edtf, last=edtf, whole=edtf, year=point.year) if point.year else None

    def _week(self, point: Point) -> Stretch | None:
        month = self._month_of(point)
        if not month:
            return None
        year = self.year_of(point, month)
        anchor = f"{_year(year)}-{month:02}/W{point.number:+}"
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

    def _nth_weekday(self, point: Point) -> Stretch | None:
        month = self._month_of(point)
        if not month:
            return None
        return self._weekday_of(self.year_of(point, month), month, point.second, point.number)

    @staticmethod
    def _weekday_of(year: int, month: int, weekday: int, nth: int) -> Stretch:
        code = WEEKDAYS[weekday - 1]
        anchor, rule = f"{_year(year)}-{month:02}/{code}{nth:+}", f"{nth}{code}"
        day = nth_weekday(year, month, weekday, nth) if year else None
        if year and day is None:
            raise NotUnderstoodError(TimingProblem.NO_SUCH_DAY)
        edtf = f"{day}" if day else f"XXXX-{month:02}"
        return Stretch(first=edtf, last=edtf, whole=edtf, anchor=anchor, year=year, months=(month,), weekday=rule)

    def _fraction(self, point: Point) -> Stretch | None:
        month = self._month_of(point)
        if not month:
            return None
        year = self.year_of(point, month)
        length = _FORTNIGHT if point.second == 2 else _DECADE  # noqa: PLR2004 - halves
        days = calendar.monthrange(year or 2001, month)[1]
        first = length * (point.number - 1) + 1
        last = days if point.number == point.second else first + length - 1
        ends = (f"{_year(year)}-{month:02}-{first:02}", f"{_year(year)}-{month:02}-{last:02}")
        return Stretch(
            first=ends[0],
            last=ends[1],
            whole="/".join(ends),
            year=year,
            months=(month,),
            days=tuple(range(first, last + 1)),
        )

    def _months(self, point: Point, month: int, count: int) -> Stretch:
        year = self.year_of(point, month)
        first, last = months_edtf(year, month, count)
        if point.edge:
            _, middle = months_edtf(year, month, count // 2 + 1)
            return self._edge(point.edge, f"{first}/{last}", first, middle, last)
        months = tuple((month + i - 1) % MONTHS + 1 for i in range(count))
        return Stretch(first=first, last=last, whole=f"{first}/{last}", year=year, months=months)

    def _quarter(self, point: Point) -> Stretch:
        return self._months(point, 3 * point.number - 2, 3)

    def _half_year(self, point: Point) -> Stretch:
        kind = self.period.kind if self.period else None
        if point.last_year or (kind is PeriodKind.SCHOOL_YEARS and not point.year):
            return self._months(point, *_SCHOOL_HALVES[point.number])
        if point.year or kind in {PeriodKind.CALENDAR_YEARS, PeriodKind.HALF_YEAR}:
            return self._months(point, 6 * point.number - 5, 6)
        raise NotUnderstoodError(TimingProblem.AMBIGUOUS)

    def _trimester(self, point: Point) -> Stretch:
        return self._months(point, *_TRIMESTERS[point.number])

    def _season(self, point: Point) -> Stretch:
        month = _SEASON_STARTS[point.number]
        found = self._months(point, month, 3)
        if found.year and not point.edge:
            found.whole = f"{_year(found.year)}-{point.number}"
        return found

    def _school_year(self, point: Point) -> Stretch:
        """``mokslo metų pabaigoje``: teaching ends in June, the year on 31 August."""
        month = {START: 9, MIDDLE: 1, END: 6}[point.edge]
        year = self.year_of(point, month)
        autumn = year if month >= AUTUMN else year - 1 if year else 0
        first, last = months_edtf(autumn, AUTUMN, 10)
        found = self._edge(point.edge, f"{first}/{last}", first, f"{_year(year)}-01", last)
        if point.edge == END:
            found.first = found.last = f"{_year(year)}-08-31"
        return found

    def _calendar_year(self, point: Point) -> Stretch:
        if self.period and self.period.kind is PeriodKind.SCHOOL_YEARS and not point.year:
            return self._school_year(point)
        month = {START: 1, MIDDLE: 6, END: 12}[point.edge]
        year = point.year or self.year_of(point, month)
        first, last = months_edtf(year, 1, 12)
        return self._edge(point.edge, f"{first}/{last}", first, f"{_year(year)}-06", last)

    def _years(self, point: Point) -> Stretch:
        if point.edge:
            school = self._is_school(point)
            return self._school_year(point) if school else self._calendar_year(point)
        if point.kind is K.SCHOOL_YEARS and self._is_school(point):
            first, last = f"{point.number}-09", f"{point.second}-08"
        else:
            first, last = str(point.number), str(max(point.second, point.number))
        whole = first if first == last else f"{first}/{last}"
        return Stretch(first=first, last=last, whole=whole, year=point.number)

    def _is_school(self, point: Point) -> bool:
        if point.text == "school":
            return True
        period = self.period
        return (
            point.kind is K.SCHOOL_YEARS
            and period is not None
            and period.kind is PeriodKind.SCHOOL_YEARS
            and (period.first.year, period.last.year) == (point.number, point.second)
        )

    def _whole(self, point: Point) -> Stretch | None:
        if point.year and not self.period:
            return self._years(point)
        if self.period is None:
            return Stretch(first="", last="", whole="")
        first, _, last = period_edtf(self.period).partition("/")
        return Stretch(first=first, last=last or first, whole=period_edtf(self.period), year=self.period.first.year)

    def _feast(self, point: Point) -> Stretch:
        rule = point.text
        if rule.startswith("easter"):
            year = self._feast_year(point)
            day = feast_day(rule, year) if year else None
            edtf = f"{day}" if day else ""
            return Stretch(first=edtf, last=edtf, whole=edtf, anchor=rule, year=year)
        month = int(rule[:2])
        if "/" in rule:
            weekday, nth = WEEKDAYS.index(rule[3:5]) + 1, int(rule[5:])
            return self._weekday_of(self.year_of(point, month), month, weekday, nth)
        day = int(rule[3:])
        year = self.year_of(point, month, day)
        edtf = f"{_year(year)}-{rule}"
        return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,), days=(day,))

    def _feast_year(self, point: Point) -> int:
        if point.year or self.year or self.period is None or not self.infer:
            # Every movable feast is in spring, in the second of school years.
            return self.year_of(point, 4)
        first, last = self.period.first, self.period.last
        days = [feast_day(point.text, year) for year in range(first.year, last.year + 1)]
        inside = [day.year for day in days if day and first <= day <= last]
        self.yearly = self.yearly or len(inside) > 1
        self.inferred = self.inferred or len(inside) == 1
        return inside[0] if len(inside) == 1 else 0

    def _break(self, point: Point) -> Stretch:
        name = point.text.removeprefix("break:")
        found: list[tuple[dt.date, dt.date]] = []
        if point.year:
            years = (point.year,) if point.last_year else (point.year - 1, point.year)
            known = [school_break(name, year) for year in years]
            found = [days for days in known if days and (point.last_year or days[0].year == point.year)]
        elif self.period and self.infer:
            first, last = self.period.first, self.period.last
            known = [school_break(name, year) for year in range(first.year - 1, last.year + 1)]
            found = [days for days in known if days and first <= days[0] <= last]
            long = (last - first).days > 366  # noqa: PLR2004 - more than a year has more than one
            self.yearly = self.yearly or long
            self.inferred = self.inferred or (len(found) == 1 and not long)
            found = [] if long else found
        if len(found) != 1:
            return Stretch(first="", last="", whole="", anchor=point.text)
        day, end = found[0]
        return Stretch(first=f"{day}", last=f"{end}", whole=f"{day}/{end}", anchor=point.text, year=day.year)

    def _edge_alone(self, point: Point) -> Stretch | None:
        month = self._month_of(point)
        if not month:
            return None
        point.edge, point.number = point.number, month
        return self._month(point)


_RESOLVERS = {
    K.DAY: Resolver._day,
    K.MONTH: Resolver._month,
    K.WEEK: Resolver._week,
    K.NTH_WEEKDAY: Resolver._nth_weekday,
    K.FRACTION: Resolver._fraction,
    K.EDGE: Resolver._edge_alone,
    K.QUARTER: Resolver._quarter,
    K.HALF_YEAR: Resolver._half_year,
    K.TRIMESTER: Resolver._trimester,
    K.SEASON: Resolver._season,
    K.SCHOOL_YEAR: Resolver._school_year,
    K.CALENDAR_YEAR: Resolver._calendar_year,
    K.YEAR: Resolver._years,
    K.SCHOOL_YEARS: Resolver._years,
    K.WHOLE: Resolver._whole,
    K.FEAST: Resolver._feast,
    K.BREAK: Resolver._break,
}
