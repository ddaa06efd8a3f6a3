"""The tags of one part of a template: where they are, and what is left open or torn. It knows no names and no plan.

Word cuts a tag over runs as it likes; docxtpl joins it again, over anything between. So tags are looked for in the
words of all runs as one string, which is how docxtpl finds them. Each is then replaced by a marker, ``{{ x7 }}`` or
``{%tr x7 %}``: docxtpl patches these as it patches any tag, and nothing that somebody wrote gets further than here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml.etree import XPath, _Element

from planforms.faults import TemplateFault
from planforms.place import Place
from planforms.remembered import pattern_of
from planforms.writers.docx import wrong
from planforms.writers.docx.wrong import Wrong

MARKER = pattern_of(r"(\{[{%#]\w{0,2} (?:colspan )?x\d+ [%}#]\})")
OPENING = pattern_of(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEVEL = pattern_of(r"(tr|tc|p|r) ")
_LEFT_OVER = pattern_of(r"[}%#]\}|\{\s+[{%]")
_MOST_LEFT_OVER = 50
_LONGEST_TAG = 4000
_QUOTED = 60
_MARKED = XPath("//*[@*[contains(., '{')]]")
_TABLE, _ROW, _CELL, _PARAGRAPH, _TEXT = (qn(f"w:{name}") for name in ("tbl", "tr", "tc", "p", "t"))
_BOX = qn("w:txbxContent")
_DELETED = {qn("w:delText"), qn("w:delInstrText")}
_UNCOUNTED = ("footnote", "properties")  # a person sees no numbers of paragraphs there
# The properties of the document that docxtpl fills.
FILLED_PROPERTIES = {"creator", "description", "identifier", "language", "subject", "title"}
# What Word makes of quotation marks and blanks as they are typed, and letters that nobody sees.
_RETYPED = str.maketrans(
    {**dict.fromkeys("„“”«»", '"'), **dict.fromkeys("‚‘’", "'"), **dict.fromkeys("\u00a0\u2007\u202f", " ")}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)


class Found(NamedTuple):
    """A fault, and where among the words of its part it is."""

    start: int
    fault: TemplateFault


class Tag(NamedTuple):
    """A tag: ``opening`` is ``{{``, ``{%`` or ``{#``, ``words`` what is in it, ``written`` all of it.

    ``level`` is what docxtpl takes away with it: ``tr`` a row, ``tc`` a cell, ``p`` a paragraph, ``r`` a run, ``""``
    nothing. ``around`` are the elements that it is in, the innermost first. ``start`` is its place among all words;
    a tag that the layout step adds has none.
    """

    opening: str
    words: str
    written: str = ""
    start: int = -1
    place: Place = Place()
    level: str = ""
    around: Sequence[_Element] = ()

    @property
    def kind(self) -> str:
        """The first word of a statement; ``print`` and ``comment`` for the others."""
        return {"{{": "print", "{#": "comment"}.get(self.opening) or self.words.partition(" ")[0]

    def inside(self, name: str) -> _Element | None:
        """The innermost element *name* that the tag is in."""
        return next((one for one in self.around if one.tag == qn(f"w:{name}")), None)

    def marker(self, number: int) -> str:
        """What takes the tag's place while docxtpl patches the part."""
        if self.kind == "colspan":
            return f"{{% colspan x{number} %}}"
        return f"{self.opening}{self.level} x{number} {_CLOSING[self.opening]}"

    def fault(self, what: Wrong, /, **arguments: object) -> Found:
        """What is wrong with this tag."""
        return Found(self.start, what.at(self.place, self.written, **arguments))


def with_markers_alone(xml: str) -> str:
    """*xml* in which every brace that is not of a marker is written as a number, so that nobody takes it for a tag."""
    pieces = MARKER.split(xml)
    pieces[::2] = [piece.replace("{", "&#123;") for piece in pieces[::2]]
    return "".join(pieces)


class Places:
    """The places of one part, which is called *part* (empty for the main text)."""

    def __init__(self, root: _Element, part: str) -> None:
        self._part = part
        outermost = [
            one for one in root.iter(_TABLE, _PARAGRAPH) if next(one.iterancestors(_TABLE, _BOX), None) is None
        ]
        self._numbers = {
            one: number
            for name in (_TABLE, _PARAGRAPH)
            for number, one in enumerate((one for one in outermost if one.tag == name), start=1)
        }

    def of(self, element: _Element) -> Place:
        """Where *element* is; the words of an inner table are in the cell that holds it."""
        above = (element, *element.iterancestors())
        part = self._part or ("text box" if any(one.tag == _BOX for one in above) else "")
        outermost = next((one for one in above if one.tag in {_TABLE, _PARAGRAPH} and one in self._numbers), None)
        if outermost is None or self._part in _UNCOUNTED:
            return Place(part=part)
        if outermost.tag == _PARAGRAPH:
            return Place(part=part, line=self._numbers[outermost])
        row, cell = (self._number(above, outermost, name) for name in (_ROW, _CELL))
        return Place(part=part, table=self._numbers[outermost], row=row, column=cell)

    def _number(self, above: Sequence[_Element], table: _Element, name: str) -> int:
        """The number of the row of *table*, or of the cell of its row, that is *above*: in content controls too."""
        here = next((one for one in reversed(above) if one.tag == name and of_table(one, table)), None)
        if here is None:
            return 0
        if here not in self._numbers:
            around = table if name == _ROW else next(here.iterancestors(_ROW))
            own = (one for one in around.iter(name) if of_table(one, table))
            self._numbers |= {one: number for number, one in enumerate(own, start=1)}
        return self._numbers[here]


def of_table(element: _Element, table: _Element) -> bool:
    """Whether *element* belongs to *table*, not to an inner one."""
    return next(element.iterancestors(_TABLE), None) is table


def paragraph_of(element: _Element) -> _Element | None:
    """The paragraph that *element* is in."""
    return next(element.iterancestors(_PARAGRAPH), None)


class Story:
    """The words of one part: their ``tags`` in order, and ``faults`` in how and where the tags are written.

    ``bare`` are the words without tags, in which their places are blanks.
    """

    def __init__(self, root: _Element, part: str) -> None:
        self._pieces = tuple(_pieces(root, part))
        self._starts = (0, *accumulate(len(words) for words, *_ in self._pieces))
        self._words = "".join(words for words, *_ in self._pieces)
        self._places, self._part = Places(root, part), part
        self._markers: list[tuple[int, int, str]] = []
        self.faults: list[Found] = []
        self.tags: list[Tag] = []
        at = 0
        while opening := OPENING.search(self._words, at):
            at = self._take(opening)
        self.bare = "".join(self._letters(" "))
        self.faults += islice(self._left_over(), _MOST_LEFT_OVER)

    def mark(self) -> None:
        """Put a marker in the place of each tag in the part; everything else stays."""
        letters = self._letters("")
        for start, _, marker in self._markers:
            letters[start] = marker
        for (words, element, in_text), at in zip(self._pieces, self._starts, strict=False):
            if in_text:  # elsewhere it is reported, and nothing is made
                element.text = "".join(letters[at : at + len(words)])

    def quote(self, start: int, stop: int) -> Tag:
        """What is from *start* to *stop* and is not a tag, as one to report."""
        return Tag("", "", " ".join(self._words[start:stop].split()), start, self._places.of(self._element(start)))

    def _letters(self, instead: str) -> list[str]:
        """The letters of all words, with *instead* for each of a tag."""
        letters = list(self._words)
        for start, end, _ in self._markers:
            letters[start:end] = [instead] * (end - start)
        return letters

    def _piece(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _element(self, at: int) -> _Element:
        return self._pieces[self._piece(at)][1]

    def _take(self, opening: re.Match[str]) -> int:
        """Read the tag that begins with *opening*, or report what is wrong with it; where it ends."""
        start, inside = opening.span()
        end = self._words.find(_CLOSING[opening[0]], inside, inside + _LONGEST_TAG) + 2
        again = OPENING.search(self._words, inside, inside + _LONGEST_TAG)
        paragraph = paragraph_of(self._element(start))
        marker = ""
        if end < inside or (again and again.start() < end and not self._may_hold(start, again.start())):
            stop, end = min(again.start() if again else len(self._words), start + _QUOTED), inside
            while end < stop and paragraph_of(self._element(end)) is paragraph:
                end += 1
            self.faults.append(self.quote(start, end).fault(wrong.NOT_CLOSED, closing=_CLOSING[opening[0]]))
        elif paragraph_of(self._element(end - 1)) is not paragraph:
            self.faults.append(self.quote(start, end).fault(wrong.TORN))
        else:
            marker = self._read(opening[0], start, end)
        self._markers.append((start, end, marker))
        return end

    def _may_hold(self, start: int, inner: int) -> bool:
        """Whether the tag from *start* may hold the sign of another at *inner*: in quotes, or in a comment."""
        words = self._words[start:inner]
        return words.startswith("{#") or words.count('"') % 2 == 1 or words.count("'") % 2 == 1

    def _read(self, opening: str, start: int, end: int) -> str:
        """Read the tag from *start* to *end*; its marker, empty where it is in a place that it cannot be in."""
        words = self._words[start + 2 : end - 2].translate(_RETYPED)
        level = _LEVEL.match(words)
        element = self._element(start)
        tag = self.quote(start, end)._replace(
            opening=opening,
            words=" ".join((words[level.end() :] if level else words).split()),
            level=level[1] if level else "",
            around=(element, *element.iterancestors()),
        )
        spanned = self._pieces[self._piece(start) : self._piece(end - 1) + 1]
        if any(one.tag in _DELETED for _, one, _ in spanned):
            self.faults.append(tag.fault(wrong.TRACKED))
        elif not all(in_text for *_, in_text in spanned):
            self.faults.append(tag.fault(wrong.WITHOUT_WORDS))
        misplaced = self._misplaced(tag)
        if misplaced and opening != "{#":
            self.faults.append(tag.fault(misplaced, level=tag.level, opening=opening))
        if misplaced and misplaced is not wrong.RUN_STATEMENT:
            return ""
        self.tags.append(tag._replace(level="") if misplaced else tag)
        return self.tags[-1].marker(len(self.tags) - 1)

    def _misplaced(self, tag: Tag) -> Wrong | None:
        """What is wrong with the place of a *tag*, or with its level in this place."""
        if tag.level and self._part == "properties":
            return wrong.LEVEL_IN_PROPERTY
        if tag.opening == "{{" and tag.level not in {"", "r"}:
            return wrong.PRINTED_LEVEL
        if tag.opening == "{%" and tag.level == "r":
            return wrong.RUN_STATEMENT
        if tag.kind == "colspan":
            cell = tag.inside("tc")
            if tag.level or cell is None or cell.find(f".//{_CELL}") is not None:
                return wrong.COLSPAN_OUTSIDE
            if any(one.kind == "colspan" and one.inside("tc") is cell for one in self.tags):
                return wrong.COLSPAN_TWICE
        return wrong.OUTSIDE_TABLE if tag.level in {"tr", "tc", "p"} and tag.inside(tag.level) is None else None

    def _left_over(self) -> Iterator[Found]:
        """Ends of tags that were not begun, and the signs of a beginning with a blank between them."""
        for found in _LEFT_OVER.finditer(self.bare):
            piece, at = self._piece(found.start()), found.start()
            quote = self.quote(
                max(self._starts[piece], at - _QUOTED // 2), min(self._starts[piece + 1], at + _QUOTED // 2)
            )
            yield quote.fault(wrong.SIGNS_APART if found[0].startswith("{") else wrong.NEVER_OPENED)


def _pieces(root: _Element, part: str) -> Iterator[tuple[str, _Element, bool]]:
    """The words of runs, and whatever else holds the sign of a tag: attributes, fields, what was deleted.

    With the element of each, and whether it is the text of a run. Of the properties only those that are filled.
    """
    if part == "properties":
        filled = root.iter(*(f"{{*}}{name}" for name in FILLED_PROPERTIES))
        yield from ((one.text, one, True) for one in filled if one.text)
        return
    marked = set(_MARKED(root))  # type: ignore[arg-type]  # a path of elements gives elements
    for element in root.iter():
        if element in marked:
            yield from ((str(value), element, False) for value in element.attrib.values() if "{" in str(value))
        if element.tag == _TEXT or "{" in (element.text or ""):
            yield element.text or "", element, element.tag == _TEXT
        if "{" in (element.tail or ""):
            yield element.tail or "", element, False
