"""Whole plans: exactly what a careful reader would find in them, and nothing once they are mended by hand."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

import planforms
from planforms.findings import Finding
from planforms.model import Activity, Plan, Text
from planforms.paths import understand

TODAY = dt.date(2026, 11, 23)
ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "seed" / "plan.txt"
SAMPLE = ROOT / "samples" / "menu-grupe.xlsx"


def found(path: Path) -> tuple[planforms.Reading, tuple[Finding, ...]]:
    reading = planforms.read(path.read_bytes(), path.name)
    return reading, planforms.check(reading, today=TODAY)


def brief(reading: planforms.Reading, findings: tuple[Finding, ...]) -> list[str]:
    return [f"{_number(reading.plan, finding.at)} {finding.code}" for finding in findings]


def _number(plan: Plan, at: str) -> str:
    row = plan.rows[int(at.partition("[")[2].partition("]")[0])] if at.startswith("rows") else None
    return str(row.number) if isinstance(row, Activity) else at


@pytest.mark.skipif(not SEED.exists(), reason="the seed's plan is not here")
def test_the_seed_has_the_findings_of_a_careful_reader() -> None:
    reading, findings = found(SEED)
    assert brief(reading, findings) == [
        "1 T115",  # „… spalio“ where all other months have „mėn.“
        *("3 P102", "4 P102", "7 P102", "8 P102", "9 P102", "10 P102"),  # names with nothing between them
        *("16 T106", "17 T106"),  # after the end of the school year
    ]
    fixes = {brief(reading, (finding,))[0]: bool(finding.fix) for finding in findings}
    certain = {name for name, fix in fixes.items() if fix}
    assert certain == {"1 T115", "3 P102", "7 P102", "10 P102"}, "4, 8 and 9 begin with a group: a person must tell"


def test_the_sample_has_its_two_faults() -> None:
    reading, findings = found(SAMPLE)
    assert brief(reading, findings) == ["4 P102", "18 T106"]


def test_the_sample_mended_by_hand_has_none() -> None:
    reading, findings = found(SAMPLE)
    rows = list(reading.plan.rows)
    for finding, words in zip(findings, ("R. Uosytė, T. Eglinskas", "2026 m. rugpjūčio 27 d."), strict=True):
        index, column = int(finding.at[5:].partition("]")[0]), finding.at.partition(".")[2]
        row = rows[index]
        assert isinstance(row, Activity)
        cell = understand(column, Text.of(words), reading.plan.period)
        rows[index] = replace(row, cells={**row.cells, column: cell})
    plan = replace(reading.plan, rows=tuple(rows))
    assert planforms.check(plan, today=TODAY) == ()
