"""Odd templates, as Word, other programs and people make them: each prints whole, or is refused in a sentence.

Never a traceback, and never a word that is lost without one.
"""

import io
import zipfile

import docx
import pytest
from composed import activity, plan
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx_templates import Make, part, table, template
from lxml import etree
from msgspec.structs import replace
from test_template_check import grid, lines

import planforms
from planforms.errors import TemplateError
from planforms.model import Details, Plan, Text

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
NEEDS_PARAGRAPH = [qn(f"w:{name}") for name in ("tc", "hdr", "ftr", "footnote", "txbxContent")]


def xml(*elements: str) -> Make:
    """These elements at the end of the body."""

    def make(document: Document) -> None:
        for element in elements:
            name, _, rest = element.partition(">") if element.startswith("<w:p>") else ("", "", "")
            whole = f"{name} {DECLARED}>{rest}" if name else element.replace(" ", f" {DECLARED} ", 1)
            document.element.body.insert(len(document.element.body) - 1, parse_xml(whole))

    return make


def both(*makes: Make) -> Make:
    def make(document: Document) -> None:
        for one in makes:
            one(document)

    return make


def p(*inner: str) -> str:
    return f"<w:p>{''.join(inner)}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def box(first: list[str], second: list[str] | None = None) -> str:
    """A text box as Word writes it: a drawing, and the same for programs that know no drawings."""
    choice, fallback = ("".join(p(r(words)) for words in one) for one in (first, second or first))
    return p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="5" name="Box"/>'
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{choice}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{fallback}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def control(inner: str) -> str:
    return f'<w:sdt ><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return p(begin, f"<w:r><w:instrText>{code}</w:instrText></w:r>", separate, r(result), end)


def header(*words: str) -> Make:
    def make(document: Document) -> None:
        held = document.sections[0].header
        held.paragraphs[0].text = words[0]
        for line in words[1:]:
            held.add_paragraph(line)

    return make


def footnote(*words: str) -> Make:
    def make(document: Document) -> None:
        said = "".join(p(r(line)) for line in words)
        note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="1">{said}</w:footnote></w:footnotes>'
        part(document, "footnotes", RELATIONSHIP_TYPE.FOOTNOTES, CONTENT_TYPE.WML_FOOTNOTES, note)
        xml(p('<w:r><w:footnoteReference w:id="1"/></w:r>'))(document)

    return make


def properties(**texts: str) -> Make:
    def make(document: Document) -> None:
        for name, words in texts.items():
            setattr(document.core_properties, name, words)

    return make


def in_control(number: int) -> Make:
    """A row of the last table in a content control."""

    def make(document: Document) -> None:
        row = document.tables[-1].rows[number]._tr  # noqa: SLF001 (python-docx makes no content controls)
        xml(control(""))(document)
        held = document.element.body.findall(qn("w:sdt"))[-1]
        row.addprevious(held)
        held.find(qn("w:sdtContent")).append(row)

    return make


def nested(document: Document) -> None:
    outer = table(document, ("{%tr for row in rows %}",), ("{{ row.title }}",), ("{%tr endfor %}",))
    inner = outer.rows[1].cells[0].add_table(rows=3, cols=1)
    for line, words in zip(
        inner.rows, ("{%tr for cell in row.cells %}", "{{ cell.lines|join }}", "{%tr endfor %}"), strict=True
    ):
        line.cells[0].text = words


def ends_in_inner_table(document: Document) -> None:
    outer = table(document, ("{%tr for row in rows %}",), ("{{ row.title }}",), ("x",))
    outer.rows[1].cells[0].add_table(rows=1, cols=1).rows[0].cells[0].text = "{%tr endfor %}"


def measured_in_millimetres(document: Document) -> None:
    table(document, ("{%tr for row in rows %}", "", ""), ("{%tc for cell in row.cells %}", "{{ cell.lines|join }}",
        "{%tc endfor %}"), ("{%tr endfor %}", "", ""))  # fmt: skip
    section = document.sections[0]._sectPr  # noqa: SLF001 (python-docx writes twentieths)
    next(section.iter(qn("w:pgSz"))).set(qn("w:w"), "210mm")
    next(section.iter(qn("w:pgMar"))).set(qn("w:left"), "3cm")


LOOP, END = p(r("{%p for row in rows %}")), p(r("{%p endfor %}"))
ROWS = ("{%tr for row in rows %}",), ("{{ row.title }}",), ("{%tr endfor %}",)
BOLD = "<w:rPr><w:b/></w:rPr>"
DELETED = '<w:del w:id="1" w:author="V"><w:r><w:delText>{{</w:delText></w:r></w:del>'
PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/></wp:inline></w:drawing></w:r>'

