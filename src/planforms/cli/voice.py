"""How commands speak: in the user's language, to standard error, and errors as one sentence with exit code 2."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from planforms.errors import PlanformsError
from planforms.language import Speaker, user_language

COULD_NOT = 2


class Voice(Speaker):
    """Speaks to the person at the terminal."""

    def tell(self, message: str, **arguments: object) -> None:
        """Say *message* on standard error."""
        click.echo(self.say(message, **arguments), err=True)

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Turn what planforms raises on purpose into one sentence on standard error and exit code 2."""
        try:
            yield
        except PlanformsError as error:
            label = click.style(self.say("Error"), fg="red", bold=True)
            click.echo(f"{label}: {self.say(error.message, **error.arguments)}", err=True)
            raise SystemExit(COULD_NOT) from error


def voice(ctx: click.Context) -> Voice:
    """The voice in the language of ``--lang``, else of the user's locale."""
    return Voice(ctx.obj or user_language())
