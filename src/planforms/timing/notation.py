"""The notations of a timing: EDTF of its dates, written and read again, and RRULE of what comes again (RFC 5545).

Of EDTF only the forms that this package writes: days, months, years and seasons, blanks (``XX``, ``XXXX``), ``~``,
ranges with open ends, and sets of them. Source: ISO 8601-2:2019, levels 0–2.
"""

import datetime as dt
from typing import NamedTuple

from msgspec import Struct

from planforms.dates import WEEKDAYS, last_of_month
from planforms.model import Period, Timing, TimingProblem
from planforms.remembered import pattern_of
from planforms.timing.grammar import Item, Point
from planforms.timing.parts import Element
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import MONTHS, Dated, NotUnderstoodError, Stretch
from planforms.timing.words import EDGE_NAMES

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


class Dates(Struct, frozen=True):
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
        known = [
            each
            for each in read_edtf(edtf).intervals
            if all(date.year and date.month != 0 and date.day != 0 for date in each if date)
        ]
        return tuple(days for each in known if (days := _bounds(each, None)))
    except ValueError:  # not EDTF, or the calendar has no such day
        return ()


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


_STRETCHES = {1: "month", 3: "quarter", 6: "half-year"}
_HOUR = 60


def main_recurrence(recurrences: list[Element]) -> Element | None:
    """The recurrence that gives the frequency; weekdays that others name are added to a weekly one.

    „Kiekvienais metais“ with a finer frequency adds nothing.
    """
    if not recurrences:
        return None
    main = next((each for each in recurrences if each.text != "YEARLY"), recurrences[0])
    if main.text == "DAILY":  # kasdien, darbo dienomis
        main = next((each for each in recurrences if each.second > 0), main)
    if main.text == "WEEKLY":
        days = 0
        for each in recurrences:
            days |= max(each.second, 0)
        main.second = days
        main.number = max(each.number for each in recurrences if each.text == "WEEKLY")
    return main


def left_out(recurrences: list[Element], main: Element | None) -> list[Element]:
    """The recurrences that the rule of *main* cannot express: kartą per ketvirtį, *penktadieniais*."""
    if main is None:
        return []
    included = {"DAILY", "WEEKLY"} if main.text == "WEEKLY" else set()
    same = {(main.text, main.number), ("YEARLY", 1)}
    return [each for each in recurrences if each.text not in included and (each.text, each.number) not in same]


def bare_weekdays(elements: list[Element], weekdays: list[Element]) -> Element | None:
    """The weekly recurrence that weekdays make by themselves: ``Pirmadienis``, ``pirmadienis–penktadienis``."""
    if not weekdays or not all(each.text == "nominative" for each in weekdays):
        return None
    days = 0
    for each in weekdays:
        days |= 1 << each.number - 1
    ranged = any(element.kind is K.RANGE for element in elements)
    if ranged and len(weekdays) == 2 and weekdays[0].number < weekdays[1].number:  # noqa: PLR2004 - both ends
        days = (1 << weekdays[1].number) - (1 << weekdays[0].number - 1)
    return Element(K.RECURRENCE, weekdays[0].start, weekdays[-1].stop, 1, days, "WEEKLY")


def rrule(frequency: str, interval: int = 1, **parts: str) -> str:
    """An RRULE of a frequency and its parts; a blank part is left out."""
    fields = {"FREQ": frequency, "INTERVAL": str(interval) if interval > 1 else "", **parts}
    return ";".join(f"{name}={value}" for name, value in fields.items() if value)


def rule_of(main: Element) -> str:
    """The rule of a recurrence element by itself."""
    days = [code for bit, code in enumerate(WEEKDAYS) if main.second > 0 and main.second >> bit & 1]
    return rrule(main.text, main.number, BYDAY=",".join(days))


def monthly_rule(main: Element, points: list[Point], *, terms: bool) -> tuple[str, str]:
    """The rule and the anchor of a monthly recurrence on *points* of the month: days, n-th weekdays, or one edge."""
    numbers = {point.number for point in points if point.kind is K.DAY}
    days = [str(number) for number in sorted(numbers, key=_from_both_ends)]
    nth = [f"{point.number}{WEEKDAYS[point.second - 1]}" for point in points if point.kind is K.NTH_WEEKDAY]
    working = [point.number for point in points if point.kind is K.WORKING_DAY]
    if working:
        return rrule(main.text, main.number, BYDAY=",".join(WEEKDAYS[:5]), BYSETPOS=",".join(map(str, working))), ""
    of = _STRETCHES.get(main.number, "month")
    of = "trimester" if terms and of == "quarter" else of
    anchors = [
        f"{of}/W{point.number:+}" if point.kind is K.WEEK else f"{EDGE_NAMES[point.number]}:{of}"
        for point in points
        if point.kind in {K.WEEK, K.EDGE}
    ]
    included = rrule(main.text, main.number, BYDAY=",".join(nth), BYMONTHDAY=",".join(days))
    return included, anchors[0] if anchors else ""


def _from_both_ends(day: int) -> tuple[bool, int]:
    return day < 0, day  # the last day of a month is -1


def yearly_rule(items: list[Dated], interval: int, *, one_of: bool) -> str:
    """The rule of dates that come every year; as much of them as one rule can express."""
    months: list[int] = []
    days: list[int] = []
    weekdays: list[str] = []
    any_of = one_of
    for item, first, last in items:
        if last:
            any_of = any_of or not first.days
            months += _months_between(first, last)
            days += _days_between(first, last)
            continue
        any_of = any_of or (len(first.months) > 1 and item.first.kind is not K.FEAST)
        months += first.months
        days += first.days
        weekdays += [first.weekday] if first.weekday else []
    months = list(dict.fromkeys(months))
    if len(months) > 1 and (days or weekdays):
        raise NotUnderstoodError(None)  # each month has its own days: one rule cannot express it
    return rrule(
        "YEARLY",
        interval,
        BYMONTH=",".join(map(str, months)),
        BYMONTHDAY=",".join(map(str, sorted(set(days), key=_from_both_ends))),
        BYDAY=",".join(weekdays),
        BYSETPOS="1" if (any_of and len(months) > 1) or (one_of and len(set(days)) > 1) else "",
    )


def _months_between(first: Stretch, last: Stretch) -> list[int]:
    if not first.months or not last.months:
        return []
    count = (last.months[-1] - first.months[0]) % MONTHS + 1
    return [(first.months[0] + i - 1) % MONTHS + 1 for i in range(count)]


def _days_between(first: Stretch, last: Stretch) -> list[int]:
    if not first.days or not last.days or first.months != last.months:
        return list(first.days)
    return list(range(first.days[0], last.days[-1] + 1))


def at_clock(included: str, minutes: int) -> str:
    """*included* at a time of day, *minutes* past midnight."""
    hour, minute = divmod(minutes, _HOUR)
    return f"{included};BYHOUR={hour % 24};BYMINUTE={minute}"


def clock_of(element: Element) -> str:
    """``14:00`` or ``14:00/15:30``."""
    moments = [element.number] if element.second < 0 else [element.number, element.second]
    return "/".join(f"{minutes // _HOUR:02}:{minutes % _HOUR:02}" for minutes in moments)
