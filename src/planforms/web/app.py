"""The application: requests in, pages and documents out. Pure WSGI: no sockets, no files, no clock, no processes.

The page is for the person at this computer alone. Another site that the person has open could send requests here too
(cross-site forms, names that are rebound to 127.0.0.1), and other users of the computer can reach the port; so a guard
lets in who may ask, and a policy says what a browser may do with an answer.
"""

import datetime as dt
import hmac
import io
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from threading import Thread
from typing import IO, Any, TypeVar
from urllib.parse import quote

from flask import Flask, Request, Response, redirect, request
from msgspec import Struct
from msgspec.structs import replace
from werkzeug.exceptions import HTTPException

from planforms.errors import PlanformsError, UsageError
from planforms.settings import Settings, format_settings
from planforms.web import page
from planforms.web.actions import ACTIONS, Document, blank, check
from planforms.web.asked import Asked, PageSpeaker, Upload, plain_name
from planforms.web.marks import forms_of, previews, sent_forms

LARGEST = 64 << 20  # bytes of a request
_SECONDS = 120.0
_MOST_NOTES = 20
_SETTINGS = ("institution", "town", "head-position", "head-name", "legal-basis")
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
# With “no-referrer” a form would send “Origin: null”, which is refused.
_HEADERS: Mapping[str, str] = {
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_POLICY = (
    "default-src 'none'; form-action 'self'; base-uri 'none'; connect-src 'self'; frame-ancestors 'none'; {sources}"
)
_SAFE_METHODS = frozenset({"GET", "HEAD"})
_Result = TypeVar("_Result")


class Guard(Struct, frozen=True):
    """What one run of the page knows its user by.

    Attributes:
        host: the address that the page is bound to, ``127.0.0.1:8431``.
        token: the secret of this run, which only the address that is opened holds, and then a cookie.
    """

    host: str
    token: str

    @property
    def address(self) -> str:
        """The address that lets a browser in."""
        return f"http://{self.host}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie: browsers share cookies between the ports of a host."""
        return f"planforms-{self.host.rpartition(':')[2]}"

    @property
    def form_token(self) -> str:
        """What a form of the page holds to show that it is ours; made of the token, which it does not give away."""
        return hmac.digest(self.token.encode(), b"form", "sha256").hex()

    def enters(self, request: Request) -> bool:
        """Whether *request* comes with the address that lets a browser in."""
        return request.method == "GET" and _same(request.args.get("token", ""), self.token)

    def admits(self, request: Request) -> bool:
        """Whether *request* may be answered: it is for our address, from our page, by the person who opened it."""
        origin = request.headers.get("Origin")
        ours = origin == f"http://{self.host}" or (origin is None and request.method in _SAFE_METHODS)
        known = self.enters(request) or _same(request.cookies.get(self.cookie, ""), self.token)
        return ours and request.headers.get("Host") == self.host and known

    def accepts(self, form: Mapping[str, str]) -> bool:
        """Whether *form* was sent from a page of this run."""
        return _same(form.get("form-token", ""), self.form_token)


class Surroundings(Struct, frozen=True, kw_only=True):
    """What the application is given of the world.

    Attributes:
        language: ``lt`` or ``en`` where the person chose it; else the browser is asked.
        opened: makes a .docx or .xlsx of what only LibreOffice opens.
        pdf: makes a PDF of a DOCX; ``None`` where there is no LibreOffice.
        load_settings: the person's own settings.
        load_template: the template that the settings name; ``None`` for the built-in one.
        save_settings: keeps them, given as the text of a ``planforms.toml``.
        stop: ends the program once the answer is sent.
        seconds: how long one request may take.
    """

    guard: Guard
    today: Callable[[], dt.date]
    language: str | None = None
    opened: Callable[[bytes, str], bytes] = lambda data, _: data
    pdf: Callable[[bytes, str], bytes] | None = None
    load_settings: Callable[[], Settings] = Settings
    load_template: Callable[[], bytes | None] = lambda: None
    save_settings: Callable[[str], None] = lambda _: None
    stop: Callable[[], None] = lambda: None
    seconds: float = _SECONDS


class _InMemory(Request):
    """A request whose files never touch the disk."""

    max_form_memory_size = LARGEST

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 -- werkzeug's signature
        content_type: str | None,  # noqa: ARG002
        filename: str | None = None,  # noqa: ARG002
        content_length: int | None = None,  # noqa: ARG002
    ) -> IO[bytes]:
        return io.BytesIO()


