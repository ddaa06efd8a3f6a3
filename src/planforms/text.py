"""Operations on written words: their normal form, what can not be printed, quotation marks, and edits of stretches.

Parsers give the stretch ``[start, stop)`` of ``str(text)`` that each part has; filling a mark, a fix and the roll-over
replace only those, and the rest stays, looks included.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planforms.letters import INVISIBLE, JOINER
from planforms.model import Paragraph, Run, Text
from planforms.remembered import pattern_of, remembered

# What XML 1.0 cannot hold (Char, section 2.2), lone surrogates included, and what it can but no plan means: the
# control characters C1, and the signs that turn the direction of the words around them. As a list of what is allowed
# the pattern would take ten times as long to compile.
_FORBIDDEN = pattern_of(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+|[\u202a-\u202e\u2066-\u2069]+|[\ud800-\udfff\ufffe\uffff]+"
)
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_TIDY = {**dict.fromkeys(map(ord, INVISIBLE)), **dict.fromkeys(map(ord, _SPACES), " "), 0x2011: "-"}
_JOINER_OF_LETTERS = pattern_of(f"(?<![\u2190-\u2fff\u3001-\U0001ffff]){JOINER}")
# Fillers, at its end, take the place of missing letters.
_VISIBLE = pattern_of(rf"[^\s{INVISIBLE}{JOINER}\u115f\u1160\u2800\u3164\ufe00-\ufe0f\uffa0]")
_BREAKS = pattern_of("\r\n|[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_SURROGATES = pattern_of(r"[\ud800-\udfff]")
# After a list sign in a cell, where a tab would not be seen: a space that hardly anyone types.
MARKER_SPACE = "\u2002"
# A list sign with a tab after it, as programs write a list out, or the space above.
_TYPED_MARKER = pattern_of(
    rf"[ \t]*([•·▪◦‣*–—-]|\(?\d{{1,3}}(?:\.\d{{1,3}})*[.)]|[^\W\d_][.)])(?:\t+|{MARKER_SPACE})(?=\S)"
)
# What ``tidy`` changes inside a line though Python calls it printable.
_GRAPHEME_JOINER, _FIXED_HYPHEN = "\u034f", "\u2011"


def without_forbidden(words: str) -> str:
    """*words* less control characters, lone surrogates and all else that no document may hold."""
    if words.isprintable() or words.replace("\n", "").replace("\t", "").isprintable():
        return words
    return _FORBIDDEN.sub("", words)


def one_line(words: str) -> str:
    """*words* on one line, fit for a terminal and for a report by lines: what a terminal would obey is gone.

    A line break or a tab becomes a space, and a byte of a file's name that is not UTF-8 the sign of replacement.
    """
    if words.isprintable():
        return words
    return _FORBIDDEN.sub("", _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _BREAKS.sub(" ", words)))


def is_blank(words: str) -> bool:
    """Whether nobody sees anything in *words*: there are none, or only spaces and invisible marks."""
    first = words[:1]
    return not ("!" <= first <= "~" or "À" <= first <= "ž") and _VISIBLE.search(words) is None


def is_blank_text(text: Text) -> bool:
    """Whether nobody sees anything in *text*, list signs aside."""
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            if not is_blank(run.text):
                return False
    return True


def count_letters(text: Text) -> int:
    """How many characters *text* holds, without the signs of lists."""
    letters = 0
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            letters += len(run.text)
    return letters


def tidy(words: str) -> str:
    """*words* in the normal form of a plan.

    Any space is a plain one, a non-breaking hyphen a plain one, invisible marks are gone, lines have no
    space at their ends. Doubled spaces stay: they may separate names.
    """
    if not _is_plain(words):
        words = _plain(words).replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in words:
        return words.strip(" \t")
    return "\n".join([line.strip(" \t") for line in words.split("\n")])


def _is_plain(words: str) -> bool:
    """Whether *words* are one line of signs that all stay as they are."""
    return words.isprintable() and _GRAPHEME_JOINER not in words and _FIXED_HYPHEN not in words


def _plain(words: str) -> str:
    """*words* with plain spaces and hyphens, and without invisible marks."""
    if JOINER in words:
        words = _JOINER_OF_LETTERS.sub("", words)
    return words.translate(_TIDY)


def split_lines(text: Text) -> tuple[Paragraph, ...]:
    """The paragraphs of *text*, one that holds line breaks as several."""
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            if not run.text or "\n" in run.text:
                return tuple(line for each in text.paragraphs for line in _lines(each))
    return text.paragraphs


def _lines(paragraph: Paragraph) -> Iterable[Paragraph]:
    marker, runs = paragraph.marker, []
    for run in paragraph.runs:
        first, *rest = run.text.split("\n")
        if first:
            runs.append(replace(run, text=first))
        for line in rest:
            yield Paragraph(tuple(runs), marker)
            marker, runs = "", [replace(run, text=line)] if line else []
    yield Paragraph(tuple(runs), marker)


def tidy_text(text: Text) -> Text:
    """*text* in the normal form of a plan: a line a paragraph, tidy words, like runs joined, no blank ends."""
    if _is_tidy(text):
        return text
    lines = [_tidy_paragraph(line) for line in split_lines(text)]
    while lines and not str(lines[-1]).strip():
        lines.pop()
    while lines and not str(lines[0]).strip():
        lines.pop(0)
    return Text(tuple(lines))


def _is_tidy(text: Text) -> bool:
    words, paragraphs = str(text), text.paragraphs
    if len(paragraphs) == 1 and len(paragraphs[0].runs) == 1 and _is_plain(words):
        return not paragraphs[0].marker and words == words.strip() != ""
    return (
        all(len(paragraph.runs) <= 1 and not paragraph.marker for paragraph in text.paragraphs)
        and words.count("\n") == max(len(text.paragraphs) - 1, 0)
        and "\t" not in words
        and words == words.strip() == tidy(words)
        and all(run.text for paragraph in text.paragraphs for run in paragraph.runs)
    )


def _tidy_paragraph(paragraph: Paragraph) -> Paragraph:
    if not paragraph.marker and (typed := _TYPED_MARKER.match("".join(run.text for run in paragraph.runs))):
        _, rest = cut(paragraph, typed.end())
        paragraph = Paragraph(rest.runs, typed[1])
    joined = join_runs(replace(run, text=_plain(run.text)) for run in paragraph.runs)
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" \t"))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" \t"))
    return Paragraph(tuple(run for run in joined if run.text), paragraph.marker)


def join_runs(runs: Iterable[Run]) -> list[Run]:
    """Neighbouring runs of one look as one run; empty runs gone."""
    joined: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if joined and replace(joined[-1], text=run.text) == run:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def map_runs(text: Text, change: Callable[[Run], Run]) -> Text:
    """*text* with *change* made to every run."""
    return Text(tuple(Paragraph(tuple(change(run) for run in p.runs), p.marker) for p in text.paragraphs))


def cut(paragraph: Paragraph, at: int) -> tuple[Paragraph, Paragraph]:
    """*paragraph* in two, before and after the first *at* characters of its runs; the marker stays with the first."""
    before, after, seen = [], [], 0
    for run in paragraph.runs:
        here = min(max(at - seen, 0), len(run.text))
        before.append(replace(run, text=run.text[:here]))
        after.append(replace(run, text=run.text[here:]))
        seen += len(run.text)
    return Paragraph(tuple(join_runs(before)), paragraph.marker), Paragraph(tuple(join_runs(after)))


def beside(paragraphs: Sequence[Paragraph], gap: str) -> Paragraph:
    """*paragraphs* as one, *gap* between them; the first one's marker stays."""
    runs: list[Run] = []
    for paragraph in paragraphs:
        runs += [*([Run(gap)] if runs else []), *paragraph.runs]
    return Paragraph(tuple(join_runs(runs)), paragraphs[0].marker if paragraphs else "")


