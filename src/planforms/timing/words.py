"""The words that Lithuanian timings are made of, in one table, with all their case forms.

The lexer looks words up here; nothing here knows how they follow one another. A word is looked up folded
(``planforms.text.fold``), so that capitals and lost diacritics do not matter.
"""

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from planforms.text import fold


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
    APART = auto()  # after, before, for: what follows is not the time of the activity
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
EDGE_NAMES: Mapping[int, str] = {START: "start", MIDDLE: "middle", END: "end"}

Entry = tuple[Sense, int]

# Endings by declension, nominative first.
_DECLENSIONS: Mapping[str, str] = {
    "is": "is io iui į iu yje",  # spalis
    "jis": "jis jo jui jį ju jyje",  # rugsėjis
    "tis": "tis čio čiui tį čiu tyje",  # lapkritis
    "dis": "dis džio džiui dį džiu dyje",  # balandis
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
    stem = word.removesuffix(ending)
    endings = _DECLENSIONS[ending].split() + (_DECLENSIONS[plural].split() if plural else [])
    return " ".join(stem + each for each in endings)


MONTHS = (
    decline("sausis", "is") + " saus",
    decline("vasaris", "is") + " vas vasar",
    decline("kovas", "as") + " kov",
    decline("balandis", "dis") + " bal baland",
    decline("gegužė", "ė") + " gegužis gegužio geg geguž",
    decline("birželis", "is") + " birž",
    decline("liepa", "a") + " liep",
    decline("rugpjūtis", "tis") + " rugpj rugp",
    decline("rugsėjis", "jis") + " rugs",
    decline("spalis", "is") + " spal",
    decline("lapkritis", "tis") + " lapkr lapkrit",
    decline("gruodis", "dis") + " gruod",
)
SEASONS = {
    21: decline("pavasaris", "is"),
    22: decline("vasara", "a"),
    23: "ruduo rudens rudeniui rudenį rudeniu rudenyje",
    24: decline("žiema", "a"),
}
WEEKDAYS = ("pirmadien", "antradien", "trečiadien", "ketvirtadien", "penktadien", "šeštadien", "sekmadien")
LETTERS_OF_WEEKDAYS = ("pr pir pirm", "an ant antr", "tr treč", "kt ketv", "pn penk penkt", "št šešt", "sk sekm")
ORDINAL_STEMS = (
    *("pirm", "antr", "treči", "ketvirt", "penkt", "šešt", "septint", "aštunt", "devint", "dešimt"),
    *("vienuolikt", "dvylikt"),
)
_ORDINAL_ENDINGS = (
    "as o am ą u ame ai a os ą oje asis ojo ajam ąjį uoju ajame oji osios ajai ąją ąja ojoje omis osiomis ąsias"
)
_LAST_ENDINGS = (
    "is io į iu iame ysis iojo įjį iuoju iajame iai iais iaisiais ė ės ę ėje ioji iosios iąją iojoje iąsias ėmis "
    "iosiomis"
)
_COUNTS = (
    "vienas vieno vieną viena vienos vienerius vieneri",
    "du dvi dviejų dveji dvejus dviem",
    "trys tris trijų treji trejus",
    "keturi keturis keturias keturios keturių ketveri ketverius",
    "penki penkis penkias penkios penkių",
    "šeši šešis šešias šešios šešių",
    "septyni septynis septynias septynių",
    "aštuoni aštuonis aštuonias aštuonių",
    "devyni devynis devynias devynių",
    "dešimt dešimtį",
    "vienuolika",
    "dvylika",
)
# The endings of an ordinal written in digits: 2-oji, 3-čią.
ENDINGS = (
    "as is a oji ąją ąja ajai osios ojoje ojo ąjį ąsias asis omis ias ioji iąją iosios čioji čiąją čiosios čia čią "
    "moji mąją mosios roji rąją rosios toji tąją tosios ma mą ra rą ta tą o ą oje i ų uoju asias iąjį ąj ajame ame"
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
    + " mėnesiai mėnesių mėnesius mėnesiais mėnesiuose mėnesis",
    Sense.WEEK: "sav " + decline("savaitė", "ė", "ės") + " savaičių",
    Sense.DAY: "d " + decline("diena", "a", "os"),
    Sense.QUARTER: "ketv ketvirt ketvirtį " + decline("ketvirtis", "tis", "čiai"),
    Sense.HALF_YEAR: "pusm pusmet " + decline("pusmetis", "tis", "čiai"),
    Sense.TRIMESTER: "trim trimestr " + decline("trimestras", "as", "ai"),
    Sense.DECADE: "dek " + decline("dekada", "a", "os"),
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
        "reguliariai periodiškai"
    ),
    Sense.WHOLE: "visus visą visas visi visų viso ištisus kiaurus šiais šių einamaisiais einamųjų",
    Sense.COURSE: "eigoje eiga bėgyje laikotarpiu laikotarpyje laikotarpį laikotarpis laikotarpio laiką",
    Sense.UNTIL: "iki ligi",
    Sense.FROM: "nuo",
    Sense.PER: "per",
    Sense.INTO: "į",
    Sense.AND: "ir bei",
    Sense.OR: "ar arba",
    Sense.ABOUT: "apie maždaug apytiksliai orientaciškai",
    Sense.BREAK: decline("atostogos", "os"),
    Sense.APART: "po prieš už dėl be su iš prie tarp pasibaigus baigiantis prasidėjus praėjus likus artėjant",
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
        "planą planus grafiką grafikus tvarkaraštį tvarkaraščius kalendorių susitarimą galimybes kvietimą "
        "kvietimus prašymą prašymus užsakymą poreikį poreikius situaciją aplinkybes pareikalavimą terminus datas"
    ),
}
_EDGES = {
    START: "pradžia pradžios pradžiai pradžią pradžioje pr",
    MIDDLE: "vidurys vidurio vidurį viduriu viduryje vid",
    END: "pabaiga pabaigos pabaigai pabaigą pabaigoje pab gale",
}


