"""What a file that is no readable archive really is, told by its first bytes, so that an error can name it.

It knows signatures and sentences, and opens nothing.
"""

from typing import Final

from planforms.errors import UnreadableFileError

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
# Stream names in an OLE directory are UTF-16; the first that is found tells what the file is.
_STREAMS: Final = (
    (
        "EncryptedPackage",
        "“{name}” is protected by a password; open it, remove the password, save it and give that copy.",
    ),
    ("WordDocument", "“{name}” is a document of the old Word format (.doc); open it in Word and save it as .docx."),
    (
        "Workbook",
        "“{name}” is a workbook of the old Excel format (.xls); give it the ending .xls, or save it as .xlsx.",
    ),
    ("Book", "“{name}” is a workbook of the old Excel format (.xls); give it the ending .xls, or save it as .xlsx."),
)
_PREFIXES: Final = (
    (b"%PDF", "“{name}” is a PDF, which no plan can be read from; give the Word or Excel file it was made of."),
    (b"{\\rtf", "“{name}” is a rich text file (.rtf); open it in Word and save it as .docx."),
    (b"<", "“{name}” is a web page or another text, not an Office document; open it in Word and save it as .docx."),
    (b"\x89PNG", "“{name}” is a picture; give the Word or Excel file with the plan."),
    (b"\xff\xd8\xff", "“{name}” is a picture; give the Word or Excel file with the plan."),
    (b"7z\xbc\xaf", "“{name}” is a packed archive; unpack it and give the Word or Excel file inside."),
    (b"Rar!", "“{name}” is a packed archive; unpack it and give the Word or Excel file inside."),
    (b"\x1f\x8b", "“{name}” is a packed archive; unpack it and give the Word or Excel file inside."),
)


def refusal(data: bytes, name: str) -> UnreadableFileError:
    """The error for bytes that are no readable archive: one sentence that names them, with the next step."""
    return UnreadableFileError(_message(data), name=name)


def _message(data: bytes) -> str:
    if not data.strip(b"\0"):
        return "“{name}” is empty; save the plan again and give that file."
    if data.startswith(_OLE):
        for stream, message in _STREAMS:
            if stream.encode("utf-16-le") in data:
                return message
        return "“{name}” is of an old Office format; open it in Word or Excel and save it as .docx or .xlsx."
    if data.startswith(_ZIP):
        return "“{name}” is cut short or damaged; copy or download it again, and see that the whole of it arrives."
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    for prefix, message in _PREFIXES:
        if start.startswith(prefix):
            return message
    return "“{name}” is no Word or Excel document, whatever its ending says; give the file with the plan."
