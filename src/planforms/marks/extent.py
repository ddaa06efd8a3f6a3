"""Where a mark begins and ends among lines of text: what follows decides, not what an author looks like."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from planforms.marks.slots import (
    BLANK,
    KEPT,
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
from planforms.people.names import ItemKind, items
from planforms.remembered import pattern_of, remembered

_LONGEST_LINE = 300
_LONGEST_MARK = 24  # lines
_LONGEST_AUTHOR = 200  # letters, and lines:
_MOST_LINES = 4
_FAR = 8  # lines of an author that a date, an act or a signature follows
_LONGEST_POSITION = 14  # words
_MOST_WORDS = 3  # after the last date, act or number; more are a sentence
_LONGEST_SHORT_NAME = 5  # letters: VšĮ, LSMU


class MarkLine(Struct, frozen=True):
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
    short = len(line) <= _LONGEST_LINE or "\n" in line
    return may_begin_mark(line) and short and _starts_mark(line)


@remembered
def _starts_mark(line: str) -> bool:
    flat = folded(line)
    head = find_head(flat)
    if not head:
        return False
    rest = flat.text[head.rest :].strip(" .:;,\n")
    capitals = flat.words[head.span.start : head.span.stop].isupper()
    if not rest or _is_blank(rest):
        return capitals or head.usual
    found = elements(flat, head.rest)
    if not found:
        return capitals and (_author_follows(flat, head, rest) or _may_go_on(flat, head, rest))
    before = flat.text[head.rest : found[0].start].strip(" .:;,\n")
    proven = any(not _is_only_month(flat, element) for element in found)
    after = flat.text[found[-1].stop :]
    sentence = len(re.findall(r"[a-z]{3,}", after)) > _MOST_WORDS and not re.search(r"redakc|pried|\(", after)
    if sentence or not capitals:
        return proven and is_genitive(before) and (head.usual or capitals)
    return proven and not _JOINED.match(before) and not _all_capitals(flat, head, before)


def _author_follows(flat: Folded, head: Head, rest: str) -> bool:
    """Whether *rest*, the words after a mark's word in capitals, says who approves or signs."""
    if head.signed:
        return POSITION.search(rest) is not None
    names = is_genitive(rest) or OFFICE.search(rest) is not None or _POSITION_ENDS.search(rest) is not None
    return names and not _JOINED.match(rest) and not _all_capitals(flat, head, rest)


def _may_go_on(flat: Folded, head: Head, rest: str) -> bool:
    """Whether the words after a mark's word in capitals may be an author that the next lines end."""
    written = flat.words[flat.at[head.rest] :].strip(" .:;,\n")
    name = written[:1].isupper() or not written[:1].isalpha()
    capitals = written.isupper() and not (head.usual and len(written) <= _LONGEST_SHORT_NAME)
    return name and not capitals and not _JOINED.match(rest) and not _SENTENCE.search(written)


_JOINED = pattern_of(r"(?:su|kad|del|pagal|ir|ar|uz|nuo|iki|is|tvarka|planas|programa)(?!\w)")
_POSITION_ENDS = pattern_of(rf"{POSITION.pattern}\Z")


def _all_capitals(flat: Folded, head: Head, words: str) -> bool:
    """Whether the words after the mark's are in capitals too, and no author: a heading („PATVIRTINTOS PRIEMONĖS“)."""
    return flat.words[flat.at[head.rest] :].isupper() and OFFICE.search(words) is None


def goes_on(line: str) -> bool:
    """Whether *line*, under a mark that has no date or number, may be the rest of it."""
    flat = folded(line)
    found = [element for element in elements(flat) if not _is_only_month(flat, element)]
    return _GOES_ON.match(flat.text) is not None or (bool(found) and _is_plain(_outside(flat, found)))


_GOES_ON = pattern_of(
    rf"[\s(]*(?:isakym|nutarim|protokol|posedz|potvark|sprendim|reg\.|nr|№|{BLANK}|data *(?::? *{BLANK}|: *\Z))"
)


def ends_unread_mark(line: str, kinds: Collection[ActKind]) -> bool:
    """Whether *line*, which is of no mark, is what a mark ends in: a dated or numbered act of one of *kinds*."""
    flat = folded(line)
    found = elements(flat) if len(line) <= _LONGEST_LINE else ()
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
    return _known_extent(typed) if short else _Extent(typed).stop()


@lru_cache(maxsize=KEPT)  # a mark set over cells is looked at several times, each time with the same lines
def _known_extent(lines: tuple[MarkLine, ...]) -> int:
    return _Extent(lines).stop()


