"""Pages, and tables pasted from Word, Excel and Google, are read to what a person sees on them."""

import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from workbooks import all_words, cells, codes, grids, lines, words

from planforms.errors import PlanformsError, UnreadableFileError
from planforms.model import Paragraph, Run, Script
from planforms.package import Limits
from planforms.readers import html
from planforms.source import Align, Line, Source

TABLE = "<table><tr><th>Nr.</th><th>Veikla</th></tr><tr><td>1</td><td>Mugė</td></tr></table>"


def read(page: str | bytes, **limits: int) -> Source:
    return html.read(page.encode() if isinstance(page, str) else page, "planas.html", Limits(**limits))


def page_lines(page: str) -> list[Line]:
    return [block for block in read(page).blocks if isinstance(block, Line)]


def runs(page: str) -> tuple[Run, ...]:
    return page_lines(page)[0].text.paragraphs[0].runs


def test_paragraphs_and_tables_come_in_order() -> None:
    source = read(f"<h1>PLANAS</h1><p>Tikslas –\n  skaityti.</p>{TABLE}<div>PRITARTA<br>protokolu Nr. 2</div>")
    assert [type(block).__name__ for block in source.blocks] == ["Line", "Line", "Grid", "Line"]
    assert lines(source) == ["PLANAS", "Tikslas – skaityti.", "PRITARTA\nprotokolu Nr. 2"]
    assert list(words(source).values()) == ["Nr.", "Veikla", "1", "Mugė"]


def test_headings_alignment_and_list_signs_are_kept() -> None:
    page = '<h2>I. Veikla</h2><p align="right">a</p><p style="text-align:center">b</p><center>c</center>'
    page += '<ul><li>d</ul><ol start="3"><li>e<li>f</ol>'
    found = page_lines(page)
    assert [line.outline for line in found] == [2, 0, 0, 0, 0, 0, 0]
    assert [line.align for line in found[1:4]] == [Align.END, Align.CENTRE, Align.CENTRE]
    assert [str(line.text) for line in found[4:]] == ["• d", "3. e", "4. f"]


@pytest.mark.parametrize(
    ("page", "run"),
    [
        ("<b>a</b>", Run("a", bold=True)),
        ("<em>a</em>", Run("a", italic=True)),
        ("<u>a</u>", Run("a", underline=True)),
        ("<del>a</del>", Run("a", struck=True)),
        ("<sup>2</sup>", Run("2", script=Script.SUPER)),
        ('<span style="font-weight:700;font-style:italic">a</span>', Run("a", bold=True, italic=True)),
        ('<b style="font-weight:normal">a</b>', Run("a")),
        ('<span style="text-decoration: line-through">a</span>', Run("a", struck=True)),
        ('<a href="https://x.example/"><u>a</u></a>', Run("a", link="https://x.example/")),
        ('<a href="javascript:alert(1)">a</a>', Run("a")),
        ("<style>.k5 {font-style: italic;}</style><span class='z k5'>a</span>", Run("a", italic=True)),
    ],
)
def test_looks_are_kept_however_they_are_said(page: str, run: Run) -> None:
    assert runs(page) == (run,)


def test_white_space_is_one_space_across_elements() -> None:
    assert runs("<p> <b>viena </b> dvi\n\t<i> trys</i>&nbsp;</p>")[:2] == (Run("viena ", bold=True), Run("dvi "))
    assert lines(read("<pre>a  b\nc</pre>")) == ["a  b\nc"]


def test_spans_move_the_cells_beside_and_below() -> None:
    page = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td rowspan=0 colspan=3>e</table>"
    found = {str(cell.text): (cell.row, cell.column, cell.rows, cell.columns) for cell in grids(read(page))[0].cells}
    assert found == {"a": (1, 1, 2, 1), "b": (1, 2, 1, 2), "c": (2, 2, 1, 1), "d": (2, 3, 1, 1), "e": (3, 1, 1, 3)}


def test_a_cell_keeps_its_paragraphs_and_lists() -> None:
    page = "<table><tr><td>x<td><p>pirma</p><p>antra<br>trečia</p><ul><li>ketvirta</ul></table>"
    assert words(read(page))["table 1, row 1, column 2"] == "pirma\nantra\ntrečia\n• ketvirta"


def test_a_table_for_layout_is_read_as_what_is_in_it() -> None:
    source = read(f"<table><tr><td><p>Meniu</p></td><td><h1>PLANAS</h1>{TABLE}</td></tr></table><table><tr><td>vienas")
    assert lines(source) == ["Meniu", "PLANAS", "vienas"]
    assert len(grids(source)) == 1


def test_a_table_inside_a_cell_of_data_is_told() -> None:
    rows = "".join(f"<tr><td>{row}<td>veikla" for row in range(4))
    source = read(f"<table>{rows}<tr><td>5<td><table><tr><td>a<td>b</table></table>")
    assert (codes(source), words(source)["table 1, row 5, column 2"]) == (["R106"], "a\nb")


def test_what_a_page_hides_and_its_menu_are_told() -> None:
    page = "<style>.x{display:none}</style><nav><a>Pradžia</a></nav><p>a<span style='mso-hide:all'>b</span></p>"
    page += "<div class=x>c</div><p hidden>d</p><table><tr style='display:none'><td>e<td>f<tr><td>g<td>h</table>"
    source = read(page + "<script>var z = 'ne';</script><!-- ne -->")
    assert lines(source) == ["a"]
    assert list(words(source).values()) == ["g", "h"]
    assert [(f.code, f.words) for f in source.findings] == [
        ("R120", "Pradžia"),
        *(("R112", word) for word in "bcdef"),
    ]


