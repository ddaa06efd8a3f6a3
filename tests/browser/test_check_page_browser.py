"""The page of ``planforms check --format html`` in a real Chromium: by keyboard, mouse, axe-core, and on paper."""

import base64
import datetime as dt
import io
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from broken_plans import PAIRS
from drafted import FAIR, QUIZ, TALK, draft, row
from msgspec.structs import replace
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

import planforms
from planforms.errors import UnreadableFileError
from planforms.language import Speaker
from planforms.model import Activity, Column, ColumnRole, Paragraph, Plan, Run, Text
from planforms.reports import Checked, ReportFormat, render

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"
TODAY = dt.date(2025, 12, 1)
ENGLISH, LITHUANIAN = Speaker("en"), Speaker("lt")
WIDE, PHONE = (1400, 900), (390, 844)
LEFT = 0.6  # seconds, longer than what is shown stays after the mouse has left

Open = Callable[..., Chrome]


def checked(plan: Plan, name: str = "planas.json") -> Checked:
    reading = planforms.Reading(plan=plan)
    return Checked(name=name, reading=reading, findings=planforms.check(reading, today=TODAY))


def sample() -> Checked:
    reading = planforms.read(SAMPLE.read_bytes(), SAMPLE.name)
    return Checked(name=SAMPLE.name, reading=reading, findings=planforms.check(reading, today=TODAY))


CLEAN = checked(draft("# Ruduo", FAIR, TALK, "# Pavasaris", QUIZ, "* Viso: 3 veiklos"))
UNREAD = Checked(name="tuščias.docx", error=UnreadableFileError("“{name}” is empty", name="tuščias.docx"))
# One finding on each kind of part: the whole plan, the title, a mark, a label, a column, rows of all kinds and cells.
EVERYWHERE = checked(
    draft(
        *("# Ruduo  ir žiema", FAIR, row("3", when="2025-08-29 (I)", responsible="A. Uosis B. Klevė"), "# Pavasaris"),
        *("# Vasara", ("", "ir  tėvams", "", "", ""), "* Viso  : 3"),
        title="BIBLIOTEKOS  VEIKLOS PLANAS 2025–2026 M. M.",
        marks=("PRITARTA\nUpėnų mokyklos tarybos",),
        sections=(("Tikslas -  ", 'skaityti "daugiau" .'),),
    )
)


def joined() -> Plan:
    """A plan with a joined cell at fault, and columns without headings."""
    plan = draft(FAIR, row("2", when="2027-03-04"), row("3", when="2027-03-04", title="Mugė"))
    third = plan.rows[2]
    assert isinstance(third, Activity)
    columns = [Column(column.id, column.role) for column in plan.columns]
    return replace(plan, columns=tuple(columns), rows=(*plan.rows[:2], Activity(third.cells, ("when",))))


HOSTILE = "</script></style><script>hacked=1</script><img src=x onerror=hacked=1> \"' --><!-- ]]> \u202e\x00\ud800"


def hostile_plan() -> Plan:
    """A plan with hostile words in every part of it, and a link that runs a script."""
    linked = Text((Paragraph((Run(HOSTILE, link="javascript:hacked=1"),)),))
    plan = draft(
        *(f"# {HOSTILE}", row(HOSTILE, title=HOSTILE, when=f"2027-03-04 {HOSTILE}", place=HOSTILE), f"* {HOSTILE}"),
        title=HOSTILE,
        marks=(HOSTILE,),
        sections=((HOSTILE, HOSTILE),),
    )
    columns = tuple(Column(HOSTILE, ColumnRole.OTHER, HOSTILE) if c.id == "place" else c for c in plan.columns)
    rows = (*plan.rows, Activity({"title": linked, HOSTILE: linked}))
    return replace(plan, columns=columns, rows=rows)


@pytest.fixture
def opened(chromium: Chrome, tmp_path: Path) -> Open:
    """Open the page of some files: the browser comes back, having said nothing in its console."""

    def opening(*files: Checked, speaker: Speaker = ENGLISH, size: tuple[int, int] = WIDE) -> Chrome:
        path = tmp_path / "puslapis.html"
        path.write_text(render(ReportFormat.HTML, files, speaker), encoding="utf-8")
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        mouse = ActionBuilder(chromium)
        mouse.pointer_action.move_to_location(0, 0)  # type: ignore[no-untyped-call]
        mouse.perform()
        console(chromium)  # of pages that other tests opened
        chromium.get(path.as_uri())
        assert console(chromium) == []
        return chromium

    return opening


