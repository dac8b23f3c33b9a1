"""Recognisers turn a reading into findings; one idea, one module."""

from jobscan.knowledge import Knowledge
from jobscan.recognisers.consistency import ConsistencyRecogniser
from jobscan.recognisers.contradictions import ContradictionRecogniser
from jobscan.recognisers.diplomas import DiplomaJudge
from jobscan.recognisers.disguise import DisguiseRecogniser
from jobscan.recognisers.phrases import PhraseRecogniser
from jobscan.recognisers.placement import PlacementRecogniser
from jobscan.recognisers.protocol import Reading, Recogniser
from jobscan.recognisers.wages import WageRecogniser
from jobscan.types import Finding

__all__ = ["Reading", "Recogniser", "Recognisers"]


class Recognisers:
    """All of them, compiled once for one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._first: tuple[Recogniser, ...] = (
            PhraseRecogniser(knowledge),
            ConsistencyRecogniser(knowledge),
            WageRecogniser(knowledge),
            PlacementRecogniser(knowledge),
        )
        self._diplomas = DiplomaJudge(knowledge)
        self._contradictions = ContradictionRecogniser(knowledge)
        self._disguise = DisguiseRecogniser(knowledge)
        self._silent = {off.code for off in knowledge.switched_off}

    def find(self, reading: Reading) -> tuple[Finding, ...]:
        """The findings of all recognisers, the weightiest first."""
        found = [finding for recogniser in self._first for finding in recogniser.find(reading)]
        found = self._diplomas.judge(reading, found)
        found += self._contradictions.find(reading, found)
        found += self._disguise.find(reading, found)
        found = [finding for finding in found if finding.code not in self._silent]
        return tuple(sorted(found, key=lambda f: (-f.severity, f.spans[0].start if f.spans else -1, f.code)))
