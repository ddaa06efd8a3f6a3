"""What each button of the page does: a function a button, over ``api``; a request comes in, a document goes out."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath

from msgspec import Struct

from planforms import api, naming
from planforms.companions.documents import Gap
from planforms.copies import DraftFile
from planforms.errors import UsageError
from planforms.findings import Reading
from planforms.fixes import Mended
from planforms.model import Plan
from planforms.period import parse_period
from planforms.readers import File, open_file
from planforms.reports import Checked
from planforms.reports.changes import Listed
from planforms.reports.checked import exchanged
from planforms.rollover import RollOver
from planforms.settings import school_breaks, with_details
from planforms.web.asked import Asked, FieldError, Upload, at_field
from planforms.web.marks import filled, fillings

_LONGEST_NUMBER = 6


class Document(Struct, frozen=True):
    """A file to take away, and what it leaves to a person."""

    name: str
    data: bytes
    notes: tuple[str, ...] = ()


class Plans(Struct, frozen=True):
    """What the page shows of a file: what was found in the chosen plan, the titles of all, and what a fix would do."""

    checked: Checked
    titles: tuple[str, ...] = ()
    fixes: tuple[Mended, ...] = ()


def check(asked: Asked) -> Plans:
    """What is wrong in the plan, and which plans the file has."""
    file, reading = _read(asked)
    findings = api.check(reading, today=asked.today)
    checked = Checked(name=file.name, reading=reading, findings=findings)
    several = any(finding.code == "R121" for finding in reading.findings)
    titles = api.plans(file.data, file.name) if several else ()
    return Plans(checked, titles, api.fix(reading.plan, today=asked.today).made)


def docx(asked: Asked) -> Document:
    """The official document."""
    file, plan = _with_marks(asked)
    return Document(naming.converted_name(file.name), api.write(plan, "docx", template=asked.template()))


def mark(asked: Asked) -> Document:
    """The person's own Word document with its marks filled, and all else of it as it is."""
    upload = _of_this_file(asked).upload()
    data = upload.data
    for filling in fillings(asked) or [{}]:
        data = api.mark(data, upload.name, options=_options(asked), **filling)
    return Document(_named(upload.name, "su-žyma", "docx"), data)


def pdf(asked: Asked) -> Document:
    """The official document as PDF."""
    if asked.pdf is None:
        raise UsageError("A PDF is made by LibreOffice, which is not installed on this computer.")
    file, plan = _with_marks(asked)
    name = naming.converted_name(file.name, "pdf")
    return Document(name, asked.pdf(api.write(plan, "docx", template=asked.template()), name))


def ics(asked: Asked) -> Document:
    """The plan as a calendar, and what is left out of it."""
    file, plan = _with_marks(asked)
    made = api.calendar(plan)
    say = asked.speaker.say
    notes = (
        say("Not in the calendar: “{title}”. {reason}.", title=left.title, reason=say(left.reason))
        for left in made.left_out
    )
    return Document(naming.converted_name(file.name, "ics"), made.data, tuple(notes))


def annotated(asked: Asked) -> Document:
    """The person's own file with the findings in it."""
    file, reading = _read(asked)
    findings = api.check(reading, today=asked.today)
    data = api.annotate_file(file, reading, findings, asked.speaker.language)
    return Document(_named(file.name, "pastabos", file.ending), data)


def fixed(asked: Asked) -> Document:
    """The person's own file with the certain fixes made."""
    file, reading = _read(asked)
    copy = api.fix_file(file, reading, today=asked.today, options=_options(asked))
    checked = Checked(name=file.name, reading=reading)
    notes = [
        asked.speaker.say(
            "{place}: could not be fixed in the file; do it by hand: {words}",
            place=checked.where(made, asked.speaker),
            words=exchanged(made),
        )
        for made in copy.unfixed
    ]
    return Document(_named(file.name, "pataisytas", copy.ending), copy.data, tuple(notes))


def draft(asked: Asked) -> Document:
    """Next year's draft: of a workbook a copy of it, of any other file the official document."""
    file, reading, rolled = _rolled(asked)
    made = _draft(file, reading, rolled, asked)
    notes = [
        asked.speaker.say(
            "{place}: “{old}” could not be changed to “{new}” in the workbook; change it by hand.",
            place=left.place,
            old=left.old,
            new=left.new,
        )
        for left in made.left
    ]
    name = naming.draft_name(file.name, reading.plan, rolled.plan, naming.draft_format(file.name))
    return Document(name, made.data, tuple(notes))


