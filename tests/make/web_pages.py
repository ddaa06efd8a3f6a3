"""What the tests of the page share: the application, a client that its guard lets in, and a real server."""

import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from planforms.web.app import Guard, Surroundings, make_app

HOST = "127.0.0.1:8431"
GUARD = Guard(HOST, "raktas-ąžuolas")
ORIGIN = f"http://{HOST}"
Files = tuple[bytes, str]


def today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def client(**surroundings: Any) -> FlaskClient:  # noqa: ANN401 -- the fields of the surroundings
    """A client that came by the address of the run."""
    made = make_app(Surroundings(guard=GUARD, today=today, **surroundings)).test_client()
    made.set_cookie(GUARD.cookie, GUARD.token, domain="127.0.0.1")
    return made


def press(  # noqa: PLR0913 -- all that a form may hold
    browser: FlaskClient,
    action: str,
    file: Files | None = None,
    path: str = "/",
    *,
    other: Files | None = None,
    fields: Mapping[str, str] | None = None,
    **more: str,
) -> TestResponse:
    """Press the button *action* with files chosen; ``order_no`` is the field ``order-no``."""
    sent: dict[str, Any] = {name.replace("_", "-"): value for name, value in {**(fields or {}), **more}.items()}
    sent |= {"action": action, "form-token": GUARD.form_token}
    uploads = {"file": file, "other": other}
    sent |= {name: FileStorage(io.BytesIO(one[0]), one[1]) for name, one in uploads.items() if one}
    # The client would put a large body into a file of its own.
    body, _, boundary = stream_encode_multipart(sent, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return browser.post(path, data=body.read(), content_type=kind, headers={"Host": HOST, "Origin": ORIGIN})


def name_of(answer: TestResponse) -> str:
    """The name under which a download is kept."""
    found = re.search(r"filename\*=UTF-8''(\S+)", answer.headers["Content-Disposition"])
    assert found
    return unquote(found[1])


def main(answer: TestResponse) -> str:
    """The words of a page, less its tags."""
    body = answer.text.partition("<main>")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())
