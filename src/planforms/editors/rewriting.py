"""A changed plan put back into the file it was read from: the words that differ, each where it stands.

It knows where the parts of a plan stand in a file, and leaves cells and paragraphs to the editors of the formats.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator

from planforms.editors.details import detail_changes
from planforms.editors.values import Change, Edited
from planforms.findings import Reading
from planforms.marks import format_mark
from planforms.model import Activity, Plan, Timing
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.paths import steps, texts
from planforms.place import Place
from planforms.source import Grid, Source
from planforms.text import tidy_text

_REACH = 40  # rows that a title, a mark or a section may go on over
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


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
    """What changes in the cells of the workbook *data* for it to say *plan*."""
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
        """What the cell at *place* says."""
        return next((words for cell, words in self._rows.get((place.sheet, place.row), ()) if cell == place), "")

    def holding(self, line: str, place: Place, reach: int) -> Place:
        """The cell that says *line*: that at *place*, or one in its row and so many rows below; else *place*."""
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
    return dict(texts(plan)) | {f"marks[{index}]": str(format_mark(mark)) for index, mark in enumerate(plan.marks)}


def _date_behind(plan: Plan, at: str) -> dt.date | None:
    """The day of a timing that is one day, or the first day of one that is a month."""
    part, index, column = steps(at)
    row = plan.rows[index] if part == "rows" and index is not None else None
    cell = row.cells.get(column) if isinstance(row, Activity) else None
    said = _DAY.fullmatch(cell.edtf) if isinstance(cell, Timing) else None
    return dt.date(int(said[1]), int(said[2]), int(said[3] or 1)) if said else None


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
