"""What a bundle saw, its evaluation on labelled texts, and its comparison with another."""

import json
import math

import numpy as np
import pytest
from bundles import NEW, SERVING, Bundles, add_rows, change, drop_rows

from jobscan.classifier.bundle import MANIFEST, load_bundle
from jobscan.errors import BundleTamperedError, ModelError
from jobscan.knowledge import Knowledge
from jobscan.scanner import Scanner
from training.comparison import compare, weigh
from training.corpus import CorpusError
from training.evaluation import Scored, evaluate, figures, read_labelled
from training.gates import GATES, failed, from_metrics, judge
from training.seen import (
    TRAINING_ROWS,
    UnknownTrainingError,
    require_enough,
    row_digest,
    rows_file,
    seen_rows,
    without_seen,
)

in_place = pytest.mark.usefixtures("place")


def test_a_digest_knows_a_text_again_whatever_its_spacing_and_case() -> None:
    assert row_digest("Loker  ADMIN\n Toko") == row_digest("loker admin toko")
    assert row_digest("loker admin") != row_digest("loker kasir")
    assert len(row_digest("x")) == 16
    assert rows_file(["b", "a", " A "]).decode().splitlines() == sorted({row_digest("a"), row_digest("b")})


def test_a_bundle_tells_which_texts_it_saw(made: Bundles) -> None:
    bundle = load_bundle(made.old)
    assert seen_rows(bundle) == {row_digest(text) for text in made.seen_texts}
    assert without_seen(read_labelled([made.corpus]), seen_rows(bundle)) == []
    unseen = read_labelled([made.unseen])
    assert without_seen(unseen, seen_rows(bundle)) == unseen


@in_place
def test_a_bundle_that_does_not_say_what_it_saw() -> None:
    drop_rows(NEW)
    bundle = load_bundle(NEW)
    assert seen_rows(bundle, allow_unknown=True) == frozenset()
    with pytest.raises(UnknownTrainingError, match="tidak mencatat teks latihnya"):
        seen_rows(bundle)


@in_place
def test_a_changed_list_is_refused() -> None:
    bundle = load_bundle(NEW)
    (NEW / TRAINING_ROWS).write_text("0" * 16 + "\n")
    with pytest.raises(BundleTamperedError, match=TRAINING_ROWS):
        seen_rows(bundle)
    with pytest.raises(BundleTamperedError, match=TRAINING_ROWS):
        load_bundle(NEW)


@in_place
def test_a_list_of_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bundles.rows_file", lambda texts: "\n".join(texts).encode())
    add_rows(NEW, ["0123456789abcdef", "teks asli"])
    with pytest.raises(ModelError, match=f"{TRAINING_ROWS}:2"):
        seen_rows(load_bundle(NEW))


def test_too_few_texts_are_refused(made: Bundles) -> None:
    examples = read_labelled([made.unseen])
    require_enough(examples, "")
    with pytest.raises(CorpusError, match="49 fraud dan 60 legit"):
        require_enough(
            [e for e in examples if e.label == "legit"] + [e for e in examples if e.label == "fraud"][:49], ""
        )


def test_labelled_texts_are_read_once(made: Bundles) -> None:
    once = read_labelled([made.unseen])
    assert len(read_labelled([made.unseen, made.unseen.parent])) == len(once) > 130


def scored(levels: list[str], labels: list[str], probabilities: list[float]) -> Scored:
    none = np.zeros((len(labels), 1), dtype=bool)
    return Scored(
        labels=np.array(labels),
        groups=np.array([str(i) for i in range(len(labels))]),
        probabilities=np.array(probabilities),
        levels=np.array(levels),
        known=np.ones(len(labels), dtype=bool),
        codes=("x",),
        shown=none,
        said=none,
        prior=0.05,
    )


def test_figures_count_levels_by_label() -> None:
    answers = scored(
        ["high", "review", "insufficient", "low", "high", "low", "low", "low", "not_an_ad", "low"],
        ["fraud"] * 4 + ["legit"] * 4 + ["not_an_ad"] * 2,
        [0.9, 0.5, 0.2, 0.1, 0.8, 0.05, 0.04, 0.03, 0.02, 0.01],
    )
    found = figures(answers, np.arange(10))
    assert found["fraud_flagged"] == 0.5
    assert found["fraud_insufficient"] == 0.25
    assert found["legit_flagged"] == found["legit_high"] == 0.25
    assert found["not_an_ad_recognised"] == 0.5
    assert found["roc_auc"] == pytest.approx(13 / 16)
    assert found["of_100_flagged_at_5.0%"] == pytest.approx(100 * 0.5 * 0.05 / (0.5 * 0.05 + 0.25 * 0.95))
    assert math.isnan(found["pattern_macro_f1"])
    assert math.isnan(figures(answers, np.arange(4))["roc_auc"])


