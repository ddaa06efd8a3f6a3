"""The command line: each command is one call of the api, then printing; nothing heavy is imported too early."""

from importlib import import_module

import click

from planforms import __version__

_COMMANDS = {
    "convert": "planforms.cli.convert",
    "mark": "planforms.cli.mark",
    "check": "planforms.cli.check",
    "rule": "planforms.cli.rule",
    "roll": "planforms.cli.roll",
    "diff": "planforms.cli.diff",
}


class _Commands(click.Group):
    """Commands imported when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(["lt", "en"]), help="Language of messages; by default the system's.")
@click.version_option(__version__, prog_name="planforms")
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """Activity plans of Lithuanian schools: from Word or Excel tables to the official document."""
    ctx.obj = lang
