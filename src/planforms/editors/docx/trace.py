"""The reader's walk over a Word document once more, keeping which elements of the file each paragraph's words are in.

What is read is the reader's matter alone; this only notes where. It knows no plan.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.editors.parts import Parts
from planforms.model import Paragraph, Text
from planforms.package import Allowance
from planforms.place import Place
from planforms.readers.docx import NOTHING, TEXT_BOX, Shared, Story, WordDocument
from planforms.readers.docx.elements import ALTERNATIVES, BOX, CHOICE, FALLBACK, RUN, TEXT, is_worked_out, w
from planforms.readers.docx.inline import InlineReader
from planforms.readers.docx.numbering import Numbering
from planforms.readers.docx.styles import Format, Look, Styles
from planforms.readers.notices import Notices

# What holds characters in a run, and may be another element in the same place.
_CHARACTERS = frozenset({TEXT, *map(w, ("tab", "noBreakHyphen", "softHyphen", "sym"))})

_SIMPLE_FIELD = w("fldSimple")
_INSTRUCTION = w("instr")


class Piece(NamedTuple):
    """Words that one element holds. ``fixed`` ones are not to be changed: no text of a run, or what Word makes anew."""

    element: etree._Element
    words: str
    fixed: bool


@dataclass(eq=False, slots=True)
class Written:
    """A line of the document as the reader has it: a paragraph, or a part of one between line breaks.

    Attributes:
        part: the part of the package it is in.
        place: where it is, as the reader gives it.
        sign: the list sign before it, which is not a word of the file.
        paragraph: the element of the paragraph.
        pieces: the elements of its words, in order.
        twins: the same line in another form of the same text box.
    """

    part: str
    place: Place
    sign: str
    paragraph: etree._Element
    pieces: Sequence[Piece]
    twins: Sequence["Written"] = ()

    @property
    def words(self) -> str:
        """The words as the reader has them, before they are tidied."""
        return "".join(piece.words for piece in self.pieces)


def trace(parts: Parts) -> list[Written]:
    """Every line of the document *parts*, headers first and footers last, as the reader reads them."""
    document, shared = _opened(parts)
    body: list[Written] = []
    _walk(_Tracing(document.body, shared, document.links, "", _Trail(parts.main, body.append)))
    headers: list[Written] = []
    footers: list[Written] = []
    for furniture in document.furniture():
        if furniture.shown:
            lines = headers if furniture.part == "header" else footers
            trail = _Trail(furniture.name, lines.append, Place(part=furniture.part))
            root = parts.markup(furniture.name).root
            _walk(_Tracing(root, shared, furniture.links, furniture.part, trail))
    return [*headers, *body, *footers]


def trace_body(parts: Parts, note: Callable[[Written], None]) -> None:
    """Give *note* each line of the body of the document *parts* in turn, those in text boxes too, and keep none."""
    document, shared = _opened(parts)
    _walk(_Tracing(document.body, shared, document.links, "", _Trail(parts.main, note)))


def _opened(parts: Parts) -> tuple[WordDocument, Shared]:
    document = WordDocument(parts.package, parts.markup(parts.main).root)
    allowance = Allowance(parts.package.limits, parts.package.name)
    styles, numbering = Styles(document.root_of("styles")), Numbering(lambda: document.root_of("numbering"))
    return document, Shared(styles, numbering, Notices({}), allowance)


class _Trail(NamedTuple):
    """How lines are noted: the part they are in, who takes them, and their place where it is not the reader's."""

    part: str
    note: Callable[[Written], None]
    place: Place | None = None


def _walk(story: Story) -> None:
    for _ in story.blocks():
        pass


class _TracingInline(InlineReader):
    """Reads the insides of paragraphs and notes the element of each piece."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self._paragraph: etree._Element | None = None
        self._trail: list[tuple[Piece, ...]] = []
        self._pieces: list[list[Piece]] = [[]]

    def read(self, paragraph: etree._Element) -> Format:
        self._paragraph = paragraph
        return super().read(paragraph)

    def plain_words(self, paragraph: etree._Element) -> str | None:  # noqa: ARG002 - the reader's signature
        """None: the short way gives words, not the elements that they are in."""
        return None

    def take(self) -> tuple[Paragraph, ...]:
        """As the reader's; the pieces of the lines are what ``last`` gives then."""
        self._pieces += [[] for _ in range(len(self._lines) - len(self._pieces))]
        pieces, self._pieces = self._pieces, [[]]
        self._trail = [tuple(kept) for kept in pieces]
        return super().take()

    def last(self) -> tuple[etree._Element | None, Sequence[tuple[Piece, ...]]]:
        """The paragraph that was taken last, and the pieces of each of its lines; neither is kept."""
        paragraph, trail, self._paragraph, self._trail = self._paragraph, self._trail, None, []
        return paragraph, trail

    def _element(self, element: etree._Element, look: Look) -> None:
        super()._element(element, look)
        self._note_words(element)

    def _text(self, element: etree._Element, look: Look) -> None:
        super()._text(element, look)
        self._note_words(element)

    def _note_words(self, element: etree._Element) -> None:
        """Note *element* as the one of what was read and has none yet: the innermost elements are asked first."""
        first = len(self._pieces) - 1  # the lines before it are ended
        self._pieces += [[] for _ in range(len(self._lines) - len(self._pieces))]
        for read, pieces in zip(self._lines[first:], self._pieces[first:], strict=True):
            pieces += [self._piece(element, words) for words, _, _ in read[len(pieces) :]]

    def _piece(self, element: etree._Element, words: str) -> Piece:
        made = any(is_worked_out(field.instruction) for field in self._fields) or _made_elsewhere(element)
        return Piece(element, words, made or not _is_text_of_run(element, words))


