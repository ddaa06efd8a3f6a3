"""A patched part followed from its first tag to its last: what begins and ends, and the Python function that prints it.

docxtpl has patched the part with a marker in the place of each tag. The same walk finds what is wrong: names that do
not exist, loops that do not end, tags that cut across the XML, and tags that docxtpl has deleted. Everything that a
person wrote is in the Python only as a quoted string or as a numbered variable.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.6 (bookmarks), 17.11 (notes), 20.4.2.5 (docPr).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from docx.oxml.ns import qn
from msgspec import Struct

from planforms.findings import Terms
from planforms.remembered import pattern_of
from planforms.writers.docx import NUMBERED, wrong
from planforms.writers.docx.language import Known, Loop, Scope, Shape, item_of, statement_fault
from planforms.writers.docx.lines import Line
from planforms.writers.docx.tags import MARKER, Found, Tag

_MARKER = pattern_of(r"\{[{%#] ?x(\d+) ?[%}#]\}")
_TOKEN = pattern_of(rf"{_MARKER.pattern}|<(/?)([\w:.-]+)([^<>]*?)(/?)>")
_LOOP = pattern_of(r"for ([^\W\d]\w*)\s+in\s+(?=\S)(.*)")
_LOOPED = pattern_of(r"for ([^\W\d]\w*)")
_TAKEN = {"and", "or", "not", "in", "is", "if", "else", "for", "loop", "none", "true", "false"}
_BASE = pattern_of(r"\s*<w:rPr>.*?</w:rPr>", re.DOTALL)
# docxtpl ends a run before a printed line and begins one after it; most of these hold nothing.
_EMPTY_RUN = pattern_of(r"<w:r(?: [^<>]*)?>(?:<w:rPr>(?:<(?!/w:rPr>)[^<>]*>)*</w:rPr>)?<w:t(?: [^<>]*)?></w:t></w:r>")
_RUN_PARENTS = {"w:p", "w:hyperlink", "w:ins", "w:sdtContent", "w:smartTag"}
_DEEPEST = 20  # blocks inside one another
_PAIRED = ("bookmark", "comment")  # what has a beginning and an end
# What is deleted with a tag of a level, and what such a tag needs.
_HOLDERS = {
    "tr": (Terms(("in one row",)), Terms(("a row of its own",))),
    "tc": (Terms(("in one cell",)), Terms(("a cell of its own",))),
    "p": (Terms(("in one paragraph",)), Terms(("a paragraph of its own",))),
}
_LOST = [qn(f"w:{name}") for name in ("drawing", "pict", "object", "sectPr", "footnoteReference", "endnoteReference",
                                      "fldChar", "fldSimple", "sym")] + [qn("m:oMath")]  # fmt: skip
_PAGE_BREAK = f"{qn('w:br')}[@{qn('w:type')}]"


class Code(str):
    """A line of Python between pieces of XML: one that ends with a colon opens a block, one that is empty closes it."""

    __slots__ = ()


class Printed(Code):
    """An expression of Python that gives what is printed between pieces of XML."""

    __slots__ = ()


class _Body(Struct):
    """The Python of a function or a block: its *head*, its finished *lines*, and *texts* for the next one."""

    head: str
    lines: list[str] = []
    texts: list[str] = []

    def finished(self) -> list[str]:
        """The lines, the last of which yields the texts that are left."""
        if self.texts:
            self.lines.append(f"yield {' + '.join(self.texts)}")
            self.texts = []
        return self.lines

    def put(self, inner: "_Body", *, whole: bool) -> None:
        """Add a block; an ``if`` that is *whole*, without another branch, and only prints is part of an expression."""
        if whole and not inner.lines and inner.head.startswith("if "):
            condition = inner.head.removeprefix("if ").removesuffix(":")
            self.texts += [f"({' + '.join(inner.texts)} if {condition} else '')"] if inner.texts else []
        else:
            self.finished().extend((inner.head, *(f"    {line}" for line in inner.finished() or ["pass"])))


class Block(Struct):
    """A ``for`` or an ``if`` that is not ended yet.

    Attributes:
        tag: that which begins it.
        open: the elements that are open where it begins; lowest: how few of them were open since.
        known: the names known outside it.
        loop: the number of a loop, from 1; 0 for an ``if``.
        name: what a loop calls its items.
        final: it has had its ``else``.
    """

    tag: Tag
    open: tuple[str, ...]
    lowest: int
    known: Mapping[str, Known]
    loop: int = 0
    name: str = ""
    final: bool = False

    @property
    def end(self) -> str:
        """The tag that ends it."""
        return f"{{%{self.tag.level} end{self.tag.kind} %}}"


class Program:
    """One part as Python, and what is wrong in it: ``faults``.

    ``used`` gathers the names that are asked for, by the class they are of (``None`` for the plan itself); ``looped``
    the numbers of drawings, bookmarks, comments and notes that a loop repeats, each with its family.
    """

    def __init__(self, patched: str, tags: Sequence[Tag], names: Mapping[str, Shape]) -> None:
        self._tags = tags
        self._scope = Scope(names, {found[1] for tag in tags if (found := _LOOPED.match(tag.words))})
        self.faults, self.used = self._scope.faults, self._scope.used
        self._open: list[str] = []
        self._blocks: list[Block] = []
        self._loops = 0
        self._base = ""
        self._numbered: dict[tuple[str, str], dict[str, tuple[int, ...]]] = defaultdict(dict)
        self._out: list[str] = []
        self._seen: set[int] = set()
        self._walk(patched)
        for block in self._blocks:
            self._scope.report(block.tag, wrong.NEVER_ENDED, tag=block.end)
        self.faults += _deleted(tags, self._seen)
        self.looped = {key for key, elements in self._numbered.items() if any(elements.values())}

    def source(self, *, empty_runs: bool = True) -> str:
        """The Python of the function ``print_part(v)``, which yields the part, ``v`` being the values.

        Runs that hold nothing are left out unless *empty_runs*. What begins in a loop and ends outside it cannot be
        repeated, and is left out.
        """
        crossing = {
            text
            for (family, _), elements in self._numbered.items()
            if family in _PAIRED and len(set(elements.values())) > 1
            for text in elements
        }
        bodies, xml = [_Body("def print_part(v: Values) -> Iterator[str]:")], ""
        for piece in (*self._out, Code("yield ''")):
            if not isinstance(piece, Code):
                xml += "" if piece in crossing else piece
                continue
            if not empty_runs:
                xml = _EMPTY_RUN.sub("", xml)
            if xml:
                bodies[-1].texts.append(repr(xml))
                xml = ""
            if isinstance(piece, Printed):
                bodies[-1].texts.append(piece)
                continue
            if not piece or piece.startswith("el"):
                inner = bodies.pop()
                bodies[-1].put(inner, whole=not piece)
            if piece.endswith(":"):
                bodies.append(_Body(piece))
        whole = _Body("")
        whole.put(bodies[0], whole=True)
        return "\n".join((*whole.lines, ""))

    def _walk(self, patched: str) -> None:
        at = 0
        for token in _TOKEN.finditer(patched):
            self._out.append(patched[at : token.start()])
            at = token.end()
            if token[1]:
                self._out += self._marked(int(token[1]))
            else:
                self._element(token, patched)
        self._out.append(patched[at:])

    def _element(self, token: re.Match[str], patched: str) -> None:
        text, closing, name, attributes, empty = token[0], *token.groups()[1:]
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
        pieces = _MARKER.split(text) if "{" in attributes else [text]
        for number, piece in enumerate(pieces):
            self._out += self._marked(int(piece), attribute=True) if number % 2 else [piece]
        loops = tuple(block.loop for block in self._blocks if block.loop)
        for family, pattern in NUMBERED.items():
            if "id=" in attributes and (found := pattern.fullmatch(text)):
                self._numbered[family, found[3]][text] = loops

    def _marked(self, number: int, *, attribute: bool = False) -> Iterator[Code]:
        """Python for the marker of a tag."""
        self._seen.add(number)
        tag = self._tags[number]
        kind, _, rest = tag.words.partition(" ")
        if tag.kind == "comment":
            return
        if not tag.words:
            self._scope.report(tag, wrong.EMPTY)
        elif tag.opening == "{{":
            yield self._print(tag, attribute=attribute)
        elif fault := statement_fault(tag):
            self._scope.report(tag, fault[0], **fault[1])
        if tag.opening == "{%":
            yield from self._statement(tag, kind, rest)

    def _statement(self, tag: Tag, kind: str, rest: str) -> Iterator[Code]:
        match kind:
            case "for":
                yield from self._begin_loop(tag)
            case "if":
                self._begin(tag)
                yield Code(f"if {self._scope.value(tag, rest).code}:")
            case "elif" | "else":
                yield from self._branch(tag, kind, rest)
            case "endif" | "endfor":
                yield from self._end(tag, kind.removeprefix("end"))
            case "colspan":
                span = self._scope.value(tag, rest)
                if span.shape not in {int, None} or span.code == "0":
                    self._scope.report(tag, wrong.COLSPAN_OF_WORDS)
                yield Printed(f"escaped({span.code})")
            case _:
                pass

    def _begin(self, tag: Tag, name: str = "", loop: int = 0) -> None:
        if len(self._blocks) >= _DEEPEST:
            self._scope.report(tag, wrong.NESTED_BLOCKS)
        self._blocks.append(Block(tag, tuple(self._open), len(self._open), dict(self._scope.known), loop, name))

    def _begin_loop(self, tag: Tag) -> Iterator[Code]:
        found = _LOOP.fullmatch(tag.words)
        value = Known(None, "()")
        if found is None or found[1].casefold() in _TAKEN:
            self._scope.report(tag, wrong.LOOP_NOT_UNDERSTOOD)
            found = _LOOPED.match(tag.words)
        else:
            value = self._list(tag, found[2])
        name = found[1] if found else ""
        self._loops += 1
        number = self._loops
        self._begin(tag, name, number)
        self._scope.known |= {name: Known(item_of(value.shape), f"x{number}"), "loop": Known(Loop, str(number))}
        yield Code(f"for i{number}, x{number} in enumerate(list{number} := {value.code}):")

    def _list(self, tag: Tag, words: str) -> Known:
        """What a loop goes over."""
        before = len(self.faults)
        value = self._scope.value(tag, words)
        outer = next((block.name for block in reversed(self._blocks) if block.loop), "")
        if len(self.faults) > before:
            return value
        if not value.path:
            self._scope.report(tag, wrong.LOOP_WITH_FILTER)
        elif item_of(value.shape) is None:
            self._scope.report(tag, wrong.NOT_A_LIST, value=value.path, lists=", ".join(self._scope.lists()))
        elif outer and value.path.partition(".")[0] != outer:
            self._scope.report(tag, wrong.NOT_OF_OUTER_LOOP, value=value.path, outer=outer)
        return value

    def _branch(self, tag: Tag, kind: str, condition: str) -> Iterator[Code]:
        block = self._blocks[-1] if self._blocks else None
        if block is None or block.final or block.loop:
            self._scope.report(tag, wrong.NOT_IN_IF, name=kind)
            return
        self._compare(block, tag)
        block.final = kind == "else"
        self._scope.known = dict(block.known)
        yield Code("else:" if block.final else f"elif {self._scope.value(tag, condition).code}:")

    def _end(self, tag: Tag, kind: str) -> Iterator[Code]:
        if not any(block.tag.kind == kind for block in self._blocks):
            self._scope.report(tag, wrong.NEVER_BEGUN, kind=kind)
            return
        while (block := self._blocks.pop()).tag.kind != kind:
            self._scope.report(block.tag, wrong.NOT_ENDED_BEFORE, tag=tag.written, end=block.end)
        self._compare(block, tag)
        self._scope.known = dict(block.known)
        yield Code()

    def _compare(self, block: Block, tag: Tag) -> None:
        """See that what is between two tags of a block is whole, however often it is printed."""
        here, begun = tuple(self._open), block.tag
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, block.open, strict=False)))
        paragraph = max((at for at, name in enumerate(here) if name == "w:p"), default=-1)
        whole = here == block.open and (block.lowest == len(here) or (0 <= paragraph < block.lowest))
        block.lowest = len(here)
        if begun.level != tag.level:
            to_write = f"{{%{begun.level} {tag.words} %}}"
            self._scope.report(tag, wrong.WRITTEN_ANOTHER_WAY, begun=begun.written, tag=to_write)
        elif not whole and "w:tc" in here and "w:tc" in block.open and not begun.level and (
            shared == len(here) == len(block.open)
        ):  # fmt: skip
            again, end = (f"{{%p {one.words} %}}" for one in (begun, tag))
            self._scope.report(tag, wrong.CUT, begun=begun.written, tag=again, end=end)
        elif not whole:
            self._scope.report(tag, wrong.IN_ANOTHER_PLACE, begun=begun.written)

    def _print(self, tag: Tag, *, attribute: bool) -> Printed:
        if tag.start < 0:  # of the layout step: XML or a number
            return Printed(f"str({self._scope.value(tag, tag.words).code})")
        shape, code = (value := self._scope.printed(tag)).shape, value.code
        if not attribute and self._open[-2:] == ["w:r", "w:t"]:
            return Printed(f"inside({code}, {self._base!r})")
        if not attribute and self._open and self._open[-1] in _RUN_PARENTS:
            bare = shape is Line and not self._base
            return Printed(f"{code}.xml" if bare else f"runs({code}, {self._base!r})")
        return Printed(f"escaped({code})")


def _deleted(tags: Sequence[Tag], seen: set[int]) -> Iterator[Found]:
    """What docxtpl takes away with a tag: ``{%tr %}`` its row, ``{%tc %}`` its cell, ``{%p %}`` its paragraph.

    Of two such tags in one row the last counts; all else in the row is gone before anything is printed.

    Source: docxtpl 0.20.2, ``patch_xml``.
    """
    holders = {
        holder: tag
        for number, tag in enumerate(tags)
        if number in seen and tag.level in _HOLDERS and (holder := tag.inside(tag.level)) is not None
    }
    for number, tag in enumerate(tags):
        by = next((holders[one] for one in tag.around if one in holders), None)
        if by and number not in seen and tag.kind != "comment":
            what = wrong.ONLY_LAST_COUNTS if tag.level == by.level else wrong.TAG_DELETED
            yield tag.fault(what, level=by.level, kept=by.written, **_place_with(by))
    for holder, tag in holders.items():
        words = "".join(text.text or "" for text in holder.iter(qn("w:t")))
        if words := " ".join(MARKER.sub(" ", words).split()):
            yield tag.fault(wrong.TEXT_DELETED, words=words, **_place_with(tag))
        if next(holder.iter(*_LOST), None) is not None or holder.find(f".//{_PAGE_BREAK}") is not None:
            yield tag.fault(wrong.PICTURE_DELETED, **_place_with(tag))


def _place_with(tag: Tag) -> dict[str, object]:
    """What is deleted with *tag*, and what the tag needs, as arguments of a message."""
    where, room = _HOLDERS[tag.level]
    return {"where": where, "room": room}
