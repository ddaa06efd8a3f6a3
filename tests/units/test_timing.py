"""Laws of timings: what holds for every phrase, period and string; and the spans of the parts."""

import datetime as dt
import itertools
import re
import unicodedata
from collections.abc import Callable

import pytest
from counting import grows_linearly
from hypothesis import example, given
from hypothesis import strategies as st

from planforms.model import Paragraph, Period, PeriodKind, Run, Text, Timing, TimingProblem
from planforms.period import calendar_years, month, parse_period, school_year_of, school_years
from planforms.timing import Part, PartKind, bounds, format_timing, parse_timing, timing_leftovers, timing_parts
from planforms.timing.words import SENSES

YEAR = school_years(2026)
MONTHS = (
    *("sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio"),
    *("liepos", "rugpjūčio", "rugsėjo", "spalio", "lapkričio", "gruodžio"),
)
DASHES = ("-", " - ", "–", " – ", "—", "‒", "−", " iki ")

periods = st.one_of(
    st.integers(2000, 2050).map(school_years),
    st.integers(2000, 2050).map(calendar_years),
    st.builds(month, st.integers(2000, 2050), st.integers(1, 12)),
    st.integers(2000, 2050).map(lambda y: Period(PeriodKind.HALF_YEAR, dt.date(y, 1, 1), dt.date(y, 6, 30))),
    st.integers(2000, 2050).map(lambda y: school_years(y, y + 4)),
)
month_names = st.sampled_from(MONTHS)
day_numbers = st.integers(1, 28)
ordinals = st.sampled_from(["I", "II", "III", "pirmą", "2-ąją", "paskutinę"])
months = st.builds("{} mėn.".format, month_names)
days = st.builds("{} {} d.".format, month_names, day_numbers)
whole = st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31))
dates = st.one_of(
    months,
    days,
    whole.map("{:%Y-%m-%d}".format),
    whole.map(lambda day: f"{day.year} m. {MONTHS[day.month - 1]} {day.day} d."),
    st.builds("{} {} savaitę".format, month_names, ordinals),
    st.builds("{} {} {} d.".format, month_names, st.sampled_from(["5, 12 ir", "5 ar", "3–"]), st.integers(13, 28)),
    st.builds("{} {}".format, month_names, st.sampled_from(["pradžioje", "viduryje", "pabaigoje", "antroje pusėje"])),
    st.sampled_from(["I ketv.", "II–III ketv.", "rudenį", "žiemą", "Užgavėnės", "rudens atostogos", "visus metus"]),
    st.builds("{} trečias ketvirtadienis".format, month_names),
)
recurrences = st.sampled_from(
    ["kas savaitę", "kas 2 mėn.", "kartą per pusmetį", "trečiadieniais", "kiekvieno mėnesio 5 d.", "kasmet, {}"]
)
clocks = st.sampled_from(["", " 14 val.", " 9.30 val.", " 14.00–15.30 val."])
phrases = st.one_of(
    st.builds("{}{}".format, dates, clocks),
    st.builds("{}{}{}".format, dates, st.sampled_from([", ", " ir ", " ar ", *DASHES]), dates),
    st.builds("{} {}".format, st.sampled_from(["iki", "nuo", "kasmet", "apie"]), dates),
    st.builds("{}{}".format, recurrences, clocks),
    st.builds("{}, {}".format, months, recurrences),
)
plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
VOCABULARY = """
spalio d. 5 31 2026 m. mėn. iki nuo ir ar , – - / ( ) kas kartą per savaitę II ketv. 14.00 val. pirmą penktadienį ___
pabaigoje Velykos atostogos rudens kasmet mokslo metų visus . * Kaunas 1 12
"""
pieces = st.lists(st.sampled_from(VOCABULARY.split()), max_size=14).map(" ".join)

salad = st.lists(st.sampled_from([*VOCABULARY.split(), *SENSES]), max_size=9).map(" ".join)


def said(timing: Timing) -> tuple[str, str, str, str]:
    return timing.edtf, timing.rrule, timing.clock, timing.anchor


@example("sausio mėn., sausio trečias ketvirtadienis", school_years(2000))
@example("sausio trečias ketvirtadienis, sausio 5, 12 ir 13 d.", None)
@example("sausio 1 d., sausio pradžioje", school_years(2000))
@example("II–III ketv., 2000-04-01", school_years(2000, 2004))
@example("14.00 kas spalio 14.00", None)
@example("sausio I savaitę iki rugsėjo 5, 12 ir 13 d.", school_years(2000))
@given(phrases | pieces, periods | st.none())
def test_official_words_read_back_as_the_same(words: str, period: Period | None) -> None:
    timing = parse_timing(words, period)
    if timing.understood:
        again = parse_timing(format_timing(timing), period)
        assert said(again) == said(timing)
        assert again.unread == ()


