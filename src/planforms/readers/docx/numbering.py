"""Automatic list numbers: what Word prints before a paragraph that is numbered, counted as Word counts.

Bullets are characters of symbol fonts, which become the Unicode characters that look and mean the same.

Source: ECMA-376 part 1, 17.9.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from lxml import etree
from msgspec import Struct

from planforms.readers.docx.elements import VAL, child_value, has_switch, w, whole
from planforms.remembered import pattern_of

_PRIVATE = range(0xF000, 0xF100)  # where symbol fonts live in Unicode


def _table(pairs: str) -> dict[int, str]:
    """Pairs of a hexadecimal code in the font and its Unicode character."""
    return {int(pair[:2], 16): pair[2:] for pair in pairs.split()}


_WINGDINGS = _table(
    "28☎ 2A✉ 36⌛ 46☞ 4A☺ 4C☹ 52☼ 6C● 6D❍ 6E■ 6F□ 71❑ 72❒ 74⧫ 75◆ 76❖ 9E· 9F• A1○ A7▪ A8☐ AB★ "
    "D8➢ DC➲ DF← E0→ E1↑ E2↓ E8➔ F0⇨ FB✗ FC✓ FD☒ FE☑"
)
_WINGDINGS_2 = _table("4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ 96• 97● 98● A3☐")
_WEBDINGS = _table("61✓ 63□ 67■ 6E● 72✗")
_GREEK = dict(
    zip(
        (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = (
    _GREEK
    | {ord(character): character for character in "!#%&()+,./0123456789:;<=>?[]_{|}"}
    | _table("2A∗ 2D− A3≤ A5∞ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B3≥ B4× B7• B8÷ B9≠ BA≡ BB≈ BC… D6√ D7⋅ DB⇔ DC⇐ DE⇒ E5∑")
)
FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def is_private(code: int) -> bool:
    """Whether *code* means something only in a symbol font."""
    return code in _PRIVATE


def unicode_of(code: int, font: str) -> str | None:
    """The character that *code* shows in *font*, or ``None`` where that is not known."""
    low = code - _PRIVATE.start if is_private(code) else code
    if (known := FONTS.get(font.casefold())) is not None:
        return chr(low) if low in {ord(" "), ord("\u00a0")} else known.get(low)
    return None if is_private(code) or not _printable(code) else chr(code)


def _printable(code: int) -> bool:
    try:
        return chr(code).isprintable()
    except (ValueError, OverflowError):
        return False


BULLET = "•"
_LEVELS = 9
_HOLE = pattern_of(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
    *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_ROMAN = 32_767
_LETTERS = 26
_MOST_LETTERS = 780  # thirty repeats, as far as Word goes


class _Level(Struct, frozen=True):
    """One level of a list; ``restart`` is the level (from 1) whose step restarts it, 0 never, ``None`` any higher."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""


class _List(Struct, frozen=True):
    """A list instance: the abstract list that it counts with, its levels, and the levels that it starts anew."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and how far each has counted.

    *root* gives the root of numbering.xml, ``None`` where there is none; it is asked for at the first numbered
    paragraph, for most documents define lists and use none.
    """

    def __init__(self, root: Callable[[], etree._Element | None]) -> None:
        self._root = root
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    @cached_property
    def _lists(self) -> Mapping[str, _List]:
        root = self._root()
        return {} if root is None else dict(_lists(root))

    def level_of_style(self, number: str, style: str) -> int | None:
        """The level of list *number* that belongs to paragraph style *style*."""
        found = self._lists.get(number)
        return next((n for n, level in found.levels.items() if level.style == style), None) if found else None

    def step(self, number: str, level: int) -> str:
        """Count one paragraph of list *number* at *level* (from 0), and return its marker, empty where none shows."""
        found = self._lists.get(number)
        if found is None or not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for at, start in found.starts.items():
                counts[at] = start - 1
        here = found.levels.get(level, _Level())
        counts[level] = counts[level] + 1 if level in counts else here.start
        for below in [n for n in counts if n > level]:
            restart = found.levels.get(below, _Level()).restart
            if restart is None or level < restart:
                del counts[below]
        return _marker(here, found.levels, counts)


def _marker(here: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    def count(hole: re.Match[str]) -> str:
        at = int(hole[1]) - 1
        level = levels.get(at, _Level())
        return format_count(counts.get(at, level.start), "decimal" if here.legal else level.form)

    if here.form == "bullet":
        return here.text
    return _HOLE.sub(count, here.text).strip()


def _lists(root: etree._Element) -> Iterator[tuple[str, _List]]:
    abstracts = {item.get(w("abstractNumId"), ""): item for item in root.iterchildren(w("abstractNum"))}
    levels = {key: dict(map(_level, item.iterchildren(w("lvl")))) for key, item in abstracts.items()}
    named = {child_value(item, "styleLink"): key for key, item in abstracts.items()}
    for number in root.iterchildren(w("num")):
        key = child_value(number, "abstractNumId")
        if key in abstracts and (link := child_value(abstracts[key], "numStyleLink")):
            key = named.get(link, key)
        yield number.get(w("numId"), ""), _list(number, key, levels.get(key, {}))


def _list(number: etree._Element, abstract: str, levels: dict[int, _Level]) -> _List:
    starts: dict[int, int] = {}
    own = dict(levels)
    for override in number.iterchildren(w("lvlOverride")):
        at = whole(override.get(w("ilvl")))
        if (start := override.find(w("startOverride"))) is not None:
            starts[at] = whole(start.get(VAL))
        if (level := override.find(w("lvl"))) is not None:
            own[at] = _level(level)[1]
    return _List(abstract, own, starts)


def _level(item: etree._Element) -> tuple[int, _Level]:
    form_item = next(item.iter(w("numFmt")), None)
    form = "decimal" if form_item is None else form_item.get(VAL, "decimal")
    if form == "custom" and form_item is not None:
        form = form_item.get(w("format"), "").split(",")[0]
    text = child_value(item, "lvlText")
    if form == "bullet" or item.find(w("lvlPicBulletId")) is not None:
        form, text = "bullet", _bullet(item, text)
    restart = item.find(w("lvlRestart"))
    return whole(item.get(w("ilvl"))), _Level(
        start=whole(child_value(item, "start") or "1"),
        form=form,
        text=text,
        restart=None if restart is None else whole(restart.get(VAL)),
        legal=has_switch(item, "isLgl"),
        style=child_value(item, "pStyle"),
    )


def _bullet(item: etree._Element, text: str) -> str:
    fonts = next(item.iter(w("rFonts")), None)
    font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
    if len(text) == 1 and (font.casefold() in FONTS or not text.isprintable()):
        return unicode_of(ord(text), font) or BULLET
    return text.strip() or BULLET


def format_count(count: int, form: str) -> str:
    """*count* in a number format of Word; the words and ordinals of other languages are given as plain digits."""
    if form.isdecimal():  # a custom format such as “001, 002, 003, ...”
        return str(count).zfill(min(len(form), _LEVELS))
    return _FORMS.get(form, str)(count)


def _roman(count: int) -> str:
    if not 0 < count <= _MOST_ROMAN:
        return str(count)
    letters = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        letters += sign * times
    return letters


def _letter(count: int) -> str:
    """Letters a … z, aa, bb … zz, aaa …, as Word goes on after z."""
    if not 0 < count <= _MOST_LETTERS:
        return str(count)
    repeats, letter = divmod(count - 1, _LETTERS)
    return chr(ord("a") + letter) * (repeats + 1)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerLetter": _letter,
    "decimalZero": lambda count: f"{count:02}",
    "numberInDash": lambda count: f"- {count} -",
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
}
