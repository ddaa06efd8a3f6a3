"""M: the marks that make a plan official, against one another, the plan's period and the calendar."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planforms.dates import MONTHS_GENITIVE, public_holiday
from planforms.findings import Mend, Terms
from planforms.marks import mark_parts
from planforms.model import ActKind, Mark, MarkKind, TimingProblem
from planforms.paths import Kind
from planforms.period import find_period, period_words
from planforms.remembered import pattern_of
from planforms.rules.rule import ADVICE, ERROR, WARNING, Problem, rule
from planforms.rules.subject import Subject
from planforms.text import Edit, fold
from planforms.timing import parse_timing

_SATURDAY = 6
# A plan is approved shortly before it begins; longer before, the mark is that of an earlier plan.
_LONGEST_BEFORE = dt.timedelta(days=183)
_INSTRUMENTAL = {
    "įsakymas": "įsakymu",
    "įsakymo": "įsakymu",
    "nutarimas": "nutarimu",
    "nutarimo": "nutarimu",
    "potvarkis": "potvarkiu",
    "potvarkio": "potvarkiu",
    "protokolas": "protokolu",
    "protokolo": "protokolu",
    "raštas": "raštu",
    "rašto": "raštu",
    "sprendimas": "sprendimu",
    "sprendimo": "sprendimu",
}
_AT_MEETING = pattern_of(r"(?:posėdyje|susirinkime|pasitarime),?\s*$", re.IGNORECASE)
_FORM_APPROVED = pattern_of(r"\b(?:forma|pavyzdine forma|forma yra) patvirtinta\b")


@rule(
    "M101",
    WARNING,
    "The plan has no approval mark",
    "Add PATVIRTINTA with the head's order, for instance with --approved-by, --order-date and --order-no.",
)
def approval_missing(subject: Subject) -> Iterator[Problem]:
    """The plan has no mark of approval (PATVIRTINTA, TVIRTINU).

    Without it the plan is a draft. Its parts may be blank, to be filled in when the order is registered.

    Flagged: a plan with PRITARTA alone. Passes: PATVIRTINTA with the number still to come (that is M102).
    """
    if not subject.approvals and not _form_approval(subject):
        yield Problem("")


@rule(
    "M108",
    WARNING,
    "This approves the form, and the plan itself has no approval mark",
    "Add the plan's own PATVIRTINTA.",
)
def form_approval_only(subject: Subject) -> Iterator[Problem]:
    """The only approval in the file is that of the form, not of the plan.

    „Forma patvirtinta … įsakymu“ says who made the blank form that the plan was written on.

    Flagged: „Forma patvirtinta 2019 m. … įsakymu“ and no PATVIRTINTA. Passes: both.
    """
    if not subject.approvals and (found := _form_approval(subject)):
        yield Problem(found[0], found[1])


def _form_approval(subject: Subject) -> tuple[str, str] | None:
    texts = (t for t in subject.texts if t.kind in (Kind.LABEL, Kind.BODY, Kind.NOTE))
    return next(((t.at, t.words) for t in texts if _FORM_APPROVED.search(fold(t.words))), None)


@rule(
    "M102",
    WARNING,
    "The mark is not complete; blank: {parts}",
    "Fill it in by hand, or in --order-no, --minutes-no and the like.",
)
def mark_part_blank(subject: Subject) -> Iterator[Problem]:
    """A part of a mark is blank: who, the date, the act or its number.

    That is right for a document to be filled in by hand or after registration, and wrong in one that goes out. One
    finding for a mark.

    Flagged: „įsakymu Nr. ____“. Passes: „įsakymu Nr. V-12“; TVIRTINU with position, name and date and no act.
    """
    for index, mark in enumerate(subject.plan.marks):
        if blanks := tuple(part for part in _blanks(mark) if part != "date" or not _impossible_days(mark)):
            yield Problem(f"marks[{index}]", str(mark.words), {"parts": Terms(blanks)})


@rule("M116", ERROR, "There is no such day: {day}", "Look the date up in the register.")
def mark_day_impossible(subject: Subject) -> Iterator[Problem]:
    """The date of a mark is a day that does not exist.

    Flagged: „2025 m. rugsėjo 31 d. įsakymu“, „2026-02-30“. Passes: „2024 m. vasario 29 d.“.
    """
    for index, mark in enumerate(subject.plan.marks):
        for day in _impossible_days(mark):
            yield Problem(f"marks[{index}]", str(mark.words), {"day": day})


def _impossible_days(mark: Mark) -> list[str]:
    """The dates in the words of *mark* that do not exist."""
    dates = (" ".join(found[0].split()) for found in _FULL_DATE.finditer(str(mark.words)))
    return [date for date in dates if parse_timing(date).problem is TimingProblem.NO_SUCH_DAY]


_FULL_DATE = pattern_of(
    rf"(?<!\d)(?:19|20)\d\d(?:-\d\d-\d\d(?!\d)|\s*m\.\s*(?:{'|'.join(MONTHS_GENITIVE)})\s+\d\d?\s*d\.)", re.IGNORECASE
)

_OF_ACT = Terms(("who", "date", "kind of document", "number"))
_OF_SIGNATURE = Terms(("name and surname", "date"))


def _blanks(mark: Mark) -> Iterator[str]:
    date = any(act.date for act in mark.acts)
    if mark.signatory or fold(mark.word) == "tvirtinu":
        named = bool(mark.signatory and mark.signatory.name)
        return _missing(_OF_SIGNATURE, (named, date))
    acts = any(act.kind for act in mark.acts), any(act.number for act in mark.acts)
    return _missing(_OF_ACT, (bool(mark.by), date, *acts))


def _missing(parts: Terms, known: Sequence[bool]) -> Iterator[str]:
    return (name for name, part in zip(parts.names, known, strict=True) if not part)


@rule(
    "M103",
    WARNING,
    "The number “{number}” cannot be right: it has no digit, or a bracket without its pair",
    "Copy it from the register.",
)
def number_malformed(subject: Subject) -> Iterator[Problem]:
    """A registration number has no digit, or its brackets do not match.

    Numbers are as the register gives them, and nothing else about them is judged.

    Flagged: „ABC“, „A15-19 2.1.4E-KS)“. Passes: „V-361“, „(1.3E)VE-53“, „5-2“.
    """
    for index, mark in enumerate(subject.plan.marks):
        for number in _numbers(mark):
            if not _well_formed(number):
                yield Problem(f"marks[{index}]", str(mark.words), {"number": number})


def _numbers(mark: Mark) -> Iterator[str]:
    """The numbers of a mark as written, each with a stray bracket right behind it."""
    words = str(mark.words)
    parts = mark_parts(words)
    for act in (*parts.acts, *filter(None, [parts.amended])) if parts else ():
        if act.number and act.act.number:
            stray = "" if _in_brackets(words, act.number.start) else _STRAY_BRACKET.match(words, act.number.stop)
            yield f"{act.act.number}{stray[0] if stray else ''}"
    if not parts:
        yield from (act.number for act in mark.acts if act.number)


_STRAY_BRACKET = pattern_of(r"\)")


def _well_formed(number: str) -> bool:
    depth = 0
    for sign in number:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0 and any(sign.isdigit() for sign in number)


class _Dated(NamedTuple):
    """A mark with a date."""

    place: int
    mark: Mark
    day: dt.date


def _dated(subject: Subject) -> Iterator[_Dated]:
    for index, mark in enumerate(subject.plan.marks):
        days = [act.date for act in mark.acts if act.date]
        if days:
            yield _Dated(index, mark, days[0])


@rule("M104", ERROR, "The endorsement, {endorsed}, is later than the approval, {approved}", "Check both dates.")
def endorsed_after_approval(subject: Subject) -> Iterator[Problem]:
    """A mark of endorsement is later than the approval.

    A plan is endorsed first (PRITARTA, SUDERINTA) and approved after. One of the dates is wrong, or one of the marks
    is of another plan. (An approval of an earlier plan is M105 alone.)

    Flagged: approved on 1 September, endorsed on 5 September. Passes: both on one day.
    """
    if subject.approved is None or _left_over(subject, subject.approved):
        return
    for index, mark, day in _dated(subject):
        if mark.kind is not MarkKind.APPROVED and day > subject.approved:
            yield Problem(f"marks[{index}]", str(mark.words), {"endorsed": day, "approved": subject.approved})


@rule("M105", ERROR, "The mark is of {day}, and the plan is for {period}", "Put in the act that concerns this plan.")
def mark_left_over(subject: Subject) -> Iterator[Problem]:
    """A mark is much older than the plan's period: it was left over from last year's plan.

    Plans are endorsed and approved within half a year before they begin, or later.

    Flagged, in a plan for 2025–2026: an order of 2024-09-02. Passes: an order of 2025-06-20.
    """
    for index, mark, day in _dated(subject):
        if _left_over(subject, day) and subject.plan.period:
            yield Problem(f"marks[{index}]", str(mark.words), {"day": day, "period": period_words(subject.plan.period)})


def _left_over(subject: Subject, day: dt.date) -> bool:
    return subject.plan.period is not None and subject.plan.period.first - day > _LONGEST_BEFORE


@rule("M106", WARNING, "The date of the mark, {day}, is in the future", "Check the date.")
def mark_date_in_future(subject: Subject) -> Iterator[Problem]:
    """A mark has a date that is still to come.

    Flagged: an order of tomorrow. Passes: an order of today.
    """
    for index, mark, day in _dated(subject):
        if day > subject.today:
            yield Problem(f"marks[{index}]", str(mark.words), {"day": day})


@rule(
    "M107",
    ADVICE,
    "The act is in the wrong case; it should be “{right}”",
    "A plan is approved or endorsed by an act, in the instrumental.",
)
def act_in_wrong_case(subject: Subject) -> Iterator[Problem]:
    """The act in a mark is not in the instrumental: a plan is approved „įsakymu“, not „įsakymas“.

    In brackets and after the meeting the nominative is right: „posėdžio nutarimu (protokolas Nr. 5-2)“, „posėdyje,
    protokolas Nr. 5-2“; so is the genitive after another act („nutarimu, protokolo Nr. 4“), of minutes before one
    („protokolo Nr. 4 nutarimu“), and before „redakcija“.

    Flagged: „protokolas Nr. 4“. Passes: „protokolu Nr. 4“.
    """
    for index, mark in enumerate(subject.plan.marks):
        words = str(mark.words)
        parts = mark_parts(words)
        acts = parts.acts if parts else ()
        for number, act in enumerate(acts):
            if act.kind is None or _in_brackets(words, act.kind.start) or _AT_MEETING.search(words[: act.kind.start]):
                continue
            said = re.search(r"\w+$", words[act.kind.start : act.kind.stop])
            right = _INSTRUMENTAL.get(said[0].casefold(), "") if said else ""
            of_another = number or (act.act.kind is ActKind.MINUTES and len(acts) > 1)
            if said and right and not (of_another and said[0].endswith("o")):
                start = act.kind.start + said.start()
                yield Problem(
                    f"marks[{index}]",
                    said[0],
                    {"right": right},
                    fix=(Mend(f"marks[{index}]", Edit(start, start + len(said[0]), right)),),
                )


@rule(
    "M110",
    WARNING,
    "The word of the mark should be “{right}”",
    "The word of a mark has one form, whatever it approves.",
)
def mark_word_faulty(subject: Subject) -> Iterator[Problem]:
    """The word of a mark is not in its official form: PATVIRTINTA, TVIRTINU, PRITARTA or SUDERINTA.

    It never agrees with what is approved (a plan is „PATVIRTINTA“ too), and is written without spaces between its
    letters, without quotation marks and without a sign after it. Under a signature it is left to a person which word
    is meant.

    Flagged: „PATVIRTINTAS“, „TVIRTINTA“, „P A T V I R T I N T A“, „PATVIRTINTA:“. Passes: „PATVIRTINTA“, „Pritarta“.
    """
    for index, mark in enumerate(subject.plan.marks):
        words = str(mark.words)
        parts = mark_parts(words)
        found = _WORD_WITH_SIGNS.match(words, parts.word.stop) if parts else None
        if not parts or not found:
            continue
        start = len(words) - len(words.lstrip())
        written, right = words[start : found.end()], parts.head.official
        if written.upper() != right:
            glued = found.end() < len(words) and not words[found.end()].isspace()
            edit = Edit(start, found.end(), f"{right} " if glued else right)
            yield Problem(
                f"marks[{index}]",
                written,
                {"right": right},
                fix=() if parts.signed else (Mend(f"marks[{index}]", edit),),
            )


_WORD_WITH_SIGNS = pattern_of("[”“\"'*]*(?:[ ]*[.:]|[–—-](?=\\s))?")


def _in_brackets(words: str, place: int) -> bool:
    before = words[:place]
    return before.count("(") > before.count(")")


@rule("M109", ERROR, hint="Check the years in the title.")
def periods_disagree(subject: Subject) -> Iterator[Problem]:
    """The period in the title does not agree with the rest of the plan.

    The title names another period than the plan has, most of the dates lie outside it, or the plan was approved after
    it was over. Mostly the title was left over from last year.

    Flagged: „2024–2025 M. M.“ over dates of 2025–2026. Passes: a single date outside, which is T106.
    """
    period, named = subject.plan.period, find_period(str(subject.plan.title))
    if period is None:
        return
    said = {"period": period_words(period)}
    if named and (named.first > period.last or named.last < period.first):
        message = "The title is for {named}, and the plan for {period}"
        said["named"] = period_words(named)
    elif subject.misdated:
        message = "The plan is for {period}, but most of its dates are outside it"
    elif subject.approved and subject.approved > period.last:
        message = "The plan is for {period}, but was approved after it, on {approved}"
        said["approved"] = subject.approved.isoformat()
    else:
        return
    yield Problem("title", str(subject.plan.title), said, message=message)


@rule("M114", ERROR, "The redaction, {amended}, is older than the act that it amends, {day}", "Check both dates.")
def amended_before_made(subject: Subject) -> Iterator[Problem]:
    """The order that amended the plan is older than the order that approved it.

    Flagged: an order of 2025-09-10 with „(2025 m. kovo 3 d. įsakymo Nr. V-9 redakcija)“. Passes: a later redaction.
    """
    for index, mark, day in _dated(subject):
        if mark.amended and mark.amended.date and mark.amended.date < day:
            yield Problem(f"marks[{index}]", str(mark.words), {"amended": mark.amended.date, "day": day})


@rule("M115", ADVICE, "The date of the act, {day}, is a day off", "Check the date.")
def act_on_day_off(subject: Subject) -> Iterator[Problem]:
    """An act is dated on a Saturday, a Sunday or a public holiday.

    Acts are signed on working days; the date was probably mistyped, or the year was changed and the day was not.

    Flagged: an order of 2025-09-13, a Saturday. Passes: an order of 2025-09-12.
    """
    for index, mark in enumerate(subject.plan.marks):
        for day in dict.fromkeys(act.date for act in (*mark.acts, mark.amended) if act and act.date):
            if day.isoweekday() >= _SATURDAY or public_holiday(day):
                yield Problem(f"marks[{index}]", str(mark.words), {"day": day})


RULES = (
    approval_missing,
    mark_part_blank,
    number_malformed,
    endorsed_after_approval,
    mark_left_over,
    mark_date_in_future,
    act_in_wrong_case,
    form_approval_only,
    mark_word_faulty,
    periods_disagree,
    amended_before_made,
    act_on_day_off,
    mark_day_impossible,
)