@given(phrases | pieces | salad | plain, periods | st.none())
def test_any_words_are_kept_and_bounds_are_in_order(words: str, period: Period | None) -> None:
    timing = parse_timing(words, period)
    assert str(timing.words) == words
    assert format_timing(timing) or not words
    found = bounds(timing, period)
    if found and found[0] and found[1]:
        assert found[0] <= found[1]
    if timing.problem:
        assert not timing.understood


@given(phrases | pieces | salad | plain, periods | st.none())
def test_unread_stretches_are_in_the_words_in_order(words: str, period: Period | None) -> None:
    at = 0
    for stretch in parse_timing(words, period).unread:
        at = words.index(stretch, at) + len(stretch)


@given(months | days, periods)
def test_a_year_from_the_period_puts_the_first_day_into_it(words: str, period: Period) -> None:
    timing = parse_timing(words, period)
    if timing.year_inferred:
        found = bounds(timing)
        assert found is not None
        assert found[0] is not None
        # A month's plan may name a day of another month of its school year.
        around = school_year_of(period.first) if period.kind is PeriodKind.MONTH else period
        assert around is not None
        assert around.first <= found[0] <= around.last
    else:
        assert timing.rrule or "XXXX" in timing.edtf


@given(phrases | pieces, periods | st.none())
def test_parts_lie_in_the_words_and_dates_hold_their_finer_parts(words: str, period: Period | None) -> None:
    parts = timing_parts(words, period)
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    finer = [part for part in parts if part.kind is not PartKind.DATE]
    for part in parts:
        assert 0 <= part.start < part.stop <= len(words)
    for before, after in itertools.pairwise(finer):
        assert before.stop <= after.start


@given(days | months, periods, st.sampled_from(["nfd", "upper", "bare", "spaces", "hard spaces", "glued"]))
def test_common_damage_changes_nothing(words: str, period: Period, damage: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))
    damaged = {
        "nfd": unicodedata.normalize("NFD", words),
        "upper": words.upper(),
        "bare": bare,
        "spaces": f"  {words.replace(' ', '   ')}*",
        "hard spaces": words.replace(" ", "\u00a0"),
        "glued": words.replace(" d.", "d."),
    }[damage]
    assert said(parse_timing(damaged, period)) == said(parse_timing(words, period))


@given(st.builds(Timing, words=plain.map(Text.of), edtf=plain, rrule=plain, clock=plain, anchor=plain))
def test_parts_that_others_wrote_never_stop_formatting(timing: Timing) -> None:
    format_timing(timing)
    bounds(timing, YEAR)


