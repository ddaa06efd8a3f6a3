"""P: who is responsible, and how people are written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from planforms.findings import Mend, Terms
from planforms.letters import CAPITAL, fold
from planforms.model import Activity, Responsible
from planforms.paths import Kind, Written
from planforms.people import ItemKind, Party
from planforms.people.grammar import Sense, sense
from planforms.personal import Personal, personal_data
from planforms.remembered import pattern_of, remembered
from planforms.rules.rule import ADVICE, WARNING, Problem, rule
from planforms.rules.subject import PEOPLE, Named, Subject, fault_of_column
from planforms.text import Edit

_PERSON = pattern_of(rf"(?:^|\s)(?P<initials>(?:{CAPITAL}\w?\.\s?){{1,6}})(?P<surname>{CAPITAL}[\w’'–-]+)(?=$|\s\()")
_COMMA_INSIDE = pattern_of(rf"{CAPITAL}\w+, ?{CAPITAL}\w+")
_APART = (ItemKind.NOTHING, ItemKind.GAP)
_COMMON = 3
_ONE_WAY = "If so, write the name in one way."


@rule("P101", WARNING)
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
            f"columns[{columns[0][0]}]",
            columns[0][1].heading,
            {"count": len(lacking), "rows": len(subject.activities)},
            message="Nobody is responsible for {count} of {rows} activities",
            hint="Where it is the same as above, merge the cells or write it again; fill in the others.",
        )
        return
    for activity in lacking:
        cells = [str(activity.text(column.id)) for _, column in columns]
        yield Problem(
            f"rows[{activity.row}].{columns[0][1].id}",
            " ".join(words for words in cells if words) or str(activity.title),
            message="Nobody is responsible for the activity",
            hint="Name the person, the group or the position.",
        )


def _names(activity: Activity, column: str) -> bool:
    cell = activity.cells.get(column)
    return isinstance(cell, Responsible) and bool(cell.parties)


def _column_empty(subject: Subject, columns: list[str]) -> bool:
    """Whether nobody is named in any row, which is S108."""
    several = len(subject.activities) > 1
    return several and not any(activity.text(column) for activity in subject.activities for column in columns)


@rule("P102", WARNING)
def names_unseparated(subject: Subject) -> Iterator[Problem]:
    """Names, or a group and names, follow one another with nothing between but spaces.

    It is not clear how many people are meant. One finding for a cell. Commas are put between
    names of persons; where a group comes before a name („nariai A. Uosis“), only a person can decide what is meant.

    Flagged: „A. Uosis B. Klevė“. Passes: „A. Uosis, B. Klevė“; a name to a line; „Mokytoja Ona Uosienė“.
    """
    for named in subject.people:
        joints = [(one, two) for one, two in pairwise(named.parties) if two.separator in _APART]
        if not joints:
            continue
        names = all(_person(party) for joint in joints for party in joint)
        groups = not any(_person(party) for joint in joints for party in joint)
        yield Problem(
            named.at,
            named.words,
            fix=tuple(_commas(named, joints)),
            message="Nothing separates the names but spaces"
            if names
            else "Nothing separates the groups or positions but spaces"
            if groups
            else "Nothing separates the group or position from the name but spaces",
            hint="Put commas between them."
            if names or groups
            else "Put a comma between if they are two; write “nariai: A. Uosis, B. Klevė” if it has these members.",
        )


def _commas(named: Named, joints: Sequence[tuple[Party, Party]]) -> Iterator[Mend]:
    """A comma at each bare joint, where every joint is between two persons."""
    certain = not any(party.doubtful for party in named.parties)
    bare = (_person(one) and _person(two) and not named.words[one.stop : two.start].strip() for one, two in joints)
    if certain and all(bare):
        yield from (Mend(named.at, Edit(one.stop, two.start, ", ")) for one, two in joints)


def _person(party: Party) -> bool:
    return _PERSON.search(party.name) is not None


class Spelling(NamedTuple):
    """A person by initials and surname, as written."""

    initials: str
    surname: str


_Spellings = Mapping[Spelling, list[tuple[str, str]]]


def _spellings(subject: Subject) -> _Spellings:
    """Each spelling of a person, with the path and words of the cells, marks and details that have it."""
    found: defaultdict[Spelling, list[tuple[str, str]]] = defaultdict(list)
    for at, name in _signers(subject):
        given, *_, surname = name.split()
        found[Spelling(f"{given[0]}.", surname)].append((at, name))
    for named in subject.people:
        for name in named.people.parties:
            if spelling := _spelling(name):
                found[spelling].append((named.at, named.words))
    return found


def _signers(subject: Subject) -> Iterator[tuple[str, str]]:
    """Who signs the marks, and the head in the details: the path and the name in full."""
    named = [(f"marks[{i}]", mark.signatory.name) for i, mark in enumerate(subject.plan.marks) if mark.signatory]
    for at, name in (*named, ("title", subject.plan.details.head_name)):
        if " " in name.strip():
            yield at, name


def person_of(name: str) -> Spelling | None:
    """The person whom a party names: „R. Uosytė“, „mokytoja R. Uosytė“ and „Rasa Uosytė“ as „R. Uosytė“."""
    full = _FULL.search(name)
    if full and sense(full["given"]) not in (Sense.POSITION, Sense.GROUP):
        return Spelling(f"{full['given'][0]}.", full["surname"])
    return _spelling(name)


@remembered
def _spelling(name: str) -> Spelling | None:
    person = _PERSON.search(name)
    if not person:
        return None
    initials, surname = person.group("initials", "surname")
    return Spelling("".join(initials.split()), surname.replace("–", "-").replace("’", "'"))


@rule("P103", WARNING, "“{name}” is written “{other}” elsewhere; is it one person?", _ONE_WAY)
def name_spelt_two_ways(subject: Subject) -> Iterator[Problem]:
    """One person's surname is written in two ways, which differ in the marks over or under letters.

    One finding for each rarer spelling, at its first place.

    Flagged: „R. Kleviene“ beside „R. Klevienė“. Passes: „R. Klevienė“ and „R. Klevaitė“, two people.
    """
    spellings = subject.once(_spellings)
    folded = fold(" ".join(map("".join, spellings))).split()
    for alike in _several(spellings, folded):
        usual, *others = sorted(alike, key=lambda one: (-len(spellings[one]), one.surname.isascii(), one))
        for other in others:
            if other.surname.casefold() != usual.surname.casefold():
                yield _differs(spellings, other, usual)


@rule("P104", ADVICE, "“{name}” is written once, and “{other}” elsewhere; is it one person?", _ONE_WAY)
def initials_differ(subject: Subject) -> Iterator[Problem]:
    """A surname is written once with one initial and often with another.

    The rare initial may be mistyped; it may be another person too, so this is advice.

    Flagged: „B. Klevienė“ once beside „R. Klevienė“ three times. Passes: both of them twice.
    """
    spellings = subject.once(_spellings)
    if not any(len(places) >= _COMMON for places in spellings.values()):
        return
    for alike in _several(spellings, [one.surname.casefold() for one in spellings]):
        usual = max(alike, key=lambda one: len(spellings[one]))
        for other in alike:
            rare = len(spellings[other]) == 1 and len(spellings[usual]) >= _COMMON
            if rare and other.initials[0] != usual.initials[0]:
                yield _differs(spellings, other, usual)


def _several(spellings: Iterable[Spelling], keys: Sequence[str]) -> list[list[Spelling]]:
    """The spellings that have one key, where they are several."""
    if len(set(keys)) == len(keys):
        return []
    groups: dict[str, list[Spelling]] = defaultdict(list)
    for spelling, key in zip(spellings, keys, strict=True):
        groups[key].append(spelling)
    return [group for group in groups.values() if len(group) > 1]


def _differs(spellings: _Spellings, one: Spelling, usual: Spelling) -> Problem:
    at, words = spellings[one][0]
    return Problem(at, words, {"name": " ".join(one), "other": " ".join(usual)})


@rule("P105", WARNING, "There seems to be a comma inside a name, “{name}”", "Delete the comma if this is one person.")
def comma_inside_name(subject: Subject) -> Iterator[Problem]:
    """There is a comma between a given name and a surname, so that one person looks like two.

    Flagged: „Janina, Uosienė“. Passes: „Janina Uosienė, Rasa Klevienė“.
    """
    for named in subject.people:
        for party in named.parties:
            if party.doubtful and _COMMA_INSIDE.fullmatch(party.name):
                yield Problem(named.at, named.words, {"name": named.words[party.start : party.stop]})


@rule(
    "P106",
    ADVICE,
    "It is not clear whether “{party}” is one responsible person or group, or two",
    "Write a position before the name, and a semicolon between those responsible.",
)
def party_ambiguous(subject: Subject) -> Iterator[Problem]:
    """It is not clear how many people or groups the words mean.

    „A. Uosis, pirmininkas“ is one person with a position, or two; „grupės vaikai ir pedagogai“ one group or two. The
    words are kept as one party. (Names without separators are P102, a comma inside a name P105.)

    Flagged: „A. Uosis, metodinės grupės pirmininkas“. Passes: „metodinės grupės pirmininkas A. Uosis“.
    """
    for named in subject.people:
        if any(party.separator in _APART for party in named.parties):
            continue
        for party in named.parties:
            if party.doubtful and not _COMMA_INSIDE.fullmatch(party.name) and not _has_another(subject, party.name):
                yield Problem(named.at, named.words, {"party": party.name})


def _positions(subject: Subject) -> Mapping[Spelling, str]:
    """The position that is written before each person's name, folded."""
    names = (name for named in subject.people for name in named.people.parties)
    found = ((name, _PERSON.search(name)) for name in names)
    return {
        spelling: position
        for name, person in found
        if person and (spelling := _spelling(name)) and (position := fold(name[: person.start()]).strip(" ,;:"))
    }


