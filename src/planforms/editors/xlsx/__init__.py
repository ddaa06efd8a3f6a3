"""The editor of Excel workbooks: words, dates, colours and comments of single cells, and a sheet of planforms' own.

Sheets, drawings, formulas and macros that are not concerned stay byte for byte. It knows SpreadsheetML and no plan.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec.structs import replace

from planforms.editors.changes import Change, Comment, Edited, SummaryRow
from planforms.editors.xlsx.workbook import Workbook
from planforms.package import DEFAULT_LIMITS, Archive, Limits
from planforms.place import Place

__all__ = ["Change", "Comment", "Edited", "SummaryRow", "edit"]


def edit(  # noqa: PLR0913 - each is one thing that may be asked for
    data: Archive,
    name: str,
    *,
    changes: Iterable[Change] = (),
    comments: Iterable[Comment] = (),
    summary: Sequence[SummaryRow] = (),
    rename: Callable[[str], str] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Edited:
    """Change cells of the workbook *data*, the bytes of a file called *name*.

    Args:
        data: the file.
        name: what it is called, for messages.
        changes: other words for cells; a formula, and a cell that does not say what is expected, is left.
        comments: comments and colours, in the place of those that planforms made before; those of people stay, and
            one on a cell that has one already is written under it.
        summary: the rows of the first sheet, which takes the place of an earlier one; none where there are none.
        rename: what sheets and the words of the properties are called from now on; places are given by the old names.
        limits: how much of a hostile file is looked at.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    workbook = Workbook(data, name, limits)
    names, properties = workbook.rename(rename) if rename else ({}, {})
    left = tuple(
        change for change in changes if not workbook.change(replace(change, place=_renamed(change.place, names)))
    )
    told = [replace(comment, place=_renamed(comment.place, names)) for comment in comments]
    if told or summary:
        workbook.forget()
        for comment in told:
            workbook.comment(comment)
        workbook.summarise([_linked(row, names) for row in summary])
    return Edited(data=workbook.result(), left=left, renamed=(*names.items(), *properties.items()))


def _renamed(place: Place, names: Mapping[str, str]) -> Place:
    """*place* with its sheet under its new name."""
    return replace(place, sheet=names.get(place.sheet, place.sheet))


def _linked(row: SummaryRow, names: Mapping[str, str]) -> SummaryRow:
    """A row whose link, which its first cell names, leads to a sheet by its new name."""
    if row.place is None or row.place.sheet not in names:
        return row
    place = _renamed(row.place, names)
    return replace(row, place=place, cells=(str(place), *row.cells[1:]))
