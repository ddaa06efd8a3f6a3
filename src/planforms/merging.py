"""Several plans made one, as the groups' plans are the school's: columns united, rows under headings, nothing lost.

Values in, values out. Activities that are the same in two plans and clashes are reported, never joined or moved.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from planforms.dates import MONTHS
from planforms.errors import UsageError
from planforms.extracts import UNDATED, WHOLE_PERIOD
from planforms.findings import Finding
from planforms.letters import fold
from planforms.model import (
    Activity,
    Cell,
    Column,
    ColumnRole,
    Details,
    Heading,
    Note,
    Plan,
    PlannedActivity,
    Row,
    Section,
    Text,
)
from planforms.period import span
from planforms.rules.clashes import Origin, clashes
from planforms.schedule import Schedule, Scheduled
from planforms.text import one_line

_PLAN = "Planas"  # the heading of the column with what headings said, where rows are by month
_ADVICE = "S103"


class MergeBy(StrEnum):
    """What the rows of a merged plan are under."""

    PLAN = "plan"
    MONTH = "month"


class Merged(Struct, frozen=True, kw_only=True):
    """The plan of several plans, and what was found: clashes, the same activities, and what is not in it.

    Attributes:
        plan: the merged plan; it has no marks, as nobody approved it.
        findings: the clashes and the same activities, with paths into *plan*, and headings that differ.
        marks: how many marks of the plans are not in it.
        sources: for each row of the plan the index of the plan it came from; ``None`` for headings made here.
    """

    plan: Plan
    findings: tuple[Finding, ...] = ()
    marks: int = 0
    sources: tuple[int | None, ...] = ()


def merge_plans(plans: Sequence[Plan], *, title: str, by: MergeBy = MergeBy.PLAN) -> Merged:
    """*plans* as one plan called *title*, in their order under their titles, or by month.

    Raises:
        UsageError: there are fewer than two plans, or *title* has no words.
    """
    if len(plans) < 2:  # noqa: PLR2004 -- two make a merged one
        raise UsageError("One plan alone cannot be merged; name two or more.")
    if not title.strip():
        raise UsageError("The merged plan has no title; give it with --title.")
    columns, names = _unite_columns([plan.columns for plan in plans])
    if by is MergeBy.PLAN:
        placed = list(_by_plan(plans, names))
        rows = [row for row, _ in placed]
    else:
        extra = _free_id(Column("", ColumnRole.OTHER), columns)
        columns.append(Column(extra, ColumnRole.OTHER, _PLAN))
        placed = list(_by_month(plans, names, extra))
        rows = list(_number_rows([row for row, _ in placed]))
    periods = [plan.period for plan in plans if plan.period]
    whole = Plan(
        title=Text.of(title.strip()),
        period=span(min(one.first for one in periods), max(one.last for one in periods)) if periods else None,
        sections=_sections([plan.sections for plan in plans]),
        columns=tuple(columns),
        rows=tuple(rows),
        closing=_sections([plan.closing for plan in plans]),
        details=_details(plans),
    )
    sources = tuple(source for _, source in placed)
    origin = Origin(sources, tuple(one_line(str(plan.title)) for plan in plans))
    findings = (*_differing(plans, columns, names), *clashes(whole, origin))
    return Merged(plan=whole, findings=findings, marks=sum(len(plan.marks) for plan in plans), sources=sources)


def _unite_columns(tables: Sequence[Sequence[Column]]) -> tuple[list[Column], list[Mapping[str, str]]]:
    """The columns of all *tables*, and for each table the ids that its columns have among them.

    Columns are one where their role is and comes once in both, or their headings are the same. A column that is new
    comes after the one that it was after.
    """
    made: list[Column] = []
    names: list[Mapping[str, str]] = []
    for table in tables:
        ids: dict[str, str] = {}
        after = 0
        for column in table:
            partner = _partner(column, made, set(ids.values()))
            if partner is None:
                partner = Column(_free_id(column, made), column.role, column.heading)
                made.insert(after, partner)
            ids[column.id] = partner.id
            after = made.index(partner) + 1
        names.append(ids)
    return made, names


def _partner(column: Column, made: Sequence[Column], taken: set[str]) -> Column | None:
    """The column of *made* that is the same as *column*; those *taken* are of other columns of its table."""
    alike = [one for one in made if one.role is column.role and one.id not in taken]
    same = [one for one in alike if fold(one.heading) == fold(column.heading)]
    if same or column.role is ColumnRole.OTHER:
        return next(iter(same), None)
    if column.id == column.role:  # the first of its role: „when“ is „when“, whatever its heading
        return next((one for one in alike if one.id == column.id), None)
    return None


def _free_id(column: Column, made: Sequence[Column]) -> str:
    known = {one.id for one in made}
    first = [] if column.role is ColumnRole.OTHER else [str(column.role)]
    start = 1 if column.role is ColumnRole.OTHER else 2
    return next(
        one for one in (*first, *(f"{column.role}-{n}" for n in range(start, len(made) + 3))) if one not in known
    )


def _rename_cells(row: Activity, names: Mapping[str, str]) -> Activity:
    cells = {names[name]: cell for name, cell in row.cells.items() if name in names}
    return Activity(cells, tuple(names[name] for name in row.joined if name in names))


def _by_plan(plans: Sequence[Plan], names: Sequence[Mapping[str, str]]) -> Iterator[tuple[Row, int | None]]:
    """The rows of each plan under its title, its own headings a level lower."""
    for index, plan in enumerate(plans):
        if title := one_line(str(plan.title)).strip():
            yield Heading(Text.of(title)), index
        for row in plan.rows:
            match row:
                case Heading():
                    yield replace(row, level=row.level + bool(title)), index
                case Activity():
                    yield _rename_cells(row, names[index]), index
                case Note():
                    yield row, index


def _by_month(
    plans: Sequence[Plan], names: Sequence[Mapping[str, str]], extra: str
) -> Iterator[tuple[Row, int | None]]:
    """The activities of all plans by the month in which each begins, then those of the whole period, then the others.

    The title of its plan and the headings that are not a time are in the column *extra*; notes come last.
    """
    groups: dict[tuple[int, int, int], list[tuple[tuple[str, int, int], Activity, int]]] = defaultdict(list)
    left: list[tuple[Row, int]] = []
    for index, plan in enumerate(plans):
        schedule = Schedule(plan)
        left += [(row, index) for row in _remaining_rows(plan, schedule.times)]
        for order, scheduled in enumerate(schedule.rows):
            cells: dict[str, Cell] = dict(_rename_cells(scheduled.activity, names[index]).cells)
            cells[extra] = Text.of("\n".join(_sources_of(plan, scheduled.activity, schedule.times)))
            first = _first_day(scheduled)
            groups[_month(scheduled)].append(((first, index, order), Activity(cells), index))
    dated = [(year, month) for last, year, month in groups if not last]
    # A school year has two years and no month twice; any longer time needs the years.
    years = len({year for year, _ in dated}) > 2 or len({month for _, month in dated}) < len(dated)  # noqa: PLR2004
    for group in sorted(groups):
        yield Heading(Text.of(_group_name(group, with_year=years))), None
        above: Cell | None = None
        for _, activity, index in sorted(groups[group], key=lambda one: one[0]):
            goes_on = activity.cells[extra] == above
            above = activity.cells[extra]
            yield replace(activity, joined=(extra,)) if goes_on else activity, index
    yield from left


def _number_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """*rows* with their activities numbered from 1, where any has a number."""
    numbers = any(isinstance(row, Activity) and row.number for row in rows)
    count = 0
    for row in rows:
        if numbers and isinstance(row, Activity):
            count += 1
            yield replace(row, cells={**row.cells, "number": Text.of(f"{count}.")})
        else:
            yield row


def _sources_of(plan: Plan, activity: PlannedActivity, times: Collection[Heading]) -> Iterator[str]:
    """What a row is under: the title of its plan, and the headings but those that are *times*."""
    yield from filter(None, [one_line(str(plan.title)).strip()])
    yield from (one_line(str(heading.text)) for heading in activity.headings if heading not in times)


def _remaining_rows(plan: Plan, times: Collection[Heading]) -> Iterator[Row]:
    """Notes, and headings that no activity is under, as notes."""
    used = {heading for activity in plan.activities for heading in activity.headings}
    for row in plan.rows:
        if isinstance(row, Note):
            yield row
        elif isinstance(row, Heading) and row not in used and row not in times:
            yield Note(row.text)


def _first_day(scheduled: Scheduled) -> str:
    days = [str(one.first or one.last) for one in scheduled.stretches]
    return min(days, default="")


def _month(scheduled: Scheduled) -> tuple[int, int, int]:
    """The group of a row: whether it comes last, the year and the month."""
    if scheduled.whole:
        return 1, 0, 0
    day = _first_day(scheduled)
    return (0, int(day[:4]), int(day[5:7])) if day else (2, 0, 0)


def _group_name(group: tuple[int, int, int], *, with_year: bool) -> str:
    """The words of a heading; a month with its year where the month alone is not clear."""
    last, year, month = group
    if last:
        return WHOLE_PERIOD if last == 1 else UNDATED
    name = MONTHS[month - 1].capitalize()
    return f"{year} m. {name.lower()}" if with_year else name


def _sections(each: Sequence[Sequence[Section]]) -> tuple[Section, ...]:
    """The sections of all plans, those that are the same in several once."""
    return tuple(dict.fromkeys(section for sections in each for section in sections))


def _details(plans: Sequence[Plan]) -> Details:
    """What is the same in all plans that say it."""
    known: dict[str, str] = {}
    for name in Details.__struct_fields__:
        words = {said for plan in plans if (said := getattr(plan.details, name))}
        known[name] = words.pop() if len(words) == 1 else ""
    return Details(**known)


def _differing(
    plans: Sequence[Plan], columns: Sequence[Column], names: Sequence[Mapping[str, str]]
) -> Iterator[Finding]:
    """A finding for each heading of a column that is in the merged plan under another heading."""
    headings = {column.id: column.heading for column in columns}
    places = {column.id: i for i, column in enumerate(columns)}
    seen: set[tuple[str, str]] = set()
    for plan, ids in zip(plans, names, strict=True):
        for column in plan.columns:
            key = ids[column.id], one_line(column.heading)
            if key not in seen and column.heading and fold(column.heading) != fold(headings[key[0]]):
                seen.add(key)
                yield Finding(
                    code=_ADVICE,
                    at=f"columns[{places[key[0]]}]",
                    message="The columns “{one}” and “{other}” were made one",
                    words=key[1],
                    arguments={"one": one_line(headings[key[0]]), "other": key[1]},
                )
