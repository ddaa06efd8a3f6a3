"""Word documents as the smallest raw XML: each function gives a piece, ``word`` the bytes of the whole file."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from planforms.findings import Finding
from planforms.model import Text
from planforms.readers.docx import read
from planforms.source import Grid, Line, Source

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
DECLARED = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
RELATIONSHIP = NAMESPACES["r"]
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MODE = {"hyperlink": ' TargetMode="External"'}
ROOTS = {
    "header1": "hdr",
    "header2": "hdr",
    "footer1": "ftr",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}


def t(words: str) -> str:
    """A piece of text."""
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>'


def r(inside: str, properties: str = "") -> str:
    """A run; bare words become its text."""
    inside = inside if inside.startswith("<") else t(inside)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; bare words become a run."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def tc(*blocks: str, properties: str = "") -> str:
    """A cell; bare words become a paragraph."""
    inside = "".join(block if block.startswith("<") else p(block) for block in blocks) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; bare words become a cell."""
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(inside: str, properties: str = "") -> str:
    """A content control around anything."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def number(list_id: int, level: int = 0) -> str:
    """The paragraph property of a numbered paragraph."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def box(*blocks: str) -> str:
    """A run with a text box in the modern form and its fallback, as Word writes one."""
    content = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    shape = f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>"
    modern = f"<wp:anchor><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor>"
    fallback = f"<v:shape><v:textbox>{content}</v:textbox></v:shape>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{modern}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{fallback}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def xml(root: str, inside: str) -> str:
    """An XML part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {DECLARED}>{inside}</w:{root}>'


def relationships(items: Mapping[str, tuple[str, str]]) -> str:
    """A relationships part: id to kind and target."""
    said = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONSHIP}/{kind}" Target="{escape(target)}"{_MODE.get(kind, "")}/>'
        for key, (kind, target) in items.items()
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{said}</Relationships>'


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def word(*blocks: str, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A document of these blocks; other parts by the name of their file (``styles=…``, ``header1=…``)."""
    related = {f"rel_{name}": (name.rstrip("12"), f"{name}.xml") for name in parts}
    related |= {key: ("hyperlink", address) for key, address in (links or {}).items()}
    return archive(
        {
            "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": xml("document", f"<w:body>{''.join(blocks)}</w:body>"),
            "word/_rels/document.xml.rels": relationships(related),
            **{f"word/{name}.xml": xml(ROOTS[name], inside) for name, inside in parts.items()},
        }
    )


def source(*blocks: str, links: Mapping[str, str] | None = None, **parts: str) -> Source:
    """What is read of such a document."""
    return read(word(*blocks, links=links, **parts), "planas.docx")


def lines(made: Source) -> list[str]:
    """The words of the lines, blank ones too."""
    return [str(block.text) for block in made.blocks if isinstance(block, Line)]


def grid(made: Source) -> Grid:
    """The one grid."""
    (found,) = [block for block in made.blocks if isinstance(block, Grid)]
    return found


def table(made: Source) -> dict[tuple[int, int], str]:
    """The words of the one grid's cells by row and column."""
    return {(cell.row, cell.column): str(cell.text) for cell in grid(made).cells}


def text(made: Source) -> Text:
    """The text of the one line or cell with words."""
    (found,) = [
        *(block.text for block in made.blocks if isinstance(block, Line) and block.text),
        *(cell.text for block in made.blocks if isinstance(block, Grid) for cell in block.cells if cell.text),
    ]
    return found


def told(made: Source) -> Sequence[tuple[str, str]]:
    """Codes and words of the findings."""
    return [(finding.code, finding.words) for finding in made.findings]


def said(findings: Sequence[Finding]) -> str:
    """The sentences of findings, a line each."""
    return "\n".join(str(finding) for finding in findings)
