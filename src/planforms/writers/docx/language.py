"""The language of templates: names, for, if, comparisons and four filters. It knows one tag at a time, not Word.

Jinja parses each tag. Of what it understands only a few kinds of expression are let through; everything else is
refused, with what to write instead.
"""

import re
from collections.abc import Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from msgspec import Struct

from planforms.errors import TemplateError
from planforms.writers.docx import wrong
from planforms.writers.docx.wrong import Wrong

STATEMENTS = ("for", "if", "elif", "else", "endif", "endfor", "colspan")
FILTERS = ("join", "upper", "lower", "default")
_ALONE = ("else", "endif", "endfor")
_WITH_ARGUMENT = ("join", "default")
_JINJA = Environment(autoescape=True)  # it parses, and renders nothing
_MOST_SIGNS, _DEEPEST = 80, 10
_QUOTED = r""""[^"]*"|'[^']*'"""
_SIGN = re.compile(rf"{_QUOTED}|\w+|==|!=|\S")
_NUMBERED_COLUMN = re.compile(rf"({_QUOTED})|\.([^\W\d]\w*-\d+)")
_LOOP = re.compile(r"([^\W\d]\w*)\s+in\s+(?=\S)(.*)")
_TAKEN = {"and", "or", "not", "in", "is", "if", "else", "for", "loop", "none", "true", "false"}

# What people write in other templates, and what to write here.
_PARTS_APART = "Write the parts one after another, as {{{{ title }}}} {{{{ name }}}}."
_COMPARE = "Compare with == or !=; several comparisons are joined by and, or, not."
_NO_SUMS = "A template does no sums. Give a column with a hyphen as row.other-1."
_CHOOSE = "Write an if, an else and an endif, each in a tag of its own."
_FOREIGN_SIGNS: Mapping[str, str] = {
    **dict.fromkeys(("+", "~"), _PARTS_APART),
    **dict.fromkeys(("<", ">", "=", "!", "&", "in", "is"), _COMPARE),
    **dict.fromkeys(("-", "*", "/", "%"), _NO_SUMS),
    **dict.fromkeys(("if", "else", "for"), _CHOOSE),
    "{": "Write the name alone between the braces.",
    "\\": "Write the words in quotes without a backslash.",
}
_FOREIGN_NODES: Mapping[type[nodes.Node], tuple[str, str]] = {
    nodes.Call: ("(", "Print a name, or use a filter; “planforms template names” lists them."),
    nodes.Compare: ("==", _COMPARE),
    nodes.Tuple: (",", _PARTS_APART),
    **dict.fromkeys(
        (nodes.Getitem, nodes.List), ("[", "Loop over a list with a for; a column with a number is row.other-1.")
    ),
}
_STATEMENT_INSTEAD: Mapping[str, str] = {
    "set": "Write what it stands for in each place where it is used.",
    "filter": "Write the filter behind each name, as {{{{ title|upper }}}}.",
    **dict.fromkeys(
        ("with", "endwith", "endset", "endfilter"), "Delete the tag, and write names with all their parts."
    ),
    **dict.fromkeys(("include", "import", "from", "extends", "block", "macro", "call"), "Put the text itself here."),
    **dict.fromkeys(("vm", "hm"), "Loop over row.cells: what is joined in the plan is then joined here."),
    "cellbg": "Set the colour of the cell in Word.",
    "raw": "Braces that are to be printed cannot be in a template; write other brackets.",
}
_FILTER_INSTEAD: Mapping[str, str] = {
    "d": "Write default.",
    **dict.fromkeys(("capitalize", "title"), "Write upper or lower, or set capitals in Word: Font, All caps."),
    **dict.fromkeys(
        ("length", "count"), "Ask with an if whether a list holds anything; the number of a row is row.number."
    ),
    **dict.fromkeys(("first", "last"), "Ask for loop.first or loop.last in a loop over the list."),
}
_ONLY_FILTERS = "The filters are {filters}."


class RefusedTagError(TemplateError):
    """A tag that is not of the language; ``hint`` says what to write instead."""

    def __init__(self, what: Wrong, **arguments: object) -> None:
        super().__init__(what.message, **arguments)
        self.hint = what.hint


class Statement(Struct, frozen=True):
    """What a tag does: one of ``STATEMENTS``, or ``print`` and ``comment``. ``name`` is that of a loop's items."""

    kind: str
    value: nodes.Expr | None = None
    name: str = ""


def path_of(value: nodes.Node | None) -> tuple[str, ...]:
    """The name and the parts that *value* is: ``row.when``; nothing where it is something else."""
    match value:
        case nodes.Name():
            return (value.name,)
        case nodes.Getattr() if above := path_of(value.node):
            return (*above, value.attr)
        case nodes.Getitem(arg=nodes.Const(value=str(part))) if above := path_of(value.node):
            return (*above, part)
    return ()


def parse_print(words: str) -> Statement:
    """The meaning of ``{{ words }}``.

    Raises:
        RefusedTagError: it is more than the language has.
    """
    return Statement("print", _expression(words))


