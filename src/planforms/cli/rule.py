"""``planforms rule``: what findings mean, in the user's language: pages, a list, and ``docs/rules.md``."""

from collections.abc import Iterator, Mapping

import click

from planforms.cli.voice import Voice
from planforms.findings import Code
from planforms.language import Speaker


@click.command()
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All pages, as one Markdown text.")
@click.pass_obj
def rule(speak: Voice, *, codes: tuple[str, ...], everything: bool) -> None:
    """Explain what the finding CODE means, or list all findings.

    CODE is T106, T (all of timing) or outside-period.
    """
    from planforms.rules import CODES, codes_of

    chosen = sorted({code for name in codes for code in codes_of(name)})
    if everything:
        speak.report(_markdown(CODES, speak))
    elif chosen:
        speak.report("\n\n".join(f"{_head(CODES[code], speak)}\n\n{speak.say(CODES[code].page)}" for code in chosen))
    else:
        speak.report(_list(CODES, speak))


def _families(codes: Mapping[str, Code], speaker: Speaker) -> Iterator[tuple[str, str, list[Code]]]:
    """The families of codes by their letters, in the order of a plan: the letter, its name and its codes."""
    families = {
        "S": speaker.say("Structure"),
        "T": speaker.say("Timing"),
        "M": speaker.say("Marks"),
        "P": speaker.say("People"),
        "W": speaker.say("Wording and typography"),
        "R": speaker.say("Reading"),
        "C": speaker.say("Clashes between plans that are merged"),
    }
    for letter, family in families.items():
        yield letter, family, [codes[code] for code in sorted(codes) if code.startswith(letter)]


def _list(codes: Mapping[str, Code], speaker: Speaker) -> str:
    """Every code in a line, family by family."""
    wide = max(len(each.name) for each in codes.values())
    lines: list[str] = []
    for _, family, members in _families(codes, speaker):
        lines += ["", family]
        lines += [f"  {one.code}  {one.name:{wide}}  {speaker.say(one.page).partition(chr(10))[0]}" for one in members]
    return "\n".join(lines[1:])


def _markdown(codes: Mapping[str, Code], speaker: Speaker) -> str:
    """All pages as one Markdown text."""
    lines = [f"# {speaker.say('Findings')}", "", speaker.say(_ABOUT)]
    for letter, family, members in _families(codes, speaker):
        lines += ["", f"## {letter}: {family}"]
        for each in members:
            lines += ["", f"### {_head(each, speaker)}", "", speaker.say(each.page)]
    return "\n".join(lines)


_ABOUT = (
    "What “planforms check” reports about a plan. Rules of layout and spelling are given as advice. A code and a name "
    "never change their meaning; “--select” and “--ignore” take either, or the beginning of a code."
)


def _head(code: Code, speaker: Speaker) -> str:
    return f"{code.code} {code.name} ({speaker.severity(code.severity)})"
