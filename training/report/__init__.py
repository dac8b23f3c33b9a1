"""What a run found, for people: comparisons of methods, results by slice, plots, the model card."""

from training.report.report import MODEL_CARD, Report

__all__ = ["MODEL_CARD", "Report"]
