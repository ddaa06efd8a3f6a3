"""The report on a batch: a row for each plan, a table over all schools, and the faults that are common.

Pure: values in, bytes out, as a workbook, as .csv, as JSON or as a page.
"""

import csv as delimited
import datetime as dt
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import PurePath
from posixpath import normpath

import msgspec
from msgspec import Struct

from planforms.companions.institutions import genitive
from planforms.errors import UsageError
from planforms.faults import Severity, Terms
from planforms.language import Speaker
from planforms.letters import fold
from planforms.package import open_package
from planforms.registers import HEADINGS, Problem, RegisterColumn
from planforms.reports.html import tables_page
from planforms.rules import CODES
from planforms.writers.tables import Cell, Link, Sheet, write_workbook

FORMAT = "planforms-batch/1"
_COMMON = 3  # faults that are named for each school
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_REGISTER_WIDTHS = {RegisterColumn.FILE: 44, RegisterColumn.TITLE: 44}
_MISSING = Terms(
    (
        *("the period", "the approval", "who approves", "the number of the order", "the date of the order"),
        *("who endorses", "the number of the minutes", "the date of the minutes"),
    )
).names


class State(StrEnum):
    """What became of a plan or a document."""

    MADE = "made"
    UNCHANGED = "unchanged"
    NOT_MADE = "not-made"


class Output(Struct, frozen=True, omit_defaults=True):
    """What became of one document: its name in the folder, its hash, and what is to be known of it."""

    name: str
    state: State
    sha256: str = ""
    problem: Problem | None = None


class Row(Struct, kw_only=True, omit_defaults=True):
    """A row of the report: a plan, or a row of the register that no file is for.

    Attributes:
        file: the path of the plan's file, as it was given.
        title: of the plan.
        school: as the plan names it, else the folder of the file.
        row: of the register; 0 where there is none.
        number: of the act that approves.
        date: of the act that approves.
        state: what became of it.
        problems: why it was not made.
        warnings: doubts about the plan and its row.
        errors: how many findings are errors.
        cautions: how many findings are warnings.
        missing: message ids of what is still to be filled in.
        faults: how many findings there are of each code.
        outputs: its documents, by their format.
        others: the other columns of the register.
    """

    file: str = ""
    title: str = ""
    school: str = ""
    row: int = 0
    number: str = ""
    date: dt.date | None = None
    state: State = State.NOT_MADE
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    errors: int = 0
    cautions: int = 0
    missing: tuple[str, ...] = ()
    faults: Mapping[str, int] = {}
    outputs: Mapping[str, Output] = {}
    others: Mapping[str, str] = {}


class Report(Struct, frozen=True, kw_only=True):
    """All rows, the formats that were asked for, and the headings of the other columns of the register.

    From the folder of the report, *files* is where the paths of the rows begin, and *folder* where the documents are.
    """

    rows: Sequence[Row]
    formats: Sequence[str]
    others: Sequence[str] = ()
    files: str = "."
    folder: str = "."
    trial: bool = False


def render(report: Report, kind: str, speaker: Speaker) -> bytes:
    """The report as the bytes of a file of that *kind*: ``xlsx``, ``csv``, ``json`` or ``html``.

    Raises:
        UsageError: there is no such kind.
    """
    match kind:
        case "xlsx":
            return write_workbook(_sheets(report, speaker), f"{speaker.say('Report on plans')} ({FORMAT})")
        case "csv":
            return _csv(_plans(report, speaker))
        case "json":
            return msgspec.json.format(b"".join(form(report, speaker)), indent=2) + b"\n"
        case "html":
            lead, sheets = summary(report.rows, speaker, trial=report.trial), _sheets(report, speaker)
            return tables_page(speaker, speaker.say("Report on plans"), FORMAT, lead, sheets).encode()
        case _:
            raise UsageError("A report is an .xlsx, .csv, .json or .html file, not “.{kind}”.", kind=kind)


def is_report(data: bytes, name: str, speaker: Speaker) -> bool:
    """Whether *data* is a report that ``render`` made, which the next report may replace."""
    if data.startswith(b"PK"):
        package = open_package(data, name)
        return "docProps/core.xml" in package.parts and FORMAT.encode() in package.read("docProps/core.xml")
    headings = _csv(_plans(Report(rows=(), formats=()), speaker)).splitlines()[0].split(b";")[:5]
    return FORMAT.encode() in data[:8192] or data.split(b";")[:5] == headings


