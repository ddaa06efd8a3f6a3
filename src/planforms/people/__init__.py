"""Who: understands the words of a cell of people as parties (persons, groups, positions).

Knows nothing of tables and plans. What is doubtful stays in one party and is marked as such; nothing is guessed.
"""

from planforms.model import Responsible, Text
from planforms.people.grammar import may_follow_initial
from planforms.people.names import LINKING, items
from planforms.people.parties import Party, Separator, assemble
from planforms.remembered import pattern_of, remembered

_CAPITAL, _SMALL = "[A-ZĄČĘĖĮŠŲŪŽ]", "[a-ząčęėįšųūž]"
_PLAIN = rf"(?:{_CAPITAL}\. ?){{1,2}}{_CAPITAL}{_SMALL}{{2,}}(?:-{_CAPITAL}{_SMALL}{{2,}})?"
_NAMES = pattern_of(rf"(?:{_PLAIN}(?:, ?(?!\Z)|\Z))+")
_NAME = pattern_of(rf"((?:{_CAPITAL}\. ?)+)([^,]+)")

__all__ = ["Party", "Separator", "format_responsible", "parse_responsible", "responsible_parts"]


def parse_responsible(words: str | Text) -> Responsible:
    """Understand a cell of people.

    ``Petraitis J.`` comes back as ``J. Petraitis`` and white space is single; else a party is as written.
    Blank cells and on-demand phrases (``pagal poreikį``) have no parties. A party named twice counts once.

    Source: forms seen in real plans, the table of ``tests/units/test_people.py``.
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
    if _NAMES.fullmatch(words) and (parties := _named(words)):
        return parties
    return tuple(assemble(words, items(words)))


def _named(words: str) -> tuple[Party, ...]:
    """The parties of a list of names and nothing else; none where a name may be no person's.

    A shortcut beside the grammar for what most cells hold; a law in the tests says that both understand the same.
    """
    parties: dict[str, Party] = {}
    for found in _NAME.finditer(words):
        initials, surname = found.groups()
        if surname.casefold() in LINKING or not may_follow_initial(surname):
            return ()
        name = initials.replace(" ", "").replace(".", ". ") + surname
        parties.setdefault(name.casefold(), Party(name, *found.span(), Separator.COMMA if parties else None))
    return tuple(parties.values())


def format_responsible(parties: tuple[str, ...]) -> str:
    """The parties as words: with commas, or with what else reads back as these parties where commas would not."""
    for separator in (", ", "; "):
        words = separator.join(parties)
        if parse_responsible(words).parties == parties:
            return words
    return ", ".join(parties)
