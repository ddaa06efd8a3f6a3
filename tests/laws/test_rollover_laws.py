"""Laws of roll-over, with the year drawn too: leap years, the edges of September, five years in a row."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from rolling import activity, plan

from planforms.dates import last_of_month
from planforms.model import Period, PeriodKind, Plan, Text, Timing
from planforms.period import calendar_years, month, parse_period, school_years
from planforms.rollover import Days, reasons, roll_over
from planforms.rollover.reasons import ChangeKind
from planforms.timing import bounds, format_timing, parse_timing
from planforms.timing.moving.named import day_by_date

PHRASES = Path(__file__).parents[3] / "shared" / "data" / "date_phrases.tsv"
MONTHS = (
    *("sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio"),
    *("liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio"),
)
years = st.integers(2001, 2060)
forms = st.sampled_from(["{y} m. {name} {d} d.", "{name} {d} d.", "{y}-{m:02}-{d:02}", "iki {y} m. {name} {d} d."])


@st.composite
def days_in(draw: st.DrawFn) -> tuple[Period, dt.date]:
    """A period of school or calendar years and a day in it."""
    period = draw(st.sampled_from([school_years, calendar_years]))(draw(years))
    return period, draw(st.dates(period.first, period.last))


def words_of(day: dt.date, form: str) -> str:
    return form.format(y=day.year, m=day.month, d=day.day, name=MONTHS[day.month - 1])


def later(period: Period, by: int = 1) -> Period:
    """The period *by* years later."""
    first = period.first.year + by
    match period.kind:
        case PeriodKind.SCHOOL_YEARS:
            return school_years(first, period.last.year + by)
        case PeriodKind.MONTH:
            return month(first, period.first.month)
        case PeriodKind.DAY:
            return parse_period(f"{first}-{period.first:%m}-12")
        case _:
            return calendar_years(first, period.last.year + by)


def when(made: Plan) -> Timing:
    return made.activities[0].when


def roll(words: str, period: Period, by: int = 1, days: Days = Days.WEEKDAY) -> Timing:
    """The timing *words* of a plan for *period*, rolled *by* years."""
    return when(roll_over(plan(activity(words, period=period), period=period), later(period, by), days=days).plan)


@given(days_in(), forms, st.integers(1, 6))
def test_a_day_lands_in_the_new_period_near_its_date_on_its_weekday(
    drawn: tuple[Period, dt.date], form: str, by: int
) -> None:
    period, day = drawn
    edtf = roll(words_of(day, form), period, by).edtf
    new = dt.date.fromisoformat(edtf.removeprefix("../"))
    to = later(period, by)
    assert to.first <= new <= to.last
    if day_by_date(day) or edtf.startswith("../"):
        assert (new.month, new.day) == (day.month, min(day.day, last_of_month(new.year, day.month).day))
        return
    assert new.isoweekday() == day.isoweekday()
    date = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    same = min((new - date.replace(year=new.year + n) for n in (-1, 0, 1)), key=abs)  # it may cross New Year
    at_the_edge = new - dt.timedelta(days=7) < to.first or new + dt.timedelta(days=7) > to.last
    assert abs(same.days) <= 4 or (at_the_edge and abs(same.days) <= 7)


@given(days_in(), forms)
def test_a_kept_date_lands_in_the_new_period(drawn: tuple[Period, dt.date], form: str) -> None:
    period, day = drawn
    new = dt.date.fromisoformat(roll(words_of(day, form), period, days=Days.SAME).edtf.removeprefix("../"))
    assert (new.month, new.day) == (day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


@given(days_in(), st.integers(0, 40), st.sampled_from(list(Days)))
def test_a_range_runs_forward_inside_the_new_period(drawn: tuple[Period, dt.date], length: int, days: Days) -> None:
    period, day = drawn
    last = min(day + dt.timedelta(days=length), period.last)
    new = bounds(roll(f"{day} – {last}", period, days=days))
    assert new is not None
    first, end = new
    assert first is not None
    assert end is not None
    assert later(period).first <= first <= end <= later(period).last


@given(days_in(), st.integers(1, 12))
def test_a_range_of_plain_days_keeps_its_length_and_weekdays(drawn: tuple[Period, dt.date], length: int) -> None:
    period, day = drawn
    last = day + dt.timedelta(days=length)
    assume(last <= period.last and not day_by_date(day) and not day_by_date(last))
    new = bounds(roll(f"{day} – {last}", period))
    assert new is not None
    first, end = new
    assert first is not None
    assert end is not None
    assert first.isoweekday() == day.isoweekday()
    assert end.isoweekday() == last.isoweekday()
    assert end - first == last - day or (last == last_of_month(last.year, last.month) and day.day == 1)


@given(days_in(), forms, st.integers(1, 5))
def test_there_and_back_gives_the_old_timing(drawn: tuple[Period, dt.date], form: str, by: int) -> None:
    period, day = drawn
    assume((day.month, day.day) != (2, 29))
    made = plan(activity(words_of(day, form), period=period), period=period)
    there = roll_over(made, later(period, by), days=Days.SAME)
    back = roll_over(there.plan, period, days=Days.SAME)
    assert when(back.plan) == when(made)


@given(days_in(), forms)
def test_year_after_year_a_plain_day_keeps_its_weekday(drawn: tuple[Period, dt.date], form: str) -> None:
    """It comes a day or two earlier each year, as 52 weeks are 364 days; at the period's edge a week later again."""
    period, day = drawn
    made = plan(activity(words_of(day, form), period=period), period=period)
    for by in range(1, 6):
        made = roll_over(made, later(period, by)).plan
        # A day that lands on a public holiday is flagged; left there, it is taken for the holiday from then on.
        assume(not day_by_date(dt.date.fromisoformat(when(made).edtf.removeprefix("../"))))
    edtf = when(made).edtf
    new = dt.date.fromisoformat(edtf.removeprefix("../"))
    assert later(period, 5).first <= new <= later(period, 5).last
    if not day_by_date(day) and not edtf.startswith("../"):
        assert new.isoweekday() == day.isoweekday()
        assert abs((new - last_of_month(new.year, day.month).replace(day=min(day.day, 28))).days) <= 12


