"""Every line of docs/phrases.md is true, is said again by official words, and is EDTF and RRULE to other programs."""

import datetime as dt
import re
import warnings
from pathlib import Path
from typing import NamedTuple

import pytest
from dateutil.rrule import rrulestr

from planforms.model import Period, Timing
from planforms.period import parse_period
from planforms.timing import bounds, format_timing, parse_timing

with warnings.catch_warnings():
    # edtf 5.0 builds its grammar in a way that newer pyparsing warns of; its answers are not touched by it.
    warnings.simplefilter("ignore")
    edtf = pytest.importorskip("edtf")

DOCS = Path(__file__).parents[2] / "docs" / "phrases.md"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "date_phrases.tsv"
SECOND = SHARED.with_name("date_phrases_2.tsv")
# Rows of the table that are not followed, and why.
REFUSED = {
    "27-29 d. 14.00 val.": "the row drops the 14.00 that the phrase says; planforms keeps it in the clock",
    "Iki rugsėjo 10 dienos": "the same words with „15 d.“ are one deadline in another row, and nothing says every year",
    "Nuo spalio 14 dienos Spalio 25 diena": "a range without „iki“ may be two days; the second table refuses it",
}


class Line(NamedTuple):
    phrase: str
    period: str
    edtf: str
    rrule: str
    clock: str
    anchor: str


def table(width: int) -> list[list[str]]:
    rows = [re.split(r" ?\| ?", row)[1:-1] for row in DOCS.read_text(encoding="utf-8").splitlines() if row[:1] == "|"]
    return [
        [cell.strip("`") for cell in row]
        for row in rows
        if len(row) == width and row[0] not in {"phrase", "anchor"} and set(row[0]) != {"-"}
    ]


LINES = [Line(*row) for row in table(6)]
PROBLEMS = table(3)


def plan(short: str) -> Period | None:
    return parse_period(short) if short else None


def said(timing: Timing) -> tuple[str, str, str, str]:
    return timing.edtf, timing.rrule, timing.clock, timing.anchor


def test_the_tables_are_found() -> None:
    assert len(LINES) > 300
    assert len(PROBLEMS) > 8


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.phrase} [{line.period}]")
def test_phrase_is_understood_as_documented(line: Line) -> None:
    assert said(parse_timing(line.phrase, plan(line.period))) == line[2:]


@pytest.mark.parametrize(("phrase", "period", "problem"), PROBLEMS)
def test_problem_is_as_documented(phrase: str, period: str, problem: str) -> None:
    timing = parse_timing(phrase, plan(period))
    assert timing.problem == problem
    assert not timing.understood
    assert timing.unread == (phrase,)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.phrase} [{line.period}]")
def test_official_words_read_back(line: Line) -> None:
    period = plan(line.period)
    timing = parse_timing(line.phrase, period)
    again = parse_timing(format_timing(timing), period)
    assert said(again) == said(timing)
    assert again.unread == ()


@pytest.mark.parametrize("text", sorted({line.edtf for line in LINES if line.edtf}))
def test_edtf_is_edtf_to_another_parser(text: str) -> None:
    # It takes an open end, and a year that is not known, but not both at once.
    whole = text.replace("/..", "").replace("../", "") if "X" in text else text
    edtf.parse_edtf(whole)


@pytest.mark.parametrize("text", sorted({line.rrule for line in LINES if line.rrule}))
def test_rrule_gives_days_to_another_program(text: str) -> None:
    rule = rrulestr(text, dtstart=dt.datetime(2026, 9, 1))  # noqa: DTZ001 - a plan has no zone
    assert next(iter(rule))


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.phrase} [{line.period}]")
def test_bounds_are_in_order(line: Line) -> None:
    period = plan(line.period)
    found = bounds(parse_timing(line.phrase, period), period)
    if found is not None and None not in found:
        first, last = found
        assert first is not None
        assert last is not None
        assert first <= last


def shared_rows() -> list[list[str]]:
    if not SHARED.exists():
        return []
    rows = [row.split("\t") for row in SHARED.read_text(encoding="utf-8").splitlines()[1:]]
    return [[cell.replace("\\n", "\n") for cell in (*row, "", "", "")[:5]] for row in rows]


@pytest.mark.skipif(not SHARED.exists(), reason="the shared table of phrases is not here")
def test_real_phrases_are_understood_as_the_shared_table_gives_them() -> None:
    wrong = []
    for phrase, context, *wanted in shared_rows():
        timing = parse_timing(phrase, plan(context))
        got = [timing.edtf, timing.rrule, timing.clock]
        if got != wanted and phrase not in REFUSED:
            wrong.append((phrase, context, wanted, got))
    assert wrong == []


@pytest.mark.skipif(not SECOND.exists(), reason="the second shared table of phrases is not here")
def test_harder_phrases_are_understood_or_left_and_never_wrong() -> None:
    wrong = []
    for row in SECOND.read_text(encoding="utf-8").splitlines()[1:]:
        phrase, context, date, rule, clock = (row.split("\t") + [""] * 4)[:5]
        timing = parse_timing(phrase.replace("\\n", "\n"), plan(context))
        # What is said to be still open („gali keistis“) is kept in the words, not as a sign in the date.
        wanted = date.removesuffix("?")
        same = bounds(Timing(edtf=wanted)) == bounds(timing) or "X" in wanted
        if not same or timing.rrule != rule or (clock and timing.clock != clock):
            wrong.append((phrase, date, timing))
    assert wrong == []
