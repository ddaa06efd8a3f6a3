"""Report pages that need nothing else: their templates, pages of lists and tables, and words of a plan as HTML.

A page is a template beside this module, filled with views (``view`` has those of a check), which know what is shown
but no element of HTML.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files as resources
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from msgspec import Struct

from planforms.differences import State, word_changes
from planforms.findings import Finding
from planforms.language import Speaker
from planforms.model import Run, Script, Text
from planforms.personal import masked
from planforms.reports.checked import quoted
from planforms.tags import document
from planforms.text import Edit

if TYPE_CHECKING:
    import jinja2

    from planforms.writers.tables import Sheet


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
    main = filled("list.html", speaker, title=title, lead=lead, heads=heads, groups=groups)
    return document(speaker, title, main, style=resource("list.css"))


def tables_page(speaker: Speaker, title: str, mark: str, lead: str, sheets: "Sequence[Sheet]") -> str:
    """The page of several tables in the user's language; *mark* is what a program knows the page by."""
    main = filled("tables.html", speaker, title=title, mark=mark, lead=lead, sheets=sheets)
    return document(speaker, title, main, style=resource("list.css"))


def filled(template: str, speaker: Speaker, **values: object) -> Markup:
    """A *template* of this folder with *values*, which it escapes unless they are markup."""
    said = {"say": speaker.say, "count": speaker.count, "language": speaker.language}
    return Markup(_environment().get_template(template).render(said, **values).strip())  # noqa: S704 -- escaped by Jinja


@cache
def _environment() -> "jinja2.Environment":
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(resource),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def resource(name: str) -> str:
    """The words of a file of this folder."""
    return (resources(__package__) / name).read_text(encoding="utf-8")


# Words of a plan.

_KEPT = 40  # letters beside a change that are shown with it
LANGUAGE = "lt"  # of every plan
_Stretch = tuple[int, int]


_MARKED = {
    State.SAME: Markup("{}"),
    State.REMOVED: Markup("<del>{}</del>"),
    State.ADDED: Markup("<ins>{}</ins>"),
}


def marked(old: str, new: str) -> Markup:
    """*old* and *new* as one text, the words that went and came marked."""
    return Markup(" ").join(_MARKED[state].format(words) for words, state in word_changes(old, new))


def at_fault(finding: Finding, words: str) -> Iterator[_Stretch]:
    """The stretches of *words*, those of its part, that *finding* is about; none where that is not certain."""
    edits = [mend.edit for mend in finding.fix if mend.at == finding.at and mend.edit.stop <= len(words)]
    if edits:
        for start, stop, _ in edits:
            blank = not words[start:stop].strip()  # what is not seen is shown by its neighbours
            yield (max(start - blank, 0), stop + blank)
    elif (quoted_words := masked(finding.words)) and words.count(quoted_words) == 1:
        start = words.index(quoted_words)
        yield (start, start + len(quoted_words))


def with_marked(text: Text, stretches: Iterable[_Stretch]) -> Markup:
    """*text* with *stretches* of it marked. Its line breaks stay characters, which the style keeps."""
    joined, made = _joined(stretches), Markup()
    place = 0
    for run in _runs(text):
        for words, marked in _divided(run.text, place, joined):
            part = _looking(run, words)
            made += _element("mark", part) if marked else part
        place += len(run.text)
    return made


def _element(name: str, words: str) -> Markup:
    return Markup(f"<{name}>{{}}</{name}>").format(words)  # noqa: S704 -- the name is one of ours


def _runs(text: Text) -> Iterator[Run]:
    """The runs of ``str(text)``, line breaks and list signs among them."""
    for number, paragraph in enumerate(text.paragraphs):
        if number:
            yield Run("\n")
        if paragraph.marker:
            yield Run(f"{paragraph.marker} ")
        yield from paragraph.runs


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """*stretches* in order, those that touch as one."""
    joined: list[_Stretch] = []
    for start, stop in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined


def _divided(words: str, place: int, stretches: Sequence[_Stretch]) -> Iterator[tuple[str, bool]]:
    """The pieces of *words*, which begin at *place*, inside the stretches and outside."""
    done = 0
    for start, stop in stretches:
        first, last = max(start - place, done), min(stop - place, len(words))
        if first < last:
            yield words[done:first], False
            yield words[first:last], True
            done = last
    yield words[done:], False


def _looking(run: Run, words: str) -> Markup:
    """*words* with the look of *run*; a link is only underlined, for this page leads nowhere else."""
    looks = {
        "b": run.bold,
        "i": run.italic,
        "u": run.underline or bool(run.link),
        "s": run.struck,
        "sup": run.script is Script.SUPER,
        "sub": run.script is Script.SUB,
    }
    part = escape(words)
    for name, has in looks.items():
        if has and words:
            part = _element(name, part)
    return part


def in_languages(sentence: str, finding: Finding, *others: str) -> Markup:
    """A *sentence* about *finding* with the plan's own words, which are in quotation marks, in their own language."""
    quote = " ".join(masked(finding.words).split())
    arguments = (masked(argument) for argument in finding.arguments.values() if isinstance(argument, str))
    known = {words for words in (quote, quoted(quote)[1:-1], *arguments, *others) if words and words in sentence}
    if not known:
        return escape(sentence)
    either = "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))
    parts = re.split(f"(?<=[„“])({either})(?=[“”])", sentence)
    parts[1::2] = [Markup('<span lang="{}">{}</span>').format(LANGUAGE, part) for part in parts[1::2]]
    return Markup().join(parts)


def sides(words: str, edits: Iterable[Edit]) -> tuple[Markup, Markup]:
    """*words* before and after *edits*, what goes and what comes marked; long stretches that stay are cut short."""
    old, new = Markup(), Markup()
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        stays = _cut(words[done : edit.start], first=not done, last=False)
        old += escape(stays) + (_element("del", words[edit.start : edit.stop]) if edit.start < edit.stop else "")
        new += escape(stays) + (_element("ins", masked(edit.words)) if edit.words else "")
        done = edit.stop
    stays = _cut(words[done:], first=False, last=True)
    return old + stays, new + stays


def _cut(words: str, *, first: bool, last: bool) -> str:
    """*words* that stay, between two changes or at an end, less what is far from a change."""
    before, after = 0 if first else _KEPT, 0 if last else _KEPT
    if len(words) <= before + after + 1:
        return words
    return f"{words[:before]}…{words[len(words) - after :]}"
