"""What each button of the page does: a function a button, over ``api``; a request comes in, a document goes out."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from planforms import api
from planforms.errors import NoPlanError, PlanformsError, UsageError
from planforms.findings import Reading
from planforms.fixes import Mended
from planforms.model import PeriodKind, Plan
from planforms.period import autumn_of, calendar_years, format_period, parse_period, school_years
from planforms.reports import Checked
from planforms.rollover.texts import roll_name
from planforms.timing.moving.shift import shift_to
from planforms.web.asked import Asked, FieldError, Upload
from planforms.web.marks import filled


class Document(Struct, frozen=True):
    """A file to take away."""

    name: str
    data: bytes


class Plans(Struct, frozen=True):
    """What the page shows of a file: what was found in the chosen plan, the titles of all, and what a fix would do."""

    checked: Checked
    titles: tuple[str, ...] = ()
    fixes: tuple[Mended, ...] = ()


def check(asked: Asked) -> Plans:
    """What is wrong in the plan, and which plans the file has."""
    upload = asked.upload()
    reading = _read(upload, asked)
    findings = api.check(reading, today=asked.today)
    checked = Checked(name=upload.name, reading=reading, findings=findings)
    return Plans(checked, _titles(upload, reading, asked), api.fix(reading.plan, today=asked.today).made)


def docx(asked: Asked) -> Document:
    """The official document."""
    upload = _of_this_file(asked)
    plan = filled(_read(upload, asked).plan, asked)
    return Document(_beside(upload.name, "docx"), api.write(plan, "docx", template=None))


def pdf(asked: Asked) -> Document:
    """The official document as PDF."""
    if asked.pdf is None:
        raise UsageError("A PDF is made by LibreOffice, which is not installed on this computer.")
    document = docx(asked)
    name = str(PurePath(document.name).with_suffix(".pdf")).replace("-oficialus.pdf", ".pdf")
    return Document(name, asked.pdf(document.data, document.name))


def annotated(asked: Asked) -> Document:
    """The person's own file with the findings in it."""
    from planforms.editors.ending import ending_of
    from planforms.reports import annotations

    upload = asked.upload()
    reading = _read(upload, asked)
    checked = Checked(name=upload.name, reading=reading, findings=api.check(reading, today=asked.today))
    notes, rows = annotations.comments(checked, asked.speaker), annotations.summary(checked, asked.speaker)
    data = api.annotate(upload.data, upload.name, notes, rows)
    return Document(_named(upload.name, "pastabos", ending_of(upload.data, upload.name)), data)


def draft(asked: Asked) -> Document:
    """Next year's draft: of a workbook a copy of it, of any other file the official document."""
    from planforms.reports import changes

    upload, listed = _rolled(asked)
    rolled = listed.rolled
    if not upload.name.casefold().endswith((".xlsx", ".xlsm")):
        comments = changes.comments(listed, asked.speaker)
        return Document(_draft_name(upload.name, listed.reading.plan, rolled.plan, "docx"), api.draft_document(rolled.plan, comments))
    named = api.draft_names(upload.data, upload.name, listed.reading.plan, rolled.plan)
    listed = replace(listed, rolled=replace(rolled, changes=(*rolled.changes, *named)))
    edited = api.draft_workbook(
        upload.data,
        upload.name,
        listed.reading,
        rolled.plan,
        changes.comments(listed, asked.speaker),
        lines=changes.lines(listed, asked.speaker),
    )
    own = PurePath(upload.name).suffix.casefold().lstrip(".")
    return Document(_draft_name(upload.name, listed.reading.plan, rolled.plan, own), edited.data)


def changes(asked: Asked) -> Document:
    """The list of what is changed in next year's draft, as a page."""
    from planforms.reports import changes as report

    upload, listed = _rolled(asked)
    name = _draft_name(upload.name, listed.reading.plan, listed.rolled.plan, "html")
    return Document(_named(name, "pakeitimai", "html"), report.html(listed, asked.speaker).encode())


def order(asked: Asked) -> Document:
    """The order that approves the plan."""
    return _companion(asked, "order", "įsakymas")


def minutes(asked: Asked) -> Document:
    """The extract of the minutes that endorse the plan."""
    return _companion(asked, "minutes", "protokolo-išrašas")


def diff(asked: Asked) -> Document:
    """What changed between this plan and that of a second file, as a page."""
    from planforms.reports import differences

    upload, other = asked.upload(), asked.second()
    found = api.compare(api.read(other.data, other.name).plan, _read(upload, asked).plan)
    return Document(_named(upload.name, "palyginimas", "html"), differences.html(found, asked.speaker).encode())


