"""The order by which the head amends an approved plan: a clause for each thing that changed, or the plan set out anew.

Rows are named by the numbers that they had; rows whose number alone changed are named together at the end.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from planforms.companions.declension import Case, Gender
from planforms.companions.documents import (
    LINE,
    Amendment,
    Filling,
    Gap,
    Head,
    order_act,
)
from planforms.companions.phrases import parse_title, title_words
from planforms.differences import Comparison, Difference, DifferenceKind, compare, matched_rows
from planforms.errors import UsageError
from planforms.letters import fold
from planforms.marks import BLANK_NUMBER
from planforms.model import Act, Activity, ColumnRole, MarkKind, Plan, SectionRole
from planforms.text import one_line

_FEW = 2  # cells of a row that are named one by one
_ANEW = "nauja redakcija (pridedama)"
_PRONOUN = {Gender.MASCULINE: "jį", Gender.FEMININE: "ją", None: "jį (ją)"}
_SECTIONS = {  # in the accusative, and what is written for it
    SectionRole.AIM: ("tikslą", "jį"),
    SectionRole.OBJECTIVES: ("uždavinius", "juos"),
    SectionRole.PRIORITIES: ("prioritetus", "juos"),
}


def amendment_of(old: Plan, new: Plan, *, basis: str = "") -> Amendment:
    """The order that makes *new* of the approved plan *old*.

    Its date and number are those of the wording in force in the approval mark of *new*. *basis* is what the order rests
    on, in the instrumental.

    Raises:
        UsageError: nothing changed that an order could say.
    """
    found = compare(old, new)
    anew = _mostly_changed(found, old)
    clauses = () if anew else tuple(_Clauses(old, new).of(found))
    if not anew and not clauses:
        raise UsageError("Nothing changed between the two plans that an order could amend.")
    filling = Filling(old)
    titles = [one_line(str(plan.title)) for plan in (old, new)]
    if old.period != new.period or (anew and fold(titles[0]) != fold(titles[1])):
        filling.gaps.append(Gap(message="whether the two files are of the same plan", words=" → ".join(titles)))
    mark = next((mark for mark in old.marks if mark.kind is MarkKind.APPROVED), None)
    act = next((one.amended for one in new.marks if one.kind is MarkKind.APPROVED and one.amended), Act())
    head = Head(filling, mark)
    made = Amendment(
        **head.opening(act, "pakeitimo", basis),
        decision=_decision(filling, old, anew=anew),
        **head.signature(),
        gaps=(),
        clauses=tuple(f"{n}. {clause}" for n, clause in enumerate(clauses, 1)) if len(clauses) > 1 else clauses,
    )
    return filling.finished(made)


def _decision(filling: Filling, old: Plan, *, anew: bool) -> str:
    """What is amended, and how: „… veiklos planą, patvirtintą … įsakymu Nr. V-118:“."""
    title = parse_title(title_words(old.title))
    act = order_act(next((mark for mark in old.marks if mark.kind is MarkKind.APPROVED), None))
    date = filling.date(act, message="date of the order that approved")
    number = filling.or_line(act.number, BLANK_NUMBER, message="number of the order that approved")
    by = filling.or_line(filling.approved_by, LINE, message="who approved the plan, in the genitive")
    plan = f"{filling.name(Case.ACCUSATIVE)}, patvirtintą {by} {date} įsakymu Nr. {number}"
    return f"{plan}, ir {_PRONOUN[title.gender if title else None]} išdėstau {_ANEW}." if anew else f"{plan}:"


def _mostly_changed(found: Comparison, old: Plan) -> bool:
    """Whether more than half of the rows changed, or a column came or went, so that the plan is set out anew."""
    rows = [one for one in found.differences if one.part == "activity" and one.kind is not DifferenceKind.MOVED]
    columns = any(one.part == "column" and one.kind is not DifferenceKind.CHANGED for one in found.differences)
    return columns or 2 * len(rows) > max(len(old.activities), 1)


class _Clauses:
    """The clauses of what changed from *old* to *new*."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self._old, self._new = old, new
        self._old_numbers, self._new_numbers = _numbers(old), _numbers(new)
        self._replaced: frozenset[str | None] = frozenset()

    def of(self, found: Comparison) -> Iterator[str]:
        """A clause, or several, for each difference; then the rows whose number alone changed."""
        rows = [one for one in found.differences if one.part == "activity"]
        gone = {self._old_numbers.get(_index(one.old_at)) for one in rows if one.kind is DifferenceKind.REMOVED}
        come = {self._new_numbers.get(_index(one.new_at)) for one in rows if one.kind is DifferenceKind.ADDED}
        self._replaced = frozenset(gone & come - {None})
        for one in found.differences:
            match one.part:
                case "activity":
                    yield from self._of_row(one)
                case "heading" | "note":
                    yield from _of_words(one)
                case "section":
                    yield from self._of_section(one)
                case "column":
                    yield from (_renamed(f"skilties „{field.old}“ ", field.new) for field in one.fields)
                case "plan":
                    yield from (_renamed("", field.new) for field in one.fields if field.name == "title")
                case _:  # marks are no part of what an order amends
                    pass
        yield from self._renumbered()

    def _of_row(self, one: Difference) -> Iterator[str]:
        match one.kind:
            case DifferenceKind.REMOVED if self._old_numbers.get(_index(one.old_at)) in self._replaced:
                pass  # the row that has its number now takes its place
            case DifferenceKind.ADDED if (number := self._new_numbers.get(_index(one.new_at))) in self._replaced:
                words = self._row(_at(self._new, one.new_at), str(number))
                yield f"Pakeičiu {number} eilutę ir ją išdėstau taip: „{words}“."
            case DifferenceKind.ADDED:
                row = _at(self._new, one.new_at)
                number = self._new_numbers.get(_index(one.new_at), "")
                named = f"{number} eilute" if number else "eilute"
                yield f"Papildau {named} ir ją išdėstau taip: „{self._row(row, number)}“."
            case DifferenceKind.REMOVED:
                yield f"Pripažįstu netekusia galios {self._named(one, 'eilutę')}{self._title(one)}."
            case DifferenceKind.CHANGED if len(one.fields) > _FEW:
                row = _at(self._new, one.new_at)
                number = self._old_numbers.get(_index(one.old_at), "")
                yield f"Pakeičiu {self._named(one, 'eilutę')} ir ją išdėstau taip: „{self._row(row, number)}“."
            case DifferenceKind.CHANGED:
                yield from self._of_fields(one)
            case DifferenceKind.MOVED:
                pass  # its number says so

    def _of_fields(self, one: Difference) -> Iterator[str]:
        row = self._named(one, "eilutės")
        for field in one.fields:
            column = f"„{one_line(field.heading) or field.name}“"
            if not field.old:
                yield f"Papildau {row} skiltį {column} žodžiais „{field.new}“."
            elif not field.new:
                yield f"Išbraukiu {row} skilties {column} žodžius „{field.old}“."
            else:
                yield f"Pakeičiu {row} skiltį {column} ir ją išdėstau taip: „{field.new}“."

    def _named(self, one: Difference, word: str) -> str:
        """A row of the old plan by its number, else by what it is called: „5 eilutę“, „eilutę „Knygų mugė““."""
        number = self._old_numbers.get(_index(one.old_at), "")
        return f"{number} {word}" if number else f"{word} „{one_line(str(_at(self._old, one.old_at).title))}“"

    def _title(self, one: Difference) -> str:
        """The title of a row that is named by its number, in brackets."""
        title = one_line(str(_at(self._old, one.old_at).title))
        return f" („{title}“)" if title and self._old_numbers.get(_index(one.old_at)) else ""

    def _row(self, row: Activity, number: str) -> str:
        """The words of a row, its number first, with semicolons between its cells."""
        columns = (column.id for column in self._new.columns if column.role is not ColumnRole.NUMBER)
        words = "; ".join(cell for column in columns if (cell := one_line(str(row.text(column))).strip()))
        return f"{number}. {words}" if number else words

    def _of_section(self, one: Difference) -> Iterator[str]:
        plan, at = (self._new, one.new_at) if one.new_at else (self._old, one.old_at)
        section = (plan.closing if at.startswith("closing") else plan.sections)[_index(at)]
        label = one_line(section.label).rstrip(" :–-.")
        what, pronoun = _SECTIONS.get(section.role, (f"dalį „{label}“" if label else "tekstą", "ją" if label else "jį"))
        words = one_line(str(section.text))
        match one.kind:
            case DifferenceKind.ADDED:
                named = f"dalimi „{label}“" if label else "tekstu"
                yield f"Papildau {named} ir {'ją' if label else 'jį'} išdėstau taip: „{words}“."
            case DifferenceKind.REMOVED:
                yield f"Išbraukiu {what}: „{words}“."
            case _:
                yield f"Pakeičiu {what} ir {pronoun} išdėstau taip: „{words}“."

    def _renumbered(self) -> Iterator[str]:
        """The rows whose number is another now, those that moved together in one clause."""
        if not self._old_numbers or not self._new_numbers:
            return
        matched = matched_rows(self._old, self._new)
        pairs = [
            (int(self._old_numbers[before]), int(self._new_numbers[after]))
            for before, after in sorted(matched.items())
            if before in self._old_numbers and after in self._new_numbers
        ]
        for run in _runs([pair for pair in pairs if pair[0] != pair[1]]):
            (first, to), (last, end) = run[0], run[-1]
            if len(run) == 1:
                yield f"Buvusią {first} eilutę laikau {to} eilute."
            else:
                joint = " ir " if len(run) == 2 else "–"  # noqa: PLR2004
                yield f"Buvusias {first}{joint}{last} eilutes laikau atitinkamai {to}{joint}{end} eilutėmis."


