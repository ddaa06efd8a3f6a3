"""A clerk's round: the template is taken out, edited and saved by LibreOffice itself, checked, and used."""

import io
import itertools
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pdfplumber
import pytest
from click.testing import CliRunner
from composed import plan, rich, row
from conftest import Convert
from docx.oxml.ns import qn
from openxml_audit import FileFormat, OpenXmlValidator
from PIL import Image

import planforms
from planforms.cli import main
from planforms.writers.typesetting import WORD_JOINER

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"
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


# As Word writes it: it cuts what was typed into runs, and marks its spelling, its revisions, places and fields to fill.

WORD = {
    "runs with revisions": '<w:r w:rsidRPr="00{n:06}"><w:rPr><w:lang w:val="en-US"/></w:rPr>{text}</w:r>',
    "spelling": '<w:proofErr w:type="spellStart"/><w:r><w:rPr><w:noProof/></w:rPr>{text}</w:r>',
    "smart tags": '<w:smartTag w:uri="urn:schemas-microsoft-com" w:element="place"><w:r>{text}</w:r></w:smartTag>',
    "bookmarks": '<w:bookmarkStart w:id="{n}" w:name="_GoBack{n}"/><w:r>{text}</w:r><w:bookmarkEnd w:id="{n}"/>',
    "page breaks": "<w:r><w:lastRenderedPageBreak/>{text}</w:r>",
}
CONTROL = '<w:sdt><w:sdtPr><w:id w:val="{n}"/><w:text/></w:sdtPr><w:sdtContent>{runs}</w:sdtContent></w:sdt>'


def typed_in_word(data: bytes, piece: str, *, controlled: bool = False) -> bytes:
    """The template *data* with each tag cut into runs of the form *piece*, the tags of words in a content control."""

    def runs(found: re.Match[str]) -> str:
        words = found[1]
        cuts = sorted({0, 1, len(words) // 2, len(words) - 1, len(words)})
        made = "".join(
            piece.format(text=f'<w:t xml:space="preserve">{words[start:end]}</w:t>', n=found.start() * 10 + start)
            for start, end in itertools.pairwise(cuts)
        )
        in_control = controlled and words.startswith("{{") and words.endswith("}}")
        return CONTROL.format(runs=made, n=found.start()) if in_control else made

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                changed = re.sub(
                    r"<w:r>(?:<w:rPr/>)?<w:t(?: [^<>]*)?>([^<>]*[{}][^<>]*)</w:t></w:r>", runs, part.decode()
                )
                assert changed.count("<w:t") > 2 * part.count(b"<w:t")
                part = changed.encode()
            new.writestr(name, part)
    return out.getvalue()


def printed_words(document: bytes) -> list[str]:
    body = docx.Document(io.BytesIO(document)).element.body
    lines = ("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))
    return [line.replace(WORD_JOINER, "") for line in lines]


@pytest.mark.parametrize("controlled", [False, True], ids=["", "in content controls"])
@pytest.mark.parametrize("how", WORD)
def test_a_template_typed_in_word_is_sound_and_prints_what_the_built_in_one_prints(how: str, controlled: bool) -> None:  # noqa: FBT001
    data = typed_in_word(planforms.built_in_template(), WORD[how], controlled=controlled)
    assert planforms.check_template(data).faults == ()
    for made in (rich(), plan(row(1), row(2))):
        document = planforms.write(made, "docx", template=data)
        assert printed_words(document) == printed_words(planforms.write(made, "docx"))
        assert openxml_errors(document) <= openxml_errors(data)


def openxml_errors(document: bytes) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planas.docx"
        path.write_bytes(document)
        found = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path).errors
        return {error.description for error in found}
