"""Small plans as a reader would give them: words in, understood cells out. Invented people and schools."""

from collections.abc import Sequence

from planforms.marks import parse_mark
from planforms.model import (
    Activity,
    Column,
    ColumnRole,
    Heading,
    Mark,
    MarkKind,
    Note,
    Period,
    Plan,
    Row,
    Section,
    SectionRole,
    Text,
)
from planforms.paths import understand
from planforms.period import find_period

HEADINGS = {
    "number": "Eil. Nr.",
    "title": "Veiklos pavadinimas",
    "when": "Data",
    "place": "Vieta",
    "responsible": "Atsakingi asmenys",
    "performers": "Vykdytojai",
    "remarks": "Pastabos",
}
FIVE = ("number", "title", "when", "place", "responsible")
TITLE = "BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M."
APPROVED = "PATVIRTINTA\nUpėnų mokyklos direktoriaus\n2025 m. rugsėjo 10 d. įsakymu Nr. V-12"
ENDORSED = "PRITARTA\nUpėnų mokyklos metodinės tarybos\n2025 m. rugsėjo 5 d. posėdžio protokolu Nr. 3"
AIM = ("Tikslas –", "skaityti daugiau ir kartu.")
FAIR = ("1", "Knygų mugė", "2025 m. spalio 9 d.", "Skaitykla", "A. Uosis")
TALK = ("2", "Poezijos popietė", "2025 m. lapkričio mėn.", "Klubas", "B. Klevė, C. Liepa")
QUIZ = ("3", "Pavasario viktorina", "2026 m. kovo 5 d.", "Salė", "metodinė taryba")


def draft(
    *rows: Sequence[str] | str,
    title: str = TITLE,
    marks: Sequence[str] = (APPROVED, ENDORSED),
    columns: Sequence[str] = FIVE,
    sections: Sequence[tuple[str, str]] = (AIM,),
    period: Period | None = None,
) -> Plan:
    """A plan of these rows; ``# words`` is a heading, ``## words`` a smaller one, ``* words`` a note."""
    period = period or find_period(title)
    return Plan(
        title=Text.of(title),
        period=period,
        marks=tuple(_mark(words) for words in marks),
        sections=tuple(Section(role=SectionRole.OTHER, label=label, text=Text.of(text)) for label, text in sections),
        columns=tuple(Column(one, ColumnRole(one.partition("-")[0]), HEADINGS[one]) for one in columns),
        rows=tuple(_row(row, columns, period) for row in rows),
    )


def _mark(words: str) -> Mark:
    mark = parse_mark(words)
    return mark or Mark(word=words, kind=MarkKind.ENDORSED, words=Text.of(words))


def _row(row: Sequence[str] | str, columns: Sequence[str], period: Period | None) -> Row:
    if isinstance(row, str):
        sign, _, words = row.partition(" ")
        return Note(Text.of(words)) if sign == "*" else Heading(Text.of(words), len(sign))
    cells = {
        column: understand(column, Text.of(words), period) for column, words in zip(columns, row, strict=True) if words
    }
    return Activity(cells)


def row(number: str = "2", **cells: str) -> tuple[str, ...]:
    """A row of the usual columns, with some cells as given."""
    usual = dict(zip(FIVE, TALK, strict=True)) | {"number": number} | cells
    return tuple(usual[column] for column in FIVE)
