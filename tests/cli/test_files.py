"""What happens to files: no input is written over, results are whole, and what the system refuses is one sentence."""

import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_linear import rows, text, workbook

from planforms.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
COMMAND = (sys.executable, "-m", "planforms", "--lang", "en")
needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is full")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", *map(str, arguments)])


def process(
    *arguments: str | Path, folder: Path, before: Callable[[], None] | None = None, **streams: object
) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, in *folder*; *before* runs in it before the command."""
    given = streams or {"capture_output": True}
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        check=False,
        preexec_fn=before,
        **given,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan in a.xlsx, a/x.xlsx, b/x.xlsx and b/x.docx, which is the current one."""
    for name in ("a.xlsx", "a/x.xlsx", "b/x.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((SAMPLES / "menu-grupe.xlsx").read_bytes())
    (tmp_path / "b/x.docx").write_bytes((SAMPLES / "menu-grupe.docx").read_bytes())
    (tmp_path / "link.xlsx").symlink_to("a.xlsx")
    (tmp_path / "hard.xlsx").hardlink_to(tmp_path / "a.xlsx")
    (tmp_path / "c").symlink_to("b")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "a/x.xlsx", "b/x.xlsx", "--annotate", "b"],
        ["check", "a/x.xlsx", "b/x.xlsx", "--fix", "b"],
        ["check", "a/x.xlsx", "b/x.xlsx", "--annotate", "c"],
        ["check", "a/x.xlsx", "b/x.docx", "--annotate", "./b"],
        ["check", "a/x.xlsx", "b/x.xlsx", "--annotate", "new"],
        ["check", "b/x.xlsx", "c/x.xlsx", "--annotate", "new"],
        ["check", "a.xlsx", "--annotate", "a.xlsx"],
        ["check", "a.xlsx", "--annotate", "link.xlsx"],
        ["check", "a.xlsx", "--fix", "hard.xlsx"],
        ["check", "link.xlsx", "--fix", "./a.xlsx"],
        ["check", "b/x.xlsx", "--annotate", "b"],
        ["check", "a.xlsx", "--annotate", "q.xlsx", "--fix", "./q.xlsx"],
        ["check", "a.xlsx", "--annotate", "q.xlsx", "--fix", "Q.xlsx"],
        ["check", "a.xlsx", "--annotate", "b/q.xlsx", "--fix", "c/q.xlsx"],
        ["check", "a/x.xlsx", "--annotate", "new/", "--fix", "./new/"],
        ["check", "a.xlsx", "--annotate", "-", "--fix", "-"],
        ["convert", "a.xlsx", "-o", "./a.xlsx"],
        ["convert", "a.xlsx", "-o", "hard.xlsx"],
        ["convert", "a.xlsx", "-o", "new.docx", "--template", "nowhere/../b/x.docx"],
        ["convert", "a.xlsx", "-o", "c/x.docx", "--template", "b/x.docx"],
        ["companion", "order", "a.xlsx", "-o", "c/x.docx", "--template", "b/x.docx"],
        ["companion", "order", "b/x.docx", "-o", "c/x.docx"],
        ["mark", "b/x.docx", "-o", "c/x.docx", "--order-no", "1"],
        ["roll", "a.xlsx", "--to", "2026-2027", "-o", "r.json", "--report", "./r.json"],
        ["roll", "a.xlsx", "--to", "2026-2027", "-o", "r.json", "--report", "R.JSON"],
        ["roll", "a.xlsx", "--to", "2026-2027", "-o", "link.xlsx"],
        ["roll", "a.xlsx", "--to", "2026-2027", "-o", "r.docx", "--template", "b/x.docx", "--report", "b/x.docx"],
    ],
)
def test_no_input_and_no_other_result_is_written_over(arguments: Sequence[str], folder: Path) -> None:
    before = contents(folder)
    result = run(*arguments, "--force")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert contents(folder) == before
    assert not (folder / "new").exists()


def test_a_plan_on_standard_input_is_not_written_over(folder: Path) -> None:
    before = contents(folder)
    with Path("a.xlsx").open("rb") as plan:
        result = process("convert", "-", "-o", "link.xlsx", "--force", folder=folder, stdin=plan, stderr=-1)
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
    with Path("a.xlsx").open("rb") as plan, Path("a.xlsx").open("ab") as same:
        result = process("convert", "-", "-o", "-", folder=folder, stdin=plan, stdout=same, stderr=-1)
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
    assert contents(folder) == before


