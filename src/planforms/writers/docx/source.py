"""The Python that prints a part of a template: pieces of XML, the steps between them, and the names in its tags.

A ``Scope`` has the names that may be used at a place, the Python for each, and what is wrong in how they are used.

Everything that a person wrote is in it only as a quoted string or as a numbered variable. What a loop repeats is given
numbers of its own: the first repetition keeps the number that the template has, each further one takes a new one.

Source: ECMA-376 part 1, 17.13.4 (comments), 17.13.6 (bookmarks), 17.11 (notes), 20.4.2.5 (docPr).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from docx.oxml.ns import qn
from jinja2 import nodes
from lxml import etree
from msgspec import Struct
from rapidfuzz import fuzz, process

from planforms.model import ColumnRole
from planforms.recognise.headings import heading_roles
from planforms.writers.docx import wrong
from planforms.writers.docx.context import PrintedRow
from planforms.writers.docx.document import NOTES
from planforms.writers.docx.language import path_of
from planforms.writers.docx.lines import Line
from planforms.writers.docx.names import Loop, Shape, is_printed, item_of, part_of, parts_of
from planforms.writers.docx.tags import Found, Tag
from planforms.writers.docx.wrong import Wrong

_OPERATORS: Mapping[object, str] = {"eq": "==", "ne": "!=", nodes.And: "and", nodes.Or: "or"}
_NEAR = 60  # of 100, how like a name must be to be suggested
# Where names of loops come from in the built-in template, for those who print a name outside its loop.
_USUAL = {"row": "rows", "cell": "row.cells", "column": "columns", "section": "sections", "mark": "marks_at_end"}


class Known(Struct, frozen=True):
    """A name that may be used: what is behind it, ``None`` where that is not known, and the Python that gives it."""

    shape: Shape | None
    code: str


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

    def lists(self) -> list[str]:
        """The lists that a template may loop over anywhere."""
        return sorted(name for name, shape in self._names.items() if item_of(shape) is not None)

    def code(self, value: nodes.Node) -> str:
        """The Python of *value*."""
        if path := path_of(value):
            return self._code_of_path(*path)
        parts = [self.code(one.expr if isinstance(one, nodes.Operand) else one) for one in value.iter_child_nodes()]
        match value:
            case nodes.Const():
                return repr(value.value)
            case nodes.Filter():
                return _filtered(value.name, *parts)
            case nodes.Compare():
                return f" {_OPERATORS[value.ops[0].op]} ".join(f"as_text({part})" for part in parts).join("()")
            case nodes.Not():
                return f"(not {parts[0]})"
            case _:
                return f" {_OPERATORS[type(value)]} ".join(parts).join("()")

    def _code_of_path(self, first: str, *parts: str) -> str:
        known = self.known.get(first, Known(None, f"v[{first!r}]"))
        if known.shape is Loop:
            return f"(i{known.code} == {'0' if parts == ('first',) else f'len(list{known.code}) - 1'})"
        fields: Sequence[str] = getattr(known.shape, "__struct_fields__", parts)
        return known.code + "".join(f".{part}" if part in fields else f"[{part!r}]" for part in parts)

    def require_printed(self, tag: Tag, path: Sequence[str], shape: Shape) -> None:
        """Report a *path* that cannot be printed whole."""
        if is_printed(shape):
            return
        value = ".".join(path)
        if item_of(shape) is not None:
            self.faults.append(tag.fault(wrong.LIST_PRINTED, value=value))
        elif shape is bool:
            self.faults.append(tag.fault(wrong.YES_OR_NO_PRINTED, value=value))
        else:
            self.faults.append(tag.fault(wrong.PARTS_PRINTED, parts=", ".join(parts_of(shape))))

    def look_up(self, tag: Tag, value: nodes.Node) -> Shape | None:
        """See that all names in *value* exist; what it is, ``None`` where that is not known."""
        if path := path_of(value):
            return self.shape_of(tag, path)
        if isinstance(value, nodes.Const):
            return type(value.value)
        if isinstance(value, nodes.Filter) and value.node is not None:
            shape = self.look_up(tag, value.node)
            if value.name == "join" and shape is not None and item_of(shape) not in {Line, str}:
                self.faults.append(tag.fault(wrong.JOIN_OF_NO_LIST))
            elif value.name in {"upper", "lower"} and path_of(value.node) and shape is not None:
                self.require_printed(tag, path_of(value.node), shape)
            return str
        for part in value.iter_child_nodes():
            self.look_up(tag, part.expr if isinstance(part, nodes.Operand) else part)
        return bool

    def shape_of(self, tag: Tag, path: Sequence[str]) -> Shape | None:
        """What is at the *path*, ``None`` where that is not known; names that do not exist are reported."""
        first, *rest = path
        if first in self._names:
            self.used.add((None, first))
        if first not in self.known:
            self._report_unknown_first(tag, first)
            return None
        shape = self.known[first].shape
        for name in rest:
            if shape is None:
                return None
            part = part_of(shape, name)
            if part is None:
                self._report_unknown_part(tag, shape, name)
                return None
            self.used.add((shape, name))
            shape = part
        return shape

    def _report_unknown_first(self, tag: Tag, name: str) -> None:
        if name in self._looped or name == "loop" or _USUAL.get(name, "").partition(".")[0] in self._names:
            self.faults.append(tag.fault(wrong.OUTSIDE_LOOP, name=name))
            return
        inner = next((f"{one}.{name}" for one, known in self.known.items() if name in parts_of(known.shape)), "")
        self._report_unknown(tag, "There is no “{name}”", name, inner or nearest(name, self.known))

    def _report_unknown_part(self, tag: Tag, shape: Shape, name: str) -> None:
        if name.startswith("_"):
            self.faults.append(tag.fault(wrong.INTO_PROGRAM, name=name))
        elif item_of(shape) is not None:
            self.faults.append(tag.fault(wrong.PART_OF_LIST, name=name))
        elif known := parts_of(shape):
            meant = _meant(name) if shape is PrintedRow else ""
            self._report_unknown(tag, "There is no “{name}” in it", name, meant or nearest(name, known))
        else:
            self.faults.append(tag.fault(wrong.PART_OF_WORDS, name=name))

    def _report_unknown(self, tag: Tag, message: str, name: str, near: str) -> None:
        hint = "Did you mean “{near}”?" if near else "“planforms template names” lists what there is."
        self.faults.append(tag.fault(Wrong(message, hint), name=name, near=near))


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of the *known* words that *word* is most like; empty where it is like none."""
    folded = {name.casefold(): name for name in sorted(known)}
    found = process.extractOne(word.casefold(), folded.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return folded[found[0]] if found else ""


def _meant(name: str) -> str:
    """The column that a Lithuanian heading means: ``data`` is ``when``; empty where it is not such a heading."""
    (role,) = heading_roles((name.replace("_", " "),))
    return "" if role is ColumnRole.OTHER else role.value


def _filtered(name: str, value: str, argument: str = "''") -> str:
    """The Python of the Python *value* with the filter *name* behind it."""
    if name == "join":
        return f"joined({value}, {argument})"
    return f"({value} or {argument})" if name == "default" else f"as_text({value}).{name}()"


_FAMILIES = {
    "wp:docPr": "drawing",
    "w:bookmarkStart": "bookmark",
    "w:bookmarkEnd": "bookmark",
    "w:commentRangeStart": "comment",
    "w:commentRangeEnd": "comment",
    "w:commentReference": "comment",
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
}
_ID = re.compile(r'(\s(?:w:)?id=")(-?\d+)(")')
# docxtpl ends a run before a printed line and begins one after it; most of these hold nothing.
_EMPTY_RUN = re.compile(r"<w:r(?: [^<>]*)?>(?:<w:rPr>(?:<(?!/w:rPr>)[^<>]*>)*</w:rPr>)?<w:t(?: [^<>]*)?></w:t></w:r>")
_NAME = re.compile(r'(\sw:name="[^"]*)(")')


class Code(NamedTuple):
    """A step between pieces of XML: a ``line`` of Python; ``opens`` or ``closes`` the block that it is the edge of."""

    line: str
    opens: bool = False
    closes: bool = False


def printed(value: str) -> Code:
    """The step that prints the string *value*, which is Python."""
    return Code(f"yield {value}")


def source_of(pieces: Iterable[str | Code], *, empty_runs: bool = True) -> str:
    """The Python of the function ``print_part(v)``, which yields these *pieces*, ``v`` being the values.

    Runs that hold nothing are left out unless *empty_runs*.
    """
    lines, depth, xml = ["def print_part(v: Values) -> Iterator[str]:"], 1, ""
    for piece in (*pieces, Code("yield ''")):
        if isinstance(piece, str):
            xml += piece
            continue
        if not empty_runs:
            xml = _EMPTY_RUN.sub("", xml)
        if xml:
            lines.append(f"{'    ' * depth}yield {xml!r}")
            xml = ""
        if piece.closes:
            if lines[-1].endswith(":"):
                lines.append(f"{'    ' * depth}pass")
            depth -= 1
        if piece.line:
            lines.append(f"{'    ' * depth}{piece.line}")
        depth += piece.opens
    return "\n".join((*lines, ""))


class LoopedNumbers:
    """The numbers in the pieces of a part: those inside loops are replaced by what gives a new one each time."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
        self._begins: dict[int, int] = {}

    def begin(self, loop: int, at: int) -> None:
        """Note which piece begins a *loop*."""
        self._begins[loop] = at

    def see(self, element: str, text: str, loops: tuple[int, ...], at: int) -> None:
        """Note an *element*, whose tag is *text*, inside these *loops*, the outermost first."""
        family, written = _FAMILIES.get(element, ""), _ID.search(text)
        if family and written:
            key = f"{written[2]} {at}" if family == "drawing" else written[2]
            self._seen[family, key].append((at, loops))

    def _repeated(self) -> Iterator[tuple[str, str, Sequence[int], set[tuple[int, ...]]]]:
        """The family, number, pieces and loops of what is inside a loop."""
        for (family, key), places in self._seen.items():
            loops = {around for _, around in places}
            if loops != {()}:
                yield family, key.partition(" ")[0], [at for at, _ in places], loops

    def looped_notes(self) -> dict[str, set[str]]:
        """The numbers of comments and notes that are repeated, by family."""
        notes: dict[str, set[str]] = defaultdict(set)
        for family, written, _, loops in self._repeated():
            if family in NOTES and len(loops) == 1:
                notes[family].add(written)
        return notes

    def placed(self, pieces: Sequence[str | Code]) -> Iterator[str | Code]:
        """The *pieces* with numbers of their own in each repetition.

        What begins in a loop and ends outside it cannot be repeated, and is left out.
        """
        changed: dict[int, list[str | Code]] = {}
        for number, (family, written, places, loops) in enumerate(self._repeated()):
            if len(loops) > 1:
                changed.update({at: [] for at in places})
                continue
            name, ((*_, innermost),) = f"number{number}", loops
            begun = self._begins[innermost]
            changed.setdefault(begun, [pieces[begun]]).append(
                Code(f"{name} = v['numbers'].of({family!r}, {written!r})")
            )
            for at in places:
                changed[at] = [*_with_number(str(pieces[at]), name, named=family == "bookmark")]
        for at, piece in enumerate(pieces):
            yield from changed.get(at, (piece,))


def _with_number(text: str, number: str, *, named: bool) -> Iterator[str | Code]:
    """The tag *text* of an element with the variable *number* in place of its id, and at the end of its name."""
    marks = [(found.start(2), found.end(2), "value") for found in [_ID.search(text)] if found]
    marks += [(found.start(2), found.start(2), "suffix") for found in [_NAME.search(text)] if found and named]
    at = 0
    for start, end, part in sorted(marks):
        yield text[at:start]
        yield printed(f"{number}.{part}")
        at = end
    yield text[at:]


def highest_numbers(roots: Sequence[etree._Element]) -> dict[str, int]:
    """The highest number in use, by family."""
    highest: dict[str, int] = defaultdict(int)
    for root in roots:
        for element in root.iter(*map(qn, _FAMILIES), *(qn(f"w:{family}") for family in NOTES)):
            name = etree.QName(element).localname
            family = "drawing" if name == "docPr" else next(f for f in (*NOTES, "bookmark") if name.startswith(f))
            written = element.get("id") or element.get(qn("w:id")) or "0"
            highest[family] = max(highest[family], int(written) if written.isdigit() else 0)
    return dict(highest)
