"""S: what is wrong with the table itself, whatever its words say."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from planforms.findings import Mend
from planforms.letters import fold
from planforms.model import Activity, Column, ColumnRole, Heading, PlannedActivity, Text
from planforms.remembered import pattern_of, remembered
from planforms.rules.rule import ADVICE, ERROR, WARNING, Problem, rule
from planforms.rules.subject import NEEDED, PEOPLE, Subject, fault_of_column
from planforms.text import Edit
from planforms.timing import parse_timing

# The words a school writes above each column that a plan cannot do without.
_USUAL: Mapping[ColumnRole, str] = {
    ColumnRole.TITLE: "Veiklos pavadinimas",
    ColumnRole.WHEN: "Data",
    ColumnRole.RESPONSIBLE: "Atsakingi asmenys",
}
_MANY = 2
# The plan of one member of the staff, in the folded title.
_ONE_PERSON = pattern_of(
    r"\b(?:klases vadov(?:o|es)|aukletoj(?:o|os)|mokytoj(?:o|os)|pedagog(?:o|es)|psicholog(?:o|es)|logoped(?:o|es)"
    r"|bibliotekinink(?:o|es)|specialist(?:o|es)|koordinator(?:iaus|es)|pavaduotoj(?:o|os)|padejej(?:o|os))"
    r"(?: [\w.]+){0,4}? (?:veiklos |darbo |metinis |metu )*plan"
)


@rule("S104", ERROR, "The table has no activities", "Fill in the rows, or check that this is the right file and sheet.")
def empty_plan(subject: Subject) -> Iterator[Problem]:
    """The table has headings and no activity under them.

    Such a file is a form that nobody has filled in yet, or the wrong sheet of a workbook.

    Flagged: a row of headings alone. Passes: one activity.
    """
    if subject.plan.columns and not subject.activities:
        yield Problem("columns[0]")


@rule(
    "S105",
    WARNING,
    "The table has no column such as “{heading}”",
    "Add the column, or write its heading so that it can be recognised.",
)
def column_missing(subject: Subject) -> Iterator[Problem]:
    """The table has no column for what is done, when, or who is responsible.

    Without it the plan cannot be carried out or checked. A table whose rows are under months („Rugsėjis“) needs no
    column of dates, and a column of performers („Vykdytojai“) does for the responsible; the plan of one member of the
    staff („klasės vadovo veiklos planas“) needs neither.

    Flagged: Veikla | Data. Passes: Veikla | Data | Atsakingas.
    """
    for roles in NEEDED:
        if not subject.plan.columns or subject.columns(roles):
            continue
        if ColumnRole.WHEN in roles and all(
            subject.under_time(activity) or activity.when.words for activity in subject.activities
        ):
            continue
        if roles is PEOPLE and _ONE_PERSON.search(fold(str(subject.plan.title))):
            continue
        yield Problem("columns[0]", arguments={"heading": _USUAL[roles[0]]})


@rule("S106", WARNING)
def cell_empty(subject: Subject) -> Iterator[Problem]:
    """An activity does not say what is done, or when.

    Nobody can hold a plan to it. A cell that is merged with the one above has its value; a row under a month heading
    has its time. Where a good part of a column is empty, it is one finding for the column. (Nobody responsible is
    P101; a whole empty row is S107, a whole empty column S108.)

    Flagged: 4 | Knygų mugė | (empty). Passes: 4 | Knygų mugė | visus metus.
    """
    for roles in NEEDED[:_MANY]:
        columns = _filled(subject, roles)
        empty = [activity for activity in subject.activities if columns and _lacks(subject, activity, columns)]
        heading = {"heading": columns[0][1].heading or _USUAL[roles[0]]} if columns else {}
        if fault_of_column(len(empty), subject):
            yield Problem(
                f"columns[{columns[0][0]}]",
                columns[0][1].heading,
                {**heading, "count": len(empty), "rows": len(subject.activities)},
                message="The cell in column “{heading}” is empty in {count} of {rows} rows",
                hint="Where it is the same as above, merge the cells or write it again; fill in the others.",
            )
            continue
        for activity in empty:
            yield Problem(
                f"rows[{activity.row}].{columns[0][1].id}",
                " ".join(str(words) for name in ("number", "title") if (words := activity.text(name))),
                heading,
                message="The cell in column “{heading}” is empty",
                hint="Fill it in; where the time is not known yet, write the month, “visus metus” or “pagal poreikį”."
                if roles[0] is ColumnRole.WHEN
                else "Say what is done, or delete the row.",
            )


def _lacks(subject: Subject, activity: PlannedActivity, columns: Sequence[tuple[int, Column]]) -> bool:
    """Whether *activity* needs a value in one of *columns* and has none."""
    for _, column in columns:
        if activity.text(column.id) and column.id not in subject.hours:
            return False
    timed_above = columns[0][1].role is ColumnRole.WHEN and subject.under_time(activity)
    return activity.row not in subject.left_aside and not timed_above


def _filled(subject: Subject, roles: Sequence[ColumnRole]) -> list[tuple[int, Column]]:
    """The columns of *roles*, none where all of them are empty in every row: that is one fault, S108."""
    columns = subject.columns(roles)
    used = any(activity.text(column.id) for _, column in columns for activity in subject.activities)
    return columns if used or len(subject.activities) < _MANY else []


@rule("S107", WARNING, "The row holds nothing but its number", "Fill it in, or delete it and number the rows anew.")
def row_empty(subject: Subject) -> Iterator[Problem]:
    """A row between activities holds a number and nothing else.

    A row was prepared and forgotten, or its words were lost.

    Flagged: 7 | (empty) | (empty). Passes: numbered rows below the last activity, which are left out with R124.
    """
    for activity in subject.activities:
        if activity.row in subject.bare:
            yield Problem(f"rows[{activity.row}]", str(activity.number))


@rule("S108", WARNING, "The column “{heading}” is empty in every row", "Fill it in.")
def column_empty(subject: Subject) -> Iterator[Problem]:
    """A column that every activity needs is empty from top to bottom.

    One finding for the column, not one for each row. Columns that may stay empty, such as „Pastabos“, are no fault.

    Flagged: „Atsakingi asmenys“ empty in all 17 rows. Passes: empty in one row, which is S106 or P101.
    """
    for roles in NEEDED:
        found = subject.columns(roles)
        if not found or _filled(subject, roles):
            continue
        if roles[0] is ColumnRole.WHEN and all(subject.under_time(activity) for activity in subject.activities):
            continue
        yield Problem(
            f"columns[{found[0][0]}]", found[0][1].heading, {"heading": found[0][1].heading or _USUAL[roles[0]]}
        )


@rule("S109", WARNING, "The numbers of the rows do not follow one another: {breaks}", "Number the rows anew.")
def numbering_broken(subject: Subject) -> Iterator[Problem]:
    """The row numbers have a gap, a repeat or a disorder, or a row among numbered ones has none.

    Rows were added, deleted or moved by hand. Numbers may begin anew under each heading, and 1.1, 1.2 may follow 1.
    One finding for a run of rows, with all its breaks. (A row that is there twice, number and all, is S111.)

    Flagged: 7, 8, 10. Passes: 7, 8, 9; under the next heading 1, 2.
    """
    rows = [row for row in _numbered(subject) if row.steps or not row.words]
    bare = sum(not row.words for row in rows)
    # Where many rows have no number, they are meant to have none; whether they count is not certain, nor new numbers.
    sparse = bare > len(rows) * _MOST_BARE
    for run in _runs([row for row in rows if row.words] if sparse else rows):
        if breaks := list(_breaks(run)):
            shown = ", ".join(f"{before or '…'} → {after or '…'}" for _, before, after in breaks)
            first, _, after = breaks[0]
            fix = () if sparse else tuple(_renumbered(run))
            yield Problem(f"rows[{first}].number", after, {"breaks": shown}, fix)


_ID = ColumnRole.NUMBER.value  # of their column
_NUMBER = pattern_of(r"(\d{1,4}(?:\.\d{1,3})*)([.)]?)")
_MOST_BARE = 0.25

_Steps = tuple[int, ...]


class _Numbered(Struct, frozen=True):
    """A row's number as written, without blanks at its ends, and as counted (empty where it is not a number).

    ``length`` is that of the whole cell; ``fresh`` where a heading is right above.
    """

    row: int
    words: str
    length: int
    steps: _Steps
    sign: str
    fresh: bool


def _numbered(subject: Subject) -> Iterator[_Numbered]:
    before: PlannedActivity | None = None
    # Numbers begin anew under each task too, and beside each cell that is merged over several rows.
    merged = {column for activity in subject.activities for column in activity.joined}
    own = (ColumnRole.NUMBER, ColumnRole.TITLE)
    groups = [
        column.id
        for column in subject.plan.columns
        if column.role in {ColumnRole.TASK, ColumnRole.GOAL} or (column.id in merged and column.role not in own)
    ]
    copies = {activity.row for first, activity in subject.once(_repeats) if str(first.number) == str(activity.number)}
    for activity in subject.activities:
        if _ID in activity.joined or activity.row in copies or activity.row in subject.rests:
            continue
        fresh = before is None or activity.headings != before.headings
        if groups and before and not fresh:
            fresh = any(activity.text(column) != before.text(column) for column in groups)
        words = str(activity.number)
        yield _Numbered(activity.row, words.strip(), len(words), *_counted(words), fresh)
        before = activity


@remembered
def _counted(words: str) -> tuple[_Steps, str]:
    """A row's number as counted, and the sign after it."""
    found = _NUMBER.fullmatch(words.strip())
    return (tuple(map(int, found[1].split("."))), found[2]) if found else ((), "")


