"""A package under edit: its XML parts as markup to splice, its relationships, content types and file extension.

The parsed tree of a part shows where to change something, and only the bytes there are changed. Parsing and writing
anew would change quotes, declarations, comments and name spaces all over the part; splicing can not. It knows packages
and XML, and no format.
"""

import posixpath
import re
import struct
from array import array
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from itertools import count
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from planforms.package import (
    DEFAULT_LIMITS,
    UTF8,
    Archive,
    Limits,
    Package,
    encoding_of,
    open_package,
    repaired,
)
from planforms.packing import repacked
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
    """Where new XML goes, seen from an element: from which place of its extent to which."""

    BEFORE = ("start", "start")
    AFTER = ("stop", "stop")
    WHOLE = ("start", "stop")
    FIRST_INSIDE = ("inside", "inside")
    ALL_INSIDE = ("inside", "end")
    LAST_INSIDE = ("end", "end")


_INSIDE = frozenset({_Spot.FIRST_INSIDE, _Spot.ALL_INSIDE, _Spot.LAST_INSIDE})
_Splice = tuple[int, int, bytes]  # from where to where, and what takes the place


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
        self._attributes: dict[etree._Element, dict[str, str | None]] = {}

    @property
    def changed(self) -> bool:
        """Whether any edit was asked for."""
        return bool(self._edits or self._attributes)

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
        self._edits.append((element, _Spot.LAST_INSIDE, xml))

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
        del self.root, self._edits, self._attributes
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
        wanted = {*(element for element, _, _ in self._edits), *self._attributes}
        pairs = zip(self.root.iter("*"), _extents(self._data), strict=True)
        return {element: extent for element, extent in pairs if element in wanted}

    def _all(self) -> Iterator[_Splice]:
        extents = self._edited()
        filled: dict[etree._Element, list[str]] = {}  # what goes into elements that are one tag
        for element, spot, xml in sorted(self._edits, key=lambda edit: edit[1] is _Spot.LAST_INSIDE):
            extent = extents[element]
            if not extent.empty or spot not in _INSIDE:
                start, stop = (getattr(extent, place) for place in spot.value)
                yield start, stop, xml.encode()
            elif spot is _Spot.FIRST_INSIDE:
                filled.setdefault(element, []).insert(0, xml)
            else:
                filled.setdefault(element, []).append(xml)
        for element in {**filled, **self._attributes}:
            extent, added = extents[element], "".join(filled.get(element, ())).encode()
            yield extent.start, extent.inside, self._tag(extent, self._attributes.get(element, {}), added)

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


_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_FAMILY = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_FAMILY = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT = b"http://purl.oclc.org/ooxml/"
_SHEETS = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_SHEETS = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_HEAD = 4096


