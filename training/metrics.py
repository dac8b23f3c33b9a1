"""Figures for a set of scored texts, with bootstrap intervals over groups."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

Vector = NDArray[np.float64]
Labels = NDArray[np.bool_]
Rows = NDArray[np.intp]


def ranking(scores: Vector, positive: Labels) -> dict[str, float]:
    """ROC AUC, average precision and recall at 1 and 5 % false alarms."""
    return {
        "roc_auc": float(roc_auc_score(positive, scores)),
        "average_precision": float(average_precision_score(positive, scores)),
        "recall_at_1": recall_at(scores, positive, 0.01),
        "recall_at_5": recall_at(scores, positive, 0.05),
    }


def recall_at(scores: Vector, positive: Labels, rate: float) -> float:
    """Share of positives above the score that at most `rate` of the others exceed."""
    others = np.sort(scores[~positive])[::-1]
    cut = others[int(np.floor(rate * len(others)))]
    return float(np.mean(scores[positive] > cut))


def calibration_error(probabilities: Vector, positive: Labels, bins: int = 10) -> float:
    """Expected calibration error over bins of equal count."""
    order = np.argsort(probabilities)
    parts = np.array_split(order, bins)
    gaps = [abs(probabilities[p].mean() - positive[p].mean()) * len(p) for p in parts if len(p)]
    return float(sum(gaps) / len(probabilities))


def brier(probabilities: Vector, positive: Labels) -> float:
    """Mean squared error of the probabilities."""
    return float(brier_score_loss(positive, probabilities))


def resamples(groups: NDArray[np.str_], *, rounds: int = 500, seed: int = 0) -> Iterator[Rows]:
    """The rows of each bootstrap round, drawing whole groups with replacement."""
    generator = np.random.default_rng(seed)
    names, inverse = np.unique(groups, return_inverse=True)
    members = [np.flatnonzero(inverse == i) for i in range(len(names))]
    for _ in range(rounds):
        yield np.concatenate([members[i] for i in generator.integers(0, len(names), len(names))])


def middle(values: Sequence[float] | Vector) -> tuple[float, float]:
    """The bounds of the middle 95 %, values that are not numbers left out; not numbers where nothing is left."""
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)


def interval(
    scores: Vector, positive: Labels, groups: NDArray[np.str_], *, rounds: int = 500, seed: int = 0
) -> tuple[float, float]:
    """95 % bootstrap interval of the ROC AUC, drawing whole groups."""
    values = [
        float(roc_auc_score(positive[rows], scores[rows]))
        for rows in resamples(groups, rounds=rounds, seed=seed)
        if 0 < positive[rows].sum() < len(rows)
    ]
    return middle(values)


def mean_interval(values: Vector, groups: NDArray[np.str_], *, rounds: int = 500, seed: int = 0) -> tuple[float, float]:
    """95 % bootstrap interval of the mean, drawing whole groups. `values` must not be empty."""
    generator = np.random.default_rng(seed)
    _, inverse = np.unique(groups, return_inverse=True)
    sums, sizes = np.bincount(inverse, weights=values), np.bincount(inverse)
    drawn = generator.integers(0, len(sizes), (rounds, len(sizes)))
    low, high = np.percentile(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1), [2.5, 97.5])
    return float(low), float(high)
