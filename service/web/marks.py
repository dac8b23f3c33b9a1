"""Cuts a text into pieces at the edges of its spans, so that overlapping evidence can be marked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the text that belongs to the finding with this number."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; `numbers` are the findings that cover it, `ending` those that end with it."""

    text: str
    numbers: tuple[int, ...]
    ending: tuple[int, ...]


def cut(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The whole text in pieces, in order. Ranges are kept inside the text; empty ones are dropped."""
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if start < end:
            opening[start].append(mark.number)
            closing[end].append(mark.number)
    edges = sorted({0, len(text), *opening, *closing})
    pieces = []
    covering: list[int] = []
    for start, end in pairwise(edges):
        covering += opening[start]
        numbers = tuple(sorted(set(covering)))
        ending = tuple(sorted(set(closing[end])))
        pieces.append(Piece(text[start:end], numbers, ending))
        for number in closing[end]:
            covering.remove(number)
    return pieces
