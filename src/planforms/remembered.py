"""What is made once and kept: patterns, and what was understood of the words of a cell or a mark; and garbage.

Reading, checking, rolling over and printing ask for the same words; a plan's rows often repeat them too. What is kept
is immutable, or is only looked at by those who share it.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial, wraps
from typing import TypeVar, TypeVarTuple, cast

_MOST = 1024  # answers of one function: some sixty plans, or one of a thousand rows
_MOST_WORDS = 4096
_LONGEST = 300  # letters; the memory stays small, however long the cells of a file are

Others = TypeVarTuple("Others")
Answer = TypeVar("Answer")


def pattern_of(expression: str, flags: int = 0, *, needs: str | tuple[str, ...] = ()) -> re.Pattern[str]:
    """The pattern of a regular expression, compiled when it is first used: a command uses few of all there are.

    Every match has one of the words or signs of *needs*; a string is alternatives that begin with what they need, as
    ``dat(?:a|os)|laik(?:as|ai)`` needs ``dat`` or ``laik``. While no text has any of them, nothing is compiled.
    """
    return cast("re.Pattern[str]", _Pattern(expression, flags, needs))


class _Compiled:
    """Has the methods of a compiled pattern; without a ``__getattr__`` of its own they are found sooner."""


_NOTHING: dict[str, Callable[[str], object]] = {  # what a pattern makes of a text that it does not match
    **dict.fromkeys(("match", "fullmatch", "search"), lambda _: None),
    "findall": lambda _: [],
    "finditer": lambda _: iter(()),
    "sub": lambda text: text,
    "split": lambda text: [text],
}
_HAS = (*_NOTHING, "subn", "scanner", "flags", "groups", "groupindex")  # a compiled pattern, besides its expression
_SELDOM = 50  # a pattern tried more often is compiled: it is faster than to look for what it needs


class _Pattern(_Compiled):
    """Takes the place of a pattern that is not compiled yet, and becomes the compiled one on its first use."""

    def __init__(self, expression: str, flags: int, needs: str | tuple[str, ...]) -> None:
        self.pattern = expression
        self._flags = flags
        self._needs = needs
        self._tried = 0

    def __getattr__(self, name: str) -> object:
        """The compiled pattern's *name*."""
        if self._needs and self._tried < _SELDOM and name in _NOTHING:
            return partial(_Pattern._try, self, name)  # not by its class, which another thread may be changing
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({each: getattr(compiled, each) for each in _HAS})
        self.__class__ = _Compiled  # type: ignore[assignment]  # last, since another thread may be asking too
        return getattr(compiled, name)

    def _try(self, name: str, *given: object) -> object:
        """The answer of the pattern's method *name*; soon, where the text has nothing that a match needs."""
        text = str(given[1 if name == "sub" else 0])
        if isinstance(self._needs, str):
            self._needs = beginnings(self._needs)
        self._tried += 1
        for need in self._needs:
            if need in text:
                self._tried = _SELDOM
                return getattr(self, name)(*given)
        return _NOTHING[name](text)


def beginnings(alternatives: str) -> tuple[str, ...]:
    """The letters that each of the *alternatives* of an expression begins with."""
    while "(" in alternatives:
        alternatives = re.sub(r"\([^()]*\)", "[]", alternatives)
    found = (re.match(r"(?:\\b)?([\w -]+)(?![?*{])", each) for each in alternatives.split("|"))
    return tuple(each[1] if each else "" for each in found)


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
