"""A plan's title as a phrase that can be put into a case: what stands before the word for the plan, and after it.

„… METINIS VEIKLOS PLANAS 2025–2026 M. M.“ is declined by its last word in the nominative, with the adjectives that
agree with it; what depends on them stays. Any title that is not so built is left to a person.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Self

from planforms.companions.declension import Case, Gender, agrees, declined, noun_gender
from planforms.companions.institutions import LONGEST, NOUNS, genitive, is_one_of, quoted, tokens
from planforms.companions.phrases import BODIES
from planforms.dates import MONTHS_GENITIVE
from planforms.model import Text

# Words that stay whatever the noun does: cases that no adjective of its could be in, numbers, abbreviations.
_NOT_CHANGED = re.compile(
    r"\w+(?:aus|ui|ei|ais|omis|ėmis|imis)|ir|bei|ar|arba|su|karjerai|[IVX]+|\w|(?:\w{1,6}\.)+"
    r"|[\d\W]*\d[\d\W]*(?:\w\.?){0,2}",
    re.IGNORECASE,
)
# How an adjective or a noun in the nominative ends; what ends otherwise depends on another word.
_NOMINATIVE = re.compile(r".*(?:as|is|ys|us|a|ė|i|uo)", re.IGNORECASE)
_BROKEN = re.compile(r"[-–—−]|.*[:;.!?]")
_YEARS = re.compile(
    r"(?:19|20)\d\d(?:\s?[-‐‑‒–—−/]\s?(?:19|20)?\d\d)?\s*(?:m\.?\s*m\.?|mokslo\s+metų|m\.|metų)"
    rf"(?:\s+(?:(?:I{{1,3}}|IV)\s+(?:pusmečio|trimestro|ketvirčio|ketv\.)|(?:{'|'.join(MONTHS_GENITIVE)})\s+mėn(?:\.|esio)))?",
    re.IGNORECASE,
)
_LONGEST = 2 * LONGEST  # a longer title is left as it is
# Years as people write them, and what stands about those that end a title.
_SPAN = re.compile(r"((?:19|20)\d\d)\s*[-‐‑‒–—−]\s*((?:19|20)?\d\d)(?=\s*(?:m\b|mokslo\b|met))", re.IGNORECASE)
_SCHOOL_YEARS = re.compile(r"(?<=\d)\s*(m)\.?\s*(m)\b\.?", re.IGNORECASE)
_AT_END = re.compile(rf",?\s+\(?({_YEARS.pattern})\)?$", re.IGNORECASE)


class Title(NamedTuple):
    """A title cut about the word that says what the plan is."""

    before: tuple[str, ...]
    noun: str
    after: tuple[str, ...]

    @property
    def gender(self) -> Gender:
        """The gender of the word for the plan."""
        return noun_gender(self.noun) or Gender.MASCULINE

    def words(self, case: Case) -> str:
        """The title in *case*."""
        before = (declined(word, case) if agrees(word, self.gender) else word for word in self.before)
        return " ".join((*before, declined(self.noun, case), *self.after))

    def years_first(self) -> Self:
        """The title with years that stand last before the noun instead: „… 2025–2026 m. m. veiklos planas“."""
        if not _YEARS.fullmatch(" ".join(self.after)):
            return self
        place = _place_of_years(self.before, self.gender)
        return self._replace(before=(*self.before[:place], *self.after, *self.before[place:]), after=())


def title_words(title: Text) -> list[str]:
    """The words of a title; an institution that stands in the nominative on a line of its own is put in the genitive.

    „ŠILAGIRIO GIMNAZIJA ⏎ VEIKLOS PLANAS“ says whose plan it is. Years get the dash and the spaces that they should
    have („2025 - 2026 m.m.“), those at the end no brackets, and the word for the plan at the end no full stop.
    """
    lines = [line for line in (" ".join(str(paragraph).split()) for paragraph in title.paragraphs) if line]
    if len(lines) > 1 and (whose := genitive(lines[0])):
        lines[0] = whose
    whole = " ".join(lines)
    if len(whole) <= _LONGEST:
        whole = _AT_END.sub(r" \1", _SCHOOL_YEARS.sub(r" \1. \2.", _SPAN.sub(r"\1–\2", whole)))
    cut = tokens(whole)
    if cut and noun_gender(last := cut[-1].removesuffix(".")):
        cut[-1] = last
    return cut


def parse_title(words: Sequence[str]) -> Title | None:
    """The title of these *words* about the word for the plan; ``None`` where its parts are not certain."""
    places = [place for place, word in enumerate(words) if not quoted(word) and noun_gender(word)]
    if len(places) != 1:
        return None
    before, noun, after = words[: places[0]], words[places[0]], words[places[0] + 1 :]
    gender = noun_gender(noun)
    if gender is None or not all(agrees(word, gender) or _depends(word) for word in before):
        return None
    if not all(map(_depends, after)):
        return None
    return Title(tuple(before), noun, tuple(after))


def _depends(word: str) -> bool:
    """Whether a *word* hangs on another, and so stays as it is when the noun is declined."""
    if word.startswith("("):
        return all(map(_depends, word.strip("(),").split()))
    if quoted(word) or _NOT_CHANGED.fullmatch(word):
        return True
    return not _BROKEN.fullmatch(word) and not _NOMINATIVE.fullmatch(word.rstrip(","))


def _place_of_years(before: Sequence[str], gender: Gender) -> int:
    """Where years that came last stand before the noun: behind those whose plan it is, else first."""
    owners = [place for place, word in enumerate(before) if is_one_of(word, NOUNS | BODIES)]
    place = owners[-1] + 1 if owners else 0
    if any(agrees(word, gender) for word in before[:place]):
        return 0
    while place and place < len(before) and quoted(before[place]):
        place += 1
    return place
