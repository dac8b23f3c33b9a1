"""Two bundles on texts that neither was trained on; where there are too few, by what their manifests hold."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobscan.classifier.bundle import Bundle
from jobscan.knowledge import Knowledge, load_knowledge
from jobscan.scanner import Scanner
from training.corpus import CorpusError
from training.evaluation import ROUNDS, Figure, figures, score
from training.examples import Example
from training.gates import GATES, Verdict, Weighing, from_metrics, judge
from training.metrics import middle, resamples
from training.seen import UnknownTrainingError, require_enough, seen_rows, without_seen


@dataclass(frozen=True)
class Line:
    """One gate's figure of both bundles, and the new one minus the old one with its paired interval."""

    verdict: Verdict
    difference: Figure


@dataclass(frozen=True)
class Comparison:
    """`counts` are the texts compared on by label, `dropped` how many were left out because a bundle saw them."""

    counts: Mapping[str, int]
    dropped: int
    lines: list[Line]


def compare(
    old: Bundle, new: Bundle, examples: Sequence[Example], *, rounds: int = ROUNDS, seed: int = 0
) -> Comparison:
    """Measure both on the texts that neither saw, under the shipped knowledge.

    The intervals are paired: each bootstrap round draws the same groups for both.

    Raises:
        UnknownTrainingError: one of them does not say what it was trained on.
        CorpusError: fewer than 50 fraud or 50 legit texts remain, or one cannot be scored.
    """
    rest = _unseen(old, new, examples)
    knowledge = load_knowledge()
    before, after = (score(Scanner(bundle, knowledge), rest) for bundle in (old, new))
    everything = np.arange(len(rest))
    verdicts = judge(figures(before, everything), figures(after, everything))
    drawn: dict[str, list[float]] = {gate.name: [] for gate in GATES}
    for rows in resamples(before.groups, rounds=rounds, seed=seed):
        one, other = figures(before, rows), figures(after, rows)
        for name, values in drawn.items():
            values.append(other[name] - one[name])
    lines = [
        Line(verdict, Figure(verdict.new - verdict.old, *middle(drawn[verdict.gate.name]))) for verdict in verdicts
    ]
    return Comparison(dict(Counter(example.label for example in rest)), len(examples) - len(rest), lines)


def weigh(old: Bundle, new: Bundle, examples: Sequence[Example]) -> Weighing:
    """Judge a candidate on texts that neither bundle saw, else on the out-of-fold figures that both manifests hold.

    Raises:
        CorpusError: a text cannot be scored.
    """
    if not examples:
        return _by_manifests(old, new, "tanpa --data")
    try:
        rest = _unseen(old, new, examples)
    except (UnknownTrainingError, CorpusError) as error:
        return _by_manifests(old, new, str(error))
    return _on_texts(old, new, rest, load_knowledge())


def _on_texts(old: Bundle, new: Bundle, rest: Sequence[Example], knowledge: Knowledge) -> Weighing:
    everything = np.arange(len(rest))
    before, after = (figures(score(Scanner(bundle, knowledge), rest), everything) for bundle in (old, new))
    return Weighing(judge(before, after), f"{len(rest)} teks yang tidak dilihat kedua paket")


def _by_manifests(old: Bundle, new: Bundle, note: str) -> Weighing:
    ours, theirs = new.manifest, old.manifest
    if ours.training.data_sha256 != theirs.training.data_sha256:
        return Weighing([], "", f"{note}; kedua paket dilatih pada data yang berbeda")
    verdicts = judge(from_metrics(theirs.metrics), from_metrics(ours.metrics))
    if not verdicts:
        return Weighing([], "", f"{note}; kedua manifes tidak memuat angka yang sama")
    return Weighing(verdicts, "angka luar lipatan di kedua manifes, data latih yang sama", note)


def _unseen(old: Bundle, new: Bundle, examples: Sequence[Example]) -> list[Example]:
    rest = without_seen(examples, seen_rows(old) | seen_rows(new))
    require_enough(rest, "Sebut lebih banyak berkas dengan --data.")
    return rest
