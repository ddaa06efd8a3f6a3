"""T: the days of activities against the plan's period, its headings, the approval and one another."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from planforms.dates import WEEKDAYS
from planforms.findings import Severity
from planforms.model import Column, ColumnRole, Period, PlannedActivity, Responsible, Text, Timing, words_of
from planforms.paths import Kind
from planforms.period import month, period_words
from planforms.remembered import pattern_of
from planforms.rules.rule import Problem, rule
from planforms.rules.subject import DAY_NAMES, MAY_SAY_WEEKDAY, YEAR, Subject, Timed
from planforms.schedule import meet, one_day, stretches, weekday_alone
from planforms.text import fold
from planforms.timing import PartKind, timing_parts

_FEWEST_ORDERED = 4
_LONGEST_ORDERED = 45  # days; a longer stretch may be anywhere in the order of a plan
_MOST_OUT_OF_ORDER = 0.2
_LEFT_OVER_YEARS = 3


@rule("T106", Severity.ERROR)
def outside_period(subject: Subject) -> Iterator[Problem]:
    """A time lies outside the plan's period.

    Mostly it was left over from last year's plan, or the year was not changed after New Year. Where most of the dates
    are outside, the title is at fault: that is M109.

    (A day that takes its year from a heading outside is no other fault than the heading.)

    Flagged, in a plan for 2025–2026: „2026 m. spalio 9 d.“. Passes: „2025 m. spalio 9 d.“, „2026 m. rugpjūčio 31 d.“.
    """
    period = subject.plan.period
    if period is None or subject.misdated:
        return
    headings = subject.headings_outside
    rows = {
        at: timed.words
        for at, timed in subject.outside.items()
        if YEAR.search(timed.words) or not set(headings.values()).intersection(timed.activity.headings)
    }
    for at, words in [*((at, str(heading.text)) for at, heading in headings.items()), *rows.items()]:
        slipped = at in subject.slipped
        yield Problem(
            at=at,
            message="The year was not changed after New Year: the plan's period is {period}"
            if slipped
            else "The time is outside the plan's period, {period}",
            hint="Write {year}, if nothing else is wrong."
            if slipped
            else "Check the year; if it is right, the activity belongs to another plan.",
            words=words,
            arguments={"period": period_words(period), **({"year": period.last.year} if slipped else {})},
        )


@rule("T107", Severity.ADVICE)
def year_left_over(subject: Subject) -> Iterator[Problem]:
    """The name of an event carries a year before the plan's period.

    The name was probably copied from an earlier plan. Years that say which year something is about („2024 m.
    ataskaita“), ranges of years and years long past are not a fault.

    Flagged, in a plan for 2025–2026: „Darom–2024“. Passes: „Darom–2026“, „2024 m. veiklos ataskaita“.
    """
    period = subject.plan.period
    if period is None:
        return
    years = range(period.first.year - _LEFT_OVER_YEARS, period.first.year)
    for text in subject.texts:
        if text.kind is not Kind.CELL or text.role is not ColumnRole.TITLE:
            continue
        for found in _NAME_WITH_YEAR.finditer(text.words) if _CENTURY in text.words else ():
            if int(found["year"]) in years and not _LOOKS_BACK.search(fold(text.words)):
                yield Problem(
                    at=text.at,
                    message="The year {year} is before the plan's period, {period}",
                    hint="Check whether the name was copied from an earlier plan.",
                    words=text.words,
                    arguments={"year": found["year"], "period": period_words(period)},
                )
                break


_CENTURY = "20"
_NAME_WITH_YEAR = pattern_of(
    r"\b[^\W\d_]{3,40}[“”\"]?(?: ?[-–—] ?| [„“\"]?)(?P<year>20\d\d)(?![\d-]|[-–—/]\d| ?m\b| met| ?[-–—/] ?20)"
)
_LOOKS_BACK = pattern_of(
    r"ataskait|rezultat|analiz|apzvalg|strateg|apibendrin|isivertin|patvirtint|isakym|(?:nuo|uz|iki|per) 20"
)


@rule("T108", Severity.ERROR)
def weekday_disagrees(subject: Subject) -> Iterator[Problem]:
    """The weekday beside a date is not the weekday of that date.

    One of them was not changed when the plan was moved to a new year.

    Flagged: „2025-10-09 (V)“, a Thursday. Passes: „2025-10-10 (V)“.
    """
    for timed in subject.timings:
        for day, weekday in _marked_days(timed, subject.plan.period):
            if WEEKDAYS[day.weekday()] != weekday:
                yield Problem(
                    at=timed.at,
                    message="{day} is a {weekday}",
                    hint="Correct the date or the weekday.",
                    words=timed.words,
                    arguments={"day": day, "weekday": DAY_NAMES[day.weekday()]},
                )
    for activity in subject.activities:
        yield from _weekdays_beside(activity, subject.plan.columns)


def _weekdays_beside(activity: PlannedActivity, columns: Sequence[Column]) -> Iterator[Problem]:
    """The weekdays in cells of their own that are not that of the day in another cell of the row."""
    day = one_day(activity.cells.values())
    for column in columns if day else ():
        words = str(words_of(activity.cells.get(column.id, Text())))
        weekday = weekday_alone(words, column.heading) if column.id not in activity.joined else 0
        if day and weekday and weekday != day.isoweekday():
            yield Problem(
                at=f"rows[{activity.row}].{column.id}",
                message="{day} is a {weekday}",
                hint="Correct the date or the weekday.",
                words=words,
                arguments={"day": day, "weekday": DAY_NAMES[day.weekday()]},
            )


def _marked_days(timed: Timed, period: Period | None) -> Iterator[tuple[dt.date, str]]:
    """Days with the weekday that is marked beside each."""
    if not timed.stretches or timed.timing.rrule or not MAY_SAY_WEEKDAY.search(timed.words):
        return
    only = timed.stretches[0].day if len(timed.stretches) == 1 else None
    # Its month may be that of a heading.
    parts = timing_parts(timed.words, month(only.year, only.month) if only else period)
    weekdays = [part.value for part in parts if part.kind is PartKind.WEEKDAY]
    days = [s.day for part in parts if part.kind is PartKind.DATE for s in stretches(part.value)]
    if len(days) == len(weekdays):
        yield from ((day, weekday) for day, weekday in zip(days, weekdays, strict=True) if day)


@rule("T112", Severity.WARNING)
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


@rule("T113", Severity.ADVICE)
def out_of_order(subject: Subject) -> Iterator[Problem]:
    """A row is out of the order of dates that the other rows keep.

    Advice, and only where the plan keeps the order of dates but for a few rows. Long stretches („visus metus“, a
    quarter) may be anywhere. Each group under a heading has a separate order.

    Flagged: October, November, September, December. Passes: October, 9 October, November.
    """
    timed = [t for t in subject.timings if t.at.endswith(".when") and _ordered(t) and t.at not in subject.misplaced]
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


@rule("T117", Severity.WARNING)
def month_disagrees(subject: Subject) -> Iterator[Problem]:
    """The time of a row is not in the month of the heading above it.

    The row is under a wrong heading, or its date was mistyped.

    Flagged, under „Spalis“: „2025 m. lapkričio 6 d.“. Passes: „2025 m. spalio 30 d. – lapkričio 6 d.“, „visus metus“.
    """
    for timed in subject.timings:
        above = subject.month_above(timed.activity)
        if above is None or not timed.dated or timed.at in subject.outside:
            continue
        if not any(meet(one, other) for one in timed.stretches for other in above[1]):
            yield Problem(
                at=timed.at,
                message="The time is not in the month of its heading, “{heading}”",
                hint="Move the row under the right heading, or correct the date.",
                words=timed.words,
                arguments={"heading": str(above[0].text)},
            )


@rule("T119", Severity.WARNING)
def august_first(subject: Subject) -> Iterator[Problem]:
    """A day of August is in the first rows of a plan of a school year, which ends in August.

    A meeting before the school year begins is in the August before it; without a year the day is understood as the
    end of the school year, a year later.

    Flagged, in the first row of a plan for 2025–2026: „rugpjūčio 28 d.“. Passes: the same in the last row.
    """
    period = subject.plan.period
    for timed in subject.timings:
        if period and timed.at in subject.august_first:
            yield Problem(
                at=timed.at,
                message="The row is among the first, but its time is at the end of the school year, in {year}",
                hint="If it is before the school year begins, it belongs to last year's plan; otherwise move the row.",
                words=timed.words,
                arguments={"year": period.last.year},
            )


@rule("T120", Severity.ADVICE)
def double_booked(subject: Subject) -> Iterator[Problem]:
    """Two activities are in one place, or have one person, at the same hour of the same day.

    One finding for a pair of rows, at the later one.

    Flagged: two activities on 2025-10-09 at 14.00 in „Skaitykla“. Passes: one at 13.00 and one at 14.00.
    """
    seen: dict[tuple[object, ...], PlannedActivity] = {}
    reported: set[tuple[int, int]] = set()
    for scheduled in subject.schedule:
        activity, stretches = scheduled.activity, scheduled.stretches
        if not scheduled.hours or scheduled.timing.rrule or len(stretches) != 1 or stretches[0].day is None:
            continue
        for what in _taken(activity):
            other = seen.setdefault((stretches[0].day, scheduled.hours[0].first, what), activity)
            pair = other.row, activity.row
            if other is activity or pair in reported or fold(str(other.title)) == fold(str(activity.title)):
                continue
            reported.add(pair)
            when = next(column for column, cell in activity.cells.items() if isinstance(cell, Timing) and cell.words)
            yield Problem(
                at=f"rows[{activity.row}].{when}",
                message="At the same hour there is another activity with the same person or place: “{other}”",
                hint="Check the hour, the place and the people of both.",
                words=str(activity.title),
                arguments={"other": str(other.title)},
            )


def _taken(activity: PlannedActivity) -> Iterator[str]:
    """The place and the persons that the activity needs, folded; not a whole school, and not a group of people."""
    place = fold(str(activity.place)).strip(" .")
    if place and not _ANYWHERE.search(place):
        yield place
    for cell in activity.cells.values():
        if isinstance(cell, Responsible):
            yield from (fold(name) for party in cell.parties for name in _PERSON.findall(party))


_ANYWHERE = pattern_of(
    r"^(?:\W*|mokykla|gimnazija|progimnazija|lopselis-darzelis|darzelis|centras|lauke|kiemas|mokyklos kiemas"
    r"|miestas|kita|kabinetai|klases|grupes|grupese|klasese)$|nuotol|virtual|teams|zoom|internet"
)
_PERSON = pattern_of(r"(?:^|\s)([A-ZĄČĘĖĮŠŲŪŽ](?:\.|\w+) ?[A-ZĄČĘĖĮŠŲŪŽ][\w-]{2,})(?=$|,)")


RULES = (
    august_first,
    double_booked,
    month_disagrees,
    outside_period,
    year_left_over,
    weekday_disagrees,
    deadline_before_approval,
    out_of_order,
)
