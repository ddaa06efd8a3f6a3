"""Several files and folders for one command: all that can be done is done, and what failed is named."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import planforms
from planforms.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two plans, and one that is none, and a folder within it that is not looked into."""
    folder = tmp_path / "planai"
    (folder / "seni").mkdir(parents=True)
    for name in ("a.xlsx", "b.docx", "seni/c.xlsx"):
        (folder / name).write_bytes((SAMPLES / f"menu-grupe{Path(name).suffix}").read_bytes())
    (folder / "tuscias.xlsx").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", *arguments])


@pytest.mark.parametrize(
    ("command", "made"),
    [
        (("convert", "--order-no", "V-9"), ["a.docx", "b.docx"]),
        (("convert", "--format", "json"), ["a.json", "b.json"]),
        (("roll", "--to", "2026-2027"), ["a-2026-2027.xlsx", "b-2026-2027.docx"]),
        (("check", "--annotate"), ["a.xlsx", "b.docx"]),
    ],
)
def test_each_file_of_a_folder_is_done_and_one_that_fails_stops_no_other(
    plans: Path, command: tuple[str, ...], made: list[str]
) -> None:
    name, *options = command
    out = [] if "--annotate" in options else ["-o"]
    result = run(name, str(plans), *options, *out, "rezultatai")
    assert result.exit_code == 2
    assert sorted(path.name for path in Path("rezultatai").iterdir()) == made
    assert "tuscias.xlsx" in result.stderr + result.stdout
    if name != "check":
        assert result.stderr.splitlines()[-1] == "Done: 2 of 3."


def test_marks_of_several_documents_are_filled(plans: Path) -> None:
    (plans / "tuscias.xlsx").unlink()
    run("convert", str(plans), "-o", "dokumentai")
    result = run("mark", "dokumentai", "-o", "pasirasyti", "--order-no", "V-121")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "Done: 2 of 2.")
    for name in ("a.docx", "b.docx"):
        assert planforms.read(Path("pasirasyti", name)).plan.marks[0].acts[0].number == "V-121"


def test_without_a_folder_each_document_is_beside_its_plan(plans: Path) -> None:
    assert run("convert", str(plans / "a.xlsx"), str(plans / "b.docx")).exit_code == 0
    assert (plans / "a.docx").is_file()
    assert (plans / "b-oficialus.docx").is_file()


def test_two_results_never_have_one_name(plans: Path) -> None:
    again = plans / "seni" / "a.xlsx"
    again.write_bytes((plans / "a.xlsx").read_bytes())
    both = (str(plans / "a.xlsx"), str(again))
    converted = run("convert", *both, "-o", "rezultatai", "--force")
    assert (converted.exit_code, "named for two results" in converted.stderr) == (2, True)
    rolled = run("roll", *both, "--to", "2026-2027", "-o", "juodrasciai", "--force")
    assert (rolled.exit_code, "named for two results" in rolled.stderr) == (2, True)
    document = plans / "a.docx"
    document.write_bytes((plans / "b.docx").read_bytes())
    beside = run("roll", str(plans / "a.xlsx"), str(document), "--to", "2026-2027", "--format", "docx", "--force")
    assert (beside.exit_code, "named for two results" in beside.stderr) == (2, True)


@pytest.mark.parametrize("command", [("convert",), ("mark", "--order-no", "1"), ("roll", "--to", "2026-2027")])
def test_several_results_do_not_fit_on_standard_output(plans: Path, command: tuple[str, ...]) -> None:
    result = run(*command, str(plans / "a.xlsx"), str(plans / "b.docx"), "-o", "-")
    assert (result.exit_code, "name a folder" in result.stderr) == (2, True)


def test_a_list_of_changes_is_of_one_plan(plans: Path) -> None:
    result = run("roll", str(plans), "--to", "2026-2027", "-o", "d", "--report", "r.html")
    assert (result.exit_code, "--report is for one plan" in result.stderr) == (2, True)


def test_pdfs_of_several_plans_are_made_together(plans: Path, soffice: object) -> None:
    assert soffice
    result = run("convert", str(plans), "-o", "pdf", "--format", "pdf")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, "Done: 2 of 3.")
    assert [path.read_bytes()[:5] for path in sorted(Path("pdf").iterdir())] == [b"%PDF-", b"%PDF-"]