def test_macro_f1_leaves_out_texts_whose_patterns_nobody_named() -> None:
    answers = scored(["high"] * 4, ["fraud", "fraud", "fraud", "legit"], [0.9, 0.8, 0.7, 0.6])
    marks = Scored(
        **{
            **answers.__dict__,
            "codes": ("x", "y"),
            "shown": np.array([[1, 0], [1, 1], [0, 0], [0, 0]], dtype=bool),
            "said": np.array([[1, 0], [0, 1], [1, 1], [1, 0]], dtype=bool),
            "known": np.array([True, True, False, True]),
        }
    )
    assert figures(marks, np.arange(4))["pattern_macro_f1"] == pytest.approx((0.5 + 1) / 2)


def test_evaluation_of_a_trained_bundle(made: Bundles, knowledge: Knowledge) -> None:
    found = evaluate(Scanner(load_bundle(made.old), knowledge), read_labelled([made.unseen]), rounds=20)
    assert found.counts["fraud"] == found.counts["legit"] == 60
    area = found.figures["roc_auc"]
    assert 0.7 < area.low <= area.value <= area.high <= 1
    assert found.figures["calibration_slope"].value > 0
    assert 0 <= found.figures["calibration_error"].value < 0.5
    assert 0 <= found.figures["pattern_macro_f1"].value < 1  # so few texts give hardly a pattern its own head


def test_evaluation_needs_both_labels(made: Bundles, knowledge: Knowledge) -> None:
    fraud = [e for e in read_labelled([made.unseen]) if e.label == "fraud"]
    with pytest.raises(CorpusError, match="legit"):
        evaluate(Scanner(load_bundle(made.old), knowledge), fraud)


def test_comparison_drops_what_either_saw(made: Bundles) -> None:
    examples = read_labelled([made.unseen, made.corpus])
    found = compare(load_bundle(made.old), load_bundle(made.new), examples, rounds=20)
    assert found.dropped == len(made.seen_texts)
    assert found.counts["fraud"] == 60
    assert [line.verdict.gate for line in found.lines] == list(GATES)
    for line in found.lines:
        assert line.difference.low <= line.difference.high
        assert line.difference.value == pytest.approx(line.verdict.new - line.verdict.old)


def test_a_bundle_does_not_differ_from_itself(made: Bundles) -> None:
    bundle = load_bundle(made.old)
    for line in compare(bundle, bundle, read_labelled([made.unseen]), rounds=5).lines:
        assert (line.difference.value, line.difference.low, line.difference.high) == (0, 0, 0)
        assert not line.verdict.worse


@in_place
def test_comparison_refuses_too_few_and_unknown(made: Bundles) -> None:
    old, new = load_bundle(SERVING), load_bundle(NEW)
    with pytest.raises(CorpusError, match="--data"):
        compare(old, new, read_labelled([made.corpus]))
    drop_rows(NEW)
    with pytest.raises(UnknownTrainingError):
        compare(old, load_bundle(NEW), read_labelled([made.unseen]))


def test_gates_know_worse_beyond_their_tolerance() -> None:
    old = {"roc_auc": 0.9, "legit_flagged": 0.05, "fraud_flagged": math.nan}
    assert failed(judge(old, {"roc_auc": 0.895, "legit_flagged": 0.06, "fraud_flagged": 0.5})) == []
    worse = failed(judge(old, {"roc_auc": 0.894, "legit_flagged": 0.0611}))
    assert [verdict.gate.name for verdict in worse] == ["roc_auc", "legit_flagged"]
    assert failed(judge(old, {"roc_auc": 1.0, "legit_flagged": 0.0})) == []


def test_every_gate_is_a_figure(made: Bundles) -> None:
    answers = scored(["high", "low"], ["fraud", "legit"], [0.9, 0.1])
    assert {gate.name for gate in GATES} <= set(figures(answers, np.arange(2)))
    held = from_metrics(load_bundle(made.old).manifest.metrics)
    assert {"roc_auc", "recall_at_1", "fraud_flagged", "legit_flagged", "legit_high"} <= set(held)


@in_place
def test_without_data_the_manifests_are_weighed() -> None:
    found = weigh(load_bundle(SERVING), load_bundle(NEW), [])
    assert "manifes" in found.basis
    assert found.verdicts
    training = json.loads((NEW / MANIFEST).read_text())["training"]
    change(NEW, training=training | {"data_sha256": "0" * 64})
    found = weigh(load_bundle(SERVING), load_bundle(NEW), [])
    assert (found.verdicts, found.basis) == ([], "")
    assert "data yang berbeda" in found.note


@in_place
def test_too_few_unseen_texts_fall_back_to_the_manifests(made: Bundles) -> None:
    found = weigh(load_bundle(SERVING), load_bundle(NEW), read_labelled([made.corpus]))
    assert "manifes" in found.basis
    assert "Terlalu sedikit" in found.note
