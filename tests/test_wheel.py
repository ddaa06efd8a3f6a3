"""The wheel carries all that planforms needs: the templates, the data, the Lithuanian messages."""

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

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "planforms", "--lang", "lt", *arguments]
        environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"}
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
        return done.stderr

    assert "18 veiklų" in run("convert", str(sample), "-o", "planas.docx")
    assert (tmp_path / "planas.docx").read_bytes() == (ROOT / "samples" / "menu-grupe-oficialus.docx").read_bytes()
    for kind in ("order", "minutes"):
        assert "vietovė" in run("companion", kind, str(sample), "-o", f"{kind}.docx")
