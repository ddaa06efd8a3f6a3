"""LibreOffice, where it is installed: other documents become .docx or .xlsx; in a profile of its own, macros off."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from planforms.errors import UnknownFormatError, UnreadableFileError
from planforms.package.signatures import Foreign, foreign

_PROGRAMS = ("soffice", "libreoffice")
# A tagged PDF/UA-1 with its fonts and its title, which is what the law asks of documents that the public reads.
_PDF = {
    "UseTaggedPDF": True,
    "PDFUACompliance": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
    "EmbedStandardFonts": True,
}
_SECONDS = 60
_FILTERS = {
    "pdf": "pdf:writer_pdf_Export:"
    + json.dumps({name: {"type": "boolean", "value": str(value).lower()} for name, value in _PDF.items()})
}
# No macro runs, no link is followed, nothing is asked: the document may come from a stranger.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def opened(data: bytes, name: str, *, seconds: float = _SECONDS) -> bytes:
    """*data*, the bytes of a file called *name*; .docx or .xlsx made of it where only LibreOffice opens it.

    Raises:
        UnknownFormatError: LibreOffice is needed and not installed.
        UnreadableFileError: it could not open the file, or not in *seconds*.
    """
    kind = foreign(data)
    return data if kind is None else _converted(data, name, kind, seconds)


def _converted(data: bytes, name: str, kind: Foreign, seconds: float) -> bytes:
    program = _program()
    if program is None:
        raise UnknownFormatError(
            "“{name}” is a .{ending} document, which is opened through LibreOffice, and LibreOffice is not installed. "
            "Open it in Word, Excel or LibreOffice, save it as .{wanted} and give that file.",
            name=name,
            ending=kind.ending,
            wanted=kind.wanted,
        )
    return _made(program, data, name, (kind.ending, kind.wanted), seconds)


def pdf_maker(*, seconds: float = _SECONDS) -> Callable[[bytes, str], bytes] | None:
    """What makes a PDF of the bytes of a DOCX and the name for messages; ``None`` where LibreOffice is not installed.

    It raises ``UnreadableFileError`` where LibreOffice could not make it, or not in *seconds*.
    """
    program = _program()
    if program is None:
        return None
    return lambda data, name: _made(program, data, name, ("docx", "pdf"), seconds)


def _program() -> str | None:
    return next((found for known in _PROGRAMS if (found := shutil.which(known))), None)


def _made(program: str, data: bytes, name: str, endings: tuple[str, str], seconds: float) -> bytes:
    """What LibreOffice makes of *data*; *endings* are of what there is and of what is wanted."""
    ending, wanted = endings
    with tempfile.TemporaryDirectory(prefix="planforms-") as folder:
        profile = Path(folder, "profile")
        Path(profile, "user").mkdir(parents=True)
        Path(profile, "user", "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source, out = Path(folder, f"document.{ending}"), Path(folder, "out")
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        _run(
            [*command, "--convert-to", _FILTERS.get(wanted, wanted), "--outdir", str(out), str(source)],
            name,
            wanted,
            seconds,
        )
        made = Path(out, f"document.{wanted}")
        if not made.is_file():
            raise UnreadableFileError(
                "LibreOffice could not open “{name}”. Open it yourself, save it as .{wanted} and give that file.",
                name=name,
                wanted=wanted,
            )
        return made.read_bytes()


def _run(command: list[str], name: str, wanted: str, seconds: float) -> None:
    """Run LibreOffice in a process group of its own, so that all of it ends with the time."""
    process = subprocess.Popen(  # noqa: S603 -- a program found on PATH, with paths of our own making
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        raise UnreadableFileError(
            "LibreOffice did not open “{name}” in {seconds} seconds. Open it yourself, save it as .{wanted} and give "
            "that file.",
            name=name,
            wanted=wanted,
            seconds=round(seconds),
        ) from error
