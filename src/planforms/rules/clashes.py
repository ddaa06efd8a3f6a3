"""C: what clashes in a plan that was merged of several: places and people that two of the plans want on one day.

Unlike the other families it looks at rows of different plans only, so ``check`` does not ask it of a single plan. A row
is compared with a bounded number of rows of one day and place, or person, so the work grows with the rows.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct

from planforms.findings import Code, Finding, Severity
from planforms.letters import fold
from planforms.model import Activity, Plan, Responsible
from planforms.people import responsible_parts
from planforms.personal import masked
from planforms.remembered import pattern_of
from planforms.rules.people import person_of
from planforms.schedule import Hours, Schedule, Scheduled, goes_on
from planforms.text import one_line


class Origin(Struct, frozen=True):
    """Where the rows of a merged plan came from: for each row the index of its plan, and the titles of the plans."""

    sources: Sequence[int | None]
    titles: Sequence[str]


CODES: Mapping[str, Code] = {
    code.code: code
    for code in (
        Code(
            "C101",
            "place-taken",
            Severity.WARNING,
            """Activities of two plans are in one place at one time.

Only places with a name clash, such as a hall, a library or a numbered room, and only where both hours are known and
meet; an hour without an end is taken as that moment alone.

Flagged: „Aktų salė“, „spalio 8 d. 14–16 val.“ and „aktų salėje“, „spalio 8 d. 15 val.“.
Passes: the same at „10 val.“, or in „klasėse“.""",
        ),
        Code(
            "C102",
            "place-on-one-day",
            Severity.ADVICE,
            """Activities of two plans are in one place on one day, and the hour of one or both is not known.

A time of a month or longer never clashes. Write the hours, so that it can be seen.

Flagged: „Skaitykla“, „spalio 8 d.“ in both. Passes: „Skaitykla“, „spalio mėn.“ in one of them.""",
        ),
        Code(
            "C103",
            "person-in-two-places",
            Severity.WARNING,
            """One person has activities of two plans in two places at one time.

A person is known by surname and initial. Both places have to have a name, and both hours have to be known and meet.

Flagged: „R. Uosytė“ at „14 val.“ in „Aktų salė“ and in „Skaitykla“. Passes: the same place in both, or „mokytojai“.""",
        ),
        Code(
            "C104",
            "person-on-one-day",
            Severity.ADVICE,
            """One person is in two places on one day by two plans, and the hour of one or both is not known.

Flagged: „R. Uosytė“ on „spalio 8 d.“ in „Aktų salė“ and in „Žemaičių muziejus“.
Passes: one of them in „spalio mėn.“.""",
        ),
        Code(
            "C105",
            "same-activity",
            Severity.ADVICE,
            """The same activity is in two plans.

Both rows stay. Delete one, if they are one event. Activities are the same where their titles are, but for capitals and
signs, and their times may be.

