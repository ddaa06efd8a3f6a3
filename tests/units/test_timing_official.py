"""The shortcuts for whole official dates, and for their EDTF, understand what the grammars do, or nothing."""

from hypothesis import given
from hypothesis import strategies as st

from planforms.dates import MONTHS, MONTHS_GENITIVE
from planforms.model import Period
from planforms.period import parse_period
from planforms.schedule import Stretch, stretches
from planforms.timing import official_edtf
from planforms.timing.notation import known_days
from planforms.timing.understand import understand

PERIODS = [None, *(parse_period(words) for words in ("2025-2026", "2026-2027", "2026"))]
YEARS = st.one_of(st.integers(2024, 2028), st.integers(1895, 2105))
DAYS = st.one_of(st.integers(0, 32), st.sampled_from(["05", "007", "31"]))
OFFICIAL = st.builds(
    "{}{} {} {} {}{}{}".format,
    st.sampled_from(["", "", "iki ", "Iki ", "IKI ", "nuo ", "iki"]),
    YEARS,
    st.sampled_from(["m.", "m.", "m.", "m", "metų"]),
    st.sampled_from([*MONTHS_GENITIVE, *MONTHS_GENITIVE, *MONTHS, "Kovo"]),
    DAYS | st.just(""),
    st.just("") | st.builds("{}{}".format, st.sampled_from("–-—/"), DAYS),
    st.sampled_from([" d.", " d.", "mėn.", " d", " d. (penkt.)", " d. 10 val.", ""]),
)
DIGITS = st.builds("{}-{}-{}".format, YEARS, st.sampled_from(["01", "09", "12", "13", "00", "2"]), DAYS)


@given(words=st.one_of(OFFICIAL, DIGITS, st.dates().map(str)), period=st.sampled_from(PERIODS))
def test_it_understands_what_the_grammar_does(words: str, period: Period | None) -> None:
    found, meaning = official_edtf(words), understand(words, period)
    parts = (meaning.edtf, meaning.rrule, meaning.clock, meaning.anchor, meaning.inferred, meaning.nominal)
    assert not found or parts == (found, "", "", "", False, False)
    assert not found or not (meaning.unread or meaning.leftovers or meaning.problem)


def test_the_forms_that_tables_hold_are_taken() -> None:
    taken = ("2026 m. rugsėjo 5 d.", "Iki 2026 m. gegužės 31 d.", "2026 m. kovo 2–13 d.", "2026 m. spalio mėn.")
    for words in (*taken, "2026-09-05"):
        assert official_edtf(words), words


EDTF_DAYS = st.one_of(st.from_regex(r"[0-9]{4}-[01][0-9]-[0-3][0-9]", fullmatch=True), st.dates().map(str))


@given(first=EDTF_DAYS | st.sampled_from(["", "..", "2026-09", "2026-09-1X"]), last=EDTF_DAYS | st.just(".."))
def test_the_days_of_an_edtf_are_those_of_its_grammar(first: str, last: str) -> None:
    edtf = f"{first}/{last}" if first else last
    assert stretches(edtf) == tuple(Stretch(*days) for days in known_days(edtf))
