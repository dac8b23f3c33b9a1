"""Findings against the evidence that the corpus marks: precision, recall and F1 by indicator and overall.

A finding's span matches a marked span of the same code that it overlaps by half or more (character intersection over
union). Spans that point nowhere near a marked one count against precision, in honest texts too.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import WEIGHTLESS
from jobscan.scanner import Reader
from jobscan.types import JobAd
from training.corpus import Row

LEAST_OVERLAP = 0.5
OVERALL = "overall"
Place = tuple[int, int]


@dataclass(frozen=True)
class Agreement:
    """Spans marked, spans found, and how many of each have a partner."""

    marked: int
    found: int
    marked_met: int
    found_met: int

    @property
    def precision(self) -> float:
        return self.found_met / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.marked_met / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def agreement(rows: Sequence[Row], knowledge: Knowledge) -> dict[str, Agreement]:
    """By indicator that raises risk, most marked first, and `overall`; rows without any marked evidence count if legit.

    Fraud rows whose writer marked nothing say nothing about what is there and are left out.
    """
    reader = Reader(knowledge)
    marked, found, marked_met, found_met = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        if row.label == "fraud" and not row.evidence:
            continue
        own = _by_code((span.code, span.start, span.end) for span in row.evidence)
        seen = _by_code(
            (finding.code, span.start, span.end)
            for finding in reader.read(JobAd(text=row.text))[1]
            for span in finding.spans
        )
        for code in own.keys() | seen.keys():
            if code not in knowledge.indicators or knowledge.indicators[code].category in WEIGHTLESS:
                continue
            marked[code] += len(own.get(code, ()))
            found[code] += len(seen.get(code, ()))
            marked_met[code] += _met(own.get(code, []), seen.get(code, []))
            found_met[code] += _met(seen.get(code, []), own.get(code, []))
    table = {
        code: Agreement(marked[code], found[code], marked_met[code], found_met[code])
        for code, _ in marked.most_common()
    }
    table[OVERALL] = Agreement(marked.total(), found.total(), marked_met.total(), found_met.total())
    return table


def _by_code(spans: Iterable[tuple[str, int, int]]) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for code, start, end in spans:
        places.setdefault(code, []).append((start, end))
    return places


def _met(ours: list[Place], theirs: list[Place]) -> int:
    return sum(any(_overlap(one, other) >= LEAST_OVERLAP for other in theirs) for one in ours)


def _overlap(one: Place, other: Place) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(shared, 0) / (max(one[1], other[1]) - min(one[0], other[0]))
