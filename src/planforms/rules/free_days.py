"""T: the days of activities against the calendar: days off, pupils' vacations, and days that have a name."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache

from planforms.dates import MONTHS_GENITIVE, Break, feast_day, public_holiday, school_break
from planforms.findings import Terms
from planforms.model import Period
from planforms.period import autumn_of
from planforms.remembered import pattern_of
from planforms.rules.rule import ADVICE, WARNING, Problem, rule
from planforms.rules.subject import DAY_NAMES, Subject, Timed, says_weekday
from planforms.schedule import Stretch, meet
from planforms.text import fold
from planforms.timing.moving.named import named_in, occurrences

_SATURDAY = 6


@rule("T109", ADVICE, "{day} is a {weekday}", "Check the date; if it is meant, write the weekday beside it.")
def on_weekend(subject: Subject) -> Iterator[Problem]:
    """The day is a Saturday or a Sunday.

    Schools work from Monday to Friday; museums, centres of culture and sports, and schools of art do not. Where the row
    mentions the weekend or the weekday („šeštadienį“), the day follows a rule („pirmasis šeštadienis“), or the activity
    marks that very day, it is meant.

    Flagged: „2025 m. spalio 11 d.“. Passes: „2025 m. spalio 10 d.“, „2025 m. spalio 11 d. (šeštadienis)“.
    """
    if _OPEN_ON_WEEKENDS.search(subject.institutions):
        return
    for timed, day in subject.once(_plain_days):
        weekend = day.isoweekday() >= _SATURDAY and not public_holiday(day)
        if weekend and not _WEEKEND.search(f"{fold(timed.words)} {timed.title}"):
            yield Problem(timed.at, timed.words, {"day": day, "weekday": DAY_NAMES[day.weekday()]})


_WEEKEND = pattern_of(r"savaitgal|sestadien|sekmadien|muzieju nak")
# In folded words; the museum or the centre of a school is the school's.
_OPEN_ON_WEEKENDS = pattern_of(
    r"\A(?:(?!.*(?:mokykl|gimnazij)).*(?:muziej|kulturos (?:centr|nam)|sporto (?:centr|klub))"
    r"|.*(?:sporto|muzikos|meno|menu|dailes|choreografijos) mokykl)",
    re.DOTALL,
)


@rule("T110", WARNING, "{day} is a public holiday, {holiday}", "Check the date.")
def on_public_holiday(subject: Subject) -> Iterator[Problem]:
    """The day is a public holiday.

    An activity that marks the holiday itself („Kovo 11-osios minėjimas“) is meant.

    Flagged: a meeting on „2025 m. gruodžio 24 d.“. Passes: „2025 m. gruodžio 23 d.“.

    Source: Darbo kodeksas, article 123.
    """
    for timed, day in subject.once(_plain_days):
        if holiday := public_holiday(day):
            yield Problem(timed.at, timed.words, {"day": day, "holiday": holiday})


def _plain_days(subject: Subject) -> tuple[tuple[Timed, dt.date], ...]:
    """Single free days that follow no rule and carry no weekday, and are not what the activity marks."""
    return tuple(_free_days(subject))


def _free_days(subject: Subject) -> Iterator[tuple[Timed, dt.date]]:
    for timed in subject.timings:
        days = [stretch.day for stretch in timed.stretches if stretch.day]
        if not days or timed.timing.anchor or timed.timing.rrule or timed.at in subject.misplaced:
            continue
        free = [day for day in days if day.isoweekday() >= _SATURDAY or public_holiday(day)]
        if free and not _NAMED_DAY.search(timed.words) and not says_weekday(timed, subject.plan.period):
            yield from ((timed, day) for day in free if not _marks(timed, day))


# „Vasario 16-oji“ is the name of a day.
_NAMED_DAY = pattern_of(r"\d ?[-–] ?(?:oj|os|ąj)")


def _marks(timed: Timed, day: dt.date) -> bool:
    """Whether the activity is about that very day: „Kovo 11-osios minėjimas“, „Motinos dienos koncertas“."""
    return any(feast_day(rule, day.year) == day for rule in _named(timed.title))


_ORDINAL_DAY = pattern_of(
    rf"\b(?P<month>{'|'.join(map(fold, MONTHS_GENITIVE))}) (?P<day>\d\d?)(?:-(?:oji|osios|aja|ajai|osioms)\b)?"
)


def _named(title: str) -> Iterator[str]:
    """The rules of the named days in the folded *title*; of two that overlap the longer."""
    return (day.rule for days in named_in(title) for day in days)


@rule(
    "T111",
    ADVICE,
    "The time is in the pupils' {vacation}, {first} – {last}",
    "Check that those who take part are at school then.",
)
def in_school_break(subject: Subject) -> Iterator[Problem]:
    """The days lie in the pupils' vacations.

    Advice only: a school may set others. Vacations are decreed for each year, so only the years that are known are
    checked. Kindergartens have none; the work of the staff (meetings of councils, methodical groups, examinations,
    courses) goes on, and an activity that mentions the vacation or a camp is meant.

    Flagged: „2025 m. lapkričio 5 d.“, in the autumn vacation. Passes: „2025 m. lapkričio 12 d.“.
    """
    if subject.kindergarten or _STAFF.search(fold(str(subject.plan.title))):
        return
    for timed in subject.timings:
        if timed.timing.anchor or timed.timing.rrule or timed.at in subject.misplaced:
            continue
        for name, first, last in _breaks(timed.stretches):
            if any(stretch.day and _marks(timed, stretch.day) for stretch in timed.stretches):
                break
            if _AWAY.search(words := f"{fold(timed.words)} {timed.title}") or _STAFF.search(words):
                break
            yield Problem(timed.at, timed.words, {"vacation": _BREAK_NAMES[name], "first": first, "last": last})


_AWAY = pattern_of(r"atostog|stovykl")
_STAFF = pattern_of(
    r"posed|pasitarim|metodin|pedagog|egzamin|brandos|kvalifikacij|atestacij|seminar|komisij|dokument|ataskait"
    r"|(?:mokytoj\w*|mokyklos|gimnazijos|direkcin\w*) taryb|\bvgk\b|\bpup\b|\bmokymai$|planavim"
    r"|plan[ou] (?:rengim|aptarim)|tvarkarasci|administracij|isivertinim|darbuotoj|mokytojams"
    r"|mokytoju (?:mokym|kurs|susirinkim)"
)
_BREAK_NAMES = {
    Break.AUTUMN: Terms(("autumn vacation",)),
    Break.CHRISTMAS: Terms(("Christmas vacation",)),
    Break.WINTER: Terms(("winter vacation",)),
    Break.SPRING: Terms(("spring vacation",)),
    Break.SUMMER: Terms(("summer vacation",)),
}


def _breaks(found: Sequence[Stretch]) -> Iterator[tuple[Break, dt.date, dt.date]]:
    """The vacations that hold a stretch wholly, less days that are free for all anyhow."""
    for stretch in found:
        if not stretch.first or not stretch.last:
            continue
        day = stretch.day
        if day and (day.isoweekday() >= _SATURDAY or public_holiday(day)):
            continue
        for name, first, last in _known_breaks(autumn_of(stretch.first)):
            # Where all of the vacation is meant, the plan speaks of the vacation itself.
            if first <= stretch.first and stretch.last <= last and stretch != (first, last):
                yield name, first, last


@cache
def _known_breaks(school_year: int) -> tuple[tuple[Break, dt.date, dt.date], ...]:
    return tuple((name, *known) for name in Break if (known := school_break(name, school_year)))


@rule(
    "T118",
    ADVICE,
    "The day that the activity is about is {day} this year",
    "Check the date; if another day is meant, leave it.",
)
def named_day_elsewhere(subject: Subject) -> Iterator[Problem]:
    """A feast or another day with a name is planned for another date.

    Movable feasts (Užgavėnės, Motinos diena) often keep last year's date. A day may be marked within the week where it
    has a commemoration, or where its date is a day off; what prepares for it or lasts longer is not looked at.

    Flagged: „Užgavėnės“ on 2026-03-04, „Konstitucijos diena“ on 2025-11-25. Passes: „Kovo 11-osios minėjimas“ on
    2026-03-10.
    """
    for timed in subject.timings:
        if not timed.dated or timed.at in subject.outside or _AROUND.search(timed.title):
            continue
        named = _days_named(timed.title, timed.stretches, subject.plan.period)
        if named and not any(_fits(day, stretch, timed.title) for day in named for stretch in timed.stretches):
            day = min(named, key=lambda each: _days_apart(each, timed.stretches[0]))
            yield Problem(timed.at, f"{timed.activity.title}: {timed.words}", {"day": day})


# What is held for a named day at another time, or lasts longer than a day.
_AROUND = pattern_of(
    r"savait|\bmenes|\bmenuo|dekad|projekt|konkurs|akcij|skirt|artej|belauk|pasitin|pasireng|pasiruos|rengim|organizavim"
    r"|\blink|dienai\b|dienoms\b|stovykl|festival|turnyr|varzyb|varzytuv|paroda|parodos|susitikim|\bpo "
    r"|eglut|mugė|muge|kalend|ataskait|atvirl|sveikinim|turin"
)
_SEASONS = frozenset({"easter+0", "advent", "12-24", "12-25", "01-01", "01-06"})  # kept for weeks before and after
_BARE = pattern_of(r"(?:tarptautine|pasaulio|pasauline|europos|lietuvos|nacionaline|sventė|svente)")
_NEAR = 7
# An international day is often marked when it suits the school; these are not. A date in the title has no kind.
_KEPT = frozenset({"public-holiday", "memorial", "folk/church", ""})


def _days_named(title: str, found: Sequence[Stretch], period: Period | None) -> list[dt.date]:
    """The days that the folded *title* names, in the period, else in the year of the time."""
    first = next((stretch.first or stretch.last for stretch in found), None)
    if first is None:
        return []
    kept = (days for days in named_in(title) if any(day.kind in _KEPT for day in days))
    rules = {day.rule for days in kept for day in days if not day.status and (day.rule not in _SEASONS or _bare(title))}
    years = range(period.first.year, period.last.year + 1) if period else ()
    inside = [day for rule in sorted(rules) for year in years if (day := feast_day(rule, year))]
    inside = [day for day in inside if period and period.first <= day <= period.last]
    return inside or [day for rule in sorted(rules) if (day := feast_day(rule, first.year)) is not None]


def _bare(title: str) -> bool:
    """Whether the folded *title* is the name of a day and nothing more."""
    rest = _ORDINAL_DAY.sub("", title)
    for start, stop, _ in occurrences(title):
        rest = rest.replace(title[start:stop], "")
    return not re.sub(r"[\W\d_]", "", _BARE.sub("", rest))


def _fits(day: dt.date, stretch: Stretch, title: str) -> bool:
    """Whether *stretch* is the *day*, or near enough to mark it."""
    apart = _days_apart(day, stretch)
    if apart == 0 or apart > _NEAR:
        return apart == 0
    free, chosen = _day_off(day), stretch.day is not None and _day_off(stretch.day)
    # The eve of a feast may be a holiday too, which is T110.
    return (not _bare(title)) or (free and (not chosen or apart == 1))


def _day_off(day: dt.date) -> bool:
    return day.isoweekday() >= _SATURDAY or bool(public_holiday(day))


def _days_apart(day: dt.date, stretch: Stretch) -> int:
    if meet(Stretch(day, day), stretch):
        return 0
    return min(abs((day - edge).days) for edge in stretch if edge is not None)


RULES = (in_school_break, named_day_elsewhere, on_public_holiday, on_weekend)
