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


def by_line(edits: Sequence[Edit], words: str) -> list[list[Edit]]:
    """*edits* of *words* as edits of each of its lines; one over several lines puts its words in the first."""
    made: list[list[Edit]] = []
    first = 0
    for line in words.split("\n"):
        last = first + len(line)
        here = [
            Edit(max(start - first, 0), min(stop, last) - first, new if start >= first else "")
            for start, stop, new in edits
            if first <= start <= last or start < first < stop
        ]
        made.append(here)
        first = last + 1
    return made


def stands(old: str, written: str, *, sign: str = "", first: int = 0) -> list[int | None] | None:
    """Where the plan's words *old* stand in the file's words *written*, not before place *first*.

    For each place between the characters of *old*, the place in *written*. *sign* is a list sign that may begin a line
    of *old* and is not *written*; its places are ``None``. ``None`` for all where *old* does not stand there as whole
    words.
    """
    silent = _silent(old, sign)
    ours = [i for i, character in enumerate(old) if not character.isspace() and i not in silent]
    ink = "".join(old[i] for i in ours)
    seen = list(_ink(written))
    theirs = "".join(character for _, character in seen)
    at = next((n for n, (place, _) in enumerate(seen) if place >= first), len(seen))
    while (at := theirs.find(ink, at)) >= 0:
        stretch = seen[at : at + len(ours)]
        if not ink or _whole(written, stretch[0][0], stretch[-1][0] + 1):
            edge = seen[at + len(ours)][0] if at + len(ours) < len(seen) else len(written)
            return _places(old, ours, [place for place, _ in stretch], edge, silent)
        at += 1
    return None


def whole(old: str, written: str, *, sign: str = "") -> list[int | None] | None:
    """As ``stands``, where *old* is all that is *written*, or stands there once."""
    places = stands(old, written, sign=sign)
    if places is None:
        return None
    start = next((place for place in places if place is not None), 0)
    again = bool(old.strip()) and stands(old, written, sign=sign, first=start + 1) is not None
    blank_in_words = not old.strip() and bool(written.strip())
    return None if again or blank_in_words else places


def carried(edits: Sequence[Edit], places: Sequence[int | None]) -> list[Edit] | None:
    """*edits* of a plan's words as edits of the file's, by *places*; ``None`` where one would change a list sign."""
    made: list[Edit] = []
    for start, stop, words in edits:
        first, last = places[start], places[stop]
        if first is None or last is None or last < first:
            return None
        made.append(Edit(first, last, words))
    return made


def _places(
    old: str, ours: Sequence[int], theirs: Sequence[int], edge: int, silent: frozenset[int]
) -> list[int | None]:
    """The places: *ours* and *theirs* are those of the same characters, *edge* is where more is written after them."""
    places: list[int | None] = []
    done, last = 0, 0  # how many characters were passed, and where that ended in *old*
    for place in range(len(old) + 1):
        if done < len(ours) and place > ours[done]:
            done, last = done + 1, place
        if place in silent:
            places.append(None)
            continue
        start = theirs[done - 1] + 1 if done else 0
        stop = theirs[done] if done < len(theirs) else edge
        ahead = done < len(ours) and place == ours[done]
        places.append(stop if ahead and (place > last or not done) else min(start + place - last, stop))
    return places


def _whole(written: str, start: int, stop: int) -> bool:
    """Whether the stretch begins and ends between words."""
    begins = start == 0 or not (written[start - 1].isalnum() and written[start].isalnum())
    return begins and (stop == len(written) or not (written[stop - 1].isalnum() and written[stop].isalnum()))


def _silent(old: str, sign: str) -> frozenset[int]:
    """The places of *old* that a list sign at its beginning takes, the space after it included."""
    return frozenset(range(len(sign) + 1)) if sign and old.startswith(sign) else frozenset()


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
