"""LibreOffice, where it is installed: other documents become .docx or .xlsx; in a profile of its own, macros off."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from planforms.disk import reason
from planforms.errors import UnknownFormatError, UnreadableFileError, UsageError
from planforms.package import open_package
from planforms.package.rewriting import repacked
from planforms.package.signatures import Foreign, foreign
from planforms.process import cleaned_up, signals_postponed, temporary_folder

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
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
    try:
        with temporary_folder() as folder:
            return _made_in(folder, program, data, name, endings, seconds)
    except OSError as error:
        raise UsageError(
            "“{name}” could not be given to LibreOffice: the folder for temporary files, “{folder}”, cannot be used: "
            "{reason}.",
            name=name,
            folder=tempfile.gettempdir(),
            reason=reason(error),
        ) from error


def _made_in(  # noqa: PLR0913, PLR0917 -- what is made of what, where and how
    folder: Path, program: str, data: bytes, name: str, endings: tuple[str, str], seconds: float
) -> bytes:
    ending, wanted = endings
    profile, source, out = folder / "profile", folder / f"document.{ending}", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    source.write_bytes(data)
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    if not _run([*command, "--convert-to", wanted, "--outdir", str(out), str(source)], seconds):
        raise UnreadableFileError(
            "LibreOffice did not open “{name}” in {seconds} seconds. Open it yourself, save it as .{wanted} and give "
            "that file.",
            name=name,
            wanted=wanted,
            seconds=round(seconds),
        )
    made = out / f"document.{wanted}"
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