def console(browser: Chrome) -> list[str]:
    """What was said in the console since it was last asked."""
    return [str(entry["message"]) for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]


def press(browser: Chrome, *keys: str) -> None:
    ActionChains(browser).send_keys(*keys).perform()


def focused(browser: Chrome) -> WebElement:
    return browser.switch_to.active_element


def shown(browser: Chrome) -> str:
    """What is shown beside a part of the plan, empty where nothing is."""
    tip = browser.find_element(By.CLASS_NAME, "tip")
    return tip.text if tip.is_displayed() else ""


def in_view(browser: Chrome, element: WebElement) -> bool:
    box = "const box = arguments[0].getBoundingClientRect();"
    return bool(
        browser.execute_script(
            f"{box} return box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth",
            element,
        )
    )


# axe-core.


@pytest.mark.parametrize(
    ("files", "speaker", "size"),
    [
        ([sample()], ENGLISH, WIDE),
        ([sample()], LITHUANIAN, PHONE),
        ([CLEAN], ENGLISH, PHONE),
        ([CLEAN], LITHUANIAN, WIDE),
        ([EVERYWHERE], ENGLISH, PHONE),
        ([EVERYWHERE], LITHUANIAN, WIDE),
        ([checked(joined())], ENGLISH, WIDE),
        ([UNREAD], ENGLISH, WIDE),
        ([sample(), CLEAN, UNREAD, EVERYWHERE, CLEAN, checked(draft(columns=()))], ENGLISH, WIDE),
        ([sample(), CLEAN, UNREAD, EVERYWHERE, CLEAN, checked(draft(columns=()))], LITHUANIAN, PHONE),
        ([checked(pair.broken, f"{number} {pair.code}.json") for number, pair in enumerate(PAIRS)], ENGLISH, WIDE),
        ([checked(pair.broken, f"{number} {pair.code}.json") for number, pair in enumerate(PAIRS)], LITHUANIAN, PHONE),
    ],
    ids=lambda value: value.language if isinstance(value, Speaker) else None,
)
def test_axe_finds_nothing(
    opened: Open, axe: str, files: Sequence[Checked], speaker: Speaker, size: tuple[int, int]
) -> None:
    browser = opened(*files, speaker=speaker, size=size)
    assert violations(browser, axe) == []


def test_axe_finds_nothing_in_what_is_shown(opened: Open, axe: str) -> None:
    browser = opened(EVERYWHERE)
    for reference in browser.find_elements(By.CLASS_NAME, "reference"):
        browser.execute_script("arguments[0].focus()", reference)
        assert shown(browser)
    assert violations(browser, axe) == []


def test_axe_would_find_something(opened: Open, axe: str) -> None:
    browser = opened(CLEAN)
    browser.execute_script("document.documentElement.removeAttribute('lang')")
    assert violations(browser, axe) == ["html-has-lang: html"]


def violations(browser: Chrome, axe: str) -> list[str]:
    """What all rules of axe-core find, those of good practice among them."""
    browser.execute_script(axe)
    found: dict[str, Any] = browser.execute_async_script("axe.run().then(arguments[0])")
    assert found["passes"]
    return [f"{one['id']}: {node['target'][0]}" for one in found["violations"] for node in one["nodes"]]


# By keyboard.


def test_a_keyboard_goes_from_the_summary_to_a_cell_to_its_note_and_back(opened: Open) -> None:
    browser = opened(sample())
    press(browser, Keys.TAB)
    assert focused(browser).text == "1 error, 1 warning"
    press(browser, Keys.TAB)
    assert focused(browser).accessible_name == "Table of activities"
    press(browser, Keys.TAB)
    reference = focused(browser)
    assert (reference.aria_role, reference.accessible_name) == ("link", "warning 1")
    assert "R. Uosytė T. Eglinskas" in cell(reference).text
    assert "Nothing separates the names but spaces" in shown(browser)
    press(browser, Keys.ENTER)
    assert focused(browser).tag_name == "li"
    assert "Nothing separates the names but spaces" in focused(browser).text
    assert shown(browser) == ""
    press(browser, Keys.TAB)
    assert focused(browser).text == "Planas!E17"
    press(browser, Keys.ENTER)
    assert focused(browser) == reference
    assert in_view(browser, reference)
    assert "Put commas between them." in shown(browser)


