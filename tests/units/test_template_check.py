"""What ``template check`` tells: broken templates, each told rightly and in its place, and sound ones."""

import io
from typing import NamedTuple

import docx
import pytest
from composed import plan
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx_templates import Make, notes, part, table, template
from test_docx_writer_compiled import PIXEL

import planforms
from planforms.errors import TemplateError, UsageError
from planforms.faults import TemplateFault
from planforms.findings import Severity
from planforms.model import ColumnRole
from planforms.place import Place

LOOP = ("{%tr for row in rows %}", "{%tr endfor %}")


def sound(document: Document) -> None:
    """A small template of one's own in which nothing is wrong."""
    for words in ("{{r title }}", "{%p for mark in marks_at_top %}", "{{r mark }}", "{%p endfor %}"):
        document.add_paragraph(words)
    for name in ("sections", "closing"):
        document.add_paragraph(f"{{%p for section in {name} %}}")
        document.add_paragraph("{{ section.label }}{% for line in section.lines %}{{ line }} {% endfor %}")
        document.add_paragraph("{%p endfor %}")
    table(
        document,
        ("Kas", "Kada"),
        ("{%tr for row in rows %}", ""),
        ("{%tr if row.lines %}", ""),
        ("{% for line in row.lines %}{{ line }}{% endfor %}", ""),
        ("{%tr else %}", ""),
        (
            "{% for cell in row.cells %}{% for line in cell.lines %}{{ line }} {% endfor %}{% endfor %}",
            "{{r row.when }}",
        ),
        ("{%tr endif %}", ""),
        ("{%tr endfor %}", ""),
    )
    document.add_paragraph("{{ marks_at_end|join('; ') }}")


def faults(make: Make) -> tuple[TemplateFault, ...]:
    return planforms.check_template(template(make)).faults


def beside_sound(make: Make) -> tuple[TemplateFault, ...]:
    def both(document: Document) -> None:
        sound(document)
        make(document)

    return faults(both)


class Broken(NamedTuple):
    """What is done to a sound template, and the faults that are told: message, tag and place."""

    make: Make
    told: tuple[tuple[str, str, Place], ...]


def lines(*words: str) -> Make:
    """These paragraphs at the end."""

    def make(document: Document) -> None:
        for line in words:
            document.add_paragraph(line)

    return make


def grid(*rows: tuple[str, ...]) -> Make:
    """A table of these cells at the end."""

    def make(document: Document) -> None:
        table(document, *rows)

    return make


def over_the_end_of_a_table(document: Document) -> None:
    table(document, ("{% if title %}", "x"))
    document.add_paragraph("{% endif %}")


def in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "{{ titel }}"


def in_first_footer(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_footer.paragraphs[0].text = "{{ details.twon }}"


def in_footnote(document: Document) -> None:
    notes(document, "{{ namme }}")


def in_property(document: Document) -> None:
    document.core_properties.title = "{{ tittle }}"


def in_keywords(document: Document) -> None:
    document.core_properties.keywords = "{{ title }}"


def in_comment(document: Document) -> None:
    document.add_comment(document.paragraphs[0].runs, text="Čia {{ title }}", author="V. U.", initials="VU")


def in_endnote(document: Document) -> None:
    said = '<w:endnote w:id="1"><w:p><w:r><w:t>{{ title }}</w:t></w:r></w:p></w:endnote>'
    xml = f"<w:endnotes {nsdecls('w')}>{said}</w:endnotes>"
    kind = RELATIONSHIP_TYPE.ENDNOTES
    part(document, "endnotes", kind, CONTENT_TYPE.WML_FOOTNOTES.replace("footnotes", "endnotes"), xml)


def deleted(document: Document) -> None:
    paragraph = document.add_paragraph()
    paragraph._p.append(  # noqa: SLF001 -- python-docx has no tracked changes
        parse_xml(f'<w:del {nsdecls("w")} w:id="9"><w:r><w:delText>{{{{ name }}}}</w:delText></w:r></w:del>')
    )


def described(document: Document) -> None:
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(PIXEL))
    described = next(run._r.iter(qn("wp:docPr")))  # noqa: SLF001 -- python-docx has no descriptions
    described.set("descr", "{{ name }}")


