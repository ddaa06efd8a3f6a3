"""What a rule is: a function from a subject to problems, with the code it reports and the page its docstring is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import cleandoc

import msgspec
from msgspec import Struct

from planforms.findings import Code, Finding, Mend, Severity
from planforms.personal import masked, masked_value
from planforms.rules.subject import Subject


class Problem(Struct, frozen=True, kw_only=True):
    """What a rule yields: a finding without its code, which the rule adds. See ``Finding`` for the fields."""

    at: str
    message: str
    hint: str
    words: str = ""
    fix: tuple[Mend, ...] = ()
    arguments: Mapping[str, object] = msgspec.field(default_factory=dict)


Look = Callable[[Subject], Iterable[Problem]]


class Rule(Struct, frozen=True):
    """A rule: what its findings are, and the function that looks for them."""

    kind: Code
    look: Look

    @property
    def code(self) -> str:
        """The stable code."""
        return self.kind.code

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """The findings of this rule, personal data masked in their words."""
        for problem in self.look(subject):
            yield Finding(
                code=self.code,
                message=problem.message,
                at=problem.at,
                hint=problem.hint,
                words=masked(problem.words),
                arguments={name: masked_value(value) for name, value in problem.arguments.items()},
                fix=problem.fix,
                kind=self.kind,
            )


def rule(code: str, severity: Severity) -> Callable[[Look], Rule]:
    """Make a rule of a function: its name is the rule's, its docstring the page.

    It registers nothing: list the rule in its module's ``RULES``.
    """

    def made(look: Look) -> Rule:
        name = look.__name__.replace("_", "-")
        return Rule(Code(code, name, severity, cleandoc(look.__doc__ or "")), look)

    return made
