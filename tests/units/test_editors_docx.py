"""The editor of Word documents: words and comments, and every other byte of the file as it was."""

import io
import re
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from wordml import box, lines, p, r, source, t, tbl, tr, word

from planforms.editors import Change, Comment
from planforms.editors.docx import edit
from planforms.place import Place
from planforms.readers.docx import read
from planforms.source import Grid

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.docx"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def body(data: bytes) -> str:
    return parts_of(data)["word/document.xml"].decode()


def canonical(xml: str) -> str:
    """The part less the one difference that a comment leaves: an empty element in two tags."""
    return re.sub(r"<([\w:]+)([^<>]*)></\1>", r"<\1\2/>", xml)


def comments(data: bytes) -> list[tuple[str, str]]:
    return [(comment.author, comment.text) for comment in python_docx.Document(io.BytesIO(data)).comments]


def test_words_of_a_cell_change_in_their_runs() -> None:
    before = word(tbl(tr(f"<w:tc><w:tcPr/>{p('Knygų ', r('mugė 2025', '<w:i/>'), ' čia')}</w:tc>", "kita")))
    change = Change(place=Place(table=1, row=1, column=1), old="Knygų mugė 2025 čia", new="Knygų mugė 2026 čia")
    after = edit(before, "a.docx", changes=[change])
    assert after.left == ()
    assert body(after.data) == body(before).replace("mugė 2025", "mugė 2026")


def test_lines_of_a_cell_change_each_in_its_paragraph() -> None:
    before = word(
        tbl(
            tr(f"<w:tc><w:tcPr/>{p('A. Uosis')}{p('B.  Klevė')}{p(r(t('C. Liepa') + '<w:br/>' + t('D. Egle')))}</w:tc>")
        )
    )
    old = "A. Uosis\nB.  Klevė\nC. Liepa\nD. Egle"
    change = Change(place=Place(table=1, row=1, column=1), old=old, new=old.replace("  ", " ").replace("Egle", "Eglė"))
    after = edit(before, "a.docx", changes=[change]).data
    assert body(after) == body(before).replace("B.  Klevė", "B. Klevė").replace("D. Egle", "D. Eglė")


def test_a_title_over_paragraphs_changes_from_where_it_begins() -> None:
    before = word(p("BŪRELIO"), p(""), p("VEIKLOS PLANAS 2025-2026 M. M."))
    change = Change(
        place=Place(line=1),
        old="BŪRELIO\nVEIKLOS PLANAS 2025-2026 M. M.",
        new="BŪRELIO\nVEIKLOS PLANAS 2025–2026 M. M.",
    )
    after = edit(before, "a.docx", changes=[change]).data
    assert body(after) == body(before).replace("2025-2026", "2025–2026")


def test_a_part_of_a_paragraph_changes_where_it_stands_there_once() -> None:
    before = word(p(r("Tikslas:", "<w:b/>"), ' skaityti "Mano knygą" ir "Tavo knygą".'))
    change = Change(
        place=Place(line=1), old='skaityti "Mano knygą" ir "Tavo knygą".', new="skaityti „Mano knygą“ ir „Tavo knygą“."
    )
    assert lines(read(edit(before, "a.docx", changes=[change]).data, "a.docx")) == [
        "Tikslas: skaityti „Mano knygą“ ir „Tavo knygą“."
    ]


@pytest.mark.parametrize("old", ["kita", "Klas", "klasė"])
def test_what_does_not_stand_there_once_as_whole_words_is_left(old: str) -> None:
    before = word(p("Klasė ir klasė ir klasė"))
    after = edit(before, "a.docx", changes=[Change(place=Place(line=1), old=old, new="X")])
    assert after.data is before
    assert len(after.left) == 1


def test_a_new_line_is_a_break_in_the_run_and_spaces_at_ends_are_kept() -> None:
    before = word(p("vienas du"))
    after = edit(before, "a.docx", changes=[Change(place=Place(line=1), old="vienas du", new="vienas\ndu & trys")]).data
    assert lines(read(after, "a.docx")) == ["vienas\ndu & trys"]


def test_a_blank_cell_takes_words_in_the_look_of_its_paragraph() -> None:
    look = "<w:rPr><w:i/></w:rPr>"
    blank = f"<w:tc><w:tcPr/><w:p><w:pPr>{look}</w:pPr></w:p></w:tc>"
    before = word(tbl(tr(blank, "Mugė"), tr("<w:tc><w:tcPr/><w:p/></w:tc>", "Paroda")))
    changes = [Change(place=Place(table=1, row=row, column=1), old="", new=f"{row}.") for row in (1, 2)]
    after = edit(before, "a.docx", changes=changes)
    assert after.left == ()
    assert f"<w:pPr>{look}</w:pPr><w:r>{look}<w:t" in body(after.data)
    grid = read(after.data, "a.docx").blocks[0]
    assert isinstance(grid, Grid)
    assert [str(cell.text) for cell in grid.cells] == ["1.", "Mugė", "2.", "Paroda"]


