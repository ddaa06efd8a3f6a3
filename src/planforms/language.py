"""The spoken language: message ids to the user's words, by gettext; for the command line, the page and reports."""

import gettext
import locale
import os
from collections.abc import Mapping
from pathlib import Path

from planforms.place import Place

_DOMAIN = "planforms"
_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("lt", "en")


def user_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language the user's locale asks for: ``lt`` or, for any other, ``en``."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable, ""):
            return "lt" if value.casefold().startswith("lt") else "en"
    code = locale.getlocale()[0] or ""
    return "lt" if code.casefold().startswith(("lt", "lithuanian")) else "en"


class Speaker:
    """Says message ids in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(_DOMAIN, _FOLDER, [language], fallback=True)

    def say(self, message: str, **arguments: object) -> str:
        """*message* in the user's language, its braces filled."""
        spoken = {name: self.place(value) if isinstance(value, Place) else value for name, value in arguments.items()}
        return self._catalogue.gettext(message).format(**spoken)

    def count(self, one: str, many: str, count: int, **arguments: object) -> str:
        """The form that fits *count*, which the braces may name as ``{count}``."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **arguments)

    def place(self, place: Place | None) -> str:
        """Where something stands, as the user would find it; empty where it is not known."""
        if place is None:
            return ""
        if place.sheet:
            return str(place)
        parts = [self.say(_PARTS.get(place.part, place.part))] if place.part else []
        parts += [self.say("table {number}", number=place.table)] if place.table else []
        parts += [self.say("row {number}", number=place.row)] if place.row else []
        parts += [self.say("column {number}", number=place.column)] if place.column else []
        parts += [self.say("paragraph {number}", number=place.line)] if place.line else []
        return ", ".join(parts)


_PARTS = {"header": "header", "footer": "footer", "text box": "text box", "footnote": "footnote"}
