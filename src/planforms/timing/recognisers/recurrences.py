"""What comes again: ``kas antrą trečiadienį``, ``2 k. per mėn.``, ``penktadieniais``, ``ketvirčio pabaigoje``.

A recurrence element holds the frequency (RFC 5545) in ``text``, the interval in ``number`` and the weekdays, a bit each
from Monday, in ``second``.
"""

from collections.abc import Mapping

from planforms.timing.lexer import Scan, Sign
from planforms.timing.parts import PartKind, Weight
from planforms.timing.words import Sense

_FREQUENCIES: Mapping[Sign | Sense, tuple[str, int]] = {
    Sense.DAY: ("DAILY", 1),
    Sense.WEEK: ("WEEKLY", 1),
    Sense.MONTH_UNIT: ("MONTHLY", 1),
    Sense.QUARTER: ("MONTHLY", 3),
    Sense.TRIMESTER: ("MONTHLY", 3),
    Sense.HALF_YEAR: ("MONTHLY", 6),
    Sense.YEAR: ("YEARLY", 1),
}
_WORKING_DAYS, _WEEKEND = 0b0011111, 0b1100000
COUNTS = {Sense.COUNT, Sense.ORDINAL, Sign.NUMBER}
_HEDGES = {Sense.NOT, Sense.HEDGE, Sense.UNTIL, Sense.ABOUT}
_PER = {Sense.PER, Sense.INTO, Sign.SLASH}
_CROSSES = {"x", "X", "×"}  # 2 x per metus
# A unit without „per“ is in the locative, kartą metuose, or short: 1 k. mėn.
_WITHOUT_PER = {
    *("metuose", "menesyje", "savaiteje", "ketvirtyje", "pusmetyje", "trimestre", "dienoje"),
    *("men", "sav", "ketv", "pusm", "trim"),
}
_OF_MONTH = {Sense.WEEKDAY, Sense.WEEK, Sense.DAY}
_LONGEST_HEDGE = 4
_MOST_TIMES = 99
_MONTHS, _WEEKS_IN_YEAR, _WEEKS_IN_MONTH, _DAYS_IN_WEEK = 12, 52, 4, 7


def every(scan: Scan, at: int) -> int:
    """``kas savaitę``, ``kas antrą trečiadienį``, ``kiekvieno mėnesio``, ``kasmet``."""
    token = scan.tokens[at]
    if token.kind is Sense.ADVERB:
        frequency, interval = _FREQUENCIES[Sense(token.value)]
        return _recurs(scan, at, at, frequency, interval, weight=Weight.MEDIUM)
    here, interval = at + 1, 1
    if scan.kind(here) in COUNTS and scan.kind(here + 1) is Sense.MONTH_UNIT and scan.kind(here + 2) in _OF_MONTH:
        return scan.add(PartKind.FILLER, at, at, Weight.FIRM)
    if scan.kind(here) in COUNTS and 0 < scan.tokens[here].value <= _MOST_TIMES:
        interval, here = scan.tokens[here].value, here + 1
        if scan.kinds(here, Sign.DASH, Sign.NUMBER):
            interval, here = max(interval, scan.tokens[here + 1].value), here + 2
    if scan.kinds(here, Sense.MONTH_UNIT, Sense.WEEKDAY) and here == at + 1 and token.kind is Sense.EACH:
        here += 1  # kiekvieną mėnesio trečiadienį
    if scan.kind(here) in {Sense.MONTH, Sense.SEASON} and here == at + 1:
        return _recurs(scan, at, at, "YEARLY", 1)  # kiekvieną rudenį: the season stays a date
    return _every_unit(scan, at, here, interval)


def _every_unit(scan: Scan, start: int, at: int, interval: int) -> int:
    """The unit at *at* of a recurrence that begins at *start*."""
    if scan.kinds(at, Sense.WORKING, Sense.DAY):
        return _recurs(scan, start, at + 1, "WEEKLY", 1, _WORKING_DAYS)
    here = at + 1 if scan.kind(at) is Sense.SCHOOL else at
    unit = scan.tokens[here]
    if unit.kind is Sense.WEEKDAY:
        return _recurs(scan, start, here, "WEEKLY", interval, 1 << unit.value - 1)
    if scan.kinds(here, Sense.PART, Sense.YEAR):
        return _recurs(scan, start, here + 1, *_FREQUENCIES[Sense.HALF_YEAR])
    if unit.kind not in _FREQUENCIES:
        return 0
    if unit.kind is Sense.YEAR and scan.kind(here + 1) is Sense.EDGE:
        return _recurs(scan, start, at - 1, "YEARLY", interval)  # kiekvienų metų pabaigoje: the year's end is a date
    frequency, units = _FREQUENCIES[unit.kind]
    _mark_terms(scan, here)
    if unit.kind is Sense.YEAR and scan.tokens[here + 1].text == "m":
        here += 1
    return _recurs(scan, start, here, frequency, units * interval)


def hedged(scan: Scan, at: int) -> int:
    """A count of times, with what goes before it: ``ne rečiau kaip du kartus per metus``."""
    here = at
    while here < at + _LONGEST_HEDGE and scan.kind(here) in _HEDGES:
        here += 1
    if scan.kind(here) in {Sense.EVERY, Sense.EACH, Sense.ADVERB}:
        return scan.add(PartKind.FILLER, at, here - 1)
    count, here = _count(scan, here)
    return _times(scan, at, here, count) if _is_times(scan, here) else 0


