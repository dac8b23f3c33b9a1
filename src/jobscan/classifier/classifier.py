"""The cascade: the linear model first, the encoder only where that is not certain, both joined in log-odds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from jobscan.classifier.features import Features
from jobscan.classifier.linear import LinearModel, SparseVector
from jobscan.classifier.manifest import Band, Fusion

Logits = NDArray[np.float64]


class ReadsText(Protocol):
    """An encoder: one logit a head for a placeholder view."""

    def logits(self, text: str) -> Logits: ...

    def lines(self, text: str) -> list[list[int]]:
        """The word pieces of each line."""
        ...

    def of_lines(self, lines: Sequence[Sequence[int]]) -> Logits:
        """The logits of a text given as the pieces of its lines."""
        ...


@dataclass(frozen=True)
class EncoderStage:
    """The encoder with what joins it to the linear model; `fusion` is in the order of the encoder's outputs."""

    encoder: ReadsText
    fusion: Mapping[str, Fusion]
    band: Band


@dataclass(frozen=True)
class Scored:
    """Log-odds of every head at the training mix. `encoder` holds the encoder's logits where it was asked."""

    vector: SparseVector
    logits: Mapping[str, float]
    encoder: Logits | None


@dataclass(frozen=True)
class Classifier:
    """One bundle's models. Without an encoder stage the linear model answers alone."""

    linear: LinearModel
    stage: EncoderStage | None

    def score(self, features: Features) -> Scored:
        """The log-odds of one ad; which exit answers depends on this ad alone."""
        vector = self.linear.vocabulary.vectorise(features)
        logits = {name: head.logit(vector) for name, head in self.linear.heads.items()}
        stage = self.stage
        if stage is None or not stage.band.low < logits["fraud"] < stage.band.high:
            return Scored(vector, logits, None)
        read = stage.encoder.logits(features.view.text)
        joined = {
            name: fusion.linear * logits[name] + fusion.encoder * value + fusion.intercept
            for (name, fusion), value in zip(stage.fusion.items(), read.tolist(), strict=True)
        }
        return Scored(vector, joined, read)