def _runs(rows: Iterable[_Numbered]) -> Iterator[list[_Numbered]]:
    """*rows* in runs; a run ends where numbers begin anew under a heading."""
    run: list[_Numbered] = []
    for row in rows:
        if run and row.fresh and row.steps[-1:] == (1,):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _breaks(run: list[_Numbered]) -> Iterator[tuple[int, str, str]]:
    """Each row whose number does not follow from the one before, with both numbers, which may be empty."""
    before: _Steps = ()
    above = ""
    skipped = False  # a row without a number may or may not count as one
    for row in run:
        steps = row.steps
        if not steps or not (_follows(before, steps) or (skipped and before and _follows(_next(before), steps))):
            yield row.row, above, row.words
        before, above, skipped = steps or before, row.words, not steps


def _follows(before: _Steps, steps: _Steps) -> bool:
    """Whether *steps* can come right after *before*: the next, a level in (1 → 1.1), or a level out (1.3 → 2)."""
    if not before:
        return steps[-1] == 1
    if len(steps) > len(before):
        # 1 → 1.1, and 1 → 2.1 where 2 is the heading's.
        return steps[-1] == 1 and len(steps) == len(before) + 1 and steps[:-1] in (before, _next(before))
    return steps == _next(before[: len(steps)]) or (
        len(steps) > 1 and steps[-1] == 1 and steps[:-1] == _next(before[: len(steps) - 1])
    )


