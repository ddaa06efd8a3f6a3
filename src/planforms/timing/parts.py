"""The parts of a timing: the public ones, each with its span in the words, and the elements they are made from.

Kinds that say a date or a time are parts for those who change them (roll-over, fixes); the links between them are
parts too. Nothing here knows how they are found.
"""

from enum import IntEnum, StrEnum

from msgspec import Struct


class PartKind(StrEnum):
    """What a stretch of a timing's words is."""

    # A date made of the finer parts inside its span; the value is EDTF, the year that was understood in it.
    DATE = "date"
    # The finer parts. A value is a number, unless noted otherwise.
    YEAR = "year"
    SCHOOL_YEARS = "school-years"  # 2023/2024
    MONTH = "month"
    DAY = "day"  # XX for a blank, -1 for the last
    WEEK = "week"  # n-th of a month, -1 the last
    NTH_WEEKDAY = "nth-weekday"  # SU+1, FR-1
    WORKING_DAY = "working-day"  # n-th of a month, -1 the last
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    TRIMESTER = "trimester"
    SEASON = "season"  # 21 spring – 24 winter
    EDGE = "edge"  # start, middle, end
    FRACTION = "fraction"  # 1/2 the first half of a month, 2/3 its second ten days
    FEAST = "feast"  # an anchor or MM-DD
    BREAK = "break"  # an anchor
    WHOLE = "whole"  # all the plan's period
    SCHOOL_YEAR = "school-year"  # its edges: mokslo metų pabaigoje
    CALENDAR_YEAR = "calendar-year"  # metų pabaigoje
    WEEKDAY = "weekday"  # MO–SU, a mark beside a date
    CLOCK = "clock"  # 14:00, 14:00/15:30
    RECURRENCE = "recurrence"  # RRULE
    ON_DEMAND = "on-demand"
    # Links.
    RANGE = "range"
    AND = "and"
    OR = "or"
    COMMA = "comma"
    FROM = "from"
    UNTIL = "until"
    AFTER = "after"
    BEFORE = "before"
    ABOUT = "about"
    OPEN = "open"
    CLOSE = "close"
    FILLER = "filler"
    # Words that say no time.
    UNREAD = "unread"


class Part(Struct, frozen=True):
    """A stretch ``[start, stop)`` of ``str(words)`` and what it says."""

    kind: PartKind
    start: int
    stop: int
    value: str = ""


# The ``second`` of an edge that comes before what it is of: baigiantis mokslo metams.
PHASE = -2


class Weight(IntEnum):
    """How surely an element is meant as a time where other words are around it.

    ``LIGHT`` may be a name or an attribute (*Spalio* gatvė, *Velykų* popietė) and counts only where nothing else is
    said. ``MEDIUM`` counts unless it leans on the word that follows (*II ketv.* ataskaita). ``FIRM`` always counts.
    """

    LIGHT = 0
    MEDIUM = 1
    FIRM = 2


class Element(Struct):
    """One part before the dates are put together.

    ``number`` is what the kind says (a month, a day, a week's ordinal, minutes past midnight …), ``second`` its
    partner (the last of school years, a weekday, the end of a clock range; -1 for none), ``text`` an anchor or a rule.
    ``end`` is where the unit that belongs to it ends, ``d.`` or ``mėn.``; 0 where there is none. ``count`` is how many
    times a recurrence comes in its unit, where that is all that it says: 2 k. per metus.
    """

    kind: PartKind
    start: int
    stop: int
    number: int = 0
    second: int = -1
    text: str = ""
    weight: Weight = Weight.LIGHT
    end: int = 0
    count: int = 0

    @property
    def whole_stop(self) -> int:
        """Where it ends, unit and all."""
        return self.end or self.stop
