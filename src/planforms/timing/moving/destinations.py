"""Where a day, a deadline or a range goes in the new period, and why. Dates in, dates out.

What a policy leaves blank is not decided here.
"""

import datetime as dt
import re
from collections.abc import Iterator
from enum import Enum, StrEnum, auto

from msgspec import Struct
from msgspec.structs import replace

from planforms.dates import Break, feast_day, last_of_month
from planforms.model import PeriodKind
from planforms.period import autumn_of
from planforms.remembered import pattern_of
from planforms.timing.moving import Shift
from planforms.timing.moving.named import (
    Meant,
    Relation,
    announced_in,
    day_by_date,
    day_meant,
    days_of_range,
    is_school_day,
    school_day_near,
    unlisted_in,
)
from planforms.timing.parts import PartKind
from planforms.timing.recognisers import scan

_WEEK = 7
_SATURDAY = 6
# Dates on which a range begins or ends by its date, whatever the weekday: the school year, the year, Christmas.
_EDGES = {"09-01", "08-31", "12-31", "12-24"}
# The pupils of the secondary programme, whose breaks may differ.
_UPPER = pattern_of(
    r"vidurinio ugdym|\b(?:III|IV)\b(?=[^.;]{0,20}(?:gimn|kl))|\bIII\s?[-–]\s?IV\b|\b1[12](?:\s?[-–]\s?12)?\s?kl",
    re.IGNORECASE,
)


class Days(StrEnum):
    """What becomes of a plain working day."""

    WEEKDAY = "weekday"  # the nearest same weekday
    MONTH = "month"  # only the month stays
    BLANK = "blank"  # a line to fill in
    SAME = "same"  # the same date


class Course(Enum):
    """Why a day went where it went."""

    NEAREST_WEEKDAY = auto()
    INSIDE = auto()  # the nearest one is outside the period, so one a week away was taken
    SAME_LENGTH = auto()  # a range moved as one
    SAME_DATE = auto()
    DEADLINE = auto()
    WHOLE_MONTHS = auto()  # from the first to the last day of months
    NO_SUCH_DAY = auto()  # 29 February, 31 April
    FIXED = auto()  # a named day that is on one date
    COMPUTED = auto()  # a named day that moves
    DISTANCE = auto()  # some days from one that moves
    SCHOOL_DAY = auto()  # the school day nearest to a named day that is free
    SAME_SIDE = auto()  # a week away from the nearest such weekday, which has passed the named day
    ON_THE_DAY = auto()  # the named day itself, which is a school day now
    BREAK = auto()
    UNKNOWN = auto()  # it cannot be placed in the new period


_PLAIN = {Course.NEAREST_WEEKDAY, Course.INSIDE, Course.SAME_LENGTH, Course.SAME_SIDE}


class Doubt(Enum):
    """What a person must decide about the new day."""

    OTHER_MONTH = auto()
    SEVERAL_DAYS = auto()  # the name is of two days
    UNSURE = auto()  # the rule is not certain
    FORMER = auto()  # by law it is another day now
    UNLISTED = auto()
    ANNOUNCED = auto()
    UNKNOWN_BREAK = auto()
    NOT_THERE = auto()  # the named day is not in the new period


