"""Comments of one sheet under edit: those of planforms put in and taken out, those of people kept.

Excel keeps a comment in two parts: its words (ECMA-376 part 1, 18.7) and its box, an old VML drawing (part 4, 19.1).
"""

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from lxml import etree

from planforms.editors.parts import Parts, attribute, words
from planforms.editors.xlsx.sheet import SheetMarkup
from planforms.place import column_letters
from planforms.readers.notices import OWN, UNDER
from planforms.readers.xlsx.cells import MAIN, number
from planforms.readers.xlsx.sheet import RELATIONSHIP_ID, position
from planforms.remembered import pattern_of

_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_KIND = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{MAIN[1:-1]}"><authors><author>{OWN}</author></authors><commentList></commentList></comments>'
)
_VML_EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:{height}pt;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE_TAG = pattern_of(r"<\w+:shape\b|</\w+:shape\s*>")
_NUMBER = pattern_of(r"_x0000_s(\d{1,9})(?!\d)")
_ROOT_END = pattern_of(r"</[^<>]*>\s*\Z")
_ROOT_ALONE = pattern_of(r"(<([\w:]+)[^<>]*)/>\s*\Z")
_DECLARATION = pattern_of(r"\A\s*<\?xml\b[^>]*\?>")
_LINE = 44  # letters of a comment that fit on one line of its box
_POINTS = 15  # of one line


class _Note(NamedTuple):
    row: int
    column: int
    words: str


class Comments:
    """The comments of the sheet that is the part *sheet*; edits are written by ``finish``."""

    def __init__(self, parts: Parts, sheet: str, markup: SheetMarkup) -> None:
        self._parts = parts
        self._sheet = sheet
        self._markup = markup
        self._part = parts.related(sheet, "comments")
        self._new: list[_Note] = []
        self._gone: set[tuple[int, int]] = set()

    def add(self, row: int, column: int, plain: str) -> None:
        """Comment on a cell; where one is in a thread of answers, nothing is added."""
        if (row, column) not in self._threads():
            self._new.append(_Note(row, column, plain))

    def remove_ours(self) -> None:
        """Take out the comments that planforms made before."""
        if self._part is None:
            return
        markup = self._parts.markup(self._part)
        ours = _our_author(markup.root)
        for comment in markup.root.iterfind(f"{MAIN}commentList/{MAIN}comment"):
            if ours is not None and comment.get("authorId") == ours:
                markup.remove(comment)
                if at := position(comment.get("ref", "")):
                    self._gone.add(at)
                continue
            after = False
            for text in comment.iter(f"{MAIN}t"):
                before, mark, _ = (text.text or "").partition(UNDER)
                run = text.getparent()
                if (after or (mark and not before)) and run is not None and run.tag == f"{MAIN}r":
                    markup.remove(run)
                elif after or mark:
                    markup.fill(text, "" if after else words(before))
                after |= bool(mark)

    def finish(self) -> None:
        """Write the new comments, and the sheet without those taken out."""
        boxes = self._write_words() if self._new else []
        if boxes or self._gone:
            self._write_boxes(boxes)

    def _threads(self) -> set[tuple[int, int]]:
        part = self._parts.related(self._sheet, "threadedComment")
        if part is None:
            return set()
        root = self._parts.package.xml(part)
        return {at for item in root.iterchildren("{*}threadedComment") if (at := position(item.get("ref", "")))}

    def _write_words(self) -> list[_Note]:
        """Write the comments; those that need a new box."""
        if self._part is None:
            self._part = self._parts.free_name("xl/comments{}.xml")
            self._parts.put(self._part, _EMPTY.encode(), _KIND)
            self._parts.relate(self._sheet, "comments", self._part)
        markup = self._parts.markup(self._part)
        tag = markup.tag
        list_ = markup.root.find(f"{MAIN}commentList")
        authors = markup.root.find(f"{MAIN}authors")
        if list_ is None or authors is None:
            return []
        ours = _our_author(markup.root)
        if ours is None:
            ours = str(len(authors))
            name = tag(authors, "author")
            markup.append(authors, f"<{name}>{OWN}</{name}>")
        others = {
            position(item.get("ref", "")): item
            for item in list_.iterchildren(f"{MAIN}comment")
            if position(item.get("ref", "")) not in self._gone
        }
        comment, text, run, plain = (tag(list_, name) for name in ("comment", "text", "r", "t"))
        boxes: list[_Note] = []
        for note in self._new:
            other = others.get((note.row, note.column))
            if other is not None and (theirs := other.find(f"{MAIN}text")) is not None:
                xml = f'<{run}><{plain} xml:space="preserve">{words(UNDER + note.words)}</{plain}></{run}>'
                last = [child for child in theirs if child.tag in {f"{MAIN}t", f"{MAIN}r"}]
                if last:
                    markup.after(last[-1], xml)
                else:
                    markup.prepend(theirs, xml)
                continue
            reference = f"{column_letters(note.column)}{note.row}"
            markup.append(
                list_,
                f'<{comment} ref="{reference}" authorId={attribute(ours)}><{text}><{run}>'
                f'<{plain} xml:space="preserve">{words(note.words)}</{plain}></{run}></{text}></{comment}>',
            )
            boxes.append(note)
        return boxes

    def _write_boxes(self, notes: Iterable[_Note]) -> None:
        part = self._box_part()
        if part is None:
            part = self._parts.free_name("xl/drawings/vmlDrawing{}.vml")
            self._parts.put(part, _VML_EMPTY.encode(), _VML_KIND)
            key = self._parts.relate(self._sheet, "vmlDrawing", part)
            self._markup.add_drawing("legacyDrawing", key, self._parts.relation_namespace)
        written = _ROOT_ALONE.sub(r"\1></\2>", _decoded(self._parts.read(part)))
        if not _ROOT_END.search(written):
            return  # damaged: no program finds a box in it
        kept = _without(written, self._gone)
        numbers = [int(found) for found in _NUMBER.findall(kept)]
        first = max([1024, *numbers]) + 1
        shapes = "".join(_shape(note, first + index) for index, note in enumerate(notes))
        end = kept.rindex("</")
        self._parts.put(part, f"{kept[:end]}{shapes}{kept[end:]}".encode("utf-8", "surrogateescape"))

    def _box_part(self) -> str | None:
        """The part that the sheet's legacy drawing is in: the sheet may have another for headers."""
        drawing = self._markup.markup.root.find(f"{MAIN}legacyDrawing")
        if drawing is None:
            return None
        relationship = self._parts.package.relationships(self._sheet).get(drawing.get(RELATIONSHIP_ID, ""))
        return relationship.target if relationship and relationship.target in self._parts else None


