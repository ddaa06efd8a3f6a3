"""Identifiers of what a loop repeats: each drawing, comment, bookmark and note of a document has a number of its own.

The first repetition keeps the number that the template has, each further one takes a new number; comments and notes,
whose words are in a part of their own, are then repeated there too.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.6 (bookmarks), 17.11 (notes), 20.4.2.5 (docPr).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from docx.oxml.ns import qn
from lxml import etree
from msgspec import Struct

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
# The elements that hold the words of a comment or a note.
NOTES = ("comment", "footnote", "endnote")
_ID = re.compile(r'(\s(?:w:)?id=")(-?\d+)(")')
_NAME = re.compile(r'(\sw:name="[^"]*)(")')
_PARAGRAPH_ID = re.compile(r' w14:(?:paraId|textId)="[^"]*"')


class Number(Struct, frozen=True):
    """A number, and what is added to the name of a bookmark that has it."""

    value: str
    suffix: str = ""

    def __str__(self) -> str:
        return self.value

    __html__ = __str__


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


class LoopedNumbers:
    """The numbers in the source of a part: those inside loops are replaced by what gives a new one each time.

    ``notes`` holds the numbers of comments and notes that are in loops, by family.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        self._begins: dict[int, int] = {}
        self.notes: dict[str, set[str]] = {}

    def begin(self, loop: int, at: int) -> None:
        """Note where in the source the tag is that begins a *loop*."""
        self._begins[loop] = at

    def see(self, element: str, text: str, loops: tuple[int, ...], at: int) -> None:
        """Note an *element*, whose tag is *text*, inside these *loops*, the outermost first."""
        family, written = _FAMILIES.get(element, ""), _ID.search(text)
        if family and written:
            key = f"{written[2]} {at}" if family == "drawing" else written[2]
            self._seen[family, key].append((at, loops))

    def placed(self, source: Sequence[str]) -> list[str]:
        """The *source* with numbers of their own in each repetition.

        What begins in a loop and ends outside it cannot be repeated, and is left out.
        """
        out = list(source)
        defined: dict[int, str] = defaultdict(str)
        for number, ((family, key), places) in enumerate(self._seen.items()):
            loops = {around for _, around in places}
            if loops == {()}:
                continue
            if len(loops) > 1:
                for at, _ in places:
                    out[at] = ""
                continue
            if family in NOTES:
                self.notes.setdefault(family, set()).add(key)
            (innermost,) = {around[-1] for around in loops}
            name = f"number_{number}"
            defined[innermost] += f"{{% set {name} = numbers.of('{family}', '{key.partition(' ')[0]}') %}}"
            for at, _ in places:
                text = _ID.sub(rf"\g<1>{{{{ {name} }}}}\3", out[at], count=1)
                out[at] = _NAME.sub(rf"\1{{{{ {name}.suffix }}}}\2", text) if family == "bookmark" else text
        for loop, statements in defined.items():
            out[self._begins[loop]] += statements
        return out


def repeat_notes(notes: str, family: str, given: Mapping[tuple[str, str], Sequence[str]], looped: set[str]) -> str:
    """The part of the *notes* of a *family* with a copy for each further number given; those not used are left out."""

    def repeated(note: re.Match[str]) -> str:
        written = _ID.search(note[0])
        if written is None or written[2] not in looped:
            return note[0]
        first, *others = given.get((family, written[2]), ()) or ("",)
        if not first:
            return ""
        before, after = note[0][: written.start(2)], _PARAGRAPH_ID.sub("", note[0][written.end(2) :])
        return "".join((note[0], *(f"{before}{number}{after}" for number in others)))

    return re.sub(rf"<w:{family}[ >].*?</w:{family}>", repeated, notes, flags=re.DOTALL)


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
