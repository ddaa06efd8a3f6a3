"""The slots of a mark: dates, acts and numbers, each with all that is typed in its place, found in the folded words.

A slot is a stretch of the words as written. A blank has a slot too: a line, dots, spaces, a prompt or a caption. This
module knows no marks of the model, no lines of a file and no filling.
"""

import datetime as dt
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from planforms.model import ActKind, MarkKind
from planforms.remembered import pattern_of, remembered


class Span(NamedTuple):
    """A stretch ``[start, stop)`` of the words; empty where something is missing at that place."""

    start: int
    stop: int


class Date(Struct, frozen=True):
    """A date, or the blank in its place (``day`` is ``None``); its places are those of the folded text."""

    start: int
    stop: int
    day: dt.date | None
    iso: bool = False


class Cited(Struct, frozen=True):
    """The word of an act, with what belongs to it (``posėdžio protokolu``), in the folded text."""

    start: int
    stop: int
    kind: ActKind


class Number(Struct, frozen=True):
    """A number from its ``Nr.`` on, in the folded text; ``text`` is as written, and empty where it is blank.

    ``Nr.`` ends at ``after_label``, and the number begins at ``begin``. ``prefix`` and ``suffix`` are what is typed
    around a blank: ``V-`` and ``/25`` of ``V-____/25``.
    """

    start: int
    after_label: int
    begin: int
    stop: int
    text: str
    prefix: str = ""
    suffix: str = ""


Element = Date | Cited | Number


class Caption(Struct, frozen=True):
    """A line under a blank that says what to write in it: ``(data)``."""

    span: Span
    date: bool
    number: bool
    author: bool


class Folded(Struct, frozen=True):
    """Words folded for matching; ``at`` gives the place of each folded letter in the words, and their end.

    What asks to be filled in (a prompt, a caption in the line) is a line of ``_`` in the folded text; captions under a
    line are spaces there and listed in ``captions``.
    """

    words: str
    text: str
    at: Sequence[int]
    captions: tuple[Caption, ...] = ()

    def span(self, start: int, stop: int) -> Span:
        """A stretch of the folded text as a stretch of the words, white space at its ends left out."""
        start, stop = self.stripped(start, stop)
        return Span(self.at[start], self.at[stop])

    def place(self, at: int) -> int:
        """The place in the folded text of a place in the words."""
        return bisect_left(self.at, at)

    def written(self, start: int, stop: int) -> str:
        """A stretch of the folded text as it is written."""
        return self.words[self.at[start] : self.at[stop]]

    def stripped(self, start: int, stop: int) -> tuple[int, int]:
        """A stretch of the folded text without white space at its ends."""
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        return start, stop


_DASHES = frozenset("‐‑‒–—−")
KEPT = 128  # words of marks, and what was found in them: those of the plans in hand, for the next have others


@lru_cache(maxsize=KEPT)
def folded(words: str) -> Folded:
    """Fold *words*: small letters without diacritics, white space a space or a line break, any dash a hyphen."""
    text = words.translate(_PLAIN)
    at: Sequence[int] = range(len(words) + 1)
    if len(text) < len(words):
        at = (*(place for place, letter in enumerate(words) if _PLAIN[ord(letter)]), len(words))
    may_ask = any(sign in text for sign in _MAY_ASK)
    return _with_prompts_blank(words, text, at) if may_ask else Folded(words, text, at)


class _PlainLetters(dict[int, str]):
    """For each character, by its number, what it is folded to; made when it first comes."""

    _MOST = 4096  # a file of strange characters must not fill the memory

    def __missing__(self, number: int) -> str:
        plain = _plain(chr(number))
        if len(self) < self._MOST:
            self[number] = plain
        return plain


_PLAIN = _PlainLetters()


def _plain(letter: str) -> str:
    """One letter for one letter; nothing for a combining mark."""
    if letter.isspace():
        return "\n" if letter == "\n" else " "
    if letter in _DASHES:
        return "-"
    bare = unicodedata.normalize("NFD", letter)[0]
    return "" if unicodedata.combining(bare) else bare.lower()[:1]


