"""The least that must change in the words of a file for a plan's words to change: edits found, carried over and dealt.

A plan's words are tidy; the file's hold other spaces, invisible marks and line ends in their place, lack the signs of
automatic lists, and are cut into pieces of one look each. Pure: words in, words out.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from planforms.spans import Edit
from planforms.text import tidy

_TOKEN: Final = re.compile(r"\w+|.", re.DOTALL)


def changes(old: str, new: str) -> list[Edit]:
    """The edits that make *new* of *old*, word by word."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    places = [0]
    for token in before:
        places.append(places[-1] + len(token))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Edit(places[start], places[stop], "".join(after[first:last]))
        for kind, start, stop, first, last in matcher.get_opcodes()
        if kind != "equal"
    ]


def carried(edits: Sequence[Edit], old: str, written: str, signs: Sequence[str] = ()) -> list[Edit] | None:
    """*edits* of the plan's words *old* as edits of the file's words *written*.

    *signs* are the list signs that begin lines of *old* and are not *written*. ``None`` where the two do not say the
    same, or an edit would change a sign.
    """
    places = _places(old, written, signs)
    if places is None:
        return None
    made: list[Edit] = []
    for start, stop, words in edits:
        first, last = places[start], places[stop]
        if first is None or last is None or last < first:
            return None
        made.append(Edit(first, last, words))
    return made


def _places(old: str, written: str, signs: Sequence[str]) -> list[int | None] | None:
    """For each place between the characters of *old*, the place in *written*; ``None`` inside a list sign."""
    silent = _silent(old, signs)
    ours = [i for i, character in enumerate(old) if not character.isspace() and i not in silent]
    theirs = list(_ink(written))
    if [old[i] for i in ours] != [character for _, character in theirs]:
        return None
    places: list[int | None] = []
    done, last = 0, 0  # how much ink was passed, and where that ended in *old*
    for place in range(len(old) + 1):
        if done < len(ours) and place > ours[done]:
            done, last = done + 1, place
        if place in silent:
            places.append(None)
            continue
        start = theirs[done - 1][0] + 1 if done else 0
        stop = theirs[done][0] if done < len(theirs) else len(written)
        ahead = done < len(ours) and place == ours[done]
        places.append(stop if ahead and (place > last or not done) else min(start + place - last, stop))
    return places


def _silent(old: str, signs: Sequence[str]) -> frozenset[int]:
    """The places of *old* that list signs take, the space after each included."""
    taken: set[int] = set()
    place = 0
    for line, sign in zip(old.split("\n"), signs, strict=False):
        if sign and line.startswith(sign):
            taken.update(range(place, place + len(sign) + 1))
        place += len(line) + 1
    return frozenset(taken)


def _ink(written: str) -> Iterator[tuple[int, str]]:
    """The characters of *written* that are seen, tidy, with their places."""
    for place, character in enumerate(written):
        seen = tidy(character)
        if seen and not seen.isspace():
            yield place, seen


def dealt(pieces: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """*pieces* of words after *edits* of the whole: new words go where what they replace began, or to what they follow.

    There is at least one piece, and no edit overlaps another.
    """
    new = list(pieces)
    in_order = sorted(edits, key=lambda edit: edit.start)
    for start, stop, words in reversed(in_order):
        place = 0
        taken = False
        for index, piece in enumerate(pieces):
            first, last = max(start - place, 0), min(stop - place, len(piece))
            holds = start - place < len(piece) or (start == stop and start - place == len(piece))
            if not taken and (holds or index == len(pieces) - 1):
                taken = True
                new[index] = new[index][: start - place] + words + new[index][max(last, start - place) :]
            elif first < last:
                new[index] = new[index][:first] + new[index][last:]
            place += len(piece)
    return new
