"""Rules: each finds its own fault at its edge, and nothing else."""

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

import pytest
from broken_plans import PAIRS, Pair
from counting import grows_linearly
from damaged import words as damaged
from drafted import FAIR, QUIZ, TALK, draft, row
from hypothesis import given
from msgspec.structs import replace
from strategies import plans

import planforms
from planforms.findings import NOTICES, Finding, Mend
from planforms.fixes import with_edits
from planforms.model import Activity, Plan, Text, Timing
from planforms.paths import Written
from planforms.rules import CODES, RULES, Subject, clashes

TODAY = dt.date(2025, 12, 1)
NAMES = [f"{pair.code}-{number}" for number, pair in enumerate(PAIRS)]


def with_fix(plan: Plan, mends: Iterable[Mend]) -> Plan:
    """*plan* with the edits of one fix made."""
    ordered = sorted(mends, key=lambda mend: mend.at)
    return with_edits(plan, {at: [mend.edit for mend in each] for at, each in groupby(ordered, lambda mend: mend.at)})


def found(plan: Plan) -> tuple[Finding, ...]:
    return planforms.check(plan, today=TODAY)


def brief(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.code} {finding.at}: {finding}" for finding in findings]


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_a_broken_plan_gives_its_one_finding_and_no_other(pair: Pair) -> None:
    findings = found(pair.broken)
    assert [(finding.code, finding.at) for finding in findings] == [(pair.code, pair.at)], brief(findings)


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_the_nearest_right_plan_does_not_give_it(pair: Pair) -> None:
    findings = found(pair.right)
    assert findings == (), brief(findings)


def test_a_clean_plan_gives_nothing() -> None:
    findings = found(draft("# Ruduo", FAIR, TALK, "# Pavasaris", QUIZ, "* Viso: 3 veiklos"))
    assert findings == (), brief(findings)


@pytest.mark.parametrize(
    "when", ["2 k. per metus", "3 kartus per mėnesį", "kartą per ketvirtį", "2–3 kartus per savaitę"]
)
def test_how_often_is_no_date_to_any_rule(when: str) -> None:
    rows = [row("1", when=when), row("2", when="2025-10-09"), row("3", when=when), row("4", when="2025-10-16")]
    plan = draft("# Spalis", *rows)
    assert all(isinstance(cell := each.cells["when"], Timing) and cell.nominal for each in plan.activities[::2])
    assert not [finding for finding in found(plan) if finding.at.endswith("when")]


def test_every_rule_has_a_broken_plan() -> None:
    assert {rule.code for rule in RULES} == {pair.code for pair in PAIRS}


def test_no_two_rules_share_a_code_or_a_name() -> None:
    assert len(CODES) == len(RULES) + len(NOTICES) + len(clashes.CODES)
    assert len({code.name for code in CODES.values()}) == len(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_page_with_a_summary_line(code: str) -> None:
    summary, _, rest = CODES[code].page.partition("\n\n")
    assert summary.endswith(".")
    assert "\n" not in summary
    assert rest


def test_every_code_of_the_readers_is_used() -> None:
    package = Path(planforms.__file__).parent
    words = " ".join(
        file.read_text(encoding="utf-8") for name in ("readers", "recognise") for file in (package / name).rglob("*.py")
    )
    assert [code for code in NOTICES if f'"{code}"' not in words] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_tells_what_is_flagged_and_what_passes(rule: planforms.rules.Rule) -> None:
    assert "Flagged" in rule.kind.page
    assert "Passes: " in rule.kind.page


# A fix is certain: the plan with the fix made has neither the finding nor a new one.


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if any(f.fix for f in found(pair.broken))], ids=lambda p: p.code
)
def test_a_fix_mends_the_plan_and_breaks_nothing(pair: Pair) -> None:
    (finding,) = found(pair.broken)
    findings = found(with_fix(pair.broken, finding.fix))
    assert findings == (), brief(findings)


@pytest.mark.parametrize(
    ("code", "certain"),
    [("S109", True), ("T115", True), ("M107", True), ("P102", True), ("W101", True), ("W103", True), ("W104", True),
     ("W105", True), ("W106", True), ("W107", True), ("W108", True), ("W109", True), ("W110", True),
     ("T106", False), ("P103", False), ("W102", False)],
)  # fmt: skip
def test_only_what_is_certain_has_a_fix(code: str, certain: bool) -> None:  # noqa: FBT001 -- a column of the table
    fixes = [finding.fix for pair in PAIRS if pair.code == code for finding in found(pair.broken)]
    assert any(fixes) is certain


@given(damaged, damaged)
def test_fixes_made_one_after_another_come_to_an_end_and_leave_nothing_to_fix(title: str, who: str) -> None:
    plan = draft(FAIR, row("3", title=f"Mugė {title}", responsible=f"A. Uosis {who}"))
    for _ in range(60):
        fixable = [finding for finding in found(plan) if finding.fix]
        if not fixable:
            break
        plan = with_fix(plan, fixable[0].fix)
    assert fixable == [], brief(tuple(fixable))


# Laws: whatever the plan, checking tells and does not fail.


@given(plans)
def test_any_plan_is_checked_and_every_finding_can_be_said(plan: Plan) -> None:
    for finding in found(plan):
        assert str(finding)
        assert finding.hint.format(**finding.arguments)
        assert finding.severity is CODES[finding.code].severity


class _TextByText(Subject):
    """A subject of which a rule sees every text, whether or not it has the sign that the rule looks for first."""

    def texts_at(self, places: Iterable[int]) -> list[Written]:
        """All texts."""
        assert all(place >= 0 for place in places)
        return [*self.texts]


