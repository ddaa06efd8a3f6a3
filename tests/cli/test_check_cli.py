"""``planforms check`` and ``planforms rule`` as a person or a program meets them."""

import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest
from broken_plans import PAIRS
from click.testing import CliRunner, Result
from drafted import FAIR, QUIZ, TALK, draft, row

import planforms
from planforms.cli import main
from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.language import Speaker
from planforms.place import Place
from planforms.reports import Checked, ReportFormat, render
from planforms.rules import CODES

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
TODAY = dt.date(2025, 12, 1)
ENGLISH, LITHUANIAN = Speaker("en"), Speaker("lt")


def run(*arguments: str | Path, lang: str = "en", stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, *map(str, arguments)], input=stdin)


def written(folder: Path, name: str, plan: planforms.Plan) -> Path:
    path = folder / name
    path.write_bytes(planforms.write(plan, "json"))
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return written(tmp_path, "tvarkingas.json", draft(FAIR, TALK, QUIZ))


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    return written(tmp_path, "vardai.json", draft(FAIR, row("2", responsible="A. Uosis B. Klevė")))


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return written(tmp_path, "datos.json", draft(FAIR, row("2", when="2027 m. kovo 4 d.", title="Mugė  ir talka")))


# Text.


def test_nothing_but_the_summary_when_all_is_well(clean: Path) -> None:
    result = run("check", clean, clean)
    assert (result.stdout, result.exit_code) == ("2 files checked: nothing is wrong\n", 0)


def test_the_text_is_grouped_by_file_and_fault_and_summed_up(clean: Path, wrong: Path, warned: Path) -> None:
    result = run("check", wrong, clean, warned)
    assert result.stdout.splitlines() == [
        str(wrong),
        "  error    T106 outside-period  The time is outside the plan's period, 2025–2026 m. m.",
        "                                Check the year; if it is right, the activity belongs to another plan.",
        "                                – row 2, column “Data”: „2027 m. kovo 4 d.“",
        "  advice   W104 space-doubled   There are two or more spaces in a row (--fix mends 1)",
        "                                Leave one.",
        "                                – row 2, column “Veiklos pavadinimas”: „Mugė␣␣ir“",
        "",
        str(warned),
        "  warning  P102 names-unseparated  Nothing separates the names but spaces (--fix mends 1)",
        "                                   Put commas between them.",
        "                                   – row 2, column “Atsakingi asmenys”: „A. Uosis B. Klevė“",
        "",
        f"File{' ' * (len(str(clean)) - 4)}  error  warning  advice",
        f"{str(wrong).ljust(len(str(clean)))}      1        0       1",
        f"{clean}      0        0       0",
        f"{str(warned).ljust(len(str(clean)))}      0        1       0",
        "",
        "3 files checked: 1 error, 1 warning, 1 piece of advice",
    ]


def test_a_secretary_reads_it_in_lithuanian(wrong: Path) -> None:
    lines = run("check", wrong, lang="lt").stdout.splitlines()
    assert lines[1].startswith("  klaida")
    assert lines[-1] == "Patikrintas 1 failas: 1 klaida, 1 patarimas"


@pytest.mark.parametrize(
    ("place", "at", "english", "lithuanian"),
    [
        (Place(sheet="Lapas1", row=12, column=3), "rows[0].when", "Lapas1!C12", "Lapas1!C12"),
        (Place(table=2, row=4, column=3), "rows[0].when", "table 2, row 4, column “Data”",
         "2 lentelės 4 eilutė, stulpelis „Data“"),
        (Place(table=2, row=4, column=3), "", "table 2, row 4, column 3", "2 lentelės 4 eilutė, 3 stulpelis"),
        (Place(row=4), "rows[0]", "row 4", "4 eilutė"),
        (Place(line=7), "title", "paragraph 7", "7 pastraipa"),
        (Place(part="header", line=1), "", "header, paragraph 1", "puslapinė antraštė, 1 pastraipa"),
        (None, "rows[0].when", "row 1, column “Data”", "1 eilutė, stulpelis „Data“"),
        (None, "marks[0]", "mark 1", "1-oji žyma"),
    ],
)  # fmt: skip
def test_a_place_is_said_as_the_user_finds_it(place: Place | None, at: str, english: str, lithuanian: str) -> None:
    finding = Finding(code="T101", message="The time is not understood", at=at, place=place, kind=CODES["T101"])
    checked = Checked(name="a.docx", reading=planforms.Reading(plan=draft(FAIR)), findings=(finding,))
    assert checked.where(finding, ENGLISH) == english
    assert checked.where(finding, LITHUANIAN) == lithuanian


