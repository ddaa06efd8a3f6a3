"""A calendar date in the official Lithuanian words, as far as a file shows it.

Pure: dates and what is shown of them in, words out. Nothing here knows where a date came from.
"""

import datetime as dt
from enum import Flag, auto

from planforms.source import Precision

MONTHS_GENITIVE = (
    *("sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio"),
    *("liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio"),
)
_WEEKDAYS = (
    "pirmadienis",
    "antradienis",
    "trečiadienis",
    "ketvirtadienis",
    "penktadienis",
    "šeštadienis",
    "sekmadienis",
)


class Shown(Flag):
    """The parts of a moment that a person sees."""

    NOTHING = 0
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    WEEKDAY = auto()
    CLOCK = auto()
    DURATION = auto()  # hours that run past 24, [h]:mm


_DATE = Shown.YEAR | Shown.MONTH | Shown.DAY
_FORMS = {
    _DATE: "{year} m. {month} {day} d.",
    Shown.YEAR | Shown.MONTH: "{year} m. {month} mėn.",
    Shown.YEAR: "{year} m.",
    Shown.MONTH | Shown.DAY: "{month} {day} d.",
    Shown.MONTH: "{month} mėn.",
    Shown.DAY: "{day} d.",
    Shown.WEEKDAY: "{weekday}",
    Shown.CLOCK: "{clock}",
    Shown.WEEKDAY | Shown.CLOCK: "{weekday} {clock}",
}


def date_words(moment: dt.datetime, shown: Shown) -> str:
    """What is *shown* of *moment*, in official words.

    A whole date is ``2023 m. lapkričio 21 d.`` in whatever order its digits were displayed, because that is how an
    official text writes a day; a month is ``2023 m. spalio mėn.``, a year ``2023 m.``. A part that is not shown is
    not said: ``lapkričio 21 d.`` has no year. A date with a clock, and what has no official form, is ISO 8601:
    ``2023-11-21 14:00``. Midnight is no clock time: programs add it to every whole day that they export.
    """
    shown = visible(moment, shown)
    shown = shown & ~Shown.WEEKDAY if shown & _DATE else shown
    form = _FORMS.get(shown, "{iso} {clock}" if Shown.CLOCK in shown else "{iso}")
    return form.format(
        year=moment.year,
        month=MONTHS_GENITIVE[moment.month - 1],
        day=moment.day,
        weekday=_WEEKDAYS[moment.weekday()],
        clock=f"{moment:%H:%M:%S}" if moment.second else f"{moment:%H:%M}",
        iso=moment.date().isoformat(),
    )


def precision_of(moment: dt.datetime, shown: Shown) -> Precision:
    """How much of *moment* is shown, the finest part deciding."""
    shown = visible(moment, shown)
    if Shown.CLOCK in shown:
        return Precision.CLOCK
    if shown & (Shown.DAY | Shown.WEEKDAY):
        return Precision.DAY
    return Precision.MONTH if Shown.MONTH in shown else Precision.YEAR


def value_of(moment: dt.datetime, shown: Shown) -> dt.date | dt.datetime | dt.time:
    """The value behind the words: a whole day, a moment, or a time of day where no date is shown."""
    shown = visible(moment, shown)
    if Shown.CLOCK not in shown:
        return moment.date()
    return moment if shown & _DATE else moment.time()


def visible(moment: dt.datetime, shown: Shown) -> Shown:
    """*shown* without the clock where a date is shown and the clock stands at midnight."""
    if shown & _DATE and moment.time() == dt.time():
        return shown & ~Shown.CLOCK
    return shown
