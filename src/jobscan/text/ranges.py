"""Ranges of a text that must not overlap."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import TypeVar

_Value = TypeVar("_Value")
Range = tuple[int, int, _Value]


def without_overlaps(ranges: Iterable[Range[_Value]], taken: Iterable[Range[_Value]] = ()) -> list[Range[_Value]]:
    """`taken`, and of the `ranges` as they come those that are not empty and overlap none before; sorted by place."""
    kept = sorted(taken, key=lambda range_: range_[0])
    for start, end, value in ranges:
        place = bisect_left(kept, start, key=lambda range_: range_[0])
        before_fits = place == 0 or kept[place - 1][1] <= start
        if start < end and before_fits and (place == len(kept) or end <= kept[place][0]):
            kept.insert(place, (start, end, value))
    return kept
