"""School breaks: ``rudens atostogos``, ``žiemos (Kalėdų) atostogų metu``, ``mokinių pavasario atostogos``."""

from planforms.calendars import Break
from planforms.timing.elements import Element
from planforms.timing.lexer import Sign
from planforms.timing.parts import PartKind
from planforms.timing.recognisers.scan import LINKS, Scan
from planforms.timing.words import Sense

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
    scan.out.append(Element(PartKind.BREAK, scan.tokens[at].start, scan.tokens[last].stop, text=name))
    return scan.pass_course(last + 1)


def break_in_list(scan: Scan, at: int) -> int:
    """The first of several breaks that share their noun: rudens, žiemos ir pavasario atostogos."""
    here = at + 1
    while here < at + _LONGEST_LIST and scan.kind(here) in LINKS and scan.kind(here + 1) is Sense.SEASON:
        here += 2
    if here == at + 1 or scan.kind(here) is not Sense.BREAK:
        return 0
    end = scan.add(PartKind.BREAK, at, at)
    scan.out[-1].text = f"break:{_SEASON_BREAKS[scan.tokens[at].value]}"
    return end


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
