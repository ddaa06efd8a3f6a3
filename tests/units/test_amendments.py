"""The order that amends an approved plan: a clause for each kind of change, and the wording under the mark."""

import io
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from drafted import draft, row
from msgspec.structs import replace
from openxml_audit import FileFormat, OpenXmlValidator

import planforms
from planforms.cli import main
from planforms.companions.amendments import amendment_of
from planforms.marks import parse_mark
from planforms.model import Details, Plan

EVENTS = (
    ("Knygų mugė", "2025 m. spalio 9 d.", "Skaitykla"),
    ("Poezijos popietė", "2025 m. lapkričio 6 d.", "Salė"),
    ("Kalėdinis skaitymas", "2025 m. gruodžio 18 d.", "Klubas"),
    ("Vasario skaitymai", "2026 m. vasario 12 d.", "Skaitykla"),
    ("Pavasario viktorina", "2026 m. kovo 5 d.", "Salė"),
    ("Knygos diena", "2026 m. balandžio 23 d.", "Biblioteka"),
    ("Metų aptarimas", "2026 m. birželio 10 d.", "Biblioteka"),
)
KEPT = "Upėnų mokyklos bibliotekos 2025–2026 m. m. veiklos planą, patvirtintą Upėnų mokyklos direktoriaus"
APPROVED = f"{KEPT} 2025 m. rugsėjo 10 d. įsakymu Nr. V-12"
Cells = tuple[str, ...]


def event(number: int, **changed: str) -> Cells:
    title, when, place = EVENTS[number - 1]
    return row(str(number), **{"title": title, "when": when, "place": place, "responsible": "A. Uosis", **changed})


def events(**changed: str) -> list[Cells]:
    """All rows, the second with *changed* cells."""
    return [event(n, **(changed if n == 2 else {})) for n in range(1, len(EVENTS) + 1)]


def counted(*rows: Cells) -> list[Cells]:
    return [(str(n), *cells[1:]) for n, cells in enumerate(rows, 1)]