def test_colour_is_for_a_terminal_alone(wrong: Path) -> None:
    assert "\033" not in run("check", wrong).stdout
    findings = (
        Finding(code="T101", message="The time is not understood", at="rows[0].when", hint="x", kind=CODES["T101"]),
    )
    files = [Checked(name="a.docx", reading=planforms.Reading(plan=draft(FAIR)), findings=findings)]
    plain = render(ReportFormat.TEXT, files, ENGLISH)
    coloured = render(ReportFormat.TEXT, files, ENGLISH, colour=True)
    assert "\033[33m" in coloured
    assert "\033" not in plain


# Exit codes.


def test_exit_codes_tell_errors_from_warnings(clean: Path, warned: Path, wrong: Path) -> None:
    assert run("check", clean).exit_code == 0
    assert run("check", warned).exit_code == 0
    assert run("check", warned, "--strict").exit_code == 1
    assert run("check", clean, "--strict").exit_code == 0
    assert run("check", wrong).exit_code == 1
    assert run("check", wrong, "--ignore", "T106").exit_code == 0
    assert run("check", wrong, "--select", "W").exit_code == 0


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_checked(wrong: Path, tmp_path: Path) -> None:
    (tmp_path / "tuscias.docx").write_bytes(b"")
    result = run("check", tmp_path / "nera.xlsx", wrong, tmp_path / "tuscias.docx")
    assert result.exit_code == 2
    assert "There is no file" in result.stdout
    assert "T106 outside-period" in result.stdout
    assert result.stdout.splitlines()[-1] == "3 files checked: 1 error, 1 piece of advice, 2 files not read"


def test_an_unknown_code_is_told_with_the_nearest_and_nothing_is_checked(wrong: Path) -> None:
    result = run("check", wrong, "--ignore", "outside-perod")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "“outside-perod”; the nearest is “outside-period”" in result.stderr


def test_codes_prefixes_and_names_may_be_joined_by_commas(wrong: Path) -> None:
    assert "1 error, 1 piece" in run("check", wrong, "--select", "space-doubled,T1").stdout
    assert "nothing is wrong" in run("check", wrong, "--select", "M", "--select", "P,S").stdout


def test_standard_input_is_a_plan(wrong: Path) -> None:
    result = run("check", "-", stdin=wrong.read_bytes())
    assert result.exit_code == 1
    assert result.stdout.startswith("-\n")


# Programs.


def test_json_holds_all_that_is_known_of_a_finding(warned: Path, clean: Path) -> None:
    result = run("check", warned, clean, "--format", "json")
    assert json.loads(result.stdout) == {
        "format": "planforms-findings/1",
        "language": "en",
        "files": [
            {
                "name": str(warned),
                "findings": [
                    {
                        "code": "P102",
                        "name": "names-unseparated",
                        "severity": "warning",
                        "at": "rows[1].responsible",
                        "where": "row 2, column “Atsakingi asmenys”",
                        "words": "A. Uosis B. Klevė",
                        "message": "Nothing separates the names but spaces",
                        "hint": "Put commas between them.",
                        "fix": [{"at": "rows[1].responsible", "start": 8, "stop": 9, "words": ", "}],
                    }
                ],
            },
            {"name": str(clean), "findings": []},
        ],
        "summary": {"files": 2, "error": 0, "warning": 1, "advice": 0},
    }


def test_json_tells_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    result = run("check", tmp_path / "nera.docx", "--format", "json")
    (file,) = json.loads(result.stdout)["files"]
    assert "There is no file" in file["error"]
    assert file["findings"] == []


