"""Words for named times: feasts, breaks, seasons, years, the plan's period; and times that another event sets."""

import datetime as dt
from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from planforms.dates import Break, feasts
from planforms.model import PeriodKind
from planforms.timing.lexer import LINKS, Scan, Sign
from planforms.timing.parts import PHASE, PartKind, Weight
from planforms.timing.recognisers.recurrences import COUNTS, hedged
from planforms.timing.words import EDGE_NAMES, Sense

_SEASON_BREAKS = {21: Break.SPRING, 22: Break.SUMMER, 23: Break.AUTUMN, 24: Break.WINTER}
FEAST_BREAKS = {"kaledu": Break.CHRISTMAS, "velyku": Break.SPRING}
_LONGEST_LIST = 9
PUPILS = {"mokiniu", "moksleiviu", "vaiku"}


def break_at(scan: Scan, at: int) -> int:
    """A break whose name begins at *at*, with what says that it goes on: ``metu``, ``laikotarpiu``."""
    found = pupils_break(scan, at)
    if not found:
        return 0
    name, last = found
    return scan.pass_course(scan.add(PartKind.BREAK, at, last, text=name))


def break_in_list(scan: Scan, at: int) -> int:
    """The first of several breaks that share their noun: rudens, žiemos ir pavasario atostogos."""
    here = at + 1
    while here < at + _LONGEST_LIST and scan.kind(here) in LINKS and scan.kind(here + 1) is Sense.SEASON:
        here += 2
    if here == at + 1 or scan.kind(here) is not Sense.BREAK:
        return 0
    return scan.add(PartKind.BREAK, at, at, text=f"break:{_SEASON_BREAKS[scan.tokens[at].value]}")


def pupils_break(scan: Scan, at: int) -> tuple[str, int] | None:
    """The anchor of the break whose name begins at *at*, and the index of its last word."""
    here = at + 1 if scan.tokens[at].text in PUPILS else at
    token = scan.tokens[here]
    which = _SEASON_BREAKS.get(token.value) if token.kind is Sense.SEASON else FEAST_BREAKS.get(token.text)
    if which is None:
        return None
    here += 1
    if scan.kinds(here, Sign.OPEN, Sign.WORD, Sign.CLOSE):
        which = FEAST_BREAKS.get(scan.tokens[here + 1].text, which)
        here += 3
    elif scan.tokens[here].text in {*PUPILS, *FEAST_BREAKS}:
        which = FEAST_BREAKS.get(scan.tokens[here].text, which)
        here += 1
    return (f"break:{which}", here) if scan.kind(here) is Sense.BREAK else None


# Named times of the church: gavėnia, adventas.
_CHURCH_TIMES = ("advent", "gaven")
CHRISTMAS_TIME, EASTER_TIME = "christmas-time", "easter-time"
_TIMES_AROUND = {"12-25": CHRISTMAS_TIME, "easter+0": EASTER_TIME}
_ON_THE_DAY = {"diena", "dienai"}
_SUNDAY, _SUNDAYS = 7, 4
_OF_THE_WORLD = ("tarptautin", "pasaulin")  # Tarptautinė tolerancijos diena
# The unit that a plan is of: per mėnesį in a month's plan is all of it.
_PLAN_UNITS: Mapping[PeriodKind | None, Sense] = {
    PeriodKind.MONTH: Sense.MONTH_UNIT,
    PeriodKind.HALF_YEAR: Sense.HALF_YEAR,
}
# What may go on: spalio eigoje, rudens metu.
_COURSED = {PartKind.MONTH, PartKind.SEASON, PartKind.QUARTER, PartKind.HALF_YEAR, PartKind.TRIMESTER, PartKind.BREAK}
# What „visą“ and „per“ may come before.
_STRETCHES = {Sense.MONTH, Sense.SEASON, Sign.ROMAN, Sense.ORDINAL, Sign.NUMBER, Sign.DATE}


def season(scan: Scan, at: int) -> int:
    """``rudenį``, ``pavasario mėn.``, ``rudens atostogos``."""
    if end := break_at(scan, at) or break_in_list(scan, at):
        return end
    end = scan.add(PartKind.SEASON, at, at, number=scan.tokens[at].value)
    return end + (scan.kind(end) is Sense.MONTH_UNIT)


