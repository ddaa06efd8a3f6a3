"""Plans as schools make them, each small: what is read, found and rolled over."""

import datetime as dt
import io

import openpyxl
import pytest

import planforms
from planforms.model import Activity, Heading, Period, PeriodKind, Text, Timing, TimingProblem, words_of
from planforms.period import parse_period
from planforms.schedule import Schedule

TODAY = dt.date(2025, 9, 1)


def reading(text: str) -> planforms.Reading:
    """The plan of a semicolon-separated file."""
    return planforms.read(text.encode(), "planas.csv")


def codes(text: str) -> list[str]:
    """What is found in the plan of *text*, with its places; that nothing approves it is no matter here."""
    found = planforms.check(reading(text), today=TODAY)
    return [f"{each.code} {each.at}" for each in found if each.code != "M101"]


def column(plan: planforms.Plan, name: str) -> list[str]:
    """The words of a column, row by row."""
    return [str(words_of(row.cells[name])) for row in plan.rows if isinstance(row, Activity) and name in row.cells]


WEEKDAYS = """UPYNOS GIMNAZIJOS RENGINIŲ PLANAS 2025–2026 M. M.
Data;Savaitės diena;Renginys;Atsakingas
2026-02-16;pirmadienis;Vasario 16-osios minėjimas;A. Uosis
2026-05-14;ketvirtadienis;Koncertas;A. Uosis
"""


def test_a_weekday_in_a_column_of_its_own_follows_its_day() -> None:
    rolled = planforms.roll(reading(WEEKDAYS).plan)
    (weekdays,) = [each.id for each in rolled.plan.columns if each.heading == "Savaitės diena"]
    assert column(rolled.plan, "when") == ["2027-02-16", "2027-05-13"]
    assert column(rolled.plan, weekdays) == ["antradienis", "ketvirtadienis"]
    assert [change.new for change in rolled.changes if change.at == f"rows[0].{weekdays}"] == ["antradienis"]


def test_a_weekday_in_a_column_of_its_own_that_did_not_agree_is_doubted() -> None:
    plan = reading(WEEKDAYS.replace("ketvirtadienis", "penktadienis")).plan
    rolled = planforms.roll(plan)
    (doubt,) = [each for each in rolled.changes if each.at.startswith("rows[1]") and "agree" in each.reason]
    assert (doubt.old, doubt.new) == ("penktadienis", "penktadienis")


@pytest.mark.parametrize("heading", ["Lėšos", "Klasė", "Pastabos"])
def test_letters_in_a_column_of_another_kind_are_no_weekday(heading: str) -> None:
    """„Pr.“ may be a source of funds, a class or a remark, whatever day the row is on."""
    plan = reading(WEEKDAYS.replace("Savaitės diena", heading).replace("pirmadienis", "Pr.")).plan
    (other,) = [each.id for each in plan.columns if each.heading == heading]
    assert column(planforms.roll(plan).plan, other) == ["Pr.", "ketvirtadienis"]


def test_a_weekday_in_a_column_of_its_own_is_compared_with_the_day() -> None:
    assert codes(WEEKDAYS) == []
    assert codes(WEEKDAYS.replace("ketvirtadienis", "penktadienis")) == ["T108 rows[1].when-2"]
    short = WEEKDAYS.replace("pirmadienis", "I").replace("ketvirtadienis", "III").replace("Savaitės diena", "Sav. d.")
    assert [each.partition(" ")[0] for each in codes(short)] == ["T108"]


def test_months_that_are_columns_are_the_time_of_the_activity() -> None:
    text = """MOKYKLOS TARYBOS VEIKLOS PLANAS 2025–2026 M. M.
Nr.;Veikla;IX;X;XI;XII;Atsakingas
1;Posėdžiai;x;;x;;A. Uosis
2;Parama;;+;;;A. Uosis
"""
    plan = reading(text).plan
    october = dt.date(2025, 10, 1), dt.date(2025, 10, 31)
    assert [row.within(*october) for row in Schedule(plan).rows] == [False, True]
    assert codes(text) == []


def test_the_name_of_a_school_in_the_title_of_a_project_is_no_letterhead() -> None:
    title = "PROJEKTO „ŽALIOJI MOKYKLA“ VEIKLŲ PLANAS 2025–2026 M. M."
    plan = reading(f"{title}\nNr.;Veikla;Data;Atsakingas\n1;Posėdis;2025-10-03;A. Uosis\n").plan
    assert str(plan.title) == title


STRETCH = """LOGOPEDO VEIKLOS PLANAS
{}
Nr.;Veikla;Data;Atsakingas
1;Tyrimas;gegužės 15 d.;L. Uosis
"""


