"""Results put in their places: each document into the folder of the batch, each plan into a row of its report."""

import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from planforms.batches.outputs import Folder
from planforms.batches.run import SHARED_ACT, Batch, with_pdfs
from planforms.batches.work import PDF, BatchResult
from planforms.errors import PlanformsError
from planforms.registers import Problem
from planforms.reports.batch import Output, Row, State
from planforms.terms import Severity


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
        self._sources = {_plain(os.path.realpath(source)) for source in sources}
        self._hashes: dict[str, str] = {}  # by the file: of the DOCX that its PDF is made of
        self._ready: dict[str, Output] = {}  # by the file: a PDF that is there already
        self._acts: dict[str, Row] = {}  # by the file: rows with the number and the date of an act
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
        return Row(
            file=result.file,
            title=result.title or (result.entry.title if result.entry else ""),
            school=result.institution or (PurePath(result.file).parent.name if result.file else ""),
            row=result.entry.row if result.entry else 0,
            number=result.number,
            date=result.date,
            state=State.NOT_MADE if problems else State.MADE if State.MADE in states else State.UNCHANGED,
            problems=problems,
            warnings=result.warnings,
            errors=result.count(Severity.ERROR),
            cautions=result.count(Severity.WARNING),
            missing=result.missing,
            faults=result.faults,
            outputs=outputs,
            others=result.entry.others if result.entry else {},
        )

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
