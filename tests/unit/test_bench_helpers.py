"""The pure helpers of the benchmarks: percentiles, targets, choice of ads, drift."""

import pytest

from benchmarks.board import Target
from benchmarks.kernels import Drift, drift
from benchmarks.shared import about_1000, middle, percentile


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1.0), (0.5, 50.0), (0.99, 99.0), (1.0, 100.0)])
def test_percentile_is_the_nearest_rank(share: float, expected: float) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], share) == expected


def test_middle_takes_the_median_of_the_rounds_percentiles() -> None:
    assert middle([[1.0, 1.0], [9.0, 9.0], [3.0, 3.0]], 0.99) == 3.0


@pytest.mark.parametrize(
    ("sign", "value", "met"),
    [("≥", 5.0, True), ("≥", 4.9, False), ("≤", 5.0, True), ("≤", 5.1, False), ("<", 5.0, False)],
)
def test_target_says_whether_a_figure_keeps_it(sign: str, value: float, met: bool) -> None:
    target = Target(sign, 5)

    assert target.is_met(value) is met
    assert target.verdict(value) == f"{sign} 5: {'met' if met else 'MISSED'}"


def test_ads_are_of_about_1000_characters_and_the_same_every_time() -> None:
    texts = ["x" * length for length in range(800, 1_200)]

    chosen = about_1000(texts, 20)

    assert len(set(chosen)) == 20
    assert all(850 <= len(text) <= 1_150 for text in chosen)
    assert chosen == about_1000(texts, 20)
    assert len(about_1000(texts)) == 301


def test_drift_is_the_largest_difference_over_all_ads() -> None:
    native = [
        {"logits": [1.0, -2.0], "probability": 0.2, "level": "low"},
        {"logits": [0.0, 0.5], "probability": 0.9, "level": "high"},
    ]
    other = [
        {"logits": [1.0, -2.25], "probability": 0.3, "level": "review"},
        {"logits": [0.0, 0.5], "probability": 0.9, "level": "high"},
    ]

    assert drift(other, native) == Drift(logits=0.25, probability=pytest.approx(0.1), levels=1)
