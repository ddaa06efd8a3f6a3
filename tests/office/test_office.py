"""Files that only another program opens, through the real LibreOffice, or refused by what they are."""

import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Convert

import planforms
from planforms import office
from planforms.cli.files import opened

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE, WORKBOOK = SAMPLES / "menu-grupe.docx", SAMPLES / "menu-grupe.xlsx"
EXCEL_2003 = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Planas"><Table>{}</Table></Worksheet></Workbook>"""
ROWS = (("KLUBO VEIKLOS PLANAS 2024 M.",), ("Nr.", "Veikla", "Data"), ("1", "Žygis", "2024 m. gegužės 4 d."))
DOCUMENTS = ("odt", "doc", "rtf", "fodt", "xml:MS Word 2003 XML")
WORKBOOKS = ("fods",)


@pytest.mark.parametrize("ending", [*DOCUMENTS, *WORKBOOKS])
def test_a_file_of_another_program_reads_to_the_same_plan(soffice: Convert, ending: str) -> None:
    source = WORKBOOK if ending in WORKBOOKS else SAMPLE
    made = soffice(source, ending)
    assert planforms.read(opened(str(made))).plan == planforms.read(source.read_bytes(), "").plan


@pytest.mark.parametrize("ending", [*DOCUMENTS, *WORKBOOKS])
def test_the_library_refuses_it_by_what_it_is(soffice: Convert, ending: str) -> None:
    made = soffice(WORKBOOK if ending in WORKBOOKS else SAMPLE, ending)
    with pytest.raises(planforms.PlanformsError, match=r"save it as \.(docx|xlsx)"):
        planforms.read(made.read_bytes(), made.name)


def excel_2003() -> bytes:
    rows = ("".join(f'<Cell><Data ss:Type="String">{words}</Data></Cell>' for words in row) for row in ROWS)
    return EXCEL_2003.format(f"<Row>{'</Row><Row>'.join(rows)}</Row>").encode()


@pytest.mark.usefixtures("soffice")
def test_a_workbook_of_excel_2003_xml_is_opened(tmp_path: Path) -> None:
    made = tmp_path / "planas.xls"
    made.write_bytes(excel_2003())
    plan = planforms.read(opened(str(made))).plan
    assert (str(plan.title), [str(row.cells["title"]) for row in plan.activities]) == (ROWS[0][0], ["Žygis"])


@pytest.mark.usefixtures("soffice")
def test_what_libreoffice_makes_has_no_time_in_it() -> None:
    archive = zipfile.ZipFile(io.BytesIO(office.opened(excel_2003(), "planas.xls")))
    assert {entry.date_time[:3] for entry in archive.infolist()} == {(1980, 1, 1)}


@pytest.mark.parametrize("name", ["planas.xls", "planas.xml", "planas.txt", "planas.csv", "planas"])
def test_a_workbook_of_excel_2003_xml_is_never_read_as_text(name: str) -> None:
    for data in (excel_2003(), b"\xef\xbb\xbf" + excel_2003(), excel_2003().decode().encode("utf-16")):
        with pytest.raises(planforms.PlanformsError, match=r"Excel 2003 XML.*\.xlsx"):
            planforms.read(data, name)


def test_without_libreoffice_a_sentence_says_how_to_save_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(planforms.UnknownFormatError, match=r"save it as \.docx"):
        office.opened(b"{\\rtf1}", "planas.rtf")
    with pytest.raises(planforms.UnknownFormatError, match=r"save it as \.xlsx"):
        office.opened(EXCEL_2003.encode(), "planas.xls")


def test_a_slow_libreoffice_is_ended_with_all_its_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 987 & sleep 987\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(slow))
    with pytest.raises(planforms.UnreadableFileError, match="did not open"):
        office.opened(b"{\\rtf1}", "planas.rtf", seconds=0.5)
    assert not [line for line in command_lines() if b"sleep\x00987" in line]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_libreoffice_and_removes_its_folder(number: signal.Signals, tmp_path: Path) -> None:
    program, temporary, plan = tmp_path / "soffice", tmp_path / "temporary", tmp_path / "planas.rtf"
    program.write_text("#!/bin/sh\nsleep 986 & sleep 986\n", encoding="utf-8")
    program.chmod(0o755)
    temporary.mkdir()
    plan.write_bytes(b"{\\rtf1}")
    paths = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "TMPDIR": str(temporary)}
    command = [sys.executable, "-m", "planforms", "check", str(plan)]
    with subprocess.Popen(command, env={**os.environ, **paths}, stderr=subprocess.PIPE) as working:
        assert working.stderr
        while sum(b"sleep\x00986" in line for line in command_lines()) < 2:
            time.sleep(0.05)
        assert list(temporary.iterdir())
        working.send_signal(number)
        assert (working.wait(), working.stderr.read()) == (-number, b"")
    assert not list(temporary.iterdir())
    while any(b"sleep\x00986" in line for line in command_lines()):  # they end on their own time
        time.sleep(0.05)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_full_disk_for_temporary_files_is_one_sentence(tmp_path: Path) -> None:
    plan = tmp_path / "planas.rtf"
    plan.write_bytes(b"{\\rtf1}" + bytes(5000))
    ended = subprocess.run(
        [sys.executable, "-m", "planforms", "--lang", "en", "convert", str(plan)],
        check=False,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count(b"\n")) == (2, b"", 1)
    assert f"the folder for temporary files, “{tmp_path}”".encode() in ended.stderr
    assert list(tmp_path.iterdir()) == [plan]


def command_lines() -> Iterator[bytes]:
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # a process that has just ended
            yield file.read_bytes()


@pytest.mark.parametrize("data", [SAMPLE.read_bytes(), WORKBOOK.read_bytes(), b'{"format": 1}'])
def test_files_that_need_no_libreoffice_are_left_alone(data: bytes) -> None:
    assert office.opened(data, "planas") is data


@pytest.mark.usefixtures("soffice")
def test_pdfs_are_made_in_groups_and_a_broken_document_costs_only_itself() -> None:
    good = SAMPLE.read_bytes()
    broken = b"PK\x03\x04" + bytes(60)
    names = ("a", "b", "sugadintas", "d", "e")
    made = office.pdfs([(name, broken if name == "sugadintas" else good) for name in names])
    assert [isinstance(pdf, bytes) and pdf.startswith(b"%PDF-") for pdf in made] == [True, True, False, True, True]
    assert "sugadintas" in str(made[2])


def test_a_document_that_never_ends_is_found_by_halves(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program in the place of LibreOffice copies each file, and hangs on one that holds „amžinas“."""
    program, calls = tmp_path / "soffice", tmp_path / "calls"
    program.write_text(
        f"#!/bin/sh\necho >> {calls}\n"
        'while [ "$1" != --outdir ]; do shift; done\nout=$2; shift 2; mkdir -p "$out"\n'
        'for file in "$@"; do\n  grep -q never "$file" && sleep 986\n'
        '  cp "$file" "$out/$(basename "$file" .docx).pdf"\ndone\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    documents = [(str(number), b"never" if number == 5 else b"%d" % number) for number in range(8)]
    made = office.pdfs(documents, seconds=1)
    assert [each for each in made if isinstance(each, bytes)] == [data for _, data in documents if data != b"never"]
    assert "did not open “5”" in str(made[5])
    assert len(calls.read_text(encoding="utf-8").splitlines()) == 7  # 8, 4, 4, 2, 1, 1, 2


def test_without_libreoffice_no_pdf_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(planforms.UnknownFormatError, match="which is not installed"):
        office.pdfs([])
