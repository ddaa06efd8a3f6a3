"""The wheel carries all that planforms needs: the template, the data, the Lithuanian messages."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


def test_planforms_runs_from_its_wheel(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    sample = ROOT / "samples" / "menu-grupe.xlsx"
    made = tmp_path / "planas.docx"
    run = subprocess.run(
        [sys.executable, "-m", "planforms", "--lang", "lt", "convert", str(sample), "-o", str(made)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "18 veiklų" in run.stderr
    assert made.read_bytes() == (ROOT / "samples" / "menu-grupe-oficialus.docx").read_bytes()
