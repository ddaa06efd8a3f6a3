"""HTML elements, escaped, and the frame of a page that needs nothing else; knows no plans."""

from base64 import b64encode
from hashlib import sha256
from html import escape

from markupsafe import Markup

from planforms.language import Speaker
from planforms.remembered import pattern_of
from planforms.text import without_forbidden

_VOID = frozenset({"input", "br"})  # elements without an end tag
# Signs that turn the direction of all that follows them, which would make a page of a plan say what it does not.
_TURNS = pattern_of("[\u202a-\u202e\u2066-\u2069]")


class Tag:
    """An HTML element; words given to it are escaped, other elements and ``Markup`` are not.

    Attributes are named as in Python: ``class_`` for ``class``, ``aria_label`` for ``aria-label``.
    """

    def __init__(self, name: str, /, **attributes: str) -> None:
        self._name = name
        self._attributes = attributes
        self._inside: list[str] = []

    def __call__(self, *inside: "Tag | str") -> "Tag":
        """The element with *inside* put in."""
        self._inside += (str(part) if hasattr(part, "__html__") else escape(str(part)) for part in inside)
        return self

    def __html__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        named = ((name.removesuffix("_").replace("_", "-"), value) for name, value in self._attributes.items())
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in named)
        if self._name in _VOID:
            return f"<{self._name}{attributes}>"
        return f"<{self._name}{attributes}>{''.join(self._inside)}</{self._name}>"


def document(speaker: Speaker, title: str, body: Tag | Markup, *, style: str, script: str = "") -> str:
    """A page that needs nothing else and may do nothing else: only its own *style* and *script* work in it."""
    policy = f"default-src 'none'; {sources(style, script)}; base-uri 'none'; form-action 'none'"
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    return frame(speaker, title, body, style=style, script=script, head=meta)


def frame(  # noqa: PLR0913 -- what a page is made of
    speaker: Speaker, title: str, body: Tag | Markup, *, style: str, script: str = "", head: str = ""
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
