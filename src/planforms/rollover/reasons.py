"""What rolling a plan over did, suggests and doubts, as data, and why: the message ids of the list of changes.

Nothing here knows how a change was found or is shown.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec
from msgspec import Struct

from planforms.findings import Terms
from planforms.model import Plan, Text


class ChangeKind(StrEnum):
    """How much a change asks of the person who reads the draft."""

    CHANGED = "changed"  # done and certain: a year, a mark to be filled in again
    MOVED = "moved"  # done by a rule: a day that somebody should look at
    SUGGESTED = "suggested"  # not done
    DOUBTFUL = "doubtful"  # a person must decide


class Change(Struct, frozen=True, kw_only=True):
    """One entry of the list of changes.

    Attributes:
        kind: what it asks of the reader.
        reason: English message id; ``arguments`` fill its braces.
        at: a path into the plan (``rows[3].when``, ``marks[0]``, ``title``), or empty for the whole.
        old: the old words.
        new: the words as they are now, or as suggested; the old ones where nothing changes.
        days: the days that were moved, ``2025-10-14 → 2026-10-13``.
    """

    kind: ChangeKind
    reason: str
    at: str = ""
    old: str = ""
    new: str = ""
    days: str = ""
    arguments: Mapping[str, object] = msgspec.field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether the draft's words differ from the old ones."""
        return self.kind is not ChangeKind.SUGGESTED and self.old != self.new

    def __str__(self) -> str:
        return self.reason.format(**self.arguments)


class Rolled(NamedTuple):
    """A text in the new period, and what was changed or doubted in it; the changes have no path yet."""

    text: Text
    changes: tuple[Change, ...] = ()


class RollOver(Struct, frozen=True, kw_only=True):
    """A plan for the new period, and the list of changes in the order of the plan."""

    plan: Plan
    changes: tuple[Change, ...] = ()


PERIOD = "The period of the plan."
YEAR = "The year of the new period."
TIME = "The time in the new period."
NEAREST_WEEKDAY = (
    "Moved to the nearest Monday.",
    "Moved to the nearest Tuesday.",
    "Moved to the nearest Wednesday.",
    "Moved to the nearest Thursday.",
    "Moved to the nearest Friday.",
    "Moved to the nearest Saturday.",
    "Moved to the nearest Sunday.",
)
SAME_LENGTH = "Moved to the nearest same weekdays, with the same length."
SAME_DATE = "The same date in the new period."
DEADLINE = "The date of a deadline is kept."
FIXED = "{name}: the day keeps its date."
KEPT_DATE = "The date is kept."
COMPUTED = "A movable feast: {name} (the date is computed)."
DISTANCE = "Kept at the same distance from a movable feast: {name}."
SAME_SIDE = "Moved to the same weekday a week away, so as not to pass a named day: {name}."
SCHOOL_DAY = "The school day nearest to a day that is free: {name}."
ON_THE_DAY = "{name} is a school day now, so the activity is on the day itself."
BREAK = "The school break of the new year."
WHOLE_MONTHS = "From the first to the last day of the months."
ONLY_MONTH = "Only the month was kept; choose the day."
LEFT_BLANK = "The day is to be filled in."
MARK = "To be filled in when the new plan is approved; the authority was kept."
AMENDED = "The new plan is not amended, so the wording in brackets was left out."
NAME = "The name of a sheet or a property of the file follows the new period."

ORDINAL = "If the event comes every year, it is the next one."
YEAR_IN_WORDS = "It names a year of the old period."

OUTSIDE_KEPT = "It was outside the old period and is in the new one without a change, so it was left alone."
OUTSIDE_LEFT = "It was outside the old period, so it was left alone; write the time anew."
PART_OUTSIDE = "A part of it was outside the old period; check where it is now."
NOT_UNDERSTOOD = "The time was not understood and was left alone; check whether it still holds."
DAY_ALONE = "The month of the day is elsewhere, so the day was kept; check its weekday."
PARTLY_UNREAD = "A part of the time was not understood and was left as it was: “{words}”."
NOT_REWRITTEN = "The words of the new time could not be found, so the old ones were left; write the time anew."
NO_SUCH_DAY = "There is no such day in the new period; the last day of the month was taken."
OTHER_MONTH = "The nearest same weekday is in another month; check the day."
INSIDE = "The nearest same weekday is outside the new period, so one a week away was taken; check the day."
SEVERAL_DAYS = "The name is of more than one day ({name}); check which of them is meant."
UNSURE = "The date of this day is not certain: {name}."
FORMER = "By law this day is on another date now: {name}; decide when to hold it."
UNLISTED = (
    "The day is not in the list of named days, so it keeps its date; check whether it comes on the same date each year."
)
ANNOUNCED = "Its date is set anew each year: {name}; check it."
NOT_THERE = "The day is not in the new period: {name}; check whether the activity belongs in the plan."
DEADLINE_FREE = "The deadline {day} is not a working day; the working day before it is {before}."
WEEKEND = "{day} is a {weekday}."
HOLIDAY = "{day} is a public holiday, {name}."
ON_NAMED_DAY = "{day} is a commemorated day: {name}."
IN_BREAK = "{day} falls in a school break, {first} to {last}."
BREAK_UNKNOWN = "The dates of this break in the new school year are not known; check them when they are set."
BREAKS_UNKNOWN = "The school breaks of {years} are not known yet; days were not compared with them."
WRONG_WEEKDAY = "The weekday beside it did not agree with the old date {day}; check which of them was meant."
LEFT_ALONE = "“{words}” was left alone; check whether it still holds."
JUBILEE = "A jubilee comes once; check whether the activity still belongs in the plan."
CITED = "It cites a document of the old period; check whether the new plan rests on it."
EARLIER_YEAR = "It names {year}, a year before the old period; check whether it still holds."
STALE_YEAR = "It still names a year of the old period."

SATURDAY = Terms(("Saturday",))
SUNDAY = Terms(("Sunday",))
