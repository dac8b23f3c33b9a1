"""Cutting a text at its spans: nothing is lost, overlaps are told apart."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.marks import Mark, Piece, cut

CASES: list[tuple[str, list[Mark], list[Piece]]] = [
    ("", [], []),
    ("abc", [], [Piece("abc", (), ())]),
    ("abc", [Mark(0, 3, 1)], [Piece("abc", (1,), (1,))]),
    ("abcdef", [Mark(1, 3, 1)], [Piece("a", (), ()), Piece("bc", (1,), (1,)), Piece("def", (), ())]),
    (
        "abcdef",
        [Mark(0, 4, 1), Mark(2, 6, 2)],
        [Piece("ab", (1,), ()), Piece("cd", (1, 2), (1,)), Piece("ef", (2,), (2,))],
    ),
    ("abcd", [Mark(0, 4, 2), Mark(1, 2, 1)], [Piece("a", (2,), ()), Piece("b", (1, 2), (1,)), Piece("cd", (2,), (2,))]),
    ("ab", [Mark(0, 2, 1), Mark(0, 2, 2)], [Piece("ab", (1, 2), (1, 2))]),
    ("ab", [Mark(0, 1, 1), Mark(0, 2, 1)], [Piece("a", (1,), (1,)), Piece("b", (1,), (1,))]),
    ("ab", [Mark(-5, 99, 1)], [Piece("ab", (1,), (1,))]),
    ("ab", [Mark(1, 1, 1), Mark(2, 1, 2), Mark(7, 9, 3)], [Piece("ab", (), ())]),
    ("👩‍🌾a", [Mark(0, 3, 1)], [Piece("👩‍🌾", (1,), (1,)), Piece("a", (), ())]),
]


@pytest.mark.parametrize(("text", "marks", "pieces"), CASES)
def test_pieces(text: str, marks: list[Mark], pieces: list[Piece]) -> None:
    assert cut(text, marks) == pieces


@given(st.text(max_size=30), st.lists(st.builds(Mark, st.integers(-2, 32), st.integers(-2, 32), st.integers(1, 5))))
def test_no_character_is_lost_and_cover_is_exact(text: str, marks: list[Mark]) -> None:
    pieces = cut(text, marks)
    assert "".join(piece.text for piece in pieces) == text
    covered = [piece.numbers for piece in pieces for _ in piece.text]
    for place, numbers in enumerate(covered):
        assert set(numbers) == {mark.number for mark in marks if mark.start <= place < mark.end}


def test_many_spans_are_quick() -> None:
    text = "x" * 20_000
    marks = [Mark(place, place + 2, place % 60 + 1) for place in range(19_998)]
    started = time.perf_counter()
    assert len(cut(text, marks)) > 19_000
    assert time.perf_counter() - started < 1
