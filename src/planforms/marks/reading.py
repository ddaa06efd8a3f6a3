"""A mark's words cut into its parts, each with its stretch; knows nothing of lines, files or filling."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planforms.marks.grammar import (
    BLANK,
    POSITION,
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
    is_author,
)
from planforms.model import Act
from planforms.people.names import Kind, items


class ActParts(NamedTuple):
    """Where an act's parts stand; ``None`` for a part that has no place in the words.

    A blank (``____``) has a place and no value. ``label`` is the ``Nr.`` before the number.
    """

    act: Act
    kind: Span | None = None
    date: Span | None = None
    iso: bool = False
    label: Span | None = None
    number: Span | None = None

    @property
    def stop(self) -> int:
        """Where the act's last part ends."""
        return max(span.stop for span in (self.kind, self.date, self.label, self.number) if span)


class MarkParts(NamedTuple):
    """Where a mark's parts stand in its words."""

    head: Head
    word: Span
    by: Span | None
    acts: tuple[ActParts, ...]
    amended: ActParts | None = None
    position: Span | None = None
    name: Span | None = None

    @property
    def signed(self) -> bool:
        """Whether a person signs the mark itself, and no act is cited."""
        office = bool(self.position or self.name) or (self.head.signed and not self.by)
        return office and not any(act.kind for act in self.acts)


def mark_parts(words: object) -> MarkParts | None:
    """The parts of the mark in ``str(words)``, or ``None`` where no mark begins it."""
    flat = folded(str(words))
    head = find_head(flat)
    if not head:
        return None
    stop, amended = _amended(flat, head.rest)
    found = list(elements(flat, head.rest, stop))
    acts = _acts(found)
    if not any(act.kind for act in acts):
        end = min([stop, *(_folded_place(flat, element).start for element in found)])
        if head.signed and not _BETWEEN_BLANKS.sub("", flat.text[head.rest : end]):
            return MarkParts(head, head.span, None, acts, amended)
        office = POSITION.search(flat.text, head.rest, end)
        if office or (head.signed and not is_author(flat.text[head.rest : end].replace("_", " "))):
            position, name = _signatory(flat, head.rest, end)
            return MarkParts(head, head.span, None, acts, amended, position, name)
    return MarkParts(head, head.span, _by(flat, head.rest, stop, found), acts, amended)


# What stands between lines to fill in: their captions in brackets, white space.
_BETWEEN_BLANKS = re.compile(r"\([^()]*\)|[\s_.,:]")
_CHANGE = re.compile(r"\((?=[^()]*(?:\([^()]*\)[^()]*)*redakcij|(?:pakeist|papildyt))")


def _amended(flat: Folded, start: int) -> tuple[int, ActParts | None]:
    """Where the mark itself ends, and the act of the wording in brackets after it."""
    wording = flat.text.find("redakcij", start)
    begin = _opening(flat.text, start, wording) if wording >= 0 else -1
    if begin < 0:
        changed = re.compile(r"\( *(?:pakeist|papildyt)").search(flat.text, start)
        begin = changed.start() if changed else -1
    if begin < 0:
        return len(flat.text), None
    acts = _acts(elements(flat, begin, len(flat.text)))
    return begin, acts[0] if acts else None


def _opening(text: str, start: int, stop: int) -> int:
    """The bracket that is open at *stop*, or -1."""
    depth = 0
    for place in range(stop - 1, start - 1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth < 0:
            return place
    return -1


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
        # „įsakymu Nr. V-1, 2023-09-01“: the date of the last act may stand at the very end.
        last = acts.pop()
        acts[-1] = acts[-1]._replace(date=last.date, iso=last.iso, act=_with(acts[-1].act, date=last.act.date))
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
            number = element.text
            return act._replace(label=element.label, number=element.span, act=_with(act.act, number=number))
        case _:
            return None


def _with(act: Act, **changes: object) -> Act:
    return Act(**{"kind": act.kind, "date": act.date, "number": act.number, **changes})  # type: ignore[arg-type]


_TRAIL = " ,;:(-"
_SESSION = re.compile(r"(?<![a-z])posed(?:zio|yje)\Z")
_LEAD = re.compile(r"[ ,;:-]*")


def _by(flat: Folded, start: int, stop: int, found: Sequence[Element]) -> Span | None:
    """The author: the words before the first date, act or number; or those between a date and its act."""
    edges = [_folded_place(flat, element) for element in found[:2]]
    candidates = [(start, edges[0][0] if edges else stop)]
    if found and isinstance(found[0], Date):
        candidates.append((edges[0][1], edges[1][0] if len(edges) > 1 else stop))
    spans = (_trimmed(flat, begin, end) for begin, end in candidates)
    return next((span for span in spans if span), None)


def _folded_place(flat: Folded, element: Element) -> Span:
    span = element.label if isinstance(element, Number) else element.span
    return Span(bisect_left(flat.at, span.start), bisect_left(flat.at, span.stop))


def _trimmed(flat: Folded, start: int, stop: int) -> Span | None:
    start = _LEAD.match(flat.text, start, stop).end()  # type: ignore[union-attr]  # it matches nothing too
    words = flat.text[start:stop].rstrip(_TRAIL)
    if session := _SESSION.search(words, max(0, len(words) - len("posedzio"))):
        words = words[: session.start()].rstrip(_TRAIL)
    end = start + len(words)
    return flat.span(start, end) if start < end else None


_NO_WORDS = re.compile(rf"(?:{BLANK}|\([^()]*\)|[ /]|a\. ?v\.)*")


def _signatory(flat: Folded, start: int, stop: int) -> tuple[Span | None, Span | None]:
    """Position and name of who signs: the first person's name, and the words before it."""
    begin, end = _without_blanks(flat.text, start, stop)
    if begin == end:
        return None, None
    span = flat.span(begin, end)
    written = flat.words[span.start : span.stop]
    person = next((item for item in items(written) if item.kind is Kind.PERSON), None)
    if not person:
        return span, None
    name = Span(span.start + person.start, span.start + person.stop)
    before = _without_blanks(flat.text, begin, bisect_left(flat.at, name.start))
    return (flat.span(*before) if before[0] < before[1] else None), name


def _without_blanks(text: str, start: int, stop: int) -> tuple[int, int]:
    """The stretch less blanks and captions in brackets at its ends."""
    start = _NO_WORDS.match(text, start, stop).end()  # type: ignore[union-attr]
    lengths = [len(found[0]) for found in _BLANK_END.finditer(text, start, stop)]
    return start, stop - (lengths[-1] if lengths else 0)


_BLANK_END = re.compile(rf"(?<![ _.…])(?:{BLANK}|\([^()]*\)|[ /,])+$")
