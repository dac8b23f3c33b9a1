"""Which of many phrases can match a text at all: one pass of an Aho-Corasick automaton, not a search for each."""

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from ahocorasick_rs import AhoCorasick

from jobscan.knowledge.literals import MOST_SETS, needed_literals, plain


class Sieve:
    """Knows the literal strings that each phrase needs; phrases go by their number."""

    def __init__(self, phrases: Sequence[str]) -> None:
        # one bit for each set of strings of each phrase: first the first sets of all phrases, then their second ones, …
        self._shifts = [place * len(phrases) for place in range(MOST_SETS)]
        self._all = (1 << len(phrases)) - 1
        self._unneeded = 0
        bits: defaultdict[str, int] = defaultdict(int)
        for number, phrase in enumerate(phrases):
            needed = needed_literals(phrase)
            for place, shift in enumerate(self._shifts):
                bit = 1 << (shift + number)
                if place < len(needed):
                    for string in needed[place]:
                        bits[string] |= bit
                else:
                    self._unneeded |= bit
        self._bits = list(bits.values())
        self._automaton = AhoCorasick(list(bits))

    def possible(self, lower: str) -> list[int]:
        """The phrases that may match the lower-case text, in order; no other one does."""
        strings = {match[0] for match in self._automaton.find_matches_as_indexes(plain(lower), overlapping=True)}
        met = reduce(or_, map(self._bits.__getitem__, strings), self._unneeded)
        phrases = reduce(and_, (met >> shift for shift in self._shifts), self._all)
        return _set_bits(phrases)


def _set_bits(number: int) -> list[int]:
    places = []
    while number:
        lowest = number & -number
        places.append(lowest.bit_length() - 1)
        number ^= lowest
    return places
