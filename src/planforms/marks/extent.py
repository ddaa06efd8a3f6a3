"""Where a mark begins and ends among lines of text: what follows decides, not what an author looks like."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from planforms.marks.slots import (
    BLANK,
    MONTH,
    OFFICE,
    POSITION,
    Cited,
    Date,
    Element,
    Folded,
    Head,
    Number,
    elements,
    find_head,
    folded,
    is_genitive,
    may_begin_mark,
)
from planforms.model import ActKind
from planforms.people.names import Kind, items
from planforms.remembered import pattern_of, remembered

_LONGEST_LINE = 300
_LONGEST_MARK = 24  # lines
_LONGEST_AUTHOR = 200  # letters, and lines:
_MOST_LINES = 4
_FAR = 8  # lines of an author that a date, an act or a signature follows
_LONGEST_POSITION = 14  # words
_LONGEST_SHORT_NAME = 5  # letters: VšĮ, LSMU


class MarkLine(NamedTuple):
    """A line that may belong to a mark, and what its place shows.

    Attributes:
        words: the line.
        gap: a blank paragraph is before it.
        apart: it is set otherwise than the lines before it: another alignment, a heading.
        other: it is known to be another part of the plan: a title, a section.
    """

    words: str
    gap: bool = False
    apart: bool = False
    other: bool = False


def starts_mark(line: str) -> bool:
    """Whether *line* begins a mark.

    The word alone does. Where more follows, it must be what follows in a mark: a word in capitals with an author, a
    date, an act. ``Patvirtinta tvarka`` and ``Plane pritarta …`` are sentences; ``Forma patvirtinta …`` is a form's own
    mark.
    """
    if not may_begin_mark(line) or (len(line) > _LONGEST_LINE and "\n" not in line):
        return False
    flat = folded(line)
    head = find_head(flat)
    if not head:
        return False
    rest = flat.text[head.rest :].strip(" .:;,\n")
    capitals = flat.words[head.span.start : head.span.stop].isupper()
    if not rest or _blank_only(rest):
        return capitals or head.usual
    found = list(elements(flat, head.rest, len(flat.text)))
    if not found:
        return capitals and (_author_follows(flat, head, rest) or _may_go_on(flat, head, rest))
    before = flat.text[head.rest : _begin(flat, found[0])].strip(" .:;,\n")
    proven = any(not isinstance(element, Date) or not _only_month(flat, element) for element in found)
    if not capitals or _ends_sentence(flat, found):
        return proven and is_genitive(before) and (head.usual or capitals)
    return proven and not _JOINED.match(before) and not _all_capitals(flat, head.rest, before)


def _author_follows(flat: Folded, head: Head, rest: str) -> bool:
    """Whether *rest*, the words after a mark's word in capitals, says who approves or signs."""
    if head.signed:
        return POSITION.search(rest) is not None
    names = is_genitive(rest) or OFFICE.search(rest) is not None or _POSITION_ENDS.search(rest) is not None
    return names and not _JOINED.match(rest) and not _all_capitals(flat, head.rest, rest)


def _may_go_on(flat: Folded, head: Head, rest: str) -> bool:
    """Whether the words after a mark's word in capitals may be an author that the next lines end."""
    written = flat.words[flat.at[head.rest] :].strip(" .:;,\n")
    name = written[:1].isupper() or not written[:1].isalpha()
    capitals = written.isupper() and not (head.usual and len(written) <= _LONGEST_SHORT_NAME)
    return name and not capitals and not _JOINED.match(rest) and not _SENTENCE.search(written)


_JOINED = pattern_of(r"(?:su|kad|del|pagal|ir|ar|uz|nuo|iki|is|tvarka|planas|programa)(?!\w)")
_POSITION_ENDS = pattern_of(rf"{POSITION.pattern}\Z")


def _all_capitals(flat: Folded, place: int, words: str) -> bool:
    """Whether the words after the mark's are in capitals too, and no author: a heading („PATVIRTINTOS PRIEMONĖS“)."""
    return flat.words[flat.at[place] :].isupper() and OFFICE.search(words) is None


def _ends_sentence(flat: Folded, found: Sequence[Element]) -> bool:
    """Whether words go on as a sentence after the last date, act or number."""
    rest = flat.text[_end(flat, found[-1]) :]
    return len(re.findall(r"[a-z]{3,}", rest)) > 3 and not re.search(r"redakc|pried|\(", rest)  # noqa: PLR2004


