"""The differences of two plans, as text, as JSON and as a page with the words marked."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from planforms.differences import Comparison, Difference, DifferenceKind, Field, State, word_changes
from planforms.findings import Terms
from planforms.language import Speaker
from planforms.personal import masked
from planforms.reports.checked import BOLD, GREEN, RED, as_json, styled
from planforms.reports.html import ListedGroup, ListedRow, list_page, marked

FORMAT = "planforms-diff/1"
_SIGNS = {
    DifferenceKind.ADDED: "+",
    DifferenceKind.REMOVED: "-",
    DifferenceKind.CHANGED: "~",
    DifferenceKind.MOVED: ">",
}


# What each kind of difference, each part of a plan and each field of a part is called.
_KINDS = dict(zip(DifferenceKind, Terms(("added", "removed", "differs", "is elsewhere")).names, strict=True))
_SAME_NAME = Terms(
    (
        "activity",
        "heading",
        "note",
        "section",
        "mark",
        "column",
        "title",
        "period",
        "words",
        "label",
        "institution",
        "town",
    )
).names
_OTHER_NAME = Terms(("the whole plan", "words", "position of the head", "name of the head")).names
_NAMES = {
    **{name: name for name in _SAME_NAME},
    **dict(zip(("plan", "text", "head_position", "head_name"), _OTHER_NAME, strict=True)),
}


def text(comparison: Comparison, speaker: Speaker, *, colour: bool = False) -> str:
    """The differences for people; words that went are in ``[-…-]`` and words that came in ``{+…+}``."""
    lines: list[str] = []
    for difference in comparison.differences:
        lines += _lines(difference, speaker, colour=colour)
    return "\n".join([*lines, summary(comparison, speaker)])


def _lines(difference: Difference, speaker: Speaker, *, colour: bool) -> Iterator[str]:
    sign, part = _SIGNS[difference.kind], speaker.say(_NAMES[difference.part])
    name = f" „{masked(difference.name)}“" if difference.name else ""
    head = f"{sign} {part}{name}: {_happened(difference, speaker)}"
    yield styled(head, BOLD, colour=colour)
    if difference.kind is DifferenceKind.CHANGED:
        for field in difference.fields:
            yield f"    {_field_name(field, speaker)}: {_marked_words(field, colour=colour)}"


def _happened(difference: Difference, speaker: Speaker) -> str:
    said = speaker.say(_KINDS[difference.kind])
    if difference.moved and difference.kind is DifferenceKind.CHANGED:
        said = f"{said}, {speaker.say(_KINDS[DifferenceKind.MOVED])}"
    return said


def _field_name(field: Field, speaker: Speaker) -> str:
    return field.heading or (speaker.say(_NAMES[field.name]) if field.name in _NAMES else field.name)


def _marked_words(field: Field, *, colour: bool) -> str:
    return " ".join(_stretch(words, state, colour=colour) for words, state in word_changes(*_sides(field)))


def _sides(field: Field) -> tuple[str, str]:
    """The words of both plans, personal data masked."""
    return masked(field.old), masked(field.new)


def _stretch(words: str, state: State, *, colour: bool) -> str:
    match state:
        case State.SAME:
            return words
        case State.REMOVED:
            return styled(f"[-{words}-]", RED, colour=colour)
        case State.ADDED:
            return styled(f"{{+{words}+}}", GREEN, colour=colour)


def summary(comparison: Comparison, speaker: Speaker) -> str:
    """How many differences there are."""
    if comparison.same:
        return speaker.say("The plans say the same.")
    return speaker.count("{count} difference", "{count} differences", len(comparison.differences))


def json(comparison: Comparison, speaker: Speaker) -> str:
    """The differences as JSON, stable and documented in ``docs/roll-over.md``."""
    form = {
        "format": FORMAT,
        "language": speaker.language,
        "same": comparison.same,
        "differences": [_form(difference) for difference in comparison.differences],
    }
    return as_json(form)


def _form(difference: Difference) -> dict[str, Any]:
    form = {
        "kind": str(difference.kind),
        "part": difference.part,
        "name": masked(difference.name),
        "old-at": difference.old_at,
        "new-at": difference.new_at,
        "moved": difference.moved,
        "fields": [_field_form(field) for field in difference.fields],
    }
    return {name: value for name, value in form.items() if value not in ("", False, [])}


def _field_form(field: Field) -> dict[str, Any]:
    old, new = _sides(field)
    words = [{"words": words, "state": str(state)} for words, state in word_changes(old, new)]
    form = {"name": field.name, "heading": field.heading, "old": old, "new": new, "words": words}
    return {name: value for name, value in form.items() if value}


def html(comparison: Comparison, speaker: Speaker) -> str:
    """The differences as one page that needs nothing else."""
    title, lead = speaker.say("What changed between the plans"), summary(comparison, speaker)
    heads = [speaker.say("Part"), speaker.say("What happened"), speaker.say("Words")]
    rows = [_row(difference, speaker) for difference in comparison.differences]
    return list_page(speaker, title, lead, heads, [ListedGroup(rows)] if rows else [])


def _row(difference: Difference, speaker: Speaker) -> ListedRow:
    part = Markup("{} <strong>{}</strong>").format(speaker.say(_NAMES[difference.part]), masked(difference.name))
    fields = ((_field_name(field, speaker), marked(*_sides(field))) for field in difference.fields)
    words = Markup().join(Markup("<p>{}: {}</p>").format(*field) for field in fields)
    return ListedRow(str(difference.kind), (part, _happened(difference, speaker), words))
