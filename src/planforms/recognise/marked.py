"""The marks of a source with the lines that they stand in, for whoever fills them in place. Knows no file format."""

from planforms.model import MarkKind
from planforms.recognise.plans import draft_plans
from planforms.recognise.prose import MarkLines, divide_marks, sentences
from planforms.source import Source
from planforms.text import fold

__all__ = ["MarkLines", "marked"]


def marked(source: Source, number: int = 1) -> tuple[tuple[MarkLines, ...], ...]:
    """The marks of plan *number* in *source* in the plan's order, each with every place that it is repeated at.

    A number past the last plan has no marks.
    """
    drafts = draft_plans(source)
    if not 1 <= number <= len(drafts.drafts):
        return ()
    draft = drafts.drafts[number - 1]
    groups = (draft.before, draft.after, drafts.margins, *(known.lines for known in draft.tables))
    found = [mark for lines in groups for mark in divide_marks(sentences(lines))[0]]
    repeats: dict[str, list[MarkLines]] = {}
    for mark in sorted(found, key=lambda mark: mark.mark.kind is not MarkKind.APPROVED):
        repeats.setdefault(fold(str(mark.mark.words)), []).append(mark)
    return tuple(tuple(places) for places in repeats.values())
