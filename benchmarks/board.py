"""The table of figures: each beside its baseline, with the ratio and the target."""

import operator
from dataclasses import dataclass

from rich.table import Table

NO_ENCODER = "no encoder in this bundle"
_SIGNS = {"≥": operator.ge, "≤": operator.le, "<": operator.lt}


@dataclass(frozen=True)
class Target:
    """A bound that a figure must keep."""

    sign: str
    bound: float

    def is_met(self, value: float) -> bool:
        """Whether `value` keeps the bound."""
        return _SIGNS[self.sign](value, self.bound)

    def verdict(self, value: float) -> str:
        """The bound and whether it is kept."""
        return f"{self.sign} {self.bound:g}: {'met' if self.is_met(value) else 'MISSED'}"


class Board:
    """Rows of figures under one title."""

    def __init__(self, title: str) -> None:
        self.table = Table("measure", "jobscan", "baseline", "ratio", "target", title=title, title_justify="left")

    def latency(self, name: str, own: float, baseline: float, target: Target | None = None) -> None:
        """Milliseconds of both; the ratio, which the target bounds, is how many times as fast jobscan is."""
        self._row(name, own, baseline, f"{baseline / own:.2f} x as fast", target, baseline / own)

    def rate(self, name: str, own: float, baseline: float, target: Target | None = None) -> None:
        """Ads a second of both; the ratio, which the target bounds, is how many times as fast jobscan is."""
        self._row(name, own, baseline, f"{own / baseline:.2f} x as fast", target, own / baseline)

    def cost(self, name: str, own: float, baseline: float, target: Target | None = None) -> None:
        """Any unit; the ratio, which the target bounds, is what jobscan takes for each one of the baseline."""
        self._row(name, own, baseline, f"{own / baseline:.2f} x", target, own / baseline)

    def limit(self, name: str, own: float, baseline: float, target: Target) -> None:
        """Like `cost`, but the target bounds jobscan's own figure."""
        self._row(name, own, baseline, f"{own / baseline:.2f} x", target, own)

    def alone(self, name: str, own: float, target: Target) -> None:
        """A figure that is itself a difference from a baseline."""
        self.table.add_row(name, f"{own:.2g}", "", "", target.verdict(own))

    def note(self, name: str, text: str) -> None:
        """A row that has no figures, and why."""
        self.table.add_row(name, text, "", "", "")

    def _row(self, name: str, own: float, baseline: float, ratio: str, target: Target | None, judged: float) -> None:
        verdict = target.verdict(judged) if target else ""
        self.table.add_row(name, f"{own:.4g}", f"{baseline:.4g}", ratio, verdict)