@pytest.mark.parametrize(
    "unit",
    [
        *("1", "l2 ", "1l", "1O,", "10,00 ", "9.", "1-", "1, ", "1.1.", "1 k/", "I ", "2026 ", "2026-"),
        *("2026-10-", "10.15 ", "10:00-", "___ ", "iki ", "nuo ", "po ", "kas ", "per ", "apie "),
        *("ne rečiau kaip ", "mokinių ", "per metus 2 ", "pagal a b c ", "visus metus ", "spalio "),
        *("spalio 1, ", "spalio 1–", "spalio (1 d. ", "spalio 5 d. ", "rugsėjo 1 d. – ", "pirmą ", "2-oji "),
        *("(", "–", " ", "\n", "a", "ą", "\u0301", "mokslo ir žinių ", "penktadieniais–", "10.00 val. "),
        *("kas savaitę ", "spalio, kovo, ", "kiekvieno mėnesio 5 d. "),
    ],
)
def test_hostile_words_cost_no_more_than_their_length(unit: str) -> None:
    def understood(length: int) -> Callable[[], object]:
        words = unit * (length // len(unit))
        return lambda: (format_timing(parse_timing(words, YEAR)), timing_parts(words, YEAR))

    understood(100_000)()  # what costs the square of this never ends
    assert grows_linearly(understood, 3000)


def shown(words: str, short: str = "2026-2027") -> list[tuple[PartKind, str, str]]:
    parts = timing_parts(words, parse_period(short))
    return [(part.kind, words[part.start : part.stop], part.value) for part in parts]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "2026 m. lapkričio 21 d. (VI), Alytus",
            [
                (PartKind.DATE, "2026 m. lapkričio 21 d.", "2026-11-21"),
                (PartKind.YEAR, "2026", "2026"),
                (PartKind.MONTH, "lapkričio", "11"),
                (PartKind.DAY, "21", "21"),
                (PartKind.OPEN, "(", ""),
                (PartKind.WEEKDAY, "VI", "SA"),
                (PartKind.CLOSE, ")", ""),
                (PartKind.COMMA, ",", ""),
                (PartKind.UNREAD, "Alytus", ""),
            ],
        ),
        (
            "2026-10-05–09",
            [
                (PartKind.DATE, "2026-10-05", "2026-10-05"),
                (PartKind.YEAR, "2026", "2026"),
                (PartKind.MONTH, "10", "10"),
                (PartKind.DAY, "05", "5"),
                (PartKind.RANGE, "–", ""),
                (PartKind.DATE, "09", "2026-10-09"),
                (PartKind.DAY, "09", "9"),
            ],
        ),
        (
            "spalio 5, 12 ir 19 d. 14.30 val.",
            [
                (PartKind.DATE, "spalio 5", "2026-10-05"),
                (PartKind.MONTH, "spalio", "10"),
                (PartKind.DAY, "5", "5"),
                (PartKind.COMMA, ",", ""),
                (PartKind.DATE, "12", "2026-10-12"),
                (PartKind.DAY, "12", "12"),
                (PartKind.AND, "ir", ""),
                (PartKind.DATE, "19 d.", "2026-10-19"),
                (PartKind.DAY, "19", "19"),
                (PartKind.CLOCK, "14.30 val.", "14:30"),
            ],
        ),
        (
            "paskutinį spalio penktadienį",
            [
                (PartKind.DATE, "paskutinį spalio penktadienį", "2026-10-30"),
                (PartKind.NTH_WEEKDAY, "paskutinį", "FR-1"),
                (PartKind.MONTH, "spalio", "10"),
            ],
        ),
        (
            "iki rudens atostogų",
            [
                (PartKind.UNTIL, "iki", ""),
                (PartKind.DATE, "rudens atostogų", ""),
                (PartKind.BREAK, "rudens atostogų", "break:autumn"),
            ],
        ),
        (
            "kas savaitę, penktadieniais",
            [
                (PartKind.RECURRENCE, "kas savaitę", "FREQ=WEEKLY;BYDAY=FR"),
                (PartKind.COMMA, ",", ""),
                (PartKind.RECURRENCE, "penktadieniais", "FREQ=WEEKLY;BYDAY=FR"),
            ],
        ),
    ],
)
def test_spans_point_at_what_they_claim(words: str, parts: list[tuple[PartKind, str, str]]) -> None:
    assert shown(words) == parts


def test_spans_are_the_same_whatever_runs_and_paragraphs_the_words_have() -> None:
    text = Text((Paragraph((Run("2026 m. spa", bold=True), Run("lio"))), Paragraph((Run("5 d."),))))
    assert timing_parts(text, YEAR) == timing_parts("2026 m. spalio\n5 d.", YEAR)
    assert parse_timing(text, YEAR).words == text


def test_nothing_understood_has_no_parts() -> None:
    assert timing_parts("Paroda bibliotekoje", YEAR) == ()
    assert timing_parts("rugsėjo 31 d.", YEAR) == ()


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("rugsėjo 31 d.", TimingProblem.NO_SUCH_DAY),
        ("spalio 5 d., rugsėjo 31 d.", TimingProblem.NO_SUCH_DAY),
        ("2027-02-29", TimingProblem.NO_SUCH_DAY),
        ("2026-13-05", TimingProblem.NO_SUCH_DAY),
        ("spalio 5-oji savaitė ir rugsėjo 31 d.", TimingProblem.NO_SUCH_DAY),
        ("2027-05-10 – 2027-05-03", TimingProblem.RUNS_BACKWARDS),
        ("gegužės – kovo mėn.", TimingProblem.RUNS_BACKWARDS),
        ("1 k/m", TimingProblem.AMBIGUOUS),
        ("spalis ir lapkritis ar gruodis", TimingProblem.AMBIGUOUS),
    ],
)
def test_what_looks_like_a_timing_and_is_none_says_why(words: str, problem: TimingProblem) -> None:
    timing = parse_timing(words, YEAR)
    assert timing == Timing(words=Text.of(words), unread=(words,), problem=problem)


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("Regione – 2027 m. sausio 10 d., Vilkaviškis", ("Regione", "Vilkaviškis")),
        ("spalio 5 d.,\nĄžuolyno mokykla", ("Ąžuolyno mokykla",)),
        ("spalio 5 d. po pamokų", ("po pamokų",)),
        ("spalio mėn. (po pirmojo pusmečio)", ("po pirmojo pusmečio",)),
        ("keletą kartų per metus", ("keletą kartų",)),
        ("A. Kovas, gegužės mėn.", ("A. Kovas",)),
        ("iki 15 val.", ("iki",)),
        ("antradieniais po pamokų", ("po pamokų",)),
        ("gruodį baigiantis metams", ("metams",)),
        ("vasario 9 d. (Užgavėnės)", ()),
        ("vasario 12 d. (Užgavėnės)", ("Užgavėnės",)),
        ("spalio 5 d., 2 val.", ("2 val.",)),
        ("spalio 5 d. 5–8 kl., 214 kab.", ("5–8 kl., 214 kab",)),
        ("1–4 kl. – spalio 5 d., 5–8 kl. – spalio 6 d.", ("1–4 kl", "5–8 kl")),
        ("gegužės mėn. šeštadienis", ("šeštadienis",)),
    ],
)
def test_other_words_stay_unread(words: str, unread: tuple[str, ...]) -> None:
    timing = parse_timing(words, YEAR)
    assert timing.understood
    assert timing.unread == unread


