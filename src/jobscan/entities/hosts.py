"""What kind of channel a host is, from `channels.yaml` and the bundled public suffix list; never from the network."""

from functools import lru_cache

import tldextract

from jobscan.knowledge.schema import Channels

# no URL list: only the snapshot inside the package is read; no cache folder is written
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def registrable(host: str) -> str | None:
    """`a.b.co.id` → `b.co.id`; None where the suffix is unknown or nothing stands before it."""
    return _suffixes(host).top_domain_under_public_suffix or None


def within(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or below it."""
    return host == domain or host.endswith(f".{domain}")


def link_kind(host: str, path: str, channels: Channels) -> str:
    """`whatsapp`, `telegram`, `form`, `short`, `portal`, … or `government`, `other`."""
    given, _, rest = f"{host.removeprefix('www.')}{path}".partition("/")
    fitting = [
        (rank, kind)
        for domain in _domains(given)
        for rank, prefix, kind in channels.by_host.get(domain, ())
        if rest.startswith(prefix)
    ]
    if fitting:
        return min(fitting)[1]
    if within(host, "go.id") or within(host, "mil.id") or within(host, "desa.id"):
        return "government"
    return "other"


def mail_kind(host: str, channels: Channels) -> str:
    """`free`, `disposable`, `government` or `other`."""
    if host in channels.disposable_mail:
        return "disposable"
    if host in channels.free_mail:
        return "free"
    if within(host, "go.id") or within(host, "mil.id") or within(host, "desa.id"):
        return "government"
    return "other"


def _domains(host: str) -> list[str]:
    """The host and every domain it is below: `a.b.id`, `b.id`, `id`."""
    labels = host.split(".")
    return [".".join(labels[start:]) for start in range(len(labels))]
