"""Label and value pairs, above the table or on a sheet of their own: institution, head, marks, title, period.

At the end, what planforms' own form says before anyone fills it in, taken out of a source. Only words exactly as
``blankform`` has them are taken out; one that a person changed is the person's.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import Enum
from itertools import groupby, islice
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from planforms.blankform import EXAMPLE, EXPLANATIONS, ROWS, SECTION_LABELS, TIMES_HEADING
from planforms.companions.institutions import author, is_company, is_school, nominative
from planforms.companions.phrases import leading_institution, title_words
from planforms.errors import UsageError
from planforms.letters import fold
from planforms.marks import fill_mark, new_mark, parse_mark
from planforms.model import ActKind, ColumnRole, Details, Mark, MarkKind, Period, Text
from planforms.period import find_period
from planforms.place import Place
from planforms.recognise.headings import heading_roles
from planforms.remembered import pattern_of
from planforms.source import Grid, GridCell, Source
from planforms.text import tidy, tidy_text, without_bold
from planforms.timing import parse_day


class Field(Enum):
    """What a label asks for."""

    TITLE = "title"
    PERIOD = "period"
    INSTITUTION = "institution"
    TOWN = "town"
    HEAD_POSITION = "head position"
    HEAD_NAME = "head name"
    APPROVED_BY = "approved by"
    ORDER_DATE = "order date"
    ORDER_NUMBER = "order number"
    ENDORSED_BY = "endorsed by"
    MINUTES_DATE = "minutes date"
    MINUTES_NUMBER = "minutes number"


_LABELS = tuple(
    (field, pattern_of(pattern, needs=needs))
    for field, pattern, needs in (
        (Field.TITLE, r"(?:veiklos )?(?:plano )?(?:pavadinimas|antraste)", ("pavadinimas", "antraste")),
        (Field.PERIOD, r"(?:plano )?(?:laikotarpis|mokslo metai|metai|m m)", ("laikotarpis", "metai", "m m")),
        (
            Field.INSTITUTION,
            r"(?:istaigos|mokyklos|institucijos) pavadinimas|istaiga|mokykla|institucija|organizacija",
            ("pavadinimas", "istaiga", "mokykla", "institucija", "organizacija"),
        ),
        (Field.TOWN, r"miestas|vietove|(?:sudarymo )?vieta|gyvenviete", ("miestas", "viet")),
        (Field.HEAD_POSITION, r"(?:istaigos |mokyklos )?vadovo pareigos|pareigos", ("pareigos",)),
        (
            Field.HEAD_NAME,
            r"(?:istaigos |mokyklos )?vadov(?:as|o (?:vardas(?: ir)? )?pavarde)|direktor(?:ius|e)",
            ("vadov", "direktor"),
        ),
        (
            Field.APPROVED_BY,
            r"(?:kas |kieno )?(?:patvirtin(?:ta|o)|tvirtin(?:a|u))|tvirtinimo zyma|patvirtino kas",
            ("tvirtin",),
        ),
        (Field.ORDER_DATE, r"(?:isakymo|patvirtinimo|tvirtinimo|isak) data", (" data",)),
        (Field.ORDER_NUMBER, r"(?:isakymo|patvirtinimo|tvirtinimo|isak) (?:nr|numeris)", (" nr", " numeris")),
        (
            Field.ENDORSED_BY,
            r"(?:kas |kieno )?(?:pritar(?:ta|e|ia)|suderin(?:ta|o))|(?:pritarimo|derinimo) zyma",
            ("pritar", "derin"),
        ),
        (
            Field.MINUTES_DATE,
            r"(?:posedzio |pritarimo )?protokolo data|(?:pritarimo|posedzio|derinimo) data",
            (" data",),
        ),
        (
            Field.MINUTES_NUMBER,
            r"(?:posedzio |pritarimo )?protokolo (?:nr|numeris)|(?:pritarimo|derinimo) (?:nr|numeris)",
            (" nr", " numeris"),
        ),
    )
)
_NO_LETTERS = pattern_of(r"[.:()\d]+")
_SHEET_OF_DETAILS = 3


class Pair(NamedTuple):
    """A label that is known, the cell beside it, where that cell is, or would be, and the cells further on."""

    field: Field
    label: str
    cell: GridCell | None
    place: Place
    remarks: tuple[GridCell, ...] = ()


class DetailMark(NamedTuple):
    """A mark of a sheet of details, and where its parts are, by their paths in the mark; at least one is there."""

    mark: Mark
    places: Mapping[str, Place]


class Known(Struct, frozen=True):
    """What the pairs of a file say, where title and period are, and what was not used.

    ``again`` are values of a label that had another before, ``unread`` dates that are no whole day, ``remarks`` what
    is beside a pair.
    """

    details: Details
    title: Text
    period: Period | None
    marks: tuple[DetailMark, ...]
    places: Mapping[str, Place]
    period_words: str
    again: tuple[GridCell, ...]
    unread: tuple[GridCell, ...]
    remarks: tuple[GridCell, ...]


def take_pairs(cells: Sequence[GridCell], *, own_sheet: bool) -> tuple[list[Pair], list[GridCell]]:
    """The known pairs among *cells*, and the other cells.

    Above a plan's table only a label that ends in a colon, or a label on a sheet of three or more, counts as one:
    „Vieta“ or „Direktorius“ alone may be anything. On a sheet of details what is beyond the pair is a remark.
    """
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    found = {number: pair for number, row in rows.items() if (pair := _pair(row, remarks=own_sheet))}
    trusted = own_sheet and len(found) >= _SHEET_OF_DETAILS
    kept = {n: pair for n, pair in found.items() if trusted or (pair.cell and pair.label.rstrip().endswith(":"))}
    return list(kept.values()), [cell for number, row in rows.items() if number not in kept for cell in row]


def _pair(row: Sequence[GridCell], *, remarks: bool) -> Pair | None:
    first, *beside = row
    label = str(first.text)
    words = fold(_NO_LETTERS.sub(" ", fold(label)))
    field = next((field for field, label_words in _LABELS if label_words.fullmatch(words)), None)
    if field is None or (len(beside) > 1 and not (remarks and beside[0].column == first.column + first.columns)):
        return None
    if not beside:
        return Pair(field, label, None, replace(first.place, column=first.place.column + first.columns))
    return Pair(field, label, beside[0], beside[0].place, tuple(beside[1:]))


def known(pairs: Iterable[Pair]) -> Known:
    """What *pairs* say, each label's first value; a second endorsement begins where its label comes again.

    A label of the approval with nothing beside it asks for a mark to fill in by hand; one of an endorsement does not,
    for a plan may have none.
    """
    first: dict[Field, GridCell] = {}
    endorsements: list[dict[Field, GridCell]] = []
    again: list[GridCell] = []
    remarks: list[GridCell] = []
    approval: Place | None = None
    for field, _, cell, place, beside in pairs:
        remarks += beside
        if field is Field.ENDORSED_BY or (field in _OF_ENDORSEMENT and not endorsements):
            endorsements.append({})
        if field is Field.APPROVED_BY:
            approval = approval or place
        if cell is not None:
            kept = (endorsements[-1] if field in _OF_ENDORSEMENT else first).setdefault(field, cell)
            again += [cell] if kept.text != cell.text else []
    words = {field: " ".join(str(cell.text).split()) for field, cell in first.items()}
    marks = [
        _mark("PATVIRTINTA", first.get(Field.APPROVED_BY), first.get(Field.ORDER_DATE), first.get(Field.ORDER_NUMBER))
        or (DetailMark(new_mark(MarkKind.APPROVED), {"by": approval}) if approval else None),
        *(
            _mark("PRITARTA", e.get(Field.ENDORSED_BY), e.get(Field.MINUTES_DATE), e.get(Field.MINUTES_NUMBER))
            for i, e in enumerate(endorsements)
            if not any(_same(e, before) for before in endorsements[:i])
        ),
    ]
    dates = [first.get(Field.ORDER_DATE), *(e.get(Field.MINUTES_DATE) for e in endorsements)]
    return Known(
        Details(
            institution=words.get(Field.INSTITUTION, ""),
            town=words.get(Field.TOWN, ""),
            head_position=words.get(Field.HEAD_POSITION, ""),
            head_name=words.get(Field.HEAD_NAME, ""),
        ),
        without_bold(tidy_text(first[Field.TITLE].text)) if Field.TITLE in first else Text(),
        find_period(words.get(Field.PERIOD, "")),
        tuple(mark for mark in marks if mark is not None),
        {field.value: first[field].place for field in (Field.TITLE, Field.PERIOD) if field in first},
        words.get(Field.PERIOD, ""),
        tuple(again),
        tuple(cell for cell in dates if cell is not None and _date(cell) is None),
        tuple(remarks),
    )


def institution(title: Text, marks: Iterable[Mark]) -> str:
    """Whose plan it is by its *title* and its mark of approval, in the nominative where that is certain.

    Nothing where both name an institution and not the same one; the mark of a head over several schools names none.
    """
    by = next((mark.by for mark in marks if mark.kind is MarkKind.APPROVED), "")
    marked, titled = author(by).institution, leading_institution(title_words(title))
    named = [name for name in (marked if is_school(marked) or is_company(marked) else "", titled) if name]
    shorter, *rest = sorted(named, key=len) if named else [""]
    if any(not _plain(longer).endswith(_plain(shorter)) for longer in rest):
        return ""
    whole = max(named, key=len, default="")
    return nominative(marked if _plain(marked) == _plain(whole) else whole)


_QUOTES = pattern_of("[\"',«»]+|[‘’“-„]+")
_AROUND_DASH = pattern_of(r"\s*[-–]\s*")


def _plain(name: str) -> str:
    """A name without its quotes and capitals, to be compared with another."""
    return _AROUND_DASH.sub("-", _QUOTES.sub("", fold(name)))


def _same(one: Mapping[Field, GridCell], other: Mapping[Field, GridCell]) -> bool:
    return {field: cell.text for field, cell in one.items()} == {field: cell.text for field, cell in other.items()}


_OF_ENDORSEMENT = frozenset({Field.ENDORSED_BY, Field.MINUTES_DATE, Field.MINUTES_NUMBER})
_ACTS: Mapping[str, ActKind] = {"PATVIRTINTA": ActKind.ORDER, "PRITARTA": ActKind.MINUTES}


def _mark(word: str, by: GridCell | None, date: GridCell | None, number: GridCell | None) -> DetailMark | None:
    cells = {"by": by, "acts[0].date": date, "acts[0].number": number}
    places = {part: cell.place for part, cell in cells.items() if cell is not None}
    author = str(without_bold(tidy_text(by.text))) if by else ""
    mark = (parse_mark(author) or parse_mark(f"{word}\n{author}" if author else word)) if places else None
    if mark is None:
        return None
    if date is not None or number is not None:
        number_words = "" if number is None else re.sub(r"^\s*Nr\.?\s*", "", str(number.text)).strip()
        with suppress(UsageError):  # words that nothing can be filled in for certain stay as they are
            mark = fill_mark(mark, act=_ACTS[word], date=_date(date), number=number_words or None)
    return DetailMark(mark, places)


def _date(cell: GridCell | None) -> dt.date | None:
    if cell is None:
        return None
    if isinstance(cell.value, dt.datetime):
        return cell.value.date()
    if isinstance(cell.value, dt.date):
        return cell.value
    return parse_day(cell.text)  # ``None``: the mark keeps a blank, and a finding has the words


_FORM_WORDS = EXPLANATIONS | frozenset(filter(None, EXAMPLE))
_FORM_SIGNS = _FORM_WORDS | {TIMES_HEADING}
_LOOKED_AT = 20  # cells of a grid; the words of the form are among its first
_NUMBERS = frozenset(str(number) for number in range(1, ROWS + 1))


def is_form(source: Source) -> bool:
    """Whether *source* was made as a form to fill in, and still says so."""
    grids = (block for block in source.blocks if isinstance(block, Grid))
    return any(_words(cell) in _FORM_SIGNS for grid in grids for cell in islice(grid.cells, _LOOKED_AT))


def without_form(source: Source) -> Source:
    """*source* without the form's explanations, its example and times, its numbers and labels with nothing beside."""
    blocks = (replace(b, cells=tuple(_filled(b))) if isinstance(b, Grid) else b for b in source.blocks)
    return replace(source, blocks=tuple(b for b in blocks if not (isinstance(b, Grid) and _is_list(b))))