# What asks to be replaced: captions of printed forms in brackets, and the prompts of Word's controls.
_ASKS = (
    r"(?:datas?|metai|menuo|menesis|diena|men|numeri[so]|nr|reg|registracijos|isakymo|protokolo|dokumento|nurodyti"
    r"|iras(?:as|yti|ykite)|paras\w*|pareig\w*|pavadinimas|vard\w*|pavard\w*|raide|istaig\w*|imones|institucij\w*"
    r"|vadov\w*|mokyklos|tvirtinancio|asmens|organo|antspaud\w*|a|v|m|d|ir|arba|kieno|kas|tvirtina)"
)
_CAPTION = pattern_of(
    rf"\(\s*{_ASKS}(?:[ .,/-]{{1,3}}{_ASKS}){{0,8}}[ .,]*\)"
    rf"|[\[<{{](?![^\]>}}\n]{{0,60}}(?:\d|redakc))[^\]>}}\n\[<{{]{{1,60}}[\]>}}]"
)
_PROMPT = pattern_of(
    r"(?:noredami |norint )?(?:ivesti \w+, )?spustel\w+[^.\n]{0,80}\.|pasirinkite (?:data|elementa)\b\.?"
    r"|click or tap (?:here )?to enter [^.\n]{0,20}\."
)
_ACT_IN_BRACKETS = pattern_of(r"\((?:isakymo|protokolo) *(?:(?:reg\. ?)?nr\b|\))")  # „2025-09-02 (įsakymo Nr. )“
_SIGNED = pattern_of(r"paras|antspaud|a\. ?v\.")


_MAY_ASK = ("(", "[", "<", "{", "spustel", "pasirinkite ", "click or tap ")  # what every prompt or caption has


def _with_prompts_blank(words: str, text: str, at: Sequence[int]) -> Folded:
    """*words* folded, their prompts and captions as blanks, and the captions under lines."""
    text = _PROMPT.sub(lambda found: "_" * len(found[0]), text)
    captions: list[Caption] = []
    pieces: list[str] = []
    done = 0
    for found in _CAPTION.finditer(text):
        under = _is_under_blank(text, *found.span())
        if _SIGNED.search(found[0]) or (not under and _ACT_IN_BRACKETS.match(found[0])):
            continue
        if under:
            date = re.search(r"(?<!\w)(?:data|met|men|dien)", found[0]) is not None
            number = re.search(r"(?<!\w)(?:nr|numer)", found[0]) is not None
            span = Span(at[found.start()], at[found.end()])
            captions.append(Caption(span, date, number, author=not (date or number)))
        pieces += [text[done : found.start()], (" " if under else "_") * len(found[0])]
        done = found.end()
    return Folded(words, "".join([*pieces, text[done:]]), at, tuple(captions))


def _is_under_blank(text: str, start: int, stop: int) -> bool:
    """Whether a caption is on a line of captions alone, with a blank above it."""
    begin = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    end = len(text) if end < 0 else end
    alone = end - begin < _LONGEST_LINE and not _CAPTION.sub("", text[begin:end]).strip(" _")
    return alone and "_" in text[max(0, begin - _LONGEST_LINE) : begin]


_LONGEST_LINE = 300


# Every form of the word that schools write, to the kind it means and to the form that rules give it.
_WORDS = {
    r"patvirtin(?:t(?:a|as|i|os|us|u)|u|ama|o|a)": (MarkKind.APPROVED, "PATVIRTINTA"),
    r"tvirtint(?:a|as|i)|tvirtin(?:ama|o|a)": (MarkKind.APPROVED, "PATVIRTINTA"),
    r"tvirtinu": (MarkKind.APPROVED, "TVIRTINU"),
    r"pritar(?:t(?:a|as|i|os)|iu|iama|e)": (MarkKind.ENDORSED, "PRITARTA"),
    r"suderin(?:t(?:a|as|i|os)|u|ama)|derin(?:t(?:a|as|i|os)|u|ama)": (MarkKind.COORDINATED, "SUDERINTA"),
}
USUAL = ("patvirtinta", "tvirtinu", "pritarta", "suderinta")
_AFTER_HEAD = r"(?!-?[a-z0-9])(?:(?<=derinta) su(?!\w)|(?:[\"'*]++|[“”]++)*+[ ]*[.:-]?)"
_BEFORE_WORD = r"\s*+(?:[\"'*]++|[“”„]++)*+\s*+"
_HEAD = pattern_of(rf"{_BEFORE_WORD}({'|'.join(_WORDS)}){_AFTER_HEAD}")
_SPACED_HEAD = pattern_of(rf"{_BEFORE_WORD}({'|'.join(map('[ ]+'.join, USUAL))}){_AFTER_HEAD}")


