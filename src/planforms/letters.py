"""Letters of words: words made alike for comparison, and what kinds of characters they have, in one pass of bytes.

Most words have only characters of the Baltic code page, which are read and written as bytes many times as fast as they
are looked up one by one; for all others there is the long way.
"""

import codecs
import re
import unicodedata
from collections.abc import Sequence

from planforms.remembered import pattern_of, remembered

# One of the capitals of Lithuanian, in a pattern. A set of letters beyond Latin-1 takes Python ten times as long to
# compile as the letters one by one; the end, which matches nothing, keeps them from being made a set.
CAPITAL = "(?:[A-Z]|Ą|Č|Ę|Ė|Į|Š|Ų|Ū|Ž|(?!).)"
DASH = "(?:-|[\u2010-\u2014]|\u2212|(?!).)"  # any of them, likewise
# Marks that are seen by no reader: zero width spaces and joiners, soft hyphen, byte order mark, direction marks.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff" + "".join(
    map(chr, range(0x2060, 0x2070))
)
JOINER = "\u200d"  # makes one picture of two, and is invisible after letters


@remembered
def fold(words: str) -> str:
    """*words* for comparison only: small letters without diacritics, every white space run one space."""
    numbers = _numbers(words)
    bare = _bare(words) if numbers is None else codecs.charmap_decode(numbers, "strict", _USUAL_BARE)[0]
    return bare if _is_spaced(bare) else " ".join(bare.split())


def fold_all(texts: Sequence[str]) -> list[str]:
    """The folded words of each of *texts*, as ``fold`` gives them, made together."""
    joined = _APART.join(texts)
    numbers = _numbers(joined)
    if numbers is None or joined.count(_APART) != len(texts) - 1:
        return [fold(words) for words in texts]
    bare = codecs.charmap_decode(numbers, "strict", _USUAL_BARE)[0]
    spaced = _is_spaced(bare) and f" {_APART}" not in bare and f"{_APART} " not in bare
    return bare.split(_APART) if spaced else [" ".join(words.split()) for words in bare.split(_APART)]


_APART = "¦"  # a character of the code page that hardly any text has


def small_words(words: str) -> list[str]:
    """The stretches of letters in *words*, in small letters."""
    numbers = _numbers(words)
    if numbers is None:
        return [word.lower() for word in _LETTERS.findall(words)]
    return codecs.charmap_decode(numbers.translate(_LETTERS_ALONE), "strict", _USUAL_SMALL)[0].split()


def bare_words(words: str) -> list[str]:
    """The stretches of letters and digits in the folded *words*."""
    numbers = _numbers(words)
    if numbers is None:
        return _WORDS.findall(fold(words))
    return codecs.charmap_decode(numbers.translate(_WORDS_ALONE), "strict", _USUAL_BARE)[0].split()


_LETTERS = pattern_of(r"[^\W\d_]+")
_WORDS = pattern_of(r"[^\W_]+")


def _bare(words: str) -> str:
    return words.casefold().translate(_BARE)


def _is_spaced(words: str) -> bool:
    """Whether all white space of *words* is single spaces between others, as ``fold`` leaves it."""
    return words.isprintable() and "  " not in words and words[:1] != " " != words[-1:]


_SPACED = pattern_of(r"(?:[^\W_]\s){3,}[^\W_]")


def closed_up(words: str) -> str:
    """*words* without the spaces between letters that were set apart: ``S P A L I S`` is „SPALIS“."""
    if words[1:2] != " ":
        return words
    parts = re.split(r"\s{2,}", words.strip())
    return " ".join(re.sub(r"\s", "", part) if _SPACED.fullmatch(part) else part for part in parts)


class _BareLetters(dict[int, str]):
    """For each character, by its number, what is left of it in ``fold``; made when it first comes."""

    _MOST = 4096  # a file of strange characters must not fill the memory

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        letter = "" if letter in INVISIBLE or letter == JOINER else "-" if letter == "\u2011" else letter
        bare = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
        if len(self) < self._MOST:
            self[number] = bare
        return bare


_BARE = _BareLetters()

# The Baltic code page, less the characters that are not one when they are bare; it is used as Python uses its own.
_NONE = "\ufffe"  # what codecs have for a byte that is no character
_USUAL = "".join(
    letter if len(_bare(letter)) == 1 else _NONE
    for letter in bytes(range(256)).decode("cp1257", "replace").replace("\ufffd", _NONE)
)
_USUAL_BARE = "".join(letter if letter == _NONE else _bare(letter) for letter in _USUAL)
_USUAL_SMALL = _USUAL.lower()
_NUMBERS = codecs.charmap_build(_USUAL)


def _numbers(words: str) -> bytes | None:
    """The numbers in ``_USUAL`` of the characters of *words*; ``None`` where one of them is not among those."""
    try:
        return codecs.charmap_encode(words, "strict", _NUMBERS)[0]
    except UnicodeEncodeError:
        return None


def shape(words: str) -> str:
    """What kind of character each one of *words* is: „14.00 val. Šokis“ is ``00.00 aaa. Aaaaa``.

    Small letters are ``a``, capital ones ``A``, digits ``0``; the quotation marks „ and “ are ``<`` and ``>``, others
    ``"``; a line break and other signs of ASCII remain, and ``~`` is any other sign. What the Baltic code page does not
    have is ``?``, be it a letter or not: whoever looks for a shape has to look at such words themselves.
    """
    return codecs.charmap_encode(words, "replace", _NUMBERS)[0].translate(_SHAPES).decode("ascii")


def _shape_of(letter: str) -> str:
    if letter.isalnum():
        return "0" if letter.isdecimal() else "A" if letter.isupper() else "a"
    if letter in _QUOTATION_SHAPES:
        return _QUOTATION_SHAPES[letter]
    if letter.isspace():
        return letter if letter == "\n" else " "
    return letter if letter.isascii() and letter not in "<>" else "~"


_QUOTATION_SHAPES = {"„": "<", "“": ">"} | dict.fromkeys('"”‟«»', '"')
_SHAPES = "".join(map(_shape_of, _USUAL)).encode()
# The number of each letter, or of each letter and digit, and that of a space for all else.
_LETTERS_ALONE, _WORDS_ALONE = (
    bytes(number if kind in kinds else ord(" ") for number, kind in enumerate(_SHAPES.decode()))
    for kinds in ("aA", "aA0")
)
