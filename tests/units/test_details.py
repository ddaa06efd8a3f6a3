"""The sheet of details: the labels that the documentation names are the ones that are read."""

import re
from pathlib import Path

import pytest
from build import FAIR, HEADINGS, grid, source

from planforms.marks import parse_mark
from planforms.model import Text
from planforms.recognise import recognise
from planforms.recognise.details import Field, institution, take_pairs

DOCS = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
LABELS = [
    (label.strip(), field.strip())
    for labels, field in re.findall(
        r"^\| ([^|]+) \| ([^|]+) \|$", DOCS.partition("## A sheet of details")[2], re.MULTILINE
    )
    for label in labels.split(",")
    if field.strip() in {known.value for known in Field}
]


MARKED = "PATVIRTINTA\n{}\n2025-09-02 įsakymu Nr. V-7"


@pytest.mark.parametrize(
    ("title", "by", "expected"),
    [
        ("VEIKLOS PLANAS", "Kretuonų lopšelio-darželio „Pasaka“ direktorės", "Kretuonų lopšelis-darželis „Pasaka“"),
        ("VEIKLOS PLANAS", "Upėnų mokyklos-darželio Svajonė direktorės", "Upėnų mokykla-darželis Svajonė"),
        ("VEIKLOS PLANAS", "Liepyno pagrindinės mokyklos l. e. p. direktoriaus", "Liepyno pagrindinė mokykla"),
        ("VEIKLOS PLANAS", "Liepyno 5-osios gimnazijos direktorės", "Liepyno 5-oji gimnazija"),
        ("VEIKLOS PLANAS", "Liepyno 10-ojo darželio „Šilelis“ vedėjos", "Liepyno 10-asis darželis „Šilelis“"),
        ("VEIKLOS PLANAS", "Liepyno vaikų darželio Nr. 12 direktorės", "Liepyno vaikų darželis Nr. 12"),
        ("VEIKLOS PLANAS", "VšĮ „Saulės gojus“ direktoriaus", "VšĮ „Saulės gojus“"),
        ("VEIKLOS PLANAS", "Liepyno naujosios mokyklos direktorės", "Liepyno naujosios mokyklos"),
        ("VEIKLOS PLANAS", "Liepyno savivaldybės administracijos direktoriaus", ""),
        ("VEIKLOS PLANAS", "Mokyklos direktoriaus", ""),
        ("2025–2026 M. M. KRETUONŲ GIMNAZIJOS VEIKLOS PLANAS", "Direktoriaus", "KRETUONŲ GIMNAZIJA"),
        ("KRETUONŲ LOPŠELIO-DARŽELIO „PASAKA“ PLANAS", "Kretuonų lopšelio-darželio „Pasaka“ direktorės",
         "Kretuonų lopšelis-darželis „Pasaka“"),
        ("Kretuonų lopšelio-darželio „Pasaka“ veiklos planas", "Lopšelio-darželio „Pasaka“ direktorės",
         "Kretuonų lopšelis-darželis „Pasaka“"),
        ("KRETUONŲ MOKYKLOS VEIKLOS PLANAS", "Upėnų mokyklos direktoriaus", ""),
    ],
)  # fmt: skip
def test_whose_plan_it_is_is_read_from_title_and_mark(title: str, by: str, expected: str) -> None:
    mark = parse_mark(MARKED.format(by))
    assert mark is not None
    assert institution(Text.of(title), [mark]) == expected


@pytest.mark.parametrize(("label", "field"), LABELS)
def test_every_label_in_the_documentation_is_known(label: str, field: str) -> None:
    sheet = grid((label, "a"), ("Įstaiga", "b"), ("Miestas", "c"), ("Protokolo Nr.", "d"), name="Rekvizitai")
    pairs, _ = take_pairs(sheet.cells, own_sheet=True)
    assert pairs[0].field.value == field


def test_every_field_is_documented() -> None:
    assert {field for _, field in LABELS} == {field.value for field in Field}


def test_a_label_above_the_table_counts_with_a_colon_only() -> None:
    with_colon = recognise(source(grid(("Įstaiga:", "Ąžuolyno mokykla"), HEADINGS, FAIR, name="Lapas1"))).plan
    without = recognise(source(grid(("Vieta", "Ąžuolyno mokykla"), HEADINGS, FAIR, name="Lapas1"))).plan
    assert with_colon.details.institution == "Ąžuolyno mokykla"
    assert without.details.town == ""
    assert [str(section.text) for section in without.sections] == ["Vieta\tĄžuolyno mokykla"]


def test_a_label_that_comes_again_begins_a_second_endorsement() -> None:
    details = grid(
        ("Pritarė", "Ąžuolyno mokyklos tarybos"),
        ("Protokolo Nr.", "4"),
        ("Pritarė", "Ąžuolyno mokyklos mokytojų tarybos"),
        ("Protokolo data", "2025-08-30"),
        name="Rekvizitai",
    )
    marks = recognise(source(grid(HEADINGS, FAIR, name="Planas"), details)).plan.marks
    assert [(mark.by, mark.acts[0].number, str(mark.acts[0].date)) for mark in marks] == [
        ("Ąžuolyno mokyklos tarybos", "4", "None"),
        ("Ąžuolyno mokyklos mokytojų tarybos", "", "2025-08-30"),
    ]
