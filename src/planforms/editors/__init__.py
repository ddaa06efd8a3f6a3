"""Changes to a user's file: the original bytes in, the same bytes but for what was asked for out.

An editor splices bytes into the parts that change and copies every other part as it is packed. It knows file formats
and nothing of what a plan means. Here is what is asked of the editors, what they give back, and the least that must
change in the words of a file.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from planforms.place import Place
from planforms.remembered import pattern_of
from planforms.text import Edit, tidy


class Change(Struct, frozen=True, kw_only=True):
    """Other words for a cell or a paragraph.

    Attributes:
        place: where it is, as the reader gives it.
        old: the words as the plan has them: all that is there, or a stretch of it that is there once.
        new: the words in their place. Only what differs is changed, so looks stay.
        date: the day behind *new*, for a cell of a sheet that holds a real date; it keeps its number format.
    """

    place: Place
    old: str
    new: str
    date: dt.date | None = None


class Comment(Struct, frozen=True, kw_only=True):
    """A comment on a cell or a paragraph, divided by line breaks, and a colour for a cell of a sheet (``RRGGBB``).

    Either may be blank.
    """

    place: Place
    words: str = ""
    colour: str = ""


class SummaryRow(Struct, frozen=True, kw_only=True):
    """A row of the sheet that planforms adds.

    Attributes:
        cells: its words.
        place: where the first cell leads, where it is a link.
        heading: whether it is in bold.
        colour: of the second cell (``RRGGBB``), empty for none.
    """

    cells: tuple[str, ...]
    place: Place | None = None
    heading: bool = False
    colour: str = ""


class Edited(Struct, frozen=True, kw_only=True):
    """The file, the changes that were not made because the file does not have the expected words there, and new names.

    ``renamed`` holds the old and the new names of sheets, and the old and the new words of properties.
    """

    data: bytes
    left: tuple[Change, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


_TOKEN = pattern_of(r"\w+|.", re.DOTALL)
_WORD = pattern_of(r"\w+")
_WINDOW = 128  # words, or signs between words


def changes(old: str, new: str) -> list[Edit]:
    """The edits that make *new* of *old*, line by line where they have as many lines, and word by word."""
    before, after = old.split("\n"), new.split("\n")
    if len(before) != len(after):
        return list(_changes(old, new))
    made: list[Edit] = []
    first = 0
    for was, now in zip(before, after, strict=True):
        made += (Edit(first + edit.start, first + edit.stop, edit.words) for edit in _changes(was, now))
        first += len(was) + 1
    return made


def _changes(old: str, new: str) -> Iterator[Edit]:
    """The edits of a line: words that stay are found first, so that a sign is not taken for a like one elsewhere."""
    ours, theirs = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    here, there = 0, 0
    for first, second, count in _alike([word[0] for word in ours], [word[0] for word in theirs]):
        for was, now in zip(ours[first : first + count], theirs[second : second + count], strict=True):
            yield from _between(old, here, was.start(), new[there : now.start()])
            here, there = was.end(), now.end()
    yield from _between(old, here, len(old), new[there:])


def _between(old: str, start: int, stop: int, new: str) -> Iterator[Edit]:
    """The edits that put *new* in the place of the stretch of *old*."""
    before, after = _TOKEN.findall(old[start:stop]), _TOKEN.findall(new)
    here, there, place = 0, 0, start
    for first, second, count in (*_alike(before, after), (len(before), len(after), 0)):
        end = place + sum(map(len, before[here:first]))
        if here < first or there < second:
            yield Edit(place, end, "".join(after[there:second]))
        place = end + sum(map(len, before[first : first + count]))
        here, there = first + count, second + count


def _alike(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """The stretches that both have, in order: where in each, and how many.

    They are found in windows: matching all of two long lists at once takes cubic time.
    """
    from difflib import SequenceMatcher

    here, there = 0, 0
    while here < len(before) and there < len(after):
        if before[here] == after[there]:
            yield here, there, 1
            here, there = here + 1, there + 1
            continue
        ours, theirs = before[here : here + _WINDOW], after[there : there + _WINDOW]
        *blocks, end = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        yield from ((here + block.a, there + block.b, block.size) for block in blocks)
        last = blocks[-1] if blocks else end
        here, there = here + last.a + last.size, there + last.b + last.size


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


def find_words(old: str, written: str, *, sign: str = "", first: int = 0) -> list[int | None] | None:
    """Where the plan's words *old* are in the file's words *written*, not before place *first*.

    For each place between the characters of *old*, the place in *written*. *sign* is a list sign that may begin a line
    of *old* and is not *written*; its places are ``None``. ``None`` for all where *old* is not there as whole
    words.
    """
    silent = _silent(old, sign)
    ours = [i for i, character in enumerate(old) if not character.isspace() and i not in silent]
    ink = "".join(old[i] for i in ours)
    seen = list(_ink(written))
    theirs = "".join(character for _, character in seen)
    at = next((n for n, (place, _) in enumerate(seen) if place >= first), len(seen))
    while (at := theirs.find(ink, at)) >= 0:
        if not ink or _whole(written, seen[at][0], seen[at + len(ours) - 1][0] + 1):
            stretch = seen[at : at + len(ours)]
            edge = seen[at + len(ours)][0] if at + len(ours) < len(seen) else len(written)
            return _places(old, ours, [place for place, _ in stretch], edge, silent)
        at += 1
    return None


def find_only(old: str, written: str, *, sign: str = "") -> list[int | None] | None:
    """As ``find_words``, where *old* is all that is *written*, or is there once."""
    places = find_words(old, written, sign=sign)
    if places is None:
        return None
    start = next((place for place in places if place is not None), 0)
    again = bool(old.strip()) and find_words(old, written, sign=sign, first=start + 1) is not None
    blank_in_words = not old.strip() and bool(written.strip())
    return None if again or blank_in_words else places


def translate_edits(edits: Sequence[Edit], places: Sequence[int | None]) -> list[Edit] | None:
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


def distribute(pieces: Sequence[str], edits: Sequence[Edit]) -> list[str]:
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
