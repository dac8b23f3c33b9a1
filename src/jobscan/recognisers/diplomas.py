"""A diploma that an employer keeps is a labour matter; papers kept as a bond are a sign of forced labour.

`data/LABELLING.md`: diploma held alone is an honest ad with a compliance finding. It stays a risk finding where an
identity paper is kept too, or where debt, work abroad, identity theft or exploitation stand beside it.
"""

from collections.abc import Sequence

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.recognisers.overseas import Overseas
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.types import Finding, Span

_RISK, _COMPLIANCE = "document_retention", "diploma_retention"
_BINDING_CODES = frozenset({"advance_kasbon_binding", "salary_deduction_debt"})
_BINDING_CATEGORIES = frozenset(
    {"trafficking_overseas", "non_procedural_migration", "identity_theft", "sexual_exploitation", "child_labour"}
)
_BEFORE = 30  # "KTP dan ijazah … disimpan": the evidence may begin at the second paper


class DiplomaJudge:
    """Reads what the other recognisers found; the words are those of the compliance entry.

    Its `phrases` name school papers, its `unless` papers of identity and ownership.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._indicator = knowledge.indicators[_COMPLIANCE]
        self._diploma = compile_phrases(self._indicator.phrases, f"indicators: {_COMPLIANCE}")
        self._identity = compile_phrases(self._indicator.unless, f"indicators: {_COMPLIANCE}")
        self._debt = compile_phrases(knowledge.language.own_debt, "language.yaml: own_debt")
        self._overseas = Overseas(knowledge.language)

    def judge(self, reading: Reading, found: Sequence[Finding]) -> list[Finding]:
        """The findings again; papers kept that are only diplomas, and bind no one, become a compliance finding."""
        return [
            make_finding(self._indicator, finding.origin, finding.spans)
            if finding.code == _RISK and self._only_diplomas(reading, finding.spans) and not self._binds(reading, found)
            else finding
            for finding in found
        ]

    def _only_diplomas(self, reading: Reading, spans: Sequence[Span]) -> bool:
        lower = reading.views.lower
        for span in spans:
            start, end = reading.place_of(span)
            names_another = self._identity.search(lower[max(0, start - _BEFORE) : end])
            if names_another or not self._diploma.search(lower[start:end]):
                return False
        return True

    def _binds(self, reading: Reading, found: Sequence[Finding]) -> bool:
        if any(f.code in _BINDING_CODES or f.category in _BINDING_CATEGORIES for f in found):
            return True
        return self._overseas.holds(reading) or self._debt.search(reading.views.lower) is not None
