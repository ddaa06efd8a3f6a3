"""The same plan in the layouts that people make."""

import pytest
from build import CLUB, FAIR, HEADINGS, TALK, TITLE, Merged, bold, grid, line, rows_of, source
from msgspec.structs import replace

from planforms.errors import NoPlanError
from planforms.findings import Reading
from planforms.model import Activity, ColumnRole, MarkKind, SectionRole
from planforms.place import Place
from planforms.recognise import recognise
from planforms.source import Align

APPROVED = "PATVIRTINTA\nĄžuolyno mokyklos direktoriaus\n2025 m. rugsėjo 2 d. įsakymu Nr. V-15"
ENDORSED = "PRITARTA\nĄžuolyno mokyklos tarybos\n2025 m. rugpjūčio 29 d. posėdžio protokolu Nr. 4"


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def test_a_line_to_fill_in_with_a_number_before_it_keeps_the_number() -> None:
    reading = recognise(source(grid((bold("2."), bold("____")), HEADINGS, FAIR)))
    assert "2." in str(reading.plan.title)


def test_a_document_gives_marks_title_sections_table_and_closing_lines() -> None:
    plan = recognise(
        source(
            *map(line, APPROVED.split("\n")),
            line(bold("ĄŽUOLYNO MOKYKLOS")),
            line(bold(TITLE)),
            line("Tikslas – skaityti."),
            line("Uždaviniai:\nrinkti knygas;\njas skaityti."),
            line("Prioritetinės veiklos kryptys skaityti garsiai."),
            line("Numatomos veiklos:"),
            grid(HEADINGS, FAIR, TALK),
            line(ENDORSED),
            line("Parengė A. Uosis"),
        )
    ).plan
    assert str(plan.title) == f"ĄŽUOLYNO MOKYKLOS\n{TITLE}"
    assert [(s.role, s.label, str(s.text)) for s in plan.sections] == [
        (SectionRole.AIM, "Tikslas –", "skaityti."),
        (SectionRole.OBJECTIVES, "Uždaviniai:", "rinkti knygas;\njas skaityti."),
        (SectionRole.PRIORITIES, "Prioritetinės veiklos kryptys", "skaityti garsiai."),
        (SectionRole.LEAD_IN, "Numatomos veiklos:", ""),
    ]
    assert [str(mark.words) for mark in plan.marks] == [APPROVED, ENDORSED]
    assert rows_of(plan) == [FAIR, TALK]
    assert [str(section.text) for section in plan.closing] == ["Parengė A. Uosis"]
    assert plan.period is not None
    assert (plan.period.first.year, plan.period.last.year) == (2025, 2026)


def test_one_sheet_holds_everything_with_blank_rows_and_columns_around() -> None:
    above = [("", "", "", "", words) for words in APPROVED.split("\n")]
    below = [("", "", words) for words in ENDORSED.split("\n")]
    sheet = grid(
        *above, (), ("", Merged(TITLE, columns=5)), (), ("", "Tikslas – skaityti."), (),
        ("", *HEADINGS), (), ("", *FAIR), (), ("", *TALK), (), *below, ("", "", "Direktorė", "", "", "O. Obelė"),
        name="Lapas1",
    )  # fmt: skip
    reading = recognise(source(sheet))
    plan = reading.plan
    assert str(plan.title) == TITLE
    assert [str(mark.words) for mark in plan.marks] == [APPROVED, ENDORSED]
    assert [section.label for section in plan.sections] == ["Tikslas –"]
    assert rows_of(plan) == [FAIR, TALK]
    assert [str(section.text) for section in plan.closing] == ["Direktorė\tO. Obelė"]
    assert str(reading.place("rows[1].when")) == "Lapas1!D13"


def test_marks_side_by_side_in_a_layout_table_stay_apart() -> None:
    rows = list(zip(ENDORSED.split("\n"), APPROVED.split("\n"), strict=True))
    plan = recognise(source(grid(*rows), line(TITLE), grid(HEADINGS, FAIR, number=2))).plan
    assert [str(mark.words) for mark in plan.marks] == [APPROVED, ENDORSED]


def test_marks_side_by_side_by_tabs_stay_apart() -> None:
    rows = zip(ENDORSED.split("\n"), APPROVED.split("\n"), strict=True)
    plan = recognise(source(line("\n".join("\t".join(row) for row in rows)), line(TITLE), grid(HEADINGS, FAIR))).plan
    assert [str(mark.words) for mark in plan.marks] == [APPROVED, ENDORSED]


