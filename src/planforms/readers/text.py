"""The readers of text: plain and Markdown, with paragraphs as Lines and rows as Grids; .csv and .tsv as one Grid.

They end at a Source and know nothing of plans. Paragraphs are parted by blank lines; the lines of one are its line
breaks. A line with a tab between words is a row; rows that follow one another are one table. Looks written with signs
(``**bold**``, ``<i>italic</i>``) are taken where they can mean nothing else. The sign between the cells of .csv is the
one that makes most rows of one width; cells are words, and ``=1+1`` in them is never worked out.
"""

import csv
import io
import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count, groupby, islice, pairwise
from pathlib import PurePath

from msgspec.structs import replace

from planforms.model import Paragraph, Run, Script, Text
from planforms.package import DEFAULT_LIMITS, Allowance, Bound, Limits, too_large
from planforms.place import Place
from planforms.readers.encoding import decode
from planforms.remembered import pattern_of
from planforms.source import Block, Grid, GridCell, Line, Source
from planforms.text import is_blank, join_runs, map_runs

_SIGN = pattern_of(
    r"""
    (?P<stars>(?<!\*)\*{1,3}(?!\*)) | (?P<lows>(?<!_)_{1,2}(?!_)) | (?P<waves>(?<!~)~~(?!~))
    | <(?P<close>/?)(?P<tag>b|strong|i|em|u|s|strike|del|sup|sub)\s*>
    | \[(?P<words>[^\[\]\n]+)\]\((?P<link>(?:https?://|mailto:)[^()\s]+)\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SAME = {"strong": "b", "em": "i", "strike": "s", "del": "s"}
_BREAK = pattern_of(r"<br\s*/?>", re.IGNORECASE)
_LOOKS = {
    "***": ("bold", "italic"),
    "**": ("bold",),
    "__": ("bold",),
    "*": ("italic",),
    "_": ("italic",),
    "~~": ("struck",),
    "b": ("bold",),
    "i": ("italic",),
    "u": ("underline",),
    "s": ("struck",),
}
_SCRIPTS = {"sup": Script.SUPER, "sub": Script.SUB}
_MOST_SIGNS = 10_000  # in one paragraph; what follows is characters
_DEEPEST = 50  # looks inside looks; more are no markup


@dataclass(slots=True)
class _Sign:
    """A sign in its place; ``paired`` once it is known to open or to close something."""

    name: str
    opens: bool
    closes: bool
    paired: int = 0  # +1 an opening one, -1 a closing one


def marked_text(words: str) -> Text:
    """*words* as Text: a paragraph a line, the signs of looks turned into looks, ``<br>`` into a line's end."""
    if not any(sign in words for sign in "*_~<["):
        return Text.of(words)
    words = _BREAK.sub("\n", words)
    lines: list[list[Run]] = [[]]
    for run in _runs(words):
        first, *rest = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=line)] for line in rest)
    return Text(tuple(Paragraph(tuple(join_runs(line))) for line in lines))


def _runs(words: str) -> Iterator[Run]:
    open_signs: list[str] = []
    at = 0
    for match, sign in _paired_signs(words):
        yield _look(words[at : match.start()], open_signs)
        at = match.end()
        if match["link"]:
            yield _look(match["words"], open_signs, match["link"])
        elif sign.paired > 0:
            open_signs.append(sign.name)
        else:
            open_signs.remove(sign.name)
    yield _look(words[at:], open_signs)


def _look(text: str, signs: list[str], link: str = "") -> Run:
    looks = {look for sign in signs for look in _LOOKS.get(sign, ())}
    script = next((_SCRIPTS[sign] for sign in reversed(signs) if sign in _SCRIPTS), Script.BASE)
    return Run(text, "bold" in looks, "italic" in looks, "underline" in looks, "struck" in looks, script, link)


def _paired_signs(words: str) -> list[tuple[re.Match[str], _Sign]]:
    """The links, and the signs that open or close a look, in order."""
    found = [(match, _sign(match, words)) for match in islice(_SIGN.finditer(words), _MOST_SIGNS)]
    waiting: list[_Sign] = []
    for _, sign in found:
        if sign.closes and any(sign.name == earlier.name for earlier in waiting):
            while (opener := waiting.pop()).name != sign.name:
                pass  # what is between a pair and has no partner in it is a character
            opener.paired, sign.paired = 1, -1
        elif sign.opens and len(waiting) < _DEEPEST:
            waiting.append(sign)
    return [(match, sign) for match, sign in found if sign.paired or match["link"]]


def _sign(match: re.Match[str], words: str) -> _Sign:
    before = words[match.start() - 1] if match.start() else " "
    after = words[match.end()] if match.end() < len(words) else " "
    if tag := match["tag"]:
        name = tag.lower()
        return _Sign(_SAME.get(name, name), opens=not match["close"], closes=bool(match["close"]))
    if match["link"]:
        return _Sign("link", opens=False, closes=False)
    double = match[0] in {"**", "***", "~~"}
    return _Sign(
        match[0],
        opens=not after.isspace() and (double or not before.isalnum()),
        closes=not before.isspace() and (double or not after.isalnum()),
    )


