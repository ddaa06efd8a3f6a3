"""Numbers: dates in digits (``2023-10-19``, ``09-01``, ``X.14``) and numbers that a unit counts.

``5, 12 ir 19 d.``, ``I–II ketv.`` and ``paskutinis spalio penktadienis`` are a list or range of numerals and the unit
that says what they are.
"""

from collections.abc import Mapping

from planforms.remembered import pattern_of
from planforms.timing.lexer import LINKS, Scan, Sign, Token
from planforms.timing.parts import Element, PartKind, Weight
from planforms.timing.recognisers.named import pupils_break
from planforms.timing.recognisers.recurrences import hedged
from planforms.timing.words import EDGE_NAMES, END, LAST, START, Sense

_LONGEST_LIST = 31
_MOST_DIGITS = 2
_NUMERALS = {Sign.NUMBER, Sign.ROMAN, Sense.ORDINAL, Sign.BLANK}
# What a unit makes of its numbers, how many there may be, and how sure it is.
UNITS: Mapping[Sign | Sense, tuple[PartKind, int, Weight]] = {
    Sense.DAY: (PartKind.DAY, 99, Weight.FIRM),  # a day past 31 is reported as wrong, not passed over
    Sense.MONTH_UNIT: (PartKind.MONTH, 12, Weight.LIGHT),
    Sense.QUARTER: (PartKind.QUARTER, 4, Weight.MEDIUM),
    Sense.HALF_YEAR: (PartKind.HALF_YEAR, 2, Weight.MEDIUM),
    Sense.TRIMESTER: (PartKind.TRIMESTER, 3, Weight.MEDIUM),
    Sense.WEEK: (PartKind.WEEK, 5, Weight.FIRM),
    Sense.DECADE: (PartKind.FRACTION, 3, Weight.FIRM),
    Sense.PART: (PartKind.FRACTION, 2, Weight.FIRM),
    Sense.WEEKDAY: (PartKind.NTH_WEEKDAY, 5, Weight.FIRM),
    Sense.WEEKDAYS: (PartKind.NTH_WEEKDAY, 5, Weight.FIRM),
}
# Kinds of which there are so many and no more, so that the last has a number.
_COUNTABLE = {PartKind.QUARTER, PartKind.HALF_YEAR, PartKind.TRIMESTER, PartKind.FRACTION}
# Forms that are how long, not when: penkių dienų, 6 mėnesius.
_DURATIONS = {"dienas", "dienu", "menesius", "menesiu", "savaites", "savaiciu", "savaitems"}
_TERMS = (PartKind.HALF_YEAR, PartKind.TRIMESTER, PartKind.QUARTER, PartKind.SCHOOL_YEAR)
_FEMININE = ("oji", "aja", "osios", "oja", "ojoje")
_OF_EVERY_MONTH = {Sense.WEEKDAY, Sense.WEEKDAYS, Sense.WEEK, Sense.DAY}
_OF_MONTH = {*_OF_EVERY_MONTH, Sense.PART, Sense.DECADE}
# Units in the plural: paskutinėmis dienomis is at the end, not on the last day.
_SEVERAL = {"dienomis", "dienas", "savaitemis"}
_EDGES = {1: START, LAST: END}


def ordinal_or_number(scan: Scan, at: int) -> int:
    """An ordinal that counts a unit, or begins a recurrence."""
    return counted(scan, at) or hedged(scan, at) or _number_of_term(scan, at)


def _number_of_term(scan: Scan, at: int) -> int:
    """``1-asis`` before the dates of a trimester: in the masculine it is not a day."""
    text = scan.tokens[at].text
    if not (text[0].isdigit() and text.endswith("asis") and scan.kind(at + 1) in {Sign.NUMBER, Sign.DATE}):
        return 0
    return scan.add(PartKind.UNREAD, at, at, text="label")


def counted(scan: Scan, at: int) -> int:
    """Numerals and their unit; bare numerals only where they follow a month."""
    numerals = _numerals(scan, at) if at >= scan.uncounted else []
    if not numerals:
        return 0
    if end := _week_of_break(scan, numerals):
        return end
    after = numerals[-1] + 1
    here, between = _month_between(scan, after)
    unit = scan.tokens[here]
    lasts = _lasts(scan, numerals, unit)
    if unit.kind not in UNITS or lasts:
        # Nothing counts these numerals, whichever of them one begins at; not to ask again keeps the scan linear.
        scan.uncounted = after
        return 0 if lasts else _days_of_month(scan, numerals)
    kind, most, weight = UNITS[unit.kind]
    if any(scan.tokens[n].value > most for n in numerals) or not _fit(unit, [scan.tokens[n] for n in numerals]):
        return _days_of_month(scan, numerals)
    if kind is PartKind.DAY and scan.kind(numerals[0]) is Sense.ORDINAL and scan.after(*_TERMS):
        return scan.add(PartKind.UNREAD, numerals[0], here, text="day-of-term")  # II pusmečio pirmoji diena
    if between:
        scan.out.append(between)
    elif kind is PartKind.DAY and not scan.after_month and not _after_day(scan):
        weight = Weight.MEDIUM  # 3D spausdinimas
    if kind is PartKind.DAY and scan.kind(here - 1) is Sense.WORKING:
        kind, weight = PartKind.WORKING_DAY, Weight.FIRM
    _append(scan, numerals, kind, unit, weight)
    if unit.text == scan.tokens[here + 1].text == "d":
        here += 1  # 28–29 d. d.
    scan.out[-1].end = scan.end(here)
    return here + 1


