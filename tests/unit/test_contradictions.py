"""Free in one line, money in another."""

import pytest

from jobscan.scanner import Reader
from jobscan.types import Finding, JobAd

CODE = "free_yet_fee"


def found(reader: Reader, text: str) -> list[Finding]:
    return [finding for finding in reader.read(JobAd(text=text))[1] if finding.code == CODE]


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("Seleksi TIDAK DIPUNGUT BIAYA. Peserta menyiapkan Rp850.000 untuk travel yang ditunjuk.", "Rp850.000"),
        ("Rekrutmen gratis tanpa biaya. Biaya administrasi sebesar Rp250.000 ditransfer sebelum tes.", "Rp250.000"),
        ("gratis tanpa pungutan ya kak, cukup bayar 75rb dulu buat seragam", "75rb"),
        ("gak ada biaya apa2 kak. deposit awal 200 ribu nanti kembali + komisi", "200 ribu"),
        ("𝗧𝗶𝗱𝗮𝗸 𝗱𝗶𝗽𝘂𝗻𝗴𝘂𝘁 𝗯𝗶𝗮𝘆𝗮 apapun. Uang jaminan Rp1.500.000 dibawa saat tes", "Rp1.500.000"),
    ],
)
def test_a_contradiction_has_both_places(reader: Reader, text: str, money: str) -> None:
    (finding,) = found(reader, text)
    assert finding.severity == 2
    claim, *asked = finding.spans
    assert any(money in span.text for span in asked)
    assert money not in claim.text
    assert all(text[span.start : span.end] == span.text for span in finding.spans)


@pytest.mark.parametrize(
    "text",
    [
        "Tidak dipungut biaya apapun. Gaji Rp3.500.000 per bulan.",
        "Seluruh proses gratis, tidak ada biaya pendaftaran Rp0.",
        "Tidak dipungut biaya pendaftaran maupun biaya seragam Rp150.000.",
        "Biaya medical Rp500.000 ditanggung perusahaan. Rekrutmen tidak dipungut biaya.",
        "Kami tidak memungut biaya. Waspada penipuan yang meminta transfer Rp500.000.",
        "Pendaftaran tidak dipungut biaya. Laporkan bila ada yang meminta Anda membayar Rp1 juta.",
        "Kursus menjahit, daftar di tempat, biaya pelatihan Rp900.000. Makan siang gratis.",
        "Modus: mengaku tidak dipungut biaya lalu meminta peserta transfer Rp850.000 untuk tiket.",
        "Sales: omzet 50 juta, bonus 2 juta. Lamaran tanpa biaya apapun.",
    ],
)
def test_no_money_is_asked(reader: Reader, text: str) -> None:
    assert not found(reader, text)


def test_a_denied_fee_is_no_fee(reader: Reader) -> None:
    codes = {f.code for f in reader.read(JobAd(text="Kasir toko. Tidak ada biaya pendaftaran dan admin Rp50.000."))[1]}
    assert not codes & {"registration_fee", CODE}