_MARKDOWN = {".md", ".markdown"}
_HEADING = pattern_of(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?")
_RULE = pattern_of(r"={3,}|-{3,}|\*{3,}")
_PIPE = pattern_of(r"(?<!\\)\|")
_ALIGNMENT = pattern_of(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?")
_QUOTE = pattern_of(r"^(?: {0,3}> ?)+")
_ESCAPED = pattern_of(r"\\([!-/:-@\[-`{-~])")
# Escaped signs of Markdown are kept as Unicode's 32 noncharacters, of which ASCII punctuation needs exactly 32, until
# the other signs are read.
_STAND_INS = {chr(0xFDD0 + index): sign for index, sign in enumerate(string.punctuation)}
_STAND_IN_OF = {sign: stand_in for stand_in, sign in _STAND_INS.items()}
_BACK = str.maketrans(_STAND_INS)
_LINES_A_CELL = 4  # lines, blank ones too, for each cell or paragraph that a file may have
_WRAPPED = 56  # programs wrap at 72 or so, and no line that a person broke on purpose goes on in small letters
_QUOTED_LINES = 40  # a cell that a spreadsheet put on the clipboard in quotes is not longer


class _Kind(Enum):
    BLANK = auto()
    HEADING = auto()
    ROW = auto()
    PIPES = auto()
    WORDS = auto()


_Numbered = tuple[int, str]  # a line and its number in the file, from 1


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the plain text in *data*, the bytes of a file called *name*.

    Raises:
        UnreadableFileError: the bytes are no text, or far more of it than a plan.
    """
    decoded = decode(data, name, limits)
    if decoded.words.count("\n") > _LINES_A_CELL * limits.cells:
        raise too_large(name, Bound.CELLS, limits.cells)
    lines = list(_whole_rows(decoded.words.split("\n")))
    if PurePath(name).suffix.lower() in _MARKDOWN:
        lines = [(number, _escaped(_QUOTE.sub("", line))) for number, line in lines]
    return Source(blocks=tuple(_blocks(lines, Allowance(limits, name))), findings=decoded.findings)


def _blocks(lines: Sequence[_Numbered], allowance: Allowance) -> Iterator[Block]:
    tables = count(1)
    kinds = iter(_kinds([line for _, line in lines]))
    for kind, group in groupby(lines, key=lambda _: next(kinds)):
        part = list(group)
        match kind:
            case _Kind.BLANK:
                pass
            case _Kind.HEADING:
                yield from (_heading(number, line) for number, line in part)
            case _Kind.ROW:
                yield _grid(next(tables), (_tabbed(line) for _, line in part), allowance)
            case _Kind.PIPES:
                dashes = [bool(_ALIGNMENT.fullmatch(line.strip())) for _, line in part]
                rows = [_piped(line) for (_, line), only in zip(part, dashes, strict=True) if not only]
                grid = _grid(next(tables), rows, allowance)
                yield replace(grid, heading_rows=(1,) if dashes[1:2] == [True] else ())
            case _Kind.WORDS:
                allowance.spend()
                yield _line(part[0][0], _unwrapped([line.strip() for _, line in part]))


def _unwrapped(lines: Sequence[str]) -> str:
    """The lines of a paragraph; one that a program wrapped, long and going on in small letters, is joined again."""
    joined = lines[0]
    for above, line in pairwise(lines):
        columns = "   " in above  # the next line is a row of the same table
        wrapped = len(above) >= _WRAPPED and line[:1].islower() and not above.endswith((";", ":", "\\"))
        joined += (" " if wrapped and not columns else "\n") + line
    return joined


def _kinds(lines: Sequence[str]) -> list[_Kind]:
    kinds: list[_Kind] = []
    for line in lines:
        kinds.append(_kind(line, kinds[-1] if kinds else _Kind.BLANK))
    for index, line in enumerate(lines):
        # The rows of a Markdown table may lack the pipes at their ends; the row of dashes shows it.
        if kinds[index] is _Kind.PIPES and _ALIGNMENT.fullmatch(line.strip()):
            around = [index - 1, *range(index + 1, len(lines))]
            for near in around:
                if near >= 0 and kinds[near] is _Kind.WORDS and _PIPE.search(lines[near]):
                    kinds[near] = _Kind.PIPES
                elif near > index:
                    break
    return kinds


def _kind(line: str, above: _Kind) -> _Kind:
    bare = line.strip()
    if _ALIGNMENT.fullmatch(bare) or (bare.startswith("|") and _PIPE.search(bare, 1)):
        return _Kind.PIPES
    if "\t" in bare or ("\t" in line and above is _Kind.ROW):
        return _Kind.ROW
    if is_blank(bare) or _RULE.fullmatch(bare):
        return _Kind.BLANK
    if _HEADING.fullmatch(bare):
        return _Kind.HEADING
    return _Kind.WORDS


def _whole_rows(lines: Sequence[str]) -> Iterator[_Numbered]:
    """The lines, numbered; a row with cells that were put in quotes with line breaks inside is one."""
    index = 0
    while index < len(lines):
        taken = _quoted(lines, index)
        yield index + 1, "\n".join(lines[index : index + taken])
        index += taken


def _quoted(lines: Sequence[str], index: int) -> int:
    """How many lines the row at *index* takes: several where a cell opens a quote that a later line ends."""
    tabbed = inside = False
    for taken, line in enumerate(lines[index : index + _QUOTED_LINES], start=1):
        tabbed = tabbed or "\t" in line
        for piece in line.split("\t"):
            inside = _goes_on(piece, inside=inside)
        if not inside:
            return taken if tabbed else 1
    return 1


def _goes_on(piece: str, *, inside: bool) -> bool:
    """Whether a cell goes on after *piece*, which begins or, *inside* of quotes, continues it."""
    odd = piece.count('"') % 2 == 1
    return not (odd and piece.rstrip().endswith('"')) if inside else odd and piece.startswith('"')


def _heading(number: int, line: str) -> Line:
    found = _HEADING.fullmatch(line.strip())
    level, words = (len(found[1]), found[2]) if found else (0, line)
    return _line(number, words, outline=level)


def _line(number: int, words: str, outline: int = 0) -> Line:
    return Line(text=_marked(words), place=Place(line=number), outline=outline)


def _tabbed(line: str) -> list[str]:
    cells: list[str] = []
    inside = False
    for piece in line.split("\t"):
        cells[-1:] = [f"{cells[-1]}\t{piece}"] if inside else [*cells[-1:], piece]
        inside = _goes_on(piece, inside=inside)
    return line.split("\t") if inside else [_unquoted(cell) for cell in cells]


def _unquoted(cell: str) -> str:
    bare = cell.strip()
    quoted = ("\n" in bare or "\t" in bare) and len(bare) > 1 and bare[0] == bare[-1] == '"'
    return bare[1:-1].replace('""', '"') if quoted else cell


def _piped(line: str) -> list[str]:
    bare = line.strip().removeprefix("|")
    cells = _PIPE.split(bare)
    if cells and not cells[-1].strip():
        cells.pop()
    return [cell.replace("\\|", "|") for cell in cells]


def _grid(number: int, rows: Iterable[Sequence[str]], allowance: Allowance) -> Grid:
    cells: list[GridCell] = []
    for row, line in enumerate(rows, start=1):
        for column, words in enumerate(line, start=1):
            if not is_blank(words):
                allowance.spend()
                place = Place(table=number, row=row, column=column)
                cells.append(GridCell(row=row, column=column, text=_marked(words.strip()), place=place))
    return Grid(number=number, cells=tuple(cells), place=Place(table=number))


def _escaped(line: str) -> str:
    return _ESCAPED.sub(lambda match: _STAND_IN_OF[match[1]], line.removesuffix("\\"))


def _marked(words: str) -> Text:
    text = marked_text(words)
    if words.isascii() or not _STAND_INS.keys() & set(words):
        return text
    return map_runs(text, lambda run: replace(run, text=run.text.translate(_BACK)))


_SEPARATORS = (";", "\t", ",", "|")  # of equals the first: a Lithuanian Excel writes semicolons
_SAMPLE_ROWS = 500
_SAMPLE_CHARACTERS = 200_000


def read_delimited(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read the delimited text in *data*, the bytes of a file called *name*.

    Raises:
        UnreadableFileError: the bytes are no text, or far more of it than a plan.
    """
    decoded = decode(data, name, limits)
    words, sign = _announced(decoded.words)
    sign = sign or find_separator(words)
    try:
        cells = tuple(_delimited_cells(csv.reader(io.StringIO(words, newline=""), delimiter=sign), name, limits))
    except csv.Error:
        # The csv module stops at cells over 131 072 characters: a quotation mark that nothing ends took the rest in.
        cells = tuple(_delimited_cells((line.split(sign) for line in words.split("\n")), name, limits))
    grid = Grid(number=1, cells=cells, place=Place(table=1))
    return Source(blocks=(grid,) if cells else (), findings=decoded.findings)


def find_separator(words: str) -> str:
    """The sign between the cells of *words*."""
    sample = words[:_SAMPLE_CHARACTERS]
    return max(_SEPARATORS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, sign: str) -> tuple[int, int]:
    """How many rows have the width that most rows with more than one cell have, and that width."""
    if sign not in sample:
        return 0, 0
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=sign), _SAMPLE_ROWS):
            if len(row) > 1:
                widths[len(row)] += 1
    except csv.Error:
        pass  # what was counted before the damage still shows the sign
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))


def _announced(words: str) -> tuple[str, str]:
    """*words* less the first line where it is Excel's ``sep=;``, and the sign it announces."""
    first, _, rest = words.partition("\n")
    first = first.strip('" ')
    return (rest, first[4:]) if len(first) == len("sep=;") and first.lower().startswith("sep=") else (words, "")


def _delimited_cells(rows: Iterable[list[str]], name: str, limits: Limits) -> Iterator[GridCell]:
    allowance = Allowance(limits, name)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if not is_blank(cell):
                allowance.spend()
                yield GridCell(
                    row=number, column=column, text=Text.of(cell.strip()), place=Place(row=number, column=column)
                )
