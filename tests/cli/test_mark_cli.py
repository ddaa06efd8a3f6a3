"""``planforms mark``: the number and date of the register in a finished document, on any layout of its marks."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from wordml import box, p, r, sdt, t, tbl, tc, tr, word

import planforms
from planforms import UsageError
from planforms.cli import main

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.docx"
TABLE = tbl(
    tr("Eil. Nr.", "Veiklos pavadinimas", "Data"),
    tr("1", "Knygų mugė", "2025 m. spalio 9 d."),
    tr("2", "Pokalbis", "2025 m. lapkričio mėn."),
)
TITLE = p("KLUBO VEIKLOS PLANAS 2025–2026 M. M.")
OLD = ("PATVIRTINTA", "Ąžuolyno mokyklos direktoriaus", "2025 m. rugsėjo 1 d. įsakymu Nr. V-10")
NEW = ("PATVIRTINTA", "Ąžuolyno mokyklos direktoriaus", "2025 m. spalio 2 d. įsakymu Nr. V-11")
OTHER = ("PATVIRTINTA", "Liepų gimnazijos direktoriaus", "2025 m. rugsėjo 2 d. įsakymu Nr. V-4")
ENDORSED = ("PRITARTA", "Ąžuolyno mokyklos tarybos", "2025 m. rugsėjo 1 d. posėdžio protokolu Nr. 3")
BREAK = "<w:br/>"
TAB = "<w:tab/>"

LAYOUTS = {
    "paragraphs": "".join(map(p, OLD)),
    "one paragraph with breaks": p(r(BREAK.join(map(t, OLD)))),
    "a run a line with breaks": p(*(r(t(line) + BREAK) for line in OLD)),
    "one line": p(" ".join(OLD)),
    "split runs": p("PATVIR", r("TINTA", "<w:b/>"))
    + p(OLD[1])
    + p("2025 m. rug", "sėjo 1", " d. įsa", "kymu Nr. V-", "10"),
    "looks inside": p(OLD[0]) + p(OLD[1]) + p("2025 m. rugsėjo 1 d. įsakymu Nr. ", r("V-10", "<w:b/><w:i/>")),
    "a cell": tbl(tr(tc(), tc(*map(p, OLD)))),
    "cells one under another": tbl(*(tr(tc(), line) for line in OLD)),
    "two marks in two columns": tbl(*(tr(mine, other) for mine, other in zip(OLD, ENDORSED, strict=True))),
    "two marks beside one another by tabs": "".join(
        p(r(t(mine) + TAB + t(other))) for mine, other in zip(OLD, ENDORSED, strict=True)
    ),
    "a text box in both its forms": p(box(*map(p, OLD))),
    "content controls": sdt(p(OLD[0])) + p(OLD[1]) + p("2025 m. rugsėjo 1 d. įsakymu Nr. ", sdt(r("V-10"))),
    "an insertion under revision": p(OLD[0])
    + p(OLD[1])
    + p("2025 m. rugsėjo 1 d. įsakymu", f'<w:ins w:id="1" w:author="a">{r(" Nr. V-10")}</w:ins>'),
    "other spaces": p(OLD[0]) + p(OLD[1]) + p("2025\u00a0m. rugsėjo 1\u00a0d. įsakymu \u00ad Nr.\u00a0V-10"),
    "a hyphen that does not break": p(OLD[0])
    + p(OLD[1])
    + p(r(t("2025 m. rugsėjo 1 d. įsakymu Nr. V") + "<w:noBreakHyphen/>" + t("10"))),
    "an XML comment beside": p(OLD[0]) + "<!-- <w:p> V-10 -->" + p(OLD[1]) + p(OLD[2]),
}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def skeleton(part: bytes) -> str:
    """A part without the words in its texts."""
    return re.sub(r"(<w:t\b)[^<]*(?=<)", r"\1", part.decode())


def fill(data: bytes, **named: object) -> bytes:
    return planforms.mark(data, "planas.docx", **named)  # type: ignore[arg-type]


def marks(data: bytes) -> list[str]:
    return [str(mark.words) for mark in planforms.read(data, "planas.docx").plan.marks]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_the_named_parts_change_on_every_layout(layout: str) -> None:
    before = word(LAYOUTS[layout], TITLE, TABLE)
    words = marks(before)
    after = fill(before, order_no="V-11", order_date=dt.date(2025, 10, 2))
    assert marks(after) == [words[0].replace("rugsėjo 1 d.", "spalio 2 d.").replace("V-10", "V-11"), *words[1:]]
    old, new = parts_of(before), parts_of(after)
    changed = new.pop("word/document.xml")
    kept = old.pop("word/document.xml")
    assert new == old
    if layout != "a hyphen that does not break":
        assert skeleton(changed) == skeleton(kept)


def test_both_forms_of_a_text_box_are_filled() -> None:
    after = fill(word(p(box(*map(p, OLD))), TITLE, TABLE), order_no="V-11")
    assert parts_of(after)["word/document.xml"].count(b"V-11") == 2


def test_a_mark_in_a_header_is_filled_there_and_the_document_is_left() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rel_header1"/></w:sectPr>'
    before = word(TITLE, TABLE, section, header1="".join(map(p, OLD)))
    after = fill(before, order_no="V-11")
    changed = {name for name, part in parts_of(after).items() if parts_of(before)[name] != part}
    assert changed == {"word/header1.xml"}
    assert marks(after) == ["\n".join(OLD).replace("V-10", "V-11")]


def test_a_mark_that_a_header_repeats_is_filled_in_both_places() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rel_header1"/></w:sectPr>'
    before = word(*map(p, OLD), TITLE, TABLE, section, header1="".join(map(p, OLD)))
    after = parts_of(fill(before, order_no="V-11"))
    assert b"V-11" in after["word/header1.xml"]
    assert b"V-11" in after["word/document.xml"]


def test_of_two_alike_lines_beside_one_another_each_mark_takes_its_own() -> None:
    left = ("PRITARTA", "Mokyklos tarybos", "2025 m. rugsėjo 1 d. posėdžio protokolu Nr. 1")
    right = ("SUDERINTA", "Mokytojų tarybos", "2025 m. rugsėjo 1 d. posėdžio protokolu Nr. 1")
    before = word(TITLE, TABLE, *(p(r(t(a) + TAB + t(b))) for a, b in zip(left, right, strict=True)))
    after = fill(before, minutes_no="2", endorsement=2)
    assert [words[-1] for words in marks(after)] == ["1", "2"]


def test_blanks_are_filled_and_the_other_blanks_stay() -> None:
    blank = ("PATVIRTINTA", "_" * 30, "____ m. __________ __ d. įsakymu Nr. _____")
    before = word(*map(p, blank), TITLE, TABLE)
    after = fill(before, order_date=dt.date(2025, 9, 5))
    text = parts_of(after)["word/document.xml"].decode()
    assert "2025 m. rugsėjo 5 d. įsakymu Nr. _____" in text
    assert "_" * 30 in text


def test_a_part_that_has_no_place_yet_is_added() -> None:
    before = word(p("PRITARTA"), p("Mokyklos tarybos"), TITLE, TABLE)
    after = fill(before, minutes_no="4", minutes_date=dt.date(2025, 9, 5))
    assert marks(after) == ["PRITARTA\nMokyklos tarybos\n2025 m. rugsėjo 5 d. posėdžio protokolu Nr. 4"]


def test_an_author_on_two_lines_becomes_another() -> None:
    before = word(p("PATVIRTINTA"), p("Ąžuolyno mokyklos"), p("direktoriaus"), p(OLD[2]), TITLE, TABLE)
    after = fill(before, approved_by="Beržyno gimnazijos direktorės")
    mark = planforms.read(after, "a.docx").plan.marks[0]
    assert mark.by == "Beržyno gimnazijos direktorės"
    assert mark.acts[0].number == "V-10"
    assert (
        parts_of(after)["word/document.xml"].count(b"<w:p>")
        == parts_of(before)["word/document.xml"].count(b"<w:p>") - 1
    )


def test_another_author_leaves_the_endorsements_alone() -> None:
    before = word(*map(p, OLD), TITLE, TABLE, *map(p, ENDORSED))
    after = fill(before, approved_by="Ąžuolyno mokyklos direktorės")
    assert marks(after) == ["\n".join(OLD).replace("direktoriaus", "direktorės"), "\n".join(ENDORSED)]


def test_words_in_a_field_are_not_changed_behind_its_back() -> None:
    equation = "<m:oMath><m:r><m:t>10</m:t></m:r></m:oMath>"
    before = word(p(OLD[0]), p(OLD[1]), p("2025 m. rugsėjo 1 d. įsakymu Nr. V-", equation), TITLE, TABLE)
    with pytest.raises(UsageError, match="nothing was written"):
        fill(before, order_no="V-11")


def test_the_document_in_utf_16_stays_so() -> None:
    before = parts_of(word(*map(p, OLD), TITLE, TABLE))
    text = before["word/document.xml"].decode().replace("UTF-8", "UTF-16")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in before.items():
            archive.writestr(name, text.encode("utf-16") if name == "word/document.xml" else part)
    after = parts_of(fill(out.getvalue(), order_no="V-11"))["word/document.xml"]
    assert after == text.replace("V-10", "V-11").encode("utf-16")


@given(number=st.from_regex(r"[VĄ0-9]{1,3}([-./][VĄ0-9]{1,3}){0,2}", fullmatch=True), day=st.dates(dt.date(2000, 1, 1)))
def test_what_is_filled_is_what_is_read(number: str, day: dt.date) -> None:
    number = f"V-1{number}9"
    before = word(*map(p, OLD), TITLE, TABLE)
    after = fill(before, order_no=number, order_date=day)
    filled = planforms.fill_marks(planforms.read(before, "a.docx").plan, order_no=number, order_date=day)
    assert planforms.read(after, "a.docx").plan.marks == filled.marks


def test_filling_what_stands_there_already_changes_nothing() -> None:
    before = SAMPLE.read_bytes()
    mark = planforms.read(before, SAMPLE.name).plan.marks[0]
    assert fill(before, approved_by=mark.by, order_no=mark.acts[0].number, order_date=mark.acts[0].date) == before


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "mark", *map(str, arguments)])


def test_the_command_writes_the_filled_copy_and_says_the_marks(tmp_path: Path) -> None:
    out = tmp_path / "su-numeriu.docx"
    result = run(SAMPLE, "-o", out, "--order-no", "V-7", "--order-date", "2025-09-30")
    assert result.exit_code == 0
    assert "2025 m. rugsėjo 30 d. įsakymu Nr. V-7" in result.stderr.splitlines()[0]
    old, new = parts_of(SAMPLE.read_bytes()), parts_of(out.read_bytes())
    assert {name for name in new if new[name] != old[name]} == {"word/document.xml"}


@pytest.mark.parametrize(
    ("document", "options", "said"),
    [
        (word(TITLE, TABLE), ("--order-no", "V-7"), "no approval mark"),
        (SAMPLE.read_bytes(), ("--order-no", ""), "--order-no is empty"),
        (word(*map(p, (*OLD, *OTHER)), TITLE, TABLE), ("--order-no", "V-7"), "“Liepų gimnazijos direktoriaus”, and it"),
        (word(*map(p, OLD), TITLE, TABLE), ("--minutes-no", "7"), "0 endorsement marks"),
        (word(*map(p, OLD), TITLE, TABLE), (), "Nothing is named"),
        (b"PK no archive", ("--order-no", "7"), "no Word"),
    ],
)
def test_where_there_is_nothing_to_fill_it_says_so_and_writes_nothing(
    tmp_path: Path, document: bytes, options: tuple[str, ...], said: str
) -> None:
    source, out = tmp_path / "planas.docx", tmp_path / "naujas.docx"
    source.write_bytes(document)
    result = run(source, "-o", out, *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not out.exists()
    assert source.read_bytes() == document


def test_a_plan_made_anew_is_not_approved_by_one_of_two_schools() -> None:
    plan = planforms.read(word(*map(p, (*OLD, *OTHER)), TITLE, TABLE), "planas.docx").plan
    with pytest.raises(UsageError, match="not clear which mark"):
        planforms.fill_marks(plan, order_no="V-7")


def test_of_two_approvals_by_one_author_the_first_is_filled() -> None:
    again = ("PATVIRTINTA", "Direktoriaus", OTHER[2])
    filled = marks(fill(word(*map(p, (*OLD, *again)), TITLE, TABLE), order_no="V-7"))
    assert [words[-4:] for words in filled] == [" V-7", " V-4"]


def test_without_a_name_the_copy_is_beside_the_document(tmp_path: Path) -> None:
    document = tmp_path / "planas.docx"
    document.write_bytes(SAMPLE.read_bytes())
    done = CliRunner().invoke(main, ["mark", str(document), "--order-no", "V-7"])
    assert done.exit_code == 0, done.stderr
    assert done.stderr.splitlines()[0].endswith("planas-su-žyma.docx")
    made = planforms.read((tmp_path / "planas-su-žyma.docx").read_bytes(), "x.docx").plan
    assert made.marks[0].acts[0].number == "V-7"
    assert document.read_bytes() == SAMPLE.read_bytes()
    assert CliRunner().invoke(main, ["mark", str(document), "--order-no", "V-8"]).exit_code == 2
