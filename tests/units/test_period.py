"""Periods: the words of one are read back as the same, and a title names no other."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.blankform import title_words
from planforms.errors import UsageError
from planforms.model import Period, PeriodKind
from planforms.period import (
    calendar_years,
    coming_school_year,
    find_period,
    format_period,
    month,
    next_period,
    parse_period,
    period_words,
    school_years,
)

years = st.integers(1990, 2090)
days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
halves = years.flatmap(
    lambda year: st.sampled_from(
        [
            Period(PeriodKind.HALF_YEAR, dt.date(year, 1, 1), dt.date(year, 6, 30)),
            Period(PeriodKind.HALF_YEAR, dt.date(year, 7, 1), dt.date(year, 12, 31)),
        ]
    )
)
periods = (
    st.builds(school_years, years)
    | st.builds(lambda year, more: school_years(year, year + more), years, st.integers(1, 5))
    | st.builds(calendar_years, years)
    | st.builds(month, years, st.integers(1, 12))
    | days.map(lambda day: Period(PeriodKind.DAY, day, day))
    | halves
)


@given(periods)
def test_the_words_of_a_period_read_back_as_it(period: Period) -> None:
    assert find_period(period_words(period)) == period


@given(periods)
def test_the_title_of_a_form_names_its_period(period: Period) -> None:
    assert find_period(title_words(period)) == period


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("RENGINIO PLANAS 2026 M. KOVO 5 D.", PeriodKind.DAY),
        ("Renginio, vyksiančio 2026 metų kovo 5 d., planas", PeriodKind.DAY),
        ("STOVYKLOS PLANAS 2026 M. KOVO 5–9 D.", PeriodKind.MONTH),
        ("PLANAS 2026 M. KOVO 5 D. – BALANDŽIO 3 D.", PeriodKind.MONTH),
        ("PLANAS 2026 M. KOVO MĖN.", PeriodKind.MONTH),
        ("PLANAS 2026 M. VASARIO 31 D.", PeriodKind.MONTH),
        ("2025–2026 M. M. PLANAS, PATIKSLINTAS 2026 M. KOVO 5 D.", PeriodKind.SCHOOL_YEARS),
    ],
)
def test_a_title_with_one_whole_day_names_that_day_and_a_range_does_not(title: str, kind: PeriodKind) -> None:
    found = find_period(title)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("KOVARSKO GIMNAZIJOS 2023 METŲ VEIKLOS PLANAS", "2023"),
        ("2026 M. I KETVIRČIO VEIKLOS PLANAS", "2026-01/2026-03"),
        ("2026 M. IV KETV. PLANAS", "2026-10/2026-12"),
        ("2026 METŲ ANTROJO PUSMEČIO PLANAS", "2026-II"),
        ("2025.09.01–2026.06.30 VEIKLOS PLANAS", "2025-09/2026-06"),
        ("RENGINIŲ PLANAS 2025-10", "2025-10"),
        ("ŽINGSNIS 2030: 2025 M. PRIEMONIŲ PLANAS", "2025"),
        ("LOPŠELIO-DARŽELIO „LIEPAITĖ“ 2023 M. PLANAS", "2023"),
        ("KOVOS SU PATYČIOMIS 2023 METŲ PLANAS", "2023"),
        ("VASARIO 16-OSIOS GIMNAZIJOS 2024 M. PLANAS", "2024"),
        ("2024 M. VASARIO 16-OSIOS GIMNAZIJOS PLANAS", "2024"),
        ("2024 METŲ VASAROS STOVYKLOS PLANAS", "2024"),
        ("MOKYKLOS, ĮKURTOS 1923 M., 2024 M. PLANAS", "2024"),
        ("2025–2026 IR 2026–2027 MOKSLO METŲ PLANAS", "2025-2027"),
        ("PLANAS 2023 M. RUGSĖJO 1 D. – 2024 M. RUGPJŪČIO 31 D.", "2023-2024"),
        ("PLANAS NUO 2023-11-01 IKI 2024-02-29", "2023-11/2024-02"),
        ("PLANAS 2023–2024 M. M. RUGSĖJO–GRUODŽIO MĖN.", "2023-09/2023-12"),
        ("PLANAS 2026 M. KOVO 5–9 D.", "2026-03-05/2026-03-09"),
        ("ERASMUS+ 2021–2027 PROGRAMOS 2023 METŲ PLANAS", "2023"),
        ("2021–2025 METŲ STRATEGINIO PLANO 2023 METŲ VEIKLOS PLANAS", "2023"),
        ("2023 M. PLANAS (2022 M. GRUODŽIO 5 D. REDAKCIJA)", "2023"),
        ("2024–2025 M. M. PLANAS „2025-IEJI – BARBOROS METAI“", "2024-2025"),
        ("2021–2025 METŲ STRATEGINIS PLANAS", "2021-01/2025-12"),
        ("PREVENCIJOS PROGRAMA 2020–2022 M.", "2020-01/2022-12"),
        ("2024 IR 2025 METŲ PLANAS", "2024-01/2025-12"),
        ("2023–2024 M. M. SPALIO MĖNESIO PLANAS", "2023-10"),
        ("2023-10 MĖN. VEIKLOS PLANAS", "2023-10"),
    ],
)
def test_a_title_names_the_plans_own_period(title: str, short: str) -> None:
    assert find_period(title) == parse_period(short)


@pytest.mark.parametrize(
    "short", ["2024-01/2026-12", "2023-11/2024-02", "2026-03-05/2026-04-03", "2025-2027", "2026-I", "2026-II"]
)
def test_a_short_form_from_one_month_or_day_to_another_is_written_as_it_is_read(short: str) -> None:
    period = parse_period(short)
    assert format_period(period) == short
    assert find_period(period_words(period)) == period


@pytest.mark.parametrize(
    ("words", "short"),
    [
        *(("2026/2027", "2026-2027"), ("2026–2027 m. m.", "2026-2027"), ("2026-2027 m.m.", "2026-2027")),
        *(
            ("2026-27", "2026-2027"),
            ("2026–2027 mokslo metai", "2026-2027"),
            ("2026 m.", "2026"),
            ("2026 metai", "2026"),
        ),
        *(("2026 m. spalio mėn.", "2026-10"), ("2026 m. spalis", "2026-10"), ("2010-11", "2010-11")),
        *(("2026.10", "2026-10"), ("2026.10.05", "2026-10-05"), ("2026–2027 M.M.", "2026-2027")),
        *(("2026 m. I pusmetis", "2026-I"), ("2026 m. kovo 5–9 d.", "2026-03-05/2026-03-09")),
    ],
)
def test_a_period_is_taken_as_people_write_it(words: str, short: str) -> None:
    assert parse_period(words) == parse_period(short)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "2026-13",
            "2026-13 m.",
            "2026-10 metai",
            "planas 2026",
            "m. m.",
            "99-13",
            "2026-2025",
            "",
            "2026-99999999999",
        ),
        *("2026-2027 I pusmetis", "2026–2027 m. m. II pusmetis", "spalis", "10"),
    ],
)
def test_what_is_not_wholly_a_period_is_refused(words: str) -> None:
    with pytest.raises(UsageError):
        parse_period(words)


@pytest.mark.parametrize(
    ("covers", "following"),
    [
        *(
            ("2025-2026", "2026-2027"),
            ("2025-2027", "2027-2029"),
            ("2026", "2027"),
            ("2021-01/2023-12", "2024-01/2026-12"),
        ),
        *(("2025-11", "2025-12"), ("2025-12", "2026-01"), ("2026-I", "2026-II"), ("2026-II", "2027-I")),
        *(("2026-01/2026-03", "2026-04/2026-06"), ("2026-11/2026-12", "2027-01/2027-02")),
        *(("2028-02-29", "2029-02-28"), ("2026-10-05/2026-10-30", "2027-10-05/2027-10-30")),
        ("2025-09/2026-06", "2026-09/2027-06"),
    ],
)
def test_the_next_period_is_as_long_and_follows_at_once(covers: str, following: str) -> None:
    assert next_period(parse_period(covers)) == parse_period(following)


@pytest.mark.parametrize("covers", ["9998-9999", "9999", "9999-12", "9999-10-05"])
def test_after_the_last_years_no_period_comes(covers: str) -> None:
    with pytest.raises(UsageError):
        next_period(parse_period(covers))


@pytest.mark.parametrize(("day", "autumn"), [("2026-01-01", 2026), ("2026-09-30", 2026), ("2026-10-01", 2027)])
def test_the_coming_school_year_is_this_autumns_until_the_end_of_september(day: str, autumn: int) -> None:
    assert coming_school_year(dt.date.fromisoformat(day)) == school_years(autumn)
