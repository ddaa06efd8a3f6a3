"""Documents of other programs, through the real LibreOffice."""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Convert

import planforms
from planforms import office
from planforms.cli.reading import named_bytes

SAMPLE = Path(__file__).parents[1] / "samples" / "menu-grupe.docx"


@pytest.mark.parametrize("ending", ["odt", "doc", "rtf"])
def test_a_document_of_another_program_reads_to_the_same_plan(soffice: Convert, ending: str) -> None:
    made = soffice(SAMPLE, ending)
    assert office.foreign_ending(made.read_bytes()) == ending
    data, name = named_bytes(str(made))
    assert planforms.read(data, name).plan == planforms.read(SAMPLE.read_bytes(), "").plan


def test_without_libreoffice_a_sentence_says_how_to_save_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(planforms.UnknownFormatError, match=r"save it as \.docx"):
        office.to_docx(b"{\\rtf1}", "planas.rtf", "rtf")


def test_a_slow_libreoffice_is_ended_with_all_its_processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 987 & sleep 987\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(slow))
    began = time.monotonic()
    with pytest.raises(planforms.UnreadableFileError, match="did not open"):
        office.to_docx(b"{\\rtf1}", "planas.rtf", "rtf", seconds=0.5)
    assert time.monotonic() - began < 10
    assert not [line for line in command_lines() if b"sleep\x00987" in line]


def command_lines() -> Iterator[bytes]:
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # a process that has just ended
            yield file.read_bytes()


def test_documents_that_need_no_libreoffice_are_left_alone() -> None:
    assert office.foreign_ending(SAMPLE.read_bytes()) is None
    assert office.foreign_ending(b'{"format": 1}') is None
