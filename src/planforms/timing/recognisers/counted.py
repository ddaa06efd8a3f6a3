"""Numbers that count something, such as ``5, 12 ir 19 d.``, ``I–II ketv.`` and ``paskutinis spalio penktadienis``.

One recogniser reads a list or range of numerals and then the unit that says what they are.
"""

from collections.abc import Mapping

from planforms.timing.elements import Element, Weight
from planforms.timing.lexer import Sign, Token
from planforms.timing.parts import PartKind
from planforms.timing.recognisers.breaks import pupils_break
from planforms.timing.recognisers.recurrences import hedged
from planforms.timing.recognisers.scan import LINKS, Scan
from planforms.timing.words import EDGE_NAMES, END, LAST, START, Sense

_LONGEST_LIST = 31
_NUMERALS = {Sign.NUMBER, Sign.ROMAN, Sense.ORDINAL, Sign.BLANK}
# What a unit makes of its numbers, how many there may be, and how sure it is.
UNITS: Mapping[Sign | Sense, tuple[PartKind, int, Weight]] = {
    Sense.DAY: (PartKind.DAY, 99, Weight.FIRM),  # a day past 31 is said to be none, not passed over
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
# Forms that tell how long, not when: penkių dienų, 6 mėnesius.
_DURATIONS = {"dienas", "dienu", "menesius", "menesiu", "savaites", "savaiciu", "savaitems"}
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
    scan.add(PartKind.UNREAD, at, at)
    scan.out[-1].text = "label"
    return at + 1


def counted(scan: Scan, at: int) -> int:
    """Numerals and their unit; bare numerals only where they follow a month."""
    numerals = _numerals(scan, at) if at >= scan.uncounted else []
    if not numerals:
        return 0
    if end := _week_beside(scan, numerals):
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
    if kind is PartKind.DAY and scan.kind(numerals[0]) is Sense.ORDINAL and scan.after_term:
        scan.add(PartKind.UNREAD, numerals[0], here)
        scan.out[-1].text = "day-of-term"  # II pusmečio pirmoji diena
        return here + 1
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


def _week_beside(scan: Scan, numerals: list[int]) -> int:
    """``pirmą savaitę po rudens atostogų``, ``paskutinę savaitę prieš Kalėdų atostogas``: a week beside a break."""
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
    start, stop = scan.tokens[first].start, scan.tokens[last].stop
    scan.out.append(Element(PartKind.BREAK, start, stop, number, text=name, weight=Weight.FIRM))
    return last + 1


def _lasts(scan: Scan, numerals: list[int], unit: Token) -> bool:
    """Whether numbers and their unit tell how long: 5 dienas, 3 savaites; „2–3 savaitės“ of a month does not."""
    if unit.text not in _DURATIONS or scan.kind(numerals[-1]) is not Sign.NUMBER:
        return False
    return unit.kind is not Sense.WEEK or len(numerals) == 1 or not scan.after_month


def _numerals(scan: Scan, at: int) -> list[int]:
    """The indexes of the numerals from *at*, joined by links."""
    found: list[int] = []
    here = at
    while len(found) < _LONGEST_LIST and _is_numeral(scan.tokens[here]):
        found.append(here)
        if scan.kind(here + 1) not in LINKS:
            break
        here += 2
    return found


def _is_numeral(token: Token) -> bool:
    return token.kind in _NUMERALS and (token.kind is not Sign.NUMBER or len(token.text) <= 2)  # noqa: PLR2004


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
        day = token.kind is Sign.NUMBER or (token.kind is Sense.ORDINAL and _is_feminine(token) and not followed)
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
    plain = all(scan.kind(n) is Sign.NUMBER and 1 <= scan.tokens[n].value <= _LONGEST_LIST for n in numerals)
    return scan.month > 0 and plain and opening and closing and (not before or before[-1].start == 0)


def _after_day(scan: Scan) -> bool:
    """Whether a day and a link stand before: 2023-10-05, 12; 2023-10-16–20."""
    links = {PartKind.COMMA, PartKind.RANGE, PartKind.AND, PartKind.OR}
    return len(scan.out) > 1 and scan.out[-1].kind in links and scan.out[-2].kind is PartKind.DAY


def _is_feminine(token: Token) -> bool:
    return token.text[0].isdigit() or token.text.endswith(_FEMININE)


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
    token = scan.tokens[at]
    scan.out.append(Element(PartKind.MONTH, token.start, token.stop, 0, text="XX", weight=Weight.LIGHT))
    return at + 2
