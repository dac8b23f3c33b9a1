"""The word list of ordinary Indonesian advertisements: tells which reading of a disguised word is a word."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from math import log

from jobscan.errors import KnowledgeError

_SHORTEST_PART = 3
_COMMON = 100  # a shorter part must be as common as "di" or "ke"


class Lexicon:
    """Words with the number of corpus texts that hold them (`words.txt`, written by `jobscan data words`)."""

    def __init__(self, counts: dict[str, int]) -> None:
        self._counts = counts
        self._longest = max(map(len, counts), default=0)
        self._unseen = log(sum(counts.values()) + 1)

    @classmethod
    def parse(cls, data: bytes) -> "Lexicon":
        """Read lines of `word count`.

        Raises:
            KnowledgeError: a line is something else.
        """
        counts = {}
        for number, line in enumerate(data.decode("utf-8").splitlines(), 1):
            word, _, count = line.partition(" ")
            if not count.isdecimal():
                raise KnowledgeError(f"words.txt: baris {number}: harus «kata jumlah». Pasang ulang jobscan.")
            counts[word] = int(count)
        return cls(counts)

    def with_words(self, words: Iterable[str]) -> "Lexicon":
        """This lexicon and more words, each as rare as can be."""
        return Lexicon(dict.fromkeys(words, 1) | self._counts)

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def best(self, candidates: list[str]) -> str | None:
        """The candidate that most texts hold; None when no candidate is a word."""
        known = [word for word in candidates if word in self._counts]
        return max(known, key=lambda word: self._counts[word]) if known else None

    def unmask(self, masked: str) -> str | None:
        """The commonest word that fits `k*mboja`, where each `*` hides one letter."""
        fitting = [
            word
            for word in self._by_form.get((masked[0], len(masked)), ())
            if all(m in ("*", c) for m, c in zip(masked, word, strict=True))
        ]
        return self.best(fitting)

    def split(self, letters: str) -> str:
        """Letters cut into the likeliest words; as they are when they cannot all be read as words."""
        if letters in self._counts:
            return letters
        best: list[tuple[float, list[str]] | None] = [(0.0, [])]
        for end in range(1, len(letters) + 1):
            options = []
            for start in range(max(0, end - self._longest), end - 1):
                before, word = best[start], letters[start:end]
                if before is not None and self._is_part(word):
                    options.append((before[0] + log(self._counts[word]) - self._unseen, [*before[1], word]))
            best.append(max(options, default=None))
        return " ".join(best[-1][1]) if best[-1] else letters

    def _is_part(self, word: str) -> bool:
        return self._counts.get(word, 0) >= (1 if len(word) >= _SHORTEST_PART else _COMMON)

    @cached_property
    def _by_form(self) -> dict[tuple[str, int], list[str]]:
        forms: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._counts:
            forms[word[0], len(word)].append(word)
        return forms


EMPTY = Lexicon({})
