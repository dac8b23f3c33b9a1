"""The view that the classifier reads: names become typed words, so that it learns the mismatch and not the name."""

from collections.abc import Iterator

import re2

from jobscan.knowledge import Knowledge
from jobscan.text import TextViews, View, replace
from jobscan.text.forms import FIRM, PERSON
from jobscan.text.ranges import without_overlaps
from jobscan.types import Amount, Entity

_NUMBER = re2.compile(r"\pN+(?:[.,:/-]\pN+)*")


def placeholder_view(views: TextViews, entities: tuple[Entity, ...], knowledge: Knowledge) -> View:
    """Lower-case text in which each entity, unlisted firm, person and number is one upper-case word."""
    replacements: list[tuple[int, int, str]] = []
    for found in (_from_entities(views, entities, knowledge), _from_forms(views)):  # a known name before its form
        longest_first = sorted(found, key=lambda range_: (range_[0], -range_[1]))
        replacements = without_overlaps(longest_first, replacements)
    lower = View(views.lower, views.folded.starts, views.folded.ends)
    return replace(lower, replacements)


def placeholder(entity: Entity, knowledge: Knowledge) -> str:
    """The word that stands for an entity; it carries the result of the consistency check, never the name."""
    if entity.type == "employer":
        if entity.kind == "incidental":
            return "EMPLOYER_MENTION"
        is_office = knowledge.employers[str(entity.value)].kind == "government"
        return "OFFICE_PUBLIC" if is_office else "EMPLOYER_KNOWN"
    if entity.type == "country":
        if entity.kind == "mention":
            return "COUNTRY_MENTION"
        status = next(c.status for c in knowledge.references.countries if c.code == entity.value)
        return f"COUNTRY_{status.upper()}"
    if isinstance(entity.value, Amount):
        foreign = "" if entity.value.currency == "IDR" else "_FOREIGN"
        return f"{entity.type.upper()}_{entity.value.period.upper()}{foreign}"
    if entity.type == "phone":
        return "PHONE_PERSONAL" if entity.kind == "mobile" else f"PHONE_{(entity.kind or 'other').upper()}"
    if entity.type == "account":
        return "ACCOUNT"
    if entity.type in ("age", "place", "licence"):
        return entity.type.upper()
    if "telegram" in (entity.kind or ""):
        return "CHANNEL_TELEGRAM"
    prefix = {"email": "MAIL"}.get(entity.type, entity.type.upper())
    return f"{prefix}_{(entity.kind or 'other').upper()}"


def _from_entities(
    views: TextViews, entities: tuple[Entity, ...], knowledge: Knowledge
) -> Iterator[tuple[int, int, str]]:
    for entity in entities:
        start, end = views.folded.locate(entity.start, entity.end)
        yield start, end, placeholder(entity, knowledge)


def _from_forms(views: TextViews) -> Iterator[tuple[int, int, str]]:
    for match in FIRM.finditer(views.folded.text):
        yield match.start(), match.end(), "EMPLOYER_OTHER"
    for match in PERSON.finditer(views.folded.text):
        yield match.start(1), match.end(1), "PERSON"
    for match in _NUMBER.finditer(views.lower):
        yield match.start(), match.end(), "NUMBER"
