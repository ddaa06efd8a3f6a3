"""Days with a name rolled over: on their day, at their distance, on the school day before, and for ten years."""

import datetime as dt
from pathlib import Path

import pytest
from rolling import activity, plan, reasons_of, rolled, words_of_when

from planforms.dates import NamedDay, feast_day, named_days, public_holiday
from planforms.period import school_years
from planforms.rollover import ChangeKind, reasons, roll_over
from planforms.timing.moving.named import day_meant, named_in, school_day_near, unlisted_in

DOCS = Path(__file__).parents[2] / "docs" / "roll-over.md"
THIS, NEXT = school_years(2025), school_years(2026)
YEARS = range(2026, 2036)


def new_day(when: str, title: str) -> str:
    """The EDTF of an activity of 2025–2026 in the plan of 2026–2027."""
    return rolled(when, NEXT, title=title, period=THIS).plan.activities[0].when.edtf


@pytest.mark.parametrize(
    ("title", "when", "expected"),
    [
        # Fixed days, on the day.
        ("Tarptautinės raštingumo dienos protmūšis", "rugsėjo 8 d.", "2026-09-08"),
        ("Pasaulinė AIDS diena", "gruodžio 1 d.", "2026-12-01"),
        ("Šokio dienos popietė", "2026-04-29", "2027-04-29"),
        # The last school day before, since the day itself was free; the day itself where it is a school day now.
        ("Konstitucijos dienai skirta viktorina", "spalio 24 d.", "2026-10-23"),
        ("Lietuvos kariuomenės dienos minėjimas", "lapkričio 21 d.", "2026-11-23"),
        ("Vasario 16-osios šventinis rytmetis", "vasario 13 d.", "2027-02-15"),
        # Near a fixed day: a plain day.
        ("Europos kalbų diena", "rugsėjo 24 d.", "2026-09-23"),
        ("Pyragų diena", "lapkričio 12 d.", "2026-11-11"),
        ("Kalėdinė popietė senjorams", "gruodžio 18 d.", "2026-12-17"),
        ("Baltijos kelio minėjimas", "rugsėjo 4 d.", "2026-09-03"),  # the day itself is before the school year
        # Movable feasts and n-th weekdays: the distance is kept.
        ("Užgavėnių karnavalas", "vasario 12 d.", "2027-02-04"),
        ("Velykaičių ridenimas", "balandžio 9 d.", "2027-04-01"),
        ("Atvelykis", "balandžio 12 d.", "2027-04-04"),
        ("Advento vainikų dirbtuvės", "lapkričio 27 d.", "2026-11-26"),
        ("Koncertas mamoms „Motinos dienai“", "balandžio 30 d.", "2027-04-29"),
        ("Tėčio dienos estafetė", "birželio 5 d.", "2027-06-04"),
        ("Saugesnio interneto diena", "vasario 10 d.", "2027-02-09"),
        # Further than two weeks away it is a plain day.
        ("Pasirengimas Velykoms", "kovo 4 d.", "2027-03-03"),
        # Ranges that are the same every year, and those of schools near them.
        ("Europos judumo savaitė", "rugsėjo 16–22 d.", "2026-09-16/2026-09-22"),
        ("Judumo savaitės dirbtuvės", "rugsėjo 17–18 d.", "2026-09-16/2026-09-17"),
        ("Velykinių atvirukų paroda", "kovo 30 d. – balandžio 3 d.", "2027-03-22/2027-03-26"),
        ("Europos kalbų dienos savaitė", "rugsėjo 22–26 d.", "2026-09-21/2026-09-25"),
        ("Sausio 13-osios minėjimas", "sausio 12–13 d.", "2027-01-12/2027-01-13"),
        ("AIDS dienos savaitė", "gruodžio 1–5 d.", "2026-11-30/2026-12-04"),
        # The school's own days.
        ("Metodinė diena", "kovo 31 d.", "2027-03-30"),
        ("Atvirų durų diena", "kovo 18 d.", "2027-03-17"),
        ("Sporto diena", "gegužės 22 d.", "2027-05-21"),
        ("Gimnazijos gimtadienis", "lapkričio 5 d.", "2026-11-04"),
        # A feast has the last word over a deadline that belongs to it.
        ("Užgavėnių kaukių konkursas", "iki vasario 10 d.", "../2027-02-02"),
    ],
)
def test_where_a_named_day_goes(title: str, when: str, expected: str) -> None:
    assert new_day(when, title) == expected


