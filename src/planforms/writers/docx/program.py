"""A patched part followed from its first tag to its last: what begins and ends, what each name is, and Jinja for it.

docxtpl has patched the part with a marker in the place of each tag. What is written here for a marker is made of the
tree that the language gives, so Jinja reads nothing that a person wrote. The same walk finds what is wrong: names that
do not exist, loops that do not end, tags that cut across the XML, and tags that docxtpl has deleted.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from msgspec import Struct
from rapidfuzz import fuzz, process

from planforms.model import ColumnRole
from planforms.recognise.headings import heading_roles
from planforms.writers.docx.context import PrintedRow
from planforms.writers.docx.language import (
    Compared,
    Expression,
    Filtered,
    Joined,
    Literal,
    Path,
    Statement,
    quoted,
    to_jinja,
)
from planforms.writers.docx.losses import deleted
from planforms.writers.docx.names import Loop, Shape, is_printed, item_of, part_of, parts_of
from planforms.writers.docx.numbering import LoopedNumbers
from planforms.writers.docx.runs import Line
from planforms.writers.docx.tags import Found, Tag

_MARKER = re.compile(r"\{[{%#] ?([xy])(\d+) ?[%}#]\}")
_TOKEN = re.compile(rf"{_MARKER.pattern}|<(/?)([\w:.-]+)([^<>]*?)(/?)>")
_BASE = re.compile(r"\s*<w:rPr>.*?</w:rPr>", re.DOTALL)
_NEAR = 60  # of 100, how like a name must be to be suggested
_DEEPEST = 20  # blocks inside one another
# Where names of loops come from in the built-in template, for those who print a name outside its loop.
_USUAL = {"row": "rows", "cell": "row.cells", "column": "columns", "section": "sections", "mark": "marks_at_end"}


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
    scope: Mapping[str, Shape]
    loop: int = 0
    final: bool = False


class Program:
    """One part as Jinja: ``source``; and what is wrong in it: ``faults``.

    ``used`` gathers the names that are asked for, by the class they are of (``None`` for the plan itself).
    """

    def __init__(self, patched: str, tags: Sequence[Tag], names: Mapping[str, Shape], own: Sequence[str] = ()) -> None:
        self.faults: list[Found] = []
        self.used: set[tuple[Shape | None, str]] = set()
        self._tags = tags
        self.own = own
        self._names = names
        self._loops = {tag.statement.name for tag in tags if tag.statement and tag.statement.kind == "for"}
        self._scope: dict[str, Shape] = dict(names)
        self._open: list[str] = []
        self._blocks: list[Block] = []
        self._looped = 0
        self._base = ""
        self._numbers = LoopedNumbers()
        self._out: list[str] = []
        self._seen: set[int] = set()
        self._walk(patched)
        self.faults += (fault for block in self._blocks for fault in _never_ended(block))
        self.faults += deleted([tag for number, tag in enumerate(tags) if number in self._seen], self._vanished())
        self.source = "".join(self._numbers.placed(self._out))
        self.looped_notes = self._numbers.notes

    def _vanished(self) -> list[Tag]:
        return [tag for number, tag in enumerate(self._tags) if number not in self._seen and tag.statement is not None]

    def _walk(self, patched: str) -> None:
        at = 0
        for token in _TOKEN.finditer(patched):
            self._out.append(patched[at : token.start()])
            at = token.end()
            if token[1]:
                self._out.append(self._marked(token[1], int(token[2])))
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
        text = token[0]
        if "{" in attributes:
            text = "".join(self._in_attributes(text))
        loops = tuple(block.loop for block in self._blocks if block.loop)
        self._out.append(text)
        if loops or "id=" in attributes:
            self._numbers.see(name, text, loops, len(self._out) - 1)

    def _in_attributes(self, text: str) -> Iterator[str]:
        at = 0
        for marker in _MARKER.finditer(text):
            yield text[at : marker.start()]
            yield self._marked(marker[1], int(marker[2]), attribute=True)
            at = marker.end()
        yield text[at:]

    def _marked(self, whose: str, number: int, *, attribute: bool = False) -> str:
        """Jinja for the marker of a tag (``x``), or what the layout step has put there (``y``)."""
        if whose == "y":
            return self.own[number]
        self._seen.add(number)
        tag = self._tags[number]
        match tag.statement:
            case Statement(kind="print" | "colspan", value=value) if value is not None:
                return self._print(tag, value, attribute=attribute)
            case Statement(kind="for" | "if") as statement:
                return self._begin(tag, statement)
            case Statement(kind="elif" | "else") as statement:
                return self._branch(tag, statement)
            case Statement(kind="endif" | "endfor") as statement:
                return self._end(tag, statement.kind.removeprefix("end"))
            case _:
                return ""

    # What begins and ends.

    def _begin(self, tag: Tag, statement: Statement) -> str:
        if len(self._blocks) >= _DEEPEST:
            self._report(
                tag, message="The tag is nested too deep", hint="Take the built-in template and begin from it."
            )
        block = Block(tag, statement.kind, tuple(self._open), len(self._open), dict(self._scope))
        written = f"{{% if {self._condition(tag, statement)} %}}" if statement.kind == "if" else ""
        if statement.kind == "for":
            self._looped += 1
            block.loop = self._looped
            written = self._loop(tag, statement)
        self._blocks.append(block)
        if block.loop:
            self._out.append(written)
            self._numbers.begin(block.loop, len(self._out) - 1)
            return ""
        return written

    def _loop(self, tag: Tag, statement: Statement) -> str:
        path = statement.value if isinstance(statement.value, Path) else None
        shape = self._shape(tag, path) if path else None
        item = item_of(shape) if shape else None
        if path and shape and item is None:
            self._report(
                tag,
                message="A loop goes over a list, and “{value}” is not a list",
                hint="Lists are {lists}.",
                value=str(path),
                lists=", ".join(sorted(name for name, one in self._names.items() if item_of(one) is not None)),
            )
        outer = next((block for block in reversed(self._blocks) if block.loop), None)
        if path and item and outer and outer.tag.statement and path.parts[0] != outer.tag.statement.name:
            self._report(
                tag,
                message="A loop inside a loop goes over a part of the outer one, and “{value}” is not a part "
                "of “{outer}”",
                hint="Write {{% for … in {outer}. … %}}, or end the outer loop before it.",
                value=str(path),
                outer=outer.tag.statement.name,
            )
        self._scope |= {statement.name: item or Unknown, "loop": Loop}
        return f"{{% for {statement.name or 'one'} in {to_jinja(path) if path else '()'} %}}"

    def _branch(self, tag: Tag, statement: Statement) -> str:
        block = self._blocks[-1] if self._blocks else None
        if block is None or block.final or block.kind != "if":
            self._report(
                tag,
                message="{name} is not in an if",
                hint="Write {{% if … %}} before it, or delete it.",
                name=statement.kind,
            )
            return ""
        self._compare(block, tag)
        block.final = statement.kind == "else"
        self._scope = dict(block.scope)
        return "{% else %}" if block.final else f"{{% elif {self._condition(tag, statement)} %}}"

    def _condition(self, tag: Tag, statement: Statement) -> str:
        if statement.value is None:
            return "false"
        self._names_in(tag, statement.value)
        return to_jinja(statement.value)

    def _end(self, tag: Tag, kind: str) -> str:
        if not any(block.kind == kind for block in self._blocks):
            self._report(
                tag,
                message="Here ends what was not begun",
                hint="Write {{% {kind} … %}} before it, or delete it.",
                kind=kind,
            )
            return ""
        while (block := self._blocks.pop()).kind != kind:
            self.faults.append(
                block.tag.fault(
                    message="What is begun here is not ended before “{tag}”",
                    hint="Write {end} before “{tag}”.",
                    tag=tag.written,
                    end=_end_of(block),
                )
            )
        self._compare(block, tag)
        self._scope = dict(block.scope)
        return f"{{% end{kind} %}}"

    def _compare(self, block: Block, tag: Tag) -> None:
        """See that what is between two tags of a block is whole, however often it is printed."""
        here, begun = tuple(self._open), block.tag
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, block.open, strict=False)))
        paragraph = max((at for at, name in enumerate(here) if name == "w:p"), default=-1)
        whole = here == block.open and (block.lowest == len(here) or (0 <= paragraph < block.lowest))
        block.lowest = len(here)
        if begun.level != tag.level:
            self._report(
                tag,
                message="It belongs to “{begun}”, and is written another way",
                hint="Write {tag}.",
                begun=begun.written,
                tag=f"{{%{begun.level} {tag.words} %}}",
            )
        elif whole:
            return
        elif "w:tc" in here and "w:tc" in block.open and shared == len(here) == len(block.open) and not begun.level:
            self._report(
                tag,
                message="It belongs to “{begun}”, and is in another cell or paragraph, so they are cut in the middle",
                hint="Write {tag} above what it is for, and {end} below: with {{%p in paragraphs of their own, "
                "with {{%tr in rows.",
                begun=begun.written,
                tag=f"{{%p {begun.words} %}}",
                end=f"{{%p {tag.words} %}}",
            )
        else:
            self._report(
                tag,
                message="It belongs to “{begun}”, and is in another kind of place, so the document falls apart",
                hint="Put both in the same table, or both outside it; in running text put both into one paragraph.",
                begun=begun.written,
            )

    # What is printed and asked for.

    def _print(self, tag: Tag, value: Expression, *, attribute: bool) -> str:
        shape = self._names_in(tag, value)
        if attribute:
            return f"{{{{ {to_jinja(value)}|said }}}}"
        if isinstance(value, Path) and shape is not None:
            self._see_printed(tag, value, shape)
        if self._open[-2:] == ["w:r", "w:t"]:
            return f"{{{{ {to_jinja(value)}|inside({quoted(self._base)}) }}}}"
        if self._open and self._open[-1] in {"w:p", "w:hyperlink", "w:ins", "w:sdtContent", "w:smartTag"}:
            return f"{{{{ {to_jinja(value)}|runs({quoted(self._base)}) }}}}"
        return f"{{{{ {to_jinja(value)}|said }}}}"

    def _see_printed(self, tag: Tag, path: Path, shape: Shape) -> None:
        if is_printed(shape):
            return
        if item_of(shape) is not None:
            self._report(
                tag,
                message="It is a list, and a list cannot be printed whole",
                hint="Loop over it: {{% for one in {value} %}} … {{% endfor %}}.",
                value=str(path),
            )
        elif shape is bool:
            self._report(
                tag,
                message="It is yes or no, and cannot be printed",
                hint="Ask for it: {{% if {value} %}} … {{% endif %}}.",
                value=str(path),
            )
        else:
            self._report(
                tag,
                message="It has parts, and cannot be printed whole",
                hint="Write one of its parts behind a dot: {parts}.",
                parts=", ".join(parts_of(shape)),
            )

    def _names_in(self, tag: Tag, value: Expression) -> Shape | None:
        """See that all names in *value* exist; what it is, ``None`` where that is not known."""
        match value:
            case Path():
                return self._shape(tag, value)
            case Filtered(value=inner):
                shape = self._names_in(tag, inner)
                if value.name == "join" and shape is not None and item_of(shape) not in {Line, str}:
                    self._report(
                        tag,
                        message="join takes a list of words",
                        hint="Write it behind such a list, as {{{{ marks_at_end|join('; ') }}}}.",
                    )
                elif value.name in {"upper", "lower"} and isinstance(inner, Path) and shape is not None:
                    self._see_printed(tag, inner, shape)
                return str
            case Compared(left=left, right=right):
                for side in (left, right):
                    self._names_in(tag, side)
                return bool
            case Joined(values=values):
                for one in values:
                    self._names_in(tag, one)
                return bool
            case Literal(value=written):
                return type(written)

    def _shape(self, tag: Tag, path: Path) -> Shape | None:
        first, *rest = path.parts
        if first in self._names:
            self.used.add((None, first))
        if first not in self._scope:
            self._report_unknown_first(tag, first)
            return None
        shape: Shape = self._scope[first]
        for name in rest:
            if shape is Unknown:
                return None
            part = part_of(shape, name)
            if part is None:
                self._report_unknown_part(tag, shape, name)
                return None
            self.used.add((shape, name))
            shape = part
        return None if shape is Unknown else shape

    def _report_unknown_first(self, tag: Tag, name: str) -> None:
        if name in self._loops or name == "loop" or _USUAL.get(name, "").partition(".")[0] in self._names:
            self._report(
                tag,
                message="“{name}” is outside its loop",
                hint="Put it between the beginning of the loop, as {{% for row in rows %}}, and its end.",
                name=name,
            )
            return
        inner = next((f"{one}.{name}" for one, shape in self._scope.items() if name in parts_of(shape)), "")
        self._report_unknown(tag, "There is no “{name}”", name, inner or nearest(name, self._scope))

    def _report_unknown_part(self, tag: Tag, shape: Shape, name: str) -> None:
        if name.startswith("_"):
            self._report(
                tag,
                message="“{name}” reaches into the program, which no template may",
                hint="Delete the tag.",
                name=name,
            )
        elif item_of(shape) is not None:
            self._report(
                tag,
                message="There is no “{name}” in it: it is a list",
                hint="Write it inside a loop over the list.",
                name=name,
            )
        elif known := parts_of(shape):
            meant = _meant(name) if shape is PrintedRow else ""
            self._report_unknown(tag, "There is no “{name}” in it", name, meant or nearest(name, known))
        else:
            self._report(
                tag,
                message="There is no “{name}” in it: it is printed as it is",
                hint="Leave out “.{name}”.",
                name=name,
            )

    def _report_unknown(self, tag: Tag, message: str, name: str, near: str) -> None:
        hint = "Did you mean “{near}”?" if near else "“planforms template names” lists what there is."
        self._report(tag, message=message, hint=hint, name=name, near=near)

    def _report(self, found: Tag, /, *, message: str, hint: str, **arguments: Any) -> None:  # noqa: ANN401 (as Tag.fault)
        self.faults.append(found.fault(message=message, hint=hint, **arguments))


class Unknown(Struct, frozen=True):
    """The shape of what a loop gives whose list is not known; nothing more is reported of it."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of the *known* words that *word* is most like; empty where it is like none."""
    folded = {name.casefold(): name for name in sorted(known)}
    found = process.extractOne(word.casefold(), folded.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return folded[found[0]] if found else ""


def _meant(name: str) -> str:
    """The column that a Lithuanian heading means: ``data`` is ``when``; empty where it is not such a heading."""
    (role,) = heading_roles((name.replace("_", " "),))
    return "" if role is ColumnRole.OTHER else role.value


def _end_of(block: Block) -> str:
    return f"{{%{block.tag.level} end{block.kind} %}}"


def _never_ended(block: Block) -> Iterator[Found]:
    yield block.tag.fault(
        message="What is begun here is never ended",
        hint="Write {tag} after the last thing that belongs to it.",
        tag=_end_of(block),
    )
