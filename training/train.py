"""From labelled texts to a released bundle: features, linear heads, encoders, fusion, thresholds, manifest.

Every score that anything is set on, or that is reported, comes from a model that saw neither the text nor its group.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from jobscan.classifier.linear import logit
from jobscan.classifier.manifest import KnowledgeRecord, Manifest, ProfileSettings, TrainingRecord
from jobscan.knowledge import Knowledge, load_knowledge
from jobscan.types import Thresholds
from training import export, thresholds
from training.config import Config, OperatingPoint
from training.corpus import Row, load_corpus
from training.dataset import Dataset, Labels, Target, Vector
from training.examples import balanced, from_corpus, read_extra, without_repeats
from training.figures import figures
from training.fit import FOLDS
from training.fusion import fit_cascade
from training.linear import Heads, Linear, fit_linear
from training.outcome import Outcome, fraud_share, limits
from training.run import Run

if TYPE_CHECKING:  # torch is only there for those who train an encoder
    from training.encoder.folds import Encoders

log = logging.getLogger(__name__)

SMALLEST_WEIGHT = 0.02
LOST_TO_NOT_AN_AD = 0.01


def train(config: Config, runs: Path) -> Path:
    """Train as `config` says; the bundle's folder, in a folder of `runs` that keeps every stage.

    Raises:
        CorpusError: the corpus or an extra file cannot be used.
        ModelError: the bundle written does not load.
    """
    knowledge = load_knowledge()
    run = Run(runs, {**config.fingerprint(), "knowledge": knowledge.digest})
    log.info("run folder: %s", run.folder)
    corpus = load_corpus(config.corpus)
    data = run.stage("texts", lambda: _read(corpus, config.extra, knowledge))
    targets = data.targets(knowledge)
    linear = run.stage("linear", lambda: fit_linear(data, knowledge, config.seed))
    encoders = _encoders(run, config, data, corpus, targets, linear)
    outcome = _outcome(config, data, targets, linear, encoders)
    run.stage("outcome", lambda: outcome)
    for number, heads in enumerate(linear.folds):  # what was not shown to a fold's model can be asked of it
        _write(run.folder / f"fold-{number}" / "bundle", config, outcome, linear, heads, encoders, number, knowledge)
    bundle = run.folder / "bundle"
    _write(bundle, config, outcome, linear, linear.final, encoders, None, knowledge)
    return bundle


def _read(corpus: Sequence[Row], extra: Sequence[Path], knowledge: Knowledge) -> Dataset:
    added = [example for file in extra for example in read_extra(file)]
    return Dataset.read(balanced(without_repeats(from_corpus(corpus), added)), knowledge)


def _encoders(
    run: Run, config: Config, data: Dataset, corpus: Sequence[Row], targets: Mapping[str, Target], linear: Linear
) -> "Encoders | None":
    if config.base is None:
        return None
    from training.encoder.folds import train_encoders

    return train_encoders(run, config, data, corpus, targets, linear.splits)


def _outcome(
    config: Config, data: Dataset, targets: Mapping[str, Target], linear: Linear, encoders: "Encoders | None"
) -> Outcome:
    encoder = cascade = None
    logits: Mapping[str, Vector] = linear.logits
    if encoders:
        encoder = dict(zip(targets, encoders.logits.T, strict=True))
        cascade = fit_cascade(linear.logits, encoder, targets)
        logits = cascade.logits(linear.logits, encoder)
    fraud, other = logits["fraud"], logits["not_an_ad"]
    profiles = {name: _settings(data, fraud, point) for name, point in config.profiles.items()}
    threshold = _not_an_ad_threshold(1 / (1 + np.exp(-other)), data.fraud)
    return Outcome(data, targets, linear.logits, encoder, cascade, logits, linear.fold_of, profiles, threshold)


def _settings(data: Dataset, fraud_logits: Vector, point: OperatingPoint) -> ProfileSettings:
    shifted = 1 / (1 + np.exp(-(fraud_logits + logit(point.prior) - logit(fraud_share(data)))))
    review = limits(data, point.review_hard, point.review_real)
    high = limits(data, point.high_hard, point.high_real)
    found = Thresholds(review=thresholds.at_false_alarm(shifted, review), high=thresholds.at_false_alarm(shifted, high))
    basis = (
        f"out-of-fold scores of {int(sum(part.sum() for part, _ in review))} texts that are not fraud, in "
        f"{len(review)} parts: at most {point.review_hard:.1%} of the corpus's and {point.review_real:.1%} of every "
        f"other part's reach review, {point.high_hard:.1%} and {point.high_real:.1%} high"
    )
    return ProfileSettings(prior=point.prior, thresholds=found, basis=basis)


def _not_an_ad_threshold(scores: Vector, fraud: Labels) -> float:
    """High enough to lose at most one fraud text in a hundred, and never below one half."""
    return min(0.99, max(0.5, thresholds.at_false_alarm(scores, [(fraud, LOST_TO_NOT_AN_AD)])))


def _write(
    target: Path,
    config: Config,
    outcome: Outcome,
    linear: Linear,
    heads: Heads,
    encoders: "Encoders | None",
    fold: int | None,
    knowledge: Knowledge,
) -> None:
    """Write the bundle of all rows, or of all but one fold."""
    vocabulary, kept = export.prune(heads.vocabulary, heads.heads, SMALLEST_WEIGHT)
    rows = np.arange(len(outcome.data.examples)) if fold is None else linear.splits[fold][0]
    files = export.bundle_files(vocabulary, kept)
    if encoders:
        files |= export.encoder_files(encoders.final if fold is None else encoders.folds[fold])
    manifest = Manifest(
        format=2,
        name=config.name,
        version=config.version,
        created=date.today().isoformat(),
        mode="cascade" if outcome.cascade else "linear",
        files=export.digests(files),
        heads=tuple(kept),
        calibration=linear.scales,
        encoder=encoders.windows if encoders else None,
        fusion=dict(outcome.cascade.fusion) if outcome.cascade else {},
        cascade=outcome.cascade.band if outcome.cascade else None,
        not_an_ad=outcome.not_an_ad,
        profiles=dict(outcome.profiles),
        knowledge=KnowledgeRecord(
            version=knowledge.meta.version, digest=knowledge.digest, indicators=tuple(sorted(knowledge.indicators))
        ),
        training=_record(config, outcome, rows, linear.strength),
        metrics=figures(outcome, config.profiles["counter"]),
    )
    export.write_bundle(target, manifest, files)


def _record(config: Config, outcome: Outcome, rows: NDArray[np.int64], strength: float) -> TrainingRecord:
    data, files = outcome.data, [*sorted(config.corpus.glob("*.jsonl")), *config.extra]
    return TrainingRecord(
        data_sha256=hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest(),
        rows=dict(Counter(data.labels[rows].tolist())),
        sources=dict(Counter(data.examples[row].source for row in rows)),
        groups=len(set(data.groups[rows])),
        fraud_share=outcome.fraud_share,
        seed=config.seed,
        regularisation=strength,
        folds=FOLDS,
    )
