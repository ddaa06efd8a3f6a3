"""Žymos: what approves, endorses and coordinates a plan, read from its words, filled in and printed.

A mark is read as one joined string, whatever its line breaks: ``slots`` finds its dates, acts and numbers, ``reading``
its parts, ``extent`` where it begins and ends among lines; here it is made, filled in and printed. Words change only in
the slots, and what was filled is read again first: beside its author and values a filled mark holds only words of a
closed list. Knows nothing of where a mark is in a file.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from msgspec import Struct
from msgspec.structs import replace

from planforms.dates import MONTHS_GENITIVE
from planforms.errors import UsageError
from planforms.marks.extent import MarkLine, ends_unread_mark, goes_on, mark_extent, starts_mark
from planforms.marks.reading import (
    BLANK_AUTHOR,
    BLANK_DATE,
    BLANK_NAME,
    BLANK_NUMBER,
    BLANK_POSITION,
    BLANK_SIGNATURE,
    DEFAULT_ACT,
    ActParts,
    MarkParts,
    mark_parts,
    parse_mark,
    parse_parts,
    removal,
)
from planforms.marks.slots import Span, find_head, folded
from planforms.model import Act, ActKind, Mark, MarkKind, Text
from planforms.remembered import pattern_of
from planforms.text import Edit, edited, edited_words

__all__ = [
    "BLANK_DATE",
    "BLANK_NAME",
    "BLANK_NUMBER",
    "BLANK_POSITION",
    "ActParts",
    "MarkLine",
    "Values",
    "amend_mark",
    "check_end",
    "check_new",
    "fill_edits",
    "fill_mark",
    "format_mark",
    "mark_extent",
    "mark_parts",
    "new_mark",
    "official",
    "parse_mark",
    "starts_mark",
]

_WORD = {MarkKind.APPROVED: "PATVIRTINTA", MarkKind.ENDORSED: "PRITARTA", MarkKind.COORDINATED: "SUDERINTA"}
_INSTRUMENTAL = {
    ActKind.ORDER: "įsakymu",
    ActKind.RESOLUTION: "nutarimu",
    ActKind.DECISION: "sprendimu",
    ActKind.ORDINANCE: "potvarkiu",
    ActKind.LETTER: "raštu",
    ActKind.MINUTES: "posėdžio protokolu",
}


def new_mark(
    kind: MarkKind,
    *,
    by: str = "",
    act: ActKind | None = None,
    number: str = "",
    date: dt.date | None = None,
) -> Mark:
    """A mark of *kind* by law's usual word, with the parts that are given; its words are built from them."""
    acts = (Act(act or DEFAULT_ACT[kind], date, tidy_number(number)),) if act or number or date else ()
    return _built(Mark(word=_WORD[kind], kind=kind, by=" ".join(by.split()), acts=acts))


def _built(mark: Mark) -> Mark:
    """*mark* with words made of its parts, read again."""
    lines = [mark.word, mark.by]
    if mark.signatory:
        lines += [mark.signatory.position, mark.signatory.name]
    lines += [_act_line(act, bracket=number > 0) for number, act in enumerate(mark.acts)]
    if mark.amended:
        lines.append(f"({_act_line(mark.amended, genitive=True)} redakcija)")
    return _read(Text.of("\n".join(line for line in lines if line)))


def _act_line(act: Act, *, bracket: bool = False, genitive: bool = False) -> str:
    kind = _INSTRUMENTAL[act.kind] if act.kind else ""
    if genitive:
        kind = re.sub("iu$", "io", re.sub("([^i])u$", r"\1o", kind))
    parts = [official(act.date) if act.date else "", kind, f"Nr. {act.number}" if act.number else ""]
    line = " ".join(part for part in parts if part)
    return f"({line})" if bracket else line


def amend_mark(mark: Mark, *, number: str = "", date: dt.date | None = None) -> Mark:
    """*mark* with the act of the wording in force under it, in the place of an earlier one; a missing part is a line.

    „(Upėnų gimnazijos direktoriaus 2026 m. kovo 25 d. įsakymo Nr. V-98 redakcija)“

    Raises:
        UsageError: the mark cannot be read with it for certain.
    """
    mark = mark if mark.words else _built(mark)
    plain = str(mark.words)
    parts = mark_parts(plain)
    act = next((act.kind for act in mark.acts if act.kind in _BY_HEAD), ActKind.ORDER)
    wanted = Act(act, date, tidy_number(number))
    kind = _act_line(Act(act), genitive=True)
    said = (mark.by, official(date) if date else BLANK_DATE, kind, f"Nr. {wanted.number or BLANK_NUMBER}", "redakcija")
    line = f"({' '.join(filter(None, said))})"
    old = parts.wording if parts else None
    edit = Edit(*old, line) if old else Edit(len(plain), len(plain), f"\n{line}")
    made = parse_parts(edited(mark.words, [edit]))
    if made is None or made.amended != wanted or (made.by, made.acts) != (mark.by, mark.acts):
        raise _refused(plain, line)
    return made


