"""The one way of rendering: docxtpl's own documents for what both can say, and numbers of their own in what repeats."""

import base64
import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import docx
import jinja2
import msgspec
import pytest
from composed import APPROVED, plan, rich, row
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx_templates import Make, notes, saved, table, template
from docxtpl import DocxTemplate
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from planforms import api
from planforms.blankform import blank_plan
from planforms.companions.documents import Minutes, Order
from planforms.errors import TemplateError
from planforms.model import Column, ColumnRole, Plan, Text
from planforms.period import school_years
from planforms.writers.docx import TemplateKind, built_in_template, companion_values, fill, write
from planforms.writers.docx.context import context
from planforms.writers.docx.template import Template

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
MAIN = "word/document.xml"
TITLE = ColumnRole.TITLE
COMMENTED = Path(__file__).parents[3] / "shared" / "cases" / "template-comment-repeated-by-the-loop.docx"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def canonical(xml: bytes) -> str:
    return str(etree.canonicalize(from_file=io.BytesIO(xml)))


def different_parts(ours: bytes, theirs: bytes) -> list[str]:
    """The names of the parts that only one package has, or that differ in canonical XML."""
    mine, other = parts(ours), parts(theirs)
    return [name for name in sorted({*mine, *other}) if not _same(mine.get(name), other.get(name))]


def _same(ours: bytes | None, theirs: bytes | None) -> bool:
    if ours is None or theirs is None:
        return False
    return ours == theirs or (ours.startswith(b"<") and canonical(ours) == canonical(theirs))


def without_layout(document: bytes) -> str:
    """The main part in canonical XML, less all that the layout step sees to, and runs of nothing."""
    root = etree.fromstring(parts(document)[MAIN])
    for run in list(root.iter(qn("w:r"))):
        above = run.getparent()
        if above is not None and [child.tag for child in run] == [qn("w:t")] and not len(run[0]) and not run[0].text:
            above.remove(run)
    for one in root.iter(qn("w:tbl")):
        etree.strip_elements(one, *(qn(f"w:{name}") for name in ("tblGrid", "tcW", "vMerge", "cantSplit", "keepNext")))
    return canonical(etree.tostring(root))


def by_docxtpl(data: bytes, values: Mapping[str, object]) -> bytes:
    """The document as docxtpl's documentation makes it."""
    document = DocxTemplate(io.BytesIO(data))
    document.render(dict(values), jinja_env=jinja2.Environment(autoescape=True), autoescape=True)
    return saved(document)


def rows_loop(document: Document) -> None:
    table(
        document,
        ("Pavadinimas", "Data"),
        ("{%tr for row in rows %}", ""),
        ("{{ row.level }}", "{% if row.note %}Pastaba{% else %}{{ row.span }}{% endif %}"),
        ("{%tr endfor %}", ""),
    )


def paragraphs_loop(document: Document) -> None:
    for words in (
        "{%p for section in sections %}",
        "{{r section.label }} {% if loop.first and not loop.last %}pirmas{% endif %}",
        "{%p if section.label == '' or section.lines %}",
        "yra",
        "{%p elif section.lines %}",
        "eilutės",
        "{%p endif %}",
        "{%p endfor %}",
        "{#p nothing #}",
    ):
        document.add_paragraph(words)


def cells_loop(document: Document) -> None:
    table(document, ("{%tc for mark in marks_at_end %}", "{{r mark }}", "{%tc endfor %}"))


def spanning(document: Document) -> None:
    table(document, ("{% colspan 2 %}Per visą", "x"), ("a", "b"))


def tag_over_runs(document: Document) -> None:
    paragraph = document.add_paragraph("Planas {")
    paragraph.add_run("{ na").bold = True
    paragraph.add_run("me }}")


