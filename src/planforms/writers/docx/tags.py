"""The tags of one part of a template: where they are, and what is left open or torn. It knows no names and no plan.

Word cuts a tag over runs as it likes; docxtpl joins it again, over anything between. So tags are looked for in the
words of all runs as one string, which is how docxtpl finds them. Each is then replaced by a marker, ``{{ x7 }}`` or
``{%tr x7 %}``: docxtpl patches these as it patches any tag, and nothing that somebody wrote gets further than here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Any, NamedTuple

from docx.oxml.ns import qn
from lxml.etree import XPath, _Element

from planforms.faults import TemplateFault
from planforms.findings import Severity
from planforms.place import Place
from planforms.writers.docx import wrong
from planforms.writers.docx.language import RefusedTagError, Statement, parse_print, parse_statement
from planforms.writers.docx.wrong import Wrong

# What takes the place of a tag (``x``), and what the layout step puts into a part (``y``).
MARKER = re.compile(r"(\{[{%#]\w{0,2} (?:colspan )?[xy]\d+ [%}#]\})")
OPENING = re.compile(r"\{[{%#]")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEVEL = re.compile(r"(tr|tc|p|r) ")
_LEFT_OVER = re.compile(r"[}%#]\}|\{\s+[{%]")
_MOST_LEFT_OVER = 50
_LONGEST_TAG = 4000
_QUOTED = 60
_MARKED = XPath("//*[@*[contains(., '{')]]")
_TEXT, _CELL = qn("w:t"), qn("w:tc")
_DELETED = {qn("w:delText"), qn("w:delInstrText")}
# What Word makes of quotation marks and blanks as they are typed, and letters that nobody sees.
_RETYPED = str.maketrans(
    {**dict.fromkeys("„“”«»", '"'), **dict.fromkeys("‚‘’", "'"), **dict.fromkeys("\u00a0\u2007\u202f", " ")}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)


_TABLE, _ROW, _CELL, _PARAGRAPH = qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")
_UNCOUNTED = ("footnote", "properties")  # a person sees no numbers of paragraphs there
_BOX = qn("w:txbxContent")


class Found(NamedTuple):
    """A fault, and where among the words of its part it is."""

    start: int
    fault: TemplateFault


class Tag(NamedTuple):
    """A tag: ``opening`` is ``{{``, ``{%`` or ``{#``, ``words`` what is in it, ``written`` all of it.

    ``level`` is what docxtpl takes away with it: ``tr`` a row, ``tc`` a cell, ``p`` a paragraph, ``r`` a run, ``""``
    nothing. ``around`` are the elements that it is in, the innermost first. ``start`` is its place among all words.
    ``statement`` is what it means; ``None`` where that is not understood.
    """

    opening: str
    words: str
    written: str
    start: int
    place: Place
    level: str = ""
    around: Sequence[_Element] = ()
    statement: Statement | None = None

    def container(self) -> _Element | None:
        """The element that docxtpl takes away with the tag."""
        return next((one for one in self.around if one.tag == qn(f"w:{self.level}")), None)

    def marker(self, number: int) -> str:
        """What takes the tag's place while docxtpl patches the part."""
        if self.statement is None:
            return ""
        if self.statement.kind == "colspan":
            return f"{{% colspan x{number} %}}"
        return f"{self.opening}{self.level} x{number} {_CLOSING[self.opening]}"

    def fault(self, what: Wrong, *, severity: Severity = Severity.ERROR, **arguments: object) -> Found:
        """What is wrong with this tag."""
        fault = TemplateFault(
            message=what.message,
            hint=what.hint,
            tag=self.written,
            place=self.place,
            severity=severity,
            arguments=arguments,
        )
        return Found(self.start, fault)


def with_markers_alone(xml: str) -> str:
    """*xml* in which every brace that is not of a marker is written as a number, so that nobody takes it for a tag."""
    pieces = MARKER.split(xml)
    pieces[::2] = [piece.replace("{", "&#123;") for piece in pieces[::2]]
    return "".join(pieces)


class Places:
    """The places of one part, which is called *part* (empty for the main text)."""

    def __init__(self, root: _Element, part: str) -> None:
        self._part = part
        self._numbers: dict[_Element, int] = {}
        self._counted: set[_Element] = set()
        tables = paragraphs = 0
        for one in root.iter(_TABLE, _PARAGRAPH):
            if next(one.iterancestors(_TABLE, _BOX), None) is not None:
                continue
            if one.tag == _TABLE:
                tables += 1
                self._numbers[one] = tables
            else:
                paragraphs += 1
                self._numbers[one] = paragraphs

    def of(self, element: _Element) -> Place:
        """Where *element* is; the words of an inner table are in the cell that holds it."""
        above = (element, *element.iterancestors())
        part = self._part or ("text box" if any(one.tag == _BOX for one in above) else "")
        outermost = next((one for one in above if one in self._numbers and one.tag in {_TABLE, _PARAGRAPH}), None)
        if outermost is None or self._part in _UNCOUNTED:
            return Place(part=part)
        if outermost.tag == _PARAGRAPH:
            return Place(part=part, line=self._numbers[outermost])
        self._count(outermost)
        row = self._number(above, _ROW)
        return Place(part=part, table=self._numbers[outermost], row=row, column=self._number(above, _CELL))

    def _number(self, above: tuple[_Element, ...], name: str) -> int:
        return next((self._numbers[one] for one in above if one.tag == name and one in self._numbers), 0)

    def _count(self, table: _Element) -> None:
        """Number the rows of *table* and their cells, those in content controls too."""
        if table in self._counted:
            return
        self._counted.add(table)
        for number, row in enumerate(_own(table, table, _ROW), start=1):
            self._numbers[row] = number
            for place, cell in enumerate(_own(row, table, _CELL), start=1):
                self._numbers[cell] = place


def _own(parent: _Element, table: _Element, name: str) -> Iterator[_Element]:
    """What is called *name* inside *parent* and belongs to *table*, not to an inner one."""
    return (one for one in parent.iter(name) if next(one.iterancestors(_TABLE)) is table)


def paragraph_of(element: _Element) -> _Element | None:
    """The paragraph that *element* is in."""
    return next(element.iterancestors(_PARAGRAPH), None)


class Story:
    """The words of one part: their ``tags`` in order, and ``faults`` in how the tags are written.

    ``bare`` are the words without tags, in which their places are blanks.
    """

    def __init__(self, root: _Element, part: str) -> None:
        self._pieces = tuple(_pieces(root))
        self._starts = (0, *accumulate(len(words) for words, _ in self._pieces))
        self._places = Places(root, part)
        self._words = "".join(words for words, _ in self._pieces)
        self._blanked: list[tuple[int, int]] = []
        self.faults: list[Found] = []
        self.tags = tuple(self._tags())
        self.bare = self._without_tags()
        self.faults += islice(self._left_over(), _MOST_LEFT_OVER)

    def mark(self, first: int) -> None:
        """Put a marker in the place of each tag in the part, numbered from *first*; everything else stays."""
        markers = {tag.start: tag.marker(first + number) for number, tag in enumerate(self.tags)}
        changed: dict[_Element, str] = {}
        for start, end in reversed(self._blanked):
            last, piece = self._piece(end - 1), self._piece(start)
            for number in range(last, piece - 1, -1):
                element, at = self._pieces[number][1], self._starts[number]
                words = changed.get(element, self._pieces[number][0])
                marker = markers.get(start, "") if number == piece else ""
                changed[element] = words[: max(start - at, 0)] + marker + words[end - at :]
        for element, words in changed.items():
            if element.tag == _TEXT:  # elsewhere it is reported, and nothing is made
                element.text = words

    def quote(self, start: int, stop: int) -> Tag:
        """What is from *start* to *stop* and is not a tag, as one to report."""
        return Tag("", "", " ".join(self._words[start:stop].split()), start, self._place(start))

    def _piece(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _element(self, at: int) -> _Element:
        return self._pieces[self._piece(at)][1]

    def _place(self, at: int) -> Place:
        return self._places.of(self._element(at))

    def _tags(self) -> Iterator[Tag]:
        at = 0
        while opening := OPENING.search(self._words, at):
            tag = self._tag(opening)
            at = self._blanked[-1][1]
            if tag:
                yield tag

    def _tag(self, opening: re.Match[str]) -> Tag | None:
        """The tag that begins with *opening*; ``None``, and a fault, where it is not closed or is torn."""
        start, inside = opening.span()
        end = self._words.find(_CLOSING[opening[0]], inside, inside + _LONGEST_TAG)
        again = OPENING.search(self._words, inside, inside + _LONGEST_TAG)
        if end < 0 or (again and again.start() < end and not _in_quotes(self._words[start : again.start()])):
            self._report_unclosed(start, inside, again.start() if again else len(self._words))
            return None
        self._blanked.append((start, end + 2))
        if paragraph_of(self._element(start)) is not paragraph_of(self._element(end + 1)):
            self.faults.append(self.quote(start, end + 2).fault(wrong.TORN))
            return None
        tag = self._read(opening[0], start, end + 2)
        self._report_place(tag, end)
        return tag

    def _read(self, opening: str, start: int, end: int) -> Tag:
        """The tag from *start* to *end*, understood where it is of the language."""
        element, written = self._element(start), self._words[start:end]
        words = written[2:-2].translate(_RETYPED)
        level = _LEVEL.match(words)
        around = (element, *element.iterancestors())
        words = " ".join((words[level.end() :] if level else words).split())
        tag = Tag(
            opening, words, " ".join(written.split()), start, self._place(start), level[1] if level else "", around
        )
        try:
            return tag._replace(statement=_statement(tag))
        except RefusedTagError as error:
            arguments: dict[str, Any] = error.arguments
            self.faults.append(tag.fault(Wrong(error.message, error.hint), **arguments))
            kind = words.partition(" ")[0]
            begins = opening == "{%" and kind in {"for", "if", "elif", "else", "endif", "endfor"}
            # What it begins or ends is followed all the same, so that no other tag is reported for it.
            begins = begins and not (tag.level and tag.container() is None)
            return tag._replace(statement=Statement(kind, name=_loop_name(words))) if begins else tag

    def _report_place(self, tag: Tag, end: int) -> None:
        """Report a tag in a place where none is filled."""
        spanned = {self._pieces[number][1].tag for number in range(self._piece(tag.start), self._piece(end + 1) + 1)}
        if spanned & _DELETED:
            self.faults.append(tag.fault(wrong.TRACKED))
        elif spanned != {_TEXT}:
            self.faults.append(tag.fault(wrong.WITHOUT_WORDS))

    def _report_unclosed(self, start: int, inside: int, stop: int) -> None:
        paragraph = paragraph_of(self._element(start))
        end = inside
        while end < min(stop, start + _QUOTED) and paragraph_of(self._element(end)) is paragraph:
            end += 1
        self._blanked.append((start, end))
        self.faults.append(self.quote(start, end).fault(wrong.NOT_CLOSED, closing=_CLOSING[self._words[start:inside]]))

    def _without_tags(self) -> str:
        kept, at = [], 0
        for start, end in self._blanked:
            kept += [self._words[at:start], " " * (end - start)]
            at = end
        return "".join((*kept, self._words[at:]))

    def _left_over(self) -> Iterator[Found]:
        """Ends of tags that were not begun, and the signs of a beginning with a blank between them."""
        for found in _LEFT_OVER.finditer(self.bare):
            quote = self.quote(*self._stretch(found.start()))
            if found[0].startswith("{"):
                yield quote.fault(wrong.SIGNS_APART, severity=Severity.WARNING)
            else:
                yield quote.fault(wrong.NEVER_OPENED, severity=Severity.WARNING)

    def _stretch(self, at: int) -> tuple[int, int]:
        """The bounds of the words around *at*, inside one element and short enough to be quoted."""
        piece, half = self._piece(at), _QUOTED // 2
        return max(self._starts[piece], at - half), min(self._starts[piece + 1], at + half)


def _loop_name(words: str) -> str:
    found = re.match(r"for ([^\W\d]\w*)", words)
    return found[1] if found else ""


def _statement(tag: Tag) -> Statement:
    """What a tag means.

    Raises:
        RefusedTagError: it is more than the language has.
    """
    if tag.opening == "{#":
        return Statement("comment")
    if not tag.words:
        raise RefusedTagError(wrong.EMPTY)
    if tag.opening == "{{":
        if tag.level not in {"", "r"}:
            raise RefusedTagError(wrong.PRINTED_LEVEL, level=tag.level)
        return parse_print(tag.words)
    if tag.level == "r":
        raise RefusedTagError(wrong.RUN_STATEMENT)
    statement = parse_statement(tag.words)
    cell = next((one for one in tag.around if one.tag == _CELL), None)
    if statement.kind == "colspan" and (tag.level or cell is None or cell.find(f".//{_CELL}") is not None):
        raise RefusedTagError(wrong.COLSPAN_OUTSIDE)
    if tag.level in {"tr", "tc", "p"} and tag.container() is None:
        raise RefusedTagError(wrong.OUTSIDE_TABLE, level=tag.level)
    return statement


def _pieces(root: _Element) -> Iterator[tuple[str, _Element]]:
    """The words of runs, and whatever else holds the sign of a tag: attributes, fields, what was deleted."""
    marked = set(_MARKED(root))  # type: ignore[arg-type]  # a path of elements gives elements
    for element in root.iter():
        if element in marked:
            yield from ((str(value), element) for value in element.attrib.values() if "{" in str(value))
        if element.tag == _TEXT or "{" in (element.text or ""):
            yield element.text or "", element
        if "{" in (element.tail or ""):
            yield element.tail or "", element


def _in_quotes(words: str) -> bool:
    return words.count('"') % 2 == 1 or words.count("'") % 2 == 1
