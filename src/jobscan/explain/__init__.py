"""Why this score: the exact additive parts of the logit, by word, indicator and entity."""

from jobscan.explain.logit import explain_logit, moved

__all__ = ["explain_logit", "moved"]
