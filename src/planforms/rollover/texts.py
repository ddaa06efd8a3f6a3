"""Years and ordinals in running words: the period of the plan moves, all else is suggested or doubted.

A year in words may be the event's, a document's or history's, so only the expression of the period itself is certain.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from planforms.letters import fold
from planforms.model import PeriodKind, Text
from planforms.remembered import pattern_of
from planforms.rollover import reasons
from planforms.rollover.reasons import Change, ChangeKind, Rolled
from planforms.text import Edit, edited
from planforms.timing.moving import Shift
from planforms.timing.moving.named import MONTH_OF
from planforms.timing.moving.rewriting import (
    like,
    month_like,
    ordinal_like,
    ordinal_of_term,
    roman,
    roman_value,
    years_like,
)
from planforms.timing.words import MONTHS

_DASH = r"\s?[-‐‑‒–—−/]\s?"
_YEAR = r"(?:19|20)\d\d"
_YEARS = pattern_of(
    rf"(?<!\d)(?<!\d[-.])(?P<first>{_YEAR})(?:(?P<join>{_DASH}|\s+(?=20\d\d)|(?=20\d\d))(?P<last>{_YEAR}|\d\d(?=\s*(?:m\.?\s*m\b|mokslo))))?"
    rf"(?!\d)(?![-.]\d)",
    re.IGNORECASE,
)
_UNIT = pattern_of(r"(\s*)(m\.(?!\s*m\b)|metų|metai|metams|metus|metais)", re.IGNORECASE)
_SCHOOL_UNIT = pattern_of(r"(\s*)(m\.\s*m\.|mokslo met(?:ų|ai|ams|us|ais))", re.IGNORECASE)
# A document of the old period: the act's word or its number follows the date.
_CITED = pattern_of(
    r"[^.;\n]{0,80}?\b(?:įsakym|nutarim|sprendim|potvark|protokol|Nr\.)|(?:[^;\n]{0,40}?\bd\.)[^.;\n]{0,80}?"
    r"\b(?:įsakym|nutarim|sprendim|potvark|protokol|Nr\.)",
    re.IGNORECASE,
)
_NEAR = 60  # characters in which a neighbouring word is looked for
_NEAR_PAST = 3  # a leftover of a year or two ago; older years are history
_ORDINAL = pattern_of(
    r"(?<![\w.-])(\d{1,4})(\s?[-‐‑–]\s?)((?:[mrtčcš]+)?i?(?:as|asis|ojo|ajam|ąjį|uoju|ajame|oji|osios|os|ajai"
    r"|ąją|ąja|oje|ojoje|ieji|ųjų|iesiems|uosius|aisiais|uosiuose|osioms|ąsias|osiomis|osiose))\b",
    re.IGNORECASE,
)
_ROMAN = pattern_of(r"(?<![\w.])([IVXL]{1,6})(?=\s+[a-ząčęėįšųūž])")
_DAY = pattern_of(r"(?<![^\W\d_])([^\W\d_]+)\s+\d{1,2}(?:\s?[-–,]\s?\d{1,2})*\s?d\b\.?")
_AFTER_YEAR = pattern_of(r"(?:19|20)\d\d\s*(?:m\.|metų)?\s*$")
_JUBILEE = pattern_of(r"(?<![\w–-])(\d{1,4})\s?[-‐‑–]\s?(?:meč|met(?!r))\w+", re.IGNORECASE)
_YOUNGEST_JUBILEE = 20  # „6-mečiai“, „15-metis“ are of pupils
# What an ordinal counts when it does not count an event: classes, terms, times of day, floors, centuries.
_NOT_EVENTS = pattern_of(
    r"(?:\w+\s+)?(?:klas|kl\b|gimnazijos|pamok|grup|gr\b|pusm|trimestr|ketv|sav|mėn|dien|d\b|val|met|amži|a\b|aukšt|kabinet|korpus"
    r"|skyri|laipsni|kurs|karo|pasaulinio|ugdymo|koncentr|lyg|komand)",
    re.IGNORECASE,
)
_JUBILEE_WORDS = pattern_of(r"[^.;,]{0,40}?(?:metin|sukakt|sukakč|jubiliej)", re.IGNORECASE)
_BIRTHDAY = pattern_of(r"\s+(?:\w+\s+)?gimtadien", re.IGNORECASE)
_OF_TOWN = pattern_of(
    r"\b(?:miest|sostin|lietuv|vilni|kaun|klaipėd|šiauli|panevėž|alyt|marijampol|mažeiki|jonav|uten|kėdaini|telši|taurag)",
    re.IGNORECASE,
)
_ROUND = 5  # years
_MONTH_WORD = pattern_of(r"(?<![^\W\d_])([^\W\d_]{3,})(?P<unit>\s+mėn\w*)?", re.IGNORECASE)
_HALF_YEAR = pattern_of(r"(?<![\w.])([IV]+|[12](?:\s?[-–]\s?[^\W\d_]+)?)(?=\.?\s+pusm)", re.IGNORECASE)
_YEAR_MONTH = pattern_of(r"(?<![\d-])((?:19|20)\d\d)([-. ])(0[1-9]|1[0-2])(?![\d-])")
_HALF = 6  # months
_SURE = ChangeKind.CHANGED
_SOMEWHAT_ROMAN = {"I", "L", "C"}  # a roman one alone is seldom an event's


class _Found(NamedTuple):
    """A stretch, why it is found, what it is to become, and how sure that is."""

    start: int
    stop: int
    reason: str
    new: str = ""
    kind: ChangeKind = ChangeKind.DOUBTFUL
    arguments: Mapping[str, object] = MappingProxyType({})


def roll_title(text: Text, shift: Shift) -> Rolled:
    """The plan's title: every year of the period moves, in whatever form, and the month or half-year."""
    words = str(text)
    found = [*_years(words, shift, all_certain=True), *_terms(words, shift, alone=True), *_ends(words, shift)]
    return _rolled(text, found, accept=False)


