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
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from planforms.errors import TemplateError
from planforms.model import Run
from planforms.writers.docx.lines import Line, in_markup
from planforms.writers.linebreaks import plain
from planforms.writers.widths import Sheet

Values: TypeAlias = Mapping[str, Any]
Printer: TypeAlias = Callable[[Values], Iterator[str]]
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_LONGEST = 200_000_000  # letters of XML; a plan of ten thousand rows makes a tenth of it
_BATCH = 1024
# The elements that hold the words of a comment or a note.
NOTES = ("comment", "footnote", "endnote")
_ID = re.compile(r'\s(?:w:)?id="(-?\d+)"')
_PARAGRAPH_ID = re.compile(r' w14:(?:paraId|textId)="[^"]*"')
# Where a table has no row left, or a cell no paragraph at its end.
_EMPTIED = ("</w:tblGrid></w:tbl>", "<w:tc></w:tc>", "<w:tc><w:tcPr/></w:tc>", "</w:tcPr></w:tc>", "</w:tbl></w:tc>")


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


class Number(NamedTuple):
    """A number, and what is added to the name of a bookmark that has it."""

    value: str
    suffix: str = ""


class Numbers:
    """Gives out the numbers of one document; ``given`` holds those of each number in the template, by family."""

    def __init__(self, highest: Mapping[str, int]) -> None:
        self._next = defaultdict(int, highest)
        self.given: dict[tuple[str, str], list[str]] = defaultdict(list)

    def of(self, family: str, written: str) -> Number:
        """The number of one more repetition of what has the number *written* in the template."""
        given = self.given[family, written]
        if given:
            self._next[family] += 1
        number = Number(str(self._next[family]), f"_{len(given)}") if given else Number(written)
        given.append(number.value)
        return number


class Member(NamedTuple):
    """A part of the package, deflated."""

    name: bytes
    data: bytes
    size: int
    checksum: int


class Notes(NamedTuple):
    """The part *name* with the comments or notes of a *family*, of which those *looped* come as often as they are used.

    ``xml`` is empty where a function prints the part.
    """

    name: str
    xml: str
    family: str
    looped: AbstractSet[str]

    def repeated(self, xml: str, given: Mapping[tuple[str, str], Sequence[str]]) -> str:
        """*xml* with a copy of each note for each number *given*; those not used are left out."""

        def copies(note: re.Match[str]) -> str:
            written = _ID.search(note[0])
            if written is None or written[1] not in self.looped:
                return note[0]
            before, after = note[0][: written.start(1)], note[0][written.end(1) :]
            again = _PARAGRAPH_ID.sub("", after)
            numbers = given.get((self.family, written[1]), ())
            return "".join(f"{before}{one}{again if at else after}" for at, one in enumerate(numbers))

        return re.sub(rf"<w:{self.family}[ >].*?</w:{self.family}>", copies, xml, flags=re.DOTALL)


class Compiled(NamedTuple):
    """A template ready to print.

    ``members`` are its parts in order: deflated, or the name of one that a function of ``printers`` prints. ``sheet``
    is the room that it has for a plan's columns, ``None`` where it sets its own; ``used`` are the names that it asks
    for. ``highest`` are the numbers in use, by what has them.
    """

    members: Sequence[Member | Notes | str]
    printers: Mapping[str, Printer]
    sheet: Sheet | None
    used: AbstractSet[str]
    highest: Mapping[str, int]

    def render(self, values: Values) -> bytes:
        """The document of these *values*: the same values, the same bytes.

        Raises:
            TemplateError: it would be far longer than any document.
        """
        numbers = Numbers(self.highest)
        values = {**values, "numbers": numbers}
        made = {name: _part(print_part(values)) for name, print_part in self.printers.items()}
        return archive(self._made(one, made, numbers) for one in self.members)

    def _made(self, one: Member | Notes | str, made: Mapping[str, bytes], numbers: Numbers) -> Member:
        if isinstance(one, Member):
            return one
        if isinstance(one, Notes):
            return member(one.name, one.repeated(one.xml or made[one.name].decode(), numbers.given).encode())
        return member(one, made[one])


def _part(pieces: Iterator[str]) -> bytes:
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
    if any(sign in xml for sign in _EMPTIED):
        from planforms.writers.docx.template import without_emptied

        xml = without_emptied(xml)
    return (xml if xml.startswith("<?xml") else _DECLARATION + xml).encode()


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
