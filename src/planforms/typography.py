"""Quotation marks in a text: which open and which close, and which are not the Lithuanian ones. Pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from planforms.remembered import pattern_of, remembered

OPENING, CLOSING = "„", "“"
# Two commas, two apostrophes or one sign; the set of first letters makes it fast.
SIGN = pattern_of(r"""[,'"„“”‟«»](?:(?<=[^,'])|(?<=,),(?=[^\s,])|(?<=')')""")
_OTHER = '[^"„“”‟«»]'
# Words that have no such sign, or only pairs of „ and “ that nothing else can be, one after the other.
_RIGHT = pattern_of(rf"(?:{_OTHER}*„{_OTHER}*(?![\s(\[–—/-]){_OTHER}“(?!\w))*{_OTHER}*")
_SIGNS = frozenset('"„“”‟«»')
_ALWAYS_OPENING = frozenset({"„", "«", ",,"})
_ALWAYS_CLOSING = frozenset({"»"})


class Quotation(NamedTuple):
    """The signs that should be another, as ``(start, stop, sign)``, and whether every sign has its partner."""

    wrong: tuple[tuple[int, int, str], ...] = ()
    paired: bool = True


@remembered
def quotation(words: str) -> Quotation:
    """Look at the quotation marks of *words*; quotations may be inside one another.

    A sign opens where a word begins right after it and closes where one ends right before it; where both or neither
    is so, the sign itself shows, or else whether a quotation is open.
    """
    if ",," not in words and "''" not in words and (_SIGNS.isdisjoint(words) or _RIGHT.fullmatch(words)):
        return Quotation()
    return by_signs(words)


def by_signs(words: str) -> Quotation:
    """As ``quotation``, sign by sign."""
    if not any(letter.isalnum() for letter in words):
        return Quotation()  # without words it is no quotation, but a sign for the same as above: –"–
    wrong, depth, paired = [], 0, True
    for start, stop, opens in _roles(words):
        right = OPENING if opens else CLOSING
        depth += 1 if opens else -1
        paired = paired and depth >= 0
        if words[start:stop] != right:
            wrong.append((start, stop, right))
    return Quotation(tuple(wrong), paired and depth == 0)


def _roles(words: str) -> Iterator[tuple[int, int, bool]]:
    depth = 0
    for found in SIGN.finditer(words):
        opens = _opens(words, found, is_open=depth > 0)
        depth += 1 if opens else -1
        yield found.start(), found.end(), opens


def _opens(words: str, found: re.Match[str], *, is_open: bool) -> bool:
    sign = found[0]
    if sign in _ALWAYS_OPENING or sign in _ALWAYS_CLOSING:
        return sign in _ALWAYS_OPENING
    start, stop = found.span()
    before, after = words[max(0, start - 1) : start], words[stop : stop + 1]
    begins = (not before or before.isspace() or before in "([–—-/„«") and bool(after) and not after.isspace()
    ends = bool(before) and not before.isspace() and (not after or not after.isalnum())
    return begins if begins != ends else not is_open
