"""The extract of the minutes of the meeting that endorsed a plan."""

from planforms.companions.declension import Case, capitalised
from planforms.companions.documents import BLANK_TOWN, LINE, Filling, Gap, Minutes
from planforms.companions.institutions import LONGEST, NOUNS, author, is_one_of, tokens
from planforms.companions.phrases import begun_small, holds_meetings, owned
from planforms.errors import UsageError
from planforms.marks.filling import BLANK_DATE, BLANK_NUMBER, official
from planforms.model import Act, ActKind, Mark, MarkKind, Plan

# Acts that are made at a meeting of a body; the others are those of a head or of an authority.
_OF_A_MEETING = (ActKind.MINUTES, ActKind.RESOLUTION, None)


def minutes_of(plan: Plan, endorsement: int = 1) -> Minutes:
    """The extract of the minutes that endorse *plan*, by its mark number *endorsement* of those that approve nothing.

    Raises:
        UsageError: the plan has fewer such marks. (The first may be missing: all it would tell is then left blank.)
    """
    marks = [mark for mark in plan.marks if mark.kind is not MarkKind.APPROVED]
    if not 1 <= endorsement <= max(1, len(marks)):
        raise UsageError(
            "The plan has {count} endorsements, so there are no minutes of number {number}; choose another.",
            count=len(marks),
            number=endorsement,
        )
    filling = Filling(plan)
    mark = marks[endorsement - 1] if marks else None
    minutes, meeting = _acts(mark)
    made = Minutes(
        body=filling.said(_body(filling, mark), LINE, message="who endorses the plan, in the genitive"),
        date=filling.said(official(meeting.date) if meeting.date else "", BLANK_DATE, message="date of the minutes"),
        number=filling.said(minutes.number, BLANK_NUMBER, message="number of the minutes"),
        town=filling.said(plan.details.town, BLANK_TOWN, message="town"),
        considered=capitalised(filling.name(Case.NOMINATIVE)).removesuffix(".") or LINE,
        endorsed=filling.name(Case.DATIVE).removesuffix(".") or LINE,
    )
    if mark and mark.kind is not MarkKind.ENDORSED:
        filling.gaps.append(
            Gap(message="whether the meeting decided to endorse, for its mark says otherwise", words=mark.word)
        )
    filling.gaps.append(Gap(message="names of the chair, of the secretary, and of who signs the extract"))
    return filling.finished(made)


def _acts(mark: Mark | None) -> tuple[Act, Act]:
    """The act that has the number of the minutes, and the one that has the day of the meeting.

    A resolution „2024 m. lapkričio 3 d. nutarimu, protokolo Nr. 6“ is of the meeting's day; its own number is another.
    """
    acts = [act for act in (mark.acts if mark else ()) if act.kind in _OF_A_MEETING]
    numbered = next((act for act in acts if act.kind is not ActKind.RESOLUTION), Act())
    dated = [numbered, *acts] if numbered.date else acts
    return numbered, next((act for act in dated if act.date), Act())


def _body(filling: Filling, mark: Mark | None) -> str:
    """Whose meeting it was; an author who is a head holds no meeting."""
    by = mark.by if mark else ""
    if (
        not by
        or len(by) > LONGEST
        or author(by).office
        or any(act.kind not in _OF_A_MEETING for act in (mark.acts if mark else ()))
    ):
        return ""
    if not holds_meetings(by):
        filling.gaps.append(Gap(message="whose meeting it was, in the genitive and out of the brackets", words=by))
        return f"[{by}]"
    whole = owned(tokens(begun_small(by)), filling.institution)
    if filling.institution and is_one_of(whole[0], NOUNS):
        filling.gaps.append(Gap(message="whose meeting it was: the institution is not named", words=by))
    return capitalised(" ".join(whole))
