"""The whole path on invented ads."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobscan import JobAd, Scanner
from jobscan.advice import NOTICES
from jobscan.errors import EmptyTextError, TextTooLongError, UnreadableTextError
from jobscan.types import Assessment

AS_OF = date(2026, 11, 25)
IMPERSONATION = (
    "LOWONGAN KERJA PT PERTAMINA (PERSERO) 2026. Dibuka untuk lulusan SMA, D3, S1, penempatan sesuai domisili. Gratis, "
    "tidak dipungut biaya. Kirim nama dan nomor Telegram aktif lewat https://pertamina-rekrut.site/daftar atau WA "
    "0812-0000-1234."
)
HONEST = (
    "Toko Bangunan Sumber Kokoh, Jl. A. Yani Pelaihari, mencari satu kasir. Jam kerja 08.00-16.30, Minggu libur, gaji "
    "UMK. Lamaran diantar ke toko pada jam kerja atau WA 0813-0000-5678."
)
OVERSEAS = (
    "Kerja di 𝗞𝗮𝗺𝗯𝗼𝗷𝗮 🇰🇭, jadi CS online, gaji 12 juta, bisa ngetik saja. Tiket dan paspor ditanggung, minggu ini "
    "berangkat, visa diurus di sana. Kalau ditanya imigrasi bilang mau liburan."
)


def without_ids(assessment: Assessment) -> dict[str, object]:
    return assessment.model_dump(exclude={"id", "assessment_id"})


def test_an_impersonation_is_flagged_with_its_channel(scanner: Scanner) -> None:
    assessment = scanner.scan(IMPERSONATION)
    assert assessment.risk.level in ("review", "high")
    finding = next(f for f in assessment.findings if f.code == "fake_known_company")
    assert any("pertamina-rekrut.site" in span.text for span in finding.spans)
    assert finding.origin == "consistency"
    assert finding.law


def test_a_small_shop_is_not(scanner: Scanner) -> None:
    assessment = scanner.scan(HONEST)
    assert assessment.risk.level == "low"
    assert assessment.risk.kind == "ad"


def test_an_offer_in_a_closed_country_is_urgent(scanner: Scanner) -> None:
    assessment = scanner.scan(OVERSEAS)
    assert assessment.risk.level in ("review", "high")
    assert assessment.advice.urgent
    assert any(step.kind == "report" for step in assessment.advice.steps)
    spans = [span.text for finding in assessment.findings for span in finding.spans]
    assert "𝗞𝗮𝗺𝗯𝗼𝗷𝗮" in " ".join(spans)
    assert "styled_letters_folded" in assessment.notices


def test_the_own_channel_is_no_mismatch(scanner: Scanner) -> None:
    own = IMPERSONATION.replace("pertamina-rekrut.site", "recruitment.pertamina.com").replace(
        "atau WA 0812-0000-1234", ""
    )
    codes = {finding.code for finding in scanner.scan(own).findings}
    assert "fake_known_company" not in codes
    assert scanner.scan(own).risk.probability < scanner.scan(IMPERSONATION).risk.probability


@pytest.mark.parametrize("text", [IMPERSONATION, HONEST, OVERSEAS])
def test_a_claim_never_lowers_the_score_by_rule(scanner: Scanner, text: str) -> None:
    before = {f.code for f in scanner.scan(text).findings}
    after = {f.code for f in scanner.scan(text + " Resmi dan terdaftar.").findings}
    assert before <= after


@pytest.mark.parametrize("text", [IMPERSONATION, HONEST, OVERSEAS])
@pytest.mark.parametrize("profile", ["counter", "crawler"])
def test_the_explanation_adds_up_to_the_score(scanner: Scanner, text: str, profile: str) -> None:
    for explain in ("summary", "full"):
        assessment = scanner.scan(text, profile=profile, explain=explain)  # type: ignore[arg-type]
        explanation = assessment.explanation
        assert explanation is not None
        total = explanation.base + math.fsum(item.logit for item in explanation.items)
        assert total == pytest.approx(explanation.logit, abs=1e-6)
        assert explanation.probability == pytest.approx(assessment.risk.probability, abs=1e-9)


def test_explained_words_slice_to_the_text(scanner: Scanner) -> None:
    explanation = scanner.scan(OVERSEAS, explain="full").explanation
    assert explanation is not None
    words = [item for item in explanation.items if item.source == "word"]
    assert words
    assert all(OVERSEAS[item.start : item.end] == item.text for item in words)


def test_the_same_ad_gives_the_same_answer(scanner: Scanner) -> None:
    first = scanner.scan(IMPERSONATION, as_of=AS_OF)
    scanner.scan(HONEST)
    second = scanner.scan(JobAd(text=IMPERSONATION, id="x"), as_of=AS_OF)
    assert without_ids(first) == without_ids(second)
    assert second.id == "x"
    assert first.assessment_id != second.assessment_id


def test_old_facts_are_announced(scanner: Scanner) -> None:
    assert "knowledge_review_due" in scanner.scan(HONEST, as_of=AS_OF).notices
    assert "knowledge_review_due" not in scanner.scan(HONEST, as_of=date(2026, 3, 1)).notices


def test_every_notice_has_a_sentence(scanner: Scanner) -> None:
    assert set(scanner.scan("𝗟𝗼𝗸𝗲𝗿 kam\u200bboja", as_of=AS_OF).notices) <= set(NOTICES)


@pytest.mark.parametrize(
    ("text", "error"),
    [("", EmptyTextError), (" \n", EmptyTextError), ("a" * 20_001, TextTooLongError), ("a\0b", UnreadableTextError)],
)
def test_what_cannot_be_scored_is_refused(scanner: Scanner, text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        scanner.scan(text)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(min_size=1),
        st.lists(st.sampled_from([*IMPERSONATION.split(), *OVERSEAS.split(), "\u200b", "👩‍🏭", "e\u0301"])).map(
            " ".join
        ),
    )
)
def test_any_text_is_scored_and_every_span_fits(scanner: Scanner, text: str) -> None:
    try:
        assessment = scanner.scan(text, explain="summary")
    except (EmptyTextError, UnreadableTextError):
        return
    assert 0 <= assessment.risk.probability <= 1
    for finding in assessment.findings:
        for span in finding.spans:
            assert text[span.start : span.end] == span.text
    for entity in assessment.entities:
        assert 0 <= entity.start < entity.end <= len(text)


@pytest.mark.parametrize(
    "unit",
    ["a.", "a@", "0812-", "https://a.", "rp1.", "(", "a b ", "\u0301", "ﷺ", "🇰🇭", "gaji ", "x\u200b", "=1-", "/"],
)
def test_hostile_texts_end(scanner: Scanner, unit: str) -> None:
    text = (unit * 20_000)[:19_990] + " loker"
    assert scanner.scan(text).risk.probability >= 0


@pytest.mark.parametrize("text", ["info loker dong", "LOWO... KER… 0 0 l", "p"])
def test_fragments_are_insufficient_and_say_why(scanner: Scanner, text: str) -> None:
    risk = scanner.scan(text).risk
    assert risk.level in ("insufficient", "not_an_ad")
    assert risk.reason


def test_a_text_with_an_offer_is_never_insufficient(scanner: Scanner) -> None:
    assert scanner.scan("PT Maju Lestari Abadi, staf gudang").risk.kind != "insufficient"
    assert scanner.scan("dibutuhkan dua orang tukang kebun untuk rumah").risk.kind != "insufficient"
