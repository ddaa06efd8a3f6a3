"""A patched part followed from its first tag to its last: what begins and ends, what each name is, and Python for it.

docxtpl has patched the part with a marker in the place of each tag. The same walk finds what is wrong: names that do
not exist, loops that do not end, tags that cut across the XML, and tags that docxtpl has deleted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from docx.oxml.ns import qn
from jinja2 import nodes
from lxml.etree import _Element
from msgspec import Struct

from planforms.findings import Terms
from planforms.writers.docx import wrong
from planforms.writers.docx.language import Statement, path_of
from planforms.writers.docx.lines import Line
from planforms.writers.docx.names import Loop, Shape, item_of
from planforms.writers.docx.source import Code, Known, LoopedNumbers, Scope, printed, source_of
from planforms.writers.docx.tags import MARKER, Found, Tag

_MARKER = re.compile(r"\{[{%#] ?([xy])(\d+) ?[%}#]\}")
_TOKEN = re.compile(rf"{_MARKER.pattern}|<(/?)([\w:.-]+)([^<>]*?)(/?)>")
_BASE = re.compile(r"\s*<w:rPr>.*?</w:rPr>", re.DOTALL)
_RUN_PARENTS = {"w:p", "w:hyperlink", "w:ins", "w:sdtContent", "w:smartTag"}
_DEEPEST = 20  # blocks inside one another
_WHERE = {"tr": Terms(("in one row",)), "tc": Terms(("in one cell",)), "p": Terms(("in one paragraph",))}
_ROOM = {
    "tr": Terms(("a row of its own",)),
    "tc": Terms(("a cell of its own",)),
    "p": Terms(("a paragraph of its own",)),
}
_LOST = tuple(
    qn(f"w:{name}")
    for name in ("drawing", "pict", "object", "sectPr", "footnoteReference", "endnoteReference", "fldChar", "fldSimple")
)


class Block(Struct):
    """A ``for`` or an ``if`` that is not ended yet.

    Attributes:
        tag: that which begins it; kind: ``for`` or ``if``.
        open: the elements that are open where it begins; lowest: how few of them were open since.
        scope: the names known outside it.
        loop: the number of a loop, from 1; 0 for an ``if``.
        final: it has had its ``else``.
    """

    tag: Tag
    kind: str
    open: tuple[str, ...]
    lowest: int
    scope: Mapping[str, Known]
    loop: int = 0
    final: bool = False


class Program:
    """One part as Python, and what is wrong in it: ``faults``.

    ``used`` gathers the names that are asked for, by the class they are of (``None`` for the plan itself). *added* are
    the statements of the layout step.
    """

    def __init__(
        self, patched: str, tags: Sequence[Tag], names: Mapping[str, Shape], added: Sequence[Statement] = ()
    ) -> None:
        self.added = added
        self._tags = tags
        looped = {tag.statement.name for tag in tags if tag.statement and tag.statement.kind == "for"}
        self._scope = Scope(names, looped)
        self.faults, self.used = self._scope.faults, self._scope.used
        self._open: list[str] = []
        self._blocks: list[Block] = []
        self._looped = 0
        self._base = ""
        self._numbers = LoopedNumbers()
        self._out: list[str | Code] = []
        self._seen: set[int] = set()
        self._walk(patched)
        for block in self._blocks:
            self.faults.append(block.tag.fault(wrong.NEVER_ENDED, tag=_end_of(block)))
        self.faults += _deleted(tags, self._seen)
        self.looped_notes = self._numbers.looped_notes()

    def source(self, *, empty_runs: bool = True) -> str:
        """The Python that prints the part, with or without *empty_runs*; only where no fault is an error."""
        return source_of(self._numbers.placed(self._out), empty_runs=empty_runs)

    def _walk(self, patched: str) -> None:
        at = 0
        for token in _TOKEN.finditer(patched):
            self._out.append(patched[at : token.start()])
            at = token.end()
            if token[1]:
                self._out.append(self._marked(token))
            else:
                self._element(token, patched)
        self._out.append(patched[at:])

    def _element(self, token: re.Match[str], patched: str) -> None:
        closing, name, attributes, empty = token[3], token[4], token[5], token[6]
        if closing:
            if self._open:
                self._open.pop()
            for block in self._blocks:
                block.lowest = min(block.lowest, len(self._open))
        elif not empty:
            self._open.append(name)
        if name == "w:r" and not closing:
            found = _BASE.match(patched, token.end())
            self._base = found[0].strip() if found else ""
        if "{" in attributes:
            self._out += self._in_attributes(token[0])
            return
        self._out.append(token[0])
        if "id=" in attributes:
            loops = tuple(block.loop for block in self._blocks if block.loop)
            self._numbers.see(name, token[0], loops, len(self._out) - 1)

    def _in_attributes(self, text: str) -> Iterator[str | Code]:
        at = 0
        for marker in _MARKER.finditer(text):
            yield text[at : marker.start()]
            yield self._marked(marker, attribute=True)
            at = marker.end()
        yield text[at:]

    def _marked(self, marker: re.Match[str], *, attribute: bool = False) -> str | Code:
        """Python for the marker of a tag (``x``), or for what the layout step has put there (``y``)."""
        number = int(marker[2])
        if marker[1] == "y":
            return self._add(self.added[number])
        self._seen.add(number)
        tag = self._tags[number]
        match tag.statement:
            case Statement(kind="print" | "colspan", value=nodes.Expr() as value):
                return self._print(tag, value, attribute=attribute)
            case Statement(kind="for" | "if") as statement:
                return self._begin(tag, statement)
            case Statement(kind="elif" | "else") as statement:
                return self._branch(tag, statement)
            case Statement(kind="endif" | "endfor") as statement:
                return self._end(tag, statement.kind.removeprefix("end"))
            case _:
                return ""

    def _add(self, statement: Statement) -> Code:
        """What the layout step adds; it is right, and no name in it is reported."""
        value = "" if statement.value is None else self._scope.code(statement.value)
        match statement.kind:
            case "for":
                self._scope.known[statement.name] = Known(None, "y")
                return Code(f"for y in {value}:", opens=True)
            case "if":
                return Code(f"if {value}:", opens=True)
            case "else":
                return Code("else:", closes=True, opens=True)
            case "print":
                return printed(f"str({value})")
            case _:
                return Code("", closes=True)

    # What begins and ends.

    def _begin(self, tag: Tag, statement: Statement) -> str | Code:
        if len(self._blocks) >= _DEEPEST:
            self.faults.append(tag.fault(wrong.NESTED_BLOCKS))
        block = Block(tag, statement.kind, tuple(self._open), len(self._open), dict(self._scope.known))
        if statement.kind == "if":
            code = Code(f"if {self._condition(tag, statement)}:", opens=True)
            self._blocks.append(block)
            return code
        self._looped += 1
        block.loop = self._looped
        self._out += self._loop(tag, statement, block.loop)
        self._blocks.append(block)
        self._numbers.begin(block.loop, len(self._out) - 1)
        return ""

    def _loop(self, tag: Tag, statement: Statement, number: int) -> Iterator[Code]:
        path = path_of(statement.value)
        shape = self._scope.shape_of(tag, path) if path else None
        item = item_of(shape) if shape else None
        value = ".".join(path)
        if path and shape and item is None:
            self.faults.append(tag.fault(wrong.NOT_A_LIST, value=value, lists=", ".join(self._scope.lists())))
        outer = next((block.tag.statement for block in reversed(self._blocks) if block.loop), None)
        if path and item and outer and path[0] != outer.name:
            self.faults.append(tag.fault(wrong.NOT_OF_OUTER_LOOP, value=value, outer=outer.name))
        yield Code(f"list{number} = {self._scope.code(statement.value) if path and statement.value else '()'}")
        yield Code(f"for i{number}, x{number} in enumerate(list{number}):", opens=True)
        self._scope.known |= {statement.name: Known(item, f"x{number}"), "loop": Known(Loop, str(number))}

    def _branch(self, tag: Tag, statement: Statement) -> str | Code:
        block = self._blocks[-1] if self._blocks else None
        if block is None or block.final or block.kind != "if":
            self.faults.append(tag.fault(wrong.NOT_IN_IF, name=statement.kind))
            return ""
        self._compare(block, tag)
        block.final = statement.kind == "else"
        self._scope.known = dict(block.scope)
        return Code("else:" if block.final else f"elif {self._condition(tag, statement)}:", closes=True, opens=True)

    def _condition(self, tag: Tag, statement: Statement) -> str:
        if statement.value is None:
            return "False"
        self._scope.look_up(tag, statement.value)
        return self._scope.code(statement.value)

    def _end(self, tag: Tag, kind: str) -> str | Code:
        if not any(block.kind == kind for block in self._blocks):
            self.faults.append(tag.fault(wrong.NEVER_BEGUN, kind=kind))
            return ""
        while (block := self._blocks.pop()).kind != kind:
            self.faults.append(block.tag.fault(wrong.NOT_ENDED_BEFORE, tag=tag.written, end=_end_of(block)))
        self._compare(block, tag)
        self._scope.known = dict(block.scope)
        return Code("", closes=True)

    def _compare(self, block: Block, tag: Tag) -> None:
        """See that what is between two tags of a block is whole, however often it is printed."""
        here, begun = tuple(self._open), block.tag
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, block.open, strict=False)))
        paragraph = max((at for at, name in enumerate(here) if name == "w:p"), default=-1)
        whole = here == block.open and (block.lowest == len(here) or (0 <= paragraph < block.lowest))
        block.lowest = len(here)
        if begun.level != tag.level:
            self.faults.append(
                tag.fault(wrong.WRITTEN_ANOTHER_WAY, begun=begun.written, tag=f"{{%{begun.level} {tag.words} %}}")
            )
        elif whole:
            return
        elif "w:tc" in here and "w:tc" in block.open and shared == len(here) == len(block.open) and not begun.level:
            self.faults.append(
                tag.fault(wrong.CUT, begun=begun.written, tag=f"{{%p {begun.words} %}}", end=f"{{%p {tag.words} %}}")
            )
        else:
            self.faults.append(tag.fault(wrong.IN_ANOTHER_PLACE, begun=begun.written))

    # What is printed and asked for.

    def _print(self, tag: Tag, value: nodes.Expr, *, attribute: bool) -> Code:
        shape = self._scope.look_up(tag, value)
        code = self._scope.code(value)
        if attribute:
            return printed(f"escaped({code})")
        if shape is not None and path_of(value):
            self._scope.require_printed(tag, path_of(value), shape)
        if self._open[-2:] == ["w:r", "w:t"]:
            return printed(f"inside({code}, {self._base!r})")
        if self._open and self._open[-1] in _RUN_PARENTS:
            bare = shape is Line and not self._base
            return printed(f"{code}.xml" if bare else f"runs({code}, {self._base!r})")
        return printed(f"escaped({code})")


def _end_of(block: Block) -> str:
    return f"{{%{block.tag.level} end{block.kind} %}}"


def _deleted(tags: Sequence[Tag], seen: set[int]) -> Iterator[Found]:
    """What docxtpl takes away with a tag: ``{%tr %}`` its row, ``{%tc %}`` its cell, ``{%p %}`` its paragraph.

    Of two such tags in one row the last counts; all else in the row is gone before anything is printed.

    Source: docxtpl 0.20.2, ``patch_xml``.
    """
    holders = {
        holder: tag
        for number, tag in enumerate(tags)
        if number in seen and tag.level in _ROOM and (holder := tag.container()) is not None
    }
    for number, tag in enumerate(tags):
        by = next((holders[one] for one in tag.around if one in holders), None)
        if number in seen or tag.statement is None or tag.statement.kind == "comment" or by is None:
            continue
        where: dict[str, Any] = {"where": _WHERE[by.level], "kept": by.written, "room": _ROOM[by.level]}
        if tag.level == by.level:
            yield tag.fault(wrong.ONLY_LAST_COUNTS, level=by.level, **where)
        else:
            yield tag.fault(wrong.TAG_DELETED, **where)
    for holder, tag in holders.items():
        yield from _deleted_words(holder, tag)


def _deleted_words(holder: _Element, tag: Tag) -> Iterator[Found]:
    """Words and pictures in what is taken away with *tag*; its tags are markers already."""
    words = "".join(text.text or "" for text in holder.iter(qn("w:t")))
    words = " ".join(MARKER.sub(" ", words).split())
    where: dict[str, Any] = {"where": _WHERE[tag.level], "room": _ROOM[tag.level]}
    if words:
        yield tag.fault(wrong.TEXT_DELETED, words=words, **where)
    if next(holder.iter(*_LOST), None) is not None:
        yield tag.fault(wrong.PICTURE_DELETED, **where)