def _entries() -> Iterator[tuple[str, Entry]]:
    for sense, forms in _PLAIN.items():
        yield from ((form, (sense, 0)) for form in forms.split())
    numbered = (
        (Sense.COUNT, enumerate(_COUNTS, start=1)),
        (Sense.EDGE, _EDGES.items()),
        (Sense.TIMES, enumerate(_TIMES)),
        (Sense.ADVERB, ((unit.value, forms) for unit, forms in _ADVERBS.items())),
        (Sense.SEASON, SEASONS.items()),
        (Sense.MONTH, enumerate(MONTHS, start=1)),
        (Sense.ORDINAL, ((n, _ordinals(stem)) for n, stem in enumerate(ORDINAL_STEMS, start=1))),
        (Sense.ORDINAL, ((LAST, _last("paskutin")), (LAST_BUT_ONE, _last("priešpaskutin")))),
        (Sense.WEEKDAY, ((n, _singular(stem)) for n, stem in enumerate(WEEKDAYS, start=1))),
        (Sense.WEEKDAYS, ((n, _plural(stem)) for n, stem in enumerate(WEEKDAYS, start=1))),
    )
    for sense, table in numbered:
        yield from ((form, (sense, number)) for number, forms in table for form in forms.split())


def _ordinals(stem: str) -> str:
    return " ".join(stem + ending for ending in _ORDINAL_ENDINGS.split())


def _last(stem: str) -> str:
    return " ".join(stem + ending for ending in _LAST_ENDINGS.split())


def _singular(stem: str) -> str:
    return " ".join(stem + ending for ending in ["is", "io", "iui", "į", "iu", "yje"])


def _plural(stem: str) -> str:
    return " ".join(stem + ending for ending in ["iai", "ių", "iams", "ius", "iais", "iuose"])


# A folded word to what it says. „Metų“ (of the year) and „metu“ (during) fold alike; the first is kept.
SENSES: Mapping[str, Entry] = {fold(form): entry for form, entry in _entries()}
WEEKDAY_LETTERS: Mapping[str, int] = {
    fold(form): number for number, forms in enumerate(LETTERS_OF_WEEKDAYS, start=1) for form in forms.split()
}
ROMAN: Mapping[str, int] = {
    roman: n
    for n, roman in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], start=1)
}