def test_a_piece_of_a_page_without_a_body_is_read() -> None:
    assert lines(read("<style>p {}</style><title>t</title><section><p>PLANAS</p></section>")) == ["PLANAS"]


WINDOWS = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000300\r\nSourceURL:https://a.example/\r\n"


def test_the_clipboard_of_windows_is_read() -> None:
    assert len(words(read(f"{WINDOWS}<html><body><!--StartFragment-->{TABLE}<!--EndFragment--></body></html>"))) == 4


def test_a_table_copied_from_excel_keeps_its_classes_looks() -> None:
    page = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style><!--table {mso-x:y;} .xl65 '
    page += "{mso-style-parent:style0;font-style:italic;}--></style></head><table><col width=64><tr height=20>"
    page += "<td class=xl65>Mugė<br>\n    <span style='mso-spacerun:yes'>&nbsp;</span>salė</td><td>b</td></tr></table>"
    cell = cells(read(page))["table 1, row 1, column 1"]
    assert cell.text.paragraphs[0] == Paragraph((Run("Mugė", italic=True),))


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("cp1257", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1257">'),
        ("iso8859-13", "<meta charset=iso-8859-13>"),
        ("utf-16", ""),
        ("utf-8", "<meta charset=utf-16>"),
        ("utf-8", "<meta charset=nėra-tokios>"),
        ("cp1257", "<meta charset=utf-8>"),
    ],
)
def test_the_encoding_is_the_declared_one_unless_it_is_not_so(encoding: str, declared: str) -> None:
    assert lines(read(f"<html><head>{declared}</head><p>ąžuolų šventė".encode(encoding))) == ["ąžuolų šventė"]


def test_entities_are_characters_and_none_is_declared_by_a_page() -> None:
    assert lines(read("<p>&bdquo;A&ldquo; &amp; B &#8211; C</p>")) == ["„A“ & B – C"]
    bomb = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    assert "root:" not in " ".join(lines(read(f"{bomb}<p>&a; &c;</p>")))


@pytest.mark.parametrize(
    "page",
    [
        "<table>" + "<tr><td>a" * 3 + "<td colspan=2147483648 rowspan=2147483648>b<td>c" + "</table>",
        "<table><tr>" + "<td>a" * 100_000 + "</table>",
        "<div>" * 1_000_000 + "žodis",
        "<table><tr><td>" * 5_000 + "žodis",
        "<table>" + "<tr><td rowspan=65000 colspan=1000>a" * 20_000 + "</table>",
        "<ol>" + "<li>a" * 30_000,
        "<p>" + "&lt;" * 100_000,
    ],
)
def test_absurd_pages_are_read_or_refused(page: str) -> None:
    with suppress(UnreadableFileError):
        read(page)


def test_nothing_in_a_page_is_an_empty_source() -> None:
    for page in ("", "   ", "<!-- x -->", "<html></html>", "<frameset><frame src='http://a.example/'></frameset>"):
        assert read(page).blocks == ()


def test_more_cells_than_a_plan_holds_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="was not read"):
        read(TABLE, cells=3)


def test_libreoffices_page_of_a_workbook_is_its_table(soffice: Callable[[Path, str], Path], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Nr.", "Veikla"], [1, "Ąžuolų mugė"]):
        book.active.append(row)
    book.active["B2"].font = Font(italic=True)
    book.save(tmp_path / "planas.xlsx")
    source = read(soffice(tmp_path / "planas.xlsx", "html").read_bytes())
    assert [str(cell.text) for cell in grids(source)[-1].cells] == ["Nr.", "Veikla", "1", "Ąžuolų mugė"]
    assert grids(source)[-1].cells[-1].text.paragraphs[0].runs[0].italic


def test_pandocs_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "# PLANAS\n\nTikslas *svarbus*.\n\n| Nr. | Veikla |\n|---|---|\n| 1 | Mugė |\n", "utf-8"
    )
    try:
        page = subprocess.run(
            ["pandoc", "-s", "--metadata", "title=PLANAS", "a.md"],
            cwd=tmp_path,
            capture_output=True,
            check=True,
            timeout=60,
        )
    except FileNotFoundError:
        pytest.skip("pandoc is not installed")
    source = read(page.stdout)
    assert lines(source)[-1] == "Tikslas svarbus."
    assert list(words(source).values()) == ["Nr.", "Veikla", "1", "Mugė"]


WORD = st.text(alphabet="ąbc", min_size=1, max_size=4)
INLINE = st.recursive(
    WORD,
    lambda inner: st.tuples(st.sampled_from(["b", "i", "span", "a"]), inner).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
)
BLOCK = st.tuples(
    st.sampled_from(["p", "div", "li", "td", "h3", "table", "tr", "ul"]), st.lists(INLINE, max_size=3)
).map(lambda t: f"<{t[0]}> {' '.join(t[1])} </{t[0]}>")


@settings(deadline=None)
@given(st.lists(BLOCK, max_size=6))
def test_no_word_is_lost(blocks: list[str]) -> None:
    page = " ".join(blocks)
    said = page.replace("<", " <").replace(">", "> ").split()
    assert {word for word in said if not word.startswith("<")} <= all_words(read(page))


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="<>/tabledrpi \"='ą&;!-[]", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(PlanformsError):
        read(data)
