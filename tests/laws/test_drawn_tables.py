"""Each kind of table that people make, with any columns in any order, in every format that can hold it."""

from collections.abc import Callable

import pytest
from drawn import FOREIGN, FORMATS, KINDS, TEXTS, Drawn, Table, as_xlsx, plain, tables
from hypothesis import given, settings
from hypothesis import strategies as st

import planforms
from planforms.findings import Reading
from planforms.model import Activity, Heading, Note


def holds(drawn: Drawn, file_format: str) -> bool:
    if drawn.sheets[0][0].isdigit():  # a number names a sheet, and is no heading in a document
        return file_format == "xlsx"
    return file_format not in TEXTS or not (drawn.merged or len(drawn.sheets) > 1)


def check(reading: Reading, drawn: Drawn) -> None:
    plan = reading.plan
    assert [str(activity.title) for activity in plan.activities] == list(drawn.titles)
    assert [activity.when.edtf for activity in plan.activities] == list(drawn.days)
    assert [str(row.text) for row in plan.rows if isinstance(row, Heading)] == list(drawn.headings)
    assert [str(row.text) for row in plan.rows if isinstance(row, Note)] == list(drawn.notes)
    assert plan.period == planforms.parse_period("2025-2026")


def check_account(reading: Reading, drawn: Drawn) -> None:
    """The rows of the file are all accounted for, and the four kinds add up to them."""
    account = reading.account
    assert account.rows == drawn.rows
    assert account.activities + account.headings + account.notes + account.heads == account.rows
    assert account.activities == sum(isinstance(row, Activity) for row in reading.plan.rows)


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=4)
def test_every_kind_in_every_format(kind: Callable[[Table], Drawn], file_format: str, data: st.DataObject) -> None:
    drawn = kind(data.draw(tables()))
    if not holds(drawn, file_format):
        return
    reading = planforms.read(FORMATS[file_format](drawn), f"planas.{file_format}")
    check(reading, drawn)
    if len(drawn.sheets) == 1:  # the name of a sheet is a heading, and not a row
        check_account(reading, drawn)


@given(tables(blanks=True), st.sampled_from(FOREIGN))
@settings(max_examples=60)
def test_headings_in_other_languages_with_many_blank_cells(made: Table, words: dict[str, str]) -> None:
    drawn = plain(made._replace(heads=[words[role] for role in made.roles]))
    reading = planforms.read(as_xlsx(drawn), "planas.xlsx")
    check(reading, drawn)
    check_account(reading, drawn)
    assert "S102" in {finding.code for finding in reading.findings}


@given(tables(blanks=True))
@settings(max_examples=60)
def test_many_blank_cells(made: Table) -> None:
    drawn = plain(made)
    check(planforms.read(as_xlsx(drawn), "planas.xlsx"), drawn)
