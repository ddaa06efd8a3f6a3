"""The folder that a batch writes to: what is written, what is left alone, and what the next run has to know.

While a run lasts, a journal in the folder takes a line before each file that is written, and its lock keeps a second
run out; the system releases the lock when the process ends, however it ends. At the end the report of the run takes
the journal's place. From both the next run knows which bytes were ours, and so which documents were edited by hand.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from planforms.errors import UsageError
from planforms.registers import Problem
from planforms.reports.batch import Output, State

REPORT = "planforms-batch.json"
JOURNAL = "planforms-batch.journal"
_TEMPORARY = f".planforms-{'?' * 16}"  # what a run that was killed left behind
Write = Callable[[str, bytes], None]


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

    def finish(self, report: Mapping[str, object]) -> None:
        """Keep the *report* of the run, with what the next one has to know, and remove the journal."""
        if self._trial or self._journal is None:
            return
        outputs = {output: known[-1] for output, known in self._known.items()}
        self._write(str(self.path / REPORT), msgspec.json.encode({**report, "outputs": outputs}))
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
