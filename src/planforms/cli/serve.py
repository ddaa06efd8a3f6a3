"""``planforms serve``: the page on this computer; this module alone knows its sockets, files and time."""

import http.client
import os
import secrets
import signal
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import click

from planforms.cli.files import read_input
from planforms.cli.voice import Voice, one_sentence, today, voice
from planforms.errors import UsageError
from planforms.language import user_language
from planforms.process import clean_up_when_stopped, open_standard_streams, temporary_file, work_as_child
from planforms.settings import FILE_NAME, Settings, parse_settings

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

    from planforms.web.app import Surroundings

_HOST = "127.0.0.1"
_IDLE = 3600.0  # seconds without a request
_LOOK = 5.0  # seconds between looks at the time
_PATIENCE = 3.0  # seconds to wait for a page that may run already
_IN_MEMORY = 1 << 30  # bytes that waitress would otherwise put into a temporary file
_Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@click.command()
@click.option("--port", metavar="N", type=click.IntRange(0, 65535), default=0, help="The port; by default a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address and do not open it.")
@click.pass_context
def serve(ctx: click.Context, *, port: int, no_browser: bool) -> None:
    """Open the page in the browser: all of this without a terminal.

    It runs on this computer alone and keeps nothing of the files. The button that finishes it, an hour without a
    request or Ctrl-C end it. Where it runs already, its page is opened.
    """
    _serve(voice(ctx), port, ctx.find_root().params["lang"], browser=not no_browser)


def start() -> None:
    """Open the page from an icon, without a console."""
    work_as_child()
    open_standard_streams()
    clean_up_when_stopped()
    speak = Voice(user_language())
    with one_sentence(speak):
        _serve(speak, 0, None, browser=True)


def _serve(speak: Voice, port: int, language: str | None, *, browser: bool) -> None:
    if running := _running():
        speak.message("The page runs already: {address}", address=running)
        _open(running, browser=browser)
        return
    create_server, make_app = _library()
    last = _LastRequest()
    try:
        server: BaseWSGIServer = create_server(
            last,
            host=_HOST,
            port=port,
            ident="planforms",
            inbuf_overflow=_IN_MEMORY,
            outbuf_overflow=_IN_MEMORY,
            # More than the application takes, so that it is the application that says what is too much.
            max_request_body_size=_IN_MEMORY >> 3,
        )
    except OSError as error:
        raise UsageError(
            "The page cannot be opened at port {port}: {reason}.", port=port, reason=error.strerror or str(error)
        ) from error
    # A Lithuanian system often has an English browser; of any other system the browser knows more.
    language = language or ("lt" if user_language() == "lt" else None)
    surroundings = _surroundings(f"{_HOST}:{server.effective_port}", language)
    last.application = make_app(surroundings)
    address = surroundings.guard.address
    with _stopped_by_signals(), _announced(address):
        speak.message("The page is open: {address}", address=address)
        speak.message("To end it press Ctrl-C, or “Finish” on the page.")
        threading.Thread(target=_end_when_idle, args=(last,), daemon=True).start()
        _open(address, browser=browser)
        server.run()
        server.close()


def _library() -> tuple[Callable[..., Any], "Callable[[Surroundings], Any]"]:
    """What makes a server, and what makes the application.

    Raises:
        UsageError: the extra ``web`` is not installed.
    """
    try:
        from waitress.server import create_server

        from planforms.web.app import make_app
    except ModuleNotFoundError as error:
        raise UsageError(
            "The page needs {name}, which is not installed; install planforms with its extra: pip install "
            "'planforms[web]'.",
            name=error.name,
        ) from error
    return create_server, make_app


def _surroundings(host: str, language: str | None) -> "Surroundings":
    from planforms.office import opened, pdf_maker
    from planforms.web.app import Guard, Surroundings

    return Surroundings(
        guard=Guard(host, secrets.token_urlsafe(32)),
        today=today,
        language=language,
        opened=opened,
        pdf=pdf_maker(),
        load_settings=_load_settings,
        load_template=_load_template,
        save_settings=_save_settings,
        stop=_stop,
    )


class _LastRequest:
    """The application, made once its port is known, and when it was last asked for something."""

    def __init__(self) -> None:
        self.application: _Application | None = None
        self.time = time.monotonic()

    def __call__(self, environ: dict[str, Any], respond: Callable[..., Any]) -> Iterable[bytes]:
        self.time = time.monotonic()
        assert self.application is not None  # noqa: S101 -- the server runs only once it is there
        return self.application(environ, respond)


def _end_when_idle(last: _LastRequest) -> None:
    while time.monotonic() - last.time < _IDLE:
        time.sleep(_LOOK)
    _stop()


def _stop() -> None:
    """End the server's loop, which Ctrl-C ends too, once what was answered has been sent."""
    timer = threading.Timer(0.5, signal.raise_signal, (signal.SIGINT,))
    timer.daemon = True
    timer.start()


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let a signal end the loop of the server, and not the process in the middle of it."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, stop)
    with suppress(KeyboardInterrupt):
        yield


def _folder() -> Path:
    return Path(click.get_app_dir("planforms"))


def _state_file() -> Path:
    """Where the address of the page that runs is written, for the next start to open."""
    return _folder() / "page"


@contextmanager
def _announced(address: str) -> Iterator[None]:
    """Write where the page runs for as long as it does, readable by this user alone."""
    file = _state_file()
    try:
        _write_private(file, address)
    except OSError:  # a second start will open a page of its own
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            if file.read_text(encoding="utf-8") == address:
                file.unlink()


def _write_private(file: Path, words: str) -> None:
    """Write the file whole or not at all, readable by its user alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with temporary_file(str(file.parent)) as temporary:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8") as stream:  # noqa: PTH123 -- a descriptor
            stream.write(words)
        Path(temporary).replace(file)


def _running() -> str:
    """The address of the page that runs already; empty where none answers."""
    try:
        address = _state_file().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    parts = urlsplit(address)
    if parts.hostname != _HOST or not parts.port or "token" not in parse_qs(parts.query):
        return ""
    connection = http.client.HTTPConnection(_HOST, parts.port, timeout=_PATIENCE)
    try:
        connection.request("GET", f"/?{parts.query}")
        return address if connection.getresponse().status == http.HTTPStatus.SEE_OTHER else ""
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        connection.close()


def _open(address: str, *, browser: bool) -> None:
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _load_settings() -> Settings:
    """What the user's own settings say; nothing where there are none.

    Raises:
        UsageError: the file cannot be understood.
    """
    file = _folder() / FILE_NAME
    try:
        return parse_settings(file.read_bytes(), str(file))
    except OSError:
        return Settings()


def _load_template() -> bytes | None:
    """The template that the user's own settings name, from the folder of the settings.

    Raises:
        PlanformsError: it cannot be read.
    """
    name = _load_settings().template
    return read_input(str(_folder() / name)) if name else None


def _save_settings(words: str) -> None:
    file = _folder() / FILE_NAME
    try:
        _write_private(file, words)
    except OSError as error:
        raise UsageError(
            "“{name}” cannot be written: {reason}.", name=str(file), reason=error.strerror or str(error)
        ) from error
