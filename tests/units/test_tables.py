"""Tables as people make them: which rows are headings, activities and notes, and what becomes of every row."""

import datetime as dt
from collections.abc import Sequence

import pytest
from build import CLUB, FAIR, HEADINGS, TALK, TITLE, Merged, bold, grid, line, rows_of, source
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import planforms
from planforms.errors import UsageError
from planforms.findings import Reading
from planforms.model import ColumnRole, SectionRole, Text
from planforms.period import parse_period
from planforms.recognise import Overrides, recognise
from planforms.source import Align, Grid

YEAR = "VEIKLOS PLANAS 2023–2024 M. M."
DATA = [
    ("1", "Knygų mugė", "spalio 9 d.", "Skaitykla", "A. Uosis"),
    ("2", "Pokalbis prie arbatos", "lapkričio mėn.", "Klubas", "B. Klevė"),
    ("3", "Būrelio popietė", "kovo 5 d.", "Salė", "C. Liepa"),
]

ROOMS = ("Biblioteka", "Mokyklos biblioteka", "Aktų salė")


def titles(reading: Reading) -> list[str]:
    return [str(activity.title) for activity in reading.plan.activities]


def days(reading: Reading) -> list[str]:
    return [activity.when.edtf for activity in reading.plan.activities]


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


# --- headings


def test_a_bare_number_under_hours_is_an_hour_beside_a_day() -> None:
    rows = [("D.", "Renginys", "Val.", "Ats."), ("3", "Knygų mugė", "10", "A. Uosis"), ("12", "Talka", "", "B. Klevė")]
    first, second = recognise(source(line(bold("2025 M. LAPKRIČIO MĖN. VEIKLOS PLANAS")), grid(*rows))).plan.activities
    assert (first.when.edtf, first.cells["when-2"].clock) == ("2025-11-03", "10:00")  # type: ignore[union-attr]
    assert second.when.edtf == "2025-11-12"
    assert first.responsible.parties == ("A. Uosis",)


def test_columns_of_quarters_say_when() -> None:
    rows = [
        ("Veikla", "I ketv.", "II ketv.", "III ketv.", "IV ketv.", "Atsakingi"),
        ("Parodos", "2", "1", "", "3", "A. Uosis"),
        ("Talka", "–", "x", "-", "x", "B. Klevė"),
    ]
    reading = recognise(source(line(bold("BIBLIOTEKOS 2026 M. VEIKLOS PLANAS")), grid(*rows)))
    assert days(reading) == [
        "{2026-01..2026-03,2026-04..2026-06,2026-10..2026-12}",
        "{2026-04..2026-06,2026-10..2026-12}",
    ]


def test_a_day_under_a_month_is_that_day() -> None:
    rows = [
        ("Veikla", "IX", "X", "XI", "Atsakingi"),
        ("Parodos", "12 d.", "–", "x", "A. Uosis"),
        ("Talka", "", "3, 10 d.", "", "B. Klevė"),
    ]
    reading = recognise(source(line(bold(YEAR)), grid(*rows)))
    assert days(reading) == ["{2023-09-12,2023-11}", "{2023-10-03,2023-10-10}"]
    assert str(reading.plan.activities[0].when.words) == "IX 12 d., XI"


def test_a_day_for_each_of_several_activities_is_a_finding() -> None:
    rows = [("Mėnuo", "Veikla", "Data"), ("Rugsėjis", "Mugė\nTalka", "1 d.\n12 d."), ("Spalis", "Paroda", "3 d.")]
    found = planforms.check(
        recognise(source(line(bold(YEAR)), grid(*rows))), select=["S112"], today=dt.date(2023, 9, 1)
    )
    assert [finding.at for finding in found] == ["rows[0].title"]


def test_people_without_initials_are_no_place_where_no_heading_says_so() -> None:
    rows = [
        ("1", "Knygų mugė ir parodos", "spalio 9 d.", "Administracija; VGK"),
        ("2", "Pokalbis prie arbatos", "lapkričio 5 d.", "Metodinės grupės nariai"),
        ("3", "Būrelio popietė bibliotekoje", "kovo 5 d.", "Klasių vadovai"),
    ]
    first, *_ = recognise(source(line(bold(YEAR)), grid(*rows))).plan.activities
    assert (first.responsible.parties, str(first.place)) == (("Administracija", "VGK"), "")


def test_rooms_are_a_place_where_no_heading_says_so() -> None:
    rows = [(number, title, day, room) for (number, title, day, _, _), room in zip(DATA, ROOMS, strict=True)]
    assert [str(a.place) for a in recognise(source(line(bold(YEAR)), grid(*rows))).plan.activities] == list(ROOMS)


