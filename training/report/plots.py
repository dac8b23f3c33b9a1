"""Plots of a run: precision and recall, ROC, reliability, confusion of labels and levels, recall by pattern."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from sklearn.metrics import PrecisionRecallDisplay, RocCurveDisplay

from training.assess import Assessed
from training.dataset import Labels, Vector
from training.examples import Example
from training.report.slices import Slice

LABELS = ("fraud", "legit", "not_an_ad", "insufficient")
LEVELS = ("high", "review", "low", "not_an_ad", "insufficient")
BINS = 10


def curves(folder: Path, scores: Mapping[str, Vector], fraud: Labels, title: str, name: str) -> None:
    """ROC and precision-recall of several methods on one comparison."""
    for kind, display in (("roc", RocCurveDisplay), ("pr", PrecisionRecallDisplay)):
        figure = Figure(figsize=(6, 5))
        axes = figure.subplots()
        for method, values in scores.items():
            display.from_predictions(fraud, values, name=method, ax=axes)
        axes.set_title(title)
        _save(figure, folder / f"{kind}-{name}.png")


def reliability(folder: Path, probabilities: Vector, fraud: Labels, weights: Vector, prior: float) -> None:
    """Stated probability against the share of fraud, in bins of equal weight on a set weighted to the prior."""
    order = np.argsort(probabilities, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    bins = [order[(reached > low / BINS) & (reached <= (low + 1) / BINS)] for low in range(BINS)]
    filled = [rows for rows in bins if len(rows)]
    figure = Figure(figsize=(5, 5))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], linestyle=":")
    axes.plot(
        [np.average(probabilities[rows], weights=weights[rows]) for rows in filled],
        [np.average(fraud[rows], weights=weights[rows]) for rows in filled],
        marker="o",
    )
    axes.set(xlabel="stated probability", ylabel="share of fraud", title=f"Reliability at a prior of {prior:.0%}")
    axes.set_xscale("symlog", linthresh=0.01)
    axes.set_yscale("symlog", linthresh=0.01)
    _save(figure, folder / "reliability.png")


def confusion(folder: Path, examples: Sequence[Example], answers: Sequence[Assessed]) -> None:
    """Labels against levels, as shares of each label."""
    counts = np.zeros((len(LABELS), len(LEVELS)))
    for example, answer in zip(examples, answers, strict=True):
        counts[LABELS.index(example.label), LEVELS.index(answer.level)] += 1
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(7, 4))
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(LEVELS)), LEVELS)
    axes.set_yticks(range(len(LABELS)), LABELS)
    for (row, column), count in np.ndenumerate(counts):
        axes.text(column, row, f"{int(count)}", ha="center", va="center")
    _save(figure, folder / "confusion.png")


def by_slice(folder: Path, slices: Sequence[Slice], axis: str) -> None:
    """Share of fraud flagged in each slice of one axis, with its interval."""
    chosen = sorted((s for s in slices if s.axis == axis and s.label == "fraud"), key=lambda s: s.flagged[0])
    if not chosen:
        return
    figure = Figure(figsize=(7, 0.3 * len(chosen) + 1.5))
    axes = figure.subplots()
    values = np.array([s.flagged for s in chosen])
    axes.errorbar(
        values[:, 0],
        range(len(chosen)),
        xerr=np.maximum([values[:, 0] - values[:, 1], values[:, 2] - values[:, 0]], 0),
        fmt="o",
    )
    axes.set_yticks(range(len(chosen)), [f"{s.name} ({s.texts})" for s in chosen])
    axes.set(xlabel="share of fraud flagged", xlim=(0, 1.02))
    _save(figure, folder / f"{axis}.png")


def _save(figure: Figure, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(file, dpi=110)
