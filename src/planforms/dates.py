"""Dates: the official words of a date as far as a file shows it, and what is known of the calendar.

Easter, feasts and named days are rules and data; breaks are decreed for each school year, so they are a data file with
its source, and a year that is not in it is not known and never guessed.
"""

import datetime as dt
import re
from collections.abc import Iterator
from enum import Flag, StrEnum, auto
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from planforms.source import Precision

_ANCHOR = re.compile(
    r"easter(?P<offset>[+-]\d+)|(?P<month>\d\d)(?:-(?P<day>\d\d)|/(?P<weekday>[A-Z]{2})(?P<nth>[+-]\d))"
)
_WEEK = 7
MONTHS = (
    *("sausis", "vasaris", "kovas", "balandis", "gegužė", "birželis"),
    *("liepa", "rugpjūtis", "rugsėjis", "spalis", "lapkritis", "gruodis"),
)
MONTHS_GENITIVE = (
    *("sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio"),
    *("liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio"),
)
# What all case forms of a month begin with, folded.
MONTH_STEMS = (
    *("sausi", "vasari", "kov", "baland", "geguz", "birzel"),
    *("liep", "rugpju", "rugsej", "spal", "lapkri", "gruod"),
)
WEEKDAY_NAMES = (
    *("pirmadienis", "antradienis", "trečiadienis", "ketvirtadienis", "penktadienis"),
    *("šeštadienis", "sekmadienis"),
)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class Break(StrEnum):
    """Mokinių atostogos. The anchor of a timing is ``break:`` and this."""

    AUTUMN = "autumn"  # rudens
    CHRISTMAS = "christmas"  # žiemos (Kalėdų)
    WINTER = "winter"  # žiemos, in February
    SPRING = "spring"  # pavasario (Velykų)
    SUMMER = "summer"  # vasaros


class Feast(NamedTuple):
    """A named day: its rule (``02-16``, ``easter-47``, ``05/SU+1``), its name and the folded words that say it.

    ``genitive`` is the name in the genitive, for days that move.
    """

    rule: str
    name: str
    genitive: str
    words: tuple[tuple[str, ...], ...]


class NamedDay(NamedTuple):
    """A day with a name: its rule, its name and the folded beginnings of the words that say it.

    There are no words where the date alone says it.
    """

    rule: str
    name: str
    words: tuple[str, ...]


def easter(year: int) -> dt.date:
    """Easter Sunday of *year* (Gregorian).

    Source: the anonymous algorithm of 1876, J. Meeus, Astronomical Algorithms, chapter 8.
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, extra = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * extra + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def advent_sunday(year: int) -> dt.date:
    """The first Sunday of Advent in *year*: the fourth before Christmas, 27 November to 3 December."""
    last = dt.date(year, 12, 3)
    return last - dt.timedelta(days=last.isoweekday() % _WEEK)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The *nth* *weekday* (1 Monday … 7 Sunday) of a month, from its end where *nth* is negative."""
    if nth > 0:
        first = dt.date(year, month, 1)
        day = first + dt.timedelta((weekday - first.isoweekday()) % _WEEK + _WEEK * (nth - 1))
    else:
        last = last_of_month(year, month)
        day = last - dt.timedelta((last.isoweekday() - weekday) % _WEEK + _WEEK * (-nth - 1))
    return day if day.month == month else None


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def feast_day(rule: str, year: int) -> dt.date | None:
    """The day in *year* of a feast's rule (``02-16``, ``easter-47``, ``05/SU+1``), or ``None`` for another rule."""
    match = _ANCHOR.fullmatch(rule)
    if match is None:
        return None
    if match["offset"]:
        return easter(year) + dt.timedelta(days=int(match["offset"]))
    if match["day"]:
        return dt.date(year, int(match["month"]), int(match["day"]))
    return nth_weekday(year, int(match["month"]), WEEKDAYS.index(match["weekday"]) + 1, int(match["nth"]))


def school_break(name: str, school_year: int) -> tuple[dt.date, dt.date] | None:
    """First and last day, both included, of a break in the school year that begins in the autumn of *school_year*.

    ``None`` where the break is not known: pupils' vacations are decreed, not computed.
    """
    return _breaks().get((school_year, name))


@cache
def public_holiday(day: dt.date) -> str:
    """The name of the public holiday on *day*, empty where it is none.

    Source: Darbo kodeksas, article 123; ``tests/test_calendars.py`` compares it with the ``holidays`` package.
    """
    found = (name for rule, since, name in _holidays() if day.year >= since and feast_day(rule, day.year) == day)
    return next(found, "")


@cache
def _holidays() -> tuple[tuple[str, int, str], ...]:
    return tuple((rule, int(since), name) for rule, since, name in _rows("public_holidays.tsv"))


@cache
def feasts() -> tuple[Feast, ...]:
    """The named days planforms knows."""
    return tuple(
        Feast(rule, name, genitive, tuple(tuple(word.split("|")) for word in words.split(" ")))
        for rule, name, genitive, words in _rows("feasts.tsv")
    )


@cache
def named_days() -> tuple[NamedDay, ...]:
    """The days that keep their date or their rule in every year; public holidays by their date alone."""
    holidays = [NamedDay(rule, name, ()) for rule, _since, name in _holidays()]
    listed = [NamedDay(rule, name, tuple(words.split())) for rule, name, words in _rows("named_days.tsv")]
    return (*holidays, *listed)


@cache
def _breaks() -> dict[tuple[int, str], tuple[dt.date, dt.date]]:
    return {
        (int(year), name): (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        for year, name, first, last, _source in _rows("school_breaks.tsv")
    }


def _rows(name: str) -> Iterator[list[str]]:
    table = (files("planforms") / "data" / name).read_text(encoding="utf-8")
    lines = [line for line in table.splitlines() if not line.startswith("#")]
    return (line.split("\t") for line in lines[1:])


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
}


def date_words(moment: dt.datetime, shown: Shown) -> str:
    """What is *shown* of *moment*, in official words.

    A whole date is ``2023 m. lapkričio 21 d.`` in whatever order its digits were displayed, because that is how an
    official text writes a day; a month is ``2023 m. spalio mėn.``, a year ``2023 m.``. A part that is not shown is
    not said: ``lapkričio 21 d.`` has no year. A date with a clock, and what has no official form, is ISO 8601:
    ``2023-11-21 14:00``. Midnight is no clock time: programs add it to every whole day that they export.
    """
    shown = visible(moment, shown)
    form = _FORMS.get(shown & ~Shown.WEEKDAY or shown, "{iso} {clock}" if Shown.CLOCK in shown else "{iso}")
    return form.format(
        year=moment.year,
        month=MONTHS_GENITIVE[moment.month - 1],
        day=moment.day,
        weekday=WEEKDAY_NAMES[moment.weekday()],
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
