"""The editor of Word documents: words of single paragraphs and cells, the parts of marks, and comments.

Every part that is not concerned stays byte for byte, and so does all of a part but what is asked for. It knows
WordprocessingML (comments: ECMA-376 part 1, 17.13.4), and of plans only what a mark is. The number of a mark often
comes from the register after the document was edited by hand.
"""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from planforms.editors import Change, Comment, Edited, changes
from planforms.editors.docx.lines import Lines, Stretch, prompt_in_rows
from planforms.editors.docx.trace import Written, trace_body
from planforms.editors.parts import Markup, Parts, words
from planforms.errors import UsageError
from planforms.marking import NOTHING, MarkFilling, check_approvals
from planforms.marks import Values, check_end, fill_edits
from planforms.model import MarkKind
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.place import Place
from planforms.readers import bounded, docx
from planforms.readers.docx import TEXT_BOX
from planforms.readers.docx.elements import PARAGRAPH_PROPERTIES, RUN, w, whole
from planforms.readers.notices import OWN
from planforms.recognise.marks import MarkLines
from planforms.recognise.plans import NOTHING_SAID, Overrides, marked
from planforms.text import Edit

__all__ = ["edit", "fill_marks"]


def edit(
    data: Archive,
    name: str,
    *,
    changes: Iterable[Change] = (),
    comments: Iterable[Comment] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Edited:
    """Change words of the Word document *data*, the bytes of a file called *name*, and comment on them.

    Args:
        data: the file.
        name: what it is called, for messages.
        changes: other words for cells and paragraphs; one without the expected words is left.
        comments: comments, in the place of those that planforms made before; those of people stay. Word takes none in
            headers and text boxes, so one on such a place is put where the box is anchored, or at the beginning.
        limits: how much of a hostile file is looked at.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no Word document.
    """
    parts = Parts(data, name, limits)
    left = _change(parts, changes)
    if comments is not None:
        _comment(parts, comments)
    return Edited(data=parts.result(), left=left)


def _change(parts: Parts, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Make *changes*, and give those that could not be made."""
    wanted = tuple(changes)
    if not wanted:
        return ()
    lines = Lines(parts)
    left = tuple(change for change in wanted if not lines.change(change.place, change.old, change.new))
    lines.finish()
    return left


_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}"></w:comments>'
_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


def _comment(parts: Parts, comments: Iterable[Comment]) -> None:
    """Put *comments* into the document *parts*, in the place of those that planforms made before."""
    ours = _Comments(parts)
    ours.remove_ours()
    wanted = [(_anchored(one.place), one.words) for one in comments if one.words]
    if wanted:
        found = _Found(place for place, _ in wanted)
        trace_body(parts, found.note)
        for place, text in wanted:
            if paragraphs := found.at(place):
                ours.add(*paragraphs, text)


def _anchored(place: Place) -> Place:
    """*place*, or where the text box that it is in is anchored."""
    return Place(line=place.line, table=place.table, row=place.row) if place.part == TEXT_BOX else place


class _Found:
    """The first and the last paragraph at each of some *places*: paragraphs, cells, rows and tables of the body."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._wanted = frozenset(places)
        self._paragraphs: dict[Place, tuple[etree._Element, etree._Element]] = {}
        self._first: tuple[etree._Element, etree._Element] | None = None

    def note(self, line: Written) -> None:
        """Note *line*, the next of the body, where it is wanted."""
        place, paragraph = line.place, line.paragraph
        if place.part:
            return
        self._first = self._first or (paragraph, paragraph)
        around = (place, Place(table=place.table, row=place.row), Place(table=place.table)) if place.table else (place,)
        for outer in self._wanted.intersection(around):
            first, _ = self._paragraphs.get(outer, (paragraph, paragraph))
            self._paragraphs[outer] = first, paragraph

    def at(self, place: Place) -> tuple[etree._Element, etree._Element] | None:
        """The paragraphs at *place*; the first of the body for what is not in it; ``None`` where that is empty."""
        return self._paragraphs.get(place, self._first)


class _Comments:
    """The comments of the document *parts*."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._part = parts.related(parts.main, "comments")
        self._next: int | None = None
        self._gone: set[str | None] = set()

    def add(self, first: etree._Element, last: etree._Element, text: str) -> None:
        """Comment with *text* on what is from the paragraph *first* to the paragraph *last*, both in the body."""
        markup = self._markup()
        number = self._number(markup)
        body = self._parts.markup(self._parts.main)
        known = "" if first.prefix == "w" else f' xmlns:w="{self._namespace()}"'
        start = f'<w:commentRangeStart{known} w:id="{number}"/>'
        properties = first.find(PARAGRAPH_PROPERTIES)
        if properties is None:
            body.prepend(first, start)
        else:
            body.after(properties, start)
        body.append(
            last,
            f'<w:commentRangeEnd{known} w:id="{number}"/><w:r{known}><w:commentReference w:id="{number}"/></w:r>',
        )
        paragraphs = "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{words(line)}</w:t></w:r></w:p>' for line in text.split("\n")
        )
        known = "" if markup.root.prefix == "w" else f' xmlns:w="{self._namespace()}"'
        markup.append(
            markup.root,
            f'<w:comment{known} w:id="{number}" w:author="{OWN}" w:initials="pf">{paragraphs}</w:comment>',
        )

    def remove_ours(self) -> None:
        """Take out the comments that planforms made before."""
        if self._part is None:
            return
        markup = self._parts.markup(self._part)
        ours = [item for item in markup.root.iterchildren(w("comment")) if item.get(w("author")) == OWN]
        numbers = {item.get(w("id")) for item in ours}
        for item in ours:
            markup.remove(item)
        self._gone = numbers
        body = self._parts.markup(self._parts.main)
        for anchor in body.root.iter(*_ANCHORS):
            if anchor.get(w("id")) in numbers:
                body.remove(_alone(anchor))

    def _markup(self) -> Markup:
        if self._part is None:
            usual = "word/comments.xml"
            self._part = self._parts.free_name("word/comments{}.xml") if usual in self._parts else usual
            self._parts.put(self._part, _EMPTY.format(namespace=self._namespace()).encode(), _KIND)
            self._parts.relate(self._parts.main, "comments", self._part)
        return self._parts.markup(self._part)

    def _number(self, markup: Markup) -> int:
        if self._next is None:
            numbers = (item.get(w("id")) for item in markup.root.iterchildren(w("comment")))
            self._next = max((whole(number) for number in numbers if number not in self._gone), default=-1) + 1
        self._next += 1
        return self._next - 1

    def _namespace(self) -> str:
        family = self._parts.relation_namespace
        if "purl.oclc.org" in family:
            return "http://purl.oclc.org/ooxml/wordprocessingml/main"
        return w("")[1:-1]


def _alone(anchor: etree._Element) -> etree._Element:
    """The run around a reference where it holds nothing else, or the anchor itself."""
    run = anchor.getparent()
    if run is not None and run.tag == RUN and all(child is anchor or child.tag == w("rPr") for child in run):
        return run
    return anchor


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
    if approves:
        check_approvals(places[0].mark for places in marks)
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
    prompt = prompt_in_rows(stretches[0].line.paragraph, stretches[-1].line.paragraph)
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
