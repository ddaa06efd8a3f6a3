"""The public interface: its names, that they stay functions, paths beside bytes, and the page that documents it."""

import ast
import importlib.util
import inspect
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import planforms
from planforms.cli import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.partition("\n---\n")[0], re.DOTALL)
SAMPLE = ROOT / "samples" / "menu-grupe.xlsx"
TODAY = date(2026, 6, 1)
# Each public function called, with the import of every module between two rounds.
CALLS = """
import importlib, json, pkgutil, sys
from datetime import date
from inspect import isfunction
import planforms

def calls(sample, document):
    file = planforms.open_file(sample)
    reading = planforms.read(file)
    plan, today = reading.plan, date(2026, 6, 1)
    findings = planforms.check(reading, today=today)
    rolled = planforms.roll(plan, "2026-2027")
    return {
        "annotate": planforms.annotate(sample, findings),
        "annotate_file": planforms.annotate_file(file, reading, findings),
        "batch": list(planforms.batch([sample], today=today, allow_unregistered=True)),
        "blank": planforms.blank("2026-2027"),
        "built_in_template": planforms.built_in_template(),
        "calendar": planforms.calendar(plan),
        "check": findings,
        "check_template": planforms.check_template(planforms.built_in_template()),
        "companion": planforms.companion(plan, "order"),
        "convert": planforms.convert(sample),
        "diff": planforms.diff(plan, plan),
        "draft_file": planforms.draft_file(file, reading, rolled, "xlsx").data,
        "extract": planforms.extract(plan, month="2025-10"),
        "fill_marks": planforms.fill_marks(plan, order_no="V-1"),
        "fix": planforms.fix(plan, today=today),
        "fix_file": planforms.fix_file(file, reading, today=today).data,
        "format_mark": planforms.format_mark(plan.marks[0]),
        "format_period": planforms.format_period(plan.period),
        "format_timing": planforms.format_timing(plan.activities[0].when),
        "mark": planforms.mark(document, order_no="V-1"),
        "merge": planforms.merge([plan, plan], title="Planas"),
        "open_file": file.kind,
        "parse_mark": planforms.parse_mark("PATVIRTINTA"),
        "parse_period": planforms.parse_period("2026-2027"),
        "parse_responsible": planforms.parse_responsible("R. Uosytė"),
        "parse_settings": planforms.parse_settings(b"", "planforms.toml"),
        "parse_timing": planforms.parse_timing("2026-10-02"),
        "plans": planforms.plans(sample),
        "read": plan,
        "read_file": planforms.read_file(file, planforms.read_options("1")).plan,
        "read_options": planforms.read_options("Planas", "2026-2027", 3, "number,title"),
        "render": planforms.render(planforms.diff(plan, plan)),
        "roll": rolled,
        "schema": planforms.schema(),
        "write": planforms.write(plan, "docx"),
    }

first = calls(*sys.argv[1:])
for module in pkgutil.walk_packages(planforms.__path__, "planforms."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
second = calls(*sys.argv[1:])
functions = {name for name in planforms.__all__ if isfunction(getattr(planforms, name))}
print(json.dumps({"missing": sorted(functions ^ set(first)), "differ": [n for n in first if first[n] != second[n]]}))
"""


def test_each_function_works_the_same_before_and_after_every_module_is_imported() -> None:
    document = SAMPLE.with_suffix(".docx")
    run = subprocess.run(
        [sys.executable, "-c", CALLS, SAMPLE, document], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == '{"missing": [], "differ": []}'


def test_no_module_has_the_name_of_a_public_name() -> None:
    assert [name for name in planforms.__all__ if importlib.util.find_spec(f"planforms.{name}")] == []


def test_dir_shows_the_public_names() -> None:
    assert set(dir(planforms)) == {*planforms.__all__, "__version__"}
    assert len(planforms.__all__) == len(set(planforms.__all__))
    with pytest.raises(AttributeError, match="no attribute 'parse'"):
        _ = planforms.parse


def named_types(value: object) -> set[str]:
    """The words with a capital in the annotations of a function, or of the fields of a value."""
    if inspect.isfunction(value):
        notes = [parameter.annotation for parameter in inspect.signature(value).parameters.values()]
        notes.append(inspect.signature(value).return_annotation)
    else:
        notes = list(inspect.get_annotations(value).values()) if isinstance(value, type) else []
    texts = (note if isinstance(note, str) else inspect.formatannotation(note) for note in notes)
    return {word for text in texts for word in re.findall(r"\b[A-Z]\w+", text)}


def test_every_type_that_a_signature_names_can_be_imported() -> None:
    ours = {
        node.name
        for file in Path(planforms.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    named = {word for name in planforms.__all__ for word in named_types(getattr(planforms, name))}
    assert (named & ours) - set(planforms.__all__) == {"Package"}  # an opened archive: for readers and editors alone
    assert {"Reading", "Finding", "RollOver", "FixedFile", "Settings"} <= named


def test_a_file_is_given_as_a_path_in_words_as_a_path_or_as_bytes() -> None:
    readings = [planforms.read(given) for given in (str(SAMPLE), SAMPLE, planforms.open_file(SAMPLE))] + [
        planforms.read(SAMPLE.read_bytes(), "menu-grupe.xlsx")
    ]
    assert all(reading == readings[0] for reading in readings)
    assert planforms.convert(SAMPLE) == planforms.write(readings[0].plan, "docx")


@pytest.mark.parametrize(
    ("path", "message"), [("nėra.xlsx", "no file"), (".", "is a folder"), ("a\0b", "cannot be read")]
)
def test_a_path_that_cannot_be_read_is_refused(path: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(planforms.UsageError, match=message):
        planforms.read(tmp_path / path)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 100)
    with pytest.raises(planforms.UnreadableFileError):
        planforms.read(tmp_path / "a.txt", limits=planforms.Limits(file=10))


def test_a_finding_has_its_message_in_both_languages() -> None:
    (finding,) = planforms.check(planforms.read(SAMPLE), today=TODAY, select=["T106"])
    assert finding.text("en") == str(finding)
    assert finding.text("lt") == finding.text()
    assert finding.text("lt").startswith("Laikas")


def test_there_are_ten_examples() -> None:
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_example_prints_what_its_comments_say(code: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "PYTHONUTF8": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout == "".join(f"{line}\n" for line in re.findall(r"^# (.*)$", code, re.MULTILINE))


def test_the_page_is_made_from_the_docstrings() -> None:
    spec = importlib.util.spec_from_file_location("api_page", ROOT / "tools" / "api.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.made(PAGE) == PAGE, "python tools/api.py"


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_an_archive_is_opened_once(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The directory of the user's file is read once, and that of the mended copy, which is read again, once too."""
    opened: list[int] = []

    class Counted(zipfile.ZipFile):
        def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 -- as the class it is
            opened.append(1)
            super().__init__(*arguments, **named)

    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    out = [f"{option}={tmp_path / option}.{ending}" for option in ("--fix", "--annotate")]
    result = CliRunner().invoke(main, ["check", str(SAMPLE.with_suffix(f".{ending}")), *out])
    assert result.exit_code == 1, result.output
    assert len(opened) == 2
