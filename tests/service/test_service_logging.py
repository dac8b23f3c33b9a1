"""One structured line per request, and never anything of what was submitted."""

import json

import pytest
from service_fakes import Client

from service import logs

SECRET = "081299998888"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(record.getMessage()) for record in caplog.records if record.name == "jobscan.service"]


@pytest.fixture(autouse=True)
def _listen(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "jobscan.service")


def test_a_request_is_one_line_with_levels(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    items = [{"text": f"iklan {SECRET}"}, {"text": "b"}, {"text": ""}]
    client.post("/v1/score/batch", json={"items": items}, headers={"X-Request-ID": "r-1"})
    (line,) = lines(caplog)
    assert line.pop("time")
    assert isinstance(line.pop("ms"), float)
    assert line == {
        "event": "request",
        "method": "POST",
        "route": "/v1/score/batch",
        "status": 200,
        "request_id": "r-1",
        "levels": {"high": 2, "error": 1},
    }


def test_nothing_submitted_is_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.post("/v1/score", json={"text": f"MELEDAK {SECRET}"})
    client.post("/v1/score/batch", json={"items": [{"text": f"MELEDAK {SECRET}"}]})
    client.post("/v1/score", json={SECRET: SECRET})
    client.post("/", data={"text": f"MELEDAK {SECRET}"})
    client.post("/", data={"text": f"iklan {SECRET}"})
    client.get(f"/{SECRET}")
    client.get(f"/v1/models?q={SECRET}")
    client.get(f"/?contoh={SECRET}", headers={"User-Agent": SECRET, "Referer": SECRET, "X-Request-ID": f"+{SECRET}"})
    client.request(SECRET, "/")
    assert SECRET not in caplog.text
    assert {line["route"] for line in lines(caplog)[-3:]} == {"/v1/models", "/"}


def test_an_unexpected_error_tells_its_place(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.post("/v1/score/batch", json={"items": [{"text": "MELEDAK"}]}, headers={"X-Request-ID": "r-2"})
    (error,) = [line for line in lines(caplog) if line["event"] == "error"]
    assert error["error"] == "RuntimeError"
    assert error["request_id"] == "r-2"
    assert any(str(place).startswith("service_fakes.py:") for place in error["places"])  # type: ignore[attr-defined]


def test_unmatched_addresses_and_odd_methods_have_fixed_names(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.request("PROPFIND", "/apa/saja")
    assert (lines(caplog)[0]["method"], lines(caplog)[0]["route"]) == ("OTHER", "-")


def test_configure_writes_bare_lines_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    before = logs.logger.handlers, logs.logger.level, logs.logger.propagate
    try:
        logs.configure()
        logs.request(method="GET", route="/", status=200, ms=1.25, request_id="r", levels=None)
        assert json.loads(capsys.readouterr().err)["route"] == "/"
    finally:
        logs.logger.handlers, logs.logger.level, logs.logger.propagate = before
