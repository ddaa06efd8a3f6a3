"""A changed plan put back into its file: the words that differ, each in its place, with comments and a list of changes.

It knows where the parts of a plan are in a file, and leaves cells and paragraphs to the editors of the formats.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct, msgpack

from planforms.blankform import TIMES_SHEET, times
from planforms.dates import Shown, date_words
from planforms.editors import Change, Comment, Edited, SummaryRow
from planforms.errors import NoPlanError
from planforms.findings import Reading
from planforms.marks import format_mark
from planforms.model import Activity, Mark, Period, Plan, Timing
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.paths import steps, texts
from planforms.period import format_period, period_words
from planforms.place import Place
from planforms.readers import open_file, read_file
from planforms.recognise import Overrides
from planforms.remembered import pattern_of
from planforms.rollover.texts import roll_name
from planforms.source import Grid, Source
from planforms.text import tidy_text
from planforms.timing.moving import shift_to


def detail_changes(reading: Reading, plan: Plan, cells: Sequence[tuple[Place, str]]) -> Iterator[Change]:
    """The changes of *cells*, the words at each place, where the plan of *reading* becomes *plan*."""
    for index, (old, new) in enumerate(zip(reading.plan.marks, plan.marks, strict=False)):
        before, after = _act(old), _act(new)
        for part, words in after.items():
            if (place := reading.places.get(f"marks[{index}].{part}")) and words != before[part]:
                yield from (Change(place=place, old=written, new=words) for at, written in cells if at == place)
    if reading.plan.period and plan.period:
        yield from _of_period(reading.plan.period, plan.period, reading.places.get("period"), cells)


def _act(mark: Mark) -> Mapping[str, str]:
    """The words of the parts of a mark's first act, by their paths."""
    act = mark.acts[0] if mark.acts else None
    day = dt.datetime.combine(act.date, dt.time()) if act and act.date else None
    return {
        "acts[0].date": date_words(day, Shown.YEAR | Shown.MONTH | Shown.DAY) if day else "",
        "acts[0].number": act.number if act else "",
    }


def _of_period(old: Period, new: Period, at: Place | None, cells: Sequence[tuple[Place, str]]) -> Iterator[Change]:
    """The period *at* its place in its usual words, and the times of a form, where the new ones are as many."""
    found = {form(old): form(new) for form in (period_words, format_period)}
    before, after = times(old), times(new)
    offered = dict(zip(before, after, strict=True)) if len(before) == len(after) else {}
    for place, written in cells:
        known = found if place == at else offered if place.sheet == TIMES_SHEET else {}
        if (words := known.get(written, written)) != written:
            yield Change(place=place, old=written, new=words)


