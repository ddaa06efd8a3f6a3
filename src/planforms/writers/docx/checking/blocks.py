"""Statements and their nesting: what begins, what ends, and what Jinja can read, tag by tag.

What is left is one line of Jinja for each tag, in the order of the part, so that a line's number names its tag. Lines
that cannot be read are replaced by harmless ones: what is wrong elsewhere is found all the same.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from docx.oxml.ns import qn
from jinja2 import TemplateSyntaxError
from lxml.etree import _Element

from planforms.findings import Severity
from planforms.writers.docx.checking.expressions import nearest
from planforms.writers.docx.checking.tags import Found, Tag
from planforms.writers.docx.sandbox import STATEMENTS, environment

_ENDS: Final[Mapping[str, str]] = {f"end{name}": name for name in ("for", "if", "with", "filter", "set")}
_BRANCHES: Final[Mapping[str, tuple[str, ...]]] = {"else": ("for", "if"), "elif": ("if",)}
_OF_DOCXTPL: Final = ("colspan", "cellbg", "vm", "hm")
_KNOWN: Final = (*STATEMENTS, *_ENDS, *_OF_DOCXTPL, "raw", "endraw")
# What Jinja has and a document never needs.
_REFUSED: Final = frozenset({
    *("include", "import", "from", "extends", "block", "endblock", "macro", "endmacro", "call", "endcall", "do"),
    *("autoescape", "endautoescape", "trans", "endtrans", "break", "continue", "debug"),
})  # fmt: skip
_LEVEL_APART: Final = re.compile(r"(tr|tc|p|r) ?(for|if|elif|else|set|end\w+)?\b", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?:for|set) ([^\W\d]\w*)")
_BLOCK_SET: Final = re.compile(r"set [^=]*$")
# What stands for a statement that cannot be used; of ``range(0)`` nothing is known.
_HARMLESS: Final[Mapping[str, str]] = {
    "for": "{{% for {name} in range(0) %}}",
    "if": "{{% if range(0) %}}",
    "elif": "{{% elif range(0) %}}",
    "else": "{{% else %}}",
    "with": "{{% with %}}",
    "filter": "{{% filter string %}}",
    "set": "{{% set {name} = range(0) %}}",
    **{end: f"{{{{% {end} %}}}}" for end in _ENDS},
}


class Block(NamedTuple):
    """A statement that holds others until its end."""

    tag: Tag
    kind: str


class Program(NamedTuple):
    """A line of Jinja for each tag, what closes those left open, and the faults that were found on the way."""

    tags: Sequence[Tag]
    lines: Sequence[str]
    closing: str
    faults: Sequence[Found]

    def source(self, without: frozenset[int] = frozenset()) -> str:
        """The lines as one template, those numbered *without* (from 0) made harmless."""
        lines = (
            _harmless(self.tags[number]) if number in without and line else line
            for number, line in enumerate(self.lines)
        )
        return "\n".join(lines) + self.closing


def _harmless(tag: Tag) -> str:
    """What stands for a tag that cannot be used: as much of it as keeps the others in order."""
    named = _NAMED.match(tag.words)
    form = "{{% set {name} %}}" if _BLOCK_SET.match(tag.words) else _HARMLESS.get(tag.statement, "")
    return form.format(name=named[1] if named else "one")


class _Nesting:
    """Goes through the statements of a part, and closes what is left open."""

    def __init__(self) -> None:
        self.faults: list[Found] = []
        self._open: list[Block] = []
        self._jinja = environment()

    def program(self, tags: Sequence[Tag]) -> Program:
        lines = [self._line(tag) for tag in tags]
        for block in self._open:
            self.faults.append(
                block.tag.fault(
                    message="What is begun here is never ended",
                    hint="Write {tag} after the last thing that belongs to it.",
                    tag=_end_of(block),
                )
            )
        closing = "".join(f"{{% end{block.kind} %}}" for block in reversed(self._open))
        return Program(tags, lines, closing, self.faults)

    def _line(self, tag: Tag) -> str:
        if not tag.words:
            self.faults.append(tag.fault(message="The tag is empty", hint="Write a name in it, or delete it."))
            return ""
        if tag.opening == "{{":
            return self._read(tag, f"{{{{ {tag.words} }}}}")
        name = tag.statement
        if name in _ENDS:
            return self._end(tag, name)
        if name in _BRANCHES:
            return self._branch(tag, name)
        if name in _OF_DOCXTPL:
            return self._of_docxtpl(tag, name)
        return self._begin(tag, name) if name in _ENDS.values() else self._unknown(tag, name)

    def _begin(self, tag: Tag, name: str) -> str:
        if name == "set" and not _BLOCK_SET.match(tag.words):
            return self._read(tag, f"{{% {tag.words} %}}")
        self._open.append(Block(tag, name))
        return self._read(tag, f"{{% {tag.words} %}}", f"{{% end{name} %}}")

    def _read(self, tag: Tag, source: str, after: str = "", before: str = "") -> str:
        """*source*, if Jinja reads it where *before* and *after* stand around it."""
        if fault := self._misread(tag, before + source + after):
            self.faults.append(fault)
            return _harmless(tag)
        return source

    def _misread(self, tag: Tag, source: str) -> Found | None:
        try:
            self._jinja.parse(source)
        except TemplateSyntaxError as error:
            return _not_understood(tag, error.message or "")
        except RecursionError:
            return tag.fault(
                message="The tag is nested too deep",
                hint="Take the built-in template and begin from it.",
            )
        return None

    def _end(self, tag: Tag, name: str) -> str:
        kind = _ENDS[name]
        if tag.words != name:
            self.faults.append(
                tag.fault(message="Nothing may stand after {name}", hint="Write {name} alone.", name=name)
            )
        if not any(block.kind == kind for block in self._open):
            self.faults.append(
                tag.fault(
                    message="Here ends what was not begun",
                    hint="Write {{% {kind} … %}} before it, or delete it.",
                    kind=kind,
                )
            )
            return ""
        closed = ""
        while (block := self._open.pop()).kind != kind:
            closed += f"{{% end{block.kind} %}}"
            self.faults.append(
                block.tag.fault(
                    message="What is begun here is not ended before “{tag}”",
                    hint="Write {end} before “{tag}”.",
                    tag=tag.written,
                    end=_end_of(block),
                )
            )
        self._compare(block.tag, tag)
        return f"{closed}{{% {name} %}}"

    def _branch(self, tag: Tag, name: str) -> str:
        block = self._open[-1] if self._open else None
        if block is None or block.kind not in _BRANCHES[name]:
            self.faults.append(
                tag.fault(
                    message="{name} stands in no if",
                    hint="Write {{% if … %}} before it, or delete it.",
                    name=name,
                )
            )
            return ""
        self._compare(block.tag, tag)
        return self._read(tag, f"{{% {tag.words} %}}", f"{{% end{block.kind} %}}", _begun(block.kind))

    def _compare(self, begun: Tag, ended: Tag) -> None:
        """See that a block begins and ends in places of one kind, so that what is between them is whole."""
        if begun.level != ended.level:
            self.faults.append(
                ended.fault(
                    message="It belongs to “{begun}”, and is written another way",
                    hint="Write {tag}.",
                    begun=begun.written,
                    tag=f"{{%{begun.level} {ended.words} %}}",
                )
            )
        elif _path(begun) != _path(ended):
            self.faults.append(
                ended.fault(
                    message="It belongs to “{begun}”, and stands in another kind of place, so the document falls apart",
                    hint="Put both in the same table, or both outside it; in running text put both into one paragraph.",
                    begun=begun.written,
                )
            )
        elif not begun.level and begun.statement in _BRANCHES["else"] and _cell(begun) is not _cell(ended):
            self.faults.append(
                ended.fault(
                    message="It belongs to “{begun}”, and stands in another cell, so cells are cut in the middle",
                    hint="Write {tag} in a row above those that it is for, and {end} in a row below them.",
                    begun=begun.written,
                    tag=f"{{%tr {begun.words} %}}",
                    end=f"{{%tr {ended.words} %}}",
                )
            )

    def _of_docxtpl(self, tag: Tag, name: str) -> str:
        """``colspan`` and ``cellbg`` take a value; ``vm`` and ``hm`` join cells over the rounds of a loop."""
        if not any(one.tag == qn("w:tc") for one in tag.around):
            self.faults.append(tag.fault(message="{name} works only in a cell of a table", name=name))
            return ""
        if name in {"colspan", "cellbg"}:
            value = tag.words.removeprefix(name).strip()
            return self._read(tag, f"{{% if ({value}) %}}{{% endif %}}")
        if not any(block.kind == "for" and block.tag.level for block in self._open):
            self.faults.append(
                tag.fault(
                    message="{name} works only between the rows or cells of a loop", hint="Delete the tag.", name=name
                )
            )
        else:
            self.faults.append(
                tag.fault(
                    message="{name} joins the cells of all rounds of the loop, also those that differ",
                    hint="Loop over row.cells: what is joined in the plan is then joined here.",
                    severity=Severity.WARNING,
                    name=name,
                )
            )
        return ""

    def _unknown(self, tag: Tag, name: str) -> str:
        apart = _LEVEL_APART.match(tag.words)
        if name.casefold() in _REFUSED:
            fault = tag.fault(
                message="“{name}” is not allowed in a template",
                hint="A template may use {allowed}.",
                name=name,
                allowed=", ".join(STATEMENTS),
            )
        elif apart:
            level = apart[1].casefold()
            fault = tag.fault(
                message="“{name}” is not understood here",
                hint="Write {{%{level} without a blank before {level} and with one after it.",
                name=name,
                level=level,
            )
        else:
            fault = tag.fault(
                message="“{name}” is no statement of a template",
                hint="Did you mean “{near}”?" if (near := nearest(name, _KNOWN)) else "A template may use {allowed}.",
                name=name,
                near=near,
                allowed=", ".join(STATEMENTS),
            )
        self.faults.append(fault)
        return ""


def program(tags: Sequence[Tag]) -> Program:
    """The statements and prints of *tags*, nested as they should be."""
    return _Nesting().program(tags)


def _not_understood(tag: Tag, reason: str) -> Found:
    if "no part of a template's language" in reason:
        return tag.fault(
            message="The tag asks for what is not allowed in a template", hint="Print a name, or use a filter."
        )
    at = re.search(r"got '(.+?)'$|unexpected (?:char )?'(.+?)'", reason)
    word = next((one for one in at.groups() if one), "") if at else ""
    if word and word not in {"end of print statement", "end of statement block", "end of template"}:
        return tag.fault(
            message="The tag cannot be understood at “{word}”",
            hint="Write one name in a tag, with its parts behind dots; words to be printed as they are go in quotes.",
            word=word,
        )
    return tag.fault(
        message="The tag ends too early: something is missing in it",
        hint="Compare it with the same tag in the built-in template.",
    )


def _begun(kind: str) -> str:
    return "{% for one in [] %}" if kind == "for" else "{% if true %}"


def _end_of(block: Block) -> str:
    return f"{{%{block.tag.level} end{block.kind} %}}"


def _cell(tag: Tag) -> _Element | None:
    return next((one for one in tag.around if one.tag == qn("w:tc")), None)


def _path(tag: Tag) -> tuple[str, ...]:
    """The names of the elements that a tag leaves open where it stands."""
    container = tag.container() if tag.level else None
    around = tag.around if container is None else tag.around[tag.around.index(container) + 1 :]
    return tuple(str(one.tag) for one in around)