_BY_HEAD = (ActKind.ORDER, ActKind.ORDINANCE, ActKind.RESOLUTION, ActKind.DECISION)


def official(day: dt.date) -> str:
    """A whole day in the full official form: ``2023 m. rugsėjo 29 d.``."""
    return f"{day.year:04} m. {MONTHS_GENITIVE[day.month - 1]} {day.day} d."


def tidy_number(number: str) -> str:
    """A number as a register gives it, without blank ends and without a ``Nr.`` before it."""
    return re.sub(r"^Nr\b\.?\s*", "", number.strip())


def format_mark(mark: Mark) -> Text:
    """The lines of a mark as printed, with lines to fill in by hand for what is blank.

    A mark without words is built from its parts. Blanks that the words hold already are left as they are, and none
    are put where they would not read back as blanks: ``parse_mark`` of the lines is the mark again.
    """
    if not mark.words:
        mark = _built(mark)
    parts = mark_parts(mark.words)
    if not parts:
        return mark.words
    plain = str(mark.words)
    blanks = [*(_signature_lines if parts.signed else _blanks)(plain, parts)]
    if not blanks:
        return mark.words
    printed = edited(mark.words, blanks)
    return printed if parse_mark(printed) == parse_mark(mark.words) else mark.words


def _lines_at(plain: str, place: int, *lines: str) -> Edit:
    """Put whole *lines* after *place*; what follows on its line goes to a line of its own."""
    end = len(plain) - len(plain[place:].lstrip(" "))
    follows = end < len(plain) and plain[end] != "\n"
    return Edit(place, end if follows else place, "\n" + "\n".join(lines) + ("\n" if follows else ""))


def _blanks(plain: str, parts: MarkParts) -> Iterator[Edit]:
    """Blanks for an author, a date or a number that no act of the mark has and no place in the words holds."""
    if not parts.acts:
        act = f"{BLANK_DATE} {_INSTRUMENTAL[DEFAULT_ACT[parts.head.kind]]} Nr. {BLANK_NUMBER}"
        yield _lines_at(plain, _own_end(plain, parts), *([] if parts.by else [BLANK_AUTHOR]), act)
        return
    first = parts.acts[0]
    if not any(act.date for act in parts.acts):
        start = (first.kind or first.label or parts.word).start
        yield Edit(start, start, f"{BLANK_DATE} ")
    if first.kind and not any(act.label for act in parts.acts):
        yield Edit(first.stop, first.stop, f" Nr. {BLANK_NUMBER}")
    if not parts.by:
        yield _lines_at(plain, _after_word(plain, parts), BLANK_AUTHOR)


def _signature_lines(plain: str, parts: MarkParts) -> Iterator[Edit]:
    """Position, signature, name and date, one a line, where they are missing."""
    place = parts.position.stop if parts.position else _after_word(plain, parts)
    end = parts.name.stop if parts.name else place
    lines = [] if parts.position else [BLANK_POSITION]
    lines += [] if re.search("__|paraš", plain[place : parts.name.start if parts.name else None]) else [BLANK_SIGNATURE]
    lines += [] if parts.name else [BLANK_NAME]
    if lines:
        yield _lines_at(plain, place, *lines)
    if not any(act.date for act in parts.acts):
        yield _lines_at(plain, end, BLANK_DATE)


def _after_word(plain: str, parts: MarkParts) -> int:
    """The place after the mark's word and its colon."""
    return _AFTER_WORD.match(plain, parts.word.stop).end()  # type: ignore[union-attr]  # it matches nothing too


_AFTER_WORD = pattern_of('[”“"*]* *[.:]?')


def _own_end(plain: str, parts: MarkParts) -> int:
    """Where the mark's own parts end, before any other wording in brackets."""
    spans = filter(None, (parts.by, parts.position, parts.name))
    return max([_after_word(plain, parts), *(span.stop for span in spans), *(act.stop for act in parts.acts)])


