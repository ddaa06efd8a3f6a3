"""The work on one plan of a batch, as a worker does it: bytes in, documents and facts out; no files, no clock.

What is said of a plan in the report is gathered here, so that only short words travel back to the driver.
"""

import datetime as dt
import faulthandler
import multiprocessing
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct
from msgspec.structs import replace

from planforms import office
from planforms.api import ReadOptions, check, open_file, read_file, write
from planforms.companions.institutions import author
from planforms.errors import PlanformsError, UsageError
from planforms.faults import Severity
from planforms.marking import MarkFilling, fill, is_approved, with_blank_approval
from planforms.marks import Values
from planforms.matching import same_title
from planforms.model import MarkKind, Period, Plan
from planforms.naming import PDF
from planforms.registers import Entry, Problem
from planforms.rules import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planforms.findings import Reading
    from planforms.readers import File

_OTHER_PLAN = "R121"


class Job(Struct, frozen=True, kw_only=True):
    """What is the same for all plans of a batch.

    Attributes:
        formats: the formats to write; of a PDF a worker makes the DOCX.
        today: the day on which a date is in the future or not.
        seconds: how long one plan may take, in a worker process; ``None`` for as long as it likes.
        titles_only: find the title and the period, and make nothing.
    """

    formats: tuple[str, ...] = ("docx",)
    today: dt.date
    seconds: float | None = None
    titles_only: bool = False


class Task(Struct, frozen=True, kw_only=True):
    """One plan to be made: the bytes of its file, the row of the register, and the template where it is one's own."""

    path: str
    data: bytes
    entry: Entry | None = None
    template: bytes | None = None