def roll_name(name: str, shift: Shift) -> str:
    """The name of a sheet, a file or a property with the years, month and half-year of the new period."""
    spaced = name.replace("_", " ")  # an underscore is a letter to what looks for words
    rolled = str(roll_title(Text.of(spaced), shift).text)
    gaps = iter(letter for letter in name if letter in "_ ")
    if rolled.count(" ") != spaced.count(" "):
        return rolled
    return re.sub(" ", lambda _: next(gaps), _year_months(rolled, shift))


def roll_section(text: Text, shift: Shift) -> Rolled:
    """A section, heading or note: the period's expression moves; other years of the period are suggested."""
    words = str(text)
    found = [*_years(words, shift, all_certain=False), *_terms(words, shift, alone=False)]
    return _rolled(text, [*found, *_days(words), *_ends(words, shift)], accept=False)


def roll_cell(text: Text, shift: Shift, *, accept: bool, events: bool) -> Rolled:
    """A cell of an activity: suggestions only, taken where *accept*; ordinals where it is the name of the *events*."""
    words = str(text)
    found = [
        each._replace(kind=ChangeKind.SUGGESTED) if each.kind is ChangeKind.CHANGED else each
        for each in _years(words, shift, all_certain=False)
    ]
    if events:
        found += _ordinals(words, shift)
    return _rolled(text, [*found, *_days(words)], accept=accept)


def _rolled(text: Text, found: list[_Found], *, accept: bool) -> Rolled:
    """*text* with what is certain changed, and what was found as changes of the whole words, one for each reason."""
    words = str(text)
    found = [each for each in found if each.new != words[each.start : each.stop]]
    taken = {ChangeKind.CHANGED, ChangeKind.SUGGESTED} if accept else {ChangeKind.CHANGED}
    edits = [Edit(each.start, each.stop, each.new) for each in found if each.kind in taken and each.new]
    new = edited(text, edits)
    grouped: dict[tuple[ChangeKind, str, str], list[_Found]] = {}
    for each in sorted(found, key=lambda each: each.start):
        grouped.setdefault((each.kind, each.reason, repr(each.arguments)), []).append(each)
    changes: list[Change] = []
    for (kind, reason, _), same in grouped.items():
        left = kind is ChangeKind.SUGGESTED and not accept
        after = edited(text, [Edit(each.start, each.stop, each.new) for each in same]) if left else new
        kind = kind if left or kind is ChangeKind.DOUBTFUL else ChangeKind.CHANGED  # noqa: PLW2901
        changes.append(Change(kind=kind, reason=reason, old=words, new=str(after), arguments=dict(same[0].arguments)))
    return Rolled(new, tuple(changes))


