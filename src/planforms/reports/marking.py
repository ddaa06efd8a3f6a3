"""Pages of words with what went and came marked."""

from collections.abc import Iterator

from planforms.differences import State, word_changes
from planforms.language import Speaker
from planforms.tags import Tag, document

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; }
th { background: #f0f0f0; }
del { background: #ffd9d6; color: #7a0c00; }
ins { background: #d8f3dc; color: #0b4f1a; }
tr.doubtful td:first-child, tr.removed td:first-child { border-left: .4rem solid #b3261e; }
tr.moved td:first-child { border-left: .4rem solid #b58900; }
tr.suggested td:first-child { border-left: .4rem solid #1f5fa8; }
tr.changed td:first-child, tr.added td:first-child { border-left: .4rem solid #2d6a3e; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""


def marked(old: str, new: str) -> Iterator[Tag | str]:
    """*old* and *new* as one text, the words that went and came marked."""
    for number, (words, state) in enumerate(word_changes(old, new)):
        if number:
            yield " "
        match state:
            case State.SAME:
                yield words
            case State.REMOVED:
                yield Tag("del")(words)
            case State.ADDED:
                yield Tag("ins")(words)


def page(speaker: Speaker, title: str, lead: str, *body: Tag) -> str:
    """A whole page in the user's language."""
    return document(speaker, title, Tag("main")(Tag("h1")(title), Tag("p")(lead), *body), style=_STYLE)
