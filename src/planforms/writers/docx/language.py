"""The language of templates: names, comparisons and four filters. It knows one tag at a time, not Word.

Jinja parses each tag. Of what it understands only a few kinds of expression are let through, and are written as Python;
everything else is refused, with what to write instead. What is behind a name is followed on the way.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser
from msgspec import Struct
from rapidfuzz import fuzz, process

from planforms.companions.documents import Amendment, Minutes, Order
from planforms.model import ColumnRole, Details
from planforms.recognise.headings import ROLE_NAMES, heading_roles
from planforms.remembered import pattern_of
from planforms.writers.docx import TemplateKind, wrong
from planforms.writers.docx.context import (
    PrintedCell,
    PrintedColumn,
    PrintedPlan,
    PrintedRow,
    PrintedSection,
    is_column,
)
from planforms.writers.docx.lines import Line
from planforms.writers.docx.tags import Found, Tag
from planforms.writers.docx.wrong import Wrong

STATEMENTS = ("for", "if", "elif", "else", "endif", "endfor", "colspan")
FILTERS = ("join", "upper", "lower", "default")
_JINJA = Environment(autoescape=True)  # it parses, and renders nothing
_MOST_SIGNS, _DEEPEST = 80, 10
_QUOTED = r""""[^"]*"|'[^']*'"""
_SIGN = pattern_of(rf"{_QUOTED}|\w+|==|!=|\S")
_NUMBERED_COLUMN = pattern_of(rf"({_QUOTED})|\.([^\W\d]\w*-\d+)")
_UNEXPECTED = pattern_of(r"""(?:got|unexpected(?: char)?) ['"](.*?)['"](?: at \d+)?$""")
_LEVEL_APART = pattern_of(r"(tr|tc|p|r)(?: |$|(?=(?:for|if|elif|else|end\w+)\b))", re.IGNORECASE)
_NEAR = 60  # of 100, how like a name must be to be suggested
# Where names of loops come from in the built-in template, for those who print a name outside its loop.
_USUAL = {"row": "rows", "cell": "row.cells", "column": "columns", "section": "sections", "mark": "marks_at_end"}

Shape = Any  # a type, as an annotation has it


class Loop(Struct, frozen=True):
    """What ``loop`` is inside a loop."""

    first: bool
    last: bool


class Name(Struct, frozen=True):
    """What a name means: a message id."""

    help: str


