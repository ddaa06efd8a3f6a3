"""A plan for the next period: each kind of date by its rule, and the words around it as they were."""

import datetime as dt

import pytest
from rolling import NEW, OLD, activity, of_kind, plan, reasons_of, rolled, words_of_when

from planforms.api import roll as public_roll_over
from planforms.dates import Break, SchoolBreak
from planforms.errors import UsageError
from planforms.marks import format_mark, parse_mark
from planforms.model import Activity, Heading, Mark, Note, Paragraph, Run, Section, SectionRole, Text, Timing
from planforms.period import parse_period
from planforms.rollover import ChangeKind, Days, reasons, roll_over
from planforms.timing import parse_timing


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2023 m. spalio mėn.", "2024 m. spalio mėn."),
        ("2024 m. kovo", "2025 m. kovo"),
        ("spalis", "spalis"),
        ("2023-10", "2024-10"),
        ("2023 m. lapkričio–2024 m. sausio mėn.", "2024 m. lapkričio–2025 m. sausio mėn."),
        ("rugsėjis–gegužė", "rugsėjis–gegužė"),
        ("2023–2024 m. m.", "2024–2025 m. m."),
        ("2023/2024 m. m.", "2024/2025 m. m."),
        ("II ketv.", "II ketv."),
        ("2024 m. II ketv.", "2025 m. II ketv."),
        ("2024 m. I pusm.", "2025 m. I pusm."),
        ("I pusmetis", "I pusmetis"),
        ("Visus metus", "Visus metus"),
        ("nuolat", "nuolat"),
        ("kas antrą trečiadienį", "kas antrą trečiadienį"),
        ("Kiekvieno mėnesio 5 d.", "Kiekvieno mėnesio 5 d."),
        ("Kasmet spalio 12 d.", "Kasmet spalio 12 d."),
        ("Užgavėnės", "Užgavėnės"),
        ("Gegužės pirmasis sekmadienis", "Gegužės pirmasis sekmadienis"),
        ("spalio mėn. II sav.", "spalio mėn. II sav."),
        ("rugsėjo pradžioje", "rugsėjo pradžioje"),
        ("rudens atostogos", "rudens atostogos"),
        ("pagal poreikį", "pagal poreikį"),
        ("data bus patikslinta", "data bus patikslinta"),
        ("2024 m. kovo ___ d.", "2025 m. kovo ___ d."),
    ],
)
def test_what_names_no_day_only_changes_its_year(old: str, new: str) -> None:
    result = rolled(old)
    assert words_of_when(result) == new
    assert result.plan.activities[0].when == parse_timing(new, NEW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2023 m. spalio 19 d.", "2024 m. spalio 17 d."),  # Thursday
        ("spalio 19 d.", "spalio 17 d."),
        ("2023-10-19", "2024-10-17"),
        ("2023.10.05", "2024.10.03"),
        ("19.10.2023", "17.10.2024"),
        ("2023 m. lapkričio 30 d.", "2024 m. lapkričio 28 d."),
        ("nuo 2023 m. spalio 5 d.", "nuo 2024 m. spalio 3 d."),
        ("2023 m. lapkričio 9, 16 ir 23 d.", "2024 m. lapkričio 7, 14 ir 21 d."),
        ("2023-10-19, 14.00–15.30 val.", "2024-10-17, 14.00–15.30 val."),
        ("Regione – 2024 m. sausio 10 d., Šilagiris", "Regione – 2025 m. sausio 8 d., Šilagiris"),
        ("2024 m. vasario 29 d.", "2025 m. vasario 27 d."),
        ("apie spalio 20 d.", "apie spalio 18 d."),
    ],
)
def test_a_plain_day_goes_to_the_nearest_same_weekday(old: str, new: str) -> None:
    result = rolled(old)
    assert words_of_when(result) == new
    assert len(of_kind(result, ChangeKind.MOVED)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2023 m. spalio 16–20 d.", "2024 m. spalio 14–18 d."),
        ("Gegužės 13 - 17 d.", "Gegužės 12 - 16 d."),
        ("2023-10-09 – 2023-10-13", "2024-10-07 – 2024-10-11"),
        ("nuo spalio 9 d. iki spalio 13 d.", "nuo spalio 7 d. iki spalio 11 d."),
        ("2023 m. lapkričio 27 d. – gruodžio 1 d.", "2024 m. lapkričio 25 d. – lapkričio 29 d."),
        ("2024 m. gegužės 20–31 d.", "2025 m. gegužės 19–30 d."),
        ("rugsėjo 1 d. – gegužės 31 d.", "rugsėjo 1 d. – gegužės 31 d."),
        ("2023-09-01 – 2023-11-30", "2024-09-01 – 2024-11-30"),
    ],
)
def test_a_range_keeps_its_weekdays_and_length(old: str, new: str) -> None:
    assert words_of_when(rolled(old)) == new


