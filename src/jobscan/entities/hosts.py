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
    address = f"{host.removeprefix('www.')}{path}"
    for messenger in channels.messengers:
        if _matches(address, messenger.prefix):
            return messenger.channel
    for entry in channels.hosts:
        if _matches(address, entry.domain):
            return entry.kind
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


def _matches(address: str, entry: str) -> bool:
    """`entry` is a host, or a host with a path prefix; subdomains of a plain host count."""
    host, slash, path = entry.partition("/")
    given, _, rest = address.partition("/")
    return within(given, host) and (not slash or rest.startswith(path))
