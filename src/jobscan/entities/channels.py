"""Whose channel a link, mail or handle is, measured against the employers that the ad names."""

from collections.abc import Iterable

from jobscan.entities.hosts import within
from jobscan.knowledge.schema import Employer
from jobscan.types import Entity


def mark_own(entities: list[Entity], employers: Iterable[Employer]) -> list[Entity]:
    """The entities again; channels that belong to one of `employers` get kind `own`."""
    claimed = list(employers)
    return [
        entity.model_copy(update={"kind": "own"}) if any(is_own(entity, e) for e in claimed) else entity
        for entity in entities
    ]


def is_own(entity: Entity, employer: Employer) -> bool:
    """Whether a link, mail address or handle belongs to `employer` by its domains, hosts or accounts."""
    value = str(entity.value)
    if entity.type == "email":
        host = value.partition("@")[2]
        return any(within(host, domain) for domain in employer.domains)
    if entity.type == "link":
        return is_own_address(value, employer)
    if entity.type == "handle":
        return value.removeprefix("@") in {account.partition(":")[2].lower() for account in employer.social}
    return False


def is_own_address(address: str, employer: Employer) -> bool:
    """Whether `host/path` lies on a domain, a recruitment host or a social page of `employer`."""
    host = address.split("/")[0].split("?")[0].removeprefix("www.")
    if any(within(host, domain) for domain in employer.domains):
        return True
    lowered = address.lower().removeprefix("www.")
    if any(lowered == page or lowered.startswith(f"{page}/") for page in employer.hosts):
        return True
    accounts = (account.lower().partition(":") for account in employer.social)
    return any(host == f"{network}.com" and lowered.rstrip("/").endswith(f"/{name}") for network, _, name in accounts)