def test_a_range_over_new_year_stays_over_new_year() -> None:
    timing = rolled("2023-12-20 – 2024-01-05").plan.activities[0].when
    assert timing.edtf == "2024-12-18/2025-01-03"


@pytest.mark.parametrize(
    ("when", "title", "new"),
    [
        ("2024 m. vasario 16 d.", "Šventinis vakaras", "2025 m. vasario 16 d."),
        ("rugsėjo 1 d.", "Mokslo metų pradžios šventė", "rugsėjo 1 d."),
        ("iki gruodžio 31 d.", "Ataskaita", "iki gruodžio 31 d."),
        ("Vasario 16-oji", "Šventinis vakaras", "Vasario 16-oji"),
        ("2023 m. spalio 5 d.", "Tarptautinė mokytojų diena", "2024 m. spalio 5 d."),
        ("2023 m. spalio 5 d.", "Mokytojo dienos koncertas", "2024 m. spalio 5 d."),
        ("2023 m. spalio 6 d.", "Mokytojo dienos koncertas", "2024 m. spalio 11 d."),  # a week on, not before the day
        ("2023 m. spalio 5 d.", "Krepšinio varžybos", "2024 m. spalio 3 d."),  # the day, but not its name
        ("2023-11-16", "Tolerancijos diena mūsų mokykloje", "2024-11-16"),
        ("2024 m. sausio 13 d.", "Sausio 13-osios minėjimas", "2025 m. sausio 13 d."),
        ("2024 m. vasario 13 d.", "Užgavėnių šurmulys", "2025 m. kovo 4 d."),
        ("2024-02-13", "Užgavėnių šurmulys", "2025-03-04"),
        ("Vasario 13 d.", "Užgavėnių šurmulys", "Kovo 4 d."),
        ("2024 m. vasario 13 d. (Užgavėnės)", "Blynų kepimas", "2025 m. kovo 4 d. (Užgavėnės)"),
        ("Užgavėnės (vasario 13 d.)", "Blynų kepimas", "Užgavėnės (kovo 4 d.)"),
    ],
)
def test_a_named_day_keeps_its_date_and_a_feast_is_computed(when: str, title: str, new: str) -> None:
    assert words_of_when(rolled(when, title=title)) == new


def test_a_break_follows_the_known_breaks_and_is_marked_where_they_are_not() -> None:
    known = rolled("2023-10-30 – 2023-11-03", title="Mokinių rudens atostogos")
    assert words_of_when(known) == "2024-10-28 – 2024-11-03"
    assert reasons.BREAK_UNKNOWN not in reasons_of(known)
    unknown = rolled("2023-10-30 – 2023-11-03", "2060-2061", title="Mokinių rudens atostogos")
    assert words_of_when(unknown) == "2060-11-01 – 2060-11-05"
    assert reasons.BREAK_UNKNOWN in reasons_of(unknown)


def test_a_break_by_name_is_marked_where_its_days_are_not_known() -> None:
    assert reasons.BREAK_UNKNOWN in reasons_of(rolled("rudens atostogos", "2060-2061"))
    assert reasons_of(rolled("rudens atostogos")) == []


@pytest.mark.parametrize(
    ("days", "when", "new"),
    [
        (Days.MONTH, "2023 m. spalio 19 d.", "2024 m. spalio mėn."),
        (Days.MONTH, "Spalio 16 - 20 d.", "Spalio mėn."),
        (Days.MONTH, "2023-10-19", "2024-10"),
        (Days.MONTH, "2023 m. lapkričio 9, 16 ir 23 d.", "2024 m. lapkričio mėn."),
        (Days.MONTH, "Vasario 5 d. – kovo 7 d.", "Vasario mėn. – kovo mėn."),
        (Days.MONTH, "spalio 20 d. (V)", "spalio mėn."),
        (Days.MONTH, "spalio 20 d., 14 val.", "spalio mėn., 14 val."),
        (Days.MONTH, "2024 m. vasario 16 d.", "2025 m. vasario 16 d."),
        (Days.BLANK, "2023 m. spalio 19 d.", "2024 m. spalio ___ d."),
        (Days.BLANK, "Spalio 16 - 20 d.", "Spalio ___ - ___ d."),
        (Days.BLANK, "2023-10-19", "2024-10-___"),
        (Days.BLANK, "Birželio 6 d.(IV)", "Birželio ___ d."),
        (Days.BLANK, "2024 m. vasario 16 d.", "2025 m. vasario 16 d."),
        (Days.SAME, "2023 m. spalio 19 d.", "2024 m. spalio 19 d."),
        (Days.SAME, "Spalio 16 - 20 d.", "Spalio 16 - 20 d."),
    ],
)
def test_the_policy_of_days_decides_what_is_left_of_a_plain_day(days: Days, when: str, new: str) -> None:
    assert words_of_when(rolled(when, days=days)) == new


