"""A spelling trick is a finding only where it hides a grave sign of risk or a destination; else it is a notice.

Honest shops decorate their letters too. So it is asked of each disguised word whether it is part of a grave sign, or of
the name of a country closed to placement; the words around a sign, which its evidence shows as well, do not count. And
who hides a word picks it: where most of the disguised words hide nothing, it is the writer's style, and the sign that
one of them belongs to is a finding of its own already.
"""

from collections.abc import Iterator, Sequence

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.knowledge.schema import WEIGHTLESS
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.types import Finding, Span

_CODE = "disguised_risk_word"
_MOST_SPANS = 5
_GRAVE = 3
# of the disguised words; of 81 frauds of the corpus with the finding 79 reach 0.3, honest ads in such a style do not
_LEAST_SHARE = 0.25


class DisguiseRecogniser:
    """Reads what the other recognisers found."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._indicator = knowledge.indicators[_CODE]
        self._indicators = knowledge.indicators
        self._closed = {c.code for c in knowledge.references.countries if c.status == "prohibited"}

    def find(self, reading: Reading, others: Sequence[Finding]) -> Iterator[Finding]:
        """At most one finding, with the disguised words as they were written."""
        if not reading.views.disguises:
            return
        grave = [f for f in others if f.category not in WEIGHTLESS and f.severity == _GRAVE]
        risky = [place for finding in grave for place in self._signs(reading, finding)]
        risky += [(e.start, e.end) for e in reading.of_type("country") if e.value in self._closed]
        hidden = [
            Span(start=start, end=end, text=reading.views.original[start:end])
            for start, end in reading.views.disguises
            if any(start < last and first < end for first, last in risky)
        ]
        if hidden and len(hidden) >= _LEAST_SHARE * len(reading.views.disguises):
            yield make_finding(self._indicator, "disguise", hidden[:_MOST_SPANS])

    def _signs(self, reading: Reading, finding: Finding) -> Iterator[tuple[int, int]]:
        """Places of the sign itself in the original text: of a phrase within its clause, else of the evidence."""
        for span in finding.spans:
            if finding.origin != "phrase":
                yield span.start, span.end
                continue
            phrases = compile_phrases(self._indicators[finding.code].phrases, f"indicators: {finding.code}")
            start, end = reading.place_of(span)
            for match in phrases.finditer(reading.views.lower[start:end]):
                if match.start() < match.end():
                    yield reading.views.folded.original(start + match.start(), start + match.end())
