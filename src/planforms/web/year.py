"""The page for the beginning of a year: a blank form to hand out, and what the school always says."""

from msgspec.structs import replace

from planforms.period import coming_school_year, format_period
from planforms.settings import Settings, format_settings
from planforms.tags import Tag
from planforms.web.asked import Asked
from planforms.web.page import View, address, button, field, hidden, message, whole

_TEXTS = ("institution", "town", "head-position", "head-name", "legal-basis")


def render(view: View, *, saved: bool) -> str:
    """The page; *saved* says that the settings were kept just now."""
    say = view.speaker.say
    box = message(view, done=say("The settings are saved.") if saved else "")
    return whole(view, say("Beginning of the year"), box, _blank(view), _settings(view), at="/year")


def _blank(view: View) -> Tag:
    say = view.speaker.say
    following = format_period(coming_school_year(view.asked.today))
    return Tag("section", class_="step", aria_labelledby="title-blank")(
        Tag("h2", id="title-blank")(say("Blank form")),
        Tag("p")(say("A workbook to hand out: it explains itself, and planforms reads what was filled in.")),
        Tag("form", method="post", action=address(view, "/year"), class_="plain")(
            hidden("form-token", view.form_token),
            Tag("div", class_="fields")(
                field(
                    view,
                    "period",
                    say("Year"),
                    say("For example, 2025-2026."),
                    value=view.asked.fields.get("period") or following,
                )
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
            Tag("p", class_="buttons")(button("settings", say("Save the settings"), "first")),
        ),
    )


def _value(view: View, name: str, settings: Settings) -> str:
    return view.asked.fields.get(name, "") if view.error else str(getattr(settings, name.replace("-", "_")))


def settings_text(asked: Asked) -> str:
    """The settings that were written in the form, as the text of their file; what the form has no field for stays."""
    texts = {name.replace("-", "_"): " ".join(asked.fields.get(name, "").split()) for name in _TEXTS}
    return format_settings(replace(asked.settings, **texts))
