"""Resolved dates joined into one EDTF string: a date, a range, a deadline, a set."""

import datetime as dt

from planforms.model import TimingProblem
from planforms.timing.grammar import Item, Point
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import NotUnderstoodError, Stretch

# A deadline may be the beginning of these or their end: iki spalio mėn.
_UNCERTAIN_ENDS = {K.MONTH, K.SEASON, K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.YEAR, K.SCHOOL_YEARS}
# An item, the stretch of its first point and that of its last.
Dated = tuple[Item, Stretch, Stretch | None]


def runs_backwards(first: Stretch, last: Stretch) -> bool:
    """Whether a range ends before it begins, as far as years are known."""
    start, end = first.first.rstrip("~"), last.last.rstrip("~")
    if not start or not end or start.startswith("X") != end.startswith("X"):
        return False
    if start.startswith("X") and start[:7] != end[:7]:
        return False
    if not start.startswith("X"):
        start, end = start.replace("XX", "00"), end.replace("XX", "99")
    return start > end + "-99" if len(end) < len(start) else start > end


def one_of(dated: list[Dated]) -> bool:
    """Whether dates are alternatives: joined by ``ar``, ``/`` or a bracket."""
    joiners = {item.joiner for item, _, _ in dated[1:]}
    return bool(joiners & {K.OR, K.OPEN})


def edtf_of(dated: list[Dated]) -> str:
    """The EDTF of dates as joined: one, a set of all (``{}``), or one of a set (``[]``).

    Raises:
        NotUnderstoodError: EDTF has no form for it: ``ir`` and ``ar`` mixed, several open ranges.
    """
    if not dated:
        return ""
    if len(dated) == 1:
        return _alone(*dated[0])
    members = list(dict.fromkeys(_member(*each) for each in dated))
    joiners = {item.joiner for item, _, _ in dated[1:]}
    either = one_of(dated)
    if K.OPEN in joiners and {item.first.kind for item, _, _ in dated} == {K.DAY} and len(members) > 1:
        raise NotUnderstoodError(TimingProblem.AMBIGUOUS)  # Kovo 11-oji (kovo 10 d.)
    if either and joiners & {K.AND, None}:
        raise NotUnderstoodError(TimingProblem.AMBIGUOUS)
    if len(members) == 1:
        return members[0].replace("..", "/")
    joined = ",".join(members)
    return f"[{joined}]" if either else f"{{{joined}}}"


def _alone(item: Item, first: Stretch, last: Stretch | None) -> str:
    if last:
        start, end = _ends(first, last)
        return f"{start}/{end}" if start != end else start
    if not first.first:
        return ""  # a feast or a break of an unknown year has its anchor alone
    if item.opened in {K.AFTER, K.BEFORE}:
        return _beside(item, first)
    if item.opened is K.UNTIL:
        if item.first.kind in _UNCERTAIN_ENDS and not item.first.edge:
            raise NotUnderstoodError(TimingProblem.AMBIGUOUS)  # its first day or its last
        # A break is the end of the time before it.
        end = first.first if item.first.kind in {K.BREAK, K.FEAST} else first.last
        return f"../{end}{_about(item.first)}"
    if item.opened is K.FROM:
        return f"{first.first}{_about(item.first)}/.."
    return first.whole.removesuffix("~") + _about(item.first) if item.first.about else first.whole


def _beside(item: Item, first: Stretch) -> str:
    """The window after or before a date; that of a feast or a break begins on the next day."""
    away = 0 if item.first.kind is K.DAY else 1
    if "X" in first.first or first.first == first.last[:4]:
        return ""
    if item.opened is K.AFTER:
        return f"{dt.date.fromisoformat(first.last) + dt.timedelta(away)}/.."
    return f"../{dt.date.fromisoformat(first.first) - dt.timedelta(away)}"


def _ends(first: Stretch, last: Stretch) -> tuple[str, str]:
    """The ends of a range: „spalio pabaigoje – lapkričio pradžioje“ are no certain days, the edges outside are."""
    start = first.whole if first.anchor.startswith("end:") else first.first
    end = last.whole if last.anchor.startswith("start:") else last.last
    return start, end


def _about(point: Point) -> str:
    return "~" if point.about else ""


def _member(item: Item, first: Stretch, last: Stretch | None) -> str:
    if item.opened:
        raise NotUnderstoodError(None)
    start, end = _ends(first, last) if last else (first.first, first.last)
    if start != end and (last or "/" in first.whole or (item.first.kind is K.SEASON and not item.first.edge)):
        return f"{start}..{end}"
    if last:
        return start
    return first.whole.removesuffix("~") + _about(item.first) if item.first.about else first.whole
