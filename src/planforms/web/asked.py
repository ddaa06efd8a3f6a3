"""What came with a request, as plain values: files, and fields that are named as the command line's options.

The page's own words for these options are here too.

A field that has the value with which the page filled it was not changed by the person, and asks for nothing.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256

import msgspec
from msgspec import Struct

from planforms.errors import UsageError
from planforms.language import Speaker
from planforms.remembered import pattern_of
from planforms.settings import Settings

_ENDORSEMENT = pattern_of(r"(?:endorsed-by|minutes-no|minutes-date)(?:-([2-9]|[1-9]\d))?")
_OPTION = pattern_of(
    r"(?:(?P<many>parinktimis|parinktis)|(?P<press>su)(?= --fix)|(?P<one>parinktimi|su|with|in|by)) (?=--[a-z])"
    r"|--(?P<name>[a-z-]+[a-z])"
)
_CHARACTERS = pattern_of(r"[\x00-\x1f\x7f]")


class Upload(Struct, frozen=True):
    """A file that was sent; *name* is without folders."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """What distinguishes this file from others."""
        return sha256(self.data).hexdigest()[:16]


class FieldError(UsageError):
    """What a person wrote in one field cannot be used."""

    def __init__(self, message: str, field: str, /, **arguments: object) -> None:
        self.field = field
        super().__init__(message, **arguments)


@contextmanager
def at_field(name: str) -> Iterator[None]:
    """Say at the field *name* what cannot be done with what is written there.

    Raises:
        FieldError: it cannot be used.
    """
    try:
        yield
    except UsageError as error:
        raise FieldError(error.message, name, **error.arguments) from error


class Asked(Struct, frozen=True, kw_only=True):
    """One request.

    Attributes:
        fields: what the form's fields hold, trimmed; ``columns`` has commas between.
        opened: makes a .docx or .xlsx of what only LibreOffice opens.
        pdf: makes a PDF of a DOCX; ``None`` where there is no LibreOffice.
        template: reads the school's own template, which the settings name; ``None`` for the built-in one.
    """

    today: dt.date
    speaker: Speaker
    fields: Mapping[str, str] = msgspec.field(default_factory=dict)
    file: Upload | None = None
    other: Upload | None = None
    settings: Settings = Settings()
    opened: Callable[[bytes, str], bytes] = lambda data, _: data
    pdf: Callable[[bytes, str], bytes] | None = None
    template: Callable[[], bytes | None] = lambda: None

    def upload(self) -> Upload:
        """The file with the plan, in a form that planforms reads.

        Raises:
            UsageError: none was chosen.
        """
        if self.file is None or not (self.file.data or self.file.name):
            raise FieldError("No file is chosen. Choose the file with the plan in step 1.", "file")
        return self._readable(self.file)

    def second(self) -> Upload:
        """The file to compare with.

        Raises:
            UsageError: none was chosen.
        """
        if self.other is None or not (self.other.data or self.other.name):
            raise FieldError("No file to compare with is chosen. Choose it beside the button.", "other")
        return self._readable(self.other)

    def _readable(self, upload: Upload) -> Upload:
        return Upload(upload.name, self.opened(upload.data, upload.name))

    def changed(self, field: str) -> str | None:
        """What the person wrote in *field*; ``None`` where it is blank or as the page filled it in."""
        value = self.fields.get(field, "")
        return value if value and value != self.fields.get(f"{field}-read", "") else None

    @property
    def endorsements(self) -> list[int]:
        """The numbers of the endorsements that the form has fields for."""
        return sorted({int(found[1] or 1) for name in self.fields if (found := _ENDORSEMENT.fullmatch(name))})

    @property
    def of_other_file(self) -> bool:
        """Whether the page filled its fields from a file that is not the one that was sent."""
        filled_from = self.fields.get("filled-from", "")
        return bool(filled_from and self.file and filled_from != self.file.digest)

    def anew(self) -> "Asked":
        """The same request without what an earlier file left in the fields."""
        kept = {name: value for name, value in self.fields.items() if name in {"lang", "form-token", "to"}}
        return msgspec.structs.replace(self, fields=kept)


def plain_name(name: str) -> str:
    """The *name* of a file as a browser sent it, less folders and characters that no name should have."""
    return _CHARACTERS.sub("", re.split(r"[/\\]", name)[-1]).strip()


class PageSpeaker(Speaker):
    """Says messages as a person at the page can follow them."""

    def say(self, message: str, **arguments: object) -> str:
        """*message*, with the fields of the page in the place of options."""
        said = super().say(message, **arguments)
        return _OPTION.sub(self._field, said) if "--" in message else said

    def _field(self, found: re.Match[str]) -> str:
        if found["name"] is None:
            say = super().say
            where = say("by the button") if found["press"] else say("in the field")
            return f"{say('in the fields') if found['many'] else where} "
        label = self.labels.get(found["name"], "")
        return f"„{label}“" if self.language == "lt" and label else f"“{label}”" if label else found[0]

    @property
    def labels(self) -> Mapping[str, str]:
        """What the page calls the options that messages name."""
        return {
            "plan": super().say("Plan or sheet"),
            "period": super().say("Period of the plan"),
            "from": super().say("Period of the plan"),
            "heading-row": super().say("Row of headings"),
            "columns": super().say("Columns"),
            "approved-by": super().say("Who approves"),
            "order-no": super().say("Number of the order"),
            "order-date": super().say("Date of the order"),
            "minutes-no": super().say("Number of the minutes"),
            "minutes-date": super().say("Date of the minutes"),
            "to": super().say("New period"),
            "fix": super().say("Fixed file"),
        }
