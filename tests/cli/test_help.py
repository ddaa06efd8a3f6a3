"""The help of each command in both languages, as a table that a person has read; and completion by real shells."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from planforms.cli import main

DATA = Path(__file__).parents[1] / "data"
UPDATE = "PLANFORMS_UPDATE_HELP"


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of each command, those in groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        yield (*path, name)
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def whole(language: str) -> str:
    """What ``planforms`` alone prints, then the help of all."""
    runner = CliRunner(env={"COLUMNS": "100"})
    asked = [[], ["--help"], *([*words, "--help"] for words in commands(main))]
    parts = []
    for words in asked:
        done = runner.invoke(main, ["--lang", language, *words], prog_name="planforms", terminal_width=100)
        assert done.exit_code == 0, done.output
        parts.append(f"$ {' '.join(['planforms', *words])}\n{done.output}")
    return "\n".join(parts)


@pytest.mark.parametrize("language", ["lt", "en"])
def test_the_help_is_what_was_read(language: str) -> None:
    table, made = DATA / f"help-{language}.txt", whole(language)
    if os.environ.get(UPDATE):
        table.write_text(made, encoding="utf-8")
    assert made == table.read_text(encoding="utf-8"), f"read the change, then run this test with {UPDATE}=1"


@pytest.mark.parametrize("language", ["lt", "en"])
def test_what_each_command_does_fits_a_line_of_a_terminal(language: str) -> None:
    listed = CliRunner().invoke(main, ["--lang", language, "--help"], terminal_width=80).output
    assert "..." not in listed.partition("\n")[2]


SCRIPTS = {
    "bash": (
        'eval "$(_PLANFORMS_COMPLETE=bash_source planforms)"; COMP_WORDS=(planforms comp); COMP_CWORD=1; '
        '_planforms_completion planforms; echo "${COMPREPLY[@]}"'
    ),
    "zsh": "_PLANFORMS_COMPLETE=zsh_complete COMP_WORDS='planforms comp' COMP_CWORD=1 planforms",
    "fish": (
        "set -x _PLANFORMS_COMPLETE fish_complete; set -x COMP_WORDS 'planforms comp'; set -x COMP_CWORD comp; "
        "planforms"
    ),
}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_shell_completes_a_command(shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [program, "-c", SCRIPTS[shell]],
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "companion" in done.stdout.split(), done.stderr
