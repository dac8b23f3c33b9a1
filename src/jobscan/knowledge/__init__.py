"""What jobscan knows: indicators, patterns, employers, channels, law, steps. Data, checked when loaded."""

from jobscan.knowledge.loader import Knowledge, load_knowledge
from jobscan.knowledge.phrases import compile_phrases

__all__ = ["Knowledge", "compile_phrases", "load_knowledge"]
