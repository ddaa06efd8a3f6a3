"""What a document may cost: steps, letters and time; whatever a template makes is paid for when it is made.

The clock is looked at only to stop what takes too long; no value depends on it.
"""

from collections.abc import Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any, Final

from jinja2.utils import Namespace

from planforms.errors import TemplateError

LONGEST: Final = 1_000_000  # letters of a text, or items of a list, that a tag may make
_STEPS, _STEPS_A_CELL = 50_000, 200  # of loops, calls and filters
_LETTERS, _LETTERS_A_CELL = 20_000_000, 20_000  # of output
_SECONDS, _SECONDS_A_CELL = 2.5, 0.0005
BATCH: Final = 1024
_HOLDERS: Final = (list, tuple, dict, Namespace)


class Budget:
    """What one document may still cost; *cells* is how many the plan has."""

    def __init__(self, cells: int = 0) -> None:
        self.letters = _LETTERS + cells * _LETTERS_A_CELL
        self._steps = _STEPS + cells * _STEPS_A_CELL
        self.until = monotonic() + _SECONDS + cells * _SECONDS_A_CELL

    def spend(self, steps: int = 1) -> None:
        """Take so many steps.

        Raises:
            TemplateError: there are no more, or the time is over.
        """
        self._steps -= steps
        if self._steps < 0 or monotonic() > self.until:
            raise TemplateError(
                "The template asks for more work than a document of this size needs, so it was stopped. "
                "Look for a loop inside a loop, or take the built-in template."
            )


_budget: ContextVar[Budget] = ContextVar("budget")


@contextmanager
def bounded(cells: int) -> Iterator[None]:
    """Let what is rendered inside cost no more than a plan of so many *cells* is worth.

    What is bounded inside something bounded has to be done in its time.
    """
    budget, outer = Budget(cells), _budget.get(None)
    if outer:
        budget.until = min(budget.until, outer.until)
    token = _budget.set(budget)
    try:
        yield
    finally:
        _budget.reset(token)


def current() -> Budget:
    """What the document that is being made may still cost."""
    # Values that Jinja computes while it compiles have no document yet.
    return _budget.get(None) or Budget()


def spend(steps: int) -> None:
    """Take so many steps of what the document may cost.

    Raises:
        TemplateError: there are no more.
    """
    current().spend(steps)


def spend_on(value: object) -> None:
    """Take the steps that going through *value* costs."""
    size = len(value) if isinstance(value, Sized) else 0
    current().spend(1 + (size // BATCH if isinstance(value, str) else size))


def paid(made: Any) -> Any:  # noqa: ANN401 (any value)
    """*made*, paid for with all that it holds: a list that holds itself twice, again and again, is soon without end."""
    waiting: list[Any] = [made] if isinstance(made, _HOLDERS) else []
    budget = current()
    while waiting:
        match waiting.pop():
            case str() as words:
                budget.spend(1 + len(words) // BATCH)
            case list() | tuple() as items:
                budget.spend(1 + len(items))
                waiting += items
            case dict() as pairs:
                budget.spend(1 + len(pairs))
                waiting += [*pairs, *pairs.values()]
            case Namespace() as space:
                budget.spend()
                waiting.append(object.__getattribute__(space, "_Namespace__attrs"))
            case _:
                budget.spend()
    return made


def fits(size: int) -> None:
    """See that a text or list of *size* parts may be made.

    Raises:
        TemplateError: it is more than any document needs.
    """
    if size > LONGEST:
        raise TemplateError(
            "A tag of the template makes a text or list of {size} parts, more than any document needs; "
            "look for * , + or ~ in its tags.",
            size=size,
        )
