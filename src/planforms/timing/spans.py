"""The public parts of a timing: its elements, and the dates that they make, each with its span and its value."""

from planforms.calendars import WEEKDAYS
from planforms.timing import rules
from planforms.timing.elements import Element
from planforms.timing.joined import Dated
from planforms.timing.parts import Part
from planforms.timing.parts import PartKind as K

_HOUR = 60


def clock_of(element: Element) -> str:
    """``14:00`` or ``14:00/15:30``."""
    moments = [element.number] if element.second < 0 else [element.number, element.second]
    return "/".join(f"{minutes // _HOUR:02}:{minutes % _HOUR:02}" for minutes in moments)


def parts_of(elements: list[Element], dated: list[Dated]) -> tuple[Part, ...]:
    """The parts of a timing in order, each date before the finer parts that it is made of."""
    dates: list[Part] = []
    for item, first, last in dated:
        dates.append(Part(K.DATE, item.first.start, item.first.stop, first.whole))
        if item.last and last:
            dates.append(Part(K.DATE, item.last.start, item.last.stop, last.whole))
    finer = [Part(e.kind, e.start, e.stop, _value(e)) for e in elements]
    return tuple(sorted([*dates, *finer], key=lambda part: (part.start, -part.stop, part.kind is not K.DATE)))


def _value(element: Element) -> str:
    number = element.number
    match element.kind:
        case K.RECURRENCE:
            value = rules.of_element(element)
        case K.CLOCK:
            value = clock_of(element)
        case K.WEEKDAY:
            value = WEEKDAYS[number - 1]
        case K.NTH_WEEKDAY:
            value = f"{WEEKDAYS[element.second - 1]}{number:+}"
        case K.SCHOOL_YEARS | K.FRACTION:
            value = f"{number}/{element.second}"
        case K.UNREAD:
            value = ""
        case _:
            value = element.text or str(number or "")
    return value
