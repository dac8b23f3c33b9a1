"""How evidence is marked in a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscan.cli.evidence import find_regions, mark_evidence
from jobscan.cli.terminal import clean
from jobscan.types import Finding, Span

TEXT = "0123456789"


def finding(*spans: tuple[int, int], severity: int = 1, text: str = TEXT) -> Finding:
    return Finding(
        code="x",
        category="c",
        severity=severity,
        origin="phrase",
        title="t",
        reason="r",
        spans=tuple(Span(start=a, end=b, text=text[a:b]) for a, b in spans),
    )


@pytest.mark.parametrize(
    ("findings", "marked"),
    [
        ([], "0123456789"),
        ([finding()], "0123456789"),
        ([finding((2, 4))], "01«23»[1]456789"),
        ([finding((0, 10))], "«0123456789»[1]"),
        ([finding((2, 4)), finding((3, 6))], "01«2345»[1,2]6789"),
        ([finding((2, 4)), finding((4, 6))], "01«23»[1]«45»[2]6789"),
        ([finding((5, 6), (1, 2)), finding((1, 3))], "0«12»[1,2]34«5»[1]6789"),
        ([finding((1, 8)), finding((2, 3)), finding((4, 5))], "0«1234567»[1,2,3]89"),
    ],
)
def test_marks(findings: list[Finding], marked: str) -> None:
    assert mark_evidence(TEXT, findings).plain == marked


def test_a_region_has_the_weight_of_its_strongest_finding() -> None:
    (region,) = find_regions([finding((0, 5), severity=1), finding((1, 2), severity=3)])
    assert region.severity == 3


@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)).map(sorted), max_size=6))
def test_regions_are_apart_and_cover_every_span(spans: list[list[int]]) -> None:
    given_spans = [(a, b) for a, b in spans if a < b]
    regions = find_regions([finding(span) for span in given_spans])
    assert all(a.end <= b.start for a, b in pairwise(regions))
    covered = {place for region in regions for place in range(region.start, region.end)}
    assert covered == {place for a, b in given_spans for place in range(a, b)}


def test_emoji_count_as_one_character() -> None:
    text = "👩‍💼 biaya 🙂"
    start = text.index("biaya")
    assert mark_evidence(text, [finding((start, start + 5), text=text)]).plain == "👩‍💼 «biaya»[1] 🙂"


@given(st.text())
def test_clean_keeps_only_what_is_safe(text: str) -> None:
    shown = clean(text)
    assert clean(shown) == shown
    assert not any(character < " " and character not in "\n\t" for character in shown)