def test_permissions_links_and_the_mask_are_kept(folder: Path) -> None:
    Path("old.docx").write_bytes(b"")
    Path("old.docx").chmod(0o640)
    Path("to-old.docx").symlink_to("old.docx")
    result = process("convert", "a.xlsx", "-o", "to-old.docx", "--force", folder=folder, before=lambda: _mask(0o077))
    assert result.returncode == 0
    assert Path("to-old.docx").is_symlink()
    assert (stat.S_IMODE(Path("old.docx").stat().st_mode), Path("old.docx").read_bytes()[:2]) == (0o640, b"PK")
    process("convert", "a.xlsx", "-o", "new.docx", folder=folder, before=lambda: _mask(0o077))
    assert stat.S_IMODE(Path("new.docx").stat().st_mode) == 0o600
    Path("nowhere.docx").symlink_to("not/there.docx")
    assert "is a link to a file that does not exist" in run("convert", "a.xlsx", "-o", "nowhere.docx").stderr


def _mask(mask: int) -> None:
    os.umask(mask)


def test_a_device_and_a_pipe_are_written_to_and_never_replaced(folder: Path) -> None:
    os.mkfifo("pipe.json")
    written = subprocess.Popen([*COMMAND, "convert", "a.xlsx", "-o", "pipe.json"], cwd=folder)
    assert Path("pipe.json").read_bytes().startswith(b"{")
    assert written.wait() == 0
    assert Path("pipe.json").is_fifo()
    assert run("convert", "a.xlsx", "-o", os.devnull, "--format", "json").exit_code == 0
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "a" * 300 + ".xlsx"],
        ["convert", "a.xlsx", "-o", "a" * 300 + ".docx"],
        ["convert", "a.xlsx", "-o", "a" * 300],
        ["convert", "a.xlsx", "-o", "a" * 5000 + "/a.docx"],
        ["check", "a.xlsx", "--annotate", "a" * 300 + ".xlsx"],
        ["check", "a.xlsx", "b/x.xlsx", "--annotate", "a" * 300],
        ["roll", "a.xlsx", "--to", "2026-2027", "--report", "a" * 300 + ".json"],
        ["blank", "--year", "2026", "-o", "a" * 300 + ".xlsx"],
        ["template", "out", "-o", "a" * 300 + ".docx"],
    ],
)
def test_names_that_the_system_refuses_are_refused_in_a_sentence(arguments: Sequence[str], folder: Path) -> None:
    before = contents(folder)
    result = run(*arguments)
    assert result.exit_code == 2
    assert (result.stdout + result.stderr).strip()
    assert contents(folder) == before


def test_a_name_as_long_as_the_system_allows_is_written(folder: Path) -> None:
    name = "a" * 250 + ".json"
    assert run("convert", "a.xlsx", "-o", name).exit_code == 0
    assert (folder / name).stat().st_size


def test_a_full_disk_leaves_nothing_and_the_old_file(folder: Path) -> None:
    Path("old.docx").write_bytes(b"mine")
    before = contents(folder)

    def few_bytes() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    for name in ("old.docx", "new.docx"):
        result = process("convert", "a.xlsx", "-o", name, "--force", folder=folder, before=few_bytes)
        assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
        assert b"cannot be written" in result.stderr
    assert contents(folder) == before


COMMANDS = [
    *([], ["--help"], ["--version"], ["rule", "--all"], ["template", "names"], ["check", "a.xlsx"]),
    *(["check", "a.xlsx", "--format", "json"], ["diff", "a.xlsx", "a/x.xlsx"], ["convert", "a.xlsx", "-o", "-"]),
]


@needs_full_device
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_standard_output_that_is_full_or_closed_is_reported_in_a_sentence(
    arguments: Sequence[str], folder: Path
) -> None:
    with Path("/dev/full").open("wb") as full:
        results = [process(*arguments, folder=folder, stdout=full, stderr=-1)]
    results.append(process(*arguments, folder=folder, stderr=-1, before=lambda: os.close(1)))
    reader, writer = os.pipe()
    os.close(reader)
    results.append(process(*arguments, folder=folder, stdout=writer, stderr=-1))
    os.close(writer)
    for result in results:
        assert result.returncode == 2
        if arguments:  # without any, click prints the help on standard error
            assert (result.stderr.count(b"\n"), result.stderr[:6]) == (1, b"Error:")
        assert b"Traceback" not in result.stderr


