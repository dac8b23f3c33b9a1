"""Thresholds from out-of-fold scores, and flags at thresholds that were set on other folds."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Labels = NDArray[np.bool_]


def at_false_alarm(scores: Vector, parts: Sequence[Labels], rate: float) -> float:
    """The lowest threshold that at most `rate` of the texts of each part reach; `parts` mark texts without fraud."""
    return max(_at_false_alarm(scores[part], rate) for part in parts)


def _at_false_alarm(scores: Vector, rate: float) -> float:
    ordered = np.sort(scores)[::-1]
    allowed = int(np.floor(rate * len(ordered)))
    return float(np.nextafter(ordered[allowed], np.inf))


def crossfitted_flags(scores: Vector, parts: Sequence[Labels], fold_of: NDArray[np.int64], rate: float) -> Labels:
    """Which rows are flagged when each fold's threshold is set on the other folds only."""
    flags = np.zeros(len(scores), dtype=bool)
    for fold in np.unique(fold_of):
        inside = fold_of == fold
        limit = at_false_alarm(scores[~inside], [part[~inside] for part in parts], rate)
        flags[inside] = scores[inside] >= limit
    return flags