class Head(Struct, frozen=True):
    """The mark's word: its stretch, kind, the folded place where the rest begins, and the form that rules give it."""

    span: Span
    kind: MarkKind
    rest: int
    official: str
    usual: bool  # the word is in that form, though it may be spaced or followed by a colon

    @property
    def signed(self) -> bool:
        """Whether a person signs: TVIRTINU."""
        return self.official == "TVIRTINU"


_BEFORE_HEAD = " \n„“”\"'*"
_FIRST_LETTERS = "ptsd"  # of every form of the word


def may_begin_mark(words: str) -> bool:
    """Whether ``find_head`` may find a word in *words*: their first letter says soon that most lines have none."""
    for letter in words:
        bare = _PLAIN[ord(letter)]
        if bare and bare not in _BEFORE_HEAD:
            return bare in _FIRST_LETTERS
    return False


def find_head(flat: Folded) -> Head | None:
    """The word that begins a mark, or ``None``."""
    found = _HEAD.match(flat.text)
    if not found and flat.text.lstrip(_BEFORE_HEAD)[1:2] == " ":
        found = _SPACED_HEAD.match(flat.text)
    if not found:
        return _mistyped(flat)
    bare = found[1].replace(" ", "")
    kind, official = _meant(bare)
    return Head(flat.span(*found.span(1)), kind, _after_second_word(flat, found.end()), official, bare in USUAL)


_SECOND_WORD = pattern_of(
    r"[ ]*(?:/[ ]*([^\W\d_]{5,14})[ ]*/?|\([ ]*([^\W\d_]{5,14})[ ]*\))(?=[ ]*(?:\n|\Z))", needs=("/", "(")
)


def _after_second_word(flat: Folded, place: int) -> int:
    """The place after another word on the first line of a mark: „/ ZATWIERDZONO“, „(SUDERINTA)“, „(projektas)“."""
    found = _SECOND_WORD.match(flat.text, place)
    if not found:
        return place
    written = flat.written(*found.span(found.lastindex or 0))
    return found.end() if written.isupper() or found[2] == "projektas" else place


def _mistyped(flat: Folded) -> Head | None:
    """The mark's word in capitals with one letter wrong, missing, doubled or two in the wrong order."""
    found = _IN_CAPITALS.match(flat.text)
    span = flat.span(*found.span(1)) if found else None
    if not found or not span or not flat.words[slice(*span)].isupper():
        return None
    near = next((word for word in USUAL if _almost(word, found[1])), None)
    if not near:
        return None
    kind, official = _meant(near)
    return Head(span, kind, found.end(), official, usual=False)


def _almost(word: str, other: str) -> bool:
    """Whether one slip makes *other* of *word*."""
    if len({*word} ^ {*other}) > 2:  # noqa: PLR2004 -- one letter for another; most words need no library
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(word, other, score_cutoff=1) <= 1


_IN_CAPITALS = pattern_of(r"\s*([a-z]{7,12})(?![a-z0-9-])[ ]*[.:]?")


_MEANINGS = [(pattern_of(forms, needs=forms), meant) for forms, meant in _WORDS.items()]


@remembered
def _meant(bare: str) -> tuple[MarkKind, str]:
    return next(meant for forms, meant in _MEANINGS if forms.fullmatch(bare))


