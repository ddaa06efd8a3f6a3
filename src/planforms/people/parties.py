"""Puts the items of a cell of people together into parties: what separates, what belongs together, what is doubtful."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, StrEnum, auto
from itertools import zip_longest
from typing import NamedTuple

from planforms.people.grammar import Sense, is_participle, is_plural, is_surname, is_unit, may_be_name, sense
from planforms.people.names import Item, Kind
from planforms.remembered import pattern_of


class Separator(StrEnum):
    """What is between two neighbouring parties."""

    COMMA = "comma"
    SEMICOLON = "semicolon"
    SLASH = "slash"
    LINE = "line"
    GAP = "gap"  # two or more spaces
    AND = "and"  # ir, bei
    WITH = "with"  # kartu su
    DASH = "dash"
    STOP = "stop"
    COLON = "colon"
    NOTHING = "nothing"


class Party(NamedTuple):
    """A party: its name in normal form and its stretch ``[start, stop)`` of the words.

    ``separator`` is what parts it from the party before it, ``None`` for the first. ``doubtful``: it may
    be two parties, or that its words may belong to its neighbour.
    """

    name: str
    start: int
    stop: int
    separator: Separator | None = None
    doubtful: bool = False


class _Bond(Enum):
    APART = auto()
    ONE = auto()
    DOUBT = auto()  # one party, for want of certainty


# Where several separators meet, the first of these counts.
_STRENGTH = (
    *(Separator.SEMICOLON, Separator.COLON, Separator.COMMA, Separator.SLASH, Separator.AND, Separator.WITH),
    *(Separator.DASH, Separator.STOP, Separator.LINE, Separator.GAP, Separator.NOTHING),
)
_SEPARATORS = frozenset(Kind(s) for s in _STRENGTH if s is not Separator.NOTHING)
_NO_PARTY = frozenset({"pagal", "kt", "pan", "tel", "el", "nėra", "nenumatyta", "@"})
_LABEL = pattern_of("atsaking(?:a|as|i|os)|asmuo|asmenys")
_OF_DUTY = frozenset({"už", "uz"})
_HEADS = frozenset({Sense.POSITION, Sense.GROUP})


class _Part:
    """Items that belong together so far; ``between`` parts them from what is before."""

    __slots__ = ("between", "doubtful", "items", "person", "sense")

    def __init__(self, items: list[Item], between: Separator, *, doubtful: bool = False) -> None:
        self.items = items
        self.between = between
        self.doubtful = doubtful or any(item.doubtful for item in items)
        self.person = any(item.kind is Kind.PERSON for item in items)
        self.sense = _sense(items)

    def take(self, other: "_Part") -> None:
        """Make *other*, the next part, the end of this one."""
        self.items += other.items
        self.doubtful = self.doubtful or other.doubtful
        self.person = self.person or other.person
        if other.sense in _HEADS or self.sense not in _HEADS:
            self.sense = other.sense


def _sense(items: Sequence[Item]) -> Sense:
    """What words mean together: the sense of the last that names a position or a group, else of the very last."""
    meanings = [sense(item.text) if item.kind is Kind.WORD else Sense.OTHER for item in items]
    return next((m for m in reversed(meanings) if m in _HEADS), meanings[-1] if meanings else Sense.OTHER)


def assemble(words: str, items: Sequence[Item]) -> Iterator[Party]:
    """The parties of *words*, left to right; one that is named again is left out."""
    seen: set[str] = set()
    for part in _doubt_labels(_join_labels(_bind(_bind(_parts(list(_without_label(items))), _open_bond), _bond))):
        name = _name(words, part.items)
        if _is_no_party(part, name) or name.casefold() in seen:
            continue
        between = part.between if seen else None
        seen.add(name.casefold())
        yield Party(name, part.items[0].start, part.items[-1].stop, between, part.doubtful)


def _without_label(items: Sequence[Item]) -> Iterator[Item]:
    """*items* without ``Atsakinga``, ``Atsakingas asmuo`` and a dash after it, where a party begins with them."""
    fresh, dash = True, False
    for item, after in zip_longest(items, items[1:]):
        word = item.text.casefold() if item.kind is Kind.WORD else ""
        goes_on = after is not None and after.kind in {Kind.PERSON, Kind.WORD, Kind.DASH}
        if fresh and goes_on and _LABEL.fullmatch(word) and not (after and after.text.casefold() in _OF_DUTY):
            dash = True
            continue
        if dash and item.kind is Kind.DASH:
            continue
        yield item
        fresh, dash = item.kind in _SEPARATORS, False


class _Builder:
    """Cuts items into parts at separators, and where a name ends with none."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.tail = 0  # index of the first word after the person, 0 where there is no person
        self.between = Separator.NOTHING

    def separate(self, separator: Separator) -> Iterator[_Part]:
        """A separator ends what is before it."""
        yield from self.flush()
        self.between = min(self.between, separator, key=_STRENGTH.index)

    def flush(self) -> Iterator[_Part]:
        """The part so far; words after a name are another group, or in doubt."""
        after = self.items[self.tail :] if self.tail else []
        rest = [item for item in after if item.kind is not Kind.BRACKET]
        if not rest or rest[0].kind is Kind.DASH:
            yield from self._end(len(self.items))
        elif _sense(rest) is Sense.GROUP:
            yield from self._end(self.tail)
            yield from self._end(len(self.items))
        else:
            yield from self._end(len(self.items), doubtful=True)

    def _end(self, count: int, *, doubtful: bool = False) -> Iterator[_Part]:
        if self.items[:count]:
            yield _Part(self.items[:count], self.between, doubtful=doubtful)
            self.between = Separator.NOTHING
        self.items = self.items[count:]
        self.tail = 0

    def person(self, item: Item) -> Iterator[_Part]:
        """A name begins a part, or ends the position before it."""
        if self.tail:
            yield from self._end(self.tail)
        if self.items and _sense(self.items) is Sense.GROUP:
            yield from self._end(len(self.items))
        self.items.append(item)
        self.tail = len(self.items)

    def bracket(self, item: Item) -> None:
        """A bracket belongs to what it follows."""
        self.items.append(item)
        if self.tail and self.tail == len(self.items) - 1:
            self.tail = len(self.items)

    def label(self) -> None:
        """The words so far were a label of what follows."""
        self.items = []


