"""Make the pictures of ``docs/lt``: real screens of the page in Chromium, and the words on them.

Usage: ``python tools/guide.py``. The sizes and words go to ``ekranai.json``, which a test compares with the present
page; the pixels are looked at by a person.
"""

import datetime as dt
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "make"))

from running_page import chromium_with, running_page  # noqa: E402 (from the tests)

from planforms.web.app import Guard  # noqa: E402

FOLDER = ROOT / "docs" / "lt" / "ekranai"
WORDS = FOLDER / "ekranai.json"
SAMPLES = ROOT / "samples"
TODAY = dt.date(2025, 12, 1)
_WIDTH, _HEIGHT = 1000, 720
_WAIT = 30


def screens(browser: Chrome, guard: Guard) -> Iterator[tuple[str, str]]:
    """Bring the page into each state of the guide; yield its name and the element that the picture shows."""

    def shown(until: Callable[[], object]) -> None:
        WebDriverWait(browser, _WAIT).until(lambda _: until())

    def choose(name: str) -> None:
        browser.find_element(By.ID, "file").send_keys(str(SAMPLES / name))
        shown(lambda: browser.switch_to.active_element.get_attribute("id") == "title-2")

    metrics = {"width": _WIDTH, "height": _HEIGHT, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(guard.address)
    yield "1-planas", "#step-1"
    choose("su-trukumais.xlsx")
    yield "2-patikra", "#step-2"
    browser.get(guard.address)
    choose("menu-grupe.xlsx")
    number = browser.find_element(By.ID, "order-no")
    number.clear()
    number.send_keys("V-121")
    shown(lambda: "Nr. V-121" in browser.find_element(By.ID, "preview-0").text)
    yield "3-zymos", "#step-3"
    yield "4-atsisiusti", "#step-4"
    browser.get(f"http://{guard.host}/year")
    yield "5-metu-pradzia", "main"


def main() -> None:
    """Write the pictures and their words."""
    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        raise SystemExit("Chromium and its driver are needed")
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = {}
    with (
        tempfile.TemporaryDirectory() as profile,
        running_page(TODAY) as guard,
        chromium_with(program, driver, Path(profile)) as browser,
    ):
        for name, part in screens(browser, guard):
            element = browser.find_element(By.CSS_SELECTOR, part)
            (FOLDER / f"{name}.png").write_bytes(element.screenshot_as_png)
            words[name] = {"width": element.size["width"], "text": element.text.splitlines()}
    WORDS.write_text(json.dumps(words, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
