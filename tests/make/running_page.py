"""The page of ``planforms serve`` on a free port of this computer, and a Chromium to look at it."""

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from waitress.server import create_server

from planforms import office
from planforms.settings import parse_settings
from planforms.web.app import Guard, Surroundings, make_app


@contextmanager
def running_page(today: dt.date, language: str | None = "lt") -> Iterator[Guard]:
    """The page, in Lithuanian or another *language*, on the day *today*; its guard has the address."""
    applications: list[Any] = []
    server = create_server(
        lambda environ, respond: applications[0](environ, respond),  # noqa: PLW0108 -- it comes later
        host="127.0.0.1",
        port=0,
        asyncore_loop_timeout=0.1,
    )
    kept = [""]
    guard = Guard(f"127.0.0.1:{server.effective_port}", "raktas")
    applications.append(
        make_app(
            Surroundings(
                guard=guard,
                today=lambda: today,
                language=language,
                opened=office.opened,
                pdf=office.pdf_maker(),
                load_settings=lambda: parse_settings(kept[0].encode(), "planforms.toml"),
                save_settings=lambda words: kept.__setitem__(0, words),
            )
        )
    )
    running = True

    def run() -> None:
        while running:
            server.asyncore.loop(timeout=0.1, count=1, map=server._map)  # noqa: SLF001 -- to end it from here

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield guard
    finally:
        running = False
        thread.join()
        server.task_dispatcher.shutdown()
        server.asyncore.close_all(server._map)  # noqa: SLF001


@contextmanager
def chromium_with(program: str, driver: str, profile: Path) -> Iterator[Chrome]:
    """A Chromium without a window, with a *profile* folder of its own."""
    options = ChromeOptions()
    options.binary_location = program
    for argument in (
        *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with Chrome(options=options, service=ChromeService(driver)) as browser:
        browser.set_page_load_timeout(60)
        browser.set_script_timeout(120)
        yield browser
