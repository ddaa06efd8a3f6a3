"""The composed plans of ``samples``: what each is read as, what the check says of it, and the document it makes."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

import planforms
from planforms import office
from planforms.language import Speaker
from planforms.reports import Checked

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = dt.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("name", "period", "activities", "headings", "marks"),
    [
        ("menu-grupe.xlsx", "2025-2026", 18, 0, "PATVIRTINTA PRITARTA"),
        ("menu-grupe.docx", "2025-2026", 18, 0, "PATVIRTINTA PRITARTA"),
        ("darzelio-menuo.xlsx", "2025-11", 8, 0, "PATVIRTINTA"),
        ("mokyklos-taryba.docx", "2026", 9, 0, "PATVIRTINTA PRITARTA PRITARTA"),
        ("biblioteka.xlsx", "2025-2026", 10, 7, "PATVIRTINTA PRITARTA"),
        ("biblioteka-sena.doc", "2025-2026", 10, 7, "PATVIRTINTA PRITARTA"),
        ("mokykla.docx", "2026", 10, 3, "PATVIRTINTA PRITARTA SUDERINTA"),
        ("su-trukumais.xlsx", "2025-2026", 10, 0, "PATVIRTINTAS PRITARTA"),
    ],
)
@pytest.mark.usefixtures("soffice")
def test_each_sample_is_read_whole_and_its_document_reads_back(
    name: str, period: str, activities: int, headings: int, marks: str
) -> None:
    plan = planforms.read(
        office.opened((SAMPLES / name).read_bytes(), name), f"{name}x" if name.endswith(".doc") else name
    ).plan
    assert plan.period == planforms.parse_period(period)
    assert Counter(type(row).__name__ for row in plan.rows) == +Counter(Activity=activities, Heading=headings)
    assert [mark.word for mark in plan.marks] == marks.split()
    again = planforms.read(planforms.write(plan, "docx"), "x.docx").plan
    assert [str(mark) for mark in again.marks] == [str(mark) for mark in plan.marks]
    assert [row.cells for row in again.activities] == [row.cells for row in plan.activities]


def test_the_plan_full_of_faults_has_each_of_them_found() -> None:
    reading = planforms.read(str(SAMPLES / "su-trukumais.xlsx"))
    codes = {finding.code for finding in planforms.check(reading, today=TODAY)}
    assert codes >= {"T103", "T106", "T116", "M102", "M110", "P102", "S109", "T101", "S106", "P101", "S111"}
    assert codes >= {"W101", "W103", "W104", "T109", "W106", "W109", "T111", "W112", "W105"}


@pytest.mark.parametrize("name", ["darzelio-menuo.xlsx", "mokyklos-taryba.docx", "biblioteka.xlsx", "mokykla.docx"])
def test_a_good_sample_has_no_error_and_no_warning(name: str) -> None:
    findings = planforms.check(planforms.read(str(SAMPLES / name)), today=TODAY)
    assert [finding.code for finding in findings if finding.severity is not planforms.Severity.ADVICE] == []


def rows_of_the_readme() -> list[tuple[str, str, str]]:
    """The file, what was read and what was found, of each row of the table in the samples' README."""
    lines = (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines()
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `"))
    return [(file.strip("`"), read, found) for file, _, read, found in cells]


@pytest.mark.parametrize(("name", "read", "found"), rows_of_the_readme())
def test_the_readme_of_the_samples_has_what_comes_of_each(name: str, read: str, found: str, soffice: object) -> None:  # noqa: ARG001
    speak = Speaker("lt")
    file = planforms.open_file(office.opened((SAMPLES / name).read_bytes(), name), name)
    reading = planforms.read_file(file)
    findings = planforms.check(reading, today=TODAY)
    report = planforms.render([Checked(name=name, reading=reading, findings=findings)], "text", "lt")
    assert reading.account.said(speak) == read
    assert report.splitlines()[-1] == f"Patikrintas 1 failas: {found}"


def test_the_readme_names_every_sample() -> None:
    plans = {file.name for file in SAMPLES.iterdir() if file.suffix not in {".py", ".md"} and file.is_file()}
    assert plans == {name for name, _, _ in rows_of_the_readme()} | {"menu-grupe-oficialus.docx"}
