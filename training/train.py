"""From labelled texts to a released bundle: features, linear heads, encoders, fusion, thresholds, manifest.

Every score that anything is set on, or that is reported, comes from a model that saw neither the text nor its group.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jobscan.classifier.bundle import MANIFEST
from jobscan.classifier.manifest import KnowledgeRecord, Manifest, ProfileSettings, TrainingRecord
from jobscan.knowledge import Knowledge, load_knowledge
from jobscan.types import Thresholds
from training import export, thresholds
from training.assess import assess
from training.config import Config, OperatingPoint
from training.corpus import Row, load_corpus
from training.dataset import Dataset, Labels, Target, Vector
from training.examples import balanced, from_corpus, read_extra, without_repeats
from training.figures import Figures, figures
from training.fit import FOLDS
from training.fusion import fit_cascade
from training.held_out import measure_held_out
from training.linear import Linear, fit_linear
from training.matrix import Rows
from training.outcome import Outcome, at_prior, fraud_share, limits
from training.report.report import MODEL_CARD, Report
from training.run import Run
from training.seen import TRAINING_ROWS, rows_file

if TYPE_CHECKING:  # torch is only there for those who train an encoder
    from training.encoder.folds import Encoders

log = logging.getLogger(__name__)

SMALLEST_WEIGHT = 0.02
LOST_TO_NOT_AN_AD = 0.005
LOWEST_NOT_AN_AD = 0.3


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
    maker = Maker(config, knowledge, outcome, linear, encoders, figures(outcome, config.profiles["counter"]))
    parts = [run.folder / f"fold-{number}" / "bundle" for number in range(len(linear.folds))]
    for number, part in enumerate(parts):
        maker.write(part, number)
    digest = hashlib.sha256(b"".join((part / MANIFEST).read_bytes() for part in parts)).hexdigest()[:8]
    answers = run.stage(f"answers-{digest}", lambda: assess(parts, linear.splits, data.examples))
    apart = measure_held_out(run, config, data, corpus, linear, outcome.cascade) if config.held_out else None
    report = Report.of(outcome, answers, corpus, encoders.frozen if encoders else None, apart)
    bundle = run.folder / "bundle"
    manifest = maker.write(bundle, report=report)
    report.write(run.folder, manifest)
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
    other = 1 / (1 + np.exp(-logits["not_an_ad"]))
    threshold = _not_an_ad_threshold(other, data.fraud)
    profiles = {
        name: _settings(data, logits["fraud"], other >= threshold, point) for name, point in config.profiles.items()
    }
    return Outcome(data, targets, linear.logits, encoder, cascade, logits, linear.fold_of, profiles, threshold)


def _settings(data: Dataset, fraud_logits: Vector, no_ad: Labels, point: OperatingPoint) -> ProfileSettings:
    """The lowest thresholds that keep the limits; a text recognised as no ad reaches `high` or nothing."""
    shifted = at_prior(fraud_logits, fraud_share(data), point.prior)
    review = limits(data, point.review_hard, point.review_real)
    high = limits(data, point.high_hard, point.high_real)
    highest = thresholds.at_false_alarm(shifted, high)
    counted = np.where(no_ad & (shifted < highest), 0.0, shifted)
    found = Thresholds(review=thresholds.at_false_alarm(counted, review), high=highest)
    basis = (
        f"out-of-fold scores of {int(sum(part.sum() for part, _ in review))} texts that are not fraud, in "
        f"{len(review)} parts: at most {point.review_hard:.1%} of the corpus's and {point.review_real:.1%} of every "
        f"other part's reach review, {point.high_hard:.1%} and {point.high_real:.1%} high; what is recognised as no ad "
        "does not reach review"
    )
    return ProfileSettings(prior=point.prior, thresholds=found, basis=basis)


def _not_an_ad_threshold(scores: Vector, fraud: Labels) -> float:
    """High enough to lose at most one fraud text in two hundred, and never below 0.3."""
    return min(0.99, max(LOWEST_NOT_AN_AD, thresholds.at_false_alarm(scores, [(fraud, LOST_TO_NOT_AN_AD)])))


@dataclass(frozen=True)
class Maker:
    """Writes the bundle of all rows, or of all but one fold."""

    config: Config
    knowledge: Knowledge
    outcome: Outcome
    linear: Linear
    encoders: "Encoders | None"
    metrics: Figures

    def write(self, target: Path, fold: int | None = None, report: "Report | None" = None) -> Manifest:
        """Write to `target`, with the model card where there is a report.

        Raises:
            ModelError: the bundle written does not load.
        """
        outcome, linear, encoders = self.outcome, self.linear, self.encoders
        heads = linear.final if fold is None else linear.folds[fold]
        rows = np.arange(len(outcome.data.examples)) if fold is None else linear.splits[fold][0]
        vocabulary, kept = export.prune(heads.vocabulary, heads.heads, SMALLEST_WEIGHT)
        files = export.bundle_files(vocabulary, kept)
        files[TRAINING_ROWS] = rows_file(outcome.data.examples[row].text for row in rows)
        if encoders:
            files |= export.encoder_files(encoders.final if fold is None else encoders.folds[fold])
        manifest = self._manifest(files, tuple(kept), rows)
        if report:
            files[MODEL_CARD] = report.card(manifest).encode()
            manifest = manifest.model_copy(update={"files": export.digests(files)})
        export.write_bundle(target, manifest, files)
        return manifest

    def _manifest(self, files: dict[str, bytes], heads: tuple[str, ...], rows: Rows) -> Manifest:
        outcome, config, knowledge = self.outcome, self.config, self.knowledge
        cascade = outcome.cascade
        return Manifest(
            format=2,
            name=config.name,
            version=config.version,
            created=date.today().isoformat(),
            mode="cascade" if cascade else "linear",
            files=export.digests(files),
            heads=heads,
            calibration=self.linear.scales,
            encoder=self.encoders.windows if self.encoders else None,
            fusion=dict(cascade.fusion) if cascade else {},
            cascade=cascade.band if cascade else None,
            not_an_ad=outcome.not_an_ad,
            profiles=dict(outcome.profiles),
            knowledge=KnowledgeRecord(
                version=knowledge.meta.version, digest=knowledge.digest, indicators=tuple(sorted(knowledge.indicators))
            ),
            training=_record(config, outcome, rows, self.linear.strength),
            metrics=self.metrics,
        )


def _record(config: Config, outcome: Outcome, rows: Rows, strength: float) -> TrainingRecord:
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
