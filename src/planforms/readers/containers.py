"""Files that hold the document in another wrapping: signed containers, and pages saved as one file (MHTML).

Bytes in, the bytes of the document out. It knows wrappings (ETSI EN 319 162, RFC 2557), and not what is in them; no
signature is ever verified.
"""

import binascii
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from planforms.errors import UnreadableFileError
from planforms.findings import Finding
from planforms.package import Archive, Bound, Limits, Package, open_package, too_large
from planforms.remembered import pattern_of

if TYPE_CHECKING:
    from email.message import Message

SIGNED = (b"application/vnd.etsi.asic-", b"application/vnd.lt.archyvai.adoc", b"application/vnd.bdoc")
_FOLDERS = ("meta-inf/", "metadata/", "thumbnails/")
_DOCUMENTS = {".docx", ".docm", ".dotx", ".xlsx", ".xlsm"}
_SAVED_PAGE = pattern_of(r"[\w-]+:[^\n]*\n(?:.*\n)*?content-type:\s*multipart/related", re.IGNORECASE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_DEEPEST = 3
_UNENCODE: Mapping[str, Callable[[bytes], bytes]] = {
    "quoted-printable": binascii.a2b_qp,
    "base64": binascii.a2b_base64,
}


def is_signed(package: Package) -> bool:
    """Whether *package* is a container of signed files, .adoc or .asice."""
    if "mimetype" in package:
        return package.read("mimetype").strip().startswith(SIGNED)
    if "[Content_Types].xml" in package:
        return False
    return any(part.casefold().startswith("meta-inf/") and "signature" in part.casefold() for part in package.parts)


def signed_document(data: Archive, name: str, limits: Limits) -> tuple[bytes, str, Finding]:
    """The one document in the signed container *data*, called *name*: its bytes, its name, and what to say of it.

    Raises:
        UnreadableFileError: it holds several documents, or none that is read.
    """
    package = open_package(data, name, limits)
    held = [part for part in package.parts if part != "mimetype" and not part.casefold().startswith(_FOLDERS)]
    documents = [part for part in held if PurePosixPath(part).suffix.casefold() in _DOCUMENTS]
    names = ", ".join(f"„{PurePosixPath(part).name}“" for part in documents or held)
    if len(documents) > 1:
        raise UnreadableFileError(
            "“{name}” is a signed container of several documents: {names}; take out the one with the plan and give it.",
            name=name,
            names=names,
        )
    if not documents:
        raise UnreadableFileError(
            "“{name}” is a signed container without a .docx or .xlsx document in it; it holds {names}.",
            name=name,
            names=names or "–",
        )
    inner = PurePosixPath(documents[0]).name
    return package.read(documents[0]), inner, _unverified(inner, [part for part in held if part != documents[0]])


def _unverified(inner: str, others: list[str]) -> Finding:
    message = (
        "The plan is that of “{document}” inside a signed container; whether the signature is valid was not verified."
    )
    if others:
        message = (
            "The plan is that of “{document}” inside a signed container; whether the signature is valid was not "
            "verified, and what else it holds was left out: {others}."
        )
    return Finding(
        code="R117",
        message=message,
        hint="Verify the signature in the program that you sign with.",
        arguments={"document": inner, "others": ", ".join(others)},
    )


def is_saved_page(head: str) -> bool:
    """Whether a text that begins with *head* is a page saved as one file (.mht, or .doc of Word)."""
    first = head[:2000]
    return "mime-version:" in first.casefold() and _SAVED_PAGE.match(first) is not None


def page_of(data: bytes, name: str, limits: Limits) -> bytes:
    """The page in *data*, a page saved as one file called *name*; pictures and style sheets beside it are left.

    Raises:
        UnreadableFileError: there is no page in it, or it is damaged or over a limit.
    """
    if len(data) > limits.part:
        raise too_large(name, Bound.PART, limits.part >> 20)
    found = _page(data.removeprefix(b"\xef\xbb\xbf").lstrip(), 0)
    if found is None:
        raise UnreadableFileError(
            "“{name}” is a web page saved as one file, but there is no page in it; "
            "open it in Word and save it as .docx.",
            name=name,
        )
    return found


def _page(part: bytes, depth: int) -> bytes | None:
    ended = _END_OF_HEADERS.search(part)
    if ended is None:
        return None
    from email.parser import BytesHeaderParser

    headers, body = BytesHeaderParser().parsebytes(part[: ended.end()]), part[ended.end() :]
    if headers.get_content_type() == "text/html":
        return _decoded(headers, body)
    boundary = headers.get_boundary() if depth < _DEEPEST else None
    if not boundary:
        return None
    parts = re.split(rb"(?:^|\r?\n)--" + re.escape(boundary.encode("latin-1", "replace")), body)
    return next((page for inner in parts[1:] if (page := _page(inner.lstrip(b"\r\n"), depth + 1)) is not None), None)


def _decoded(headers: "Message", body: bytes) -> bytes | None:
    encoding = str(headers.get("Content-Transfer-Encoding", "")).strip().casefold()
    try:
        page = _UNENCODE[encoding](body) if encoding in _UNENCODE else body
    except binascii.Error:
        return None
    charset = headers.get_content_charset()
    if charset and b"charset" not in page[:4096].lower():
        page = f'<meta charset="{charset}">'.encode("latin-1", "replace") + page
    return page