class _Line:
    """A line that is not blank, and what it holds; *start* is where the mark's word ends in it, *below* the next line.

    ``slots`` are its dates, acts and numbers that are more than a year or a month, or the number of a school;
    ``outside`` is the rest of its folded words.
    """

    def __init__(self, line: MarkLine, start: int, below: str) -> None:
        self.words = line.words
        self.gap, self.apart, self.other = line.gap, line.apart, line.other
        self.start = start
        self.flat = folded(line.words)
        self.text = self.flat.text
        self.slots = [each for each in elements(self.flat, start) if not _is_only_month(self.flat, each)]
        while self.slots and isinstance(self.slots[0], Number) and _names_school(self.text, self.slots, below):
            del self.slots[0]
        self.kinds = frozenset(map(type, self.slots))
        self.outside = _outside(self.flat, self.slots)

    @property
    def begins(self) -> bool:
        """Whether it begins with its first slot."""
        return _OPENS.fullmatch(self.text[: self.slots[0].start]) is not None


def _names_school(text: str, slots: Sequence[Element], below: str) -> bool:
    """Whether the first number is a school's, with its name or an office after it: „mokyklos Nr. 3 direktoriaus“."""
    number, after = slots[0], slots[1:]
    if not isinstance(number, Number) or not re.fullmatch(r"\d{1,3}", number.text):
        return False
    rest = text[number.stop : after[0].start if after else None].strip()
    begins = _NAME_BEGINS if re.search("[a-z]{3}", text[: number.start]) else OFFICE  # on a line of its own
    named = not rest and begins.match(folded(below[:_LONGEST_AUTHOR]).text) is not None
    return named or re.search("[a-z]{3}", rest) is not None


