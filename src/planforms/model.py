"""The neutral plan that every reader ends in and every writer begins with: frozen values, no I/O.

This module knows nothing of Word, Excel or Lithuanian grammar. Field names are the public JSON names.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Self

import msgspec
from msgspec import Struct
from msgspec.structs import replace


class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of the model: immutable, strict when read back, short when written.

    What never changes makes no circles, so the garbage collector need not look at it.
    """


class Script(StrEnum):
    """Where a run is against the line."""

    BASE = "base"
    SUPER = "super"
    SUB = "sub"


class Run(Value, frozen=True):
    """A stretch of text in one look; only looks that carry meaning are kept."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    script: Script = Script.BASE
    link: str = ""

    @property
    def plain(self) -> bool:
        """Whether the run has no look at all."""
        return not (
            self.bold or self.italic or self.underline or self.struck or self.link or self.script is not Script.BASE
        )


class Paragraph(Value, frozen=True):
    """One line or paragraph; ``marker`` is the list sign it carried, such as ``1.`` or ``•``."""

    runs: tuple[Run, ...] = ()
    marker: str = ""

    def __str__(self) -> str:
        runs = self.runs
        words = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
        return f"{self.marker} {words}" if self.marker else words


class Text:
    """What a cell or a paragraph says, with the looks that carry meaning.

    ``str(text)`` is the words, one line a paragraph, a list sign before its paragraph. Two texts are
    equal when words and looks are. A text is immutable and false when it holds no words.

    Attributes:
        paragraphs: its lines.
        words: ``str(text)``, asked for in a fraction of the time.
    """

    __slots__ = ("paragraphs", "words")
    words: str
    paragraphs: tuple[Paragraph, ...]

    def __init__(self, paragraphs: tuple[Paragraph, ...] = ()) -> None:
        _set_paragraphs(self, paragraphs)
        # The words are asked for many times and never change, so they are made once.
        one = len(paragraphs) == 1
        _set_words(self, str(paragraphs[0]) if one else "\n".join([str(paragraph) for paragraph in paragraphs]))

    def __reduce__(self) -> tuple[type["Text"], tuple[tuple[Paragraph, ...]]]:
        return type(self), (self.paragraphs,)

    @classmethod
    def of(cls, plain: str) -> Self:
        """Text without looks, a paragraph a line."""
        if plain and "\n" not in plain:  # as most cells are
            text = _make_blank(cls)
            _set_paragraphs(text, (Paragraph((Run(plain),)),))
            _set_words(text, plain)
            return text
        lines = plain.split("\n") if plain else []
        return cls(tuple(Paragraph((Run(line),) if line else ()) for line in lines))

    @property
    def plain(self) -> bool:
        """Whether the text is its words and nothing more."""
        return all(not p.marker and all(run.plain for run in p.runs) for p in self.paragraphs)

    def __setattr__(self, name: str, value: object) -> None:
        message = f"Text is immutable; cannot set {name!r}"
        raise AttributeError(message)

    def __str__(self) -> str:
        return self.words

    def __repr__(self) -> str:
        return f"Text.of({str(self)!r})" if self.plain else f"Text({self.paragraphs!r})"

    def __bool__(self) -> bool:
        for paragraph in self.paragraphs:
            for run in paragraph.runs:
                if run.text:
                    return True
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self.paragraphs == other.paragraphs

    def __hash__(self) -> int:
        return hash(self.paragraphs)


# The slots' own setters: a text cannot be changed, and is made for each cell.
_make_blank = object.__new__
_set_paragraphs, _set_words = (vars(Text)[slot].__set__ for slot in ("paragraphs", "words"))

_NO_TEXT = Text()


class PeriodKind(StrEnum):
    """What a plan is made for."""

    SCHOOL_YEARS = "school-years"  # mokslo metai, 1 September–31 August
    CALENDAR_YEARS = "calendar-years"
    HALF_YEAR = "half-year"  # pusmetis
    MONTH = "month"
    DAY = "day"


class Period(Value, frozen=True):
    """Laikotarpis: the days a plan covers, ``first`` and ``last`` both included."""

    kind: PeriodKind
    first: dt.date
    last: dt.date


class MarkKind(StrEnum):
    """What a mark does to the plan; the mark's word shows it."""

    APPROVED = "approved"  # PATVIRTINTA, TVIRTINU
    ENDORSED = "endorsed"  # PRITARTA
    COORDINATED = "coordinated"  # SUDERINTA


class ActKind(StrEnum):
    """The document a mark cites."""

    ORDER = "order"  # įsakymas
    RESOLUTION = "resolution"  # nutarimas
    DECISION = "decision"  # sprendimas
    ORDINANCE = "ordinance"  # potvarkis
    LETTER = "letter"  # raštas
    MINUTES = "minutes"  # (posėdžio) protokolas


