"""Documents in another wrapping: signed containers, pages saved as one file, and shortcuts that hold no document."""

import base64
import quopri
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from wordml import archive

import planforms

SAMPLES = Path(__file__).parents[2] / "samples"
DOCX, XLSX = ((SAMPLES / f"menu-grupe.{ending}").read_bytes() for ending in ("docx", "xlsx"))
ASIC, ADOC = "application/vnd.etsi.asic-e+zip", "application/vnd.lt.archyvai.adoc-2008"


def container(files: Mapping[str, bytes], kind: str = ASIC) -> bytes:
    mimetype: dict[str, str | bytes] = {"mimetype": kind} if kind else {}
    signature = {"META-INF/manifest.xml": "<manifest/>", "META-INF/signatures001.xml": "<asic:XAdESSignatures/>"}
    return archive({**mimetype, **files, **signature}, zipfile.ZIP_STORED)


@pytest.mark.parametrize("kind", [ASIC, ADOC, "application/vnd.etsi.asic-s+zip", ""])
@pytest.mark.parametrize(("inner", "data"), [("Planas.docx", DOCX), ("priedai/planas 2.XLSX", XLSX)])
def test_the_document_in_a_signed_container_is_read_and_its_signature_reported(
    inner: str, data: bytes, kind: str
) -> None:
    reading = planforms.read(container({inner: data}, kind), "planas.adoc")
    plain = planforms.read(data, inner)
    assert reading.plan == plain.plan
    notice, *others = reading.findings
    assert (notice.code, others) == ("R117", list(plain.findings))
    assert notice.arguments["document"] == inner.rpartition("/")[2]


def test_what_else_a_container_holds_is_named() -> None:
    files = {"planas.docx": DOCX, "priedas.pdf": b"%PDF-1.7", "metadata/signableMetadata0.xml": b"<m/>"}
    notice = planforms.read(container(files), "planas.asice").findings[0]
    assert notice.arguments["others"] == "priedas.pdf"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"planas.docx": DOCX, "sąmata.xlsx": XLSX}, "several documents: „planas.docx“, „sąmata.xlsx“"),
        ({"planas.pdf": b"%PDF-1.7"}, "without a .docx or .xlsx document in it; it holds „planas.pdf“"),
        ({}, "without a .docx or .xlsx document in it; it holds –"),
        ({"planas.docx": b"%PDF-1.7"}, "is a PDF"),
        ({"planas.docx": container({"planas.docx": DOCX})}, "no Word or Excel document|cut short or damaged"),
    ],
)
def test_a_container_of_several_documents_or_none_is_refused_by_what_is_there(
    files: dict[str, bytes], message: str
) -> None:
    with pytest.raises(planforms.PlanformsError, match=message):
        planforms.read(container(files), "planas.asice")


def test_nothing_is_written_into_a_signed_container() -> None:
    with pytest.raises(planforms.PlanformsError, match="is neither"):
        planforms.annotate(container({"planas.docx": DOCX}), (), name="planas.adoc")


PAGE = (
    "<html><body><p><b>KLUBO VEIKLOS PLANAS 2024 M.</b></p><table><tr><th>Nr.</th><th>Veikla</th><th>Data</th></tr>"
    "<tr><td>1</td><td>Žygis</td><td>2024 m. gegužės 4 d.</td></tr></table></body></html>"
)
TYPE = "Content-Type: text/html; charset"
PARTS = {
    "8bit": f'{TYPE}="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{PAGE}'.encode(),
    "baltic": f'{TYPE}="windows-1257"\n\n{PAGE}'.encode("cp1257"),
    "quoted": f'{TYPE}="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n'.encode()
    + quopri.encodestring(PAGE.encode()),
    "base64": f'{TYPE}="utf-8"\nContent-Transfer-Encoding: base64\n\n'.encode() + base64.encodebytes(PAGE.encode()),
    "alternative": b'Content-Type: multipart/alternative; boundary="in"\n\n--in\nContent-Type: text/plain\n\na\n--in\n'
    + f'{TYPE}="utf-8"\n\n{PAGE}\n--in--'.encode(),
}


def saved_page(part: bytes, head: bytes = b"MIME-Version: 1.0\n", end: bytes = b"\n") -> bytes:
    picture = b"--=_b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    related = b'Content-Type: multipart/related; boundary="=_b"\n\nThis document is a web archive.\n\n'
    return (head + related + picture + b"--=_b\n" + part + b"\n--=_b--\n").replace(b"\n", end)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_page_saved_as_one_file_is_read(part: bytes, end: bytes) -> None:
    head = b"From: <Saved by a browser>\nSubject: =?utf-8?Q?Planas?=\nMIME-Version: 1.0\n"
    for data in (saved_page(part, end=end), saved_page(part, head, end)):
        plan = planforms.read(data, "planas.doc").plan
        assert str(plan.title) == "KLUBO VEIKLOS PLANAS 2024 M."
        assert [str(row.cells["title"]) for row in plan.activities] == ["Žygis"]


@pytest.mark.parametrize("part", [b"Content-Type: text/plain\n\na", b"", b"Content-Type: text/html"])
def test_a_page_saved_as_one_file_without_a_page_is_refused(part: bytes) -> None:
    with pytest.raises(planforms.PlanformsError, match="there is no page in it"):
        planforms.read(saved_page(part), "planas.mht")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "planas.gdoc",
            '{"": "WARNING! DO NOT EDIT THIS FILE!", "doc_id": "1aB", "resource_key": "", "email": "a@b.lt"}',
        ),
        ("planas.gsheet", '{"url": "https://docs.google.com/open?id=1aB", "doc_id": "1aB", "email": "a@b.lt"}'),
        ("planas", '{"url": "https://docs.google.com/spreadsheets/d/1aB/edit"}'),
        ("planas.url", "[InternetShortcut]\r\nURL=https://docs.google.com/document/d/1aB/edit\r\n"),
    ],
)
def test_a_shortcut_to_a_document_on_the_web_is_refused_by_what_it_is(name: str, words: str) -> None:
    with pytest.raises(planforms.UnknownFormatError, match="only a shortcut"):
        planforms.read(words.encode(), name)
