"""The shape of the project: layers, the public interface, what is imported when."""

import ast
import gc
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import planforms
from planforms.remembered import _Pattern

ROOT = Path(planforms.__file__).parent
LAYERS = (  # a module imports only from its own line and the lines above
    {"errors", "model", "place"},
    {"faults", "findings", "language", "source", "letters", "text", "period", "timing", "people", "marks", "dates",
     "blankform", "disk", "jsonform", "numberformat", "package", "packing", "paths", "personal", "remembered",
     "schedule", "settings", "tags"},
    {"recognise", "rules", "rollover", "differences", "companions", "extracts", "fixes", "marking", "merging",
     "naming", "registers", "matching"},
    {"readers", "writers", "editors"},
    {"reports"},
    {"copies"},
    {"api", "arguments"},
    {"cli", "web", "batches", "office", "process", "__main__"},
)  # fmt: skip
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
OFFICE = {"lxml", "docx", "docxtpl", "openpyxl", "python_calamine", "xlsxwriter"}
OFFICE_USERS = {"package", "readers", "writers", "editors"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in ROOT.rglob("*.py"):
        if file != ROOT / "__init__.py":
            yield file.relative_to(ROOT).with_suffix("").parts[0], ast.parse(file.read_text(encoding="utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module)):
                yield module
            case _:
                pass


def test_imports_point_down() -> None:
    wrong = [
        f"{name} imports {target}"
        for name, tree in modules()
        for target in imports(tree)
        if target.startswith("planforms.") and RANK[target.split(".")[1]] > RANK[name]
    ]
    assert wrong == []


def test_only_readers_writers_editors_and_the_opener_use_office_libraries() -> None:
    used = {name for name, tree in modules() for target in imports(tree) if target.split(".")[0] in OFFICE}
    assert used <= OFFICE_USERS


def _name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].casefold()


def test_every_library_that_is_imported_is_a_dependency() -> None:
    extras = re.compile(r"extra == .(?!web|calendar|cluster)")
    required = {_name(need) for need in requires("planforms") or () if not extras.search(need)}
    brought = {need for name in required for need in map(_name, requires(name) or ())}
    homes = packages_distributions()
    imported = {target.split(".")[0] for _, tree in modules() for target in imports(tree)}
    foreign = {home.casefold() for name in imported - {"planforms"} for home in homes.get(name, [])[:1]}
    assert foreign <= required | brought


def test_every_public_name_is_there_and_documented() -> None:
    for name in planforms.__all__:
        value = getattr(planforms, name)
        assert value.__doc__, name
        assert value.__doc__.strip(), name


def test_the_version_and_the_help_import_no_office_library() -> None:
    code = (
        "import sys; from planforms.cli import main; main(sys.argv[1:], standalone_mode=False);"
        f"print(sorted({OFFICE!r} & set(sys.modules)))"
    )
    for option in ("--version", "--help"):
        run = subprocess.run([sys.executable, "-c", code, option], capture_output=True, text=True, check=True)
        assert run.stdout.splitlines()[-1] == "[]"


LONG = {  # modules of over 450 lines, and why each is one
    "api": "one function for each thing planforms does",
    "marks/__init__": "the forms of a mark and what fills each are read together",
    "marks/extent": "where a mark begins and ends is one decision",
    "marks/slots": "the dates, acts and numbers of a mark are one grammar",
    "package/__init__": "the one safe opener of archives, with all that it refuses",
}
FAMILIES = "rules/"  # a family of rules with their pages is read rule by rule, and may be long
MOST_MODULES = 151  # lower it when modules are merged
ADDED = re.compile(r"(?:readers|writers|cli)/\w+")  # a new format or command is a module of its own
BANNED = {"aims", "beside", "carried", "dealt", "loose", "own", "paid", "sound", "stands", "strays", "told"}


def _files() -> dict[str, Path]:
    return {file.relative_to(ROOT).with_suffix("").as_posix(): file for file in ROOT.rglob("*.py")}


def _imported_at_once(tree: ast.Module, known: Collection[str]) -> Iterator[str]:
    """The modules of the package that a module needs when it is imported itself."""
    for node in tree.body:
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names):
                inner = (f"{module}.{alias.name}" for alias in names)
                yield from (name if name in known else module for name in inner)
            case _:
                pass


def test_every_pattern_can_be_compiled() -> None:
    """A pattern that is compiled when it is first used shows a slip late; here all that are left are compiled."""
    for name in _files().keys() - {"__init__"}:
        import_module(f"planforms.{name.removesuffix('/__init__').replace('/', '.')}")
    for pattern in [each for each in gc.get_objects() if type(each) is _Pattern]:
        assert isinstance(pattern.flags, int), pattern.pattern


def test_no_modules_import_each_other_in_a_circle() -> None:
    trees = {
        f"planforms.{name}".replace("/", ".").removesuffix(".__init__"): ast.parse(file.read_text(encoding="utf-8"))
        for name, file in _files().items()
    }
    graph = {name: {*_imported_at_once(tree, trees.keys())} & trees.keys() for name, tree in trees.items()}
    assert "planforms.timing.parts" in graph["planforms.timing"]
    TopologicalSorter(graph).prepare()  # raises a CycleError that names the modules


def test_no_module_is_long_without_a_reason() -> None:
    long = {name for name, file in _files().items() if len(file.read_text(encoding="utf-8").splitlines()) > 450}
    assert {name for name in long if not name.startswith(FAMILIES)} <= LONG.keys()


def test_the_number_of_modules_does_not_grow() -> None:
    assert sum(not ADDED.fullmatch(name) for name in _files()) <= MOST_MODULES


def test_modules_are_named_for_their_noun() -> None:
    assert {name for name in _files() if BANNED & set(name.split("/")[-1].split("_"))} == set()


PLAIN = {  # where every name is a plain one; the others are to follow
    *("timing", "people", "rollover", "companions", "editors", "differences", "fixes", "period", "paths"),
}
POETIC = BANNED | {"lent", "said", "stood", "tell", "tells"}


def test_functions_and_values_are_named_in_plain_words() -> None:
    found = {
        (name, word)
        for name, file in _files().items()
        if name.split("/")[0] in PLAIN
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for word in _named(node)
        if POETIC & set(word.casefold().split("_"))
    }
    assert found == set()


def _named(node: ast.AST) -> list[str]:
    """The name that a node of the code gives to something."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
            return [name]
        case _:
            return []