def _week_of_break(scan: Scan, numerals: list[int]) -> int:
    """``pirmą savaitę po rudens atostogų``, ``paskutinę savaitę prieš Kalėdų atostogas``."""
    first, week = numerals[0], numerals[0] + 1
    side = scan.kind(week + 1)
    if len(numerals) > 1 or scan.kind(week) is not Sense.WEEK or side not in {Sense.AFTER, Sense.BEFORE}:
        return 0
    number = scan.tokens[first].value
    if (number < 1) is (side is Sense.AFTER):
        return 0
    which = pupils_break(scan, week + 2)
    if not which:
        return 0
    name, last = which
    number = number if side is Sense.AFTER else -1
    return scan.add(PartKind.BREAK, first, last, Weight.FIRM, number=number, text=name)


def _lasts(scan: Scan, numerals: list[int], unit: Token) -> bool:
    """Whether numbers and their unit are how long: 5 dienas, 3 savaites; „2–3 savaitės“ of a month does not."""
    if unit.text not in _DURATIONS or scan.kind(numerals[-1]) is not Sign.NUMBER:
        return False
    return unit.kind is not Sense.WEEK or len(numerals) == 1 or not scan.after_month


def _numerals(scan: Scan, at: int) -> list[int]:
    """The indexes of the numerals from *at*, joined by links."""
    found: list[int] = []
    here = at
    while len(found) < _LONGEST_LIST and (token := scan.tokens[here]).kind in _NUMERALS:
        if token.kind is Sign.NUMBER and len(token.text) > _MOST_DIGITS:
            break
        found.append(here)
        if scan.kind(here + 1) not in LINKS:
            break
        here += 2
    return found


def _month_between(scan: Scan, at: int) -> tuple[int, Element | None]:
    """The place of the unit; the month or ``(kiekvieno) mėnesio`` before it, ``pirmą spalio savaitę``."""
    token = scan.tokens[at]
    if token.kind is Sense.MONTH:
        here = _unit(scan, at + 2 if scan.kind(at + 1) is Sense.MONTH_UNIT else at + 1)
        if scan.kind(here) in _OF_MONTH:
            return here, Element(PartKind.MONTH, token.start, token.stop, token.value)
    here = at + 1 if token.kind is Sense.EACH else at
    if scan.kind(here) is Sense.MONTH_UNIT and scan.kind(_unit(scan, here + 1)) in _OF_EVERY_MONTH:
        stop = scan.tokens[here].stop
        return _unit(scan, here + 1), Element(
            PartKind.RECURRENCE, token.start, stop, 1, text="MONTHLY", weight=Weight.FIRM
        )
    return _unit(scan, at), None


def _unit(scan: Scan, at: int) -> int:
    """The place of a unit at *at*, past ``darbo`` before a day."""
    return at + scan.kinds(at, Sense.WORKING, Sense.DAY)


def _fit(unit: Token, numerals: list[Token]) -> bool:
    """Whether *unit* may have such numerals: a weekday has no plain numbers, nor has a half that is short."""
    kind, _, _ = UNITS[unit.kind]
    match kind:
        case PartKind.NTH_WEEKDAY:
            return all(token.kind is not Sign.BLANK and token.kind is not Sign.NUMBER for token in numerals)
        case PartKind.FRACTION:
            return all(token.value and (token.kind is not Sign.NUMBER or unit.text != "p") for token in numerals)
        case PartKind.MONTH:
            return all(token.kind in {Sign.NUMBER, Sign.ROMAN} and token.value for token in numerals)
        case PartKind.DAY:
            return all(token.value or token.kind in {Sign.BLANK, Sign.NUMBER} for token in numerals)
        case _:
            return all(token.value for token in numerals)


