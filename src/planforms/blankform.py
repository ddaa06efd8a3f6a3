"""The form to fill in, in words: what planforms itself writes into it, and so leaves out when it is read back.

Pure: it knows plans and periods, and no file format. Whatever is in a filled-in form and not here is the person's:
forms stay in use for years, so words that were once here have to go on being known.
"""

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from planforms.dates import Shown, date_words
from planforms.marks import new_mark
from planforms.model import Activity, Column, ColumnRole, MarkKind, Period, PeriodKind, Plan, Section, SectionRole, Text
from planforms.period import period_words


class Field(Struct, frozen=True):
    """A line of the sheet of details: a label that reading knows, and what to write beside it."""

    label: str
    explanation: str


PLAN_SHEET = "Planas"
DETAILS_SHEET = "Rekvizitai"
TIMES_SHEET = "Sąrašai"

COLUMNS = (
    Column("number", ColumnRole.NUMBER, "Eil. Nr."),
    Column("title", ColumnRole.TITLE, "Veiklos pavadinimas"),
    Column("when", ColumnRole.WHEN, "Data"),
    Column("place", ColumnRole.PLACE, "Vieta"),
    Column("responsible", ColumnRole.RESPONSIBLE, "Atsakingi asmenys"),
)
ROWS = 35  # numbered and waiting; more may be written below them

# By columns, the same words in the form of any period, so that reading knows them. Each says by itself that it is an
# example: whichever of them are left when the others are overtyped, none can be taken for a person's.
EXAMPLE = (
    "",
    "Pavyzdys: skaitytojų klubo popietės. Ši eilutė į planą nepatenka – ją galite palikti, ištrinti arba perrašyti.",
    "Pvz., visus metus",
    "Pvz., skaitykla",
    "Pvz., V. Pavardenė, P. Pavardenis",
)

TITLE = Field(
    "Pavadinimas",
    "Prieš šiuos žodžius įrašykite, kieno tai planas, pvz., „ĄŽUOLYNO PROGIMNAZIJOS BIBLIOTEKOS“.",
)
PERIOD = Field(
    "Laikotarpis",
    "Mokslo metai („2026–2027 m. m.“) arba metai („2026 m.“). Keisdami pakeiskite ir pavadinime.",
)
AIM = Field("Tikslas:", "Ko planu siekiama. Jei tikslo nerašote, palikite tuščią.")
OBJECTIVES = Field(
    "Uždaviniai:",
    "Kiekvieną pradėkite naujoje eilutėje: „Excel“ – Alt+Enter, „LibreOffice“ – Ctrl+Enter.",
)
INSTITUTION = Field("Įstaiga", "Visas pavadinimas vardininku, pvz., „Ąžuolyno progimnazija“.")
TOWN = Field("Miestas", "Pvz., „Kaunas“.")
HEAD_POSITION = Field("Vadovo pareigos", "„Direktorius“, „Direktorė“ ar kitos.")
HEAD_NAME = Field("Vadovas", "Vardas ir pavardė.")
# Lines apart are groups on the sheet.
FIELDS = (
    (TITLE, PERIOD, AIM, OBJECTIVES),
    (INSTITUTION, TOWN, HEAD_POSITION, HEAD_NAME),
    (
        Field(
            "Patvirtino",
            "Kas tvirtina, kilmininku, pvz., „Ąžuolyno progimnazijos direktoriaus“. Žodis PATVIRTINTA atsiras pats, "
            "o palikus tuščią liks vieta įrašyti ranka.",
        ),
        Field("Įsakymo data", "Pvz., 2026-09-01. Kol įsakymo nėra, palikite tuščią – liks vieta įrašyti ranka."),
        Field("Įsakymo Nr.", "Registracijos numeris, pvz., V-12. Kol jo nėra, palikite tuščią."),
    ),
    (
        Field(
            "Pritarė",
            "Kas pritarė, kilmininku, pvz., „Ąžuolyno progimnazijos mokytojų tarybos“. Jei niekas, palikite tuščią.",
        ),
        Field("Protokolo data", "Posėdžio, kuriame planui pritarta, protokolo data, pvz., 2026-08-28."),
        Field("Protokolo Nr.", "Posėdžio protokolo numeris, pvz., 4."),
    ),
)
INSTRUCTION = "Užpildykite geltonus langelius; ko nežinote, palikite tuščią. Veiklas rašykite lape „Planas“."
TIMES_HEADING = (
    "Šio lapo „planforms“ neskaito: čia laikai, kuriuos siūlo lapo „Planas“ stulpelis „Data“. Galite jų pridėti."
)
EXPLANATIONS = frozenset({INSTRUCTION, *(field.explanation for group in FIELDS for field in group)})
SECTION_LABELS = frozenset({AIM.label, OBJECTIVES.label})

