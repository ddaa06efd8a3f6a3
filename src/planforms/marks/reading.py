"""A mark's words cut into its parts, each with its stretch: the author is all that no slot takes.

Knows nothing of lines, files or filling.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from planforms.marks.slots import (
    BARE_BLANK,
    BLANK,
    KEPT,
    OFFICE,
    POSITION,
    Caption,
    Cited,
    Date,
    Element,
    Folded,
    Head,
    Number,
    Span,
    elements,
    find_head,
    folded,
)
from planforms.model import Act, ActKind, Mark, MarkKind, Signatory, Text
from planforms.people.names import ItemKind, items
from planforms.remembered import pattern_of
from planforms.text import Edit, edited

# What is printed where a part is blank, to be filled in by hand; a line of it fits the right half of the page. Read
# back, these blanks are nothing again.
BLANK_AUTHOR = "_" * 30
BLANK_DATE = "____ m. __________ __ d."
BLANK_NUMBER = "_____"
BLANK_POSITION = "_" * 20 + " (pareigos)"
BLANK_SIGNATURE = "_" * 20
BLANK_NAME = "_" * 20 + " (vardas, pavardė)"
DEFAULT_ACT = {
    MarkKind.APPROVED: ActKind.ORDER,
    MarkKind.ENDORSED: ActKind.MINUTES,
    MarkKind.COORDINATED: ActKind.MINUTES,
}


class ActParts(Struct, frozen=True):
    """The places of an act's parts; ``None`` for a part that has no place in the words.

    A blank (``____``) has a place and no value. ``label`` is the ``Nr.`` before the number, ``prefix`` and ``suffix``
    what the form has typed around a blank number.
    """

    act: Act
    kind: Span | None = None
    date: Span | None = None
    iso: bool = False
    label: Span | None = None
    number: Span | None = None
    prefix: str = ""
    suffix: str = ""

    @property
    def stop(self) -> int:
        """Where the act's last part ends."""
        return max(span.stop for span in (self.kind, self.date, self.label, self.number) if span)


class MarkParts(Struct, frozen=True):
    """The places of a mark's parts in its words.

    ``wording`` is the bracket of ``amended``, with all it holds; ``office`` the end of an author that its date is
    written in the middle of („Klevų gimnazijos 2025-09-04 direktoriaus įsakymu“).
    """

    head: Head
    by: Span | None
    acts: tuple[ActParts, ...]
    amended: ActParts | None = None
    position: Span | None = None
    name: Span | None = None
    wording: Span | None = None
    captions: tuple[Caption, ...] = ()
    office: Span | None = None

    @property
    def word(self) -> Span:
        """The place of the mark's word."""
        return self.head.span

    @property
    def signed(self) -> bool:
        """Whether a person signs the mark itself, and no act is cited."""
        office = bool(self.position or self.name) or (self.head.signed and not self.by)
        return office and not any(act.kind or act.label for act in self.acts)


def mark_parts(words: object) -> MarkParts | None:
    """The parts of the mark in ``str(words)``, or ``None`` where no mark begins it."""
    return _mark_parts(str(words))


@lru_cache(maxsize=KEPT)
def _mark_parts(words: str) -> MarkParts | None:
    flat = folded(words)
    head = find_head(flat)
    if not head:
        return None
    stop, amended = _amended(flat, head.rest)
    found = _without_names(flat, elements(flat, head.rest, stop), stop)
    found = _with_blank_dates(flat, head.rest, stop, found)
    acts = _acts(flat, found)
    wording = flat.span(stop, len(flat.text)) if amended else None
    known = MarkParts(head, None, acts, amended, wording=wording, captions=flat.captions)
    if not any(act.kind or act.label for act in acts):
        end = min([stop, *(element.start for element in found)])
        if head.signed and not _BETWEEN_BLANKS.sub("", flat.text[head.rest : end]):
            return known
        if head.signed or POSITION.search(flat.text, head.rest, end):
            position, name = _signatory(flat, head.rest, end)
            return replace(known, position=position, name=name)
    authors = _authors(flat, head.rest, stop, found)
    by = authors[0] if authors else None
    office = next((span for span in authors[1:] if OFFICE.fullmatch(folded(flat.words[slice(*span)]).text)), None)
    return replace(known, by=by, office=office)


def parse_mark(words: str | Text) -> Mark | None:
    """Understand the words of a mark, any part of which may be blank; ``None`` where no mark begins them.

    A number is as printed; a date is a whole day that exists, else ``None``. The blanks that ``format_mark`` prints
    are left out of the words again; blanks of another form are the author's and stay.
    """
    return parse_parts(_without_printed(words if isinstance(words, Text) else Text.of(words)))


