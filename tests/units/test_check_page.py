"""The page of ``planforms check --format html`` as HTML: what is marked, what refers to what, and what is said."""

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from broken_plans import PAIRS, Pair
from click.testing import CliRunner
from counting import grows_linearly
from drafted import FAIR, QUIZ, TALK, TITLE, draft, row
from hypothesis import given
from lxml.html import HtmlElement, document_fromstring, tostring
from msgspec.structs import replace
from strategies import plans

import planforms
from planforms.cli import main
from planforms.errors import UnreadableFileError
from planforms.findings import Finding, Mend
from planforms.language import Speaker
from planforms.model import Activity, Mark, MarkKind, Note, Paragraph, Plan, Run, Script, Text
from planforms.place import Place
from planforms.reports import Checked, ReportFormat, changes, differences, render, report
from planforms.reports.changes import Listed
from planforms.reports.checked import advised, said
from planforms.rules import CODES
from planforms.text import Edit

TODAY = dt.date(2025, 12, 1)
ENGLISH, LITHUANIAN = Speaker("en"), Speaker("lt")
NAMES = [f"{pair.code}-{number}" for number, pair in enumerate(PAIRS)]


def checked(plan: Plan, *findings: Finding, places: Mapping[str, Place] | None = None) -> Checked:
    reading = planforms.Reading(plan=plan, places=places or {})
    return Checked(name="planas.json", reading=reading, findings=findings or planforms.check(reading, today=TODAY))


def page(*files: Checked, speaker: Speaker = ENGLISH) -> HtmlElement:
    return document_fromstring(render(ReportFormat.HTML, files, speaker))


def at(path: str, words: str = "", *mends: Mend) -> Finding:
    return Finding(
        code="W104",
        message="There are two or more spaces in a row",
        at=path,
        words=words,
        fix=mends,
        kind=CODES["W104"],
    )


def words(element: HtmlElement) -> str:
    """The words of an element, those of its blocks apart."""
    apart = re.sub(r"(?=</(?:p|li|td|th|tr|div|h\d)>)", " ", tostring(element, encoding="unicode", with_tail=False))
    return " ".join(str(document_fromstring(apart).xpath("string()")).split())


def one(element: HtmlElement, path: str) -> HtmlElement:
    (found,) = element.xpath(path)
    return found


def spots(document: HtmlElement) -> list[str]:
    """What stands in each part that is marked, with the references in it."""
    return [words(spot) for spot in document.find_class("spot")]


def marked(document: HtmlElement) -> list[str]:
    return [mark.text_content() for mark in document.iter("mark")]


