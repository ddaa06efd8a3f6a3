"""What each cell, row and line shows, found once: words, looks, kind, label; and the columns that headings make.

The first pass. It decides nothing about plans: the passes after it read these facts and make none of their own.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import islice, pairwise
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planforms.letters import CAPITAL, closed_up, fold
from planforms.model import Paragraph, Run, SectionRole, Table, Text
from planforms.place import Place
from planforms.remembered import pattern_of
from planforms.source import Align, Grid, GridCell, Line
from planforms.text import cut, tidy, tidy_text


class Kind(StrEnum):
    """What a cell says, by its form alone."""

    NUMBER = "number"  # 1., 12, IV
    TIME = "time"  # spalis, 2025-10-09, visus metus
    NAME = "name"  # A. Uosis
    SIGN = "sign"  # +, x, ✓
    BLANK = "blank"  # a line to fill in
    WORDS = "words"


_NUMBER = pattern_of(r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[ivxl]{1,6})[.)]?")
_SIGNS = frozenset("+xv✓✔☑☒•*-–—√●■✗✘")
_INITIAL = pattern_of(rf"\b{CAPITAL}\.\s?{CAPITAL}|\b{CAPITAL}\w+\s{CAPITAL}\.")
_LONGEST_NUMBER = 8  # digits of a date; those of a telephone are more
_TOKEN = pattern_of(r"[^\W_]+")
_MONTH = pattern_of(
    r"(?:saus|vasari|kov[oa]|baland|geguz|birzel|liepo?[as]|rugpj|rugsej|spal[ i]|lapkri|gruod|spali|kovas)\w*|"
    r"(?:saus|vas|kov|bal|geg|birz|liep|rugp|rugs|spal|lapkr|gruod)"
)
_ALWAYS = frozenset({
    "nuolat", "kasmet", "kasdien", "kiekviena", "kiekvieno", "kiekvienais", "kiekvienas", "visus", "visa",
    "poreiki", "pirmadienis", "antradienis", "treciadienis", "ketvirtadienis", "penktadienis",
    "sestadienis", "sekmadienis", "pirmadieniais", "antradieniais", "treciadieniais", "ketvirtadieniais",
    "penktadieniais", "rudeni", "ziema", "pavasari", "vasara",
})  # fmt: skip
_UNITS = frozenset({
    "m", "d", "men", "menuo", "menesio", "menesi", "menesiais", "val", "min", "h", "metu", "metai", "metus",
    "metais", "savaite", "savaites", "savaiti", "ketv", "ketvirtis", "ketvirti", "ketvirciais", "pusmetis",
    "pusmeti", "pusmecio", "pusmetyje", "trimestras", "trimestra", "diena", "dienos", "dienomis", "dieniai",
})  # fmt: skip
_SMALL = frozenset({
    "nuo", "iki", "per", "kas", "pagal", "karta", "kartai", "kartus", "k", "pradzia", "pabaiga", "pradzioje",
    "pabaigoje", "ir", "ar", "arba", "bei", "laikotarpiu", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
    "xi", "xii", "pirma", "antra", "trecia", "ketvirta", "paskutine", "pirmoji", "antroji", "puse", "a", "b", "plana",
    "atskira", "reikalui", "esant", "prireikus", "visas", "mokslo", "eigoje", "metams", "po", "paskutini",
})  # fmt: skip


def kind_of(words: str, folded: str) -> Kind:
    """The kind of a cell that says *words*."""
    if folded in _SIGNS:
        return Kind.SIGN
    if _NUMBER.fullmatch(folded):
        return Kind.NUMBER
    tokens = _TOKEN.findall(folded)
    if not tokens:
        return Kind.BLANK if "_" in words or "…" in words else Kind.SIGN
    if _is_time(tokens):
        return Kind.TIME
    return Kind.NAME if _INITIAL.search(words) else Kind.WORDS


def _is_time(tokens: list[str]) -> bool:
    core = digits = units = 0
    for token in tokens:
        if token.isdigit() and len(token) <= _LONGEST_NUMBER:
            digits += 1
        elif token in _ALWAYS or _MONTH.fullmatch(token):
            core += 1
        elif token in _UNITS:
            units += 1
        elif token not in _SMALL:
            return False
    return bool(core or digits or (units and any(token in _SMALL for token in tokens)))


class Shown:
    """A cell with words, and what it shows."""

    def __init__(self, cell: GridCell, words: str) -> None:
        self.cell = cell
        self.words = words

    @cached_property
    def folded(self) -> str:
        """The words for comparison."""
        return fold(self.words)

    @cached_property
    def kind(self) -> Kind:
        """What the cell says by its form."""
        return kind_of(self.words, self.folded)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return is_bold(self.cell.text)

    @property
    def text(self) -> Text:
        """The words with their looks, in the normal form of a plan."""
        text = self.cell.text
        paragraphs = text.paragraphs
        one = len(paragraphs) == 1 and len(paragraphs[0].runs) == 1 and not paragraphs[0].marker
        return text if one and self.words == str(text) and self.words.isprintable() else tidy_text(text)

    @cached_property
    def line(self) -> "Sentence":
        """The words as one line."""
        return Sentence(Paragraph((Run(" ".join(self.words.split())),)), self.cell.place)


class ShownRow(Struct, frozen=True):
    """A row of a grid with at least one cell that says something."""

    number: int
    cells: tuple[Shown, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells, in order."""
        return tuple(shown.words for shown in self.cells)


