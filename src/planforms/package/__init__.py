"""The one opener of Office archives: bytes in, parts out, within limits; every file is hostile until read.

It knows zip, XML and the Open Packaging Conventions (ECMA-376 part 2), and nothing of Word, Excel or plans. No name
inside an archive is ever used as a path, no declared size is believed, no DTD, entity or network address is followed.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct

from planforms.errors import UnreadableFileError
from planforms.package.signatures import refusal
from planforms.remembered import pattern_of

_ENTRY = b"PK\x01\x02"  # the signature of one entry of a zip directory
_LOCAL_ENTRY = b"PK\x03\x04"  # that of the header before its bytes
_LOCAL = struct.Struct("<6xH18xHH")  # of which count: its flags, the lengths of its name and of its extra field
_ENCRYPTED = 1
_UTF8_NAME = 1 << 11
_STRANGE = 3 << 5  # patched, or encrypted in another way
_OFFICE_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What zipfile and zlib raise from a damaged archive, found by fuzzing.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(KeyError, NotImplementedError, OverflowError, RuntimeError, ValueError),
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# ISO 29500 Strict names every namespace purl.oclc.org/ooxml/<family>/<rest>; Transitional, what Office writes and
# everyone reads, schemas.openxmlformats.org/<family>/2006/<rest>.
_STRICT = re.compile(rb"([\"'])http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = rb"\1http://schemas.openxmlformats.org/\2/2006/"
# ECMA-376 part 1, 11.3.10 and 12.3.23; [MS-OFFMACRO2] 2.1 for those with macros.
_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "dotx",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "docm",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "dotm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xltx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": "xlsm",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": "xltm",
}
_HEAD = 4096
_DENSE = 1 << 20  # bytes of a part up to which it may be packed as densely as it likes
_DEEPEST = 64  # wrappers inside one another; Word itself gets to about twenty
UTF8 = "utf-8"
# What an XML part begins with: a byte order mark, or “<” in more bytes than one.
_ENCODINGS = (
    *(
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"<\0\0\0", "utf-32-le"),
        (b"\0\0\0<", "utf-32-be"),
    ),
    *((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")),
)
_FORBIDDEN = pattern_of("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_REFERENCE = pattern_of(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|1[14])|x0*(?:[0-8bcBC]|1[0-9a-fA-F]|0?[eE]|[dD][89a-fA-F]..|[fF]{3}[efEF]));"
)


class Bound(StrEnum):
    """What there is a limit for: what is said of a file over it."""

    FILE = "“{name}” is longer than {most} MiB, as no plan is, so it was not read; copy the plan alone into a new file."
    UNPACKED = (
        "“{name}” holds more than {most} MiB when unpacked, so it was not read; copy the plan alone into a new file."
    )
    PART = "“{name}” has a part of more than {most} MiB, so it was not read; copy the plan alone into a new file."
    PARTS = "“{name}” has more than {most} parts, so it was not read; copy the plan alone into a new file."
    RATIO = (
        "“{name}” has a part that grows to more than {most} times its size when unpacked, so it was not read; copy "
        "the plan alone into a new file."
    )
    NODES = (
        "“{name}” has a part of more than {most} elements and attributes, so it was not read; copy the plan alone "
        "into a new file."
    )
    CELLS = (
        "“{name}” has more than {most} cells and paragraphs, so it was not read; copy the plan alone into a new file."
    )
    LETTERS = (
        "“{name}” has more than {most} letters in all its cells together, so it was not read; copy the plan alone "
        "into a new file."
    )
    COLUMNS = (
        "“{name}” has a table of more than {most} columns, so it was not read; copy the plan alone into a new file."
    )
    STYLES = "“{name}” has more than {most} styles, so it was not read; copy the plan alone into a new file."
    DEPTH = (
        "“{name}” has tables, lists or frames more than {most} deep inside one another, so it was not read; copy the "
        "plan alone into a new file."
    )
    PARSER = (
        "“{name}” has elements more than {most} deep inside one another, or a text of more than 10 MB, so it was not "
        "read; copy the plan alone into a new file."
    )
    SECONDS = "“{name}” could not be read in {most} seconds; copy the plan alone into a new file."


class Limits(Struct, frozen=True, kw_only=True):
    """How much of a file is looked at before it is refused; enough for any plan, little for a machine.

    Attributes:
        file: bytes of the file itself.
        unpacked: bytes of all parts that are read, together.
        part: bytes of one part.
        parts: entries of the archive.
        ratio: unpacked bytes to packed bytes of a part, looked at once a part is over 1 MiB.
        nodes: elements, texts and attributes (twice) of one XML part, estimated before it is parsed; each takes some
            128 bytes of memory.
        cells: cells that hold words, and paragraphs outside tables, in all tables and sheets together. In a Word
            document blank cells count too, and so does every line in a cell: one of a single line counts as two.
        letters: characters in all cells and paragraphs together; a shared string counts in each cell that shows it.
        cell_letters: characters of one cell, as in Excel; the rest of a longer one is left out and reported.
        columns: columns of one table or sheet that hold words.
        styles: styles of one part.

    The parser sets two more: elements may be 256 deep inside one another, and a text 10 MB long.
    """

    file: int = 64 << 20
    unpacked: int = 256 << 20
    part: int = 128 << 20
    parts: int = 10_000
    ratio: int = 500
    nodes: int = 4_500_000
    cells: int = 200_000
    letters: int = 4_000_000
    cell_letters: int = 32_767
    columns: int = 1_000
    styles: int = 65_536


DEFAULT_LIMITS = Limits()


class Allowance:
    """How many more cells and paragraphs of a file may be read, with how many letters, and how deep."""

    def __init__(self, limits: Limits, name: str, *, cells: int = 0) -> None:
        self._limits = limits
        self._most = cells or limits.cells
        self._left = self._most
        self._letters = limits.letters
        self._name = name

    def allow_depth(self, depth: int) -> None:
        """See that elements are not inside one another deeper than any program puts them.

        Raises:
            UnreadableFileError: they are.
        """
        if depth > _DEEPEST:
            raise too_large(self._name, Bound.DEPTH, _DEEPEST)

    def spend(self, letters: int = 0, *, cells: int = 1) -> None:
        """Take one, or so many *cells*, with so many *letters*.

        Raises:
            UnreadableFileError: there is none left.
        """
        self._left -= cells
        self._letters -= letters
        if self._left < 0:
            raise too_large(self._name, Bound.CELLS, self._most)
        if self._letters < 0:
            raise too_large(self._name, Bound.LETTERS, self._limits.letters)


class Relationship(Struct, frozen=True):
    """A link from one part to another, or to the outside.

    ``kind`` is the last word of the type's address (``header``, ``hyperlink``); ``target`` is the name of a part, which
    may be missing, or where ``external`` the address as written.
    """

    kind: str
    target: str
    external: bool = False


class _Directory(NamedTuple):
    """The entries of an archive: by the names of their parts in small letters, and the names that two have."""

    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    twice: frozenset[str]


def _directory(archive: zipfile.ZipFile, name: str) -> _Directory:
    entries: dict[str, zipfile.ZipInfo] = {}
    twice: set[str] = set()
    for info in archive.infolist():
        part = info.filename.replace("\\", "/").strip("/")
        if ".." in part and ".." in part.split("/"):
            raise UnreadableFileError(
                "“{name}” is not safe to open: it holds a part that points out of it, “{part}”. "
                "Ask for the file again from the person who made it.",
                name=name,
                part=info.filename,
            )
        if not info.filename.endswith("/"):  # is_dir fails where the name is empty
            key = part.casefold()
            if key in entries:
                twice.add(key)
            entries[key] = info
    return _Directory(archive, entries, frozenset(twice))


class Package:
    """An opened archive. Parts are inflated when asked for; part names are compared without regard to case."""

    def __init__(
        self,
        data: bytes,
        directory: _Directory,
        name: str,
        limits: Limits,
        relationships: Mapping[str, Mapping[str, Relationship]] | None = None,
    ) -> None:
        self.data = data
        self.name = name
        self.limits = limits
        self.removed_characters = 0
        self._spent = 0
        self._directory = directory
        self._archive, self._entries, self._twice = directory
        self._relationships = dict(relationships or {})

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._entries

    def anew(self, name: str, limits: Limits) -> "Package":
        """The same archive, which is not opened again, with nothing of it read yet but relationships."""
        as_before = limits == self.limits and not self.removed_characters
        return Package(self.data, self._directory, name, limits, self._relationships if as_before else None)

    @property
    def entries(self) -> tuple[zipfile.ZipInfo, ...]:
        """The entries of the archive as they are."""
        return tuple(self._archive.infolist())

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(info.filename for info in self._entries.values())

    def read(self, part: str) -> bytes:
        """The bytes of *part*.

        Raises:
            UnreadableFileError: the part is missing, doubled, encrypted, damaged, or over a limit.
        """
        key = part.casefold()
        info = self._entries.get(key)
        if info is None or key in self._twice:
            raise self.damaged(part)
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(
                "“{name}” is protected by a password; open it, remove the password, save it and give that copy.",
                name=self.name,
            )
        if info.compress_type not in _OFFICE_METHODS or info.flag_bits & _STRANGE:
            raise self.damaged(part)
        return self._inflated(part, info)

    def verify(self) -> None:
        """Inflate every part once and keep none, so that a library without limits may open the same bytes.

        Raises:
            UnreadableFileError: as ``read``.
        """
        for part in self._entries:
            self.read(part)

    def xml(self, part: str) -> etree._Element:
        """The root element of an XML part, Strict namespaces mapped to the Transitional ones.

        Characters that XML forbids are removed and counted in ``removed_characters``.

        Raises:
            UnreadableFileError: as ``read``; or the part is no XML, has a DTD, or is over a limit.
        """
        data = _as_utf8(self.read(part))
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._declares_entities()
        if _has_more_nodes(data, self.limits.nodes):
            raise too_large(self.name, Bound.NODES, self.limits.nodes)
        if b"http://purl.oclc.org/ooxml/" in data[:_HEAD]:
            data = _STRICT.sub(_TRANSITIONAL, data)
        try:
            root = self._parse(data)
        except etree.XMLSyntaxError as error:
            root = self._parse_repaired(data, error)
        if root.getroottree().docinfo.internalDTD is not None:
            # What the parser saw counts: a control character that is taken out may have hidden it.
            raise self._declares_entities()
        return root

    def expect_few_styles(self, count: int) -> None:
        """Refuse a file with more styles than any program writes.

        Raises:
            UnreadableFileError: *count*, the styles of one part, are over the limit.
        """
        if count > self.limits.styles:
            raise too_large(self.name, Bound.STYLES, self.limits.styles)

    def relationships(self, part: str = "") -> Mapping[str, Relationship]:
        """The relationships of *part* (of the whole package by default), by id; none where it has none."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def related(self, part: str, kind: str) -> str | None:
        """The first part in the archive that *part* is related to by *kind* (``styles``), if there is one."""
        for relationship in self.relationships(part).values():
            if relationship.kind == kind and not relationship.external and relationship.target in self:
                return relationship.target
        return None

    def _read_relationships(self, part: str) -> Mapping[str, Relationship]:
        folder, _, file = part.rpartition("/")
        source = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if source not in self:
            return {}
        return {
            item.get("Id", ""): _relationship(item, folder)
            for item in self.xml(source).iterchildren(f"{{{_RELATIONSHIPS}}}Relationship")
        }

    def main_part(self) -> str:
        """The name of the part that the document begins in.

        Raises:
            UnreadableFileError: the archive is no Office document.
        """
        if main := self.related("", "officeDocument"):
            return main
        for part, kind in self._overrides():
            if kind.endswith(".main+xml") and part in self:
                return part
        raise UnreadableFileError(
            "“{name}” is an archive with no Office document in it; give the .docx or .xlsx file itself.", name=self.name
        )

    def content_type(self, part: str) -> str:
        """The kind of a part as the package names it one by one; empty where it does not."""
        return next((kind for name, kind in self._overrides() if name.casefold() == part.casefold()), "")

    def _overrides(self) -> Iterator[tuple[str, str]]:
        if "[Content_Types].xml" in self:
            for item in self.xml("[Content_Types].xml").iterchildren(f"{{{_CONTENT_TYPES}}}Override"):
                yield item.get("PartName", "").strip("/"), item.get("ContentType", "")

    def _inflated(self, part: str, info: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, of which no more than the limits allow are ever held."""
        packed = self._packed(info)
        dense = max(_DENSE, len(packed) * self.limits.ratio)
        most = max(0, min(dense, self.limits.part, self.limits.unpacked - self._spent))
        try:
            data = _unpacked(packed, info, most + 1)
        except zlib.error as error:
            raise self.damaged(part) from error
        self._spent += len(data)
        if len(data) > most:
            if len(data) > dense:
                raise too_large(self.name, Bound.RATIO, self.limits.ratio)
            if len(data) > self.limits.part:
                raise too_large(self.name, Bound.PART, self.limits.part >> 20)
            raise too_large(self.name, Bound.UNPACKED, self.limits.unpacked >> 20)
        if zlib.crc32(data) != info.CRC:
            raise self.damaged(part)
        return data

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        """The bytes of an entry as they are packed, which must be where the directory says, under the same name.

        ``zipfile`` does the same in five times the time, which is most of what opening a short part takes.
        """
        head = self.data[info.header_offset : info.header_offset + _LOCAL.size]
        if len(head) < _LOCAL.size or not head.startswith(_LOCAL_ENTRY):
            raise self.damaged(info.filename)
        flags, name_length, extra_length = _LOCAL.unpack(head)
        first = info.header_offset + _LOCAL.size
        name = self.data[first : first + name_length].decode(UTF8 if flags & _UTF8_NAME else "cp437", "replace")
        start = first + name_length + extra_length
        if name != info.orig_filename:
            raise self.damaged(info.filename)
        return memoryview(self.data)[start : start + info.compress_size]

    def _parse(self, data: bytes) -> etree._Element:
        # A parser of its own for each part: one that is kept would keep the last document too.
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,  # either would cut the text that it is in
        )
        return etree.fromstring(data, parser)

    def _parse_repaired(self, data: bytes, error: etree.XMLSyntaxError) -> etree._Element:
        try:
            clean, count = repaired(data)
            root = self._parse(clean)
        except (UnicodeDecodeError, etree.XMLSyntaxError):
            if "XML_PARSE_HUGE" in str(error):
                raise too_large(self.name, Bound.PARSER, 256) from error
            raise self.damaged("") from error
        self.removed_characters += count
        return root

    def _declares_entities(self) -> UnreadableFileError:
        return UnreadableFileError(
            "“{name}” is not safe to open: it declares entities of its own, which no Office program does. "
            "Ask for the file again from the person who made it.",
            name=self.name,
        )

    def damaged(self, part: str) -> UnreadableFileError:
        """The error for a *part* that is not what it should be; empty for the archive itself."""
        return UnreadableFileError(
            "“{name}” is damaged; open it in the program it was made with, save it anew and give that copy.",
            name=self.name,
            part=part,
        )


Archive: TypeAlias = bytes | Package  # the bytes of an archive, or what they were opened as before


def open_package(data: Archive, name: str, limits: Limits = DEFAULT_LIMITS) -> Package:
    """Open the archive in *data*, the bytes of a file called *name*; one that was opened before is not opened again.

    Raises:
        UnreadableFileError: the bytes are no whole archive, or one over a limit; the message says what they are.
    """
    if isinstance(data, Package):
        return data.anew(name, limits)
    if data.count(_ENTRY) > limits.parts:
        raise too_large(name, Bound.PARTS, limits.parts)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise refusal(data, name) from error
    return Package(data, _directory(archive, name), name, limits)


def ending_of(data: Archive, name: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """The ending that the Word document or workbook *data* must have, without its dot.

    A program refuses a workbook with macros that is called .xlsx.

    Raises:
        UnreadableFileError: the file is damaged, over a limit or no such document.
    """
    package = open_package(data, name, limits)
    main = package.main_part()
    usual = "xlsx" if main.casefold().startswith("xl/") else "docx"
    return _ENDINGS.get(package.content_type(main), usual)


def _unpacked(packed: memoryview, info: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of an entry, no more than its size and *most*; fewer where it is cut short."""
    most = min(most, info.file_size)
    if info.compress_type == zipfile.ZIP_STORED:
        return bytes(packed[:most])
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most) if most else b""