def goes_on(line: str) -> bool:
    """Whether *line*, under a mark that has no date or number, may be the rest of it."""
    flat = folded(line)
    found = [e for e in elements(flat, 0, len(flat.text)) if not (isinstance(e, Date) and _only_month(flat, e))]
    return _GOES_ON.match(flat.text) is not None or (bool(found) and _plain_rest(_outside(flat, found)))


_GOES_ON = pattern_of(
    rf"[\s(]*(?:isakym|nutarim|protokol|posedz|potvark|sprendim|reg\.|nr|№|{BLANK}|data *(?::? *{BLANK}|: *\Z))"
)


def ends_unread_mark(line: str, kinds: Iterable[ActKind]) -> bool:
    """Whether *line*, which is of no mark, is what a mark ends in: a dated or numbered act of one of *kinds*."""
    flat = folded(line)
    found = list(elements(flat, 0, len(flat.text))) if len(line) <= _LONGEST_LINE else []
    acts = [element.kind for element in found if isinstance(element, Cited)]
    if not acts or acts[0] not in kinds or not any(not isinstance(element, Cited) for element in found):
        return False
    return is_genitive(_CLOSED.sub(" ", _outside(flat, found)))


def mark_extent(lines: Sequence[str | MarkLine]) -> int:
    """How many of *lines*, from the first, make the mark that the first begins; 0 if none does.

    Blank lines between are counted, those after are not. Its act and number, its signature, another mark, a title, a
    section end it; an author that nothing of these follows has at most four lines.
    """
    typed = tuple(line if isinstance(line, MarkLine) else MarkLine(line) for line in lines[:_LONGEST_MARK])
    if not typed or not starts_mark(typed[0].words):
        return 0
    short = sum(len(line.words) for line in typed) <= _LONGEST_MARK * _LONGEST_LINE
    return _known_extent(typed) if short else _extent(typed)


@lru_cache(maxsize=256)  # a mark set over cells is looked at several times, each time with the same lines
def _known_extent(lines: tuple[MarkLine, ...]) -> int:
    return _extent(lines)


def _extent(lines: Sequence[MarkLine]) -> int:
    mark = _Extent(lines)
    stop = mark.stop()
    return stop if mark.proven else 0


@remembered
def _slots_of(line: str, start: int, below: str) -> tuple[Element, ...]:
    flat = folded(line)
    found = elements(flat, start, len(flat.text))
    known = [e for e in found if not (isinstance(e, Date) and _only_month(flat, e))]
    while known and isinstance(known[0], Number) and _names(flat, known[0], known[1:], below):
        del known[0]
    return tuple(known)


