"""With an encoder too: one ad, one answer, on the command line, over HTTP and in a batch; alone or among others."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from jobscan import Scanner
from jobscan.cli.main import app
from service.app import create_app
from service.settings import Settings

HOST = "testserver"
IDS = ("id", "assessment_id", "request_id")
LONG = "Gaji 5 juta per bulan, makan dan mes ditanggung.\nHubungi kasir toko lewat WA 0812-0000-1234.\n"
TEXTS = [
    "Lowongan kasir toko, lamaran diantar ke toko. Gaji UMK.",
    "Kerja di Kamboja 🇰🇭, gaji 12 juta, tiket dan paspor ditanggung, minggu ini berangkat.",
    "Kerja dari rumah.\nTransfer biaya admin Rp150.000 dahulu\nlalu hubungi Telegram @contoh_admin",
    LONG * 20,
    "x " * 400,
    "😀\u200b gaji",
]


@pytest.fixture(scope="module")
def scanner(cascade: Path) -> Scanner:
    return Scanner.load(cascade)


@pytest.fixture(scope="module")
def from_library(scanner: Scanner) -> list[dict[str, Any]]:
    return [without_ids(json.loads(scanner.scan(text).model_dump_json())) for text in TEXTS]


def without_ids(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key not in IDS}


def test_the_encoder_is_asked_and_changes_the_score(
    from_library: list[dict[str, Any]], root: Path, scanner: Scanner
) -> None:
    assert scanner.model.mode == "cascade"
    linear = Scanner.load(root / "models" / "jobscan-id")
    for text, answer in zip(TEXTS, from_library, strict=True):
        assert answer["risk"]["probability"] != linear.scan(text).risk.probability


def test_http_at_once_and_in_one_call(scanner: Scanner, from_library: list[dict[str, Any]]) -> None:
    service = create_app(Settings(allowed_hosts=frozenset({HOST}), workers=2), scanner)

    async def ask() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        transport = httpx.ASGITransport(service)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
            alone = await asyncio.gather(*(client.post("/v1/score", json={"text": text}) for text in TEXTS))
            among = await client.post("/v1/score/batch", json={"items": [{"text": text} for text in TEXTS]})
            return [answer.json() for answer in alone], among.json()["results"]

    alone, among = asyncio.run(ask())
    assert [without_ids(answer) for answer in alone] == from_library
    assert [without_ids(answer) for answer in among] == from_library


def test_batch_file_with_two_workers(cascade: Path, tmp_path: Path, from_library: list[dict[str, Any]]) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    options = ["-o", str(target), "--workers", "2", "--model", str(cascade)]
    done = CliRunner().invoke(app, ["batch", str(source), *options])
    assert done.exit_code == 0, done.output
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [without_ids(answer) for answer in answers] == from_library


def test_command_line(
    tmp_path: Path, from_library: list[dict[str, Any]], cascade: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBSCAN_MODEL", str(cascade))
    for number, text in enumerate(TEXTS[:3]):
        file = tmp_path / "ad.txt"
        file.write_bytes(text.encode())
        done = CliRunner().invoke(app, ["score", "--file", str(file), "--json"])
        assert done.exit_code == 0, done.output
        assert without_ids(json.loads(done.stdout)) == from_library[number]
