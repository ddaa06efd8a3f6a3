"""The marks of a plan that is not approved yet: the authority stays, dates and numbers are to be filled in."""

from collections.abc import Iterator

from planforms.marks import mark_parts, parse_mark
from planforms.marks.filling import BLANK_DATE, BLANK_NUMBER
from planforms.marks.reading import ActParts
from planforms.marks.slots import Span
from planforms.model import Mark, Text
from planforms.rollover import reasons
from planforms.rollover.changes import Change, ChangeKind
from planforms.spans import Edit, edited

# A blank of another width than the printed one stays in the words; of several acts each needs its own.
_OWN_BLANK = "____"


def blank_mark(mark: Mark) -> tuple[Mark, tuple[Change, ...]]:
    """*mark* with its dates and numbers blank and without the wording that amended it; what was changed."""
    words = str(mark.words)
    parts = mark_parts(mark.words)
    if parts is None:
        return mark, ()
    edits = [edit for number, act in enumerate(parts.acts) for edit in _blanks(words, act, first=number == 0)]
    text = edited(mark.words, edits)
    changes = []
    if edits:
        reason = reasons.MARK
        changes.append(Change(kind=ChangeKind.CHANGED, reason=reason, old=words, new=str(text)))
    if mark.amended:
        text = _without_amendment(text)
        changes.append(Change(kind=ChangeKind.CHANGED, reason=reasons.AMENDED, old=words, new=str(text)))
    return parse_mark(text) or mark, tuple(changes)


def _blanks(words: str, act: ActParts, *, first: bool) -> Iterator[Edit]:
    """Blanks in the place of what an act has; a blank that is there already stays."""
    if act.date and act.act.date:
        yield Edit(*act.date, BLANK_DATE)
    if act.number and act.act.number:
        blank = BLANK_NUMBER if first else _OWN_BLANK
        space = "" if words[act.number.start - 1].isspace() else " "
        yield Edit(*act.number, space + blank)


def _without_amendment(text: Text) -> Text:
    """*text* up to the bracket of its wording; what follows the bracket stays."""
    words = str(text)
    parts = mark_parts(text)
    if parts is None or parts.amended is None:
        return text
    start = words.rfind("(", 0, _first(parts.amended).start)
    while start > 0 and words.count("(", start) != words.count(")", start):
        start = words.rfind("(", 0, start)
    stop = words.rfind(")") + 1
    return edited(text, [Edit(len(words[:start].rstrip()), stop, "")]) if 0 <= start < stop else text


def _first(act: ActParts) -> Span:
    spans = [span for span in (act.kind, act.date, act.label, act.number) if span]
    return min(spans)
