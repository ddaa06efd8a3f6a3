"""Keep the Lithuanian catalogue in step with the messages in the code.

Usage: ``python tools/messages.py``. It finds every message id in ``src/planforms``, brings ``planforms.po`` up to date
(new ids come in without a translation, ids that are gone go out, translations are kept), compiles ``planforms.mo`` and
lists what is still to be translated. Both files are committed; ``tests/cli/test_messages.py`` fails when they are not
up to date.

Message ids are found in the code as it is, so nothing has to be marked: what is given to ``say``, ``message`` and
``count``, in templates of pages too, to errors and findings, what is inside ``Terms`` and ``Wrong``, help texts, pages
of rules, and every other string that reads as an English sentence, such as those in tables of messages.
"""

import ast
import datetime as dt
import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "planforms"
PO = SOURCE / "locale" / "lt" / "LC_MESSAGES" / "planforms.po"
Message = str | tuple[str, str]

_MADE = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)  # the header wants dates; a fixed one keeps the files the same

# The functions whose first argument is a message id, or whose first two are the forms for one and for many.
_SAYERS = {"say", "message"}
_COUNTERS = {"count"}
_TABLED = {"Terms", "Wrong"}  # each of whose arguments is a message id
_KEYWORDS = {"message", "hint", "help"}
_PAGED = {"rule", "command", "group"}
# A sentence: it begins as one, has several words, and is in English letters outside the quoted Lithuanian.
_SENTENCE = re.compile(r"[A-Z“{][^\\]*[a-z”“}]{2,}(?: \S+){2,}", re.DOTALL)
_QUOTED = re.compile("„[^“]*“|“[^”]*”", re.DOTALL)
_ENGLISH = re.compile(r"\b(?:the|a|is|are|it|of|in|to|and|was|were|not|no|has)\b")
_CODE = re.compile(r"\(\?|\[\^|\\[bdsw]|</|\{%|[;=]\"|::")


# What click itself says and a person at the command line sees.
CLICK_WORDS: tuple[Message, ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Show this message and exit.",
    "Show the version and exit.",
    "%(prog)s, version %(version)s",
    "Error: {message}",
    "Aborted!",
    "default: {default}",
    "Try '{command} {option}' for help.",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "required",
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "No such option {name!r}.",
    "No such command {name!r}.",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "Option {name!r} does not take a value.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)


def messages() -> dict[Message, None]:
    """Every message id of the package and of click, in the order of files; plural forms as a pair."""
    found: dict[Message, None] = {}
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found |= dict.fromkeys(_messages_of(tree))
    for file in sorted(SOURCE.rglob("*.html")):
        template = Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
        for _, name, strings in extract_from_ast(template, (*_SAYERS, *_COUNTERS), babel_style=False):
            said = [words for words in strings or () if words]
            found[(said[0], said[1]) if name in _COUNTERS else said[0]] = None
    sentences = {message: None for message in found if re.search("[^\\W_]", re.sub(r"{.*?}", "", str(message)))}
    return sentences | dict.fromkeys(CLICK_WORDS)


def _messages_of(tree: ast.Module) -> Iterator[Message]:
    passed = {id(node) for node in (*_docstrings(tree), *_no_messages(tree))}
    for node in ast.walk(tree):
        match node:
            case ast.Call():
                yield from _of_call(node)
            case ast.FunctionDef(decorator_list=decorators) if any(_name(one) in _PAGED for one in decorators):
                yield cleandoc(ast.get_docstring(node, clean=False) or "")
            case ast.Constant(value=str(words)) if id(node) not in passed and _is_sentence(words):
                yield words
            case _:
                pass


def _no_messages(tree: ast.Module) -> Iterator[ast.AST]:
    """Strings that are parts of others, forms of a count (given as a pair), or descriptions in a schema."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                yield from values
            case ast.Call() if _name(node.func) in _COUNTERS:
                yield from node.args[:2]
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                described = ((key, value) for key, value in pairs if isinstance(key, ast.Constant))
                yield from (value for key, value in described if key.value == "description")
            case _:
                pass


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body:
            match node.body[0]:
                case ast.Expr(value=ast.Constant() as words):
                    yield words
                case _:
                    pass


def _of_call(call: ast.Call) -> Iterator[Message]:
    name = _name(call.func)
    if name in _COUNTERS and len(pair := [words for one in call.args[:2] for words in _strings(one)]) > 1:
        yield pair[0], pair[1]
    elif name in _SAYERS or name.endswith("Error"):
        yield from (words for one in call.args[:1] for words in _strings(one))
    elif name == "rule":
        yield from (words for one in call.args[2:4] for words in _strings(one))
    elif name in _TABLED:
        yield from (words for one in call.args for words in _strings(one))
    for keyword in call.keywords:
        if keyword.arg in _KEYWORDS:
            yield from _strings(keyword.value)


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Call(func=func):
            return _name(func)
        case _:
            return ""


def _strings(node: ast.expr) -> Iterator[str]:
    """The strings a value may be: itself, either of a choice, or each of a tuple."""
    match node:
        case ast.Constant(value=str(words)) if words:
            yield words
        case ast.IfExp(body=one, orelse=other):
            yield from (*_strings(one), *_strings(other))
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            yield from (words for element in elements for words in _strings(element))
        case ast.Starred(value=elements):
            yield from _strings(elements)
        case _:
            pass


def _is_sentence(words: str) -> bool:
    bare = _QUOTED.sub("“”", words)
    return bool(
        _SENTENCE.match(words)
        and _ENGLISH.search(bare)
        and not _CODE.search(words)
        and not re.search("[ąčęėįšųūž]", bare)
    )


def updated() -> Catalog:
    """The catalogue with the ids of the code and the translations in the file."""
    with PO.open("rb") as file:
        old = read_po(file, locale="lt")
    new = Catalog(
        locale="lt",
        project="planforms",
        version="1",
        header_comment="# What planforms says in Lithuanian; kept in step with the code by tools/messages.py.",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        creation_date=_MADE,
        revision_date=_MADE,
        fuzzy=False,
    )
    for message in messages():
        known = old.get(message)
        new.add(message, known.string if known and known.id == message and not known.fuzzy else None)
    return new


def main() -> int:
    """Write both files; the exit code is 1 where something is not translated."""
    catalogue = updated()
    with PO.open("wb") as file:
        write_po(file, catalogue, omit_header=False, sort_output=False, width=100)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    missing = [message.id for message in catalogue if message.id and not all(_forms(message.string))]
    for message in missing:
        print(message)
    print(f"{len(catalogue)} messages, {len(missing)} to be translated")
    return bool(missing)


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


if __name__ == "__main__":
    sys.exit(main())
