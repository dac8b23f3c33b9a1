"""Ranges are kept in the order they come, unless they are empty or overlap one that is kept."""

from hypothesis import given
from hypothesis import strategies as st

from jobscan.text.ranges import without_overlaps

_RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.text(max_size=1)), max_size=20)


@given(_RANGES)
def test_the_first_to_come_stays(ranges: list[tuple[int, int, str]]) -> None:
    kept = without_overlaps(ranges)
    assert kept == sorted(kept)
    places = [place for start, end, _ in kept for place in range(start, end)]
    assert len(places) == len(set(places))
    expected: list[tuple[int, int, str]] = []
    for start, end, value in ranges:
        if start < end and all(end <= first or last <= start for first, last, _ in expected):
            expected.append((start, end, value))
    assert kept == sorted(expected)


def test_what_is_taken_goes_first() -> None:
    assert without_overlaps([(0, 4, "b"), (5, 6, "c")], [(3, 5, "a")]) == [(3, 5, "a"), (5, 6, "c")]
