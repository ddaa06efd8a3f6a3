"""Copies of the user's own file: findings put in and taken out again, fixes made, and nothing else of it changed."""

import datetime as dt
import io
import zipfile
from collections import Counter
from pathlib import Path

import damaged
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import Content, Layout, laid, layouts
from openxml_audit import OpenXmlValidator

import planforms
from planforms.findings import Finding
from planforms.language import Speaker
from planforms.mending import stands
from planforms.reports import Checked, annotations

TODAY = dt.date(2025, 12, 1)
SAMPLES = Path(__file__).parents[1] / "samples"
LITHUANIAN = Speaker("lt")

contents = st.builds(
    lambda title, aims, rows, number: Content()._replace(
        title=("ŽALIOSIOS PROGIMNAZIJOS", "SKAITYMO SKATINIMO VEIKLOS PLANAS", title),
        sections=(("Tikslas –", aims[0]), ("Uždaviniai:", aims[1])),
        approval=(*Content().approval[:2], f"2025 m. rugsėjo 3 d. įsakymu Nr. {number}"),
        rows=rows,
    ),
    title=st.sampled_from(["2025–2026 M. M.", "2025-2026 M.M.", "2025 - 2026 m. m."]),
    aims=st.tuples(damaged.words.map(lambda words: f"kad {words}"), damaged.words.map(lambda words: f"rinkti {words}")),
    number=st.sampled_from(["V1-37", "V1- 37", "V-5"]),
    rows=st.lists(
        st.tuples(
            damaged.numbers,
            damaged.words.map(lambda words: f"Mugė {words}"),
            st.sampled_from(
                ["2025 m. spalio", "2025.10.09", "2025m. lapkričio 4d.", "Visus metus", "2026 m. kovo mėn."]
            ),
            damaged.words.map(lambda words: f"Salė {words}"),
            damaged.words.map(lambda words: f"A. Uosis {words}"),
        ),
        min_size=3,
        max_size=6,
    ).map(tuple),
)


def looked_at(data: bytes, name: str) -> tuple[planforms.Reading, tuple[Finding, ...]]:
    reading = planforms.read(data, name)
    return reading, planforms.check(reading, today=TODAY)


def annotated(data: bytes, name: str) -> bytes:
    reading, findings = looked_at(data, name)
    checked = Checked(name=name, reading=reading, findings=findings)
    notes, rows = annotations.comments(checked, LITHUANIAN), annotations.summary(checked, LITHUANIAN)
    return planforms.annotate(data, name, notes, rows)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@given(layouts, contents)
@settings(max_examples=60)
def test_checking_an_annotated_copy_finds_what_checking_the_file_found(layout: Layout, content: Content) -> None:
    name = f"planas.{layout.program}"
    data = laid(layout, content)
    copy = annotated(data, name)
    assert looked_at(copy, name) == looked_at(data, name)
    assert parts_of(annotated(copy, name)) == parts_of(copy)


@given(layouts, contents)
@settings(max_examples=100)
def test_a_mended_copy_has_none_of_the_fixed_findings_and_no_new_one(layout: Layout, content: Content) -> None:
    name = f"planas.{layout.program}"
    data = laid(layout, content)
    reading, findings = looked_at(data, name)
    fixed = planforms.fix(reading.plan, today=TODAY)
    edited = planforms.rewrite(data, name, reading, fixed.plan)
    after, left = looked_at(edited.data, name)
    assert edited.left == ()
    assert all(stands(made, after.plan) for made in fixed.made)
    assert faults(left) - faults(findings) == Counter()
    assert planforms.fix(after.plan, today=TODAY).made == ()
    assert planforms.compare(after.plan, fixed.plan).same


def faults(findings: tuple[Finding, ...]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.at) for finding in findings)
