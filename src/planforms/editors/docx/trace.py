"""The reader's walk over a Word document once more, keeping which elements of the file each paragraph's words are in.

What is read is the reader's matter alone; this only notes where. It knows no plan.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from msgspec.structs import replace

from planforms.editors.parts import Parts
from planforms.model import Paragraph
from planforms.package import Allowance
from planforms.place import Place
from planforms.readers.docx import WordDocument
from planforms.readers.docx.elements import ALTERNATIVES, BOX, CHOICE, FALLBACK, RUN, TEXT, is_worked_out, w
from planforms.readers.docx.inline import InlineReader, only_prompts
from planforms.readers.docx.notices import Notices
from planforms.readers.docx.numbering import Numbering
from planforms.readers.docx.story import TEXT_BOX, Shared, Story
from planforms.readers.docx.styles import Format, Look, Styles
from planforms.source import Block

# What holds characters in a run, and may be another element in the same place.
_CHARACTERS = frozenset({TEXT, *map(w, ("tab", "noBreakHyphen", "softHyphen", "sym"))})

_SIMPLE_FIELD = w("fldSimple")
_INSTRUCTION = w("instr")


class Piece(NamedTuple):
    """Words that one element holds. ``fixed`` ones are not to be changed: no text of a run, or what Word makes anew."""

    element: etree._Element
    words: str
    fixed: bool


@dataclass(eq=False)
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
    pieces: list[Piece]
    twins: list["Written"] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words as the reader has them, before they are tidied."""
        return "".join(piece.words for piece in self.pieces)


def trace(parts: Parts) -> list[Written]:
    """Every line of the document *parts*, headers first and footers last, as the reader reads them."""
    document = WordDocument(parts.package)
    shared = Shared(
        Styles(document.root_of("styles")),
        Numbering(lambda: document.root_of("numbering")),
        Notices({}),
        Allowance(parts.package.limits, parts.package.name),
    )
    body: list[Written] = []
    root = parts.markup(parts.main).root.find(w("body"))
    if root is not None:
        _walk(_Tracing(root, shared, document.links, "", _Trail(parts.main, body)).blocks())
    headers: list[Written] = []
    footers: list[Written] = []
    for furniture in document.furniture():
        if furniture.shown:
            trail = _Trail(furniture.name, headers if furniture.part == "header" else footers)
            trail = trail._replace(place=Place(part=furniture.part))
            root = parts.markup(furniture.name).root
            _walk(_Tracing(root, shared, furniture.links, furniture.part, trail).blocks())
    return [*headers, *body, *footers]


class _Trail(NamedTuple):
    """Where lines are noted: the part they are in, the list, and their place where it is not the reader's."""

    part: str
    lines: list[Written]
    place: Place | None = None


def _walk(blocks: Iterable[Block]) -> None:
    for _ in blocks:
        pass


class _TracingInline(InlineReader):
    """Reads the insides of paragraphs and notes the element of each piece."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)  # type: ignore[arg-type]
        self.paragraph: etree._Element | None = None
        self.trail: list[list[Piece]] = []
        self._pieces: list[list[Piece]] = [[]]

    def read(self, paragraph: etree._Element) -> Format:
        self.paragraph = paragraph
        return super().read(paragraph)

    def plain_words(self, paragraph: etree._Element) -> str | None:  # noqa: ARG002 - the reader's signature
        """None: the short way gives words, not the elements that they are in."""
        return None

    def take(self) -> tuple[Paragraph, ...]:
        """As the reader's; the pieces of the lines are in ``trail``."""
        self._pieces += [[] for _ in range(len(self._lines) - len(self._pieces))]
        pieces, self._pieces = self._pieces, [[]]
        self.trail = [[] if only_prompts(line) else kept for line, kept in zip(self._lines, pieces, strict=True)]
        return super().take()

    def _element(self, element: etree._Element, look: Look) -> None:
        super()._element(element, look)
        self._note_words(element)

    def _text(self, element: etree._Element, look: Look) -> None:
        super()._text(element, look)
        self._note_words(element)

    def _note_words(self, element: etree._Element) -> None:
        """Note *element* as the one of what was read and has none yet: the innermost elements are asked first."""
        self._pieces += [[] for _ in range(len(self._lines) - len(self._pieces))]
        for read, pieces in zip(self._lines, self._pieces, strict=True):
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
        element = self._tracing.paragraph
        if element is not None:
            place = self._trail.place or self._notices.place
            for paragraph, pieces in zip(paragraphs, self._tracing.trail, strict=True):
                self._trail.lines.append(Written(self._trail.part, place, paragraph.marker, element, pieces))
        return paragraphs

    def _inner(self, box: etree._Element, place: Place) -> Story:
        place = self._trail.place or replace(place, column=0, part=TEXT_BOX)
        lines = _Lines(self._trail.lines)
        for twin in _twins(box):
            lines_of_twin: list[Written] = []
            _walk(self._another(twin, lines_of_twin, place).blocks())
            lines.twins.append(lines_of_twin)
        return _Tracing(box, self._shared, self._links, TEXT_BOX, self._trail._replace(lines=lines, place=place))

    def _another(self, twin: etree._Element, lines_of_twin: list[Written], place: Place) -> Story:
        """The walk over another form of a text box; lists count in the first alone."""
        shared = self._shared._replace(numbering=Numbering(lambda: None), notices=Notices({}))
        return _Tracing(twin, shared, self._links, TEXT_BOX, _Trail(self._trail.part, lines_of_twin, place))


class _Lines(list[Written]):
    """The lines of a text box, put into those of the story around it, each with its twins."""

    def __init__(self, outer: list[Written]) -> None:
        super().__init__()
        self.twins: list[list[Written]] = []
        self._outer = outer

    def append(self, line: Written) -> None:
        same = sum(line.words == before.words for before in self)
        super().append(line)
        for lines_of_twin in self.twins:
            alike = [twin for twin in lines_of_twin if twin.words == line.words]
            line.twins += alike[same : same + 1]
        self._outer.append(line)


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