@pytest.mark.parametrize(
    ("line", "new"),
    [
        ("2025-09-01 – 2026-06-30", "2026-09-01 – 2027-06-30"),
        ("(2025-09-01–2026-06-30)", "(2026-09-01–2027-06-30)"),
        ("2025 m. rugsėjo 1 d. – 2026 m. birželio 30 d.", "2026 m. rugsėjo 1 d. – 2027 m. birželio 30 d."),
        ("2025 m. rugsėjis – 2026 m. birželis", "2026 m. rugsėjis – 2027 m. birželis"),
    ],
)
def test_a_line_from_one_day_to_another_under_the_title_is_the_period(line: str, new: str) -> None:
    plan = reading(STRETCH.format(line)).plan
    assert plan.period == Period(PeriodKind.SCHOOL_YEARS, dt.date(2025, 9, 1), dt.date(2026, 6, 30))
    assert column(plan, "when") == ["gegužės 15 d."]
    assert plan.activities[0].when.edtf == "2026-05-15"
    rolled = planforms.roll(plan).plan
    assert str(rolled.title) == f"LOGOPEDO VEIKLOS PLANAS\n{new}"
    assert rolled.period == Period(PeriodKind.SCHOOL_YEARS, dt.date(2026, 9, 1), dt.date(2027, 6, 30))


def test_a_date_under_the_title_is_no_period() -> None:
    plan = reading(STRETCH.format("2025-09-05")).plan
    assert (str(plan.title), plan.period) == ("LOGOPEDO VEIKLOS PLANAS", None)


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        (
            "Eil. Nr.;Priežiūros objektas;Tikslas;Priežiūros būdai;Terminas;Vykdytojas",
            "number title goal other when performers",
        ),
        ("Nr.;Kas bus daroma;Iki kada;Kas darys", "number title when responsible"),
        ("Nr.;Veikla;Data;Grupė;Auklėtojos", "number title when participants responsible"),
        ("Nr.;Varžybos;Data;Vieta;Treneris", "number title when place responsible"),
    ],
)
def test_what_the_headings_of_a_school_mean(headings: str, roles: str) -> None:
    row = ";".join(["1", *("Pamokų stebėjimas" for _ in headings.split(";")[1:])])
    plan = reading(f"UPYNOS MOKYKLOS VEIKLOS PLANAS 2025–2026 M. M.\n{headings}\n{row}\n").plan
    assert " ".join(each.role for each in plan.columns) == roles


def test_a_part_of_the_day_beside_the_date_is_no_fault() -> None:
    rows = "\n".join(
        f"2025-11-{10 + i};{words};Renginys {'ABCDEF'[i]};A. Uosis"
        for i, words in enumerate(("Per pamokas", "visą dieną", "–", "3–4 pamoka", "12.30"))
    )
    text = f"UPYNOS GIMNAZIJOS LAPKRIČIO MĖNESIO VEIKLOS PLANAS 2025 M.\nData;Laikas;Veikla;Atsakingas\n{rows}\n"
    assert codes(text) == []
    alone = text.replace("Data;Laikas", "Laikas;Kita").replace("2025-11-10", "Per pamokas")
    assert codes(alone)[:1] == ["T101 rows[0].when"]


MONTHS_BESIDE = """UPYNOS MOKYKLOS RENGINIAI 2025–2026 M. M.
<table><tr><td colspan=2>RUGSĖJIS</td><td colspan=2>SPALIS</td></tr>
<tr><td>Data</td><td>Renginys</td><td>Data</td><td>Renginys</td></tr>
<tr><td>1 d.</td><td>Mokslo diena</td><td>3 d.</td><td>Mokytojo diena</td></tr>
<tr><td>19 d.</td><td>Sporto šventė</td><td>10 d.</td><td>Mugė</td></tr>
<tr><td colspan=2>LAPKRITIS</td><td colspan=2>GRUODIS</td></tr>
<tr><td>Data</td><td>Renginys</td><td>Data</td><td>Renginys</td></tr>
<tr><td>11 d.</td><td>Šviesos šventė</td><td>19 d.</td><td>Kalėdos</td></tr></table>"""


def test_months_over_tables_side_by_side_are_those_of_their_days() -> None:
    plan = planforms.read(MONTHS_BESIDE.encode(), "planas.html").plan
    assert [(row.headings[0].text, str(row.title), row.when.edtf) for row in plan.activities] == [
        (Text.of("RUGSĖJIS"), "Mokslo diena", "2025-09-01"),
        (Text.of("RUGSĖJIS"), "Sporto šventė", "2025-09-19"),
        (Text.of("SPALIS"), "Mokytojo diena", "2025-10-03"),
        (Text.of("SPALIS"), "Mugė", "2025-10-10"),
        (Text.of("LAPKRITIS"), "Šviesos šventė", "2025-11-11"),
        (Text.of("GRUODIS"), "Kalėdos", "2025-12-19"),
    ]


