"""No group and no held-out family is ever cut, and copies are found."""

import json
from pathlib import Path

import pytest

from tests.training.rows import row
from training.corpus import CorpusError, load_corpus
from training.overlap import copies, difference
from training.splits import held_out_families, split
from training.stats import minimal_pairs, tables
from training.style import broken_bounds, probe_figures

ROWS = [
    row(i, f"teks nomor {i}", label=("fraud", "legit")[i % 2], family=f"f{i % 5}", group=f"g{i // 2}")
    for i in range(80)
]


def test_a_group_stands_in_one_part_only() -> None:
    parts = split(ROWS, frozenset({"f3"}))
    groups = [{r.group for r in part} for part in (parts.train, parts.test, parts.held_out)]
    assert sum(map(len, groups)) == len(set().union(*groups)) == 40
    assert {r.family for r in parts.held_out} > {"f3"}  # with the twins of its rows
    assert "f3" not in {r.family for r in (*parts.train, *parts.test)}
    assert parts.test


def test_the_seed_repeats_the_split() -> None:
    assert split(ROWS, frozenset({"f3"}), seed=4) == split(ROWS, frozenset({"f3"}), seed=4)


def test_an_unknown_family_is_named() -> None:
    with pytest.raises(CorpusError, match="nonesuch"):
        split(ROWS, frozenset({"nonesuch"}))


def test_held_out_families_are_real_and_cover_every_label(root: Path) -> None:
    rows = load_corpus(root / "data" / "corpus")
    parts = split(rows, held_out_families(root / "data" / "held_out.yaml"))
    assert {r.label for r in parts.held_out} == {"fraud", "legit", "not_an_ad", "insufficient"} - {"insufficient"}
    assert 0.05 < len(parts.held_out) / len(rows) < 0.25


def test_a_broken_list_of_families_is_named(tmp_path: Path) -> None:
    file = tmp_path / "held_out.yaml"
    file.write_text("[")
    with pytest.raises(CorpusError, match=r"held_out\.yaml"):
        held_out_families(file)


def test_a_copy_is_found_with_its_place(tmp_path: Path) -> None:
    sentence = "toko sembako kami di pelaihari mencari kasir yang jujur dan rajin masuk pagi"
    file = tmp_path / "other.jsonl"
    lines = [json.dumps({"text": text}) for text in ("lain sekali dari yang itu", f"Info: {sentence.upper()} 2026")]
    file.write_text("\n".join(lines))
    found = copies([row(1, sentence), row(2, "bengkel las mencari dua orang tukang untuk proyek di martapura")], [file])
    assert [(c.id, c.share, c.line) for c in found] == [("t-0001", 1.0, 2)]


def test_a_file_that_is_not_jsonl_is_named(tmp_path: Path) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text("bukan json\n")
    with pytest.raises(CorpusError, match=r"bad\.jsonl"):
        copies([row(1, "a b c d e f")], [file])


def test_what_two_corpora_differ_in() -> None:
    old = [row(1, "satu"), row(2, "dua"), row(3, "tiga")]
    new = [row(1, "satu"), row(2, "DUA"), row(3, "tiga", label="fraud"), row(4, "empat")]
    found = difference(old, new)
    assert (found.added, found.removed) == (["t-0004"], [])
    assert (found.reworded, found.relabelled) == (["t-0002"], ["t-0003"])


def test_a_minimal_pair_is_alike_and_of_opposite_labels() -> None:
    honest = row(1, "lowongan kasir toko besar di kota kirim lamaran ke toko.co.id", group="g")
    twin = row(2, "lowongan kasir toko besar di kota kirim lamaran ke toko@gmail.com", label="fraud", group="g")
    far = row(3, "teks yang sama sekali lain tentang kapal dan laut", label="fraud", group="g")
    (pair,) = minimal_pairs([honest, far, twin])
    assert (pair.fraud.id, pair.legit.id, pair.channel) == ("t-0002", "t-0001", False)
    assert minimal_pairs([honest, far]) == []
    assert tables([honest, twin])["other"]["minimal pairs"] == 1


def test_a_probe_over_its_bound_is_named() -> None:
    assert broken_bounds({"style": 0.67, "style in poster": 0.71, "first five words": 0.70}) == []
    assert len(broken_bounds({"style": 0.69, "style in poster": 0.73, "first five words": 0.71})) == 3


def test_form_alone_does_not_tell_the_label_of_the_corpus(root: Path) -> None:
    assert broken_bounds(probe_figures(load_corpus(root / "data" / "corpus"))) == []
