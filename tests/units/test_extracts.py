"""An extract: the rows of a month, a person or a place, and nothing lost that might belong to it."""

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from drafted import draft, row
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import planforms
from planforms.cli import main
from planforms.extracts import names_left, person_test, without_people
from planforms.marks import parse_mark
from planforms.model import Activity, Heading, Note, Plan, Row, Text
from planforms.period import month, parse_period

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"


def titles(plan: Plan) -> list[str]:
    return [str(one.title) if isinstance(one, Activity) else f"# {one.text}" for one in plan.rows]


def dated(**whens: str) -> Plan:
    return draft(*(row(str(n), title=title, when=when) for n, (title, when) in enumerate(whens.items(), 1)))


def test_a_month_has_its_rows_under_their_headings_numbered_anew() -> None:
    plan = draft(
        *("# Ruduo", row("1", title="A", when="rugsėjo 5 d."), row("2", title="B", when="spalio 5 d.")),
        *("# Pavasaris", row("3", title="C", when="kovo 5 d."), row("4", title="D", when="visus metus")),
        *("# Spalis", row("5", title="E", when="5 d."), row("6", title="F", when="kada nors")),
        row("7", title="G", when="pagal poreikį"),
    )
    made = planforms.extract(plan, month="2025-10")
    assert titles(made.plan) == [
        *("# Ruduo", "B", "# Spalis", "E", "F", "# Visus metus", "D", "# Be datos", "G"),
    ]
    assert [str(one.number) for one in made.plan.activities] == ["1", "2", "3", "4", "5"]
    assert (made.whole_period, made.undated, made.plan.marks, made.marks) == (1, 1, (), 2)


WINDOWS = {  # the months, from September, whose extract has the row
    "spalio 8 d.": [2],
    "spalio 30 d. – lapkričio 3 d.": [2, 3],
    "iki spalio 15 d.": [2],
    "spalio–gruodžio mėn.": [2, 3, 4],
    "spalio ar lapkričio mėn.": [2, 3],
    "spalio 5 d., kovo 6 d.": [2, 7],
    "nuo gegužės 5 d.": [9, 10, 11, 12],
    "I pusmetis": [1, 2, 3, 4, 5],
    "ruduo": [1, 2, 3],
    "kasmet kovo 11 d.": [7],
    "visus metus": list(range(1, 13)),
    "kas savaitę": list(range(1, 13)),
    "antradieniais": list(range(1, 13)),
    "kada nors": list(range(1, 13)),
    "": list(range(1, 13)),
}


@pytest.mark.parametrize("when", WINDOWS)
def test_a_row_is_in_the_months_of_its_window(when: str) -> None:
    plan = dated(Veikla=when)
    months = [month(2025 + (n > 4), (n + 8 - 1) % 12 + 1) for n in range(1, 13)]
    found = [n for n, one in enumerate(months, 1) if not planforms.extract(plan, month=one).empty]
    assert found == WINDOWS[when]


def test_days_from_and_to_are_included() -> None:
    plan = dated(A="spalio 6 d.", B="spalio 10 d.", C="spalio 11 d.", D="spalio 1–6 d.")
    made = planforms.extract(plan, first=dt.date(2025, 10, 6), last=dt.date(2025, 10, 10))
    assert titles(made.plan) == ["A", "B", "D"]
    assert titles(planforms.extract(plan, first=dt.date(2025, 10, 11)).plan) == ["C"]


WHENS = st.sampled_from([*WINDOWS, "2025 m. spalio 8 d.", "gruodžio 18 d. 14 val.", "kovo mėn.", "birželio 1–5 d."])


@given(st.lists(st.tuples(WHENS, st.booleans(), st.booleans()), min_size=1, max_size=12))
@settings(max_examples=60)
def test_twelve_months_hold_every_row_and_no_other(drawn: list[tuple[str, bool, bool]]) -> None:
    rows: list[Row] = []
    for n, (when, heading, note) in enumerate(drawn):
        rows += draft(*([f"# Skyrius {n}"] if heading else []), row(str(n + 1), title=f"Veikla {n}", when=when)).rows
        rows += [Note(planforms.Text.of(f"Pastaba {n}"))] if note else []
    plan = replace(draft(), rows=tuple(rows))
    seen: set[str] = set()
    for n in range(12):
        made = planforms.extract(plan, month=f"{2025 + (n > 3)}-{(n + 8) % 12 + 1:02}").plan
        for one in made.activities:
            when = str(one.when.words)
            if when in WINDOWS:
                assert n + 1 in WINDOWS[when]
            assert not (isinstance(made.rows[one.row - 1], Heading) and one.row == len(made.rows))
        seen |= {str(one.title) for one in made.activities}
        last = [i for i, one in enumerate(made.rows) if isinstance(one, Heading)]
        assert all(i + 1 < len(made.rows) and not _higher(made.rows, i) for i in last)
        assert [str(one.number) for one in made.activities] == [str(i + 1) for i in range(len(made.activities))]
    assert seen == {str(one.title) for one in plan.activities}


