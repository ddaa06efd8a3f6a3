"""``planforms shortcut``: an icon on the desktop that opens the page."""

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from planforms.cli.files import write_output
from planforms.cli.voice import Voice
from planforms.errors import UsageError

_NAME = "Veiklos planai"
_SECONDS = 60
# What to make comes in the environment, so that no name is ever read as a command.
_WINDOWS = (
    "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:PLANFORMS_LINK); "
    "$s.TargetPath = $env:PLANFORMS_TARGET; $s.Arguments = $env:PLANFORMS_ARGUMENTS; $s.Save()"
)
_CODE = "from planforms.cli.serve import start; start()"


@click.command()
@click.option("--force", is_flag=True, help="Replace the icon if it exists.")
@click.pass_obj
def shortcut(speak: Voice, *, force: bool) -> None:
    """Put an icon on the desktop that opens the page."""
    if any(find_spec(name) is None for name in ("flask", "waitress")):
        raise UsageError(
            "The page needs {name}, which is not installed; install planforms with its extra: pip install "
            "'planforms[web]'.",
            name="flask",
        )
    match sys.platform:
        case "win32":
            made = _on_windows(force=force)
        case "darwin":
            made = _on_mac(force=force)
        case _:
            made = _on_linux(force=force)
    speak.message("Written: {target}", target=made)


def _on_windows(*, force: bool) -> str:
    link = Path.home() / "Desktop" / f"{_NAME}.lnk"
    if link.exists() and not force:
        raise _exists(link)
    windowed = Path(sys.executable).with_name("pythonw.exe")  # no console
    environment = {
        **os.environ,
        "PLANFORMS_LINK": str(link),
        "PLANFORMS_TARGET": str(windowed if windowed.exists() else sys.executable),
        "PLANFORMS_ARGUMENTS": f'-c "{_CODE}"',
    }
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS]
    try:
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        raise UsageError("“{name}” cannot be written: {reason}.", name=str(link), reason=str(error)) from error
    return str(link)


def _on_mac(*, force: bool) -> str:
    """A folder that macOS shows as a program."""
    program = Path.home() / "Desktop" / f"{_NAME}.app"
    contents = program / "Contents"
    if program.exists() and not force:
        raise _exists(program)
    run = contents / "MacOS" / "planforms"
    run.parent.mkdir(parents=True, exist_ok=True)
    about = {"CFBundleName": _NAME, "CFBundleExecutable": run.name, "CFBundleIdentifier": "lt.planforms.page"}
    write_output(str(contents / "Info.plist"), plistlib.dumps(about), force=True)
    write_output(str(run), f"#!/bin/sh\nexec {shlex.join([sys.executable, '-c', _CODE])}\n".encode(), force=True)
    run.chmod(0o755)
    return str(program)


def _on_linux(*, force: bool) -> str:
    """A desktop entry.

    Source: Desktop Entry Specification 1.5, „The Exec key“.
    """
    file = _desktop() / "planforms.desktop"
    if file.exists() and not force:
        raise _exists(file)
    escaped = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in sys.executable).replace("\\", "\\\\")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={_NAME}",
        f'Exec="{escaped.replace("%", "%%")}" -c "{_CODE}"',
        "Icon=x-office-document",
        "Terminal=false",
        "",
    )
    write_output(str(file), "\n".join(lines).encode(), force=True)
    file.chmod(0o755)
    return str(file)


def _desktop() -> Path:
    """The folder of the desktop, whatever it is called in the user's language."""
    program = shutil.which("xdg-user-dir")
    if program:
        answer = subprocess.run([program, "DESKTOP"], capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603
        if (named := Path(answer.stdout.strip() or "~")).is_dir():
            return named
    desktop = Path.home() / "Desktop"
    return desktop if desktop.is_dir() else Path.home()


def _exists(path: Path) -> UsageError:
    return UsageError("“{name}” exists already; choose another name, or add --force to replace it.", name=str(path))
