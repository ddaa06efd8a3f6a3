"""What each finding says in Lithuanian, as it comes out: a table that a person has read line by line."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from broken_plans import PAIRS

import planforms
from planforms.language import Speaker
from planforms.readers import notices
from planforms.reports.checked import advised, said

TABLE = Path(__file__).parents[1] / "data" / "findings-lt.txt"
TODAY = dt.date(2025, 12, 1)


def lines() -> Iterator[str]:
    speaker = Speaker("lt")
    for pair in PAIRS:
        for finding in planforms.check(pair.broken, today=TODAY):
            yield f"{finding.code} {speaker.severity(finding.severity)}: {said(finding, speaker)}"
            yield f"     {advised(finding, speaker)}"
    for what in notices._NOTICES:  # noqa: SLF001 -- the table of what readers notice
        finding = notices.notice(what, "žodžiai" if "{words}" in notices._NOTICES[what][1] else "")  # noqa: SLF001
        yield f"{finding.code} {speaker.severity(finding.severity)}: {said(finding, speaker)}"
        yield f"     {advised(finding, speaker)}".rstrip()


def test_every_finding_says_what_was_read_and_approved() -> None:
    made = "\n".join(dict.fromkeys("\n".join(pair) for pair in zip(*[iter(lines())] * 2, strict=True)))
    assert made + "\n" == TABLE.read_text(encoding="utf-8"), f"read the new lines, then write them into {TABLE.name}"
