"""What changed between two plans: rows matched by likeness, told part by part, said in three forms."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from counting import grows_linearly
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rolling import activity, plan
from strategies import plans

from planforms import diff as compare
from planforms.cli import main
from planforms.differences import Comparison, Difference, DifferenceKind, State, word_changes
from planforms.jsonform import write
from planforms.language import Speaker
from planforms.marks import parse_mark
from planforms.model import Activity, Heading, Note, Plan, Row, Section, SectionRole, Text
from planforms.reports import differences

FAIR = activity("2023 m. spalio 19 d.", "Knygų mugė ir rašytojų skaitymai")
TALK = activity("2023 m. lapkričio mėn.", "Pokalbis prie arbatos apie skaitymą", number="2")
CLUB = activity("2024 m. kovo 5 d.", "Būrelio popietė mažiesiems", number="3")
ENGLISH = Speaker("en")


def kinds(old: Plan, new: Plan) -> list[tuple[str, str]]:
    return [(str(one.kind), one.name) for one in compare(old, new).differences]


def only(old: Plan, new: Plan) -> Difference:
    (one,) = compare(old, new).differences
    return one


@given(plans)
def test_a_plan_equals_itself(made: Plan) -> None:
    assert compare(made, made).same


few = st.lists(st.sampled_from([FAIR, TALK, CLUB]), max_size=5)


@given(few, few)
def test_every_row_is_matched_added_or_removed(old: list[Activity], new: list[Activity]) -> None:
    found = compare(plan(*old), plan(*new)).differences
    added = sum(one.kind is DifferenceKind.ADDED for one in found)
    removed = sum(one.kind is DifferenceKind.REMOVED for one in found)
    assert len(old) - removed == len(new) - added


def test_an_added_and_a_removed_activity_are_told_with_their_words() -> None:
    (removed, added) = compare(plan(FAIR, TALK), plan(FAIR, CLUB)).differences
    assert (removed.kind, removed.old_at, removed.new_at) == (DifferenceKind.REMOVED, "rows[1]", "")
    assert (added.kind, added.old_at, added.new_at) == (DifferenceKind.ADDED, "", "rows[1]")
    assert {field.name: field.new for field in added.fields}["when"] == "2024 m. kovo 5 d."


def test_a_changed_activity_is_told_by_field_with_the_heading_of_its_column() -> None:
    one = only(plan(FAIR, TALK), plan(activity("2023 m. spalio 26 d.", "Knygų mugė ir rašytojų skaitymai"), TALK))
    assert one.kind is DifferenceKind.CHANGED
    assert [(field.name, field.heading, field.old, field.new) for field in one.fields] == [
        ("when", "Data", "2023 m. spalio 19 d.", "2023 m. spalio 26 d.")
    ]


def test_a_title_that_was_reworded_is_the_same_activity() -> None:
    one = only(plan(FAIR, TALK), plan(activity("2023 m. spalio 19 d.", "Knygų mugė ir rašytojų pokalbiai"), TALK))
    assert one.kind is DifferenceKind.CHANGED
    assert [field.name for field in one.fields] == ["title"]


def test_of_two_like_rows_the_likest_are_matched() -> None:
    old = plan(activity("spalis", "Posėdis dėl plano rengimo"), activity("kovas", "Posėdis dėl plano aptarimo"))
    discussed = activity("kovas", "Posėdis dėl metinio plano aptarimo")
    new = plan(discussed, activity("spalis", "Posėdis dėl metinio plano rengimo"))
    assert {(one.old_at, one.new_at) for one in compare(old, new).differences} == {
        ("rows[0]", "rows[1]"),
        ("rows[1]", "rows[0]"),
    }


def test_a_row_that_stands_elsewhere_is_moved_and_the_others_are_not() -> None:
    assert kinds(plan(FAIR, TALK, CLUB), plan(CLUB, FAIR, TALK)) == [("moved", "Būrelio popietė mažiesiems")]


def test_a_new_row_above_moves_nothing() -> None:
    new = activity("rugsėjis", "Pirmasis susirinkimas")
    assert kinds(plan(FAIR, TALK), plan(new, FAIR, TALK)) == [("added", "Pirmasis susirinkimas")]


def test_row_numbers_white_space_and_looks_count_for_nothing() -> None:
    spaced = activity("2023 m.  spalio\n19 d.", "Knygų mugė  ir rašytojų skaitymai", number="17")
    assert compare(plan(FAIR), plan(spaced)).same


def test_headings_notes_marks_sections_columns_and_titles_are_compared_too() -> None:
    mark = parse_mark("PATVIRTINTA\nMokyklos direktoriaus\n2023 m. rugsėjo 29 d. įsakymu Nr. V-36")
    blank = parse_mark("PATVIRTINTA\nMokyklos direktoriaus\n2023 m. rugsėjo 29 d. įsakymu Nr. V-37")
    assert mark
    assert blank
    aim = Section(role=SectionRole.AIM, label="Tikslas –", text=Text.of("skaityti."))
    rows: tuple[Row, ...] = (Heading(Text.of("Rugsėjis")), FAIR, Note(Text.of("Iš viso: 1")))
    old = plan(*rows, marks=(mark,), sections=(aim,))
    changed_rows = (Heading(Text.of("Spalis")), FAIR, Note(Text.of("Iš viso: 2")))
    new = plan(*changed_rows, title="KITAS PLANAS", marks=(blank,), sections=(replace(aim, text=Text.of("rašyti.")),))
    new = replace(new, columns=(*new.columns[:-1], replace(new.columns[-1], heading="Vykdytojai")))
    parts = {(one.part, str(one.kind)) for one in compare(old, new).differences}
    assert {("plan", "changed"), ("mark", "changed"), ("section", "changed"), ("column", "changed")} <= parts
    assert ("note", "changed") in parts
    assert {("heading", "added"), ("heading", "removed")} <= parts


@given(st.text("ab \n", max_size=12), st.text("ab \n", max_size=12))
def test_the_stretches_hold_every_word_of_both_in_order(old: str, new: str) -> None:
    stretches = word_changes(old, new)
    kept = [words for words, state in stretches if state is not State.ADDED]
    came = [words for words, state in stretches if state is not State.REMOVED]
    assert " ".join(kept).split() == old.split()
    assert " ".join(came).split() == new.split()


def test_long_plans_are_compared_in_time_linear_in_their_rows() -> None:
    def compared(count: int) -> Callable[[], object]:
        old = [activity("spalis", f"Veikla {n} tema {n % 97} klasei {n % 13}") for n in range(count)]
        new = [activity("kovas", f"Veikla {n} tema {n % 97} klasei {n % 13} nauja") for n in range(count)]
        return lambda: compare(plan(*old), plan(*new))

    assert grows_linearly(compared, 300)


def _comparison() -> Comparison:
    return compare(plan(FAIR, TALK), plan(activity("2023 m. spalio 26 d.", "Knygų mugė ir rašytojų skaitymai"), CLUB))


def test_the_text_marks_the_words_that_went_and_came() -> None:
    lines = differences.text(_comparison(), ENGLISH).splitlines()
    assert lines[0] == "~ activity „Knygų mugė ir rašytojų skaitymai“: differs"
    assert lines[1] == "    Data: 2023 m. spalio [-19-] {+26+} d."
    assert lines[-1] == "3 differences"


def test_the_json_holds_the_same_and_is_stable() -> None:
    form = json.loads(differences.json(_comparison(), ENGLISH))
    assert form["format"] == "planforms-diff/1"
    assert form["same"] is False
    assert [one["kind"] for one in form["differences"]] == ["changed", "removed", "added"]
    (field,) = form["differences"][0]["fields"]
    assert {"words": "26", "state": "added"} in field["words"]


def test_the_page_escapes_words_and_marks_them() -> None:
    hostile = activity("spalis", "<script>alert(1)</script> & popietė")
    page = differences.html(compare(plan(FAIR), plan(FAIR, hostile)), ENGLISH)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<ins>" in page
    HTMLParser().feed(page)


def test_the_exit_code_tells_whether_plans_differ(tmp_path: Path) -> None:
    paths = []
    for name, made in (("a", plan(FAIR, TALK)), ("b", plan(FAIR, TALK)), ("c", plan(FAIR))):
        path = tmp_path / f"{name}.json"
        path.write_bytes(write(made))
        paths.append(str(path))
    same = CliRunner().invoke(main, ["--lang", "en", "diff", paths[0], paths[1]])
    assert (same.exit_code, same.stdout.strip()) == (0, "The plans say the same.")
    assert CliRunner().invoke(main, ["--lang", "en", "diff", paths[0], paths[2]]).exit_code == 1
    assert CliRunner().invoke(main, ["--lang", "en", "diff", paths[0], str(tmp_path / "none.docx")]).exit_code == 2


@pytest.mark.parametrize("kind", ["text", "json", "html"])
def test_each_form_is_printed(tmp_path: Path, kind: str) -> None:
    for name, made in (("a", plan(FAIR)), ("b", plan(TALK))):
        (tmp_path / f"{name}.json").write_bytes(write(made))
    result = CliRunner().invoke(
        main, ["--lang", "lt", "diff", str(tmp_path / "a.json"), str(tmp_path / "b.json"), "--format", kind]
    )
    assert result.exit_code == 1
    assert "Knygų" in result.stdout