@pytest.mark.parametrize(
    ("when", "days", "title", "new"),
    [
        ("Birželio 6 d.(IV)", Days.WEEKDAY, "Popietė", "Birželio 5 d.(IV)"),
        ("2023.10.20 (penktadienis)", Days.SAME, "Popietė", "2024.10.20 (sekmadienis)"),
        ("2024 m. vasario 16 d. (penkt.)", Days.WEEKDAY, "Popietė", "2025 m. vasario 16 d. (sekm.)"),
        ("Spalio 5 d. (IV)", Days.WEEKDAY, "Mokytojų diena", "Spalio 5 d. (VI)"),
        ("spalio 16–20 d. (I–V)", Days.SAME, "Popietė", "spalio 16–20 d. (III–VII)"),
    ],
)
def test_weekday_marks_agree_again(when: str, days: Days, title: str, new: str) -> None:
    assert words_of_when(rolled(when, days=days, title=title)) == new


def test_a_weekday_mark_that_never_agreed_is_doubted() -> None:
    assert reasons.WRONG_WEEKDAY in reasons_of(rolled("Birželio 6 d. (II)"))


@pytest.mark.parametrize(
    ("when", "days", "reason"),
    [
        ("spalio 19 d.", Days.SAME, reasons.WEEKEND),  # a Saturday in 2024
        ("spalio 21 d.", Days.WEEKDAY, reasons.WEEKEND),
        ("2024 m. kovo 11 d. – kovo 14 d.", Days.SAME, reasons.HOLIDAY),
        ("2024 m. balandžio 1 d.", Days.SAME, None),
        ("2024 m. gegužės 2 d.", Days.WEEKDAY, reasons.HOLIDAY),  # the first Thursday is 1 May
        ("spalio 31 d.", Days.WEEKDAY, reasons.IN_BREAK),
        ("2024 m. rugpjūčio 30 d.", Days.SAME, reasons.WEEKEND),
    ],
)
def test_a_day_that_lands_on_a_free_day_is_flagged(when: str, days: Days, reason: str | None) -> None:
    told = set(reasons_of(rolled(when, days=days))) & {reasons.WEEKEND, reasons.HOLIDAY, reasons.IN_BREAK}
    assert told == ({reason} if reason else set())


@pytest.mark.parametrize("when", ["2 k. per metus", "3 kartus per mėnesį", "kartą per ketvirtį", "kartą per pusmetį"])
def test_how_often_is_left_as_it_is(when: str) -> None:
    result = rolled(when)
    assert parse_timing(when, OLD).nominal
    assert words_of_when(result) == when
    assert [change for change in result.changes if change.at.endswith("when")] == []


@pytest.mark.parametrize("when", ["2024 m. spalio ar lapkričio mėn.", "2024 m. IV ketv.", "2024-12-05"])
def test_what_lay_outside_the_old_period_is_kept_and_told(when: str) -> None:
    result = rolled(when)
    assert words_of_when(result) == when
    assert reasons_of(result) == [reasons.OUTSIDE_KEPT]


def test_what_lay_outside_both_periods_is_left_to_a_person() -> None:
    assert reasons_of(rolled("2019 m. spalio 3 d.")) == [reasons.OUTSIDE_LEFT]


def test_a_range_that_ran_out_of_the_old_period_is_doubted() -> None:
    assert reasons.PART_OUTSIDE in reasons_of(rolled("2024-08-26 – 2024-09-06"))


@pytest.mark.parametrize(
    "when",
    [
        *("2024 m. rugsėjo 31 d.", "2024-05-10 – 2024-05-03", "2023 metai kaip nors"),
        *("tuoj po spalio vidurio mugės", "maždaug 10//14"),
    ],
)
def test_what_was_not_understood_is_left_and_doubted(when: str) -> None:
    result = rolled(when)
    assert words_of_when(result) == when
    assert any(change.kind is ChangeKind.DOUBTFUL for change in result.changes if change.at == "rows[0].when")