class _Extent:
    """A mark as far as it was read: what it has so far decides what may follow."""

    def __init__(self, lines: Sequence[MarkLine]) -> None:
        self._typed: list[MarkLine] = []  # those that are not blank, and their numbers among all
        self._numbers: list[int] = []
        gap = False
        for number, line in enumerate(lines):
            words = line.words.strip()
            if words:
                self._typed.append(MarkLine(words, line.gap or gap, line.apart, line.other))
                self._numbers.append(number)
            gap = not words
        head = find_head(folded(self._typed[0].words))
        assert head is not None  # noqa: S101 - the first line begins a mark
        self._head = head
        self._known: dict[int, _Line] = {}
        first = self._line(0)
        self.dated = self.cited = self.numbered = self.named = False
        self.settled = False  # an author that nothing proves ended in an office
        self.depth = 0
        self.ends_open = False
        self._accept(first)
        rest = first.text[head.rest :].strip(" .:;,")
        self.authored = bool(rest) and not first.slots and re.search("[a-z]", rest) is not None
        self.signed = not first.slots and POSITION.search(rest) is not None
        self._begun = not self.authored or _author_follows(first.flat, head, rest)

    def _line(self, here: int) -> _Line:
        """A line, looked at when it is first asked for: most of those under a mark never are."""
        if here not in self._known:
            below = self._typed[here + 1].words if here + 1 < len(self._typed) else ""
            self._known[here] = _Line(self._typed[here], self._head.rest if here == 0 else 0, below)
        return self._known[here]

    def _below(self, here: int) -> _Line | None:
        return self._line(here + 1) if here + 1 < len(self._typed) else None

    def _lines(self, here: int, most: int) -> Iterator[tuple[int, _Line]]:
        """The next lines from *here*, at *most* so many, with their places."""
        return ((far, self._line(far)) for far in range(here, min(here + most, len(self._typed))))

    def stop(self) -> int:
        """How many of the lines belong; 0 where nothing shows that the words beside the mark's are of it."""
        here = 1
        while here < len(self._typed) and (taken := self._takes(here)):
            for _, line in self._lines(here, taken):
                self._accept(line)
            here += taken
        proven = self._begun or self.dated or self.cited or self.numbered
        return self._numbers[here - 1] + 1 if proven else 0

    def _accept(self, line: _Line) -> None:
        blank = bool(line.slots) and "_" in line.text[line.start : line.slots[0].start]
        self.dated |= blank or Date in line.kinds
        self.cited |= Cited in line.kinds
        self.numbered |= Number in line.kinds
        text = line.text[line.start :]
        self.depth = max(0, self.depth + text.count("(") + text.count("[") - text.count(")") - text.count("]"))
        self.ends_open = _ENDS_OPEN.search(text) is not None

    def _takes(self, here: int) -> int:  # noqa: PLR0911 -- what may follow; the first that holds decides
        """How many lines from *here* belong, seen together; 0 where the mark ends before it."""
        line = self._line(here)
        if len(line.words) > _LONGEST_LINE or line.other or starts_mark(line.words):
            return 0
        if self.depth > 0:
            return 1
        if line.text.startswith(("(", "[")):
            return self._bracket(here)
        if self.ends_open and _END_OF_NUMBER.fullmatch(line.text):
            return 1
        if _is_blank(line.text):
            asks = line.words[:1] in {"(", "[", "<", "{"}
            taken = asks or not (self.numbered and self.dated)
            self.dated |= self.authored and not (asks or self.signed or self._head.signed)  # the date’s
            return int(taken)
        if line.slots:
            below = self._below(here) if self.numbered and line.begins else None
            return 2 if below and below.text in _WORDING else int(self._slotted(here))
        if self.authored and not (self.dated or line.gap or line.apart) and _MONTH_ALONE.fullmatch(line.text):
            return 1
        if self.numbered and (self.dated or self.cited):
            return self._another_act(here)
        if _REST_OF_DATE.fullmatch(line.text):
            return 1
        return 0 if self.cited else self._who(here)

    def _bracket(self, here: int) -> int:
        """A bracket: a caption, an act, the wording in force over a few lines, a deputy."""
        text = ""
        for far, line in self._lines(here, _MOST_LINES):
            taken = far - here + 1
            text += line.text + "\n"
            if text.count("(") + text.count("[") > text.count(")") + text.count("]"):
                continue
            whole = folded(text)
            found = elements(whole)
            act = any(not isinstance(element, Date) for element in found)
            if act or _CHANGED.search(text) or "_" in whole.text or whole.captions or _SIGN.search(text):
                return taken
            if not self.dated and not _outside(whole, found).strip("() "):
                return taken
            complete = self.numbered or self.cited or self.dated
            return 0 if complete or len(text) - taken > _LONGEST_AUTHOR else self._who(here)
        return 0

    def _slotted(self, here: int) -> bool:
        """Whether a line with a date, an act or a number belongs."""
        line = self._line(here)
        outside = line.outside
        plain = _is_plain(outside)
        strange = line.apart or (line.words.isupper() and not self.numbered)
        if _PREPARED.search(outside) or (strange and not plain and not OFFICE.search(outside)):
            return False
        if self.numbered:
            whole = {Date, Cited} <= line.kinds and not line.words.isupper() and is_genitive(outside)
            return (
                (line.begins and plain and (isinstance(line.slots[0], Cited) or not self.dated))
                or (not (self.authored or self.cited) and OFFICE.search(outside) is not None)
                or (_CHANGED.search(line.text) is not None and not line.gap)
                or (line.text.startswith(("ir ", "bei ")) and is_genitive(outside))
                or (whole and not line.gap and not line.apart and OFFICE.search(outside) is not None)  # another's act
            )
        if self.dated and line.kinds == {Date}:
            return False
        if line.begins:
            return True
        alone = len(line.slots) == 1 and line.kinds == {Date}
        return (not alone or self._closing(here)) and not re.match(r"\d{1,2}\.", line.text)

    def _closing(self, here: int) -> bool:
        """Whether a line that ends in a date alone is the author's last: an office, or an act follows."""
        outside, below = self._line(here).outside, self._below(here)
        act = below is not None and bool(below.slots) and not isinstance(below.slots[0], Date)
        return act or _is_plain(outside) or bool(OFFICE.search(outside) or POSITION.search(outside))

    def _another_act(self, here: int) -> int:
        """A second author with an act of its own, right under a complete mark."""
        line, below = self._line(here), self._below(here)
        if below is None or line.gap or line.apart or line.words.isupper() or not OFFICE.search(line.text):
            return 0
        return (
            2
            if {Date, Cited} <= below.kinds
            and not (below.gap or below.other or starts_mark(below.words))
            and _is_plain(below.outside)
            else 0
        )

    def _who(self, here: int) -> int:
        """The lines that say who approves or signs: as far as the date, act, blank or signature that follows them."""
        line = self._line(here)
        if self.dated and self.authored:
            below = self._below(here)
            act = below is not None and bool(below.slots) and isinstance(below.slots[0], Cited)
            # The end of an author that the date came before: an office and nothing else, then an act.
            return 2 if act and not self.numbered and OFFICE.fullmatch(line.text) else 0
        if self.settled and not line.words[:1].islower():
            return 0
        if self.signed or self._head.signed or POSITION.search(line.text):
            signed = self._signature(here)
            if signed:
                return signed
        proven = self._author_until_slot(here) or self._unproven_author(here)
        self.authored |= proven > 0
        return proven

    def _unproven_author(self, here: int) -> int:
        """How many lines of an author that nothing proves there are: as far as one that ends in an office."""
        last = 0
        letters = 0
        for far, line in self._lines(here, _MOST_LINES):
            letters += len(line.text)
            if letters > _LONGEST_AUTHOR or line.slots or line.words.isupper() or not self._may_be_author(far, here):
                break
            if (self.authored or last) and not line.words[:1].islower():
                break
            if _ends_in_office(line):
                last = far
        self.settled |= last > 0 and not self._head.signed
        return last - here + 1 if last else 0

    def _author_until_slot(self, here: int) -> int:
        """How many lines of an author there are before a line with a date, an act or a blank; 0 where none comes."""
        letters, capitals = 0, False
        for far, line in self._lines(here, _FAR):
            if far > here and (line.slots or _is_blank(line.text) or "_" in line.text):
                author = " ".join(above.text for _, above in self._lines(here, far - here))
                heading = capitals and not OFFICE.search(author + line.outside)
                return far - here if not heading and not line.other and self._proves(far) else 0
            letters += len(line.text)
            capitals |= line.words.isupper() and len(line.text) > _MOST_LINES
            if letters > _FAR * _LONGEST_AUTHOR or not self._may_be_author(far, here):
                return 0
        return 0

    def _proves(self, far: int) -> bool:
        """Whether the line is what follows an author, and not a sentence with a date in it."""
        line = self._line(far)
        plain = _is_plain(line.outside)
        if starts_mark(line.words) or (line.apart and not plain):
            return False
        if not line.slots:
            return True
        if line.kinds != {Date}:
            return len(line.outside) < _LONGEST_AUTHOR and not _PREPARED.search(line.outside)
        begins = not line.text[: line.slots[0].start].strip(" (,;")
        return (begins and plain) or self._closing(far)

    def _may_be_author(self, far: int, here: int) -> bool:
        """Whether the line *far* may be one of an author that begins *here*."""
        line = self._line(far)
        after_gap = line.gap and far > max(here, 1) and not self._typed[far - 1].gap
        if after_gap or line.other or line.apart or starts_mark(line.words) or len(line.text) > _LONGEST_AUTHOR:
            return False
        if _PREPARED.search(line.text) or _NAMES_PLAN.search(line.text) or line.text.endswith((":", ";")):
            return False
        listed = line.words[0] in _LIST_SIGNS and _LISTED.match(line.words) is not None
        return not listed and not _SENTENCE.search(line.words)

    def _signature(self, here: int) -> int:
        """Lines of a signature: the position, a blank or a caption, the name; 0 where this is none."""
        position, letters, taken = False, 0, 0
        for far, line in self._lines(here, _MOST_LINES):
            taken = far - here
            text = line.text
            if (
                line.other
                or starts_mark(line.words)
                or line.words.isupper()
                or _PREPARED.search(text)
                or line.kinds - {Date}
            ):
                return 0
            if line.slots or _is_blank(text) or _SIGN.search(text):
                return taken if position or self.signed else 0
            letters += len(text.split())
            if letters > _LONGEST_POSITION or text[-1:] in {":", ";"}:
                return 0
            found = POSITION.search(text)
            person = any(item.kind is ItemKind.PERSON for item in items(line.words))
            if (found or "_" in text) and not self.named:
                position = self.signed = True
                rest = text[found.end() :] if found else text
                self.named = person and ("_" in text or len(rest.split()) > 1)
                if self.named:
                    return taken + 1
            elif self.signed and not self.named and (person or _is_name(line.words)):
                self.named = True
                return taken + 1
            elif self.named or self.signed:
                break
        else:
            taken += 1
        # A position that nothing follows which a signature has: only under TVIRTINU is it surely one.
        return taken if position and (self._head.signed or taken == 1) else 0


_ENDS_OPEN = pattern_of(r"(?:nr\.?|[a-z0-9)] ?-) *\Z", needs=("nr", "-"))
_END_OF_NUMBER = pattern_of(rf"(?:(?!.*[a-z]{{3}})[\w()./-]*(?:\d[\w()./ -]*|-)|{BLANK})")
_LIST_SIGNS = "0123456789ivxIVX•*-–—"
_LISTED = pattern_of(r"(?:\d{1,2}|[ivxIVX]{1,4})\.\s(?![^\W\d_]+(?:-[^\W\d_]+)?,?$)|[•*]\s|[-–—]\s+(?![a-ząčęėįšųūž])")
_REST_OF_DATE = pattern_of(  # or a note of a signature
    rf"(?:\d{{4}}|{BLANK}) *m\.?|(?:\d{{1,2}}|{BLANK}) *d\.?|[ _/-]+|\(?(?:parasas|a\. ?v\.)\)?"
)
_NAME_OR_DUTY = pattern_of(r"[^\W\d_a-ząčęėįšųūž][^\d_:;]*|ugdymui|reikalams|dr\.")
_MONTH_ALONE = pattern_of(rf"\d{{4}} *m\. *{MONTH}")
_WORDING = {"redakcija", "redakcija)"}  # alone on the line below its act
_CHANGED = pattern_of("redakc|pakeist|papild", needs=("redakc", "pakeist", "papild"))
_SIGN = pattern_of(r"(?<!\w)(?:paras\w*|a\. ?v\.|vard\w*|pavard\w*|pareigos)")
_PREPARED = pattern_of(
    r"(?<![a-z])(?:(?:(?:pa)?reng(?:e|ejas?|eja|ia)|sudare)(?![a-z])|parengta)", needs=("reng", "sudare")
)
_NAMES_PLAN = pattern_of(
    r"\b(?:planas|planai|programa|ataskaita|tvarkarastis|grafikas|kalendorius|projektas|turinys|prioritetai|tikslas)\b",
    needs=(
        *("plana", "programa", "ataskaita", "tvarkarastis", "grafikas", "kalendorius", "projektas", "turinys"),
        *("prioritetai", "tikslas"),
    ),
)
_SENTENCE = pattern_of(r"(?!pavad|direkt)[^\W\d_]{5,}(?<!pavad)(?<!direkt)[.!?]$", needs=(".", "!", "?"))
_OPENS = pattern_of(r"[\s(,;]*(?:data[\s:]*)?")  # before the first date, act or number of a line
_CLOSED = pattern_of(
    r"(?:m|d|men|nr|reg|data|ir|bei|posedzio|posedyje|protokolin\w+|rasytin\w+|isakym\w+|nutarim\w+|sprendim\w+|potvark\w+"
    r"|rast[uoa]s?|protokol\w+|pried\w+|redakcija|tarybos)(?!\w)|[\W\d_]+"
)
_NAME_BEGINS = pattern_of(r"[^\w]*(?!men|nr|reg|isak|prot|posed|nut|spren|potv|tikslas|paren)[a-z]{3}")
_BLANK_LINE = pattern_of(rf"(?:{BLANK}|[\s_/,.-])++")
_DAY = pattern_of(rf"(?<![a-z])d\b|dien|{BLANK}|\d\Z")


