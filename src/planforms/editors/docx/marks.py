"""The marks of a finished Word document filled in place: only the words of the parts that are named change.

The number often comes from the register after the document was edited by hand.
"""

from collections.abc import Iterator, Sequence

from planforms.editors.changes import changes
from planforms.editors.docx import controls
from planforms.editors.docx.lines import Lines, Stretch
from planforms.editors.parts import Parts
from planforms.errors import UsageError
from planforms.marking import NOTHING, MarkFilling
from planforms.marks import Values, check_end, fill_edits
from planforms.model import MarkKind
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.readers import bounded, docx
from planforms.recognise.marks import MarkLines
from planforms.recognise.plans import NOTHING_SAID, Overrides, marked
from planforms.text import Edit


def fill_marks(  # noqa: PLR0913 -- the file, how it is read, and what is filled
    data: Archive,
    name: str,
    filling: MarkFilling,
    *,
    number: int = 1,
    overrides: Overrides = NOTHING_SAID,
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """The Word document *data*, called *name*, with the marks of its plan *number*, read as *overrides* say, filled.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no Word document.
        UsageError: the document has no such mark, or its words cannot be changed in place.
    """
    parts = Parts(data, name, limits)
    found = marked(bounded(docx.read(data, name, limits), name, limits), number, overrides)
    lines = Lines(parts)
    stretches = _stretches(lines, [mark for places in found for mark in places])
    for which, values in ((0, filling.approval), (filling.which, filling.endorsement)):
        for mark in _chosen(found, which, name) if values != NOTHING else ():
            _fill(lines, mark, stretches.get(id(mark)), values, name)
    lines.finish()
    return parts.result()


def _stretches(lines: Lines, marks: Sequence[MarkLines]) -> dict[int, list[Stretch]]:
    """Where the lines of each mark are, by its id. Marks are looked for in the order of the page.

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


def _chosen(found: Sequence[Sequence[MarkLines]], which: int, name: str) -> Sequence[MarkLines]:
    """The mark *which* (0 the approval, from 1 on the others in the plan's order), in each place it is repeated at."""
    approves = which == 0
    marks = [places for places in found if (places[0].mark.kind is MarkKind.APPROVED) is approves]
    index = max(which - 1, 0)
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
        number=which,
    )


def _fill(lines: Lines, mark: MarkLines, stretches: Sequence[Stretch] | None, values: Values, name: str) -> None:
    old = str(mark.words)
    edits = [edit for slot in fill_edits(mark.words, values) for edit in _least(old, slot)]
    if edits and stretches:
        _examine_controls(lines, stretches, old, name)
        check_end(mark.words, values, lines.after(stretches[-1]))
    if stretches is None or not lines.edit(stretches, edits, old):
        raise UsageError(
            "The mark “{words}” of “{name}” is made of fields or symbols that are not changed in place; "
            "nothing was written. Type it as plain text in Word.",
            words=" ".join(old.split()),
            name=name,
        )


def _examine_controls(lines: Lines, stretches: Sequence[Stretch], old: str, name: str) -> None:
    """Refuse a mark with a control whose data cannot be filled too, or with an empty one in a cell of its own."""
    control = lines.unstorable(stretch.line for stretch in stretches)
    if control is not None:
        raise UsageError(
            "The mark “{words}” of “{name}” has the control “{control}”, whose words come from other data of the "
            "document; nothing was written. Fill it in Word.",
            words=" ".join(old.split()),
            name=name,
            control=control,
        )
    prompt = controls.prompt_in_rows(stretches[0].line.paragraph, stretches[-1].line.paragraph)
    if prompt:
        raise UsageError(
            "The mark “{words}” of “{name}” has an empty control, “{prompt}”, on a line of its own; nothing was "
            "written. Fill it in Word or delete it.",
            words=" ".join(old.split()),
            name=name,
            prompt=prompt,
        )


def _least(old: str, slot: Edit) -> Iterator[Edit]:
    """The least edits that make what a *slot* of the *old* words is to hold: what is around them keeps its place."""
    for edit in changes(old[slot.start : slot.stop], slot.words):
        yield Edit(slot.start + edit.start, slot.start + edit.stop, edit.words)
