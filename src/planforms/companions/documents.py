"""What an order and an extract of minutes say, part by part, and what they leave to a person."""

from enum import StrEnum

from msgspec import Struct


class CompanionKind(StrEnum):
    """A document that goes with a plan; also the name of its template."""

    ORDER = "order"  # įsakymas
    MINUTES = "minutes"  # posėdžio protokolo išrašas


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
