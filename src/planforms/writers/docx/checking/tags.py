"""The tags of one part of a template: where they stand, and what is left open or torn. It knows no names and no plan.

Word cuts a tag over runs as it likes; docxtpl joins it again, over anything that stands between. So tags are looked for
in the words of all runs as one string, which is how docxtpl finds them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Final, NamedTuple

from docx.oxml.ns import qn
from lxml.etree import XPath, _Element

from planforms.faults import TemplateFault
from planforms.findings import Severity
from planforms.place import Place
from planforms.writers.docx.checking.places import Places, paragraph_of
from planforms.writers.docx.plain import retyped

OPENING: Final = re.compile(r"\{[{%#]")
_CLOSING: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LEVEL: Final = re.compile(r"(tr|tc|p|r) ")
_LEFT_OVER: Final = re.compile(r"[}%#]\}|\{\s+[{%]")
_MOST_LEFT_OVER: Final = 50
_LONGEST_TAG: Final = 4000
_QUOTED: Final = 60
_MARKED: Final = XPath("//*[@*[contains(., '{')]]")
_TEXT: Final = qn("w:t")
_DELETED: Final = {qn("w:delText"), qn("w:delInstrText")}


class Found(NamedTuple):
    """A fault, and where among the words of its part it stands."""

    start: int
    fault: TemplateFault


class Tag(NamedTuple):
    """A tag: ``opening`` is ``{{``, ``{%`` or ``{#``, ``words`` what stands in it, ``written`` all of it.

    ``level`` is what docxtpl takes away with it: ``tr`` a row, ``tc`` a cell, ``p`` a paragraph, ``r`` a run, ``""``
    nothing. ``around`` are the elements that it stands in, the innermost first. ``start`` is its place among all words.
    """

    opening: str
    words: str
    written: str
    start: int
    place: Place
    level: str = ""
    around: Sequence[_Element] = ()

    @property
    def statement(self) -> str:
        """The word that tells what a ``{% … %}`` does."""
        return self.words.split(maxsplit=1)[0] if self.opening == "{%" and self.words else ""

    def container(self) -> _Element | None:
        """The element that docxtpl takes away with the tag."""
        return next((one for one in self.around if one.tag == qn(f"w:{self.level}")), None)

    def fault(self, *, message: str, hint: str = "", severity: Severity = Severity.ERROR, **arguments: object) -> Found:
        """What is wrong with this tag."""
        told = TemplateFault(
            message=message, hint=hint, tag=self.written, place=self.place, severity=severity, arguments=arguments
        )
        return Found(self.start, told)


class Story:
    """The words of one part: their ``tags`` in order, and ``faults`` in how the tags are written.

    ``bare`` are the words without tags, in which their places are blanks.
    """

    def __init__(self, root: _Element, part: str) -> None:
        pieces = tuple(_pieces(root))
        self._elements = tuple(element for _, element in pieces)
        self._starts = (0, *accumulate(len(words) for words, _ in pieces))
        self._places = Places(root, part)
        self._words = "".join(words for words, _ in pieces)
        self._blanked: list[tuple[int, int]] = []
        self.faults: list[Found] = []
        self.tags = tuple(self._tags())
        self.bare = self._without_tags()
        self.faults += islice(self._left_over(), _MOST_LEFT_OVER)

    def quote(self, start: int, stop: int) -> Tag:
        """What stands from *start* to *stop* and is no tag, as one to tell of."""
        return Tag("", "", " ".join(self._words[start:stop].split()), start, self._place(start))

    def stretch(self, at: int) -> tuple[int, int]:
        """The bounds of the words around *at*, inside one element and short enough to be quoted."""
        piece = bisect_right(self._starts, at) - 1
        half = _QUOTED // 2
        return max(self._starts[piece], at - half), min(self._starts[piece + 1], at + half)

    def _element(self, at: int) -> _Element:
        return self._elements[bisect_right(self._starts, at) - 1]

    def _place(self, at: int) -> Place:
        return self._places.of(self._element(at))

    def _tags(self) -> Iterator[Tag]:
        at, raw = 0, False
        while opening := OPENING.search(self._words, at):
            tag = self._tag(opening)
            at = self._blanked[-1][1]
            if tag is None:
                continue
            if tag.statement in {"raw", "endraw"}:
                raw = tag.statement == "raw"
            elif not raw and (tag.opening != "{#" or tag.level):
                yield tag

    def _tag(self, opening: re.Match[str]) -> Tag | None:
        """The tag that begins with *opening*; ``None``, and a fault, where it is not closed or is torn."""
        start, inside = opening.span()
        end = self._words.find(_CLOSING[opening[0]], inside, inside + _LONGEST_TAG)
        again = OPENING.search(self._words, inside, inside + _LONGEST_TAG)
        if end < 0 or (again and again.start() < end and not _in_quotes(self._words[start : again.start()])):
            self._tell_unclosed(start, inside, again.start() if again else len(self._words))
            return None
        self._blanked.append((start, end + 2))
        element = self._element(start)
        written = self._words[start : end + 2]
        if paragraph_of(element) is not paragraph_of(self._element(end + 1)):
            self._tell_torn(start, end + 2)
            return None
        words = retyped(written[2:-2].removeprefix("-").removesuffix("-"))
        level = _LEVEL.match(words)
        tag = Tag(
            opening[0],
            " ".join((words[level.end() :] if level else words).split()),
            " ".join(written.split()),
            start,
            self._place(start),
            level[1] if level else "",
            (element, *element.iterancestors()),
        )
        if element.tag in _DELETED:
            self.faults.append(
                tag.fault(
                    message="The tag is deleted with tracked changes, and still works",
                    hint="Accept the changes in Word: Review, Accept, Accept All Changes.",
                )
            )
        elif element.tag != _TEXT:
            self.faults.append(
                tag.fault(
                    message="The tag stands where no words are, as in a field or the description of a picture",
                    hint="Move it to the text, or delete it.",
                )
            )
        return tag

    def _tell_unclosed(self, start: int, inside: int, stop: int) -> None:
        paragraph = paragraph_of(self._element(start))
        end = inside
        while end < min(stop, start + _QUOTED) and paragraph_of(self._element(end)) is paragraph:
            end += 1
        self._blanked.append((start, end))
        self.faults.append(
            self.quote(start, end).fault(
                message="The tag is not closed",
                hint="Close it with {closing}, as it was opened.",
                closing=_CLOSING[self._words[start:inside]],
            )
        )

    def _tell_torn(self, start: int, end: int) -> None:
        self.faults.append(
            self.quote(start, end).fault(
                message="The tag is torn: it begins in one paragraph and ends in another",
                hint="Delete the end of the line that stands inside the tag.",
            )
        )

    def _without_tags(self) -> str:
        kept, at = [], 0
        for start, end in self._blanked:
            kept += [self._words[at:start], " " * (end - start)]
            at = end
        return "".join((*kept, self._words[at:]))

    def _left_over(self) -> Iterator[Found]:
        """Ends of tags that were not begun, and the signs of a beginning with a blank between them."""
        for found in _LEFT_OVER.finditer(self.bare):
            quote = self.quote(*self.stretch(found.start()))
            if found[0].startswith("{"):
                yield quote.fault(
                    message="The two signs that begin a tag stand apart, so it is printed as it is written",
                    hint="Write them together, without a blank.",
                    severity=Severity.WARNING,
                )
            else:
                yield quote.fault(
                    message="A tag ends here that was not begun, so it is printed as it is written",
                    hint="Begin it as it is ended, or delete its end.",
                    severity=Severity.WARNING,
                )


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
