"""The official documents: a plan, an order or an extract printed by a Word template, the built-in one or a school's.

A template ready to print is its fixed parts, packed, and for each other part a function that yields its XML. The
built-in templates are such functions already (``built_in``), so printing with them imports no library. The functions
reach nothing but fields of the values that are printed. Plan and template in, bytes out: no clock, no path but that of
the built-in template.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct
from msgspec.structs import asdict

from planforms.errors import TemplateError
from planforms.model import Plan, Run
from planforms.packing import Entry, archive, packed
from planforms.remembered import pattern_of
from planforms.writers.docx.context import context
from planforms.writers.docx.lines import Line
from planforms.writers.typesetting import Sheet

if TYPE_CHECKING:
    from planforms.companions.documents import Amendment, Minutes, Order

    Companion: TypeAlias = Order | Minutes | Amendment

_BLANK = "___"  # begins a line to fill in by hand
_CACHED = 8  # templates kept compiled; a school has one or two
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


class Compiled(Struct, frozen=True):
    """A template ready to print.

    ``members`` are its parts in order: deflated, or the name of one that a function of ``printers`` prints. ``sheet``
    is the room that it has for a plan's columns, ``None`` where it sets its own; ``used`` are the names that it asks
    for. ``looped`` are the numbers that a loop repeats, ``highest`` is the highest of all numbers. ``filled``: no
    cell is left without a paragraph, and no table without rows but that of a plan that has neither headings nor rows.
    """

    members: Sequence[Entry | str]
    printers: Mapping[str, Printer]
    sheet: Sheet | None
    used: AbstractSet[str]
    looped: AbstractSet[tuple[str, str]] = frozenset()
    highest: int = 0
    filled: bool = False

    def render(self, values: Values) -> bytes:
        """The document of these *values*: the same values, the same bytes.

        Raises:
            TemplateError: it would be far longer than any document.
        """
        filled = self.filled and not (values.get("columns") and not (values["headed"] or values["rows"]))
        made = {name: _part(print_part(values), filled=filled) for name, print_part in self.printers.items()}
        if self.looped:
            numbers = Numbers(self.looped, self.highest)
            made = {name: numbers.settle(name, xml) for name, xml in made.items()}
        return archive(one if isinstance(one, Entry) else packed(one, made[one].encode()) for one in self.members)


def _part(pieces: Iterator[str], *, filled: bool) -> str:
    """The part of these *pieces*, no more of them than a document may hold; *filled*: no loop has emptied anything."""
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
    if not filled and _has_emptied(xml):
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


def members(data: bytes) -> tuple[tuple[str, bytes], ...]:
    """The names and contents of the parts of a zip, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return tuple((entry.filename, package.read(entry)) for entry in package.infolist() if not entry.is_dir())


def write(
    plan: Plan, template: bytes | None = None, *, landscape: bool | None = None, endorsements_first: bool = False
) -> bytes:
    """The official document of *plan*, by *template* or the one that comes with planforms.

    ``landscape`` forces the page; by default it is landscape where the columns need that. Endorsement marks are after
    the text, or with ``endorsements_first`` before it. The same plan and template give the same bytes. A template
    whose table does not loop over the columns keeps its own page and widths.

    Raises:
        TemplateError: the template is no Word document, or has a tag that is wrong or not allowed.
    """
    compiled = _compiled(template, TemplateKind.PLAN)
    values = context(
        plan,
        compiled.sheet,
        landscape=landscape,
        endorsements_first=endorsements_first,
        names=compiled.used,
    )
    return compiled.render(values)


def write_companion(companion: "Companion", template: bytes | None = None) -> bytes:
    """An order or an extract of minutes, by *template* or the one that comes with planforms.

    Raises:
        TemplateError: as ``write``.
    """
    return fill(TemplateKind(type(companion).__name__.casefold()), companion_values(companion), template)


def companion_values(companion: "Companion") -> dict[str, Line | Sequence[Line] | bool]:
    """The names that a template of this companion may use, and their words."""
    words = {name: value for name, value in asdict(companion).items() if name != "gaps"}
    lists = {name: [Line.of((Run(one),)) for one in value] for name, value in words.items() if isinstance(value, tuple)}
    lines = {name: Line.of((Run(value),)) for name, value in words.items() if name not in lists}
    return {**lines, **lists, "blanks": any(_BLANK in line.words for line in lines.values())}


def fill(kind: TemplateKind, values: Mapping[str, object], template: bytes | None = None) -> bytes:
    """A document of *kind* that prints *values*, by *template* or the one that comes with planforms.

    Raises:
        TemplateError: as ``write``.
    """
    return _compiled(template, kind).render(values)


@cache
def built_in_template(kind: TemplateKind = TemplateKind.PLAN) -> bytes:
    """The bytes of a template that comes with planforms."""
    here = Path(__file__)
    installed = here.parents[2] / "templates" / f"{kind}.docx"
    # An editable install has no copy of its own: the templates are kept once, at the root of the repository.
    return (installed if installed.is_file() else here.parents[4] / "templates" / installed.name).read_bytes()


@lru_cache(maxsize=_CACHED)
def _compiled(template: bytes | None, kind: TemplateKind) -> Compiled:
    if template is None:
        from planforms.writers.docx.built_in import MADE

        printers, sheet, used = MADE[kind]
        parts = members(built_in_template(kind))
        return Compiled(
            [name if name in printers else packed(name, data) for name, data in parts],
            printers,
            sheet,
            used,
            filled=True,
        )
    from planforms.writers.docx.template import Template

    return Template(template, kind).compiled()