@pytest.mark.parametrize(
    ("old", "new", "when", "expected"),
    [
        ("2021", "2022", "balandžio 7 d.", "balandžio 6 d."),
        ("2021", "2022", "2021 m. kovo mėn.", "2022 m. kovo mėn."),
        ("2021", "2022-2023", "2021 m. kovo mėn.", "2023 m. kovo mėn."),
        ("2021", "2022-2023", "2021 m. spalio mėn.", "2022 m. spalio mėn."),
        ("2023-2024", "2026-2027", "2024 m. kovo 14 d.", "2027 m. kovo 11 d."),
        ("2016-2020", "2020-2024", "2017 m. kovo mėn.", "2021 m. kovo mėn."),
        ("2016-2020", "2020-2024", "Kasmet gegužės mėn.", "Kasmet gegužės mėn."),
        ("2015-04", "2016-04", "7 d. 12.00 val.", "5 d. 12.00 val."),
        ("2015-04", "2016", "27-29 d. 14.00 val.", "25-27 d. 14.00 val."),
        ("2017-01-13", "2018-01-12", "8.00 – 8.10", "8.00 – 8.10"),
        ("2017-01-13", "2018-01-12", "2017 m. sausio 13 d.", "2018 m. sausio 12 d."),
    ],
)
def test_periods_of_other_kinds_and_far_away(old: str, new: str, when: str, expected: str) -> None:
    assert words_of_when(rolled(when, new, period=old)) == expected


@pytest.mark.parametrize(
    ("old", "new", "title", "expected"),
    [
        ("2023-2024", "2024-2025", "VEIKLOS PLANAS 2023–2024 M. M.", "VEIKLOS PLANAS 2024–2025 M. M."),
        ("2023-2024", "2024-2025", "2023/2024 m.m. planas", "2024/2025 m.m. planas"),
        ("2023-2024", "2024-2025", "2023–24 m. m. planas", "2024–25 m. m. planas"),
        ("2023-2024", "2024-2025", "20232024 mokslo metų planas", "20242025 mokslo metų planas"),
        ("2023", "2024", "2023 METŲ VEIKLOS PLANAS", "2024 METŲ VEIKLOS PLANAS"),
        ("2016-2020", "2020-2024", "2016–2020 M. PLANAS", "2020–2024 M. PLANAS"),
        ("2021", "2022-2023", "2021 METŲ PLANAS", "2022–2023 MOKSLO METŲ PLANAS"),
        ("2021", "2022-2023", "Planas 2021 m.", "Planas 2022–2023 m. m."),
        ("2023-2024", "2025", "2023–2024 MOKSLO METŲ PLANAS", "2025 METŲ PLANAS"),
        ("2015-04", "2016-04", "2015 m. balandžio mėnesio planas", "2016 m. balandžio mėnesio planas"),
        ("2017-01-13", "2018-01-12", "Renginio 2017 m. sausio 13 d. planas", "Renginio 2018 m. sausio 12 d. planas"),
    ],
)
def test_the_year_of_the_title_moves_in_whatever_form(old: str, new: str, title: str, expected: str) -> None:
    made = plan(activity("nuolat"), title=title, period=parse_period(old))
    assert str(roll_over(made, parse_period(new)).plan.title) == expected


def test_the_periods_years_in_sections_move_and_others_are_suggested_or_doubted() -> None:
    section = Section(
        role=SectionRole.AIM,
        label="2023–2024 m. m. tikslas –",
        text=Text.of("siekti, kad 2024 m. pavasarį visi skaitytų. Remiantis 2023 m. rugpjūčio 25 d. įsakymu Nr. V-1."),
    )
    result = roll_over(plan(activity("nuolat"), sections=(section,)), NEW)
    assert result.plan.sections[0].label == "2024–2025 m. m. tikslas –"
    assert result.plan.sections[0].text == section.text
    told = {(change.kind, change.reason) for change in result.changes if change.at == "sections[0].text"}
    assert told == {(ChangeKind.SUGGESTED, reasons.YEAR_IN_WORDS), (ChangeKind.DOUBTFUL, reasons.CITED)}


@pytest.mark.parametrize(
    ("title", "suggested"),
    [
        ("Metodinė diena 24-oje knygų mugėje", "Metodinė diena 25-oje knygų mugėje"),
        ("22-oji mugė", "23-ioji mugė"),
        ("23-iasis festivalis", "24-asis festivalis"),
        ("12-asis festivalis", "13-asis festivalis"),
        ("XXIV tarptautinė mugė", "XXV tarptautinė mugė"),
        ("Akcija „Švarinkimės–2024“", "Akcija „Švarinkimės–2025“"),
        ("2023–2024 m. m. skaitymo iššūkis", "2024–2025 m. m. skaitymo iššūkis"),
    ],
)
def test_a_year_or_an_ordinal_in_a_title_is_suggested_and_taken_on_request(title: str, suggested: str) -> None:
    result = rolled("nuolat", title=title)
    assert str(result.plan.activities[0].title) == title
    (change,) = of_kind(result, ChangeKind.SUGGESTED)
    assert (change.old, change.new) == (title, suggested)
    assert str(rolled("nuolat", title=title, accept=True).plan.activities[0].title) == suggested