class _Extent:
    """A mark as far as it was read: what it has so far decides what may follow."""

    def __init__(self, lines: Sequence[MarkLine]) -> None:
        self._lines: list[MarkLine] = []
        gap = False
        self._index: list[int] = []
        for index, line in enumerate(lines):
            if line.words.strip():
                self._lines.append(line._replace(gap=True) if gap else line)
                self._index.append(index)
            gap = not line.words.strip()
        self._flat = [folded(line.words) for line in self._lines]
        head = find_head(self._flat[0])
        assert head is not None  # noqa: S101 - the first line begins a mark
        self._head = head
        self.dated = self.cited = self.numbered = self.authored = self.named = self.signed = False
        self.settled = False  # an author that nothing proves ended in an office
        self.depth = 0
        self.ends_open = False
        self._accept(0, head.rest)
        rest = self._flat[0].text[head.rest :].strip(" .:;,")
        self.authored = bool(rest) and not self._slots(0) and re.search("[a-z]", rest) is not None
        self.signed = not self._slots(0) and POSITION.search(rest) is not None
        self._begun = not self.authored or _author_follows(self._flat[0], head, rest)

    def stop(self) -> int:
        """How many of the lines belong."""
        here = 1
        while here < len(self._lines):
            taken = self._takes(here)
            if not taken:
                break
            for number in range(here, here + taken):
                self._accept(number, 0)
            here += taken
        return self._index[here - 1] + 1

    @property
    def proven(self) -> bool:
        """Whether the words beside the mark's are surely of it: by themselves, or by the act that follows."""
        return self._begun or self.dated or self.cited or self.numbered

    def _slots(self, number: int) -> Sequence[Element]:
        """The dates, acts and numbers of a line that are more than a year or a month."""
        below = self._lines[number + 1].words[:_MOST_LETTERS] if number + 1 < len(self._lines) else ""
        return _slots_of(self._lines[number].words, self._head.rest if number == 0 else 0, below)

    def _accept(self, number: int, start: int) -> None:
        flat, found = self._flat[number], self._slots(number)
        blank = bool(found) and "_" in flat.text[start : _begin(flat, found[0])]
        self.dated |= blank or any(isinstance(element, Date) for element in found)
        self.cited |= any(isinstance(element, Cited) for element in found)
        self.numbered |= any(isinstance(element, Number) for element in found)
        text = flat.text[start:]
        self.depth = max(0, self.depth + text.count("(") + text.count("[") - text.count(")") - text.count("]"))
        self.ends_open = re.search(r"(?:nr\.?|[a-z0-9)] ?-) *\Z", text) is not None

    def _takes(self, number: int) -> int:  # noqa: C901, PLR0911 -- what may follow; the first that holds decides
        """How many lines from *number* belong, seen together; 0 where the mark ends before it."""
        line, flat = self._lines[number], self._flat[number]
        text = flat.text.strip()
        if len(line.words) > _LONGEST_LINE or line.other or starts_mark(line.words):
            return 0
        if self.depth > 0:
            return 1
        if text.startswith(("(", "[")):
            return self._bracket(number)
        if self.ends_open and re.fullmatch(rf"(?:(?!.*[a-z]{{3}})[\w()./-]*(?:\d[\w()./ -]*|-)|{BLANK})", text):
            return 1
        if _blank_only(text):
            asks = line.words.strip()[:1] in {"(", "[", "<", "{"}
            taken = asks or not (self.numbered and self.dated)
            self.dated |= self.authored and not (asks or self.signed or self._head.signed)  # the date’s
            return int(taken)
        if self._slots(number):
            return self._slotted(number)
        if self.authored and not (self.dated or line.gap or line.apart) and _MONTH_ALONE.fullmatch(text):
            return 1
        if self.numbered and (self.dated or self.cited):
            return self._another_act(number)
        if _REST_OF_DATE.fullmatch(text) or _NOTES.fullmatch(text):
            return 1
        if self.cited:
            return 0
        return self._who(number)

    def _bracket(self, number: int) -> int:
        """A bracket: a caption, an act, the wording in force over a few lines, a deputy."""
        text, words = "", 0
        for far, flat in enumerate(self._flat[number : number + _MOST_LINES], start=1):
            text += flat.text + "\n"
            words += len(flat.text)
            if text.count("(") + text.count("[") <= text.count(")") + text.count("]"):
                whole = folded(text)
                acts = next((e for e in elements(whole, 0, len(whole.text)) if not isinstance(e, Date)), None)
                if acts is not None or re.search("redakc|pakeist|papild", text) or "_" in whole.text or whole.captions:
                    return far
                if _SIGN.search(text) or (
                    not self.dated and not _outside(whole, [*elements(whole, 0, len(whole.text))]).strip("() ")
                ):
                    return far
                complete = self.numbered or self.cited or self.dated
                return 0 if complete or words > _LONGEST_AUTHOR else self._who(number)
        return 0

    def _slotted(self, number: int) -> int:  # noqa: C901, PLR0911 -- as above
        """A line with a date, an act or a number."""
        line, flat = self._lines[number], self._flat[number]
        found = self._slots(number)
        outside = _outside(flat, found)
        if _PREPARED.search(outside) or (line.apart and not _plain_rest(outside) and not OFFICE.search(outside)):
            return 0
        begins = _OPENS.fullmatch(flat.text[: _begin(flat, found[0])]) is not None
        if self.numbered:
            continues = begins and (isinstance(found[0], Cited) or not self.dated)
            if continues and _plain_rest(outside):
                return 1
            if not (self.authored or self.cited) and OFFICE.search(outside):
                return 1
            if re.search("redakc|pakeist|papild", flat.text) and not line.gap:
                return 1
            if begins and number + 1 < len(self._flat) and self._flat[number + 1].text.strip() in _WORDING:
                return 2
            if flat.text.strip().startswith(("ir ", "bei ")) and is_genitive(outside):
                return 1
            return int(_second_act(flat, found, outside) and not line.gap and not line.apart)
        if line.gap and self.dated and not any(isinstance(e, (Cited, Number)) for e in found):
            return 0
        if self.dated and isinstance(found[0], Date) and not any(isinstance(e, (Cited, Number)) for e in found):
            return 0
        first = self._lines[number].words.strip()
        if first.isupper() and not (OFFICE.search(outside) or _plain_rest(outside)):
            return 0
        if len(found) == 1 and isinstance(found[0], Date) and not begins and not self._closing(number, outside):
            return 0
        return int(not re.match(r"\d{1,2}\.", flat.text.strip()) or begins)

    def _closing(self, number: int, outside: str) -> bool:
        """Whether a line that ends in a date alone is the author's last: an office, or an act follows."""
        follows = self._slots(number + 1) if number + 1 < len(self._lines) else []
        return _plain_rest(outside) or bool(
            OFFICE.search(outside) or POSITION.search(outside) or (follows and not isinstance(follows[0], Date))
        )

    def _another_act(self, number: int) -> int:
        """A second author with an act of its own, right under a complete mark."""
        line, flat = self._lines[number], self._flat[number]
        if number + 1 >= len(self._lines) or line.gap or line.apart or not OFFICE.search(flat.text):
            return 0
        below = self._lines[number + 1]
        found = self._slots(number + 1)
        whole = any(isinstance(e, Date) for e in found) and any(isinstance(e, Cited) for e in found)
        outside = _outside(self._flat[number + 1], found)
        fits = whole and not below.gap and not below.other and not starts_mark(below.words) and _plain_rest(outside)
        return 2 if fits and not line.words.isupper() else 0

    def _who(self, number: int) -> int:
        """The lines that say who approves or signs: as far as the date, act, blank or signature that follows them."""
        if self.dated and self.authored and not self.numbered and self._office_of_act(number):
            return 2
        if (self.dated and self.authored) or (self.settled and not self._lines[number].words.strip()[:1].islower()):
            return 0
        if POSITION.search(self._flat[number].text) or self.signed or self._head.signed:
            signed = self._signature(number)
            if signed:
                return signed
        proven = self._author_until_slot(number) or self._unproven_author(number)
        self.authored |= proven > 0
        return proven

    def _unproven_author(self, number: int) -> int:
        """How many lines of an author that nothing proves there are: as far as one that ends in an office."""
        last = 0
        letters = 0
        for far in range(number, min(number + _MOST_LINES, len(self._lines))):
            line, text = self._lines[far], self._flat[far].text.strip()
            letters += len(text)
            if letters > _LONGEST_AUTHOR or self._slots(far) or not self._may_be_author(far, first=far == number):
                break
            if line.words.strip().isupper():
                break
            if (self.authored or last) and not line.words.strip()[:1].islower():
                break
            if _ends_in_office(line.words, text):
                last = far
        self.settled |= last > 0 and not self._head.signed
        return last - number + 1 if last else 0

    def _office_of_act(self, number: int) -> bool:
        """Whether a line is the end of an author that the date came before: an office and nothing else, then an act."""
        below = self._slots(number + 1) if number + 1 < len(self._lines) else []
        return (
            OFFICE.fullmatch(self._flat[number].text.strip()) is not None
            and bool(below)
            and isinstance(below[0], Cited)
        )

    def _author_until_slot(self, number: int) -> int:
        """How many lines of an author there are before a line with a date, an act or a blank; 0 where none comes."""
        letters, capitals = 0, False
        for far in range(number, min(number + _FAR, len(self._lines))):
            line, flat = self._lines[far], self._flat[far]
            text = flat.text.strip()
            slots = self._slots(far)
            if far > number and (slots or _blank_only(text) or "_" in text):
                said = " ".join(f.text for f in self._flat[number:far])
                outside = _outside(flat, slots)
                if (
                    self._proves(far, outside)
                    and not line.other
                    and not (capitals and not OFFICE.search(said + outside))
                ):
                    return far - number
                return 0
            letters += len(text)
            capitals |= line.words.strip().isupper() and len(text) > _MOST_LINES
            if letters > _FAR * _LONGEST_AUTHOR or not self._may_be_author(far, first=far == number):
                return 0
        return 0

    def _proves(self, far: int, outside: str) -> bool:
        """Whether the line is what follows an author, and not a sentence with a date in it."""
        line, flat = self._lines[far], self._flat[far]
        slots = self._slots(far)
        if starts_mark(line.words) or (line.apart and not _plain_rest(outside)):
            return False
        if not slots:
            return True
        if any(isinstance(element, (Cited, Number)) for element in slots):
            return len(outside) < _LONGEST_AUTHOR and not _PREPARED.search(outside)
        begins = not flat.text[: _begin(flat, slots[0])].strip(" (,;")
        return (begins and _plain_rest(outside)) or self._closing(far, outside)

    def _may_be_author(self, far: int, *, first: bool) -> bool:
        line, flat = self._lines[far], self._flat[far]
        text = flat.text.strip()
        if line.other or line.apart or starts_mark(line.words) or len(text) > _LONGEST_AUTHOR:
            return False
        if line.gap and not first and self._lines[far - 1].gap is False and far > 1:
            return False
        if _PREPARED.search(text) or _NAMES_PLAN.search(text) or text.endswith((":", ";")):
            return False
        return not _SENTENCE.search(line.words.strip()) and not _LISTED.match(line.words.strip())

    def _signature(self, number: int) -> int:  # noqa: PLR0911 -- as above
        """Lines of a signature: the position, a blank or a caption, the name; 0 where this is none."""
        position, letters = False, 0
        for far in range(number, min(number + _MOST_LINES, len(self._lines))):
            line, flat = self._lines[far], self._flat[far]
            text = flat.text.strip()
            slots = self._slots(far)
            if line.other or starts_mark(line.words) or _PREPARED.search(text) or line.words.strip().isupper():
                return 0
            if any(isinstance(element, (Cited, Number)) for element in slots):
                return 0
            if slots or _blank_only(text) or _SIGN.search(text):
                return far - number if position or self.signed else 0
            letters += len(text.split())
            if letters > _LONGEST_POSITION or text[-1:] in {":", ";"}:
                return 0
            here = POSITION.search(text)
            people = [item for item in items(line.words.strip()) if item.kind is Kind.PERSON]
            if (here or "_" in text) and not self.named:
                position = self.signed = True
                rest = text[here.end() :] if here else text
                self.named = bool(people) and ("_" in text or len(rest.split()) > 1)
                if self.named:
                    return far - number + 1
                continue
            if self.signed and not self.named and _is_name(line.words, people):
                self.named = True
                return far - number + 1
            if self.named or self.signed:
                return self._position_alone(number, far, position=position)
        far = min(number + _MOST_LINES, len(self._lines))
        return self._position_alone(number, far, position=position)

    def _position_alone(self, number: int, far: int, *, position: bool) -> int:
        """A position that nothing follows which a signature has: only under TVIRTINU is it surely one."""
        return far - number if position and (self._head.signed or far - number == 1) else 0