def _higher(rows: tuple[Row, ...], index: int) -> bool:
    """Whether the heading at *index* has no row, as the next one is as high."""
    one, after = rows[index], rows[index + 1]
    return isinstance(one, Heading) and isinstance(after, Heading) and after.level <= one.level


def test_numbers_that_begin_again_under_headings_do_so_in_the_extract() -> None:
    plan = draft(
        *("# A", row("1.", when="spalio 1 d."), row("2.", when="kovo 1 d."), row("3.", when="spalio 3 d.")),
        *("# B", row("1.", when="kovo 1 d."), row("2.", when="spalio 1 d.")),
    )
    assert [str(one.number) for one in planforms.extract(plan, month="2025-10").plan.activities] == ["1.", "2.", "1."]


def test_a_value_that_goes_on_begins_in_the_first_row_that_is_left() -> None:
    plan = draft(*(row(str(n), when=when) for n, when in enumerate(("kovo 1 d.", "spalio 1 d.", "spalio 2 d."), 1)))
    rows = [
        replace(one, joined=("place",) if n else ()) for n, one in enumerate(plan.rows) if isinstance(one, Activity)
    ]
    made = planforms.extract(replace(plan, rows=tuple(rows)), month="2025-10").plan
    assert [one.joined for one in made.activities] == [(), ("place",)]


def test_totals_and_notes_on_other_rows_are_left_out_and_said() -> None:
    plan = draft(row("1", when="spalio 1 d."), "* Pastaba: gali keistis", row("2", when="kovo 1 d."), "* Iš viso: 2")
    made = planforms.extract(plan, month="2025-10")
    assert [str(one.text) for one in made.plan.rows if isinstance(one, Note)] == ["Pastaba: gali keistis"]
    assert made.notes == ("Iš viso: 2",)


def test_a_row_outside_the_period_is_in_its_own_month_and_reported_in_the_others() -> None:
    plan = dated(A="2025 m. spalio 6 d.", B="2026 m. spalio 6 d.")
    assert planforms.extract(plan, month="2025-10").outside == ("rows[1]",)
    own = planforms.extract(plan, month="2026-10")
    assert (titles(own.plan), own.outside) == (["B"], ())


PEOPLE = [
    ("R. Uosytė", "R. Uosytė", True),
    ("R. Uosytė", "Uosytė R.", True),
    ("R. Uosytė", "R.Uosytė", True),
    ("R. Uosytė", "Rasa Uosytė", True),
    ("Rasa Uosytė", "R. Uosytė", True),
    ("R. Uosytė", "direktorės pavaduotoja R. UOSYTE", True),
    ("R. Uosytė", "Uosytė", False),
    ("R. Uosytė", "mokytoja Uosytė", False),
    ("R. Uosytė", "R. Uosytė-Klevienė", False),
    ("Uosytė", "L. Uosytė", True),
    ("R. Uosytė", "L. Uosytė", None),
    ("Rasa Uosytė", "Rita Uosytė", None),
    ("R. Uosytė", "R. Uosis", None),
    ("R. Uosytė", "mokytojai", None),
]


@pytest.mark.parametrize(("asked", "written", "found"), PEOPLE)
def test_people_are_matched_by_surname_and_initial(
    asked: str,
    written: str,
    found: bool | None,  # noqa: FBT001 -- of a table
) -> None:
    assert person_test(asked)(written) is found


def test_rows_of_a_person_and_doubts_are_there_and_the_doubts_said() -> None:
    plan = draft(
        row("1", title="A", responsible="R. Uosytė, B. Klevė"),
        row("2", title="B", responsible="L. Uosytė"),
        row("3", title="C", responsible="Uosytė"),
    )
    made = planforms.extract(plan, person="R. Uosytė")
    assert titles(made.plan) == ["A", "C"]
    assert [(one.at, one.title, one.words) for one in made.doubts] == [("rows[2]", "C", "Uosytė")]


def test_a_doubt_about_a_row_of_another_month_is_none() -> None:
    plan = draft(
        row("1", when="spalio 8 d.", responsible="R. Uosytė"), row("2", when="kovo 8 d.", responsible="Uosytė")
    )
    assert planforms.extract(plan, month="2025-10", person="R. Uosytė").doubts == ()


