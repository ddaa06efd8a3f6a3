"""What a file that is no readable archive really is, recognised by its first bytes, so that an error can name it.

It knows signatures and sentences, and opens nothing.
"""

from msgspec import Struct

from planforms.errors import UnreadableFileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = "“{name}” is a workbook of the old Excel format (.xls); give it the extension .xls, or save it as .xlsx."
# Stream names in an OLE directory are UTF-16; the first that is found shows what the file is.
_STREAMS = (
    (
        "EncryptedPackage",
        "“{name}” is protected by a password; open it, remove the password, save it and give that copy.",
    ),
    ("WordDocument", "“{name}” is a document of the old Word format (.doc); open it in Word and save it as .docx."),
    ("Workbook", _OLD_EXCEL),
    ("Book", _OLD_EXCEL),
)
_TEXT_OF_ODF = b"mimetypeapplication/vnd.oasis.opendocument.text"
_HEAD = 4096
_ARCHIVE = "“{name}” is a packed archive; unpack it and give the Word or Excel file inside."
_UNKNOWN = "“{name}” is no Word or Excel document, whatever its file extension says; give the file with the plan."
_PREFIXES = (
    (b"%PDF", "“{name}” is a PDF, which no plan can be read from; give the Word or Excel file it was made of."),
    (b"{\\rtf", "“{name}” is a rich text file (.rtf); open it in Word and save it as .docx."),
    (b"<", "“{name}” is a web page or another text, not an Office document; open it in Word and save it as .docx."),
    (b"\x89PNG", "“{name}” is a picture; give the Word or Excel file with the plan."),
    (b"\xff\xd8\xff", "“{name}” is a picture; give the Word or Excel file with the plan."),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)


class Foreign(Struct, frozen=True):
    """A kind of file that only another program opens: its ending, and that of the file to save it as there."""

    ending: str
    wanted: str


_DOC = Foreign("doc", "docx")
# Kinds of XML by words near their beginning, and what to say of each.
_XML_KINDS = (
    (
        b"urn:schemas-microsoft-com:office:spreadsheet",
        Foreign("xml", "xlsx"),
        "“{name}” is a workbook of the form Excel 2003 XML; open it in Excel and save it as .xlsx.",
    ),
    (
        b"http://schemas.microsoft.com/office/word/2003/wordml",
        Foreign("xml", "docx"),
        "“{name}” is a document of the form Word 2003 XML; open it in Word and save it as .docx.",
    ),
    (
        b"http://schemas.microsoft.com/office/2006/xmlPackage",
        Foreign("xml", "docx"),
        "“{name}” is a Word document saved as XML; open it in Word and save it as .docx.",
    ),
    (
        b"application/vnd.oasis.opendocument.spreadsheet",
        Foreign("fods", "xlsx"),
        "“{name}” is an OpenDocument spreadsheet saved as XML (.fods); open it in LibreOffice and save it as .xlsx.",
    ),
    (
        b"application/vnd.oasis.opendocument.text",
        Foreign("fodt", "docx"),
        "“{name}” is an OpenDocument text saved as XML (.fodt); open it in LibreOffice and save it as .docx.",
    ),
)


def foreign(data: bytes) -> Foreign | None:
    """What *data* is, where only another program opens it: .doc, .odt, .rtf, and documents that are one XML."""
    if data.startswith(b"{\\rtf"):
        return Foreign("rtf", "docx")
    if data.startswith(_OLE) and "WordDocument\0".encode("utf-16-le") in data:
        return None if "EncryptedPackage".encode("utf-16-le") in data else _DOC
    if data.startswith(_ZIP):
        return Foreign("odt", "docx") if _TEXT_OF_ODF in data[:200] else None
    found = _xml_kind(data)
    return found[0] if found else None


def _xml_kind(data: bytes) -> tuple[Foreign, str] | None:
    """The kind of document that is one XML, and what to say of it."""
    head = data[:_HEAD]
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"<?xml", b"<?mso", b"<Workbook", b"<office:")):
        return None
    if b"<html" in head.lower():  # pages that Office saves declare the same names
        return None
    return next(((kind, message) for words, kind, message in _XML_KINDS if words in head), None)


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
    known = (message for prefix, message in _PREFIXES if start.startswith(prefix))
    found = _xml_kind(data)
    return found[1] if found else next(known, _UNKNOWN)
