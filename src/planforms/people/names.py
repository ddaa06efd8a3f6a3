"""Cuts the words of a cell into words, brackets, separators and persons' names; knows nothing of parties.

Every item points at its stretch of the words. One pass over the tokens, so time is linear in the length.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from planforms.people.grammar import ends_sentence, is_capitalised, is_surname, may_be_name, may_follow_initial
from planforms.remembered import pattern_of


class ItemKind(StrEnum):
    """What an item is; those after ``BRACKET`` separate parties."""

    PERSON = "person"
    WORD = "word"
    INITIAL = "initial"
    BRACKET = "bracket"
    COMMA = "comma"
    SEMICOLON = "semicolon"
    SLASH = "slash"
    LINE = "line"
    GAP = "gap"
    AND = "and"
    WITH = "with"
    COLON = "colon"
    DASH = "dash"
    STOP = "stop"
    NOTHING = "nothing"  # no item: what is between two parties that nothing separates


class Item(Struct, frozen=True):
    """A stretch of the words. ``text`` is as written, but a person's is in normal form (``J. Petraitis``)."""

    kind: ItemKind
    start: int
    stop: int
    text: str


# To the patterns every capital beyond A–Z is an X: sets of letters that are not Latin are dear to compile.
_OTHER_CAPITALS = (*range(0xC0, 0xD7), *range(0xD8, 0xDF), *map(ord, "ĄČĘĖĮŁŚŠŲŪŹŻŽ"))
_PLAIN_CAPITALS = dict.fromkeys(_OTHER_CAPITALS, "X")
_BULLET = r"(?:[•·▪●*–—-]|\d{1,2}[.)]|[a-z]\))[ \t\xa0]+(?=[^\W\d_])"
_NUMBERED = r"[ \t\xa0]*\d{1,2}[.)][ \t\xa0]+"  # 2. or 2) before a name
# A word is first cut at its capitals, so that a glued „komitetasUosienė“ can be distinguished from „LIBIS“ in one pass.
_PIECE = r"\s,;:/|()„“”\"+&•A-Z"
_TOKEN = pattern_of(
    rf"""
    (?P<line>\A[ \t\xa0]*{_BULLET} | [ \t\xa0]*+\n\s*+(?:{_BULLET})?)
  | (?P<gap>[ \xa0]{{2,}}+ | [ \xa0]*\t[ \t\xa0]*+ | (?<=[^\W\d_])[ \xa0]{_NUMBERED}(?=[A-Z]\.))
  | (?P<space>\s)
  | (?P<bracket>\((?:[^()]++|\([^()]*+\))*+\) | „[^„“”"\n]*+[“”"] | “[^“”"\n]*+” | "[^"\n]*+")
  | (?P<comma>,(?:{_NUMBERED}(?=[A-Z]\.))?)
  | (?P<semicolon>;(?:{_NUMBERED}(?=[A-Z]))?|\||•)
  | (?P<slash>/) | (?P<and>(?<![^\W\d_])[+&]|[+&](?=[^\s,;])) | (?P<colon>:)
  | (?P<dash>(?<=\s)[-–—−](?=\s))
  | (?P<initial>(?<![A-Z\d])(?:Dž|Ch|Kr|St|Vl|Br|[A-Z])\.)
  | (?P<word>[A-Z]++[^{_PIECE}]*+ | [^{_PIECE}]++ | .)
    """,
    re.VERBOSE | re.DOTALL,
)
_NAME = pattern_of(r"[A-Z]\.\s?[A-Z]\w|[A-Z]\w+\s+[A-Z]\w+")
_FRESH = frozenset({ItemKind.COMMA, ItemKind.SEMICOLON, ItemKind.LINE, ItemKind.COLON})
_SPACING = frozenset({ItemKind.GAP, ItemKind.LINE})
_CONJUNCTIONS = frozenset({"ir", "bei", "ar", "arba"})
_TOGETHER = frozenset({"kartu", "drauge"})  # kartu su
LINKING = _CONJUNCTIONS | _TOGETHER
_SLASH_ENDING = pattern_of(r"-?[^\W_]{0,5}")
_ENDING = pattern_of("(?:[aiuy]s|os|ės|ai|[aėųį]|ui)$")
_GLUED_INITIAL = pattern_of(r"[A-Z](?=[A-Z][^\W\d_A-Z]{2})")