_ORDER = {
    "institution": Name(help="whose head gives the order, in the genitive"),
    "office": Name(help="the head's office, in the nominative"),
    "subject": Name(help="what the order is about: „Dėl … veiklos plano patvirtinimo“"),
    "date": Name(help="the day of the order in full"),
    "number": Name(help="the number of the order, without „Nr.“"),
    "town": Name(help="where the order is given"),
    "blanks": Name(help="yes or no: whether something is left to be filled in by hand"),
    "preamble": Name(help="what the order rests on, without a comma after it"),
    "plan": Name(help="what is approved, in the accusative"),
    "position": Name(help="the position of who signs, with a capital"),
    "name": Name(help="the name of who signs"),
}
# What a class has beyond these is of no use to a template: properties of cells that the layout step puts in place.
NAMES: Mapping[type[Struct], Mapping[str, Name]] = {
    PrintedPlan: {
        "title": Name(help="the title"),
        "name": Name(help="the title in one line without looks, for the properties of the document"),
        "letterhead": Name(help="list: the letterhead above all else, as sections"),
        "marks_at_top": Name(help="list: the marks above the text, as PATVIRTINTA"),
        "marks_in_table": Name(
            help="list: the marks below a table of several pages, for its last row; else they are in marks_at_end"
        ),
        "marks_at_end": Name(help="list: the marks below the table, as PRITARTA"),
        "sections": Name(help="list: the aim, the objectives and other text before the table"),
        "closing": Name(help="list: the text after the table"),
        "columns": Name(help="list: the columns of the table"),
        "headed": Name(help="yes or no: whether any column has a heading"),
        "rows": Name(help="list: the rows of the table, which are activities, headings and notes"),
        "span": Name(help="number: how many columns the table has, for a cell as wide as all"),
        "lying": Name(help="yes or no: whether the page lies on its side"),
        "details": Name(help="what is known of the institution"),
    },
    PrintedRow: {
        "cells": Name(help="list: the cells of an activity, one for each column; empty in headings and notes"),
        "lines": Name(help="list: the words of a heading or a note, line by line; empty in activities"),
        "level": Name(help="number: how deep a heading is, from 1; 0 in activities and notes"),
        "note": Name(help="yes or no: whether the row is a note, such as a total"),
        "span": Name(help="number: how many columns the table has, for a cell as wide as all"),
        "whole": Name(help="yes or no: whether a page has room for the row"),
        "keep": Name(help="yes or no: whether the row stays on the page of the row after it"),
    },
    PrintedCell: {
        "lines": Name(help="list: what the cell says, line by line; a blank cell has one blank line"),
    },
    PrintedColumn: {
        "heading": Name(help="the heading"),
        "id": Name(help="what the column holds: title, when, place … as in the list of columns"),
        "width": Name(help="number: how wide the column is, in twentieths of a point"),
    },
    PrintedSection: {
        "label": Name(help="the label that is on a line of its own, as „Uždaviniai:“; else it opens the first line"),
        "lines": Name(help="list: the text, line by line"),
    },
    Line: {
        "marker": Name(help="the sign of a list before the line, as 1. or •; empty where it has none"),
        "words": Name(help="the words without bold, italics and links"),
        "bold": Name(help="yes or no: whether any of it is bold"),
    },
    Details: {
        "institution": Name(help="the name of the institution"),
        "town": Name(help="the town"),
        "head_position": Name(help="the position of its head"),
        "head_name": Name(help="the name of its head"),
    },
    Order: _ORDER,
    Minutes: {
        "body": Name(help="whose meeting it was, in the genitive"),
        "date": Name(help="the day of the meeting in full"),
        "number": Name(help="the number of the minutes, without „Nr.“"),
        "town": Name(help="where the meeting was"),
        "blanks": Name(help="yes or no: whether something is left to be filled in by hand"),
        "considered": Name(help="what was considered, in the nominative, without a full stop"),
        "endorsed": Name(help="what was endorsed, in the dative, without a full stop"),
    },
    Amendment: {
        **{name: _ORDER[name] for name in ("institution", "office")},
        "subject": Name(help="what the order is about: „Dėl … veiklos plano pakeitimo“"),
        **{name: _ORDER[name] for name in ("date", "number", "town", "blanks", "preamble")},
        "decision": Name(help="what is amended, in the accusative, and by which order it was approved"),
        "clauses": Name(help="list: what is changed, a sentence each; empty where the plan is set out anew"),
        **{name: _ORDER[name] for name in ("position", "name")},
    },
}
# The class that holds the first names of a template.
ROOTS: Mapping[TemplateKind, type[Struct]] = {
    TemplateKind.PLAN: PrintedPlan,
    TemplateKind.ORDER: Order,
    TemplateKind.MINUTES: Minutes,
    TemplateKind.AMENDMENT: Amendment,
}
COLUMNS: Mapping[str, Name] = {
    **{role: Name(help=str(ROLE_NAMES[role])) for role in ColumnRole if role is not ColumnRole.OTHER},
    "other-1": Name(help="a column of another kind; always with a number"),
}


@cache
def parts_of(shape: Shape) -> Mapping[str, Shape]:
    """What a value of *shape* has behind a dot; nothing where it is printed whole."""
    if shape is Loop:
        return get_type_hints(shape)
    if shape not in NAMES:
        return {}
    if shape in {Order, Minutes, Amendment}:  # their words are printed as lines
        lists = {"clauses": Sequence[Line]} if shape is Amendment else {}
        return {**dict.fromkeys(NAMES[shape], Line), "blanks": bool, **lists}
    hints = get_type_hints(shape)
    parts = {name: hints[name] for name in NAMES[shape]}
    return {**parts, **dict.fromkeys(ColumnRole, Line)} if shape is PrintedRow else parts


