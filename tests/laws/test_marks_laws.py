"""Laws of marks: whoever the author is and whatever the blank, a mark is filled exactly or refused, anywhere."""

import datetime as dt
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from wordml import archive, box, p, r, relationships, sdt, t, tbl, tc, tr, word, xml

import planforms
from planforms import UsageError
from planforms.marks import Values, fill_edits, mark_extent, mark_parts, official, parse_mark, starts_mark
from planforms.marks.slots import elements, folded
from planforms.model import Text
from planforms.text import edited

NO_MARKS = (Path(__file__).parents[1] / "data" / "no-marks.txt").read_text(encoding="utf-8").splitlines()

FORMS = st.sampled_from(["", "VšĮ ", "BĮ ", "UAB ", "Biudžetinės įstaigos "])
TOWNS = st.sampled_from(["Kretuonų", "Upėnų r. sav.", "kretuonų rajono", "Kovo 11-osios", "Šv. Onos", ""])
KINDS = st.sampled_from(
    [
        *("lopšelio-darželio", "lopšelio – darželio", "l/d", "mokyklos-daugiafunkcio centro", "muzikos mokyklos"),
        *("sporto centro", "viešosios bibliotekos", "mokyklos Nr. 3", "International School", "progimnazijos"),
    ]
)
NAMES = st.sampled_from(
    ["", "„Pasaka“", ",,Pasaka''", "‘Pasaka’", "Pasaka", "„Žiburys-2“", "Jono Pauliaus II", "(buv. 5-osios)"]
)
POSITIONS = st.sampled_from(
    [
        *("direktorės", "l. e. p. direktoriaus", "laikinai einančio direktoriaus pareigas", "direktoriaus Jono Uosio"),
        *("direktoriaus pavaduotojos ugdymui", "direktorės dr. R. Lapienės-Uosės", "vedėjos"),
    ]
)
WRITTEN = (Path(__file__).parents[1] / "data" / "authors.txt").read_text(encoding="utf-8").splitlines()
AUTHORS = st.one_of(
    st.sampled_from(WRITTEN),
    st.tuples(FORMS, TOWNS, KINDS, NAMES, POSITIONS).map(
        lambda parts: " ".join(f"{parts[0]}{' '.join(parts[1:])}".split())
    ),
)
DATES = st.sampled_from(
    [
        *(
            "____ m. __________ __ d.",
            "20__ m. ______________ d.",
            "2025 m.                 d.",
            "2025 m. rugsėjo    d.",
        ),
        *("2025-__-__", "2025-      -     ", "2025-09-", "2025 m. XX mėn. XX d.", "(data)", "[data]", "______________"),
        *("2025 m. ........... d.", "2025-MM-DD", "2025.09.__", "2025 m. rugsėjo 00 d.", "2024 m. rugp. 22 d."),
        *("2024 m. rugpjūčio 22", "2024-08-22 d.", "2024.08.22", "2024 08 22", "2024 m. 08 mėn. 22 d.", "…-…-…"),
    ]
)
NUMBERS = st.sampled_from(
    [
        *(
            "____",
            "V-",
            "V1 -",
            "MT-____",
            "V-…",
            "(numeris)",
            "[nr.]",
            "",
            "-",
            "V-00",
            "V-xx",
            "1V 69",
            "(1.5) V-002",
        ),
        *("A15-1170/21(2.1.4E-BEU)", "V – 108", "V-___/25", "ISAK-2301"),
    ]
)
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
DAYS_OF_PLANS = st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1))
GIVEN = st.sampled_from(["V-77", "1V 70", "(1.4) V-5", "A27(1)-1234/(3.1.E-AD2)", "125-V/1.3", "MT-4"])
MARKS = st.tuples(AUTHORS, DATES, NUMBERS).map(
    lambda parts: f"PATVIRTINTA\n{parts[0]}\n{parts[1]} įsakymu Nr. {parts[2]}".rstrip()
)


