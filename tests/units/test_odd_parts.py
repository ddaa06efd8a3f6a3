"""Parts in UTF-16 or UTF-32, missing, empty or damaged: the file is read or refused, and its copy reads as it does."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from test_linear import TODAY, annotated, document, rows, workbook

import planforms
from planforms.copies import rewritten
from planforms.readers import open_file

FILES = {"docx": document(rows(6, when="2027-03-04")), "xlsx": workbook(rows(6, when="2027-03-04"))}
DAMAGE: dict[str, Callable[[bytes], bytes | None]] = {
    "in UTF-16": lambda part: b"\xff\xfe" + part.decode().replace("UTF-8", "UTF-16").encode("utf-16-le"),
    "in UTF-32": lambda part: b"\0\0\xfe\xff" + part.decode().replace("UTF-8", "UTF-32").encode("utf-32-be"),
    "with zeros in tags": lambda part: part.replace(b"</", b"<\0/", 1).replace(b"/>", b"/\0>", 1),
    "with bad bytes": lambda part: part.replace(b'Target="', b'Target="\xff', 1).replace(b'name="', b'name="\xff', 1),
    "missing": lambda _: None,
    "empty": lambda _: b"",
    "of another kind": lambda _: b"<a/>",
    "cut": lambda part: part[: len(part) // 2],
    "with a DTD": lambda part: part.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1),
    "with a hidden DTD": lambda part: part.replace(b"?>", b'?><!DOC\x01TYPE a [<!EN\x01TITY b "c">]>', 1),
}


def damaged(data: bytes, name: str, damage: Callable[[bytes], bytes | None]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            made = damage(old.read(part)) if part == name else old.read(part)
            if made is not None:
                new.writestr(part, made)
    return out.getvalue()


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("ending", FILES)
def test_a_file_with_an_odd_part_is_read_as_its_copy_is_or_refused(ending: str, kind: str) -> None:
    name = f"planas.{ending}"
    parts = [part for part in zipfile.ZipFile(BytesIO(FILES[ending])).namelist() if part.endswith((".xml", ".rels"))]
    read = 0
    for part in parts:
        data = damaged(FILES[ending], part, DAMAGE[kind])
        try:
            reading = planforms.read(data, name)
            copy = annotated(data, name)
            rewritten(open_file(data, name), reading, planforms.fix(reading.plan, today=TODAY).plan)
        except (planforms.UnreadableFileError, planforms.NoPlanError):
            continue
        assert isinstance(copy, bytes)
        assert planforms.read(copy, name).plan == reading.plan
        read += 1
    assert read, "a part that does not matter stops nothing"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
@pytest.mark.parametrize(
    "declared", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY b "c">]>', "<!DOC\x00TYPE a>", "<!D\x0bOCTYPE a>"]
)
def test_a_dtd_is_refused_however_it_is_written(declared: str, encoding: str) -> None:
    data = damaged(
        FILES["docx"],
        "word/document.xml",
        lambda part: f"{declared}{part.decode().partition('?>')[2]}".encode(encoding),
    )
    with pytest.raises(planforms.UnreadableFileError):
        planforms.read(data, "planas.docx")
