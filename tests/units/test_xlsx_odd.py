"""Odd, damaged and hostile workbooks: read for what they hold, or refused by one sentence."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress

import openpyxl
import pytest
from counting import grows_linearly
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import DOCUMENT, MAIN, cells, codes, data, grids, inline, raw, rels, strings, styles, words

from planforms.errors import PlanformsError, UnreadableFileError
from planforms.package import Limits
from planforms.readers import xlsx
from planforms.readers.xlsx.sheet import Range, merge
from planforms.source import Align, Line, Source

TEN = data(*(inline(f"{row}") for row in range(10)))


def read(contents: bytes, **limits: int) -> Source:
    return xlsx.read(contents, "planas.xlsx", Limits(**limits))


@pytest.mark.parametrize("dimension", ["A1", "A1:XFD1048576", "", "A0", "niekas", "A1:A1000000000"])
def test_a_declared_dimension_is_not_believed(dimension: str) -> None:
    assert len(words(read(raw(f'<dimension ref="{dimension}"/>{TEN}')))) == 10


def test_cells_and_rows_without_a_reference_are_counted() -> None:
    source = read(raw(data(inline("a") + inline("b"), inline("c", "C5") + inline("d"), inline("e"))))
    assert words(source) == {"A1": "a", "B1": "b", "C5": "c", "D5": "d", "A6": "e"}


def test_styled_blank_cells_far_below_cost_nothing() -> None:
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(900_000, 940_000))
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    source = read(raw(f'<sheetData><row r="1">{inline("a", "A1")}</row>{blank}{far}</sheetData>'))
    assert words(source) == {"A1": "a"}


def test_escapes_of_characters_are_undone_and_forbidden_ones_told() -> None:
    source = read(raw(data(inline("a_x000D_\nb_x005F_c_x0007_d_xD83D__xDE00_e"))))
    assert words(source) == {"A1": "a\nb_cd😀e"}
    assert [(f.code, f.arguments) for f in source.findings] == [("R101", {"count": 1})]


def test_a_phonetic_guide_is_no_word() -> None:
    parts = {
        "xl/sharedStrings.xml": strings('<t>žodis</t><rPh sb="0" eb="1"><t>garsas</t></rPh><phoneticPr fontId="1"/>')
    }
    assert words(read(raw(data('<c t="s"><v>0</v></c>'), parts=parts))) == {"A1": "žodis"}


def test_shared_and_inline_strings_stand_side_by_side() -> None:
    parts = {"xl/sharedStrings.xml": strings("<t>bendras</t>", "<r><t>ra</t></r><r><rPr><i/></rPr><t>iškus</t></r>")}
    sheet = data('<c t="s"><v>1</v></c>' + inline("savas") + '<c t="s"><v>0</v></c><c t="s"><v>9</v></c>')
    source = read(raw(sheet, parts=parts))
    assert words(source) == {"A1": "raiškus", "B1": "savas", "C1": "bendras"}
    assert codes(source) == ["R108"]  # the string that is not there


def test_a_formula_that_gave_no_words_is_a_blank_cell() -> None:
    source = read(raw(data('<c t="str"><f>""</f><v></v></c><c><f>1+1</f><v></v></c>')))
    assert (words(source), codes(source)) == ({"B1": "=1+1"}, ["R107"])


def test_an_iso_date_cell_is_not_moved_by_the_epoch() -> None:
    sheet = data(
        '<c t="d"><v>2025-10-09</v></c><c t="d" s="1"><v>2025-10-09T00:00:00</v></c>'
        '<c t="d"><v>2025-10-09T14:05</v></c>'
    )
    contents = raw(sheet, parts={"xl/styles.xml": styles("yyyy")}, workbook='<workbookPr date1904="1"/>')
    assert words(read(contents)) == {"A1": "2025 m. spalio 9 d.", "B1": "2025 m.", "C1": "2025-10-09 14:05"}


def test_day_zero_of_a_blank_cell_is_no_date() -> None:
    contents = raw(
        data('<c s="1"><v>0</v></c><c s="1"><v>0.5</v></c>'), parts={"xl/styles.xml": styles("yyyy-mm-dd h:mm")}
    )
    assert words(read(contents)) == {"A1": "0", "B1": "12:00"}


def test_strict_workbooks_are_read_like_others() -> None:
    contents = raw(TEN)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contents)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            new.writestr(
                name, part.replace(DOCUMENT.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            )
    assert len(words(read(out.getvalue()))) == 10


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/s.xml", "../xl/worksheets/s.xml", "worksheets\\s.xml", "WORKSHEETS/S.XML"]
)
def test_targets_are_found_however_they_are_written(target: str) -> None:
    assert len(words(read(raw(TEN, sheet_target=target)))) == 10


def test_a_sheet_that_the_file_does_not_hold_is_told() -> None:
    assert codes(read(raw(TEN, sheet_target="worksheets/kitas.xml"))) == ["R109"]


def test_words_under_a_merged_cell_are_told() -> None:
    source = read(
        raw(f'{data(inline("matomas") + inline("slaptas"))}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    )
    assert words(source) == {"A1": "matomas"}
    assert [(f.code, f.words) for f in source.findings] == [("R112", "slaptas")]


def test_a_cell_that_is_named_twice_loses_no_word() -> None:
    assert words(read(raw(data(inline("vienas", "A1") + inline("du", "A1"))))) == {"A1": "vienas\ndu"}


def test_a_modern_drawing_with_a_fallback_says_its_words_once() -> None:
    text = '<a:p><a:pPr algn="ctr"/><a:r><a:t>PATVIRTINTA</a:t></a:r></a:p>'
    shape = f"<xdr:sp><xdr:txBody>{text}</xdr:txBody></xdr:sp>"
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><xdr:twoCellAnchor>'
        f"<mc:AlternateContent><mc:Choice><xdr:grpSp>{shape}</xdr:grpSp></mc:Choice><mc:Fallback>{shape}</mc:Fallback>"
        "</mc:AlternateContent></xdr:twoCellAnchor></xdr:wsDr>"
    )
    parts = {"xl/worksheets/_rels/s.xml.rels": rels(("r1", "drawing", "/xl/d.xml")), "xl/d.xml": drawing}
    source = read(raw(TEN, parts=parts))
    assert [(str(b.text), b.align) for b in source.blocks if isinstance(b, Line)] == [("PATVIRTINTA", Align.CENTRE)]


def test_a_threaded_note_is_told_once() -> None:
    parts = {
        "xl/worksheets/_rels/s.xml.rels": rels(("r1", "comments", "/xl/c.xml"), ("r2", "threadedComment", "/xl/t.xml")),
        "xl/c.xml": f'<comments xmlns="{MAIN}"><commentList><comment ref="A1">'
        "<text><t>[Threaded comment] ar tikrai</t></text></comment></commentList></comments>",
        "xl/t.xml": '<ThreadedComments xmlns="urn:x"><threadedComment ref="A1"><text>ar tikrai</text></threadedComment>'
        "</ThreadedComments>",
    }
    assert [f.words for f in read(raw(TEN, parts=parts)).findings] == ["ar tikrai"]


def test_a_damaged_drawing_spoils_no_plan() -> None:
    parts = {"xl/worksheets/_rels/s.xml.rels": rels(("r1", "vmlDrawing", "/xl/v.vml")), "xl/v.vml": "<xml><br></xml>"}
    source = read(raw(TEN, parts=parts))
    assert (len(words(source)), codes(source)) == (10, ["R109"])


def test_relationships_in_a_circle_end() -> None:
    circle = rels(("r1", "drawing", "/xl/worksheets/s.xml"), ("r2", "comments", "/xl/worksheets/s.xml"))
    assert len(words(read(raw(TEN, parts={"xl/worksheets/_rels/s.xml.rels": circle})))) == 10


@pytest.mark.parametrize(
    "ranges",
    [
        ["A1:XFD1048576"],
        ["A1:ZZZ9999999", "B1:A1", "A1:2147483648", "", "A1:A1:A1"],
        [f"A{row}:XFD1048576" for row in range(1, 5000)],
        [f"A{row}:B{row}" for row in range(1, 5000)],
    ],
)
def test_merges_are_bounded_by_the_words(ranges: list[str]) -> None:
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    source = read(raw(f"{data(*[inline('a')] * 200)}<mergeCells>{merges}</mergeCells>"))
    assert all(cell.rows <= 200 and cell.columns == 1 for cell in cells(source).values())


def test_many_columns_are_read_as_far_as_a_sheet_goes() -> None:
    assert len(words(read(raw(data("".join(inline(str(i)) for i in range(100_000))))))) == 16_384


def test_hidden_columns_by_the_thousand_take_no_time() -> None:
    columns = '<col min="1" max="16384" hidden="1"/>' * 20_000
    assert cells(read(raw(f"<cols>{columns}</cols>{TEN}")))["A1"].hidden


def test_more_cells_than_a_plan_holds_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="was not read"):
        read(raw(TEN), cells=9)


@pytest.mark.parametrize(
    ("contents", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04", "cut short or damaged"),
        (b"%PDF-1.7", "is a PDF"),
        (raw(TEN)[:-30], "cut short or damaged"),
        (raw(TEN, parts={"xl/workbook.xml": '<document xmlns="x"/>'}), "not an Excel workbook"),
        (raw(TEN, parts={"_rels/.rels": rels(("r1", "officeDocument", "xl/w.bin")), "xl/w.bin": b"x"}), "binary Excel"),
        (raw("<!DOCTYPE x>"), "damaged|entities"),
        (raw(f"{'<a>' * 300}{'</a>' * 300}"), "was not read|damaged"),
        (raw(TEN, parts={"xl/sharedStrings.xml": "<sst>" + " " * (3 << 20) + "</sst>"}), "was not read"),
    ],
)
def test_what_is_no_workbook_is_refused_by_one_sentence(contents: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        read(contents)


def test_reading_is_linear_in_memory() -> None:
    rows = data(*[inline("žodis kitas") * 5] * 4000)
    contents = raw(rows)
    tracemalloc.start()
    try:
        assert len(grids(read(contents))[0].cells) == 20_000
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


REAL = io.BytesIO()
BOOK = openpyxl.Workbook()
assert BOOK.active is not None
for ROW in (["Eil. Nr.", "Veikla", "Data"], [1, "Mugė", "2025 m. spalio 9 d."], ["=A2+1", "Popietė", 45000.5]):
    BOOK.active.append(ROW)
BOOK.save(REAL)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(REAL.getvalue()) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_workbook_with_bytes_changed_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    contents = bytearray(REAL.getvalue())
    for at, byte in changes:
        contents[at] = byte
    with suppress(PlanformsError):
        read(bytes(contents))


SHEET = data(inline("a", "A1") + '<c r="B1" t="s"><v>0</v></c>', '<c r="A2" s="1"><f>A1</f><v>45000</v></c>').encode()


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, len(SHEET)),
    st.integers(0, 12),
    st.binary(max_size=12) | st.sampled_from([b"-1", b'" r="', b"999999999999"]),
)
def test_a_sheet_with_its_xml_changed_is_read_or_refused(at: int, cut: int, put: bytes) -> None:
    changed = SHEET[:at] + put + SHEET[at + cut :]
    part = f'<worksheet xmlns="{MAIN}">'.encode() + changed + b"</worksheet>"
    parts: dict[str, str | bytes] = {
        "xl/worksheets/s.xml": part,
        "xl/styles.xml": styles("yyyy"),
        "xl/sharedStrings.xml": strings("<t>b</t>"),
    }
    with suppress(PlanformsError):
        read(raw("", parts=parts))


@given(
    st.sets(st.tuples(st.integers(1, 12), st.integers(1, 12))),
    st.lists(
        st.tuples(*[st.integers(1, 14)] * 4).map(
            lambda r: Range(min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3]))
        )
    ),
)
def test_a_cell_is_a_corner_or_covered_only_by_a_merge_that_holds_it(
    positions: set[tuple[int, int]], ranges: list[Range]
) -> None:
    merged = merge(sorted(positions), ranges)
    assert not merged.spans.keys() & merged.covered.keys()
    for row, column in merged.spans:
        assert any((r.top, r.left) == (row, column) for r in ranges)
    for (row, column), corner in merged.covered.items():
        assert any(
            (r.top, r.left) == corner and r.top <= row <= r.bottom and r.left <= column <= r.right for r in ranges
        )


def test_merges_of_one_column_cost_no_more_than_their_number() -> None:
    def merged(rows: int) -> Callable[[], object]:
        positions = [(row, 1) for row in range(1, rows + 1)]
        return lambda: merge(positions, [Range(row, 1, row + 1, 1) for row in range(1, rows, 2)])

    assert grows_linearly(merged, 2000)


def test_one_sheet_named_by_a_thousand_tabs_is_read_once() -> None:
    tabs = "".join(f'<sheet name="S{tab}" sheetId="{tab}" r:id="r1"/>' for tab in range(2, 1000))
    source = read(raw(TEN, workbook=f"<sheets>{tabs}</sheets>"))
    assert len(grids(source)) == 1


def test_more_blank_cells_than_a_plan_has_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="was not read"):
        read(raw(data(*["<c/>" * 10] * 30)), cells=30)
