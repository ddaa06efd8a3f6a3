"""The bytes of a text file as characters: the encoding is known from the bytes, for every reader of plain text.

It knows the encodings that Lithuanian offices really use, and nothing of what the text says.
"""

import codecs
import re
from typing import NamedTuple

from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.package import DEFAULT_LIMITS, Bound, Limits, too_large
from planforms.readers.notices import characters_removed
from planforms.remembered import pattern_of
from planforms.text import without_forbidden

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BALTIC = "cp1257"
_SAMPLE = 4096
_STRAY = 10  # control characters that any text may hold
_LINE_ENDS = pattern_of("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = pattern_of("[\x00-\x08\x0e-\x19\x1b\x1f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CARRIAGE_RETURN = pattern_of("_x000[Dd]_\n?")  # as programs that read workbooks write out what Excel escapes
_HIGH = re.compile(rb"[\x80-\xff]")
# Of equals the first: Windows, ISO for Baltic countries, DOS, ISO for the north, and the old Macintosh.
_ONE_BYTE = (_BALTIC, "iso8859-13", "cp775", "iso8859-4", "mac_latin2")
_AROUND = re.compile(rb"[^\x80-\xff]{0,2}[\x80-\xff]+[^\x80-\xff]{0,2}")
_LETTERS_SAMPLE = 200_000
_LITHUANIAN = pattern_of("[ąčęėįšųūžĄČĘĖĮŠŲŪŽ„“”–—…€§°’]")
_STRANGE = pattern_of("[^\x00-\x7fąčęėįšųūžĄČĘĖĮŠŲŪŽ„“”–—…€§°’\u00a0]")
_CAPITAL_INSIDE = pattern_of("(?<=[a-ząčęėįšųūž])[ĄČĘĖĮŠŲŪŽ]")
_QUESTIONED = pattern_of(r"[A-Za-zŠšŽž]\?(?= ?[a-zšž])(?!\w*=)")  # not in addresses
_FEW = 3
_DOUBTFUL = "It is not sure which letters the bytes of “{name}” mean; some of them may be wrong."
_REPAIRED = "The Lithuanian letters of “{name}” were ruined (“Å¡” for “š”) and were put right."
_LOST = "In “{name}” a “?” is inside many words, as where Lithuanian letters were lost."


def _misread(letter: str, encoding: str) -> str:
    """What the UTF-8 of *letter* looks like where it was taken for *encoding*; bytes that it leaves out are kept."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in letter.encode())


# What letters become that were misread and written anew, „Å¡“ for „š“.
_RUINED_LETTERS = {
    _misread(letter, encoding): letter
    for letter in "ąčęėįšųūžĄČĘĖĮŠŲŪŽ„“”–—…€’"
    for encoding in ("latin-1", "cp1252", "cp1257")
}
_RUINED = pattern_of("|".join(map(re.escape, _RUINED_LETTERS)))


class Decoded(NamedTuple):
    """The characters of a file, each line ended by a line feed, and what was lost on the way."""

    words: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Decoded:
    """The characters of *data*, from a file called *name*.

    A byte order mark decides; then bytes that are zero in every other place (UTF-16), well-formed UTF-8, UTF-8 with a
    few damaged bytes, and last Windows Baltic (cp1257), in which no byte is wrong but a few.

    Raises:
        UnreadableFileError: the bytes are no text, or more of them than one part of a file may have.
    """
    if len(data) > limits.file:
        raise too_large(name, Bound.FILE, limits.file >> 20)
    encoding, skip = encoding_of(data)
    words, doubts = _old_letters(data, name) if encoding == _BALTIC else (data[skip:].decode(encoding, "replace"), [])
    words, repaired = _RUINED.subn(lambda ruined: _RUINED_LETTERS[ruined[0]], words)
    if repaired or len(_QUESTIONED.findall(words)) >= _FEW:
        doubts.append(_doubt(_REPAIRED if repaired else _LOST, name))
    if "\0" in words or len(_CONTROL.findall(words)) > _STRAY + len(words) // 20:
        raise UnreadableFileError(
            "“{name}” is no text file, whatever its file extension says; "
            "open it in the program it was made with and save it as .docx or .xlsx.",
            name=name,
        )
    return _cleaned(_LINE_ENDS.sub("\n", words), doubts)


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding of *data*, and how many bytes its mark takes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) // 8 and min(even, odd) <= max(even, odd) // 4:
        return ("utf-16-be" if even > odd else "utf-16-le"), 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        rest = _MULTIBYTE.sub(b"", data)
        damaged = len(_HIGH.findall(rest))
        letters = (len(data) - len(rest)) // 2
        # Baltic letters hardly ever look like UTF-8; a few bad bytes among many good ones are damage.
        return (_BALTIC, 0) if damaged * 10 > letters else ("utf-8", 0)
    return "utf-8", 0


def _old_letters(data: bytes, name: str) -> tuple[str, list[Finding]]:
    """*data* of one byte a letter, by the encoding that makes it most Lithuanian; a finding where none makes it so."""
    sample = b"".join(_AROUND.findall(data))[:_LETTERS_SAMPLE]
    best = max(_ONE_BYTE, key=lambda encoding: _likeness(sample.decode(encoding, "replace")))
    words = sample.decode(best, "replace")
    strange = len(_STRANGE.findall(words)) + len(_CAPITAL_INSIDE.findall(words))
    doubtful = strange > len(_LITHUANIAN.findall(words))
    return data.decode(best, "replace"), [_doubt(_DOUBTFUL, name)] if doubtful else []


def _likeness(words: str) -> int:
    """How much *words* look like Lithuanian ones: letters and quotation marks of ours less others and odd capitals."""
    return len(_LITHUANIAN.findall(words)) - len(_STRANGE.findall(words)) - 2 * len(_CAPITAL_INSIDE.findall(words))


def _doubt(message: str, name: str) -> Finding:
    return Finding(
        code="R118",
        message=message,
        hint="Save the file as UTF-8 in the program it was made with (in Excel “CSV UTF-8”), and give that copy.",
        arguments={"name": name},
    )


def _cleaned(words: str, doubts: list[Finding]) -> Decoded:
    words = words.replace("\x1a", "")  # DOS ended its files by it
    words = _CARRIAGE_RETURN.sub("\n", words)
    clean = without_forbidden(words)
    lost = len(words) - len(clean) + clean.count("\N{REPLACEMENT CHARACTER}")
    return Decoded(clean, (*doubts, *([characters_removed(lost)] if lost else [])))