def merge_field(document: Document) -> None:
    paragraph = document.add_paragraph()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " MERGEFIELD Pavadinimas ")
    paragraph._p.append(field)  # noqa: SLF001 -- python-docx has no fields


AT_END, IN_TABLE = Place(line=12), Place(table=2, row=1, column=1)
BROKEN = {
    "an unknown name": Broken(lines("{{ titel }}"), (("There is no “titel”", "{{ titel }}", AT_END),)),
    "an unknown column": Broken(
        grid((LOOP[0],), ("{{ row.vieta }}",), (LOOP[1],)),
        (("There is no “vieta” in it", "{{ row.vieta }}", Place(table=2, row=2, column=1)),),
    ),
    "a tag without an end": Broken(
        lines("Planas {{ title", "toliau"), (("The tag is not closed", "{{ title", AT_END),)
    ),
    "a tag closed by one brace": Broken(
        lines("{{ title } ir"), (("The tag is not closed", "{{ title } ir", AT_END),)
    ),
    "a tag over two paragraphs": Broken(
        lines("{{ ti", "tle }}"),
        (("The tag is torn: it begins in one paragraph and ends in another", "{{ title }}", AT_END),),
    ),
    "an end without a beginning": Broken(
        lines("title }}"),
        (("A tag ends here that was not begun, so it is printed as it is written", "title }}", AT_END),),
    ),
    "a loop that never ends": Broken(
        lines("{%p for mark in marks_at_end %}", "{{ mark }}"),
        (("What is begun here is never ended", "{%p for mark in marks_at_end %}", AT_END),),
    ),
    "an end of no loop": Broken(
        grid(("{%tr endfor %}", "x")),
        (("Here ends what was not begun", "{%tr endfor %}", IN_TABLE),
         ("The text „x“ is deleted, because it is in one row with the tag", "{%tr endfor %}", IN_TABLE)),
    ),
    "a row outside its loop": Broken(
        lines("{{ row.title }}"), (("“row” is outside its loop", "{{ row.title }}", AT_END),)
    ),
    "two tags in one row": Broken(
        grid(LOOP),
        (("Of several {%tr tags in one row only the last, “{%tr endfor %}”, counts", LOOP[0], IN_TABLE),
         ("Here ends what was not begun", "{%tr endfor %}", Place(table=2, row=1, column=2))),
    ),
    "text beside a row's tag": Broken(
        grid((LOOP[0], "x"), ("{{ row.title }}", "x"), (LOOP[1], "x")),
        (("The text „x“ is deleted, because it is in one row with the tag", "{%tr for row in rows %}", IN_TABLE),
         ("The text „x“ is deleted, because it is in one row with the tag", "{%tr endfor %}",
          Place(table=2, row=3, column=1))),
    ),
    "a tag beside a paragraph's tag": Broken(
        lines("{%p if title %} {{ name }}", "{%p endif %}"),
        (("The tag is deleted, because it is in one paragraph with “{%p if title %}”", "{{ name }}", AT_END),),
    ),
    "a row's tag outside a table": Broken(
        lines("{%tr if title %}"),
        (("The tag is outside a table, where it deletes the text around it", "{%tr if title %}", AT_END),),
    ),
    "a blank before tr": Broken(
        grid(("{% tr if title %}",)),
        (("“tr” is not understood here", "{% tr if title %}", IN_TABLE),),
    ),
    "a percent sign in a row's tag": Broken(
        grid(("{%tr if row.level % 2 %}",), ("{%tr endif %}",)),
        (("“%” is not part of the language of templates", "{%tr if row.level % 2 %}", IN_TABLE),),
    ),
    "a paragraph printed": Broken(
        lines("{{p title }}"),
        (("“{{p” puts words where no words may be, and spoils the document", "{{p title }}", AT_END),),
    ),
    "begun and ended in two ways": Broken(
        lines("{%p if title %}", "x", "{% endif %}"),
        (("It belongs to “{%p if title %}”, and is written another way", "{% endif %}", Place(line=14)),),
    ),
    "begun in a table and ended outside": Broken(
        over_the_end_of_a_table,
        (("It belongs to “{% if title %}”, and is in another kind of place, so the document falls apart",
          "{% endif %}", AT_END),),
    ),
    "a loop over two cells": Broken(
        grid(("{% for row in rows %}{{ row.title }}", "{{ row.when }}{% endfor %}")),
        (("It belongs to “{% for row in rows %}”, and is in another cell or paragraph, so they are cut in the middle",
          "{% endfor %}", Place(table=2, row=1, column=2)),),
    ),
    "a list printed whole": Broken(
        lines("{{ rows }}"), (("It is a list, and a list cannot be printed whole", "{{ rows }}", AT_END),)
    ),
    "a loop over words": Broken(
        lines("{%p for mark in title %}", "{%p endfor %}"),
        (("A loop goes over a list, and “title” is not a list", "{%p for mark in title %}", AT_END),),
    ),
    "two names in a tag": Broken(
        lines("{{ plano title }}"), (("The tag cannot be understood at “title”", "{{ plano title }}", AT_END),)
    ),
    "an unfinished tag": Broken(
        lines("{{ title or }}"), (("The tag ends too early: something is missing in it", "{{ title or }}", AT_END),)
    ),
    "a loop that is not of the outer one": Broken(
        grid(("{% for row in rows %}{% for column in columns %}{{ column.heading }}{% endfor %}{% endfor %}", "x")),
        (("A loop inside a loop goes over a part of the outer one, and “columns” is not a part of “row”",
          "{% for column in columns %}", IN_TABLE),),
    ),
    "yes or no printed": Broken(
        lines("{{ headed }}"), (("It is yes or no, and cannot be printed", "{{ headed }}", AT_END),)
    ),
    "a filter with a name in its brackets": Broken(
        lines("{{ marks_at_end|join(name) }}"),
        (("The filter “join” is not understood with what is in its brackets",
          "{{ marks_at_end|join(name) }}", AT_END),),
    ),
    "words added with plus": Broken(
        lines("{{ title + '.' }}"), (("“+” is not part of the language of templates", "{{ title + '.' }}", AT_END),)
    ),
    "an unknown filter": Broken(
        lines("{{ title|uper }}"), (("There is no filter “uper”", "{{ title|uper }}", AT_END),)
    ),
    "a filter that is not allowed": Broken(
        lines("{{ title|xmlattr }}"),
        (("There is no filter “xmlattr”", "{{ title|xmlattr }}", AT_END),),
    ),
    "the inside of the program": Broken(
        lines("{{ title.__class__ }}"),
        (("“__class__” reaches into the program, which no template may", "{{ title.__class__ }}", AT_END),),
    ),
    "another template": Broken(
        lines("{% include 'kitas' %}"),
        (("“include” is not part of the language of templates", "{% include 'kitas' %}", AT_END),),
    ),
    "a statement that there is not": Broken(
        lines("{% fro mark in marks_at_end %}"),
        (("“fro” is not part of the language of templates", "{% fro mark in marks_at_end %}", AT_END),),
    ),
    "a call": Broken(
        lines("{{ title.encode() }}"),
        (("“(” is not part of the language of templates", "{{ title.encode() }}", AT_END),),
    ),
    "a sum": Broken(lines("{{ 1 / 0 }}"), (("“/” is not part of the language of templates", "{{ 1 / 0 }}", AT_END),)),
    "joined cells": Broken(
        grid(("Kas",), (LOOP[0],), ("{% vm %}x",), (LOOP[1],)),
        (("“vm” is not part of the language of templates", "{% vm %}",
          Place(table=2, row=3, column=1)),),
    ),
    "the braces of another program": Broken(
        lines("«title»"),
        (("It looks like a tag but is not one, so it is printed as it is written", "«title»", AT_END),),
    ),
    "a field of mail merge": Broken(
        merge_field, (("A field of mail merge is not filled", "MERGEFIELD Pavadinimas", Place()),)
    ),
    "a deleted tag": Broken(
        deleted, (("The tag is deleted with tracked changes, and still works", "{{ name }}", AT_END),)
    ),
    "the description of a picture": Broken(
        described,
        (("The tag is in a place without words, such as a field or the description of a picture",
          "{{ name }}", AT_END),),
    ),
    "a header": Broken(in_header, (("There is no “titel”", "{{ titel }}", Place(part="header", line=1)),)),
    "a footer of the first page": Broken(
        in_first_footer,
        (("There is no “twon” in it", "{{ details.twon }}", Place(part="footer of the first page", line=1)),),
    ),
    "a footnote": Broken(in_footnote, (("There is no “namme”", "{{ namme }}", Place(part="footnote")),)),
    "a property": Broken(in_property, (("There is no “tittle”", "{{ tittle }}", Place(part="properties")),)),
    "a property that is not filled": Broken(
        in_keywords,
        (("No tag is filled in this place; it stays as it is written", "{{ title }}", Place(part="properties")),),
    ),
    "a comment": Broken(
        in_comment,
        (("No tag is filled in this place; it stays as it is written", "{{ title }}", Place(part="comment")),),
    ),
    "an endnote": Broken(
        in_endnote,
        (("No tag is filled in this place; it stays as it is written", "{{ title }}", Place(part="endnote")),),
    ),
}  # fmt: skip


