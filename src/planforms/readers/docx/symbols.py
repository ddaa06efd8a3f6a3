"""Characters of symbol fonts, and the Unicode characters that look and mean the same.

It knows fonts and code points, and nothing of documents. What is not listed has no sure counterpart.
"""

from collections.abc import Mapping
from typing import Final

_PRIVATE: Final = range(0xF000, 0xF100)  # where symbol fonts live in Unicode


def _table(pairs: str) -> dict[int, str]:
    """Pairs of a hexadecimal code in the font and its Unicode character."""
    return {int(pair[:2], 16): pair[2:] for pair in pairs.split()}


_WINGDINGS: Final = _table(
    "28☎ 2A✉ 36⌛ 46☞ 4A☺ 4C☹ 52☼ 6C● 6D❍ 6E■ 6F□ 71❑ 72❒ 74⧫ 75◆ 76❖ 9E· 9F• A1○ A7▪ A8☐ AB★ "
    "D8➢ DC➲ DF← E0→ E1↑ E2↓ E8➔ F0⇨ FB✗ FC✓ FD☒ FE☑"
)
_WINGDINGS_2: Final = _table("4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ 96• 97● 98● A3☐")
_WEBDINGS: Final = _table("61✓ 63□ 67■ 6E● 72✗")
_GREEK: Final = dict(
    zip(
        (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL: Final = (
    _GREEK
    | {ord(character): character for character in "!#%&()+,./0123456789:;<=>?[]_{|}"}
    | _table("2A∗ 2D− A3≤ A5∞ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B3≥ B4× B7• B8÷ B9≠ BA≡ BB≈ BC… D6√ D7⋅ DB⇔ DC⇐ DE⇒ E5∑")
)
FONTS: Final[Mapping[str, Mapping[int, str]]] = {
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
