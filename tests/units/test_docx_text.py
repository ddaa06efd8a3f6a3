"""What the reader of Word documents makes of the insides of paragraphs."""

import pytest
from wordml import box, grid, lines, number, p, r, said, sdt, source, t, tbl, tc, text, told, tr

from planforms.model import Paragraph, Run, Script, Text
from planforms.source import PROMPT_SPACE, Align, Line

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def style(key: str, inside: str, kind: str = "paragraph", based_on: str = "", name: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{name or key}"/>{base}{inside}</w:style>'


def field(instruction: str, *result: str) -> str:
    parts = ('<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{instruction}</w:instrText>")
    return (
        "".join(map(r, parts))
        + r('<w:fldChar w:fldCharType="separate"/>')
        + "".join(result)
        + r('<w:fldChar w:fldCharType="end"/>')
    )


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("vienas", "vienas"),
        (r("<w:tab/>"), "\t"),
        (r(t("a") + "<w:br/>" + t("b") + "<w:cr/>" + t("c")), "a\nb\nc"),
        (r(t("a") + '<w:br w:type="page"/>' + t("b")), "a\nb"),
        (r('<w:br w:type="page"/>' + t("b") + '<w:br w:type="column"/>'), "b"),
        (r(t("2023") + "<w:noBreakHyphen/>" + t("2024")), "2023\u20112024"),
        (r(t("biblio") + "<w:softHyphen/>" + t("teka")), "biblio\u00adteka"),
        (r(t("29\u00a0d.")), "29\u00a0d."),
        ("<w:r><w:t>\n   per\n   eilutes\n</w:t></w:r>", "per eilutes"),
        (r('<w:sym w:font="Wingdings" w:char="F0FC"/>'), "✓"),
        (r('<w:sym w:font="Symbol" w:char="F0B7"/>'), "•"),
        (r('<w:sym w:font="Arial" w:char="2013"/>'), "–"),
        (r(t("\uf0fe"), '<w:rFonts w:ascii="Wingdings"/>'), "☑"),
        (r(t("didžiosios"), "<w:caps/>"), "didžiosios"),
        (r(t("a")) + "<w:proofErr/><w:bookmarkStart/>" + r(t("b")), "ab"),
        (sdt(r(t("valdiklyje"))), "valdiklyje"),
        (f"<w:smartTag><w:customXml>{r('žymoje')}</w:customXml></w:smartTag>", "žymoje"),
        (f"<w:dir><w:bdo>{r('kryptis')}</w:bdo></w:dir>", "kryptis"),
        (f"<w:naujas>{r('nežinoma')}</w:naujas>", "nežinoma"),
        (f'<w:fldSimple w:instr="DATE">{r("2026-09-01")}</w:fldSimple>', "2026-09-01"),
        (field("DATE", r("2026-09-01")), "2026-09-01"),
        (field("IF " + "x", r("a"), field("PAGEREF b", r("7")), r("b")), "a7b"),
        (field("TOC", r("turinys")), "turinys"),
        (r('<w:fldChar w:fldCharType="begin"/>') + r("be pabaigos"), "be pabaigos"),
        (r('<w:fldChar w:fldCharType="end"/>') + r("be pradžios"), "be pradžios"),
        (
            r('<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>')
            + r('<w:fldChar w:fldCharType="end"/>'),
            "☒",
        ),
        (f"<w:ruby><w:rt>{r('viršuje')}</w:rt><w:rubyBase>{r('apačioje')}</w:rubyBase></w:ruby>", "apačioje"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
    ],
)
def test_words_are_what_a_person_sees(inside: str, words: str) -> None:
    assert lines(source(p(inside))) == [words]


@pytest.mark.parametrize(
    ("properties", "run"),
    [
        (BOLD, Run("x", bold=True)),
        ('<w:b w:val="0"/>', Run("x")),
        ('<w:i w:val="true"/>', Run("x", italic=True)),
        ('<w:u w:val="single"/>', Run("x", underline=True)),
        ('<w:u w:val="none"/>', Run("x")),
        ('<w:strike w:val="0"/><w:dstrike/>', Run("x", struck=True)),
        ('<w:vertAlign w:val="superscript"/>', Run("x", script=Script.SUPER)),
        ('<w:vertAlign w:val="subscript"/>', Run("x", script=Script.SUB)),
        ('<w:sz w:val="40"/><w:color w:val="FF0000"/>', Run("x")),
    ],
)
def test_looks_that_carry_meaning_are_kept(properties: str, run: Run) -> None:
    assert text(source(p(r("x", properties)))) == Text((Paragraph((run,)),))


def test_neighbours_of_one_look_are_one_run() -> None:
    made = source(p(r("su"), r("skaidytas", '<w:lang w:val="lt-LT"/>'), r(" žodis", BOLD), r("is", BOLD)))
    assert text(made) == Text((Paragraph((Run("suskaidytas"), Run(" žodisis", bold=True))),))


STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    + style("Bold", f'<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr>{BOLD}</w:rPr>', based_on="N")
    + style("Child", '<w:pPr><w:jc w:val="right"/></w:pPr>', based_on="Bold")
    + style("Strong", f"<w:rPr>{BOLD}</w:rPr>", kind="character")
    + style("Loop", f"<w:rPr>{ITALIC}</w:rPr>", based_on="Loop2")
    + style("Loop2", "", based_on="Loop")
    + style("Antrat2", "", name="heading 2")
    + style("Kita", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', based_on="Antrat2")
    + style("Pav", "", name="Title")
)


@pytest.mark.parametrize(
    ("paragraph", "run", "bold"),
    [
        ("Bold", "", True),
        ("Child", "", True),
        ("Bold", '<w:b w:val="0"/>', False),
        ("N", '<w:rStyle w:val="Strong"/>', True),
        ("Bold", '<w:rStyle w:val="Strong"/>', False),
        ("Bold", '<w:rStyle w:val="Strong"/><w:b/>', True),
        ("nėra", '<w:rStyle w:val="nėra"/>', False),
    ],
)
def test_bold_of_styles_toggles_and_bold_on_the_spot_counts(paragraph: str, run: str, *, bold: bool) -> None:
    made = source(p(r("x", run), properties=f'<w:pStyle w:val="{paragraph}"/>'), styles=STYLES)
    assert text(made).paragraphs[0].runs[0].bold is bold


def test_a_style_based_on_itself_is_read() -> None:
    made = source(p(r("x"), properties='<w:pStyle w:val="Loop"/>'), styles=STYLES)
    assert text(made).paragraphs[0].runs[0].italic


@pytest.mark.parametrize(
    ("properties", "align", "outline"),
    [
        ("", Align.START, 0),
        ('<w:jc w:val="both"/>', Align.START, 0),
        ('<w:jc w:val="center"/>', Align.CENTRE, 0),
        ('<w:jc w:val="end"/>', Align.END, 0),
        ('<w:pStyle w:val="Child"/>', Align.END, 0),
        ('<w:pStyle w:val="Child"/><w:jc w:val="left"/>', Align.START, 0),
        ('<w:pStyle w:val="Antrat2"/>', Align.START, 2),
        ('<w:pStyle w:val="Kita"/>', Align.START, 3),
        ('<w:pStyle w:val="Kita"/><w:outlineLvl w:val="9"/>', Align.START, 0),
        ('<w:pStyle w:val="Pav"/>', Align.START, 1),
    ],
)
def test_alignment_and_outline_are_the_effective_ones(properties: str, align: Align, outline: int) -> None:
    (line,) = source(p("x", properties=properties), styles=STYLES).blocks
    assert isinstance(line, Line)
    assert (line.align, line.outline) == (align, outline)


def test_links_are_kept_and_their_underline_is_not() -> None:
    simple = f'<w:hyperlink r:id="a">{r("čia", "<w:u/>")}</w:hyperlink>'
    made = source(
        p(simple, field('HYPERLINK "https://kita.lt/"', r("ten")), r(" gale")), links={"a": "https://pirma.lt/"}
    )
    assert text(made).paragraphs[0].runs == (
        Run("čia", link="https://pirma.lt/"),
        Run("ten", link="https://kita.lt/"),
        Run(" gale"),
    )


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///C:/planas.docx", "\\\\serveris\\aplankas"])
def test_links_that_are_no_web_or_mail_address_are_dropped(address: str) -> None:
    made = source(p(f'<w:hyperlink r:id="a">{r("čia")}</w:hyperlink>'), links={"a": address})
    assert text(made) == Text.of("čia")


def test_tracked_changes_are_taken_as_accepted_and_counted_once() -> None:
    made = source(
        p(
            r("liko "),
            f"<w:ins>{r('įterpta ')}</w:ins>",
            "<w:del><w:r><w:delText>išbraukta</w:delText></w:r></w:del>",
            f"<w:moveFrom>{r('perkelta ')}</w:moveFrom>",
        ),
        p(f"<w:moveTo>{r('perkelta')}</w:moveTo>"),
    )
    assert lines(made) == ["liko įterpta ", "perkelta"]
    assert [f.code for f in made.findings] == ["R102"]
    assert "1 inserted, 1 deleted, 1 moved" in said(made.findings)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    joined = "<w:rPr><w:del/></w:rPr>"
    made = source(
        p("pirma ", properties=joined), p("antra ", properties=joined), p("trečia"), p("kita", properties=joined)
    )
    assert lines(made) == ["pirma antra trečia", "kita"]
    cell = source(tbl(tr(tc(p("a", properties=joined), p("b"), p("c", properties=joined)))))
    assert str(text(cell)) == "ab\nc"
    before_a_table = source(tbl(tr(tc(p("a", properties=joined), tbl(tr("b")), p("c")))))
    assert str(text(before_a_table)) == "a\nb\nc"


def test_a_field_goes_on_from_cell_to_cell() -> None:
    begun, _, ended = field('HYPERLINK "https://pavyzdys.lt"', "|").partition("|")
    texts = [cell.text for cell in grid(source(tbl(tr(tc(p(begun)), "čia", tc(p(ended))), tr("ten")))).cells]
    assert [run.link for it in texts for run in it.paragraphs[0].runs] == ["https://pavyzdys.lt", ""]


def test_hidden_text_is_left_out_and_told_with_its_words() -> None:
    styles = style("Slaptas", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    made = source(
        p(r("matoma"), r(" slapta", "<w:vanish/>"), r(" ir tai", '<w:rStyle w:val="Slaptas"/>')), styles=styles
    )
    assert lines(made) == ["matoma"]
    assert told(made) == [("R112", "slapta ir tai")]


def test_symbols_without_a_counterpart_are_told() -> None:
    made = source(p(r('<w:sym w:font="Wingdings" w:char="F0C3"/>'), r('<w:sym w:font="Ypatingas" w:char="F041"/>')))
    assert lines(made) == [""]
    assert told(made) == [("R111", "Wingdings F0C3 Ypatingas F041")]


def test_prompts_nobody_filled_in_are_told_and_are_blanks_or_spaces_alone_on_a_line() -> None:
    made = source(
        p(r("Vieta: "), sdt(r("Spustelėkite čia"), "<w:showingPlcHdr/>")), sdt(p("Įveskite"), "<w:showingPlcHdr/>")
    )
    assert [line.replace(PROMPT_SPACE, "·") for line in lines(made)] == ["Vieta: ________________", "········"]
    assert told(made) == [("R115", "Spustelėkite čia Įveskite")]


def test_a_text_box_is_read_once_before_the_paragraph_it_is_anchored_in() -> None:
    made = source(p("prieš"), p(box(p("PATVIRTINTA"), p("Mokyklos direktoriaus")), r("po")))
    assert lines(made) == ["prieš", "PATVIRTINTA", "Mokyklos direktoriaus", "po"]
    assert [str(block.place) for block in made.blocks][1] == "text box, paragraph 2"
    assert told(made) == [("R103", "PATVIRTINTA Mokyklos direktoriaus")]


def test_an_old_text_box_without_a_modern_form_is_read_too() -> None:
    content = f"<w:txbxContent>{p('PRITARTA')}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    assert lines(source(p(r(old)))) == ["PRITARTA", ""]


def test_a_choice_without_words_gives_way_to_a_fallback_with_some() -> None:
    inside = f'<mc:Choice Requires="x"/><mc:Fallback>{r("atsarga")}</mc:Fallback>'
    assert lines(source(p(f"<mc:AlternateContent>{inside}</mc:AlternateContent>"))) == ["atsarga"]


def test_notes_and_comments_are_told_where_they_are_referred_to() -> None:
    note = '<w:footnote w:id="{}">{}</w:footnote>'
    made = source(
        p("tekstas", r('<w:footnoteReference w:id="2"/>'), r('<w:commentReference w:id="0"/>')),
        footnotes='<w:footnote w:type="separator" w:id="0">'
        + p("____")
        + "</w:footnote>"
        + note.format(2, p("Datos gali keistis."))
        + note.format(3, p("Be nuorodos.")),
        comments=f'<w:comment w:id="0">{p("Patikrinti!")}</w:comment>',
    )
    assert told(made) == [("R104", "Datos gali keistis."), ("R113", "Patikrinti!"), ("R104", "Be nuorodos.")]
    assert made.findings[0].place == made.blocks[0].place


def test_pictures_objects_and_drawn_words_are_told() -> None:
    picture = "<w:r><w:drawing><a:graphic><a:blip/></a:graphic></w:drawing></w:r>"
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    drawn = "<w:r><w:drawing><a:t>paveiksle</a:t></w:drawing></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="JUODRAŠTIS"/></v:shape></w:pict></w:r>'
    made = source(p(picture, picture, sheet, drawn, art), '<w:altChunk r:id="x"/>')
    sentences = said(made.findings)
    assert "Pictures were left out: 2." in sentences
    assert "An embedded object was left out." in sentences
    assert "paveikslė" not in sentences
    assert "paveiksle" in sentences
    assert "JUODRAŠTIS" in sentences
    assert "Another file" in sentences
    assert {f.code for f in made.findings} == {"R109"}


def test_headers_come_first_and_footers_last_once_each_without_page_numbers() -> None:
    reference = '<w:{}Reference w:type="{}" r:id="rel_{}"/>'
    section = "".join(
        reference.format(*named)
        for named in (
            ("header", "default", "header1"),
            ("header", "first", "header2"),
            ("footer", "default", "footer1"),
        )
    )
    made = source(
        p("skyrius", properties=f"<w:sectPr>{section}</w:sectPr>"),
        p("tekstas"),
        f"<w:sectPr>{section}</w:sectPr>",
        header1=tbl(tr("PATVIRTINTA", tc(p(r("Puslapis "), field("PAGE", r("7")))))),
        header2=p("Tik pirmame"),
        footer1=p(f'<w:fldSimple w:instr=" NUMPAGES ">{r("9")}</w:fldSimple>') + p("Tel. 8 000 00000"),
    )
    assert lines(made) == ["PATVIRTINTA", "Puslapis ", "skyrius", "tekstas", "Tel. 8 000 00000"]
    assert [block.place.part for block in made.blocks] == ["header", "header", "", "", "footer"]
    assert told(made) == [("R105", "Tik pirmame")]


def test_the_first_pages_header_is_read_where_the_section_shows_it() -> None:
    section = '<w:headerReference w:type="first" r:id="rel_header1"/><w:titlePg/>'
    assert lines(source(p("a"), f"<w:sectPr>{section}</w:sectPr>", header1=p("TVIRTINU"))) == ["TVIRTINU", "a"]


def test_blocks_inside_wrappers_are_read_in_order() -> None:
    made = source(sdt(p("a") + sdt(p("b"))), f"<w:customXml>{p('c')}</w:customXml>", f"<w:ins>{p('d')}</w:ins>")
    assert lines(made) == ["a", "b", "c", "d"]
    assert [block.place.line for block in made.blocks] == [1, 2, 3, 4]


def test_a_marker_typed_by_hand_stays_text() -> None:
    made = source(p(r(t("1.") + "<w:tab/>" + t("vienas"))), p(r("x"), properties=number(9)))
    assert text(source(p(r(t("1.") + "<w:tab/>" + t("vienas"))))) == Text.of("1.\tvienas")
    assert lines(made) == ["1.\tvienas", "x"]