def _next(steps: _Steps) -> _Steps:
    return (*steps[:-1], steps[-1] + 1)


def _renumbered(run: list[_Numbered]) -> Iterator[Mend]:
    """The new number of each row that needs one, where they are certain: plain numbers (no 1.1) that begin at 1."""
    if run[0].steps != (1,) or any(len(row.steps) > 1 for row in run):
        return
    for count, row in enumerate(run, start=1):
        number = f"{count}{row.sign if row.words else run[0].sign}"
        if row.words != number or row.length != len(number):
            yield Mend(f"rows[{row.row}].number", Edit(0, row.length, number))


@rule(
    "S110", WARNING, "The row seems to be the rest of the row above", "Put its words into the row above and delete it."
)
def row_cut(subject: Subject) -> Iterator[Problem]:
    """A row is the rest of the one above, cut in two by the end of a page.

    It has neither number nor time and begins in the middle of a sentence. One finding for the row, and none for its
    empty cells.

    Flagged: (empty) | ir mokinių tėvams | (empty). Passes: a row that begins with a capital letter.
    """
    for before, activity in pairwise(subject.activities):
        if activity.row == before.row + 1 and activity.row in subject.rests:
            words = [str(activity.text(column)) for column in activity.cells]
            yield Problem(f"rows[{activity.row}]", " ".join(word for word in words if word))


@rule("S111", WARNING, hint="Delete one of them, or change what should differ.")
def activity_repeated(subject: Subject) -> Iterator[Problem]:
    """Two rows under one heading say the same in every cell but the number.

    A row was copied and not changed, or pasted twice.

    Flagged: the same activity, time, place and people again. Passes: the same activity in another month.
    """
    for first, activity in subject.once(_repeats):
        yield Problem(
            f"rows[{activity.row}]",
            str(activity.title),
            {"first": str(first.number).rstrip(" .)")},
            message="The row repeats an activity that is above, number {first}"
            if first.number
            else "The row repeats an activity that is above",
        )


