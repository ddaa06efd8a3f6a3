"""Words that leave the time to something else: on demand, by another plan, after or before another event."""

from planforms.timing.lexer import Sign
from planforms.timing.parts import PartKind
from planforms.timing.recognisers.breaks import break_at
from planforms.timing.recognisers.recurrences import COUNTS, hedged
from planforms.timing.recognisers.scan import Scan
from planforms.timing.recognisers.stretched import feast, feasts_by_first_word
from planforms.timing.words import Sense

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


def on_request(scan: Scan, at: int) -> int:
    """``prireikus``."""
    return scan.add(PartKind.ON_DEMAND, at, at)


def beside(scan: Scan, at: int) -> int:
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
        scan.unread(here)
        scan.out[-1].text = "aside"
        here += 1
    return here


def between(scan: Scan, at: int) -> int:
    """``tarp spalio 6 ir 10 d.``: the conjunction joins a range; else „tarp“ says no time."""
    named = scan.tokens[at + 1].text in feasts_by_first_word()
    begins = named or scan.kind(at + 1) in {Sense.MONTH, Sign.DATE, Sign.NUMBER}
    for here in range(at + 2, at + 2 + _LONGEST_SCHEDULE if begins else 0):
        if scan.kind(here) is Sense.AND:
            scan.tokens[here] = scan.tokens[here]._replace(kind=Sense.UNTIL)
            return scan.add(PartKind.FROM, at, at)
    return apart(scan, at)
