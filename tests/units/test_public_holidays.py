"""Public holidays: the data file agrees with a package that is kept for it alone."""

import datetime as dt

import pytest

from planforms.dates import public_holiday

holidays = pytest.importorskip("holidays", reason="the holidays package is not installed")


@pytest.mark.parametrize("year", [*range(2010, 2041), *range(2045, 2099, 7)])
def test_the_days_are_those_of_the_holidays_package(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    assert {day for day in days if public_holiday(day)} == {
        day for day in holidays.country_holidays("LT", years=year) if day in days
    }


@pytest.mark.parametrize(
    ("day", "name"),
    [("2026-04-05", "Velykos"), ("2026-04-06", "antroji Velykų diena"), ("2026-04-07", ""), ("2025-12-24", "Kūčios")],
)
def test_a_holiday_has_its_name(day: str, name: str) -> None:
    assert public_holiday(dt.date.fromisoformat(day)) == name
