"""Clock times: ``14 val.``, ``14.30–16.00 val.``, ``14:00``, ``9 val. 30 min.``, ``1430 val.``.

A pair of numbers with a full stop and no ``val.`` may be a short date as well; the place decides, or nobody.
"""

from planforms.model import PeriodKind
from planforms.timing.elements import Element, Weight
from planforms.timing.lexer import Sign
from planforms.timing.parts import PartKind
from planforms.timing.recognisers.scan import Scan
from planforms.timing.words import Sense

_HOUR = 60
_DAY = 24 * _HOUR
_ROUND = 5  # minutes of a clock time in a plan
Moment = tuple[int, int, bool]  # minutes past midnight, index after it, whether an hour sign or a colon says so


def clock(scan: Scan, at: int) -> int:
    """A clock time or a range of two that says that it is one."""
    here = at + 1 if scan.kind(at) is Sense.FROM else at
    first = _moment(scan, here)
    if first is None:
        return 0
    minutes, after, certain = first
    last = _range_end(scan, after)
    if last is not None:
        end, after, said = last
        if not (certain or said) or end <= minutes:
            return 0
        return _clock(scan, at, after, minutes, end)
    if not certain and not _listed(scan, after):
        return 0
    return _clock(scan, at, after, minutes, -1)


def _listed(scan: Scan, at: int) -> bool:
    """Whether the hour sign comes after another time: spalio 5 d., 10 ir 12 val."""
    if not scan.seen_day or scan.kind(at) not in {Sign.COMMA, Sense.AND}:
        return False
    after = _moment(scan, at + 1)
    return after is not None and after[2]


def _range_end(scan: Scan, at: int) -> Moment | None:
    return _moment(scan, at + 1) if scan.kind(at) in {Sign.DASH, Sense.UNTIL} else None


def _clock(scan: Scan, at: int, after: int, first: int, last: int) -> int:
    token = scan.tokens[at]
    # „2 val.“ may be how long it takes, but „spalio 5 d. 2 val.“ is when.
    after_day = bool(scan.out) and scan.out[-1].kind is PartKind.DAY
    plain_hour = token.kind is Sign.NUMBER and last < 0 and after == at + 2 and not after_day
    weight = Weight.LIGHT if plain_hour else Weight.FIRM
    stop = scan.end(after - 1)
    scan.out.append(Element(PartKind.CLOCK, token.start, stop, first, last, weight=weight))
    return after


def _moment(scan: Scan, at: int) -> Moment | None:
    token, after = scan.tokens[at], scan.tokens[at + 1]
    said = after.kind is Sense.HOUR
    if token.kind is Sign.PAIR:
        hours, minutes = divmod(token.value, 100)
        return _checked(hours, minutes, at + 1 + said, certain=said or "." not in token.text)
    if token.kind is not Sign.NUMBER:
        return None
    return _hours(scan, at, said=said)


def _hours(scan: Scan, at: int, *, said: bool) -> Moment | None:
    """A moment that begins with a plain number; *said* tells whether the hour sign follows it."""
    token = scan.tokens[at]
    if _minutes_follow(scan, at):
        return _checked(token.value, scan.tokens[at + 2].value, at + 4, certain=True)
    if said and len(token.text) in {3, 4}:  # 1430 val., a full stop or a superscript lost
        hours, minutes = divmod(token.value, 100)
        return _checked(hours, minutes, at + 2, certain=True)
    if len(token.text) > 2:  # noqa: PLR2004 - no hour has three digits
        return None
    if said and scan.kinds(at + 2, Sign.NUMBER, Sense.MINUTE):
        return _checked(token.value, scan.tokens[at + 2].value, at + 4, certain=True)
    return _checked(token.value, 0, at + 1 + said, certain=said)


def _minutes_follow(scan: Scan, at: int) -> bool:
    """Whether a comma or a dash stands for the full stop, ``10,00 val.``: two digits after it that are no hour."""
    hours, sign, minutes = scan.tokens[at : at + 3]
    glued = hours.stop == sign.start and sign.stop == minutes.start and scan.kind(at + 3) is Sense.HOUR
    if not glued or sign.kind not in {Sign.COMMA, Sign.DASH} or minutes.kind is not Sign.NUMBER:
        return False
    return len(minutes.text) == 2 and not 0 < minutes.value < 24  # noqa: PLR2004 - two digits, hours of a day


def _checked(hours: int, minutes: int, after: int, *, certain: bool) -> Moment | None:
    total = hours * _HOUR + minutes
    return (total, after, certain) if minutes < _HOUR and total <= _DAY else None


def pair(scan: Scan, at: int) -> int:
    """Pairs such as ``10.15`` or ``09.01–01.21`` that do not say whether they are clock times or days.

    In a day's plan, after a day and after weekdays they are clock times; else days, if they can be; where both
    readings are good, the scan is ambiguous.
    """
    first, last = scan.tokens[at], scan.tokens[at + 2]
    ranged = scan.kind(at + 1) in {Sign.DASH, Sense.UNTIL} and last.kind is Sign.PAIR
    pairs = [first, last] if ranged else [first]
    clocks = all(_moment(scan, at + 2 * i) for i in range(len(pairs)))
    days = all(len(token.text) == 5 and scan.is_day(*divmod(token.value, 100)) for token in pairs)  # noqa: PLR2004
    after_dotted_day = scan.seen_day and scan.out[-1].kind is PartKind.RANGE
    placed = scan.plan is PeriodKind.DAY or scan.after_weekdays or (scan.seen_day and not after_dotted_day)
    if clocks and (placed or not days):
        minutes = [hours * _HOUR + rest for hours, rest in (divmod(token.value, 100) for token in pairs)]
        end = minutes[1] if ranged else -1
        if ranged and end <= minutes[0]:
            return 0
        # After a date a range is surely of hours, and a pair unless a word leans on it: 9.15 kab.
        weight = Weight.LIGHT if not placed else Weight.FIRM if ranged else Weight.MEDIUM
        scan.out.append(Element(PartKind.CLOCK, first.start, pairs[-1].stop, minutes[0], end, weight=weight))
        return at + 2 * len(pairs) - 1
    if not days or scan.after_month:
        return 0
    if clocks and not any(token.text.startswith("0") for token in pairs):
        scan.ambiguous = all(token.value % _ROUND == 0 for token in pairs)
    for index, token in enumerate(pairs):
        if index:
            scan.add(PartKind.RANGE, at + 1, at + 1)
        month, day = divmod(token.value, 100)
        middle = token.start + 2
        scan.out.append(Element(PartKind.MONTH, token.start, middle, month))
        scan.out.append(Element(PartKind.DAY, middle + 1, token.stop, day))
    return at + 2 * len(pairs) - 1
