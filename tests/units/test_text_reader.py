"""Plain text and Markdown are read to paragraphs and tables with their looks, in any encoding of an office."""

import codecs
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from counting import grows_linearly
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import all_words, codes, grids, lines, words

from planforms.errors import PlanformsError, UnreadableFileError
from planforms.model import Paragraph, Run, Script, Text
from planforms.package import Limits
from planforms.readers import text
from planforms.readers.encoding import decode
from planforms.readers.text import marked_text
from planforms.source import Line, Source

SEED = Path(__file__).parents[2] / "../shared/seed/plan.txt"


def read(written: str | bytes, name: str = "planas.txt") -> Source:
    return text.read(written.encode() if isinstance(written, str) else written, name)


def test_blank_lines_part_paragraphs_and_other_lines_are_their_breaks() -> None:
    source = read("PATVIRTINTA\n\nMokyklos direktoriaus\nįsakymu Nr. V-1\n\n\n\nTikslas – skaityti.\n")
    assert lines(source) == ["PATVIRTINTA", "Mokyklos direktoriaus\nįsakymu Nr. V-1", "Tikslas – skaityti."]
    assert [block.place.line for block in source.blocks] == [1, 3, 8]


def test_rows_with_tabs_are_a_table_and_a_blank_line_ends_it() -> None:
    source = read("Planuojama:\nNr.\tVeikla\n1\tMugė\n2\t\n\n3\tPopietė\nPabaiga")
    assert [[str(cell.text) for cell in grid.cells] for grid in grids(source)] == [
        ["Nr.", "Veikla", "1", "Mugė", "2"],
        ["3", "Popietė"],
    ]
    assert lines(source) == ["Planuojama:", "Pabaiga"]
    assert str(grids(source)[1].cells[1].place) == "table 2, row 1, column 2"


def test_a_row_may_begin_with_a_blank_cell_but_an_indent_makes_no_row() -> None:
    source = read("\tTikslas – skaityti.\n\nNr.\tVeikla\n\tMugė\n")
    assert lines(source) == ["Tikslas – skaityti."]
    assert [(cell.row, cell.column) for cell in grids(source)[0].cells] == [(1, 1), (1, 2), (2, 2)]


def test_a_cell_that_a_spreadsheet_put_in_quotes_keeps_its_lines() -> None:
    source = read('1\t"Mugė ""Knyga""\nir popietė"\tsalė\n2\t"Atviras\tklubas\n3\tx')
    assert [str(cell.text) for cell in grids(source)[0].cells] == [
        *("1", 'Mugė "Knyga"\nir popietė', "salė"),
        *("2", '"Atviras', "klubas"),
        *("3", "x"),
    ]


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        ('"Eil.\nNr."\tVeikla\n1\tMugė', [["Eil.\nNr.", "Veikla"], ["1", "Mugė"]]),
        ('1\t"a\nb"\t"c\n\nd"\te\n2\tf', [["1", "a\nb", "c\n\nd", "e"], ["2", "f"]]),
        ('1\t"a\nb"\n2\t"c\nd"', [["1", "a\nb"], ["2", "c\nd"]]),
        ('1\t"a ""b"" c\nd"\te', [["1", 'a "b" c\nd', "e"]]),
        ('1\t"a\tb"\tc', [["1", "a\tb", "c"]]),
        ('"Aušra" mokykla\t"b"\n2\tc', [['"Aušra" mokykla', '"b"'], ["2", "c"]]),
        ('1\t"a\n2\tb', [["1", '"a'], ["2", "b"]]),
    ],
)
def test_rows_pasted_from_excel_keep_the_lines_of_their_cells(written: str, rows: list[list[str]]) -> None:
    (made,) = grids(read(written))
    found: dict[int, list[str]] = {}
    for cell in made.cells:
        found.setdefault(cell.row, []).append(str(cell.text))
    assert list(found.values()) == rows


def test_paragraphs_that_markdown_sets_apart_are_paragraphs() -> None:
    written = "> PATVIRTINTA\n>\n> > Mokyklos direktoriaus\n\na > b\n"
    assert lines(read(written, "planas.md")) == ["PATVIRTINTA", "Mokyklos direktoriaus", "a > b"]
    assert lines(read("> PATVIRTINTA\n", "planas.txt")) == ["> PATVIRTINTA"]