def _parts(items: Sequence[Item]) -> Iterator[_Part]:
    builder = _Builder()
    for item, after, later in zip_longest(items, items[1:], items[2:]):
        to_person = after is not None and after.kind is Kind.PERSON
        match item.kind:
            case Kind.PERSON:
                yield from builder.person(item)
            case Kind.BRACKET:
                builder.bracket(item)
            case Kind.COLON if not builder.tail:
                builder.label()
            case Kind.DASH if not builder.tail and to_person and _sense(builder.items) is Sense.GROUP:
                builder.label()
            case Kind.DASH if builder.items and after is not None and _is_body(after, later):
                yield from builder.separate(Separator.DASH)
            case Kind.DASH if builder.items and after is not None and not (builder.tail and to_person):
                builder.items.append(item)
            case Kind.WORD if item.text == "su" and builder.tail == len(builder.items) > 0:
                yield from builder.separate(Separator.WITH)
            case kind if kind in _SEPARATORS:
                yield from builder.separate(Separator(kind))
            case _:
                builder.items.append(item)
    yield from builder.flush()


def _is_body(item: Item, after: Item | None) -> bool:
    """Whether an item is the abbreviated name of a body, and not of its head: VGK, not VGK pirmininkė."""
    if after is not None and after.kind is Kind.WORD:
        return False
    return item.kind is Kind.WORD and item.text.isupper() and item.text.isalpha() and len(item.text) > 1


