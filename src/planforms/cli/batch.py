"""``planforms batch``: the documents of many plans, with the numbers and dates of a register."""

import datetime as dt
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from planforms.cli.files import check_output, plans_under, read_input, write_output
from planforms.cli.settings import find_settings
from planforms.cli.voice import COULD_NOT, Voice, voice
from planforms.errors import UnreadableFileError, UsageError
from planforms.naming import ending
from planforms.process import StoppedError, end_by, stopped_as_error

if TYPE_CHECKING:
    from planforms.batches.executors import Workers
    from planforms.batches.outputs import Folder
    from planforms.reports.batch import Row

_FORMATS = ("docx", "pdf", "xlsx", "json")
_REPORTS = ("xlsx", "csv", "json", "html")
_FOUND = 1
_MOST_LINES = 50  # about plans that were not made; the report has all
_MINUTE = 60.0


@click.command()
@click.argument("sources", metavar="IN...", nargs=-1, required=True)
@click.option("--register", metavar="R", help="The register, .xlsx or .csv: a row for each plan. It is never changed.")
@click.option("-o", "--output", metavar="DIR", help="Folder for the documents; it is made where it does not exist.")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(_FORMATS), help="What to make; may be given several times."
)
@click.option("--template", metavar="T.docx", help="A template of your own in place of the built-in one.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes at work; by default one a processor.")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster that does the work: tcp://10.0.0.5:8786.")
@click.option("--timeout", type=click.IntRange(min=1), default=60, metavar="SECONDS", help="How long a plan may take.")
@click.option("--dry-run", "trial", is_flag=True, help="Write only the report: what would be done.")
@click.option("--report", metavar="FILE", help="Write a report with a row for each plan: .xlsx, .csv, .json or .html.")
@click.option("--strict", is_flag=True, help="Exit with code 1 where a plan has errors or warnings.")
@click.option("--force", is_flag=True, help="Replace documents that were edited by hand or made by something else.")
@click.option("--allow-unregistered", is_flag=True, help="Make plans without a row too, with their marks as they are.")
@click.option("--blank-register", metavar="FILE", help="Write an empty register of the files in IN, .xlsx or .csv.")
@click.pass_context
def batch(  # noqa: PLR0913 -- a command has as many parameters as options
    ctx: click.Context,
    *,
    sources: tuple[str, ...],
    register: str | None,
    output: str | None,
    formats: tuple[str, ...],
    template: str | None,
    jobs: int | None,
    scheduler: str | None,
    timeout: int,
    trial: bool,
    report: str | None,
    strict: bool,
    force: bool,
    allow_unregistered: bool,
    blank_register: str | None,
) -> None:
    """Make the documents of many plans, numbered from a register.

    IN are files and folders, with the folders in them. A row of the register and a plan belong together by the name
    of the file, else by title and period. What does not fit is not made, and is named. A second run writes only what
    differs. Documents that were edited by hand are kept. The exit code is 2 where a plan was not made.
    """
    speak = voice(ctx)
    with speak.exit_on_error():
        if blank_register:
            _write_blank(speak, sources, blank_register, force=force)
            return
        asked = _Asked(
            register=register,
            folder=_needed(output, "-o DIR"),
            formats=tuple(dict.fromkeys(formats)) or ("docx",),
            template=template,
            jobs=jobs or os.cpu_count() or 1,
            scheduler=scheduler,
            timeout=timeout,
            trial=trial,
            report=report,
            force=force,
            allow_unregistered=allow_unregistered,
        )
        if not allow_unregistered:
            _needed(register, "--register R")
        rows = _run(speak, sources, asked)
        _report(speak, rows, asked)
    raise SystemExit(_exit_code(rows, strict=strict))


class _Asked(Struct, frozen=True, kw_only=True):
    """What is asked of the batch."""

    register: str | None
    folder: str
    formats: tuple[str, ...]
    template: str | None
    jobs: int
    scheduler: str | None
    timeout: int
    trial: bool
    report: str | None
    force: bool
    allow_unregistered: bool


def _needed(value: str | None, option: str) -> str:
    if not value:
        raise UsageError("A batch needs {option}; see “planforms batch --help”.", option=option)
    return value


def _run(speak: Voice, sources: Sequence[str], asked: _Asked) -> list["Row"]:
    """Make the documents and the report, and give the rows of the report."""
    from planforms.batches import Batch, check_formats, read_register
    from planforms.batches.outputs import Folder, Placing
    from planforms.batches.work import Job
    from planforms.registers import Register

    read_too = [name for name in (asked.register, asked.template) if name]
    names = plans_under(sources, [*read_too, asked.folder, *([asked.report] if asked.report else [])])
    if os.path.realpath(asked.folder) in map(os.path.realpath, sources):
        raise UsageError(
            "The plans are read from “{name}”, and the next run would take the documents for plans; choose another "
            "folder for them.",
            name=asked.folder,
        )
    check_formats(asked.formats)
    _check_report(asked.report, [*names, *read_too], speak)
    register = read_register(read_input(asked.register), asked.register) if asked.register else Register()
    job = Job(formats=asked.formats, today=dt.datetime.now().astimezone().date(), seconds=asked.timeout)
    folder = Folder(asked.folder, _write, force=asked.force, trial=asked.trial)
    with folder.opened(), _stoppable(speak, len(names)) as done, _workers(asked) as workers:
        made = Batch(
            list(names),
            register,
            job,
            workers.results,
            read=read_input,
            template=_templates(asked.template),
            allow_unregistered=asked.allow_unregistered,
        )
        placing = Placing(made, names, folder, asked.formats, [*names, *read_too])
        for row in _progress(speak, placing.rows(), len(names)):
            done.append(row)
        _write_report(speak, folder, done, register.others, asked)
    return done


