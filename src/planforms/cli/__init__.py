"""The command line: each command is one call of the api, then printing; nothing heavy is imported too early."""

import io
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from planforms.cli.help import asked_language, click_speaks, in_language, language_first
from planforms.cli.voice import Voice, one_sentence, unprintable_refused, voice
from planforms.language import user_language
from planforms.process import clean_up_when_stopped, open_standard_streams, work_as_child

_COMMANDS = {
    "convert": "planforms.cli.convert",
    "mark": "planforms.cli.mark",
    "check": "planforms.cli.check",
    "rule": "planforms.cli.rule",
    "roll": "planforms.cli.roll",
    "batch": "planforms.cli.batch",
    "blank": "planforms.cli.blank",
    "companion": "planforms.cli.companion",
    "template": "planforms.cli.template",
    "diff": "planforms.cli.diff",
    "extract": "planforms.cli.extract",
    "merge": "planforms.cli.merge",
    "settings": "planforms.cli.settings",
    "serve": "planforms.cli.serve",
    "shortcut": "planforms.cli.shortcut",
}

_EXAMPLES = {  # what planforms alone shows
    "planforms serve": "A page in the browser: all of this without a terminal",
    "planforms convert planas.xlsx": "The official document of the plan",
    "planforms check planas.xlsx": "What is wrong in the plan, where, and what to do",
    "planforms mark planas.docx --order-no V-12": "The number of the order in the mark of a document",
    "planforms roll planas.xlsx --to 2027-2028": "The draft of the plan for the next school year",
}


class _Commands(click.Group):
    """Commands imported when they are called or listed, with help in the user's language."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:  # noqa: ANN401 -- click's
        if args is None:  # a process of its own
            work_as_child()
            open_standard_streams()
            clean_up_when_stopped()
        given = language_first(sys.argv[1:] if args is None else args)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A sign that the terminal's encoding does not have must not stop the report.
                stream.reconfigure(errors="replace")
        language = asked_language(given) or user_language()
        with click_speaks(language), one_sentence(Voice(language)):
            return super().main(given, *rest, **extra)

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> click.Context:  # noqa: ANN401
        with unprintable_refused():
            return super().make_context(info_name, args, *rest, **{"obj": asked_language(args), **extra})

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        with unprintable_refused():
            return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Group.format_help(in_language(self, voice(ctx)), ctx, formatter)

    def get_usage(self, ctx: click.Context) -> str:
        return click.Group.get_usage(in_language(self, voice(ctx)), ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return in_language(command, voice(ctx)) if isinstance(command, click.Command) else None


def _print_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:  # noqa: FBT001 -- click's
    if asked and not ctx.resilient_parsing:
        from planforms.cli.version import version_lines

        click.echo("\n".join(version_lines(voice(ctx))))
        ctx.exit()


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(["lt", "en"]), help="Language of messages; by default the system's.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version, and what is installed beside it.",
)
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """Activity plans of Lithuanian schools: from Word or Excel tables to the official document."""
    ctx.obj = lang
    if ctx.invoked_subcommand is None:
        speak = voice(ctx)
        examples = [(example, speak.say(what)) for example, what in _EXAMPLES.items()]
        width = max(len(example) for example, _ in examples)
        speak.report("\n".join(f"{example:<{width}}  {what}" for example, what in examples))
        speak.message("All commands: planforms --help")