@given(st.text(max_size=30), st.sampled_from(list(Days)), st.text(max_size=15))
def test_any_words_are_rolled_or_told(words: str, days: Days, title: str) -> None:
    period = school_years(2023)
    row = replace(activity("nuolat"), cells={"title": Text.of(title), "when": Timing(words=Text.of(words))})
    result = roll_over(plan(row), later(period), days=days)
    if str(when(result.plan).words) != words:
        assert any(change.at == "rows[0].when" and change.old == words for change in result.changes)


@given(days_in(), forms)
def test_nothing_else_in_the_plan_changes(drawn: tuple[Period, dt.date], form: str) -> None:
    period, day = drawn
    rows = (activity("nuolat", "Popietė", period=period), activity(words_of(day, form), "Vakaras", period=period))
    made = plan(*rows, period=period, title="Bibliotekos planas")
    result = roll_over(made, later(period)).plan
    assert replace(result, period=period, rows=made.rows) == made
    for old, new in zip(made.activities, result.activities, strict=True):
        assert {name: cell for name, cell in old.cells.items() if name != "when"} == {
            name: cell for name, cell in new.cells.items() if name != "when"
        }


@given(days_in(), forms)
def test_the_value_is_what_the_words_say_in_the_new_period(drawn: tuple[Period, dt.date], form: str) -> None:
    period, day = drawn
    timing = roll(words_of(day, form), period)
    assert timing == parse_timing(timing.words, later(period))


@given(days_in(), forms)
def test_rolling_to_the_same_period_changes_nothing(drawn: tuple[Period, dt.date], form: str) -> None:
    period, day = drawn
    made = plan(activity(words_of(day, form), period=period), period=period)
    assert roll_over(made, period).plan == made


def phrases() -> list[tuple[str, str, str, str, str]]:
    if not PHRASES.exists():
        return []
    with PHRASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            (
                row["phrase"].replace("\\n", "\n"),
                row["school_year_context"],
                row["edtf"],
                row["rrule"] or "",
                row["clock"] or "",
            )
            for row in rows
            if row["school_year_context"]
        ]


@pytest.mark.skipif(not PHRASES.exists(), reason="the phrases of real plans are not beside the project")
@pytest.mark.parametrize(("phrase", "context", "edtf", "rrule", "clock"), phrases())
def test_each_kind_of_real_date_rolls_on_to_words_that_read_back(
    phrase: str, context: str, edtf: str, rrule: str, clock: str
) -> None:
    period = parse_period(context)
    made = plan(activity(phrase, period=period), period=period)
    result = roll_over(made, later(period))
    new = when(result.plan)
    told = {change.reason for change in result.changes if change.at == "rows[0].when"}
    if reasons.OUTSIDE_KEPT in told:
        assert new.edtf == edtf
        return
    assert reasons.NOT_REWRITTEN not in told
    assert (new.rrule, new.clock) == (when(made).rrule, when(made).clock) or not rrule
    assert clock in {"", new.clock}
    assert _shape(new.edtf) == _shape(when(made).edtf)
    days = bounds(new, later(period))
    if days and period.kind is not PeriodKind.DAY:
        first, last = days
        # A school year named in a calendar year's plan began before it.
        assert first is None or first >= later(period).first or edtf.startswith("2019")
        assert last is None or last <= later(period).last
    kinds = {change.kind for change in result.changes if change.at == "rows[0].when"}
    if str(new.words) != phrase:
        assert kinds & {ChangeKind.CHANGED, ChangeKind.MOVED}


def _shape(edtf: str) -> str:
    """The form of an EDTF string, its digits aside: what was a day, a range or a set is one still."""
    return "".join("0" if letter.isdigit() else letter for letter in edtf)


@pytest.mark.parametrize("words", ["2023 m. spalio 19 d.", "Spalio 16–20 d.", "iki 2024-05-17", "visus metus"])
def test_official_words_roll_as_well_as_those_people_wrote(words: str) -> None:
    period = school_years(2023)
    official = format_timing(parse_timing(words, period))
    assert roll(official, period).edtf == roll(words, period).edtf
