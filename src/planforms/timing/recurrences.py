"""What comes again: ``kas antrą trečiadienį``, ``2 k. per mėn.``, ``penktadieniais``, ``ketvirčio pabaigoje``.

A recurrence element holds the frequency (RFC 5545) in ``text``, the interval in ``number`` and the weekdays, a bit each
from Monday, in ``second``.
"""

from collections.abc import Mapping

from planforms.timing.elements import Element, Weight
from planforms.timing.lexer import Sign
from planforms.timing.parts import PartKind
from planforms.timing.scan import Scan
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
# A unit without „per“ is in the locative: kartą metuose.
_LOCATIVES = {"metuose", "menesyje", "savaiteje", "ketvirtyje", "pusmetyje", "trimestre", "dienoje"}
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
    if scan.kind(here) in COUNTS and 0 < scan.tokens[here].value <= _MOST_TIMES:
        if scan.kind(here + 1) is Sense.MONTH_UNIT and scan.kind(here + 2) in {Sense.WEEKDAY, Sense.WEEK, Sense.DAY}:
            return scan.add(PartKind.FILLER, at, at, Weight.FIRM)
        interval, here = scan.tokens[here].value, here + 1
        if scan.kinds(here, Sign.DASH, Sign.NUMBER):
            interval, here = max(interval, scan.tokens[here + 1].value), here + 2
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
    count = 1
    if scan.kind(here) in COUNTS:
        count, here = scan.tokens[here].value, here + 1
        if scan.kind(here) is Sign.DASH and scan.kind(here + 1) in COUNTS:
            count, here = min(count, scan.tokens[here + 1].value), here + 2
    return _times(scan, at, here, count) if scan.kind(here) is Sense.TIMES else 0


def times(scan: Scan, at: int) -> int:
    """``kartą per savaitę``."""
    return _times(scan, at, at, 1)


def _times(scan: Scan, start: int, at: int, count: int) -> int:
    here, per = at + 1, scan.kind(at + 1) in {Sense.PER, Sense.INTO, Sign.SLASH}
    if per:
        here += 1
    among = 1
    if per and scan.kind(here) in COUNTS:
        among, here = scan.tokens[here].value, here + 1
    if scan.kind(here) is Sense.EACH:
        here += 1
    school = scan.kind(here) is Sense.SCHOOL
    unit = scan.tokens[here + school]
    if unit.kind not in _FREQUENCIES or not (per or unit.text in _LOCATIVES):
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
    return _recurs(scan, start, here, *_spacing(count, among, unit.kind))


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
    """``ketvirčio pabaigoje``, ``mėnesio pirmąjį penktadienį``."""
    unit, after = scan.tokens[at], scan.tokens[at + 1]
    of_ordinal = after.kind is Sense.ORDINAL and scan.kind(at + 2) in {Sense.WEEKDAY, Sense.WEEK, Sense.DAY}
    if after.kind is Sense.EDGE or (unit.kind is Sense.MONTH_UNIT and of_ordinal):
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
        return _recurs(scan, at, at, "WEEKLY", 1, 1 << token.value - 1, Weight.LIGHT)
    if token.kind is Sense.WEEKEND:
        return _recurs(scan, at, at, "WEEKLY", 1, _WEEKEND, Weight.LIGHT)
    if scan.tokens[at + 1].text != "dienomis":
        return 0
    return _recurs(scan, at, at + 1, "WEEKLY", 1, _WORKING_DAYS, Weight.LIGHT)


def _recurs(  # noqa: PLR0913, PLR0917 - the parts of one rule
    scan: Scan, at: int, last: int, frequency: str, interval: int, days: int = 0, weight: Weight = Weight.FIRM
) -> int:
    start, stop = scan.tokens[at].start, scan.tokens[last].stop
    scan.out.append(Element(PartKind.RECURRENCE, start, stop, interval, days, frequency, weight))
    return last + 1
