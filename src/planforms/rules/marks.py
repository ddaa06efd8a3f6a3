"""M: the marks of a plan, against one another, its period and the calendar, and who is named in them."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from planforms.dates import MONTHS_GENITIVE, last_of_month, public_holiday
from planforms.findings import Mend, Terms
from planforms.letters import CAPITAL, fold
from planforms.marks import mark_parts
from planforms.marks.reading import MarkParts
from planforms.model import ActKind, Mark, MarkKind, TimingProblem
from planforms.paths import Kind
from planforms.period import find_period, period_words
from planforms.remembered import pattern_of, remembered
from planforms.rules.rule import ADVICE, ERROR, WARNING, Problem, rule
from planforms.rules.subject import Subject
from planforms.text import Edit
from planforms.timing import parse_timing

_SATURDAY = 6
# A plan is approved shortly before it begins; longer before, the mark is that of an earlier plan.
_LONGEST_BEFORE = dt.timedelta(days=183)


class _Marked(NamedTuple):
    """A mark with its path, its words, the places of its parts in them, and the date of its act."""

    at: str
    mark: Mark
    words: str
    parts: MarkParts | None
    day: dt.date | None


def _marks(subject: Subject) -> list[_Marked]:
    return [
        _Marked(f"marks[{index}]", mark, words := str(mark.words), mark_parts(words), _day(mark))
        for index, mark in enumerate(subject.plan.marks)
    ]


def _day(mark: Mark) -> dt.date | None:
    return next((act.date for act in mark.acts if act.date), None)


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
    for at, mark, words, _, _ in subject.once(_marks):
        if blanks := tuple(part for part in _blanks(mark) if part != "date" or not _impossible_days(words)):
            yield Problem(at, words, {"parts": Terms(blanks)})


@rule("M116", ERROR, "There is no such day: {day}", "Look the date up in the register.")
def mark_day_impossible(subject: Subject) -> Iterator[Problem]:
    """The date of a mark is a day that does not exist.

    Flagged: „2025 m. rugsėjo 31 d. įsakymu“, „2026-02-30“. Passes: „2024 m. vasario 29 d.“.
    """
    for at, _, words, _, _ in subject.once(_marks):
        for day in _impossible_days(words):
            yield Problem(at, words, {"day": day})


@remembered
def _impossible_days(words: str) -> tuple[str, ...]:
    """The dates in the *words* of a mark that do not exist."""
    dates = (" ".join(found[0].split()) for found in _FULL_DATE.finditer(words) if not _exists(found))
    return tuple(date for date in dates if parse_timing(date).problem is TimingProblem.NO_SUCH_DAY)


def _exists(date: re.Match[str]) -> bool:
    month = int(date["number"] or 0) or MONTHS_GENITIVE.index(date["name"].casefold()) + 1
    day = int(date["of_number"] or date["of_name"])
    return month <= _MONTHS and 0 < day <= last_of_month(int(date["year"]), month).day


_MONTHS = 12
_FULL_DATE = pattern_of(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:-(?P<number>\d\d)-(?P<of_number>\d\d)(?!\d)"
    rf"|\s*m\.\s*(?P<name>{'|'.join(MONTHS_GENITIVE)})\s+(?P<of_name>\d\d?)\s*d\.)",
    re.IGNORECASE,
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
    for marked in subject.once(_marks):
        for number in _numbers(marked):
            if not _well_formed(number):
                yield Problem(marked.at, marked.words, {"number": number})


def _numbers(marked: _Marked) -> Iterator[str]:
    """The numbers of a mark as written, each with a stray bracket right behind it."""
    mark, parts = marked.mark, marked.parts
    if not parts:
        yield from (act.number for act in mark.acts if act.number)
        return
    for act in (*parts.acts, *filter(None, [parts.amended])):
        if act.number and act.act.number:
            stray = not _in_brackets(marked.words, act.number.start) and marked.words[act.number.stop :][:1] == ")"
            yield f"{act.act.number}{')' if stray else ''}"


def _well_formed(number: str) -> bool:
    depth = 0
    for sign in number:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0 and any(sign.isdigit() for sign in number)


@rule("M104", ERROR, "The endorsement, {endorsed}, is later than the approval, {approved}", "Check both dates.")
def endorsed_after_approval(subject: Subject) -> Iterator[Problem]:
    """A mark of endorsement is later than the approval.

    A plan is endorsed first (PRITARTA, SUDERINTA) and approved after. One of the dates is wrong, or one of the marks
    is of another plan. (An approval of an earlier plan is M105 alone.)

    Flagged: approved on 1 September, endorsed on 5 September. Passes: both on one day.
    """
    if subject.approved is None or _left_over(subject, subject.approved):
        return
    for at, mark, words, _, day in subject.once(_marks):
        if mark.kind is not MarkKind.APPROVED and day and day > subject.approved:
            yield Problem(at, words, {"endorsed": day, "approved": subject.approved})


@rule("M105", ERROR, "The mark is of {day}, and the plan is for {period}", "Put in the act that concerns this plan.")
def mark_left_over(subject: Subject) -> Iterator[Problem]:
    """A mark is much older than the plan's period: it was left over from last year's plan.

    Plans are endorsed and approved within half a year before they begin, or later.

    Flagged, in a plan for 2025–2026: an order of 2024-09-02. Passes: an order of 2025-06-20.
    """
    for at, _, words, _, day in subject.once(_marks):
        if day and subject.plan.period and _left_over(subject, day):
            yield Problem(at, words, {"day": day, "period": period_words(subject.plan.period)})


def _left_over(subject: Subject, day: dt.date) -> bool:
    return subject.plan.period is not None and subject.plan.period.first - day > _LONGEST_BEFORE


@rule("M106", WARNING, "The date of the mark, {day}, is in the future", "Check the date.")
def mark_date_in_future(subject: Subject) -> Iterator[Problem]:
    """A mark has a date that is still to come.

    Flagged: an order of tomorrow. Passes: an order of today.
    """
    for at, _, words, _, day in subject.once(_marks):
        if day and day > subject.today:
            yield Problem(at, words, {"day": day})


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
    for at, _, words, parts, _ in subject.once(_marks):
        acts = parts.acts if parts else ()
        for number, act in enumerate(acts):
            written = _ACT.search(words[: act.kind.stop], act.kind.start) if act.kind else None
            if not act.kind or not written or _in_brackets(words, act.kind.start):
                continue
            of_another = number or (act.act.kind is ActKind.MINUTES and len(acts) > 1)
            after_another = of_another and written[0].endswith("o")
            if not after_another and not _AT_MEETING.search(words[: act.kind.start]):
                right = f"{written['stem'].casefold()}u"
                yield Problem(at, written[0], {"right": right}, (Mend(at, Edit(*written.span(), right)),))


# In the nominative or the genitive; in the instrumental it ends in „u“.
_ACT = pattern_of(
    r"(?<!\w)(?P<stem>įsakym|nutarim|potvarki|protokol|rašt|sprendim)(?:(?<=i)s|(?<!i)as|o)$", re.IGNORECASE
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
    for at, _, words, parts, _ in subject.once(_marks):
        found = _WORD_WITH_SIGNS.match(words, parts.word.stop) if parts else None
        if not parts or not found:
            continue
        start = len(words) - len(words.lstrip())
        written, right = words[start : found.end()], parts.head.official
        if written.upper() != right:
            glued = found.end() < len(words) and not words[found.end()].isspace()
            edit = Edit(start, found.end(), f"{right} " if glued else right)
            yield Problem(
                at,
                written,
                {"right": right},
                fix=() if parts.signed else (Mend(at, edit),),
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
    said = {}
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
    yield Problem("title", str(subject.plan.title), {"period": period_words(period), **said}, message=message)


@rule("M114", ERROR, "The redaction, {amended}, is older than the act that it amends, {day}", "Check both dates.")
def amended_before_made(subject: Subject) -> Iterator[Problem]:
    """The order that amended the plan is older than the order that approved it.

    Flagged: an order of 2025-09-10 with „(2025 m. kovo 3 d. įsakymo Nr. V-9 redakcija)“. Passes: a later redaction.
    """
    for at, mark, words, _, day in subject.once(_marks):
        if day and mark.amended and mark.amended.date and mark.amended.date < day:
            yield Problem(at, words, {"amended": mark.amended.date, "day": day})


@rule("M115", ADVICE, "The date of the act, {day}, is a day off", "Check the date.")
def act_on_day_off(subject: Subject) -> Iterator[Problem]:
    """An act is dated on a Saturday, a Sunday or a public holiday.

    Acts are signed on working days; the date was probably mistyped, or the year was changed and the day was not.

    Flagged: an order of 2025-09-13, a Saturday. Passes: an order of 2025-09-12.
    """
    for at, mark, words, _, _ in subject.once(_marks):
        for day in dict.fromkeys(act.date for act in (*mark.acts, mark.amended) if act and act.date):
            if day.isoweekday() >= _SATURDAY or public_holiday(day):
                yield Problem(at, words, {"day": day})


@rule(
    "M111",
    ADVICE,
    "The author of the act should be in the genitive: “{right}”",
    "An act is somebody's: „direktoriaus įsakymu“.",
)
def author_in_nominative(subject: Subject) -> Iterator[Problem]:
    """The author of an act is in the nominative: a plan is approved by the act of „direktoriaus“, not „direktorius“.

    Where a person signs the mark itself (TVIRTINU), the position is in the nominative, and that is right.

    Flagged: „Mokyklos direktorius 2025 m. rugsėjo 1 d. įsakymu Nr. V-1“. Passes: „Mokyklos direktoriaus …“.
    """
    for at, _, words, parts, _ in subject.once(_marks):
        if not parts or not parts.by or parts.signed:
            continue
        with_somebody = words[parts.word.stop : parts.by.start].casefold().split() == ["su"]
        found = None if with_somebody else _NOMINATIVE.search(words[: parts.by.stop], parts.by.start)
        if found:
            right = f"{found['stem']}{_GENITIVE_ENDINGS[found['ending'].casefold()]}"
            right = right.upper() if found[0].isupper() else f"{found[0][0]}{right[1:].casefold()}"
            yield Problem(at, found[0], {"right": right}, (Mend(at, Edit(*found.span(), right)),))


_GENITIVE_ENDINGS = {"ius": "iaus", "as": "o", "ė": "ės", "a": "os"}
_NOMINATIVE = pattern_of(
    r"(?<!\w)(?P<stem>direktor(?=ius|ė)|(?:pavaduotoj|vedėj)(?=as|a)|(?:pirminink|vadov|seniūn|mer|ministr)(?=as|ė)"
    r"|(?:taryb|komisij)(?=a$)|grup(?=ė)|komitet(?=as))(?P<ending>ius|as|ė|a)$",
    re.IGNORECASE,
)


@rule("M112", WARNING, "The mark is of another school than the title: “{school}”", "Correct the mark or the title.")
def school_differs(subject: Subject) -> Iterator[Problem]:
    """The mark of approval names another school than the title.

    The mark or the title was copied from another school's plan, or the school has been renamed.

    Flagged: „Liepyno mokyklos direktoriaus“ over „UPĖNŲ MOKYKLOS VEIKLOS PLANAS“. Passes: „Mokyklos direktoriaus“.
    """
    details = subject.plan.details.institution
    own = _schools(str(subject.plan.title)) or _schools(details)
    for index, mark in subject.approvals:
        named = _schools(mark.by)
        if own and named and not any(_same_school(one, other) for one in own for other in named):
            yield Problem(f"marks[{index}]", mark.by, {"school": " ".join(str(subject.plan.title).split()) or details})


class _School(Struct, frozen=True):
    """A school: its kind, the word of its name beside the kind, and all words before it; folded stems."""

    kind: str
    name: str
    words: str


_SCHOOL_KIND = pattern_of(
    r"\b(?P<kind>progimnazij|gimnazij|(?:pagrindin|pradin|vidurin)\w+ mokykl|mokykl|lopseli|darzeli)\w*(?:-\w+)?"
    r"(?P<quoted> [„\"“][^“”\"]+)?"
)
_KINDS_OF_SCHOOL = (
    r"pagrindin|pradin|vidurin|special|muzikos|meno|dailes|sporto|choreograf|profesin|jaunimo|suaugusi|vaiku|rajono"
    r"|miesto|savivaldyb|mokykl|daugiafunkc|ir|bei|tarptautin|katalik|viesosios|istaigos|vsi|bendruomen"
)
_OF_KIND = pattern_of(rf"(?:{_KINDS_OF_SCHOOL})\w*", needs=_KINDS_OF_SCHOOL)


def _schools(words: str) -> list[_School]:
    """The schools that *words* name by a name of their own."""
    folded = fold(words)
    found = []
    for hit in _SCHOOL_KIND.finditer(folded):
        before = re.findall(r"[^\W\d_]{3,}", folded[: hit.start()])
        own = [word for word in before if not _OF_KIND.fullmatch(word)]
        name = hit["quoted"].strip(' „"“') if hit["quoted"] else own[-1] if own else ""
        if name:
            found.append(_School(hit["kind"][:_KIND], name[:_STEM], folded))
    return found


_STEM = 5
_KIND = 6  # letters by which the kinds differ


def _same_school(one: _School, other: _School) -> bool:
    """Whether both may be one school; a school and a gymnasium of different names may be, as the words are few."""
    kinds = {one.kind, other.kind}
    if "mokykl" in kinds and len(kinds) > 1:
        return True
    if len(kinds & {"gimnaz", "progim", "pagrin", "pradin", "viduri"}) > 1 and one.name == other.name:
        return False
    return one.name in other.words or other.name in one.words


class _Head(Struct, frozen=True):
    """The head of the school as named somewhere: the path, the words, and the folded stem of the surname."""

    at: str
    words: str
    surname: str


@rule(
    "M113",
    WARNING,
    "The head is named in two ways: “{one}” and “{other}”",
    "Write the name of the present head in both places.",
)
def head_named_two_ways(subject: Subject) -> Iterator[Problem]:
    """The head has one name in the mark and another in the details or in the rows.

    The head has changed, or the plan was copied from an earlier one.

    Flagged: „TVIRTINU Direktorė Ona Uosienė“ and „direktorė Rasa Klevienė“ in a row. Passes: „direktorė O. Uosienė“.
    """
    heads = list(_heads(subject))
    for first, other in zip(heads[:1] * len(heads), heads[1:], strict=False):
        if not _one_surname(first.surname, other.surname):
            yield Problem(other.at, other.words, {"one": first.words, "other": other.words})
            return


_HEAD_SIGNS = [pattern_of(letters) for letters in ("rektor", "REKTOR")]
_HEAD = pattern_of(
    rf"(?<![\w-])(?i:direktor(?:ius|ės?|iaus))(?![^\n]{{0,3}}(?i:pavad)) +(?P<name>{CAPITAL}(?:\.|\w+) ?"
    rf"(?:{CAPITAL}\. ?)?{CAPITAL}[\w-]{{2,}})"
)


def _heads(subject: Subject) -> Iterator[_Head]:
    """Where the head is named: marks and details first, then the rest of the plan."""
    for index, mark in subject.approvals:
        if (
            mark.signatory
            and mark.signatory.name
            and fold(mark.signatory.position).endswith(("direktore", "direktorius"))
        ):
            yield _head(f"marks[{index}]", mark.signatory.name)
        elif named := _HEAD.search(mark.by):
            yield _head(f"marks[{index}]", named["name"])
    details = subject.plan.details
    if details.head_name and fold(details.head_position).startswith("direktor"):
        yield _head("title", details.head_name)
    for text in subject.texts_with(words=_HEAD_SIGNS):
        if text.kind in (Kind.CELL, Kind.BODY, Kind.NOTE):
            yield from (_head(text.at, found["name"]) for found in _HEAD.finditer(text.words))


def _head(at: str, name: str) -> _Head:
    # The ending of a case, not that of a woman's name: „Uosienės“ and „Uosienė“, „Budrio“ and „Budrys“.
    return _Head(at, name, re.sub(r"(?:es?|[iy]s|io|as|os?|aus|us|a|u)$", "", fold(name).split()[-1]))


def _one_surname(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


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
    author_in_nominative,
    school_differs,
    head_named_two_ways,
)