def _days_of_month(scan: Scan, numerals: list[int]) -> int:
    """Bare numerals after a month: ``balandžio 1``, ``Vasario 16-oji``, ``spalio 5, 12``."""
    after_day = _after_day(scan) and scan.kind(numerals[-1] + 1) is not Sense.HOUR
    if not scan.after_month and not after_day and not _are_days_of_plan(scan, numerals):
        return 0
    kept: list[int] = []
    for n in numerals:
        token = scan.tokens[n]
        # „Kovo pirmoji“ is a day, „kovo pirmosios dvi savaitės“ is not.
        followed = scan.kind(n + 1) in {Sign.WORD, Sense.COUNT}
        feminine = token.kind is Sense.ORDINAL and (token.text[0].isdigit() or token.text.endswith(_FEMININE))
        day = token.kind is Sign.NUMBER or (feminine and not followed)
        if not day or not 1 <= token.value <= _LONGEST_LIST or scan.kind(n + 1) in {Sense.HOUR, Sense.TIMES}:
            break
        kept.append(n)
    if not kept:
        return 0
    _append(scan, kept, PartKind.DAY, scan.tokens[kept[-1]], Weight.LIGHT)
    return kept[-1] + 1


def _are_days_of_plan(scan: Scan, numerals: list[int]) -> bool:
    """Whether bare numbers at the beginning are days of the month that the plan is of: ``3, 10, 17``, ``8 (III)``."""
    before, after = scan.out[-1:], scan.tokens[numerals[-1] + 1]
    opening = not before or before[-1].kind in {PartKind.FROM, PartKind.UNTIL, PartKind.RANGE}
    closing = after.kind in {Sign.NOTHING, Sign.OPEN, Sign.PAIR, Sense.WEEKDAY} or (
        scan.kinds(numerals[-1] + 1, Sign.NUMBER, Sense.HOUR)
    )
    listed = Sign.SLASH not in {scan.kind(n + 1) for n in numerals[:-1]}  # 24/7
    plain = listed and all(scan.kind(n) is Sign.NUMBER and 1 <= scan.tokens[n].value <= _LONGEST_LIST for n in numerals)
    return scan.month > 0 and plain and opening and closing and (not before or before[-1].start == 0)


def _after_day(scan: Scan) -> bool:
    """Whether a day and a link are before: 2023-10-05, 12; 2023-10-16–20."""
    links = {PartKind.COMMA, PartKind.RANGE, PartKind.AND, PartKind.OR}
    return len(scan.out) > 1 and scan.out[-1].kind in links and scan.out[-2].kind is PartKind.DAY


def _append(scan: Scan, numerals: list[int], kind: PartKind, unit: Token, weight: Weight) -> None:
    for index, n in enumerate(numerals):
        token = scan.tokens[n]
        if index:
            scan.add(LINKS[scan.kind(n - 1)], n - 1, n - 1)
        number = token.value
        if number < 0 and kind in _COUNTABLE:
            number += UNITS[unit.kind][1] + 1  # paskutinį ketvirtį is the fourth
        element = Element(kind, token.start, token.stop, number, weight=weight)
        if token.kind is Sign.BLANK:
            element.text = "XX"
        if kind is PartKind.NTH_WEEKDAY:
            element.second, element.stop = unit.value, token.stop
        if kind is PartKind.FRACTION:
            element.second = 3 if unit.kind is Sense.DECADE else 2
        if unit.text in _SEVERAL and len(numerals) == 1 and token.kind is Sense.ORDINAL and number in _EDGES:
            element.kind, element.number, element.text = PartKind.EDGE, _EDGES[number], EDGE_NAMES[_EDGES[number]]
        scan.out.append(element)


def blank_month(scan: Scan, at: int) -> int:
    """A month to be filled in, ``____ mėn.``, before a day."""
    if scan.kind(at + 1) is not Sense.MONTH_UNIT:
        return 0
    return scan.add(PartKind.MONTH, at, at, text="XX") + 1


_LAST_MONTH = 12
_FIRST_SURE_MONTH = 9  # a smaller Roman numeral may be a quarter, a weekday or a class
_DASHES = pattern_of("[-–—]")


def date(scan: Scan, at: int) -> int:
    """A day or a month with its year in digits; ``2011-12 m. m.`` is school years."""
    token = scan.tokens[at]
    year, month, day = token.date
    if year is None or month is None:
        return 0
    if day is None and (month.value > _LAST_MONTH or scan.kinds(at + 1, Sense.YEAR, Sense.YEAR)):
        glued = (year.value + 1) % 100 == month.value
        return _school_years(scan, at, at, (year.value, year.value + 1)) if glued else 0
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


