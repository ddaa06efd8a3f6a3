"""Which unread words of a timing could belong to a time: beside them a reading would be half of what is written.

A number counts unless it is of a class, a lesson, a group, a room or another thing that it counts; so do months,
weekdays, dates and the words that change what a date means (*kitų metų*, *išvakarėse*).
"""

from planforms.timing.elements import Element
from planforms.timing.lexer import Sign
from planforms.timing.parts import PartKind
from planforms.timing.recognisers.counted import UNITS
from planforms.timing.recognisers.scan import LINKS, Scan
from planforms.timing.recognisers.stretched import feasts_by_first_word
from planforms.timing.words import WEEKDAY_LETTERS, Sense

_ALWAYS = {Sense.OTHER_YEAR, Sense.EVE, Sense.WEEKDAYS, Sense.WEEKEND, Sense.DECADE}
_TIMES = {Sense.MONTH, Sense.WEEKDAY, *_ALWAYS}
_NUMBERS = {Sign.NUMBER, Sign.ROMAN, Sense.ORDINAL}
_COUNTED = {Sign.WORD, Sense.MINUTE, Sense.COURSE, Sense.TEACHING, Sense.PART}
# What stands before a number that is not of a time: 214 kab. is counted, kab. 214 is not.
_BEFORE = {
    *("kab", "kabinetas", "kabinete", "nr", "g", "al", "pr", "klase", "kl", "aud", "auditorija", "grupe", "gr", "sale"),
    *("korpusas", "aukstas", "a", "tel", "iki", "apie"),
}
_STREETS = {"g", "gatve", "gatveje", "al", "pr", "aikste", "skveras"}
_ATTRIBUTES = ("io", "iu")  # penktadienio popietė
_LAST_DAY, _LONGEST_RUN = 31, 62
_HOURS, _HOUR = 24, 60
_SHORTEST_WEEKDAY = 4  # shorter abbreviations are of other words


def leftovers(scan: Scan, unread: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of *unread* that could belong to a time, in order."""
    unmeant = [element for element in scan.out if element.kind is PartKind.UNREAD and _is_aside(element)]
    beside = {element.start for element in scan.out if element.kind in {PartKind.AFTER, PartKind.BEFORE}}
    found: list[tuple[int, int]] = []
    here = 0
    for at in range(scan.length):
        token = scan.tokens[at]
        while here < len(unread) and unread[here][1] <= token.start:
            here += 1
        inside = here < len(unread) and unread[here][0] <= token.start
        if inside and (token.start in beside or _belongs(scan, at)) and not _is_in(unmeant, token.start, scan, at):
            found.append((token.start, token.stop))
    return found


def _is_aside(element: Element) -> bool:
    """Whether an unread element is a number of hours, or speaks of another time: po I pusmečio."""
    return element.text in {"length", "label", "aside"} or (element.text == "day-of-term" and element.number > 0)


def _is_in(elements: list[Element], start: int, scan: Scan, at: int) -> bool:
    for element in elements:
        if element.start <= start < element.stop:
            return element.text != "aside" or scan.kind(at) in {Sign.ROMAN, Sense.ORDINAL}
    return False


def _belongs(scan: Scan, at: int) -> bool:
    token, after = scan.tokens[at], scan.tokens[at + 1]
    before = scan.tokens[at - 1].text if at else ""
    match token.kind:
        case kind if kind in _ALWAYS:
            return True
        case Sense.MONTH:
            return after.text not in _STREETS and not (len(before) == 1 and before.isalpha() and before != "m")
        case Sense.WEEKDAY:
            of_month = at > 0 and scan.kind(at - 1) in {Sense.MONTH, Sense.MONTH_UNIT}
            return not of_month and not (after.kind is Sign.WORD and token.text.endswith(_ATTRIBUTES))
        case Sign.WORD:
            return (
                token.text in WEEKDAY_LETTERS and len(token.text) >= _SHORTEST_WEEKDAY and after.kind is not Sign.WORD
            )
        case Sign.DATE | Sign.PAIR:
            return before not in _BEFORE and not (token.kind is Sign.PAIR and after.kind is Sign.WORD)
        case kind if kind in _NUMBERS:
            return _number_belongs(scan, at, before)
    return False


def _number_belongs(scan: Scan, at: int, before: str) -> bool:
    """Whether a number is not of what it counts: 5–8 kl., II pam., 120 dalyvių, kab. 214."""
    token = scan.tokens[at]
    here = at
    while here < at + _LONGEST_RUN and scan.kind(here) in _NUMBERS and scan.kind(here + 1) in LINKS:
        if scan.kind(here + 2) not in _NUMBERS:
            break
        here += 2
    after = scan.tokens[here + 1]
    if token.kind is Sense.ORDINAL:
        return _ordinal_belongs(scan, at)
    if after.kind in _COUNTED or before in _BEFORE - {"iki", "apie"}:
        return False
    if token.kind is Sign.ROMAN or len(token.text) <= 2:  # noqa: PLR2004 - days and hours have no more
        return token.kind is Sign.ROMAN or token.value <= _LAST_DAY
    hours, minutes = divmod(token.value, 100)
    return scan.is_year(token.value) or (hours <= _HOURS and minutes < _HOUR and len(token.text) <= 4)  # noqa: PLR2004


def _ordinal_belongs(scan: Scan, at: int) -> bool:
    token, after = scan.tokens[at], scan.tokens[at + 1]
    if token.text[0].isdigit():
        return after.kind is not Sign.WORD
    return after.kind in UNITS or after.kind in _TIMES or after.text in feasts_by_first_word()