def parse_parts(text: Text) -> Mark | None:
    """The mark that *text* begins with, its words as they are; ``None`` where no mark begins it."""
    parts = mark_parts(text)
    if not parts:
        return None
    plain = str(text)
    named = bool(parts.position or parts.name)
    return Mark(
        word=_said(plain, parts.word),
        kind=parts.head.kind,
        words=text,
        by=" ".join(filter(None, [_said(plain, _without_lead(plain, parts.by)), _said(plain, parts.office)])),
        acts=tuple(act.act for act in parts.acts),
        amended=parts.amended.act if parts.amended else None,
        signatory=Signatory(_said(plain, parts.position), _said(plain, parts.name)) if named else None,
    )


def _said(words: str, span: Span | None) -> str:
    said = " ".join(words[slice(*span)].split()) if span else ""
    return said if any(letter.isalnum() for letter in said) else ""


_BLANK_LEAD = pattern_of(rf"(?:\s*+{BLANK})++\s*+", needs=("_", "..", "…", "xx", "***"))


def _without_lead(plain: str, by: Span | None) -> Span | None:
    """The author without a blank, or a prompt, that its first words are to be written in."""
    if by is None:
        return None
    flat = folded(plain[slice(*by)])
    blank = _BLANK_LEAD.match(flat.text)
    return Span(by.start + flat.at[blank.end()], by.stop) if blank else by


# What is between lines to fill in: their captions in brackets, white space.
_BETWEEN_BLANKS = pattern_of(r"\([^()]*\)|[\s_.,:]")
_CHANGED = pattern_of(r"[(\[]\s*(?:su )?(?:pakeit|pakeist|papild)", needs=("pakeit", "pakeist", "papild"))


def _amended(flat: Folded, start: int) -> tuple[int, ActParts | None]:
    """Where the mark itself ends, and the act of the wording in force, mostly in brackets after it."""
    wording = flat.text.find("redakcij", start)
    begin = _opening(flat.text, start, wording) if wording >= 0 else -1
    if begin < 0 and wording >= 0:
        begin = _line_of_second_act(flat, start, wording)
    if begin < 0:
        changed = _CHANGED.search(flat.text, start)
        begin = changed.start() if changed else -1
    if begin < 0:
        return len(flat.text), None
    acts = _acts(flat, elements(flat, begin))
    return begin, acts[0] if acts else None


def _opening(text: str, start: int, stop: int) -> int:
    """The bracket that is open at *stop*, or -1."""
    depth = 0
    for place in range(stop - 1, start - 1, -1):
        depth += (text[place] in ")]") - (text[place] in "([")
        if depth < 0:
            return place
    return -1


def _line_of_second_act(flat: Folded, start: int, stop: int) -> int:
    """The beginning of the line after the mark's number, where the wording before *stop* is without brackets."""
    ends = [element.stop for element in elements(flat, start, stop) if isinstance(element, Number)]
    line = flat.text.rfind("\n", start, stop)
    before = [end for end in ends if end <= line] if len(ends) == 1 else ends[:-1]
    return flat.text.find("\n", before[-1], stop) if before else -1


def _without_names(flat: Folded, found: Sequence[Element], stop: int) -> list[Element]:
    """*found* without numbers that belong to a name: „mokyklos Nr. 3 direktoriaus“, „darželio Nr. 12 „Pasaka““."""
    kept: list[Element] = []
    cited = dated = False
    numbers = sum(isinstance(element, Number) for element in found)
    for element, after in zip_longest(found, found[1:]):
        numbers -= isinstance(element, Number)
        if isinstance(element, Number) and not (cited or dated) and _DIGITS.fullmatch(element.text):
            between = flat.text[element.stop : after.start if after else stop]
            words = any(letter.isalpha() for letter in _SESSION_ANY.sub("", between))
            if numbers or (after and words):
                continue
        cited |= isinstance(element, Cited)
        dated |= isinstance(element, Date)
        kept.append(element)
    return kept


_DIGITS = pattern_of(r"\d{1,3}")  # of a school's number
_SESSION_ANY = pattern_of(r"posed(?:zio|yje)")


def _with_blank_dates(flat: Folded, start: int, stop: int, found: list[Element]) -> list[Element]:
    """*found* with the blanks that are the place of a date: right before an act that has none, or at the very end."""
    blanks = list(BARE_BLANK.finditer(flat.text, start, stop))
    if not blanks:
        return found
    made: list[Element] = []
    dated = False
    place = start
    at = 0
    for element in found:
        while at < len(blanks) and blanks[at].end() <= element.start:
            at += 1
        blank = blanks[at - 1] if at else None
        if blank and blank.start() >= place and not dated and not isinstance(element, Date):
            between = flat.text[blank.end() : element.start]
            if not between.strip(" (,\n"):
                made.append(Date(*blank.span(), None))
                dated = True
        dated = (dated or isinstance(element, Date)) and not isinstance(element, Number)
        made.append(element)
        place = element.stop
    return _with_blank_at_end(flat, blanks, place, made)


