"""Make ``plan.docx``, the template of the official document, beside this script: ``python templates/make_plan.py``.

It needs planforms installed. A clerk edits the template in Word; this script is where its first form comes
from, and gives the same bytes each time. Sizes are in points and millimetres.
"""

import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell

from planforms.packing import archive, packed
from planforms.writers.docx import members

FONT = "Times New Roman"
LANGUAGE = "lt-LT"
# Half of the text's width, where the approval mark begins: 170 mm upright, 257 mm lying.
HALF_UPRIGHT, HALF_LYING = Mm(85), Mm(128.5)
FIRST_LINE = Mm(12.7)
# What people hear of the table who do not see it.
CAPTION = "Plano veiklos"
DESCRIPTION = "Kiekvienoje eilutėje – viena veikla; stulpelių pavadinimai – pirmojoje eilutėje."
LIST = Mm(6)
TABLE_SIZE = Pt(11)
CELL_SIDES, CELL_ENDS = Mm(1.5), Mm(0.5)
# The cell of a mark: only the line of the table above it, and words that begin where other text does.
BARE = (
    '<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    '<w:left w:val="nil"/><w:bottom w:val="nil"/><w:right w:val="nil"/>'
)
AT_MARGIN = '<w:left w:w="0" w:type="dxa"/>'
DEFAULTS = (
    f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
    f'w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{LANGUAGE}" '
    f'w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
)
# compatibilityMode 15, Word 2013 and later: the table's border, not its text, stands at the margin.
COMPATIBILITY = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
SETTINGS = (
    '<w:zoom {} w:percent="100"/>',
    '<w:defaultTabStop {} w:val="720"/>',
    '<w:characterSpacingControl {} w:val="doNotCompress"/>',
    f"<w:compat {{}}><w:compatSetting {COMPATIBILITY}/></w:compat>",
    f'<w:themeFontLang {{}} w:val="{LANGUAGE}"/>',
    '<w:decimalSymbol {} w:val=","/>',
    '<w:listSeparator {} w:val=";"/>',
)
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Title", "header", "Header"}


class Form(NamedTuple):
    """What a style sets; ``None`` leaves it to the style it is based on.

    ``before`` and ``after`` are points. ``keep``: with the next paragraph. ``whole``: never over two pages.
    """

    align: ALIGN | None = None
    indent: Length | None = None
    first: Length | None = None
    before: float | None = None
    after: float | None = None
    keep: bool | None = None
    whole: bool | None = None
    size: Length | None = None
    bold: bool | None = None
    italic: bool | None = None


def main() -> None:
    """Write the template beside this script."""
    Path(__file__).with_name("plan.docx").write_bytes(make())


def make() -> bytes:
    """The bytes of the template."""
    document = begin(STYLES)
    _body(document)
    return finish(document, "{{ name }}")


def begin(styles: Iterable[tuple[str, str, Form]]) -> Document:
    """A blank page in the official form, with these paragraph styles: id, name and form."""
    document = docx.Document()
    _clear(document)
    _page(document)
    _styles(document, styles)
    return document


def finish(document: Document, title: str) -> bytes:
    """The bytes of a template whose documents have *title* among their properties."""
    _properties(document, title)
    saved = io.BytesIO()
    document.save(saved)
    return archive(packed(name, data) for name, data in members(saved.getvalue()))


def _clear(document: Document) -> None:
    """Drop what python-docx's own template brings: its picture, its dozens of styles, its program's name."""
    package = document.part.package
    for relationships in (package.rels, document.part.rels):
        for key, relationship in list(relationships.items()):
            if relationship.reltype.endswith(
                ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering", "/webSettings")
            ):
                del relationships[key]
            elif relationship.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
                relationship.target_part._blob = (  # noqa: SLF001 (python-docx does not open this part)
                    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
                    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>planforms</Application>'
                    b"</Properties>"
                )
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) not in KEPT_STYLES:
            styles.remove(style)
        for link in style.findall(qn("w:link")):
            style.remove(link)  # to a character style that went
    styles.remove(styles.find(qn("w:latentStyles")))


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    number._p.append(_field("PAGE"))  # noqa: SLF001 (python-docx has no fields)
    section.first_page_header.is_linked_to_previous = False
    _settings(document)


