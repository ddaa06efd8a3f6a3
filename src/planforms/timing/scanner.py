"""From tokens to elements: each recogniser takes the tokens at one place and says what they are.

A recogniser appends elements to the scan and returns the index of the token after them, or 0 where it does not
recognise anything. It looks a bounded number of tokens ahead. What nobody recognises is an unread element. Which
elements make a date together is the grammar's business.
"""

from collections.abc import Callable, Mapping

from planforms.model import Period
from planforms.timing.lexer import Sign, tokens
from planforms.timing.parts import Element, PartKind, Weight
from planforms.timing.recognisers import clocks, named, numbers, recurrences
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
        at = named.feast(found, at) or (recogniser(found, at) if recogniser else 0) or found.unread(at)
    if found.length == _MOST_TOKENS:
        found.out.append(Element(PartKind.UNREAD, found.tokens[at - 1].stop, len(words)))
    return found


def _number(scan: Scan, at: int) -> int:
    return (
        recurrences.hedged(scan, at)
        or numbers.year(scan, at)
        or clocks.clock(scan, at)
        or numbers.month_and_day(scan, at)
        or numbers.counted(scan, at)
    )


def _month(scan: Scan, at: int) -> int:
    after = scan.add(PartKind.MONTH, at, at, number=scan.tokens[at].value)
    if scan.kind(after) is not Sense.MONTH_UNIT:
        return after
    # „Kovo mėnuo“ is the name of something, „kovo mėn.“ and „kovo mėnesį“ are when.
    scan.out[-1].weight = Weight.LIGHT if scan.tokens[after].text == "menuo" else Weight.MEDIUM
    scan.out[-1].end = scan.end(after)
    return after + 1


def _pair(scan: Scan, at: int) -> int:
    return clocks.clock(scan, at) or clocks.pair(scan, at)


def _weekday(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    text = "nominative" if token.text.endswith("is") else ""
    return scan.add(PartKind.WEEKDAY, at, at, number=token.value, text=text)


def _short_weekdays(scan: Scan, at: int) -> int:
    """Abbreviated weekdays at the beginning, which need another one to be sure of: ``pirm.–penkt. 8–17 val.``."""
    first, joint, last = scan.tokens[at : at + 3]
    weekdays = [WEEKDAY_LETTERS.get(token.text, 0) for token in (first, last)]
    if at or joint.kind not in {Sign.DASH, Sign.COMMA, Sense.AND} or not all(weekdays):
        return 0
    scan.add(PartKind.WEEKDAY, at, at, number=weekdays[0], text="nominative")
    scan.add(LINKS[joint.kind], at + 1, at + 1)
    return scan.add(PartKind.WEEKDAY, at + 2, at + 2, number=weekdays[1], text="nominative")


def _bracket(scan: Scan, at: int) -> int:
    """An opening bracket; a weekday in letters or Roman digits in it, ``(penkt.)`` ``(V)``, marks the day before."""
    inside, close = scan.tokens[at + 1 : at + 3]
    scan.add(PartKind.OPEN, at, at)
    if scan.seen_day and scan.kinds(at + 1, Sign.ROMAN, Sign.DASH, Sign.ROMAN, Sign.CLOSE):
        scan.add(PartKind.WEEKDAY, at + 1, at + 1, number=min(inside.value, 7))
        return scan.add(PartKind.WEEKDAY, at + 3, at + 3, number=min(scan.tokens[at + 3].value, 7))
    if close.kind is not Sign.CLOSE or not scan.seen_day:
        return at + 1
    number = inside.value if inside.kind is Sign.ROMAN else WEEKDAY_LETTERS.get(inside.text, 0)
    if not 1 <= number <= 7:  # noqa: PLR2004 - days of a week
        return at + 1
    return scan.add(PartKind.WEEKDAY, at + 1, at + 1, number=number)


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
    return (recurrences.hedged(scan, at) if scan.kind(at + 1) in recurrences.COUNTS else 0) or scan.add(
        PartKind.UNTIL, at, at
    )


def _about(scan: Scan, at: int) -> int:
    # apie 2 kartus per metus
    return recurrences.hedged(scan, at) or scan.add(PartKind.ABOUT, at, at)


def _from(scan: Scan, at: int) -> int:
    return clocks.clock(scan, at) or scan.add(PartKind.FROM, at, at)


def _filler(scan: Scan, at: int) -> int:
    return scan.add(PartKind.FILLER, at, at)


def _not(scan: Scan, at: int) -> int:
    """``ne rečiau kaip`` before a recurrence, ``ne vėliau kaip (iki)`` a deadline, ``ne anksčiau kaip`` a beginning."""
    if scan.kind(at + 1) not in {Sense.LATER, Sense.EARLIER}:
        return recurrences.hedged(scan, at)
    link = PartKind.UNTIL if scan.kind(at + 1) is Sense.LATER else PartKind.FROM
    here = at + 2
    while here < at + 4 and scan.kind(here) in {Sense.HEDGE, Sense.UNTIL, Sense.FROM}:
        here += 1
    return scan.add(link, at, here - 1)


_RECOGNISERS: Mapping[Sign | Sense, Recogniser] = {
    Sign.DATE: numbers.date,
    Sign.PAIR: _pair,
    Sign.NUMBER: _number,
    Sign.ROMAN: lambda scan, at: numbers.roman_month(scan, at) or numbers.counted(scan, at),
    Sign.BLANK: lambda scan, at: numbers.blank_month(scan, at) or numbers.counted(scan, at) or _filler(scan, at),
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
    Sense.ORDINAL: numbers.ordinal_or_number,
    Sense.COUNT: recurrences.hedged,
    Sense.SEASON: named.season,
    Sense.WEEKDAY: _weekday,
    Sense.WEEKDAYS: recurrences.weekdays,
    Sense.WEEKEND: recurrences.weekdays,
    Sense.WORKING: recurrences.weekdays,
    Sense.EVERY: recurrences.every,
    Sense.EACH: recurrences.every,
    Sense.ADVERB: recurrences.every,
    Sense.TIMES: recurrences.times,
    Sense.NOT: _not,
    Sense.HEDGE: recurrences.hedged,
    Sense.EDGE: named.edge,
    Sense.SCHOOL: named.school,
    Sense.CALENDAR: named.calendar_year,
    Sense.COURSE: named.course,
    Sign.WORD: lambda scan, at: named.pupils(scan, at) or _short_weekdays(scan, at),
    Sense.YEAR: named.bare_year,
    Sense.WHOLE: named.whole,
    Sense.PER: lambda scan, at: recurrences.per(scan, at) or named.whole(scan, at),
    Sense.ALWAYS: named.always,
    Sense.MONTH_UNIT: recurrences.unit_first,
    Sense.QUARTER: recurrences.unit_first,
    Sense.HALF_YEAR: recurrences.unit_first,
    Sense.TRIMESTER: recurrences.unit_first,
    Sense.ACCORDING: named.according,
    Sense.ARISING: named.arising,
    Sense.NEED: named.arising,
    Sense.ON_REQUEST: named.on_request,
    Sense.APART: named.apart,
    Sense.AFTER: named.after_or_before,
    Sense.BEFORE: named.after_or_before,
    Sense.BETWEEN: named.between,
    Sense.PHASE: named.phase,
    Sense.TIDE: named.tide,
    Sense.OCCASION: named.occasion,
    Sense.TEACHING: named.teaching,
}
