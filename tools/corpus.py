"""Write what planforms makes of files into a folder, to compare it before and after a change that keeps behaviour.

Usage: ``python tools/corpus.py OUT [FILE ...]``, then ``diff -r BEFORE AFTER``. Without files, all of ``samples/``.
Office files are written unpacked, a folder for each, so that a difference names the part that it is in.
"""

import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from planforms.cli import main

ROOT = Path(__file__).parents[1]
COMMANDS = {  # the file's name goes after the first word, the output's after ``-o``
    "plan.json": ("convert",),
    "plan.docx": ("convert", "--order-no", "V-12", "--order-date", "2026-09-01", "--minutes-no", "3"),
    "plan.xlsx": ("convert",),
    "plan.html": ("convert",),
    "plan.ics": ("convert", "--months"),
    "next.docx": ("roll", "--to", "2027-2028", "--report", "changes.json"),
    "order.docx": ("companion", "order"),
    "minutes.docx": ("companion", "minutes"),
    "october.docx": ("extract", "--month", "2025-10"),
}
REPORTS = ("text", "json", "html", "sarif", "github")


def taken(name: str, made: Path) -> Iterator[tuple[str, bytes]]:
    """A file that a command made, if it made one; it is gone afterwards."""
    if made.exists():
        data = made.read_bytes()
        made.unlink()
        yield name, data


def outputs(file: Path, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each command's document, or its messages where it made none."""
    run = CliRunner().invoke
    for name, (command, *options) in COMMANDS.items():
        made = folder / name
        kind = [options.pop(0)] if command == "companion" else []
        result = run(main, [command, *kind, str(file), *options, "-o", str(made)])
        yield f"{name}.txt", result.output.encode()
        yield from taken(name, made)
        yield from taken(f"{name}.changes.json", Path("changes.json"))
    for form in REPORTS:
        for language in ("lt", "en"):
            yield (
                f"check-{language}.{form}",
                run(main, ["--lang", language, "check", str(file), "--format", form]).output.encode(),
            )
    for option in ("--annotate", "--fix"):
        made = folder / f"{option.strip('-')}{file.suffix}"
        yield f"{made.name}.txt", run(main, ["check", str(file), option, str(made)]).output.encode()
        yield from taken(made.name, made)


def keep(folder: Path, name: str, data: bytes) -> None:
    """Write an output; an archive's parts each for itself."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        (folder / name).write_bytes(data)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder / name)


def run(out: Path, files: list[Path]) -> None:
    """A folder of outputs for each file."""
    out.mkdir(parents=True)
    with chdir(out):
        for file in files:
            folder = Path(file.name)
            folder.mkdir()
            for name, data in outputs(file, folder):
                keep(folder, name, data)


if __name__ == "__main__":
    chosen = [Path(name).resolve() for name in sys.argv[2:]] or sorted(
        file for file in (ROOT / "samples").iterdir() if file.suffix in {".xlsx", ".docx", ".csv", ".doc"}
    )
    run(Path(sys.argv[1]).resolve(), chosen)