@pytest.mark.parametrize(
    "title",
    [
        "Popietė 1-ųjų klasių mokiniams",
        "Konkursas 5-osioms gimnazijos klasėms",
        "Vasario 16-osios minėjimas",
        "XX amžiaus rašytojai",
        "IV ketvirčio ataskaita",
        "Žaidimai 6-mečiams",
        "Sukilimas 1863 m.",
    ],
)
def test_what_does_not_count_an_event_is_not_suggested(title: str) -> None:
    assert [change for change in rolled("nuolat", title=title).changes if change.at == "rows[0].title"] == []


@pytest.mark.parametrize(
    "title", ["Poeto 90-mečiui skirtas vakaras", "Bibliotekos 25-metis", "Rašytojos 100-osios metinės"]
)
def test_a_jubilee_is_doubted_and_never_stepped(title: str) -> None:
    result = rolled("nuolat", title=title, accept=True)
    assert str(result.plan.activities[0].title) == title
    assert reasons_of(result, "rows[0].title") == [reasons.JUBILEE]


def test_marks_keep_the_authority_and_are_to_be_filled_in_again() -> None:
    mark = parse_mark("PATVIRTINTA\nLiepyno mokyklos direktoriaus\n2023 m. rugsėjo 29 d. įsakymu Nr. V-36")
    assert mark
    result = roll_over(plan(activity("nuolat"), marks=(mark,)), NEW)
    blank = result.plan.marks[0]
    assert blank.by == "Liepyno mokyklos direktoriaus"
    assert all(act.date is None and not act.number for act in blank.acts)
    assert str(format_mark(blank)).endswith("____ m. __________ __ d. įsakymu Nr. _____")


@pytest.mark.parametrize(
    "words",
    [
        "PRITARTA\nMokyklos tarybos 2023 m. rugsėjo 5 d. nutarimu (protokolas Nr. 5-2)",
        "PATVIRTINTA\nMokyklos direktoriaus 2023-09-01 įsakymu Nr. V1-37",
        "TVIRTINU\nDirektorė\nRūta Girelė\n2023 m. rugsėjo 1 d.",
        "PATVIRTINTA\nDirektoriaus\n2023 m. rugsėjo 1 d. įsakymu Nr. V-3 (2024 m. kovo 5 d. įsakymo Nr. V-9 redakcija)",
    ],
)
def test_no_date_or_number_of_a_mark_is_left_in_any_of_its_forms(words: str) -> None:
    mark = parse_mark(words)
    assert mark
    blank = roll_over(plan(activity("nuolat"), marks=(mark,)), NEW).plan.marks[0]
    printed = str(format_mark(blank))
    assert not any(digit in printed for digit in "0123456789")
    assert blank.amended is None
    assert (blank.word, blank.by, blank.signatory) == (mark.word, mark.by, mark.signatory)


def test_headings_that_are_times_move_and_others_stay() -> None:
    rows = (Heading(Text.of("2023 m. rugsėjis")), Heading(Text.of("I. Metodinė veikla")), Note(Text.of("Iš viso: 3")))
    result = roll_over(plan(*rows, activity("nuolat")), NEW)
    assert [str(row.text) for row in result.plan.rows[:3] if not isinstance(row, Activity)] == [
        "2024 m. rugsėjis",
        "I. Metodinė veikla",
        "Iš viso: 3",
    ]


def test_a_joined_timing_is_rolled_once_and_stays_joined() -> None:
    first_row = activity("2023 m. spalio 5 d.", "Mokytojų diena")
    result = roll_over(plan(first_row, activity("2023 m. spalio 5 d.", "Koncertas", joined=("when",))), NEW)
    first, second = result.plan.activities
    assert first.when == second.when
    assert [change.at for change in result.changes if change.at.endswith("when") and change.new] == ["rows[0].when"] * 2


def test_looks_around_what_changed_stay() -> None:
    words = Text((Paragraph((Run("2023 m. ", bold=True), Run("spalio 19", italic=True), Run(" d. (popiet)"))),))
    row = Activity({"title": Text.of("Popietė"), "when": Timing(words=words)})
    result = roll_over(plan(row), NEW)
    assert result.plan.activities[0].when.words == Text(
        (Paragraph((Run("2024 m. ", bold=True), Run("spalio 17", italic=True), Run(" d. (popiet)"))),)
    )


def test_a_timing_without_words_is_rolled_by_its_value() -> None:
    row = Activity({"title": Text.of("Popietė"), "when": Timing(edtf="2023-10-19")})
    assert roll_over(plan(row), NEW).plan.activities[0].when.edtf == "2024-10-17"


