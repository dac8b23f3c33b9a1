"""The linear model: several calibrated logistic heads over one sparse vector, and the exact parts of each logit."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobscan.classifier.features import Features

BLOCKS = ("w:", "c:")  # each block of n-grams has Euclidean length 1, so that long texts do not shout


@dataclass(frozen=True, slots=True)
class SparseVector:
    """Positions in the vocabulary and their scaled values, in order of position."""

    indices: NDArray[np.int64]
    values: NDArray[np.float64]


class Vocabulary:
    """Feature names in the order of the columns, and the factor of each: an n-gram's idf, a constant otherwise."""

    def __init__(self, names: tuple[str, ...], scale: NDArray[np.float64]) -> None:
        self.names = names
        self.scale = scale
        self._index = {name: column for column, name in enumerate(names)}

    def vectorise(self, features: Features) -> SparseVector:
        """The ad's vector; features outside the vocabulary are dropped."""
        scaled = self._scaled(features.signals)
        for block in BLOCKS:
            counts = {n: 1 + math.log(len(p)) for n, p in features.places.items() if n.startswith(block)}
            part = self._scaled(counts)
            length = math.sqrt(math.fsum(value * value for value in part.values()))
            scaled |= {column: value / length for column, value in part.items()}
        order = sorted(scaled)
        values = [scaled[column] for column in order]
        return SparseVector(np.array(order, dtype=np.int64), np.array(values, dtype=np.float64))

    def _scaled(self, values: Mapping[str, float]) -> dict[int, float]:
        columns = ((self._index[name], value) for name, value in values.items() if name in self._index)
        return {column: value * float(self.scale[column]) for column, value in columns}


@dataclass(frozen=True)
class Head:
    """One logistic head after calibration: logit = bias + weights · x."""

    weights: NDArray[np.float64]
    bias: float

    def parts(self, vector: SparseVector) -> NDArray[np.float64]:
        """What each feature of the vector adds to the logit."""
        return self.weights[vector.indices] * vector.values

    def logit(self, vector: SparseVector) -> float:
        return self.bias + math.fsum(self.parts(vector))


@dataclass(frozen=True)
class LinearModel:
    """Heads by name: `fraud`, `not_an_ad` and one `pattern:<code>` for each modus."""

    vocabulary: Vocabulary
    heads: Mapping[str, Head]


def sigmoid(logit: float) -> float:
    """The logistic function, stable at both ends."""
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    return (e := math.exp(logit)) / (1 + e)


def logit(probability: float) -> float:
    """Log-odds of a probability strictly between 0 and 1."""
    return math.log(probability / (1 - probability))
