"""The state of a scan: the tokens, the elements found so far, and the questions that recognisers ask of them."""

from planforms.model import Period, PeriodKind
from planforms.timing.lexer import Sign, Token
from planforms.timing.parts import Element, PartKind, Weight
from planforms.timing.words import Sense

# Recognisers may ask for this many tokens past the last one.
_LOOKAHEAD = 40
_NOTHING = [Token(Sign.NOTHING, 0, 0)] * _LOOKAHEAD
_YEAR = 366
# What joins the numbers of a list or a range.
LINKS = {
    Sign.DASH: PartKind.RANGE,
    Sense.UNTIL: PartKind.RANGE,
    Sign.COMMA: PartKind.COMMA,
    Sense.AND: PartKind.AND,
    Sense.OR: PartKind.OR,
    Sign.SLASH: PartKind.OR,
}
_ABBREVIATIONS = {"m", "d", "men", "val", "min", "sav", "ketv", "pusm", "trim", "dek"}
_PREPOSITIONS = {Sense.APART, Sense.AFTER, Sense.BEFORE, Sense.PER, Sense.INTO, Sense.ACCORDING}
_TERMS = {PartKind.HALF_YEAR, PartKind.TRIMESTER, PartKind.QUARTER, PartKind.SCHOOL_YEAR}
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Scan:
    """Tokens on the left, elements on the right."""

    __slots__ = (
        *("_words", "ambiguous", "dotted", "impossible", "length", "long", "month", "out", "plan", "terms", "tokens"),
        "uncounted",
    )

    def __init__(self, words: str, tokens: list[Token], period: Period | None) -> None:
        self._words = words
        self.length = len(tokens)
        self.tokens = tokens + _NOTHING
        self.out: list[Element] = []
        self.plan = period.kind if period else None
        self.long = period is not None and (period.last - period.first).days > _YEAR
        self.month = period.first.month if period and period.kind is PeriodKind.MONTH else 0
        self.ambiguous = False
        self.impossible = False  # whether there is an impossible clock time: 25 val.
        self.dotted = 0  # where the last day in digits with a full stop ends
        self.terms = False
        self.uncounted = 0  # numerals before this token are known to count nothing

    def kind(self, at: int) -> Sign | Sense:
        """The kind of the token at *at*."""
        return self.tokens[at].kind

    def kinds(self, at: int, *kinds: Sign | Sense) -> bool:
        """Whether the tokens from *at* are of *kinds*."""
        return all(self.tokens[at + i].kind is kind for i, kind in enumerate(kinds))

    def add(  # noqa: PLR0913 - the fields of an element
        self,
        kind: PartKind,
        at: int,
        last: int,
        weight: Weight = Weight.LIGHT,
        *,
        number: int = 0,
        second: int = -1,
        text: str = "",
    ) -> int:
        """Append an element over the tokens *at* to *last*; the index after it."""
        self.out.append(Element(kind, self.tokens[at].start, self.tokens[last].stop, number, second, text, weight))
        return last + 1

    def unread(self, at: int) -> int:
        """Append the token at *at* as unread; a timing before a preposition is not the attribute of what follows."""
        return self.add(PartKind.UNREAD, at, at, text="preposition" if self.kind(at) in _PREPOSITIONS else "")

    def end(self, at: int) -> int:
        """Where the token at *at* ends, with its full stop where it is an abbreviation."""
        token = self.tokens[at]
        dotted = token.text in _ABBREVIATIONS and self._words[token.stop : token.stop + 1] == "."
        return token.stop + dotted

    def dash_of_range(self, place: int) -> bool:
        """Whether the sign at *place* in the words is a dash, not a hyphen."""
        return self._words[place : place + 1] in {"–", "—"}

    def pass_course(self, at: int) -> int:
        """Past ``eigoje`` or ``metu`` (during) at *at*."""
        during = self.kind(at) is Sense.COURSE or self.tokens[at].text == "metu"
        return at + 1 if during else at

    @property
    def seen_day(self) -> bool:
        """Whether a day has been found already."""
        return any(element.kind is PartKind.DAY for element in self.out[-_LOOKAHEAD:])

    @property
    def seen_month(self) -> bool:
        """Whether a month has been found already."""
        return any(element.kind is PartKind.MONTH for element in self.out[-_LOOKAHEAD:])

    @property
    def after_dotted_day(self) -> bool:
        """Whether the last element is a day written as ``10.07``."""
        return bool(self.out) and self.dotted > 0 and self.out[-1].stop == self.dotted

    @property
    def after_written_day(self) -> bool:
        """Whether a day has been found that is not one of a list or range that goes on."""
        return self.seen_day and self.out[-1].kind is not PartKind.RANGE and not self.after_dotted_day

    @property
    def after_weekdays(self) -> bool:
        """Whether what comes every day or week is before: penktadieniais, 12.30."""
        before = [element for element in self.out[-2:] if element.kind not in {PartKind.COMMA, PartKind.OPEN}]
        return bool(before) and before[-1].kind is PartKind.RECURRENCE and before[-1].text in {"WEEKLY", "DAILY"}

    @property
    def after_term(self) -> bool:
        """Whether the element before is a term of a school year."""
        return bool(self.out) and self.out[-1].kind in _TERMS

    @property
    def after_month(self) -> bool:
        """Whether the element before is a month, or only a bracket is between."""
        for element in reversed(self.out[-2:]):
            if element.kind is not PartKind.OPEN:
                return element.kind is PartKind.MONTH
        return False

    @staticmethod
    def is_year(number: int) -> bool:
        """Whether a plan may be of the year *number*."""
        return 1900 <= number <= 2099  # noqa: PLR2004 - the centuries of plans

    @staticmethod
    def is_day(month: int, day: int) -> bool:
        """Whether some year has this day."""
        return 1 <= month <= len(_DAYS_IN) and 1 <= day <= _DAYS_IN[month - 1]

    def short_date(self, month: Token, day: Token) -> None:
        """Append a month and a day in the tokens *month* and *day* as digits."""
        self.out.append(Element(PartKind.MONTH, month.start, month.stop, month.value))
        self.out.append(Element(PartKind.DAY, day.start, day.stop, day.value))
