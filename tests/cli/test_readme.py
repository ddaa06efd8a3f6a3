"""What the README shows is what happens."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ENGLISH = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PYTHONUTF8": "1"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    return tmp_path


def test_each_command_prints_what_the_readme_says(checkout: Path) -> None:
    said = [shown for block in blocks("console") for shown in re.split(r"^\$ ", block, flags=re.MULTILINE) if shown]
    assert said
    for shown in said:
        command, _, expected = shown.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "planforms"
        run = subprocess.run(
            [sys.executable, "-m", "planforms", *arguments],
            cwd=checkout,
            env=ENGLISH,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert run.stdout == expected, command


def test_the_python_prints_what_its_comments_say(checkout: Path) -> None:
    for code in blocks("python"):
        expected = "".join(f"{line}\n" for line in re.findall(r"^# (.*)$", code, re.MULTILINE))
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=checkout, env=ENGLISH, capture_output=True, encoding="utf-8", check=True
        )
        assert run.stdout == expected


def test_continuous_integration_runs_the_tests_as_the_readme_names_them() -> None:
    (named,) = [block for block in blocks("sh") if "pytest" in block]
    assert "-m pytest" in named
    assert "-m pytest" in (ROOT / "check").read_text(encoding="utf-8")
    assert "./check" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_file_the_readme_links_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [path for path in linked if not (ROOT / path).exists()] == []
