"""How wide words are when printed in Times New Roman, so that columns can fit what they hold.

Source: the widths of Adobe's Core 14 AFM files for Times-Roman and Times-Bold, which Times New Roman and
Liberation Serif share. A letter with a Lithuanian accent is as wide as its base letter.
"""

import unicodedata
from functools import lru_cache

_REGULAR = {
    180: "'",
    200: "|",
    250: " ,.·\u00a0",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’\u2011",
    350: "•",
    389: "Js",
    400: "°",
    408: '"',
    444: "?acez“”„",
    469: "^",
    480: "{}",
    500: "#$*0123456789_bdghknopquvxy§«»–",
    541: "~",
    556: "FPS",
    564: "+<=>×−",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "&m",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_BOLD = {
    220: "|",
    250: " ,.·\u00a0",
    278: "'/\\il",
    333: "!()-:;[]`fjt‘’\u2011",
    350: "•",
    389: "Is",
    394: "{}",
    400: "°",
    444: "cerz",
    500: "#$*0123456789?J_agovxy§«»–“”„",
    520: "~",
    555: '"',
    556: "Sbdhknpqu",
    570: "+<=>×−",
    581: "^",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYw",
    778: "GHKOQ",
    833: "&m",
    930: "@",
    944: "M",
    1000: "%W—…",
}
# A letter of another script, an emoji or a sign: a full square, so that nothing is cut.
_UNKNOWN = 1000


def _base(letter: str) -> str:
    """The letter without its accents; nothing for an accent alone."""
    first = unicodedata.normalize("NFD", letter)[0]
    return "" if unicodedata.combining(first) else first


class _Widths(dict[str, int]):
    """Widths in thousandths of the type size; a letter not listed takes its base letter's, and is remembered."""

    def __init__(self, listed: dict[int, str]) -> None:
        super().__init__((letter, width) for width, letters in listed.items() for letter in letters)
        self[""] = 0

    def __missing__(self, letter: str) -> int:
        width = self.get(_base(letter), _UNKNOWN)
        if len(self) < _MOST_LETTERS:
            self[letter] = width
        return width


_MOST_LETTERS = 4096
_WIDTHS, _BOLD_WIDTHS = _Widths(_REGULAR), _Widths(_BOLD)


@lru_cache(maxsize=4096)
def thousandths(word: str) -> int:
    """How wide *word* is, in thousandths of the type size."""
    return sum(map(_WIDTHS.__getitem__, word))


@lru_cache(maxsize=4096)
def bold_thousandths(word: str) -> int:
    """How wide *word* is when bold, in thousandths of the type size."""
    return sum(map(_BOLD_WIDTHS.__getitem__, word))
