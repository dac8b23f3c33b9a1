"""Recognisers turn a reading into findings; one idea, one module."""

from jobscan.knowledge import Knowledge
from jobscan.recognisers.consistency import ConsistencyRecogniser
from jobscan.recognisers.phrases import PhraseRecogniser
from jobscan.recognisers.protocol import Reading, Recogniser
from jobscan.types import Finding

__all__ = ["Reading", "Recogniser", "all_recognisers", "find_all"]


def all_recognisers(knowledge: Knowledge) -> tuple[Recogniser, ...]:
    """Every recogniser, compiled once for one knowledge."""
    return PhraseRecogniser(knowledge), ConsistencyRecogniser(knowledge)


def find_all(recognisers: tuple[Recogniser, ...], reading: Reading) -> tuple[Finding, ...]:
    """The findings of all recognisers, the weightiest first."""
    found = [finding for recogniser in recognisers for finding in recogniser.find(reading)]
    return tuple(sorted(found, key=lambda f: (-f.severity, f.spans[0].start if f.spans else -1, f.code)))