def _with_blank_at_end(
    flat: Folded, blanks: Sequence[re.Match[str]], place: int, found: list[Element]
) -> list[Element]:
    if any(isinstance(element, Date) for element in found) or not any(isinstance(e, (Cited, Number)) for e in found):
        return found
    last = next((blank for blank in blanks if blank.start() >= place), None)
    if last:
        return [*found, Date(*last.span(), None)]
    number = found[-1]
    if not isinstance(number, Number) or number.text:
        return found
    held = [blank for blank in blanks if number.begin <= blank.start() < number.stop]
    if len(held) < 2:  # noqa: PLR2004
        return found
    # „Nr. ____  ________“: the second blank is the date's.
    _, stop = flat.stripped(number.start, held[-1].start())
    return [*found[:-1], replace(number, stop=stop), Date(*held[-1].span(), None)]


_Group = dict[type[Element], Element]  # the parts of one act


def _acts(flat: Folded, found: Iterable[Element]) -> tuple[ActParts, ...]:
    """Put dates, act words and numbers together: a date before an act is its own, one after it if it had none."""
    groups: list[_Group] = []
    for element in found:
        if not groups or type(element) in groups[-1] or Number in groups[-1]:
            groups.append({})
        groups[-1][type(element)] = element
    if len(groups) > 1 and groups[-1].keys() == {Date} and Date not in groups[-2]:
        groups[-2].update(groups.pop())  # „įsakymu Nr. V-1, 2023-09-01“: the date of the last act at the very end
    if len(groups) > 1 and groups[-1].keys() == {Cited} and Cited not in groups[-2]:
        groups[-2].update(groups.pop())  # „2023-09-01 Nr. V-1 įsakymu“: an act after its date and number
    if len(groups) > 1 and groups[0].keys() == {Number} and Number not in groups[1]:
        groups[1].update(groups.pop(0))  # „Nr. V-1, 2023-09-01 įsakymu“: a number before its date and act
    return tuple(_act(flat, group) for group in groups)


def _act(flat: Folded, group: _Group) -> ActParts:
    made = ActParts(Act())
    for element in group.values():
        match element:
            case Date(start, stop, day, iso):
                made = replace(made, date=flat.span(start, stop), iso=iso, act=replace(made.act, date=day))
            case Cited(start, stop, kind):
                made = replace(made, kind=flat.span(start, stop), act=replace(made.act, kind=kind))
            case Number():
                made = replace(
                    made,
                    label=flat.span(element.start, element.after_label),
                    number=Span(flat.at[element.begin], flat.at[element.stop]),  # spaces too
                    prefix=element.prefix,
                    suffix=element.suffix,
                    act=replace(made.act, number=element.text),
                )
    return made


_TRAIL = " ,;:(-\n"
_SESSION = pattern_of(
    r"(?:(?<![a-z])posed(?:zio|yje)|(?<=\n)data)\Z", needs=("posed", "data")
)  # or the label of a date
_LEAD = pattern_of(r"[ ,;:\n-]*+")


def _authors(flat: Folded, start: int, stop: int, found: Sequence[Element]) -> list[Span]:
    """The author: the words before the first date, act or number, and those between two of them."""
    edges = [start, *(place for element in found for place in (element.start, element.stop)), stop]
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    spans = [span for begin, end in (pairs[:-1] or pairs) if (span := _trimmed(flat, begin, end))]
    return [span for span in spans if any(map(str.isalpha, flat.words[slice(*span)]))] or spans[:1]


def _trimmed(flat: Folded, start: int, stop: int) -> Span | None:
    start = _LEAD.match(flat.text, start, stop).end()  # type: ignore[union-attr]  # it matches nothing too
    words = flat.text[start:stop].rstrip(_TRAIL)
    if session := _SESSION.search(words, max(0, len(words) - len("posedzio "))):
        words = words[: session.start()].rstrip(_TRAIL)
    end = start + len(words)
    return flat.span(start, end) if start < end else None


_NO_WORDS = pattern_of(rf"(?:{BLANK}|\([^()]*\)|[\s/]|a\. ?v\.)*+")
_BLANK_END = pattern_of(rf"(?<![\s_.…])(?:{BLANK}|\([^()]*\)|[\s/,]|(?<![^\W_])a\. ?v\.)+$")