def _has_another(subject: Subject, party: str) -> bool:
    """Whether „R. Uosytė, psichologė“ are two, since R. Uosytė has another position elsewhere."""
    name, _, position = party.partition(",")
    held = subject.once(_positions).get(spelling, "") if (spelling := _spelling(name)) else ""
    return bool(held and position) and not set(held.split()) & set(fold(position).split())


@rule("P107", ADVICE, "“{other}” is written “{name}” elsewhere", "Write the initial before the surname everywhere.")
def name_order_differs(subject: Subject) -> Iterator[Problem]:
    """One person is written with the initial before the surname and after it.

    One finding for a person, at the first place of the rarer order.

    Flagged: „Klevienė R.“ beside „R. Klevienė“. Passes: „R. Klevienė“ everywhere.
    """
    turned: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    for named in subject.people:
        if named.words != ", ".join(named.people.parties):  # else no name in it is turned
            for name in filter(_SHORT.fullmatch, named.people.parties):
                turned[name] += _turned(named, name)
    for name in _usual_names(subject) if any(turned.values()) else ():
        if places := turned.get(name):
            at, words, start, stop = places[0]
            fix = tuple(Mend(place, Edit(first, last, name)) for place, _, first, last in places)
            yield Problem(at, words, {"name": name, "other": words[start:stop]}, fix)


