"""Host check, headers, body limits, request ids, and forms sent from elsewhere."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from service_fakes import HOST, Client, FakeScanner

from service.app import create_app
from service.settings import LOOPBACK_NAMES, Settings

FORM = {"text": "iklan"}
PATHS = ["/", "/tentang", "/static/style.css", "/health/live", "/v1/models", "/v1/missing", "/missing", "/openapi.json"]


@pytest.mark.parametrize("path", PATHS)
def test_security_headers_are_everywhere(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cache-control"] == ("max-age=600" if path.startswith("/static") else "no-store")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8123", "LOCALHOST", "[::1]", "[::1]:8000"])
def test_loopback_names_are_ours(scanner: FakeScanner, host: str) -> None:
    client = Client(create_app(Settings(), scanner))
    assert client.get("/health/live", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:x", "a@localhost", HOST, "::1"],
)
def test_other_names_are_refused(scanner: FakeScanner, host: str) -> None:
    client = Client(create_app(Settings(), scanner))
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert response.json()["type"].endswith("/unknown-host")
    assert "evil" not in response.text


def test_test_names_are_not_ours_by_default() -> None:
    assert frozenset({"127.0.0.1", "localhost", "[::1]"}) == LOOPBACK_NAMES == Settings().allowed_hosts


@pytest.mark.parametrize(("path", "limit"), [("/v1/score", 2_621_440), ("/v1/score/batch", 2_621_440), ("/", 524_288)])
@pytest.mark.parametrize("declared", [None, "5", "99999999999999999999"])
def test_large_bodies_are_refused_whatever_they_declare(
    client: Client, path: str, limit: int, declared: str | None
) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(limit // 65_536 + 1):
            yield b"x" * 65_536

    kind = "application/x-www-form-urlencoded" if path == "/" else "application/json"
    headers = {"Content-Type": kind} | ({"Content-Length": declared} if declared else {})
    response = client.post(path, content=chunks(), headers=headers)
    assert response.status_code == 413
    assert response.json()["errors"] == [{"pointer": "", "code": "too_large", "limit": limit}]


def test_the_largest_text_fits_the_form(client: Client) -> None:
    assert client.post("/", data={"text": "😀" * 20_000}).status_code == 200


@pytest.mark.parametrize("given", ["abc", "A-1_b.C", "x" * 64])
def test_a_well_formed_request_id_is_kept(client: Client, given: str) -> None:
    assert client.get("/health/live", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\tb", "é".encode(), "<b>", "a;b"])
def test_other_request_ids_are_replaced(client: Client, given: str | bytes) -> None:
    made = client.get("/missing", headers={b"X-Request-ID": given}).headers["x-request-id"]
    assert len(made) == 32
    assert made.isalnum()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": f"http://{HOST}"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": f"http://{HOST}.evil.example"},
        {"Origin": f"http://{HOST}:1"},
    ],
)
def test_forms_from_other_sites_are_refused(client: Client, scanner: FakeScanner, headers: dict[str, str]) -> None:
    response = client.post("/", data=FORM, headers={"Accept": "text/html", **headers})
    assert response.status_code == 403
    assert "Formulir dikirim dari situs lain" in response.text
    assert not scanner.seen


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": f"http://{HOST}"},
    ],
)
def test_our_own_form_is_accepted(client: Client, headers: dict[str, str]) -> None:
    assert client.post("/", data=FORM, headers=headers).status_code == 200


def test_a_client_that_leaves_is_no_error(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/score",
        "query_string": b"",
        "headers": [(b"host", HOST.encode()), (b"content-type", b"application/json")],
    }

    async def receive() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(message: object) -> None:
        raise AssertionError(f"nobody is left to answer: {message}")

    with caplog.at_level("INFO", "jobscan.service"):
        asyncio.run(client.app(scope, receive, send))  # type: ignore[arg-type]
    assert '"status": 499' in caplog.text
    assert '"event": "error"' not in caplog.text