_REACH = 40  # rows that a title, a mark or a section may go on over
_DAY = pattern_of(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def rewritten_workbook(
    data: Archive, name: str, reading: Reading, plan: Plan, limits: Limits = DEFAULT_LIMITS
) -> Edited:
    """The workbook *data*, which was read as *reading*, with the words of *plan*, which has the same parts.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    from planforms.editors import xlsx

    return xlsx.edit(data, name, changes=workbook_changes(data, name, reading, plan, limits), limits=limits)


def rewritten_document(
    data: Archive, name: str, reading: Reading, plan: Plan, limits: Limits = DEFAULT_LIMITS
) -> Edited:
    """The Word document *data*, which was read as *reading*, with the words of *plan*, which has the same parts.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no Word document.
    """
    from planforms.editors import docx

    changes = [
        Change(place=place, old=old, new=new)
        for at, old, new in _changed_texts(reading.plan, plan)
        if (place := reading.place(at))
    ]
    return docx.edit(data, name, changes=changes, limits=limits)


def workbook_changes(data: Archive, name: str, reading: Reading, plan: Plan, limits: Limits) -> list[Change]:
    """What changes in the cells of the workbook *data* for it to hold *plan*."""
    from planforms.readers.xlsx import read

    cells = _Cells(read(data, name, limits))
    apart = {path.partition(".acts")[0] for path in reading.places if ".acts" in path}  # in a sheet of details
    changes = [
        change
        for at, old, new in _changed_texts(reading.plan, plan)
        if at not in apart and (place := reading.place(at))
        for change in _changes(
            Change(place=place, old=old, new=new, date=_date_behind(plan, at)),
            cells,
            0 if at.startswith("rows") else _REACH,
        )
    ]
    return [*changes, *detail_changes(reading, plan, cells.all)]


class _Cells:
    """The cells of a workbook with their words, row by row."""

    def __init__(self, source: Source) -> None:
        grids = (block for block in source.blocks if isinstance(block, Grid))
        self.all = [(cell.place, str(tidy_text(cell.text))) for grid in grids for cell in grid.cells]
        self._rows: dict[tuple[str, int], list[tuple[Place, str]]] = defaultdict(list)
        for place, words in self.all:
            self._rows[place.sheet, place.row].append((place, words))

    def words(self, place: Place) -> str:
        """The words of the cell at *place*."""
        return next((words for cell, words in self._rows.get((place.sheet, place.row), ()) if cell == place), "")

    def holding(self, line: str, place: Place, reach: int) -> Place:
        """The cell with *line*: that at *place*, or one in its row and so many rows below; else *place*."""
        rows = range(place.row, place.row + reach + 1)
        near = [cell for row in rows for cell in self._rows.get((place.sheet, row), ())]
        near.sort(key=lambda cell: cell[0] != place)
        whole = (cell for cell, words in near if words == line)
        return next(whole, None) or next((cell for cell, words in near if line in words), place)


def _changed_texts(old: Plan, new: Plan) -> Iterator[tuple[str, str, str]]:
    """The path of each text that differs, and its words in both plans."""
    before = _texts(old)
    for at, words in _texts(new).items():
        if before.get(at, "") != words:
            yield at, before.get(at, ""), words


def _texts(plan: Plan) -> dict[str, str]:
    """The words of each text by its path; of a mark as they are printed."""
    return {text.at: text.words for text in texts(plan)} | {
        f"marks[{index}]": str(format_mark(mark)) for index, mark in enumerate(plan.marks)
    }


def _date_behind(plan: Plan, at: str) -> dt.date | None:
    """The day of a timing that is one day, or the first day of one that is a month."""
    part, index, column = steps(at)
    row = plan.rows[index] if part == "rows" and index is not None else None
    cell = row.cells.get(column) if isinstance(row, Activity) else None
    found = _DAY.fullmatch(cell.edtf) if isinstance(cell, Timing) else None
    return dt.date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else None


def _changes(change: Change, cells: _Cells, reach: int) -> Iterator[Change]:
    """The changes of one text: of its cell where one holds it all, else line by line in the cells that hold them."""
    if not change.old or change.old in cells.words(change.place):
        yield change
        return
    before, after = change.old.split("\n"), change.new.split("\n")
    if len(after) > len(before):
        after[len(before) - 1 :] = ["\n".join(after[len(before) - 1 :])]
    for was, now in zip(before, after, strict=False):
        if was != now:
            yield Change(place=cells.holding(was, change.place, reach), old=was, new=now)


class DraftComment(Struct, frozen=True, kw_only=True):
    """The comment on the part of a plan at path ``at``, and the colour of its cell (``RRGGBB``)."""

    at: str
    words: str
    colour: str = ""


class DraftLine(Struct, frozen=True, kw_only=True):
    """A line of the list of changes: the path of the part that it is about, and its cells."""

    at: str
    cells: tuple[str, ...]


def rolled_workbook(  # noqa: PLR0913 -- the file, what was read of it, and what it is to say
    data: Archive,
    name: str,
    reading: Reading,
    plan: Plan,
    comments: Sequence[DraftComment] = (),
    *,
    lines: Sequence[DraftLine] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Edited:
    """The workbook *data*, which was read as *reading*, with the words of *plan*, which has the same parts.

    A first sheet that planforms adds holds *lines*, the first of them its headings, and links to the cells.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    from planforms.editors import xlsx

    changes = workbook_changes(data, name, reading, plan, limits)
    placed = [
        Comment(place=place, words=comment.words, colour=comment.colour)
        for comment in comments
        if (place := reading.place(comment.at))
    ]
    summary = [_summary(reading, line, heading=number == 0) for number, line in enumerate(lines)]
    rename = _renaming(reading.plan, plan)
    return xlsx.edit(data, name, changes=changes, comments=placed, summary=summary, rename=rename, limits=limits)


def renamed_in_workbook(
    data: Archive, name: str, old: Plan, new: Plan, limits: Limits = DEFAULT_LIMITS
) -> tuple[tuple[str, str], ...]:
    """The names of sheets and the words of properties that follow the new period in the draft, each old and new.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    from planforms.editors import xlsx

    return xlsx.edit(data, name, rename=_renaming(old, new), limits=limits).renamed


def _renaming(old: Plan, new: Plan) -> Callable[[str], str] | None:
    if old.period is None or new.period is None or old.period == new.period:
        return None
    return partial(roll_name, shift=shift_to(old.period, new.period))


def _summary(reading: Reading, line: DraftLine, *, heading: bool) -> SummaryRow:
    place = reading.place(line.at) if line.at and not heading else None
    cells = line.cells if heading else (str(place or ""), *line.cells)
    return SummaryRow(cells=cells, place=place, heading=heading)


def commented_document(data: bytes, comments: Iterable[DraftComment], plan: Plan) -> bytes:
    """The document *data*, which was made of *plan*, with comments on its parts."""
    from planforms.editors import docx

    wanted = list(comments)
    places = msgpack.decode(_places(data, wanted, plan), type=list[Place | None])
    placed = [Comment(place=place, words=one.words) for place, one in zip(places, wanted, strict=True) if place]
    return docx.edit(data, "planas.docx", comments=placed).data


def _places(data: bytes, comments: Iterable[DraftComment], plan: Plan) -> bytes:
    """The places of the *comments* in the document *data*, in bytes: the values themselves would keep its memory."""
    roles = tuple(column.role for column in plan.columns)
    file = open_file(data, "planas.docx")
    try:
        reading = read_file(file)
    except NoPlanError:  # its columns are what a person said they are
        reading = read_file(file, overrides=Overrides(heading_row=1, columns=roles))
    return msgpack.encode([reading.place(comment.at) for comment in comments])
