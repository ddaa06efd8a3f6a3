"""A clerk's round: the template is taken out, edited and saved by LibreOffice itself, checked, and used."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pdfplumber
import pytest
from click.testing import CliRunner
from conftest import Convert
from docx.oxml.ns import qn
from PIL import Image

from planforms.cli import main

SAMPLE = Path(__file__).parents[1] / "samples" / "menu-grupe.xlsx"
FONT = "Liberation Sans"
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Clerk"/></library:library>"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk" script:language="StarBasic">{}
</script:module>"""
# Another font in every style and, where LibreOffice keeps it apart, in the table; a logo above the text; a footer with
# the title and the town; half a tag in bold and blue.
MACRO = """
Sub Edit(source As String, target As String, logo As String, filter As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  styles = document.StyleFamilies.getByName("ParagraphStyles")
  For number = 0 To styles.Count - 1
    styles.getByIndex(number).CharFontName = "%FONT%"
  Next
  For Each name In document.TextTables.getByIndex(0).getCellNames()
    words = document.TextTables.getByIndex(0).getCellByName(name).createTextCursor()
    words.gotoEnd(True)
    words.CharFontName = "%FONT%"
  Next
  pages = document.StyleFamilies.getByName("PageStyles")
  For number = 0 To pages.Count - 1
    page = pages.getByIndex(number)
    If page.isInUse() Then
      page.FooterIsOn = True
      page.FooterText.setString("{{ name }} | {{ details.town }}")
      page.FooterTextFirst.setString("{{ name }} | {{ details.town }}")
    End If
  Next
  start = document.Text.createTextCursor()
  start.gotoStart(False)
  document.Text.insertControlCharacter(start, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  start.gotoStart(False)
  picture = document.createInstance("com.sun.star.text.TextGraphicObject")
  picture.GraphicURL = logo
  picture.AnchorType = com.sun.star.text.TextContentAnchorType.AS_CHARACTER
  picture.Width = 2000 : picture.Height = 2000
  document.Text.insertTextContent(start, picture, False)
  search = document.createSearchDescriptor()
  search.SearchString = "title }}"
  found = document.findFirst(search)
  found.CharWeight = com.sun.star.awt.FontWeight.BOLD
  found.CharColor = 128
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = filter
  document.storeToURL(target, saved())
  document.close(True)
  StarDesktop.terminate()
End Sub""".replace("%FONT%", FONT)


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])
    return result.exit_code, result.stdout


def in_libreoffice(profile: Path, argument: str) -> None:
    program = shutil.which("soffice")
    assert program
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", argument]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


@pytest.fixture
def profile(soffice: Convert, tmp_path: Path) -> Path:
    """A profile of LibreOffice that has the clerk's macro; made in a first run, which knows no macro yet."""
    del soffice  # skips where LibreOffice is missing
    in_libreoffice(tmp_path / "profile", "--terminate_after_init")
    folder = tmp_path / "profile" / "user" / "basic" / "Standard"
    (folder / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    (folder / "Clerk.xba").write_text(MODULE.format(escape(MACRO)), encoding="utf-8")
    return tmp_path / "profile"


def edited(profile: Path, source: Path, form: str) -> Path:
    """The template as LibreOffice saves it in the *form* of Word that it calls so."""
    logo, target = source.with_name("logo.png"), source.with_name("edited.docx")
    Image.new("RGB", (60, 60), (0, 90, 160)).save(logo)
    arguments = ",".join(f'"{value}"' for value in (source.as_uri(), target.as_uri(), logo.as_uri(), form))
    in_libreoffice(profile, f"macro:///Standard.Clerk.Edit({arguments})")
    return target


@pytest.mark.parametrize("form", ["MS Word 2007 XML", "Office Open XML Text"])
def test_a_template_edited_in_libreoffice_is_sound_and_makes_the_document(
    soffice: Convert, profile: Path, tmp_path: Path, form: str
) -> None:
    taken, document = tmp_path / "taken.docx", tmp_path / "planas.docx"
    assert run("template", "out", "-o", taken)[0] == 0
    own = edited(profile, taken, form)
    assert run("template", "check", own) == (0, f"{own}, the template of a plan: nothing is wrong\n")
    assert run("convert", SAMPLE, "--template", own, "-o", document)[0] == 0
    _is_as_the_clerk_wanted_it(document, soffice(document, "pdf"))


def _is_as_the_clerk_wanted_it(document: Path, printed: Path) -> None:
    with zipfile.ZipFile(document) as package:
        words = b"".join(package.read(name) for name in package.namelist() if name.endswith(".xml")).decode()
        assert any(name.startswith("word/media/") for name in package.namelist())
    assert not {"{{", "{%"} & {words[at : at + 2] for at in range(len(words))}
    made = docx.Document(io.BytesIO(document.read_bytes()))
    assert len(made.tables[0].rows) > 18
    assert made.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None  # noqa: SLF001 -- headings on each page
    footers = {footer for section in made.sections for footer in _footers(section)}
    assert any("menų mokytojų metodinės grupės" in footer.casefold() for footer in footers)
    with pdfplumber.open(printed) as pdf:
        fonts = {letter["fontname"].partition("+")[2] for page in pdf.pages for letter in page.chars}
        assert len(pdf.pages[0].images) == 1
        lowest = [" ".join(line["text"] for line in page.extract_text_lines()[-2:]) for page in pdf.pages]
    assert all(font.startswith("LiberationSans") for font in fonts)
    assert all("veiklos planas" in line.casefold() for line in lowest)


def _footers(section: "docx.section.Section") -> Iterator[str]:
    for footer in (section.footer, section.first_page_footer):
        yield "".join(text.text or "" for text in footer._element.iter(qn("w:t")))  # noqa: SLF001 -- all its words
