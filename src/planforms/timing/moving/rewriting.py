"""What each date of a timing becomes in the new period, and its words with the new dates put in.

Words change by spans in the old form, or where that fails officially. A month stays in its case, a day keeps its
nought, an ordinal its ending.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planforms.letters import fold
from planforms.model import Text
from planforms.remembered import pattern_of
from planforms.text import Edit, edited
from planforms.timing.grammar import Item, Point
from planforms.timing.moving import Shift
from planforms.timing.moving.destinations import Course, Days, Goes, day_goes, range_goes
from planforms.timing.parts import Element
from planforms.timing.parts import PartKind as K
from planforms.timing.spelling import dates_words
from planforms.timing.stretches import Stretch
from planforms.timing.understand import Understood
from planforms.timing.words import LETTERS_OF_WEEKDAYS, MONTHS, ROMAN, WEEKDAYS

_DAY = pattern_of(r"\d{4}-\d\d-\d\d")
# What reads back with the same month; the rest with the same year.
_OF_MONTH = {
    *(K.MONTH, K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.SEASON, K.FRACTION, K.WEEK, K.NTH_WEEKDAY, K.EDGE, K.DAY)
}
_MONTH_LENGTH = 7  # characters of YYYY-MM
_LAST_YEAR = 9999


class Target(NamedTuple):
    """One date of a timing. ``new`` begins what its EDTF is to be, whole for a day; ``None`` where it stays as it is.

    ``years`` is how many years later it is; ``month`` its new month, 0 where it stays; ``plain`` marks a working day
    that a policy may leave out.
    """

    point: Point
    years: int
    new: str | None
    day: dt.date | None = None
    plain: bool = False
    month: int = 0


class Move(NamedTuple):
    """Days of the old period and where they go."""

    first: dt.date
    last: dt.date
    goes: Goes


class ItemTargets(NamedTuple):
    """An item of a timing with the targets of its one or two dates, and its days where it has any."""

    item: Item
    targets: tuple[Target, ...]
    move: Move | None = None


def targets_of(meaning: Understood, words: str, shift: Shift, days: Days, title: str) -> list[ItemTargets]:
    """What each item of *meaning* becomes; *words* and the activity's *title* may name a day."""
    yearly = "YEARLY" in meaning.rrule
    placed = []
    for item, first, last in meaning.dated:
        of_every_year = (yearly and not item.first.year) or first.first.startswith("X")
        stays = of_every_year or item.first.kind is K.WHOLE
        placed.append(_stays(item) if stays else _placed(item, first, last, shift, days, words, title))
    return placed


def _stays(item: Item) -> ItemTargets:
    return ItemTargets(item, tuple(Target(point, 0, None) for point in item.points))


def _placed(item: Item, first: Stretch, last: Stretch | None, shift: Shift, days: Days, *words: str) -> ItemTargets:
    ends = [first, last] if last else [first]
    known = [dt.date.fromisoformat(end.first) for end in ends if _DAY.fullmatch(end.first)]
    counted = all(point.kind is K.DAY and point.number > 0 for point in item.points)
    if not counted or len(known) != len(ends):
        return ItemTargets(item, tuple(_later(point, end, shift) for point, end in zip(item.points, ends, strict=True)))
    if not all(1 <= shift.year(day.year, day.month) < _LAST_YEAR for day in known):
        return _stays(item)
    if last:
        goes = range_goes(known[0], known[-1], shift, days, *words)
    else:
        goes = day_goes(known[0], shift, days, *words, deadline=item.opened is K.UNTIL)
    move = Move(known[0], known[-1], goes)
    if goes.course is Course.UNKNOWN:
        return ItemTargets(item, _stays(item).targets, move)
    new = (goes.first, goes.last)
    return ItemTargets(
        item,
        tuple(
            Target(point, day.year - old.year, day.isoformat(), day, not goes.settled)
            for point, old, day in zip(item.points, known, new, strict=False)
        ),
        move,
    )