def pupils(scan: Scan, at: int) -> int:
    """``mokinių`` before ``rudens atostogos`` says nothing new."""
    if scan.tokens[at].text not in PUPILS:
        return 0
    after = scan.tokens[at + 1]
    named = after.kind is Sense.SEASON or after.text in FEAST_BREAKS
    return scan.add(PartKind.FILLER, at, at) if named and scan.kind(at + 2) is Sense.BREAK else 0


def feast(scan: Scan, at: int) -> int:
    """``Užgavėnės``, ``Mokytojų diena``, ``Kalėdų atostogos``."""
    token = scan.tokens[at]
    if token.text.startswith(_CHURCH_TIMES):
        return _church_time(scan, at)
    if token.text.startswith(_OF_THE_WORLD) and (end := feast(scan, at + 1)):
        scan.out[-1].start = token.start
        return end
    rules = feasts_by_first_word().get(token.text)
    if not rules:
        return 0
    if end := break_at(scan, at):
        return end
    for rest, rule in rules:
        last = at + len(rest)
        if last < scan.length and all(
            after.kind is Sense.DAY and len(after.text) > 1 if word == ("DIENA",) else after.text in word
            for word, after in zip(rest, scan.tokens[at + 1 : last + 1], strict=False)
        ):
            return _after_feast(scan, scan.add(PartKind.FEAST, at, last, text=rule))
    return 0


def _after_feast(scan: Scan, at: int) -> int:
    """Past what follows a feast: its ``dieną``, its eve, the time around it."""
    element, token = scan.out[-1], scan.tokens[at]
    time_around = _TIMES_AROUND.get(element.text)
    if token.kind is Sense.DAY and token.text in _ON_THE_DAY:
        element.end = token.stop
        return at + 1
    if token.kind is Sense.EVE:
        element.text, element.stop = _day_before(element.text), token.stop
        return at + 1
    if time_around and (token.kind is Sense.COURSE or token.text == "metu"):
        element.text, element.stop = time_around, token.stop
        return at + 1
    return at


def _day_before(rule: str) -> str:
    """The rule of the eve of a feast; none for an n-th weekday."""
    if rule.startswith("easter"):
        return f"easter{int(rule[6:]) - 1:+}"
    if "/" in rule:
        return rule
    return f"{dt.date.fromisoformat(f'2001-{rule}') - dt.timedelta(days=1):%m-%d}"  # no feast is on 1 March


def tide(scan: Scan, at: int) -> int:
    """``kalėdiniu laikotarpiu``, ``velykinis laikotarpis``."""
    if scan.kind(at + 1) is not Sense.COURSE:
        return 0
    return scan.add(PartKind.FEAST, at, at + 1, text=CHRISTMAS_TIME if scan.tokens[at].value else EASTER_TIME)


def _church_time(scan: Scan, at: int) -> int:
    """``Adventas``, ``Advento metu``, ``II Advento sekmadienis``; ``Gavėnia``."""
    token = scan.tokens[at]
    advent = token.text.startswith("advent")
    before, after = scan.tokens[at - 1] if at else token, scan.tokens[at + 1]
    sunday = advent and after.kind is Sense.WEEKDAY and after.value == _SUNDAY and 1 <= before.value <= _SUNDAYS
    ordinal = before.kind in {Sense.ORDINAL, Sign.ROMAN} and bool(scan.out) and scan.out[-1].start == before.start
    if sunday and ordinal:
        scan.out.pop()
        return scan.add(PartKind.FEAST, at - 1, at + 1, text=f"advent{7 * (before.value - 1):+}")
    return scan.add(PartKind.FEAST, at, scan.pass_course(at + 1) - 1, text="advent" if advent else "lent")


def occasion(scan: Scan, at: int) -> int:
    """``proga`` after a named day: Kovo 11-osios proga."""
    return scan.add(PartKind.FILLER, at, at) if scan.after(PartKind.FEAST, PartKind.DAY) else 0


def phase(scan: Scan, at: int) -> int:
    """``prasidedant``, ``baigiantis`` before or after what begins or ends."""
    number = scan.tokens[at].value
    return scan.add(PartKind.EDGE, at, at, Weight.MEDIUM, number=number, second=PHASE, text=EDGE_NAMES[number])


