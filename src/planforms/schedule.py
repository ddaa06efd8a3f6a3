"""When activities are: the days that a timing covers, the hour, and the window of a row with the headings above it.

Values in, values out. Calendars, extracts, merging and rules share it; it knows no file formats.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from planforms.dates import WEEKDAYS, last_of_month, nth_weekday
from planforms.letters import fold
from planforms.model import Activity, Column, ColumnRole, Heading, Period, Plan, PlannedActivity, Text, Timing
from planforms.remembered import pattern_of, remembered
from planforms.timing import parse_timing
from planforms.timing.notation import known_days
from planforms.timing.words import ROMAN, WEEKDAY_LETTERS
from planforms.timing.words import WEEKDAYS as WEEKDAY_STEMS

_MONTHS = 12
_MOST_DAYS = 3660  # ten years; a recurrence over a longer time has no days that anybody would look at
_DAYS = pattern_of(r"(?:(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|\.\.)/)?[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_LENGTH = len("2025-10")
_MONTH = pattern_of(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_BY_DAY = pattern_of(r"([+-]?\d)?([A-Z]{2})")


class Stretch(NamedTuple):
    """From the first unit's first day to the last unit's last day; ``None`` for an open end."""

    first: dt.date | None
    last: dt.date | None

    @property
    def day(self) -> dt.date | None:
        """The one day this is, or ``None``."""
        return self.first if self.first == self.last else None


@remembered
def stretches(edtf: str) -> tuple[Stretch, ...]:
    """The stretches of *edtf*, one for each date of a set; none where a year, month or day is not known."""
    try:  # what most timings are, as ``known_days`` understands it too
        if len(edtf) == _MONTH_LENGTH and _MONTH.fullmatch(edtf):
            first = dt.date.fromisoformat(f"{edtf}-01")
            return (Stretch(first, last_of_month(first.year, first.month)),)
        if _DAYS.fullmatch(edtf):
            begins, _, ends = edtf.rpartition("/")
            last = dt.date.fromisoformat(ends)
            return (Stretch(None if begins == ".." else dt.date.fromisoformat(begins) if begins else last, last),)
    except ValueError:  # the calendar has no such day
        return ()
    return tuple(Stretch(*days) for days in known_days(edtf))


def meet(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches have a day in common."""
    return (one.last or dt.date.max) >= (other.first or dt.date.min) and (one.first or dt.date.min) <= (
        other.last or dt.date.max
    )


def rule_parts(rrule: str) -> Mapping[str, str]:
    """The parts of an RRULE by their names."""
    return dict(part.partition("=")[::2] for part in rrule.split(";") if part)


def names_days(rrule: str) -> bool:
    """Whether a recurrence names its days: „antradieniais“, „kas mėnesį 5 d.“, and not „kas savaitę“."""
    parts = rule_parts(rrule)
    return "BYDAY" in parts or "BYMONTHDAY" in parts


@remembered
def recurring_days(rrule: str, within: Stretch) -> tuple[dt.date, ...]:
    """The days of a recurrence that names them, inside the stretch *within*; none where they are not known."""
    if not names_days(rrule) or within.first is None or within.last is None:
        return ()
    length = (within.last - within.first).days + 1
    if not 0 < length <= _MOST_DAYS:
        return ()
    try:
        parts = rule_parts(rrule)
        days = [day for n in range(length) if _falls_on(day := within.first + dt.timedelta(days=n), parts)]
        return tuple(_every_nth(_chosen(days, parts), parts))
    except ValueError:
        return ()  # a rule of somebody's own JSON, which no words of ours have


def _falls_on(day: dt.date, parts: Mapping[str, str]) -> bool:
    months, numbers, weekdays = (parts.get(name, "") for name in ("BYMONTH", "BYMONTHDAY", "BYDAY"))
    if months and day.month not in map(int, months.split(",")):
        return False
    length = last_of_month(day.year, day.month).day
    if numbers and day.day not in [int(n) if int(n) > 0 else length + 1 + int(n) for n in numbers.split(",")]:
        return False
    of_month = [(nth, WEEKDAYS.index(name) + 1) for nth, name in _BY_DAY.findall(weekdays)]
    return not weekdays or any(
        day == nth_weekday(day.year, day.month, number, int(nth)) if nth else day.isoweekday() == number
        for nth, number in of_month
    )