def _turned(named: Named, name: str) -> Iterator[tuple[str, str, int, int]]:
    """The places in a cell where the surname of *name* comes before its initial: path, words, beginning and end."""
    initial, surname = name.split(" ", 1)
    for form in (f"{surname} {initial}", f"{surname}, {initial}"):
        at = named.words.find(form)
        # In „O. Uosis, O. Klevė“ the initial behind the surname is the next person's.
        if at >= 0 and not named.words[:at].rstrip().endswith(initial):
            yield named.at, named.words, at, at + len(form)


def _usual_names(subject: Subject) -> list[str]:
    """The names that somewhere have the initial first, in the order of the plan."""
    usual: dict[str, bool] = {}
    for named in subject.people:
        for name in filter(_SHORT.fullmatch, named.people.parties):
            usual[name] = usual.get(name, False) or name in named.words or name.replace(" ", "", 1) in named.words
    return [name for name, found in usual.items() if found]


_SHORT = pattern_of(rf"{CAPITAL}\. {CAPITAL}[\w-]+")


@rule("P108", ADVICE, "“{name}” is written “{other}” elsewhere", "If it is one person, write the name in one way.")
def name_full_and_short(subject: Subject) -> Iterator[Problem]:
    """One person has the full given name in some rows and an initial in others.

    One finding for a person, at the first place of the rarer form.

    Flagged: „Birutė Liepaitė“ and „B. Liepaitė“. Passes: „B. Liepaitė“ everywhere; „mokytoja Birutė Liepaitė“ alone.
    """
    full: defaultdict[tuple[str, str], list[tuple[Named, str]]] = defaultdict(list)
    short: defaultdict[tuple[str, str], list[tuple[Named, str]]] = defaultdict(list)
    names = [(named, name, _SHORT.fullmatch(name)) for named in subject.people for name in named.people.parties]
    for named, name, is_short in names:
        found = None if is_short else _FULL.search(name)
        if found and sense(found["given"]) not in (Sense.POSITION, Sense.GROUP):
            full[found["given"][0], found["surname"]].append((named, found[0].strip()))
    for named, name, is_short in names if full else ():
        if is_short:
            short[name[0], name.partition(" ")[2]].append((named, name))
    for key in full.keys() & short.keys():
        one, other = sorted((full[key], short[key]), key=len)
        yield Problem(one[0][0].at, one[0][0].words, {"name": one[0][1], "other": other[0][1]})


