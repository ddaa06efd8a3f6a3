"""Automatic numbers as the reader of Word documents counts them, and the cells they are the words of."""

import pytest
from wordml import lines, number, p, r, source, table, tbl, tc, text, tr

from planforms.model import Paragraph, Run, Text
from planforms.readers.docx.numbering import format_count


def level(at: int, words: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(at: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


OUTLINE = abstract(0, level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3", "lowerLetter")) + num(1, 0)


def markers(numbering: str, *items: tuple[int, int], styles: str = "") -> list[str]:
    made = source(*(p("x", properties=number(*item)) for item in items), numbering=numbering, styles=styles)
    return [line.removesuffix("x").strip() for line in lines(made)]


def test_levels_count_and_a_higher_one_restarts_the_lower() -> None:
    steps = ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert markers(OUTLINE, *steps) == ["1.", "1.1.", "1.2.", "1.2.a", "2.", "2.1.", "2.1.a"]


def test_a_lower_level_first_shows_the_start_of_the_higher() -> None:
    assert markers(OUTLINE, (1, 1), (1, 1)) == ["1.1.", "1.2."]


def test_lists_of_one_abstract_go_on_and_an_override_starts_anew_once() -> None:
    numbering = abstract(0, level(0, "%1)")) + num(1, 0) + num(2, 0) + num(3, 0, restart(0, 5))
    assert markers(numbering, (1, 0), (2, 0), (3, 0), (3, 0), (1, 0)) == ["1)", "2)", "5)", "6)", "7)"]


def test_a_list_between_others_does_not_disturb_them() -> None:
    numbering = abstract(0, level(0, "%1.")) + abstract(1, level(0, "%1.", "upperRoman")) + num(1, 0) + num(2, 1)
    assert markers(numbering, (1, 0), (2, 0), (1, 0), (2, 0)) == ["1.", "I.", "2.", "II."]


def test_a_level_may_be_told_not_to_restart_or_to_show_all_in_digits() -> None:
    numbering = abstract(
        0, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more='<w:lvlRestart w:val="0"/><w:isLgl/>')
    ) + num(1, 0)
    assert markers(numbering, (1, 0), (1, 1), (1, 0), (1, 1)) == ["I.", "1.1", "II.", "2.2"]


def test_a_level_may_be_replaced_in_one_list() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "§%1", start=3)}</w:lvlOverride>'
    assert markers(abstract(0, level(0, "%1.")) + num(1, 0, override), (1, 0), (1, 0)) == ["§3", "§4"]


@pytest.mark.parametrize(
    ("sign", "font", "marker"),
    [
        ("\uf0b7", "Symbol", "•"),
        ("\uf0fc", "Wingdings", "✓"),
        ("\uf0c3", "Wingdings", "•"),
        ("–", "", "–"),
        ("", "", "•"),
    ],
)
def test_bullets_are_signs_that_any_font_has(sign: str, font: str, marker: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>' if font else ""
    numbering = abstract(0, level(0, sign, "bullet").replace("</w:lvl>", f"{fonts}</w:lvl>")) + num(1, 0)
    assert markers(numbering, (1, 0), (1, 0)) == [marker, marker]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it() -> None:
    numbering = abstract(0, level(0, "%1."), level(1, "%1.%2.", more='<w:pStyle w:val="Sub"/>')) + num(1, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Toliau"><w:basedOn w:val="Sub"/></w:style>'
    )
    made = source(
        p("a", properties='<w:pStyle w:val="Sub"/>'),
        p("b", properties='<w:pStyle w:val="Toliau"/>'),
        p("c", properties='<w:pStyle w:val="Sub"/>' + number(0)),
        numbering=numbering,
        styles=styles,
    )
    assert lines(made) == ["1.1. a", "1.2. b", "c"]


def test_a_list_may_be_defined_in_a_numbering_style() -> None:
    link = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum>'
    defined = f'<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="L"/>{level(0, "%1)")}</w:abstractNum>'
    assert markers(link + defined + num(1, 5), (1, 0), (1, 0)) == ["1)", "2)"]


def test_a_list_that_is_not_defined_gives_no_marker() -> None:
    assert markers(OUTLINE, (7, 0)) == [""]
    assert lines(source(p("x", properties=number(1)))) == ["x"]


@pytest.mark.parametrize(
    ("count", "form", "words"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (0, "upperRoman", "0"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (10**9, "lowerLetter", "1000000000"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (7, "001", "007"),
        (7, "none", ""),
        (7, "numberInDash", "- 7 -"),
        (7, "decimalEnclosedParen", "(7)"),
        (7, "ordinal", "7"),
        (7, "nežinomas", "7"),
    ],
)
def test_number_formats(count: int, form: str, words: str) -> None:
    assert format_count(count, form) == words


def test_a_custom_format_inside_alternative_content_is_found() -> None:
    custom = '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    other = '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    numbering = abstract(0, f'<w:lvl w:ilvl="0">{custom}{other}<w:lvlText w:val="%1"/></w:lvl>') + num(1, 0)
    assert markers(numbering, (1, 0), (1, 0)) == ["001", "002"]


def test_an_automatic_number_alone_in_a_cell_is_its_text() -> None:
    rows = [tr(tc(p(properties=number(1))), f"veikla {n}") for n in range(3)]
    made = source(tbl(tr("Eil. Nr.", "Veikla"), *rows), numbering=OUTLINE)
    cells = table(made)
    assert [cells[row, 1] for row in (2, 3, 4)] == ["1.", "2.", "3."]


def test_a_deleted_row_does_not_count() -> None:
    rows = [
        tr(tc(p(properties=number(1))), "a"),
        tr(tc(p(properties=number(1))), "b", properties="<w:del/>"),
        tr(tc(p(properties=number(1))), "c"),
    ]
    assert table(source(tbl(*rows), numbering=OUTLINE)) == {(1, 1): "1.", (1, 2): "a", (2, 1): "2.", (2, 2): "c"}


def test_a_number_before_words_in_a_cell_is_their_marker() -> None:
    made = source(tbl(tr(tc(p("a", properties=number(1)), p(r("b"), properties=number(1))))), numbering=OUTLINE)
    assert text(made) == Text((Paragraph((Run("a"),), "1."), Paragraph((Run("b"),), "2.")))


def test_a_bullet_alone_in_a_cell_is_nothing() -> None:
    numbering = abstract(0, level(0, "–", "bullet")) + num(1, 0)
    assert table(source(tbl(tr("a", tc(p(properties=number(1))))), numbering=numbering)) == {(1, 1): "a"}
