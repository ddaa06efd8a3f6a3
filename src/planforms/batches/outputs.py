"""The folder that a batch writes to: what is written, what is left alone, and what the next run has to know.

Each document is put into the folder, and each plan into a row of the report.

While a run lasts, a journal in the folder takes a line before each file that is written, and its lock keeps a second
run out; the system releases the lock when the process ends, however it ends. At the end the report of the run takes
the journal's place. From both the next run knows which bytes were ours, and so which documents were edited by hand.
"""

import contextlib
import hashlib
import os
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, BinaryIO, TypeVar, cast

import msgspec
from msgspec import Struct

from planforms.batches import SHARED_ACT, Batch, with_pdfs
from planforms.batches.work import BatchResult
from planforms.errors import PlanformsError, UsageError
from planforms.faults import Severity
from planforms.language import Speaker
from planforms.naming import PDF
from planforms.registers import Problem
from planforms.reports.batch import Output, Report, Row, State, form

REPORT = "planforms-batch.json"
JOURNAL = "planforms-batch.journal"
_TEMPORARY = f".planforms-{'?' * 16}"  # what a run that was killed left behind
_Value = TypeVar("_Value")
Write = Callable[[str, bytes | Iterable[bytes]], None]


class Written(Struct, frozen=True, omit_defaults=True):
    """What was written to a file: the hash of its bytes, and of the DOCX that a PDF was made of."""

    sha256: str
    source: str = ""


class Kept(Struct, frozen=True):
    """The part of the last run's report that the next run needs."""

    outputs: dict[str, Written] = {}


class _Line(Struct, frozen=True):
    """A line of the journal."""

    output: str
    written: Written


class Folder:
    """The folder of a batch, for one run. ``write`` is how a file is written whole or not at all.

    A *trial* looks at the folder and writes nothing.
    """

    def __init__(self, name: str, write: Write, *, force: bool = False, trial: bool = False) -> None:
        self.path = Path(name)
        self._write = write
        self._force = force
        self._trial = trial
        self._known: dict[str, list[Written]] = {}
        self._journal: BinaryIO | None = None
        self._real: dict[str, str] = {}  # folders and where they really are
        self._made: set[str] = set()  # folders that are there

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """The folder made, locked and remembered; what a run that was killed left behind is put in order.

        Raises:
            UsageError: it cannot be made or read, or another run is writing to it.
        """
        try:
            if not self._trial:
                self.path.mkdir(parents=True, exist_ok=True)
                self._journal = _locked(self.path / JOURNAL)
            self._remember()
            yield
        except OSError as error:
            raise UsageError(
                "The folder “{name}” cannot be written: {reason}.",
                name=str(self.path),
                reason=error.strerror or str(error),
            ) from error
        finally:
            if self._journal:
                self._journal.close()

    def put(self, output: str, data: bytes, source: str = "") -> Output:
        """Write *data* to *output* in the folder, where it is not there already and nobody's work is lost."""
        digest = hashlib.sha256(data).hexdigest()
        there = self.hash_of(output)
        if there == digest:
            return self._output(output, State.UNCHANGED, Written(digest, source))
        known = self._known.get(output, [])
        if there and not self._force and all(there != each.sha256 for each in known):
            if known and (known[-1].sha256 == digest or (source and known[-1].source == source)):
                edited = Problem("“{output}” was edited by hand since it was made, and is kept.", {"output": output})
                return Output(output, State.UNCHANGED, there, edited)
            return Output(output, State.NOT_MADE, there, _refusal(output, known=bool(known)))
        if not self._trial:
            self._note(output, Written(digest, source))
            target = self._path_of(output)
            self._make_parent(target)
            self._write(target, data)
        return self._output(output, State.MADE, Written(digest, source))

    def made_of(self, output: str, source: str) -> Output | None:
        """The document *output*, where it is there as it was made of the *source*; ``None`` where it has to be made."""
        there = self.hash_of(output)
        if there and any(each == Written(there, source) for each in self._known.get(output, [])):
            return self._output(output, State.UNCHANGED, Written(there, source))
        return None

    def hash_of(self, output: str) -> str:
        """The hash of the file *output* in the folder; empty where there is none."""
        try:
            with open(self._path_of(output), "rb") as stream:  # noqa: PTH123 -- a text: many small files
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except (FileNotFoundError, NotADirectoryError):
            return ""

    def real_path(self, output: str) -> str:
        """Where *output* really is, whatever links lead to it."""
        path = self._path_of(output)
        if os.path.islink(path):  # noqa: PTH114 -- a text
            return os.path.realpath(path)
        folder, name = os.path.split(path)
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder)
        return os.path.join(self._real[folder], name)  # noqa: PTH118 -- texts

    def _path_of(self, output: str) -> str:
        return os.path.join(self.path, output)  # noqa: PTH118 -- texts

    def _make_parent(self, path: str) -> None:
        folder = os.path.dirname(path)  # noqa: PTH120 -- a text
        if folder not in self._made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)

    def finish(self, report: Report, speaker: Speaker) -> None:
        """Keep the *report* of the run, with what the next one has to know, and remove the journal."""
        if self._trial or self._journal is None:
            return
        outputs = {output: known[-1] for output, known in self._known.items()}
        self._write(str(self.path / REPORT), form(report, speaker, outputs))
        journal = self.path / JOURNAL
        if sys.platform == "win32":  # nobody can remove an open file there
            self._journal.close()
        with contextlib.suppress(OSError):
            journal.unlink()

    def _output(self, output: str, state: State, written: Written) -> Output:
        self._known[output] = [written]
        return Output(output, state, written.sha256)

    def _remember(self) -> None:
        """Read what earlier runs wrote; the last line of a run that was killed may be half a line."""
        with contextlib.suppress(FileNotFoundError, msgspec.DecodeError):
            kept = msgspec.json.decode((self.path / REPORT).read_bytes(), type=Kept)
            self._known = {output: [written] for output, written in kept.outputs.items()}
        journal = self.path / JOURNAL
        lines = journal.read_bytes().splitlines() if journal.is_file() else []
        for words in lines:
            with contextlib.suppress(msgspec.DecodeError):
                line = msgspec.json.decode(words, type=_Line)
                self._known.setdefault(line.output, []).append(line.written)
        if lines and not self._trial:
            for left in self.path.rglob(_TEMPORARY):
                left.unlink()

    def _note(self, output: str, written: Written) -> None:
        if self._journal:
            # A line begins with a line break, so that half a line of a killed run spoils no other.
            self._journal.write(b"\n" + msgspec.json.encode(_Line(output, written)))
            self._journal.flush()


