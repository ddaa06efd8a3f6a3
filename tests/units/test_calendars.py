"""Easter, movable feasts, n-th weekdays and the school breaks that are known."""

import datetime as dt

import pytest
from dateutil.easter import easter as another_easter

from planforms.dates import Break, easter, feast_day, feasts, nth_weekday, school_break

YEARS = range(1990, 2100)


def test_easter_is_that_of_another_program() -> None:
    assert [easter(year) for year in YEARS] == [another_easter(year) for year in YEARS]


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter-47", 2026, dt.date(2026, 2, 17)),
        ("easter-47", 2027, dt.date(2027, 2, 9)),
        ("easter+0", 2027, dt.date(2027, 3, 28)),
        ("05/SU+1", 2024, dt.date(2024, 5, 5)),
        ("06/SU+1", 2026, dt.date(2026, 6, 7)),
        ("02-16", 2027, dt.date(2027, 2, 16)),
        ("TU:02-05/02-11", 2023, dt.date(2023, 2, 7)),
        ("advent", 2028, dt.date(2028, 12, 3)),
        ("02-29", 2027, None),
        ("12-31", 9999, dt.date(9999, 12, 31)),
        ("12/SU-1", 9999, dt.date(9999, 12, 26)),
        ("break:autumn", 2027, None),
    ],
)
def test_feast_day(rule: str, year: int, day: dt.date | None) -> None:
    assert feast_day(rule, year) == day


def test_every_feast_has_a_day_each_year() -> None:
    for feast in feasts():
        for year in (2024, 2025, 2026):
            day = feast_day(feast.rule, year)
            assert day is not None, feast
            assert day.year == year


def test_a_feast_that_moves_with_easter_has_a_genitive() -> None:
    assert [feast.name for feast in feasts() if feast.rule.startswith("easter") and not feast.genitive] == []


def test_nth_weekday_counts_from_both_ends() -> None:
    assert nth_weekday(2026, 10, 5, 1) == dt.date(2026, 10, 2)
    assert nth_weekday(2026, 10, 5, 5) == dt.date(2026, 10, 30)
    assert nth_weekday(2026, 10, 5, -1) == dt.date(2026, 10, 30)
    assert nth_weekday(2026, 11, 5, 5) is None


def test_known_breaks_are_in_order_inside_their_school_year() -> None:
    order = (Break.AUTUMN, Break.CHRISTMAS, Break.WINTER, Break.SPRING)
    for year in range(2022, 2026):
        days = [day for name in order for day in school_break(name, year) or ()]
        assert len(days) == 2 * len(order)
        assert days == sorted(days)
        assert dt.date(year, 9, 1) <= days[0] <= days[-1] <= dt.date(year + 1, 8, 31)


def test_the_upper_classes_have_their_own_break_where_it_differs() -> None:
    assert school_break(Break.SPRING, 2025) == (dt.date(2026, 3, 30), dt.date(2026, 4, 5))
    assert school_break(Break.SPRING, 2025, upper=True) == (dt.date(2026, 4, 6), dt.date(2026, 4, 12))
    assert school_break(Break.AUTUMN, 2025, upper=True) == school_break(Break.AUTUMN, 2025)


def test_an_unknown_break_is_not_guessed() -> None:
    assert school_break(Break.AUTUMN, 2060) is None
    assert school_break(Break.SUMMER, 2025) is None
