"""Work abroad without anyone named who places: no licence, no office, no programme, no firm, no employer.

Law 18/2017 lets only licensed firms, the government, and individuals under contract place workers. An agency that
leaves its number out is an omission (`data/LABELLING.md`), so any identity keeps this silent, and it weighs little.
"""

from collections.abc import Iterator

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.recognisers.scope import Scope
from jobscan.text.forms import FIRM
from jobscan.types import Entity, Finding

_CODE = "no_p3mi_identity"
_BEFORE = 60
_MOST_NAMED = 3
_OWN_CHANNELS = ("own", "portal", "government_portal", "ats", "government", "other")


class PlacementRecogniser:
    """The entry's `phrases` offer work right before a country, its `unless` tells other business there."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._indicator = knowledge.indicators[_CODE]
        self._open = {country.code for country in knowledge.references.countries if country.status == "open"}
        self._offer = compile_phrases(self._indicator.phrases, f"indicators: {_CODE}")
        self._business = compile_phrases(self._indicator.unless, f"indicators: {_CODE}: unless")
        identity = knowledge.language.placement_identity
        self._identity = compile_phrases(identity, "language.yaml: placement_identity")
        self._outward = compile_phrases(knowledge.language.outward_call, "language.yaml: outward_call")
        self._scope = Scope(knowledge.language)

    def find(self, reading: Reading) -> Iterator[Finding]:
        """At most one finding, without spans since it reports an absence; weaker where all countries are open."""
        countries = reading.of_type("country")
        if not countries or not self._calls(reading):
            return
        offered = [country for country in countries if self._is_offered(reading, country)]
        if not offered or self._is_identified(reading):
            return
        severity = 1 if all(country.value in self._open for country in offered) else 2
        named = ", ".join(dict.fromkeys(reading.span_of(country).text for country in offered[:_MOST_NAMED]))
        reason = f"{self._indicator.reason} Negara yang ditawarkan: {named}."
        yield make_finding(self._indicator, "consistency", (), severity=severity, reason=reason)

    def _calls(self, reading: Reading) -> bool:
        """Whether the reader is to get in touch, as no story and no report asks."""
        return bool(reading.of_type("phone", "handle", "link")) or self._outward.search(reading.views.lower) is not None

    def _is_offered(self, reading: Reading, country: Entity) -> bool:
        if country.kind == "mention":
            return False
        lower = reading.views.lower
        start, end = reading.place_of(country)
        window = max(0, start - _BEFORE)
        offer = self._offer.search(lower[window:start])
        if not offer or self._business.search(lower[window:start]):
            return False
        first = window + offer.start()
        return not self._scope.is_reported(lower, first, end) and not self._scope.is_denied(lower, first, end)

    def _is_identified(self, reading: Reading) -> bool:
        if reading.of_type("licence") or FIRM.search(reading.views.folded.text):
            return True
        if any(entity.kind == "organiser" for entity in reading.of_type("employer")):
            return True
        if any(contact.kind in _OWN_CHANNELS for contact in reading.of_type("link", "email")):
            return True
        return self._identity.search(reading.views.lower) is not None