def _join_labels(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Give a plural before several names to the first of them: ``pavaduotojos R. Lapienė, O. Klevienė``."""
    held: list[_Part] = []
    for part in parts:
        held.append(part)
        if len(held) < 3:  # noqa: PLR2004 - a label and two names
            continue
        if _is_label(*held):
            held[0].take(held.pop(1))
            continue
        yield held.pop(0)
    yield from held


def _is_label(group: _Part, one: _Part, two: _Part) -> bool:
    if group.person or group.sense is not Sense.GROUP or one.between is not Separator.NOTHING:
        return False
    bare = all(len(part.items) == 1 and part.items[0].kind is Kind.PERSON for part in (one, two))
    apart = two.between in {Separator.COMMA, Separator.AND, Separator.LINE, Separator.GAP}
    nouns = [item.text for item in group.items if sense(item.text) is not Sense.OBLIQUE]
    return bare and apart and bool(nouns) and is_plural(nouns[-1])


def _bind(parts: Iterable[_Part], bond_of: Callable[[_Part, _Part], _Bond]) -> Iterator[_Part]:
    """*parts*, each joined to the one before it as *bond_of* the two has it."""
    before: _Part | None = None
    for part in parts:
        bond = bond_of(before, part) if before else _Bond.APART
        if before and bond is not _Bond.APART:
            before.take(part)
            before.doubtful |= bond is _Bond.DOUBT
            continue
        if before:
            yield before
        before = part
    if before:
        yield before


def _open_bond(one: _Part, two: _Part) -> _Bond:
    """Join what needs a word after it with what follows: ``fizikos, chemijos ir biologijos mokytojai``."""
    return _Bond.ONE if _is_open(one) and _completes(two) else _Bond.APART


def _is_open(part: _Part) -> bool:
    return not part.person and part.sense is Sense.OPEN


def _completes(part: _Part) -> bool:
    if part.between is Separator.SEMICOLON:
        return False
    return part.items[0].kind is not Kind.PERSON or part.between in (Separator.LINE, Separator.GAP, Separator.AND)


def _bond(one: _Part, two: _Part) -> _Bond:
    """How strongly *two* belongs to *one* across what is between them."""
    first, between = two.items[0], two.between
    if between in (Separator.SEMICOLON, Separator.NOTHING):
        return _Bond.APART
    hangs = first.kind is Kind.WORD and sense(first.text) is Sense.OBLIQUE and first.text[0].islower()
    trails = between is Separator.AND and _is_open(two)
    participle = between is Separator.COMMA and first.kind is Kind.WORD and len(two.items) > 1
    if not one.person and (hangs or trails or (participle and is_participle(first.text))):
        return _Bond.ONE
    doubtful = (
        _one_unit(one, two)
        if between is Separator.AND
        else _position_after_name(one, two)
        if between is Separator.COMMA
        else _cut_position(one, two)
    )
    return _Bond.DOUBT if doubtful else _Bond.APART


def _one_unit(one: _Part, two: _Part) -> bool:
    """``grupės vaikai ir pedagogai``: the unit may be of both."""
    if one.person or two.person or len(one.items) < 2 or len(two.items) > 1:  # noqa: PLR2004
        return False
    owner, owned = one.items[-2], one.items[-1]
    return is_unit(owner.text) and is_plural(owned.text) and is_plural(two.items[0].text)


def _position_after_name(one: _Part, two: _Part) -> bool:
    """``R. Petraitienė, grupės pirmininkė``, and a given name cut from its surname by a comma."""
    if len(one.items) != 1:
        return False
    alone = one.items[0]
    if alone.kind is Kind.PERSON:
        return not two.person and two.sense is Sense.POSITION
    surname = two.items[0]
    cut = len(two.items) == 1 and surname.kind is Kind.PERSON and " " not in surname.text
    return cut and is_surname(surname.text) and alone.kind is Kind.WORD and may_be_name(alone.text)


def _cut_position(one: _Part, two: _Part) -> bool:
    """A position on one line and a name on the next may be one person or two."""
    spaced = two.between in (Separator.LINE, Separator.GAP)
    return spaced and not one.person and one.sense is Sense.POSITION and two.items[0].kind is Kind.PERSON


def _doubt_labels(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Doubt a group that is before several names with nothing between: it may be no more than their label."""
    held: list[_Part] = []
    for part in parts:
        held.append(part)
        if len(held) < 3:  # noqa: PLR2004
            continue
        _doubt_label(*held)
        yield held.pop(0)
    yield from held


def _doubt_label(group: _Part, one: _Part, two: _Part) -> None:
    bare = all(part.items[0].kind is Kind.PERSON for part in (one, two)) and not group.person
    if bare and one.between is Separator.NOTHING and two.between is not Separator.SEMICOLON:
        group.doubtful = group.doubtful or group.sense is Sense.GROUP


def _name(words: str, items: Sequence[Item]) -> str:
    pieces: list[str] = []
    stop = items[0].start
    for item in items:
        pieces += (words[stop : item.start], item.text)
        stop = item.stop
    return " ".join("".join(pieces).split())


def _is_no_party(part: _Part, name: str) -> bool:
    """Whether the words name nobody: a blank, a number, ``pagal poreikį``, ``ir kt.``, a telephone."""
    first = re.match(r"\w*|@", part.items[0].text.casefold())
    return not part.person and (
        bool(first and first[0] in _NO_PARTY) or "@" in name or not any(c.isalpha() for c in name)
    )
