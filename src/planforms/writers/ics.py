"""A plan as a calendar (iCalendar, RFC 5545): which activities are events, which are left out and why, and the file.

Values in, bytes out; the same plan gives the same bytes. Only what names a day becomes an event; nothing is guessed.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from planforms.errors import UsageError
from planforms.letters import fold
from planforms.model import Activity, ColumnRole, MarkKind, Plan, Timing
from planforms.period import format_period
from planforms.schedule import Hours, Schedule, Scheduled, Stretch, goes_on, names_days, recurring_days, rule_parts
from planforms.text import one_line, without_forbidden
from planforms.writers.page import cell_text

if TYPE_CHECKING:
    from icalendar import Calendar, Event

ZONE = "Europe/Vilnius"
_LONGEST = 31  # days of an event
_PEOPLE = (ColumnRole.RESPONSIBLE, ColumnRole.PERFORMERS, ColumnRole.PARTICIPANTS)
_NO_TITLE = (ColumnRole.NUMBER, ColumnRole.WHEN, ColumnRole.PLACE, *_PEOPLE)
_DAY = dt.timedelta(days=1)
_CLOCK_PARTS = ("BYHOUR", "BYMINUTE")


class LeftOut(Struct, frozen=True):
    """An activity that is no event: its path in the plan, its title, the words of its time, and why (message id)."""

    at: str
    title: str
    when: str
    reason: str


class _Occasion(NamedTuple):
    """One event of an activity: its days, both included, or its day and hours; ``rrule`` where it comes again."""

    first: dt.date
    last: dt.date
    hours: Hours | None = None
    rrule: str = ""
    deadline: bool = False
    transparent: bool = False


class Entries(NamedTuple):
    """The activities with their events, and those that are left out, whole or in part: each activity is in either."""

    events: "tuple[tuple[Scheduled, tuple[_Occasion, ...]], ...]"
    left_out: tuple[LeftOut, ...]


def entries(plan: Plan, *, months: bool = False) -> Entries:
    """What of *plan* goes into a calendar; with *months* what is known to be in a month, too."""
    events, left_out = [], []
    for row in Schedule(plan).rows:
        title = _title(plan, row.activity)
        occasions: list[_Occasion] = []
        reason = "" if title else "Nothing says what it is"
        for one in _occasions(row, months=months) if title else ():
            if isinstance(one, str):
                reason = reason or one
            else:
                occasions.append(one)
        if reason:
            when = one_line(str(cell_text(row.timing)))
            left_out.append(LeftOut(f"rows[{row.activity.row}]", title, when, reason))
        if occasions:
            events.append((row, tuple(occasions)))
    return Entries(tuple(events), tuple(left_out))


def _title(plan: Plan, activity: Activity) -> str:
    """What is done: the words of the title, else of the first other column that may say it."""
    ids = ("title", *(column.id for column in plan.columns if column.role not in _NO_TITLE))
    return next((line for name in ids if (line := _line(cell_text(activity.cells.get(name))))), "")


def _line(words: object) -> str:
    return one_line(without_forbidden(str(words)))


def _occasions(row: Scheduled, *, months: bool) -> Iterator[_Occasion | str]:
    """The events of a row; why one cannot be made in its place, as of „spalio 5 d. ir gruodis“ for the month."""
    timing = row.timing
    reason = next((said for said, is_so in _REASONS.items() if is_so(row)), "")
    if reason:
        yield reason
    for stretch in row.stretches if not reason else ():
        if names_days(timing.rrule):
            yield from _recurring(row, stretch)
        else:
            yield from _of_stretch(row, stretch, months=months)


def _recurs(timing: Timing) -> bool:
    """Whether it comes again; a count only says that an hour is on each day of a range."""
    return bool(timing.rrule) and "COUNT" not in timing.rrule


# Why no event can be made of a row, whatever its days are; the first that is so counts.
_REASONS: Mapping[str, Callable[[Scheduled], bool]] = {
    "It has no time": lambda row: not row.timing.words and not row.timing.understood,
    "It is when it is needed": lambda row: row.timing.anchor == "on-demand",
    "Only the number of times is known": lambda row: row.timing.nominal,
    "It comes again without a named day": lambda row: _recurs(row.timing) and not names_days(row.timing.rrule),
    "It is at any time of the whole period": lambda row: row.whole and not row.timing.rrule,
    "It is on one of several days": lambda row: row.timing.edtf[:1] == "[",
    "Its day is not certain": lambda row: "~" in row.timing.edtf,
    "Its time is not understood": lambda row: not row.stretches,
}


def _recurring(row: Scheduled, stretch: Stretch) -> Iterator[_Occasion | str]:
    days = recurring_days(row.timing.rrule, stretch)
    parts = {name: said for name, said in rule_parts(row.timing.rrule).items() if name not in _CLOCK_PARTS}
    rrule = ";".join(f"{name}={said}" for name, said in parts.items())
    if not days:
        yield "It has no day inside the period"
    for clock in (row.hours or (None,)) if days else ():
        yield _Occasion(days[0], days[-1], clock, rrule)


def _of_stretch(row: Scheduled, stretch: Stretch, *, months: bool) -> Iterator[_Occasion | str]:
    first, last = stretch.first, stretch.last
    if last is None:
        yield "Its end is not known"
    elif first is None:
        yield from _deadline(row, last)
    elif (last - first).days >= _LONGEST:
        yield "It is longer than 31 days"
    elif not (_names_day(row.timing, first) and _names_day(row.timing, last)):
        yield _Occasion(first, last, transparent=True) if months else "Only its month is known"
    elif goes_on(row.timing):
        yield _Occasion(first, last, row.hours[0])
    elif not row.hours or not (stretch.day or row.timing.rrule):
        yield _Occasion(first, last)
    else:
        days = (first + _DAY * n for n in range((last - first).days + 1))
        yield from (_Occasion(day, day, clock) for day in days for clock in row.hours)


def _deadline(row: Scheduled, last: dt.date) -> Iterator[_Occasion | str]:
    if _names_day(row.timing, last):
        yield _Occasion(last, last, row.hours[-1] if row.hours else None, deadline=True)
    else:
        yield "It is a deadline without a day"


def _names_day(timing: Timing, day: dt.date) -> bool:
    return f"{day}" in timing.edtf


class CalendarFile(Struct, frozen=True):
    """A calendar as a file: its bytes, how many events it has, and the activities that are left out of it."""

    data: bytes
    events: int
    left_out: tuple[LeftOut, ...] = ()


def calendar(plan: Plan, *, months: bool = False) -> CalendarFile:
    """*plan* as a calendar; with *months* month-long activities are all-day events that leave the time free.

    Raises:
        UsageError: icalendar is not installed, or no activity has a day.
    """
    try:
        import icalendar  # noqa: F401 -- whether it is there
    except ModuleNotFoundError as error:
        raise UsageError(
            "A calendar needs icalendar, which is not installed; install planforms with its extra: pip install "
            "'planforms[calendar]'."
        ) from error
    found = entries(plan, months=months)
    if not found.events:
        raise UsageError("No activity of the plan has a day, so there is nothing to put into a calendar.")
    made = _calendar(plan)
    stamp = _stamp(plan, found)
    counts: Counter[str] = Counter()
    events = []
    for row, occasions in found.events:
        title = _title(plan, row.activity)
        counts[fold(title)] += 1
        for number, occasion in enumerate(occasions, start=1):
            event = _event(plan, row, occasion, title)
            event.add("uid", _uid(plan, title, counts[fold(title)], number))
            event.add("dtstamp", stamp)
            events.append(event)
    if any(occasion.hours for _, occasions in found.events for occasion in occasions):
        made.add_component(_zone())
    for event in events:
        made.add_component(event)
    return CalendarFile(made.to_ical(), len(events), found.left_out)


def _calendar(plan: Plan) -> "Calendar":
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//planforms//LT")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    if title := _line(plan.title):
        made.add("x-wr-calname", title)
    made.add("x-wr-timezone", ZONE)
    return made


def _zone() -> "Calendar":
    """The rules of the time zone, which are those of the European Union."""
    from icalendar import Calendar

    return Calendar.from_ical(
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Vilnius\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:20030330T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZNAME:EEST\r\n"
        "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\nEND:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\nDTSTART:20031026T040000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZNAME:EET\r\n"
        "TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )


def _stamp(plan: Plan, found: Entries) -> dt.datetime:
    """When the events were decided: the day of the approval, else the first of the period, else that of the events."""
    acts = (act for mark in plan.marks if mark.kind is MarkKind.APPROVED for act in mark.acts)
    approved = next((act.date for act in acts if act.date), None)
    first = plan.period.first if plan.period else min(one.first for _, each in found.events for one in each)
    return dt.datetime.combine(approved or first, dt.time(), dt.UTC)


def _uid(plan: Plan, title: str, count: int, number: int) -> str:
    """What the event is known by when the calendar comes again: of titles and the period, never of the row."""
    period = format_period(plan.period) if plan.period else ""
    words = "\n".join((fold(str(plan.title)), period, fold(title), str(count), str(number)))
    return f"{sha256(words.encode()).hexdigest()[:32]}@planforms"


def _event(plan: Plan, row: Scheduled, occasion: _Occasion, title: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("summary", f"Iki: {title}" if occasion.deadline else title)
    if occasion.hours is None:
        last = occasion.first if occasion.rrule else occasion.last
        event.add("dtstart", occasion.first)
        event.add("dtend", last + _DAY)  # the day after, RFC 5545 3.8.2.2
    else:
        begin, end = _times(occasion, occasion.hours)
        event.add("dtstart", begin)
        if end:
            event.add("dtend", end)
    if occasion.rrule:
        event.add("rrule", _rule(occasion))
    if occasion.transparent:
        event.add("transp", "TRANSPARENT")
    if place := _line(row.activity.place):
        event.add("location", place)
    event.add("description", "\n".join(_description(plan, row)))
    return event


def _times(occasion: _Occasion, clock: Hours) -> tuple[dt.datetime, dt.datetime | None]:
    zone = ZoneInfo(ZONE)
    begin = dt.datetime.combine(occasion.first, clock.first, zone)
    if clock.last is None:
        return begin, None
    end = dt.datetime.combine(occasion.first if occasion.rrule else occasion.last, clock.last, zone)
    return begin, end if end > begin else end + _DAY  # past midnight


def _rule(occasion: _Occasion) -> dict[str, object]:
    """The recurrence up to its last day; of an event with an hour the end is a moment, RFC 5545 3.3.10."""
    parts: dict[str, object] = {name: said.split(",") for name, said in rule_parts(occasion.rrule).items()}
    until: dt.date = occasion.last
    if occasion.hours:
        until = dt.datetime.combine(until, occasion.hours.first, ZoneInfo(ZONE)).astimezone(dt.UTC)
    return {**parts, "UNTIL": [until]}


def _description(plan: Plan, row: Scheduled) -> Iterator[str]:
    for column in plan.columns:
        if column.role in (ColumnRole.WHEN, *_PEOPLE) and (
            words := _line(cell_text(row.activity.cells.get(column.id)))
        ):
            yield f"{_line(column.heading).rstrip(':') or 'Kas'}: {words}"
    if title := _line(plan.title):
        yield title


def write(plan: Plan, *, months: bool = False) -> bytes:
    """The bytes of the calendar.

    Raises:
        UsageError: as ``calendar``.
    """
    return calendar(plan, months=months).data


__all__: Sequence[str] = ("CalendarFile", "LeftOut", "calendar", "entries", "write")