def make_app(surroundings: Surroundings) -> Flask:
    """The application in its *surroundings*."""
    app = Flask("planforms.web", static_folder=None, template_folder=None)
    app.request_class = _InMemory
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    pages = _Pages(surroundings)
    app.before_request(pages.guarded)
    app.after_request(_with_headers)
    app.register_error_handler(HTTPException, pages.refused)
    app.register_error_handler(Exception, pages.failed)
    app.add_url_rule("/", "show", pages.show, methods=["GET"])
    app.add_url_rule("/", "act", pages.act, methods=["POST"])
    app.add_url_rule("/year", "show_year", pages.show_year, methods=["GET"])
    app.add_url_rule("/year", "act_year", pages.act_year, methods=["POST"])
    app.add_url_rule("/quit", "quit", pages.quit, methods=["POST"])
    return app


class _Pages:
    """What is answered to each request."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._in = surroundings
        self._guard = surroundings.guard

    def guarded(self) -> Response | None:
        """Let the person in who has the address, and nobody who has neither it nor its cookie."""
        if not self._guard.admits(request):
            return self._refusal(
                403,
                "This page is closed to you",
                "Start planforms from its icon; the address that it opens is this page's.",
            )
        if self._guard.enters(request):
            response = redirect("/", 303)
            response.set_cookie(self._guard.cookie, self._guard.token, httponly=True, samesite="Strict")
            assert isinstance(response, Response)  # noqa: S101 -- werkzeug's is a base of Flask's
            return response
        if request.method == "POST" and request.routing_exception is None and not self._guard.accepts(request.form):
            return self._refusal(403, "This form is not of this page", "Open the page anew and try again.")
        return None

    def show(self) -> Response:
        """The page with nothing chosen."""
        return self._flow(self._asked())

    def act(self) -> Response:
        """What a button does."""
        asked = self._asked()
        action = request.form.get("action", "check")
        try:
            if action == "preview":
                return self._flow(asked)
            if action == "check":
                return self._checked(asked.anew() if asked.of_other_file else asked)
            if action not in ACTIONS:
                raise UsageError("There is no button “{name}”.", name=action)
            return _download(self._within(lambda: ACTIONS[action](asked)))
        except PlanformsError as error:
            return self._flow(asked, error)

    def show_year(self) -> Response:
        """The page for the beginning of a year."""
        return self._year(self._asked())

    def act_year(self) -> Response:
        """The form for a year, or the school's settings kept."""
        asked = self._asked()
        try:
            if request.form.get("action") == "blank":
                return _download(blank(asked))
            self._in.save_settings(_settings_text(asked))
        except PlanformsError as error:
            return self._year(asked, error)
        return self._year(self._asked(fields={"lang": asked.fields.get("lang", "")}), saved=True)

    def quit(self) -> Response:
        """The last page; the program ends once it is sent."""
        response = _html(page.ended(self._speaker()), 200)
        response.call_on_close(self._in.stop)
        return response

    def refused(self, error: HTTPException) -> Response:
        """The answer to a browser that asks for a page that is not there."""
        if error.code == 413:  # noqa: PLR2004 -- content too large
            asked = self._asked(fields={})
            too_large = UsageError(
                "The file is larger than {size} MB. Copy the plan alone into a new file.", size=LARGEST >> 20
            )
            return self._flow(asked, too_large, status=413)
        response = self._refusal(error.code or 400, "There is no such page", "Go back to the page of planforms.")
        for name, value in error.get_headers():
            if name == "Allow":
                response.headers[name] = value
        return response

    def failed(self, error: Exception) -> Response:  # noqa: ARG002 -- nothing of a plan is printed or kept
        """What is said where planforms itself is at fault."""
        fault = UsageError(
            "planforms could not work with this file, and the fault is in planforms. Save the file anew in Word or "
            "Excel and try again, or write to those who make planforms."
        )
        return self._flow(self._asked(fields={}), fault, status=500)

    def _checked(self, asked: Asked) -> Response:
        plans = self._within(lambda: check(asked))
        reading = plans.checked.reading
        marks = tuple(previews(forms_of(reading.plan if reading else None), asked))
        return _html(page.flow(self._view(asked, marks=marks, plans=plans)), 200)

    def _flow(self, asked: Asked, error: PlanformsError | None = None, status: int | None = None) -> Response:
        marks = tuple(previews(sent_forms(asked), asked))
        view = self._view(asked, marks=marks, error=error)
        return _html(page.flow(view), status or (422 if error else 200))

    def _view(self, asked: Asked, **shown: Any) -> page.View:  # noqa: ANN401 -- the fields of a view
        return page.View(asked=asked, form_token=self._guard.form_token, **shown)

    def _year(self, asked: Asked, error: PlanformsError | None = None, *, saved: bool = False) -> Response:
        done = asked.speaker.say("The settings are saved.") if saved else ""
        return _html(page.year(self._view(asked, error=error, done=done)), 422 if error else 200)

    def _refusal(self, status: int, title: str, sentence: str) -> Response:
        speaker = self._speaker()
        return _html(page.refused(speaker, speaker.say(title), speaker.say(sentence)), status)

    def _asked(self, fields: dict[str, str] | None = None) -> Asked:
        """The request as plain values, or one with other *fields* and no files."""
        sent = _fields() if fields is None else fields
        if chosen := self._chosen_language():
            sent["lang"] = chosen
        return Asked(
            today=self._in.today(),
            speaker=self._speaker(),
            fields=sent,
            file=_upload("file") if fields is None else None,
            other=_upload("other") if fields is None else None,
            settings=self._in.load_settings(),
            opened=self._in.opened,
            pdf=self._in.pdf,
            template=self._in.load_template,
        )

    def _speaker(self) -> PageSpeaker:
        """The language chosen on the page, else that of the program, else the browser's; Lithuanian where none is."""
        wanted = self._chosen_language() or self._in.language
        preferred = [language[:2].casefold() for language in request.accept_languages.values()]
        english = "en" in preferred and "lt" not in preferred
        return PageSpeaker(wanted or ("en" if english else "lt"))

    @staticmethod
    def _chosen_language() -> str:
        asked = request.args.get("lang", "")
        return asked if asked in {"lt", "en"} else ""

    def _within(self, work: Callable[[], _Result]) -> _Result:
        """What *work* gives, if it does in time.

        Raises:
            UsageError: it did not; what goes on is no longer waited for.
        """
        future: Future[_Result] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as error:  # noqa: BLE001 -- raised again where it is waited for
                future.set_exception(error)

        Thread(target=run, daemon=True).start()
        if wait([future], self._in.seconds).not_done:
            raise UsageError(
                "The file was not done with in {seconds} seconds. Copy the plan alone into a new file.",
                seconds=round(self._in.seconds),
            )
        return future.result()


