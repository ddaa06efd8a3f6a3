"""``planforms settings``: what a school always says, and the file that says it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from planforms.cli.files import STANDARD, check_output, read_input, write_output
from planforms.cli.help import SpokenGroup
from planforms.cli.voice import Voice
from planforms.settings import FILE_NAME, Settings, format_settings, parse_settings

if TYPE_CHECKING:
    from planforms.model import Plan

_QUESTIONS = {
    "institution": "Name of the school, in the nominative",
    "town": "Town where the documents are made",
    "head_position": "Position of the head",
    "head_name": "Name and surname of the head",
    "legal_basis": "What an order is based on, in the instrumental",
}


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


class _ShownByDefault(SpokenGroup):
    """``planforms settings plan.xlsx`` is short for ``planforms settings show plan.xlsx``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else ["show", *args])


@click.group(cls=_ShownByDefault)
def settings() -> None:
    """Show or write what a school always says, kept in planforms.toml.

    The file is looked for beside the plan, in the folders above it and in the user's own folder.
    """


@settings.command()
@click.argument("source", metavar="[IN]", default=STANDARD)
@click.pass_obj
def show(speak: Voice, *, source: str) -> None:
    """Show what planforms.toml says for the plan in IN, and where the file is.

    The file is looked for beside IN, in the folders above it, then in the user's configuration folder. Options of a
    command win over it.
    """
    found = find_settings(source)
    if found.file is None:
        speak.message(
            "There is no {file} beside the plan or above it, nor in {folder}.",
            file=FILE_NAME,
            folder=click.get_app_dir("planforms"),
        )
        speak.message("“planforms settings init” asks five questions and writes it.")
        return
    speak.message("{file}:", file=found.file)
    click.echo(format_settings(found.settings), nl=False)


@settings.command()
@click.argument("source", metavar="[IN]", required=False)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.pass_obj
def init(speak: Voice, *, source: str | None, force: bool) -> None:
    """Ask five questions about the school and write planforms.toml beside the plan in IN, or in this folder.

    What the plan already says is offered as the answer; Enter takes it, and a question may be left without an answer.
    """
    target = str((Path(source).parent if source else Path()) / FILE_NAME)
    check_output(target, force=force)
    offered = _offered(source)
    answers = {
        field: click.prompt(speak.say(question), default=known, show_default=bool(known), err=True)
        for field, question in _QUESTIONS.items()
        for known in [getattr(offered, field)]
    }
    write_output(target, format_settings(Settings(**answers)).encode(), force=force)
    speak.message("Written: {file}", file=target)


def _offered(source: str | None) -> Settings:
    """What the plan in the file called *source* says of its school."""
    if source is None:
        return Settings()
    from planforms.cli.files import read_plan

    plan = read_plan(source).plan
    details = {name: getattr(plan.details, name) for name in plan.details.__struct_fields__}
    return Settings(**details | {"head_position": plan.details.head_position or _position_in_mark(plan)})


def _position_in_mark(plan: "Plan") -> str:
    """The position of the head who approves *plan*, in the nominative; empty where its mark does not name a head."""
    from planforms.companions.institutions import author
    from planforms.model import MarkKind

    mark = next((mark for mark in plan.marks if mark.kind is MarkKind.APPROVED), None)
    if mark is None:
        return ""
    signed = mark.signatory.position if mark.signatory else ""
    return signed or author(mark.by).named
