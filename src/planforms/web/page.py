"""The pages: four steps on one screen, whole without its script, and the beginning of a year. Values in, HTML out.

A page is a template beside this module, filled with a view, which knows what is shown but no element of HTML.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files as resources

import jinja2
from markupsafe import Markup, escape
from msgspec import Struct

from planforms.errors import PlanformsError, UsageError
from planforms.language import Speaker
from planforms.model import Column, ColumnRole
from planforms.period import coming_school_year, format_period, next_period
from planforms.recognise.headings import ROLE_NAMES
from planforms.reports.checked import exchanged
from planforms.reports.html import view as report
from planforms.tags import Tag, frame, sources
from planforms.web.actions import Plans
from planforms.web.asked import Asked, FieldError
from planforms.web.marks import Preview

FILES = ".docx,.xlsx,.xlsm,.docm,.xls,.ods,.xlsb,.doc,.odt,.rtf,.csv,.tsv,.html,.htm,.mht,.txt,.md,.json,.adoc,.asice"


class View(Struct, frozen=True, kw_only=True):
    """What a page shows: what was asked, what was found, what was *done*, and what could not be."""

    asked: Asked
    form_token: str
    marks: Sequence[Preview] = ()
    plans: Plans | None = None
    error: PlanformsError | None = None
    done: str = ""

    accepted = FILES
    roles = tuple((str(role), str(ROLE_NAMES[role])) for role in ColumnRole)
    exchanged = staticmethod(exchanged)

    @property
    def speaker(self) -> Speaker:
        """Who says it."""
        return self.asked.speaker

    def address(self, path: str) -> str:
        """The address of *path* in the language that was chosen on the page."""
        chosen = self.asked.fields.get("lang", "")
        return f"{path}?lang={chosen}" if chosen else path

    def error_at(self, *names: str) -> FieldError | None:
        """What is wrong in the first faulty field of those with these *names*."""
        errors = [self.error, *(preview.error for preview in self.marks)]
        return next((error for error in errors if isinstance(error, FieldError) and error.field in names), None)

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the plan's table."""
        reading = self.plans.checked.reading if self.plans else None
        return reading.plan.columns if reading else ()

    @property
    def columns_read(self) -> str:
        """What the columns were read as; what a person set right stays a change, or the next button would forget it."""
        changed = self.asked.changed("columns")
        return self.asked.fields["columns-read"] if changed else ",".join(column.role for column in self.columns)

    @property
    def following(self) -> str:
        """The period after the plan's."""
        reading = self.plans.checked.reading if self.plans else None
        if reading and reading.plan.period:
            with suppress(UsageError):  # the last years that there are
                return format_period(next_period(reading.plan.period))
        return ""

    @property
    def coming_year(self) -> str:
        """The next school year."""
        return format_period(coming_school_year(self.asked.today))

    def setting(self, name: str) -> str:
        """What the field of a setting holds: what was written where that cannot be used, else what is kept."""
        kept = str(getattr(self.asked.settings, name.replace("-", "_")))
        return self.asked.fields.get(name, "") if self.error else kept

    def report(self) -> Markup:
        """What was found in the plan."""
        return report.part(self.plans.checked, self.speaker) if self.plans else Markup()

    @staticmethod
    def printed(words: str) -> Markup:
        """*words*, each number or date with a hyphen kept on one line, as in the document."""
        whole = Markup('<span class="whole">{}</span>')
        parts = re.split(r"(\s+)", words)
        return Markup().join(whole.format(part) if re.search(r"\d-|-\d", part) else escape(part) for part in parts)


def flow(view: View) -> str:
    """The page with the four steps."""
    return _filled("flow.html", view, view.speaker.say("Activity plan"), at="/")


def year(view: View) -> str:
    """The page for the beginning of a year."""
    return _filled("year.html", view, view.speaker.say("Beginning of the year"), at="/year")


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


def _filled(template: str, view: View, title: str, *, at: str) -> str:
    """A whole page; *at* is its path."""
    speaker = view.speaker
    said = {"say": speaker.say, "count": speaker.count, "language": speaker.language}
    body = Markup(_environment().get_template(template).render(said, view=view, title=title, at=at))  # noqa: S704 -- escaped by Jinja
    return frame(speaker, f"{title} – planforms", body, style=style(), script=script())


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_joined_lines),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )


def _joined_lines(name: str) -> str:
    """The template *name* in one line: between buttons and fields a blank would be seen."""
    return "".join(line.strip() for line in _resource(name).splitlines())


def _resource(name: str) -> str:
    return (resources(__package__) / name).read_text(encoding="utf-8")