VISIT = row("0", title="Susitikimas", when="2025 m. lapkričio 27 d.", place="Salė", responsible="C. Liepa")
OLD = draft(*events())
CHANGES: dict[str, tuple[Plan, tuple[str, ...]]] = {
    "a date": (
        draft(*events(when="2025 m. lapkričio 20 d.")),
        ("Pakeičiu 2 eilutės skiltį „Data“ ir ją išdėstau taip: „2025 m. lapkričio 20 d.“.",),
    ),
    "two cells": (
        draft(*events(place="Klubas", responsible="B. Klevė")),
        (
            "1. Pakeičiu 2 eilutės skiltį „Vieta“ ir ją išdėstau taip: „Klubas“.",
            "2. Pakeičiu 2 eilutės skiltį „Atsakingi asmenys“ ir ją išdėstau taip: „B. Klevė“.",
        ),
    ),
    "a row": (
        draft(*events(title="Eilių popietės", when="2025 m. lapkričio mėn.", place="Klubas")),
        ("Pakeičiu 2 eilutę ir ją išdėstau taip: „2. Eilių popietės; 2025 m. lapkričio mėn.; Klubas; A. Uosis“.",),
    ),
    "another row in its place": (
        draft(*counted(*events()[:1], VISIT, *events()[2:])),
        ("Pakeičiu 2 eilutę ir ją išdėstau taip: „2. Susitikimas; 2025 m. lapkričio 27 d.; Salė; C. Liepa“.",),
    ),
    "a row at the end": (
        draft(*counted(*events(), VISIT)),
        ("Papildau 8 eilute ir ją išdėstau taip: „8. Susitikimas; 2025 m. lapkričio 27 d.; Salė; C. Liepa“.",),
    ),
    "a row in the middle": (
        draft(*counted(*events()[:2], VISIT, *events()[2:])),
        (
            "1. Papildau 3 eilute ir ją išdėstau taip: „3. Susitikimas; 2025 m. lapkričio 27 d.; Salė; C. Liepa“.",
            "2. Buvusias 3–7 eilutes laikau atitinkamai 4–8 eilutėmis.",
        ),
    ),
    "a row less": (
        draft(*counted(*events()[:4], *events()[5:])),
        (
            "1. Pripažįstu netekusia galios 5 eilutę („Pavasario viktorina“).",
            "2. Buvusias 6 ir 7 eilutes laikau atitinkamai 5 ir 6 eilutėmis.",
        ),
    ),
    "a row elsewhere": (
        draft(*counted(*events()[1:], events()[0])),
        (
            "1. Buvusią 1 eilutę laikau 7 eilute.",
            "2. Buvusias 2–7 eilutes laikau atitinkamai 1–6 eilutėmis.",
        ),
    ),
    "the aim": (
        draft(*events(), sections=(("Tikslas –", "skaityti kasdien."),)),
        ("Pakeičiu dalį „Tikslas“ ir ją išdėstau taip: „skaityti kasdien.“.",),
    ),
    "a cell emptied and one filled": (
        draft(*[(*one[:3], "", one[4]) if one[0] == "2" else one for one in events()]),
        ("Išbraukiu 2 eilutės skilties „Vieta“ žodžius „Salė“.",),
    ),
    "the title": (
        draft(*events(), title="BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 MOKSLO METAMS"),
        ("Pakeičiu pavadinimą ir jį išdėstau taip: „BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 MOKSLO METAMS“.",),
    ),
    "a note and a heading": (
        draft(*events()[:3], "# Pavasaris", *events()[3:], "* Laikas gali keistis"),
        ("1. Papildau skyriumi „Pavasaris“.", "2. Papildau pastaba „Laikas gali keistis“."),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_kind_of_change_is_a_clause_in_the_official_words(name: str) -> None:
    new, clauses = CHANGES[name]
    made = amendment_of(OLD, new)
    assert made.clauses == clauses
    assert made.decision == f"{APPROVED}:"
    assert made.subject == "Dėl bibliotekos 2025–2026 m. m. veiklos plano pakeitimo"


def test_a_plan_that_mostly_changed_is_set_out_anew() -> None:
    made = amendment_of(OLD, draft(*[(*one[:2], "2026 m. birželio mėn.", *one[3:]) for one in events()]))
    assert (made.clauses, made.decision) == ((), f"{APPROVED}, ir jį išdėstau nauja redakcija (pridedama).")


@pytest.mark.parametrize(
    ("title", "doubtful"),
    [
        ("UPĖNŲ MOKYKLOS BIBLIOTEKOS VEIKLOS PLANAS 2026–2027 M. M.", True),
        (str(OLD.title), False),
        (str(OLD.title).capitalize(), False),
    ],
)
def test_a_plan_for_other_years_may_be_another_plan(title: str, *, doubtful: bool) -> None:
    made = amendment_of(OLD, draft(*events(when="2025 m. lapkričio 20 d."), title=title))
    assert ("whether the two files are of the same plan" in {gap.message for gap in made.gaps}) is doubtful


def test_a_programme_is_feminine_and_an_unknown_approval_is_a_line() -> None:
    title = "SVEIKATOS STIPRINIMO PROGRAMA 2025–2027 M."
    old = draft(*events(), title=title, marks=())
    made = amendment_of(old, draft(title=title, marks=()))
    assert "programą, patvirtintą ______" in made.decision
    assert made.decision.endswith("ir ją išdėstau nauja redakcija (pridedama).")
    assert {"who approved the plan, in the genitive", "number of the order that approved"} <= {
        gap.message for gap in made.gaps
    }


def test_rows_without_sure_numbers_are_named_by_their_titles() -> None:
    months = [*("# Ruduo", event(1), event(2)), *("# Žiema", ("1", *event(3)[1:]), ("2", *event(4)[1:]))]
    changed = [*months[:5], ("2", *event(4, when="2026 m. vasario 19 d.")[1:])]
    (clause,) = amendment_of(draft(*months), draft(*changed)).clauses
    assert clause == (
        "Pakeičiu eilutės „Vasario skaitymai“ skiltį „Data“ ir ją išdėstau taip: „2026 m. vasario 19 d.“."
    )


@pytest.mark.parametrize("new", [OLD, replace(OLD, marks=())])
def test_nothing_to_amend_is_refused(new: Plan) -> None:
    with pytest.raises(planforms.UsageError, match="Nothing changed"):
        planforms.companion(new, "amendment", old=OLD)


@pytest.mark.parametrize("name", CHANGES)
def test_the_document_is_valid_and_holds_the_order(name: str, tmp_path: Path) -> None:
    details = Details(town="Upėnai", head_position="direktorė", head_name="Rasa Uosytė")
    new = planforms.fill_marks(CHANGES[name][0], amended_no="V-98", amended_date="2026-03-25")
    made = planforms.companion(new, "amendment", old=replace(OLD, details=details), basis="nuostatų 25 punktu")
    assert made.gaps == ()
    lines = [
        line.text.replace("\u00a0", " ").replace("\u2060", "")
        for line in docx.Document(io.BytesIO(made.data)).paragraphs
    ]
    assert lines[:7] == [
        *("Upėnų mokyklos", "direktorius", "ĮSAKYMAS"),
        "Dėl bibliotekos 2025–2026 m. m. veiklos plano pakeitimo",
        *("2026 m. kovo 25 d. Nr. V-98", "Upėnai"),
        f"Vadovaudamasi nuostatų 25 punktu, p a k e i č i u {APPROVED}:",
    ]
    assert lines[7:] == [*CHANGES[name][1], "Direktorė\tRasa Uosytė"]
    path = tmp_path / "pakeitimas.docx"
    path.write_bytes(made.data)
    assert OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors == []


MARKS = {
    "PATVIRTINTA\nUpėnų mokyklos direktoriaus\n2025 m. rugsėjo 10 d. įsakymu Nr. V-12": "Upėnų mokyklos direktoriaus ",
    "PATVIRTINTA\nUpėnų rajono tarybos\n2025 m. sausio 3 d. sprendimu Nr. T-1": "Upėnų rajono tarybos ",
    "TVIRTINU\nDirektorius\n(parašas)\nJonas Uosis\n2025-09-02": "",
    "PATVIRTINTA": "",
}


@pytest.mark.parametrize("written", MARKS)
def test_the_wording_in_force_is_under_the_mark_and_takes_the_place_of_an_earlier_one(written: str) -> None:
    mark = parse_mark(written)
    assert mark is not None
    plan = replace(OLD, marks=(mark,))
    once = planforms.fill_marks(plan, amended_no="V-90", amended_date="2026-01-05")
    twice = planforms.fill_marks(once, amended_no="V-98", amended_date="2026-03-25")
    act = "sprendimo" if "sprendimu" in written else "įsakymo"
    line = f"({MARKS[written]}2026 m. kovo 25 d. {act} Nr. V-98 redakcija)"
    assert str(twice.marks[0].words) == f"{written}\n{line}"
    assert twice.marks[0].acts == mark.acts
    read = planforms.read(planforms.write(twice, "docx"), "a.docx").plan.marks[0]
    assert read.amended == twice.marks[0].amended


def test_a_plan_without_an_approval_cannot_be_amended() -> None:
    with pytest.raises(planforms.UsageError, match="no approval mark"):
        planforms.fill_marks(replace(OLD, marks=()), amended_no="V-98")


def test_the_commands_make_the_order_and_the_amended_plan(tmp_path: Path) -> None:
    old, new = tmp_path / "senas.json", tmp_path / "naujas.json"
    old.write_bytes(planforms.write(OLD, "json"))
    new.write_bytes(planforms.write(CHANGES["a date"][0], "json"))
    amended = ("--amended-no", "V-98", "--amended-date", "2026-03-25")

    def run(*arguments: str | Path) -> str:
        result = CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])
        assert result.exit_code == 0, result.stderr
        return result.stderr

    target = tmp_path / "pakeitimas.docx"
    said = run("companion", "amendment", old, new, "-o", target, "--town", "Upėnai", *amended)
    assert said.splitlines()[0] == f"{target}: left for you to fill in or to check:"
    assert "date of the order" not in said
    assert "(Upėnų mokyklos direktoriaus 2026 m. kovo 25 d. įsakymo Nr. V-98 redakcija)" in run(
        "convert", new, *amended
    )


@pytest.mark.parametrize(("kind", "count", "said"), [("amendment", 1, "two plans"), ("amendment", 3, "two plans")])
def test_the_command_wants_the_right_number_of_plans(kind: str, count: int, said: str, tmp_path: Path) -> None:
    arguments = ["companion", kind, *["a.docx"] * count, "-o", str(tmp_path / "o.docx")]
    result = CliRunner().invoke(main, ["--lang", "en", *arguments])
    assert result.exit_code == 2
    assert said in result.stderr
