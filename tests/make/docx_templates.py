"""Small Word templates, made where a test says what is in them."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.table import Table
from docxtpl import DocxTemplate

Make = Callable[[Document], None]


def template(make: Make) -> bytes:
    """The bytes of a template that *make* fills."""
    document = docx.Document()
    make(document)
    return saved(document)


def saved(document: Document | DocxTemplate) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def table(document: Document, *rows: tuple[str, ...]) -> Table:
    """A table of these cells at the end of *document*."""
    made: Table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for line, cells in zip(made.rows, rows, strict=True):
        for cell, words in zip(line.cells, cells, strict=False):
            cell.text = words
    return made


def part(document: Document, name: str, kind: str, content: str, xml: str) -> None:
    """A part beside the main text, of which python-docx makes none."""
    made = Part(PackURI(f"/word/{name}.xml"), content, xml.encode(), document.part.package)
    document.part.relate_to(made, kind)


def notes(document: Document, words: str) -> None:
    """A footnote of these words, with the number 1."""
    said = f'<w:footnote w:id="1"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote>'
    xml = f"<w:footnotes {nsdecls('w')}>{said}</w:footnotes>"
    part(document, "footnotes", RELATIONSHIP_TYPE.FOOTNOTES, CONTENT_TYPE.WML_FOOTNOTES, xml)