def test_a_month_without_events_in_a_column_of_months_heads_nothing() -> None:
    text = """UPYNOS DARŽELIO RENGINIŲ PLANAS 2025–2026 M. M.
Mėnuo;Renginys;Atsakingas
SPALIS;RUDENS MUGĖ;A. Uosis
LAPKRITIS;;
GRUODIS;KALĖDOS;A. Uosis
LIEPA;;
"""
    plan = reading(text).plan
    assert [row.when.edtf for row in plan.activities] == ["2025-10", "2025-11", "2025-12", "2026-07"]
    assert len(plan.rows) == 4


def test_a_month_alone_above_the_rows_of_that_month_heads_them() -> None:
    text = """UPYNOS DARŽELIO RENGINIŲ PLANAS 2025–2026 M. M.
Data;Renginys;Atsakingas
Rugsėjis;;
1 d.;Šventė;A. Uosis
Spalis;;
spalis;Kalbos;A. Uosis
"""
    plan = reading(text).plan
    assert [(str(row.headings[0].text), row.when.edtf) for row in plan.activities] == [
        ("Rugsėjis", "2025-09-01"),
        ("Spalis", "2025-10"),
    ]


def test_only_the_year_is_missing_under_a_month_in_a_plan_without_years() -> None:
    text = "MĖNESIO VEIKLOS PLANAS\nData;Veikla;Atsakingas\nRugsėjis;;\n12 d.;Mugė;A. Uosis\n"
    assert codes(text) == ["S115 title"]


def test_numbers_begin_anew_beside_each_task() -> None:
    text = """UPYNOS GIMNAZIJOS VEIKLOS PLANAS 2026 M.
Uždavinys;Nr.;Veikla;Laikas;Atsakingas
Tobulinti pamoką;1.;Pamokų stebėjimas;kovas;A. Uosis
;2.;Seminaras;balandis;A. Uosis
Burti tėvus;1.;Tėvų klubas;gegužė;A. Uosis
"""
    assert codes(text) == []
    assert codes(text.replace(";2.;", ";3.;")) == ["S109 rows[1].number"]


@pytest.mark.parametrize(
    "words",
    ["2025, 2026, 2027 m. gruodžio 9 d.", "2025 ir 2026 m. gruodis", "2025, 2026 m. IV ketv."],
)
def test_a_month_or_day_of_several_years_is_not_taken_for_one_of_one_year(words: str) -> None:
    timing = planforms.parse_timing(words, parse_period("2025-01/2027-12"))
    assert (timing.edtf, timing.problem) == ("", TimingProblem.AMBIGUOUS)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2025, 2026 m.", "{2025,2026}"),
        ("2025 m. gruodis, 2026 m. gruodis", "{2025-12,2026-12}"),
        ("2025–2027 m. IV ketv.", "{2025-10..2025-12,2026-10..2026-12,2027-10..2027-12}"),
        ("2025–2027 m. kovo 5 d.", "{2025-03-05,2026-03-05,2027-03-05}"),
        ("2025–2026 m. rugsėjo–birželio mėn.", "2025-09/2026-06"),
    ],
)
def test_years_that_are_sure_are_read(words: str, edtf: str) -> None:
    assert planforms.parse_timing(words, parse_period("2025-01/2027-12")).edtf == edtf


HOURS = """UPYNOS GIMNAZIJOS RENGINIŲ PLANAS 2025–2026 M. M.
Data;Laikas;Renginys;Atsakingas
2025-10-14;10.30;Šventė;A. Uosis
2025-10-15;10–12;Mugė;A. Uosis
2025-10-16;10;Paroda;A. Uosis
2025-10-17;14 val., 203 kab.;Posėdis;A. Uosis
2025-10-20;12.05–12.50;Akcija;A. Uosis
"""


def test_bare_hours_beside_a_day_are_hours_and_stay_in_the_next_plan() -> None:
    plan = reading(HOURS).plan
    hours = [row.cells["when-2"] for row in plan.activities]
    clocks = ["10:30", "10:00/12:00", "10:00", "14:00", "12:05/12:50"]
    assert [(each.edtf, each.clock) for each in hours if isinstance(each, Timing)] == [("", clock) for clock in clocks]
    rolled = planforms.roll(plan)
    assert column(rolled.plan, "when-2") == column(plan, "when-2")
    assert [change.at for change in rolled.changes if change.at.endswith("when-2")] == []