Flagged: „Mokytojo diena“ on „spalio 3 d.“ and „Mokytojo diena.“ in „spalio mėn.“.
Passes: the same title in two months.""",
        ),
    )
}


class _Wanted(Struct, frozen=True):
    """A row that wants a place or a person on a day; ``title`` is folded, ``places`` are all that the row names."""

    source: int
    row: Scheduled
    hours: Hours | None
    title: str
    places: frozenset[str]


def clashes(plan: Plan, origin: Origin) -> tuple[Finding, ...]:
    """What clashes between the plans that *plan* was merged of, and activities in two of them, by their rows."""
    rows = [(row, source) for row in Schedule(plan).rows if (source := origin.sources[row.activity.row]) is not None]
    found = [*_same(rows, origin), *_findings(rows, "place", origin), *_findings(rows, "person", origin)]
    return tuple(sorted(found, key=lambda finding: (int(finding.at[5:].partition("]")[0]), finding.code)))


_MOST_COMPARED = 20  # rows of one title, or of one day and place or person; more would say nothing new


def _same(rows: Sequence[tuple[Scheduled, int]], origin: Origin) -> Iterator[Finding]:
    """A finding on each row whose activity is in an earlier plan too, at a time that may be the same."""
    by_title: dict[str, list[tuple[Scheduled, int]]] = defaultdict(list)
    for row, source in rows:
        earlier = by_title[_title_key(row)]
        partner = next((one for one, other in earlier if other != source and _may_meet(one, row)), None)
        if partner and row.activity.title:
            arguments = {"plan": _plan_of(partner, origin)}
            message, hint = "The activity is also in the plan “{plan}”", "Delete one of them, if they are one event."
            yield _finding("C105", row, "title", (message, hint), arguments)
        if len(earlier) < _MOST_COMPARED:
            earlier.append((row, source))


def _title_key(row: Scheduled) -> str:
    return " ".join(re.findall(r"\w+", fold(str(row.activity.title))))


def _may_meet(one: Scheduled, other: Scheduled) -> bool:
    """Whether two rows may be on one day; a row without a time may be on any."""
    if not one.stretches or not other.stretches:
        return True
    return any(other.within(s.first or s.last or dt.date.min, s.last or s.first or dt.date.max) for s in one.stretches)


def _findings(rows: Sequence[tuple[Scheduled, int]], what: str, origin: Origin) -> Iterator[Finding]:
    """The clashes of places, or of people; a pair of rows is reported once, whatever days and names they share."""
    wanted: dict[tuple[str, dt.date], list[_Wanted]] = defaultdict(list)
    reported: set[tuple[int, int]] = set()
    for row, source in rows:
        places = frozenset(places_of(str(row.activity.place)))
        keys = (
            sorted(place for place in places if not _TOWNS.fullmatch(place))
            if what == "place"
            else sorted(people_of(row.activity))
            if places
            else []
        )
        times = () if goes_on(row.timing) else row.hours
        mine = [_Wanted(source, row, hours, _title_key(row), places) for hours in times or (None,)]
        for day in row.days if keys else ():
            for key in keys:
                waiting = wanted[key, day]
                for one, other in product(mine, waiting):
                    pair = other.row.activity.row, row.activity.row
                    if pair not in reported and _clash(one, other, what):
                        reported.add(pair)
                        yield _clash_finding(one, other, (what, key), day, origin)
                if len(waiting) < _MOST_COMPARED:
                    waiting += mine


def _clash(one: _Wanted, other: _Wanted, what: str) -> bool:
    if one.source == other.source or one.title == other.title or (what == "person" and one.places & other.places):
        return False
    return one.hours is None or other.hours is None or _overlap(one.hours, other.hours)


def _overlap(one: Hours, other: Hours) -> bool:
    """Whether two times of day have a moment in common; what ends when the other begins does not."""
    if one.first == other.first:
        return True
    first, second = sorted((one, other), key=lambda hours: hours.first)
    return first.last is not None and (first.last > second.first or first.last < first.first)


def _clash_finding(mine: _Wanted, other: _Wanted, of: tuple[str, str], day: dt.date, origin: Origin) -> Finding:
    what, key = of
    known = mine.hours is not None and other.hours is not None
    arguments = {"day": day, "title": _title(other.row), "plan": _plan_of(other.row, origin)}
    if what == "place":
        message = "On {day} the place is also wanted for “{title}” of the plan “{plan}”"
        hint = "Choose another place or time for one of them." if known else "Write the hours of both."
        return _finding("C101" if known else "C102", mine.row, "place", (message, hint), arguments)
    person = people_of(mine.row.activity)[key]
    message = "On {day} {person} is also at “{title}” of the plan “{plan}”, in another place: {place}"
    hint = "Choose another time or another person for one of them." if known else "Write the hours of both."
    arguments |= {"person": person.name, "place": one_line(str(other.row.activity.place))}
    return _finding("C103" if known else "C104", mine.row, person.column, (message, hint), arguments)


def _finding(code: str, row: Scheduled, column: str, said: tuple[str, str], arguments: Mapping[str, object]) -> Finding:
    message, hint = said
    return Finding(
        code=code,
        at=f"rows[{row.activity.row}].{column}",
        message=message,
        hint=hint,
        words=masked(one_line(str(row.activity.text(column)))),
        arguments={name: masked(value) if isinstance(value, str) else value for name, value in arguments.items()},
        kind=CODES[code],
    )


def _title(row: Scheduled) -> str:
    return one_line(str(row.activity.title))


def _plan_of(row: Scheduled, origin: Origin) -> str:
    source = origin.sources[row.activity.row]
    return origin.titles[source] if source is not None else ""


# People and places.


class _Person(Struct, frozen=True):
    name: str
    column: str


def people_of(activity: Activity) -> Mapping[str, _Person]:
    """The persons of a row by initial and surname; groups, positions and parties in doubt are left out."""
    found: dict[str, _Person] = {}
    for column, cell in activity.cells.items():
        for party in responsible_parts(cell.words) if isinstance(cell, Responsible) else ():
            person = None if party.doubtful else person_of(party.name)
            if person:
                *_, initial = re.findall(r"\w+", person.initials)
                name = f"{person.initials} {person.surname}"
                found.setdefault(fold(f"{initial} {person.surname}"), _Person(name, column))
    return found


_SEPARATOR = pattern_of(r"[,;/\n]|(?<!\w)(?:ir|bei|arba|ar)(?!\w)")
# Parts that name no place: „nuotoliniu būdu“, „pagal susitarimą“, „visa mokykla“, „įvairiose vietose“.
_ANYWHERE = pattern_of(
    r"\b(?:pagal|ivair|kit[aouis]\w?\w?\b|nuotol|virtual|internet|online|zoom|teams|moodle|dienyn|vis(?:a|os|i|ose|oje)\b)"
)
# What a place is where its name is of something too wide to be taken: a school, a town.
_WIDE = pattern_of(
    r"(?:mokykl|m-kl|gimnazij|progimnazij|darzel|lopsel|licej|istaig|miest|rajon|savivaldyb|seniunij|respublik|lietuv"
    r"|uzsien|salis|salyje|salies)"
)
# Words that many rooms of a school have in common, and so name none.
_COMMON = pattern_of(
    r"(?:klas|kabinet|kab\b|grup|patalp|erdv|aplink|kiem|teritorij|lauk(?:as|e|o)\b|gamt|musu|savo|vidaus)"
)
_ENDINGS = pattern_of(
    r"(?:iuose|iose|uose|ose|ese|oje|eje|yje|iuje|uje|oms|ems|iai|ios|ais|os|es|is|ys|us|as|ai|io|iu|a|e|i|o|u|y)$"
)
_ROOM = pattern_of(
    r"(?:kab(?:inet\w*)?|aud(?:itorij\w*)?|nr)\b\.? *(?:nr\.? *)?(?P<after>\d+\w?)\b"
    r"|(?P<before>\d+\w?)(?:-\w+)?\.? *(?:kab|aud)|(?P<alone>^\W*\d{2,3}\w?\W*$)"
)
# What follows a place is where it is: „Molio kiemas, Dirbtuvių g. 4, Šilagiris“.
_ADDRESS = pattern_of(r"[,(][^,(;\n]*\b(?:g|pr|al|pl|k)\. ?\d[^;\n]*")
_SHORT = 3  # letters of a word that has no ending to lose
_TOWNS = pattern_of(
    r"vilni|kaun|klaiped|siauli|panevez|alyt|marijampol|mazeiki|jonav|uten|kedaini|telsi|visagin|taurag|ukmerg|plung"
    r"|silut|kreting|radvilisk|palang|druskinink|rokisk|birz|gargzd|kursen|elektren|jurbark|vilkavisk|raseini|anyksci"
    r"|prien|jonisk|kelm|varen|kaisiador|pasval|kupisk|zaras|skuod|molet|sirvint|sak|salcinink|pakruoj|ignalin|svencion"
    r"|trak|silal|nid|nering|birston|rietav|pageg"
)


def places_of(words: str) -> Iterator[str]:
    """The places with a name in *words*, each in a form without cases: „Aktų salėje“ is „akt sal“."""
    for part in _SEPARATOR.split(_ADDRESS.sub("", fold(words))):
        if room := _ROOM.search(part):
            number = room["after"] or room["before"] or room["alone"]
            yield f"kab {number.strip(' .')}"
            continue
        cut = re.findall(r"[^\W_]+(?:-[^\W_]+)*", part)
        if not cut or _ANYWHERE.search(part) or _WIDE.match(cut[-1]):
            continue
        named = [word for word in cut if not _COMMON.match(word) and not _WIDE.match(word)]
        stems = [_ENDINGS.sub("", word) if len(word) > _SHORT else word for word in named]
        if any(len(stem) > 1 and not stem.isdecimal() for stem in stems):
            yield " ".join(stems)
