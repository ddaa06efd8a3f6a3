"""Days that keep their date, or their place by Easter: by the date alone, or by the words beside it.

Knows the data files of feasts and named days, and Lithuanian words only as far as those files do.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from planforms.dates import Break, NamedDay, feast_day, feasts, named_days, school_break
from planforms.period import school_year_of
from planforms.text import fold
from planforms.timing.parts import PartKind
from planforms.timing.scanner import scan
from planforms.timing.words import MONTHS

_WORD = re.compile(r"\w+")
_TITLE_DATE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\s+(\d{1,2})\s?[-‐‑–]\s?[^\W\d_]+")
_MONTH_OF = {fold(form): number for number, forms in enumerate(MONTHS, start=1) for form in forms.split()}
_CALENDAR_DAY = re.compile(r"\d\d-\d\d")


class Named(NamedTuple):
    """A named day: its rule (``02-16``, ``easter-47``, ``05/SU+1``) and its name."""

    rule: str
    name: str

    @property
    def on_a_weekday(self) -> bool:
        """Whether it is on the same weekday in every year."""
        return not _CALENDAR_DAY.fullmatch(self.rule)

    def on(self, year: int) -> dt.date | None:
        """The day in *year*, where it has one."""
        try:
            return feast_day(self.rule, year)
        except ValueError:  # a title may name 29 February
            return None


def day_named(day: dt.date, words: str, title: str = "") -> Named | None:
    """The named day that *day* is: by its date alone, or because the words name it and the dates agree.

    *words* are those of the timing, *title* those of its activity, which may be called by a month and an ordinal.
    """
    said = [_WORD.findall(fold(each)) for each in (words, title)]
    for known in _named_on(day):
        if not known.words or any(_follows(each, known.words) for each in said):
            return Named(known.rule, known.name)
    for feast in feasts():
        named = Named(feast.rule, feast.name)
        if named.on(day.year) == day and any(_says(each, feast.rule) for each in (words, title)):
            return named
    return next((named for named in _dates_in(title) if named.on(day.year) == day), None)


def break_named(first: dt.date, last: dt.date, *words: str) -> Break | None:
    """The school break that *words* name and that is *first* to *last*, as far as the breaks of that year are known."""
    autumn = school_year_of(first).first.year
    for said in words:
        for element in scan(said, None).out:
            if element.kind is PartKind.BREAK:
                which = Break(element.text.removeprefix("break:"))
                known = school_break(which, autumn)
                if known is None or (known[0] <= last and first <= known[1]):
                    return which
    return None


@cache
def _named_on(day: dt.date) -> tuple[NamedDay, ...]:
    """The named days that fall on *day*, those that are kept by their date alone first.

    A day that moves is only one where it is named, since any work may fall on its day.
    """
    on_it = [known for known in named_days() if feast_day(known.rule, day.year) == day]
    return tuple(
        sorted((known for known in on_it if known.words or _CALENDAR_DAY.fullmatch(known.rule)), key=lambda k: k.words)
    )


def _says(words: str, feast: str) -> bool:
    """Whether *words* name the feast of a rule."""
    return any(element.kind is PartKind.FEAST and element.text == feast for element in scan(words, None).out)


def _dates_in(title: str) -> Iterator[Named]:
    """The days that a title is called by, ``Vasario 16-osios minėjimas``; ``vasario 16 d.`` in it is only its date."""
    for match in _TITLE_DATE.finditer(title):
        month = _MONTH_OF.get(fold(match[1]))
        if month:
            yield Named(f"{month:02}-{int(match[2]):02}", match[0])


def _follows(said: list[str], stems: tuple[str, ...]) -> bool:
    """Whether words that begin with *stems* follow one another in *said*."""
    return any(
        all(word.startswith(stem) for word, stem in zip(said[start:], stems, strict=False))
        for start in range(len(said) - len(stems) + 1)
    )