def _is_plain(outside: str) -> bool:
    """Whether what a line holds beside its slots is nothing but an act's own words."""
    return not outside or not _CLOSED.sub("", outside)


def _is_blank(text: str) -> bool:
    letter = text[:1].isalnum() and text[:1] != "x"
    return not letter and _BLANK_LINE.fullmatch(text) is not None


def _ends_in_office(line: _Line) -> bool:
    """Whether an author ends here: in an office or a body, maybe with a person's name or a duty after it."""
    found = list(OFFICE.finditer(line.text)) or list(POSITION.finditer(line.text))
    if not found:
        return False
    count = len(line.text[found[-1].end() :].split())
    after = line.words.split()[-count:] if count else []
    return count <= _MOST_LINES and all(_NAME_OR_DUTY.fullmatch(word) for word in after)


def _is_name(words: str) -> bool:
    """Whether a line is the name of one person and nothing else."""
    bare = re.sub(r"\([^()]*\)|[_.…]{2,}|\s+", " ", words).split()
    return 1 < len(bare) <= _MOST_LINES and all(word[:1].isupper() for word in bare) and not "".join(bare).isupper()


def _is_only_month(flat: Folded, element: Element) -> bool:
    """Whether all that is said is a year or a month, which a title says too."""
    if not isinstance(element, Date) or element.day is not None or element.iso:
        return False
    text = flat.text[element.start : element.stop]
    return _DAY.search(text) is None or re.fullmatch(r"\d{4} *", text) is not None


def _outside(flat: Folded, found: Sequence[Element]) -> str:
    """The folded words of a line outside its dates, acts and numbers."""
    text, stop = "", 0
    for element in found:
        text += flat.text[stop : element.start] + " "
        stop = max(stop, element.stop)
    return (text + flat.text[stop:]).strip()