def _is_list(grid: Grid) -> bool:
    return bool(grid.cells) and _words(grid.cells[0]) == TIMES_HEADING


def _filled(grid: Grid) -> Iterator[GridCell]:
    """The cells of *grid* that are not the form's."""
    numbers = next((cell.column for cell in islice(grid.cells, _LOOKED_AT) if _heads_numbers(cell)), 0)
    covered = 0  # the last row that a vertical merge reaches into: something is beside its number
    for row, in_row in groupby(grid.cells, lambda cell: cell.row):
        cells = tuple(in_row)
        own = _typed(cells)
        if row <= covered or not (len(own) == 1 and own[0].column == numbers and _words(own[0]) in _NUMBERS):
            yield from own
        covered = max(covered, *(cell.row + cell.rows - 1 for cell in cells))


def _heads_numbers(cell: GridCell) -> bool:
    return heading_roles((_words(cell),)) == (ColumnRole.NUMBER,)


def _typed(row: Sequence[GridCell]) -> Sequence[GridCell]:
    """The cells of *row* that say something else than the form did."""
    own = [cell for cell in row if _words(cell) not in _FORM_WORDS]
    if len(own) < len(row) and len(own) == 1 and _words(own[0]) in SECTION_LABELS:
        return ()
    return own


def _words(cell: GridCell) -> str:
    return tidy(str(cell.text))
