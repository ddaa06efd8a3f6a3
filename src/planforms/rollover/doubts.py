"""What a person must decide about a day of the new period: a weekend, a holiday, a break, a doubt about its name."""

import datetime as dt
from collections.abc import Iterator

from planforms.dates import Break, public_holiday
from planforms.model import PeriodKind
from planforms.period import autumn_of
from planforms.rollover import reasons
from planforms.rollover.changes import Change, ChangeKind
from planforms.timing.moving.destinations import Course, Doubt, Goes
from planforms.timing.moving.named import day_by_date, is_school_day, school_day_near
from planforms.timing.moving.shift import Shift

_SATURDAY = 6
_OF_DOUBTS = {
    Doubt.OTHER_MONTH: reasons.OTHER_MONTH,
    Doubt.SEVERAL_DAYS: reasons.SEVERAL_DAYS,
    Doubt.UNSURE: reasons.UNSURE,
    Doubt.FORMER: reasons.FORMER,
    Doubt.UNLISTED: reasons.UNLISTED,
    Doubt.ANNOUNCED: reasons.ANNOUNCED,
    Doubt.UNKNOWN_BREAK: reasons.BREAK_UNKNOWN,
    Doubt.NOT_THERE: reasons.NOT_THERE,
}
_NAMING = {Doubt.SEVERAL_DAYS, Doubt.UNSURE, Doubt.FORMER, Doubt.ANNOUNCED, Doubt.NOT_THERE}
_ON_ITS_DAY = {Course.FIXED, Course.COMPUTED}
_NOT_FLAGGED = {Course.WHOLE_MONTHS, Course.BREAK, Course.UNKNOWN}


def doubts(goes: Goes, shift: Shift) -> Iterator[Change]:
    """What a person must decide about the days of *goes*."""
    for each in goes.doubts:
        yield _doubt(_OF_DOUBTS[each], **({"name": goes.name} if each in _NAMING else {}))
    if goes.course in _NOT_FLAGGED or Doubt.UNKNOWN_BREAK in goes.doubts:
        return
    if goes.course is Course.DEADLINE:
        if not is_school_day(goes.first):
            before = school_day_near(goes.first, -1)
            yield _doubt(reasons.DEADLINE_FREE, day=goes.first.isoformat(), before=before.isoformat())
        return
    for day in dict.fromkeys((goes.first, goes.last)):
        yield from _flags(day, goes, shift)


def _flags(day: dt.date, goes: Goes, shift: Shift) -> Iterator[Change]:
    """The doubts about *day*; none about its being the holiday, or of the weekday, that it is named for."""
    on_its_day = goes.course in _ON_ITS_DAY and Doubt.UNLISTED not in goes.doubts
    holiday = public_holiday(day)
    if day.isoweekday() >= _SATURDAY and goes.course not in {Course.COMPUTED, Course.DISTANCE} and not holiday:
        weekday = reasons.SATURDAY if day.isoweekday() == _SATURDAY else reasons.SUNDAY
        yield _doubt(reasons.WEEKEND, day=day.isoformat(), weekday=weekday)
    if holiday and not on_its_day:
        yield _doubt(reasons.HOLIDAY, day=day.isoformat(), name=holiday)
    elif not on_its_day and (other := day_by_date(day)):
        yield _doubt(reasons.ON_NAMED_DAY, day=day.isoformat(), name=other.name)
    for which in Break:
        known = shift.school_break(which, autumn_of(day))
        if known and known[0] <= day <= known[1]:
            first, last = (each.isoformat() for each in known)
            yield _doubt(reasons.IN_BREAK, day=day.isoformat(), first=first, last=last)


def breaks_unknown(shift: Shift) -> Iterator[Change]:
    """A doubt about the new period where no break of its first or last school year is known."""
    if shift.new.kind is PeriodKind.DAY:
        return
    years = {autumn_of(shift.new.first), autumn_of(shift.new.last)}
    unknown = sorted(year for year in years if not any(shift.school_break(which, year) for which in Break))
    if unknown:
        yield _doubt(reasons.BREAKS_UNKNOWN, years=", ".join(f"{year}–{year + 1}" for year in unknown))


def _doubt(reason: str, **arguments: object) -> Change:
    return Change(kind=ChangeKind.DOUBTFUL, reason=reason, arguments=arguments)