def parse_statement(words: str) -> Statement:
    """The meaning of ``{% words %}``.

    Raises:
        RefusedTagError: it is more than the language has.
    """
    kind, _, rest = words.partition(" ")
    if kind not in STATEMENTS:
        raise _no_statement(words)
    if kind == "for":
        return _loop(rest)
    if kind not in _ALONE:
        return Statement(kind, _expression(rest))
    if rest:
        raise RefusedTagError(wrong.NOT_ALONE, name=kind)
    return Statement(kind)


def _loop(words: str) -> Statement:
    found = _LOOP.fullmatch(words)
    if found is None or found[1].casefold() in _TAKEN:
        raise RefusedTagError(wrong.LOOP_NOT_UNDERSTOOD)
    value = _expression(found[2])
    if not path_of(value):
        raise RefusedTagError(wrong.LOOP_WITH_FILTER)
    return Statement("for", value, found[1])


def _no_statement(words: str) -> RefusedTagError:
    kind = words.partition(" ")[0]
    level = re.match(r"(tr|tc|p|r)(?: |$|(?=(?:for|if|elif|else|end\w+)\b))", words, re.IGNORECASE)
    if kind.removesuffix("-").removeprefix("-") != kind:
        return RefusedTagError(wrong.HYPHEN)
    if level and kind not in _STATEMENT_INSTEAD:
        return RefusedTagError(wrong.LEVEL_APART, name=kind, level=level[1].casefold())
    hint = _STATEMENT_INSTEAD.get(kind, "A template may use {allowed}.")
    return RefusedTagError(wrong.NOT_IN_LANGUAGE._replace(hint=hint), name=kind, allowed=", ".join(STATEMENTS))


def _expression(words: str) -> nodes.Expr:
    """What *words* mean, as Jinja understands them.

    Raises:
        RefusedTagError: they are more than the language has.
    """
    source = _NUMBERED_COLUMN.sub(lambda found: found[1] or f"['{found[2]}']", words)
    signs = _SIGN.findall(source)
    if len(signs) > _MOST_SIGNS:
        raise RefusedTagError(wrong.TOO_LONG)
    if signs.count("(") > _DEEPEST or signs.count("not") > _DEEPEST:
        raise RefusedTagError(wrong.NESTED_TAG)
    for sign in signs:
        if sign in _FOREIGN_SIGNS:
            raise RefusedTagError(wrong.NOT_IN_LANGUAGE._replace(hint=_FOREIGN_SIGNS[sign]), name=sign)
    try:
        parser = Parser(_JINJA, source, state="variable")
        value = parser.parse_expression()
    except TemplateSyntaxError as error:
        unexpected = re.search(r"""(?:got|unexpected(?: char)?) ['"](.*?)['"](?: at \d+)?$""", error.message or "")
        raise _not_understood(unexpected[1] if unexpected else signs[-1]) from error
    if not parser.stream.eos:
        raise _not_understood(str(parser.stream.current.value))
    _see_allowed(value)
    return value


def _not_understood(word: str) -> RefusedTagError:
    """The error for a tag that goes wrong at this *word*, or that ends too early."""
    if not word or word.startswith("end of "):
        return RefusedTagError(wrong.TOO_EARLY)
    return RefusedTagError(wrong.NOT_UNDERSTOOD, word=word)


def _see_allowed(value: nodes.Expr) -> None:
    """See that *value* holds nothing but what the language has."""
    if path_of(value):
        return
    match value:
        case nodes.Const(value=str() | int()):
            return
        case nodes.Compare(expr=left, ops=[nodes.Operand(op="eq" | "ne", expr=right)]):
            parts: tuple[nodes.Expr, ...] = (left, right)
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            parts = (left, right)
        case nodes.Not(node=inner):
            parts = (inner,)
        case nodes.Getattr(node=inner, attr=part):
            _see_allowed(inner)
            raise _not_understood(part)
        case nodes.Filter(node=nodes.Expr() as inner):
            _see_filter(value)
            parts = (inner,)
        case _:
            if type(value) not in _FOREIGN_NODES:
                raise _not_understood(str(getattr(value, "value", "")))
            sign, hint = _FOREIGN_NODES[type(value)]
            raise RefusedTagError(wrong.NOT_IN_LANGUAGE._replace(hint=hint), name=sign)
    for one in parts:
        _see_allowed(one)


def _see_filter(value: nodes.Filter) -> None:
    name = value.name
    if name not in FILTERS:
        hint = _FILTER_INSTEAD.get(name, _ONLY_FILTERS)
        raise RefusedTagError(
            Wrong(message="There is no filter “{name}”", hint=hint), name=name, filters=", ".join(FILTERS)
        )
    alone = not (value.args or value.kwargs or value.dyn_args or value.dyn_kwargs)
    match value.args:
        case [nodes.Const(value=str() | int())] if name in _WITH_ARGUMENT and not value.kwargs:
            return
    if not alone:
        raise RefusedTagError(wrong.FILTER_ARGUMENT, name=name)
