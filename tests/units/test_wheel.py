"""The wheel carries all that planforms needs: templates, data, the Lithuanian messages, the style of the page."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]


def test_planforms_runs_from_its_wheel(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
        carried = set(archive.namelist())
    templates = {f"planforms/templates/{name}.docx" for name in ("plan", "order", "minutes")}
    page = {"planforms/web/web.css", "planforms/web/web.js", "planforms/reports/html/page.css"}
    assert templates | page | {"planforms/locale/lt/LC_MESSAGES/planforms.mo", "planforms/py.typed"} <= carried
    sample = ROOT / "samples" / "menu-grupe.xlsx"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "planforms", "--lang", "lt", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    made = tmp_path / "planas.docx"
    assert "18 veiklų" in run("convert", str(sample), "-o", str(made)).stderr
    assert made.read_bytes() == (ROOT / "samples" / "menu-grupe-oficialus.docx").read_bytes()
    assert run("check", str(sample), "--format", "html").stdout.startswith("<!DOCTYPE html>")
    for kind in ("order", "minutes"):
        assert "vietovė" in run("companion", kind, str(sample), "-o", f"{kind}.docx").stderr
