"""Row numbers as they run down a table: where they break, and what they would be. Pure; knows no findings."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_NUMBER = re.compile(r"(\d{1,4}(?:\.\d{1,3})*)([.)]?)")

_MOST_BARE = 0.25

Steps = tuple[int, ...]


class Numbered(NamedTuple):
    """A row's number as written (empty where it has none); ``fresh`` tells that a heading stands right above."""

    row: int
    words: str
    fresh: bool


class Break(NamedTuple):
    """Where one number does not follow the other; either may be empty."""

    row: int
    before: str
    after: str


class Run(NamedTuple):
    """Rows numbered on: its breaks, and the number that each row would have."""

    breaks: tuple[Break, ...]
    renumbered: tuple[tuple[Numbered, str], ...]


def broken_runs(rows: Iterable[Numbered]) -> Iterator[Run]:
    """The runs of rows whose numbers break. A run ends where numbers begin anew under a heading.

    Words that are no number are passed over. Where many rows have no number, they are meant to have none; whether they
    count is not certain then, and so no new numbers are.
    """
    known = [row for row in rows if not row.words.strip() or _steps(row.words)]
    bare = sum(not row.words.strip() for row in known)
    sparse = bare > len(known) * _MOST_BARE
    if sparse:
        known = [row for row in known if row.words.strip()]
    for run in _runs(known):
        breaks = tuple(_breaks(run))
        if breaks:
            yield Run(breaks, () if sparse else tuple(_renumbered(run)))


def _steps(words: str) -> Steps | None:
    found = _NUMBER.fullmatch(words.strip())
    return tuple(int(step) for step in found[1].split(".")) if found else None


def _runs(rows: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    run: list[Numbered] = []
    for row in rows:
        steps = _steps(row.words)
        if run and row.fresh and steps and steps[-1] == 1:
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _breaks(run: list[Numbered]) -> Iterator[Break]:
    before, said = None, ""
    skipped = False  # a row without a number may or may not count as one
    for row in run:
        steps = _steps(row.words)
        counts = steps and (_follows(before, steps) or (skipped and before and _follows(_next(before), steps)))
        if not counts:
            yield Break(row.row, said, row.words.strip())
        before, said, skipped = steps or before, row.words.strip(), steps is None


def _follows(before: Steps | None, steps: Steps) -> bool:
    """Whether *steps* can come right after *before*: the next, a level in (1 → 1.1), or a level out (1.3 → 2)."""
    if before is None:
        return steps[-1] == 1
    if len(steps) > len(before):
        # 1 → 1.1, and 1 → 2.1 where 2 is the heading's.
        return steps[-1] == 1 and len(steps) == len(before) + 1 and steps[:-1] in (before, _next(before))
    return steps == _next(before[: len(steps)]) or (
        len(steps) > 1 and steps[-1] == 1 and steps[:-1] == _next(before[: len(steps) - 1])
    )


def _next(steps: Steps) -> Steps:
    return (*steps[:-1], steps[-1] + 1)


def _renumbered(run: list[Numbered]) -> Iterator[tuple[Numbered, str]]:
    """Each row with its new number, where it is certain: plain numbers (no 1.1) that begin at 1."""
    numbers = [_steps(row.words) for row in run]
    if numbers[0] != (1,) or any(steps and len(steps) > 1 for steps in numbers):
        return
    signs = [found[2] if (found := _NUMBER.fullmatch(row.words.strip())) else "" for row in run]
    for number, (row, sign) in enumerate(zip(run, signs, strict=True), start=1):
        yield row, f"{number}{sign if row.words.strip() else signs[0]}"
