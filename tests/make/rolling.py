"""Builders for the tests of roll-over and diff: a plan in a line, rolled in a line; composed, with invented people."""

from planforms.model import Activity, Cell, Column, ColumnRole, Heading, Mark, Note, Period, Plan, Section, Text
from planforms.people import parse_responsible
from planforms.period import parse_period
from planforms.rollover import Change, ChangeKind, Days, RollOver, roll_over
from planforms.timing import parse_timing

COLUMNS = (
    Column("number", ColumnRole.NUMBER, "Eil. Nr."),
    Column("title", ColumnRole.TITLE, "Veiklos pavadinimas"),
    Column("when", ColumnRole.WHEN, "Data"),
    Column("place", ColumnRole.PLACE, "Vieta"),
    Column("responsible", ColumnRole.RESPONSIBLE, "Atsakingi asmenys"),
)
OLD = parse_period("2023-2024")
NEW = parse_period("2024-2025")


def activity(  # noqa: PLR0913 -- a row has as many cells
    when: str,
    title: str = "Knygų popietė",
    *,
    number: str = "1",
    place: str = "Skaitykla",
    who: str = "V. Uosytė",
    period: Period = OLD,
    joined: tuple[str, ...] = (),
) -> Activity:
    """A row of the usual columns."""
    cells: dict[str, Cell] = {
        "number": Text.of(number),
        "title": Text.of(title),
        "when": parse_timing(when, period),
        "place": Text.of(place),
        "responsible": parse_responsible(who),
    }
    return Activity(cells, joined)


def plan(
    *rows: Activity | Heading | Note,
    title: str = "BIBLIOTEKOS VEIKLOS PLANAS 2023–2024 M. M.",
    period: Period | None = OLD,
    marks: tuple[Mark, ...] = (),
    sections: tuple[Section, ...] = (),
) -> Plan:
    """A plan of these rows."""
    return Plan(title=Text.of(title), period=period, marks=marks, sections=sections, columns=COLUMNS, rows=rows)


def rolled(  # noqa: PLR0913 -- what a roll-over depends on
    when: str,
    to: Period | str = NEW,
    *,
    title: str = "Knygų popietė",
    days: Days = Days.WEEKDAY,
    period: Period | str = OLD,
    accept: bool = False,
) -> RollOver:
    """A plan of one activity at the time *when*, rolled over."""
    old = parse_period(period) if isinstance(period, str) else period
    new = parse_period(to) if isinstance(to, str) else to
    row = activity(when, title, period=old)
    return roll_over(plan(row, period=old), new, days=days, accept_suggestions=accept)


def words_of_when(result: RollOver, row: int = 0) -> str:
    """The words of the timing of the *row*-th activity."""
    return str(result.plan.activities[row].when.words)


def of_kind(result: RollOver, kind: ChangeKind) -> list[Change]:
    """The changes of one kind in the rows."""
    return [change for change in result.changes if change.kind is kind and change.at.startswith("rows")]


def reasons_of(result: RollOver, at: str = "rows[0].when") -> list[str]:
    """The reasons told of one cell."""
    return [change.reason for change in result.changes if change.at == at]