def items(words: str) -> list[Item]:
    """The items of *words*, left to right; single spaces are left out."""
    return list(_with_persons(list(_conjunctions(list(_cut_words(_open_brackets(words)))))))


def _open_brackets(words: str) -> Iterator[Item]:
    """The tokens of *words*, with those inside a bracket that begins a party and holds a name: ``(V. Lapienė)``."""
    fresh = True
    for token in _tokens(words):
        inside = token.text[1:-1]
        if fresh and token.text.startswith("(") and _NAME.search(inside.translate(_PLAIN_CAPITALS)):
            yield from (
                replace(item, start=token.start + 1 + item.start, stop=token.start + 1 + item.stop)
                for item in _tokens(inside)
            )
        else:
            yield token
        fresh = token.kind in _FRESH or (fresh and token.kind in _SPACING)


def _tokens(words: str) -> Iterator[Item]:
    start = stop = 0  # of the word that grows piece by piece
    for match in _TOKEN.finditer(words.translate(_PLAIN_CAPITALS)):
        kind, (at, end) = match.lastgroup or "", match.span()
        if kind == "slash" and _slash_inside(words, at):
            kind = "word"
        grows = kind == "word" and stop == at and start < stop and not _glued(words, start, at, end)
        if grows:
            stop = end
            continue
        if start < stop:
            yield Item(ItemKind.WORD, start, stop, words[start:stop])
        start, stop = at, (end if kind == "word" else at)
        if kind not in ("word", "space"):
            yield Item(ItemKind(kind), at, end, words[at:end])
    if start < stop:
        yield Item(ItemKind.WORD, start, stop, words[start:stop])


def _glued(words: str, start: int, at: int, end: int) -> bool:
    """Whether a break was lost at *at*: an ended Lithuanian word and a capitalised one."""
    ended = at - start > 2 and _ENDING.search(words[at - 2 : at])  # noqa: PLR2004
    return bool(ended) and words[at].isupper() and end - at > 2  # noqa: PLR2004


def _slash_inside(words: str, at: int) -> bool:
    """Whether the slash belongs to a word: ``auklėtoja/os``, ``vadovas/-ė``, ``2/3 kl.``."""
    after = _SLASH_ENDING.match(words, at + 1)
    ending = after[0] if after else ""
    glued = at > 0 and not words[at - 1].isspace() and bool(ending)
    return glued and (ending[0].isdigit() or ending[0] == "-" or (len(ending) < 5 and ending.islower()))  # noqa: PLR2004


def _cut_words(tokens: Iterable[Item]) -> Iterator[Item]:
    """The full stop after a whole word, no abbreviation, as an item; ``Uosienė RKlasių`` with its initial apart."""
    before = ""  # the word right before
    for token in tokens:
        if token.kind is not ItemKind.WORD:
            yield token
            before = ""
            continue
        word = token.text.rstrip(".")
        stopped = word != token.text and ends_sentence(word)
        word, start = (word if stopped else token.text), token.start
        if word[1:2].isupper() and _is_glued(before, word):
            yield Item(ItemKind.INITIAL, start, start + 1, word[0])
            word, start = word[1:], start + 1
        yield Item(ItemKind.WORD, start, start + len(word), word)
        before = "" if stopped else word
        if stopped:
            yield Item(ItemKind.STOP, start + len(word), token.stop, ".")