def test_a_table_cut_by_a_page_is_one_with_or_without_its_headings_again() -> None:
    bare = recognise(source(line(TITLE), grid(HEADINGS, FAIR), grid(TALK, CLUB, number=2)))
    again = recognise(source(line(TITLE), grid(HEADINGS, FAIR), grid(HEADINGS, TALK, CLUB, number=2)))
    inside = recognise(source(line(TITLE), grid(HEADINGS, FAIR, HEADINGS, TALK, CLUB)))
    assert bare.plan == again.plan == inside.plan
    assert rows_of(bare.plan) == [FAIR, TALK, CLUB]
    assert codes(bare) == []
    assert codes(again) == codes(inside) == ["R125"]


def test_headings_inside_the_table_have_levels() -> None:
    plan = recognise(
        source(
            line(TITLE),
            grid(
                HEADINGS,
                [Merged("I. SKAITYMAS", columns=5)],
                ["", "Spalis"],
                FAIR,
                [Merged("Lapkritis", columns=5)],
                TALK,
                ["II", "POPIETĖS"],
                CLUB,
            ),
        )
    ).plan
    assert rows_of(plan) == ["# I. SKAITYMAS", "## Spalis", FAIR, "## Lapkritis", TALK, "# II POPIETĖS", CLUB]
    assert [str(heading.text) for heading in plan.activities[1].headings] == ["I. SKAITYMAS", "Lapkritis"]


def test_one_table_a_month_becomes_headings() -> None:
    plan = recognise(
        source(line(TITLE), line("Spalis"), grid(HEADINGS, FAIR), line("Lapkritis"), grid(HEADINGS, TALK, number=2))
    ).plan
    assert rows_of(plan) == ["# Spalis", FAIR, "# Lapkritis", TALK]


def test_a_sheet_a_month_becomes_headings() -> None:
    plan = recognise(
        source(grid((TITLE,), HEADINGS, FAIR, name="Spalis"), grid(HEADINGS, TALK, number=2, name="Lapkritis"))
    ).plan
    assert rows_of(plan) == ["# Spalis", FAIR, "# Lapkritis", TALK]


def test_totals_and_remarks_are_notes() -> None:
    plan = recognise(
        source(
            line(TITLE), grid(HEADINGS, FAIR, ["", "Iš viso: 1"], [Merged("Pastaba: laikas gali keistis.", columns=5)])
        )
    ).plan
    assert rows_of(plan) == [FAIR, "* Iš viso: 1", "* Pastaba: laikas gali keistis."]


def test_a_vertical_merge_is_joined_and_stands_in_every_activity() -> None:
    plan = recognise(
        source(
            line(TITLE),
            grid(
                ("Tikslas", "Veikla", "Data"), (Merged("Skaityti", rows=2), "Mugė", "spalis"), ("", "Popietė", "kovas")
            ),
        )
    ).plan
    first, second = plan.activities
    assert str(second.text("goal")) == "Skaityti"
    assert (first.joined, second.joined) == ((), ("goal",))


def test_headings_over_two_rows_are_put_together() -> None:
    plan = recognise(
        source(
            line(TITLE),
            grid(
                (Merged("Eil. Nr.", rows=2), Merged("Veikla", rows=2), Merged("Laikas", columns=2)),
                ("", "", "Data", "Valanda"),
                ("1", "Mugė", "2025-10-09", "14.00"),
            ),
        )
    ).plan
    assert [column.heading for column in plan.columns] == ["Eil. Nr.", "Veikla", "Laikas\nData", "Laikas\nValanda"]
    assert [column.id for column in plan.columns] == ["number", "title", "when", "when-2"]


def test_a_row_that_counts_the_columns_is_told_and_left_out() -> None:
    reading = recognise(source(line(TITLE), grid(HEADINGS, ("1", "2", "3", "4", "5"), FAIR)))
    assert rows_of(reading.plan) == [FAIR]
    assert codes(reading) == ["R125"]


def test_prepared_empty_rows_are_told_and_left_out_but_not_in_the_middle() -> None:
    reading = recognise(source(line(TITLE), grid(HEADINGS, FAIR, ["2"], CLUB, ["4"], ["5"])))
    assert rows_of(reading.plan) == [FAIR, ("2",), CLUB]
    assert codes(reading) == ["R124"]


def test_a_row_with_only_a_title_is_an_activity() -> None:
    assert rows_of(recognise(source(line(TITLE), grid(HEADINGS, FAIR, ["", "Dar viena mugė"], TALK))).plan) == [
        FAIR,
        ("Dar viena mugė",),
        TALK,
    ]


def test_unknown_columns_and_cells_without_a_heading_are_kept() -> None:
    plan = recognise(source(line(TITLE), grid(("Veikla", "Data", "Kvapas"), ("Mugė", "spalis", "pušų", "dar")))).plan
    assert [(column.id, column.role) for column in plan.columns] == [
        ("title", ColumnRole.TITLE),
        ("when", ColumnRole.WHEN),
        ("other-1", ColumnRole.OTHER),
        ("other-2", ColumnRole.OTHER),
    ]
    assert rows_of(plan) == [("Mugė", "spalis", "pušų", "dar")]


