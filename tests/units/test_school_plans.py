"""Whole plans of schools: nothing is found in a tidy one; in a damaged one what a careful deputy head would find."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from school_plans import CALENDAR, CLASS, LIBRARY, METHODICAL_GROUP, PLANS, PUPILS_COUNCIL, Sheet, workbook

import planforms
from planforms.findings import Finding
from planforms.language import Speaker
from planforms.model import Activity, Plan, Text
from planforms.reports import Checked, ReportFormat, render

TODAY = dt.date(2026, 7, 1)
Cells = Mapping[tuple[int, int], str]


class Damage(NamedTuple):
    """What was done to a plan, and the findings that are right: code and the part of the plan."""

    name: str
    sheet: Sheet
    found: Sequence[str]


def cells(sheet: Sheet, changes: Cells) -> Sheet:
    """*sheet* with other words in some cells, each by its row under the headings and its column, from 1."""
    rows = [list(row) for row in sheet.rows]
    for (row, column), words in changes.items():
        rows[row][column - 1] = words
    return sheet._replace(rows=rows)


def above(sheet: Sheet, old: str, new: str) -> Sheet:
    """*sheet* with other words in its title and marks."""
    return sheet._replace(above=[line.replace(old, new) for line in sheet.above])


def months(sheet: Sheet) -> Sheet:
    """*sheet* with headings of two months."""
    rows = list(sheet.rows)
    return sheet._replace(rows=[*rows[:1], ("Rugsėjis",), *rows[1:3], ("Lapkritis",), *rows[3:5]])


MARK = "Upynos progimnazijos direktoriaus\n2025 m. rugsėjo 11 d. įsakymu Nr. V-87"
LIBRARIAN = "Bibliotekininkė L. Skroblienė"
DAMAGED = (
    # What is missing or does not agree at the top.
    Damage("no title", LIBRARY._replace(above=LIBRARY.above[:1]), ["R126 ", "S114 title"]),
    Damage("no period", PUPILS_COUNCIL._replace(above=("MOKINIŲ TARYBOS VEIKLOS PLANAS",)), ["M101 ", "S115 title"]),
    Damage("no mark", LIBRARY._replace(above=LIBRARY.above[1:]), ["M101 "]),
    Damage("another school in the mark", above(LIBRARY, "Upynos", "Ąžuolyno"), ["M112 marks[0]"]),
    Damage("a school renamed", above(LIBRARY, "Upynos progimnazijos", "Upynos gimnazijos"), ["M112 marks[0]"]),
    Damage("an order of a Saturday", above(LIBRARY, "rugsėjo 11 d.", "rugsėjo 13 d."), ["M115 marks[0]"]),
    Damage(
        "an order of last year", above(LIBRARY, "2025 m. rugsėjo 11 d.", "2024 m. rugsėjo 11 d."), ["M105 marks[0]"]
    ),
    Damage(
        "an old redaction",
        above(
            LIBRARY, MARK, f"{MARK}\n(Upynos progimnazijos direktoriaus 2025 m. kovo 4 d. įsakymo Nr. V-20 redakcija)"
        ),
        ["M114 marks[0]"],
    ),
    Damage(
        "blanks in the mark", above(LIBRARY, "11 d. įsakymu Nr. V-87", "___ d. įsakymu Nr. ____"), ["M102 marks[0]"]
    ),
    Damage(
        "another head in a row",
        cells(above(LIBRARY, "direktoriaus\n", "direktorės Ritos Uosienės\n"), {(4, 5): "Direktorė Ona Klevienė"}),
        ["M113 rows[3].responsible"],
    ),
    # Times.
    Damage(
        "years not changed after New Year",
        cells(
            LIBRARY,
            {(6, 3): "2025 m. kovo 16 d.", (7, 3): "2025 m. balandžio 20–24 d.", (8, 3): "2025 m. birželio mėn."},
        ),
        ["T106 rows[5].when", "T106 rows[6].when", "T106 rows[7].when"],
    ),
    Damage(
        "last year's plan under a new title",
        cells(
            CALENDAR,
            {
                (i, 1): day.replace("2026", "2025x").replace("2025-", "2024-").replace("2025x", "2025")
                for i, (day, *_) in enumerate(CALENDAR.rows)
                if i
            },
        ),
        ["M109 title"],
    ),
    Damage("one row of last year", cells(LIBRARY, {(3, 3): "2024 m. spalio mėn."}), ["T106 rows[2].when"]),
    Damage("a day that is none", cells(LIBRARY, {(4, 3): "2025 m. lapkričio 31 d."}), ["T103 rows[3].when"]),
    Damage("a range backwards", cells(LIBRARY, {(5, 3): "2025 m. gruodžio 12–10 d."}), ["T104 rows[4].when"]),
    Damage("last year's Shrove Tuesday", cells(CALENDAR, {(7, 1): "2026-03-04"}), ["T118 rows[6].when"]),
    Damage("the day of the Constitution in November", cells(CALENDAR, {(4, 1): "2025-11-25"}), ["T118 rows[3].when"]),
    Damage("a Saturday", cells(CALENDAR, {(5, 1): "2025-11-29"}), ["T109 rows[4].when"]),
    Damage("a public holiday", cells(CALENDAR, {(6, 1): "2025-12-24"}), ["T110 rows[5].when"]),
    Damage("pupils' vacation", cells(CALENDAR, {(5, 1): "2025-11-06"}), ["T111 rows[4].when"]),
    Damage("a month that is not its heading's", months(LIBRARY), ["T117 rows[4].when"]),
    Damage(
        "August before the school year",
        cells(CLASS, {(1, 3): "rugpjūčio 28 d."}),
        ["T119 rows[0].when"],
    ),
    Damage("an abbreviation that says two things", cells(LIBRARY, {(3, 3): "1 k/m"}), ["T105 rows[2].when"]),
    Damage("no time in a cell of time", cells(LIBRARY, {(3, 3): "po pamokų"}), ["T101 rows[2].when"]),
    Damage("year and month without their words", cells(LIBRARY, {(4, 3): "2025 lapkričio 19"}), ["T115 rows[3].when"]),
    Damage(
        "hours joined by a hyphen", cells(LIBRARY, {(4, 3): "2025 m. lapkričio 19 d. 8:30-9:30"}), ["W113 rows[3].when"]
    ),
    Damage(
        "hours with the minutes raised",
        cells(LIBRARY, {(4, 3): "2025 m. lapkričio 19 d. 1600 val."}),
        ["W113 rows[3].when"],
    ),
    Damage("months and weeks without a stop", cells(CLASS, {(2, 3): "rugsėjo mėn 2 sav"}), ["W112 rows[1].when"]),
    Damage("a day with an ending", cells(CLASS, {(4, 3): "spalio 15-tą d. 18.00 val."}), ["W111 rows[3].when"]),
    # People.
    Damage("nobody", cells(LIBRARY, {(5, 5): ""}), ["P101 rows[4].responsible"]),
    Damage(
        "no comma between names",
        cells(METHODICAL_GROUP, {(4, 4): "R. Uosienė V. Klevas"}),
        ["P102 rows[3].responsible"],
    ),
    Damage("the surname first", cells(METHODICAL_GROUP, {(2, 4): "Uosienė R."}), ["P107 rows[1].responsible"]),
    Damage("the name in full", cells(METHODICAL_GROUP, {(2, 4): "Rasa Uosienė"}), ["P108 rows[1].responsible"]),
    Damage("a name without its letters", cells(METHODICAL_GROUP, {(2, 4): "R. Uosiene"}), ["P103 rows[1].responsible"]),
    Damage("a telephone", cells(LIBRARY, {(4, 5): f"{LIBRARIAN}, tel. 8 612 34567"}), ["P109 rows[3].responsible"]),
    Damage(
        "a private address",
        cells(LIBRARY, {(4, 2): "Susitikimas su rašytoja (rasa.uosiene@gmail.com)"}),
        ["P109 rows[3].title"],
    ),
    Damage(
        "a hall taken twice",
        cells(LIBRARY, {(5, 3): "2025 m. lapkričio 19 d. 12 val.", (5, 4): "Aktų salė", (5, 5): "Klasių vadovai"}),
        ["T120 rows[4].when"],
    ),
    # Rows and words.
    Damage("a row twice", LIBRARY._replace(rows=[*LIBRARY.rows, ("9", *LIBRARY.rows[-1][1:])]), ["S111 rows[8]"]),
    Damage("numbers with a gap", cells(LIBRARY, {(8, 1): "9"}), ["S109 rows[7].number"]),
    Damage("ordinals with too much", cells(LIBRARY, {(3, 2): "Paroda 5-tų klasių mokiniams"}), ["W111 rows[2].title"]),
    Damage(
        "letters lost",
        cells(LIBRARY, {(3, 4): "Skaitykla", (4, 4): "Aktu sale", (6, 4): "Aktų salė"}),
        ["W114 rows[3].place"],
    ),
    Damage(
        "straight quotation marks", cells(LIBRARY, {(3, 2): 'Paroda "Rudens spalvos knygose"'}), ["W101 rows[2].title"]
    ),
    Damage("two spaces", cells(LIBRARY, {(4, 2): "Susitikimas  su rašytoja"}), ["W104 rows[3].title"]),
    Damage(
        "a hyphen for a dash",
        cells(LIBRARY, {(4, 2): "Susitikimas su rašytoja - poezijos popietė"}),
        ["W103 rows[3].title"],
    ),
    Damage("no weekday, no fault", cells(PUPILS_COUNCIL, {(3, 1): "Spalis"}), []),
)


def test_the_table_of_damaged_plans_is_long_enough() -> None:
    assert len({damage.name for damage in DAMAGED}) == len(DAMAGED) >= 40


def found(sheet: Sheet) -> tuple[planforms.Reading, tuple[Finding, ...]]:
    reading = planforms.read(workbook(sheet), "planas.xlsx")
    return reading, planforms.check(reading, today=TODAY)


def brief(findings: Sequence[Finding]) -> list[str]:
    return [f"{finding.code} {finding.at}" for finding in findings]


@pytest.mark.parametrize("name", PLANS)
def test_a_tidy_plan_of_any_kind_has_no_finding(name: str) -> None:
    reading, findings = found(PLANS[name])
    assert brief(findings) == [], [str(finding) for finding in findings]
    assert len(reading.plan.activities) >= 5


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda damage: damage.name)
def test_a_damaged_plan_has_the_findings_of_a_careful_reader_and_no_more(damage: Damage) -> None:
    _, findings = found(damage.sheet)
    assert brief(findings) == damage.found, [str(finding) for finding in findings]


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda damage: damage.name)
def test_a_fix_leaves_what_only_a_person_can_mend(damage: Damage) -> None:
    reading, findings = found(damage.sheet)
    fixed = planforms.fix(reading.plan, today=TODAY)
    left = planforms.check(fixed.plan, today=TODAY)
    # What reading found is of the file, and no fix of the plan.
    by_rules = [finding for finding in findings if finding not in reading.findings]
    assert brief(left) == [f"{finding.code} {finding.at}" for finding in by_rules if not finding.fix]


@pytest.mark.parametrize("damage", DAMAGED, ids=lambda damage: damage.name)
def test_after_a_fix_and_by_hand_where_a_finding_points_a_plan_is_clean(damage: Damage) -> None:
    reading, _ = found(damage.sheet)
    tidy = found(tidy_of(damage.sheet))[0].plan
    plan = planforms.fix(reading.plan, today=TODAY).plan
    for finding in (*planforms.check(plan, today=TODAY), *reading.findings):
        plan = mended(plan, finding.at, tidy)
    left = planforms.check(plan, today=TODAY)
    assert brief(left) == [], [str(finding) for finding in left]


def tidy_of(sheet: Sheet) -> Sheet:
    """The plan that *sheet* was before it was damaged: it has the same headings."""
    tidy = next(one for one in PLANS.values() if tuple(one.rows[0]) == tuple(sheet.rows[0]))
    return cells(months(tidy), {(5, 3): "2025 m. lapkričio mėn."}) if sheet.rows[1] == ("Rugsėjis",) else tidy


def mended(plan: Plan, at: str, tidy: Plan) -> Plan:
    """*plan* with what is at the path *at* as it is in *tidy*."""
    part, _, rest = at.partition("[")
    if part != "rows":
        same = plan.title == tidy.title and plan.marks == tidy.marks
        whole = tidy.rows if same else plan.rows
        return replace(plan, title=tidy.title, marks=tidy.marks, period=tidy.period, details=tidy.details, rows=whole)
    index, _, column = rest.partition("]")
    rows = list(plan.rows)
    if int(index) >= len(tidy.rows):
        del rows[int(index)]
        return replace(plan, rows=tuple(rows))
    old, right = rows[int(index)], tidy.rows[int(index)]
    if column and isinstance(old, Activity) and isinstance(right, Activity):
        right = replace(old, cells={**old.cells, column[1:]: right.cells[column[1:]]})
    rows[int(index)] = right
    return replace(plan, rows=tuple(rows))


def test_five_thousand_rows_of_faults_make_a_short_report() -> None:
    reading, _ = found(CALENDAR)
    (row, *_) = (row for row in reading.plan.rows if isinstance(row, Activity))
    broken = {"title": "Mugė  ,,Knygos“ 5-tų klasių , ir", "responsible": "A. Uosis B. Klevė,"}
    rows = [
        replace(row, cells={
            **row.cells,
            **{column: planforms.parse_responsible(words) if column == "responsible" else Text.of(words)
               for column, words in broken.items()},
            "when": planforms.parse_timing(f"202{i % 9}.10.{i % 28 + 1} 8:30-9:30", reading.plan.period),
        })
        for i in range(5_000)
    ]  # fmt: skip
    plan = replace(reading.plan, rows=tuple(rows))
    findings = planforms.check(plan, today=TODAY)
    assert len(findings) > 20_000
    checked = Checked(name="a.xlsx", reading=planforms.Reading(plan=plan), findings=findings)
    report = render(ReportFormat.TEXT, [checked], Speaker("lt"))
    assert len(report.splitlines()) < 200