def _years(words: str, shift: Shift, *, all_certain: bool) -> Iterator[_Found]:
    for match in _YEARS.finditer(words):
        if match["last"]:
            yield from _pair(words, match, shift)
        else:
            yield from _single(words, match, shift, all_certain=all_certain)


def _pair(words: str, match: re.Match[str], shift: Shift) -> Iterator[_Found]:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) > 2 else first // 100 * 100 + int(match["last"])  # noqa: PLR2004
    ours = (first, last) == (shift.old.first.year, shift.old.last.year)
    if ours:
        yield _period(words, match, shift)
    elif last == first + 1 and first in {shift.old.first.year - 1, *shift.old_years}:
        new = years_like(match[0], first + shift.years, last + shift.years)
        yield _Found(*match.span(), reasons.YEAR_IN_WORDS, new, ChangeKind.SUGGESTED)


def _period(words: str, match: re.Match[str], shift: Shift) -> _Found:
    """The expression of the period itself, its unit with it where the kind of years changes."""
    first, last = shift.new.first.year, shift.new.last.year
    start, stop = match.span()
    if first < last:
        new = years_like(match[0], first, last)
    else:
        new = str(first)
        if unit := _SCHOOL_UNIT.match(words, stop):
            bare = "m." if unit[2].casefold().startswith("m.") else re.sub("mokslo ", "", unit[2], flags=re.IGNORECASE)
            new, stop = f"{first}{unit[1]}{like(unit[2], bare)}", unit.end()
    return _Found(start, stop, reasons.YEAR, new, ChangeKind.CHANGED)


def _single(words: str, match: re.Match[str], shift: Shift, *, all_certain: bool) -> Iterator[_Found]:
    year, month = int(match["first"]), _month_after(words, match.end())
    if _CITED.match(words, match.end()):
        if year in shift.old_years and not all_certain:
            yield _Found(*match.span(), reasons.CITED)
        return
    if year not in shift.old_years:
        if shift.old.first.year - _NEAR_PAST < year < shift.old.first.year:
            yield _Found(*match.span(), reasons.EARLIER_YEAR, arguments={"year": year})
        return
    one_year = shift.old.first.year == shift.old.last.year
    certain = all_certain or (one_year and not month)  # with a month it is a date, not the period
    if certain and one_year and shift.new.first.year < shift.new.last.year:
        yield _longer(words, match, shift)
        return
    kind = ChangeKind.CHANGED if certain else ChangeKind.SUGGESTED
    reason = reasons.YEAR if certain else reasons.YEAR_IN_WORDS
    moved = shift.year(year, month) if month else shift.named_year(year)
    yield _Found(*match.span(), reason, str(moved), kind)


