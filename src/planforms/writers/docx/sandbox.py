"""Jinja for templates that may come from a stranger: no way to anything but values, and work and output are bounded.

It knows Jinja, not Word and not plans. A template may print, loop, choose and set; what a document never needs (macros,
includes, powers, padding) is no part of its language, so that nothing is left whose cost cannot be told beforehand.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from itertools import islice
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
from planforms.writers.docx.budget import BATCH, LONGEST, current, fits, paid, spend_on
from planforms.writers.docx.runs import Line

_LARGEST: Final = 4096  # bits of a number that a tag may make
_LONGEST_NUMBER: Final = 1000  # digits that are read as a number
_WIDE_FORMAT = re.compile(r"\d{4}|\*")
_WIDEST_FIELD: Final = 1000  # letters that a field of a format may put around its value

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
# Jinja's own functions that take words, and would take anything for words.
_OF_WORDS: Final = {
    *("do_capitalize", "do_lower", "soft_str", "do_title", "do_trim", "do_truncate", "do_upper", "do_wordcount"),
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
_COUNTED, _JOINED, _PAID = " counted", " joined", " paid"
_Function = TypeVar("_Function", bound=Callable[..., Any])


class UnprintableError(TemplateError):
    """A tag prints what is no words."""


def _said(value: Any) -> Any:  # noqa: ANN401 (any value)
    """*value*, if it is words, a number, yes or no, or nothing: of anything else Python tells its own names."""
    if isinstance(value, str | int | float | Line | Undefined) or value is None or hasattr(value, "__html__"):
        return value
    raise UnprintableError(
        "A tag of the template prints a whole list, or a whole row or column. Loop over a list, and of a row name one "
        "part behind a dot, as in row.title."
    )


@pass_context  # so that Jinja does not work it out while it compiles
def _printed(_: object, value: Any) -> Any:  # noqa: ANN401 (any value)
    return _said(value)


def words_only(value: Any) -> str:  # noqa: ANN401 (any value)
    """What a tag prints where no runs may stand, as in a property."""
    return str(_said(value))


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

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        """Have a list paid for when it is made."""
        self.generic_visit(node)
        return _filtered(node, _PAID)

    visit_Dict = visit_List  # noqa: N815

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        """Have a tuple paid for when it is made; some are names to be bound."""
        self.generic_visit(node)
        return _filtered(node, _PAID) if node.ctx == "load" else node


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
        if isinstance(value, Undefined):  # what may be called, but only to tell that it is missing
            return True
        return not callable(value) or any(isinstance(obj, kind) and attr in names for kind, names in METHODS.items())

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """As the sandbox does it, counted."""
        current().spend()
        return paid(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """As Python does it, where what comes out is no larger than a document needs."""
        match operator, left, right:
            case ("*", str() | list() | tuple(), int()):
                fits(len(left) * right)
            case ("*", int(), str() | list() | tuple()):
                fits(left * len(right))
            case ("*", int(), int()):
                fits(0 if left.bit_length() + right.bit_length() < _LARGEST else LONGEST + 1)
            case ("+", str() | list() | tuple(), str() | list() | tuple()):
                fits(len(left) + len(right))
            case ("%", str(), _):
                _formats(left, right)
            case _:
                pass
        return paid(super().call_binop(context, operator, left, right))

    def concat(self, chunks: Iterable[str]) -> str:
        """Join what is printed, no more of it than the document may hold."""
        budget = current()
        left, parts, coming = budget.letters, [], iter(chunks)
        while batch := list(islice(coming, BATCH)):
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


def _formats(form: str, values: Any) -> None:  # noqa: ANN401 (any value)
    if _WIDE_FORMAT.search(form):
        message = "a width in a format is not allowed"
        raise SecurityError(message)
    held = values.values() if isinstance(values, dict) else values if isinstance(values, tuple) else (values,)
    longest = max((len(str(_said(value))) for value in held), default=0)
    fits(form.count("%") * (longest + _WIDEST_FIELD))


@lru_cache(maxsize=256)
def _fields(kind: type) -> frozenset[str]:
    """The names of the plain data in a printed value; none for any other value."""
    return frozenset(kind.__struct_fields__) if issubclass(kind, Struct) else frozenset()


def environment() -> Environment:
    """The Jinja environment of every template."""
    made = SafeEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_printed)
    made.globals = {"range": safe_range, "namespace": Namespace}
    made.filters = {name: _charged(JINJA_FILTERS[name]) for name in FILTERS}
    made.filters |= {"join": _charged(_join), "replace": _charged(_replace), "sum": _charged(_sum)}
    made.filters |= {"int": _charged(_int), "e": _escape, "escape": _escape}
    made.filters |= {_COUNTED: _counted, _JOINED: _concatenated, _PAID: _of_template, "inside": _inside, "runs": _runs}
    return made


def _charged(function: _Function) -> _Function:
    """A filter that is paid for by the size of what it works on."""
    place = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def charged(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (any filter)
        before, value, after = args[:place], args[place], args[place + 1 :]
        value = _within(value)
        spend_on(value)
        if function.__name__ in _OF_WORDS:
            _said(value)
        return paid(function(*before, value, *after, **kwargs))

    return charged  # type: ignore[return-value]  # the same signature


def _within(value: Any) -> Any:  # noqa: ANN401 (any value)
    """*value*, or what an iterator of unknown length holds, if that is not too much."""
    if not isinstance(value, Iterator):
        return value
    held = list(islice(value, LONGEST + 1))
    fits(len(held))
    return held


@pass_context  # as above
def _of_template(_: object, made: Any) -> Any:  # noqa: ANN401 (any value)
    return paid(made)


@pass_context  # as above
def _counted(_: object, value: Any) -> Any:  # noqa: ANN401 (any value)
    value = _within(value)
    spend_on(list(value) if isinstance(value, str) else value)
    return value


@pass_eval_context
def _concatenated(evaluation: nodes.EvalContext, parts: list[object]) -> str:
    fits(sum(len(str(_said(part))) for part in parts))
    return (markup_join if evaluation.autoescape else str_join)(parts)


@pass_eval_context
def _join(evaluation: nodes.EvalContext, value: Iterable[object], d: str = "", attribute: str = "") -> str:
    d = str(_said(d))
    size, held = 0, [_in_words(_said(one)) for one in _attributes(evaluation.environment, value, attribute)]
    for one in held:
        size += len(str(one)) + len(d)
        fits(size)
    return str(JINJA_FILTERS["join"](evaluation, held, d))


@pass_eval_context
def _replace(evaluation: nodes.EvalContext, s: object, old: object, new: object, count: int | None = None) -> str:
    words = s if isinstance(s, str) else str(_said(s))
    old, new = str(_said(old)), str(_said(new))
    fits(len(words) + words.count(old) * len(new))
    replaced: str = JINJA_FILTERS["replace"](evaluation, words, old, new, count)
    return replaced


def _int(value: object, default: int = 0, base: int = 10) -> object:
    if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        return default
    return JINJA_FILTERS["int"](value, default, base)


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
    words = str(_said(value))
    spend_on(words)
    return Line.of((Run(words),)).runs(base)