def test_tables_with_different_columns_are_one_with_all_of_them() -> None:
    reading = recognise(
        source(
            line(TITLE),
            grid(("Veikla", "Data"), ("Mugė", "spalis")),
            grid(("Veikla", "Vieta", "Data"), ("Popietė", "salė", "kovas"), number=2),
        )
    )
    assert [column.id for column in reading.plan.columns] == ["title", "when", "place"]
    assert [set(activity.cells) for activity in reading.plan.activities] == [
        {"title", "when"},
        {"title", "when", "place"},
    ]
    assert "S103" in codes(reading)


def test_a_table_without_headings_is_told_by_its_cells() -> None:
    reading = recognise(source(line(TITLE), grid(FAIR, TALK, CLUB)))
    assert [column.id for column in reading.plan.columns] == ["number", "title", "when", "place", "responsible"]
    assert rows_of(reading.plan) == [FAIR, TALK, CLUB]
    assert codes(reading) == ["S102"]


def test_details_on_a_sheet_of_their_own_fill_marks_title_and_period() -> None:
    details = grid(
        ("Pavadinimas", "Bibliotekos veiklos planas"),
        ("Mokslo metai", "2025–2026"),
        ("Įstaiga", "Ąžuolyno mokykla"),
        ("Miestas", "Žaliakalnis"),
        ("Patvirtino", "Ąžuolyno mokyklos direktoriaus"),
        ("Įsakymo data", "2025-09-02"),
        ("Įsakymo Nr.", "V-15"),
        ("Pritarė", "Ąžuolyno mokyklos tarybos"),
        ("Protokolo data", "2025-08-29"),
        ("Protokolo Nr.", "4"),
        ("Tikslas", "Skaityti"),
        number=2,
        name="Rekvizitai",
    )
    plan = recognise(source(grid(HEADINGS, FAIR, name="Planas"), details)).plan
    assert str(plan.title) == "Bibliotekos veiklos planas"
    assert [str(mark.words) for mark in plan.marks] == [APPROVED, ENDORSED]
    assert (plan.details.institution, plan.details.town) == ("Ąžuolyno mokykla", "Žaliakalnis")
    assert [(s.role, str(s.text)) for s in plan.sections] == [(SectionRole.AIM, "Skaityti")]
    assert plan.period is not None
    assert plan.period.first.year == 2025


def test_of_several_plans_one_is_read_and_the_others_are_told() -> None:
    both = source(
        line(bold("BIBLIOTEKOS PLANAS 2025")), grid(HEADINGS, FAIR), line(ENDORSED),
        line(bold("BŪRELIO PLANAS 2026")), grid(HEADINGS, CLUB, number=2),
    )  # fmt: skip
    first, second = recognise(both), recognise(both, 2)
    assert rows_of(first.plan) == [FAIR]
    assert [mark.kind for mark in first.plan.marks] == [MarkKind.ENDORSED]
    assert (str(second.plan.title), rows_of(second.plan)) == ("BŪRELIO PLANAS 2026", [CLUB])
    (told,) = first.findings
    assert told.code == "R121"
    assert "Būrelio popietė" in told.words
    with pytest.raises(NoPlanError, match="2 plans"):
        recognise(both, 3)


def test_a_hidden_sheet_is_told_and_left_out_but_read_where_only_it_has_a_plan() -> None:
    hidden = grid(HEADINGS, CLUB, number=2, name="Senas", hidden=True)
    beside = recognise(source(grid((TITLE,), HEADINGS, FAIR, name="Planas"), hidden))
    alone = recognise(source(line(TITLE), hidden))
    assert (rows_of(beside.plan), codes(beside)) == ([FAIR], ["R105"])
    assert "Būrelio popietė" in beside.findings[0].words
    assert (rows_of(alone.plan), codes(alone)) == ([CLUB], ["R105"])


def test_a_title_or_marks_without_a_table_are_read_with_a_finding() -> None:
    reading = recognise(source(line(APPROVED), line(TITLE)))
    assert codes(reading) == ["S101"]
    assert str(reading.plan.title) == TITLE


def test_nothing_of_a_plan_is_refused() -> None:
    with pytest.raises(NoPlanError):
        recognise(source(line("Labas vakaras, kaimynai."), grid(("pienas", "3"), ("duona", "2"))))


def test_the_title_is_found_among_other_lines_by_its_words_and_looks() -> None:
    plan = recognise(
        source(
            line("Žaliakalnis"),
            line(bold("SKAITYTOJŲ KLUBO"), align=Align.CENTRE),
            line(bold("Veiklos planas"), align=Align.CENTRE),
            line("2025–2026 m. m.", align=Align.CENTRE),
            line("Klubas renkasi kas savaitę."),
            grid(HEADINGS, FAIR),
        )
    ).plan
    assert str(plan.title) == "SKAITYTOJŲ KLUBO\nVeiklos planas\n2025–2026 m. m."
    assert [str(section.text) for section in plan.sections] == ["Žaliakalnis\nKlubas renkasi kas savaitę."]


