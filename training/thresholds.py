"""Thresholds from out-of-fold scores, and flags at thresholds that were set on other folds."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Labels = NDArray[np.bool_]
Limit = tuple[Labels, float]


def at_false_alarm(scores: Vector, limits: Sequence[Limit]) -> float:
    """The lowest threshold that keeps every limit: texts without fraud, and the share of them that may reach it."""
    return max(_at_false_alarm(scores[part], rate) for part, rate in limits)


def _at_false_alarm(scores: Vector, rate: float) -> float:
    ordered = np.sort(scores)[::-1]
    allowed = int(np.floor(rate * len(ordered)))
    return float(np.nextafter(ordered[allowed], np.inf))


def crossfitted_flags(scores: Vector, limits: Sequence[Limit], fold_of: NDArray[np.int64]) -> Labels:
    """Which rows are flagged when each fold's threshold is set on the other folds only."""
    flags = np.zeros(len(scores), dtype=bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        threshold = at_false_alarm(scores[~inside], [(part[~inside], rate) for part, rate in limits])
        flags[inside] = scores[inside] >= threshold
    return flags
