"""Every row of the error table: status, form, pointer. A caller's mistake never gives 500 and is never repeated."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from service_fakes import Client

from service.app import create_app
from service.settings import Settings

JSON = {"Content-Type": "application/json"}
SECRET = "rahasia-0812"
DEEP = b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
GOOD = b'{"text": "iklan"}'

# body, headers, status, end of the problem's type
BODIES: list[tuple[bytes, dict[str, str], int, str]] = [
    (b"", JSON, 400, "not-json"),
    (b"{", JSON, 400, "not-json"),
    (b"{'text': 'rahasia-0812'}", JSON, 400, "not-json"),
    (b'{"text": NaN}', JSON, 400, "not-json"),
    (b'{"text": -Infinity}', JSON, 400, "not-json"),
    (b'{"text": ' + b"9" * 5000 + b"}", JSON, 400, "not-json"),
    (DEEP, JSON, 400, "not-json"),
    (b'{"text": "\xff rahasia-0812"}', JSON, 400, "not-json"),
    ('{"text": "iklan"}'.encode("utf-16"), JSON, 400, "not-json"),
    (b'{"text": 1e999}', JSON, 422, "invalid-fields"),
    (b'{"text": 123456789012345678901234567890}', JSON, 422, "invalid-fields"),
    (b"[]", JSON, 422, "invalid-fields"),
    (b"null", JSON, 422, "invalid-fields"),
    (b'"rahasia-0812"', JSON, 422, "invalid-fields"),
    (GOOD, {}, 415, "unsupported-type"),
    (GOOD, {"Content-Type": "text/plain"}, 415, "unsupported-type"),
    (GOOD, {"Content-Type": "application/xml"}, 415, "unsupported-type"),
    (GOOD, {"Content-Type": "application/jsonp"}, 415, "unsupported-type"),
    (GOOD, {"Content-Type": "application/x-www-form-urlencoded"}, 415, "unsupported-type"),
    (GOOD, {"Content-Type": "application/json; charset=latin-1"}, 415, "unsupported-type"),
    (GOOD, {"Content-Type": "application/json; charset=utf-16"}, 415, "unsupported-type"),
    (GOOD, {**JSON, "Content-Encoding": "gzip"}, 415, "unsupported-type"),
]

# fields beside the text, pointer, code
FIELDS: list[tuple[dict[str, Any], str, str]] = [
    ({"text": ""}, "/text", "empty"),
    ({"text": " \n\t "}, "/text", "empty"),
    ({"text": "x" * 20_001}, "/text", "too_long"),
    ({"text": "a\0rahasia-0812"}, "/text", "unreadable"),
    ({"text": None}, "/text", "wrong_type"),
    ({"text": 5}, "/text", "wrong_type"),
    ({"text": ["rahasia-0812"]}, "/text", "wrong_type"),
    ({"text": {"a": {}}}, "/text", "wrong_type"),
    ({"stroe": True}, "/stroe", "unknown_field"),
    ({"rahasia 0812 kunci yang memuat teks": 1}, "", "unknown_field"),
    ({"id": ""}, "/id", "too_short"),
    ({"id": "i" * 129}, "/id", "too_long"),
    ({"id": 17}, "/id", "wrong_type"),
    ({"source": "rahasia-0812"}, "/source", "not_allowed"),
    ({"url": "javascript:rahasia"}, "/url", "bad_format"),
    ({"url": "https://a b"}, "/url", "bad_format"),
    ({"url": "https://" + "a" * 2100}, "/url", "too_long"),
    ({"published_at": "kemarin"}, "/published_at", "bad_format"),
    ({"published_at": "2026-11-01"}, "/published_at", "bad_format"),
    ({"published_at": "2026-11-01T08:00:00"}, "/published_at", "bad_format"),
    ({"published_at": "2026-13-01T08:00:00Z"}, "/published_at", "bad_format"),
    ({"published_at": 1e30}, "/published_at", "bad_format"),
    ({"locale": "bahasa indonesia"}, "/locale", "bad_format"),
    ({"explain": "rahasia-0812"}, "/explain", "not_allowed"),
    ({"profile": "officer"}, "/profile", "not_allowed"),
    ({"as_of": "20-11-2026"}, "/as_of", "bad_format"),
    ({"as_of": "2026-02-30"}, "/as_of", "bad_format"),
    ({"as_of": 20261120}, "/as_of", "bad_format"),
    ({"model": "rahasia-0812"}, "/model", "unknown_model"),
    ({"model": "9.9"}, "/model", "unknown_model"),
    ({"model": "m" * 65}, "/model", "too_long"),
    ({"store": True}, "/store", "not_supported"),
    ({"store": "false"}, "/store", "wrong_type"),
    ({"store": 0}, "/store", "wrong_type"),
    ({"items": []}, "/items", "unknown_field"),
]

# envelope, status, pointer, code
ENVELOPES: list[tuple[Any, int, str, str]] = [
    ({}, 422, "/items", "missing"),
    ({"items": []}, 422, "/items", "too_short"),
    ({"items": {}}, 422, "/items", "wrong_type"),
    ({"items": None}, 422, "/items", "wrong_type"),
    ([], 422, "", "wrong_type"),
    ({"items": [{"text": "a"}] * 101}, 413, "/items", "too_many"),
    ({"items": [{"id": "x", "text": "a"}, {"text": "b"}, {"id": "x", "text": "c"}]}, 422, "/items/2/id", "duplicate"),
    ({"items": [{"text": "a"}], "text": SECRET}, 422, "/text", "unknown_field"),
    ({"items": [{"text": "a"}], "store": True}, 422, "/store", "not_supported"),
    ({"items": [{"text": "a"}], "model": SECRET}, 422, "/model", "unknown_model"),
    ({"items": [{"text": "a"}], "profile": SECRET}, 422, "/profile", "not_allowed"),
]

# method, path, status, Allow
ADDRESSES = [
    ("GET", "/v1/score", 405, "POST"),
    ("PUT", "/v1/score/batch", 405, "POST"),
    ("POST", "/v1/models", 405, "GET"),
    ("DELETE", "/health/live", 405, "GET"),
    ("PROPFIND", "/v1/score", 405, "POST"),
    ("DELETE", "/", 405, "GET, HEAD, POST"),
    ("POST", "/tentang", 405, "GET, HEAD"),
    ("GET", "/v1", 404, None),
    ("GET", f"/v1/{SECRET}", 404, None),
    ("POST", "/v1/score/", 404, None),
    ("POST", "/v2/score", 404, None),
    ("GET", f"/{SECRET}/%00%ff", 404, None),
    ("GET", "/docs", 404, None),
    ("GET", "/redoc", 404, None),
    ("GET", f"/v1/models?{SECRET}=1", 400, None),
    ("GET", "/v1/knowledge?%ff%00", 400, None),
    ("POST", f"/v1/score?explain={SECRET}", 400, None),
]


def assert_problem(response: Any, status: int, slug: str | None = None) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["request_id"] == response.headers["x-request-id"]
    assert slug is None or problem["type"] == f"https://jobscan.example/problems/{slug}"
    assert SECRET not in response.text
    assert "rahasia" not in response.text
    return problem


@pytest.mark.parametrize(("body", "headers", "status", "slug"), BODIES)
def test_bodies(client: Client, body: bytes, headers: dict[str, str], status: int, slug: str) -> None:
    problem = assert_problem(client.post("/v1/score", content=body, headers=headers), status, slug)
    assert problem["instance"] == "/v1/score"
    assert problem["detail"]


@pytest.mark.parametrize(("fields", "pointer", "code"), FIELDS)
def test_fields(client: Client, fields: dict[str, Any], pointer: str, code: str) -> None:
    problem = assert_problem(client.post("/v1/score", json={"text": "iklan", **fields}), 422)
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]


def test_a_missing_text_is_named(client: Client) -> None:
    problem = assert_problem(client.post("/v1/score", json={"id": "a"}), 422)
    assert problem["errors"][0]["pointer"] == "/text"
    assert problem["errors"][0]["code"] == "missing"


def test_several_mistakes_are_all_named(client: Client) -> None:
    body = {"text": 1, "source": "x", "stroe": 1}
    problem = assert_problem(client.post("/v1/score", json=body), 422)
    assert {error["pointer"] for error in problem["errors"]} == {"/text", "/source", "/stroe"}
    assert problem["detail"] == "Ada 3 isian yang perlu diperbaiki."


def test_choices_are_offered(client: Client) -> None:
    problem = assert_problem(client.post("/v1/score", json={"text": "a", "profile": "x"}), 422)
    assert "Pilihan: counter, crawler." in problem["detail"]


def test_a_long_text_names_length_and_limit(client: Client) -> None:
    problem = assert_problem(client.post("/v1/score", json={"text": "x" * 25_310}), 422, "text-too-long")
    assert "25.310" in problem["detail"]
    assert problem["errors"][0]["limit"] == 20_000


@pytest.mark.parametrize("escape", [rb"\ud800", rb"\udfff x", rb"a\u0000b"])
def test_half_characters_are_unreadable(client: Client, escape: bytes) -> None:
    response = client.post("/v1/score", content=b'{"text": "' + escape + b'"}', headers=JSON)
    assert assert_problem(response, 422)["errors"][0]["code"] == "unreadable"


def test_half_characters_in_a_name_are_not_echoed(client: Client) -> None:
    response = client.post("/v1/score", content=rb'{"text": "a", "\ud800": 1}', headers=JSON)
    assert assert_problem(response, 422)["errors"][0]["pointer"] == ""


@pytest.mark.parametrize(("envelope", "status", "pointer", "code"), ENVELOPES)
def test_envelopes(client: Client, envelope: Any, status: int, pointer: str, code: str) -> None:
    problem = assert_problem(client.post("/v1/score/batch", json=envelope), status)
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]
    if status == 413:
        assert problem["errors"][0]["limit"] == 100


@pytest.mark.parametrize(("method", "path", "status", "allow"), ADDRESSES)
def test_addresses(client: Client, method: str, path: str, status: int, allow: str | None) -> None:
    response = client.request(method, path, json={"text": "a"} if method == "POST" else None)
    assert_problem(response, status)
    assert set(response.headers.get("allow", "").split(", ")) == set((allow or "").split(", "))


def test_an_unexpected_error_says_only_title_and_request_id(client: Client) -> None:
    problem = assert_problem(client.post("/v1/score", json={"text": f"MELEDAK {SECRET}"}), 500, "internal")
    assert set(problem) == {"type", "title", "status", "request_id"}


def test_without_a_scanner_everything_but_life_is_503(settings: Settings) -> None:
    client = Client(create_app(settings, None))
    assert client.get("/health/live").status_code == 200
    for response in (
        client.get("/health/ready"),
        client.get("/v1/models"),
        client.get("/v1/knowledge"),
        client.post("/v1/score", json={"text": "a"}),
        client.post("/v1/score/batch", json={"items": [{"text": "a"}]}),
    ):
        problem = assert_problem(response, 503, "not-ready")
        assert problem["checks"]["model"] == "missing"
        assert response.headers["retry-after"] == "2"


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "items", "id", "store", "as_of", "published_at", "url"]) | st.text(), inner
        )
    ),
    max_leaves=12,
)


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(["/v1/score", "/v1/score/batch"]), body=_json.map(json.dumps) | st.binary())
def test_no_body_gives_a_server_error(client: Client, path: str, body: str | bytes) -> None:
    assert client.post(path, content=body, headers=JSON).status_code in (200, 400, 413, 422)
