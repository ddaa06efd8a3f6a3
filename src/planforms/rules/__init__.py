"""Rules look at a plan and yield findings: what is wrong, where, and what to do. Pure; they know no files.

A rule is a function with a docstring, which is its page; ``RULES`` lists them all.
"""

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from planforms.findings import CODES, Finding
from planforms.model import Plan
from planforms.rules.days import (
    deadline_before_approval,
    in_school_break,
    on_public_holiday,
    on_weekend,
    out_of_order,
    outside_period,
    weekday_disagrees,
    year_left_over,
)
from planforms.rules.marks import (
    act_in_wrong_case,
    approval_missing,
    author_in_nominative,
    endorsed_after_approval,
    form_approval_only,
    mark_date_in_future,
    mark_left_over,
    mark_part_blank,
    mark_word_faulty,
    number_malformed,
    periods_disagree,
)
from planforms.rules.people import (
    comma_inside_name,
    initials_differ,
    name_spelt_two_ways,
    names_unseparated,
    nobody_responsible,
    party_ambiguous,
)
from planforms.rules.reading import PAGES
from planforms.rules.rule import Problem, Rule, rule
from planforms.rules.selection import codes_of, selected
from planforms.rules.structure import (
    activity_repeated,
    cell_empty,
    column_empty,
    column_missing,
    empty_plan,
    heading_without_activities,
    numbering_broken,
    row_cut,
    row_empty,
    several_activities_in_row,
)
from planforms.rules.subject import Subject
from planforms.rules.timing import (
    date_form_unofficial,
    date_forms_mixed,
    no_such_day,
    no_such_time,
    range_backwards,
    timing_ambiguous,
    timing_not_understood,
    timing_read_in_part,
)
from planforms.rules.wording import (
    abbreviation_unspaced,
    alphabets_mixed,
    hyphen_for_dash,
    letters_decomposed,
    quotation_mark_unpaired,
    quotation_marks_wrong,
    separator_trailing,
    space_before_sign,
    space_doubled,
    space_missing,
)

__all__ = ["RULES", "Problem", "Rule", "Subject", "check", "codes_of", "page", "position", "rule", "selected"]

RULES: tuple[Rule, ...] = (
    # S: structure.
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
    # T: timing.
    timing_not_understood,
    timing_read_in_part,
    no_such_day,
    range_backwards,
    timing_ambiguous,
    outside_period,
    year_left_over,
    weekday_disagrees,
    on_weekend,
    on_public_holiday,
    in_school_break,
    deadline_before_approval,
    out_of_order,
    date_forms_mixed,
    date_form_unofficial,
    no_such_time,
    # M: marks.
    approval_missing,
    mark_part_blank,
    number_malformed,
    endorsed_after_approval,
    mark_left_over,
    mark_date_in_future,
    act_in_wrong_case,
    form_approval_only,
    periods_disagree,
    mark_word_faulty,
    author_in_nominative,
    # P: people.
    nobody_responsible,
    names_unseparated,
    name_spelt_two_ways,
    initials_differ,
    comma_inside_name,
    party_ambiguous,
    # W: wording.
    quotation_marks_wrong,
    quotation_mark_unpaired,
    hyphen_for_dash,
    space_doubled,
    space_missing,
    space_before_sign,
    alphabets_mixed,
    letters_decomposed,
    separator_trailing,
    abbreviation_unspaced,
)


def check(plan: Plan, today: dt.date, codes: Collection[str]) -> tuple[Finding, ...]:
    """The findings of the rules with *codes*, in the order of the plan: its title and marks, then row by row."""
    subject = Subject(plan, today)
    found = (finding for one in RULES if one.code in codes for finding in one(subject))
    place = position(plan)
    return tuple(sorted(found, key=lambda finding: place(finding.at)))


_PARTS = ("", "title", "marks", "sections", "columns", "rows", "closing")
_PATH = re.compile(r"(?P<part>[a-z]*)(?:\[(?P<index>\d+)\])?(?:\.(?P<cell>.+))?")


def position(plan: Plan) -> Callable[[str], tuple[int, int, int]]:
    """A key that sorts paths in the order of *plan*."""
    order = {column.id: index for index, column in enumerate(plan.columns)}

    def key(at: str) -> tuple[int, int, int]:
        found = _PATH.fullmatch(at)
        if not found or found["part"] not in _PARTS:
            return len(_PARTS), 0, 0
        return _PARTS.index(found["part"]), int(found["index"] or -1), order.get(found["cell"], -1)

    return key


def page(code: str) -> str:
    """The page of a code (message id): what it means, and for a rule what is flagged and what passes."""
    return _pages()[code]


def pages() -> Iterator[tuple[str, str]]:
    """Every code of the registry in order, with its page."""
    known = _pages()
    return ((code, known[code]) for code in sorted(CODES))


def _pages() -> Mapping[str, str]:
    return {**PAGES, **{one.code: one.page for one in RULES}}