class Values(Struct, frozen=True):
    """What to fill in a mark; ``None`` leaves a part as it is."""

    by: str | None = None
    act: ActKind | None = None
    number: str | None = None
    date: dt.date | None = None

    @property
    def of_act(self) -> bool:
        """Whether anything of an act is to be filled in."""
        return bool(self.act) or self.number is not None or self.date is not None


def fill_mark(
    mark: Mark,
    *,
    by: str | None = None,
    act: ActKind | None = None,
    number: str | None = None,
    date: dt.date | None = None,
) -> Mark:
    """*mark* with only the named parts filled or replaced; every other word, and its look, stays.

    Of several acts the one of kind *act* is filled, else the one that such a mark usually cites. A new date takes the
    form of the old one (ISO or full). What has no place in the words yet is added where the form wants it. Where a
    person signs the mark itself, *by* is that person's position.

    Raises:
        UsageError: the words leave it open what to fill, or something in them is in the way.
    """
    words = mark.words or _built(mark).words
    return _read(edited(words, fill_edits(words, Values(by, act, number, date))))


def fill_edits(words: Text, values: Values) -> list[Edit]:
    """The edits that fill *values* in the *words* of a mark, as ``fill_mark`` makes them; other blanks stay.

    The filled words are read again: they must give the author as it was, the values, and nothing unread.

    Raises:
        UsageError: the words leave it open what to fill, or something in them is in the way.
    """
    plain = str(words)
    parts = mark_parts(plain)
    if not parts:
        raise _no_mark(plain)
    number = None if values.number is None else tidy_number(values.number)
    by = None if values.by is None else " ".join(values.by.split())
    values = Values(by, values.act, number, values.date)
    if values == Values():
        return []
    if len(parts.captions) > _MOST_CAPTIONS:
        raise _refused(plain, plain[slice(*parts.captions[-1].span)])
    target = _target(plain, parts, values)
    edits = _edits(plain, parts, target, values)
    filled = edited_words(plain, edits)
    _examine(plain, filled, parts, target, values)
    return edits


def check_end(words: Text, values: Values, following: Iterable[str]) -> None:
    """Refuse to put a date or a number into *words* that have no slot for it where one of the next lines looks like it.

    Raises:
        UsageError: one of the *following* lines, as far as the next mark, may be the rest of the mark.
    """
    parts = mark_parts(words)
    acts = parts.acts if parts else ()
    dated, numbered = any(act.date for act in acts), any(act.label for act in acts)
    if (values.date and not dated) or (values.number and not numbered):
        near = takewhile(lambda line: not starts_mark(line), islice(filter(str.strip, following), _NEAR))
        if rest := next(filter(goes_on, near), None):
            raise _refused(str(words), rest)


def check_new(words: Text, kinds: Collection[ActKind], lines: Iterable[str]) -> None:
    """Refuse to make a new mark of *words* beside an old one that was not understood: its act is text.

    Raises:
        UsageError: one of *lines* ends a mark by an act of one of *kinds*.
    """
    if unread := next((line for line in lines if ends_unread_mark(line, kinds)), None):
        raise _refused(str(words), unread)


_NEAR = 4  # lines
_MOST_CAPTIONS = 20  # under the lines of a form


def _read(text: Text) -> Mark:
    mark = parse_mark(text)
    if mark is None:
        raise _no_mark(str(text))
    return mark


def _no_mark(words: str) -> UsageError:
    return UsageError(
        "“{words}” begins no mark; begin it with PATVIRTINTA, TVIRTINU, PRITARTA or SUDERINTA.", words=words
    )


def _refused(plain: str, obstacle: str) -> UsageError:
    return UsageError(
        "The mark “{words}” cannot be filled for certain: “{obstacle}” is in the way, so nothing was written. "
        "Correct the mark in the file and try again.",
        words=" ".join(plain.split()),
        obstacle=" ".join(obstacle.split()),
    )


def _target(plain: str, parts: MarkParts, values: Values) -> int | None:
    """The index of the act to fill: of the kind asked for, or of the usual one; ``None`` where there is none yet."""
    if parts.signed and (values.number is not None or values.act):
        raise UsageError(
            "The mark “{words}” is signed by a person and cites no act, so it takes no number; nothing was written. "
            "Fill its date alone, or write the act in the mark.",
            words=" ".join(plain.split()),
        )
    if not parts.acts:
        return None
    if not values.of_act or len(parts.acts) == 1:
        return 0
    wanted = values.act or DEFAULT_ACT[parts.head.kind]
    of_kind = [index for index, act in enumerate(parts.acts) if act.act.kind is wanted]
    if len(of_kind) != 1 or _divided(parts.acts, of_kind[0], values):
        raise UsageError(
            "The mark “{words}” cites several acts, and it is not clear which to fill; nothing was written. "
            "Fill it in by hand, or name the kind of act where the mark has one of it.",
            words=" ".join(plain.split()),
        )
    return of_kind[0]


