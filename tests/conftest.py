"""What the tests share: LibreOffice and Chromium, kept apart from the user's own and never waited for without end."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings
from running_page import chromium_with
from selenium.webdriver import Chrome

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file by LibreOffice: its path and the ending wanted, the path of the new file back.

    Skips where LibreOffice is missing; in CI, which installs it, that is a failure.
    """
    program = shutil.which("soffice")
    if program is None:
        _missing("LibreOffice (soffice)")
    profile = tmp_path_factory.mktemp("profile")

    def convert(path: Path, ending: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={profile.as_uri()}",
                *("--headless", "--norestore", "--convert-to", ending, "--outdir", str(folder), str(path)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return folder / f"{path.stem}.{ending.partition(':')[0]}"

    return convert


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A real Chromium, driven by its own driver; skips as LibreOffice does."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver is None:
        _missing("Chromium with its driver (chromium, chromedriver)")
    with chromium_with(program, driver, tmp_path_factory.mktemp("chromium")) as browser:
        yield browser


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, as the package that carries it has it; its own driver is not used."""
    package = find_spec("axe_playwright_python")
    if package is None or not package.submodule_search_locations:
        _missing("axe-core (axe-playwright-python)")
    return (Path(package.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI has to have it")
    pytest.skip(f"{what} is not installed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start LibreOffice or Chromium by what they ask for, and by their folder."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if "soffice" in asked or item.path.parent.name == "office":
            item.add_marker(pytest.mark.office)
        if asked & {"chromium", "axe"} or item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