def told(found: tuple[TemplateFault, ...]) -> tuple[tuple[str, str, Place], ...]:
    return tuple((str(fault), fault.tag, fault.place) for fault in found if fault.severity is not Severity.ADVICE)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_template_is_told_rightly(name: str) -> None:
    assert told(beside_sound(BROKEN[name].make)) == BROKEN[name].told


INSTEAD = {
    "{{ title ~ name }}": "one after another",
    "{{ row_count > 3 }}": "== or !=",
    "{{ title if name else '' }}": "an endif",
    "{{ rows[0] }}": "Loop over a list",
    "{{ title[0:3] }}": "Loop over a list",
    "{{ [title] }}": "Loop over a list",
    "{{ rows|length }}": "holds anything",
    "{{ title|title }}": "All caps",
    "{{ title|d('x') }}": "default",
    "{{ title|replace('a', 'b') }}": "The filters are join, upper, lower, default",
    "{{ title is defined }}": "== or !=",
    "{{ range(3) }}": "Print a name",
    "{{ 3 * 4 }}": "no sums",
    "{{ loop.index if loop.index }}": "an endif",
    "{%- if title %}{% endif %}": "hyphen",
    "{% set x = title %}": "each place",
    "{% set x %}": "each place",
    "{% with x = title %}": "all their parts",
    "{% filter upper %}": "behind each name",
    "{% macro x() %}": "text itself",
    "{% raw %}": "other brackets",
    "{% vm %}": "row.cells",
    "{% cellbg 'FF0000' %}": "in Word",
    "{%r if title %}": "without the r",
    "{{ " + "(" * 50 + "title" + ")" * 50 + " }}": "another if",
    "{{ " + "title or " * 90 + "name }}": "another if",
    "{{ title == name == '' }}": "== or !=",
    "{{ rows[0].title }}": "Loop over a list",
    "{{ ('a').upper }}": "one name",
    "{{ title ' name }}": "one name",
    "{{ none }}": "one name",
    "{{ title|join(x=1) }}": "== or !=",
    "{% for row in rows if row.title %}": "an endif",
    "{{ title, name }}": "one name",
}