def _later(point: Point, end: Stretch, shift: Shift) -> Target:
    """The target of a date that only its year changes."""
    if not end.first or point.kind is K.BREAK:  # decreed each year, so its days may not be known
        return Target(point, shift.years, "")
    old = int(end.first[:4])
    blank = "-XX" if point.kind is K.DAY and end.first.endswith("-XX") else ""
    if point.kind is K.SCHOOL_YEARS:
        same = (old, point.second) == (shift.old.first.year, shift.old.last.year)
        new = shift.new.first.year if same else old + shift.years
    elif len(end.first) < _MONTH_LENGTH or "X" in end.first[:_MONTH_LENGTH]:
        new = shift.named_year(old)
    else:
        number = end.months[0] if end.months else _month_of(end.first)
        new, month = shift.month(old, number)
        if shift.months and point.kind in {K.SEASON, K.TRIMESTER, K.SCHOOL_YEAR, K.CALENDAR_YEAR}:
            return Target(point, new - old, "?")  # nothing reads so: the new plan has no such term
        if shift.months:
            return Target(point, new - old, f"{new}-{month:02}{blank}", month=month)
    rest = end.first[4:_MONTH_LENGTH] if point.kind in _OF_MONTH and not end.first.startswith(f"{old}-X") else ""
    return Target(point, new - old, f"{new}{rest}{blank}")


def _month_of(edtf: str) -> int:
    number = int(edtf[5:_MONTH_LENGTH])
    return number if 1 <= number <= 12 else (number - 20) * 3  # noqa: PLR2004 -- a season, 21–24


def days_of(placed: Sequence[ItemTargets]) -> Iterator[Move]:
    """The days among them."""
    return (each.move for each in placed if each.move)


BLANK = "___"
_DAY_UNIT = pattern_of(r"\s*(?:d\b\.?|dien\w*)", re.IGNORECASE)
_CLOSE = pattern_of(r"\.?\)")
_MONTH_UNIT = pattern_of(r"\s*mėn\w*\.?", re.IGNORECASE)
_WRITTEN_YEAR = pattern_of(r"(?<!\d)\d{4} m\. ")
_TERMS = {K.QUARTER: 3, K.HALF_YEAR: 6}  # months
_GENITIVE = 1  # the second of a month's forms
_CASES = 6  # a month's declined forms come first in its entry, its abbreviations last
_ORDINAL = pattern_of(r"(\d+)(\s?[-‐‑–—]?\s?)([^\W\d_]*)")
# Endings of another ordinal's stem: 1-moji, 2-roji, 3-čioji, 4-toji.
_STEM_LETTERS = pattern_of(r"(?:m|r|t|č|c|št|kt|nt)+(?=[iaouąųeęėį])", re.IGNORECASE)
_ROMAN_DIGITS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LARGEST_ROMAN = 90
_SOFT = 3  # trečioji, tryliktoji is hard


def rewritten(text: Text, meaning: Understood, placed: Sequence[ItemTargets], days: Days) -> Text:
    """*text* with each date as its target, in the form it had."""
    words = str(text)
    targets = [target for each in placed for target in each.targets]
    left: list[Edit] = []
    if days is Days.MONTH:
        left = list(_months_left(words, meaning, placed))
    edits = [*left, *_dates(words, meaning, targets, days), *_weekdays(words, meaning, placed, days)]
    return edited(text, [edit for edit in edits if edit in left or not _inside_any(edit, left)])


def _inside_any(edit: Edit, others: Sequence[Edit]) -> bool:
    return any(other.start <= edit.start and edit.stop <= other.stop for other in others)


def parts(target: Target, elements: Sequence[Element]) -> dict[K, Element]:
    """The elements that the date of *target* is made of, by kind."""
    start, stop = target.point.start, target.point.stop
    return {element.kind: element for element in elements if start <= element.start and element.stop <= stop}


