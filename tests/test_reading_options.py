"""What a person says about a file wins over what would be recognised, at the command line and from Python."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

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