def _settings(document: Document) -> None:
    settings = document.settings.element
    for old in list(settings):
        settings.remove(old)
    for form in SETTINGS:
        settings.append(parse_xml(form.format(nsdecls("w"))))


def _field(code: str) -> object:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>2</w:t></w:r>"))
    return field


STYLES = (
    ("PlanMark", "Planas: tvirtinimo žyma", Form(indent=HALF_UPRIGHT, after=12, whole=True)),
    ("PlanMarkLying", "Planas: tvirtinimo žyma gulsčiame lape", Form(indent=HALF_LYING, after=12, whole=True)),
    ("PlanLetterhead", "Planas: dokumento antraštinė dalis", Form(align=ALIGN.CENTER, after=12, whole=True)),
    ("PlanLabel", "Planas: skyrelio pavadinimas", Form(before=6, keep=True, bold=True)),
    ("PlanText", "Planas: tekstas", Form(align=ALIGN.JUSTIFY, first=FIRST_LINE)),
    ("PlanList", "Planas: sąrašas", Form(align=ALIGN.JUSTIFY, indent=Length(FIRST_LINE + LIST), first=Length(-LIST))),
    ("PlanGap", "Planas: tarpas prieš lentelę", Form(size=Pt(6), keep=True)),
    ("PlanEnd", "Planas: lentelės pabaiga", Form(size=Pt(1), keep=True)),
    ("PlanCell", "Planas: langelis", Form(size=TABLE_SIZE)),
    ("PlanCellHead", "Planas: lentelės galva", Form(align=ALIGN.CENTER, keep=True, bold=True)),
    ("PlanCellList", "Planas: sąrašas langelyje", Form(indent=LIST, first=Length(-LIST))),
    ("PlanHeading1", "Planas: lentelės skyrius", Form(align=ALIGN.CENTER, keep=True, bold=True)),
    ("PlanHeading2", "Planas: lentelės poskyris", Form(keep=True, bold=True)),
    ("PlanHeading3", "Planas: lentelės smulkesnis poskyris", Form(indent=LIST, keep=True, bold=True)),
    ("PlanNote", "Planas: lentelės pastaba", Form()),
    ("PlanClosing", "Planas: tekstas po lentelės", Form(before=6, keep=True)),
    ("PlanEndMark", "Planas: pritarimo žyma", Form(before=14, whole=True, keep=True)),
)
# The styles of the table stand on that of its cells, so that one change of its type changes them all.
IN_TABLE = {"PlanCellHead", "PlanCellList", "PlanHeading1", "PlanHeading2", "PlanHeading3", "PlanNote"}
# Outline levels tell how deep a heading is, to people who hear the document and to planforms when it reads it again.
OUTLINE = {"PlanLabel": 1, "PlanHeading1": 0, "PlanHeading2": 1, "PlanHeading3": 2}


def _styles(document: Document, forms: Iterable[tuple[str, str, Form]]) -> None:
    styles = document.styles
    styles.element.replace(styles.element.find(qn("w:docDefaults")), parse_xml(DEFAULTS))
    for name in ("Normal", "Title"):
        _plain(styles[name])
    title = styles["Title"]
    title.base_style = styles["Normal"]
    title.font.all_caps = True
    _set(title, Form(align=ALIGN.CENTER, before=18, after=14, keep=True, bold=True))
    for code, name, form in forms:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), code)
        style.base_style = styles["Planas: langelis" if code in IN_TABLE else "Normal"]
        style.quick_style = True
        _set(style, form)
        if code == "PlanEnd":
            # No higher than a program can draw: it would begin a page of its own where the table ends one.
            style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            style.paragraph_format.line_spacing = Pt(0.7)
        if code == "PlanLetterhead":  # its lines are together, and what follows is apart
            style.element.pPr.find(qn("w:spacing")).addnext(OxmlElement("w:contextualSpacing"))
        if code in OUTLINE:
            set_outline(style, OUTLINE[code])
    set_outline(title, 0)


