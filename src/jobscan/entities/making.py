"""From a match in the folded view to an entity in the original text."""

from collections.abc import Iterable, Mapping

import re2

from jobscan.text import TextViews
from jobscan.types import AgeRange, Amount, Entity, EntityType


def make_entity(
    views: TextViews, type_: EntityType, value: str | Amount | AgeRange, start: int, end: int, kind: str | None = None
) -> Entity:
    """The entity behind `start:end` of the folded view."""
    first, last = views.folded.original(start, end)
    return Entity(type=type_, value=value, start=first, end=last, kind=kind)


def named_groups(match: "re2._Match", groups: Mapping[str, int]) -> dict[str, str | None]:
    """What each named group matched. `groups` is the pattern's `groupindex`, which re2 makes anew at each look."""
    return {name: match[number] for name, number in groups.items()}


def overlaps(entity: Entity, others: Iterable[Entity]) -> bool:
    """Whether the entity shares a place in the text with one of `others`."""
    return any(other.start < entity.end and entity.start < other.end for other in others)
