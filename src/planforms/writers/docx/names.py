"""The names that a template may use, what is behind each, and what it means; ``docs/templates.md`` is made of them.

What is behind a name is read from the classes that print it: a class here is a value with parts, ``Sequence[…]`` a
list to loop over, ``Line``, ``str``, ``int`` and ``bool`` are printed as they are.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from planforms.companions.documents import Amendment, Minutes, Order
from planforms.model import ColumnRole, Details
from planforms.recognise.headings import ROLE_NAMES
from planforms.writers.docx.context import (
    PrintedCell,
    PrintedColumn,
    PrintedPlan,
    PrintedRow,
    PrintedSection,
    is_column,
)
from planforms.writers.docx.document import TemplateKind
from planforms.writers.docx.lines import Line

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


def names_of(kind: TemplateKind) -> Mapping[str, Shape]:
    """The names that a template of that *kind* may begin with, and what is behind each."""
    return parts_of(ROOTS[kind])


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