def part_of(shape: Shape, name: str) -> Shape | None:
    """What is behind the *name* of a value of *shape*; ``None`` where it has no such part."""
    if shape is PrintedRow and is_column(name):
        return Line
    return parts_of(shape).get(name)


def item_of(shape: Shape) -> Shape | None:
    """What a loop over a value of *shape* gives; ``None`` where it is not a list."""
    origin: object = get_origin(shape)
    return get_args(shape)[0] if origin is Sequence else None


def is_printed(shape: Shape) -> bool:
    """Whether a tag may print the value itself."""
    return shape is Line or not (shape in NAMES or shape in {bool, Loop} or item_of(shape) is not None)


class RefusedTagError(Exception):
    """A tag that is not of the language."""

    def __init__(self, what: Wrong, **arguments: object) -> None:
        super().__init__(what.message)
        self.what = what
        self.arguments = arguments


class Known(Struct, frozen=True):
    """A value: what it is, ``None`` where that is not known, the Python that gives it, and its name with its parts."""

    shape: Shape | None
    code: str
    path: str = ""


class Scope:
    """The names *known* in a part: those of the plan, and those of the loops that are open; *looped* are all of loops.

    ``used`` gathers the names that are asked for, by the class they are of (``None`` for the plan itself); ``faults``
    what is wrong in how they are used.
    """

    def __init__(self, names: Mapping[str, Shape], looped: Collection[str]) -> None:
        self.known = {name: Known(shape, f"v[{name!r}]") for name, shape in names.items()}
        self.used: set[tuple[Shape | None, str]] = set()
        self.faults: list[Found] = []
        self._names = names
        self._looped = looped
        self._tag = Tag("", "")

    def report(self, tag: Tag, what: Wrong, /, **arguments: object) -> None:
        """Report what is wrong with a *tag*; what the layout step adds is right."""
        if tag.start >= 0:
            self.faults.append(tag.fault(what, **arguments))

    def lists(self) -> list[str]:
        """The lists that a template may loop over anywhere."""
        return sorted(name for name, shape in self._names.items() if item_of(shape) is not None)

    def value(self, tag: Tag, words: str) -> Known:
        """What the *words* of a *tag* mean; what is wrong in them is reported."""
        self._tag = tag
        try:
            return self._read(_parsed(words))
        except RefusedTagError as error:
            self.report(tag, error.what, **error.arguments)
            return Known(None, "()")

    def printed(self, tag: Tag) -> Known:
        """What a *tag* prints; a value that cannot be printed whole is reported."""
        value = self.value(tag, tag.words)
        self._require_printed(value)
        return value

    def _read(self, value: nodes.Node) -> Known:
        """What *value* is and the Python of it.

        Raises:
            RefusedTagError: it holds more than the language has.
        """
        match value:
            case nodes.Const(value=str() | int() as constant):
                return Known(type(constant), repr(constant))
            case _ if path := _path_of(value):
                return self._at(*path)
            case nodes.Compare(expr=left, ops=[nodes.Operand(op="eq" | "ne" as operator, expr=right)]):
                sign = "==" if operator == "eq" else "!="
                return Known(bool, f"(as_text({self._read(left).code}) {sign} as_text({self._read(right).code}))")
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                parts = [self._read(left), self._read(right)]
                whole = next((part for part in parts if not is_printed(part.shape)), Known(str, ""))
                sign = " and " if isinstance(value, nodes.And) else " or "
                return Known(whole.shape, sign.join(part.code for part in parts).join("()"))
            case nodes.Not(node=inner):
                return Known(bool, f"(not {self._read(inner).code})")
            case nodes.Filter(node=nodes.Expr() as inner):
                argument = _argument(value)
                return self._filtered(value.name, self._read(inner), argument)
            case nodes.Getattr(node=inner, attr=part):
                self._read(inner)
                raise _not_understood(part)
            case _:
                raise _foreign(value)

    def _filtered(self, name: str, value: Known, argument: str) -> Known:
        """The *value* with the filter *name* behind it."""
        if name == "default":
            return Known(str if is_printed(value.shape) else value.shape, f"({value.code} or {argument})")
        if name != "join":
            self._require_printed(value)
            return Known(str, f"as_text({value.code}).{name}()")
        if value.shape is not None and item_of(value.shape) not in {Line, str}:
            self.report(self._tag, wrong.JOIN_OF_NO_LIST)
        return Known(str, f"joined({value.code}, {argument})")

    def _require_printed(self, value: Known) -> None:
        """Report a *value* that cannot be printed whole."""
        words = value.path or self._tag.words
        if is_printed(value.shape):
            return
        if item_of(value.shape) is not None:
            self.report(self._tag, wrong.LIST_PRINTED, value=words)
        elif value.shape is bool:
            self.report(self._tag, wrong.YES_OR_NO_PRINTED, value=words)
        else:
            self.report(self._tag, wrong.PARTS_PRINTED, parts=", ".join(parts_of(value.shape)))

    def _at(self, first: str, *rest: str) -> Known:
        """What is at a path; names that do not exist are reported."""
        if first in self._names:
            self.used.add((None, first))
        known = self.known.get(first)
        if known is None:
            self._report_unknown_first(first)
        shape, code = (known.shape, known.code) if known else (None, f"v[{first!r}]")
        for name in rest:
            code = _code_of_part(shape, code, name)
            part = None if shape is None else part_of(shape, name)
            if part is not None:
                self.used.add((shape, name))
            elif shape is not None:
                self._report_unknown_part(shape, name)
            shape = part
        return Known(shape, code, ".".join((first, *rest)))

    def _report_unknown_first(self, name: str) -> None:
        if name in self._looped or name == "loop" or _USUAL.get(name, "").partition(".")[0] in self._names:
            self.report(self._tag, wrong.OUTSIDE_LOOP, name=name)
            return
        inner = next((f"{one}.{name}" for one, known in self.known.items() if name in parts_of(known.shape)), "")
        self._report_unknown(wrong.UNKNOWN, name, inner or _nearest(name, self.known))

    def _report_unknown_part(self, shape: Shape, name: str) -> None:
        if name.startswith("_"):
            self.report(self._tag, wrong.INTO_PROGRAM, name=name)
        elif item_of(shape) is not None:
            self.report(self._tag, wrong.PART_OF_LIST, name=name)
        elif known := parts_of(shape):
            meant = _meant(name) if shape is PrintedRow else ""
            self._report_unknown(wrong.UNKNOWN_PART, name, meant or _nearest(name, known))
        else:
            self.report(self._tag, wrong.PART_OF_WORDS, name=name)

    def _report_unknown(self, what: Wrong, name: str, near: str) -> None:
        self.report(self._tag, what._replace(hint=wrong.DID_YOU_MEAN) if near else what, name=name, near=near)