@given(plans)
def test_a_sign_is_found_in_all_texts_together_where_it_is_in_one_alone(plan: Plan) -> None:
    """Nothing is found where two texts meet, and nothing is missed: not at the ends of a text either."""
    together, alone = Subject(plan, TODAY), _TextByText(plan, TODAY)
    for one in RULES:
        assert list(one(together)) == list(one(alone))


@given(plans)
def test_a_fix_points_into_the_words_it_mends(plan: Plan) -> None:
    words = {text.at: text.words for text in Subject(plan, TODAY).texts}
    for finding in found(plan):
        for mend in finding.fix:
            said = words.get(mend.at, "")
            assert mend.at.endswith(".number") or 0 <= mend.edit.start <= mend.edit.stop <= len(said)


@given(plans)
def test_checking_does_not_depend_on_the_reading(plan: Plan) -> None:
    assert planforms.check(planforms.Reading(plan=plan), today=TODAY) == found(plan)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A",
        "1",
        " ",
        ",",
        ";",
        "-",
        " - ",
        "A.",
        "a.A",
        "Nr.",
        "Nr. 1-",
        '"',
        "„",
        "“",
        "m.",
        "2025-",
        "2025-10-09 - ",
        "\n",
        "(",
        "@",
        "a@",
        ".lt",
        "\u0430a",
        "e\u0307",
        "\u0307",
        "A. Uosis ",
        "spalio",
        "1.",
        "— ",
    ],
)
def test_hostile_cells_cost_no_more_than_their_length(unit: str) -> None:
    def checked(length: int) -> Callable[[], object]:
        words = (unit * length)[:length]
        cells = {"number": Text.of(words), "title": Text.of(words), "place": Text.of(words)}
        plan = replace(draft(FAIR), title=Text.of(words), rows=(Activity(cells),))
        return lambda: found(plan)

    checked(60_000)()  # what costs the square of this never ends
    assert grows_linearly(checked, 3000)


def test_findings_of_the_reading_come_first_and_then_the_plan_from_its_beginning() -> None:
    plan = draft(FAIR, ("3", "Mugė  ir", "po pamokų", "Klubas", "A. Uosis,"), title="PLANAS 2025-2026 M. M.")
    read = Finding(code="R113", message="A comment is left out", at="rows[1]")
    findings = planforms.check(planforms.Reading(plan=plan, findings=(read,)), today=TODAY)
    assert [finding.at for finding in findings] == [
        *("rows[1]", "title"),
        *("rows[1].number", "rows[1].title", "rows[1].when", "rows[1].responsible"),
    ]
    assert findings[0] is read


def test_whatever_a_reader_noticed_shows_up() -> None:
    findings = tuple(Finding(code=code, message="It was left out") for code in sorted(NOTICES))
    reading = planforms.Reading(plan=draft(FAIR), findings=findings)
    assert planforms.check(reading, today=TODAY) == findings
    assert {code[0] for code in NOTICES} == {"R", "S"}


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ([], [], ["W103", "S109", "W104", "T101", "W109"]),
        (["T101"], [], ["T101"]),
        (["w"], [], ["W103", "W104", "W109"]),
        (["timing-not-understood", "S1"], [], ["S109", "T101"]),
        ([], ["W", "S109"], ["T101"]),
        (["all"], ["T"], ["W103", "S109", "W104", "W109"]),
        (["W10"], ["space-doubled"], ["W103", "W109"]),
    ],
)
def test_codes_prefixes_and_names_choose(select: list[str], ignore: list[str], codes: list[str]) -> None:
    plan = draft(FAIR, ("3", "Mugė  ir", "po pamokų", "Klubas", "A. Uosis,"), title="PLANAS 2025-2026 M. M.")
    findings = planforms.check(plan, today=TODAY, select=select, ignore=ignore)
    assert [finding.code for finding in findings] == codes


@pytest.mark.parametrize(("name", "near"), [("R199", ""), ("outside-perod", "outside-period"), ("xyzzy", "")])
def test_an_unknown_name_is_told_with_the_nearest_known(name: str, near: str) -> None:
    with pytest.raises(planforms.UsageError, match=f"“{name}”.*{near}"):
        planforms.check(draft(FAIR), today=TODAY, select=[name])


ONE_LINE = "Upynos mokyklos tarybos 2025 m. rugpjūčio 29 d. posėdžio protokolu Nr. MT-5"


@pytest.mark.parametrize("word", ["PRITARTA", "Pritarta"])
@pytest.mark.parametrize("gap", [" ", "  ", "\n"])
def test_a_mark_on_one_line_has_no_faulty_word(word: str, gap: str) -> None:
    assert not [each for each in planforms.check(marked(f"{word}{gap}{ONE_LINE}"), today=TODAY) if each.code == "M110"]


@pytest.mark.parametrize("word", ["PRITARTA:", "PRITARTAS", "PRITARTA :", "„PRITARTA“"])
@pytest.mark.parametrize("gap", ["", " ", "\n"])
def test_a_word_that_is_mended_stays_apart_from_the_author(word: str, gap: str) -> None:
    if gap or not word[-1].isalpha():
        (mark,) = planforms.fix(marked(f"{word}{gap}{ONE_LINE}"), today=TODAY).plan.marks
        assert str(mark.words).split() == f"PRITARTA {ONE_LINE}".split()


def marked(words: str) -> planforms.Plan:
    mark = planforms.parse_mark(words)
    assert mark is not None
    return planforms.Plan(marks=(mark,))
