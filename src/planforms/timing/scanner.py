"""From tokens to elements: each recogniser takes the tokens at one place and says what they are.

A recogniser appends elements to the scan and returns the index of the token after them, or 0 where it does not
recognise anything. It looks a bounded number of tokens ahead. What nobody recognises is an unread element. Which
elements make a date together is the grammar's business.
"""

from collections.abc import Callable, Mapping

from planforms.model import Period
from planforms.timing.lexer import Sign, tokens
from planforms.timing.parts import Element, PartKind, Weight
from planforms.timing.recognisers.clocks import clock, pair
from planforms.timing.recognisers.named import (
    according,
    after_or_before,
    always,
    apart,
    arising,
    bare_year,
    between,
    calendar_year,
    course,
    edge,
    feast,
    occasion,
    on_request,
    phase,
    pupils,
    school,
    season,
    teaching,
    tide,
    whole,
)
from planforms.timing.recognisers.numbers import (
    blank_month,
    counted,
    date,
    month_and_day,
    ordinal_or_number,
    roman_month,
    year,
)
from planforms.timing.recognisers.recurrences import COUNTS, every, hedged, per, times, unit_first, weekdays
from planforms.timing.recognisers.scan import LINKS, Scan
from planforms.timing.words import WEEKDAY_LETTERS, Sense

Recogniser = Callable[[Scan, int], int]

# No cell needs so many to say when; the rest of a longer one is kept unread.
_MOST_TOKENS = 1000


def scan(words: str, period: Period | None) -> Scan:
    """The elements of *words* in order; those that say no time are ``UNREAD``."""
    found = Scan(words, tokens(words, _MOST_TOKENS), period)
    at = 0
    while at < found.length:
        recogniser = _RECOGNISERS.get(found.tokens[at].kind)
        at = feast(found, at) or (recogniser(found, at) if recogniser else 0) or found.unread(at)
    if found.length == _MOST_TOKENS:
        found.out.append(Element(PartKind.UNREAD, found.tokens[at - 1].stop, len(words)))
    return found


def _number(scan: Scan, at: int) -> int:
    return hedged(scan, at) or year(scan, at) or clock(scan, at) or month_and_day(scan, at) or counted(scan, at)