def test_quotation_marks_of_plain_text_join_no_lines() -> None:
    assert lines(read('"Skaitome\n\nkartu" yra klubas.\n')) == ['"Skaitome', 'kartu" yra klubas.']


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        ("**PLANAS**", [Run("PLANAS", bold=True)]),
        ("apie <i>knygą</i> čia", [Run("apie "), Run("knygą", italic=True), Run(" čia")]),
        ("apie *knygą* čia", [Run("apie "), Run("knygą", italic=True), Run(" čia")]),
        ("_knyga_.", [Run("knyga", italic=True), Run(".")]),
        ("***abu***", [Run("abu", bold=True, italic=True)]),
        ("**a *b* c**", [Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True)]),
        ("<b>a</b><u>b</u><s>c</s>", [Run("a", bold=True), Run("b", underline=True), Run("c", struck=True)]),
        ("~~ne~~ m<sup>2</sup>", [Run("ne", struck=True), Run(" m"), Run("2", script=Script.SUPER)]),
        ("[mugė](https://a.example/)", [Run("mugė", link="https://a.example/")]),
    ],
)
def test_signs_of_looks_become_looks(written: str, runs: list[Run]) -> None:
    assert marked_text(written).paragraphs == (Paragraph(tuple(runs)),)


def test_a_look_may_span_lines() -> None:
    assert marked_text("**MOKYKLOS\nPLANAS**").paragraphs == (
        Paragraph((Run("MOKYKLOS", bold=True),)),
        Paragraph((Run("PLANAS", bold=True),)),
    )


@pytest.mark.parametrize(
    "written",
    [
        "* Datos gali keistis",
        "Mugė*, popietė*",
        "2 * 3 * 4",
        "Nr. ____ ir ____",
        "kovo ___ d.",
        "failo_vardas_čia",
        "a < b > c",
        "<i>be galo",
        "** **",
        "a** b",
        "[x](javascript:alert(1))",
        "5 ** 2",
    ],
)
def test_a_sign_that_may_mean_something_else_stays(written: str) -> None:
    assert marked_text(written) == Text.of(written)


def test_a_break_tag_ends_a_line_of_a_cell() -> None:
    assert words(read("1\tvienas<br>du<br/>trys"))["table 1, row 1, column 2"] == "vienas\ndu\ntrys"


def test_markdown_tables_with_and_without_outer_pipes_are_read() -> None:
    source = read("| Nr. | Veikla |\n|:---|---:|\n| 1 | A \\| B |\n\nNr. | Veikla\n--- | ---\n2 | C\n", "planas.md")
    assert [[str(cell.text) for cell in grid.cells] for grid in grids(source)] == [
        ["Nr.", "Veikla", "1", "A | B"],
        ["Nr.", "Veikla", "2", "C"],
    ]
    assert lines(source) == []


def test_headings_have_their_level() -> None:
    blocks = [block for block in read("# PLANAS #\n## I. Veikla\nžodžiai\n").blocks if isinstance(block, Line)]
    assert [(str(block.text), block.outline) for block in blocks] == [("PLANAS", 1), ("I. Veikla", 2), ("žodžiai", 0)]


def test_markdown_escapes_are_undone_and_mean_no_look() -> None:
    assert lines(read(r"1\. Mugė \*svarbu\* ir \_tai\_", "planas.md")) == ["1. Mugė *svarbu* ir _tai_"]
    assert lines(read(r"C:\_planai", "planas.txt")) == [r"C:\_planai"]


WORDS = "Ąžuolų mokyklos „Žiburėlio“ būrelis – ėjo į šventę"


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("cp1257"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(data: bytes) -> None:
    assert decode(data, "planas.txt") == (WORDS, ())


OLD = "Ąžuolų mokyklos būrelio veiklų planas, rengėja Žydrė Kūčinskaitė\nKALĖDŲ ŠVENTĖ, įžanga\n"


@pytest.mark.parametrize("encoding", ["cp1257", "iso8859-13", "cp775", "iso8859-4", "mac_latin2"])
@pytest.mark.parametrize("words", [OLD, OLD.upper(), "Šokių šventė", "Mugė"])
def test_letters_of_old_programs_are_known_by_the_words_that_they_make(words: str, encoding: str) -> None:
    assert decode(words.encode(encoding), "planas.csv") == (words, ())


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp1257"])
def test_letters_that_were_misread_and_written_anew_are_put_right_and_reported(encoding: str) -> None:
    ruined = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in f"„{OLD}“ –".encode())
    found = decode(ruined.encode(), "planas.csv")
    assert found.words == f"„{OLD}“ –"
    assert [finding.code for finding in found.findings] == ["R118"]


