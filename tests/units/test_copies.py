"""Copies of the user's own file: findings put in and taken out again, fixes made, and nothing else of it changed."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import damaged
import furnished
import pytest
import wordml
from conftest import Convert
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import Content, Layout, laid, layouts
from openxml_audit import OpenXmlValidator

import planforms
from planforms.copies import rewritten
from planforms.findings import Finding
from planforms.fixes import is_applied
from planforms.language import Speaker
from planforms.readers import open_file

TODAY = dt.date(2025, 12, 1)
SAMPLES = Path(__file__).parents[2] / "samples"
SEED = Path(__file__).parents[3] / "shared" / "seed" / "plan.txt"
LITHUANIAN = Speaker("lt")

contents = st.builds(
    lambda title, aims, rows, number: Content()._replace(
        title=("ŽALIOSIOS PROGIMNAZIJOS", "SKAITYMO SKATINIMO VEIKLOS PLANAS", title),
        sections=(("Tikslas –", aims[0]), ("Uždaviniai:", aims[1])),
        approval=(*Content().approval[:2], f"2025 m. rugsėjo 3 d. įsakymu Nr. {number}"),
        rows=rows,
    ),
    title=st.sampled_from(["2025–2026 M. M.", "2025-2026 M.M.", "2025 - 2026 m. m."]),
    aims=st.tuples(damaged.words.map(lambda words: f"kad {words}"), damaged.words.map(lambda words: f"rinkti {words}")),
    number=st.sampled_from(["V1-37", "V1- 37", "V-5"]),
    rows=st.lists(
        st.tuples(
            damaged.numbers,
            damaged.words.map(lambda words: f"Mugė {words}"),
            st.sampled_from(
                ["2025 m. spalio", "2025.10.09", "2025m. lapkričio 4d.", "Visus metus", "2026 m. kovo mėn."]
            ),
            damaged.words.map(lambda words: f"Salė {words}"),
            damaged.words.map(lambda words: f"A. Uosis {words}"),
        ),
        min_size=3,
        max_size=6,
    ).map(tuple),
)


def looked_at(data: bytes, name: str) -> tuple[planforms.Reading, tuple[Finding, ...]]:
    reading = planforms.read(data, name)
    return reading, planforms.check(reading, today=TODAY)


def annotated(data: bytes, name: str) -> bytes:
    reading, findings = looked_at(data, name)
    return planforms.annotate(data, findings, "lt", name=name, reading=reading)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@given(layouts, contents)
@settings(max_examples=60)
def test_checking_an_annotated_copy_finds_what_checking_the_file_found(layout: Layout, content: Content) -> None:
    name = f"planas.{layout.program}"
    data = laid(layout, content)
    copy = annotated(data, name)
    assert looked_at(copy, name) == looked_at(data, name)
    assert parts_of(annotated(copy, name)) == parts_of(copy)


@given(layouts, contents)
@settings(max_examples=100)
def test_a_mended_copy_has_none_of_the_fixed_findings_and_no_new_one(layout: Layout, content: Content) -> None:
    name = f"planas.{layout.program}"
    data = laid(layout, content)
    reading, findings = looked_at(data, name)
    fixed = planforms.fix(reading.plan, today=TODAY)
    edited = rewritten(open_file(data, name), reading, fixed.plan)
    after, left = looked_at(edited.data, name)
    assert edited.left == ()
    assert all(is_applied(made, after.plan) for made in fixed.made)
    assert faults(left) - faults(findings) == Counter()
    assert planforms.fix(after.plan, today=TODAY).made == ()
    assert planforms.diff(after.plan, fixed.plan).same


def faults(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.at) for finding in findings)


# Files with all that a library would lose.

FURNISHED = {
    "planas.xlsx": furnished.workbook(),
    "planas.xlsm": furnished.workbook(macros=True),
    "planas.docx": furnished.document(),
}
SHEET = {"xl/worksheets/sheet1.xml"}
ANNOTATED = {
    "docx": {"word/document.xml", "word/comments.xml"},
    "xls": {
        *SHEET,
        *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
        *("xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/worksheets/sheet4.xml"),
    },
}


@pytest.mark.parametrize("name", FURNISHED)
def test_annotating_changes_only_the_parts_that_hold_the_findings(name: str) -> None:
    data = FURNISHED[name]
    copy = annotated(data, name)
    assert looked_at(copy, name) == looked_at(data, name)
    assert changed(data, copy) == ANNOTATED["docx" if name.endswith("docx") else "xls"]


@pytest.mark.parametrize("name", FURNISHED)
def test_fixing_changes_only_the_part_with_the_table(name: str) -> None:
    data = FURNISHED[name]
    reading, findings = looked_at(data, name)
    fixed = planforms.fix(reading.plan, today=TODAY)
    edited = rewritten(open_file(data, name), reading, fixed.plan)
    assert edited.left == ()
    assert changed(data, edited.data) == ({"word/document.xml"} if name.endswith("docx") else SHEET)
    after, left = looked_at(edited.data, name)
    assert {made.at: made.new for made in fixed.made} == {
        "title": "UPĖNŲ MOKYKLOS BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M.",
        "rows[0].title": "Knygų mugė „Versk lapą“",
        "rows[0].when": "2025-10-09",
        "rows[0].responsible": "A. Uosis, B. Klevė",
        "rows[1].title": "Poezijos popietė",
        "rows[2].number": "3",
        "rows[3].number": "4",
    }
    assert all(is_applied(made, after.plan) for made in fixed.made)
    assert [f.code for f in findings if not f.fix] == [f.code for f in left]
    looks = [(run.text, run.italic) for p in after.plan.activities[1].title.paragraphs for run in p.runs]
    assert looks == [("Poezijos ", False), ("popietė", True)]


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = parts_of(before), parts_of(after)
    assert not old.keys() - new.keys()
    return {name for name in new if new[name] != old.get(name)}


@pytest.mark.parametrize("name", ["planas.xlsx", "planas.docx"])
def test_other_programs_see_the_findings(name: str, soffice: Convert, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(annotated(FURNISHED[name], name))
    flat = soffice(path, "fods" if name.endswith("xlsx") else "fodt").read_text(encoding="utf-8")
    notes = re.findall(r"<office:annotation.*?</office:annotation>", flat, re.DOTALL)
    own = [note for note in notes if re.search(r"[RSTMPW]1\d\d \((?:klaida|įspėjimas|patarimas)\)", note)]
    assert sum("T106" in note for note in own) == 1
    assert sum("Ar " in note and "Ona" in flat for note in notes) >= 1
    _, findings = looked_at(FURNISHED[name], name)
    assert {code for note in own for code in re.findall(r"[RSTMPW]1\d\d", note)} >= {
        finding.code for finding in findings if finding.at
    }


@pytest.mark.parametrize("name", ["planas.xlsx", "planas.docx"])
def test_other_programs_open_the_mended_copy(name: str, soffice: Convert, tmp_path: Path) -> None:
    reading, _ = looked_at(FURNISHED[name], name)
    fixed = planforms.fix(reading.plan, today=TODAY)
    path = tmp_path / name
    path.write_bytes(rewritten(open_file(FURNISHED[name], name), reading, fixed.plan).data)
    again = soffice(path, "xlsx:Calc MS Excel 2007 XML" if name.endswith("xlsx") else "docx:MS Word 2007 XML")
    assert planforms.diff(planforms.read(again.read_bytes(), name).plan, fixed.plan).same


@pytest.mark.parametrize("name", FURNISHED)
def test_a_copy_has_no_fault_that_the_file_had_not(name: str, tmp_path: Path) -> None:
    data = FURNISHED[name]
    reading, _ = looked_at(data, name)
    before = faults_of_form(tmp_path / name, data)
    assert faults_of_form(tmp_path / name, annotated(data, name)) == before
    mended = rewritten(open_file(data, name), reading, planforms.fix(reading.plan, today=TODAY).plan).data
    assert faults_of_form(tmp_path / name, mended) == before


def faults_of_form(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    return [error.description for error in OpenXmlValidator().validate(path).errors]


# Words that Word makes itself, and cells of no words.


@pytest.mark.parametrize(
    "date",
    [
        wordml.p(f'<w:fldSimple w:instr=" SAVEDATE ">{wordml.r("2025.10.09")}</w:fldSimple>'),
        wordml.p(
            *('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText> DATE </w:instrText></w:r>"),
            *('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', wordml.r("2025.10.09")),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        wordml.sdt(wordml.p("2025.10.09"), '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/>'),
    ],
    ids=["simple field", "field", "bound control"],
)
def test_words_that_word_makes_anew_are_left(date: str) -> None:
    (number, title, _, *others), *rest = furnished.ROWS
    data = in_table((number, title, wordml.tc(date), *others), *rest)
    reading, _ = looked_at(data, "planas.docx")
    edited = rewritten(open_file(data, "planas.docx"), reading, planforms.fix(reading.plan, today=TODAY).plan)
    assert [change.old for change in edited.left] == ["2025.10.09"]


def test_an_empty_cell_of_several_paragraphs_gets_its_number() -> None:
    empty = wordml.tc("<w:p/>", "<w:p/>")
    rows = [("3", *furnished.ROWS[0][1:]), (empty, "Šventė", "2025-12-12", "Salė", "A. Uosis"), ("5", *["Mugė"] * 4)]
    is_mended_whole(in_table(*furnished.ROWS[:2], *rows), "planas.docx", fewest=6)


def in_table(*rows: tuple[str, ...]) -> bytes:
    table = wordml.tbl(wordml.tr(*furnished.HEADINGS), *(wordml.tr(*row) for row in rows))
    return wordml.word(wordml.p(furnished.TITLE), table, wordml.p())


# Files that other programs made, the samples and a real plan.


def made_elsewhere(program: str, soffice: Convert, folder: Path) -> tuple[bytes, str]:
    """The furnished workbook or document as another program saves it, and its name."""
    name = "planas.xlsx" if program == "Calc" else "planas.docx"
    path = folder / name
    path.write_bytes(FURNISHED[name])
    if program == "pandoc":
        pandoc = shutil.which("pandoc")
        if pandoc is None:
            pytest.skip("pandoc is not installed")
        subprocess.run([pandoc, str(path), "-o", str(folder / "kitas.docx")], check=True, timeout=60)
        return (folder / "kitas.docx").read_bytes(), name
    filters = {"Calc": "xlsx:Calc MS Excel 2007 XML", "Writer": "docx:MS Word 2007 XML"}
    return soffice(path, filters[program]).read_bytes(), name


@pytest.mark.parametrize("program", ["Calc", "Writer", "pandoc"])
def test_files_of_other_programs_are_annotated_and_mended_too(program: str, soffice: Convert, tmp_path: Path) -> None:
    data, name = made_elsewhere(program, soffice, tmp_path)
    assert looked_at(annotated(data, name), name) == looked_at(data, name)
    is_mended_whole(data, name, fewest=6)


@pytest.mark.parametrize("name", ["menu-grupe.xlsx", "menu-grupe.docx"])
def test_the_samples_are_mended(name: str) -> None:
    is_mended_whole((SAMPLES / name).read_bytes(), name, fewest=1)


@pytest.mark.skipif(not SEED.exists(), reason="the seed's plan is not here")
@pytest.mark.parametrize("ending", ["xlsx", "docx", "json"])
def test_a_real_plan_is_mended(ending: str) -> None:
    plan = planforms.read(SEED.read_bytes(), SEED.name).plan
    data, name = planforms.write(plan, ending), f"planas.{ending}"
    if ending != "json":
        is_mended_whole(data, name, fewest=4)
    fixed = planforms.fix(planforms.read(data, name).plan, today=TODAY)
    assert [made.codes for made in fixed.made] == [("T115",), ("P102",), ("P102",), ("P102",)]
    assert planforms.read(planforms.write(fixed.plan, "json"), "planas.json").plan == fixed.plan


def is_mended_whole(data: bytes, name: str, *, fewest: int) -> None:
    """The mended copy has all the fixes, none of the fixed findings and no new one."""
    reading, findings = looked_at(data, name)
    fixed = planforms.fix(reading.plan, today=TODAY)
    assert len(fixed.made) >= fewest
    after, left = looked_at(rewritten(open_file(data, name), reading, fixed.plan).data, name)
    assert all(is_applied(made, after.plan) for made in fixed.made)
    assert faults(left) - faults(findings) == Counter()
    assert not {(code, made.at) for made in fixed.made for code in made.codes} & faults(left).keys()
