"""All that is wrong in a template of one's own, reported at once: faults of every kind, in the order of the parts."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from docx.oxml.ns import qn
from lxml.etree import QName, _Element

from planforms.faults import TemplateCheck, TemplateFault
from planforms.findings import Severity, Terms
from planforms.model import ColumnRole
from planforms.package import Package
from planforms.place import Place
from planforms.writers.docx import wrong
from planforms.writers.docx.context import PrintedCell, PrintedRow
from planforms.writers.docx.document import TemplateKind
from planforms.writers.docx.names import Shape, names_of
from planforms.writers.docx.tags import OPENING, Story
from planforms.writers.docx.template import FILLED_PROPERTIES, Opened, Template, open_template

_MOST_REPORTED = 200
_MOST_OF_A_KIND = 20
_QUOTED = 60
_WORD = re.compile(r"[^\W\d]\w*")
_NAME = r"\s{0,9}(\w{1,40})[\w.]{0,40}\s{0,9}"
_FOREIGN = re.compile(
    rf"<<{_NAME}>>|«{_NAME}»|\[\[{_NAME}\]\]|\$\{{{_NAME}\}}|<%=?{_NAME}%>|(?<![{{$])\{{{_NAME}\}}(?!\}})"
)
_MERGED = re.compile(r"\s*MERGEFIELD\s+(\S+)")
# Parts where no tag is filled, by the kind of their relationship, and how a place names them.
_VAIN = {
    "comments": "comment",
    "endnotes": "endnote",
    "chart": "chart",
    "diagramData": "diagram",
    "extended-properties": "properties",
    "custom-properties": "properties",
    "core-properties": "properties",
}
_EXPECTED = (
    (("title", "name"), "the title"),
    (("marks_at_top",), "the marks above the text"),
    (("sections",), "the text before the table"),
    (("closing",), "the text after the table"),
    (("marks_at_end",), "the marks below the table"),
)


def check_template(template: bytes, kind: TemplateKind | None = None) -> TemplateCheck:
    """What is wrong in a *template* of that *kind*, part by part and in the order of each part.

    Without a *kind* it is taken for one of those whose names it uses most.

    Raises:
        TemplateError: it is not a Word document, or a machine's and not a person's.
    """
    opened = open_template(template)
    kind = kind or _likely_kind(opened)
    names = names_of(kind)
    read = Template(opened, names)
    faults = list(read.faults)
    for part in read.parts:
        faults += _foreign(part.story, names.keys())
        faults += _merge_fields(part.part.root, part.part.place)
    faults += islice(_in_vain(opened.package), _MOST_OF_A_KIND)
    if kind is TemplateKind.PLAN:
        faults += _unprinted(read.used)
    once = (fault for number, fault in enumerate(faults[:_MOST_REPORTED]) if fault not in faults[:number])
    return TemplateCheck(kind, tuple(once))


def _likely_kind(opened: Opened) -> TemplateKind:
    words = {
        word for part in opened.parts for tag in Story(part.root, "").tags for word in _WORD.findall(tag.words)
    } | {word for part in opened.parts if part.place == "properties" for word in _WORD.findall(_joined(part.root))}
    return max(TemplateKind, key=lambda one: len(words & names_of(one).keys()))


def _foreign(story: Story, names: AbstractSet[str]) -> Iterator[TemplateFault]:
    """Words in the brackets of another program that are *names* of ours: nobody fills them."""
    found = (one for one in _FOREIGN.finditer(story.bare) if names & set(one.groups()))
    for one in islice(found, _MOST_OF_A_KIND):
        fault = story.quote(*one.span()).fault(
            wrong.LOOKS_LIKE_TAG, severity=Severity.WARNING, name=next(group for group in one.groups() if group)
        )
        yield fault.fault


def _merge_fields(root: _Element, part: str) -> Iterator[TemplateFault]:
    """Fields of Word's mail merge."""
    codes = (one.get(qn("w:instr"), "") + (one.text or "") for one in root.iter(qn("w:fldSimple"), qn("w:instrText")))
    for code in islice((found for found in map(_MERGED.match, codes) if found), _MOST_OF_A_KIND):
        yield TemplateFault(
            message="A field of mail merge is not filled",
            hint="Delete the field, and write a name in {{{{ }}}} in its place.",
            tag=" ".join(code[0].split()),
            place=Place(part=part),
            severity=Severity.WARNING,
        )


