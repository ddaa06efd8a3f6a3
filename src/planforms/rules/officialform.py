"""Dates in words that differ from the official form, and what they would be. Pure; knows no plan.

Source: Dokumentų rengimo taisyklės and the State Language Commission's advice on dates: 2026-10-09,
2026 m. spalio 9 d., 2026 m. spalio mėn.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from planforms.dates import MONTHS_GENITIVE

_MONTH = rf"(?:{'|'.join(MONTHS_GENITIVE)})"
_YEAR = r"(?<![\d.-])(?:19|20)\d\d"


class Form(NamedTuple):
    """A stretch of words in another form: what it should be, and what is wrong with it (message id and hint)."""

    start: int
    stop: int
    official: str
    message: str
    hint: str


_ISO_HINT = "In digits a date is written 2026-10-09."


def unofficial_dates(words: str) -> Iterator[Form]:
    """The stretches of *words* that say a date in a form that is not official, left to right, none inside another."""
    stop = 0
    for start, pattern, found in sorted(_found(words), key=lambda hit: (hit[0], -hit[2].end())):
        official = pattern.official(found)
        if start >= stop and official is not None:
            stop = found.end()
            yield Form(start, stop, official, pattern.message, pattern.hint)


def month_alone(words: str) -> Form | None:
    """The whole of *words* where it is a month in the genitive without „mėn.“: ``2026 m. spalio``."""
    bare = words.rstrip(" .")
    if not _ALONE.fullmatch(bare):
        return None
    return Form(
        0,
        len(words),
        f"{bare} mėn.",
        "After the name of a month “mėn.” is missing",
        "A month is written “2026 m. spalio mėn.”.",
    )


_ALONE = re.compile(rf"(?:{_YEAR} m\. )?{_MONTH}", re.IGNORECASE)


class _Pattern(NamedTuple):
    form: re.Pattern[str]
    official: Callable[[re.Match[str]], str | None]
    message: str
    hint: str


def _found(words: str) -> Iterator[tuple[int, _Pattern, re.Match[str]]]:
    for pattern in _PATTERNS:
        for found in pattern.form.finditer(words):
            yield found.start(), pattern, found


def _iso(found: re.Match[str]) -> str | None:
    """The date of a match whose first, second and third number are a year, a month and a day."""
    year, month, day = (int(digits) for digits in re.findall(r"\d+", found[0]))
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _kept(form: str) -> Callable[[re.Match[str]], str | None]:
    return lambda found: found.expand(form)


_PATTERNS = (
    _Pattern(
        re.compile(rf"{_YEAR}(?P<sign>[./]) ?\d\d?(?P=sign) ?\d\d?(?![\d./])"),
        _iso,
        "A date in digits is joined by hyphens",
        _ISO_HINT,
    ),
    _Pattern(
        re.compile(rf"{_YEAR}-(?:\d-\d\d?|\d\d-\d)(?![\d-])"),
        _iso,
        "The month and the day take two digits each",
        _ISO_HINT,
    ),
    _Pattern(
        re.compile(r"(?P<iso>(?<![\d-])(?:19|20)\d\d-\d\d-\d\d) ?d\b\.?"),
        _kept(r"\g<iso>"),
        "After a date in digits comes no “d.”",
        _ISO_HINT,
    ),
    _Pattern(
        re.compile(rf"(?P<month>\b{_MONTH}) mėn(?:\.|esio) ?(?P<day>\d\d?)(?= ?(?:d\b|dien))", re.IGNORECASE),
        lambda found: f"{found['month']} {int(found['day'])}",
        "Before a day comes no “mėn.”",
        "A day is written “2026 m. spalio 9 d.”.",
    ),
    _Pattern(
        re.compile(rf"(?P<month>\b{_MONTH}) 0(?P<day>\d)(?= ?(?:d\b|dien))", re.IGNORECASE),
        _kept(r"\g<month> \g<day>"),
        "A day in words has no zero before it",
        "A day is written “2026 m. spalio 9 d.”.",
    ),
    _Pattern(
        re.compile(rf"(?P<year>{_YEAR}) (?P<month>{_MONTH}\b)", re.IGNORECASE),
        _kept(r"\g<year> m. \g<month>"),
        "After the year “m.” is missing",
        "A day is written “2026 m. spalio 9 d.”.",
    ),
)  # fmt: skip
