"""Write the public names of planforms into ``docs/api.md``, from their signatures and docstrings.

Usage: ``python tools/api.py``. What is below the line of dashes is made; the examples above it are written by hand.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import UnionType

import planforms

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
LINE = "\n---\n\n"
_WIDE = 100
_SECTION = re.compile(r"^(Args|Attributes|Raises):$")


def made(page: str) -> str:
    """*page* with the public names as they are."""
    values = {name: getattr(planforms, name) for name in planforms.__all__}
    functions = {name: value for name, value in values.items() if inspect.isfunction(value)}
    errors = {name: value for name, value in values.items() if _is(value, Exception)}
    classes = {name: value for name, value in values.items() if name not in functions.keys() | errors.keys()}
    lines = ["## Functions"]
    for name, function in functions.items():
        lines += ["", f"### {name}", "", "```python", _signature(function), "```", "", *_described(function)]
    lines += ["", "## Values"]
    for name, kind in classes.items():
        described = [f"`{_type(kind)}`"] if isinstance(kind, UnionType) else [*_described(kind), *_parts(kind)]
        lines += ["", f"### {name}", "", *described]
    lines += ["", "## Errors", "", "All are a `PlanformsError`; its message is one sentence, in English.", ""]
    lines += [f"- `{name}`: {' '.join(_plain(inspect.getdoc(kind) or '').split())}" for name, kind in errors.items()]
    return page.partition(LINE)[0] + LINE + "\n".join(lines) + "\n"


def _is(value: object, kind: type) -> bool:
    return isinstance(value, type) and issubclass(value, kind)


def _signature(function: object) -> str:
    """The definition of *function* as it is written, on one line or an argument to a line."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))  # type: ignore[arg-type]
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.FunctionDef)  # noqa: S101 -- what a function's source holds
    taken = ast.unparse(node.args)
    given = _unquoted(ast.unparse(node.returns)) if node.returns else "None"
    line = f"{node.name}({_unquoted(taken)}) -> {given}"
    if len(line) <= _WIDE:
        return line
    arguments = "".join(f"    {each},\n" for each in _divided(_unquoted(taken)))
    return f"{node.name}(\n{arguments}) -> {given}"


def _unquoted(words: str) -> str:
    """Annotations that are written as strings, as the types that they name; spaces around the “=” of a default."""
    return re.sub(r"(?<=\w|\])=(?!=)", " = ", re.sub(r"(: |^)'([A-Z][^']*)'", r"\1\2", words))


def _divided(arguments: str) -> Iterator[str]:
    """The arguments one by one; commas in brackets divide nothing."""
    depth, start = 0, 0
    for index, sign in enumerate(arguments):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            yield arguments[start:index].strip()
            start = index + 1
    yield arguments[start:].strip()


def _described(value: object) -> Iterator[str]:
    """The docstring as Markdown: its sections as lists."""
    inside = False
    for line in (inspect.getdoc(value) or "").splitlines():
        if found := _SECTION.match(line):
            inside = True
            yield from (f"{found[1]}:", "")
        elif inside and (entry := re.match(r"    ([\w.]+): (.*)", line)):
            yield f"- `{entry[1]}`: {_plain(entry[2])}"
        elif inside and line.startswith("    "):
            yield f"  {_plain(line.strip())}"
        else:
            inside = inside and not line
            yield _plain(line)


def _plain(words: str) -> str:
    return words.replace("``", "`")


def _parts(kind: object) -> Iterator[str]:
    """The members of an enumeration, the fields of a value, and what can be asked of it."""
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield from ("", "One of " + ", ".join(f"`{member.name}` (`{member.value}`)" for member in kind) + ".")
        return
    fields = getattr(kind, "__struct_fields__", None) or getattr(kind, "_fields", ())
    if fields:
        notes = getattr(kind, "__annotations__", {})
        yield from ("", "Fields: " + ", ".join(f"`{field}: {_type(notes.get(field))}`" for field in fields) + ".")
    for name, member in vars(kind).items():
        if name.startswith("_") or not (inspect.isfunction(member) or isinstance(member, property)):
            continue
        first = (inspect.getdoc(member) or "").partition("\n")[0]
        yield from ("", f"`.{name}{'' if isinstance(member, property) else '()'}`: {_plain(first)}")


def _type(note: object) -> str:
    words = note if isinstance(note, str) else inspect.formatannotation(note)
    return re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Za-z])", "", words.strip("'"))


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
