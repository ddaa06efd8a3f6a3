"""The page in a real Chromium, with its script and without, by mouse, by keyboard, and by axe-core."""

import datetime as dt
import io
import os
import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from drafted import FAIR, TALK, draft
from running_page import running_page
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException, WebDriverException
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

import planforms
from planforms.web.app import Guard

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"
TODAY = dt.date(2025, 12, 1)
WIDE, PHONE = (1280, 900), (390, 844)
APPROVAL = "PATVIRTINTA\nMokyklos direktoriaus\n2025 m. rugsėjo 1 d. įsakymu Nr. V-1"
_WAIT = 30


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    """A page that runs on this computer."""
    with running_page(TODAY) as made:
        yield made


Open = Callable[..., Chrome]


@pytest.fixture
def opened(chromium: Chrome, guard: Guard, tmp_path: Path) -> Iterator[Open]:
    """Open the page; downloads go to *tmp_path*."""

    def opening(size: tuple[int, int] = WIDE, *, script: bool = True) -> Chrome:
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE}
        chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        chromium.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        chromium.get(guard.address)
        return chromium

    yield opening
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def by_id(browser: Chrome, name: str) -> WebElement:
    return browser.find_element(By.ID, name)


def button(browser: Chrome, action: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, f"#flow button[value={action}]")


def wait(browser: Chrome, until: Callable[[], object]) -> None:
    """Until it is so; while a page gives way to the next, its elements are gone for a moment."""
    gone = (StaleElementReferenceException, NoSuchElementException)

    def is_so(_: Chrome) -> object:
        try:
            return until()
        except WebDriverException as error:
            if "does not belong to the document" in str(error.msg):  # of an element that is about to be gone
                return False
            raise

    WebDriverWait(browser, _WAIT, poll_frequency=0.1, ignored_exceptions=gone).until(is_so)


def focused(browser: Chrome) -> str:
    return browser.switch_to.active_element.get_attribute("id") or ""


def choose(browser: Chrome, file: Path) -> None:
    """Choose a file, which is checked at once."""
    by_id(browser, "file").send_keys(str(file))
    wait(browser, lambda: focused(browser) in {"title-2", "message"})


def downloaded(browser: Chrome, folder: Path, name: str) -> bytes:
    """The downloaded file; the browser takes its name with an empty file first."""
    wait(browser, lambda: (folder / name).is_file() and (folder / name).stat().st_size > 0)
    return (folder / name).read_bytes()


def write(folder: Path, plan: planforms.Plan, name: str = "planas.json") -> Path:
    file = folder / name
    file.write_bytes(planforms.write(plan, "json"))
    return file


def two_plans() -> bytes:
    """A workbook with a plan on each of two sheets."""
    book = openpyxl.Workbook()
    plans = {"Choras": ("Choro repeticija", "Koncertas"), "Sportas": ("Varžybų diena", "Žygis prie ežero")}
    for name, titles in plans.items():
        sheet = book.create_sheet(name)
        sheet.append([f"{name.upper()}O VEIKLOS PLANAS 2025–2026 M. M."])
        sheet.append([])
        sheet.append(["Eil. Nr.", "Veikla", "Data", "Vieta"] if name == "Choras" else ["Data", "Renginys", "Dalyviai"])
        for number, title in enumerate(titles, start=1):
            row = [number, title, "2025-10-03", "Salė"] if name == "Choras" else ["2026-03-04", title, "5 klasė"]
            sheet.append(row)
    del book["Sheet"]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def shown_as(browser: Chrome, words: str) -> bool:
    """Whether the mark of approval is shown with these *words*."""
    return words in by_id(browser, "preview-0").text


def violations(browser: Chrome, axe: str) -> list[str]:
    browser.execute_script(axe)
    found: dict[str, Any] = browser.execute_async_script("axe.run().then(arguments[0])")
    assert found["passes"]
    return [f"{one['id']}: {node['target'][0]}" for one in found["violations"] for node in one["nodes"]]


