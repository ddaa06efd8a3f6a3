"""What is active in a template or reaches out of it is reported by name and place, and never makes a document."""

import contextlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from composed import plan
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx_templates import template
from test_template_check import sound

import planforms
from planforms.errors import TemplateError

HOSTILE = Path(__file__).parents[3] / "shared" / "hostile"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "[Content_Types].xml"
MAIN, LINKS, PACKAGE = "word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"


def rewritten(changes: Mapping[str, Callable[[str], str]], added: Mapping[str, bytes] | None = None) -> bytes:
    """A sound template with parts that are changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template(sound))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, changes[name](data.decode()).encode() if name in changes else data)
        for name, data in (added or {}).items():
            new.writestr(name, data)
    return out.getvalue()


def link(kind: str, target: str, *, external: bool = True) -> Callable[[str], str]:
    """Adds a relationship."""
    mode = ' TargetMode="External"' if external else ""
    kind = kind if kind.startswith("http") else f"{RELATED}/{kind}"
    made = f'<Relationship Id="rId900" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    return lambda xml: xml.replace("</Relationships>", made)


def inside(words: str) -> Callable[[str], str]:
    """Adds WordprocessingML at the head of the body."""
    return lambda xml: xml.replace("<w:body>", f"<w:body>{words}", 1)


def of_type(part: str, kind: str) -> Callable[[str], str]:
    made = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    return lambda xml: xml.replace("</Types>", made)


def field(*pieces: str) -> str:
    """A complex field whose instruction is cut over runs."""
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{code}{end}</w:p>"


def simple(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'


MACROS = "application/vnd.ms-office.vbaProject"
KINDS: dict[str, tuple[str, bytes]] = {
    "macros": ("macros", rewritten({LINKS: link("http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin", external=False), CONTENT: of_type("word/vbaProject.bin", MACROS)},
        {"word/vbaProject.bin": b"x"})),
    "macros under another name": ("macros", rewritten({CONTENT: of_type("word/theme/x.dat", MACROS)},
        {"word/theme/x.dat": b"x"})),
    "a template with macros": ("macros", rewritten({CONTENT: lambda xml: xml.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml")})),
    "an OLE object": ("an embedded object", rewritten({MAIN: inside("<w:p><w:r><w:object/></w:r></w:p>")})),
    "an embedded workbook": ("an embedded object", rewritten({LINKS: link("package", "embeddings/x.xlsx",
        external=False), CONTENT: of_type("word/embeddings/x.xlsx", "application/octet-stream")},
        {"word/embeddings/x.xlsx": b"x"})),
    "a control": ("an active control", rewritten({LINKS: link("control", "activeX/activeX1.xml", external=False)},
        {"word/activeX/activeX1.xml": b"<a/>"})),
    "another file": ("another file put in whole", rewritten({LINKS: link("aFChunk", "http://example.invalid/a.html")})),
    "a chunk": ("another file put in whole", rewritten({MAIN: inside("<w:altChunk/>")})),
    "a subdocument": ("another file put in whole", rewritten({LINKS: link("subDocument", "file:///a.docx")})),
    "frames": ("a frame", rewritten({LINKS: link("frame", "http://example.invalid/")})),
    "a template of its own": ("a template of its own", rewritten({LINKS: link("attachedTemplate", r"\\host\a.dotm")})),
    "a source of mail merge": ("a source of mail merge", rewritten({LINKS: link("mailMergeSource", "file:///a.xlsx")})),
    "a menu": ("an add-in or a menu of its own", rewritten({PACKAGE: link(
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility", "customUI/customUI.xml",
        external=False)}, {"customUI/customUI.xml": b"<a/>"})),
}  # fmt: skip
OUTSIDE = {
    "a remote picture": rewritten({LINKS: link("image", "https://example.invalid/a.png")}),
    "a link to a file": rewritten({LINKS: link("hyperlink", "file:///C:/a.exe")}),
    "a link to a share": rewritten({LINKS: link("hyperlink", r"\\host\share")}),
    "a link to a program": rewritten({LINKS: link("hyperlink", "ms-word:ofe|u|http://example.invalid")}),
    "a field that links to a share": rewritten({MAIN: inside(simple(r"HYPERLINK &quot;\\\\host\\a&quot;"))}),
}
FIELDS = {
    "DDE": field("DDE excel a b"),
    "DDEAUTO cut over runs": field(" DD", "EAU", "TO c:\\a"),
    "dde in small letters": simple(" dde excel "),
    "a text from outside": simple(r"INCLUDETEXT &quot;http://example.invalid/a&quot;"),
    "a picture from outside": field("INCLUDEPICTURE ", "x"),
    "a database": simple("DATABASE"),
    "a macro": simple("MACROBUTTON Run"),
    "a name that another field makes": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("QUOTE 68 68 69").removeprefix("<w:p>")
    ),
}


def messages(data: bytes) -> list[str]:
    return [str(fault) for fault in planforms.check_template(data).faults if fault.severity == "error"]


@pytest.mark.parametrize("name", KINDS)
def test_what_is_active_is_reported_and_refused(name: str) -> None:
    kind, data = KINDS[name]
    try:
        found = messages(data)
    except TemplateError as error:  # a document with macros is no document to be filled
        found = str(error).split(": ")[1:]
    assert any(f"The template carries {kind}, which no document of planforms may" in words for words in found)
    with pytest.raises(TemplateError, match=r"The template cannot be used; .*: The template carries"):
        planforms.write(plan(), "docx", template=data)


@pytest.mark.parametrize("name", OUTSIDE)
def test_what_reaches_out_is_reported_and_refused(name: str) -> None:
    assert messages(OUTSIDE[name]) == ["The template reaches out of the document"]
    with pytest.raises(TemplateError, match=r"The template cannot be used; .*: The template reaches out"):
        planforms.write(plan(), "docx", template=OUTSIDE[name])


@pytest.mark.parametrize("name", FIELDS)
@pytest.mark.parametrize("place", ["body", "header"])
def test_a_field_that_runs_or_brings_in_is_reported_with_its_place(name: str, place: str) -> None:
    def make(document: Document) -> None:
        sound(document)
        paragraph = parse_xml(FIELDS[name].replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
        if place == "body":
            document.element.body.insert(0, paragraph)
        else:
            document.sections[0].header.paragraphs[0]._p.addnext(paragraph)  # noqa: SLF001 (no fields in python-docx)

    found = [fault for fault in planforms.check_template(template(make)).faults if fault.severity == "error"]
    assert {str(fault) for fault in found} == {
        "The template has a field that runs something or brings in something from outside"
    }
    assert found[0].place.line == (1 if place == "body" else 2)
    assert ("header" in found[0].place.part) == (place == "header")


@pytest.mark.parametrize(
    "make",
    [link("hyperlink", "https://example.invalid/planas"), link("hyperlink", "mailto:mokykla@example.invalid"),
     link("hyperlink", "#skyrius")],
)  # fmt: skip
def test_a_link_to_a_page_or_an_address_is_fine(make: Callable[[str], str]) -> None:
    assert messages(rewritten({LINKS: make})) == []


@pytest.mark.parametrize(
    "code", ["PAGE", "NUMPAGES \\* MERGEFORMAT", "DATE", "REF _Ref1 \\h", "HYPERLINK \\l &quot;skyrius&quot;",
             "HYPERLINK &quot;https://example.invalid&quot;"],
)  # fmt: skip
def test_an_ordinary_field_is_fine(code: str) -> None:
    assert messages(rewritten({MAIN: inside(simple(code))})) == []


@pytest.mark.parametrize("part", [MAIN, LINKS, PACKAGE, CONTENT, "word/styles.xml", "docProps/core.xml"])
@pytest.mark.parametrize("damage", ["", "<a", "<a/>", "<a>&b;</a>"])
def test_a_damaged_template_is_one_sentence_or_a_template(part: str, damage: str) -> None:
    data = rewritten({part: lambda _: damage})
    with contextlib.suppress(TemplateError):
        planforms.check_template(data)
    with contextlib.suppress(TemplateError):
        planforms.write(plan(), "docx", template=data)


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared files are absent")
@pytest.mark.parametrize("path", sorted(HOSTILE.glob("template-*.docx")), ids=lambda path: path.stem)
def test_the_shared_hostile_templates_are_reported_and_refused(path: Path) -> None:
    with contextlib.suppress(TemplateError):
        assert not planforms.check_template(path.read_bytes()).usable
    with pytest.raises(TemplateError):
        planforms.write(plan(), "docx", template=path.read_bytes())
