"""Tables as the reader of Word documents lays them out."""

import pytest
from wordml import box, grid, lines, number, p, r, said, sdt, source, t, table, tbl, tc, told, tr

from planforms.model import Paragraph, Run, Text
from planforms.place import Place
from planforms.source import Grid, Line

PLAIN = {(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"}


def spans(made: object) -> dict[str, tuple[int, int, int, int]]:
    assert isinstance(made, Grid)
    return {str(cell.text): (cell.row, cell.column, cell.rows, cell.columns) for cell in made.cells}


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


DOWN, DOWN_FROM = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


@pytest.mark.parametrize(
    "made",
    [
        tbl(tr("a", "b"), tr("c", "d")),
        tbl(sdt(tr("a", "b")), tr("c", "d")),
        tbl(tr(sdt(tc("a")), "b"), tr("c", sdt(tc(sdt(p("d")))))),
        sdt(tbl(tr("a", "b"), tr("c", "d"))),
        tbl(tr("a", "b"), "<w:ins>" + tr("c", "d") + "</w:ins>"),
        tbl(tr("a", "b"), f"<w:customXml>{tr('c', 'd')}</w:customXml>"),
        tbl(tr("a", "b"), tr("x", "y", properties="<w:del/>"), tr("c", "d")),
        tbl(tr("a", tc("x", properties="<w:cellDel/>"), "b"), tr("c", "d")),
        tbl(tr("a", "b"), tr(tc("c", properties="<w:cellIns/>"), "d")),
        "<w:tbl>" + tr("a", "b") + tr("c", "d") + "</w:tbl>",
    ],
    ids=range(10),
)
def test_wrappers_and_changes_leave_rows_and_cells_where_they_are(made: str) -> None:
    assert table(source(made)) == PLAIN


def test_a_cell_tells_its_place_and_an_empty_one_is_left_out() -> None:
    made = source(p("prieš"), tbl(tr("a", "")), tbl(tr("", "b")))
    first, second = (block for block in made.blocks if isinstance(block, Grid))
    assert [cell.place for cell in (*first.cells, *second.cells)] == [
        Place(table=1, row=1, column=1),
        Place(table=2, row=1, column=2),
    ]
    assert (first.number, second.number) == (1, 2)


def test_a_cell_over_columns_appears_once() -> None:
    made = grid(source(tbl(tr("a", "b", "c"), tr(tc("I. SKYRIUS", properties=span(3))), tr("d", "e", "f"))))
    assert spans(made)["I. SKYRIUS"] == (2, 1, 1, 3)
    assert spans(made)["f"] == (3, 3, 1, 1)


def test_a_cell_over_rows_appears_once() -> None:
    rows = [tr("a", tc("tikslas", properties=DOWN_FROM)), tr("b", tc(properties=DOWN)), tr("c", tc(properties=DOWN))]
    made = grid(source(tbl(*rows, tr("d", "e"))))
    assert spans(made) == {"a": (1, 1, 1, 1), "tikslas": (1, 2, 3, 1), "b": (2, 1, 1, 1), "c": (3, 1, 1, 1)} | {
        "d": (4, 1, 1, 1),
        "e": (4, 2, 1, 1),
    }


def test_a_merged_cell_without_words_is_kept() -> None:
    made = grid(source(tbl(tr("a", tc(properties=DOWN_FROM)), tr("b", tc(properties=DOWN)))))
    assert spans(made)[""] == (1, 2, 2, 1)


def test_a_merge_over_rows_and_columns() -> None:
    top, below = DOWN_FROM + span(2), DOWN + span(2)
    made = grid(source(tbl(tr(tc("x", properties=top), "a"), tr(tc(properties=below), "b"), tr("c", "d", "e"))))
    assert spans(made)["x"] == (1, 1, 2, 2)
    assert spans(made)["b"] == (2, 3, 1, 1)


def test_a_merge_that_goes_on_nothing_is_a_cell() -> None:
    assert table(source(tbl(tr(tc("a", properties=DOWN), "b"), tr("c", "d")))) == PLAIN
    rows = [tr(tc("x", properties=DOWN_FROM), "y", properties="<w:del/>"), tr(tc("a", properties=DOWN), "b")]
    assert table(source(tbl(*rows, tr("c", "d")))) == PLAIN


def test_an_old_horizontal_merge_is_one_cell() -> None:
    cells = tc("x", properties='<w:hMerge w:val="restart"/>'), tc(properties='<w:hMerge w:val="continue"/>'), tc("y")
    assert spans(grid(source(tbl(tr(*cells), tr("a", "b", "c")))))["x"] == (1, 1, 1, 2)


def test_words_that_a_merge_covers_are_told() -> None:
    made = source(tbl(tr("a", tc("x", properties=DOWN_FROM)), tr("b", tc("dingę žodžiai", properties=DOWN))))
    assert told(made) == [("R112", "dingę žodžiai")]


def test_a_row_that_begins_later_leaves_a_gap() -> None:
    gap = '<w:gridBefore w:val="1"/>'
    assert table(source(tbl(tr("a", "b"), tr("d", properties=gap)))) == {(1, 1): "a", (1, 2): "b", (2, 2): "d"}


def test_grid_lines_at_which_nothing_begins_make_no_column() -> None:
    wide = [tc("a", properties=span(2)), tc("b", properties=span(3))], [tc("c", properties=span(2)), tc("d")]
    assert table(source(tbl(*(tr(*cells) for cells in wide)))) == PLAIN


@pytest.mark.parametrize(
    "rows",
    [
        (tr("a", tc("b", properties=span(2))), tr(tc("c", properties=span(2)), "d")),
        (tr(tc("a", properties=span(2)), "b"), tr("c", "d", properties='<w:gridBefore w:val="1"/>')),
        (tr(tc("a", properties=span(2)), "b"), tr("c", "d", properties='<w:gridAfter w:val="1"/>')),
        (tr("a", tc("b", properties=span(3))), tr(tc("c", properties=span(3)), "d")),
    ],
    ids=["a dragged border", "an indented row", "a row that ends early", "a border dragged over others"],
)
def test_a_border_that_is_dragged_in_some_rows_makes_no_column(rows: tuple[str, ...]) -> None:
    assert spans(grid(source(tbl(*rows)))) == {words: (row, column, 1, 1) for (row, column), words in PLAIN.items()}


@pytest.mark.parametrize(
    "rows",
    [
        (tr("a", tc("b", properties=span(2))), tr("c", "d", "e")),
        (tr("a", "b", "x"), tr(tc("c", properties=span(2)), "d"), tr("e", tc("f", properties=span(2)))),
    ],
)
def test_a_border_that_one_row_needs_makes_a_column_in_all(rows: tuple[str, ...]) -> None:
    assert max(cell.column + cell.columns for cell in grid(source(tbl(*rows))).cells) == 4


def test_a_nested_table_is_lines_of_its_cell_and_told() -> None:
    inner = tbl(tr("a", "b"), tr(tc(p("c"), p("d")), ""))
    made = source(tbl(tr(tc(p("prieš"), inner, p("po")), "šalia")))
    assert table(made) == {(1, 1): "prieš\na\tb\nc d\t\npo", (1, 2): "šalia"}
    assert told(made) == [("R106", "a b c d")]


def test_a_table_of_one_cell_round_another_is_a_frame() -> None:
    made = source(tbl(tr(tc(p("PLANAS"), tbl(tr("a", "b"), tr("c", "d")), p("PRITARTA")))))
    assert lines(made) == ["PLANAS", "PRITARTA"]
    assert table(made) == PLAIN
    assert made.findings == ()


LEFT, RIGHT = tbl(tr("a", "b"), tr("c", "d")), tbl(tr("e", "f"), tr("g", "h"))


@pytest.mark.parametrize(
    ("made", "blocks"),
    [
        (tbl(tr(tc(LEFT), tc(RIGHT))), ["a b c d", "e f g h"]),
        (
            tbl(tr(tc(p("I pusmetis"), LEFT), tc(p("II pusmetis"), RIGHT))),
            ["I pusmetis", "a b c d", "II pusmetis", "e f g h"],
        ),
        (
            tbl(tr("I pusmetis", "II pusmetis"), tr(tc(LEFT), tc(RIGHT))),
            ["I pusmetis", "a b c d", "II pusmetis", "e f g h"],
        ),
        (tbl(tr("PLANAS", ""), tr(tc(LEFT), ""), tr("", "PRITARTA")), ["PLANAS", "a b c d", "PRITARTA"]),
        (tbl(tr(tc("PLANAS", properties=span(2))), tr(tc(LEFT), tc(RIGHT))), ["PLANAS", "a b c d", "e f g h"]),
        (tbl(tr(tc(tbl(tr(tc(LEFT), tc(RIGHT)))))), ["a b c d", "e f g h"]),
        (tbl(sdt(tr(sdt(tc(LEFT)), tc(sdt(RIGHT))))), ["a b c d", "e f g h"]),
        (p(box(LEFT), box(RIGHT)), ["a b c d", "e f g h"]),
        (p(box(tbl(tr(tc(LEFT), tc(RIGHT))))), ["a b c d", "e f g h"]),
    ],
)
def test_tables_that_a_table_or_a_box_only_puts_in_their_place_are_grids_in_order(made: str, blocks: list[str]) -> None:
    found = [
        str(block.text) if isinstance(block, Line) else " ".join(str(cell.text) for cell in block.cells)
        for block in source(made).blocks
    ]
    assert [words for words in found if words] == blocks


@pytest.mark.parametrize(
    "rows",
    [
        (tr("Nr.", "Veikla"), tr("1", tc(LEFT))),
        (tr("Nr.", "Veikla", "Data"), tr("", tc(LEFT), "")),
        (tr("Nr.", "Veikla"), tr("1", "Mugė"), tr(tc(LEFT), "")),
    ],
)
def test_a_table_with_rows_of_its_own_around_another_is_a_table(rows: tuple[str, ...]) -> None:
    made = source(tbl(*rows))
    assert str(grid(made).cells[0].text) == "Nr."
    assert told(made) == [("R106", "a b c d")]


def test_a_text_box_in_a_cell_stands_before_the_table() -> None:
    made = source(tbl(tr("a", tc(p(box(p("PATVIRTINTA")), "b")))))
    assert lines(made) == ["PATVIRTINTA"]
    assert isinstance(made.blocks[0], Line)
    assert table(made) == {(1, 1): "a", (1, 2): "b"}


def test_a_table_in_a_text_box_is_a_grid_of_its_own() -> None:
    made = source(tbl(tr("pirma")), p(box(tbl(tr("TVIRTINU")))), tbl(tr("antra")))
    grids = [block for block in made.blocks if isinstance(block, Grid)]
    assert [(found.number, str(found.cells[0].text), found.place.part) for found in grids] == [
        (1, "pirma", ""),
        (2, "TVIRTINU", "text box"),
        (3, "antra", ""),
    ]


def test_a_hidden_row_is_read_marked_and_told() -> None:
    made = source(tbl(tr("a"), tr("slapta", properties="<w:hidden/>")))
    assert [cell.hidden for cell in grid(made).cells] == [False, True]
    assert told(made) == [("R105", "slapta")]


def test_lines_tabs_and_looks_of_a_cell_are_kept() -> None:
    made = grid(source(tbl(tr(tc(p(r(t("a") + "<w:br/>" + t("b"), "<w:i/>")), p(), p("c"))))))
    assert made.cells[0].text == Text(
        (
            Paragraph((Run("a", italic=True),)),
            Paragraph((Run("b", italic=True),)),
            Paragraph(),
            Paragraph((Run("c"),)),
        )
    )


def test_a_deleted_row_is_counted() -> None:
    made = source(tbl(tr("a"), tr("b", properties="<w:del/>")))
    assert "1 deleted" in said(made.findings)


def test_numbers_in_covered_cells_are_not_counted() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    auto = p(properties=number(1))
    rows = [tr(tc(auto, properties=DOWN_FROM), "a"), tr(tc(auto, properties=DOWN), "b"), tr(tc(auto), "c")]
    made = source(tbl(*rows), numbering=numbering)
    assert table(made) == {(1, 1): "1", (1, 2): "a", (2, 2): "b", (3, 1): "2", (3, 2): "c"}
