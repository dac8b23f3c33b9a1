"""From corpus to bundle: read, fold, fit, calibrate, set thresholds, measure, write."""

import hashlib
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray

from jobscan.classifier.linear import Vocabulary, logit
from jobscan.classifier.manifest import Calibration, KnowledgeRecord, Manifest, ProfileSettings, TrainingRecord
from jobscan.knowledge import Knowledge, load_knowledge
from jobscan.types import Profile, Thresholds
from training import export, metrics, thresholds
from training.corpus import load_corpus
from training.dataset import Dataset, Labels, Target, Vector
from training.examples import balanced, from_corpus, read_extra, without_repeats
from training.fit import FOLDS, Folded, RawHead, apply, calibrate, choose_strength, fit_head, folds

log = logging.getLogger(__name__)

NAME = "jobscan-id"
PATTERN_STRENGTH = 10.0
SMALLEST_WEIGHT = 0.02
LOST_TO_NOT_AN_AD = 0.01


@dataclass(frozen=True)
class OperatingPoint:
    """A profile's prior, and the share of texts without fraud that may reach each level."""

    prior: float
    review: float
    high: float


PROFILES: dict[Profile, OperatingPoint] = {
    "counter": OperatingPoint(prior=0.05, review=0.05, high=0.01),
    "crawler": OperatingPoint(prior=0.01, review=0.02, high=0.005),
}


@dataclass(frozen=True)
class Fitted:
    """Heads fitted on all rows, and for each head the out-of-fold raw scores and their calibration."""

    vocabulary: Vocabulary
    heads: dict[str, RawHead]
    held_out: dict[str, Vector]
    scales: dict[str, Calibration]
    fold_of: NDArray[np.int64]
    strength: float

    def probabilities(self, head: str) -> Vector:
        return apply(self.scales[head], self.held_out[head])


def train(folder: Path, target: Path, version: str, seed: int = 0, extra: Sequence[Path] = ()) -> Manifest:
    """Fit a bundle on the corpus in `folder` and the labelled texts in `extra`, and write it to `target`.

    Raises:
        CorpusError: the corpus or an extra file cannot be used.
        ModelError: the bundle written does not load.
    """
    knowledge = load_knowledge()
    examples = from_corpus(load_corpus(folder))
    added = [example for file in extra for example in read_extra(file)]
    data = Dataset.read(balanced(without_repeats(examples, added)), knowledge)
    fitted = fit(data, knowledge, seed)
    vocabulary, heads = export.prune(fitted.vocabulary, fitted.heads, SMALLEST_WEIGHT)
    files = export.bundle_files(vocabulary, heads)
    manifest = Manifest(
        format=1,
        name=NAME,
        version=version,
        created=date.today().isoformat(),
        mode="linear",
        files=export.digests(files),
        heads=tuple(heads),
        calibration=fitted.scales,
        not_an_ad=_not_an_ad_threshold(fitted.probabilities("not_an_ad"), data.fraud),
        profiles=_profiles(data, fitted),
        knowledge=KnowledgeRecord(
            version=knowledge.meta.version, digest=knowledge.digest, indicators=tuple(sorted(knowledge.indicators))
        ),
        training=_record([*sorted(folder.glob("*.jsonl")), *extra], data, seed, fitted.strength),
        metrics=figures(data, fitted),
    )
    export.write_bundle(target, manifest, files)
    return manifest


def fit(data: Dataset, knowledge: Knowledge, seed: int) -> Fitted:
    """Choose the regularisation, score out of fold, calibrate, and fit every head on all rows."""
    splits = folds(data.strata, data.groups, seed)
    folded = Folded(data.counts, splits, knowledge)
    targets = data.targets(knowledge)
    strength = choose_strength(folded, targets["fraud"])
    log.info("%d rows, %d groups, C=%g", len(data.examples), len(set(data.groups)), strength)
    everything = np.arange(len(data.examples))
    vocabulary = data.counts.vocabulary(everything, knowledge)
    matrix = data.counts.matrix(everything, vocabulary)

    def one(name: str, target: Target) -> tuple[Vector, RawHead]:
        pooled = name == "fraud"
        c = strength if name in ("fraud", "not_an_ad") else PATTERN_STRENGTH
        return folded.out_of_fold(target, c, pooled=pooled), fit_head(matrix, target, vocabulary, c, pooled=pooled)

    results = Parallel(n_jobs=2, prefer="threads")(delayed(one)(*item) for item in targets.items())
    scores = {name: out_of_fold for name, (out_of_fold, _) in zip(targets, results, strict=True)}
    fold_of = np.empty(len(data.examples), dtype=np.int64)
    for number, (_, test) in enumerate(splits):
        fold_of[test] = number
    return Fitted(
        vocabulary=vocabulary,
        heads={name: head for name, (_, head) in zip(targets, results, strict=True)},
        held_out=scores,
        scales={name: calibrate(scores[name], target) for name, target in targets.items()},
        fold_of=fold_of,
        strength=strength,
    )


