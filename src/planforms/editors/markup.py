"""One XML part under edit: the parsed tree shows where to change something, and only the bytes there are changed.

Parsing and writing anew would change quotes, declarations, comments and name spaces all over the part; splicing can
not. It knows XML and no format.
"""

import re
from array import array
from collections.abc import Iterator
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from planforms.package import UTF8, encoding_of, repaired
from planforms.text import without_forbidden

# What is between texts in a well-formed part without a DTD; a comment, CDATA or instruction may hold tags.
_PIECE = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<(?P<close>/?)[^\s<>/]++(?:[^\"'>/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = rb"(\s)%b\s*=\s*(\"[^\"]*\"|'[^']*')"
_NAME = re.compile(rb"<([^\s<>/]+)")


class Extent(NamedTuple):
    """Where an element is in the bytes: its start tag, and its end tag (both ends alike where it has none)."""

    start: int
    inside: int
    end: int
    stop: int

    @property
    def empty(self) -> bool:
        """Whether the element is one tag, ``<a/>``."""
        return self.inside == self.stop


class _Spot(Enum):
    """Where new XML goes, seen from an element."""

    BEFORE = auto()
    AFTER = auto()
    WHOLE = auto()
    FIRST_INSIDE = auto()
    ALL_INSIDE = auto()


class _Splice(NamedTuple):
    start: int
    stop: int
    new: bytes


class Markup:
    """An XML part as *data* and as the tree *root* parsed from it; edits are gathered and made at once.

    Where *mended*, the tree is of the part without the characters that XML forbids, and so is the result.

    Edits must lie apart from one another: an element that is replaced is edited in no other way.
    """

    def __init__(self, data: bytes, root: etree._Element, *, mended: bool = False) -> None:
        self.root = root
        self._encoding = encoding_of(data)
        decoded = data if self._encoding == UTF8 else data.decode(self._encoding).encode()
        self._data = repaired(decoded)[0] if mended else decoded
        self._edits: list[tuple[etree._Element, _Spot, str]] = []
        self._appended: dict[etree._Element, list[str]] = {}
        self._attributes: dict[etree._Element, dict[str, str | None]] = {}

    @property
    def changed(self) -> bool:
        """Whether any edit was asked for."""
        return bool(self._edits or self._appended or self._attributes)

    def replace(self, element: etree._Element, xml: str) -> None:
        """Put *xml* in the place of *element*."""
        self._edits.append((element, _Spot.WHOLE, xml))

    def remove(self, element: etree._Element) -> None:
        """Take *element* out."""
        self.replace(element, "")

    def before(self, element: etree._Element, xml: str) -> None:
        """Put *xml* right before *element*; what is put there later comes after it."""
        self._edits.append((element, _Spot.BEFORE, xml))

    def after(self, element: etree._Element, xml: str) -> None:
        """Put *xml* right after *element*; what is put there later comes after it."""
        self._edits.append((element, _Spot.AFTER, xml))

    def prepend(self, element: etree._Element, xml: str) -> None:
        """Put *xml* first inside *element*."""
        self._edits.append((element, _Spot.FIRST_INSIDE, xml))

    def append(self, element: etree._Element, xml: str) -> None:
        """Put *xml* last inside *element*."""
        self._appended.setdefault(element, []).append(xml)

    def fill(self, element: etree._Element, xml: str) -> None:
        """Put *xml* in the place of all that *element* holds."""
        self._edits.append((element, _Spot.ALL_INSIDE, xml))

    def set(self, element: etree._Element, name: str, value: str | None) -> None:
        """Give *element* the attribute *name*, a name as written (with its prefix); ``None`` takes it away."""
        self._attributes.setdefault(element, {})[name] = value

    def written(self, element: etree._Element) -> str:
        """*element* as it is written in the part."""
        extent = self._extents[element]
        return self._data[extent.start : extent.stop].decode()

    def inside(self, element: etree._Element) -> str:
        """What *element* holds, as it is written in the part."""
        extent = self._extents[element]
        return "" if extent.empty else self._data[extent.inside : extent.end].decode()

    def tag(self, element: etree._Element, name: str) -> str:
        """*name* with the prefix that *element* has, for a new element beside or inside it."""
        return f"{element.prefix}:{name}" if element.prefix else name

    def result(self) -> bytes:
        """The part with all edits made; the tree is let go, so that both are not held at once, and nothing follows."""
        parts: list[bytes] = []
        place = 0
        splices = sorted(self._all(), key=lambda splice: splice[:2])
        del self.root, self._edits, self._appended, self._attributes
        self.__dict__.pop("_extents", None)
        for start, stop, new in splices:
            parts += (self._data[place:start], new)
            place = stop
        parts.append(self._data[place:])
        data = b"".join(parts)
        return data if self._encoding == UTF8 else data.decode().encode(self._encoding)

    @cached_property
    def _extents(self) -> dict[etree._Element, Extent]:
        return dict(zip(self.root.iter("*"), _extents(self._data), strict=True))

    def _edited(self) -> dict[etree._Element, Extent]:
        """The extents of the elements under edit alone: those of all take more memory than the tree itself."""
        wanted = {*(element for element, _, _ in self._edits), *self._appended, *self._attributes}
        pairs = zip(self.root.iter("*"), _extents(self._data), strict=True)
        return {element: extent for element, extent in pairs if element in wanted}

    def _all(self) -> Iterator[_Splice]:
        extents = self._edited()
        appended = {element: list(pieces) for element, pieces in self._appended.items()}
        for element, spot, xml in self._edits:
            extent = extents[element]
            if extent.empty and spot in {_Spot.FIRST_INSIDE, _Spot.ALL_INSIDE}:
                pieces = appended.setdefault(element, [])
                pieces.insert(0 if spot is _Spot.FIRST_INSIDE else len(pieces), xml)
            else:
                yield _Splice(*_span(extent, spot), xml.encode())
        for element in {**appended, **self._attributes}:
            extent = extents[element]
            added = "".join(appended.get(element, ())).encode()
            attributes = self._attributes.get(element, {})
            if attributes or (added and extent.empty):
                yield _Splice(extent.start, extent.inside, self._tag(extent, attributes, added))
            if added and not extent.empty:
                yield _Splice(extent.end, extent.end, added)

    def _tag(self, extent: Extent, attributes: dict[str, str | None], xml: bytes) -> bytes:
        """The start tag of an element with other *attributes*, and the whole element where *xml* fills an empty one."""
        tag = self._data[extent.start : extent.inside]
        for name, value in attributes.items():
            pattern = re.compile(_ATTRIBUTE % re.escape(name.encode()))
            new = b"" if value is None else b" %b=%b" % (name.encode(), attribute(value).encode())
            if pattern.search(tag):
                tag = pattern.sub(lambda _, new=new: new, tag, count=1)  # type: ignore[misc]
            else:
                ending = b"/>" if extent.empty else b">"
                tag = tag.removesuffix(ending).rstrip() + new + ending
        if xml and extent.empty:
            name_of = _NAME.match(tag)
            assert name_of is not None  # noqa: S101 - a tag has a name
            tag = tag.removesuffix(b"/>") + b">" + xml + b"</" + name_of[1] + b">"
        return tag


def _span(extent: Extent, spot: _Spot) -> tuple[int, int]:
    match spot:
        case _Spot.BEFORE:
            return extent.start, extent.start
        case _Spot.AFTER:
            return extent.stop, extent.stop
        case _Spot.WHOLE:
            return extent.start, extent.stop
        case _Spot.FIRST_INSIDE:
            return extent.inside, extent.inside
        case _Spot.ALL_INSIDE:
            return extent.inside, extent.end


def _extents(data: bytes) -> Iterator[Extent]:
    """The extents of all elements in the order of their start tags, which is the order of a tree's iteration."""
    starts, insides, ends, stops = array("I"), array("I"), array("I"), array("I")
    open_: list[int] = []
    for piece in _PIECE.finditer(data):
        start, stop = piece.span()
        if piece["close"] is None:
            continue
        if piece["close"]:
            index = open_.pop()
            ends[index], stops[index] = start, stop
        else:
            if not piece["empty"]:
                open_.append(len(starts))
            for places, place in ((starts, start), (insides, stop), (ends, stop), (stops, stop)):
                places.append(place)
    return map(Extent, starts, insides, ends, stops)


def words(value: str) -> str:
    """*value* as the text of an element; what XML cannot hold is left out."""
    return escape(without_forbidden(value)).replace("\r", "&#13;")


def attribute(value: str) -> str:
    """*value* as an attribute, its quotes included; what XML cannot hold is left out."""
    return quoteattr(without_forbidden(value), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