@needs_full_device
def test_the_work_is_done_where_messages_cannot_be_printed(folder: Path) -> None:
    for number, before in enumerate((lambda: os.close(2), lambda: os.dup2(os.open("/dev/full", os.O_WRONLY), 2))):
        made = folder / f"{number}.docx"
        result = process("convert", "a.xlsx", "-o", made, folder=folder, before=before, stdout=-1)  # type: ignore[arg-type]
        assert (result.returncode, made.read_bytes()[:2]) == (0, b"PK")
        assert process("convert", "none.xlsx", folder=folder, before=before, stdout=-1).returncode == 2  # type: ignore[arg-type]
    assert process("convert", "a.xlsx", "-o", "c.docx", folder=folder, before=lambda: os.close(1)).returncode == 0


def test_standard_input_that_is_closed_is_reported_in_a_sentence(folder: Path) -> None:
    result = process("convert", "-", "-o", "-", folder=folder, before=lambda: os.close(0))
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
    assert b"Standard input is closed" in result.stderr


def test_an_input_without_end_is_refused_once_it_is_too_long(folder: Path) -> None:
    result = process("convert", "/dev/zero", "-o", "new.docx", folder=folder)
    assert (result.returncode, result.stderr.count(b"\n")) == (2, 1)
    assert b"longer than 64 MiB" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_writing_leaves_no_temporary_file(number: signal.Signals, folder: Path) -> None:
    """The result goes to a folder where the process waits on a pipe in the middle of writing."""
    program = (
        "import os, sys\n"
        "from planforms import process\n"
        "process.clean_up_when_stopped()\n"
        "with process.temporary_file(sys.argv[1]) as path:\n"
        "    open(path, 'wb').write(b'half')\n"
        "    print(flush=True)\n"
        "    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=-1
    ) as writing:
        assert writing.stdout
        assert writing.stderr
        writing.stdout.readline()
        assert len(list(folder.glob(".planforms-*"))) == 1
        writing.send_signal(number)
        assert writing.wait() == -number
        assert writing.stderr.read() == b""
    assert not list(folder.glob(".planforms-*"))


def test_ctrl_c_while_the_program_is_still_being_imported_is_no_traceback(folder: Path) -> None:
    program = (
        "import os, signal, sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'click':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from planforms.__main__ import run\n"
        "run()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=folder, check=False, capture_output=True)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, b"", b"")


@pytest.mark.parametrize(
    ("size", "moments"), [(200, 2), pytest.param(2000, 50, marks=pytest.mark.slow)], ids=["few", "many"]
)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "big.csv", "-o", "out.docx"],
        ["check", "big.xlsx", "--annotate", "out.xlsx"],
        ["roll", "big.xlsx", "--to", "2026-2027", "-o", "out.xlsx", "--report", "out.json"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_signal_at_any_moment_leaves_the_old_or_the_whole_new_file(
    arguments: Sequence[str], number: signal.Signals, size: int, moments: int, folder: Path
) -> None:
    Path("big.csv").write_bytes(text(rows(size)))
    Path("big.xlsx").write_bytes(workbook(rows(size)))
    for output in ("out.docx", "out.xlsx", "out.json"):
        Path(output).write_bytes(b"old")
    before = contents(folder)
    began = time.monotonic()
    assert process(*arguments, "--force", folder=folder).returncode < 2
    whole, took = contents(folder), time.monotonic() - began
    draw = random.Random(1)  # noqa: S311 -- repeatable, not secret
    for _ in range(moments):
        for name, data in before.items():
            Path(name).write_bytes(data)
        with subprocess.Popen([*COMMAND, *arguments, "--force"], cwd=folder, stdout=-3, stderr=-3) as working:
            time.sleep(draw.uniform(0, 1.1 * took))
            working.send_signal(number)
            working.wait()
        after = contents(folder)
        assert after.keys() == before.keys()
        assert all(data in {before[name], whole[name]} for name, data in after.items())