def filled(words: str, number: str, day: dt.date) -> str:
    text = Text.of(words)
    return str(edited(text, fill_edits(text, Values(number=number, date=day))))


@given(MARKS, GIVEN, DAYS)
def test_a_filled_mark_gives_its_author_and_the_values(words: str, number: str, day: dt.date) -> None:
    author = words.split("\n")[1]
    mark = parse_mark(filled(words, number, day))
    assert mark is not None
    assert mark.by == author
    assert [(act.date, act.number) for act in mark.acts] == [(day, number)]


@given(MARKS, GIVEN, GIVEN, DAYS)
def test_filling_again_changes_only_what_is_other(words: str, number: str, other: str, day: dt.date) -> None:
    once = filled(words, number, day)
    assert filled(once, number, day) == once
    assert filled(once, other, day) == once.replace(f"Nr. {number}", f"Nr. {other}")


@given(MARKS, GIVEN, DAYS)
def test_a_filled_mark_holds_no_second_unit_blank_or_number(words: str, number: str, day: dt.date) -> None:
    """No parser is asked: the words beside author and number are counted."""
    _, author, rest = filled(words, number, day).split("\n", 2)
    assert author == words.split("\n")[1]
    rest = rest.replace(number, "#", 1)
    assert re.fullmatch(r"(?:\d{4} m\. \w+ \d{1,2} d\.|\d{4}-\d\d-\d\d)\s+įsakymu Nr\. #", rest)


@pytest.mark.parametrize("author", WRITTEN)
@pytest.mark.parametrize("date", ["2025-09-02", "____ m. __________ __ d.", "2025 m. rugsėjo    d."])
def test_whoever_the_author_is_it_is_read_whole(author: str, date: str) -> None:
    words = author.split(" ")
    for place in range(1, len(words) + 1):
        broken = [" ".join(words[:place]), " ".join([*words[place:], date]), "įsakymu Nr. ____"]
        assert mark_extent(["PATVIRTINTA", *broken, "KRETUONŲ MOKYKLA"]) == len(broken) + 1
        mark = parse_mark("\n".join(["PATVIRTINTA", *broken]))
        assert mark is not None
        assert mark.by == author


ORDERS = (
    *("{date} įsakymu Nr. {number}", "{date}\nįsakymu Nr. {number}", "{date} Nr. {number}"),
    *("įsakymu {date} Nr. {number}", "Nr. {number}, {date} įsakymu", "{date} (įsakymo Nr. {number})"),
    *("{date} isakymu nr. {number}", "{date} Įsakymu reg. Nr. {number}", "{date} įsakymu\nNr.: {number}"),
    "įsakymu Nr. {number}\n{date}",
)
CLEAR_DATES = DATES.filter(lambda words: not words.endswith("-") and "  " not in words and words[0].isdigit())
OLD_NUMBERS = ("V-31", "(1.3)V-5", "12", "V-____", "____", "V-…")


