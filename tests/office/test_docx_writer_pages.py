"""The document on paper: LibreOffice prints it, and the page is measured."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from composed import APPROVED, COORDINATED, ENDORSED, activity, plan, rich, row
from msgspec.structs import replace

from planforms.model import Heading, Mark, MarkKind, Plan, Text
from planforms.writers.docx import write

Print = Callable[[Plan], "Printed"]
MM = 72 / 25.4
WIDE, HIGH = 210 * MM, 297 * MM


class Printed:
    """The pages of a document: words with their boxes, and tables."""

    def __init__(self, path: Path) -> None:
        with pdfplumber.open(path) as pdf:
            self.sizes = [(page.width, page.height) for page in pdf.pages]
            self.words = [page.extract_words(use_text_flow=True, keep_blank_chars=False) for page in pdf.pages]
            self.lines = [page.extract_text_lines() for page in pdf.pages]
            self.tables = [page.find_tables() for page in pdf.pages]
            self.rows = [[row.bbox for table in found for row in table.rows] for found in self.tables]
            self.cells = [[table.extract() for table in found] for found in self.tables]

    def line(self, words: str) -> tuple[int, dict[str, Any]]:
        """The page, from 0, and the box of the one line that begins with *words*."""
        (found,) = [
            (number, line)
            for number, lines in enumerate(self.lines)
            for line in lines
            if line["text"].replace("\u00a0", " ").replace("\u2060", "").startswith(words)
        ]
        return found


@pytest.fixture
def on_paper(soffice: Callable[[Path, str], Path], tmp_path: Path) -> Print:
    def make(made: Plan) -> Printed:
        path = tmp_path / "plan.docx"
        path.write_bytes(write(made))
        return Printed(soffice(path, "pdf"))

    return make


def long(rows: int) -> Plan:
    words = "Skaitymo popietė kartu su kaimynų mokyklos mokiniais, jų mokytojais ir tėvais"
    made = [row(number, words[: 20 + number * 7 % 58]) for number in range(1, rows + 1)]
    return plan(*made, marks=(APPROVED, ENDORSED, COORDINATED))


def test_a_long_plan_is_right_on_every_page(on_paper: Print) -> None:
    printed = on_paper(long(300))
    pages = len(printed.sizes)
    assert pages > 10
    for number in range(pages):
        _text_is_within_the_margins(printed, number)
        _page_number_is_in_the_middle(printed, number)
        table = printed.cells[number][0] if printed.cells[number] else [["Eil. Nr."]]
        assert " ".join((table[0][0] or "").split()) == "Eil. Nr."
    numbers = [line[0] for cells in printed.cells for table in cells for line in table[1:]]
    assert numbers == [str(number) for number in range(1, 301)], "a row was cut by a page, or lost"


def _text_is_within_the_margins(printed: Printed, number: int) -> None:
    wide, high = printed.sizes[number]
    assert [wide, high] == pytest.approx([WIDE, HIGH], abs=1)
    body = [word for word in printed.words[number] if word["top"] > 18 * MM]
    assert min(word["x0"] for word in body) >= 30 * MM - 1
    assert max(word["x1"] for word in body) <= wide - 10 * MM + 1
    assert max(word["bottom"] for word in body) <= high - 20 * MM + 1
    assert min(word["top"] for word in body) >= 20 * MM - 1


def _page_number_is_in_the_middle(printed: Printed, number: int) -> None:
    """In the middle of the text, in the top margin; none on the first page."""
    above = [word for word in printed.words[number] if word["bottom"] < 20 * MM]
    if number == 0:
        assert above == []
    else:
        (found,) = above
        assert found["text"] == str(number + 1)
        assert (found["x0"] + found["x1"]) / 2 == pytest.approx((30 * MM + WIDE - 10 * MM) / 2, abs=1)


def test_the_approval_begins_at_half_of_the_text_and_the_title_is_in_its_middle(on_paper: Print) -> None:
    printed = on_paper(rich())
    for words in ("PATVIRTINTA", "Upėnų progimnazijos direktoriaus", "2026 m. rugsėjo 1 d."):
        page, line = printed.line(words)
        assert page == 0
        assert line["x0"] == pytest.approx((30 + 85) * MM, abs=1)
    for words in ("UPĖNŲ PROGIMNAZIJOS BIBLIOTEKOS", "VEIKLOS PLANAS 2026–2027 M. M."):
        _, line = printed.line(words)
        assert (line["x0"] + line["x1"]) / 2 == pytest.approx((30 + 85) * MM, abs=1)
        assert {letter["fontname"].partition("+")[2] for letter in line["chars"]} <= {
            "LiberationSerif-Bold",
            "TimesNewRomanPS-BoldMT",
        }
    for words in ("PRITARTA", "SUDERINTA"):
        _, line = printed.line(words)
        assert line["x0"] == pytest.approx(30 * MM, abs=1)


def test_no_word_of_the_table_is_broken(on_paper: Print) -> None:
    made = plan(
        *(row(number, "Bendradarbiavimo popietė", "Tarptautinių parodų rūmai") for number in range(1, 13)),
        row(13, "Nebeprisikiškiakopūsteliaujantiesiems skirta konferencija"),
    )
    said = {word for line in made.activities for column in made.columns for word in str(line.text(column.id)).split()}
    printed = on_paper(made)
    found = {word["text"] for words in printed.words for word in words}
    assert said <= {part for word in found for part in word.split("\u00a0")}


@pytest.mark.parametrize("rows", [31, 33])
def test_a_mark_is_whole_on_one_page_wherever_the_page_ends(on_paper: Print, rows: int) -> None:
    printed = on_paper(long(rows))
    for mark in (ENDORSED, COORDINATED):
        pages = {printed.line(line)[0] for line in str(mark.words).split("\n")}
        assert len(pages) == 1


def test_eight_columns_lie(on_paper: Print) -> None:
    ids = ("number", "goal", "title", "when", "responsible", "participants", "result", "funding")
    words = "Tarpdisciplininio bendradarbiavimo skatinimas mokyklos bendruomenėje"
    printed = on_paper(plan(*(activity(dict.fromkeys(ids, words)) for _ in range(20)), ids=ids))
    assert {(round(wide / MM), round(high / MM)) for wide, high in printed.sizes} == {(297, 210)}
    page, line = printed.line("PATVIRTINTA")
    assert (page, line["x0"]) == (0, pytest.approx((30 + 257 / 2) * MM, abs=1))


def test_rows_of_a_joined_cell_are_on_one_page(on_paper: Print) -> None:
    joined = [replace(row(number), joined=("place",) if number % 4 else ()) for number in range(120)]
    printed = on_paper(plan(*joined))
    assert len(printed.sizes) > 2
    for cells in printed.cells:
        numbers = [int(line[0]) for table in cells for line in table[1:] if line[0]]
        assert not numbers or numbers[0] % 4 == 0


def test_a_heading_never_ends_a_page(on_paper: Print) -> None:
    rows = [one for number in range(60) for one in (Heading(Text.of(f"Skyrius {number}")), row(number))]
    printed = on_paper(plan(*rows))
    assert len(printed.sizes) > 2
    last = [cells[-1][-1][0] or "" for cells in printed.cells if cells]
    assert len(last) > 1
    assert not any(words.startswith("Skyrius") for words in last)


def test_a_plan_with_all_blank_marks_has_lines_to_fill_in(on_paper: Print) -> None:
    blank = (Mark(word="PATVIRTINTA", kind=MarkKind.APPROVED), Mark(word="PRITARTA", kind=MarkKind.ENDORSED))
    printed = on_paper(plan(marks=blank))
    assert len(printed.sizes) == 1
    filled = [line for line in printed.lines[0] if "____" in line["text"]]
    assert len(filled) >= 4
    assert max(line["x1"] for line in filled) <= WIDE - 10 * MM + 1