def test_29_february_is_told_where_the_date_is_kept() -> None:
    result = rolled("2024 m. vasario 29 d.", days=Days.SAME)
    assert words_of_when(result) == "2025 m. vasario 28 d."
    assert reasons.NO_SUCH_DAY in reasons_of(result)


def test_nothing_of_last_year_hides() -> None:
    row = activity("nuolat", "Mugė", place="Salė (nuo 2023-09-04)", who="V. Uosytė (2023 m. laureatė)")
    result = roll_over(plan(row), NEW)
    assert {change.at for change in result.changes if change.reason == reasons.STALE_YEAR} == {
        "rows[0].place",
        "rows[0].responsible",
    }


def test_a_day_in_running_words_is_told() -> None:
    result = rolled("2023 m. spalio 19 d.", title="Mugė (spalio 19 d.)")
    assert words_of_when(result) == "2024 m. spalio 17 d."
    assert reasons_of(result, "rows[0].title") == [reasons.LEFT_ALONE]


def test_a_plan_without_a_period_is_refused_until_it_is_said() -> None:
    nameless = plan(activity("spalio 19 d."), period=None)
    with pytest.raises(UsageError, match="--from"):
        public_roll_over(nameless, "2024-2025")
    assert words_of_when(public_roll_over(nameless, "2024-2025", from_period="2023-2024")) == "spalio 17 d."


@pytest.mark.parametrize(
    ("old", "new"),
    [("2023-2024", "2024-05"), ("2015-04", "2015-05-04"), ("2015-04", "2015-2016"), ("2016-2020", "2020-2021")],
)
def test_a_period_of_another_kind_is_refused(old: str, new: str) -> None:
    with pytest.raises(UsageError, match="cannot be rolled over"):
        rolled("nuolat", new, period=old)


def test_an_unknown_policy_of_days_is_refused() -> None:
    with pytest.raises(UsageError, match="choose one of"):
        public_roll_over(plan(activity("nuolat")), "2024-2025", days="random")


def test_rolling_to_the_same_period_changes_nothing() -> None:
    mark = parse_mark("PATVIRTINTA\nMokyklos direktoriaus\n2023 m. rugsėjo 1 d. įsakymu Nr. V-3")
    assert isinstance(mark, Mark)
    made = plan(activity("2023 m. spalio 19 d."), marks=(mark,))
    result = roll_over(made, OLD)
    assert result.plan == made
    assert result.changes == ()


@pytest.mark.parametrize(
    ("old", "new", "when", "expected"),
    [
        ("2026-03", "2026-04", "3 d. 14 val.", "7 d. 14 val."),  # the nearest Tuesday is in March still
        ("2026-03", "2026-04", "kovo 12 d.", "balandžio 9 d."),
        ("2026-03", "2026-04", "2026-03-31", "2026-04-28"),
        ("2026-03", "2026-04", "16–20 d.", "13–17 d."),
        ("2026-03", "2026-04", "iki kovo 31 d.", "iki balandžio 30 d."),
        ("2026-03", "2026-04", "kovo II sav.", "balandžio II sav."),
        ("2026-12", "2027-01", "2026 m. gruodžio mėn.", "2027 m. sausio mėn."),
        ("2026-12", "2027-01", "gruodžio 8 d.", "sausio 5 d."),
        ("2026-03", "2026-04", "trečiadieniais", "trečiadieniais"),
        ("2026-I", "2026-II", "balandžio–gegužės mėn.", "spalio–lapkričio mėn."),
        ("2026-I", "2026-II", "II ketv.", "IV ketv."),
        ("2026-I", "2026-II", "I pusmetis", "II pusmetis"),
        ("2026-II", "2027-I", "2026 m. spalio 14 d.", "2027 m. balandžio 14 d."),
    ],
)
def test_a_months_or_half_years_plan_rolls_to_the_next(old: str, new: str, when: str, expected: str) -> None:
    assert words_of_when(rolled(when, new, period=old)) == expected


@pytest.mark.parametrize(
    ("old", "new", "title", "expected"),
    [
        ("2026-03", "2026-04", "2026 M. KOVO MĖNESIO PLANAS", "2026 M. BALANDŽIO MĖNESIO PLANAS"),
        ("2026-12", "2027-01", "Planas 2026 m. gruodžio mėn.", "Planas 2027 m. sausio mėn."),
        ("2026-I", "2026-II", "2026 METŲ I PUSMEČIO PLANAS", "2026 METŲ II PUSMEČIO PLANAS"),
        ("2026-II", "2027-I", "2026 m. 2-ojo pusmečio planas", "2027 m. 1-ojo pusmečio planas"),
    ],
)
def test_the_month_or_the_half_year_of_the_title_moves(old: str, new: str, title: str, expected: str) -> None:
    made = plan(activity("nuolat"), title=title, period=parse_period(old))
    result = roll_over(made, parse_period(new))
    assert str(result.plan.title) == expected
    of_title = [change.reason for change in result.changes if change.at == "title"]
    assert sorted(of_title) == sorted([reasons.TIME, *[reasons.YEAR] * (old[:4] != new[:4])])