def notes(document: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = document.xpath("//*[@class='notes']/ol/li")
    return found


# Every finding has its place, and its note.


@pytest.mark.parametrize("speaker", [ENGLISH, LITHUANIAN], ids=["en", "lt"])
@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_a_finding_is_marked_and_told_and_one_leads_to_the_other(pair: Pair, speaker: Speaker) -> None:
    file = checked(pair.broken)
    document = page(file, speaker=speaker)
    (finding,), (note,) = file.findings, notes(document)
    (reference,) = document.find_class("reference")
    assert (reference.get("href"), reference.get("aria-describedby")) == (f"#{note.get('id')}", note.get("id"))
    assert one(note, ".//a").get("href") == f"#{reference.get('id')}"
    told = words(note)
    assert f"{finding.code} {finding.name}" in told
    assert speaker.severity(finding.severity) in told
    assert words(reference) == f"{speaker.severity(finding.severity)} 1"
    assert " ".join(said(finding, speaker).split()) in told
    assert " ".join(advised(finding, speaker).split()) in told
    (spot,) = document.find_class("spot")
    assert str(finding.severity) in spot.get("class")
    assert reference in spot.iterdescendants()


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    document = page(*(checked(pair.broken) for pair in PAIRS), Checked(name="-", error=UnreadableFileError("x")))
    ids: list[str] = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [*document.xpath("//@href"), *(f"#{id_}" for id_ in document.xpath("//@aria-describedby"))]
    assert len(links) > 3 * len(PAIRS)
    assert {link.removeprefix("#") for link in links} <= set(ids)


@given(plans)
def test_any_plan_has_a_page_that_holds_its_words_and_all_findings(plan: Plan) -> None:
    file = checked(plan)
    document = page(file)
    assert len(notes(document)) == len(file.findings) == len(document.find_class("reference"))
    shown = letters(document.text_content())
    cells = [activity.text(column.id) for activity in plan.activities for column in plan.columns]
    assert all(letters(str(text)) in shown for text in (plan.title, *cells) if text)


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


def test_notes_are_numbered_in_the_order_of_the_plan() -> None:
    paths = ["rows[1].when", "marks[1]", "rows[0].title", "title", "sections[0].text", "", "columns[2]", "marks[0]",
             "rows[0].number", "period", "sections[0].label"]  # fmt: skip
    document = page(checked(draft(FAIR, TALK), *map(at, paths)))
    assert spots(document) == [
        "Of the whole plan: advice 1",
        "Period: 2025–2026 m. m. advice 2",
        "PATVIRTINTA Upėnų mokyklos direktoriaus 2025 m. rugsėjo 10 d. įsakymu Nr. V-12 advice 3",
        f"{TITLE} advice 4",
        "Tikslas – advice 5",
        "skaityti daugiau ir kartu. advice 6",
        "Data advice 7",
        "1 advice 8",
        "Knygų mugė advice 9",
        "2025 m. lapkričio mėn. advice 10",
        "PRITARTA Upėnų mokyklos metodinės tarybos 2025 m. rugsėjo 5 d. posėdžio protokolu Nr. 3 advice 11",
    ]
    assert [one(note, ".//*[@class='to']/a").text_content() for note in notes(document)] == [
        *("the whole plan", "period", "mark 1", "title", "section", "section", "column “Data”"),
        *("row 1, column “Eil. Nr.”", "row 1, column “Veiklos pavadinimas”", "row 2, column “Data”", "mark 2"),
    ]


def test_a_path_that_is_not_shown_stands_at_the_nearest_that_is() -> None:
    paths = ["marks[0].acts[0]", "sections[0]", "rows[1]", "rows[1].other-1", "rows[9].when", "closing[3]", "?"]
    document = page(checked(draft("# Ruduo", FAIR), *map(at, paths)))
    assert [words(spot).partition(" advice")[0].partition(" Upėnų")[0] for spot in document.find_class("spot")] == [
        *("Of the whole plan:", "PATVIRTINTA", "Tikslas –", "1"),
    ]
    assert len(document.find_class("reference")) == len(paths)


def test_a_plan_that_no_reader_would_make_has_its_page_all_the_same() -> None:
    plan = draft(FAIR)
    twice = (*plan.columns[:2], *plan.columns)
    joined = Activity({"title": Text.of("Mugė")}, ("title", "when", "other-1"))
    plan = replace(
        plan, columns=twice, rows=(joined, *plan.rows, joined), marks=(Mark(word="", kind=MarkKind.APPROVED),)
    )
    document = page(checked(plan, *(at(f"columns[{i}]") for i in range(len(twice))), at("rows[2].when")))
    assert len(notes(document)) == len(document.find_class("reference")) == len(twice) + 1


def test_a_finding_of_a_reader_stands_at_the_part_that_stood_there() -> None:
    there, elsewhere = Place(sheet="Planas", row=5, column=3), Place(sheet="Kita", row=1, column=1)
    findings = [
        Finding(code="R107", message="The formula has no value", place=there),
        Finding(code="R105", message="The sheet is hidden", place=elsewhere),
    ]
    document = page(checked(draft(FAIR), *findings, places={"rows[0].when": there, "rows[0]": there}))
    assert spots(document) == ["Of the whole plan: warning 1", "2025 m. spalio 9 d. warning 2"]
    assert [one(note, ".//*[@class='to']").text_content() for note in notes(document)] == ["Kita!A1", "Planas!C5"]


def test_a_finding_of_a_row_marks_the_row() -> None:
    document = page(checked(draft(FAIR, TALK), at("rows[1]")))
    (fault,) = document.find_class("fault")
    assert words(fault).startswith("2 advice 1 Poezijos popietė")


def test_a_fault_in_several_places_is_described_once_and_its_notes_have_only_what_is_their_own() -> None:
    document = page(checked(draft(row("1", title="Knygų  mugė"), row("2", title="Rudens  talka"))))
    (group,) = one(document, "//*[@class='groups']")
    assert words(group) == "W104 There are two or more spaces in a row (2 places; --fix mends 2) Leave one. 1 2"
    assert words(document).count("There are two or more spaces in a row") == 1
    assert [note.get("data-group") for note in notes(document)] == [group.get("id")] * 2
    assert [words(note.find("p[2]")) for note in notes(document)] == ["„Knygų␣␣mugė“", "„Rudens␣␣talka“"]
    described = [reference.get("aria-describedby").split() for reference in document.find_class("reference")]
    assert described == [[group.get("id"), note.get("id")] for note in notes(document)]


def test_the_page_of_many_findings_costs_no_more_than_their_number() -> None:
    def rendered(count: int) -> Callable[[], object]:
        file = checked(draft(*(row(str(n), title=f"Mugė  {n}") for n in range(1, count + 1))))
        return lambda: page(file)

    assert grows_linearly(rendered, 60)


def test_no_report_has_the_personal_data_of_a_plan() -> None:
    secrets = ("8 687 65432", "rasa.klevaite@gmail.com", "38703181745")
    cells = {
        "title": f"Mugė  (tel. {secrets[0]})",
        "place": f"A. k. {secrets[2]}",
        "responsible": f"R. Klevaitė,{secrets[1]}",
    }
    plan = draft(row("1", **cells), row("2", title="Talka", when="2025-10-09"))
    file = checked(plan)
    assert "P109" in {finding.code for finding in file.findings}
    for form in ReportFormat:
        made = render(form, [file], ENGLISH)
        assert [secret for secret in secrets if secret in made] == [], form
    comparison = planforms.diff(plan, draft(row("1", title="Mugė"), row("2", title="Talka", when="2025-10-09")))
    for made in (differences.text(comparison, ENGLISH), differences.json(comparison, ENGLISH),
                 differences.html(comparison, ENGLISH)):  # fmt: skip
        assert [secret for secret in secrets if secret in made] == []


def test_the_list_of_changes_of_a_new_year_has_no_personal_data() -> None:
    secrets = ("8 687 65432", "rasa.klevaite@gmail.com")
    plan = draft(row("1", title=f"24-oji mugė (tel. {secrets[0]}), {secrets[1]}", when="2025 m. spalio 9 d."))
    listed = Listed(rolled=planforms.roll(plan, "2026-2027"), reading=planforms.Reading(plan=plan))
    assert any("24-oji mugė" in change.old for change in listed.changes)
    made = [report(listed, form, ENGLISH) for form in ("text", "json", "html")]
    made += [str(changes.lines(listed, ENGLISH)), str(changes.comments(listed, ENGLISH))]
    assert [secret for secret in secrets for each in made if secret in each] == []


def test_several_findings_of_a_part_are_all_referred_to_under_the_gravest() -> None:
    late = Finding(code="T106", message="The time is outside", at="rows[0].when", kind=CODES["T106"])
    document = page(checked(draft(FAIR), at("rows[0].when"), late))
    (spot,) = document.find_class("spot")
    assert words(spot) == "2025 m. spalio 9 d. advice 1 error 2"
    assert spot.get("class") == "spot error"


# The words at fault, and the fix.


def test_the_very_words_at_fault_are_marked() -> None:
    plan = draft(row("1", title="Mugė  ir talka", when="2025.10.09 ir 2025-10-10"))
    assert marked(page(checked(plan))) == ["ė  i", "2025.10.09"]


def test_words_that_stand_there_twice_or_never_mark_the_cell_alone() -> None:
    plan = draft(row("1", title="talka ir talka"))
    for quoted in ("talka", "mugė"):
        document = page(checked(plan, at("rows[0].title", quoted)))
        assert marked(document) == []
        assert spots(document) == ["talka ir talka advice 1"]
    assert marked(page(checked(plan, at("rows[0].title", "ir")))) == ["ir"]


def test_what_is_missing_is_marked_by_its_neighbours() -> None:
    mend = Mend("rows[0].title", Edit(6, 6, " "))
    assert marked(page(checked(draft(row("1", title="spalio31 d.")), at("rows[0].title", "", mend)))) == ["o3"]


def test_stretches_that_overlap_are_marked_once_and_looks_go_on_through_them() -> None:
    title = Text((Paragraph((Run("Knygų "), Run("mugė", bold=True), Run(" vyksta"))),))
    plan = draft(FAIR)
    plan = replace(plan, title=title)
    document = page(checked(plan, at("title", "Knygų mu"), at("title", "ų m")))
    assert marked(document) == ["Knygų ", "mu"]
    assert [bold.text_content() for bold in one(document, "//*[@class='title spot advice']").iter("b")] == ["mu", "gė"]


def test_looks_and_list_signs_are_kept_and_links_lead_nowhere() -> None:
    runs = (
        *(Run("storai", bold=True), Run("pasvirai", italic=True), Run("pabraukta", underline=True)),
        *(Run("ne", struck=True), Run("2", script=Script.SUPER), Run("svetainė", link="https://example.com/")),
    )
    plan = replace(draft(FAIR), title=Text((Paragraph(runs, "1."), Paragraph((Run("antra"),)))))
    shown = one(page(checked(plan)), "//*[@class='title']")
    tags = ("b", "i", "u", "s", "sup", "u")
    assert [(part.tag, part.text) for part in shown] == [(tag, run.text) for tag, run in zip(tags, runs, strict=True)]
    assert shown.text_content() == "1. storaipasviraipabrauktane2svetainė\nantra"


def test_a_certain_fix_shows_what_was_and_what_becomes() -> None:
    (note,) = notes(page(checked(draft(FAIR, row("2", responsible="A. Uosis B. Klevė")))))
    assert words(one(note, ".//*[@class='fix']")) == "The certain fix: A. Uosis B. Klevė → A. Uosis, B. Klevė"
    assert [gone.text_content() for gone in note.iter("del")] == [" "]
    assert [come.text_content() for come in note.iter("ins")] == [", "]


def test_a_fix_of_a_long_text_shows_what_is_near_the_change() -> None:
    long = f"{'žodis ' * 30}ir  dar{' žodis' * 30}"
    (note,) = notes(page(checked(draft(FAIR, row("2", title=long)))))
    old, new = (side.text_content() for side in note.xpath(".//*[@class='fix']//li/span"))
    assert (old, new) == (
        f"…{('žodis ' * 30 + 'ir')[-40:]}  {('dar' + ' žodis' * 30)[:40]}…",
        f"…{('žodis ' * 30 + 'ir')[-40:]} {('dar' + ' žodis' * 30)[:40]}…",
    )


def test_a_fix_in_many_places_shows_the_first_and_counts_the_others() -> None:
    rows = [row(str(number), title=f"{number}-oji popietė") for number in (1, *range(3, 13))]
    (note,) = notes(page(checked(draft(*rows))))
    assert words(one(note, ".//*[@class='fix']")) == (
        "The certain fix: 3 → 2 4 → 3 5 → 4 6 → 5 7 → 6 and in 5 more places"
    )


# The plan as it stands.


def test_a_table_has_its_headings_joined_cells_and_rows_between() -> None:
    plan = draft("# Ruduo", FAIR, TALK, row("3"), "* Viso: 3", "## Spalis", QUIZ)
    rows = list(plan.rows)
    for i in (2, 3):
        activity = rows[i]
        assert isinstance(activity, Activity)
        above = rows[1]
        assert isinstance(above, Activity)
        rows[i] = Activity({**activity.cells, "when": above.cells["when"]}, ("when",))
    document = page(checked(replace(plan, rows=tuple(rows)), at("rows[3].when", "spalio")))
    assert [words(head) for head in document.xpath("//thead//th[@scope='col']")] == [
        *("Eil. Nr.", "Veiklos pavadinimas", "Data", "Vieta", "Atsakingi asmenys"),
    ]
    assert [(words(head), head.get("colspan")) for head in document.xpath("//th[@scope='rowgroup']")] == [
        ("Ruduo", "5"),
        ("Spalis", "5"),
    ]
    assert [words(head) for head in document.xpath("//tbody//th[@scope='row']")] == [
        *("Knygų mugė", "Poezijos popietė", "Poezijos popietė", "Pavasario viktorina"),
    ]
    tall = one(document, "//*[@rowspan]")
    assert (tall.get("rowspan"), words(tall)) == ("3", "2025 m. spalio 9 d. advice 1")
    assert [len(line) for line in document.xpath("//tbody/tr")] == [1, 5, 4, 4, 1, 1, 5]
    assert words(one(document, "//tr[@class='remark']")) == "Viso: 3"
    assert marked(document) == ["spalio"]


def test_columns_without_headings_are_counted() -> None:
    plan = draft(FAIR)
    plan = replace(plan, columns=tuple(replace(column, heading="") for column in plan.columns))
    assert [words(head) for head in page(checked(plan)).xpath("//thead//th")] == [f"column {n}" for n in range(1, 6)]


def test_a_plan_without_a_table_shows_what_it_has() -> None:
    document = page(checked(replace(draft(), columns=(), rows=(Note(Text.of("Viso: 0")),)), at("rows[0]")))
    assert document.find(".//table") is None
    assert TITLE in words(document)
    assert spots(document) == ["Viso: 0 advice 1"]


def test_words_of_the_plan_are_said_to_be_lithuanian_and_those_of_the_page_english() -> None:
    document = page(checked(draft(FAIR, row("2", when="2027 m. kovo 4 d."))))
    (note,) = notes(document)
    assert document.get("lang") == "en"
    assert one(document, "//*[@class='sheet']").get("lang") == "lt"
    assert [(span.text, span.get("lang")) for span in note.xpath(".//*[@lang]")] == [
        ("2027 m. kovo 4 d.", "lt"),
        ("Data", "lt"),
    ]
    assert {reference.get("lang") for reference in document.find_class("reference")} == {"en"}
    assert page(checked(draft(FAIR)), speaker=LITHUANIAN).get("lang") == "lt"


# Files.


def test_a_plan_with_nothing_wrong_is_shown_and_said_so() -> None:
    document = page(checked(draft(FAIR, TALK, QUIZ)))
    assert spots(document) == notes(document) == []
    assert words(one(document, "//*[@class='notes']")) == "Findings Nothing is wrong in this plan."
    assert "Pavasario viktorina" in words(document)


def test_several_files_have_a_section_each_and_a_list() -> None:
    unread = Checked(name="b.docx", error=UnreadableFileError("“{name}” is empty", name="b.docx"))
    document = page(checked(draft(FAIR)), unread, checked(draft(row("1", when="2027-03-04"))))
    assert [words(item) for item in document.xpath("//nav//li")] == [
        *("planas.json – nothing is wrong", "b.docx – not read", "planas.json – 1 error"),
    ]
    assert [words(head) for head in document.iter("h2")] == ["Files", "planas.json", "b.docx", "planas.json"]
    assert words(document.find_class("unread")[0]) == "Error: “b.docx” is empty"
    assert words(one(document, "//h1/following-sibling::p")) == "3 files checked: 1 error, 1 file not read"


def test_one_file_needs_no_list_of_files() -> None:
    document = page(checked(draft(FAIR)))
    assert document.find(".//nav") is None
    assert one(document, "//title").text == "Plan check: planas.json"


def test_the_same_plan_gives_the_same_page() -> None:
    files = [checked(pair.broken) for pair in PAIRS]
    assert render(ReportFormat.HTML, files, ENGLISH) == render(ReportFormat.HTML, files, ENGLISH)


def test_the_page_asks_for_nothing_and_lets_nothing_in_but_its_own_style_and_script() -> None:
    document = page(checked(draft(FAIR)))
    policy = one(document, "//meta[@http-equiv='Content-Security-Policy']").get("content")
    for name in ("style", "script"):
        content = one(document, f"//{name}").text
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert document.xpath("//@src | //link | //@style | //*[starts-with(name(@*), 'on')]") == []
    assert "url(" not in render(ReportFormat.HTML, [], ENGLISH)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\ud800", "\ufffe", "\u202e", "\u2066"])
def test_signs_that_no_page_should_hold_are_left_out(sign: str) -> None:
    file = checked(draft(row("1", title=f"Mugė{sign}  ir talka")))
    made = render(ReportFormat.HTML, [replace(file, name=f"a{sign}b")], ENGLISH)
    assert sign not in made
    assert "ab" in made
    made.encode()


def test_the_command_prints_the_page_and_keeps_its_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "planas.json"
    path.write_bytes(planforms.write(draft(FAIR, row("2", when="2027 m. kovo 4 d.")), "json"))
    result = CliRunner().invoke(main, ["--lang", "lt", "check", str(path), "--format", "html"])
    assert result.exit_code == 1
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert "nepatenka į plano laikotarpį" in result.stdout
    missing = CliRunner().invoke(main, ["--lang", "en", "check", str(tmp_path / "nera.xlsx"), "--format", "html"])
    assert missing.exit_code == 2
    assert "There is no file" in words(document_fromstring(missing.stdout))


def test_standard_input_is_named(tmp_path: Path) -> None:
    data = planforms.write(draft(FAIR), "json")
    result = CliRunner().invoke(main, ["--lang", "en", "check", "-", "--format", "html"], input=data)
    assert "standard input" in result.stdout
    assert list(tmp_path.iterdir()) == []