def changes(asked: Asked) -> Document:
    """The list of what is changed in next year's draft, as a page."""
    file, reading, rolled = _rolled(asked)
    listed = Listed(rolled=_draft(file, reading, rolled, asked).rolled, reading=reading)
    name = _named(naming.draft_name(file.name, reading.plan, rolled.plan, "html"), "pakeitimai", "html")
    return Document(name, api.render(listed, "html", asked.speaker.language).encode())


def companion(asked: Asked, kind: str) -> Document:
    """The order that approves the plan, or the extract of the minutes that endorse it."""
    file, plan = _with_marks(asked)
    settings = asked.settings
    made = api.companion(with_details(plan, settings), kind, basis=settings.legal_basis)
    return Document(naming.companion_name(file.name, kind), made.data, tuple(_gap(gap, asked) for gap in made.gaps))


def diff(asked: Asked) -> Document:
    """What changed between an earlier plan, the second file, and this one, as a page."""
    (file, reading), earlier = _read(asked), asked.second()
    found = api.diff(api.read(earlier.data, earlier.name).plan, reading.plan)
    report = api.render(found, "html", asked.speaker.language)
    return Document(_named(file.name, "palyginimas", "html"), report.encode())


def blank(asked: Asked) -> Document:
    """A form to fill in for a year."""
    with at_field("period"):
        period = parse_period(asked.fields.get("period", ""))
    return Document(naming.blank_name(period), api.blank(period, school=asked.settings))


ACTIONS: Mapping[str, Callable[[Asked], Document]] = {
    "docx": docx,
    "mark": mark,
    "pdf": pdf,
    "ics": ics,
    "annotated": annotated,
    "fixed": fixed,
    "draft": draft,
    "changes": changes,
    "order": partial(companion, kind="order"),
    "minutes": partial(companion, kind="minutes"),
    "diff": diff,
}


def _with_marks(asked: Asked) -> tuple[File, Plan]:
    """The file, and its plan with its marks filled.

    Raises:
        UsageError: the fields of the marks were filled from another file, or cannot be used.
    """
    file, reading = _read(_of_this_file(asked))
    return file, filled(reading.plan, asked)


def _of_this_file(asked: Asked) -> Asked:
    if asked.of_other_file:
        raise UsageError(
            "The numbers and dates on the page are those of another file. Press “Check the plan” first, so that they "
            "do not come into this one."
        )
    return asked


def _read(asked: Asked) -> tuple[File, Reading]:
    upload: Upload = asked.upload()
    file = open_file(upload.data, upload.name)
    return file, api.read_file(file, _options(asked))


def _options(asked: Asked) -> api.ReadOptions:
    """How the person says that the file is to be read.

    Raises:
        FieldError: a field is wrong.
    """
    row, period, columns = (asked.changed(name) for name in ("heading-row", "period", "columns"))
    if row and not (row.isdecimal() and int(row[:9]) > 0):
        raise FieldError("“{words}” is not the number of a row.", "heading-row", words=row)
    plan = asked.fields.get("plan", "")
    with at_field("columns" if columns and not period else "period"):
        return api.read_options(
            plan[:_LONGEST_NUMBER] if plan.isdecimal() else plan, period, int(row[:9]) if row else None, columns
        )


def _rolled(asked: Asked) -> tuple[File, Reading, RollOver]:
    file, reading = _read(asked)
    breaks = school_breaks(asked.settings)
    with at_field("to" if reading.plan.period else "period"):
        return file, reading, api.roll(reading.plan, asked.fields.get("to") or None, breaks=breaks)


def _draft(file: File, reading: Reading, rolled: RollOver, asked: Asked) -> DraftFile:
    kind = naming.draft_format(file.name)
    template = asked.template() if kind == "docx" else None
    return api.draft_file(file, reading, rolled, kind, asked.speaker.language, template=template)


def _gap(gap: Gap, asked: Asked) -> str:
    said = asked.speaker.say(gap.message)
    return asked.speaker.say("Left for you: {what}", what=f"{said}: „{gap.words}“" if gap.words else said)


def _named(name: str, what: str, ending: str) -> str:
    return f"{PurePath(name).stem or 'planas'}-{what}.{ending}"