def _repeats(subject: Subject) -> list[tuple[PlannedActivity, PlannedActivity]]:
    """The rows that repeat another, each after the first of its kind."""
    titles = [*subject.titles.values()]
    count = Counter(titles)
    if len(count) == len(titles):
        return []
    seen: dict[tuple[object, ...], PlannedActivity] = {}
    alike = (activity for activity, title in zip(subject.activities, titles, strict=True) if count[title] > 1)
    repeats = ((seen.setdefault(_identity(a), a), a) for a in alike if a.title and a.row not in subject.left_aside)
    return [(first, activity) for first, activity in repeats if first is not activity]


def _identity(activity: PlannedActivity) -> tuple[object, ...]:
    words = {column: fold(str(activity.text(column))) for column in activity.cells if column != ColumnRole.NUMBER}
    return (tuple(sorted(filter(lambda cell: cell[1], words.items()))), activity.headings)


@rule("S112", ADVICE, "The cell seems to hold several activities", "Give each activity a row of its own.")
def several_activities_in_row(subject: Subject) -> Iterator[Problem]:
    """One row holds several activities, so it is not clear when each of them is and who answers for it.

    The signs are a blank line between them in their cell, or as many lines of dates as lines of activities. It is
    advice: some schools plan a month to a row.

    Flagged: „Knygų mugė“ and „Poezijos vakaras“ in one cell, a date for each. Passes: one activity on two lines.
    """
    for activity in subject.activities:
        if "\n" in str(activity.title) and ColumnRole.TITLE not in activity.joined and _several(activity, subject):
            yield Problem(f"rows[{activity.row}].title", str(activity.title))


def _several(activity: Activity, subject: Subject) -> bool:
    blocks = re.split(r"\n[ \t]*\n", str(activity.title).strip())
    if len(blocks) >= _MANY and all(block.lstrip('„"“ ')[:1].isupper() for block in blocks):
        return True
    lines, times = _lines(activity.title), _lines(activity.when.words)
    read = (parse_timing(_DAY_ALONE.sub(r"sausio \1 d.", words), subject.plan.period) for words in times)
    return len(times) == len(lines) >= _MANY and all(timing.understood and not timing.unread for timing in read)


_DAY_ALONE = pattern_of(r"^\s*(\d{1,2})\s*d\.?\s*$")  # of the month beside it


def _lines(text: Text) -> list[str]:
    return [line for line in str(text).split("\n") if line.strip()]


@rule("S113", WARNING, "There is no activity under the heading", "Delete the heading, or put its activities under it.")
def heading_without_activities(subject: Subject) -> Iterator[Problem]:
    """A heading in the table has nothing under it.

    Its activities were moved or deleted, or the heading was left over.

    Flagged: „Liepa“ with „Rugpjūtis“ right below. Passes: a heading over a smaller heading; a heading over a remark.
    """
    rows = subject.plan.rows
    for i, row in enumerate(rows):
        after = rows[i + 1] if i + 1 < len(rows) else None
        if isinstance(row, Heading) and (after is None or (isinstance(after, Heading) and after.level <= row.level)):
            yield Problem(f"rows[{i}]", str(row.text))


@rule("S114", WARNING, "The plan has no title", "Write whose plan it is and for which years above the table.")
def title_missing(subject: Subject) -> Iterator[Problem]:
    """The plan has no title.

    The document cannot be named in the order that approves it, nor found in the register.

    Flagged: a table with nothing above it. Passes: „Bibliotekos veiklos planas 2026–2027 m. m.“.
    """
    if subject.plan.columns and not subject.plan.title:
        yield Problem("title")


@rule("S115", WARNING, "The title names no period", "Add the years, for instance “2026–2027 m. m.”.")
def period_missing(subject: Subject) -> Iterator[Problem]:
    """It is written nowhere what period the plan is for.

    Dates without a year cannot be understood, and next year nobody knows which plan this is. (Where there is no title
    at all, that is S114.)

    Flagged: „Bibliotekos veiklos planas“. Passes: „Bibliotekos veiklos planas 2026–2027 m. m.“.
    """
    if subject.plan.columns and subject.plan.title and subject.plan.period is None:
        yield Problem("title", str(subject.plan.title))


RULES = (
    empty_plan,
    column_missing,
    cell_empty,
    row_empty,
    column_empty,
    numbering_broken,
    row_cut,
    activity_repeated,
    several_activities_in_row,
    heading_without_activities,
    title_missing,
    period_missing,
)