def _in_vain(package: Package) -> Iterator[TemplateFault]:
    """Tags where none is filled: they stay in the document as they are written."""
    main = package.main_part()
    for link in (*package.relationships(main).values(), *package.relationships().values()):
        if link.kind not in _VAIN or link.external or link.target not in package:
            continue
        root = package.xml(link.target)
        words = _joined(root) if link.kind != "core-properties" else _joined_apart(root)
        for opening in OPENING.finditer(words):
            yield TemplateFault(
                message="No tag is filled in this place; it stays as it is written",
                hint="Move it to the text, a header, a footer, a footnote or the title property, or delete it.",
                tag=_quoted(words[opening.start() : opening.start() + _QUOTED]),
                place=Place(part=_VAIN[link.kind]),
                severity=Severity.WARNING,
            )


def _joined(root: _Element) -> str:
    return "".join(str(words) for words in root.itertext())


def _joined_apart(core: _Element) -> str:
    """The words of the properties that docxtpl does not fill."""
    return "".join(one.text or "" for one in core if QName(one).localname not in FILLED_PROPERTIES)


def _quoted(words: str) -> str:
    """The tag that *words* begin with, as far as it goes."""
    ends = [words.find(end) + 2 for end in ("}}", "%}", "#}") if end in words]
    return " ".join(words[: min(ends, default=_QUOTED)].split())


def _unprinted(used: AbstractSet[tuple[Shape | None, str]]) -> Iterator[TemplateFault]:
    """What a template that asks for the names *used* leaves out of a plan; a name of the plan itself has no shape."""
    named = {role for role in ColumnRole for shape, name in used if shape is PrintedRow and name.startswith(role)}
    whole = (PrintedCell, "lines") in used
    if (None, "rows") not in used:
        yield TemplateFault(
            message="No loop goes over the rows of the plan, so the document would have no activities",
            hint="Write {{%tr for row in rows %}} in a row above the one to repeat, {{%tr endfor %}} in a row below.",
        )
    elif not (whole or named):
        yield TemplateFault(
            message="The loop over the rows prints nothing of an activity",
            hint="Print its columns in it, as {{{{ row.title }}}} and {{{{ row.when }}}}.",
        )
    else:
        yield from _unprinted_of_rows(used, [role for role in ColumnRole if role not in named], whole=whole)
    missing = tuple(term for names, term in _EXPECTED if not any((None, name) in used for name in names))
    if missing:
        yield TemplateFault(
            message="The template does not print: {missing}",
            hint="Where your plans have it, take its tags from the built-in template.",
            severity=Severity.ADVICE,
            arguments={"missing": Terms(missing)},
        )


def _unprinted_of_rows(
    used: AbstractSet[tuple[Shape | None, str]], absent: Sequence[str], *, whole: bool
) -> Iterator[TemplateFault]:
    """What a loop over rows leaves out, where it prints some columns of them."""
    if (PrintedRow, "lines") not in used:
        yield TemplateFault(
            message="Headings and notes among the rows are not printed; their words are in row.lines",
            hint="Add a row for them between {{%tr if row.lines %}} and {{%tr endif %}}.",
            severity=Severity.WARNING,
        )
    if not whole:
        yield TemplateFault(
            message="Only the columns that the template names are printed; not among them: {columns}",
            hint="A plan that has such columns loses them; a loop over row.cells prints every column.",
            severity=Severity.ADVICE,
            arguments={"columns": ", ".join(absent)},
        )
