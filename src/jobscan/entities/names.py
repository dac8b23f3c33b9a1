"""A closed list of names, found word by word."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

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
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], _Value]]] = defaultdict(list)
        for name, value in names.items():
            if words := tuple(name_key(name).split()):
                self._by_first[words[0]].append((words, value))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda candidate: -len(candidate[0]))

    def finditer(self, lower: str) -> Iterator[NameMatch[_Value]]:
        """Matches in lower-case text, left to right, without overlaps."""
        tokens = [(match[0], match.start(), match.end()) for match in _WORD.finditer(lower)]
        index = 0
        while index < len(tokens):
            found = self._longest(tokens, index)
            if found is None:
                index += 1
                continue
            length, value = found
            yield NameMatch(tokens[index][1], tokens[index + length - 1][2], value)
            index += length

    def _longest(self, tokens: list[tuple[str, int, int]], index: int) -> tuple[int, _Value] | None:
        for words, value in self._by_first.get(tokens[index][0], ()):
            if tuple(token[0] for token in tokens[index : index + len(words)]) == words:
                return len(words), value
        return None


def name_key(name: str) -> str:
    """The name's words, lower-case, one blank between."""
    return " ".join(_WORD.findall(name.lower()))
