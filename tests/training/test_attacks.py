"""Rewritings that training never sees keep what they must; both suites count what a known scorer flags."""

import math
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest
from rich.console import Console

from jobscan.scanner import Reader
from jobscan.types import JobAd
from tests.training.rows import row
from training import attacks, names
from training.augment import KINDS, Augmenter
from training.augment.firms import unknown_employer
from training.augment.unseen import UNSEEN
from training.corpus import Evidence, Row
from training.metrics import mean_interval

OWN = row(
    1,
    "Lowongan di PT Indofood Sukses Makmur Tbk.\nGaji UMK, syarat: usia maksimal 30.\n"
    "Lamaran lewat karir.indofood.com\nHubungi info@gaji.example",
    group="twin",
)
FAKE = row(
    2,
    "Lowongan di PT Indofood Sukses Makmur Tbk.\nGaji UMK, syarat: usia maksimal 30.\n"
    "Lamaran ke indofood.rekrut@gmail.com\nbiaya\nseragam 500 ribu",
    label="fraud",
    group="twin",
).model_copy(update={"patterns": ("employer_impersonation",)})
SHOP = row(3, "Toko beras mencari kasir jujur. Upah UMK, datang langsung ke toko di Martapura.")
ROWS = (OWN, FAKE, SHOP)


@dataclass
class Fake:
    """Flags texts with one word, and says how often it was asked."""

    word: str
    asked: int = 0

    def scan(self, text: str) -> SimpleNamespace:
        self.asked += 1
        found = self.word in text
        risk = SimpleNamespace(probability=0.9 if found else 0.1, level="review" if found else "low")
        return SimpleNamespace(risk=risk)


@pytest.fixture(scope="module")
def maker() -> Augmenter:
    return Augmenter(ROWS, attacks.SEED, UNSEEN)


@pytest.mark.parametrize("kind", sorted(UNSEEN))
def test_the_seed_repeats_and_the_label_stays(maker: Augmenter, kind: str) -> None:
    variant = made(maker, FAKE, kind)
    assert maker.vary(FAKE, kind) == variant
    assert (variant.label, variant.patterns, variant.group) == (FAKE.label, FAKE.patterns, FAKE.group)
    assert kind not in KINDS


def test_lines_change_places_and_evidence_stays_whole(maker: Augmenter) -> None:
    start = FAKE.text.index("biaya")
    marked = FAKE.model_copy(
        update={"evidence": (Evidence(code="fee", start=start, end=start + len("biaya\nseragam")),)}
    )
    text = made(maker, marked, "reordered_lines").text
    assert "biaya\nseragam 500 ribu" in text
    assert sorted(text.split("\n")) == sorted(FAKE.text.split("\n"))
    assert maker.vary(SHOP, "reordered_lines") is None


def test_synonyms_keep_case_and_spare_addresses_and_longer_words(maker: Augmenter) -> None:
    ad = row(9, "GAJI besar, Segera hubungi gaji@segera.id. Penggajian bulanan, syarat-syarat di www.loker.id, usia 20")
    text = made(maker, ad, "paraphrase").text
    assert text.split()[0] in ("UPAH", "BAYARAN")
    assert "Secepatnya" in text or "Lekas" in text
    assert "gaji@segera.id." in text
    assert "Penggajian bulanan, syarat-syarat di www.loker.id, umur 20" in text
    assert maker.vary(row(8, "Gaji UMK, datang segera."), "paraphrase") is None


def test_padding_is_honest_and_of_other_groups(maker: Augmenter) -> None:
    text = made(maker, FAKE, "padding").text
    assert text == f"{FAKE.text}\n\n{SHOP.text}"
    long = Augmenter([FAKE, row(5, "kata " * 400)], 1, UNSEEN)
    assert len(made(long, FAKE, "padding").text.split()) == len(FAKE.text.split()) + 300
    assert maker.vary(row(7, "Berita hari ini.", label="not_an_ad"), "padding") is None


def test_a_reassurance_follows_the_text_and_never_an_honest_fee(maker: Augmenter) -> None:
    text = made(maker, SHOP, "reassurance").text
    assert text.startswith(SHOP.text + "\n")
    assert maker.vary(row(6, "Magang Jepang, biaya pelatihan Rp 5.000.000 dibayar ke LPK."), "reassurance") is None


