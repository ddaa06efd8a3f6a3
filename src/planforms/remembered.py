"""What was understood of the words of a cell or a mark is kept for the next who asks.

Reading, checking, rolling over and printing ask for the same words; a plan's rows often repeat them too. What is kept
is immutable, or is only looked at by those who share it.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

_MOST = 4096  # answers of one function: some twenty plans
_LONGEST = 300  # letters; the memory stays small, however long the cells of a file are

P = ParamSpec("P")
T = TypeVar("T")


def remembered(look: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """*look*, a pure function of words, with its last answers kept; those for long words are made each time."""
    kept = lru_cache(maxsize=_MOST)(look)

    @wraps(look)
    def answer(words: str, *args: P.args, **kwargs: P.kwargs) -> T:
        return kept(words, *args, **kwargs) if len(words) <= _LONGEST else look(words, *args, **kwargs)

    return answer
