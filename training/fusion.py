"""Joining linear model and encoder: linear in log-odds, fitted on out-of-fold scores, never against either of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from jobscan.classifier.manifest import Band, Fusion
from training.dataset import Labels, Target, Vector

RIDGE = 1e-3
LOST_FRAUD = 0.005
FALSE_CERTAINTY = 0.001


def fit_fusion(linear: Vector, encoder: Vector, target: Target) -> Fusion:
    """The weights that give the least log loss; neither model may speak against itself (weights >= 0)."""
    design = np.column_stack([linear, encoder, np.ones(len(linear))])
    sign = np.where(target.labels, 1.0, -1.0)
    weights = target.importance / target.importance.sum()

    def loss(values: Vector) -> tuple[float, Vector]:
        margins = sign * (design @ values)
        slope = -weights * sign / (1 + np.exp(np.clip(margins, -500, 500)))
        penalty = RIDGE * values * np.array([1.0, 1.0, 0.0])
        return float(weights @ np.logaddexp(0, -margins) + 0.5 * penalty @ values), design.T @ slope + penalty

    best = minimize(loss, np.array([0.5, 0.5, 0.0]), jac=True, bounds=[(0, None), (0, None), (None, None)])
    a, b, c = (float(value) for value in best.x)
    return Fusion(linear=a, encoder=b, intercept=c)


def fused(fusion: Fusion, linear: Vector, encoder: Vector) -> Vector:
    """The joined log-odds."""
    return fusion.linear * linear + fusion.encoder * encoder + fusion.intercept


def choose_band(linear: Vector, fraud: Labels, importance: Vector) -> Band:
    """Where the linear model is certain by its out-of-fold scores.

    Below, at most one fraud text in two hundred is left to it; above, one other text in a thousand.
    """
    return Band(
        low=_quantile(linear[fraud], importance[fraud], LOST_FRAUD),
        high=_quantile(linear[~fraud], importance[~fraud], 1 - FALSE_CERTAINTY),
    )


def _quantile(values: Vector, weights: Vector, share: float) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / weights.sum()
    return float(values[order][np.searchsorted(reached, share)])


@dataclass(frozen=True)
class Cascade:
    """What joins the two models, for every head."""

    fusion: Mapping[str, Fusion]
    band: Band

    def asked(self, linear_fraud: Vector) -> Labels:
        """Which texts the encoder reads."""
        return (linear_fraud > self.band.low) & (linear_fraud < self.band.high)

    def logits(self, linear: Mapping[str, Vector], encoder: Mapping[str, Vector]) -> dict[str, Vector]:
        """Log-odds of every head: joined where the encoder is asked, linear elsewhere."""
        asked = self.asked(linear["fraud"])
        return {
            name: np.where(asked, fused(fusion, linear[name], encoder[name]), linear[name])
            for name, fusion in self.fusion.items()
        }


def fit_cascade(linear: Mapping[str, Vector], encoder: Mapping[str, Vector], targets: Mapping[str, Target]) -> Cascade:
    """The fusion of each head on the texts that the encoder is asked about, and the band that says which these are.

    `linear` are calibrated out-of-fold log-odds, `encoder` out-of-fold logits, both by head.
    """
    band = choose_band(linear["fraud"], targets["fraud"].labels, targets["fraud"].importance)
    asked = (linear["fraud"] > band.low) & (linear["fraud"] < band.high)
    rows = np.flatnonzero(asked)
    fusion = {
        name: fit_fusion(linear[name][rows], encoder[name][rows], target.of(rows)) for name, target in targets.items()
    }
    return Cascade(fusion, band)
