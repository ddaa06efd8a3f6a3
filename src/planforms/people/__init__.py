"""Who: understands the words of a cell of people as parties (persons, groups, positions).

Knows nothing of tables and plans. What is doubtful stays in one party and is marked as such; nothing is guessed.
"""

from planforms.model import Responsible, Text
from planforms.people.names import items
from planforms.people.parties import Party, Separator, assemble
from planforms.remembered import remembered

__all__ = ["Party", "Separator", "format_responsible", "parse_responsible", "responsible_parts"]


def parse_responsible(words: str | Text) -> Responsible:
    """Understand a cell of people.

    ``Petraitis J.`` comes back as ``J. Petraitis`` and white space is single; else a party is as written.
    Blank cells and on-demand phrases (``pagal poreikį``) have no parties. A party named twice counts once.

    Source: forms seen in real plans, the table of ``tests/test_people.py``.
    """
    text = words if isinstance(words, Text) else Text.of(words)
    parts = responsible_parts(text)
    return Responsible(
        words=text,
        parties=tuple(dict.fromkeys(part.name for part in parts)),
        ambiguous=any(part.doubtful for part in parts),
    )


def responsible_parts(words: str | Text) -> tuple[Party, ...]:
    """The parties with their stretch of ``str(words)`` and what separates each from the one before it."""
    return _parts(str(words))


@remembered
def _parts(words: str) -> tuple[Party, ...]:
    return tuple(assemble(words, items(words)))


def format_responsible(parties: tuple[str, ...]) -> str:
    """The parties as words: with commas, or with what else reads back as these parties where commas would not."""
    for separator in (", ", "; "):
        words = separator.join(parties)
        if parse_responsible(words).parties == parties:
            return words
    return ", ".join(parties)
