"""The opener of packages: what it opens, and how it names what it does not."""

import io
import resource
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordml import archive, lines, p, relationships, source, table, tbl, tr, word, xml

from planforms.errors import UnreadableFileError
from planforms.package import Limits, open_package
from planforms.packing import packed
from planforms.readers.docx import read


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableFileError) as raised:
        read(data, "planas.docx", limits or Limits())
    return str(raised.value)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", "is empty"),
        (bytes(5000), "is empty"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"{\\rtf1 planas}", "rich text"),
        (b"\xef\xbb\xbf <html><body>planas</body></html>", "web page"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"Veiklos planas\t2026", "no Word or Excel document"),
        (hostile.ole("WordDocument"), "(.doc)"),
        (hostile.ole("Workbook"), "(.xls)"),
        (hostile.ole("EncryptedPackage"), "password"),
        (hostile.ole("Kitas"), "old Office format"),
        (word(p("žodis"))[:400], "cut short"),
        (archive({"a.txt": "a"}), "no Office document"),
        (archive({**hostile.START, hostile.MAIN: "<workbook/>"}), "Excel workbook"),
        (archive({**hostile.START, hostile.MAIN: "<presentation/>"}), "PowerPoint"),
        (archive({**hostile.START, hostile.MAIN: "<kitas/>"}), "not a Word document"),
        (archive({**hostile.START, hostile.MAIN: "ne XML"}), "damaged"),
        (hostile.encrypted(), "password"),
        (hostile.flipped(), "damaged"),
        (hostile.lying(), "damaged"),
        (hostile.doubled(), "damaged"),
        (hostile.pointing_out(), "not safe"),
        (hostile.stored_in(zipfile.ZIP_LZMA), "damaged"),
        (hostile.many_parts(), "was not read"),
        (hostile.entities("laughs"), "not safe"),
        (hostile.entities("quadratic"), "not safe"),
        (hostile.entities("external"), "not safe"),
        (hostile.deep(1_000_000), "was not read"),
    ],
)
def test_each_bad_file_is_named_for_what_it_is(data: bytes, named: str) -> None:
    message = refusal(data)
    assert named in message
    assert message.startswith("“planas.docx” ")
    assert message.endswith(".")