@given(
    st.lists(st.text("aą 1.-„“\u00a0<&>", min_size=1, max_size=5), min_size=1, max_size=5),
    st.text("bč 2–“<&", max_size=9),
)
def test_any_words_become_any_others_whatever_their_runs(pieces: list[str], new: str) -> None:
    before = word(p(*(r(t(piece)) for piece in pieces)))
    old = str(source(p(*(r(t(piece)) for piece in pieces))).blocks[0].text)  # type: ignore[union-attr]
    tidied = " ".join(old.split())
    after = edit(before, "a.docx", changes=[Change(place=Place(line=1), old=tidied, new=new)])
    found = " ".join(lines(read(after.data, "a.docx"))[0].split())
    assert found == (" ".join(new.split()) if not after.left else tidied)
    assert not after.left or not tidied or " " * 2 in old.strip() or "\u00a0" in old


COMMENTS = [
    Comment(place=Place(table=1, row=1, column=2), words="Ne ta diena.\nPatikrinkite & <taisykite>."),
    Comment(place=Place(line=1), words="Pavadinimas."),
]


def commented() -> bytes:
    """A document of a cell and two paragraphs, with the part that names the kinds of its parts."""
    out = io.BytesIO(word(p("PLANAS"), tbl(tr("1", "2025 m."), tr("2", "2026 m.")), p("Pabaiga")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("[Content_Types].xml", parts_of(SAMPLE.read_bytes())["[Content_Types].xml"])
    return out.getvalue()


def test_comments_stand_at_their_cells_and_paragraphs() -> None:
    after = edit(commented(), "a.docx", comments=COMMENTS).data
    assert comments(after) == [
        ("planforms", "Ne ta diena.\nPatikrinkite & <taisykite>."),
        ("planforms", "Pavadinimas."),
    ]
    anchored = re.search(r'<w:commentRangeStart w:id="0"/>(.*?)<w:commentRangeEnd w:id="0"/>', body(after))
    assert anchored
    assert "2025 m." in anchored[1]


def test_without_the_comments_the_document_is_the_one_before() -> None:
    bare = re.sub(
        r'<w:commentRange(Start|End) w:id="\d"/>|<w:r><w:commentReference w:id="\d"/></w:r>',
        "",
        body(edit(commented(), "a.docx", comments=COMMENTS).data),
    )
    assert bare == body(commented())


def test_reading_leaves_out_what_planforms_wrote() -> None:
    assert read(edit(commented(), "a.docx", comments=COMMENTS).data, "a.docx") == read(commented(), "a.docx")


def test_a_second_round_takes_the_place_of_the_first_and_people_s_comments_stay() -> None:
    document = python_docx.Document(io.BytesIO(SAMPLE.read_bytes()))
    document.add_comment(document.paragraphs[0].runs, text="Ar tikrai?", author="Ona", initials="O")
    out = io.BytesIO()
    document.save(out)
    once = edit(out.getvalue(), "a.docx", comments=COMMENTS).data
    assert len(comments(once)) == 3
    twice = edit(once, "a.docx", comments=COMMENTS[:1]).data
    assert [author for author, _ in comments(twice)] == ["Ona", "planforms"]
    assert body(twice).count("commentReference") == 2
    none = edit(twice, "a.docx", comments=[]).data
    assert canonical(body(none)) == canonical(body(out.getvalue()))


def test_a_comment_on_a_text_box_stands_where_the_box_is_anchored() -> None:
    before = word(p("pirma"), p(box(p("dėžutė"))))
    place = Place(line=2, part="text box")
    after = body(edit(before, "a.docx", comments=[Comment(place=place, words="Čia.")]).data)
    assert after.index("commentRangeStart") > after.index("pirma")
    assert after.count("commentRangeStart") == 1


def test_a_comment_on_no_place_in_particular_stands_at_the_beginning() -> None:
    after = body(edit(commented(), "a.docx", comments=[Comment(place=Place(), words="Viskas.")]).data)
    assert after.index("commentRangeStart") < after.index("PLANAS")


def test_the_sample_with_comments_is_a_valid_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(edit(SAMPLE.read_bytes(), "a.docx", comments=COMMENTS).data)
    before = [error.description for error in OpenXmlValidator().validate(SAMPLE).errors]
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == before
