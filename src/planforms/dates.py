"""Dates: the official words of a date as far as a file shows it, and what is known of the calendar.

Easter, feasts and named days are rules and data; breaks are decreed for each school year, so they are a data file with
its source, and a year that is not in it is not known and never guessed.
"""

import datetime as dt
from collections.abc import Iterator
from enum import Flag, StrEnum, auto
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from planforms.remembered import pattern_of
from planforms.source import Precision

_ANCHOR = pattern_of(
    r"easter(?P<offset>[+-]\d+)|(?P<month>\d\d)(?:-(?P<day>\d\d)|/(?P<weekday>[A-Z]{2})(?P<nth>[+-]\d))"
    r"|(?P<one>[A-Z]{2}):(?P<first>\d\d-\d\d)/\d\d-\d\d"
)
_ADVENT = "SU:11-27/12-03"
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


class Feast(Struct, frozen=True):
    """A named day: its rule (``02-16``, ``easter-47``, ``05/SU+1``), its name and the folded words that say it.

    ``genitive`` is the name in the genitive, for days that move.
    """

    rule: str
    name: str
    genitive: str
    words: tuple[tuple[str, ...], ...]


class NamedDay(Struct, frozen=True):
    """A day with a name: its rule (of ``feast_day``, two days joined by a slash, or ``announced``) and its spellings.

    ``status`` is ``doubtful`` where the rule is not sure, ``date`` where the date alone makes the day, ``until 2024``
    where it was the day until then, else empty. ``kind`` is ``public-holiday``, ``memorial``, ``folk/church``,
    ``international`` and so on.
    """

    rule: str
    name: str
    other_names: tuple[str, ...] = ()
    status: str = ""
    kind: str = ""


class SchoolBreak(Struct, frozen=True):
    """A break in the school year that begins in the autumn of ``school_year``; ``first`` and ``last`` both included.

    ``upper`` is that of the secondary programme (gymnasium classes III–IV), where it has days of its own.
    """

    name: Break
    school_year: int
    first: dt.date
    last: dt.date
    upper: bool = False


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
    last = last_of_month(year, month)
    if nth > 0:
        day = 1 + (weekday - dt.date(year, month, 1).isoweekday()) % _WEEK + _WEEK * (nth - 1)
    else:
        day = last.day - (last.isoweekday() - weekday) % _WEEK - _WEEK * (-nth - 1)
    return last.replace(day=day) if 1 <= day <= last.day else None


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, days_in_month(year, month))


def days_in_month(year: int, month: int) -> int:
    """How many days a month has; ``calendar`` knows it too, but takes a while to import."""
    if month == 12:  # noqa: PLR2004 -- after the last December there is no January
        return 31
    return (dt.date(year, month + 1, 1) - dt.date(year, month, 1)).days


def feast_day(rule: str, year: int) -> dt.date | None:
    """The day in *year* of a feast's rule, or ``None`` for another rule and for 29 February in a common year.

    A rule is ``02-16``, ``easter-47``, ``05/SU+1``, ``TU:02-05/02-11`` (the one Tuesday of these days) or ``advent``.
    """
    match = _ANCHOR.fullmatch(_ADVENT if rule == "advent" else rule)
    if match is None:
        return None
    if match["one"]:
        first = dt.date.fromisoformat(f"{year:04}-{match['first']}")
        return first + dt.timedelta(days=(WEEKDAYS.index(match["one"]) - first.weekday()) % _WEEK)
    if match["offset"]:
        return easter(year) + dt.timedelta(days=int(match["offset"]))
    if match["day"]:
        month, day = int(match["month"]), int(match["day"])
        return dt.date(year, month, day) if day <= last_of_month(year, month).day else None
    return nth_weekday(year, int(match["month"]), WEEKDAYS.index(match["weekday"]) + 1, int(match["nth"]))


