"""T: how times are written and whether they were understood; what they mean for the plan is in ``days``."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from planforms.dates import MONTH_STEMS, MONTHS, MONTHS_GENITIVE
from planforms.findings import Mend
from planforms.letters import fold
from planforms.model import ColumnRole, Heading, Timing, TimingProblem
from planforms.paths import Kind, Written
from planforms.period import month_named
from planforms.remembered import pattern_of
from planforms.rules.rule import ADVICE, ERROR, WARNING, Problem, rule
from planforms.rules.subject import YEAR, Subject, Timed
from planforms.text import Edit
from planforms.timing import timing_leftovers


@rule(
    "T101",
    WARNING,
    "The time is not understood",
    "Write it as “2026 m. spalio 9 d.”, “spalio mėn.”, “visus metus” or in a like way.",
)
def timing_not_understood(subject: Subject) -> Iterator[Problem]:
    """A cell of time holds no time that planforms can read.

    It is printed as it is, but cannot be checked, put in a calendar or moved to another year. „Pagal poreikį“ and
    „nuolat“ are understood.

    Flagged: „po pamokų“. Passes: „2025 m. spalio 9 d.“, „spalis“, „kas mėnesį“.
    """
    for timed in subject.timings:
        unread = _is_unread(timed) and not _is_bare_day(timed) and not _is_part_of_day(timed, subject)
        if unread and not timing_leftovers(timed.words, subject.plan.period):
            yield Problem(timed.at, timed.words)


@rule(
    "T121",
    WARNING,
    "The day has no month",
    "Write the month beside the day or in a heading above; --period says the month of a month's plan.",
)
def day_without_month(subject: Subject) -> Iterator[Problem]:
    """A day has no month: neither its cell nor anything that it is under names one.

    A month is taken from the cell, a heading above the rows, a column of months, the name of the sheet, or the period
    of a month's plan.

    Flagged: „12 d.“ in the plan of a year. Passes: „12 d.“ under the heading „Spalis“.
    """
    for timed in subject.timings:
        # Where only the year is not known, the finding is of the title.
        of_no_year = subject.plan.period is None and any(map(_names_month, timed.activity.headings))
        if _is_bare_day(timed) and not of_no_year:
            yield Problem(timed.at, timed.words)


_HOURS_COLUMN = pattern_of(r"\blaik|\bval\b|\bvaland")
_LESSON = pattern_of(r"(?:[ivx]+|\d{1,2})[\W\d]*pam")


def _is_part_of_day(timed: Timed, subject: Subject) -> bool:
    """Whether a cell of hours says a part of the day, „Per pamokas“, „visą dieną“, where its row has the day."""
    id_ = timed.at.rpartition(".")[2]
    heading = next((column.heading for column in subject.plan.columns if column.id == id_), "")
    others = (cell for column, cell in timed.activity.cells.items() if column != id_)
    dated = any(isinstance(cell, Timing) and cell.edtf and not cell.rrule for cell in others) or subject.under_time(
        timed.activity
    )
    words = fold(timed.words)
    if dated and not any(letter.isalnum() for letter in words):
        return True  # a dash: nothing more to say
    no_date = not any(letter.isdigit() for letter in words) or _LESSON.search(words)
    return bool(dated and no_date and _HOURS_COLUMN.search(fold(heading)))


def _names_month(heading: Heading) -> bool:
    return month_named(str(heading.text)) > 0


_DAY = r"\d{1,2}(?:\s*(?:d\.?|diena))?(?:\s*\([ivx]{1,4}\))?"
_CLOCK = r"(?:[\s,]+\d{1,2}[.:]\d\d(?:\s*(?:val\.?|h))?)?"
_BARE_DAY = pattern_of(rf"{_DAY}(?:\s*(?:[,;–—-]|\bir\b)\s*{_DAY})*{_CLOCK}")  # 12 d., 12–15, 3, 10 ir 17 d., 8 (III)


def _is_bare_day(timed: Timed) -> bool:
    ambiguous = timed.timing.problem is TimingProblem.AMBIGUOUS
    unread = not timed.timing.understood and (ambiguous or _is_unread(timed))
    return unread and bool(_BARE_DAY.fullmatch(fold(timed.words)))


def _is_unread(timed: Timed) -> bool:
    return not timed.timing.understood and bool(timed.timing.unread) and timed.timing.problem is None


@rule("T102", ADVICE)
def timing_read_in_part(subject: Subject) -> Iterator[Problem]:
    """A cell of time holds other words with the time.

    The time was understood and the other words are kept; they may belong to another column. Where they could belong to
    the time, as a second day or a weekday, nothing is taken for understood, for half a time would be a wrong one.

    Flagged: „spalio 9 d. aktų salėje“, „kartą per ketvirtį, penktadieniais“. Passes: „spalio 9 d. 14.00 val.“.
    """
    for timed in subject.timings:
        if timed.timing.understood and timed.timing.unread:
            yield Problem(
                timed.at,
                timed.words,
                {"unread": " … ".join(timed.timing.unread)},
                message="Not all words of the time are understood: “{unread}”",
                hint="Leave only the time here; put a place, an event or people into the columns for them.",
            )
        elif (
            _is_unread(timed)
            and not _is_bare_day(timed)
            and (left := timing_leftovers(timed.words, subject.plan.period))
        ):
            yield Problem(
                timed.at,
                timed.words,
                {"unread": " … ".join(left)},
                message="The time is not understood, because nothing is known to do with “{unread}”",
                hint="Write one time in the cell, in full, or the times one by one on separate lines.",
            )


@rule("T103", ERROR, "There is no such day", "Look the day up in the calendar.")
def no_such_day(subject: Subject) -> Iterator[Problem]:
    """The day does not exist.

    Flagged: „rugsėjo 31 d.“, „2025 m. vasario 29 d.“. Passes: „2024 m. vasario 29 d.“.
    """
    return _problems(subject, TimingProblem.NO_SUCH_DAY)


@rule(
    "T104", ERROR, "The range ends before it begins", "Check both dates; one of them is wrong, or they changed places."
)
def range_backwards(subject: Subject) -> Iterator[Problem]:
    """A range ends before it begins.

    Flagged: „2026-05-10 – 2026-05-03“. Passes: „gruodžio 20 d. – sausio 5 d.“, which runs over New Year.
    """
    return _problems(subject, TimingProblem.RUNS_BACKWARDS)


@rule(
    "T105",
    WARNING,
    "The time can be understood in two ways",
    "Write it out: “kartą per mėnesį”, “spalio 17–18 d.” or “17 arba 18 d.”, a half-year with its year.",
)
def timing_ambiguous(subject: Subject) -> Iterator[Problem]:
    """The time can be read in two ways.

    Flagged: „1 k/m“ (once a month, or once a year), „I pusmetis“ where the plan has no period. Passes: „1 k./mėn.“.
    """
    return _problems(subject, TimingProblem.AMBIGUOUS)


@rule(
    "T116",
    ERROR,
    "There is no such time of day",
    "Write hours from 0 to 24 and minutes from 00 to 59, the earlier time first.",
)
def no_such_time(subject: Subject) -> Iterator[Problem]:
    """No clock shows the time of day, or a time of day ends before it begins.

    Flagged: „25 val.“, „spalio 9 d. 14.75“, „15.00–14.00 val.“. Passes: „40 val.“ (how long),
    „20.00–8.00 val.“ (a night).
    """
    return _problems(subject, TimingProblem.NO_SUCH_TIME)


def _problems(subject: Subject, problem: TimingProblem) -> Iterator[Problem]:
    for timed in subject.timings:
        if timed.timing.problem is problem and not _is_bare_day(timed):
            yield Problem(timed.at, timed.words)


@rule(
    "T114",
    ADVICE,
    "Dates are written in two ways: “{more}” (rows: {many}) and “{fewer}” (rows: {few})",
    "Write all dates of the column in one way.",
)
def date_forms_mixed(subject: Subject) -> Iterator[Problem]:
    """One column writes dates in two ways: in digits and in words, or with the year and without.

    Both are right by themselves; a plan looks careless with both. One finding for the column.

    Flagged: „2025-10-09“ and „2025 m. spalio 9 d.“. Passes: „2025-10-09“ and „spalio mėn.“, a day and a month.
    """
    for index, column in subject.columns((ColumnRole.WHEN,)):
        cells = [timed for timed in subject.timings if timed.at.endswith(f".{column.id}") and _says_date(timed)]
        digits = [timed for timed in cells if _DIGITS.search(timed.words)]
        years = sum(YEAR.search(timed.words) is not None for timed in cells)
        if not years or (years == len(cells) and not digits):
            continue  # all of them with a year and in words, or none with a year: there is one way alone
        named = [(timed, _MONTH_AND_DAY.findall(fold(timed.words))) for timed in cells]
        days = [timed for timed, found in named if any(found)]
        months = [timed for timed, found in named if found and not any(found)]
        for one, two in ((digits, days), *map(_by_year, (days, months))):
            if one and two:
                yield _mixed(index, one, two)
                break


def _says_date(timed: Timed) -> bool:
    """Whether the cell has a date, be it one that does not exist."""
    return timed.dated or timed.timing.problem in _OF_DATES


_OF_DATES = (TimingProblem.NO_SUCH_DAY, TimingProblem.RUNS_BACKWARDS)


def _by_year(cells: list[Timed]) -> tuple[list[Timed], list[Timed]]:
    """The cells that write the year, and those that leave it to the plan."""
    written = [timed for timed in cells if YEAR.search(timed.words)]
    return written, [timed for timed in cells if timed.timing.year_inferred and not YEAR.search(timed.words)]


# Any month by its stem, whatever the case form and the diacritics, and its day.
_MONTH_AND_DAY = pattern_of(rf"\b(?:{'|'.join(MONTH_STEMS)})(\w*\s*(?:men\w*\.?\s*)?\d(?!\d?\W+sav))?")
_DIGITS = pattern_of(r"(?:19|20)\d\d[-./]\d\d?(?!\d)")


def _mixed(index: int, one: list[Timed], two: list[Timed]) -> Problem:
    fewer, more = sorted((one, two), key=len)
    arguments = {"more": more[0].words, "many": len(more), "fewer": fewer[0].words, "few": len(fewer)}
    return Problem(f"columns[{index}]", arguments=arguments)


_MONTH = rf"(?:{'|'.join(MONTHS_GENITIVE)})"
_ACCUSATIVE = [re.sub("is$", "į", re.sub("as?$", "ą", re.sub("ė$", "ę", month))) for month in MONTHS]
_OTHER_CASES = "|".join((*MONTHS, *_ACCUSATIVE))
_YEAR = r"(?<![\d.-])(?:19|20)\d\d"


_ISO_HINT = "In digits a date is written 2026-10-09."
_DAY_HINT = "A day is written “2026 m. spalio 9 d.”."
_MONTH_HINT = "A month is written “2026 m. spalio mėn.”."
_ALONE = pattern_of(rf"(?:{_YEAR} m\. )?{_MONTH}", re.IGNORECASE)


class _Pattern(Struct, frozen=True):
    """A form of a date that is not official, how it is written right, and what is wrong with it."""

    form: re.Pattern[str]
    official: Callable[[re.Match[str]], str | None]
    message: str
    hint: str


def _iso(found: re.Match[str]) -> str | None:
    """The date of a match whose first, second and third number are a year, a month and a day."""
    year, month, day = (int(digits) for digits in re.findall(r"\d+", found[0]))
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _year_and_month(found: re.Match[str]) -> str:
    """The year with its „m.“, and a day that has no „d.“ with it."""
    days = re.sub(r" ?[-–] ?", "–", f"{found['days']} d.") if found["days"] else ""
    return f"{found['year']} m. {found['month']}{days}"


_PATTERNS = (
    _Pattern(
        pattern_of(rf"{_YEAR}(?P<sign>[./]) ?\d\d?(?P=sign) ?\d\d?(?![\d./])"),
        *(_iso, "A date in digits is joined by hyphens", _ISO_HINT),
    ),
    _Pattern(
        pattern_of(rf"{_YEAR}-(?:\d-\d\d?|\d\d-\d)(?![\d-])"),
        *(_iso, "The month and the day take two digits each", _ISO_HINT),
    ),
    _Pattern(
        pattern_of(r"(?<![\d-])(?:19|20)\d\d-\d\d-\d\d ?d\b\.?"),
        *(lambda found: found[0][:10], "After a date in digits comes no “d.”", _ISO_HINT),
    ),
    _Pattern(
        pattern_of(rf"\b({_MONTH}) mėn(?:\.|esio) ?(\d\d?)(?=(?: ?[-–] ?\d\d?)? ?(?:d\b|dien))", re.IGNORECASE),
        *(lambda found: f"{found[1]} {int(found[2])}", "Before a day comes no “mėn.”", _DAY_HINT),
    ),
    _Pattern(
        pattern_of(rf"\b({_MONTH}) 0(\d)(?= ?(?:d\b|dien))", re.IGNORECASE),
        *(lambda found: f"{found[1]} {found[2]}", "A day in words has no zero before it", _DAY_HINT),
    ),
    _Pattern(
        pattern_of(
            rf"(?P<year>{_YEAR}) (?P<month>{_MONTH}\b)"
            r"(?P<days> \d\d?(?: ?[-–] ?\d\d?)?(?![\w.:]|[-–]\w| ?(?:d\b|[-–,] ?\d|ir \d)))?",
            re.IGNORECASE,
        ),
        *(_year_and_month, "After the year “m.” is missing", _DAY_HINT),
    ),
    _Pattern(
        pattern_of(rf"({_YEAR}) ((?:{_OTHER_CASES})\b)", re.IGNORECASE),
        *(lambda found: f"{found[1]} m. {found[2]}", "After the year “m.” is missing", _MONTH_HINT),
    ),
)

# Whatever a pattern finds has one of these (the shape of a year and a sign or a word behind it, a zero before a digit,
# „mėn.“ before one): most texts have none, and need not be held against each pattern.
_YEAR_SHAPE = pattern_of(r"0000(?:[./]|-(?!00-00(?! ?a)|000)| [aA]{3})")
_MAY_BE_UNOFFICIAL = [pattern_of(form) for form in (r" 0\d", r"ėn(?:\.|esio) ?\d", r"ĖN(?:\.|ESIO) ?\d")]


@rule("T115", ADVICE)
def date_form_unofficial(subject: Subject) -> Iterator[Problem]:
    """A date is not written in an official form.

    Official are 2025-10-09, „2025 m. spalio 9 d.“ and „2025 m. spalio mėn.“. The reading is certain, so the fix is too.

    Flagged: „2025.10.09“, „2025-10-09 d.“, „2025 spalio 9 d.“, „2025 spalis“, „spalio mėn. 9 d.“, „spalio 09 d.“,
    „2025 m. spalio“.
    Passes: the official forms.
    """
    for text in subject.cells(ColumnRole.WHEN):
        if month := _month_alone(text.words):
            message = "After the name of a month “mėn.” is missing"
            yield _unofficial(text, (0, len(text.words)), f"{month} mėn.", message, _MONTH_HINT)
    for text in subject.texts_with(_YEAR_SHAPE, words=_MAY_BE_UNOFFICIAL):
        if text.kind is not Kind.COLUMN and not (text.role is ColumnRole.WHEN and _month_alone(text.words)):
            yield from _unofficial_dates(text)


def _month_alone(words: str) -> str:
    """The month in the genitive that is the whole of *words*, without „mėn.“: ``2026 m. spalio``; else nothing."""
    bare = words.rstrip(" .")
    return bare if bare[-1:] in "osOS" and _ALONE.fullmatch(bare) else ""  # as the genitive ends


def _unofficial_dates(text: Written) -> Iterator[Problem]:
    """The dates of *text* that are not in an official form, left to right, none inside another."""
    hits = [(found, pattern) for pattern in _PATTERNS for found in pattern.form.finditer(text.words)]
    stop = 0
    for found, pattern in sorted(hits, key=lambda hit: (hit[0].start(), -hit[0].end())):
        official = pattern.official(found)
        if found.start() >= stop and official is not None:
            stop = found.end()
            yield _unofficial(text, found.span(), official, pattern.message, pattern.hint)


def _unofficial(text: Written, span: tuple[int, int], official: str, message: str, hint: str) -> Problem:
    fix = (Mend(text.at, Edit(*span, official)),)
    return Problem(text.at, text.words[slice(*span)], fix=fix, message=message, hint=hint)


RULES = (
    timing_not_understood,
    timing_read_in_part,
    no_such_day,
    range_backwards,
    timing_ambiguous,
    day_without_month,
    no_such_time,
    date_forms_mixed,
    date_form_unofficial,
)
