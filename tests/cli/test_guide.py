"""The Lithuanian guide: its pictures are of the present page, its commands exist, its links lead somewhere."""

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from running_page import running_page
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from planforms.cli import main

ROOT = Path(__file__).parents[2]
GUIDE = runpy.run_path(str(ROOT / "tools" / "guide.py"))
PAGES = [ROOT / "SKAITYK.md", *sorted((ROOT / "docs" / "lt").glob("*.md"))]


def commands() -> Iterator[str]:
    """Each command of planforms in a block of the guide."""
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            yield from (line for line in block.splitlines() if line.startswith("planforms "))


def test_the_pictures_are_of_the_present_page(chromium: Chrome) -> None:
    expected = json.loads(GUIDE["WORDS"].read_text(encoding="utf-8"))
    seen = {}
    with running_page(GUIDE["TODAY"]) as guard:
        for name, part in GUIDE["screens"](chromium, guard):
            element = chromium.find_element(By.CSS_SELECTOR, part)
            seen[name] = {"width": element.size["width"], "text": element.text.splitlines()}
    assert seen == expected, "run python tools/guide.py and look at the pictures"
    assert {path.stem for path in GUIDE["FOLDER"].glob("*.png")} == set(expected)


@pytest.mark.parametrize("line", dict.fromkeys(commands()))
def test_each_command_of_the_guide_exists(line: str) -> None:
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)][1:]
    context = click.Context(main)
    command: click.Command = main
    while isinstance(command, click.Group) and words:
        found = command.get_command(context, words[0])
        assert found is not None, words[0]
        command, words = found, words[1:]
    known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    assert {word for word in words if word.startswith("-")} <= known


def test_each_option_that_the_guide_names_in_a_sentence_exists() -> None:
    context = click.Context(main)
    commands_known = [found for name in main.list_commands(context) if (found := main.get_command(context, name))]
    known = {option for command in commands_known for param in command.params for option in param.opts}
    named = {
        option
        for page in PAGES
        for words in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8"))
        if not words.startswith(("uv ", "pip"))
        for option in re.findall(r"(?<!\S)--[\w-]+", words)
    }
    assert named - known - {"--version", "--upgrade"} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_of_the_guide_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
