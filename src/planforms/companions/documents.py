"""The order and the extract of minutes as values: their parts, and what they leave to a person to fill in."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from planforms.companions.declension import Case
from planforms.companions.institutions import LONGEST, author, genitive, is_school, tokens
from planforms.companions.phrases import (
    Title,
    begun_small,
    leading_institution,
    owned,
    parse_title,
    settled,
    title_words,
)
from planforms.model import MarkKind, Plan
from planforms.typography import quotation


class CompanionKind(StrEnum):
    """A document that goes with a plan; also the name of its template."""

    ORDER = "order"  # įsakymas
    MINUTES = "minutes"  # posėdžio protokolo išrašas
    AMENDMENT = "amendment"  # įsakymas, kuriuo planas pakeičiamas


class Gap(Struct, frozen=True):
    """What a person has to fill in or look at: a message id, and the words it is about where there are any."""

    message: str
    words: str = ""


class Order(Struct, frozen=True, kw_only=True):
    """Įsakymas: the head's order that approves a plan. What is not known is a line to fill in.

    Words that could not be put into their case with certainty stand in square brackets, as they were written.

    Attributes:
        institution: whose head gives the order, in the genitive: „Šilagirio gimnazijos“.
        office: the head's office, in the nominative: „direktorius“.
        subject: what the order is about: „Dėl … veiklos plano patvirtinimo“.
        date: the day of the order in full: „2025 m. rugsėjo 12 d.“.
        number: the number of the order, without „Nr.“: „V-118“.
        town: where the order is given.
        preamble: what the order rests on, without a comma after it: „Vadovaudamasi mokyklos nuostatų 25 punktu“.
        plan: what is approved, in the accusative: „Šilagirio gimnazijos … veiklos planą“.
        position: who signs, with a capital: „Direktorė“.
        name: the name of who signs.
    """

    institution: str
    office: str
    subject: str
    date: str
    number: str
    town: str
    preamble: str
    plan: str
    position: str
    name: str
    gaps: tuple[Gap, ...] = ()


class Minutes(Struct, frozen=True, kw_only=True):
    """Posėdžio protokolo išrašas: the part of the minutes that endorses a plan. What is not known is a line to fill in.

    Words that could not be put into their case with certainty stand in square brackets, as they were written.

    Attributes:
        body: whose meeting it was, in the genitive: „Šilagirio gimnazijos mokytojų tarybos“.
        date: the day of the meeting in full: „2025 m. rugsėjo 9 d.“.
        number: the number of the minutes, without „Nr.“.
        town: where the meeting was.
        considered: what was considered, in the nominative, with a capital: „Bibliotekos 2025 m. veiklos planas“. It
            ends a sentence, and has no full stop.
        endorsed: what was endorsed, in the dative: „bibliotekos 2025 m. veiklos planui“. It has no full stop either.
    """

    body: str
    date: str
    number: str
    town: str
    considered: str
    endorsed: str
    gaps: tuple[Gap, ...] = ()


class Amendment(Struct, frozen=True, kw_only=True):
    """Įsakymas: the head's order that amends an approved plan. What is not known is a line to fill in.

    Attributes:
        institution: whose head gives the order, in the genitive.
        office: the head's office, in the nominative.
        subject: what the order is about: „Dėl … veiklos plano pakeitimo“.
        date: the day of the order in full.
        number: the number of the order, without „Nr.“.
        town: where the order is given.
        preamble: what the order rests on, without a comma after it.
        decision: what is amended: „… planą, patvirtintą … įsakymu Nr. V-118:“, or that it is set out anew.
        position: who signs, with a capital.
        name: the name of who signs.
        clauses: what is changed, a sentence each; none where the plan is set out anew.
    """

    institution: str
    office: str
    subject: str
    date: str
    number: str
    town: str
    preamble: str
    decision: str
    position: str
    name: str
    clauses: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()


Document = TypeVar("Document", Order, Minutes, Amendment)
_MOST_MARKS = 20  # looked at for capitals; plans have three or four
# What is printed where words are not known.
LINE = "_" * 30
BLANK_TOWN = "_" * 20 + " (vieta)"


class Filling:
    """A document of *plan* in the making: what is certain of its words, and the gaps that were found."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.gaps: list[Gap] = []
        self._title = title_words(plan.title)
        self._shown = tuple(dict.fromkeys(_shown(plan)))
        self.approved_by = next((mark.by for mark in plan.marks if mark.kind is MarkKind.APPROVED), "")
        self.approver = author(self.approved_by)

    def said(self, words: str, line: str, message: str) -> str:
        """*words*, or where there are none the *line* to fill in, and a gap."""
        if not words:
            self.gaps.append(Gap(message))
        return words or line

    @property
    def institution(self) -> str:
        """The institution whose plan it is, in the genitive; nothing where that is not certain."""
        told = genitive(self.plan.details.institution)
        marked = self.approver.institution if is_school(self.approver.institution) else ""
        return told or marked or leading_institution(self._title)

    def name(self, case: Case, *, owner: bool = True) -> str:
        """What the plan is called, in *case*, in running text; in square brackets where the case is not certain.

        *owner* puts the institution before a name that tells only of a part of it.
        """
        if not self._title:
            return self.said("", LINE, message="name of the plan")
        title = parse_title(self._title) if len(" ".join(self._title)) <= LONGEST else None
        if title is None:
            return self._unparsed(case)
        capitals = title.noun.isupper()
        before = self._settled(title.before, capitals=capitals)
        after = self._settled(title.after, capitals=True) if capitals else title.after
        running = Title(before, title.noun.lower(), after).years_first()
        if owner:
            running = running._replace(before=owned(running.before, self._owner()))
        return running.words(case)

    def _owner(self) -> str:
        """The institution in running text."""
        name = self.institution
        return " ".join(self._settled(tokens(name), capitals=True)) if name.isupper() else name

    def _unparsed(self, case: Case) -> str:
        """A name that is not declined: in the nominative as it is, in another case as it is written, in brackets."""
        written = " ".join(self._title)
        if case is Case.NOMINATIVE and len(written) <= LONGEST:
            return " ".join(self._settled(self._title, capitals=written.isupper()))
        self.gaps.append(Gap(message="name of the plan, to be put in its case and out of the brackets", words=written))
        return f"[{written}]"

    def _settled(self, words: Sequence[str], *, capitals: bool) -> tuple[str, ...]:
        made = settled(words, self._shown, capitals=capitals)
        if made.doubtful:
            doubtful = ", ".join(made.doubtful)
            self.gaps.append(Gap(message="capital letters, which are as in the title", words=doubtful))
        return made.words

    def finished(self, made: Document) -> Document:
        """*made* with Lithuanian quotation marks, and the gaps, each told once."""
        said = {name: _quoted(words) for name, words in asdict(made).items() if isinstance(words, str)}
        return replace(made, **said, gaps=tuple(dict.fromkeys(self.gaps)))


def _quoted(words: str) -> str:
    """*words* with the quotation marks that they should have, where each has its partner."""
    found = quotation(words)
    made, seen = [], 0
    for start, stop, sign in found.wrong if found.paired else ():
        made += [words[seen:start], sign]
        seen = stop
    return "".join([*made, words[seen:]])


def _shown(plan: Plan) -> Iterator[str]:
    """Phrases of *plan* whose capitals are those of running text."""
    yield genitive(plan.details.institution)
    for mark in plan.marks[:_MOST_MARKS]:
        if len(mark.by) <= LONGEST:
            yield mark.by if author(mark.by).institution else begun_small(mark.by)
