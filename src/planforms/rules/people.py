"""P: who is responsible, and how people are written."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from planforms.findings import Mend, Severity
from planforms.model import Activity, Responsible
from planforms.people import Party, Separator
from planforms.rules.rule import Problem, rule
from planforms.rules.subject import PEOPLE, Named, Subject, fault_of_column
from planforms.spans import Edit
from planforms.text import fold

_CAPITAL = "A-ZĄČĘĖĮŠŲŪŽ"
_PERSON = re.compile(rf"(?:^|\s)(?P<initials>(?:[{_CAPITAL}]\w?\.\s?)+)(?P<surname>[{_CAPITAL}][\w’'–-]+)(?=$|\s\()")
_COMMA_INSIDE = re.compile(rf"[{_CAPITAL}]\w+, ?[{_CAPITAL}]\w+")
_APART = (Separator.NOTHING, Separator.GAP)
_COMMON = 3


@rule("P101", Severity.WARNING)
def nobody_responsible(subject: Subject) -> Iterator[Problem]:
    """An activity has nobody responsible for it.

    The cell is empty, or names no person, group or position. One of several columns of people is enough. Where a good
    part of the column is so, it is one finding for the column.

    Flagged: an empty cell, „–“. Passes: „A. Uosis“, „metodinė taryba“.
    """
    columns = subject.columns(PEOPLE)
    if not columns or _column_empty(subject, [column.id for _, column in columns]):
        return
    lacking = [
        activity
        for activity in subject.activities
        if activity.row not in subject.left_aside and not any(_names(activity, column.id) for _, column in columns)
    ]
    if fault_of_column(len(lacking), subject):
        yield Problem(
            at=f"columns[{columns[0][0]}]",
            message="Nobody is responsible for {count} of {rows} activities",
            hint="Where it is the same as above, merge the cells or write it again; fill in the others.",
            words=columns[0][1].heading,
            arguments={"count": len(lacking), "rows": len(subject.activities)},
        )
        return
    for activity in lacking:
        cells = [str(activity.text(column.id)) for _, column in columns]
        yield Problem(
            at=f"rows[{activity.row}].{columns[0][1].id}",
            message="Nobody is responsible for the activity",
            hint="Name the person, the group or the position.",
            words=" ".join(words for words in cells if words) or str(activity.title),
        )


def _names(activity: Activity, column: str) -> bool:
    cell = activity.cells.get(column)
    return isinstance(cell, Responsible) and bool(cell.parties)


def _column_empty(subject: Subject, columns: list[str]) -> bool:
    """Whether nobody is named in any row, which is S108."""
    several = len(subject.activities) > 1
    return several and not any(activity.text(column) for activity in subject.activities for column in columns)


@rule("P102", Severity.WARNING)
def names_unseparated(subject: Subject) -> Iterator[Problem]:
    """Names stand one after another with nothing between but spaces.

    Nobody can tell how many people are meant, least of all a program. One finding for a cell. Commas are put between
    names of persons; where a group stands before a name („nariai A. Uosis“), only a person can tell what is meant.

    Flagged: „A. Uosis B. Klevė“. Passes: „A. Uosis, B. Klevė“; a name to a line; „Mokytoja Ona Uosienė“.
    """
    for named in subject.people:
        if any(party.separator in _APART for party in named.parties):
            yield Problem(
                at=named.at,
                message="Nothing separates the names but spaces",
                hint="Put commas between them.",
                words=named.words,
                fix=tuple(_commas(named)),
            )


def _commas(named: Named) -> Iterator[Mend]:
    """A comma at each bare joint, where every joint is between two persons."""
    joints = [(one, two) for one, two in pairwise(named.parties) if two.separator in _APART]
    certain = not any(party.doubtful for party in named.parties)
    bare = (_person(one) and _person(two) and not named.words[one.stop : two.start].strip() for one, two in joints)
    if certain and all(bare):
        yield from (Mend(named.at, Edit(one.stop, two.start, ", ")) for one, two in joints)


def _person(party: Party) -> bool:
    return _PERSON.search(party.name) is not None


class _Spelling(NamedTuple):
    """A person as written."""

    initials: str
    surname: str


def _spellings(subject: Subject) -> Mapping[_Spelling, list[tuple[str, str]]]:
    """Each spelling of a person, with the path and words of the cells that it stands in."""
    found: defaultdict[_Spelling, list[tuple[str, str]]] = defaultdict(list)
    for named in subject.people:
        for name in named.people.parties:
            if person := _PERSON.search(name):
                initials = re.sub(r"\s", "", person["initials"])
                surname = person["surname"].replace("–", "-").replace("’", "'")
                found[_Spelling(initials, surname)].append((named.at, named.words))
    return found


@rule("P103", Severity.WARNING)
def name_spelt_two_ways(subject: Subject) -> Iterator[Problem]:
    """One person's surname is written in two ways, which differ in the marks over or under letters.

    One finding for each rarer spelling, at its first place.

    Flagged: „R. Kleviene“ beside „R. Klevienė“. Passes: „R. Klevienė“ and „R. Klevaitė“, two people.
    """
    spellings = _spellings(subject)
    groups: defaultdict[tuple[str, str], list[_Spelling]] = defaultdict(list)
    for spelling in spellings:
        groups[fold(spelling.initials), fold(spelling.surname)].append(spelling)
    for group in groups.values():
        usual, *others = sorted(group, key=lambda s: (-len(spellings[s]), s.surname.isascii(), s))
        for other in others:
            if other.surname.casefold() != usual.surname.casefold():
                yield _differs(spellings, other, usual, "“{name}” is written “{other}” elsewhere; is it one person?")


@rule("P104", Severity.ADVICE)
def initials_differ(subject: Subject) -> Iterator[Problem]:
    """A surname stands once with one initial and often with another.

    The rare initial may be mistyped; it may be another person too, so this is advice.

    Flagged: „B. Klevienė“ once beside „R. Klevienė“ three times. Passes: both of them twice.
    """
    spellings = _spellings(subject)
    groups: defaultdict[str, list[_Spelling]] = defaultdict(list)
    for spelling in spellings:
        groups[spelling.surname.casefold()].append(spelling)
    for group in groups.values():
        usual = max(group, key=lambda s: len(spellings[s]))
        for other in group:
            rare = len(spellings[other]) == 1 and len(spellings[usual]) >= _COMMON
            if rare and other.initials[0] != usual.initials[0]:
                message = "“{name}” stands once, and “{other}” elsewhere; is it one person?"
                yield _differs(spellings, other, usual, message)


def _differs(
    spellings: Mapping[_Spelling, list[tuple[str, str]]], one: _Spelling, usual: _Spelling, message: str
) -> Problem:
    at, words = spellings[one][0]
    return Problem(
        at=at,
        message=message,
        hint="If so, write the name in one way.",
        words=words,
        arguments={"name": " ".join(one), "other": " ".join(usual)},
    )


@rule("P105", Severity.WARNING)
def comma_inside_name(subject: Subject) -> Iterator[Problem]:
    """A comma stands between a given name and a surname, so that one person looks like two.

    Flagged: „Janina, Uosienė“. Passes: „Janina Uosienė, Rasa Klevienė“.
    """
    for named in subject.people:
        for party in named.parties:
            if party.doubtful and _COMMA_INSIDE.fullmatch(party.name):
                yield Problem(
                    at=named.at,
                    message="There seems to be a comma inside a name, “{name}”",
                    hint="Delete the comma if this is one person.",
                    words=named.words,
                    arguments={"name": named.words[party.start : party.stop]},
                )


@rule("P106", Severity.ADVICE)
def party_ambiguous(subject: Subject) -> Iterator[Problem]:
    """It cannot be told how many parties the words mean.

    „A. Uosis, pirmininkas“ is one person with a position, or two; „grupės vaikai ir pedagogai“ one group or two. The
    words are kept as one party. (Names without separators are P102, a comma inside a name P105.)

    Flagged: „A. Uosis, metodinės grupės pirmininkas“. Passes: „metodinės grupės pirmininkas A. Uosis“.
    """
    for named in subject.people:
        if any(party.separator in _APART for party in named.parties):
            continue
        for party in named.parties:
            if party.doubtful and not _COMMA_INSIDE.fullmatch(party.name):
                yield Problem(
                    at=named.at,
                    message="It is not clear whether “{party}” is one party or two",
                    hint="Write a position before the name, and a semicolon between parties.",
                    words=named.words,
                    arguments={"party": party.name},
                )


RULES = (
    nobody_responsible,
    names_unseparated,
    name_spelt_two_ways,
    initials_differ,
    comma_inside_name,
    party_ambiguous,
)
