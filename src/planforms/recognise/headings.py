"""What the columns of a table mean, decided over its whole row of headings."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from planforms.model import Column, ColumnRole
from planforms.text import fold

# Stems are folded; `$` closes a whole word. The order decides where a word could be two things.
_STEMS: tuple[tuple[ColumnRole, str], ...] = (
    (ColumnRole.WHEN, "dat(?:a|os)$|laik(?:as|ai|otarp)|termin|men(?:uo|esi)|dien(?:a|os)$|valand|period|kada$|savait"),
    (ColumnRole.PLACE, "viet(?:a|os)$|kur$|adres|patalp|erdv"),
    (ColumnRole.RESPONSIBLE, "atsak|koordinator|organizator|rengej|kuruoj"),
    (ColumnRole.PERFORMERS, "vykdytoj|vykdo$|partner|lektor|pranesej|veda$"),
    (ColumnRole.PARTICIPANTS, "dalyv|klas(?:e|es)$|grup|kam$|skirta$|auditorij"),
    (ColumnRole.RESULT, "rezultat|pasiekim|nauda$"),
    (ColumnRole.INDICATOR, "rodikl|kriterij|matavim"),
    (ColumnRole.FUNDING, "les(?:os|u|omis)$|finans|biudzet|islaid|kain|istekl"),
    (ColumnRole.REMARKS, "pastab|atsiskait|ivykdym|isvad|komentar"),
    (ColumnRole.GOAL, "tiksl(?:as|ai)$"),
    (ColumnRole.TASK, "uzdavin"),
    (ColumnRole.TITLE, "veikl|rengin|priemon|pavadinim|turin|planuoj|numat|darb|darom|darys|edukacij"),
    # Words that head the activities only where nothing better does.
    (
        ColumnRole.TITLE,
        "tem(?:a|os)$|uzduot|srit|krypt|form(?:a|os)$|bud(?:as|ai)$|klausim|svent|susirink|posed|olimp|konkurs",
    ),
)
_PATTERNS = tuple((role, re.compile(rf"(?:{stems})")) for role, stems in _STEMS)
_WEAK = len(_PATTERNS) - 1
_NUMBER = re.compile(r"(?:eil(?:es|utes)?|el)?(?:nr|numeris)|n|no|№|#|eile?s?")
_LONGEST_HEADING = 80
_SAID = re.compile(r"[^\W\d_]{6,}\.\s*$|\b(?:19|20)\d\d\b|_{3,}")
_CORE = frozenset({ColumnRole.RESPONSIBLE, ColumnRole.PERFORMERS, ColumnRole.PLACE, ColumnRole.PARTICIPANTS})


class _Guess(NamedTuple):
    """What a heading alone says: a role, and how surely (0 to 3)."""

    role: ColumnRole
    strength: int


def heading_roles(headings: Sequence[str]) -> tuple[ColumnRole, ...]:
    """The role of each heading of a row, each decided with the others in view.

    ``Uždaviniai`` heads tasks beside a column of activities, and the activities themselves where nothing else does;
    of several headings that could name the activities the surest, then the first, does. An empty or unknown heading
    is ``OTHER``.
    """
    guesses = [_guess(heading) for heading in headings]
    strengths = [guess.strength if guess.role is ColumnRole.TITLE else 0 for guess in guesses]
    roles = [ColumnRole.OTHER if strength else guess.role for guess, strength in zip(guesses, strengths, strict=True)]
    if any(strengths):
        roles[strengths.index(max(strengths))] = ColumnRole.TITLE
    elif ColumnRole.TASK in roles:
        roles[roles.index(ColumnRole.TASK)] = ColumnRole.TITLE
    return tuple(roles)


def is_heading_row(headings: Sequence[str]) -> bool:
    """Whether a row of non-empty cells reads as the headings of a plan's table."""
    if len(headings) < 2 or not all(_could_head(heading) for heading in headings):  # noqa: PLR2004 -- one is no table
        return False
    known = sum(bool(_guess(heading).strength) for heading in headings)
    roles = set(heading_roles(headings)) - {ColumnRole.OTHER}
    told = ColumnRole.TITLE in roles or (ColumnRole.WHEN in roles and bool(roles & _CORE))
    return told and len(roles) > 1 and known * 2 >= len(headings)


def _could_head(words: str) -> bool:
    """Whether a cell is a heading by its form: short, of words, no sentence, no year."""
    bare = re.sub(r"\([^()]*\)", "", words).strip()
    worded = any(c.isalpha() for c in bare) or bare in {"#", "№"}
    return worded and len(bare) <= _LONGEST_HEADING and not _SAID.search(bare)


def columns(headings: Sequence[str], roles: Sequence[ColumnRole]) -> tuple[Column, ...]:
    """Columns of *headings* and *roles*, each with an id of its own."""
    counts: dict[ColumnRole, int] = {}
    made = []
    for heading, role in zip(headings, roles, strict=True):
        counts[role] = counts.get(role, 0) + 1
        bare = counts[role] == 1 and role is not ColumnRole.OTHER
        made.append(Column(str(role) if bare else f"{role}-{counts[role]}", role, heading))
    return tuple(made)


def _guess(heading: str) -> _Guess:
    words = fold(heading)
    if _NUMBER.fullmatch(re.sub(r"[\W_]+", "", words)):
        return _Guess(ColumnRole.NUMBER, 3)
    if "atsak" in words:
        return _Guess(ColumnRole.RESPONSIBLE, 3)
    for phrase in re.split(r"[,;:/()]|\bir\b|\bbei\b|\barba\b|\bar\b", words):
        if guess := _phrase_guess(phrase):
            return guess
    return _Guess(ColumnRole.OTHER, 0)


def _phrase_guess(phrase: str) -> _Guess | None:
    # The head noun stands last („Renginio organizavimo data“); a word before it is only its modifier.
    words = [bare for word in phrase.split() if (bare := re.sub(r"[\W_]+", "", word))]
    for back, word in enumerate(reversed(words)):
        for rank, (role, pattern) in enumerate(_PATTERNS):
            if pattern.match(word):
                sure = 2 + word.startswith("pavadinim") - (rank == _WEAK)
                return _Guess(role, 1 if back else sure)
    return None
