"""What a rule is: a function from a subject to problems, with the code, the sentences and the page of its findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import cleandoc

from msgspec import Struct

from planforms.findings import Code, Finding, Mend, Severity
from planforms.personal import masked, masked_value
from planforms.rules.subject import Subject


class Problem(Struct, frozen=True):
    """What a rule yields: a finding without what the rule itself knows. See ``Finding`` for the fields.

    ``message`` and ``hint`` are the rule's own where they are left out.
    """

    at: str
    words: str = ""
    arguments: Mapping[str, object] = {}
    fix: tuple[Mend, ...] = ()
    message: str = ""
    hint: str = ""


ERROR, WARNING, ADVICE = Severity

Look = Callable[[Subject], Iterable[Problem]]


class Rule(Struct, frozen=True):
    """A rule: what its findings are, and the function that looks for them."""

    kind: Code
    look: Look
    message: str
    hint: str

    @property
    def code(self) -> str:
        """The stable code."""
        return self.kind.code

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """The findings of this rule, personal data masked in their words."""
        for problem in self.look(subject):
            yield Finding(
                code=self.code,
                message=problem.message or self.message,
                at=problem.at,
                hint=problem.hint or self.hint,
                words=masked(problem.words),
                arguments={name: masked_value(value) for name, value in problem.arguments.items()},
                fix=problem.fix,
                kind=self.kind,
            )


def rule(code: str, severity: Severity, message: str = "", hint: str = "") -> Callable[[Look], Rule]:
    """Make a rule of a function: its name is the rule's, its docstring the page.

    *message* and *hint* are the ids of what is wrong and what to do, unless a problem has its own. It registers
    nothing: list the rule in its module's ``RULES``.
    """

    def made(look: Look) -> Rule:
        name = look.__name__.replace("_", "-")
        return Rule(Code(code, name, severity, cleandoc(look.__doc__ or "")), look, message, hint)

    return made