@pytest.mark.parametrize(
    ("title", "when", "expected", "reason"),
    [
        ("Tarptautinė robotikos diena", "kovo 5 d.", "2027-03-05", reasons.UNLISTED),
        ("Pasaulinė žaislų taisymo diena", "2026-05-13", "2027-05-13", reasons.UNLISTED),
        ("Europos jaunųjų gamtininkų diena", "gegužės 19 d.", "2027-05-19", reasons.UNLISTED),
        ("Liepinės miesto gimtadienis", "gegužės 6 d.", "2027-05-06", reasons.UNLISTED),
        ("Šilagirio gimtadienio šventė", "birželio 10 d.", "2027-06-10", reasons.UNLISTED),
        ("Žemės diena", "kovo 20 d.", "2027-03-20", reasons.SEVERAL_DAYS),
        ("Duonos diena", "spalio 16 d.", "2026-10-16", reasons.SEVERAL_DAYS),
        ("Marijampolės gimtadienis", "vasario 23 d.", "2027-02-23", reasons.UNSURE),
        ("Kultūros diena", "balandžio 15 d.", "2027-04-15", reasons.FORMER),
        ("Nacionalinis diktantas", "kovo 6 d.", "2027-03-05", reasons.ANNOUNCED),
        ("Kaziuko mugė", "kovo 5 d.", "2027-03-04", reasons.ANNOUNCED),
        ("Tolerancijos savaitė", "lapkričio 10–14 d.", "2026-11-09/2026-11-13", reasons.ANNOUNCED),
    ],
)
def test_what_the_name_alone_does_not_decide_is_doubtful(title: str, when: str, expected: str, reason: str) -> None:
    result = rolled(when, NEXT, title=title, period=THIS)
    assert result.plan.activities[0].when.edtf == expected
    told = {change.reason: change.kind for change in result.changes if change.at == "rows[0].when"}
    assert told[reason] is ChangeKind.DOUBTFUL


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Tarptautinė kaimo moterų diena", "10-15"),
        ("Tarptautinės moterų dienos koncertas", "03-08"),
        ("Vaikų knygos diena", "04-02"),
        ("Pasaulinės dienos be tabako akcija", "05-31"),
        ("Tarptautinės Holokausto aukų atminimo dienos pamoka", "01-27"),
        ("Vilniaus 703-iojo gimtadienio viktorina", "01-25"),
        ("Šeimos šventė Motinos dienos proga", "05/SU+1"),
    ],
)
def test_a_name_is_found_in_its_cases_and_not_inside_a_longer_one(title: str, rule: str) -> None:
    assert {known.rule for names in named_in(title) for known in names} == {rule}


@pytest.mark.parametrize(
    "title", ["Sporto diena", "Tėvų diena", "Mokyklos gimtadienis", "Rudenėlio šventė", "Lietuvių kalbos olimpiada"]
)
def test_what_is_not_a_named_day(title: str) -> None:
    assert named_in(title) == ()
    assert not unlisted_in(title)


def test_no_day_by_date_is_taken_from_a_date_in_words() -> None:
    assert day_meant(dt.date(2026, 1, 13), "2026 m. sausio 13 d.", "Posėdis") is None


def test_a_plain_day_does_not_pass_the_day_that_it_names() -> None:
    """In a leap year the nearest Friday is two dates earlier; the party after the day stays after it."""
    result = rolled("2027 m. spalio 6 d.", "2028-2029", title="Mokytojų dienos vakaras", period="2027-2028")
    assert words_of_when(result) == "2028 m. spalio 11 d."
    assert reasons_of(result) == [reasons.SAME_SIDE]