def header_and_footer(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Mokykla {{r title }}"
    section.footer.paragraphs[0].text = "Be žymių"
    document.core_properties.title = "{{ name }}"
    document.core_properties.keywords = "{{ name }}"
    document.add_paragraph("{% if rows %}Yra{% else %}Nėra{% endif %}")


ALIKE = (rows_loop, paragraphs_loop, cells_loop, spanning, header_and_footer)


@pytest.mark.parametrize("make", ALIKE, ids=lambda make: make.__name__)
def test_what_both_can_say_gives_what_docxtpl_gives(make: Make) -> None:
    data = template(make)
    values = context(rich(), None)
    ours, theirs = write(rich(), data), by_docxtpl(data, values)
    assert without_layout(ours) == without_layout(theirs)
    assert different_parts(ours, theirs) in ([], [MAIN])


@pytest.mark.parametrize(
    "made", [rich(), plan(*map(row, range(1, 18)), marks=(APPROVED,))], ids=["rich", "seventeen rows"]
)
def test_the_built_in_template_gives_what_docxtpl_gives_up_to_the_layout_step(made: Plan) -> None:
    values = context(made, None)
    theirs = by_docxtpl(built_in_template(), values)
    bare = Template(built_in_template(), TemplateKind.PLAN, bare=True)
    ours = bare.compiled().render(values)
    assert without_layout(ours) == without_layout(theirs)
    assert different_parts(ours, theirs) in ([], [MAIN])
    assert without_layout(write(made)) == without_layout(theirs)


@pytest.mark.parametrize(
    "made",
    [rich(), plan(row(1, "")), plan(), blank_plan(school_years(2026)), Plan(columns=(Column("title", TITLE),))],
    ids=["rich", "an empty cell", "no rows", "blank", "no heading and no row"],
)
def test_the_built_in_form_is_the_same_template_of_a_school(made: Plan) -> None:
    assert parts(write(made)) == parts(write(made, built_in_template()))


@pytest.mark.parametrize("kind", ["order", "minutes"])
def test_the_built_in_companions_give_what_docxtpl_gives(kind: str) -> None:
    said = {name: f"{name} 2026" for name in {*Order.__struct_fields__, *Minutes.__struct_fields__} - {"gaps"}}
    made: Order | Minutes = msgspec.convert(said, Order) if kind == "order" else msgspec.convert(said, Minutes)
    values = companion_values(made)
    ours = fill(TemplateKind(kind), values)
    theirs = by_docxtpl(built_in_template(kind), {name: getattr(line, "words", line) for name, line in values.items()})
    assert different_parts(ours, theirs) == []


def said(document: bytes) -> str:
    body = docx.Document(io.BytesIO(document)).element.body
    return "|".join("".join(one.text or "" for one in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def test_a_tag_cut_over_runs_takes_the_looks_of_its_first_letter() -> None:
    document = docx.Document(io.BytesIO(write(rich(), template(tag_over_runs))))
    assert said(write(rich(), template(tag_over_runs))).startswith("Planas Upėnų progimnazijos")
    assert not any(run.bold for run in document.paragraphs[0].runs if run.text)


@pytest.mark.parametrize(("title", "expected"), [("Planas", "Čia Planas yra, taip"), ("", "Čia , taip")])
def test_an_if_may_cut_runs_inside_one_paragraph(title: str, expected: str) -> None:
    def make(document: Document) -> None:
        paragraph = document.add_paragraph("Čia {% if title %}")
        paragraph.add_run("{{ title }}").bold = True
        paragraph.add_run(" yra{% endif %}, taip")

    assert said(write(Plan(title=Text.of(title)), template(make))) == expected


HOSTILE = "a\x07b\x0cc\ud800d\x0be & <f> {{ g }} {_{ h }_} {% x %}\ti\nj x1 {{ x1 }} y1"


def test_hostile_words_are_words() -> None:
    printed = said(write(plan(row(1, HOSTILE), row(2))))
    assert "{_{ h }_}" in printed
    assert "{{ x1 }} y1" in printed
    assert printed.count("Knygų mugė") == 1


# What repeats has numbers of its own.


def ids(document: bytes, *names: str) -> list[str]:
    """The numbers of these elements, in order."""
    root = etree.fromstring(parts(document)[MAIN])
    return [one.get("id") or one.get(qn("w:id")) or "" for one in root.iter(*map(qn, names))]


def with_picture(document: Document) -> None:
    document.add_paragraph().add_run().add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("{%p for row in rows %}")
    paragraph = document.add_paragraph("{{ row.title }}")
    paragraph.add_run().add_picture(io.BytesIO(PIXEL))
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="4" w:name="vieta"/>')
    paragraph._p.extend([start, parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="4"/>')])  # noqa: SLF001 (none in python-docx)
    document.add_paragraph("{%p endfor %}")


def with_footnote(document: Document) -> None:
    document.add_paragraph("{%p for row in rows %}")
    paragraph = document.add_paragraph("{{ row.title }}")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))  # noqa: SLF001
    document.add_paragraph("{%p endfor %}")
    notes(document, "Planas: {{ name }}")


def with_comment(document: Document) -> None:
    made = table(document, ("{%tr for row in rows %}",), ("{{ row.title }}",), ("{%tr endfor %}",))
    runs = made.rows[1].cells[0].paragraphs[0].runs
    document.add_comment(runs, text="Čia veikla", author="V. U.", initials="VU")


def crossed_comment(document: Document) -> None:
    begin, inside, end = (document.add_paragraph(words) for words in ("Pradžia", "{%p for row in rows %}", "x"))
    document.add_paragraph("{%p endfor %}")
    document.add_comment([*begin.runs, *end.runs], text="Per ribą", author="V. U.", initials="VU")
    assert inside.text


def three() -> Plan:
    return plan(row(1), row(2), row(3))


def test_pictures_and_bookmarks_in_a_loop_are_numbered_apart() -> None:
    made = write(three(), template(with_picture))
    assert len(set(ids(made, "wp:docPr"))) == 4
    assert ids(made, "w:bookmarkStart") == ids(made, "w:bookmarkEnd")
    assert len(set(ids(made, "w:bookmarkStart"))) == 3
    names = etree.fromstring(parts(made)[MAIN]).xpath("//*[local-name()='bookmarkStart']/@*[local-name()='name']")
    assert names == ["vieta", "vieta_1", "vieta_2"]


@pytest.mark.parametrize(
    ("make", "reference", "part", "note"),
    [(with_comment, "w:commentReference", "word/comments.xml", "w:comment"),
     (with_footnote, "w:footnoteReference", "word/footnotes.xml", "w:footnote")],
)  # fmt: skip
def test_comments_and_notes_in_a_loop_are_repeated_with_what_they_say(
    make: Make, reference: str, part: str, note: str
) -> None:
    for made, many in ((three(), 3), (plan(row(1)), 1), (Plan(title=Text.of("Planas")), 0)):
        document = write(made, template(make))
        held = [one.get(qn("w:id")) for one in etree.fromstring(parts(document)[part]).iter(qn(note))]
        assert ids(document, reference) == held
        assert len(set(held)) == many


def test_a_comment_over_the_edge_of_a_loop_is_left_out_of_the_document() -> None:
    document = write(three(), template(crossed_comment))
    assert ids(document, "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference") == []


@pytest.mark.skipif(not COMMENTED.exists(), reason="the shared cases are absent")
def test_the_shared_case_has_each_number_once() -> None:
    counted = Counter(ids(write(three(), COMMENTED.read_bytes()), "w:commentReference"))
    assert [number for number, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("make", [with_picture, with_footnote, with_comment], ids=lambda make: make.__name__)
def test_the_documents_are_valid(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "planas.docx"
    path.write_bytes(write(three(), template(make)))
    found = _errors(path)
    path.write_bytes(template(make))
    assert found <= _errors(path)


def _errors(path: Path) -> set[str]:
    """What is wrong in a file; python-docx's own comments lack a style."""
    found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors
    return {error.description for error in found}


# What cannot be whole is refused by name and place.


@pytest.mark.parametrize(
    "words",
    [("{% for row in rows %}{{ row.title }}", "tarp{% endfor %}"), ("{% if title %}x", "y{% else %}z", "{% endif %}")],
)
def test_tags_that_cut_paragraphs_are_refused(words: tuple[str, ...]) -> None:
    def make(document: Document) -> None:
        for line in words:
            document.add_paragraph(line)

    with pytest.raises(TemplateError, match=re.escape(words[0].partition("%}")[0])) as raised:
        write(plan(), template(make))
    assert "paragraph 2" in str(raised.value)


def test_a_loop_inside_a_loop_goes_over_a_part_of_it() -> None:
    def make(document: Document) -> None:
        document.add_paragraph("{% for row in rows %}{% for mark in marks_at_end %}x{% endfor %}{% endfor %}")

    with pytest.raises(TemplateError, match="goes over a part of the outer one"):
        write(plan(), template(make))


def test_tables_left_without_rows_are_left_out_and_cells_keep_a_paragraph() -> None:
    def make(document: Document) -> None:
        table(document, ("{%tr for row in rows %}",), ("{{ row.title }}",), ("{%tr endfor %}",))
        cell = table(document, ("{%p if closing %}",)).rows[0].cells[0]
        cell.add_paragraph("x")
        cell.add_paragraph("{%p endif %}")

    document = docx.Document(io.BytesIO(write(Plan(title=Text.of("Planas")), template(make))))
    assert len(document.tables) == 1
    assert len(document.tables[0].rows[0].cells[0].paragraphs) == 1
    assert api.check_template(template(make)).kind == "plan"