class Parts:
    """The parts of the file *data*, called *name*; edits are gathered until ``result``."""

    def __init__(self, data: Archive, name: str, limits: Limits = DEFAULT_LIMITS) -> None:
        self.package: Package = open_package(data, name, limits)
        self.main = self.package.main_part()
        self._markups: dict[str, Markup] = {}
        self._new: dict[str, bytes] = {}
        self._ids: dict[str, set[str]] = {}  # of the relationships in each part of them
        self._kinds: dict[str, str] = {}  # content types of new parts
        self._names = {part.replace("\\", "/").strip("/").casefold(): part for part in self.package.parts}
        self._strict = _STRICT in self.package.read(self.main)[:_HEAD]

    @property
    def relation_namespace(self) -> str:
        """The name space of ``r:id`` in this file, and the family of its relationships' types."""
        return _STRICT_FAMILY if self._strict else _FAMILY

    def _in_its_names(self, data: bytes) -> bytes:
        """A new part of a workbook with the name space that this file has in the place of the usual one."""
        return data.replace(_SHEETS, _STRICT_SHEETS) if self._strict else data

    def __contains__(self, part: str) -> bool:
        return part in self._new or part.casefold() in self._markups or part in self.package

    def markup(self, part: str) -> Markup:
        """The XML part called *part*, to be edited."""
        key = part.casefold()
        if key not in self._markups:
            if part in self._new:
                data = self._new.pop(part)
                self._markups[key] = Markup(self._in_its_names(data), etree.fromstring(data))
                self._names[key] = part
            else:
                removed = self.package.removed_characters
                root = self.package.xml(part)  # first, since it reads the part for itself
                mended = self.package.removed_characters > removed
                self._markups[key] = Markup(self.package.read(part), root, mended=mended)
        return self._markups[key]

    def read(self, part: str) -> bytes:
        """The bytes of a part that is not markup here: as in the file, or as put anew."""
        return self._new[part] if part in self._new else self.package.read(part)

    def put(self, part: str, data: bytes, content_type: str = "") -> None:
        """A new part, or other bytes for one that is not markup here."""
        self._new[self._names.get(part.casefold(), part)] = data
        if content_type:
            self._kinds[part] = content_type

    def free_name(self, pattern: str) -> str:
        """The first name that *pattern*, with ``{}`` for a number from 1, makes and no part has or is waited for by."""
        names = (pattern.format(number) for number in count(1))
        return next(name for name in names if name not in self and name.casefold() not in self._awaited)

    @cached_property
    def _awaited(self) -> frozenset[str]:
        """The parts that relationships lead to, in the archive or not: a damaged file may lack some."""
        sources = (
            posixpath.join(posixpath.dirname(posixpath.dirname(part)), posixpath.basename(part).removesuffix(".rels"))
            for part in self.package.parts
            if part.endswith(".rels")
        )
        found = (relationship for source in sources for relationship in self.package.relationships(source).values())
        return frozenset(relationship.target.casefold() for relationship in found)

    def related(self, part: str, kind: str) -> str | None:
        """The first part that *part* is related to by *kind*, where there is one."""
        for relationship in self.package.relationships(part).values():
            if relationship.kind == kind and not relationship.external and relationship.target in self:
                return relationship.target
        return None

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate *part* to the part *target* by *kind* (``comments``), and give the new relationship's id."""
        folder, _, file = part.rpartition("/")
        source = posixpath.join(folder, "_rels", f"{file}.rels")
        if source not in self:
            self._new[source] = _RELATIONSHIPS
        markup = self.markup(source)
        taken = self._ids.setdefault(source, {item.get("Id", "") for item in markup.root.iter("*")})
        key = next(name for number in count(max(len(taken), 1)) if (name := f"rId{number}") not in taken)
        taken.add(key)
        path = posixpath.relpath(target, folder or ".")
        tag = markup.tag(markup.root, "Relationship")
        markup.append(
            markup.root, f'<{tag} Id="{key}" Type="{self.relation_namespace}/{kind}" Target={attribute(path)}/>'
        )
        return key

    def result(self) -> bytes:
        """The file with all edits made; the very bytes given where there are none.

        Raises:
            UnreadableFileError: a part that is copied as it is is not where the archive says.
        """
        self._declare_kinds()
        changed: dict[str, bytes] = {}
        for key in tuple(self._markups):
            markup = self._markups.pop(key)  # so that its memory is free for the next
            if markup.changed or self._names[key] not in self.package:
                changed[self._names[key]] = markup.result()
        changed |= {part: self._in_its_names(data) for part, data in self._new.items()}
        if not changed:
            return self.package.data
        try:
            return repacked(self.package, changed)
        except struct.error as error:
            raise self.package.damaged("") from error

    def _declare_kinds(self) -> None:
        """Name the content types of new parts: by ending for VML, as Office does, by name for the others."""
        if not self._kinds or _CONTENT_TYPES not in self:
            return
        markup = self.markup(_CONTENT_TYPES)
        known = {item.get("Extension", "").casefold() for item in markup.root}
        for part, kind in self._kinds.items():
            ending = part.rpartition(".")[2]
            if ending == "xml":
                tag = markup.tag(markup.root, "Override")
                markup.append(markup.root, f"<{tag} PartName={attribute('/' + part)} ContentType={attribute(kind)}/>")
            elif ending not in known:
                tag = markup.tag(markup.root, "Default")
                markup.prepend(markup.root, f"<{tag} Extension={attribute(ending)} ContentType={attribute(kind)}/>")
        self._kinds.clear()
