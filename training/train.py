"""From corpus to bundle: read, fold, fit, calibrate, set thresholds, measure, write."""

import hashlib
import logging
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jobscan.classifier.features import Features
from jobscan.classifier.linear import Vocabulary, logit
from jobscan.classifier.manifest import Calibration, KnowledgeRecord, Manifest, ProfileSettings, TrainingRecord
from jobscan.knowledge import Knowledge, load_knowledge
from jobscan.scanner import Reader
from jobscan.types import JobAd, Profile, Thresholds
from training import export, metrics, thresholds
from training.corpus import Row, load_corpus
from training.fit import FOLDS, Folded, RawHead, Vector, apply, calibrate, choose_strength, fit_head, folds
from training.matrix import build_vocabulary, to_matrix

log = logging.getLogger(__name__)

NAME = "jobscan-id"
PATTERN_STRENGTH = 10.0
SMALLEST_WEIGHT = 0.02
FEWEST_GROUPS = 10
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
class Dataset:
    """The corpus as arrays, row by row."""

    rows: list[Row]
    samples: list[Features]
    labels: NDArray[np.str_]
    groups: NDArray[np.str_]

    def targets(self, knowledge: Knowledge) -> dict[str, NDArray[np.bool_]]:
        """What each head learns: `fraud`, `not_an_ad`, and every pattern seen in ten groups or more."""
        heads = {name: np.asarray(self.labels == name) for name in ("fraud", "not_an_ad")}
        for code in knowledge.patterns:
            shown = np.array([code in row.patterns for row in self.rows])
            if len(set(self.groups[shown])) >= FEWEST_GROUPS:
                heads[f"pattern:{code}"] = shown
            else:
                log.warning("pattern %s: fewer than %d groups, left without a head", code, FEWEST_GROUPS)
        return heads


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


def train(folder: Path, target: Path, version: str, seed: int = 0) -> Manifest:
    """Fit a bundle on the corpus in `folder` and write it to `target`; returns its manifest.

    Raises:
        CorpusError: the corpus cannot be used.
        ModelError: the bundle written does not load.
    """
    knowledge = load_knowledge()
    data = read_dataset(folder, knowledge)
    fitted = fit(data, knowledge, seed)
    vocabulary, heads = export.prune(fitted.vocabulary, fitted.heads, SMALLEST_WEIGHT)
    files = export.bundle_files(vocabulary, heads)
    fraud = np.asarray(data.labels == "fraud")
    manifest = Manifest(
        format=1,
        name=NAME,
        version=version,
        created=date.today().isoformat(),
        mode="linear",
        files=export.digests(files),
        heads=tuple(heads),
        calibration=fitted.scales,
        not_an_ad=_not_an_ad_threshold(fitted.probabilities("not_an_ad"), fraud),
        profiles=_profiles(fitted.held_out["fraud"], fitted.scales["fraud"], fraud),
        knowledge=KnowledgeRecord(
            version=knowledge.meta.version, digest=knowledge.digest, indicators=tuple(sorted(knowledge.indicators))
        ),
        training=_record(folder, data, seed, fitted.strength),
        metrics=_figures(data, fitted),
    )
    export.write_bundle(target, manifest, files)
    return manifest


def read_dataset(folder: Path, knowledge: Knowledge) -> Dataset:
    """Every corpus row through the same path that serving walks."""
    rows = load_corpus(folder)
    reader = Reader(knowledge)
    samples = [reader.read(JobAd(text=row.text))[2] for row in rows]
    return Dataset(rows, samples, np.array([r.label for r in rows]), np.array([r.group for r in rows]))


