"""``planforms settings``: what a school always says, and the file that says it."""

from pathlib import Path

import click
from msgspec import Struct

from planforms.cli.files import STANDARD, read_input
from planforms.cli.voice import voice
from planforms.settings import FILE_NAME, Settings, format_settings, parse_settings


class Found(Struct, frozen=True):
    """Settings, and the file that they are from; ``None`` where no file was found."""

    settings: Settings
    file: Path | None = None

    @property
    def template(self) -> str | None:
        """The path of the school's template, found from the folder of the settings."""
        if not self.file or not self.settings.template:
            return None
        return str(self.file.parent / self.settings.template)

    def read_template(self, option: str | None) -> bytes | None:
        """The template that the *option* names, else the school's own; ``None`` where neither says one.

        Raises:
            PlanformsError: it cannot be read.
        """
        name = option or self.template
        return read_input(name) if name else None


def find_settings(beside: str = STANDARD) -> Found:
    """The settings for the plan in the file *beside*: in its folder, in those above it, then in the user's own.

    For ``-`` the search begins in the working folder.

    Raises:
        UsageError: the nearest file cannot be read or understood.
    """
    start = Path.cwd() if beside == STANDARD else Path(beside).absolute()
    for folder in (start, *start.parents, Path(click.get_app_dir("planforms"))):
        file = folder / FILE_NAME
        if file.is_file():
            return Found(parse_settings(read_input(str(file)), str(file)), file)
    return Found(Settings())


@click.command()
@click.argument("source", metavar="[IN]", default=STANDARD)
@click.pass_context
def settings(ctx: click.Context, *, source: str) -> None:
    """Show what planforms.toml says for the plan in IN, and where the file is.

    The file is looked for beside IN, in the folders above it, then in the user's configuration folder. Options of a
    command win over it.
    """
    speak = voice(ctx)
    with speak.errors_told():
        found = find_settings(source)
        if found.file is None:
            speak.tell(
                "There is no {file} beside the plan or above it, nor in {folder}.",
                file=FILE_NAME,
                folder=click.get_app_dir("planforms"),
            )
            return
        speak.tell("{file}:", file=found.file)
        click.echo(format_settings(found.settings), nl=False)
