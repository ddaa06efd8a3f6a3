"""The editor of Word documents: words of single paragraphs and cells, the parts of marks, and comments.

Every part that is not concerned stays byte for byte, and so does all of a part but what is asked for. It knows
WordprocessingML, and of plans only what a mark is.
"""

from collections.abc import Iterable

from planforms.editors.changes import Change, Comment, Edited
from planforms.editors.docx.comments import comment
from planforms.editors.docx.lines import Lines
from planforms.editors.docx.marks import Filling, fill_marks
from planforms.editors.parts import Parts
from planforms.package import DEFAULT_LIMITS, Archive, Limits

__all__ = ["Filling", "edit", "fill_marks"]


def edit(
    data: Archive,
    name: str,
    *,
    changes: Iterable[Change] = (),
    comments: Iterable[Comment] | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Edited:
    """Change words of the Word document *data*, the bytes of a file called *name*, and comment on them.

    Args:
        data: the file.
        name: what it is called, for messages.
        changes: other words for cells and paragraphs; one that does not say what is expected is left.
        comments: comments, in the place of those that planforms made before; those of people stay. Word takes none in
            headers and text boxes, so one on such a place stands where the box is anchored, or at the beginning.
        limits: how much of a hostile file is looked at.

    Raises:
        UnreadableFileError: the file is damaged, protected, over a limit or no Word document.
    """
    parts = Parts(data, name, limits)
    left = _change(parts, changes)
    if comments is not None:
        comment(parts, comments)
    return Edited(data=parts.result(), left=left)


def _change(parts: Parts, changes: Iterable[Change]) -> tuple[Change, ...]:
    """Make *changes*, and give those that could not be made."""
    wanted = tuple(changes)
    if not wanted:
        return ()
    lines = Lines(parts)
    left = tuple(change for change in wanted if not lines.change(change.place, change.old, change.new))
    lines.finish()
    return left
