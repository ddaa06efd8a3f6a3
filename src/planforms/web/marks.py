"""Step 3 of the page: the fields of the marks, what they were filled with, and the marks as they will be printed."""

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from planforms.errors import UsageError
from planforms.marking import NOTHING, MarkFilling, MarkOptions, fill
from planforms.marks import Values, format_mark, parse_mark
from planforms.model import ActKind, Mark, MarkKind, Plan
from planforms.timing import parse_day
from planforms.web.asked import Asked, FieldError, at_field


class MarkForm(Struct, frozen=True, kw_only=True):
    """The fields of one mark; ``number`` is 0 for the approval, else which endorsement.

    ``read`` is what the file has in each field, and ``words`` the whole mark as the file has it.
    """

    number: int
    kind: MarkKind
    words: str = ""
    read: tuple[str, str, str] = ("", "", "")

    @property
    def names(self) -> tuple[str, str, str]:
        """The names of the fields for who, number and date."""
        if self.number == 0:
            return ("approved-by", "order-no", "order-date")
        ending = f"-{self.number}" if self.number > 1 else ""
        return (f"endorsed-by{ending}", f"minutes-no{ending}", f"minutes-date{ending}")


def forms_of(plan: Plan | None) -> list[MarkForm]:
    """The marks of *plan* as forms: the approval first, and at least one endorsement, which may be blank."""
    marks = plan.marks if plan else ()
    approval = next((mark for mark in marks if mark.kind is MarkKind.APPROVED), None)
    others = [mark for mark in marks if mark.kind is not MarkKind.APPROVED]
    forms = [_form(0, MarkKind.APPROVED, approval)]
    forms += [_form(number, mark.kind, mark) for number, mark in enumerate(others, start=1)]
    return forms if others else [*forms, _form(1, MarkKind.ENDORSED, None)]


def _form(number: int, kind: MarkKind, mark: Mark | None) -> MarkForm:
    if mark is None:
        return MarkForm(number=number, kind=kind)
    act = mark.acts[0] if mark.acts else None
    who = mark.by or (mark.signatory.position if mark.signatory else "")
    read = (who, act.number if act else "", str(act.date) if act and act.date else "")
    return MarkForm(number=number, kind=kind, words=_printed(mark), read=read)


def sent_forms(asked: Asked) -> list[MarkForm]:
    """The forms that came with the request: what the page filled in comes back in fields of its own."""
    fields = asked.fields
    forms: list[MarkForm] = []
    for number in [0, *(asked.endorsements or [1])]:
        words = fields.get(f"mark-{number}", "").replace("\r\n", "\n")
        mark = parse_mark(words) if words else None
        usual = MarkKind.ENDORSED if number else MarkKind.APPROVED
        forms.append(_form(number, mark.kind if mark else usual, mark))
    return forms


def filled(plan: Plan, asked: Asked) -> Plan:
    """*plan* with what the person changed in the fields of its marks.

    Raises:
        FieldError: what is in one field cannot be filled in.
    """
    for number in [0, *asked.endorsements]:
        plan = _filled(plan, MarkForm(number=number, kind=MarkKind.APPROVED), asked, number)
    return plan


def fillings(asked: Asked) -> list[MarkOptions]:
    """What the person changed in the fields of each mark, as the options that fill it.

    Raises:
        FieldError: a date is none.
    """
    found: list[MarkOptions] = []
    for number in [0, *asked.endorsements]:
        parts = _parts(MarkForm(number=number, kind=MarkKind.APPROVED), asked)
        if parts == NOTHING:
            continue
        if number:
            found.append(
                MarkOptions(endorsed_by=parts.by, minutes_no=parts.number, minutes_date=parts.date, endorsement=number)
            )
        else:
            found.append(MarkOptions(approved_by=parts.by, act=parts.act, order_no=parts.number, order_date=parts.date))
    return found


def _filled(plan: Plan, form: MarkForm, asked: Asked, which: int) -> Plan:
    """*plan* with what was changed in *form* in its approval, or in the endorsement number *which*."""
    parts = _parts(form, asked)

    def made(values: Values) -> Plan:
        return fill(plan, MarkFilling(endorsement=values, which=which) if which else MarkFilling(approval=values))

    try:
        return made(parts)
    except UsageError:
        # The field that alone cannot be filled in either is at fault; the first, where each could.
        alone = (Values(by=parts.by), Values(number=parts.number), Values(date=parts.date))
        for name, part in zip(form.names, alone, strict=True):
            with at_field(name):
                made(part)
        with at_field(form.names[0]):
            raise


def _parts(form: MarkForm, asked: Asked) -> Values:
    by, number, date = (asked.changed(name) for name in form.names)
    act = asked.fields.get("act") if form.number == 0 else None
    return Values(
        by=by,
        act=ActKind(act) if act in set(ActKind) and (by or number or date) else None,
        number=number,
        date=_date(form.names[2], date),
    )


def _date(field: str, words: str | None) -> dt.date | None:
    if words is None:
        return None
    if day := parse_day(words):
        return day
    raise FieldError("“{words}” is not a date; write it as 2023-09-29.", field, words=words)


class Preview(Struct, frozen=True):
    """A mark as it will be printed, and what is wrong in its fields."""

    form: MarkForm
    words: str
    error: FieldError | None = None


def previews(forms: Sequence[MarkForm], asked: Asked) -> Iterator[Preview]:
    """Each mark of *forms* as it will be printed with what is in the fields."""
    for form in forms:
        mark = parse_mark(form.words) if form.words else None
        try:
            # Alone in its plan, an endorsement is the first; its fields keep their names.
            made = _filled(Plan(marks=(mark,) if mark else ()), form, asked, min(form.number, 1))
        except FieldError as error:
            yield Preview(form, form.words, error)
        else:
            yield Preview(form, _printed(made.marks[0]) if made.marks else "")


def _printed(mark: Mark) -> str:
    try:
        return str(mark.words or format_mark(mark))
    except UsageError:
        return mark.word
