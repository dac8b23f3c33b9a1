"""Hosts that resemble the domain of a listed employer or office without being one of its own.

Four likenesses, the clearest first: the true domain in front of a foreign one (`pln.co.id.daftar.site`), digits or
pairs of letters for letters (`pertam1na`), a slip of one or two letters (`pertamnia`), and the employer's word beside
a word of recruitment or under a cheap suffix (`pertamina-rekrutmen.site`). Dealers and distributors carry brands too,
so a brand alone says nothing.
"""

import re2

from jobscan.entities.brands import brand_words
from jobscan.entities.hosts import link_kind, registrable, within
from jobscan.entities.names import name_key
from jobscan.knowledge import Knowledge
from jobscan.knowledge.schema import Employer

_SWAPS = str.maketrans("0134578l", "oieastbi")  # 1, l and i are one sign to a hurried eye
_PAIRS = (("rn", "m"), ("vv", "w"))
_RESTRICTED = ("ac.id", "sch.id", "go.id", "mil.id", "desa.id")  # registries that ask who one is
_SHORTEST_SLIP, _SHORTEST_NAME, _SHORTEST_TOKEN = 6, 8, 3
_TWO_SLIPS = 10  # letters from which two slips still leave no doubt
_LONGEST = 40
_EDGES = (0, -1)
_COMMON = frozenset({"bumn", "rec"})  # short labels that are words of recruitment themselves
_LIKE_OFFICE = ("go", "goid", "go-id")  # kemnaker-go.id


class Lookalikes:
    """Knows the domains of `employers.yaml`; asked once for each host."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._own: set[str] = set()  # domains and recruitment hosts
        self._imitated: set[str] = set()  # domains of employers that are known to be imitated
        self._labels: dict[str, str] = {}  # label to compare letter by letter: domain
        self._words: dict[str, str] = {}  # word of an employer: domain
        self._tokens: dict[str, str] = {}  # short word that counts only between hyphens: domain
        for employer in knowledge.employers.values():
            self._learn(employer)
        self._plain = {_plain(label): domain for label, domain in self._labels.items()}
        self._by_edge: dict[tuple[int, int, str], list[tuple[str, frozenset[str]]]] = {}
        for label in self._labels:
            for edge in _EDGES:
                self._by_edge.setdefault((len(label), edge, label[edge]), []).append((label, frozenset(label)))
        self._any_word = re2.compile("|".join(sorted(self._words, key=lambda word: (-len(word), word))), _options())

    def find(self, host: str) -> str | None:
        """What a host resembles, in words for officers; None for own domains, known platforms and all others."""
        host = host.removeprefix("www.")
        domain = registrable(host)
        if domain is None or self._is_known(host, domain):
            return None
        label, _, suffix = domain.partition(".")
        return (
            self._true_domain_in_front(host, domain)
            or self._misspelt(label[:_LONGEST], domain, suffix)
            or self._word_inside(host, suffix)
        )

    def _learn(self, employer: Employer) -> None:
        domains = [domain for domain in map(registrable, employer.domains) if domain]
        self._own.update(domains, (page.partition("/")[0] for page in employer.hosts))
        if employer.impersonated:
            self._imitated.update(domains)
        if not domains:
            return
        labels = {domain.partition(".")[0]: domain for domain in reversed(domains)}
        long_labels = {label: domain for label, domain in labels.items() if len(label) >= _SHORTEST_SLIP}
        names = dict.fromkeys(brand_words(employer), domains[0])
        long_names = {name: domain for name, domain in names.items() if len(name) >= _SHORTEST_NAME}
        self._labels = long_names | long_labels | self._labels
        self._words = names | long_labels | self._words
        if employer.weight == "strong" and employer.impersonated:
            own = {name_key(name) for name in (*employer.names, *employer.ambiguous)} & labels.keys()
            self._tokens |= {word: labels[word] for word in own - _COMMON if len(word) >= _SHORTEST_TOKEN}

    def _is_known(self, host: str, domain: str) -> bool:
        if domain in self._own or host in self._own:
            return True
        restricted = any(within(host, suffix) for suffix in _RESTRICTED)
        return restricted or link_kind(host, "", self._knowledge.channels) not in ("other", "free_site")

    def _true_domain_in_front(self, host: str, domain: str) -> str | None:
        labels = host.removesuffix(domain).strip(".").split(".")
        for start in range(len(labels)):
            for end in range(start + 2, len(labels) + 1):
                own = ".".join(labels[start:end])
                if own in self._own:
                    return f"«{own}» hanya awalan; alamat sebenarnya «{domain}»"
        return None

    def _misspelt(self, label: str, domain: str, suffix: str) -> str | None:
        if own := self._labels.get(label):  # a firm has several suffixes, but not the cheap ones
            return f"«{domain}» memakai nama «{own}» dengan akhiran lain" if self._is_cheap(suffix, own) else None
        if own := self._plain.get(_plain(label)):
            return f"«{domain}» mengganti huruf dari «{own}»"
        if label not in self._knowledge.lexicon and (near := self._nearest(label)):
            return f"«{domain}» hampir sama dengan nama «{near}» (domain resminya «{self._labels[near]}»)"
        return None

    def _nearest(self, label: str) -> str | None:
        """A known label a slip or two away; imitators leave the first or the last letter as it is."""
        letters = frozenset(label)
        for length in range(len(label) - 2, len(label) + 3):
            limit = 2 if length >= _TWO_SLIPS else 1
            if abs(length - len(label)) > limit:
                continue
            for edge in _EDGES:
                for known, its_letters in self._by_edge.get((length, edge, label[edge]), ()):
                    if len(letters ^ its_letters) <= 2 * limit and slips(label, known) <= limit:
                        return known
        return None

    def _word_inside(self, host: str, suffix: str) -> str | None:
        name = host.removesuffix(f".{suffix}").replace(".", "-")[:_LONGEST]
        parts = name.split("-")
        word = next((part for part in parts if part in self._words or part in self._tokens), None)
        if word is None and (match := self._any_word.search(name.replace("-", ""))):
            word = match[0]
        if word is None:
            return None
        own = self._words.get(word) or self._tokens[word]
        rest = name.replace(word, "", 1) if word in parts else name.replace("-", "").replace(word, "", 1)
        rest = rest.strip("-")
        lured = any(lure in rest for lure in self._knowledge.channels.lure_words) or rest in _LIKE_OFFICE
        if lured or (rest and word in self._words and self._is_cheap(suffix, own)):
            return f"«{host}» memuat kata «{word}», tetapi bukan di bawah «{own}»"
        return None

    def _is_cheap(self, suffix: str, own: str) -> bool:
        """A cheap suffix under the name of an employer that is known to be imitated."""
        return own in self._imitated and suffix in self._knowledge.channels.risky_tlds


def slips(one: str, other: str) -> int:
    """Letters added, left out, exchanged, or two neighbours swapped (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


def _options() -> "re2.Options":
    options = re2.Options()
    options.max_mem = 64 << 20  # a thousand names in one automaton
    return options


def _plain(label: str) -> str:
    """The label with look-alike digits and pairs of letters read as the letters they imitate."""
    plain = label.translate(_SWAPS)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain
