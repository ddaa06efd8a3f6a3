"""W: how the words are written, and letters of another alphabet, made of two signs, or lost.

Each rule looks at a text at a time and reports it once, with an edit for each place. Advice alone, but for letters of
another alphabet: no law asks for typography.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from planforms.dates import MONTHS_GENITIVE
from planforms.findings import Mend
from planforms.letters import CAPITAL, bare_words, fold, fold_all, small_words
from planforms.model import ColumnRole
from planforms.paths import Kind, Written
from planforms.people import responsible_parts
from planforms.remembered import pattern_of
from planforms.rules.rule import ADVICE, WARNING, Problem, rule
from planforms.rules.subject import PEOPLE, Subject
from planforms.text import Edit, Quotation, quotation
from planforms.timing import PartKind, timing_parts

_LETTER = r"[^\W\d_]"
_LOWER = "a-ząčęėįšųūž"
_MONTHS = "|".join(MONTHS_GENITIVE)
# Stretches that are not prose: addresses, numbers of acts, phone numbers, dates in digits.
_ADDRESS = pattern_of(r"(?:https?://|www\.)\S+|(?<!\S)(?:\S*@\S*|\S+\.(?:lt|com|eu|org)\b\S*)")
_ACT_NUMBER = pattern_of(r"\bNr\.\s*[^\s,;]*(?:\s*[–-]\s*[^\s,;]*\d[^\s,;]*)*")
_PHONE = pattern_of(r"(?<!\d)\+?\d{3,}[ -]\d{2,}[ -]\d{2,}")
_ISO = pattern_of(r"(?<!\d)(?:19|20)\d\d ?- ?\d\d?(?!\d)(?: ?- ?\d\d?(?!\d))?")
_OPAQUE = (_ADDRESS, _ACT_NUMBER, _PHONE, _ISO)


Replace = Callable[[re.Match[str]], str | None]


def misspelt(
    texts: Iterable[Written], form: re.Pattern[str], replace: Replace, opaque: Sequence[re.Pattern[str]] = ()
) -> Iterator[Problem]:
    """A problem for each of *texts* in which *form* is found; see ``edits_of``."""
    for text in texts:
        yield from _flagged(text, edits_of(text, form, replace, opaque))


def _flagged(text: Written, edits: Sequence[Edit]) -> Iterator[Problem]:
    """What is wrong in *text* where *edits*, if there are any, mend it: the words around the first of them."""
    if edits:
        start, stop = edits[0].start, edits[0].stop
        first = text.words.rfind(" ", 0, max(start - 1, 0)) + 1
        last = text.words.find(" ", stop + 1)
        words = text.words[first : last if last >= 0 else len(text.words)].replace("\n", " ")
        yield Problem(text.at, words, fix=_mends(text, edits))


def _mends(text: Written, edits: Sequence[Edit]) -> tuple[Mend, ...]:
    return tuple(Mend(text.at, edit) for edit in edits)


def edits_of(
    text: Written, form: re.Pattern[str], replace: Replace, opaque: Sequence[re.Pattern[str]] = ()
) -> list[Edit]:
    """An edit for each match of *form* outside the opaque stretches; none where *replace* gives none."""
    if not form.search(text.words):
        return []
    seen = text.words
    for other in opaque:
        seen = other.sub(lambda found: _SHUT * len(found[0]), seen)
    return [
        Edit(found.start(), found.end(), words)
        for found in form.finditer(seen)
        if (words := replace(found)) is not None
    ]


_SHUT = "\0"  # in the place of a letter: no pattern matches it


@rule("W101", ADVICE, "The quotation marks are not the Lithuanian ones", "Write „…“.")
def quotation_marks_wrong(subject: Subject) -> Iterator[Problem]:
    """Quotation marks are not the Lithuanian ones, „…“.

    The first is low, like two nines; the second high, like two sixes. Straight marks come from keyboards, two commas
    from habit, ” from other languages.

    Flagged: "Knygų mugė", ,,Knygų mugė“, “Knygų mugė”, „Knygų mugė”. Passes: „Knygų mugė“.
    """
    for text, found in subject.once(_quotations):
        yield from _flagged(text, [Edit(*wrong) for wrong in found.wrong] if found.paired else [])


def _quotations(subject: Subject) -> list[tuple[Written, Quotation]]:
    shapes = subject.shape
    signs = [_OPENS_WRONGLY, *_WRONG_SIGNS]
    if shapes.count("<") != shapes.count(">") or _OPENS_WRONGLY.search(shapes):
        signs.append(_CLOSES)  # one of them closes nothing
    return [(text, quotation(text.words)) for text in subject.texts_with(*signs)]


# Shapes: what does not open a quotation on one line that is right whatever is around it, and other signs.
_OPENS_WRONGLY = pattern_of(r'<(?![^<>"\n]*[^<>"\s(\[~/-]>(?![aA0_]))')
_CLOSES = pattern_of(">")
_WRONG_SIGNS = [pattern_of(sign) for sign in ('"', ",,", "''")]


@rule("W102", ADVICE, "A quotation mark has no partner", "Add the missing one, or delete the one too many.")
def quotation_mark_unpaired(subject: Subject) -> Iterator[Problem]:
    """A quotation mark has no partner.

    Flagged: „Knygų mugė. Passes: „Knygų mugė“.
    """
    for text, found in subject.once(_quotations):
        if not found.paired:
            yield Problem(text.at, text.words)


@rule("W103", ADVICE, "A hyphen is written for a dash", "Write a dash, “–”.")
def hyphen_for_dash(subject: Subject) -> Iterator[Problem]:
    """A hyphen is written where a dash belongs.

    Between words a dash has spaces („Spalis – mokyklų mėnuo“), between numbers none („2025–2026 m. m.“, „6–7 d.“).
    Hyphens in dates in digits, in numbers of acts and inside words are right.

    Flagged: „Spalis - mokyklų mėnuo“, „2025-2026 m. m.“. Passes: „2025-10-09“, „Nr. V-12“, „24-oji“.
    """
    for text in subject.texts_with(words=[_HYPHEN_SIGN]):
        if text.kind is not Kind.MARK:
            yield from _flagged(text, edits_of(text, _HYPHEN, _dash, _OPAQUE))


# With spaces around it, or between digits that are no date.
_HYPHEN_SIGN = pattern_of(r"-(?:(?<= -)(?= )|(?:(?<=\d-)|(?<=\d -)) ?[1-9]\d?(?: ?[dkvm]|\d\d))")
_HYPHEN = pattern_of(
    r"(?P<numbers>(?<=(?:19|20)\d\d) ?- ?(?=(?:19|20)\d\d(?![\d-]))"
    r"|(?<!0\d)(?<=\d) ?- ?(?=[1-9]\d? ?(?:d\b|kl\b|klas|val\b|m\b|mėn|met)))"
    r"|(?<=[^\s-]) - (?=[^\s-])"
)


def _dash(found: re.Match[str]) -> str:
    return " – " if found["numbers"] is None else "–"


@rule("W104", ADVICE, "There are two or more spaces in a row", "Leave one.")
def space_doubled(subject: Subject) -> Iterator[Problem]:
    """There are two or more spaces between words.

    (Between names of people this is P102. In a mark, and beside „m.“, „d.“ and „Nr.“, they are a blank to fill in.)

    Flagged: two spaces. Passes: one, and a line break.
    """
    for text in subject.texts_with(_TWO_SPACES):
        if text.kind is Kind.MARK or (text.kind is Kind.BODY and _BLANK.search(text.words)):
            continue
        edits = edits_of(text, _SPACES, lambda _: " ")
        if edits and text.role in PEOPLE:
            gaps = _gaps(text.words)
            edits = [edit for edit in edits if (edit.start, edit.stop) not in gaps]
        yield from _flagged(text, edits)


_TWO_SPACES = pattern_of("  ")  # a shape
_SPACES = pattern_of(r"(?<=\S) {2,}(?=\S)")
_BLANK = pattern_of(r"_{2,}|…{2,}|\.{4,}| {6,}| {2,}[md]\.|Nr\. {2,}|\(parašas\)")


def _gaps(words: str) -> set[tuple[int, int]]:
    parties = responsible_parts(words)
    return {(one.stop, two.start) for one, two in pairwise(parties)}


@rule("W105", ADVICE, "A space is missing", "Put a space between.")
def space_missing(subject: Subject) -> Iterator[Problem]:
    """A space is missing: after a comma, a full stop or an initial, or between a number and its unit.

    Flagged: „G.Klevienė“, „2025m.“, „spalio9 d.“, „knygos,žaidimai“, „Nr.6“. Passes: „G. Klevienė“, „www.upenai.lt“.
    """
    return misspelt(subject.texts_with(*_GLUED_SHAPES), _GLUED, lambda found: f"{found[0]} ", (_ADDRESS,))


_UNIT = "(?:val|mėn)"
_GLUED_SHAPES = [pattern_of(form) for form in (",[aA]", r"\.(?:[aA]|(?<=[aA]\.)[0_])", "a0", "0a")]
_GLUED = pattern_of(
    rf"(?<={_LETTER}),(?={_LETTER}{{2}}|{CAPITAL}\.)"  # knygos,žaidimai
    rf"|(?<!\w){CAPITAL}\.(?=(?:{CAPITAL}\. ?)?{CAPITAL}[{_LOWER}]{{2}})"  # G.Klevienė, A.B.Klevienė
    rf"|(?<=[{_LOWER}]{{3}})\.(?={CAPITAL}[{_LOWER}]{{2}})"  # mugė.Knygų
    rf"|\b(?:{_MONTHS})(?=\d)"  # spalio9 d.
    rf"|\b(?:{_MONTHS}) \d\d?(?=d\.)|(?<=[osė])\d\d?(?=d\.)"  # spalio 9d., spalio9d.
    r"|(?<!\d)(?:19|20)\d\d(?=m\.)"  # 2025m.
    rf"|\d(?={_UNIT}\.)"  # 14val.
    r"|\bNr\.(?=\w)"  # Nr.6
)


@rule("W106", ADVICE, "There is a space before a sign", "Delete the space.")
def space_before_sign(subject: Subject) -> Iterator[Problem]:
    """There is a space before a comma, a full stop or a like sign.

    Flagged: „mugė , paroda“. Passes: „mugė, paroda“, „… . lt“ inside an address.
    """
    return misspelt(subject.texts_with(_SPACE_AND_SIGN), _BEFORE_SIGN, lambda _: "", (_ADDRESS,))


_SPACE_AND_SIGN = pattern_of(" [,;:!.]")  # a shape
_BEFORE_SIGN = pattern_of(r"(?<=[^\W_]) +(?=[,;:!?.](?:\s|$)|,[^\W\d])")


@rule("W109", ADVICE, "The cell ends with a separator", "Delete it, or write what follows.")
def separator_trailing(subject: Subject) -> Iterator[Problem]:
    """A cell ends with a comma or a semicolon, as if something were to follow.

    Flagged: „A. Uosis,“. Passes: „A. Uosis“; a paragraph outside the table, which may be one of a list.
    """
    for text in subject.texts_with(*_SEPARATOR_AT_END):
        if text.kind is not Kind.CELL or not text.words.rstrip().endswith((",", ";")):
            continue
        if bare := text.words.rstrip(" \t\n,;"):
            yield from _flagged(text, [Edit(len(bare), len(text.words), "")])


_SEPARATOR_AT_END = [pattern_of(form) for form in (",\n", ";\n", " \n")]  # shapes


@rule("W110", ADVICE, "An abbreviation of two words has no space", "Put a space between its parts.")
def abbreviation_unspaced(subject: Subject) -> Iterator[Problem]:
    """An abbreviation of two words is written without the space.

    Flagged: „2025–2026 m.m.“, „t.y.“. Passes: „2025–2026 m. m.“, „t. y.“.
    """
    return misspelt(subject.texts_with(_TWO_STOPS), _ABBREVIATION, lambda _: ". ", (_ADDRESS,))


_TWO_STOPS = pattern_of(r"\.[aA]\.")  # a shape
_ABBREVIATION = pattern_of(
    r"\.(?:(?<=[mš]\.)(?=m\.)|(?<=M\.)(?=M\.)|(?<=t\.)(?=[yt]\.)|(?<=a\.)(?=k\.))(?<![^\W\d_]{2}\.)"
)


@rule("W111", ADVICE, "The ordinal is written with a wrong ending", "Write the ending alone: “5-ų”.")
def ordinal_ending_wrong(subject: Subject) -> Iterator[Problem]:
    """An ordinal in digits has more than its ending after the hyphen, or a date has an ending.

    After the hyphen comes the ending alone: „5-ų“ is read „penktų“. A day with „d.“ has none.

    Flagged: „5-tų klasių“, „spalio 7-tą d.“. Passes: „5-ų klasių“, „spalio 7 d.“, „5-okai“.
    """
    return misspelt(subject.texts_with(words=[_ORDINAL_SIGN]), _ORDINAL, _ordinal, _OPAQUE)


_ENDING = (
    "asis|ojo|ajam|ąjį|uoju|ajame|ieji|ųjų|iesiems|uosius|aisiais|uosiuose|oji|osios|ajai|ąją|ąja|ojoje|ųjų|osioms|ąsias"
    "|osiomis|osiose|as|am|ą|ame|iems|us|ais|uose|oje|oms|omis|ose|os|ų|u|a|o|i"
)
_ORDINAL_SIGN = pattern_of(r"-(?:(?<=\d-)(?:[tmrč]|\w+ d\.))")
_ORDINAL = pattern_of(
    rf"(?P<day>(?:(?<=[oė] )|(?<=[oė]))\d\d?)-(?:[tmr]|tr|č)?i?(?:{_ENDING}) (?=d\.)"
    rf"|(?<=\d)-(?:[tmr]|tr)(?=(?:{_ENDING})\b)|(?<=3)-č(?=i(?:{_ENDING})\b)"
)


def _ordinal(found: re.Match[str]) -> str:
    return f"{found['day']} " if found["day"] else "-"


@rule("W112", ADVICE, "An abbreviation has no full stop", "Put a full stop after the abbreviation.")
def abbreviation_without_stop(subject: Subject) -> Iterator[Problem]:
    """An abbreviation has no full stop: „mėn“, „sav“, „val“, or „m“ and „d“ in a date.

    An initial needs one too; „N Pievė“ is taken for such a name only where the plan has „N. Pievė“ elsewhere.

    Flagged: „spalio mėn 3 sav“, „2025 m spalio 9 d“. Passes: „spalio mėn. 3 sav.“; „100 m bėgimas“.
    """
    texts = subject.texts_with(*_NO_STOP, words=[_MONTH_WITHOUT_STOP])
    names = {name for named in subject.people for name in named.people.parties} if texts else set()
    for text in texts:
        edits = edits_of(text, _STOPLESS, lambda found: f"{found[0]}.", (_ADDRESS,))
        if text.role in PEOPLE:
            edits += edits_of(
                text, _INITIAL, lambda found: f"{found[1]}." if f"{found[1]}. {found[2]}" in names else None
            )
        yield from _flagged(text, edits)


# The shape of an abbreviation after a number, or of an initial; „mėn“ may be anywhere.
_NO_STOP = [pattern_of(form) for form in (r"0 a{1,4}(?![aA0_.-])", r"A a{3,4}(?![aA0_.-])", "A Aa")]
_MONTH_WITHOUT_STOP = pattern_of(r"mėn(?![.\w-])")
_INITIAL = pattern_of(rf"(?<![\w.])({CAPITAL})(?= ({CAPITAL}[{_LOWER}][\w-]+))")
_STOPLESS = pattern_of(
    r"\bmėn(?![.\w-])|(?<=\d )(?:sav|val|kl|ketv)(?![.\w-])|(?<=[IV] )(?:sav|ketv|pusm)(?![.\w-])"
    r"|(?<=(?<!\d)20\d\d )m(?![.\w-])"
    rf"|\b(?:{_MONTHS}) \d\d?(?: ?[–-] ?\d\d?)? d(?![.\w-])"
)


@rule("W113", ADVICE, "The hour is not written in the official form", "Write “8.30–9.30 val.”.")
def clock_form_unofficial(subject: Subject) -> Iterator[Problem]:
    """An hour is written in a form that is not official: hours with a hyphen between, or without a sign in them.

    Official are „14.00 val.“ and „8.30–9.30 val.“; a colon in a single hour is tolerated.

    Flagged: „8:30-9:30“, „1600 val.“ in a column of times. Passes: „14:00“, „8.30–9.30“; „10.12-10.16“, two days.
    """
    for text in subject.cells(ColumnRole.WHEN):
        if "-" not in text.words and "val" not in text.words:
            continue
        if edits := edits_of(text, _CLOCK, _clock):
            parts = timing_parts(text.words, subject.plan.period)
            hours = [part for part in parts if part.kind is PartKind.CLOCK]
            yield from _flagged(text, [e for e in edits if any(part.start <= e.start < part.stop for part in hours)])


_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK = pattern_of(
    rf"(?<![\d.:-]){_HOUR}[.:][0-5]\d ?- ?{_HOUR}[.:][0-5]\d(?![\d.:-]|\.\d)"
    rf"|(?<![\d.:-])(?:{_HOUR}[0-5][05] ?[-–] ?)?(?:[01]\d|2[0-3])[0-5][05] ?val\b"
)


def _clock(found: re.Match[str]) -> str:
    words, unit = (found[0].removesuffix("val").rstrip(), " val") if found[0].endswith("val") else (found[0], "")
    hours = [hour if re.search("[.:]", hour) else f"{hour[:-2]}.{hour[-2:]}" for hour in re.split(" ?[-–] ?", words)]
    return "–".join(hour.replace(":", ".") for hour in hours) + unit


@rule("W107", WARNING, "A word has letters of two alphabets", "Type the word anew on the Lithuanian keyboard.")
def alphabets_mixed(subject: Subject) -> Iterator[Problem]:
    """A word has letters of another alphabet among its Latin ones.

    A Cyrillic „а“ looks like the Latin one, but searching, sorting and reading aloud fail on it.

    Flagged: „Knygа“ with a Cyrillic „а“. Passes: a word wholly in Cyrillic.
    """
    for text in subject.unknown:  # no shape has them
        edits, certain, words = [], True, ""
        for found in _MIXED.finditer(text.words):
            words = words or found[0]
            for letter in _FOREIGN.finditer(text.words, found.start(), found.end()):
                latin = _LATIN.get(letter[0])
                certain = certain and latin is not None
                edits.append(Edit(letter.start(), letter.end(), latin or letter[0]))
        if edits:
            yield Problem(text.at, words, fix=_mends(text, edits) if certain else ())


_FOREIGN = pattern_of("[\u0370-\u03ff\u0400-\u04ff]")
# A word with letters of both, or one Cyrillic initial before a Latin name.
_MIXED = pattern_of(
    rf"\b(?={_LETTER}*[A-Za-z\u00c0-\u024f])(?={_LETTER}*[\u0370-\u04ff]){_LETTER}+"
    r"|\b[\u0370-\u04ff](?=\. ?[A-Z\u0100-\u017f][a-z\u0100-\u017f])"
)
_LATIN = dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo", strict=True))


@rule("W108", ADVICE, "Letters are made of two signs each", "Type them anew as one letter.")
def letters_decomposed(subject: Subject) -> Iterator[Problem]:
    """A letter is made of two signs, a letter and a mark set over or under it.

    It comes from some systems' file names and web pages, and prints with the mark out of place. The letter as one
    sign is the same for the reader.

    Flagged: „ė“ as „e“ and a dot. Passes: „ė“.
    """
    return misspelt(subject.unknown, _MARKED, _composed)  # no shape has such a mark


_MARKED = pattern_of(r"\w[\u0300-\u036f]+")


def _composed(found: re.Match[str]) -> str | None:
    composed = unicodedata.normalize("NFC", found[0])
    return composed if len(composed) < len(found[0]) else None


@rule("W114", ADVICE, hint="Type the words again with their letters.")
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
            text.at,
            text.words,
            {"lost": lost, "right": right},
            fix=_mends(text, [Edit(*found.span(), right) for found in whole]),
            message="Lithuanian letters were lost: “{lost}”; it should be “{right}”"
            if month
            else "Lithuanian letters were lost: “{lost}”; elsewhere it is “{right}”",
        )


def _lost(subject: Subject) -> Iterator[tuple[Written, str, str]]:
    """The texts with a word, or a whole cell, that has lost its letters; that word or cell, and as it should be."""
    mark = Kind.MARK
    texts = [text for text in subject.texts if text.kind is not mark and text.role not in PEOPLE]
    roles = {ColumnRole.OTHER, *(column.role for column in subject.plan.columns)} - {ColumnRole.WHEN, *PEOPLE}
    right_cells = _right_cells(texts, roles)
    right_words = _right_words("\n".join([text.words for text in texts]))
    for text in texts if right_cells or right_words else ():
        if right := right_cells.get((text.role, text.words)) if text.kind is Kind.CELL else None:
            yield text, text.words, right
        elif right_words and (lost := next((word for word in _WORD.findall(text.words) if word in right_words), "")):
            yield text, lost, right_words[lost]


def _right_cells(texts: Iterable[Written], roles: Iterable[ColumnRole]) -> Mapping[tuple[ColumnRole, str], str]:
    """The cells that have lost letters, each with the one of its column that is the same otherwise and has most."""
    cell, when = Kind.CELL, ColumnRole.WHEN
    written = [text for text in texts if text.kind is cell and text.role is not when]
    right: dict[tuple[ColumnRole, str], str] = {}
    all_words = {text.words for text in written}
    if len({*fold_all([*all_words])}) == len(all_words):
        return right
    for role in roles:
        cells = {text.words for text in written if text.role is role}
        alike: dict[str, set[str]] = defaultdict(set)
        for words in cells:
            alike[fold(words)].add(words)
        for same in alike.values() if len(alike) < len(cells) else ():
            best = max(same, key=lambda words: (_lettered(words), words))
            right |= {(role, words): best for words in same if _lettered(words) < _lettered(best)}
    return right


def _lettered(words: str) -> int:
    """How many Lithuanian letters *words* have."""
    return sum(not letter.isascii() and letter.isalpha() for letter in words)


_WORD = pattern_of(r"[^\W\d_]{4,}")
_LONG_WORD = 6
_CASE_ENDING = 2  # letters, by which the cases of a word differ
_MONTH_NAMES = {fold(name): name for name in MONTHS_GENITIVE if not name.isascii()}
_RIGHT_MONTHS = frozenset(_MONTH_NAMES.values())


def _right_words(words: str) -> Mapping[str, str]:
    """The words that have lost letters, with another of the same stem that has them, or the name of the month."""
    if not _may_be_lost(words):
        return {}
    found = dict.fromkeys(word for word in _WORD.findall(words) if len(word) >= _LONG_WORD)
    stems = {fold(word)[:-_CASE_ENDING]: word for word in found if not word[:-_CASE_ENDING].isascii()}
    right = {}
    for word in found:
        if month := _MONTH_NAMES.get(fold(word)):
            if month != word.casefold():
                right[word] = month
        elif word.isascii() and (known := stems.get(word.lower()[:-_CASE_ENDING])):
            right[word] = known
    return right


def _may_be_lost(words: str) -> bool:
    """Whether one of *words* may have lost letters, whatever their size: most plans have none."""
    small = [word for word in {*small_words(words)} if len(word) >= _LONG_WORD]
    lettered = [word for word in small if not word.isascii()]
    bare = bare_words(" ".join(lettered))
    stems = {word[:-_CASE_ENDING] for word in bare}
    if any(word[:-_CASE_ENDING] in stems or word in _MONTH_NAMES for word in small if word.isascii()):
        return True
    return len([word for word in bare if word in _MONTH_NAMES]) > len(_RIGHT_MONTHS.intersection(lettered))


RULES = (
    quotation_marks_wrong,
    quotation_mark_unpaired,
    hyphen_for_dash,
    space_doubled,
    space_missing,
    space_before_sign,
    separator_trailing,
    abbreviation_unspaced,
    ordinal_ending_wrong,
    abbreviation_without_stop,
    clock_form_unofficial,
    alphabets_mixed,
    letters_decomposed,
    letters_lost,
)