class Goes(Struct, frozen=True):
    """The days that a day or a range becomes: ``last`` is the first of a single day, ``name`` the day it depends on."""

    first: dt.date
    last: dt.date
    course: Course
    name: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the days are not plain working days, which a policy may leave out."""
        return self.course not in {*_PLAIN, Course.SAME_DATE, Course.NO_SUCH_DAY}

    def by(self, days: int) -> "Goes":
        """The same, later by *days*."""
        delta = dt.timedelta(days=days)
        return replace(self, first=self.first + delta, last=self.last + delta)


def day_goes(day: dt.date, shift: Shift, days: Days, *texts: str, deadline: bool = False) -> Goes:
    """Where a single *day* goes; the *texts* are the words of its timing and its title, which may name it."""
    if shift.old.kind is PeriodKind.DAY and day == shift.old.first:
        return _one(shift.new.first, Course.SAME_DATE)
    meant = day_meant(day, *texts)
    if goes := _by_name(day, meant, shift, deadline=deadline):
        return goes
    if deadline:
        return _same_date(day, shift, Course.DEADLINE)
    if which := _break_of(day, day, shift, *texts):
        return _with_break(day, day, which, shift) or _plain(day, shift, days, (Doubt.UNKNOWN_BREAK,))
    if not meant and unlisted_in(*texts):
        return replace(_same_date(day, shift, Course.FIXED), doubts=(Doubt.UNLISTED,))
    goes = _announced(_plain(day, shift, days), *texts)
    return _on_its_side(day, goes, meant) if meant and days is not Days.SAME else goes


def _by_name(day: dt.date, meant: Meant | None, shift: Shift, *, deadline: bool) -> Goes | None:
    """Where a day goes that depends on a named day, or is one by its date alone; a deadline only on one that moves."""
    if meant and (meant.moves or not (deadline or meant.relation is Relation.NEAR)):
        return _with_named(day, meant, shift)
    if deadline:
        return None
    by_date = day_by_date(day)
    if by_date is None:
        return None
    same = feast_day(by_date.rule, shift.year(day.year, day.month))
    return _one(same, Course.FIXED, by_date.name) if same and shift.holds(same) else None


def _announced(goes: Goes, *texts: str) -> Goes:
    """*goes*, doubtful where *texts* name what is set anew each year."""
    named = announced_in(*texts)
    return replace(goes, name=named.name, doubts=(*goes.doubts, Doubt.ANNOUNCED)) if named else goes


def range_goes(first: dt.date, last: dt.date, shift: Shift, days: Days, *texts: str) -> Goes:
    """Where the days from *first* to *last*, both included, go; no range changes its length, but for a known break."""
    if first.day == 1 and last == last_of_month(last.year, last.month):
        begin, end = shift.month(first.year, first.month), shift.month(last.year, last.month)
        return Goes(dt.date(*begin, 1), last_of_month(*end), Course.WHOLE_MONTHS)
    which = _break_of(first, last, shift, *texts)
    if which and (known := _with_break(first, last, which, shift)):
        return known
    goes = _range_by_name(first, last, shift, *texts)
    if goes is None and days is Days.SAME:
        goes = _same_dates(first, last, shift, Course.SAME_DATE)
    goes = _announced(goes or _plain_range(first, last, shift, *texts), *texts)
    return replace(goes, doubts=(*goes.doubts, Doubt.UNKNOWN_BREAK)) if which else goes


def _range_by_name(first: dt.date, last: dt.date, shift: Shift, *texts: str) -> Goes | None:
    """Where a range goes that is named for a feast that moves, or that begins or ends with the year or Christmas."""
    kept = days_of_range(first, last, *texts)
    if kept or _EDGES.intersection((f"{first:%m-%d}", f"{last:%m-%d}")):
        return replace(_same_dates(first, last, shift, Course.FIXED), name=kept.name if kept else "")
    moving = [meant for end in (first, last) if (meant := day_meant(end, *texts)) and meant.moves]
    if moving:
        return _range_with_named(first, last, min(moving, key=lambda each: abs(each.on - first)), shift)
    return None


def _plain_range(first: dt.date, last: dt.date, shift: Shift, *texts: str) -> Goes:
    """The same weekdays as near as can be to the same dates, with the same length, inside the period."""
    start = _plain(first, shift, Days.WEEKDAY)
    goes = replace(start, last=start.first + (last - first), doubts=())
    if last <= shift.old.last and goes.last > shift.new.last and goes.by(-_WEEK).first >= shift.new.first:
        goes = replace(goes.by(-_WEEK), course=Course.INSIDE)
    if goes.course is Course.INSIDE:
        return goes
    months = [(day.year, day.month) for day in (goes.first, goes.last)]
    moved = [shift.month(day.year, day.month) for day in (first, last)]
    goes = replace(goes, course=Course.SAME_LENGTH, doubts=() if months == moved else (Doubt.OTHER_MONTH,))
    near = day_meant(last, *texts) or day_meant(first, *texts)
    if near is None or near.moves:
        return goes
    if first <= near.on <= last:
        return _with_its_day(first, last, goes, near, shift)
    return _on_its_side(last if last < near.on else first, goes, near)


def _with_its_day(first: dt.date, last: dt.date, goes: Goes, meant: Meant, shift: Shift) -> Goes:
    """*goes*, or the same dates where it has lost the named day that is in it and that is a school day."""
    on = _next_to(meant, goes.first)
    if goes.first <= on <= goes.last or not is_school_day(on):
        return goes
    return replace(_same_dates(first, last, shift, Course.FIXED), name=meant.day.name)


def _one(day: dt.date, course: Course, name: str = "", doubts: tuple[Doubt, ...] = ()) -> Goes:
    return Goes(day, day, course, name, doubts)


def _target(day: dt.date, shift: Shift) -> tuple[dt.date, bool]:
    """The same date in the new period, and whether there is one; else the last day of its month."""
    end = last_of_month(*shift.month(day.year, day.month))
    return (end, False) if day.day > end.day else (end.replace(day=day.day), True)


def _same_date(day: dt.date, shift: Shift, course: Course) -> Goes:
    new, exists = _target(day, shift)
    return _one(new, course if exists else Course.NO_SUCH_DAY)


def _same_dates(first: dt.date, last: dt.date, shift: Shift, course: Course) -> Goes:
    start, end = _same_date(first, shift, course), _same_date(last, shift, course)
    return Goes(start.first, max(start.first, end.first), end.course if start.course is course else start.course)


def _plain(day: dt.date, shift: Shift, days: Days, doubts: tuple[Doubt, ...] = ()) -> Goes:
    """The same weekday as near as can be to the same date, inside the period."""
    if days is Days.SAME:
        return replace(_same_date(day, shift, Course.SAME_DATE), doubts=doubts)
    target, _ = _target(day, shift)
    new = target + dt.timedelta(days=(day.isoweekday() - target.isoweekday() + 3) % _WEEK - 3)
    inside = new
    if new < shift.new.first:
        inside += dt.timedelta(days=_WEEK)
    elif new > shift.new.last:
        inside -= dt.timedelta(days=_WEEK)
    if inside != new and shift.holds(inside):
        return _one(inside, Course.INSIDE, doubts=doubts)
    if new.month != target.month:
        doubts = (*doubts, Doubt.OTHER_MONTH)
    return _one(new, Course.NEAREST_WEEKDAY, doubts=doubts)


def _doubts_of(meant: Meant) -> Iterator[Doubt]:
    if meant.day.status == "doubtful":
        yield Doubt.UNSURE
    if meant.day.status.startswith("until"):
        yield Doubt.FORMER
    if meant.several:
        yield Doubt.SEVERAL_DAYS


def _new_year_of(meant: Meant, day: dt.date, shift: Shift, offset: int) -> dt.date | None:
    """The named day in the new period, by its *offset* in days, where an activity of *day* stays in the period."""
    year = shift.year(day.year, day.month)
    found = (feast_day(meant.day.rule, each) for each in range(year - 1, year + 2))
    target, _ = _target(day, shift)
    inside = [each for each in found if each and shift.holds(each + dt.timedelta(days=offset))]
    return min(inside, key=lambda each: abs(each + dt.timedelta(days=offset) - target), default=None)


def _next_to(meant: Meant, day: dt.date) -> dt.date:
    """The named day, in the period or outside, that is nearest to *day*."""
    found = (feast_day(meant.day.rule, year) for year in range(day.year - 1, day.year + 2))
    return min((each for each in found if each), key=lambda each: abs(each - day), default=meant.on)


def _with_named(day: dt.date, meant: Meant, shift: Shift) -> Goes:
    """A day that goes with the named day that its activity means."""
    offset = (day - meant.on).days
    on = _new_year_of(meant, day, shift, offset)
    doubts, name = tuple(_doubts_of(meant)), meant.day.name
    if on is None:
        return _one(day, Course.UNKNOWN, name, (Doubt.NOT_THERE,))
    match meant.relation:
        case Relation.ON:
            return _one(on, Course.COMPUTED if meant.moves else Course.FIXED, name, doubts)
        case Relation.BEFORE | Relation.AFTER:
            if is_school_day(on):
                return _one(on, Course.ON_THE_DAY, name, doubts)
            new = school_day_near(on, -1 if meant.relation is Relation.BEFORE else 1)
            return _one(new, Course.SCHOOL_DAY, name, doubts)
        case _:
            return _one(on + dt.timedelta(days=offset), Course.DISTANCE, name, doubts)


def _range_with_named(first: dt.date, last: dt.date, meant: Meant, shift: Shift) -> Goes:
    on = _new_year_of(meant, first, shift, (first - meant.on).days)
    if on is None:
        return Goes(first, last, Course.UNKNOWN, meant.day.name, (Doubt.NOT_THERE,))
    by = on - meant.on
    return Goes(first + by, last + by, Course.DISTANCE, meant.day.name, tuple(_doubts_of(meant)))


def _on_its_side(day: dt.date, goes: Goes, meant: Meant) -> Goes:
    """*goes*, a week away where it would have passed the named day that its activity is near to."""
    on = _next_to(meant, goes.first)
    passed = (day < meant.on and goes.last > on) - (day > meant.on and goes.first < on)
    if not passed:
        return goes
    return replace(goes.by(-_WEEK * passed), course=Course.SAME_SIDE, name=meant.day.name)


def _break_of(first: dt.date, last: dt.date, shift: Shift, *texts: str) -> tuple[Break, bool] | None:
    """The school break that *texts* name and that holds some of *first* to *last*; whether it is of the upper classes.

    Where the days of the old break are not known, its name is enough for a range.
    """
    upper = any(_UPPER.search(each) for each in texts)
    for which in _breaks_in(*texts):
        for of_upper in (upper, not upper):
            known = shift.school_break(which, autumn_of(first), upper=of_upper)
            if (known is None and first != last) or (known and known[0] <= last and first <= known[1]):
                return which, of_upper
    return None


def _breaks_in(*texts: str) -> Iterator[Break]:
    """The school breaks that *texts* name; those of winter may be of Christmas."""
    for text in texts:
        for element in scan(text, None).out:
            if element.kind is PartKind.BREAK:
                which = Break(element.text.removeprefix("break:"))
                yield which
                if which is Break.WINTER:
                    yield Break.CHRISTMAS


def _with_break(first: dt.date, last: dt.date, which: tuple[Break, bool], shift: Shift) -> Goes | None:
    """The days of the new break for those of the old one; a part of it keeps its length and its place in it."""
    name, upper = which
    old = shift.school_break(name, autumn_of(first), upper=upper)
    year, month = shift.month(first.year, first.month)
    new = shift.school_break(name, autumn_of(dt.date(year, month, 1)), upper=upper)
    if new is None:
        return None
    if old is None or (first, last) == old:
        return Goes(*new, Course.BREAK)
    if first != last and (first, last) == _working_days(old):
        return Goes(*_working_days(new), Course.BREAK)
    goes = Goes(new[0] + (first - old[0]), new[0] + (last - old[0]), Course.BREAK)
    return goes if goes.last <= max(new[1], new[0] + (old[1] - old[0])) else None


def _working_days(days: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """The first and the last working day of a break."""
    first, last = days
    while first.isoweekday() >= _SATURDAY and first < last:
        first += dt.timedelta(days=1)
    while last.isoweekday() >= _SATURDAY and first < last:
        last -= dt.timedelta(days=1)
    return first, last
