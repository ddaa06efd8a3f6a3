"""The page itself: four steps on one screen, whole without its script. Values in, HTML out."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files as resources

from markupsafe import Markup
from msgspec import Struct

from planforms.errors import PlanformsError, UsageError
from planforms.language import Speaker
from planforms.model import ColumnRole, MarkKind
from planforms.period import format_period, next_period
from planforms.recognise.headings import ROLE_NAMES
from planforms.reports.checked import exchanged
from planforms.reports.html import view as report
from planforms.tags import Tag, frame, sources
from planforms.web.actions import Plans
from planforms.web.asked import Asked, FieldError
from planforms.web.marks import Preview

FILES = ".docx,.xlsx,.xlsm,.docm,.xls,.ods,.xlsb,.doc,.odt,.rtf,.csv,.tsv,.html,.htm,.mht,.txt,.md,.json,.adoc,.asice"


class View(Struct, frozen=True, kw_only=True):
    """What the page shows: what was asked, what was found, and what could not be done."""

    asked: Asked
    form_token: str
    marks: Sequence[Preview] = ()
    plans: Plans | None = None
    error: PlanformsError | None = None

    @property
    def speaker(self) -> Speaker:
        """Who says it."""
        return self.asked.speaker


def flow(view: View) -> str:
    """The page with the four steps."""
    say = view.speaker.say
    form = Tag(
        "form",
        id="flow",
        method="post",
        enctype="multipart/form-data",
        novalidate="novalidate",
        action=address(view, "/"),
    )(
        hidden("form-token", view.form_token),
        hidden("filled-from", view.asked.file.digest if view.plans and view.asked.file else ""),
        message(view),
        _step("1", say("Plan"), *_choose(view)),
        _step("2", say("Check"), Tag("div", id="result")(*_result(view)), note=say("What is wrong, and where.")),
        _step("3", say("Marks"), Tag("div", id="marks")(*_marks(view))),
        _step("4", say("Download"), *_downloads(view)),
    )
    return whole(view, say("Activity plan"), form, _words(view), at="/")


def _words(view: View) -> Tag:
    """What the script says itself."""
    say = view.speaker.say
    return Tag(
        "div",
        id="words",
        hidden="hidden",
        data_taken=say("Downloaded: {name}", name="{name}"),
        data_working=say("Working …"),
        data_empty=say("What is wrong in the plan, and where, is shown here."),
        data_unmarked=say("No mark yet."),
        data_one=say("Drop one file: one plan is worked on at a time."),
        data_office=say("LibreOffice is making the PDF; this takes up to a minute …"),
        data_changed=say("The file was changed after it was chosen. Choose it again."),
        data_large=say("The file is larger than {size} MB. Copy the plan alone into a new file.", size=64),
        data_ended=say("planforms does not answer: it has been closed. Start it again from its icon."),
    )


def ended(speaker: Speaker) -> str:
    """What is left when the program has ended."""
    main = Tag("main")(
        Tag("h1")(speaker.say("planforms is closed")),
        Tag("p")(speaker.say("You can close this window. Start planforms again from its icon.")),
    )
    return frame(speaker, "planforms", main, style=style(), script="")


def refused(speaker: Speaker, title: str, sentence: str) -> str:
    """A page that says why nothing else is shown."""
    main = Tag("main")(Tag("h1")(title), Tag("p")(sentence))
    return frame(speaker, title, main, style=style(), script="")


@cache
def style() -> str:
    """The style: that of the report page, and what the steps add."""
    return report.style() + _resource("web.css")


@cache
def script() -> str:
    """The script: that of the report page, and what the steps add."""
    return report.script() + _resource("web.js")


@cache
def own_sources() -> str:
    """The part of the content security policy that lets style and script work."""
    return sources(style(), script())


def _resource(name: str) -> str:
    return (resources(__package__) / name).read_text(encoding="utf-8")


def whole(view: View, title: str, *body: Tag, at: str) -> str:
    """A whole page with its header; *at* is its path."""
    main = Tag("main")(Tag("h1", class_="unseen" if at == "/" else "")(title), *body)
    both = Tag("div", id="page")(_header(view, at), main)
    return frame(view.speaker, f"{title} – planforms", both, style=style(), script=script())


def _header(view: View, at: str) -> Tag:
    say = view.speaker.say
    links = Tag("nav", aria_label=say("Pages"))(
        *(
            Tag("a", href=address(view, path), **({"aria_current": "page"} if path == at else {}))(words)
            for path, words in (("/", say("Activity plan")), ("/year", say("Beginning of the year")))
        )
    )
    other, name = ("en", "English") if view.speaker.language == "lt" else ("lt", "Lietuviškai")
    return Tag("header")(
        Tag("p", class_="name")("planforms"),
        links,
        Tag("a", class_="language", href=f"{at}?lang={other}", lang=other, hreflang=other)(name),
        Tag("form", method="post", action=address(view, "/quit"), class_="quit")(
            hidden("form-token", view.form_token), button("quit", say("Finish"), "quiet")
        ),
    )


def address(view: View, path: str) -> str:
    """The address of *path* in the language that was chosen on the page."""
    chosen = view.asked.fields.get("lang", "")
    return f"{path}?lang={chosen}" if chosen else path


def message(view: View, *, done: str = "") -> Tag:
    """Where it is written what was *done* or could not be; the script puts what was done there too."""
    kind = "problem" if view.error else "done" if done else ""
    box = Tag("div", id="message", role="status", tabindex="-1", class_=kind)
    if done:
        box(Tag("p")(done))
    if view.error:
        sentence = view.speaker.say(view.error.message, **view.error.arguments)
        box(Tag("p")(Tag("strong")(view.speaker.say("This could not be done.")), f" {sentence}"))
    return box


def _step(number: str, title: str, *inside: Tag, note: str = "") -> Tag:
    section = Tag("section", class_="step", id=f"step-{number}", aria_labelledby=f"title-{number}")
    section(Tag("h2", id=f"title-{number}", tabindex="-1")(Tag("span", class_="number")(f"{number}."), f" {title}"))
    if note:
        section(Tag("p", class_="unseen")(note))
    return section(*inside)


def _choose(view: View) -> Iterator[Tag]:
    say = view.speaker.say
    yield Tag("div", class_="drop", id="drop")(
        Tag("p", class_="invitation", id="file-title")(say("Drag the file here or choose it")),
        _file_field("file", view, named="file-title", described="file-note"),
        Tag("p", id="file-note", class_="small")(
            say("Word, Excel or text. The file stays on this computer and is not stored anywhere.")
        ),
    )
    yield _problem("file", view)
    yield Tag("div", id="reading")(*_reading_options(view))
    yield Tag("p", class_="buttons")(button("check", say("Check the plan"), "first"))


def _file_field(name: str, view: View, *, named: str, described: str) -> Tag:
    """A field for a file, whose button and words are the page's own: a browser writes them in its own language.

    The label is the button. The field itself shows the name of the file; while it is empty, which the style knows by
    ``required``, the words after it are shown instead.
    """
    say, wrong = view.speaker.say, _at_fault(view, name)
    about = f"{described} {name}-problem" if wrong else described
    attributes = {"aria_labelledby": f"{named} {name}-button", "aria_describedby": about}
    attributes |= {"required": "required", "aria_invalid": "true" if wrong else "false"}
    return Tag("div", class_="pick")(
        Tag("label", for_=name, id=f"{name}-button")(say("Choose a file")),
        Tag("input", type="file", name=name, id=name, accept=FILES, **attributes),
        Tag("span", class_="nothing", aria_hidden="true")(say("No file is chosen.")),
    )


def _reading_options(view: View) -> Iterator[Tag]:
    """Which plan of several, and what recognition may have got wrong."""
    say, plans = view.speaker.say, view.plans
    titles = plans.titles if plans else ()
    if titles:
        chosen = view.asked.fields.get("plan") or "1"
        yield Tag("fieldset", class_="plans")(
            Tag("legend")(say("Plan or sheet: the file has several plans. Which one?")),
            *(
                Tag("label")(
                    Tag("input", type="radio", name="plan", value=str(n), **_checked(str(n) == chosen)),
                    f"{n}. ",
                    Tag("span", lang="lt")(title),
                )
                for n, title in enumerate(titles, start=1)
            ),
        )
    details = Tag("details", **({"open": "open"} if _at_fault(view, "period", "heading-row", "columns") else {}))(
        Tag("summary")(say("The plan was read wrongly?")),
        Tag("p", class_="small")(say("Fill in only what is wrong, then check again.")),
    )
    fields = Tag("div", class_="fields")(
        field(view, "period", say("Period of the plan"), say("For example, 2025-2026.")),
        field(view, "heading-row", say("Row of headings"), say("Its number in the sheet or the table."), numeric=True),
    )
    if not titles:
        fields(field(view, "plan", say("Plan or sheet"), say("The number of the plan or the name of its sheet.")))
    yield details(fields, *_columns(view))


def _checked(chosen: bool) -> dict[str, str]:  # noqa: FBT001 -- one word of HTML
    return {"checked": "checked"} if chosen else {}


def _columns(view: View) -> Iterator[Tag]:
    """What each column of the table is."""
    columns = view.plans.checked.reading.plan.columns if view.plans and view.plans.checked.reading else ()
    if not columns:
        return
    say = view.speaker.say
    # What a person set right stays a change of what the file was read as, or the next button would forget it.
    changed = view.asked.changed("columns")
    read = view.asked.fields["columns-read"] if changed else ",".join(column.role for column in columns)
    yield hidden("columns-read", read)
    group = Tag("div", class_="fields")
    for number, column in enumerate(columns, start=1):
        heading = " ".join(column.heading.split()) or say("column {number}", number=number)
        choices = (
            Tag("option", value=str(role), **({"selected": "selected"} if role is column.role else {}))(
                say(str(ROLE_NAMES[role]))
            )
            for role in ColumnRole
        )
        group(
            Tag("div", class_="field")(
                Tag("label", for_=f"column-{number}", lang="lt")(heading),
                Tag("select", name="columns", id=f"column-{number}")(*choices),
            )
        )
    yield Tag("fieldset")(Tag("legend")(say("Columns")), group, _problem("columns", view))


def _result(view: View) -> Iterator[Tag | Markup]:
    say = view.speaker.say
    if view.plans is None:
        yield Tag("p", class_="empty")(say("What is wrong in the plan, and where, is shown here."))
        return
    checked = view.plans.checked
    if not checked.findings:
        yield Tag("p", class_="good")(Tag("strong")(say("Nothing is wrong.")))
    if view.plans.fixes:
        yield _fixes(view)
    yield report.part(checked, view.speaker)


def _fixes(view: View) -> Tag:
    """What the certain fixes make of the plan, old and new, before a person takes them."""
    fixes, speaker = view.plans.fixes if view.plans else (), view.speaker
    count = speaker.count(
        "{count} place can be fixed for certain", "{count} places can be fixed for certain", len(fixes)
    )
    checked = view.plans.checked if view.plans else None
    items = (
        Tag("li")(f"{checked.where(made, speaker)}: " if checked else "", Tag("span", lang="lt")(exchanged(made)))
        for made in fixes
    )
    return Tag("details", class_="certain")(
        Tag("summary")(count),
        Tag("ul")(*items),
        Tag("p", class_="buttons")(button("fixed", speaker.say("Take the fixed file"))),
    )


def _marks(view: View) -> Iterator[Tag]:
    say = view.speaker.say
    yield Tag("p", class_="small")(say("A field that is left blank stays as it is in the file."))
    for preview in view.marks:
        form = preview.form
        legend = {
            MarkKind.APPROVED: say("Approval"),
            MarkKind.ENDORSED: say("Endorsement"),
            MarkKind.COORDINATED: say("Coordination"),
        }[form.kind]
        by, number, date = form.names
        approval = form.number == 0
        who = say("Who approves") if approval else say("Who endorses")
        whose = say("In the genitive: „Mokyklos direktoriaus“.") if approval else say("„Mokyklos tarybos“.")
        numbered = say("Number of the order") if approval else say("Number of the minutes")
        dated = say("Date of the order") if approval else say("Date of the minutes")
        fields = Tag("div", class_="fields")(
            _mark_field(view, by, who, whose, form.read[0]),
            _mark_field(view, number, numbered, "", form.read[1]),
            _mark_field(view, date, dated, say("For example, 2025-09-12."), form.read[2]),
        )
        shown = Tag("div", class_="preview")(
            Tag("p", class_="small", id=f"printed-{form.number}")(say("As it will be printed")),
            Tag("output", id=f"preview-{form.number}", lang="lt", aria_labelledby=f"printed-{form.number}")(
                *_printed(preview.words or say("No mark yet."))
            ),
        )
        yield Tag("fieldset", class_="mark-form")(
            Tag("legend")(legend), hidden(f"mark-{form.number}", form.words), fields, shown
        )


def _printed(words: str) -> Iterator[Tag | str]:
    """*words*, each number or date with a hyphen kept on one line, as in the document."""
    for part in re.split(r"(\s+)", words):
        yield Tag("span", class_="whole")(part) if re.search(r"\d-|-\d", part) else part


def _mark_field(view: View, name: str, label: str, hint: str, read: str) -> Tag:
    written = view.asked.fields.get(name, "") or read
    return field(view, name, label, hint, value=written)(hidden(f"{name}-read", read))


def field(  # noqa: PLR0913 -- all that a field shows
    view: View, name: str, label: str, hint: str, *, value: str | None = None, numeric: bool = False
) -> Tag:
    """A line to write in, with its label, its hint, and where it is said what is wrong in it."""
    wrong = _at_fault(view, name)
    about = " ".join([*([f"{name}-hint"] if hint else []), f"{name}-problem"])
    attributes = {"aria_describedby": about, **({"aria_invalid": "true"} if wrong else {})}
    attributes |= {"inputmode": "numeric"} if numeric else {}
    written = view.asked.fields.get(name, "") if value is None else value
    made = Tag("div", class_="field")(
        Tag("label", for_=name)(label),
        Tag("input", type="text", name=name, id=name, value=written, autocomplete="off", **attributes),
    )
    if hint:
        made(Tag("span", class_="hint", id=f"{name}-hint")(hint))
    return made(_problem(name, view))


def _at_fault(view: View, *names: str) -> bool:
    return any(_error_at(view, name) for name in names)


def _error_at(view: View, name: str) -> FieldError | None:
    errors = [view.error, *(preview.error for preview in view.marks)]
    return next((error for error in errors if isinstance(error, FieldError) and error.field == name), None)


def _problem(name: str, view: View) -> Tag:
    """Where it is said what is wrong in the field *name*."""
    error = _error_at(view, name)
    sentence = view.speaker.say(error.message, **error.arguments) if error else ""
    return Tag("span", class_="field-problem", id=f"{name}-problem")(sentence)


def _downloads(view: View) -> Iterator[Tag]:
    say = view.speaker.say
    without = "" if view.asked.pdf else say("LibreOffice is not installed on this computer.")
    reading = view.plans.checked.reading if view.plans else None
    following = ""
    if reading and reading.plan.period:
        with suppress(UsageError):  # the last years that there are
            following = format_period(next_period(reading.plan.period))
    to = Tag("div", class_="inline")(
        Tag("label", for_="to")(say("New period")),
        Tag("input", type="text", name="to", id="to", autocomplete="off", placeholder=following),
        _problem("to", view),
    )
    other = Tag("div", class_="inline")(
        Tag("span", class_="label", id="other-title")(say("Earlier plan")),
        _file_field("other", view, named="other-title", described="other-problem"),
        _problem("other", view),
    )
    yield Tag("ul", class_="downloads")(
        _download("docx", say("Document (.docx)"), say("The official document with its marks."), kind="first"),
        _download("mark", say("Your Word file"), say("Just as it is, only its marks filled.")),
        _download("pdf", "PDF", without or say("The same document, to send or to publish."), disabled=bool(without)),
        _download("annotated", say("File with remarks"), say("Your file, each fault marked in it.")),
        _download("fixed", say("Fixed file"), say("Your file, fixed where it is certain how.")),
        _download(
            "draft", say("Next year's draft"), say("This plan moved to a new period."), to, _changes_button(view)
        ),
        _download("order", say("Order"), say("The head's order that approves the plan.")),
        _download("minutes", say("Extract of the minutes"), say("Of the meeting that endorsed the plan.")),
        _download("ics", say("Calendar (.ics)"), say("What has a day, for a calendar on a computer or a phone.")),
        _download("diff", say("Compare with …"), say("What differs from an earlier plan."), other),
    )


def _changes_button(view: View) -> Tag:
    return Tag("p", class_="buttons")(button("changes", view.speaker.say("List of its changes"), "quiet"))


def _download(action: str, words: str, about: str, *more: Tag, kind: str = "", disabled: bool = False) -> Tag:
    described = f"about-{action}"
    press = button(action, words, kind, disabled=disabled, described=described)
    return Tag("li")(press, Tag("p", class_="small", id=described)(about), *more)


def button(action: str, words: str, kind: str = "", *, disabled: bool = False, described: str = "") -> Tag:
    """The button that sends *action*."""
    attributes = {"class_": kind} if kind else {}
    attributes |= {"aria_describedby": described} if described else {}
    attributes |= {"disabled": "disabled"} if disabled else {}
    return Tag("button", type="submit", name="action", value=action, **attributes)(words)


def hidden(name: str, value: str) -> Tag:
    """A field that the person does not see."""
    return Tag("input", type="hidden", name=name, value=value)