def _month(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    element = Element(PartKind.MONTH, token.start, token.stop, token.value)
    scan.out.append(element)
    if scan.kind(at + 1) is Sense.MONTH_UNIT:
        # „Kovo mėnuo“ is the name of something, „kovo mėn.“ and „kovo mėnesį“ are when.
        element.weight = Weight.LIGHT if scan.tokens[at + 1].text == "menuo" else Weight.MEDIUM
        element.end = scan.end(at + 1)
        return at + 2
    return at + 1


def _pair(scan: Scan, at: int) -> int:
    return clock(scan, at) or pair(scan, at)


def _weekday(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    text = "nominative" if token.text.endswith("is") else ""
    scan.out.append(Element(PartKind.WEEKDAY, token.start, token.stop, token.value, text=text))
    return at + 1


def _short_weekdays(scan: Scan, at: int) -> int:
    """Abbreviated weekdays at the beginning, which need another one to be sure of: ``pirm.–penkt. 8–17 val.``."""
    first, joint, last = scan.tokens[at : at + 3]
    numbers = [WEEKDAY_LETTERS.get(token.text, 0) for token in (first, last)]
    if at or joint.kind not in {Sign.DASH, Sign.COMMA, Sense.AND} or not all(numbers):
        return 0
    for token, number in zip((first, last), numbers, strict=True):
        scan.out.append(Element(PartKind.WEEKDAY, token.start, token.stop, number, text="nominative"))
    scan.out.insert(1, Element(LINKS[joint.kind], joint.start, joint.stop))
    return at + 3


def _bracket(scan: Scan, at: int) -> int:
    """An opening bracket; a weekday in letters or Roman digits in it, ``(penkt.)`` ``(V)``, marks the day before."""
    token, inside, close = scan.tokens[at : at + 3]
    scan.out.append(Element(PartKind.OPEN, token.start, token.stop))
    if scan.seen_day and scan.kinds(at + 1, Sign.ROMAN, Sign.DASH, Sign.ROMAN, Sign.CLOSE):
        for roman in (inside, scan.tokens[at + 3]):
            scan.out.append(Element(PartKind.WEEKDAY, roman.start, roman.stop, min(roman.value, 7)))
        return at + 4
    if close.kind is not Sign.CLOSE or not scan.seen_day:
        return at + 1
    number = inside.value if inside.kind is Sign.ROMAN else WEEKDAY_LETTERS.get(inside.text, 0)
    if not 1 <= number <= 7:  # noqa: PLR2004 - days of a week
        return at + 1
    scan.out.append(Element(PartKind.WEEKDAY, inside.start, inside.stop, number))
    return at + 2


def _link(kind: PartKind) -> Recogniser:
    def link(scan: Scan, at: int) -> int:
        return scan.add(kind, at, at)

    return link


def _slash(scan: Scan, at: int) -> int:
    """A slash joins the ends of an ISO 8601 interval, ``2026-10-05/2026-10-09``, and else alternatives."""
    interval = scan.kind(at + 1) is Sign.DATE and at > 0 and scan.kind(at - 1) is Sign.DATE
    day_after = scan.kind(at + 1) is Sign.NUMBER and at > 0 and scan.kind(at - 1) is Sign.DATE
    if day_after or (scan.kinds(at + 1, Sign.NUMBER, Sign.DASH, Sign.NUMBER) and scan.seen_day):
        scan.ambiguous = True  # 2026-10-05/09, 10-05/10-09
    return scan.add(PartKind.RANGE if interval else PartKind.OR, at, at)


def _until(scan: Scan, at: int) -> int:
    # iki 4 kartų per metus
    return (hedged(scan, at) if scan.kind(at + 1) in COUNTS else 0) or scan.add(PartKind.UNTIL, at, at)


def _about(scan: Scan, at: int) -> int:
    # apie 2 kartus per metus
    return hedged(scan, at) or scan.add(PartKind.ABOUT, at, at)


def _from(scan: Scan, at: int) -> int:
    return clock(scan, at) or scan.add(PartKind.FROM, at, at)


def _filler(scan: Scan, at: int) -> int:
    return scan.add(PartKind.FILLER, at, at)


def _not(scan: Scan, at: int) -> int:
    """``ne rečiau kaip`` before a recurrence, ``ne vėliau kaip (iki)`` a deadline, ``ne anksčiau kaip`` a beginning."""
    if scan.kind(at + 1) not in {Sense.LATER, Sense.EARLIER}:
        return hedged(scan, at)
    link = PartKind.UNTIL if scan.kind(at + 1) is Sense.LATER else PartKind.FROM
    here = at + 2
    while here < at + 4 and scan.kind(here) in {Sense.HEDGE, Sense.UNTIL, Sense.FROM}:
        here += 1
    return scan.add(link, at, here - 1)


_RECOGNISERS: Mapping[Sign | Sense, Recogniser] = {
    Sign.DATE: date,
    Sign.PAIR: _pair,
    Sign.NUMBER: _number,
    Sign.ROMAN: lambda scan, at: roman_month(scan, at) or counted(scan, at),
    Sign.BLANK: lambda scan, at: blank_month(scan, at) or counted(scan, at) or _filler(scan, at),
    Sign.DASH: _link(PartKind.RANGE),
    Sign.COMMA: _link(PartKind.COMMA),
    Sign.SLASH: _slash,
    Sign.OPEN: _bracket,
    Sign.CLOSE: _link(PartKind.CLOSE),
    Sense.AND: _link(PartKind.AND),
    Sense.OR: _link(PartKind.OR),
    Sense.UNTIL: _until,
    Sense.FROM: _from,
    Sense.ABOUT: _about,
    Sense.PASSED: _filler,
    Sense.MONTH: _month,
    Sense.ORDINAL: ordinal_or_number,
    Sense.COUNT: hedged,
    Sense.SEASON: season,
    Sense.WEEKDAY: _weekday,
    Sense.WEEKDAYS: weekdays,
    Sense.WEEKEND: weekdays,
    Sense.WORKING: weekdays,
    Sense.EVERY: every,
    Sense.EACH: every,
    Sense.ADVERB: every,
    Sense.TIMES: times,
    Sense.NOT: _not,
    Sense.HEDGE: hedged,
    Sense.EDGE: edge,
    Sense.SCHOOL: school,
    Sense.CALENDAR: calendar_year,
    Sense.COURSE: course,
    Sign.WORD: lambda scan, at: pupils(scan, at) or _short_weekdays(scan, at),
    Sense.YEAR: bare_year,
    Sense.WHOLE: whole,
    Sense.PER: lambda scan, at: per(scan, at) or whole(scan, at),
    Sense.ALWAYS: always,
    Sense.MONTH_UNIT: unit_first,
    Sense.QUARTER: unit_first,
    Sense.HALF_YEAR: unit_first,
    Sense.TRIMESTER: unit_first,
    Sense.ACCORDING: according,
    Sense.ARISING: arising,
    Sense.NEED: arising,
    Sense.ON_REQUEST: on_request,
    Sense.APART: apart,
    Sense.AFTER: after_or_before,
    Sense.BEFORE: after_or_before,
    Sense.BETWEEN: between,
    Sense.PHASE: phase,
    Sense.TIDE: tide,
    Sense.OCCASION: occasion,
    Sense.TEACHING: teaching,
}