def _chosen(days: list[dt.date], parts: Mapping[str, str]) -> list[dt.date]:
    """Of *days* those that BYSETPOS chooses in each month, or in each year of a yearly rule."""
    if "BYSETPOS" not in parts:
        return days
    sets: dict[tuple[int, int], list[dt.date]] = {}
    for day in days:
        sets.setdefault((day.year, 0 if parts.get("FREQ") == "YEARLY" else day.month), []).append(day)
    places = [int(place) for place in parts["BYSETPOS"].split(",")]
    indexes = [place - 1 if place > 0 else place for place in places]
    return sorted({of[i] for of in sets.values() for i in indexes if -len(of) <= i < len(of)})


def _every_nth(days: list[dt.date], parts: Mapping[str, str]) -> Iterator[dt.date]:
    """Of *days* those in every n-th week, month or year from the first."""
    interval = int(parts.get("INTERVAL", "1"))
    for day in days:
        match parts.get("FREQ"):
            case "WEEKLY":
                passed = (day - days[0] + dt.timedelta(days=days[0].weekday())).days // 7
            case "MONTHLY":
                passed = (day.year - days[0].year) * _MONTHS + day.month - days[0].month
            case "YEARLY":
                passed = day.year - days[0].year
            case _:
                passed = 0
        if interval > 0 and passed % interval == 0:
            yield day


class Hours(Struct, frozen=True):
    """A time of day; ``last`` is ``None`` where no end is written."""

    first: dt.time
    last: dt.time | None = None


def hours(clock: str) -> tuple[Hours, ...]:
    """The times of day of a timing's ``clock``; none where one of them does not exist."""
    try:
        return tuple(_hours(one) for one in clock.split(",")) if clock else ()
    except ValueError:
        return ()


def _hours(clock: str) -> Hours:
    first, _, last = clock.partition("/")
    return Hours(dt.time.fromisoformat(first), dt.time.fromisoformat(last) if last else None)


def goes_on(timing: Timing) -> bool:
    """Whether it is from an hour of its first day to one of its last: „spalio 5 d. 14 val. – spalio 6 d. 12 val.“."""
    hours_at_ends = "/" in timing.clock and "," not in timing.clock
    return "/" in timing.edtf and hours_at_ends and not (timing.rrule or timing.anchor)


