"""A plan as a page for a site: it holds the whole plan and reads back as it."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from composed import rich
from drafted import draft, row
from hypothesis import given, settings
from msgspec.structs import replace
from selenium.webdriver import Chrome
from strategies import plans as any_plans
from test_fixed_point import owned, plans

import planforms
from planforms.model import Activity, Column, Paragraph, Plan, Run, Text

SAMPLE = Path(__file__).parents[2] / "samples" / "menu-grupe.xlsx"


@given(plans())
@settings(max_examples=100)
def test_a_page_reads_back_as_an_equal_plan(plan: Plan) -> None:
    reading = planforms.read(planforms.write(plan, "html"), "planas.html")
    assert reading.plan == owned(plan)
    assert reading.findings == ()


@given(any_plans)
@settings(max_examples=60)
def test_any_plan_is_a_page_the_same_twice_or_refused(plan: Plan) -> None:
    with suppress(planforms.PlanformsError):  # of a mark that nothing says
        page = planforms.write(plan, "html")
        assert page == planforms.write(plan, "html")
        assert not re.search(rb"<script|javascript:|\son\w+=|http-equiv=.refresh", page)


def test_lists_and_looks_are_elements_and_lines_are_breaks() -> None:
    bullets = Text((Paragraph((Run("a"),), "•"), Paragraph((Run("b", bold=True),), "•")))
    numbers = Text((Paragraph((Run("Po to:"),)), Paragraph((Run("c"),), "2."), Paragraph((Run("d"),), "3.")))
    plan = replace(draft(row("1")), rows=(Activity({"title": bullets, "place": numbers, "number": Text.of("1\n2")}),))
    page = planforms.write(plan, "html").decode()
    assert "<ul><li>a</li><li><b>b</b></li></ul>" in page
    assert '<td>Po to:<ol start="2"><li>c</li><li>d</li></ol></td>' in page
    assert "<td>1<br>2</td>" in page


def test_a_link_leads_only_to_the_web_or_to_mail() -> None:
    links = Text((Paragraph((Run("a", link="https://a.lt/?x=1&y=2"), Run("b", link="javascript:x()"))),))
    page = planforms.write(replace(draft(row("1")), rows=(Activity({"title": links}),)), "html").decode()
    assert '<a href="https://a.lt/?x=1&amp;y=2">a</a>b' in page


def test_the_table_has_a_caption_scopes_and_spans() -> None:
    plan = draft("# Ruduo", row("1"), row("2"), "* Iš viso: 2")
    joined = [replace(one, joined=("place",)) if n == 2 else one for n, one in enumerate(plan.rows)]
    page = planforms.write(replace(plan, rows=tuple(joined)), "html").decode()
    assert '<caption>Plano veiklos</caption><thead><tr><th scope="col">Eil. Nr.</th>' in page
    assert '<th scope="rowgroup" class="level-1" colspan="5">Ruduo</th>' in page
    assert '<th scope="row">Poezijos popietė</th>' in page
    assert '<td rowspan="2">Klubas</td>' in page
    assert '<td colspan="5">Iš viso: 2</td>' in page


def test_a_fragment_is_the_plan_alone_with_lower_headings() -> None:
    page = planforms.write(draft(row("1")), "html", fragment=True).decode()
    assert page.startswith('<section lang="lt"><p class="approval">PATVIRTINTA<br>')
    assert "<h2>BIBLIOTEKOS VEIKLOS PLANAS 2025–2026 M. M.</h2><p><strong>Tikslas –</strong> skaityti" in page
    assert not re.search("<(?:html|head|style|meta|h1)", page)


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
@pytest.mark.parametrize(
    "plan",
    [
        planforms.read(SAMPLE).plan,
        rich(),
        draft("# I. Ruduo", "## Spalis", row("1"), row("2", place=""), "* Iš viso: 2"),
        replace(draft(row("1")), columns=tuple(Column(c.id, c.role) for c in draft().columns)),
    ],
)
def test_axe_finds_nothing_and_the_page_is_no_wider_than_the_screen(
    chromium: Chrome, axe: str, tmp_path: Path, plan: Plan, size: tuple[int, int]
) -> None:
    path = tmp_path / "planas.html"
    path.write_bytes(planforms.write(plan, "html"))
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size[0] < 500}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    chromium.get(path.as_uri())
    chromium.execute_script(axe)
    found = chromium.execute_async_script("axe.run().then(arguments[0])")
    assert found["passes"]
    assert [f"{one['id']}: {node['target'][0]}" for one in found["violations"] for node in one["nodes"]] == []
    assert chromium.execute_script("return document.documentElement.scrollWidth <= innerWidth")
