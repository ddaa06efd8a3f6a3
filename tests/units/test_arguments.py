"""What the public functions are given: a wrong type or value is refused in one sentence that names the argument."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import furnished
import pytest

import planforms
from planforms import Plan, UsageError

TODAY = dt.date(2026, 1, 15)
DOCUMENT = furnished.document()
READING = planforms.read(DOCUMENT, "planas.docx")
PLAN = READING.plan
_Case = tuple[str, Callable[..., object], list[object], dict[str, object]]


def each(
    argument: str, function: Callable[..., object], given: list[object], values: Sequence[object], **others: object
) -> Iterator[_Case]:
    """A case for each wrong value of an argument that is given by its name."""
    for value in values:
        yield argument, function, given, {**others, argument: value}


WRONG: list[_Case] = [
    ("file", planforms.read, [5, "planas.docx"], {}),
    ("file", planforms.read, [None, "planas.docx"], {}),
    ("name", planforms.read, [DOCUMENT, b"planas.docx"], {}),
    *each("plan_number", planforms.read, [DOCUMENT, "planas.docx"], (0, -1, "1", 1.5, None, True)),
    ("limits", planforms.read, [DOCUMENT, "planas.docx"], {"limits": 5}),
    ("plan", planforms.write, [READING, "docx"], {}),
    ("format", planforms.write, [PLAN, None], {}),
    ("template", planforms.write, [PLAN, "docx"], {"template": "sablonas.docx"}),
    ("landscape", planforms.write, [PLAN, "docx"], {"landscape": "yes"}),
    ("subject", planforms.check, [DOCUMENT], {"today": TODAY}),
    *each("today", planforms.check, [PLAN], ("2026-01-15", None, dt.datetime(2026, 1, 15))),  # noqa: DTZ001
    ("select", planforms.check, [PLAN], {"today": TODAY, "select": "T106"}),
    ("leave", planforms.fix, [PLAN], {"today": TODAY, "leave": "title"}),
    ("file", planforms.fix_file, [DOCUMENT, READING], {"today": TODAY}),
    ("findings", planforms.annotate, [DOCUMENT, None], {"name": "planas.docx"}),
    ("language", planforms.annotate, [DOCUMENT, (), "de"], {"name": "planas.docx"}),
    ("to", planforms.roll, [PLAN, 2026], {}),
    ("from_period", planforms.roll, [PLAN, "2026-2027"], {"from_period": 2025}),
    ("days", planforms.roll, [PLAN, "2026-2027"], {"days": None}),
    ("period", planforms.blank, [2026], {}),
    ("old", planforms.diff, [None, PLAN], {}),
    ("kind", planforms.companion, [PLAN, None], {}),
    *each("endorsement", planforms.companion, [PLAN, "minutes"], (0, -1, "1")),
    ("kind", planforms.built_in_template, [None], {}),
    ("file", planforms.check_template, [None], {}),
    ("order_date", planforms.fill_marks, [PLAN], {"order_date": 5}),
    ("order_date", planforms.fill_marks, [PLAN], {"order_date": dt.datetime(2026, 1, 15)}),  # noqa: DTZ001
    ("act", planforms.fill_marks, [PLAN], {"act": 7}),
    ("order_no", planforms.fill_marks, [PLAN], {"order_no": 7}),
    *each("endorsement", planforms.fill_marks, [PLAN], (0, -1, "1", None), minutes_no="9"),
    *each("endorsement", planforms.mark, [DOCUMENT, "a.docx"], (0, "1"), minutes_no="9"),
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
    assert isinstance(planforms.read(DOCUMENT, name="planas.docx", plan_number=1).plan, Plan)
    assert planforms.check(PLAN, today=TODAY, select=["T"], ignore=()) is not None
    assert planforms.read.__doc__
