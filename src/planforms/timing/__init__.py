"""Timings: from the words of a cell to a value that can be checked, sorted and moved, and back to words.

The folder, in the order of the flow:

- ``words`` is the vocabulary; ``lexer`` cuts words into tokens and goes over them
- ``recognisers/`` find the ``parts``: a month, a clock time, „kas savaitę“; and weigh them by what is not a time
- ``grammar`` joins them into points, ranges, deadlines and lists
- ``resolve`` gives a point its stretch of the calendar (``stretches``) in the year that it has
- ``notation`` writes the dates (EDTF) and what recurs (RRULE)
- ``understand`` leads from the words to them; here is a shorter way for a whole official date
- ``spelling`` goes back, from the parts to official words
- ``moving/`` brings the dates into another period, and its new dates into the words

Pure; no I/O but the package's data of feasts and breaks.
"""

import datetime as dt

from planforms.dates import MONTHS_GENITIVE, WEEKDAYS
from planforms.model import Period, Text, Timing
from planforms.remembered import pattern_of, remembered
from planforms.timing.notation import bounds, clock_of, rule_of
from planforms.timing.parts import Element, Part, PartKind
from planforms.timing.spelling import format_timing
from planforms.timing.stretches import Dated
from planforms.timing.understand import Understood, understand

__all__ = [
    "Part",
    "PartKind",
    "bounds",
    "format_timing",
    "parse_day",
    "parse_timing",
    "timing_leftovers",
    "timing_parts",
]

_DAY = "0?[1-9]|[12][0-9]|3[01]"
_WORDS = pattern_of(
    rf"(?P<until>[Ii]ki )?(?P<year>(?:19|20)[0-9]{{2}}) m\. (?P<month>{'|'.join(MONTHS_GENITIVE)}) "
    rf"(?:mėn\.|(?P<day>{_DAY})(?:[–-](?P<last>{_DAY}))? d\.)"
)
_DIGITS = pattern_of(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", needs=("-",))


def parse_timing(words: str | Text, period: Period | None = None) -> Timing:
    """Understand the words of a timing in a plan for *period*.

    A month or a day without a year takes the year that puts it into *period*; where several years fit, it comes every
    year; where none does, the year stays ``XXXX``. What is not understood is not an error: the words come back with
    blank parts, and ``problem`` says why where they look like a timing. Never guesses.

    Source: the forms in ``docs/phrases.md``.
    """
    text = Text.of(words) if isinstance(words, str) else words
    line = str(text)
    if edtf := official_edtf(line):
        return Timing(words=text, edtf=edtf)
    meaning = _understood(line, period)
    return Timing(
        words=text,
        edtf=meaning.edtf,
        rrule=meaning.rrule,
        clock=meaning.clock,
        anchor=meaning.anchor,
        year_inferred=meaning.inferred,
        nominal=meaning.nominal,
        unread=_unread(line, meaning.unread),
        problem=meaning.problem,
    )


def parse_day(words: str | Text) -> dt.date | None:
    """The one day that *words* name with its year, in digits or in words; ``None`` for any other time."""
    try:
        return dt.date.fromisoformat(parse_timing(words).edtf)
    except ValueError:
        return None


def timing_parts(words: str | Text, period: Period | None = None) -> tuple[Part, ...]:
    """The parts of the same words, each with its span in ``str(words)``; none where nothing is understood.

    A ``DATE`` spans one whole date and holds its EDTF; the year, month, day or other parts that it is made of follow
    it and lie inside its span. Clocks, recurrences, weekday marks and the links between dates are not in a date's span.
    """
    meaning = _understood(str(words), period)
    return _parts_of(meaning.elements, meaning.dated)


def timing_leftovers(words: str | Text, period: Period | None = None) -> tuple[str, ...]:
    """The words that could belong to a time and do not fit the rest, so that nothing of *words* was understood.

    ``("penktadieniais",)`` for „kartą per ketvirtį, penktadieniais“; empty where a reading was taken, or none begins.
    """
    line = str(words)
    return _unread(line, _understood(line, period).leftovers)


@remembered
def _understood(words: str, period: Period | None) -> Understood:
    """What *words* mean, to be looked at only."""
    return understand(words, period)


def _unread(words: str, spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """The stretches at *spans*; those with nothing but white space and signs between them are one."""
    stretches: list[list[int]] = []
    for start, stop in spans:
        if stretches and not any(letter.isalnum() for letter in words[stretches[-1][1] : start]):
            stretches[-1][1] = stop
        else:
            stretches.append([start, stop])
    return tuple(stretch for start, stop in stretches if (stretch := words[start:stop].strip()))


def official_edtf(words: str) -> str:
    """The EDTF of *words* that are one official date, or days of one month; empty where they are anything else.

    A shortcut beside the grammar for the forms that tables hold most: what it takes, the grammar reads the same in any
    period.

    Source: Dokumentų rengimo taisyklės (VE-41), how dates are written.
    """
    if _DIGITS.fullmatch(words):
        return words if _exists(words) else ""
    found = _WORDS.fullmatch(words)
    if not found:
        return ""
    until, year, name, *days = found.groups()
    month = f"{year}-{MONTHS_GENITIVE.index(name) + 1:02}"
    dates = [f"{month}-{day:0>2}" for day in days if day]
    if until:
        return f"../{dates[0]}" if len(dates) == 1 and _exists(dates[0]) else ""
    in_order = dates == sorted(set(dates)) and all(map(_exists, dates))
    return ("/".join(dates) or month) if in_order else ""


def _exists(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _parts_of(elements: list[Element], dated: list[Dated]) -> tuple[Part, ...]:
    """The parts of a timing in order, each date before the finer parts that it is made of."""
    dates: list[Part] = []
    for item, first, last in dated:
        dates.append(Part(PartKind.DATE, item.first.start, item.first.stop, first.whole))
        if item.last and last:
            dates.append(Part(PartKind.DATE, item.last.start, item.last.stop, last.whole))
    finer = [Part(e.kind, e.start, e.stop, _value(e)) for e in elements]
    return tuple(sorted([*dates, *finer], key=lambda part: (part.start, -part.stop, part.kind is not PartKind.DATE)))


def _value(element: Element) -> str:
    number = element.number
    match element.kind:
        case PartKind.RECURRENCE:
            value = rule_of(element)
        case PartKind.CLOCK:
            value = clock_of(element)
        case PartKind.WEEKDAY:
            value = WEEKDAYS[number - 1]
        case PartKind.NTH_WEEKDAY:
            value = f"{WEEKDAYS[element.second - 1]}{number:+}"
        case PartKind.SCHOOL_YEARS | PartKind.FRACTION:
            value = f"{number}/{element.second}"
        case PartKind.UNREAD:
            value = ""
        case _:
            value = element.text or str(number or "")
    return value