@given(
    AUTHORS,
    st.integers(1, 3),
    st.tuples(st.sampled_from(ORDERS), CLEAR_DATES, st.sampled_from(OLD_NUMBERS)),
    st.tuples(GIVEN, DAYS_OF_PLANS),
)
def test_whatever_the_order_of_its_parts_a_mark_keeps_it(
    author: str, lines: int, typed: tuple[str, str, str], values: tuple[str, dt.date]
) -> None:
    """What is filled is the same form with other values, wherever its lines break."""
    (order, date, old), (number, day) = typed, values
    words = re.split(r"(?<!Nr\.) (?!–)", author)  # nobody puts a dash, or a number without its „Nr.“, on a line alone
    every = max(1, len(words) // lines)
    broken = "\n".join(" ".join(words[at : at + every]) for at in range(0, len(words), every))
    form = f"PATVIRTINTA\n{broken}\n{order}"
    before = form.format(date=date, number=old)
    assert mark_extent([*before.split("\n"), "KRETUONŲ MOKYKLA"]) == before.count("\n") + 1
    after = filled(before, number, day)
    right = {form.format(date=written, number=number) for written in (official(day), day.isoformat())}
    assert after in right
    assert filled(after, number, day) == after


@given(MARKS, st.sampled_from(["PLANAS", "KRETUONŲ MOKYKLA", "Kretuonų mokykla", "Tikslas – skaityti.", ""]))
def test_a_mark_ends_where_its_number_does(words: str, after: str) -> None:
    lines = words.split("\n")
    assert mark_extent([*lines, after, "Veiklos planas"]) == len(lines)


TITLE = p("KLUBO VEIKLOS PLANAS 2025–2026 M. M.")
TABLE = tbl(tr("Eil. Nr.", "Veiklos pavadinimas", "Data"), tr("1", "Knygų mugė", "2025 m. spalio 9 d."))


def on_page(block: Callable[[list[str]], str]) -> Callable[[list[str]], bytes]:
    return lambda lines: word(block(lines), TITLE, TABLE)


def in_margin(part: str) -> Callable[[list[str]], bytes]:
    reference = f'<w:sectPr><w:{part}Reference w:type="default" r:id="rel_{part}1"/></w:sectPr>'

    def made(lines: list[str]) -> bytes:
        inside = "".join(map(p, lines))
        if part == "header":
            return word(TITLE, TABLE, reference, header1=inside)
        return word(TITLE, TABLE, reference, footer1=inside)

    return made


DOCUMENTS = {
    "paragraphs": on_page(lambda lines: "".join(map(p, lines))),
    "breaks": on_page(lambda lines: p(r("<w:br/>".join(map(t, lines))))),
    "one line": on_page(lambda lines: p(" ".join(lines))),
    "indented by tabs": on_page(lambda lines: "".join(p(r(f"<w:tab/><w:tab/>{t(line)}")) for line in lines)),
    "a cell": on_page(lambda lines: tbl(tr(tc(), tc(*map(p, lines))))),
    "rows": on_page(lambda lines: tbl(*(tr(tc(), line) for line in lines))),
    "a text box": on_page(lambda lines: p(box(*map(p, lines)))),
    "a content control": on_page(lambda lines: sdt("".join(map(p, lines)))),
    "controls in its lines": on_page(lambda lines: "".join(p(sdt(r(line), "<w:text/>")) for line in lines)),
    "beside letters by tabs": on_page(
        lambda lines: "".join(p(r(f"{t('Mokykla')}<w:tab/><w:tab/>{t(line)}")) for line in lines)
    ),
    "a header": in_margin("header"),
    "a footer": in_margin("footer"),
}


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("container", DOCUMENTS)
@settings(max_examples=12)
@given(MARKS, GIVEN, GIVEN, DAYS_OF_PLANS)
def test_in_every_container_what_is_filled_is_read(
    container: str, words: str, number: str, other: str, day: dt.date
) -> None:
    before = DOCUMENTS[container](words.split("\n"))
    after = planforms.mark(before, "planas.docx", order_no=number, order_date=day)
    assert _only_mark(after) == (words.split("\n")[1], [(day, number)])
    margin = container.removeprefix("a ")
    changed = f"word/{margin}1.xml" if margin in {"header", "footer"} else "word/document.xml"
    old, new = parts_of(before), parts_of(after)
    assert {name for name in old if old[name] != new[name]} == {changed}
    assert planforms.mark(after, "planas.docx", order_no=number, order_date=day) == after
    again = planforms.mark(after, "planas.docx", order_no=other)
    assert _only_mark(again) == (words.split("\n")[1], [(day, other)])


def _only_mark(document: bytes) -> tuple[str, list[tuple[dt.date | None, str]]]:
    (mark,) = planforms.read(document, "planas.docx").plan.marks
    return mark.by, [(act.date, act.number) for act in mark.acts]


def workbook(lines: list[str], place: str) -> bytes:
    """A plan in a workbook with a mark in one cell, in cells below one another, or in the header of the page."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Planas", 0)
    row = 8
    match place:
        case "a cell":
            sheet["C1"] = "\n".join(lines)
        case "cells":
            for number, line in enumerate(lines, 1):
                sheet.cell(number, 3, line)
        case "a merged cell":
            sheet["B1"] = "\n".join(lines)
            sheet.merge_cells("B1:C4")
        case _:
            header = sheet.oddHeader
            assert header is not None
            header.right.text = "\n".join(lines).replace("&", "&&")
    sheet.cell(row, 1, "KLUBO VEIKLOS PLANAS 2025–2026 M. M.")
    rows = (("Eil. Nr.", "Veiklos pavadinimas", "Data"), ("1", "Mugė", "2025-10-09"))
    for number, cells in enumerate(rows, row + 1):
        for column, value in enumerate(cells, 1):
            sheet.cell(number, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("place", ["a cell", "cells", "a merged cell", "the page's header"])
@settings(max_examples=12)
@given(MARKS, GIVEN, GIVEN, DAYS_OF_PLANS)
def test_in_a_workbook_a_mark_is_read_and_filled(place: str, words: str, number: str, other: str, day: dt.date) -> None:
    plan = planforms.read(workbook(words.split("\n"), place), "planas.xlsx").plan
    author = words.split("\n")[1]
    assert [mark.by for mark in plan.marks] == [author]
    for value in (number, number, other):
        plan = planforms.fill_marks(plan, order_no=value, order_date=day)
        document = planforms.write(plan, "docx")
        assert _only_mark(document) == (author, [(day, value)])
        made = planforms.read(planforms.write(plan, "xlsx"), "planas.xlsx").plan.marks
        assert made == plan.marks


@settings(max_examples=20)
@given(MARKS, GIVEN, GIVEN, DAYS_OF_PLANS)
def test_the_mark_of_a_document_made_reads_back_and_is_filled(words: str, one: str, two: str, day: dt.date) -> None:
    plan = planforms.read(word(*map(p, words.split("\n")), TITLE, TABLE), "planas.docx").plan
    made = planforms.write(plan, "docx")
    assert planforms.read(made, "planas.docx").plan.marks == plan.marks
    for number in (one, two):
        made = planforms.mark(made, "planas.docx", order_no=number, order_date=day)
        assert _only_mark(made) == (plan.marks[0].by, [(day, number)])


@pytest.mark.parametrize("line", NO_MARKS)
def test_a_line_that_uses_the_words_is_no_mark(line: str) -> None:
    assert not starts_mark(line)
    assert mark_extent([line, "Mokyklos tarybos", "2025-09-02"]) == 0


@pytest.mark.parametrize(
    ("words", "options", "said"),
    [
        ("TVIRTINU\nDirektorė\nOna Uosienė\n2025-09-02", {"number": "V-7"}, "signed by a person"),
        ("SUDERINTA\nTarybos pirmininkas\n(parašas)\nJonas Uosis\n2025 m. ____ d.", {"number": "7"}, "signed by"),
        ("PATVIRTINTA\nA direktoriaus\n2025-09-02 įsakymu Nr. V-7\nB direktoriaus\n2025-09-03 įsakymu Nr. V-12",
         {"number": "V-9"}, "several acts"),
        ("PRITARTA\nTarybos 2025-08-28 sprendimu Nr. 2, įsakymu Nr. 3", {"number": "9"}, "several acts"),
        ("PATVIRTINTA\nMokyklos direktoriaus 2025 m. Nr. V-5 d. įsakymu Nr. V-6", {"number": "V-7"}, "in the way"),
        ("PATVIRTINTA\nMokyklos direktoriaus 2025-09-02 įsakymu Nr. V-5 dėl plano", {"number": "V-7"}, "in the way"),
        ("PATVIRTINTA\nMokyklos direktoriaus ______\n2025-09-02 įsakymu Nr. V-5", {"number": "V-7"}, "in the way"),
        ("PATVIRTINTA\nMokyklos direktoriaus 2025 įsakymu Nr. V-5", {"date": dt.date(2025, 9, 2)}, "in the way"),
    ],
)  # fmt: skip
def test_what_cannot_be_filled_for_certain_is_refused(words: str, options: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        fill_edits(Text.of(words), Values(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rest", [["2024 m. rugsėjo 3 d.", "įsakymu Nr. ____"], ["Pastabų nėra", "įsakymu Nr. ____"], ["2024-09-03"]]
)
@pytest.mark.parametrize("command", ["mark", "convert"])
def test_where_the_rest_of_a_mark_is_under_it_nothing_is_filled(rest: list[str], command: str) -> None:
    """„* Mokyklos direktoriaus“ ends the mark, so that its act is read as other lines."""
    document = word(*map(p, ["PATVIRTINTA", "* mokyklos: direktoriaus;", *rest]), TITLE, TABLE)
    plan = planforms.read(document, "a.docx").plan
    act: planforms.MarkOptions = {"order_no": "V-7", "order_date": dt.date(2025, 9, 2)}
    with pytest.raises(UsageError, match="in the way"):
        _ = planforms.mark(document, "a.docx", **act) if command == "mark" else planforms.fill_marks(plan, **act)


def test_a_mark_that_does_not_exist_is_never_another() -> None:
    document = word(p("PRITARTA"), p("Tarybos 2025-08-28 protokolu Nr. 2"), TITLE, TABLE)
    for which in (0, -1, 2):
        with pytest.raises(UsageError):
            planforms.mark(document, "a.docx", minutes_no="3", endorsement=which)


PROMPT = "<w:showingPlcHdr/><w:text/>"
FILLED_DATE = '<w:date w:fullDate="2024-09-03T00:00:00Z"/>'


def test_a_filled_control_is_no_prompt_and_stores_the_date_that_it_shows() -> None:
    line = p(sdt(r("2024 m. rugsėjo 3 d."), FILLED_DATE), " įsakymu Nr. ", sdt(r("Įrašykite numerį"), PROMPT))
    before = word(p("PATVIRTINTA"), p("Mokyklos direktoriaus"), line, TITLE, TABLE)
    after = planforms.mark(before, "a.docx", order_no="V-7", order_date=dt.date(2025, 9, 2))
    document = parts_of(after)["word/document.xml"].decode()
    assert "showingPlcHdr" not in document
    assert 'w:fullDate="2025-09-02T00:00:00Z"' in document
    assert planforms.read(after, "a.docx").plan.marks[0].acts[0].number == "V-7"


ON_A_LINE = {
    "in its paragraph": lambda words: p(sdt(r(words), PROMPT)),
    "around it": lambda words: sdt(p(words), PROMPT),
}


@pytest.mark.parametrize("prompt", ON_A_LINE.values(), ids=ON_A_LINE)
@pytest.mark.parametrize("held", [lambda *lines: "".join(lines), lambda *lines: tbl(tr(tc(), tc(*lines)))])
def test_a_prompt_alone_on_its_line_is_filled_and_one_under_the_mark_stays(
    prompt: Callable[[str], str], held: Callable[..., str]
) -> None:
    lines = [p("PATVIRTINTA"), p("Mokyklos direktoriaus"), prompt("Data"), p("įsakymu Nr."), prompt("Numeris")]
    before = word(held(*lines, prompt("Plano pavadinimas")), TITLE, TABLE)
    after = planforms.mark(before, "a.docx", order_no="V-7", order_date=dt.date(2025, 9, 2))
    assert _only_mark(after) == ("Mokyklos direktoriaus", [(dt.date(2025, 9, 2), "V-7")])
    document = parts_of(after)["word/document.xml"].decode()
    assert (document.count("showingPlcHdr"), "Plano pavadinimas" in document) == (1, True)
    assert planforms.read(before, "a.docx").plan.sections == planforms.read(after, "a.docx").plan.sections


STORE = "{11111111-2222-3333-4444-555555555555}"
CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
SPACES = "xmlns:x='urn:planas'"


def bound(words: str, xpath: str, *, kind: str = "<w:text/>", store: str = STORE) -> str:
    """A control whose words are data of the document."""
    binding = f'<w:dataBinding w:prefixMappings="{SPACES}" w:xpath="{xpath}" w:storeItemID="{store}"/>'
    return sdt(r(words), f'<w:alias w:val="Numeris"/>{binding}{kind}')


def document_with_data(*blocks: str, data: str = "") -> bytes:
    """A document with custom XML *data*, as Word keeps it."""
    parts = parts_of(word(*blocks))
    family = "http://schemas.openxmlformats.org/officeDocument/2006"
    parts["word/_rels/document.xml.rels"] = relationships({"rId1": ("customXml", "../customXml/item1.xml")}).encode()
    parts["customXml/item1.xml"] = data.encode()
    parts["customXml/_rels/item1.xml.rels"] = relationships({"rId1": ("customXmlProps", "itemProps1.xml")}).encode()
    parts["customXml/itemProps1.xml"] = (
        f'<ds:datastoreItem xmlns:ds="{family}/customXml" ds:itemID="{STORE}"><ds:schemaRefs/></ds:datastoreItem>'
    ).encode()
    return archive(parts)


DATA = '<plan xmlns="urn:planas"><number>V-1</number><date>2024-09-03T00:00:00</date><act no="V-1" /></plan>'
DATE_BOUND = '<w:date w:fullDate="2024-09-03T00:00:00Z"><w:storeMappedDataAs w:val="dateTime"/></w:date>'


@pytest.mark.parametrize(
    ("line", "data"),
    [
        (
            p("2025-09-02 įsakymu Nr. ", bound("V-1", "/x:plan[1]/x:number[1]")),
            DATA.replace("<number>V-1<", "<number>V-7<"),
        ),
        (
            p("2025-09-02 įsakymu Nr. ", bound("V-1", "/x:plan/x:act/@no")),
            DATA.replace('no="V-1"', 'no="V-7"'),
        ),
        (
            p(bound("2024 m. rugsėjo 3 d.", "/x:plan/x:date", kind=DATE_BOUND), " įsakymu Nr. V-1"),
            DATA.replace("2024-09-03", "2025-09-02"),
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("held", [lambda line: p("Mokyklos direktoriaus") + line, lambda line: p(box(
    p("PATVIRTINTA"), p("Mokyklos direktoriaus"), line))])  # fmt: skip
def test_a_bound_control_is_filled_with_its_data(line: str, data: str, held: Callable[[str], str]) -> None:
    head = "" if "txbx" in held(line) else p("PATVIRTINTA")
    before = document_with_data(head, held(line), TITLE, TABLE, data=DATA)
    after = planforms.mark(before, "a.docx", order_no="V-7", order_date=dt.date(2025, 9, 2))
    assert _only_mark(after) == ("Mokyklos direktoriaus", [(dt.date(2025, 9, 2), "V-7")])
    assert parts_of(after)["customXml/item1.xml"].decode() == data


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (p("2025-09-02 įsakymu Nr. ", bound("V-1", "//x:number")), "Numeris"),
        (p("2025-09-02 įsakymu Nr. ", bound("V-1", "/x:plan/x:none")), "Numeris"),
        (p("2025-09-02 įsakymu Nr. ", bound("V-1", "/x:plan")), "Numeris"),
        (p("2025-09-02 įsakymu Nr. ", bound("V-1", "/y:plan/y:number")), "Numeris"),
        (p("2025-09-02 įsakymu Nr. ", bound("V-1", "/x:plan/x:number", store=CORE)), "Numeris"),
        (p("2025-09-02 įsakymu Nr. ", bound("V-1", "/x:plan/x:number")) + p(bound("V-1", "/x:plan/x:number")), "Num"),
    ],
)
def test_a_control_that_cannot_be_filled_is_named(line: str, said: str) -> None:
    before = document_with_data(p("PATVIRTINTA"), p("Mokyklos direktoriaus"), line, TITLE, TABLE, data=DATA)
    with pytest.raises(UsageError, match=said):
        planforms.mark(before, "a.docx", order_no="V-7", order_date=dt.date(2025, 9, 2))


CORE_NAMES = (
    "xmlns:ns0='http://purl.org/dc/elements/1.1/' "
    "xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'"
)
EXTENDED_NAMES = "xmlns:ns0='http://schemas.openxmlformats.org/officeDocument/2006/extended-properties'"
EXTENDED = "{6668398D-A668-4E3E-A5EB-62B293D839F1}"


@pytest.mark.parametrize(
    ("names", "xpath", "store", "part", "holds"),
    [
        (CORE_NAMES, "/ns1:coreProperties[1]/ns1:category[1]", CORE, "docProps/core.xml", "<cp:category>V-7</"),
        (CORE_NAMES, "/ns1:coreProperties[1]/ns0:subject[1]", CORE, "docProps/core.xml", "<dc:subject>V-7</"),
        (EXTENDED_NAMES, "/ns0:Properties[1]/ns0:Company[1]", EXTENDED, "docProps/app.xml", "<Company>V-7</"),
    ],
)
def test_a_control_that_shows_a_property_of_the_document_is_filled_with_it(
    names: str, xpath: str, store: str, part: str, holds: str
) -> None:
    made = docx.Document()
    made.core_properties.category = made.core_properties.subject = "V-1"
    binding = f'<w:dataBinding w:prefixMappings="{names}" w:xpath="{xpath}" w:storeItemID="{store}"/>'
    control = sdt(r("V-1"), f"{binding}<w:text/>")
    body = made.element.body
    block = xml("body", p("PATVIRTINTA") + p("Direktoriaus") + p("2025-09-02 įsakymu Nr. ", control) + TITLE + TABLE)
    for element in reversed(list(etree.fromstring(block.encode()))):
        body.insert(0, element)
    out = io.BytesIO()
    made.save(out)
    parts = parts_of(out.getvalue())
    parts["docProps/app.xml"] = parts["docProps/app.xml"].replace(b"<Company></", b"<Company>V-1</")
    before = archive(parts)
    after = planforms.mark(before, "a.docx", order_no="V-7")
    assert _only_mark(after) == ("Direktoriaus", [(dt.date(2025, 9, 2), "V-7")])
    old, new = parts_of(before), parts_of(after)
    assert holds in new[part].decode()
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml", part}
    assert planforms.mark(after, "a.docx", order_no="V-7") == after


BITS = ["_", "_ ", "(1", "Nr. ", "Nr. 1 ", "2025 m. ", "2025-__-", "[", "įsakymu ", "a\n", "V-", "nr.", "(data)\n_\n"]


@pytest.mark.parametrize("bit", BITS)
def test_the_steps_of_reading_and_filling_grow_with_the_letters_and_no_faster(bit: str) -> None:
    def steps(letters: int) -> int:
        words = f"PATVIRTINTA\n{bit * (letters // len(bit))} 2025-09-02 įsakymu Nr. V-5"
        counted: Counter[str] = Counter()
        sys.setprofile(lambda _, event, __: counted.update((event,)))
        try:
            mark_parts(words)
            mark_extent(words.split("\n"))
            with suppress(UsageError):
                filled(words, "V-7", dt.date(2025, 9, 2))
        finally:
            sys.setprofile(None)
        return counted["call"] + counted["c_call"]

    assert steps(40_000) < 4.4 * steps(10_000) + 2_000


@pytest.mark.parametrize("bit", BITS)
def test_a_number_is_looked_for_only_as_far_as_numbers_are_long(bit: str) -> None:
    """What a pattern does inside is not counted by calls: the letters that each match takes are."""
    words = f"PATVIRTINTA\n{bit * (40_000 // len(bit))} įsakymu Nr. V-5"
    flat = folded(words)
    taken = sum(element.stop - element.start for element in elements(flat))
    assert taken <= len(words)
