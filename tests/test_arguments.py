"""What the public functions are given: a wrong type or value is refused in one sentence that names the argument."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import furnished
import pytest

import planforms
from planforms import MarkParts, Plan, UsageError

TODAY = dt.date(2026, 1, 15)
DOCUMENT = furnished.document()
READING = planforms.read(DOCUMENT, "planas.docx")
PLAN = READING.plan
WRONG: list[tuple[str, Callable[..., object], Any, Any]] = [
    ("data", planforms.read, ["planas.docx", "planas.docx"], {}),
    ("data", planforms.read, [None, "planas.docx"], {}),
    ("name", planforms.read, [DOCUMENT, b"planas.docx"], {}),
    *(("number", planforms.read, [DOCUMENT, "planas.docx"], {"number": n}) for n in (0, -1, "1", 1.5, None, True)),
    ("limits", planforms.read, [DOCUMENT, "planas.docx"], {"limits": 5}),
    ("plan", planforms.write, [READING, "docx"], {}),
    ("format", planforms.write, [PLAN, None], {}),
    ("template", planforms.write, [PLAN, "docx"], {"template": "sablonas.docx"}),
    ("landscape", planforms.write, [PLAN, "docx"], {"landscape": "yes"}),
    ("subject", planforms.check, [DOCUMENT], {"today": TODAY}),
    *(("today", planforms.check, [PLAN], {"today": day}) for day in ("2026-01-15", None, dt.datetime(2026, 1, 15))),  # noqa: DTZ001
    ("select", planforms.check, [PLAN], {"today": TODAY, "select": "T106"}),
    ("leave", planforms.fix, [PLAN], {"today": TODAY, "leave": "title"}),
    ("reading", planforms.rewrite, [DOCUMENT, "planas.docx", PLAN, PLAN], {}),
    ("comments", planforms.annotate, [DOCUMENT, "planas.docx", None], {}),
    ("to", planforms.roll_over, [PLAN, 2026], {}),
    ("since", planforms.roll_over, [PLAN, "2026-2027"], {"since": 2025}),
    ("days", planforms.roll_over, [PLAN, "2026-2027"], {"days": None}),
    ("period", planforms.blank, [2026], {}),
    ("old", planforms.compare, [None, PLAN], {}),
    ("kind", planforms.companion, [PLAN, None], {}),
    *(("endorsement", planforms.companion, [PLAN, "minutes"], {"endorsement": n}) for n in (0, -1, "1")),
    ("kind", planforms.built_in_template, [None], {}),
    ("data", planforms.check_template, ["sablonas.docx"], {}),
    ("parts", planforms.fill_approval, [PLAN, None], {}),
    ("MarkParts.date", planforms.fill_approval, [PLAN, MarkParts(date="2026-01-15")], {}),  # type: ignore[arg-type]
    ("MarkParts.act", planforms.fill_approval, [PLAN, MarkParts(act="order")], {}),  # type: ignore[arg-type]
    ("MarkParts.number", planforms.fill_approval, [PLAN, MarkParts(number=7)], {}),  # type: ignore[arg-type]
    *(("number", planforms.fill_endorsement, [PLAN, MarkParts(by="X"), n], {}) for n in (0, -1)),
    *(
        ("which", planforms.fill_document, [DOCUMENT, "a.docx"], {"endorsement": MarkParts(number="9"), "which": n})
        for n in (0, -1, "1", None)
    ),
]


@pytest.mark.parametrize(("argument", "function", "given", "named"), WRONG)
def test_a_wrong_argument_is_refused_by_its_name(
    argument: str, function: Callable[..., object], given: list[Any], named: dict[str, Any]
) -> None:
    with pytest.raises(UsageError) as refused:
        function(*given, **named)
    sentence = str(refused.value)
    assert sentence.startswith(f"The argument “{argument}” cannot be ")
    assert sentence.count("\n") == 0


def test_what_is_right_is_taken_as_before() -> None:
    assert isinstance(planforms.read(DOCUMENT, name="planas.docx", number=1).plan, Plan)
    assert planforms.check(PLAN, today=TODAY, select=["T"], ignore=()) is not None
    assert planforms.read.__doc__
