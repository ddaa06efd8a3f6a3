"""Make ``plan.docx``, the template of the official document, beside this script: ``python templates/make_plan.py``.

It needs planforms installed for tests. A clerk edits the template in Word; this script is where its first form comes
from, and gives the same bytes each time. Sizes are in points and millimetres.
"""

import datetime as dt
import io
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell

from planforms.writers.docx.archive import archive, member, members

FONT = "Times New Roman"
LANGUAGE = "lt-LT"
# Half of the text's width, where the approval mark begins: 170 mm upright, 257 mm lying.
HALF_UPRIGHT, HALF_LYING = Mm(85), Mm(128.5)
FIRST_LINE = Mm(12.7)
LIST = Mm(6)
TABLE_SIZE = Pt(11)
CELL_SIDES, CELL_ENDS = Mm(1.5), Mm(0.5)
KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Title", "header", "Header"}


def main() -> None:
    """Write the template beside this script."""
    Path(__file__).with_name("plan.docx").write_bytes(make())


def make() -> bytes:
    """The bytes of the template."""
    document = docx.Document()
    _clear(document)
    _page(document)
    _styles(document)
    _body(document)
    _properties(document)
    saved = io.BytesIO()
    document.save(saved)
    return archive(member(name, data) for name, data in members(saved.getvalue()))


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
    # compatibilityMode 15, Word 2013 and later: the table's border, not its text, stands at the margin.
    for form in (
        '<w:zoom {} w:percent="100"/>',
        '<w:defaultTabStop {} w:val="720"/>',
        '<w:characterSpacingControl {} w:val="doNotCompress"/>',
        '<w:compat {}><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat>',
        f'<w:themeFontLang {{}} w:val="{LANGUAGE}"/>',
        '<w:decimalSymbol {} w:val=","/>',
        '<w:listSeparator {} w:val=";"/>',
    ):
        settings.append(parse_xml(form.format(nsdecls("w"))))


def _field(code: str) -> object:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>2</w:t></w:r>"))
    return field


def _styles(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    document.styles.element.replace(
        defaults,
        parse_xml(
            f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
            f'w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{LANGUAGE}" '
            f'w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        ),
    )
    for name in ("Normal", "Title"):
        _plain(document.styles[name])
    title = document.styles["Title"]
    title.base_style = document.styles["Normal"]
    title.font.bold = title.font.all_caps = True
    _paragraph(title, align=ALIGN.CENTER, before=18, after=14, keep=True)
    _style(document, "PlanMark", "Planas: tvirtinimo žyma", indent=HALF_UPRIGHT, after=12, whole=True)
    _style(document, "PlanMarkLying", "Planas: tvirtinimo žyma gulsčiame lape", indent=HALF_LYING, after=12, whole=True)
    _style(document, "PlanLabel", "Planas: skyrelio pavadinimas", before=6, keep=True, bold=True)
    _style(document, "PlanText", "Planas: tekstas", align=ALIGN.JUSTIFY, first=FIRST_LINE)
    _style(document, "PlanList", "Planas: sąrašas", align=ALIGN.JUSTIFY, indent=FIRST_LINE + LIST, first=-LIST)
    _style(document, "PlanGap", "Planas: tarpas", size=Pt(6))
    _style(document, "PlanCell", "Planas: langelis", size=TABLE_SIZE)
    for code, name, given in (
        ("PlanCellHead", "Planas: lentelės galva", {"align": ALIGN.CENTER, "keep": True, "bold": True}),
        ("PlanCellList", "Planas: sąrašas langelyje", {"indent": LIST, "first": -LIST}),
        ("PlanHeading1", "Planas: lentelės skyrius", {"align": ALIGN.CENTER, "keep": True, "bold": True}),
        ("PlanHeading2", "Planas: lentelės poskyris", {"keep": True, "bold": True, "italic": True}),
        ("PlanHeading3", "Planas: lentelės smulkesnis poskyris", {"keep": True, "italic": True}),
        ("PlanNote", "Planas: lentelės pastaba", {}),
    ):
        _style(document, code, name, base="PlanCell", **given)
    _style(document, "PlanClosing", "Planas: tekstas po lentelės", keep=True)
    _style(document, "PlanEndMark", "Planas: pritarimo žyma", before=14, whole=True, keep=True)


def _plain(style: ParagraphStyle) -> None:
    """Take away the theme fonts, colours, borders and spacing that python-docx's template gives a style."""
    for tag in ("w:rPr", "w:pPr"):
        if (old := style.element.find(qn(tag))) is not None:
            style.element.remove(old)


def _style(
    document: Document,
    code: str,
    name: str,
    *,
    base: str = "",
    size: Length | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
    **spacing: object,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(qn("w:styleId"), code)
    style.base_style = next(s for s in document.styles if s.style_id == (base or "Normal"))
    style.quick_style = True
    style.font.size, style.font.bold, style.font.italic = size, bold, italic
    _paragraph(style, **spacing)


def _paragraph(
    style: ParagraphStyle,
    *,
    align: ALIGN | None = None,
    indent: Length | None = None,
    first: Length | None = None,
    before: float = 0,
    after: float = 0,
    keep: bool | None = None,
    whole: bool | None = None,
) -> None:
    """``keep``: with the next paragraph. ``whole``: never over two pages."""
    form = style.paragraph_format
    form.alignment, form.left_indent, form.first_line_indent = align, indent, first
    form.space_before, form.space_after = Pt(before) if before else None, Pt(after) if after else None
    form.keep_with_next, form.keep_together = keep, whole


def _body(document: Document) -> None:
    say = _Writer(document)
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
    say.lines(("", "{%p endif %}"), ("PlanGap", ""))
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
    _tag(table, "{%tr if headed %}")
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


def _tag(table: Table, words: str) -> None:
    """A row that only carries a tag, over the whole table."""
    cells = table.add_row().cells
    _fill(cells[0].merge(cells[-1]), (("", words),))


def _spanning(table: Table, code: str) -> None:
    """A row of one cell, as wide as all columns."""
    row = table.add_row()
    cell, *others = row._tr.tc_lst  # noqa: SLF001 (python-docx has no removal of cells)
    for other in others:
        row._tr.remove(other)  # noqa: SLF001
    _whole(row._tr)  # noqa: SLF001
    (style, loop), *rest = _Writer.paragraphs("row.lines", code, code)
    _fill(_Cell(cell, table), ((style, "{% colspan row.span %}" + loop), *rest))


def _columns(table: Table, one: str, many: str, lines: tuple[tuple[str, str], ...], *, head: bool = False) -> None:
    row = table.add_row()
    first, middle, last = row.cells
    _fill(first, (("", f"{{%tc for {one} in {many} %}}"),))
    _fill(middle, lines)
    _fill(last, (("", "{%tc endfor %}"),))
    _whole(row._tr)  # noqa: SLF001
    if head:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001
        middle.vertical_alignment = 1


def _whole(row: object) -> None:
    """Keep the row on one page."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(cell: _Cell, lines: tuple[tuple[str, str], ...]) -> None:
    _Writer(cell).lines(*lines)
    cell._tc.remove(cell._tc.p_lst[0])  # noqa: SLF001 (the blank paragraph that a new cell has)


def _properties(document: Document) -> None:
    core = document.core_properties
    core.title = "{{ name }}"
    core.language = LANGUAGE
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = ""
    core.created = core.modified = dt.datetime(2026, 1, 1)  # noqa: DTZ001 (python-docx takes UTC without a zone)
    core.revision = 1


if __name__ == "__main__":
    main()
