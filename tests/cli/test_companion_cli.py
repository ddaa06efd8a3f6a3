"""``planforms companion``: what it reads, what it writes, what it says, and how it refuses."""

import io
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from planforms.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
WORKBOOK = SAMPLES / "menu-grupe.xlsx"


def run(*arguments: str | Path, data: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", "companion", *map(str, arguments)], input=data)


def lines(document: bytes | Path) -> list[str]:
    opened = docx.Document(io.BytesIO(document) if isinstance(document, bytes) else str(document))
    return [line.text.replace("\u00a0", " ").replace("\u2060", "") for line in opened.paragraphs]


def test_the_order_of_the_sample(tmp_path: Path) -> None:
    out = tmp_path / "isakymas.docx"
    done = run("order", WORKBOOK, "-o", out)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"{out}: left for you to fill in or to check:",
        "  town",
        "  whether the head is a man or a woman",
        "  what the order rests on",
        "  name of the head",
    ]
    assert lines(out)[:3] == ["Šilagirio gimnazijos", "direktorius", "ĮSAKYMAS"]


def test_the_options_fill_what_the_plan_does_not_tell(tmp_path: Path) -> None:
    out = tmp_path / "isakymas.docx"
    told = ("--town", "Šilagiris", "--head-name", "Rasa Uosytė", "--basis", "gimnazijos nuostatų 25.3 papunkčiu")
    done = run("order", WORKBOOK, "-o", out, *told, "--order-no", "V-121", "--order-date", "2025-09-15")
    assert done.stderr == f"{out}: nothing is left to fill in\n"
    said = lines(out)
    assert said[4:6] == ["2025 m. rugsėjo 15 d. Nr. V-121", "Šilagiris"]
    assert said[6].startswith("Vadovaudamasi gimnazijos nuostatų 25.3 papunkčiu, t v i r t i n u Šilagirio gimnazijos")
    assert said[7] == "Direktorė\tRasa Uosytė"