def _is_glued(surname: str, word: str) -> bool:
    """Whether *word* begins with the initial of the person whose *surname* is before it."""
    glued = _GLUED_INITIAL.match(word.translate(_PLAIN_CAPITALS)) is not None
    return glued and is_surname(surname) and is_capitalised(surname)


def _conjunctions(tokens: Sequence[Item]) -> Iterator[Item]:
    """*tokens* with ``ir`` and the like as ``AND``, ``kartu su`` as ``WITH``."""
    joined = False
    for token, after in zip_longest(tokens, tokens[1:]):
        if joined:
            joined = False
            continue
        word = token.text.casefold() if token.kind is ItemKind.WORD else ""
        if word in _TOGETHER and after and after.kind is ItemKind.WORD and after.text.casefold() == "su":
            joined = True
            yield Item(ItemKind.WITH, token.start, after.stop, "")
        else:
            yield replace(token, kind=ItemKind.AND) if word in _CONJUNCTIONS else token


def _with_persons(tokens: Sequence[Item]) -> Iterator[Item]:
    index = 0
    while index < len(tokens):
        stop, run = _run(tokens, index)
        if run:
            yield from _persons(run)
            index = stop
        else:
            yield tokens[index]
            index += 1


def _run(tokens: Sequence[Item], first: int) -> tuple[int, list[Item]]:
    """The run of initials and name words from *first*, and the index after it."""
    run: list[Item] = []
    index = stop = first
    while index < len(tokens):
        token = tokens[index]
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if run and token.kind in _SPACING and _runs_on(run, token, after):
            index += 1
            continue
        if run and _joins_surnames(tokens, index, run):
            whole = " ".join(item.text for item in (run[-1], *tokens[index : index + 2]))
            run[-1] = replace(run[-1], stop=tokens[index + 1].stop, text=whole)
            index = stop = index + 2
            continue
        after_initial = bool(run) and run[-1].kind is ItemKind.INITIAL
        lone = _initial_without_stop(tokens, index)
        if token.kind is not ItemKind.INITIAL and not lone and not _name_word(token, run, after_initial=after_initial):
            break
        run.append(replace(token, kind=ItemKind.INITIAL) if lone else token)
        index = stop = index + 1
    if len(run) == 1 and run[0].kind is ItemKind.WORD:
        return _surname_comma_initials(tokens, stop, run)
    return stop, run


def _initial_without_stop(tokens: Sequence[Item], index: int) -> bool:
    """``V Petraitienė``, ``Petraitienė V``: a lone capital beside a name that ends as only surnames do."""
    token = tokens[index]
    if token.kind is not ItemKind.WORD or len(token.text) != 1 or not token.text.isupper():
        return False
    return any(
        t.kind is ItemKind.WORD and is_capitalised(t.text) and is_surname(t.text)
        for t in (*tokens[max(index - 1, 0) : index], *tokens[index + 1 : index + 2])
    )


def _name_word(token: Item, run: Sequence[Item], *, after_initial: bool) -> bool:
    if token.kind is not ItemKind.WORD:
        return False
    # After „Petraitis J.“ a capitalised noun begins something new; after a first initial it is the surname.
    begun = len(run) > 1 and any(t.kind is ItemKind.WORD for t in run[-3:-1])
    if after_initial and not begun:
        return may_follow_initial(token.text)
    return may_be_name(token.text.rstrip("."))


def _runs_on(run: Sequence[Item], spacing: Item, after: Item | None) -> bool:
    """Whether a name may go on over *spacing*: over a gap, and over a line's end that cuts a name."""
    if spacing.kind is ItemKind.GAP:
        return True
    if after is not None and len(run) == 1 and run[0].kind is ItemKind.WORD:
        given = may_be_name(run[0].text) and not is_surname(run[0].text)
        return given and is_surname(after.text) and is_capitalised(after.text)
    if run[-1].kind is ItemKind.INITIAL:
        return all(t.kind is ItemKind.INITIAL for t in run[-2:]) or run[0].kind is ItemKind.INITIAL
    return False