def test_an_hour_without_its_day_is_an_empty_cell() -> None:
    rows = [("Data", "Renginys", "Val."), ("2023-10-03", "Knygų mugė", "10.00"), ("", "Talka", "14.00")]
    found = planforms.check(
        recognise(source(line(bold(YEAR)), grid(*rows))), select=["S106"], today=dt.date(2023, 9, 1)
    )
    assert [finding.at for finding in found] == ["rows[1].when"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("Mėnuo", "Renginys", "Dalyviai"),
            ("Spalis", "Rudens šventė", "5–8 klasės"),
            ("Gruodis", "Koncertas", "Visi"),
        ],
        [("Data", "Renginys", "Vykdytojai"), ("Lapkritis", "Naujokų priesaika", "2 klasės"), ("", "Vakaras", "Taryba")],
        [("Laikas", "Veikla", "Vieta"), ("Nuolat", "Renginių organizavimas", "Salė"), ("Spalis", "Data ir raidė", "")],
        [("Tema", "Data", "Vadovas"), ("Tolerancijos diena", "spalis", "Klasių vadovai"), ("Savaitė", "kovas", "VGK")],
    ],
)
def test_a_row_of_data_is_never_headings(rows: list[tuple[str, ...]]) -> None:
    reading = recognise(source(line(bold(YEAR)), grid(*rows)))
    assert len(reading.plan.activities) == len(rows) - 1
    assert codes(reading) == []


@pytest.mark.parametrize(
    "heads",
    [
        [("Eil.", "Veiklos", "Vykdymo", "Vieta", "Atsakingi"), ("Nr.", "pavadinimas", "laikas", "", "asmenys")],
        [("", "Renginio", "", "", "Atsakingas"), ("Eil.", "pavadinimas", "Vykdymo", "Vieta", "asmuo"),
         ("Nr.", "", "laikas", "", "(pareigos)")],
        [("Eil. Nr.", "Veiklos pava-\ndinimas", "Data¹", "Vieta*", "Atsakingi")],
        [(Merged("Eil. Nr.", rows=2), Merged("Veikla", rows=2), Merged("2024 m.", columns=1), Merged("Vieta", rows=2),
          Merged("Vadovas", rows=2)), ("", "", "Data")],
        [("EIL. NR.", "VEIKLOS,", "DATA", "VIETA", "RENGĖJAS"), ("", "RENGINIAI", "", "", "")],
    ],
)  # fmt: skip
def test_headings_over_several_rows_are_one(heads: list[tuple[str, ...]]) -> None:
    reading = recognise(source(line(bold(YEAR)), grid(*heads, *DATA)))
    assert titles(reading) == [row[1] for row in DATA]
    assert [column.id for column in reading.plan.columns] == ["number", "title", "when", "place", "responsible"]
    assert reading.account.heads == len(heads)


@pytest.mark.parametrize(
    "heads",
    [
        ("No.", "Activity", "Date", "Place", "Responsible"),
        ("Lp.", "Nazwa wydarzenia", "Termin", "Miejsce", "Odpowiedzialny"),
        ("№", "Мероприятие", "Сроки", "Место", "Ответственный"),
        ("A", "Ką kuriame", "Kuomet", "Aplinka", "Globėjas"),
    ],
)
def test_unknown_headings_are_the_row_unlike_those_below_it(heads: tuple[str, ...]) -> None:
    reading = recognise(source(line(bold(YEAR)), grid(heads, *DATA)))
    assert [(c.id, c.heading) for c in reading.plan.columns] == list(
        zip(("number", "title", "when", "place", "responsible"), heads, strict=True)
    )
    assert titles(reading) == [row[1] for row in DATA]
    assert codes(reading) == ["S102"]


def test_headings_that_the_file_marks_are_headings() -> None:
    rows = [("Vardas", "Metas"), ("Mugė „Versk lapą“", "rudenį"), ("Popietė su svečiais", "pavasarį")]
    marked = replace(grid(*rows), heading_rows=(1,))
    reading = recognise(source(line(bold(YEAR)), marked))
    assert [column.heading for column in reading.plan.columns] == ["Vardas", "Metas"]
    assert len(reading.plan.activities) == 2


def test_a_group_above_repeated_headings_is_a_heading() -> None:
    reading = recognise(source(line(TITLE), grid(HEADINGS, FAIR, [Merged("Projektai", columns=5)], HEADINGS, TALK)))
    assert rows_of(reading.plan) == [FAIR, "# Projektai", TALK]


def test_rows_cut_off_above_the_headings_are_not_lost() -> None:
    reading = recognise(source(grid((TITLE,), FAIR, TALK, HEADINGS, CLUB, name="Lapas1")))
    assert rows_of(reading.plan) == [FAIR, TALK, CLUB]


# --- what every row becomes


WORDS = {
    "number": st.integers(1, 40).map(str),
    "title": st.sampled_from(["Rudens šventė", "Knygų mugė „Versk lapą“", "Metodinės grupės posėdis", "Olimpiada",
                              "Tolerancijos diena", "Veiklos plano aptarimas", "Paroda"]),
    "when": st.sampled_from(["Rugsėjis", "spalio 9 d.", "Visus metus", "2024-03-05", "IV ketv.", "nuolat"]),
    "place": st.sampled_from(["Salė", "Biblioteka", "12 kab.", ""]),
    "responsible": st.sampled_from(["A. Uosis", "Klasių vadovai", "Administracija", "Direktorius", ""]),
    "participants": st.sampled_from(["5–8 klasės", "Visi", "2 gimnazijos klasės", ""]),
    "result": st.sampled_from(["Pagerės skaitymas.", "Mokiniai žinos daugiau", ""]),
    "other": st.sampled_from(["4", "A", "žalia", ""]),
}  # fmt: skip
NAMES = {
    "number": "Eil. Nr.", "title": "Veiklos pavadinimas", "when": "Data", "place": "Vieta",
    "responsible": "Atsakingi asmenys", "participants": "Dalyviai", "result": "Laukiamas rezultatas", "other": "Kvapas",
}  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[tuple[str, ...]]]:
    """Three to eight columns in any order, and five rows of data."""
    more = draw(st.lists(st.sampled_from(sorted(set(WORDS) - {"title", "when"})), min_size=1, max_size=6, unique=True))
    roles = draw(st.permutations(["title", "when", *more]))
    return list(roles), [tuple(draw(WORDS[role]) for role in roles) for _ in range(5)]


