"""The rules of safety of the page: who may ask, and what a browser may do with an answer. Knows no sockets.

The page is for the person at this computer alone. Another site that the person has open could send requests here too
(cross-site forms, names that are rebound to 127.0.0.1), and other users of the computer can reach the port.
"""

import hmac
from collections.abc import Mapping

from msgspec import Struct
from werkzeug import Request

# With “no-referrer” a form would send “Origin: null”, which is refused.
HEADERS: Mapping[str, str] = {
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


def policy(sources: str) -> str:
    """The content security policy of a page whose style and script are *sources*."""
    return _POLICY.format(sources=sources)


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())