def _joins_surnames(tokens: Sequence[Item], index: int, run: Sequence[Item]) -> bool:
    """Whether a dash with spaces joins two surnames: ``Mačaitytė - Kasalienė``, ``Mačaitytė- Kasalienė``."""
    if run[-1].kind is not ItemKind.WORD or index + 1 >= len(tokens):
        return False
    dash, word = tokens[index], tokens[index + 1]
    follows = tokens[index + 2].kind if index + 2 < len(tokens) else None
    return (
        dash.kind is ItemKind.DASH
        and word.kind is ItemKind.WORD
        and is_surname(run[-1].text)
        and (may_be_name(word.text) and follows is not ItemKind.WORD)
    )


def _surname_comma_initials(tokens: Sequence[Item], stop: int, run: list[Item]) -> tuple[int, list[Item]]:
    """``Petraitis, J.`` is one person where the initial is alone after the comma."""
    if not is_surname(run[0].text) or stop >= len(tokens) or tokens[stop].kind is not ItemKind.COMMA:
        return stop, run
    end = stop + 1
    while end < len(tokens) and tokens[end].kind is ItemKind.INITIAL:
        end += 1
    closed = end == len(tokens) or tokens[end].kind not in (ItemKind.WORD, ItemKind.BRACKET)
    if end == stop + 1 or not closed:
        return stop, run
    return end, [run[0], *tokens[stop + 1 : end]]


def _persons(run: Sequence[Item]) -> Iterator[Item]:
    """Cut a run of initials and name words into persons; what is not a person stays words."""
    index = 0
    surname_first = run[-1].kind is ItemKind.INITIAL
    while index < len(run):
        if run[index].kind is ItemKind.INITIAL:
            stop = _while_initials(run, index)
            if stop == len(run) > 1 and index == 0:
                yield _person(run)  # A. J.
                return
            if stop == len(run):
                yield from (replace(t, kind=ItemKind.WORD) for t in run[index:])
                return
            yield _person(run[index : stop + 1])
            index = stop + 1
            continue
        stop = index
        while stop < len(run) and run[stop].kind is ItemKind.WORD:
            stop += 1
        if surname_first and stop < len(run):
            yield from _full_names(run[index : stop - 1])
            index = _while_initials(run, stop)
            yield _person([*run[stop:index], run[stop - 1]], start=run[stop - 1].start, stop=run[index - 1].stop)
        else:
            yield from _full_names(run[index:stop])
            index = stop


def _while_initials(run: Sequence[Item], index: int) -> int:
    while index < len(run) and run[index].kind is ItemKind.INITIAL:
        index += 1
    return index


def _person(parts: Sequence[Item], *, start: int | None = None, stop: int | None = None) -> Item:
    names = [p.text if p.kind is ItemKind.WORD else p.text.rstrip(".") + "." for p in parts]
    start = parts[0].start if start is None else start
    return Item(ItemKind.PERSON, start, parts[-1].stop if stop is None else stop, " ".join(names))


def _full_names(run: Sequence[Item]) -> Iterator[Item]:
    """Cut name words without initials: a surname ends a person, or begins one where the run begins with one."""
    if not run:
        return
    surnames = [is_surname(word.text) for word in run]
    first_is_surname = surnames[0]
    begin = 0
    for index in range(1, len(run) + 1):
        ends = index == len(run) or (surnames[index] if first_is_surname else surnames[index - 1])
        if ends:
            yield from _one_name(run[begin:index])
            begin = index


def _one_name(words: Sequence[Item]) -> Iterator[Item]:
    if len(words) > 3:  # noqa: PLR2004  four capitalised words without a known surname are not a name
        yield from words
    elif len(words) > 1 or is_surname(words[0].text):
        yield _person(words)
    else:
        yield words[0]
