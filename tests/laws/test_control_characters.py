"""No character that a terminal obeys, and no command of a build's runner, gets out of a file, its parts or its name."""

import datetime as dt
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

import planforms
from planforms.package import DEFAULT_LIMITS
from planforms.text import one_line

EVIL = "Popietė\x1b]0;X\x07\x1b[2J\x1b[31mgerai\x9b5m\u202egalas\u2066x\x85::error::y"
ROWS = [["Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta"], ["1", EVIL, f"2023-13-45 {EVIL}", "::stop-commands::x"]]
TITLE = "VEIKLOS PLANAS 2023–2024 M. M."
CONTROL = "".join(map(chr, (*range(9), *range(0xB, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F)))) + "\u2066\u2069"
REPORTS = ("text", "json", "html", "github", "sarif")


def as_csv() -> bytes:
    return "\n".join([TITLE, *(";".join(row) for row in ROWS)]).encode()


def as_html() -> bytes:
    def cell(words: str) -> str:
        return "<td>" + "".join(f"&#x{ord(letter):x};" if letter in CONTROL else letter for letter in words) + "</td>"

    table = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in ROWS)
    return f"<html><body><h1>{TITLE}</h1><table>{table}</table></body></html>".encode()


def as_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in [[TITLE], *ROWS]:
        clean = ["".join(f"_x{ord(c):04X}_" if c in CONTROL else c for c in words) for words in row]
        book.worksheets[0].append(clean)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_json() -> bytes:
    plan = planforms.read(as_csv(), "a.csv").plan
    return planforms.write(plan, "json").replace("Popietė".encode(), b"Popiet\\u0117\\u001b[2J\\u009b\\u202e")


FILES = {"csv": as_csv, "txt": as_csv, "html": as_html, "xlsx": as_workbook, "json": as_json}


def command(*arguments: str | bytes, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "planforms", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1", "LANGUAGE": "en"},
    )


def assert_harmless(printed: bytes, *, commands: bool = False) -> None:
    words = printed.decode()
    assert not set(CONTROL) & set(words)
    if not commands:
        assert not [line for line in words.splitlines() if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("ending", FILES)
def test_what_is_removed_from_cells_is_reported(ending: str) -> None:
    reading = planforms.read(FILES[ending](), f"planas.{ending}")
    assert not set(CONTROL) & set(planforms.write(reading.plan, "json").decode())
    assert [finding.code for finding in reading.findings if finding.code == "R101"] == ["R101"]


@pytest.mark.parametrize("ending", FILES)
def test_nothing_that_a_terminal_obeys_is_printed(ending: str, tmp_path: Path) -> None:
    name = f"::error::x\x1b[2J\n::warning::\u202e##[error].{ending}"
    (tmp_path / name).write_bytes(FILES[ending]())
    for kind in REPORTS:
        printed = command("check", name, "--format", kind, folder=tmp_path)
        assert b"Traceback" not in printed.stderr
        assert printed.stdout
        assert_harmless(printed.stdout, commands=kind != "text")
        assert_harmless(printed.stderr)
    for arguments in (
        ["convert", name, "-o", "new.docx"],
        ["convert", name, "-o", "none/new.docx"],
        ["convert", name, name, name],
        ["roll", name, "--to", "2024-2025", "-o", "new.json"],
        ["diff", name, name],
        ["mark", name, "-o", "marked.docx", "--order-no", "1"],
        ["companion", "order", name, "-o", "order.docx"],
        ["template", "check", name],
        ["check", name, "--annotate", "copy", "--fix", "fixed/"],
    ):
        printed = command(*arguments, folder=tmp_path)
        assert b"Traceback" not in printed.stderr
        assert_harmless(printed.stdout)
        assert_harmless(printed.stderr)


@pytest.mark.parametrize("kind", REPORTS)
def test_a_github_report_holds_one_command_for_each_finding_and_no_other(kind: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(as_csv())
    lines = command("check", "a.csv", "--format", kind, folder=tmp_path).stdout.decode().splitlines()
    found = planforms.check(planforms.read(as_csv(), "a.csv"), today=dt.date(2026, 1, 1))
    account = 1  # the line about the table's rows
    assert len([line for line in lines if line.startswith("::")]) == (len(found) + account if kind == "github" else 0)


@pytest.mark.parametrize("kind", REPORTS)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no names that are not words")
def test_a_name_that_is_not_utf8_works_in_every_report(kind: str, tmp_path: Path) -> None:
    name = b"pl\xe0nas\xff.csv"
    Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_bytes(as_csv())
    printed = command(b"check", name, b"--format", kind.encode(), folder=tmp_path)
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert (b"pl%E0nas%FF" if kind == "sarif" else "pl�nas�".encode()) in printed.stdout
    assert command(b"convert", name, folder=tmp_path).returncode == 0
    assert command(b"check", name, b"--annotate", b"\xff.xlsx", folder=tmp_path).returncode == 2
    assert command(b"roll", name, b"--to", b"2024-2025", b"--report", b"\xff.json", folder=tmp_path).returncode == 0


@pytest.mark.parametrize("part", ["../\x1b]0;X\x07x.xml", "word/\x1b[2J\u202e.xml"])
def test_the_name_of_a_part_is_printed_without_what_a_terminal_obeys(part: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(part, b"")
    printed = command("check", "a.docx", folder=tmp_path)
    assert printed.returncode == 2
    assert_harmless(printed.stdout)


def test_words_on_one_line_keep_all_but_what_is_obeyed() -> None:
    assert one_line("a\tb\r\nc\x1b[2J\u202ed\udcffž–„“") == "a b c[2Jd�ž–„“"


def test_a_cell_as_long_as_excel_allows_is_kept_and_a_longer_one_is_cut_and_reported() -> None:
    most = DEFAULT_LIMITS.cell_letters

    def read(letters: int) -> planforms.Reading:
        rows = [["Veiklos pavadinimas", "Data"], ["a" * letters, "2026-01-01"]]
        return planforms.read("\n".join(";".join(row) for row in rows).encode(), "a.csv")

    for letters, cut in ((most, []), (most + 1, ["R120"])):
        reading = read(letters)
        assert len(str(reading.plan.activities[0].text("title"))) == most
        assert [finding.code for finding in reading.findings if "characters" in finding.message] == cut