def _dates(words: str, meaning: Understood, targets: Sequence[Target], days: Days) -> Iterator[Edit]:
    for target in targets:
        if target.new is None:
            continue
        finer = parts(target, meaning.elements)
        for kind, element in finer.items():
            written = words[element.start : element.stop]
            new = written
            if kind is K.YEAR:
                new = str(element.number + target.years)
            elif kind is K.SCHOOL_YEARS:
                new = years_like(written, element.number + target.years, element.second + target.years)
            elif kind is K.MONTH and element.number and _month(target) not in {0, element.number}:
                new = month_like(written, element.number, _month(target))
            elif target.month and kind in _TERMS:
                new = ordinal_of_term(written, (target.month - 1) // _TERMS[kind] + 1)
            elif target.day and kind is K.DAY:
                before = (e for e in reversed(meaning.elements) if e.kind is K.MONTH and e.stop <= element.start)
                month = finer.get(K.MONTH) or next(before, None)  # 10-06–10
                digits = words[month.start : month.stop] if month else ""
                new = _day(written, target, days, element.number, padded=digits.isdigit() and len(digits) > 1)
            if new != written:
                yield Edit(element.start, element.stop, new)


def _month(target: Target) -> int:
    """The new month of *target*; 0 where it stays."""
    return target.day.month if target.day else target.month


def _day(written: str, target: Target, days: Days, old: int, *, padded: bool) -> str:
    if target.plain and days is Days.BLANK:
        return BLANK
    if not target.day or target.day.day == old:
        return written
    return day_like(written, target.day.day, padded=padded)


def _weekdays(words: str, meaning: Understood, placed: Sequence[ItemTargets], days: Days) -> Iterator[Edit]:
    """The weekday marks beside days; those in brackets go where the day is left out."""
    for element, target, _ in marked(meaning, placed):
        if target.day is None:
            continue
        if target.plain and days in {Days.MONTH, Days.BLANK}:
            start, stop = element.start, element.stop
            close = _CLOSE.match(words, stop)
            if words[:start].endswith("(") and close:
                yield Edit(len(words[: start - 1].rstrip()), close.end(), "")
        elif target.day.isoweekday() != element.number:
            written = words[element.start : element.stop]
            yield Edit(element.start, element.stop, weekday_like(written, target.day.isoweekday()))


def marked(meaning: Understood, placed: Sequence[ItemTargets]) -> Iterator[tuple[Element, Target, dt.date]]:
    """Each weekday mark beside a day, with the day's target and its old date: the day before it, else the one after."""
    dated = [
        (target, old)
        for each in placed
        if each.move
        for target, old in zip(each.targets, (each.move.first, each.move.last), strict=False)
    ]
    marks = [element for element in meaning.elements if element.kind is K.WEEKDAY]
    for mark in marks if dated else []:
        before = [each for each in dated if each[0].point.stop <= mark.start]
        target, old = before[-1] if before else dated[0]
        together = [other for other in marks if before and other.start > target.point.stop]
        if len(before) > 1 and len(together) > 1 and mark is together[0]:
            target, old = before[-2]  # spalio 16–20 d. (I–V)
        yield mark, target, old


def _months_left(words: str, meaning: Understood, placed: Sequence[ItemTargets]) -> Iterator[Edit]:
    """Edits that leave only the month of plain days; those of a month written once, or of one range, go together."""
    group: list[Target] = []
    for each in placed:
        ends = {target.new[:_MONTH_LENGTH] for target in each.targets if target.new}
        if len(each.targets) > 1 and len(ends) == 1 and all(target.plain for target in each.targets):
            yield from [_month_left(words, meaning, group)] if group else []
            yield _month_left(words, meaning, each.targets)
            group = []
            continue
        for target in each.targets:
            finer = parts(target, meaning.elements)
            if group and not (target.plain and K.MONTH not in finer and K.YEAR not in finer):
                yield _month_left(words, meaning, group)
                group = []
            group += [target] if target.plain else []
    if group:
        yield _month_left(words, meaning, group)


def _month_left(words: str, meaning: Understood, group: Sequence[Target]) -> Edit:
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
        takes_unit = written.isdigit() or _form_of(written, MONTHS[month.number - 1].split()) == _GENITIVE
        wanted = " mėn." if takes_unit and not unit else ""
        return Edit(unit.end() if unit else month.stop, stop, wanted)
    new = dates_words((group[0].new or "")[:_MONTH_LENGTH])
    return Edit(start, stop, like(words[start], new if year else _WRITTEN_YEAR.sub("", new)))


def _end_of_days(words: str, meaning: Understood, stop: int) -> int:
    """Where the words of days that end at *stop* end: past their unit, a weekday mark, a bracket around them."""
    unit = _DAY_UNIT.match(words, stop)
    stop = unit.end() if unit else stop
    opened = [element for element in meaning.elements if element.kind is K.OPEN and element.stop <= stop]
    closed = [element for element in meaning.elements if element.kind is K.CLOSE and element.stop <= stop]
    if len(opened) > len(closed):
        close = next((e for e in meaning.elements if e.kind is K.CLOSE and e.start >= stop), None)
        stop = close.stop if close else stop
    return stop


def officially(text: Text, meaning: Understood, placed: Sequence[ItemTargets], days: Days) -> Text:
    """*text* with every item that has days in official words, and the rest as ``rewritten``."""
    words = str(text)
    edits = [_official(words, meaning, each, days) for each in placed if each.move]
    others = [each for each in placed if not each.move]
    targets = [target for each in others for target in each.targets]
    edits += [edit for edit in _dates(words, meaning, targets, days) if not _inside_any(edit, edits)]
    edits += [edit for edit in _weekdays(words, meaning, placed, days) if not _inside_any(edit, edits)]
    return edited(text, edits)


def _official(words: str, meaning: Understood, each: ItemTargets, days: Days) -> Edit:
    written = any(K.YEAR in parts(target, meaning.elements) for target in each.targets)
    new = list(dict.fromkeys(expected(target, days) or "" for target in each.targets))
    official = dates_words("/".join(new))
    if not written:
        official = _WRITTEN_YEAR.sub("", official)
    start, stop = each.item.start, _end_of_days(words, meaning, each.item.stop)
    return Edit(start, stop, like(words[start], official))


def expected(target: Target, days: Days) -> str | None:
    """What the EDTF of *target* is to begin with; ``None`` where anything will do."""
    if target.new is None or not target.plain or days not in {Days.MONTH, Days.BLANK}:
        return target.new
    return target.new[:_MONTH_LENGTH] + ("-XX" if days is Days.BLANK else "")


def like(written: str, new: str) -> str:
    """*new* with the capitals of *written*."""
    if written.isupper() and len(written) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if written[:1].isupper() else new


def month_like(written: str, old: int, new: int) -> str:
    """Month *new* in the form that month *old* is *written* in."""
    if written.isdigit():
        return f"{new:02}" if len(written) > 1 else str(new)
    if written.upper() in ROMAN:
        return roman(new)
    forms, others = MONTHS[old - 1].split(), MONTHS[new - 1].split()
    at = _form_of(written, forms)
    if at >= _CASES:  # gegužio is another genitive of gegužės
        at = _GENITIVE if forms[at].endswith("io") else len(others) - 1
    return like(written, others[at])


def _form_of(written: str, forms: Sequence[str]) -> int:
    exact = written.casefold()
    if exact in forms:
        return forms.index(exact)
    return next((at for at, form in enumerate(forms) if fold(form) == fold(written)), 1)


def roman(number: int) -> str:
    """*number* in Roman digits."""
    written = ""
    for value, digits in _ROMAN_DIGITS:
        count, number = divmod(number, value)
        written += digits * count
    return written


def roman_value(written: str) -> int:
    """The number that Roman digits say; 0 where they say none."""
    return next((number for number in range(1, _LARGEST_ROMAN) if roman(number) == written), 0)


def ordinal_of_term(written: str, new: int) -> str:
    """The number of a quarter or a half-year in the form of *written*: ``II``, ``2``, ``2-asis``."""
    match = re.match(r"[IV]+(?![^\W_])|\d+", written)
    if not match:
        return written
    return (str(new) if match[0].isdigit() else roman(new)) + written[match.end() :]


def day_like(written: str, new: int, *, padded: bool) -> str:
    """Day *new* in the form of *written*; *padded* where the month beside it is two digits."""
    if written.isdigit():
        return f"{new:02}" if padded or written.startswith("0") else str(new)
    match = _ORDINAL.fullmatch(written)
    return ordinal_like(match, new) if match else f"{new}-oji"


def ordinal_like(match: re.Match[str], new: int) -> str:
    """Ordinal *new* in the form of a number, its hyphen and its ending (three groups): ``23-ioji`` after ``22-oji``."""
    ending = _STEM_LETTERS.sub("", match[3], count=1) if match[3] else ""
    soft = new % 10 == _SOFT and new % 100 != 10 + _SOFT
    hard = re.sub("^i(?=[aąeouųė])", "", ending)
    if soft and hard == ending and re.match("[aąouų]", ending):
        ending = f"i{ending}"
    return f"{new}{match[2]}{ending if soft else hard}"


def weekday_like(written: str, new: int) -> str:
    """Weekday *new* (1 Monday … 7 Sunday) in the form of *written*: ``V``, ``penkt``, ``penktadienį``."""
    if written.upper() in ROMAN:
        return roman(new)
    stem, found, ending = written.partition("dien")
    if found:
        return like(stem, WEEKDAYS[new - 1]) + ending
    letters = LETTERS_OF_WEEKDAYS[new - 1].split()
    return like(written, letters[0] if len(written) == len(letters[0]) else letters[-1])


def years_like(written: str, first: int, last: int) -> str:
    """The years *first* and *last* in the form of *written*, ``2023–2024`` or ``2023/24``."""
    second = str(last) if re.search(r"\d{4}\D*\d{4}", written) else f"{last % 100:02}"
    return f"{first}{re.sub(r'[0-9]', '', written)}{second}"