def _refusal(output: str, *, known: bool) -> Problem:
    if known:
        return Problem(
            "“{output}” was edited by hand since it was made; add --force to replace it.", {"output": output}
        )
    return Problem("“{output}” exists already and no batch made it; add --force to replace it.", {"output": output})


def _locked(path: Path) -> BinaryIO:
    """The journal at *path*, opened to be added to and locked until it is closed or its process ends.

    Raises:
        UsageError: another process has locked it.
    """
    while True:
        stream = path.open("ab")
        try:
            _lock(stream)
            if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                return stream
        except FileNotFoundError:
            pass  # the run before removed it at this moment
        except OSError as error:
            stream.close()
            raise UsageError(
                "Another batch is writing to “{name}” now; wait until it ends.", name=str(path.parent)
            ) from error
        stream.close()


def _lock(stream: BinaryIO) -> None:
    """Lock *stream* without waiting.

    Raises:
        OSError: another process has.
    """
    if sys.platform == "win32":
        import msvcrt

        stream.seek(1 << 30)  # beyond its bytes, which are still to be written and read
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Placing:
    """Puts the results of a batch into a folder.

    Args:
        made: the batch.
        names: what each file's documents are called in the folder, without their extension.
        folder: opened.
        formats: the documents of each plan.
        sources: files that are read, and never written over.
    """

    def __init__(
        self, made: Batch, names: Mapping[str, str], folder: Folder, formats: Sequence[str], sources: Iterable[str]
    ) -> None:
        self._made = made
        self._names = {file: PurePath(name).as_posix() for file, name in names.items()}
        self._folder = folder
        self._formats = formats
        self._sources = {_plain(folder.real_path(os.path.abspath(each))) for each in sources}  # noqa: PTH100 -- a text
        self._hashes: dict[str, str] = {}  # by the file: of the DOCX that its PDF is made of
        self._ready: dict[str, Output] = {}  # by the file: a PDF that is there already
        self._acts: dict[str, Row] = {}  # by the file: rows with the number and the date of an act
        self._same: dict[object, Any] = {}  # values that many rows have, kept once
        self._refuse_same_names()

    def rows(self) -> Iterator[Row]:
        """Write each document, and give the row of each plan; the row of an earlier plan may get another warning."""
        for result in with_pdfs(self._made.results(), self._formats, self._pdf_needed):
            row = self._row(result)
            if row.number and row.date:
                self._acts[row.file] = row
            for warning in result.warnings:
                first = self._acts.get(str(warning.arguments.get("other", "")))
                if first and warning.message == SHARED_ACT:
                    first.warnings = (*first.warnings, Problem(SHARED_ACT, {"other": row.file}))
            yield row

    def _refuse_same_names(self) -> None:
        """Refuse all plans whose documents would have one name."""
        same: dict[str, list[str]] = defaultdict(list)
        for path, name in self._names.items():
            if path not in self._made.refused:
                same[_plain(name)].append(path)
        for paths in same.values():
            if len(paths) > 1:
                problem = Problem(
                    "Several files would make one document: {names}. Rename them, or move each to a folder of its own.",
                    {"names": ", ".join(paths)},
                )
                self._made.refused |= dict.fromkeys(paths, (problem,))

    def _pdf_needed(self, result: BatchResult) -> bool:
        """Whether the PDF has to be made: not where it is there, made of the same DOCX."""
        source = hashlib.sha256(result.documents["docx"]).hexdigest()
        ready = self._folder.made_of(self._name(result.file, PDF), source)
        if ready:
            self._ready[result.file] = ready
        else:
            self._hashes[result.file] = source
        return ready is None

    def _name(self, file: str, kind: str) -> str:
        return f"{self._names[file]}.{kind}"

    def _row(self, result: BatchResult) -> Row:
        outputs = {kind: output for kind in self._formats if (output := self._output(result, kind))}
        states = {output.state for output in outputs.values()}
        refused = tuple(
            output.problem for output in outputs.values() if output.problem and output.state is State.NOT_MADE
        )
        problems = (*result.problems, *refused)
        school = result.institution or (PurePath(result.file).parent.name if result.file else "")
        return Row(
            file=result.file,
            title=result.title or (result.entry.title if result.entry else ""),
            school=self._kept_once(school, school),
            row=result.entry.row if result.entry else 0,
            number=result.number,
            date=result.date,
            state=State.NOT_MADE if problems else State.MADE if State.MADE in states else State.UNCHANGED,
            problems=problems,
            warnings=result.warnings,
            errors=result.count(Severity.ERROR),
            cautions=result.count(Severity.WARNING),
            missing=self._kept_once(result.missing, result.missing),
            faults=self._kept_once(frozenset(result.faults.items()), result.faults),
            outputs=outputs,
            others=result.entry.others if result.entry else {},
        )

    def _kept_once(self, key: object, value: _Value) -> _Value:
        """*value*, or the equal one that an earlier row has."""
        return cast("_Value", self._same.setdefault(key, value))

    def _output(self, result: BatchResult, kind: str) -> Output | None:
        if kind == PDF and result.file in self._ready:
            return self._ready.pop(result.file)
        data = result.documents.get(kind)
        if data is None:
            return None
        name = self._name(result.file, kind)
        if _plain(self._folder.real_path(name)) in self._sources:
            return Output(name, State.NOT_MADE, problem=Problem("“{name}” is a file that is read.", {"name": name}))
        try:
            return self._folder.put(name, data, self._hashes.pop(result.file, "") if kind == PDF else "")
        except PlanformsError as error:
            return Output(name, State.NOT_MADE, problem=Problem(error.message, error.arguments))
        except OSError as error:
            problem = Problem(
                "“{name}” cannot be written: {reason}.", {"name": name, "reason": error.strerror or str(error)}
            )
            return Output(name, State.NOT_MADE, problem=problem)


def _plain(path: str) -> str:
    """*path* in one spelling of capitals and accents, to which a file system may be blind."""
    return unicodedata.normalize("NFC", path).casefold()
