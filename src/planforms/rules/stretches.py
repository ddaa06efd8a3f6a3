"""An EDTF string as stretches of the calendar, closed at both ends. Knows nothing of plans or words."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from planforms.dates import last_of_month

_UNIT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_MONTHS = 12
# EDTF level 2 writes parts of a year as months 21 to 41: first month and how many.
_PARTS = {
    **{21 + i: (3 + 3 * i, 3) for i in range(4)},  # seasons from spring; winter runs into the next year
    **{33 + i: (1 + 3 * i, 3) for i in range(4)},  # quarters
    **{40 + i: (1 + 6 * i, 6) for i in range(2)},  # half-years
}


class Stretch(NamedTuple):
    """From the first unit's first day to the last unit's last day; ``None`` for an open end."""

    first: dt.date | None
    last: dt.date | None

    @property
    def day(self) -> dt.date | None:
        """The one day this is, or ``None``."""
        return self.first if self.first == self.last else None


def stretches(edtf: str) -> tuple[Stretch, ...]:
    """The stretches of *edtf*, one for each date of a set; none where a year, month or day is not known."""
    return tuple(_each(edtf))


def _each(edtf: str) -> Iterator[Stretch]:
    inside = edtf[1:-1] if edtf[:1] in ("[", "{") else edtf
    for item in inside.split(","):
        first, joint, last = item.partition("/") if "/" in item else item.partition("..")
        one, two = _unit(first), _unit(last if joint else first)
        open_first, open_last = first == ".." and bool(joint), last == ".." and bool(joint)
        if (one or open_first) and (two or open_last) and (one or two):
            yield Stretch(one[0] if one else None, two[1] if two else None)


def _unit(edtf: str) -> tuple[dt.date, dt.date] | None:
    found = _UNIT.fullmatch(edtf)
    if not found:
        return None
    year = int(found[1])
    if not found[2]:
        return dt.date(year, 1, 1), dt.date(year, _MONTHS, 31)
    month, count = _PARTS.get(int(found[2]), (int(found[2]), 1))
    if found[3]:
        day = dt.date(year, month, int(found[3]))
        return day, day
    more, last = divmod(month + count - 2, _MONTHS)
    return dt.date(year, month, 1), last_of_month(year + more, last + 1)
