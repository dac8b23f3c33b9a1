"""Wage against job and place: far above the reference for unskilled work, or below the minimum of the named place.

Silent where pay is open upwards by nature (commission, piece work, mining, ships, performance) and for work abroad. The
reference is `wage_ratio_high` times the minimum wage of the place named, else of the highest region known.
"""

from collections.abc import Iterator

from jobscan.knowledge import Knowledge, compile_phrases
from jobscan.recognisers.protocol import Reading, make_finding
from jobscan.types import Amount, Entity, Finding

_HIGH, _LOW = "salary_too_high_local", "wage_below_minimum"
_MOST_SPANS = 3


class WageRecogniser:
    """Knows the minimum wages of `references.yaml`."""

    def __init__(self, knowledge: Knowledge) -> None:
        references = knowledge.references
        self._minimum = {region.bps: region.minimum_wage_idr for region in references.regions}
        self._ratio = references.wage_ratio_high
        self._high, self._low = knowledge.indicators[_HIGH], knowledge.indicators[_LOW]
        language = knowledge.language
        self._unskilled = compile_phrases(language.unskilled, "language.yaml: unskilled")
        self._open_pay = compile_phrases(language.open_pay, "language.yaml: open_pay")
        self._overseas = compile_phrases(language.overseas, "language.yaml: overseas")

    def find(self, reading: Reading) -> Iterator[Finding]:
        """At most one finding of each kind, with the wages as evidence."""
        wages = [(wage, most) for wage in reading.of_type("wage") if (most := _monthly_idr(wage)) is not None]
        lower = reading.views.lower
        if not wages or self._open_pay.search(lower) or self._overseas.search(lower):
            return
        places = {str(place.value) for place in reading.of_type("place")} & self._minimum.keys()
        known = [self._minimum[place] for place in places] or list(self._minimum.values())
        too_high = [entity for entity, most in wages if most > self._ratio * max(known)]
        if too_high and self._unskilled.search(lower):
            yield make_finding(self._high, "consistency", [reading.span_of(wage) for wage in too_high[:_MOST_SPANS]])
        if len(places) == 1 and all(most < known[0] for _, most in wages):
            spans = [reading.span_of(entity) for entity, _ in wages[:_MOST_SPANS]]
            yield make_finding(self._low, "consistency", spans)


def _monthly_idr(entity: Entity) -> int | None:
    """The highest rupiah a month that a wage entity promises."""
    amount = entity.value
    if not isinstance(amount, Amount) or amount.currency != "IDR" or amount.monthly_idr is None:
        return None
    return amount.monthly_idr[1]
