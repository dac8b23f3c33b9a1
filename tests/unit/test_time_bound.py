"""The whole rule path stays bounded: hostile text of full length costs a few times what ordinary text costs.

Processor time, not the clock, and a ratio, not seconds: a busy or slow machine gives the same answer.
"""

import time

import pytest

from jobscan.scanner import Reader
from jobscan.types import MAX_TEXT, JobAd

ORDINARY = (
    "Toko Contoh Jaya mencari kasir dan staf gudang, pria atau wanita, usia 18-35 tahun, jujur dan teliti. Gaji "
    "Rp3.200.000 per bulan, uang makan, BPJS. Lamaran diantar ke Jl. Contoh No. 12 atau ke hrd@toko-contoh.com, "
    "telepon 0511-400-0000, paling lambat 30 November 2026. Tidak dipungut biaya apa pun.\n"
)
MOST = 25  # the worst, an address every seven characters, costs 14 times


def seconds(reader: Reader, unit: str) -> float:
    """The least processor time of a few runs over `unit` repeated to full length."""
    ad = JobAd(text=(unit * MAX_TEXT)[:MAX_TEXT])
    times = []
    for _ in range(2):
        started = time.process_time()
        reader.read(ad)
        times.append(time.process_time() - started)
    return min(times)


@pytest.fixture(scope="module")
def ordinary(reader: Reader) -> float:
    return seconds(reader, ORDINARY)


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "a@a.co ",
        "a1.com ",
        "pertamina-x.site ",
        "kemnaker.go.id." * 3 + "x.com ",
        "k4mb0j4 ",
        "g.a.j.i ",
        "0812-0000-1234 ",
        "rp1.000 ",
        "tidak ",
        "biaya ",
        "tidak dipungut biaya bayar rp5.000 ",
        "kerja di taiwan ",
        "ijazah ditahan ",
        "pertamina ",
        "waspada modus ",
        "usia 18-35 ",
        "𝗴𝗮𝗷𝗶 ",
        "x\u200b",
        "🇰🇭",
    ],
)
def test_hostile_text_costs_a_few_times_ordinary_text(reader: Reader, ordinary: float, unit: str) -> None:
    assert seconds(reader, unit) < MOST * ordinary
