"""T: the days of activities against the plan's period, the calendar, the approval and one another."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from planforms.dates import MONTHS_GENITIVE, Break, feast_day, feasts, public_holiday, school_break
from planforms.findings import Terms
from planforms.model import ColumnRole, Period
from planforms.period import school_year_of
from planforms.rules.rule import Problem, rule
from planforms.rules.stretches import Stretch, stretches
from planforms.rules.subject import Kind, Subject, Timed, period_words
from planforms.text import fold
from planforms.timing import PartKind, timing_parts

_SATURDAY = 6
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = (
    *(Terms(("Monday",)), Terms(("Tuesday",)), Terms(("Wednesday",)), Terms(("Thursday",))),
    *(Terms(("Friday",)), Terms(("Saturday",)), Terms(("Sunday",))),
)
_FEWEST_ORDERED = 4
_LONGEST_ORDERED = 45  # days; a longer stretch may stand anywhere in the order of a plan
_MOST_OUT_OF_ORDER = 0.2
_LEFT_OVER_YEARS = 3


@rule("T106")
def outside_period(subject: Subject) -> Iterator[Problem]:
    """A time lies outside the plan's period.

    Mostly it was left over from last year's plan, or the year was mistyped after New Year. Where most of the dates lie
    outside, the title is at fault: that is M109.

    Flagged, in a plan for 2025–2026: „2026 m. spalio 9 d.“. Passes: „2025 m. spalio 9 d.“, „2026 m. rugpjūčio 31 d.“.
    """
    period = subject.plan.period
    if period is None or subject.misdated:
        return
    for at, words in [*subject.headings_outside, *((timed.at, timed.words) for timed in subject.outside.values())]:
        yield Problem(
            at=at,
            message="The time is outside the plan's period, {period}",
            hint="Check the year; if it is right, the activity belongs to another plan.",
            words=words,
            arguments={"period": period_words(period)},
        )


@rule("T107")
def year_left_over(subject: Subject) -> Iterator[Problem]:
    """The name of an event carries a year before the plan's period.

    The name was probably copied from an earlier plan. Years that say what something is of („2024 m. ataskaita“), ranges
    of years and years long past are no fault.

    Flagged, in a plan for 2025–2026: „Darom–2024“. Passes: „Darom–2026“, „2024 m. veiklos ataskaita“.
    """
    period = subject.plan.period
    if period is None:
        return
    years = range(period.first.year - _LEFT_OVER_YEARS, period.first.year)
    for text in subject.texts:
        if text.kind is not Kind.CELL or text.role is not ColumnRole.TITLE:
            continue
        for found in _NAME_WITH_YEAR.finditer(text.words):
            if int(found["year"]) in years and not _LOOKS_BACK.search(fold(text.words)):
                yield Problem(
                    at=text.at,
                    message="The year {year} is before the plan's period, {period}",
                    hint="Check whether the name was copied from an earlier plan.",
                    words=text.words,
                    arguments={"year": found["year"], "period": period_words(period)},
                )
                break


_NAME_WITH_YEAR = re.compile(
    r"\b[^\W\d_]{3,40}[“”\"]?(?: ?[-–—] ?| [„“\"]?)(?P<year>20\d\d)(?![\d-]|[-–—/]\d| ?m\b| met| ?[-–—/] ?20)"
)
_LOOKS_BACK = re.compile(
    r"ataskait|rezultat|analiz|apzvalg|strateg|apibendrin|isivertin|patvirtint|isakym|(?:nuo|uz|iki|per) 20"
)


@rule("T108")
def weekday_disagrees(subject: Subject) -> Iterator[Problem]:
    """The weekday beside a date is not the weekday of that date.

    One of them was not changed when the plan was moved to a new year.

    Flagged: „2025-10-09 (V)“, a Thursday. Passes: „2025-10-10 (V)“.
    """
    for timed in subject.timings:
        for day, weekday in _marked_days(timed, subject.plan.period):
            if _WEEKDAYS[day.weekday()] != weekday:
                yield Problem(
                    at=timed.at,
                    message="{day} is a {weekday}",
                    hint="Correct the date or the weekday.",
                    words=timed.words,
                    arguments={"day": day, "weekday": _DAY_NAMES[day.weekday()]},
                )


# A bracket, or the stem of a weekday: a look that spares most timings the parsing.
_MAY_SAY_WEEKDAY = re.compile(r"\(|adien|pirm|antr|tre[cč]|ketv|penk|[sš]e[sš]t|sekm", re.IGNORECASE)


def _marked_days(timed: Timed, period: Period | None) -> Iterator[tuple[dt.date, str]]:
    """Days with the weekday that is marked beside each."""
    if not timed.stretches or timed.timing.rrule or not _MAY_SAY_WEEKDAY.search(timed.words):
        return
    parts = timing_parts(timed.words, period)
    weekdays = [part.value for part in parts if part.kind is PartKind.WEEKDAY]
    days = [s.day for part in parts if part.kind is PartKind.DATE for s in stretches(part.value)]
    if len(days) == len(weekdays):
        yield from ((day, weekday) for day, weekday in zip(days, weekdays, strict=True) if day)


@rule("T109")
def on_weekend(subject: Subject) -> Iterator[Problem]:
    """The day is a Saturday or a Sunday.

    Schools work from Monday to Friday. Where the plan itself says the weekday („šeštadienį“), the day follows a rule
    („pirmasis šeštadienis“), or the activity marks that very day, it is meant.

    Flagged: „2025 m. spalio 11 d.“. Passes: „2025 m. spalio 10 d.“, „2025 m. spalio 11 d. (šeštadienis)“.
    """
    for timed, day in _plain_days(subject):
        if day.isoweekday() >= _SATURDAY and not public_holiday(day):
            yield Problem(
                at=timed.at,
                message="{day} is a {weekday}",
                hint="Check the date; if it is meant, write the weekday beside it.",
                words=timed.words,
                arguments={"day": day, "weekday": _DAY_NAMES[day.weekday()]},
            )


@rule("T110")
def on_public_holiday(subject: Subject) -> Iterator[Problem]:
    """The day is a public holiday.

    An activity that marks the holiday itself („Kovo 11-osios minėjimas“) is meant.

    Flagged: a meeting on „2025 m. gruodžio 24 d.“. Passes: „2025 m. gruodžio 23 d.“.

    Source: Darbo kodeksas, article 123.
    """
    for timed, day in _plain_days(subject):
        if holiday := public_holiday(day):
            yield Problem(
                at=timed.at,
                message="{day} is a public holiday, {holiday}",
                hint="Check the date.",
                words=timed.words,
                arguments={"day": day, "holiday": holiday},
            )


def _plain_days(subject: Subject) -> Iterator[tuple[Timed, dt.date]]:
    """Single days that follow no rule and carry no weekday, and are not what the activity marks."""
    for timed in subject.timings:
        days = [stretch.day for stretch in timed.stretches if stretch.day]
        if not days or timed.timing.anchor or timed.timing.rrule or timed.at in subject.outside:
            continue
        free = [day for day in days if day.isoweekday() >= _SATURDAY or public_holiday(day)]
        if free and not _NAMED_DAY.search(timed.words) and not _says_weekday(timed, subject.plan.period):
            yield from ((timed, day) for day in free if not _marks(timed, day))


# „Vasario 16-oji“ is the name of a day.
_NAMED_DAY = re.compile(r"\d ?[-–] ?(?:oj|os|ąj)")


def _marks(timed: Timed, day: dt.date) -> bool:
    """Whether the activity is about that very day: „Kovo 11-osios minėjimas“, „Motinos dienos koncertas“."""
    title = fold(str(timed.activity.title))
    if re.search(rf"\b{fold(MONTHS_GENITIVE[day.month - 1])} {day.day}\b", title):
        return True
    return any(words.search(title) for words in _feasts(day))


@cache
def _feasts(day: dt.date) -> tuple[re.Pattern[str], ...]:
    """The words of the named days that fall on *day*."""
    named = (feast.words for feast in feasts() if feast_day(feast.rule, day.year) == day)
    return tuple(re.compile(rf"\b{' '.join(map(_forms, words))}\b") for words in named)


def _forms(word: tuple[str, ...]) -> str:
    return r"dien\w*" if word == ("DIENA",) else f"(?:{'|'.join(word)})"


def _says_weekday(timed: Timed, period: Period | None) -> bool:
    if not _MAY_SAY_WEEKDAY.search(timed.words):
        return False
    return any(part.kind is PartKind.WEEKDAY for part in timing_parts(timed.words, period))


@rule("T111")
def in_school_break(subject: Subject) -> Iterator[Problem]:
    """The days lie in the pupils' vacations.

    Advice only: teachers meet in vacations, and a school may set its own. Vacations are decreed for each year, so
    only the years that are known are checked; an activity that speaks of the vacation or of a camp is meant.

    Flagged: „2025 m. lapkričio 5 d.“, in the autumn vacation. Passes: „2025 m. lapkričio 12 d.“.
    """
    for timed in subject.timings:
        if timed.timing.anchor or timed.timing.rrule:
            continue
        for name, first, last in _breaks(timed.stretches):
            if any(stretch.day and _marks(timed, stretch.day) for stretch in timed.stretches):
                break
            if _AWAY.search(fold(f"{timed.words} {timed.activity.title}")):
                break
            yield Problem(
                at=timed.at,
                message="The time is in the pupils' {vacation}, {first} – {last}",
                hint="Check that those who take part are at school then.",
                words=timed.words,
                arguments={"vacation": _BREAK_NAMES[name], "first": first, "last": last},
            )


_AWAY = re.compile(r"atostog|stovykl")
_BREAK_NAMES = {
    Break.AUTUMN: Terms(("autumn vacation",)),
    Break.CHRISTMAS: Terms(("Christmas vacation",)),
    Break.WINTER: Terms(("winter vacation",)),
    Break.SPRING: Terms(("spring vacation",)),
    Break.SUMMER: Terms(("summer vacation",)),
}


def _breaks(found: Sequence[Stretch]) -> Iterator[tuple[Break, dt.date, dt.date]]:
    """The vacations that hold a stretch wholly, less days that are free for all anyhow."""
    for stretch in found:
        if not stretch.first or not stretch.last:
            continue
        day = stretch.day
        if day and (day.isoweekday() >= _SATURDAY or public_holiday(day)):
            continue
        for name in Break:
            known = school_break(name, school_year_of(stretch.first).first.year)
            # Where all of the vacation is meant, the plan speaks of the vacation itself.
            if known and known[0] <= stretch.first and stretch.last <= known[1] and (*stretch,) != known:
                yield name, *known


@rule("T112")
def deadline_before_approval(subject: Subject) -> Iterator[Problem]:
    """A deadline was over before the plan was approved.

    The approval date or the deadline is wrong, or the plan was approved too late for it. (An activity before the
    approval is usual in September and no fault.)

    Flagged: „iki rugsėjo 15 d.“ in a plan approved on 29 September. Passes: „iki rugsėjo 29 d.“.
    """
    if subject.approved is None:
        return
    for timed in subject.timings:
        due = [stretch.last for stretch in timed.stretches if stretch.first is None and stretch.last]
        if due and max(due) < subject.approved and timed.at not in subject.outside:
            yield Problem(
                at=timed.at,
                message="The deadline, {deadline}, is before the approval of the plan, {approved}",
                hint="Check both dates.",
                words=timed.words,
                arguments={"deadline": max(due), "approved": subject.approved},
            )


@rule("T113")
def out_of_order(subject: Subject) -> Iterator[Problem]:
    """A row stands out of the order of dates that the other rows keep.

    Advice, and only where the plan keeps the order of dates but for a few rows. Long stretches („visus metus“, a
    quarter) may stand anywhere. Each group under a heading has an order of its own.

    Flagged: October, November, September, December. Passes: October, 9 October, November.
    """
    timed = [t for t in subject.timings if t.at.endswith(".when") and _ordered(t) and t.at not in subject.outside]
    groups = [list(group) for _, group in groupby(timed, key=lambda t: t.activity.headings)]
    late = [found for group in groups for found in _late(group)]
    if len(late) > _MOST_OUT_OF_ORDER * len(timed):
        return
    for found in late:
        yield Problem(
            at=found.at,
            message="The row is out of the order of dates",
            hint="Move the row to its place, or check the date.",
            words=found.words,
        )


def _ordered(timed: Timed) -> bool:
    if not timed.dated or len(timed.stretches) != 1:
        return False
    first, last = timed.stretches[0]
    return bool(first and last and (last - first).days < _LONGEST_ORDERED)


def _late(group: Sequence[Timed]) -> Iterator[Timed]:
    """The fewest rows to move so that the others are in order: those outside the longest rising subsequence.

    A month and a day in it are in order either way, so a row is placed by the last day that it covers, and must not
    end before the first day of those that come before.
    """
    if len(group) < _FEWEST_ORDERED:
        return
    bounds = [(t.stretches[0].first or dt.date.min, t.stretches[0].last or dt.date.max) for t in group]
    tails: list[tuple[dt.date, int]] = []  # the least first day that ends a rising run of each length, and its row
    previous: list[int] = []
    for index, (first, last) in enumerate(bounds):
        length = bisect_right(tails, last, key=lambda tail: tail[0])
        previous.append(tails[length - 1][1] if length else -1)
        reach = max(first, tails[length - 1][0]) if length else first
        if length == len(tails):
            tails.append((reach, index))
        elif reach < tails[length][0]:
            tails[length] = (reach, index)
    kept = set()
    index = tails[-1][1]
    while index >= 0:
        kept.add(index)
        index = previous[index]
    yield from (timed for index, timed in enumerate(group) if index not in kept)
