"""The official form where it was once broken: ranges, long strings, letterheads, blanks, and what people hear of it."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pdfplumber
import pytest
from click.testing import CliRunner
from composed import APPROVED, COORDINATED, ENDORSED, activity, plan, rich, row
from docx.document import Document
from docx.oxml.ns import qn
from docx_templates import template
from msgspec.structs import replace
from test_template_check import sound

import planforms
from planforms.cli import main
from planforms.model import Plan, Section, SectionRole, Text
from planforms.writers.docx import TemplateKind, built_in_template, write
from planforms.writers.typesetting import WORD_JOINER, ZERO_WIDTH_SPACE, pieces, settle

LINK = "https://susitikimai.example.org/l/meetup-join/" + "19ab3meeting_NzQ2YjY4MzQtZGFkZC00" * 3
SHORTEST_COLUMN = 500  # twentieths of a point: a column narrower than this holds no word


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def words(document: Document) -> str:
    return "".join(one.text or "" for one in document.element.body.iter(qn("w:t")))


def plain(said: str) -> str:
    return said.replace("\u00a0", " ").replace(WORD_JOINER, "").replace(ZERO_WIDTH_SPACE, "")


@pytest.mark.parametrize(
    ("said", "settled"),
    [("2025–2026", "2025–~2026"), ("15–26", "15–~26"), ("rugsėjis–gruodis", "rugsėjis–~gruodis"), ("I–IV", "I–~IV"),
     ("taip – ne", "taip – ne"), ("–", "–"), ("d.–5", "d.–~5")],
)  # fmt: skip
def test_a_range_does_not_break_after_its_dash(said: str, settled: str) -> None:
    assert settle(said) == settled.replace("~", WORD_JOINER)


@pytest.mark.parametrize("said", ["nebeprisikiškiakopūsteliaujantiesiems", "Bendradarbiavimas", "V-361"])
def test_a_word_has_no_places_to_break(said: str) -> None:
    assert settle(said) == said


@pytest.mark.parametrize("said", [LINK, "x" * 41, "ž" * 9000, "vardenis.pavardenis@mokykla.example.org"])
def test_what_is_no_word_may_break_everywhere_and_stays_itself(said: str) -> None:
    assert plain(settle(said)) == said
    assert "".join(pieces(said)) == said
    assert max(map(len, pieces(said))) <= 17


def test_ranges_dates_and_long_strings_read_back_as_they_were() -> None:
    said = "2026 m. gegužės 14 d., 15–26 d., 2025–2026 m. m."
    made = plan(activity({"title": f"Susitikimas {LINK}", "when": said, "place": "x" * 300}))
    made = replace(made, title=Text.of("Planas 2025–2026 m. m."))
    data = write(made)
    assert WORD_JOINER in words(opened(data))
    assert ZERO_WIDTH_SPACE in words(opened(data))
    again = planforms.read(data, "planas.docx").plan
    assert str(again.title) == "Planas 2025–2026 m. m."
    assert [again.activities[0].text(name) for name in ("title", "when", "place")] == [
        Text.of(f"Susitikimas {LINK}"), Text.of(said), Text.of("x" * 300)
    ]  # fmt: skip


@pytest.mark.parametrize("length", [60, 110, 200, 1000, 9000])
@pytest.mark.parametrize("column", ["number", "title", "when", "place", "responsible"])
@pytest.mark.parametrize("landscape", [False, True])
def test_a_long_string_does_not_crush_the_other_columns(length: int, column: str, *, landscape: bool) -> None:
    string = (LINK * 100)[:length] if length % 200 else "x" * length
    usual = [widths(write(plan(*map(row, range(1, 9))), landscape=landscape))]
    made = [row(number) for number in range(1, 9)]
    made[3] = replace(made[3], cells={**made[3].cells, column: Text.of(string)})
    crushed = widths(write(plan(*made), landscape=landscape))
    assert sum(crushed) == sum(usual[0])
    place = ("number", "title", "when", "place", "responsible").index(column)
    for number, (before, after) in enumerate(zip(usual[0], crushed, strict=True)):
        assert number == place or after >= min(before, 1900) * 0.6
        assert after > SHORTEST_COLUMN


def widths(document: bytes) -> list[int]:
    grid = opened(document).tables[0]._tbl.tblGrid  # noqa: SLF001 (python-docx has no grid)
    return [int(column.get(qn("w:w"), "0")) for column in grid]


# Letterheads and blank marks.


def with_letterhead() -> Plan:
    head = Section(role=SectionRole.LETTERHEAD, text=Text.of("Upėnų progimnazija\nMokyklos g. 5, Upėnai"))
    return replace(plan(), sections=(head, *plan().sections))


def test_a_letterhead_is_above_all_else() -> None:
    lines = [plain(one.text) for one in opened(write(with_letterhead())).paragraphs if one.text]
    assert lines[:2] == ["Upėnų progimnazija", "Mokyklos g. 5, Upėnai"]
    assert lines[2].startswith("PATVIRTINTA")


def test_a_template_without_a_place_for_it_keeps_it_among_the_sections() -> None:
    assert "Mokyklos g. 5" in plain(words(opened(write(with_letterhead(), template(sound)))))


def converted(source: Path, *options: str) -> tuple[str, str]:
    target = source.with_suffix(".docx")
    run = CliRunner().invoke(main, ["--lang", "en", "convert", str(source), "-o", str(target), "--force", *options])
    assert run.exit_code == 0
    return run.stderr, words(opened(target.read_bytes()))


def test_a_plan_without_a_mark_gets_a_blank_one_where_asked(tmp_path: Path) -> None:
    source = tmp_path / "planas.csv"
    source.write_text("Upėnų mokyklos planas 2026 m.\nEil. Nr.;Veikla;Data\n1;Mugė;2026-10-01\n", encoding="utf-8")
    told, said = converted(source)
    assert "--blank-mark" in told
    assert "PATVIRTINTA" not in said
    told, said = converted(source, "--blank-mark")
    assert "left blank, to be filled in: who, date, number" in told
    assert said.startswith("PATVIRTINTA____")


# What people hear who do not see the page, and what a checker asks for (EN 301 549, 9.1.3.1, 9.2.4.2, 9.3.1.1).


def outline(document: Document, name: str) -> str:
    (style,) = (one for one in document.styles if one.style_id == name)
    found = style.element.find(f".//{qn('w:outlineLvl')}")
    return "" if found is None else str(found.get(qn("w:val")))


def blank_form() -> bytes:
    return planforms.blank(planforms.parse_period("2026-2027"), "docx")


@pytest.mark.parametrize("made", [write(rich()), blank_form()], ids=["plan", "blank form"])
def test_a_plan_is_accessible(made: bytes) -> None:
    document = opened(made)
    assert (outline(document, "Title"), outline(document, "PlanLabel")) == ("0", "1")
    styles = [one.style.style_id for one in document.paragraphs if one.style]
    assert styles.count("Title") == 1
    assert "PlanLabel" in styles
    for table in document.tables:
        properties = table._tbl.tblPr  # noqa: SLF001 (python-docx has no such properties)
        assert all(properties.xpath(f"w:{name}/@w:val") for name in ("tblCaption", "tblDescription"))
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None  # noqa: SLF001
    _has_title_and_language(document)


def test_a_workbook_and_its_form_are_accessible() -> None:
    for data in (planforms.write(rich(), "xlsx"), planforms.blank(planforms.parse_period("2026-2027"), "xlsx")):
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book.properties.title
        assert book.properties.language == "lt-LT"
        assert book.worksheets[0].print_title_rows


@pytest.mark.parametrize("kind", ["order", "minutes"])
def test_a_companion_is_accessible(kind: str) -> None:
    document = opened(planforms.companion(rich(), kind).data)
    assert outline(document, "CompanionAuthor") == "0"
    assert not document.tables
    _has_title_and_language(document)


def _has_title_and_language(document: Document) -> None:
    assert document.core_properties.title
    assert document.core_properties.language == "lt-LT"
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["lt-LT"]


@pytest.mark.parametrize("kind", ["order", "minutes", "amendment"])
def test_a_companion_is_set_to_the_left_while_it_has_blanks(kind: str) -> None:
    document = opened(with_blanks(kind))
    used = {one.style.style_id for one in document.paragraphs if one.style}
    assert "CompanionBlank" in used
    assert {"CompanionText", "CompanionClause"} & used == set()


def with_blanks(kind: str) -> bytes:
    bare = replace(rich(), marks=())
    if kind == "minutes":
        return blank_minutes()
    old = replace(bare, rows=bare.rows[1:])
    return planforms.companion(bare, kind, old=old if kind == "amendment" else None).data


def blank_minutes() -> bytes:
    return planforms.companion(
        replace(rich(), marks=(replace(ENDORSED, acts=(), words=Text.of("PRITARTA")),)), "minutes"
    ).data


def test_the_templates_have_rows_for_marks_and_a_place_for_blanks() -> None:
    assert "marks_in_table" in words(opened(built_in_template()))
    assert "blanks" in words(opened(built_in_template(TemplateKind.ORDER)))


# On paper.

PHRASE = "Skaitymo popietė kartu su kaimynų mokyklos mokiniais, jų mokytojais ir tėvais"
COUNTS = (18, 19, 20, 21, 33, 34, 44, 45, 46, 47, 48, 49, 54, 55)


@pytest.mark.parametrize("marks", [(APPROVED, ENDORSED), (APPROVED, ENDORSED, COORDINATED)], ids=["one", "two"])
def test_no_mark_is_alone_on_a_page_and_no_head_is(
    soffice: Callable[..., Path], tmp_path: Path, marks: tuple[Any, ...]
) -> None:
    for count in COUNTS:
        rows = [row(number, PHRASE[: 20 + number * 7 % 58]) for number in range(1, count + 1)]
        path = tmp_path / f"{count}.docx"
        path.write_bytes(write(plan(*rows, marks=marks)))
        with pdfplumber.open(soffice(path, "pdf")) as pdf:
            for page in pdf.pages:
                said = page.extract_text()
                assert re.search(r"^\d+ Skaitymo", said, re.MULTILINE), (count, page.page_number, said)
                assert not re.search(r"\d–$", said, re.MULTILINE)


def test_a_heading_of_one_line_of_text_is_a_line_of_its_own() -> None:
    heading = Section(role=SectionRole.OTHER, label="BENDROSIOS NUOSTATOS", text=Text.of("Planas skirtas visiems."))
    aim = Section(role=SectionRole.AIM, label="Tikslas:", text=Text.of("skaityti."))
    lines = [
        plain(one.text) for one in opened(write(Plan(title=Text.of("Planas"), sections=(heading, aim)))).paragraphs
    ]
    assert [x for x in lines if x][-3:] == ["BENDROSIOS NUOSTATOS", "Planas skirtas visiems.", "Tikslas: skaityti."]
