"""Dates beside a term or a named day: the dates win, I pusmetis – rugsėjo 1 d. – sausio 31 d."""

import datetime as dt

from planforms.timing.edtf import Dated
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import NotUnderstoodError, Stretch

# Stretches that may stand beside dates of their own, and those of them that each school sets for itself.
_LABELS = {K.QUARTER, K.HALF_YEAR, K.TRIMESTER, K.SEASON, K.FEAST, K.BREAK, K.WEEK, K.MONTH, K.SCHOOL_YEAR}
_OWN = {K.HALF_YEAR, K.TRIMESTER, K.BREAK, K.WEEK}
_DAY_DIGITS = len("2026-10-05")
_MOST_MOVED = 14  # days that a celebration is held from its feast


def is_label(each: Dated, dated: list[Dated]) -> bool:
    """Whether a term or a named day only names the days beside it: II sav. (10–14 d.), Europos diena, gegužės 9 d.

    Raises:
        NotUnderstoodError: it is joined to days of its own by „ir“ or „ar“, and would be counted twice.
    """
    at = dated.index(each)
    joiners = {each[0].joiner, dated[at + 1][0].joiner if dated[at + 1 :] else None}
    if not _names(each, dated):
        return False
    if joiners & {K.AND, K.OR}:
        raise NotUnderstoodError(None)
    return True


def _names(each: Dated, dated: list[Dated]) -> bool:
    item, first, last = each
    finer = {K.DAY, K.FEAST} if item.first.kind is K.MONTH else {K.DAY}
    days = [
        other
        for other in dated
        if (other[0].first.kind in finer or (other[0].remark and other[0].first.kind is K.MONTH))
        and other is not each
        and not other[0].opened
    ]
    if item.first.kind not in _LABELS or item.first.edge or item.opened:
        return False
    if item.first.kind is K.BREAK and not first.first:
        return bool(days)
    if item.first.kind in _OWN and item.remark:
        return bool(days)
    if item.first.kind is K.FEAST and not item.remark and is_moved(each, dated):
        return True
    coarse = item.first.kind is K.WEEK
    start, end = _day_bounds(first, last, coarse=coarse)
    bounds = [_day_bounds(*day[1:], coarse=coarse) for day in days]
    if item.first.kind in _OWN:
        return any(low <= end and start <= high for low, high in bounds)
    return any(start <= low and high <= end for low, high in bounds)


def is_moved(each: Dated, dated: list[Dated]) -> bool:
    """Whether a day near a feast, and not on it, is when it is held: Užgavėnės, vasario 13 d."""
    item, feast, last = each
    if item.first.kind is not K.FEAST or last or len(feast.first) != _DAY_DIGITS or "X" in feast.first:
        return False
    days = [first.first for other, first, end in dated if other.first.kind is K.DAY and not end and not other.opened]
    apart = [
        abs(dt.date.fromisoformat(day) - dt.date.fromisoformat(feast.first)).days for day in days if "X" not in day
    ]
    return bool(apart) and 0 < min(apart) <= _MOST_MOVED


def _day_bounds(first: Stretch, last: Stretch | None, *, coarse: bool) -> tuple[str, str]:
    """The first and the last day of a stretch, to compare with others; only its months where *coarse*."""
    start, end = first.first, (last or first).last
    if coarse:
        start, end = start[:7], end[:7]
    return start, end + "-99" if len(end) < _DAY_DIGITS else end
