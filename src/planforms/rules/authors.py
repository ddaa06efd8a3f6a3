"""M: who is named in a mark: the author of its act, the school and its head, against the title and the rows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from planforms.findings import Mend
from planforms.marks import mark_parts
from planforms.paths import Kind
from planforms.remembered import pattern_of
from planforms.rules.rule import ADVICE, WARNING, Problem, rule
from planforms.rules.subject import Subject
from planforms.text import Edit, fold

_GENITIVES = (
    *(("direktorius", "direktoriaus"), ("direktorė", "direktorės"), ("pavaduotojas", "pavaduotojo")),
    *(("pavaduotoja", "pavaduotojos"), ("vedėjas", "vedėjo"), ("vedėja", "vedėjos"), ("pirmininkas", "pirmininko")),
    *(("pirmininkė", "pirmininkės"), ("vadovas", "vadovo"), ("vadovė", "vadovės"), ("seniūnas", "seniūno")),
    *(
        ("seniūnė", "seniūnės"),
        ("meras", "mero"),
        ("merė", "merės"),
        ("ministras", "ministro"),
        ("ministrė", "ministrės"),
    ),
    *(("taryba", "tarybos"), ("grupė", "grupės"), ("komisija", "komisijos"), ("komitetas", "komiteto")),
)
_NOMINATIVE = pattern_of(rf"(?<!\w)(?:{'|'.join(nominative for nominative, _ in _GENITIVES)})$", re.IGNORECASE)


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
    for index, mark in enumerate(subject.plan.marks):
        words = str(mark.words)
        parts = mark_parts(words)
        if (
            not parts
            or not parts.by
            or parts.signed
            or words[parts.word.stop : parts.by.start].casefold().split() == ["su"]
        ):
            continue
        found = _NOMINATIVE.search(words[: parts.by.stop])
        if found and found.start() >= parts.by.start:
            right = dict(_GENITIVES)[found[0].casefold()]
            right = right.upper() if found[0].isupper() else found[0][0] + right[1:]
            yield Problem(
                f"marks[{index}]",
                found[0],
                {"right": right},
                fix=(Mend(f"marks[{index}]", Edit(*found.span(), right)),),
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


class _School(NamedTuple):
    """A school: its kind, the word of its name beside the kind, and all words before it; folded stems."""

    kind: str
    name: str
    words: str


_SCHOOL_KIND = pattern_of(
    r"\b(?P<kind>progimnazij|gimnazij|(?:pagrindin|pradin|vidurin)\w+ mokykl|mokykl|lopseli|darzeli)\w*(?:-\w+)?"
    r"(?P<quoted> [„\"“][^“”\"]+)?"
)
_OF_KIND = pattern_of(
    r"(?:pagrindin|pradin|vidurin|special|muzikos|meno|dailes|sporto|choreograf|profesin|jaunimo|suaugusi|vaiku|rajono"
    r"|miesto|savivaldyb|mokykl|daugiafunkc|ir|bei|tarptautin|katalik|viesosios|istaigos|vsi|bendruomen)\w*"
)


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


class _Head(NamedTuple):
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


_CAPITAL = "A-ZĄČĘĖĮŠŲŪŽ"
_HEAD_SIGN = pattern_of("direktor", re.IGNORECASE)
_HEAD = pattern_of(
    rf"(?<![\w-])(?i:direktor(?:ius|ės?|iaus))(?![^\n]{{0,3}}(?i:pavad)) +(?P<name>[{_CAPITAL}](?:\.|\w+) ?"
    rf"(?:[{_CAPITAL}]\. ?)?[{_CAPITAL}][\w-]{{2,}})"
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
    for text in subject.texts_with(_HEAD_SIGN):
        if text.kind in (Kind.CELL, Kind.BODY, Kind.NOTE):
            yield from (_head(text.at, found["name"]) for found in _HEAD.finditer(text.words))


def _head(at: str, name: str) -> _Head:
    # The ending of a case, not that of a woman's name: „Uosienės“ and „Uosienė“, „Budrio“ and „Budrys“.
    return _Head(at, name, re.sub(r"(?:es?|[iy]s|io|as|os?|aus|us|a|u)$", "", fold(name).split()[-1]))


def _one_surname(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


RULES = (author_in_nominative, school_differs, head_named_two_ways)
