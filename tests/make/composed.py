"""Plans for the tests of writers, composed, with invented schools and people."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from planforms.model import (
    Activity,
    Cell,
    Column,
    ColumnRole,
    Heading,
    Mark,
    MarkKind,
    Note,
    Paragraph,
    Plan,
    Responsible,
    Row,
    Run,
    Section,
    SectionRole,
    Text,
    Timing,
)

FIVE = ("number", "title", "when", "place", "responsible")
HEADINGS = {
    "number": "Eil. Nr.",
    "title": "Veiklos pavadinimas",
    "when": "Data",
    "place": "Vieta",
    "responsible": "Atsakingi asmenys",
    "participants": "Dalyviai",
    "result": "Laukiamas rezultatas",
    "funding": "Lėšos",
    "goal": "Tikslas",
    "other-1": "Kabinetas",
}
APPROVED = Mark(
    word="PATVIRTINTA",
    kind=MarkKind.APPROVED,
    words=Text.of("PATVIRTINTA\nUpėnų progimnazijos direktoriaus\n2026 m. rugsėjo 1 d. įsakymu Nr. V-12"),
)
ENDORSED = Mark(
    word="PRITARTA",
    kind=MarkKind.ENDORSED,
    words=Text.of(
        "PRITARTA\nUpėnų progimnazijos mokytojų tarybos\n2026 m. rugpjūčio 28 d. posėdžio protokolu Nr. MT-5"
    ),
)
COORDINATED = Mark(
    word="SUDERINTA",
    kind=MarkKind.COORDINATED,
    words=Text.of("SUDERINTA\nUpėnų seniūnijos tarybos\n2026 m. rugpjūčio 30 d. protokolu Nr. 4"),
)
AIM = Section(role=SectionRole.AIM, label="Tikslas –", text=Text.of("skaityti daugiau ir kartu."))
LEAD_IN = Section(role=SectionRole.LEAD_IN, label="Planuojamos veiklos:")


def text(*parts: str | Run) -> Text:
    """One paragraph of these runs."""
    return Text((Paragraph(tuple(Run(part) if isinstance(part, str) else part for part in parts)),))


def listed(marker: str, words: str) -> Paragraph:
    """A paragraph with a list sign."""
    return Paragraph((Run(words),), marker)


def columns(*ids: str) -> tuple[Column, ...]:
    """The columns with these ids and their usual headings."""
    return tuple(Column(one, ColumnRole(one.partition("-")[0]), HEADINGS[one]) for one in ids)


def activity(cells: Mapping[str, str | Text], *joined: str) -> Activity:
    """A row with these words in its cells."""
    return Activity({column: _cell(column, words) for column, words in cells.items()}, joined)


def _cell(column: str, words: str | Text) -> Cell:
    said = Text.of(words) if isinstance(words, str) else words
    match column:
        case "when":
            return Timing(words=said)
        case "responsible":
            return Responsible(words=said)
        case _:
            return said


def row(number: int, title: str | Text = "Knygų mugė", place: str = "Skaitykla") -> Activity:
    """A row of the usual five columns."""
    return activity(
        {
            "number": str(number),
            "title": title,
            "when": "2026 m. spalio 9 d.",
            "place": place,
            "responsible": "V. Uosytė, K. Šilinis",
        }
    )


def plan(*rows: Row, ids: Sequence[str] = FIVE, marks: Sequence[Mark] = (APPROVED, ENDORSED)) -> Plan:
    """A plan of these rows, with a title, a section and marks."""
    return Plan(
        title=Text.of("Upėnų progimnazijos bibliotekos\nveiklos planas 2026–2027 m. m."),
        marks=tuple(marks),
        sections=(AIM, LEAD_IN),
        columns=columns(*ids),
        rows=rows or (row(1),),
    )


def rich() -> Plan:
    """Everything that a plan can hold: headings of three levels, notes, joined cells, lists, looks, closing lines."""
    looks = text(
        "Vakaras ",
        Run("„Prie laužo“", italic=True),
        Run(" svarbu", bold=True),
        Run(" ne", struck=True),
        Run(" taip", underline=True),
        Run(" svetainė", link="https://upenai.example/planas"),
    )
    lists = Text((Paragraph((Run("Popietė:"),)), listed("1.", "pasakos;"), listed("2.", "žaidimai.")))
    joined = activity({"number": "4", "title": "Viktorina", "when": "Visus metus", "place": "Skaitykla"}, "place")
    made = plan(
        Heading(Text.of("I. Renginiai")),
        Heading(Text.of("Ruduo"), 2),
        Heading(Text.of("Rugsėjis"), 3),
        row(1, looks),
        row(2, lists),
        row(3),
        joined,
        Note(Text.of("Iš viso: 4 renginiai.")),
        marks=(APPROVED, ENDORSED, COORDINATED),
    )
    objectives = Text((listed("•", "skaityti;"), listed("•", "kalbėtis.")))
    return replace(
        made,
        sections=(AIM, Section(role=SectionRole.OBJECTIVES, label="Uždaviniai:", text=objectives), LEAD_IN),
        closing=(Section(role=SectionRole.OTHER, text=Text.of("Parengė bibliotekininkė Vilija Uosytė")),),
    )
