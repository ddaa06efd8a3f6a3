"""The words of a timing with its new dates put in: by spans in the old form, or where that fails officially."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from planforms.model import Text
from planforms.rollover.changes import Days
from planforms.rollover.timings.aims import Aim, Aimed
from planforms.rollover.timings.forms import day_like, like, month_like, takes_unit, weekday_like, years_like
from planforms.spans import Edit, edited
from planforms.timing.parts import Element
from planforms.timing.parts import PartKind as K
from planforms.timing.spelling import dates_words
from planforms.timing.understand import Understood

BLANK = "___"
_UNIT = re.compile(r"\s*(?:d\b\.?|dien\w*)", re.IGNORECASE)
_CLOSE = re.compile(r"\.?\)")
_MONTH_UNIT = re.compile(r"\s*mėn\w*\.?", re.IGNORECASE)
_WRITTEN_YEAR = re.compile(r"(?<!\d)\d{4} m\. ")
_MONTH = 7  # characters of YYYY-MM


def rewritten(text: Text, meaning: Understood, aimed: Sequence[Aimed], days: Days) -> Text:
    """*text* with each date as aimed, in the form it stood in."""
    words = str(text)
    aims = [aim for each in aimed for aim in each.aims]
    left: list[Edit] = []
    if days is Days.MONTH:
        left = list(_months_left(words, meaning, aimed))
    edits = [*left, *_dates(words, meaning, aims, days), *_weekdays(words, meaning, aimed, days)]
    return edited(text, [edit for edit in edits if edit in left or not _inside_any(edit, left)])


def _inside_any(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(other.start <= edit.start and edit.stop <= other.stop for other in others)


def parts(aim: Aim, elements: Sequence[Element]) -> dict[K, Element]:
    """The elements that the date of *aim* is made of, by kind."""
    start, stop = aim.point.start, aim.point.stop
    return {element.kind: element for element in elements if start <= element.start and element.stop <= stop}


def _dates(words: str, meaning: Understood, aims: Sequence[Aim], days: Days) -> Iterator[Edit]:
    for aim in aims:
        if aim.new is None:
            continue
        finer = parts(aim, meaning.elements)
        for kind, element in finer.items():
            written = words[element.start : element.stop]
            new = written
            if kind is K.YEAR:
                new = str(element.number + aim.years)
            elif kind is K.SCHOOL_YEARS:
                new = years_like(written, element.number + aim.years, element.second + aim.years)
            elif aim.day and kind is K.MONTH and aim.day.month != element.number:
                new = month_like(written, element.number, aim.day.month)
            elif aim.day and kind is K.DAY:
                new = _day(written, words, finer, aim, days)
            if new != written:
                yield Edit(element.start, element.stop, new)


def _day(written: str, words: str, finer: dict[K, Element], aim: Aim, days: Days) -> str:
    if aim.plain and days is Days.BLANK:
        return BLANK
    if not aim.day or aim.day.day == finer[K.DAY].number:
        return written
    month = finer.get(K.MONTH)
    digits = words[month.start : month.stop] if month else ""
    return day_like(written, aim.day.day, padded=digits.isdigit() and len(digits) > 1)


def _weekdays(words: str, meaning: Understood, aimed: Sequence[Aimed], days: Days) -> Iterator[Edit]:
    """The weekday marks beside days; those in brackets go where the day is left out."""
    for element, aim, _ in marked(meaning, aimed):
        if aim.day is None:
            continue
        if aim.plain and days in {Days.MONTH, Days.BLANK}:
            start, stop = element.start, element.stop
            close = _CLOSE.match(words, stop)
            if words[:start].endswith("(") and close:
                yield Edit(len(words[: start - 1].rstrip()), close.end(), "")
        elif aim.day.isoweekday() != element.number:
            written = words[element.start : element.stop]
            yield Edit(element.start, element.stop, weekday_like(written, aim.day.isoweekday()))


def marked(meaning: Understood, aimed: Sequence[Aimed]) -> Iterator[tuple[Element, Aim, dt.date]]:
    """Each weekday mark beside a day, with the day's aim and its old date: the day before it, else the one after."""
    dated = [
        (aim, old)
        for each in aimed
        if each.move
        for aim, old in zip(each.aims, (each.move.first, each.move.last), strict=False)
    ]
    marks = [element for element in meaning.elements if element.kind is K.WEEKDAY]
    for mark in marks if dated else []:
        before = [each for each in dated if each[0].point.stop <= mark.start]
        aim, old = before[-1] if before else dated[0]
        together = [other for other in marks if before and other.start > aim.point.stop]
        if len(before) > 1 and len(together) > 1 and mark is together[0]:
            aim, old = before[-2]  # spalio 16–20 d. (I–V)
        yield mark, aim, old


