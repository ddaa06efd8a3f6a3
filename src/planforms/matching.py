"""Which row of a register belongs to which plan. Pure: values in, values out.

A row and a plan belong together by the name of the file, else by title and period, both equal. Likeness is only a hint
in a message, and what is not certain is a problem that names all rows and files in it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from rapidfuzz import fuzz, process

from planforms.model import Period
from planforms.registers import Entry, Problem, Register, letters
from planforms.remembered import pattern_of

_LIKE_ENOUGH = 75.0
_MOST_HINTS = 100  # looking for a likely file takes as long as there are files
_MOST_NAMES = 5  # in one message
_SEPARATOR = pattern_of(r"[\\/]")
_ABSOLUTE = pattern_of(r"[a-z]+://|file:|[a-z]:[\\/]|[\\/]", re.IGNORECASE)
_YEARS = pattern_of(r"\b(?:19|20)\d\d\b|\bm(?:okslo)?\b|\bmetu\b")  # of a folded title, without signs


class PlanFile(Struct, frozen=True, kw_only=True):
    """A file with plans: its path, and the title and period of each plan in it as far as they are known."""

    path: str
    plans: tuple[tuple[str, Period | None], ...] = ()


class Matched(Struct, frozen=True, kw_only=True):
    """Which row belongs to which file.

    Attributes:
        entries: by the path of the file; a file without a row that can be used is not in it.
        problems: by the path of the file: why no row was taken.
        unregistered: the paths of files that no row names at all.
        unused: rows without a file, and why.
    """

    entries: Mapping[str, Entry]
    problems: Mapping[str, tuple[Problem, ...]]
    unregistered: frozenset[str] = frozenset()
    unused: tuple[tuple[Entry, tuple[Problem, ...]], ...] = ()


def match(register: Register, files: Sequence[PlanFile]) -> Matched:
    """Find the row of each of *files*: by the name of the file, else by title and period, both equal."""
    known = _Files(files)
    found = [(entry, *known.of(entry)) for entry in register.entries]
    claims: dict[str, list[Entry]] = defaultdict(list)
    problems: dict[str, list[Problem]] = defaultdict(list)
    unused: list[tuple[Entry, tuple[Problem, ...]]] = []
    # A row that names the folder of the file too comes before one that names another folder.
    for entry, paths, exact in sorted(found, key=lambda row: not row[2]):
        if len(paths) == 1 and (exact or not claims[paths[0]]):
            claims[paths[0]].append(entry)
        elif len(paths) > 1:
            problem = _several_files(entry, paths)
            unused.append((entry, (*entry.problems, problem)))
            for path in paths:
                problems[path].append(problem)
        else:
            missing = (known.missing(entry),) if entry.file or entry.title else ()
            unused.append((entry, (*entry.problems, *missing)))
    for path, claimed in claims.items():
        if len(claimed) > 1:
            rows = ", ".join(str(entry.row) for entry in claimed)
            problems[path].append(Problem("Several rows of the register are for this file: {rows}.", {"rows": rows}))
        problems[path] += [problem for entry in claimed for problem in entry.problems]
    entries = {path: claimed[0] for path, claimed in claims.items() if claimed and not problems[path]}
    unregistered = frozenset(file.path for file in files if file.path not in entries and not problems[file.path])
    for path in unregistered:
        problems[path].append(Problem("The register has no row for this file."))
    return Matched(
        entries=entries,
        problems={path: tuple(each) for path, each in problems.items() if each},
        unregistered=unregistered,
        unused=tuple(sorted(unused, key=lambda row: row[0].row)),
    )


def needs_titles(register: Register) -> bool:
    """Whether a row names no file, so that files have to be read to find the plan that it is of."""
    return any(entry.title and not entry.file for entry in register.entries)


def same_title(one: str, other: str) -> bool:
    """Whether two titles are equal but for signs, capitals and the words of their periods."""
    return _title(one) == _title(other)


def _several_files(entry: Entry, paths: Sequence[str]) -> Problem:
    names = ", ".join(paths[:_MOST_NAMES]) + (", …" if len(paths) > _MOST_NAMES else "")
    return Problem("Row {row} of the register fits several files: {names}.", {"row": entry.row, "names": names})


class _Files:
    """Files by what a row may name them by."""

    def __init__(self, files: Sequence[PlanFile]) -> None:
        self._files = files
        self._hints = 0
        self._names: dict[str, list[str]] = defaultdict(list)
        self._stems: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[object, list[str]] = defaultdict(list)
        for file in files:
            name = _parts(file.path)[-1]
            self._names[name].append(file.path)
            self._stems[_stem(name)].append(file.path)
            for title, period in dict.fromkeys((_title(title), period) for title, period in file.plans if title):
                self._titles[title, period].append(file.path)

    def of(self, entry: Entry) -> tuple[Sequence[str], bool]:
        """The files that *entry* may be for, and whether all that it names of them is equal."""
        if not entry.file:
            return (self._titles.get((_title(entry.title), entry.period), ()) if entry.title else ()), True
        *folders, name = _parts(entry.file)
        candidates = self._names.get(name) or self._stems.get(name, [])
        fitting = [path for path in candidates if not folders or _parts(path)[:-1][-len(folders) :] == folders]
        if fitting:
            return fitting, True
        return (candidates if _ABSOLUTE.match(entry.file) else ()), False

    def missing(self, entry: Entry) -> Problem:
        """The problem of an entry that no file fits, with the likeliest file as a hint."""
        wanted = entry.file or entry.title
        arguments: dict[str, object] = {"row": entry.row, "wanted": wanted}
        self._hints += 1
        if self._hints <= _MOST_HINTS and (likely := self._likeliest(entry)):
            arguments["likely"] = likely
            return Problem("Row {row} of the register: there is no plan “{wanted}”; is it “{likely}”?", arguments)
        return Problem("Row {row} of the register: there is no plan “{wanted}” among the files.", arguments)

    def _likeliest(self, entry: Entry) -> str:
        if entry.file:
            depth = len(_parts(entry.file))
            wanted = letters(_stem(entry.file))
            choices = {file.path: letters(_stem("/".join(_parts(file.path)[-depth:]))) for file in self._files}
        else:
            wanted = letters(entry.title)
            choices = {file.path: letters(file.plans[0][0]) for file in self._files if file.plans}
        found = process.extractOne(wanted, choices, scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        return str(found[2]) if found else ""


def _composed(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold().strip()


def _parts(path: str) -> list[str]:
    """The folders of *path*, from the outermost, and its name, for comparison, whichever system wrote it."""
    return [part for part in map(_composed, _SEPARATOR.split(path)) if part not in {"", "."}] or [""]


def _stem(path: str) -> str:
    """*path* without its extension."""
    return path.rpartition(".")[0] or path


def _title(title: str) -> str:
    """*title* for comparison, without the words of its period, which is compared as a value."""
    return " ".join(_YEARS.sub(" ", letters(title)).split())
