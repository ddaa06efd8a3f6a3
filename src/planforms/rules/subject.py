"""What rules look at: a plan and the day it is looked at, with the views of it that several rules share.

Each view is made once, on first use. It knows the plan alone; the places in a file are the reading's.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import accumulate
from typing import TypeVar, cast

from msgspec import Struct

from planforms.findings import Terms
from planforms.letters import fold, fold_all, shape
from planforms.model import (
    Activity,
    Column,
    ColumnRole,
    Heading,
    Mark,
    MarkKind,
    Period,
    PeriodKind,
    Plan,
    PlannedActivity,
    Responsible,
    Timing,
    words_of,
)
from planforms.paths import Written, texts
from planforms.people import Party, responsible_parts
from planforms.remembered import pattern_of
from planforms.schedule import Schedule, Stretch, stretches
from planforms.timing import PartKind, timing_parts

View = TypeVar("View")
PEOPLE = (ColumnRole.RESPONSIBLE, ColumnRole.PERFORMERS)
# What a row cannot do without; one of the people columns is enough.
NEEDED = ((ColumnRole.TITLE,), (ColumnRole.WHEN,), PEOPLE)
# What ``shape`` has for a sign that may be anything; it begins texts of other alphabets, and questions.
_UNKNOWN = pattern_of(r"\?")
_AFTER = "\n\0\n"  # each text, where all are looked through together: nothing is found over two of them
_NUMBER = ColumnRole.NUMBER.value  # the id of its column
YEAR = pattern_of(r"(?:19|20)\d\d")
_YEARS = pattern_of(r"(?P<first>\d{4})/(?P<last>\d{4})")
# The whole of a folded cell that says a weekday or the number of a lesson.
_LESSON = pattern_of(
    r"(?:pirm|antr|treci|ketvirt|penkt|sest|sekm)adien\w*(?:, [ivx\d]+ pamok\w*)?|pr|an|tr|kt|pn|st"
    r"|(?:[ivx]+|\d{1,2})(?:-\w{1,4})?\.?(?: ?[-–] ?\d{1,2}\.?)? ?pam\w*|[ivx]+"
)
_KINDERGARTEN = pattern_of(r"(?:lopsel|darzel)(?<!\w.{6})")
_SCHOOL = pattern_of(r"mokykl|gimnazij|pradin|bendrojo ugdymo")
_LONGEST_ROMAN = 8
_SEVERAL = 2
_FEWEST_DATED = 3
_FEWEST_OF_COLUMN = 4
_COARSE = (
    *(PartKind.QUARTER, PartKind.HALF_YEAR, PartKind.TRIMESTER, PartKind.SEASON, PartKind.WEEK, PartKind.BREAK),
    PartKind.SCHOOL_YEARS,
)
_MONTHS = 12
DAY_NAMES = (
    *(Terms(("Monday",)), Terms(("Tuesday",)), Terms(("Wednesday",)), Terms(("Thursday",))),
    *(Terms(("Friday",)), Terms(("Saturday",)), Terms(("Sunday",))),
)
# A bracket, or the stem of a weekday in small letters: a look that spares most timings the parsing.
_MAY_SAY_WEEKDAY = pattern_of(r"\(|adien|pirm|antr|trec|treč|ketv|penk|sest|šest|sešt|šešt|sekm")


class Timed(Struct, frozen=True, gc=False):
    """A timing that is written once (not joined from the row above), and what it covers.

    Attributes:
        at: the path of the cell.
        activity: its row.
        timing: what is understood.
        words: the words as written.
        title: what is done at that time, folded, without the signs at its ends.
        stretches: the days.
        dated: whether it has dates, and not the plan's whole period or whatever may come.
    """

    at: str
    activity: PlannedActivity
    timing: Timing
    words: str
    title: str
    stretches: tuple[Stretch, ...]
    dated: bool


class Named(Struct, frozen=True, gc=False):
    """A cell of people that is written once; ``parties`` are those of its words where there are several or a doubt."""

    at: str
    people: Responsible
    words: str
    parties: tuple[Party, ...]


class Subject:
    """A plan to be looked at on the day *today*."""

    def __init__(self, plan: Plan, today: dt.date) -> None:
        self.plan = plan
        self.today = today
        self._views: dict[Callable[[Subject], object], object] = {}

    def once(self, view: "Callable[[Subject], View]") -> View:
        """What *view* makes of the subject, made once for all rules that ask for it."""
        if view not in self._views:
            self._views[view] = view(self)
        return cast("View", self._views[view])

    @cached_property
    def activities(self) -> tuple[PlannedActivity, ...]:
        """The activities with their headings."""
        return self.plan.activities

    @cached_property
    def timings(self) -> tuple[Timed, ...]:
        """The timings of all timing columns, row by row; a column of weekdays or lessons holds none."""
        cells = [
            (activity, column, cell, str(cell.words))
            for activity, column, cell in self.timing_cells
            if cell.words and column not in activity.joined
        ]
        lessons = Counter([column for _, column, _, words in cells if _is_lesson(words)])
        if lessons:
            count = Counter([column for _, column, _, _ in cells])
            cells = [cell for cell in cells if lessons[cell[1]] * 2 <= count[cell[1]]]
        return tuple([_timed(*cell, self.titles[cell[0].row]) for cell in cells])

    @cached_property
    def timing_cells(self) -> list[tuple[PlannedActivity, str, Timing]]:
        """The cells of all timing columns with their rows and the ids of their columns, row by row."""
        return [
            (activity, column, cell)
            for activity in self.activities
            for column, cell in activity.cells.items()
            if isinstance(cell, Timing)
        ]

    @cached_property
    def titles(self) -> Mapping[int, str]:
        """The folded title of each activity, by the index of its row."""
        folded = fold_all([str(activity.title) for activity in self.activities])
        return {activity.row: title for activity, title in zip(self.activities, folded, strict=True)}

    @cached_property
    def people(self) -> tuple[Named, ...]:
        """The cells of people that are not blank, row by row."""
        return tuple(
            Named(f"rows[{activity.row}].{column}", cell, str(cell.words), _parties(cell))
            for activity in self.activities
            for column, cell in activity.cells.items()
            if isinstance(cell, Responsible) and cell.words and column not in activity.joined
        )

    @cached_property
    def texts(self) -> tuple[Written, ...]:
        """All words of the plan, each once, numbers of rows left out."""
        number = ColumnRole.NUMBER
        return tuple([text for text in texts(self.plan) if text.role is not number and text.words.strip()])

    def cells(self, role: ColumnRole) -> list[Written]:
        """The texts of the cells in columns of *role*, row by row."""
        return [text for text in self.texts if text.role is role]

    def texts_with(self, *shapes: re.Pattern[str], words: Sequence[re.Pattern[str]] = ()) -> list[Written]:
        """The texts that may have one of *shapes*, or in which one of *words* is, looked for in all of them together.

        What they ask of the ends of a text must be so beside a line break too.
        """
        looks = [*((form, self.shape) for form in shapes), *((form, self._joined) for form in words)]
        return self.texts_at(found.start() for form, where in looks for found in form.finditer(where))

    def texts_at(self, places: Iterable[int]) -> list[Written]:
        """The texts in which *places* of the words of all are, and those whose shape is not known."""
        found = self._unknown.union([bisect_right(self._ends, place) for place in places])
        return [self.texts[index] for index in sorted(found)]

    @property
    def unknown(self) -> list[Written]:
        """The texts whose shape is not known in all places."""
        return self.texts_at(())

    @cached_property
    def shape(self) -> str:
        """The shape of the words of all texts together."""
        return shape(self._joined)

    @cached_property
    def _unknown(self) -> frozenset[int]:
        """The numbers of the texts whose shape is not known in all places."""
        return frozenset(bisect_right(self._ends, found.start()) for found in _UNKNOWN.finditer(self.shape))

    @cached_property
    def _joined(self) -> str:
        """The words of all texts together."""
        return "".join(self._pieces)

    @cached_property
    def _pieces(self) -> list[str]:
        return [text.words + _AFTER for text in self.texts]

    @cached_property
    def _ends(self) -> list[int]:
        """Where each text ends in them."""
        return list(accumulate(map(len, self._pieces)))

    @cached_property
    def schedule(self) -> Schedule:
        """When each activity is, whichever of its columns say so."""
        return Schedule(self.plan)

    @cached_property
    def approvals(self) -> tuple[tuple[int, Mark], ...]:
        """The marks that approve the plan, with their indexes."""
        return tuple((i, mark) for i, mark in enumerate(self.plan.marks) if mark.kind is MarkKind.APPROVED)

    @cached_property
    def approved(self) -> dt.date | None:
        """The day of the approval, where it is written."""
        return next((act.date for _, mark in self.approvals for act in mark.acts if act.date), None)

    def columns(self, roles: Sequence[ColumnRole]) -> list[tuple[int, Column]]:
        """The columns of *roles*, with their indexes."""
        return [(i, column) for i, column in enumerate(self.plan.columns) if column.role in roles]

    def under_time(self, activity: PlannedActivity) -> bool:
        """Whether a heading above *activity* is its time: „Rugsėjis“."""
        return not self._times.keys().isdisjoint(activity.headings)

    def month_above(self, activity: PlannedActivity) -> tuple[Heading, tuple[Stretch, ...]] | None:
        """The nearest heading above *activity* that names months of the period, and what it covers."""
        return next(((each, self._months[each]) for each in activity.headings[::-1] if each in self._months), None)

    @cached_property
    def _months(self) -> Mapping[Heading, tuple[Stretch, ...]]:
        """The headings that name months of the period, whose edges nobody disputes, as those of a season."""
        period = self.plan.period
        return {
            heading: found
            for heading, found in self._times.items()
            if period and found and all(_touches(stretch, period) for stretch in found)
            if not any(part.kind in _COARSE for part in timing_parts(heading.text, period))
        }

    @cached_property
    def _times(self) -> Mapping[Heading, tuple[Stretch, ...]]:
        """The headings that are a time and nothing more."""
        return {heading: stretches(timing.edtf) for heading, timing in self.schedule.times.items()}

    @cached_property
    def headings_outside(self) -> Mapping[str, Heading]:
        """The headings that name a time with its year, outside the period, by path."""
        return {
            f"rows[{i}]": row
            for i, row in enumerate(self.plan.rows)
            if isinstance(row, Heading) and YEAR.search(words := str(row.text))
            if (timing := self.schedule.times.get(row)) and self._beyond(words, timing, stretches(timing.edtf))
        }

    @cached_property
    def outside(self) -> Mapping[str, Timed]:
        """The timings with a date outside the plan's period, by path."""
        return {t.at: t for t in self.timings if t.dated and self._beyond(t.words, t.timing, t.stretches)}

    @cached_property
    def slipped(self) -> frozenset[str]:
        """The paths of times outside the period because their year was not changed after New Year.

        They are in the spring and summer of the school year's first year, and the autumn of that year is right.
        """
        period = self.plan.period
        if (
            not self.outside
            or not period
            or period.kind is not PeriodKind.SCHOOL_YEARS
            or period.first.year == dt.MINYEAR
        ):
            return frozenset()
        autumn = Stretch(period.first, dt.date(period.first.year, _MONTHS, 31))
        early = Stretch(dt.date(period.first.year, 1, 1), period.first - dt.timedelta(days=1))
        last_year = Stretch(dt.date(period.first.year - 1, 9, 1), early.first)
        starts = [(timed.at, timed.stretches[0].first or timed.stretches[0].last) for timed in self._written]
        if not any(_between(day, autumn) for _, day in starts) or any(_between(day, last_year) for _, day in starts):
            return frozenset()
        first = next((i for i, (_, day) in enumerate(starts) if _between(day, autumn)), 0)
        return frozenset(at for at, day in starts[first:] if at in self.outside and _between(day, early))

    @cached_property
    def misdated(self) -> bool:
        """Whether most of the dates with a written year are outside the period, so that the period is at fault."""
        outside = len(self.outside) - len(self.slipped)
        return outside > 0 and len(self._written) >= _FEWEST_DATED and outside * 2 > len(self._written)

    @cached_property
    def _written(self) -> tuple[Timed, ...]:
        """The timings with a date whose year is written."""
        return tuple(timed for timed in self.timings if timed.dated and YEAR.search(timed.words))

    @cached_property
    def august_first(self) -> frozenset[str]:
        """The paths of times in the last August of the school year that are in rows before those of its autumn."""
        period = self.plan.period
        if period is None or period.kind is not PeriodKind.SCHOOL_YEARS:
            return frozenset()
        dated = [timed for timed in self.timings if timed.dated]
        autumn = Stretch(period.first, dt.date(period.first.year, _MONTHS, 31))
        august = Stretch(dt.date(period.last.year, 8, 1), period.last)
        first = next((i for i, timed in enumerate(dated) if _between(timed.stretches[0].first, autumn)), 0)
        early = dated[:first]
        if not all(_between(timed.stretches[0].first, august) for timed in early):
            return frozenset()
        return frozenset(timed.at for timed in early)

    @cached_property
    def misplaced(self) -> AbstractSet[str]:
        """The paths of times whose year is wrong, so that their days are compared with nothing."""
        return self.outside.keys() | self.august_first

    @cached_property
    def kindergarten(self) -> bool:
        """Whether the plan is of a kindergarten alone, which has no school breaks."""
        return _KINDERGARTEN.search(self.institutions) is not None and not _SCHOOL.search(self.institutions)

    @cached_property
    def institutions(self) -> str:
        """The folded words that name whose plan it is: the title, the institution and the marks."""
        marks = " ".join(str(mark.words) for mark in self.plan.marks)
        return fold(f"{self.plan.title} {self.plan.details.institution} {marks}")

    def _beyond(self, words: str, timing: Timing, found: Sequence[Stretch]) -> bool:
        """Whether *timing*, which is *found*, is outside the period; a quarter or a year needs only to touch it."""
        period = self.plan.period
        if period is None or all(_inside(stretch, period) for stretch in found):
            return False
        if years := _YEARS.fullmatch(timing.edtf):
            return int(years["first"]) < period.first.year or int(years["last"]) > period.last.year
        coarse = not timing.edtf.count("-") or any(part.kind in _COARSE for part in timing_parts(words, period))
        return not coarse or not any(_touches(stretch, period) for stretch in found)

    @cached_property
    def bare(self) -> frozenset[int]:
        """The rows that have a number and nothing more."""
        return frozenset(activity.row for activity in self.activities if _is_bare(activity))

    @cached_property
    def rests(self) -> frozenset[int]:
        """The rows that look like the rest of the one above, cut by a page.

        Such a row has neither a number nor a time, where the table has columns for them, and begins in the middle of a
        sentence.
        """
        heads = [column.id for _, column in self.columns((ColumnRole.NUMBER, ColumnRole.WHEN))]
        inside = [a for a in self.activities if _begins_inside(str(a.title))] if heads else ()
        return frozenset(a.row for a in inside if a.row not in self.bare and not any(map(a.text, heads)))

    @cached_property
    def hours(self) -> frozenset[str]:
        """The columns of hours alone, where another one has the days."""
        if len(self.columns((ColumnRole.WHEN,))) < _SEVERAL:
            return frozenset()
        times: dict[str, list[Timing]] = {}
        for _, column, cell in self.timing_cells:
            if cell.understood:
                times.setdefault(column, []).append(cell)
        hourly = {c for c, cells in times.items() if not any(t.edtf or t.rrule or t.anchor for t in cells)}
        return frozenset(hourly if len(hourly) < len(times) else ())

    @cached_property
    def left_aside(self) -> frozenset[int]:
        """Rows with a fault of the whole row, in which an empty cell is not another fault."""
        # Nothing is above the first that it could be the rest of.
        return self.bare | (self.rests - {activity.row for activity in self.activities[:1]})


