"""What planforms wrote it reads back: the official document holds the whole plan."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import plans as any_plans

import planforms
from planforms.marks import format_mark, parse_mark
from planforms.model import (
    Activity,
    Cell,
    Column,
    ColumnRole,
    Heading,
    Mark,
    Note,
    Paragraph,
    Plan,
    Row,
    Run,
    Section,
    SectionRole,
    Text,
)
from planforms.paths import understand
from planforms.period import school_years
from planforms.recognise.details import institution

PERIOD = school_years(2025)
COLUMNS = (
    Column("number", ColumnRole.NUMBER, "Eil.\nNr."),
    Column("goal", ColumnRole.GOAL, "Tikslas"),
    Column("title", ColumnRole.TITLE, "Veiklos pavadinimas"),
    Column("when", ColumnRole.WHEN, "Data"),
    Column("when-2", ColumnRole.WHEN, "Registracijos terminas"),
    Column("responsible", ColumnRole.RESPONSIBLE, "Atsakingi asmenys"),
    Column("other-1", ColumnRole.OTHER, "Kvapas"),
)
HEADINGS = (
    *(Heading(Text.of("I. SKAITYMAS")), Heading(Text.of("II. RAŠYMAS"))),
    *(Heading(Text.of("Spalis")), Heading(Text.of("Popietės")), Heading(Text.of("2 tikslas. Rašyti dailiai."))),
)
MARKS = (
    "PATVIRTINTA\nĄžuolyno mokyklos direktoriaus\n2025 m. rugsėjo 2 d. įsakymu Nr. V-15",
    "PATVIRTINTA\nĄžuolyno mokyklos direktoriaus",
    "PATVIRTINTA\nĄžuolyno mokyklos direktoriaus\n2025 m. ____________ ___ d. įsakymu Nr. ________",
    "PATVIRTINTA\nĄžuolyno mokyklos tarybos\n2025 m. rugsėjo 2 d. nutarimu Nr. (1.5) V-002",
    "TVIRTINU\nDirektorius\n(parašas)\nJonas Uosis\n2025-09-02",
    "PATVIRTINTA",
)
ENDORSEMENTS = (
    "PRITARTA\nĄžuolyno mokyklos tarybos\n2025 m. rugpjūčio 29 d. posėdžio protokolu Nr. 4",
    "PRITARTA\nĄžuolyno mokyklos mokytojų tarybos",
    "SUDERINTA\nŽaliakalnio seniūnijos seniūno\n2025-08-28 raštu Nr. S-1",
    "SUDERINTA\nMokytojų tarybos 2025 m. gegužės 6 d. posėdžio nutarimu (protokolas Nr. 5-2)",
)
words = st.lists(
    st.sampled_from(
        ["knygos", "skaito", "Mugė", "„Labas“", "24-oje", "2026 m.", "A. Uosis", "–", "&", "<b>", "{{ x }}"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
looks = st.builds(Run, words, bold=st.booleans(), italic=st.booleans(), underline=st.booleans(), struck=st.booleans())
lines = words.map(lambda line: Paragraph((Run(line),))) | st.lists(looks, min_size=1, max_size=1).map(tuple).map(
    Paragraph
)
texts = st.lists(lines, min_size=1, max_size=3).map(tuple).map(Text)
timings = st.sampled_from(
    ["spalis", "2025 m. spalio 9 d.", "visus metus", "kas mėnesį", "kada nors", "iki spalio 3 d."]
)
people = st.sampled_from(["A. Uosis", "A. Uosis, B. Klevė", "A. Uosis B. Klevė", "mokytojai"])
sections = st.sampled_from(
    [
        Section(role=SectionRole.AIM, label="Tikslas –", text=Text.of("skaityti daugiau.")),
        Section(role=SectionRole.OBJECTIVES, label="Uždaviniai:", text=Text.of("rinkti;\nskaityti.")),
        Section(role=SectionRole.PRIORITIES, label="Prioritetinės veiklos kryptys", text=Text.of("knygos.")),
    ]
)
PREPARED = Section(role=SectionRole.OTHER, text=Text.of("Parengė A. Uosis"))


def marks(of: tuple[str, ...]) -> st.SearchStrategy[Mark]:
    read = [mark for written in of if (mark := parse_mark(written))]
    assert len(read) == len(of)
    return st.sampled_from(read)


@st.composite
def activities(draw: st.DrawFn, above: Activity | None) -> Activity:
    """An activity; its goal may go on from the one above."""
    cells: dict[str, Cell] = {"title": draw(texts)}
    joined: tuple[str, ...] = ()
    if above and "goal" in above.cells and draw(st.booleans()):
        cells["goal"], joined = above.cells["goal"], ("goal",)
    elif draw(st.booleans()):
        cells["goal"] = draw(texts)
    drawn = {"number": words, "when": timings, "when-2": timings, "responsible": people, "other-1": words}
    for column, strategy in drawn.items():
        if column in {"number", "when"} or draw(st.booleans()):
            said = str(draw(st.integers(1, 99))) if column == "number" else draw(strategy)
            cells[column] = understand(column, Text.of(said), PERIOD)
    return Activity({column.id: cells[column.id] for column in COLUMNS if column.id in cells}, joined)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan in the normal form that a reader makes."""
    rows: list[Row] = []
    for _ in range(draw(st.integers(1, 5))):
        last = rows[-1] if rows and isinstance(rows[-1], Activity) else None
        choice = draw(st.integers(0, 5))
        if choice == 0:
            rows.append(draw(st.sampled_from(HEADINGS)))
        elif choice == 1 and last:
            rows.append(Note(Text.of("Pastaba: laikas gali keistis.")))
        else:
            rows.append(draw(activities(last)))
    while rows and not isinstance(rows[-1], Activity):
        rows.pop()
    return Plan(
        title=Text.of("ĄŽUOLYNO MOKYKLOS\nVEIKLOS PLANAS 2025–2026 M. M."),
        period=PERIOD,
        marks=(
            *draw(st.lists(marks(MARKS), max_size=1)),
            *draw(st.lists(marks(ENDORSEMENTS), max_size=2, unique=True)),
        ),
        sections=tuple(draw(st.lists(sections, max_size=3, unique_by=lambda section: section.role))),
        columns=COLUMNS,
        rows=tuple(_levelled(rows)) or (draw(activities(None)),),
        closing=tuple(
            draw(st.lists(st.just(Section(role=SectionRole.OTHER, text=Text.of("Parengė A. Uosis"))), max_size=1))
        ),
    )