@pytest.mark.parametrize("make", [hostile.bomb, hostile.wide, hostile.circular, hostile.spans])
def test_hostile_files_take_little_memory(make: Callable[[], bytes]) -> None:
    data = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with suppress(UnreadableFileError):
        read(data, "planas.docx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kilobytes


def test_absurd_spans_are_read_within_the_columns_there_are() -> None:
    made = read(hostile.spans(), "planas.docx")
    assert table(made) == {(1, 1): "plati", (1, 2): "po jos"}


def test_missing_and_circular_relationships_do_not_stop_the_reading() -> None:
    assert "ratu" in lines(read(hostile.circular(), "planas.docx"))


@pytest.mark.parametrize(
    "limits",
    [Limits(unpacked=2000), Limits(part=1000), Limits(parts=2), Limits(nodes=10), Limits(cells=2)],
)
def test_each_limit_can_be_set_and_is_kept(limits: Limits) -> None:
    data = word(tbl(tr("a", "b"), tr("c", "d")), p("žodis " * 400))
    assert read(data, "planas.docx").blocks
    assert "was not read" in refusal(data, limits)


def test_the_ratio_is_kept_where_a_part_is_large() -> None:
    words = "".join(f"žodis {number} " for number in range(200_000))
    data = word(p(words))
    assert "was not read" in refusal(data, Limits(ratio=2))
    assert lines(read(data, "planas.docx")) == [words]


def test_verify_inflates_everything_once() -> None:
    open_package(word(p("žodis")), "planas.docx").verify()
    with pytest.raises(UnreadableFileError):
        open_package(hostile.flipped(), "planas.docx").verify()


def test_targets_may_be_absolute_escaped_or_backslashed() -> None:
    body = xml("document", f"<w:body>{p('žodis')}</w:body>")
    for target, name in (
        ("/word/document.xml", "word/document.xml"),
        ("word/./x/../document.xml", "word/document.xml"),
        ("word/mano%20planas.xml", "word/mano planas.xml"),
        ("WORD\\Document.XML", "word/document.xml"),
    ):
        made = archive({"_rels/.rels": relationships({"a": ("officeDocument", target)}), name: body})
        assert lines(read(made, "planas.docx")) == ["žodis"]


def test_part_names_with_backslashes_or_a_leading_slash_are_found() -> None:
    body = xml("document", f"<w:body>{p('žodis')}</w:body>")
    made = archive(
        {"_rels\\.rels": relationships({"a": ("officeDocument", "word/document.xml")}), "/word\\document.xml": body}
    )
    assert lines(read(made, "planas.docx")) == ["žodis"]


def test_the_main_part_is_found_by_content_type_where_its_relationship_is_lost() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
    body = xml("document", f"<w:body>{p('žodis')}</w:body>")
    assert lines(read(archive({"[Content_Types].xml": types, "word/document.xml": body}), "planas.docx")) == ["žodis"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_part_may_be_in_utf_16(encoding: str) -> None:
    body = xml("document", f"<w:body>{p('Ąžuolas')}</w:body>").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert lines(read(hostile.with_document(body.encode(encoding)), "planas.docx")) == ["Ąžuolas"]


def test_a_dtd_can_not_hide_in_another_encoding() -> None:
    body = "<!DOCTYPE x [<!ENTITY i 'x'>]>" + xml("document", "<w:body/>").partition("?>")[2]
    assert "not safe" in refusal(hostile.with_document(body.encode("utf-16")))


def test_strict_documents_are_read_like_transitional_ones() -> None:
    strict = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/": "http://purl.oclc.org/ooxml/wordprocessingml/",
        "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
        "http://schemas.openxmlformats.org/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
    }
    out = io.BytesIO()
    plain = word(p("Ąžuolas"), tbl(tr("a", "b")), styles="")
    with zipfile.ZipFile(io.BytesIO(plain)) as read_from, zipfile.ZipFile(out, "w") as made:
        for name in read_from.namelist():
            content = read_from.read(name).decode()
            for transitional, address in strict.items():
                content = content.replace(transitional, address)
            made.writestr(name, content)
    assert read(out.getvalue(), "planas.docx") == read(plain, "planas.docx")


def test_characters_that_xml_forbids_are_removed_and_told() -> None:
    data = xml("document", "<w:body><w:p><w:r><w:t>vie\x0bnas&#x1;</w:t></w:r></w:p></w:body>").encode()
    data = data.replace(b"nas", b"n\xed\xa0\x80as")
    made = read(hostile.with_document(data), "planas.docx")
    assert lines(made) == ["vienas"]
    assert [(f.code, str(f)) for f in made.findings] == [
        ("R101", "Characters that no document may hold were removed: 3.")
    ]


def test_comments_in_the_xml_cut_no_words() -> None:
    assert lines(source(p("<w:r><w:t>vie<!-- x -->nas<?pi x?> du</w:t></w:r>"))) == ["vienas du"]


@pytest.mark.parametrize("wrappers", ["w:ins", "w:hyperlink", "w:sdt w:sdtContent", "w:kita", "w:r w:pict"])
def test_what_is_nested_deeper_than_any_program_does_is_refused(wrappers: str) -> None:
    def nested(levels: int) -> str:
        tags = wrappers.split() * (levels // len(wrappers.split()))
        opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
        return f"<w:p>{opened}<w:r><w:t>dugnas</w:t></w:r>{closed}</w:p>"

    assert lines(source(nested(40))) == ["dugnas"]
    assert "was not read" in refusal(word(nested(240)))


@pytest.mark.parametrize("wrappers", ["w:sdt w:sdtContent", "w:tbl w:tr w:tc", "w:p w:r w:txbxContent", "w:customXml"])
def test_blocks_nested_as_deep_as_the_parser_allows_do_no_harm(wrappers: str) -> None:
    tags = wrappers.split() * (240 // len(wrappers.split()))
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in reversed(tags))
    made = source(f"{opened}{p('dugnas')}{closed}")
    assert "dugnas" in "".join(str(block) for block in made.blocks)
    assert len(made.findings) <= 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", b"PK\x03\x04"):
        with pytest.raises(UnreadableFileError):
            read(start + data, "planas.docx")


@given(st.text(alphabet="<w:t> aą.", max_size=2000))
def test_a_small_part_is_packed_as_any_other(words: str) -> None:
    data = words.encode()
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    assert packed("a.xml", data).packed == deflate.compress(data) + deflate.flush()