def test_every_item_of_the_list_leads_to_its_cell_and_every_cell_to_its_item(opened: Open) -> None:
    browser = opened(sample(), EVERYWHERE, size=PHONE)
    items = browser.find_elements(By.CSS_SELECTOR, ".notes ol > li")
    assert len(items) == 2 + len(EVERYWHERE.findings)
    for item in items:
        link = item.find_element(By.TAG_NAME, "a")
        browser.execute_script("arguments[0].focus()", link)
        press(browser, Keys.ENTER)
        reference = focused(browser)
        assert (reference.get_attribute("class") or "").startswith("reference")
        assert in_view(browser, reference)
        sentence = item.find_elements(By.TAG_NAME, "p")[1].text
        assert sentence in shown(browser)
        press(browser, Keys.ENTER)
        assert focused(browser) == item


def test_escape_puts_away_what_is_shown_and_leaves_the_focus(opened: Open) -> None:
    browser = opened(sample())
    press(browser, *[Keys.TAB] * 3)
    reference = focused(browser)
    assert shown(browser)
    press(browser, Keys.ESCAPE)
    assert shown(browser) == ""
    assert focused(browser) == reference
    press(browser, Keys.TAB)
    assert focused(browser).accessible_name == "error 2"
    assert "outside the plan's period" in shown(browser)
    ActionChains(browser).key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
    assert "Nothing separates the names" in shown(browser)


def test_a_screen_reader_is_told_the_finding_at_the_cell(opened: Open) -> None:
    browser = opened(sample())
    reference = browser.find_element(By.CLASS_NAME, "reference")
    node = browser.execute_cdp_cmd("DOM.describeNode", {"objectId": object_id(browser, ".reference")})["node"]
    told = browser.execute_cdp_cmd(
        "Accessibility.getPartialAXTree", {"backendNodeId": node["backendNodeId"], "fetchRelatives": False}
    )["nodes"][0]
    assert told["name"]["value"] == reference.accessible_name == "warning 1"
    assert "Nothing separates the names but spaces" in told["description"]["value"]


def object_id(browser: Chrome, selector: str) -> str:
    found = browser.execute_cdp_cmd("Runtime.evaluate", {"expression": f"document.querySelector('{selector}')"})
    return str(found["result"]["objectId"])


def cell(element: WebElement) -> WebElement:
    return element.find_element(By.XPATH, "./ancestor::*[self::td or self::th]")


# By mouse and finger.


def test_what_is_wrong_shows_under_the_mouse_and_stays_while_it_is_over_it(opened: Open) -> None:
    browser = opened(sample())
    faulty = cell(browser.find_element(By.CLASS_NAME, "reference"))
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", faulty)
    ActionChains(browser).move_to_element(faulty).perform()
    assert "Nothing separates the names but spaces" in shown(browser)
    ActionChains(browser).move_to_element(browser.find_element(By.CLASS_NAME, "tip")).perform()
    time.sleep(LEFT)
    assert shown(browser)
    ActionChains(browser).move_to_element(browser.find_element(By.TAG_NAME, "h3")).perform()
    time.sleep(LEFT)
    assert shown(browser) == ""


def test_escape_puts_it_away_under_the_mouse_until_the_mouse_comes_again(opened: Open) -> None:
    browser = opened(sample())
    faulty = cell(browser.find_element(By.CLASS_NAME, "reference"))
    ActionChains(browser).move_to_element(faulty).perform()
    assert shown(browser)
    press(browser, Keys.ESCAPE)
    ActionChains(browser).move_to_element_with_offset(faulty, 5, 5).perform()
    assert shown(browser) == ""
    ActionChains(browser).move_to_element(browser.find_element(By.TAG_NAME, "h2")).move_to_element(faulty).perform()
    assert shown(browser)


