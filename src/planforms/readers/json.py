"""The public JSON form back to a plan; the one reader that ends at a Plan and not at a Source."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from planforms.errors import InvalidPlanError
from planforms.findings import Finding, Reading
from planforms.jsonform import InvalidFormError, from_form, printable
from planforms.marks import parse_mark
from planforms.model import Activity, Mark, Plan, Responsible, Text, Timing
from planforms.package import DEFAULT_LIMITS, Allowance, Bound, Limits, too_large
from planforms.paths import texts, understand
from planforms.period import month_in, span
from planforms.timing import parse_day


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a plan written as JSON.

    Words given as plain strings are understood here; values given in full are kept as they are, and a finding
    reports where they disagree with their words.

    Raises:
        InvalidPlanError: the bytes are no JSON, or not of the published schema; the message has the path.
        UnreadableFileError: the plan has more cells, letters or columns than a plan may have.
    """
    try:
        form = msgspec.json.decode(data)
        clean = printable(form)
        plan = _with_marks_understood(from_form(clean))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidPlanError(
            "“{name}” is not valid JSON: {reason}. Check the file, or make it again with planforms convert.",
            name=name,
            reason=str(error),
        ) from error
    except InvalidFormError as error:
        raise InvalidPlanError(
            "“{name}” is not a planforms plan: {reason}. docs/planforms-1.schema.json describes the form.",
            name=name,
            reason=str(error),
        ) from error
    _check_bounds(plan, name, limits)
    removed = (
        [] if clean == form else [Finding(code="R101", message="Characters that no document can hold are removed")]
    )
    return Reading(plan=plan, findings=(*removed, *_disagreements(plan)))


def _check_bounds(plan: Plan, name: str, limits: Limits) -> None:
    if len(plan.columns) > limits.columns:
        raise too_large(name, Bound.COLUMNS, limits.columns)
    allowance = Allowance(limits, name)
    for words in (text.words for text in texts(plan)):
        allowance.spend(len(words))


def _with_marks_understood(plan: Plan) -> Plan:
    """*plan*, the marks that are given by their words alone understood."""
    return replace(plan, marks=tuple(_understood(mark) for mark in plan.marks))


def _understood(mark: Mark) -> Mark:
    words_alone = mark == Mark(word=mark.word, kind=mark.kind, words=mark.words)
    parsed = parse_mark(mark.words) if words_alone else None
    return parsed if parsed and parsed.kind is mark.kind else mark


def _disagreements(plan: Plan) -> Iterator[Finding]:
    for index, mark in enumerate(plan.marks):
        if mark.words and parse_mark(mark.words) != mark:
            yield _disagreement(f"marks[{index}]", mark.words)
    for index, row in enumerate(plan.rows):
        if not isinstance(row, Activity):
            continue
        for column, cell in row.cells.items():
            if isinstance(cell, Text) or not cell.words:
                continue
            if not _agrees(column, cell, plan):
                yield _disagreement(f"rows[{index}].{column}", cell.words)


def _agrees(column: str, cell: Timing | Responsible, plan: Plan) -> bool:
    """Whether the values of *cell* are what its words say, in the plan's period or under a month or a day of it.

    A timing that has no column of its own is made of the headings of other columns, which are months.
    """
    if plan.columns and column not in {known.id for known in plan.columns}:
        return True
    if understand(column, cell.words, plan.period) == cell:
        return True
    if not isinstance(cell, Timing):
        return False
    above = [made for number in range(1, 13) if plan.period and (made := month_in(plan.period, number))]
    if cell.clock and (day := parse_day(cell.edtf)):
        above.append(span(day, day))
    return any(understand(column, cell.words, made) == cell for made in above)


def _disagreement(at: str, words: Text) -> Finding:
    return Finding(
        code="R123",
        at=at,
        message="The words “{words}” and the values given with them do not agree",
        hint="Correct the one or the other, or give the words alone and planforms will understand them.",
        words=str(words),
        arguments={"words": str(words)},
    )