@pytest.mark.parametrize(
    "data",
    [
        "Школьный план мероприятий".encode("cp1251"),
        "Gęsia szyja, żółty łabędź, kość".encode("cp1250"),
        b"Mokyklos m?nesio veikl? planas, reng?ja",
    ],
)
def test_letters_that_cannot_be_known_are_doubtful(data: bytes) -> None:
    assert "R118" in [finding.code for finding in decode(data, "planas.csv").findings]


@pytest.mark.parametrize("words", [OLD, "Ar ateisi? Kada? Taip.", "Müller ir Łukasz šventėje", "Ką veiksime?\nŽaisime"])
def test_whole_letters_raise_no_doubt(words: str) -> None:
    assert decode(words.encode(), "planas.txt") == (words, ())


def test_a_damaged_byte_does_not_spoil_the_other_letters() -> None:
    found = decode((WORDS * 5).encode() + b"\xff galas", "planas.txt")
    assert found.words.startswith(WORDS)
    assert [finding.code for finding in found.findings] == ["R101"]


def test_ends_of_lines_of_any_system_are_read() -> None:
    assert lines(read("vienas\r\n\r\ndu\r\rtrys\x0bketuri\n")) == ["vienas", "du", "trys\nketuri"]


def test_forbidden_characters_are_gone_and_told() -> None:
    source = read("Mugė\x07 mokykloje\n")
    assert (lines(source), codes(source)) == (["Mugė mokykloje"], ["R101"])


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, b"PK\x03\x04\x00\x00\x00\x00", bytes(range(32)) * 9])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="no text file"):
        read(data)


def test_a_text_far_larger_than_a_plan_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="was not read"):
        text.read(b"a" * 101, "planas.txt", Limits(file=100))


@settings(deadline=None)
@given(
    st.binary(max_size=300) | st.text(alphabet='ąA*_<>bi/|-\t\n"# []()\\~1', max_size=200).map(str.encode),
    st.sampled_from(["a.txt", "a.md"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with suppress(PlanformsError):
        text.read(data, name)


@given(st.text(alphabet="ąžA1 .\t\n|", max_size=120))
def test_no_word_is_lost(written: str) -> None:
    kept = " ".join(all_words(read(written)))
    assert all(word in kept for word in written.replace("|", " ").split())


@given(st.text(alphabet="ab*_<i>/~ \n", max_size=80))
def test_markup_takes_signs_and_no_letters(written: str) -> None:
    letters = str.maketrans("", "", "*_<i>/~")
    assert str(marked_text(written)).translate(letters) == written.translate(letters)


def test_many_signs_take_no_time() -> None:
    for sign in ("<i>", "</i>", "*a ", " a*", "**a", "_ _", "[a](", "<b></i>"):
        assert len(marked_text(sign * 20_000).paragraphs) == 1


@pytest.mark.skipif(not SEED.exists(), reason="the seed's plan is not beside the repository")
def test_the_seed_is_two_tables_and_an_italic_phrase() -> None:
    source = read(SEED.read_bytes(), "plan.txt")
    assert [len(grid.cells) for grid in grids(source)] == [30, 60]
    italic = [
        run
        for grid in grids(source)
        for cell in grid.cells
        for p in cell.text.paragraphs
        for run in p.runs
        if run.italic
    ]
    assert len(italic) == 1
    assert italic[0].text.endswith("“")
    assert len(lines(source)) == 9


def test_a_long_line_without_an_end_costs_no_more_than_its_length() -> None:
    def line(length: int) -> Callable[[], object]:
        data = b"2025\xc2\xa0" * length + b"\n" + b"\t" * length
        return lambda: read(data, "planas.txt")

    line(60_000)()  # what costs the square of this never ends
    assert grows_linearly(line, 2000)