def _months_left(words: str, meaning: Understood, aimed: Sequence[Aimed]) -> Iterator[Edit]:
    """Edits that leave only the month of plain days; those of a month said once, or of one range, go together."""
    group: list[Aim] = []
    for each in aimed:
        ends = {aim.new[:_MONTH] for aim in each.aims if aim.new}
        if len(each.aims) > 1 and len(ends) == 1 and all(aim.plain for aim in each.aims):
            yield from [_month_left(words, meaning, group)] if group else []
            yield _month_left(words, meaning, each.aims)
            group = []
            continue
        for aim in each.aims:
            finer = parts(aim, meaning.elements)
            if group and not (aim.plain and K.MONTH not in finer and K.YEAR not in finer):
                yield _month_left(words, meaning, group)
                group = []
            group += [aim] if aim.plain else []
    if group:
        yield _month_left(words, meaning, group)


def _month_left(words: str, meaning: Understood, group: Sequence[Aim]) -> Edit:
    finer = parts(group[0], meaning.elements)
    day, month, year = finer[K.DAY], finer.get(K.MONTH), finer.get(K.YEAR)
    start, stop = group[0].point.start, _end_of_days(words, meaning, group[-1].point.stop)
    since = next((e for e in meaning.elements if e.kind is K.FROM and not words[e.stop : start].strip()), None)
    if since and len(group) > 1:
        start = since.start  # nuo spalio 14 d. iki spalio 25 d.
    elif month and month.start < day.start and (not year or year.start < month.start):
        written = words[month.start : month.stop]
        if written.isdigit() and year:
            return Edit(month.stop, stop, "")
        unit = _MONTH_UNIT.match(words, month.stop)
        wanted = " mėn." if takes_unit(written, month.number) and not unit else ""
        return Edit(unit.end() if unit else month.stop, stop, wanted)
    new = dates_words((group[0].new or "")[:_MONTH])
    return Edit(start, stop, like(words[start], new if year else _WRITTEN_YEAR.sub("", new)))


def _end_of_days(words: str, meaning: Understood, stop: int) -> int:
    """Where the words of days that end at *stop* end: past their unit, a weekday mark, a bracket that they stood in."""
    unit = _UNIT.match(words, stop)
    stop = unit.end() if unit else stop
    opened = [element for element in meaning.elements if element.kind is K.OPEN and element.stop <= stop]
    closed = [element for element in meaning.elements if element.kind is K.CLOSE and element.stop <= stop]
    if len(opened) > len(closed):
        close = next((e for e in meaning.elements if e.kind is K.CLOSE and e.start >= stop), None)
        stop = close.stop if close else stop
    return stop


def officially(text: Text, meaning: Understood, aimed: Sequence[Aimed], days: Days) -> Text:
    """*text* with every item that has days in official words, and the rest as ``rewritten``."""
    words = str(text)
    edits = [_official(words, meaning, each, days) for each in aimed if each.move]
    others = [each for each in aimed if not each.move]
    aims = [aim for each in others for aim in each.aims]
    edits += [edit for edit in _dates(words, meaning, aims, days) if not _inside_any(edit, edits)]
    edits += [edit for edit in _weekdays(words, meaning, aimed, days) if not _inside_any(edit, edits)]
    return edited(text, edits)


def _official(words: str, meaning: Understood, each: Aimed, days: Days) -> Edit:
    written = any(K.YEAR in parts(aim, meaning.elements) for aim in each.aims)
    new = list(dict.fromkeys(expected(aim, days) or "" for aim in each.aims))
    official = dates_words("/".join(new))
    if not written:
        official = _WRITTEN_YEAR.sub("", official)
    start, stop = each.item.start, _end_of_days(words, meaning, each.item.stop)
    return Edit(start, stop, like(words[start], official))


def expected(aim: Aim, days: Days) -> str | None:
    """What the EDTF of *aim* is to begin with; ``None`` where anything will do."""
    if aim.new is None or not aim.plain or days not in {Days.MONTH, Days.BLANK}:
        return aim.new
    return aim.new[:_MONTH] + ("-XX" if days is Days.BLANK else "")
