"""The order that approves a plan and the extract of minutes that endorse it: their parts, and what is left to fill in.

Values in, values out; nothing here knows files or templates.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from planforms.companions.declension import Case, Gender, capitalised
from planforms.companions.institutions import (
    LONGEST,
    NOUNS,
    author,
    genitive,
    head_gender,
    is_one_of,
    is_school,
    office_of,
    same,
    tokens,
)
from planforms.companions.phrases import (
    Title,
    begun_small,
    holds_meetings,
    leading_institution,
    owned,
    parse_title,
    settled,
    title_words,
)
from planforms.errors import UsageError
from planforms.marks import BLANK_DATE, BLANK_NAME, BLANK_NUMBER, BLANK_POSITION, official
from planforms.model import Act, ActKind, Mark, MarkKind, Plan, Signatory
from planforms.text import quotation


class CompanionKind(StrEnum):
    """A document that goes with a plan; also the name of its template."""

    ORDER = "order"  # įsakymas
    MINUTES = "minutes"  # posėdžio protokolo išrašas
    AMENDMENT = "amendment"  # įsakymas, kuriuo planas pakeičiamas


class Gap(Struct, frozen=True):
    """What a person has to fill in or look at: a message id, and the words it is about where there are any."""

    message: str
    words: str = ""


class HeadOrder(Struct, frozen=True, kw_only=True):
    """Įsakymas: an order of the head about a plan. What is not known is a line to fill in.

    Words that could not be put into their case with certainty are in square brackets, as they were written.

    Attributes:
        institution: whose head gives the order, in the genitive: „Šilagirio gimnazijos“.
        office: the head's office, in the nominative: „direktorius“.
        subject: what the order is about: „Dėl … veiklos plano patvirtinimo“.
        date: the day of the order in full: „2025 m. rugsėjo 12 d.“.
        number: the number of the order, without „Nr.“: „V-118“.
        town: where the order is given.
        preamble: what the order rests on, without a comma after it: „Vadovaudamasi mokyklos nuostatų 25 punktu“.
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
    position: str
    name: str
    gaps: tuple[Gap, ...] = ()


class Order(HeadOrder, frozen=True, kw_only=True):
    """The head's order that approves a plan.

    Attributes:
        plan: what is approved, in the accusative: „Šilagirio gimnazijos … veiklos planą“.
    """

    plan: str


class Amendment(HeadOrder, frozen=True, kw_only=True):
    """The head's order that amends an approved plan.

    Attributes:
        decision: what is amended: „… planą, patvirtintą … įsakymu Nr. V-118:“, or that it is set out anew.
        clauses: what is changed, a sentence each; none where the plan is set out anew.
    """

    decision: str
    clauses: tuple[str, ...] = ()


