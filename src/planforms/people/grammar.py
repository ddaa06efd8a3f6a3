"""What a Lithuanian word shows in a cell of people: its case, and whether it means a person or a group.

Endings and a short list of stems, no dictionary. Knows nothing of separators, names or cells.
"""

import re
from enum import Enum, auto
from functools import lru_cache

from planforms.letters import fold
from planforms.remembered import pattern_of, remembered


class Sense(Enum):
    """What a word can be in a list of people."""

    POSITION = auto()  # one person: pavaduotoja, narys, dr.
    GROUP = auto()  # several persons or a body: mokytojai, taryba, VGK
    OPEN = auto()  # needs a word after it: kalbos, pradinių, socialinė, kl., 5–8
    OBLIQUE = auto()  # hangs on the word before it: ugdymui, reikalams
    OTHER = auto()


# Stems of nouns that mean persons; the ending then shows how many.
_PERSON = (
    r"(?:\w*(?:toj|ej|inink|ist|olog|agog|oped|[ai]vald|vadov|moksleiv|mokin|vaikin|seniun|auklet|aukletin|ugdytin|globotin|atstov|savanor|partner"
    r"|ekspert|trener|vadybinink|kunig|pareigun|dalyv|kaimyn|draug|globot|patarej|budet|ukved|rastved|tarnautoj"
    r"|medik|botanik|kurator|instruktor)"
    r"|\w*(?<!m)(?:ant|ent)|\w*nar|aukl|slaug|vaik|tev|mam|tet|mociut|senel|svec|sarg|kiemsarg|choristas)"
)
_NOUN = pattern_of(rf"{_PERSON}(?:i?as|i?us|is|ys|a|e|i?ai|i?os|es)|\w*(?:orius|ore|oriai|ores)")
_PLURAL_ENDINGS = ("ai", "os", "es")  # of those of a noun
_ANY_CASE = pattern_of(rf"(?:{_PERSON}|\w*or)(?:i?(?:as|us|aus|is|ys|os?|ui|umi|u|a|ai)|e[is]?)")
_BODY = pattern_of(
    r"(?:taryb|komisij|administracij|komand|draugij|asociacij|sajung|tarnyb|bibliotek|policij|valdyb|savivald"
    r"|poliklinik|mokykl|gimnazij|progimnazij|ambasad|bendrij|visuomen|institucij|organizacij|imon|ligonin|leidykl)a"
    r"|(?:\w*grup|bendruomen|savivaldyb|vadovyb|klas|kaped|seniunij|istaig|draugov|saviveikl)[ea]"
    r"|(?:komitet|parlament|departament|centr|klub|kolektyv|chor|fond|universitet|institut|teatr|studij|\w*fakultet)as"
    r"|(?:burel|ansambl|darzel|lopsel|skyr|muziej|orkestr|stab)i?(?:is|us|as)"
)
_UNIT = pattern_of(
    r"\w*(?:grupes|klases|mokyklos|gimnazijos|darzelio|centro|burelio|skyriaus|istaigos|bendruomenes|komandos|klubo)"
)
_ADJECTIVE = pattern_of(r"\w+(?:ini[su]|ine|in[ei]s|iniai|usis|ioji|asis|oji|ieji|[^e]sios)")
_GENITIVE = pattern_of(r"\w+(?:o|os|es|aus|u|ies|ens|ers)")
_DATIVE = pattern_of(r"\w+(?:ui|ams|oms|ems|iems|ims)")
_NUMERAL = pattern_of(r"[ivx]+\b.*|.*\d.*", re.DOTALL)
_CLASS = pattern_of(r"[IVX]*[a-h]")  # „IIIa, b kl. vadovės“
_FORMS = (  # the first that fits
    *((_BODY, Sense.GROUP), (_NOUN, Sense.POSITION), (_ADJECTIVE, Sense.OPEN), (_NUMERAL, Sense.OPEN)),
    *((_GENITIVE, Sense.OPEN), (_DATIVE, Sense.OBLIQUE)),
)
_POSITION_ABBREVIATIONS = """
    pav pavad pavaduot dr doc prof habil hab lekt dir direkt mok mokyt aukl auklet sp ped psich bibl bibliot pirm sekr
    koord vad ved log logop
"""
_OPEN_ABBREVIATIONS = """
    kl gr ugd soc vyr priesm priesmok ikim ikimok men visuom sv pr liet lit neform spec pagr prad met tiks
"""
_ABBREVIATIONS = {
    **dict.fromkeys(_OPEN_ABBREVIATIONS.split(), Sense.OPEN),
    **dict.fromkeys(_POSITION_ABBREVIATIONS.split(), Sense.POSITION),
}


