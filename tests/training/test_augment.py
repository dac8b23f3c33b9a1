"""Each rewriting does what it says, keeps label and consistency, and is the same for the same seed."""

import unicodedata

import pytest

from jobscan.text.views import fold
from tests.training.rows import row
from training.augment import EVASIONS, KINDS, Augmenter
from training.corpus import Evidence, Row

FRAUD = row(
    1,
    "Kerja admin di Kamboja, gaji besar tanpa pengalaman.\nHubungi 0812-0000-4321 atau loker.gudang@gmail.com. "
    "Lokasi Banjarmasin, tiket ditanggung penuh, langsung berangkat tanggal 12 bersama rombongan dari desa sebelah.",
    label="fraud",
)
OWN = row(
    2,
    "PT Indofood Sukses Makmur Tbk membuka lowongan operator. Gaji Rp 4.000.000 per bulan. Daftar di indofood.com. "
    "Pendidikan SMA, pria atau wanita, siap bekerja dengan sistem giliran, sehat jasmani dan rohani, jujur, rajin.",
)


@pytest.fixture(scope="module")
def augmenter() -> Augmenter:
    return Augmenter([FRAUD, OWN], seed=3)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_label_and_group_stay_and_the_seed_repeats(augmenter: Augmenter, kind: str) -> None:
    made = 0
    for original in (FRAUD, OWN):
        variant = augmenter.vary(original, kind)
        again = Augmenter([FRAUD, OWN], seed=3).vary(original, kind)
        assert again == variant
        if variant:
            made += 1
            assert variant.text != original.text
            kept = (variant.label, variant.patterns, variant.group)
            assert kept == (original.label, original.patterns, original.group)
            assert variant.evidence == ()
    assert made


@pytest.mark.parametrize("kind", sorted(set(EVASIONS) - {"emoji_words", "emoji_digits"}))
def test_an_evasion_changes_some_words_and_no_contact(augmenter: Augmenter, kind: str) -> None:
    variant = _made(augmenter, FRAUD, kind)
    assert "0812-0000-4321" in variant.text
    assert "loker.gudang@gmail.com" in variant.text
    assert set(variant.text.split()) & set(FRAUD.text.split())


@pytest.mark.parametrize("kind", ["zero_width", "mathematical_bold", "mathematical_italic"])
def test_folding_undoes_what_only_unicode_hides(augmenter: Augmenter, kind: str) -> None:
    assert fold(_made(augmenter, FRAUD, kind).text).text == FRAUD.text


def test_twins_are_of_another_script(augmenter: Augmenter) -> None:
    scripts = {unicodedata.name(c).split()[0] for c in _made(augmenter, FRAUD, "homoglyphs").text if c.isalpha()}
    assert scripts == {"LATIN", "CYRILLIC"}


def test_emoji_stand_for_words_and_digits(augmenter: Augmenter) -> None:
    assert "🇰🇭" in _made(augmenter, FRAUD, "emoji_words").text
    day = row(3, "Masuk tanggal 12 di gudang beras.")
    assert _made(augmenter, day, "emoji_digits").text == "Masuk tanggal 1️⃣2️⃣ di gudang beras."


def test_another_employer_brings_its_own_domain(augmenter: Augmenter) -> None:
    text = _made(augmenter, OWN, "other_employer").text
    assert "Indofood" not in text
    assert "indofood.com" not in text


def test_another_wage_is_near(augmenter: Augmenter) -> None:
    text = _made(augmenter, OWN, "other_wage").text
    assert "4.000.000" not in text
    assert any(wage in text for wage in ("3.400.000", "3.600.000", "4.400.000", "4.800.000"))


def test_a_text_is_cut_after_its_evidence(augmenter: Augmenter) -> None:
    end = FRAUD.text.index("langsung berangkat") + len("langsung berangkat")
    marked = FRAUD.model_copy(update={"evidence": (_evidence(end),)})
    assert augmenter.vary(FRAUD, "truncated") is None
    variant = _made(augmenter, marked, "truncated")
    assert end <= len(variant.text) < len(FRAUD.text)


def test_text_that_is_no_offer_is_not_framed_as_one(augmenter: Augmenter) -> None:
    news = row(4, "Polisi menangkap perekrut.", label="not_an_ad")
    assert augmenter.vary(news, "forwarded") is None
    assert augmenter.vary(news, "two_ads") is None


def _evidence(end: int) -> Evidence:
    return Evidence(code="destination_scam_hub", start=0, end=end)


def _made(augmenter: Augmenter, original: Row, kind: str) -> Row:
    variant = augmenter.vary(original, kind)
    assert variant is not None
    return variant