def form(report: Report, speaker: Speaker, outputs: Mapping[str, Struct] | None = None) -> Iterator[bytes]:
    """The report as it is in JSON, documented in ``docs/batch.md``, piece by piece: there may be ten thousand rows.

    *outputs* are what the folder knows of each of its documents.
    """
    yield msgspec.json.encode({"format": FORMAT, "language": speaker.language, "rows": []})[:-2]
    for number, row in enumerate(report.rows):
        written = msgspec.to_builtins(row)
        written["state"] = row.state
        for name in ("problems", "warnings"):
            if name in written:
                written[name] = [speaker.say(each.message, **each.arguments) for each in getattr(row, name)]
        for kind, output in row.outputs.items():
            if output.problem:
                written["outputs"][kind]["problem"] = speaker.say(output.problem.message, **output.problem.arguments)
        yield (b"," if number else b"") + msgspec.json.encode(written)
    yield b"]"
    for number, (name, known) in enumerate((outputs or {}).items()):
        yield (b"," if number else b',"outputs":{') + msgspec.json.encode(name) + b":" + msgspec.json.encode(known)
    yield b"}}" if outputs else b"}"


def summary(rows: Sequence[Row], speaker: Speaker, *, trial: bool = False) -> str:
    """How many plans there are, and what became of them, in a line."""
    counts = Counter(row.state for row in rows if row.file)
    without = sum(not row.file for row in rows)
    made = (
        speaker.count("{count} would be made", "{count} would be made", counts[State.MADE])
        if trial
        else speaker.count("{count} made", "{count} made", counts[State.MADE])
    )
    parts = [
        made,
        speaker.count("{count} unchanged", "{count} unchanged", counts[State.UNCHANGED]),
        speaker.count("{count} not made", "{count} not made", counts[State.NOT_MADE]),
    ]
    if without:
        parts.append(
            speaker.count("{count} row of the register without a file", "{count} rows without a file", without)
        )
    plans = speaker.count("{count} plan", "{count} plans", len(rows) - without)
    return f"{plans}: {', '.join(parts)}"


_STATES = dict(zip(State, Terms(("made", "unchanged", "not made")).names, strict=True))
_TO_BE_MADE = Terms(("to be made",)).names[0]


def _sheets(report: Report, speaker: Speaker) -> list[Sheet]:
    return [_plans(report, speaker), _schools(report, speaker), _faults(report, speaker)]


def _plans(report: Report, speaker: Speaker) -> Sheet:
    say = speaker.say
    headings = [
        *(
            (say("File"), 34),
            (say("Title of the plan"), 46),
            (say("Institution"), 30),
            (say("Row of the register"), 10),
        ),
        *((say("Number of the order"), 14), (say("Date of the order"), 12), (say("State"), 12), (say("Why"), 50)),
        *((say("Errors"), 9), (say("Warnings"), 11), (say("Still missing"), 30), (say("Doubts"), 40)),
        *((kind.upper(), 48) for kind in report.formats),
        *((f"{kind.upper()} SHA-256", 70) for kind in report.formats),
        *((heading, 20) for heading in report.others),
    ]
    return Sheet(name=say("Plans"), headings=headings, rows=[_plan(row, report, speaker) for row in report.rows])


def _plan(row: Row, report: Report, speaker: Speaker) -> list[Cell]:
    doubts = (*row.warnings, *(output.problem for output in row.outputs.values() if output.problem))
    outputs = [row.outputs.get(kind) for kind in report.formats]
    return [
        Link(row.file, _address(report.files, row.file)) if row.file else "",
        row.title,
        row.school,
        row.row or "",
        row.number,
        row.date.isoformat() if row.date else "",
        speaker.say(_TO_BE_MADE if report.trial and row.state is State.MADE else _STATES[row.state]),
        _said(row.problems, speaker),
        row.errors,
        row.cautions,
        ", ".join(speaker.say(name) for name in row.missing),
        _said([each for each in doubts if each not in row.problems], speaker),
        *(_output(output, report) for output in outputs),
        *(output.sha256 if output else "" for output in outputs),
        *(row.others.get(heading, "") for heading in report.others),
    ]


def _output(output: Output | None, report: Report) -> Cell:
    if output is None:
        return ""
    return Link(output.name, _address(report.folder, output.name)) if output.sha256 else output.name


def _said(problems: Sequence[Problem], speaker: Speaker) -> str:
    return "\n".join(speaker.say(each.message, **each.arguments) for each in problems)


def _address(folder: str, name: str) -> str:
    """The relative address of a file as a link has it; letters stay as they are, which every program opens."""
    path = normpath(PurePath(folder, name).as_posix())
    return re.sub('[ %#?"<>:]', lambda found: f"%{ord(found[0]):02X}", path)


