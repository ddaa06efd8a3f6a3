"""What the scanner finds in a timing and the grammar puts together: parts with numbers, not yet dates."""

from enum import IntEnum

from msgspec import Struct

from planforms.timing.parts import PartKind

# The ``second`` of an edge that stands before what it is of: baigiantis mokslo metams.
PHASE = -2


class Weight(IntEnum):
    """How surely an element is meant as a time where other words stand around it.

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
