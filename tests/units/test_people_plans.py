"""Plans as people write them: every finding is kept and judged, and at most one cell in a hundred has a false one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pytest
from people_plans import PLANS
from school_plans import workbook

import planforms

TODAY = dt.date(2026, 7, 1)
_MOST_FALSE = 0.01


class Judged(NamedTuple):
    """A finding, its code and path, and whether a careful deputy head would make it."""

    found: str
    right: bool = True


NO_MARK = Judged("M101 ")  # none of these is approved: a draft until the head signs it
JUDGED: Mapping[str, Sequence[Judged]] = {
    "darželio savaitė": (),
    "metodinė taryba": (),
    "bibliotekos data pirmoji": (
        Judged("T111 rows[2].when"),  # 20 February is in the winter vacation; no class 5–8 is at school
    ),
    "mėnesio planas": (),
    "neformalusis": (
        NO_MARK,
        Judged("W103 title"),  # „2025-2026“ with a hyphen
    ),
    "vaiko gerovė": (
        Judged("T114 columns[2]"),  # „iki rugsėjo 15 d.“ and „2026 m. kovo 16–20 d.“: with the year and without
    ),
    "klasės vadovas": (NO_MARK,),
    "mokinių taryba": (
        NO_MARK,
        Judged("T111 rows[6].when"),  # 1 April is in the spring vacation: pupils cannot teach on that day
    ),
    "sveikata": (
        Judged("T114 columns[2]"),  # „2026-09-22“ and „2026 m. lapkričio 9–13 d.“
    ),
    "olimpiados": (NO_MARK,),
    "tarptautinis": (
        NO_MARK,
        Judged("S105 columns[0]", right=False),  # the head of the club, named above the table, answers for all of it
    ),
    "ugdymas karjerai": (
        Judged("T114 columns[2]"),  # „2025-11-20“ and „2026 m. balandžio 28–30 d.“
    ),
    "mokyklos taryba": (),
    "metų planas": (),
    "muziejus": (),
    "dviejų lapų": (
        NO_MARK,
        Judged("W103 title"),  # „2025-2026“ with a hyphen
        Judged("W110 title"),  # „m.m.“
        Judged("W105 rows[0].responsible"),  # „L.Karklė“
        Judged("W101 rows[3].title"),  # „Dėmesio sutrikimai"
        Judged("T115 rows[3].when"),  # „2026 sausis“ without „m.“
        Judged("W112 rows[4].when"),  # „vasario mėn“
    ),
    "sporto": (
        Judged("T114 columns[0]"),  # the rows of autumn have no year, those of spring have one
    ),
    "antkorupcinis": (
        Judged("T114 columns[2]"),  # „gruodžio 9 d.“ and „2028-12-31“
    ),
    "šventė valandomis": (NO_MARK,),
    "skyriai su mėnesiais": (
        Judged("T118 rows[3].when"),  # „Baltų vienybės diena“ is on the 22nd, the row has the 23rd
    ),
}


def brief(findings: Sequence[planforms.Finding]) -> list[str]:
    return [f"{finding.code} {finding.at}" for finding in findings]


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_as_people_write_it_has_the_findings_that_were_judged(name: str) -> None:
    reading = planforms.read(workbook(PLANS[name]), "planas.xlsx")
    findings = planforms.check(reading, today=TODAY)
    assert brief(findings) == [judged.found for judged in JUDGED[name]], [str(finding) for finding in findings]


def test_at_most_one_cell_in_a_hundred_has_a_false_finding() -> None:
    cells = sum(bool(words) for sheet in PLANS.values() for row in sheet.rows for words in row)
    wrong = sum(not judged.right for findings in JUDGED.values() for judged in findings)
    assert wrong <= cells * _MOST_FALSE
    assert len(PLANS) >= 20
