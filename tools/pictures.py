"""Make ``docs/published``: the sample plans as a page, a calendar, an extract, a merged plan and an amendment.

Usage: ``python tools/pictures.py``. It needs LibreOffice, pdftoppm, Chromium with its driver, and the calendar program
khal (``pip install khal``, in an environment of its own, found on PATH). A person looks at the pictures.
"""

import html
import shutil
import subprocess
import tempfile
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions, ChromeService

import planforms

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "published"
GROUP, LIBRARY, AMENDED = (
    ROOT / "samples" / name for name in ("menu-grupe.xlsx", "biblioteka.csv", "biblioteka-pakeista.csv")
)
TITLE = "ŠILAGIRIO GIMNAZIJOS VEIKLOS PLANAS 2025–2026 M. M."
DOTS = "60"  # an inch
SIZES = {"page": (1280, 1100), "page-phone": (390, 844)}
KHAL = """
[calendars]
[[planas]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Vilnius
default_timezone = Europe/Vilnius
[sqlite]
path = {folder}/khal.db
"""
TERMINAL = (
    '<body style="margin:0;background:#1e1e1e;color:#eee;font:14px/1.4 monospace"><pre style="margin:1rem">{}</pre>'
)


def run(*command: str | Path) -> str:
    """What a program prints."""
    done = subprocess.run([*map(str, command)], check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
    return done.stdout


def documents(folder: Path) -> None:
    """Pictures of the first pages of an extract, a merged plan, the order that amends and the amended plan."""
    group, library, amended = (planforms.read(path).plan for path in (GROUP, LIBRARY, AMENDED))
    amended = planforms.fill_marks(amended, amended_no="V-98", amended_date="2026-03-25")
    made = {
        "extract": planforms.write(planforms.extract(group, month="2025-10").plan, "docx"),
        "merged": planforms.write(planforms.merge([group, library], title=TITLE, by="month").plan, "docx"),
        "amendment": planforms.companion(amended, "amendment", old=library, basis="gimnazijos nuostatų 25 punktu").data,
        "amended": planforms.write(amended, "docx"),
    }
    for name, data in made.items():
        (folder / f"{name}.docx").write_bytes(data)
        pdf, profile = folder / f"{name}.pdf", f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / f"{name}.docx")
        run("pdftoppm", "-r", DOTS, "-gray", "-png", "-singlefile", pdf, FOLDER / name)


def listing(folder: Path) -> str:
    """What khal shows of the sample's calendar in the autumn."""
    (folder / "calendar").mkdir()
    (folder / "khal.conf").write_text(KHAL.format(folder=folder), encoding="utf-8")
    (folder / "planas.ics").write_bytes(planforms.write(planforms.read(LIBRARY).plan, "ics"))
    khal = ("khal", "-c", folder / "khal.conf")
    run(*khal, "import", "--batch", folder / "planas.ics")
    shown = run(*khal, "list", "--format", "  {start-end-time-style} {title} ({location})", "2025-09-01", "300d")
    return f"$ khal import planas.ics\n$ khal list 2025-09-01 300d\n{shown}"


def main() -> None:
    """Write all pictures."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents(folder)
        (folder / "page.html").write_bytes(planforms.write(planforms.read(GROUP).plan, "html"))
        terminal = TERMINAL.format(html.escape(listing(folder)))
        (folder / "calendar.html").write_text(f"<!DOCTYPE html><meta charset=utf-8>{terminal}", encoding="utf-8")
        with Chrome(options=options, service=ChromeService(shutil.which("chromedriver") or "")) as browser:
            for picture, size in {**SIZES, "calendar": (900, 420)}.items():
                width, height = size
                metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": picture == "page-phone"}
                browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
                browser.get((folder / f"{picture.partition('-')[0]}.html").as_uri())
                browser.save_screenshot(str(FOLDER / f"{picture}.png"))


if __name__ == "__main__":
    main()
