"""`POST /v1/score` and `/v1/score/batch`: answers, options, order, failures of single items."""

from datetime import date

import pytest
from service_fakes import Client, FakeScanner

TEXT = "Lowongan Puskesmas, transfer dulu."


def test_answer_is_the_assessment_with_the_request_id(client: Client, scanner: FakeScanner) -> None:
    scanner.words = {"transfer": "registration_fee"}
    response = client.post("/v1/score", json={"id": "ad-17", "text": TEXT}, headers={"X-Request-ID": "abc-1"})
    answer = response.json()
    assert response.status_code == 200
    assert answer["id"] == "ad-17"
    assert answer["request_id"] == "abc-1"
    assert answer["risk"]["level"] == "high"
    assert answer["campaign"] is None
    span = answer["findings"][0]["spans"][0]
    assert TEXT[span["start"] : span["end"]] == span["text"] == "transfer"


def test_options_reach_the_scanner(client: Client, scanner: FakeScanner) -> None:
    body = {
        "text": TEXT,
        "source": "poster",
        "url": "https://contoh.example/iklan",
        "published_at": "2026-11-01T08:00:00+08:00",
        "locale": "id-ID",
        "profile": "crawler",
        "as_of": "2026-11-20",
        "explain": "full",
        "store": False,
        "model": "9.9.9",
    }
    assert client.post("/v1/score", json=body).status_code == 200
    ad, profile, as_of, explain = scanner.seen[0]
    assert (ad.source, ad.url, profile, as_of, explain) == (
        "poster",
        "https://contoh.example/iklan",
        "crawler",
        date(2026, 11, 20),
        "full",
    )
    assert ad.published_at is not None
    assert ad.published_at.isoformat() == "2026-11-01T08:00:00+08:00"


@pytest.mark.parametrize("text", ["  a  ", "😀" * 20_000, " " + "a" * 20_000 + "\n", "\ufeffiklan", "a\r\nb"])
def test_texts_are_scored_as_sent(client: Client, scanner: FakeScanner, text: str) -> None:
    assert client.post("/v1/score", json={"text": text}).status_code == 200
    assert scanner.seen[0][0].text == text


def test_a_body_with_bom_is_read(client: Client) -> None:
    body = b'\xef\xbb\xbf{"text": "iklan"}'
    assert client.post("/v1/score", content=body, headers={"Content-Type": "application/json"}).status_code == 200


def test_batch_keeps_order_length_and_ids(client: Client) -> None:
    items: list[object] = [{"id": f"n{number}", "text": f"iklan {number}"} for number in range(50)]
    items[7] = {"id": "n7", "text": "  "}
    items[9] = {"text": "tanpa id"}
    answer = client.post("/v1/score/batch", json={"items": items}).json()
    assert [result["id"] for result in answer["results"]] == [
        None if number == 9 else f"n{number}" for number in range(50)
    ]
    assert answer["summary"] == {"ok": 49, "failed": 1}


def test_an_ad_scores_the_same_alone_and_in_a_batch(client: Client) -> None:
    alone = client.post("/v1/score", json={"text": TEXT}).json()
    batch = client.post("/v1/score/batch", json={"items": [{"text": "lain"}, {"text": TEXT}]}).json()
    among = batch["results"][1]
    assert {**alone, "request_id": ""} == {**among, "request_id": ""}


def test_each_failed_item_carries_its_own_problem(client: Client) -> None:
    items = [
        {"id": "kosong", "text": ""},
        {"id": "panjang", "text": "a" * 20_001},
        {"id": "nul", "text": "a\0b"},
        {"id": "salah", "text": "iklan", "stroe": True},
        {"id": "pilihan", "text": "iklan", "profile": "crawler"},
        {"id": 5, "text": "iklan"},
        "bukan objek",
        {"id": "rusak", "text": "MELEDAK rahasia"},
        {"id": "baik", "text": "iklan"},
    ]
    response = client.post("/v1/score/batch", json={"items": items}, headers={"X-Request-ID": "r1"})
    results = response.json()["results"]
    assert response.status_code == 200
    found = [
        (
            result["id"],
            result["error"]["status"],
            [(e["pointer"], e["code"]) for e in result["error"].get("errors", [])],
        )
        for result in results[:-1]
    ]
    assert found == [
        ("kosong", 422, [("/items/0/text", "empty")]),
        ("panjang", 422, [("/items/1/text", "too_long")]),
        ("nul", 422, [("/items/2/text", "unreadable")]),
        ("salah", 422, [("/items/3/stroe", "unknown_field")]),
        ("pilihan", 422, [("/items/4/profile", "unknown_field")]),
        (None, 422, [("/items/5/id", "wrong_type")]),
        (None, 422, [("/items/6", "wrong_type")]),
        ("rusak", 500, []),
    ]
    assert results[1]["error"]["errors"][0]["limit"] == 20_000
    assert results[7]["error"] == {
        "type": "https://jobscan.example/problems/internal",
        "title": "Terjadi kesalahan pada layanan",
        "status": 500,
        "request_id": "r1",
    }
    assert results[-1]["risk"]["level"] == "high"
    assert "rahasia" not in response.text


def test_lone_surrogates_fail_one_item_only(client: Client) -> None:
    body = rb'{"items": [{"id": "\ud800", "text": "a"}, {"id": "b", "text": "a\udfff"}, {"id": "c", "text": "a"}]}'
    answer = client.post("/v1/score/batch", content=body, headers={"Content-Type": "application/json"}).json()
    assert [result["id"] for result in answer["results"]] == [None, "b", "c"]
    assert [result["error"]["errors"][0]["code"] for result in answer["results"][:2]] == ["unreadable"] * 2


def test_options_of_a_batch_hold_for_all_items(client: Client, scanner: FakeScanner) -> None:
    body = {"items": [{"text": "a"}, {"text": "b"}], "profile": "crawler", "as_of": "2026-01-02", "explain": "summary"}
    assert client.post("/v1/score/batch", json=body).status_code == 200
    assert {seen[1:] for seen in scanner.seen} == {("crawler", date(2026, 1, 2), "summary")}
