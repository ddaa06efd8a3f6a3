"""From tokens to elements: each recogniser takes the tokens at one place and says what they are.

A recogniser appends elements to the scan and returns the index of the token after them, or 0 where it does not
recognise anything. It looks a bounded number of tokens ahead. What nobody recognises is an unread element. Which
elements make a date together is the grammar's business.
"""

from collections.abc import Callable, Mapping

from planforms.calendars import Break, feasts
from planforms.model import Period, PeriodKind
from planforms.timing.clocks import clock, pair
from planforms.timing.counted import UNITS, blank_month, counted, ordinal_or_number
from planforms.timing.elements import Element, Weight
from planforms.timing.lexer import Sign, tokens
from planforms.timing.parts import PartKind
from planforms.timing.recurrences import every, hedged, times, unit_first, weekdays
from planforms.timing.scan import Scan
from planforms.timing.words import WEEKDAY_LETTERS, Sense

Recogniser = Callable[[Scan, int], int]

# No cell needs so many to say when; the rest of a longer one is kept unread.
_MOST_TOKENS = 1000
_LAST_MONTH = 12
_LONGEST_SCHEDULE = 5  # pagal metodinės grupės metinį veiklos planą
_SEASON_BREAKS = {21: Break.SPRING, 22: Break.SUMMER, 23: Break.AUTUMN, 24: Break.WINTER}
_FEAST_BREAKS = {"kaledu": Break.CHRISTMAS, "velyku": Break.SPRING}
_EDGES = {1: "start", 2: "middle", 3: "end"}


def scan(words: str, period: Period | None) -> Scan:
    """The elements of *words* in order; those that say no time are ``UNREAD``."""
    found = Scan(tokens(words, _MOST_TOKENS), period)
    at = 0
    while at < found.length:
        recogniser = _RECOGNISERS.get(found.tokens[at].kind)
        at = _feast(found, at) or (recogniser(found, at) if recogniser else 0) or found.unread(at)
    if found.length == _MOST_TOKENS:
        found.out.append(Element(PartKind.UNREAD, found.tokens[at - 1].stop, len(words)))
    return found


