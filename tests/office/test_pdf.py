"""The PDF: LibreOffice makes it of the DOCX, tagged, with its language, title, fonts and the heads of its table."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from conftest import Convert

import planforms
from planforms.cli import main

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"


@pytest.fixture(scope="module")
def made(soffice: Convert, tmp_path_factory: pytest.TempPathFactory) -> pikepdf.Pdf:  # noqa: ARG001 -- skips where there is none
    path = tmp_path_factory.mktemp("pdf") / "planas.pdf"
    result = CliRunner().invoke(main, ["--lang", "en", "convert", str(SAMPLE), "-o", str(path)])
    assert result.exit_code == 0, result.stderr
    return pikepdf.open(io.BytesIO(path.read_bytes()))


def parts(node: object) -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure, in order."""
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from parts(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from parts(node.get("/K"))


def test_it_is_tagged_and_says_its_language_and_title(made: pikepdf.Pdf) -> None:
    assert made.Root.MarkInfo.Marked
    assert str(made.Root.Lang) == "lt-LT"
    assert made.Root.ViewerPreferences.DisplayDocTitle
    with made.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "MENŲ MOKYTOJŲ METODINĖS GRUPĖS" in str(metadata["dc:title"]).upper()


def test_the_heads_of_the_table_are_cells_of_headings_with_their_scope(made: pikepdf.Pdf) -> None:
    found = list(parts(made.Root.StructTreeRoot.K))
    heads = [one for one in found if str(one.S) == "/TH"]
    columns = len(planforms.read(SAMPLE).plan.columns)
    assert len(heads) >= columns
    for head in heads[:columns]:
        attributes = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
        assert any(str(one.get("/Scope")) == "/Column" for one in attributes)
    assert [str(one.S) for one in found].count("/Table") == 1
    assert "/H1" in [str(one.S) for one in found]


def test_its_fonts_are_in_it(made: pikepdf.Pdf) -> None:
    fonts = [font for page in made.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())


def test_without_libreoffice_it_is_one_sentence(tmp_path: Path) -> None:
    code = "import os; os.environ['PATH'] = ''; import sys; from planforms.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "--lang", "en", "convert", str(SAMPLE), "-o", str(tmp_path / "planas.pdf")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, list(tmp_path.iterdir())) == (2, [])
    assert run.stderr == ("Error: A PDF is made by LibreOffice, which is not installed; choose another format.\n")
