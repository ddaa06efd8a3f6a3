"""The names of institutions: their genitive where it is certain, and where one stands in other words.

Only a last word of a closed list is declined, with the adjectives of a closed list that agree with it; all other words
of a name are in the genitive already, or between quotes. Any other name is left to a person.
"""

import re
from collections.abc import Mapping

from planforms.companions.declension import like
from planforms.marks.slots import folded, is_genitive
from planforms.text import fold

_SCHOOLS = {
    "mokykla": "mokyklos",
    "gimnazija": "gimnazijos",
    "progimnazija": "progimnazijos",
    "darželis": "darželio",
    "lopšelis": "lopšelio",
    "centras": "centro",
    "licėjus": "licėjaus",
    "akademija": "akademijos",
    "kolegija": "kolegijos",
}
_OTHERS = {
    "biblioteka": "bibliotekos",
    "muziejus": "muziejaus",
    "tarnyba": "tarnybos",
    "studija": "studijos",
    "institutas": "instituto",
    "universitetas": "universiteto",
    "namai": "namų",
    "rūmai": "rūmų",
    "įstaiga": "įstaigos",
    "savivaldybė": "savivaldybės",
    "administracija": "administracijos",
}
_ADJECTIVES = {
    **{f"{stem}ė": f"{stem}ės" for stem in (
        *("pagrindin", "pradin", "vidurin", "profesin", "sanatorin", "klasikin", "tarptautin", "muzikin"),
        *("pedagogin", "psichologin", "technologin"),
    )},
    "specialioji": "specialiosios",
    "viešoji": "viešosios",
    "aukštesnioji": "aukštesniosios",
    "privati": "privačios",
    "daugiafunkcis": "daugiafunkcio",
    "regioninis": "regioninio",
    "tarptautinis": "tarptautinio",
}  # fmt: skip
_GENITIVES = _SCHOOLS | _OTHERS | _ADJECTIVES
_ABBREVIATIONS = frozenset({"všį", "bį", "uab", "šv."})

# What schools are, and what any institution is, in the genitive.
SCHOOL_NOUNS = frozenset(_SCHOOLS.values())
NOUNS = SCHOOL_NOUNS | frozenset(_OTHERS.values())
# Words before those that are no names themselves.
MODIFIERS = frozenset(_ADJECTIVES.values()) | {"miesto", "rajono", "kaimo", "savivaldybės"}
# An institution that is not named.
WHOSE = "įstaigos"

# No name is longer, and longer words are not looked at.
LONGEST = 300
_TOKEN = re.compile(r"[„“\"][^„“”\"]*[”“\"]\S*|\([^()]*\)\S*|\S+")


def tokens(words: str) -> list[str]:
    """*words* cut at spaces; what stands between quotes or in brackets is one."""
    return _TOKEN.findall(words)


def quoted(token: str) -> bool:
    """Whether *token* stands between quotes or in brackets."""
    return token[0] in '„“"('


def is_one_of(token: str, nouns: frozenset[str]) -> bool:
    """Whether *token*, or each part of it about its hyphens, is one of *nouns*."""
    return all(part in nouns for part in token.casefold().strip(",;").split("-"))


def genitive(name: str) -> str:
    """The genitive of an institution's *name*, or nothing where it is not certain.

    A name that is in the genitive already stays as it is. What stands in brackets may have to be declined too.
    """
    cut = tokens(name) if len(name) <= LONGEST and "(" not in name else []
    last = next((place for place in range(len(cut) - 1, -1, -1) if not quoted(cut[place])), None)
    if last is None or not _declined(cut[last], _SCHOOLS | _OTHERS):
        return ""
    said = [token if quoted(token) else _genitive(token) for token in cut]
    return " ".join(said) if all(said) else ""


def _genitive(token: str) -> str:
    unchanged = token.casefold() in _ABBREVIATIONS or is_genitive(folded(token).text)
    return _declined(token, _GENITIVES) or (token if unchanged else "")


def _declined(token: str, known: Mapping[str, str]) -> str:
    """The genitive of *token*, each part about its hyphens, where one of them is *known* and all are of the lists."""
    parts = token.split("-")
    if not any(_in(part, known) for part in parts):
        return ""
    said = [
        like(part, _GENITIVES.get(part.casefold(), part.casefold())) if _in(part, _GENITIVES) else "" for part in parts
    ]
    return "-".join(said) if all(said) else ""


def _in(part: str, known: Mapping[str, str]) -> bool:
    """Whether *part* is one of *known*, in the nominative or in the genitive."""
    return part.casefold() in known or part.casefold() in known.values()


def is_named(institution: str) -> bool:
    """Whether words in the genitive name an institution: „Mokyklos“ and „Pagrindinės mokyklos“ do not."""
    return any(quoted(token) or not is_one_of(token, NOUNS | MODIFIERS | {WHOSE}) for token in tokens(institution))


def own_noun(institution: str) -> str:
    """What *institution*, in the genitive, is: „mokyklos“; nothing where its last word is not known."""
    words = [token for token in tokens(institution) if not quoted(token)]
    return words[-1].casefold() if words and is_one_of(words[-1], NOUNS) else ""


def is_school(institution: str) -> bool:
    """Whether *institution*, in the genitive, is a school, whose head approves the plans of that school alone.

    The head of a centre approves those of a whole district's groups too.
    """
    noun = own_noun(institution)
    return bool(noun) and is_one_of(noun, SCHOOL_NOUNS - {"centro"})


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals, accents and spaces."""
    return fold(one) == fold(other)
