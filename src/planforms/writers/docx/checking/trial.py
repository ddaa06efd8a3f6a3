"""A template tried out on plans that are made up: what only shows when it runs, and whether Word opens the outcome."""

import io
import traceback
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import jinja2
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace

from planforms.errors import TemplateError
from planforms.faults import TemplateFault
from planforms.findings import Severity
from planforms.model import (
    Activity,
    Column,
    ColumnRole,
    Heading,
    Mark,
    MarkKind,
    Note,
    Paragraph,
    Plan,
    Row,
    Run,
    Section,
    SectionRole,
    Text,
)
from planforms.place import Place
from planforms.writers.docx import BrokenPartError, TemplateKind, fill, write
from planforms.writers.docx.budget import bounded
from planforms.writers.docx.checking.blocks import Program
from planforms.writers.docx.checking.tags import Found
from planforms.writers.docx.context import context
from planforms.writers.docx.names import names_of
from planforms.writers.docx.runs import Line
from planforms.writers.docx.sandbox import UnprintableError, environment

_MOST_FAULTS: Final = 20
_BLOCKS: Final = {qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:customXml")}
# What expressions come to when they run.
_RAISED: Final = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_TOO_DEEP: Final = (MemoryError, RecursionError, SyntaxError)


def trials(kind: TemplateKind) -> tuple[Mapping[str, object], ...]:
    """Values for a template of that *kind*, with nothing of anybody's in them."""
    match kind:
        case TemplateKind.PLAN:
            return tuple(context(plan, None) for plan in _plans())
        case TemplateKind.ORDER | TemplateKind.MINUTES:
            return ({name: Line.of((Run(name),)) for name in names_of(kind)},)


def _documents(kind: TemplateKind, template: bytes) -> Iterator[bytes]:
    match kind:
        case TemplateKind.PLAN:
            full, bare = _plans()
            yield from (write(plan, template) for plan in (full, bare, replace(full, rows=())))
        case TemplateKind.ORDER | TemplateKind.MINUTES:
            yield from (fill(kind, values, template) for values in trials(kind))


def _plans() -> tuple[Plan, ...]:
    """Plans with nothing of anybody's: one that has everything, and one that has but an activity."""
    columns = tuple(Column(role.value, role, role.value.capitalize()) for role in ColumnRole if role.value != "other")
    columns = (*columns, Column("other-1", ColumnRole.OTHER, "Kita"))
    cells = {column.id: Text((Paragraph((Run(column.heading, italic=True),), "1."),)) for column in columns}
    rows: tuple[Row, ...] = (
        *(Heading(Text.of(f"Skyrius {level}"), level) for level in (1, 2, 3)),
        *(Activity(cells), Activity(cells, ("place",)), Note(Text.of("Pastaba"))),
    )
    words = Section(role=SectionRole.OBJECTIVES, label="Tikslai:", text=Text.of("Vienas\nDu"))
    full = Plan(
        title=Text.of("Planas\nmetams"),
        marks=tuple(
            Mark(word=word, kind=kind, words=Text.of(f"{word}\nkieno"))
            for word, kind in (("PATVIRTINTA", MarkKind.APPROVED), ("PRITARTA", MarkKind.ENDORSED))
        ),
        sections=(words, Section(role=SectionRole.AIM, label="Tikslas –", text=Text.of("Vienas"))),
        columns=columns,
        rows=rows,
        closing=(words,),
    )
    bare = Plan(
        title=Text.of("Planas"),
        columns=(Column("title", ColumnRole.TITLE),),
        rows=(Activity({"title": Text.of("Veikla")}),),
    )
    return full, bare


def run(program: Program, contexts: Sequence[Mapping[str, object]], wrong: frozenset[int]) -> Iterator[Found]:
    """What goes wrong when the tags of *program* run, those numbered *wrong* (from 0) left out."""
    for values in contexts:
        for _ in range(_MOST_FAULTS):
            error = _failure(program.source(wrong), values)
            if error is None:
                break
            number = _line(error, len(program.tags)) - 1
            yield _told(program, number, error)
            over = isinstance(error, TemplateError) and not isinstance(error, UnprintableError)
            if over or isinstance(error, RecursionError | MemoryError | SyntaxError) or number in wrong:
                return
            wrong |= {number}


def _failure(source: str, values: Mapping[str, object]) -> BaseException | None:
    try:
        with bounded(0):
            environment().from_string(source).render(values)
    except (TemplateError, *_RAISED, *_TOO_DEEP) as error:
        return error
    return None


def _line(error: BaseException, last: int) -> int:
    """The line of the template in which *error* was raised, from 1."""
    lines = [frame.lineno or 1 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    line = lines[-1] if lines else getattr(error, "lineno", None) or 1
    return min(line, last)


def _told(program: Program, number: int, error: BaseException) -> Found:
    tag = program.tags[number]
    match error:
        case TemplateError():
            told = TemplateFault(message=error.message, arguments=error.arguments, tag=tag.written, place=tag.place)
            return Found(tag.start, told)
        case MemoryError() | RecursionError() | SyntaxError():
            return tag.fault(message="The tag is nested too deep", hint="Take the built-in template and begin from it.")
        case jinja2.exceptions.SecurityError():
            return tag.fault(
                message="The tag asks for what is not allowed in a template", hint="Print a name, or use a filter."
            )
        case ZeroDivisionError():
            return tag.fault(message="The tag divides by zero", hint="Ask first, with if, whether it is zero.")
        case _:
            return tag.fault(
                message="The tag cannot be worked out: {reason}",
                hint="Compare it with the same tag in the built-in template.",
                reason=str(error).rstrip("."),
            )


def spoiled(kind: TemplateKind, template: bytes) -> Iterator[TemplateFault]:
    """What is wrong with the documents that a whole *template* of that *kind* makes."""
    try:
        for document in _documents(kind, template):
            yield from _spoiled_tables(document)
    except BrokenPartError as error:
        yield TemplateFault(
            message="The tags cut the document into pieces that do not fit together",
            hint="See that each loop and each if begins and ends in the same kind of place.",
            place=Place(part="" if error.part == "word/document.xml" else error.part),
        )
    except TemplateError as error:
        yield TemplateFault(message=error.message, arguments=error.arguments)


def _spoiled_tables(document: bytes) -> Iterator[TemplateFault]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                yield from _bad_tables(etree.fromstring(package.read(name)))


def _bad_tables(root: etree._Element) -> Iterator[TemplateFault]:
    for number, table in enumerate(root.iter(qn("w:tbl")), start=1):
        if next(table.iter(qn("w:tr")), None) is None:
            yield TemplateFault(
                message="Where the plan has none of what the table loops over, a table without rows is left",
                hint="Keep a row of headings, or put the table between {{%p if … %}} and {{%p endif %}}.",
                place=Place(table=number),
                severity=Severity.WARNING,
            )
        elif any(map(_is_bare, table.iter(qn("w:tc")))):
            yield TemplateFault(
                message="A cell is left without any paragraph, and Word does not open such a document",
                hint="Keep an empty line in the cell after the {{%p … %}} tags.",
                place=Place(table=number),
            )


def _is_bare(cell: etree._Element) -> bool:
    """Whether a cell has no paragraph at its end."""
    blocks = [one.tag for one in cell if one.tag in _BLOCKS]
    return not blocks or blocks[-1] == qn("w:tbl")