def _made_elsewhere(element: etree._Element) -> bool:
    """Whether Word puts other words here anew: those of a simple field."""
    return any(is_worked_out(above.get(_INSTRUCTION, "")) for above in element.iterancestors(_SIMPLE_FIELD))


def _is_text_of_run(element: etree._Element, words: str) -> bool:
    parent = element.getparent()
    in_run = element.tag in _CHARACTERS and parent is not None and parent.tag == RUN
    prompt = not words.strip("_") and len(words) == len(element.text or "")
    as_written = element.tag != TEXT or element.text == words or prompt
    return in_run and as_written


class _Tracing(Story):
    """Reads a story and notes its lines in a trail."""

    def __init__(
        self, root: etree._Element, shared: Shared, links: Mapping[str, str], part: str, trail: _Trail
    ) -> None:
        self._trail = trail
        super().__init__(root, shared, links, part)

    def _inline_reader(self) -> InlineReader:
        self._tracing = _TracingInline(
            self._styles,
            self._links,
            self._notices,
            self._allowance,
            page_numbers=self._part not in {"header", "footer"},
        )
        return self._tracing

    def _paragraphs(self, format_: Format) -> tuple[Paragraph, ...]:
        paragraphs = super()._paragraphs(format_)
        element, trail = self._tracing.last()
        if element is not None:
            place = self._trail.place or self._notices.place
            for paragraph, pieces in zip(paragraphs, trail, strict=True):
                self._trail.note(Written(self._trail.part, place, paragraph.marker, element, pieces))
        return paragraphs

    def _cell(self, blocks: Sequence[etree._Element]) -> Text:
        """No text: where its words are has been noted, and nobody reads the cells."""
        super()._cell(blocks)
        return NOTHING

    def _inner(self, box: etree._Element, place: Place) -> Story:
        place = self._trail.place or replace(place, column=0, part=TEXT_BOX)
        lines = _BoxLines(self._trail.note)
        for twin in _twins(box):
            lines_of_twin: list[Written] = []
            _walk(self._another(twin, lines_of_twin.append, place))
            lines.add_twin(lines_of_twin)
        return _Tracing(box, self._shared, self._links, TEXT_BOX, self._trail._replace(note=lines.note, place=place))

    def _another(self, twin: etree._Element, note: Callable[[Written], None], place: Place) -> Story:
        """The walk over another form of a text box; lists count in the first alone."""
        shared = self._shared._replace(numbering=Numbering(lambda: None), notices=Notices({}))
        return _Tracing(twin, shared, self._links, TEXT_BOX, _Trail(self._trail.part, note, place))


class _BoxLines:
    """The lines of a text box, noted with those of the story around it, each with its twins."""

    def __init__(self, outer: Callable[[Written], None]) -> None:
        self._outer = outer
        self._twins: list[Mapping[str, Sequence[Written]]] = []
        self._counts = Counter[str]()

    def add_twin(self, lines: Iterable[Written]) -> None:
        """The *lines* of another form of the text box."""
        by_words: dict[str, list[Written]] = defaultdict(list)
        for line in lines:
            by_words[line.words].append(line)
        self._twins.append(by_words)

    def note(self, line: Written) -> None:
        """Note the next line, with its twins."""
        words = line.words
        same = self._counts[words]
        self._counts[words] += 1
        line.twins = [twin for twins in self._twins for twin in twins.get(words, ())[same : same + 1]]
        self._outer(line)


def _twins(box: etree._Element) -> Iterator[etree._Element]:
    """The same text box in the other alternatives that the file offers; the reader reads one."""
    choices = next(box.iterancestors(ALTERNATIVES), None)
    if choices is None:
        return
    branches = [list(branch.iter(BOX)) for branch in choices.iterchildren(CHOICE, FALLBACK)]
    index = next((boxes.index(box) for boxes in branches if box in boxes), 0)
    for boxes in branches:
        if box not in boxes and index < len(boxes):
            yield boxes[index]
