"""The public JSON form: what is written reads back, what is wrong is refused with its path."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from strategies import plans

from planforms import jsonform as writer
from planforms.errors import InvalidPlanError
from planforms.jsonform import schema
from planforms.model import Activity, Plan, Responsible, Timing
from planforms.readers import json as reader

PUBLISHED = Path(__file__).parents[2] / "docs" / "planforms-1.schema.json"


@given(plans)
@settings(max_examples=200, deadline=None)
def test_a_plan_written_as_json_reads_back_equal_and_follows_the_schema(plan: Plan) -> None:
    data = writer.write(plan)
    assert reader.read(data, "plan.json").plan == plan
    jsonschema.Draft202012Validator(schema()).validate(json.loads(data))


def test_the_published_schema_is_the_one_of_the_code() -> None:
    made = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    assert PUBLISHED.read_text(encoding="utf-8") == made, "write planforms.schema() to docs/planforms-1.schema.json"


def form(**parts: object) -> bytes:
    return json.dumps({"format": "planforms/1", **parts}).encode()


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (form(rows=[{"kind": "activity", "title": 3}]), "$.rows[0].title"),
        (
            form(rows=[{"kind": "heading", "text": "a"}, {"kind": "activity", "when": {"edtf": 3}}]),
            "$.rows[1].when.edtf",
        ),
        (form(rows=[{"kind": "activity", "title": {"paragraphs": [{"runs": [{"text": 1}]}]}}]), "$.rows[0].title"),
        (form(rows=[{"kind": "row"}]), "$.rows[0]"),
        (form(rows=["text"]), "$.rows[0]"),
        (form(marks=[{"word": "PRITARTA", "kind": "liked"}]), "$.marks[0].kind"),
        (form(period={"kind": "month", "first": "2025-02-30", "last": "2025-03-01"}), "$.period.first"),
        (form(colour="red"), "colour"),
        (b'{"format": "planforms/2"}', "$.format"),
        (b"{}", "format"),
        (b"[]", "$"),
        (b'{"format": ', "JSON"),
        (b"\xff\xfe{", "JSON"),
        (b'{"format": "\xc4"}', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[" * 900 + b"]" * 900, "planas"),
    ],
)
def test_a_bad_file_is_refused_with_the_path_to_the_bad_value(data: bytes, path: str) -> None:
    with pytest.raises(InvalidPlanError) as refused:
        reader.read(data, "planas.json")
    assert path in str(refused.value)
    assert "planas.json" in str(refused.value)


def test_words_given_as_plain_strings_are_understood() -> None:
    plan = reader.read(
        form(
            period={"kind": "school-years", "first": "2025-09-01", "last": "2026-08-31"},
            rows=[{"kind": "activity", "when": "spalio 9 d.", "responsible": "A. Uosis, B. Klevė"}],
        ),
        "",
    ).plan
    assert plan.activities[0].when.edtf == "2025-10-09"
    assert plan.activities[0].responsible.parties == ("A. Uosis", "B. Klevė")


def test_a_mark_given_by_its_words_alone_is_understood() -> None:
    words = "PRITARTA\nUpėnų progimnazijos tarybos\n2025 m. rugpjūčio 28 d. posėdžio protokolu Nr. 3"
    reading = reader.read(form(marks=[{"word": "PRITARTA", "kind": "endorsed", "words": words}]), "")
    (mark,) = reading.plan.marks
    assert (mark.by, mark.acts[0].number) == ("Upėnų progimnazijos tarybos", "3")
    assert reading.findings == ()


def test_words_and_values_that_disagree_are_kept_and_told() -> None:
    understood = {"words": "2025 m. spalio 9 d.", "edtf": "2025-10-09"}
    wrong = {"words": "2025 m. spalio 9 d.", "edtf": "2025-10-10"}
    reading = reader.read(form(rows=[{"kind": "activity", "when": w} for w in (understood, wrong)]), "")
    assert [(finding.code, finding.at) for finding in reading.findings] == [("R123", "rows[1].when")]
    assert reading.plan.activities[1].when.edtf == "2025-10-10"


def test_values_are_of_their_column() -> None:
    row = {"kind": "activity", "when-2": "spalis", "performers": "A. Uosis", "place": "Salė"}
    (activity,) = reader.read(form(rows=[row]), "").plan.rows
    assert isinstance(activity, Activity)
    assert isinstance(activity.cells["when-2"], Timing)
    assert isinstance(activity.cells["performers"], Responsible)


def test_a_plan_is_immutable() -> None:
    plan = Plan()
    with pytest.raises(AttributeError):
        plan.title = plan.title  # type: ignore[misc]
    with pytest.raises(AttributeError):
        plan.title.paragraphs = ()
    assert replace(plan, rows=()) == plan
