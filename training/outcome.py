"""What a run found out: out-of-fold log-odds of each stage, and the thresholds set on them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobscan.classifier.linear import logit
from jobscan.classifier.manifest import ProfileSettings
from jobscan.types import Profile
from training.dataset import Dataset, Labels, Target, Vector
from training.fusion import Cascade
from training.thresholds import Limit


@dataclass(frozen=True)
class Outcome:
    """The rows, out-of-fold log-odds of each stage at the training mix, and the thresholds."""

    data: Dataset
    targets: Mapping[str, Target]
    linear: Mapping[str, Vector]
    encoder: Mapping[str, Vector] | None
    cascade: Cascade | None
    logits: Mapping[str, Vector]
    fold_of: NDArray[np.int64]
    profiles: Mapping[Profile, ProfileSettings]
    not_an_ad: float

    @property
    def fraud_share(self) -> float:
        """The share of fraud in the training mix, which its log-odds speak of."""
        return fraud_share(self.data)

    def probabilities(self, head: str, prior: float | None = None) -> Vector:
        """Out-of-fold probabilities, at the training mix or moved to `prior`."""
        share = self.fraud_share
        return at_prior(self.logits[head], share, share if prior is None else prior)


def at_prior(logits: Vector, share: float, prior: float) -> Vector:
    """Probabilities where `prior` of all texts are fraud, from log-odds of a mix of which `share` are."""
    result: Vector = 1 / (1 + np.exp(-(logits + (logit(prior) - logit(share)))))
    return result


def macro_f1(outcome: Outcome, rows: Labels) -> float:
    """Mean F1 of the patterns at one half, out of fold, over those of the rows whose patterns somebody named."""
    return macro_f1_of(outcome.targets, outcome.logits, rows)


def macro_f1_of(targets: Mapping[str, Target], logits: Mapping[str, Vector], rows: Labels) -> float:
    """The same from targets and log-odds by head.

    Patterns that the rows do not show are left out; not a number without any.
    """
    values = []
    for name, target in targets.items():
        if name.startswith("pattern:"):
            known = (target.importance > 0) & rows
            shown, said = target.labels[known], logits[name][known] > 0
            if shown.any():
                values.append(2 * (shown & said).sum() / (shown.sum() + said.sum()))
    return float(np.mean(values)) if values else float("nan")


def limits(data: Dataset, hard: float, real: float) -> list[Limit]:
    """How much of each part of the texts without fraud may be flagged: of the corpus, and of every other part."""
    corpus = data.in_corpus
    return [(part, hard if (part & corpus).any() else real) for part in data.honest_parts()]


def fraud_share(data: Dataset) -> float:
    """The share of fraud in the weighted training mix."""
    return float(np.average(data.fraud, weights=data.importance))