@pytest.mark.parametrize("asked", ["Aktų salė", "aktų salėje", "salė"])
def test_a_place_is_found_in_any_case(asked: str) -> None:
    plan = draft(row("1", place="Mokyklos aktų salėje"), row("2", place="Skaitykla"), row("3", place=""))
    assert len(planforms.extract(plan, place=asked).plan.activities) == 1


def test_marks_stay_where_they_are_kept() -> None:
    plan = dated(A="spalio 6 d.")
    assert planforms.extract(plan, month="2025-10", keep_marks=True).plan.marks == plan.marks


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "Nothing is named"),
        ({"month": "2025-10", "first": dt.date(2025, 10, 1)}, "either a month or days"),
        ({"first": dt.date(2025, 10, 2), "last": dt.date(2025, 10, 1)}, "run backwards"),
        ({"person": "R."}, "not a person's name"),
        ({"place": " "}, "names no place"),
        ({"month": "spalis spalis"}, "is not a period"),
    ],
)
def test_what_cannot_be_chosen_by_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(planforms.UsageError, match=said):
        planforms.extract(dated(A="spalio 6 d."), **options)  # type: ignore[arg-type]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])


def test_the_command_writes_a_month_by_its_name_beside_the_plan(tmp_path: Path) -> None:
    source = tmp_path / "planas.xlsx"
    source.write_bytes(SAMPLE.read_bytes())
    result = run("extract", source, "--month", "spalis")
    made = tmp_path / "planas-spalis.docx"
    assert (result.exit_code, made.exists()) == (0, True)
    assert result.stderr.splitlines()[:2] == [
        f"{made}: 4 activities",
        "2 activities are at any time of the whole period, under „Visus metus“",
    ]
    by_api = planforms.extract(planforms.read(source).plan, month=parse_period("2025-10")).plan
    assert made.read_bytes() == planforms.write(by_api, "docx")


def test_an_empty_extract_is_not_written_and_says_so(tmp_path: Path) -> None:
    result = run("extract", SAMPLE, "--person", "X. Nieksnė", "-o", tmp_path / "a.docx")
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert result.stderr == "Error: No activity is left in the extract, so it is not written.\n"


@pytest.mark.parametrize("name", ["Rasa Uosytė", "R. Uosytė", "Uosytė R."])
def test_who_wrote_a_plan_is_not_on_its_public_page_and_a_name_in_a_row_is_counted(tmp_path: Path, name: str) -> None:
    table = f"Veikla;Data;Atsakingas\nMugė, kurią veda {name};spalio 8 d.;{name}\n"
    source = tmp_path / "a.csv"
    source.write_text(f"LIEPŲ MOKYKLOS PLANAS 2025–2026 M. M.\n\n{table}\nRengė pirmininkė {name}\n", encoding="utf-8")
    made = run("convert", source, "-o", tmp_path / "a.html", "--without-people")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.count(name) == 1
    assert "A name may remain in 1 place" in made.stderr


def test_a_page_without_people_has_none() -> None:
    plan = planforms.read(SAMPLE).plan
    page = planforms.write(plan, "html", without_people=True).decode()
    assert "Uosytė" in planforms.write(plan, "html").decode()
    assert "Uosytė" not in page
    assert "Atsakingi" not in page


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("direktorės Onos Uosienės", True),
        ("mokytojui Petrui Beržui", True),
        ("su mokytoja Ona Uosiene", True),
        ("pagal Onos Uosienės metodiką", True),
        ("dr. Jono Beržo paskaita", True),
        ("direktoriaus pareigas einančios Rasos Lapienės", True),
        ("Jono Beržo gimnazijos direktoriaus", False),
        ("Upėnų Rasos Lapaitės pradinės mokyklos direktoriaus", False),
        ("Direktoriaus pavaduotoja ugdymui", False),
        ("Lietuvos Respublikos švietimo ministro", False),
        ("Pasaulinė Žemės diena", False),
    ],
)
def test_a_full_name_in_any_case_is_a_name_and_an_institution_is_not(words: str, *, named: bool) -> None:
    plan = Plan(title=Text.of("Planas"), columns=(), rows=(Note(text=Text.of(words)),))
    assert bool(names_left(plan)) is named


def test_a_public_mark_names_the_office_and_not_its_person() -> None:
    mark = parse_mark("PATVIRTINTA\nUpėnų mokyklos direktorės\nOnos Uosienės 2025-09-02 įsakymu Nr. V-3")
    assert mark is not None
    (public,) = without_people(Plan(title=Text.of("Planas"), marks=(mark,), columns=(), rows=())).marks
    assert str(public.words) == "PATVIRTINTA\nUpėnų mokyklos direktorės 2025-09-02 įsakymu Nr. V-3"
    assert public.by == "Upėnų mokyklos direktorės"
