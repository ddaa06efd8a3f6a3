"""Dates and years in digits: ``2023-10-19``, ``2023 m.``, ``2023–2024 m. m.``, ``09-01``."""

import re

from planforms.timing.elements import Element, Weight
from planforms.timing.lexer import Sign
from planforms.timing.parts import PartKind
from planforms.timing.recognisers.counted import UNITS
from planforms.timing.recognisers.scan import Scan
from planforms.timing.words import Sense

_LAST_MONTH = 12
_FIRST_SURE_MONTH = 9  # a smaller Roman numeral may be a quarter, a weekday or a class
_DASHES = re.compile("[-–—]")


def date(scan: Scan, at: int) -> int:
    """A day or a month with its year in digits; ``2011-12 m. m.`` is school years."""
    token = scan.tokens[at]
    year, month, day = token.date
    if year is None or month is None:
        return 0
    if day is None and (month.value > _LAST_MONTH or scan.kinds(at + 1, Sense.YEAR, Sense.YEAR)):
        return _short_school_years(scan, at)
    if day and month.value < day.value <= _LAST_MONTH and len(set(_DASHES.findall(token.text))) > 1:
        scan.ambiguous = True  # 2026-10–11 may be two months
    # A bare month in digits may be a number of something: 2023-10 is light, 2023-10 mėn. is not.
    weight = Weight.FIRM if day else Weight.LIGHT
    parts = [Element(PartKind.YEAR, year.start, year.stop, year.value, weight=weight)]
    parts.append(Element(PartKind.MONTH, month.start, month.stop, month.value, weight=weight))
    if day:
        blank = "" if day.value or token.text[-1].isdigit() else "XX"
        parts.append(Element(PartKind.DAY, day.start, day.stop, day.value, text=blank, weight=weight))
    scan.out += parts
    if scan.kind(at + 1) is (Sense.DAY if day else Sense.MONTH_UNIT):
        scan.out[-1].weight = max(weight, Weight.MEDIUM)
        scan.out[-1].end = scan.end(at + 1)
        return at + 2
    return at + 1


