"""The spoken language: message ids to the user's words, by gettext; for the command line, the page and reports."""

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

from planforms.faults import Severity, TemplateFault, Terms
from planforms.place import Place
from planforms.text import one_line

DOMAIN = "planforms"
FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("lt", "en")


def user_language(environment: Mapping[str, str] = os.environ) -> str:
    """The language the user's locale asks for: ``lt`` or, for any other, ``en``."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable, ""):
            return "lt" if value.casefold().startswith("lt") else "en"
    import locale

    code = locale.getlocale()[0] or ""
    return "lt" if code.casefold().startswith(("lt", "lithuanian")) else "en"


class Speaker:
    """Says message ids in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(DOMAIN, FOLDER, [language], fallback=True)

    def say(self, message: str, **arguments: object) -> str:
        """*message* in the user's language, its braces filled; places and terms among the arguments are said too."""
        spoken = {name: self._spoken(value) for name, value in arguments.items()}
        return self._catalogue.gettext(message).format(**spoken)

    def _spoken(self, argument: object) -> object:
        match argument:
            case Place():
                return self.place(argument)
            case Terms(names=names):
                return ", ".join(self._catalogue.gettext(name) for name in names)
            case TemplateFault(message=message, arguments=inner):
                return self.say(message, **inner)
            case str():
                return one_line(argument)  # words of a file, or its name: nothing that a terminal would obey
            case _:
                return argument

    def count(self, one: str, many: str, count: int, **arguments: object) -> str:
        """The form that fits *count*, which the braces may name as ``{count}``."""
        spoken = {name: self._spoken(value) for name, value in arguments.items()}
        return self._catalogue.ngettext(one, many, count).format(count=count, **spoken)

    def place(self, place: Place | None, heading: str = "") -> str:
        """Where something is, as the user would find it; empty where it is not known.

        A cell of a table is said with the *heading* of its column, where that is given: ``table 2, row 4, column
        “Data”``. A cell of a sheet has its address: ``Lapas1!C12``.
        """
        if place is None:
            return ""
        if place.sheet:
            return one_line(str(place))
        parts = [self._part(place.part)] if place.part else []
        if place.table and place.row:
            parts.append(self.say("table {table}, row {row}", table=place.table, row=place.row))
        elif place.table or place.row:
            parts.append(self.say("table {number}", number=place.table) if place.table else self._row(place.row))
        if place.column and heading:
            parts.append(self.say("column “{heading}”", heading=" ".join(heading.split())))
        elif place.column:
            parts.append(self.say("column {number}", number=place.column))
        parts += [self.say("paragraph {number}", number=place.line)] if place.line else []
        return ", ".join(parts)

    def _row(self, row: int) -> str:
        return self.say("row {number}", number=row)

    def _part(self, part: str) -> str:
        """A region apart from the main text."""
        said = {
            "header": self.say("header"),
            "header of the first page": self.say("header of the first page"),
            "header of even pages": self.say("header of even pages"),
            "footer": self.say("footer"),
            "footer of the first page": self.say("footer of the first page"),
            "footer of even pages": self.say("footer of even pages"),
            "text box": self.say("text box"),
            "footnote": self.say("footnote"),
            "endnote": self.say("endnote"),
            "comment": self.say("comment"),
            "chart": self.say("chart"),
            "diagram": self.say("diagram"),
            "properties": self.say("properties of the document"),
        }
        return said.get(part, one_line(part))

    def severity(self, severity: Severity) -> str:
        """The word for how much a finding matters."""
        match severity:
            case Severity.ERROR:
                return self.say("error")
            case Severity.WARNING:
                return self.say("warning")
            case Severity.ADVICE:
                return self.say("advice")
