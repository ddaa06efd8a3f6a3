"""The language of templates: names, for, if, comparisons and four filters. It knows one tag at a time, not Word.

    statement = "for" name "in" path | ("if" | "elif") expression | "else" | "endif" | "endfor" | "colspan" expression
    expression = all {"or" all};  all = not {"and" not};  not = {"not"} compared
    compared = filtered [("==" | "!=") filtered];  filtered = value {"|" filter ["(" literal ")"]}
    value = path | literal | "(" expression ")";  path = name {"." part | "['part']"};  literal = 'words' | number

What comes out is a tree of our own, from which the rendering writes Jinja; nothing else of a tag gets any further.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from planforms.errors import TemplateError

STATEMENTS = ("for", "if", "elif", "else", "endif", "endfor", "colspan")
FILTERS = ("join", "upper", "lower", "default")
_ALONE = ("else", "endif", "endfor")
_WITH_ARGUMENT = ("join", "default")
_MOST_SIGNS = 80  # of a tag; what Jinja and Python compile of it is nested no deeper
_DEEPEST = 10
_NUMBER, _NAME = 2, 3  # the groups of ``_SIGN``
_SIGN = re.compile(r"""\s*(?:("[^"]*"|'[^']*')|(\d{1,9}(?!\d))|([^\W\d]\w*)|(==|!=|[.|()\[\],-])|(\S))""")
_WORDS = {"and", "or", "not", "in", "is", "if", "else", "for"}
_TAKEN = {"loop", "self", "super", "none", "true", "false"}  # what Jinja has under these names

# What people write in other templates, and what to write here.
_PARTS_APART = "Write the parts one after another, as {{{{ title }}}} {{{{ name }}}}."
_COMPARE = "Compare with == or !=; several comparisons are joined by and, or, not."
_NO_SUMS = "A template does no sums. Give a column with a hyphen as row.other-1."
_CHOOSE = "Write an if, an else and an endif, each in a tag of its own."
_INSTEAD: Mapping[str, str] = {
    **dict.fromkeys(("+", "~"), _PARTS_APART),
    **dict.fromkeys(("<", ">", "=", "!", "&", "in", "is"), _COMPARE),
    **dict.fromkeys(("-", "*", "/", "%"), _NO_SUMS),
    **dict.fromkeys(("if", "else", "for"), _CHOOSE),
    "(": "Print a name, or use a filter; “planforms template names” lists them.",
    "[": "Loop over a list with a for; a column with a number is row.other-1.",
    "{": "Write the name alone between the braces.",
    "\\": "Write the words in quotes without a backslash.",
}
_STATEMENT_INSTEAD: Mapping[str, str] = {
    "set": "Write what it stands for in each place where it is used.",
    "filter": "Write the filter behind each name, as {{{{ title|upper }}}}.",
    **dict.fromkeys(
        ("with", "endwith", "endset", "endfilter"), "Delete the tag, and write names with all their parts."
    ),
    **dict.fromkeys(("include", "import", "from", "extends", "block", "macro", "call"), "Put the text itself here."),
    **dict.fromkeys(("vm", "hm"), "Loop over row.cells: what is joined in the plan is then joined here."),
    "cellbg": "Set the colour of the cell in Word.",
    "raw": "Braces that are to be printed cannot be in a template; write other brackets.",
}
_FILTER_INSTEAD: Mapping[str, str] = {
    **dict.fromkeys(("d",), "Write default."),
    **dict.fromkeys(("capitalize", "title"), "Write upper or lower, or set capitals in Word: Font, All caps."),
    **dict.fromkeys(
        ("length", "count"), "Ask with an if whether a list holds anything; the number of a row is row.number."
    ),
    **dict.fromkeys(("first", "last"), "Ask for loop.first or loop.last in a loop over the list."),
}
_ONLY_FILTERS = "The filters are {filters}."


class RefusedTagError(TemplateError):
    """A tag that is not of the language; ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str, **arguments: Any) -> None:  # noqa: ANN401 (what fills the braces)
        super().__init__(message, **arguments)
        self.hint = hint


class Path(Struct, frozen=True):
    """A name and its parts: ``row.when``."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.parts)


class Literal(Struct, frozen=True):
    """Words in quotes, a whole number, or true and false."""

    value: str | int | bool


class Filtered(Struct, frozen=True):
    """A value with a filter behind it."""

    value: "Expression"
    name: str
    argument: Literal | None