@pytest.mark.parametrize("written", INSTEAD)
def test_what_is_not_of_the_language_is_refused_with_what_to_write(written: str) -> None:
    found = beside_sound(lines(written))
    assert found[0].severity is Severity.ERROR
    assert INSTEAD[written] in found[0].hint.format(**found[0].arguments)
    with pytest.raises(TemplateError, match="The template cannot be used; paragraph 1: "):
        planforms.write(plan(), "docx", template=template(lines(written)))


SAID = {
    "{% if title and not (headed == true or name == '') %}taip{% endif %}": "taip",
    "{% if title == 'Vakaronės' %}taip{% else %}ne{% endif %}": "taip",
    "{% if lying != true %}taip{% endif %}": "taip",
    "{{ details.town|default('Kaunas')|upper }}": "KAUNAS",
    "{{ title|lower }}": "vakaronės",
    "{{ marks_at_end|join(', ')|default('nėra') }}": "nėra",
    "{% for column in columns %}{{ column.id }}{% if not loop.last %}, {% endif %}{% endfor %}": "title",
    "{% for row in rows %}{{ row['title'] }}{{ row.other-1 }}{% endfor %}": "",
    "{{ 'žodžiai' }} {{ 5 }}": "žodžiai 5",
    "{% if lying %}x" + "{% elif lying %}x" * 900 + "{% else %}taip{% endif %}": "taip",
}