def _divided(acts: Sequence[ActParts], target: int, values: Values) -> bool:
    """Whether what is to be filled is written apart from its act: a date of no act, or the number of an undated one."""
    others = [act for index, act in enumerate(acts) if index != target]
    apart = acts[target].label is None and any(act.label and not act.date for act in others)
    loose = any(act.date and not (act.kind or act.label) for act in others)
    return (values.number is not None and apart) or (values.date is not None and loose)


def _edits(plain: str, parts: MarkParts, target: int | None, values: Values) -> list[Edit]:
    made = [] if values.by is None else _fill_by(plain, parts, values.by)
    if target is None:
        return [*made, *_new_act(plain, parts, values)]
    act = parts.acts[target]
    if values.date:
        made.append(_fill_date(plain, act, parts.acts[_dated(parts, target)], values.date))
    if values.act and act.act.kind is not values.act:
        made.append(_fill_kind(act, _INSTRUMENTAL[values.act]))
    if values.number is not None:
        made.append(_fill_number(act, values.number))
    return [*made, *_captions(plain, parts, values)]


def _fill_by(plain: str, parts: MarkParts, by: str) -> list[Edit]:
    place = parts.by or parts.position
    if place is None:
        return [_lines_at(plain, _after_word(plain, parts), by)]
    comma = plain[place.stop : place.stop + 1] == "," and not by.endswith(",")
    made = [Edit(place.start, place.stop + comma, by)]
    return [*made, removal(plain, parts.office)] if parts.office else made


def _new_act(plain: str, parts: MarkParts, values: Values) -> Iterator[Edit]:
    """The line of an act that a mark has no place for yet."""
    if values.of_act:
        kind = None if parts.signed else values.act or DEFAULT_ACT[parts.head.kind]
        yield _lines_at(plain, _own_end(plain, parts), _act_line(Act(kind, values.date, values.number or "")))


def _fill_kind(act: ActParts, word: str) -> Edit:
    if act.kind:
        return Edit(*act.kind, word)
    if act.label:
        return Edit(act.label.start, act.label.start, f"{word} ")
    return Edit(act.stop, act.stop, f" {word}")


def _dated(parts: MarkParts, target: int) -> int:
    """The index of the act that a new date of the act *target* is written in: the first dated one where it has none."""
    if parts.acts[target].date:
        return target
    return next((index for index, act in enumerate(parts.acts) if act.date), target)


def _fill_date(plain: str, act: ActParts, dated: ActParts, date: dt.date) -> Edit:
    if dated.date:
        start, stop = dated.date
        before = " " if plain[start - 1 : start].isalnum() else ""  # typed close to the slot
        after = " " if plain[stop : stop + 1].isalnum() else ""
        return Edit(start, stop, f"{before}{date.isoformat() if dated.iso else official(date)}{after}")
    place = act.kind or act.label
    start = place.start if place else act.stop
    start -= plain[start - 1 : start] == "("
    return Edit(start, start, f"{official(date)} ")


# A number whose prefix and suffix a form may have: „(1.3)V-12/25“.
_PREFIXED = pattern_of(r"(?:(?:\([\w.]+\) ?)?(?:[^\W\d_]{1,4}\d?)?[-–‑])?(?P<digits>\d+)(?:/\w+| \w{1,2})?")


def _fill_number(act: ActParts, number: str) -> Edit:
    if not act.label or not act.number:
        return Edit(act.stop, act.stop, f" Nr. {number}" if number else "")
    if number.isdigit():
        written = _PREFIXED.fullmatch(act.act.number)
        same = written is not None and written["digits"] == number
        number = act.act.number if same else f"{act.prefix}{number}{act.suffix}"
    spaced = act.number.start > act.label.stop or not number
    return Edit(*act.number, number if spaced else f" {number}")


def _captions(plain: str, parts: MarkParts, values: Values) -> Iterator[Edit]:
    """Captions under blanks that are filled go with the blanks."""
    filled = {"date": values.date is not None, "number": values.number is not None, "author": values.by is not None}
    for caption in parts.captions:
        asked = [part for part in filled if getattr(caption, part)]
        if asked and all(filled[part] for part in asked):
            yield removal(plain, caption.span)


