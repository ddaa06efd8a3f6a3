"""From the bytes of a file to a Reading: the kind of file by its content, then its reader, then what it means.

A reader is imported only when its kind of file comes.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UnknownFormatError
from planforms.findings import Finding, Reading
from planforms.model import Paragraph, Text
from planforms.package import DEFAULT_LIMITS, Archive, Bound, Limits, Package, ending_of, open_package, too_large
from planforms.package.signatures import foreign, refusal
from planforms.readers.containers import is_saved_page, is_signed, page_of, signed_document
from planforms.readers.notices import cell_cut, characters_removed
from planforms.recognise import NOTHING_SAID, Overrides, plan_titles, recognise
from planforms.remembered import garbage_later, pattern_of
from planforms.source import Block, Grid, GridCell, Line, Source
from planforms.text import count_letters, is_blank_text, map_runs, without_forbidden

__all__ = ["File", "InputFormat", "detect", "open_file", "read", "read_file", "source_of", "titles"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names in an OLE directory are UTF-16 and end in a zero.
_OLD_EXCEL = ("Workbook\0", "Book\0")  # names of the stream that holds the sheets
_PACKED = b"PK"
_HEAD = 4096
_PLAIN = frozenset({".txt", ".md"})
_KINDS_OF_ODF = {b"opendocument.spreadsheet": "ods", b"opendocument.text": "odt"}
_GOOGLE = {".gdoc", ".gsheet", ".gslides"}
_SHORTCUT = pattern_of(r'\[InternetShortcut\]|\{\s*"[^{}]{0,2000}(?:"doc_id"|//(?:docs|drive)\.google\.com/)')
_BINARY = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b")


class InputFormat(StrEnum):
    """A kind of file that a plan is read from."""

    DOCX = "docx"
    XLSX = "xlsx"
    SHEETS = "sheets"  # .xls, .ods, .xlsb
    TEXT = "text"  # .txt, .md
    DELIMITED = "delimited"  # .csv, .tsv
    HTML = "html"
    JSON = "json"
    PAGE = "page"  # .mht, a page saved as one file
    SIGNED = "signed"  # .adoc, .asice


class File(Struct, frozen=True, kw_only=True):
    """A file that was looked at once, for those that read it and those that change it.

    Attributes:
        data: its bytes.
        name: what it is called, for messages.
        kind: what it is, by its content.
        package: its parts, where it is an archive.
        limits: how much of it is looked at.
    """

    data: bytes
    name: str
    kind: InputFormat
    package: Package | None = None
    limits: Limits = DEFAULT_LIMITS

    @property
    def archive(self) -> Archive:
        """What readers and editors of archives take, so that it is not opened again."""
        return self.package or self.data

    @property
    def ending(self) -> str:
        """The ending that a copy of it must have, without the dot; empty where it cannot be edited."""
        if self.package is None or self.kind not in {InputFormat.DOCX, InputFormat.XLSX}:
            return ""
        return ending_of(self.package, self.name, self.limits)


def open_file(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> File:
    """The file in *data*, called *name*, looked at once.

    Raises:
        UnknownFormatError: no reader takes such a file.
        UnreadableFileError: the file is empty, too long or a damaged archive.
    """
    if len(data) > limits.file:
        raise too_large(name, Bound.FILE, limits.file >> 20)
    package = open_package(data, name, limits) if data.startswith(_PACKED) else None
    kind = detect(package or data, name)
    return File(data=data, name=name, kind=kind, package=package, limits=limits)


def read(
    data: bytes, name: str, *, number: int = 1, limits: Limits = DEFAULT_LIMITS, overrides: Overrides = NOTHING_SAID
) -> Reading:
    """Read a plan from the bytes of a file called *name*, as ``read_file`` does.

    Raises:
        PlanformsError: as ``open_file`` and ``read_file``.
    """
    return read_file(open_file(data, name, limits), number=number, overrides=overrides)


def read_file(file: File, *, number: int = 1, overrides: Overrides = NOTHING_SAID) -> Reading:
    """Read a plan from *file*; *number* chooses one of several plans, from 1.

    *overrides* win over what would be recognised; a JSON plan takes none but the period.

    Raises:
        UnreadableFileError: the file is damaged, encrypted, over the limits or not what it says.
        InvalidPlanError: a JSON plan is not of the published form.
        NoPlanError: the file has no plan, or none of that number.
        UsageError: *overrides* name a sheet or a row that is not there, or too few columns.
    """
    if file.kind is InputFormat.JSON:
        from planforms.readers import json

        reading = json.read(file.data, file.name, file.limits)
        return replace(reading, plan=replace(reading.plan, period=overrides.period)) if overrides.period else reading
    return recognise(source_of(file), number, overrides)


def titles(file: File) -> tuple[str, ...]:
    """The titles of all plans in *file*, in the order of their numbers.

    Raises:
        PlanformsError: as ``read_file``.
    """
    if file.kind is InputFormat.JSON:
        return (str(read_file(file).plan.title),)
    return plan_titles(source_of(file))


@garbage_later()
def source_of(file: File) -> Source:
    """The paragraphs and grids of *file*, within its limits; ``read_file`` is for JSON.

    Raises:
        UnreadableFileError: the file is damaged, encrypted, over the limits or not what it says.
    """
    data, name, limits = file.archive, file.name, file.limits
    signed = file.kind is InputFormat.SIGNED
    source = _signed_source(data, name, limits) if signed else _source(file.kind, data, name, limits)
    return bounded(source, name, limits)


def _source(kind: InputFormat, archive: Archive, name: str, limits: Limits) -> Source:
    data = archive.data if isinstance(archive, Package) else archive
    match kind:
        case InputFormat.DOCX:
            from planforms.readers import docx

            return docx.read(archive, name, limits)
        case InputFormat.XLSX:
            from planforms.readers import xlsx

            return xlsx.read(archive, name, limits)
        case InputFormat.SHEETS:
            from planforms.readers import sheets

            return sheets.read(data, name, limits)
        case InputFormat.DELIMITED:
            from planforms.readers import text

            return text.read_delimited(data, name, limits)
        case InputFormat.HTML | InputFormat.PAGE:
            from planforms.readers import html

            return html.read(page_of(data, name, limits) if kind is InputFormat.PAGE else data, name, limits)
        case _:
            from planforms.readers import text

            return text.read(data, name, limits)


def _signed_source(data: Archive, name: str, limits: Limits) -> Source:
    document, inner, notice = signed_document(data, name, limits)
    kind = detect(document, inner)
    if kind not in {InputFormat.DOCX, InputFormat.XLSX}:
        raise refusal(document, inner)
    source = _source(kind, document, inner, limits)
    return replace(source, findings=(notice, *source.findings))


def detect(data: Archive, name: str) -> InputFormat:
    """The kind of file, known by its content; the ending of *name* decides only between kinds of plain text.

    Raises:
        UnknownFormatError: no reader takes such a file; the message says what it is and what to do.
        UnreadableFileError: the file is empty or a damaged archive.
    """
    if isinstance(data, Package):
        return _packed(data, name)
    if not data.strip(b"\0 \t\r\n"):
        raise refusal(b"", name)
    if data.startswith(_PACKED):
        return _packed(open_package(data, name), name)
    if data.startswith(_OLE) and any(name.encode("utf-16-le") in data for name in _OLD_EXCEL):
        return InputFormat.SHEETS
    head = None if data.startswith((_OLE, *_BINARY)) else _words(data[:_HEAD])
    if head is None:
        raise refusal(data, name)
    return _written(head, data, name)


def _written(head: str, data: bytes, name: str) -> InputFormat:
    """The kind of plain text that begins with *head*."""
    ending = PurePath(name).suffix.casefold()
    lowered = head.lower()
    if ending in _GOOGLE or _SHORTCUT.match(head):
        raise UnknownFormatError(
            "“{name}” is only a shortcut to a document on the web and holds nothing of it; open it in the browser, "
            "download it as .docx or .xlsx and give that file.",
            name=name,
        )
    if foreign(data) is not None:
        raise refusal(data, name)
    if is_saved_page(head):
        return InputFormat.PAGE
    if head.startswith(("{", "[")) and ending not in {*_PLAIN, ".csv", ".tsv"}:
        return InputFormat.JSON
    if ending in {".csv", ".tsv"}:
        return InputFormat.DELIMITED
    if any(tag in lowered for tag in ("<html", "<!doctype html", "<table", "startfragment", "<body")):
        return InputFormat.HTML
    if ending in {".docx", ".xlsx", ".xls", ".doc"} or lowered.startswith("<?xml"):
        raise refusal(data, name)
    return InputFormat.DELIMITED if ending not in _PLAIN and _delimited(head) else InputFormat.TEXT


def _packed(package: Package, name: str) -> InputFormat:
    if is_signed(package):
        return InputFormat.SIGNED
    if "mimetype" in package:
        kind = next((k for mark, k in _KINDS_OF_ODF.items() if mark in package.read("mimetype")), "")
        if kind == "ods":
            return InputFormat.SHEETS
        raise UnknownFormatError(
            "“{name}” is an OpenDocument file; open it in LibreOffice or Word and save it as .docx.", name=name
        )
    if "xl/workbook.bin" in package:
        return InputFormat.SHEETS
    main = package.main_part().casefold()
    if main.startswith("xl/") or "xl/workbook.xml" in package:
        return InputFormat.XLSX
    if main.startswith("word/") or "word/document.xml" in package:
        return InputFormat.DOCX
    raise UnknownFormatError(
        "“{name}” is neither a Word document nor an Excel workbook; give the .docx or .xlsx file with the plan.",
        name=name,
    )


def _words(head: bytes) -> str | None:
    """The first characters as text, or ``None`` where the bytes are no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace").lstrip("\ufeff \t\r\n")
    if b"\0" in head:
        return None
    return head.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")