class Minutes(Struct, frozen=True, kw_only=True):
    """Posėdžio protokolo išrašas: the part of the minutes that endorses a plan. What is not known is a line to fill in.

    Words that could not be put into their case with certainty are in square brackets, as they were written.

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

    def or_line(self, words: str, line: str, message: str) -> str:
        """*words*, or where there are none the *line* to fill in, and a gap."""
        if not words:
            self.gaps.append(Gap(message))
        return words or line

    def date(self, act: Act, message: str) -> str:
        """The day of *act* in full, or a line and a gap."""
        return self.or_line(official(act.date) if act.date else "", BLANK_DATE, message)

    @property
    def institution(self) -> str:
        """The institution whose plan it is, in the genitive; nothing where that is not certain."""
        known_name = genitive(self.plan.details.institution)
        marked = self.approver.institution if is_school(self.approver.institution) else ""
        return known_name or marked or leading_institution(self._title)

    def name(self, case: Case, *, owner: bool = True) -> str:
        """What the plan is called, in *case*, in running text; in square brackets where the case is not certain.

        *owner* puts the institution before a name that is only of a part of it.
        """
        if not self._title:
            return self.or_line("", LINE, message="name of the plan")
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
        """*made* with Lithuanian quotation marks, and the gaps, each once."""
        or_line = {name: _quoted(words) for name, words in asdict(made).items() if isinstance(words, str)}
        return replace(made, **or_line, gaps=tuple(dict.fromkeys(self.gaps)))


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


# Acts that are made at a meeting of a body; the others are those of a head or of an authority.
_OF_A_MEETING = (ActKind.MINUTES, ActKind.RESOLUTION, None)


def minutes_of(plan: Plan, endorsement: int = 1) -> Minutes:
    """The extract of the minutes that endorse *plan*, by its mark number *endorsement* of those that approve nothing.

    Raises:
        UsageError: the plan has fewer such marks. (The first may be missing: all that it would give is then blank.)
    """
    marks = [mark for mark in plan.marks if mark.kind is not MarkKind.APPROVED]
    if not 1 <= endorsement <= max(1, len(marks)):
        raise UsageError(
            "The plan has {count} endorsements, so there are no minutes of number {number}; choose another.",
            count=len(marks),
            number=endorsement,
        )
    filling = Filling(plan)
    mark = marks[endorsement - 1] if marks else None
    minutes, meeting = _acts(mark)
    made = Minutes(
        body=filling.or_line(_body(filling, mark), LINE, message="who endorses the plan, in the genitive"),
        date=filling.date(meeting, message="date of the minutes"),
        number=filling.or_line(minutes.number, BLANK_NUMBER, message="number of the minutes"),
        town=filling.or_line(plan.details.town, BLANK_TOWN, message="town"),
        considered=capitalised(filling.name(Case.NOMINATIVE)).removesuffix(".") or LINE,
        endorsed=filling.name(Case.DATIVE).removesuffix(".") or LINE,
    )
    if mark and mark.kind is not MarkKind.ENDORSED:
        filling.gaps.append(
            Gap(message="whether the meeting decided to endorse, for its mark says otherwise", words=mark.word)
        )
    filling.gaps.append(Gap(message="names of the chair, of the secretary, and of who signs the extract"))
    return filling.finished(made)


def _acts(mark: Mark | None) -> tuple[Act, Act]:
    """The act that has the number of the minutes, and the one that has the day of the meeting.

    A resolution „2024 m. lapkričio 3 d. nutarimu, protokolo Nr. 6“ is of the meeting's day; its number is another.
    """
    acts = [act for act in (mark.acts if mark else ()) if act.kind in _OF_A_MEETING]
    numbered = next((act for act in acts if act.kind is not ActKind.RESOLUTION), Act())
    dated = [numbered, *acts] if numbered.date else acts
    return numbered, next((act for act in dated if act.date), Act())


def _body(filling: Filling, mark: Mark | None) -> str:
    """Whose meeting it was; an author who is a head holds no meeting."""
    by = mark.by if mark else ""
    if (
        not by
        or len(by) > LONGEST
        or author(by).office
        or any(act.kind not in _OF_A_MEETING for act in (mark.acts if mark else ()))
    ):
        return ""
    if not holds_meetings(by):
        filling.gaps.append(Gap(message="whose meeting it was, in the genitive and out of the brackets", words=by))
        return f"[{by}]"
    whole = owned(tokens(begun_small(by)), filling.institution)
    if filling.institution and is_one_of(whole[0], NOUNS):
        filling.gaps.append(Gap(message="whose meeting it was: the institution is not named", words=by))
    return capitalised(" ".join(whole))


BLANK_INSTITUTION = f"{LINE} (įstaiga)"
BLANK_OFFICE = f"{LINE} (pareigybė)"
_FOLLOWING = {Gender.MASCULINE: "Vadovaudamasis", Gender.FEMININE: "Vadovaudamasi", None: "Vadovaudamasis (-si)"}


def order_of(plan: Plan, *, basis: str = "") -> Order:
    """The order that approves *plan*, by its approval mark and its details.

    *basis* is what the order rests on, in the instrumental: „mokyklos nuostatų 25.3 papunkčiu“.
    """
    filling = Filling(plan)
    mark = next((mark for mark in plan.marks if mark.kind is MarkKind.APPROVED), None)
    head = Head(filling, mark)
    order = Order(
        **head.opening(order_act(mark), "patvirtinimo", basis),
        plan=filling.name(Case.ACCUSATIVE),
        **head.signature(),
        gaps=(),
    )
    return filling.finished(order)


def order_act(mark: Mark | None) -> Act:
    """The order that a mark cites; another act is not it, nor is the day when a person signed the mark itself."""
    acts = mark.acts if mark and mark.signatory is None else ()
    orders = [act for act in acts if act.kind is ActKind.ORDER]
    return next(iter(orders or [act for act in acts if act.kind is None]), Act())


def institution_of(filling: Filling) -> str:
    """Whose head gives the order: the mark says whose order it is, and only where it does not the rest of the plan."""
    marked, known_name = filling.approver.institution, genitive(filling.plan.details.institution)
    if marked and known_name and not same(marked, known_name):
        filling.gaps.append(Gap(message="whether the institution of the approval mark gives the order", words=marked))
    written = filling.plan.details.institution
    if filling.approved_by and not (marked or filling.approver.office):
        filling.gaps.append(
            Gap(message="whether the head gives the order, who is not in the approval mark", words=filling.approved_by)
        )
    known = marked or known_name or ("" if written else filling.institution)
    if known or not written:
        return filling.or_line(known, BLANK_INSTITUTION, message="institution, in the genitive")
    filling.gaps.append(Gap(message="institution, to be put in the genitive and out of the brackets", words=written))
    return f"[{written}]"


class Head:
    """The head as the order names them."""

    def __init__(self, filling: Filling, mark: Mark | None) -> None:
        signatory = (mark.signatory if mark else None) or Signatory()
        details = filling.plan.details
        self._filling = filling
        self._position = details.head_position or signatory.position
        self._name = details.head_name or signatory.name
        self._gender = head_gender(self._position, self._name, filling.approver.gender)

    def opening(self, act: Act, about: str, basis: str) -> dict[str, str]:
        """The parts of an order as far as what it rests on; *act* is the order, *about* what it does to the plan."""
        filling, basis = self._filling, basis.strip(" ,.")
        office = filling.approver.named or office_of(self._position)  # as the mark has it, whoever holds it
        return {
            "institution": institution_of(filling),
            "office": filling.or_line(office, BLANK_OFFICE, message="office of the head"),
            "subject": f"Dėl {filling.name(Case.GENITIVE, owner=False)} {about}",
            "date": filling.date(act, message="date of the order"),
            "number": filling.or_line(act.number, BLANK_NUMBER, message="number of the order"),
            "town": filling.or_line(filling.plan.details.town, BLANK_TOWN, message="town"),
            "preamble": f"{self._following()} {filling.or_line(basis, LINE, message='what the order rests on')}",
        }

    def _following(self) -> str:
        """The first word of the preamble, which agrees with the head."""
        if self._gender is None:
            self._filling.gaps.append(Gap(message="whether the head is a man or a woman"))
        return _FOLLOWING[self._gender]

    def signature(self) -> dict[str, str]:
        """Who signs the order."""
        office = self._filling.approver.office
        known = self._position
        if not known and office:
            known = office.of(self._gender) if self._gender else office.of_either()
        return {
            "position": capitalised(self._filling.or_line(known, BLANK_POSITION, message="position of the head")),
            "name": self._filling.or_line(self._name, BLANK_NAME, message="name of the head"),
        }
