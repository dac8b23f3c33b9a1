"""The report of a run: measured once, written as a model card into the bundle and as plots and JSON beside it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from jobscan.classifier.manifest import Manifest
from training import calibration
from training.assess import Assessed
from training.corpus import Row
from training.dataset import Vector
from training.files import write_whole
from training.fusion import fused
from training.held_out import HeldOut
from training.outcome import Outcome
from training.report.card import Findings, write_card
from training.report.comparisons import Comparison, Result, comparisons, measure
from training.report.slices import Slice, slices

MODEL_CARD = "MODEL_CARD.md"
REVIEW = "labels_to_review.jsonl"
UNLIKELY = 0.1


@dataclass(frozen=True)
class Report:
    """Everything measured on a run."""

    outcome: Outcome
    answers: Sequence[Assessed]
    pairs: Sequence[Comparison]
    methods: Mapping[str, Vector]
    results: Sequence[Result]
    slices: Sequence[Slice]
    held_out: HeldOut | None

    @classmethod
    def of(
        cls,
        outcome: Outcome,
        answers: Sequence[Assessed],
        corpus: Sequence[Row],
        frozen: Vector | None = None,
        held_out: HeldOut | None = None,
    ) -> "Report":
        """Measure every method on every comparison, and every slice."""
        examples = outcome.data.examples
        methods = methods_of(outcome, answers, frozen)
        pairs = comparisons(examples)
        return cls(
            outcome,
            answers,
            pairs,
            methods,
            measure(pairs, examples, methods),
            slices(examples, answers, corpus),
            held_out,
        )

    def card(self, manifest: Manifest) -> str:
        """The model card, in Markdown."""
        return write_card(Findings(manifest, self.outcome, self.answers, self.results, self.slices, self.held_out))

    def write(self, folder: Path, manifest: Manifest) -> None:
        """`results.json`, the card, the labels to review and the plots, into `folder`."""
        from training.report import plots  # matplotlib takes a second to import

        found = {"results": [asdict(r) for r in self.results], "slices": [asdict(s) for s in self.slices]}
        write_whole(folder / "results.json", json.dumps(found, indent=1).encode())
        write_whole(folder / MODEL_CARD, self.card(manifest).encode())
        write_whole(folder / REVIEW, self._disagreements().encode())
        target, data = folder / "plots", self.outcome.data
        for number, pair in enumerate(self.pairs):
            if pair.use == "all":
                scores = {name: values[pair.rows] for name, values in self.methods.items()}
                plots.curves(target, scores, pair.fraud, pair.name, str(number))
        prior = manifest.profiles["counter"].prior
        weights = calibration.prior_weights(data.fraud, prior)
        plots.reliability(target, self.outcome.probabilities("fraud", prior), data.fraud, weights, prior)
        plots.confusion(target, data.examples, self.answers)
        for axis in ("pattern", "register", "region", "length", "language"):
            plots.by_slice(target, self.slices, axis)

    def _disagreements(self) -> str:
        """Rows whose label a model that never saw them finds very unlikely, one JSON line each, the unlikeliest first.

        Identifiers only; whether label or model is wrong is for a person to say.
        """
        data, scores = self.outcome.data, self.outcome.probabilities("fraud")
        likely = np.where(data.fraud, scores, 1 - scores)
        lines = []
        for row in np.argsort(likely, kind="stable"):
            if likely[row] >= UNLIKELY:
                break
            example = data.examples[row]
            found = {"id": example.id, "label": example.label, "probability_of_fraud": round(float(scores[row]), 4)}
            lines.append(json.dumps(found, ensure_ascii=False) + "\n")
        return "".join(lines)


def methods_of(outcome: Outcome, answers: Sequence[Assessed], frozen: Vector | None) -> dict[str, Vector]:
    """The score of each method for every text."""
    methods: dict[str, Vector] = {"rules alone": np.array([float(answer.rules) for answer in answers])}
    methods["linear"] = outcome.linear["fraud"]
    if outcome.encoder is not None and outcome.cascade is not None:
        if frozen is not None:
            methods["frozen encoder"] = frozen
        methods["encoder"] = outcome.encoder["fraud"]
        methods["fusion"] = fused(outcome.cascade.fusion["fraud"], outcome.linear["fraud"], outcome.encoder["fraud"])
        methods["cascade (shipped)"] = outcome.logits["fraud"]
    return methods
