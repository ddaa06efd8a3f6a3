"""What the lines around the table say: marks, title, labelled sections, closing lines."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from planforms.marks import MarkLine, mark_extent, mark_parts, parse_mark, starts_mark
from planforms.model import Mark, Paragraph, Section, SectionRole, Text
from planforms.place import Place
from planforms.recognise.labels import section_label
from planforms.recognise.rows import is_time_heading, names_month
from planforms.source import Align, Line
from planforms.text import Edit, cut, edited, fold, map_runs, tidy_text, without_bold

_KIND_OF_PLAN = re.compile(r"\b(?:plan(?:as|ai|u)\b|program(?:a|os)\b|tvarkarast|grafik|kalendori)")
_ONLY_YEARS = re.compile(r"\W*(?:19|20)\d\d(?:\W*(?:19|20)?\d\d)?\W*(?:m|met\w*|m\W*m|mokslo\W+met\w*)?\W*")
_TABS, _SPACES = re.compile(r"\t+"), re.compile(" {3,}")  # what is between columns
_SENTENCE_END = re.compile(r"[;:,]$|(?<!\b[Mm])\.$")  # „… 2025–2026 M. M.“ ends in an abbreviation
# What is left of a line to fill in where words were typed into it and not over it: „direktoriaus____“.
_LEFTOVER = re.compile(r"(?<=[^\W_])(?<!\d{4})_+(?=\s|$)(?!\s*m\b)|(?<!\S)_+(?=[^\W_])(?!(?:m|d|mėn)\b)")
_LEFTOVER_OF_TITLE = re.compile(r"^_+ *| *_+$")
# Lines in a title's looks that are none of it.
_CHAPTER = re.compile(
    r"(?:[ivx]+|\w+asis)\.?\s+(?:skyrius|dalis)\b.*|(?:[ivx]+\.\s*)?(?:bendroji dalis|bendrosios nuostatos|ivadas"
    r"|turinys|situacijos analize|baigiamosios nuostatos)\.?|projektas|\(?projektas\)?|(?:veiklos )?plano projektas"
)
_CONTACTS = re.compile(
    r"\blt[- ]?\d{5}\b|\btel\.|\bel\. ?p|\w@\w|\bfaks\.|\bwww\.|\bkodas \d{6,9}|juridiniu asmenu registr|\bimones kod"
    r"|^(?:savivaldybes )?(?:biudzetine|viesoji) istaiga,"
)
_INSTITUTION = re.compile(
    r"[^,:]*\b(?:mokykla|gimnazija|progimnazija|pagrindine mokykla|darzelis|lopselis-darzelis|centras|kolegija|licejus"
    r"|universitetas|daugiafunkcis centras|mokykla-darzelis|mokykla-daugiafunkcis centras|seniunija"
    r"|savivaldybes administracija|biblioteka|muziejus)(?:\s*[„“\"«,].*)?"
)
_LONGEST_TITLE = 300
_LONGEST_TITLE_LINE = 160


class Sentence(NamedTuple):
    """One line of text on its own; ``block`` tells which lines stood in one paragraph."""

    paragraph: Paragraph
    place: Place
    block: int = 0
    align: Align = Align.START
    outline: int = 0

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
        apart = self.bold or self.capitals or self.align is Align.CENTRE or self.outline > 0
        return apart and len(self.words) <= _LONGEST_TITLE_LINE and not _SENTENCE_END.search(self.words)


def sentences(lines: Iterable[Line]) -> list[Sentence]:
    """The non-blank lines of text in *lines*; marks set side by side by tabs are put one after the other."""
    flat = [
        Sentence(paragraph, line.place, block, line.align, line.outline)
        for block, line in enumerate(lines)
        for paragraph in tidy_text(line.text).paragraphs
        if paragraph.runs or paragraph.marker
    ]
    return list(_uncolumned(flat))


def filled_in(flat: Iterable[Sentence]) -> list[Sentence]:
    """*flat* without what is left of lines to fill in that words were typed into."""
    return [sentence._replace(paragraph=_without(sentence.paragraph, _LEFTOVER)) for sentence in flat]


def _without(paragraph: Paragraph, pattern: re.Pattern[str]) -> Paragraph:
    words = "".join(run.text for run in paragraph.runs)
    found = [Edit(*match.span(), "") for match in pattern.finditer(words)] if "_" in words else []
    if not found or not words.strip("_ "):
        return paragraph  # a line and nothing else, maybe with a number before it
    (left,) = edited(Text((replace(paragraph, marker=""),)), found).paragraphs
    return replace(left, marker=paragraph.marker)


def _uncolumned(flat: Sequence[Sentence]) -> Iterator[Sentence]:
    i = 0
    while i < len(flat):
        gap = _TABS if "\t" in flat[i].words else _SPACES
        parts = _columns(flat[i], gap)
        if not any(starts_mark(str(part)) for part in parts[1:]):
            yield flat[i]
            i += 1
            continue
        columns: list[list[Sentence]] = [[] for _ in parts]
        after = i
        while after < len(flat) and len(cells := _columns(flat[after], gap, len(parts))) > 1:
            for lines, cell in zip(columns, cells, strict=False):
                lines.append(flat[after]._replace(paragraph=cell))
            after += 1
        while after < len(flat) and (longer := _column_of(columns, flat[after])) is not None:
            longer.append(flat[after])
            after += 1
        for lines in columns:
            yield from (line for line in lines if line.words.strip())
        i = after


def _column_of(columns: Sequence[list[Sentence]], line: Sentence) -> list[Sentence] | None:
    """The column whose mark goes on in *line*, which no other column has words beside; ``None`` where none does.

    Of several it is the one whose mark has no number yet, else the last.
    """
    going: list[list[Sentence]] = []
    for lines in columns:
        words = [sentence.words for sentence in lines if sentence.words.strip()]
        if words and starts_mark(words[0]) and mark_extent([*words, line.words]) > len(words):
            parts = mark_parts("\n".join(words))
            if parts and not any(act.act.number for act in parts.acts):
                return lines
            going.append(lines)
    return going[-1] if going else None


def _columns(sentence: Sentence, gap: re.Pattern[str], most: int = 0) -> list[Paragraph]:
    """The columns of a line about each *gap*, *most* of them where that is given; an underlined gap is a blank."""
    rest, parts, seen = sentence.paragraph, [], 0
    runs = (run.text if run.text.strip() or not run.underline else "_" * len(run.text) for run in rest.runs)
    for found in islice(gap.finditer("".join(runs)), most - 1 if most else None):
        part, rest = cut(rest, found.start() - seen)
        _, rest = cut(rest, found.end() - found.start())
        parts.append(part)
        seen = found.end()
    return [*parts, rest]


def names_plan(sentence: Sentence) -> bool:
    """Whether the line names a kind of plan, as titles do."""
    return bool(_KIND_OF_PLAN.search(fold(sentence.words))) and len(sentence.words) <= _LONGEST_TITLE


Part = TypeVar("Part", Mark, Section)


class Placed(NamedTuple, Generic[Part]):
    """A part of the plan and where it stood; ``parts`` tells it of its own parts that stood in cells of their own."""

    part: Part
    place: Place
    parts: Mapping[str, Place] = MappingProxyType({})


class MarkLines(NamedTuple):
    """A mark, and the lines that it was read from: their words together have blanks that the mark's have not."""

    mark: Mark
    words: Text
    lines: tuple[Sentence, ...]


