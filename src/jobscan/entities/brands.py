"""An employer's name as it stands inside foreign addresses: `karir-pertamina.site`, `rsud.ulin.blud@gmail.com`."""

from collections.abc import Iterable

from jobscan.entities.hosts import registrable
from jobscan.entities.names import name_key
from jobscan.knowledge.schema import Employer
from jobscan.types import Entity

_SHORTEST = 5
_FOREIGN = ("other", "free", "free_site")


def brand_words(employer: Employer) -> frozenset[str]:
    """Names without blanks, without `pt`, and without short or ambiguous ones; a class of employers has no brand."""
    if employer.id.startswith("class_"):
        return frozenset()
    names = {name_key(name).removeprefix("pt ").replace(" ", "") for name in employer.names}
    ambiguous = {name_key(name).replace(" ", "") for name in employer.ambiguous}
    return frozenset(name for name in names - ambiguous if len(name) >= _SHORTEST)


def imitations(contacts: Iterable[Entity], words: Iterable[str]) -> list[Entity]:
    """Foreign addresses that carry one of the words."""
    wanted = tuple(words)
    return [contact for contact in contacts if contact.kind in _FOREIGN and _carries(contact, wanted)]


def _carries(contact: Entity, words: Iterable[str]) -> bool:
    address = str(contact.value).lower()
    if contact.type == "email" and contact.kind == "free":
        part = address.partition("@")[0]
    else:
        host = address.partition("@")[2] or address.split("/")[0]
        part = f"{host} {registrable(host) or ''} {address.partition('/')[2]}"
    flat = part.replace("-", "").replace(".", "").replace("_", "")
    return any(word in flat for word in words)
