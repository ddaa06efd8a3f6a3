"""Which codes a person means: a code, the beginning of one, or a name. Knows the registry alone."""

from collections.abc import Iterable
from difflib import get_close_matches

from planforms.errors import UsageError
from planforms.findings import CODES

_ALL = "all"


def selected(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """The codes that *select* names (all where it names none) less those that *ignore* names.

    ``T106``, ``T1``, ``T``, ``outside-period`` and ``all`` are names; letters may be of any size.

    Raises:
        UsageError: a name is of no code.
    """
    chosen = {code for name in select for code in codes_of(name)} or set(CODES)
    return frozenset(chosen.difference(*(codes_of(name) for name in ignore)))


def codes_of(name: str) -> frozenset[str]:
    """The codes that *name* means.

    Raises:
        UsageError: there are none; the message tells the nearest names.
    """
    word = name.strip()
    if word.casefold() == _ALL:
        return frozenset(CODES)
    start, full = word.upper(), word.casefold()
    found = frozenset(c for c, entry in CODES.items() if word and (c.startswith(start) or entry.name == full))
    if found:
        return found
    near = get_close_matches(word.upper(), CODES, n=1) or get_close_matches(
        word.casefold(), [entry.name for entry in CODES.values()], n=1, cutoff=0.5
    )
    if near:
        raise UsageError(
            "There is no finding “{name}”; the nearest is “{near}”. “planforms rule” lists them all.",
            name=word,
            near=near[0],
        )
    raise UsageError("There is no finding “{name}”; “planforms rule” lists them all.", name=word)