def shown_rows(grid: Grid) -> list[ShownRow]:
    """The rows of *grid* in order; cells that only look like cells (a space, zero width signs) are not in them."""
    rows: dict[int, list[Shown]] = {}
    for cell in sorted(grid.cells, key=attrgetter("row", "column")):
        if words := tidy(str(cell.text)).strip():
            rows.setdefault(cell.row, []).append(Shown(cell, words))
    return [ShownRow(number, tuple(cells)) for number, cells in rows.items()]


def cells_of(rows: Iterable[ShownRow]) -> list[GridCell]:
    """The cells of *rows* in order."""
    return [shown.cell for row in rows for shown in row.cells]


def is_bold(text: Text) -> bool:
    """Whether all words of *text* are bold."""
    bold = False
    for paragraph in text.paragraphs:
        for run in paragraph.runs:
            if run.bold:
                bold = bold or bool(run.text.strip())
            elif run.text.strip():
                return False
    return bold


class TableColumn(NamedTuple):
    """A column of the table: the grid columns ``first`` to ``last``, both included, and its heading as written.

    ``part`` is the lowest part of a heading whose upper part is over several columns: „Data“ under „Laikas ir vieta“.
    ``day`` is the first grid column of the days where the column was two, of months and of days; else 0.
    """

    first: int
    last: int
    heading: str
    place: Place
    part: str = ""
    day: int = 0


def columns_of(heads: Sequence[GridCell], body: Sequence[ShownRow]) -> list[TableColumn]:
    """Columns of the heading cells, in reading order, and of body cells that no heading covers."""
    stacks: dict[int, list[GridCell]] = {}
    for head in heads:
        for column in range(head.column, head.column + head.columns):
            stacks.setdefault(column, []).append(head)
    made: list[TableColumn] = []
    lowest: GridCell | None = None
    under: list[GridCell] = []
    for column in sorted(stacks):
        stack = stacks[column]
        if made and stack[-1] is lowest and made[-1].last == column - 1:
            under += [head for head in stack if head not in under]
            made[-1] = made[-1]._replace(last=column, heading=_heading(under))
        else:
            lowest, under = stack[-1], list(stack)
            shared = any(head.columns > lowest.columns for head in stack[:-1])
            part = str(lowest.text) if shared else ""
            made.append(TableColumn(column, column, _heading(under), lowest.place, part))
    if parts := _starts_under(made, body):
        made = [part for i, column in enumerate(made) for part in _parted(column, parts.get(i, ()))]
    bare: set[int] = set()
    for row in body:
        starts = {shown.cell.column for shown in row.cells if shown.cell.columns == 1}
        if not starts <= stacks.keys() and len(starts & stacks.keys()) > 1:  # a name and a signature are no row
            bare |= starts - stacks.keys()
    return sorted([*made, *(TableColumn(column, column, "", Place()) for column in bare)]) if bare else made


def _heading(stack: Sequence[GridCell]) -> str:
    return "\n".join(str(head.text) for head in sorted(stack, key=attrgetter("row", "column")))


def _starts_under(columns: Sequence[TableColumn], body: Sequence[ShownRow]) -> dict[int, set[int]]:
    """For each wide column under which some row has several cells, where they start."""
    index = {grid: i for i, c in enumerate(columns) if c.last > c.first for grid in range(c.first, c.last + 1)}
    starts: dict[int, set[int]] = {}
    several: set[int] = set()
    if not index:
        return {}
    for row in body:
        seen: set[int] = set()
        for shown in row.cells:
            wide = index.get(shown.cell.column)
            if wide is not None:
                starts.setdefault(wide, set()).add(shown.cell.column)
                several.update({wide} & seen)
                seen.add(wide)
    return {wide: starts[wide] for wide in several}


def _parted(column: TableColumn, starts: set[int] | tuple[()]) -> Iterator[TableColumn]:
    bounds = [column.first, *sorted(start for start in starts if start > column.first), column.last + 1]
    for i, (first, after) in enumerate(pairwise(bounds)):
        yield column._replace(first=first, last=after - 1, heading="" if i else column.heading)