def _between(day: dt.date | None, bounds: Stretch) -> bool:
    return (
        day is not None and bounds.first is not None and bounds.last is not None and bounds.first <= day <= bounds.last
    )


def _inside(stretch: Stretch, period: Period) -> bool:
    first, last = stretch.first or stretch.last, stretch.last or stretch.first
    return first is not None and last is not None and period.first <= first and last <= period.last


def _touches(stretch: Stretch, period: Period) -> bool:
    return (stretch.last or period.first) >= period.first and (stretch.first or period.last) <= period.last


def _timed(activity: PlannedActivity, column: str, timing: Timing, words: str, title: str) -> Timed:
    days = stretches(timing.edtf)
    dated = bool(days) and timing.anchor != "period" and not timing.rrule
    return Timed(f"rows[{activity.row}].{column}", activity, timing, words, title.strip(' .„“"'), days, dated)


def _is_lesson(words: str) -> bool:
    """Whether the *words* of a cell are a weekday or the number of a lesson and no more."""
    small = words.lower()
    may_be = len(words) <= _LONGEST_ROMAN or "adien" in small or "pam" in small
    return may_be and _LESSON.fullmatch(fold(words).strip(" .")) is not None


def _parties(people: Responsible) -> tuple[Party, ...]:
    return responsible_parts(people.words) if len(people.parties) > 1 or people.ambiguous else ()


def fault_of_column(count: int, subject: Subject) -> bool:
    """Whether a fault in *count* rows is one fault of the column: in a good part of them."""
    return count >= _FEWEST_OF_COLUMN and count * 3 >= len(subject.activities)


def _is_bare(activity: Activity) -> bool:
    return not any(column != _NUMBER and words_of(cell) for column, cell in activity.cells.items())


def _begins_inside(title: str) -> bool:
    """Whether *title* begins in the middle of a sentence."""
    title = title.lstrip('„“"( ')
    return not title or title[0].islower()


def may_say_weekday(timed: Timed) -> bool:
    """Whether a weekday may be written beside the date."""
    return _MAY_SAY_WEEKDAY.search(timed.words.lower()) is not None


def says_weekday(timed: Timed, period: Period | None) -> bool:
    """Whether a weekday is written beside the date."""
    if not may_say_weekday(timed):
        return False
    return any(part.kind is PartKind.WEEKDAY for part in timing_parts(timed.words, period))