def _terms(words: str, shift: Shift, *, alone: bool) -> Iterator[_Found]:
    """The month or half-year of a plan that moves by months; *alone* where it needs no unit after it."""
    if not shift.months:
        return
    old, new = shift.old.first.month, shift.new.first.month
    if shift.old.kind is PeriodKind.HALF_YEAR:
        for match in _HALF_YEAR.finditer(words):
            if (len(match[1]) if match[1][0] in "Ii" else int(match[1][0])) == (old - 1) // _HALF + 1:
                yield _Found(*match.span(1), reasons.TIME, ordinal_of_term(match[1], (new - 1) // _HALF + 1), _SURE)
        return
    forms = fold(MONTHS[old - 1]).split()
    for match in _MONTH_WORD.finditer(words):
        if fold(match[1]) in forms and (alone or match["unit"]):
            yield _Found(*match.span(1), reasons.TIME, month_like(match[1], old, new), _SURE)


def _ends(words: str, shift: Shift) -> Iterator[_Found]:
    """The first and the last day of the period where both are in digits: „2025-09-01 – 2026-06-30“."""
    places = [words.find(day.isoformat()) for day in (shift.old.first, shift.old.last)]
    if 0 <= places[0] < places[1]:
        for start, new in zip(places, (shift.new.first, shift.new.last), strict=True):
            day = new.isoformat()
            yield _Found(start, start + len(day), reasons.YEAR, day, ChangeKind.CHANGED)


def _year_months(name: str, shift: Shift) -> str:
    """*name* with the months of the old period in digits, ``2025-09``, in the new one."""

    def moved(match: re.Match[str]) -> str:
        year, month = int(match[1]), int(match[3])
        if not shift.old.first <= dt.date(year, month, 1) <= shift.old.last:
            return match[0]
        later, other = shift.month(year, month)
        return f"{later}{match[2]}{other:02}"

    return _YEAR_MONTH.sub(moved, name)


_WORD_AFTER = pattern_of(r"\s*(?:m\.|metų)?\s*(\w+)", re.IGNORECASE)


def _month_after(words: str, stop: int) -> int:
    match = _WORD_AFTER.match(words, stop)
    word = fold(match[1]) if match else ""
    return next((n for n, forms in enumerate(MONTHS, start=1) if word in fold(forms).split()), 0)


def _longer(words: str, match: re.Match[str], shift: Shift) -> _Found:
    """A calendar year that becomes school years, its unit with it: ``2021 m.`` → ``2021–2022 m. m.``."""
    start, stop = match.span()
    new = f"{shift.new.first.year}–{shift.new.last.year}"
    if unit := _UNIT.match(words, stop):
        school = "m. m." if unit[2].casefold() == "m." else f"mokslo {unit[2].casefold()}"
        new, stop = f"{new}{unit[1]}{school.upper() if unit[2].isupper() else school}", unit.end()
    return _Found(start, stop, reasons.YEAR, new, ChangeKind.CHANGED)


def _before(words: str, at: int) -> str:
    """The few words before a place."""
    return words[max(0, at - _NEAR) : at]


def _after(words: str, at: int) -> str:
    return words[at : at + _NEAR].lstrip()


def _days(words: str) -> Iterator[_Found]:
    """Days without a year in running words, ``mugė (spalio 19 d.)``: nothing shows where they go."""
    for match in _DAY.finditer(words):
        if fold(match[1]) in MONTH_OF and not _AFTER_YEAR.search(_before(words, match.start())):
            yield _Found(*match.span(), reasons.LEFT_ALONE, arguments={"words": match[0]})


def _is_jubilee(words: str, match: re.Match[str]) -> bool:
    """Whether an ordinal counts years once: an anniversary, a round birthday that is not of a town."""
    if _JUBILEE_WORDS.match(words, match.end()):
        return True
    birthday = _BIRTHDAY.match(words, match.end())
    of_town = _OF_TOWN.search(_before(words, match.start()))
    return birthday is not None and not int(match[1]) % _ROUND and not of_town


def _ordinals(words: str, shift: Shift) -> Iterator[_Found]:
    if shift.years <= 0:
        return
    for match in _ORDINAL.finditer(words):
        before = _before(words, match.start()).split()
        if _is_jubilee(words, match):
            yield _Found(*match.span(), reasons.JUBILEE)
            continue
        if (before and fold(before[-1]) in MONTH_OF) or _NOT_EVENTS.match(_after(words, match.end())):
            continue
        new = ordinal_like(match, int(match[1]) + shift.years)
        yield _Found(*match.span(), reasons.ORDINAL, new, ChangeKind.SUGGESTED)
    for match in _ROMAN.finditer(words):
        number = roman_value(match[1])
        if match[1] in _SOMEWHAT_ROMAN or _NOT_EVENTS.match(_after(words, match.end())) or not number:
            continue
        new = roman(number + shift.years)
        yield _Found(*match.span(), reasons.ORDINAL, new, ChangeKind.SUGGESTED)
    for match in _JUBILEE.finditer(words):
        if int(match[1]) >= _YOUNGEST_JUBILEE:
            yield _Found(*match.span(), reasons.JUBILEE)
