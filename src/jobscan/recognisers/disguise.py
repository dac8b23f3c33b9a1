"""A spelling trick is a finding only where it hides a grave sign of risk or a destination; else it is a notice.

Honest shops decorate their letters too. So it is asked of each disguised word whether the evidence of another finding,
or the name of a country closed to placement, stands on it.
"""

from collections.abc import Iterator, Sequence

from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import WEIGHTLESS
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.types import Finding, Span

_CODE = "disguised_risk_word"
_MOST_SPANS = 5
_GRAVE = 3


class DisguiseRecogniser:
    """Reads what the other recognisers found."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._indicator = knowledge.indicators[_CODE]
        self._closed = {c.code for c in knowledge.references.countries if c.status == "prohibited"}

    def find(self, reading: Reading, others: Sequence[Finding]) -> Iterator[Finding]:
        """At most one finding, with the disguised words as they were written."""
        if not reading.views.disguises:
            return
        grave = [f for f in others if f.category not in WEIGHTLESS and f.severity == _GRAVE]
        risky = [(span.start, span.end) for f in grave for span in f.spans]
        risky += [(e.start, e.end) for e in reading.of_type("country") if e.value in self._closed]
        hidden = [
            Span(start=start, end=end, text=reading.views.original[start:end])
            for start, end in reading.views.disguises
            if any(start < last and first < end for first, last in risky)
        ]
        if hidden:
            yield make_finding(self._indicator, "disguise", hidden[:_MOST_SPANS])
