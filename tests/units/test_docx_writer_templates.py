"""Templates of a school's own: what they may say, and what is refused."""

import io
import re
import zipfile

import docx
import pytest
from composed import activity, plan, text
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx_templates import saved, table, template

from planforms.errors import TemplateError
from planforms.model import Run
from planforms.writers.docx import built_in_template, write


def own_columns(document: Document) -> None:
    """A clerk's own table: it names its columns, in an order and a type of its own."""
    made = table(
        document,
        ("Kas", "Kada", "Kabinetas"),
        ("{%tr for row in rows %}", "", ""),
        ("{{ row.title }}", "{{r row.when }}", "{{ row['other-1'] }}"),
        ("{%tr endfor %}", "", ""),
    )
    made.rows[2].cells[0].paragraphs[0].runs[0].font.size = Pt(9)
    made.rows[2].cells[1].paragraphs[0].runs[0].font.bold = True


def test_a_template_may_name_its_columns_and_keeps_the_type_of_its_tags() -> None:
    looks = text("Vakaras ", Run("„Prie laužo“", italic=True))
    made = plan(activity({"title": looks, "when": "Visus metus", "other-1": "212"}), ids=("title", "when", "other-1"))
    document = docx.Document(io.BytesIO(write(made, template(own_columns))))
    cells = document.tables[0].rows[1].cells
    assert [cell.text for cell in cells] == ["Vakaras „Prie laužo“", "Visus metus", "212"]
    said = [run for run in cells[0].paragraphs[0].runs if run.text]
    assert [(run.text, run.italic, run.font.size.pt if run.font.size else None) for run in said] == [
        ("Vakaras ", None, 9),
        ("„Prie laužo“", True, 9),
    ]
    assert [run.bold for run in cells[1].paragraphs[0].runs if run.text] == [True]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ misspelt }}",
        "{{ details.misspelt }}",
        "{% for row in rows %}{{ row.misspelt }}{% endfor %}",
        "{{ title.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{% set x = rows.append(1) %}",
        "{% for %}",
        "{% endfor %}",
        "{{ 1 + }}",
        "{{ 1 / 0 }}",
        "{{ title + 1 }}",
        "{{ range(10 ** 9)|list }}",
        "{% include 'other' %}",
    ],
)
@pytest.mark.parametrize("place", ["body", "header", "property"])
def test_a_tag_that_is_wrong_or_not_allowed_is_refused(tag: str, place: str) -> None:
    def make(document: Document) -> None:
        match place:
            case "body":
                document.add_paragraph(tag)
            case "header":
                document.sections[0].header.paragraphs[0].text = tag
            case _:
                document.core_properties.title = tag

    data = template(make)
    with pytest.raises(TemplateError, match=r"The template cannot be used; .*: .*\{"):
        write(plan(), data)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + bytes(600), built_in_template()[:5000]],
    ids=["empty", "stub", "pdf", "old word", "cut"],
)
def test_a_template_that_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError, match="save it again in Word"):
        write(plan(), data)


def test_a_package_that_is_no_document_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/zip")
    with pytest.raises(TemplateError, match="save it again in Word"):
        write(plan(), out.getvalue())


def test_a_template_with_a_relationship_that_has_no_name_is_refused() -> None:
    """python-docx makes a TypeError of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template(lying_page))) as sound, zipfile.ZipFile(out, "w") as damaged:
        for name in sound.namelist():
            data = sound.read(name)
            damaged.writestr(name, re.sub(rb' Id="[^"]*"', b"", data) if name.endswith("document.xml.rels") else data)
    with pytest.raises(TemplateError, match="save it again in Word"):
        write(plan(), out.getvalue())


def lying_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    made = table(
        document,
        ("{%tr for row in rows %}", "", ""),
        ("{%tc for cell in row.cells %}", "", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    cell = made.rows[1].cells[1]
    cell.paragraphs[0].text = "{%p for line in cell.lines %}"
    cell.add_paragraph("{{ line }}")
    cell.add_paragraph("{%p endfor %}")


def test_a_template_that_lies_stays_so_unless_it_is_told_to_stand() -> None:
    data = template(lying_page)
    pages = [docx.Document(io.BytesIO(write(plan(), data, landscape=told))).sections[0] for told in (None, True, False)]
    turned = [page.page_width > page.page_height for page in pages if page.page_width and page.page_height]
    assert turned == [True, True, False]


def test_a_template_without_properties_gets_some_without_a_clock() -> None:
    document = docx.Document()
    relationships = document.part.package.rels
    for key in [key for key, one in relationships.items() if one.reltype.endswith("/core-properties")]:
        del relationships[key]
    document.add_paragraph("{{r title }}")
    data = saved(document)
    assert write(plan(), data) == write(plan(), bytes(bytearray(data)))
    core = docx.Document(io.BytesIO(write(plan(), data))).core_properties
    assert core.created is not None
    assert core.created.year == 1980


def test_a_style_that_is_its_own_ancestor_does_no_harm() -> None:
    def make(document: Document) -> None:
        lying_page(document)
        style = document.styles.add_style("Ratas", 1)
        style.base_style = style
        document.tables[0].rows[1].cells[1].paragraphs[1].style = style

    assert write(plan(), template(make))


def test_a_table_without_a_grid_is_filled_too() -> None:
    def make(document: Document) -> None:
        made = table(document, ("{{ title }}",))._tbl  # noqa: SLF001 -- python-docx makes no such table
        made.remove(made.tblGrid)

    document = docx.Document(io.BytesIO(write(plan(), template(make))))
    assert "veiklos planas" in " ".join(word.text or "" for word in document.element.iter(qn("w:t")))


def carried(xml: bytes) -> bytes:
    """The built-in template with a part of another program in it, as SharePoint leaves one."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built_in_template())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
                link = f'<Relationship Id="rId99" Type="{kind}" Target="../customXml/item1.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", link.encode())
            new.writestr(name, data)
        new.writestr("customXml/item1.xml", xml)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_parts_of_other_programs_do_no_harm(encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?><?mso-type?><a id="{{5A}}"><!-- x --></a>'
    assert write(plan(), carried(xml.encode(encoding)))


def test_properties_related_as_by_the_first_edition_are_filled_and_stand_once() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(built_in_template())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            current, first = b"package/2006/relationships/metadata", b"officedocument/2006/relationships/metadata"
            new.writestr(name, old.read(name).replace(current, first) if name == "_rels/.rels" else old.read(name))
    made = write(plan(), out.getvalue())
    assert docx.Document(io.BytesIO(made)).core_properties.title.startswith("Upėnų progimnazijos bibliotekos")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.namelist().count("docProps/core.xml") == 1