def year(scan: Scan, at: int) -> int:
    """``2023 m.``, ``2023–2024 m. m.``, and ``20232024 m. m.`` that has lost its dash."""
    token, after = scan.tokens[at : at + 2]
    glued, second = divmod(token.value, 10_000)
    if token.kind is Sign.NUMBER and scan.is_year(glued) and second == glued + 1:
        return _school_years(scan, at, at, (glued, second))
    if token.kind is not Sign.NUMBER or not scan.is_year(token.value) or after.kind is Sense.HOUR:
        return 0
    return _one_year(scan, at)


def _one_year(scan: Scan, at: int) -> int:
    token, after, last = scan.tokens[at : at + 3]
    if after.kind in {Sign.DASH, Sign.SLASH} and last.kind is Sign.NUMBER and scan.is_year(last.value):
        return _school_years(scan, at, at + 2, (token.value, last.value)) if token.value < last.value else 0
    scan.add(PartKind.YEAR, at, at, number=token.value)
    if after.kind is Sign.DASH and last.kind is Sign.ROMAN:
        return at + 2  # 2026-X-14
    if _month_follows(scan, at + 1):
        return scan.add(PartKind.MONTH, at + 1, at + 1, number=after.value)
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
    return _year_unit(scan, scan.add(PartKind.SCHOOL_YEARS, at, last, number=years[0], second=years[1]))


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
    """A short date of two digits each: ``09-01``; alone also ``09 01``, ``09 – 01``, ``10/14``."""
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
    if _may_be_range(scan, month, day, after):
        return 0
    slashed = joint.kind is Sign.SLASH and day.value <= _LAST_MONTH and month.value != day.value
    dashed = glued and scan.dash_of_range(joint.start) and month.value < day.value
    if slashed or dashed:
        scan.ambiguous = True  # 10/07 may be the tenth of July, and 12–15 days of a month written elsewhere
        return 0
    scan.short_date(month, day)
    return after + (scan.kind(after) is Sense.DAY)


def _may_be_range(scan: Scan, month: Token, day: Token, after: int) -> bool:
    """Whether two numbers before the token *after* may be a range of days or of another unit."""
    if scan.month and month.value <= day.value:
        # In a month's plan 06–10 are its days; 10-12 with a hyphen in October's may be one as well.
        one = month.value == scan.month and scan.kind(after) is Sign.NOTHING and not scan.dash_of_range(month.stop)
        scan.ambiguous = scan.ambiguous or one
        return True
    if scan.kind(after) in UNITS and (month.value <= day.value or scan.kind(after) is not Sense.DAY):
        # 10-14 d. with no month: the fourteenth of October, or five days of a month that is written elsewhere
        of_nothing = scan.kind(after) is Sense.DAY and not scan.seen_month
        scan.ambiguous = scan.ambiguous or of_nothing
        return True
    return False


def _alone(scan: Scan, at: int, after: int) -> bool:
    """Whether nothing but a unit is before *at* and after *after*."""
    return at == 0 and scan.kind(after + (scan.kind(after) is Sense.DAY)) is Sign.NOTHING


def roman_month(scan: Scan, at: int) -> int:
    """A month in Roman numerals and its day, ``X.14``, ``IX-15``, ``2026 X 14``; ``IX–XII`` are months too."""
    month, after = scan.tokens[at], scan.tokens[at + 1]
    day, here = (after, at + 1) if after.kind is Sign.NUMBER else (scan.tokens[at + 2], at + 2)
    joint = after.kind is Sign.DASH and month.stop == after.start and after.stop == day.start
    stop = after.kind is Sign.NUMBER and after.start == month.stop + 1
    surely = month.value >= _FIRST_SURE_MONTH or scan.after(PartKind.YEAR)
    if month.kind is Sign.ROMAN and day.kind is Sign.NUMBER and (joint or stop) and surely:
        counted = scan.kind(here + 1) in {Sign.WORD, Sense.HOUR}
        if scan.is_day(month.value, day.value) and not counted and not scan.after_month:
            scan.short_date(month, day)
            return here + 1 + (scan.kind(here + 1) is Sense.DAY)
    return _roman_months(scan) if at == 0 else 0


def _roman_months(scan: Scan) -> int:
    """All of the words as months with their links: ``IX–XII``, ``IX, XI ir II``."""
    months, links = scan.tokens[: scan.length : 2], scan.tokens[1 : scan.length : 2]
    listed = len(months) == len(links) + 1 > 1 and all(link.kind in LINKS for link in links)
    if not listed or any(month.kind is not Sign.ROMAN for month in months):
        return 0
    if max(month.value for month in months) < _FIRST_SURE_MONTH:
        return 0
    for at, token in enumerate(scan.tokens[: scan.length]):
        if at % 2:
            scan.add(LINKS[token.kind], at, at)
        else:
            scan.add(PartKind.MONTH, at, at, number=token.value)
    return scan.length
