"""EDTF: the string that the dates of a statement make, and such strings read again.

Only the forms that this package writes: days, months, years and seasons, blanks (``XX``, ``XXXX``), ``~``, ranges with
open ends, and sets of them. Source: ISO 8601-2:2019, levels 0–2.
"""

import datetime as dt
from typing import NamedTuple

from planforms.dates import last_of_month
from planforms.model import Period, Timing, TimingProblem
from planforms.remembered import pattern_of
from planforms.timing.grammar import Item, Point
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import Dated, NotUnderstoodError, Stretch

_COMPONENT = pattern_of(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)")
_WHOLE_MONTH = pattern_of(r"(?:\d{4}|XXXX)-\d\d")
_DAY = pattern_of(r"(?:\d{4}|XXXX)-\d\d-")
# Parts of a year are months 21 to 41: the first month, and how many.
_PARTS_OF_YEAR = {
    **{21 + i: (3 + 3 * i, 3) for i in range(4)},  # seasons from spring; winter runs into the next year
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},  # quarters
    **{40 + i: (1 + 6 * i, 6) for i in range(2)},  # half-years
}
OPEN = ".."


class Component(NamedTuple):
    """One date. A blank part is 0, a part that is not there ``None``; ``month`` may be a season, 21–24."""

    year: int
    month: int | None
    day: int | None
    about: bool


class Interval(NamedTuple):
    """A range; an open end is ``None``. One date has both ends the same."""

    first: Component | None
    last: Component | None


class Dates(NamedTuple):
    """The intervals of an EDTF string, and whether it is one of them (``[]``) or all (``{}`` or a single one)."""

    intervals: tuple[Interval, ...]
    one_of: bool = False


def read_edtf(text: str) -> Dates:
    """The dates of *text*, which this package wrote.

    Raises:
        ValueError: it is not in such a form.
    """
    if text[:1] in {"{", "["}:
        members = text[1:-1].split(",")
        return Dates(tuple(_interval(member, OPEN) for member in members), one_of=text.startswith("["))
    return Dates((_interval(text, "/"),))


def _interval(text: str, sign: str) -> Interval:
    first, joined, last = text.partition(sign) if not text.startswith(OPEN) else (OPEN, "/", text[3:])
    start = None if first == OPEN else component(first)
    if not joined:
        return Interval(start, start)
    return Interval(start, None if last == OPEN else component(last))


def component(text: str) -> Component:
    """One date of an EDTF string.

    Raises:
        ValueError: it is not one.
    """
    match = _COMPONENT.fullmatch(text)
    if match is None:
        message = f"{text!r} is not a date"
        raise ValueError(message)
    year, month, day, about = match.groups()
    return Component(_number(year) or 0, _number(month), _number(day), bool(about))


def _number(digits: str | None) -> int | None:
    if digits is None:
        return None
    return 0 if "X" in digits else int(digits)


Bounds = tuple[dt.date | None, dt.date | None]


def bounds(timing: Timing, period: Period | None = None) -> Bounds | None:
    """The first and the last day that *timing* may fall on, both included; an open end is ``None``.

    A date without a year is looked for in *period*. ``None`` where no day is understood: on demand, a clock time alone,
    a feast or break of an unknown year.
    """
    if not timing.edtf:
        return (period.first, period.last) if timing.rrule and period else None
    try:
        found = [_bounds(interval, period) for interval in read_edtf(timing.edtf).intervals]
    except ValueError:
        return None
    if None in found:
        return None
    firsts = [each[0] for each in found if each]
    lasts = [each[1] for each in found if each]
    first = min((day for day in firsts if day), default=None) if None not in firsts else None
    last = max((day for day in lasts if day), default=None) if None not in lasts else None
    return first, last


def _bounds(interval: Interval, period: Period | None) -> Bounds | None:
    first, last = interval
    start = _in_period(first, period) if first else None
    if (first and start is None) or (last is None and first is None):
        return None
    if last is None:
        return (start[0] if start else None), None
    if first and start and not last.year:
        ends = [_days(last._replace(year=year)) for year in (start[0].year, start[0].year + 1)]
        return start[0], next((end[1] for end in ends if end[1] >= start[0]), ends[-1][1])
    end = _in_period(last, period)
    return ((start[0] if start else None), end[1]) if end else None


def _in_period(date: Component, period: Period | None) -> tuple[dt.date, dt.date] | None:
    if date.year:
        return _days(date)
    if period is None or not date.month:
        return None
    for year in range(period.first.year, period.last.year + 1):
        first, last = _days(date._replace(year=year))
        if period.first <= first <= period.last:
            return first, last
    return None


def _days(date: Component) -> tuple[dt.date, dt.date]:
    """First and last day of a date whose year is known."""
    year, month, day, _about = date
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day:
        return (found := dt.date(year, month, day)), found
    first, count = _PARTS_OF_YEAR.get(month, (month, 1))
    later, last = divmod(first + count - 2, 12)
    return dt.date(year, first, 1), last_of_month(year + later, last + 1)