def take_marks(flat: Sequence[Sentence]) -> tuple[list[Placed[Mark]], list[Sentence]]:
    """The marks among *flat*, and the sentences that belong to none."""
    marks, rest = divide_marks(flat)
    return [Placed(found.mark, found.lines[0].place) for found in marks], rest


def divide_marks(flat: Sequence[Sentence]) -> tuple[list[MarkLines], list[Sentence]]:
    """The marks among *flat* with their lines, and the sentences that belong to none."""
    marks: list[MarkLines] = []
    rest: list[Sentence] = []
    i = 0
    while i < len(flat):
        extent = mark_extent(_mark_lines(flat[i : i + _LONGEST_MARK])) if starts_mark(flat[i].words) else 0
        words = without_bold(Text(tuple(s.paragraph for s in flat[i : i + extent])))
        mark = parse_mark(words) if extent else None
        if mark is None:
            rest.append(flat[i])
            i += 1
        else:
            marks.append(MarkLines(mark, words, tuple(flat[i : i + extent])))
            i += extent
    return marks, rest


_LONGEST_MARK = 24


def _mark_lines(flat: Sequence[Sentence]) -> list[MarkLine]:
    """*flat* with what decides where the mark ends that its first line begins."""
    made = [MarkLine(flat[0].words)]
    for before, line in pairwise(flat):
        label = section_label(line.paragraph)
        known = label is not None and label.role is not SectionRole.OTHER
        other = known or (line.outline > 0 and flat[0].outline == 0) or (line.titular and names_plan(line))
        apart = line.align not in {flat[0].align, before.align}
        made.append(MarkLine(line.words, gap=line.block > before.block + 1, apart=apart, other=other))
    return made


