"""A mark's words cut into its parts, each with its stretch: the author is all that no slot takes.

Knows nothing of lines, files or filling.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from planforms.marks.slots import (
    BARE_BLANK,
    BLANK,
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
from planforms.model import Act, Mark, Signatory, Text
from planforms.people.names import Kind, items
from planforms.remembered import pattern_of, remembered


class ActParts(NamedTuple):
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


class MarkParts(NamedTuple):
    """The places of a mark's parts in its words.

    ``wording`` is the bracket of ``amended``, with all it holds; ``office`` the end of an author that its date is
    written in the middle of („Klevų gimnazijos 2025-09-04 direktoriaus įsakymu“).
    """

    head: Head
    word: Span
    by: Span | None
    acts: tuple[ActParts, ...]
    amended: ActParts | None = None
    position: Span | None = None
    name: Span | None = None
    wording: Span | None = None
    captions: tuple[Caption, ...] = ()
    office: Span | None = None

    @property
    def signed(self) -> bool:
        """Whether a person signs the mark itself, and no act is cited."""
        office = bool(self.position or self.name) or (self.head.signed and not self.by)
        return office and not any(act.kind or act.label for act in self.acts)


def mark_parts(words: object) -> MarkParts | None:
    """The parts of the mark in ``str(words)``, or ``None`` where no mark begins it."""
    return _mark_parts(str(words))


@remembered
def _mark_parts(words: str) -> MarkParts | None:
    flat = folded(words)
    head = find_head(flat)
    if not head:
        return None
    stop, amended = _amended(flat, head.rest)
    found = _with_blank_dates(flat, head.rest, stop, _without_names(flat, list(elements(flat, head.rest, stop)), stop))
    acts = _acts(found)
    wording = flat.span(stop, len(flat.text)) if amended else None
    known = MarkParts(head, head.span, None, acts, amended, wording=wording, captions=flat.captions)
    if not any(act.kind or act.label for act in acts):
        end = min([stop, *(_folded_place(flat, element).start for element in found)])
        if head.signed and not _BETWEEN_BLANKS.sub("", flat.text[head.rest : end]):
            return known
        if head.signed or POSITION.search(flat.text, head.rest, end):
            position, name = _signatory(flat, head.rest, end)
            return known._replace(position=position, name=name)
    authors = _authors(flat, head.rest, stop, found)
    by = authors[0] if authors else None
    office = next((span for span in authors[1:] if OFFICE.fullmatch(folded(flat.words[slice(*span)]).text)), None)
    return known._replace(by=by, office=office)


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


_BLANK_LEAD = pattern_of(rf"(?:\s*+{BLANK})++\s*+")


def _without_lead(plain: str, by: Span | None) -> Span | None:
    """The author without a blank, or a prompt, that its first words are to be written in."""
    if by is None:
        return None
    flat = folded(plain[slice(*by)])
    blank = _BLANK_LEAD.match(flat.text)
    return Span(by.start + flat.at[blank.end()], by.stop) if blank else by


# What is between lines to fill in: their captions in brackets, white space.
_BETWEEN_BLANKS = pattern_of(r"\([^()]*\)|[\s_.,:]")
_CHANGED = pattern_of(r"[(\[]\s*(?:su )?(?:pakeit|pakeist|papild)")


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
    acts = _acts(elements(flat, begin, len(flat.text)))
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
    ends = [bisect_left(flat.at, e.span.stop) for e in elements(flat, start, stop) if isinstance(e, Number)]
    line = flat.text.rfind("\n", start, stop)
    before = [end for end in ends if end <= line] if len(ends) == 1 else ends[:-1]
    return flat.text.find("\n", before[-1], stop) if before else -1


def _without_names(flat: Folded, found: list[Element], stop: int) -> list[Element]:
    """*found* without numbers that belong to a name: „mokyklos Nr. 3 direktoriaus“, „darželio Nr. 12 „Pasaka““."""
    kept: list[Element] = []
    cited = dated = False
    numbers = sum(isinstance(element, Number) for element in found)
    for element, after in zip_longest(found, found[1:]):
        numbers -= isinstance(element, Number)
        if isinstance(element, Number) and not (cited or dated) and _DIGITS.fullmatch(element.text):
            begin = bisect_left(flat.at, element.span.stop)
            end = _folded_place(flat, after).start if after else stop
            words = any(letter.isalpha() for letter in _SESSION_ANY.sub("", flat.text[begin:end]))
            if numbers or (after and words):
                continue
        cited |= isinstance(element, Cited)
        dated |= isinstance(element, Date)
        kept.append(element)
    return kept


_DIGITS = pattern_of(r"\d{1,3}")  # of a school's number
_SESSION_ANY = pattern_of(r"posed(?:zio|yje)")

_BEFORE_ACT = pattern_of(r"[\s(,]*+\Z")


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
        span = _folded_place(flat, element)
        while at < len(blanks) and blanks[at].end() <= span.start:
            at += 1
        blank = blanks[at - 1] if at else None
        if blank and blank.start() >= place and not dated and not isinstance(element, Date):
            between = flat.text[blank.end() : span.start]
            if _BEFORE_ACT.match(between) and not _alone_above(flat.text, blank, span.start):
                made.append(Date(flat.span(*blank.span()), None, iso=False))
                dated = True
        dated = dated or isinstance(element, Date)
        made.append(element)
        place = span.stop
        dated = dated and not isinstance(element, Number)
    return _with_blank_at_end(flat, blanks, place, made)


def _alone_above(text: str, blank: re.Match[str], place: int) -> bool:
    """Whether *blank* is a line of its own with another blank between it and *place*."""
    return "_" in text[blank.end() : place]


def _with_blank_at_end(
    flat: Folded, blanks: Sequence[re.Match[str]], place: int, found: list[Element]
) -> list[Element]:
    if any(isinstance(element, Date) for element in found) or not any(isinstance(e, (Cited, Number)) for e in found):
        return found
    last = [blank for blank in blanks if blank.start() >= place]
    if last:
        return [*found, Date(flat.span(*last[0].span()), None, iso=False)]
    number = found[-1]
    held = [blank for blank in blanks if number.span.start <= flat.at[blank.start()] < number.span.stop]
    if not isinstance(number, Number) or number.text or len(held) < 2:  # noqa: PLR2004
        return found
    # „Nr. ____  ________“: the second blank is the date's.
    own = flat.span(bisect_left(flat.at, number.span.start), held[-1].start())
    return [*found[:-1], number._replace(span=own), Date(flat.span(*held[-1].span()), None, iso=False)]


def _acts(found: Iterable[Element]) -> tuple[ActParts, ...]:
    """Put dates, act words and numbers together: a date before an act is its own, one after it if it had none."""
    acts: list[ActParts] = []
    for element in found:
        longer = _added(acts[-1], element) if acts else None
        if longer:
            acts[-1] = longer
        else:
            acts.append(_begun(element))
    if len(acts) > 1 and acts[-2].date is None and not acts[-1].kind and not acts[-1].number:
        # „įsakymu Nr. V-1, 2023-09-01“: the date of the last act may be at the very end.
        last = acts.pop()
        acts[-1] = acts[-1]._replace(date=last.date, iso=last.iso, act=_with(acts[-1].act, date=last.act.date))
    if len(acts) > 1 and acts[-2].kind is None and acts[-1]._replace(act=Act(), kind=None) == ActParts(Act()):
        # „2023-09-01 Nr. V-1 įsakymu“: an act after its date and number.
        last = acts.pop()
        acts[-1] = acts[-1]._replace(kind=last.kind, act=_with(acts[-1].act, kind=last.act.kind))
    if len(acts) > 1 and acts[0].kind is None and acts[0].label and not acts[1].label and not acts[0].date:
        # „Nr. V-1, 2023-09-01 įsakymu“: a number before its date and act.
        first, second, *rest = acts
        joined = second._replace(
            label=first.label,
            number=first.number,
            prefix=first.prefix,
            suffix=first.suffix,
            act=_with(second.act, number=first.act.number),
        )
        acts = [joined, *rest]
    return tuple(acts)


def _begun(element: Element) -> ActParts:
    begun = _added(ActParts(Act()), element)
    assert begun is not None  # noqa: S101  an act without parts takes any
    return begun


def _added(act: ActParts, element: Element) -> ActParts | None:
    """*act* with *element*, or ``None`` where it has such a part already."""
    match element:
        case Date() if act.date is None and act.number is None:
            return act._replace(date=element.span, iso=element.iso, act=_with(act.act, date=element.day))
        case Cited() if act.kind is None and act.number is None:
            return act._replace(kind=element.span, act=_with(act.act, kind=element.kind))
        case Number() if act.number is None:
            return act._replace(
                label=element.label,
                number=element.span,
                prefix=element.prefix,
                suffix=element.suffix,
                act=_with(act.act, number=element.text),
            )
        case _:
            return None


def _with(act: Act, **changes: object) -> Act:
    return Act(**{"kind": act.kind, "date": act.date, "number": act.number, **changes})  # type: ignore[arg-type]


_TRAIL = " ,;:(-\n"
_SESSION = pattern_of(r"(?:(?<![a-z])posed(?:zio|yje)|(?<=\n)data)\Z")  # or the label of a date
_LEAD = pattern_of(r"[ ,;:\n-]*+")


def _authors(flat: Folded, start: int, stop: int, found: Sequence[Element]) -> list[Span]:
    """The author: the words before the first date, act or number, and those between two of them."""
    edges = [Span(start, start), *(_folded_place(flat, element) for element in found)]
    ends = [edge.start for edge in edges[1:]] or [stop]
    candidates = zip((edge.stop for edge in edges), ends, strict=False)
    spans = [span for begin, end in candidates if (span := _trimmed(flat, begin, end))]
    return [span for span in spans if any(map(str.isalpha, flat.words[slice(*span)]))] or spans[:1]


def _folded_place(flat: Folded, element: Element) -> Span:
    spans = (element.label, element.span) if isinstance(element, Number) else (element.span,)
    start, stop = spans[0].start, spans[-1].stop
    return Span(bisect_left(flat.at, start), bisect_left(flat.at, stop))


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
    span = flat.span(begin, end)
    name = next(_names(flat, span), None)
    if not name:
        return span, None
    before = _without_blanks(flat.text, begin, bisect_left(flat.at, name.start))
    return (flat.span(*before) if before[0] < before[1] else None), name


def _names(flat: Folded, span: Span) -> Iterator[Span]:
    """The person's name after the position: what is behind a blank or on a line of its own goes first."""
    written = _SEAL.sub(lambda found: " " * len(found[0]), flat.words[span.start : span.stop])
    office = list(POSITION.finditer(flat.text, bisect_left(flat.at, span.start), bisect_left(flat.at, span.stop)))
    after = flat.at[office[-1].end()] if office else span.start
    people = [item for item in items(written) if item.kind is Kind.PERSON]
    for person in (*(p for p in people if span.start + p.start >= after), *people):
        yield Span(span.start + person.start, span.start + person.stop)
    rest = flat.text[bisect_left(flat.at, after) : bisect_left(flat.at, span.stop)]
    if office and (blank := _NAME_BEHIND_BLANK.search(rest)):
        begin = bisect_left(flat.at, after) + blank.start("name")
        yield flat.span(begin, begin + len(blank["name"]))


_SEAL = pattern_of(r"(?<!\w)[aA]\. ?[vV]\.(?=\s*\n|\Z)")
_NAME_BEHIND_BLANK = pattern_of(rf"(?:{BLANK}|\([^()]*\)|\n)\s*+(?P<name>[^\W\d_][^\d_\n]{{2,60}})\Z")


def _without_blanks(text: str, start: int, stop: int) -> tuple[int, int]:
    """The stretch less blanks and captions in brackets at its ends."""
    start = _NO_WORDS.match(text, start, stop).end()  # type: ignore[union-attr]
    lengths = [len(found[0]) for found in _BLANK_END.finditer(text, start, stop)]
    return start, stop - (lengths[-1] if lengths else 0)