def blank_register(files: Sequence[str], kind: str) -> bytes:
    """An empty register with the names of *files* filled in, as ``xlsx`` or ``csv``; numbers typed in it stay text."""
    columns = [column for column in HEADINGS if column is not RegisterColumn.PERIOD]
    headings = [(HEADINGS[column][0], _REGISTER_WIDTHS.get(column, 18)) for column in columns]
    rows: list[list[Cell]] = [[file, *([""] * (len(columns) - 1))] for file in files]
    sheet = Sheet(name="Registras", headings=headings, rows=rows, text_columns=frozenset(range(len(columns))))
    return write_workbook([sheet], "Registras") if kind == "xlsx" else _csv(sheet)


def _schools(report: Report, speaker: Speaker) -> Sheet:
    say = speaker.say
    headings = [
        *(
            (say("Institution"), 40),
            (say("Plans"), 9),
            (say("Made"), 11),
            (say("Unchanged"), 11),
            (say("Not made"), 11),
        ),
        *((say("Errors"), 9), (say("Warnings"), 11)),
        *((f"{say('Missing')}: {say(name)}", 14) for name in _MISSING),
        (say("Common faults"), 60),
    ]
    listed = [_school(_school_name(rows), rows, speaker) for _, rows in sorted(_by_school(report.rows).items())]
    total = _school(say("All"), report.rows, speaker)
    return Sheet(name=say("Schools"), headings=headings, rows=listed, total=total)


def _by_school(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    """The rows of each school, whether it is named in the nominative or in the genitive."""
    schools: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        schools[fold(genitive(row.school))].append(row)
    return schools


def _school_name(rows: Sequence[Row]) -> str:
    names = dict.fromkeys(row.school for row in rows)
    return next((name for name in names if genitive(name) != name), next(iter(names))) or "—"


def _school(name: str, rows: Sequence[Row], speaker: Speaker) -> list[Cell]:
    states = Counter(row.state for row in rows)
    missing = Counter(each for row in rows for each in set(row.missing))
    faults: Counter[str] = Counter()
    for row in rows:
        faults.update(row.faults)
    common = (f"{_meaning(code, speaker)} ({count})" for code, count in _ranked(faults)[:_COMMON])
    return [
        *(name, len(rows), states[State.MADE], states[State.UNCHANGED], states[State.NOT_MADE]),
        *(sum(row.errors for row in rows), sum(row.cautions for row in rows)),
        *(missing[each] or "" for each in _MISSING),
        "\n".join(common),
    ]


def _faults(report: Report, speaker: Speaker) -> Sheet:
    say = speaker.say
    headings = [
        *((say("Code"), 9), (say("What is wrong"), 70), (say("Severity"), 13), (say("Plans"), 9)),
        *((say("Schools"), 10), (say("Times"), 9)),
    ]
    times: Counter[str] = Counter()
    plans: Counter[str] = Counter()
    schools: dict[str, set[str]] = defaultdict(set)
    for row in report.rows:
        times.update(row.faults)
        plans.update(row.faults.keys())
        for code in row.faults:
            schools[code].add(fold(genitive(row.school)))
    rows: list[list[Cell]] = [
        [
            code,
            speaker.say(CODES[code].page).partition("\n")[0],
            speaker.severity(CODES[code].severity),
            plans[code],
            len(schools[code]),
            count,
        ]
        for code, count in _ranked(times)
    ]
    return Sheet(name=say("Faults"), headings=headings, rows=rows)


def _ranked(faults: Mapping[str, int]) -> list[tuple[str, int]]:
    """Codes with their counts: errors first, then warnings and advice, the most frequent first in each."""
    order = list(Severity)
    return sorted(faults.items(), key=lambda each: (order.index(CODES[each[0]].severity), -each[1], each[0]))


def _meaning(code: str, speaker: Speaker) -> str:
    return f"{code} {speaker.say(CODES[code].page).partition(chr(10))[0]}"


def _csv(sheet: Sheet) -> bytes:
    """The table as a Lithuanian Excel opens it: semicolons, UTF-8 with its mark; no cell is taken for a formula."""
    out = io.StringIO()
    writer = delimited.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([heading for heading, _ in sheet.headings])
    writer.writerows([[_plain(cell) for cell in row] for row in sheet.rows])
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str | int:
    words = cell.words if isinstance(cell, Link) else cell
    return f"'{words}" if isinstance(words, str) and words.startswith(_FORMULA) else words