_LISTED = pattern_of(r"(?:\d{1,2}|[ivxIVX]{1,4})\.\s(?![^\W\d_]+(?:-[^\W\d_]+)?,?$)|[•*]\s|[-–—]\s+(?![a-ząčęėįšųūž])")
_REST_OF_DATE = pattern_of(rf"(?:(?:\d{{4}}|{BLANK}) *m\.?|(?:\d{{1,2}}|{BLANK}) *d\.?|[ _/-]+)")
_NAME_OR_DUTY = pattern_of(r"[^\W\d_a-ząčęėįšųūž][^\d_:;]*|ugdymui|reikalams|dr\.")
_MONTH_ALONE = pattern_of(rf"\d{{4}} *m\. *{MONTH}")
_NOTES = pattern_of(r"\(?(?:parasas|a\. ?v\.)\)?")
_SIGN = pattern_of(r"(?<!\w)(?:paras\w*|a\. ?v\.|vard\w*|pavard\w*|pareigos)")
_WORDING = {"redakcija", "redakcija)"}  # alone on the line below its act
_PREPARED = pattern_of(r"(?<![a-z])(?:pa)?reng(?:e|ejas?|eja|ia)(?![a-z])|(?<![a-z])sudare(?![a-z])|(?<![a-z])parengta")
_NAMES_PLAN = pattern_of(
    r"\b(?:planas|planai|programa|ataskaita|tvarkarastis|grafikas|kalendorius|projektas|turinys|prioritetai|tikslas)\b"
)
_SENTENCE = pattern_of(r"(?!pavad|direkt)[^\W\d_]{5,}(?<!pavad)(?<!direkt)[.!?]$")
_OPENS = pattern_of(r"[\s(,;]*(?:data[\s:]*)?")  # before the first date, act or number of a line
_CLOSED = pattern_of(
    r"(?:m|d|men|nr|reg|data|ir|bei|posedzio|posedyje|protokolin\w+|rasytin\w+|isakym\w+|nutarim\w+|sprendim\w+|potvark\w+"
    r"|rast[uoa]s?|protokol\w+|pried\w+|redakcija|tarybos)(?!\w)|[\W\d_]+"
)