class Scheduled(Struct, frozen=True):
    """An activity and when it is.

    Attributes:
        activity: the row.
        timing: the first of its timings that says a date, else that of the nearest heading that is a time.
        stretches: the days of *timing*; none where no time is understood.
        hours: the times of day, which may be in a column of their own.
        whole: whether it is at any time of the plan's whole period.
        heading: the heading that *timing* is of; ``None`` where it is the row's own.
    """

    activity: PlannedActivity
    timing: Timing
    stretches: tuple[Stretch, ...]
    hours: tuple[Hours, ...]
    whole: bool
    heading: Heading | None

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The certain days of the activity, at most a week of them in a row; none where only a longer time is known."""
        timing = self.timing
        if timing.nominal:
            return ()
        if names_days(timing.rrule):
            return tuple(day for stretch in self.stretches for day in recurring_days(timing.rrule, stretch))
        again = timing.rrule and "COUNT" not in timing.rrule
        if self.whole or again or timing.edtf[:1] == "[" or "~" in timing.edtf:
            return ()
        # „Rudens atostogos“ and „spalio 2 savaitė“ are a time in which the day is still to be chosen.
        sure = (stretch for stretch in self.stretches if stretch.day or not timing.anchor)
        return tuple(day for stretch in sure for day in _few_days(stretch))

    def within(self, first: dt.date, last: dt.date) -> bool:
        """Whether the activity is, or may be, on a day from *first* to *last*; a deadline is on its day."""
        asked = Stretch(first, last)
        return any(self._falls_into(stretch, asked) for stretch in self.stretches)

    def _falls_into(self, stretch: Stretch, asked: Stretch) -> bool:
        if stretch.first is None:
            stretch = Stretch(stretch.last, stretch.last)
        if not meet(stretch, asked):
            return False
        if not names_days(self.timing.rrule) or stretch.last is None:
            return True
        days = recurring_days(self.timing.rrule, stretch)
        return not days or any(meet(Stretch(day, day), asked) for day in days)


_FEW_DAYS = 7


def _few_days(stretch: Stretch) -> Iterator[dt.date]:
    """The days of *stretch*, where they are few."""
    if stretch.first and stretch.last:
        length = (stretch.last - stretch.first).days + 1
        for n in range(length if length <= _FEW_DAYS else 0):
            yield stretch.first + dt.timedelta(days=n)


_LONGEST_WEEKDAY = 20  # letters, with brackets and blanks around
_WEEKDAY_FORMS: Mapping[str, int] = {
    **WEEKDAY_LETTERS,
    **{fold(stem) + end: number for number, stem in enumerate(WEEKDAY_STEMS, start=1) for end in ("is", "io", "i")},
}
OF_WEEKDAYS = (ColumnRole.WHEN, ColumnRole.OTHER)  # columns that may have one
_HEADS_WEEKDAYS = pattern_of(r"\bsav\w*\.? ?d(?:ien\w*|\.|$)|\bdien\w*")
_A_DAY = pattern_of(r"\d{4}-\d\d-\d\d")


def weekdays_alone(row: Activity, columns: Iterable[Column]) -> Iterator[tuple[str, Text, int]]:
    """The cells of *row* that say only a weekday: the id of the column, the words, and the weekday, 1 for Monday.

    They are in columns of times or of no known kind: „Kt.“ in a column of funding is no Thursday.
    """
    for column in columns:
        if column.role in OF_WEEKDAYS and column.id not in row.joined:
            words = row.text(column.id)
            if number := _weekday_alone(str(words), column.heading):
                yield column.id, words, number


def _weekday_alone(words: str, heading: str) -> int:
    """The weekday that is all of *words*, „Penktadienis“, „Pn“; 0 for none. „V“ is one only in a column of weekdays."""
    if len(words) > _LONGEST_WEEKDAY or " " in words.strip(" .()"):
        return 0
    bare = fold(words).strip(" .()")
    if bare in _WEEKDAY_FORMS:
        return _WEEKDAY_FORMS[bare]
    number = ROMAN.get(bare.upper(), 0)
    return number if 0 < number <= len(WEEKDAY_STEMS) and _HEADS_WEEKDAYS.search(fold(heading)) else 0


def one_day(cells: Iterable[object]) -> dt.date | None:
    """The day that a timing among *cells* is, where it is one day."""
    for cell in cells:
        if isinstance(cell, Timing) and not cell.rrule and _A_DAY.fullmatch(cell.edtf):
            return next((stretch.day for stretch in stretches(cell.edtf)), None)
    return None


class Schedule:
    """When all activities of *plan* are."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def rows(self) -> tuple[Scheduled, ...]:
        """The activities in order."""
        return tuple(map(self._scheduled, self._plan.activities))

    def _scheduled(self, activity: PlannedActivity) -> Scheduled:
        ids = [column.id for column in self._plan.columns]
        # Of a table with a column for each month the months that are marked have no column of their own.
        ids += [column for column in activity.cells if column not in ids]
        own = [cell for column in ids if isinstance(cell := activity.cells.get(column), Timing)]
        dated = next((cell for cell in own if cell.edtf or cell.anchor), None)
        above = None if dated else next((one for one in reversed(activity.headings) if one in self.times), None)
        timing = dated or (self.times[above] if above else next(iter(own), Timing()))
        clocks = (said for one in (timing, *own) if (said := _clock(one)))
        found = stretches(timing.edtf) if timing.problem is None else ()
        whole = timing.anchor == "period" or any(map(self._is_whole, found))
        return Scheduled(activity, timing, found, hours(next(clocks, "")), whole, above)

    def _is_whole(self, stretch: Stretch) -> bool:
        period: Period | None = self._plan.period
        if period is None or stretch.first is None or stretch.last is None or stretch.day:
            return False
        return stretch.first <= period.first and period.last <= stretch.last

    @cached_property
    def times(self) -> Mapping[Heading, Timing]:
        """The headings that are a time and nothing more."""
        headings = {row for row in self._plan.rows if isinstance(row, Heading)}
        timings = ((row, parse_timing(row.text, self._plan.period)) for row in headings)
        return {row: timing for row, timing in timings if timing.edtf and not timing.unread}


def _clock(timing: Timing) -> str:
    """The time of day of *timing*, in the form of its ``clock``; a single recurrence has it in its rule."""
    parts = rule_parts(timing.rrule)
    if timing.clock or not {"BYHOUR", "BYMINUTE"} <= parts.keys():
        return timing.clock
    return f"{parts['BYHOUR']:0>2}:{parts['BYMINUTE']:0>2}"