@cache
def feasts_by_first_word() -> dict[str, list[tuple[tuple[tuple[str, ...], ...], str]]]:
    """The words that follow a feast's first word, and its rule; longer names first."""
    found: dict[str, list[tuple[tuple[tuple[str, ...], ...], str]]] = {}
    for each in sorted(feasts(), key=lambda each: -len(each.words)):
        for first in each.words[0]:
            found.setdefault(first, []).append((each.words[1:], each.rule))
    return found


def edge(scan: Scan, at: int) -> int:
    """``pradžioje``, ``viduryje``, ``pabaigoje``."""
    token = scan.tokens[at]
    # In the genitive it may be an attribute: metų pabaigos šventė.
    weight = Weight.LIGHT if token.text.endswith(("os", "io")) else Weight.MEDIUM
    return scan.add(PartKind.EDGE, at, at, weight, number=token.value, text=EDGE_NAMES[token.value])


def course(scan: Scan, at: int) -> int:
    """``eigoje``, ``laikotarpiu`` after a stretch of time is all of it; „mėnesio eigoje“ is a month's plan."""
    if scan.after(*_COURSED) and scan.out[-1].whole_stop <= scan.tokens[at].start:
        scan.out[-1].weight = max(scan.out[-1].weight, Weight.MEDIUM)
        scan.out[-1].end = scan.tokens[at].stop
        return at + 1
    return 0


def calendar_year(scan: Scan, at: int) -> int:
    """``kalendorinių metų pabaigoje``; ``visus kalendorinius metus`` is said of a calendar year's plan only."""
    if scan.kind(at + 1) is not Sense.YEAR:
        return 0
    if scan.kind(at + 2) is Sense.EDGE:
        return scan.add(PartKind.CALENDAR_YEAR, at, at + 1, text="calendar")
    return 0 if scan.plan is PeriodKind.SCHOOL_YEARS else scan.add(PartKind.FILLER, at, at)


def school(scan: Scan, at: int) -> int:
    """``mokslo metai``, ``mokslo metų eigoje``, ``mokslo metų pabaigoje``; ``baigiantis ugdymo procesui``."""
    process = scan.kind(at) is Sense.TEACHING and scan.tokens[at + 1].text.startswith("proces")
    named = process or scan.kinds(at, Sense.SCHOOL, Sense.YEAR)
    return _years(scan, at, at + 1, PartKind.SCHOOL_YEAR) if named else 0


def bare_year(scan: Scan, at: int) -> int:
    """``metų eigoje``, ``metų pabaigoje``, and ``m. m.`` for mokslo metai; other words for a year say nothing.

    „Metu“ (during) folds like „metų“ (of the year).
    """
    if scan.tokens[at].text == "metu" and (end := course(scan, at)):
        return end
    if scan.kind(at + 1) is Sense.YEAR and scan.tokens[at].text == "m":
        return _years(scan, at, at + 1, PartKind.SCHOOL_YEAR)
    if scan.kind(at + 1) in {Sense.EDGE, Sense.COURSE, Sense.PHASE} or (at and scan.kind(at - 1) is Sense.PHASE):
        return _years(scan, at, at, PartKind.CALENDAR_YEAR)
    return 0


def _years(scan: Scan, at: int, last: int, kind: PartKind) -> int:
    after = scan.tokens[last + 1]
    if after.kind in {Sense.EDGE, Sense.PHASE} or (at and scan.kind(at - 1) is Sense.PHASE):
        return scan.add(kind, at, last)
    if after.kind in {Sense.HALF_YEAR, Sense.TRIMESTER, Sense.QUARTER, Sign.ROMAN, Sense.ORDINAL, Sign.NUMBER}:
        return scan.add(PartKind.FILLER, at, last)
    end = scan.pass_course(last + 1)
    weight = Weight.MEDIUM if end > last + 1 else Weight.LIGHT
    return scan.add(PartKind.WHOLE, at, end - 1, weight)


