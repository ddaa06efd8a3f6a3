"""``planforms convert`` as a person at a terminal meets it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

import planforms
from planforms.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
WORKBOOK = SAMPLES / "menu-grupe.xlsx"


def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)], input=stdin)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "planas.xlsx"
    path.write_bytes(WORKBOOK.read_bytes())
    return path


def test_the_document_is_written_beside_the_plan_and_a_few_lines_tell_of_it(workbook: Path) -> None:
    result = run("convert", workbook)
    assert result.exit_code == 0
    made = workbook.with_suffix(".docx")
    assert planforms.read(made.read_bytes(), made.name).plan == planforms.read(workbook.read_bytes(), "a.xlsx").plan
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[0] == f"{made}: 18 activities, 5 columns, 2025–2026 m. m."
    assert lines[1] == "The table has 19 rows: 18 activities, 1 row of headings"
    assert lines[2] == "PATVIRTINTA Šilagirio gimnazijos direktoriaus 2025 m. rugsėjo 12 d. įsakymu Nr. V-118"
    assert lines[4:] == [f"The plan has 1 error, 1 warning; see them with “planforms check {workbook}”."]


def test_the_sample_workbook_and_the_sample_document_are_one_plan(tmp_path: Path) -> None:
    for ending in ("xlsx", "docx"):
        assert run("convert", SAMPLES / f"menu-grupe.{ending}", "-o", tmp_path / f"{ending}.docx").exit_code == 0
    assert (tmp_path / "xlsx.docx").read_bytes() == (tmp_path / "docx.docx").read_bytes()


def test_the_sample_result_is_what_the_command_writes(tmp_path: Path) -> None:
    run("convert", WORKBOOK, "-o", tmp_path / "made.docx")
    assert (SAMPLES / "menu-grupe-oficialus.docx").read_bytes() == (tmp_path / "made.docx").read_bytes()


def test_the_ending_or_the_option_tells_the_format(workbook: Path, tmp_path: Path) -> None:
    assert run("convert", workbook, "-o", tmp_path / "planas.json").exit_code == 0
    piped = run("convert", workbook, "--format", "json", "-o", "-")
    assert json.loads(piped.stdout) == json.loads((tmp_path / "planas.json").read_text(encoding="utf-8"))


def test_standard_input_and_output_are_a_pipe(workbook: Path) -> None:
    plan = planforms.read(workbook.read_bytes(), "planas.xlsx").plan
    as_json = planforms.write(plan, "json")
    result = CliRunner().invoke(main, ["convert", "-", "-o", "-"], input=as_json)
    assert result.exit_code == 0
    assert planforms.read(result.stdout_bytes, "-").plan == plan


def test_mark_options_fill_and_replace_parts_and_leave_the_rest(workbook: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    options = ["--order-no", "V-200", "--order-date", "2025-09-15", "--minutes-no", "MT-2"]
    assert run("convert", workbook, "-o", made, *options).exit_code == 0
    approval, endorsement = planforms.read(made.read_bytes(), "").plan.marks
    assert str(approval.words).splitlines()[1:] == [
        "Šilagirio gimnazijos direktoriaus",
        "2025 m. rugsėjo 15 d. įsakymu Nr. V-200",
    ]
    assert str(endorsement.words).endswith("2025 m. rugsėjo 9 d. posėdžio protokolu Nr. MT-2")


def test_mark_options_make_a_mark_that_is_not_there_and_tell_its_blanks(tmp_path: Path) -> None:
    source = tmp_path / "planas.txt"
    source.write_text("VEIKLOS PLANAS 2025\n\nVeikla\tData\nMugė\tspalis\n", encoding="utf-8")
    result = run("convert", source, "--approved-by", "Ąžuolyno mokyklos direktoriaus")
    assert "left blank, to be filled in: date, number" in result.stderr
    (mark,) = planforms.read(source.with_suffix(".docx").read_bytes(), "").plan.marks
    assert (mark.by, mark.acts) == ("Ąžuolyno mokyklos direktoriaus", ())
    assert "no approval mark" in run("convert", source, "--force").stderr


def test_endorsements_may_stand_above_the_text(workbook: Path, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    assert run("convert", workbook, "-o", made, "--endorsements-first").exit_code == 0
    words = [paragraph.text for paragraph in docx.Document(str(made)).paragraphs]
    title = next(i for i, line in enumerate(words) if "VEIKLOS PLANAS" in line)
    assert any(line.startswith("PRITARTA") for line in words[:title])
    assert planforms.read(made.read_bytes(), "").plan == planforms.read(workbook.read_bytes(), "").plan


def pdf(path: Path) -> bytes:
    return b"%PDF-1.7 " + path.name.encode()


def sheet_without_a_plan(_: Path) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["pienas", 3])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("planas.docx", lambda _: b"", "is empty"),
        ("planas.docx", pdf, "is a PDF"),
        ("planas.xlsx", sheet_without_a_plan, "has no plan"),
        ("planas.bin", lambda _: bytes(range(256)), "is no Word or Excel document"),
        ("planas.png", lambda _: b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture"),
        ("planas.docx", lambda _: WORKBOOK.read_bytes()[:3000], "cut short or damaged"),
        ("planas.json", lambda _: b'{"format": "planforms/1", "rows": [3]}', "$.rows[0]"),
    ],
)
def test_a_bad_file_gives_one_sentence_and_exit_code_2(tmp_path: Path, name: str, make: object, said: str) -> None:
    assert callable(make)
    source = tmp_path / name
    source.write_bytes(make(source))
    before = sorted(tmp_path.iterdir())
    result = run("convert", source, "-o", tmp_path / "made.docx")
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert sorted(tmp_path.iterdir()) == before


def test_a_bad_place_for_the_result_is_told_before_any_work(workbook: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.docx"
    taken.write_bytes(b"mine")
    for output, said in (
        (taken, "exists already"),
        (tmp_path / "nowhere" / "made.docx", "There is no folder"),
        (tmp_path / "made.odt", "is not a supported output format"),
    ):
        result = run("convert", workbook, "-o", output)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
        assert said in result.stderr
    assert taken.read_bytes() == b"mine"
    assert run("convert", workbook, "-o", taken, "--force").exit_code == 0
    assert taken.read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nera.xlsx"], "There is no file"),
        (["."], "holds no file that a plan could be in"),
        ([str(WORKBOOK), "-o", "-", "--order-date", "rytoj"], "is not a date"),
        ([str(WORKBOOK), "-o", "-", "--plan", "2"], "choose a number from 1 to 1"),
        ([str(WORKBOOK), "-o", "-", "--endorsement", "3", "--minutes-no", "1"], "number 3 cannot be filled"),
        ([str(WORKBOOK), "-o", "-", "--template", "nera.docx"], "There is no file"),
    ],
)
def test_bad_options_give_one_sentence_and_exit_code_2(arguments: list[str], said: str) -> None:
    result = run("convert", *arguments)
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert said in result.stderr


def test_the_installed_command_runs() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "planforms", "--version"], capture_output=True, text=True, check=True
    )
    assert planforms.__version__ in result.stdout


COLUMNS = [
    {"id": "title", "role": "title", "heading": "Veikla"},
    {"id": "when", "role": "when", "heading": "Data"},
]
HOSTILE = [
    "A & B < C > D \"E\" 'F'",
    "{{ x }} {% if y %} {%tr for %} {# z #}",
    "tarp\tžodžių",
    "viena\neilutė",
    "emoji 🎉 ir 👩‍🏫",
    "i\u0307\u0301 ir a\u0328 NFD",
    "žodis " * 830,
    "]]> <!-- x --> &amp; &#0;",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_out_unharmed(words: str) -> None:
    form = {
        "format": "planforms/1",
        "columns": [
            {"id": "title", "role": "title", "heading": "Veikla"},
            {"id": "when", "role": "when", "heading": "Data"},
        ],
        "rows": [{"kind": "activity", "title": words.strip(), "when": "spalis"}],
    }
    plan = planforms.read(json.dumps(form).encode(), "planas.json").plan
    again = planforms.read(planforms.write(plan, "docx"), "planas.docx").plan
    assert str(again.activities[0].title) == words.strip()


def test_characters_that_no_document_can_hold_are_gone_and_the_rest_is_whole() -> None:
    words = "prieš\x0bpo \x07varpas\x0cpuslapis\x00nulis"
    titles = [{"kind": "activity", "title": title} for title in (words, "kita eilutė")]
    form = {"format": "planforms/1", "columns": COLUMNS, "rows": titles}
    reading = planforms.read(json.dumps(form).encode(), "planas.json")
    assert [finding.code for finding in reading.findings] == ["R101"]
    again = planforms.read(planforms.write(reading.plan, "docx"), "planas.docx").plan
    assert [str(activity.title) for activity in again.activities] == ["priešpo varpaspuslapisnulis", "kita eilutė"]


def test_what_a_template_loses_of_the_plan_is_reported(workbook: Path, tmp_path: Path) -> None:
    template = tmp_path / "tik-pavadinimas.docx"
    document = docx.Document()
    document.add_paragraph("{{ title }}")
    document.save(str(template))
    result = run("--lang", "en", "convert", workbook, "-o", tmp_path / "planas.docx", "--template", template)
    assert result.exit_code == 0
    assert "Template: No loop goes over the rows of the plan" in result.stderr


@pytest.mark.parametrize("option", [("--template", str(SAMPLES / "menu-grupe.docx")), ("--endorsements-first",)])
def test_what_is_for_a_document_alone_is_refused_for_other_formats(
    option: tuple[str, ...], workbook: Path, tmp_path: Path
) -> None:
    out = tmp_path / "kopija.xlsx"
    result = run("convert", workbook, "-o", out, *option)
    assert (result.exit_code, out.exists()) == (2, False)
    assert "are for a .docx document" in result.stderr


@pytest.mark.parametrize("command", [("convert",), ("roll", "--to", "2026-2027")])
def test_a_template_is_not_written_over(command: tuple[str, ...], workbook: Path, tmp_path: Path) -> None:
    template = tmp_path / "sablonas.docx"
    run("template", "out", "-o", template)
    before = template.read_bytes()
    result = run(command[0], workbook, *command[1:], "--template", template, "-o", template, "--force")
    assert (result.exit_code, template.read_bytes()) == (2, before)
    assert "which is never changed" in result.stderr
