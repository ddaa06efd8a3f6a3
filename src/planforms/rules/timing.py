"""T: how times are written and whether they were understood; what they mean for the plan is in ``days``."""

import re
from collections.abc import Iterator

from planforms.dates import MONTH_STEMS
from planforms.findings import Mend
from planforms.model import ColumnRole, TimingProblem
from planforms.rules.officialform import Form, month_alone, unofficial_dates
from planforms.rules.rule import Problem, rule
from planforms.rules.subject import Kind, Subject, Timed, Written
from planforms.spans import Edit
from planforms.text import fold
from planforms.timing import timing_leftovers


@rule("T101")
def timing_not_understood(subject: Subject) -> Iterator[Problem]:
    """A cell of time says no time that planforms can read.

    It is printed as it stands, but cannot be checked, put in a calendar or moved to another year. „Pagal poreikį“ and
    „nuolat“ are understood.

    Flagged: „po pamokų“. Passes: „2025 m. spalio 9 d.“, „spalis“, „kas mėnesį“.
    """
    for timed in subject.timings:
        if _is_unread(timed) and not timing_leftovers(timed.words, subject.plan.period):
            yield Problem(
                at=timed.at,
                message="The time is not understood",
                hint="Write it as “2026 m. spalio 9 d.”, “spalio mėn.”, “visus metus” or in a like way.",
                words=timed.words,
            )


def _is_unread(timed: Timed) -> bool:
    return not timed.timing.understood and bool(timed.timing.unread) and timed.timing.problem is None


@rule("T102")
def timing_read_in_part(subject: Subject) -> Iterator[Problem]:
    """A cell of time holds other words beside the time.

    The time was understood and the other words are kept; they may belong to another column. Where they could belong to
    the time, as a second day or a weekday, nothing is taken for understood, for half a time would be a wrong one.

    Flagged: „spalio 9 d. aktų salėje“, „kartą per ketvirtį, penktadieniais“. Passes: „spalio 9 d. 14.00 val.“.
    """
    for timed in subject.timings:
        if timed.timing.understood and timed.timing.unread:
            yield Problem(
                at=timed.at,
                message="Not all words of the time are understood: “{unread}”",
                hint="Leave only the time here; put a place, an event or people into their own columns.",
                words=timed.words,
                arguments={"unread": " … ".join(timed.timing.unread)},
            )
        elif _is_unread(timed) and (left := timing_leftovers(timed.words, subject.plan.period)):
            yield Problem(
                at=timed.at,
                message="The time is not understood, because nothing is known to do with “{unread}”",
                hint="Write one time in the cell, in full, or the times one by one in lines of their own.",
                words=timed.words,
                arguments={"unread": " … ".join(left)},
            )


@rule("T103")
def no_such_day(subject: Subject) -> Iterator[Problem]:
    """The day does not exist.

    Flagged: „rugsėjo 31 d.“, „2025 m. vasario 29 d.“. Passes: „2024 m. vasario 29 d.“.
    """
    yield from _problems(subject, TimingProblem.NO_SUCH_DAY, "There is no such day", "Look the day up in the calendar.")


@rule("T104")
def range_backwards(subject: Subject) -> Iterator[Problem]:
    """A range ends before it begins.

    Flagged: „2026-05-10 – 2026-05-03“. Passes: „gruodžio 20 d. – sausio 5 d.“, which runs over New Year.
    """
    yield from _problems(
        subject,
        TimingProblem.RUNS_BACKWARDS,
        "The range ends before it begins",
        "Check both dates; one of them is wrong, or they changed places.",
    )


@rule("T105")
def timing_ambiguous(subject: Subject) -> Iterator[Problem]:
    """The time can be read in two ways.

    Flagged: „1 k/m“ (once a month, or once a year), „I pusmetis“ where the plan has no period. Passes: „1 k./mėn.“.
    """
    yield from _problems(
        subject,
        TimingProblem.AMBIGUOUS,
        "The time can be understood in two ways",
        "Write it out: “kartą per mėnesį” or “kartą per metus”, the half-year with its year.",
    )


@rule("T116")
def no_such_time(subject: Subject) -> Iterator[Problem]:
    """No clock shows the time of day, or a time of day ends before it begins.

    Flagged: „25 val.“, „spalio 9 d. 14.75“, „15.00–14.00 val.“. Passes: „40 val.“ (how long),
    „20.00–8.00 val.“ (a night).
    """
    yield from _problems(
        subject,
        TimingProblem.NO_SUCH_TIME,
        "There is no such time of day",
        "Write hours from 0 to 24 and minutes from 00 to 59, the earlier time first.",
    )


def _problems(subject: Subject, problem: TimingProblem, message: str, hint: str) -> Iterator[Problem]:
    for timed in subject.timings:
        if timed.timing.problem is problem:
            yield Problem(at=timed.at, message=message, hint=hint, words=timed.words)


@rule("T114")
def date_forms_mixed(subject: Subject) -> Iterator[Problem]:
    """One column writes dates in two ways: in digits and in words, or with the year and without.

    Both are right by themselves; a plan looks careless with both. One finding for the column.

    Flagged: „2025-10-09“ and „2025 m. spalio 9 d.“. Passes: „2025 m. spalio 9 d.“ and „2025 m. spalio mėn.“.
    """
    for index, column in subject.columns((ColumnRole.WHEN,)):
        cells = [timed for timed in subject.timings if timed.at.endswith(f".{column.id}") and timed.dated]
        digits = [timed for timed in cells if _DIGITS.search(timed.words)]
        named = [timed for timed in cells if _MONTH_NAME.search(fold(timed.words))]
        with_year = [timed for timed in named if _YEAR.search(timed.words)]
        without = [timed for timed in named if timed.timing.year_inferred and not _YEAR.search(timed.words)]
        if digits and named:
            yield _mixed(index, digits, named)
        elif with_year and without:
            yield _mixed(index, with_year, without)


# Any month by its stem, whatever the case form and the diacritics.
_MONTH_NAME = re.compile(rf"\b(?:{'|'.join(MONTH_STEMS)})")
_DIGITS = re.compile(r"(?:19|20)\d\d[-./]\d\d?(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _mixed(index: int, one: list[Timed], two: list[Timed]) -> Problem:
    fewer, more = sorted((one, two), key=len)
    return Problem(
        at=f"columns[{index}]",
        message="Dates are written in two ways: “{more}” ({many} rows) and “{fewer}” ({few} rows)",
        hint="Write all dates of the column in one way.",
        arguments={"more": more[0].words, "many": len(more), "fewer": fewer[0].words, "few": len(fewer)},
    )


@rule("T115")
def date_form_unofficial(subject: Subject) -> Iterator[Problem]:
    """A date is not written in an official form.

    Official are 2025-10-09, „2025 m. spalio 9 d.“ and „2025 m. spalio mėn.“. The reading is certain, so the fix is too.

    Flagged: „2025.10.09“, „2025-10-09 d.“, „2025 spalio 9 d.“, „spalio mėn. 9 d.“, „spalio 09 d.“, „2025 m. spalio“.
    Passes: the official forms.
    """
    for text in subject.texts:
        if text.kind is Kind.COLUMN:
            continue
        alone = month_alone(text.words) if text.role is ColumnRole.WHEN else None
        for form in [alone] if alone else unofficial_dates(text.words):
            yield _unofficial(text, form)


def _unofficial(text: Written, form: Form) -> Problem:
    return Problem(
        at=text.at,
        message=form.message,
        hint=form.hint,
        words=text.words[form.start : form.stop],
        fix=(Mend(text.at, Edit(form.start, form.stop, form.official)),),
    )
