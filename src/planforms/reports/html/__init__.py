"""Reports as pages that need nothing else: of a check, and of a list of changes or differences.

A page is a template beside this module, filled with views, which know what is shown but no element of HTML. The page of
a check is whole without its script, which only shows the notes on a part beside it.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files as resources
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct

from planforms.differences import State, word_changes
from planforms.language import Speaker
from planforms.reports.checked import Checked
from planforms.reports.html.view import FileView
from planforms.reports.text import summary
from planforms.tags import Tag, document

if TYPE_CHECKING:
    import jinja2

_STANDARD = "-"


def render(files: Sequence[Checked], speaker: Speaker) -> str:
    """The page of *files* in the user's language."""
    names = [speaker.say("standard input") if checked.name == _STANDARD else checked.title for checked in files]
    heading, total = speaker.say("Plan check"), summary(files, speaker)
    views = [
        FileView(checked, name, f"f{number}", speaker)
        for number, (checked, name) in enumerate(zip(files, names, strict=True), start=1)
    ]
    main = _filled("files.html", speaker, heading=heading, total=total, views=views)
    title = f"{heading}: {names[0] if len(files) == 1 else total}"
    return document(speaker, title, main, style=style(), script=script()).removesuffix("\n")


def view(checked: Checked, speaker: Speaker) -> Markup:
    """The part of the page that is about one file, for a page that has its own frame with ``style`` and ``script``."""
    return _filled("file.html", speaker, view=FileView(checked, checked.title, "f1", speaker))


def style() -> str:
    """The style of the page."""
    return _resource("page.css")


def script() -> str:
    """The script of the page, which works on whatever notes come into the page's ``main``."""
    return _resource("page.js")


class ListedRow(Struct, frozen=True):
    """A row of a list: its kind, which the style knows, and its cells."""

    kind: str
    cells: Sequence[str]


class ListedGroup(Struct, frozen=True):
    """Rows of a list under a heading of two parts, which may be empty."""

    rows: Sequence[ListedRow]
    kind: str = ""
    heading: str = ""


def list_page(speaker: Speaker, title: str, lead: str, heads: Sequence[str], groups: Sequence[ListedGroup]) -> str:
    """The page of a list in the user's language; the lead alone where there are no *groups*."""
    return page(speaker, title, lead, *([_filled("list.html", speaker, heads=heads, groups=groups)] if groups else []))


def page(speaker: Speaker, title: str, lead: str, *body: Tag | Markup) -> str:
    """A page of tables in the user's language."""
    main = Tag("main")(Tag("h1")(title), Tag("p")(lead), *body)
    return document(speaker, title, main, style=_resource("list.css"))


def marked(old: str, new: str) -> Markup:
    """*old* and *new* as one text, the words that went and came marked."""
    return Markup(" ").join(_MARKED[state].format(words) for words, state in word_changes(old, new))


_MARKED = {
    State.SAME: Markup("{}"),
    State.REMOVED: Markup("<del>{}</del>"),
    State.ADDED: Markup("<ins>{}</ins>"),
}


def _filled(template: str, speaker: Speaker, **values: object) -> Markup:
    said = {"say": speaker.say, "count": speaker.count, "language": speaker.language}
    return Markup(_environment().get_template(template).render(said, **values).strip())  # noqa: S704 -- escaped by Jinja


@cache
def _environment() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_resource),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def _resource(name: str) -> str:
    return (resources(__package__) / name).read_text(encoding="utf-8")