def test_a_click_keeps_it_until_one_elsewhere(opened: Open) -> None:
    browser = opened(sample())
    faulty = cell(browser.find_element(By.CLASS_NAME, "reference"))
    ActionChains(browser).move_to_element_with_offset(faulty, 0, -8).click().perform()
    heading = browser.find_element(By.CSS_SELECTOR, ".notes h3")
    ActionChains(browser).move_to_element(heading).perform()
    time.sleep(LEFT)
    assert "Nothing separates the names but spaces" in shown(browser)
    heading.click()
    assert shown(browser) == ""


def test_all_findings_of_a_cell_are_shown(opened: Open) -> None:
    browser = opened(EVERYWHERE)
    (faulty,) = (one for one in browser.find_elements(By.TAG_NAME, "td") if "2025-08-29" in one.text)
    ActionChains(browser).move_to_element(faulty).perform()
    assert "T106 outside-period" in shown(browser)
    assert "T108 weekday-disagrees" in shown(browser)


# Everywhere else.


@pytest.mark.parametrize("size", [WIDE, PHONE, (320, 600)], ids=["wide", "phone", "narrow"])
def test_the_page_is_never_wider_than_its_window(opened: Open, size: tuple[int, int]) -> None:
    browser = opened(sample(), EVERYWHERE, size=size)
    for reference in browser.find_elements(By.CLASS_NAME, "reference"):
        browser.execute_script("arguments[0].focus()", reference)
        assert shown(browser)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]


def test_without_its_script_the_page_tells_the_same(opened: Open) -> None:
    browser = opened(sample())
    told = browser.find_element(By.TAG_NAME, "main").text
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.refresh()
        assert browser.find_elements(By.CLASS_NAME, "tip") == []
        assert browser.find_element(By.TAG_NAME, "main").text == told
        browser.find_element(By.LINK_TEXT, "Planas!C31").send_keys(Keys.ENTER)
        assert focused(browser).accessible_name == "error 2"
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_paper_has_the_notes_in_words_and_the_headings_on_each_page_of_the_table(opened: Open) -> None:
    rows = [row(str(i), title=f"{i}-oji popietė", when=f"2025 m. spalio {i % 9 + 1} d.") for i in range(1, 60)]
    browser = opened(checked(draft(*rows, row("60", when="2027-03-04"))))
    ActionChains(browser).move_to_element(browser.find_element(By.CSS_SELECTOR, "td.spot")).perform()
    assert shown(browser)
    with pdfplumber.open(io.BytesIO(base64.b64decode(browser.print_page()))) as paper:
        pages = [page.extract_text() for page in paper.pages]
    assert len(pages) > 2
    of_table = [page for page in pages if "popietė" in page.partition("Findings")[0]]
    assert len(of_table) > 1
    assert all("Veiklos pavadinimas" in page for page in of_table)
    assert "\n".join(pages).count("The time is outside the plan's period") == 1


def test_hostile_words_do_nothing(opened: Open) -> None:
    browser = opened(checked(hostile_plan(), HOSTILE))
    assert browser.execute_script("return [window.hacked, document.scripts.length, document.images.length]") == [
        *(None, 1, 0)
    ]
    assert browser.find_element(By.TAG_NAME, "h2").text == HOSTILE.partition("\u202e")[0] + "\N{REPLACEMENT CHARACTER}"
    targets = [a.get_dom_attribute("href") or "" for a in browser.find_elements(By.TAG_NAME, "a")]
    assert targets
    assert all(target.startswith("#") for target in targets)
    browser.execute_script(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x onerror=hacked=1>')"
    )
    time.sleep(LEFT)
    assert browser.execute_script("return window.hacked") is None
    refused = console(browser)
    assert refused
    assert all("Content Security Policy" in message for message in refused)


def test_a_thousand_rows_open_and_say_nothing_in_the_console(opened: Open) -> None:
    rows = [row(str(i), title=f"{i}-oji  popietė", when=f"2027-03-{i % 28 + 1:02}") for i in range(1, 1001)]
    browser = opened(checked(draft(*rows)))
    assert len(browser.find_elements(By.CSS_SELECTOR, "tbody tr")) == 1000
    assert len(browser.find_elements(By.CSS_SELECTOR, ".notes ol > li")) > 1000
