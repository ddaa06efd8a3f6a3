"""LibreOffice, where it is installed: other documents become .docx or .xlsx; in a profile of its own, macros off."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from planforms.disk import reason
from planforms.errors import PlanformsError, UnknownFormatError, UnreadableFileError, UsageError
from planforms.package import open_package
from planforms.package.signatures import Foreign, foreign
from planforms.packing import repacked
from planforms.process import cleaned_up, signals_postponed, temporary_folder

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
        UsageError: the folder for temporary files cannot be used.
    """
    try:
        with temporary_folder() as folder:
            return _made_in(folder, program, documents, endings, seconds)
    except OSError as error:
        raise UsageError(
            "“{name}” could not be given to LibreOffice: the folder for temporary files, “{folder}”, cannot be used: "
            "{reason}.",
            name=documents[0][0],
            folder=tempfile.gettempdir(),
            reason=reason(error),
        ) from error


def _made_in(
    folder: Path, program: str, documents: Sequence[tuple[str, bytes]], endings: tuple[str, str], seconds: float
) -> list[bytes]:
    ending, wanted = endings
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    sources = [folder / f"document{number}.{ending}" for number in range(len(documents))]
    for source, (_, data) in zip(sources, documents, strict=True):
        source.write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    command += ["--convert-to", _FILTERS.get(wanted, wanted), "--outdir", str(out), *map(str, sources)]
    if not _run(command, seconds):
        raise UnreadableFileError(
            "LibreOffice did not open “{name}” in {seconds} seconds. Open it yourself, save it as .{wanted} and give "
            "that file.",
            name=documents[0][0],
            wanted=wanted,
            seconds=round(seconds),
        )
    return [
        _result(out / f"{source.stem}.{wanted}", name) for source, (name, _) in zip(sources, documents, strict=True)
    ]


def _result(made: Path, name: str) -> bytes:
    """The bytes of the file *made* of the document *name*."""
    wanted = made.suffix.removeprefix(".")
    if not made.is_file():
        raise UnreadableFileError(
            "LibreOffice could not open “{name}”. Open it yourself, save it as .{wanted} and give that file.",
            name=name,
            wanted=wanted,
        )
    return made.read_bytes() if wanted == "pdf" else _without_clock(made.read_bytes(), name)


def _without_clock(data: bytes, name: str) -> bytes:
    """The document *data* without the time at which LibreOffice made it, so that a file gives the same bytes twice."""
    package = open_package(data, name)
    return repacked(package, {part: package.read(part) for part in package.parts})


def _run(command: list[str], seconds: float) -> bool:
    """Whether *command* ended in time; it is a process group of its own, so that all of it ends, with ours at last."""
    with ExitStack() as stack:
        with signals_postponed():
            process = subprocess.Popen(  # noqa: S603 -- a program found on PATH, with paths of our own making
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            stack.enter_context(cleaned_up(partial(_end, process)))
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End *process* with all that it has started, if it still runs."""
    if process.returncode is not None:
        return
    if os.name != "posix":
        process.kill()
        process.wait()
        return
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
        os.waitpid(process.pid, 0)  # its own ``wait`` has a lock, which whoever was interrupted may hold
    process.poll()
