"""What a line of text shows: its words and looks, the label it begins with, whether it names a kind of plan.

The first pass over lines, as ``facts`` is over cells; what a line becomes is decided later.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from planforms.model import Paragraph, SectionRole, Table, Text
from planforms.place import Place
from planforms.source import Align, GridCell, Line
from planforms.text import closed_up, cut, fold, tidy_text

_KIND_OF_PLAN = re.compile(r"\b(?:plan(?:as|ai|u)\b|program(?:a|os)\b|tvarkarast|grafik|kalendori)")
# „… 2025–2026 M. M.“, „2026 m. kovo mėn.“ end in abbreviations
_SENTENCE_END = re.compile(r"[;:,]$|(?<!\bm)(?<!\bmėn)(?<!\bd)(?<!\bpusm)(?<!\bketv)\.$", re.IGNORECASE)
_LONGEST_TITLE = 300
TABS, SPACES = re.compile(r"\t+"), re.compile(" {3,}")  # what is between columns
LONGEST_TITLE_LINE = 160
_UP_TO = r"[^\n:;.!?–—]{0,60}?"
_NUMBERED = r"(?:(?:\d{1,2}|[IVX]{1,4})[.)]\s*)?"
_CORES: tuple[tuple[SectionRole, str], ...] = (
    (SectionRole.AIM, r"tiksl(?:as|ai)(?:\s+ir\s+u[zž]daviniai)?"),
    (SectionRole.OBJECTIVES, r"u[zž]davin(?:iai|ys)"),
    (SectionRole.PRIORITIES, r"prioritet(?:as|ai)|krypt(?:ys|is)(?:\s+ir\s+u[zž]daviniai)?"),
    (SectionRole.LEAD_IN, r"planuojam(?:os|i|a)\s+(?:veikl|rengin|priemon)\w+"),
)
# A separator belongs to the label; a dash or a full stop only where words end there. More words may be between the
# core and a colon („Uždaviniai tikslui pasiekti:“), but not before another separator: those words are the body.
_SEPARATOR = r"(?:\s+[^\n:;.!?–—]{1,50}?)?\s*:|\s*(?:\.(?=\s|$)|\s[–—-](?=\s|$)|[–—](?=\s|$)|\n|$)"
_SEPARATED = tuple(
    (role, re.compile(rf"{_NUMBERED}(?:{_UP_TO}\b)?(?:{core})(?:{_SEPARATOR})", re.IGNORECASE)) for role, core in _CORES
)
# Without a separator a label is only what is one by itself in the language: „Prioritetinės veiklos kryptys skatinti …“.
_BARE = tuple(
    (role, re.compile(rf"(?:{words})(?=\s)", re.IGNORECASE))
    for role, words in (
        (SectionRole.PRIORITIES, r"(?:Prioritetinės|Pagrindinės)(?:\s+\w+){0,2}?\s+kryptys|Prioritetai"),
        (SectionRole.OBJECTIVES, r"Uždaviniai"),
        (SectionRole.AIM, r"(?:Veiklos\s+|Plano\s+)?(?:Tikslas|Tikslai)"),
    )
)
# In each of the known words above.
_CORE = re.compile(r"tiksl|u[zž]davin|prioritet|krypt|planuojam", re.IGNORECASE)
# Any short beginning up to a colon, unless a new sentence begins inside it.
_GENERIC = re.compile(r"(?!.*?[^\W\d_]{4,}\.\s[^:]*:)\w[^\n:;!?]{2,70}:(?=\s|$)")
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


class Sentence(NamedTuple):
    """One line of text; lines of one paragraph have the same ``block``. A whole table is one line, its ``listing``."""

    paragraph: Paragraph
    place: Place
    block: int = 0
    align: Align = Align.START
    outline: int = 0
    listing: "Listing | None" = None
    prompt: bool = False  # of an empty control, which says something only in a mark

    @property
    def label(self) -> "Label | None":
        """The label that the line begins with; a table has none."""
        return None if self.listing else section_label(self.paragraph)

    @property
    def words(self) -> str:
        """The words without looks."""
        return str(self.paragraph)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.bold for run in self.paragraph.runs if run.text.strip())

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals."""
        letters = [c for c in self.words if c.isalpha()]
        return len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)  # noqa: PLR2004

    @property
    def titular(self) -> bool:
        """Whether it looks like a title: set apart by its looks, and short."""
        if self.listing:
            return False
        apart = self.bold or self.capitals or self.align is Align.CENTRE or self.outline > 0
        return apart and len(self.words) <= LONGEST_TITLE_LINE and not _SENTENCE_END.search(self.words)


def names_plan(sentence: Sentence) -> bool:
    """Whether the line names a kind of plan, as titles do."""
    if sentence.listing:
        return False
    return bool(_KIND_OF_PLAN.search(fold(closed_up(sentence.words)))) and len(sentence.words) <= _LONGEST_TITLE


class Label(NamedTuple):
    """A label with its separator, and the body that follows in the same paragraph."""

    role: SectionRole
    label: str
    body: Paragraph


@lru_cache(maxsize=64)  # each line near a mark is looked at several times
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
            return found._replace(label=f"{paragraph.marker} {found.label}")
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
