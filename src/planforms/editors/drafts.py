"""A rolled-over plan put into files: the user's own workbook with the changed cells changed, a document with comments.

It knows what a draft says of itself, and leaves words and comments to the other editors.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from msgspec import Struct

from planforms.editors.rewriting import workbook_changes
from planforms.editors.values import Comment, Edited, SummaryRow
from planforms.findings import Reading
from planforms.model import Plan
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.readers import read
from planforms.rollover.texts import roll_name
from planforms.timing.moving.shift import shift_to


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

    A first sheet of planforms' own holds *lines*, the first of them its headings, and links to the cells.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    from planforms.editors import xlsx

    changes = workbook_changes(data, name, reading, plan, limits)
    told = [
        Comment(place=place, words=comment.words, colour=comment.colour)
        for comment in comments
        if (place := reading.place(comment.at))
    ]
    summary = [_summary(reading, line, heading=number == 0) for number, line in enumerate(lines)]
    rename = _renaming(reading.plan, plan)
    return xlsx.edit(data, name, changes=changes, comments=told, summary=summary, rename=rename, limits=limits)


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


def commented_document(data: bytes, comments: Iterable[DraftComment]) -> bytes:
    """The document *data* with comments on the parts of the plan that it reads as."""
    from planforms.editors import docx

    return docx.edit(data, "planas.docx", comments=_placed(data, comments)).data


def _placed(data: bytes, comments: Iterable[DraftComment]) -> list[Comment]:
    """The comments at their places in the document *data*; the reading of it ends with this, and frees its memory."""
    reading = read(data, "planas.docx")
    return [Comment(place=place, words=comment.words) for comment in comments if (place := reading.place(comment.at))]