def set_outline(style: ParagraphStyle, level: int) -> None:
    """Give a style an outline *level*, from 0: so far down is it among the headings of the document."""
    element = OxmlElement("w:outlineLvl")
    element.set(qn("w:val"), str(level))
    style.element.get_or_add_pPr().append(element)


def _set(style: ParagraphStyle, form: Form) -> None:
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.left_indent, paragraph.first_line_indent = form.align, form.indent, form.first
    paragraph.space_before = None if form.before is None else Pt(form.before)
    paragraph.space_after = None if form.after is None else Pt(form.after)
    paragraph.keep_with_next, paragraph.keep_together = form.keep, form.whole
    style.font.size, style.font.bold, style.font.italic = form.size, form.bold, form.italic


def _plain(style: ParagraphStyle) -> None:
    """Take away the theme fonts, colours, borders and spacing that python-docx's template gives a style."""
    for tag in ("w:rPr", "w:pPr"):
        if (old := style.element.find(qn(tag))) is not None:
            style.element.remove(old)


def _body(document: Document) -> None:
    say = _Writer(document)
    say.sections("letterhead", "PlanLetterhead")
    say.lines(
        ("", "{%p for mark in marks_at_top %}"),
        ("", "{%p if lying %}"),
        ("PlanMarkLying", "{{r mark }}"),
        ("", "{%p else %}"),
        ("PlanMark", "{{r mark }}"),
        ("", "{%p endif %}"),
        ("", "{%p endfor %}"),
        ("", "{%p if title %}"),
        ("Title", "{{r title }}"),
        ("", "{%p endif %}"),
    )
    say.sections("sections", "PlanText")
    say.lines(("", "{%p if columns %}"), ("PlanGap", ""))
    _table(document, say)
    # A table cannot end a document; this paragraph is too low to begin a page of its own.
    say.lines(("", "{%p endif %}"), ("PlanEnd", ""))
    say.sections("closing", "PlanClosing")
    say.lines(("", "{%p for mark in marks_at_end %}"), ("PlanEndMark", "{{r mark }}"), ("", "{%p endfor %}"))


class _Writer:
    """Adds paragraphs to the body, or to a cell."""

    def __init__(self, place: Document | _Cell) -> None:
        self.place = place

    def lines(self, *lines: tuple[str, str]) -> None:
        """A paragraph for each style (empty for the ordinary one) and words; a tab is a tab."""
        for code, words in lines:
            paragraph = self.place.add_paragraph(words)
            if code:
                paragraph._p.get_or_add_pPr().style = code  # noqa: SLF001 (by its id; python-docx asks for the name)

    def sections(self, name: str, style: str) -> None:
        """The sections of the list *name*, their text in *style*."""
        self.lines(
            ("", f"{{%p for section in {name} %}}"),
            ("", "{%p if section.label %}"),
            ("PlanLabel", "{{r section.label }}"),
            ("", "{%p endif %}"),
            *self.paragraphs("section.lines", style, "PlanList"),
            ("", "{%p endfor %}"),
        )

    @staticmethod
    def paragraphs(name: str, plain: str, listed: str) -> tuple[tuple[str, str], ...]:
        """The lines of the list *name*, those with a list sign hanging from it."""
        return (
            ("", f"{{%p for line in {name} %}}"),
            ("", "{%p if line.marker %}"),
            (listed, "{{ line.marker }}\t{{r line }}"),
            ("", "{%p else %}"),
            (plain, "{{r line }}"),
            ("", "{%p endif %}"),
            ("", "{%p endfor %}"),
        )


