"""What changed between two plans, whatever files they came from: rows matched by likeness, then compared part by part.

Words are compared, not looks; white space and the numbers of rows count for nothing. A plan equals itself.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from planforms.letters import fold
from planforms.model import Activity, Column, ColumnRole, Heading, Mark, Note, Plan, Row, Section
from planforms.period import format_period

_LIKE = 65  # of 100; below it two rows are two activities
_TITLE_WEIGHT = 0.75
_RARE = 40  # a word in more titles than this says little about one of them
_CANDIDATES = 20
_SHORT = 3  # letters of a word that says little

_Words = Mapping[str, str]  # the words of a part by the names of its fields
_NO_WORDS: _Words = MappingProxyType({})


class DifferenceKind(StrEnum):
    """What happened to a part of the plan."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  # it is elsewhere among the rows, with the same words


class Field(Struct, frozen=True, kw_only=True):
    """Words that changed. ``name`` is a column's id or a part of the plan; ``heading`` is what a column is called."""

    name: str
    old: str
    new: str
    heading: str = ""


class Difference(Struct, frozen=True, kw_only=True):
    """One part that differs.

    Attributes:
        kind: what happened to it.
        part: ``activity``, ``heading``, ``note``, ``section``, ``mark``, ``column`` or ``plan``.
        name: what it is called, for people: the title of an activity, the words of a heading.
        old_at: its path in the old plan, empty where it was added.
        new_at: its path in the new plan, empty where it was removed.
        moved: whether it is elsewhere among the rows, whatever else happened to it.
        fields: the words that changed; all of them where it was added or removed.
    """

    kind: DifferenceKind
    part: str
    name: str = ""
    old_at: str = ""
    new_at: str = ""
    moved: bool = False
    fields: tuple[Field, ...] = ()