@pytest.mark.parametrize("written", SAID)
def test_what_is_of_the_language_is_sound_and_said(written: str) -> None:
    assert beside_sound(lines(written)) == ()
    made = planforms.Plan(
        title=planforms.Text.of("Vakaronės"), columns=(planforms.Column("title", planforms.ColumnRole.TITLE),)
    )
    assert saved_words(planforms.write(made, "docx", template=template(lines(written)))) == SAID[written]


def test_letters_that_nobody_sees_do_no_harm() -> None:
    assert beside_sound(lines("{{ ti\u00adtle }}", "{{ na\u200bme }}", "{{ \ufefftitle }}")) == ()


def test_all_of_it_is_told_at_once() -> None:
    def make(document: Document) -> None:
        for name in ("an unknown name", "two names in a tag", "an unknown filter", "a sum", "a header"):
            BROKEN[name].make(document)

    messages = [str(fault) for fault in beside_sound(make)]
    assert messages == [
        "There is no “titel”",
        "The tag cannot be understood at “title”",
        "There is no filter “uper”",
        "“/” is not part of the language of templates",
        "There is no “titel”",
    ]


def test_a_sound_template_has_no_faults() -> None:
    assert faults(sound) == ()


@pytest.mark.parametrize("kind", ["plan", "order", "minutes"])
def test_the_built_in_templates_have_no_faults_and_tell_what_they_are(kind: str) -> None:
    checked = planforms.check_template(planforms.built_in_template(kind))
    assert (checked.kind, checked.faults, checked.usable) == (kind, (), True)


def test_a_name_of_an_order_is_none_of_a_plan() -> None:
    made = planforms.built_in_template("order")
    assert "There is no “office”" in map(str, planforms.check_template(made, "plan").faults)


@pytest.mark.parametrize(
    ("written", "near"),
    [("{{ institution }}", "details.institution"), ("{% for row in rows %}{{ when }}{% endfor %}", "row.when"),
     ("{{ titel }}", "title"), ("{{ Title }}", "title"), ("{{ mark_at_top }}", "marks_at_top"),
     ("{% for row in rows %}{{ row.Title }}{{ row.responsable }}{% endfor %}", "title"),
     ("{% for row in rows %}{{ row.data }}{% endfor %}", "when"),
     ("{% for row in rows %}{{ row.atsakingas_asmuo }}{% endfor %}", "responsible")],
)  # fmt: skip
def test_the_nearest_name_is_told(written: str, near: str) -> None:
    first = beside_sound(lines(written))[0]
    assert first.hint.format(**first.arguments) == f"Did you mean “{near}”?"