_KIND_OF_PLAN = pattern_of(r"\b(?:plan(?:as|ai|u)\b|program(?:a|os)\b|tvarkarast|grafik|kalendori)")
# „… 2025–2026 M. M.“, „2026 m. kovo mėn.“ end in abbreviations
_SENTENCE_END = pattern_of(r"[;:,]$|(?<!\bm)(?<!\bmėn)(?<!\bd)(?<!\bpusm)(?<!\bketv)\.$", re.IGNORECASE)
_LONGEST_TITLE = 300
TABS, SPACES = pattern_of(r"\t+"), pattern_of(" {3,}")  # what is between columns
LONGEST_TITLE_LINE = 160
_UP_TO = r"(?:(?![–—])[^\n:;.!?]){0,60}?"
_NUMBERED = r"(?:(?:\d{1,2}|[IVX]{1,4})[.)]\s*)?"
_CORES: tuple[tuple[SectionRole, str], ...] = (
    (SectionRole.AIM, r"tiksl(?:as|ai)(?:\s+ir\s+u[zž]daviniai)?"),
    (SectionRole.OBJECTIVES, r"u[zž]davin(?:iai|ys)"),
    (SectionRole.PRIORITIES, r"prioritet(?:as|ai)|krypt(?:ys|is)(?:\s+ir\s+u[zž]daviniai)?"),
    (SectionRole.LEAD_IN, r"planuojam(?:os|i|a)\s+(?:veikl|rengin|priemon)\w+"),
)
# A separator belongs to the label; a dash or a full stop only where words end there. More words may be between the
# core and a colon („Uždaviniai tikslui pasiekti:“), but not before another separator: those words are the body.
_SEPARATOR = r"(?:\s+(?:(?![–—])[^\n:;.!?]){1,50}?)?\s*:|\s*(?:\.(?=\s|$)|\s[–—-](?=\s|$)|[–—](?=\s|$)|\n|$)"
_SEPARATED = tuple(
    (role, pattern_of(rf"{_NUMBERED}(?:{_UP_TO}\b)?(?:{core})(?:{_SEPARATOR})", re.IGNORECASE)) for role, core in _CORES
)
# Without a separator a label is only what is one by itself in the language: „Prioritetinės veiklos kryptys skatinti …“.
_BARE = tuple(
    (role, pattern_of(rf"(?:{words})(?=\s)", re.IGNORECASE))
    for role, words in (
        (SectionRole.PRIORITIES, r"(?:Prioritetinės|Pagrindinės)(?:\s+\w+){0,2}?\s+kryptys|Prioritetai"),
        (SectionRole.OBJECTIVES, r"Uždaviniai"),
        (SectionRole.AIM, r"(?:Veiklos\s+|Plano\s+)?(?:Tikslas|Tikslai)"),
    )
)
# In each of the known words above.
_CORE = pattern_of(r"tiksl|u[zž]davin|prioritet|krypt|planuojam", re.IGNORECASE)
# Any short beginning up to a colon, unless a new sentence begins inside it.
_GENERIC = pattern_of(r"(?!.*?[^\W\d_]{4,}\.\s[^:]*:)\w[^\n:;!?]{2,70}:(?=\s|$)")
_LONGEST_ALONE = 80


def divide(paragraph: Paragraph, gap: re.Pattern[str], most: int = 0) -> list[Paragraph]:
    """The columns of a line about each *gap*, *most* of them where that is given; an underlined gap is a blank."""
    rest, parts, seen = paragraph, [], 0
    runs = (run.text if run.text.strip() or not run.underline else "_" * len(run.text) for run in rest.runs)
    for found in islice(gap.finditer("".join(runs)), most - 1 if most else None):
        part, rest = cut(rest, found.start() - seen)
        _, rest = cut(rest, found.end() - found.start())
        parts.append(part)
        seen = found.end()
    return [*parts, rest]


class Listing(Line, frozen=True, kw_only=True):
    """A table that is not the plan's, among the lines: its rows, each with a cell or none in every column."""

    rows: tuple[tuple[GridCell | None, ...], ...]

    @property
    def table(self) -> Table:
        """The table as a plan has it."""
        return Table(tuple(tuple(tidy_text(cell.text) if cell else Text() for cell in row) for row in self.rows))

    @property
    def places(self) -> dict[str, Place]:
        """Where each cell is, by its path in a section."""
        return {
            f"table.rows[{i}][{j}]": cell.place for i, row in enumerate(self.rows) for j, cell in enumerate(row) if cell
        }