# A blank: a line, dots, crosses. Where a date or a number is expected, a hyphen alone or nothing is one too.
BLANK = r"(?:_++|\.{2,}+|(?:…\.*+)++|(?<![a-z])x{2,}+(?![a-z])|\*{3,}+)"
_MONTHS = (
    *(r"saus(?:i[os]|\.)", r"vas(?:ari[os]|\.)", r"kov(?:o|as|\.)", r"bal(?:andzi[os]|\.)", r"geg(?:uzes?|\.)"),
    *(r"birz(?:eli[os]|\.)", r"liep(?:os|a|\.)", r"rugp(?:juc?t?i[os]|j?u?\.)", r"rugs(?:ej(?:o|is|\.)|\.)"),
    *(r"spa(?:li[os]|l?\.)", r"lapk(?:ric?t?i[os]|r?\.)", r"gruod(?:zi[os]|is|\.)"),
)
# Any of them, as few alternatives as can be.
MONTH = (
    r"(?:(?:saus|vasar|balandz|birzel|rugpjuc?t?|spal|lapkric?t?|gruodz)i[os]|kov(?:o|as)|geguzes?|liep(?:os|a)"
    r"|rugsej(?:o|is)|gruodis|(?:saus|vas|kov|bal|geg|birz|liep|rugpj?u?|rugs(?:ej)?|spal?|lapkr?|gruod)\.)(?![a-z])"
)
# Where a date may begin: at a word of its own, or glued to the end of one („direktoriaus2025 m.“).
_FREE = r"(?<![\d_.-])(?<!…)(?<!(?<![a-z]{3})[a-z])"
_YEAR = rf"(?:\d{{4}}|\d{{0,3}}{BLANK}|\d\d(?=\s*+m\b))"
_UNIT = r"(?:-?uju)?\s*+(?:m\b\.?|met(?:u|ai|ais)\b)[.,]?"
_DAY_UNIT = r"(?:d\b\.?|dien\w*+)"
_FULL_DATE = (
    rf"{_FREE}(?P<year>{_YEAR})(?P<unit>{_UNIT})?+"
    rf"(?:\s*+(?P<month>(?P<word>{MONTH})|\d{{1,2}}(?=\s*+men|[ .-]\s*+\d\d?\s*+d\b)|{BLANK}|-++(?!\w)))?"
    r"(?(unit)|(?(word)|(?!)))"  # without „m.“ the month is a word
    r"(?:\s*+men(?:esio)?\b\.?)?[,.-]?"
    rf"(?:\s*+(?P<day>\d{{1,2}}(?:-[a-z]{{1,5}})?+|{BLANK}|-++)\s*+{_DAY_UNIT}|\s*+(?P<bare>\d{{1,2}}(?:-(?:osios|aja|oji)\b)?|{BLANK})"
    rf"(?![\w-]|\s*+men|\.\d)|\s*+{_DAY_UNIT})?"
)
_SHORT_DATE = (
    rf"(?<![\w.-])(?<!…)(?:{MONTH}(?:\s*+men\b\.?)?|{BLANK})\s*+(?:\d{{1,2}}|{BLANK})?\s*+d\b\.?"
    rf"|(?<![\w.-])(?<!…)\d{{4}}{BLANK}(?!\w|-)"
)
_PART = rf"(?:\d{{1,2}}|{BLANK}|mm|dd|men)(?!\w)"
_REST = rf"-(?:[ ]*+{_PART}|(?!\w))"
_ISO_DATE = (
    rf"{_FREE}(?P<iso>(?:\d{{4}}|\d{{0,3}}_++|…|yyyy|mmmm|xxxx)"
    rf"(?:[ ]*+-[ ]*+(?:{_PART}(?:[ ]*+{_REST})?+|{_REST})"
    rf"|(?:[./][ ]?{_PART}){{2}}|(?:[ ](?:\d\d|{BLANK})){{2}}(?!\w|[ ]*+d\b))"
    rf"|(?<!\w)\d\d-\d\d-\d\d(?!\w)|(?:19|20)\d\d[01]\d[0-3]\d(?!\w))(?:\s*+d\b\.?)?"
)
_DAY_FIRST = (
    r"(?<![\w.-])(?<!…)(?P<first>(?:\d{1,2}|_++)\.)(?P<second>(?:\d{1,2}|_++)\.)(?P<third>\d{4}|\d{0,3}_++)(?!\w)"
)
_ACTS = {
    r"isak[yi]m(?:u|o|as)|isak\.|isk\.": ActKind.ORDER,
    r"nutarim(?:u|o|as)|nut\.": ActKind.RESOLUTION,
    r"sprendim(?:u|o|as)|spr\.": ActKind.DECISION,
    r"potvark(?:iu|io|is)|potv\.": ActKind.ORDINANCE,
    r"rast(?:u|o|as)": ActKind.LETTER,
    r"protokol(?:u|o|as)|prot\.": ActKind.MINUTES,
}
_ACT = (
    rf"(?<![a-z„“\"])(?:(?:posedzio|protokolin(?:iu|io|is)|rasytin(?:iu|io))\s++){{0,3}}"
    rf"(?P<act>(?:{'|'.join(_ACTS)}))(?!(?!nr\.)[a-z])"
)
_GLUED = r"(?=[a-z]{0,4}(?:\d?[ ]?-|[ ]?\d|\.\d)|xx)"  # „NrV-12“: no word begins so
_NR = rf"(?:nr(?:[ ]?\.(?:\.(?=[ ]?[a-z0-9(]))?|,(?=[ ]?[\w(])|(?![a-z0-9])|{_GLUED})|№)"
_LABEL = rf"(?:(?<![a-z])|(?=nr\.))(?P<label>(?:reg\.\s*+)?{_NR}(?:[ ]*+{_NR})?+(?:[ ]*+:)?+)"
_MAY_BEGIN = r"(?=[\d_.*xym]|[…№]|(?<![a-z])[a-z]|nr\.)"  # a date, an act or a label; soon false at most letters
_ELEMENT = pattern_of(f"{_MAY_BEGIN}(?:{_ISO_DATE}|{_DAY_FIRST}|{_FULL_DATE}|{_SHORT_DATE}|{_ACT}|{_LABEL})")