def test_a_listed_employer_gets_one_invented_name_everywhere(maker: Augmenter, reader: Reader) -> None:
    for original in (OWN, FAKE):
        text = made(maker, original, "unknown_employer").text
        assert "indofood" not in text.lower()
        assert "PT PT" not in text
        assert "Tbk" not in text
        assert not reader.read(JobAd(text=text))[0].of_type("employer")
    assert ".co.id" in made(maker, OWN, "unknown_employer").text
    assert "rekrut@gmail.com" in made(maker, FAKE, "unknown_employer").text
    part = row(5, "PT HM Sampoerna Tbk membuka lowongan. Daftar di sampoerna-jemberkarir.site", label="fraud")
    assert "sampoerna" not in made(maker, part, "unknown_employer").text.lower()
    assert maker.vary(SHOP, "unknown_employer") is None
    assert maker.vary(row(4, "Kementerian Kesehatan membuka rekrutmen CPNS."), "unknown_employer") is None
    assert UNSEEN["unknown_employer"] is unknown_employer


def test_attacks_count_flags_before_and_after() -> None:
    scanner = Fake("syarat")
    results = {result.kind: result for result in attacks.measure([(scanner, ROWS)], per_kind=5)}
    assert tuple(results) == attacks.ATTACKS
    paraphrase = results["paraphrase"]
    assert (paraphrase.fraud_texts, paraphrase.recall_before, paraphrase.recall_after) == (1, 1.0, 0.0)
    assert paraphrase.fall == (1.0, 1.0)
    padding = results["padding"]
    assert (padding.texts, padding.recall_after) == (3, 1.0)
    assert (padding.false_alarms_before, padding.false_alarms_after) == (0.5, 1.0)
    assert math.isnan(results["emoji_words"].recall_before)
    assert results["leet"].seen_in_training
    assert not results["homoglyphs"].seen_in_training
    assert scanner.asked == len(ROWS) + sum(result.texts for result in results.values())
    console = Console(record=True, width=200)
    console.print(attacks.table(list(results.values())))
    assert "paraphrase" in console.export_text()


def test_at_most_so_many_rows_of_a_kind_are_taken() -> None:
    rows = [row(number, "Upah harian, kirim berkas.\nDatang ke toko.\nAda mess.") for number in range(6)]
    results = {result.kind: result for result in attacks.measure([(Fake("x"), rows)], per_kind=2)}
    assert results["paraphrase"].honest_texts == 2
    assert results["paraphrase"].fraud_texts == 0


def test_names_are_measured_in_pairs_honest_ads_and_swaps() -> None:
    results = names.measure([(Fake("gmail"), ROWS)])
    pairs = results.channel_pairs
    assert (pairs.pairs, pairs.foreign_higher) == (1, 1.0)
    assert pairs.median_difference == pytest.approx(2 * math.log(9))
    assert results.impersonated_honest == names.ImpersonatedHonest(texts=1, employers=1, flagged=0.0)
    assert [(swap.label, swap.texts, swap.median) for swap in results.name_swaps] == [("legit", 1, 0), ("fraud", 1, 0)]
    by_name = names.measure([(Fake("Indofood"), ROWS)])
    assert by_name.impersonated_honest.flagged == 1.0
    assert by_name.name_swaps[0].median == pytest.approx(0.8)
    console = Console(record=True, width=120)
    console.print(names.table(results))
    assert "1 pairs" in console.export_text()


def test_the_interval_of_a_mean_draws_whole_groups() -> None:
    values = np.array([1.0, 1.0, 0.0, 0.0])
    assert mean_interval(values, np.array(["a", "a", "b", "b"])) == (0.0, 1.0)
    assert mean_interval(values, np.array(["a", "b", "a", "b"])) == mean_interval(
        values, np.array(["a", "b", "a", "b"])
    )


def made(maker: Augmenter, original: Row, kind: str) -> Row:
    variant = maker.vary(original, kind)
    assert variant is not None
    return variant