def statement_fault(tag: Tag) -> tuple[Wrong, dict[str, object]] | None:
    """What is wrong with the first word of a statement, and the arguments of the message."""
    kind, _, rest = tag.words.partition(" ")
    if kind in STATEMENTS:
        return (wrong.NOT_ALONE, {"name": kind}) if rest and kind in {"else", "endif", "endfor"} else None
    if kind.strip("-") != kind:
        return wrong.HYPHEN, {}
    level = _LEVEL_APART.match(tag.words)
    if level and kind not in wrong.STATEMENT_INSTEAD:
        return wrong.LEVEL_APART, {"name": kind, "level": level[1].casefold()}
    hint = wrong.STATEMENT_INSTEAD.get(kind, wrong.NOT_IN_LANGUAGE.hint)
    return wrong.NOT_IN_LANGUAGE._replace(hint=hint), {"name": kind, "allowed": ", ".join(STATEMENTS)}


def _parsed(words: str) -> nodes.Expr:
    """*words* as Jinja understands them.

    Raises:
        RefusedTagError: it does not, or they have signs that the language has not.
    """
    if words.startswith("-") or words.endswith("-"):
        raise RefusedTagError(wrong.HYPHEN)
    source = _NUMBERED_COLUMN.sub(lambda found: found[1] or f"['{found[2]}']", words)
    signs = _SIGN.findall(source)
    if len(signs) > _MOST_SIGNS:
        raise RefusedTagError(wrong.TOO_LONG)
    if signs.count("(") > _DEEPEST or signs.count("not") > _DEEPEST:
        raise RefusedTagError(wrong.NESTED_TAG)
    for sign in signs:
        if sign in wrong.FOREIGN_SIGNS:
            raise RefusedTagError(wrong.NOT_IN_LANGUAGE._replace(hint=wrong.FOREIGN_SIGNS[sign]), name=sign)
    try:
        parser = Parser(_JINJA, source, state="variable")
        value = parser.parse_expression()
    except TemplateSyntaxError as error:
        unexpected = _UNEXPECTED.search(error.message or "")
        raise _not_understood(unexpected[1] if unexpected else signs[-1]) from error
    if not parser.stream.eos:
        raise _not_understood(str(parser.stream.current.value))
    return value


