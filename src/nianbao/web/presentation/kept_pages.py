"""Public pages kept whole: an answer is made once for what the public may see at the moment, and given to everybody.

The entity tag names the program, the address, the language and the state of all that is public. A visitor whose
copy still holds gets 304 before any page is made; what is made is kept compressed, the least used forgotten first.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import nianbao
from nianbao.web.releases.published import corpus_token

View = Callable[..., HttpResponse]
MOST_KEPT, MOST_BYTES = 2_000, 64 * 1024 * 1024
LARGEST_KEPT = 4 * 1024 * 1024
TOKEN_HOLDS = 1.0  # seconds: so much later a withdrawal is seen at most
SHARED_FOR = 60  # seconds that a browser or a proxy may keep an answer without asking
COMPRESSED = ("text/", "application/json", "application/xml", "application/atom+xml", "application/csvm+json",
              "image/svg+xml")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    content_type: str
    body: bytes
    is_compressed: bool
    headers: tuple[tuple[str, str], ...]


class KeptPages:
    """The answers of one process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._token = ""
        self._token_until = 0.0

    def token(self) -> str:
        """The state of what is public, asked for once a second."""
        clock = time.monotonic()
        if clock >= self._token_until:
            self._token, self._token_until = corpus_token(timezone.now()), clock + TOKEN_HOLDS
        return self._token

    def find(self, tag: str) -> Kept | None:
        with self._lock:
            found = self._kept.get(tag)
            if found is not None:
                self._kept.move_to_end(tag)
            return found

    def keep(self, tag: str, page: Kept) -> None:
        if len(page.body) > LARGEST_KEPT:
            return
        with self._lock:
            self._kept[tag] = page
            self._bytes += len(page.body)
            while self._bytes > MOST_BYTES or len(self._kept) > MOST_KEPT:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)

    def forget(self) -> None:
        """Everything; for tests, and when the program's own files change."""
        with self._lock:
            self._kept.clear()
            self._bytes, self._token_until = 0, 0.0


KEPT = KeptPages()
_EXTRA = ("Content-Disposition", "Content-Security-Policy", "Link", "X-Robots-Tag", "Access-Control-Allow-Origin")


def public_page(view: View) -> View:
    """A page for everybody, kept, with an entity tag; only reading."""

    @wraps(view)
    def handle(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        tag = _tag(request)
        if _has(request, tag):
            return _dressed(HttpResponse(status=304), tag)
        kept = KEPT.find(tag)
        if kept is None:
            response = view(request, *args, **named)
            if response.status_code != 200:
                return response
            kept = _kept(response)
            KEPT.keep(tag, kept)
        return _answer(request, kept, tag)

    return login_not_required(require_safe(handle))


def _tag(request: HttpRequest) -> str:
    parts = (nianbao.__version__, KEPT.token(), request.get_host(), request.get_full_path(), get_language() or "")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _has(request: HttpRequest, tag: str) -> bool:
    asked = request.headers.get("If-None-Match", "")
    return tag in asked or asked.strip() == "*"


def _kept(response: HttpResponse) -> Kept:
    kind = response.headers.get("Content-Type", "text/html; charset=utf-8")
    body = response.content
    compressible = kind.startswith(COMPRESSED) and len(body) > 500
    headers = tuple((name, response.headers[name]) for name in _EXTRA if name in response.headers)
    return Kept(kind, gzip.compress(body, 4, mtime=0) if compressible else body, compressible, headers)


def _answer(request: HttpRequest, kept: Kept, tag: str) -> HttpResponse:
    takes = "gzip" in request.headers.get("Accept-Encoding", "")
    body = kept.body if takes or not kept.is_compressed else gzip.decompress(kept.body)
    response = HttpResponse(body, content_type=kept.content_type)
    if kept.is_compressed:
        if takes:
            response["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ["Accept-Encoding"])
    for name, value in kept.headers:
        response[name] = value
    return _dressed(response, tag)


def _dressed(response: HttpResponse, tag: str) -> HttpResponse:
    response["ETag"] = f'W/"{tag}"'
    response["Cache-Control"] = f"public, max-age={SHARED_FOR}"
    patch_vary_headers(response, ["Cookie"])
    return response
