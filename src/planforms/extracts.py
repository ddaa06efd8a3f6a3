"""An extract: the same plan with fewer rows, those of some days, of a person or of a place. Values in, values out."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from planforms.errors import UsageError
from planforms.letters import fold
from planforms.marks import parse_mark
from planforms.model import Activity, ColumnRole, Heading, Mark, Period, Plan, PlannedActivity, Responsible, Row, Text
from planforms.paths import texts
from planforms.people.grammar import Sense, is_position, sense
from planforms.people.names import ItemKind, items
from planforms.remembered import pattern_of
from planforms.schedule import Schedule, Scheduled
from planforms.text import Edit, edited, one_line

WHOLE_PERIOD, UNDATED = "Visus metus", "Be datos"
_TOTAL = pattern_of(r"(?:is )?viso\b|suma\b")
_NUMBER = pattern_of(r"(?P<before>(?:\d+\.)*)\d+(?P<after>[.)]?)")
_NAME_WORD = pattern_of(r"[^\W\d_]{1,2}\.|[^\W\d_]+(?:-[^\W\d_]+)*")
_INITIAL = pattern_of(r"[^\W\d_]|[^\W\d_]{1,2}\.")
_INITIALS = 2  # letters: „R.“, „Dž.“
_SHORTEST_STEM = 4
_PEOPLE = (ColumnRole.RESPONSIBLE, ColumnRole.PERFORMERS)


class Doubt(Struct, frozen=True):
    """A row whose people may or may not be the person asked for: its path, its title and their words."""

    at: str
    title: str
    words: str


class Extract(Struct, frozen=True, kw_only=True):
    """The plan with fewer rows, and what a person must look at.

    Attributes:
        plan: the extract.
        whole_period: how many of its activities are at any time of the whole period.
        undated: how many have no time that is understood.
        doubts: rows that are in it though the person is not certain.
        outside: the paths of rows that are in no month of the plan's period, as their time is outside it.
        notes: the words of notes and totals that are not in it, as they may no longer be true.
        marks: how many marks are left out, as an extract is neither approved nor endorsed.
    """

    plan: Plan
    whole_period: int = 0
    undated: int = 0
    doubts: tuple[Doubt, ...] = ()
    outside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: int = 0

    @property
    def empty(self) -> bool:
        """Whether no activity is left."""
        return not any(isinstance(row, Activity) for row in self.plan.rows)


def make_extract(
    plan: Plan, days: Period | None = None, *, person: str = "", place: str = "", keep_marks: bool = False
) -> Extract:
    """The rows of *plan* that may be on *days*, of *person* and in *place*; what is not asked for chooses nothing.

    With *days* come last, under headings of their own, what is at any time of the whole period and what has no time.

    Raises:
        UsageError: *person* is not a name, or *place* has no words.
    """
    is_of = person_test(person) if person else None
    is_at = _place_test(place) if place else None
    groups: dict[_Group, list[PlannedActivity]] = {group: [] for group in _Group}
    doubts: list[Doubt] = []
    for row in Schedule(plan).rows:
        sure = _of_person(row.activity, is_of) if is_of else True
        if sure is None or (is_at and not is_at(str(row.activity.place))):
            continue
        group = _group(row, days, plan.period)
        groups[group].append(row.activity)
        if not sure and group not in _NOT_THERE:
            doubts.append(_doubt(row.activity))
    rows, notes = _select_rows(plan.rows, frozenset(activity.row for activity in groups[_Group.DAYS]))
    for words, group in ((WHOLE_PERIOD, _Group.WHOLE), (UNDATED, _Group.UNDATED)):
        if groups[group]:
            # Away from its neighbours no value of an activity goes on from the row above.
            rows += [Heading(Text.of(words)), *(Activity(activity.cells) for activity in groups[group])]
    made = tuple(renumber(rows, again=restarts_numbers(plan.rows)))
    return Extract(
        plan=replace(plan, marks=plan.marks if keep_marks else (), rows=made),
        whole_period=len(groups[_Group.WHOLE]),
        undated=len(groups[_Group.UNDATED]),
        doubts=tuple(doubts),
        outside=tuple(f"rows[{activity.row}]" for activity in groups[_Group.OUTSIDE]),
        notes=tuple(notes),
        marks=0 if keep_marks else len(plan.marks),
    )


class _Group(Enum):
    """Where a row goes: among the days asked for, under a heading at the end, or not into the extract."""

    DAYS = auto()
    WHOLE = auto()
    UNDATED = auto()
    OUTSIDE = auto()
    OTHER = auto()


_NOT_THERE = (_Group.OUTSIDE, _Group.OTHER)


def _group(row: Scheduled, days: Period | None, period: Period | None) -> _Group:
    if days is None:
        return _Group.DAYS
    if not row.stretches:
        return _Group.WHOLE if row.whole else _Group.UNDATED
    if row.within(days.first, days.last):
        return _Group.WHOLE if row.whole else _Group.DAYS
    return _Group.OUTSIDE if period and not row.within(period.first, period.last) else _Group.OTHER


def _doubt(activity: PlannedActivity) -> Doubt:
    people = "; ".join(str(cell.words) for cell in activity.cells.values() if isinstance(cell, Responsible))
    return Doubt(f"rows[{activity.row}]", one_line(str(activity.title)), one_line(people))


def _select_rows(rows: Sequence[Row], chosen: frozenset[int]) -> tuple[list[Row], list[str]]:
    """The *chosen* rows with the headings over them and the notes that follow them; the words of the other notes."""
    over = _headings_over(rows, chosen)
    kept: list[Row] = []
    notes: list[str] = []
    begun: set[str] = set()  # columns whose value a kept row has, so that it can go on
    last = True
    for index, row in enumerate(rows):
        if isinstance(row, Activity):
            last = index in chosen
            begun &= set(row.joined)
            if last:
                kept.append(replace(row, joined=tuple(name for name in row.joined if name in begun)))
                begun = set(row.cells)
            continue
        begun.clear()
        if isinstance(row, Heading):
            last = index in over
            kept += [row] if last else []
        elif last and not _TOTAL.match(fold(str(row.text))):
            kept.append(row)
        else:
            notes.append(one_line(str(row.text)))
    return kept, notes


def _headings_over(rows: Sequence[Row], chosen: frozenset[int]) -> frozenset[int]:
    """The headings that have any of the *chosen* rows under them."""
    open_ones: list[tuple[int, int]] = []
    over: set[int] = set()
    for index, row in enumerate(rows):
        if isinstance(row, Heading):
            open_ones = [(level, at) for level, at in open_ones if level < row.level]
            open_ones.append((row.level, index))
        elif index in chosen:
            over.update(at for _, at in open_ones)
    return frozenset(over)


def renumber(rows: Iterable[Row], *, again: bool) -> Iterator[Row]:
    """*rows* with their numbers counted anew, each in its form („3.“, „2.3“); *again* after every heading."""
    counts: Counter[str] = Counter()
    for row in rows:
        if again and isinstance(row, Heading):
            counts.clear()
        found = _NUMBER.fullmatch(str(row.number).strip()) if isinstance(row, Activity) else None
        if found is None or not isinstance(row, Activity):
            yield row
            continue
        before = found["before"]
        if "number" not in row.joined or not counts[before]:
            counts[before] += 1
        yield replace(row, cells={**row.cells, "number": Text.of(f"{before}{counts[before]}{found['after']}")})


def restarts_numbers(rows: Iterable[Row]) -> bool:
    """Whether the numbers of *rows* begin again under their headings."""
    ones = [row for row in rows if isinstance(row, Activity) and "number" not in row.joined]
    return sum(str(row.number).strip().rstrip(".)") == "1" for row in ones) > 1


# People.


def person_test(name: str) -> Callable[[str], bool | None]:
    """A test of a party's name: ``True`` for the person called *name*, ``False`` for a doubt, ``None`` for another.

    „R. Uosytė“, „Rasa Uosytė“ and „Uosytė R.“ are one; „mokytoja Uosytė“ may be her, as „R. Uosytė-Klevienė“ may.

    Raises:
        UsageError: *name* has no surname.
    """
    words = _words(name)
    places = [at for at, word in enumerate(words) if not _INITIAL.fullmatch(word)]
    if not places:
        raise UsageError("“{name}” is not a person's name; write it as “R. Uosytė”.", name=name)
    surname, given = words[places[-1]], _given(words, places[-1])

    def test(party: str) -> bool | None:
        known = _words(party)
        found = [
            sure and word == surname
            for at, word in enumerate(known)
            if set(word.split("-")) & set(surname.split("-"))
            if (sure := _same_given(given, _given(known, at))) is not None
        ]
        return max(found, default=None)

    return test


def _words(name: str) -> list[str]:
    return _NAME_WORD.findall(fold(name))


def _given(words: Sequence[str], surname: int) -> str:
    """The given name or initial beside the *surname*; empty where there is none, as for „mokytoja Uosytė“."""
    near = [words[at] for at in (surname - 1, surname + 1) if 0 <= at < len(words)]
    initial = next((word for word in near if _INITIAL.fullmatch(word)), "")
    before = words[surname - 1] if surname else ""
    return initial.rstrip(".") or (before if sense(before) is Sense.OTHER else "")


def _same_given(one: str, other: str) -> bool | None:
    """Whether two given names or initials are of one person: ``False`` where a doubt is left, ``None`` where not."""
    if not one:
        return True
    if not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    return True if longer.startswith(shorter) and (shorter == longer or len(shorter) <= _INITIALS) else None


def _of_person(activity: Activity, is_of: Callable[[str], bool | None]) -> bool | None:
    """Whether a row is of the person, by the parties of its cells of people."""
    people = [cell for cell in activity.cells.values() if isinstance(cell, Responsible)]
    parties = (party for cell in people for party in cell.parties or (str(cell.words),))
    return max((sure for party in parties if (sure := is_of(party)) is not None), default=None)


# Places.


def _place_test(place: str) -> Callable[[str], bool]:
    wanted = fold(place).split()
    if not wanted:
        raise UsageError("“{place}” names no place.", place=place)

    def test(words: str) -> bool:
        known = re.findall(r"\w+", fold(words))
        return all(any(_same_word(word.strip(".,"), one) for one in known) for word in wanted)

    return test


def _same_word(one: str, other: str) -> bool:
    """Whether two folded words are one but for their case: „sale“ and „saleje“."""
    if len(one) < _SHORTEST_STEM or not one.isalpha():
        return one == other
    stem = max(_SHORTEST_STEM, len(one) - 2)
    return other[:stem] == one[:stem] and len(other) - len(one) <= _SHORTEST_STEM


# Without people.


def without_people(plan: Plan) -> Plan:
    """*plan* without its columns of people, the names in its marks, and closing lines with a name."""
    gone = {column.id for column in plan.columns if column.role in _PEOPLE}
    marks = tuple(map(_without_names, plan.marks))
    rows = tuple(
        Activity({name: cell for name, cell in row.cells.items() if name not in gone}, row.joined)
        if isinstance(row, Activity)
        else row
        for row in plan.rows
    )
    return replace(
        plan,
        marks=marks,
        columns=tuple(column for column in plan.columns if column.id not in gone),
        rows=rows,
        closing=tuple(section for section in plan.closing if not _names_person(f"{section.label} {section.text}")),
    )


_INITIAL_AND_NAME = pattern_of(r"\b[A-ZĄČĘĖĮŠŲŪŽ]\. ?[A-ZĄČĘĖĮŠŲŪŽ][a-ząčęėįšųūž]{2,}")

_FULL_NAME = pattern_of(r"\s[^\W\d_]{3}")  # not the „M. M.“ of a school year, and not a word that ends as a surname
_CAPITALISED = r"[^\W\d_a-ząčęėįšųūž][a-ząčęėįšųūž]{2,}"
_TWO_NAMES = pattern_of(
    rf"\b{_CAPITALISED}(?:[ \n]{_CAPITALISED}(?:-{_CAPITALISED})?){{1,2}}+(?=(?P<after>(?:[ \n]\w{{1,40}}){{0,2}}))"
)
_NEAR = 60  # letters before a name, in which its position may be
_WORDS_BEFORE = 3
# A surname in a case that hangs on other words: „Uosienės“, „Lapaitei“, „Kazlausku“.
_OBLIQUE_SURNAME = pattern_of(
    r".*(?:(?:ien|ait|yt|i?ut)(?:es|ei|e)|(?:ausk|insk|ensk)i?(?:o|ui|u|a)|(?:[ea]vici)(?:aus|ui|u)|[ea]vic(?:es|ei|e))"
)
_INSTITUTION = pattern_of(
    r"(?:\w+[eio][sj]?\w? )?(?:pro)?(?:gimnazij|mokykl|darzel|lopsel|centr|bibliotek|muziej|fond|premij|gatv|g\b|vardo"
    r"|universitet|licej|teatr)"
)


def _names_person(words: str) -> bool:
    """Whether *words* hold a person's name: an initial and a surname, or a full name, in any case."""
    if _INITIAL_AND_NAME.search(words) or next(_oblique_names(words), None):
        return True
    return any(item.kind is ItemKind.PERSON and _FULL_NAME.search(item.text) for item in items(words))


