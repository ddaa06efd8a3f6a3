"""The reader of OpenDocument spreadsheets (.ods): bytes in, a Source out, a Grid for each sheet.

An own walk, because python-calamine gives neither merged cells nor looks nor notes of this format, and writes out each
row that a file says is repeated a million times. It knows nothing of plans.
"""

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from planforms.errors import UnreadableFileError
from planforms.package import DEFAULT_LIMITS, Allowance, Limits, Package, open_package
from planforms.readers.ods.sheet import SheetMarks, SheetReader
from planforms.readers.ods.styles import CONFIG, OFFICE, TABLE, Styles
from planforms.readers.told import characters_removed
from planforms.source import Block, Source

if TYPE_CHECKING:
    from planforms.findings import Finding

_CONTENT: Final = "content.xml"
_SETTINGS: Final = "settings.xml"
_FROZEN: Final = "2"
_ADDRESS: Final = re.compile(r"\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^.']+))\.\$?[A-Z]+\$?(?P<row>\d{1,7}):")
_STYLE_GROUPS = (f"{OFFICE}styles", f"{OFFICE}automatic-styles")


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the OpenDocument spreadsheet in *data*, the bytes of a file called *name*.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no spreadsheet.
    """
    package = open_package(data, name, limits)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableFileError(
            "“{name}” is protected by a password; open it, remove the password, save it and give that copy.", name=name
        )
    root = package.xml(_CONTENT) if _CONTENT in package else None
    book = None if root is None else root.find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if root is None or book is None:
        raise UnreadableFileError(
            "“{name}” is no OpenDocument spreadsheet, whatever its ending says; open it and save it as .xlsx.",
            name=name,
        )
    findings: list[Finding] = []
    reader = SheetReader(Styles(_style_roots(package, root)), findings.append, Allowance(limits, name))
    blocks: list[Block] = []
    filters, frozen = _filtered_rows(book), _frozen_rows(package)
    for number, table in enumerate(book.iterchildren(f"{TABLE}table"), start=1):
        sheet = table.get(f"{TABLE}name", "")
        blocks += reader.blocks(table, number, SheetMarks(tuple(filters.get(sheet, ())), frozen.get(sheet, 0)))
    if package.removed_characters:
        findings.append(characters_removed(package.removed_characters))
    return Source(blocks=tuple(blocks), findings=tuple(findings))


def _filtered_rows(book: etree._Element) -> dict[str, list[int]]:
    """The first row of each range with filter buttons, by the name of the sheet."""
    found: dict[str, list[int]] = {}
    for item in book.iterfind(f"{TABLE}database-ranges/{TABLE}database-range"):
        match = _ADDRESS.match(item.get(f"{TABLE}target-range-address", ""))
        titled = item.get(f"{TABLE}contains-header", "true") == "true"
        if match and titled and item.get(f"{TABLE}display-filter-buttons") == "true":
            found.setdefault(match["quoted"].replace("''", "'") if match["quoted"] else match["plain"], []).append(
                int(match["row"])
            )
    return found


def _frozen_rows(package: Package) -> dict[str, int]:
    """How many rows of each sheet, by its name, stay in sight when one scrolls."""
    if _SETTINGS not in package:
        return {}
    found = {}
    for entry in package.xml(_SETTINGS).iter(f"{CONFIG}config-item-map-entry"):
        items = {item.get(f"{CONFIG}name"): item.text or "" for item in entry.iterchildren(f"{CONFIG}config-item")}
        rows = items.get("VerticalSplitPosition", "")
        if items.get("VerticalSplitMode") == _FROZEN and rows.isdecimal() and int(rows[:7]):
            found[entry.get(f"{CONFIG}name", "")] = int(rows[:7])
    return found


def _style_roots(package: Package, content: etree._Element) -> list[etree._Element]:
    roots = [*([package.xml("styles.xml")] if "styles.xml" in package else []), content]
    package.expect_few_styles(sum(len(group) for root in roots for group in root.iterchildren(*_STYLE_GROUPS)))
    return roots