class Sentence(Struct, frozen=True, dict=True):
    """One line of text; lines of one paragraph have the same ``block``. A whole table is one line, its ``listing``.

    What it shows is found when it is first asked for, and kept.
    """

    paragraph: Paragraph
    place: Place
    block: int = 0
    align: Align = Align.START
    outline: int = 0
    listing: Listing | None = None
    prompt: bool = False  # of an empty control, which says something only in a mark

    @cached_property
    def label(self) -> "Label | None":
        """The label that the line begins with; a table has none."""
        return None if self.listing else section_label(self.paragraph)

    @property
    def of_section(self) -> bool:
        """Whether it begins a section in so many words, or is a whole table."""
        if self.listing:
            return True
        named = _CORE.search(unicodedata.normalize("NFC", self.words)) is not None  # soon false for most lines
        return named and self.label is not None and self.label.role is not SectionRole.OTHER

    @cached_property
    def words(self) -> str:
        """The words without looks."""
        return str(self.paragraph)

    @cached_property
    def folded(self) -> str:
        """The words for comparison."""
        return fold(self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.bold for run in self.paragraph.runs if run.text.strip())

    @cached_property
    def capitals(self) -> bool:
        """Whether it is written in capitals."""
        letters = "".join(filter(str.isalpha, self.words))
        return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.8 * len(letters)  # noqa: PLR2004

    @cached_property
    def titular(self) -> bool:
        """Whether it looks like a title: set apart by its looks, and short."""
        if self.listing or len(self.words) > LONGEST_TITLE_LINE:
            return False
        apart = self.bold or self.capitals or self.align is Align.CENTRE or self.outline > 0
        return apart and not _SENTENCE_END.search(self.words)

    @cached_property
    def names_plan(self) -> bool:
        """Whether it names a kind of plan, as titles do."""
        if self.listing or len(self.words) > _LONGEST_TITLE:
            return False
        words = self.folded if self.words[1:2] != " " else fold(closed_up(self.words))
        return _KIND_OF_PLAN.search(words) is not None


class Label(Struct, frozen=True):
    """A label with its separator, and the body that follows in the same paragraph."""

    role: SectionRole
    label: str
    body: Paragraph


def section_label(paragraph: Paragraph) -> Label | None:
    """The label that *paragraph* begins with, or ``None``.

    Known words are labels with any separator or none; other words when a colon follows, when they alone are bold
    before a body that is not, or when they are alone on the line in bold or in capitals.
    """
    written = "".join(run.text for run in paragraph.runs)
    words = unicodedata.normalize("NFC", written)
    if paragraph.marker:
        return _marked(paragraph, words)
    for role, pattern in (*_SEPARATED, *_BARE) if _CORE.search(words) else ():
        if match := pattern.match(words):
            return _label(role, paragraph, _written_end(written, match.end()))
    if ":" in words and (match := _GENERIC.match(words)):
        return _label(SectionRole.OTHER, paragraph, _written_end(written, match.end()))
    bold = next((i for i, run in enumerate(paragraph.runs) if not run.bold and run.text.strip()), len(paragraph.runs))
    length = sum(len(run.text) for run in paragraph.runs[:bold])
    alone = length == len(words) or _capitals(words)
    if 0 < length <= _LONGEST_ALONE and not (alone and words.endswith((".", ",", ";"))):
        return _label(SectionRole.OTHER, paragraph, length)
    if _capitals(words) and len(words) <= _LONGEST_ALONE:
        return _label(SectionRole.OTHER, paragraph, len(words))
    return None


def _marked(paragraph: Paragraph, words: str) -> Label | None:
    """The label of a paragraph with a list sign: known words with a separator, the number a part of the label."""
    if not paragraph.marker[:1].isalnum():
        return None
    for role, pattern in _SEPARATED[:3]:
        if match := pattern.match(words):
            end = _written_end("".join(run.text for run in paragraph.runs), match.end())
            found = _label(role, replace(paragraph, marker=""), end)
            return replace(found, label=f"{paragraph.marker} {found.label}")
    return None


def _written_end(written: str, end: int) -> int:
    """The place in *written* that is *end* in its composed form: letters may be typed as a letter and an accent."""
    if unicodedata.is_normalized("NFC", written):
        return end
    length = 0
    for place, letter in enumerate(written):
        if not unicodedata.combining(letter):
            if length == end:
                return place
            length += 1
    return len(written)


def _capitals(words: str) -> bool:
    return words.isupper() and sum(c.isalpha() for c in words) > 3  # noqa: PLR2004 -- „V–70“ is no label


def _label(role: SectionRole, paragraph: Paragraph, end: int) -> Label:
    label, body = cut(paragraph, end)
    stripped = cut(body, len(str(body)) - len(str(body).lstrip()))[1]
    return Label(role, str(label).strip(), stripped)