def known_days(edtf: str) -> tuple[Bounds, ...]:
    """The first and the last day of each date of a set, an open end ``None``; less dates with a blank part."""
    try:
        known = [each for each in read_edtf(edtf).intervals if all(map(_is_known, filter(None, each)))]
        return tuple(days for each in known if (days := _bounds(each, None)))
    except ValueError:  # not EDTF, or the calendar has no such day
        return ()


def _is_known(date: Component) -> bool:
    return bool(date.year) and date.month != 0 and date.day != 0


# A deadline may be the beginning of these or their end: iki spalio mėn.
_UNCERTAIN_ENDS = {K.MONTH, K.SEASON, K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.YEAR, K.SCHOOL_YEARS}


def one_of(dated: list[Dated]) -> bool:
    """Whether dates are alternatives: joined by ``ar``, ``/`` or a bracket."""
    joiners = {item.joiner for item, _, _ in dated[1:]}
    return bool(joiners & {K.OR, K.OPEN})


def edtf_of(dated: list[Dated]) -> str:
    """The EDTF of dates as joined: one, a set of all (``{}``), or one of a set (``[]``).

    Raises:
        NotUnderstoodError: EDTF has no form for it: ``ir`` and ``ar`` mixed, several open ranges.
    """
    if not dated:
        return ""
    if len(dated) == 1:
        return _alone(*dated[0])
    members = list(dict.fromkeys(_member(*each) for each in dated))
    joiners = {item.joiner for item, _, _ in dated[1:]}
    either = one_of(dated)
    if K.OPEN in joiners and {item.first.kind for item, _, _ in dated} == {K.DAY} and len(members) > 1:
        raise NotUnderstoodError(TimingProblem.AMBIGUOUS)  # Kovo 11-oji (kovo 10 d.)
    if either and joiners & {K.AND, None}:
        raise NotUnderstoodError(TimingProblem.AMBIGUOUS)
    if len(members) == 1:
        return members[0].replace("..", "/")
    if _counts_twice(members):
        raise NotUnderstoodError(None)
    joined = ",".join(members)
    return f"[{joined}]" if either else f"{{{joined}}}"


def _counts_twice(members: list[str]) -> bool:
    """Whether whole months and days in them are both members: an n-th weekday of an unknown year is its month."""
    ends = [member.split(OPEN) for member in members]
    months = [
        (each[0], each[-1]) for each in ends if _WHOLE_MONTH.fullmatch(each[0]) and _WHOLE_MONTH.fullmatch(each[-1])
    ]
    days = [(each[0][:7], each[-1][:7]) for each in ends if _DAY.match(each[0]) and _DAY.match(each[-1])]
    return any(first <= start and end <= last for first, last in months for start, end in days)


def _alone(item: Item, first: Stretch, last: Stretch | None) -> str:
    if last:
        start, end = _ends(first, last)
        return f"{start}/{end}" if start != end else start
    if not first.first:
        return ""  # a feast or a break of an unknown year has its anchor alone
    if item.opened in {K.AFTER, K.BEFORE}:
        return _after_or_before(item, first)
    if item.opened is K.UNTIL:
        if item.first.kind in _UNCERTAIN_ENDS and not item.first.edge:
            raise NotUnderstoodError(TimingProblem.AMBIGUOUS)  # its first day or its last
        # A break is the end of the time before it.
        end = first.first if item.first.kind in {K.BREAK, K.FEAST} else first.last
        return f"../{end}{_about(item.first)}"
    if item.opened is K.FROM:
        return f"{first.first}{_about(item.first)}/.."
    return first.whole.removesuffix("~") + _about(item.first) if item.first.about else first.whole


def _after_or_before(item: Item, first: Stretch) -> str:
    """The window after or before a date; that of a feast or a break begins on the next day."""
    away = 0 if item.first.kind is K.DAY else 1
    if "X" in first.first or first.first == first.last[:4]:
        return ""
    if item.opened is K.AFTER:
        return f"{dt.date.fromisoformat(first.last) + dt.timedelta(away)}/.."
    return f"../{dt.date.fromisoformat(first.first) - dt.timedelta(away)}"


def _ends(first: Stretch, last: Stretch) -> tuple[str, str]:
    """The ends of a range: „spalio pabaigoje – lapkričio pradžioje“ are not certain days, the edges outside are."""
    start = first.whole if first.anchor.startswith("end:") else first.first
    end = last.whole if last.anchor.startswith("start:") else last.last
    return start, end


def _about(point: Point) -> str:
    return "~" if point.about else ""


def _member(item: Item, first: Stretch, last: Stretch | None) -> str:
    if item.opened:
        raise NotUnderstoodError(None)
    start, end = _ends(first, last) if last else (first.first, first.last)
    if start != end and (last or "/" in first.whole or (item.first.kind is K.SEASON and not item.first.edge)):
        return f"{start}..{end}"
    if last:
        return start
    return first.whole.removesuffix("~") + _about(item.first) if item.first.about else first.whole
