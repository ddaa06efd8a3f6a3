"""What was understood of the words of a cell or a mark is kept for the next who asks.

Reading, checking, rolling over and printing ask for the same words; a plan's rows often repeat them too. What is kept
is immutable, or is only looked at by those who share it.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

_MOST = 4096  # answers of one function: some twenty plans
_LONGEST = 300  # letters; the memory stays small, however long the cells of a file are

Others = TypeVarTuple("Others")
Answer = TypeVar("Answer")


def remembered(look: Callable[[str, *Others], Answer]) -> Callable[[str, *Others], Answer]:
    """*look*, a pure function of words, with its last answers kept; those for long words are made each time."""
    kept: Callable[[str, *Others], Answer] = lru_cache(maxsize=_MOST)(look)  # type: ignore[assignment]  # it takes what is hashable

    @wraps(look)
    def answer(words: str, /, *others: *Others) -> Answer:
        return kept(words, *others) if len(words) <= _LONGEST else look(words, *others)

    return answer