def _not_an_ad_threshold(scores: Vector, fraud: Labels) -> float:
    """High enough to lose at most one fraud text in a hundred, and never below one half."""
    return min(0.99, max(0.5, thresholds.at_false_alarm(scores, [fraud], LOST_TO_NOT_AN_AD)))


def _profiles(data: Dataset, fitted: Fitted) -> dict[Profile, ProfileSettings]:
    return {profile: _settings(data, fitted, point) for profile, point in PROFILES.items()}


def _settings(data: Dataset, fitted: Fitted, point: OperatingPoint) -> ProfileSettings:
    scale = fitted.scales["fraud"]
    shift = logit(point.prior) - logit(_fraud_share(data))
    shifted = apply(Calibration(slope=scale.slope, intercept=scale.intercept + shift), fitted.held_out["fraud"])
    parts = data.honest_parts()
    limits = Thresholds(
        review=thresholds.at_false_alarm(shifted, parts, point.review),
        high=thresholds.at_false_alarm(shifted, parts, point.high),
    )
    basis = (
        f"out-of-fold scores of {int(sum(part.sum() for part in parts))} texts that are not fraud, in {len(parts)} "
        f"parts: at most {point.review:.1%} of each part reach review and {point.high:.1%} high"
    )
    return ProfileSettings(prior=point.prior, thresholds=limits, basis=basis)


def _fraud_share(data: Dataset) -> float:
    return float(np.average(data.fraud, weights=data.importance))


def _record(files: Sequence[Path], data: Dataset, seed: int, strength: float) -> TrainingRecord:
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files))
    return TrainingRecord(
        data_sha256=digest.hexdigest(),
        rows=dict(Counter(data.labels.tolist())),
        sources=dict(Counter(example.source for example in data.examples)),
        groups=len(set(data.groups)),
        fraud_share=_fraud_share(data),
        seed=seed,
        regularisation=strength,
        folds=FOLDS,
    )


def figures(data: Dataset, fitted: Fitted) -> dict[str, float | int | str]:
    """Out-of-fold figures on the corpus; those at a threshold use one that was set on the other folds."""
    corpus, fraud = data.in_corpus, data.fraud
    scores = fitted.probabilities("fraud")
    offers = corpus & (fraud | np.asarray(data.labels == "legit"))
    found = metrics.ranking(scores[offers], fraud[offers])
    low, high = metrics.interval(scores[offers], fraud[offers], data.groups[offers])
    found |= {"roc_auc_low": low, "roc_auc_high": high}
    found = {f"fraud_vs_legit_{name}": value for name, value in found.items()}
    point = PROFILES["counter"]
    for name, rate in (("review", point.review), ("high", point.high)):
        flags = thresholds.crossfitted_flags(scores, data.honest_parts(), fitted.fold_of, rate)
        found |= {f"{name}_recall": float(flags[fraud & corpus].mean())}
        found |= {f"{name}_false_alarms": float(flags[~fraud & corpus].mean())}
    other = np.asarray(data.labels == "not_an_ad")
    found["not_an_ad_roc_auc"] = metrics.ranking(fitted.probabilities("not_an_ad")[corpus], other[corpus])["roc_auc"]
    found["calibration_error"] = metrics.calibration_error(scores[corpus], fraud[corpus])
    found["brier"] = metrics.brier(scores[corpus], fraud[corpus])
    rounded: dict[str, float | int | str] = {name: round(value, 4) for name, value in found.items()}
    return rounded | {"basis": f"{FOLDS}-fold by group on the synthetic corpus; not a figure for real ads"}
