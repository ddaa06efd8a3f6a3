"""Jinja for templates that may come from a stranger: no way to anything but values, and work and output are bounded.

It knows Jinja, not Word and not plans. A template may print, loop, choose and set; what a document never needs (macros,
includes, powers, padding) is no part of its language, so that nothing is left whose cost cannot be told beforehand. The
clock is looked at only to stop what takes too long; no value depends on it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from itertools import islice
from time import monotonic
from typing import Any, Final, TypeVar

from jinja2 import (
    Environment,
    StrictUndefined,
    TemplateSyntaxError,
    Undefined,
    nodes,
    pass_context,
    pass_environment,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.runtime import LoopContext, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import escape
from msgspec import Struct

from planforms.errors import TemplateError
from planforms.model import Run
from planforms.writers.docx.runs import Line

_LONGEST: Final = 1_000_000  # letters of a text, or items of a list, that a tag may make
_LARGEST: Final = 4096  # bits of a number that a tag may make
_STEPS, _STEPS_A_CELL = 50_000, 200  # of loops, calls and filters
_LETTERS, _LETTERS_A_CELL = 20_000_000, 20_000  # of output
_SECONDS, _SECONDS_A_CELL = 2.5, 0.0005
_BATCH: Final = 1024
_WIDE_FORMAT = re.compile(r"\d{4}|\*")

FILTERS: Final = (
    *("abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "groupby", "int", "items", "join"),
    *("last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "select"),
    *("selectattr", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper", "wordcount"),
)
METHODS: Final[Mapping[type, frozenset[str]]] = {
    str: frozenset(
        {"capitalize", "count", "endswith", "find", "isdigit", "islower", "isupper", "lower", "lstrip", "rstrip"}
        | {"split", "startswith", "strip", "title", "upper"}
    ),
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "index"}),
    LoopContext: frozenset({"changed", "cycle"}),
}
STATEMENTS: Final = ("for", "if", "elif", "else", "set", "with", "filter")
_LANGUAGE: Final = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.AssignBlock),
    *(nodes.With, nodes.FilterBlock, nodes.Name, nodes.NSRef, nodes.Const, nodes.Tuple, nodes.List, nodes.Dict),
    *(nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Call, nodes.Getattr, nodes.Getitem),
    *(nodes.Slice, nodes.Concat, nodes.Compare, nodes.Operand, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div),
    *(nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos, nodes.Not, nodes.And, nodes.Or),
)
# Names of our own that no template can write.
_COUNTED, _JOINED = " counted", " joined"
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Budget:
    """What one document may still cost; *cells* is how many the plan has."""

    def __init__(self, cells: int = 0) -> None:
        self.letters = _LETTERS + cells * _LETTERS_A_CELL
        self._steps = _STEPS + cells * _STEPS_A_CELL
        self.until = monotonic() + _SECONDS + cells * _SECONDS_A_CELL

    def spend(self, steps: int = 1) -> None:
        """Take so many steps.

        Raises:
            TemplateError: there are no more, or the time is over.
        """
        self._steps -= steps
        if self._steps < 0 or monotonic() > self.until:
            raise TemplateError(
                "The template asks for more work than a document of this size needs, so it was stopped. "
                "Look for a loop inside a loop, or take the built-in template."
            )


_budget: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def bounded(cells: int) -> Iterator[None]:
    """Let what is rendered inside cost no more than a plan of so many *cells* is worth.

    What is bounded inside something bounded has to be done in its time.
    """
    budget, outer = Budget(cells), _budget.get(None)
    if outer:
        budget.until = min(budget.until, outer.until)
    token = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(token)


def _current() -> Budget:
    # Values that Jinja computes while it compiles have no document yet.
    return _budget.get(None) or Budget()


def spend(steps: int) -> None:
    """Take so many steps of what the document may cost.

    Raises:
        TemplateError: there are no more.
    """
    _current().spend(steps)


def _spend(value: object) -> None:
    size = len(value) if isinstance(value, Sized) else 0
    _current().spend(1 + (size // _BATCH if isinstance(value, str) else size))


def _fits(size: int) -> None:
    if size > _LONGEST:
        raise TemplateError(
            "A tag of the template makes a text or list of {size} parts, more than any document needs; "
            "look for * , + or ~ in its tags.",
            size=size,
        )


class _ForeignError(TemplateSyntaxError):
    """The template says what is no part of the language."""

    def __init__(self, word: str, line: int) -> None:
        super().__init__(f"“{word}” is no part of a template's language", line)


class _Tamed(NodeTransformer):
    """A parsed template with its loops counted and its joined texts measured; what is no part of it refused."""

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:  # noqa: ANN401 (Jinja's own)
        """Refuse what is not listed, then go on inside."""
        if not isinstance(node, _LANGUAGE):
            raise _ForeignError(type(node).__name__.casefold(), node.lineno)
        return super().generic_visit(node, *args, **kwargs)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 (Jinja's name for it)
        """Count the rounds of a loop when it begins."""
        if node.recursive:
            raise _ForeignError("recursive", node.lineno)
        self.generic_visit(node)
        node.iter = _filtered(node.iter, _COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Measure the parts before they are joined."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), _JOINED)


def _filtered(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, stricter and bounded, in which a name that is missing is an error."""

    intercepted_binops = frozenset({"+", "*", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 (Jinja's signature)
        """As the sandbox does it, but at once where *obj* is a printed value of ours and *attribute* one of its fields.

        The sandbox asks of each value anew what it is; of values that are plain data there is nothing to ask.
        """
        if attribute in _fields(type(obj)):  # type: ignore[arg-type]  # every class is hashable
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        """Whether a template may reach *attr*: data, and the few methods whose cost is known."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return not callable(value) or any(isinstance(obj, kind) and attr in names for kind, names in METHODS.items())

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """As the sandbox does it, counted."""
        _current().spend()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """As Python does it, where what comes out is no larger than a document needs."""
        match operator, left, right:
            case ("*", str() | list() | tuple(), int()):
                _fits(len(left) * right)
            case ("*", int(), str() | list() | tuple()):
                _fits(left * len(right))
            case ("*", int(), int()):
                _fits(0 if left.bit_length() + right.bit_length() < _LARGEST else _LONGEST + 1)
            case ("+", str() | list() | tuple(), str() | list() | tuple()):
                _fits(len(left) + len(right))
            case ("%", str(), _) if _WIDE_FORMAT.search(left):
                message = "a width in a format is not allowed"
                raise SecurityError(message)
            case _:
                pass
        return super().call_binop(context, operator, left, right)

    def concat(self, chunks: Iterable[str]) -> str:
        """Join what is printed, no more of it than the document may hold."""
        budget = _current()
        left, parts, coming = budget.letters, [], iter(chunks)
        while batch := list(islice(coming, _BATCH)):
            budget.spend()
            left -= sum(map(len, batch))
            if left < 0:
                raise TemplateError(
                    "The template prints far more than a document of this size holds, so it was stopped. "
                    "Look for a loop inside a loop, or take the built-in template."
                )
            parts.append("".join(batch))
        return "".join(parts)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        try:
            tamed: nodes.Template = _Tamed().visit(super()._parse(source, name, filename))
        except ValueError as error:  # Python reads no number that is so long
            raise _ForeignError("a number of thousands of digits", 1) from error
        return tamed

    def wrap_str_format(self, value: object) -> None:
        """No ``str.format``: its fields may be as wide as they like."""


@lru_cache(maxsize=256)
def _fields(kind: type) -> frozenset[str]:
    """The names of the plain data in a printed value; none for any other value."""
    return frozenset(kind.__struct_fields__) if issubclass(kind, Struct) else frozenset()


def environment() -> Environment:
    """The Jinja environment of every template."""
    made = SafeEnvironment(undefined=StrictUndefined, autoescape=True)
    made.globals = {"range": safe_range, "namespace": Namespace}
    made.filters = {name: _charged(JINJA_FILTERS[name]) for name in FILTERS}
    made.filters |= {"join": _charged(_join), "replace": _charged(_replace), "sum": _charged(_sum)}
    made.filters |= {"e": _escape, "escape": _escape}
    made.filters |= {_COUNTED: _counted, _JOINED: _concatenated, "inside": _inside, "runs": _runs}
    return made


def _charged(function: _Function) -> _Function:
    """A filter that is paid for by the size of what it works on."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def charged(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (any filter)
        before, value, after = args[:place], args[place], args[place + 1 :]
        value = _within(value)
        _spend(value)
        return function(*before, value, *after, **kwargs)

    return charged  # type: ignore[return-value]  # the same signature


def _within(value: Any) -> Any:  # noqa: ANN401 (any value)
    """*value*, or what an iterator of unknown length holds, if that is not too much."""
    if not isinstance(value, Iterator):
        return value
    held = list(islice(value, _LONGEST + 1))
    _fits(len(held))
    return held


@pass_context  # so that Jinja does not work it out while it compiles
def _counted(_: object, value: Any) -> Any:  # noqa: ANN401 (any value)
    value = _within(value)
    _spend(list(value) if isinstance(value, str) else value)
    return value


@pass_eval_context
def _concatenated(evaluation: nodes.EvalContext, parts: list[object]) -> str:
    _fits(sum(len(str(part)) for part in parts))
    return (markup_join if evaluation.autoescape else str_join)(parts)


@pass_eval_context
def _join(evaluation: nodes.EvalContext, value: Iterable[object], d: str = "", attribute: str = "") -> str:
    size, held = 0, [_in_words(one) for one in _attributes(evaluation.environment, value, attribute)]
    for one in held:
        size += len(str(one)) + len(d)
        _fits(size)
    return str(JINJA_FILTERS["join"](evaluation, held, d))


@pass_eval_context
def _replace(evaluation: nodes.EvalContext, s: object, old: str, new: str, count: int | None = None) -> str:
    words = s if isinstance(s, str) else str(s)
    _fits(len(words) + words.count(old) * len(new))
    replaced: str = JINJA_FILTERS["replace"](evaluation, words, old, new, count)
    return replaced


@pass_environment
def _sum(environment: Environment, iterable: Iterable[object], attribute: str = "") -> object:
    return sum(_attributes(environment, iterable, attribute))


def _attributes(environment: Environment, values: Iterable[object], attribute: str) -> Iterable[Any]:
    return (environment.getattr(value, attribute) for value in values) if attribute else values


def _in_words(value: object) -> object:
    """A line as its words: inside another text it cannot be runs."""
    return value.words if isinstance(value, Line) else value


def _escape(value: object) -> object:
    """A line escapes itself where it is printed."""
    return value if isinstance(value, Line) else escape(value)


def _inside(value: object, base: str) -> object:
    return value.inside(base) if isinstance(value, Line) else value


def _runs(value: object, base: str) -> object:
    """Runs with the properties *base*, of words and numbers too: text may stand nowhere else."""
    if isinstance(value, Line):
        return value.runs(base) if base else value.xml
    if hasattr(value, "__html__") or isinstance(value, Undefined):
        return value
    return Line.of((Run(str(value)),)).runs(base)
