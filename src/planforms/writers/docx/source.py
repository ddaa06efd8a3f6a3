"""The Python that prints a part of a template: pieces of XML, and the steps between them that its tags ask for.

Everything that a person wrote is in it only as a quoted string or as a numbered variable. What a loop repeats is given
numbers of its own: the first repetition keeps the number that the template has, each further one takes a new one.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.6 (bookmarks), 17.11 (notes), 20.4.2.5 (docPr).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from planforms.writers.docx.document import NOTES

_FAMILIES = {
    "wp:docPr": "drawing",
    "w:bookmarkStart": "bookmark",
    "w:bookmarkEnd": "bookmark",
    "w:commentRangeStart": "comment",
    "w:commentRangeEnd": "comment",
    "w:commentReference": "comment",
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
}
_ID = re.compile(r'(\s(?:w:)?id=")(-?\d+)(")')
# docxtpl ends a run before a printed line and begins one after it; most of these hold nothing.
_EMPTY_RUN = re.compile(r"<w:r(?: [^<>]*)?>(?:<w:rPr>(?:<(?!/w:rPr>)[^<>]*>)*</w:rPr>)?<w:t(?: [^<>]*)?></w:t></w:r>")
_NAME = re.compile(r'(\sw:name="[^"]*)(")')


class Code(NamedTuple):
    """A step between pieces of XML: a ``line`` of Python; ``opens`` or ``closes`` the block that it is the edge of."""

    line: str
    opens: bool = False
    closes: bool = False


def printed(value: str) -> Code:
    """The step that prints the string *value*, which is Python."""
    return Code(f"yield {value}")


def source_of(pieces: Iterable[str | Code], *, empty_runs: bool = True) -> str:
    """The Python of the function ``print_part(v)``, which yields these *pieces*, ``v`` being the values.

    Runs that hold nothing are left out unless *empty_runs*.
    """
    lines, depth, xml = ["def print_part(v: Values) -> Iterator[str]:"], 1, ""
    for piece in (*pieces, Code("yield ''")):
        if isinstance(piece, str):
            xml += piece
            continue
        if not empty_runs:
            xml = _EMPTY_RUN.sub("", xml)
        if xml:
            lines.append(f"{'    ' * depth}yield {xml!r}")
            xml = ""
        if piece.closes:
            if lines[-1].endswith(":"):
                lines.append(f"{'    ' * depth}pass")
            depth -= 1
        if piece.line:
            lines.append(f"{'    ' * depth}{piece.line}")
        depth += piece.opens
    return "\n".join((*lines, ""))


class LoopedNumbers:
    """The numbers in the pieces of a part: those inside loops are replaced by what gives a new one each time."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        self._begins: dict[int, int] = {}

    def begin(self, loop: int, at: int) -> None:
        """Note which piece begins a *loop*."""
        self._begins[loop] = at

    def see(self, element: str, text: str, loops: tuple[int, ...], at: int) -> None:
        """Note an *element*, whose tag is *text*, inside these *loops*, the outermost first."""
        family, written = _FAMILIES.get(element, ""), _ID.search(text)
        if family and written:
            key = f"{written[2]} {at}" if family == "drawing" else written[2]
            self._seen[family, key].append((at, loops))

    def _repeated(self) -> Iterator[tuple[str, str, Sequence[int], set[tuple[int, ...]]]]:
        """The family, number, pieces and loops of what is inside a loop."""
        for (family, key), places in self._seen.items():
            loops = {around for _, around in places}
            if loops != {()}:
                yield family, key.partition(" ")[0], [at for at, _ in places], loops

    def looped_notes(self) -> dict[str, set[str]]:
        """The numbers of comments and notes that are repeated, by family."""
        notes: dict[str, set[str]] = defaultdict(set)
        for family, written, _, loops in self._repeated():
            if family in NOTES and len(loops) == 1:
                notes[family].add(written)
        return notes

    def placed(self, pieces: Sequence[str | Code]) -> Iterator[str | Code]:
        """The *pieces* with numbers of their own in each repetition.

        What begins in a loop and ends outside it cannot be repeated, and is left out.
        """
        changed: dict[int, list[str | Code]] = {}
        for number, (family, written, places, loops) in enumerate(self._repeated()):
            if len(loops) > 1:
                changed.update({at: [] for at in places})
                continue
            name, ((*_, innermost),) = f"number{number}", loops
            begun = self._begins[innermost]
            changed.setdefault(begun, [pieces[begun]]).append(
                Code(f"{name} = v['numbers'].of({family!r}, {written!r})")
            )
            for at in places:
                changed[at] = [*_with_number(str(pieces[at]), name, named=family == "bookmark")]
        for at, piece in enumerate(pieces):
            yield from changed.get(at, (piece,))


def _with_number(text: str, number: str, *, named: bool) -> Iterator[str | Code]:
    """The tag *text* of an element with the variable *number* in place of its id, and at the end of its name."""
    marks = [(found.start(2), found.end(2), "value") for found in [_ID.search(text)] if found]
    marks += [(found.start(2), found.start(2), "suffix") for found in [_NAME.search(text)] if found and named]
    at = 0
    for start, end, part in sorted(marks):
        yield text[at:start]
        yield printed(f"{number}.{part}")
        at = end
    yield text[at:]


def highest_numbers(roots: Sequence[etree._Element]) -> dict[str, int]:
    """The highest number in use, by family."""
    highest: dict[str, int] = defaultdict(int)
    for root in roots:
        for element in root.iter(*map(qn, _FAMILIES), *(qn(f"w:{family}") for family in NOTES)):
            name = etree.QName(element).localname
            family = "drawing" if name == "docPr" else next(f for f in (*NOTES, "bookmark") if name.startswith(f))
            written = element.get("id") or element.get(qn("w:id")) or "0"
            highest[family] = max(highest[family], int(written) if written.isdigit() else 0)
    return dict(highest)
