"""Where a line must not break: Lithuanian typography for what the document prints. It knows words, not Word.

``bind`` turns some plain spaces into non-breaking ones and never adds or drops a character. ``settle`` adds the signs
that nobody sees, for the file alone: one that forbids a break after the dash of a range, and one that allows breaks in
what is longer than any word. Whoever reads the file back sees the words as they were.

Source: Unicode 15.0, Annex 14 (U+2060 word joiner, U+200B zero width space).
"""

import re

from planforms.remembered import pattern_of

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER, ZERO_WIDTH_SPACE = "\u2060", "\u200b"

_CAPITAL = "[" + "".join(chr(code) for code in range(ord("A"), 0x250) if chr(code).isupper()) + "]"
_SMALL = "[" + "".join(chr(code) for code in range(ord("a"), 0x250) if chr(code).islower()) + "]"
# A letter typed as a base and a combining accent (NFD) is still one letter.
_ACCENT = "[\u0300-\u036f]"

# What follows a number and is read with it: ``29 d.``, ``2023 m.``, ``5 kl.``, ``15 proc.``, ``10 Eur``.
_ABBREVIATED_UNITS = (
    "m|d|mėn|sav|val|min|sek|ketv|pusm|trim|kl|gr|gimn|k|p|psl|proc|tūkst|mln|mlrd|vnt|egz|asm|dal|kab|ak|a|g|t|sk"
)
_PLAIN_UNITS = r"(?:%|‰|€|°C|Eur|EUR|ct|km|cm|mm|kg|ha|val|min|mln|mlrd|MB|GB)(?!\w)"
# What a Roman number counts: ``I ketv.``, ``II pusmetis``, ``IV gimnazijos klasė``.
_COUNTED = r"(?:ketv|pusm|trim|kl\.|klas|gimn|gr\.|grup|skyri|sk\.|dal|etap|a\.|aukšt|tur|sem|savait|amž)"
# Words that a number follows: ``Nr. 5``, ``Taikos pr. 5``, ``psl. 12``.
_NUMBERED = ("Nr.", "nr.", "NR.", "g.", "al.", "pr.", "pl.", "psl.", "kab.", "tel.", "str.", "pav.", "kl.")
_MONTHS = [
    "sausio",
    "vasario",
    "kovo",
    "balandžio",
    "gegužės",
    "birželio",
    "liepos",
    "rugpjūčio",
    "rugsėjo",
    "spalio",
    "lapkričio",
    "gruodžio",
]
_MONTH = rf"(?i:{'|'.join(_MONTHS)})"
_DAYS = r"\d{1,2}(?:[–-]\d{1,2})? ?d\."


def _behind(*words: str) -> str:
    """A look behind for any of *words*; each is a look of its own, since ``re`` wants them of one width."""
    return "(?:" + "|".join(rf"(?<=\b{re.escape(word)} )" for word in words) + ")"


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


# What is before a space is looked at first: most spaces are between plain words, and are left after one look.
_AFTER_A_DIGIT = _any(
    rf"(?=(?i:{_ABBREVIATED_UNITS})\.|{_PLAIN_UNITS})",
    # Thousands apart: 1 500; a dash stays at the end of the line it closes.
    r"(?=\d{3}(?!\d))(?<!\d{4} )",
)
_AFTER_A_POINT = _any(
    rf"(?=\d){_behind(*_NUMBERED)}",
    rf"{_behind('Nr.', 'nr.', 'NR.')}(?=\S)",
    rf"{_behind('El.', 'el.')}(?=p\.|pašt)",
    # Initials and a surname: V. Pavardė, V. P. Pavardė, Dž. Pavardė; also with an accent typed apart.
    rf"(?={_CAPITAL})(?:(?<=\b{_CAPITAL}\. )|(?<=\b{_CAPITAL}{_ACCENT}\. )|{_behind('Dž.', 'Dz.', 'Ch.')})",
    # Abbreviations of several letters: m. m., t. y., a. k., pr. m. e.
    rf"(?<=\b{_SMALL}\. )(?={_SMALL}\.)",
    # A day is one word: 2026 m. gegužės 14 d.
    rf"(?<=\d\d\d\d m\. )(?={_MONTH} {_DAYS})",
)
_UNBROKEN = pattern_of(
    " "
    + _any(
        rf"(?<=\d ){_AFTER_A_DIGIT}",
        rf"(?<=[IVX] )(?={_COUNTED})",
        rf"(?<=\. ){_AFTER_A_POINT}",
        # A surname before its initial: Pavardė V., but not the end of one name and the start of the next.
        rf"(?={_CAPITAL}\.(?:[,;)]|\Z))(?<=\w )",
        r"(?=[–—] )",
        # A range with spaces around its dash: 15 – 26 d.
        r"(?<=\d [–—] )(?=\d)",
        rf"(?={_DAYS}){_behind(*_MONTHS, *map(str.capitalize, _MONTHS), *map(str.upper, _MONTHS))}",
    )
)


def bind(words: str) -> str:
    """*words* with non-breaking spaces where Lithuanian typography wants no line break.

    Replacing them by plain spaces gives *words* back (their own non-breaking spaces aside). Doubled spaces, tabs
    and line breaks are left as they are.

    Source: „2023 m.“, „29 d.“, „Nr. V-361“, „V. Pavardė“, „m. m.“ and „I ketv.“ of office practice.
    """
    return _UNBROKEN.sub(NO_BREAK_SPACE, words)


_RANGE = pattern_of(r"(?<=[\w.])–(?=\w)")
LONGEST_WORD = 40  # letters; the longest words of Lithuanian have 37
LONGEST_ADDRESS = 16  # letters of an address that a column may be asked to hold on one line
_PIECE = 10  # letters between two places to break what has no signs
_ADDRESS = pattern_of(r"@|://|\bwww\.", re.IGNORECASE)
_LONG = pattern_of(rf"\S{{{LONGEST_ADDRESS + 1},}}")
_SIGNS = r"/.@?&=:;,_+#~%\-"
_TO_A_SIGN = pattern_of(rf"[^{_SIGNS}]*[{_SIGNS}]+|[^{_SIGNS}]+")


def settle(words: str) -> str:
    """*words* for the file: ranges that do not break after their dash, and places to break what is no word."""
    words = _RANGE.sub(f"–{WORD_JOINER}", words) if "–" in words else words
    return (
        _LONG.sub(lambda found: ZERO_WIDTH_SPACE.join(pieces(found[0])), words)
        if len(words) > LONGEST_ADDRESS
        else words
    )


def pieces(word: str) -> list[str]:
    """The parts of *word* between which a line may break; one, unless it is an address or too long for a word."""
    if len(word) <= LONGEST_ADDRESS or (len(word) <= LONGEST_WORD and not _ADDRESS.search(word)):
        return [word]
    return [
        part[at : at + _PIECE] if len(part) > LONGEST_ADDRESS else part
        for part in _TO_A_SIGN.findall(word)
        for at in range(0, len(part) if len(part) > LONGEST_ADDRESS else 1, _PIECE)
    ]


def plain(words: str) -> str:
    """*words* as they were before ``bind``, with plain spaces."""
    return words.replace(NO_BREAK_SPACE, " ")