def listed_days() -> list[tuple[NamedDay, dt.date, dt.date]]:
    """Every named day of one date or rule, with its day in 2025–2026 and that of a school event before it."""
    found = []
    for known in named_days():
        days = [feast_day(known.rule, year) for year in (2025, 2026)]
        on = next((day for day in days if day and THIS.first <= day <= THIS.last), None)
        if on and not known.status.startswith("until") and _is_clear(known, on):
            moves = len(known.rule) != len("01-01")
            found.append((known, on, on - dt.timedelta(days=4) if moves else school_day_near(on, -1)))
    return found


def _is_clear(known: NamedDay, on: dt.date) -> bool:
    """Whether the name is of this day alone."""
    meant = day_meant(on, known.name)
    return meant is not None and meant.day.rule == known.rule and not meant.several


def test_for_ten_years_no_named_day_is_off_its_day_and_no_event_on_the_wrong_side_of_its_feast() -> None:
    listed = listed_days()
    assert len(listed) > 200
    rows = [activity(str(day), known.name, period=THIS) for known, *days in listed for day in days]
    made = plan(*rows, period=THIS)
    for year in YEARS:
        made = roll_over(made, school_years(year)).plan
        days = [dt.date.fromisoformat(row.when.edtf) for row in made.activities]
        for (known, old, before), on, event in zip(listed, days[::2], days[1::2], strict=True):
            assert on == feast_day(known.rule, on.year), (known, year)
            assert event <= on, (known, year)
            if len(known.rule) != len("01-01"):
                assert on - event == old - before, (known, year)
                assert on.weekday() == old.weekday() or known.rule.startswith("easter")


def table_of_ten_years() -> str:
    """The table of ``docs/roll-over.md``: where the days of 2025–2026 are in each of the next ten years."""
    rows = [
        ("Konstitucijos dienos minėjimas", "2025-10-24"),
        ("Advento vakaronė", "2025-12-04"),
        ("Vasario 16-osios minėjimas", "2026-02-13"),
        ("Saugesnio interneto diena", "2026-02-10"),
        ("Užgavėnės", "2026-02-17"),
        ("Velykinė popietė", "2026-04-08"),
        ("Motinos dienos koncertas", "2026-04-30"),
        ("Šokio diena", "2026-04-29"),
    ]
    made = plan(*(activity(day, title, period=THIS) for title, day in rows), period=THIS)
    columns = [[day[5:] for _, day in rows]]
    for year in YEARS:
        made = roll_over(made, school_years(year)).plan
        columns.append([row.when.edtf[5:] for row in made.activities])
    years = " | ".join(f"{year % 100}–{(year + 1) % 100}" for year in (2025, *YEARS))
    lines = [f"| activity | {years} |", "|---" * (len(columns) + 1) + "|"]
    for (title, _), days in zip(rows, zip(*columns, strict=True), strict=True):
        lines.append(f"| {title} | {' | '.join(days)} |")
    return "\n".join(lines)


def test_the_table_of_ten_years_in_the_docs_is_true() -> None:
    assert table_of_ten_years() in DOCS.read_text(encoding="utf-8")


def test_every_rule_of_the_list_is_read() -> None:
    for known in named_days():
        if known.rule != "announced":
            first, _, last = known.rule.partition("/")
            ranged = len(first) == len(last) == len("01-01")
            assert all(feast_day(rule, 2027) for rule in ((first, last) if ranged else (known.rule,))), known


@pytest.mark.parametrize("year", [2012, 2017, 2023, 2026, 2029])
def test_saugesnio_interneto_diena_is_the_tuesday_of_the_second_week_of_february(year: int) -> None:
    day = feast_day("TU:02-05/02-11", year)
    assert day is not None
    assert (day.isoweekday(), day.month) == (2, 2)
    assert 5 <= day.day <= 11


@pytest.mark.parametrize(("year", "day"), [(2025, "2025-11-30"), (2026, "2026-11-29"), (2028, "2028-12-03")])
def test_advent_begins_on_the_fourth_sunday_before_christmas(year: int, day: str) -> None:
    assert feast_day("advent", year) == dt.date.fromisoformat(day)


def test_public_holidays_are_listed_with_their_spellings() -> None:
    listed = {known.rule for known in named_days() if known.other_names}
    for day in (dt.date(2026, 1, 1) + dt.timedelta(days=n) for n in range(365)):
        if public_holiday(day):
            assert any(feast_day(rule, 2026) == day for rule in listed), day