def _count(scan: Scan, at: int) -> tuple[int, int]:
    """How many times, the fewer of a range, and the index after it; 1 where *at* is not a number."""
    if scan.kind(at) not in COUNTS:
        return 1, at
    count = scan.tokens[at].value
    if scan.kind(at + 1) is Sign.DASH and scan.kind(at + 2) in COUNTS:
        return min(count, scan.tokens[at + 2].value), at + 3
    return count, at + 1


def per(scan: Scan, at: int) -> int:
    """``per mokslo metus 2 kartus``."""
    here = at + 2 if scan.kind(at + 1) is Sense.SCHOOL else at + 1
    unit, counted = scan.tokens[here], here + 1
    while counted < here + _LONGEST_HEDGE and scan.kind(counted) in _HEDGES:
        counted += 1
    count, last = _count(scan, counted)
    if unit.kind not in _FREQUENCIES or not _is_times(scan, last) or not 0 < count <= _MOST_TIMES:
        return 0
    if last == counted and not scan.tokens[last].value:
        return 0
    end = _recurs(scan, at, last, *_spacing(count, 1, unit.kind))
    scan.out[-1].count = count
    return end


def _is_times(scan: Scan, at: int) -> bool:
    return scan.kind(at) is Sense.TIMES or scan.tokens[at].text in _CROSSES


def times(scan: Scan, at: int) -> int:
    """``kartą per savaitę``; „kartus per savaitę“ does not show how many."""
    return _times(scan, at, at, 1) if scan.tokens[at].value else 0


def _times(scan: Scan, start: int, at: int, count: int) -> int:
    here = at + 1
    while here < at + 3 and scan.kind(here) in _PER:  # 2 k./per metus
        here += 1
    per = here > at + 1
    among = 1
    if per and scan.kind(here) in COUNTS:
        among, here = scan.tokens[here].value, here + 1
    if scan.kind(here) is Sense.EACH:
        here += 1
    school = scan.kind(here) is Sense.SCHOOL
    unit = scan.tokens[here + school]
    if unit.kind not in _FREQUENCIES or not (per or unit.text in _WITHOUT_PER):
        return 0
    if not (0 < count <= _MOST_TIMES and 0 < among <= _MONTHS):
        return 0
    here += school
    if unit.text == "m" and not school:
        if scan.tokens[here + 1].text == "m":
            here += 1
        elif not scan.long:
            # „k/m“ is a year's or a month's; only a plan of several years counts by years for certain.
            scan.ambiguous = True
    end = _recurs(scan, start, here, *_spacing(count, among, unit.kind))
    scan.out[-1].count = count
    return end


def _spacing(count: int, among: int, unit: Sign | Sense) -> tuple[str, int]:
    """The nominal rule of *count* times in *among* units: RRULE can not say „twice a year, any time“."""
    frequency, interval = _FREQUENCIES[unit]
    interval *= among
    if count == 1:
        return frequency, interval
    if frequency == "YEARLY":
        frequency, interval = "MONTHLY", interval * _MONTHS
    if frequency == "MONTHLY" and count > interval:
        weeks = interval * _WEEKS_IN_MONTH if interval < _MONTHS else interval * _WEEKS_IN_YEAR // _MONTHS
        frequency, interval = "WEEKLY", weeks
    if frequency == "WEEKLY" and count > interval:
        frequency, interval = "DAILY", interval * _DAYS_IN_WEEK
    return frequency, max(1, interval // count)


def unit_first(scan: Scan, at: int) -> int:
    """``ketvirčio pabaigoje``, ``mėnesio pirmąjį penktadienį``, ``mėnesio 5 d.``."""
    unit, after = scan.tokens[at], scan.tokens[at + 1]
    of_ordinal = after.kind is Sense.ORDINAL and scan.kind(at + 2) in _OF_MONTH
    of_number = after.kind is Sign.NUMBER and scan.kind(at + 2) is Sense.DAY and unit.text in {"men", "menesio"}
    if after.kind is Sense.EDGE or (unit.kind is Sense.MONTH_UNIT and (of_ordinal or of_number)):
        frequency, interval = _FREQUENCIES[unit.kind]
        end = _recurs(scan, at, at, frequency, interval)
        scan.out[-1].weight = Weight.MEDIUM
        _mark_terms(scan, at)
        return end
    return 0


def _mark_terms(scan: Scan, at: int) -> None:
    """Take note of ``trimestro pabaigoje``: the terms of a school end in June, its year in August."""
    of_term = scan.kind(at) in {Sense.TRIMESTER, Sense.HALF_YEAR}
    scan.terms = scan.terms or (of_term and scan.kind(at + 1) is Sense.EDGE)


def weekdays(scan: Scan, at: int) -> int:
    """``penktadieniais``, ``darbo dienomis``, ``savaitgaliais``."""
    token = scan.tokens[at]
    if token.kind is Sense.WEEKDAYS:
        return _recurs(scan, at, at, "WEEKLY", 1, 1 << token.value - 1, Weight.MEDIUM)
    if token.kind is Sense.WEEKEND:
        return _recurs(scan, at, at, "WEEKLY", 1, _WEEKEND, Weight.MEDIUM)
    if scan.tokens[at + 1].text != "dienomis":
        return 0
    return _recurs(scan, at, at + 1, "WEEKLY", 1, _WORKING_DAYS, Weight.MEDIUM)


def _recurs(  # noqa: PLR0913, PLR0917 - the parts of one rule
    scan: Scan, at: int, last: int, frequency: str, interval: int, days: int = 0, weight: Weight = Weight.FIRM
) -> int:
    return scan.add(PartKind.RECURRENCE, at, last, weight, number=interval, second=days, text=frequency)