# All that a filled mark may hold beside its author, its values and what is still blank.
_CLOSED = pattern_of(
    r"(?:ir|bei|su|posedzio|posedyje|protokolin\w+|rasytin\w+|isakym\w+|nutarim\w+|sprendim\w+|potvark\w+"
    r"|rast[uoa]s?|protokol\w+|\d{1,2} pried\w+|(?<!\w)data|(?:nuotolin|neeilin|eilin|isplestin)\w+|tvarkomuoju"
    r"|elektroninio|balsavimo|pasitarimo|susirinkimo|israsu|(?:veiklos|personalo) klausimais)(?!\w)"
)
# What no author holds: a blank at its end, a year, a unit of a date, a number of an act.
_NOT_AUTHOR = pattern_of(
    r"(?<=[^\W_])[ „“\"'/]*(?:_+|\.{3,}|…)|(?<!\w)(?:19|20)\d\d(?!\w)|(?<!\w)\d+ *(?:m|d)\.|\d[.-]\d\d[.-]\d"
    r"|(?<!\w)nr(?!\w|\.? *\d)|(?<!\w)x{2,}(?!\w)"
)
_QUOTED = pattern_of(r"(?<!\w)[„“\"'‚«‹,][^„“”\"»›_…]{1,60}[“”\"»›](?!\w)")  # a name may hold a year: „Planeta 2025“


def _examine(plain: str, filled: str, before: MarkParts, target: int | None, values: Values) -> None:
    """Read the *filled* words again and refuse them where they are not certainly what was asked for."""
    after = mark_parts(filled)
    if not after or after.head.kind is not before.head.kind or after.signed != before.signed:
        raise _refused(plain, filled)
    _examine_author(plain, filled, before, after, values.by)
    expected = _expected(before, target, values)
    got = [act.act for act in after.acts]
    if got != expected:
        wrong = next((a for a, e in zip(got, expected, strict=False) if a != e), got[-1] if got else Act())
        raise _refused(plain, _act_line(wrong) or plain)
    if (after.amended and after.amended.act) != (before.amended and before.amended.act):
        raise _refused(plain, "redakcija")
    if rest := _unread(filled, after):
        raise _refused(plain, rest)


def _examine_author(plain: str, filled: str, before: MarkParts, after: MarkParts, by: str | None) -> None:
    old, new = _author(plain, before), _author(filled, after)
    wanted = old if by is None else by
    if new.rstrip(",") != wanted.rstrip(",") or (by is not None and find_head(folded(by))):
        raise _refused(plain, new or wanted)
    bare = _QUOTED.sub(lambda name: "a" * len(name[0]), folded(new).text)
    wrong = _NOT_AUTHOR.search(bare) if any(map(str.isalpha, new)) else None
    if wrong:
        raise _refused(plain, new[wrong.start() : wrong.end()] if len(folded(new).text) == len(new) else new)


def _author(words: str, parts: MarkParts) -> str:
    place = parts.by or parts.position
    return " ".join(words[slice(*place)].split()) if place else ""


def _expected(before: MarkParts, target: int | None, values: Values) -> list[Act]:
    """The acts that the filled words must give."""
    acts = [act.act for act in before.acts]
    if target is None:
        kind = None if before.signed else values.act or DEFAULT_ACT[before.head.kind]
        return [Act(kind, values.date, values.number or "")] if values.of_act else acts
    number = acts[target].number
    if values.number is not None:
        number = _fill_number(before.acts[target], values.number).words.removeprefix(" Nr. ").strip()
    acts[target] = Act(values.act or acts[target].kind, acts[target].date, number)
    if values.date:
        place = _dated(before, target)
        acts[place] = replace(acts[place], date=values.date)
    return acts


def _unread(words: str, parts: MarkParts) -> str:
    """What of *words* is in no part of the mark and in no closed list."""
    head = Span(parts.word.start, folded(words).at[parts.head.rest])
    spans = [head, parts.by, parts.office, parts.position, parts.name, parts.wording]
    for act in parts.acts:
        spans += [act.kind, act.date, act.label, act.number]
    spans += [caption.span for caption in parts.captions]
    rest = list(words)
    for span in filter(None, spans):
        rest[span.start : span.stop] = " " * (span.stop - span.start)
    left = "".join(rest)
    if parts.signed:
        left = re.sub(r"\([^()]*\)|_+|[aA]\. ?[vV]\.", " ", left)
    return " ".join(_CLOSED.sub(" ", folded(left).text).translate(_SIGNS).split())


_SIGNS = str.maketrans(dict.fromkeys("„“”\"'*.:,;()[]- \n", " "))