PRINTED: dict[str, tuple[Make, str]] = {
    "each letter a run": (xml(p(*map(r, "{{ title }}"))), "Vakaronės"),
    "marks of the speller": (xml(p(r("{"), '<w:proofErr w:type="spellStart"/>', r("{ ti"), r("tle"), r(" }"), r("}!"))),
        "Vakaronės!"),
    "bold begins in it": (xml(p(r("{{ ti"), r("tle }} po", BOLD))), "Vakaronės po"),
    "a tab in it": (xml(p("<w:r><w:t>{{ title</w:t><w:tab/><w:t>}}</w:t></w:r>")), "Vakaronės"),
    "a picture in it": (xml(p(r("{{ ti"), PICTURE, r("tle }}"))), "Vakaronės"),
    "a footnote in it": (xml(p(r("{{ ti"), '<w:r><w:footnoteReference w:id="1"/></w:r>', r("tle }}"))), "Vakaronės"),
    "inserted with tracked changes": (xml(p('<w:ins w:id="1">', r("{{ title }}"), "</w:ins>")), "Vakaronės"),
    "in a link": (xml(p('<w:hyperlink w:anchor="x">', r("Žr. {{ ti"), r("tle }}"), "</w:hyperlink>")), "Žr. Vakaronės"),
    "from a link to the text": (xml(p('<w:hyperlink w:anchor="x">', r("{{ ti"), "</w:hyperlink>", r("tle }} po"))),
        "Vakaronės po"),
    "runs in a link": (xml(p('<w:hyperlink w:anchor="x">', r("{{r title }}"), "</w:hyperlink>")), "Vakaronės"),
    "in the result of a field": (xml(field(" PAGE ", "{% if title %}x{% endif %}")), "x"),
    "around a field": (xml(p(r("{% if title %}"), '<w:fldSimple w:instr=" PAGE ">', r("1"), "</w:fldSimple>",
        r("{% endif %}"))), "1"),
    "in a smart tag": (xml(p('<w:smartTag w:element="y">', r("{{ ti"), "</w:smartTag>", r("tle }}"))), "Vakaronės"),
    "in a control": (xml(p("<w:sdt><w:sdtContent>", r("{{ title }}"), "</w:sdtContent></w:sdt>")), "Vakaronės"),
    "a loop in a control": (xml(control(LOOP + p(r("{{ row.title }}")) + END)), "MugėMugė"),
    "a control in a loop": (xml(LOOP, control(p(r("{{ row.title }}"))), END), "MugėMugė"),
    "a row in a control": (both(grid(*ROWS), in_control(1)), "MugėMugė"),
    "a text box": (xml(box(["{{ title }}"])), "VakaronėsVakaronės"),
    "a loop in a text box": (xml(box(["{%p for row in rows %}", "{{ row.title }}", "{%p endfor %}"])), "Mugė" * 4),
    "a text box in a loop": (xml(LOOP, box(["{{ row.title }}"]), END), "Mugė" * 4),
    "a text box left empty": (xml(box(["{%p if not title %}", "x", "{%p endif %}"])), ""),
    "a header left empty": (header("{%p if not title %}", "{%p endif %}"), ""),
    "a header": (header("{%p if title %}", "{{ title }}", "{%p endif %}"), "Vakaronės"),
    "a footnote": (footnote("{%p if title %}", "{{ title }}", "{%p endif %}"), "Vakaronės"),
    "a footnote left empty": (footnote("{%p if not title %}", "x", "{%p endif %}"), ""),
    "a table in a table": (nested, "Mugė1MugėMugė2Mugė"),
    "a cell left empty": (grid(("{% for row in sections %}x{% endfor %}",)), ""),
    "a name hides another": (grid(("{%tr for rows in rows %}",), ("{{ rows.title }}",), ROWS[2]), "MugėMugė"),
    "over a table": (both(lines("{%p if title %}"), grid(("a",)), lines("{%p endif %}")), "a"),
    "cells that span": (grid(("{% colspan span %}{{ title }}", "x")), "Vakaronėsx"),
    "comments": (lines("a {# b #}c", "{#p all of it #}", "{# {{ title }} #}d", "{#tr x #}e", "{#- x -#}f"), "a cdef"),
    "a comment around a statement": (lines("{# {% if x %} #}a"), "a"),
    "percent signs": (lines("50 % {% if title %}60 %{% endif %} 70 %"), "50 % 60 % 70 %"),
    "a brace behind": (lines("{{title}}}{{name}}"), "Vakaronės}Vakaronės"),
    "quotes in quotes": (lines("{{ \"O'Neil\" }} {{ 'a\"b' }} {{ '<w:p/>' }}"), "O'Neil a\"b <w:p/>"),
    "runs of plain values": (lines("{{r name }} ir {{r details.town }} ir {{r span }}"), "Vakaronės ir Upėnai ir 2"),
    "words of a language of programs": (lines("{% for class in rows %}{{ class.title }}{% endfor %}"), "MugėMugė"),
    "a list asked for": (lines("{% if rows %}a{% endif %}{% if not closing %}b{% endif %}{{ title or name }}"),
        "abVakaronės"),
    "hidden text": (xml(p(r("{{ title }}", "<w:rPr><w:vanish/></w:rPr>"))), "Vakaronės"),
    "a bookmark around the tag": (xml(p('<w:bookmarkStart w:id="3" w:name="a"/>', r("{%p if title %}"),
        '<w:bookmarkEnd w:id="3"/>'), p(r("x")), p(r("{%p endif %}"))), "x"),
    "properties": (both(properties(title="{{ name }}", subject="{% if title %}yra{% endif %}"), lines("x")), "x"),
    "a page in millimetres": (measured_in_millimetres, "1Mugė2Mugė"),
}  # fmt: skip

