"""Days that a timing gives beside its date, in explaining brackets: ``Užgavėnės (kovo 4 d.)``.

They are no part of what the timing means, and must not say last year's day next to this year's feast.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from planforms.model import Text
from planforms.rollover import reasons
from planforms.rollover.changes import Change, ChangeKind
from planforms.rollover.shift import Shift
from planforms.rollover.timings.forms import day_like, month_like
from planforms.rollover.timings.named import day_named
from planforms.spans import Edit, edited
from planforms.timing.parts import Element
from planforms.timing.parts import PartKind as K
from planforms.timing.understand import Understood, understand


class Stray(NamedTuple):
    """A month and a day beside the date."""

    month: Element
    day: Element


def strays(meaning: Understood) -> Iterator[Stray]:
    """The days of *meaning* that are in none of its dates."""
    spans = [(point.start, point.stop) for item, _, _ in meaning.dated for point in item.points]
    loose = [
        element
        for element in meaning.elements
        if not any(start <= element.start and element.stop <= stop for start, stop in spans)
    ]
    for month, day in pairwise(loose):
        if month.kind is K.MONTH and day.kind is K.DAY and month.number and day.number > 0:
            yield Stray(month, day)


def without_strays(text: Text, shift: Shift) -> Text:
    """*text*, whose dates are those of the new period, with the days beside a feast moved with it."""
    words = str(text)
    edits: list[Edit] = []
    for stray in strays(understand(words, shift.old)):
        new = _feast_day(stray, words, shift)
        if new is None:
            continue
        month, day = (words[part.start : part.stop] for part in stray)
        edits.append(Edit(stray.month.start, stray.month.stop, month_like(month, stray.month.number, new.month)))
        edits.append(Edit(stray.day.start, stray.day.stop, day_like(day, new.day, padded=month.isdigit())))
    return edited(text, edits)


def _feast_day(stray: Stray, words: str, shift: Shift) -> dt.date | None:
    """The new day of the feast that *words* name and that the stray day was in the old period."""
    month, number = stray.month.number, stray.day.number
    for year in shift.old_years:
        try:
            day = dt.date(year, month, number)
        except ValueError:
            continue
        named = day_named(day, words[: stray.month.start] + words[stray.day.stop :])
        if named and shift.old.first <= day <= shift.old.last:
            return named.on(shift.year(year, month))
    return None


def stray_doubts(words: str, new: str, meaning: Understood) -> Iterator[Change]:
    """A doubt about each day beside the date that was left as it stood."""
    for month, day in strays(meaning):
        said = words[month.start : day.stop]
        if said in new:
            arguments = {"words": said}
            yield Change(kind=ChangeKind.DOUBTFUL, reason=reasons.STRAY, old=words, new=new, arguments=arguments)
