"""``planforms rule``: what findings mean, in the user's language."""

import click

from planforms.cli.voice import Voice


@click.command()
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All pages, as one Markdown text.")
@click.pass_obj
def rule(speak: Voice, *, codes: tuple[str, ...], everything: bool) -> None:
    """Explain what the finding CODE means, or list all findings.

    CODE is T106, T (all of timing) or outside-period.
    """
    from planforms.reports import pages
    from planforms.rules import codes_of

    chosen = sorted({code for name in codes for code in codes_of(name)})
    if everything:
        speak.report(pages.markdown(speak))
    elif chosen:
        speak.report("\n\n".join(pages.page(code, speak) for code in chosen))
    else:
        speak.report(pages.listing(speak))