def set_text(browser: Chrome, name: str, words: str) -> None:
    field = by_id(browser, name)
    field.clear()
    field.send_keys(words)


# With the script.


def test_from_the_file_to_the_document_with_number_and_date(opened: Open, tmp_path: Path) -> None:
    browser = opened()
    choose(browser, SAMPLE)
    assert "Pavardės atskirtos tik tarpais" in by_id(browser, "result").text
    assert by_id(browser, "order-no").get_attribute("value") == "V-118"
    set_text(browser, "order-no", "V-121")
    wait(browser, lambda: "Nr. V-121" in by_id(browser, "preview-0").text)
    set_text(browser, "order-date", "2025-09-15")
    wait(browser, lambda: "rugsėjo 15 d." in by_id(browser, "preview-0").text)
    button(browser, "docx").click()
    made = planforms.read(downloaded(browser, tmp_path, "menu-grupe.docx"), "x.docx").plan
    assert str(made.marks[0]).startswith("PATVIRTINTA") or made.marks[0].acts[0].number == "V-121"
    assert made.marks[0].acts[0].date == dt.date(2025, 9, 15)
    assert "Atsisiųsta: menu-grupe.docx" in by_id(browser, "message").text


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("ics", "menu-grupe.ics"),
        ("mark", "menu-grupe-su-žyma.docx"),
        ("annotated", "menu-grupe-pastabos.xlsx"),
        ("fixed", "menu-grupe-pataisytas.xlsx"),
        ("draft", "menu-grupe-2026-2027.xlsx"),
        ("changes", "menu-grupe-2026-2027-pakeitimai.html"),
        ("order", "menu-grupe-įsakymas.docx"),
        ("minutes", "menu-grupe-protokolo-išrašas.docx"),
        ("diff", "menu-grupe-palyginimas.html"),
    ],
)
@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_each_button_gives_its_document(opened: Open, tmp_path: Path, action: str, name: str, script: bool) -> None:  # noqa: FBT001
    browser = opened(script=script)
    sample = SAMPLE.with_suffix(".docx") if action == "mark" else SAMPLE
    if script:
        choose(browser, sample)
    else:
        by_id(browser, "file").send_keys(str(sample))
    if action == "mark":
        set_text(browser, "order-no", "V-9")
    if action == "diff":
        by_id(browser, "other").send_keys(str(write(tmp_path, draft(FAIR, TALK), "anksčiau.json")))
    browser.find_element(By.CSS_SELECTOR, f"#step-4 button[value={action}]").click()
    assert downloaded(browser, tmp_path, name)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_pdf_by_its_button(opened: Open, soffice: object, tmp_path: Path, script: bool) -> None:  # noqa: ARG001, FBT001
    browser = opened(script=script)
    by_id(browser, "file").send_keys(str(SAMPLE))
    if script:
        wait(browser, lambda: focused(browser) == "title-2")
    button(browser, "pdf").click()
    assert downloaded(browser, tmp_path, "menu-grupe.pdf").startswith(b"%PDF-")


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_which_of_several_plans(opened: Open, axe: str, tmp_path: Path, script: bool) -> None:  # noqa: FBT001
    file = tmp_path / "du.xlsx"
    file.write_bytes(two_plans())
    browser = opened(script=script)

    def check() -> None:
        by_id(browser, "file").send_keys(str(file))
        if not script:
            button(browser, "check").click()

    check()
    wait(browser, lambda: "Choro repeticija" in by_id(browser, "result").text)
    first, second = browser.find_elements(By.CSS_SELECTOR, "input[type=radio][name=plan]")
    assert first.is_selected()
    if script:
        assert violations(browser, axe) == []
    second.click()
    if not script:
        check()
    wait(browser, lambda: "Varžybų diena" in by_id(browser, "result").text)
    assert "Choro repeticija" not in by_id(browser, "result").text
    if not script:  # the page forgets the file
        by_id(browser, "file").send_keys(str(file))
    button(browser, "docx").click()
    made = planforms.read(downloaded(browser, tmp_path, "du.docx"), "x.docx").plan
    assert [str(activity.title) for activity in made.activities] == ["Varžybų diena", "Žygis prie ežero"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_period_row_of_headings_and_columns_are_set_right(opened: Open, tmp_path: Path, script: bool) -> None:  # noqa: FBT001
    file = tmp_path / "planas.csv"
    file.write_text(
        "Veikla;Kas;Kada\nMugė;Sporto klubas;spalio 3 d.\nPaskaita;Knygos draugai;kovo 4 d.\n", encoding="utf-8"
    )
    browser = opened(script=script)
    by_id(browser, "file").send_keys(str(file))
    if not script:
        button(browser, "check").click()
    wait(browser, lambda: "Sporto klubas" in by_id(browser, "result").text)
    by_id(browser, "reading").find_element(By.TAG_NAME, "summary").click()
    set_text(browser, "period", "2026-2027")
    set_text(browser, "heading-row", "1")
    Select(by_id(browser, "column-2")).select_by_value("performers")
    if not script:
        by_id(browser, "file").send_keys(str(file))
    button(browser, "check").click()
    wait(browser, lambda: "2026–2027" in by_id(browser, "result").text)
    assert Select(by_id(browser, "column-2")).first_selected_option.get_attribute("value") == "performers"
    # What was set right holds for the next button too.
    if not script:
        by_id(browser, "file").send_keys(str(file))
    result = browser.find_element(By.CSS_SELECTOR, "#result .file")
    button(browser, "check").click()
    wait(browser, lambda: staleness_of(result)(browser) and by_id(browser, "result").text)
    assert Select(by_id(browser, "column-2")).first_selected_option.get_attribute("value") == "performers"
    assert by_id(browser, "period").get_attribute("value") == "2026-2027"
    if not script:
        by_id(browser, "file").send_keys(str(file))
    button(browser, "docx").click()
    (table,) = docx.Document(io.BytesIO(downloaded(browser, tmp_path, "planas.docx"))).tables
    assert [row.cells[0].text for row in table.rows] == ["Veikla", "Mugė", "Paskaita"]


def save(browser: Chrome) -> None:
    """Press the button that saves the settings, and wait for the page that says so."""
    before = browser.find_element(By.TAG_NAME, "html")
    browser.find_element(By.CSS_SELECTOR, "button[value=settings]").click()
    wait(browser, lambda: staleness_of(before)(browser))
    wait(browser, lambda: "Įrašyta." in by_id(browser, "message").text)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_settings_are_saved_and_shown_again(opened: Open, guard: Guard, axe: str, script: bool) -> None:  # noqa: FBT001
    browser = opened(script=script)
    browser.get(f"http://{guard.host}/year")
    set_text(browser, "town", "Alksniai")
    save(browser)
    if script:
        assert violations(browser, axe) == []
    browser.get(f"http://{guard.host}/year")
    assert by_id(browser, "town").get_attribute("value") == "Alksniai"
    set_text(browser, "town", "")
    save(browser)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_the_field_for_a_file_is_in_the_language_of_the_page(opened: Open, script: bool) -> None:  # noqa: FBT001
    browser = opened(script=script)
    pick = browser.find_element(By.CSS_SELECTOR, "#drop .pick")
    assert pick.text.split("\n") == ["Pasirinkti failą", "Failas nepasirinktas."]
    assert by_id(browser, "file").accessible_name == "Nutempkite failą čia arba pasirinkite Pasirinkti failą"
    by_id(browser, "file").send_keys(str(SAMPLE))
    wait(browser, lambda: by_id(browser, "file").size["width"] > 50)
    assert pick.text == "Pasirinkti failą"


def test_a_number_is_not_broken_at_its_hyphen(opened: Open) -> None:
    browser = opened(PHONE)
    choose(browser, SAMPLE)
    for number in ("V1-26/2025-118", "AB-1-CD-2025-12345", "V-7"):
        set_text(browser, "order-no", number)
        wait(browser, partial(shown_as, browser, f"Nr. {number}"))
        (part,) = browser.find_elements(By.XPATH, f"//output[@id='preview-0']//span[text()='{number}']")
        assert part.size["height"] < 30


def exec_of(entry: str) -> list[str]:
    """The words of the line ``Exec`` of a desktop entry."""
    (line,) = (line for line in entry.splitlines() if line.startswith("Exec="))
    return shlex.split(line.removeprefix("Exec=").replace("\\\\", "\\").replace("%%", "%"))


@pytest.mark.skipif(sys.platform != "linux", reason="the icon is a desktop entry")
def test_a_secretary_needs_six_clicks_from_the_icon_to_the_document(opened: Open, tmp_path: Path) -> None:
    """The page counts its clicks itself; outside it there are two, on the icon and on the file in the file dialog."""
    home = tmp_path / "home"
    (home / "Desktop").mkdir(parents=True)
    opener = home / "browser"
    opener.write_text(f'#!/bin/sh\necho "$1" > {home}/address.new && mv {home}/address.new {home}/address\n')
    opener.chmod(0o755)
    world = {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "LANG": "lt_LT.UTF-8"}
    world |= {"BROWSER": f"{opener} %s", "PYTHONUTF8": "1", "LANGUAGE": "lt"}
    subprocess.run([sys.executable, "-m", "planforms", "shortcut"], env=world, check=True, capture_output=True)
    (entry,) = home.rglob("*.desktop")
    clicks = 1
    with subprocess.Popen(exec_of(entry.read_text(encoding="utf-8")), env=world) as program:
        browser = opened()
        count = "addEventListener('click', e => { if (e.isTrusted) window.clicks = (window.clicks ?? 0) + 1; }, true)"
        script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": count})
        browser.execute_cdp_cmd("Page.setInterceptFileChooserDialog", {"enabled": True})
        try:
            wait(browser, (home / "address").is_file)
            browser.get((home / "address").read_text().strip())
            by_id(browser, "file-button").click()
            clicks += 1  # on the file, in the dialog that has opened
            choose(browser, SAMPLE)
            for name, words in (("order-no", "V-121"), ("order-date", "2025 09 15")):
                by_id(browser, name).click()
                ActionChains(browser).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys(
                    words
                ).perform()
            button(browser, "docx").click()
            made = planforms.read(downloaded(browser, tmp_path, "menu-grupe.docx"), "x.docx").plan
            # A browser clicks the field whose label is clicked once more.
            clicks += int(browser.execute_script("return window.clicks")) - 1
            browser.find_element(By.CSS_SELECTOR, "button[value=quit]").click()
            assert program.wait(_WAIT) == 0
        finally:
            program.kill()
            browser.execute_cdp_cmd("Page.setInterceptFileChooserDialog", {"enabled": False})
            browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script["identifier"]})
    assert (made.marks[0].acts[0].number, made.marks[0].acts[0].date) == ("V-121", dt.date(2025, 9, 15))
    assert clicks == 6


