"""Rules look at a plan and yield findings: what is wrong, where, and what to do. Pure; they know no files.

A rule is a function with a docstring, which is its page; each family of codes has its module and its tuple of rules.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping

from planforms.errors import UsageError
from planforms.findings import NOTICES, Code, Finding, Reading
from planforms.model import Plan
from planforms.paths import PATH
from planforms.remembered import garbage_later
from planforms.rules import clashes, days, marks, people, structure, timing, wording
from planforms.rules.rule import Problem, Rule, rule
from planforms.rules.subject import Subject

__all__ = ["CODES", "RULES", "Problem", "Rule", "Subject", "check", "codes_of", "position", "rule", "selected"]

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *timing.RULES,
    *days.RULES,
    *marks.RULES,
    *people.RULES,
    *wording.RULES,
)

# Every code that a finding may have.
CODES: Mapping[str, Code] = {**NOTICES, **{one.code: one.kind for one in RULES}, **clashes.CODES}


@garbage_later()
def check(plan: Plan, today: dt.date, codes: Collection[str]) -> tuple[Finding, ...]:
    """The findings of the rules with *codes*, in the order of the plan: its title and marks, then row by row."""
    subject = Subject(plan, today)
    found = (finding for one in RULES if one.code in codes for finding in one(subject))
    place = position(plan)
    return tuple(sorted(found, key=lambda finding: place(finding.at)))


def found_in(reading: Reading, today: dt.date, codes: Collection[str]) -> tuple[Finding, ...]:
    """The findings of *reading* that *codes* name: those of the reading itself, then those of the rules."""
    noticed = (finding for finding in reading.findings if finding.code in codes)
    return (*noticed, *check(reading.plan, today, codes))


_PARTS = ("", "title", "marks", "sections", "columns", "rows", "closing")


def position(plan: Plan) -> Callable[[str], tuple[int, int, int]]:
    """A key that sorts paths in the order of *plan*."""
    order = {column.id: index for index, column in enumerate(plan.columns)}

    def key(at: str) -> tuple[int, int, int]:
        found = PATH.fullmatch(at)
        if not found or found["part"] not in _PARTS:
            return len(_PARTS), 0, 0
        return _PARTS.index(found["part"]), int(found["index"] or -1), order.get(found["inner"], -1)

    return key


_ALL = "all"
_ALL_CODES = frozenset(CODES)


def selected(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """The codes that *select* names (all where it names none) less those that *ignore* names.

    ``T106``, ``T1``, ``T``, ``outside-period`` and ``all`` are names; letters may be of any size.

    Raises:
        UsageError: a name is of no code.
    """
    chosen = _ALL_CODES.intersection(code for name in select for code in codes_of(name)) or _ALL_CODES
    return chosen.difference(*(codes_of(name) for name in ignore))


def codes_of(name: str) -> frozenset[str]:
    """The codes that *name* means.

    Raises:
        UsageError: there is none; the message has the nearest names.
    """
    word = name.strip()
    if word.casefold() == _ALL:
        return frozenset(CODES)
    start, full = word.upper(), word.casefold()
    found = frozenset(c for c, entry in CODES.items() if word and (c.startswith(start) or entry.name == full))
    if found:
        return found
    from difflib import get_close_matches

    near = get_close_matches(word.upper(), CODES, n=1) or get_close_matches(
        word.casefold(), [entry.name for entry in CODES.values()], n=1, cutoff=0.5
    )
    if near:
        raise UsageError(
            "There is no finding “{name}”; the nearest is “{near}”. “planforms rule” lists them all.",
            name=word,
            near=near[0],
        )
    raise UsageError("There is no finding “{name}”; “planforms rule” lists them all.", name=word)