def _oblique_names(words: str) -> Iterator[tuple[int, int]]:
    """The stretches of full names after a position, or with a surname that only a person has: „Onos Uosienės“.

    „Jono Biliūno gimnazijos“ is an institution.
    """
    for found in _TWO_NAMES.finditer(words):
        surname = _OBLIQUE_SURNAME.fullmatch(fold(found[0])) is not None
        before = words[max(0, found.start() - _NEAR) : found.start()].split()[-_WORDS_BEFORE:]
        sure = surname or any(map(is_position, before))
        if sure and not _INSTITUTION.match(" ".join(fold(found["after"]).split())):
            yield found.span()


def names_left(plan: Plan) -> tuple[str, ...]:
    """The paths of the texts in which a person's name is still written."""
    return tuple(written.at for written in texts(plan) if _names_person(written.words))


def _without_names(mark: Mark) -> Mark:
    """*mark* without the line of who signs it, and without a person's name in its author."""
    if mark.signatory and mark.signatory.name:
        name = fold(mark.signatory.name)
        words = Text(tuple(line for line in mark.words.paragraphs if name not in fold(str(line))))
        mark = replace(mark, words=words, signatory=replace(mark.signatory, name=""))
    gone = [Edit(max(start - 1, 0), stop, "") for start, stop in _oblique_names(str(mark.words))]
    return (parse_mark(edited(mark.words, gone)) or mark) if gone else mark


__all__ = ["Doubt", "Extract", "make_extract", "names_left", "person_test", "renumber", "without_people"]