def take_title(flat: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The lines of the title, and the others.

    The title is the first line that names a kind of plan and stands apart by its looks, then the first that names
    one at all, then the first that stands apart; with the lines around it that are set like it. Chapters, months,
    weekdays, „PROJEKTAS“ and the lines of a letterhead are no title.
    """
    end = next((i for i, s in enumerate(flat) if _begins_text(s)), len(flat))
    head = flat[:end]
    open_lines = [i for i, s in enumerate(head) if not never_title(s)]
    named = [i for i in open_lines if names_plan(head[i])]
    apart = [i for i in open_lines if head[i].titular]
    core = next((i for i in named if i in apart), next(iter(named), next(iter(apart), None)))
    if core is None:
        return [], list(flat)
    first = last = core
    while first > 0 and _leads(head[first - 1], head[first]):
        first -= 1
    while last + 1 < len(head) and _follows(head[last + 1], head[last]):
        last += 1
    return list(head[first : last + 1]), [*head[:first], *flat[last + 1 :]]


def never_title(line: Sentence) -> bool:
    """Whether a line is none of a title's: a chapter, a month, „PROJEKTAS“, a line of a letterhead."""
    folded = fold(line.words)
    return bool(_CHAPTER.fullmatch(folded)) or _heads_part(line) or is_letterhead(line)


def _heads_part(line: Sentence) -> bool:
    """Whether a line is only a month, a half-year or a weekday, with no year that would be the plan's."""
    return is_time_heading(line.words) and not re.search(r"\d{4}|men", fold(line.words))


def is_letterhead(line: Sentence) -> bool:
    """Whether a line is one of a letterhead: an institution in the nominative, its address, its codes."""
    return bool(_CONTACTS.search(fold(line.words)) or (_INSTITUTION.fullmatch(fold(line.words)) and line.titular))


def take_letterhead(above: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence]]:
    """The lines of a letterhead among those *above* the title, and the others."""
    last = max((i for i, line in enumerate(above) if is_letterhead(line)), default=-1)
    first = next((i for i in range(last + 1) if not _CHAPTER.fullmatch(fold(above[i].words))), last + 1)
    return list(above[first : last + 1]), [*above[:first], *above[last + 1 :]]


def _begins_text(line: Sentence) -> bool:
    """Whether the text begins here: at a label in so many words or with a colon, not at one told by looks alone."""
    label = section_label(line.paragraph)
    return label is not None and (label.role is not SectionRole.OTHER or label.label.endswith(":"))


def _leads(line: Sentence, title: Sentence) -> bool:
    if never_title(line):
        return False
    return (
        line.block == title.block
        or _alike(line, title)
        or _ends_open(line)
        or (title.words[:1].islower() and len(line.words) < _LONGEST_TITLE_LINE)
    )


def _ends_open(line: Sentence) -> bool:
    """Whether a line set apart ends in a comma, so that its words go on in the next."""
    return line.words.endswith(",") and line._replace(paragraph=cut(line.paragraph, len(line.words) - 1)[0]).titular


def _follows(line: Sentence, title: Sentence) -> bool:
    if never_title(line):
        return False
    if names_plan(line) and names_month(line.words) and line.block != title.block:
        return False  # it heads the first month of the plan
    return (
        line.block == title.block
        or _ends_open(title)
        or bool(_ONLY_YEARS.fullmatch(fold(line.words)))
        or _alike(line, title)
    )


def _alike(line: Sentence, title: Sentence) -> bool:
    same = (line.bold and title.bold) or (line.capitals and title.capitals) or 0 < title.outline == line.outline
    return (line.titular or _ends_open(line)) and title.titular and same


def title_text(lines: Sequence[Sentence]) -> Text:
    """The words of a title, its bold dropped, and with it lines that are still to be filled in, or their rests."""
    spaced = map_runs(
        Text(tuple(_without(line.paragraph, _LEFTOVER_OF_TITLE) for line in lines if line.words.strip("_ "))),
        lambda run: replace(run, text=_tabs_gone(run.text)),
    )
    return without_bold(spaced)


def _tabs_gone(words: str) -> str:
    return re.sub(r" *\t+ *", " ", words)


def sections(flat: Sequence[Sentence], *, before_table: bool) -> list[Placed[Section]]:
    """The sentences as sections: each label begins one, what follows without a label belongs to it.

    A label with no body right before the table is the lead-in (``Planuojamos veiklos:``).
    """
    made: list[_Begun] = []
    for sentence in flat:
        found = section_label(sentence.paragraph)
        if found:
            made.append(_Begun(found.role, found.label, [found.body] if found.body.runs else [], sentence.place))
        elif made:
            begun = made[-1]
            if not begun.lines:
                made[-1] = begun._replace(body=sentence.place)
            begun.lines.append(sentence.paragraph)
        else:
            made.append(_Begun(SectionRole.OTHER, "", [sentence.paragraph], sentence.place))
    if before_table and made and not made[-1].lines and made[-1].role is SectionRole.OTHER:
        made[-1] = made[-1]._replace(role=SectionRole.LEAD_IN)
    return [
        Placed(
            Section(role=role, label=label, text=tidy_text(Text(tuple(lines)))), place, {"text": body} if body else {}
        )
        for role, label, lines, place, body in made
    ]


class _Begun(NamedTuple):
    """A section as far as it was read."""

    role: SectionRole
    label: str
    lines: list[Paragraph]
    place: Place
    body: Place | None = None


def closing(flat: Sequence[Sentence]) -> list[Placed[Section]]:
    """The lines after the table, each as it stands."""
    return [
        Placed(Section(role=SectionRole.OTHER, text=tidy_text(Text((sentence.paragraph,)))), sentence.place)
        for sentence in flat
    ]
