"""The words that Lithuanian timings are made of, in one table, with all their case forms.

The lexer looks words up here; nothing here knows how they follow one another. A word is looked up folded
(``planforms.text.fold``), so that capitals and lost diacritics do not matter.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from functools import cache, lru_cache

from planforms.dates import MONTHS as MONTH_NAMES
from planforms.dates import WEEKDAY_NAMES
from planforms.letters import fold


class Sense(Enum):
    """What a word says in a timing."""

    MONTH = auto()  # value 1–12
    SEASON = auto()  # value 21–24, as in EDTF
    WEEKDAY = auto()  # value 1–7, a single day: penktadienis, penktadienį
    WEEKDAYS = auto()  # value 1–7, every such day: penktadieniais
    WEEKDAY_LETTERS = auto()  # value 1–7, only in brackets after a date: (penkt.)
    ORDINAL = auto()  # value 1–12, LAST or LAST_BUT_ONE
    COUNT = auto()  # value 1–12
    TIMES = auto()  # kartas; value 0 in the plural, which needs a number, else 1
    YEAR = auto()  # metai, m.
    MONTH_UNIT = auto()
    WEEK = auto()
    DAY = auto()
    QUARTER = auto()
    HALF_YEAR = auto()
    TRIMESTER = auto()
    DECADE = auto()  # a third of a month
    PART = auto()  # pusė
    HOUR = auto()
    MINUTE = auto()
    PART_OF_DAY = auto()  # ryto, popiet, vakare; value MORNING, AFTERNOON or EVENING
    SCHOOL = auto()  # mokslo (metai)
    CALENDAR = auto()  # kalendoriniai (metai)
    WORKING = auto()  # darbo (diena)
    WEEKEND = auto()
    EVERY = auto()  # kas
    EACH = auto()  # kiekvienas
    ADVERB = auto()  # kasdien, kasmet …; value is the unit as a Sense's value
    ALWAYS = auto()  # nuolat
    WHOLE = auto()  # visus
    COURSE = auto()  # eigoje, metu
    UNTIL = auto()
    FROM = auto()
    PER = auto()
    INTO = auto()  # į: kartą į mėnesį
    AND = auto()
    OR = auto()
    ABOUT = auto()
    EDGE = auto()  # value START, MIDDLE or END
    BREAK = auto()  # atostogos
    APART = auto()  # for, without, at: what follows is not the time of the activity
    AFTER = auto()
    BEFORE = auto()
    BETWEEN = auto()  # tarp: between two dates
    PHASE = auto()  # prasidedant, baigiantis; value is that of EDGE
    TIDE = auto()  # kalėdinis, prieškalėdinis, velykinis; value is a month, 0 for that of Easter
    EVE = auto()  # išvakarėse
    OCCASION = auto()  # proga
    TEACHING = auto()  # ugdymo (procesas)
    OTHER_YEAR = auto()  # kitų (metų), išskyrus: words that change what a date means
    NOT = auto()
    HEDGE = auto()  # rečiau, kaip, bent
    LATER = auto()  # (ne) vėliau
    EARLIER = auto()  # (ne) anksčiau
    PASSED = auto()  # words that change nothing: imtinai, šv.
    ACCORDING = auto()  # pagal
    NEED = auto()  # poreikiui
    ARISING = auto()  # esant, iškilus
    ON_REQUEST = auto()  # prireikus
    SCHEDULE = auto()  # planą


LAST, LAST_BUT_ONE = -1, -2
START, MIDDLE, END = 1, 2, 3
MORNING, AFTERNOON, EVENING = 1, 2, 3
EDGE_NAMES: Mapping[int, str] = {START: "start", MIDDLE: "middle", END: "end"}

Entry = tuple[Sense, int]

# Endings by declension, nominative first; a longer ending comes before one that it ends with.
_DECLENSIONS: Mapping[str, str] = {
    "jis": "jis jo jui jį ju jyje",  # rugsėjis
    "tis": "tis čio čiui tį čiu tyje",  # lapkritis
    "dis": "dis džio džiui dį džiu dyje",  # balandis
    "is": "is io iui į iu yje",  # spalis
    "as": "as o ui ą u e",  # kovas
    "us": "us aus ui ų umi uje",
    "a": "a os ai ą oje",
    "ė": "ė ės ei ę e ėje",
    "uo": "uo esio esiui esį esiu esyje",  # mėnuo
    "iai": "iai ių iams ius iais iuose",
    "čiai": "čiai čių čiams čius čiais čiuose",
    "ai": "ai ų ams us ais uose",
    "os": "os ų oms as omis ose",
    "ės": "ės ių ėms es ėmis ėse",
}


def decline(word: str, ending: str, plural: str = "") -> str:
    """The case forms of the noun *word* that ends in *ending*, with its plural if *plural* is the ending of it."""
    return _with(word.removesuffix(ending), f"{_DECLENSIONS[ending]} {_DECLENSIONS.get(plural, '')}")


def _with(stem: str, endings: str) -> str:
    return " ".join(stem + ending for ending in endings.split())


_SHORT_MONTHS = (
    *("saus", "vas vasar vasr", "kov", "bal balan baland balandz", "gegužis gegužio geg gegu geguž"),
    *("birž birže bir birzel", "liep liepo", "rugpj rgp rugp rugpjū rugpjūt rugpjūč", "rugs rgs rugsė rugsėj"),
    *("spal spl", "lapkr lapkrit lapk lapkrič", "gruod gruodž gruo"),
)
MONTHS = tuple(
    f"{decline(name, next(ending for ending in _DECLENSIONS if name.endswith(ending)))} {short}"
    for name, short in zip(MONTH_NAMES, _SHORT_MONTHS, strict=True)
)
SEASONS = {
    21: decline("pavasaris", "is"),
    22: decline("vasara", "a"),
    23: "ruduo rudens rudeniui rudenį rudeniu rudenyje",
    24: decline("žiema", "a"),
}
WEEKDAYS = tuple(name.removesuffix("is") for name in WEEKDAY_NAMES)
LETTERS_OF_WEEKDAYS = ("pr pir pirm", "an ant antr", "tr treč", "kt ketv", "pn penk penkt", "št šešt", "sk sekm")
ORDINAL_STEMS = (
    *("pirm", "antr", "treči", "ketvirt", "penkt", "šešt", "septint", "aštunt", "devint", "dešimt"),
    *("vienuolikt", "dvylikt", "trylikt", "keturiolikt", "penkiolikt", "šešiolikt", "septyniolikt", "aštuoniolikt"),
    *("devyniolikt", "dvidešimt"),
)
_TENS = {20: "dvidešimt", 30: "trisdešimt"}
_ORDINAL_ENDINGS = (
    "as o am ą u ame ai a os ą oje asis ojo ajam ąjį uoju ajame oji osios ajai ąją ąja ojoje omis osiomis ąsias "
    "ais aisiais ieji ųjų uosius"
)
_LAST_ENDINGS = (
    "is io į iu iame ysis iojo įjį iuoju iajame iai iais iaisiais ė ės ę ėje ioji iosios iąją iojoje iąsias ėmis "
    "iosiomis"
)
_COUNTS = (
    *("vienas vieno vieną viena vienos vienerius vieneri", "du dvi dviejų dveji dvejus dviem"),
    *("trys tris trijų treji trejus", "keturi keturis keturias keturios keturių ketveri ketverius"),
    *("penki penkis penkias penkios penkių", "šeši šešis šešias šešios šešių", "septyni septynis septynias septynių"),
    *("aštuoni aštuonis aštuonias aštuonių", "devyni devynis devynias devynių", "dešimt dešimtį"),
    *("vienuolika", "dvylika"),
)
# The endings of an ordinal written in digits: 2-oji, 3-čią.
ENDINGS = (
    "as is a oji ąją ąja ajai osios ojoje ojo ąjį ąsias asis omis ias ioji iąją iosios čioji čiąją čiosios čia čią "
    "moji mąją mosios roji rąją rosios toji tąją tosios ma mą ra rą ta tą o ą oje i ų uoju asias iąjį ąj ajame ame "
    "ia ią iojo iajam ajam omis iomis iosiomis osiomis čiosios"
)

_TIMES = ("kartai kartų kartus", "kartas karto kartą kart k krt")

# Adverbs: how often by themselves. The value is the sense of the unit.
_ADVERBS = {
    Sense.DAY: "kasdien kasdieną",
    Sense.WEEK: "kassavait kassavaitę",
    Sense.MONTH_UNIT: "kasmėn",
    Sense.YEAR: "kasmet",
}

_PLAIN: Mapping[Sense, str] = {
    Sense.YEAR: "m metai metų metams metus metais metuose",
    Sense.MONTH_UNIT: "mėn "
    + decline("mėnuo", "uo", "iai")
    + " mėnesiai mėnesių mėnesius mėnesiais mėnesiuose mėnesis mėnesi mėnes mn",
    Sense.WEEK: "sav " + decline("savaitė", "ė", "ės") + " savaičių savait",
    Sense.DAY: "d " + decline("diena", "a", "os"),
    Sense.QUARTER: "ketv ketvirt ketvirtį " + decline("ketvirtis", "tis", "čiai") + " ketvirčio",
    Sense.HALF_YEAR: "pusm pusmet " + decline("pusmetis", "tis", "čiai"),
    Sense.TRIMESTER: "trim trimestr " + decline("trimestras", "as", "ai"),
    Sense.DECADE: "dek " + decline("dekada", "a", "os") + " " + decline("dešimtadienis", "is", "iai"),
    Sense.PART: decline("pusė", "ė") + " p",
    Sense.HOUR: "val h " + decline("valanda", "a", "os"),
    Sense.MINUTE: "min " + decline("minutė", "ė", "ės") + " minučių",
    Sense.SCHOOL: "mokslo",
    Sense.CALENDAR: "kalendoriniai kalendorinių kalendorinius kalendoriniais",
    Sense.WORKING: "darbo",
    Sense.WEEKEND: "savaitgaliais savaitgaliai",
    Sense.EVERY: "kas",
    Sense.EACH: (
        "kiekvienas kiekvieno kiekvieną kiekviena kiekvienos kiekvienais kiekvieni kiekvienam kiekvienų kiekvienus "
        "kiekviename kiekvienoje kiekv einamojo"
    ),
    Sense.ALWAYS: (
        "nuolat nuolatos nuolatinis nuolatinė visada visuomet pastoviai nepertraukiamai ištisai sistemingai "
        "reguliariai periodiškai nuosekliai tęstinai nenutrūkstamai"
    ),
    Sense.WHOLE: "visus visą visas visi visų viso ištisus ištisą kiaurus šiais šių š einamaisiais einamųjų",
    Sense.COURSE: "eigoje eiga bėgyje laikotarpiu laikotarpyje laikotarpį laikotarpis laikotarpio laiką",
    Sense.UNTIL: "iki ligi",
    Sense.FROM: "nuo pradedant",
    Sense.AFTER: "po",
    Sense.BEFORE: "prieš",
    Sense.BETWEEN: "tarp",
    Sense.EVE: "išvakarėse išvakarės išvakares",
    Sense.OCCASION: "proga progai",
    Sense.TEACHING: "ugdymo",
    Sense.OTHER_YEAR: "kitų kitais kitus praėjusių praėjusiais ateinančių ateinančiais ankstesnių išskyrus išsk nebent",
    Sense.PER: "per",
    Sense.INTO: "į",
    Sense.AND: "ir bei",
    Sense.OR: "ar arba",
    Sense.ABOUT: "apie maždaug apytiksliai orientaciškai",
    Sense.BREAK: decline("atostogos", "os"),
    Sense.APART: "už dėl be su iš prie pasibaigus prasidėjus praėjus likus artėjant",
    Sense.NOT: "ne",
    Sense.HEDGE: "rečiau mažiau daugiau kaip nei bent mažiausiai",
    Sense.LATER: "vėliau vėliausiai",
    Sense.EARLIER: "anksčiau anksčiausiai",
    Sense.PASSED: "imtinai įskaitytinai šv",
    Sense.ACCORDING: "pagal gavus",
    Sense.NEED: "poreikiui poreikis reikalui reikalas reikalą būtinybei galimybei galimybėms reikia reikės",
    Sense.ARISING: "esant iškilus atsiradus kilus jei jeigu kai iškils atsiras kils",
    Sense.ON_REQUEST: "prireikus pareikalavus paprašius",
    Sense.SCHEDULE: (
        "planą planus grafiką grafikus tvarkaraštį tvarkaraščius kalendorių susitarimą galimybes kvietimą kvietimus "
        "pranešimą pranešimus prašymą prašymus užsakymą poreikį poreikius situaciją aplinkybes pareikalavimą terminus "
        "datas"
    ),
}
_PHASES = {START: "prasidedant", MIDDLE: "įpusėjus įpusėjant", END: "baigiantis baigiant besibaigiant"}
_TIDES = {
    12: "kalėdinis kalėdiniu kalėdinį prieškalėdinis prieškalėdiniu prieškalėdinį",
    0: "velykinis velykiniu velykinį",
}
_PARTS_OF_DAY = {
    MORNING: "ryto ryte rytą rytais",
    AFTERNOON: "popiet",
    EVENING: "vakaro vakare vakarą vakarais",
}
_EDGES = {
    START: "pradžia pradžios pradžiai pradžią pradžioje pradž pr",
    MIDDLE: "vidurys vidurio vidurį viduriu viduryje vid",
    END: "pabaiga pabaigos pabaigai pabaigą pabaigoje pabaig pab gale galo galą",
}


def _entries() -> Iterator[tuple[Sense, int, str]]:
    """A sense, its value, and the forms of all words that have them."""
    yield from ((sense, 0, forms) for sense, forms in _PLAIN.items())
    numbered: tuple[tuple[Sense, Mapping[int, str]], ...] = (
        (Sense.COUNT, _numbered(_COUNTS) | _TENS),
        (Sense.EDGE, _EDGES),
        (Sense.PART_OF_DAY, _PARTS_OF_DAY),
        (Sense.PHASE, _PHASES),
        (Sense.TIDE, _TIDES),
        (Sense.TIMES, dict(enumerate(_TIMES))),
        (Sense.ADVERB, {unit.value: forms for unit, forms in _ADVERBS.items()}),
        (Sense.SEASON, SEASONS),
        (Sense.MONTH, _numbered(MONTHS)),
        (Sense.ORDINAL, _numbered([_with(stem, _ORDINAL_ENDINGS) for stem in ORDINAL_STEMS])),
        (Sense.ORDINAL, {30: _with("trisdešimt", _ORDINAL_ENDINGS)}),
        (Sense.ORDINAL, {LAST: _with("paskutin", _LAST_ENDINGS), LAST_BUT_ONE: _with("priešpaskutin", _LAST_ENDINGS)}),
        (Sense.WEEKDAY, _numbered([_with(stem, _DECLENSIONS["is"]) for stem in WEEKDAYS])),
        (Sense.WEEKDAYS, _numbered([_with(stem, _DECLENSIONS["iai"]) for stem in WEEKDAYS])),
    )
    for sense, table in numbered:
        yield from ((sense, value, forms) for value, forms in table.items())


def _numbered(words: Sequence[str]) -> dict[int, str]:
    return dict(enumerate(words, start=1))


# A folded word to what it says. „Metų“ (of the year) and „metu“ (during) fold alike.
SENSES: Mapping[str, Entry] = {
    form: (sense, value) for sense, value, forms in _entries() for form in fold(forms).split()
}
WEEKDAY_LETTERS: Mapping[str, int] = {
    form: number for number, forms in enumerate(LETTERS_OF_WEEKDAYS, start=1) for form in fold(forms).split()
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ROMAN: Mapping[str, int] = {roman: number for number, roman in enumerate(_ROMAN, start=1)}


# Words that people mistype and that no other word is like: names of months and weekdays, and the longer units.
_TYPED_WRONG = {
    *(Sense.MONTH, Sense.WEEKDAY, Sense.WEEKDAYS, Sense.WEEK, Sense.MONTH_UNIT, Sense.HALF_YEAR, Sense.TRIMESTER),
}
_SHORTEST_MISTYPED, _LONGEST_MISTYPED, _SHORTEST_MISSPELT = 5, 16, 7
# Real words one letter away from those above.
_OTHER_WORDS = frozenset({"balandziai", "balandzius", "gegutes", "menuliai"})


@lru_cache(maxsize=1024)
def mistyped(word: str) -> Entry | None:
    """What a folded *word* with one typing error says: ``lapkrytis``, ``savatė``, ``splaio``; ``None`` for any other.

    The first letter is right. In short words only letters that changed places or were typed twice are an error.
    """
    if not _SHORTEST_MISTYPED <= len(word) <= _LONGEST_MISTYPED or word in _OTHER_WORDS:
        return None
    near: set[Entry] = set()
    for form in {each for key in (word, *_shorter(word)) for each in _shorter_forms().get(key, ())}:
        if _swapped_or_doubled(word, form) or (len(form) >= _SHORTEST_MISSPELT and _one_letter_off(word, form)):
            near.add(SENSES[form])
    return near.pop() if len(near) == 1 else None


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(1, len(word))}


@cache
def _shorter_forms() -> Mapping[str, list[str]]:
    """The forms that may be mistyped, by themselves and by each way to leave out a letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for form, (sense, _) in SENSES.items():
        if sense in _TYPED_WRONG and len(form) >= _SHORTEST_MISTYPED and not form.endswith(("je", "ui")):
            for key in (form, *_shorter(form)):
                found[key].append(form)
    return found


def _swapped_or_doubled(word: str, form: str) -> bool:
    if len(word) == len(form):
        off = [at for at in range(len(word)) if word[at] != form[at]]
        return len(off) == 2 and off[1] == off[0] + 1 and word[off[0]] == form[off[1]] and word[off[1]] == form[off[0]]  # noqa: PLR2004
    return len(word) == len(form) + 1 and any(
        word[at] == word[at - 1] and word[:at] + word[at + 1 :] == form for at in range(1, len(word))
    )


def _one_letter_off(word: str, form: str) -> bool:
    if len(word) == len(form):
        return sum(one != other for one, other in zip(word, form, strict=True)) == 1
    return form in _shorter(word) or word in _shorter(form)