_INDEX = (  # the register's file index: (1.5), (2.1.4E-BEU); no date: „Nr. 3 (2025-08-28)“
    r"\((?=[^()\d\s]*+\d)(?!\d{4}[./-]\d\d?[./-]|\d{4}-_)(?:[\w./-]|(?<=\d),(?=\d))++(?: [a-z]{1,3})?\)"
)
_ATOM = r"[\w…](?:__++|[\w./…]){0,60}+"  # no number is longer, but for its blank
_A_YEAR = rf"\d{{4}}(?:\s*+(?:m\b|met)|[ ]\d\d[ ]|-\d\d?-\d|{BLANK})"  # of a date that follows
_NUMBER = pattern_of(
    rf"(?!{_A_YEAR})(?:(?:{_INDEX}[ ]?)?\d{{0,2}}[a-z]{{1,4}}\d?[ ](?=\d)(?!{_A_YEAR}|\d{{4}}\s*+-)"
    rf"\d{{1,5}}[a-z]?(?![\w.]|\s*+(?:m|d)\b)"
    rf"|(?:{_INDEX}[ ]?-?[ ]?)?(?:{_ATOM}|\.{{2,}}+)?+"
    rf"(?:[ ]?-[ ]?(?=[^\s]{{0,40}}[\d_(.]|[^\s]{{0,40}}…|xx|\w*+projekt)(?!{_A_YEAR})"
    rf"(?:{_INDEX}|{_ATOM}|\.{{2,}}+)|-{_ATOM}|[ ]?{_INDEX}|[ ]\d[\w.]*+-\w++\))*+)(?:[ ]?-(?!\w))?+"
)
_BARE_NUMBER = pattern_of(rf"[ ]++(?!nr)((?:{_INDEX}[ ]?)?[a-z]{{1,4}}\d?[ ]?-[ ]?\d[\w/]*+(?:-\w++)*+)(?![\w(-])")
_LETTER_LAST = pattern_of(rf"[ ][a-z]{{1,2}}(?=[ .]*+(?:[\n),]|\Z|\d{{4}}|(?:{'|'.join(_ACTS)})))")  # „Nr. 41 V“
_TO_NUMBER = pattern_of(
    rf"[ ]*+(?:\n\s*+(?=[a-z()./-]*+(?:\d|(?<=[a-z)]-)[ ]*+(?:\n|\Z))|{BLANK})(?!\d{{4}}\s*+(?:m\b|-)|\d{{1,2}}\.\s))?+"
)
_MORE_BLANK = pattern_of(rf"(?:[ ]*+{BLANK}(?!\s*+m\b))++|\s*+{BLANK}(?=\s*+(?:\n|\Z))")
_LINE_OF_BLANK = pattern_of(rf"\s*+{BLANK}(?=[ ]*+(?:\n|\Z))")
BARE_BLANK = pattern_of(BLANK)
_BLANK_INSIDE = pattern_of(r"_+|\.{2,}|…|(?<![a-z])x{2,}|projekt\w*")
_ZEROS = pattern_of(r"\A0-0+\Z|0{2,}\Z")