def without_bold(text: Text) -> Text:
    """*text* with bold taken as layout and dropped, as in titles, marks and headings."""
    if all(len(p.runs) == 1 and p.runs[0].text and not p.runs[0].bold for p in text.paragraphs):
        return text
    plain = map_runs(text, lambda run: replace(run, bold=False))
    return Text(tuple(Paragraph(tuple(join_runs(p.runs)), p.marker) for p in plain.paragraphs))


class Edit(NamedTuple):
    """Put *words* in the place of ``[start, stop)``; an empty stretch inserts."""

    start: int
    stop: int
    words: str


def edited(text: Text, edits: Iterable[Edit]) -> Text:
    """*text* with all *edits* made; their places are those of *text*, and none overlap.

    New words take the look of what they replace, and inserted ones that of what they follow. A line break in them
    begins a paragraph; edits at one place are made in the order given.
    """
    ordered = sorted(edits, key=lambda edit: edit.start)
    for edit in ordered[::-1]:  # from the end, so that places before stay true
        text = _replaced(text, edit)
    return text


def edited_words(words: str, edits: Iterable[Edit]) -> str:
    """``edited`` for words alone."""
    for start, stop, new in sorted(edits, key=lambda edit: edit.start)[::-1]:
        words = words[:start] + new + words[stop:]
    return words


