"""Statistics of calibration and the group bootstrap on constructed data with a known answer."""

import numpy as np
import pytest

from training.calibration import adaptive_error, brier_skill, of_hundred, prior_weights, slope_and_intercept
from training.metrics import middle, resamples


def honest(count: int = 40_000) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities and outcomes that come true as often as said."""
    generator = np.random.default_rng(5)
    probabilities = 1 / (1 + np.exp(-generator.normal(0, 1.5, count)))
    return probabilities, generator.random(count) < probabilities


def test_weights_give_the_prior_and_are_one_on_average() -> None:
    positive = np.array([True] * 30 + [False] * 70)
    weights = prior_weights(positive, 0.05)
    assert np.average(positive, weights=weights) == pytest.approx(0.05)
    assert weights.mean() == pytest.approx(1)
    assert prior_weights(np.zeros(3, dtype=bool), 0.05).tolist() == [1, 1, 1]


def test_honest_probabilities_have_slope_one_and_intercept_zero() -> None:
    probabilities, outcomes = honest()
    ones = np.ones(len(outcomes))
    assert slope_and_intercept(probabilities, outcomes, ones) == pytest.approx((1, 0), abs=0.05)
    assert adaptive_error(probabilities, outcomes, ones) < 0.01


def test_probabilities_too_extreme_by_two_have_slope_one_half() -> None:
    probabilities, outcomes = honest()
    extreme = 1 / (1 + ((1 - probabilities) / probabilities) ** 2)
    slope, intercept = slope_and_intercept(extreme, outcomes, np.ones(len(outcomes)))
    assert (slope, intercept) == pytest.approx((0.5, 0), abs=0.05)


def test_a_shift_of_the_log_odds_comes_back_as_the_intercept() -> None:
    probabilities, outcomes = honest()
    odds = probabilities / (1 - probabilities) * np.e
    slope, intercept = slope_and_intercept(odds / (1 + odds), outcomes, np.ones(len(outcomes)))
    assert (slope, intercept) == pytest.approx((1, -1), abs=0.05)


def test_weighting_to_another_prior_moves_the_intercept_by_the_difference_of_log_odds() -> None:
    probabilities, outcomes = honest()
    weights = prior_weights(outcomes, 0.1)
    share = outcomes.mean()
    moved = np.log(0.1 / 0.9) - np.log(share / (1 - share))
    assert slope_and_intercept(probabilities, outcomes, weights) == pytest.approx((1, moved), abs=0.08)


def test_brier_skill_of_perfect_and_useless_probabilities() -> None:
    positive = np.array([True, False, False, False])
    ones = np.ones(4)
    assert brier_skill(positive.astype(float), positive, ones) == 1
    assert brier_skill(np.full(4, 0.25), positive, ones) == pytest.approx(0)
    assert brier_skill(np.full(4, 0.5), positive, np.array([3.0, 1, 1, 1])) == pytest.approx(0)


def test_the_adaptive_error_is_the_mean_gap() -> None:
    positive = np.array([False, True] * 50)
    assert adaptive_error(np.full(100, 0.8), positive, np.ones(100), bins=5) == pytest.approx(0.3)
    sure = np.where(np.arange(100) < 50, 0.1, 0.9)
    truth = np.arange(100) >= 50
    assert adaptive_error(sure, truth, np.ones(100), bins=2) == pytest.approx(0.1)


def test_the_adaptive_error_counts_weights() -> None:
    probabilities, positive = np.array([0.1, 0.9]), np.array([False, False])
    assert adaptive_error(probabilities, positive, np.array([9.0, 1.0]), bins=2) == pytest.approx(0.9 * 0.1 + 0.1 * 0.9)


def test_of_a_hundred_flagged() -> None:
    assert of_hundred(0.9, 0.01, 0.01) == pytest.approx(100 * 0.009 / (0.009 + 0.0099))
    assert of_hundred(0.5, 0, 0.001) == 100
    assert np.isnan(of_hundred(0, 0, 0.01))


def test_resamples_draw_whole_groups() -> None:
    groups = np.array(["a", "a", "b", "c"])
    for rows in resamples(groups, rounds=20):
        drawn = rows.tolist()
        assert drawn.count(0) == drawn.count(1)
        assert len({*groups[rows]}) <= 3


def test_the_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    values = np.random.default_rng(2).normal(0, 1, 400)
    alone = np.array([str(i) for i in range(400)])
    low, high = middle([float(values[rows].mean()) for rows in resamples(alone, rounds=600)])
    assert high - low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.15)
    doubled, pairs = np.repeat(values, 2), np.repeat(alone, 2)
    low2, high2 = middle([float(doubled[rows].mean()) for rows in resamples(pairs, rounds=600)])
    assert high2 - low2 == pytest.approx(high - low, rel=0.15)  # a copy in the same group adds no certainty


def test_the_middle_leaves_out_what_is_no_number() -> None:
    assert middle([float("nan"), 1.0, 1.0]) == (1, 1)
    assert np.isnan(middle([float("nan")])).all()
