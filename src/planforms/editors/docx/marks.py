"""The marks of a finished Word document filled in place: only the words of the parts that are named change.

The number often comes from the register after the document was edited by hand.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from planforms.editors.changes import changes
from planforms.editors.docx import controls
from planforms.editors.docx.lines import Lines, Stretch
from planforms.editors.parts import Parts
from planforms.errors import UsageError
from planforms.marks import Values, fill_edits, goes_on, mark_parts
from planforms.model import ActKind, MarkKind
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.readers import docx
from planforms.recognise.marks import MarkLines
from planforms.recognise.plans import NOTHING_SAID, Overrides, marked
from planforms.spans import Edit


class Filling(Struct, frozen=True, kw_only=True):
    """Parts of a mark to fill or replace; ``None`` leaves a part as it is.

    ``endorsement`` says which mark: 0 the approval, from 1 on the others in the plan's order.
    """

    endorsement: int = 0
    by: str | None = None
    act: ActKind | None = None
    number: str | None = None
    date: dt.date | None = None


def fill_marks(  # noqa: PLR0913 -- the file, how it is read, and what is filled
    data: Archive,
    name: str,
    fillings: Sequence[Filling],
    *,
    number: int = 1,
    overrides: Overrides = NOTHING_SAID,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """The Word document *data*, called *name*, with the marks of its plan *number*, read as *overrides* say, filled.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no Word document.
        UsageError: the document has no such mark, or its words cannot be changed where they stand.
    """
    parts = Parts(data, name, limits)
    found = marked(docx.read(data, name, limits), number, overrides)
    lines = Lines(parts)
    stretches = _stretches(lines, [mark for places in found for mark in places])
    for filling in fillings:
        for mark in _chosen(found, filling, name):
            _fill(lines, mark, stretches.get(id(mark)), filling, name)
    lines.finish()
    return parts.result()


def _stretches(lines: Lines, marks: Sequence[MarkLines]) -> dict[int, list[Stretch]]:
    """Where the lines of each mark stand, by its id. Marks are looked for in the order of the page.

    So of alike lines side by side each mark takes its own, also where only one of them is to be filled.
    """
    first = {id(mark): lines.find(mark.lines[0].place, [mark.lines[0].words], []) for mark in marks}
    found: dict[int, list[Stretch]] = {}
    for mark in sorted(marks, key=lambda mark: [lines.order(stretch) for stretch in first[id(mark)] or ()]):
        taken = [stretch for stretches in found.values() for stretch in stretches]
        stretches = lines.find(mark.lines[0].place, str(mark.words).split("\n"), taken)
        if stretches is not None:
            found[id(mark)] = stretches
    return found


def _chosen(found: Sequence[Sequence[MarkLines]], filling: Filling, name: str) -> Sequence[MarkLines]:
    """The mark to fill, in each place that it is repeated at."""
    approves = filling.endorsement == 0
    marks = [places for places in found if (places[0].mark.kind is MarkKind.APPROVED) is approves]
    index = max(filling.endorsement - 1, 0)
    if index < len(marks):
        return marks[index]
    if approves:
        raise UsageError(
            "“{name}” has no approval mark (PATVIRTINTA or TVIRTINU) to fill; nothing was written. "
            "Add the mark in Word, or make the document anew with “planforms convert”.",
            name=name,
        )
    raise UsageError(
        "“{name}” has {count} endorsement marks (PRITARTA or SUDERINTA), so number {number} cannot be filled; "
        "nothing was written.",
        name=name,
        count=len(marks),
        number=filling.endorsement,
    )


def _fill(lines: Lines, mark: MarkLines, stretches: Sequence[Stretch] | None, filling: Filling, name: str) -> None:
    old = str(mark.words)
    values = Values(filling.by, filling.act, filling.number, filling.date)
    edits = [edit for slot in fill_edits(mark.words, values) for edit in _least(old, slot)]
    if edits and stretches:
        _examine_controls(stretches, old, name)
        _examine_end(lines, stretches[-1], old, values)
    if stretches is None or not lines.edit(stretches, edits, old):
        raise UsageError(
            "The mark “{words}” of “{name}” is made of fields or symbols that are not changed in place; "
            "nothing was written. Type it as plain text in Word.",
            words=" ".join(old.split()),
            name=name,
        )


def _examine_controls(stretches: Sequence[Stretch], old: str, name: str) -> None:
    """Refuse a mark with a control whose words are not the document's, or with an empty one beside its words."""
    pieces = [piece.element for stretch in stretches for piece in stretch.line.pieces]
    control = controls.bound(pieces)
    if control is not None:
        raise UsageError(
            "The mark “{words}” of “{name}” has the control “{control}”, whose words come from other data of the "
            "document; nothing was written. Fill it in Word.",
            words=" ".join(old.split()),
            name=name,
            control=control,
        )
    prompt = controls.prompts_between(stretches[0].line.paragraph, stretches[-1].line.paragraph, pieces)
    if prompt:
        raise UsageError(
            "The mark “{words}” of “{name}” has an empty control, “{prompt}”, on a line of its own; nothing was "
            "written. Fill it in Word or delete it.",
            words=" ".join(old.split()),
            name=name,
            prompt=prompt,
        )


def _examine_end(lines: Lines, last: Stretch, old: str, values: Values) -> None:
    """Refuse a mark without a slot for a value where what is right under it looks like that slot."""
    following = lines.after(last)
    parts = mark_parts(old)
    acts = parts.acts if parts else ()
    dated, numbered = any(act.date for act in acts), any(act.label for act in acts)
    if following and ((values.date and not dated) or (values.number and not numbered)) and goes_on(following):
        raise UsageError(
            "The mark “{words}” cannot be filled for certain: “{obstacle}” is in the way, so nothing was written. "
            "Correct the mark in the file and try again.",
            words=" ".join(old.split()),
            obstacle=" ".join(following.split()),
        )


def _least(old: str, slot: Edit) -> Iterator[Edit]:
    """The least edits that make what a *slot* of the *old* words is to hold: what is around them keeps its place."""
    for edit in changes(old[slot.start : slot.stop], slot.words):
        yield Edit(slot.start + edit.start, slot.start + edit.stop, edit.words)
