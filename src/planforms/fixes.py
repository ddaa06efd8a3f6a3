"""Certain fixes made in a plan: the edits that findings carry, by spans, and what they change understood anew.

Values in, values out. Nothing is changed but what a rule is certain of.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from planforms import rules
from planforms.findings import Finding
from planforms.marks import parse_mark
from planforms.model import Activity, Mark, Plan, Row, Section, Text, words_of
from planforms.paths import understand, words_at
from planforms.text import Edit, edited, tidy_text

# A fix may bring another to light („ ,“ is a space before a sign, then a separator at an end); this many never follow.
_MOST_ROUNDS = 60
_MOST_ATTEMPTS = 8

_Edits = Mapping[str, Sequence[Edit]]
_Part = TypeVar("_Part")


class Mended(Struct, frozen=True, kw_only=True):
    """What was fixed at a path of the plan: the words before and after, and the codes of the findings that are gone."""

    at: str
    old: str
    new: str
    codes: tuple[str, ...]


class Fixed(Struct, frozen=True, kw_only=True):
    """A plan with its certain fixes made, and what they were, in the order of the plan."""

    plan: Plan
    made: tuple[Mended, ...] = ()


def fix(plan: Plan, today: dt.date, codes: Collection[str], leave: Collection[str] = ()) -> Fixed:
    """*plan* with every certain fix made that a rule with one of *codes* has, until there are none.

    A fix that would bring a fault to light where there seemed to be none is not certain, and is left. So is one of
    which a step would change the words at a path of *leave*: a fix is made only when all of its edits are.
    """
    left_alone = frozenset(leave)
    for _ in range(_MOST_ATTEMPTS):
        attempt = _attempt(plan, today, codes, left_alone)
        if not attempt.new:
            return Fixed(plan=attempt.plan, made=tuple(_made(plan, attempt)))
        left_alone |= _to_blame(attempt)
    return Fixed(plan=plan)


class _Attempt(NamedTuple):
    """A plan mended, the codes of what was fixed by path, and the paths of faults that were not there before."""

    plan: Plan
    codes_at: Mapping[str, Sequence[str]]
    new: frozenset[str]


def _attempt(plan: Plan, today: dt.date, codes: Collection[str], left_alone: frozenset[str]) -> _Attempt:
    codes_at: dict[str, list[str]] = defaultdict(list)
    before = findings = rules.check(plan, today, codes)
    for _ in range(_MOST_ROUNDS):
        edits = _apart((f for f in findings if left_alone.isdisjoint(mend.at for mend in f.fix)), codes_at)
        if not edits:
            break
        plan = with_edits(plan, edits)
        findings = rules.check(plan, today, codes)
    new = Counter((f.code, f.at) for f in findings) - Counter((f.code, f.at) for f in before)
    return _Attempt(plan, codes_at, frozenset(at for _, at in new))


def _to_blame(attempt: _Attempt) -> frozenset[str]:
    """The paths whose fixes are not to be made: those where a new fault is, or else of its column, or else all."""
    columns = {at.partition(".")[2] for at in attempt.new}
    here = attempt.new.intersection(attempt.codes_at)
    return (
        here
        or frozenset(at for at in attempt.codes_at if at.partition(".")[2] in columns)
        or frozenset(attempt.codes_at)
    )


def _apart(findings: Iterable[Finding], codes_at: dict[str, list[str]]) -> _Edits:
    """The edits by path of the findings whose fixes do not touch; the others wait for the next round."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for finding in findings:
        if any(_touch(mend.edit, other) for mend in finding.fix for other in edits[mend.at]):
            continue
        for mend in finding.fix:
            edits[mend.at].append(mend.edit)
            if finding.code not in codes_at[mend.at]:
                codes_at[mend.at].append(finding.code)
    return {at: made for at, made in edits.items() if made}


def _touch(one: Edit, other: Edit) -> bool:
    return one.start <= other.stop and other.start <= one.stop


def _made(before: Plan, attempt: _Attempt) -> Iterator[Mended]:
    for at in sorted(attempt.codes_at, key=rules.position(before)):
        old, new = words_at(before, at), words_at(attempt.plan, at)
        if old != new:
            yield Mended(at=at, old=old, new=new, codes=tuple(attempt.codes_at[at]))


def is_applied(made: Mended, plan: Plan) -> bool:
    """Whether *plan*, read from the file that was mended, has the new words: a formula, say, is not changed."""
    try:
        return words_at(plan, made.at) == made.new
    except (AttributeError, IndexError):
        return False


def with_edits(plan: Plan, edits: _Edits) -> Plan:
    """*plan* with *edits* made, each part understood anew where its words changed."""

    def text(words: Text, at: str) -> Text:
        return tidy_text(edited(words, edits[at])) if at in edits else words

    def plain(words: str, at: str) -> str:
        return str(text(Text.of(words), at)) if at in edits else words

    def mark(one: Mark, at: str) -> Mark:
        if at not in edits:
            return one
        words = text(one.words, at)
        return parse_mark(words) or replace(one, words=words)

    def section(one: Section, at: str) -> Section:
        labelled = replace(one, label=plain(one.label, f"{at}.label"))
        return labelled.with_bodies(lambda words, inner: text(words, f"{at}.{inner}"))

    cells = _cells_of(edits)

    def row(one: Row, at: str) -> Row:
        if not isinstance(one, Activity):
            return replace(one, text=text(one.text, at))
        new = {
            column: understand(column, text(_words(one, column), f"{at}.{column}"), plan.period)
            for column in cells.get(at, ())
        }
        return replace(one, cells={**one.cells, **new}) if new else one

    return replace(
        plan,
        title=text(plan.title, "title"),
        marks=_each(mark, "marks", plan.marks),
        sections=_each(section, "sections", plan.sections),
        columns=tuple(replace(c, heading=plain(c.heading, f"columns[{i}]")) for i, c in enumerate(plan.columns)),
        rows=tuple(_joined(plan.rows, _each(row, "rows", plan.rows))),
        closing=_each(section, "closing", plan.closing),
    )


def _joined(before: Sequence[Row], after: Sequence[Row]) -> Iterator[Row]:
    """The rows *after*, in which a value that goes on from the row above is what it has become there."""
    was: Activity | None = None
    now: Activity | None = None
    for old, new in zip(before, after, strict=True):
        if not (isinstance(old, Activity) and isinstance(new, Activity)):
            yield new
            continue
        taken = {
            column: now.cells[column]
            for column in old.joined
            if was and now and column in was.cells and old.cells.get(column) == was.cells[column]
        }
        was = old
        now = replace(new, cells={**new.cells, **taken}) if taken else new
        yield now


def _cells_of(edits: _Edits) -> Mapping[str, list[str]]:
    """The columns with edits, by the path of their row."""
    cells: dict[str, list[str]] = defaultdict(list)
    for at in edits:
        row, _, column = at.partition(".")
        if row.startswith("rows[") and column:
            cells[row].append(column)
    return cells


def _words(activity: Activity, column: str) -> Text:
    cell = activity.cells.get(column)
    return Text() if cell is None else words_of(cell)


def _each(change: Callable[[_Part, str], _Part], name: str, parts: Sequence[_Part]) -> tuple[_Part, ...]:
    return tuple(change(part, f"{name}[{index}]") for index, part in enumerate(parts))