def _replaced(text: Text, edit: Edit) -> Text:
    paragraphs = list(text.paragraphs) or [Paragraph()]
    first, start = _locate(paragraphs, edit.start)
    last, stop = _locate(paragraphs, edit.stop)
    before, _ = _divide(paragraphs[first].runs, start)
    _, after = _divide(paragraphs[last].runs, stop)
    new = replace(_look(paragraphs[first].runs, start, inserting=edit.start == edit.stop), text=edit.words)
    whole = Paragraph(tuple(join_runs([*before, new, *after])), paragraphs[first].marker)
    paragraphs[first : last + 1] = [whole]
    return Text(split_lines(Text(tuple(paragraphs)))) if edit.words or first != last else Text(tuple(paragraphs))


def _locate(paragraphs: list[Paragraph], place: int) -> tuple[int, int]:
    """The paragraph that holds a place of the text, and the place in its runs."""
    for index, paragraph in enumerate(paragraphs):
        length = len(str(paragraph))
        if place <= length:
            written = sum(len(run.text) for run in paragraph.runs)
            return index, max(0, place - (length - written))
        place -= length + 1
    return len(paragraphs) - 1, sum(len(run.text) for run in paragraphs[-1].runs)


def _divide(runs: tuple[Run, ...], place: int) -> tuple[list[Run], list[Run]]:
    before: list[Run] = []
    after: list[Run] = []
    for run in runs:
        cut = min(max(place, 0), len(run.text))
        before.append(replace(run, text=run.text[:cut]))
        after.append(replace(run, text=run.text[cut:]))
        place -= len(run.text)
    return before, after


def _look(runs: tuple[Run, ...], place: int, *, inserting: bool) -> Run:
    """The run whose look new words at *place* take."""
    for run in runs:
        if place < len(run.text) or (inserting and place == len(run.text)):
            return run
        place -= len(run.text)
    return runs[-1] if runs else Run("")


OPENING, CLOSING = "„", "“"
# Two commas, two apostrophes or one sign; the set of first letters makes it fast.
SIGN = pattern_of(r"""[,'"„“”‟«»](?:(?<=[^,'])|(?<=,),(?=[^\s,])|(?<=')')""")
# Words whose signs are only pairs of „ and “ that nothing else can be, one after the other.
_RIGHT = pattern_of(r"(?:[^„“]*„[^„“]*(?![\s(\[/-])(?![–—])[^„“]“(?!\w))*[^„“]*")
_NOT_RIGHT = frozenset('"”‟«»')
_QUOTES = _NOT_RIGHT | {"„", "“"}
_ALWAYS_OPENING = frozenset({"„", "«", ",,"})
_ALWAYS_CLOSING = frozenset({"»"})


class Quotation(Struct, frozen=True):
    """The signs that should be another, as ``(start, stop, sign)``, and whether every sign has its partner."""

    wrong: tuple[tuple[int, int, str], ...] = ()
    paired: bool = True


@remembered
def quotation(words: str) -> Quotation:
    """Look at the quotation marks of *words*; quotations may be inside one another.

    A sign opens where a word begins right after it and closes where one ends right before it; where both or neither
    is so, the sign itself shows, or else whether a quotation is open.
    """
    if ",," not in words and "''" not in words and _all_right(words):
        return Quotation()
    return by_signs(words)


def _all_right(words: str) -> bool:
    return _QUOTES.isdisjoint(words) or (_NOT_RIGHT.isdisjoint(words) and _RIGHT.fullmatch(words) is not None)


def by_signs(words: str) -> Quotation:
    """As ``quotation``, sign by sign."""
    if not any(letter.isalnum() for letter in words):
        return Quotation()  # without words it is no quotation, but a sign for the same as above: –"–
    wrong, depth, paired = [], 0, True
    for start, stop, opens in _roles(words):
        right = OPENING if opens else CLOSING
        depth += 1 if opens else -1
        paired = paired and depth >= 0
        if words[start:stop] != right:
            wrong.append((start, stop, right))
    return Quotation(tuple(wrong), paired and depth == 0)


def _roles(words: str) -> Iterator[tuple[int, int, bool]]:
    depth = 0
    for found in SIGN.finditer(words):
        opens = _opens(words, found, is_open=depth > 0)
        depth += 1 if opens else -1
        yield found.start(), found.end(), opens


def _opens(words: str, found: re.Match[str], *, is_open: bool) -> bool:
    sign = found[0]
    if sign in _ALWAYS_OPENING or sign in _ALWAYS_CLOSING:
        return sign in _ALWAYS_OPENING
    start, stop = found.span()
    before, after = words[max(0, start - 1) : start], words[stop : stop + 1]
    begins = (not before or before.isspace() or before in "([–—-/„«") and bool(after) and not after.isspace()
    ends = bool(before) and not before.isspace() and (not after or not after.isalnum())
    return begins if begins != ends else not is_open
