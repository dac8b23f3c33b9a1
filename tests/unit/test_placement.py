"""Work abroad with no one named who places it."""

import pytest

from jobscan.scanner import Reader
from jobscan.types import Finding, JobAd

CODE = "no_p3mi_identity"


def found(reader: Reader, text: str) -> list[Finding]:
    return [finding for finding in reader.read(JobAd(text=text))[1] if finding.code == CODE]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Butuh 20 orang kerja kebun di Taiwan, gaji besar, WA 0812-0000-1234", 1),
        ("ayo kerja ke Riyadh, proses cepat, chat wa.me/6281200001234", 2),
        ("loker singapura, jaga lansia, hub 0812-0000-1234", 1),
        ("k3rj4 di T4iwan gaji besar, WA 0812-0000-1234", 1),
        ("Mau kerja di Jepang? dm aja", 1),
    ],
)
def test_no_one_is_named(reader: Reader, text: str, severity: int) -> None:
    (finding,) = found(reader, text)
    assert finding.severity == severity
    assert finding.spans == ()
    assert any(f"ditawarkan: {word}" in finding.reason for word in text.replace("?", "").replace(",", "").split())


@pytest.mark.parametrize(
    "text",
    [
        "PT Contoh Migran Jaya membuka lowongan kerja di Taiwan, WA 0812-0000-1234",
        "Kerja di Taiwan lewat P3MI, WA 0812-0000-1234",
        "Kerja di Hong Kong, SIP3MI No. 123/2023, WA 0812-0000-1234",
        "Pendaftaran G to G kerja di Korea dibuka, hub 0812-0000-1234",
        "ABK kerja di kapal Taiwan, SIUKAK No. 12.34.56, hub 0812-0000-1234",
        "Magang kerja di Jepang, LPK Contoh, hub 0812-0000-1234",
        "Dibutuhkan pelayan, kerja di Singapura, Contoh Hotel, surel hr@contoh-hotel.com",
        "Kerja remote untuk perusahaan di Singapura, WA 0812-0000-1234",
        "Staf dokumen ekspor kerja dengan tujuan Singapura, kantor Banjarmasin, WA 0812-0000-1234",
        "Dibutuhkan tour leader wisata ke Jepang, WA 0812-0000-1234",
        "Waspada tawaran kerja di Taiwan tanpa izin, hubungi BP3MI 0511-000-0000",
        "Polisi mengungkap sindikat yang memberangkatkan warga kerja di Malaysia.",
        "Tiga warga ikut kerja di Malaysia dan sudah pulang kemarin.",
        "Kami tidak membuka lowongan kerja di Taiwan. Hub 0812-0000-1234",
        "Dijual tanaman kamboja, WA 0812-0000-1234",
    ],
)
def test_identity_other_business_and_news_are_silent(reader: Reader, text: str) -> None:
    assert not found(reader, text)
