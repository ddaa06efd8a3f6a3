"""The same plan laid out in hundreds of ways reads to the same plan, compared part by part."""

from hypothesis import given, settings
from layouts import ROLES, Content, Layout, laid, layouts

import planforms
from planforms.model import Activity, Plan

CONTENT = Content()


def said(plan: Plan) -> list[tuple[str, ...]]:
    """The activities, their cells in the order of the roles."""
    assert all(isinstance(row, Activity) for row in plan.rows)
    return [tuple(str(activity.text(role)) for role in ROLES) for activity in plan.activities]


@given(layouts)
@settings(max_examples=150)
def test_every_layout_of_a_plan_reads_to_the_same_plan(layout: Layout) -> None:
    reading = planforms.read(laid(layout, CONTENT), f"planas.{layout.program}")
    plan = reading.plan
    assert [column.role.value for column in plan.columns] == list(layout.order)
    assert said(plan) == list(CONTENT.rows)
    assert " ".join(str(plan.title).split()) == " ".join(CONTENT.title)
    assert plan.period == planforms.parse_period("2025-2026")
    assert [(s.label, " ".join(str(s.text).split())) for s in plan.sections] == list(CONTENT.sections)
    approval, endorsement = plan.marks
    assert (approval.by, str(approval.acts[0].date), approval.acts[0].number) == (
        CONTENT.approval[1],
        "2025-09-03",
        "V1-37",
    )
    assert (endorsement.by, str(endorsement.acts[0].date)) == (CONTENT.endorsement[1], "2025-08-29")
    assert [" ".join(str(section.text).split()) for section in plan.closing] == (
        ["Parengė darbo grupės vadovė B. Klevė"] if layout.footer else []
    )
    assert [finding.code for finding in reading.findings] == (["R125"] if layout.cut and layout.repeat else [])
    assert planforms.read(planforms.write(plan, "docx"), "").plan == plan