def blank(asked: Asked) -> Document:
    """A form to fill in for a year."""
    period = asked.fields.get("period", "")
    kind = "docx" if asked.fields.get("format") == "docx" else "xlsx"
    try:
        parsed = parse_period(period)
    except UsageError as error:
        raise FieldError("period", error.message, **error.arguments) from error
    return Document(f"planas-{format_period(parsed)}.{kind}", api.blank(parsed, kind))


ACTIONS: Mapping[str, Callable[[Asked], Document]] = {
    "docx": docx,
    "pdf": pdf,
    "annotated": annotated,
    "draft": draft,
    "changes": changes,
    "order": order,
    "minutes": minutes,
    "diff": diff,
}


def _of_this_file(asked: Asked) -> Upload:
    """The file, where the fields of the marks are not those of another.

    Raises:
        UsageError: they are.
    """
    upload = asked.upload()
    if asked.of_other_file:
        raise UsageError(
            "The fields of steps 1 and 3 were filled from another file. Press “Check” first, so that its numbers and "
            "dates do not come into “{name}”.",
            name=upload.name,
        )
    return upload


def _read(upload: Upload, asked: Asked) -> Reading:
    plan = asked.fields.get("plan") or "1"
    row = asked.changed("heading-row")
    if row and not row.isdecimal():
        raise FieldError("heading-row", "“{words}” is not the number of a row.", words=row)
    columns = asked.changed("columns")
    number = int(plan) if plan.isdecimal() and len(plan) < 6 else 1  # noqa: PLR2004 -- no file has so many
    return api.read(
        upload.data,
        upload.name,
        number=max(number, 1),
        sheet="" if plan.isdecimal() else plan,
        period=asked.changed("period"),
        heading_row=int(row) if row else None,
        columns=columns.split(",") if columns else (),
    )


def _titles(upload: Upload, reading: Reading, asked: Asked) -> tuple[str, ...]:
    """The titles of all plans in the file; none where it has one."""
    count = 1 + sum(finding.code == "R121" for finding in reading.findings)
    if count == 1 or not asked.fields.get("plan", "1").isdecimal():
        return ()
    return tuple(_title(upload, number, asked) for number in range(1, count + 1))


def _title(upload: Upload, number: int, asked: Asked) -> str:
    try:
        title = " ".join(str(api.read(upload.data, upload.name, number=number).plan.title).split())
    except PlanformsError:
        title = ""
    return title or asked.speaker.say("Plan {number}", number=number)


def _rolled(asked: Asked) -> "tuple[Upload, changes.Listed]":
    from planforms.reports.changes import Listed

    upload = asked.upload()
    reading = _read(upload, asked)
    to = asked.fields.get("to") or next_period(reading.plan)
    return upload, Listed(rolled=api.roll_over(reading.plan, to), reading=reading)


def _companion(asked: Asked, kind: str, called: str) -> Document:
    upload = _of_this_file(asked)
    plan = filled(_read(upload, asked).plan, asked)
    settings = asked.settings
    known = {
        name: words
        for name in ("institution", "town", "head_position", "head_name")
        if (words := getattr(settings, name)) and not getattr(plan.details, name)
    }
    plan = replace(plan, details=replace(plan.details, **known))
    made = api.companion(plan, kind, basis=settings.legal_basis if kind == "order" else "")
    return Document(_named(upload.name, called, "docx"), made.data)


def next_period(plan: Plan) -> str:
    """The period after that of *plan*, as it is written; empty where the plan's is not known."""
    if plan.period is None:
        return ""
    if plan.period.kind is PeriodKind.CALENDAR_YEARS:
        return format_period(calendar_years(plan.period.last.year + 1))
    year = autumn_of(plan.period.last)
    return format_period(school_years(year + 1))


def _draft_name(name: str, old: Plan, new: Plan, ending: str) -> str:
    stem = PurePath(name).stem
    if old.period is None or new.period is None:
        return f"{stem}.{ending}"
    named = roll_name(stem, shift_to(old.period, new.period)) if old.period != new.period else stem
    return f"{named if named != stem else f'{stem}-{format_period(new.period)}'}.{ending}"


def _beside(name: str, ending: str) -> str:
    """The *name* of a document made of the file *name*, and not the same."""
    beside = PurePath(name or "planas").with_suffix(f".{ending}")
    return str(beside.with_stem(f"{beside.stem}-oficialus") if str(beside) == name else beside)


def _named(name: str, what: str, ending: str) -> str:
    return f"{PurePath(name).stem or 'planas'}-{what}.{ending}"
