"""What a rule is: a function from a subject to problems, with the code it reports and the page its docstring is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import cleandoc

import msgspec
from msgspec import Struct

from planforms.findings import CODES, Finding, Mend
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
    """A rule: its code of the registry, its page, and the function that looks."""

    code: str
    page: str
    look: Look

    @property
    def name(self) -> str:
        """The kebab name in the registry."""
        return CODES[self.code].name

    def __call__(self, subject: Subject) -> Iterator[Finding]:
        """The findings of this rule."""
        for problem in self.look(subject):
            yield Finding(
                code=self.code,
                message=problem.message,
                at=problem.at,
                hint=problem.hint,
                words=problem.words,
                arguments=problem.arguments,
                fix=problem.fix,
            )


def rule(code: str) -> Callable[[Look], Rule]:
    """Make a rule of a function, its docstring the page. It registers nothing: list the rule in ``RULES``."""

    def made(look: Look) -> Rule:
        return Rule(code, cleandoc(look.__doc__ or ""), look)

    return made
