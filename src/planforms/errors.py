"""What planforms raises on purpose: it could not do what was asked. One sentence: what, where, what to do now."""


class PlanformsError(Exception):
    """Base of every error planforms raises on purpose.

    ``message`` is the English message id (gettext) and ``arguments`` what fills its braces, so that the
    command line and the page can say it in the user's language; ``str()`` says it in English.
    """

    def __init__(self, message: str, **arguments: object) -> None:
        self.message = message
        self.arguments = arguments
        super().__init__(message, arguments)

    def __str__(self) -> str:
        return self.message.format(**self.arguments)


class UnknownFormatError(PlanformsError):
    """No reader or writer takes this kind of file."""


class UnreadableFileError(PlanformsError):
    """The file is damaged, encrypted, too large or not what its name says."""


class NoPlanError(PlanformsError):
    """The file was read, and holds no plan, or no table to convert."""


class InvalidPlanError(PlanformsError):
    """A JSON plan does not follow the published schema."""


class TemplateError(PlanformsError):
    """A template could not be used."""


class UsageError(PlanformsError):
    """An option or argument does not make sense."""
