"""The words of a timing that are not a time: how far they weaken what is next to them, and which could belong to one.

With words left that could belong to it, a reading would be half of what is written. A number could, unless it is of a
class, a lesson, a group, a room or another thing that it counts; so could months, weekdays, dates and the words that
change what a date means (*kitų metų*, *išvakarėse*).
"""

from planforms.text import fold
from planforms.timing.grammar import Statement
from planforms.timing.lexer import Sign
from planforms.timing.parts import Element, Weight
from planforms.timing.parts import PartKind as K
from planforms.timing.recognisers.named import feasts_by_first_word
from planforms.timing.recognisers.numbers import UNITS
from planforms.timing.recognisers.scan import LINKS, Scan
from planforms.timing.words import WEEKDAY_LETTERS, Sense

_ALWAYS = {Sense.OTHER_YEAR, Sense.EVE, Sense.WEEKDAYS, Sense.WEEKEND, Sense.DECADE}
_TIMES = {Sense.MONTH, Sense.WEEKDAY, *_ALWAYS}
_NUMBERS = {Sign.NUMBER, Sign.ROMAN, Sense.ORDINAL}
_COUNTED = {Sign.WORD, Sense.MINUTE, Sense.COURSE, Sense.TEACHING, Sense.PART}
# What comes before a number that is not of a time: 214 kab. is counted, kab. 214 is not.
_BEFORE = {
    *("kab", "kabinetas", "kabinete", "nr", "g", "al", "pr", "klase", "kl", "aud", "auditorija", "grupe", "gr", "sale"),
    *("korpusas", "aukstas", "a", "tel", "iki", "apie"),
}
_STREETS = {"g", "gatve", "gatveje", "al", "pr", "aikste", "skveras"}
_ATTRIBUTES = ("io", "iu")  # penktadienio popietė
_LAST_DAY, _LONGEST_RUN = 31, 62
_HOURS, _HOUR = 24, 60
_SHORTEST_WEEKDAY = 4  # shorter abbreviations are of other words
_UNITS = {"d", "val", "h"}
_LEANING_GAP = set(",;:()[]\n-–—/")


def weigh(words: str, elements: list[Element]) -> bool:
    """Lower the weight of what leans on an unread word; whether words outside brackets are not a time."""
    depth, other_words = 0, False
    for element, after in zip(elements, [*elements[1:], None], strict=True):
        if element.kind is K.OPEN:
            depth += 1
        elif element.kind is K.CLOSE:
            depth = max(0, depth - 1)
        elif element.kind is K.UNREAD:
            element.number = int(depth > 0)
            other_words = other_words or not (depth or element.text in {"length", "label"})
        elif element.weight is Weight.MEDIUM and after is not None and after.kind is K.UNREAD:
            gap = words[element.whole_stop : after.start]
            if after.text != "preposition" and words[after.start].islower() and not _LEANING_GAP.intersection(gap):
                element.weight = Weight.LIGHT
    _share_unit(elements)
    _trust_list(elements)
    return other_words


def has_other_words(words: str, elements: list[Element]) -> bool:
    """Whether something unread is a word, not a number or its unit."""
    unread = (words[each.start : each.stop] for each in elements if each.kind is K.UNREAD and not each.number)
    return any(word[0].isalpha() and fold(word) not in _UNITS for word in unread)


def _trust_list(elements: list[Element]) -> None:
    """Make months that are listed before a dash certain: kovas, balandis – konkursas."""
    here = 0
    while elements[here].kind is K.MONTH and elements[here + 1 :]:
        if elements[here + 1].kind is K.RANGE and here:
            for month in elements[: here + 1 : 2]:
                month.weight = Weight.MEDIUM
        if elements[here + 1].kind not in {K.COMMA, K.AND} or not elements[here + 2 :]:
            return
        here += 2


def _share_unit(elements: list[Element]) -> None:
    """Make months in a list as certain as the last, which bears their unit: rugpjūčio, gruodžio, birželio mėn."""
    for at in range(len(elements) - 1, 2, -1):
        link, month = elements[at - 1], elements[at - 2]
        listed = month.kind is elements[at].kind is K.MONTH and link.kind in {K.COMMA, K.AND, K.OR}
        if listed and elements[at - 3].kind is not K.UNREAD:  # A. Kovas, gegužės mėn.
            month.weight = max(month.weight, elements[at].weight)


def keep_certain(statement: Statement) -> None:
    """Leave what only may be a time unread, because other words are around it."""
    for item in statement.items:
        if item.weight is Weight.LIGHT:
            statement.unread.append(Element(K.UNREAD, item.start, item.stop))
    statement.items = [item for item in statement.items if item.weight is not Weight.LIGHT]
    for elements in (statement.clocks, statement.recurrences, statement.on_demand):
        statement.unread += [element for element in elements if element.weight is Weight.LIGHT]
        elements[:] = [element for element in elements if element.weight is not Weight.LIGHT]


def leftovers(scan: Scan, unread: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of *unread* that could belong to a time, in order."""
    unmeant = [element for element in scan.out if element.kind is K.UNREAD and _is_aside(element)]
    sides = {element.start for element in scan.out if element.kind in {K.AFTER, K.BEFORE}}
    found: list[tuple[int, int]] = []
    here = 0
    for at in range(scan.length):
        token = scan.tokens[at]
        while here < len(unread) and unread[here][1] <= token.start:
            here += 1
        inside = here < len(unread) and unread[here][0] <= token.start
        if inside and (token.start in sides or _belongs(scan, at)) and not _is_in(unmeant, token.start, scan, at):
            found.append((token.start, token.stop))
    return found


def _is_aside(element: Element) -> bool:
    """Whether an unread element is a number of hours, or is of another time: po I pusmečio."""
    return element.text in {"length", "label", "aside"} or (element.text == "day-of-term" and element.number > 0)


def _is_in(elements: list[Element], start: int, scan: Scan, at: int) -> bool:
    for element in elements:
        if element.start <= start < element.stop:
            return element.text != "aside" or scan.kind(at) in {Sign.ROMAN, Sense.ORDINAL}
    return False


def _belongs(scan: Scan, at: int) -> bool:
    token, after = scan.tokens[at], scan.tokens[at + 1]
    before = scan.tokens[at - 1].text if at else ""
    kind = token.kind
    if kind in _NUMBERS:
        return _number_belongs(scan, at, before)
    if kind in {Sign.DATE, Sign.PAIR}:
        return before not in _BEFORE and not (kind is Sign.PAIR and after.kind is Sign.WORD)
    if kind is Sense.COUNT:
        return after.kind in UNITS  # dvi savaitės iki Kalėdų
    return kind in _ALWAYS or _name_belongs(scan, at, before)


def _name_belongs(scan: Scan, at: int, before: str) -> bool:
    """Whether a month or a weekday is not part of the name of something: Spalio g., A. Kovas, penktadienio popietė."""
    token, after = scan.tokens[at], scan.tokens[at + 1]
    if token.kind is Sense.MONTH:
        return after.text not in _STREETS and not (len(before) == 1 and before.isalpha() and before != "m")
    if token.kind is Sense.WEEKDAY:
        of_month = at > 0 and scan.kind(at - 1) in {Sense.MONTH, Sense.MONTH_UNIT}
        return not of_month and not (after.kind is Sign.WORD and token.text.endswith(_ATTRIBUTES))
    short = token.kind is Sign.WORD and token.text in WEEKDAY_LETTERS and len(token.text) >= _SHORTEST_WEEKDAY
    return short and after.kind is not Sign.WORD


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
