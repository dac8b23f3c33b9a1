"""A diploma held is a compliance finding; papers held as a bond are a risk."""

import pytest

from jobscan.scanner import Reader
from jobscan.types import Finding, JobAd

RISK, COMPLIANCE = "document_retention", "diploma_retention"


def found(reader: Reader, text: str) -> dict[str, Finding]:
    return {finding.code: finding for finding in reader.read(JobAd(text=text))[1]}


@pytest.mark.parametrize(
    "text",
    [
        "Toko Contoh Jaya butuh kasir. Ijazah asli ditahan selama kontrak. WA 0812-0000-1234",
        "loker admin gudang, ijazah dititip kantor ya",
        "Jaminan berupa ijazah terakhir, lamaran diantar ke kantor PT Contoh Maju",
        "Bersedia tahan ijazah, denda 2 juta bila resign sebelum setahun",
    ],
)
def test_a_diploma_alone_is_compliance(reader: Reader, text: str) -> None:
    findings = found(reader, text)
    assert RISK not in findings
    assert findings[COMPLIANCE].severity == 0
    assert findings[COMPLIANCE].category == "compliance"
    assert all("ja" in span.text for span in findings[COMPLIANCE].spans)


@pytest.mark.parametrize(
    "text",
    [
        "Butuh penjaga gudang, KTP asli ditahan selama kontrak",
        "KTP dan ijazah asli disimpan pengurus sampai pulang",
        "ijazah asli dititip kantor, kasbon dulu 5jt buat keluarga",
        "Kerja kilang di Malaysia, ijazah asli disimpan agen",
        "paspor pegang agen, ijazah dititip kantor",
        "ij4z4h dititip kantor, potong gaji 3 bulan buat bayar utang",
    ],
)
def test_a_bond_stays_a_risk(reader: Reader, text: str) -> None:
    findings = found(reader, text)
    assert findings[RISK].severity == 3
    assert COMPLIANCE not in findings


@pytest.mark.parametrize(
    "text",
    [
        "Ijazah asli diperlihatkan lalu dibawa pulang.",
        "Perusahaan tidak menahan ijazah.",
        "Waspada modus perusahaan yang menahan ijazah pekerja",
        "Lampirkan fotokopi ijazah dan KTP.",
    ],
)
def test_no_diploma_is_held(reader: Reader, text: str) -> None:
    assert not {RISK, COMPLIANCE} & set(found(reader, text))


@pytest.mark.parametrize("text", ["Usia maksimal 25 tahun, belum menikah", "penampilan menarik, good looking"])
def test_age_and_looks_are_compliance(reader: Reader, text: str) -> None:
    findings = found(reader, f"Dicari pramuniaga toko. {text}. Lamaran ke toko.")
    assert findings["discriminatory_criteria"].category == "compliance"
    assert all(finding.category in ("compliance", "protective") for finding in findings.values())