def test_a_name_like_none_is_told_where_to_look() -> None:
    (fault,) = beside_sound(lines("{{ xyzzy }}"))
    assert "planforms template names" in fault.hint


def test_a_template_without_a_loop_over_rows_is_told_so() -> None:
    messages = [str(fault) for fault in faults(lines("{{ title }}"))]
    assert messages[0].startswith("No loop goes over the rows of the plan")
    assert messages[1].startswith("The template does not print: the marks above the text")


def test_headings_that_are_lost_and_columns_that_are_not_named_are_told() -> None:
    def make(document: Document) -> None:
        table(document, ("Kas",), ("{%tr for row in rows %}",), ("{{ row.title }}",), ("{%tr endfor %}",))

    found = faults(make)
    assert [fault.severity for fault in found] == [Severity.WARNING, Severity.ADVICE, Severity.ADVICE]
    assert str(found[0]).startswith("Headings and notes among the rows are not printed")
    assert str(found[1]).endswith(", ".join(role for role in ColumnRole if role != "title"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", b"plain words"])
def test_what_is_no_document_is_no_template(data: bytes) -> None:
    with pytest.raises(TemplateError, match="save it again in Word"):
        planforms.check_template(data)


def test_a_workbook_is_no_template() -> None:
    with pytest.raises(TemplateError, match="save it again in Word"):
        planforms.check_template(planforms.write(planforms.Plan(title=planforms.Text.of("x")), "xlsx"))


def test_a_kind_that_there_is_not_is_told() -> None:
    for call in (planforms.built_in_template, lambda kind: planforms.check_template(b"", kind)):
        with pytest.raises(UsageError, match="choose one of plan, order, minutes"):
            call("letter")


# What Word and a clerk's hand do to tags, and is no matter.


def split(document: Document) -> None:
    paragraph = document.add_paragraph("Metai {")
    paragraph.add_run("{ na").bold = True
    paragraph._p.append(OxmlElement("w:proofErr"))  # noqa: SLF001 -- as Word marks a word it does not know
    paragraph.add_run("me }").italic = True
    paragraph.add_run("}!")


def bookmarked(document: Document) -> None:
    paragraph = document.add_paragraph("{{ na")
    start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="x"/>')
    paragraph._p.extend([start, parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>')])  # noqa: SLF001 -- see above
    paragraph.add_run("me }}")


def controlled(document: Document) -> None:
    inner = "<w:sdtContent><w:p><w:r><w:t>{{ name }}</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/>{inner}</w:sdt>"))


KEPT = {
    "split over runs": split,
    "a bookmark inside": bookmarked,
    "a content control": controlled,
    "Lithuanian quotation marks": lines("{{ name|default(„x“) }}"),
    "English quotation marks": lines("{{ name|default(“x”) }}", "{{ name|default(‘y’) }}"),
    "blanks that hold": lines("{{\u00a0name\u202f}}", "{%p\u00a0if\u00a0name %}", "x", "{%p endif\u00a0%}"),
    "a comment of a template": lines("{# pastaba #}{{ name }}"),
    "words printed as runs": lines("{{r name }} {{r title|upper }}"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_word_does_to_a_tag_is_no_fault_and_it_is_filled(name: str) -> None:
    def make(document: Document) -> None:
        sound(document)
        KEPT[name](document)

    data = template(make)
    assert planforms.check_template(data).faults == ()
    plan = planforms.Plan(
        title=planforms.Text.of("Vakaronės"), columns=(planforms.Column("title", planforms.ColumnRole.TITLE),)
    )
    words = saved_words(planforms.write(plan, "docx", template=data))
    assert words.casefold().count("vakaronės") >= 2
    assert "{{ na" not in words


def saved_words(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(text.text or "" for text in body.iter(qn("w:t")))


def test_a_document_without_a_tag_is_no_template_of_a_plan() -> None:
    with pytest.raises(TemplateError, match="No loop goes over the rows of the plan"):
        planforms.write(plan(), "docx", template=template(lines("2025 m. planas")))