class Comparison(Struct, frozen=True, kw_only=True):
    """The differences of two plans, in the order of the new one; what was removed is where it was."""

    differences: tuple[Difference, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the plans have the same words."""
        return not self.differences


class State(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Stretch(NamedTuple):
    """Words that stayed, went or came."""

    words: str
    state: State


def compare(old: Plan, new: Plan) -> Comparison:
    """What changed from *old* to *new*."""
    headings = {column.id: column.heading for column in (*old.columns, *new.columns)}
    return Comparison(
        differences=(
            *_of_plan(old, new),
            *_of_list("mark", "marks", map(_mark, old.marks), map(_mark, new.marks)),
            *_of_list("section", "sections", map(_section, old.sections), map(_section, new.sections)),
            *_of_list("column", "columns", map(_column, old.columns), map(_column, new.columns)),
            *_of_rows(old.rows, new.rows, headings),
            *_of_list("section", "closing", map(_section, old.closing), map(_section, new.closing)),
        )
    )


def matched_rows(old: Plan, new: Plan) -> Mapping[int, int]:
    """The rows of *old* that *new* has too, changed or not: their indexes there, by those in *old*."""
    return _matched([_Seen.of(row) for row in old.rows], [_Seen.of(row) for row in new.rows])


def word_changes(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches of *old* and *new* word by word, what went before what came in its place."""
    from rapidfuzz.distance import Indel

    before, after = old.split(), new.split()
    stretches: list[Stretch] = []
    gone: list[str] = []
    come: list[str] = []

    def settle() -> None:
        both = ((gone, State.REMOVED), (come, State.ADDED))
        stretches.extend(Stretch(" ".join(words), state) for words, state in both if words)
        gone.clear()
        come.clear()

    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            settle()
            stretches.append(Stretch(" ".join(before[step.src_start : step.src_end]), State.SAME))
        else:
            gone += before[step.src_start : step.src_end]
            come += after[step.dest_start : step.dest_end]
    settle()
    return tuple(stretches)


def _plain(words: object) -> str:
    return " ".join(str(words).split())


def _field(name: str, old: object, new: object, heading: str = "") -> Iterator[Field]:
    before, after = _plain(old), _plain(new)
    if before != after:
        yield Field(name=name, old=before, new=after, heading=heading)


def _of_plan(old: Plan, new: Plan) -> Iterator[Difference]:
    fields = [*_field("title", old.title, new.title)]
    fields += _field("period", *("" if plan.period is None else format_period(plan.period) for plan in (old, new)))
    for name in old.details.__struct_fields__:
        fields += _field(name, getattr(old.details, name), getattr(new.details, name))
    if fields:
        yield Difference(kind=DifferenceKind.CHANGED, part="plan", fields=tuple(fields))


class _Part(NamedTuple):
    """A part of a short list: what it is matched by, and its words."""

    name: str
    words: _Words


def _mark(mark: Mark) -> _Part:
    return _Part(mark.kind.value, {"words": str(mark.words)})


def _section(section: Section) -> _Part:
    name = f"{section.role} {fold(section.label)}" if section.label else section.role.value
    return _Part(name, {"label": section.label, **{inner: str(text) for inner, text in section.bodies()}})


def _column(column: Column) -> _Part:
    return _Part(column.id, {"heading": column.heading})


def _of_list(part: str, path: str, old: Iterable[_Part], new: Iterable[_Part]) -> Iterator[Difference]:
    """The differences of two short lists whose parts are matched by name, in order."""
    waiting: dict[str, deque[tuple[int, _Words]]] = defaultdict(deque)
    for index, one in enumerate(old):
        waiting[one.name].append((index, one.words))
    for index, one in enumerate(new):
        queue = waiting[one.name]
        before, was = queue.popleft() if queue else (None, _NO_WORDS)
        fields = _changed(was, one.words)
        if before is None or fields:
            yield _difference(part, _first_words(one.words), path, before, index, fields)
    for index, words in sorted(one for queue in waiting.values() for one in queue):
        yield _difference(part, _first_words(words), path, index, None, _changed(words, _NO_WORDS))


def _difference(  # noqa: PLR0913, PLR0917 -- what it is of, where it is, and what changed
    part: str,
    name: str,
    path: str,
    before: int | None,
    after: int | None,
    fields: tuple[Field, ...],
    *,
    moved: bool = False,
) -> Difference:
    """A part that is number *before* of the old list and number *after* of the new one; ``None`` where it is not."""
    changed = DifferenceKind.CHANGED if fields else DifferenceKind.MOVED
    return Difference(
        kind=DifferenceKind.REMOVED if after is None else DifferenceKind.ADDED if before is None else changed,
        part=part,
        name=name,
        old_at="" if before is None else f"{path}[{before}]",
        new_at="" if after is None else f"{path}[{after}]",
        moved=moved,
        fields=fields,
    )


def _first_words(fields: Mapping[str, str]) -> str:
    return next((_plain(words) for words in fields.values() if words.strip()), "")


def _changed(old: _Words, new: _Words, headings: Mapping[str, str] = _NO_WORDS) -> tuple[Field, ...]:
    names = dict.fromkeys((*old, *new))
    return tuple(
        field for name in names for field in _field(name, old.get(name, ""), new.get(name, ""), headings.get(name, ""))
    )


def _row_fields(row: Row) -> Mapping[str, str]:
    if isinstance(row, Activity):
        return {column: str(row.text(column)) for column in row.cells if column != ColumnRole.NUMBER}
    return {"text": str(row.text)}


def _of_rows(old: Sequence[Row], new: Sequence[Row], headings: Mapping[str, str]) -> Iterator[Difference]:
    matched = _matched([_Seen.of(row) for row in old], [_Seen.of(row) for row in new])
    partner = {after: before for before, after in matched.items()}
    moved = _out_of_order([partner[after] for after in sorted(partner)])
    gone = deque(index for index in range(len(old)) if index not in matched)
    ahead = _ahead([partner.get(index) for index in range(len(new))], moved, len(old))

    def removed(index: int) -> Difference:
        fields = _changed(_row_fields(old[index]), _NO_WORDS, headings)
        return _difference(_part(old[index]), _name(old[index]), "rows", index, None, fields)

    for index, row in enumerate(new):
        before = partner.get(index)
        while gone and gone[0] < ahead[index]:
            yield removed(gone.popleft())
        was = _row_fields(old[before]) if before is not None else _NO_WORDS
        fields = _changed(was, _row_fields(row), headings)
        if before is None or fields or before in moved:
            yield _difference(_part(row), _name(row), "rows", before, index, fields, moved=before in moved)
    yield from map(removed, gone)


def _ahead(partners: Sequence[int | None], moved: frozenset[int], end: int) -> list[int]:
    """For each new row, the old row that the next row in its place, itself included, was; *end* after the last."""
    ahead: list[int] = []
    for partner in reversed(partners):
        end = end if partner is None or partner in moved else partner
        ahead.append(end)
    return ahead[::-1]


def _part(row: Row) -> str:
    match row:
        case Heading():
            return "heading"
        case Activity():
            return "activity"
        case Note():
            return "note"


def _name(row: Row) -> str:
    return _plain(row.title or _first_words(_row_fields(row))) if isinstance(row, Activity) else _plain(row.text)


class _Seen(NamedTuple):
    """A row as it is matched: its kind, what it is called and the rest of its words, folded."""

    part: str
    title: str
    rest: str

    @classmethod
    def of(cls, row: Row) -> "_Seen":
        fields = dict(_row_fields(row))
        title = fields.pop("title", "") if isinstance(row, Activity) else fields.pop("text")
        return cls(_part(row), fold(title), fold("\n".join(fields.values())))


def _matched(old: Sequence[_Seen], new: Sequence[_Seen]) -> dict[int, int]:
    """The rows of *old* with those of *new*: the same first, then those called the same, then the like."""
    matched: dict[int, int] = {}
    _match_equal(old, new, matched, lambda row: row)
    _match_equal(old, new, matched, lambda row: (row.part, row.title) if row.title else None)
    _match_like(old, new, matched)
    return matched


def _match_equal(
    old: Sequence[_Seen], new: Sequence[_Seen], matched: dict[int, int], key: Callable[[_Seen], Hashable | None]
) -> None:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for index, row in enumerate(old):
        if index not in matched and key(row) is not None:
            waiting[key(row)].append(index)
    taken = set(matched.values())
    for index, row in enumerate(new):
        if index not in taken and waiting.get(key(row)):
            matched[waiting[key(row)].popleft()] = index


def _match_like(old: Sequence[_Seen], new: Sequence[_Seen], matched: dict[int, int]) -> None:
    """Match what is left by likeness, the likest first."""
    taken = set(matched.values())
    left = [index for index in range(len(old)) if index not in matched]
    index_of: dict[str, list[int]] = defaultdict(list)
    for index in left:
        for word in _key_words(old[index]):
            index_of[word].append(index)
    pairs = [
        (-likeness, abs(before - after), before, after)
        for after in range(len(new))
        if after not in taken
        for before in _candidates(new[after], index_of)
        if (likeness := _likeness(old[before], new[after])) >= _LIKE
    ]
    for _likeness_of, _distance, before, after in sorted(pairs):
        if before not in matched and after not in taken:
            matched[before] = after
            taken.add(after)


def _key_words(row: _Seen) -> set[str]:
    return {f"{row.part} {word}" for word in row.title.split() if len(word) > _SHORT}


def _candidates(row: _Seen, index_of: Mapping[str, Sequence[int]]) -> list[int]:
    """The few rows that share the most words with *row*, so that long plans take no longer a row than short ones."""
    shared: Counter[int] = Counter()
    for word in _key_words(row):
        found = index_of.get(word, ())
        if len(found) <= _RARE:
            shared.update(found)
    return sorted(shared, key=lambda index: (-shared[index], index))[:_CANDIDATES]


def _likeness(old: _Seen, new: _Seen) -> float:
    from rapidfuzz import fuzz

    if old.part != new.part:
        return 0.0
    return _TITLE_WEIGHT * fuzz.ratio(old.title, new.title) + (1 - _TITLE_WEIGHT) * fuzz.ratio(old.rest, new.rest)


def _out_of_order(places: Sequence[int]) -> frozenset[int]:
    """The fewest of *places* that must move for the rest to rise: all but a longest rising run of them."""
    ends: list[int] = []
    ends_at: list[int] = []
    before: list[int] = []
    for at, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(ends_at[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        ends_at[length : length + 1] = [at]
    kept: set[int] = set()
    at = ends_at[-1] if ends_at else -1
    while at >= 0:
        kept.add(places[at])
        at = before[at]
    return frozenset(set(places) - kept)


__all__ = [
    "Comparison",
    "Difference",
    "DifferenceKind",
    "Field",
    "State",
    "Stretch",
    "compare",
    "matched_rows",
    "word_changes",
]
