"""Joining two models: weights that never turn against a model, a band that leaves little to chance."""

import numpy as np
import pytest

from training.dataset import Target
from training.fusion import Cascade, choose_band, fit_cascade, fit_fusion, fused

SIZE = 4000


@pytest.fixture(scope="module")
def truth() -> Target:
    return Target(np.random.default_rng(0).random(SIZE) < 0.3, np.ones(SIZE))


def noisy(truth: Target, noise: float, seed: int) -> np.ndarray:
    return np.where(truth.labels, 1.5, -1.5) + np.random.default_rng(seed).normal(0, noise, SIZE)


def loss(logits: np.ndarray, truth: Target) -> float:
    return float(np.logaddexp(0, np.where(truth.labels, -logits, logits)).mean())


def test_two_models_together_beat_each_alone(truth: Target) -> None:
    one, two = noisy(truth, 1.5, 1), noisy(truth, 1.5, 2)
    joined = fused(fit_fusion(one, two, truth), one, two)
    alone = [fused(fit_fusion(score, np.zeros(SIZE), truth), score, np.zeros(SIZE)) for score in (one, two)]
    assert loss(joined, truth) < min(loss(score, truth) for score in alone) - 0.05


def test_the_joined_log_odds_are_calibrated(truth: Target) -> None:
    one, two = noisy(truth, 1.5, 1), noisy(truth, 1.5, 2)
    joined = fused(fit_fusion(one, two, truth), one, two)
    assert float((1 / (1 + np.exp(-joined))).mean()) == pytest.approx(float(truth.labels.mean()), abs=0.01)


def test_no_model_is_turned_against_itself(truth: Target) -> None:
    fusion = fit_fusion(noisy(truth, 1.0, 1), -noisy(truth, 1.0, 2), truth)
    assert fusion.encoder == 0
    assert fusion.linear > 0


def test_a_row_without_importance_changes_nothing(truth: Target) -> None:
    one, two = noisy(truth, 1.5, 1), noisy(truth, 1.5, 2)
    flipped = Target(truth.labels.copy(), truth.importance.copy())
    flipped.labels[:500] = ~flipped.labels[:500]
    flipped.importance[:500] = 0
    without = Target(truth.labels[500:], truth.importance[500:])
    ours, theirs = fit_fusion(one, two, flipped), fit_fusion(one[500:], two[500:], without)
    assert ours.linear == pytest.approx(theirs.linear, abs=1e-3)
    assert ours.intercept == pytest.approx(theirs.intercept, abs=1e-3)


def test_the_band_leaves_little_to_the_linear_model(truth: Target) -> None:
    scores = noisy(truth, 1.5, 1)
    band = choose_band(scores, truth.labels, truth.importance)
    assert (scores[truth.labels] < band.low).mean() <= 0.005
    assert (scores[~truth.labels] > band.high).mean() <= 0.001


def test_outside_the_band_the_linear_model_answers_alone(truth: Target) -> None:
    linear = {"fraud": noisy(truth, 1.0, 1), "not_an_ad": noisy(truth, 1.0, 3)}
    encoder = {"fraud": noisy(truth, 1.0, 2), "not_an_ad": noisy(truth, 1.0, 4)}
    cascade: Cascade = fit_cascade(linear, encoder, {"fraud": truth, "not_an_ad": truth})
    asked = cascade.asked(linear["fraud"])
    joined = cascade.logits(linear, encoder)
    assert 0 < asked.sum() < SIZE
    for name, values in joined.items():
        assert (values[~asked] == linear[name][~asked]).all()
        assert values[asked] == pytest.approx(fused(cascade.fusion[name], linear[name], encoder[name])[asked])
