"""Pages of words with what went and came marked: the few tags they need, escaped, and the frame around them."""

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from planforms.differences import State, word_changes
from planforms.language import Speaker
from planforms.text import without_forbidden

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #767676; padding: .4rem .6rem; text-align: left; vertical-align: top; }
th { background: #f0f0f0; }
del { background: #ffd9d6; color: #7a0c00; }
ins { background: #d8f3dc; color: #0b4f1a; }
tr.doubtful td:first-child, tr.removed td:first-child { border-left: .4rem solid #b3261e; }
tr.moved td:first-child { border-left: .4rem solid #b58900; }
tr.suggested td:first-child { border-left: .4rem solid #1f5fa8; }
tr.changed td:first-child, tr.added td:first-child { border-left: .4rem solid #2d6a3e; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""
_VOID = frozenset({"input", "br"})  # elements without an end tag
# Signs that turn the direction of all that follows them, which would make a page of a plan say what it does not.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Tag:
    """An HTML element; words given to it are escaped, other elements are not.

    Attributes are named as in Python: ``class_`` for ``class``, ``aria_label`` for ``aria-label``.
    """

    def __init__(self, name: str, /, **attributes: str) -> None:
        self._name = name
        self._attributes = attributes
        self._inside: list[str] = []

    def __call__(self, *inside: "Tag | str") -> "Tag":
        """The element with *inside* put in."""
        self._inside += (str(part) if isinstance(part, Tag) else escape(part) for part in inside)
        return self

    def __str__(self) -> str:
        named = ((name.removesuffix("_").replace("_", "-"), value) for name, value in self._attributes.items())
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in named)
        if self._name in _VOID:
            return f"<{self._name}{attributes}>"
        return f"<{self._name}{attributes}>{''.join(self._inside)}</{self._name}>"


def marked(old: str, new: str) -> Iterator[Tag | str]:
    """*old* and *new* as one text, the words that went and came marked."""
    for number, (words, state) in enumerate(word_changes(old, new)):
        if number:
            yield " "
        match state:
            case State.SAME:
                yield words
            case State.REMOVED:
                yield Tag("del")(words)
            case State.ADDED:
                yield Tag("ins")(words)


def page(speaker: Speaker, title: str, lead: str, *body: Tag) -> str:
    """A whole page in the user's language."""
    return document(speaker, title, Tag("main")(Tag("h1")(title), Tag("p")(lead), *body), style=_STYLE)


def document(speaker: Speaker, title: str, body: Tag, *, style: str, script: str = "") -> str:
    """A page that needs nothing else and may do nothing else: only its own *style* and *script* work in it."""
    policy = f"default-src 'none'; {sources(style, script)}; base-uri 'none'; form-action 'none'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    return frame(speaker, title, body, style=style, script=script, head=meta)


def frame(  # noqa: PLR0913 -- what a page is made of
    speaker: Speaker, title: str, body: Tag, *, style: str, script: str = "", head: str = ""
) -> str:
    """A page with its *style* and *script* in it; *head* is put into its head as it is.

    Characters that no file should hold, and those that turn the direction of the text, are left out.
    """
    whole = (
        f'<!DOCTYPE html>\n<html lang="{speaker.language}">\n<head>\n<meta charset="utf-8">\n{head}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        f"{f'<script>{script}</script>' if script else ''}</body>\n</html>\n"
    )
    return _TURNS.sub("", without_forbidden(whole))


def sources(style: str, script: str = "") -> str:
    """The part of a content security policy that lets this *style* and *script* work, and no others."""
    return f"style-src {_allowed(style)}" + (f"; script-src {_allowed(script)}" if script else "")


def _allowed(words: str) -> str:
    """The source of a policy that lets an element with these *words* work."""
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"