def _delimited(head: str) -> bool:
    """Whether most lines have the same separators, as a table without a fitting ending has."""
    lines = [line for line in head.splitlines() if line.strip()][:-1]
    return len(lines) > 1 and sum(line.count(";") > 1 for line in lines) * 2 > len(lines)


def bounded(source: Source, name: str, limits: Limits) -> Source:
    """*source*, of the file called *name*, within *limits*, less blank cells and forbidden characters.

    Of the rows that it marks as headings those with cells are left, in order.

    Raises:
        UnreadableFileError: it has more letters, or a table more columns, than a plan may have.
    """
    grids = [block for block in source.blocks if isinstance(block, Grid)]
    lines = [block for block in source.blocks if isinstance(block, Line)]
    texts = [line.text for line in lines] + [cell.text for grid in grids for cell in grid.cells]
    # The words of a text are at hand; counting letters is exact, and leaves the signs of lists out.
    if sum([len(text.words) for text in texts]) > limits.letters and sum(map(count_letters, texts)) > limits.letters:
        raise too_large(name, Bound.LETTERS, limits.letters)
    if any(len({cell.column for cell in grid.cells}) > limits.columns for grid in grids):
        raise too_large(name, Bound.COLUMNS, limits.columns)
    cleaner = _Cleaner(limits.cell_letters)
    blocks = tuple(cleaner.blocks(source.blocks))
    findings = _with_removed([*source.findings, *cleaner.cut], cleaner.removed)
    return Source(blocks=blocks, findings=findings)


