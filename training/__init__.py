"""Fitting, measuring and releasing models. Depends on jobscan; jobscan never depends on it."""

from pathlib import Path

CORPUS = Path("data/corpus")
BUNDLE = Path("models/jobscan-id")
RUNS = Path("runs")
HELD_OUT = Path("data/held_out.yaml")
