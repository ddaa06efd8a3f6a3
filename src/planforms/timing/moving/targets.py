"""What each date of a timing becomes in the new period: a year later, another day, or the same words."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planforms.timing.grammar import Item, Point
from planforms.timing.moving.destinations import Course, Days, Goes, day_goes, range_goes
from planforms.timing.moving.shift import Shift
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import Stretch
from planforms.timing.understand import Understood

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# What reads back with the same month; the rest with the same year.
_OF_MONTH = {
    *(K.MONTH, K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.SEASON, K.FRACTION, K.WEEK, K.NTH_WEEKDAY, K.EDGE, K.DAY),
}
_MONTH = 7  # characters of YYYY-MM
_LAST_YEAR = 9999


class Target(NamedTuple):
    """One date of a timing. ``new`` begins what its EDTF is to be, whole for a day; ``None`` where it stays as it is.

    ``years`` is how many years later it is; ``month`` its new month, 0 where it stays; ``plain`` marks a working day
    that a policy may leave out.
    """

    point: Point
    years: int
    new: str | None
    day: dt.date | None = None
    plain: bool = False
    month: int = 0


class Move(NamedTuple):
    """Days of the old period and where they go."""

    first: dt.date
    last: dt.date
    goes: Goes


class ItemTargets(NamedTuple):
    """An item of a timing with the targets of its one or two dates, and its days where it has any."""

    item: Item
    targets: tuple[Target, ...]
    move: Move | None = None


def targets_of(meaning: Understood, words: str, shift: Shift, days: Days, title: str) -> list[ItemTargets]:
    """What each item of *meaning* becomes; *words* and the activity's *title* may name a day."""
    yearly = "YEARLY" in meaning.rrule
    return [
        _stays(item)
        if _is_yearly(item, first, yearly=yearly)
        else _placed(item, first, last, shift, days, words, title)
        for item, first, last in meaning.dated
    ]


def _is_yearly(item: Item, first: Stretch, *, yearly: bool) -> bool:
    """Whether an item is of every year, or of the plan's whole period."""
    return (yearly and not item.first.year) or item.first.kind is K.WHOLE or first.first.startswith("X")


def _stays(item: Item) -> ItemTargets:
    return ItemTargets(item, tuple(Target(point, 0, None) for point in item.points))


def _placed(item: Item, first: Stretch, last: Stretch | None, shift: Shift, days: Days, *words: str) -> ItemTargets:
    ends = [first, last] if last else [first]
    known = [dt.date.fromisoformat(end.first) for end in ends if _DAY.fullmatch(end.first)]
    counted = all(point.kind is K.DAY and point.number > 0 for point in item.points)
    if not counted or len(known) != len(ends):
        return ItemTargets(item, tuple(_later(point, end, shift) for point, end in zip(item.points, ends, strict=True)))
    if not all(1 <= shift.year(day.year, day.month) < _LAST_YEAR for day in known):
        return _stays(item)
    if last:
        goes = range_goes(known[0], known[-1], shift, days, *words)
    else:
        goes = day_goes(known[0], shift, days, *words, deadline=item.opened is K.UNTIL)
    move = Move(known[0], known[-1], goes)
    if goes.course is Course.UNKNOWN:
        return ItemTargets(item, _stays(item).targets, move)
    new = (goes.first, goes.last)
    return ItemTargets(
        item,
        tuple(
            Target(point, day.year - old.year, day.isoformat(), day, not goes.settled)
            for point, old, day in zip(item.points, known, new, strict=False)
        ),
        move,
    )


def _later(point: Point, end: Stretch, shift: Shift) -> Target:
    """The target of a date that only its year changes."""
    if not end.first or point.kind is K.BREAK:  # decreed each year, so its days may not be known
        return Target(point, shift.years, "")
    old = int(end.first[:4])
    if point.kind is K.SCHOOL_YEARS:
        same = (old, point.second) == (shift.old.first.year, shift.old.last.year)
        new = shift.new.first.year if same else old + shift.years
    elif len(end.first) < _MONTH or "X" in end.first[:_MONTH]:
        new = shift.named_year(old)
    else:
        number = end.months[0] if end.months else _month_of(end.first)
        new, month = shift.month(old, number)
        if shift.months:
            return _other_month(point, end, new, month, old)
    rest = end.first[4:_MONTH] if point.kind in _OF_MONTH and not end.first.startswith(f"{old}-X") else ""
    blank = "-XX" if point.kind is K.DAY and end.first.endswith("-XX") else ""
    return Target(point, new - old, f"{new}{rest}{blank}")


def _other_month(point: Point, end: Stretch, year: int, month: int, old: int) -> Target:
    """The target of a date in a plan that moves by months."""
    if point.kind in {K.SEASON, K.TRIMESTER, K.SCHOOL_YEAR, K.CALENDAR_YEAR}:
        return Target(point, year - old, "?")  # nothing reads so: there is no such term in the new plan
    blank = "-XX" if point.kind is K.DAY and end.first.endswith("-XX") else ""
    return Target(point, year - old, f"{year}-{month:02}{blank}", month=month)


def _month_of(edtf: str) -> int:
    number = int(edtf[5:_MONTH])
    return number if 1 <= number <= 12 else (number - 20) * 3  # noqa: PLR2004 -- a season, 21–24


def days_of(placed: Sequence[ItemTargets]) -> Iterator[Move]:
    """The days among them."""
    return (each.move for each in placed if each.move)
