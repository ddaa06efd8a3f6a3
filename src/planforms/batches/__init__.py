"""A city's plans in one go, from files and a register to results: which row is of which plan, and its documents.

It reads the files one after another, as the workers take them, and writes none.
"""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from planforms import office
from planforms.api import AnyFile, open_file
from planforms.batches.executors import Workers, serial
from planforms.batches.work import BatchResult, Job, Task
from planforms.companions.institutions import genitive
from planforms.disk import read_path
from planforms.errors import PlanformsError, UsageError
from planforms.letters import fold
from planforms.matching import PlanFile, match, needs_titles
from planforms.naming import CONVERTED, PDF
from planforms.readers import File, InputFormat, source_of
from planforms.registers import Entry, Problem, Register, parse_register

__all__ = ["SHARED_ACT", "Batch", "BatchResult", "batch", "check_formats", "read_register", "school_of", "with_pdfs"]

SHARED_ACT = "“{other}”, a plan of another school, has the same number and date of the act that approves."
Run = Callable[[Iterable[Task], Job], Iterator[tuple[Task, BatchResult]]]
Bytes = Callable[[str], bytes]


def read_register(file: AnyFile, name: str = "") -> Register:
    """The register in a file: an .xlsx, a .csv or another that holds a table.

    Raises:
        UsageError: it has no headings of a register, or not one of each.
        PlanformsError: as ``open_file``.
    """
    opened = open_file(file, name)
    if opened.kind is InputFormat.JSON:
        raise UsageError("“{name}” is not a register; a register is an .xlsx or a .csv file.", name=opened.name)
    return parse_register(source_of(opened), opened.name)


def batch(  # noqa: PLR0913 -- what a person decides about a batch
    files: Iterable[str | os.PathLike[str] | File],
    register: AnyFile | None = None,
    *,
    today: dt.date,
    formats: Sequence[str] = ("docx",),
    template: bytes | None = None,
    allow_unregistered: bool = False,
    executor: Executor | None = None,
    workers: int | None = None,
    seconds: float | None = None,
) -> Iterator[BatchResult]:
    """The documents of many plans with the numbers and dates of a register, one result after another.

    Results come in the order of *files*, then those of rows of the register that no file is for. Few plans are in
    memory at a time. Nothing is written.

    Args:
        files: paths, or files that ``open_file`` gave.
        register: an .xlsx or .csv file with a row for each plan; ``None`` with *allow_unregistered*.
        today: the day on which a date is in the future or not.
        formats: what to make of each plan: ``docx``, ``xlsx``, ``json``, ``pdf`` (by LibreOffice).
        template: a DOCX template of one's own; the built-in one where it is ``None``.
        allow_unregistered: make a plan that the register has no row for, with its marks as they are.
        executor: works on the plans, as a ``ProcessPoolExecutor``; where it is ``None`` they are made in this process.
        workers: how many plans the *executor* works on at a time; as many as there are processors by default.
        seconds: how long one plan may take; for an executor of processes, whose worker is ended then.

    Raises:
        UsageError: there is no such format, the register is not one, or the executor works no more.
        PlanformsError: the register cannot be read.
    """
    check_formats(formats)
    job = Job(formats=tuple(formats), today=today, seconds=seconds)
    listed = {(file.name if isinstance(file, File) else os.fspath(file)): file for file in files}
    known = Register() if register is None else read_register(register)

    def read(path: str) -> bytes:
        file = listed[path]
        return file.data if isinstance(file, File) else read_path(file)

    run = Workers(lambda: executor, workers or os.cpu_count() or 1).results if executor else serial
    made = Batch(
        list(listed), known, job, run, read=read, template=lambda _: template, allow_unregistered=allow_unregistered
    )
    return with_pdfs(made.results(), job.formats)


def check_formats(formats: Sequence[str]) -> None:
    """Refuse, before the work, what cannot be made.

    Raises:
        UsageError: there is no such format.
        UnknownFormatError: a PDF is asked for, and LibreOffice is not installed.
    """
    for each in formats:
        if each not in CONVERTED:
            raise UsageError(
                "There is no format “{format}”; choose one of {formats}.", format=each, formats=", ".join(CONVERTED)
            )
    if PDF in formats:
        office.pdfs([])