def _blank_in(number: str) -> re.Match[str] | None:
    """The first blank in a number: a line, dots, crosses, or zeros and no other digit."""
    return _BLANK_INSIDE.search(number) or (None if re.search("[1-9]", number) else _ZEROS.search(number))


def elements(flat: Folded, start: int = 0, stop: int | None = None) -> tuple[Element, ...]:
    """The dates, acts and numbers of the folded words, or between two of their places, left to right."""
    return _elements(flat.words, start, len(flat.text) if stop is None else stop)


@lru_cache(maxsize=KEPT)
def _elements(words: str, start: int, stop: int) -> tuple[Element, ...]:
    flat = folded(words)
    made: list[Element] = []
    place = start
    while found := _ELEMENT.search(flat.text, place, stop):
        if found["label"]:
            made.append(_number(flat, found, stop))
        elif found["act"]:
            if flat.words[flat.at[found.end() - 1]] in "ųŲ" and not _NUMBER_FOLLOWS.match(flat.text, found.end()):
                place = found.end()
                continue  # „Sprendimų komisijos“ is of a name; „įsakymų Nr. 5“ is mistyped
            made.append(Cited(*found.span(), _act(found["act"])))
            labelled = flat.text.startswith(" nr", found.end())
            bare = None if labelled else _BARE_NUMBER.match(flat.text, found.end(), stop)
            if bare:  # „įsakymu V-41“: no „Nr.“, and yet surely a number
                made.append(Number(found.end(), found.end(), *bare.span(1), flat.written(*bare.span(1))))
        else:
            made.append(Date(*found.span(), _day(found), iso=bool(found["iso"])))
        place = max(made[-1].stop, found.end(), place + 1)
    return tuple(made)


_NUMBER_FOLLOWS = pattern_of(rf"\s*+(?:{_NR}|{BLANK})")


_KINDS = [(pattern_of(forms, needs=forms), kind) for forms, kind in _ACTS.items()]


@remembered
def _act(word: str) -> ActKind:
    return next(kind for forms, kind in _KINDS if forms.fullmatch(word))


def _number(flat: Folded, found: re.Match[str], stop: int) -> Number:
    label = found.span("label")
    begin = _TO_NUMBER.match(flat.text, found.end(), stop).end()  # type: ignore[union-attr]  # it matches nothing too
    read = _NUMBER.match(flat.text, begin, stop)
    end = read.end() if read else begin
    text = flat.text[begin:end]
    if over := _WRITTEN_OVER.match(text):  # a number typed into its line, of which a part is left
        return Number(*label, *flat.stripped(begin, end), flat.written(begin, begin + over.end(1)))
    blank = not text or text.endswith("-") or _blank_in(text) is not None
    if not blank:
        text = text.rstrip(".,;/ ")
    end = begin + len(text)
    if blank and "/" not in text and end < stop:  # nothing is after a suffix: „V-___/25“
        after = (_LINE_OF_BLANK if text.endswith("-") else _MORE_BLANK).match(flat.text, end, stop)
        after = after or _MORE_SAME_LINE.match(flat.text, end, stop)
        end = after.end() if after else end
    spaced = flat.text.startswith(" ", end, stop)
    last = _LETTER_LAST.match(flat.text, end, stop) if spaced and (blank or _ENDS_IN_DIGITS.search(text)) else None
    if last and flat.written(*last.span()).isupper():
        end = last.end()
    if blank:
        return _blank_number(flat, label, begin, end)
    begin, end = flat.stripped(begin, end)
    written = flat.written(begin, end)
    number = any(letter.isdigit() for letter in text) or written.isupper()
    return Number(*label, begin, end, written) if number else Number(*label, label[1], label[1], "")


_ENDS_IN_DIGITS = pattern_of(r"(?:\A|[a-z]-)\d+\Z")
_WRITTEN_OVER = pattern_of(r"([^_]*\d)_+\Z")
_MORE_SAME_LINE = pattern_of(rf"(?:[ ]*+{BLANK}(?!\s*+m\b))++")


_SPACES_TO_END = pattern_of(r"[ ]++(?=[),;])")  # „(įsakymo Nr.    )“