@pytest.mark.parametrize(
    "words",
    [
        *("iki spalio 1 d., iki kovo 1 d.", "iki spalio 1 d. ir kovo 1 d.", "per atostogas", "Mokinių atostogų metu"),
        *("Velykų savaitė", "Antroji Velykų diena", "2 spalio", "2 kartus", "spalio 10.11", "pasibaigus I pusmečiui"),
        *("05/10/2026", "Vasario 16-osios minėjimas"),
    ],
)
def test_what_has_several_readings_or_no_notation_is_left_unread(words: str) -> None:
    for period in (YEAR, month(2026, 10), None):
        timing = parse_timing(words, period)
        assert not timing.understood
        assert timing.unread == (words,)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("kartą per ketvirtį, penktadieniais", ("penktadieniais",)),
        ("kiekvieno mėnesio 1 ir 3 savaitę", ("1", "3")),
        ("rugsėjo–spalio mėn. (I sav.)", ("I",)),
        ("kitų metų sausio 15 d.", ("kitų",)),
        ("spalio 5 d. išvakarėse", ("išvakarėse",)),
        ("kasdien, išskyrus savaitgalius", ("išskyrus",)),
        ("visus metus, be liepos mėn.", ("liepos",)),
    ],
)
def test_half_a_time_is_not_taken_and_what_is_left_is_named(words: str, left: tuple[str, ...]) -> None:
    timing = parse_timing(words, YEAR)
    assert not timing.understood
    assert timing.unread == (words,)
    assert timing_leftovers(words, YEAR) == left


NUMBERS = re.compile(r"\d+")


@given(phrases | pieces | salad, periods | st.none())
def test_every_number_is_in_a_part_that_is_used_or_unread(words: str, period: Period | None) -> None:
    timing = parse_timing(words, period)
    if not timing.understood:
        assert timing.unread == ((words.strip(),) if words.strip() else ())
        return
    links = {PartKind.UNREAD, PartKind.FILLER, PartKind.COMMA, PartKind.RANGE, PartKind.AND, PartKind.OR}
    used = [part for part in timing_parts(words, period) if part.kind not in links]
    unread = [number for stretch in timing.unread for number in NUMBERS.findall(stretch)]
    for number in NUMBERS.finditer(words):
        inside = any(part.start <= number.start() and number.end() <= part.stop for part in used)
        assert inside or number[0] in unread


def test_only_a_number_of_times_is_nominal() -> None:
    def nominal(words: str) -> bool:
        return parse_timing(words, YEAR).nominal

    assert all(
        nominal(words) for words in ("2 k. per metus", "kartą per ketvirtį", "2 k. per sav.", "po 1 kartą per mėn.")
    )
    assert not any(nominal(words) for words in ("kas savaitę", "penktadieniais", "kartą per savaitę, trečiadieniais"))


def test_bounds_of_open_and_unknown_dates() -> None:
    def found(words: str, short: str | None = "2026-2027") -> object:
        period = parse_period(short) if short else None
        return bounds(parse_timing(words, period), period)

    assert found("iki spalio 5 d.") == (None, dt.date(2026, 10, 5))
    assert found("nuo spalio 5 d.") == (dt.date(2026, 10, 5), None)
    assert found("spalio ___ d.") == (dt.date(2026, 10, 1), dt.date(2026, 10, 31))
    assert found("žiemą") == (dt.date(2026, 12, 1), dt.date(2027, 2, 28))
    assert found("spalis ar lapkritis") == (dt.date(2026, 10, 1), dt.date(2026, 11, 30))
    assert found("kas savaitę") == (YEAR.first, YEAR.last)
    assert found("2026 m.") == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert found("spalio 5 d.", None) is None
    assert found("14.00 val.") is None
    assert found("pagal poreikį") is None


def test_bounds_look_for_a_year_in_the_period() -> None:
    timing = Timing(edtf="XXXX-12/XXXX-01")
    assert bounds(timing) is None
    assert bounds(timing, YEAR) == (dt.date(2026, 12, 1), dt.date(2027, 1, 31))


def test_parts_are_values() -> None:
    assert timing_parts("spalio", YEAR)[0] == Part(PartKind.DATE, 0, 6, "2026-10")