def account_adds_up(reading: Reading, rows: Sequence[Sequence[object]]) -> None:
    filled = sum(any(str(cell) for cell in row) for row in rows)
    assert reading.account.rows == filled


@given(tables())
@settings(max_examples=300)
def test_no_order_of_columns_loses_a_row(made: tuple[list[str], list[tuple[str, ...]]]) -> None:
    roles, rows = made
    heads = tuple(NAMES[role] for role in roles)
    reading = recognise(source(line(bold(YEAR)), grid(heads, *rows)))
    assert titles(reading) == [row[roles.index("title")] for row in rows]
    assert [str(column.role) for column in reading.plan.columns] == roles
    account_adds_up(reading, [heads, *rows])


def test_the_account_has_every_kind_of_row() -> None:
    rows: list[Sequence[str | Text | Merged]] = [
        HEADINGS, ("1", "2", "3", "4", "5"), [Merged("I. SKAITYMAS", columns=5)], FAIR, ("", "ir kita mugė"), (),
        HEADINGS, TALK, ("", "Iš viso: 2"), ["3"],
    ]  # fmt: skip
    reading = recognise(source(line(TITLE), grid(*rows)))
    account = reading.account
    kinds = (account.activities, account.headings, account.notes, account.heads, account.continued, account.empty)
    assert kinds == (2, 1, 1, 3, 1, 1)
    assert account.rows == 9


def test_a_row_typed_over_two_rows_is_one_activity() -> None:
    reading = recognise(
        source(line(TITLE), grid(HEADINGS, FAIR, ("", "ir susitikimas", "", "", "B. Klevė"), TALK, CLUB))
    )
    first = reading.plan.activities[0]
    assert (str(first.title), str(first.text("responsible"))) == ("Knygų mugė\nir susitikimas", "A. Uosis\nB. Klevė")
    assert len(reading.plan.activities) == 3


def test_activities_below_a_mark_are_not_lost() -> None:
    reading = recognise(source(grid((TITLE,), HEADINGS, FAIR, ("", "PRITARTA"), TALK, name="Lapas1")))
    assert rows_of(reading.plan) == [FAIR, TALK]
    assert [mark.word for mark in reading.plan.marks] == ["PRITARTA"]


def test_cells_that_only_look_like_cells_are_none() -> None:
    blank = ("\u00a0", " ", "\u200b", "")
    reading = recognise(source(line(TITLE), grid(HEADINGS, FAIR, blank, TALK, ("", "", "", "", "", "\u00a0"))))
    assert rows_of(reading.plan) == [FAIR, TALK]
    assert len(reading.plan.columns) == 5


# --- groups and months


@pytest.mark.parametrize("width", [1, 4])
def test_a_roman_number_with_words_beside_it_is_a_heading(width: int) -> None:
    def group(number: str, words: str) -> list[str | Merged]:
        return [number, Merged(words, columns=width)]

    reading = recognise(
        source(line(TITLE), grid(HEADINGS, group("I.", "Veikla"), FAIR, group("II.", "Kita"), TALK, CLUB))
    )
    assert rows_of(reading.plan) == ["# I. Veikla", FAIR, "# II. Kita", TALK, CLUB]


@pytest.mark.parametrize(("one", "two"), [("Metodinė veikla", "Ugdymas"), ("I. Metodinė veikla", "II. Ugdymas")])
def test_a_heading_above_the_first_table_is_one_as_above_the_others(one: str, two: str) -> None:
    reading = recognise(
        source(line(bold(YEAR)), line(bold(one)), grid(HEADINGS, FAIR), line(bold(two)), grid(HEADINGS, TALK, number=2))
    )
    assert str(reading.plan.title) == YEAR
    assert rows_of(reading.plan) == [f"# {one}", FAIR, f"# {two}", TALK]


def test_a_day_is_of_the_month_above_it() -> None:
    heads = ("Veikla", "Data")
    headed = grid(heads, [Merged("Rugsėjis", columns=2)], ("Sueiga", "12 d."), [Merged("Sausis", columns=2)],
                  ("Šventė", "5 d."), ("Mugė", "kovo 3 d."))  # fmt: skip
    sheets = [grid((YEAR,), heads, ("Sueiga", "12 d."), name="Rugsėjis"),
              grid(heads, ("Šventė", "5 d."), number=2, name="Sausis")]  # fmt: skip
    column = grid(("Mėnuo", "Diena", "Veikla"), ("Rugsėjis", "12 d.", "Sueiga"), ("", "20 d.", "Mugė"),
                  ("Sausis", "5 d.", "Šventė"))  # fmt: skip
    assert days(recognise(source(line(bold(YEAR)), headed))) == ["2023-09-12", "2024-01-05", "2024-03-03"]
    assert days(recognise(source(*sheets))) == ["2023-09-12", "2024-01-05"]
    assert days(recognise(source(line(bold(YEAR)), column))) == ["2023-09-12", "2023-09-20", "2024-01-05"]


