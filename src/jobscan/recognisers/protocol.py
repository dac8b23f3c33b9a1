"""What every recogniser is: it reads what is known of one ad and yields findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from jobscan.knowledge.schema import Indicator
from jobscan.text import TextViews
from jobscan.types import Entity, Finding, JobAd, Origin, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One ad with its views and entities; made once, read by every recogniser."""

    ad: JobAd
    views: TextViews
    entities: tuple[Entity, ...]

    def of_type(self, *types: str) -> list[Entity]:
        return [entity for entity in self.entities if entity.type in types]

    def span_of(self, entity: Entity) -> Span:
        """The entity as evidence."""
        return Span(start=entity.start, end=entity.end, text=self.views.original[entity.start : entity.end])

    def place_of(self, found: Entity | Span) -> tuple[int, int]:
        """Where an entity or a piece of evidence stands in the folded and the lower-case view."""
        return self.views.folded.locate(found.start, found.end)


class Recogniser(Protocol):
    """Finds indicators in a reading."""

    def find(self, reading: Reading) -> Iterable[Finding]: ...


def make_finding(
    indicator: Indicator,
    origin: Origin,
    spans: Iterable[Span],
    *,
    severity: int | None = None,
    reason: str | None = None,
) -> Finding:
    """A finding of `indicator`; severity and reason may be narrower than the catalogue's."""
    return Finding(
        code=indicator.code,
        category=indicator.category,
        severity=indicator.severity if severity is None else min(severity, indicator.severity),
        origin=origin,
        title=indicator.title,
        reason=reason or indicator.reason,
        law=indicator.law,
        verify=indicator.verify,
        spans=tuple(spans),
    )
