"""The editor of Excel workbooks: words, dates, colours and comments of single cells, and a sheet of planforms' own.

Sheets, drawings, formulas and macros that are not concerned stay byte for byte. It knows SpreadsheetML and no plan.
"""

from collections.abc import Iterable, Sequence

from planforms.editors.values import Change, Comment, Edited, SummaryRow
from planforms.editors.xlsx.workbook import Workbook
from planforms.package import DEFAULT_LIMITS, Limits

__all__ = ["Change", "Comment", "Edited", "SummaryRow", "edit"]


def edit(  # noqa: PLR0913 - each is one thing that may be asked for
    data: bytes,
    name: str,
    *,
    changes: Iterable[Change] = (),
    comments: Iterable[Comment] = (),
    summary: Sequence[SummaryRow] = (),
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
        limits: how much of a hostile file is looked at.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no workbook.
    """
    workbook = Workbook(data, name, limits)
    left = tuple(change for change in changes if not workbook.change(change))
    told = list(comments)
    if told or summary:
        workbook.forget()
        for comment in told:
            workbook.comment(comment)
        workbook.summarise(summary)
    return Edited(data=workbook.result(), left=left)
