"""From tokens to elements: each recogniser takes the tokens at one place and says what they are.

A recogniser appends elements to the scan and returns the index of the token after them, or 0 where it does not
recognise anything. It looks a bounded number of tokens ahead. What nobody recognises is an unread element. Which
elements make a date together is the grammar's business. The words that are not a time weaken what is next to them.
"""

from collections.abc import Callable, Mapping

from planforms.letters import fold
from planforms.model import Period
from planforms.timing.lexer import LINKS, Scan, Sign, tokens
from planforms.timing.parts import Element, Weight
from planforms.timing.parts import PartKind as K
from planforms.timing.recognisers import clocks, named, numbers, recurrences
from planforms.timing.words import WEEKDAY_LETTERS, Sense

Recogniser = Callable[[Scan, int], int]

# No cell needs so many to say when; the rest of a longer one is kept unread.
_MOST_TOKENS = 1000


def scan(words: str, period: Period | None) -> Scan:
    """The elements of *words* in order; those that say no time are ``UNREAD``."""
    found = Scan(words, tokens(words, _MOST_TOKENS), period)
    at = 0
    while at < found.length:
        recogniser = _RECOGNISERS.get(found.tokens[at].kind)
        at = named.feast(found, at) or (recogniser(found, at) if recogniser else 0) or found.unread(at)
    if found.length == _MOST_TOKENS:
        found.out.append(Element(K.UNREAD, found.tokens[at - 1].stop, len(words)))
    return found


def _either(*recognisers: Recogniser) -> Recogniser:
    """The first of *recognisers* that recognises something."""

    def recognise(scan: Scan, at: int) -> int:
        for each in recognisers:
            if end := each(scan, at):
                return end
        return 0

    return recognise


def _one(kind: K) -> Recogniser:
    """The token by itself, as an element of *kind*."""

    def recognise(scan: Scan, at: int) -> int:
        return scan.add(kind, at, at)

    return recognise


def _month(scan: Scan, at: int) -> int:
    after = scan.add(K.MONTH, at, at, number=scan.tokens[at].value)
    if scan.kind(after) is not Sense.MONTH_UNIT:
        return after
    # „Kovo mėnuo“ is the name of something, „kovo mėn.“ and „kovo mėnesį“ are when.
    scan.out[-1].weight = Weight.LIGHT if scan.tokens[after].text == "menuo" else Weight.MEDIUM
    scan.out[-1].end = scan.end(after)
    return after + 1


def _weekday(scan: Scan, at: int) -> int:
    token = scan.tokens[at]
    text = "nominative" if token.text.endswith("is") else ""
    return scan.add(K.WEEKDAY, at, at, number=token.value, text=text)


def _short_weekdays(scan: Scan, at: int) -> int:
    """Abbreviated weekdays at the beginning, which need another one to be sure of: ``pirm.–penkt. 8–17 val.``."""
    first, joint, last = scan.tokens[at : at + 3]
    weekdays = [WEEKDAY_LETTERS.get(token.text, 0) for token in (first, last)]
    if at or joint.kind not in {Sign.DASH, Sign.COMMA, Sense.AND} or not all(weekdays):
        return 0
    scan.add(K.WEEKDAY, at, at, number=weekdays[0], text="nominative")
    scan.add(LINKS[joint.kind], at + 1, at + 1)
    return scan.add(K.WEEKDAY, at + 2, at + 2, number=weekdays[1], text="nominative")


def _bracket(scan: Scan, at: int) -> int:
    """An opening bracket; a weekday in letters or Roman digits in it, ``(penkt.)`` ``(V)``, marks the day before."""
    inside, close = scan.tokens[at + 1 : at + 3]
    scan.add(K.OPEN, at, at)
    if scan.seen_day and scan.kinds(at + 1, Sign.ROMAN, Sign.DASH, Sign.ROMAN, Sign.CLOSE):
        scan.add(K.WEEKDAY, at + 1, at + 1, number=min(inside.value, 7))
        return scan.add(K.WEEKDAY, at + 3, at + 3, number=min(scan.tokens[at + 3].value, 7))
    if close.kind is not Sign.CLOSE or not scan.seen_day:
        return at + 1
    number = inside.value if inside.kind is Sign.ROMAN else WEEKDAY_LETTERS.get(inside.text, 0)
    if not 1 <= number <= 7:  # noqa: PLR2004 - days of a week
        return at + 1
    return scan.add(K.WEEKDAY, at + 1, at + 1, number=number)


def _slash(scan: Scan, at: int) -> int:
    """A slash joins the ends of an ISO 8601 interval, ``2026-10-05/2026-10-09``, and else alternatives."""
    interval = scan.kind(at + 1) is Sign.DATE and at > 0 and scan.kind(at - 1) is Sign.DATE
    day_after = scan.kind(at + 1) is Sign.NUMBER and at > 0 and scan.kind(at - 1) is Sign.DATE
    if day_after or (scan.kinds(at + 1, Sign.NUMBER, Sign.DASH, Sign.NUMBER) and scan.seen_day):
        scan.ambiguous = True  # 2026-10-05/09, 10-05/10-09
    return scan.add(K.RANGE if interval else K.OR, at, at)


