"""``planforms batch`` as the IT of a city meets it: folders, a register, a second run, a run that was killed."""

import fcntl
import hashlib
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

import planforms
from planforms.batches.outputs import JOURNAL, REPORT
from planforms.cli import main
from planforms.cli.batch import lines_of_progress
from planforms.cli.voice import Voice
from planforms.reports.batch import Row

SCHOOLS = ("Alksnių", "Berželių", "Čiobiškių")
TABLE = "Eil. Nr.\tVeikla\tData\tAtsakingi\n1.\tŽygis\t2025-09-20\tR. Uosytė\n2.\tParoda\t2027-10-03\tJ. Eglė\n"
ENGLISH = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PYTHONUTF8": "1"}


def plan(school: str, number: int) -> str:
    return (
        f"PATVIRTINTA\n{school} mokyklos direktoriaus\n2025 m. rugsėjo __ d. įsakymu Nr. ____\n\n"
        f"{school.upper()} MOKYKLOS {number} METODINĖS GRUPĖS VEIKLOS PLANAS 2025–2026 M. M.\n\n{TABLE}"
    )


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six plans of three schools, each in a folder of its school, and a register of all."""
    rows = ["Failas;Įsakymo Nr.;Įsakymo data;Gauta"]
    for school in SCHOOLS:
        (tmp_path / "planai" / school).mkdir(parents=True)
        for number in (1, 2):
            (tmp_path / "planai" / school / f"planas{number}.txt").write_text(plan(school, number), encoding="utf-8")
            rows.append(f"{school}/planas{number}.txt;V-{len(rows)};2025-09-12;2025-09-01")
    (tmp_path / "registras.csv").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "batch", *arguments])


def batch(*more: str) -> Result:
    return run("planai", "--register", "registras.csv", "-o", "out", "--jobs", "1", *more)


def tree(folder: Path) -> dict[str, str]:
    """The files of *folder* with the hashes of their bytes; of the report in it only that it is there."""
    return {
        str(path.relative_to(folder)): "" if path.name == REPORT else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_folders_keep_their_shape_and_each_plan_gets_its_number(city: Path) -> None:
    result = batch("--format", "docx", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == ["6 plans: 6 made, 0 unchanged, 0 not made"]
    names = [f"{school}/planas{number}.{kind}" for school in SCHOOLS for number in (1, 2) for kind in ("docx", "json")]
    assert sorted(tree(city / "out")) == sorted([*names, REPORT])
    marks = planforms.read(city / "out" / SCHOOLS[1] / "planas2.docx").plan.marks
    assert [(act.number, str(act.date)) for act in marks[0].acts] == [("V-4", "2025-09-12")]


def test_a_second_run_writes_only_what_differs(city: Path) -> None:
    batch()
    before = {path: path.stat().st_mtime_ns for path in (city / "out").rglob("*.docx")}
    register = city / "registras.csv"
    register.write_text(register.read_text(encoding="utf-8").replace("V-3;", "V-33;"), encoding="utf-8")
    result = batch()
    assert result.stderr.splitlines() == ["6 plans: 1 made, 5 unchanged, 0 not made"]
    changed = [path for path, moment in before.items() if path.stat().st_mtime_ns != moment]
    assert changed == [city / "out" / SCHOOLS[1] / "planas1.docx"]


def test_a_document_edited_by_hand_is_kept_and_replaced_only_with_force(city: Path) -> None:
    batch()
    edited = city / "out" / SCHOOLS[0] / "planas1.docx"
    edited.write_bytes(edited.read_bytes() + b"by hand")
    kept = edited.read_bytes()
    same = batch()
    assert (same.exit_code, edited.read_bytes()) == (0, kept)
    register = city / "registras.csv"
    register.write_text(register.read_text(encoding="utf-8").replace("V-1;", "V-11;"), encoding="utf-8")
    for _ in range(2):  # it is remembered from run to run
        refused = batch()
        assert (refused.exit_code, edited.read_bytes()) == (2, kept)
        assert "was edited by hand since it was made; add --force" in refused.stderr
    assert batch("--force").exit_code == 0
    assert planforms.read(edited).plan.marks[0].acts[0].number == "V-11"


def test_a_document_that_no_batch_made_is_left_alone(city: Path) -> None:
    (city / "out" / SCHOOLS[0]).mkdir(parents=True)
    other = city / "out" / SCHOOLS[0] / "planas1.docx"
    other.write_bytes(b"mine")
    assert batch().exit_code == 2
    assert other.read_bytes() == b"mine"


def test_a_dry_run_writes_only_the_report(city: Path) -> None:
    before = tree(city)
    result = batch("--dry-run", "--report", "ataskaita.json")
    assert result.stderr.splitlines()[0] == "6 plans: 6 would be made, 0 unchanged, 0 not made"
    assert sorted(tree(city).items() - before.items()) == [("ataskaita.json", tree(city)["ataskaita.json"])]
    assert batch("--report", "ataskaita.json").exit_code == 0  # which it may replace


def test_what_does_not_fit_the_register_is_not_made_and_all_of_it_is_named(city: Path) -> None:
    register = city / "registras.csv"
    words = register.read_text(encoding="utf-8").replace("Alksnių/planas1.txt", "Alksnių/planas9.txt")
    register.write_text(f"{words}\nBerželių/planas1.txt;V-9;2025-09-12;\n", encoding="utf-8")
    result = batch()
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "planai/Alksnių/planas1.txt: The register has no row for this file.",
        "planai/Berželių/planas1.txt: Several rows of the register are for this file: 4, 8.",
        "Row 2 of the register: there is no plan “Alksnių/planas9.txt”; is it “planai/Alksnių/planas1.txt”?",
        "6 plans: 4 made, 0 unchanged, 2 not made, 1 row of the register without a file",
    ]


def test_two_files_that_would_make_one_document_are_both_refused(city: Path) -> None:
    twin = city / "planai" / SCHOOLS[0] / "planas1.json"
    twin.write_bytes(planforms.convert(city / "planai" / SCHOOLS[0] / "planas1.txt", format="json"))
    result = batch("--allow-unregistered")
    assert result.exit_code == 2
    assert result.stderr.count("would make one document: planai/Alksnių/planas1.json, planai/Alksnių/planas1.txt") == 2


def test_a_file_that_cannot_be_read_costs_only_itself(city: Path) -> None:
    (city / "planai" / SCHOOLS[2] / "planas1.txt").write_bytes(b"\0" * 40)
    result = batch()
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "6 plans: 5 made, 0 unchanged, 1 not made")


@pytest.mark.usefixtures("city")
def test_strict_is_for_what_is_wrong_in_plans() -> None:
    assert (batch().exit_code, batch("--strict").exit_code) == (0, 1)  # the exhibition is in another year


def test_a_second_batch_in_the_folder_is_refused_while_the_first_lasts(city: Path) -> None:
    (city / "out").mkdir()
    with (city / "out" / JOURNAL).open("ab") as journal:
        fcntl.flock(journal, fcntl.LOCK_EX)
        refused = batch()
    assert (refused.exit_code, "Another batch is writing to “out” now" in refused.stderr) == (2, True)
    assert batch().exit_code == 0  # a lock that nobody holds is in nobody's way
    assert not (city / "out" / JOURNAL).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("planai", "-o", "out"), "A batch needs --register R"),
        (("planai", "--register", "registras.csv"), "A batch needs -o DIR"),
        (("nera", "--register", "registras.csv", "-o", "out"), "There is no file “nera”"),
        (("planai", "--register", "nera.csv", "-o", "out"), "There is no file “nera.csv”"),
        (("planai", "--register", "planai/Alksnių/planas1.txt", "-o", "out"), "is not a register"),
        (("planai", "--register", "registras.csv", "-o", "out", "--report", "a.txt"), "is not one of them"),
        (("planai", "--register", "registras.csv", "-o", "out", "--report", "registras.csv"), "the file that is read"),
        (("planai", "--register", "registras.csv", "-o", "registras.csv"), "cannot be written"),
        (("planai", "--register", "registras.csv", "-o", "./planai/"), "would take the documents for plans"),
    ],
)
@pytest.mark.usefixtures("city")
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr


def test_a_report_takes_the_place_of_a_report_and_of_nothing_else(city: Path) -> None:
    for kind in ("xlsx", "csv", "json", "html"):
        report = city / f"ataskaita.{kind}"
        assert batch("--report", report.name).exit_code == 0
        assert batch("--report", report.name).exit_code == 0
        report.write_bytes(b"Failas;Pavadinimas\nmano\n")
        assert batch("--report", report.name).exit_code == 2
        assert report.read_bytes() == b"Failas;Pavadinimas\nmano\n"


def test_the_workbook_of_the_report_has_filters_links_and_a_table_over_all_schools(city: Path) -> None:
    (city / "planai" / SCHOOLS[2] / "planas2.txt").unlink()
    batch("--report", "ataskaita.xlsx")
    book = openpyxl.load_workbook(city / "ataskaita.xlsx")
    plans, schools, faults = book.worksheets
    assert [sheet.auto_filter.ref for sheet in (plans, schools, faults)] == ["A1:O7", "A1:P5", "A1:F3"]
    rows = list(plans.iter_rows(values_only=True))
    head = rows[0]
    first = dict(zip(head, rows[1], strict=True))
    assert first["Number of the order"] == "V-1"
    assert first["Gauta"] == "2025-09-01"
    links = [cell.hyperlink.target for cell in plans[2] if cell.hyperlink and cell.hyperlink.target]
    source, made = (city / link for link in links)
    assert source.is_file()
    assert hashlib.sha256(made.read_bytes()).hexdigest() == first["DOCX SHA-256"]
    assert dict(zip(head, rows[6], strict=True))["State"] == "not made"
    assert [row[:5] for row in schools.iter_rows(min_row=2, values_only=True)] == [
        ("—", 1, 0, 0, 1),
        ("Alksnių mokykla", 2, 2, 0, 0),
        ("Berželių mokykla", 2, 2, 0, 0),
        ("Čiobiškių mokykla", 1, 1, 0, 0),
        ("All", 6, 5, 0, 1),
    ]
    assert next(faults.iter_rows(min_row=2, values_only=True))[0] == "T106"


def test_a_report_as_csv_has_no_formula_of_a_plan(city: Path) -> None:
    file = city / "planai" / SCHOOLS[0] / "planas1.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("ALKSNIŲ", "=ALKSNIŲ"), encoding="utf-8")
    batch("--report", "ataskaita.csv")
    assert b";'=ALKSNI" in (city / "ataskaita.csv").read_bytes()


def test_a_blank_register_is_filled_in_and_used(city: Path) -> None:
    for name in ("tuscias.xlsx", "tuscias.csv"):
        result = run("planai", "--blank-register", name)
        assert (result.exit_code, result.stderr) == (0, f"{name}: an empty register of 6 plans\n")
        made = run("planai", "--register", name, "-o", f"is-{name}", "--jobs", "1")
        assert (made.exit_code, "6 made" in made.stderr) == (0, True)
    book = openpyxl.load_workbook(city / "tuscias.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Failas", "Plano pavadinimas", "Įsakymo Nr."]
    assert sheet["C2"].number_format == "@"  # a number such as 1-15 stays one


def test_several_folders_have_folders_of_their_own(city: Path) -> None:
    folders = [f"planai/{school}" for school in SCHOOLS]
    result = run(*folders, "--register", "registras.csv", "-o", "out", "--jobs", "1")
    assert result.exit_code == 0
    assert sorted(path.parent.name for path in (city / "out").rglob("*.docx")) == sorted([*SCHOOLS, *SCHOOLS])


def test_the_settings_of_a_school_give_its_template(city: Path) -> None:
    template = planforms.built_in_template()
    (city / "planai" / SCHOOLS[0] / "sablonas.docx").write_bytes(template)
    (city / "planai" / SCHOOLS[0] / "planforms.toml").write_text('template = "nera.docx"', encoding="utf-8")
    result = batch()
    assert "planas1.txt: There is no file" in result.stderr
    assert result.stderr.splitlines()[-1].endswith("4 made, 0 unchanged, 3 not made")


def test_progress_is_a_line_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter(range(0, 10_000, 25))
    rows = list(lines_of_progress((Row() for _ in range(8)), 8, Voice("en"), lambda: next(moments)))
    assert len(rows) == 8
    assert capsys.readouterr().err.splitlines() == ["3 of 8", "6 of 8"]


def driver(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "planforms", "batch", "planai", "--register", "registras.csv", "-o", "out"),
            *("--jobs", "1", "--format", "docx", "--format", "xlsx"),
        ],
        cwd=folder,
        env=ENGLISH,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(process: "subprocess.Popen[str]") -> str:
    return process.communicate(timeout=120)[1]


def written(folder: Path) -> int:
    return len(list((folder / "out").rglob("*.*x")))


def wait_for(folder: Path, count: int, process: "subprocess.Popen[str]") -> None:
    """Wait until so many documents are there, or the process has ended."""
    while process.poll() is None and written(folder) < count:
        time.sleep(0.001)


@pytest.fixture
def crowd(city: Path) -> Path:
    """The city with forty plans more."""
    rows = [(city / "registras.csv").read_text(encoding="utf-8")]
    for number in range(40):
        (city / "planai" / f"p{number}.txt").write_text(plan("Dusių", number), encoding="utf-8")
        rows.append(f"p{number}.txt;D-{number};2025-09-02;")
    (city / "registras.csv").write_text("\n".join(rows), encoding="utf-8")
    return city


def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(crowd: Path) -> None:
    process = driver(crowd)
    wait_for(crowd, 3, process)
    process.send_signal(signal.SIGINT)
    said = finished(process)
    assert process.returncode == -signal.SIGINT
    assert re.fullmatch(r"Stopped: \d+ of 46 are done\. Give the same command again to go on\.\n", said)
    assert not list((crowd / "out").rglob(".planforms-*"))
    again = driver(crowd)
    assert re.search(r"46 plans: \d+ made, \d+ unchanged, 0 not made", finished(again))
    assert written(crowd) == 92


@pytest.mark.slow
def test_a_run_that_was_killed_at_any_moment_is_made_whole_by_the_next(crowd: Path) -> None:
    finished(driver(crowd))
    (crowd / "out").rename(crowd / "unbroken")
    expected = tree(crowd / "unbroken")
    draw = random.Random(22)  # noqa: S311 -- moments to kill at
    for _ in range(20):
        process = driver(crowd)
        wait_for(crowd, draw.randint(1, 90), process)
        time.sleep(draw.random() / 200)
        process.kill()
        finished(process)
        if draw.random() < 0.5:  # the register changes before the next run
            register = crowd / "registras.csv"
            before = register.read_text(encoding="utf-8")
            register.write_text(before.replace("D-7;", "D-77;"), encoding="utf-8")
            finished(driver(crowd))
            register.write_text(before, encoding="utf-8")
        again = driver(crowd)
        assert "0 not made" in finished(again)
        assert tree(crowd / "out") == expected
        for path in (crowd / "out").rglob("*.*x"):
            path.unlink()


def test_pdfs_are_made_in_the_end_and_not_again(city: Path, soffice: object) -> None:
    assert soffice
    assert "6 made" in batch("--format", "pdf").stderr
    made = sorted((city / "out").rglob("*.pdf"))
    assert len(made) == 6
    before = tree(city / "out")
    assert "6 unchanged" in batch("--format", "pdf").stderr
    assert tree(city / "out") == before
    made[0].write_bytes(b"edited by hand")
    assert "0 not made" in batch("--format", "pdf").stderr
    assert made[0].read_bytes() == b"edited by hand"


def test_the_report_in_json_and_the_one_in_the_folder_have_the_same_rows(city: Path) -> None:
    batch("--report", "ataskaita.json")
    said, kept = (json.loads(path.read_bytes()) for path in (city / "ataskaita.json", city / "out" / REPORT))
    assert said["rows"] == kept["rows"]
    assert len(said["rows"]) == 6
    assert sorted(kept["outputs"]) == sorted(f"{school}/planas{number}.docx" for school in SCHOOLS for number in (1, 2))


def page_of(report: bytes) -> Iterator[str]:
    yield from re.findall(r"<h2>(.*?)</h2>", report.decode())


def test_the_page_of_the_report_has_the_three_tables(city: Path) -> None:
    batch("--report", "ataskaita.html")
    assert list(page_of((city / "ataskaita.html").read_bytes())) == ["Plans", "Schools", "Faults"]


def test_a_register_as_a_workbook_and_as_csv_gives_the_same_documents(city: Path) -> None:
    batch()
    rows = [line.split(";") for line in (city / "registras.csv").read_text(encoding="utf-8").splitlines()]
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(out)
    (city / "registras.xlsx").write_bytes(out.getvalue())
    assert "6 unchanged" in run("planai", "--register", "registras.xlsx", "-o", "out", "--jobs", "1").stderr