def _table(document: Document, say: _Writer) -> None:
    """The plan's table: a row of headings, then a row for each kind of row that a plan has."""
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    table.autofit = False
    # LibreOffice keeps a row of headings only below rows that are headings too.
    _tag(table, "{%tr if headed %}", head=True)
    _columns(table, "column", "columns", (("PlanCellHead", "{{r column.heading }}"),), head=True)
    _tag(table, "{%tr endif %}")
    _tag(table, "{%tr for row in rows %}")
    _tag(table, "{%tr if row.cells %}")
    _columns(table, "cell", "row.cells", say.paragraphs("cell.lines", "PlanCell", "PlanCellList"))
    for condition, code in (
        ("elif row.note", "PlanNote"),
        ("elif row.level == 1", "PlanHeading1"),
        ("elif row.level == 2", "PlanHeading2"),
        ("else", "PlanHeading3"),
    ):
        _tag(table, f"{{%tr {condition} %}}")
        _spanning(table, code)
    _tag(table, "{%tr endif %}")
    _tag(table, "{%tr endfor %}")
    # A row without lines around it: LibreOffice keeps a row with rows, and no paragraph with the table above it.
    _tag(table, "{%tr if marks_in_table %}")
    first, *rest = ("{%p for mark in marks_in_table %}", "{{r mark }}", "{%p endfor %}")
    cell = _row_of_one(table, (("", "{% colspan span %}" + first), *(("PlanEndMark", words) for words in rest)))
    for name, sides in (("tcBorders", BARE), ("tcMar", AT_MARGIN)):
        cell.get_or_add_tcPr().append(parse_xml(f"<w:{name} {nsdecls('w')}>{sides}</w:{name}>"))
    _tag(table, "{%tr endif %}")
    properties = table._tbl.tblPr  # noqa: SLF001 (python-docx has no such properties)
    properties.find(qn("w:tblW")).set(qn("w:type"), "pct")
    properties.find(qn("w:tblW")).set(qn("w:w"), "5000")
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", CELL_ENDS), ("left", CELL_SIDES), ("bottom", CELL_ENDS), ("right", CELL_SIDES)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(room.twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.find(qn("w:tblLayout")).addnext(margins)
    for name, words in (("tblCaption", CAPTION), ("tblDescription", DESCRIPTION)):
        said = OxmlElement(f"w:{name}")
        said.set(qn("w:val"), words)
        properties.append(said)


def _tag(table: Table, words: str, *, head: bool = False) -> None:
    """A row that only carries a tag, over the whole table."""
    row = table.add_row()  # type: ignore[no-untyped-call]
    cells = row.cells
    if head:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 (python-docx has no such property)
    _fill(cells[0].merge(cells[-1]), (("", words),))


def _spanning(table: Table, code: str) -> None:
    """A row of one cell, as wide as all columns, for a row of the plan that is not an activity."""
    (style, loop), *rest = _Writer.paragraphs("row.lines", code, code)
    _row_of_one(table, ((style, "{% colspan row.span %}" + loop), *rest))


def _row_of_one(table: Table, lines: tuple[tuple[str, str], ...]) -> CT_Tc:
    row = table.add_row()  # type: ignore[no-untyped-call]
    cell: CT_Tc
    cell, *others = row._tr.tc_lst  # noqa: SLF001 (python-docx has no removal of cells)
    for other in others:
        row._tr.remove(other)  # noqa: SLF001
    _whole(row._tr)  # noqa: SLF001
    _fill(_Cell(cell, table), lines)
    return cell


def _columns(table: Table, one: str, many: str, lines: tuple[tuple[str, str], ...], *, head: bool = False) -> None:
    row = table.add_row()  # type: ignore[no-untyped-call]
    first, middle, last = row.cells
    _fill(first, (("", f"{{%tc for {one} in {many} %}}"),))
    _fill(middle, lines)
    _fill(last, (("", "{%tc endfor %}"),))
    _whole(row._tr)  # noqa: SLF001
    if head:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
        middle.vertical_alignment = 1


def _whole(row: CT_Row) -> None:
    """Keep the row on one page."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: _Cell, lines: tuple[tuple[str, str], ...]) -> None:
    _Writer(cell).lines(*lines)
    cell._tc.remove(cell._tc.p_lst[0])  # noqa: SLF001 (the blank paragraph that a new cell has)


def _properties(document: Document, title: str) -> None:
    core = document.core_properties
    core.title = title
    core.language = LANGUAGE
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = ""
    core.created = core.modified = dt.datetime(2026, 1, 1)  # noqa: DTZ001 (python-docx takes UTC without a zone)
    core.revision = 1


if __name__ == "__main__":
    main()
