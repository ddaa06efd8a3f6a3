"""W: how the words are written. Advice alone, but for letters of another alphabet: no law asks for typography.

Each rule looks at a text at a time and reports it once, with an edit for each place.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from planforms.dates import MONTHS_GENITIVE
from planforms.findings import Mend, Severity
from planforms.model import ColumnRole
from planforms.paths import Kind, Written
from planforms.people import responsible_parts
from planforms.remembered import pattern_of
from planforms.rules.rule import Problem, rule
from planforms.rules.subject import PEOPLE, Subject
from planforms.text import SIGN, Edit, Quotation, quotation
from planforms.timing import PartKind, timing_parts

_LETTER = r"[^\W\d_]"
_UPPER = "A-ZĄČĘĖĮŠŲŪŽ"
_LOWER = "a-ząčęėįšųūž"
_MONTHS = "|".join(MONTHS_GENITIVE)
# Stretches that are not prose: addresses, numbers of acts, phone numbers, dates in digits.
_ADDRESS = pattern_of(r"(?:https?://|www\.)\S+|(?<!\S)(?:\S*@\S*|\S+\.(?:lt|com|eu|org)\b\S*)")
_ACT_NUMBER = pattern_of(r"\bNr\.\s*[^\s,;]*(?:\s*[–-]\s*[^\s,;]*\d[^\s,;]*)*")
_PHONE = pattern_of(r"(?<!\d)\+?\d{3,}[ -]\d{2,}[ -]\d{2,}")
_ISO = pattern_of(r"(?<!\d)(?:19|20)\d\d ?- ?\d\d?(?!\d)(?: ?- ?\d\d?(?!\d))?")
_OPAQUE = (_ADDRESS, _ACT_NUMBER, _PHONE, _ISO)


def flagged(text: Written, edits: Sequence[Edit], *, message: str, hint: str) -> Problem:
    """What is wrong in *text* where *edits* mend it."""
    return Problem(at=text.at, message=message, hint=hint, words=_around(text.words, edits), fix=mends(text, edits))


def mends(text: Written, edits: Sequence[Edit]) -> tuple[Mend, ...]:
    """The fix that *edits* of *text* are."""
    return tuple(Mend(text.at, edit) for edit in edits)


def _around(words: str, edits: Sequence[Edit]) -> str:
    """The words at fault with a word or so on either side."""
    start, stop = edits[0].start, edits[0].stop
    first = words.rfind(" ", 0, max(start - 1, 0)) + 1
    last = words.find(" ", stop + 1)
    return " ".join(words[first : last if last >= 0 else len(words)].split("\n"))


Replace = Callable[[re.Match[str]], str | None]


def edits_of(
    text: Written,
    pattern: re.Pattern[str],
    replace: Replace,
    opaque: Sequence[re.Pattern[str]] = (),
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


_SHUT = "\0"  # in the place of a letter: no pattern matches it


@rule("W101", Severity.ADVICE)
def quotation_marks_wrong(subject: Subject) -> Iterator[Problem]:
    """Quotation marks are not the Lithuanian ones, „…“.

    The first is low, like two nines; the second high, like two sixes. Straight marks come from keyboards, two commas
    from habit, ” from other languages.

    Flagged: "Knygų mugė", ,,Knygų mugė“, “Knygų mugė”, „Knygų mugė”. Passes: „Knygų mugė“.
    """
    for text, found in subject.once(_quotations):
        edits = [Edit(start, stop, sign) for start, stop, sign in found.wrong]
        if edits and found.paired:
            yield flagged(text, edits, message="The quotation marks are not the Lithuanian ones", hint="Write „…“.")


def _quotations(subject: Subject) -> list[tuple[Written, Quotation]]:
    return [(text, quotation(text.words)) for text in subject.texts_with(SIGN)]


@rule("W102", Severity.ADVICE)
def quotation_mark_unpaired(subject: Subject) -> Iterator[Problem]:
    """A quotation mark has no partner.

    Flagged: „Knygų mugė. Passes: „Knygų mugė“.
    """
    for text, found in subject.once(_quotations):
        if not found.paired:
            yield Problem(
                at=text.at,
                message="A quotation mark has no partner",
                hint="Add the missing one, or delete the one too many.",
                words=text.words,
            )


@rule("W103", Severity.ADVICE)
def hyphen_for_dash(subject: Subject) -> Iterator[Problem]:
    """A hyphen is written where a dash belongs.

    Between words a dash has spaces („Spalis – mokyklų mėnuo“), between numbers none („2025–2026 m. m.“, „6–7 d.“).
    Hyphens in dates in digits, in numbers of acts and inside words are right.

    Flagged: „Spalis - mokyklų mėnuo“, „2025-2026 m. m.“. Passes: „2025-10-09“, „Nr. V-12“, „24-oji“.
    """
    for text in subject.texts_with(_HYPHEN_SIGN):
        if text.kind is not Kind.MARK and (edits := edits_of(text, _HYPHEN, _dash, _OPAQUE)):
            yield flagged(text, edits, message="A hyphen is written for a dash", hint="Write a dash, “–”.")


_HYPHEN_SIGN = pattern_of("-")
_HYPHEN = pattern_of(
    r"(?P<numbers>(?<=(?:19|20)\d\d) ?- ?(?=(?:19|20)\d\d(?![\d-]))"
    r"|(?<!0\d)(?<=\d) ?- ?(?=[1-9]\d? ?(?:d\b|kl\b|klas|val\b|m\b|mėn|met)))"
    r"|(?<=[^\s-]) - (?=[^\s-])"
)


def _dash(found: re.Match[str]) -> str:
    return " – " if found["numbers"] is None else "–"


@rule("W104", Severity.ADVICE)
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
        if edits:
            yield flagged(text, edits, message="There are two or more spaces in a row", hint="Leave one.")


_TWO_SPACES = pattern_of("  ")
_SPACES = pattern_of(r"(?<=\S) {2,}(?=\S)")
_BLANK = pattern_of(r"_{2,}|…{2,}|\.{4,}| {6,}| {2,}[md]\.|Nr\. {2,}|\(parašas\)")


def _gaps(words: str) -> set[tuple[int, int]]:
    parties = responsible_parts(words)
    return {(one.stop, two.start) for one, two in pairwise(parties)}


@rule("W105", Severity.ADVICE)
def space_missing(subject: Subject) -> Iterator[Problem]:
    """A space is missing: after a comma, a full stop or an initial, or between a number and its unit.

    Flagged: „G.Klevienė“, „2025m.“, „spalio9 d.“, „knygos,žaidimai“, „Nr.6“. Passes: „G. Klevienė“, „www.upenai.lt“.
    """
    for text in subject.texts_with(_GLUED_SIGN):
        if edits := edits_of(text, _GLUED, lambda found: f"{found[0]} ", (_ADDRESS,)):
            yield flagged(text, edits, message="A space is missing", hint="Put a space between.")


_UNIT = "(?:val|mėn)"
_GLUED_SIGN = pattern_of(r"[,.\d](?:(?<=[,.])(?=\w)|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_]\d))")
_GLUED = pattern_of(
    rf"(?<={_LETTER}),(?={_LETTER}{{2}}|[{_UPPER}]\.)"  # knygos,žaidimai
    rf"|(?<!\w)[{_UPPER}]\.(?=(?:[{_UPPER}]\. ?)?[{_UPPER}][{_LOWER}]{{2}})"  # G.Klevienė, A.B.Klevienė
    rf"|(?<=[{_LOWER}]{{3}})\.(?=[{_UPPER}][{_LOWER}]{{2}})"  # mugė.Knygų
    rf"|\b(?:{_MONTHS})(?=\d)"  # spalio9 d.
    rf"|\b(?:{_MONTHS}) \d\d?(?=d\.)|(?<=[osė])\d\d?(?=d\.)"  # spalio 9d., spalio9d.
    r"|(?<!\d)(?:19|20)\d\d(?=m\.)"  # 2025m.
    rf"|\d(?={_UNIT}\.)"  # 14val.
    r"|\bNr\.(?=\w)"  # Nr.6
)


@rule("W106", Severity.ADVICE)
def space_before_sign(subject: Subject) -> Iterator[Problem]:
    """There is a space before a comma, a full stop or a like sign.

    Flagged: „mugė , paroda“. Passes: „mugė, paroda“, „… . lt“ inside an address.
    """
    for text in subject.texts_with(_SPACE_AND_SIGN):
        if edits := edits_of(text, _BEFORE_SIGN, lambda _: "", (_ADDRESS,)):
            yield flagged(text, edits, message="There is a space before a sign", hint="Delete the space.")


_SPACE_AND_SIGN = pattern_of(" [,;:!?.]")
_BEFORE_SIGN = pattern_of(r"(?<=[^\W_]) +(?=[,;:!?.](?:\s|$)|,[^\W\d])")


@rule("W109", Severity.ADVICE)
def separator_trailing(subject: Subject) -> Iterator[Problem]:
    """A cell ends with a comma or a semicolon, as if something were to follow.

    Flagged: „A. Uosis,“. Passes: „A. Uosis“; a paragraph outside the table, which may be one of a list.
    """
    for text in subject.texts:
        if text.kind is not Kind.CELL or not text.words.rstrip().endswith((",", ";")):
            continue
        if bare := text.words.rstrip(" \t\n,;"):
            edits = [Edit(len(bare), len(text.words), "")]
            yield flagged(
                text, edits, message="The cell ends with a separator", hint="Delete it, or write what follows."
            )


@rule("W110", Severity.ADVICE)
def abbreviation_unspaced(subject: Subject) -> Iterator[Problem]:
    """An abbreviation of two words is written without the space.

    Flagged: „2025–2026 m.m.“, „t.y.“. Passes: „2025–2026 m. m.“, „t. y.“.
    """
    for text in subject.texts_with(_ABBREVIATION):
        if edits := edits_of(text, _ABBREVIATION, lambda _: ". ", (_ADDRESS,)):
            yield flagged(
                text, edits, message="An abbreviation of two words has no space", hint="Put a space between its parts."
            )


_ABBREVIATION = pattern_of(
    r"\.(?:(?<=[mš]\.)(?=m\.)|(?<=M\.)(?=M\.)|(?<=t\.)(?=[yt]\.)|(?<=a\.)(?=k\.))(?<![^\W\d_]{2}\.)"
)


@rule("W111", Severity.ADVICE)
def ordinal_ending_wrong(subject: Subject) -> Iterator[Problem]:
    """An ordinal in digits has more than its ending after the hyphen, or a date has an ending.

    After the hyphen comes the ending alone: „5-ų“ is read „penktų“. A day with „d.“ has none.

    Flagged: „5-tų klasių“, „spalio 7-tą d.“. Passes: „5-ų klasių“, „spalio 7 d.“, „5-okai“.
    """
    for text in subject.texts_with(_ORDINAL_SIGN):
        if edits := edits_of(text, _ORDINAL, _ordinal, _OPAQUE):
            yield flagged(
                text, edits, message="The ordinal is written with a wrong ending", hint="Write the ending alone: “5-ų”."
            )


_ENDING = (
    "asis|ojo|ajam|ąjį|uoju|ajame|ieji|ųjų|iesiems|uosius|aisiais|uosiuose|oji|osios|ajai|ąją|ąja|ojoje|ųjų|osioms|ąsias"
    "|osiomis|osiose|as|am|ą|ame|iems|us|ais|uose|oje|oms|omis|ose|os|ų|u|a|o|i"
)
_ORDINAL_SIGN = pattern_of(r"\d-[^\W\d_]")
_ORDINAL = pattern_of(
    rf"(?P<day>(?:(?<=[oė] )|(?<=[oė]))\d\d?)-(?:[tmr]|tr|č)?i?(?:{_ENDING}) (?=d\.)"
    rf"|(?<=\d)-(?:[tmr]|tr)(?=(?:{_ENDING})\b)|(?<=3)-č(?=i(?:{_ENDING})\b)"
)


def _ordinal(found: re.Match[str]) -> str:
    return f"{found['day']} " if found["day"] else "-"


@rule("W112", Severity.ADVICE)
def abbreviation_without_stop(subject: Subject) -> Iterator[Problem]:
    """An abbreviation has no full stop: „mėn“, „sav“, „val“, or „m“ and „d“ in a date.

    An initial needs one too; „N Pievė“ is taken for such a name only where the plan has „N. Pievė“ elsewhere.

    Flagged: „spalio mėn 3 sav“, „2025 m spalio 9 d“. Passes: „spalio mėn. 3 sav.“; „100 m bėgimas“.
    """
    names = {name for named in subject.people for name in named.people.parties}
    for text in subject.texts_with(_NO_STOP):
        edits = edits_of(text, _STOPLESS, lambda found: f"{found[0]}.", (_ADDRESS,))
        if text.role in PEOPLE:
            edits += edits_of(
                text, _INITIAL, lambda found: f"{found[1]}." if f"{found[1]}. {found[2]}" in names else None
            )
        if edits:
            yield flagged(
                text, edits, message="An abbreviation has no full stop", hint="Put a full stop after the abbreviation."
            )


# The end of such an abbreviation, or the space after an initial; a set of first letters makes it fast.
_NO_STOP = pattern_of(rf"[nvlmd ](?:(?<! )(?![.\w-])|(?<=[{_UPPER}] )(?=[{_UPPER}])(?<![\w.][{_UPPER}] ))")
_INITIAL = pattern_of(rf"(?<![\w.])([{_UPPER}])(?= ([{_UPPER}][{_LOWER}][\w-]+))")
_STOPLESS = pattern_of(
    r"\bmėn(?![.\w-])|(?<=\d )(?:sav|val|kl|ketv)(?![.\w-])|(?<=[IV] )(?:sav|ketv|pusm)(?![.\w-])"
    r"|(?<=(?<!\d)20\d\d )m(?![.\w-])"
    rf"|\b(?:{_MONTHS}) \d\d?(?: ?[–-] ?\d\d?)? d(?![.\w-])"
)


@rule("W113", Severity.ADVICE)
def clock_form_unofficial(subject: Subject) -> Iterator[Problem]:
    """An hour is written in a form that is not official: hours with a hyphen between, or without a sign in them.

    Official are „14.00 val.“ and „8.30–9.30 val.“; a colon in a single hour is tolerated.

    Flagged: „8:30-9:30“, „1600 val.“ in a column of times. Passes: „14:00“, „8.30–9.30“; „10.12-10.16“, two days.
    """
    for text in subject.texts_with(_CLOCK_SIGN):
        if text.role is not ColumnRole.WHEN:
            continue
        hours = [part for part in timing_parts(text.words, subject.plan.period) if part.kind is PartKind.CLOCK]
        edits = [
            edit
            for edit in edits_of(text, _CLOCK, _clock)
            if any(part.start <= edit.start < part.stop for part in hours)
        ]
        if edits:
            yield flagged(
                text, edits, message="The hour is not written in the official form", hint="Write “8.30–9.30 val.”."
            )


_HOUR = r"(?:[01]?\d|2[0-3])"
_CLOCK_SIGN = pattern_of(r"\d\d ?(?:-|val)")
_CLOCK = pattern_of(
    rf"(?<![\d.:-]){_HOUR}[.:][0-5]\d ?- ?{_HOUR}[.:][0-5]\d(?![\d.:-]|\.\d)"
    rf"|(?<![\d.:-])(?:{_HOUR}[0-5][05] ?[-–] ?)?(?:[01]\d|2[0-3])[0-5][05] ?val\b"
)


def _clock(found: re.Match[str]) -> str:
    words, unit = (found[0].removesuffix("val").rstrip(), " val") if found[0].endswith("val") else (found[0], "")
    hours = [hour if re.search("[.:]", hour) else f"{hour[:-2]}.{hour[-2:]}" for hour in re.split(" ?[-–] ?", words)]
    return "–".join(hour.replace(":", ".") for hour in hours) + unit


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
)