REFUSED: dict[str, tuple[Make, str]] = {
    "torn loop": (lines("{%p for row in", "rows %}"), "The tag is torn"),
    "an if from a link to the text": (xml(p('<w:hyperlink w:anchor="x">', r("{% if title %}a"), "</w:hyperlink>",
        r("b{% endif %}"))), "It belongs to “{% if title %}”"),
    "the code of a field": (xml(field(' HYPERLINK "https://a.lt/{{ name }}" ', "x")), "The tag is in a place without"),
    "the caption of a table": (xml('<w:tbl ><w:tblPr><w:tblCaption w:val="{{ title }}"/></w:tblPr></w:tbl>'),
        "The tag is in a place without"),
    "a formula": (xml(p("<m:oMath><m:r><m:t>{{ title }}</m:t></m:r></m:oMath>")), "The tag is in a place without"),
    "a half that is deleted": (xml(p(r("{{ tit"), DELETED, r("le }}"))), "The tag is not closed"),
    "an end in the other kind of box": (xml(box(["{% if title %}x"], ["y{% endif %}"])), "It belongs to “{% if"),
    "a name in a box": (xml(box(["{{ titel }}"])), "There is no “titel”"),
    "a loop begun in a control": (xml(control(LOOP), p(r("{{ row.title }}")), END), "It belongs to “{%p for"),
    "a loop ended in an inner table": (ends_in_inner_table, "It belongs to “{%tr for row in rows"),
    "a loop in the row that it repeats": (grid(("{%tr for row in rows %}{{ row.title }}",), ("{%tr endfor %}",)),
        "The tag is deleted"),
    "a plain loop over cells": (grid(("{% for row in rows %}x", "y{% endfor %}")), "It belongs to “{% for"),
    "a loop without an end": (grid(*ROWS[:2]), "What is begun here is never ended"),
    "an end too many": (grid(*ROWS, ROWS[2]), "Here ends what was not begun"),
    "the end of another": (grid(*ROWS[:2], ("{%tr endif %}",)), "What is begun here is never ended"),
    "an end of another level": (grid(*ROWS[:2], ("{%tc endfor %}",)), "It belongs to “{%tr for"),
    "words with a row's tag": (grid(("{%tr for row in rows %} pastaba",), *ROWS[1:]), "The text „pastaba“ is deleted"),
    "words with a comment of a row": (grid(("{#tr pastaba #}", "x")), "The text „x“ is deleted"),
    "a page break with the tag": (xml(p('<w:r><w:br w:type="page"/></w:r>', r("{%p if title %}")),
        p(r("{%p endif %}"))), "A picture, a field, a note or a break"),
    "a sign with the tag": (xml(p('<w:r><w:sym w:char="F0FC"/></w:r>', r("{%p if title %}")), p(r("{%p endif %}"))),
        "A picture, a field, a note or a break"),
    "a section break with the tag": (xml(p("<w:pPr><w:sectPr/></w:pPr>", r("{%p if title %}")), p(r("{%p endif %}"))),
        "A picture, a field, a note or a break"),
    "a span of words": (grid(("{% colspan title %}x", "y")), "colspan takes a number of columns"),
    "a span of nothing": (grid(("{% colspan 0 %}x", "y")), "colspan takes a number of columns"),
    "two spans": (grid(("{% colspan 2 %}{% colspan 2 %}x", "y")), "A cell has one colspan"),
    "the inside of the program": (lines("{{ title._x }}"), "“_x” reaches into the program"),
    "the inside in brackets": (lines("{{ details['__class__'] }}"), "“__class__” reaches into the program"),
    "a name of ours": (lines("{{ table_width }}"), "There is no “table_width”"),
    "a variable of ours": (lines("{{ v }}"), "There is no “v”"),
    "a method": (lines("{{ title.runs }}"), "There is no “runs” in it"),
    "a method of words": (lines("{{ details.town.upper }}"), "There is no “upper” in it: it is printed as it is"),
    "letters of another alphabet": (lines("{{ \uff54itle }}"), "There is no “\uff54itle”"),
    "loop outside a loop": (lines("{{ loop.first }}"), "“loop” is outside its loop"),
    "more than loop has": (lines("{% for row in rows %}{{ loop.index }}{% endfor %}"), "There is no “index” in it"),
    "a list of two names": (lines("{% for a, b in rows %}{{ a }}{% endfor %}"), "The loop cannot be understood"),
    "a loop called loop": (lines("{% for loop in rows %}x{% endfor %}"), "The loop cannot be understood"),
    "a loop over words in quotes": (lines("{% for a in 'abc' %}x{% endfor %}"), "A loop goes over a list as it is"),
    "a loop with an else": (lines("{% for row in rows %}x{% else %}y{% endfor %}"), "else is not in an if"),
    "elif behind else": (lines("{% if title %}a{% else %}b{% elif name %}c{% endif %}"), "elif is not in an if"),
    "a list or words": (lines("{{ rows or title }}"), "It is a list, and a list cannot be printed whole"),
    "a list by default": (lines("{{ rows|default('x') }}"), "It is a list, and a list cannot be printed whole"),
    "whether it is so": (lines("{{ title == name }}"), "It is yes or no, and cannot be printed"),
    "an institution in capitals": (lines("{{ details|upper }}"), "It has parts, and cannot be printed whole"),
    "runs of a list": (lines("{{r rows }}"), "It is a list, and a list cannot be printed whole"),
    "hyphens": (lines("{{- title -}}"), "A tag begins and ends without a hyphen"),
    "a hyphen at the end": (lines("{% if title -%}x{% endif %}"), "A tag begins and ends without a hyphen"),
    "three braces": (lines("{{{ title }}}"), "“{” is not part of the language"),
    "nothing": (lines("{%%}"), "The tag is empty"),
    "a comment without an end": (lines("a {# b", "c"), "The tag is not closed"),
    "a statement over two properties": (properties(title="{% if title %}a", subject="b{% endif %}"), "It belongs"),
    "a paragraph of a property": (properties(title="{%p if title %}x{%p endif %}"), "“{%p” does nothing in a property"),
    "runs of a property": (properties(title="{{r name }}"), "“{{r” does nothing in a property"),
    "from the header to the body": (both(header("{% if title %}"), lines("{% endif %}")), "Here ends what was"),
}  # fmt: skip