def _short_school_years(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    year, second = token.date[0], token.date[1]
    if year is None or second is None or (year.value + 1) % 100 != second.value:
        return 0
    scan.out.append(Element(PartKind.SCHOOL_YEARS, token.start, token.stop, year.value, year.value + 1))
    return _year_unit(scan, at + 1)


def year(scan: Scan, at: int) -> int:
    """``2023 m.``, ``2023–2024 m. m.``, and ``20232024 m. m.`` that has lost its dash."""
    token, after, last = scan.tokens[at : at + 3]
    if token.kind is not Sign.NUMBER:
        return 0
    glued, second = divmod(token.value, 10_000)
    if scan.is_year(glued) and second == glued + 1:
        return _school_years(scan, at, at, (glued, second))
    if not scan.is_year(token.value) or after.kind is Sense.HOUR:
        return 0
    if after.kind in {Sign.DASH, Sign.SLASH} and last.kind is Sign.NUMBER and scan.is_year(last.value):
        return _school_years(scan, at, at + 2, (token.value, last.value)) if token.value < last.value else 0
    scan.out.append(Element(PartKind.YEAR, token.start, token.stop, token.value))
    if after.kind is Sign.DASH and last.kind is Sign.ROMAN:
        return at + 2  # 2026-X-14
    if _month_follows(scan, at + 1):
        scan.out.append(Element(PartKind.MONTH, after.start, after.stop, after.value))
        return at + 2
    return _year_unit(scan, at + 1)


def _month_follows(scan: Scan, at: int) -> bool:
    """Whether a month in two digits follows a year, ``2023 09``, and nothing that it counts or begins."""
    month, after, last = scan.tokens[at : at + 3]
    if month.kind is not Sign.NUMBER or len(month.text) != 2 or not 1 <= month.value <= _LAST_MONTH:  # noqa: PLR2004
        return False
    if after.kind in {Sign.DASH, Sense.UNTIL}:
        return last.kind is Sign.DATE or (last.kind is Sign.NUMBER and scan.is_year(last.value))
    return after.kind in {Sign.NOTHING, Sign.COMMA, Sign.CLOSE}


def _school_years(scan: Scan, at: int, last: int, years: tuple[int, int]) -> int:
    scan.out.append(Element(PartKind.SCHOOL_YEARS, scan.tokens[at].start, scan.tokens[last].stop, *years))
    return _year_unit(scan, last + 1)


def _year_unit(scan: Scan, at: int) -> int:
    """Past ``m.``, ``m. m.``, ``mokslo metai`` after a year; the last two make the years school years."""
    if scan.kind(at) is Sense.SCHOOL and scan.kind(at + 1) is Sense.YEAR:
        scan.out[-1].text = "school"
        at += 2
    elif scan.kind(at) is Sense.YEAR:
        at += 1
        if scan.tokens[at].kind is Sense.YEAR and scan.tokens[at].text == "m":
            scan.out[-1].text = "school"
            at += 1
    if scan.kind(at) is Sense.COURSE:
        at += 1
    scan.out[-1].end = scan.end(at - 1)
    return at


def month_and_day(scan: Scan, at: int) -> int:
    """A short date of two digits each: ``09-01``; where nothing else is said, ``09 01``, ``09 – 01``, ``10/14`` too."""
    month, joint, day = scan.tokens[at : at + 3]
    if joint.kind is Sign.NUMBER:
        day = joint
    after = at + (2 if joint.kind is Sign.NUMBER else 3)
    two = len(month.text) == len(day.text) == 2  # noqa: PLR2004 - two digits each
    if month.kind is not Sign.NUMBER or day.kind is not Sign.NUMBER or not two:
        return 0
    if not scan.is_day(month.value, day.value) or scan.after_month:
        return 0
    glued = joint.kind is Sign.DASH and month.stop == joint.start and joint.stop == day.start
    if not glued and not (_alone(scan, at, after) and joint.kind in {Sign.DASH, Sign.SLASH, Sign.NUMBER}):
        return 0
    if scan.month and month.value <= day.value:
        # In a month's plan 06–10 are its days; 10-12 in October's may be one as well.
        scan.ambiguous = scan.ambiguous or (month.value == scan.month and scan.kind(after) is Sign.NOTHING)
        return 0
    if joint.kind is Sign.SLASH and day.value <= _LAST_MONTH and month.value != day.value:
        scan.ambiguous = True  # 10/07 may be the tenth of July
        return 0
    if scan.kind(after) in UNITS and (month.value <= day.value or scan.kind(after) is not Sense.DAY):
        # 10-14 d. with no month: the fourteenth of October, or five days of a month that is said elsewhere
        of_nothing = scan.kind(after) is Sense.DAY and not scan.seen_month
        scan.ambiguous = scan.ambiguous or of_nothing
        return 0
    scan.short_date(month, day)
    return after + (scan.kind(after) is Sense.DAY)


def _alone(scan: Scan, at: int, after: int) -> bool:
    """Whether nothing but a unit stands before *at* and after *after*."""
    return at == 0 and scan.kind(after + (scan.kind(after) is Sense.DAY)) is Sign.NOTHING


def roman_month(scan: Scan, at: int) -> int:
    """A month in Roman numerals and its day, ``X.14``, ``IX-15``, ``2026 X 14``; ``IX–XII`` are months too."""
    month, after = scan.tokens[at], scan.tokens[at + 1]
    day, here = (after, at + 1) if after.kind is Sign.NUMBER else (scan.tokens[at + 2], at + 2)
    joint = after.kind is Sign.DASH and month.stop == after.start and after.stop == day.start
    stop = after.kind is Sign.NUMBER and after.start == month.stop + 1
    surely = month.value >= _FIRST_SURE_MONTH or _after_year(scan)
    two = len(day.text) == 2  # noqa: PLR2004 - two digits
    if month.kind is Sign.ROMAN and day.kind is Sign.NUMBER and (joint or stop) and (surely or two):
        counted = scan.kind(here + 1) in {Sign.WORD, Sense.HOUR}
        if scan.is_day(month.value, day.value) and not counted and not scan.after_month and (surely or not scan.out):
            scan.short_date(month, day)
            return here + 1 + (scan.kind(here + 1) is Sense.DAY)
    last = scan.tokens[at + 2]
    ranged = at == 0 and scan.length == 3 and after.kind in {Sign.DASH, Sign.COMMA}  # noqa: PLR2004 - two and their link
    if ranged and last.kind is Sign.ROMAN and max(month.value, last.value) >= _FIRST_SURE_MONTH:
        for token in (month, last):
            scan.out.append(Element(PartKind.MONTH, token.start, token.stop, token.value))
        scan.out.insert(
            1, Element(PartKind.RANGE if after.kind is Sign.DASH else PartKind.COMMA, after.start, after.stop)
        )
        return at + 3
    return 0


def _after_year(scan: Scan) -> bool:
    return bool(scan.out) and scan.out[-1].kind is PartKind.YEAR
