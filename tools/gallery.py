"""Make ``docs/gallery``: composed plans as they come out on paper, a picture of each first page.

Usage: ``python tools/gallery.py``. It needs LibreOffice and pdftoppm. All plans, schools and people in it are invented;
they are the ones that the tests render. The pictures are looked at by a person when the form changes.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import docx
from docx.shared import Mm
from msgspec.structs import replace
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "make"))

from composed import APPROVED, COORDINATED, ENDORSED, activity, plan, rich, row  # noqa: E402 (from the tests)

import planforms  # noqa: E402
from planforms.model import Heading, Mark, MarkKind, Plan, Row, Section, SectionRole, Text  # noqa: E402

FOLDER = ROOT / "docs" / "gallery"
DOTS = "60"  # an inch
EIGHT = ("number", "goal", "title", "when", "responsible", "participants", "result", "funding")
EVENTS = (
    "Knygų mugė ir susitikimas su rašytoja mokyklos bibliotekoje",
    "Skaitymo popietė su kaimynų mokykla",
    "Rudens išvyka į girios muziejų",
    "Bendruomenės vakaras „Prie laužo“",
    "Gamtos mokslų savaitė",
    "Poezijos rytmetis",
)
DAYS = ("2026 m. rugsėjo 14 d.", "2026 m. spalio 5–9 d.", "spalio mėn.", "2026 m. gruodžio 4 d.", "kas mėnesį")


def activities(count: int) -> list[planforms.Activity]:
    """So many rows that differ."""
    return [
        activity(
            {"number": f"{number}.", "title": EVENTS[number % len(EVENTS)], "when": DAYS[number % len(DAYS)],
             "place": ("Skaitykla", "Aktų salė")[number % 2], "responsible": "V. Uosytė, K. Šilinis"}
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def with_months() -> Plan:
    """Rows under the headings of their months."""
    months = ("Rugsėjis", "Spalis", "Lapkritis")
    rows: list[Row] = []
    for month in months:
        rows += [Heading(Text.of(month)), *activities(4)]
    return plan(*rows)


def with_joined_cells() -> Plan:
    """Cells that go on over rows, and a letterhead."""
    rows = [replace(one, joined=("place",) if number % 3 else ()) for number, one in enumerate(activities(12))]
    same = [replace(one, cells={**one.cells, "place": Text.of("Skaitykla")}) for one in rows]
    head = Section(role=SectionRole.LETTERHEAD, text=Text.of("Upėnų progimnazija\nMokyklos g. 5, Upėnai"))
    made = plan(*same)
    return replace(made, sections=(head, *made.sections))


def of_eight_columns() -> Plan:
    """More columns than an upright page has room for."""
    words = "Tarpdisciplininis bendradarbiavimas mokyklos bendruomenėje"
    rows = [
        activity(dict.fromkeys(EIGHT, words) | {"number": str(n), "when": "2026 m. spalio 9 d."}) for n in (1, 2, 3)
    ]
    return plan(*rows, ids=EIGHT)


def with_logo() -> bytes:
    """The built-in template with a logo above all else."""
    picture, out = Image.new("RGB", (160, 160), "white"), io.BytesIO()
    ImageDraw.Draw(picture).ellipse((10, 10, 150, 150), fill=(0, 90, 160))
    picture.save(out, "png")
    document = docx.Document(io.BytesIO(planforms.built_in_template()))
    logo = document.paragraphs[0].insert_paragraph_before().add_run()
    logo.add_picture(io.BytesIO(out.getvalue()), width=Mm(18))
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def documents() -> Mapping[str, bytes]:
    """The documents of the gallery, by the names of their pictures."""
    old = plan(*activities(6), marks=(APPROVED,))
    new = replace(old, rows=(*old.rows[:1], *old.rows[2:5], activities(7)[6]))
    blank = (Mark(word="PATVIRTINTA", kind=MarkKind.APPROVED), Mark(word="PRITARTA", kind=MarkKind.ENDORSED))
    return {
        "01-short": planforms.write(plan(*activities(6)), "docx"),
        "02-two-pages": planforms.write(plan(*activities(34)), "docx"),
        "03-landscape": planforms.write(plan(*activities(8)), "docx", landscape=True),
        "04-eight-columns": planforms.write(of_eight_columns(), "docx"),
        "05-months": planforms.write(with_months(), "docx"),
        "06-joined-cells-letterhead": planforms.write(with_joined_cells(), "docx"),
        "07-three-marks": planforms.write(plan(row(1), row(2), marks=(APPROVED, ENDORSED, COORDINATED)), "docx"),
        "08-blanks": planforms.write(plan(*activities(5), marks=blank), "docx"),
        "09-own-template-with-logo": planforms.write(rich(), "docx", template=with_logo()),
        "10-order": planforms.companion(rich(), "order").data,
        "11-minutes": planforms.companion(rich(), "minutes").data,
        "12-amendment": planforms.companion(new, "amendment", old=old).data,
    }


def main() -> None:
    """Write a picture of each page of each document."""
    office, painter = shutil.which("soffice"), shutil.which("pdftoppm")
    if not office or not painter:
        raise SystemExit("LibreOffice and pdftoppm are needed")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, data in documents().items():
            (folder / f"{title}.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        made = sorted(map(str, folder.glob("*.docx")))
        subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", name, *made], check=True)  # noqa: S603
        for printed in sorted(folder.glob("*.pdf")):
            picture = FOLDER / printed.stem
            subprocess.run([painter, "-r", DOTS, "-gray", "-png", str(printed), str(picture)], check=True)  # noqa: S603
    lines = ["# What comes out", "", "Made by `python tools/gallery.py`; schools and people are invented.", ""]
    lines += [f"![{picture.stem}]({picture.name})" for picture in sorted(FOLDER.glob("*.png"))]
    (FOLDER / "README.md").write_text("\n".join((*lines, "")), encoding="utf-8")


if __name__ == "__main__":
    main()
