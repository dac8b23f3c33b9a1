"""How well a scorer holds at its fixed thresholds when the same ads are rewritten to slip past it."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from rich.table import Table

from jobscan.scanner import Scanner
from training.augment import EVASIONS, FRAMES, KINDS, NOISE, TRAINED, Augmenter
from training.augment.unseen import UNSEEN
from training.corpus import Row
from training.evaluation import FLAGGED
from training.metrics import mean_interval

ATTACKS = (*EVASIONS, *NOISE, *(kind for kind in FRAMES if kind == "two_ads"), *UNSEEN)
SEED = 1000  # training augments with small seeds
Part = tuple[Scanner, Sequence[Row]]


@dataclass(frozen=True)
class AttackResult:
    """Shares flagged (`review` or `high`) of the same rows before and after one kind of rewriting.

    `fall` is the 95 % bootstrap interval over groups of recall before less recall after. Shares and intervals of no
    text are NaN.
    """

    kind: str
    seen_in_training: bool
    fraud_texts: int
    honest_texts: int
    recall_before: float
    recall_after: float
    false_alarms_before: float
    false_alarms_after: float
    fall: tuple[float, float]

    @property
    def texts(self) -> int:
        return self.fraud_texts + self.honest_texts


@dataclass(frozen=True)
class _Outcome:
    group: str
    before: bool
    after: bool


class _Judge:
    """The rows of one label in a fixed random order, each judged by the model that did not see it.

    Honest texts that a rewriting adds come from the row's own part, so that the model saw none of them either.
    """

    def __init__(self, parts: Sequence[Part], makers: Sequence[Augmenter], label: str, seed: int) -> None:
        self._rows = [
            (scanner, maker, row)
            for (scanner, rows), maker in zip(parts, makers, strict=True)
            for row in rows
            if row.label == label
        ]
        random.Random(seed).shuffle(self._rows)
        self._before: dict[str, bool] = {}

    def outcomes(self, kind: str, count: int) -> list[_Outcome]:
        """At most `count` outcomes, of the first rows to which the kind applies."""
        return list(islice(self._outcomes(kind), count))

    def _outcomes(self, kind: str) -> Iterator[_Outcome]:
        for scanner, maker, row in self._rows:
            variant = maker.vary(row, kind)
            if variant is None:
                continue
            if row.id not in self._before:
                self._before[row.id] = is_flagged(scanner, row.text)
            yield _Outcome(row.group, self._before[row.id], is_flagged(scanner, variant.text))


def is_flagged(scanner: Scanner, text: str) -> bool:
    """Whether the scanner asks an officer to look at the text."""
    return scanner.scan(text).risk.level in FLAGGED


def measure(parts: Sequence[Part], seed: int = SEED, per_kind: int = 300) -> list[AttackResult]:
    """Attack each part's rows and judge them with that part's scanner; the same for the same seed.

    A scanner must not have been fitted on the rows beside it. Of each kind at most `per_kind` fraud and `per_kind`
    honest rows are taken, over all parts together.
    """
    makers = [Augmenter(rows, seed, KINDS | UNSEEN) for _, rows in parts]
    fraud, honest = (_Judge(parts, makers, label, seed) for label in ("fraud", "legit"))
    return [_result(kind, fraud.outcomes(kind, per_kind), honest.outcomes(kind, per_kind)) for kind in ATTACKS]


def table(results: Sequence[AttackResult]) -> Table:
    """The results in percent, the kinds that training saw first."""
    shown = Table(
        "attack",
        "seen in training",
        "fraud",
        "recall before",
        "after",
        "fall, 95 % interval",
        "honest",
        "false alarms before",
        "after",
        caption="unknown_employer takes away the impersonation itself: a fall there is no failure of reading",
    )
    for r in sorted(results, key=lambda result: not result.seen_in_training):
        shown.add_row(
            r.kind,
            "yes" if r.seen_in_training else "no",
            str(r.fraud_texts),
            _percent(r.recall_before),
            _percent(r.recall_after),
            f"{_percent(r.fall[0])} to {_percent(r.fall[1])}",
            str(r.honest_texts),
            _percent(r.false_alarms_before),
            _percent(r.false_alarms_after),
        )
    return shown


def _result(kind: str, fraud: Sequence[_Outcome], honest: Sequence[_Outcome]) -> AttackResult:
    falls = np.array([float(o.before) - float(o.after) for o in fraud])
    groups = np.array([outcome.group for outcome in fraud])
    return AttackResult(
        kind=kind,
        seen_in_training=kind in TRAINED,
        fraud_texts=len(fraud),
        honest_texts=len(honest),
        recall_before=_share([outcome.before for outcome in fraud]),
        recall_after=_share([outcome.after for outcome in fraud]),
        false_alarms_before=_share([outcome.before for outcome in honest]),
        false_alarms_after=_share([outcome.after for outcome in honest]),
        fall=mean_interval(falls, groups) if fraud else (math.nan, math.nan),
    )


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else math.nan


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{100 * share:.1f}"
