"""Number formats make of a number what a Lithuanian spreadsheet shows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planforms.dates import Shown, date_words, precision_of, value_of
from planforms.numberformat import (
    BUILT_IN,
    date_frame,
    duration_words,
    from_serial,
    number_words,
    shown_parts,
    text_frame,
)
from planforms.source import Precision

moment = dt.datetime.fromisoformat
DAY = Shown.YEAR | Shown.MONTH | Shown.DAY
AFTERNOON = moment("2025-03-07 14:30")


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (2.5, "General", "2,5"),
        (0.1 + 0.2, "General", "0,3"),
        (37061234567, "General", "37061234567"),
        (-4, "General", "-4"),
        (7, "000", "007"),
        (3, '0"."', "3."),
        (3, "0\\.", "3."),
        (12, '"Nr. "0', "Nr. 12"),
        (0.25, "0%", "25%"),
        (0.255, "0.0%", "25,5%"),
        (2.675, "0.00", "2,68"),
        (1234567.5, "#,##0.00", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,50"),
        (1234.5, '#,##0.00 "€"', "1\N{NO-BREAK SPACE}234,50 €"),
        (12, "_-* #,##0.00\\ [$€-427]_-", "12,00 €"),
        (-3, "0;(0)", "(3)"),
        (0, '0;-0;"nėra"0', "nėra0"),
        (861234567, "0\\-000\\-00000", "8-612-34567"),
        (3, "0.##", "3"),
        (1200000, '0,," mln."', "1 mln."),
        (5, ";;;", ""),
        (0, '0;-0;"–"', "–"),
        (0, "0;-0;;@", ""),
        (0, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "-"),
        (0, "#", ""),
        (0.25, "#", "0,25"),
        (1, '"Yra";"Nėra"', "Yra"),
        (-1, '"Yra";"Nėra"', "Nėra"),
        (-1, '"Yra";;', ""),
        (2, 'General" val."', "2 val."),
        (-2.5, 'General" val."', "-2,5 val."),
        (3, '"("General")"', "(3)"),
        (1, '[=1]"Atlikta";[=0]"Neatlikta";General', "Atlikta"),
        (0, '[=1]"Atlikta";[=0]"Neatlikta";General', "Neatlikta"),
        (7, '[=1]"Atlikta";[=0]"Neatlikta";General', "7"),
        (3, '[<5]"mažai";"daug"', "mažai"),
        (5, '[<5]"mažai";"daug"', "daug"),
        (5, '[<=5]0" kart.";[<>6]0" kartų"', "5 kart."),
        (7, '[<=5]0" kart.";[<>6]0" kartų"', "7 kartų"),
        (6, '[<=5]0" kart.";[<>6]0" kartų"', "6"),
        (3.5, "# ?/?", "3,5"),
        (12345, "0.00E+00", "12345"),
        (7, "[Red]0", "7"),
        (7, "[>5]0;0", "7"),
        (4, "@", "4"),
        (-2.5, "@", "-2,5"),
        (4, '"Nr. "@', "4"),
        (-4, "0;@", "-4"),
        (0, "0.0;-0;@", "0,0"),
        (float("inf"), "0", "inf"),
    ],
)
def test_a_number_is_shown_as_its_format_shows_it(number: float, code: str, words: str) -> None:
    assert number_words(number, code) == words


@pytest.mark.parametrize(
    ("code", "words", "precision"),
    [
        ("yyyy-mm-dd", "2025 m. kovo 7 d.", Precision.DAY),
        ('[$-427]yyyy "m." mmmm d "d.";@', "2025 m. kovo 7 d.", Precision.DAY),
        ("[$-F800]dddd, mmmm dd, yyyy", "2025 m. kovo 7 d.", Precision.DAY),
        ("MM/DD/YY", "2025 m. kovo 7 d.", Precision.DAY),
        ("mmm yyyy", "2025 m. kovo mėn.", Precision.MONTH),
        ('yyyy\\ "m."\\ mmmm', "2025 m. kovo mėn.", Precision.MONTH),
        ("mmmm", "kovo mėn.", Precision.MONTH),
        ('yyyy "m."', "2025 m.", Precision.YEAR),
        ("d mmmm", "kovo 7 d.", Precision.DAY),
        ("d", "7 d.", Precision.DAY),
        ("dddd", "penktadienis", Precision.DAY),
        ("ddd", "penktadienis", Precision.DAY),
        ("ddd h:mm", "penktadienis 14:30", Precision.CLOCK),
        ("mmm", "kovo mėn.", Precision.MONTH),
        ("yyyy-mm-dd hh:mm", "2025-03-07 14:30", Precision.CLOCK),
        ("d mmm h:mm", "2025-03-07 14:30", Precision.CLOCK),
        ("h:mm", "14:30", Precision.CLOCK),
        ("h:mm AM/PM", "14:30", Precision.CLOCK),
    ],
)
def test_a_date_is_said_as_far_as_its_format_shows_it(code: str, words: str, precision: Precision) -> None:
    shown = shown_parts(code)
    assert (date_words(AFTERNOON, shown), precision_of(AFTERNOON, shown)) == (words, precision)


@pytest.mark.parametrize("code", ["General", "0", "#,##0.00", "@", "0.00E+00", "0%", "[Red]0", '"diena"', "", "# ?/?"])
def test_other_formats_show_no_date(code: str) -> None:
    assert shown_parts(code) == Shown.NOTHING


@pytest.mark.parametrize(
    ("number", "shown"), [(14, DAY), (17, Shown.YEAR | Shown.MONTH), (20, Shown.CLOCK), (22, DAY | Shown.CLOCK)]
)
def test_formats_that_a_file_names_by_number_are_known(number: int, shown: Shown) -> None:
    assert shown_parts(BUILT_IN[number]) == shown


def test_minutes_are_told_from_months_by_their_neighbours() -> None:
    assert shown_parts("mm:ss") == Shown.CLOCK
    assert shown_parts("h:mm") == Shown.CLOCK
    assert shown_parts("mm.dd") == Shown.MONTH | Shown.DAY
    assert Shown.DURATION in shown_parts("[h]:mm")


def test_midnight_is_no_clock_time_beside_a_date() -> None:
    midnight = moment("2025-03-07")
    assert date_words(midnight, DAY | Shown.CLOCK) == "2025 m. kovo 7 d."
    assert value_of(midnight, DAY | Shown.CLOCK) == dt.date(2025, 3, 7)
    assert date_words(midnight, Shown.CLOCK) == "00:00"


def test_the_day_that_excel_invented_does_not_shift_the_others() -> None:
    assert from_serial(1) == moment("1900-01-01")
    assert from_serial(61) == moment("1900-03-01")
    assert from_serial(0, since_1904=True) == moment("1904-01-01")
    assert from_serial(-1) is None
    assert from_serial(1e300) is None
    assert from_serial(float("nan")) is None


@given(st.datetimes(moment("1900-03-01"), moment("9999-12-31")).map(lambda when: when.replace(microsecond=0)))
def test_a_moment_survives_its_serial_number(when: dt.datetime) -> None:
    serial = (when - moment("1899-12-30")) / dt.timedelta(days=1)
    assert from_serial(serial) == when


@given(st.floats(allow_nan=False), st.text(alphabet='0#?.,%;@"\\ymdhse[]€ -/E+', max_size=30))
def test_any_number_in_any_format_is_shown_somehow(number: float, code: str) -> None:
    assert number_words(number, code) is not None
    shown_parts(code)
    text_frame(code)
    date_frame(code)


@given(st.integers(0, 10**14))
def test_a_whole_number_keeps_its_digits(number: int) -> None:
    assert number_words(float(number)) == str(number)
    assert number_words(number, "#,##0").replace("\N{NO-BREAK SPACE}", "") == str(number)


def test_hours_may_run_past_a_day() -> None:
    assert duration_words(25.5 / 24) == "25:30"
    assert duration_words(-0.5 / 24) == "-0:30"


@pytest.mark.parametrize(
    ("code", "frame"),
    [
        ('"iki "yyyy-mm-dd', ("iki ", "")),
        ('yyyy-mm-dd" (rezervas)"', ("", " (rezervas)")),
        ('"Savaitė nuo "d mmmm', ("Savaitė nuo ", "")),
        ('yyyy "m." mmmm d "d."', ("", "")),
        ('mmmm" mėn."', ("", "")),
        ('h:mm" val."', ("", "")),
        ("yyyy\\-mm\\-dd;@", ("", "")),
        ("[$-F800]dddd\\,\\ mmmm\\ dd", ("", "")),
        ("General", ("", "")),
    ],
)
def test_a_format_may_put_words_around_a_date(code: str, frame: tuple[str, str]) -> None:
    assert date_frame(code) == frame


def test_a_format_may_put_words_around_a_text() -> None:
    assert text_frame('"Nr. "@') == ("Nr. ", "")
    assert text_frame("@") == ("", "")
    assert text_frame('0;0;0;@" kab."') == ("", " kab.")
    assert text_frame('yyyy "m.";@') == ("", "")