def _blank_number(flat: Folded, label: tuple[int, int], begin: int, end: int) -> Number:
    """A number that is still to be written, with what is typed around its blank."""
    if not flat.text[begin:end].strip():
        spaces = _SPACES_TO_END.match(flat.text, label[1])
        return Number(*label, label[1], spaces.end() if spaces else label[1], "")
    text = flat.text[begin:end]
    begin, end = flat.stripped(begin, end)
    written = flat.written(begin, end)
    hole = _blank_in(text)
    first = hole.start() if hole else len(text)
    last = max((found.end() for found in _BLANK_INSIDE.finditer(text)), default=len(text))
    prefix, suffix = written[:first].strip(), written[last:].rstrip(" _.…") if len(written) == len(text) else ""
    prefix = prefix if any(letter.isalnum() for letter in prefix) else ""
    return Number(*label, begin, end, "", prefix, suffix if re.match(r" ?[/(-]| \w", suffix) else "")


_ISO_DIGITS = pattern_of(r"\A\d{4}|\d{1,2}")


def _day(found: re.Match[str]) -> dt.date | None:
    if found["iso"]:
        digits = _ISO_DIGITS.findall(found["iso"]) if re.match(r"\d{4}", found["iso"]) else []
    elif found["first"]:
        digits = [found[part].strip(".") for part in ("third", "second", "first")]
    else:
        written = re.findall(r"\d+", found["day"] or found["bare"] or "")
        digits = [found["year"] or "", _month(found["month"] or ""), *written]
    try:
        year, month, day = map(int, digits)
        return dt.date(year, month, day)
    except ValueError:
        return None


_NUMBERED_MONTHS = [pattern_of(forms, needs=forms) for forms in _MONTHS]


@remembered
def _month(word: str) -> str:
    """The number of a month that is written as a word or in digits; empty for a blank."""
    if word.isdigit():
        return word
    return next((str(n) for n, forms in enumerate(_NUMBERED_MONTHS, start=1) if forms.fullmatch(word)), "")


# The office of one who signs, in the nominative; an author of an act is in the genitive.
POSITION = pattern_of(
    r"(?<!\w)(?:direktor(?:ius|e)|[a-z]*(?:vedej|pirminink|vadov|toj|seniun)(?:as|a|e)|mer[ae]s?|ministr(?:as|e))(?!\w)",
    needs=("direktor", "vedej", "pirminink", "vadov", "toj", "seniun", "mera", "mere", "ministr"),
)
# What the author of an act is, in the genitive or after it: the last word of most authors.
OFFICE = pattern_of(
    r"(?<![a-z])(?:direktor(?:iaus|es)|direkt?\.|[a-z]*(?:vedej|vadov|tvarkytoj|pavaduotoj|savinink|seniun|viršinink)(?:o|os|es)"
    r"|ministr(?:o|es)|mer(?:o|es)|[a-z]*pirminink(?:o|es)|[a-z]*taryb(?:os|u)|komisij(?:os|u)|grup(?:es|iu)|bureli(?:o|u)"
    r"|administracijos|savivaldybes|komitet(?:o|u)|sajungos|asociacijos|ministerijos|centro|mokyklos|gimnazijos"
    r"|progimnazijos|darzelio|istaigos|posed(?:zio|yje)|valdybos|skyriaus|susirinkimo|metodinink(?:o|es)|pareigas"
    r"|funkcijas|dalininku|bendruomenes|tarnybos|bibliotekos|agenturos|departamento|klubo|parlamento)(?![a-z])"
)
_GENITIVE = pattern_of(
    rf"(?:[\w-]*(?:o|os|es|aus|u|ies|ens|ers|posedyje|pareigas|funkcijas)|ir|bei|ar|ugdymui|v[si]*|bi|uab|mb|ii|ab"
    rf"|(?:[a-z]{{1,6}}[./-]){{1,3}}[a-z]?|\w?-?|[\w/.-]*\d[\w/.-]*|{BLANK})[,;)]?"
)
_QUOTES = frozenset("„“\"‚‘«‹'(")
_QUOTED = pattern_of(r"[„“\"‚‘«‹'][^„“”\"‘’»›']*[”“\"‘’»›']|\([^()]*\)|[„“\"']")


def is_genitive(words: str) -> bool:
    """Whether folded *words* are all in the genitive, or between quotes; blank words are."""
    if not _QUOTES.isdisjoint(words):
        words = _QUOTED.sub(" ", words)
    return all(_GENITIVE.fullmatch(word) for word in words.strip(" .,:;\n").split())
