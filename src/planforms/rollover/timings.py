"""A timing of the old period in the words of the new one, and every change of it with its reason.

The new words are read again in the new period before they are taken: what does not read back as meant is written in
the official form, and what still does not is left alone and doubted. A day in explaining brackets, which is not part of
what a timing means, moves with the feast that it explains: ``Užgavėnės (kovo 4 d.)``. A weekend, a holiday, a break
and a doubt about a name are reported for a person to decide.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from planforms.dates import Break, public_holiday
from planforms.letters import fold
from planforms.model import Period, PeriodKind, Text, Timing
from planforms.period import autumn_of
from planforms.remembered import pattern_of
from planforms.rollover import reasons
from planforms.rollover.reasons import Change, ChangeKind, Rolled
from planforms.text import Edit, edited
from planforms.timing import bounds
from planforms.timing.moving import Shift
from planforms.timing.moving.destinations import Course, Days, Doubt, Goes, day_goes
from planforms.timing.moving.named import MONTH_OF, day_by_date, is_school_day, school_day_near
from planforms.timing.moving.rewriting import (
    ItemTargets,
    Move,
    day_like,
    days_of,
    expected,
    marked,
    month_like,
    officially,
    rewritten,
    targets_of,
)
from planforms.timing.parts import Element
from planforms.timing.parts import PartKind as K
from planforms.timing.understand import Understood, understand

_REASONS = {
    Course.INSIDE: (ChangeKind.DOUBTFUL, reasons.INSIDE),
    Course.SAME_LENGTH: (ChangeKind.MOVED, reasons.SAME_LENGTH),
    Course.SAME_DATE: (ChangeKind.CHANGED, reasons.SAME_DATE),
    Course.DEADLINE: (ChangeKind.CHANGED, reasons.DEADLINE),
    Course.WHOLE_MONTHS: (ChangeKind.CHANGED, reasons.WHOLE_MONTHS),
    Course.NO_SUCH_DAY: (ChangeKind.DOUBTFUL, reasons.NO_SUCH_DAY),
    Course.FIXED: (ChangeKind.CHANGED, reasons.FIXED),
    Course.COMPUTED: (ChangeKind.CHANGED, reasons.COMPUTED),
    Course.DISTANCE: (ChangeKind.MOVED, reasons.DISTANCE),
    Course.SCHOOL_DAY: (ChangeKind.MOVED, reasons.SCHOOL_DAY),
    Course.SAME_SIDE: (ChangeKind.MOVED, reasons.SAME_SIDE),
    Course.ON_THE_DAY: (ChangeKind.MOVED, reasons.ON_THE_DAY),
    Course.BREAK: (ChangeKind.CHANGED, reasons.BREAK),
}
_WORD = pattern_of(r"[^\W\d_]+")
# Numbers of classes, lessons, groups and counts are not times.
_COUNT = r"kl|klas|gr|pam|asm|mok|kab|kart|pratyb|ak\.|u\.|k\.|val\.?\s+per"
_OF_PUPILS = pattern_of(rf"[\s.)]*(?:[-‐‑–−,]?\s*\d+\s*)*[a-z]?\s*(?:{_COUNT})", re.IGNORECASE)
_COUNTED = pattern_of(rf"\d\s*[a-z]?\s*(?:{_COUNT})|Nr\.", re.IGNORECASE)
_LEFT_OUT = {Days.MONTH: reasons.ONLY_MONTH, Days.BLANK: reasons.LEFT_BLANK}
_WITH_NAMED_DAY = {Course.FIXED, Course.COMPUTED, Course.DISTANCE, Course.SCHOOL_DAY, Course.ON_THE_DAY}


def roll_timing(text: Text, shift: Shift, days: Days, title: str = "") -> Rolled:
    """*text*, a timing of the old period, in the new one; the *title* of its activity may name a day."""
    words = str(text)
    meaning = understand(words, shift.old)
    if not meaning.dated:
        return Rolled(text, tuple(_not_read(words, meaning, shift)))
    ranges = _ranges(meaning, shift.old)
    outside = [_outside(each, shift.old) for each in ranges]
    if all(outside):
        kept = not any(_outside(each, shift.new) for each in _ranges(meaning, shift.new))
        return Rolled(text, (_doubt(reasons.OUTSIDE_KEPT if kept else reasons.OUTSIDE_LEFT, words),))
    placed = targets_of(meaning, words, shift, days, title)
    written = _written(text, meaning, placed, shift, days)
    if written is None:
        return Rolled(text, (_doubt(reasons.NOT_REWRITTEN, words),))
    rolled, read = written
    new = str(rolled)
    changes = [*_moves(placed, shift, days, same=words == new), *_doubts(words, meaning, placed, shift, days)]
    changes += _unknown_breaks(read, shift)
    left = (words[month.start : day.stop] for month, day in _extra_days(meaning))
    changes += [_doubt(reasons.LEFT_ALONE, words=part) for part in left if part in new]
    ends = [each[1:] for each, (_, _, last) in zip(ranges, meaning.dated, strict=True) if each and last]
    if any(outside) or any(_outside(end, shift.old) for end in ends):
        changes.append(_doubt(reasons.PART_OUTSIDE))
    return Rolled(rolled, tuple(replace(change, old=words, new=new) for change in changes))


def _doubt(reason: str, left: str = "", **arguments: object) -> Change:
    """A doubt about words that are *left* as they are, or that get their old and new words later."""
    return Change(kind=ChangeKind.DOUBTFUL, reason=reason, old=left, new=left, arguments=arguments)


def _ranges(meaning: Understood, period: Period) -> list[tuple[dt.date, ...] | None]:
    """The first and the last day of each item, where they are known."""
    found: list[tuple[dt.date, ...] | None] = []
    for _item, first, last in meaning.dated:
        days = bounds(Timing(edtf=f"{first.first}/{(last or first).last}"), period) if first.first else None
        found.append((days[0], days[1]) if days and days[0] and days[1] else None)
    return found


def _outside(days: tuple[dt.date, ...] | None, period: Period) -> bool:
    """Whether none of *days* is in *period*; not where they are not known."""
    return days is not None and (days[-1] < period.first or days[0] > period.last)


def _not_read(words: str, meaning: Understood, shift: Shift) -> Iterator[Change]:
    """A doubt about words that may be a time of the old period and were not understood."""
    named = any(str(year) in words for year in shift.old_years)
    unread = list(_unread(words, meaning))
    if meaning.problem or (not meaning.anything and (named or unread)):
        yield _doubt(reasons.NOT_UNDERSTOOD, words)
    else:
        yield from (_doubt(reasons.PARTLY_UNREAD, words, words=each) for each in unread)


def _unread(words: str, meaning: Understood) -> Iterator[str]:
    """The unread words of a timing in which a number or a month may be a time."""
    for start, stop in meaning.unread:
        part = words[start:stop].strip()
        months = any(fold(word) in MONTH_OF for word in _WORD.findall(part))
        numbers = any(letter.isdigit() for letter in part) and not _OF_PUPILS.match(words, stop)
        if (months or numbers) and not _COUNTED.search(part):
            yield part


def _written(
    text: Text, meaning: Understood, placed: Sequence[ItemTargets], shift: Shift, days: Days
) -> tuple[Text, Understood] | None:
    """The first wording that reads back as meant, and how it reads."""
    days_known = all(expected(target, days) for each in placed if each.move for target in each.targets)
    for write in (rewritten, officially) if days_known else (rewritten,):
        new = write(text, meaning, placed, days)
        if any(_extra_days(meaning)):
            new = _with_extra_days(new, shift)
        read = understand(str(new), shift.new)
        if _agrees(read, meaning, placed, shift, days):
            return new, read
    return None


def _agrees(new: Understood, old: Understood, placed: Sequence[ItemTargets], shift: Shift, days: Days) -> bool:
    """Whether *new* is what was meant."""
    if new.problem or (shift.alike and new.clock != old.clock):
        return False
    part = [end.first for _, first, last in new.dated for end in (first, last) if end]
    meant = [expected(target, days) for each in placed for target in each.targets]
    if days is Days.MONTH:  # days of one month have become one month
        part, meant = list(dict.fromkeys(part)), list(dict.fromkeys(meant))
    return len(part) == len(meant) and all(
        want is None or have.startswith(want) for have, want in zip(part, meant, strict=True)
    )


def _moves(placed: Sequence[ItemTargets], shift: Shift, days: Days, *, same: bool) -> Iterator[Change]:
    """What was changed, a reason an entry; the new year or time alone where no day has another reason.

    Nothing where the words are the *same* and no day is in doubt.
    """
    found: dict[tuple[ChangeKind, str, str], list[str]] = {}
    left_out = days in _LEFT_OUT and any(target.plain for each in placed for target in each.targets)
    for move in days_of(placed):
        if move.goes.course is Course.UNKNOWN or not (move.goes.settled or days not in _LEFT_OUT):
            continue
        if _other_day(move) or move.goes.course not in {Course.NEAREST_WEEKDAY, Course.SAME_LENGTH}:
            found.setdefault(_reason(move.goes), []).append(_days_words(move))
    if same and not any(kind is ChangeKind.DOUBTFUL for kind, _, _ in found):
        return
    if left_out:
        yield Change(kind=ChangeKind.MOVED, reason=_LEFT_OUT[days])
    for (kind, reason, name), pairs in found.items():
        yield Change(kind=kind, reason=reason, days=", ".join(pairs), arguments={"name": name} if name else {})
    if not found and not left_out:
        yield Change(kind=ChangeKind.CHANGED, reason=reasons.TIME if shift.months else reasons.YEAR)


def _reason(goes: Goes) -> tuple[ChangeKind, str, str]:
    """What a move asks of the reader, why it was made, and the named day that it depends on."""
    if goes.course is Course.NEAREST_WEEKDAY:
        return ChangeKind.MOVED, reasons.NEAREST_WEEKDAY[goes.first.weekday()], ""
    if goes.course is Course.FIXED and not goes.name:
        return ChangeKind.CHANGED, reasons.KEPT_DATE, ""
    kind, reason = _REASONS[goes.course]
    return kind, reason, goes.name if "{name}" in reason else ""


def _other_day(move: Move) -> bool:
    """Whether more than the year of a day differs."""
    old, new = (move.first, move.last), (move.goes.first, move.goes.last)
    return any((a.month, a.day) != (b.month, b.day) for a, b in zip(old, new, strict=True))


def _days_words(move: Move) -> str:
    if move.first == move.last:
        return f"{move.first} → {move.goes.first}"
    return f"{move.first} – {move.last} → {move.goes.first} – {move.goes.last}"


def _doubts(
    words: str, meaning: Understood, placed: Sequence[ItemTargets], shift: Shift, days: Days
) -> Iterator[Change]:
    for mark, _target, old in marked(meaning, placed):
        if mark.number != old.isoweekday():
            yield _doubt(reasons.WRONG_WEEKDAY, day=old.isoformat())
    yield from (_doubt(reasons.PARTLY_UNREAD, words=part) for part in _unread(words, meaning))
    for move in days_of(placed):
        if days not in _LEFT_OUT or move.goes.settled:
            yield from doubts(move.goes, shift)


def _unknown_breaks(meaning: Understood, shift: Shift) -> Iterator[Change]:
    """A doubt where a break is named whose dates are not known."""
    blank = (item.first.text for item, first, _ in meaning.dated if item.first.kind is K.BREAK and not first.first)
    named = {Break(text.removeprefix("break:")) for text in blank}
    autumns = (autumn_of(shift.new.first), autumn_of(shift.new.last))
    if any(not any(shift.school_break(which, autumn) for autumn in autumns) for which in named):
        yield _doubt(reasons.BREAK_UNKNOWN)


def _extra_days(meaning: Understood) -> Iterator[tuple[Element, Element]]:
    """The months and days of *meaning* that are in none of its dates."""
    spans = [(point.start, point.stop) for item, _, _ in meaning.dated for point in item.points]
    outside_dates = [
        element
        for element in meaning.elements
        if not any(start <= element.start and element.stop <= stop for start, stop in spans)
    ]
    for month, day in pairwise(outside_dates):
        if month.kind is K.MONTH and day.kind is K.DAY and month.number and day.number > 0:
            yield month, day


def _with_extra_days(text: Text, shift: Shift) -> Text:
    """*text*, whose dates are those of the new period, with the days in brackets after a feast moved with it."""
    words = str(text)
    edits: list[Edit] = []
    for month, day in _extra_days(understand(words, shift.old)):
        new = _feast_day(month, day, words, shift)
        if new is None:
            continue
        written, number = (words[part.start : part.stop] for part in (month, day))
        edits.append(Edit(month.start, month.stop, month_like(written, month.number, new.month)))
        edits.append(Edit(day.start, day.stop, day_like(number, new.day, padded=written.isdigit())))
    return edited(text, edits)


def _feast_day(month: Element, day: Element, words: str, shift: Shift) -> dt.date | None:
    """The new day of the feast that *words* name and that the extra day was in the old period."""
    for year in shift.old_years:
        try:
            old = dt.date(year, month.number, day.number)
        except ValueError:
            continue
        goes = day_goes(old, shift, Days.WEEKDAY, words[: month.start] + words[day.stop :])
        if goes.course in _WITH_NAMED_DAY and shift.old.first <= old <= shift.old.last:
            return goes.first
    return None


_SATURDAY = 6
_OF_DOUBTS = {
    Doubt.OTHER_MONTH: reasons.OTHER_MONTH,
    Doubt.SEVERAL_DAYS: reasons.SEVERAL_DAYS,
    Doubt.UNSURE: reasons.UNSURE,
    Doubt.FORMER: reasons.FORMER,
    Doubt.UNLISTED: reasons.UNLISTED,
    Doubt.ANNOUNCED: reasons.ANNOUNCED,
    Doubt.UNKNOWN_BREAK: reasons.BREAK_UNKNOWN,
    Doubt.NOT_THERE: reasons.NOT_THERE,
}
_ON_ITS_DAY = {Course.FIXED, Course.COMPUTED}
_NOT_FLAGGED = {Course.WHOLE_MONTHS, Course.BREAK, Course.UNKNOWN}


def doubts(goes: Goes, shift: Shift) -> Iterator[Change]:
    """What a person must decide about the days of *goes*."""
    for each in goes.doubts:
        reason = _OF_DOUBTS[each]
        yield _doubt(reason, name=goes.name) if "{name}" in reason else _doubt(reason)
    if goes.course in _NOT_FLAGGED or Doubt.UNKNOWN_BREAK in goes.doubts:
        return
    if goes.course is Course.DEADLINE:
        if not is_school_day(goes.first):
            before = school_day_near(goes.first, -1)
            yield _doubt(reasons.DEADLINE_FREE, day=goes.first.isoformat(), before=before.isoformat())
        return
    for day in dict.fromkeys((goes.first, goes.last)):
        yield from _flags(day, goes, shift)


def _flags(day: dt.date, goes: Goes, shift: Shift) -> Iterator[Change]:
    """The doubts about *day*; none where it is the holiday, or of the weekday, that it is named for."""
    on_its_day = goes.course in _ON_ITS_DAY and Doubt.UNLISTED not in goes.doubts
    holiday = public_holiday(day)
    if day.isoweekday() >= _SATURDAY and goes.course not in {Course.COMPUTED, Course.DISTANCE} and not holiday:
        weekday = reasons.SATURDAY if day.isoweekday() == _SATURDAY else reasons.SUNDAY
        yield _doubt(reasons.WEEKEND, day=day.isoformat(), weekday=weekday)
    if holiday and not on_its_day:
        yield _doubt(reasons.HOLIDAY, day=day.isoformat(), name=holiday)
    elif not on_its_day and (other := day_by_date(day)):
        yield _doubt(reasons.ON_NAMED_DAY, day=day.isoformat(), name=other.name)
    for which in Break:
        known = shift.school_break(which, autumn_of(day))
        if known and known[0] <= day <= known[1]:
            first, last = (each.isoformat() for each in known)
            yield _doubt(reasons.IN_BREAK, day=day.isoformat(), first=first, last=last)


def breaks_unknown(shift: Shift) -> Iterator[Change]:
    """A doubt about the new period where no break of its first or last school year is known."""
    if shift.new.kind is PeriodKind.DAY:
        return
    years = {autumn_of(shift.new.first), autumn_of(shift.new.last)}
    unknown = sorted(year for year in years if not any(shift.school_break(which, year) for which in Break))
    if unknown:
        yield _doubt(reasons.BREAKS_UNKNOWN, years=", ".join(f"{year}–{year + 1}" for year in unknown))
