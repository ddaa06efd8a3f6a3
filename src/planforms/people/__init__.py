"""Who: understands the words of a cell of people as parties (persons, groups, positions).

What separates the items of a cell, what belongs together, what is doubtful. Knows nothing of tables and plans; what is
doubtful stays in one party and is marked as such, nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import zip_longest

from msgspec import Struct

from planforms.letters import CAPITAL
from planforms.model import Responsible, Text
from planforms.people.grammar import (
    Sense,
    is_participle,
    is_plural,
    is_surname,
    is_unit,
    may_be_name,
    may_follow_initial,
    sense,
)
from planforms.people.names import LINKING, Item, ItemKind, items
from planforms.remembered import pattern_of, remembered

__all__ = ["ItemKind", "Party", "assemble", "format_responsible", "parse_responsible", "responsible_parts"]


class Party(Struct, frozen=True):
    """A party: its name in normal form and its stretch ``[start, stop)`` of the words.

    ``separator`` is the kind of item between it and the party before it, ``None`` for the first. ``doubtful``: it may
    be two parties, or that its words may belong to its neighbour.
    """

    name: str
    start: int
    stop: int
    separator: ItemKind | None = None
    doubtful: bool = False


def parse_responsible(words: str | Text) -> Responsible:
    """Understand a cell of people.

    ``Petraitis J.`` comes back as ``J. Petraitis`` and white space is single; else a party is as written.
    Blank cells and on-demand phrases (``pagal poreikį``) have no parties. A party named twice counts once.

    Source: forms seen in real plans, the table of ``tests/units/test_people.py``.
    """
    text = words if isinstance(words, Text) else Text.of(words)
    parts = responsible_parts(text)
    return Responsible(
        words=text,
        parties=tuple(dict.fromkeys([part.name for part in parts])),
        ambiguous=any(part.doubtful for part in parts),
    )


def responsible_parts(words: str | Text) -> tuple[Party, ...]:
    """The parties with their stretch of ``str(words)`` and what separates each from the one before it."""
    return _parties(str(words))


def format_responsible(parties: tuple[str, ...]) -> str:
    """The parties as words: with commas, or with what else reads back as these parties where commas would not."""
    for separator in (", ", "; "):
        words = separator.join(parties)
        if parse_responsible(words).parties == parties:
            return words
    return ", ".join(parties)


_SMALL = "[a-ząčęėįšųūž]"
_PLAIN = rf"(?:{CAPITAL}\. ?){{1,2}}{CAPITAL}{_SMALL}{{2,}}(?:-{CAPITAL}{_SMALL}{{2,}})?"
_NAMES = pattern_of(rf"(?:{_PLAIN}(?:, ?(?!\Z)|\Z))+")
_NAME = pattern_of(rf"((?:{CAPITAL}\. ?)+)([^,]+)")


@remembered
def _parties(words: str) -> tuple[Party, ...]:
    if _NAMES.fullmatch(words) and (parties := _named(words)):
        return parties
    return tuple(assemble(words, items(words)))


def _named(words: str) -> tuple[Party, ...]:
    """The parties of a list of names and nothing else; none where a name may be no person's.

    A shortcut beside the grammar for what most cells hold; a law in the tests says that both understand the same.
    """
    parties: dict[str, Party] = {}
    for found in _NAME.finditer(words):
        initials, surname = found.groups()
        if surname.casefold() in LINKING or not may_follow_initial(surname):
            return ()
        name = initials.replace(" ", "").replace(".", ". ") + surname
        parties.setdefault(name.casefold(), Party(name, *found.span(), ItemKind.COMMA if parties else None))
    return tuple(parties.values())


class _Bond(Enum):
    APART = auto()
    ONE = auto()
    DOUBT = auto()  # one party, for want of certainty


# Where several separators meet, the first of these counts.
_STRENGTH = (
    *(ItemKind.SEMICOLON, ItemKind.COLON, ItemKind.COMMA, ItemKind.SLASH, ItemKind.AND, ItemKind.WITH),
    *(ItemKind.DASH, ItemKind.STOP, ItemKind.LINE, ItemKind.GAP, ItemKind.NOTHING),
)
_SEPARATORS = frozenset(_STRENGTH[:-1])
_NO_PARTY = frozenset({"pagal", "kt", "pan", "tel", "el", "nėra", "nenumatyta", "@"})
_LABEL = pattern_of("atsaking(?:a|as|i|os)|asmuo|asmenys")
_OF_DUTY = frozenset({"už", "uz"})
_HEADS = frozenset({Sense.POSITION, Sense.GROUP})


class _Part:
    """Items that belong together so far; ``between`` parts them from what is before."""

    __slots__ = ("between", "doubtful", "items", "person", "sense")

    def __init__(self, items: list[Item], between: ItemKind, *, doubtful: bool = False) -> None:
        self.items = items
        self.between = between
        self.doubtful = doubtful
        self.person = any(item.kind is ItemKind.PERSON for item in items)
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
    meanings = [sense(item.text) if item.kind is ItemKind.WORD else Sense.OTHER for item in items]
    return next((m for m in reversed(meanings) if m in _HEADS), meanings[-1] if meanings else Sense.OTHER)


def assemble(words: str, items: Sequence[Item]) -> Iterator[Party]:
    """The parties of *words*, left to right; one that is named again is left out."""
    seen: set[str] = set()
    parts = list(_bind(_bind(_parts(list(_without_label(items))), _open_bond), _bond))
    _join_labels(parts)
    for three in zip(parts, parts[1:], parts[2:], strict=False):
        _doubt_label(*three)
    for part in parts:
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
        word = item.text.casefold() if item.kind is ItemKind.WORD else ""
        goes_on = after is not None and after.kind in {ItemKind.PERSON, ItemKind.WORD, ItemKind.DASH}
        if fresh and goes_on and _LABEL.fullmatch(word) and not (after and after.text.casefold() in _OF_DUTY):
            dash = True
            continue
        if dash and item.kind is ItemKind.DASH:
            continue
        yield item
        fresh, dash = item.kind in _SEPARATORS, False


class _Builder:
    """Cuts items into parts at separators, and where a name ends with none."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.tail = 0  # index of the first word after the person, 0 where there is no person
        self.between = ItemKind.NOTHING

    def separate(self, separator: ItemKind) -> Iterator[_Part]:
        """A separator ends what is before it."""
        yield from self.flush()
        self.between = min(self.between, separator, key=_STRENGTH.index)

    def flush(self) -> Iterator[_Part]:
        """The part so far; words after a name are another group, or in doubt."""
        after = self.items[self.tail :] if self.tail else []
        rest = [item for item in after if item.kind is not ItemKind.BRACKET]
        if not rest or rest[0].kind is ItemKind.DASH:
            yield from self._end(len(self.items))
        elif _sense(rest) is Sense.GROUP:
            yield from self._end(self.tail)
            yield from self._end(len(self.items))
        else:
            yield from self._end(len(self.items), doubtful=True)

    def _end(self, count: int, *, doubtful: bool = False) -> Iterator[_Part]:
        if self.items[:count]:
            yield _Part(self.items[:count], self.between, doubtful=doubtful)
            self.between = ItemKind.NOTHING
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
        to_person = after is not None and after.kind is ItemKind.PERSON
        match item.kind:
            case ItemKind.PERSON:
                yield from builder.person(item)
            case ItemKind.BRACKET:
                builder.bracket(item)
            case ItemKind.COLON if not builder.tail:
                builder.label()
            case ItemKind.DASH if not builder.tail and to_person and _sense(builder.items) is Sense.GROUP:
                builder.label()
            case ItemKind.DASH if builder.items and after is not None and _is_body(after, later):
                yield from builder.separate(ItemKind.DASH)
            case ItemKind.DASH if builder.items and after is not None and not (builder.tail and to_person):
                builder.items.append(item)
            case ItemKind.WORD if item.text == "su" and builder.tail == len(builder.items) > 0:
                yield from builder.separate(ItemKind.WITH)
            case kind if kind in _SEPARATORS:
                yield from builder.separate(kind)
            case _:
                builder.items.append(item)
    yield from builder.flush()


