"""The compiled way gives what docxtpl gives, part by part, in canonical XML."""

import base64
import io
import zipfile
from collections.abc import Mapping

import jinja2
import pytest
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx_templates import Make, saved, table, template
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph
from lxml import etree
from msgspec.structs import replace
from plans import plan, rich, row

from planforms.model import Plan, Text
from planforms.writers.docx import built_in_template
from planforms.writers.docx import plain as plain_way
from planforms.writers.docx.compiled import CompiledTemplate
from planforms.writers.docx.context import context
from planforms.writers.docx.plain import PlanTemplate

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


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
    """The main part in canonical XML, less all that the layout step sees to."""
    root = etree.fromstring(parts(document)["word/document.xml"])
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
        ("{%tr for r in items %}", ""),
        ("{{ r.name }}", "{{ r.day }}"),
        ("{%tr endfor %}", ""),
    )


def paragraphs_loop(document: Document) -> None:
    for words in (
        "{%p for r in items %}",
        "{{ loop.index }}. {{ r.name }}, {{ r.day }}",
        "{%p endfor %}",
        "{#p nothing #}",
    ):
        document.add_paragraph(words)


def columns_loop(document: Document) -> None:
    table(document, ("{%tc for r in items %}", "{{ r.name }}", "{%tc endfor %}"))


def merged_down(document: Document) -> None:
    table(document, ("{%tr for r in items %}", ""), ("{% vm %}Bendras", "{{ r.name }}"), ("{%tr endfor %}", ""))


def merged_across(document: Document) -> None:
    table(document, ("{%tc for r in items %}", "{% hm %}Bendras", "{%tc endfor %}"), ("a", "b", "c"))


def spanning(document: Document) -> None:
    table(document, ("{% colspan items|length %}Per visą", "x"), ("a", "b"))


def coloured(document: Document) -> None:
    table(document, ("{% cellbg colour %}Spalvotas", "b"))


def rich_text(document: Document) -> None:
    document.add_paragraph("Tai {{r rich }} ir {{r rich }}.")
    document.add_paragraph("{{p block }}")


def split_over_runs(document: Document) -> None:
    paragraph = document.add_paragraph("Rytoj {")
    paragraph.add_run("{ na").bold = True
    paragraph.add_run("me }}!")


def listing(document: Document) -> None:
    document.add_paragraph("{{ lines }} ir {{ commands }}")


def literal(document: Document) -> None:
    document.add_paragraph("{_{ name }_} {_% name %_} {{ name }} {5}")


