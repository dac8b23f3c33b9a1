"""What a new bundle must not be worse at than the one that it replaces, and by how much it may differ."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Gate:
    """One figure of `training.evaluation`. `tolerance` is in the figure's own unit (shares and areas, 0 to 1).

    `metric` is the figure of a manifest that stands nearest to it; measured out of fold, and a false alarm there is
    any text without fraud, not a legit ad only.
    """

    name: str
    title: str
    tolerance: float
    metric: str
    higher_is_better: bool = True


GATES = (
    Gate("roc_auc", "ROC AUC fraud lawan legit", 0.005, "fraud_vs_legit_roc_auc"),
    Gate("recall_at_1", "fraud terjaring pada 1 % alarm palsu", 0.02, "fraud_vs_legit_recall_at_1"),
    Gate("fraud_flagged", "fraud ditandai pada ambang paket", 0.02, "review_recall"),
    Gate("legit_flagged", "legit ditandai", 0.01, "review_false_alarms", higher_is_better=False),
    Gate("legit_high", "legit bertingkat tinggi", 0.005, "high_false_alarms", higher_is_better=False),
    Gate("not_an_ad_recognised", "bukan iklan dikenali", 0.02, "not_an_ad_roc_auc"),
    Gate("pattern_macro_f1", "F1 makro modus", 0.02, "pattern_macro_f1"),
)


@dataclass(frozen=True)
class Verdict:
    """One gate with the figure of the old and of the new bundle."""

    gate: Gate
    old: float
    new: float

    @property
    def worse(self) -> bool:
        """Whether the new bundle is worse by more than the tolerance."""
        loss = self.old - self.new if self.gate.higher_is_better else self.new - self.old
        return loss > self.gate.tolerance + 1e-9  # a difference equal to the tolerance passes whatever its rounding


@dataclass(frozen=True)
class Weighing:
    """The verdicts on a candidate and what they rest on; `note` says why they rest on nothing better."""

    verdicts: list[Verdict]
    basis: str
    note: str = ""


def judge(old: Mapping[str, float], new: Mapping[str, float]) -> list[Verdict]:
    """A verdict on each gate whose figure both measurements hold."""
    verdicts = [Verdict(gate, old.get(gate.name, math.nan), new.get(gate.name, math.nan)) for gate in GATES]
    return [verdict for verdict in verdicts if not math.isnan(verdict.old + verdict.new)]


def from_metrics(metrics: Mapping[str, float | int | str]) -> dict[str, float]:
    """The gates' figures as far as a manifest's out-of-fold metrics hold them."""
    held = {gate.name: metrics.get(gate.metric) for gate in GATES}
    return {name: float(value) for name, value in held.items() if isinstance(value, int | float)}


def failed(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """The verdicts on which the new bundle is worse."""
    return [verdict for verdict in verdicts if verdict.worse]
