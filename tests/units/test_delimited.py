"""Delimited text is one table, whatever sign parts its cells."""

import csv
import io
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import codes, grids, words

from planforms.errors import PlanformsError, UnreadableFileError
from planforms.package import Limits
from planforms.readers import text
from planforms.source import Source

ROWS = [
    ["Eil. Nr.", "Veikla", "Data", "Atsakingi"],
    ["1", "Mugė „Knyga, žodis, raidė“", "2025 m. spalio 9 d.", "A. Uosis, B. Klevė; C. Liepa"],
    ["2", "pirma\nantra", "2025 m. lapkritis", 'Mokykla "Ąžuolas"'],
]


def written(delimiter: str, rows: list[list[str]] = ROWS) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def read(data: str | bytes, **limits: int) -> Source:
    return text.read_delimited(data.encode() if isinstance(data, str) else data, "planas.csv", Limits(**limits))


def table(source: Source) -> list[str]:
    return [str(cell.text) for grid in grids(source) for cell in grid.cells]


FLAT = [cell for row in ROWS for cell in row]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257"])
def test_the_sign_and_the_encoding_are_told_from_the_file(delimiter: str, encoding: str) -> None:
    assert table(read(written(delimiter).encode(encoding))) == FLAT


def test_rows_and_columns_are_those_of_a_spreadsheet() -> None:
    source = read("PLANAS;;\n;;\nNr.;Veikla;\n1;Mugė;salė\n")
    assert list(words(source)) == [
        "row 1, column 1",
        "row 3, column 1",
        "row 3, column 2",
        "row 4, column 1",
        "row 4, column 2",
        "row 4, column 3",
    ]


def test_words_above_the_table_do_not_choose_the_sign() -> None:
    above = [["PLANAS"], ["Tikslas – skaityti, rašyti, kalbėti, klausyti, veikti"], ["Ir dar, ir dar, ir dar"]]
    assert table(read(written(";", [*above, *ROWS]))) == [*(row[0] for row in above), *FLAT]


def test_excels_own_line_names_the_sign_and_is_no_cell() -> None:
    assert table(read("sep=,\r\n1,Mugė;salė\r\n")) == ["1", "Mugė;salė"]


def test_a_quote_that_nothing_ends_loses_no_word() -> None:
    rows = "".join(f"{row};veikla {row}\n" for row in range(20_000))
    source = read(f'1;"Mugė\n{rows}')
    assert len(table(source)) == 40_002


@pytest.mark.parametrize("cell", ["=1+1", "'=HYPERLINK(1)", "+370 612 34567", "-5", "@vardas"])
def test_a_cell_that_looks_like_a_formula_is_words(cell: str) -> None:
    assert table(read(f"1;{cell}\n2;b\n"))[1] == cell


def test_one_column_is_a_table_too() -> None:
    assert table(read("Mugė\nPopietė\n")) == ["Mugė", "Popietė"]
    assert read("").blocks == ()


def test_a_forbidden_character_is_told() -> None:
    assert codes(read("1;a\x07b\n2;c\n")) == ["R101"]


def test_more_cells_than_a_plan_holds_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="was not read"):
        read("a;b\n" * 6, cells=10)


def test_a_workbook_saved_as_text_reads_as_its_cells() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    assert table(read(written(";", [[str(value) for value in row] for row in book.active.values]))) == FLAT


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet=';,\t|"\nąa', max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(PlanformsError):
        read(data)


WORD = st.text(alphabet="ąbc ,;.\t\"'\n", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.lists(WORD, min_size=3, max_size=3), min_size=4, max_size=6), st.sampled_from([";", ",", "\t"]))
def test_no_word_is_lost(rows: list[list[str]], delimiter: str) -> None:
    source = read(written(delimiter, rows))
    kept = sorted("".join(table(source)).replace(",", "").replace(";", "").replace('"', "").split())
    put = "".join("".join(row) for row in rows).replace(",", "").replace(";", "").replace('"', "")
    assert "".join(sorted("".join(kept))) == "".join(sorted("".join(put.split())))
