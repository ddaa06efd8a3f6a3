"""A template ready to print: its fixed parts deflated, and for each other part a function that yields its XML.

The built-in templates are such functions already (``built_in``), so printing with them imports no library. The
functions reach nothing but fields of the values that are printed. The same parts give the same bytes: ``zipfile`` would
write the clock, and cannot take what is deflated already.

Source: PKWARE APPNOTE 6.3.10.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from planforms.errors import TemplateError
from planforms.model import Run
from planforms.remembered import pattern_of
from planforms.writers.docx.lines import Line, in_markup
from planforms.writers.typesetting import Sheet, plain

Values: TypeAlias = Mapping[str, Any]
Printer: TypeAlias = Callable[[Values], Iterator[str]]
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_LONGEST = 200_000_000  # letters of XML; a plan of ten thousand rows makes a tenth of it
_BATCH = 1024
# The elements that have a number of their own in a document, by family.
_ELEMENTS = {
    "drawing": "wp:docPr",
    "bookmark": "w:bookmark(?:Start|End)",
    "comment": "w:comment(?:RangeStart|RangeEnd|Reference)",
    "footnote": "w:footnoteReference",
    "endnote": "w:endnoteReference",
}
NUMBERED = {
    family: pattern_of(rf'<({name})((?:\s[^<>]*?)?\s(?:w:)?id=")(-?\d+)("[^<>]*>)')
    for family, name in _ELEMENTS.items()
}
_NOTE = pattern_of(r'<w:(comment|footnote|endnote)(?: [^<>]*?)? w:id="(\d+)".*?</w:\1>', re.DOTALL)
NOTES = ("/comments.xml", "/footnotes.xml", "/endnotes.xml")
_BOOKMARK_NAME = pattern_of(r'(?<= w:name=")[^"]*')
_PARAGRAPH_ID = pattern_of(r' w14:(?:paraId|textId)="[^"]*"')
# Where a table has no row left, or a cell no paragraph at its end.
_ROWLESS = ("</w:tblGrid></w:tbl>", "</w:tblPr></w:tbl>")
_EMPTY_CELLS = ("<w:tc></w:tc>", "<w:tc><w:tcPr/></w:tc>", "</w:tcPr></w:tc>", "</w:tbl></w:tc>")
_LEVEL = 6
_VERSION = 20  # needed to inflate; nothing newer is used
_UTF8_NAMES = 1 << 11
_DEFLATED = 8
_DATE = (1 << 5) | 1  # 1980-01-01, the first day that a zip can name
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


class TemplateKind(StrEnum):
    """A template that comes with planforms; also the name of its file."""

    PLAN = "plan"
    ORDER = "order"
    MINUTES = "minutes"
    AMENDMENT = "amendment"


class Numbers:
    """Numbers for one document: *looped* are those that a loop repeats, each with its family.

    The first repetition keeps the number that the template has, each further one takes a new one; a bookmark takes a
    new name too. One repetition has each element once, so the next one begins where an element comes again.
    """

    def __init__(self, looped: AbstractSet[tuple[str, str]], highest: int) -> None:
        self._highest = highest
        self._families = {family for family, _ in looped}
        self._given: Mapping[tuple[str, str], list[str]] = {key: [] for key in looped}
        self._seen: Mapping[tuple[str, str], set[str]] = {key: set() for key in looped}

    def settle(self, name: str, xml: str) -> str:
        """The part *name* with numbers of its own in each repetition, and a copy of each note for each of its numbers.

        The main text is settled before the notes; those that it does not use are left out.
        """
        for family, pattern in NUMBERED.items():
            if family in self._families:
                xml = pattern.sub(partial(self._number, family), xml)
        return _NOTE.sub(self._copies, xml) if name.endswith(NOTES) else xml

    def _number(self, family: str, found: re.Match[str]) -> str:
        element, before, written, after = found.groups()
        given = self._given.get((family, written))
        if given is None:
            return found[0]
        seen = self._seen[family, written]
        if not given:
            given.append(written)
        elif element in seen:
            self._highest += 1
            given.append(str(self._highest))
            seen.clear()
        seen.add(element)
        text, again = f"<{element}{before}{given[-1]}{after}", len(given) - 1
        return _BOOKMARK_NAME.sub(rf"\g<0>_{again}", text) if again and family == "bookmark" else text

    def _copies(self, note: re.Match[str]) -> str:
        if (note[1], note[2]) not in self._given:
            return note[0]
        at = note.start(2) - note.start()
        before, after = note[0][:at], note[0][at + len(note[2]) :]
        again = _PARAGRAPH_ID.sub("", after)
        numbers = self._given[note[1], note[2]]
        return "".join(f"{before}{one}{again if number else after}" for number, one in enumerate(numbers))


class Member(NamedTuple):
    """A part of the package, deflated."""

    name: bytes
    data: bytes
    size: int
    checksum: int


class Compiled(NamedTuple):
    """A template ready to print.

    ``members`` are its parts in order: deflated, or the name of one that a function of ``printers`` prints. ``sheet``
    is the room that it has for a plan's columns, ``None`` where it sets its own; ``used`` are the names that it asks
    for. ``looped`` are the numbers that a loop repeats, ``highest`` is the highest of all numbers.
    """

    members: Sequence[Member | str]
    printers: Mapping[str, Printer]
    sheet: Sheet | None
    used: AbstractSet[str]
    looped: AbstractSet[tuple[str, str]] = frozenset()
    highest: int = 0

    def render(self, values: Values) -> bytes:
        """The document of these *values*: the same values, the same bytes.

        Raises:
            TemplateError: it would be far longer than any document.
        """
        made = {name: _part(print_part(values)) for name, print_part in self.printers.items()}
        if self.looped:
            numbers = Numbers(self.looped, self.highest)
            made = {name: numbers.settle(name, xml) for name, xml in made.items()}
        return archive(one if isinstance(one, Member) else member(one, made[one].encode()) for one in self.members)


def _part(pieces: Iterator[str]) -> str:
    """The part of these *pieces*, no more of them than a document may hold."""
    left, parts = _LONGEST, []
    while batch := list(islice(pieces, _BATCH)):
        parts.append("".join(batch))
        left -= len(parts[-1])
        if left < 0:
            raise TemplateError(
                "The template prints far more than a document holds, so it was stopped; see what it repeats in each "
                "row, or take the built-in template."
            )
    xml = "".join(parts)
    if _has_emptied(xml):
        from planforms.writers.docx.template import without_emptied

        xml = without_emptied(xml)
    return xml if xml.startswith("<?xml") else _DECLARATION + xml


def _has_emptied(xml: str) -> bool:
    """Whether a loop left a table without rows, a cell without a paragraph at its end, or nothing elsewhere.

    A search that finds nothing costs as much as printing the rows; so cells are counted first.
    """
    if xml.endswith(('"></w:hdr>', '"></w:ftr>')):
        return True
    if xml.endswith("</w:footnotes>") and '"></w:footnote>' in xml:
        return True
    if "<w:txbxContent></w:txbxContent>" in xml or any(sign in xml for sign in _ROWLESS):
        return True
    return xml.count("</w:tc>") != xml.count("</w:p></w:tc>") and any(sign in xml for sign in _EMPTY_CELLS)


# What the functions call.


def inside(value: object, base: str) -> str:
    """A value inside the ``w:t`` of a run with the properties *base*."""
    return _line(value).inside(base)


def runs(value: object, base: str) -> str:
    """A value as runs with the properties *base*."""
    return _line(value).runs(base)


def as_text(value: object) -> str:
    """The plain words of a value, as a person would write them in a tag."""
    return plain(value.words if isinstance(value, Line) else str(value))


def escaped(value: object) -> str:
    """The plain words of a value for XML."""
    return in_markup(as_text(value))


def joined(values: Sequence[object], between: str = "") -> str:
    """The plain words of *values* with *between* them."""
    return between.join(map(as_text, values))


def _line(value: object) -> Line:
    return value if isinstance(value, Line) else Line.of((Run(str(value)),))


# The zip.


def member(name: str, data: bytes) -> Member:
    """The part *name* that holds *data*."""
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Member(name.encode(), deflate.compress(data) + deflate.flush(), len(data), zlib.crc32(data))


def archive(members: Iterable[Member]) -> bytes:
    """The zip of *members*, in their order, with no date of its own."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data, size, checksum in members:
        about = (_VERSION, _UTF8_NAMES, _DEFLATED, 0, _DATE, checksum, len(data), size, len(name), 0)
        parts += (_LOCAL.pack(b"PK\x03\x04", *about), name, data)
        directory += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, *about, 0, 0, 0, 0, offset), name)
        offset += _LOCAL.size + len(name) + len(data)
    central = b"".join(directory)
    count = len(directory) // 2
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0)
    return b"".join((*parts, central, end))


def members(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """The names and contents of the parts of a zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return tuple((entry.filename, package.read(entry)) for entry in package.infolist() if not entry.is_dir())