def whole(scan: Scan, at: int) -> int:
    """``visus metus``, ``per visus mokslo metus``, ``visą laikotarpį``; ``visą spalį`` is the month alone."""
    here = at + 1
    if scan.kind(here) is Sense.WHOLE:
        here += 1
    if scan.kind(here) is Sense.SCHOOL or scan.tokens[here].text == scan.tokens[here + 1].text == "m":
        here += 1
    period = scan.kind(here) is Sense.COURSE and here == at + 1
    if period or scan.kind(here) in {Sense.YEAR, _PLAN_UNITS.get(scan.plan)}:
        return scan.pass_course(scan.add(PartKind.WHOLE, at, here, Weight.MEDIUM))
    if scan.tokens[here].text in PUPILS:
        here += 1
    after = scan.tokens[here]
    named = after.text in FEAST_BREAKS or after.text in feasts_by_first_word() or after.text.startswith(_CHURCH_TIMES)
    if after.kind in _STRETCHES or named or after.kind is Sense.TEACHING:
        return scan.add(PartKind.FILLER, at, here - 1)
    return 0


_LONGEST_SCHEDULE = 5  # pagal metodinės grupės metinį veiklos planą
_SIGNS = {Sign.COMMA, Sign.OPEN, Sign.CLOSE, Sign.DASH, Sign.SLASH, Sense.AND}


def according(scan: Scan, at: int) -> int:
    """``pagal poreikį``, ``pagal atskirą planą``: the time is decided elsewhere."""
    for here in range(at + 1, at + 2 + _LONGEST_SCHEDULE):
        if scan.kind(here) is Sense.SCHEDULE:
            return scan.add(PartKind.ON_DEMAND, at, here)
        if scan.kind(here) in {Sign.COMMA, Sign.NOTHING}:
            break
    return 0


def arising(scan: Scan, at: int) -> int:
    """``esant poreikiui``, ``jei iškils poreikis``, ``poreikiui esant``."""
    here = at
    while here < at + 2 and scan.kind(here) is Sense.ARISING:
        here += 1
    if scan.kind(here) is not Sense.NEED:
        return 0
    if here == at and scan.kind(at + 1) is not Sense.ARISING:
        return 0  # a need alone
    return scan.add(PartKind.ON_DEMAND, at, max(here, at + 1))


def after_or_before(scan: Scan, at: int) -> int:
    """``po Velykų``, ``prieš rudens atostogas``, ``po spalio 15 d.``; ``po 1 kartą``; else the time is another's."""
    counts = scan.kind(at + 1) in {*COUNTS, Sense.TIMES}
    if counts and (end := hedged(scan, at + 1)):
        scan.out[-1].start = scan.tokens[at].start
        return end
    first, after = scan.tokens[at + 1], scan.tokens[at + 2]
    dated = first.kind is Sign.DATE or (first.kind is Sense.MONTH and after.kind in {Sign.NUMBER, Sense.MONTH_UNIT})
    kind = PartKind.AFTER if scan.kind(at) is Sense.AFTER else PartKind.BEFORE
    if dated or first.kind is Sign.PAIR or (first.kind is Sign.NUMBER and scan.is_year(first.value)):
        return scan.add(kind, at, at)
    link = len(scan.out)
    scan.add(kind, at, at)
    if end := feast(scan, at + 1) or break_at(scan, at + 1):
        return end
    del scan.out[link:]
    return apart(scan, at)


def apart(scan: Scan, at: int) -> int:
    """``be``, ``už``, ``po`` and others: the time that follows is another's, up to the next sign."""
    scan.unread(at)
    here = at + 1
    while here < scan.length and scan.tokens[here].kind not in _SIGNS:
        here = scan.add(PartKind.UNREAD, here, here, text="aside")
    return here


def between(scan: Scan, at: int) -> int:
    """``tarp spalio 6 ir 10 d.``: the conjunction joins a range; else „tarp“ says no time."""
    named = scan.tokens[at + 1].text in feasts_by_first_word()
    begins = named or scan.kind(at + 1) in {Sense.MONTH, Sign.DATE, Sign.NUMBER}
    for here in range(at + 2, at + 2 + _LONGEST_SCHEDULE if begins else 0):
        if scan.kind(here) is Sense.AND:
            scan.tokens[here] = replace(scan.tokens[here], kind=Sense.UNTIL)
            return scan.add(PartKind.FROM, at, at)
    return apart(scan, at)
