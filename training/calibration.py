"""How far probabilities can be taken at their word, on a set weighted to a stated share of fraud."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from training.metrics import Labels, Vector

_NEARLY_CERTAIN = 1e-6
_BARELY_RIDGED = 1e6


def prior_weights(positive: Labels, prior: float) -> Vector:
    """A weight for each row, one on average, so that positives make up `prior` of the whole.

    Without positives, or with nothing else, every row weighs one.
    """
    share = float(positive.mean())
    if not 0 < share < 1:
        return np.ones(len(positive))
    return np.where(positive, prior / share, (1 - prior) / (1 - share))


def slope_and_intercept(probabilities: Vector, positive: Labels, weights: Vector) -> tuple[float, float]:
    """Slope and intercept of the outcome's log-odds on the log-odds given (Cox 1958); 1 and 0 are perfect.

    A slope below one: the probabilities are too extreme. At slope one, an intercept below zero: they are too high.
    """
    clipped = np.clip(probabilities, _NEARLY_CERTAIN, 1 - _NEARLY_CERTAIN)
    model = LogisticRegression(C=_BARELY_RIDGED, max_iter=1000)
    model.fit(np.log(clipped / (1 - clipped))[:, None], positive, sample_weight=weights)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def brier_skill(probabilities: Vector, positive: Labels, weights: Vector) -> float:
    """One minus the squared error as a share of that of always saying the base rate: 1 perfect, 0 useless."""
    rate = np.average(positive, weights=weights)
    error = np.average((probabilities - positive) ** 2, weights=weights)
    return float(1 - error / (rate * (1 - rate)))


def adaptive_error(probabilities: Vector, positive: Labels, weights: Vector, bins: int = 10) -> float:
    """Expected calibration error over bins of equal weight (Nguyen & O'Connor 2015), between 0 and 1."""
    order = np.argsort(probabilities, kind="stable")
    reached = np.cumsum(weights[order])
    bin_of = np.minimum((reached - weights[order] / 2) * bins // reached[-1], bins - 1).astype(int)
    gaps = weights[order] * (probabilities[order] - positive[order])
    return float(np.abs(np.bincount(bin_of, weights=gaps, minlength=bins)).sum() / reached[-1])


def of_hundred(recall: float, false_alarms: float, base_rate: float) -> float:
    """Of a hundred flagged ads, how many are fraud where `base_rate` of all ads are; not a number where none is."""
    hits, alarms = recall * base_rate, false_alarms * (1 - base_rate)
    return 100 * hits / (hits + alarms) if hits + alarms else float("nan")
