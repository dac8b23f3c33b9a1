"""Many lists of phrases, found in a text list by list, at the cost of the few phrases that can match it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import re2

from jobscan.knowledge.phrases import compile_phrases
from jobscan.knowledge.sieve import Sieve


class PhraseLists:
    """Finds what one expression for each list (`compile_phrases`) would find, without a search for each."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]], where: str) -> None:
        self._where = where
        self._phrases = [(name, phrase) for name, phrases in lists.items() for phrase in phrases]
        self._sieve = Sieve([phrase for _, phrase in self._phrases])

    def find(self, lower: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """The lists that match the lower-case text, in their order, each with its places."""
        found: defaultdict[str, list[re2._Match]] = defaultdict(list)
        encoded = lower.encode()  # once, not in every search
        for number in self._sieve.possible(lower):
            name, phrase = self._phrases[number]
            # compiled when first needed: most ads need few
            if match := compile_phrases((phrase,), self._where).search(encoded):
                found[name].append(match)
        for name, firsts in found.items():
            yield name, list(_in_characters(leftmost_longest(firsts, encoded), encoded))


def leftmost_longest(firsts: Sequence["re2._Match"], text: bytes) -> Iterator[tuple[int, int]]:
    """Places from left to right without overlaps, the longest of those that begin together; none is empty.

    `firsts` are the first matches of some patterns in the UTF-8 text. The places are those that the patterns'
    alternation with `longest_match` finds, whose automaton would be far larger.
    """
    ahead, position = list(firsts), 0
    while ahead:
        begins = [match.start() for match in ahead]
        start = min(begins)
        end = max(match.end() for match, begin in zip(ahead, begins, strict=True) if begin == start)
        if start < end:
            yield start, end
        position = max(end, start + 1)
        if position > len(text):
            return
        behind = (m if m.start() >= position else m.re.search(text, position) for m in ahead)
        ahead = [match for match in behind if match is not None]


def _in_characters(places: Iterable[tuple[int, int]], encoded: bytes) -> Iterator[tuple[int, int]]:
    """Places in UTF-8 bytes, in order, as places in characters."""
    in_bytes = in_characters = 0
    for start, end in places:
        first = in_characters + len(encoded[in_bytes:start].decode())
        in_bytes, in_characters = end, first + len(encoded[start:end].decode())
        yield first, in_characters
