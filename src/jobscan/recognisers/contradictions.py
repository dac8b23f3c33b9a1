"""An ad that says it is free and asks for money elsewhere; both places are the evidence.

What counts as asked: the findings on fees, and amounts right after a word of demand ("siapkan 850 ribu"). A fee that is
denied, paid by the employer, or only warned of is none.
"""

from collections.abc import Iterator, Sequence

import re2

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.recognisers.scope import Scope
from jobscan.types import Amount, Entity, Finding, Span

_CODE = "free_yet_fee"
_ASKING = frozenset(
    {"registration_fee", "training_uniform_fee", "travel_hotel_ticket_fee", "personal_account_transfer",
     "overseas_placement_fee", "task_deposit_upgrade", "home_assembly_fee"}
)  # fmt: skip
_CLEAR = 2  # a weaker sign of a fee contradicts nothing
_BEFORE, _AFTER = 30, 60
_MOST_SPANS = 3
_LISTING = re2.compile(r"\b(?:dan|maupun|atau|ataupun|serta|termasuk|seperti|and|or)\b")
_SENTENCE_END = re2.compile(r"[.!?;:]\s|\n")
_LONGEST_LIST = 90


class ContradictionRecogniser:
    """Reads what the other recognisers found; claim and exceptions are the entry's `phrases` and `unless`."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._indicator = knowledge.indicators[_CODE]
        self._claim = compile_phrases(self._indicator.phrases, f"indicators: {_CODE}")
        self._unless = compile_phrases(self._indicator.unless, f"indicators: {_CODE}: unless")
        demand = "|".join(knowledge.language.demand)
        self._demand = compile_phrases((rf"\b(?:{demand})\W{{0,4}}$",), "language.yaml: demand")
        self._scope = Scope(knowledge.language)

    def find(self, reading: Reading, others: Sequence[Finding]) -> Iterator[Finding]:
        """At most one finding: the claim first, then the money."""
        lower = reading.views.lower
        claims = [m.span() for m in self._claim.finditer(lower) if not self._scope.is_reported(lower, *m.span())]
        if not claims:
            return
        claimed = [reading.views.span(start, end) for start, end in claims]
        asked = [span for f in others if f.code in _ASKING and f.severity >= _CLEAR for span in f.spans]
        asked += [reading.span_of(fee) for fee in reading.of_type("fee", "wage") if self._is_asked(reading, fee)]
        asked = [span for span in asked if not any(_belongs(reading, claim, span) for claim in claimed)]
        if asked:
            asked.sort(key=lambda span: (span.start, span.end))
            yield make_finding(self._indicator, "consistency", [claimed[0], *asked[:_MOST_SPANS]])

    def _is_asked(self, reading: Reading, money: Entity) -> bool:
        """Whether the amount stands right after a word of demand and nothing around it makes it harmless."""
        if not isinstance(money.value, Amount) or money.value.max <= 0:
            return False
        lower = reading.views.lower
        start, end = reading.place_of(money)
        before, after = lower[max(0, start - _BEFORE) : start], lower[end : end + _AFTER]
        if not self._demand.search(before) or self._unless.search(before + after):
            return False
        return not self._scope.is_reported(lower, start, end) and not self._scope.is_denied(lower, start, end)


def _belongs(reading: Reading, claim: Span, money: Span) -> bool:
    """Whether the money is part of the claim: in its words, or listed after it ("… maupun biaya seragam Rp150.000")."""
    if money.start < claim.end:
        return claim.start < money.end
    start, _ = reading.views.folded.locate(claim.end, money.start)
    _, end = reading.views.folded.locate(claim.start, money.end)
    gap = reading.views.lower[start:end]
    return len(gap) <= _LONGEST_LIST and bool(_LISTING.search(gap)) and not _SENTENCE_END.search(gap)