class Compared(Struct, frozen=True):
    """Whether two values are equal, or differ."""

    left: "Expression"
    right: "Expression"
    equal: bool


class Joined(Struct, frozen=True):
    """Conditions joined by ``and`` or ``or``; by ``not`` a single one is turned round."""

    word: str
    values: tuple["Expression", ...]


Expression = Path | Literal | Filtered | Compared | Joined


class Statement(Struct, frozen=True):
    """What a tag does: one of ``STATEMENTS``, or ``print`` and ``comment``. ``name`` is that of a loop's items."""

    kind: str
    value: Expression | None = None
    name: str = ""


def parse_print(words: str) -> Statement:
    """The meaning of ``{{ words }}``.

    Raises:
        RefusedTagError: it is more than the language has.
    """
    return Statement("print", _Reader(words).whole())


def parse_statement(words: str) -> Statement:
    """The meaning of ``{% words %}``.

    Raises:
        RefusedTagError: it is more than the language has.
    """
    kind, _, rest = words.partition(" ")
    if kind not in STATEMENTS:
        raise _no_statement(words)
    if kind in _ALONE:
        if rest:
            raise RefusedTagError(message="Nothing may stand after {name}", hint="Write {name} alone.", name=kind)
        return Statement(kind)
    reader = _Reader(rest)
    return reader.loop() if kind == "for" else Statement(kind, reader.whole())


def _no_statement(words: str) -> RefusedTagError:
    kind = words.partition(" ")[0]
    level = re.match(r"(tr|tc|p|r)(?: |$|(?=(?:for|if|elif|else|end\w+)\b))", words, re.IGNORECASE)
    allowed = ", ".join(STATEMENTS)
    if kind.removesuffix("-").removeprefix("-") != kind:
        return RefusedTagError(message="A tag begins and ends without a hyphen", hint="Leave out the hyphen.")
    if kind in _STATEMENT_INSTEAD:
        hint = _STATEMENT_INSTEAD[kind]
        return RefusedTagError(message="“{name}” is not part of the language of templates", hint=hint, name=kind)
    if level:
        return RefusedTagError(
            message="“{name}” is not understood here",
            hint="Write {{%{level} without a blank before {level} and with one after it.",
            name=kind,
            level=level[1].casefold(),
        )
    return RefusedTagError(
        message="“{name}” is not part of the language of templates",
        hint="A template may use {allowed}.",
        name=kind,
        allowed=allowed,
    )


def to_jinja(value: Expression) -> str:
    """*value* as Jinja, in brackets where something may be written behind it."""
    match value:
        case Path(parts=(first, *rest)):
            jinja = first + "".join(f".{part}" if part.isidentifier() else f"[{quoted(part)}]" for part in rest)
        case Filtered(value=inner, name=name, argument=argument):
            jinja = f"({to_jinja(inner)})|{name}" + (f"({to_jinja(argument)})" if argument else "")
        case Compared(left=left, right=right, equal=equal):
            jinja = f"(({to_jinja(left)})|said {'==' if equal else '!='} ({to_jinja(right)})|said)"
        case Joined(word="not", values=(only,)):
            jinja = f"(not {to_jinja(only)})"
        case Joined(word=word, values=values):
            jinja = f"({f' {word} '.join(map(to_jinja, values))})"
        case Literal(value=str(words)):
            jinja = quoted(words)
        case Literal(value=number):
            jinja = str(number).casefold()
        case Path():
            raise AssertionError(value)
    return jinja


def quoted(words: str) -> str:
    """*words* in quotes, for Jinja."""
    escaped = words.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped}'"


