"""A package under edit: its parts as markup to splice, its relationships, content types and file extension."""

import posixpath
import struct
from functools import cached_property
from itertools import count

from lxml import etree

from planforms.editors.markup import Markup, attribute
from planforms.package import DEFAULT_LIMITS, Archive, Limits, Package, Relationship, open_package
from planforms.package.rewriting import repacked

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
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and not relationship.external and relationship.target in self:
                return relationship.target
        return None

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of *part* as the file has them, by id."""
        return dict(self.package.relationships(part))

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