def _plain_rest(outside: str) -> bool:
    """Whether what a line holds beside its slots is nothing but an act's own words."""
    return not _CLOSED.sub("", outside)


def _blank_only(text: str) -> bool:
    return re.fullmatch(rf"(?:{BLANK}|[\s_/,.-])++", text) is not None


def _ends_in_office(words: str, text: str) -> bool:
    """Whether an author ends here: in an office or a body, maybe with a person's name or a duty after it."""
    found = list(OFFICE.finditer(text)) or list(POSITION.finditer(text))
    after = words.split()[-len(text[found[-1].end() :].split()) or len(words) :] if found else []
    return bool(found) and len(after) <= _MOST_LINES and all(_NAME_OR_DUTY.fullmatch(word) for word in after)


def _is_name(words: str, people: Sequence[object]) -> bool:
    """Whether a line is the name of one person and nothing else."""
    bare = re.sub(r"\([^()]*\)|[_.…]{2,}|\s+", " ", words).strip()
    named = [word for word in bare.split() if word[:1].isupper()]
    return bool(people) or (1 < len(named) == len(bare.split()) <= _MOST_LINES and not bare.isupper())


def _second_act(flat: Folded, found: Sequence[Element], outside: str) -> bool:
    """Whether a line is a whole act of another author: „Klevynės mokyklos direktoriaus 2025-09-03 įsakymu Nr. 12“."""
    whole = any(isinstance(e, Date) for e in found) and any(isinstance(e, Cited) for e in found)
    return whole and OFFICE.search(outside) is not None and is_genitive(outside) and not flat.words.isupper()