def test_two_quick_presses_give_one_document(opened: Open, tmp_path: Path) -> None:
    browser = opened()
    choose(browser, SAMPLE)
    browser.execute_script("arguments[0].click(); arguments[0].click();", button(browser, "docx"))
    assert downloaded(browser, tmp_path, "menu-grupe.docx")
    wait(browser, lambda: "Atsisiųsta" in by_id(browser, "message").text)
    assert [path.name for path in tmp_path.iterdir()] == ["menu-grupe.docx"]


def test_a_file_chosen_while_another_is_worked_on_is_checked_after_it(opened: Open, tmp_path: Path) -> None:
    other = write(tmp_path, draft(FAIR, TALK, marks=(APPROVAL,)))
    browser = opened()
    by_id(browser, "file").send_keys(str(SAMPLE))
    by_id(browser, "file").send_keys(str(other))
    wait(browser, lambda: "planas.json" in by_id(browser, "result").text)
    wait(browser, lambda: by_id(browser, "order-no").get_attribute("value") == "V-1")
    assert "menu-grupe" not in by_id(browser, "result").text


def test_two_files_that_are_dropped_together_are_refused(opened: Open) -> None:
    browser = opened()
    browser.execute_script(
        """const data = new DataTransfer();
        for (const name of ["a.txt", "b.txt"]) data.items.add(new File(["1. Mugė, 2025-10-03"], name));
        document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));"""
    )
    wait(browser, lambda: focused(browser) == "message")
    assert "Nutempkite vieną failą" in by_id(browser, "message").text
    assert by_id(browser, "file").get_attribute("value") == ""


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_a_name_with_any_letters_and_quotation_marks_is_kept(opened: Open, tmp_path: Path, script: bool) -> None:  # noqa: FBT001
    name = "Planas „Ąžuolėlis“ 'šį' \"ŽĖŪ\" 100%"
    file = tmp_path / f"{name}.xlsx"
    file.write_bytes(SAMPLE.read_bytes())
    browser = opened(script=script)
    by_id(browser, "file").send_keys(str(file))
    button(browser, "docx").click()
    wait(browser, lambda: list(tmp_path.glob("*.docx")))
    (made,) = tmp_path.glob("*.docx")
    assert re.sub('[_"]', "", made.stem) == name.replace('"', "")