class _Cleaner:
    """Cleans blocks; counts the characters ``removed``, and keeps the findings on cells that were ``cut``."""

    def __init__(self, most: int) -> None:
        self.removed = 0
        self.cut: list[Finding] = []
        self._most = most

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, Line):
                text = self._clean(block.text)
                yield block if text is block.text else replace(block, text=text)
            elif cells := tuple(self._cells(block.cells)):
                name = without_forbidden(block.name)
                self.removed += len(block.name) - len(name)
                yield replace(block, cells=cells, name=name, heading_rows=_headings(block))

    def _cells(self, cells: Iterable[GridCell]) -> Iterator[GridCell]:
        for cell in cells:
            if is_blank_text(cell.text):
                continue
            words = cell.text.words
            yield cell if words.isprintable() and len(words) <= self._most else self._cut(cell)

    def _cut(self, cell: GridCell) -> GridCell:
        text = self._clean(cell.text)
        if len(text.words) > self._most and (letters := count_letters(text)) > self._most:
            self.cut.append(cell_cut(letters, self._most, cell.place))
            text = _first_letters(text, self._most)
        return replace(cell, text=text)

    def _clean(self, text: Text) -> Text:
        if text.words.isprintable():
            return text
        clean = map_runs(text, lambda run: replace(run, text=without_forbidden(run.text)))
        self.removed += count_letters(text) - count_letters(clean)
        return clean


def _headings(grid: Grid) -> tuple[int, ...]:
    """The rows marked as headings that have cells; none where each row is marked, which sets none apart."""
    if not grid.heading_rows:
        return ()
    rows = {cell.row for cell in grid.cells}
    marked = rows.intersection(grid.heading_rows)
    return tuple(sorted(marked)) if marked != rows else ()


def _first_letters(text: Text, most: int) -> Text:
    paragraphs: list[Paragraph] = []
    for paragraph in text.paragraphs:
        runs = []
        for run in paragraph.runs:
            runs.append(replace(run, text=run.text[:most]))
            most -= len(runs[-1].text)
        paragraphs.append(replace(paragraph, runs=tuple(run for run in runs if run.text)))
        if not most:
            break
    return Text(tuple(paragraphs))


def _with_removed(findings: list[Finding], removed: int) -> tuple[Finding, ...]:
    """*findings* with so many more characters *removed*, in the one finding that counts them."""
    if not removed:
        return tuple(findings)
    rest = []
    for finding in findings:
        if finding.code == "R101" and isinstance(count := finding.arguments.get("count"), int):
            removed += count
        else:
            rest.append(finding)
    return (*rest, characters_removed(removed))