def _fields() -> dict[str, str]:
    """The fields of the form; several of one name with commas between."""
    return {
        name: ",".join(value.replace("\r\n", "\n").strip() for value in values) for name, values in request.form.lists()
    }


def _settings_text(asked: Asked) -> str:
    """The settings that were written in the form, as the text of their file; what the form has no field for stays."""
    texts = {name.replace("-", "_"): " ".join(asked.fields.get(name, "").split()) for name in _SETTINGS}
    return format_settings(replace(asked.settings, **texts))


def _upload(name: str) -> Upload | None:
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None
    return Upload(plain_name(sent.filename) or "planas", sent.read())


def _html(words: str, status: int) -> Response:
    response = Response(words.encode("utf-8", "replace"), status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _policy(page.own_sources())
    return response


def _download(document: Document) -> Response:
    ending = document.name.rpartition(".")[2].casefold()
    response = Response(document.data, content_type=_TYPES.get(ending, "application/octet-stream"))
    # RFC 6266, section 4.3: the first name is for what does not know the second.
    plain = document.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.name, safe='', errors='replace')}"
    response.headers["Content-Disposition"] = named
    if document.notes:
        response.headers["Planforms-Notes"] = quote("\n".join(document.notes[:_MOST_NOTES]), safe="", errors="replace")
    return response


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Content-Security-Policy", _policy("style-src 'none'"))
    return response


def _policy(sources: str) -> str:
    """The content security policy of a page whose style and script are *sources*."""
    return _POLICY.format(sources=sources)


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