def _signatory(flat: Folded, start: int, stop: int) -> tuple[Span | None, Span | None]:
    """Position and name of who signs: the last person's name, and the words before it."""
    begin, end = _without_blanks(flat.text, start, stop)
    if begin >= end:
        return None, None
    begin, end = flat.stripped(begin, end)
    name = _name(flat, begin, end)
    if not name:
        return flat.span(begin, end), None
    begin, end = _without_blanks(flat.text, begin, flat.place(name.start))
    return (flat.span(begin, end) if begin < end else None), name


def _name(flat: Folded, start: int, stop: int) -> Span | None:
    """The person's name after the position: what is behind a blank or on a line of its own goes first."""
    offices = list(POSITION.finditer(flat.text, start, stop))
    after = offices[-1].end() if offices else start
    written = _SEAL.sub(lambda found: " " * len(found[0]), flat.written(start, stop))
    people = [Span(p.start, p.stop) for p in items(written) if p.kind is ItemKind.PERSON]
    if people:
        begin = flat.at[start]
        name = next((person for person in people if begin + person.start >= flat.at[after]), people[0])
        return Span(begin + name.start, begin + name.stop)
    blank = _NAME_BEHIND_BLANK.search(flat.text[after:stop]) if offices else None
    return flat.span(after + blank.start("name"), after + blank.end("name")) if blank else None


_SEAL = pattern_of(r"(?<!\w)[aA]\. ?[vV]\.(?=\s*\n|\Z)")
_NAME_BEHIND_BLANK = pattern_of(rf"(?:{BLANK}|\([^()]*\)|\n)\s*+(?P<name>[^\W\d_][^\d_\n]{{2,60}})\Z")


def _without_blanks(text: str, start: int, stop: int) -> tuple[int, int]:
    """The stretch less blanks and captions in brackets at its ends."""
    start = _NO_WORDS.match(text, start, stop).end()  # type: ignore[union-attr]
    lengths = [len(found[0]) for found in _BLANK_END.finditer(text, start, stop)]
    return start, stop - (lengths[-1] if lengths else 0)


_PASSES = 8  # one blank may be behind another; real marks need two


def _without_printed(text: Text) -> Text:
    """*text* without the lines to fill in that ``format_mark`` prints."""
    for _ in range(_PASSES):
        parts = mark_parts(text)
        gone = _printed_blanks(str(text), parts) if parts else []
        if not gone:
            break
        text = edited(text, [removal(str(text), span) for span in gone])
    return text


def _printed_blanks(plain: str, parts: MarkParts) -> list[Span]:
    """The lines to fill in that ``format_mark`` prints."""
    default = [replace(act, kind=None) for act in parts.acts] == [ActParts(Act(DEFAULT_ACT[parts.head.kind]))]
    if default and _ends_line(plain, parts.acts[0].stop):
        # „įsakymu“ and nothing else is what the blank line says; it is printed again with the blanks.
        return [parts.acts[0].kind or parts.word]
    found: list[Span] = []
    for act in parts.acts:
        if act.date and plain[slice(*act.date)] == BLANK_DATE:
            found.append(act.date)
        if act.label and act.number and _ends_in_blank(plain, act):
            found.append(Span(act.label.start, act.number.stop))
    if parts.by and plain[slice(*parts.by)] == BLANK_AUTHOR:
        found.append(parts.by)
    for blank in (BLANK_POSITION, BLANK_SIGNATURE, BLANK_NAME) if parts.signed else ():
        line = re.search(rf"(?<=\n){re.escape(blank)}(?=\n(?! *[(])|$)", plain)
        if line:
            found.append(Span(*line.span()))
    return found


def _ends_in_blank(plain: str, act: ActParts) -> bool:
    """Whether the act ends in a blank number, or a „Nr.“ with none, as the printed mark does."""
    if not (act.kind and act.label and act.number):
        return False
    written = plain[act.label.start : act.number.stop]
    between = plain[max(act.kind.stop, act.date.stop if act.date else 0) : act.label.start]
    last = act.stop == act.number.stop and _ends_line(plain, act.stop)
    return last and not between.strip() and written in {"Nr.", f"Nr. {BLANK_NUMBER}"}


def _ends_line(plain: str, place: int) -> bool:
    """Whether nothing that may be a part of the act, „«Numeris»“ or a comma, is after *place* on its line."""
    return plain[place:].lstrip(" ")[:1] in {"", "\n", "(", ")"}


def removal(plain: str, span: Span) -> Edit:
    """Take *span* out, with the white space before it, or after it where it is first on its line."""
    start, stop = span
    first = start == 0 or plain[start - 1] == "\n"
    last = stop == len(plain) or plain[stop] == "\n"
    if (first and last) or not first:
        return Edit(start - (start > 0), stop, "")
    return Edit(start, stop + 1, "")