def header_and_footer(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Mokykla {{ name }}"
    section.footer.paragraphs[0].text = "Be žymių"
    document.core_properties.title = "{{ name }}"
    document.core_properties.keywords = "{{ name }}"
    document.add_paragraph("{% if items %}Yra{% else %}Nėra{% endif %}")


def image_in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run("{{ name }}").add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("{{ name }}")


def image_in_body(document: Document) -> None:
    document.add_paragraph("{%p for r in items %}")
    document.add_paragraph("{{ r.name }}").add_run().add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("{%p endfor %}")


def tags_across_xml(document: Document) -> None:
    document.add_paragraph("{% for r in items %}{{ r.name }}")
    document.add_paragraph("tarp{% endfor %}")


def ragged_table(document: Document) -> None:
    made = table(document, ("a", "b", "c"), ("{{ name }}", "", ""))
    for line in made.rows:
        line._tr.remove(line._tr.tc_lst[-1])  # noqa: SLF001 -- python-docx has no removal of cells


def no_properties(document: Document) -> None:
    document.add_paragraph("{{ name }}")


COMPILED = (
    *(rows_loop, paragraphs_loop, merged_down, coloured, rich_text, split_over_runs, listing, literal),
    *(header_and_footer, image_in_header, no_properties),
)
LEFT_TO_DOCXTPL = (columns_loop, merged_across, spanning, image_in_body, tags_across_xml, ragged_table)


def values() -> dict[str, object]:
    fragment = RichText("labai ", italic=True)
    fragment.add("svarbu & <būtina>", bold=True)
    return {
        "name": "Upėnai",
        "colour": "FFCC00",
        "rich": fragment,
        "block": RichTextParagraph(fragment),
        "lines": Listing("viena\ndvi\tdu & du"),
        "commands": "puslapis\fpastraipa\agalas",
        "items": [
            {"name": "Mugė & <šventė>", "day": 'spalio "9" d.'},
            {"name": "{{ ne }}", "day": ""},
            {"name": "č", "day": 3},
        ],
    }


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("make", COMPILED + LEFT_TO_DOCXTPL, ids=lambda make: make.__name__)
def test_every_feature_of_docxtpl_gives_what_docxtpl_gives(make: Make, *, bare: bool) -> None:
    data = template(make)
    assert different_parts(CompiledTemplate(data, bare=bare).render(values()), by_docxtpl(data, values())) == []


@pytest.mark.parametrize("make", COMPILED, ids=lambda make: make.__name__)
def test_what_can_be_compiled_is(make: Make) -> None:
    assert not CompiledTemplate(template(make)).plain


@pytest.mark.parametrize("make", LEFT_TO_DOCXTPL, ids=lambda make: make.__name__)
def test_what_cannot_be_compiled_is_left_to_docxtpl(make: Make) -> None:
    assert CompiledTemplate(template(make)).plain


def test_the_built_in_template_is_compiled() -> None:
    compiled = CompiledTemplate(built_in_template())
    assert not compiled.plain
    assert compiled.sheet is not None


@pytest.mark.parametrize("made", [rich(), plan(), Plan(title=Text.of("Planas"))], ids=["rich", "small", "title"])
@pytest.mark.parametrize("landscape", [False, True])
def test_both_ways_print_the_same_plan(made: Plan, *, landscape: bool) -> None:
    compiled = CompiledTemplate(built_in_template())
    printed = context(made, compiled.sheet, landscape=landscape)
    by_plain = plain_way.render(PlanTemplate(built_in_template()), printed)
    assert different_parts(compiled.render(printed), by_plain) == []


@pytest.mark.parametrize("made", [rich(), plan(*map(row, range(1, 18)))], ids=["rich", "seventeen rows"])
def test_the_built_in_template_gives_what_docxtpl_gives_up_to_the_layout_step(made: Plan) -> None:
    compiled = CompiledTemplate(built_in_template())
    printed = context(made, compiled.sheet)
    ours, theirs = compiled.render(printed), by_docxtpl(built_in_template(), printed)
    assert without_layout(ours) == without_layout(theirs)
    assert different_parts(ours, theirs) == ["word/document.xml"]


HOSTILE = "a\x07b\x0cc\ud800d\x0be & <f> {{ g }} {_{ h }_}\ti\nj"


def test_hostile_words_come_out_alike_on_both_ways() -> None:
    made = plan(row(1, HOSTILE), row(2))
    compiled = CompiledTemplate(built_in_template())
    printed = context(replace(made, title=Text.of(HOSTILE)), compiled.sheet)
    by_plain = plain_way.render(PlanTemplate(built_in_template()), printed)
    assert different_parts(compiled.render(printed), by_plain) == []
    said = canonical(parts(by_plain)["word/document.xml"])
    assert "{_{ h }_}" in said
    assert said.count("Knygų mugė") == 1


def test_footnotes_are_rendered() -> None:
    def make(document: Document) -> None:
        document.add_paragraph("{{ name }}")
        said = "<w:p><w:r><w:t>{{ name }}</w:t></w:r></w:p>"
        note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1">{said}</w:footnote></w:footnotes>'
        part = Part(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            etree.tostring(parse_xml(note)),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    data = template(make)
    compiled = CompiledTemplate(data)
    assert not compiled.plain
    assert different_parts(compiled.render(values()), by_docxtpl(data, values())) == []
    assert "Upėnai" in parts(compiled.render(values()))["word/footnotes.xml"].decode()
