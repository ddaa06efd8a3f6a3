"""What changes in a rolled-over workbook beside the words of the plan: acts in cells of their own, period and times.

It knows plans and cells by their places, and no file format.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from planforms.blankform import TIMES_SHEET, times
from planforms.dates import Shown, date_words
from planforms.editors.values import Change
from planforms.findings import Reading
from planforms.model import Mark, Period, Plan
from planforms.period import format_period, period_words
from planforms.place import Place


def detail_changes(reading: Reading, plan: Plan, cells: Sequence[tuple[Place, str]]) -> Iterator[Change]:
    """The changes of *cells*, the words at each place, where the plan of *reading* becomes *plan*."""
    for index, (old, new) in enumerate(zip(reading.plan.marks, plan.marks, strict=False)):
        before, after = _act(old), _act(new)
        for part, words in after.items():
            if (place := reading.places.get(f"marks[{index}].{part}")) and words != before[part]:
                yield from (Change(place=place, old=written, new=words) for at, written in cells if at == place)
    if reading.plan.period and plan.period:
        yield from _of_period(reading.plan.period, plan.period, reading.places.get("period"), cells)


def _act(mark: Mark) -> Mapping[str, str]:
    """The words of the parts of a mark's first act, by their paths."""
    act = mark.acts[0] if mark.acts else None
    day = dt.datetime.combine(act.date, dt.time()) if act and act.date else None
    return {
        "acts[0].date": date_words(day, Shown.YEAR | Shown.MONTH | Shown.DAY) if day else "",
        "acts[0].number": act.number if act else "",
    }


def _of_period(old: Period, new: Period, stands: Place | None, cells: Sequence[tuple[Place, str]]) -> Iterator[Change]:
    """The period where it *stands* in its usual words, and the times of a form, where the new ones are as many."""
    said = {form(old): form(new) for form in (period_words, format_period)}
    before, after = times(old), times(new)
    offered = dict(zip(before, after, strict=True)) if len(before) == len(after) else {}
    for place, written in cells:
        known = said if place == stands else offered if place.sheet == TIMES_SHEET else {}
        if (words := known.get(written, written)) != written:
            yield Change(place=place, old=written, new=words)
