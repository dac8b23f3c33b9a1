"""A bundle on labelled texts: what it ranks, flags, recognises, and how far its probabilities can be trusted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jobscan.decision import likely_patterns
from jobscan.errors import InputError
from jobscan.scanner import Scanner
from jobscan.types import Assessment, Profile
from training import calibration
from training.corpus import CorpusError, load_corpus
from training.examples import Example, from_corpus, read_extra
from training.metrics import Labels, Rows, Vector, middle, ranking, resamples
from training.seen import row_digest

ROUNDS = 500
FLAGGED = ("review", "high")
FEWEST_OF_A_PATTERN = 5
BASE_RATES = (0.001, 0.01, 0.05)


@dataclass(frozen=True)
class Figure:
    """A value with its 95 % bootstrap interval over groups; not a number where it cannot be measured."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Evaluation:
    """Figures by name, and how many texts of each label they rest on."""

    counts: Mapping[str, int]
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Scored:
    """What a bundle says of each labelled text, row by row.

    `shown` and `said` tell for each of `codes` which texts show the pattern and of which it was said; `known` marks
    the texts whose patterns somebody named.
    """

    labels: NDArray[np.str_]
    groups: NDArray[np.str_]
    probabilities: Vector
    levels: NDArray[np.str_]
    known: Labels
    codes: tuple[str, ...]
    shown: Labels
    said: Labels
    prior: float


def read_labelled(places: Sequence[Path]) -> list[Example]:
    """The labelled texts of JSONL files and corpus folders, each text once.

    Raises:
        CorpusError: one of them cannot be read, or holds something else.
    """
    found: dict[str, Example] = {}
    for place in places:
        for example in from_corpus(load_corpus(place)) if place.is_dir() else read_extra(place):
            found.setdefault(row_digest(example.text), example)
    return list(found.values())


def evaluate(
    scanner: Scanner, examples: Sequence[Example], *, profile: Profile = "counter", rounds: int = ROUNDS, seed: int = 0
) -> Evaluation:
    """Measure on labelled texts, as the profile sets prior and thresholds.

    Raises:
        CorpusError: there is no fraud or no legit text among them, or one of them cannot be scored.
    """
    scored = score(scanner, examples, profile)
    everything = np.arange(len(examples))
    values = figures(scored, everything)
    drawn = [figures(scored, rows) for rows in resamples(scored.groups, rounds=rounds, seed=seed)]
    intervals = {name: middle([one[name] for one in drawn]) for name in values}
    return Evaluation(
        dict(Counter(scored.labels.tolist())), {name: Figure(value, *intervals[name]) for name, value in values.items()}
    )


def score(scanner: Scanner, examples: Sequence[Example], profile: Profile = "counter") -> Scored:
    """Scan every text.

    Raises:
        CorpusError: there is no fraud or no legit text among them, or one of them cannot be scored.
    """
    if missing := {"fraud", "legit"} - {example.label for example in examples}:
        raise CorpusError(f"Tidak ada teks berlabel {' dan '.join(sorted(missing))}. Tambahkan pada berkas data.")
    answers = [_scan(scanner, example, profile) for example in examples]
    sizes = Counter(code for example in examples for code in example.patterns or ())
    codes = tuple(sorted(code for code, size in sizes.items() if size >= FEWEST_OF_A_PATTERN))
    named = [set(likely_patterns(answer.patterns)) for answer in answers]
    return Scored(
        labels=np.array([example.label for example in examples]),
        groups=np.array([example.group for example in examples]),
        probabilities=np.array([answer.risk.probability for answer in answers]),
        levels=np.array([answer.risk.level for answer in answers]),
        known=np.array([example.patterns is not None for example in examples]),
        codes=codes,
        shown=_table(codes, [example.patterns or frozenset() for example in examples]),
        said=_table(codes, named),
        prior=scanner.bundle.manifest.profiles[profile].prior,
    )


def figures(scored: Scored, rows: Rows) -> dict[str, float]:
    """Every figure on some of the rows; not a number where they hold no text of the label that it needs.

    Ranking: fraud against legit. Calibration: fraud against all other texts, weighted to the profile's prior.
    """
    labels, levels, probabilities = scored.labels[rows], scored.levels[rows], scored.probabilities[rows]
    flagged = np.isin(levels, FLAGGED)
    fraud, legit = labels == "fraud", labels == "legit"
    caught, alarms = _share(flagged, fraud), _share(flagged, legit)
    found = _ranking(probabilities, fraud, fraud | legit)
    found["fraud_flagged"] = caught
    found["legit_flagged"] = alarms
    found["legit_high"] = _share(levels == "high", legit)
    found["not_an_ad_recognised"] = _share(levels == "not_an_ad", labels == "not_an_ad")
    found["fraud_insufficient"] = _share(levels == "insufficient", fraud)
    found["pattern_macro_f1"] = _macro_f1(scored, rows)
    found |= _calibration(probabilities, fraud, scored.prior)
    for rate in BASE_RATES:
        found[f"of_100_flagged_at_{rate:.1%}"] = calibration.of_hundred(caught, alarms, rate)
    return found


def _scan(scanner: Scanner, example: Example, profile: Profile) -> Assessment:
    try:
        return scanner.scan(example.text, profile=profile)
    except InputError as error:
        raise CorpusError(f"{example.id}: tidak dapat dinilai ({error}) Hapus baris itu dari berkas data.") from error


def _table(codes: Sequence[str], sets: Sequence[set[str] | frozenset[str]]) -> Labels:
    return np.array([[code in one for code in codes] for one in sets], dtype=bool).reshape(len(sets), len(codes))


def _share(which: Labels, among: Labels) -> float:
    return float(which[among].mean()) if among.any() else float("nan")


def _ranking(probabilities: Vector, fraud: Labels, offers: Labels) -> dict[str, float]:
    if not 0 < fraud.sum() < offers.sum():
        return dict.fromkeys(("roc_auc", "average_precision", "recall_at_1", "recall_at_5"), float("nan"))
    return ranking(probabilities[offers], fraud[offers])


def _calibration(probabilities: Vector, fraud: Labels, prior: float) -> dict[str, float]:
    names = ("calibration_slope", "calibration_intercept", "brier_skill", "calibration_error")
    if not 0 < fraud.sum() < len(fraud):
        return dict.fromkeys(names, float("nan"))
    weights = calibration.prior_weights(fraud, prior)
    return dict(
        zip(
            names,
            (
                *calibration.slope_and_intercept(probabilities, fraud, weights),
                calibration.brier_skill(probabilities, fraud, weights),
                calibration.adaptive_error(probabilities, fraud, weights),
            ),
            strict=True,
        )
    )


def _macro_f1(scored: Scored, rows: Rows) -> float:
    """Mean F1 over the patterns that the rows show; a text whose patterns nobody named is left out."""
    rows = rows[scored.known[rows]]
    shown, said = scored.shown[rows], scored.said[rows]
    present = shown.any(axis=0)
    if not present.any():
        return float("nan")
    hits = (shown & said).sum(axis=0)[present]
    return float(np.mean(2 * hits / (shown.sum(axis=0) + said.sum(axis=0))[present]))
