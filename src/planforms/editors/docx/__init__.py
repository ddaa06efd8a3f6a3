"""The editor of Word documents: words of single paragraphs and cells, the parts of marks, and comments.

Every part that is not concerned stays byte for byte, and so does all of a part but what is asked for. It knows
WordprocessingML (comments: ECMA-376 part 1, 17.13.4), and of plans only what a mark is.
"""

from collections.abc import Iterable

from lxml import etree

from planforms.editors.changes import Change, Comment, Edited
from planforms.editors.docx.lines import Lines
from planforms.editors.docx.marks import fill_marks
from planforms.editors.docx.trace import Written
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
    lines = Lines(parts)
    left = tuple(change for change in changes if not lines.change(change.place, change.old, change.new))
    lines.finish()
    if comments is not None:
        ours = Comments(parts)
        ours.remove_ours()
        for comment in comments:
            if comment.words and (held := _commentable(lines, comment.place)):
                ours.add(held, comment.words)
    return Edited(data=parts.result(), left=left)


def _commentable(lines: Lines, place: Place) -> list[Written]:
    """The lines of the body that a comment on *place* is put at."""
    if place.part == TEXT_BOX:
        place = Place(line=place.line, table=place.table, row=place.row)
    return [line for line in lines.at(place) if not line.place.part] or lines.body[:1]


_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{namespace}"></w:comments>'
_ANCHORS = (w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))


class Comments:
    """The comments of the document *parts*."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._part = parts.related(parts.main, "comments")
        self._next: int | None = None
        self._gone: set[str | None] = set()

    def add(self, lines: list[Written], text: str) -> None:
        """Comment with *text* on the paragraphs of *lines*, which are in the body and are one cell or one paragraph."""
        markup = self._markup()
        number = self._number(markup)
        body = self._parts.markup(self._parts.main)
        first, last = lines[0].paragraph, lines[-1].paragraph
        known = "" if first.prefix == "w" else f' xmlns:w="{self._namespace()}"'
        start = f'<w:commentRangeStart{known} w:id="{number}"/>'
        properties = first.find(PARAGRAPH_PROPERTIES)
        if properties is None:
            body.prepend(first, start)
        else:
            body.after(properties, start)
        body.append(
            last, f'<w:commentRangeEnd{known} w:id="{number}"/><w:r{known}><w:commentReference w:id="{number}"/></w:r>'
        )
        paragraphs = "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{words(line)}</w:t></w:r></w:p>' for line in text.split("\n")
        )
        known = "" if markup.root.prefix == "w" else f' xmlns:w="{self._namespace()}"'
        markup.append(
            markup.root, f'<w:comment{known} w:id="{number}" w:author="{OWN}" w:initials="pf">{paragraphs}</w:comment>'
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