def test_crosses_under_months_are_one_timing() -> None:
    months = ("IX", "X", "XI", "XII", "I")
    reading = recognise(
        source(line(bold(YEAR)), grid(("Veikla", *months), ("Mugė", "+", "", "x"), ("Šventė", "", "", "", "", "+")))
    )
    assert [(str(a.when.words), a.when.edtf) for a in reading.plan.activities] == [
        ("IX, XI", "{2023-09,2023-11}"),
        ("I", "2024-01"),
    ]
    assert [column.heading for column in reading.plan.columns] == ["Veikla", *months]


def test_tables_side_by_side_are_one_plan_the_left_first() -> None:
    heads = ("Veikla", "Data", "Vadovas")
    sheet = grid(
        (Merged(YEAR, columns=7),),
        ("Rugsėjis", "", "", "", "Spalis"),
        (*heads, "", *heads),
        ("Mugė", "5 d.", "A. Uosis", "", "Popietė", "12 d.", "B. Klevė"),
        ("Kelionė", "9 d.", "A. Uosis"),
        name="Lapas1",
    )
    reading = recognise(source(sheet))
    assert [row if isinstance(row, str) else row[0] for row in rows_of(reading.plan)] == [  # type: ignore[index]
        "# Rugsėjis", "Mugė", "Kelionė", "# Spalis", "Popietė",
    ]  # fmt: skip
    assert days(reading) == ["2023-09-05", "2023-09-09", "2023-10-12"]


def test_a_sheet_a_month_is_one_plan_for_all_its_months() -> None:
    september = grid(("RUGSĖJO MĖNESIO PLANAS 2023 M.",), HEADINGS, FAIR, name="Rugsėjis")
    october = grid(("SPALIO MĖNESIO PLANAS 2023 M.",), HEADINGS, TALK, number=2, name="Spalis")
    plan = recognise(source(september, october)).plan
    assert plan.period == parse_period("2023-09/2023-10")
    assert len(plan.activities) == 2


# --- sheets and plans


def test_the_same_table_twice_is_read_once() -> None:
    one, two = (grid((TITLE,), HEADINGS, FAIR, TALK, number=i, name=f"Lapas{i}") for i in (1, 2))
    reading = recognise(source(one, two))
    assert rows_of(reading.plan) == [FAIR, TALK]
    assert codes(reading) == ["R120"]


def test_the_approval_above_a_later_title_is_that_plans() -> None:
    mark = [line(w) for w in ("PATVIRTINTA", "Mokyklos direktoriaus", "2026 m. rugsėjo 2 d. įsakymu Nr. V-15")]
    both = source(line(bold("A VEIKLOS PLANAS 2025")), grid(HEADINGS, FAIR), *mark, line(bold("B VEIKLOS PLANAS 2026")),
                  grid(HEADINGS, CLUB, number=2))  # fmt: skip
    assert recognise(both).plan.marks == ()
    assert len(recognise(both, 2).plan.marks) == 1


def test_a_sheet_that_lists_the_sheets_is_no_title() -> None:
    summary = grid(("VEIKLOS PLANO EKSPORTAS",), ("Lapas", "Lentelė"), ("Planas", "1"), name="Export Summary")
    reading = recognise(source(summary, grid((YEAR,), HEADINGS, FAIR, number=2, name="Planas")))
    assert str(reading.plan.title) == YEAR
    assert codes(reading) == ["R120"]


def test_a_letterhead_is_a_section_of_its_own_above_the_title() -> None:
    head = [
        line(bold("ŽALIOJI MOKYKLA")),
        line("Savivaldybės biudžetinė įstaiga, Liepų g. 5, LT-12345 Kaunas, tel. 8 37"),
    ]
    plan = recognise(source(*head, line(bold(YEAR)), line("Tikslas – skaityti."), grid(HEADINGS, FAIR))).plan
    assert [section.role for section in plan.sections] == [SectionRole.LETTERHEAD, SectionRole.AIM]
    assert str(plan.title) == YEAR


def test_an_institution_above_the_title_is_a_letterhead_in_any_looks() -> None:
    plan = recognise(source(line("Žalioji mokykla"), line(bold(YEAR)), grid(HEADINGS, FAIR))).plan
    assert [(section.role, str(section.text)) for section in plan.sections] == [
        (SectionRole.LETTERHEAD, "Žalioji mokykla")
    ]


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ([bold(YEAR), bold("BENDROJI DALIS")], YEAR),
        ([bold(YEAR), bold("I SKYRIUS")], YEAR),
        ([bold("PROJEKTAS"), bold(YEAR)], YEAR),
        ([bold(YEAR), bold("RUGSĖJIS")], YEAR),
        ([bold("ŽALIOSIOS MOKYKLOS,"), bold(YEAR)], f"ŽALIOSIOS MOKYKLOS,\n{YEAR}"),
    ],
)
def test_chapters_months_and_drafts_are_no_title(above: list[Text], title: str) -> None:
    lines = [line(words, align=Align.CENTRE) for words in above]
    assert str(recognise(source(*lines, grid(HEADINGS, FAIR))).plan.title) == title


