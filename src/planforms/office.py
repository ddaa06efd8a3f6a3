"""LibreOffice, where it is installed: older and other documents become .docx; in a profile of its own, macros off."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from planforms.errors import UnknownFormatError, UnreadableFileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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


def foreign_ending(data: bytes) -> str | None:
    """The ending of a document that only LibreOffice opens (``doc``, ``odt``, ``rtf``), told by its content."""
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE) and "WordDocument\0".encode("utf-16-le") in data:
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        return None if encrypted else "doc"
    packed = data.startswith(b"PK") and b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]
    return "odt" if packed else None


def to_docx(data: bytes, name: str, ending: str, *, seconds: float = _SECONDS) -> bytes:
    """The document called *name* as .docx, by LibreOffice, within *seconds*.

    Raises:
        UnknownFormatError: LibreOffice is not installed.
        UnreadableFileError: it could not open the document, or not in time.
    """
    return _convert(data, name, ending, "docx", seconds)


def _convert(data: bytes, name: str, ending: str, wanted: str, seconds: float) -> bytes:
    program = next((found for known in _PROGRAMS if (found := shutil.which(known))), None)
    if program is None:
        raise UnknownFormatError(
            "“{name}” is a .{ending} document, which is opened through LibreOffice, and LibreOffice is not installed. "
            "Open it in Word or LibreOffice, save it as .docx and give that file.",
            name=name,
            ending=ending,
        )
    with tempfile.TemporaryDirectory(prefix="planforms-") as folder:
        profile = Path(folder, "profile")
        Path(profile, "user").mkdir(parents=True)
        Path(profile, "user", "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source, out = Path(folder, f"document.{ending}"), Path(folder, "out")
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        _run([*command, "--convert-to", wanted, "--outdir", str(out), str(source)], name, seconds)
        made = Path(out, f"document.{wanted}")
        if not made.is_file():
            raise UnreadableFileError(
                "LibreOffice could not open “{name}”. Open it yourself, save it as .docx and give that file.", name=name
            )
        return made.read_bytes()


def _run(command: list[str], name: str, seconds: float) -> None:
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
            "LibreOffice did not open “{name}” in {seconds} seconds. Open it yourself, save it as .docx and give that "
            "file.",
            name=name,
            seconds=round(seconds),
        ) from error