class BatchResult(Struct, frozen=True, kw_only=True):
    """What became of a plan, or of a row of the register that is for none.

    Attributes:
        file: the path of the plan's file; empty for a row without a file.
        entry: the row of the register; ``None`` for a file without a row.
        documents: the bytes of each document by its format; empty where nothing was made.
        problems: why nothing was made.
        warnings: doubts about the plan and its row.
        title: of the plan, in one line.
        period: of the plan.
        institution: the school, as far as the plan names it.
        number: of the act that approves.
        date: of the act that approves.
        missing: message ids of what is still to be filled in.
        faults: how many findings there are of each code.
        others: the titles and periods of the other plans in the file, of which nothing was made.
    """

    file: str = ""
    entry: Entry | None = None
    documents: Mapping[str, bytes] = {}
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    title: str = ""
    period: Period | None = None
    institution: str = ""
    number: str = ""
    date: dt.date | None = None
    missing: tuple[str, ...] = ()
    faults: Mapping[str, int] = {}
    others: tuple[tuple[str, Period | None], ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings are of *severity*."""
        return sum(count for code, count in self.faults.items() if CODES[code].severity is severity)


def make_all(tasks: Sequence[Task], job: Job) -> list[BatchResult]:
    """The outcome of each of *tasks*; what a worker is asked to do."""
    return [make(task, job) for task in tasks]


def make(task: Task, job: Job) -> BatchResult:
    """The outcome of one plan; whatever goes wrong is a problem in it."""
    with limited(job.seconds):
        try:
            return _made(task, job)
        except PlanformsError as error:
            return BatchResult(problems=(Problem(error.message, error.arguments),))
        except MemoryError:
            return BatchResult(problems=(Problem("There is not enough memory; copy the plan alone into a new file."),))
        except Exception as error:  # noqa: BLE001 -- a fault of ours in one plan must not cost the others
            return BatchResult(
                problems=(
                    Problem(
                        "This file could not be worked on, which is a fault of planforms: {error}. Please report it.",
                        {"error": f"{type(error).__name__}: {error}"},
                    ),
                )
            )


def _made(task: Task, job: Job) -> BatchResult:
    readings = _readings(open_file(office.opened(task.data, task.path), task.path))
    reading = _of_row(task.entry, readings) if len(readings) > 1 and not job.titles_only else readings[0]
    others = tuple((_line(each.plan.title), each.plan.period) for each in readings if each is not reading)
    plan = reading.plan
    if job.titles_only:
        return BatchResult(title=_line(plan.title), period=plan.period, others=others)
    if task.entry:
        plan = with_blank_approval(fill(plan, _filling(task.entry, plan)))
    formats = dict.fromkeys("docx" if each == PDF else each for each in job.formats)
    documents = {each: write(plan, each, template=task.template if each == "docx" else None) for each in formats}
    result = replace(_facts(task, job, reading, plan, documents), others=others)
    if not others:
        return result
    left_out = Problem(
        "Other plans in the file are not made: {titles}. Save each in a file of its own.",
        {"titles": _quoted(title for title, _ in others)},
    )
    return replace(result, warnings=(*result.warnings, left_out))


def _readings(file: "File") -> "list[Reading]":
    """All plans in *file*."""
    first = read_file(file)
    more = sum(finding.code == _OTHER_PLAN for finding in first.findings)
    return [first, *(read_file(file, ReadOptions(plan_number=number)) for number in range(2, more + 2))]


def _of_row(entry: Entry | None, readings: "Sequence[Reading]") -> "Reading":
    """The plan that *entry* is for, of several in one file: by title and period, both equal as far as it names them.

    Raises:
        UsageError: none is, or more than one.
    """
    fitting = [
        each
        for each in readings
        if entry
        and (not entry.title or same_title(entry.title, str(each.plan.title)))
        and (not entry.period or entry.period == each.plan.period)
    ]
    if len(fitting) != 1:
        raise UsageError(
            "The file has {count} plans: {titles}. Name in the register the title of the one to be made, or save each "
            "in a file of its own.",
            count=len(readings),
            titles=_quoted(_line(each.plan.title) for each in readings),
        )
    return fitting[0]


def _facts(task: Task, job: Job, reading: "Reading", plan: Plan, documents: Mapping[str, bytes]) -> BatchResult:
    approval = next((mark for mark in plan.marks if mark.kind is MarkKind.APPROVED), None)
    act = approval.acts[0] if approval and approval.acts else None
    findings = check(replace(reading, plan=plan), today=job.today)
    return BatchResult(
        documents=documents,
        warnings=tuple(_warnings(task.entry, plan)),
        title=_line(plan.title),
        period=plan.period,
        institution=_line(plan.details.institution) or (author(approval.by).institution if approval else ""),
        number=act.number if act else "",
        date=act.date if act else None,
        missing=tuple(_missing(plan)),
        faults=dict(Counter(finding.code for finding in findings)),
    )


def _quoted(titles: "Iterable[str]") -> str:
    return ", ".join(f"„{title}“" for title in titles)


def _line(words: object) -> str:
    return " ".join(str(words).split())


def _filling(entry: Entry, plan: Plan) -> MarkFilling:
    """What *entry* fills in the marks of *plan*."""
    others = [mark for mark in plan.marks if mark.kind is not MarkKind.APPROVED]
    approvals = [mark for mark in plan.marks if mark.kind is MarkKind.APPROVED]
    endorsed = others[entry.endorsement - 1 : entry.endorsement]
    return MarkFilling(
        approval=Values(
            by=entry.approved_by or None,
            act=entry.act,
            number=_number(entry.order_no, entry.order_date, [act.date for mark in approvals[:1] for act in mark.acts]),
            date=entry.order_date,
        ),
        endorsement=Values(
            by=entry.endorsed_by or None,
            number=_number(entry.minutes_no, entry.minutes_date, [act.date for mark in endorsed for act in mark.acts]),
            date=entry.minutes_date,
        ),
        which=entry.endorsement,
    )


def _number(number: str, date: dt.date | None, dates: Sequence[dt.date | None]) -> str | None:
    """The number to fill in: blank, and not an old one, where only the date is known and is a new one."""
    return number or ("" if date and dates and date not in dates else None)


def _missing(plan: Plan) -> "Iterator[str]":
    """What is still to be filled in, as message ids."""
    if plan.period is None:
        yield "the period"
    if not is_approved(plan):
        yield "the approval"
    for mark in plan.marks:
        act = mark.acts[0] if mark.acts else None
        approval = mark.kind is MarkKind.APPROVED
        if not (mark.by or mark.signatory):
            yield "who approves" if approval else "who endorses"
        if not (act and act.number) and not mark.signatory:
            yield "the number of the order" if approval else "the number of the minutes"
        if not (act and act.date):
            yield "the date of the order" if approval else "the date of the minutes"


def _warnings(entry: Entry | None, plan: Plan) -> "Iterator[Problem]":
    """Doubts whether the row of the register is of this plan."""
    if entry and entry.file and entry.title and plan.title and not same_title(entry.title, str(plan.title)):
        yield Problem(
            "Row {row} of the register calls this plan “{wanted}”; in the file its title is “{title}”.",
            {"row": entry.row, "wanted": entry.title, "title": _line(plan.title)},
        )
    if entry and entry.period and plan.period and entry.period != plan.period:
        yield Problem("Row {row} of the register is for another period than the plan.", {"row": entry.row})


@contextmanager
def limited(seconds: float | None) -> "Iterator[None]":
    """End this worker process where what is inside takes longer than *seconds*; it does not matter what it waits for.

    The timer of faulthandler is a thread in C, which no loop in Python or in a library can keep from running. In the
    driver itself, which must live on, there is no limit.
    """
    limited = seconds is not None and multiprocessing.parent_process() is not None
    if limited and seconds:
        faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        yield
    finally:
        if limited:
            faulthandler.cancel_dump_traceback_later()


@cache
def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 -- open as long as the process


def start_worker() -> None:
    """Prepare a worker process: Ctrl-C is the driver's to answer, and without its driver a worker ends."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_driver, daemon=True).start()


def _end_with_driver() -> None:
    """Wait for the driver's end. A worker holds both ends of the pipe that it reads, so it never sees it closed."""
    with suppress(AttributeError):
        multiprocessing.parent_process().join()  # type: ignore[union-attr]
        os._exit(1)
