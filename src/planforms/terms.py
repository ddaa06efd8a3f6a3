"""Words that findings and the spoken language share: severities, and terms among the arguments of a message."""

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"  # klaida
    WARNING = "warning"  # įspėjimas
    ADVICE = "advice"  # patarimas


class Terms(Struct, frozen=True):
    """Message ids as one argument of a message: each is given in the user's language, with commas between."""

    names: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.names)