def _until(scan: Scan, at: int) -> int:
    counts = scan.kind(at + 1) in recurrences.COUNTS  # iki 4 kartų per metus
    return (recurrences.hedged(scan, at) if counts else 0) or scan.add(K.UNTIL, at, at)


def _not(scan: Scan, at: int) -> int:
    """``ne rečiau kaip`` before a recurrence, ``ne vėliau kaip (iki)`` a deadline, ``ne anksčiau kaip`` a beginning."""
    if scan.kind(at + 1) not in {Sense.LATER, Sense.EARLIER}:
        return recurrences.hedged(scan, at)
    link = K.UNTIL if scan.kind(at + 1) is Sense.LATER else K.FROM
    here = at + 2
    while here < at + 4 and scan.kind(here) in {Sense.HEDGE, Sense.UNTIL, Sense.FROM}:
        here += 1
    return scan.add(link, at, here - 1)


_RECOGNISERS: Mapping[Sign | Sense, Recogniser] = {
    Sign.DATE: numbers.date,
    Sign.PAIR: _either(clocks.clock, clocks.pair),
    Sign.NUMBER: _either(recurrences.hedged, numbers.year, clocks.clock, numbers.month_and_day, numbers.counted),
    Sign.ROMAN: _either(numbers.roman_month, numbers.counted),
    Sign.BLANK: _either(numbers.blank_month, numbers.counted, _one(K.FILLER)),
    Sign.DASH: _one(K.RANGE),
    Sign.COMMA: _one(K.COMMA),
    Sign.SLASH: _slash,
    Sign.OPEN: _bracket,
    Sign.CLOSE: _one(K.CLOSE),
    Sense.AND: _one(K.AND),
    Sense.OR: _one(K.OR),
    Sense.UNTIL: _until,
    Sense.FROM: _either(clocks.clock, _one(K.FROM)),
    Sense.ABOUT: _either(recurrences.hedged, _one(K.ABOUT)),  # apie 2 kartus per metus
    Sense.PASSED: _one(K.FILLER),
    Sense.MONTH: _month,
    Sense.ORDINAL: numbers.ordinal_or_number,
    Sense.COUNT: recurrences.hedged,
    Sense.SEASON: named.season,
    Sense.WEEKDAY: _weekday,
    Sense.WEEKDAYS: recurrences.weekdays,
    Sense.WEEKEND: recurrences.weekdays,
    Sense.WORKING: recurrences.weekdays,
    Sense.EVERY: recurrences.every,
    Sense.EACH: recurrences.every,
    Sense.ADVERB: recurrences.every,
    Sense.TIMES: recurrences.times,
    Sense.NOT: _not,
    Sense.HEDGE: recurrences.hedged,
    Sense.EDGE: named.edge,
    Sense.SCHOOL: named.school,
    Sense.CALENDAR: named.calendar_year,
    Sense.COURSE: named.course,
    Sign.WORD: _either(named.pupils, _short_weekdays),
    Sense.YEAR: named.bare_year,
    Sense.WHOLE: named.whole,
    Sense.PER: _either(recurrences.per, named.whole),
    Sense.ALWAYS: _one(K.WHOLE),
    Sense.MONTH_UNIT: recurrences.unit_first,
    Sense.QUARTER: recurrences.unit_first,
    Sense.HALF_YEAR: recurrences.unit_first,
    Sense.TRIMESTER: recurrences.unit_first,
    Sense.ACCORDING: named.according,
    Sense.ARISING: named.arising,
    Sense.NEED: named.arising,
    Sense.ON_REQUEST: _one(K.ON_DEMAND),
    Sense.APART: named.apart,
    Sense.AFTER: named.after_or_before,
    Sense.BEFORE: named.after_or_before,
    Sense.BETWEEN: named.between,
    Sense.PHASE: named.phase,
    Sense.TIDE: named.tide,
    Sense.OCCASION: named.occasion,
    Sense.TEACHING: named.school,
}


# What is left unread could belong to a time, and then a reading would be half of what is written. A number could,
# unless it is of a class, a lesson, a group, a room or another thing that it counts; so could months, weekdays, dates
# and the words that change what a date means (kitų metų, išvakarėse).
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
        listed = month.kind is elements[at].kind is K.MONTH and link.kind in {
            K.COMMA,
            K.AND,
            K.OR,
        }
        if listed and elements[at - 3].kind is not K.UNREAD:  # A. Kovas, gegužės mėn.
            month.weight = max(month.weight, elements[at].weight)


def leftovers(scan: Scan, unread: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of *unread* that could belong to a time, in order."""
    unmeant = [
        element  # a number of hours, or of another time: po I pusmečio
        for element in scan.out
        if element.kind is K.UNREAD
        and (element.text in {"length", "label", "aside"} or (element.text == "day-of-term" and element.number > 0))
    ]
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
        return after.kind in numbers.UNITS  # dvi savaitės iki Kalėdų
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
    return after.kind in numbers.UNITS or after.kind in _TIMES or after.text in named.feasts_by_first_word()
