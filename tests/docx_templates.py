"""Small Word templates, made where a test says what is in them."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
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
