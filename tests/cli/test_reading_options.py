"""What a person says about a file wins over what would be recognised, at the command line and from Python."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from drafted import FAIR, draft

import planforms
from planforms.cli import main

ODD = """Kas;Kuomet;Kame
Mugė;A;Salė
Popietė;B;Klubas
"""


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "planas.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])


SAID = ("--heading-row", 1, "--columns", "title,when,place", "--period", "2026")


def test_a_table_that_is_not_recognised_is_read_as_it_is_said(odd: Path) -> None:
    assert run("convert", odd).exit_code == 2
    result = run("convert", odd, "-o", odd.with_suffix(".json"), *SAID)
    assert result.exit_code == 0
    assert "The table has 3 rows: 2 activities, 1 row of headings" in result.stderr
    plan = planforms.read(odd.with_suffix(".json").read_bytes(), "planas.json").plan
    assert [column.id for column in plan.columns] == ["title", "when", "place"]
    assert plan.period == planforms.parse_period("2026")


def test_the_same_is_said_from_python(odd: Path) -> None:
    columns = ("title", "when", "place")
    reading = planforms.read(odd.read_bytes(), odd.name, heading_row=1, columns=columns, period="2026")
    assert [str(activity.title) for activity in reading.plan.activities] == ["Mugė", "Popietė"]


@pytest.mark.parametrize("command", ["check", "roll"])
def test_check_and_roll_take_the_same_options(odd: Path, command: str) -> None:
    more = ("--to", "2027", "-o", odd.with_suffix(".docx")) if command == "roll" else ()
    result = run(command, odd, *SAID, *more)
    assert result.exit_code in {0, 1}
    assert "2 activities" in result.output


def test_a_companion_is_made_of_the_plan_as_it_is_said(odd: Path) -> None:
    made = odd.with_suffix(".docx")
    assert run("companion", "order", odd, "-o", made, *SAID).exit_code == 0
    assert made.exists()


def test_two_plans_are_compared_as_they_are_said(odd: Path, tmp_path: Path) -> None:
    new = tmp_path / "naujas.csv"
    new.write_text("Planas\n" + ODD.replace("Popietė", "Vakaras"), encoding="utf-8")
    both = ("--columns", "title,when,place", "--heading-row", 1, "--heading-row", 2)
    result = run("diff", odd, new, *both)
    assert result.exit_code == 1
    assert "Vakaras" in result.output
    assert run("diff", odd, new, *both, "--heading-row", 3).exit_code == 2


def test_a_mark_is_filled_in_the_plan_that_is_said(tmp_path: Path) -> None:
    plan = draft(FAIR, marks=("PATVIRTINTA\nDirektoriaus",))
    path, out = tmp_path / "planas.docx", tmp_path / "pildytas.docx"
    path.write_bytes(planforms.write(plan, "docx"))
    said = ("--plan", 1, "--heading-row", 1, "--order-no", "V-7", "--order-date", "2025-09-01")
    assert run("mark", path, "-o", out, *said).exit_code == 0
    assert planforms.read(out).plan.marks[0].acts[0].number == "V-7"
    assert run("mark", path, "-o", out, "--force", "--heading-row", 99, "--order-no", "V-7").exit_code == 2


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_reports_for_programs_have_the_account(tmp_path: Path, form: str) -> None:
    path = tmp_path / "planas.docx"
    path.write_bytes(planforms.write(draft(FAIR), "docx"))
    assert "The table has 2 rows: 1 activity, 1 row of headings" in run("check", path, "--format", form).output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--columns", "title,kada,place", "--heading-row", 1), "“kada” is not a kind of column"),
        (("--columns", "title", "--heading-row", 1), "3 columns"),
        (("--heading-row", 40), "row 40"),
        (("--plan", "Nėra"), "no sheet “Nėra”"),
        (("--period", "rytoj"), "“rytoj”"),
    ],
)
def test_what_is_said_wrongly_is_one_sentence_and_exit_code_2(
    odd: Path, options: tuple[object, ...], message: str
) -> None:
    result = run("convert", odd, "-o", odd.with_suffix(".docx"), *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