class Act(Value, frozen=True):
    """One act that a mark cites. A blank to be filled in is ``None`` or ``""``.

    ``number`` is opaque and kept as printed. ``date`` is a whole day; a date with a blank in it
    (``2012 m. kovo ___ d.``) is ``None`` here and stays in the mark's words.
    """

    kind: ActKind | None = None
    date: dt.date | None = None
    number: str = ""


class Signatory(Value, frozen=True):
    """Who signs a TVIRTINU mark: position and name, as written."""

    position: str = ""
    name: str = ""


class Mark(Value, frozen=True, kw_only=True):
    """Žyma: what makes a plan official, as written and as understood.

    ``word`` is the mark's first word as written (``PATVIRTINTA``), ``by`` the author in the genitive as
    written, ``acts`` what is cited, in order. ``amended`` is the act of ``(… redakcija)``. Any part may be blank.

    Source: Dokumentų rengimo taisyklės (VE-41); real forms in ``docs/marks.md``.
    """

    word: str
    kind: MarkKind
    words: Text = msgspec.field(default_factory=Text)
    by: str = ""
    acts: tuple[Act, ...] = ()
    amended: Act | None = None
    signatory: Signatory | None = None


class SectionRole(StrEnum):
    """What a section before the table speaks of."""

    AIM = "aim"  # tikslas
    OBJECTIVES = "objectives"  # uždaviniai
    PRIORITIES = "priorities"  # prioritetai, prioritetinės veiklos kryptys
    LETTERHEAD = "letterhead"  # the institution and its address above the title
    LEAD_IN = "lead-in"  # „Planuojamos veiklos:“, a label with no body before the table
    OTHER = "other"


class Table(Value, frozen=True):
    """A table that is not the plan's: staff, breaks, a SWOT. Each row has as many texts as the table has columns.

    A merged cell has its words once, at its top left corner; the places that it covers are empty.
    """

    rows: tuple[tuple[Text, ...], ...]


class Section(Value, frozen=True, kw_only=True):
    """A labelled part of the text. ``label`` keeps its separator (``Tikslas –``) and may be empty.

    The body is a text, or a ``table`` where the file has one that is not the plan's.
    """

    role: SectionRole
    label: str = ""
    text: Text = msgspec.field(default_factory=Text)
    table: Table | None = None

    def bodies(self) -> Iterator[tuple[str, Text]]:
        """The texts of the body by their paths in the section: ``text``, or ``table.rows[2][0]`` for each cell."""
        if self.table is None:
            yield "text", self.text
            return
        for row, texts in enumerate(self.table.rows):
            for column, text in enumerate(texts):
                yield f"table.rows[{row}][{column}]", text

    def with_bodies(self, change: Callable[[Text, str], Text]) -> Self:
        """The section with each text of its body as *change* makes it of the text and its path."""
        if self.table is None:
            return replace(self, text=change(self.text, "text"))
        changed = tuple(
            tuple(change(text, f"table.rows[{row}][{column}]") for column, text in enumerate(texts))
            for row, texts in enumerate(self.table.rows)
        )
        return replace(self, table=Table(changed))


class ColumnRole(StrEnum):
    """What a column of the table holds."""

    NUMBER = "number"
    TITLE = "title"
    WHEN = "when"
    PLACE = "place"
    RESPONSIBLE = "responsible"
    PERFORMERS = "performers"
    PARTICIPANTS = "participants"
    RESULT = "result"
    GOAL = "goal"
    TASK = "task"
    INDICATOR = "indicator"
    FUNDING = "funding"
    REMARKS = "remarks"
    OTHER = "other"


class Column(Value, frozen=True):
    """A column of the plan's table.

    ``id`` is the role, or the role and a number (``when-2``, ``other-1``) where the role comes twice or
    is not known. ``heading`` is as written and empty where the table has no headings.
    """

    id: str
    role: ColumnRole
    heading: str = ""


class TimingProblem(StrEnum):
    """Why words that look like a timing were not understood."""

    NO_SUCH_DAY = "no-such-day"  # rugsėjo 31 d.
    RUNS_BACKWARDS = "runs-backwards"  # 2024-05-10 – 2024-05-03
    AMBIGUOUS = "ambiguous"  # 1 k/m
    NO_SUCH_TIME = "no-such-time"  # 25 val.


