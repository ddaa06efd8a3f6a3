"""The report as one page that needs nothing else: each plan as it is, its faulty parts marked, and notes on them.

The page is whole without its script, which only shows the notes on a part beside it.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files as resources

from planforms.fixes import Mended
from planforms.language import Speaker
from planforms.reports.checked import Checked, account, counted, exchanged
from planforms.reports.html.plan import Notes, PlanView
from planforms.reports.html.spots import Spots
from planforms.reports.text import summary
from planforms.tags import Tag, document

_STANDARD = "-"


def render(files: Sequence[Checked], speaker: Speaker) -> str:
    """The page of *files* in the user's language."""
    names = [speaker.say("standard input") if checked.name == _STANDARD else checked.title for checked in files]
    heading, total = speaker.say("Plan check"), summary(files, speaker)
    main = Tag("main")(Tag("h1")(heading), Tag("p")(total))
    if len(files) > 1:
        main(_contents(files, names, speaker))
    for number, (checked, name) in enumerate(zip(files, names, strict=True), start=1):
        main(_file(checked, name, f"f{number}", speaker))
    title = f"{heading}: {names[0] if len(files) == 1 else total}"
    return document(speaker, title, main, style=style(), script=script()).removesuffix("\n")


def view(checked: Checked, speaker: Speaker) -> Tag:
    """The part of the page that is about one file, for a page that has its own frame with ``style`` and ``script``."""
    return _file(checked, checked.title, "f1", speaker)


def style() -> str:
    """The style of the page."""
    return _resource("page.css")


def script() -> str:
    """The script of the page, which works on whatever notes come into the page's ``main``."""
    return _resource("page.js")


def _contents(files: Sequence[Checked], names: Sequence[str], speaker: Speaker) -> Tag:
    """The list of several files, with what is to be said of each."""
    items = (
        Tag("li")(Tag("a", href=f"#f{number}")(name), f" – {_in_short(checked, speaker)}")
        for number, (checked, name) in enumerate(zip(files, names, strict=True), start=1)
    )
    return Tag("nav", aria_labelledby="files")(Tag("h2", id="files")(speaker.say("Files")), Tag("ol")(*items))


def _in_short(checked: Checked, speaker: Speaker) -> str:
    """What there is of one file in a few words."""
    if not checked.reading:
        return speaker.say("not read")
    return ", ".join(counted(checked.findings, speaker)) or speaker.say("nothing is wrong")


def _file(checked: Checked, name: str, file: str, speaker: Speaker) -> Tag:
    section = Tag("section", class_="file")(Tag("h2", id=file, tabindex="-1")(name))
    if checked.error:
        sentence = speaker.say(checked.error.message, **checked.error.arguments)
        section(Tag("p", class_="unread")(Tag("strong")(speaker.say("Error")), f": {sentence}"))
    if checked.reading is None:
        return section
    spots = Spots(checked)
    found = _in_short(checked, speaker)
    section(Tag("p", class_="told")(Tag("a", href=f"#{file}-notes")(found) if spots.notes else found))
    if said := account(checked.reading.account, speaker):
        section(Tag("p", class_="told")(said))
    for heading, mended in ((speaker.say("Mended"), checked.fixed), (speaker.say("To mend by hand"), checked.unfixed)):
        if mended:
            section(Tag("h3")(heading), _mended(checked, mended, speaker))
    section(PlanView(checked.reading.plan, spots, file, speaker).tag())
    return section(Notes(checked, spots, file, speaker).tag())


def _mended(checked: Checked, mended: Sequence[Mended], speaker: Speaker) -> Tag:
    """What was mended, or could not be, place by place: the old words and the new."""
    return Tag("ul")(
        *(
            Tag("li")(
                f"{checked.where(made, speaker)}: ",
                Tag("span", lang="lt")(exchanged(made)),
                f" ({', '.join(made.codes)})",
            )
            for made in mended
        )
    )


@cache
def _resource(name: str) -> str:
    return (resources(__package__) / name).read_text(encoding="utf-8")