def too_large(name: str, bound: Bound, most: int) -> UnreadableFileError:
    """The error for a file over the limit *most* of *bound*."""
    return UnreadableFileError(bound.value, name=name, most=most)


def _as_utf8(data: bytes) -> bytes:
    """*data* in UTF-8: checks of bytes must see through any encoding."""
    encoding = encoding_of(data)
    if encoding == UTF8:
        return data
    return data.decode(encoding, "replace").removeprefix("\ufeff").encode(UTF8, "replace")


def encoding_of(data: bytes) -> str:
    """The encoding of an XML part: UTF-8 or UTF-16 (ECMA-376 part 2, 8.1.1); a stranger may send UTF-32 too."""
    return next((encoding for start, encoding in _ENCODINGS if data.startswith(start)), UTF8)


def repaired(data: bytes) -> tuple[bytes, int]:
    """*data*, in UTF-8, without the characters that XML forbids, and how many there were.

    Raises:
        UnicodeDecodeError: *data* is not UTF-8.
    """
    words, plain = _FORBIDDEN.subn("", data.decode(UTF8, "surrogatepass"))
    words, written = _FORBIDDEN_REFERENCE.subn("", words)
    return words.encode(UTF8), plain + written


def _has_more_nodes(data: bytes, most: int) -> bool:
    """Whether the tree of *data* may have more than *most* nodes; an attribute and its value are two."""
    # The shortest nodes are two to five bytes, “<a/>x”, so that a short part need not be counted.
    if len(data) <= 2 * most:
        return False
    # A tag begins an element and ends a text at most. Single bytes are counted in a third of the time of pairs.
    nodes = 2 * (data.count(b"<") + data.count(b"="))
    for neither in (b"</", b"><"):  # no element begins, no text ends
        if nodes > most:
            nodes -= data.count(neither)
    return nodes > most


def _relationship(item: etree._Element, folder: str) -> Relationship:
    kind = item.get("Type", "").rpartition("/")[2]
    target = item.get("Target", "")
    if item.get("TargetMode") == "External":
        return Relationship(kind, target, external=True)
    path = unquote(target).replace("\\", "/")
    if not path.startswith("/"):
        path = f"/{folder}/{path}" if folder else f"/{path}"
    if "//" in path or "/." in path or path.endswith("/"):
        path = posixpath.normpath(path)
    return Relationship(kind, path.lstrip("/"))
