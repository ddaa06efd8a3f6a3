"""Timings: from the words of a cell to a value that can be checked, sorted and moved, and back to words.

The folder, in the order of the flow:

- ``words`` is the vocabulary; ``lexer`` cuts words into tokens
- ``scanner`` and ``recognisers/`` find the ``parts``: a month, a clock time, „kas savaitę“
- ``unread`` weighs them by the words that are not a time
- ``grammar`` joins them into points, ranges, deadlines and lists
- ``resolve`` gives a point its stretch of the calendar (``stretches``) in the year that it has
- ``edtf`` writes the dates, ``rrule`` what recurs
- ``understand`` leads from the words to them, ``official`` sooner from a whole official date
- ``spelling`` goes back, from the parts to official words

Pure; no I/O but the package's data of feasts and breaks.
"""

import datetime as dt

from planforms.model import Period, Text, Timing
from planforms.remembered import remembered
from planforms.timing.edtf import bounds
from planforms.timing.official import official_edtf
from planforms.timing.parts import Part, PartKind
from planforms.timing.spelling import format_timing
from planforms.timing.understand import Understood, parts_of, understand

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
    return parts_of(meaning.elements, meaning.dated)


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