def _is_body(item: Item, after: Item | None) -> bool:
    """Whether an item is the abbreviated name of a body, and not of its head: VGK, not VGK pirmininkė."""
    if after is not None and after.kind is ItemKind.WORD:
        return False
    return item.kind is ItemKind.WORD and item.text.isupper() and item.text.isalpha() and len(item.text) > 1


def _join_labels(parts: list[_Part]) -> None:
    """Give a plural before several names to the first of them: ``pavaduotojos R. Lapienė, O. Klevienė``."""
    for at in range(len(parts)):
        three = parts[at : at + 3]
        if len(three) > 2 and _is_label(*three):  # noqa: PLR2004 - a label and two names
            parts[at].take(parts.pop(at + 1))


def _is_label(group: _Part, one: _Part, two: _Part) -> bool:
    if group.person or group.sense is not Sense.GROUP or one.between is not ItemKind.NOTHING:
        return False
    bare = all(len(part.items) == 1 and part.items[0].kind is ItemKind.PERSON for part in (one, two))
    apart = two.between in {ItemKind.COMMA, ItemKind.AND, ItemKind.LINE, ItemKind.GAP}
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
    if part.between is ItemKind.SEMICOLON:
        return False
    return part.items[0].kind is not ItemKind.PERSON or part.between in (ItemKind.LINE, ItemKind.GAP, ItemKind.AND)


def _bond(one: _Part, two: _Part) -> _Bond:
    """How strongly *two* belongs to *one* across what is between them."""
    first, between = two.items[0], two.between
    if between in (ItemKind.SEMICOLON, ItemKind.NOTHING):
        return _Bond.APART
    hangs = first.kind is ItemKind.WORD and sense(first.text) is Sense.OBLIQUE and first.text[0].islower()
    trails = between is ItemKind.AND and _is_open(two)
    participle = between is ItemKind.COMMA and first.kind is ItemKind.WORD and len(two.items) > 1
    if not one.person and (hangs or trails or (participle and is_participle(first.text))):
        return _Bond.ONE
    doubtful = (
        _one_unit(one, two)
        if between is ItemKind.AND
        else _position_after_name(one, two)
        if between is ItemKind.COMMA
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
    if alone.kind is ItemKind.PERSON:
        return not two.person and two.sense is Sense.POSITION
    surname = two.items[0]
    cut = len(two.items) == 1 and surname.kind is ItemKind.PERSON and " " not in surname.text
    return cut and is_surname(surname.text) and alone.kind is ItemKind.WORD and may_be_name(alone.text)


def _cut_position(one: _Part, two: _Part) -> bool:
    """A position on one line and a name on the next may be one person or two."""
    spaced = two.between in (ItemKind.LINE, ItemKind.GAP)
    return spaced and not one.person and one.sense is Sense.POSITION and two.items[0].kind is ItemKind.PERSON


def _doubt_label(group: _Part, one: _Part, two: _Part) -> None:
    """Doubt a group that is before two names with nothing between: it may be no more than their label."""
    bare = all(part.items[0].kind is ItemKind.PERSON for part in (one, two)) and not group.person
    if bare and one.between is ItemKind.NOTHING and two.between is not ItemKind.SEMICOLON:
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