def _not_understood(word: str) -> RefusedTagError:
    """The error for a tag that goes wrong at this *word*, or that ends too early."""
    if not word or word.startswith("end of "):
        return RefusedTagError(wrong.TOO_EARLY)
    return RefusedTagError(wrong.NOT_UNDERSTOOD, word=word)


def _foreign(value: nodes.Node) -> RefusedTagError:
    """The error for what Jinja has and the language has not."""
    if type(value) not in wrong.FOREIGN_NODES:
        return _not_understood(str(getattr(value, "value", "")))
    sign, hint = wrong.FOREIGN_NODES[type(value)]
    return RefusedTagError(wrong.NOT_IN_LANGUAGE._replace(hint=hint), name=sign)


def _argument(value: nodes.Filter) -> str:
    """The Python of what is in the brackets of a filter.

    Raises:
        RefusedTagError: the language has no such filter, or it takes nothing of the kind.
    """
    name = value.name
    if name not in FILTERS:
        hint = wrong.FILTER_INSTEAD.get(name, wrong.NO_FILTER.hint)
        raise RefusedTagError(wrong.NO_FILTER._replace(hint=hint), name=name, filters=", ".join(FILTERS))
    match [*value.args, *value.kwargs, value.dyn_args, value.dyn_kwargs]:
        case [None, None]:
            return "''"
        case [nodes.Const(value=str() | int() as constant), None, None] if name in {"join", "default"}:
            return repr(constant)
    raise RefusedTagError(wrong.FILTER_ARGUMENT, name=name)


def _path_of(value: nodes.Node | None) -> tuple[str, ...]:
    """The name and the parts that *value* is: ``row.when``; nothing where it is something else."""
    match value:
        case nodes.Name():
            return (value.name,)
        case nodes.Getattr(attr=part) | nodes.Getitem(arg=nodes.Const(value=str(part))) if above := _path_of(
            value.node
        ):
            return (*above, part)
    return ()


def _code_of_part(shape: Shape | None, code: str, name: str) -> str:
    """The Python of the part *name* of a value of *shape* that *code* gives; a loop's code is its number."""
    if shape is Loop:
        return f"(i{code} == {'0' if name == 'first' else f'len(list{code}) - 1'})"
    return f"{code}.{name}" if name in getattr(shape, "__struct_fields__", (name,)) else f"{code}[{name!r}]"


def _nearest(word: str, known: Iterable[str]) -> str:
    """The one of the *known* words that *word* is most like; empty where it is like none."""
    folded = {name.casefold(): name for name in sorted(known)}
    found = process.extractOne(word.casefold(), folded.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return folded[found[0]] if found else ""


def _meant(name: str) -> str:
    """The column that a Lithuanian heading means: ``data`` is ``when``; empty where it is not such a heading."""
    (role,) = heading_roles((name.replace("_", " "),))
    return "" if role is ColumnRole.OTHER else role.value