def fit(data: Dataset, knowledge: Knowledge, seed: int) -> Fitted:
    """Choose the regularisation, score out of fold, calibrate, and fit every head on all rows."""
    splits = folds(data.labels, data.groups, seed)
    folded = Folded(data.samples, splits, knowledge)
    targets = data.targets(knowledge)
    strength = choose_strength(folded, targets["fraud"])
    log.info("%d rows, %d groups, C=%g", len(data.rows), len(set(data.groups)), strength)
    strengths = dict.fromkeys(targets, PATTERN_STRENGTH) | {"fraud": strength, "not_an_ad": strength}
    pooled = dict.fromkeys(targets, False) | {"fraud": True}
    held_out = {
        name: folded.out_of_fold(labels, strengths[name], pooled=pooled[name]) for name, labels in targets.items()
    }
    vocabulary = build_vocabulary(data.samples, knowledge)
    matrix = to_matrix(data.samples, vocabulary)
    heads = {
        name: fit_head(matrix, labels, vocabulary, strengths[name], pooled=pooled[name])
        for name, labels in targets.items()
    }
    fold_of = np.empty(len(data.rows), dtype=np.int64)
    for number, (_, test) in enumerate(splits):
        fold_of[test] = number
    return Fitted(
        vocabulary=vocabulary,
        heads=heads,
        held_out=held_out,
        scales={name: calibrate(held_out[name], labels) for name, labels in targets.items()},
        fold_of=fold_of,
        strength=strength,
    )


def _not_an_ad_threshold(scores: Vector, fraud: NDArray[np.bool_]) -> float:
    """High enough to lose at most one fraud text in a hundred, and never below one half."""
    return min(0.99, max(0.5, thresholds.at_false_alarm(scores, fraud, LOST_TO_NOT_AN_AD)))


def _profiles(scores: Vector, scale: Calibration, fraud: NDArray[np.bool_]) -> dict[Profile, ProfileSettings]:
    return {profile: _settings(scores, scale, fraud, point) for profile, point in PROFILES.items()}


def _settings(scores: Vector, scale: Calibration, fraud: NDArray[np.bool_], point: OperatingPoint) -> ProfileSettings:
    shift = logit(point.prior) - logit(float(fraud.mean()))
    shifted = apply(Calibration(slope=scale.slope, intercept=scale.intercept + shift), scores)
    limits = Thresholds(
        review=thresholds.at_false_alarm(shifted, ~fraud, point.review),
        high=thresholds.at_false_alarm(shifted, ~fraud, point.high),
    )
    basis = (
        f"out-of-fold scores of {int((~fraud).sum())} corpus texts that are not fraud: "
        f"at most {point.review:.1%} reach review and {point.high:.1%} high"
    )
    return ProfileSettings(prior=point.prior, thresholds=limits, basis=basis)


def _record(folder: Path, data: Dataset, seed: int, strength: float) -> TrainingRecord:
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(folder.glob("*.jsonl"))))
    return TrainingRecord(
        data_sha256=digest.hexdigest(),
        rows=dict(Counter(data.labels.tolist())),
        groups=len(set(data.groups)),
        fraud_share=float(np.mean(data.labels == "fraud")),
        seed=seed,
        regularisation=strength,
        folds=FOLDS,
    )


def _figures(data: Dataset, fitted: Fitted) -> dict[str, float | int | str]:
    """Out-of-fold figures on the corpus; those at a threshold use one that was set on the other folds."""
    scores = fitted.probabilities("fraud")
    fraud, not_an_ad = np.asarray(data.labels == "fraud"), np.asarray(data.labels == "not_an_ad")
    offers = fraud | np.asarray(data.labels == "legit")
    figures = metrics.ranking(scores[offers], fraud[offers])
    low, high = metrics.interval(scores[offers], fraud[offers], data.groups[offers])
    figures |= {"roc_auc_low": low, "roc_auc_high": high}
    figures = {f"fraud_vs_legit_{name}": value for name, value in figures.items()}
    point = PROFILES["counter"]
    for name, rate in (("review", point.review), ("high", point.high)):
        flags = thresholds.crossfitted_flags(scores, ~fraud, fitted.fold_of, rate)
        figures |= {f"{name}_recall": float(flags[fraud].mean())}
        figures |= {f"{name}_false_alarms": float(flags[~fraud].mean())}
    figures["not_an_ad_roc_auc"] = metrics.ranking(fitted.probabilities("not_an_ad"), not_an_ad)["roc_auc"]
    figures["calibration_error"] = metrics.calibration_error(scores, fraud)
    figures["brier"] = metrics.brier(scores, fraud)
    rounded: dict[str, float | int | str] = {name: round(value, 4) for name, value in figures.items()}
    return rounded | {"basis": f"{FOLDS}-fold by group on the synthetic corpus; not a figure for real ads"}