def test_after_reloading_and_going_back_nothing_of_the_plan_is_left(opened: Open, guard: Guard) -> None:
    browser = opened()
    choose(browser, SAMPLE)
    set_text(browser, "order-no", "V-500")
    for away in (False, True):
        if away:
            browser.get(f"http://{guard.host}/year")
            browser.back()
        else:
            browser.refresh()
        wait(browser, lambda: by_id(browser, "order-no").get_attribute("value") == "")
        assert by_id(browser, "file").get_attribute("value") == ""
        assert by_id(browser, "result").text == "Čia bus parodyta, kas plane negerai ir kurioje vietoje."
        button(browser, "docx").click()
        wait(browser, lambda: "Failas nepasirinktas" in by_id(browser, "message").text)


def test_after_a_file_that_cannot_be_read_nothing_of_the_one_before_is_left(opened: Open, tmp_path: Path) -> None:
    broken = tmp_path / "sugadintas.xlsx"
    broken.write_bytes(SAMPLE.read_bytes()[:4000])
    browser = opened()
    choose(browser, SAMPLE)
    by_id(browser, "file").send_keys(str(broken))
    wait(browser, lambda: focused(browser) == "message")
    assert by_id(browser, "result").text == "Čia bus parodyta, kas plane negerai ir kurioje vietoje."
    assert shown_as(browser, "Žymos dar nėra.")