def _workers(asked: _Asked) -> "AbstractContextManager[Workers]":
    from planforms.batches.executors import cluster, process_pool

    return cluster(asked.scheduler) if asked.scheduler else process_pool(asked.jobs)


def _write(name: str, data: bytes | Iterable[bytes]) -> None:
    write_output(name, data, force=True)  # whether it may be replaced is decided already


def _templates(option: str | None) -> Callable[[str], bytes | None]:
    """What gives the template for a plan: the one that is named, else the one of its school's settings."""
    if option:
        template = read_input(option)
        return lambda _: template

    @cache
    def of_folder(folder: str) -> bytes | None:
        return find_settings(folder).read_template(None)

    return lambda path: of_folder(os.path.dirname(path) or os.curdir)  # noqa: PTH120 -- a text


@contextmanager
def _stoppable(speak: Voice, total: int) -> Iterator[list["Row"]]:
    """The rows that are done; a signal that ends the process leaves all in order, so that the next run goes on."""
    done: list[Row] = []
    try:
        with stopped_as_error():
            yield done
    except StoppedError as stopped:
        speak.message(
            "Stopped: {done} of {total} are done. Give the same command again to go on.", done=len(done), total=total
        )
        end_by(stopped.number)


def _progress(speak: Voice, rows: Iterable["Row"], total: int) -> Iterator["Row"]:
    """*rows* as they come, with a bar on a terminal, else a line a minute."""
    if sys.stderr.isatty():
        with click.progressbar(rows, length=total, file=sys.stderr) as bar:
            yield from bar
    else:
        yield from lines_of_progress(rows, total, speak, time.monotonic)


def lines_of_progress(rows: Iterable["Row"], total: int, speak: Voice, seconds: Callable[[], float]) -> Iterator["Row"]:
    """*rows* as they come, and a line for each minute that passes; *seconds* is a clock."""
    last = seconds()
    for number, row in enumerate(rows, start=1):
        yield row
        now = seconds()
        if now - last >= _MINUTE:
            last = now
            speak.message("{done} of {total}", done=number, total=total)


def _check_report(name: str | None, sources: Sequence[str], speak: Voice) -> None:
    """Refuse, before the work, a report that is no report's file: only one of an earlier run is replaced.

    Raises:
        UsageError: its format is not known, it is a file that is read, or another file is there.
    """
    from planforms.reports.batch import is_report

    if name is None:
        return
    if ending(name) not in _REPORTS:
        raise UsageError("A report is an .xlsx, .csv, .json or .html file; “{name}” is not one of them.", name=name)
    check_output(name, force=True, sources=sources)
    try:
        ours = not Path(name).is_file() or is_report(read_input(name), name, speak)
    except UnreadableFileError:
        ours = False
    if not ours:
        check_output(name, force=False)


def _write_report(speak: Voice, folder: "Folder", rows: Sequence["Row"], others: Sequence[str], asked: _Asked) -> None:
    from planforms.reports.batch import Report, render

    def report(beside: str) -> Report:
        return Report(
            rows=rows,
            formats=asked.formats,
            others=others,
            files=_relative(os.curdir, beside),
            folder=_relative(asked.folder, beside),
            trial=asked.trial,
        )

    if asked.report:
        beside = os.path.dirname(asked.report) or os.curdir  # noqa: PTH120 -- a text
        _write(asked.report, render(report(beside), ending(asked.report), speak))
    folder.finish(report(asked.folder), speak)


def _relative(path: str, start: str) -> str:
    try:
        return os.path.relpath(path, start)
    except ValueError:  # another drive
        return os.path.realpath(path)


def _write_blank(speak: Voice, sources: Sequence[str], name: str, *, force: bool) -> None:
    from planforms.reports.batch import blank_register

    if ending(name) not in _REPORTS[:2]:
        raise UsageError("A register is an .xlsx or a .csv file; “{name}” is neither.", name=name)
    names = plans_under(sources, [name])
    check_output(name, force=force, sources=names)
    files = [f"{Path(output).parent / Path(path).name}" for path, output in names.items()]
    write_output(name, blank_register(files, ending(name)), force=force)
    speak.message(
        "{target}: an empty register of {plans}",
        target=name,
        plans=speak.count("{count} plan", "{count} plans", len(files)),
    )


def _report(speak: Voice, rows: Sequence["Row"], asked: _Asked) -> None:
    """What was not made and what is doubtful, a line each, and a line that sums up."""
    from planforms.reports.batch import summary

    lines = [
        f"{row.file}: {said}" if row.file else said
        for row in rows
        for said in (speak.say(each.message, **each.arguments) for each in (*row.problems, *row.warnings))
    ]
    for line in lines[:_MOST_LINES]:
        speak.note(line)
    if len(lines) > _MOST_LINES:
        speak.message("… and {count} more, which the report has.", count=len(lines) - _MOST_LINES)
    speak.note(summary(rows, speak, trial=asked.trial))
    if asked.report:
        speak.message("Report: {target}", target=asked.report)


def _exit_code(rows: Sequence["Row"], *, strict: bool) -> int:
    from planforms.reports.batch import State

    if any(row.state is State.NOT_MADE for row in rows):
        return COULD_NOT
    return _FOUND if strict and any(row.errors or row.cautions or row.warnings for row in rows) else 0
