"""The official document: what stands in it, and how it is set."""

import datetime as dt
import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from composed import APPROVED, COORDINATED, ENDORSED, activity, columns, plan, rich, row, text
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from msgspec.structs import replace
from openxml_audit import FileFormat, OpenXmlValidator
from strategies import plans

from planforms.model import (
    Activity,
    Heading,
    Mark,
    MarkKind,
    Note,
    Plan,
    Responsible,
    Run,
    Script,
    Section,
    SectionRole,
    Text,
    Timing,
)
from planforms.text import without_forbidden
from planforms.writers.docx import built_in_template, write

ROOT = Path(__file__).parents[2]
UNSEEN = dict.fromkeys(map(ord, "\u2060\u200b"))


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def printed(made: Plan, *, landscape: bool | None = None, endorsements_first: bool = False) -> Document:
    return opened(write(made, landscape=landscape, endorsements_first=endorsements_first))


def body(document: Document) -> list[str]:
    """The paragraphs and, as ``[table]``, the tables of the body, with plain spaces."""
    said = ["[table]" if child.tag == qn("w:tbl") else "".join(_said(child)) for child in document.element.body]
    return [one.replace("\u00a0", " ") for one in said if one]


def _said(paragraph: Any) -> list[str]:  # noqa: ANN401 -- an element of python-docx
    signs = {qn("w:t"): None, qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
    return [(signs[one.tag] or one.text or "").translate(UNSEEN) for one in paragraph.iter(*signs)]


def lines(document: Document) -> list[Any]:
    """The rows of the table, as elements."""
    return list(document.tables[0]._tbl.tr_lst)  # noqa: SLF001 -- python-docx hides what this is about


def cells(document: Document) -> list[list[str]]:
    """The cells of the table, row by row as they stand in the file, with plain spaces."""
    return [
        ["\n".join("".join(_said(p)) for p in cell.iter(qn("w:p"))).replace("\u00a0", " ") for cell in line.tc_lst]
        for line in lines(document)
    ]


def page_width(document: Document) -> int:
    wide = document.sections[0].page_width
    return round(wide.mm) if wide else 0


def styled(document: Document, code: str) -> list[str]:
    found = document.element.body.xpath(f'.//w:p[w:pPr/w:pStyle/@w:val="{code}"]')
    return ["".join(_said(one)).replace("\u00a0", " ") for one in found]


def test_the_parts_of_a_plan_stand_in_the_order_of_a_document() -> None:
    assert body(printed(rich())) == [
        str(APPROVED.words),
        "Upėnų progimnazijos bibliotekos\nveiklos planas 2026–2027 m. m.",
        "Tikslas – skaityti daugiau ir kartu.",
        "Uždaviniai:",
        "•\tskaityti;",
        "•\tkalbėtis.",
        "Planuojamos veiklos:",
        "[table]",
        "Parengė bibliotekininkė Vilija Uosytė",
        str(ENDORSED.words),
        str(COORDINATED.words),
    ]


def test_endorsements_stand_before_the_text_where_asked() -> None:
    document = printed(plan(), endorsements_first=True)
    assert body(document)[:2] == [str(APPROVED.words), str(ENDORSED.words)]
    assert body(document)[-1] == "[table]"


def test_the_title_is_set_in_capitals_and_its_words_are_not_retyped() -> None:
    document = printed(plan())
    assert styled(document, "Title") == ["Upėnų progimnazijos bibliotekos\nveiklos planas 2026–2027 m. m."]
    assert document.styles["Title"].font.all_caps
    assert document.styles["Title"].font.bold


def test_the_page_is_that_of_the_rules() -> None:
    document = printed(plan())
    page = document.sections[0]
    sides = (
        page.page_width,
        page.page_height,
        page.left_margin,
        page.right_margin,
        page.top_margin,
        page.bottom_margin,
    )
    assert [round(side.mm) for side in sides if side] == [210, 297, 30, 10, 20, 20]
    assert page.different_first_page_header_footer
    assert not page.first_page_header.part.element.xpath(".//w:fldSimple")
    assert "PAGE" in page.header.part.element.xpath(".//w:fldSimple/@w:instr")[0]
    defaults = document.styles.element.xpath("w:docDefaults//w:rPr")[0]
    assert defaults.xpath("w:rFonts/@w:ascii | w:sz/@w:val | w:lang/@w:val") == ["Times New Roman", "24", "lt-LT"]


@pytest.mark.parametrize(("landscape", "style", "half"), [(False, "PlanMark", 85), (True, "PlanMarkLying", 128.5)])
def test_the_approval_begins_at_half_of_the_text(style: str, half: float, *, landscape: bool) -> None:
    document = printed(plan(), landscape=landscape)
    assert styled(document, style) == [str(APPROVED.words)]
    indent = next(one for one in document.styles if one.style_id == style).paragraph_format.left_indent
    assert indent.mm == pytest.approx(half, abs=0.1)
    page = document.sections[0]
    width = page.page_width.mm - page.left_margin.mm - page.right_margin.mm  # type: ignore[union-attr]
    assert indent.mm == pytest.approx(width / 2, abs=0.1)


def test_no_table_but_the_plan_itself() -> None:
    assert len(printed(rich()).tables) == 1


def test_rows_are_whole_and_headings_repeat() -> None:
    found = lines(printed(rich()))
    assert [bool(line.xpath("w:trPr/w:tblHeader")) for line in found] == [True] + [False] * (len(found) - 1)
    assert all(line.xpath("w:trPr/w:cantSplit") for line in found)


def test_a_row_that_no_page_can_hold_may_break() -> None:
    found = lines(printed(plan(row(1), row(2, "Labai ilga veikla. " * 400))))
    assert [bool(line.xpath("w:trPr/w:cantSplit")) for line in found[:3]] == [True, True, False]


def test_headings_and_notes_span_all_columns_and_keep_their_level() -> None:
    document = printed(rich())
    spans = [[one.grid_span for one in line.tc_lst] for line in lines(document)]
    assert [i for i, line in enumerate(spans) if line == [5]] == [1, 2, 3, 8]
    assert [styled(document, f"PlanHeading{level}") for level in (1, 2, 3)] == [
        ["I. Renginiai"],
        ["Ruduo"],
        ["Rugsėjis"],
    ]
    assert styled(document, "PlanNote") == ["Iš viso: 4 renginiai."]
    levels = [
        style.element.xpath("w:pPr/w:outlineLvl/@w:val")
        for style in document.styles
        if style.style_id.startswith("PlanHeading")
    ]
    assert levels == [["0"], ["1"], ["2"]]


def test_joined_cells_are_printed_merged_and_their_value_once() -> None:
    document = printed(rich())
    merges = [line.tc_lst[3].xpath("w:tcPr/w:vMerge/@w:val") for line in lines(document)[6:8]]
    assert merges == [["restart"], []]
    assert lines(document)[7].tc_lst[3].xpath("w:tcPr/w:vMerge")
    assert [line[3] for line in cells(document)[6:8]] == ["Skaitykla", ""]


def test_a_value_joined_to_no_activity_is_printed() -> None:
    lost = activity({"number": "1", "title": "Mugė", "place": "Salė"}, "place")
    assert cells(printed(plan(Heading(Text.of("Ruduo")), lost)))[2][3] == "Salė"


def test_a_joined_value_that_is_another_is_printed_and_not_lost() -> None:
    other = activity({"number": "2", "title": "Viktorina", "place": "Sporto salė"}, "place")
    assert [line[3] for line in cells(printed(plan(row(1), other)))] == ["Vieta", "Skaitykla", "Sporto salė"]


def test_rows_of_a_joined_cell_stay_on_one_page() -> None:
    found = lines(printed(rich()))
    assert found[6].xpath(".//w:keepNext")


def test_the_last_rows_stay_with_the_marks_after_them() -> None:
    rows = [row(number) for number in range(1, 6)]
    kept = [bool(line.xpath(".//w:keepNext")) for line in lines(printed(plan(*rows)))]
    assert kept == [False, False, False, False, True, True]
    alone = lines(printed(plan(*rows, marks=[APPROVED])))
    assert not any(line.xpath(".//w:keepNext") for line in alone)


def test_cells_keep_their_looks_lists_and_lines() -> None:
    document = printed(rich())
    first = lines(document)[4].tc_lst[1]
    looks = {
        "".join(run.xpath("w:t/text()")): [one.tag.rpartition("}")[2] for one in run.xpath("w:rPr/*")]
        for run in first.xpath(".//w:r[w:t/text()]")
    }
    assert looks == {
        "Vakaras ": [],
        "„Prie laužo“": ["i"],
        " svarbu": ["b"],
        " ne": ["strike"],
        " taip": ["u"],
        " svetainė": [],
    }
    assert first.xpath(".//w:fldSimple/@w:instr") == [' HYPERLINK "https://upenai.example/planas" ']
    assert cells(document)[5][1] == "Popietė:\n1.\tpasakos;\n2.\tžaidimai."


def test_a_hyphen_inside_a_date_does_not_end_a_line() -> None:
    document = printed(plan(row(1, "iki 2026-11-02, V-12, Uosytė-Beržė")))
    assert len(document.element.xpath(".//w:noBreakHyphen")) == 2
    assert cells(document)[1][1] == "iki 2026-11-02, V-12, Uosytė-Beržė"


def test_a_value_without_words_is_printed_by_its_parts() -> None:
    made = Activity(
        {"when": Timing(edtf="2026-10-09"), "responsible": Responsible(parties=("V. Uosytė", "K. Šilinis"))}
    )
    assert cells(printed(plan(made)))[1] == ["", "", "2026 m. spalio 9 d.", "", "V. Uosytė, K. Šilinis"]


def test_scripts_stand_above_and_below() -> None:
    words = text("m", Run("2", script=Script.SUPER), " H", Run("2", script=Script.SUB), "O")
    run = printed(plan(row(1, words))).element
    assert run.xpath(".//w:vertAlign/@w:val") == ["superscript", "subscript"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", r"\\server\share", 'https://a b"'])
def test_a_link_that_is_no_web_address_is_printed_as_words(link: str) -> None:
    document = printed(plan(row(1, text(Run("nuoroda", link=link)))))
    assert not document.element.xpath(".//w:fldSimple")
    assert cells(document)[1][1] == "nuoroda"


def test_words_are_bound_over_the_border_of_looks() -> None:
    document = printed(plan(row(1, text("įsakymu Nr. ", Run("V-12", bold=True)))))
    assert "Nr.\u00a0" in "".join(lines(document)[1].xpath(".//w:t/text()"))


def test_a_label_opens_its_only_paragraph_and_stands_over_several() -> None:
    several = Section(role=SectionRole.OBJECTIVES, label="Uždaviniai:", text=Text.of("Vienas.\nDu."))
    document = printed(replace(plan(), sections=(*plan().sections[:1], several)))
    assert styled(document, "PlanText") == ["Tikslas – skaityti daugiau ir kartu.", "Vienas.", "Du."]
    assert styled(document, "PlanLabel") == ["Uždaviniai:"]


def test_columns_that_planforms_does_not_know_are_printed() -> None:
    made = plan(activity({"title": "Mugė", "other-1": "212"}), ids=("title", "other-1"))
    assert cells(printed(made)) == [["Veiklos pavadinimas", "Kabinetas"], ["Mugė", "212"]]


def test_a_table_without_headings_has_no_row_for_them() -> None:
    bare = tuple(replace(column, heading="") for column in columns("number", "title"))
    assert cells(printed(replace(plan(row(1)), columns=bare))) == [["1", "Knygų mugė"]]


def test_a_plan_of_a_title_alone_is_a_document() -> None:
    assert body(printed(Plan(title=Text.of("Planas")))) == ["Planas"]


def test_eight_columns_lie_and_five_stand() -> None:
    ids = ("number", "goal", "title", "when", "responsible", "participants", "result", "funding")
    words = "Tarpdisciplininio bendradarbiavimo skatinimas mokyklos bendruomenėje ir už jos ribų"
    many = plan(activity(dict.fromkeys(ids, words)), ids=ids)
    assert page_width(printed(many)) == page_width(printed(plan(), landscape=True)) == 297
    assert page_width(printed(plan())) == page_width(printed(many, landscape=False)) == 210


@pytest.mark.parametrize("landscape", [False, True])
def test_cells_are_as_wide_as_the_grid_and_fill_the_text(*, landscape: bool) -> None:
    document = printed(rich(), landscape=landscape)
    page = document.sections[0]
    grid = [int(wide) for wide in document.element.xpath(".//w:gridCol/@w:w")]
    width = page.page_width - page.left_margin - page.right_margin  # type: ignore[operator]
    assert sum(grid) == pytest.approx(width / 635, abs=2)
    for line in lines(document):
        wide = [int(one) for one in line.xpath("w:tc/w:tcPr/w:tcW/@w:w")]
        assert wide in (grid, [sum(grid)])


def test_a_blank_mark_has_lines_to_fill_in() -> None:
    document = printed(plan(marks=[Mark(word="PATVIRTINTA", kind=MarkKind.APPROVED)]))
    (mark,) = styled(document, "PlanMark")
    assert mark.startswith("PATVIRTINTA\n___")
    assert "įsakymu Nr. ___" in mark


def test_the_properties_name_the_plan_and_nobody() -> None:
    core = printed(plan()).core_properties
    assert core.title == "Upėnų progimnazijos bibliotekos veiklos planas 2026–2027 m. m."
    assert (core.language, core.author, core.last_modified_by) == ("lt-LT", "", "")
    assert core.created == core.modified == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def test_a_title_longer_than_a_property_is_cut_there_and_nowhere_else() -> None:
    long = "Planas & <programa> " * 30
    document = printed(replace(plan(), title=Text.of(long)))
    assert document.core_properties.title == long[:255]
    assert styled(document, "Title") == [long]


HOSTILE = {
    "markup": "A & B < C > D \"E\" 'F' </w:t><w:br/>",
    "tags": "{{ x }} {% if y %} {# z #} {{ ''.__class__ }}",
    "docxtpl's own signs": "{_{ a }_} {_% b %_} {%tr for %} {{r c }}",
    "tab and line break": "a\tb\nc",
    "old line ends": "a\rb",
    "vertical tab, bell, form feed": "a\x0bb\x07c\x0cd",
    "lone surrogate": "a\ud800b",
    "nul and friends": "a\x00b\x1bc\ufffed",
    "emoji": "Šventė 🎉👩‍🏫",
    "accents apart": "s\u030cventė",
    "long": "Labai ilgas sakinys. " * 250,
    "spaces": "  dvigubi  tarpai  ",
    "signs of control": "a\u200bb\u00adc\ufeffd\u202ee",
}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_cells_come_out_unharmed(words: str) -> None:
    made = plan(row(1, words), row(2))
    document = printed(
        replace(made, title=Text.of(words), columns=(*made.columns[:4], replace(made.columns[4], heading=words)))
    )
    expected = without_forbidden(words).replace("\r", "\n").replace("\u00a0", " ").translate(UNSEEN)
    said = cells(document)
    assert said[1][1] == expected
    assert said[0][4] == expected
    assert styled(document, "Title") == [expected]
    assert said[2][1] == "Knygų mugė"
    assert str(ENDORSED.words) in {body(document)[-1], said[-1][0]}


def test_line_ends_of_windows_are_line_ends() -> None:
    said = cells(printed(plan(row(1, "a\r\nb"), row(2, text("c\r\nd", Run("e", bold=True))))))
    assert [line[1] for line in said[1:]] == ["a\nb", "c\nde"]


@given(plans)
@hypothesis_settings(max_examples=60)
def test_any_plan_is_a_document_that_opens(made: Plan) -> None:
    opened(write(replace(made, marks=tuple(mark for mark in made.marks if mark.words))))


def test_the_same_plan_gives_the_same_bytes_on_any_day_and_in_any_place(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(rich())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert write(rich()) == first
    code = (
        "import sys; from composed import rich; from planforms.writers.docx import write;"
        "sys.stdout.buffer.write(write(rich()))"
    )
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        environment = os.environ | {
            "TZ": zone,
            "PYTHONHASHSEED": "7",
            "PYTHONPATH": str(Path(__file__).parents[1] / "make"),
        }
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
        assert run.stdout == first


def test_the_zip_holds_no_clock_and_reads_everywhere() -> None:
    with zipfile.ZipFile(io.BytesIO(write(rich()))) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("version", [FileFormat.OFFICE_2010, FileFormat.MICROSOFT_365])
@pytest.mark.parametrize(
    "made",
    [rich(), plan(), Plan(title=Text.of("Planas")), plan(Heading(Text())), plan(Note(Text()), marks=[])],
    ids=["rich", "small", "title", "blank heading", "blank note"],
)
def test_the_document_is_valid(made: Plan, version: FileFormat, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    for landscape in (False, True):
        path.write_bytes(write(made, landscape=landscape))
        assert [str(error) for error in OpenXmlValidator(file_format=version).validate(path).errors] == []


def test_the_template_is_what_its_script_makes() -> None:
    code = "import sys; from make_plan import make; sys.stdout.buffer.write(make())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT / "templates")
    assert run.stdout == built_in_template()


def test_the_built_in_module_is_what_its_script_makes() -> None:
    code = "import sys; from built_in import made; sys.stdout.buffer.write(made().encode())"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root / "tools")
    assert run.stdout == (root / "src" / "planforms" / "writers" / "docx" / "built_in.py").read_bytes(), (
        "python tools/built_in.py makes it again"
    )


def test_a_document_by_a_built_in_template_needs_no_office_library() -> None:
    code = (
        "import sys; from composed import rich; from planforms.writers.docx import TemplateKind, fill, write;"
        "from planforms.companions.documents import order_of; from planforms.writers.docx import write_companion;"
        "write(rich()); write_companion(order_of(rich()));"
        "print(sorted({'docx', 'docxtpl', 'jinja2', 'lxml', 'markupsafe'} & set(sys.modules)))"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "make")}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment, text=True)
    assert run.stdout == "[]\n"