def _only_month(flat: Folded, date: Date) -> bool:
    """Whether all that is said is a year or a month, which a title says too."""
    if date.day is not None or date.iso:
        return False
    text = folded(flat.words[slice(*date.span)]).text
    return re.search(rf"(?<![a-z])d\b|dien|{BLANK}|\d\Z", text) is None or re.fullmatch(r"\d{4} *", text) is not None


def _names(flat: Folded, number: Number, after: Sequence[Element], below: str) -> bool:
    """Whether a number is a school's own, with its name or an office after it: „mokyklos Nr. 3 direktoriaus“."""
    if not re.fullmatch(r"\d{1,3}", number.text):
        return False
    stop = _begin(flat, after[0]) if after else len(flat.text)
    rest = flat.text[_end(flat, number) : stop].strip()
    begun = not rest and re.search("[a-z]{3}", flat.text[: _begin(flat, number)]) is not None
    return re.search("[a-z]{3}", rest) is not None or (begun and _NAME_BEGINS.match(folded(below).text) is not None)


_NAME_BEGINS = pattern_of(r"[^\w]*(?!men|nr|reg|isak|prot|posed|nut|spren|potv|tikslas|paren)[a-z]{3}")
_MOST_LETTERS = 80  # of the next line, looked at


def _begin(flat: Folded, element: Element) -> int:
    place = element.label.start if isinstance(element, Number) else element.span.start
    return _place(flat, place)


def _end(flat: Folded, element: Element) -> int:
    return _place(flat, element.span.stop)


def _place(flat: Folded, place: int) -> int:
    return flat.at.index(place) if isinstance(flat.at, range) else next(i for i, p in enumerate(flat.at) if p >= place)


def _outside(flat: Folded, found: Sequence[Element]) -> str:
    """The folded words of a line outside its dates, acts and numbers."""
    text, stop = "", 0
    for element in found:
        text += flat.text[stop : _begin(flat, element)] + " "
        stop = max(stop, _end(flat, element))
    return (text + flat.text[stop:]).strip()