def test_a_line_to_fill_in_is_no_word_of_the_title() -> None:
    form = source(line(bold("_" * 40)), line(bold(TITLE)), grid(HEADINGS, FAIR))
    half = source(line(bold("ĄŽUOLYNO ____ MOKYKLOS")), line(bold(TITLE)), grid(HEADINGS, FAIR))
    assert str(recognise(form).plan.title) == TITLE
    assert str(recognise(half).plan.title) == f"ĄŽUOLYNO ____ MOKYKLOS\n{TITLE}"


def test_a_title_inside_the_table_is_the_title() -> None:
    assert str(recognise(source(grid([Merged(TITLE, columns=5)], HEADINGS, FAIR))).plan.title) == TITLE


def test_a_mark_in_a_header_is_read_and_the_rest_of_the_header_told() -> None:
    header = [replace(line(words), place=Place(part="header", line=1)) for words in (APPROVED, "Projektas")]
    reading = recognise(source(*header, line(TITLE), grid(HEADINGS, FAIR)))
    assert [str(mark.words) for mark in reading.plan.marks] == [APPROVED]
    assert [(finding.code, finding.words) for finding in reading.findings] == [("R110", "Projektas")]


def test_an_activity_by_a_head_is_not_taken_for_a_signature() -> None:
    head = ("", "Direktorius", "2026 m. kovo 5 d.")
    plan = recognise(source(line(TITLE), grid(HEADINGS, FAIR, head))).plan
    assert rows_of(plan) == [FAIR, ("Direktorius", "2026 m. kovo 5 d.")]
    assert all(isinstance(row, Activity) for row in plan.rows)


def test_words_that_only_begin_like_notes_marks_or_signatures_are_activities() -> None:
    headings = ("Veikla", "Data", "Vieta", "Pastabos")
    rows = [
        ("Visos dienos stovykla", "spalis", "Miškas"),
        ("Sumanymų mugė", "lapkritis", "Salė", "Pritarta"),
        ("Vadovas", "gruodis", "Klasė"),
        ("Iš viso pasaulio: pasakos", "2026-01-15", "Skaitykla"),
        ("Popietė", "kovas", "Klubas"),
    ]
    assert rows_of(recognise(source(line(TITLE), grid(headings, *rows))).plan) == rows


def test_a_plan_a_month_by_its_own_title_is_one_plan() -> None:
    plan = recognise(
        source(
            line(bold(TITLE)),
            line(bold("SPALIO MĖNESIO VEIKLOS PLANAS")),
            grid(HEADINGS, FAIR),
            line(bold("LAPKRIČIO MĖNESIO VEIKLOS PLANAS")),
            grid(HEADINGS, TALK, number=2),
        )
    ).plan
    assert str(plan.title) == TITLE
    assert rows_of(plan) == [
        "# SPALIO MĖNESIO VEIKLOS PLANAS",
        FAIR,
        "# LAPKRIČIO MĖNESIO VEIKLOS PLANAS",
        TALK,
    ]


def test_a_sheet_with_nothing_of_a_plan_is_told_and_left_out_and_one_with_marks_is_read() -> None:
    help_sheet = grid(("Kaip pildyti:",), ("rašykite po vieną veiklą eilutėje",), number=2, name="Pagalba")
    marks = grid(*([words] for words in ENDORSED.split("\n")), number=3, name="Žymos")
    reading = recognise(source(grid((TITLE,), HEADINGS, FAIR, name="Planas"), help_sheet, marks))
    assert [str(mark.words) for mark in reading.plan.marks] == [ENDORSED]
    assert reading.plan.closing == ()
    assert [(finding.code, finding.words) for finding in reading.findings] == [
        ("R120", "Kaip pildyti:\nrašykite po vieną veiklą eilutėje")
    ]


def test_the_rest_of_a_table_that_a_page_cut_may_have_a_blank_column() -> None:
    cut = grid(("", *TALK[1:]), number=2)
    plan = recognise(source(line(TITLE), grid(HEADINGS, FAIR), cut)).plan
    assert rows_of(plan) == [FAIR, TALK[1:]]


def test_a_table_of_signatures_below_the_plan_is_no_rest_of_it() -> None:
    signed = grid(("", "Metodinės grupės vadovė", "", "", "B. Klevė"), number=2)
    plan = recognise(source(line(TITLE), grid(HEADINGS, FAIR, TALK), signed)).plan
    assert rows_of(plan) == [FAIR, TALK]
