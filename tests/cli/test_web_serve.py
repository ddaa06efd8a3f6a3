"""``planforms serve`` and ``planforms shortcut`` as programs: started, found by a second start, ended."""

import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

_WAIT = 60


class Running:
    """A page that was started; ``address`` lets one in."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.address = address
        self.host = urlsplit(address).netloc
        self.cookie = ""

    def ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.host, timeout=_WAIT)
        headers = {"Origin": f"http://{self.host}", "Cookie": self.cookie, "Accept-Language": "en"}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        self.cookie = (answer.headers["Set-Cookie"] or self.cookie).partition(";")[0]
        words = answer.read().decode()
        connection.close()
        return answer.status, words


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "planforms", "--lang", "en", *arguments]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config"), "PYTHONUTF8": "1"}


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    with subprocess.Popen(
        command("serve", "--no-browser"), env=environment(tmp_path), stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}$", said)
        assert found, said
        yield Running(process, found[0])
        process.kill()


def test_it_is_ended_by_its_button(running: Running, tmp_path: Path) -> None:
    state = tmp_path / "config" / "planforms" / "page"
    assert running.ask("GET", "/")[0] == 403
    assert running.ask("GET", f"/?{urlsplit(running.address).query}")[0] == 303
    status, page = running.ask("GET", "/")
    assert status == 200
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    token = re.search(r'name="form-token" value="(\w+)"', page)
    assert token
    assert "closed" in running.ask("POST", "/quit?lang=en", f"form-token={token[1]}")[1]
    assert running.process.wait(_WAIT) == 0
    assert not state.exists()


@pytest.mark.parametrize(("system", "words"), [("lt", "Veiklos planas"), ("en", "Activity plan")])
def test_a_lithuanian_system_has_a_lithuanian_page_whatever_its_browser(
    tmp_path: Path, system: str, words: str
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "planforms", "serve", "--no-browser"],
        env={**environment(tmp_path), "LANGUAGE": system},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stderr
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found
        page = Running(process, found[0])
        assert page.ask("GET", f"/?{urlsplit(page.address).query}")[0] == 303
        assert f"<title>{words}" in page.ask("GET", "/")[1]
        process.send_signal(signal.SIGTERM)
        assert process.wait(_WAIT) == 0


def test_a_second_start_opens_the_page_that_runs(running: Running, tmp_path: Path) -> None:
    second = subprocess.run(
        command("serve", "--no-browser"),
        env=environment(tmp_path),
        capture_output=True,
        encoding="utf-8",
        timeout=_WAIT,
        check=True,
    )
    assert second.stderr.strip() == f"The page runs already: {running.address}"


def test_after_a_page_that_was_killed_another_is_opened(running: Running, tmp_path: Path) -> None:
    running.process.kill()
    running.process.wait(_WAIT)
    assert (tmp_path / "config" / "planforms" / "page").exists()
    with subprocess.Popen(
        command("serve", "--no-browser"), env=environment(tmp_path), stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr
        assert "The page is open" in process.stderr.readline()
        process.send_signal(signal.SIGTERM)
        assert process.wait(_WAIT) == 0


def test_it_ends_by_itself_when_nobody_asks(tmp_path: Path) -> None:
    shortened = (
        "from planforms.cli import serve, main; serve._IDLE, serve._LOOK = 0.5, 0.1; main(['serve', '--no-browser'])"
    )
    run = subprocess.run(
        [sys.executable, "-c", shortened], env=environment(tmp_path), timeout=_WAIT, check=True, capture_output=True
    )
    assert run.returncode == 0
    assert not (tmp_path / "config" / "planforms" / "page").exists()


def test_it_is_heard_at_this_computer_alone(running: Running) -> None:
    port = int(running.host.partition(":")[2])
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", port))


def test_a_port_that_is_taken_is_a_sentence(running: Running, tmp_path: Path) -> None:
    port = running.host.partition(":")[2]
    run = subprocess.run(
        command("serve", "--no-browser", "--port", port),
        env=environment(tmp_path / "other"),
        capture_output=True,
        encoding="utf-8",
        timeout=_WAIT,
        check=False,
    )
    assert run.returncode == 2
    assert f"cannot be opened at port {port}" in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a desktop entry is Linux's")
def test_the_icon_starts_the_page(tmp_path: Path) -> None:
    (tmp_path / "Desktop").mkdir()
    run = subprocess.run(command("shortcut"), env=environment(tmp_path), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    icon = tmp_path / "Desktop" / "planforms.desktop"
    (line,) = [line for line in icon.read_text(encoding="utf-8").splitlines() if line.startswith("Exec=")]
    assert "planforms.cli.serve import start" in line
    assert sys.executable in line
    again = subprocess.run(command("shortcut"), env=environment(tmp_path), capture_output=True, check=False)
    assert again.returncode == 2
