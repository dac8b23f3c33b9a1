"""Plain ASGI layers around every request, outermost first: headers, request context, host, body size."""

import re
import time
import uuid

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service import logs
from service.answers import API_PREFIXES, answer, route_template
from service.problems import BODY_TOO_LARGE, INTERNAL, UNKNOWN_HOST, FieldError, ProblemError

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?")
_CLIENT_CLOSED = 499  # written to the log only: nobody is left to answer
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class SecurityHeaders:
    """Adds the security headers; answers are not stored by browsers unless a route says otherwise."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


class RequestContext:
    """Gives each request an id, answers problems and unexpected errors, and writes one log line."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        state = scope.setdefault("state", {})
        state["request_id"] = _request_id(scope)
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = state["request_id"]
            await send(message)

        try:
            await self._app(scope, receive, send_with_id)
        except ClientDisconnect:
            status = _CLIENT_CLOSED
        except Exception as error:  # the last line of defence: whatever it is, the caller gets a problem
            if status:
                raise
            await self._answer(error, scope, receive, send_with_id)
        finally:
            _log(scope, status, (time.perf_counter() - started) * 1000)

    async def _answer(self, error: Exception, scope: Scope, receive: Receive, send: Send) -> None:
        if not isinstance(error, ProblemError):
            logs.failure(error, scope["state"]["request_id"])
            error = ProblemError(INTERNAL)
        await answer(Request(scope, receive), error)(scope, receive, send)


class HostCheck:
    """Refuses requests for a name that is not ours, so that no other site reaches us through a browser."""

    def __init__(self, app: ASGIApp, allowed: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._is_ours(Headers(scope=scope).getlist("host")):
            raise ProblemError(UNKNOWN_HOST, "Buka layanan ini lewat alamat yang tercetak saat dijalankan.")
        await self._app(scope, receive, send)

    def _is_ours(self, hosts: list[str]) -> bool:
        found = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
        return found is not None and found[1] in self._allowed


class BodyLimit:
    """Refuses large bodies: by the declared length at once, and by counting where none is declared."""

    def __init__(self, app: ASGIApp, api: int, form: int) -> None:
        self._app = app
        self._api = api
        self._form = form

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._api if scope["path"].startswith(API_PREFIXES) else self._form
        if _declared_length(scope) > limit:
            raise _too_large(limit)
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _too_large(limit)
            return message

        await self._app(scope, counted, send)


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _log(scope: Scope, status: int, ms: float) -> None:
    logs.request(
        method=scope["method"],
        route=route_template(Request(scope)) or "-",
        status=status,
        ms=ms,
        request_id=scope["state"]["request_id"],
        levels=scope["state"].get("levels"),
    )


def _declared_length(scope: Scope) -> int:
    declared = Headers(scope=scope).get("content-length", "")
    return int(declared) if re.fullmatch(r"[0-9]{1,20}", declared) else 0


def _too_large(limit: int) -> ProblemError:
    shown = f"{limit:,}".replace(",", ".")
    return ProblemError(
        BODY_TOO_LARGE,
        f"Batas satu kiriman {shown} bita.",
        [FieldError(pointer="", code="too_large", limit=limit)],
    )
