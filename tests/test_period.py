"""Periods: the words of one are read back as the same, and a title names no other."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.blankform import title_words
from planforms.model import Period, PeriodKind
from planforms.period import calendar_years, find_period, month, period_words, school_years

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
