"""What the lines around the table say: title, marks, letterhead, labelled sections, closing lines."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planforms.letters import fold
from planforms.model import Mark, Paragraph, Section, SectionRole, Text
from planforms.period import is_stretch
from planforms.place import Place
from planforms.recognise.facts import LONGEST_TITLE_LINE, Listing, Sentence
from planforms.recognise.marks import Passage, Placed, without
from planforms.recognise.plans import Draft
from planforms.recognise.rows import heading_form, heads_rows, is_time_heading, names_month
from planforms.remembered import pattern_of
from planforms.text import cut, map_runs, tidy_text, without_bold

_ONLY_YEARS = pattern_of(r"\W*(?:19|20)\d\d(?:\W*(?:19|20)?\d\d)?\W*(?:m|met\w*|m\W*m|mokslo\W+met\w*)?\W*")
_YEAR = pattern_of(r"\b(?:19|20)\d\d\b")
_LEFTOVER_OF_TITLE = pattern_of(r"^_+ *| *_+$")
# Lines in a title's looks that are none of it.
_CHAPTER = pattern_of(
    r"(?:[ivx]+|\w+asis)\.?\s+(?:skyrius|dalis)\b.*|(?:[ivx]+\.\s*)?(?:bendroji dalis|bendrosios nuostatos|ivadas"
    r"|turinys|situacijos analize|baigiamosios nuostatos)\.?|projektas|\(?projektas\)?|(?:veiklos )?plano projektas",
    needs=("skyrius", "dalis", "nuostatos", "ivadas", "turinys", "situacijos analize", "projektas"),
)
_CONTACTS = pattern_of(
    r"\blt[- ]?\d{5}\b|\btel\.|\bel\. ?p|\w@\w|\bfaks\.|\bwww\.|\bkodas \d{6,9}|juridiniu asmenu registr|\bimones kod"
    r"|^(?:savivaldybes )?(?:biudzetine|viesoji) istaiga,",
    needs=("lt", "tel.", "el.", "@", "faks.", "www.", "kodas ", "juridiniu", "imones kod", " istaiga,"),
)
_INSTITUTION = pattern_of(
    r"[^,:]*\b(?:mokykla|gimnazija|progimnazija|pagrindine mokykla|darzelis|lopselis-darzelis|centras|kolegija|licejus"
    r"|universitetas|daugiafunkcis centras|mokykla-darzelis|mokykla-daugiafunkcis centras|seniunija"
    r"|savivaldybes administracija|biblioteka|muziejus)(?:\s*[„“\"«,].*)?",
    needs=(
        *("mokykla", "gimnazija", "darzelis", "centras", "kolegija", "licejus", "universitetas", "seniunija"),
        *("savivaldybes administracija", "biblioteka", "muziejus"),
    ),
)


class LeftOut(NamedTuple):
    """Words of a header or footer that are in no part of the plan."""

    words: str
    place: Place


class Prose(Struct, frozen=True):
    """What the lines around the table say; ``headings`` are those right above it that head its rows."""

    title: list[Sentence]
    marks: list[Placed[Mark]]
    sections: list[Placed[Section]]
    closing: list[Placed[Section]]
    headings: list[Sentence]
    left_out: list[LeftOut]


def read_prose(draft: Draft, margins: Passage) -> Prose:
    """What the lines of *draft* say, and those of headers and footers, the *margins*, that give marks or a title."""
    above, title, top = take_title(draft.before.rest)
    own = next((i for i, line in enumerate(top) if not title or line.block > title[0].block), len(top))
    letterhead, above = take_letterhead([*above, *top[:own]])  # also below a title, in its paragraph
    top = [*above, *top[own:]]
    margin = margins.rest
    if not title:
        before, title, after = take_title(margin)
        margin = [*before, *after]
    headings: list[Sentence] = []
    while len(title) > 1 and _is_above_table(title[-1], top) and _heads_like_others(title[-1], draft):
        headings.insert(0, title.pop())
    start = _first_part(top, draft)
    top, headings = top[:start], [*headings, *top[start:]]
    while draft.tables and top and _heads_table(top[-1], draft):
        headings.insert(0, top.pop())
    marks = [mark.placed for mark in (*draft.before.marks, *draft.after.marks)]
    on_page = {fold(str(placed.part.words)) for placed in marks}
    repeated = [mark.placed for mark in margins.marks if fold(str(mark.mark.words)) in on_page]
    marks += [mark.placed for mark in margins.marks if mark.placed not in repeated]
    parts = [*letterhead, *sections(top, before_table=bool(draft.tables))]
    left_out = [*(LeftOut(str(p.part.words), p.place) for p in repeated), *(LeftOut(s.words, s.place) for s in margin)]
    return Prose(title, marks, parts, closing(draft.after.rest), headings, left_out)


def _is_above_table(line: Sentence, lines: Sequence[Sentence]) -> bool:
    """Whether *line*, of the title, has none of the other *lines* between it and the table."""
    return all(other.block < line.block for other in lines)


def _heads_like_others(line: Sentence, draft: Draft) -> bool:
    """Whether *line* is of the same form as the headings above the other tables of the plan."""
    others = [s for table in draft.tables[1:] for s in table.above.rest if heads_rows(s)]
    form = heading_form(line.words)
    alike = [s for s in others if heading_form(s.words) == form and (s.bold, s.align) == (line.bold, line.align)]
    return bool(alike) and not line.names_plan


def _first_part(lines: Sequence[Sentence], draft: Draft) -> int:
    """Where the first part of the plan begins among the lines above its table: at a month, as the parts after it do."""
    for i, line in enumerate(lines):
        below = (other.of_section for other in lines[i:])
        if is_time_heading(line.words) and _heads_like_others(line, draft) and not any(below):
            return i
    return len(lines)


def _heads_table(line: Sentence, draft: Draft) -> bool:
    """Whether a line right above the first table is a heading of its rows.

    It is where it is a month, the title of a month's part, or of the same form as the headings above the other tables.
    """
    if is_time_heading(line.words):
        return True
    if len(draft.tables) < 2 or not heads_rows(line):  # noqa: PLR2004 -- one table has no others
        return False
    label = line.label
    plain = label is None or label.role is SectionRole.OTHER
    return (line.titular and names_month(line.words)) or (plain and _heads_like_others(line, draft))


def take_title(flat: Sequence[Sentence]) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
    """The lines above the title, its own, and those below it; all are below where there is no title.

    The title is the first line that names a kind of plan and is set apart by its looks, then the first that names
    one at all, then the first that is set apart; with the lines around it that are set like it. Chapters, months,
    weekdays, „PROJEKTAS“ and the lines of a letterhead are no title.
    """
    end = next((i for i, s in enumerate(flat) if _begins_text(s)), len(flat))
    open_lines = [i for i, s in enumerate(flat[:end]) if not never_title(s)]
    named = [i for i in open_lines if flat[i].names_plan]
    apart = [i for i in open_lines if flat[i].titular]
    core = next((i for i in named if i in apart), next(iter(named), None))
    if core is None:
        below = (i for i in range(end, len(flat)) if flat[i].titular and flat[i].names_plan and flat[i].capitals)
        core = next(below, next(iter(apart), None))
    if core is None:
        return [], [], list(flat)
    head = flat[: end if core < end else core + 2]
    first = last = core
    while first > 0 and _leads(head[first - 1], head[first]):
        first -= 1
    while last + 1 < len(head) and not _captions(head, last + 1):
        dated = any(_YEAR.search(line.words) for line in head[first : last + 1])
        if not _follows(head[last + 1], head[last], dated=dated):
            break
        last += 1
    return list(head[:first]), list(head[first : last + 1]), list(flat[last + 1 :])


def _captions(flat: Sequence[Sentence], i: int) -> bool:
    """Whether a line is right above a table of another kind, and so the table's caption."""
    above = i + 1 < len(flat) and flat[i + 1].listing is not None
    return above and not flat[i].names_plan and not _ONLY_YEARS.fullmatch(flat[i].folded)