@pytest.mark.parametrize(
    ("when", "title"),
    [("kovo 11 d.", "Popietė"), ("kovo 10 d.", "Kovo 11-osios minėjimas"), ("kovo 20 d.", "Žemės diena")],
)
def test_a_named_day_that_is_not_in_the_new_month_is_left_and_doubtful(when: str, title: str) -> None:
    result = rolled(when, "2026-04", title=title, period="2026-03")
    if title == "Popietė":  # a holiday by its date alone is any day in a month that has no such holiday
        assert words_of_when(result) == "balandžio 8 d."
    else:
        assert words_of_when(result) == when
        assert reasons_of(result) == [reasons.NOT_THERE]


@pytest.mark.parametrize(
    ("old", "new", "example"),
    [
        ("2025-2026", "2026-05", "2026-2027"),
        ("2026", "2027-03", "2027"),
        ("2026-03", "2026-2027", "2026-04"),
        ("2026-12", "2026-2027", "2027-01"),
        ("2026-I", "2026-2027", "2026-II"),
        ("2026-II", "2026-2027", "2027-I"),
        ("2016-2020", "2020-2021", "2020-2024"),
        ("2017-01-13", "2018", "2018-01-13"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused_with_one_that_does(old: str, new: str, example: str) -> None:
    with pytest.raises(UsageError, match=f"such as {example}"):
        rolled("nuolat", new, period=old)
    assert rolled("nuolat", example, period=old).plan.period == parse_period(example)


@pytest.mark.parametrize(
    ("when", "title", "expected"),
    [
        ("2025-11-03 – 2025-11-09", "Rudens atostogos", "2026-10-26 – 2026-11-01"),
        ("2025-11-03 – 2025-11-07", "Mokinių rudens atostogos", "2026-10-26 – 2026-10-30"),
        ("2025-11-04 – 2025-11-05", "Rudens atostogų stovykla", "2026-10-27 – 2026-10-28"),
        ("2025-11-05", "Rudens atostogų žygis", "2026-10-28"),
        ("2025-12-24 – 2026-01-04", "Žiemos atostogos", "2026-12-23 – 2027-01-03"),
        ("2026-03-30 – 2026-04-05", "Pavasario atostogos", "2027-03-29 – 2027-04-04"),
        ("2026-04-06 – 2026-04-12", "Pavasario atostogos III–IV gimnazijos klasėms", "2027-04-05 – 2027-04-11"),
    ],
)
def test_a_schools_own_breaks_win(when: str, title: str, expected: str) -> None:
    def own(name: Break, first: str, last: str, *, upper: bool = False) -> SchoolBreak:
        return SchoolBreak(name, 2026, dt.date.fromisoformat(first), dt.date.fromisoformat(last), upper)

    breaks = (
        own(Break.AUTUMN, "2026-10-26", "2026-11-01"),
        own(Break.CHRISTMAS, "2026-12-23", "2027-01-03"),
        own(Break.SPRING, "2027-03-29", "2027-04-04"),
        own(Break.SPRING, "2027-04-05", "2027-04-11", upper=True),
    )
    period = parse_period("2025-2026")
    made = plan(activity(when, title, period=period), period=period)
    result = roll_over(made, parse_period("2026-2027"), breaks=breaks)
    assert words_of_when(result) == expected
    assert reasons_of(result) == [reasons.BREAK]
    assert reasons.BREAKS_UNKNOWN not in {change.reason for change in result.changes}


@pytest.mark.parametrize("when", ["2025-11-03 – 2025-11-09", "2025-11-03 – 2025-11-07", "2025-11-05"])
def test_a_break_that_is_not_known_is_doubtful_and_keeps_its_length(when: str) -> None:
    result = rolled(when, "2026-2027", title="Rudens atostogos", period="2025-2026")
    assert reasons.BREAK_UNKNOWN in reasons_of(result)
    old, new = (dt.date.fromisoformat(each.split(" – ")[-1]) for each in (when, words_of_when(result)))
    assert (new - old).days == 364


@pytest.mark.parametrize(
    ("when", "new", "before"),
    [
        ("iki 2026 m. sausio 15 d.", "iki 2027 m. sausio 15 d.", ""),
        ("iki sausio 30 d.", "iki sausio 30 d.", "2027-01-29"),
        ("iki birželio 30 d.", "iki birželio 30 d.", ""),
        ("ne vėliau kaip gegužės 1 d.", "ne vėliau kaip gegužės 1 d.", "2027-04-30"),
        ("iki 2025-12-24", "iki 2026-12-24", "2026-12-23"),
    ],
)
def test_a_deadline_keeps_its_date_and_is_doubtful_on_a_free_day(when: str, new: str, before: str) -> None:
    result = rolled(when, "2026-2027", period="2025-2026")
    assert words_of_when(result) == new
    found = [change for change in result.changes if change.reason == reasons.DEADLINE_FREE]
    assert [change.arguments["before"] for change in found] == ([before] if before else [])


@pytest.mark.parametrize(
    ("when", "new", "reason"),
    [
        ("gruodžio 1 d.", "lapkričio 30 d.", reasons.OTHER_MONTH),
        ("spalio 1–3 d.", "rugsėjo 30 d. – spalio 2 d.", reasons.OTHER_MONTH),
        ("sausio 2 d.", "sausio 1 d.", reasons.HOLIDAY),
        ("rugsėjo 4 d.", "rugsėjo 3 d.", None),
        ("rugpjūčio 30 d.", "rugpjūčio 29 d.", reasons.WEEKEND),
    ],
)
def test_a_plain_day_in_another_month_or_on_a_free_day_is_doubtful(when: str, new: str, reason: str | None) -> None:
    result = rolled(when, "2026-2027", period="2025-2026")
    assert words_of_when(result) == new
    doubts = [change.reason for change in of_kind(result, ChangeKind.DOUBTFUL)]
    assert doubts == ([reason] if reason else [])


def test_the_first_days_of_september_stay_in_the_period() -> None:
    result = rolled("2027 m. rugsėjo 2 d.", "2028-2029", period="2027-2028")
    assert words_of_when(result) == "2028 m. rugsėjo 7 d."
    assert reasons_of(result) == [reasons.INSIDE]


@pytest.mark.parametrize(
    ("title", "suggested"),
    [
        ("Vilniaus 702-ajam gimtadieniui – knygų paroda", "Vilniaus 703-iajam gimtadieniui – knygų paroda"),
        ("Miesto 770-asis gimtadienis", "Miesto 771-asis gimtadienis"),
        ("Mokyklos 50-ojo gimtadienio šventė", None),
    ],
)
def test_a_towns_birthday_comes_every_year_and_a_jubilee_once(title: str, suggested: str | None) -> None:
    told = [change for change in rolled("nuolat", title=title).changes if change.at == "rows[0].title"]
    assert [change.new for change in told if change.kind is ChangeKind.SUGGESTED] == ([suggested] if suggested else [])
    assert [change.reason for change in told] == [reasons.ORDINAL if suggested else reasons.JUBILEE]


@pytest.mark.parametrize(
    "words",
    [
        *("9999-12-31", "9999 m. gruodžio 31 d.", "iki 9999-10-05", "2025-10-01 – 9999-12-31", "9998–9999 m. m."),
        *("9999 m. spalio mėn.", "9999 m. Velykos", "Užgavėnės 9999 m.", "0001-01-01", "nuo 9999-12-30", "9999"),
    ],
)
@pytest.mark.parametrize("title", ["Popietė", "Motinos diena", "Rudens atostogos", "Adventas 9999"])
def test_no_year_of_four_digits_stops_the_roll_over(words: str, title: str) -> None:
    for old, new in (("2025-2026", "2026-2027"), ("2025-2026", "2098"), ("9998-9999", "2026-2027"), ("9999", "2026")):
        result = rolled(words, new, period=old, title=title)
        assert result.plan.period == parse_period(new)


@pytest.mark.parametrize("new", ["9999", "9998-9999", "1000"])
def test_a_year_that_words_of_timings_cannot_name_is_refused(new: str) -> None:
    with pytest.raises(UsageError, match="choose a year from"):
        rolled("nuolat", new, period="2025-2026")
    with pytest.raises(UsageError, match="choose a year from"):
        rolled("nuolat", new, period="9998-9999")


def test_a_part_of_the_year_beside_a_named_day_of_another_month_is_left_alone() -> None:
    """Where the day goes in the new month is not known, so its words are not written in official ones."""
    result = rolled("rudenį Vasario 16-oji", "2025-11", title="2027-02-16", period="2025-10")
    assert words_of_when(result) == "rudenį Vasario 16-oji"
    assert reasons_of(result) == [reasons.NOT_REWRITTEN]
