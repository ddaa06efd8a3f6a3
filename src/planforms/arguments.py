"""The arguments of the public functions: a wrong type or value is refused in one sentence that names the argument."""

import datetime as dt
import os
from collections.abc import Callable, Iterable
from functools import cache, wraps
from inspect import Parameter, signature
from typing import ParamSpec, TypeVar

from msgspec import Struct

from planforms.errors import UsageError
from planforms.findings import Reading, Terms
from planforms.language import LANGUAGES
from planforms.model import ActKind, Period, Plan
from planforms.package import Limits
from planforms.readers import File
from planforms.settings import Settings

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class Wanted(Struct, frozen=True):
    """What an argument may be, in words and as a test."""

    words: str
    fits: Callable[[object], bool]

    def __or__(self, other: "Wanted") -> "Wanted":
        return Wanted(f"{self.words}\n{other.words}", lambda value: self.fits(value) or other.fits(value))


def _of(kind: type, words: str) -> Wanted:
    return Wanted(words, lambda value: isinstance(value, kind))


NOTHING = Wanted("None", lambda value: value is None)
BYTES = _of(bytes, "bytes")
WORDS = _of(str, "words")
SWITCH = _of(bool, "True or False")
COUNT = Wanted("a whole number from 1", lambda v: isinstance(v, int) and not isinstance(v, bool) and v >= 1)
DAY = Wanted("a date without a time", lambda value: isinstance(value, dt.date) and not isinstance(value, dt.datetime))
PLAN = _of(Plan, "a plan")
READING = _of(Reading, "a reading")
PERIOD = _of(Period, "a period")
LIMITS = _of(Limits, "limits")
FILE = Wanted("a path, bytes or an opened file", lambda value: isinstance(value, (bytes, str, os.PathLike, File)))
OPENED = _of(File, "an opened file")
LANGUAGE = Wanted("lt or en", lambda value: value in LANGUAGES)
SETTINGS = _of(Settings, "settings")
ACT = _of(ActKind, "a kind of act")
SEVERAL = Wanted("several values", lambda value: isinstance(value, Iterable) and not isinstance(value, (str, bytes)))


def checked(**wanted: Wanted) -> Callable[[Callable[_Arguments, _Result]], Callable[_Arguments, _Result]]:
    """Let a function be called only with what is *wanted* of its arguments; it raises ``UsageError`` otherwise."""

    def decorated(function: Callable[_Arguments, _Result]) -> Callable[_Arguments, _Result]:
        parameters = cache(lambda: signature(function).parameters)  # not asked for before it is called

        @wraps(function)
        def called(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> _Result:
            takes = parameters()
            for name, value in (*zip(takes, args, strict=False), *kwargs.items()):
                if name in wanted:
                    check_argument(name, value, wanted[name])
                elif name not in takes and any(each.kind is Parameter.VAR_KEYWORD for each in takes.values()):
                    message = f"{function.__name__}() got an unexpected keyword argument {name!r}"
                    raise TypeError(message)
            return function(*args, **kwargs)

        return called

    return decorated


def check_argument(name: str, value: object, wanted: Wanted) -> None:
    """Refuse the argument called *name* where its *value* is not what is *wanted*.

    Raises:
        UsageError: it is not.
    """
    if not wanted.fits(value):
        raise UsageError(
            "The argument “{argument}” cannot be {value}; what it may be: {wanted}.",
            argument=name,
            value=_shortened(repr(value)),
            wanted=Terms(tuple(wanted.words.split("\n"))),
        )


def _shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[:most]}…"
