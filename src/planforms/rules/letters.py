"""W: letters that are of another alphabet, made of two signs, or lost."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from planforms.dates import MONTHS_GENITIVE
from planforms.findings import Severity
from planforms.model import ColumnRole
from planforms.paths import Kind, Written
from planforms.remembered import pattern_of
from planforms.rules.rule import Problem, rule
from planforms.rules.subject import PEOPLE, Subject
from planforms.rules.wording import edits_of, flagged, mends
from planforms.text import Edit, fold

_LETTER = r"[^\W\d_]"


@rule("W107", Severity.WARNING)
def alphabets_mixed(subject: Subject) -> Iterator[Problem]:
    """A word has letters of another alphabet among its Latin ones.

    A Cyrillic „а“ looks like the Latin one, but searching, sorting and reading aloud fail on it.

    Flagged: „Knygа“ with a Cyrillic „а“. Passes: a word wholly in Cyrillic.
    """
    for text in subject.texts_with(_FOREIGN):
        edits, certain, words = [], True, ""
        for found in _MIXED.finditer(text.words):
            words = words or found[0]
            for letter in _FOREIGN.finditer(text.words, found.start(), found.end()):
                latin = _LATIN.get(letter[0])
                certain = certain and latin is not None
                edits.append(Edit(letter.start(), letter.end(), latin or letter[0]))
        if edits:
            yield Problem(
                at=text.at,
                message="A word has letters of two alphabets",
                hint="Type the word anew on the Lithuanian keyboard.",
                words=words,
                fix=mends(text, edits) if certain else (),
            )


_FOREIGN = pattern_of("[\u0370-\u03ff\u0400-\u04ff]")
# A word with letters of both, or one Cyrillic initial before a Latin name.
_MIXED = pattern_of(
    rf"\b(?={_LETTER}*[A-Za-z\u00c0-\u024f])(?={_LETTER}*[\u0370-\u04ff]){_LETTER}+"
    r"|\b[\u0370-\u04ff](?=\. ?[A-Z\u0100-\u017f][a-z\u0100-\u017f])"
)
_LATIN = dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo", strict=True))


@rule("W108", Severity.ADVICE)
def letters_decomposed(subject: Subject) -> Iterator[Problem]:
    """A letter is made of two signs, a letter and a mark set over or under it.

    It comes from some systems' file names and web pages, and prints with the mark out of place. The letter as one
    sign is the same for the reader.

    Flagged: „ė“ as „e“ and a dot. Passes: „ė“.
    """
    for text in subject.texts_with(_ACCENT):
        if edits := edits_of(text, _MARKED, _composed):
            yield flagged(
                text, edits, message="Letters are made of two signs each", hint="Type them anew as one letter."
            )


_ACCENT = pattern_of("[\u0300-\u036f]")
_MARKED = pattern_of(r"\w[\u0300-\u036f]+")


def _composed(found: re.Match[str]) -> str | None:
    composed = unicodedata.normalize("NFC", found[0])
    return composed if len(composed) < len(found[0]) else None


@rule("W114", Severity.ADVICE)
def letters_lost(subject: Subject) -> Iterator[Problem]:
    """A word has lost its Lithuanian letters, and the plan has it elsewhere with them.

    It was typed on another keyboard or copied from a system without these letters. A difference in the ending alone may
    be another case („sale“ and „salė“) and counts only where the whole cell is the same otherwise. Names of months need
    no other place. (Names of people are P103.)

    Flagged: „rasytoju vakaras“ beside „rašytojų popietė“; the place „Aktu sale“ beside „Aktų salė“. Passes: „klase“
    beside „klasė“ in different sentences.
    """
    for text, lost, right in _lost(subject):
        month = right in _MONTH_NAMES.values()
        whole = re.finditer(rf"\b{lost}\b", text.words) if month and lost.islower() else ()
        yield Problem(
            at=text.at,
            message="Lithuanian letters were lost: “{lost}”; it should be “{right}”"
            if month
            else "Lithuanian letters were lost: “{lost}”; elsewhere it is “{right}”",
            hint="Type the words again with their letters.",
            words=text.words,
            fix=mends(text, [Edit(*found.span(), right) for found in whole]),
            arguments={"lost": lost, "right": right},
        )


def _lost(subject: Subject) -> Iterator[tuple[Written, str, str]]:
    """The texts with a word, or a whole cell, that has lost its letters; that word or cell, and as it should be."""
    texts = [text for text in subject.texts if text.kind is not Kind.MARK and text.role not in PEOPLE]
    words = dict.fromkeys(_WORD.findall("\n".join([text.words for text in texts])))
    right_words = {_stem(word): word for word in words if len(word) >= _LONG_WORD and _has_letters(word)}
    lost_words = {word: right for word in words if (right := _right(word, right_words))}
    cells = {(_lettered(text.words), text.words, text.role) for text in texts if text.kind is Kind.CELL}
    # Of the cells of a column that fold alike the one with most letters.
    right_cells = {(role, fold(cell)): cell for _, cell, role in sorted(cells)}
    for text in texts:
        if text.kind is Kind.CELL and text.role is not ColumnRole.WHEN:
            cell = right_cells[text.role, fold(text.words)]
            if _lettered(cell) > _lettered(text.words):
                yield text, text.words, cell
                continue
        if lost_words and (lost := next((word for word in _WORD.findall(text.words) if word in lost_words), "")):
            yield text, lost, lost_words[lost]


_WORD = pattern_of(r"[^\W\d_]{4,}")
_LONG_WORD = 6
_CASE_ENDING = 2  # letters


def _has_letters(word: str) -> bool:
    """Whether *word* has Lithuanian letters before its ending."""
    return not word[:-_CASE_ENDING].isascii()


def _lettered(words: str) -> int:
    """How many Lithuanian letters *words* have."""
    return sum(not letter.isascii() and letter.isalpha() for letter in words)


def _stem(word: str) -> str:
    """*word* folded, less its ending, by which its cases are known."""
    return fold(word)[:-_CASE_ENDING]


_MONTH_NAMES = {fold(name): name for name in MONTHS_GENITIVE if not name.isascii()}
_MONTH_LENGTHS = frozenset(map(len, _MONTH_NAMES))


def _right(word: str, right_words: Mapping[str, str]) -> str:
    """The word with its letters where *word* has lost them, else nothing."""
    if len(word) in _MONTH_LENGTHS and (month := _MONTH_NAMES.get(fold(word))):
        return month if month != word.casefold() else ""
    return right_words.get(word.lower()[:-_CASE_ENDING], "") if word.isascii() and len(word) >= _LONG_WORD else ""


RULES = (alphabets_mixed, letters_decomposed, letters_lost)