def test_two_numbers_beside_a_month_alone_are_no_hours() -> None:
    plan = reading(HOURS.replace("2025-10-15;", "2025 m. spalis;")).plan
    assert isinstance(cell := plan.activities[1].cells["when-2"], Timing)
    assert cell.clock == ""


WEEKS = "{}\nSavaitė;Veikla;Atsakingas\nI;Šventė;A. Uosis\n2;Mugė;A. Uosis\n3.;Akcija;A. Uosis\n"


def test_a_number_of_a_week_is_no_day() -> None:
    plan = reading(WEEKS.format("SPALIO MĖNESIO VEIKLOS PLANAS 2025 M.")).plan
    first = ["2025-10-06/2025-10-12", "2025-10-13/2025-10-19", "2025-10-20/2025-10-26"]
    assert [row.when.edtf for row in plan.activities] == first
    rolled = planforms.roll(plan).plan
    assert column(rolled, "when") == ["I", "2", "3."]
    assert rolled.activities[1].when.edtf == "2025-11-10/2025-11-16"
    yearly = WEEKS.format("VEIKLOS PLANAS 2025–2026 M. M.")
    assert [row.when.edtf for row in reading(yearly).plan.activities] == ["", "", ""]
    assert codes(yearly) == []


@pytest.mark.parametrize(
    "words", ["III a, b kl. vadovės", "5a, b, c klasių auklėtojos", "2 a, 2 b kl. mokiniai", "IIIa ir IIIb kl. vadovės"]
)
def test_the_letters_of_classes_are_of_one_party(words: str) -> None:
    assert planforms.parse_responsible(words).parties == (words,)


def test_quarters_that_are_columns_are_headings() -> None:
    text = """ŪKIO DALIES DARBŲ PLANAS 2026 M.
Nr.;Darbai;I ketv.;II ketv.;III ketv.;IV ketv.;Atsakingas
1;Inventorizacija;;;;x;A. Uosis
2;Žolės pjovimas;;x;x;;A. Uosis
"""
    assert [each.code for each in reading(text).findings] == []
    assert codes(text) == []


def test_a_dash_beside_a_date_says_that_there_is_no_more() -> None:
    text = """OLIMPIADŲ GRAFIKAS 2025–2026 M. M.
Nr.;Olimpiada;Mokyklinis etapas;Savivaldybės etapas;Atsakingas
1;Matematikos;2025-12-10;2026-01-23;A. Uosis
2;Dailės;2026-01-14;–;A. Uosis
"""
    assert codes(text) == []


def workbook(**sheets: str) -> planforms.Reading:
    """The plan of a workbook, each sheet given by its semicolon-separated rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for row in text.split("\n"):
            sheet.append(row.split(";"))
    file = io.BytesIO()
    book.save(file)
    return planforms.read(file.getvalue(), "planas.xlsx")


@pytest.mark.parametrize(
    ("names", "headings"), [(("Ugdymas", "Prevencija"), ["Ugdymas", "Prevencija"]), (("Lapas1", "Lapas2"), [])]
)
def test_sheets_with_names_are_parts_of_the_plan(names: tuple[str, str], headings: list[str]) -> None:
    heads = "Nr.;Veikla;Data;Atsakingas"
    first = f"GIMNAZIJOS VEIKLOS PLANAS 2026 M.\n{heads}\n1;Posėdis;2026-02-03;A. Uosis"
    second = f"{heads}\n1;Akcija;2026-03-03;A. Uosis"
    plan = workbook(**dict(zip(names, (first, second), strict=True))).plan
    assert [str(row.text) for row in plan.rows if isinstance(row, Heading)] == headings
    assert [str(row.title) for row in plan.activities] == ["Posėdis", "Akcija"]


def test_wednesdays_make_a_column_of_weekdays_too() -> None:
    text = """UPYNOS GIMNAZIJOS RENGINIŲ PLANAS 2025–2026 M. M.
Data;Savaitės diena;Renginys;Atsakingas
2025-11-12;trečiadienis;Konferencija;A. Uosis
2025-11-19;trečiadienis;Paroda;A. Uosis
2025-11-24–28;I–V;Savaitė be patyčių;A. Uosis
"""
    assert codes(text) == []


def test_a_sheet_with_other_words_for_the_same_columns_is_of_the_plan() -> None:
    first = "GIMNAZIJOS VEIKLOS PLANAS 2026 M.\nNr.;Veikla;Data;Atsakingas\n1;Posėdis;2026-02-03;A. Uosis"
    reading = workbook(Ugdymas=first, Ūkis="Nr.;Veikla;Terminas;Atsakingas\n1;Remontas;2026-07-01;A. Uosis")
    assert [row.when.edtf for row in reading.plan.activities] == ["2026-02-03", "2026-07-01"]
    assert "R121" not in {each.code for each in reading.findings}
