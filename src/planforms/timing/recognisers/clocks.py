"""Clock times: ``14 val.``, ``14.30–16.00 val.``, ``14:00``, ``9 val. 30 min.``, ``1430 val.``.

A pair of numbers with a full stop and no ``val.`` may be a short date as well; the place decides, or nobody.
"""

from planforms.model import PeriodKind
from planforms.timing.lexer import LINKS, Scan, Sign
from planforms.timing.parts import Element, PartKind, Weight
from planforms.timing.words import AFTERNOON, EVENING, MORNING, Sense

_HOUR = 60
_HOURS = 24
_DAY = _HOURS * _HOUR
_MOST_MISTAKEN_HOURS = 29
_EARLIEST = 6 * _HOUR  # nothing at a school begins before
_SHORTEST_HOUR = 7 * _HOUR  # a smaller number of hours is how long, not when
_EVENING, _MORNING = 17 * _HOUR, 10 * _HOUR
_LONGEST_RUN = 31
_ROUND = 5  # minutes of a clock time in a plan
_TO = {Sign.DASH, Sense.UNTIL}
_NOON = 12 * _HOUR
# From which hour to which a part of the day goes; 5 val. vakaro is 17 val.
_HOURS_OF_PART = {MORNING: (4, 11), AFTERNOON: (11, 18), EVENING: (16, 23)}
_QUARTERS = {"00", "15", "30", "45"}
Moment = tuple[int, int, bool]  # minutes past midnight, index after it, whether an hour sign or a colon says so


def clock(scan: Scan, at: int) -> int:
    """A clock time or a range of two that says that it is one."""
    here = at + 1 if scan.kind(at) is Sense.FROM else at
    first = _moment(scan, here)
    if first is None:
        scan.impossible = scan.impossible or _is_no_time(scan, here)
        return 0
    minutes, after, certain = first
    apart = _with_part(scan, minutes, after)  # 9 val. ryto – 5 val. vakaro
    if apart and scan.kind(apart[1]) in _TO:
        minutes, after, certain = apart
    last = _moment(scan, after + 1) if scan.kind(after) in _TO else None
    if last is not None:
        end, after, has_unit = last
        if apart:
            end, after, has_unit = _with_part(scan, end, after) or last
        if not (certain or has_unit or _part_of_day(scan, after)):
            return 0
        if end <= minutes and not _over_midnight(minutes, end):
            scan.impossible = True
            return 0
        return _clock(scan, at, after, minutes, end)
    if not (certain or _listed(scan, after) or _part_of_day(scan, after)):
        return 0
    return _clock(scan, at, after, minutes, -1)


def _part_of_day(scan: Scan, at: int) -> tuple[int, int] | None:
    """The part of the day that is named from *at* on (``ryto``, ``po pietų``), and the index after it."""
    token, after = scan.tokens[at], scan.tokens[at + 1]
    if token.kind is Sense.AFTER and after.text == "pietu":
        return AFTERNOON, at + 2
    if token.text == "dienos" and scan.kind(at - 1) is Sense.HOUR:  # 12 val. dienos
        return AFTERNOON, at + 1
    return (token.value, at + 1) if token.kind is Sense.PART_OF_DAY else None


def _over_midnight(first: int, last: int) -> bool:
    return first >= _EVENING and last <= _MORNING


def _is_no_time(scan: Scan, at: int) -> bool:
    """Whether an hour sign follows a number that no clock shows: 25 val., 14.75 val.; 40 val. is a length."""
    token = scan.tokens[at]
    if scan.kind(at + 1) is not Sense.HOUR:
        return False
    if token.kind is Sign.PAIR:
        return True
    placed = at == 0 or scan.seen_day
    return placed and token.kind is Sign.NUMBER and _HOURS < token.value <= _MOST_MISTAKEN_HOURS


def _listed(scan: Scan, at: int) -> bool:
    """Whether the hour sign comes after another time: spalio 5 d., 10 ir 12 val."""
    if not scan.seen_day or scan.kind(at) not in {Sign.COMMA, Sense.AND}:
        return False
    after = _moment(scan, at + 1)
    return after is not None and after[2]


