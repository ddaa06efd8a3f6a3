"""The editor of Word documents: words of single paragraphs and cells, the parts of marks, and comments.

Every part that is not concerned stays byte for byte, and so does all of a part but what is asked for. It knows
WordprocessingML (comments: ECMA-376 part 1, 17.13.4), and of plans only what a mark is.
"""

from collections.abc import Iterable

from lxml import etree

from planforms.editors.changes import Change, Comment, Edited
from planforms.editors.docx.lines import Lines
from planforms.editors.docx.marks import fill_marks
from planforms.editors.docx.trace import Written, trace_body
from planforms.editors.markup import Markup, words
from planforms.editors.parts import Parts
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.place import Place
from planforms.readers.docx.elements import PARAGRAPH_PROPERTIES, RUN, w, whole
from planforms.readers.docx.story import TEXT_BOX
from planforms.readers.notices import OWN

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