class _Reader:
    """Reads the signs of one tag from left to right."""

    def __init__(self, words: str) -> None:
        found = list(_SIGN.finditer(words))
        if len(found) > _MOST_SIGNS:
            raise RefusedTagError(
                message="The tag is too long", hint="Ask for less in one tag; an if may be inside another if."
            )
        self._signs = [(one.lastindex or 0, one[one.lastindex or 0]) for one in found if one.lastindex]
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        """The expression that the tag is, to its end."""
        value = self._any_of("or")
        if self._at < len(self._signs):
            raise self._foreign()
        return value

    def loop(self) -> Statement:
        """What follows ``for``."""
        kind, name = self._take()
        if kind != _NAME or name.casefold() in _WORDS | _TAKEN or not self._skip("in"):
            raise RefusedTagError(
                message="The loop cannot be understood",
                hint="Write {{% for row in rows %}}: a new name, in, and a list.",
            )
        path = self.whole()
        if not isinstance(path, Path):
            raise RefusedTagError(
                message="A loop goes over a list as it is, without filters",
                hint="Write {{% for row in rows %}}: a new name, in, and a list.",
            )
        return Statement("for", path, name)

    def _any_of(self, word: str) -> Expression:
        values = [self._operand(word)]
        while self._skip(word):
            values.append(self._operand(word))
        return values[0] if len(values) == 1 else Joined(word, tuple(values))

    def _operand(self, word: str) -> Expression:
        return self._any_of("and") if word == "or" else self._condition()

    def _condition(self) -> Expression:
        if self._skip("not"):
            return Joined("not", (self._deeper(self._condition),))
        left = self._filtered()
        for sign in ("==", "!="):
            if self._skip(sign):
                return Compared(left, self._filtered(), sign == "==")
        return left

    def _deeper(self, read: Callable[[], "Expression"]) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RefusedTagError(
                message="The tag is nested too deep", hint="Ask for less in one tag; an if may be inside another if."
            )
        value = read()
        self._depth -= 1
        return value

    def _filtered(self) -> Expression:
        value = self._value()
        while self._skip("|"):
            _, name = self._take()
            argument = None
            if name not in FILTERS:
                raise _no_filter(name)
            if self._skip("("):
                argument = self._literal()
                if argument is None or name not in _WITH_ARGUMENT or not self._skip(")"):
                    raise RefusedTagError(
                        message="The filter “{name}” is not understood with what is in its brackets",
                        hint="Write join(', ') or default('–'): words in quotes, and nothing else.",
                        name=name,
                    )
            value = Filtered(value, name, argument)
        return value

    def _value(self) -> Expression:
        if self._skip("("):
            value = self._deeper(lambda: self._any_of("or"))
            if not self._skip(")"):
                raise self._foreign()
            return value
        literal = self._literal()
        if literal is not None:
            return literal
        kind, name = self._take()
        if kind != _NAME or name in _WORDS:
            self._at -= 1
            raise self._foreign()
        return self._path(name)

    def _path(self, name: str) -> Path:
        parts = [name]
        while True:
            if self._skip("."):
                kind, part = self._take()
                if kind != _NAME:
                    raise _too_early()
                if self._peek() == "-" and self._peek(1).isdigit():
                    part = f"{part}-{self._peek(1)}"
                    self._at += 2
                parts.append(part)
            elif self._peek() == "[" and self._peek(1)[:1] in {"'", '"'} and self._peek(2) == "]":
                parts.append(self._peek(1)[1:-1])
                self._at += 3
            else:
                return Path(tuple(parts))

    def _literal(self) -> Literal | None:
        kind, sign = self._signs[self._at] if self._at < len(self._signs) else (0, "")
        values: dict[int, str | int] = {1: sign[1:-1], _NUMBER: int(sign) if kind == _NUMBER else 0}
        if kind in values:
            self._at += 1
            return Literal(values[kind])
        if sign.casefold() in {"true", "false"}:
            self._at += 1
            return Literal(sign.casefold() == "true")
        return None

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._signs[at][1] if at < len(self._signs) else ""

    def _skip(self, sign: str) -> bool:
        found = self._peek() == sign
        self._at += found
        return found

    def _take(self) -> tuple[int, str]:
        if self._at >= len(self._signs):
            raise _too_early()
        self._at += 1
        return self._signs[self._at - 1]

    def _foreign(self) -> RefusedTagError:
        """The error for the sign at which the tag is no longer of the language."""
        sign = self._peek()
        if not sign:
            return _too_early()
        if sign in _INSTEAD:
            return RefusedTagError(
                message="“{name}” is not part of the language of templates", hint=_INSTEAD[sign], name=sign
            )
        return RefusedTagError(
            message="The tag cannot be understood at “{word}”",
            hint="Write one name in a tag, with its parts behind dots; words to be printed as they are go in quotes.",
            word=sign,
        )


def _no_filter(name: str) -> RefusedTagError:
    return RefusedTagError(
        message="There is no filter “{name}”",
        hint=_FILTER_INSTEAD.get(name, _ONLY_FILTERS),
        name=name,
        filters=", ".join(FILTERS),
    )


def _too_early() -> RefusedTagError:
    return RefusedTagError(
        message="The tag ends too early: something is missing in it",
        hint="Compare it with the same tag in the built-in template.",
    )
