"""Whole official dates, read at once: ``2026 m. rugsėjo 5 d.``, ``iki 2026 m. rugsėjo 5 d.``, ``2026-09-05``.

A shortcut beside the grammar for the forms that tables hold most. It understands what the grammar does, as a law in
the tests says, or nothing; the plan's period never counts, since each form has its year.
"""

import re
from calendar import monthrange

from planforms.dates import MONTHS_GENITIVE
from planforms.remembered import pattern_of
from planforms.timing.grammar import Item, Point
from planforms.timing.parts import Element, Weight
from planforms.timing.parts import PartKind as K
from planforms.timing.stretches import Stretch
from planforms.timing.understand import Understood

_DAY = "0?[1-9]|[12][0-9]|3[01]"
_OFFICIAL = pattern_of(
    rf"(?P<until>[Ii]ki )?(?P<year>(?:19|20)[0-9]{{2}}) m\. (?P<month>{'|'.join(MONTHS_GENITIVE)}) "
    rf"(?:mėn\.|(?P<day>{_DAY})(?:[–-](?P<last>{_DAY}))? d\.)"
)
_DIGITS = pattern_of(r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_MONTHS = {name: number for number, name in enumerate(MONTHS_GENITIVE, start=1)}


def understand_official(words: str) -> Understood | None:
    """What *words* say where they are one official date, or days of one month; ``None`` where they are anything else.

    Source: Dokumentų rengimo taisyklės (VE-41), how dates are written.
    """
    if found := _OFFICIAL.fullmatch(words):
        return _official(found)
    if found := _DIGITS.fullmatch(words):
        return _digits(found)
    return None


def _official(found: re.Match[str]) -> Understood | None:
    year, month = int(found["year"]), _MONTHS[found["month"]]
    start, stop = found.start("year"), found.end()
    elements = [
        Element(K.YEAR, start, start + 4, year, end=start + 7),
        Element(K.MONTH, start + 8, found.end("month"), month),
    ]
    until = None
    if found["until"]:
        until = K.UNTIL
        elements.insert(0, Element(K.UNTIL, 0, 3))
    if not found["day"]:
        if until:
            return None
        elements[-1].weight = Weight.MEDIUM
        elements[-1].end = stop
        point = Point(kind=K.MONTH, start=start, stop=stop, number=month, year=year, weight=Weight.MEDIUM)
        return _meaning(elements, Item(first=point), _stretch(year, month))
    day, last, days = int(found["day"]), int(found["last"] or 0), monthrange(year, month)[1]
    if day > days:
        return None
    elements.append(Element(K.DAY, *found.span("day"), day, weight=Weight.FIRM))
    point = Point(kind=K.DAY, start=start, stop=stop, number=day, month=month, year=year, weight=Weight.FIRM)
    if not last:
        elements[-1].end = stop
        return _meaning(elements, Item(first=point, opened=until), _stretch(year, month, day))
    if until or not day < last <= days:
        return None
    point.stop = found.end("day")
    elements.append(Element(K.RANGE, point.stop, point.stop + 1))
    elements.append(Element(K.DAY, *found.span("last"), last, weight=Weight.FIRM, end=stop))
    end = Point(kind=K.DAY, start=found.start("last"), stop=stop, number=last, weight=Weight.FIRM)
    return _meaning(elements, Item(first=point, last=end), _stretch(year, month, day), _stretch(year, month, last))


def _digits(found: re.Match[str]) -> Understood | None:
    year, month, day = map(int, found.groups())
    if not (1 <= month <= len(_MONTHS) and 1 <= day <= monthrange(year, month)[1]):
        return None
    parts = ((K.YEAR, "year", year), (K.MONTH, "month", month), (K.DAY, "day", day))
    elements = [Element(kind, *found.span(name), number, weight=Weight.FIRM) for kind, name, number in parts]
    point = Point(kind=K.DAY, start=0, stop=10, number=day, month=month, year=year, weight=Weight.FIRM)
    return _meaning(elements, Item(first=point), _stretch(year, month, day))


def _stretch(year: int, month: int, day: int = 0) -> Stretch:
    edtf = f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
    return Stretch(first=edtf, last=edtf, whole=edtf, year=year, months=(month,), days=(day,) if day else ())


def _meaning(elements: list[Element], item: Item, first: Stretch, last: Stretch | None = None) -> Understood:
    edtf = f"{first.whole}/{last.whole}" if last else f"../{first.whole}" if item.opened else first.whole
    return Understood(edtf=edtf, unread=[], elements=elements, dated=[(item, first, last)])