def _runs(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """*pairs* of an old and a new number cut where either does not go on by one."""
    runs: list[list[tuple[int, int]]] = []
    for old, new in pairs:
        if runs and (old - 1, new - 1) == runs[-1][-1]:
            runs[-1].append((old, new))
        else:
            runs.append([(old, new)])
    return runs


def _numbers(plan: Plan) -> Mapping[int, str]:
    """The numbers of the rows, by their indexes; none where a number is not a whole one or comes twice."""
    found = {one.row: str(one.number).strip().rstrip(".)") for one in plan.activities if one.number}
    sure = (
        all(number.isdecimal() for number in found.values()) and max(Counter(found.values()).values(), default=1) == 1
    )
    return found if sure else {}


def _index(at: str) -> int:
    return int(at.partition("[")[2].partition("]")[0])


def _at(plan: Plan, at: str) -> Activity:
    row = plan.rows[_index(at)]
    return row if isinstance(row, Activity) else Activity({})


def _of_words(one: Difference) -> Iterator[str]:
    """The clause of a heading of the table, or of a note in it."""
    heading = one.part == "heading"
    old = next((field.old for field in one.fields), "")
    new = next((field.new for field in one.fields), "")
    match one.kind:
        case DifferenceKind.ADDED:
            yield f"Papildau {'skyriumi' if heading else 'pastaba'} „{new}“."
        case DifferenceKind.REMOVED:
            yield f"Pripažįstu {'netekusiu galios skyrių' if heading else 'netekusia galios pastabą'} „{old}“."
        case DifferenceKind.CHANGED if heading:
            yield _renamed(f"skyriaus „{old}“ ", new)
        case DifferenceKind.CHANGED:
            yield f"Pakeičiu pastabą „{old}“ ir ją išdėstau taip: „{new}“."
        case DifferenceKind.MOVED:
            yield f"Perkeliu {'skyrių' if heading else 'pastabą'} „{one.name}“ į kitą lentelės vietą."


def _renamed(of: str, new: str) -> str:
    return f"Pakeičiu {of}pavadinimą ir jį išdėstau taip: „{new}“."
