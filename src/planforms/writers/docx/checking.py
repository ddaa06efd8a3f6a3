"""All that is wrong in a template of one's own, reported at once: faults of every kind, in the order of the parts."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice

from docx.oxml.ns import qn
from lxml.etree import QName, _Element

from planforms.faults import TemplateCheck, TemplateFault
from planforms.findings import Terms
from planforms.model import ColumnRole
from planforms.package import Package
from planforms.place import Place
from planforms.writers.docx import wrong
from planforms.writers.docx.context import PrintedCell, PrintedRow
from planforms.writers.docx.document import TemplateKind
from planforms.writers.docx.names import Shape, names_of
from planforms.writers.docx.tags import OPENING, Story
from planforms.writers.docx.template import FILLED_PROPERTIES, Template

_MOST_REPORTED = 200
_MOST_OF_A_KIND = 20
_QUOTED = 60
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
    read = Template(template, kind)
    faults = list(read.faults)
    for part, story, _ in read.read:
        faults += _foreign(story, names_of(read.kind).keys())
        faults += _merge_fields(part.root, part.place)
    faults += islice(_in_vain(read.package), _MOST_OF_A_KIND)
    if read.kind is TemplateKind.PLAN:
        faults += _unprinted(read.used)
    once = (fault for number, fault in enumerate(faults[:_MOST_REPORTED]) if fault not in faults[:number])
    return TemplateCheck(read.kind, tuple(once))


def _foreign(story: Story, names: AbstractSet[str]) -> Iterator[TemplateFault]:
    """Words in the brackets of another program that are *names* of ours: nobody fills them."""
    found = (one for one in _FOREIGN.finditer(story.bare) if names & set(one.groups()))
    for one in islice(found, _MOST_OF_A_KIND):
        name = next(group for group in one.groups() if group)
        yield story.quote(*one.span()).fault(wrong.LOOKS_LIKE_TAG, name=name).fault


def _merge_fields(root: _Element, part: str) -> Iterator[TemplateFault]:
    """Fields of Word's mail merge."""
    codes = (one.get(qn("w:instr"), "") + (one.text or "") for one in root.iter(qn("w:fldSimple"), qn("w:instrText")))
    for code in islice((found for found in map(_MERGED.match, codes) if found), _MOST_OF_A_KIND):
        yield wrong.MERGE_FIELD.at(Place(part=part), " ".join(code[0].split()))


def _in_vain(package: Package) -> Iterator[TemplateFault]:
    """Tags where none is filled: they stay in the document as they are written."""
    main = package.main_part()
    for link in (*package.relationships(main).values(), *package.relationships().values()):
        if link.kind not in _VAIN or link.external or link.target not in package:
            continue
        root = package.xml(link.target)
        words = _joined(root) if link.kind != "core-properties" else _joined_apart(root)
        for opening in OPENING.finditer(words):
            yield wrong.NOT_FILLED.at(Place(part=_VAIN[link.kind]), _quoted(words[opening.start() :][:_QUOTED]))


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
        yield wrong.NO_ROWS.at(Place())
    elif not (whole or named):
        yield wrong.NOTHING_OF_ROWS.at(Place())
    else:
        if (PrintedRow, "lines") not in used:
            yield wrong.NO_HEADINGS.at(Place())
        if not whole:
            absent = ", ".join(role for role in ColumnRole if role not in named)
            yield wrong.NOT_ALL_COLUMNS.at(Place(), columns=absent)
    missing = tuple(term for names, term in _EXPECTED if not any((None, name) in used for name in names))
    if missing:
        yield wrong.NOT_PRINTED.at(Place(), missing=Terms(missing))
