"""Personal data in words that a public document should not hold, and the words with it masked. Pure; knows no plan."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from planforms.remembered import pattern_of

_CODE = pattern_of(r"(?<![\d-])[3-6]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}(?![\d-])")
_CODE_NAMED = pattern_of(r"(?:\ba\. ?k\.|\basmens kod\w*)[:\s]*(?P<value>\d{11})(?!\d)", re.IGNORECASE)
# Mobile numbers begin with 6; a number of a town has an area code, usually in brackets.
_MOBILE = pattern_of(r"(?<![\w+.,-])(?:\+ ?370|\(?[08][\s-]?)[\s(-]*6\d\d\)?[\s-]?(?:\d[\s-]?){4}\d(?![\d-])")
_LAND = pattern_of(
    r"(?<![\w+.,-])(?:\+ ?370[\s(-]*|\([08][\s-]?|8[\s-](?=\d))[3-5]\d{0,2}\)?[\s-]?(?:\d[\s-]?){4,6}\d(?![\d-])"
)
_MAIL = pattern_of(
    r"[\w.+-]{1,64}@(?:gmail|googlemail|yahoo|hotmail|outlook|live|msn|icloud|me|mail|inbox|one|takas|zebra|proton|protonmail"
    r"|yandex|centras|delfi)\.[a-z]{2,4}\b",
    re.IGNORECASE,
)
_MANY_DIGITS = pattern_of(r"\d(?=[\d\s()-]{7})(?:[\s()-]{0,3}\d){7}")
_CHECK: tuple[tuple[int, ...], ...] = ((*range(1, 10), 1), (*range(3, 10), 1, 2, 3))
_OVERFLOW = 10
_SHOWN = 2


class Personal(Enum):
    """What kind of personal data it is."""

    CODE = auto()  # asmens kodas
    MOBILE = auto()
    LAND = auto()
    MAIL = auto()  # a private address; one at a school's or town's own domain is not


class Found(Struct, frozen=True):
    """A stretch ``[start, stop)`` of the words and what it is."""

    start: int
    stop: int
    kind: Personal


def personal_data(words: str) -> Iterator[Found]:
    """The personal data in *words*, kind by kind."""
    if "@" in words:
        yield from (Found(*found.span(), Personal.MAIL) for found in _MAIL.finditer(words))
    if not _MANY_DIGITS.search(words):
        return
    codes = {found.span("value") for found in _CODE_NAMED.finditer(words)}
    codes |= {found.span() for found in _CODE.finditer(words) if _checked(found[0])}
    yield from (Found(*span, Personal.CODE) for span in sorted(codes))
    for kind, form in ((Personal.MOBILE, _MOBILE), (Personal.LAND, _LAND)):
        yield from (Found(*found.span(), kind) for found in form.finditer(words))


def masked(words: str) -> str:
    """*words* with a star for each letter and digit of personal data but the first two."""
    stretches = [*personal_data(words)]
    if not stretches:
        return words
    letters = list(words)
    for found in stretches:
        for place in range(found.start + _SHOWN, found.stop):
            if letters[place].isalnum():
                letters[place] = "*"
    return "".join(letters)


def masked_value(value: object) -> object:
    """*value*, an argument of a message, masked where it is words."""
    return masked(value) if isinstance(value, str) else value


def _checked(code: str) -> bool:
    """Whether the last digit of a personal code follows from the others.

    Source: Lietuvos Respublikos gyventojų registro įstatymas; the digits are weighed 1…9, 1 and, where that gives ten,
    3…9, 1, 2, 3.
    """
    *digits, last = (int(digit) for digit in code)
    for weights in _CHECK:
        rest = sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
        if rest < _OVERFLOW:
            return rest == last
    return last == 0
