"""Thresholds from out-of-fold scores, and flags at thresholds that were set on other folds."""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Labels = NDArray[np.bool_]


def at_false_alarm(scores: Vector, honest: Labels, rate: float) -> float:
    """The lowest threshold that at most `rate` of the honest texts reach."""
    ordered = np.sort(scores[honest])[::-1]
    allowed = int(np.floor(rate * len(ordered)))
    return float(np.nextafter(ordered[allowed], np.inf))


def crossfitted_flags(scores: Vector, honest: Labels, fold_of: NDArray[np.int64], rate: float) -> Labels:
    """Which rows are flagged when each fold's threshold is set on the other folds only."""
    flags = np.zeros(len(scores), dtype=bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        flags[inside] = scores[inside] >= at_false_alarm(scores[~inside], honest[~inside], rate)
    return flags
