"""Windows over a long text: nothing unread, lines kept whole where they can be, never more than allowed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_encoder import tokenizer
from tokenizers import Tokenizer, models

from jobscan.classifier.encoder import Pieces
from jobscan.classifier.manifest import EncoderSettings

FIRST, LAST = 0, 2
WORDS = tokenizer()
SMALL = EncoderSettings(window=10, stride=6, most_windows=64)  # room for eight pieces


def windows(lengths: list[int], settings: EncoderSettings = SMALL) -> list[list[int]]:
    """The windows, without border signs, of lines of these lengths whose pieces are numbered throughout."""
    numbers = iter(range(100, 100_000))
    lines = [[next(numbers) for _ in range(length)] for length in lengths]
    made = Pieces(WORDS, settings).windows(lines)
    assert all(window[0] == FIRST and window[-1] == LAST for window in made)
    return [window[1:-1] for window in made]


def run(start: int, end: int) -> list[int]:
    return list(range(100 + start, 100 + end))


@pytest.mark.parametrize("lengths", [[], [0], [0, 0, 0]])
def test_an_empty_text_has_one_empty_window(lengths: list[int]) -> None:
    assert windows(lengths) == [[]]


def test_a_text_of_exactly_one_window() -> None:
    assert windows([3, 0, 5]) == [run(0, 8)]


def test_one_piece_more_needs_a_second_window() -> None:
    assert windows([9]) == [run(0, 8), run(6, 9)]


def test_a_giant_single_line_is_read_a_stride_apart() -> None:
    made = windows([1000], SMALL.model_copy(update={"most_windows": 5}))
    assert made == [run(start, start + 8) for start in (0, 6, 12, 18, 24)]


def test_a_window_begins_at_the_last_line_start_near_its_stride() -> None:
    assert windows([4, 1, 9]) == [run(0, 8), run(5, 13), run(11, 14)]


def test_a_line_start_too_far_back_is_not_gone_back_to() -> None:
    assert windows([3, 9]) == [run(0, 8), run(6, 12)]


@given(
    lengths=st.lists(st.integers(0, 30), max_size=12),
    window=st.integers(8, 24),
    data=st.data(),
)
def test_windows_of_any_text(lengths: list[int], window: int, data: st.DataObject) -> None:
    stride = data.draw(st.integers(4, window - 2))
    settings = EncoderSettings(window=window, stride=stride, most_windows=data.draw(st.integers(1, 64)))
    made, total = windows(lengths, settings), sum(lengths)
    starts = [part[0] - 100 for part in made if part]
    line_starts = {sum(lengths[:i]) for i in range(len(lengths))}
    assert 1 <= len(made) <= settings.most_windows
    assert all(len(part) <= window - 2 for part in made)
    assert all(part == run(start, start + len(part)) for part, start in zip(made, starts, strict=False))
    for before, start in pairwise(starts):
        assert stride - stride // 2 < start - before <= stride
        assert start == before + stride or start in line_starts
    if len(made) < settings.most_windows:
        assert {piece for part in made for piece in part} == set(run(0, total))
    assert len(made) == 1 or total > window - 2


def test_a_stride_that_would_skip_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="unread"):
        EncoderSettings(window=10, stride=9, most_windows=2)


def test_lines_are_told_apart_and_placeholders_are_one_piece() -> None:
    lines = Pieces(WORDS, SMALL).lines("gaji NUMBER\n\nkerja COUNTRY_RISK")
    assert [[WORDS.id_to_token(piece) for piece in line] for line in lines] == [
        ["▁gaji", "NUMBER"],
        [],
        ["▁kerja", "COUNTRY_RISK"],
    ]


def test_a_tokenizer_without_border_pieces_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks <s> or </s>"):
        Pieces(Tokenizer(models.Unigram([("<unk>", 0.0), ("a", -1.0)], 0)), SMALL)