def test_github_gets_an_annotation_a_finding_with_its_own_escapes() -> None:
    finding = Finding(
        code="T106",
        message="{a}",
        at="rows[0].when",
        words="100 %,\nkovo: 4",
        hint="x",
        arguments={"a": "b"},
        kind=CODES["T106"],
    )
    reading = planforms.Reading(plan=draft(FAIR), places={"rows[0].when": Place(sheet="A,B:C", row=2, column=3)})
    unread = Checked(name="b.docx", error=UnreadableFileError("“{name}” is empty", name="b.docx"))
    files = [Checked(name="a:b, c.xlsx", reading=reading, findings=(finding,)), unread]
    assert render(ReportFormat.GITHUB, files, ENGLISH).splitlines() == [
        "::error file=a%3Ab%2C c.xlsx,title=T106 outside-period::A,B:C!C2: b: „100 %25, kovo: 4“%0Ax",
        "::error file=b.docx::“b.docx” is empty",
        "2 files checked: 1 error, 1 file not read",
    ]


def test_severities_have_their_word_in_every_form() -> None:
    codes = {"error": "T106", "warning": "P102", "notice": "W101"}
    for command, code in codes.items():
        checked = Checked(name="a.xlsx", findings=(Finding(code=code, message="x", kind=CODES[code]),))
        assert render(ReportFormat.GITHUB, [checked], ENGLISH).startswith(f"::{command} ")
    levels = {"error": "T106", "warning": "P102", "note": "W101"}
    for level, code in levels.items():
        checked = Checked(name="a.xlsx", findings=(Finding(code=code, message="x", kind=CODES[code]),))
        (run_,) = json.loads(render(ReportFormat.SARIF, [checked], ENGLISH))["runs"]
        assert run_["results"][0]["level"] == level


@pytest.mark.parametrize("speaker", [ENGLISH, LITHUANIAN], ids=["en", "lt"])
def test_sarif_of_every_rule_is_valid_against_its_schema(speaker: Speaker) -> None:
    files = [
        Checked(
            name=f"planai\\{number} kopija.json",
            reading=planforms.Reading(plan=pair.broken, places={"title": Place(line=1)}),
            findings=planforms.check(pair.broken, today=TODAY),
        )
        for number, pair in enumerate(PAIRS)
    ]
    files.append(Checked(name="nera.docx", error=UnreadableFileError("“{name}” is empty", name="nera.docx")))
    log = json.loads(render(ReportFormat.SARIF, files, speaker))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {pair.code for pair in PAIRS}
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run_["results"])
    assert run_["artifacts"][0]["location"]["uri"] == "planai/0%20kopija.json"
    assert run_["invocations"][0]["executionSuccessful"] is False


def test_sarif_of_nothing_is_valid_too(clean: Path) -> None:
    log = json.loads(run("check", clean, "--format", "sarif").stdout)
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    assert log["runs"][0]["results"] == []


# planforms rule.


def test_rule_prints_the_page_of_a_code_or_name() -> None:
    by_code = run("rule", "T106").stdout
    assert by_code.startswith("T106 outside-period (error)\n\nA time lies outside the plan's period.\n")
    assert run("rule", "outside-period").stdout == run("rule", "t106").stdout == by_code


def test_rule_in_lithuanian() -> None:
    assert run("rule", "T106", lang="lt").stdout.startswith("T106 outside-period (klaida)\n\n")
    assert "plano laikotarp" in run("rule", "T106", lang="lt").stdout


def test_rule_of_a_family_prints_all_its_pages() -> None:
    pages = run("rule", "P").stdout
    assert all(f"{code} " in pages for code in CODES if code.startswith("P"))
    assert "T106" not in pages


def test_rule_without_a_code_lists_them_all() -> None:
    listing = run("rule").stdout
    assert all(f"  {code}  {entry.name} " in listing for code, entry in CODES.items())


def test_rule_of_an_unknown_code_tells_the_nearest() -> None:
    result = run("rule", "approval-mising")
    assert result.exit_code == 2
    assert "the nearest is “approval-missing”" in result.stderr


def test_the_page_of_all_rules_in_docs_is_the_one_that_the_command_prints() -> None:
    docs = Path(__file__).parents[2] / "docs" / "rules.md"
    assert docs.read_text(encoding="utf-8") == run("rule", "--all").stdout, (
        "planforms --lang en rule --all > docs/rules.md"
    )