class Batch:
    """Plans and their rows, matched; ``results`` makes them.

    Attributes:
        refused: why a file is not made, by the path.
    """

    def __init__(  # noqa: PLR0913 -- what a batch is made of
        self,
        paths: Sequence[str],
        register: Register,
        job: Job,
        run: Run,
        *,
        read: Bytes,
        template: Callable[[str], bytes | None],
        allow_unregistered: bool = False,
    ) -> None:
        self._paths = paths
        self._job = job
        self._run = run
        self._read = read
        self._template = template
        self._unread: dict[str, Problem] = {}
        self._entries: dict[str, Entry] = {}  # the row of each file that is still to be made, by the path
        self._acts: dict[tuple[str, dt.date], tuple[str, str]] = {}
        files = self._titled() if needs_titles(register) else [PlanFile(path=path) for path in paths]
        matched = match(register, files)
        self._entries = dict(matched.entries)
        unregistered = matched.unregistered if allow_unregistered else frozenset()
        self.refused = {path: each for path, each in matched.problems.items() if path not in unregistered}
        self._unused = matched.unused

    def results(self) -> Iterator[BatchResult]:
        """What becomes of each file, in their order, then of each row that no file is for."""
        made = self._made(self._job, [path for path in self._paths if path not in self.refused])
        for path in self._paths:
            if path in self.refused:
                yield BatchResult(file=path, problems=self.refused[path])
            else:
                yield self._doubted(next(made))
        for entry, problems in self._unused:
            yield BatchResult(entry=entry, problems=problems)

    def _titled(self) -> list[PlanFile]:
        made = self._made(replace(self._job, titles_only=True), self._paths)
        return [PlanFile(path=each.file, plans=((each.title, each.period), *each.others)) for each in made]

    def _made(self, job: Job, paths: Iterable[str]) -> Iterator[BatchResult]:
        for task, result in self._run(map(self._task, paths), job):
            unread = self._unread.pop(task.path, None)
            yield replace(BatchResult(problems=(unread,)) if unread else result, file=task.path, entry=task.entry)

    def _task(self, path: str) -> Task:
        entry = self._entries.pop(path, None)
        try:
            template = self._template(path) if self._job.formats else None
            return Task(path=path, data=self._read(path), entry=entry, template=template)
        except PlanformsError as error:
            self._unread[path] = Problem(error.message, error.arguments)
            return Task(path=path, data=b"", entry=entry)

    def _doubted(self, result: BatchResult) -> BatchResult:
        """*result* with a warning where a plan of another school has its act."""
        if not (result.entry and result.entry.order_no and result.number and result.date):
            return result
        school = school_of(result)
        first, other = self._acts.setdefault((fold(result.number), result.date), (school, result.file))
        if first == school:
            return result
        return replace(result, warnings=(*result.warnings, Problem(SHARED_ACT, {"other": other})))


@lru_cache(maxsize=1024)
def _school(name: str) -> str:
    return fold(genitive(name))


def school_of(result: BatchResult) -> str:
    """The school of a plan for comparison: as the plan names it, else the folder that its file is in."""
    return _school(result.institution) or str(Path(result.file).parent)


def with_pdfs(
    results: Iterator[BatchResult],
    formats: Sequence[str],
    needed: Callable[[BatchResult], bool] = lambda _: True,
) -> Iterator[BatchResult]:
    """*results* with the PDF that *formats* ask for, where it is *needed*, made of their DOCX in groups."""
    if PDF not in formats:
        yield from results
        return
    while group := list(islice(results, office.GROUP)):
        wanted = [result for result in group if "docx" in result.documents and needed(result)]
        made = office.pdfs([(result.file, result.documents["docx"]) for result in wanted])
        pdfs = {result.file: pdf for result, pdf in zip(wanted, made, strict=True)}
        yield from (_with_pdf(result, pdfs.get(result.file), formats) for result in group)


def _with_pdf(result: BatchResult, pdf: bytes | PlanformsError | None, formats: Sequence[str]) -> BatchResult:
    documents: Mapping[str, bytes] = {name: data for name, data in result.documents.items() if name in formats}
    if isinstance(pdf, PlanformsError):
        problem = Problem(pdf.message, pdf.arguments)
        return replace(result, documents=documents, problems=(*result.problems, problem))
    return replace(result, documents={**documents, PDF: pdf} if pdf else documents)