def _our_author(root: etree._Element) -> str | None:
    authors = root.iterfind(f"{MAIN}authors/{MAIN}author")
    return next((str(index) for index, author in enumerate(authors) if author.text == OWN), None)


def _decoded(data: bytes) -> str:
    """A drawing as text; one in UTF-16 is written back in UTF-8, which its declaration then must not deny."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _DECLARATION.sub("", data.decode("utf-16", "replace"))
    return data.decode("utf-8", "surrogateescape")


def _without(written: str, gone: Container[tuple[int, int]]) -> str:
    """A drawing without the boxes of the comments on the cells *gone*."""
    kept: list[str] = []
    place, start = 0, -1
    for tag in _SHAPE_TAG.finditer(written):
        if not tag[0].startswith("</"):
            start = tag.start()
        elif start >= 0:
            if _cell_of(written[start : tag.end()]) in gone:
                kept.append(written[place:start])
                place = tag.end()
            start = -1
    return "".join((*kept, written[place:]))


def _cell_of(shape: str) -> tuple[int, int]:
    """The cell that the comment in a *shape* belongs to; rows and columns count from 0 there."""
    row, column = (re.search(rf"<\w+:{name}>\s*(\d+)", shape) for name in ("Row", "Column"))
    return (number(row[1]) + 1, number(column[1]) + 1) if row and column else (0, 0)


def _shape(note: _Note, count: int) -> str:
    lines = sum(1 + len(line) // _LINE for line in note.words.split("\n"))
    return _SHAPE.format(
        number=count,
        height=_POINTS * (lines + 1),
        left=note.column,
        right=note.column + 4,
        top=max(note.row - 2, 0),
        bottom=max(note.row - 2, 0) + lines + 1,
        row=note.row - 1,
        column=note.column - 1,
    )
