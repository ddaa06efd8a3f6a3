"""The command line: each command is one call of the api, then printing; nothing heavy is imported too early."""

import io
import os
import shutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from planforms.cli.help import asked_language, click_speaks, in_language, language_first
from planforms.cli.voice import Voice, one_sentence, unprintable_refused, voice
from planforms.language import user_language
from planforms.process import clean_up_when_stopped, open_standard_streams, work_as_child

_COMMANDS = (  # what most people need first
    *("serve", "convert", "check", "mark", "roll", "blank", "companion", "batch", "extract", "merge", "diff", "rule"),
    *("template", "settings", "shortcut"),
)

_EXAMPLES = {  # what planforms alone shows
    "planforms serve": "A page in the browser: all of this without a terminal",
    "planforms convert planas.xlsx": "The official document of the plan",
    "planforms check planas.xlsx": "What is wrong in the plan, where, and what to do",
    "planforms mark planas.docx --order-no V-12": "The number of the order in the mark of a document",
    "planforms roll planas.xlsx": "The draft of the plan for the next school year",
}
_EXTRAS = {"web": ("flask", "waitress"), "calendar": ("icalendar",), "cluster": ("distributed",)}


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
            obj = Voice(asked_language(args) or user_language())
            return super().make_context(info_name, args, *rest, **{"obj": obj, **extra})

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        with unprintable_refused():
            return super().invoke(ctx)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Group.format_help(in_language(self, voice(ctx)), ctx, formatter)

    def get_usage(self, ctx: click.Context) -> str:
        return click.Group.get_usage(in_language(self, voice(ctx)), ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(_COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that *args* begin with; ``help roll`` is ``roll --help``."""
        speak = voice(ctx)
        if args == ["help"]:
            speak.report(ctx.get_help())
            ctx.exit()
        if args[0] == "help":
            args = [*args[1:], "--help"]
        if args[0] not in _COMMANDS:
            from difflib import get_close_matches

            if os.path.exists(args[0]):  # noqa: PTH110 -- a Path raises where the name is too long
                ctx.fail(speak.say("Say first what to do with the file: planforms check {name}", name=args[0]))
            if near := get_close_matches(args[0], _COMMANDS, 1):
                ctx.fail(speak.say("There is no command “{name}”; did you mean “{near}”?", name=args[0], near=near[0]))
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"planforms.cli.{cmd_name}"), cmd_name)
        return in_language(command, voice(ctx)) if isinstance(command, click.Command) else None


def _print_version(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:  # noqa: FBT001 -- click's
    """Print the version first, as programs look for it; then what is installed beside it."""
    if asked and not ctx.resilient_parsing:
        import platform
        from importlib.util import find_spec

        from planforms import __version__

        speak = voice(ctx)
        lines = [f"planforms, version {__version__}", f"Python {platform.python_version()}"]
        found = {f"planforms[{extra}]": all(map(find_spec, names)) for extra, names in _EXTRAS.items()}
        for name, there in {"LibreOffice": any(map(shutil.which, ("soffice", "libreoffice"))), **found}.items():
            lines.append(f"{name}: {speak.say('installed') if there else speak.say('not installed')}")
        speak.report("\n".join(lines))
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
def main(ctx: click.Context, lang: str | None) -> None:  # noqa: ARG001 -- the voice has it already
    """Activity plans of Lithuanian schools: from Word or Excel tables to the official document."""
    if ctx.invoked_subcommand is None:
        speak = voice(ctx)
        examples = [(example, speak.say(what)) for example, what in _EXAMPLES.items()]
        width = max(len(example) for example, _ in examples)
        speak.report("\n".join(f"{example:<{width}}  {what}" for example, what in examples))
        speak.message("All commands: planforms --help")
