"""The commands for bundles as one types them: what they print, and their exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import typer
from bundles import KEPT, NEW, SERVING, Bundles, add_rows, drop_rows, read_manifest, worse_metric
from typer.testing import CliRunner

from jobscan.cli.exits import JobscanGroup
from training import bundle_cli, evaluation

pytestmark = pytest.mark.usefixtures("place")

Run = Callable[..., tuple[int, str]]
REASON = "Angka lama keliru dihitung, lihat catatan rapat"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    app = typer.Typer(cls=JobscanGroup, pretty_exceptions_enable=False)
    bundle_cli.register(app)
    monkeypatch.delenv("JOBSCAN_MODEL", raising=False)

    def call(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        return result.exit_code, result.output

    return call


def test_every_command_has_examples(run: Run) -> None:
    for command in ("evaluate", "compare", "promote", "rollback", "bundle verify", "bundle show"):
        code, out = run(*command.split(), "--help")
        assert code == 0
        assert f"jobscan {command}" in out


def test_verify(run: Run) -> None:
    code, out = run("bundle", "verify", NEW)
    assert code == 0
    assert "Utuh: jobscan-id 2.0.0 (linear), 5 berkas" in out
    assert run("bundle", "verify")[1].splitlines()[1] == str(SERVING)  # what jobscan itself would use
    (NEW / "vocabulary.json").write_text("[]")
    code, out = run("bundle", "verify", NEW)
    assert code == 4
    assert "vocabulary.json" in out
    assert "sha256" in out


def test_show_tells_what_the_manifest_holds(run: Run) -> None:
    code, out = run("bundle", "show", NEW)
    manifest = read_manifest(NEW)
    assert code == 0
    for words in ("jobscan-id 2.0.0", "not_an_ad", manifest["training"]["data_sha256"], "review_recall", "155 teks"):
        assert words in out
    assert manifest["profiles"]["counter"]["basis"] in out
    drop_rows(NEW)
    assert "sidik teks latih: tidak dicatat" in run("bundle", "show", NEW)[1]


def test_evaluate_leaves_out_what_the_bundle_saw(run: Run, made: Bundles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "resamples", lambda groups, **_: iter([np.arange(len(groups))] * 2))
    corpus = made.corpus / "rows.jsonl"
    code, out = run("evaluate", made.unseen, corpus, "--model", NEW)
    assert code == 0
    assert "155 dari 300 teks dilihat paket ini" in out
    assert "Teks: fraud 60, insufficient 5, legit 60, not_an_ad 20" in out
    assert "of_100_flagged_at_0.1%" in out


def test_evaluate_refuses_seen_texts_unless_told(run: Run, made: Bundles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "resamples", lambda groups, **_: iter([np.arange(len(groups))] * 2))
    code, out = run("evaluate", made.corpus, "--model", NEW)
    assert code == 3
    assert "0 fraud dan 0 legit" in out
    assert "--seen-too" in out
    code, out = run("evaluate", made.corpus, "--model", NEW, "--seen-too")
    assert code == 0
    assert "Peringatan: 155 teks" in out
    assert "fraud 60" in out
    drop_rows(NEW)
    assert run("evaluate", made.unseen, "--model", NEW)[0] == 4
    code, out = run("evaluate", made.unseen, "--model", NEW, "--seen-too")
    assert code == 0
    assert "entah berapa" in out


def test_a_text_that_cannot_be_scored_is_named(run: Run, made: Bundles, tmp_path: Path) -> None:
    blank = tmp_path / "kosong.jsonl"
    blank.write_text(json.dumps({"text": " \n", "label": "legit", "id": "k7"}))
    code, out = run("evaluate", made.unseen, blank, "--model", NEW)
    assert code == 3
    assert "kosong:k7" in out


def test_compare_prints_each_gate(run: Run, made: Bundles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.comparison.resamples", lambda groups, **_: iter([np.arange(len(groups))] * 2))
    code, out = run("compare", SERVING, NEW, "--data", made.unseen, "--data", made.corpus)
    assert code == 0
    assert "155 dikeluarkan" in out
    assert "A: jobscan-id 1.0.0" in out
    assert "B: jobscan-id 2.0.0" in out
    assert len([line for line in out.splitlines() if " .. " in line]) == 7
    code, out = run("compare", SERVING, NEW, "--data", made.corpus)
    assert code == 3
    assert "Terlalu sedikit" in out


def test_promote_refuse_overrule_and_roll_back(run: Run) -> None:
    worse_metric(NEW, review_recall=0.1)
    code, out = run("promote", NEW)
    assert code == 4
    assert "fraud ditandai pada ambang paket" in out
    assert read_manifest(SERVING)["version"] == "1.0.0"
    code, out = run("promote", NEW, "--reason", REASON)
    assert code == 0
    assert "sebelumnya 1.0.0" in out
    code, out = run("bundle", "show", SERVING)
    assert REASON in out
    assert "gerbang: fraud_flagged" in out
    code, out = run("rollback")
    assert code == 0
    assert "jobscan-id 1.0.0; jobscan-id 2.0.0 disimpan" in out
    assert read_manifest(KEPT)["overruled"]["reason"] == REASON


def test_rollback_without_a_previous_bundle(run: Run) -> None:
    code, out = run("rollback")
    assert code == 4
    assert "tidak ada paket model sebelumnya" in out


def test_promote_on_unseen_texts(run: Run, made: Bundles) -> None:
    code, out = run("promote", NEW, "--data", made.unseen)
    assert code in (0, 4)  # bolder by design: whether a gate breaks is the texts' matter, the basis is not
    assert "145 teks yang tidak dilihat kedua paket" in out
    add_rows(NEW, [])
    assert run("promote", NEW, "--data", made.corpus, "--reason", REASON)[0] == 0