def _date(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    year, month, day = token.date
    if year is None or month is None:
        return 0
    if day is None and (month.value > _LAST_MONTH or scan.kinds(at + 1, Sense.YEAR, Sense.YEAR)):
        return _short_school_years(scan, at)
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
        return at + 2
    return at + 1


def _short_school_years(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    year, second = token.date[0], token.date[1]
    if year is None or second is None or (year.value + 1) % 100 != second.value:
        return 0
    scan.out.append(Element(PartKind.SCHOOL_YEARS, token.start, token.stop, year.value, year.value + 1))
    return _year_unit(scan, at + 1)


def _number(scan: Scan, at: int) -> int:
    return hedged(scan, at) or _year(scan, at) or clock(scan, at) or _month_and_day(scan, at) or counted(scan, at)


def _year(scan: Scan, at: int) -> int:
    token, after = scan.tokens[at], scan.tokens[at + 1]
    if token.kind is not Sign.NUMBER:
        return 0
    glued, second = divmod(token.value, 10_000)
    if scan.is_year(glued) and second == glued + 1:
        scan.out.append(Element(PartKind.SCHOOL_YEARS, token.start, token.stop, glued, second))
        return _year_unit(scan, at + 1)
    if not scan.is_year(token.value):
        return 0
    last = scan.tokens[at + 2]
    if after.kind in {Sign.DASH, Sign.SLASH} and last.kind is Sign.NUMBER and scan.is_year(last.value):
        if last.value <= token.value:
            return 0
        scan.out.append(Element(PartKind.SCHOOL_YEARS, token.start, last.stop, token.value, last.value))
        return _year_unit(scan, at + 3)
    if after.kind is Sense.HOUR:
        return 0
    scan.out.append(Element(PartKind.YEAR, token.start, token.stop, token.value))
    return _year_unit(scan, at + 1)


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
    return at


def _month(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    element = Element(PartKind.MONTH, token.start, token.stop, token.value)
    scan.out.append(element)
    if scan.kind(at + 1) is Sense.MONTH_UNIT:
        element.weight = Weight.MEDIUM
        return at + 2
    return at + 1


def _month_and_day(scan: Scan, at: int) -> int:
    """A short date of two digits each, ``09-01``."""
    month, dash, day = scan.tokens[at : at + 3]
    two = len(month.text) == len(day.text) == 2  # noqa: PLR2004 - two digits each
    if dash.kind is not Sign.DASH or month.kind is not Sign.NUMBER or day.kind is not Sign.NUMBER or not two:
        return 0
    # In a month's plan, after a month and before a unit they are a range: spalio 10-12, 10-12 d.
    if scan.after_month or scan.plan is PeriodKind.MONTH or scan.kind(at + 3) in UNITS:
        return 0
    if month.stop != dash.start or dash.stop != day.start or not scan.is_day(month.value, day.value):
        return 0
    scan.short_date(month, day)
    return at + 3


def _pair(scan: Scan, at: int) -> int:
    return clock(scan, at) or pair(scan, at)


def _weekday(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    scan.out.append(Element(PartKind.WEEKDAY, token.start, token.stop, token.value))
    return at + 1


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


def _season(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    if end := _break(scan, at, _SEASON_BREAKS[token.value]):
        return end
    scan.out.append(Element(PartKind.SEASON, token.start, token.stop, token.value))
    return at + 2 if scan.kind(at + 1) is Sense.MONTH_UNIT else at + 1


def _break(scan: Scan, at: int, which: Break) -> int:
    """``rudens atostogos``, ``žiemos (Kalėdų) atostogų metu``."""
    here = at + 1
    if scan.kinds(here, Sign.OPEN, Sign.WORD, Sign.CLOSE):
        which = _FEAST_BREAKS.get(scan.tokens[here + 1].text, which)
        here += 3
    elif scan.tokens[here].text in {"mokiniu", *_FEAST_BREAKS}:
        which = _FEAST_BREAKS.get(scan.tokens[here].text, which)
        here += 1
    if scan.kind(here) is not Sense.BREAK:
        return 0
    start, stop = scan.tokens[at].start, scan.tokens[here].stop
    scan.out.append(Element(PartKind.BREAK, start, stop, text=f"break:{which}"))
    return scan.pass_course(here + 1)


def _feast(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    rules = _feasts_by_first_word().get(token.text)
    if not rules:
        return 0
    if token.text in _FEAST_BREAKS and (end := _break(scan, at, _FEAST_BREAKS[token.text])):
        return end
    for rest, rule in rules:
        last = at + len(rest)
        if last < scan.length and all(
            after.kind is Sense.DAY and len(after.text) > 1 if word == ("DIENA",) else after.text in word
            for word, after in zip(rest, scan.tokens[at + 1 : last + 1], strict=False)
        ):
            scan.out.append(Element(PartKind.FEAST, token.start, scan.tokens[last].stop, text=rule))
            return last + 1
    return 0


_Rest = tuple[tuple[tuple[str, ...], ...], str]
_by_first_word: dict[str, list[_Rest]] = {}


def _feasts_by_first_word() -> dict[str, list[_Rest]]:
    if not _by_first_word:
        for feast in sorted(feasts(), key=lambda feast: -len(feast.words)):
            for first in feast.words[0]:
                _by_first_word.setdefault(first, []).append((feast.words[1:], feast.rule))
    return _by_first_word


def _edge(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    # In the genitive it may be an attribute: metų pabaigos šventė.
    weight = Weight.LIGHT if token.text.endswith(("os", "io")) else Weight.MEDIUM
    scan.out.append(Element(PartKind.EDGE, token.start, token.stop, token.value, -1, _EDGES[token.value], weight))
    return at + 1


def _school(scan: Scan, at: int) -> int:
    """``mokslo metai``, ``mokslo metų eigoje``, ``mokslo metų pabaigoje``."""
    if scan.kind(at + 1) is not Sense.YEAR:
        return 0
    return _years(scan, at, at + 1, PartKind.SCHOOL_YEAR)


def _bare_year(scan: Scan, at: int) -> int:
    """``metų eigoje``, ``metų pabaigoje``, and ``m. m.`` for mokslo metai; other words for a year say nothing."""
    if scan.kind(at + 1) is Sense.YEAR and scan.tokens[at].text == "m":
        return _years(scan, at, at + 1, PartKind.SCHOOL_YEAR)
    if scan.kind(at + 1) in {Sense.EDGE, Sense.COURSE}:
        return _years(scan, at, at, PartKind.CALENDAR_YEAR)
    return 0


def _years(scan: Scan, at: int, last: int, kind: PartKind) -> int:
    start, after = scan.tokens[at].start, scan.tokens[last + 1]
    if after.kind is Sense.EDGE:
        scan.out.append(Element(kind, start, scan.tokens[last].stop))
        return last + 1
    if after.kind in {Sense.HALF_YEAR, Sense.TRIMESTER, Sense.QUARTER, Sign.ROMAN, Sense.ORDINAL, Sign.NUMBER}:
        scan.out.append(Element(PartKind.FILLER, start, scan.tokens[last].stop))
        return last + 1
    end = scan.pass_course(last + 1)
    weight = Weight.MEDIUM if end > last + 1 else Weight.LIGHT
    scan.out.append(Element(PartKind.WHOLE, start, scan.tokens[end - 1].stop, weight=weight))
    return end


def _whole(scan: Scan, at: int) -> int:
    """``visus metus``, ``per visus mokslo metus``, ``visą laikotarpį``; ``visą spalį`` is the month alone."""
    here = at + 1
    if scan.kind(here) is Sense.WHOLE:
        here += 1
    if scan.kind(here) is Sense.SCHOOL:
        here += 1
    if scan.kind(here) is Sense.YEAR or (scan.kind(here) is Sense.COURSE and here == at + 1):
        start, stop = scan.tokens[at].start, scan.tokens[here].stop
        scan.out.append(Element(PartKind.WHOLE, start, stop, weight=Weight.MEDIUM))
        return scan.pass_course(here + 1)
    if scan.tokens[here].text == "mokiniu":
        here += 1
    after = scan.tokens[here]
    if after.kind in _STRETCHES or after.text in _FEAST_BREAKS or after.text in _feasts_by_first_word():
        return scan.add(PartKind.FILLER, at, here - 1)
    return 0


_STRETCHES = {Sense.MONTH, Sense.SEASON, Sign.ROMAN, Sense.ORDINAL, Sign.NUMBER, Sign.DATE}


def _always(scan: Scan, at: int) -> int:
    return scan.add(PartKind.WHOLE, at, at)


def _according(scan: Scan, at: int) -> int:
    """``pagal poreikį``, ``pagal atskirą planą``: the time is decided elsewhere."""
    for here in range(at + 1, at + 2 + _LONGEST_SCHEDULE):
        if scan.kind(here) is Sense.SCHEDULE:
            return scan.add(PartKind.ON_DEMAND, at, here)
        if scan.kind(here) in {Sign.COMMA, Sign.NOTHING}:
            break
    return 0


def _arising(scan: Scan, at: int) -> int:
    """``esant poreikiui``, ``jei iškils poreikis``, ``poreikiui esant``."""
    here = at + 1
    while here < at + 3 and scan.kind(here) is Sense.ARISING:
        here += 1
    if {Sense.NEED, Sense.ARISING} == {scan.kind(at), scan.kind(here)} or scan.kind(here) is Sense.NEED:
        return scan.add(PartKind.ON_DEMAND, at, here)
    return 0


def _on_request(scan: Scan, at: int) -> int:
    return scan.add(PartKind.ON_DEMAND, at, at)


def _link(kind: PartKind) -> Recogniser:
    def link(scan: Scan, at: int) -> int:
        return scan.add(kind, at, at)

    return link


def _from(scan: Scan, at: int) -> int:
    return clock(scan, at) or scan.add(PartKind.FROM, at, at)


def _apart(scan: Scan, at: int) -> int:
    """``po``, ``prieš``, ``už``: the time that follows is another's, up to the next sign."""
    scan.unread(at)
    here = at + 1
    while here < scan.length and scan.tokens[here].kind not in _SIGNS:
        scan.unread(here)
        here += 1
    return here


_SIGNS = {Sign.COMMA, Sign.OPEN, Sign.CLOSE, Sign.DASH, Sign.SLASH, Sense.AND}


def _filler(scan: Scan, at: int) -> int:
    return scan.add(PartKind.FILLER, at, at)


def _not(scan: Scan, at: int) -> int:
    """``ne rečiau kaip`` before a recurrence, ``ne vėliau kaip (iki)`` before a deadline."""
    if scan.kind(at + 1) is not Sense.LATER:
        return hedged(scan, at)
    here = at + 2
    while here < at + 4 and scan.kind(here) in {Sense.HEDGE, Sense.UNTIL}:
        here += 1
    return scan.add(PartKind.UNTIL, at, here - 1)


_RECOGNISERS: Mapping[Sign | Sense, Recogniser] = {
    Sign.DATE: _date,
    Sign.PAIR: _pair,
    Sign.NUMBER: _number,
    Sign.ROMAN: counted,
    Sign.BLANK: lambda scan, at: blank_month(scan, at) or counted(scan, at),
    Sign.DASH: _link(PartKind.RANGE),
    Sign.COMMA: _link(PartKind.COMMA),
    Sign.SLASH: _link(PartKind.OR),
    Sign.OPEN: _bracket,
    Sign.CLOSE: _link(PartKind.CLOSE),
    Sense.AND: _link(PartKind.AND),
    Sense.OR: _link(PartKind.OR),
    Sense.UNTIL: _link(PartKind.UNTIL),
    Sense.FROM: _from,
    Sense.ABOUT: _link(PartKind.ABOUT),
    Sense.PASSED: _filler,
    Sense.MONTH: _month,
    Sense.ORDINAL: ordinal_or_number,
    Sense.COUNT: hedged,
    Sense.SEASON: _season,
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
    Sense.EDGE: _edge,
    Sense.SCHOOL: _school,
    Sense.YEAR: _bare_year,
    Sense.WHOLE: _whole,
    Sense.PER: _whole,
    Sense.ALWAYS: _always,
    Sense.MONTH_UNIT: unit_first,
    Sense.QUARTER: unit_first,
    Sense.HALF_YEAR: unit_first,
    Sense.TRIMESTER: unit_first,
    Sense.ACCORDING: _according,
    Sense.ARISING: _arising,
    Sense.NEED: _arising,
    Sense.ON_REQUEST: _on_request,
    Sense.APART: _apart,
}