_FULL = pattern_of(rf"(?:^|\s)(?P<given>{CAPITAL}[a-ząčęėįšųūž]+) (?P<surname>{CAPITAL}[\w-]+)$")


@rule("P110", ADVICE, "“{name}” is in the cell twice", "Delete the second, or write who is meant.")
def name_repeated(subject: Subject) -> Iterator[Problem]:
    """One person is in a cell twice.

    The name was pasted again, or another one should be in its place.

    Flagged: „V. Uosis, R. Klevienė, V. Uosis“. Passes: „V. Uosis, V. Uosienė“.
    """
    for named in subject.people:
        names = _NAME.findall(named.words)
        for name in dict.fromkeys(names) if len(set(names)) < len(names) else ():
            if names.count(name) > 1:
                yield Problem(named.at, named.words, {"name": name})


_NAME = pattern_of(rf"{CAPITAL}(?<![\w.].)\. ?(?:{CAPITAL}\. ?)?{CAPITAL}[\w-]+")


@rule("P109", WARNING, "Personal data is shown: {what}", "Delete it; give contacts in another way.")
def personal_data_shown(subject: Subject) -> Iterator[Problem]:
    """The plan holds personal data: a personal code, a telephone number or a private e-mail address.

    An approved plan is public. Reports show such data with stars. One finding for a cell. The telephone and the address
    of the school itself are not personal.

    Flagged: „tel. 8 612 34567“, „ona.uosiene@gmail.com“ in a row. Passes: „info@upenai.example“.
    """
    for text in _maybe_personal(subject):
        kinds = {found.kind for found in personal_data(text.words)}
        if text.kind not in (Kind.CELL, Kind.NOTE, Kind.HEADING):
            kinds -= (
                {Personal.LAND} if text.at.startswith("closing") else {Personal.LAND, Personal.MOBILE, Personal.MAIL}
            )
        if kinds:
            yield Problem(
                text.at,
                text.words,
                {"what": Terms(tuple(dict.fromkeys(_PERSONAL[kind] for kind in Personal if kind in kinds)))},
            )


def _maybe_personal(subject: Subject) -> list[Written]:
    """The texts that may have personal data: a sign of mail, or many digits with little between."""
    digits = subject.shape.translate(_BETWEEN_DIGITS)
    return subject.texts_with(*([_MAIL_SIGN] if "@" in digits else ()), *([_DIGITS] if _MANY in digits else ()))


_BETWEEN_DIGITS = dict.fromkeys(map(ord, " ()-\n"))
_MANY = "0" * 8
_MAIL_SIGN = pattern_of("@")  # shapes
_DIGITS = pattern_of(r"0(?:[ \n()-]{0,3}0){7}")
_TELEPHONE = Terms(("telephone number",)).names[0]
_PERSONAL = {
    Personal.CODE: Terms(("personal code",)).names[0],
    Personal.MOBILE: _TELEPHONE,
    Personal.LAND: _TELEPHONE,
    Personal.MAIL: Terms(("private e-mail address",)).names[0],
}


RULES = (
    nobody_responsible,
    names_unseparated,
    name_spelt_two_ways,
    initials_differ,
    comma_inside_name,
    party_ambiguous,
    name_order_differs,
    name_full_and_short,
    personal_data_shown,
    name_repeated,
)
