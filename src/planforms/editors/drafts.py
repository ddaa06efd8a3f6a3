"""A rolled-over plan put into files: the user's own workbook with the changed cells changed, a document with comments.

It knows where the parts of a plan stand in a file, and leaves cells and comments to the editors of the formats.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from planforms.editors.details import detail_changes
from planforms.editors.values import Change, Comment, Edited, SummaryRow
from planforms.findings import Reading
from planforms.marks import format_mark
from planforms.model import Activity, Plan, Timing
from planforms.package import DEFAULT_LIMITS, Limits
from planforms.place import Place
from planforms.source import Grid, Source

_AT = re.compile(r"(?P<list>\w+)\[(?P<index>\d+)\](?:\.(?P<part>[\w-]+))?")
_REACH = 40  # rows that a title, a mark or a section may go on over
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


class DraftComment(Struct, frozen=True, kw_only=True):
    """What is said beside the part of a plan at path ``at``, and the colour of its cell (``RRGGBB``)."""

    at: str
    words: str
    colour: str = ""


class DraftLine(Struct, frozen=True, kw_only=True):
    """A line of the list of changes: the path of the part that it is about, and its cells."""

    at: str
    cells: tuple[str, ...]


def rolled_workbook(  # noqa: PLR0913 -- the file, what was read of it, and what it is to say
    data: bytes,
    name: str,
    reading: Reading,
    plan: Plan,
    comments: Sequence[DraftComment] = (),
    *,
    lines: Sequence[DraftLine] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Edited:
    """The workbook *data*, which was read as *reading*, with the words of *plan*, which has the same parts.

    A first sheet of planforms' own holds *lines*, the first of them its headings, and links to the cells.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    from planforms.editors import xlsx
    from planforms.readers.xlsx import read

    cells = _cells(read(data, name, limits))
    changes = [
        change
        for at, old, new in _changed_texts(reading.plan, plan)
        if not _in_cells_of_its_own(reading, at)
        for change in _changes(reading.place(at), old, new, _date_behind(plan, at), cells)
    ]
    changes += detail_changes(reading, plan, cells)
    told = [
        Comment(place=place, words=comment.words, colour=comment.colour)
        for comment in comments
        if (place := reading.place(comment.at))
    ]
    summary = [_summary(reading, line, heading=number == 0) for number, line in enumerate(lines)]
    return xlsx.edit(data, name, changes=changes, comments=told, summary=summary, limits=limits)


def _summary(reading: Reading, line: DraftLine, *, heading: bool) -> SummaryRow:
    place = reading.place(line.at) if line.at and not heading else None
    cells = line.cells if heading else (str(place or ""), *line.cells)
    return SummaryRow(cells=cells, place=place, heading=heading)


def commented_document(data: bytes, reading: Reading, comments: Iterable[DraftComment]) -> bytes:
    """The document *data*, which reads as *reading*, with comments on the parts of its plan."""
    from planforms.editors import docx

    told = [Comment(place=place, words=comment.words) for comment in comments if (place := reading.place(comment.at))]
    return docx.edit(data, "planas.docx", comments=told).data


def _in_cells_of_its_own(reading: Reading, at: str) -> bool:
    """Whether the act of the mark at *at* stands in cells of a sheet of details."""
    return any(path.startswith(f"{at}.acts") for path in reading.places)


def _cells(source: Source) -> Sequence[tuple[Place, str]]:
    return [(cell.place, str(cell.text)) for block in source.blocks if isinstance(block, Grid) for cell in block.cells]


def _changed_texts(old: Plan, new: Plan) -> Iterator[tuple[str, str, str]]:
    """The path of each text that differs, and its words in both plans."""
    texts = dict(_texts(new))
    for at, words in _texts(old):
        if words and texts.get(at, words) != words:
            yield at, words, texts[at]


def _texts(plan: Plan) -> Iterator[tuple[str, str]]:
    yield "title", str(plan.title)
    yield from ((f"marks[{index}]", str(format_mark(mark))) for index, mark in enumerate(plan.marks))
    for name, sections in (("sections", plan.sections), ("closing", plan.closing)):
        for index, section in enumerate(sections):
            yield f"{name}[{index}].label", section.label
            yield f"{name}[{index}].text", str(section.text)
    yield from ((f"columns[{index}]", column.heading) for index, column in enumerate(plan.columns))
    for index, row in enumerate(plan.rows):
        if isinstance(row, Activity):
            own = (column for column in row.cells if column not in row.joined)
            yield from ((f"rows[{index}].{column}", str(row.text(column))) for column in own)
        else:
            yield f"rows[{index}]", str(row.text)


def _date_behind(plan: Plan, at: str) -> dt.date | None:
    """The day of a timing that is one day, or the first day of one that is a month."""
    match = _AT.fullmatch(at)
    row = plan.rows[int(match["index"])] if match and match["list"] == "rows" else None
    cell = row.cells.get(match["part"]) if match and isinstance(row, Activity) else None
    said = _DAY.fullmatch(cell.edtf) if isinstance(cell, Timing) else None
    return dt.date(int(said[1]), int(said[2]), int(said[3] or 1)) if said else None


def _changes(
    place: Place | None, old: str, new: str, date: dt.date | None, cells: Sequence[tuple[Place, str]]
) -> Iterator[Change]:
    """The changes of one text: of its cell where one holds it all, else line by line in the cells that hold them."""
    if place is None:
        return
    near = [
        (cell, words)
        for cell, words in cells
        if cell.sheet == place.sheet and place.row <= cell.row <= place.row + _REACH
    ]
    if any(cell == place and old in words for cell, words in near):
        yield Change(place=place, old=old, new=new, date=date)
        return
    before, after = old.split("\n"), new.split("\n")
    if len(after) > len(before):
        after[len(before) - 1 :] = ["\n".join(after[len(before) - 1 :])]
    for was, now in zip(before, after, strict=False):
        if was != now:
            yield Change(place=_holding(was, near) or place, old=was, new=now)


def _holding(line: str, cells: Sequence[tuple[Place, str]]) -> Place | None:
    whole = next((place for place, words in cells if words == line), None)
    return whole or next((place for place, words in cells if line in words), None)
