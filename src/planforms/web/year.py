"""The page for the beginning of a year: a blank form to hand out, and what the school always says."""

import datetime as dt
from collections.abc import Iterator

from planforms.period import autumn_of, format_period, school_years
from planforms.reports.marking import Tag
from planforms.settings import OwnBreak, Settings, format_settings
from planforms.timing import parse_timing
from planforms.web.asked import Asked, FieldError
from planforms.web.page import View, address, button, field, hidden, message, whole

_TEXTS = ("institution", "town", "head-position", "head-name", "legal-basis")
_BREAK = ("name", "first", "last")
_NEW_BREAKS = 2
_MOST_BREAKS = 100


def render(view: View, *, saved: bool) -> str:
    """The page; *saved* says that the settings were kept just now."""
    say = view.speaker.say
    box = message(view)
    if saved:
        box(Tag("p", class_="done")(say("The settings are saved.")))
    return whole(view, say("Beginning of the year"), box, _blank(view), _settings(view), at="/year")


def _blank(view: View) -> Tag:
    say = view.speaker.say
    following = format_period(school_years(autumn_of(view.asked.today) + 1))
    return Tag("section", class_="step", aria_labelledby="title-blank")(
        Tag("h2", id="title-blank")(say("Blank form")),
        Tag("p")(say("A workbook to hand out: it explains itself, and planforms reads what was filled in.")),
        Tag("form", method="post", action=address(view, "/year"), class_="plain")(
            hidden("form-token", view.form_token),
            Tag("div", class_="fields")(
                field(view, "period", say("Year"), say("For example, 2025-2026."), value=view.asked.fields.get("period") or following)
            ),
            Tag("p", class_="buttons")(button("blank", say("Take the form (.xlsx)"), "first")),
        ),
    )


def _settings(view: View) -> Tag:
    say = view.speaker.say
    labels = {
        "institution": (say("School"), "„Alksnių mokykla“"),
        "town": (say("Place where documents are made"), "Alksniai"),
        "head-position": (say("Position of the head"), "direktorius, direktorė"),
        "head-name": (say("Name of the head"), ""),
        "legal-basis": (say("What the order rests on"), "„mokyklos nuostatų 25 punktu“"),
    }
    settings = view.asked.settings
    fields = Tag("div", class_="fields")(
        *(field(view, name, words, hint, value=_value(view, name, settings)) for name, (words, hint) in labels.items())
    )
    return Tag("section", class_="step", aria_labelledby="title-settings")(
        Tag("h2", id="title-settings")(say("The school")),
        Tag("p")(say("Kept on this computer, so that it need not be written each time.")),
        Tag("form", method="post", action=address(view, "/year"), class_="plain")(
            hidden("form-token", view.form_token),
            fields,
            Tag("fieldset")(Tag("legend")(say("The school's own breaks")), *_breaks(view)),
            Tag("p", class_="buttons")(button("settings", say("Save the settings"), "first")),
        ),
    )


def _value(view: View, name: str, settings: Settings) -> str:
    return view.asked.fields.get(name, "") if view.error else str(getattr(settings, name.replace("-", "_")))


def _breaks(view: View) -> Iterator[Tag]:
    say = view.speaker.say
    labels = (say("Name of the break"), say("First day"), say("Last day"))
    known = [(each.name, str(each.first), str(each.last)) for each in view.asked.settings.breaks]
    for number in range(1, len(known) + 1 + _NEW_BREAKS):
        values = known[number - 1] if number <= len(known) else ("", "", "")
        row = Tag("div", class_="fields", role="group", aria_label=say("Break {number}", number=number))
        for part, label, value in zip(_BREAK, labels, values, strict=True):
            name = f"break-{part}-{number}"
            row(field(view, name, label, "", value=view.asked.fields.get(name, "") if view.error else value))
        yield row


def settings_text(asked: Asked) -> str:
    """The settings that were written in the form, as the text of their file.

    Raises:
        FieldError: a date is not one, or a break ends before it begins.
    """
    texts = {name.replace("-", "_"): _line(asked, name) for name in _TEXTS}
    breaks: list[OwnBreak] = []
    for number in range(1, _MOST_BREAKS):
        name, first, last = (_line(asked, f"break-{part}-{number}") for part in _BREAK)
        if name or first or last:
            own = OwnBreak(name, _day(f"break-first-{number}", first), _day(f"break-last-{number}", last))
            if own.last < own.first:
                raise FieldError(f"break-last-{number}", "The break ends before it begins.")
            breaks.append(own)
    return format_settings(Settings(**texts, template=asked.settings.template, breaks=tuple(breaks)))


def _line(asked: Asked, name: str) -> str:
    return " ".join(asked.fields.get(name, "").split())


def _day(name: str, words: str) -> dt.date:
    try:
        return dt.date.fromisoformat(parse_timing(words).edtf)
    except ValueError:
        raise FieldError(name, "“{words}” is not a date; write it as 2023-09-29.", words=words) from None
