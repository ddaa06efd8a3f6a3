"""New values in the old form: a month in the case it stood in, a day with its nought, an ordinal with its ending.

Lithuanian forms only; nothing here knows what moves or why.
"""

import re
from collections.abc import Sequence

from planforms.text import fold
from planforms.timing import words

_CASES = 6  # a month's declined forms stand first in its entry, its abbreviations last
_ORDINAL = re.compile(r"(\d+)(\s?[-‐‑–—]?\s?)([^\W\d_]*)")
# Endings of another ordinal's stem: 1-moji, 2-roji, 3-čioji, 4-toji.
_STEM_LETTERS = re.compile(r"(?:m|r|t|č|c|št|kt|nt)+(?=[iaouąųeęėį])", re.IGNORECASE)
_ROMAN_DIGITS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LARGEST_ROMAN = 90
_SOFT = 3  # trečioji, tryliktoji is hard


def like(written: str, new: str) -> str:
    """*new* with the capitals of *written*."""
    if written.isupper() and len(written) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if written[:1].isupper() else new


def month_like(written: str, old: int, new: int) -> str:
    """Month *new* in the form that month *old* is *written* in."""
    if written.isdigit():
        return f"{new:02}" if len(written) > 1 else str(new)
    if written.upper() in words.ROMAN:
        return roman(new)
    forms, others = words.MONTHS[old - 1].split(), words.MONTHS[new - 1].split()
    at = _form_of(written, forms)
    if at >= _CASES:  # gegužio is another genitive of gegužės
        at = 1 if forms[at].endswith("io") else len(others) - 1
    return like(written, others[at])


def takes_unit(written: str, month: int) -> bool:
    """Whether *month* as *written* may have ``mėn.`` after it: a number or the genitive."""
    return written.isdigit() or _form_of(written, words.MONTHS[month - 1].split()) == 1


def _form_of(written: str, forms: Sequence[str]) -> int:
    exact = written.casefold()
    if exact in forms:
        return forms.index(exact)
    return next((at for at, form in enumerate(forms) if fold(form) == fold(written)), 1)


def roman(number: int) -> str:
    """*number* in Roman digits."""
    written = ""
    for value, digits in _ROMAN_DIGITS:
        count, number = divmod(number, value)
        written += digits * count
    return written


def roman_value(written: str) -> int:
    """The number that Roman digits say; 0 where they say none."""
    return next((number for number in range(1, _LARGEST_ROMAN) if roman(number) == written), 0)


def ordinal_of_term(written: str, new: int) -> str:
    """The number of a quarter or a half-year in the form of *written*: ``II``, ``2``, ``2-asis``."""
    match = re.match(r"[IV]+(?![^\W_])|\d+", written)
    if not match:
        return written
    return (str(new) if match[0].isdigit() else roman(new)) + written[match.end() :]


def day_like(written: str, new: int, *, padded: bool) -> str:
    """Day *new* in the form of *written*; *padded* where the month beside it is two digits."""
    if written.isdigit():
        return f"{new:02}" if padded or written.startswith("0") else str(new)
    match = _ORDINAL.fullmatch(written)
    return ordinal_like(match, new) if match else f"{new}-oji"


def ordinal_like(match: re.Match[str], new: int) -> str:
    """Ordinal *new* in the form of a number, its hyphen and its ending (three groups): ``23-ioji`` after ``22-oji``."""
    ending = _STEM_LETTERS.sub("", match[3], count=1) if match[3] else ""
    soft = new % 10 == _SOFT and new % 100 != 10 + _SOFT
    hard = re.sub("^i(?=[aąeouųė])", "", ending)
    if soft and hard == ending and re.match("[aąouų]", ending):
        ending = f"i{ending}"
    return f"{new}{match[2]}{ending if soft else hard}"


def weekday_like(written: str, new: int) -> str:
    """Weekday *new* (1 Monday … 7 Sunday) in the form of *written*: ``V``, ``penkt``, ``penktadienį``."""
    if written.upper() in words.ROMAN:
        return roman(new)
    stem, found, ending = written.partition("dien")
    if found:
        return like(stem, words.WEEKDAYS[new - 1]) + ending
    letters = words.LETTERS_OF_WEEKDAYS[new - 1].split()
    return like(written, letters[0] if len(written) == len(letters[0]) else letters[-1])


def years_like(written: str, first: int, last: int) -> str:
    """The years *first* and *last* in the form of *written*, ``2023–2024`` or ``2023/24``."""
    second = str(last) if re.search(r"\d{4}\D*\d{4}", written) else f"{last % 100:02}"
    return f"{first}{re.sub(r'[0-9]', '', written)}{second}"
