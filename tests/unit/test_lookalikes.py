"""Domains that resemble a listed employer's: caught in any ad, silent for own domains, platforms, dealers and news."""

import pytest

from jobscan.entities.lookalikes import Lookalikes, slips
from jobscan.knowledge import Knowledge
from jobscan.scanner import Reader
from jobscan.types import Finding, JobAd

CODE = "lookalike_email_domain"


@pytest.fixture(scope="module")
def lookalikes(knowledge: Knowledge) -> Lookalikes:
    return Lookalikes(knowledge)


def found(reader: Reader, text: str, url: str | None = None) -> list[Finding]:
    return [finding for finding in reader.read(JobAd(text=text, url=url))[1] if finding.code == CODE]


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("pertam1na.com", "mengganti huruf"),
        ("pertarnina.com", "mengganti huruf"),
        ("b4nkmandiri.co.id", "mengganti huruf"),
        ("pertamnia.co.id", "hampir sama"),
        ("www.pegadalan.co.id", "mengganti huruf"),
        ("bank-mandiri.com", "hampir sama"),
        ("pertamina.site", "akhiran lain"),
        ("pertamina-rekrutmen.site", "memuat kata «pertamina»"),
        ("karirpertamina2026.com", "memuat kata «pertamina»"),
        ("rekrutmen-pln.com", "memuat kata «pln»"),
        ("kemnaker-go.id", "memuat kata «kemnaker»"),
        ("rekrutmen-pertamina.blogspot.com", "memuat kata «pertamina»"),
        ("karirhub.kemnaker.go.id.daftar-kerja.site", "hanya awalan"),
    ],
)
def test_imitations(lookalikes: Lookalikes, host: str, words: str) -> None:
    assert words in (lookalikes.find(host) or "")


@pytest.mark.parametrize(
    "host",
    [
        "pertamina.com",
        "recruitment.pertamina.com",
        "kemnaker.go.id",
        "dinkes.banjarkab.go.id",
        "jobstreet.co.id",
        "jobs.talentics.id",
        "toko-contoh.com",
        "toyota-banjarmasin.com",
        "suzukikalsel.my.id",
        "loker-bumn.com",
        "prodi.ac.id",
        "unilever.com",
        "contoh",
    ],
)
def test_honest_hosts_resemble_none(lookalikes: Lookalikes, host: str) -> None:
    assert lookalikes.find(host) is None


def test_no_own_domain_and_no_platform_is_an_imitation(lookalikes: Lookalikes, knowledge: Knowledge) -> None:
    own = [domain for employer in knowledge.employers.values() for domain in employer.domains]
    hosts = [host.domain.partition("/")[0] for host in knowledge.channels.hosts]
    assert not [host for host in (*own, *hosts) if lookalikes.find(host) or lookalikes.find(f"karir.{host}")]


@pytest.mark.parametrize(
    "text",
    [
        "Lowongan admin dan operator, daftar di pertamina-rekrutmen.site sekarang",
        "Kirim lamaran ke hrd@pertam1na.com",
        "Daftar di pertamina-rekrutmen[.]site ya",
        "daftar: https://karirhub.kemnaker.go.id.daftar-kerja.site/form?x=1",
    ],
)
def test_an_imitation_is_a_finding_whoever_is_named(reader: Reader, text: str) -> None:
    (finding,) = found(reader, text)
    assert finding.origin == "consistency"
    assert finding.severity == 2
    assert finding.reason.startswith("Alamat meniru pemberi kerja: «")
    assert all(text[span.start : span.end] == span.text for span in finding.spans)


def test_a_portal_page_does_not_make_an_imitation_good(reader: Reader) -> None:
    assert found(reader, "Lowongan staf, daftar di pertam1na.com", url="https://glints.com/id/x")


@pytest.mark.parametrize(
    "text",
    [
        "Waspada situs palsu pertamina-rekrutmen.site yang mengatasnamakan Pertamina",
        "Lowongan PT Pertamina, daftar di recruitment.pertamina.com",
        "Dealer Toyota mencari sales, kunjungi toyota-banjarmasin.com",
        "Kirim lamaran ke hrd@toko-contoh.com",
    ],
)
def test_warnings_and_own_addresses_are_silent(reader: Reader, text: str) -> None:
    assert not found(reader, text)


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abcd", "badc", 2)]
)
def test_slips(one: str, other: str, expected: int) -> None:
    assert slips(one, other) == expected
