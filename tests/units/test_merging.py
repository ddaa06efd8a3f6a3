"""Several plans as one: columns united, nothing lost, what clashes reported and what does not left alone."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from counting import grows_linearly
from drafted import AIM, draft, row
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import planforms
from planforms.cli import main
from planforms.model import Activity, Column, ColumnRole, Heading, Note, Plan, Text, words_of

SAMPLES = Path(__file__).parents[2] / "samples"
TITLE = "UPĖNŲ MOKYKLOS VEIKLOS PLANAS 2025–2026 M. M."
ONE, OTHER = "MENŲ GRUPĖS VEIKLOS PLANAS 2025–2026 M. M.", "BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M."


class Pair(NamedTuple):
    """Two rows of two plans (when, place, who), and the codes of what clashes."""

    one: tuple[str, str, str]
    other: tuple[str, str, str]
    codes: tuple[str, ...] = ()


A, B = "A. Uosis", "B. Klevė"
PAIRS = (
    # One place: at one hour, on one day, at other hours.
    Pair(("spalio 8 d. 14 val.", "Aktų salė", A), ("spalio 8 d. 14 val.", "Aktų salė", B), ("C101",)),
    Pair(("spalio 8 d. 14–16 val.", "Aktų salė", A), ("2025-10-08 15.00 val.", "aktų salėje", B), ("C101",)),
    Pair(("spalio 8 d. 14–16 val.", "Aktų salė", A), ("spalio 8 d. 16–17 val.", "Aktų salė", B)),
    Pair(("spalio 8 d. 9–12 val.", "Aktų salė", A), ("spalio 8 d. 11.30–13 val.", "Mokyklos aktų salė", B), ("C101",)),
    Pair(("spalio 8 d. 10 val.", "Aktų salė", A), ("spalio 8 d. 14 val.", "Aktų salė", B)),
    Pair(("spalio 8 d.", "Skaitykla", A), ("spalio 8 d. 14 val.", "Skaitykla", B), ("C102",)),
    Pair(("spalio 8 d.", "Skaitykla", A), ("spalio 8 d.", "skaitykloje", B), ("C102",)),
    Pair(("spalio 8 d.", "Skaitykla", A), ("spalio 9 d.", "Skaitykla", B)),
    Pair(("spalio 6–10 d.", "Skaitykla", A), ("spalio 8 d.", "Skaitykla", B), ("C102",)),
    Pair(("spalio 6 d. 14 val. – spalio 8 d. 12 val.", "Klubas", A), ("spalio 7 d. 9 val.", "Klubas", B), ("C102",)),
    Pair(("spalio 8 d. 14 val.", "210 kab.", A), ("spalio 8 d. 14 val.", "kab. 210", B), ("C101",)),
    Pair(("spalio 8 d. 14 val.", "210 kab.", A), ("spalio 8 d. 14 val.", "211 kab.", B)),
    Pair(("spalio 8 d. 14 val.", "210", A), ("spalio 8 d. 14 val.", "210 kabinetas", B), ("C101",)),
    Pair(("spalio 8 d.", "Biblioteka, aktų salė", A), ("spalio 8 d.", "Aktų salė ir fojė", B), ("C102",)),
    Pair(("spalio 8 d.", "Sporto salė", A), ("spalio 8 d.", "Aktų salė", B)),
    Pair(("antradieniais 15 val.", "Sporto salė", A), ("spalio 14 d. 15 val.", "Sporto salė", B), ("C101",)),
    Pair(("antradieniais 15 val.", "Sporto salė", A), ("spalio 15 d. 15 val.", "Sporto salė", B)),
    Pair(("antradieniais", "Klubas", A), ("kiekvieną antradienį", "Klubas", B), ("C102",)),
    Pair(("spalio 5, 12 ir 19 d.", "Klubas", A), ("spalio 12 d.", "Klubas", B), ("C102",)),
    # Times of a month and wider, and those whose day is not certain, never clash.
    Pair(("spalio mėn.", "Aktų salė", A), ("spalio 8 d.", "Aktų salė", B)),
    Pair(("spalio mėn.", "Aktų salė", A), ("spalio mėn.", "Aktų salė", A)),
    Pair(("visus metus", "Aktų salė", A), ("spalio 8 d.", "Aktų salė", B)),
    Pair(("spalio 1–31 d.", "Skaitykla", A), ("spalio 8 d.", "Skaitykla", B)),
    Pair(("spalio 2 savaitė", "Skaitykla", A), ("spalio 14 d.", "Skaitykla", B)),
    Pair(("spalio 7 ar 8 d.", "Skaitykla", A), ("spalio 8 d.", "Skaitykla", B)),
    Pair(("iki spalio 8 d.", "Skaitykla", A), ("spalio 8 d.", "Skaitykla", B)),
    Pair(("kas savaitę", "Skaitykla", A), ("spalio 8 d.", "Skaitykla", B)),
    Pair(("kada nors", "Skaitykla", A), ("spalio 8 d.", "Skaitykla", B)),
    # Places without a name of their own.
    Pair(("spalio 8 d.", "Mokykla", A), ("spalio 8 d.", "Mokykla", B)),
    Pair(("spalio 8 d.", "Upėnų gimnazija", A), ("spalio 8 d.", "Upėnų gimnazija", B)),
    Pair(("spalio 8 d.", "Klasėse", A), ("spalio 8 d.", "klasės", B)),
    Pair(("spalio 8 d.", "Zoom platforma", A), ("spalio 8 d.", "Zoom platforma", B)),
    Pair(("spalio 8 d.", "Vilnius", A), ("spalio 8 d.", "Vilnius", B)),
    Pair(("spalio 8 d.", "", A), ("spalio 8 d.", "", A)),
    # One person.
    Pair(("spalio 8 d. 14 val.", "Aktų salė", A), ("spalio 8 d. 14 val.", "Skaitykla", A), ("C103",)),
    Pair(
        ("spalio 8 d. 14 val.", "Aktų salė", "Uosis A."), ("spalio 8 d. 14–15 val.", "Klubas", f"{B}, {A}"), ("C103",)
    ),
    Pair(("spalio 8 d.", "Aktų salė", "Rasa Uosytė"), ("spalio 8 d.", "Klubas", "mokytoja Rasa Uosytė"), ("C104",)),
    Pair(("spalio 8 d.", "Aktų salė", "Rasa Uosytė"), ("spalio 8 d.", "Klubas", "R. Uosytė"), ("C104",)),
    Pair(("spalio 8 d.", "Aktų salė", "Dr. A. M. Uosis"), ("spalio 8 d.", "Klubas", "A. M. Uosis"), ("C104",)),
    Pair(("spalio 8 d.", "Aktų salė", "Rasa Uosytė"), ("spalio 8 d.", "Klubas", "Ona Uosytė")),
    Pair(("spalio 8 d.", "Aktų salė", A), ("spalio 8 d.", "Žemaičių muziejus", A), ("C104",)),
    Pair(("spalio 8 d.", "Vilnius", A), ("spalio 8 d.", "Aktų salė", A), ("C104",)),
    Pair(("spalio 8 d. 10 val.", "Aktų salė", A), ("spalio 8 d. 14 val.", "Skaitykla", A)),
    Pair(("spalio 8 d. 14 val.", "Aktų salė", "A. Uosis"), ("spalio 8 d. 14 val.", "Skaitykla", "B. Uosis")),
    Pair(("spalio 8 d. 14 val.", "Aktų salė", "mokytojai"), ("spalio 8 d. 14 val.", "Skaitykla", "mokytojai")),
    Pair(("spalio 8 d. 14 val.", "Aktų salė", A), ("spalio 8 d. 14 val.", "Mokykla", A)),
    Pair(("spalio 8 d. 14 val.", "Aktų salė", A), ("spalio 8 d. 14 val.", "Aktų salė", A), ("C101",)),
)


def of(title: str, place: str, when: str, who: str, what: str) -> Plan:
    return draft(row("1", title=what, when=when, place=place, responsible=who), title=title)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_of_rows_clashes_or_does_not(pair: Pair) -> None:
    plans = [
        of(title, place, when, who, what)
        for title, what, (when, place, who) in ((ONE, "Mugė", pair.one), (OTHER, "Koncertas", pair.other))
    ]
    assert len(PAIRS) >= 40
    for both in (plans, plans[::-1]):
        assert tuple(finding.code for finding in planforms.merge(both, title=TITLE).findings) == pair.codes


def test_rows_of_one_plan_do_not_clash() -> None:
    same = [row(str(n), title=f"V{n}", when="spalio 8 d. 14 val.", place="Aktų salė") for n in (1, 2)]
    assert planforms.merge([draft(*same, title=ONE), draft(title=OTHER)], title=TITLE).findings == ()


def test_a_clash_tells_who_else_wants_the_place_and_when() -> None:
    one, other = PAIRS[0].one, PAIRS[0].other
    plans = [of(ONE, one[1], one[0], one[2], "Mugė"), of(OTHER, other[1], other[0], other[2], "Koncertas")]
    (finding,) = planforms.merge(plans, title=TITLE).findings
    assert (finding.at, finding.severity, finding.words) == ("rows[3].place", "warning", "Aktų salė")
    assert str(finding) == f"On 2025-10-08 the place is also wanted for “Mugė” of the plan “{ONE}”"


SAME = [
    ("Mokytojo diena", "spalio 3 d.", "Mokytojo diena", "spalio 3 d.", True),
    ("Mokytojo diena", "spalio 3 d.", "MOKYTOJO DIENA.", "spalio mėn.", True),
    ("„Mokytojo diena“", "spalio 3 d.", "Mokytojo diena", "kada nors", True),
    ("Mokytojo diena", "spalio 3 d.", "Mokytojo diena", "lapkričio 3 d.", False),
    ("Mokytojo diena", "spalio 3 d.", "Mokinio diena", "spalio 3 d.", False),
]


@pytest.mark.parametrize(("one", "first", "other", "second", "same"), SAME)
def test_an_activity_in_two_plans_is_reported_and_both_stay(
    one: str,
    first: str,
    other: str,
    second: str,
    same: bool,  # noqa: FBT001 -- of a table
) -> None:
    plans = [of(ONE, "Aktų salė", first, A, one), of(OTHER, "Aktų salė", second, A, other)]
    made = planforms.merge(plans, title=TITLE)
    assert ("C105" in [finding.code for finding in made.findings]) is same
    assert [str(activity.title) for activity in made.plan.activities] == [one, other]


def with_columns(*columns: tuple[str, str]) -> Plan:
    """A plan of one row, its cells the headings of its columns."""
    made = tuple(Column(name, ColumnRole(name.partition("-")[0]), heading) for name, heading in columns)
    return replace(draft(title=OTHER), columns=made, rows=(Activity({c.id: Text.of(c.heading) for c in made}),))


def test_columns_are_united_by_their_role_and_unknown_ones_by_their_heading() -> None:
    one = with_columns(("number", "Nr."), ("title", "Veikla"), ("when", "Data"), ("other-1", "Kvapas"))
    other = with_columns(
        ("title", "Renginys"), ("place", "Vieta"), ("when", "Data"), ("other-1", "Spalva"), ("other-2", "kvapas")
    )
    made = planforms.merge([one, other], title=TITLE)
    assert [(c.id, c.heading) for c in made.plan.columns] == [
        ("number", "Nr."), ("title", "Veikla"), ("place", "Vieta"), ("when", "Data"), ("other-2", "Spalva"),
        ("other-1", "Kvapas"),
    ]  # fmt: skip
    second = made.plan.activities[1].cells
    assert {name: str(words_of(cell)) for name, cell in second.items()} == {
        "title": "Renginys", "place": "Vieta", "when": "Data", "other-2": "Spalva", "other-1": "kvapas",
    }  # fmt: skip
    assert [(f.code, f.words) for f in made.findings] == [("S103", "Renginys")]


def test_two_columns_of_one_role_stay_two() -> None:
    one = with_columns(("title", "Veikla"), ("when", "Data"), ("when-2", "Laikas"))
    other = with_columns(("title", "Veikla"), ("when", "Laikas"), ("when-2", "Terminas"))
    ids = [(c.id, c.heading) for c in planforms.merge([one, other], title=TITLE).plan.columns]
    assert ids == [("title", "Veikla"), ("when", "Data"), ("when-2", "Laikas"), ("when-3", "Terminas")]


def test_rows_are_under_the_title_of_their_plan_and_headings_a_level_lower() -> None:
    one, other = draft("# Ruduo", row("1"), title=ONE), draft(row("1"), "* Pastaba", title=OTHER)
    made = planforms.merge([one, other], title=TITLE)
    assert [(one.level, str(one.text)) for one in made.plan.rows if isinstance(one, Heading)] == [
        (1, ONE),
        (2, "Ruduo"),
        (1, OTHER),
    ]
    assert (made.plan.marks, made.marks, str(made.plan.title)) == ((), 4, TITLE)
    assert made.plan.period == one.period
    assert made.sources == (0, 0, 0, 1, 1, 1)


def test_by_month_rows_are_in_the_order_of_their_days() -> None:
    one = draft(
        *("# Skaitymas", row("1", title="D", when="kovo 3 d."), row("2", title="A", when="rugsėjo 8 d.")),
        *(row("3", title="E", when="visus metus"), "# Spalis", row("4", title="C", when="9 d.")),
        title=ONE,
    )
    other = draft(row("1", title="B", when="rugsėjo 20 d."), row("2", title="F", when="pagal poreikį"), title=OTHER)
    made = planforms.merge([one, other], title=TITLE, by="month").plan
    said = [f"# {r.text}" if isinstance(r, Heading) else str(r.title) for r in made.rows if not isinstance(r, Note)]
    assert said == [
        *("# Rugsėjis", "A", "B", "# Spalis", "C", "# Kovas", "D", "# Visus metus", "E", "# Be datos", "F"),
    ]
    assert [str(one.number) for one in made.activities] == ["1.", "2.", "3.", "4.", "5.", "6."]
    assert str(made.activities[0].text("other-1")) == f"{ONE}\nSkaitymas"
    assert [str(one.text("other-1")) for one in made.activities][1:3] == [OTHER, ONE]


def words(plan: Plan) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in plan.rows:
        cells = [cell for name, cell in one.cells.items() if name != "number"] if isinstance(one, Activity) else []
        for text in [words_of(cell) for cell in cells] if isinstance(one, Activity) else [one.text]:
            found.update(str(text).split())
    for section in (*plan.sections, *plan.closing):
        found.update(f"{section.label} {section.text}".split())
    return found


WHENS = st.sampled_from(["spalio 8 d.", "spalio mėn.", "visus metus", "kada nors", "", "kovo 5 d. 10 val."])
HEADINGS = ["# I. Menai", "## Parodos", "# II. Knygos", "* Pastaba: gali keistis"]
ROWS = st.tuples(WHENS, st.sampled_from(["Salė", "Skaitykla", ""])) | st.sampled_from(HEADINGS)


@given(st.lists(st.lists(ROWS, max_size=6), min_size=2, max_size=4), st.sampled_from(["plan", "month"]))
@settings(max_examples=80)
def test_merging_keeps_every_word(drawn: list[list[tuple[str, str] | str]], by: str) -> None:
    plans = []
    for n, rows in enumerate(drawn):
        made = [
            one if isinstance(one, str) else row(str(i), title=f"Veikla {n}.{i}", when=one[0], place=one[1])
            for i, one in enumerate(rows)
        ]
        plans.append(draft(*made, title=f"PLANAS{n} VEIKLOS 2025–2026 M. M.", sections=(AIM, (f"L{n}:", f"t{n}"))))
    merged = planforms.merge(plans, title=TITLE, by=by)
    after = words(merged.plan)
    after.update(word for finding in merged.findings if finding.code == "S103" for word in finding.words.split())
    for plan in plans:
        assert not words(plan).keys() - after.keys()
        if by == "plan":
            assert str(plan.title).split()[0] in after
    rows_before = sum((words(replace(plan, sections=())) for plan in plans), Counter[str]())
    if by == "plan":
        titles = Counter(word for plan in plans for word in str(plan.title).split())
        assert words(replace(merged.plan, sections=())) == rows_before + titles
    assert len(merged.plan.activities) == sum(len(plan.activities) for plan in plans)


def test_fifty_plans_of_forty_rows_take_twice_the_work_of_twenty_five() -> None:
    days = [f"2025 m. {m} {d} d. 14 val." for m in ("spalio", "lapkričio", "gruodžio") for d in range(1, 15)]

    def plans(count: int) -> list[Plan]:
        return [
            draft(
                *(
                    row(
                        str(i),
                        title=f"Veikla {i % 7}",
                        when=days[(i + n) % len(days)],
                        place="Aktų salė",
                        responsible=A,
                    )
                    for i in range(40)
                ),
                title=f"{n} GRUPĖS VEIKLOS PLANAS 2025–2026 M. M.",
            )
            for n in range(count)
        ]

    made = plans(50)

    def merging(by: str, count: int) -> Callable[[], object]:
        return partial(planforms.merge, made[:count], title=TITLE, by=by)

    for by in ("plan", "month"):
        assert grows_linearly(partial(merging, by), 25)


@pytest.mark.parametrize(
    ("count", "title", "by", "said"),
    [(1, TITLE, "plan", "two or more"), (2, " ", "plan", "no title"), (2, TITLE, "week", "choose one of plan, month")],
)
def test_what_cannot_be_merged_is_refused(count: int, title: str, by: str, said: str) -> None:
    with pytest.raises(planforms.UsageError, match=said):
        planforms.merge([draft(row("1"))] * count, title=title, by=by)


def test_the_command_writes_the_plan_and_tells_the_clashes(tmp_path: Path) -> None:
    one, other = tmp_path / "a.json", tmp_path / "b.json"
    for path, title, what in ((one, ONE, "Mugė"), (other, OTHER, "Koncertas")):
        path.write_bytes(planforms.write(of(title, "Aktų salė", "spalio 8 d. 14 val.", A, what), "json"))
    target = tmp_path / "m.docx"
    result = CliRunner().invoke(
        main, ["--lang", "en", "merge", str(one), str(other), "-o", str(target), "--title", TITLE]
    )
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        f"{target}: 2 activities of 2 plans",
        f"warning C101 „Koncertas“: On 2025-10-08 the place is also wanted for “Mugė” of the plan “{ONE}”",
        "The marks of the plans are left out, as nobody has approved the merged plan.",
    ]
    assert len(planforms.read(target).plan.activities) == 2


def test_a_title_without_a_period_is_reported(tmp_path: Path) -> None:
    for name, title in (("a", ONE), ("b", OTHER)):
        (tmp_path / f"{name}.json").write_bytes(planforms.write(draft(row("1"), title=title), "json"))
    for title, reported in (("PLANAS", True), ("PLANAS 2025–2026 M. M.", False)):
        words = ["--lang", "en", "merge", str(tmp_path), "--title", title, "-o", str(tmp_path / "m.docx"), "--force"]
        result = CliRunner().invoke(main, words)
        assert ("add “2025–2026 M. M.” to it" in result.stderr) is reported, result.stderr
        (tmp_path / "m.docx").unlink()


def test_the_command_takes_a_folder_and_makes_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_bytes(planforms.write(draft(row("1"), title=ONE), "json"))
    (tmp_path / "b.json").write_bytes(planforms.write(draft(row("1"), title=OTHER), "json"))
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.chdir(out)
    for arguments in ([], ["--format", "json"], ["-o", "m.json"]):
        result = CliRunner().invoke(main, ["--lang", "en", "merge", str(tmp_path), "--title", TITLE, *arguments])
        assert result.exit_code == 0, result.stderr
    assert {path.name for path in out.iterdir()} == {"sujungtas-planas.docx", "sujungtas-planas.json", "m.json"}


def test_a_month_that_comes_in_two_years_has_its_year_in_the_heading() -> None:
    plans = [
        planforms.read(f"{title}\n\nVeikla;Data;Vieta\nMugė;spalio 8 d.;Salė\n".encode(), "a.csv").plan
        for title in ("A PLANAS 2025–2026 M. M.", "B PLANAS 2026 M.")
    ]
    rows = planforms.merge(plans, title="C", by="month").plan.rows
    assert [str(row.text) for row in rows if isinstance(row, Heading)] == ["2025 m. spalis", "2026 m. spalis"]