def never_title(line: Sentence) -> bool:
    """Whether a line is none of a title's: a chapter, a month, „PROJEKTAS“, a line of a letterhead."""
    if line.listing:
        return True
    folded = line.folded
    return bool(_CHAPTER.fullmatch(folded)) or _heads_part(line) or is_letterhead(line)


def _heads_part(line: Sentence) -> bool:
    """Whether a line is only a month, a half-year or a weekday, with no year that would be the plan's."""
    return is_time_heading(line.words) and not re.search(r"\d{4}|men", line.folded)


def is_letterhead(line: Sentence) -> bool:
    """Whether a line is one of a letterhead: an institution in the nominative, its address, its codes."""
    return bool(_CONTACTS.search(line.folded) or (line.titular and _names_institution(line)))


def _names_institution(line: Sentence) -> bool:
    """Whether a line is the name of an institution, and not of a plan: „PROJEKTO „ŽALIOJI MOKYKLA“ VEIKLŲ PLANAS“."""
    named = len(line.words) < LONGEST_TITLE_LINE and _INSTITUTION.fullmatch(line.folded) is not None
    return named and not line.names_plan


def take_letterhead(above: Sequence[Sentence]) -> tuple[list[Placed[Section]], list[Sentence]]:
    """The letterhead among the lines *above* the title, and the others; an institution needs no looks there."""
    last = max((i for i, line in enumerate(above) if is_letterhead(line) or _names_institution(line)), default=-1)
    first = next((i for i in range(last + 1) if not _CHAPTER.fullmatch(above[i].folded)), last + 1)
    lines = above[first : last + 1]
    text = tidy_text(Text(tuple(line.paragraph for line in lines)))
    made = [Placed(Section(role=SectionRole.LETTERHEAD, text=text), lines[0].place)] if lines else []
    return made, [*above[:first], *above[last + 1 :]]