@lru_cache(maxsize=1024)
def sense(word: str) -> Sense:
    """What *word* can be; a full stop at its end makes it an abbreviation."""
    bare = fold(word)
    if is_participle(word):
        return Sense.OTHER
    if _CLASS.fullmatch(word):
        return Sense.OPEN
    if bare.endswith("."):
        return _abbreviation(bare.rstrip("."))
    if word.isupper() and word.isalpha() and len(word) > 1 and not _NUMERAL.fullmatch(bare):
        return Sense.GROUP  # VGK, MT
    meaning = next((meaning for form, meaning in _FORMS if form.fullmatch(bare)), Sense.OTHER)
    plural = {Sense.POSITION: _PLURAL_ENDINGS, Sense.OTHER: ("ai",)}.get(meaning, ())
    return Sense.GROUP if bare.endswith(plural) else meaning


def _abbreviation(bare: str) -> Sense:
    open_ = len(bare) == 1 or _NUMERAL.fullmatch(bare)
    return _ABBREVIATIONS.get(bare, Sense.OPEN if open_ else Sense.OTHER)


def is_participle(word: str) -> bool:
    """Whether *word* says what those before it do: ``dirbantys``, ``vadovaujančios``, ``atsakingi``."""
    return word[:1].islower() and _PARTICIPLE.fullmatch(fold(word)) is not None


def ends_sentence(word: str) -> bool:
    """Whether a full stop after *word* ends a sentence: the word is whole, no abbreviation."""
    return is_surname(word) or (len(word) > 5 and sense(word) in (Sense.POSITION, Sense.GROUP))  # noqa: PLR2004


def is_unit(word: str) -> bool:
    """Whether *word* is the genitive of a unit that may be of all that follows (``grupės vaikai ir pedagogai``)."""
    return _UNIT.fullmatch(fold(word)) is not None


def is_position(word: str) -> bool:
    """Whether *word* is a noun of one person in any case, or its abbreviation: „direktorės“, „mokytojui“, „dr.“."""
    bare = fold(word)
    return bare.rstrip(".") in _POSITION_ABBREVIATIONS.split() or _ANY_CASE.fullmatch(bare) is not None


def is_plural(word: str) -> bool:
    """Whether *word* is a plural noun of persons."""
    bare = fold(word).rstrip(".")
    return bare.endswith("ai") or (bare.endswith(_PLURAL_ENDINGS) and _NOUN.fullmatch(bare) is not None)


_PARTICIPLE = pattern_of(
    r"\w+(?:ant[iy]s|int[iy]s|antiems|antieji|[ai]ncios|[ai]nti|inti|usios|usieji|[^aeiou]usi)|atsaking(?:i|as|a|os)|kuri\w*|turin\w+"
)
# Surnames that no common noun or given name ends like; a name may still be a surname without them.
_SURNAME = pattern_of(
    r"\w+(?:iene|ait[ei]|aite|aitis|iute|ausk\w+|insk(?:as|is)|[ea]vic(?:ius|e)|[ck]kas|skis|ska|ov(?:as|a)|ovs?kaja)"
    r"|\w{3,}(?:yte|ytis|enas|onis|unait[ei])"
)
_GIVEN_LIKE_SURNAMES = frozenset({"genovaite", "adelaite"})
_SHORTEST_IN_CAPITALS = 4  # RASA; a shorter word in capitals is an abbreviation
_NAME_ENDING = pattern_of(r"\w+(?:as|[^a]us|is|ys|a|e|ia|uo)")


@remembered
def is_surname(word: str) -> bool:
    """Whether *word* ends as only surnames do, in any of its joined parts."""
    folded = fold(word)
    parts = [folded] if folded.isalpha() else re.split("[-‐‑–—]", folded)
    return any(_SURNAME.fullmatch(part) and part not in _GIVEN_LIKE_SURNAMES for part in parts)


def may_be_name(word: str) -> bool:
    """Whether *word* is written and ends as a given name or surname in the nominative, and is not a known noun."""
    if not is_capitalised(word):
        return False
    if is_surname(word):
        return True
    if word.isupper() and len(word) < _SHORTEST_IN_CAPITALS:
        return False
    known = sense(word.capitalize()) in (Sense.POSITION, Sense.GROUP) or _ADJECTIVE.fullmatch(fold(word))
    return not known and _NAME_ENDING.fullmatch(fold(word)) is not None


@remembered
def may_follow_initial(word: str) -> bool:
    """Whether *word* can be the surname after an initial: any capitalised word but a genitive.

    A genitive there names an institution: ``S. Daukanto gimnazija``.
    """
    return is_capitalised(word) and (is_surname(word) or not _GENITIVE.fullmatch(fold(word)))


def is_capitalised(word: str) -> bool:
    """Whether *word* is of letters (and dashes), begins with a capital and has three letters or more."""
    letters = word if word.isalpha() else re.sub("[-‐‑–—'’.]", "", word)
    return len(letters) > 2 and letters.isalpha() and word[0].isupper()  # noqa: PLR2004