def _clock(scan: Scan, at: int, after: int, first: int, last: int) -> int:
    token = scan.tokens[at]
    part = _part_of_day(scan, after)
    if part and (moved := _moved_into(part[0], first, last)):
        return scan.add(PartKind.CLOCK, at, part[1] - 1, Weight.FIRM, number=moved[0], second=moved[1])
    after_day = scan.after(PartKind.DAY)
    plain_hour = token.kind is Sign.NUMBER and last < 0 and after == at + 2
    in_bracket = [element.kind for element in scan.out[-2:]] == [PartKind.CLOCK, PartKind.OPEN]
    if plain_hour and (first < _SHORTEST_HOUR or in_bracket):
        scan.out.append(Element(PartKind.UNREAD, token.start, scan.end(after - 1), text="length"))  # 2 val., (6 val.)
        return after
    weight, text = (Weight.LIGHT, "hours") if plain_hour and not after_day else (Weight.FIRM, "")
    scan.out.append(Element(PartKind.CLOCK, token.start, scan.end(after - 1), first, last, text, weight))
    return after


def _with_part(scan: Scan, minutes: int, after: int) -> Moment | None:
    """The moment in the part of the day that is named right after it."""
    part = _part_of_day(scan, after)
    moved = _moved_into(part[0], minutes, -1) if part else None
    return (moved[0], part[1], True) if part and moved else None


