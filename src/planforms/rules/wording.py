"""W: how the words are set. Advice alone, but for letters of another alphabet: no law asks for typography.

Each rule looks at a text at a time and reports it once, with an edit for each place.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from planforms.dates import MONTHS_GENITIVE
from planforms.findings import Mend
from planforms.people import responsible_parts
from planforms.rules.quotes import quotation
from planforms.rules.rule import Problem, rule
from planforms.rules.subject import PEOPLE, Kind, Subject, Written
from planforms.spans import Edit

_LETTER = r"[^\W\d_]"
_UPPER = "A-ZĄČĘĖĮŠŲŪŽ"
_LOWER = "a-ząčęėįšųūž"
_MONTHS = "|".join(MONTHS_GENITIVE)
# Stretches that are no prose: addresses, numbers of acts, phone numbers, dates in digits.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)(?:\S*@\S*|\S+\.(?:lt|com|eu|org)\b\S*)")
_ACT_NUMBER = re.compile(r"\bNr\.\s*[^\s,;]*(?:\s*[–-]\s*[^\s,;]*\d[^\s,;]*)*")
_PHONE = re.compile(r"(?<!\d)\+?\d{3,}[ -]\d{2,}[ -]\d{2,}")
_ISO = re.compile(r"(?<!\d)(?:19|20)\d\d ?- ?\d\d?(?!\d)(?: ?- ?\d\d?(?!\d))?")
_OPAQUE = (_ADDRESS, _ACT_NUMBER, _PHONE, _ISO)


def _flagged(text: Written, edits: Sequence[Edit], *, message: str, hint: str) -> Problem:
    return Problem(at=text.at, message=message, hint=hint, words=_around(text.words, edits), fix=_mends(text, edits))


def _mends(text: Written, edits: Sequence[Edit]) -> tuple[Mend, ...]:
    return tuple(Mend(text.at, edit) for edit in edits)


def _around(words: str, edits: Sequence[Edit]) -> str:
    """The words at fault with a word or so on either side."""
    start, stop = edits[0].start, edits[0].stop
    first = words.rfind(" ", 0, max(start - 1, 0)) + 1
    last = words.find(" ", stop + 1)
    return " ".join(words[first : last if last >= 0 else len(words)].split("\n"))


Replace = Callable[[re.Match[str]], str | None]


def _edits(
    text: Written, pattern: re.Pattern[str], replace: Replace, opaque: Sequence[re.Pattern[str]] = ()
) -> list[Edit]:
    """An edit for each match outside the opaque stretches; none where *replace* gives none."""
    if not pattern.search(text.words):
        return []
    seen = text.words
    for other in opaque:
        seen = other.sub(lambda found: _SHUT * len(found[0]), seen)
    return [
        Edit(found.start(), found.end(), words)
        for found in pattern.finditer(seen)
        if (words := replace(found)) is not None
    ]


_SHUT = "\0"  # stands for a letter that no pattern matches


@rule("W101")
def quotation_marks_wrong(subject: Subject) -> Iterator[Problem]:
    """Quotation marks are not the Lithuanian ones, „…“.

    The first is low, like two nines; the second high, like two sixes. Straight marks come from keyboards, two commas
    from habit, ” from other languages.

    Flagged: "Knygų mugė", ,,Knygų mugė“, “Knygų mugė”, „Knygų mugė”. Passes: „Knygų mugė“.
    """
    for text in subject.texts:
        edits = [Edit(start, stop, sign) for start, stop, sign in quotation(text.words).wrong]
        if edits and quotation(text.words).paired:
            yield _flagged(text, edits, message="The quotation marks are not the Lithuanian ones", hint="Write „…“.")


@rule("W102")
def quotation_mark_unpaired(subject: Subject) -> Iterator[Problem]:
    """A quotation mark has no partner.

    Flagged: „Knygų mugė. Passes: „Knygų mugė“.
    """
    for text in subject.texts:
        if not quotation(text.words).paired:
            yield Problem(
                at=text.at,
                message="A quotation mark has no partner",
                hint="Add the missing one, or delete the one too many.",
                words=text.words,
            )


@rule("W103")
def hyphen_for_dash(subject: Subject) -> Iterator[Problem]:
    """A hyphen stands where a dash belongs.

    Between words a dash stands with spaces („Spalis – mokyklų mėnuo“), between numbers without („2025–2026 m. m.“,
    „6–7 d.“). Hyphens in dates in digits, in numbers of acts and inside words are right.

    Flagged: „Spalis - mokyklų mėnuo“, „2025-2026 m. m.“. Passes: „2025-10-09“, „Nr. V-12“, „24-oji“.
    """
    for text in subject.texts:
        if text.kind is not Kind.MARK and (edits := _edits(text, _HYPHEN, _dash, _OPAQUE)):
            yield _flagged(text, edits, message="A hyphen stands for a dash", hint="Write a dash, “–”.")


_HYPHEN = re.compile(
    r"(?P<numbers>(?<=(?:19|20)\d\d) ?- ?(?=(?:19|20)\d\d(?![\d-]))"
    r"|(?<!0\d)(?<=\d) ?- ?(?=[1-9]\d? ?(?:d\b|kl\b|klas|val\b|m\b|mėn|met)))"
    r"|(?<=[^\s-]) - (?=[^\s-])"
)


def _dash(found: re.Match[str]) -> str:
    return " – " if found["numbers"] is None else "–"


@rule("W104")
def space_doubled(subject: Subject) -> Iterator[Problem]:
    """Two or more spaces stand between words.

    (Between names of people they are told by P102.)

    Flagged: two spaces. Passes: one, and a line break.
    """
    for text in subject.texts:
        edits = _edits(text, _SPACES, lambda _: " ")
        if edits and text.role in PEOPLE:
            gaps = _gaps(text.words)
            edits = [edit for edit in edits if (edit.start, edit.stop) not in gaps]
        if edits:
            yield _flagged(text, edits, message="There are two or more spaces in a row", hint="Leave one.")


_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")


def _gaps(words: str) -> set[tuple[int, int]]:
    parties = responsible_parts(words)
    return {(one.stop, two.start) for one, two in pairwise(parties)}


@rule("W105")
def space_missing(subject: Subject) -> Iterator[Problem]:
    """A space is missing: after a comma, a full stop or an initial, or between a number and its unit.

    Flagged: „G.Klevienė“, „2025m.“, „spalio9 d.“, „knygos,žaidimai“, „Nr.6“. Passes: „G. Klevienė“, „www.upenai.lt“.
    """
    for text in subject.texts:
        if edits := _edits(text, _GLUED, lambda found: f"{found[0]} ", (_ADDRESS,)):
            yield _flagged(text, edits, message="A space is missing", hint="Put a space between.")


_UNIT = "(?:val|mėn)"
_GLUED = re.compile(
    rf"(?<={_LETTER}),(?={_LETTER}{{2}}|[{_UPPER}]\.)"  # knygos,žaidimai
    rf"|(?<!\w)[{_UPPER}]\.(?=[{_UPPER}][{_LOWER}]{{2}})"  # G.Klevienė
    rf"|(?<=[{_LOWER}]{{3}})\.(?=[{_UPPER}][{_LOWER}]{{2}})"  # mugė.Knygų
    rf"|\b(?:{_MONTHS})(?=\d)"  # spalio9 d.
    rf"|\b(?:{_MONTHS}) \d\d?(?=d\.)|(?<=[osė])\d\d?(?=d\.)"  # spalio 9d., spalio9d.
    r"|(?<!\d)(?:19|20)\d\d(?=m\.)"  # 2025m.
    rf"|\d(?={_UNIT}\.)"  # 14val.
    r"|\bNr\.(?=\w)"  # Nr.6
)


@rule("W106")
def space_before_sign(subject: Subject) -> Iterator[Problem]:
    """A space stands before a comma, a full stop or a like sign.

    Flagged: „mugė , paroda“. Passes: „mugė, paroda“, „… . lt“ inside an address.
    """
    for text in subject.texts:
        if edits := _edits(text, _BEFORE_SIGN, lambda _: "", (_ADDRESS,)):
            yield _flagged(text, edits, message="There is a space before a sign", hint="Delete the space.")


_BEFORE_SIGN = re.compile(r"(?<=\w) +(?=[,;:!?.](?:\s|$)|,[^\W\d])")


@rule("W107")
def alphabets_mixed(subject: Subject) -> Iterator[Problem]:
    """A word has letters of another alphabet among its Latin ones.

    A Cyrillic „а“ looks like the Latin one, but searching, sorting and reading aloud fail on it.

    Flagged: „Knygа“ with a Cyrillic „а“. Passes: a word wholly in Cyrillic.
    """
    for text in subject.texts:
        if text.words.isascii() or not _FOREIGN.search(text.words):
            continue
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
                fix=_mends(text, edits) if certain else (),
            )


_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
# A word with letters of both, or one Cyrillic initial before a Latin name.
_MIXED = re.compile(
    rf"\b(?={_LETTER}*[A-Za-z\u00c0-\u024f])(?={_LETTER}*[\u0370-\u04ff]){_LETTER}+"
    r"|\b[\u0370-\u04ff](?=\. ?[A-Z\u0100-\u017f][a-z\u0100-\u017f])"
)
_LATIN = dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo", strict=True))


@rule("W108")
def letters_decomposed(subject: Subject) -> Iterator[Problem]:
    """A letter is made of two signs, a letter and a mark set over or under it.

    It comes from some systems' file names and web pages, and prints with the mark out of place. The letter as one
    sign is the same for the reader.

    Flagged: „ė“ as „e“ and a dot. Passes: „ė“.
    """
    for text in subject.texts:
        if not text.words.isascii() and (edits := _edits(text, _MARKED, _composed)):
            yield _flagged(
                text, edits, message="Letters are made of two signs each", hint="Type them anew as one letter."
            )


_MARKED = re.compile(r"\w[\u0300-\u036f]+")


def _composed(found: re.Match[str]) -> str | None:
    composed = unicodedata.normalize("NFC", found[0])
    return composed if len(composed) < len(found[0]) else None


@rule("W109")
def separator_trailing(subject: Subject) -> Iterator[Problem]:
    """A cell ends with a comma or a semicolon, as if something were to follow.

    Flagged: „A. Uosis,“. Passes: „A. Uosis“; a paragraph outside the table, which may be one of a list.
    """
    for text in subject.texts:
        bare = text.words.rstrip(" \t\n,;")
        if text.kind is Kind.CELL and bare and text.words.rstrip().endswith((",", ";")):
            edits = [Edit(len(bare), len(text.words), "")]
            yield _flagged(
                text, edits, message="The cell ends with a separator", hint="Delete it, or write what follows."
            )


@rule("W110")
def abbreviation_unspaced(subject: Subject) -> Iterator[Problem]:
    """An abbreviation of two words is written without the space.

    Flagged: „2025–2026 m.m.“, „t.y.“. Passes: „2025–2026 m. m.“, „t. y.“.
    """
    for text in subject.texts:
        if edits := _edits(text, _ABBREVIATION, lambda _: ". ", (_ADDRESS,)):
            yield _flagged(
                text, edits, message="An abbreviation of two words has no space", hint="Put a space between its parts."
            )


_ABBREVIATION = re.compile(
    r"(?:(?<=m)\.(?=m\.)|(?<=M)\.(?=M\.)|(?<=t)\.(?=[yt]\.)|(?<=a)\.(?=k\.)|(?<=š)\.(?=m\.))(?<![^\W\d_]{2}\.)"
)
