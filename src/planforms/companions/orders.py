"""The order by which the head approves a plan."""

from planforms.companions.declension import Case, Gender, capitalised
from planforms.companions.documents import BLANK_TOWN, LINE, Filling, Gap, Order
from planforms.companions.institutions import genitive, head_gender, office_of, same
from planforms.marks.filling import BLANK_DATE, BLANK_NAME, BLANK_NUMBER, BLANK_POSITION, official
from planforms.model import Act, ActKind, Mark, MarkKind, Plan, Signatory

BLANK_INSTITUTION = f"{LINE} (įstaiga)"
BLANK_OFFICE = f"{LINE} (pareigybė)"
_FOLLOWING = {Gender.MASCULINE: "Vadovaudamasis", Gender.FEMININE: "Vadovaudamasi", None: "Vadovaudamasis (-si)"}


def order_of(plan: Plan, *, basis: str = "") -> Order:
    """The order that approves *plan*, by its approval mark and its details.

    *basis* is what the order rests on, in the instrumental: „mokyklos nuostatų 25.3 papunkčiu“.
    """
    filling = Filling(plan)
    mark = next((mark for mark in plan.marks if mark.kind is MarkKind.APPROVED), None)
    act = order_act(mark)
    head = Head(filling, mark)
    basis = basis.strip(" ,.")
    order = Order(
        institution=institution_of(filling),
        office=head.office(),
        subject=f"Dėl {filling.name(Case.GENITIVE, owner=False)} patvirtinimo",
        date=filling.said(official(act.date) if act.date else "", BLANK_DATE, message="date of the order"),
        number=filling.said(act.number, BLANK_NUMBER, message="number of the order"),
        town=filling.said(plan.details.town, BLANK_TOWN, message="town"),
        preamble=f"{head.following()} {filling.said(basis, LINE, message='what the order rests on')}",
        plan=filling.name(Case.ACCUSATIVE),
        position=head.position(),
        name=filling.said(head.name, BLANK_NAME, message="name of the head"),
    )
    return filling.finished(order)


def order_act(mark: Mark | None) -> Act:
    """The order that a mark cites; another act is not it, nor is the day when a person signed the mark itself."""
    acts = mark.acts if mark and mark.signatory is None else ()
    orders = [act for act in acts if act.kind is ActKind.ORDER]
    return next(iter(orders or [act for act in acts if act.kind is None]), Act())


def institution_of(filling: Filling) -> str:
    """Whose head gives the order: the mark says whose order it is, and only where it does not the rest of the plan."""
    marked, told = filling.approver.institution, genitive(filling.plan.details.institution)
    if marked and told and not same(marked, told):
        filling.gaps.append(Gap(message="whether the institution of the approval mark gives the order", words=marked))
    written = filling.plan.details.institution
    if filling.approved_by and not (marked or filling.approver.office):
        filling.gaps.append(
            Gap(message="whether the head gives the order, who is not in the approval mark", words=filling.approved_by)
        )
    known = marked or told or ("" if written else filling.institution)
    if known or not written:
        return filling.said(known, BLANK_INSTITUTION, message="institution, in the genitive")
    filling.gaps.append(Gap(message="institution, to be put in the genitive and out of the brackets", words=written))
    return f"[{written}]"


class Head:
    """The head as the order names them."""

    def __init__(self, filling: Filling, mark: Mark | None) -> None:
        signatory = (mark.signatory if mark else None) or Signatory()
        details = filling.plan.details
        self._filling = filling
        self._position = details.head_position or signatory.position
        self.name = details.head_name or signatory.name
        self._gender = head_gender(self._position, self.name, filling.approver.gender)

    def office(self) -> str:
        """The office above the order: as the mark has it, whoever holds it."""
        known = self._filling.approver.named or office_of(self._position)
        return self._filling.said(known, BLANK_OFFICE, message="office of the head")

    def following(self) -> str:
        """The first word of the preamble, which agrees with the head."""
        if self._gender is None:
            self._filling.gaps.append(Gap(message="whether the head is a man or a woman"))
        return _FOLLOWING[self._gender]

    def position(self) -> str:
        """The position beside the signature."""
        office = self._filling.approver.office
        known = self._position
        if not known and office:
            known = office.of(self._gender) if self._gender else office.of_either()
        return capitalised(self._filling.said(known, BLANK_POSITION, message="position of the head"))
