"""A plan as a page for a site: it holds the whole plan and reads back as it."""

import re

from hypothesis import given, settings
from strategies import plans as any_plans
from test_fixed_point import plans

import planforms
from planforms.model import Plan


@given(plans())
@settings(max_examples=100)
def test_a_page_reads_back_as_an_equal_plan(plan: Plan) -> None:
    reading = planforms.read(planforms.write(plan, "html"), "planas.html")
    assert reading.plan == plan
    assert reading.findings == ()
