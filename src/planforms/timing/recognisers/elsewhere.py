"""Words that leave the time to something else: on demand, by another plan, after or before another event."""

from planforms.timing.lexer import Sign
from planforms.timing.parts import PartKind
from planforms.timing.recognisers.scan import Scan
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


def apart(scan: Scan, at: int) -> int:
    """``po``, ``prieš``, ``už``: the time that follows is another's, up to the next sign."""
    scan.unread(at)
    here = at + 1
    while here < scan.length and scan.tokens[here].kind not in _SIGNS:
        scan.unread(here)
        here += 1
    return here