def test_a_file_that_is_dropped_is_checked(opened: Open) -> None:
    browser = opened()
    browser.execute_script(
        """const data = new DataTransfer();
        data.items.add(new File(["1. Mugė, 2025-10-03"], "planas.txt"));
        document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));"""
    )
    wait(browser, lambda: focused(browser) in {"title-2", "message"})
    assert "planas.txt" in str(by_id(browser, "file").get_attribute("value"))


def test_another_file_takes_the_marks_of_the_first_away(opened: Open, tmp_path: Path) -> None:
    browser = opened()
    choose(browser, SAMPLE)
    set_text(browser, "order-no", "V-500")
    by_id(browser, "file").send_keys(str(write(tmp_path, draft(FAIR, TALK, marks=(APPROVAL,)))))
    wait(browser, lambda: by_id(browser, "order-no").get_attribute("value") == "V-1")
    assert "V-500" not in by_id(browser, "marks").text


def test_a_plan_without_faults_is_told_in_green(opened: Open, tmp_path: Path) -> None:
    browser = opened()
    choose(browser, write(tmp_path, draft(FAIR, TALK, marks=(APPROVAL,))))
    assert browser.find_element(By.CLASS_NAME, "good").text == "Trūkumų nerasta."


def test_what_is_wrong_in_a_field_is_said_at_the_field(opened: Open) -> None:
    browser = opened()
    choose(browser, SAMPLE)
    set_text(browser, "order-date", "vakar")
    button(browser, "docx").click()
    wait(browser, lambda: focused(browser) == "order-date")
    assert "„vakar“ nėra data" in by_id(browser, "order-date-problem").text
    assert by_id(browser, "order-date").get_attribute("aria-invalid") == "true"