def test_without_a_name_the_documents_are_beside_their_plans(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(WORKBOOK.read_bytes())
    done = run("minutes", tmp_path / "a.xlsx")
    assert (done.exit_code, (tmp_path / "a-protokolo-išrašas.docx").is_file()) == (0, True)
    assert run("minutes", tmp_path / "a.xlsx").exit_code == 2
    (tmp_path / "a-protokolo-išrašas.docx").unlink()
    done = run("order", tmp_path)
    assert done.stderr.splitlines()[-1] == "Done: 2 of 2."
    assert {"a-įsakymas.docx", "b-įsakymas.docx"} <= {path.name for path in tmp_path.iterdir()}
    done = run("order", tmp_path / "a.xlsx", tmp_path / "b.xlsx", "-o", tmp_path / "nauji")
    assert sorted(path.name for path in (tmp_path / "nauji").iterdir()) == ["a-įsakymas.docx", "b-įsakymas.docx"]
    assert run("order", "-", data=WORKBOOK.read_bytes()).exit_code == 0


def test_institution_and_position_by_options(tmp_path: Path) -> None:
    plan, out = tmp_path / "planas.txt", tmp_path / "isakymas.docx"
    plan.write_text("RENGINIŲ KALENDORIUS\n\nEil. Nr.\tRenginys\tData\n1\tMugė\tspalio 9 d.\n2\tŠventė\tgegužės 4 d.\n")
    run("order", plan, "-o", out, "--institution", "Alksnių  mokykla", "--head-position", "direktorė")
    assert lines(out)[:4] == ["Alksnių mokyklos", "direktorė", "ĮSAKYMAS", "Dėl renginių kalendoriaus patvirtinimo"]


def test_the_minutes_of_the_sample(tmp_path: Path) -> None:
    out = tmp_path / "israsas.docx"
    done = run("minutes", WORKBOOK, "-o", out, "--town", "Šilagiris", "--minutes-no", "2")
    assert "names of the chair, of the secretary, and of who signs the extract" in done.stderr
    assert lines(out)[2:4] == ["2025 m. rugsėjo 9 d. Nr. 2", "Šilagiris"]


def test_a_plan_in_json_makes_the_same_document(tmp_path: Path) -> None:
    runner, json, out = CliRunner(), tmp_path / "planas.json", tmp_path / "isakymas.docx"
    assert runner.invoke(main, ["convert", str(WORKBOOK), "-o", str(json)]).exit_code == 0
    assert run("order", json, "-o", out).exit_code == 0
    assert run("order", WORKBOOK, "-o", tmp_path / "kitas.docx").exit_code == 0
    assert out.read_bytes() == (tmp_path / "kitas.docx").read_bytes()


def test_a_plan_comes_and_a_document_goes_by_standard_streams() -> None:
    done = run("minutes", "-", "-o", "-", data=WORKBOOK.read_bytes())
    assert done.exit_code == 0
    assert lines(done.stdout_bytes)[1] == "POSĖDŽIO PROTOKOLO IŠRAŠAS"
    assert done.stderr.startswith("standard output: left for you")


def test_an_existing_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    out = tmp_path / "isakymas.docx"
    out.write_bytes(b"mine")
    refused = run("order", WORKBOOK, "-o", out)
    assert refused.exit_code == 2
    assert "add --force to replace it" in refused.stderr
    assert out.read_bytes() == b"mine"
    assert run("order", WORKBOOK, "-o", out, "--force").exit_code == 0
    assert lines(out)


@pytest.mark.parametrize("option", [(), ("--template",)])
def test_neither_the_plan_nor_the_template_is_ever_written_over(option: tuple[str, ...], tmp_path: Path) -> None:
    plan, out = tmp_path / "planas.docx", tmp_path / "isakymas.docx"
    assert CliRunner().invoke(main, ["convert", str(WORKBOOK), "-o", str(plan)]).exit_code == 0
    assert run("order", plan, "-o", out).exit_code == 0
    mine = out if option else plan
    before = mine.read_bytes()
    refused = run("order", plan, "-o", mine, "--force", *(option and (*option, str(mine))))
    assert refused.exit_code == 2
    assert "is the file that is read" in refused.stderr
    assert mine.read_bytes() == before


@pytest.mark.parametrize(
    ("word", "kind"), [("įsakymas", "order"), ("Isakymas", "order"), ("protokolas", "minutes"), ("išrašas", "minutes")]
)
def test_a_document_is_named_in_lithuanian_too(word: str, kind: str, tmp_path: Path) -> None:
    for name in (word, kind):
        assert run(name, WORKBOOK, "-o", tmp_path / f"{name}.docx").exit_code == 0
    assert (tmp_path / f"{word}.docx").read_bytes() == (tmp_path / f"{kind}.docx").read_bytes()


@pytest.mark.parametrize("name", ["isakymas.pdf", "isakymas", "isakymas.doc"])
def test_a_name_of_no_word_document_is_refused(name: str, tmp_path: Path) -> None:
    refused = run("order", WORKBOOK, "-o", tmp_path / name)
    assert refused.exit_code == 2
    assert "in .docx" in refused.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("order", "nera.xlsx"), "There is no file “nera.xlsx”"),
        (
            ("minutes", WORKBOOK, "--endorsement", "3"),
            "The plan has 1 endorsements, so there are no minutes of number 3",
        ),
        (("order", WORKBOOK, "--order-date", "rytoj"), "“rytoj” is not a date"),
        (("order", WORKBOOK, "--template", WORKBOOK), "The template is not a Word document"),
        (("order", WORKBOOK, "--plan", "4"), "4"),
        (("letter", WORKBOOK), "“letter” is not a kind of document; name one first: order, minutes, amendment"),
        (("plan", WORKBOOK), "“plan” is not a kind of document"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    arguments: tuple[str | Path, ...], said: str, tmp_path: Path
) -> None:
    done = run(*arguments, "-o", tmp_path / "out.docx")
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_open_is_told_in_lithuanian(tmp_path: Path) -> None:
    arguments = ["--lang", "lt", "companion", "order", str(WORKBOOK), "-o", str(tmp_path / "isakymas.docx")]
    done = CliRunner().invoke(main, arguments)
    assert "jums lieka įrašyti arba patikrinti:" in done.stderr
    assert "  ar vadovas vyras, ar moteris" in done.stderr
    assert "  kuo vadovaujantis tvirtinama" in done.stderr


def test_words_that_are_left_to_a_person_are_quoted(tmp_path: Path) -> None:
    done = run(
        "order", WORKBOOK, "-o", tmp_path / "isakymas.docx", "--institution", "Ugdykla „Gilė“", "--approved-by", ""
    )
    assert "institution, to be put in the genitive and out of the brackets: „Ugdykla „Gilė““" in done.stderr


def test_help_loads_no_office_library() -> None:
    code = (
        "import sys; from planforms.cli import main; main(['companion', '--help'], standalone_mode=False);"
        "print(sorted({'docx', 'docxtpl', 'lxml', 'jinja2'} & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, env=environment
    )
    assert run.stdout.splitlines()[-1] == "[]"
