"""How long a document takes to render by the compiled template, against docxtpl as its documentation uses it.

Prints a table; run it alone: ``python benchmarks/render.py``. Both ways get the same values and the same template and
take turns in one process, so a noisy machine moves both figures; before they are timed their main parts are compared
in canonical XML, up to the layout step. ``write`` is the whole way from a plan to bytes, with values and widths.
"""

import base64
import io
import statistics
import time
import zipfile
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docxtpl import DocxTemplate
from lxml import etree

from planforms.model import Activity, Column, ColumnRole, Paragraph, Plan, Responsible, Run, Text, Timing
from planforms.writers.docx import built_in_template, write
from planforms.writers.docx.context import context
from planforms.writers.docx.document import Compiled, TemplateKind
from planforms.writers.docx.template import Template

SIZES = ((17, 25), (200, 9), (2_000, 5), (10_000, 3))
COLUMNS = (
    Column("number", ColumnRole.NUMBER, "Eil. Nr."),
    Column("title", ColumnRole.TITLE, "Veiklos pavadinimas"),
    Column("when", ColumnRole.WHEN, "Data"),
    Column("place", ColumnRole.PLACE, "Vieta"),
    Column("responsible", ColumnRole.RESPONSIBLE, "Atsakingi asmenys"),
)
WORDS = (
    *("metodinė", "valanda", "skaitymo", "savaitė", "edukacinė", "išvyka", "mokinių", "konferencija", "pilietinio"),
    *("ugdymo", "projektas", "bibliotekos", "paroda", "kūrybinės", "dirbtuvės", "apskritojo", "stalo", "diskusija"),
)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
LAYOUT = ("tblGrid", "tcW", "vMerge", "cantSplit", "keepNext")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plan(rows: int) -> Plan:
    """A plan of that many rows; the words of each differ, and each has a phrase in italics."""
    words = cycle(WORDS)
    activities = [
        Activity(
            {
                "number": Text.of(str(number)),
                "title": Text((Paragraph((Run(f"{' '.join(islice(words, 9))} "), Run(f"Nr. {number}", italic=True))),)),
                "when": Timing(words=Text.of(f"2026 m. spalio {number % 28 + 1} d.")),
                "place": Text.of(f"{number % 97} kab., Upėnų progimnazija"),
                "responsible": Responsible(words=Text.of("V. Uosytė, K. Šilinis")),
            }
        )
        for number in range(1, rows + 1)
    ]
    return Plan(title=Text.of("Veiklos planas 2026–2027 m. m."), columns=COLUMNS, rows=tuple(activities))


def by_docxtpl(values: dict[str, object]) -> bytes:
    """As docxtpl's documentation has it: open, render, save."""
    document = DocxTemplate(io.BytesIO(built_in_template()))
    document.render(values, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def without_layout(document: bytes) -> str:
    """The main part in canonical XML, less what the layout step sees to."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for table in root.iter(f"{WORD}tbl"):
        etree.strip_elements(table, *(WORD + name for name in LAYOUT))
    return str(etree.canonicalize(from_file=io.BytesIO(etree.tostring(root))))


def opened(template: bytes) -> Compiled:
    """A template of a plan, ready to print."""
    return Template(template, TemplateKind.PLAN).compiled()


def with_logo() -> bytes:
    """The built-in template with a logo above all else."""
    document = docx.Document(io.BytesIO(built_in_template()))
    document.paragraphs[0].insert_paragraph_before().add_run().add_picture(io.BytesIO(PIXEL))
    return saved(document)


def with_comment() -> bytes:
    """A template that names its columns, with a comment in the row that repeats."""
    document = docx.Document(io.BytesIO(built_in_template()))
    document.element.body.remove(document.tables[0]._tbl)  # noqa: SLF001 (python-docx removes no tables)
    names = [f"{{{{r row.{column.id} }}}}" for column in COLUMNS]
    table = document.add_table(rows=3, cols=len(names))
    table.rows[0].cells[0].text, table.rows[2].cells[0].text = "{%tr for row in rows %}", "{%tr endfor %}"
    for cell, words in zip(table.rows[1].cells, names, strict=True):
        cell.text = words
    document.add_comment(table.rows[1].cells[1].paragraphs[0].runs, text="Eilutė", author="V. U.", initials="VU")
    return saved(document)


def with_text_box() -> bytes:
    """The built-in template with a text box that has a tag, as Word draws one."""
    document = docx.Document(io.BytesIO(built_in_template()))
    box = "<w:txbxContent><w:p><w:r><w:t>{{ name }}</w:t></w:r></w:p></w:txbxContent>"
    shape = f'<v:shape id="box" style="width:99pt;height:20pt"><v:textbox>{box}</v:textbox></v:shape>'
    spaces = f'{nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"'
    run = document.paragraphs[0].insert_paragraph_before().add_run()
    run._r.append(parse_xml(f"<w:pict {spaces}>{shape}</w:pict>"))  # noqa: SLF001 (python-docx draws none)
    return saved(document)


def saved(document: Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def own_templates() -> None:
    """Print how long a document takes by templates of one's own, against the built-in one; all take turns."""
    made = plan(17)
    templates = {"logo": with_logo(), "comment": with_comment(), "text box": with_text_box()}
    rounds = [[timed(partial(write, made, one), 10) for one in (None, *templates.values())] for _ in range(15)]
    for number, name in enumerate(templates, start=1):
        ratio = statistics.median(one[number] / one[0] for one in rounds)
        print(f"a template with a {name}: {ratio:.2f} times the built-in one")


def timed(work: Callable[[], object], times: int = 1) -> float:
    """Milliseconds of one call, of several in a row where one is too short to trust."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) * 1000 / times


def main() -> None:
    """Print the table."""
    compiled = opened(built_in_template())
    once = statistics.median(timed(lambda: opened(built_in_template())) for _ in range(5))
    print(f"compiling once: {once:.0f} ms")
    heads = (("rows", 6), ("docxtpl ms", 11), ("compiled ms", 12), ("ratio", 6), ("µs a row", 9), ("write ms", 9))
    print(*(f"{head:>{width}}" for head, width in heads))
    for rows, rounds in SIZES:
        made = plan(rows)
        values = context(made, compiled.sheet)
        if without_layout(compiled.render(values)) != without_layout(by_docxtpl(values)):
            raise SystemExit("the two ways do not print the same document")
        ways = (lambda v=values: by_docxtpl(v), lambda v=values: compiled.render(v), lambda m=made: write(m))
        short = max(1, 200 // rows)
        figures = [
            [timed(way, times) for way, times in zip(ways, (1, short, short), strict=True)] for _ in range(rounds)
        ]
        slow, fast, whole = (statistics.median(column) for column in zip(*figures, strict=True))
        ratio = statistics.median(row[0] / row[1] for row in figures)
        print(f"{rows:>6} {slow:>11.2f} {fast:>12.2f} {ratio:>6.1f} {fast * 1000 / rows:>9.1f} {whole:>9.2f}")
    own_templates()


if __name__ == "__main__":
    main()