def two_rows() -> Plan:
    made = plan(*(activity({"number": number, "title": "Mugė"}) for number in "12"), ids=("number", "title"))
    return replace(made, title=Text.of("Vakaronės"), sections=(), details=Details(town="Upėnai"))


@pytest.mark.parametrize("name", PRINTED)
def test_it_is_printed_whole(name: str) -> None:
    make, words = PRINTED[name]
    data = template(make)
    assert [str(fault) for fault in planforms.check_template(data).faults if fault.tag] == []
    document = planforms.write(two_rows(), "docx", template=data)
    printed = ""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for part_name in package.namelist():
            if part_name.startswith("word/") and any(
                one in part_name for one in ("document.xml", "header", "footnotes")
            ):
                root = etree.fromstring(package.read(part_name))
                printed += "".join(text.text or "" for text in root.iter(qn("w:t")))
                assert [one.tag for one in root.iter(*NEEDS_PARAGRAPH) if len(one) == 0] == []
    assert printed.replace("\u00a0", " ") == words
    docx.Document(io.BytesIO(document))


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_a_sentence_with_its_tag_and_place(name: str) -> None:
    make, message = REFUSED[name]
    data = template(make)
    found = [fault for fault in planforms.check_template(data).faults if fault.tag and fault.severity == "error"]
    assert any(str(fault).startswith(message) for fault in found)
    assert all(fault.place != planforms.Place() for fault in found)
    with pytest.raises(TemplateError, match=r"The template cannot be used; .*: .*„\{"):
        planforms.write(two_rows(), "docx", template=data)
