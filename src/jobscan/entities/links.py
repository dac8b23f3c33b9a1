"""Links, mail addresses and handles."""

from collections.abc import Iterator

import re2

from jobscan.entities.hosts import link_kind, mail_kind, registrable
from jobscan.entities.making import make_entity, overlaps
from jobscan.knowledge.schema import Channels
from jobscan.text import TextViews
from jobscan.types import Entity

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL}){{1,6}}"
_LINK = re2.compile(rf"(?:h(?:tt|xx)ps?://)?({_HOST})((?:(?::\d{{2,5}})?[/?#][^\s<>\"'|,\x{{80}}-\x{{10ffff}}]*)?)")
_MAIL = re2.compile(rf"[a-z0-9][a-z0-9._%+-]{{0,63}} ?@ ?({_HOST}|gmail|yahoo|hotmail|outlook)")
_HANDLE = re2.compile(r"(?:^|[^\pL\pN._@/])(@[a-z0-9._]{3,30})")
_TRAILING = ".,;:!?)]}*_…"
# a bare word.word is taken for a link only with a suffix that people use without scheme or path
_BARE_SUFFIXES = frozenset({
    "com", "id", "net", "org", "co", "info", "biz", "me", "ly", "gl", "io", "gg", "app", "dev", "site", "online", "xyz",
    "top", "click", "shop", "store", "live", "link", "asia", "my.id", "co.id", "or.id", "go.id", "ac.id", "sch.id",
    "web.id", "biz.id", "desa.id", "mil.id",
})  # fmt: skip
# contoh[.]com, contoh dot com, contoh .com, nama(at)gmail.com: written so that no machine follows them
_SUFFIX = r"(?:com|(?:co|my|go|or|ac|sch|web|biz|desa) ?\.? ?id|id|net|org|me|ly|site|online|xyz|info|top|shop|biz)\b"
_DOT = re2.compile(rf"[a-z0-9](\s?(?:\[\.\]|\(\.\)|[\[(]dot[\])]|\{{\.\}})\s?|\s(?:dot|titik)\s|\s\.\s?){_SUFFIX}")
_MAIL_HOST = r"(?:gmail|yahoo|ymail|hotmail|outlook|icloud|proton)"
_AT = re2.compile(
    rf"[a-z0-9](?:(\s?(?:[\[({{](?:at|@)[\])}}])\s?)[a-z0-9-]+\.[a-z]|(\s?[\[({{]?at[\])}}]?\s){_MAIL_HOST})"
    r"|(?:mail|surel)\W{1,3}(?:\w+ )?[a-z0-9._]+(\sat\s)[a-z0-9-]+\.[a-z]"
)
_TELEGRAM_WORDS = ("telegram", "tele ", "tele:", "t.me")


def refang(views: TextViews) -> TextViews:
    """The same text with the disguised dots and at-signs of addresses written plainly."""
    for sign, pattern in ((".", _DOT), (".", _DOT), ("@", _AT)):  # twice: contoh . my . id
        edits = [(*_only_group(match), sign) for match in pattern.finditer(views.lower)]
        if edits:
            views = views.edited(edits)
    return views


def _only_group(match: "re2._Match") -> tuple[int, int]:
    start, end = next(match.span(i) for i in range(1, len(match.groups()) + 1) if match[i] is not None)
    return start, end


def find_mails(views: TextViews, channels: Channels) -> Iterator[Entity]:
    """Mail addresses; a free host written without its ending (`nama@gmail`) counts as `.com`."""
    for match in _MAIL.finditer(views.lower):
        host = match[1] if "." in match[1] else f"{match[1]}.com"
        if registrable(host):
            name = match[0].split("@")[0].strip()
            kind = mail_kind(host, channels)
            yield make_entity(views, "email", f"{name}@{host}", match.start(), match.end(), kind)


def find_links(views: TextViews, channels: Channels, taken: list[Entity]) -> Iterator[Entity]:
    """Links with or without scheme, as `host/path?query`; ranges of `taken` entities are passed over."""
    for match in _LINK.finditer(views.lower):
        host, path = match[1], match[2].rstrip(_TRAILING)
        end = match.start(1) + len(host) + len(path)
        if not _is_link(match[0], host, path):
            continue
        tail = views.folded.text[match.start(2) : end]  # the path keeps its case
        link = make_entity(views, "link", host + tail, match.start(), end, link_kind(host, path, channels))
        if not overlaps(link, taken):
            yield link


def find_handles(views: TextViews, taken: list[Entity]) -> Iterator[Entity]:
    """`@name`; kind `telegram` where the words before it say so, else `social`."""
    for match in _HANDLE.finditer(views.lower):
        start, name = match.start(1), match[1].rstrip(".")
        before = views.lower[max(0, start - 20) : start]
        kind = "telegram" if any(word in before for word in _TELEGRAM_WORDS) else "social"
        handle = make_entity(views, "handle", name, start, start + len(name), kind)
        if len(name) > 3 and not overlaps(handle, taken):
            yield handle


def _is_link(whole: str, host: str, path: str) -> bool:
    if not registrable(host):
        return False
    explicit = "://" in whole or host.startswith("www.") or path.startswith(("/", "?"))
    return explicit or host.split(".", 1)[1] in _BARE_SUFFIXES or host.rsplit(".", 1)[1] in _BARE_SUFFIXES
