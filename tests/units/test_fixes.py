"""Certain fixes: what is fixed is gone, nothing new comes, and a second run changes nothing."""

import datetime as dt
from collections import Counter

import damaged
import pytest
from broken_plans import PAIRS, Pair
from drafted import FAIR, TALK, draft, row
from hypothesis import given
from msgspec.structs import replace

import planforms
from planforms.findings import Finding
from planforms.model import Activity, Plan, Responsible, Timing
from planforms.paths import words_at
from planforms.rules import CODES

TODAY = dt.date(2025, 12, 1)


def found(plan: Plan) -> tuple[Finding, ...]:
    return planforms.check(plan, today=TODAY)


def faults(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.at) for finding in findings)


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if any(f.fix for f in found(pair.broken))], ids=lambda p: p.code
)
def test_what_a_rule_is_certain_of_is_fixed(pair: Pair) -> None:
    fixed = planforms.fix(pair.broken, today=TODAY)
    assert found(fixed.plan) == ()
    assert {code for made in fixed.made for code in made.codes} == {pair.code}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: p.code)
def test_what_nobody_is_certain_of_stays(pair: Pair) -> None:
    if not any(f.fix for f in found(pair.broken)):
        assert planforms.fix(pair.broken, today=TODAY) == planforms.Fixed(plan=pair.broken)


@given(damaged.plans)
def test_what_was_fixed_is_gone_and_no_new_fault_has_come(plan: Plan) -> None:
    fixed = planforms.fix(plan, today=TODAY)
    left = faults(found(fixed.plan))
    assert left - faults(found(plan)) == Counter()
    assert [made for made in fixed.made if any((code, made.at) in left for code in made.codes if code != "S109")] == []


def test_rows_are_not_numbered_anew_where_many_have_no_number() -> None:
    plan = draft(row("1"), row(""), row("3"), row("5"))
    assert [finding.code for finding in found(plan) if finding.code == "S109"]
    assert planforms.fix(plan, today=TODAY, select=["S109"]).made != ()
    sparse = draft(row("1"), row(""), row("3"))
    assert [finding.code for finding in found(sparse) if finding.code == "S109"]
    assert planforms.fix(sparse, today=TODAY, select=["S109"]).made == ()


def test_a_value_that_goes_on_in_the_rows_below_is_fixed_in_all_of_them() -> None:
    said = draft(*(row(number, responsible="A. Uosis B. Klevė") for number in ("1", "2", "3", "4")))
    joined = [replace(said.rows[index], joined=("responsible",)) for index in (1, 2)]
    fixed = planforms.fix(replace(said, rows=(said.rows[0], *joined, said.rows[3])), today=TODAY)
    assert [made.at for made in fixed.made] == ["rows[0].responsible", "rows[3].responsible"]
    assert [activity.responsible.parties for activity in fixed.plan.activities] == [("A. Uosis", "B. Klevė")] * 4


def test_a_fix_that_would_bring_another_fault_to_light_is_not_made() -> None:
    plan = draft(row("1", responsible='A. Uosis  - "Knygos"G.Klevienė', place="Salė  ir kiemas"))
    assert [made.at for made in planforms.fix(plan, today=TODAY).made] == ["rows[0].place"]


@given(damaged.plans)
def test_a_second_run_changes_nothing(plan: Plan) -> None:
    once = planforms.fix(plan, today=TODAY).plan
    assert planforms.fix(once, today=TODAY) == planforms.Fixed(plan=once)


@given(damaged.plans)
def test_what_was_made_is_told_word_for_word(plan: Plan) -> None:
    fixed = planforms.fix(plan, today=TODAY)
    assert all(made.old == words_at(plan, made.at) and made.new == words_at(fixed.plan, made.at) for made in fixed.made)
    assert all(made.codes and set(made.codes) <= CODES.keys() for made in fixed.made)
    assert (fixed.plan == plan) is not bool(fixed.made)


def test_words_are_understood_anew() -> None:
    plan = draft(row("1", when="2025.10.09", responsible="A. Uosis B. Klevė"))
    (activity,) = planforms.fix(plan, today=TODAY).plan.rows
    assert isinstance(activity, Activity)
    when, who = activity.cells["when"], activity.cells["responsible"]
    assert isinstance(when, Timing)
    assert (str(when.words), when.edtf) == ("2025-10-09", "2025-10-09")
    assert isinstance(who, Responsible)
    assert who.parties == ("A. Uosis", "B. Klevė")


@pytest.mark.parametrize(
    ("words", "fixed"),
    [
        ("A.Uosis B.Klevė", "A. Uosis, B. Klevė"),
        ("A. Uosis ,B. Klevė;", "A. Uosis, B. Klevė"),
        ("A.Uosis\nB.Klevė,", "A. Uosis\nB. Klevė"),
    ],
)
def test_faults_on_top_of_one_another_are_fixed_one_after_the_other(words: str, fixed: str) -> None:
    (made,) = planforms.fix(draft(row("1", responsible=words)), today=TODAY).made
    assert made.new == fixed


def test_a_row_without_a_number_gets_one() -> None:
    plan = draft(
        FAIR, row("", title="Paroda"), row("2", title="Mugė"), row("3", title="Kavinė"), row("4", title="Spektaklis")
    )
    fixed = planforms.fix(plan, today=TODAY)
    assert [str(activity.number) for activity in fixed.plan.activities] == ["1", "2", "3", "4", "5"]


def test_only_what_is_chosen_is_fixed() -> None:
    plan = draft(FAIR, ("3", "Mugė  ir paroda", *TALK[2:]))
    codes = {code for made in planforms.fix(plan, today=TODAY, select=["W"]).made for code in made.codes}
    assert codes == {"W104"}
    codes = {code for made in planforms.fix(plan, today=TODAY, ignore=["W"]).made for code in made.codes}
    assert codes == {"S109"}
