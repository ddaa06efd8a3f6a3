"""All that is wrong in a template of one's own, told at once: faults of every kind, in the order of the parts."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import docx
import jinja2
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from planforms.errors import UnreadableFileError
from planforms.faults import TemplateCheck, TemplateFault
from planforms.findings import Severity
from planforms.writers.docx import TemplateKind
from planforms.writers.docx.budget import bounded
from planforms.writers.docx.checking.blocks import Program, program
from planforms.writers.docx.checking.coverage import unprinted
from planforms.writers.docx.checking.expressions import Reader
from planforms.writers.docx.checking.foreign import foreign, merge_fields
from planforms.writers.docx.checking.levels import levelled
from planforms.writers.docx.checking.parts import Part, filled, in_vain
from planforms.writers.docx.checking.tags import Found, Story
from planforms.writers.docx.checking.trial import run, spoiled, trials
from planforms.writers.docx.names import Shape, names_of
from planforms.writers.docx.opening import no_document, open_template

_MOST_TOLD: Final = 200
_CELLS: Final = 3000  # all trials together may take as long as a plan of so many
_WORD: Final = re.compile(r"[^\W\d]\w*")
_LOOP: Final = re.compile(r"for\s+([^\W\d]\w*)")
# What python-docx raises from a package that holds no document.
_NO_DOCUMENT: Final = (
    *(PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError),
    *(AttributeError, IndexError, KeyError, TypeError, ValueError),
)


def check_template(template: bytes, kind: TemplateKind | None = None) -> TemplateCheck:
    """What is wrong in a *template* of that *kind*, part by part and in the order of each part.

    Without a *kind* it is taken for one of those whose names it uses most.

    Raises:
        TemplateError: it is no Word document, or a machine's and not a person's.
    """
    package = open_template(template).package
    try:
        _ = docx.Document(io.BytesIO(template)).styles  # found damaged here, and not in the middle of a trial
        stories = tuple(_Examined(part) for part in filled(package))
        vain = tuple(in_vain(package))
    except (UnreadableFileError, *_NO_DOCUMENT) as error:
        raise no_document() from error
    words = frozenset(word for story in stories for tag in story.tags for word in _WORD.findall(tag.words))
    kind = kind or max(TemplateKind, key=lambda one: len(words & names_of(one).keys()))
    names = names_of(kind)
    loops = frozenset(found[1] for story in stories for tag in story.tags if (found := _LOOP.match(tag.words)))
    with bounded(_CELLS):
        tried = trials(kind)
        faults = [fault for story in stories for fault in story.faults(names, loops, tried)]
        faults += [found.fault for found in vain]
        if kind is TemplateKind.PLAN:
            faults += unprinted(frozenset().union(*(story.used for story in stories)))
        if not any(fault.severity is Severity.ERROR for fault in faults):
            faults += spoiled(kind, template)
    told = (fault for number, fault in enumerate(faults[:_MOST_TOLD]) if fault not in faults[:number])
    return TemplateCheck(kind, tuple(told))


class _Examined:
    """A part whose tags are filled; ``used`` gathers what it asks for."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._story = Story(part.root, part.name)
        self.tags = self._story.tags
        self.used: frozenset[tuple[Shape, str]] = frozenset()

    def faults(
        self, names: Mapping[str, Shape], loops: frozenset[str], contexts: Sequence[Mapping[str, object]]
    ) -> list[TemplateFault]:
        """What is wrong in the part, in its order."""
        told = levelled(self.tags)
        made = program(told.tags)
        found = [*self._story.faults, *told.faults, *made.faults, *foreign(self._story, names.keys())]
        found += merge_fields(self._part.root, self._part.name)
        found += self._read(made, names, loops)
        wrong = {one.start for one in found if one.fault.severity is Severity.ERROR}
        found += run(made, contexts, frozenset(n for n, tag in enumerate(made.tags) if tag.start in wrong))
        return [one.fault for one in sorted(found, key=lambda one: one.start)]

    def _read(self, made: Program, names: Mapping[str, Shape], loops: frozenset[str]) -> Iterator[Found]:
        if not made.tags:
            return
        reader = Reader(made.tags, names, loops)
        try:
            reader.read(jinja2.Environment(autoescape=True).parse(made.source()))
        except (RecursionError, jinja2.TemplateSyntaxError):
            yield made.tags[0].fault(
                message="The tags from here on are nested in a way that cannot be followed",
                hint="Take the built-in template and begin from it.",
            )
        self.used = frozenset(reader.used)
        yield from reader.faults
