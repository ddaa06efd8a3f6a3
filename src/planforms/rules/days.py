"""T: the days of activities against the period, headings and the approval; days off, and days with a name."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from planforms.dates import MONTHS_GENITIVE, WEEKDAYS, Break, feast_day, public_holiday, school_break
from planforms.findings import Terms
from planforms.letters import CAPITAL, fold
from planforms.model import ColumnRole, Period, PlannedActivity, Responsible, Timing
from planforms.period import autumn_of, month, period_words
from planforms.remembered import pattern_of
from planforms.rules.rule import ADVICE, ERROR, WARNING, Problem, rule
from planforms.rules.subject import DAY_NAMES, YEAR, Subject, Timed, may_say_weekday, says_weekday
from planforms.schedule import OF_WEEKDAYS, Stretch, meet, one_day, stretches, weekdays_alone
from planforms.timing import PartKind, timing_parts
from planforms.timing.moving.named import may_name, named_in, occurrences

_FEWEST_ORDERED = 4
_LONGEST_ORDERED = 45  # days; a longer stretch may be anywhere in the order of a plan
_MOST_OUT_OF_ORDER = 0.2
_LEFT_OVER_YEARS = 3
_SATURDAY = 6


@rule("T106", ERROR)
def outside_period(subject: Subject) -> Iterator[Problem]:
    """A time lies outside the plan's period.

    Mostly it was left over from last year's plan, or the year was not changed after New Year. Where most of the dates
    are outside, the title is at fault: that is M109.

    (A day that takes its year from a heading outside is no other fault than the heading.)

    Flagged, in a plan for 2025–2026: „2026 m. spalio 9 d.“. Passes: „2025 m. spalio 9 d.“, „2026 m. rugpjūčio 31 d.“.
    """
    period = subject.plan.period
    if period is None or subject.misdated:
        return
    headings = subject.headings_outside
    rows = {
        at: timed.words
        for at, timed in subject.outside.items()
        if YEAR.search(timed.words) or not set(headings.values()).intersection(timed.activity.headings)
    }
    for at, words in [*((at, str(heading.text)) for at, heading in headings.items()), *rows.items()]:
        slipped = at in subject.slipped
        yield Problem(
            at,
            words,
            {"period": period_words(period), **({"year": period.last.year} if slipped else {})},
            message="The year was not changed after New Year: the plan's period is {period}"
            if slipped
            else "The time is outside the plan's period, {period}",
            hint="Write {year}, if nothing else is wrong."
            if slipped
            else "Check the year; if it is right, the activity belongs to another plan.",
        )


@rule(
    "T107",
    ADVICE,
    "The year {year} is before the plan's period, {period}",
    "Check whether the name was copied from an earlier plan.",
)
def year_left_over(subject: Subject) -> Iterator[Problem]:
    """The name of an event carries a year before the plan's period.

    The name was probably copied from an earlier plan. Years that say which year something is about („2024 m.
    ataskaita“), ranges of years and years long past are not a fault.

    Flagged, in a plan for 2025–2026: „Darom–2024“. Passes: „Darom–2026“, „2024 m. veiklos ataskaita“.
    """
    period = subject.plan.period
    if period is None:
        return
    years = range(period.first.year - _LEFT_OVER_YEARS, period.first.year)
    for text in subject.cells(ColumnRole.TITLE):
        for found in _NAME_WITH_YEAR.finditer(text.words) if _CENTURY in text.words else ():
            if int(found["year"]) in years and not _LOOKS_BACK.search(fold(text.words)):
                yield Problem(text.at, text.words, {"year": found["year"], "period": period_words(period)})
                break


_CENTURY = "20"
_NAME_WITH_YEAR = pattern_of(
    r"\b[^\W\d_]{3,40}[“”\"]?(?: ?[-–—] ?| [„“\"]?)(?P<year>20\d\d)(?![\d-]|[-–—/]\d| ?m\b| met| ?[-–—/] ?20)"
)
_LOOKS_BACK = pattern_of(
    r"ataskait|rezultat|analiz|apzvalg|strateg|apibendrin|isivertin|patvirtint|isakym|(?:nuo|uz|iki|per) 20"
)


@rule("T108", ERROR, "{day} is a {weekday}", "Correct the date or the weekday.")
def weekday_disagrees(subject: Subject) -> Iterator[Problem]:
    """The weekday beside a date is not the weekday of that date.

    One of them was not changed when the plan was moved to a new year.

    Flagged: „2025-10-09 (V)“, a Thursday. Passes: „2025-10-10 (V)“.
    """
    for timed in subject.timings:
        for day, weekday in _marked_days(timed, subject.plan.period):
            if WEEKDAYS[day.weekday()] != weekday:
                yield Problem(timed.at, timed.words, {"day": day, "weekday": DAY_NAMES[day.weekday()]})
    columns = [column for _, column in subject.columns(OF_WEEKDAYS)]
    for activity in subject.activities:
        alone = [*weekdays_alone(activity, columns)]
        only = one_day(activity.cells.values()) if alone else None
        for column, words, number in alone:
            if only and number != only.isoweekday():
                at = f"rows[{activity.row}].{column}"
                yield Problem(at, str(words), {"day": only, "weekday": DAY_NAMES[only.weekday()]})


def _marked_days(timed: Timed, period: Period | None) -> Iterator[tuple[dt.date, str]]:
    """Days with the weekday that is marked beside each."""
    if not timed.stretches or timed.timing.rrule or not may_say_weekday(timed):
        return
    only = timed.stretches[0].day if len(timed.stretches) == 1 else None
    # Its month may be that of a heading.
    parts = timing_parts(timed.words, month(only.year, only.month) if only else period)
    weekdays = [part.value for part in parts if part.kind is PartKind.WEEKDAY]
    days = [s.day for part in parts if part.kind is PartKind.DATE for s in stretches(part.value)]
    if len(days) == len(weekdays):
        yield from ((day, weekday) for day, weekday in zip(days, weekdays, strict=True) if day)


@rule("T112", WARNING, "The deadline, {deadline}, is before the approval of the plan, {approved}", "Check both dates.")
def deadline_before_approval(subject: Subject) -> Iterator[Problem]:
    """A deadline was over before the plan was approved.

    The approval date or the deadline is wrong, or the plan was approved too late for it. (An activity before the
    approval is usual in September and no fault.)

    Flagged: „iki rugsėjo 15 d.“ in a plan approved on 29 September. Passes: „iki rugsėjo 29 d.“.
    """
    if subject.approved is None:
        return
    for timed in subject.timings:
        due = [stretch.last for stretch in timed.stretches if stretch.first is None and stretch.last]
        if due and max(due) < subject.approved and timed.at not in subject.outside:
            yield Problem(timed.at, timed.words, {"deadline": max(due), "approved": subject.approved})


@rule("T113", ADVICE, "The row is out of the order of dates", "Move the row to its place, or check the date.")
def out_of_order(subject: Subject) -> Iterator[Problem]:
    """A row is out of the order of dates that the other rows keep.

    Advice, and only where the plan keeps the order of dates but for a few rows. Long stretches („visus metus“, a
    quarter) may be anywhere. Each group under a heading has a separate order.

    Flagged: October, November, September, December. Passes: October, 9 October, November.
    """
    timed = [t for t in subject.timings if t.at.endswith(".when") and _ordered(t) and t.at not in subject.misplaced]
    groups = [list(group) for _, group in groupby(timed, key=lambda t: t.activity.headings)]
    late = [found for group in groups for found in _late(group)]
    if len(late) > _MOST_OUT_OF_ORDER * len(timed):
        return
    for found in late:
        yield Problem(found.at, found.words)


def _ordered(timed: Timed) -> bool:
    if not timed.dated or len(timed.stretches) != 1:
        return False
    first, last = timed.stretches[0]
    return bool(first and last and (last - first).days < _LONGEST_ORDERED)


def _late(group: Sequence[Timed]) -> Iterator[Timed]:
    """The fewest rows to move so that the others are in order: those outside the longest rising subsequence.

    A month and a day in it are in order either way, so a row is placed by the last day that it covers, and must not
    end before the first day of those that come before.
    """
    if len(group) < _FEWEST_ORDERED:
        return
    bounds = [(t.stretches[0].first or dt.date.min, t.stretches[0].last or dt.date.max) for t in group]
    tails: list[tuple[dt.date, int]] = []  # the least first day that ends a rising run of each length, and its row
    previous: list[int] = []
    for index, (first, last) in enumerate(bounds):
        length = bisect_right(tails, last, key=lambda tail: tail[0])
        previous.append(tails[length - 1][1] if length else -1)
        reach = max(first, tails[length - 1][0]) if length else first
        if length == len(tails):
            tails.append((reach, index))
        elif reach < tails[length][0]:
            tails[length] = (reach, index)
    kept = set()
    index = tails[-1][1]
    while index >= 0:
        kept.add(index)
        index = previous[index]
    yield from (timed for index, timed in enumerate(group) if index not in kept)


@rule(
    "T117",
    WARNING,
    "The time is not in the month of its heading, “{heading}”",
    "Move the row under the right heading, or correct the date.",
)
def month_disagrees(subject: Subject) -> Iterator[Problem]:
    """The time of a row is not in the month of the heading above it.

    The row is under a wrong heading, or its date was mistyped.

    Flagged, under „Spalis“: „2025 m. lapkričio 6 d.“. Passes: „2025 m. spalio 30 d. – lapkričio 6 d.“, „visus metus“.
    """
    for timed in subject.timings:
        above = subject.month_above(timed.activity)
        if above is None or not timed.dated or timed.at in subject.outside:
            continue
        if not any(meet(one, other) for one in timed.stretches for other in above[1]):
            yield Problem(timed.at, timed.words, {"heading": str(above[0].text)})


@rule(
    "T119",
    WARNING,
    "The row is among the first, but its time is at the end of the school year, in {year}",
    "If it is before the school year begins, it belongs to last year's plan; otherwise move the row.",
)
def august_first(subject: Subject) -> Iterator[Problem]:
    """A day of August is in the first rows of a plan of a school year, which ends in August.

    A meeting before the school year begins is in the August before it; without a year the day is understood as the
    end of the school year, a year later.

    Flagged, in the first row of a plan for 2025–2026: „rugpjūčio 28 d.“. Passes: the same in the last row.
    """
    period = subject.plan.period
    for timed in subject.timings:
        if period and timed.at in subject.august_first:
            yield Problem(timed.at, timed.words, {"year": period.last.year})


@rule(
    "T120",
    ADVICE,
    "At the same hour there is another activity with the same person or place: “{other}”",
    "Check the hour, the place and the people of both.",
)
def double_booked(subject: Subject) -> Iterator[Problem]:
    """Two activities are in one place, or have one person, at the same hour of the same day.

    One finding for a pair of rows, at the later one.

    Flagged: two activities on 2025-10-09 at 14.00 in „Skaitykla“. Passes: one at 13.00 and one at 14.00.
    """
    seen: dict[tuple[object, ...], PlannedActivity] = {}
    reported: set[tuple[int, int]] = set()
    cells = subject.timing_cells
    if not any(cell.clock or "BYHOUR" in cell.rrule for _, _, cell in cells) and not subject.schedule.times:
        return
    for scheduled in subject.schedule.rows:
        activity, stretches = scheduled.activity, scheduled.stretches
        if not scheduled.hours or scheduled.timing.rrule or len(stretches) != 1 or stretches[0].day is None:
            continue
        for what in _taken(activity):
            other = seen.setdefault((stretches[0].day, scheduled.hours[0].first, what), activity)
            pair = other.row, activity.row
            if other is activity or pair in reported or subject.titles[other.row] == subject.titles[activity.row]:
                continue
            reported.add(pair)
            when = next(column for column, cell in activity.cells.items() if isinstance(cell, Timing) and cell.words)
            yield Problem(f"rows[{activity.row}].{when}", str(activity.title), {"other": str(other.title)})


def _taken(activity: PlannedActivity) -> Iterator[str]:
    """The place and the persons that the activity needs, folded; not a whole school, and not a group of people."""
    place = fold(str(activity.place)).strip(" .")
    if place and not _ANYWHERE.search(place):
        yield place
    for cell in activity.cells.values():
        if isinstance(cell, Responsible):
            yield from (fold(name) for party in cell.parties for name in _PERSON.findall(party))


_ANYWHERE = pattern_of(
    r"^(?:\W*|mokykla|gimnazija|progimnazija|lopselis-darzelis|darzelis|centras|lauke|kiemas|mokyklos kiemas"
    r"|miestas|kita|kabinetai|klases|grupes|grupese|klasese)$|nuotol|virtual|teams|zoom|internet"
)
_PERSON = pattern_of(rf"(?:^|\s)({CAPITAL}(?:\.|\w+) ?{CAPITAL}[\w-]{{2,}})(?=$|,)")


@rule("T109", ADVICE, "{day} is a {weekday}", "Check the date; if it is meant, write the weekday beside it.")
def on_weekend(subject: Subject) -> Iterator[Problem]:
    """The day is a Saturday or a Sunday.

    Schools work from Monday to Friday; museums, centres of culture and sports, and schools of art do not. Where the row
    mentions the weekend or the weekday („šeštadienį“), the day follows a rule („pirmasis šeštadienis“), or the activity
    marks that very day, it is meant.

    Flagged: „2025 m. spalio 11 d.“. Passes: „2025 m. spalio 10 d.“, „2025 m. spalio 11 d. (šeštadienis)“.
    """
    weekends = [(t, day) for t, day in subject.once(_plain_days) if day.isoweekday() >= _SATURDAY]
    if not weekends or _OPEN_ON_WEEKENDS.search(subject.institutions):
        return
    for timed, day in weekends:
        if not public_holiday(day) and not _WEEKEND.search(f"{fold(timed.words)} {timed.title}"):
            yield Problem(timed.at, timed.words, {"day": day, "weekday": DAY_NAMES[day.weekday()]})


_WEEKEND = pattern_of(r"savaitgal|sestadien|sekmadien|muzieju nak")
# In folded words; the museum or the centre of a school is the school's.
_OPEN_ON_WEEKENDS = pattern_of(
    r"\A(?:(?!.*(?:mokykl|gimnazij)).*(?:muziej|kulturos (?:centr|nam)|sporto (?:centr|klub))"
    r"|.*(?:sporto|muzikos|meno|menu|dailes|choreografijos) mokykl)",
    re.DOTALL,
    needs=("muziej", "kulturos ", "sporto", "muzikos", "meno", "menu", "dailes", "choreografijos"),
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


def _plain_days(subject: Subject) -> list[tuple[Timed, dt.date]]:
    """Single free days that follow no rule and carry no weekday, and are not what the activity marks."""
    plain: list[tuple[Timed, dt.date]] = []
    for timed in subject.timings:
        days = [stretch.day for stretch in timed.stretches if stretch.day]
        if not days or timed.timing.anchor or timed.timing.rrule or timed.at in subject.misplaced:
            continue
        free = [day for day in days if _day_off(day)]
        if free and not _NAMED_DAY.search(timed.words) and not says_weekday(timed, subject.plan.period):
            plain += [(timed, day) for day in free if not _marks(timed, day)]
    return plain


# „Vasario 16-oji“ is the name of a day.
_NAMED_DAY = pattern_of(r"\d ?[-–] ?(?:oj|os|ąj)")


def _marks(timed: Timed, day: dt.date) -> bool:
    """Whether the activity is about that very day: „Kovo 11-osios minėjimas“, „Motinos dienos koncertas“."""
    return any(feast_day(one.rule, day.year) == day for named in named_in(timed.title) for one in named)


_ORDINAL_DAY = pattern_of(
    rf"\b(?P<month>{'|'.join(map(fold, MONTHS_GENITIVE))}) (?P<day>\d\d?)(?:-(?:oji|osios|aja|ajai|osioms)\b)?"
)


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
    inside = [
        (timed, found)
        for timed in subject.timings
        if not (timed.timing.anchor or timed.timing.rrule or timed.at in subject.misplaced)
        if (found := [*_breaks(timed.stretches)])
    ]
    if not inside or subject.kindergarten or _STAFF.search(fold(str(subject.plan.title))):
        return
    for timed, breaks in inside:
        for name, first, last in breaks:
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
    r"|mokytoju (?:mokym|kurs|susirinkim)",
    needs=(
        *("posed", "pasitarim", "metodin", "pedagog", "egzamin", "brandos", "kvalifikacij", "atestacij", "seminar"),
        *("komisij", "dokument", "ataskait", "taryb", "vgk", "pup", "mokymai", "planavim", "plano ", "planu "),
        *("tvarkarasci", "administracij", "isivertinim", "darbuotoj", "mokytojams", "mokytoju "),
    ),
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
        if day and _day_off(day):
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
    naming = may_name([timed.title for timed in subject.timings])
    for timed in subject.timings if naming else ():
        if not timed.dated or timed.title not in naming or not named_in(timed.title):
            continue
        if timed.at in subject.outside or _AROUND.search(timed.title):
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
    """Whether *day* is a Saturday, a Sunday or a public holiday."""
    return day.isoweekday() >= _SATURDAY or bool(public_holiday(day))


def _days_apart(day: dt.date, stretch: Stretch) -> int:
    if meet(Stretch(day, day), stretch):
        return 0
    return min(abs((day - edge).days) for edge in stretch if edge is not None)


RULES = (
    august_first,
    double_booked,
    month_disagrees,
    outside_period,
    year_left_over,
    weekday_disagrees,
    deadline_before_approval,
    out_of_order,
    in_school_break,
    named_day_elsewhere,
    on_public_holiday,
    on_weekend,
)