def school_break(name: str, school_year: int, *, upper: bool = False) -> tuple[dt.date, dt.date] | None:
    """First and last day, both included, of a break in the school year that begins in the autumn of *school_year*.

    *upper* asks for that of the secondary programme, which is the others' where it has none of its own. ``None`` where
    the break is not known: pupils' vacations are decreed, not computed.
    """
    known = _breaks()
    return (known.get((school_year, name, True)) if upper else None) or known.get((school_year, name, False))


def public_holiday(day: dt.date) -> str:
    """The name of the public holiday on *day*, empty where it is none.

    Source: Darbo kodeksas, article 123; ``tests/units/test_calendars.py`` compares it with the ``holidays`` package.
    """
    return _holidays_of(day.year).get(day, "")


@lru_cache(maxsize=256)
def _holidays_of(year: int) -> dict[dt.date, str]:
    """The public holidays of *year*; of two on one day the first counts."""
    days = [(feast_day(rule, year), name) for rule, since, name in _holidays() if year >= since]
    return {day: name for day, name in reversed(days) if day}


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
    """The days with a name, public holidays first, which are kept by their date alone."""
    holidays = [NamedDay(rule, name, status="date") for rule, _since, name in _holidays()]
    listed = [
        NamedDay(rule, name, tuple(others.split(" | ")) if others else (), status, kind)
        for rule, kind, name, others, status, _source in _rows("named_days.tsv")
    ]
    return (*holidays, *listed)


@cache
def _breaks() -> dict[tuple[int, str, bool], tuple[dt.date, dt.date]]:
    return {
        (int(year), name, pupils == "upper"): (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        for year, name, pupils, first, last, _source in _rows("school_breaks.tsv")
    }


def _rows(name: str) -> Iterator[list[str]]:
    table = Path(__file__).with_name("data").joinpath(name).read_text(encoding="utf-8")
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
_OFFICIAL = frozenset(
    {_DATE, Shown.YEAR | Shown.MONTH, Shown.YEAR, Shown.MONTH | Shown.DAY, Shown.MONTH, Shown.DAY}
)  # fmt: skip
_FORMS = {Shown.WEEKDAY: "{weekday}", Shown.CLOCK: "{clock}", Shown.WEEKDAY | Shown.CLOCK: "{weekday} {clock}"}


def official_words(year: int = 0, month: str = "", day: str = "") -> str:
    """``2023 m. lapkričio 21 d.`` of the parts that are given; a month (in the genitive) without a day has its unit.

    Source: the State Commission of the Lithuanian Language, on dates (resolution 2 (78) of 2001-05-03).
    """
    unit = f"{day} d." if day else "mėn." if month else ""
    return " ".join(filter(None, [f"{year} m." if year else "", month, unit]))


def date_words(moment: dt.datetime, shown: Shown) -> str:
    """What is *shown* of *moment*, in official words.

    A whole date is ``2023 m. lapkričio 21 d.`` in whatever order its digits were displayed, because that is how an
    official text writes a day; a month is ``2023 m. spalio mėn.``, a year ``2023 m.``. A part that is not shown is
    not said: ``lapkričio 21 d.`` has no year. A date with a clock, and what has no official form, is ISO 8601:
    ``2023-11-21 14:00``. Midnight is no clock time: programs add it to every whole day that they export.
    """
    shown = visible(moment, shown)
    shown = shown & ~Shown.WEEKDAY if shown & _DATE else shown
    if shown in _OFFICIAL:
        return official_words(
            moment.year if Shown.YEAR in shown else 0,
            MONTHS_GENITIVE[moment.month - 1] if Shown.MONTH in shown else "",
            str(moment.day) if Shown.DAY in shown else "",
        )
    form = _FORMS.get(shown, "{iso} {clock}" if Shown.CLOCK in shown else "{iso}")
    return form.format(
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
    """*shown* without the clock where a date is shown and the clock is at midnight."""
    if shown & _DATE and moment.time() == dt.time():
        return shown & ~Shown.CLOCK
    return shown