@pytest.mark.parametrize("label", ["Uz\u030cdaviniai:", "Tikslas –"])
def test_labels_of_letters_with_accents_apart_are_labels(label: str) -> None:
    plan = recognise(source(line(bold(YEAR)), line(f"{label} skaityti."), grid(HEADINGS, FAIR))).plan
    assert [(section.label, str(section.text)) for section in plan.sections] == [(label, "skaityti.")]


# --- what a person says


def _odd() -> Grid:
    return grid(("Kas", "Kuomet", "Kame"), ("Mugė", "A", "Salė"), ("Popietė", "B", "Klubas"), name="Lapas1")


def test_the_row_of_headings_and_the_columns_can_be_said() -> None:
    roles = (ColumnRole.TITLE, ColumnRole.WHEN, ColumnRole.PLACE)
    reading = recognise(source(_odd()), 1, Overrides(heading_row=1, columns=roles, period=parse_period("2026")))
    assert [column.role for column in reading.plan.columns] == list(roles)
    assert titles(reading) == ["Mugė", "Popietė"]
    assert reading.plan.period == parse_period("2026")


def test_a_sheet_can_be_said_by_its_name() -> None:
    both = source(
        grid((TITLE,), HEADINGS, FAIR, name="A"), grid(("KITAS PLANAS 2026",), HEADINGS, CLUB, number=2, name="B")
    )
    assert rows_of(recognise(both, 1, Overrides(sheet="b")).plan) == [CLUB]


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (Overrides(sheet="Nėra"), "no sheet"),
        (Overrides(heading_row=9), "row {number}"),
        (Overrides(heading_row=1, columns=(ColumnRole.TITLE,)), "columns"),
    ],
)
def test_what_a_person_says_wrongly_is_refused(overrides: Overrides, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        recognise(source(_odd()), 1, overrides)
    assert message in refused.value.message


STAFF = [
    ("Eil. Nr.", "Vardas, pavardė", "Pareigos", "Kvalifikacinė kategorija"),
    ("1.", "Antanas Uosis", "Istorijos mokytojas", "Metodininkas"),
    ("2.", "Birutė Klevė", "Anglų kalbos mokytoja", "Vyresnioji mokytoja"),
]


@pytest.mark.parametrize("above", [[], [("",)], [("Grupės nariai",)], [("",), ("Grupės nariai",)]])
def test_a_list_of_staff_below_the_plan_on_its_sheet_is_no_activities(above: list[tuple[str, ...]]) -> None:
    reading = recognise(source(line(bold(YEAR)), grid(HEADINGS, *DATA, *above, *STAFF)))
    assert titles(reading) == [row[1] for row in DATA]
    assert "Birutė Klevė" in str(reading.plan.closing)


@pytest.mark.parametrize(
    "rows",
    [
        [("Pamoka", "Pradžia", "Pabaiga"), ("1", "8.00", "8.45"), ("2", "8.55", "9.40")],
        [("Pamoka", "Pirmadienis", "Antradienis"), ("1.", "Matematika", "Istorija"), ("2.", "Dailė", "Muzika")],
        [("Diena", "Pusryčiai", "Pietūs"), ("Pirmadienis", "Košė", "Sriuba"), ("Antradienis", "Blynai", "Barščiai")],
    ],
)
@pytest.mark.parametrize("caption", [[], [("Priedas",)]])
def test_another_table_below_a_gap_on_the_sheet_is_no_activities(
    rows: list[tuple[str, ...]], caption: list[tuple[str, ...]]
) -> None:
    reading = recognise(source(line(bold(YEAR)), grid(HEADINGS, *DATA, ("",), *caption, *rows)))
    assert titles(reading) == [row[1] for row in DATA]


@pytest.mark.parametrize(
    "groups",
    [("I savaitė (2–6 d.)", "2-oji savaitė"), ("Pirmadienis, spalio 9 d.", "Antradienis"), ("III sav.", "IV sav.")],
)
def test_a_week_or_a_weekday_alone_under_the_dates_is_a_heading(groups: tuple[str, str]) -> None:
    rows = [("Data", "Veikla", "Vadovas"), (groups[0], "", ""), ("9 d.", "Mugė", "A. Uosis"),
            (groups[1], "", ""), ("10 d.", "Posėdis", "B. Klevė"), ("11 d.", "Talka", "C. Liepa")]  # fmt: skip
    reading = recognise(source(line(bold("2023 M. SPALIO MĖNESIO VEIKLOS PLANAS")), grid(*rows)))
    assert titles(reading) == ["Mugė", "Posėdis", "Talka"]
    assert reading.account.headings == 2
    assert days(reading) == ["2023-10-09", "2023-10-10", "2023-10-11"]


def test_a_day_wins_over_the_week_beside_it() -> None:
    rows = [("Savaitė", "Veikla", "Data"), ("I (2–6 d.)", "Mugė", "4 d."), ("II (9–13 d.)", "Posėdis", "10 d.")]
    reading = recognise(source(line(bold("2023 M. SPALIO MĖNESIO VEIKLOS PLANAS")), grid(*rows)))
    assert days(reading) == ["2023-10-04", "2023-10-10"]


def test_a_row_that_counts_the_columns_of_a_further_table_is_no_activity() -> None:
    count = [str(i) for i in range(1, 6)]
    reading = recognise(source(line(bold(YEAR)), grid(HEADINGS, *DATA[:2]), line(""), grid(count, DATA[2])))
    assert titles(reading) == [row[1] for row in DATA]


@pytest.mark.parametrize("second", [bold("2023 m. spalio mėn."), Text.of("2023 m. spalio mėn.")])
def test_the_month_of_the_plan_may_be_a_line_of_the_title(second: Text) -> None:
    reading = recognise(source(line(bold("VEIKLOS PLANAS")), line(second), grid(HEADINGS, *DATA)))
    assert str(reading.plan.title) == "VEIKLOS PLANAS\n2023 m. spalio mėn."
    assert reading.plan.period == parse_period("2023-10")


@pytest.mark.parametrize("groups", [("1. Projektai", "2. Renginiai"), ("Projektai:", "Renginiai:")])
def test_a_group_counted_or_with_a_colon_is_a_heading_where_no_activity_is_written_so(groups: tuple[str, str]) -> None:
    rows = [("Veikla", "Data", "Vadovas"), (groups[0], "", ""), ("Mugė", "spalio 9 d.", "A. Uosis"),
            ("Talka", "", ""), (groups[1], "", ""), ("Posėdis", "kovo 5 d.", "B. Klevė")]  # fmt: skip
    reading = recognise(source(line(bold(YEAR)), grid(*rows)))
    assert titles(reading) == ["Mugė", "Talka", "Posėdis"]
    numbered = [("1. Mugė", "spalio 9 d.", "A. Uosis"), ("2. Talka", "", ""), ("3. Posėdis", "kovo 5 d.", "B. Klevė")]
    reading = recognise(source(line(bold(YEAR)), grid(rows[0], *numbered)))
    assert titles(reading) == [row[0] for row in numbered]


def test_a_further_table_with_words_over_its_numbers_does_not_go_on_with_the_plan() -> None:
    duty = [("Savaitė", "Pirmadienis", "Antradienis"), ("1", "A. Uosis", "B. Klevė"), ("2", "D. Ąžuolas", "E. Beržas")]
    reading = recognise(source(line(bold(YEAR)), grid(HEADINGS, *DATA), line("Budėjimas"), grid(*duty)))
    assert titles(reading) == [row[1] for row in DATA]
    assert "D. Ąžuolas" in str(reading.plan.closing)


# --- kinds that people met


def test_a_column_of_months_and_one_of_days_are_one_timing() -> None:
    heads = ("Nr.", "Mėnuo", "Diena", "Veikla", "Iki kada")
    table = grid(heads, ("1", Merged("Rugsėjis", rows=2), "12 d.", "Sueiga", "spalio 1 d."),
                 ("2", "", "20", "Mugė"), ("3", "", "", "Talka"), ("4", "Sausis", "5, 12", "Šventė"))  # fmt: skip
    plan = recognise(source(line(bold(YEAR)), table)).plan
    assert [(column.id, column.heading) for column in plan.columns][1:4] == [
        ("when", "Mėnuo, diena"), ("title", "Veikla"), ("when-2", "Iki kada"),
    ]  # fmt: skip
    assert [(str(a.when.words), a.when.edtf) for a in plan.activities if "when" in a.cells] == [
        ("Rugsėjis\n12 d.", "2023-09-12"), ("Rugsėjis\n20", "2023-09-20"), ("Sausis\n5, 12", "{2024-01-05,2024-01-12}"),
    ]  # fmt: skip


def test_a_column_of_days_that_name_their_months_stays_apart() -> None:
    table = grid(("Mėnuo", "Data", "Veikla"), ("Rugsėjis", "rugsėjo 12 d.", "Sueiga"), ("Kovas", "kovo 3 d.", "Mugė"))
    assert [c.id for c in recognise(source(line(bold(YEAR)), table)).plan.columns] == ["when-2", "when", "title"]


def test_hours_under_a_day_are_of_that_day() -> None:
    table = grid(("Laikas", "Veikla", "Atsakingi"), ("Pirmadienis, rugsėjo 4 d.",), ("9.00", "Rikiuotė", "A. Uosis"),
                 ("10.00–10.45", "Pamoka", "B. Klevė"), ("Rugsėjo 5 d.",), ("12.00 val.", "Krosas", ""))  # fmt: skip
    plan = recognise(source(line(bold(YEAR)), table)).plan
    assert [(a.when.edtf, a.when.clock) for a in plan.activities] == [
        ("2023-09-04", "09:00"), ("2023-09-04", "10:00/10:45"), ("2023-09-05", "12:00"),
    ]  # fmt: skip


@pytest.mark.parametrize("names", [("09", "10"), ("IX", "X"), ("2023-09", "2023-10"), ("rugs.", "spal."), ("9", "10")])
def test_sheets_named_by_months_are_one_plan(names: tuple[str, str]) -> None:
    heads = ("Veikla", "Data", "Vadovas")
    first = grid((YEAR,), heads, ("Sueiga", "12 d.", "A. Uosis"), name=names[0])
    second = grid((YEAR,), heads, ("Mugė", "3 d.", "B. Klevė"), number=2, name=names[1])
    reading = recognise(source(first, second))
    assert [row for row in rows_of(reading.plan) if isinstance(row, str)] == [f"# {name}" for name in names]
    assert days(reading) == ["2023-09-12", "2023-10-03"]
    assert str(reading.plan.title) == YEAR


def test_sheets_named_by_few_are_not_months() -> None:
    heads = ("Veikla", "Data", "Vadovas")
    sheets = [grid(heads, ("Sueiga", "12 d.", "A. Uosis"), name=name, number=n) for n, name in enumerate(("1", "2"))]
    assert set(days(recognise(source(line(bold(YEAR)), *sheets)))) == {""}


@pytest.mark.parametrize("gap", ["\t", "\t\t", "     "])
def test_columns_of_tabs_or_spaces_are_a_table(gap: str) -> None:
    rows = [("Nr.", "Veikla", "Data", "Atsakingi"), ("1", "Sueiga", "spalio 3 d.", "A. Uosis"), ("RUGSĖJIS",),
            ("2", "Mugė", "rugsėjo 3 d.", "B. Klevė")]  # fmt: skip
    lines = [line(gap.join(row)) for row in rows]
    plan = recognise(source(line(bold(YEAR)), *lines, line("Direktorė\tO. Obelė"))).plan
    assert rows_of(plan) == [rows[1], "# RUGSĖJIS", rows[3]]
    assert [str(section.text) for section in plan.closing] == ["Direktorė\tO. Obelė"]


def test_columns_that_cannot_be_told_apart_are_reported() -> None:
    rows = ["Nr.\tVeikla\tData", "1\tSueiga", "2\tMugė\t\t\t3 d.", "3\tTalka"]
    reading = recognise(source(line(bold(YEAR)), *map(line, rows)))
    (finding,) = (finding for finding in reading.findings if finding.code == "S101")
    assert "Convert Text to Table" in finding.hint


def test_a_table_twice_on_one_sheet_is_read_once() -> None:
    sheet = grid((YEAR,), HEADINGS, FAIR, TALK, ("Kopija",), HEADINGS, FAIR, TALK, ("Parengė A. Uosis",), name="Lapas1")
    reading = recognise(source(sheet))
    assert rows_of(reading.plan) == [FAIR, TALK]
    (finding,) = reading.findings
    assert (finding.code, "Kopija" in finding.words) == ("R120", True)
    assert [str(section.text) for section in reading.plan.closing] == ["Parengė A. Uosis"]


def test_two_plans_on_one_sheet_are_two() -> None:
    other = "MOKINIŲ TARYBOS VEIKLOS PLANAS 2023–2024 M. M."
    reading = recognise(source(grid((YEAR,), HEADINGS, FAIR, TALK, (other,), HEADINGS, CLUB, name="Lapas1")))
    assert rows_of(reading.plan) == [FAIR, TALK]
    assert codes(reading) == ["R121"]


@pytest.mark.parametrize(
    "above",
    [
        [("Vardas, pavardė", "Pareigos", "Telefonas"), ("Rasa Uosė", "mokytoja", "861111111"),
         ("Jonas Uosis", "vadovas", "862222222")],
        [("Pamoka", "Pirmadienis", "Antradienis", "Trečiadienis"), ("1", "Fizika", "Dailė", "Muzika"),
         ("2", "Chemija", "Etika", "Istorija")],
    ],
)  # fmt: skip
def test_a_table_of_another_kind_right_above_is_not_the_plans(above: list[tuple[str, ...]]) -> None:
    sheet = grid((YEAR,), *above, ("Veiklos",), HEADINGS, *DATA, name="Lapas1")
    reading = recognise(source(sheet))
    assert titles(reading) == [row[1] for row in DATA]


def test_numbers_need_no_heading() -> None:
    plan = recognise(source(line(bold(YEAR)), grid(("", *HEADINGS[1:]), *DATA))).plan
    assert plan.columns[0].id == "number"


def test_letters_set_apart_are_a_month() -> None:
    table = grid(("Veikla", "Data", "Vieta"), (Merged("R U G S Ė J I S", columns=3),), ("Sueiga", "12 d.", "Salė"))
    assert days(recognise(source(line(bold(YEAR)), table))) == ["2023-09-12"]


@pytest.mark.parametrize("group", ["1. Svečiai", "SVEČIAI"])
def test_a_group_right_below_the_headings_is_not_one_of_them(group: str) -> None:
    plan = recognise(source(line(bold(YEAR)), grid(HEADINGS, ("", group), *DATA))).plan
    assert rows_of(plan)[0] == f"# {group}"
    assert [column.heading for column in plan.columns] == list(HEADINGS)


def test_a_title_below_the_aims_is_the_title() -> None:
    aims = [line("Tikslas – skaityti."), line("Uždaviniai:"), line("1. Rinkti knygas.")]
    plan = recognise(source(*aims, grid((bold(YEAR),), HEADINGS, FAIR))).plan
    assert str(plan.title) == YEAR


def test_the_years_again_above_the_headings_are_not_in_the_title() -> None:
    table = grid((Merged("2023–2024 m. m.", columns=5),), HEADINGS, FAIR)
    assert str(recognise(source(line(bold(YEAR)), table)).plan.title) == YEAR


def test_what_is_again_on_each_sheet_is_of_the_plan_once() -> None:
    top = [("PATVIRTINTA",), ("Upės mokyklos direktoriaus",), ("2023 m. rugsėjo 1 d. įsakymu Nr. V-5",), (YEAR,)]
    sheets = [
        grid(*top, HEADINGS, row, number=n, name=name) for n, name, row in ((1, "Rugsėjis", FAIR), (2, "Spalis", TALK))
    ]
    plan = recognise(source(*sheets)).plan
    assert len(plan.marks) == 1
    assert rows_of(plan) == ["# Rugsėjis", FAIR, "# Spalis", TALK]


def test_named_columns_make_the_first_row_the_headings() -> None:
    roles = (ColumnRole.TITLE, ColumnRole.WHEN, ColumnRole.RESPONSIBLE)
    rows = [
        ("Vardas", "Pavardė", "Telefonas"),
        ("Mugė", "spalio 9 d.", "A. Uosis"),
        ("Krosas", "kovo 5 d.", "B. Klevė"),
    ]
    reading = recognise(source(line(bold(YEAR)), grid(*rows)), overrides=Overrides(columns=roles))
    assert titles(reading) == ["Mugė", "Krosas"]


@pytest.mark.parametrize("group", ["Spalis", "S P A L I S", "SPALIO MĖNUO"])
def test_a_line_right_below_the_headings_cuts_no_table_off(group: str) -> None:
    heads, rows = ("Nr.", "Renginys", "Laikas"), [("1", "Koncertas", "12 d."), ("2", "Talka", "13 d.")]
    plan = recognise(source(line(bold(YEAR)), grid(heads), line(group), grid(*rows, number=2))).plan
    assert rows_of(plan) == [f"# {group}", *rows]
    assert [activity.when.edtf for activity in plan.activities] == ["2023-10-12", "2023-10-13"]


def test_unknown_headings_again_after_a_page_are_no_activity() -> None:
    heads = ("What", "When", "Who")
    first = grid(heads, ("Mugė", "spalio 9 d.", "A. Uosis"), ("Krosas", "kovo 5 d.", "B. Klevė"))
    second = grid(heads, ("Talka", "balandžio 5 d.", "B. Klevė"), number=2)
    reading = recognise(source(line(bold(YEAR)), first, second))
    assert titles(reading) == ["Mugė", "Krosas", "Talka"]
    assert reading.account.heads == 2


def test_unknown_headings_below_a_list_of_staff_are_found() -> None:
    staff: list[Sequence[str | Text]] = [
        (bold("Vardas, pavardė"), bold("Pareigos"), bold("Telefonas")),
        ("Rasa Uosė", "mokytoja", "861111111"),
        ("Jonas Uosis", "vadovas", "862222222"),
        ("Veiklos",),
    ]
    plan = [("No", "Event", "Date", "Who"), *((row[0], row[1], row[2], row[4]) for row in DATA)]
    reading = recognise(source(grid((YEAR,), *staff, (), *plan, name="Lapas1")))
    assert titles(reading) == [row[1] for row in DATA]
    assert "S102" in codes(reading)


def test_a_month_and_a_day_under_one_heading_are_one_timing() -> None:
    heads: list[tuple[str | Merged, ...]] = [
        ("Veikla", Merged("Laikas", columns=2), "Vadovas"),
        ("", "Mėnuo", "Diena"),
    ]
    table = grid(*heads, ("Sueiga", "Rugsėjis", "12", "A. Uosis"), ("Mugė", "Sausis", "5 d.", "B. Klevė"))
    plan = recognise(source(line(bold(YEAR)), table)).plan
    assert [column.heading for column in plan.columns] == ["Veikla", "Laikas\nMėnuo, diena", "Vadovas"]
    assert [activity.when.edtf for activity in plan.activities] == ["2023-09-12", "2024-01-05"]


def test_one_row_between_headings_and_the_same_again_is_an_activity() -> None:
    heads = ("kur", "organizatoriai", "tikslus laikas", "veikla")
    rows = [("Salė", "A. Uosis", "spalio 9 d.", "Mugė"), ("12 kab.", "B. Klevė", "kovo 5 d.", "Krosas")]
    assert titles(recognise(source(line(bold(YEAR)), grid(heads, rows[0], heads, rows[1])))) == ["Mugė", "Krosas"]


def test_a_group_beside_an_area_that_goes_on_is_a_heading() -> None:
    heads = ("Nr.", "Sritis", "Veikla", "Data")
    rows = [("1", Merged("Ugdymas", rows=3), "Mugė", "spalio 9 d."), ("II. Svečiai",), ("2", "", "Talka", "kovo 5 d.")]
    assert [row if isinstance(row, str) else row[2] for row in rows_of(recognise(source(grid(heads, *rows))).plan)] == [  # type: ignore[index]
        "Mugė", "# II. Svečiai", "Talka",
    ]  # fmt: skip
