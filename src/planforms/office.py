"""LibreOffice, where it is installed: other documents become .docx or .xlsx; in a profile of its own, macros off."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from planforms.errors import PlanformsError, UnknownFormatError, UnreadableFileError
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
GROUP = 50  # documents for one LibreOffice: starting it costs more than any of them
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


def pdfs(documents: Sequence[tuple[str, bytes]], *, seconds: float = _SECONDS) -> list[bytes | PlanformsError]:
    """The PDF of each of *documents*, a name for messages and the bytes of a DOCX, or why there is none.

    One LibreOffice makes up to 50. Where it fails on a group or takes too long, each half of the group is tried again,
    so that only the document at fault is without its PDF. It has *seconds* for the first document, and one for each
    other.

    Raises:
        UnknownFormatError: LibreOffice is not installed.
    """
    program = _program()
    if program is None:
        raise UnknownFormatError("A PDF is made by LibreOffice, which is not installed; choose another format.")
    made: list[bytes | PlanformsError] = []
    for first in range(0, len(documents), GROUP):
        made += _pdfs(program, documents[first : first + GROUP], seconds)
    return made


def _pdfs(program: str, documents: Sequence[tuple[str, bytes]], seconds: float) -> Sequence[bytes | PlanformsError]:
    try:
        return _made_together(program, documents, ("docx", "pdf"), seconds + len(documents) - 1)
    except PlanformsError as error:
        if len(documents) == 1:
            return [error]
    half = len(documents) // 2
    return [*_pdfs(program, documents[:half], seconds), *_pdfs(program, documents[half:], seconds)]


def _program() -> str | None:
    return next((found for known in _PROGRAMS if (found := shutil.which(known))), None)


def _made(program: str, data: bytes, name: str, endings: tuple[str, str], seconds: float) -> bytes:
    """What LibreOffice makes of *data*; *endings* are of what there is and of what is wanted."""
    return _made_together(program, [(name, data)], endings, seconds)[0]


def _made_together(
    program: str, documents: Sequence[tuple[str, bytes]], endings: tuple[str, str], seconds: float
) -> list[bytes]:
    """What one LibreOffice makes of *documents*, all of them.

    Raises:
        UnreadableFileError: it could not make one of them, or not in *seconds*.
    """
    ending, wanted = endings
    with tempfile.TemporaryDirectory(prefix="planforms-") as folder:
        profile, out = Path(folder, "profile"), Path(folder, "out")
        Path(profile, "user").mkdir(parents=True)
        Path(profile, "user", "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        sources = [Path(folder, f"document{number}.{ending}") for number in range(len(documents))]
        for source, (_, data) in zip(sources, documents, strict=True):
            source.write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        command += ["--convert-to", _FILTERS.get(wanted, wanted), "--outdir", str(out), *map(str, sources)]
        _run(command, documents[0][0], wanted, seconds)
        made = []
        for source, (name, _) in zip(sources, documents, strict=True):
            result = Path(out, f"{source.stem}.{wanted}")
            if not result.is_file():
                raise UnreadableFileError(
                    "LibreOffice could not open “{name}”. Open it yourself, save it as .{wanted} and give that file.",
                    name=name,
                    wanted=wanted,
                )
            made.append(result.read_bytes())
        return made


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
    except BaseException as error:  # Ctrl-C too
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        if not isinstance(error, subprocess.TimeoutExpired):
            raise
        raise UnreadableFileError(
            "LibreOffice did not open “{name}” in {seconds} seconds. Open it yourself, save it as .{wanted} and give "
            "that file.",
            name=name,
            wanted=wanted,
            seconds=round(seconds),
        ) from error
