"""The widths of columns follow what they hold."""

import io
from itertools import pairwise

import docx
import pytest
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

import planforms
from planforms.blankform import blank_plan
from planforms.model import Run
from planforms.period import school_years
from planforms.writers.docx.lines import Line, plain_line
from planforms.writers.typesetting import (
    Demand,
    Room,
    Sheet,
    demand,
    fit,
    heights_of,
    needs_to_lie,
    thousandths,
)

SHEET = Sheet(upright=Room(9638, 14570), lying=Room(14570, 9638), turned=False, padding=170, size=11)
lengths = st.floats(0, 20_000)


def line(words: str) -> Line:
    return Line.of((Run(words),))


def column(heading: str, *cells: str) -> Demand:
    return demand(line(heading).words, [(line(cell),) for cell in cells], SHEET.size)


@st.composite
def demands(draw: st.DrawFn) -> Demand:
    word, more, rest = draw(lengths), draw(lengths), draw(lengths)
    return Demand(word, word + more, word + more + rest, draw(lengths))


@given(st.lists(demands(), min_size=1, max_size=12), st.integers(5000, 15_000))
def test_columns_fill_the_room_and_none_is_negative(columns: list[Demand], room: int) -> None:
    widths = fit(columns, room, SHEET)
    assert sum(widths) == room
    if room > 250 * len(columns):
        assert min(widths) >= 0


@given(st.lists(demands(), min_size=1, max_size=12), st.integers(5000, 15_000))
def test_no_word_is_broken_that_other_widths_would_keep_whole(columns: list[Demand], room: int) -> None:
    if sum(one.word + SHEET.padding + 40 for one in columns) <= room:
        widths = fit(columns, room, SHEET)
        assert all(wide - SHEET.padding + 1 >= one.word for wide, one in zip(widths, columns, strict=True))


def test_a_column_that_says_more_is_wider() -> None:
    widths = fit(
        [column("Nr.", "1", "2"), column("Data", "Visus metus"), column("Veikla", "Knygų mugė " * 9)], 9638, SHEET
    )
    assert all(narrow < wide for narrow, wide in pairwise(widths))


def test_the_number_column_is_narrow() -> None:
    number, *_ = fit([column("Eil. Nr.", "1", "2", "17"), column("Veikla", "Skaitymo popietė " * 8)], 9638, SHEET)
    assert number < 900  # 16 mm


def test_bound_words_are_one_word_to_a_column() -> None:
    assert column("Data", "2026 m.").word > column("Data", "2026 x m.").word


def test_an_upright_page_is_enough_for_five_columns() -> None:
    plan = [
        column("Eil. Nr.", "1"),
        column("Veikla", "Pažintinė išvyka į senąjį dvarą ir jo parką kartu su tėvais"),
        column("Data", "2026 m. spalio 9 d."),
        column("Vieta", "Mokyklos skaitykla"),
        column("Atsakingi asmenys", "V. Uosytė, K. Šilinis"),
    ]
    assert not needs_to_lie(plan, SHEET)


def test_columns_whose_words_do_not_fit_upright_need_a_lying_page() -> None:
    assert needs_to_lie([column("Bendradarbiavimas", "Tarpinstitucinis") for _ in range(9)], SHEET)


@pytest.mark.parametrize("lines", [1, 10])
def test_a_row_is_as_high_as_its_lines(lines: int) -> None:
    (one,) = heights_of([[(line("Žodis"),)]], (4000,), SHEET)
    rows = [[(line("Žodis"),) * lines, (line("a"),)]]
    assert heights_of(rows, (4000, 4000), SHEET) == pytest.approx([one * lines])


@given(st.text(max_size=30), st.text(max_size=30))
def test_widths_add_up(first: str, second: str) -> None:
    assert thousandths(first + second) == thousandths(first) + thousandths(second)


def test_a_letter_with_an_accent_is_as_wide_as_its_base_letter_however_it_is_typed() -> None:
    assert (
        thousandths("ąčęėįšųūž")
        == thousandths("aceeisuuz")
        == thousandths("a\u0328c\u030ce\u0328e\u0307i\u0328s\u030cu\u0328u\u0304z\u030c")
    )


def test_bold_words_are_wider() -> None:
    assert thousandths("Atsakingi asmenys", bold=True) > thousandths("Atsakingi asmenys")


def test_the_columns_of_a_table_that_is_still_to_be_filled_in_have_room_for_what_is_usual() -> None:
    written = planforms.write(blank_plan(school_years(2026)), "docx")
    (table,) = docx.Document(io.BytesIO(written)).tables
    number, title, when, _, people = (column.width or 0 for column in table.columns)
    assert number < when < people
    assert when < title
    assert when > Mm(25)  # a whole day on two lines


SIGNS = (
    "2026 m.",
    "rugsėjo",
    "14 d.",
    "1–4",
    "5-6",
    "kl.",
    "A.",
    "Uosytė",
    "„Ąžuolas“",
    "&",
    "<b>",
    "",
    "mokytojų-tėvų",
)
LONG = ("bendradarbiaujančiosios", "www.upenai.example.org/planas", "a@upenai.example.org", "x" * 41, "N. u\u0304")


@given(st.lists(st.sampled_from((*SIGNS, *LONG)), min_size=1, max_size=9).map(" ".join) | st.text(min_size=1))
def test_plain_words_are_the_line_that_any_runs_are(words: str) -> None:
    if words and words.isprintable():
        one, other = plain_line(words), line(words)
        assert (one.words, one.xml, one.widths()) == (other.words, other.xml, other.widths())
        assert (one.marker, one.bold, one.source) == (other.marker, other.bold, other.source)
