"""What a spreadsheet's number format makes of a number: which parts of a date it shows, or the digits as displayed.

Pure: format codes and numbers in, words out. It knows the codes of ECMA-376 (part 1, 18.8.30 and 18.8.31), which Excel,
LibreOffice and Google Sheets write in English whatever language the user sees; it knows no file and no cell.
"""

import datetime as dt
import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from msgspec import Struct

from planforms.dates import Shown
from planforms.remembered import pattern_of

GENERAL = "General"
# Codes that a file names by number only. 14 to 22 are what a Lithuanian Excel shows for them: what is shown of the date
# matters here, not the order.
BUILT_IN = {
    0: GENERAL,
    **dict(enumerate(("0", "0.00", "#,##0", "#,##0.00"), start=1)),
    **dict(enumerate(("0%", "0.00%", "0.00E+00", "# ?/?", "# ??/??"), start=9)),
    **dict(enumerate(("yyyy-mm-dd", "d-mmm-yy", "d-mmm", "mmm-yy"), start=14)),
    **dict(enumerate(("h:mm AM/PM", "h:mm:ss AM/PM", "h:mm", "h:mm:ss", "yyyy-mm-dd h:mm"), start=18)),
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),  # East Asian days
    **dict.fromkeys((*range(32, 36),), "h:mm"),  # East Asian times
    **dict(enumerate(("#,##0;-#,##0",) * 2 + ("#,##0.00;-#,##0.00",) * 2, start=37)),
    **dict(enumerate(("#,##0", "#,##0", "#,##0.00", "#,##0.00"), start=41)),
    **dict(enumerate(("mm:ss", "[h]:mm:ss", "mm:ss", "##0.0E+0", "@"), start=45)),
}
_LONGEST_CODE = 255  # Excel's own bound; a longer code is damage, and is not read
_TOKEN = pattern_of(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | (?P<padding>[_*].) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|Standard) | (?P<half>AM/PM|A/P) | (?P<exponent>E[+-])
    | (?P<letters>y+|m+|d+|h+|s+|e+|b+|g+) | (?P<digit>[0#?]) | (?P<end>;) | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = pattern_of(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_ELAPSED = pattern_of(r"h+|m+|s+", re.IGNORECASE)
_UNITS = {"m", "mėn", "d", "val", "h", "g", "min", "metai", "metų"}
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)


class Token(Struct, frozen=True):
    """One piece of a section: its kind (a group of the pattern, or ``literal``) and its characters."""

    kind: str
    text: str


Section = tuple[Token, ...]
_PLAINLY: Section = (Token("general", GENERAL),)


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format *code* (positive; negative; zero; text), each as tokens."""
    found: list[list[Token]] = [[]]
    for token in _tokens(code[:_LONGEST_CODE]):
        if token.kind == "end":
            found.append([])
        else:
            found[-1].append(token)
    return tuple(tuple(section) for section in found)


def _tokens(code: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind in {"quoted", "escaped"}:
            yield Token("literal", text)
        elif kind == "bracket" and text.startswith("$"):
            yield Token("literal", text[1:].partition("-")[0])
        elif kind == "bracket":
            yield Token("elapsed" if _ELAPSED.fullmatch(text) else "condition" if text[:1] in "<>=" else "colour", text)
        elif kind == "other":
            yield Token(text if text in ".,%@/" else "literal", text)
        elif kind != "padding":
            yield Token(kind, text.lower())


@lru_cache(maxsize=512)
def shown_parts(code: str) -> Shown:
    """The parts of a moment that *code* shows; ``Shown.NOTHING`` where it is no date format."""
    section = sections(code)[0]
    if any(token.kind in {"general", "@", "%", "exponent"} for token in section):
        return Shown.NOTHING
    letters = [token for token in section if token.kind in {"letters", "elapsed"}]
    shown = Shown.NOTHING
    for index, token in enumerate(letters):
        before = letters[index - 1].text[0].lower() if index else ""
        after = letters[index + 1].text[0].lower() if index + 1 < len(letters) else ""
        shown |= Shown.DURATION if token.kind == "elapsed" else _part(token.text, before, after)
    # A digit before any date letter is a number with stray letters; after them it is a fraction of a second.
    first = next((token.kind for token in section if token.kind in {"letters", "elapsed", "digit"}), "")
    return Shown.NOTHING if first == "digit" else shown


def _part(letters: str, before: str, after: str) -> Shown:
    match letters[0]:
        case "y" | "e":
            return Shown.YEAR
        case "m" if len(letters) < 3 and (before == "h" or after == "s"):  # noqa: PLR2004 - mmm is never minutes
            return Shown.CLOCK
        case "m":
            return Shown.MONTH
        case "d":
            return Shown.DAY if len(letters) < 3 else Shown.WEEKDAY  # noqa: PLR2004 - ddd and dddd are weekdays
        case "h" | "s":
            return Shown.CLOCK
        case _:
            return Shown.NOTHING


@lru_cache(maxsize=512)
def date_frame(code: str) -> tuple[str, str]:
    """What the date format *code* shows before and after a date, ``"iki "yyyy-mm-dd``, less names of its parts."""
    section = sections(code)[0]
    dated = [index for index, token in enumerate(section) if token.kind in {"letters", "elapsed", "half"}]
    if not dated:
        return "", ""
    before, after = _literals(section[: dated[0]]), _literals(section[dated[-1] + 1 :])
    return words_beside(before), words_beside(after)


def _literals(section: Section) -> str:
    return "".join(token.text for token in section if token.kind in {"literal", ",", ".", "/"})


def words_beside(words: str) -> str:
    """What is kept of the *words* before or after a date: nothing where they only name its parts, as ``m.`` does."""
    return "" if set(re.findall(r"\w+", words.casefold())) <= _UNITS else words


def from_serial(serial: float, *, since_1904: bool = False) -> dt.datetime | None:
    """The moment of a spreadsheet's day number, to the second; ``None`` where there is no such day.

    Day 0 of the 1900 system means a time of day alone. Its day 60 (29 February 1900) does not exist; the days
    before it are one off, as Excel shows them.
    """
    if not math.isfinite(serial) or serial < 0 or serial >= 2_958_466:  # noqa: PLR2004 - 1 January of the year 10000
        return None
    if since_1904:
        serial += 1462
    elif 1 <= serial < 60:  # noqa: PLR2004 - see above
        serial += 1
    try:
        return dt.datetime(1899, 12, 30) + dt.timedelta(seconds=round(serial * 86400))  # noqa: DTZ001 - no zone
    except OverflowError:
        return None


def duration_words(serial: float) -> str:
    """Hours and minutes of a span of days, ``25:30``."""
    minutes = round(abs(serial) * 1440)
    return f"{'-' if serial < 0 else ''}{minutes // 60}:{minutes % 60:02}"


def number_words(number: float, code: str = GENERAL) -> str:
    """*number* as a Lithuanian spreadsheet displays it by *code*: decimal comma, thousands apart, no ``.0``.

    A section without digits shows its words alone, ``"–"`` for zero, or nothing; a section for text shows no number, so
    in a cell of texts (``@``) a number is plain. Fractions, exponents and what else a plan does not hold are shown as
    the plain number.
    """
    if not math.isfinite(number):
        return str(number)
    section, sign = _section_for(number, _of_numbers(code))
    kinds = {token.kind for token in section}
    if "general" in kinds:
        return sign + "".join(_general(abs(number), section)).strip()
    if kinds & {"exponent", "/", "letters", "half", "elapsed"}:
        return _plain(number)
    if "digit" not in kinds:
        return "".join(token.text for token in section if token.kind == "literal").strip()
    words = _display(abs(number), section).strip()
    return f"{sign}{words}" if words or not number else _plain(number)


def _of_numbers(code: str) -> tuple[Section, ...]:
    """The sections of a format *code* without the last where it is for text; then the plain number, if none is left."""
    found = sections(code)
    if any(token.kind == "@" for token in found[-1]):
        found = found[:-1]
    return found or (_PLAINLY,)


def _section_for(number: float, parts: tuple[Section, ...]) -> tuple[Section, str]:
    """The section of a code that shows *number*, and the sign before it; a section for negative numbers has its own."""
    sign = "-" if number < 0 else ""
    conditions = [_condition(section) for section in parts[:3]]
    if any(conditions):
        for section, condition in zip(parts, conditions, strict=False):
            if condition is None or condition.holds(number):
                return section, sign
        return _PLAINLY, sign
    if number < 0 and len(parts) > 1:
        return parts[1], ""
    return parts[2 if number == 0 and len(parts) > 2 else 0], sign  # noqa: PLR2004 - the third section is for zero


class _Condition(Struct, frozen=True):
    """When a section is used, ``[>=5]``."""

    sign: str
    bound: float

    def holds(self, number: float) -> bool:
        smaller, larger = number < self.bound, number > self.bound
        return {"<": smaller, ">": larger, "=": not (smaller or larger), "<>": smaller or larger}.get(
            self.sign, not larger if self.sign == "<=" else not smaller
        )


def _condition(section: Section) -> _Condition | None:
    written = next((token.text for token in section if token.kind == "condition"), "")
    found = _CONDITION.fullmatch(written)
    return _Condition(found[1], float(found[2])) if found else None


def _general(number: float, section: Section) -> Iterator[str]:
    for token in section:
        if token.kind == "general":
            yield _plain(number)
        elif token.kind in {"literal", "%"}:
            yield token.text


def _plain(number: float) -> str:
    if number == int(number) and abs(number) < 1e15:  # noqa: PLR2004 - the digits that a double holds
        return str(int(number))
    return f"{number:.15g}".replace(".", ",")


def _display(number: float, section: Section) -> str:
    kinds = [token.kind for token in section]
    last = len(kinds) - kinds[::-1].index("digit")
    point = kinds.index(".") if "." in kinds[:last] else last
    scale = 2 * kinds.count("%") - 3 * _run_of_commas(kinds[last:])
    optional = [token.text != "0" for token in section[point:] if token.kind == "digit"]
    rounded = _EXACT.scaleb(Decimal(repr(number)), scale).quantize(Decimal(1).scaleb(-len(optional)), context=_EXACT)
    whole, _, fraction = f"{rounded:f}".partition(".")
    while optional and optional.pop() and fraction.endswith("0"):
        fraction = fraction[:-1]
    places = [token.text for token in section[:point] if token.kind == "digit"]
    whole = whole.lstrip("0").rjust(places.count("0"), "0")
    if "," in kinds[kinds.index("digit") : point]:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", "\N{NO-BREAK SPACE}", whole)
        digits = [whole] + [""] * (len(places) - 1)
    else:
        digits = _by_place(whole, len(places))
    return "".join(_filled(section, iter(digits), fraction, point))


def _run_of_commas(kinds: list[str]) -> int:
    return next((index for index, kind in enumerate(kinds) if kind != ","), len(kinds))


def _by_place(whole: str, places: int) -> list[str]:
    """The digits of each place; the first holds all that are too many, and those too few are blank."""
    surplus = max(len(whole) - places + 1, 0)
    digits = [whole[:surplus], *whole[surplus:]] if whole else []
    return [""] * (places - len(digits)) + digits


def _filled(section: Section, digits: Iterator[str], fraction: str, point: int) -> Iterator[str]:
    decimals = iter(fraction)
    for index, token in enumerate(section):
        if token.kind == "digit":
            yield next(digits if index < point else decimals, "")
        elif token.kind == ".":
            yield "," if fraction else ""
        elif token.kind in {"literal", "%"}:
            yield token.text


@lru_cache(maxsize=512)
def text_frame(code: str) -> tuple[str, str]:
    """What *code* shows before and after a text (``"Nr. "@``); empty for most formats."""
    parts = sections(code)
    section = parts[3] if len(parts) > 3 else parts[0] if len(parts) == 1 else ()  # noqa: PLR2004 - the text section
    kinds = [token.kind for token in section]
    if kinds.count("@") != 1:
        return "", ""
    at = kinds.index("@")
    before, after = section[:at], section[at + 1 :]
    return "".join(t.text for t in before if t.kind == "literal"), "".join(t.text for t in after if t.kind == "literal")
