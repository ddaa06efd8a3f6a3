"""A frozen program, which has no Python to run a module: its child processes are itself, started again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Convert

PROGRAM = """#!{python}
import sys
sys.frozen, sys.executable = True, __file__
from planforms.cli import main
if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a program is a script with its interpreter in the first line")
def test_an_old_workbook_is_read_by_a_frozen_program(tmp_path: Path, soffice: Convert) -> None:
    old = soffice(Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx", "xls")
    program = tmp_path / "planforms-program"
    program.write_text(PROGRAM.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    run = subprocess.run(
        [program, "--lang", "en", "convert", str(old), "-o", str(tmp_path / "x.json")],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "18 activities" in run.stderr, run.stderr