def test_a_damaged_file_is_a_sentence(opened: Open, tmp_path: Path) -> None:
    broken = tmp_path / "sugadintas.xlsx"
    broken.write_bytes(SAMPLE.read_bytes()[:4000])
    browser = opened()
    choose(browser, broken)
    assert focused(browser) == "message"
    assert "Nepavyko." in by_id(browser, "message").text
    assert "sugadintas.xlsx" in by_id(browser, "message").text


def test_a_file_changed_after_it_was_chosen_is_to_be_chosen_again(opened: Open, tmp_path: Path) -> None:
    file = write(tmp_path, draft(FAIR, TALK))
    browser = opened()
    choose(browser, file)
    time.sleep(1.1)  # a browser knows a file by its time in seconds
    write(tmp_path, draft(FAIR))
    button(browser, "check").click()
    wait(browser, lambda: "Pasirinkite jį iš naujo" in by_id(browser, "message").text)


def test_a_huge_file_is_refused_before_it_is_sent(opened: Open, tmp_path: Path) -> None:
    huge = tmp_path / "didelis.xlsx"
    with huge.open("wb") as stream:
        stream.truncate(65 << 20)
    browser = opened()
    choose(browser, huge)
    assert "didesnis kaip 64 MB" in by_id(browser, "message").text


# By keyboard, in every state.


def test_the_whole_flow_goes_by_keyboard(opened: Open, tmp_path: Path) -> None:
    browser = opened()
    choose(browser, SAMPLE)
    seen: list[str] = []
    for _ in range(60):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        element = browser.switch_to.active_element
        seen.append(element.get_attribute("id") or element.get_attribute("value") or "")
        if element.get_attribute("id") == "order-no":
            ActionChains(browser).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).send_keys("V-7").perform()
        if element.get_attribute("value") == "docx":
            ActionChains(browser).send_keys(Keys.ENTER).perform()
            break
    made = planforms.read(downloaded(browser, tmp_path, "menu-grupe.docx"), "x.docx").plan
    assert made.marks[0].acts[0].number == "V-7"
    assert seen.index("approved-by") < seen.index("order-no") < seen.index("order-date")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("state", ["empty", "findings", "clean", "error", "year"])
def test_axe_finds_nothing_and_the_page_fits(  # noqa: PLR0913, PLR0917 -- fixtures and a state
    opened: Open, guard: Guard, axe: str, tmp_path: Path, state: str, size: tuple[int, int]
) -> None:
    browser = opened(size)
    match state:
        case "findings":
            choose(browser, SAMPLE)
            for details in browser.find_elements(By.TAG_NAME, "details"):
                browser.execute_script("arguments[0].open = true", details)
        case "clean":
            choose(browser, write(tmp_path, draft(FAIR, TALK, marks=(APPROVAL,))))
        case "error":
            button(browser, "check").click()
            wait(browser, lambda: focused(browser) == "message")
        case "year":
            browser.get(f"http://{guard.host}/year")
        case _:
            pass
    assert violations(browser, axe) == []
    assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]


# Without the script.


def test_without_its_script_a_page_shows_what_is_wrong(opened: Open) -> None:
    browser = opened(script=False)
    by_id(browser, "file").send_keys(str(SAMPLE))
    button(browser, "check").click()
    wait(browser, lambda: "Pavardės atskirtos tik tarpais" in by_id(browser, "result").text)
    assert by_id(browser, "order-no").get_attribute("value") == "V-118"


def test_without_its_script_one_press_gives_the_document(opened: Open, tmp_path: Path) -> None:
    browser = opened(script=False)
    by_id(browser, "file").send_keys(str(SAMPLE))
    by_id(browser, "order-no").send_keys("V-9")
    button(browser, "docx").click()
    made = planforms.read(downloaded(browser, tmp_path, "menu-grupe.docx"), "x.docx").plan
    assert made.marks[0].acts[0].number == "V-9"
