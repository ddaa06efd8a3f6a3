"""Workbooks for the tests: the smallest raw SpreadsheetML, and what a Source of them says."""

import io
import zipfile
from collections.abc import Mapping

from planforms.source import Grid, GridCell, Line, Source

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rels(*items: tuple[str, str, str]) -> str:
    """A relationships part of (id, kind, target)."""
    links = "".join(
        f'<Relationship Id="{i}" Type="{DOCUMENT}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target else "")
        + "/>"
        for i, kind, target in items
    )
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


def raw(
    sheet: str,
    *,
    parts: Mapping[str, str | bytes] | None = None,
    workbook: str = "",
    sheet_target: str = "worksheets/s.xml",
) -> bytes:
    """A workbook with one sheet, „Planas“, whose worksheet element holds *sheet*; *parts* are added or put in place."""
    all_parts: dict[str, str | bytes] = {
        "_rels/.rels": rels(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{workbook}'
        '<sheets><sheet name="Planas" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": rels(
            ("r1", "worksheet", sheet_target),
            ("r2", "sharedStrings", "sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        ),
        "xl/worksheets/s.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{sheet}</worksheet>',
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in all_parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def strings(*items: str) -> str:
    """The shared strings part, each item the inside of an ``si``."""
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles(*codes: str, fonts: str = "<font/>") -> str:
    """A styles part with a cell style for each number format, from style 1; fonts go by the same number."""
    formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode="{code}"/>' for i, code in enumerate(codes))
    xfs = "".join(f'<xf numFmtId="{164 + i}" fontId="0"/>' for i, _ in enumerate(codes))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts>{fonts}</fonts>'
        f'<cellXfs><xf numFmtId="0" fontId="0"/>{xfs}</cellXfs></styleSheet>'
    )


def inline(words: str, reference: str = "") -> str:
    """A cell with an inline string."""
    at = f' r="{reference}"' if reference else ""
    return f'<c{at} t="inlineStr"><is><t>{words}</t></is></c>'


def data(*rows: str) -> str:
    """Sheet data with the cells of each row."""
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData>"


def grids(source: Source) -> list[Grid]:
    """The grids of *source*."""
    return [block for block in source.blocks if isinstance(block, Grid)]


def lines(source: Source) -> list[str]:
    """The words of the paragraphs of *source*."""
    return [str(block.text) for block in source.blocks if isinstance(block, Line)]


def cells(source: Source) -> dict[str, GridCell]:
    """The cells of *source* by where they stand: ``A1``, or ``table 1, row 1, column 1``."""
    return {str(cell.place).partition("!")[2] or str(cell.place): cell for grid in grids(source) for cell in grid.cells}


def words(source: Source) -> dict[str, str]:
    """The words of each cell."""
    return {place: str(cell.text) for place, cell in cells(source).items()}


def codes(source: Source) -> list[str]:
    """The codes of the findings, in order."""
    return [finding.code for finding in source.findings]


def all_words(source: Source) -> set[str]:
    """Every word that a Source or its findings hold."""
    texts = [str(block.text) for block in source.blocks if isinstance(block, Line)]
    texts += [str(cell.text) for grid in grids(source) for cell in grid.cells]
    texts += [finding.words for finding in source.findings]
    return {word for text in texts for word in text.split()}