def _levelled(rows: list[Row]) -> list[Row]:
    """Headings at the level the recogniser gives them: the one of their form among the forms above."""
    from planforms.recognise.rows import heading_form

    forms: list[str] = []
    made: list[Row] = []
    for row in rows:
        if not isinstance(row, Heading):
            made.append(row)
            continue
        form = heading_form(str(row.text))
        if form in forms:
            del forms[forms.index(form) + 1 :]
        elif forms and not (made and isinstance(made[-1], Heading)):
            forms = [form]
        else:
            forms.append(form)
        made.append(Heading(row.text, forms.index(form) + 1))
    return made


@given(plans())
@settings(max_examples=150)
def test_a_plan_written_as_the_official_document_reads_back_equal(plan: Plan) -> None:
    reading = planforms.read(planforms.write(plan, "docx"), "planas.docx")
    assert reading.plan == owned(plan)
    assert reading.findings == ()


def owned(plan: Plan) -> Plan:
    """*plan* with its institution, where only its title and its mark say which."""
    whose = plan.details.institution or institution(plan.title, plan.marks)
    return replace(plan, details=replace(plan.details, institution=whose))


@given(any_plans)
@settings(max_examples=60)
def test_any_plan_is_written_the_same_twice_or_refused(plan: Plan) -> None:
    with suppress(planforms.PlanformsError):
        assert planforms.write(plan, "docx") == planforms.write(plan, "docx")


@pytest.mark.parametrize("written", [*MARKS, *ENDORSEMENTS])
def test_a_mark_in_normal_form_is_printed_and_read_back(written: str) -> None:
    mark = parse_mark(written)
    assert mark is not None
    assert parse_mark(format_mark(mark)) == mark