def _moved_into(part: int, first: int, last: int) -> tuple[int, int] | None:
    """Both times within a part of the day, *last* being -1 for none; ``None`` where they cannot be in it."""
    begin, end = _HOURS_OF_PART[part]
    for later in (0, _NOON):
        times = [time + later for time in (first, last) if time >= 0]
        if all(begin <= time // _HOUR <= end for time in times):
            return (times[0], times[1] if last >= 0 else -1)
    return None


def _moment(scan: Scan, at: int) -> Moment | None:
    token, after = scan.tokens[at], scan.tokens[at + 1]
    has_unit = after.kind is Sense.HOUR
    if token.kind is Sign.PAIR:
        hours, minutes = divmod(token.value, 100)
        return _checked(hours, minutes, at + 1 + has_unit, certain=has_unit or "." not in token.text)
    if token.kind is not Sign.NUMBER:
        return None
    return _hours(scan, at, has_unit=has_unit)


def _hours(scan: Scan, at: int, *, has_unit: bool) -> Moment | None:
    """A moment that begins with a plain number; *has_unit* where the hour sign follows it."""
    token = scan.tokens[at]
    if _minutes_follow(scan, at):
        return _checked(token.value, scan.tokens[at + 2].value, at + 4, certain=True)
    lost = scan.after(PartKind.DAY) and not token.value % _ROUND
    if (has_unit or lost) and len(token.text) in {3, 4}:  # 1430 val., a full stop or a superscript lost
        hours, minutes = divmod(token.value, 100)
        return _checked(hours, minutes, at + 2, certain=True)
    if len(token.text) > 2:  # noqa: PLR2004 - no hour has three digits
        return None
    apart = scan.tokens[at + 1]
    closed = scan.kind(at + 2) is Sense.HOUR or (scan.after(PartKind.DAY) and scan.kind(at + 2) is Sign.NOTHING)
    if apart.text in _QUARTERS and closed and not scan.after_month:  # 10 00 val.
        return _checked(token.value, apart.value, min(at + 3, scan.length), certain=True)
    if has_unit and scan.kinds(at + 2, Sign.NUMBER, Sense.MINUTE):
        return _checked(token.value, scan.tokens[at + 2].value, at + 4, certain=True)
    return _checked(token.value, 0, at + 1 + has_unit, certain=has_unit)


def _minutes_follow(scan: Scan, at: int) -> bool:
    """Whether a comma or a dash replaces the full stop, ``10,00 val.``: two digits after it that are not an hour."""
    hours, sign, minutes = scan.tokens[at : at + 3]
    glued = hours.stop == sign.start and sign.stop == minutes.start and scan.kind(at + 3) is Sense.HOUR
    if not glued or sign.kind not in {Sign.COMMA, Sign.DASH} or minutes.kind is not Sign.NUMBER:
        return False
    return len(minutes.text) == 2 and not 0 < minutes.value < 24  # noqa: PLR2004 - two digits, hours of a day


def _checked(hours: int, minutes: int, after: int, *, certain: bool) -> Moment | None:
    total = hours * _HOUR + minutes
    return (total, after, certain) if minutes < _HOUR and total <= _DAY else None


def pair(scan: Scan, at: int) -> int:
    """Pairs such as ``10.15``, ``09.01–01.21`` and ``10.07, 10.14`` that do not say if they are clock times or days.

    In a day's plan, after a day and after weekdays they are clock times; else days, if they can be; where both
    readings are good, the scan is ambiguous.
    """
    run = _run(scan, at)
    with_unit = scan.kind(run[-1] + 1) is Sense.DAY and _is_day(scan, at)  # 10.07 d.
    placed = scan.plan is PeriodKind.DAY or scan.after_weekdays or scan.after_written_day
    if not with_unit and (placed or not _is_day(scan, at)):
        return _pair_of_clocks(scan, at, placed=placed)
    if scan.after_month:
        return 0
    if (scan.after_dotted_day and not with_unit) or Sign.SLASH in {scan.kind(index + 1) for index in run[:-1]}:
        scan.ambiguous = True  # 10.07 10.14, 10.07/10.14
        return 0
    pairs = [scan.tokens[index] for index in run]
    if (
        not with_unit
        and all(_moment(scan, index) for index in run)
        and not any(token.text.startswith("0") for token in pairs)
    ):
        scan.ambiguous = scan.ambiguous or all(token.value % _ROUND == 0 for token in pairs)
    for index, token in zip(run, pairs, strict=True):
        if index > at:
            scan.add(LINKS[scan.kind(index - 1)], index - 1, index - 1)
        month, day = divmod(token.value, 100)
        scan.out.append(Element(PartKind.MONTH, token.start, token.start + 2, month))
        scan.out.append(Element(PartKind.DAY, token.start + 3, token.stop, day))
    scan.dotted = scan.out[-1].stop
    return run[-1] + 1 + with_unit


def _run(scan: Scan, at: int) -> list[int]:
    """The indexes of the pairs from *at* that can be days, joined by links; none has an hour sign after it."""
    run = [at]
    while len(run) < _LONGEST_RUN and scan.kind(run[-1] + 1) in LINKS and _is_day(scan, run[-1] + 2):
        run.append(run[-1] + 2)
    return run


def _is_day(scan: Scan, at: int) -> bool:
    token = scan.tokens[at]
    dotted = token.kind is Sign.PAIR and len(token.text) == 5 and "." in token.text  # noqa: PLR2004
    return dotted and scan.is_day(*divmod(token.value, 100)) and scan.kind(at + 1) is not Sense.HOUR


def _pair_of_clocks(scan: Scan, at: int, *, placed: bool) -> int:
    first = _moment(scan, at)
    ranged = scan.kind(at + 1) in {Sign.DASH, Sense.UNTIL} and scan.kind(at + 2) is Sign.PAIR
    last = _moment(scan, at + 2) if ranged else None
    if first is None or (ranged and last is None):
        scan.impossible = scan.impossible or _looks_like_no_time(scan, at, at if first is None else at + 2)
        return 0
    unsure = not placed and not ranged and "." in scan.tokens[at].text and scan.kind(at + 1) is not Sense.HOUR
    if unsure and first[0] < _EARLIEST:
        return 0  # 3.10 may be a day
    end = last[0] if last else -1
    if last and end <= first[0] and not _over_midnight(first[0], end):
        scan.impossible = True
        return 0
    written = "." in scan.tokens[at].text and first[0] % _ROUND and not ranged
    scan.ambiguous = scan.ambiguous or bool(placed and written and scan.after_written_day and _is_day(scan, at))
    # After a date a range is surely of hours, and a pair unless a word leans on it: 9.15 kab.
    weight = Weight.LIGHT if not placed else Weight.FIRM if ranged else Weight.MEDIUM
    after = last[1] if last else first[1]
    scan.out.append(
        Element(PartKind.CLOCK, scan.tokens[at].start, scan.tokens[after - 1].stop, first[0], end, weight=weight)
    )
    return after


def _looks_like_no_time(scan: Scan, at: int, wrong: int) -> bool:
    """Whether the pair *wrong* of those from *at* can only be a clock time but shows none: 14.75, 9.30–10.75, 25.00."""
    hours, minutes = divmod(scan.tokens[wrong].value, 100)
    alone = at == 0 or scan.after_written_day or scan.after_weekdays
    shown = (
        minutes >= _HOUR
        if hours <= _HOURS
        else hours <= _MOST_MISTAKEN_HOURS and scan.tokens[wrong].text[-2:] in _QUARTERS
    )
    return alone and scan.kind(wrong + 1) is Sign.NOTHING and shown
