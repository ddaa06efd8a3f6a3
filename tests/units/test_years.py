"""Years at the ends of the calendar, which a typing error or a stranger writes, in marks, titles, periods and times."""

import datetime as dt
from contextlib import suppress
from itertools import product

import pytest
from msgspec.structs import replace

import planforms

YEARS = ("0000", "0001", "0002", "0999", "1000", "1899", "2099", "9998", "9999")
PLAN = """PATVIRTINTA
Alksnių mokyklos direktoriaus {mark} įsakymu Nr. V-1

{title}

Eil. Nr.\tVeiklos pavadinimas\tData\tAtsakingi
1\tPopietė\tspalis\tA. Uosis
2\tŠventė\t{year} m. gruodžio 31 d.\tB. Klevė
3\tIšvyka\t{year}-12-31\tB. Klevė
4\tTalka\t{year} m. žiema\tB. Klevė
5\tBudėjimas\t{year}-11-25–{year}-12-31\tB. Klevė
6\tRuduo\trudens atostogos\tB. Klevė
7\tVelykos\t{year} m. Velykos\tB. Klevė
8\tRinkimas\tpaskutinis {year} m. gruodžio penktadienis\tB. Klevė
9\tMetai\t{year}–{year} m. m.\tB. Klevė
"""
TITLES = (
    "VEIKLOS PLANAS",
    "{year} METŲ VEIKLOS PLANAS",
    "VEIKLOS PLANAS {year}-2025 M. M.",
    "VEIKLA {year} m. gruodis",
)
MARKS = ("{year} m. gruodžio 31 d.", "{year}-01-01", "{year}-09-01")
TODAY = dt.date(2026, 1, 15)


@pytest.mark.parametrize(("year", "title", "mark"), list(product(YEARS, TITLES, MARKS)))
def test_any_year_is_read_checked_written_and_rolled_or_refused(year: str, title: str, mark: str) -> None:
    words = PLAN.format(year=year, title=title.format(year=year), mark=mark.format(year=year))
    reading = planforms.read(words.encode(), "planas.txt")
    planforms.check(reading, today=TODAY)
    planforms.fix(reading.plan, today=TODAY)
    planforms.companion(reading.plan, "order")
    assert planforms.read(planforms.write(reading.plan, "docx"), "planas.docx").plan.activities
    for since, to in product((None, year), ("2026-2027", "2026", "2098", year)):
        with suppress(planforms.UsageError):
            planforms.roll(reading.plan, to, from_period=since)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("form", ["{}", "{}-12", "{}-12-31", "{}-02-29", "{}-9999", "9999-{}", "{}-{}"])
def test_any_year_is_a_period_or_refused(year: str, form: str) -> None:
    words = form.format(*[year] * form.count("{}"))
    with suppress(planforms.UsageError):
        period = planforms.parse_period(words)
        assert planforms.parse_period(planforms.format_period(period)) == period


@pytest.mark.parametrize("last", ["9999-12", "9999-12-31", "9999", "9998-09/9999-08", "9999-24", "9999-21"])
def test_json_with_dates_at_the_end_of_the_calendar_is_checked_and_rolled(last: str) -> None:
    plan = planforms.read(
        b'{"format": "planforms/1", "title": "P", "period": {"kind": "month", "first": "9999-12-01", "last": '
        b'"9999-12-31"}, "columns": [{"id": "when", "role": "when", "heading": "Data"}], "rows": [{"kind": "activity", '
        b'"when": {"words": "x", "edtf": "' + last.encode() + b'"}}]}',
        "planas.json",
    ).plan
    planforms.check(plan, today=TODAY)
    with suppress(planforms.UsageError):
        planforms.roll(plan, "2026-10", from_period="9999-12")


@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "9999-12-31"), ("0001-01-01", "0001-01-01")])
@pytest.mark.parametrize("kind", list(planforms.PeriodKind))
def test_a_period_at_either_end_of_the_calendar_is_checked_and_written(
    kind: planforms.PeriodKind, first: str, last: str
) -> None:
    period = planforms.Period(kind, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    reading = planforms.read(PLAN.format(year="0001", title="VEIKLOS PLANAS", mark="0001-01-01").encode(), "planas.txt")
    plan = replace(reading.plan, period=period)
    planforms.check(plan, today=TODAY)
    planforms.companion(plan, "order")
    assert planforms.write(plan, "docx")
    assert planforms.format_period(period)
