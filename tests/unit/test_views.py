"""Offsets are exact: whatever a view matches, the original slices to its evidence."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobscan.text import fold, make_views, replace

PIECES = st.sampled_from(
    [
        "gaji ",
        "𝙂𝙖𝙟𝙞 ",
        "ｌｏｋｅｒ ",
        "k\u200ba\u200bm\u200bboja ",
        "e\u0301",
        "👩‍🏭",
        "🇰🇭",
        "ﬁ",
        "İ",
        "\u202e",
        "①",
        "5️⃣",
        "\r\n",
        "\u00ad",
        "a\u200d\u0301",
        "한글",
        "ﷺ",
        "0812",
        "\t",
        "\x07",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_every_character_stands_for_a_place_in_the_original(text: str) -> None:
    view = fold(text)
    assert len(view.text) == len(view.starts) == len(view.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(view.starts, view.ends, strict=True))
    assert list(view.starts) == sorted(view.starts)
    assert list(view.ends) == sorted(view.ends)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS)
def test_lower_view_keeps_one_character_for_one(text: str) -> None:
    views = make_views(text)
    assert len(views.lower) == len(views.folded.text)


@given(TEXTS, st.data())
def test_evidence_slices_and_folds_back_to_the_match(text: str, data: st.DataObject) -> None:
    views = make_views(text)
    size = len(views.folded.text)
    if size:
        start = data.draw(st.integers(0, size - 1))
        end = data.draw(st.integers(start + 1, size))
        span = views.span(start, end)
        assert text[span.start : span.end] == span.text
        assert views.folded.text[start:end] in fold(span.text).text


@given(TEXTS, st.data())
def test_locate_finds_the_whole_view_range(text: str, data: st.DataObject) -> None:
    view = fold(text)
    if view.text:
        start = data.draw(st.integers(0, len(view.text) - 1))
        first, last = view.original(start, start + 1)
        low, high = view.locate(first, last)
        assert low <= start < high


@given(st.text("abc déf", min_size=3), st.data())
def test_replaced_words_point_at_what_they_replace(text: str, data: st.DataObject) -> None:
    view = fold(text)
    start = data.draw(st.integers(0, len(view.text) - 2))
    end = data.draw(st.integers(start + 1, len(view.text)))
    replaced = replace(view, [(start, end, "WORD")])
    place = replaced.text.index(" WORD ")
    assert replaced.original(place, place + 6) == view.original(start, end)
    assert len(replaced.text) == len(replaced.starts) == len(replaced.ends)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("𝙋𝙚𝙣𝙚𝙧𝙞𝙢𝙖𝙖𝙣", "Penerimaan"),
        ("ｌｏｋｅｒ", "loker"),
        ("kam\u200bboja", "kamboja"),
        ("\u202egaji\u202c", "gaji"),
        ("cafe\u0301", "café"),
        ("a\x07b", "a b"),
        ("satu\r\ndua", "satu\n\ndua"),
    ],
)
def test_known_foldings(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        ("gaji UMK, libur Minggu", ()),
        ("kam\u200bboja", ("hidden_characters_removed",)),
        ("𝗟𝗼𝗸𝗲𝗿 toko", ("styled_letters_folded",)),
        ("kerja 👩‍🏭 bagus ☺️", ()),
        ("café é", ()),
    ],
)
def test_tricks_are_noticed_and_ordinary_emoji_are_not(text: str, notices: tuple[str, ...]) -> None:
    assert make_views(text).notices == notices


def test_folding_follows_nfkc_where_nothing_is_hidden() -> None:
    text = "Ｇａｊｉ ½ juta – ﬁx ① ²"
    assert fold(text).text == unicodedata.normalize("NFKC", text)
