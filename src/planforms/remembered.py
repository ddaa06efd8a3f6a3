"""What is made once and kept: patterns, and what was understood of the words of a cell or a mark; and garbage.

Reading, checking, rolling over and printing ask for the same words; a plan's rows often repeat them too. What is kept
is immutable, or is only looked at by those who share it.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple, cast

_MOST = 1024  # answers of one function: some sixty plans, or one of a thousand rows
_MOST_WORDS = 4096
_LONGEST = 300  # letters; the memory stays small, however long the cells of a file are

Others = TypeVarTuple("Others")
Answer = TypeVar("Answer")


def pattern_of(expression: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of a regular expression, compiled when it is first used: a command uses few of all there are."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))


class _Compiled:
    """Has the methods of a compiled pattern; without a ``__getattr__`` of its own they are found sooner."""


class _Pattern(_Compiled):
    """Takes the place of a pattern that is not compiled yet, and becomes the compiled one on its first use."""

    def __init__(self, expression: str, flags: int) -> None:
        self.pattern = expression
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """The compiled pattern's *name*."""
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({each: getattr(compiled, each) for each in dir(compiled) if not each.startswith("_")})
        self.__class__ = _Compiled  # type: ignore[assignment]  # last, since another thread may be asking too
        return getattr(compiled, name)


def remembered(look: Callable[[str, *Others], Answer]) -> Callable[[str, *Others], Answer]:
    """*look*, a pure function of words, with its last answers kept; those for long words are made each time."""
    kept: Callable[[str, *Others], Answer] = lru_cache(maxsize=_MOST)(look)  # type: ignore[assignment]  # it takes what is hashable

    @wraps(look)
    def answer(words: str, /, *others: *Others) -> Answer:
        return kept(words, *others) if len(words) <= _LONGEST else look(words, *others)

    return answer


class Kept(dict[str, Answer]):
    """What *look*, a pure function of a word, gave for each word; it begins anew when it holds many."""

    def __init__(self, look: Callable[[str], Answer]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, word: str) -> Answer:
        answer = self._look(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = answer
        return answer


@contextmanager
def garbage_later() -> Iterator[None]:
    """Inside, Python looks for no garbage: a long plan is many values, and none refer to one another in circles.

    To look at all of them again and again would make a row of a long plan dearer than one of a short plan.
    """
    looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked_for:
            gc.enable()