class Timing(Value, frozen=True, kw_only=True):
    """When: the words as written, and what is understood of them.

    ``edtf`` is the date (EDTF, ISO 8601-2, dates only; ranges closed), ``rrule`` what recurs (RFC 5545),
    ``clock`` the time of day (``14:00``, ``14:00/15:30``, several by comma). ``anchor`` is the rule the date
    follows where it follows one: ``easter-47``, ``2024-05/SU+1`` (n-th weekday of a month), ``2024-05/W+2`` (n-th
    week), ``break:autumn``, ``start:2023-10``, ``end:2023-09/2024-01``, ``end:month`` (of every month), ``period`` (all
    the plan's period), ``on-demand``; ``docs/phrases.md`` has them all. ``year_inferred`` means that no year was
    written and the plan's period gave it. ``nominal`` means that the rule only replaces a number of times (``2 k. per
    metus``) and gives no days of its own. A single recurrence at one time of day has its hour in the rule, not in
    ``clock``. ``unread`` are the stretches of words that say no time. All are blank where nothing is understood.
    """

    words: Text = msgspec.field(default_factory=Text)
    edtf: str = ""
    rrule: str = ""
    clock: str = ""
    anchor: str = ""
    year_inferred: bool = False
    nominal: bool = False
    unread: tuple[str, ...] = ()
    problem: TimingProblem | None = None

    @property
    def understood(self) -> bool:
        """Whether any part of the words was read as a time."""
        return bool(self.edtf or self.rrule or self.clock or self.anchor)


class Responsible(Value, frozen=True, kw_only=True):
    """Who: the words as written, and the parties understood (persons, groups, positions), in order."""

    words: Text = msgspec.field(default_factory=Text)
    parties: tuple[str, ...] = ()
    ambiguous: bool = False


Cell = Text | Timing | Responsible


def words_of(cell: Cell) -> Text:
    """The words of a cell of any kind."""
    return cell if isinstance(cell, Text) else cell.words


class Heading(Value, frozen=True, tag="heading", tag_field="kind"):
    """A heading inside the table (``Rugsėjis``, ``I. Metodinė veikla``); ``level`` counts from 1."""

    text: Text
    level: int = 1


class Activity(Value, frozen=True, tag="activity", tag_field="kind"):
    """Veikla: one row, a cell for each column id it has something in.

    ``joined`` names the columns whose value continues from the row above (a vertical merge); the value
    is in this activity too, counts once and is printed merged. The number in a row is no identity.
    """

    cells: Mapping[str, Cell]
    joined: tuple[str, ...] = ()

    @property
    def number(self) -> Text:
        """The words of the number column."""
        return self.text("number")

    @property
    def title(self) -> Text:
        """What is done."""
        return self.text("title")

    @property
    def place(self) -> Text:
        """Where."""
        return self.text("place")

    @property
    def when(self) -> Timing:
        """The first timing column's value."""
        cell = self.cells.get("when")
        return cell if isinstance(cell, Timing) else Timing()

    @property
    def responsible(self) -> Responsible:
        """The responsible parties; blank where the table has only performers."""
        cell = self.cells.get("responsible")
        return cell if isinstance(cell, Responsible) else Responsible()

    def text(self, column: str) -> Text:
        """The words in *column*, empty where there are none."""
        cell = self.cells.get(column)
        return _NO_TEXT if cell is None else words_of(cell)


class Note(Value, frozen=True, tag="note", tag_field="kind"):
    """A row that is no activity: a total, a remark between rows."""

    text: Text


Row = Heading | Activity | Note


class PlannedActivity(Activity, frozen=True, tag="activity", tag_field="kind", kw_only=True):
    """An activity where it is: its index in ``plan.rows`` and the headings above it, outermost first."""

    row: int
    headings: tuple[Heading, ...] = ()


class Details(Value, frozen=True, kw_only=True):
    """Rekvizitai of the institution, each empty where it is not known."""

    institution: str = ""
    town: str = ""
    head_position: str = ""
    head_name: str = ""


class Plan(Value, frozen=True, kw_only=True):
    """Veiklos planas. ``marks`` hold the approvals first, then the others in their order."""

    title: Text = msgspec.field(default_factory=Text)
    period: Period | None = None
    marks: tuple[Mark, ...] = ()
    sections: tuple[Section, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    closing: tuple[Section, ...] = ()
    details: Details = Details()

    @property
    def activities(self) -> tuple[PlannedActivity, ...]:
        """The activities in order, each with the headings above it."""
        return tuple(self._planned())

    def _planned(self) -> Iterator[PlannedActivity]:
        above: list[Heading] = []
        for index, row in enumerate(self.rows):
            match row:
                case Heading():
                    above = [heading for heading in above if heading.level < row.level]
                    above.append(row)
                case Activity():
                    yield PlannedActivity(row.cells, row.joined, row=index, headings=tuple(above))
                case Note():
                    pass
