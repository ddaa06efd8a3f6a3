"""What the tags of a template ask for, held against the names that there are. It follows names through loops.

A name that is wrong is told with the nearest right one. What is not known, such as what a filter gives, is passed over:
nothing is told that is not certain.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from jinja2 import nodes
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS
from msgspec import Struct
from rapidfuzz import fuzz, process

from planforms.model import ColumnRole
from planforms.recognise.headings import heading_roles
from planforms.writers.docx.checking.tags import Found, Tag
from planforms.writers.docx.context import PrintedRow
from planforms.writers.docx.names import Shape, is_printed, item_of, part_of, parts_of
from planforms.writers.docx.runs import Line
from planforms.writers.docx.sandbox import FILTERS, METHODS

_NEAR: Final = 60  # of 100, how like a name must be to be told
_LOOP: Final = (
    *("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "cycle", "changed"),
    *("previtem", "nextitem"),
)
_GLOBALS: Final = ("range", "namespace")
# Where names of loops come from in the built-in template, for those who print a name outside its loop.
_USUAL: Final = {
    "row": "rows",
    "cell": "row.cells",
    "column": "columns",
    "section": "sections",
    "mark": "marks_at_end",
}
_ITEM: Final = {"first", "last", "min", "max"}
_SAME: Final = {
    *("list", "sort", "unique", "reverse", "select", "reject", "selectattr", "rejectattr", "d", "default"),
}
_TEXTS: Final = {
    *("capitalize", "e", "escape", "join", "lower", "replace", "string", "title", "trim", "truncate", "upper"),
}
_NUMBERS: Final = {"abs", "count", "float", "int", "length", "wordcount"}
_BY_ATTRIBUTE: Final = {"groupby", "map", "max", "min", "rejectattr", "selectattr", "sort", "sum", "unique"}
_BY_FIRST: Final = {"groupby", "rejectattr", "selectattr"}  # the attribute is their first argument


class Loop(Struct, frozen=True):
    """The shape of Jinja's own ``loop``."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The one of the *known* words that *word* is most like; empty where it is like none."""
    folded = {name.casefold(): name for name in known}
    found = process.extractOne(word.casefold(), folded.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return folded[found[0]] if found else ""


class Reader:
    """Reads the statements of one part. ``used`` gathers, by class, the names that the template asks for."""

    def __init__(self, tags: Sequence[Tag], names: Mapping[str, Shape], loops: frozenset[str]) -> None:
        self._tags = tags
        self._names = names
        self._loops = loops
        self.faults: list[Found] = []
        self.used: set[tuple[Shape, str]] = set()

    def read(self, template: nodes.Template) -> None:
        """Find what is wrong in *template*, which has a line for each tag."""
        self._statements(template.body, dict(self._names))

    def _tell(self, node: nodes.Node, **told: Any) -> None:  # noqa: ANN401 (as Tag.fault)
        self.faults.append(self._tags[min(node.lineno, len(self._tags)) - 1].fault(**told))

    # Statements. A scope maps the names that are known to what stands behind them.

    def _statements(self, body: Iterable[nodes.Node], scope: dict[str, Shape]) -> None:
        for node in body:
            if read := self._STATEMENTS.get(type(node)):
                read(self, node, scope)

    def _output(self, node: nodes.Output, scope: dict[str, Shape]) -> None:
        for printed in node.nodes:
            if not isinstance(printed, nodes.TemplateData):
                self._print(printed, scope)

    def _choice(self, node: nodes.If, scope: dict[str, Shape]) -> None:
        self._value(node.test, scope)
        for branch in (node.body, node.elif_, node.else_):
            self._statements(branch, scope)

    def _set(self, node: nodes.Assign, scope: dict[str, Shape]) -> None:
        _bind(node.target, self._value(node.node, scope), scope)

    def _set_block(self, node: nodes.AssignBlock, scope: dict[str, Shape]) -> None:
        self._statements(node.body, dict(scope))
        _bind(node.target, str, scope)

    def _with(self, node: nodes.With, scope: dict[str, Shape]) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            _bind(target, self._value(value, scope), inner)
        self._statements(node.body, inner)

    def _filtered(self, node: nodes.FilterBlock, scope: dict[str, Shape]) -> None:
        self._value(node.filter, scope)
        self._statements(node.body, dict(scope))

    def _print(self, node: nodes.Node, scope: dict[str, Shape]) -> None:
        shape = self._value(node, scope)
        if is_printed(shape):
            return
        if item_of(shape) is not None:
            self._tell(
                node,
                message="It is a list, and a list cannot be printed whole",
                hint="Loop over it: {{% for one in {said} %}} … {{% endfor %}}.",
                said=_said(node),
            )
        else:
            self._tell(
                node,
                message="It has parts, and cannot be printed whole",
                hint="Write one of its parts behind a dot: {parts}.",
                parts=", ".join(parts_of(shape)),
            )

    def _loop(self, node: nodes.For, scope: dict[str, Shape]) -> None:
        shape = self._value(node.iter, scope)
        item = item_of(shape)
        if item is None:
            self._tell(
                node,
                message="A loop goes over a list, and “{said}” is none",
                hint="Lists are {lists}.",
                said=_said(node.iter),
                lists=", ".join(sorted(name for name, one in self._names.items() if item_of(one) is not None)),
            )
        inner = dict(scope) | {"loop": Loop}
        _bind(node.target, Any if item is None else item, inner)
        if node.test:
            self._value(node.test, inner)
        self._statements(node.body, inner)
        self._statements(node.else_, dict(scope))

    # Expressions: each gives the shape of its value.

    def _value(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Shape:
        read = self._VALUES.get(type(node))
        return read(self, node, scope) if read else self._all(node.iter_child_nodes(), scope, Any)

    def _constant(self, node: nodes.Const, _: Mapping[str, Shape]) -> Shape:
        return type(node.value)

    def _part_of(self, node: nodes.Getattr, scope: Mapping[str, Shape]) -> Shape:
        return self._part(node, self._value(node.node, scope), node.attr)

    def _item_of(self, node: nodes.Getitem, scope: Mapping[str, Shape]) -> Shape:
        shape = self._value(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._part(node, shape, node.arg.value)
        self._value(node.arg, scope)
        return shape if isinstance(node.arg, nodes.Slice) else item_of(shape) or Any

    def _test(self, node: nodes.Test, scope: Mapping[str, Shape]) -> Shape:
        if node.name in {"defined", "undefined"} and isinstance(node.node, nodes.Name):
            return bool
        self._known(node, node.name, JINJA_TESTS, message="There is no test “{name}”")
        return self._all(node.iter_child_nodes(), scope, bool)

    def _either(self, node: nodes.CondExpr, scope: Mapping[str, Shape]) -> Shape:
        self._value(node.test, scope)
        shape = self._value(node.expr1, scope)
        return shape if node.expr2 is None or self._value(node.expr2, scope) == shape else Any

    def _difference(self, node: nodes.Sub, scope: Mapping[str, Shape]) -> Shape:
        left = node.left
        if isinstance(left, nodes.Getattr) and left.attr in set(ColumnRole) and self._value(left, scope) is Line:
            self._tell(
                node,
                message="The hyphen is read as a minus",
                hint="Write {said}['{role}-1'], with the number of the column.",
                said=_said(left.node),
                role=left.attr,
            )
            return Any
        return self._all((left, node.right), scope, Any)

    def _sum(self, node: nodes.Add, scope: Mapping[str, Shape]) -> Shape:
        shapes = {self._value(node.left, scope), self._value(node.right, scope)}
        if Line in shapes or shapes == {str, int}:
            self._tell(node, message="Words are not added with +", hint="Write ~ in place of +.")
        return Any

    def _joined(self, node: nodes.Concat, scope: Mapping[str, Shape]) -> Shape:
        return self._all(node.nodes, scope, str)

    def _compared(self, node: nodes.Node, scope: Mapping[str, Shape]) -> Shape:
        return self._all(node.iter_child_nodes(), scope, bool)

    def _all(self, inner: Iterable[nodes.Node], scope: Mapping[str, Shape], shape: Shape) -> Shape:
        for one in inner:
            self._value(one, scope)
        return shape

    def _name(self, node: nodes.Name, scope: Mapping[str, Shape]) -> Shape:
        name = node.name
        if name in self._names:
            self.used.add((None, name))
        if name in scope:
            return scope[name]
        if name in _GLOBALS:
            return Any
        many = _USUAL.get(name, "").partition(".")[0]
        if name in self._loops or name == "loop" or many in self._names:
            self._tell(
                node,
                message="“{name}” stands outside its loop",
                hint="Put it between the beginning of the loop, as {{% for row in rows %}}, and its end.",
                name=name,
            )
        else:
            inner = next((f"{one}.{name}" for one, shape in scope.items() if name in parts_of(shape)), "")
            self._unknown(node, name, scope.keys(), message="There is no “{name}”", meant=inner)
        return Any

    def _part(self, node: nodes.Node, shape: Shape, name: str) -> Shape:
        found = part_of(shape, name) if shape is not Loop else (Any if name in _LOOP else None)
        if name.startswith("_"):
            self._tell(
                node,
                message="“{name}” reaches into the program, which no template may",
                hint="Delete the tag.",
                name=name,
            )
            return Any
        if found is None and shape in {str, int, bool, Line} and not (shape is str and name in METHODS[str]):
            self._tell(
                node,
                message="There is no “{name}” in it: it is printed as it is",
                hint="Leave out “.{name}”.",
                name=name,
            )
        elif found is None and item_of(shape) is not None:
            self._tell(
                node,
                message="There is no “{name}” in it: it is a list",
                hint="Write it inside a loop over the list.",
                name=name,
            )
        elif found is None and shape is not str:
            known = _LOOP if shape is Loop else parts_of(shape)
            meant = _meant(name) if shape is PrintedRow else ""
            self._unknown(node, name, known, message="There is no “{name}” in it", meant=meant)
        else:
            self.used.add((shape, name))
        return Any if found is None else found

    def _filter(self, node: nodes.Filter, scope: Mapping[str, Shape]) -> Shape:
        self._known(node, node.name, FILTERS, message="There is no filter “{name}”")
        shape = Any if node.node is None else self._value(node.node, scope)
        arguments = [*node.args, *(keyword.value for keyword in node.kwargs)]
        self._all(arguments, scope, Any)
        item = item_of(shape)
        named = [one.value for one in node.kwargs if one.key == "attribute"]
        named += node.args[:1] if node.name in _BY_FIRST else []
        for attribute in named:
            if node.name in _BY_ATTRIBUTE and isinstance(attribute, nodes.Const) and isinstance(attribute.value, str):
                item = Any if item is None else item
                for name in attribute.value.split("."):
                    item = self._part(attribute, item, name)
        if node.name in _TEXTS:
            return str
        if node.name in _NUMBERS:
            return int
        if node.name in _SAME:
            return shape
        return (item or Any) if node.name in _ITEM else Any

    def _call(self, node: nodes.Call, scope: Mapping[str, Shape]) -> Shape:
        arguments = [*node.args, *(keyword.value for keyword in node.kwargs)]
        self._all(arguments, scope, Any)
        match node.node:
            case nodes.Name(name=name) if name in _GLOBALS:
                return Any
            case nodes.Getattr(node=whole, attr=name):
                shape = self._value(whole, scope)
                allowed = METHODS.get(shape, frozenset().union(*METHODS.values()))
                if name not in allowed:
                    self._forbidden(node, name)
            case nodes.Name(name=name):
                self._forbidden(node, name)
            case other:
                self._value(other, scope)
                self._forbidden(node, _said(other))
        return Any

    def _forbidden(self, node: nodes.Node, name: str) -> None:
        self._tell(
            node,
            message="“{name}()” may not be called in a template",
            hint="Print a name, or use a filter; “planforms template names” lists them.",
            name=name,
        )

    def _known(self, node: nodes.Node, name: str, known: Iterable[str], *, message: str) -> None:
        if name in known:
            return
        if name in JINJA_FILTERS and known is FILTERS:
            self._tell(
                node,
                message="The filter “{name}” is not allowed in a template",
                hint="“planforms template names” lists what there is.",
                name=name,
            )
        else:
            self._unknown(node, name, known, message=message)

    def _unknown(self, node: nodes.Node, name: str, known: Iterable[str], *, message: str, meant: str = "") -> None:
        names = sorted(name for name in known if name.isidentifier())
        near = meant or nearest(name, names)
        self._tell(
            node,
            message=message,
            hint="Did you mean “{near}”?" if near else "“planforms template names” lists what there is.",
            name=name,
            near=near,
        )

    _STATEMENTS: ClassVar[Mapping[type, Callable[..., None]]] = {
        nodes.Output: _output,
        nodes.For: _loop,
        nodes.If: _choice,
        nodes.Assign: _set,
        nodes.AssignBlock: _set_block,
        nodes.With: _with,
        nodes.FilterBlock: _filtered,
    }
    _VALUES: ClassVar[Mapping[type, Callable[..., Shape]]] = {
        nodes.Const: _constant,
        nodes.Name: _name,
        nodes.Getattr: _part_of,
        nodes.Getitem: _item_of,
        nodes.Filter: _filter,
        nodes.Test: _test,
        nodes.Call: _call,
        nodes.CondExpr: _either,
        nodes.Sub: _difference,
        nodes.Add: _sum,
        nodes.Concat: _joined,
        nodes.Compare: _compared,
        nodes.Not: _compared,
    }


def _meant(name: str) -> str:
    """The column that a Lithuanian heading means: ``data`` is ``when``; empty where it is no such heading."""
    (role,) = heading_roles((name.replace("_", " "),))
    return "" if role is ColumnRole.OTHER else role.value


def _bind(target: nodes.Node, shape: Shape, scope: dict[str, Shape]) -> None:
    match target:
        case nodes.Name(name=name):
            scope[name] = shape
        case nodes.Tuple(items=targets):
            for one in targets:
                _bind(one, Any, scope)
        case _:
            pass


def _said(node: nodes.Node) -> str:
    """A name as it is written, with its parts."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=whole, attr=name):
            return f"{_said(whole)}.{name}"
        case _:
            return "…"
