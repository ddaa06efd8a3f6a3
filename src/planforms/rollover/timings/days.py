"""Where a day goes in the new period. Dates in, dates out; what a policy leaves blank is not decided here."""

import datetime as dt
from enum import Enum, auto
from typing import NamedTuple

from planforms.dates import last_of_month, nth_weekday, school_break
from planforms.model import PeriodKind
from planforms.period import school_year_of
from planforms.rollover.changes import Days
from planforms.rollover.shift import Shift
from planforms.rollover.timings.named import Named, break_named, day_named

_WEEK = 7
_FEBRUARY = 2


class Course(Enum):
    """Why a day went where it went."""

    SAME_WEEKDAY = auto()
    LAST_WEEKDAY = auto()  # there is no fifth
    SAME_LENGTH = auto()  # a range moved as one
    OWN_ENDS = auto()  # a range whose ends moved each by itself
    SAME_DATE = auto()
    WHOLE_MONTHS = auto()  # from the first to the last day of months
    NO_SUCH_DAY = auto()  # 29 February
    NAMED = auto()
    BREAK = auto()
    UNKNOWN_BREAK = auto()


class Goes(NamedTuple):
    """The days that a day or a range becomes; ``last`` is the first of a single day. ``named`` are its fixed days."""

    first: dt.date
    last: dt.date
    course: Course
    named: tuple[Named | None, Named | None] = (None, None)

    @property
    def settled(self) -> bool:
        """Whether the days are no plain working days, which a policy may leave out."""
        return all(self.named) or self.course in {Course.WHOLE_MONTHS, Course.BREAK}


def day_goes(day: dt.date, shift: Shift, days: Days, words: str = "", title: str = "") -> Goes:
    """Where a single *day* goes; the words of its timing and its *title* may name it."""
    if shift.old.kind is PeriodKind.DAY and day == shift.old.first:
        return Goes(shift.new.first, shift.new.first, Course.SAME_DATE)
    year = shift.year(day.year, day.month)
    named = day_named(day, words, title)
    if named and (date := named.on(year)):
        return Goes(date, date, Course.NAMED, (named, named))
    if days is Days.SAME:
        return _same_date(day, year)
    nth = (day.day - 1) // _WEEK + 1
    new = nth_weekday(year, day.month, day.isoweekday(), nth)
    if new:
        return Goes(new, new, Course.SAME_WEEKDAY)
    # A fifth one becomes the last: every month has four of each.
    last = nth_weekday(year, day.month, day.isoweekday(), -1) or day
    return Goes(last, last, Course.LAST_WEEKDAY)


def _same_date(day: dt.date, year: int) -> Goes:
    last = last_of_month(year, day.month)
    if day.day > last.day:
        return Goes(last, last, Course.NO_SUCH_DAY)
    new = day.replace(year=year)
    return Goes(new, new, Course.SAME_DATE)


def range_goes(  # noqa: PLR0913, PLR0917 -- a range, the way, and the words that may name its days
    first: dt.date, last: dt.date, shift: Shift, days: Days, words: str = "", title: str = ""
) -> Goes:
    """Where the days from *first* to *last*, both included, go; their timing and their *title* may name them."""
    which = break_named(first, last, words, title)
    if which:
        year = shift.year(first.year, first.month)
        known = school_break(which, school_year_of(first.replace(day=1, year=year)).first.year)
        if known:
            return Goes(*known, Course.BREAK)
    start, end = day_goes(first, shift, days, words, title), day_goes(last, shift, days, words, title)
    named = (start.named[0], end.named[0])
    if first.day == 1 and last == last_of_month(last.year, last.month):
        year = shift.year(last.year, last.month)
        begin = first.replace(year=shift.year(first.year, first.month))
        return Goes(begin, last_of_month(year, last.month), Course.WHOLE_MONTHS, named)
    if days is not Days.SAME and not any(named):
        moved = _moved_as_one(first, last, start.first)
        if moved and shift.new.first <= moved[0] and moved[1] <= shift.new.last:
            return Goes(*moved, Course.UNKNOWN_BREAK if which else Course.SAME_LENGTH)
    # An end that keeps its date can not keep its distance too.
    course = Course.UNKNOWN_BREAK if which else _course_of_ends(start, end, named)
    return Goes(start.first, max(start.first, end.first), course, named)


def _course_of_ends(start: Goes, end: Goes, named: tuple[Named | None, Named | None]) -> Course:
    courses = {start.course, end.course}
    if Course.NO_SUCH_DAY in courses:
        return Course.NO_SUCH_DAY
    if all(named):
        return Course.NAMED
    return Course.SAME_DATE if courses <= {Course.SAME_DATE, Course.NAMED} else Course.OWN_ENDS


def _moved_as_one(first: dt.date, last: dt.date, start: dt.date) -> tuple[dt.date, dt.date] | None:
    """The range of the same weekdays and length from *start*; ``None`` where it is too long for its month.

    Days of one month stay in one month, a week earlier where they must. A range over several months is left to end
    where its length takes it: its beginning does not drift, so neither does its end.
    """
    for begin in (start, start - dt.timedelta(days=_WEEK)):
        end = begin + (last - first)
        if begin.month == first.month and (end.month == begin.month or last.month != first.month):
            return begin, end
    return None