def _begins_text(line: Sentence) -> bool:
    """Whether the text begins here: at a label in so many words or with a colon, not at one that only looks like it."""
    label = line.label
    return label is not None and (label.role is not SectionRole.OTHER or label.label.endswith(":"))


def _leads(line: Sentence, title: Sentence) -> bool:
    if never_title(line):
        return False
    return (
        line.block == title.block
        or _alike(line, title)
        or _ends_open(line)
        or (bool(_ONLY_YEARS.fullmatch(line.folded)) and not _YEAR.search(title.words))
        or (title.words[:1].islower() and len(line.words) < LONGEST_TITLE_LINE)
    )


def _ends_open(line: Sentence) -> bool:
    """Whether a line set apart ends in a comma, so that its words go on in the next."""
    return line.words.endswith(",") and replace(line, paragraph=cut(line.paragraph, len(line.words) - 1)[0]).titular


def _follows(line: Sentence, title: Sentence, *, dated: bool) -> bool:
    if never_title(line):
        return False
    if line.names_plan and names_month(line.words) and line.block != title.block:
        return False  # it heads the first month of the plan
    if line.block == title.block:
        return True
    years = bool(_ONLY_YEARS.fullmatch(line.folded)) or is_stretch(line.words)
    if years or (is_time_heading(line.words) and _YEAR.search(line.words)):
        return not dated  # else the years again, above the headings
    return _ends_open(title) or _alike(line, title)


def _alike(line: Sentence, title: Sentence) -> bool:
    same = (line.bold and title.bold) or (line.capitals and title.capitals) or 0 < title.outline == line.outline
    return (line.titular or _ends_open(line)) and title.titular and same


def title_text(lines: Sequence[Sentence]) -> Text:
    """The words of a title, its bold dropped, and with it lines that are still to be filled in, or their rests."""
    spaced = map_runs(
        Text(tuple(without(line.paragraph, _LEFTOVER_OF_TITLE) for line in lines if line.words.strip("_ "))),
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
        found = sentence.label
        if sentence.listing:
            if not made or made[-1].lines or made[-1].listing:
                made.append(_Begun(SectionRole.OTHER, "", [], sentence.place))
            made[-1] = replace(made[-1], listing=sentence.listing)
        elif found:
            made.append(_Begun(found.role, found.label, [found.body] if found.body.runs else [], sentence.place))
        elif made and not made[-1].listing:
            begun = made[-1]
            if not begun.lines:
                made[-1] = replace(begun, body=sentence.place)
            begun.lines.append(sentence.paragraph)
        else:
            made.append(_Begun(SectionRole.OTHER, "", [sentence.paragraph], sentence.place))
    if before_table and made and not (made[-1].lines or made[-1].listing) and made[-1].role is SectionRole.OTHER:
        made[-1] = replace(made[-1], role=SectionRole.LEAD_IN)
    return [begun.section() for begun in made]


class _Begun(Struct, frozen=True):
    """A section as far as it was read."""

    role: SectionRole
    label: str
    lines: list[Paragraph]
    place: Place
    body: Place | None = None
    listing: Listing | None = None

    def section(self) -> Placed[Section]:
        """The section."""
        if self.listing:
            made = Section(role=self.role, label=self.label, table=self.listing.table)
            return Placed(made, self.place, self.listing.places)
        made = Section(role=self.role, label=self.label, text=tidy_text(Text(tuple(self.lines))))
        return Placed(made, self.place, {"text": self.body} if self.body else {})


def closing(flat: Sequence[Sentence]) -> list[Placed[Section]]:
    """The lines after the table, each as it is."""
    return [
        _Begun(SectionRole.OTHER, "", [line.paragraph], line.place, listing=line.listing).section() for line in flat
    ]
