"""The same ad gives the same assessment on the command line, over HTTP and in a batch; alone or among others."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from jobscan import Scanner
from jobscan.cli.main import app
from training.corpus import load_corpus

IDS = ("id", "assessment_id", "request_id")
TEXTS = 200


@pytest.fixture(scope="module")
def texts(root: Path) -> list[str]:
    rows = load_corpus(root / "data" / "corpus")
    return [row.text for row in rows[:: len(rows) // TEXTS]][:TEXTS]


@pytest.fixture(scope="module")
def from_library(texts: list[str], scanner: Scanner) -> list[dict[str, Any]]:
    return [without_ids(json.loads(scanner.scan(text).model_dump_json())) for text in texts]


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as opened:
        yield opened


def without_ids(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key not in IDS}


def test_http_alone(client: httpx.Client, texts: list[str], from_library: list[dict[str, Any]]) -> None:
    answers = [client.post("/v1/score", json={"text": text}).json() for text in texts]
    assert [without_ids(answer) for answer in answers] == from_library


def test_http_among_others(client: httpx.Client, texts: list[str], from_library: list[dict[str, Any]]) -> None:
    answers: list[dict[str, Any]] = []
    for start in range(0, len(texts), 100):
        items = [{"text": text} for text in texts[start : start + 100]]
        answers += client.post("/v1/score/batch", json={"items": items}).json()["results"]
    assert [without_ids(answer) for answer in answers] == from_library


@pytest.mark.parametrize("workers", ["1", "2"])
def test_batch_file(
    tmp_path: Path, root: Path, texts: list[str], from_library: list[dict[str, Any]], workers: str
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    model = str(root / "models")
    done = CliRunner().invoke(app, ["batch", str(source), "-o", str(target), "--workers", workers, "--model", model])
    assert done.exit_code == 0, done.output
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [without_ids(answer) for answer in answers] == from_library


def test_command_line(
    tmp_path: Path,
    texts: list[str],
    from_library: list[dict[str, Any]],
    scanner: Scanner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jobscan.cli.loading.load_scanner", lambda *_: scanner)  # load once, not 200 times
    runner, answers = CliRunner(), []
    for text in texts:
        file = tmp_path / "ad.txt"
        file.write_bytes(text.encode())
        done = runner.invoke(app, ["score", "--file", str(file), "--json"])
        assert done.exit_code == 0, done.output
        answers.append(json.loads(done.stdout))
    assert [without_ids(answer) for answer in answers] == from_library
