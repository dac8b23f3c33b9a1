"""The corpus keeps its bounds, and each bound can fail."""

from pathlib import Path

import pytest

from tests.training.rows import row
from training.cards import draw
from training.corpus import check_contacts, load_corpus
from training.diversity import closest_pairs, common_openings, distinct_2, gzip_ratio, problems, writer_auc


def test_the_corpus_keeps_every_bound(root: Path) -> None:
    assert problems(load_corpus(root / "data" / "corpus")) == []


def test_no_contact_in_the_corpus_could_be_someones(root: Path) -> None:
    assert check_contacts(load_corpus(root / "data" / "corpus")) == []


def test_a_number_that_could_be_someones_is_found() -> None:
    assert check_contacts([row(1, "WA 0812-3456-7890")])
    assert not check_contacts([row(1, "WA 0812-0000-7890")])


def test_a_writer_who_serves_one_label_is_found() -> None:
    mixed = [row(i, f"teks {i}", label="fraud" if i % 2 else "legit", writer="ab"[i // 2 % 2]) for i in range(80)]
    assert writer_auc(mixed) < 0.55
    split = [row(i, f"teks {i}", label="fraud" if i % 2 else "legit", writer="ab"[i % 2]) for i in range(80)]
    assert writer_auc(split) > 0.9


def test_near_copies_are_found_outside_a_group_only() -> None:
    first, second = (
        "toko kami mencari kasir yang jujur dan rajin di Pelaihari",
        "toko kami mencari kasir yang jujur dan rajin",
    )
    assert closest_pairs([row(1, first), row(2, second)])
    assert not closest_pairs([row(1, first, group="g"), row(2, second, group="g")])


def test_numbers_do_not_make_texts_different() -> None:
    pair = [row(1, "gaji 100 ribu per hari untuk dua orang"), row(2, "gaji 250 ribu per hari untuk dua orang")]
    assert closest_pairs(pair)[0][0] == 1.0


def test_a_favourite_opening_is_found() -> None:
    rows = [row(i, f"dibutuhkan segera karyawan toko {'abcdefghij'[i % 10] * 5}") for i in range(20)]
    assert common_openings(rows) == [("dibutuhkan segera karyawan toko", 20)]


def test_repetition_lowers_both_measures_of_variety() -> None:
    varied = ["satu dua tiga empat", "lima enam tujuh delapan", "sembilan sepuluh sebelas belasan"]
    repeated = ["satu dua tiga empat"] * 3
    assert distinct_2(varied) > distinct_2(repeated)
    assert gzip_ratio(varied) > gzip_ratio(repeated)


def test_cards_are_the_writers_own_and_repeatable() -> None:
    assert draw("w1", 5) == draw("w1", 9)[:5]
    assert draw("w1", 5) != draw("w2", 5)
    assert all("0000" in card.contact for card in draw("w1", 50))


@pytest.mark.parametrize("writer", ["w1", "w14"])
def test_cards_cover_kalsel_and_the_rest(writer: str) -> None:
    towns = {card.town for card in draw(writer, 146)}
    assert {"Banjarmasin", "Barabai"} <= towns
    assert len(towns) > 40
