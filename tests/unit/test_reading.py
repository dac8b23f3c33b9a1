"""What may be scored, and what is refused with a mend."""

import pytest

from jobscan.errors import EmptyTextError, TextTooLongError, UnreadableTextError
from jobscan.text import check, decode


@pytest.mark.parametrize(
    "data",
    ["loker é".encode(), b"\xef\xbb\xbf" + "loker é".encode(), "loker é".encode("utf-16")],
    ids=["utf-8", "utf-8 with BOM", "utf-16 with BOM"],
)
def test_usual_encodings_are_read(data: bytes) -> None:
    assert decode(data) == "loker é"


@pytest.mark.parametrize("data", ["loker é".encode("latin-1"), b"\x89PNG\r\n\x1a\n\xff", b"\xff\xfea"])
def test_other_bytes_are_refused_with_a_mend(data: bytes) -> None:
    with pytest.raises(UnreadableTextError, match="UTF-8"):
        decode(data)


@pytest.mark.parametrize("text", ["", "  \n\t", "\u3000"])
def test_empty_text_is_refused(text: str) -> None:
    with pytest.raises(EmptyTextError):
        check(text)


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_binary_and_broken_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTextError):
        check(text)


def test_the_limit_counts_code_points_after_trimming() -> None:
    check("😀" * 20_000 + "   ")
    with pytest.raises(TextTooLongError) as caught:
        check("a" * 20_001)
    assert (caught.value.length, caught.value.limit) == (20_001, 20_000)
    assert "20.001" in str(caught.value)
