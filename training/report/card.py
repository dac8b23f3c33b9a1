"""The model card: everything a run measured, as one page of Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from numpy.typing import NDArray

from jobscan.classifier.manifest import Manifest
from training import calibration
from training.assess import Assessed
from training.dataset import Vector
from training.evaluation import BASE_RATES, FLAGGED
from training.fusion import fused
from training.held_out import HeldOut
from training.outcome import Outcome, at_prior, macro_f1
from training.report.comparisons import Result
from training.report.slices import Slice, raised


@dataclass(frozen=True)
class Findings:
    """What the card is written from."""

    manifest: Manifest
    outcome: Outcome
    answers: Sequence[Assessed]
    results: Sequence[Result]
    slices: Sequence[Slice]
    held_out: HeldOut | None


def write_card(found: Findings) -> str:
    """The page, in Markdown."""
    environment = Environment(
        loader=PackageLoader("training.report", "."), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )
    environment.filters |= {"interval": _interval, "percent": _percent}
    outcome, manifest = found.outcome, found.manifest
    honest = {s.name: s for s in found.slices if s.axis == "set" and s.label == "legit"}
    return environment.get_template("card.md.j2").render(
        manifest=manifest,
        counter=manifest.profiles["counter"],
        comparisons=_comparisons(found.results),
        held_out=found.held_out,
        alone=_comparisons(found.held_out.results) if found.held_out else [],
        slices=[(axis, list(rows)) for axis, rows in groupby(found.slices, key=lambda s: s.axis)],
        raised=raised(found.answers, outcome.data.examples),
        others=list(honest),
        precision=_precision(found, honest),
        calibration=_calibration(found),
        macro_f1=macro_f1(outcome, outcome.data.in_corpus),
        **_cascade(outcome),
    )


def _comparisons(results: Sequence[Result]) -> list[dict[str, Any]]:
    found = []
    for (name, use), rows in groupby(results, key=lambda result: (result.comparison, result.use)):
        members = list(rows)
        found.append({"name": name, "use": use, "fraud": members[0].fraud, "legit": members[0].legit, "rows": members})
    return found


def _precision(found: Findings, honest: Mapping[str, Slice]) -> list[tuple[str, list[str]]]:
    data = found.outcome.data
    flagged = np.array([answer.level in FLAGGED for answer in found.answers])
    ours = data.in_corpus
    recall = float(flagged[data.fraud].mean())
    alarms = [float(flagged[ours & (data.labels == "legit")].mean()), *(s.flagged[0] for s in honest.values())]
    return [
        (f"{rate:.1%}", [f"{calibration.of_hundred(recall, alarm, rate):.0f}" for alarm in alarms])
        for rate in BASE_RATES
    ]


def _calibration(found: Findings) -> dict[str, float]:
    outcome = found.outcome
    prior = found.manifest.profiles["counter"].prior
    probabilities, fraud = outcome.probabilities("fraud", prior), outcome.data.fraud
    weights = calibration.prior_weights(fraud, prior)
    slope, intercept = calibration.slope_and_intercept(probabilities, fraud, weights)
    return {
        "slope": slope,
        "intercept": intercept,
        "skill": calibration.brier_skill(probabilities, fraud, weights),
        "error": calibration.adaptive_error(probabilities, fraud, weights),
        "patterns": _pattern_error(outcome),
    }


def _pattern_error(outcome: Outcome) -> float:
    errors = []
    for name, target in outcome.targets.items():
        if name.startswith("pattern:"):
            known = target.importance > 0
            values = outcome.probabilities(name)[known]
            errors.append(calibration.adaptive_error(values, target.labels[known], np.ones(int(known.sum()))))
    return float(np.mean(errors)) if errors else float("nan")


def _cascade(outcome: Outcome) -> dict[str, Any]:
    """How much of each set the encoder reads, and the share of texts whose level it would change if always asked."""
    if outcome.cascade is None or outcome.encoder is None:
        return {"asked": 0.0, "asked_of": {}, "changed": 0.0}
    asked = outcome.cascade.asked(outcome.linear["fraud"])
    sources = np.array([f"{e.source} {e.kind}" if e.source != "corpus" else "corpus" for e in outcome.data.examples])
    shares = {name: float(asked[sources == name].mean()) for name in sorted(set(sources)) if name != "corpus"}
    always = fused(outcome.cascade.fusion["fraud"], outcome.linear["fraud"], outcome.encoder["fraud"])
    return {
        "asked": float(asked[sources == "corpus"].mean()),
        "asked_of": shares,
        "changed": float(np.mean(_levels(outcome, always) != _levels(outcome, outcome.logits["fraud"]))),
    }


def _levels(outcome: Outcome, logits: Vector) -> NDArray[np.int64]:
    settings = outcome.profiles["counter"]
    values = at_prior(logits, outcome.fraud_share, settings.prior)
    levels: NDArray[np.int64] = np.digitize(values, [settings.thresholds.review, settings.thresholds.high])
    return levels


def _interval(figure: tuple[float, float, float]) -> str:
    return f"{figure[0]:.3f} ({figure[1]:.3f} to {figure[2]:.3f})"


def _percent(figure: tuple[float, float, float]) -> str:
    return f"{100 * figure[0]:.1f} ({100 * figure[1]:.1f} to {100 * figure[2]:.1f})"