_DOCUMENT_ROWS = 20
_TITLE_LINE = "_" * 50
_SATURDAY = 5
_MONTH = Shown.YEAR | Shown.MONTH
_USUAL = {
    PeriodKind.SCHOOL_YEARS: ("Per mokslo metus", "I pusmetis", "II pusmetis", "Kas mėnesį", "Kas savaitę"),
    PeriodKind.CALENDAR_YEARS: ("Visus metus", "Kas mėnesį", "Kas savaitę"),
    PeriodKind.HALF_YEAR: ("Kas mėnesį", "Kas savaitę"),
    PeriodKind.MONTH: ("Visą mėnesį", "Kas savaitę"),
    PeriodKind.DAY: (),
}


def title_words(period: Period) -> str:
    """The end of a plan's title, whatever is before it: ``2026–2027 M. M. VEIKLOS PLANAS``."""
    said = period_words(period).replace("pusmetis", "pusmečio").replace("mėn.", "mėnesio")
    if period.kind in {PeriodKind.CALENDAR_YEARS, PeriodKind.HALF_YEAR}:
        said = said.replace("m.", "metų")
    return f"{said} veiklos planas".upper()


def times(period: Period) -> tuple[str, ...]:
    """What a cell of times is offered: the months of *period* in their order, a month's weekdays, and usual words."""
    short = period.kind in {PeriodKind.MONTH, PeriodKind.DAY}
    return (*(_days(period) if short else _months(period)), *_USUAL[period.kind], "Pagal poreikį")


def day_example(period: Period) -> str:
    """A day of *period* as it is best written."""
    day = period.first if period.kind is PeriodKind.DAY else period.first.replace(day=14)
    return date_words(dt.datetime.combine(day, dt.time()), _MONTH | Shown.DAY)


def _months(period: Period) -> Iterator[str]:
    for number in range(period.first.year * 12 + period.first.month - 1, period.last.year * 12 + period.last.month):
        yield date_words(dt.datetime(number // 12, number % 12 + 1, 1), _MONTH)  # noqa: DTZ001 -- a calendar's month


def _days(period: Period) -> Iterator[str]:
    for number in range(period.first.toordinal(), period.last.toordinal() + 1):
        day = dt.datetime.fromordinal(number)
        if day.weekday() < _SATURDAY or period.kind is PeriodKind.DAY:
            yield date_words(day, _MONTH | Shown.DAY)


def blank_plan(period: Period) -> Plan:
    """The official form of *period* with nothing in it: lines to fill in, labels, the headings and blank rows."""
    return Plan(
        title=Text.of(f"{_TITLE_LINE}\n{title_words(period)}"),
        period=period,
        marks=(new_mark(MarkKind.APPROVED), new_mark(MarkKind.ENDORSED)),
        sections=(
            Section(role=SectionRole.AIM, label=AIM.label),
            Section(role=SectionRole.OBJECTIVES, label=OBJECTIVES.label),
        ),
        columns=COLUMNS,
        rows=(Activity({}),) * _DOCUMENT_ROWS,
    )
