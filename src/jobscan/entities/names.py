"""A closed list of names, found word by word."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from jobscan.text import Words

_WORD = re.compile(r"[^\W_]+")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class NameMatch(Generic[_Value]):
    start: int
    end: int
    value: _Value


class NameIndex(Generic[_Value]):
    """Finds names whatever stands between their words (`J&T`, `Hong-Kong`); the longest name wins."""

    def __init__(self, names: Mapping[str, _Value]) -> None:
        self._values: dict[str, _Value] = {}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for name, value in names.items():
            if words := name_key(name).split():
                self._values.setdefault(" ".join(words), value)
                lengths[words[0]].add(len(words))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def finditer(self, words: Words) -> Iterator[NameMatch[_Value]]:
        """Matches among the words of a text, left to right, without overlaps."""
        begun = 0
        for index, word in enumerate(words.texts):
            if word in self._lengths and index >= begun and (end := self._longest(words.texts, index)):
                begun = end
                value = self._values[" ".join(words.texts[index:end])]
                yield NameMatch(words.places[index][0], words.places[end - 1][1], value)

    def _longest(self, words: list[str], index: int) -> int | None:
        """Where the longest name that begins at `index` ends."""
        ends = (index + length for length in self._lengths[words[index]] if index + length <= len(words))
        return next((end for end in ends if " ".join(words[index:end]) in self._values), None)


def name_key(name: str) -> str:
    """The name's words, lower-case, one blank between."""
    return " ".join(_WORD.findall(name.lower()))
